#include "base/names.h"

#include "base/hash.h"

static size_t probe(const struct ng_names *t, ng_str s)
{
    size_t i = (size_t)ng_hash64(s, t->seed) & t->mask;
    while (t->slot[i] && !ng_str_eq(t->all.at[t->slot[i] - 1], s))
        i = (i + 1) & t->mask;
    return i;
}

static void widen(struct ng_names *t, struct ng_arena *a)
{
    size_t size = t->slot ? (t->mask + 1) * 2 : 64;
    t->slot = ng_new(a, uint32_t, size);
    t->mask = size - 1;
    for (size_t id = 0; id < t->all.n; id++)
        t->slot[probe(t, t->all.at[id])] = (uint32_t)id + 1;
}

uint32_t ng_name(struct ng_names *t, ng_str s, struct ng_arena *a)
{
    if (!t->slot || t->all.n * 2 > t->mask)
        widen(t, a);
    size_t i = probe(t, s);
    if (!t->slot[i]) {
        *ng_push(&t->all, a) = ng_str_copy(s, a);
        t->slot[i] = (uint32_t)t->all.n;
    }
    return t->slot[i] - 1;
}

uint32_t ng_name_find(const struct ng_names *t, ng_str s)
{
    if (!t->slot)
        return NG_NO_NAME;
    size_t i = probe(t, s);
    return t->slot[i] ? t->slot[i] - 1 : NG_NO_NAME;
}
