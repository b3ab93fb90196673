/* fit_net.h - slopes of the net (model/net.h) and the optimiser (Adam: Kingma
 * and Ba 2015; rows of words by AdaGrad: Duchi, Hazan and Singer 2011).
 *
 * A sentence goes through in this order: load words, forward, ask for moves and
 * labels (each adds to the slopes of `places`), backward.
 */
#pragma once
#include "base/list.h"
#include "model/net.h"
#include "model/parser.h"

enum { NG_GLOVE = 100, NG_GLOVE_PAD = 104 };

/* All that is dense: weights, slopes and moments alike. */
struct ng_dense {
    struct ng_net net;
    float glove[NG_GLOVE_PAD][NG_NET_D];
};
struct ng_fit_net {
    struct ng_dense at, slope, first, second, mean;
    float back_w[NG_NET_LAYERS][NG_NET_G][NG_NET_D]; /* transposed */
    float back_place[NG_NET_P][NG_NET_D];
    uint32_t words;     /* rows of words; suffixes and shapes follow */
    float *row;         /* [rows][D] learned part */
    float *squares;     /* [rows] */
    const float *glove; /* [words][NG_GLOVE_PAD] */
    double steps;
    /* of one sentence: */
    size_t n;
    const float *given; /* [n][D] what the words are like, in place of rows and
                         * tags; NULL: these */
    struct ng_net_ids *ids;         /* [n]; word 0: left out */
    const uint8_t *tag;             /* [n + 2] from 1 */
    float *seen;                    /* [n][NG_GLOVE_PAD] */
    float *in[NG_NET_LAYERS + 1];   /* [n][D] what a layer gets */
    float *d_in[NG_NET_LAYERS + 1]; /* [n][D] */
    float mask[NG_NET_LAYERS + 1][NG_NET_D];
    struct ng_net_trace trace[NG_NET_LAYERS];
    float *d_pre;             /* [n][G] */
    float *places, *d_places; /* [n + 2][P]: nobody, words, root */
};

void ng_fit_net_open(struct ng_fit_net *f, uint32_t words, uint64_t seed,
                     struct ng_arena *a);
void ng_fit_net_turn(struct ng_fit_net *f); /* transpose after a step */
void ng_fit_net_forward(struct ng_fit_net *f);
void ng_fit_net_backward(struct ng_fit_net *f);
/* Steps of the rows of this sentence's words. */
void ng_fit_net_rows(struct ng_fit_net *f, float rate);
void ng_fit_net_step(struct ng_fit_net *f, float rate, float keep_mean);

/* Loss of a decision; adds to the slopes. `right` are bits of moves. */
float ng_fit_move(struct ng_fit_net *f, const struct ng_parse *p, unsigned may,
                  unsigned right, const float *score);
float ng_fit_label(struct ng_fit_net *f, int head, int child, unsigned gold);
