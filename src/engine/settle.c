/* settle.c - all that is known across reports.
 *
 *   reports, in batch order --> what trace and group keep of them
 *   trace: pairs that share text     group: which story each belongs to
 *   story by story: its reports --> dates, origins, changes, weigh --> store
 *
 * All in one transaction. Of a store only what the new reports concern is
 * looked at (touch.h); all of it when the store is new, or when so much is new
 * that it costs less. A story is settled from the beginning: dates that an
 * earlier settling inferred are forgotten first, so the outcome depends on the
 * set of the reports alone, not on the order or the number of runs they came
 * in. A whole report is in memory only while its story is worked on.
 *
 * A story that does not fit into the memory set aside for it is told plainly:
 * its reports and what they go back to, without events. If even that is too
 * much, its reports stay without a story. Either is told by name, and the rest
 * settles.
 */
#include "alert/alert.h"
#include "engine/belt.h"
#include "engine/compare.h"
#include "engine/correct.h"
#include "engine/engine.h"
#include "store/moves.h"
#include "weigh/weigh.h"

#include <stdlib.h>
#include <time.h>

enum { IN_FLIGHT = 512 }; /* reports of the stories on the belt, but for one */

struct slot {
    uint32_t story;
    struct ng_batch batch;
    ng_reasons reasons;
    bool *put;  /* [reports] its own record changed: store it again */
    bool plain; /* without changes and events */
    ng_status status;
    struct ng_err err;
};

struct run {
    struct ng_store *st;
    struct ng_adding *adding;
    struct ng_compared all;
    struct ng_belt belt;
    struct slot *slots; /* [belt.slots] */
    struct ng_corrections fixes;
    size_t in_flight;
    bool whole; /* all reports were compared */
};

/* ---- one story, in some thread ---------------------------------------- */

struct job {
    struct slot *slot;
    const struct ng_corrections *fixes;
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
static ng_status read_again(const struct job *job, struct ng_report *r,
                            struct ng_arena *out, struct ng_err *err)
{
    struct ng_report again = {.id = r->id,
                              .sha = r->sha,
                              .source = r->source,
                              .fast = r->fast,
                              .published = NG_NO_DAYS};
    if (r->published_basis == NG_BASIS_OTHER_REPORTS) {
        again.published = r->published;
        again.published_text = r->published_text;
        again.published_basis = r->published_basis;
        again.published_precision = r->published_precision;
    }
    ng_status status =
        ng_flow_corrected(job->fixes, &again, out, job->scratch, err);
    *r = again;
    return status;
}

/* Reports with the date they state; words come back to all of them. */
static ng_status read_all(const struct job *job, struct ng_arena *out,
                          struct ng_err *err)
{
    struct slot *slot = job->slot;
    struct ng_batch *b = &slot->batch;
    ng_status status = NG_OK;
    for (size_t i = 0; i < b->reports.n && status == NG_OK; i++) {
        struct ng_report *r = b->reports.at[i];
        slot->put[i] = r->published_basis == NG_BASIS_OTHER_REPORTS;
        if (slot->put[i]) {
            forget_date(r);
            status = read_again(job, r, out, err);
        } else if (!slot->plain) {
            status = ng_flow_words(r, out, job->scratch, err);
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

static void look_across(const struct job *job, struct ng_arena *out,
                        struct ng_arena scratch)
{
    struct slot *slot = job->slot;
    struct ng_batch *b = &slot->batch;
    b->origins.n = b->changes.n = b->stories.n = 0;
    for (size_t i = 0; i < b->reports.n; i++) {
        b->reports.at[i]->origin = (ng_id){0};
        b->reports.at[i]->lineage_role = NG_ROLE_ORIGIN;
    }
    ng_find_origins(b, out, scratch);
    if (!slot->plain)
        ng_find_changes(b, out, scratch);
    ng_tell_stories_apart(b, &slot->reasons, out, scratch);
    ng_correct_pins(job->fixes, b);
}

static ng_status settle_one(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    struct job *job = ctx;
    struct slot *slot = job->slot;
    struct ng_batch *b = &slot->batch;
    ng_status status = read_all(job, out, err);
    if (status != NG_OK)
        return status;
    struct ng_arena scratch = *job->scratch;
    scratch.guard = out->guard;
    b->story_of = ng_new(out, uint32_t, b->reports.n);
    look_across(job, out, scratch);
    if (!slot->plain && ng_weigh_dates(b, out, scratch)) {
        for (size_t i = 0; i < b->reports.n && status == NG_OK; i++) {
            struct ng_report *r = b->reports.at[i];
            if (r->published_basis != NG_BASIS_OTHER_REPORTS)
                continue;
            slot->put[i] = true;
            status = read_again(job, r, out, err);
        }
        if (status != NG_OK)
            return status;
        sort_again(slot, scratch);
        look_across(job, out, scratch);
    }
    b->parse = ng_flow_sentences;
    if (!slot->plain)
        ng_weigh(b, out, scratch);
    else
        ng_push(&b->briefs, out); /* one with nothing in it */
    for (size_t i = 0; i < b->reports.n; i++)
        b->reports.at[i]->story = b->stories.at[0].id;
    return NG_OK;
}

static void work(void *ctx, size_t i, unsigned thread)
{
    struct run *run = ctx;
    struct slot *slot = &run->slots[i];
    struct job job = {slot, &run->fixes, &run->belt.scratch[thread]};
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
    slot->batch.inputs = m->inputs;
    for (uint32_t i = 0; i < m->reports_n; i++) {
        struct ng_report *r = ng_new(a, struct ng_report, 1);
        ng_status status = ng_store_load_to_weigh(
            f->run->st, all->nrs.at[m->reports[i]], r, a, err);
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
    ng_correct_batch(&f->run->fixes, &slot->batch, a);
    return NG_OK;
}

/* Names the story that is told without events, or not at all. */
static void tell_too_big(struct run *run, uint32_t story, bool refused)
{
    const struct ng_member *m = &run->all.stories[story];
    ng_id first = run->all.ids[m->reports[0]];
    struct ng_err why = {0};
    if (!run->adding->problem)
        return;
    ng_fail(&why, NG_TOO_BIG, 0,
            refused ? "the story of report %s and %u others does not fit into "
                      "memory: these reports are in no story"
                    : "the story of report %s and %u others is too large to be "
                      "weighed: it is told without events",
            first.c, m->reports_n - 1);
    run->adding->problem(run->adding->ctx, ng_id_str(&first), 0, &why);
}

/* The story of this slot once more, from the beginning, with less to find out;
 * its status tells whether that fitted. */
static ng_status settle_plainly(struct run *run, struct slot *slot,
                                struct ng_arena *a, struct ng_arena *scratch)
{
    *slot = (struct slot){.story = slot->story, .plain = true};
    struct filling filling = {run, slot};
    struct job job = {slot, &run->fixes, scratch};
    ng_status status = ng_guarded(fill, &filling, a, &slot->err);
    if (status == NG_OK)
        status = ng_guarded(settle_one, &job, a, &slot->err);
    return status;
}

static ng_status put_slot(struct run *run, const struct slot *slot,
                          struct ng_err *err)
{
    const struct ng_batch *b = &slot->batch;
    ng_status status = NG_OK;
    for (size_t i = 0; i < b->reports.n && status == NG_OK; i++)
        if (slot->put[i])
            status = ng_store_put_report(run->st, b->reports.at[i], err);
    if (status == NG_OK)
        status = ng_store_put_story(run->st, b, err);
    return status;
}

static ng_status put_too_big(struct run *run, struct slot *slot,
                             struct ng_err *err)
{
    struct ng_arena a, scratch = {0}, fresh = {0};
    size_t limit = run->belt.limit;
    ng_status status = ng_arena_open(&a, limit, err);
    if (status != NG_OK)
        return status;
    fresh = a;
    status = ng_arena_open(&scratch, limit, err);
    if (status == NG_OK) {
        status = settle_plainly(run, slot, &a, &scratch);
        tell_too_big(run, slot->story, status == NG_TOO_BIG);
        if (status == NG_OK)
            status = put_slot(run, slot, err);
        else if (status == NG_TOO_BIG)
            status = NG_OK;
        else
            *err = slot->err;
        ng_arena_close(&scratch, limit);
    }
    ng_arena_close(&fresh, limit);
    return status;
}

static ng_status put_oldest(struct run *run, struct ng_err *err)
{
    struct slot *slot = &run->slots[ng_belt_take(&run->belt)];
    run->in_flight -= run->all.stories[slot->story].reports_n;
    ng_status status =
        ng_index_write(&run->all, run->st, ++run->adding->done.stories,
                       run->all.stories_n, err);
    if (status != NG_OK)
        return status;
    if (slot->status == NG_OK)
        return put_slot(run, slot, err);
    if (slot->status == NG_TOO_BIG)
        return put_too_big(run, slot, err);
    *err = slot->err;
    return slot->status;
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
        if (status == NG_OK) {
            run->in_flight += n;
            ng_belt_give(&run->belt);
        } else if (status == NG_TOO_BIG) { /* the slot stays as it is, free */
            tell_too_big(run, s, true);
            status = NG_OK;
        }
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
    size_t limit = run->adding->story_room;
    if (!limit)
        limit = ng_compared_room(&run->all);
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
    return status;
}

static ng_status put_loose(struct run *run, struct ng_err *err)
{
    const struct ng_compared *all = &run->all;
    ng_status status = NG_OK;
    for (size_t i = 0; i < all->nrs.n && status == NG_OK; i++)
        if (all->loose[i].n || !run->whole)
            status = ng_store_put_loose(run->st, all->nrs.at[i], &all->loose[i],
                                        err);
    return status;
}

/* The reports of all stories that were settled, for the watches. */
static ng_status look(struct run *run, struct ng_err *err)
{
    const struct ng_compared *all = &run->all;
    struct ng_out list = {0};
    for (uint32_t s = 0; s < all->stories_n; s++)
        for (uint32_t i = 0; i < all->stories[s].reports_n; i++)
            ng_printf(&list, "%c%lld", list.n ? ',' : '[',
                      (long long)all->nrs.at[all->stories[s].reports[i]]);
    ng_putc(&list, ']');
    ng_status status = list.n < 2 ? NG_OK
                                  : ng_alert_look(run->st, ng_out_str(&list),
                                                  run->adding->now, err);
    ng_out_release(&list);
    return status;
}

static double now_ms(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

/* Everything anew, or what the new reports concern. */
static ng_status compare(struct run *run, bool whole, struct ng_err *err)
{
    struct ng_compared *all = &run->all;
    ng_status status = whole ? NG_TOO_BIG : NG_OK;
    all->fixes = &run->fixes;
    if (!whole)
        status = ng_compare_new(all, run->st, run->adding, err);
    run->whole = status == NG_TOO_BIG;
    if (run->whole) {
        ng_compared_close(all);
        all->fixes = &run->fixes;
        status = ng_store_clear_settled(run->st, err);
        if (status == NG_OK)
            status = ng_compare_all(all, run->st, run->adding, err);
    }
    for (size_t i = 0; i < all->gone.n && status == NG_OK; i++)
        status = ng_index_drop_story(run->st, all->gone.at[i], err);
    return status;
}

static ng_status settle_begun(struct ng_store *st, struct ng_adding *adding,
                              bool whole, struct ng_err *err)
{
    struct run run = {.st = st, .adding = adding};
    double began = now_ms(CLOCK_MONOTONIC);
    double worked = now_ms(CLOCK_PROCESS_CPUTIME_ID);
    int64_t rules = ng_index_rules(st);
    bool other_rules = rules && rules != NG_KIN_RULES;
    ng_status status = ng_corrections_open(&run.fixes, st, err);
    if (status == NG_OK)
        status = compare(&run, whole, err);
    if (status == NG_OK && run.all.stories_n)
        status = settle_all(&run, err);
    if (status == NG_OK)
        status = ng_index_write(&run.all, st, 1, 1, err);
    if (status == NG_OK)
        status = put_loose(&run, err);
    if (status == NG_OK)
        status = ng_moves_log(st, other_rules ? STR("rules") : adding->cause,
                              adding->now, err);
    if (status == NG_OK)
        status = ng_store_mark_settled(st, err);
    if (status == NG_OK)
        status = look(&run, err);
    adding->done.concerned = run.all.nrs.n;
    adding->done.whole = run.whole;
    adding->done.settle_ms = now_ms(CLOCK_MONOTONIC) - began;
    adding->done.settle_cpu_ms = now_ms(CLOCK_PROCESS_CPUTIME_ID) - worked;
    ng_compared_close(&run.all);
    ng_corrections_close(&run.fixes);
    return status;
}

static ng_status settle(struct ng_store *st, struct ng_adding *adding,
                        bool whole, struct ng_err *err)
{
    ng_status status = ng_store_begin(st, err);
    if (status != NG_OK)
        return status;
    status = settle_begun(st, adding, whole, err);
    if (status == NG_OK)
        return ng_store_commit(st, err);
    ng_store_rollback(st);
    return status;
}

ng_status ng_settle_begun(struct ng_store *st, struct ng_adding *adding,
                          struct ng_err *err)
{
    return settle_begun(st, adding, false, err);
}

ng_status ng_settle(struct ng_store *st, struct ng_adding *adding,
                    struct ng_err *err)
{
    return settle(st, adding, false, err);
}

ng_status ng_settle_all(struct ng_store *st, struct ng_adding *adding,
                        struct ng_err *err)
{
    return settle(st, adding, true, err);
}
