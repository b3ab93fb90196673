/* nutgraf add, settle - reports into the store. */
#include "cli/source.h"
#include "engine/fix.h"

#include <errno.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The folder of the store, made if it is not there (one level at a time). */
static ng_status make_folder(const char *path, struct ng_err *err)
{
    char buf[4096];
    snprintf(buf, sizeof buf, "%s", path);
    for (char *p = buf + 1; *p; p++) {
        if (*p != '/')
            continue;
        *p = 0;
        if (mkdir(buf, 0777) != 0 && errno != EEXIST)
            return ng_fail(err, NG_IO, 0, "cannot make the folder %s: %s", buf,
                           strerror(errno));
        *p = '/';
    }
    return NG_OK;
}

static void report_done(const struct ng_call *call, const struct ng_progress *p)
{
    if (call->quiet)
        return;
    fprintf(stderr, "nutgraf add: %llu added, %llu known already",
            (unsigned long long)p->added, (unsigned long long)p->known);
    if (p->completed)
        fprintf(stderr, ", %llu read in full now",
                (unsigned long long)p->completed);
    if (p->bad)
        fprintf(stderr, ", %llu failed", (unsigned long long)p->bad);
    fputc('\n', stderr);
}

/* Corrections are never dropped in silence: who has one whose thing is gone is
 * told. */
static void tell_resting(const struct ng_call *call, struct ng_store *store,
                         struct ng_arena *a)
{
    ng_fixes fixes = {0};
    if (call->quiet || ng_store_fixes(store, false, &fixes, a, NULL) != NG_OK)
        return;
    for (size_t i = 0; i < fixes.n; i++)
        if (fixes.at[i].rests)
            fprintf(stderr,
                    "nutgraf: correction %s (" PRS " " PRS ") rests: what it "
                    "is about is not there\n",
                    fixes.at[i].id.c, PRS_ARG(ng_fix_name(fixes.at[i].kind)),
                    PRS_ARG(fixes.at[i].value));
}

static const struct ng_option add_options[] = {
    {0, "fast", NULL, "lineage and stories now; names, sayings, events later"},
    {0},
};

static ng_status run_add(const struct ng_call *call, struct ng_arena *a,
                         struct ng_err *err)
{
    static const char *const input[] = {"-"};
    struct ng_watch watch = {.call = call};
    struct ng_adding adding = {.as = call->as,
                               .jobs = call->jobs,
                               .fast = call->values[0] != NULL,
                               .stop = call->stop,
                               .problem = ng_watch_problem,
                               .progress = ng_watch_progress,
                               .ctx = &watch,
                               .now = now_ms()};
    struct ng_store *store;
    if (call->argc == 0 && isatty(STDIN_FILENO))
        return ng_fail(err, NG_USAGE, 0,
                       "name the files or folders to add, or - for standard "
                       "input");
    ng_status status = make_folder(call->store, err);
    if (status == NG_OK)
        status = ng_store_open(&store, call->store, NG_STORE_WRITE, err);
    if (status != NG_OK)
        return status;
    const char *const *paths =
        call->argc ? (const char *const *)call->argv : input;
    status =
        ng_add(store, &adding, paths, call->argc ? (size_t)call->argc : 1, err);
    ng_watch_end(&watch);
    tell_resting(call, store, a);
    ng_store_close(store);
    ng_watch_settled(&watch, &adding.done);
    report_done(call, &adding.done);
    return status;
}

const struct ng_command ng_cmd_add = {
    .name = "add",
    .usage = "nutgraf add [FILE|DIR|-]...",
    .summary = "read reports into the store",
    .text = "Reads text, Markdown, HTML and JSONL, also inside .gz, .zip and "
            ".tar, finds out what they say and how they hang together, and "
            "stores it. A report that is there already is passed over, so a "
            "run that was cut off can simply be repeated. Inputs that cannot "
            "be read are named, and the rest goes on. With --fast "
            "the language is left out: who copied whom and what belongs "
            "together is known, and full text is found, but there are no "
            "names, dates in the text, numbers, sayings and events. Such "
            "reports are marked (\"fast\"), and adding the "
            "same files again without --fast reads them in full.",
    .options = add_options,
    .run = run_add,
};

static ng_status run_settle(const struct ng_call *call, struct ng_arena *a,
                            struct ng_err *err)
{
    struct ng_watch watch = {.call = call};
    struct ng_adding adding = {.jobs = call->jobs,
                               .stop = call->stop,
                               .problem = ng_watch_problem,
                               .progress = ng_watch_progress,
                               .ctx = &watch,
                               .now = now_ms()};
    struct ng_store *store;
    ng_status status = ng_store_open(&store, call->store, NG_STORE_WRITE, err);
    if (status != NG_OK)
        return status;
    status = ng_store_settled(store) ? ng_settle_all(store, &adding, err)
                                     : ng_settle(store, &adding, err);
    ng_watch_end(&watch);
    tell_resting(call, store, a);
    ng_store_close(store);
    ng_watch_settled(&watch, &adding.done);
    return status;
}

const struct ng_command ng_cmd_settle = {
    .name = "settle",
    .usage = "nutgraf settle",
    .summary = "work out lineage, stories and events of what is stored",
    .text = "\"nutgraf add\" does this by itself at its end, for what the new "
            "reports concern. After a run that was cut off, this finishes the "
            "work without adding anything; else it works out everything "
            "anew, which changes nothing.",
    .run = run_settle,
};
