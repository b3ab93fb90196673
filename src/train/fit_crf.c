#include "train/fit_crf.h"

#include "train/train.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SLOT_BITS = 24, SLOTS = 1 << SLOT_BITS };

void ng_fit_crf_open(struct ng_fit_crf *f, struct ng_crf_moves moves,
                     uint32_t rare, struct ng_arena *a)
{
    *f = (struct ng_fit_crf){.moves = moves,
                             .labels = moves.labels,
                             .side = moves.labels + 1,
                             .width = (moves.labels + 3) & ~3u,
                             .rare = rare,
                             .kept = 1,
                             .arena = a};
    f->slot = ng_new(a, uint32_t, SLOTS);
    f->move = ng_new(a, double, (size_t)f->side * f->side);
    f->move_square = ng_new(a, double, (size_t)f->side * f->side);
}

static uint32_t row_of(struct ng_fit_crf *f, uint64_t key)
{
    uint32_t h = (uint32_t)(key >> 8) & (SLOTS - 1);
    while (f->slot[h] && f->keys.at[f->slot[h] - 1] != key)
        h = (h + 1) & (SLOTS - 1);
    if (!f->slot[h]) {
        *ng_push(&f->keys, f->arena) = key;
        *ng_push(&f->seen, f->arena) = 0;
        f->slot[h] = (uint32_t)f->keys.n;
    }
    return f->slot[h] - 1;
}

void ng_fit_crf_add(struct ng_fit_crf *f, const struct ng_keys *keys,
                    const uint64_t *may, const uint64_t *gold, size_t n,
                    double weight)
{
    struct ng_arena *a = f->arena;
    uint64_t *m = ng_new(a, uint64_t, n), *g = ng_new(a, uint64_t, n);
    struct ng_crf_case c = {.n = n,
                            .weight = weight,
                            .may = m,
                            .gold = g,
                            .first = ng_new(a, uint32_t, n + 1)};
    memcpy(m, may, n * sizeof *m);
    memcpy(g, gold, n * sizeof *g);
    for (size_t i = 0; i < n; i++)
        c.first[i + 1] = c.first[i] + keys[i].n;
    c.row = ng_new(a, uint32_t, c.first[n]);
    for (size_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < keys[i].n; k++) {
            uint32_t row = row_of(f, keys[i].at[k]);
            f->seen.at[row]++;
            c.row[c.first[i] + k] = row;
        }
    *ng_push(&f->cases, a) = c;
}

/* Rare features leave the sentences, and the others close up. */
static void drop_rare(struct ng_fit_crf *f)
{
    uint32_t *now = ng_new(f->arena, uint32_t, f->keys.n + 1), rows = 0;
    for (size_t r = 0; r < f->keys.n; r++) {
        now[r] = f->seen.at[r] < f->rare ? UINT32_MAX : rows;
        if (now[r] == UINT32_MAX)
            continue;
        f->keys.at[rows] = f->keys.at[r];
        f->seen.at[rows++] = f->seen.at[r];
    }
    f->keys.n = f->seen.n = rows;
    for (size_t k = 0; k < f->cases.n; k++) {
        struct ng_crf_case *c = &f->cases.at[k];
        uint32_t from = 0, to = 0;
        for (size_t i = 0; i < c->n; i++) {
            for (; from < c->first[i + 1]; from++)
                if (now[c->row[from]] != UINT32_MAX)
                    c->row[to++] = now[c->row[from]];
            c->first[i + 1] = to;
        }
    }
    f->slot = NULL;
}

static struct ng_lattice lattice_of(const struct ng_fit_crf *f, size_t n,
                                    const double *emit, const double *move,
                                    const uint64_t *may, struct ng_arena *a)
{
    size_t all = n * f->labels;
    return (struct ng_lattice){.n = n,
                               .labels = f->labels,
                               .move = move,
                               .next = f->moves.next,
                               .end = f->moves.end,
                               .emit = emit,
                               .may = may,
                               .ahead = ng_new(a, double, all),
                               .back = ng_new(a, double, all),
                               .scale = ng_new(a, double, n)};
}

/* What each move is expected to be used, times `sign`. */
static void add_moves(const struct ng_fit_crf *f, const struct ng_lattice *l,
                      double sign, double *moves)
{
    uint32_t labels = f->labels, side = f->side;
    for (uint32_t b = 0; b < labels; b++) {
        moves[labels * side + b] += sign * ng_lattice_at(l, 0, b);
        moves[b * side + labels] += sign * ng_lattice_at(l, l->n - 1, b);
    }
    for (size_t i = 1; i < l->n; i++)
        for (uint32_t a = 0; a < labels; a++) {
            double w = l->ahead[(i - 1) * labels + a] / l->scale[i];
            if (w < 1e-12)
                continue;
            for (uint64_t set = f->moves.next[a]; set; set &= set - 1) {
                uint32_t b = (uint32_t)__builtin_ctzll(set);
                moves[a * side + b] += sign * w * l->move[a * side + b] *
                                       l->emit[i * labels + b] *
                                       l->back[i * labels + b];
            }
        }
}

static void factors(const struct ng_fit_crf *f, double *move)
{
    for (size_t k = 0; k < (size_t)f->side * f->side; k++)
        move[k] = exp(f->move[k]);
}

static double gradient(const struct ng_fit_crf *f, const struct ng_crf_case *c,
                       const double *score, const double *move, double *unary,
                       double *moves, struct ng_arena scratch)
{
    size_t labels = f->labels, all = c->n * labels;
    double *emit = ng_new(&scratch, double, all);
    for (size_t i = 0; i < c->n; i++) {
        double top = -INFINITY;
        for (size_t b = 0; b < labels; b++)
            if (c->may[i] >> b & 1 && score[i * labels + b] > top)
                top = score[i * labels + b];
        for (size_t b = 0; b < labels; b++)
            if (c->may[i] >> b & 1)
                emit[i * labels + b] = exp(score[i * labels + b] - top);
    }
    struct ng_lattice wide = lattice_of(f, c->n, emit, move, c->may, &scratch);
    struct ng_lattice gold = lattice_of(f, c->n, emit, move, c->gold, &scratch);
    double z = ng_lattice_sum(&wide), g = ng_lattice_sum(&gold);
    if (!isfinite(z) || !isfinite(g))
        return 0;
    for (size_t i = 0; i < c->n; i++) {
        if ((c->may[i] & (c->may[i] - 1)) == 0)
            continue;
        for (uint32_t b = 0; b < labels; b++)
            unary[i * labels + b] +=
                ng_lattice_at(&gold, i, b) - ng_lattice_at(&wide, i, b);
    }
    add_moves(f, &wide, -1, moves);
    add_moves(f, &gold, 1, moves);
    return z - g;
}

double ng_fit_crf_gradient(const struct ng_fit_crf *f,
                           const struct ng_crf_case *c, const double *score,
                           double *unary, double *moves,
                           struct ng_arena scratch)
{
    double *move = ng_new(&scratch, double, (size_t)f->side * f->side);
    factors(f, move);
    return gradient(f, c, score, move, unary, moves, scratch);
}

/* ---- steps ------------------------------------------------------------- */

struct walk {
    struct ng_fit_crf *f;
    const struct ng_crf_plan *plan;
    struct ng_random random;
    float rate;
    uint32_t *first, *row; /* the features that are kept, this time */
};

static void choose_features(struct walk *w, const struct ng_crf_case *c)
{
    uint32_t to = 0, limit = (uint32_t)(w->plan->drop * 4294967295.0);
    for (size_t i = 0; i < c->n; i++) {
        w->first[i] = to;
        for (uint32_t k = c->first[i]; k < c->first[i + 1]; k++)
            if (k == c->first[i] || limit == 0 ||
                ng_random_next(&w->random) >= limit)
                w->row[to++] = c->row[k];
    }
    w->first[c->n] = to;
}

static void score_words(const struct walk *w, const struct ng_crf_case *c,
                        double *score)
{
    const struct ng_fit_crf *f = w->f;
    for (size_t i = 0; i < c->n; i++) {
        float sum[NG_CRF_LABELS] = {0};
        for (uint32_t k = w->first[i]; k < w->first[i + 1]; k++) {
            const float *row = f->weight + (size_t)w->row[k] * f->width;
            for (uint32_t b = 0; b < f->width; b++)
                sum[b] += row[b];
        }
        for (uint32_t b = 0; b < f->labels; b++)
            score[i * f->labels + b] = sum[b];
    }
}

static void step_row(const struct walk *w, uint32_t row, const float *g)
{
    const struct ng_fit_crf *f = w->f;
    float *weight = f->weight + (size_t)row * f->width;
    float *square = f->square + (size_t)row * f->width;
    float l1 = w->plan->l1, l2 = w->plan->l2;
    for (uint32_t b = 0; b < f->width; b++) {
        float x = g[b] - l2 * weight[b];
        square[b] += x * x;
        float pace = w->rate / (sqrtf(square[b] + 1e-2f));
        float to = weight[b] + pace * x, cut = l1 * pace;
        weight[b] = to > cut ? to - cut : to < -cut ? to + cut : 0;
    }
}

static void step_moves(const struct walk *w, const double *g)
{
    struct ng_fit_crf *f = w->f;
    for (size_t k = 0; k < (size_t)f->side * f->side; k++) {
        if (g[k] == 0)
            continue;
        f->move_square[k] += g[k] * g[k];
        f->move[k] += (double)w->rate * g[k] / (sqrt(f->move_square[k]) + 1e-3);
    }
}

static double one_case(struct walk *w, const struct ng_crf_case *c,
                       struct ng_arena scratch)
{
    struct ng_fit_crf *f = w->f;
    size_t all = c->n * f->labels, side = f->side;
    double *score = ng_new(&scratch, double, all);
    double *unary = ng_new(&scratch, double, all);
    double *moves = ng_new(&scratch, double, side *side);
    double *move = ng_new(&scratch, double, side *side);
    choose_features(w, c);
    score_words(w, c, score);
    factors(f, move);
    double loss = gradient(f, c, score, move, unary, moves, scratch);
    for (size_t i = 0; i < c->n; i++) {
        float g[NG_CRF_LABELS] = {0};
        bool any = false;
        for (uint32_t b = 0; b < f->labels; b++) {
            g[b] = (float)(c->weight * unary[i * f->labels + b]);
            any |= fabsf(g[b]) > 1e-4f;
        }
        for (uint32_t k = w->first[i]; any && k < w->first[i + 1]; k++)
            step_row(w, w->row[k], g);
    }
    for (size_t k = 0; k < side * side; k++)
        moves[k] *= c->weight;
    step_moves(w, moves);
    return loss;
}

static void make_room(struct walk *w, uint32_t **order)
{
    struct ng_fit_crf *f = w->f;
    size_t words = 0, features = 0;
    *order = ng_new(f->arena, uint32_t, f->cases.n);
    for (uint32_t k = 0; k < f->cases.n; k++) {
        const struct ng_crf_case *c = &f->cases.at[k];
        (*order)[k] = k;
        words = c->n > words ? c->n : words;
        features = c->first[c->n] > features ? c->first[c->n] : features;
    }
    w->first = ng_new(f->arena, uint32_t, words + 1);
    w->row = ng_new(f->arena, uint32_t, features + 1);
}

static void run_once(struct walk *w, uint32_t *order)
{
    struct ng_fit_crf *f = w->f;
    const struct ng_crf_plan *plan = w->plan;
    for (int round = 0; round < plan->rounds; round++) {
        double loss = 0;
        w->rate = plan->rate * (1 - 0.9f * (float)round / (float)plan->rounds);
        ng_shuffle(&w->random, order, (uint32_t)f->cases.n);
        for (size_t k = 0; k < f->cases.n; k++)
            loss += one_case(w, &f->cases.at[order[k]], *f->arena);
        if (plan->loud)
            fprintf(stderr, "round %d: loss %.0f, %zu sentences, %zu rows\n",
                    round + 1, loss, f->cases.n, f->keys.n);
    }
}

/* Weights of several runs, in other orders and with other features dropped,
 * and their mean: one run more or less by chance weighs less then. */
static void run_again(struct walk *w, uint32_t *order, int runs)
{
    struct ng_fit_crf *f = w->f;
    size_t rows = f->keys.n * f->width, moves = (size_t)f->side * f->side;
    float *sum = ng_new(f->arena, float, rows);
    double *move = ng_new(f->arena, double, moves);
    for (int run = 0; run < runs; run++) {
        if (run > 0) {
            memset(f->weight, 0, rows * sizeof *f->weight);
            memset(f->square, 0, rows * sizeof *f->square);
            memset(f->move, 0, moves * sizeof *f->move);
            memset(f->move_square, 0, moves * sizeof *f->move_square);
        }
        run_once(w, order);
        for (size_t k = 0; k < rows; k++)
            sum[k] += f->weight[k] / (float)runs;
        for (size_t k = 0; k < moves; k++)
            move[k] += f->move[k] / runs;
    }
    memcpy(f->weight, sum, rows * sizeof *sum);
    memcpy(f->move, move, moves * sizeof *move);
}

void ng_fit_crf_run(struct ng_fit_crf *f, const struct ng_crf_plan *plan)
{
    struct walk w = {.f = f, .plan = plan, .random = {NG_TRAIN_SEED}};
    uint32_t *order;
    if (f->slot)
        drop_rare(f);
    make_room(&w, &order);
    f->weight = ng_new(f->arena, float, f->keys.n * f->width);
    f->square = ng_new(f->arena, float, f->keys.n * f->width);
    f->kept = 1 - plan->drop;
    if (plan->runs > 1)
        run_again(&w, order, plan->runs);
    else
        run_once(&w, order);
}

/* ---- into a file ------------------------------------------------------- */

static struct ng_packed pack_moves(const struct ng_fit_crf *f, int units,
                                   struct ng_arena *a)
{
    uint32_t side = f->side, buckets = 1;
    while ((size_t)buckets * 2 < (size_t)side * side + 1)
        buckets *= 2;
    int16_t *to = ng_new(a, int16_t, (size_t)buckets * 2);
    for (uint32_t x = 0; x < side; x++)
        for (uint32_t y = 0; y < side; y++) {
            bool can = y < f->labels ? f->moves.next[x] >> y & 1
                                     : x < f->labels && f->moves.end >> x & 1;
            double v = f->move[x * side + y] * units;
            v = v > 30000 ? 30000 : v < -30000 ? -30000 : v;
            to[x * side + y] = can ? (int16_t)lrint(v) : NG_CRF_NEVER;
        }
    to[side * side] = (int16_t)units;
    return (struct ng_packed){
        {.kind = NG_DENSE, .buckets = buckets, .labels = f->labels},
        {(char *)to, (size_t)buckets * 2 * sizeof *to}};
}

/* Weights of a feature as pairs, or as a row if many labels have one. */
static ng_str payload_of(const struct ng_fit_crf *f, const float *w, int units,
                         int least, char to[2 * NG_CRF_LABELS + 1])
{
    int8_t row[NG_CRF_LABELS] = {0};
    size_t n = 0, there = 0, width = ng_crf_width(f->labels);
    for (uint32_t b = 0; b < f->labels; b++) {
        long q = lrintf(w[b] * f->kept * (float)units);
        q = q > INT8_MAX ? INT8_MAX : q < -INT8_MAX ? -INT8_MAX : q;
        row[b] = labs(q) < least ? 0 : (int8_t)q;
        there += row[b] != 0;
    }
    if (there >= 3 + width / 10) {
        to[0] = 0;
        memcpy(to + 1, row, width);
        return (ng_str){to, 1 + width};
    }
    for (uint32_t b = 0; b < f->labels; b++)
        if (row[b]) {
            to[n++] = (char)b;
            to[n++] = (char)row[b];
        }
    return (ng_str){to, n};
}

void ng_fit_crf_pack(const struct ng_fit_crf *f, int units, int least,
                     struct ng_packed sections[2], struct ng_arena *a)
{
    ng_records records = {0};
    for (size_t r = 0; r < f->keys.n; r++) {
        char bytes[2 * NG_CRF_LABELS + 1];
        ng_str payload =
            payload_of(f, f->weight + r * f->width, units, least, bytes);
        if (payload.n > 0)
            *ng_push(&records, a) =
                (struct ng_record){f->keys.at[r], ng_str_copy(payload, a)};
    }
    sections[0] = ng_pack_sparse(&records, f->labels, a);
    sections[1] = pack_moves(f, units, a);
}
