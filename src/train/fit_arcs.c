/* fit_arcs.c - `train arcs DATA OUT`: the parser (model/parser.h).
 *
 * Moves by a dynamic oracle (Goldberg and Nivre 2013): from the second round on
 * the parser goes where it would go itself nine times in ten, and is told the
 * best moves from there. Tags are those of a tagger that has not seen the
 * sentence. A word on several levels of the stack makes the cost of a move
 * linear to find; sentences are short.
 */
#include "train/fit_net.h"
#include "train/train.h"
#include "train/vocabulary.h"

#include "annotate/linked.h"
#include "report/report.h"

#include <math.h>
#include <stdio.h>

enum {
    ROUNDS = 20,
    BATCH = 8,  /* sentences of a step */
    WARM = 1000 /* steps before the weights' mean is taken */
};
static const float rate = 2e-3F, row_rate = 0.03F, drop = 0.2F, fade = 1e-3F;

struct trainer {
    struct ng_fit_net net;
    struct ng_vocabulary words;
    struct ng_parse parse;
    uint8_t tag[NG_PARSE_MAX + 2];
    int gold[NG_PARSE_MAX + 2]; /* head of each word; n + 1: the root */
    struct ng_random random;
    size_t right, arcs;
};

/* Gold arcs that each move makes impossible. */
static void costs(const struct trainer *t, int cost[NG_MOVES])
{
    const struct ng_parse *p = &t->parse;
    const int *gold = t->gold;
    int n = p->n, b = p->next;
    for (int i = 0; i < NG_MOVES; i++)
        cost[i] = 0;
    for (int i = 0; i < p->stack_n && b <= n; i++) {
        int x = p->stack[i];
        cost[NG_SHIFT] += gold[x] == b;
        cost[NG_SHIFT] += i < p->stack_n - 1 && gold[b] == x;
    }
    if (p->stack_n == 0)
        return;
    int s0 = p->stack[p->stack_n - 1];
    int s1 = p->stack_n > 1 ? p->stack[p->stack_n - 2] : -1;
    int children = 0;
    for (int x = b; x <= n; x++)
        children += gold[x] == s0;
    cost[NG_LEFT] = children + (gold[s0] > b) + (gold[s0] == s1);
    cost[NG_RIGHT] = children + (gold[s0] >= b);
}

static float chance(struct ng_random *r)
{
    return (float)(ng_random_next(r) >> 8) / (float)(1 << 24);
}

/* A word is now and then not known, a rare one more often, so that the net
 * learns to do without. */
static bool is_left_out(struct ng_random *r, uint32_t count)
{
    return chance(r) < 0.02F + 0.125F / (0.25F + (float)count);
}

static void load(struct trainer *t, const struct ng_gold_sentence *s,
                 const struct ng_shape *shapes)
{
    struct ng_fit_net *f = &t->net;
    f->n = s->n;
    f->tag = t->tag;
    t->tag[0] = t->tag[s->n + 1] = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t head = s->words[i].head, count;
        f->ids[i] = ng_vocabulary_rows(&t->words, &shapes[i], &count);
        if (is_left_out(&t->random, count))
            f->ids[i].at[0] = 0;
        t->tag[i + 1] = s->words[i].tag;
        t->gold[i + 1] = head ? (int)head : (int)s->n + 1;
    }
    for (size_t l = 0; l <= NG_NET_LAYERS; l++)
        for (size_t j = 0; j < NG_NET_D; j++)
            f->mask[l][j] = chance(&t->random) < drop ? 0 : 1 / (1 - drop);
    ng_parse_begin(&t->parse, (int)s->n);
}

static void make(struct trainer *t, const struct ng_gold_sentence *s,
                 enum ng_move move)
{
    unsigned label = 0;
    if (move != NG_SHIFT) {
        int head, child;
        ng_parse_arc(&t->parse, move, &head, &child);
        label = ng_net_best_label(&t->net.at.net, t->net.places, t->parse.n,
                                  head, child);
        const struct ng_gold_word *gold = &s->words[child - 1];
        t->arcs++;
        t->right += (int)gold->head == head && label == gold->rel;
    }
    ng_parse_make(&t->parse, move, (uint8_t)label);
}

/* The moves that may be made, those that cost least, and the best by score of
 * either, as bits. */
struct choice {
    unsigned may, right, guess, gold;
};

static struct choice choose(const struct trainer *t, const float *score)
{
    struct choice c = {.guess = NG_MOVES, .gold = NG_MOVES};
    int cost[NG_MOVES], least = INT32_MAX;
    costs(t, cost);
    for (unsigned m = 0; m < NG_MOVES; m++) {
        if (!ng_parse_may(&t->parse, (enum ng_move)m))
            continue;
        c.may |= 1U << m;
        least = cost[m] < least ? cost[m] : least;
        if (c.guess == NG_MOVES || score[m] > score[c.guess])
            c.guess = m;
    }
    for (unsigned m = 0; m < NG_MOVES; m++) {
        if (!(c.may >> m & 1) || cost[m] != least)
            continue;
        c.right |= 1U << m;
        if (c.gold == NG_MOVES || score[m] > score[c.gold])
            c.gold = m;
    }
    return c;
}

static void learn(struct trainer *t, const struct ng_gold_sentence *s,
                  bool explore)
{
    ng_fit_net_forward(&t->net);
    while (!ng_parse_done(&t->parse)) {
        struct ng_sight sight;
        float hidden[NG_NET_MOVE], score[NG_MOVES];
        ng_parse_look(&t->parse, &sight);
        ng_move_scores(&t->net.at.net, t->net.places, &sight, hidden, score);
        struct choice c = choose(t, score);
        if (c.right != c.may)
            ng_fit_move(&t->net, &t->parse, c.may, c.right, score);
        bool own_way = explore && ng_random_next(&t->random) % 10;
        make(t, s, (enum ng_move)(own_way ? c.guess : c.gold));
    }
    for (uint32_t i = 0; i < s->n; i++)
        if (s->words[i].rel)
            ng_fit_label(&t->net, (int)s->words[i].head, (int)i + 1,
                         s->words[i].rel);
    ng_fit_net_backward(&t->net);
}

static void fit_arcs(struct trainer *t, const struct ng_gold *g,
                     struct ng_shape *const *shapes, struct ng_arena *a)
{
    uint32_t *order = ng_new(a, uint32_t, g->sentences.n);
    uint32_t n = 0;
    for (uint32_t k = 0; k < g->sentences.n; k++)
        if (g->sentences.at[k].n <= NG_PARSE_MAX && g->sentences.at[k].n > 0)
            order[n++] = k;
    double steps = 0, all = (double)ROUNDS * n / BATCH;
    for (int round = 0; round < ROUNDS; round++) {
        t->right = t->arcs = 0;
        ng_shuffle(&t->random, order, n);
        for (uint32_t j = 0; j < n; j++) {
            load(t, &g->sentences.at[order[j]], shapes[order[j]]);
            learn(t, &g->sentences.at[order[j]], round > 0);
            float pace = (float)(1 - steps / all);
            ng_fit_net_rows(&t->net, row_rate * pace);
            if (j % BATCH < BATCH - 1)
                continue;
            steps++;
            ng_fit_net_step(&t->net, rate * pace, steps < WARM ? 1 : fade);
        }
        fprintf(stderr, "round %d: %.2f%% right while learning\n", round + 1,
                100.0 * (double)t->right / (double)t->arcs);
    }
}

/* What a word adds to its sentence, in bytes with one scale. */
static struct ng_net_row row_of(const struct ng_fit_net *f, uint32_t id)
{
    enum { D = NG_NET_D };
    float sum[D], most = 0;
    struct ng_net_row row = {0};
    for (size_t j = 0; j < D; j++) {
        sum[j] = f->row[(size_t)id * D + j];
        for (size_t k = 0; k < NG_GLOVE && id < f->words; k++)
            sum[j] +=
                f->glove[(size_t)id * NG_GLOVE_PAD + k] * f->mean.glove[k][j];
        most = fabsf(sum[j]) > most ? fabsf(sum[j]) : most;
    }
    row.scale = most / 127;
    for (size_t j = 0; j < D && most > 0; j++)
        row.at[j] = (int8_t)lrintf(sum[j] / row.scale);
    return row;
}

static ng_status write_net(const struct trainer *t, const char *path,
                           uint64_t data, struct ng_arena *a,
                           struct ng_err *err)
{
    uint32_t n = t->words.n + NG_NET_SUFFIXES + NG_NET_SHAPES;
    struct ng_net_row *rows = ng_new(a, struct ng_net_row, n);
    for (uint32_t i = 1; i < n; i++)
        rows[i] = row_of(&t->net, i);
    struct ng_packed packed[] = {
        ng_vocabulary_pack(&t->words, a),
        {{.kind = NG_ROWS, .buckets = n, .labels = sizeof *rows},
         {(char *)rows, n * sizeof *rows}},
        {{.kind = NG_FLOATS, .buckets = sizeof(struct ng_net) / sizeof(float)},
         {(char *)&t->net.mean.net, sizeof(struct ng_net)}},
    };
    return ng_pack_write(path, NG_MODEL_ARCS, ng_features_of(NG_MODEL_ARCS),
                         data, packed, 3, err);
}

ng_status ng_train_arcs(const char *data, const char *path, struct ng_arena *a,
                        struct ng_err *err)
{
    struct ng_gold g = {0};
    ng_status status = ng_gold_train(&g, data, a, err);
    if (status)
        return status;
    struct ng_shape **shapes = ng_all_shapes(&g, a);
    status = ng_jackknife_tags(&g, shapes, a, err);
    if (status)
        return status;
    struct trainer *t = ng_new(a, struct trainer, 1);
    t->random.state = NG_TRAIN_SEED;
    status = ng_vocabulary_open(&t->words, &g, shapes, data, a, err);
    if (status)
        return status;
    ng_fit_net_open(&t->net, t->words.n, NG_TRAIN_SEED, a);
    t->net.glove = t->words.glove;
    fit_arcs(t, &g, shapes, a);
    return write_net(t, path, ng_mix(g.hash, t->words.hash), a, err);
}
