/* nutgraf export - records of one kind, one a line, in an order that depends
 * on the content alone. */
#include "cli/source.h"
#include "tell/coded.h"
#include "tell/foreign.h"
#include "tell/tell.h"

#include <stdlib.h>

static const size_t KEEP = (size_t)4 << 30; /* address space */

/* Every loop also ends when its reader has had enough (head, less). */
struct exporting {
    const struct ng_call *call;
    struct ng_source *source;
    enum ng_export kind;
    bool csv, header;
    bool coded; /* events, in the columns of `scheme` */
    enum ng_scheme scheme;
    uint64_t left_out;
    bool foreign; /* a document of another program */
    struct ng_foreign document;
};

static bool goes_on(const struct exporting *x)
{
    return !x->call->out->failed;
}

static void write_batch(struct exporting *x, const struct ng_batch *b,
                        struct ng_arena *a)
{
    if (x->foreign)
        ng_foreign_story(&x->document, b, a, x->source->scratch);
    else if (x->coded)
        ng_export_coded(x->call->out, x->scheme, b, &x->left_out,
                        x->source->scratch);
    else if (x->csv)
        ng_export_csv(x->call->out, x->kind, b, &x->header, a,
                      x->source->scratch);
    else
        ng_export_jsonl(x->call->out, x->kind, b, a, x->source->scratch);
}

/* Kinds that need one report at a time. */
static ng_status by_report(struct exporting *x, struct ng_arena *a,
                           struct ng_err *err)
{
    ng_ids ids = {0};
    struct ng_store *store = x->source->store;
    ng_status status = ng_store_report_ids(store, &ids, a, err);
    for (size_t i = 0; status == NG_OK && i < ids.n && goes_on(x); i++) {
        struct ng_report r = {0};
        struct ng_report *one = &r;
        struct ng_batch b = {.reports = {.at = &one, .n = 1, .cap = 1}};
        struct ng_arena mark = *a;
        if (ng_stop_asked(x->call->stop))
            return ng_fail(err, NG_INTERRUPTED, 0, "interrupted");
        status = ng_store_load_report(store, ids.at[i], &r, a, err);
        if (status == NG_OK)
            write_batch(x, &b, a);
        *a = mark;
    }
    return status;
}

static ng_status by_entity(struct exporting *x, struct ng_arena *a,
                           struct ng_err *err)
{
    struct ng_err end = {0};
    struct ng_known known = {0};
    while (goes_on(x)) {
        struct ng_arena room = *a;
        if (ng_stop_asked(x->call->stop))
            return ng_fail(err, NG_INTERRUPTED, 0, "interrupted");
        ng_status status =
            ng_store_next_entity(x->source->store, known.id, &known, &room,
                                 x->source->scratch, &end);
        if (status == NG_NOTHING)
            return NG_OK;
        if (status != NG_OK) {
            *err = end;
            return status;
        }
        ng_export_entity(x->call->out, &known, x->csv, &x->header);
    }
    return NG_OK;
}

static int by_id(const void *a, const void *b)
{
    const ng_id *x = a, *y = b;
    return ng_id_cmp(*x, *y);
}

/* A document holds what was published from --since to --until. */
static bool wanted(const struct ng_call *call, const struct ng_batch *b)
{
    ng_days span = b->stories.n ? b->stories.at[0].span : NG_NO_DAYS;
    return (call->since == NG_NO_DAY || span.last == NG_NO_DAY ||
            span.last >= call->since) &&
           (call->until == NG_NO_DAY || span.first == NG_NO_DAY ||
            span.first <= call->until);
}

static ng_status by_story(struct exporting *x, struct ng_arena *a,
                          struct ng_err *err)
{
    ng_ids *ids = &x->source->stories;
    ng_status status = NG_OK;
    bool feed = x->foreign && ng_foreign_is_feed(x->document.form);
    if (ids->n && !feed) /* a feed keeps the newest first */
        qsort(ids->at, ids->n, sizeof *ids->at, by_id);
    for (size_t i = 0; status == NG_OK && i < ids->n && goes_on(x); i++) {
        struct ng_arena mark = *a;
        struct ng_batch b = {0};
        if (ng_stop_asked(x->call->stop))
            return ng_fail(err, NG_INTERRUPTED, 0, "interrupted");
        if (feed && i == NG_FEED_STORIES)
            break;
        status = ng_store_load_story(x->source->store, ids->at[i], &b, a, err);
        if (status == NG_OK && (!x->foreign || wanted(x->call, &b)))
            write_batch(x, &b, a);
        *a = mark;
    }
    return status;
}

/* Pairs that share text though they are in different stories come last. */
static ng_status loose_pairs(struct exporting *x, struct ng_arena *a,
                             struct ng_err *err)
{
    ng_loose_edges loose = {0};
    struct ng_store *store = x->source->store;
    ng_status status = ng_store_load_loose(store, &loose, a, err);
    for (size_t i = 0; status == NG_OK && i < loose.n && goes_on(x); i++) {
        struct ng_arena mark = *a;
        struct ng_report child = {0}, parent = {0};
        struct ng_report *both[] = {&child, &parent};
        struct ng_edge edge = loose.at[i].edge;
        edge.child = 0;
        edge.parent = 1;
        struct ng_batch b = {.reports = {.at = both, .n = 2, .cap = 2},
                             .edges = {.at = &edge, .n = 1, .cap = 1}};
        status = ng_store_load_report(store, loose.at[i].child, &child, a, err);
        if (status == NG_OK)
            status = ng_store_load_report(store, loose.at[i].parent, &parent, a,
                                          err);
        if (status == NG_OK)
            write_batch(x, &b, a);
        *a = mark;
    }
    return status;
}

static ng_status read_form(struct exporting *x, struct ng_err *err)
{
    const struct ng_call *call = x->call;
    const char *form = call->format ? call->format : "jsonl";
    x->csv = strcmp(form, "csv") == 0;
    x->coded = ng_scheme_find(ng_str_of(form), &x->scheme);
    if (call->argc == 0 || !ng_export_find(ng_str_of(call->argv[0]), &x->kind))
        return ng_fail(err, NG_USAGE, 0,
                       "say what to export: reports, names, entities, times, "
                       "quantities, sayings, events, lineage, changes, "
                       "disagreements, stories or briefs");
    x->foreign = ng_foreign_find(ng_str_of(form), &x->document.form);
    x->document.kind = x->kind;
    if (x->foreign && !ng_foreign_takes(x->document.form, x->kind))
        return ng_fail(err, NG_USAGE, 0, "--format %s is for %s alone", form,
                       ng_foreign_kinds(x->document.form));
    if (x->coded && x->kind != NG_EXPORT_EVENTS)
        return ng_fail(err, NG_USAGE, 0, "--format %s is for events alone",
                       form);
    if (!x->csv && !x->coded && !x->foreign && strcmp(form, "json") != 0 &&
        strcmp(form, "jsonl") != 0)
        return ng_fail(err, NG_USAGE, 0,
                       "--format %s is not jsonl or csv, nor, for events, "
                       "plover, cameo, gdelt, gdelt-mentions, icews, polecat, "
                       "geojson, gexf or icalendar, nor one of docs/exports.md",
                       form);
    return NG_OK;
}

static ng_status records(struct exporting *x, bool some, struct ng_arena *a,
                         struct ng_err *err)
{
    if (some && x->kind == NG_EXPORT_ENTITIES)
        return ng_fail(err, NG_USAGE, 0,
                       "entities are gathered over all reports; export them "
                       "without naming a story");
    if (x->kind == NG_EXPORT_ENTITIES)
        return by_entity(x, a, err);
    if (x->kind < NG_EXPORT_ENTITIES && !some && !x->foreign)
        return by_report(x, a, err);
    ng_status status = by_story(x, a, err);
    if (status == NG_OK && x->kind == NG_EXPORT_LINEAGE && !some)
        status = loose_pairs(x, a, err);
    return status;
}

static void remark(const struct exporting *x)
{
    const char *why = x->foreign ? ng_foreign_reason(x->document.form)
                                 : "events left out: alleged, denied, "
                                   "hypothetical, without a day to the month, "
                                   "or without a doer";
    uint64_t n = x->foreign ? x->document.left_out : x->left_out;
    if (x->call->quiet)
        return;
    if (n && why)
        fprintf(stderr, "nutgraf: %llu %s (docs/exports.md)\n",
                (unsigned long long)n, why);
    if (x->foreign && ng_foreign_is_feed(x->document.form) &&
        x->source->stories.n > NG_FEED_STORIES)
        fprintf(stderr, "nutgraf: the newest %d of %zu stories\n",
                NG_FEED_STORIES, x->source->stories.n);
}

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    struct ng_source s;
    struct ng_arena keep; /* what a document gathers over stories */
    struct exporting x = {.call = call, .source = &s, .header = true};
    ng_status status = read_form(&x, err);
    if (status == NG_OK)
        status = ng_arena_open(&keep, KEEP, err);
    if (status != NG_OK)
        return status;
    keep.guard = a->guard;
    status = ng_source_open(&s, call, 1, a, err);
    x.document.out = call->out;
    x.document.keep = &keep;
    x.document.stories = s.stories.n;
    if (status == NG_OK && x.coded)
        ng_export_coded_header(call->out, x.scheme);
    if (status == NG_OK && x.foreign)
        ng_foreign_begin(&x.document);
    bool some = !s.files && call->argc > 1; /* of these stories only */
    if (status == NG_OK)
        status = records(&x, some, a, err);
    if (status == NG_OK && x.foreign)
        ng_foreign_end(&x.document);
    remark(&x);
    status = ng_source_close(&s, status, err);
    ng_arena_close(&keep, KEEP);
    return status;
}

const struct ng_command ng_cmd_export = {
    .name = "export",
    .usage = "nutgraf export KIND [FILE...|STORY...]",
    .summary = "records as JSONL, CSV or in the formats of other programs",
    .text = "KIND is reports, names, entities, times, quantities, sayings, "
            "events, lineage, changes, disagreements, stories or briefs. The "
            "same reports give the same bytes, whatever order they came in "
            "and however many threads ran. Forms: jsonl, csv; for events "
            "also plover (strict PLOVER, JSONL), cameo (PETRARCH's columns), "
            "gdelt and gdelt-mentions (GDELT 2.0, without a header), icews and "
            "polecat; those cannot say what is alleged, denied or only "
            "possible, so that is left out of them. Documents of other "
            "programs: events as geojson, gexf (a graph, for Gephi) and "
            "icalendar; briefs or events as timelinejs; reports as ninjs; "
            "stories as jsonld (schema.org, with drafts of ClaimReview) and "
            "ftm (FollowTheMoney); stories or reports as rss and jsonfeed. "
            "docs/exports.md tells what each form holds and loses.",
    .run = run,
};
