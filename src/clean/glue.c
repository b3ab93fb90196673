#include "clean/glue.h"

struct ng_glue ng_look_for_glue(ng_str source, const ng_parts *parts,
                                struct ng_arena *out)
{
    (void)source, (void)parts, (void)out;
    return (struct ng_glue){0};
}

size_t ng_glue_split(const struct ng_glue *glue, ng_str s, bool first)
{
    (void)glue, (void)s, (void)first;
    return 0;
}
