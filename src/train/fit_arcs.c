/* fit_arcs.c - `train arcs DATA OUT`: the parser (model/parser.h).
 *
 * Moves by a dynamic oracle (Goldberg and Nivre 2013): from the second round on
 * the parser goes where it would go itself nine times in ten, and is told the
 * best move from there. Tags are those of a tagger that has not seen the
 * sentence. A word on several levels of the stack makes the cost of a move
 * linear to find; sentences are short.
 */
#include "train/train.h"

#include "annotate/linked.h"
#include "model/parser.h"
#include "report/report.h"

#include <math.h>
#include <stdio.h>

enum {
    ROUNDS = 14,
    ROWS = 1 << 21,
    LABEL_LEAST = 12,
    RARE = 2,
    SEEN = 1 << 26
};
static const float move_scale = 16, label_scale = 32;

struct move_fit {
    float *weight; /* [ROWS][4] */
    float *sum;    /* [ROWS][4] */
    uint8_t *seen; /* [SEEN] how often a feature was counted */
    double moments;
};

struct trainer {
    struct move_fit moves;
    struct ng_fit labels;
    struct ng_parse parse;
    struct ng_shape shape[NG_PARSE_MAX + 2];
    uint8_t tag[NG_PARSE_MAX + 2];
    int gold[NG_PARSE_MAX + 2]; /* head of each word; n + 1: the root */
    struct ng_random random;
    size_t right, arcs;
};

static size_t seen_at(uint64_t key)
{
    return key >> 20 & (SEEN - 1);
}

static void score_moves(const struct move_fit *f, const struct ng_keys *keys,
                        float score[4])
{
    for (unsigned m = 0; m < 4; m++)
        score[m] = 0;
    for (uint32_t k = 0; k < keys->n; k++) {
        const float *w = f->weight + (keys->at[k] & (ROWS - 1)) * 4;
        for (unsigned m = 0; m < 4; m++)
            score[m] += w[m];
    }
}

static void update_moves(struct move_fit *f, const struct ng_keys *keys,
                         unsigned gold, unsigned guess)
{
    for (uint32_t k = 0; k < keys->n; k++) {
        if (f->seen[seen_at(keys->at[k])] < RARE)
            continue;
        size_t row = (keys->at[k] & (ROWS - 1)) * 4;
        f->weight[row + gold] += 1;
        f->sum[row + gold] += (float)f->moments;
        f->weight[row + guess] -= 1;
        f->sum[row + guess] -= (float)f->moments;
    }
}

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

static void make(struct trainer *t, const struct ng_gold_sentence *s,
                 enum ng_move move)
{
    unsigned label = 0;
    if (move != NG_SHIFT) {
        int head, child;
        struct ng_keys keys;
        ng_parse_arc(&t->parse, move, &head, &child);
        ng_label_keys(&t->parse, head, child, &keys);
        label = ng_fit_best(&t->labels, &keys);
        const struct ng_gold_word *gold = &s->words[child - 1];
        t->arcs++;
        if ((int)gold->head == head && gold->rel) {
            t->right += label == gold->rel;
            ng_fit_update(&t->labels, &keys, gold->rel, label);
        }
    }
    ng_parse_make(&t->parse, move, (uint8_t)label);
}

static void load(struct trainer *t, const struct ng_gold_sentence *s,
                 const struct ng_shape *shapes)
{
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t head = s->words[i].head;
        t->shape[i + 1] = shapes[i];
        t->tag[i + 1] = s->words[i].tag;
        t->gold[i + 1] = head ? (int)head : (int)s->n + 1;
    }
    ng_parse_begin(&t->parse, t->shape, t->tag, (int)s->n);
}

/* Features of the gold moves and arcs, before anything is learned. */
static void count(struct trainer *t, const struct ng_gold_sentence *s)
{
    struct ng_keys keys;
    while (!ng_parse_done(&t->parse)) {
        int cost[NG_MOVES], best = -1;
        costs(t, cost);
        for (int m = 0; m < NG_MOVES; m++)
            if (ng_parse_may(&t->parse, (enum ng_move)m) &&
                (best < 0 || cost[m] < cost[best]))
                best = m;
        ng_move_keys(&t->parse, &keys);
        for (uint32_t k = 0; k < keys.n; k++) {
            uint8_t *seen = &t->moves.seen[seen_at(keys.at[k])];
            if (*seen < 255)
                ++*seen;
        }
        int head, child = 0;
        if (best != NG_SHIFT)
            ng_parse_arc(&t->parse, (enum ng_move)best, &head, &child);
        ng_parse_make(&t->parse, (enum ng_move)best,
                      child ? s->words[child - 1].rel : 0);
    }
    for (uint32_t i = 0; i < s->n; i++) {
        ng_label_keys(&t->parse, (int)s->words[i].head, (int)i + 1, &keys);
        ng_fit_count(&t->labels, &keys);
    }
}

static void learn(struct trainer *t, const struct ng_gold_sentence *s,
                  bool explore)
{
    struct ng_keys keys;
    float score[4];
    while (!ng_parse_done(&t->parse)) {
        int cost[NG_MOVES], least = INT32_MAX;
        costs(t, cost);
        ng_move_keys(&t->parse, &keys);
        score_moves(&t->moves, &keys, score);
        int guess = -1, gold = -1;
        for (int m = 0; m < NG_MOVES; m++)
            if (ng_parse_may(&t->parse, (enum ng_move)m) && cost[m] < least)
                least = cost[m];
        for (int m = 0; m < NG_MOVES; m++) {
            if (!ng_parse_may(&t->parse, (enum ng_move)m))
                continue;
            if (guess < 0 || score[m] > score[guess])
                guess = m;
            if (cost[m] == least && (gold < 0 || score[m] > score[gold]))
                gold = m;
        }
        t->moves.moments += 1;
        if (cost[guess] != least)
            update_moves(&t->moves, &keys, (unsigned)gold, (unsigned)guess);
        bool own_way = explore && ng_random_next(&t->random) % 10;
        make(t, s, (enum ng_move)(own_way ? guess : gold));
    }
}

static struct ng_packed pack_moves(const struct move_fit *f, struct ng_arena *a)
{
    int16_t *rows = ng_new(a, int16_t, (size_t)ROWS * 2);
    for (size_t r = 0; r < ROWS; r++) {
        float mean[NG_MOVES];
        for (size_t m = 0; m < NG_MOVES; m++)
            mean[m] =
                f->weight[r * 4 + m] - f->sum[r * 4 + m] / (float)f->moments;
        for (size_t m = 0; m < 2; m++) {
            long q = lrintf((mean[m] - mean[NG_RIGHT]) * move_scale);
            rows[r * 2 + m] = (int16_t)(q > INT16_MAX    ? INT16_MAX
                                        : q < -INT16_MAX ? -INT16_MAX
                                                         : q);
        }
    }
    return (struct ng_packed){{.kind = NG_DENSE, .buckets = ROWS, .labels = 3},
                              {(char *)rows, (size_t)ROWS * 4}};
}

static void fit_arcs(struct trainer *t, const struct ng_gold *g,
                     struct ng_shape *const *shapes, struct ng_arena *a)
{
    uint32_t *order = ng_new(a, uint32_t, g->sentences.n);
    uint32_t n = 0;
    for (uint32_t k = 0; k < g->sentences.n; k++) {
        if (g->sentences.at[k].n > NG_PARSE_MAX)
            continue;
        order[n++] = k;
        load(t, &g->sentences.at[k], shapes[k]);
        count(t, &g->sentences.at[k]);
    }
    for (int round = 0; round < ROUNDS; round++) {
        t->right = t->arcs = 0;
        ng_shuffle(&t->random, order, n);
        for (uint32_t j = 0; j < n; j++) {
            load(t, &g->sentences.at[order[j]], shapes[order[j]]);
            learn(t, &g->sentences.at[order[j]], round > 0);
        }
        fprintf(stderr, "round %d: %.2f%% right while learning\n", round + 1,
                100.0 * (double)t->right / (double)t->arcs);
    }
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
    t->moves = (struct move_fit){ng_new(a, float, (size_t)ROWS * 4),
                                 ng_new(a, float, (size_t)ROWS * 4),
                                 ng_new(a, uint8_t, SEEN), 1};
    ng_fit_open(&t->labels, NG_REL_COUNT - 1, RARE, a);
    fit_arcs(t, &g, shapes, a);
    ng_fit_average(&t->labels);
    struct ng_packed packed[] = {
        pack_moves(&t->moves, a),
        ng_fit_pack(&t->labels, label_scale, LABEL_LEAST, a),
    };
    return ng_pack_write(path, NG_MODEL_ARCS, ng_features_of(NG_MODEL_ARCS),
                         g.hash, packed, 2, err);
}
