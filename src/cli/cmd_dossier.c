/* nutgraf dossier - a story as one HTML file to hand on. */
#include "cli/source.h"
#include "tell/dossier.h"

/* Of files that make several stories, the one with the most reports. */
static ng_status largest(struct ng_source *s, ng_id *id, struct ng_arena *a,
                         struct ng_err *err)
{
    size_t most = 0;
    ng_status status = NG_OK;
    *id = s->stories.at[0];
    for (size_t i = 0; s->files && status == NG_OK && i < s->stories.n; i++) {
        struct ng_arena mark = *a;
        struct ng_batch b = {0};
        status = ng_store_load_story(s->store, s->stories.at[i], &b, a, err);
        if (status == NG_OK && b.reports.n > most) {
            most = b.reports.n;
            *id = s->stories.at[i];
        }
        *a = mark;
    }
    return status;
}

static ng_status tell(struct ng_source *s, const struct ng_call *call,
                      struct ng_arena *a, struct ng_err *err)
{
    struct ng_batch b = {0};
    ng_id id;
    if (!s->stories.n)
        return ng_fail(err, NG_NOTHING, 0,
                       s->failed ? "no report could be read"
                                 : "no story is stored");
    if (!s->files && call->argc > 0 && s->stories.n > 1)
        return ng_fail(err, NG_USAGE, 0,
                       "a dossier is of one story; these are %zu",
                       s->stories.n);
    ng_status status = largest(s, &id, a, err);
    if (status == NG_OK)
        status = ng_store_load_story(s->store, id, &b, a, err);
    if (status != NG_OK)
        return status;
    if (call->since != NG_NO_DAY)
        ng_mark_new(&b, call->since);
    if (s->stories.n > 1 && !call->quiet)
        fprintf(stderr,
                "nutgraf: %zu more stories; \"nutgraf stories\" lists "
                "them all\n",
                s->stories.n - 1);
    ng_tell_dossier(call->out, &b, a);
    return NG_OK;
}

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    struct ng_source s;
    if (call->format && strcmp(call->format, "html") != 0)
        return ng_fail(err, NG_USAGE, 0, "--format %s is not html",
                       call->format);
    ng_status status = ng_source_open(&s, call, 0, a, err);
    if (status == NG_OK)
        status = tell(&s, call, a, err);
    return ng_source_close(&s, status, err);
}

const struct ng_command ng_cmd_dossier = {
    .name = "dossier",
    .usage = "nutgraf dossier [FILE...|STORY]",
    .summary = "a story as one HTML file to hand on",
    .text = "All that is known of a story, each line beside the passages that "
            "it rests on; where reports disagree, what changed between "
            "revisions, a chart of what was made from what, and the reports "
            "themselves, with a mark at each passage. One file that needs "
            "nothing else: it has no script, fetches nothing, prints well and "
            "can be read on a phone. Use -o FILE. Without arguments it is of "
            "the newest story, of files of the largest.",
    .run = run,
};
