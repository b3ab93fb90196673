/* crf.c - scores, the best labelling, and sums over all of them (crf.h). */
#include "model/crf.h"

#include <math.h>

static uint64_t all_labels(uint32_t labels)
{
    return labels == 64 ? UINT64_MAX : ((uint64_t)1 << labels) - 1;
}

static uint64_t allowed(const uint64_t *may, size_t i, uint32_t labels)
{
    uint64_t all = all_labels(labels);
    return may && (may[i] & all) ? may[i] & all : all;
}

/* The lowest bit of *set, taken out of it. */
static uint32_t take(uint64_t *set)
{
    uint32_t b = (uint32_t)__builtin_ctzll(*set);
    *set &= *set - 1;
    return b;
}

bool ng_crf_open(struct ng_crf *c, const struct ng_model *m, uint32_t first)
{
    if (first + 1 >= NG_SECTIONS || first + 1 >= m->head->sections)
        return false;
    const struct ng_section *rows = &m->section[first], *moves = rows + 1;
    uint32_t labels = rows->labels;
    if (rows->kind != NG_SPARSE || moves->kind != NG_DENSE || labels < 1 ||
        labels > NG_CRF_LABELS ||
        (size_t)moves->buckets * 2 < (size_t)(labels + 1) * (labels + 1) + 1)
        return false;
    int16_t units = moves->rows[(labels + 1) * (labels + 1)];
    if (units < 1)
        return false;
    *c = (struct ng_crf){rows, moves->rows, labels, 1.0 / units, {0}};
    for (uint32_t a = 0; a < labels; a++)
        for (uint32_t b = 0; b < labels; b++)
            if (c->move[a * (labels + 1) + b] != NG_CRF_NEVER)
                c->before[b] |= (uint64_t)1 << a;
    return true;
}

/* The table is larger than the caches and its keys are spread over it: the
 * places of all rows are asked for before the first is read, then the rows. */
static void ask_places(const struct ng_crf *c, const struct ng_keys *keys)
{
    const struct ng_section *s = c->rows;
    for (uint32_t k = 0; k < keys->n; k++)
        __builtin_prefetch(&s->index[(uint32_t)keys->at[k] & (s->buckets - 1)]);
}

static void ask_rows(const struct ng_crf *c, const struct ng_keys *keys)
{
    const struct ng_section *s = c->rows;
    for (uint32_t k = 0; k < keys->n; k++)
        __builtin_prefetch(
            &s->heap[s->index[(uint32_t)keys->at[k] & (s->buckets - 1)]]);
}

/* Sums of 16 bits: NG_KEYS weights of 8 bits never leave them. */
typedef int16_t shorts __attribute__((vector_size(16)));
typedef int8_t bytes8 __attribute__((vector_size(8), aligned(1), may_alias));
_Static_assert(NG_KEYS * 128 <= INT16_MAX, "sums fit");

static void add_rows(const uint8_t *const *rows, size_t n, uint32_t labels,
                     int32_t *score)
{
    for (uint32_t b = 0; b < labels; b += 8) {
        shorts sum = {0};
        for (size_t k = 0; k < n; k++)
            sum += __builtin_convertvector(
                *(const bytes8 *)(const void *)(rows[k] + b), shorts);
        for (uint32_t i = 0; i < 8 && b + i < labels; i++)
            score[b + i] += sum[i];
    }
}

static void score_word(const struct ng_crf *c, const struct ng_keys *keys,
                       int32_t *score)
{
    uint32_t labels = c->labels;
    const uint8_t *rows[NG_KEYS];
    size_t rows_n = 0, whole = 1 + ng_crf_width(labels);
    for (uint32_t k = 0; k < keys->n; k++) {
        ng_payload row = ng_sparse_find(c->rows, keys->at[k]);
        if (row.n == whole) {
            rows[rows_n++] = row.at + 1;
            continue;
        }
        for (uint32_t j = 0; j + 1 < row.n; j += 2)
            if (row.at[j] < labels)
                score[row.at[j]] += (int8_t)row.at[j + 1];
    }
    add_rows(rows, rows_n, labels, score);
}

void ng_crf_score(const struct ng_crf *c, const struct ng_keys *keys,
                  int32_t *score)
{
    ask_places(c, keys);
    ask_rows(c, keys);
    score_word(c, keys, score);
}

/* Three words are under way: one asks for places, the one before it for rows,
 * and the one before that is scored. */
void ng_crf_scores(const struct ng_crf *c, ng_crf_keys *keys_of,
                   const void *ctx, const uint64_t *may, size_t n,
                   int32_t *score)
{
    enum { AHEAD = 2, RING = AHEAD + 1 };
    struct ng_keys keys[RING];
    size_t word[RING] = {0};
    size_t at = 0; /* words that were asked for */
    for (size_t i = 0, left = AHEAD; i < n || left > 0; i++) {
        if (i < n) {
            uint64_t set = may ? may[i] : 0;
            if (set && (set & (set - 1)) == 0)
                continue;
            word[at % RING] = i;
            keys_of(ctx, i, &keys[at % RING]);
            ask_places(c, &keys[at % RING]);
        } else {
            keys[at % RING].n = 0;
            left--;
        }
        at++;
        if (at >= 2)
            ask_rows(c, &keys[(at - 2) % RING]);
        if (at >= RING)
            score_word(c, &keys[(at - RING) % RING],
                       score + word[(at - RING) % RING] * c->labels);
    }
}

/* ---- the best labelling ------------------------------------------------ */

static const int64_t never = INT64_MIN / 4;

static int64_t move_of(const struct ng_crf *c, uint32_t a, uint32_t b)
{
    int16_t m = c->move[a * (c->labels + 1) + b];
    return m == NG_CRF_NEVER ? never : m;
}

/* One word: from `was` [labels] to `is` [labels], and where each came from. */
static void step(const struct ng_crf *c, const int64_t *was, uint64_t from,
                 int64_t *is, uint64_t to, const int32_t *score, uint8_t *back)
{
    while (to) {
        uint32_t b = take(&to), arg = 0;
        int64_t top = never;
        for (uint64_t set = from & c->before[b]; set;) {
            uint32_t a = take(&set);
            int64_t v = was[a] + c->move[a * (c->labels + 1) + b];
            if (v > top) {
                top = v;
                arg = a;
            }
        }
        is[b] = top <= never / 2 ? never : top + score[b];
        back[b] = (uint8_t)arg;
    }
}

int64_t ng_crf_best(const struct ng_crf *c, const int32_t *score,
                    const uint64_t *may, size_t n, uint8_t *best,
                    struct ng_arena scratch)
{
    uint32_t labels = c->labels;
    memset(best, 0, n);
    if (n == 0)
        return 0;
    uint8_t *back = ng_new(&scratch, uint8_t, n * labels);
    int64_t row[2][NG_CRF_LABELS];
    uint64_t set = allowed(may, 0, labels);
    for (uint64_t s = set; s;) {
        uint32_t b = take(&s);
        int64_t m = move_of(c, labels, b);
        row[0][b] = m == never ? never : m + score[b];
    }
    for (size_t i = 1; i < n; i++) {
        uint64_t to = allowed(may, i, labels);
        step(c, row[(i - 1) & 1], set, row[i & 1], to, score + i * labels,
             back + i * labels);
        set = to;
    }
    int64_t top = never;
    uint32_t label = 0;
    while (set) {
        uint32_t a = take(&set);
        int64_t v = row[(n - 1) & 1][a] + move_of(c, a, labels);
        if (v > top) {
            top = v;
            label = a;
        }
    }
    if (top <= never / 2)
        return never;
    for (size_t i = n; i-- > 0;) {
        best[i] = (uint8_t)label;
        label = back[i * labels + label];
    }
    return top;
}

/* ---- spans as labels --------------------------------------------------- */

struct ng_crf_moves ng_bilou_moves(unsigned kinds)
{
    struct ng_crf_moves m = {.labels = 1 + 4 * kinds};
    uint64_t fresh = 1, closed = 1;
    for (unsigned k = 0; k < kinds; k++) {
        fresh |= (uint64_t)1 << ng_bilou(k, NG_CRF_BEGIN);
        fresh |= (uint64_t)1 << ng_bilou(k, NG_CRF_SINGLE);
        closed |= (uint64_t)1 << ng_bilou(k, NG_CRF_LAST);
        closed |= (uint64_t)1 << ng_bilou(k, NG_CRF_SINGLE);
    }
    for (uint32_t l = 0; l < m.labels; l++)
        m.next[l] = fresh;
    for (unsigned k = 0; k < kinds; k++)
        for (int p = NG_CRF_BEGIN; p <= NG_CRF_INSIDE; p++)
            m.next[ng_bilou(k, (enum ng_crf_part)p)] =
                (uint64_t)3 << ng_bilou(k, NG_CRF_INSIDE);
    m.next[m.labels] = fresh;
    m.end = closed;
    return m;
}

struct ng_crf_moves ng_bio_moves(unsigned kinds)
{
    struct ng_crf_moves m = {.labels = 1 + 2 * kinds};
    uint64_t fresh = 1;
    for (unsigned k = 0; k < kinds; k++)
        fresh |= (uint64_t)1 << ng_bio(k, NG_CRF_BEGIN);
    for (uint32_t l = 0; l <= m.labels; l++)
        m.next[l] = fresh;
    for (unsigned k = 0; k < kinds; k++)
        for (int p = NG_CRF_BEGIN; p <= NG_CRF_INSIDE; p++)
            m.next[ng_bio(k, (enum ng_crf_part)p)] |=
                (uint64_t)1 << ng_bio(k, NG_CRF_INSIDE);
    m.end = all_labels(m.labels);
    return m;
}

size_t ng_bilou_span(const uint8_t *labels, size_t n, size_t i, unsigned *kind)
{
    if (labels[i] == 0)
        return i;
    unsigned part = (labels[i] - 1u) % 4;
    *kind = (labels[i] - 1u) / 4;
    if (part == NG_CRF_SINGLE)
        return i + 1;
    if (part != NG_CRF_BEGIN)
        return i;
    size_t j = i + 1;
    while (j < n && labels[j] == ng_bilou(*kind, NG_CRF_INSIDE))
        j++;
    return j < n && labels[j] == ng_bilou(*kind, NG_CRF_LAST) ? j + 1 : j;
}

size_t ng_bio_span(const uint8_t *labels, size_t n, size_t i, unsigned *kind)
{
    if (labels[i] == 0 || (labels[i] - 1u) % 2 != NG_CRF_BEGIN)
        return i;
    *kind = (labels[i] - 1u) / 2;
    size_t j = i + 1;
    while (j < n && labels[j] == ng_bio(*kind, NG_CRF_INSIDE))
        j++;
    return j;
}

/* ---- sums over all labellings ------------------------------------------ */

static void scaled(struct ng_lattice *l, size_t i, double sum, uint64_t set)
{
    double *ahead = l->ahead + i * l->labels;
    l->scale[i] = sum;
    while (sum > 0 && set)
        ahead[take(&set)] /= sum;
}

static void sum_ahead(struct ng_lattice *l, size_t i)
{
    uint32_t labels = l->labels;
    double *ahead = l->ahead + i * labels, sum = 0;
    const double *emit = l->emit + i * labels;
    uint64_t set = allowed(l->may, i, labels), from = 0;
    memset(ahead, 0, labels * sizeof *ahead);
    if (i > 0)
        from = allowed(l->may, i - 1, labels);
    else
        for (uint64_t s = set & l->next[labels]; s;) {
            uint32_t b = take(&s);
            ahead[b] = l->move[labels * (labels + 1) + b];
        }
    while (from) {
        uint32_t a = take(&from);
        double w = l->ahead[(i - 1) * labels + a];
        if (w == 0)
            continue;
        const double *move = l->move + (size_t)a * (labels + 1);
        for (uint64_t s = set & l->next[a]; s;) {
            uint32_t b = take(&s);
            ahead[b] += w * move[b];
        }
    }
    for (uint64_t s = set; s;) {
        uint32_t b = take(&s);
        sum += ahead[b] *= emit[b];
    }
    scaled(l, i, sum, set);
}

static void sum_back(struct ng_lattice *l, size_t i)
{
    uint32_t labels = l->labels;
    double *back = l->back + i * labels;
    memset(back, 0, labels * sizeof *back);
    uint64_t set = allowed(l->may, i, labels);
    bool last = i + 1 == l->n;
    uint64_t to = last ? 0 : allowed(l->may, i + 1, labels);
    double after[NG_CRF_LABELS];
    for (uint64_t s = to; s;) {
        uint32_t b = take(&s);
        after[b] = l->emit[(i + 1) * labels + b] *
                   l->back[(i + 1) * labels + b] / l->scale[i + 1];
    }
    while (set) {
        uint32_t a = take(&set);
        const double *move = l->move + (size_t)a * (labels + 1);
        if (last)
            back[a] = l->end >> a & 1 ? move[labels] : 0;
        for (uint64_t s = to & l->next[a]; s;) {
            uint32_t b = take(&s);
            back[a] += move[b] * after[b];
        }
    }
}

double ng_lattice_sum(struct ng_lattice *l)
{
    double sum = 0, end = 0;
    if (l->n == 0)
        return 0;
    for (size_t i = 0; i < l->n; i++) {
        sum_ahead(l, i);
        if (!(l->scale[i] > 0))
            return -INFINITY;
        sum += log(l->scale[i]);
    }
    for (size_t i = l->n; i-- > 0;)
        sum_back(l, i);
    const double *ahead = l->ahead + (l->n - 1) * l->labels;
    const double *back = l->back + (l->n - 1) * l->labels;
    for (uint32_t a = 0; a < l->labels; a++)
        end += ahead[a] * back[a];
    if (!(end > 0))
        return -INFINITY;
    for (size_t k = 0; k < l->n * l->labels; k++)
        l->back[k] /= end;
    return sum + log(end);
}

void ng_crf_odds_open(struct ng_crf_odds *o, const struct ng_crf *c)
{
    uint32_t side = c->labels + 1;
    *o = (struct ng_crf_odds){.crf = c, .moves.labels = c->labels};
    for (uint32_t a = 0; a < side; a++)
        for (uint32_t b = 0; b < side; b++) {
            int16_t m = c->move[a * side + b];
            if (m == NG_CRF_NEVER)
                continue;
            o->move[a * side + b] = exp(m * c->unit);
            if (b < c->labels)
                o->moves.next[a] |= (uint64_t)1 << b;
            else if (a < c->labels)
                o->moves.end |= (uint64_t)1 << a;
        }
}

struct ng_lattice ng_crf_lattice(const struct ng_crf_odds *o,
                                 const int32_t *score, const uint64_t *may,
                                 size_t n, struct ng_arena *a)
{
    uint32_t labels = o->crf->labels;
    double *emit = ng_new(a, double, n *labels);
    for (size_t i = 0; i < n; i++) {
        uint64_t set = allowed(may, i, labels);
        int32_t top = INT32_MIN;
        for (uint64_t s = set; s;) {
            uint32_t b = take(&s);
            if (score[i * labels + b] > top)
                top = score[i * labels + b];
        }
        for (uint64_t s = set; s;) {
            uint32_t b = take(&s);
            emit[i * labels + b] =
                exp((score[i * labels + b] - top) * o->crf->unit);
        }
    }
    struct ng_lattice l = {.n = n,
                           .labels = labels,
                           .move = o->move,
                           .next = o->moves.next,
                           .end = o->moves.end,
                           .emit = emit,
                           .may = may,
                           .ahead = ng_new(a, double, n *labels),
                           .back = ng_new(a, double, n *labels),
                           .scale = ng_new(a, double, n)};
    ng_lattice_sum(&l);
    return l;
}

double ng_lattice_chance(const struct ng_lattice *l, const uint8_t *labels,
                         size_t first, size_t end)
{
    if (first >= end || end > l->n)
        return 1;
    double p = ng_lattice_at(l, first, labels[first]);
    for (size_t i = first + 1; i < end; i++) {
        double here = l->back[(i - 1) * l->labels + labels[i - 1]];
        const double *move = l->move + (size_t)labels[i - 1] * (l->labels + 1);
        if (!(here > 0))
            return 0;
        p *= move[labels[i]] * l->emit[i * l->labels + labels[i]] /
             l->scale[i] * l->back[i * l->labels + labels[i]] / here;
    }
    return p;
}
