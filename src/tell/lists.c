/* lists.c - events, sayings, disagreements, lineage, changes, as lists.
 *
 * On a terminal a document with receipts; in a pipe TSV, one row a record.
 */
#include "report/plover.h"
#include "tell/brief.h"
#include "tell/record.h"

void ng_put_cell(struct ng_out *o, ng_str s, bool last)
{
    for (size_t i = 0; i < s.n; i++)
        ng_putc(o, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
    ng_putc(o, last ? '\n' : '\t');
}

static void cell_day(struct ng_out *o, ng_day day)
{
    char buf[16];
    ng_put_cell(o, ng_day_text(day, buf), false);
}

void ng_tell_header(const struct ng_telling *t, ng_teller *teller)
{
    static const struct {
        ng_teller *teller;
        const char *header;
    } headers[] = {
        {ng_tell_events, "id\ttype\tstatus\tdate_start\tdate_end\tactors\t"
                         "recipients\tplace\tindependent\treport\tstart\t"
                         "exact\n"},
        {ng_tell_sayings, "id\tkind\tgrade\tsource\tvia\treport\tstart\t"
                          "exact\n"},
        {ng_tell_disagreements, "id\tslot\tkind\tquestion\tvalue\t"
                                "independent\treport\tstart\texact\n"},
        {ng_tell_lineage, "child\tparent\trelation\tscore\tcoverage_child\t"
                          "coverage_parent\tdirection_basis\n"},
        {ng_tell_changes, "id\tclass\tslot\tbefore\tafter\n"},
        {ng_tell_news, "story\treport\tclass\tnovelty\tbefore_report\t"
                       "before_start\tstart\texact\n"},
        {ng_tell_story, "id\ttitle\treports\tindependent\tfirst\tlast\t"
                        "state\n"},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (t->form == NG_FORM_TSV && headers[i].teller == teller)
            ng_put(t->out, ng_str_of(headers[i].header));
}

static bool as_json(const struct ng_telling *t, enum ng_export kind,
                    const struct ng_batch *b, struct ng_arena *a,
                    struct ng_arena scratch)
{
    if (t->form == NG_FORM_JSON)
        ng_export_jsonl(t->out, kind, b, a, scratch);
    return t->form == NG_FORM_JSON;
}

static void open_list(struct ng_doc *d, const struct ng_telling *t,
                      const struct ng_batch *b, struct ng_arena *a)
{
    const struct ng_story *s = &b->stories.at[0];
    ng_doc_open(d, t, b);
    ng_doc_title(d, s->title,
                 ng_str_format(a, "%s · %zu report%s · %u independent", s->id.c,
                               s->reports.n, s->reports.n == 1 ? "" : "s",
                               s->independent));
}

/* ---- events ----------------------------------------------------------- */

static ng_str parties(const struct ng_event *e, bool recipient,
                      struct ng_arena *a)
{
    ng_str s = {0};
    for (size_t i = 0; i < e->parties_n; i++)
        if (e->parties[i].recipient == recipient)
            s = s.n ? ng_str_format(a, PRS ", " PRS, PRS_ARG(s),
                                    PRS_ARG(e->parties[i].text))
                    : e->parties[i].text;
    return s;
}

static struct ng_cite first_cite(const struct ng_batch *b,
                                 const struct ng_event *e)
{
    const struct ng_event_mention *m = &e->mentions.at[0];
    const struct ng_report *r = b->reports.at[m->report];
    return (struct ng_cite){m->report, r->mentions.at[m->mention].clause};
}

static void event_row(struct ng_out *o, const struct ng_batch *b,
                      const struct ng_event *e, struct ng_arena *a)
{
    struct ng_cite c = first_cite(b, e);
    const struct ng_report *r = b->reports.at[c.report];
    ng_put_cell(o, ng_id_str(&e->id), false);
    ng_put_cell(o, ng_event_type_name(e->type), false);
    ng_put_cell(o, ng_event_status_name(e->status), false);
    cell_day(o, e->when.first);
    cell_day(o, e->when.last);
    ng_put_cell(o, parties(e, false, a), false);
    ng_put_cell(o, parties(e, true, a), false);
    ng_put_cell(o, e->place, false);
    ng_printf(o, "%u\t%s\t%u\t", e->independent, r->id.c, c.at.beg);
    ng_put_cell(o, ng_slice(r->text, c.at), true);
}

static void event_item(struct ng_doc *d, const struct ng_event *e,
                       struct ng_arena *a)
{
    char buf[48];
    const struct ng_batch *b = d->batch;
    ng_day near = b->stories.at[0].span.last;
    struct ng_cite c = first_cite(b, e);
    ng_cites cites = {0};
    for (size_t i = 0; i < e->mentions.n; i++) {
        const struct ng_event_mention *m = &e->mentions.at[i];
        const struct ng_report *r = b->reports.at[m->report];
        *ng_push(&cites, a) =
            (struct ng_cite){m->report, r->mentions.at[m->mention].clause};
    }
    ng_str to = parties(e, true, a);
    struct ng_item item = {
        .when = ng_when_text(e->when, e->granularity, near, buf),
        .text = ng_str_format(
            a, "%.*s " PRS "%s" PRS "%s" PRS " — " PRS, 7, e->id.c,
            PRS_ARG(parties(e, false, a)), to.n ? " → " : "", PRS_ARG(to),
            e->place.n ? ", in " : "", PRS_ARG(e->place),
            PRS_ARG(ng_slice(b->reports.at[c.report]->text, c.at))),
        .label =
            ng_str_format(a, PRS " " PRS, PRS_ARG(ng_event_type_name(e->type)),
                          PRS_ARG(ng_event_status_name(e->status))),
        .independent = e->independent,
        .cites = cites.at,
        .cites_n = cites.n};
    ng_doc_item(d, &item);
}

void ng_tell_events(const struct ng_telling *t, const struct ng_batch *b,
                    struct ng_arena *a, struct ng_arena scratch)
{
    struct ng_doc d;
    if (as_json(t, NG_EXPORT_EVENTS, b, a, scratch))
        return;
    if (t->form != NG_FORM_TSV)
        open_list(&d, t, b, a);
    for (size_t i = 0; i < b->events.n; i++)
        if (t->form == NG_FORM_TSV)
            event_row(t->out, b, &b->events.at[i], a);
        else
            event_item(&d, &b->events.at[i], a);
    if (t->form != NG_FORM_TSV)
        ng_doc_close(&d);
}

/* ---- sayings ---------------------------------------------------------- */

static ng_str via_of(const struct ng_report *r, const struct ng_saying *s,
                     struct ng_arena *a)
{
    ng_str via = {0};
    for (size_t i = 0; i < s->via.n; i++) {
        ng_str one = ng_slice(r->text, s->via.at[i].at);
        via = via.n
                  ? ng_str_format(a, PRS " > " PRS, PRS_ARG(via), PRS_ARG(one))
                  : one;
    }
    return via;
}

static ng_str speaker(const struct ng_report *r, const struct ng_saying *s)
{
    if (s->entity < r->entities.n)
        return r->entities.at[s->entity].name;
    return s->source.end > s->source.beg ? ng_slice(r->text, s->source)
                                         : STR("(nobody named)");
}

static void saying_row(struct ng_out *o, const struct ng_report *r,
                       const struct ng_saying *s, struct ng_arena *a)
{
    ng_id id = ng_saying_id(r, s);
    ng_put_cell(o, ng_id_str(&id), false);
    ng_put_cell(o, ng_saying_kind_name(s->kind), false);
    ng_put_cell(o, ng_grade_name(s->grade), false);
    ng_put_cell(o, speaker(r, s), false);
    ng_put_cell(o, via_of(r, s, a), false);
    ng_printf(o, "%s\t%u\t", r->id.c, s->content.beg);
    ng_put_cell(o, ng_slice(r->text, s->content), true);
}

static void saying_item(struct ng_doc *d, uint32_t report,
                        const struct ng_saying *s, struct ng_arena *a)
{
    const struct ng_report *r = d->batch->reports.at[report];
    ng_id id = ng_saying_id(r, s);
    ng_str via = via_of(r, s, a);
    struct ng_cite cite = {report, s->content};
    struct ng_item item = {
        .text =
            ng_str_format(a, "%.*s " PRS "%s" PRS ": " PRS, 7, id.c,
                          PRS_ARG(speaker(r, s)), via.n ? ", through " : "",
                          PRS_ARG(via), PRS_ARG(ng_slice(r->text, s->content))),
        .label = ng_grade_name(s->grade),
        .cites = &cite,
        .cites_n = 1};
    ng_doc_item(d, &item);
}

void ng_tell_sayings(const struct ng_telling *t, const struct ng_batch *b,
                     struct ng_arena *a, struct ng_arena scratch)
{
    struct ng_doc d;
    if (as_json(t, NG_EXPORT_SAYINGS, b, a, scratch))
        return;
    if (t->form != NG_FORM_TSV) {
        open_list(&d, t, b, a);
        d.when_width = 0;
    }
    for (uint32_t i = 0; i < b->reports.n; i++)
        for (size_t k = 0; k < b->reports.at[i]->sayings.n; k++) {
            const struct ng_saying *s = &b->reports.at[i]->sayings.at[k];
            if (t->form == NG_FORM_TSV)
                saying_row(t->out, b->reports.at[i], s, a);
            else
                saying_item(&d, i, s, a);
        }
    if (t->form != NG_FORM_TSV)
        ng_doc_close(&d);
}

/* ---- disagreements ---------------------------------------------------- */

static void disagreement_rows(struct ng_out *o, const struct ng_batch *b,
                              const struct ng_disagreement *x)
{
    for (size_t i = 0; i < x->values.n; i++) {
        const struct ng_dispute_value *v = &x->values.at[i];
        ng_put_cell(o, ng_id_str(&x->id), false);
        ng_put_cell(o, ng_slot_name(x->slot), false);
        ng_put_cell(o, ng_dispute_name(x->kind), false);
        ng_put_cell(o, x->question, false);
        ng_put_cell(o, v->value, false);
        ng_printf(o, "%u\t", v->independent);
        if (!v->cites.n) {
            ng_put(o, STR("\t\t\n"));
            continue;
        }
        const struct ng_report *r = b->reports.at[v->cites.at[0].report];
        ng_printf(o, "%s\t%u\t", r->id.c, v->cites.at[0].at.beg);
        ng_put_cell(o, ng_slice(r->text, v->cites.at[0].at), true);
    }
}

void ng_tell_disagreements(const struct ng_telling *t, const struct ng_batch *b,
                           struct ng_arena *a, struct ng_arena scratch)
{
    struct ng_doc d;
    if (as_json(t, NG_EXPORT_DISAGREEMENTS, b, a, scratch))
        return;
    if (t->form != NG_FORM_TSV) {
        open_list(&d, t, b, a);
        d.when_width = 0;
    }
    for (size_t i = 0; i < b->disagreements.n; i++)
        if (t->form == NG_FORM_TSV)
            disagreement_rows(t->out, b, &b->disagreements.at[i]);
        else
            ng_doc_disagreement(&d, &b->disagreements.at[i], a);
    if (t->form != NG_FORM_TSV)
        ng_doc_close(&d);
}

/* ---- lineage, changes, stories ---------------------------------------- */

static void edge_row(struct ng_out *o, const struct ng_batch *b,
                     const struct ng_edge *e)
{
    ng_printf(o, "%s\t%s\t" PRS "\t%.4f\t%.4f\t%.4f\t" PRS "\n",
              b->reports.at[e->child]->id.c, b->reports.at[e->parent]->id.c,
              PRS_ARG(ng_relation_name(e->relation)), (double)e->score,
              (double)e->coverage_child, (double)e->coverage_parent,
              PRS_ARG(ng_direction_name(e->direction)));
}

static void edge_item(struct ng_doc *d, const struct ng_edge *e, ng_str child,
                      ng_str parent, struct ng_arena *a)
{
    struct ng_item item = {
        .text = ng_str_format(
            a,
            PRS " is %s of " PRS ": %.0f%% of it stands there in %zu block%s, "
                "%.0f%% of that one here",
            PRS_ARG(child),
            e->relation == NG_QUOTES_ONLY ? "a report with quotations"
                                          : ng_relation_name(e->relation).p,
            PRS_ARG(parent), (double)e->coverage_child * 100, e->blocks.n,
            e->blocks.n == 1 ? "" : "s", (double)e->coverage_parent * 100),
        .label = ng_direction_name(e->direction)};
    ng_doc_item(d, &item);
}

void ng_tell_lineage(const struct ng_telling *t, const struct ng_batch *b,
                     struct ng_arena *a, struct ng_arena scratch)
{
    struct ng_doc d;
    if (as_json(t, NG_EXPORT_LINEAGE, b, a, scratch))
        return;
    for (size_t i = 0; t->form == NG_FORM_TSV && i < b->edges.n; i++)
        edge_row(t->out, b, &b->edges.at[i]);
    if (t->form == NG_FORM_TSV)
        return;
    open_list(&d, t, b, a);
    ng_doc_sources(&d, true, a);
    if (b->edges.n)
        ng_doc_section(&d, STR("SHARED TEXT"));
    d.when_width = 0;
    for (size_t i = 0; i < b->edges.n; i++) {
        const struct ng_edge *e = &b->edges.at[i];
        edge_item(&d, e, ng_str_format(a, "%u", e->child + 1),
                  ng_str_format(a, "%u", e->parent + 1), a);
    }
    ng_doc_close(&d);
}

/* "Coast Today, Tue 13 May 2031 (r7f3k2 of story sabc...)" */
static ng_str far_name(const struct ng_report *r, struct ng_arena *a)
{
    char buf[48];
    ng_str when = ng_when_text(r->published, NG_DAY, NG_NO_DAY, buf);
    return ng_str_format(
        a, PRS ", " PRS " (%s of story %s)", PRS_ARG(ng_source_name(r)),
        PRS_ARG(when.n ? when : STR("undated")), r->id.c, r->story.c);
}

void ng_tell_relatives(const struct ng_telling *t, const struct ng_batch *pairs,
                       struct ng_arena *a, struct ng_arena scratch)
{
    struct ng_doc d;
    if (!pairs->edges.n || as_json(t, NG_EXPORT_LINEAGE, pairs, a, scratch))
        return;
    if (t->form != NG_FORM_TSV) {
        ng_doc_open(&d, t, pairs);
        ng_doc_section(&d, STR("SHARED WITH OTHER STORIES"));
        d.when_width = 0;
    }
    for (size_t i = 0; i < pairs->edges.n; i++) {
        const struct ng_edge *e = &pairs->edges.at[i];
        if (t->form == NG_FORM_TSV)
            edge_row(t->out, pairs, e);
        else
            edge_item(&d, e, far_name(pairs->reports.at[e->child], a),
                      far_name(pairs->reports.at[e->parent], a), a);
    }
    if (t->form != NG_FORM_TSV)
        ng_doc_close(&d);
}

void ng_tell_story(const struct ng_telling *t, const struct ng_batch *b,
                   struct ng_arena *a, struct ng_arena scratch)
{
    const struct ng_story *s = &b->stories.at[0];
    struct ng_doc d;
    if (as_json(t, NG_EXPORT_STORIES, b, a, scratch))
        return;
    if (t->form == NG_FORM_TSV) {
        ng_put_cell(t->out, ng_id_str(&s->id), false);
        ng_put_cell(t->out, s->title, false);
        ng_printf(t->out, "%zu\t%u\t", s->reports.n, s->independent);
        cell_day(t->out, s->span.first);
        cell_day(t->out, s->span.last);
        ng_put_cell(t->out, ng_story_state_name(s->state), true);
        return;
    }
    open_list(&d, t, b, a);
    ng_doc_sources(&d, true, a);
    ng_doc_close(&d);
}
