#include "annotate/annotate.h"

void ng_find_names(struct ng_report *r, struct ng_arena *out,
                   struct ng_arena scratch)
{
    (void)r, (void)out, (void)scratch;
}
