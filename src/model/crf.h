/* crf.h - a label for each word of a sentence, all chosen together: the
 * linear-chain conditional random field (Lafferty, McCallum and Pereira 2001,
 * section 3; Sutton and McCallum 2012, section 4.1).
 *
 *     score of labels y = sum over i of  score[i][y_i] + move[y_i-1][y_i]
 *
 * In a file it is two sections side by side:
 *   SPARSE  feature -> pairs of bytes (label, weight), or, where many labels
 *           have one, a byte 0 and a row of ng_crf_width weights, which are
 *           added eight at a time; a weight of 1 is `unit` nats
 *   DENSE   16-bit numbers: move[labels + 1][labels + 1] in the same unit
 *           (row `labels`: what may begin, column `labels`: what may end;
 *           NG_CRF_NEVER: that cannot be), then how many units make a nat
 *
 * Which labels there are and what they mean is the caller's. Two inventories
 * for spans are at hand, for kinds of span 0 .. kinds - 1:
 *   BILOU   0: outside; 1 + 4 * kind + (begin 0, inside 1, last 2, single 3)
 *   BIO     0: outside; 1 + 2 * kind + (begin 0, inside 1)
 *
 * `may` holds for each word the labels it can have, as bits; no bits at all is
 * taken for all of them. Where one bit is set, nothing is worked out, so words
 * that cannot matter cost next to nothing.
 */
#pragma once
#include "model/shapes.h"

enum { NG_CRF_LABELS = 64, NG_CRF_NEVER = INT16_MIN };

/* Bytes of a row of weights. With the byte before it it is odd, as no list of
 * pairs is. */
static inline size_t ng_crf_width(uint32_t labels)
{
    return (labels + 7u) & ~7u;
}

struct ng_crf {
    const struct ng_section *rows;
    const int16_t *move; /* [labels + 1][labels + 1] */
    uint32_t labels;
    double unit;                    /* nats */
    uint64_t before[NG_CRF_LABELS]; /* labels that may stand before, as bits */
};

/* Sections `first` and `first + 1` of the model; false if they are no CRF. */
bool ng_crf_open(struct ng_crf *c, const struct ng_model *m, uint32_t first);

/* Adds what the features say of a word to score[labels]. */
void ng_crf_score(const struct ng_crf *c, const struct ng_keys *keys,
                  int32_t *score);

/* The same for all of a sentence, score[n][labels]: keys_of tells the features
 * of a word. Words with one label that they can have are left out. Faster, as
 * a word's weights come from memory while the word before is scored. */
typedef void ng_crf_keys(const void *ctx, size_t i, struct ng_keys *to);
void ng_crf_scores(const struct ng_crf *c, ng_crf_keys *keys_of,
                   const void *ctx, const uint64_t *may, size_t n,
                   int32_t *score);

/* The best labels (Viterbi); their score in units. score: [n][labels], may and
 * best: [n]. Room: n * labels * 5 bytes. If no labelling is allowed, all 0. */
int64_t ng_crf_best(const struct ng_crf *c, const int32_t *score,
                    const uint64_t *may, size_t n, uint8_t *best,
                    struct ng_arena scratch);

/* ---- spans as labels --------------------------------------------------- */

enum ng_crf_part { NG_CRF_BEGIN, NG_CRF_INSIDE, NG_CRF_LAST, NG_CRF_SINGLE };
static inline uint8_t ng_bilou(unsigned kind, enum ng_crf_part part)
{
    return (uint8_t)(1 + 4 * kind + part);
}
static inline uint8_t ng_bio(unsigned kind, enum ng_crf_part part)
{
    return (uint8_t)(1 + 2 * kind + part);
}

/* What may follow what: next[l] are the labels after l as bits, next[labels]
 * those that may begin a sentence; `end` those that may end it. */
struct ng_crf_moves {
    uint32_t labels;
    uint64_t next[NG_CRF_LABELS + 1], end;
};
struct ng_crf_moves ng_bilou_moves(unsigned kinds); /* kinds <= 15 */
struct ng_crf_moves ng_bio_moves(unsigned kinds);   /* kinds <= 31 */

/* The span that begins at word i, as its end and kind; i if none does. */
size_t ng_bilou_span(const uint8_t *labels, size_t n, size_t i, unsigned *kind);
size_t ng_bio_span(const uint8_t *labels, size_t n, size_t i, unsigned *kind);

/* ---- sums over all labellings ------------------------------------------ */

/* Forward and backward in factors (exponentials), each word scaled so that
 * ahead[i] sums to 1. The caller sets the first part and makes room. */
struct ng_lattice {
    size_t n;
    uint32_t labels;
    const double *move;   /* [labels + 1][labels + 1] */
    const uint64_t *next; /* [labels + 1] moves that are allowed, as bits */
    uint64_t end;         /* labels that may end */
    const double *emit;   /* [n][labels] */
    const uint64_t *may;  /* [n] or NULL */

    double *ahead, *back; /* [n][labels] */
    double *scale;        /* [n] */
};

/* The logarithm of the sum; -INFINITY if no labelling is allowed. */
double ng_lattice_sum(struct ng_lattice *l);

/* The chance of label b at word i. */
static inline double ng_lattice_at(const struct ng_lattice *l, size_t i,
                                   uint32_t b)
{
    return l->ahead[i * l->labels + b] * l->back[i * l->labels + b];
}

/* How sure a labelling of the words first .. end - 1 is, given all others can
 * be what they like: the chance of exactly `labels`. Room: about
 * n * labels * 24 bytes. */
struct ng_crf_odds {
    const struct ng_crf *crf;
    struct ng_crf_moves moves;
    double move[(NG_CRF_LABELS + 1) * (NG_CRF_LABELS + 1)];
};
void ng_crf_odds_open(struct ng_crf_odds *o, const struct ng_crf *c);
struct ng_lattice ng_crf_lattice(const struct ng_crf_odds *o,
                                 const int32_t *score, const uint64_t *may,
                                 size_t n, struct ng_arena *a);
double ng_lattice_chance(const struct ng_lattice *l, const uint8_t *labels,
                         size_t first, size_t end);
