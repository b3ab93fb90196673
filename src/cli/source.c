#include "cli/source.h"

#include <unistd.h>

static const size_t SCRATCH = (size_t)16 << 30; /* address space */

static bool is_file(const char *arg)
{
    return strcmp(arg, "-") == 0 || access(arg, F_OK) == 0;
}

/* An id: a letter for the kind and at least one character of base 32. */
static bool like_an_id(const char *arg)
{
    size_t n = strlen(arg);
    if (n < 2 || n > NG_ID_CHARS || !strchr("rseyndc", arg[0]))
        return false;
    return strspn(arg, "abcdefghijklmnopqrstuvwxyz234567") == n;
}

static ng_status read_files(struct ng_source *s, const struct ng_call *call,
                            int first, struct ng_err *err)
{
    struct ng_watch watch = {.call = call};
    struct ng_adding adding = {.as = call->as,
                               .jobs = call->jobs,
                               .stop = call->stop,
                               .problem = ng_watch_problem,
                               .progress = ng_watch_progress,
                               .ctx = &watch};
    s->files = true;
    ng_status status =
        ng_store_open(&s->store, ":memory:", NG_STORE_WRITE, err);
    if (status == NG_OK)
        status =
            ng_add(s->store, &adding, (const char *const *)call->argv + first,
                   (size_t)(call->argc - first), err);
    ng_watch_end(&watch);
    s->failed = watch.failed;
    if (status == NG_BAD_INPUT && ng_store_count(s->store) > 0)
        status = NG_OK; /* named already; told again at the end */
    return status;
}

/* Stories of the ids asked for, each once. */
static ng_status find_stories(struct ng_source *s, const struct ng_call *call,
                              int first, struct ng_arena *a, struct ng_err *err)
{
    for (int i = first; i < call->argc; i++) {
        ng_id id, story;
        ng_status status =
            ng_store_find_id(s->store, ng_str_of(call->argv[i]), &id, err);
        if (status == NG_OK)
            status = ng_store_story_of(s->store, id, &story, err);
        if (status != NG_OK)
            return status;
        if (id.c[0] == 's' && !call->quiet &&
            !ng_str_starts(ng_id_str(&id), ng_str_of(call->argv[i])))
            fprintf(stderr,
                    "nutgraf: the story %s is %s now; \"nutgraf stories "
                    "--moved\" tells why\n",
                    call->argv[i], id.c);
        bool known = false;
        for (size_t k = 0; k < s->stories.n; k++)
            known |= ng_id_eq(s->stories.at[k], story);
        if (!known)
            *ng_push(&s->stories, a) = story;
    }
    return NG_OK;
}

ng_status ng_source_open(struct ng_source *s, const struct ng_call *call,
                         int first, struct ng_arena *a, struct ng_err *err)
{
    int files = 0;
    const char *lost = NULL; /* neither a file nor like an id */
    *s = (struct ng_source){0};
    for (int i = first; i < call->argc; i++) {
        bool file = is_file(call->argv[i]);
        bool stray = !file && !like_an_id(call->argv[i]);
        files += file || stray;
        lost = stray ? call->argv[i] : lost;
    }
    if (lost && files == 1)
        return ng_fail(err, NG_IO, 0,
                       "%s: there is no such file, and it is no id", lost);
    if (files && files < call->argc - first)
        return ng_fail(err, NG_USAGE, 0,
                       "give files or ids, not both in one call");
    ng_status status = ng_arena_open(&s->scratch, SCRATCH, err);
    if (status != NG_OK)
        return status;
    s->scratch.guard = a->guard;
    if (files)
        status = read_files(s, call, first, err);
    else
        status = ng_store_open(&s->store, call->store, NG_STORE_READ, err);
    if (status != NG_OK)
        return status;
    if (!files && !ng_store_settled(s->store) && !call->quiet)
        fprintf(stderr, "nutgraf: reports were added that no story holds yet; "
                        "\"nutgraf settle\" finishes that\n");
    if (!files && call->argc > first)
        return find_stories(s, call, first, a, err);
    return ng_store_stories_between(s->store, call->since, call->until,
                                    &s->stories, a, err);
}

ng_status ng_source_close(struct ng_source *s, ng_status status,
                          struct ng_err *err)
{
    if (s->store)
        ng_store_close(s->store);
    if (s->scratch.end)
        ng_arena_close(&s->scratch, SCRATCH);
    if (status == NG_OK && s->failed)
        return ng_fail(err, NG_BAD_INPUT, 0, "%llu input%s could not be read",
                       (unsigned long long)s->failed,
                       s->failed == 1 ? "" : "s");
    return status;
}

ng_status ng_source_report(struct ng_source *s, const char *arg, ng_id *id,
                           struct ng_arena *a, struct ng_err *err)
{
    ng_ids ids = {0};
    if (!s->files) {
        ng_status status = ng_store_find_id(s->store, ng_str_of(arg), id, err);
        if (status == NG_OK && id->c[0] != 'r')
            return ng_fail(err, NG_USAGE, 0, "%s is not the id of a report",
                           arg);
        return status;
    }
    ng_status status = ng_store_report_ids(s->store, &ids, a, err);
    for (size_t i = 0; status == NG_OK && i < ids.n; i++) {
        struct ng_report r = {0};
        struct ng_arena scratch = s->scratch;
        status = ng_store_load_report(s->store, ids.at[i], &r, &scratch, err);
        if (status == NG_OK && ng_str_eq(r.source.path, ng_str_of(arg))) {
            *id = ids.at[i];
            return NG_OK;
        }
    }
    return status != NG_OK ? status
                           : ng_fail(err, NG_NOTHING, 0,
                                     "%s holds no report, or the same one as "
                                     "another file",
                                     arg);
}
