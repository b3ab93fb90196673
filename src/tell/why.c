/* why.c - one report whole, and why a thing is said: `show` and `explain`. */
#include "tell/brief.h"
#include "tell/record.h"

static void field(struct ng_doc *d, const char *name, ng_str value)
{
    if (!value.n)
        return;
    ng_printf(d->to->out, "  %-12s ", name);
    ng_doc_put(d, value);
    ng_putc(d->to->out, '\n');
}

void ng_tell_report(const struct ng_telling *t, const struct ng_report *r)
{
    struct ng_doc d = {.to = t};
    char buf[48];
    if (t->form == NG_FORM_JSON) {
        struct ng_json j = {.out = t->out};
        ng_json_report(&j, r);
        ng_putc(t->out, '\n');
        return;
    }
    ng_doc_title(&d, r->title.n ? r->title : r->source.path, ng_id_str(&r->id));
    field(&d, "path", r->source.path);
    field(&d, "outlet", r->outlet);
    field(&d, "agency", r->agency);
    field(&d, "byline", r->byline);
    field(&d, "published", ng_when_text(r->published, NG_DAY, NG_NO_DAY, buf));
    field(&d, "basis", ng_date_basis_name(r->published_basis));
    field(&d, "url", r->url);
    field(&d, "goes back to", r->declared_origin);
    ng_putc(t->out, '\n');
    ng_str text = r->text;
    while (text.n) {
        ng_cut line = ng_cut_at(text, '\n');
        ng_doc_put(&d, line.head);
        ng_putc(t->out, '\n');
        text = line.tail;
    }
    if (r->notes.n)
        ng_printf(t->out, "\n%zu note%s of the cleaner:\n", r->notes.n,
                  r->notes.n == 1 ? "" : "s");
    for (size_t i = 0; i < r->notes.n; i++) {
        const struct ng_note *n = &r->notes.at[i];
        ng_printf(t->out, "  " PRS " at %u (raw %u-%u): ",
                  PRS_ARG(ng_note_kind_name(n->kind)), n->at.beg, n->raw.beg,
                  n->raw.end);
        size_t most = n->text.n < 80 ? n->text.n : 80;
        while (most && most < n->text.n && (n->text.p[most] & 0xC0) == 0x80)
            most--;
        ng_doc_put(&d, (ng_str){n->text.p, most});
        ng_putc(t->out, '\n');
    }
}

static void span(struct ng_doc *d, const char *name, const struct ng_report *r,
                 ng_range at)
{
    if (ng_range_empty(at))
        return;
    ng_range raw = ng_raw_range(r, at);
    ng_printf(d->to->out, "  %-14s %u-%u (raw %u-%u)  ", name, at.beg, at.end,
              raw.beg, raw.end);
    ng_doc_put(d, ng_slice(r->text, at));
    ng_putc(d->to->out, '\n');
}

static void why_mention(struct ng_doc *d, const struct ng_report *r,
                        const struct ng_mention *m)
{
    struct ng_out *o = d->to->out;
    ng_put(o, STR("\nin "));
    ng_doc_put(d, r->source.path);
    ng_printf(o, "\n  %-14s " PRS "\n  %-14s %.2f\n  %-14s " PRS "\n", "rule",
              PRS_ARG(m->rule), "confidence", (double)m->confidence, "status",
              PRS_ARG(ng_event_status_name(m->status)));
    span(d, "clause", r, m->clause);
    span(d, "trigger", r, m->trigger);
    span(d, "status cue", r, m->status_cue);
    for (size_t i = 0; i < m->actors.n; i++)
        span(d, "actor", r, m->actors.at[i].at);
    for (size_t i = 0; i < m->recipients.n; i++)
        span(d, "recipient", r, m->recipients.at[i].at);
    if (m->time < r->times.n)
        span(d, "when", r, r->times.at[m->time].at);
    ng_printf(o, "  %-14s " PRS "\n", "when from",
              PRS_ARG(ng_date_basis_name(m->when_basis)));
    span(d, "where", r, m->place_at);
    for (size_t i = 0; i < m->attributed_to.n; i++)
        span(d, "according to", r, m->attributed_to.at[i].at);
}

static bool why_event(struct ng_doc *d, const struct ng_batch *b, ng_id id)
{
    for (size_t i = 0; i < b->events.n; i++) {
        const struct ng_event *e = &b->events.at[i];
        if (!ng_id_eq(e->id, id))
            continue;
        ng_printf(d->to->out,
                  "%s: " PRS " " PRS ", %u independent, confidence %.2f, "
                  "%zu mention%s\n",
                  e->id.c, PRS_ARG(ng_event_type_name(e->type)),
                  PRS_ARG(ng_event_status_name(e->status)), e->independent,
                  (double)e->confidence, e->mentions.n,
                  e->mentions.n == 1 ? "" : "s");
        for (size_t k = 0; k < e->mentions.n; k++) {
            const struct ng_event_mention *m = &e->mentions.at[k];
            const struct ng_report *r = b->reports.at[m->report];
            why_mention(d, r, &r->mentions.at[m->mention]);
        }
        return true;
    }
    return false;
}

static bool why_saying(struct ng_doc *d, const struct ng_batch *b, ng_id id)
{
    for (size_t i = 0; i < b->reports.n; i++) {
        const struct ng_report *r = b->reports.at[i];
        for (size_t k = 0; k < r->sayings.n; k++) {
            const struct ng_saying *s = &r->sayings.at[k];
            if (!ng_id_eq(ng_saying_id(r, s), id))
                continue;
            ng_printf(d->to->out, "%s: " PRS " saying, source " PRS "\nin ",
                      id.c, PRS_ARG(ng_saying_kind_name(s->kind)),
                      PRS_ARG(ng_grade_name(s->grade)));
            ng_doc_put(d, r->source.path);
            ng_putc(d->to->out, '\n');
            span(d, "content", r, s->content);
            span(d, "cue", r, s->cue);
            span(d, "source", r, s->source);
            for (size_t v = 0; v < s->via.n; v++)
                span(d, "through", r, s->via.at[v].at);
            span(d, "told to", r, s->told_to);
            return true;
        }
    }
    return false;
}

static bool why_disagreement(struct ng_doc *d, const struct ng_batch *b,
                             ng_id id)
{
    for (size_t i = 0; i < b->disagreements.n; i++) {
        const struct ng_disagreement *x = &b->disagreements.at[i];
        if (!ng_id_eq(x->id, id))
            continue;
        ng_printf(d->to->out, "%s: " PRS "\n", id.c,
                  PRS_ARG(ng_dispute_name(x->kind)));
        ng_doc_put(d, x->question);
        ng_putc(d->to->out, '\n');
        for (size_t v = 0; v < x->values.n; v++)
            for (size_t c = 0; c < x->values.at[v].cites.n; c++) {
                const struct ng_cite *cite = &x->values.at[v].cites.at[c];
                span(d, "says", b->reports.at[cite->report], cite->at);
            }
        return true;
    }
    return false;
}

static bool why_change(struct ng_doc *d, const struct ng_batch *b, ng_id id)
{
    for (size_t i = 0; i < b->changes.n; i++) {
        const struct ng_change *c = &b->changes.at[i];
        if (!ng_id_eq(c->id, id))
            continue;
        ng_printf(d->to->out, "%s: " PRS "\n", id.c,
                  PRS_ARG(ng_change_class_name(c->class)));
        span(d, "before", b->reports.at[c->from], c->cite_before);
        span(d, "after", b->reports.at[c->to], c->cite_after);
        return true;
    }
    return false;
}

static bool why_report(struct ng_doc *d, const struct ng_batch *b, ng_id id)
{
    struct ng_out *o = d->to->out;
    for (uint32_t i = 0; i < b->reports.n; i++) {
        const struct ng_report *r = b->reports.at[i];
        if (!ng_id_eq(r->id, id))
            continue;
        char from[16], to[16];
        ng_printf(o, "%s: ", id.c);
        ng_doc_put(d, r->source.path);
        ng_printf(o, "\n  %-14s " PRS "\n", "lineage",
                  PRS_ARG(ng_lineage_role_name(r->lineage_role)));
        ng_printf(o, "  %-14s " PRS " to " PRS " (" PRS ")\n", "published",
                  PRS_ARG(ng_day_text(r->published.first, from)),
                  PRS_ARG(ng_day_text(r->published.last, to)),
                  PRS_ARG(ng_date_basis_name(r->published_basis)));
        if (b->origin_of) {
            ng_printf(o, "  %-14s ", "goes back to");
            ng_doc_put(d, b->origins.at[b->origin_of[i]].name);
            ng_putc(o, '\n');
        }
        const struct ng_story *s = &b->stories.at[0];
        for (size_t k = 0; k < s->reasons.n; k++)
            if (s->reasons.at[k].report == i)
                ng_printf(o,
                          "  %-14s %s with probability %.2f: " PRS " " PRS
                          " " PRS "\n",
                          "story", s->id.c,
                          (double)s->reasons.at[k].probability,
                          PRS_ARG(s->reasons.at[k].terms[0]),
                          PRS_ARG(s->reasons.at[k].terms[1]),
                          PRS_ARG(s->reasons.at[k].terms[2]));
        return true;
    }
    return false;
}

bool ng_tell_why(const struct ng_telling *t, const struct ng_batch *b, ng_id id)
{
    struct ng_doc d = {.to = t, .batch = b};
    switch (id.c[0]) {
    case 'e':
        return why_event(&d, b, id);
    case 'y':
        return why_saying(&d, b, id);
    case 'd':
        return why_disagreement(&d, b, id);
    case 'c':
        return why_change(&d, b, id);
    case 'r':
        return why_report(&d, b, id);
    default:
        return false;
    }
}
