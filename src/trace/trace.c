/* trace.c - from n texts to the pairs that share text.
 *
 *     order      by publication, then id: the order of arrival plays no part
 *     twins      equal streams; only the first of them goes further
 *     tables     print -> texts (prints.h)
 *     hubs       prints of a dozen texts or more, and what stands around them
 *     masks      what many unrelated texts share is boilerplate
 *     compare    each text with at most 4 earlier ones (near.h), on all threads
 *
 * A text looks at so many postings of a print at most, so time is linear in the
 * number of texts even if all of them are copies of one.
 */
#include "trace/trace.h"

#include <stdlib.h>

#include "base/pool.h"
#include "trace/near.h"
#include "trace/outlets.h"

enum { LEAST_TWIN = 12 /* words */ };

struct found {
    struct ng_edge edge;
    uint32_t other; /* place of the other text */
};
struct comparison {
    struct ng_chosen chosen[NG_CHOSEN];
    uint32_t chosen_n;
    NG_LIST(struct found) edges;
};

struct tracing {
    const struct ng_trace_text *texts;
    size_t n;
    unsigned jobs;
    uint32_t *order; /* [distinct] index of text, earliest first */
    size_t distinct;
    struct ng_traced *traced;                    /* [distinct] */
    struct ng_key *key;                          /* [distinct] */
    struct ng_printed *printed;                  /* [distinct] */
    bool *has_hub;                               /* [distinct] */
    struct shared *shared_words, *shared_frames; /* [distinct] */
    struct ng_postings words, skeletons;
    NG_LIST(struct ng_print_hub) hubs; /* in the order of `words` */
    struct comparison *found;          /* [distinct] */
    struct ng_arena *keep, *work;      /* [jobs] */
    ng_edges *edges;
    struct ng_arena table;       /* all of the above */
    struct ng_trace_mark *marks; /* [n], or NULL */
    ng_post *post;               /* or NULL */
    void *ctx;
};

/* ---- order and twins -------------------------------------------------- */

struct sorted {
    struct ng_key key;
    struct ng_stream stream;
    uint32_t text;
};

static int by_time(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    int order = ng_key_cmp(x->key, y->key);
    return order ? order : (x->text > y->text) - (x->text < y->text);
}

static int by_stream(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    for (int i = 0; i < 2; i++)
        if (x->stream.hash[i] != y->stream.hash[i])
            return x->stream.hash[i] < y->stream.hash[i] ? -1 : 1;
    return by_time(a, b);
}

struct ng_stream ng_stream_of(const struct ng_trace_text *t)
{
    ng_str bytes = {(const char *)t->word, t->n * sizeof *t->word};
    struct ng_stream s = {{0, 0}};
    if (t->n >= LEAST_TWIN)
        s = (struct ng_stream){{ng_hash64(bytes, 1), ng_hash64(bytes, 2) | 1}};
    return s;
}

static uint64_t house_hash(ng_str name)
{
    char buf[NG_HOUSE_BYTES];
    ng_str house = ng_house_of(name, buf);
    return house.n ? ng_hash64(house, 0) | 1 : 0;
}

struct ng_traced ng_traced_of(const struct ng_trace_text *t)
{
    return (struct ng_traced){.text = t,
                              .house = {house_hash(t->outlet),
                                        house_hash(t->declared_origin),
                                        house_hash(t->agency)}};
}

void ng_relate_twins(const struct ng_traced *a, const struct ng_traced *b,
                     struct ng_edge *edge, struct ng_arena *keep)
{
    enum ng_direction how;
    bool flip = ng_direction_of(a, b, 1, 1, 0, &how);
    const struct ng_trace_text *child = flip ? a->text : b->text;
    const struct ng_trace_text *parent = flip ? b->text : a->text;
    *edge = (struct ng_edge){.child = flip ? 0 : 1,
                             .relation = a->text->trimmed == b->text->trimmed
                                             ? NG_EXACT
                                             : NG_BOILERPLATE,
                             .score = 1,
                             .coverage_child = 1,
                             .coverage_parent = 1,
                             .direction = how};
    uint32_t last = child->n - 1;
    *ng_push(&edge->blocks, keep) = (struct ng_block){
        .child = {child->beg[0], child->beg[last] + child->len[last]},
        .parent = {parent->beg[0], parent->beg[last] + parent->len[last]}};
}

static void put_twin(struct tracing *tr, uint32_t a, uint32_t b,
                     struct ng_arena *out)
{
    struct ng_traced first = ng_traced_of(&tr->texts[a]);
    struct ng_traced other = ng_traced_of(&tr->texts[b]);
    struct ng_edge *edge = ng_push(tr->edges, out);
    ng_relate_twins(&first, &other, edge, out);
    edge->parent = edge->child ? a : b;
    edge->child = edge->child ? b : a;
    if (tr->marks)
        tr->marks[b].first = a;
}

/* Tells exact copies, and puts the first of each into `order`. */
static void find_twins(struct tracing *tr, struct ng_arena *out)
{
    struct sorted *s = ng_new(&tr->table, struct sorted, tr->n);
    for (uint32_t i = 0; i < tr->n; i++)
        s[i] = (struct sorted){ng_key_of(&tr->texts[i]),
                               ng_stream_of(&tr->texts[i]), i};
    qsort(s, tr->n, sizeof *s, by_stream);
    size_t kept = 0;
    for (size_t i = 0; i < tr->n; i++) {
        const struct sorted *first = &s[kept ? kept - 1 : 0];
        bool twin = i > 0 && s[i].stream.hash[1] &&
                    s[i].stream.hash[0] == first->stream.hash[0] &&
                    s[i].stream.hash[1] == first->stream.hash[1];
        if (twin)
            put_twin(tr, first->text, s[i].text, out);
        else
            s[kept++] = s[i];
    }
    qsort(s, kept, sizeof *s, by_time);
    tr->distinct = kept;
    tr->order = ng_new(&tr->table, uint32_t, kept);
    tr->traced = ng_new(&tr->table, struct ng_traced, kept);
    tr->key = ng_new(&tr->table, struct ng_key, kept);
    for (size_t i = 0; i < kept; i++) {
        tr->order[i] = s[i].text;
        tr->key[i] = s[i].key;
        tr->traced[i] = ng_traced_of(&tr->texts[s[i].text]);
    }
}

/* ---- where prints are looked up ---------------------------------------- */

static struct ng_key key_at(const struct tracing *tr, uint32_t place)
{
    return tr->key[place];
}

static void look_before(void *ctx, uint64_t print, bool frame,
                        struct ng_key key, struct ng_before *to)
{
    const struct tracing *tr = ctx;
    const struct ng_postings *in = frame ? &tr->skeletons : &tr->words;
    struct ng_postings_run run = ng_postings_find(in, print);
    uint64_t low = run.beg, high = run.end; /* the first that is not before */
    while (low < high) {
        uint64_t mid = low + (high - low) / 2;
        if (ng_key_cmp(key_at(tr, ng_postings_thing(in, mid)), key) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    uint64_t n = low - run.beg;
    uint64_t first = n < NG_HUB_FIRST ? n : NG_HUB_FIRST;
    uint64_t near = n - first < NG_HUB_NEAR ? first : n - NG_HUB_NEAR;
    to->count = n < NG_HUB_COUNTED ? (uint32_t)n : NG_HUB_COUNTED;
    to->n = 0;
    for (uint64_t i = 0; i < n; i = i + 1 == first ? near : i + 1) {
        uint32_t place = ng_postings_thing(in, run.beg + i);
        to->at[to->n++] = (struct ng_poster){key_at(tr, place), place};
    }
}

static uint32_t look_around(void *ctx, uint64_t print, uint32_t to[NG_COMMON])
{
    const struct tracing *tr = ctx;
    struct ng_postings_run run = ng_postings_find(&tr->words, print);
    if (run.end - run.beg < NG_COMMON)
        return (uint32_t)(run.end - run.beg);
    size_t low = 0, high = tr->hubs.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (tr->hubs.at[mid].beg < run.beg)
            low = mid + 1;
        else
            high = mid;
    }
    memcpy(to, tr->hubs.at[low].around, sizeof tr->hubs.at[low].around);
    return NG_COMMON;
}

static bool same_house(void *ctx, const struct ng_traced *me, uint32_t text)
{
    const struct tracing *tr = ctx;
    return ng_same_house(me, &tr->traced[text]);
}

/* Which of its prints a text shares with another: a bit for each, by the lower
 * bits of the print. Most have no other text, and are not looked up. */
struct shared {
    uint64_t bits[2];
};

static void share(struct shared *s, uint64_t print)
{
    s->bits[print & 1] |= (uint64_t)1 << (print >> 1 & 63);
}

static bool may_be_shared(const struct shared *s, uint64_t print)
{
    return s->bits[print & 1] >> (print >> 1 & 63) & 1;
}

/* The postings of one print, from beg on, and the last of them. */
static void see_posting(struct tracing *tr, bool frame, uint64_t key,
                        uint64_t beg, uint64_t i, uint32_t place)
{
    const struct ng_postings *in = frame ? &tr->skeletons : &tr->words;
    struct shared *shared = frame ? tr->shared_frames : tr->shared_words;
    uint64_t n = i - beg + 1;
    if (n == 2)
        share(&shared[ng_postings_thing(in, beg)], key);
    if (n >= 2)
        share(&shared[place], key);
    if (frame || n < NG_COMMON)
        return;
    tr->has_hub[place] = true;
    if (n > NG_COMMON)
        return;
    for (uint64_t k = beg; k < i; k++)
        tr->has_hub[ng_postings_thing(in, k)] = true;
    *ng_push(&tr->hubs, &tr->table) =
        (struct ng_print_hub){.print = key, .beg = beg};
}

static void find_shared(struct tracing *tr, bool frame)
{
    struct ng_postings_cursor c =
        ng_postings_begin(frame ? &tr->skeletons : &tr->words);
    uint64_t key, last = UINT64_MAX, beg = 0;
    uint32_t place;
    for (uint64_t i = 0; ng_postings_next(&c, &key, &place); i++) {
        beg = key == last ? beg : i;
        last = key;
        see_posting(tr, frame, key, beg, i, place);
    }
}

static void surround(void *ctx, size_t i, unsigned thread)
{
    struct tracing *tr = ctx;
    struct ng_print_hub *hub = &tr->hubs.at[i];
    (void)thread;
    for (uint32_t k = 0; k < NG_COMMON; k++) {
        uint32_t place = ng_postings_thing(&tr->words, hub->beg + k);
        const struct ng_trace_text *t = tr->traced[place].text;
        hub->around[k] = ng_around(t, hub->print);
    }
}

static struct ng_posted posted_of(struct tracing *tr)
{
    return (struct ng_posted){tr, look_before, look_around, same_house};
}

static void print(void *ctx, size_t i, unsigned thread)
{
    struct tracing *tr = ctx;
    tr->printed[i] =
        ng_printed_of(tr->traced[i].text, &tr->keep[thread], tr->work[thread]);
}

static void mask(void *ctx, size_t i, unsigned thread)
{
    struct tracing *tr = ctx;
    struct ng_arena scratch = tr->work[thread];
    const struct ng_trace_text *t = tr->traced[i].text;
    struct ng_posted in = posted_of(tr);
    ng_prints prints = {0};
    if (!tr->has_hub[i])
        return;
    ng_prints_at(t, tr->printed[i].words, false, &prints, &scratch);
    tr->traced[i].common = ng_common_of(t, &prints, &in, &tr->keep[thread]);
}

static void keep_shared(ng_prints *prints, const struct shared *shared)
{
    size_t kept = 0;
    for (size_t i = 0; i < prints->n; i++) {
        prints->at[kept] = prints->at[i];
        kept += may_be_shared(shared, prints->at[i].hash);
    }
    prints->n = kept;
}

static void compare_one(struct tracing *tr, uint32_t me, struct ng_arena *keep,
                        struct ng_arena scratch)
{
    const struct ng_traced *mine = &tr->traced[me];
    struct ng_posted in = posted_of(tr);
    struct ng_arena here = scratch;
    ng_prints words = {0}, frames = {0};
    ng_prints_at(mine->text, tr->printed[me].words, false, &words, &here);
    ng_prints_at(mine->text, tr->printed[me].frames, true, &frames, &here);
    size_t frames_n = frames.n;
    keep_shared(&words, &tr->shared_words[me]);
    keep_shared(&frames, &tr->shared_frames[me]);
    ng_print_fetch(&tr->words, &words);
    ng_print_fetch(&tr->skeletons, &frames);
    struct ng_chosen *chosen = tr->found[me].chosen;
    size_t n = ng_choose(mine, &words, &frames, frames_n, &in, chosen, here);
    tr->found[me].chosen_n = (uint32_t)n;
    if (!n)
        return;
    struct ng_side side = ng_side_of(mine, &scratch);
    for (size_t i = 0; i < n; i++) {
        struct found f = {.other = chosen[i].text};
        if (ng_relate(&side, &tr->traced[f.other], chosen[i].by_words, &f.edge,
                      keep, scratch))
            *ng_push(&tr->found[me].edges, keep) = f;
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
        tr->found[i] = (struct comparison){0};
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
        for (size_t k = 0; k < tr->found[i].edges.n; k++) {
            const struct found *f = &tr->found[i].edges.at[k];
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

static void mark(struct tracing *tr, struct ng_arena *out)
{
    for (size_t i = 0; i < tr->distinct; i++) {
        const struct comparison *c = &tr->found[i];
        const struct ng_traced *t = &tr->traced[i];
        struct ng_trace_mark *m = &tr->marks[tr->order[i]];
        m->chosen_n = c->chosen_n;
        for (uint32_t k = 0; k < c->chosen_n; k++) {
            m->chosen[k] = tr->order[c->chosen[k].text];
            m->by_words[k] = c->chosen[k].by_words;
        }
        if (t->common)
            m->common = memcpy(ng_new(out, uint8_t, t->text->n / 8 + 1),
                               t->common, t->text->n / 8 + 1);
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
    tr->found = ng_new(&tr->table, struct comparison, tr->distinct);
    tr->printed = ng_new(&tr->table, struct ng_printed, tr->distinct);
    ng_status s = ng_each(tr->distinct, tr->jobs, print, tr, err);
    if (s != NG_OK)
        return s;
    struct ng_print_texts texts = {tr->texts, tr->order, tr->printed,
                                   tr->distinct};
    tr->words = ng_print_table_of(&texts, false, &tr->table, scratch);
    tr->skeletons = ng_print_table_of(&texts, true, &tr->table, scratch);
    tr->has_hub = ng_new(&tr->table, bool, tr->distinct);
    tr->shared_words = ng_new(&tr->table, struct shared, tr->distinct);
    tr->shared_frames = ng_new(&tr->table, struct shared, tr->distinct);
    find_shared(tr, false);
    find_shared(tr, true);
    s = ng_each(tr->hubs.n, tr->jobs, surround, tr, err);
    if (s == NG_OK)
        s = ng_each(tr->distinct, tr->jobs, mask, tr, err);
    if (s == NG_OK)
        s = ng_each(tr->distinct, tr->jobs, compare, tr, err);
    if (s != NG_OK)
        return s;
    collect(tr, out);
    if (tr->edges->n > before)
        qsort(tr->edges->at + before, tr->edges->n - before,
              sizeof *tr->edges->at, by_child);
    if (tr->marks)
        mark(tr, out);
    if (tr->post) {
        struct ng_trace_tables tables = {
            .order = tr->order,
            .n = tr->distinct,
            .words = tr->words,
            .frames = tr->skeletons,
            .hubs = tr->hubs.at,
            .hubs_n = tr->hubs.n,
        };
        s = tr->post(tr->ctx, &tables, err);
    }
    return s;
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
    *tables = ((size_t)1 << 20) + all * 48 + n * 384;
    *keep = ((size_t)1 << 20) + all * 96 + n * 1024;
    *work = ((size_t)4 << 20) + most * 600 + all * 160;
}

ng_status ng_trace(const struct ng_trace_text *texts, size_t n, unsigned jobs,
                   ng_edges *edges, struct ng_arena *out, struct ng_err *err)
{
    return ng_trace_all(texts, n, jobs, edges, NULL, NULL, NULL, out, err);
}

ng_status ng_trace_all(const struct ng_trace_text *texts, size_t n,
                       unsigned jobs, ng_edges *edges,
                       struct ng_trace_mark *marks, ng_post *post, void *ctx,
                       struct ng_arena *out, struct ng_err *err)
{
    struct tracing tr = {.texts = texts,
                         .n = n,
                         .jobs = ng_jobs(jobs),
                         .edges = edges,
                         .marks = marks,
                         .post = post,
                         .ctx = ctx};
    struct ng_arena keep[64] = {0}, work[64] = {0};
    for (uint32_t i = 0; marks && i < n; i++)
        marks[i] = (struct ng_trace_mark){.first = i};
    if (n < (post ? 1 : 2))
        return NG_OK;
    if (n > (size_t)1 << NG_THING_BITS)
        return ng_fail(err, NG_TOO_BIG, 0,
                       "more than %d reports cannot be compared at once",
                       1 << NG_THING_BITS);
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
