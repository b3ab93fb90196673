/* settle.c - what the whole report says about a word: whether it is a name
 * where its capital proves nothing, and of what type where that was a guess. */
#include "annotate/naming.h"
#include "base/names.h"

/* Which capital words stand inside a sentence somewhere: those at the start of
 * others are names too. */
void ng_mark_seen(struct ng_naming *n)
{
    struct ng_names names = {0};
    size_t words = n->r->words.n;
    uint32_t *id = ng_new(n->work, uint32_t, words);
    for (size_t i = 0; i < words; i++) {
        id[i] = NG_NO_NAME;
        if (n->flags[i] & NG_SPOT_CAPITAL && n->beg[i] < n->end[i])
            id[i] = ng_name(&names, ng_folded(n, (uint32_t)i, (uint32_t)i + 1),
                            n->work);
    }
    uint8_t *seen = ng_new(n->work, uint8_t, names.all.n + 1);
    for (size_t i = 0; i < words; i++)
        if (id[i] != NG_NO_NAME &&
            !(n->flags[i] & (NG_SPOT_START | NG_SPOT_LOUD)))
            seen[id[i]] = 1;
    for (size_t i = 0; i < words; i++)
        if (id[i] != NG_NO_NAME && seen[id[i]])
            n->flags[i] |= NG_SPOT_SEEN;
}

/* Guessed types give way to sure ones of the same words; a last name alone is
 * a person where a full name ends with it. */
void ng_settle_types(struct ng_naming *n)
{
    struct ng_names names = {0};
    NG_LIST(uint8_t) type = {0};
    for (int pass = 0; pass < 2; pass++)
        for (size_t k = 0; k < n->spots.n; k++) {
            struct ng_spot *s = &n->spots.at[k];
            ng_str whole = ng_folded(n, s->first, s->end);
            uint32_t id;
            if (pass == 1) {
                id = ng_name_find(&names, whole);
                if (id != NG_NO_NAME && !s->known &&
                    (!s->sure || s->end - s->first == 1))
                    s->type = (enum ng_name_type)type.at[id];
                continue;
            }
            if (!s->sure)
                continue;
            id = ng_name(&names, whole, n->work);
            if (id == type.n)
                *ng_push(&type, n->work) = (uint8_t)s->type;
            if (s->type != NG_PER || s->end - s->first < 2)
                continue;
            id = ng_name(&names, ng_folded(n, s->end - 1, s->end), n->work);
            if (id == type.n)
                *ng_push(&type, n->work) = NG_PER;
        }
}
