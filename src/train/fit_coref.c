/* fit_coref.c - `train coref DATA OUT`: weights of who is who
 * (annotate/coref.h), from the entities of GUM outside dev and of corpus/train;
 * each document with the mentions that are given and, once more, with those
 * that we find ourselves.
 *
 * A mention chooses among its candidates and being new; the loss is the
 * logarithm of what the right ones have of the whole (any mention of the same
 * entity is right), with a surcharge for each kind of error (softmax-margin,
 * Gimpel and Smith 2010; costs after Durrett and Klein 2013). AdaGrad with
 * L1 by dual averaging (Duchi, Hazan and Singer 2011). The clusters that the
 * features look at are those of the walk with the weights so far.
 */
#include "train/fit_coref.h"
#include "train/gold_coref.h"

#include "annotate/linked.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIZE = 1 << NG_COREF_BITS, ROUNDS = 12 };

struct learner {
    float *w;             /* [SIZE] */
    double *sum, *square; /* [SIZE] of the slopes */
    double *dense;        /* [SIZE] slopes of one mention */
    uint32_t *touched;
    size_t moments;
};
static const double rate = 0.1, l1 = 5e-5;
static const float false_link = 0.3f, false_new = 2.0f, wrong_link = 1.0f;

static void learn(struct learner *l, const struct ng_coref_choice *x)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < x->n; k++) {
        if (fabs(x->slope[k]) < 1e-5)
            continue;
        for (uint32_t f = 0; f < x->keys[k].n; f++) {
            uint32_t at = x->keys[k].at[f];
            if (l->dense[at] == 0)
                l->touched[n++] = at;
            l->dense[at] += x->slope[k];
        }
    }
    l->moments++;
    double t = (double)l->moments;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = l->touched[i];
        double g = l->dense[at];
        l->dense[at] = 0;
        if (g == 0)
            continue;
        l->sum[at] += g;
        l->square[at] += g * g;
        double over = fabs(l->sum[at]) - l1 * t;
        double w = over <= 0 ? 0 : rate * over / sqrt(1e-6 + l->square[at]);
        l->w[at] = (float)(l->sum[at] > 0 ? -w : w);
    }
}

/* The choice of mention i. */
static void choice_of(const struct ng_coref_gold *g, uint32_t i,
                      struct ng_coref_choice *x, struct ng_coref_candidate *at)
{
    const struct ng_coref *c = &g->c;
    x->n = ng_coref_candidates(c, i, at);
    bool any = false;
    for (uint32_t k = 0; k < x->n; k++) {
        ng_coref_pair_keys(c, i, &at[k], &x->keys[k]);
        x->right[k] = ng_str_eq(g->id[i], g->id[at[k].mention]);
        any |= x->right[k];
    }
    for (uint32_t k = 0; k < x->n; k++)
        x->cost[k] = x->right[k] ? 0 : any ? wrong_link : false_link;
    at[x->n].mention = NG_NONE;
    ng_coref_new_keys(c, i, &x->keys[x->n]);
    x->right[x->n] = !any;
    x->cost[x->n] = any ? false_new : 0;
    x->n++;
}

static double document(struct learner *l, struct ng_coref_gold *g,
                       struct ng_coref_choice *x, bool teach)
{
    double loss = 0;
    struct ng_coref_candidate at[NG_COREF_MOST + 1];
    ng_coref_reset(&g->c);
    for (uint32_t i = 0; i < g->c.n; i++) {
        double one;
        if (!ng_coref_asks(&g->c, i)) {
            bool fixed = g->c.m[i].fixed;
            ng_coref_join(&g->c, i,
                          fixed ? ng_coref_same_entity(&g->c, i) : NG_NONE);
            continue;
        }
        choice_of(g, i, x, at);
        ng_coref_loss(x, l->w, &one);
        loss += one;
        uint32_t best = 0;
        double top = -1;
        for (uint32_t k = 0; k < x->n; k++) {
            double p = x->p[k] / exp(x->cost[k]);
            if (p > top) {
                top = p;
                best = k;
            }
        }
        if (teach)
            learn(l, x);
        ng_coref_join(&g->c, i, at[best].mention);
    }
    return loss;
}

static int by_bytes(const void *a, const void *b)
{
    return ng_str_cmp(*(const ng_str *)a, *(const ng_str *)b);
}

static ng_status read_all(ng_coref_golds *all, const char *data, uint64_t *hash,
                          struct ng_arena *a, struct ng_err *err)
{
    NG_LIST(ng_str) names = {0};
    ng_str folder = ng_str_format(a, "%s/gum", data);
    DIR *d = opendir(ng_str_c(folder, a));
    if (!d)
        return ng_fail(err, NG_IO, 0, PRS ": cannot be read", PRS_ARG(folder));
    for (struct dirent *e; (e = readdir(d));) {
        ng_str name = ng_str_of(e->d_name);
        if (ng_str_ends(name, STR(".conllu")))
            *ng_push(&names, a) = ng_str_copy(name, a);
    }
    closedir(d);
    if (names.n > 1)
        qsort(names.at, names.n, sizeof *names.at, by_bytes);
    for (size_t i = 0; i < names.n; i++) {
        ng_str path = ng_str_format(a, PRS "/" PRS, PRS_ARG(folder),
                                    PRS_ARG(names.at[i]));
        ng_status status =
            ng_coref_gold_read(all, ng_str_c(path, a), hash, a, err);
        if (status)
            return status;
    }
    return NG_OK;
}

static struct ng_packed packed_of(const struct learner *l, struct ng_arena *a)
{
    int16_t *rows = ng_new(a, int16_t, SIZE);
    for (uint32_t i = 0; i < SIZE; i++) {
        long q = lrintf(l->w[i] * NG_COREF_SCALE);
        rows[i] = (int16_t)(q > 32767 ? 32767 : q < -32767 ? -32767 : q);
    }
    return (struct ng_packed){{.kind = NG_DENSE, .buckets = SIZE / 2},
                              {(const char *)rows, SIZE * sizeof *rows}};
}

ng_status ng_train_coref(const char *data, const char *path, struct ng_arena *a,
                         struct ng_err *err)
{
    ng_coref_golds all = {0};
    uint64_t hash = 0;
    ng_status status = read_all(&all, data, &hash, a, err);
    if (status)
        return status;
    struct learner l = {.w = ng_new(a, float, SIZE),
                        .sum = ng_new(a, double, SIZE),
                        .square = ng_new(a, double, SIZE),
                        .dense = ng_new(a, double, SIZE),
                        .touched = ng_new(a, uint32_t, SIZE)};
    struct ng_coref_choice *x = ng_new(a, struct ng_coref_choice, 1);
    status = ng_coref_gold_corpus(&all, "corpus/train", &hash, a, err);
    if (status)
        return status;
    for (size_t i = 0, given = all.n; i < given; i++) {
        struct ng_coref_gold own;
        ng_coref_gold_own(&all.at[i], &own, a);
        *ng_push(&all, a) = own;
    }
    uint32_t *order = ng_new(a, uint32_t, all.n);
    for (uint32_t i = 0; i < all.n; i++)
        order[i] = i;
    struct ng_random random = {NG_TRAIN_SEED};
    for (int round = 0; round < ROUNDS; round++) {
        double loss = 0;
        size_t mentions = 0;
        ng_shuffle(&random, order, (uint32_t)all.n);
        for (uint32_t i = 0; i < all.n; i++) {
            loss += document(&l, &all.at[order[i]], x, true);
            mentions += all.at[order[i]].c.n;
        }
        fprintf(stderr, "round %d: loss %.4f a mention, %zu mentions\n",
                round + 1, loss / (double)mentions, mentions);
    }
    struct ng_packed packed = packed_of(&l, a);
    return ng_pack_write(path, NG_MODEL_COREF, ng_features_of(NG_MODEL_COREF),
                         hash, &packed, 1, err);
}
