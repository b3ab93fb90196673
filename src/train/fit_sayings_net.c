/* fit_sayings_net.c - the net of sayings, on what the parser makes of words.
 *
 * What is made likely is the gold labels of a sentence under the moves of the
 * CRF that was fitted before (its scores left out, so that the net does not
 * lean on what it knows by heart). Adam, batches of sentences, dropout; the
 * parser stays as it is.
 */
#include "train/fit_sayings_net.h"

#include "train/fit_net.h"
#include "train/train.h"

#include <stdio.h>

enum { D = NG_NET_D, P = NG_NET_P, ROUNDS = 14, BATCH = 8, WARM = 200 };
static const float rate = 1e-3F, drop = .4F, fade = 2e-3F;

_Static_assert((int)NG_SAY_LAYERS < (int)NG_NET_LAYERS, "others are shut");

struct fitter {
    struct ng_fit_net net;
    struct ng_random random;
    const struct ng_fit_crf *crf;
    struct ng_arena *a;
};

void ng_say_case_add(ng_say_cases *to, const struct ng_report *r,
                     uint32_t first, uint32_t n, struct ng_arena *a)
{
    struct ng_say_case c = {0};
    if (n <= NG_PARSE_MAX && r->senses) {
        c.n = n;
        c.senses = ng_new(a, float, (size_t)n *D);
        ng_say_senses(r, first, n, c.senses);
    }
    *ng_push(to, a) = c;
}

static float chance(struct ng_random *r)
{
    return (float)(ng_random_next(r) >> 8) / (float)(1 << 24);
}

static void load(struct fitter *t, const struct ng_say_case *c)
{
    struct ng_fit_net *f = &t->net;
    f->n = c->n;
    f->given = c->senses;
    for (size_t l = 0; l <= NG_NET_LAYERS; l++)
        for (size_t j = 0; j < D; j++)
            f->mask[l][j] = l > (size_t)NG_SAY_LAYERS   ? 1
                            : chance(&t->random) < drop ? 0
                                                        : 1 / (1 - drop);
}

static double learn(struct fitter *t, const struct ng_say_case *c,
                    const struct ng_crf_case *gold)
{
    struct ng_arena scratch = *t->a;
    size_t labels = t->crf->labels, all = c->n * labels;
    double *score = ng_new(&scratch, double, all);
    double *unary = ng_new(&scratch, double, all);
    double *moves =
        ng_new(&scratch, double, (size_t)t->crf->side * t->crf->side);
    load(t, c);
    ng_fit_net_forward(&t->net);
    for (size_t i = 0; i < c->n; i++)
        for (size_t b = 0; b < labels; b++)
            score[i * labels + b] = (double)t->net.places[(i + 1) * P + b];
    double loss =
        ng_fit_crf_gradient(t->crf, gold, score, unary, moves, scratch);
    for (size_t i = 0; i < c->n; i++)
        for (size_t b = 0; b < labels; b++)
            t->net.d_places[(i + 1) * P + b] =
                (float)(-gold->weight * unary[i * labels + b]);
    ng_fit_net_backward(&t->net);
    return loss * gold->weight;
}

static void begin(struct fitter *t, struct ng_arena *a)
{
    ng_fit_net_open(&t->net, 1, NG_TRAIN_SEED, a);
    /* layers that are left over: a gate that is shut lets pass what came in */
    for (size_t l = NG_SAY_LAYERS; l < NG_NET_LAYERS; l++) {
        struct ng_net_layer *shut = &t->net.at.net.layer[l];
        memset(shut, 0, sizeof *shut);
        for (size_t j = 0; j < D; j++)
            shut->bias[2 * D + j] = -40;
    }
    ng_fit_net_turn(&t->net);
}

static void fit(struct fitter *t, const ng_say_cases *cases)
{
    uint32_t *order = ng_new(t->a, uint32_t, cases->n), n = 0;
    for (uint32_t k = 0; k < cases->n; k++)
        if (cases->at[k].n > 0)
            order[n++] = k;
    double steps = 0, all = (double)ROUNDS * n / BATCH;
    for (int round = 0; round < ROUNDS; round++) {
        double loss = 0;
        ng_shuffle(&t->random, order, n);
        for (uint32_t j = 0; j < n; j++) {
            loss += learn(t, &cases->at[order[j]], &t->crf->cases.at[order[j]]);
            if (j % BATCH < BATCH - 1)
                continue;
            steps++;
            ng_fit_net_step(&t->net, rate * (float)(1 - steps / all),
                            steps < WARM ? 1 : fade);
        }
        fprintf(stderr, "net, round %d: loss %.0f, %u sentences\n", round + 1,
                loss, n);
    }
}

void ng_fit_say_net(const struct ng_fit_crf *f, const ng_say_cases *cases,
                    struct ng_packed *section, struct ng_arena *a)
{
    struct fitter *t = ng_new(a, struct fitter, 1);
    struct ng_say_net *net = ng_new(a, struct ng_say_net, 1);
    t->crf = f;
    t->a = a;
    t->random.state = NG_TRAIN_SEED;
    begin(t, a);
    fit(t, cases);
    memcpy(net->layer, t->net.mean.net.layer, sizeof net->layer);
    for (size_t d = 0; d < D; d++)
        for (size_t b = 0; b < NG_SAY_LABELS; b++)
            net->out[d][b] = t->net.mean.net.place[d][b];
    *section = (struct ng_packed){
        {.kind = NG_FLOATS, .buckets = sizeof *net / sizeof(float)},
        {(char *)net, sizeof *net}};
}
