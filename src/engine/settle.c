/* settle.c - all that is known across reports, found out anew.
 *
 *   every report, in batch order --> what trace and group keep of it
 *   trace: pairs that share text     group: which story each belongs to
 *   story by story: its reports --> dates, origins, changes, weigh --> store
 *
 * All in one transaction, and always from the beginning: dates that an earlier
 * settling inferred are forgotten first, so the outcome depends on the set of
 * the reports alone, not on the order or the number of runs they came in.
 * What is kept of each report meanwhile is small (some 6 kB); a whole report is
 * in memory only while its story is worked on.
 */
#include "engine/belt.h"
#include "engine/compare.h"
#include "engine/engine.h"
#include "weigh/weigh.h"

#include <stdlib.h>

enum { IN_FLIGHT = 512 }; /* reports of the stories on the belt, but for one */

struct slot {
    uint32_t story;
    struct ng_batch batch;
    ng_reasons reasons;
    bool *put; /* [reports] its own record changed: store it again */
    ng_status status;
    struct ng_err err;
};

struct run {
    struct ng_store *st;
    struct ng_adding *adding;
    struct ng_compared all;
    struct ng_belt belt;
    struct slot *slots; /* [belt.slots] */
    size_t in_flight;
};

/* ---- one story, in some thread ---------------------------------------- */

struct job {
    struct slot *slot;
    struct ng_arena *scratch;
};

static void forget_date(struct ng_report *r)
{
    r->published = NG_NO_DAYS;
    r->published_text = (ng_str){0};
    r->published_basis = NG_BASIS_NONE;
    r->published_precision = NG_PRECISION_UNKNOWN;
}

/* The report read again from its source, with the date it has now. */
static ng_status read_again(struct ng_report *r, struct ng_arena *out,
                            struct ng_arena *scratch, struct ng_err *err)
{
    struct ng_report again = {.id = r->id,
                              .sha = r->sha,
                              .source = r->source,
                              .published = NG_NO_DAYS};
    if (r->published_basis == NG_BASIS_OTHER_REPORTS) {
        again.published = r->published;
        again.published_text = r->published_text;
        again.published_basis = r->published_basis;
        again.published_precision = r->published_precision;
    }
    ng_status status = ng_flow(&again, out, scratch, err);
    *r = again;
    return status;
}

/* Reports with the date they state; words come back to all of them. */
static ng_status read_all(struct slot *slot, struct ng_arena *out,
                          struct ng_arena *scratch, struct ng_err *err)
{
    struct ng_batch *b = &slot->batch;
    ng_status status = NG_OK;
    for (size_t i = 0; i < b->reports.n && status == NG_OK; i++) {
        struct ng_report *r = b->reports.at[i];
        slot->put[i] = r->published_basis == NG_BASIS_OTHER_REPORTS;
        if (slot->put[i]) {
            forget_date(r);
            status = read_again(r, out, scratch, err);
        } else {
            status = ng_flow_words(r, out, scratch, err);
        }
    }
    return status;
}

struct placed {
    struct ng_report *report;
    uint32_t was;
    bool put;
};

static int by_place(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    return ng_report_cmp(x->report, y->report);
}

static int by_ends(const void *a, const void *b)
{
    const struct ng_edge *x = a, *y = b;
    if (x->child != y->child)
        return x->child < y->child ? -1 : 1;
    return (x->parent > y->parent) - (x->parent < y->parent);
}

/* Dates were found: the batch goes back into its order. */
static void sort_again(struct slot *slot, struct ng_arena scratch)
{
    struct ng_batch *b = &slot->batch;
    size_t n = b->reports.n;
    struct placed *placed = ng_new(&scratch, struct placed, n);
    uint32_t *now = ng_new(&scratch, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        placed[i] = (struct placed){b->reports.at[i], i, slot->put[i]};
    qsort(placed, n, sizeof *placed, by_place);
    for (uint32_t i = 0; i < n; i++) {
        b->reports.at[i] = placed[i].report;
        slot->put[i] = placed[i].put;
        now[placed[i].was] = i;
    }
    for (size_t i = 0; i < b->edges.n; i++) {
        b->edges.at[i].child = now[b->edges.at[i].child];
        b->edges.at[i].parent = now[b->edges.at[i].parent];
    }
    if (b->edges.n)
        qsort(b->edges.at, b->edges.n, sizeof *b->edges.at, by_ends);
    for (size_t i = 0; i < slot->reasons.n; i++)
        slot->reasons.at[i].report = now[slot->reasons.at[i].report];
}

static void look_across(struct slot *slot, struct ng_arena *out,
                        struct ng_arena scratch)
{
    struct ng_batch *b = &slot->batch;
    b->origins.n = b->changes.n = b->stories.n = 0;
    for (size_t i = 0; i < b->reports.n; i++) {
        b->reports.at[i]->origin = (ng_id){0};
        b->reports.at[i]->lineage_role = NG_ROLE_ORIGIN;
    }
    ng_find_origins(b, out, scratch);
    ng_find_changes(b, out, scratch);
    ng_tell_stories_apart(b, &slot->reasons, out, scratch);
}

static ng_status settle_one(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    struct job *job = ctx;
    struct slot *slot = job->slot;
    struct ng_batch *b = &slot->batch;
    ng_status status = read_all(slot, out, job->scratch, err);
    if (status != NG_OK)
        return status;
    struct ng_arena scratch = *job->scratch;
    scratch.guard = out->guard;
    b->story_of = ng_new(out, uint32_t, b->reports.n);
    look_across(slot, out, scratch);
    if (ng_weigh_dates(b, out, scratch)) {
        for (size_t i = 0; i < b->reports.n && status == NG_OK; i++) {
            struct ng_report *r = b->reports.at[i];
            if (r->published_basis != NG_BASIS_OTHER_REPORTS)
                continue;
            slot->put[i] = true;
            status = read_again(r, out, job->scratch, err);
        }
        if (status != NG_OK)
            return status;
        sort_again(slot, scratch);
        look_across(slot, out, scratch);
    }
    ng_weigh(b, out, scratch);
    for (size_t i = 0; i < b->reports.n; i++)
        b->reports.at[i]->story = b->stories.at[0].id;
    return NG_OK;
}

static void work(void *ctx, size_t i, unsigned thread)
{
    struct run *run = ctx;
    struct slot *slot = &run->slots[i];
    struct job job = {slot, &run->belt.scratch[thread]};
    slot->status = ng_guarded(settle_one, &job, &run->belt.out[i], &slot->err);
}

/* ---- stories in and out ----------------------------------------------- */

struct filling {
    struct run *run;
    struct slot *slot;
};

static ng_status fill(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct filling *f = ctx;
    struct slot *slot = f->slot;
    const struct ng_compared *all = &f->run->all;
    const struct ng_member *m = &all->stories[slot->story];
    slot->put = ng_new(a, bool, m->reports_n);
    for (uint32_t i = 0; i < m->reports_n; i++) {
        struct ng_report *r = ng_new(a, struct ng_report, 1);
        ng_status status = ng_store_load_report(
            f->run->st, all->ids.at[m->reports[i]], r, a, err);
        if (status != NG_OK)
            return status;
        *ng_push(&slot->batch.reports, a) = r;
    }
    for (uint32_t i = 0; i < m->edges_n; i++) {
        struct ng_edge *e = ng_push(&slot->batch.edges, a);
        *e = all->edges.at[m->edges[i]];
        e->child = all->place[e->child];
        e->parent = all->place[e->parent];
    }
    for (uint32_t i = 0; i < m->reasons_n; i++) {
        struct ng_reason *r = ng_push(&slot->reasons, a);
        *r = all->reasons.at[m->reasons[i]];
        r->report = all->place[r->report];
    }
    return NG_OK;
}

static ng_status put_oldest(struct run *run, struct ng_err *err)
{
    struct slot *slot = &run->slots[ng_belt_take(&run->belt)];
    const struct ng_batch *b = &slot->batch;
    run->in_flight -= b->reports.n;
    if (slot->status != NG_OK) {
        *err = slot->err;
        return slot->status;
    }
    ng_status status = NG_OK;
    for (size_t i = 0; i < b->reports.n && status == NG_OK; i++)
        if (slot->put[i])
            status = ng_store_put_report(run->st, b->reports.at[i], err);
    if (status == NG_OK)
        status = ng_store_put_story(run->st, b, err);
    run->adding->done.stories++;
    return status;
}

static ng_status settle_stories(struct run *run, struct ng_err *err)
{
    struct ng_compared *all = &run->all;
    ng_status status = NG_OK;
    run->adding->done.phase = "settling";
    run->adding->done.stories = 0;
    run->adding->done.stories_all = all->stories_n;
    for (uint32_t s = 0; s < all->stories_n && status == NG_OK; s++) {
        size_t i, n = all->stories[s].reports_n;
        while (status == NG_OK && !ng_belt_empty(&run->belt) &&
               (ng_belt_full(&run->belt) || run->in_flight + n > IN_FLIGHT ||
                ng_belt_ready(&run->belt)))
            status = put_oldest(run, err);
        if (status == NG_OK)
            status = ng_settle_pause(run->adding, err);
        if (status == NG_OK)
            status = ng_belt_claim(&run->belt, &i, err);
        if (status != NG_OK)
            break;
        run->slots[i] = (struct slot){.story = s};
        struct filling filling = {run, &run->slots[i]};
        status = ng_guarded(fill, &filling, &run->belt.out[i], err);
        run->in_flight += n;
        if (status == NG_OK)
            ng_belt_give(&run->belt);
    }
    while (status == NG_OK && !ng_belt_empty(&run->belt))
        status = put_oldest(run, err);
    return status;
}

/* ---- all -------------------------------------------------------------- */

static ng_status settle_all(struct run *run, struct ng_err *err)
{
    struct ng_arena own;
    enum { OWN = 4 << 20 };
    size_t limit = ng_compared_room(&run->all);
    ng_status status = ng_arena_open(&own, OWN, err);
    if (status != NG_OK)
        return status;
    status = ng_belt_open(&run->belt, run->adding->jobs, limit, work, run, err);
    if (status == NG_OK) {
        run->slots = ng_new(&own, struct slot, run->belt.slots);
        status = settle_stories(run, err);
        ng_belt_close(&run->belt);
    }
    ng_arena_close(&own, OWN);
    if (status == NG_OK)
        status = ng_store_put_loose(run->st, &run->all.loose, err);
    return status;
}

ng_status ng_settle(struct ng_store *st, struct ng_adding *adding,
                    struct ng_err *err)
{
    struct run run = {.st = st, .adding = adding};
    ng_status status = ng_store_begin(st, err);
    if (status != NG_OK)
        return status;
    status = ng_store_clear_settled(st, err);
    if (status == NG_OK)
        status = ng_compare_all(&run.all, st, adding, err);
    if (status == NG_OK && run.all.ids.n)
        status = settle_all(&run, err);
    if (status == NG_OK)
        status = ng_store_mark_settled(st, err);
    if (status == NG_OK)
        status = ng_store_commit(st, err);
    else
        ng_store_rollback(st);
    ng_compared_close(&run.all);
    return status;
}
