/* nutgraf pipe - reports in, one JSON line each out, in input order.
 *
 * The stateless face of the engine, for programs that run programs over lines.
 * With --stories it waits for the last line: the reports are added to a store
 * in memory and settled there, as every command does with files (source.h), and
 * then each one's line says its story, its origin and what it was made from.
 */
#include "cli/source.h"
#include "tell/tell.h"

static const struct ng_option options[] = {
    {0, "keep", "NAMES", "JSONL fields to copy through, with commas"},
    {0, "text-only", NULL, "only the metadata and the clean text"},
    {0, "stories", NULL, "wait for the last, and tell lineage and stories too"},
    {0},
};
enum { KEEP, TEXT_ONLY, STORIES };

static const size_t ROOM = (size_t)4 << 30; /* address space */

static bool take(void *ctx, const struct ng_report *r)
{
    struct ng_out *out = ctx;
    ng_tell_pipe(out, r);
    return !out->failed;
}

/* ---- all of them, then each --------------------------------------------- */

struct across {
    struct ng_watch watch;
    struct ng_store *st;
    struct ng_out *out;
    ng_ids ids; /* in the order of the input */
    struct ng_arena *keep;
};

static void problem(void *ctx, ng_str path, uint64_t record,
                    const struct ng_err *why)
{
    ng_watch_problem(&((struct across *)ctx)->watch, path, record, why);
}

static void met(void *ctx, ng_id id)
{
    struct across *x = ctx;
    *ng_push(&x->ids, x->keep) = id;
}

struct telling {
    struct across *x;
    ng_id id;
};

static ng_status tell_one(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct telling *t = ctx;
    struct ng_report r = {0};
    struct ng_batch story = {0};
    ng_status status = ng_store_load_report(t->x->st, t->id, &r, a, err);
    if (status == NG_NOTHING) /* it was refused, and named */
        return NG_OK;
    if (status == NG_OK && r.story.c[0])
        status = ng_store_load_some(
            t->x->st, r.story, NG_NEED_TEXT | NG_NEED_EDGES, &story, a, err);
    if (status == NG_OK)
        ng_tell_pipe_across(t->x->out, &r, &story);
    return status;
}

static ng_status tell_all(struct across *x, const volatile int *stop,
                          struct ng_err *err)
{
    struct ng_arena room;
    ng_status status = ng_arena_open(&room, ROOM, err);
    const struct ng_arena fresh = room;
    for (size_t i = 0; i < x->ids.n && status == NG_OK; i++) {
        struct telling telling = {x, x->ids.at[i]};
        room = fresh;
        status = ng_guarded(tell_one, &telling, &room, err);
        if (status == NG_OK && x->out->failed)
            status = ng_fail(err, NG_IO, 0, "the output takes no more");
        if (status == NG_OK && ng_stop_asked(stop))
            status = ng_fail(err, NG_INTERRUPTED, 0, "interrupted");
    }
    room = fresh;
    if (room.end)
        ng_arena_close(&room, ROOM);
    return status;
}

static ng_status run_across(const struct ng_call *call,
                            struct ng_adding *adding, const char *const *paths,
                            size_t n, struct ng_arena *a, struct ng_err *err)
{
    struct across x = {.watch = {.call = call}, .out = call->out, .keep = a};
    ng_status status = ng_store_open(&x.st, ":memory:", NG_STORE_WRITE, err);
    if (status != NG_OK)
        return status;
    adding->met = met;
    adding->problem = problem;
    adding->ctx = &x;
    ng_status added = ng_add(x.st, adding, paths, n, err);
    status = added == NG_BAD_INPUT ? NG_OK : added;
    struct ng_err why = {0};
    if (status == NG_OK)
        status = tell_all(&x, call->stop, &why);
    if (status != NG_OK && added == NG_OK)
        *err = why;
    ng_store_close(x.st);
    return status == NG_OK ? added : status;
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
    const char *const *paths =
        call->argc ? (const char *const *)call->argv : input;
    size_t n = call->argc ? (size_t)call->argc : 1;
    if (call->values[STORIES] && call->values[TEXT_ONLY])
        return ng_fail(err, NG_USAGE, 0,
                       "--text-only tells nothing that --stories could use");
    if (call->values[STORIES])
        return run_across(call, &adding, paths, n, a, err);
    return ng_stream(&adding, call->values[TEXT_ONLY] != NULL, paths, n, take,
                     call->out, err);
}

const struct ng_command ng_cmd_pipe = {
    .name = "pipe",
    .usage = "nutgraf pipe [--keep NAMES] [--text-only | --stories] [FILE...]",
    .summary = "reports in (JSONL), one JSON line each out, order kept",
    .text = "Reads reports, JSONL from standard input unless files are given, "
            "and writes for each one line with its metadata, names, times, "
            "quantities, sayings and events. Nothing is stored. Lines come in "
            "the order of the input. A line longer than one report may be is "
            "named on standard error and left out. With --stories nothing is "
            "written before the last report is read; then each line also has "
            "its story, its origin, its role and `lineage`, what it was made "
            "from: the same on any number of threads.",
    .options = options,
    .run = run,
};
