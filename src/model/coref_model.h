/* coref_model.h - weights of who is who (annotate/coref.h): one number of 16
 * bits for each feature, found by hash; features share a place by chance
 * (Weinberger et al. 2009).
 */
#pragma once
#include "model/model.h"

#define NG_COREF_FEATURES "coref 1"
enum { NG_COREF_BITS = 17, NG_COREF_KEYS = 256 };

/* Features of one decision: places in the table. */
struct ng_coref_keys {
    uint32_t n;
    uint32_t at[NG_COREF_KEYS];
};

static inline void ng_coref_add(struct ng_coref_keys *k, uint64_t value)
{
    if (k->n < NG_COREF_KEYS)
        k->at[k->n++] = (uint32_t)(value >> (64 - NG_COREF_BITS));
}

/* The sum of their weights, in steps of 1 / NG_COREF_SCALE. */
enum { NG_COREF_SCALE = 1024 };
static inline int32_t ng_coref_sum(const struct ng_section *s,
                                   const struct ng_coref_keys *k)
{
    const int16_t *w = &s->rows[0];
    int32_t sum = 0;
    for (uint32_t i = 0; i < k->n; i++)
        sum += w[k->at[i] & (s->buckets * 2 - 1)];
    return sum;
}
