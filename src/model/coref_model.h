/* coref_model.h - weights of who is who (annotate/coref.h).
 *
 * The score of a choice is the sum of two parts:
 *   wide   one number of 16 bits for each feature, found by hash; features
 *          share a place by chance (Weinberger et al. 2009)
 *   deep   the observations alone, uncrossed, each a row of NG_COREF_HIDDEN
 *          numbers; the sum of the rows, cut off below zero, times `out`
 *          (a layer of rectified units: what the wide part would need crossings
 *          for that it has seen too rarely)
 * All in whole numbers, so the same everywhere.
 *
 * Beside them the words' meaning: vectors of the most frequent words, so that
 * two heads can be compared that were never seen together.
 */
#pragma once
#include "model/model.h"

#define NG_COREF_FEATURES "coref 2"
enum {
    NG_COREF_BITS = 17,
    NG_COREF_KEYS = 256,
    NG_COREF_HIDDEN = 32,
    NG_COREF_ROW_BITS = 11,
    NG_COREF_DEEP = 96,
    NG_COREF_VECTORS = 1 << 13,
    NG_COREF_DIMS = 20
};

/* Features of one decision: places in the table, and rows of the layer. */
struct ng_coref_keys {
    uint32_t n, rows;
    uint32_t at[NG_COREF_KEYS];
    uint16_t row[NG_COREF_DEEP];
};

static inline void ng_coref_add(struct ng_coref_keys *k, uint64_t value)
{
    if (k->n < NG_COREF_KEYS)
        k->at[k->n++] = (uint32_t)(value >> (64 - NG_COREF_BITS));
}

static inline void ng_coref_add_row(struct ng_coref_keys *k, uint64_t value)
{
    if (k->rows < NG_COREF_DEEP)
        k->row[k->rows++] = (uint16_t)(value >> (64 - NG_COREF_ROW_BITS));
}

/* Steps of a whole score, and of a number in a row. */
enum { NG_COREF_SCALE = 1024, NG_COREF_STEPS = 96 };

struct ng_coref_row {
    int8_t w[NG_COREF_HIDDEN];
};
struct ng_coref_out {
    int32_t bias[NG_COREF_HIDDEN]; /* in steps of a row */
    int32_t w[NG_COREF_HIDDEN];    /* in steps of a score */
};

/* A cell of the open table of vectors; v has the length NG_COREF_LONG. */
enum { NG_COREF_LONG = 127 };
struct ng_coref_vector {
    uint16_t print; /* 0: empty */
    int8_t v[NG_COREF_DIMS];
};

struct ng_coref_weights {
    const struct ng_section *wide;
    const struct ng_coref_row *rows;       /* [1 << NG_COREF_ROW_BITS] */
    const struct ng_coref_out *out;        /* one */
    const struct ng_coref_vector *vectors; /* [NG_COREF_VECTORS] */
};

/* False if the model is not of this form. */
bool ng_coref_weights_open(struct ng_coref_weights *w,
                           const struct ng_model *m);

/* The score of a choice, in steps of 1 / NG_COREF_SCALE. */
int32_t ng_coref_score(const struct ng_coref_weights *w,
                       const struct ng_coref_keys *k);

/* The vector of a lower-case word: its place in the table, or NG_COREF_VECTORS
 * if it has none. */
uint32_t ng_coref_vector_at(const struct ng_coref_vector *table, ng_str low);

/* A free place for the word while the table is made, or NG_COREF_VECTORS. */
uint32_t ng_coref_vector_free(struct ng_coref_vector *table, ng_str low);

/* The cosine of two vectors in tenths from 0 (opposite) to 20 (the same). */
uint32_t ng_coref_nearness(const struct ng_coref_vector *a,
                           const struct ng_coref_vector *b);
