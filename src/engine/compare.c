#include "engine/compare.h"

#include "engine/belt.h"
#include "engine/correct.h"
#include "engine/kept.h"
#include "store/prints.h"

#include <stdlib.h>
#include <time.h>

enum { ROOM = 64 << 20, ROOM_A_REPORT = 32 << 10, ROOM_A_BYTE = 16 };

struct slot {
    struct ng_report report;
    size_t index;
    ng_status status;
    struct ng_err err;
};

struct run {
    struct ng_store *st;
    struct ng_adding *adding;
    struct ng_compared *all;
    struct ng_trace_text *traces; /* [nrs.n] */
    struct ng_group_text *groups; /* [nrs.n] */
    struct ng_indexed *rows;      /* [nrs.n] */
    struct ng_trace_mark *marks;  /* [nrs.n] */
    struct ng_likes *likes;       /* [nrs.n] */
    struct ng_belt belt;
    struct slot *slots;    /* [belt.slots] */
    struct ng_arena *keep; /* [belt.jobs] what each thread made */
};

ng_status ng_settle_pause(struct ng_adding *adding, struct ng_err *err)
{
    struct timespec t;
    if (ng_stop_asked(adding->stop))
        return ng_fail(err, NG_INTERRUPTED, 0,
                       "interrupted; the reports are stored, and the next "
                       "nutgraf add finds out what they have in common");
    clock_gettime(CLOCK_MONOTONIC, &t);
    int64_t now = (int64_t)t.tv_sec * 10 + t.tv_nsec / 100000000;
    if (adding->progress && now != adding->told) {
        adding->told = now;
        adding->progress(adding->ctx, &adding->done);
    }
    return NG_OK;
}

/* ---- what is kept of each report -------------------------------------- */

static void take_kin(struct run *run, size_t i, const struct ng_kin *kin)
{
    run->traces[i] = kin->words;
    run->groups[i] = kin->terms;
    run->rows[i] = ng_row_of(run->all->nrs.at[i], kin, NULL);
    run->all->ids[i] = kin->words.id;
    run->all->stated[i] = kin->terms.published.first;
    run->all->keys[i] = ng_key_of(&kin->words);
}

struct keeping {
    struct run *run;
    struct slot *slot;
    struct ng_arena scratch;
};

static ng_status keep_one(void *ctx, struct ng_arena *keep, struct ng_err *err)
{
    struct keeping *k = ctx;
    struct ng_kin kin = ng_kin_compact(&k->slot->report, keep, k->scratch);
    (void)err;
    take_kin(k->run, k->slot->index, &kin);
    return NG_OK;
}

static void work(void *ctx, size_t i, unsigned thread)
{
    struct run *run = ctx;
    struct keeping keeping = {run, &run->slots[i], run->belt.scratch[thread]};
    run->slots[i].status =
        ng_guarded(keep_one, &keeping, &run->keep[thread], &run->slots[i].err);
}

static ng_status take(struct run *run, struct ng_err *err)
{
    struct slot *slot = &run->slots[ng_belt_take(&run->belt)];
    if (slot->status != NG_OK)
        *err = slot->err;
    return slot->status;
}

static ng_status read_all(struct run *run, struct ng_err *err)
{
    struct ng_compared *all = run->all;
    ng_status status = NG_OK;
    run->adding->done.phase = "comparing";
    run->adding->done.stories_all = all->nrs.n;
    for (size_t n = 0; n < all->nrs.n && status == NG_OK; n++) {
        size_t i;
        const struct ng_kin *kept =
            ng_kept_find(run->adding->kept, all->nrs.at[n]);
        run->adding->done.stories = n;
        status = ng_settle_pause(run->adding, err);
        if (kept && status == NG_OK) {
            take_kin(run, n, kept);
            continue;
        }
        if (ng_belt_full(&run->belt) && status == NG_OK)
            status = take(run, err);
        if (status == NG_OK)
            status = ng_belt_claim(&run->belt, &i, err);
        if (status != NG_OK)
            break;
        run->slots[i] = (struct slot){.index = n};
        status =
            ng_index_load_text(run->st, all->nrs.at[n], &run->slots[i].report,
                               &run->belt.out[i], err);
        if (status == NG_OK)
            ng_belt_give(&run->belt);
    }
    while (status == NG_OK && !ng_belt_empty(&run->belt))
        status = take(run, err);
    return status;
}

/* ---- which story each thing belongs to -------------------------------- */

/* Spread n things over the stories: of[i] is the story of thing i, or NG_NONE.
 * Fills one list of each story, the things in their own order. */
static void spread(struct ng_compared *all, size_t list, size_t count,
                   const uint32_t *of, size_t n)
{
#define FIELD(s, at, T) (*(T *)(void *)((char *)&all->stories[s] + (at)))
    for (size_t i = 0; i < n; i++)
        if (of[i] != NG_NONE)
            FIELD(of[i], count, uint32_t)++;
    for (uint32_t s = 0; s < all->stories_n; s++) {
        FIELD(s, list, uint32_t *) =
            ng_new(&all->keep, uint32_t, FIELD(s, count, uint32_t));
        FIELD(s, count, uint32_t) = 0;
    }
    for (uint32_t i = 0; i < n; i++)
        if (of[i] != NG_NONE)
            FIELD(of[i], list, uint32_t *)
    [FIELD(of[i], count, uint32_t)++] = i;
#undef FIELD
}

#define SPREAD(what, of, n)                                                    \
    spread(all, offsetof(struct ng_member, what),                              \
           offsetof(struct ng_member, what##_n), of, n)

void ng_make_room(struct ng_compared *all)
{
    struct ng_arena *a = &all->keep;
    size_t n = all->nrs.n;
    all->ids = ng_new(a, ng_id, n);
    all->keys = ng_new(a, struct ng_key, n);
    all->stated = ng_new(a, ng_day, n);
    all->loose = ng_new(a, ng_loose_edges, n);
}

static uint64_t seal_edge(const struct ng_compared *all,
                          const struct ng_edge *e, uint64_t h)
{
    const uint32_t ends[] = {all->place[e->child], all->place[e->parent],
                             e->relation, e->direction};
    const float measures[] = {e->score, e->coverage_child, e->coverage_parent};
    h = ng_hash64((ng_str){(const char *)ends, sizeof ends}, h);
    h = ng_hash64((ng_str){(const char *)measures, sizeof measures}, h);
    ng_str blocks = {(const char *)e->blocks.at,
                     e->blocks.n * sizeof *e->blocks.at};
    return ng_hash64(blocks, h + e->blocks.n);
}

/* Edges that lead out of the story are no part of it. */
static void seal_story(const struct ng_compared *all, struct ng_member *m)
{
    uint64_t h = m->reports_n;
    for (uint32_t i = 0; i < m->reports_n; i++)
        h = ng_hash64(ng_id_str(&all->ids[m->reports[i]]), h);
    for (uint32_t i = 0; i < m->edges_n; i++)
        h = seal_edge(all, &all->edges.at[m->edges[i]], h);
    for (uint32_t i = 0; i < m->reasons_n; i++) {
        const struct ng_reason *r = &all->reasons.at[m->reasons[i]];
        ng_str p = {(const char *)&r->probability, sizeof r->probability};
        h = ng_hash64(p, h + all->place[r->report]);
        for (size_t k = 0; k < 3; k++)
            h = ng_hash64(r->terms[k], h + r->terms[k].n);
    }
    m->inputs = h ? h : 1;
}

/* ---- stories that people put together ---------------------------------- */

static int by_batch(const void *a, const void *b, void *ctx)
{
    const struct ng_compared *all = ctx;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    if (all->stated[x] != all->stated[y])
        return all->stated[x] < all->stated[y] ? -1 : 1;
    return ng_id_cmp(all->ids[x], all->ids[y]);
}

static int by_ends(const void *a, const void *b, void *ctx)
{
    const struct ng_compared *all = ctx;
    const struct ng_edge *x = &all->edges.at[*(const uint32_t *)a];
    const struct ng_edge *y = &all->edges.at[*(const uint32_t *)b];
    uint32_t xc = all->place[x->child], yc = all->place[y->child];
    uint32_t xp = all->place[x->parent], yp = all->place[y->parent];
    return xc != yc ? (xc > yc) - (xc < yc) : (xp > yp) - (xp < yp);
}

static int by_report(const void *a, const void *b, void *ctx)
{
    const struct ng_compared *all = ctx;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    uint32_t xr = all->place[all->reasons.at[x].report];
    uint32_t yr = all->place[all->reasons.at[y].report];
    return xr != yr ? (xr > yr) - (xr < yr) : (x > y) - (x < y);
}

/* They may be of several families, which are gathered one after the other. */
static void sort_reports(struct ng_compared *all)
{
    for (uint32_t s = 0; all->fixed && s < all->stories_n; s++) {
        struct ng_member *m = &all->stories[s];
        if (all->fixed[s] && m->reports_n)
            qsort_r(m->reports, m->reports_n, sizeof *m->reports, by_batch,
                    all);
    }
}

static void sort_ties(struct ng_compared *all)
{
    for (uint32_t s = 0; all->fixed && s < all->stories_n; s++) {
        struct ng_member *m = &all->stories[s];
        if (all->fixed[s] && m->edges_n)
            qsort_r(m->edges, m->edges_n, sizeof *m->edges, by_ends, all);
        if (all->fixed[s] && m->reasons_n)
            qsort_r(m->reasons, m->reasons_n, sizeof *m->reasons, by_report,
                    all);
    }
}

void ng_tell_members_apart(struct ng_compared *all, uint32_t *story_of)
{
    if (all->fixes && all->fixes->list.n)
        ng_correct_stories(all, story_of);
    struct ng_arena *a = &all->keep;
    size_t most = all->nrs.n + all->edges.n + all->reasons.n;
    uint32_t *of = ng_new(a, uint32_t, most);
    all->stories = ng_new(a, struct ng_member, all->stories_n);
    all->place = ng_new(a, uint32_t, all->nrs.n);
    SPREAD(reports, story_of, all->nrs.n);
    sort_reports(all);
    for (uint32_t s = 0; s < all->stories_n; s++) {
        const struct ng_member *m = &all->stories[s];
        for (uint32_t i = 0; i < m->reports_n; i++)
            all->place[m->reports[i]] = i;
        if (m->reports_n > all->largest)
            all->largest = m->reports_n;
    }
    for (size_t i = 0; i < all->edges.n; i++) {
        const struct ng_edge *e = &all->edges.at[i];
        of[i] = story_of[e->child];
        if (of[i] == story_of[e->parent])
            continue;
        of[i] = NG_NONE;
        bool later = ng_key_cmp(all->keys[e->child], all->keys[e->parent]) > 0;
        ng_loose_edges *loose = &all->loose[later ? e->child : e->parent];
        *ng_push(loose, a) =
            (struct ng_loose_edge){all->ids[e->child], all->ids[e->parent], *e};
    }
    SPREAD(edges, of, all->edges.n);
    for (size_t i = 0; i < all->reasons.n; i++)
        of[i] = story_of[all->reasons.at[i].report];
    SPREAD(reasons, of, all->reasons.n);
    sort_ties(all);
    for (uint32_t s = 0; s < all->stories_n; s++)
        seal_story(all, &all->stories[s]);
}

/* ---- the index ---------------------------------------------------------- */

struct posting {
    struct run *run;
    const struct ng_trace_tables *tables;
};

static struct ng_segment_text text_at(void *ctx, size_t i)
{
    const struct posting *p = ctx;
    const struct ng_indexed *row = &p->run->rows[p->tables->order[i]];
    return (struct ng_segment_text){row->moment, row->id, row->nr};
}

/* The tables of prints as they are, and what stands around common ones. */
static ng_status post(void *ctx, const struct ng_trace_tables *tables,
                      struct ng_err *err)
{
    struct run *run = ctx;
    struct posting p = {run, tables};
    const struct ng_postings *const kinds[] = {&tables->words, &tables->frames};
    ng_status status =
        ng_prints_fill(run->st, text_at, &p, tables->n, kinds, err);
    for (size_t i = 0; i < tables->hubs_n && status == NG_OK; i++) {
        const struct ng_print_hub *hub = &tables->hubs[i];
        uint64_t ids[NG_COMMON];
        for (uint32_t k = 0; k < NG_COMMON; k++)
            ids[k] =
                text_at(&p, ng_postings_thing(&tables->words, hub->beg + k)).id;
        status = ng_prints_keep_around(run->st, hub->print, ng_around_of(ids),
                                       hub->around, NG_COMMON, err);
    }
    return status;
}

struct across {
    struct run *run;
};

static ng_status compare(void *ctx, struct ng_arena *keep, struct ng_err *err)
{
    struct run *run = ((struct across *)ctx)->run;
    struct ng_compared *all = run->all;
    size_t n = all->nrs.n;
    ng_status status =
        ng_trace_all(run->traces, n, run->adding->jobs, &all->edges, run->marks,
                     post, run, keep, err);
    if (status == NG_OK)
        status = ng_settle_pause(run->adding, err);
    if (status != NG_OK)
        return status;
    uint32_t *story_of = ng_new(keep, uint32_t, n);
    status = ng_group(run->groups, n, all->edges.at, all->edges.n, story_of,
                      &all->stories_n, &all->reasons, run->likes, keep, err);
    if (status == NG_OK)
        ng_index_rest(all,
                      (struct ng_unwritten){.rows = run->rows,
                                            .marks = run->marks,
                                            .likes = run->likes,
                                            .words = run->traces,
                                            .terms = run->groups},
                      keep);
    if (status == NG_OK)
        ng_tell_members_apart(all, story_of);
    return status;
}

/* ---- all -------------------------------------------------------------- */

static ng_status list_reports(void *ctx, struct ng_arena *keep,
                              struct ng_err *err)
{
    struct run *run = ctx;
    ng_status status =
        ng_index_stated_order(run->st, &run->all->nrs, keep, err);
    size_t n = run->all->nrs.n;
    ng_make_room(run->all);
    run->rows = ng_new(keep, struct ng_indexed, n);
    run->marks = ng_new(keep, struct ng_trace_mark, n);
    run->likes = ng_new(keep, struct ng_likes, n);
    run->traces = ng_new(keep, struct ng_trace_text, n);
    run->groups = ng_new(keep, struct ng_group_text, n);
    run->keep = ng_new(keep, struct ng_arena, 64);
    run->all->parts = ng_new(keep, struct ng_arena, 64);
    run->slots = ng_new(keep, struct slot, 1024);
    return status;
}

static ng_status with_belt(struct run *run, struct ng_err *err)
{
    struct ng_compared *all = run->all;
    size_t limit = all->keep_limit;
    ng_status status =
        ng_belt_open(&run->belt, run->adding->jobs, limit, work, run, err);
    if (status != NG_OK)
        return status;
    for (; all->parts_n < run->belt.jobs && status == NG_OK;
         all->parts_n += status == NG_OK) {
        status = ng_arena_open(&run->keep[all->parts_n], limit, err);
        all->parts[all->parts_n] = run->keep[all->parts_n];
    }
    if (status == NG_OK)
        status = read_all(run, err);
    ng_belt_close(&run->belt);
    struct across across = {run};
    if (status == NG_OK)
        status = ng_guarded(compare, &across, &all->keep, err);
    return status;
}

ng_status ng_compare_all(struct ng_compared *all, struct ng_store *st,
                         struct ng_adding *adding, struct ng_err *err)
{
    struct run run = {.st = st, .adding = adding, .all = all};
    uint64_t reports = ng_store_size(st, &all->bytes);
    all->keep_limit = ROOM + (size_t)reports * ROOM_A_REPORT +
                      (size_t)all->bytes * ROOM_A_BYTE;
    ng_status status = ng_arena_open(&all->keep, all->keep_limit, err);
    if (status == NG_OK)
        status = ng_index_clear(st, NG_KIN_RULES, err);
    if (status == NG_OK)
        status = ng_guarded(list_reports, &run, &all->keep, err);
    if (status == NG_OK && all->nrs.n)
        status = with_belt(&run, err);
    return status;
}

void ng_compared_close(struct ng_compared *all)
{
    for (unsigned i = 0; i < all->parts_n; i++)
        ng_arena_close(&all->parts[i], all->keep_limit);
    if (all->keep.end)
        ng_arena_close(&all->keep, all->keep_limit);
    *all = (struct ng_compared){0};
}

size_t ng_compared_room(const struct ng_compared *all)
{
    return ROOM + (size_t)all->largest * (256 << 10) + (size_t)all->bytes * 64;
}
