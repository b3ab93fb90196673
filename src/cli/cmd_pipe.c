/* nutgraf pipe - reports in, one JSON line each out, in input order.
 *
 * The stateless face of the engine, for programs that run programs over lines.
 * Whatever goes through it, it takes the memory of one report.
 */
#include "cli/source.h"
#include "engine/engine.h"
#include "read/read.h"
#include "tell/tell.h"

static const struct ng_option options[] = {
    {0, "keep", "NAMES", "JSONL fields to copy through, with commas"},
    {0},
};
enum { KEEP };

struct piping {
    const struct ng_call *call;
    struct ng_arena report, scratch;
    struct ng_watch watch;
};

static void problem(void *ctx, ng_str path, uint64_t record,
                    const struct ng_err *why)
{
    struct piping *p = ctx;
    ng_watch_problem(&p->watch, path, record, why);
}

static ng_status take(void *ctx, const struct ng_raw *raw, struct ng_err *err)
{
    struct piping *p = ctx;
    struct ng_arena mark = p->report;
    struct ng_report r = {0};
    struct ng_err why = {0};
    ng_report_of(&r, raw);
    ng_status status = ng_flow(&r, &p->report, &p->scratch, &why);
    if (status == NG_OK)
        ng_tell_pipe(p->call->out, &r);
    else
        ng_watch_problem(&p->watch, raw->path, 0, &why);
    p->report = mark;
    return *p->call->stop ? ng_fail(err, NG_INTERRUPTED, 0, "interrupted")
                          : NG_OK;
}

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    static const size_t ROOM = (size_t)8 << 30;
    struct piping p = {.call = call, .watch = {.call = call}};
    struct ng_reading reading = {.as = call->as,
                                 .keep = ng_str_of(call->values[KEEP]),
                                 .take = take,
                                 .problem = problem,
                                 .ctx = &p,
                                 .stop = call->stop};
    (void)a;
    ng_status status = ng_arena_open(&p.report, ROOM, err);
    if (status != NG_OK)
        return status;
    status = ng_arena_open(&p.scratch, ROOM, err);
    if (status == NG_OK && call->argc == 0)
        status = ng_read(&reading, "-", err);
    for (int i = 0; status == NG_OK && i < call->argc; i++)
        status = ng_read(&reading, call->argv[i], err);
    if (p.scratch.end)
        ng_arena_close(&p.scratch, ROOM);
    ng_arena_close(&p.report, ROOM);
    if (status == NG_OK && p.watch.failed)
        return ng_fail(err, NG_BAD_INPUT, 0, "%llu record%s could not be read",
                       (unsigned long long)p.watch.failed,
                       p.watch.failed == 1 ? "" : "s");
    return status;
}

const struct ng_command ng_cmd_pipe = {
    .name = "pipe",
    .usage = "nutgraf pipe [--keep NAMES] [FILE...]",
    .summary = "reports in (JSONL), one JSON line each out, order kept",
    .text = "Reads reports, JSONL from standard input unless files are given, "
            "and writes for each one line with its metadata, names, times, "
            "quantities, sayings and events. Nothing is stored. Lines come in "
            "the order of the input.",
    .options = options,
    .run = run,
};
