/* stream.c - reports in, records out, nothing stored; see engine.h.
 *
 *   ng_read --> copy into a slot --> threads: ng_flow --> take, oldest first
 */
#include "engine/belt.h"
#include "engine/engine.h"
#include "read/read.h"

enum { IN_FLIGHT = 64 << 20 }; /* bytes of input on the belt */
static const size_t slot_limit = (size_t)768 << 20;

struct slot {
    struct ng_report report;
    size_t bytes;
    ng_status status;
    struct ng_err err;
};

struct run {
    struct ng_adding *adding;
    bool text_only;
    ng_take_report *take;
    void *ctx;
    struct ng_belt belt;
    struct slot *slots; /* [belt.slots] */
    size_t in_flight;
    bool full; /* take_it wants no more */
};

static void flow_slot(void *ctx, size_t i, unsigned thread)
{
    struct run *run = ctx;
    struct slot *slot = &run->slots[i];
    struct ng_arena *scratch = &run->belt.scratch[thread];
    slot->status =
        run->text_only
            ? ng_flow_text(&slot->report, &run->belt.out[i], scratch,
                           &slot->err)
            : ng_flow(&slot->report, &run->belt.out[i], scratch, &slot->err);
}

static void tell_problem(void *ctx, ng_str path, uint64_t record,
                         const struct ng_err *why)
{
    struct run *run = ctx;
    run->adding->done.bad++;
    if (run->adding->problem)
        run->adding->problem(run->adding->ctx, path, record, why);
}

static void hand_over_oldest(struct run *run)
{
    struct slot *slot = &run->slots[ng_belt_take(&run->belt)];
    ng_str path = slot->report.source.path;
    run->in_flight -= slot->bytes;
    if (slot->status == NG_OK) {
        run->full = run->full || !run->take(run->ctx, &slot->report);
        return;
    }
    struct ng_err err;
    ng_fail(&err, slot->status, 0, "%.*s: %.200s",
            path.n < 180 ? (int)path.n : 180, path.p, slot->err.text);
    tell_problem(run, path, 0, &err);
}

static ng_status take(void *ctx, const struct ng_raw *raw, struct ng_err *err)
{
    struct run *run = ctx;
    size_t i;
    if (ng_stop_asked(run->adding->stop))
        return ng_fail(err, NG_INTERRUPTED, 0, "interrupted");
    run->adding->done.reports++;
    while (ng_belt_full(&run->belt) || ng_belt_ready(&run->belt) ||
           (run->in_flight > IN_FLIGHT && !ng_belt_empty(&run->belt)))
        hand_over_oldest(run);
    ng_status status = ng_belt_claim(&run->belt, &i, err);
    if (status != NG_OK)
        return status;
    if (run->full)
        return ng_fail(err, NG_IO, 0, "the output takes no more");
    struct slot *slot = &run->slots[i];
    *slot = (struct slot){.bytes = raw->bytes.n + raw->raw.n};
    ng_report_of(&slot->report, raw);
    status = ng_raw_keep(raw, &slot->report.source, &run->belt.out[i], err);
    if (status != NG_OK)
        return status;
    run->in_flight += slot->bytes;
    ng_belt_give(&run->belt);
    return NG_OK;
}

static ng_status read_all(struct run *run, const char *const *paths, size_t n,
                          struct ng_err *err)
{
    struct ng_adding *a = run->adding;
    for (size_t i = 0; i < n; i++) {
        struct ng_err why = {0};
        struct ng_reading reading = {.as = a->as,
                                     .keep = a->keep,
                                     .take = take,
                                     .problem = tell_problem,
                                     .ctx = run,
                                     .stop = a->stop};
        ng_status status = ng_read(&reading, paths[i], &why);
        if (ng_stop_asked(a->stop))
            return ng_fail(err, NG_INTERRUPTED, 0, "interrupted");
        if (run->full)
            return ng_fail(err, NG_IO, 0, "the output takes no more");
        if (status != NG_OK)
            tell_problem(run, ng_str_of(paths[i]), 0, &why);
    }
    return NG_OK;
}

ng_status ng_stream(struct ng_adding *adding, bool text_only,
                    const char *const *paths, size_t n, ng_take_report *take_it,
                    void *ctx, struct ng_err *err)
{
    struct run run = {
        .adding = adding, .text_only = text_only, .take = take_it, .ctx = ctx};
    struct ng_arena own;
    enum { OWN = 4 << 20 };
    ng_status status = ng_arena_open(&own, OWN, err);
    if (status != NG_OK)
        return status;
    status =
        ng_belt_open(&run.belt, adding->jobs, slot_limit, flow_slot, &run, err);
    if (status == NG_OK) {
        run.slots = ng_new(&own, struct slot, run.belt.slots);
        status = read_all(&run, paths, n, err);
        while (!ng_belt_empty(&run.belt))
            hand_over_oldest(&run);
        ng_belt_close(&run.belt);
    }
    ng_arena_close(&own, OWN);
    if (status == NG_OK && adding->done.bad)
        return ng_fail(err, NG_BAD_INPUT, 0,
                       "%llu of the inputs could not be read",
                       (unsigned long long)adding->done.bad);
    return status;
}
