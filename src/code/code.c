#include "code/code.h"

void ng_find_mentions(struct ng_report *r, struct ng_arena *out,
                      struct ng_arena scratch)
{
    (void)r, (void)out, (void)scratch;
}
