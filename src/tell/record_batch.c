/* record_batch.c - records of many reports as JSON: see record.h. */
#include "report/plover.h"
#include "tell/brief.h"
#include "tell/forms.h"
#include "tell/record.h"

static const struct ng_report *at(const struct ng_batch *b, uint32_t i)
{
    return b->reports.at[i];
}

static void key_reports(struct ng_json *j, const char *key,
                        const struct ng_batch *b, const ng_indexes *list)
{
    ng_json_key(j, key);
    ng_json_begin(j, '[');
    for (size_t i = 0; i < list->n; i++)
        ng_json_id(j, at(b, list->at[i])->id);
    ng_json_end(j, ']');
}

static void key_cites(struct ng_json *j, const struct ng_batch *b,
                      const ng_cites *cites)
{
    ng_json_key(j, "cites");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < cites->n; i++)
        ng_json_cite(j, at(b, cites->at[i].report), cites->at[i].at);
    ng_json_end(j, ']');
}

struct listed {
    const char *key;
    const void *list;
};

/* "cut": {"mentions": 2402}: of these lists only the first are here. */
static void key_cut(struct ng_json *j, const struct ng_batch *b,
                    const struct listed *lists, size_t n)
{
    bool any = false;
    for (size_t i = 0; i < n && b->shortened.n; i++) {
        uint32_t whole = ng_whole(b, lists[i].list);
        if (!whole)
            continue;
        if (!any) {
            ng_json_key(j, "cut");
            ng_json_begin(j, '{');
        }
        any = true;
        ng_json_key(j, lists[i].key);
        ng_json_int(j, whole);
    }
    if (any)
        ng_json_end(j, '}');
}

void ng_json_edge(struct ng_json *j, const struct ng_batch *b,
                  const struct ng_edge *e)
{
    const struct ng_report *child = at(b, e->child), *parent = at(b, e->parent);
    ng_json_begin(j, '{');
    ng_json_key(j, "v");
    ng_json_int(j, 1);
    ng_json_key(j, "child");
    ng_json_id(j, child->id);
    ng_json_key(j, "parent");
    ng_json_id(j, parent->id);
    ng_json_key_str(j, "relation", ng_relation_name(e->relation));
    ng_json_key(j, "score");
    ng_json_num(j, (double)e->score, 4);
    ng_json_key(j, "coverage_child");
    ng_json_num(j, (double)e->coverage_child, 4);
    ng_json_key(j, "coverage_parent");
    ng_json_num(j, (double)e->coverage_parent, 4);
    ng_json_key_str(j, "direction_basis", ng_direction_name(e->direction));
    ng_json_key(j, "blocks");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < e->blocks.n; i++) {
        ng_json_begin(j, '{');
        ng_json_key(j, "child");
        ng_json_cite(j, child, e->blocks.at[i].child);
        ng_json_key(j, "parent");
        ng_json_cite(j, parent, e->blocks.at[i].parent);
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
    ng_json_end(j, '}');
}

void ng_json_change(struct ng_json *j, const struct ng_batch *b,
                    const struct ng_change *c)
{
    ng_json_head(j, c->id);
    ng_json_key(j, "from_report");
    ng_json_id(j, at(b, c->from)->id);
    ng_json_key(j, "to_report");
    ng_json_id(j, at(b, c->to)->id);
    ng_json_key_str(j, "class", ng_change_class_name(c->class));
    ng_json_key_str(j, "slot", ng_slot_name(c->slot));
    ng_json_key_str(j, "before", c->before);
    ng_json_key_str(j, "after", c->after);
    ng_json_key(j, "cite_before");
    ng_json_cite(j, at(b, c->from), c->cite_before);
    ng_json_key(j, "cite_after");
    ng_json_cite(j, at(b, c->to), c->cite_after);
    ng_json_end(j, '}');
}

static void event_parties(struct ng_json *j, const char *key,
                          const struct ng_event *e, bool recipient)
{
    ng_json_key(j, key);
    ng_json_begin(j, '[');
    for (size_t i = 0; i < e->parties_n; i++) {
        if (e->parties[i].recipient != recipient)
            continue;
        struct ng_entity entity = {.key = e->parties[i].entity_key};
        ng_json_begin(j, '{');
        ng_json_key_str(j, "text", e->parties[i].text);
        ng_json_key(j, "entity");
        ng_json_id(j, entity.key.n ? ng_entity_id(&entity) : (ng_id){0});
        ng_json_key_str(j, "code", ng_str_of(e->parties[i].code));
        ng_json_key_str(j, "sector", ng_str_of(e->parties[i].sector));
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
}

static void event_place(struct ng_json *j, const struct ng_event *e)
{
    ng_json_key(j, "place");
    if (!e->place.n) {
        ng_json_null(j);
        return;
    }
    ng_json_begin(j, '{');
    ng_json_located(j, e->place, e->geonameid, e->lat, e->lon, e->country);
    ng_json_key_str(j, "precision", ng_event_precision(e));
    ng_json_end(j, '}');
}

static void event_history(struct ng_json *j, const struct ng_batch *b,
                          const struct ng_event *e)
{
    ng_json_key(j, "status_history");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < e->history.n; i++) {
        const struct ng_report *r = at(b, e->history.at[i].report);
        ng_json_begin(j, '{');
        ng_json_key_str(j, "status",
                        ng_event_status_name(e->history.at[i].status));
        ng_json_key(j, "report");
        ng_json_id(j, r->id);
        ng_json_key(j, "published");
        ng_json_day(j, r->published.first);
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
}

static const struct ng_mention *mention_of(const struct ng_batch *b,
                                           const struct ng_event_mention *m)
{
    return &at(b, m->report)->mentions.at[m->mention];
}

void ng_json_event(struct ng_json *j, const struct ng_batch *b,
                   const struct ng_event *e)
{
    ng_json_head(j, e->id);
    ng_json_key_str(j, "type", ng_event_type_name(e->type));
    ng_json_key_str(j, "mode", e->mode);
    ng_json_key_str(j, "plover_strict", e->plover_strict);
    ng_json_key_str(j, "cameo", e->cameo);
    ng_json_key(j, "quad");
    ng_json_int(j, ng_quad(e->type));
    ng_json_contexts(j, ng_event_contexts(b, e));
    event_parties(j, "actors", e, false);
    event_parties(j, "recipients", e, true);
    ng_json_key(j, "date_start");
    ng_json_day(j, e->when.first);
    ng_json_key(j, "date_end");
    ng_json_day(j, e->when.last);
    ng_json_key_str(j, "date_granularity", ng_granularity_name(e->granularity));
    ng_json_key_str(j, "date_basis", ng_date_basis_name(e->when_basis));
    event_place(j, e);
    ng_json_key_str(j, "status", ng_event_status_name(e->status));
    event_history(j, b, e);
    ng_json_key(j, "attributed_to");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < e->attributed_to.n; i++)
        ng_json_str(j, e->attributed_to.at[i]);
    ng_json_end(j, ']');
    key_reports(j, "reports", b, &e->reports);
    ng_json_key(j, "independent");
    ng_json_int(j, e->independent);
    ng_json_key(j, "confidence");
    ng_json_num(j, (double)e->confidence, 2);
    ng_json_key_str(j, "rule",
                    e->mentions.n ? mention_of(b, &e->mentions.at[0])->rule
                                  : STR(""));
    ng_json_key(j, "mentions");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < e->mentions.n; i++)
        ng_json_mention(j, at(b, e->mentions.at[i].report),
                        mention_of(b, &e->mentions.at[i]));
    ng_json_end(j, ']');
    const struct listed lists[] = {{"status_history", &e->history},
                                   {"attributed_to", &e->attributed_to},
                                   {"reports", &e->reports},
                                   {"mentions", &e->mentions}};
    key_cut(j, b, lists, 4);
    ng_json_end(j, '}');
}

/* The reports of some cites, each once, in batch order. */
static void cited_reports(struct ng_json *j, const struct ng_batch *b,
                          const ng_cites *cites)
{
    ng_json_key(j, "reports");
    ng_json_begin(j, '[');
    for (uint32_t from = 0;;) {
        uint32_t next = NG_NONE;
        for (size_t i = 0; i < cites->n; i++)
            if (cites->at[i].report >= from && cites->at[i].report < next)
                next = cites->at[i].report;
        if (next == NG_NONE)
            break;
        ng_json_id(j, at(b, next)->id);
        from = next + 1;
    }
    ng_json_end(j, ']');
}

void ng_json_disagreement(struct ng_json *j, const struct ng_batch *b,
                          const struct ng_disagreement *d)
{
    ng_json_head(j, d->id);
    ng_json_key(j, "story");
    ng_json_id(j, b->stories.n ? b->stories.at[0].id : (ng_id){0});
    ng_json_key_str(j, "slot", ng_slot_name(d->slot));
    ng_json_key_str(j, "question", d->question);
    ng_json_key_str(j, "kind", ng_dispute_name(d->kind));
    ng_json_key(j, "values");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < d->values.n; i++) {
        const struct ng_dispute_value *v = &d->values.at[i];
        ng_json_begin(j, '{');
        ng_json_key_str(j, "value", v->value);
        ng_json_key(j, "low");
        ng_json_num(j, v->low, 4);
        ng_json_key(j, "high");
        ng_json_num(j, v->high, 4);
        ng_json_key(j, "date_start");
        ng_json_day(j, v->when.first);
        ng_json_key(j, "date_end");
        ng_json_day(j, v->when.last);
        key_cites(j, b, &v->cites);
        cited_reports(j, b, &v->cites);
        ng_json_key(j, "independent");
        ng_json_int(j, v->independent);
        key_cut(j, b, &(struct listed){"cites", &v->cites}, 1);
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
    ng_json_end(j, '}');
}

static void key_names(struct ng_json *j, const char *key, const ng_str *names,
                      size_t n)
{
    ng_json_key(j, key);
    ng_json_begin(j, '[');
    for (size_t i = 0; i < n; i++)
        ng_json_str(j, names[i]);
    ng_json_end(j, ']');
}

void ng_json_story(struct ng_json *j, const struct ng_batch *b,
                   const struct ng_story *s)
{
    ng_json_head(j, s->id);
    ng_json_key_str(j, "title", s->title);
    key_reports(j, "reports", b, &s->reports);
    key_reports(j, "origins", b, &s->origins);
    ng_json_key(j, "independent");
    ng_json_int(j, s->independent);
    ng_json_key(j, "first");
    ng_json_day(j, s->span.first);
    ng_json_key(j, "last");
    ng_json_day(j, s->span.last);
    key_names(j, "places", s->places.at, s->places.n);
    key_names(j, "entities", s->people.at, s->people.n);
    ng_json_key_str(j, "state", ng_story_state_name(s->state));
    ng_json_key(j, "reasons");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < s->reasons.n; i++) {
        const struct ng_reason *why = &s->reasons.at[i];
        ng_json_begin(j, '{');
        ng_json_key(j, "report");
        ng_json_id(j, at(b, why->report)->id);
        ng_json_key(j, "probability");
        ng_json_num(j, (double)why->probability, 3);
        size_t terms = 0;
        while (terms < 3 && why->terms[terms].n)
            terms++;
        key_names(j, "shared_terms", why->terms, terms);
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
    const struct listed lists[] = {{"reports", &s->reports},
                                   {"origins", &s->origins},
                                   {"reasons", &s->reasons}};
    key_cut(j, b, lists, 3);
    ng_json_end(j, '}');
}

static void key_lines(struct ng_json *j, const char *key,
                      const struct ng_batch *b, const ng_lines *lines)
{
    ng_json_key(j, key);
    ng_json_begin(j, '[');
    for (size_t i = 0; i < lines->n; i++) {
        const struct ng_line *line = &lines->at[i];
        ng_json_begin(j, '{');
        ng_json_key_str(j, "text", line->text);
        ng_json_key_str(j, "label", line->label);
        ng_json_key(j, "date_start");
        ng_json_day(j, line->when.first);
        ng_json_key(j, "date_end");
        ng_json_day(j, line->when.last);
        if (line->event < b->events.n) {
            ng_json_key_str(j, "status", ng_event_status_name(line->status));
            ng_json_key(j, "event");
            ng_json_id(j, b->events.at[line->event].id);
        }
        key_cites(j, b, &line->cites);
        ng_json_key(j, "origins");
        ng_json_int(j, line->independent);
        ng_json_key(j, "new_since");
        ng_json_bool(j, line->new_since);
        key_cut(j, b, &(struct listed){"cites", &line->cites}, 1);
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
}

/* The name of what a report goes back to, and its first report; null where
 * none is held. */
static void source_origin(struct ng_json *j, const struct ng_batch *b,
                          uint32_t report)
{
    struct ng_origin none = {.report = report};
    const struct ng_origin *from =
        b->origin_of ? &b->origins.at[b->origin_of[report]] : &none;
    ng_json_key_str(j, "origin", from->name);
    ng_json_key(j, "origin_report");
    if (from->report != NG_NONE)
        ng_json_id(j, at(b, from->report)->id);
    else
        ng_json_null(j);
}

/* A story that is told in part has its reports numbered. */
static void brief_source(struct ng_json *j, const struct ng_batch *b,
                         uint32_t i, const uint32_t *parents,
                         struct ng_arena *a)
{
    const struct ng_report *r = at(b, i);
    ng_json_begin(j, '{');
    ng_json_key(j, "report");
    ng_json_id(j, r->id);
    if (b->told.n) {
        ng_json_key(j, "number");
        ng_json_int(j, i + 1);
    }
    ng_json_key_str(j, "outlet", r->outlet);
    ng_json_key_str(j, "agency", r->agency);
    ng_json_key_str(j, "title", r->title);
    ng_json_key_str(j, "path", r->source.path);
    ng_json_key_published(j, r);
    ng_json_key(j, "published_first");
    ng_json_day(j, r->published.first);
    ng_json_key(j, "published_last");
    ng_json_day(j, r->published.last);
    ng_json_key_str(j, "lineage_role", ng_lineage_role_name(r->lineage_role));
    source_origin(j, b, i);
    ng_json_key_str(j, "what", ng_source_role(b, i, parents, a));
    ng_json_key(j, "made_from");
    if (parents[i])
        ng_json_id(j, at(b, b->edges.at[parents[i] - 1].parent)->id);
    else
        ng_json_null(j);
    ng_json_end(j, '}');
}

static void brief_sources(struct ng_json *j, const struct ng_batch *b,
                          struct ng_arena *a)
{
    const uint32_t *parents = ng_parents(b, false, a);
    size_t n = b->told.n ? b->told.n : b->reports.n;
    ng_json_key(j, "sources");
    ng_json_begin(j, '[');
    for (uint32_t i = 0; i < n; i++)
        brief_source(j, b, b->told.n ? b->told.at[i] : i, parents, a);
    ng_json_end(j, ']');
    if (!b->told.n)
        return;
    ng_json_key(j, "cut");
    ng_json_begin(j, '{');
    ng_json_key(j, "sources");
    ng_json_int(j, (int64_t)b->reports.n);
    ng_json_end(j, '}');
}

void ng_json_brief(struct ng_json *j, const struct ng_batch *b,
                   const struct ng_brief *brief, struct ng_arena *a)
{
    const struct ng_story *s = &b->stories.at[brief->story];
    ng_json_begin(j, '{');
    ng_json_key(j, "v");
    ng_json_int(j, 1);
    ng_json_key(j, "story");
    ng_json_id(j, s->id);
    ng_json_key_str(j, "title", ng_brief_title(b, brief));
    ng_json_key(j, "independent");
    ng_json_int(j, s->independent);
    key_lines(j, "lead", b, &brief->lead);
    key_lines(j, "happened", b, &brief->happened);
    key_lines(j, "planned", b, &brief->planned);
    key_lines(j, "said", b, &brief->said);
    ng_json_key(j, "disagreements");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < brief->disagreements.n; i++)
        ng_json_disagreement(j, b,
                             &b->disagreements.at[brief->disagreements.at[i]]);
    ng_json_end(j, ']');
    key_lines(j, "timeline", b, &brief->timeline);
    if (b->days.n)
        key_lines(j, "days", b, &b->days);
    brief_sources(j, b, a);
    ng_json_end(j, '}');
}
