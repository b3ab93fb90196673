/* fit_sayings_net.c - the net of sayings: the parser's layers, fitted on.
 *
 * What is made likely is the gold labels of a sentence under the moves of the
 * CRF that was fitted before (its scores left out, so that the net does not
 * lean on what it knows by heart). Adam, batches of sentences, dropout; rows of
 * words stay those of the parser.
 */
#include "train/fit_sayings_net.h"

#include "annotate/linked.h"
#include "train/fit_net.h"
#include "train/train.h"

#include <stdio.h>

enum { D = NG_NET_D, P = NG_NET_P, ROUNDS = 9, BATCH = 8, WARM = 200 };
static const float rate = 1e-3F, drop = .3F, out = .05F, fade = 2e-3F;

_Static_assert((int)NG_SAY_LAYERS + 1 == (int)NG_NET_LAYERS,
               "one layer is shut");

struct fitter {
    struct ng_fit_net net;
    struct ng_random random;
    const struct ng_fit_crf *crf;
    struct ng_arena *a;
};

static struct ng_net_ids ids_of(const struct ng_net_file *f,
                                const struct ng_shape *shape)
{
    return ng_net_ids_of(shape, ng_net_word(f, shape), f->rows);
}

void ng_say_case_add(ng_say_cases *to, const struct ng_report *r,
                     uint32_t first, uint32_t n, struct ng_arena *a)
{
    struct ng_model arcs;
    struct ng_net_file file;
    struct ng_say_case c = {0};
    if (n <= NG_PARSE_MAX && ng_linked_open(&arcs, NG_MODEL_ARCS) &&
        ng_net_open(&file, &arcs)) {
        c.n = n;
        c.ids = ng_new(a, struct ng_net_ids, n);
        c.tag = ng_new(a, uint8_t, n + 2);
        struct ng_shape shape[NG_PARSE_MAX + 2];
        ng_say_shapes(r, first, n, shape, c.tag);
        for (uint32_t i = 0; i < n; i++)
            c.ids[i] = ids_of(&file, &shape[i + 1]);
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
    f->tag = c->tag;
    memcpy(f->ids, c->ids, c->n * sizeof *c->ids);
    for (uint32_t i = 0; i < c->n; i++)
        if (chance(&t->random) < out)
            f->ids[i].at[0] = 0;
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

/* The parser's rows and layers; its moves and labels are not wanted. */
static bool begin(struct fitter *t, struct ng_arena *a)
{
    struct ng_model arcs;
    struct ng_net_file file;
    if (!ng_linked_open(&arcs, NG_MODEL_ARCS) || !ng_net_open(&file, &arcs))
        return false;
    ng_fit_net_open(&t->net, file.rows, NG_TRAIN_SEED, a);
    t->net.glove = ng_new(a, float, (size_t)file.rows *NG_GLOVE_PAD);
    memset(t->net.at.glove, 0, sizeof t->net.at.glove);
    size_t rows = (size_t)file.rows + NG_NET_SUFFIXES + NG_NET_SHAPES;
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < D; j++)
            t->net.row[i * D + j] =
                (float)file.row[i].at[j] * file.row[i].scale;
    /* one layer less: a gate that is shut lets pass what came in, for good */
    struct ng_net_layer *shut = &t->net.at.net.layer[NG_SAY_LAYERS];
    memcpy(t->net.at.net.layer, file.net->layer, sizeof file.net->layer);
    memset(shut, 0, sizeof *shut);
    for (size_t j = 0; j < D; j++)
        shut->bias[2 * D + j] = -40;
    memcpy(t->net.at.net.tag, file.net->tag, sizeof file.net->tag);
    ng_fit_net_turn(&t->net);
    return true;
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

ng_status ng_fit_say_net(const struct ng_fit_crf *f, const ng_say_cases *cases,
                         struct ng_packed *section, struct ng_arena *a,
                         struct ng_err *err)
{
    struct fitter *t = ng_new(a, struct fitter, 1);
    struct ng_say_net *net = ng_new(a, struct ng_say_net, 1);
    t->crf = f;
    t->a = a;
    t->random.state = NG_TRAIN_SEED;
    if (!begin(t, a))
        return ng_fail(err, NG_BAD_INPUT, 0, "there is no model of arcs");
    fit(t, cases);
    memcpy(net->tag, t->net.mean.net.tag, sizeof net->tag);
    memcpy(net->layer, t->net.mean.net.layer, sizeof net->layer);
    for (size_t d = 0; d < D; d++)
        for (size_t b = 0; b < NG_SAY_LABELS; b++)
            net->out[d][b] = t->net.mean.net.place[d][b];
    *section = (struct ng_packed){
        {.kind = NG_FLOATS, .buckets = sizeof *net / sizeof(float)},
        {(char *)net, sizeof *net}};
    return NG_OK;
}
