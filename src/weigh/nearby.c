#include "weigh/nearby.h"

#include "weigh/merge.h"

enum { BUCKET = 160 };

static void add_key(uint64_t *keys, size_t *n, uint64_t key)
{
    for (size_t i = 0; i < *n; i++)
        if (keys[i] == key)
            return;
    if (*n < NG_NEARBY_KEYS)
        keys[(*n)++] = key;
}

static uint64_t key_of_head(ng_str head, uint64_t seed)
{
    char low[32];
    size_t n = head.n < sizeof low ? head.n : sizeof low;
    for (size_t i = 0; i < n; i++)
        low[i] = (char)(head.p[i] >= 'A' && head.p[i] <= 'Z' ? head.p[i] + 32
                                                             : head.p[i]);
    return ng_hash64((ng_str){low, n}, seed);
}

static void add_parties(uint64_t *keys, size_t *n, const struct ng_report *r,
                        const ng_parties *list, uint64_t type)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct ng_party *p = &list->at[i];
        if (p->entity < r->entities.n)
            add_key(keys, n, ng_hash64(r->entities.at[p->entity].key, type));
        else
            add_key(keys, n, key_of_head(ng_party_head(r, p), type + 100));
        if (p->code[0])
            add_key(keys, n, ng_hash64(ng_str_of(p->code), type + 200));
    }
}

size_t ng_nearby_keys(const struct ng_report *r, const struct ng_mention *m,
                      unsigned deed, uint64_t *keys)
{
    size_t n = 0;
    uint64_t type = m->type;
    /* "The meeting": who meets is not told again, the kind of deed is. */
    if (m->type == NG_CONSULT && deed == 1)
        add_key(keys, &n, ng_hash64(STR("meeting"), type + 300));
    add_parties(keys, &n, r, &m->actors, type);
    add_parties(keys, &n, r, &m->recipients, type);
    if (n == 0)
        add_key(keys, &n, ng_hash64(STR("nobody"), type + 300));
    return n;
}

static ng_indexes *list_of(struct ng_nearby *n, uint64_t key,
                           struct ng_arena *a)
{
    uint32_t id =
        ng_name(&n->keys, (ng_str){(const char *)&key, sizeof key}, a);
    while (n->lists.n <= id)
        *ng_push(&n->lists, a) = (ng_indexes){0};
    return &n->lists.at[id];
}

void ng_nearby_look(struct ng_nearby *n, const uint64_t *keys, size_t keys_n,
                    ng_indexes *found, struct ng_arena *a)
{
    found->n = 0;
    n->look++;
    for (size_t i = 0; i < keys_n; i++) {
        const ng_indexes *list = list_of(n, keys[i], a);
        for (size_t k = 0; k < list->n; k++) {
            uint32_t cluster = list->at[k];
            if (n->stamps.at[cluster] == n->look)
                continue;
            n->stamps.at[cluster] = n->look;
            *ng_push(found, a) = cluster;
        }
    }
}

void ng_nearby_list(struct ng_nearby *n, const uint64_t *keys, size_t keys_n,
                    uint32_t cluster, struct ng_arena *a)
{
    while (n->stamps.n <= cluster)
        *ng_push(&n->stamps, a) = 0;
    for (size_t i = 0; i < keys_n; i++) {
        ng_indexes *list = list_of(n, keys[i], a);
        bool known = list->n && list->at[list->n - 1] == cluster;
        for (size_t k = 0; !known && k < list->n; k++)
            known = list->at[k] == cluster;
        if (!known && list->n < BUCKET)
            *ng_push(list, a) = cluster;
    }
}
