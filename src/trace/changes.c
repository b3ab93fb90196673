/* changes.c - the smallest comparison of revisions: none are told. */
#include "trace/trace.h"

void ng_compare(struct ng_batch *b, uint32_t from, uint32_t to,
                struct ng_arena *out, struct ng_arena scratch)
{
    (void)b, (void)from, (void)to, (void)out, (void)scratch;
}

void ng_find_changes(struct ng_batch *b, struct ng_arena *out,
                     struct ng_arena scratch)
{
    for (size_t i = 0; i < b->edges.n; i++)
        if (b->edges.at[i].relation == NG_REVISION)
            ng_compare(b, b->edges.at[i].parent, b->edges.at[i].child, out,
                       scratch);
}
