/* add.c - many paths in, reports in the store.
 *
 *   ng_read --> take: known? -> copy into a slot --> threads: ng_flow
 *      (this thread)                                     |
 *   commit every 2,048 reports or 1 s <-- store <-- oldest slot first
 *
 * One thread reads and writes, the others do the work in between, so SQLite
 * sees one thread and nothing here needs a lock. Stopping anywhere loses at
 * most what was not committed, and adding again does the rest: the id of a
 * report is the hash of its bytes.
 */
#include "engine/belt.h"
#include "engine/correct.h"
#include "engine/engine.h"
#include "engine/kept.h"
#include "read/read.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#ifdef __SANITIZE_ADDRESS__
static const size_t slot_limit = (size_t)192 << 20;
#else
static const size_t slot_limit = (size_t)768 << 20;
#endif

enum {
    BATCH = 512,          /* reports in a transaction, at most */
    BATCH_MS = 500,       /* and the time that one stays open */
    TELL_MS = 100,        /* between two words about progress */
    IN_FLIGHT = 64 << 20, /* bytes of input on the belt, but for one report */
    KEPT = 1 << 30        /* bytes of what settling needs of the reports */
};

struct slot {
    struct ng_report report;
    size_t bytes;
    struct ng_kin kin;
    bool has_kin;
    ng_status status;
    struct ng_err err;
};

struct run {
    struct ng_store *st;
    struct ng_adding *adding;
    struct ng_reading reading;
    struct ng_belt belt;
    struct ng_corrections fixes;
    struct ng_kept kept;
    struct slot *slots;    /* [belt.slots] */
    size_t in_flight;      /* bytes */
    uint64_t bytes_before; /* of the paths that are done */
    uint64_t unreadable;   /* paths */
    bool writing;          /* a transaction is open */
    uint64_t batch;        /* reports in it */
    int64_t batch_since, told;
    ng_status fatal; /* the store failed, or Ctrl-C */
    struct ng_err why;
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void flow_slot(void *ctx, size_t i, unsigned thread)
{
    struct run *run = ctx;
    struct slot *slot = &run->slots[i];
    if (slot->status == NG_OK)
        slot->status =
            ng_flow_corrected(&run->fixes, &slot->report, &run->belt.out[i],
                              &run->belt.scratch[thread], &slot->err);
    if (slot->status == NG_OK)
        slot->has_kin = ng_kept_make(&run->kept, thread, &slot->report,
                                     &slot->kin, run->belt.scratch[thread]);
}

/* ---- writing ---------------------------------------------------------- */

static ng_status fail(struct run *run, ng_status status,
                      const struct ng_err *err)
{
    if (run->fatal == NG_OK) {
        run->fatal = status;
        run->why = *err;
        run->why.status = status;
    }
    return status;
}

static void tell_progress(struct run *run, bool now)
{
    struct ng_adding *a = run->adding;
    if (!a->progress)
        return;
    int64_t t = now_ms();
    if (!now && t - run->told < TELL_MS)
        return;
    run->told = t;
    a->done.bytes = run->bytes_before + run->reading.bytes_read;
    a->progress(a->ctx, &a->done);
}

static ng_status commit(struct run *run)
{
    struct ng_err err = {0};
    if (!run->writing)
        return NG_OK;
    run->writing = false;
    ng_status status = ng_store_commit(run->st, &err);
    if (status != NG_OK)
        return fail(run, status, &err);
    run->adding->done.added += run->batch;
    run->batch = 0;
    return NG_OK;
}

static ng_status begin(struct run *run)
{
    struct ng_err err = {0};
    if (run->writing)
        return NG_OK;
    ng_status status = ng_store_begin(run->st, &err);
    if (status != NG_OK)
        return fail(run, status, &err);
    run->writing = true;
    run->batch_since = now_ms();
    status = ng_store_mark_unsettled(run->st, &err);
    return status == NG_OK ? NG_OK : fail(run, status, &err);
}

static void tell_problem(struct run *run, ng_str path, uint64_t record,
                         const struct ng_err *err)
{
    run->adding->done.bad++;
    if (run->adding->problem)
        run->adding->problem(run->adding->ctx, path, record, err);
}

/* A report that was read but could not be worked on; the sentence names it. */
static void tell_refused(struct run *run, ng_str path, const struct ng_err *why)
{
    struct ng_err err;
    ng_fail(&err, why->status, why->pos, "%.*s: %.200s",
            path.n < 180 ? (int)path.n : 180, path.p, why->text);
    tell_problem(run, path, 0, &err);
}

/* There under this path or a smaller one, and as well read as it would be. */
static bool is_known(struct run *run, ng_id id, ng_str path)
{
    return ng_store_has_path(run->st, id, path) &&
           (run->adding->fast || !ng_store_is_fast(run->st, id));
}

/* The oldest report goes into the store. Its twin may have come while it was
 * worked on: of the same bytes under several paths the smallest path wins. */
static ng_status store_oldest(struct run *run)
{
    struct slot *slot = &run->slots[ng_belt_take(&run->belt)];
    struct ng_report *r = &slot->report;
    struct ng_err err = {0};
    run->in_flight -= slot->bytes;
    if (slot->status != NG_OK) {
        tell_refused(run, r->source.path, &slot->err);
        return NG_OK;
    }
    if (is_known(run, r->id, r->source.path)) {
        run->adding->done.known++;
        return NG_OK;
    }
    bool known = ng_store_has(run->st, r->id);
    bool completed = known && !r->fast && ng_store_is_fast(run->st, r->id);
    if (begin(run) != NG_OK)
        return run->fatal;
    ng_status status = ng_store_put_report(run->st, r, &err);
    if (status != NG_OK)
        return fail(run, status, &err);
    if (slot->has_kin)
        ng_kept_put(&run->kept, ng_store_number_put(run->st), &slot->kin);
    run->adding->done.completed += completed;
    run->adding->done.known += known && !completed;
    run->batch += !known;
    if (run->batch >= BATCH || now_ms() - run->batch_since >= BATCH_MS)
        return commit(run);
    return NG_OK;
}

static ng_status store_all(struct run *run)
{
    while (run->fatal == NG_OK && !ng_belt_empty(&run->belt))
        if (store_oldest(run) != NG_OK)
            return run->fatal;
    return run->fatal == NG_OK ? commit(run) : run->fatal;
}

/* ---- reading ---------------------------------------------------------- */

/* Everything that is kept of a record is read again as text by somebody, so
 * what is too big is told here and not found out later. */
static ng_status put_on_belt(struct run *run, const struct ng_report *head)
{
    struct ng_err err = {0};
    size_t i;
    while (run->fatal == NG_OK &&
           (ng_belt_full(&run->belt) || ng_belt_ready(&run->belt) ||
            (run->in_flight > IN_FLIGHT && !ng_belt_empty(&run->belt))))
        store_oldest(run);
    if (run->fatal != NG_OK)
        return run->fatal;
    ng_status status = ng_belt_claim(&run->belt, &i, &err);
    if (status != NG_OK)
        return fail(run, status, &err);
    struct slot *slot = &run->slots[i];
    *slot = (struct slot){.report.id = head->id, .report.sha = head->sha};
    /* What was read in full once is not put back. */
    slot->report.fast =
        run->adding->fast && (!ng_store_has(run->st, head->id) ||
                              ng_store_is_fast(run->st, head->id));
    slot->bytes = head->source.bytes.n + head->source.raw.n;
    slot->status = ng_raw_keep(&head->source, &slot->report.source,
                               &run->belt.out[i], &slot->err);
    if (slot->status != NG_OK) {
        tell_refused(run, head->source.path, &slot->err);
        return NG_OK;
    }
    run->in_flight += slot->bytes;
    ng_belt_give(&run->belt);
    return NG_OK;
}

static ng_status take(void *ctx, const struct ng_raw *raw, struct ng_err *err)
{
    struct run *run = ctx;
    struct ng_report head = {0};
    if (ng_stop_asked(run->adding->stop))
        return fail(run, ng_fail(&run->why, NG_INTERRUPTED, 0, "interrupted"),
                    &run->why);
    ng_report_of(&head, raw);
    run->adding->done.reports++;
    if (run->adding->met)
        run->adding->met(run->adding->ctx, head.id);
    tell_progress(run, false);
    if (is_known(run, head.id, raw->path)) {
        run->adding->done.known++;
        return NG_OK;
    }
    ng_status status = put_on_belt(run, &head);
    if (status != NG_OK && err)
        *err = run->why;
    return status;
}

static void problem(void *ctx, ng_str path, uint64_t record,
                    const struct ng_err *why)
{
    tell_problem(ctx, path, record, why);
}

static void read_paths(struct run *run, const char *const *paths, size_t n)
{
    struct ng_adding *a = run->adding;
    for (size_t i = 0; i < n && run->fatal == NG_OK; i++) {
        struct ng_err err = {0};
        run->reading = (struct ng_reading){.as = a->as,
                                           .keep = a->keep,
                                           .take = take,
                                           .problem = problem,
                                           .ctx = run,
                                           .stop = a->stop,
                                           .from = a->from,
                                           .name = a->name};
        ng_status status = ng_read(&run->reading, paths[i], &err);
        run->bytes_before += run->reading.bytes_read;
        run->reading.bytes_read = 0;
        if (ng_stop_asked(a->stop))
            fail(run, ng_fail(&err, NG_INTERRUPTED, 0, "interrupted"), &err);
        if (status == NG_OK || run->fatal != NG_OK)
            continue;
        tell_problem(run, ng_str_of(paths[i]), 0, &err);
        run->unreadable += status == NG_IO;
    }
}

/* How much there is to read; 0 where a path is no plain file. */
static uint64_t size_of_all(const char *const *paths, size_t n)
{
    uint64_t all = 0;
    for (size_t i = 0; i < n; i++) {
        struct stat s;
        if (stat(paths[i], &s) != 0 || !S_ISREG(s.st_mode))
            return 0;
        all += (uint64_t)s.st_size;
    }
    return all;
}

/* After Ctrl-C what is on the belt is finished and kept as well: it is little,
 * and the writer has been told of it. */
static void finish(struct run *run)
{
    ng_status fatal = run->fatal;
    if (fatal == NG_INTERRUPTED)
        run->fatal = NG_OK;
    if (run->fatal == NG_OK)
        store_all(run);
    if (run->fatal == NG_OK)
        run->fatal = fatal;
    if (run->writing)
        ng_store_rollback(run->st);
}

ng_status ng_add(struct ng_store *st, struct ng_adding *adding,
                 const char *const *paths, size_t n, struct ng_err *err)
{
    struct run run = {.st = st, .adding = adding};
    struct ng_arena own;
    enum { OWN = 4 << 20 };
    ng_status status = ng_arena_open(&own, OWN, err);
    if (status != NG_OK)
        return status;
    adding->done = (struct ng_progress){.phase = "reading",
                                        .bytes_all = size_of_all(paths, n)};
    status = ng_corrections_open(&run.fixes, st, err);
    if (status == NG_OK)
        status =
            ng_kept_open(&run.kept, ng_jobs(adding->jobs),
                         adding->kept_room ? adding->kept_room : KEPT, err);
    if (status == NG_OK)
        status =
            ng_belt_open(&run.belt, adding->jobs,
                         adding->report_room ? adding->report_room : slot_limit,
                         flow_slot, &run, err);
    if (status == NG_OK) {
        run.slots = ng_new(&own, struct slot, run.belt.slots);
        read_paths(&run, paths, n);
        finish(&run);
        tell_progress(&run, true);
        ng_belt_close(&run.belt);
        status = run.fatal;
        if (status != NG_OK && err)
            *err = run.why;
    }
    ng_corrections_close(&run.fixes);
    ng_arena_close(&own, OWN);
    adding->kept = &run.kept;
    if (status == NG_OK && !ng_store_settled(st))
        status = ng_settle(st, adding, err);
    adding->kept = NULL;
    ng_kept_close(&run.kept);
    if (status == NG_OK && run.unreadable && !adding->done.reports)
        status = ng_fail(err, NG_IO, 0, "none of the inputs could be read");
    if (status == NG_OK && adding->done.bad)
        status = ng_fail(err, NG_BAD_INPUT, 0,
                         "%llu of the inputs could not be read; the others "
                         "are in the store",
                         (unsigned long long)adding->done.bad);
    return status;
}
