/* shapes.h - a word as the models see it: hashes of its form, ends and shape,
 * and the clusters of words that are used like it (GloVe, k-means at four
 * sizes).
 */
#pragma once
#include "model/model.h"

struct ng_shape {
    uint64_t form, low, shape, prefix, suffix[3]; /* suffixes of 1, 2, 3 */
    uint16_t cluster[4]; /* of 64, 256, 1024, 3000; 0: not known */
    bool capital;
    uint8_t classes; /* word classes that a dictionary gives it, as bits */
};

/* What `form` of a shape is made of. */
uint64_t ng_form_key(ng_str form);

/* `clusters` may be NULL. */
void ng_shape_of(ng_str form, ng_str low, uint8_t classes,
                 const struct ng_section *clusters, struct ng_shape *out);

/* The clusters of a lower-case word; all 0 if it is not known. */
void ng_clusters_of(ng_str low, const struct ng_section *clusters,
                    uint16_t to[4]);

/* The key of a lower-case word in the table of clusters. */
uint64_t ng_cluster_key(ng_str low);

/* Features of one decision. Each is a value mixed with its own number. */
enum { NG_KEYS = 160 };
struct ng_keys {
    uint32_t n;
    uint64_t at[NG_KEYS];
};
static inline void ng_add(struct ng_keys *f, uint64_t value)
{
    uint64_t id = f->n + 1;
    f->at[f->n++] = ng_mix(value, id * 0x51ed270b1a3c7d29u);
}
