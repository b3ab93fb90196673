/* trace.c - from n texts to the pairs that share text.
 *
 *     order      by publication, then id: the order of arrival plays no part
 *     twins      equal streams; only the first of them goes further
 *     tables     print -> texts (prints.h)
 *     masks      what many unrelated texts share is boilerplate
 *     compare    each text with at most 4 earlier ones, on all threads
 *
 * A hub (a print of hundreds of texts) is followed to its first 24 texts and
 * to the 8 just before the asking one, so time is linear in the number of
 * texts even if all of them are copies of one.
 */
#include "trace/trace.h"

#include <stdlib.h>

#include "base/pool.h"
#include "trace/outlets.h"
#include "trace/prints.h"
#include "trace/relate.h"

enum {
    CANDIDATES = 4,
    HUB_FIRST = 24,
    HUB_NEAR = 8,
    VOTE_SLOTS = 4096,
    LEAST_TWIN = 12, /* words */
    COMMON = 12,     /* texts: a print of so many may be boilerplate */
    COMMON_WORDS = 80,
    SAMPLES = 24,
};

struct found {
    struct ng_edge edge;
    uint32_t other; /* place of the other text */
};
typedef NG_LIST(struct found) founds;

struct tracing {
    const struct ng_trace_text *texts;
    size_t n;
    unsigned jobs;
    uint32_t *order; /* [distinct] index of text, earliest first */
    size_t distinct;
    struct ng_traced *traced; /* [distinct] */
    struct ng_print_table words, skeletons;
    founds *found;                /* [distinct] */
    struct ng_arena *keep, *work; /* [jobs] */
    ng_edges *edges;
    struct ng_arena table; /* all of the above */
    ng_status *failed;     /* [jobs] */
};

/* ---- order and twins -------------------------------------------------- */

struct sorted {
    ng_day day;
    int64_t second;
    ng_id id;
    uint64_t hash[2];
    uint32_t text;
};

static int by_time(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->second != y->second)
        return x->second < y->second ? -1 : 1;
    int order = ng_id_cmp(x->id, y->id);
    return order ? order : (x->text > y->text) - (x->text < y->text);
}

static int by_stream(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    for (int i = 0; i < 2; i++)
        if (x->hash[i] != y->hash[i])
            return x->hash[i] < y->hash[i] ? -1 : 1;
    return by_time(a, b);
}

static struct sorted sorted_of(const struct ng_trace_text *t, uint32_t i)
{
    ng_str bytes = {(const char *)t->word, t->n * sizeof *t->word};
    ng_day day = t->published.first != NG_NO_DAY ? t->published.first
                                                 : t->published.last;
    return (struct sorted){
        .day = day == NG_NO_DAY ? INT32_MAX : day,
        .second = t->second == NG_NO_SECOND ? INT64_MAX : t->second,
        .id = t->id,
        .hash = {ng_hash64(bytes, 1), ng_hash64(bytes, 2)},
        .text = i,
    };
}

static uint64_t house_hash(ng_str name)
{
    char buf[NG_HOUSE_BYTES];
    ng_str house = ng_house_of(name, buf);
    return house.n ? ng_hash64(house, 0) | 1 : 0;
}

static struct ng_traced traced_of(const struct ng_trace_text *t)
{
    return (struct ng_traced){.text = t,
                              .house = {house_hash(t->outlet),
                                        house_hash(t->declared_origin),
                                        house_hash(t->agency)}};
}

static void put_twin(struct tracing *tr, uint32_t a, uint32_t b,
                     struct ng_arena *out)
{
    struct ng_traced first = traced_of(&tr->texts[a]);
    struct ng_traced other = traced_of(&tr->texts[b]);
    enum ng_direction how;
    bool flip = ng_direction_of(&first, &other, 1, 1, 0, &how);
    struct ng_edge *edge = ng_push(tr->edges, out);
    *edge = (struct ng_edge){
        .child = flip ? a : b,
        .parent = flip ? b : a,
        .relation = first.text->trimmed == other.text->trimmed ? NG_EXACT
                                                               : NG_BOILERPLATE,
        .score = 1,
        .coverage_child = 1,
        .coverage_parent = 1,
        .direction = how};
    const struct ng_trace_text *child = &tr->texts[edge->child];
    const struct ng_trace_text *parent = &tr->texts[edge->parent];
    uint32_t last = child->n - 1;
    *ng_push(&edge->blocks, out) = (struct ng_block){
        .child = {child->beg[0], child->beg[last] + child->len[last]},
        .parent = {parent->beg[0], parent->beg[last] + parent->len[last]}};
}

/* Tells exact copies, and puts the first of each into `order`. */
static void find_twins(struct tracing *tr, struct ng_arena *out)
{
    struct sorted *s = ng_new(&tr->table, struct sorted, tr->n);
    for (uint32_t i = 0; i < tr->n; i++)
        s[i] = sorted_of(&tr->texts[i], i);
    qsort(s, tr->n, sizeof *s, by_stream);
    size_t kept = 0;
    for (size_t i = 0; i < tr->n; i++) {
        const struct sorted *first = &s[kept ? kept - 1 : 0];
        bool twin = i > 0 && s[i].hash[0] == first->hash[0] &&
                    s[i].hash[1] == first->hash[1] &&
                    tr->texts[s[i].text].n >= LEAST_TWIN;
        if (twin)
            put_twin(tr, first->text, s[i].text, out);
        else
            s[kept++] = s[i];
    }
    qsort(s, kept, sizeof *s, by_time);
    tr->distinct = kept;
    tr->order = ng_new(&tr->table, uint32_t, kept);
    tr->traced = ng_new(&tr->table, struct ng_traced, kept);
    for (size_t i = 0; i < kept; i++) {
        tr->order[i] = s[i].text;
        tr->traced[i] = traced_of(&tr->texts[s[i].text]);
    }
}

/* ---- masks ------------------------------------------------------------ */

/* How many of the texts of a run have their own word `step` words off it. */
static size_t neighbours(const struct tracing *tr, struct ng_run run,
                         int64_t step)
{
    uint32_t seen[SAMPLES];
    size_t n = 0, all = run.n < SAMPLES ? run.n : SAMPLES;
    for (size_t i = 0; i < all; i++) {
        const struct ng_trace_text *t = tr->traced[run.at[i].text].text;
        int64_t at = (int64_t)run.at[i].at + step;
        uint32_t word = at < 0 || at >= t->n ? 0 : t->word[at];
        size_t k = 0;
        while (k < n && seen[k] != word)
            k++;
        if (k == n)
            seen[n++] = word;
    }
    return n * 100 / all;
}

/* Many texts share the run, but not what stands before or after it. */
static bool is_boilerplate(const struct tracing *tr, struct ng_run first,
                           struct ng_run last)
{
    enum { OFF = 24, MANY = 50 };
    return neighbours(tr, first, -OFF) >= MANY ||
           neighbours(tr, last, NG_PRINT_WORDS + OFF) >= MANY;
}

static void mask(void *ctx, size_t i, unsigned thread)
{
    struct tracing *tr = ctx;
    struct ng_arena scratch = tr->work[thread];
    const struct ng_trace_text *t = tr->traced[i].text;
    struct ng_arena here = scratch;
    here.end = scratch.at = scratch.at + (scratch.end - scratch.at) / 2;
    ng_prints prints = {0};
    ng_word_prints(t, &prints, &here, scratch);
    ng_print_fetch(&tr->words, &prints);
    uint8_t *bits = NULL;
    uint32_t masked = 0;
    for (size_t k = 0; k < prints.n;) {
        struct ng_run first = ng_print_find(&tr->words, prints.at[k].hash);
        if (first.n < COMMON) {
            k++;
            continue;
        }
        uint32_t beg = prints.at[k].at, end = beg;
        struct ng_run last = first, next = first;
        while (next.n >= COMMON) {
            last = next;
            end = prints.at[k].at + NG_PRINT_WORDS;
            if (++k == prints.n)
                break;
            next = ng_print_find(&tr->words, prints.at[k].hash);
        }
        if (end - beg > COMMON_WORDS || !is_boilerplate(tr, first, last))
            continue;
        if (!bits)
            bits = ng_new(&tr->keep[thread], uint8_t, t->n / 8 + 1);
        for (uint32_t w = beg; w < end; w++)
            bits[w / 8] |= (uint8_t)(1U << (w % 8));
        masked += end - beg;
    }
    if (masked * 2 <= t->n)
        tr->traced[i].common = bits;
}

/* ---- candidates ------------------------------------------------------- */

struct vote {
    uint32_t text; /* place + 1; 0: free */
    uint32_t words, frames, weight;
};
struct votes {
    struct vote slot[VOTE_SLOTS];
    uint32_t used[VOTE_SLOTS / 2];
    uint32_t n;
};

static void vote(struct votes *v, uint32_t text, bool frame, uint32_t weight)
{
    uint32_t at = text * 2654435761U >> 20;
    while (v->slot[at].text && v->slot[at].text != text + 1)
        at = (at + 1) % VOTE_SLOTS;
    if (!v->slot[at].text) {
        if (v->n == VOTE_SLOTS / 2)
            return;
        v->slot[at].text = text + 1;
        v->used[v->n++] = at;
    }
    v->slot[at].words += !frame;
    v->slot[at].frames += frame;
    v->slot[at].weight += weight;
}

/* The rarer a print, the more it says. */
static uint32_t weight_of(size_t texts)
{
    return texts <= 2     ? 8
           : texts <= 4   ? 6
           : texts <= 8   ? 4
           : texts <= 24  ? 3
           : texts <= 100 ? 2
                          : 1;
}

static void vote_by(const struct tracing *tr, uint32_t me, bool frame,
                    const ng_prints *prints, struct votes *v)
{
    const struct ng_print_table *table = frame ? &tr->skeletons : &tr->words;
    ng_print_fetch(table, prints);
    for (size_t k = 0; k < prints->n; k++) {
        if (!frame && ng_is_common(&tr->traced[me], prints->at[k].at))
            continue;
        struct ng_run run = ng_print_find(table, prints->at[k].hash);
        uint32_t weight = weight_of(run.n);
        size_t low = 0, high = run.n; /* the first posting that is not before */
        while (low < high) {
            size_t mid = low + (high - low) / 2;
            if (run.at[mid].text < me)
                low = mid + 1;
            else
                high = mid;
        }
        size_t first = low < HUB_FIRST ? low : HUB_FIRST;
        size_t near = low - first < HUB_NEAR ? first : low - HUB_NEAR;
        uint32_t before = NG_NONE;
        for (size_t i = 0; i < low; i = i + 1 == first ? near : i + 1) {
            if (run.at[i].text != before)
                vote(v, run.at[i].text, frame, weight);
            before = run.at[i].text;
        }
    }
}

struct candidate {
    uint32_t text, score;
    bool by_words;
};

/* The best candidates, best first. One without a print of words in common
 * needs a tenth of my skeleton's. */
static size_t choose(const struct tracing *tr, uint32_t me,
                     const struct votes *v, size_t frames,
                     struct candidate chosen[CANDIDATES])
{
    size_t n = 0;
    for (uint32_t i = 0; i < v->n; i++) {
        const struct vote *x = &v->slot[v->used[i]];
        if (!x->words && (x->frames < 3 || x->frames * 10 < frames))
            continue;
        struct candidate c = {x->text - 1, x->weight * 4, x->words > 0};
        if (ng_same_house(&tr->traced[me], &tr->traced[c.text]))
            c.score += x->weight;
        size_t at = n < CANDIDATES ? n++ : CANDIDATES;
        while (at > 0 && (chosen[at - 1].score < c.score ||
                          (chosen[at - 1].score == c.score &&
                           chosen[at - 1].text > c.text))) {
            if (at < CANDIDATES)
                chosen[at] = chosen[at - 1];
            at--;
        }
        if (at < CANDIDATES)
            chosen[at] = c;
    }
    return n;
}

static void compare_one(struct tracing *tr, uint32_t me, struct ng_arena *keep,
                        struct ng_arena scratch)
{
    const struct ng_traced *mine = &tr->traced[me];
    struct votes *v = ng_new(&scratch, struct votes, 1);
    struct ng_arena here = scratch, there = scratch;
    here.end = there.at = there.at + (there.end - there.at) / 2;
    ng_prints words = {0}, frames = {0};
    ng_word_prints(mine->text, &words, &here, there);
    ng_skeleton_prints(mine->text, &frames, &here, there);
    vote_by(tr, me, false, &words, v);
    vote_by(tr, me, true, &frames, v);
    struct candidate chosen[CANDIDATES];
    size_t n = choose(tr, me, v, frames.n, chosen);
    if (!n)
        return;
    struct ng_side side = ng_side_of(mine, &scratch);
    for (size_t i = 0; i < n; i++) {
        struct found f = {.other = chosen[i].text};
        if (ng_relate(&side, &tr->traced[f.other], chosen[i].by_words, &f.edge,
                      keep, scratch))
            *ng_push(&tr->found[me], keep) = f;
    }
}

struct turn {
    struct tracing *tr;
    uint32_t me;
    unsigned thread;
};

static ng_status guarded_turn(void *ctx, struct ng_arena *keep,
                              struct ng_err *err)
{
    struct turn *turn = ctx;
    struct ng_arena scratch = turn->tr->work[turn->thread];
    scratch.guard = keep->guard;
    (void)err;
    compare_one(turn->tr, turn->me, keep, scratch);
    return NG_OK;
}

/* A text too big to compare keeps no edges; the others are not touched. */
static void compare(void *ctx, size_t i, unsigned thread)
{
    struct tracing *tr = ctx;
    struct turn turn = {tr, (uint32_t)i, thread};
    ng_status s = ng_guarded(guarded_turn, &turn, &tr->keep[thread], NULL);
    if (s != NG_OK)
        tr->found[i] = (founds){0};
}

/* ---- all of it -------------------------------------------------------- */

static int by_child(const void *a, const void *b)
{
    const struct ng_edge *x = a, *y = b;
    if (x->child != y->child)
        return x->child < y->child ? -1 : 1;
    return (x->parent > y->parent) - (x->parent < y->parent);
}

static void collect(struct tracing *tr, struct ng_arena *out)
{
    for (size_t i = 0; i < tr->distinct; i++)
        for (size_t k = 0; k < tr->found[i].n; k++) {
            const struct found *f = &tr->found[i].at[k];
            struct ng_edge e = f->edge;
            uint32_t me = tr->order[i], other = tr->order[f->other];
            e.parent = e.child ? me : other;
            e.child = e.child ? other : me;
            struct ng_block *blocks = ng_new(out, struct ng_block, e.blocks.n);
            if (e.blocks.n)
                memcpy(blocks, e.blocks.at, e.blocks.n * sizeof *blocks);
            e.blocks.at = blocks;
            e.blocks.cap = e.blocks.n;
            *ng_push(tr->edges, out) = e;
        }
}

static ng_status run(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    struct tracing *tr = ctx;
    size_t before = tr->edges->n;
    tr->table.guard = out->guard;
    struct ng_arena scratch = tr->work[0];
    scratch.guard = out->guard;
    find_twins(tr, out);
    tr->found = ng_new(&tr->table, founds, tr->distinct);
    tr->words = ng_print_table_of(tr->texts, tr->order, tr->distinct,
                                  ng_word_prints, &tr->table, scratch);
    tr->skeletons = ng_print_table_of(tr->texts, tr->order, tr->distinct,
                                      ng_skeleton_prints, &tr->table, scratch);
    ng_status s = ng_each(tr->distinct, tr->jobs, mask, tr, err);
    if (s == NG_OK)
        s = ng_each(tr->distinct, tr->jobs, compare, tr, err);
    if (s != NG_OK)
        return s;
    collect(tr, out);
    if (tr->edges->n > before)
        qsort(tr->edges->at + before, tr->edges->n - before,
              sizeof *tr->edges->at, by_child);
    return NG_OK;
}

/* Room by what the texts can need at most; pages come as they are touched. */
static void sizes_of(const struct ng_trace_text *texts, size_t n,
                     size_t *tables, size_t *keep, size_t *work)
{
    size_t all = 0, most = 0;
    for (size_t i = 0; i < n; i++) {
        all += texts[i].n;
        most = texts[i].n > most ? texts[i].n : most;
    }
    *tables = ((size_t)1 << 20) + all * 48 + n * 256;
    *keep = ((size_t)1 << 20) + all * 96 + n * 1024;
    *work = ((size_t)4 << 20) + most * 600 + all * 160;
}

ng_status ng_trace(const struct ng_trace_text *texts, size_t n, unsigned jobs,
                   ng_edges *edges, struct ng_arena *out, struct ng_err *err)
{
    struct tracing tr = {
        .texts = texts, .n = n, .jobs = ng_jobs(jobs), .edges = edges};
    struct ng_arena keep[64] = {0}, work[64] = {0};
    if (n < 2)
        return NG_OK;
    if (tr.jobs > 64)
        tr.jobs = 64;
    tr.keep = keep;
    tr.work = work;
    size_t tables_size, keep_size, work_size;
    sizes_of(texts, n, &tables_size, &keep_size, &work_size);
    ng_status s = ng_arena_open(&tr.table, tables_size, err);
    for (unsigned i = 0; s == NG_OK && i < tr.jobs; i++) {
        s = ng_arena_open(&keep[i], keep_size, err);
        if (s == NG_OK)
            s = ng_arena_open(&work[i], work_size, err);
    }
    struct ng_arena all = tr.table;
    if (s == NG_OK)
        s = ng_guarded(run, &tr, out, err);
    for (unsigned i = 0; i < tr.jobs; i++) {
        if (keep[i].end)
            ng_arena_close(&keep[i], keep_size);
        if (work[i].end)
            ng_arena_close(&work[i], work_size);
    }
    if (all.end)
        ng_arena_close(&all, tables_size);
    return s;
}
