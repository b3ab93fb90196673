#include "engine/compare.h"

#include "engine/belt.h"

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
    struct ng_trace_text *traces; /* [ids.n] */
    struct ng_group_text *groups; /* [ids.n] */
    struct ng_belt belt;
    struct slot *slots;    /* [belt.slots] */
    struct ng_arena *keep; /* [belt.jobs] what each thread made */
};

ng_status ng_settle_pause(struct ng_adding *adding, struct ng_err *err)
{
    struct timespec t;
    if (adding->stop && *adding->stop)
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

struct keeping {
    struct run *run;
    struct slot *slot;
};

static ng_status keep_one(void *ctx, struct ng_arena *keep, struct ng_err *err)
{
    struct keeping *k = ctx;
    struct ng_report *r = &k->slot->report;
    (void)err;
    if (r->published_basis == NG_BASIS_OTHER_REPORTS) {
        r->published = NG_NO_DAYS;
        r->published_text = (ng_str){0};
        r->published_basis = NG_BASIS_NONE;
    }
    k->run->traces[k->slot->index] = ng_trace_text_of(r, keep);
    k->run->groups[k->slot->index] = ng_group_text_of(r, keep);
    return NG_OK;
}

static void work(void *ctx, size_t i, unsigned thread)
{
    struct run *run = ctx;
    struct keeping keeping = {run, &run->slots[i]};
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
    run->adding->done.stories_all = all->ids.n;
    for (size_t n = 0; n < all->ids.n && status == NG_OK; n++) {
        size_t i;
        run->adding->done.stories = n;
        if (ng_belt_full(&run->belt))
            status = take(run, err);
        if (status == NG_OK)
            status = ng_settle_pause(run->adding, err);
        if (status == NG_OK)
            status = ng_belt_claim(&run->belt, &i, err);
        if (status != NG_OK)
            break;
        run->slots[i] = (struct slot){.index = n};
        status =
            ng_store_load_text(run->st, all->ids.at[n], &run->slots[i].report,
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

static void tell_apart(struct ng_compared *all, const uint32_t *story_of)
{
    struct ng_arena *a = &all->keep;
    size_t most = all->ids.n + all->edges.n + all->reasons.n;
    uint32_t *of = ng_new(a, uint32_t, most);
    all->stories = ng_new(a, struct ng_member, all->stories_n);
    all->place = ng_new(a, uint32_t, all->ids.n);
    SPREAD(reports, story_of, all->ids.n);
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
        *ng_push(&all->loose, a) = (struct ng_loose_edge){
            all->ids.at[e->child], all->ids.at[e->parent], *e};
    }
    SPREAD(edges, of, all->edges.n);
    for (size_t i = 0; i < all->reasons.n; i++)
        of[i] = story_of[all->reasons.at[i].report];
    SPREAD(reasons, of, all->reasons.n);
}

struct across {
    struct run *run;
};

static ng_status compare(void *ctx, struct ng_arena *keep, struct ng_err *err)
{
    struct run *run = ((struct across *)ctx)->run;
    struct ng_compared *all = run->all;
    size_t n = all->ids.n;
    ng_status status =
        ng_trace(run->traces, n, run->adding->jobs, &all->edges, keep, err);
    if (status == NG_OK)
        status = ng_settle_pause(run->adding, err);
    if (status != NG_OK)
        return status;
    uint32_t *story_of = ng_new(keep, uint32_t, n);
    status = ng_group(run->groups, n, all->edges.at, all->edges.n, story_of,
                      &all->stories_n, &all->reasons, keep, err);
    if (status == NG_OK)
        tell_apart(all, story_of);
    return status;
}

/* ---- all -------------------------------------------------------------- */

static ng_status list_reports(void *ctx, struct ng_arena *keep,
                              struct ng_err *err)
{
    struct run *run = ctx;
    ng_status status =
        ng_store_stated_order(run->st, &run->all->ids, keep, err);
    size_t n = run->all->ids.n;
    run->traces = ng_new(keep, struct ng_trace_text, n);
    run->groups = ng_new(keep, struct ng_group_text, n);
    run->keep = ng_new(keep, struct ng_arena, 64);
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
    unsigned opened = 0, jobs = run->belt.jobs;
    struct ng_arena fresh[64];
    for (; opened < jobs && status == NG_OK; opened += status == NG_OK) {
        status = ng_arena_open(&run->keep[opened], limit, err);
        fresh[opened] = run->keep[opened];
    }
    if (status == NG_OK)
        status = read_all(run, err);
    ng_belt_close(&run->belt);
    struct across across = {run};
    if (status == NG_OK)
        status = ng_guarded(compare, &across, &all->keep, err);
    for (unsigned i = 0; i < opened; i++)
        ng_arena_close(&fresh[i], limit);
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
        status = ng_guarded(list_reports, &run, &all->keep, err);
    if (status == NG_OK && all->ids.n)
        status = with_belt(&run, err);
    return status;
}

void ng_compared_close(struct ng_compared *all)
{
    if (all->keep.end)
        ng_arena_close(&all->keep, all->keep_limit);
}

size_t ng_compared_room(const struct ng_compared *all)
{
    return ROOM + (size_t)all->largest * (256 << 10) + (size_t)all->bytes * 64;
}
