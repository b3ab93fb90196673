/* fit_crf.h - fits a linear-chain CRF (model/crf.h).
 *
 *     struct ng_fit_crf f;
 *     ng_fit_crf_open(&f, ng_bilou_moves(KINDS), RARE, arena);
 *     for each sentence
 *         ng_fit_crf_add(&f, keys, may, gold, n, weight);
 *     ng_fit_crf_run(&f, &(struct ng_crf_plan){.rounds = 10, .rate = .1f});
 *     ng_fit_crf_pack(&f, 32, 2, sections, arena);
 *
 * The gold of a word is a set of labels as bits, so data that says less than
 * the labels do ("a place, be it a country or a river") can be learnt from as
 * it is: what is made likely is all labellings inside the gold, against all
 * that `may` allows (partial labels: Tsuboi et al. 2008, section 4).
 *
 * AdaGrad (Duchi, Hazan and Singer 2011) sentence by sentence; L2 on each
 * feature when it is met, L1 by shrinking after the step; a share `drop` of the
 * features of each word is left out at random in each round, so that none is
 * relied on alone. Same input, same weights.
 */
#pragma once
#include "model/crf.h"
#include "train/fit.h"

struct ng_crf_case { /* a sentence */
    size_t n;
    double weight;        /* how much it counts; 1 is normal */
    const uint64_t *may;  /* [n] labels it could have */
    const uint64_t *gold; /* [n] labels it has, within may */
    uint32_t *first;      /* [n + 1] features of word i: first[i] .. */
    uint32_t *row;        /* [first[n]] */
};

struct ng_fit_crf {
    struct ng_crf_moves moves;
    uint32_t labels, side, width;
    NG_LIST(struct ng_crf_case) cases;
    NG_LIST(uint64_t) keys; /* [rows] */
    NG_LIST(uint32_t) seen; /* [rows] */
    uint32_t *slot;         /* [1 << SLOT_BITS] row + 1 */
    uint32_t rare;          /* features seen less often are not used */
    float *weight, *square; /* [rows][width] */
    double *move;           /* [side][side] in nats */
    double *move_square;
    float kept; /* what feature dropout leaves of a score */
    struct ng_arena *arena;
};

struct ng_crf_plan {
    int runs; /* more than one: their mean is the model */
    int rounds;
    float rate;   /* of AdaGrad; falls to a tenth of it in a line */
    float drop;   /* share of features left out */
    float l1, l2; /* per meeting of a feature */
    bool loud;    /* a line on stderr for each round */
};

void ng_fit_crf_open(struct ng_fit_crf *f, struct ng_crf_moves moves,
                     uint32_t rare, struct ng_arena *a);

/* Words whose `may` has one bit need no keys. */
void ng_fit_crf_add(struct ng_fit_crf *f, const struct ng_keys *keys,
                    const uint64_t *may, const uint64_t *gold, size_t n,
                    double weight);

void ng_fit_crf_run(struct ng_fit_crf *f, const struct ng_crf_plan *plan);

/* The loss of one sentence (how unlikely its gold is, in nats) and how it
 * falls as scores rise: unary [n][labels], moves [side][side], both added to.
 * A sentence whose gold cannot be is of no loss. */
double ng_fit_crf_gradient(const struct ng_fit_crf *f,
                           const struct ng_crf_case *c, const double *score,
                           double *unary, double *moves,
                           struct ng_arena scratch);

/* Both sections of a model. `units` make a nat; weights under `least` units are
 * left out. */
void ng_fit_crf_pack(const struct ng_fit_crf *f, int units, int least,
                     struct ng_packed sections[2], struct ng_arena *a);
