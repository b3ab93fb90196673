/* nearby.h - which clusters a mention is compared with.
 *
 * Comparing each mention with every cluster is quadratic, and a hostile report
 * can hold tens of thousands of deeds. Two mentions can only go together if
 * they share a type and a party, by identity or by state; so clusters are
 * listed under these keys, and a mention looks under its own. A list takes the
 * first BUCKET clusters, those that say most: a deed told more often than that
 * under one key is found there long before.
 */
#pragma once
#include "base/names.h"
#include "report/story.h"

enum { NG_NEARBY_KEYS = 40 };

struct ng_nearby {
    struct ng_names keys;
    NG_LIST(ng_indexes) lists; /* [keys] clusters, in order of making */
    NG_LIST(uint32_t) stamps;  /* [clusters] the last look that met it */
    uint32_t look;
};

/* Keys of a mention, at most NG_NEARBY_KEYS. */
size_t ng_nearby_keys(const struct ng_report *r, const struct ng_mention *m,
                      unsigned deed, uint64_t *keys);

/* Clusters listed under any of the keys, each once, into *found. */
void ng_nearby_look(struct ng_nearby *n, const uint64_t *keys, size_t keys_n,
                    ng_indexes *found, struct ng_arena *a);

/* Lists a cluster under the keys. */
void ng_nearby_list(struct ng_nearby *n, const uint64_t *keys, size_t keys_n,
                    uint32_t cluster, struct ng_arena *a);
