/* export.c - the record in the formats of other programs, streamed; and a
 * story as one file to hand on. */
#include "alert/opml.h"
#include "serve/answers.h"
#include "serve/document.h"
#include "tell/dossier.h"

/* One story, or two if there are more: a timeline of one story takes its
 * title. */
static ng_status count_stories(struct ng_turn *t, struct ng_hand *h,
                               struct ng_document *d, struct ng_err *err)
{
    struct ng_walk_at two[2];
    struct ng_walk walk = t->feed.walk;
    if (t->feed.part == NG_FEED_ONE) {
        d->x.stories = 1;
        return NG_OK;
    }
    return ng_store_walk(h->store, &walk, two, 2, &d->x.stories, err);
}

static ng_status take_kind(struct ng_turn *t, enum ng_export *kind,
                           struct ng_err *err)
{
    ng_str given = t->value[NG_PARAM_KIND];
    enum ng_foreign_form form;
    ng_str name = ng_str_of(strrchr(t->route->path, '/') + 1);
    *kind = (enum ng_export)t->route->kind;
    if (!given.n)
        return NG_OK;
    if (!ng_export_find(given, kind) || !ng_foreign_find(name, &form) ||
        !ng_foreign_takes(form, *kind))
        return ng_fail(err, NG_USAGE, 0, "kind=%.*s is not one of this form",
                       given.n < 40 ? (int)given.n : 40, given.p);
    return NG_OK;
}

static void name_file(struct ng_turn *t)
{
    static const struct {
        ng_str form;
        const char *file;
    } files[] = {{S("geojson"), "geojson"}, {S("gexf"), "gexf"},
                 {S("icalendar"), "ics"},   {S("timelinejs"), "json"},
                 {S("ninjs"), "jsonl"},     {S("jsonld"), "jsonld"},
                 {S("ftm"), "jsonl"},       {S("plover"), "jsonl"}};
    ng_str form = ng_str_of(strrchr(t->route->path, '/') + 1);
    enum ng_scheme scheme;
    t->type = t->route->gives;
    if (ng_scheme_find(form, &scheme))
        t->file = "tsv";
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (ng_str_eq(files[i].form, form))
            t->file = files[i].file;
}

ng_status ng_answer_export(struct ng_turn *t, struct ng_hand *h,
                           struct ng_arena *a, struct ng_err *err)
{
    ng_str form = ng_str_of(strrchr(t->route->path, '/') + 1);
    enum ng_export kind;
    ng_status status = take_kind(t, &kind, err);
    if (status == NG_OK)
        status = ng_turn_filters(t, h, err);
    if (status != NG_OK)
        return status;
    struct ng_document *d = ng_document_open(form, kind, err);
    if (!d)
        return NG_TOO_BIG;
    t->feed.document = d; /* goes when the turn does */
    bool newest = !d->coded && ng_foreign_is_feed(d->x.form);
    t->feed.walk.order = newest ? NG_WALK_NEWEST : NG_WALK_STORIES;
    t->feed.walk.at = ng_walk_home(t->feed.walk.order);
    t->feed.walk.having = NG_HAVING_ANY;
    status = count_stories(t, h, d, err);
    if (status == NG_OK)
        status = ng_store_open(&t->snapshot, h->how->store, NG_STORE_READ, err);
    if (status != NG_OK)
        return status;
    name_file(t);
    t->streams = true; /* first what it begins with, before a story is read */
    return ng_feed_next(&t->feed, t->snapshot, &t->out, a, h->scratch, err);
}

ng_status ng_answer_dossier(struct ng_turn *t, struct ng_hand *h,
                            struct ng_arena *a, struct ng_err *err)
{
    struct ng_batch b = {0};
    ng_id id, story;
    ng_day since;
    ng_status status = ng_turn_day(t, NG_PARAM_SINCE, &since, err);
    if (status == NG_OK)
        status = ng_turn_story(h, t->id, &id, &story, err);
    if (status == NG_OK && ng_turn_leads_on(t, id))
        return NG_OK;
    if (status == NG_OK)
        status = ng_store_load_story(h->store, story, &b, a, err);
    if (status != NG_OK)
        return status;
    if (since != NG_NO_DAY)
        ng_mark_new(&b, since);
    ng_tell_dossier(&t->out, &b, a);
    t->type = "text/html; charset=utf-8";
    t->file = "html";
    return NG_OK;
}

ng_status ng_answer_opml(struct ng_turn *t, struct ng_hand *h,
                         struct ng_arena *a, struct ng_err *err)
{
    ng_rules rules = {0};
    ng_status status = ng_store_rules(h->store, &rules, a, err);
    if (status != NG_OK)
        return status;
    ng_opml_write(&t->out, &rules, ng_str_format(a, "http://%s", t->host));
    t->type = "text/x-opml; charset=utf-8";
    t->file = "opml";
    return NG_OK;
}
