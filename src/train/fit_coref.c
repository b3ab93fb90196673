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
 * features look at are those of the walk with the weights so far. The deep part
 * (fit_coref_net.c) is learned beside the wide one, from the same slopes. What
 * is written is the mean of the weights after each of the last rounds.
 */
#include "train/fit_coref.h"
#include "train/gold_coref.h"

#include "annotate/linked.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIZE = 1 << NG_COREF_BITS, ROUNDS = 7, KEPT = 5 };

struct learner {
    float *w;             /* [SIZE] */
    double *sum, *square; /* [SIZE] of the slopes */
    double *dense;        /* [SIZE] slopes of one mention */
    uint32_t *touched;
    size_t moments;
    struct ng_coref_net *net, *net_square;
    struct ng_coref_slopes *slopes;
    float *mean; /* [SIZE] of w after each of the last KEPT rounds */
    struct ng_coref_net *net_mean;
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
        ng_coref_loss(x, l->w, l->net, &one);
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
        if (teach) {
            learn(l, x);
            ng_coref_net_learn(x, l->net, l->net_square, l->slopes);
        }
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

static void keep(struct learner *l)
{
    for (uint32_t i = 0; i < SIZE; i++)
        l->mean[i] += l->w[i] / KEPT;
    for (uint32_t i = 0; i < NG_COREF_ROWS; i++)
        for (uint32_t j = 0; j < NG_COREF_HIDDEN; j++)
            l->net_mean->rows[i][j] += l->net->rows[i][j] / KEPT;
    for (uint32_t j = 0; j < NG_COREF_OUTS; j++)
        l->net_mean->out[j] += l->net->out[j] / KEPT;
}

static ng_status write_all(const struct learner *l,
                           const struct ng_coref_vector *vectors, uint64_t hash,
                           const char *path, struct ng_arena *a,
                           struct ng_err *err)
{
    int16_t *wide = ng_new(a, int16_t, SIZE);
    for (uint32_t i = 0; i < SIZE; i++) {
        long q = lrintf(l->mean[i] * NG_COREF_SCALE);
        wide[i] = (int16_t)(q > 32767 ? 32767 : q < -32767 ? -32767 : q);
    }
    struct ng_coref_row *rows = ng_new(a, struct ng_coref_row, NG_COREF_ROWS);
    struct ng_coref_out *out = ng_new(a, struct ng_coref_out, 1);
    ng_coref_net_pack(l->net_mean, rows, out);
    struct ng_packed packed[] = {
        {{.kind = NG_DENSE, .buckets = SIZE / 2},
         {(const char *)wide, SIZE * sizeof *wide}},
        {{.kind = NG_ROWS, .buckets = NG_COREF_ROWS, .labels = sizeof *rows},
         {(const char *)rows, NG_COREF_ROWS * sizeof *rows}},
        {{.kind = NG_ROWS, .buckets = 1, .labels = sizeof *out},
         {(const char *)out, sizeof *out}},
        {{.kind = NG_ROWS,
          .buckets = NG_COREF_VECTORS,
          .labels = sizeof *vectors},
         {(const char *)vectors, NG_COREF_VECTORS * sizeof *vectors}}};
    return ng_pack_write(path, NG_MODEL_COREF, ng_features_of(NG_MODEL_COREF),
                         hash, packed, 4, err);
}

/* GUM and our corpus, each document twice: with the mentions that are given,
 * and with our own. */
static ng_status read_data(ng_coref_golds *all, const char *data,
                           struct ng_coref_vector *vectors, uint64_t *hash,
                           struct ng_arena *a, struct ng_err *err)
{
    ng_status status = read_all(all, data, hash, a, err);
    if (!status)
        status = ng_coref_gold_corpus(all, "corpus/train", hash, a, err);
    if (!status)
        status = ng_coref_read_vectors(data, vectors, hash, a, err);
    for (size_t i = 0, given = all->n; !status && i < given; i++) {
        struct ng_coref_gold own;
        ng_coref_gold_own(&all->at[i], &own, a);
        ng_coref_mean(&all->at[i].c, vectors);
        *ng_push(all, a) = own;
    }
    return status;
}

ng_status ng_train_coref(const char *data, const char *path, struct ng_arena *a,
                         struct ng_err *err)
{
    ng_coref_golds all = {0};
    uint64_t hash = 0;
    struct ng_coref_vector *vectors =
        ng_new(a, struct ng_coref_vector, NG_COREF_VECTORS);
    ng_status status = read_data(&all, data, vectors, &hash, a, err);
    if (status)
        return status;
    struct learner l = {.w = ng_new(a, float, SIZE),
                        .sum = ng_new(a, double, SIZE),
                        .square = ng_new(a, double, SIZE),
                        .dense = ng_new(a, double, SIZE),
                        .touched = ng_new(a, uint32_t, SIZE),
                        .net = ng_new(a, struct ng_coref_net, 1),
                        .net_square = ng_new(a, struct ng_coref_net, 1),
                        .slopes = ng_new(a, struct ng_coref_slopes, 1),
                        .mean = ng_new(a, float, SIZE),
                        .net_mean = ng_new(a, struct ng_coref_net, 1)};
    ng_coref_net_begin(l.net);
    struct ng_coref_choice *x = ng_new(a, struct ng_coref_choice, 1);
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
        if (round >= ROUNDS - KEPT)
            keep(&l);
        fprintf(stderr, "round %d: loss %.4f a mention, %zu mentions\n",
                round + 1, loss / (double)mentions, mentions);
    }
    return write_all(&l, vectors, hash, path, a, err);
}
