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

/* ---- one mention: each field, its rule, the bytes it came from ---------- */

/* "when  2024-05-10  date.clause: a time in the clause of the deed" */
static void ruled(struct ng_doc *d, const char *name, ng_str value,
                  const char *rule)
{
    ng_printf(d->to->out, "  %-14s ", name);
    ng_doc_put(d, value);
    ng_printf(d->to->out, "  [%s]\n", rule);
}

static bool same_sentence(const struct ng_report *r, ng_range a, ng_range b)
{
    uint32_t s = ng_sentence_at(r, a.beg);
    return s < r->sentences.n && s == ng_sentence_at(r, b.beg);
}

static void why_status(struct ng_doc *d, const struct ng_report *r,
                       const struct ng_mention *m)
{
    ng_str name = ng_event_status_name(m->status);
    bool cue = !ng_range_empty(m->status_cue);
    const char *rule = "status.plain: no word says otherwise";
    if (cue && m->status == NG_DENIED &&
        !ng_range_touch(m->status_cue, m->clause) &&
        m->status_cue.beg > m->trigger.end)
        rule = "status.denial: whoever did it denies it";
    else if (cue)
        rule = "status.word: this word on the way up from the trigger";
    else if (m->status == NG_PLANNED)
        rule = "status.ahead: its day is still to come";
    else if (m->status != NG_HAPPENED)
        rule = "status.form: the form of the verb";
    ruled(d, "status", name, rule);
    span(d, "  word", r, m->status_cue);
}

/* The mention whose day this one has: the meeting of the two. */
static ng_range meeting_time(const struct ng_report *r,
                             const struct ng_mention *m)
{
    for (size_t i = 0; i < r->mentions.n; i++) {
        const struct ng_mention *x = &r->mentions.at[i];
        if (x != m && x->type == NG_CONSULT &&
            x->when_basis == NG_BASIS_CLAUSE && x->time < r->times.n &&
            x->when.first == m->when.first && x->when.last == m->when.last)
            return r->times.at[x->time].at;
    }
    return (ng_range){0, 0};
}

static void why_when(struct ng_doc *d, const struct ng_report *r,
                     const struct ng_mention *m)
{
    char buf[48];
    ng_range at = {0, 0};
    if (m->time < r->times.n)
        at = r->times.at[m->time].at;
    const char *rule = "date.none: no day is told, and it is only looked back "
                       "at or not done yet";
    if (m->when_basis == NG_BASIS_CLAUSE)
        rule = "date.clause: a time that hangs on the deed";
    else if (m->when_basis == NG_BASIS_MEETING)
        rule = "date.meeting: the day on which the two are to meet";
    else if (m->when_basis == NG_BASIS_PUBLISHED && m->when.first == NG_NO_DAY)
        rule = "date.before: no day is told; up to the day of the report";
    else if (m->when_basis == NG_BASIS_PUBLISHED)
        rule =
            "date.news: no day is told; that of the report or the day before";
    else if (m->when_basis == NG_BASIS_SENTENCE && ng_range_empty(at))
        rule = "date.shared: that of the mention it goes back to";
    else if (m->when_basis == NG_BASIS_SENTENCE &&
             same_sentence(r, at, m->trigger))
        rule = "date.sentence: a time of a verb beside or above";
    else if (m->when_basis == NG_BASIS_SENTENCE)
        rule = "date.story: a time of the story so far, or of the saying";
    ng_str days = ng_days_known(m->when)
                      ? ng_when_text(m->when, m->granularity, NG_NO_DAY, buf)
                      : STR("open");
    ruled(d, "when", days, rule);
    span(d, "  time", r, at);
    if (m->when_basis == NG_BASIS_MEETING)
        span(d, "  meeting", r, meeting_time(r, m));
    if (m->when_basis == NG_BASIS_PUBLISHED) {
        char from[16];
        ng_printf(d->to->out, "  %-14s " PRS ", from its " PRS "\n",
                  "  published", PRS_ARG(ng_day_text(r->published.last, from)),
                  PRS_ARG(ng_date_basis_name(r->published_basis)));
        span(d, "  dateline", r, r->dateline_at);
    }
}

static void why_where(struct ng_doc *d, const struct ng_report *r,
                      const struct ng_mention *m)
{
    const char *rule = "place.story: that of the sentence or mention before";
    if (m->place >= r->entities.n) {
        ruled(d, "where", STR("open"),
              "place.none: nothing of the deed names "
              "a place");
        return;
    }
    bool side = false;
    for (size_t i = 0; i < m->actors.n; i++)
        side |= ng_range_touch(m->actors.at[i].at, m->place_at);
    for (size_t i = 0; i < m->recipients.n; i++)
        side |= ng_range_touch(m->recipients.at[i].at, m->place_at);
    if (side)
        rule = "place.side: where one of the sides is at home, or is led to";
    else if (ng_range_in(m->place_at, m->clause))
        rule = "place.clause: a place in the clause of the deed";
    else if (same_sentence(r, m->place_at, m->trigger))
        rule = "place.sentence: of what the deed is joined to";
    ruled(d, "where", r->entities.at[m->place].name, rule);
    span(d, "  place", r, m->place_at);
}

static void why_party(struct ng_doc *d, const char *name,
                      const struct ng_report *r, const struct ng_mention *m,
                      const struct ng_party *p)
{
    const char *rule = "who.story: taken from what was told before";
    if (ng_range_in(p->at, m->clause))
        rule = "who.clause: in its slot of the template";
    else if (same_sentence(r, p->at, m->trigger))
        rule = "who.sentence: shared with the verb it stands at";
    ruled(d, name,
          p->entity < r->entities.n ? r->entities.at[p->entity].name
                                    : ng_slice(r->text, p->at),
          rule);
    span(d, "  words", r, p->at);
}

static void why_word(struct ng_doc *d, const struct ng_report *r,
                     const struct ng_party *p)
{
    ng_str name = p->entity < r->entities.n ? r->entities.at[p->entity].name
                                            : ng_slice(r->text, p->at);
    const struct ng_saying *s = NULL;
    bool via = false;
    for (size_t i = 0; i < r->sayings.n && !s; i++)
        if (r->sayings.at[i].source.beg == p->at.beg && !ng_range_empty(p->at))
            s = &r->sayings.at[i];
    for (size_t i = 0; i < r->sayings.n && !s; i++)
        for (size_t k = 0; k < r->sayings.at[i].via.n; k++)
            via |= r->sayings.at[i].via.at[k].at.beg == p->at.beg;
    ruled(d, "according to", name,
          s     ? "by.saying: the deed stands in what they said"
          : via ? "by.chain: through whom the report has it"
                : "by.source: in the wider sense");
    span(d, "  source", r, p->at);
    if (s) {
        span(d, "  cue", r, s->cue);
        span(d, "  content", r, s->content);
    }
}

static void why_mention(struct ng_doc *d, const struct ng_report *r,
                        const struct ng_mention *m)
{
    struct ng_out *o = d->to->out;
    ng_put(o, STR("\nin "));
    ng_doc_put(d, r->source.path);
    ng_printf(o, "\n  %-14s " PRS "\n  %-14s %.2f\n", "rule", PRS_ARG(m->rule),
              "confidence", (double)m->confidence);
    span(d, "clause", r, m->clause);
    span(d, "trigger", r, m->trigger);
    why_status(d, r, m);
    for (size_t i = 0; i < m->actors.n; i++)
        why_party(d, "actor", r, m, &m->actors.at[i]);
    for (size_t i = 0; i < m->recipients.n; i++)
        why_party(d, "recipient", r, m, &m->recipients.at[i]);
    why_when(d, r, m);
    why_where(d, r, m);
    for (size_t i = 0; i < m->attributed_to.n; i++)
        why_word(d, r, &m->attributed_to.at[i]);
    if (m->attributed_to.n == 0)
        ruled(d, "according to", STR("the report itself"),
              "by.author: in nobody's words");
}

static bool why_event(struct ng_doc *d, const struct ng_batch *b, ng_id id)
{
    for (size_t i = 0; i < b->events.n; i++) {
        const struct ng_event *e = &b->events.at[i];
        if (!ng_id_eq(e->id, id))
            continue;
        size_t whole = ng_whole(b, &e->mentions);
        size_t n = whole ? whole : e->mentions.n;
        ng_printf(d->to->out,
                  "%s: " PRS " " PRS ", %u independent, confidence %.2f, "
                  "%zu mention%s%s\n",
                  e->id.c, PRS_ARG(ng_event_type_name(e->type)),
                  PRS_ARG(ng_event_status_name(e->status)), e->independent,
                  (double)e->confidence, n, n == 1 ? "" : "s",
                  whole ? ", of which the first are explained" : "");
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
    case 's':
        return ng_tell_why_story(t, b, id);
    default:
        return false;
    }
}
