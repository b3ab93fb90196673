/* brief.c - the brief and the timeline of one story, for people. */
#include "tell/brief.h"

#include "tell/doc_reports.h"
#include "tell/record.h"

#include <stdlib.h>

static struct ng_item item_of(const struct ng_line *line)
{
    return (struct ng_item){.text = line->text,
                            .label = line->label,
                            .independent = line->independent,
                            .cites = line->cites.at,
                            .cites_n = line->cites.n,
                            .is_new = line->new_since};
}

enum style { UNDATED, DATED, ONE_LINE };

static void lines(struct ng_doc *d, const char *heading, const ng_lines *list,
                  enum style style)
{
    bool dated = style != UNDATED;
    ng_day near = d->batch->stories.at[0].span.last;
    if (!list->n)
        return;
    ng_doc_section(d, ng_str_of(heading));
    unsigned width = d->when_width;
    unsigned most = d->cites_most;
    d->when_width = dated ? width : 0;
    d->cites_most = style == ONE_LINE ? 1 : most;
    for (size_t i = 0; i < list->n; i++) {
        char buf[48];
        const struct ng_line *line = &list->at[i];
        struct ng_item item = item_of(line);
        if (dated)
            item.when = ng_when_text(line->when, line->granularity, near, buf);
        if (style == ONE_LINE) {
            item.independent = 0;
            if (line->status == NG_HAPPENED)
                item.label = STR("");
            else
                item.label = ng_event_status_name(line->status);
        }
        ng_doc_item(d, &item);
    }
    d->cites_most = most;
    d->when_width = width;
}

/* "7 reports · 4 independent" */
static ng_str counts(const struct ng_story *s, struct ng_arena *a)
{
    return ng_str_format(a, "%zu report%s · %u independent", s->reports.n,
                         s->reports.n == 1 ? "" : "s", s->independent);
}

/* "24 Apr 2019 · Vladivostok · Kim Jong Un, Vladimir Putin" */
static ng_str dateline(const struct ng_story *s, struct ng_arena *a)
{
    char buf[48];
    struct ng_out o = {.limit = 4096};
    ng_put(&o, ng_when_text(s->span, NG_DAY, NG_NO_DAY, buf));
    for (size_t i = 0; i < s->places.n && i < 3; i++) {
        ng_put(&o, i ? STR(", ") : STR(" · "));
        ng_put(&o, s->places.at[i]);
    }
    for (size_t i = 0; i < s->people.n && i < 4; i++) {
        ng_put(&o, i ? STR(", ") : STR(" · "));
        ng_put(&o, s->people.at[i]);
    }
    ng_str line = ng_str_copy(ng_out_str(&o), a);
    ng_out_release(&o);
    return line;
}

static void disagreements(struct ng_doc *d, const struct ng_brief *brief,
                          struct ng_arena *a)
{
    if (!brief->disagreements.n)
        return;
    ng_doc_section(d, STR("WHERE REPORTS DISAGREE"));
    unsigned width = d->when_width;
    d->when_width = 0;
    for (size_t i = 0; i < brief->disagreements.n; i++)
        ng_doc_disagreement(
            d, &d->batch->disagreements.at[brief->disagreements.at[i]], a);
    d->when_width = width;
}

/* At most so many bytes, cut between words. */
static void put_short(struct ng_out *o, ng_str s, size_t most)
{
    if (s.n <= most) {
        ng_put(o, s);
        return;
    }
    while (most && s.p[most] != ' ')
        most--;
    ng_put(o, (ng_str){s.p, most});
    ng_put(o, STR("…"));
}

void ng_doc_disagreement(struct ng_doc *d, const struct ng_disagreement *x,
                         struct ng_arena *a)
{
    struct ng_out o = {.limit = 1 << 16};
    ng_cites cites = {0};
    ng_put(&o, x->question);
    for (size_t i = 0; i < x->values.n; i++) {
        const struct ng_dispute_value *v = &x->values.at[i];
        ng_put(&o, !i                         ? STR("  ")
                   : x->kind == NG_SUPERSEDED ? STR(" → ")
                                              : STR(" · "));
        put_short(&o, v->value, 88);
        if (v->cites.n)
            *ng_push(&cites, a) = v->cites.at[0];
    }
    struct ng_item item = {.text = ng_str_copy(ng_out_str(&o), a),
                           .label = ng_dispute_name(x->kind),
                           .cites = cites.at,
                           .cites_n = cites.n};
    ng_out_release(&o);
    ng_doc_item(d, &item);
}

/* ---- sources ---------------------------------------------------------- */

ng_str ng_source_name(const struct ng_report *r)
{
    if (r->outlet.n)
        return r->outlet;
    return r->agency.n ? r->agency : r->source.path;
}

/* What a source is: "own report", "revision of 2", "spun copy of AP". */
static ng_str source_role(const struct ng_batch *b, uint32_t i,
                          const struct ng_edge *e, struct ng_arena *a)
{
    static const char *const copies[NG_RELATION_COUNT] = {
        [NG_EXACT] = "exact copy",
        [NG_BOILERPLATE] = "copy but for house text",
        [NG_REVISION] = "revision",
        [NG_SYNDICATED] = "syndicated copy",
        [NG_SPUN] = "machine-spun copy"};
    const struct ng_report *r = b->reports.at[i];
    const struct ng_origin *origin =
        b->origin_of ? &b->origins.at[b->origin_of[i]] : NULL;
    if (e && e->relation == NG_EXCERPT)
        return ng_str_format(a, "excerpt: %.0f%% of it stands in %u",
                             (double)e->coverage_child * 100, e->parent + 1);
    if (e)
        return ng_str_format(a, "%s of %u", copies[e->relation], e->parent + 1);
    if (r->spun)
        return origin && origin->report == NG_NONE
                   ? ng_str_format(
                         a, "machine-spun copy of " PRS ", which is not held",
                         PRS_ARG(origin->name))
                   : STR("machine-spun text");
    if (origin && origin->name.n && !ng_str_eq(origin->name, ng_source_name(r)))
        return ng_str_format(a, PRS " report, as carried here",
                             PRS_ARG(origin->name));
    return STR("own report");
}

/* "3  Northwire, Tue 13 May 2031" */
static ng_str source_line(const struct ng_batch *b, uint32_t i,
                          struct ng_arena *a)
{
    const struct ng_report *r = b->reports.at[i];
    char buf[48];
    ng_str when = ng_when_text(r->published, NG_DAY, NG_NO_DAY, buf);
    bool guessed = r->published_basis == NG_BASIS_OTHER_REPORTS;
    bool wire = r->agency.n && r->outlet.n && !ng_str_eq(r->agency, r->outlet);
    return ng_str_format(
        a, "%u  " PRS "%s" PRS ", %s" PRS, i + 1, PRS_ARG(ng_source_name(r)),
        wire ? " / " : "", PRS_ARG(wire ? r->agency : STR("")),
        guessed ? "undated, " : "", PRS_ARG(when.n ? when : STR("undated")));
}

/* Reports that go back to the origin of this one, itself left out. */
static size_t copies_of(const struct ng_batch *b, uint32_t i)
{
    size_t n = 0;
    for (uint32_t k = 0; b->origin_of && k < b->reports.n; k++)
        n += k != i && b->origin_of[k] == b->origin_of[i];
    return n;
}

static bool is_first_of_origin(const struct ng_batch *b, uint32_t i)
{
    for (uint32_t k = 0; b->origin_of && k < i; k++)
        if (b->origin_of[k] == b->origin_of[i])
            return false;
    return true;
}

/* Up to FOLD reports are all named; of more, the first of each origin. */
void ng_doc_sources(struct ng_doc *d, bool all, struct ng_arena *a)
{
    enum { FOLD = 14, LINES = 12 };
    const struct ng_batch *b = d->batch;
    bool fold = !all && b->reports.n > FOLD;
    size_t told = 0, left = 0;
    ng_doc_section(d, STR("SOURCES"));
    uint32_t *parents = ng_parents(b, false, a);
    unsigned width = d->when_width;
    d->when_width = 0;
    for (uint32_t i = 0; i < b->reports.n; i++) {
        const struct ng_edge *e =
            parents[i] ? &b->edges.at[parents[i] - 1] : NULL;
        if (fold && (!is_first_of_origin(b, i) || told == LINES)) {
            left += is_first_of_origin(b, i);
            continue;
        }
        size_t copies = fold ? copies_of(b, i) : 0;
        struct ng_item item = {.text = source_line(b, i, a),
                               .label = source_role(b, i, e, a)};
        if (copies)
            item.label = ng_str_format(a, PRS ", %zu more go back to it",
                                       PRS_ARG(item.label), copies);
        ng_doc_item(d, &item);
        told++;
    }
    if (left)
        ng_doc_item(d, &(struct ng_item){
                           .text = ng_str_format(
                               a,
                               "and %zu more origins; \"nutgraf lineage\" "
                               "names all",
                               left)});
    d->when_width = width;
}

/* ---- the whole -------------------------------------------------------- */

static int by_place(const void *x, const void *y)
{
    const struct ng_cite *a = x, *b = y;
    if (a->report != b->report)
        return a->report < b->report ? -1 : 1;
    return (a->at.beg > b->at.beg) - (a->at.beg < b->at.beg);
}

static void add_cites(ng_cites *all, const ng_lines *list, struct ng_arena *a)
{
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = 0; k < list->at[i].cites.n; k++)
            *ng_push(all, a) = list->at[i].cites.at[k];
}

static void html_reports(struct ng_doc *d, const struct ng_brief *brief,
                         struct ng_arena *a)
{
    ng_cites all = {0};
    add_cites(&all, &brief->lead, a);
    add_cites(&all, &brief->happened, a);
    add_cites(&all, &brief->planned, a);
    add_cites(&all, &brief->said, a);
    add_cites(&all, &brief->timeline, a);
    for (size_t i = 0; i < d->batch->disagreements.n; i++) {
        const struct ng_disagreement *x = &d->batch->disagreements.at[i];
        for (size_t v = 0; v < x->values.n; v++)
            for (size_t k = 0; k < x->values.at[v].cites.n; k++)
                *ng_push(&all, a) = x->values.at[v].cites.at[k];
    }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_place);
    ng_doc_reports(d, all.at, all.n);
}

static void tell_document(const struct ng_telling *t, const struct ng_batch *b,
                          const struct ng_brief *brief, struct ng_arena *a)
{
    const struct ng_story *s = &b->stories.at[brief->story];
    struct ng_doc d;
    ng_doc_open(&d, t, b);
    ng_doc_title(&d, s->title, counts(s, a));
    ng_doc_plain(&d, dateline(s, a));
    if (t->form == NG_FORM_TERMINAL)
        ng_putc(t->out, '\n');
    for (size_t i = 0; i < brief->lead.n; i++) {
        struct ng_item item = item_of(&brief->lead.at[i]);
        ng_doc_lead(&d, &item);
    }
    lines(&d, "HAPPENED", &brief->happened, DATED);
    lines(&d, "PLANNED, SAID TO COME, DENIED", &brief->planned, DATED);
    lines(&d, "WHO SAYS WHAT", &brief->said, UNDATED);
    disagreements(&d, brief, a);
    lines(&d, "TIMELINE", &brief->timeline, ONE_LINE);
    ng_doc_sources(&d, false, a);
    ng_doc_close(&d);
    if (t->form == NG_FORM_HTML)
        html_reports(&d, brief, a);
}

void ng_tell_brief(const struct ng_telling *t, const struct ng_batch *b,
                   struct ng_arena *a, struct ng_arena scratch)
{
    for (size_t i = 0; i < b->briefs.n; i++)
        if (t->form == NG_FORM_JSON)
            ng_export_jsonl(t->out, NG_EXPORT_BRIEFS, b, a, scratch);
        else
            tell_document(t, b, &b->briefs.at[i], a);
}

void ng_tell_timeline(const struct ng_telling *t, const struct ng_batch *b,
                      struct ng_arena *a, struct ng_arena scratch)
{
    (void)scratch;
    for (size_t i = 0; i < b->briefs.n; i++) {
        struct ng_doc d;
        if (t->form == NG_FORM_JSON) {
            struct ng_json j = {.out = t->out};
            ng_json_brief(&j, b, &b->briefs.at[i]);
            ng_putc(t->out, '\n');
            continue;
        }
        ng_doc_open(&d, t, b);
        ng_doc_title(&d, b->stories.at[0].title, counts(&b->stories.at[0], a));
        lines(&d, "TIMELINE", &b->briefs.at[i].timeline, ONE_LINE);
        ng_doc_close(&d);
    }
}
