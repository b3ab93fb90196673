/* documents.c - a story in the forms of other programs, and as a dossier: what
 * `nutgraf export -f FORM` and `nutgraf dossier` write of it, to be saved.
 *
 *     /api/v1/geojson/{id}      the form is the word before the id
 */
#include "serve/answers.h"
#include "tell/coded.h"
#include "tell/dossier.h"
#include "tell/foreign.h"

#define TSV "text/tab-separated-values; charset=utf-8"

/* Each form of the kind of records that holds most of a story. */
static const struct form {
    ng_str word;
    const char *type, *ending;
    enum ng_export kind;
} forms[] = {
    {S("dossier"), "text/html; charset=utf-8", "html", NG_EXPORT_STORIES},
    {S("geojson"), "application/geo+json", "geojson", NG_EXPORT_EVENTS},
    {S("gexf"), "application/gexf+xml", "gexf", NG_EXPORT_EVENTS},
    {S("icalendar"), "text/calendar; charset=utf-8", "ics", NG_EXPORT_EVENTS},
    {S("timelinejs"), "application/json", "json", NG_EXPORT_BRIEFS},
    {S("ninjs"), "application/x-ndjson", "jsonl", NG_EXPORT_REPORTS},
    {S("jsonld"), "application/ld+json", "jsonld", NG_EXPORT_STORIES},
    {S("ftm"), "application/x-ndjson", "jsonl", NG_EXPORT_STORIES},
    {S("rss"), "application/rss+xml", "xml", NG_EXPORT_REPORTS},
    {S("jsonfeed"), "application/feed+json", "json", NG_EXPORT_REPORTS},
    {S("plover"), "application/x-ndjson", "jsonl", NG_EXPORT_EVENTS},
    {S("cameo"), TSV, "tsv", NG_EXPORT_EVENTS},
    {S("gdelt"), TSV, "tsv", NG_EXPORT_EVENTS},
    {S("gdelt-mentions"), TSV, "tsv", NG_EXPORT_EVENTS},
    {S("icews"), TSV, "tsv", NG_EXPORT_EVENTS},
    {S("polecat"), TSV, "tsv", NG_EXPORT_EVENTS},
};

static const struct form *form_of(ng_str path)
{
    static const ng_str head = S("/api/v1/");
    ng_str word = {path.p + head.n, path.n - head.n};
    word = ng_cut_at(word, '/').head;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (ng_str_eq(forms[i].word, word))
            return &forms[i];
    return NULL;
}

/* One story: what the document gathers lives as long as the answer. */
static void foreign(struct ng_turn *t, const struct form *f,
                    const struct ng_batch *b, struct ng_hand *h,
                    struct ng_arena *a)
{
    struct ng_foreign x = {
        .out = &t->out, .kind = f->kind, .keep = a, .stories = 1};
    ng_foreign_find(f->word, &x.form);
    ng_foreign_begin(&x);
    ng_foreign_story(&x, b, a, h->scratch);
    ng_foreign_end(&x);
}

ng_status ng_answer_document(struct ng_turn *t, struct ng_hand *h,
                             struct ng_arena *a, struct ng_err *err)
{
    const struct form *f = form_of(ng_str_of(t->route->path));
    struct ng_batch b = {0};
    enum ng_scheme scheme;
    uint64_t left_out = 0;
    ng_id id, story;
    ng_status status = ng_turn_story(h, t->id, &id, &story, err);
    if (status == NG_OK)
        status = ng_store_load_story(h->store, story, &b, a, err);
    if (status != NG_OK)
        return status;
    t->type = f->type;
    t->file = f->ending;
    if (ng_str_eq(f->word, STR("dossier"))) {
        ng_tell_dossier(&t->out, &b, a);
        return NG_OK;
    }
    if (!ng_scheme_find(f->word, &scheme)) {
        foreign(t, f, &b, h, a);
        return NG_OK;
    }
    ng_export_coded_header(&t->out, scheme);
    ng_export_coded(&t->out, scheme, &b, &left_out, h->scratch);
    return NG_OK;
}
