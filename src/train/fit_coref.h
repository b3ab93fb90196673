/* fit_coref.h - one choice of the ranking of antecedents, for its trainer and
 * for the check of its slopes. */
#pragma once
#include "annotate/coref.h"
#include "train/train.h"

/* The deep part while it is learned (model/coref_model.h), in plain numbers. */
enum {
    NG_COREF_ROWS = 1 << NG_COREF_ROW_BITS,
    NG_COREF_OUTS = 2 * NG_COREF_HIDDEN
};
struct ng_coref_net {
    float rows[NG_COREF_ROWS][NG_COREF_HIDDEN];
    float out[NG_COREF_OUTS]; /* weights of the units, then their biases */
};

struct ng_coref_choice {
    uint32_t n; /* candidates, the last one being new */
    struct ng_coref_keys keys[NG_COREF_MOST + 1];
    bool right[NG_COREF_MOST + 1];
    float cost[NG_COREF_MOST + 1];
    float unit[NG_COREF_MOST + 1][NG_COREF_HIDDEN]; /* out: the layer */
    double p[NG_COREF_MOST + 1];     /* out: e to the score, by the largest */
    double slope[NG_COREF_MOST + 1]; /* out: of the loss by the score */
};

/* Minus the logarithm of the share of the right ones, weights w and net. */
void ng_coref_loss(struct ng_coref_choice *x, const float *w,
                   const struct ng_coref_net *net, double *loss);

/* Slopes of a choice by the net; rows that have none are not in `row`. */
struct ng_coref_slopes {
    float rows[NG_COREF_ROWS][NG_COREF_HIDDEN]; /* of row[0 .. n-1] alone */
    float out[NG_COREF_OUTS];
    bool seen[NG_COREF_ROWS];
    uint16_t row[NG_COREF_ROWS];
    uint32_t n;
};
void ng_coref_net_slopes(const struct ng_coref_choice *x,
                         const struct ng_coref_net *net,
                         struct ng_coref_slopes *s);

/* Small numbers by chance. */
void ng_coref_net_begin(struct ng_coref_net *net);

/* One step of AdaGrad (Duchi, Hazan and Singer 2011) after the loss of x;
 * square: what the slopes were so far. */
void ng_coref_net_learn(const struct ng_coref_choice *x,
                        struct ng_coref_net *net, struct ng_coref_net *square,
                        struct ng_coref_slopes *s);

/* The net in the whole numbers of the model. */
void ng_coref_net_pack(const struct ng_coref_net *net,
                       struct ng_coref_row rows[NG_COREF_ROWS],
                       struct ng_coref_out *out);

/* The vectors of the most frequent words of DATA/glove, by their main
 * directions. */
ng_status ng_coref_read_vectors(const char *data,
                                struct ng_coref_vector table[NG_COREF_VECTORS],
                                uint64_t *hash, struct ng_arena *a,
                                struct ng_err *err);
