/* nutgraf show, explain - single things of the store. */
#include "cli/source.h"
#include "store/ranked.h"
#include "tell/tell.h"

static bool wants_json(const struct ng_call *call)
{
    return call->format && strncmp(call->format, "json", 4) == 0;
}

static struct ng_telling telling(const struct ng_call *call)
{
    return (struct ng_telling){.out = call->out,
                               .form = wants_json(call) ? NG_FORM_JSON
                                                        : NG_FORM_TERMINAL,
                               .colour = call->colour,
                               .width = call->width,
                               .since = NG_NO_DAY};
}

static ng_status show_all(struct ng_source *s, const struct ng_call *call,
                          struct ng_arena *a, struct ng_err *err)
{
    struct ng_telling t = telling(call);
    ng_ids ids = {0};
    ng_status status = NG_OK;
    if (s->files)
        status = ng_store_report_ids(s->store, &ids, a, err);
    for (int i = 0; !s->files && status == NG_OK && i < call->argc; i++)
        status = ng_source_report(s, call->argv[i], ng_push(&ids, a), a, err);
    for (size_t i = 0; status == NG_OK && i < ids.n; i++) {
        struct ng_arena mark = *a;
        struct ng_report r = {0};
        status = ng_store_load_report(s->store, ids.at[i], &r, a, err);
        if (status == NG_OK)
            ng_tell_report(&t, &r);
        if (status == NG_OK && i + 1 < ids.n && t.form != NG_FORM_JSON)
            ng_put(call->out, STR("\n"));
        *a = mark;
    }
    return status;
}

static ng_status run_show(const struct ng_call *call, struct ng_arena *a,
                          struct ng_err *err)
{
    struct ng_source s;
    if (call->argc == 0)
        return ng_fail(err, NG_USAGE, 0, "name a report: its id or its file");
    ng_status status = ng_source_open(&s, call, 0, a, err);
    if (status == NG_OK)
        status = show_all(&s, call, a, err);
    return ng_source_close(&s, status, err);
}

const struct ng_command ng_cmd_show = {
    .name = "show",
    .usage = "nutgraf show REPORT...|FILE...",
    .summary = "a report as nutgraf reads it: metadata, clean text, notes",
    .text = "The clean text with what was found about it and what was mended "
            "or taken out. Forms: text, json.",
    .run = run_show,
};

static ng_status explain(struct ng_source *s, const struct ng_call *call,
                         struct ng_arena *a, struct ng_err *err)
{
    struct ng_telling t = telling(call);
    ng_status status = NG_OK;
    for (int i = 0; status == NG_OK && i < call->argc; i++) {
        ng_id id;
        struct ng_batch b = {0};
        status = ng_store_find_id(s->store, ng_str_of(call->argv[i]), &id, err);
        if (status == NG_OK)
            status =
                ng_store_load_story(s->store, s->stories.at[0], &b, a, err);
        if (status == NG_OK && !ng_tell_why(&t, &b, id))
            status = ng_fail(err, NG_NOTHING, 0,
                             "%s: there is nothing to explain; ids of stories, "
                             "reports, events, sayings, disagreements and "
                             "changes can be explained",
                             call->argv[i]);
        struct ng_story_facts facts;
        if (status == NG_OK && id.c[0] == 's') {
            status = ng_store_facts(s->store, id, &facts, a, err);
            if (status == NG_OK)
                ng_tell_life(&t, &facts);
        }
    }
    return status;
}

static ng_status run_explain(const struct ng_call *call, struct ng_arena *a,
                             struct ng_err *err)
{
    struct ng_source s;
    if (call->argc != 1)
        return ng_fail(err, NG_USAGE, 0,
                       "give one id, such as those that \"nutgraf events\" "
                       "prints");
    ng_status status = ng_source_open(&s, call, 0, a, err);
    if (status == NG_OK && s.files)
        status = ng_fail(err, NG_USAGE, 0, "give an id, not a file");
    if (status == NG_OK)
        status = explain(&s, call, a, err);
    return ng_source_close(&s, status, err);
}

const struct ng_command ng_cmd_explain = {
    .name = "explain",
    .usage = "nutgraf explain ID",
    .summary = "why nutgraf says a thing: rule, ranges, confidence",
    .text =
        "For an event, saying, disagreement, change or report: the rule "
        "that made it and the ranges of the reports that it rests on, in "
        "the clean text and in the raw bytes. For a story: why each report "
        "is in it, with a probability and the words that it shares; how far "
        "the story is, and what each part of its rank adds.",
    .run = run_explain,
};
