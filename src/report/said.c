#include "report/said.h"

#include "base/names.h"

enum { FOLD_MOST = 4096 };

/* Letters and digits alone, in lower case: "We are ready," = "we are ready".*/
static ng_str fold(ng_str s, struct ng_arena *a)
{
    size_t n = 0, most = s.n < FOLD_MOST ? s.n : FOLD_MOST;
    char *p = ng_new(a, char, most + 1);
    for (size_t i = 0; i < most; i++)
        if (ng_is_alpha(s.p[i]) || ng_is_digit(s.p[i]) ||
            (unsigned char)s.p[i] >= 0xC3)
            p[n++] = ng_to_lower(s.p[i]);
    return (ng_str){p, n};
}

uint32_t *ng_sayings_independent(const struct ng_batch *b, struct ng_arena *out,
                                 struct ng_arena scratch)
{
    size_t n = 0, k = 0;
    if (b->carried)
        return b->carried;
    for (size_t i = 0; i < b->reports.n; i++)
        n += b->reports.at[i]->sayings.n;
    uint32_t *count = ng_new(out, uint32_t, n + 1);
    uint32_t *name = ng_new(&scratch, uint32_t, n + 1);
    struct ng_names said = {0}, pairs = {0};
    for (size_t i = 0; i < b->reports.n; i++) {
        const struct ng_report *r = b->reports.at[i];
        uint32_t origin = b->origin_of ? b->origin_of[i] : (uint32_t)i;
        for (size_t s = 0; s < r->sayings.n; s++, k++) {
            ng_str words =
                fold(ng_slice(r->text, r->sayings.at[s].content), &scratch);
            uint32_t pair[2] = {ng_name(&said, words, &scratch), origin};
            ng_name(&pairs, (ng_str){(const char *)pair, sizeof pair},
                    &scratch);
            name[k] = pair[0];
        }
    }
    uint32_t *origins = ng_new(&scratch, uint32_t, said.all.n + 1);
    for (size_t i = 0; i < pairs.all.n; i++) {
        uint32_t pair[2];
        memcpy(pair, pairs.all.at[i].p, sizeof pair);
        origins[pair[0]]++;
    }
    for (k = 0; k < n; k++)
        count[k] = origins[name[k]];
    return count;
}
