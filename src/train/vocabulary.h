/* vocabulary.h - rows of the parser's words: those of the training data that
 * are seen twice, and the commonest of GloVe, with their numbers.
 */
#pragma once
#include "train/fit.h"
#include "train/fit_net.h"
#include "train/gold.h"

struct ng_vocabulary {
    uint32_t n;      /* rows of words; row 0 is no word */
    uint64_t *key;   /* [SLOTS] ng_shape.low */
    uint32_t *slot;  /* [SLOTS] row; 0: empty */
    uint32_t *count; /* [n] in the training data */
    float *glove;    /* [n][NG_GLOVE_PAD] */
    uint64_t hash;   /* of GloVe's files */
};

ng_status ng_vocabulary_open(struct ng_vocabulary *v, const struct ng_gold *g,
                             struct ng_shape *const *shapes, const char *data,
                             struct ng_arena *a, struct ng_err *err);

/* The rows of a word as the net numbers them. */
struct ng_net_ids ng_vocabulary_rows(const struct ng_vocabulary *v,
                                     const struct ng_shape *shape,
                                     uint32_t *count);

/* The table of words as ng_cell_find reads it. */
struct ng_packed ng_vocabulary_pack(const struct ng_vocabulary *v,
                                    struct ng_arena *a);
