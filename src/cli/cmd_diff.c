/* nutgraf diff - what changed from version to version, facts first. */
#include "cli/source.h"
#include "tell/tell.h"
#include "trace/trace.h"

static const struct ng_option options[] = {
    {0, "facts", NULL, "leave out changes of wording"},
    {0},
};
enum { FACTS };
enum { MOST = 64 /* versions */ };

/* The report as the store has it, with its words and sentences again. */
static ng_status load(struct ng_source *s, ng_id id, struct ng_batch *b,
                      struct ng_arena *a, struct ng_err *err)
{
    struct ng_report *r = ng_new(a, struct ng_report, 1);
    ng_status status = ng_store_load_report(s->store, id, r, a, err);
    if (status == NG_OK)
        status = ng_flow_words(r, a, &s->scratch, err);
    *ng_push(&b->reports, a) = r;
    return status;
}

static ng_status compare(struct ng_source *s, const struct ng_call *call,
                         struct ng_batch *b, struct ng_arena *a,
                         struct ng_err *err)
{
    ng_status status = NG_OK;
    for (int i = 0; status == NG_OK && i < call->argc; i++) {
        ng_id id;
        status = ng_source_report(s, call->argv[i], &id, a, err);
        if (status == NG_OK)
            status = load(s, id, b, a, err);
    }
    for (uint32_t i = 1; status == NG_OK && i < b->reports.n; i++)
        ng_compare(b, i - 1, i, a, s->scratch);
    return status;
}

static void drop_wording(struct ng_batch *b)
{
    size_t kept = 0;
    for (size_t i = 0; i < b->changes.n; i++)
        if (b->changes.at[i].class != NG_WORDING)
            b->changes.at[kept++] = b->changes.at[i];
    b->changes.n = kept;
}

static ng_status form_of(const struct ng_call *call, enum ng_form *form,
                         struct ng_err *err)
{
    const char *f = call->format;
    *form = !f ? call->terminal ? NG_FORM_TERMINAL : NG_FORM_TSV
            : strncmp(f, "json", 4) == 0 ? NG_FORM_JSON
            : strcmp(f, "tsv") == 0      ? NG_FORM_TSV
            : f[0] == 'm'                ? NG_FORM_MARKDOWN
            : strcmp(f, "html") == 0     ? NG_FORM_HTML
                                         : NG_FORM_TERMINAL;
    if (f && *form == NG_FORM_TERMINAL && strcmp(f, "text") != 0)
        return ng_fail(err, NG_USAGE, 0,
                       "--format %s is not text, markdown, html, tsv or json",
                       f);
    return NG_OK;
}

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    struct ng_telling t = {.out = call->out,
                           .colour = call->colour,
                           .width = call->width,
                           .since = NG_NO_DAY};
    struct ng_source s;
    struct ng_batch b = {0};
    if (call->argc < 2 || call->argc > MOST)
        return ng_fail(err, NG_USAGE, 0,
                       "name 2 to %d versions: nutgraf diff OLD NEW...", MOST);
    ng_status status = form_of(call, &t.form, err);
    if (status != NG_OK)
        return status;
    status = ng_source_open(&s, call, 0, a, err);
    if (status == NG_OK)
        status = compare(&s, call, &b, a, err);
    if (status == NG_OK) {
        if (call->values[FACTS])
            drop_wording(&b);
        ng_tell_header(&t, ng_tell_changes);
        ng_tell_changes(&t, &b, a, s.scratch);
    }
    status = ng_source_close(&s, status, err);
    return status == NG_OK && b.changes.n ? NG_NOTHING : status;
}

const struct ng_command ng_cmd_diff = {
    .name = "diff",
    .usage = "nutgraf diff [--facts] OLD NEW...",
    .summary = "what changed between versions of a report, facts first",
    .text = "Compares files or stored reports, the oldest first: notes of "
            "correction, then what changed in days, places, people, numbers, "
            "sources and quotations, what was dropped or is new, headlines, "
            "paragraphs that moved, and the wording. Of three and more "
            "versions it tells what changed more than once, then what each "
            "version changed. Exit code 1 if they differ, as diff has it. "
            "Forms: text, markdown, html, tsv, json.",
    .options = options,
    .run = run,
};
