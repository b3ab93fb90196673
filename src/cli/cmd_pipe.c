/* nutgraf pipe - reports in, one JSON line each out, in input order.
 *
 * The stateless face of the engine, for programs that run programs over lines.
 */
#include "cli/source.h"
#include "tell/tell.h"

static const struct ng_option options[] = {
    {0, "keep", "NAMES", "JSONL fields to copy through, with commas"},
    {0, "text-only", NULL, "only the metadata and the clean text"},
    {0},
};
enum { KEEP, TEXT_ONLY };

static bool take(void *ctx, const struct ng_report *r)
{
    struct ng_out *out = ctx;
    ng_tell_pipe(out, r);
    return !out->failed;
}

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    static const char *const input[] = {"-"};
    struct ng_watch watch = {.call = call};
    struct ng_adding adding = {.as = call->as,
                               .keep = ng_str_of(call->values[KEEP]),
                               .jobs = call->jobs,
                               .stop = call->stop,
                               .problem = ng_watch_problem,
                               .ctx = &watch};
    (void)a;
    return ng_stream(&adding, call->values[TEXT_ONLY] != NULL,
                     call->argc ? (const char *const *)call->argv : input,
                     call->argc ? (size_t)call->argc : 1, take, call->out, err);
}

const struct ng_command ng_cmd_pipe = {
    .name = "pipe",
    .usage = "nutgraf pipe [--keep NAMES] [--text-only] [FILE...]",
    .summary = "reports in (JSONL), one JSON line each out, order kept",
    .text = "Reads reports, JSONL from standard input unless files are given, "
            "and writes for each one line with its metadata, names, times, "
            "quantities, sayings and events. Nothing is stored. Lines come in "
            "the order of the input. A line longer than one report may be is "
            "named on standard error and left out.",
    .options = options,
    .run = run,
};
