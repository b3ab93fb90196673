/* record.c - records of one report as JSON: see record.h. */
#include "tell/record.h"

#include "report/plover.h"

#include <math.h>

void ng_json_id(struct ng_json *j, ng_id id)
{
    ng_json_str_or_null(j, ng_id_str(&id));
}

void ng_json_day(struct ng_json *j, ng_day day)
{
    char buf[16];
    ng_json_str_or_null(j, ng_day_text(day, buf));
}

void ng_json_point(struct ng_json *j, float lat, float lon)
{
    ng_json_begin(j, '{');
    ng_json_key_str(j, "type", STR("Point"));
    ng_json_key(j, "coordinates");
    ng_json_begin(j, '[');
    ng_json_num(j, (double)lon, 5);
    ng_json_num(j, (double)lat, 5);
    ng_json_end(j, ']');
    ng_json_end(j, '}');
}

void ng_json_head(struct ng_json *j, ng_id id)
{
    ng_json_begin(j, '{');
    ng_json_key(j, "v");
    ng_json_int(j, 1);
    ng_json_key(j, "id");
    ng_json_id(j, id);
}

void ng_json_cite(struct ng_json *j, const struct ng_report *r, ng_range at)
{
    if (ng_range_empty(at)) {
        ng_json_null(j);
        return;
    }
    ng_range raw = ng_raw_range(r, at);
    ng_json_begin(j, '{');
    ng_json_key(j, "report");
    ng_json_id(j, r->id);
    ng_json_key(j, "start");
    ng_json_int(j, at.beg);
    ng_json_key(j, "end");
    ng_json_int(j, at.end);
    ng_json_key(j, "raw_start");
    ng_json_int(j, raw.beg);
    ng_json_key(j, "raw_end");
    ng_json_int(j, raw.end);
    ng_json_key(j, "exact");
    ng_json_str(j, ng_slice(r->text, at));
    ng_json_end(j, '}');
}

static ng_id entity_id(const struct ng_report *r, uint32_t entity)
{
    if (entity >= r->entities.n)
        return (ng_id){0};
    return ng_entity_id(&r->entities.at[entity]);
}

static void notes(struct ng_json *j, const struct ng_report *r)
{
    ng_json_key(j, "notes");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < r->notes.n; i++) {
        const struct ng_note *n = &r->notes.at[i];
        ng_json_begin(j, '{');
        ng_json_key_str(j, "kind", ng_note_kind_name(n->kind));
        ng_json_key(j, "cite");
        ng_json_begin(j, '{');
        ng_json_key(j, "report");
        ng_json_id(j, r->id);
        ng_json_key(j, "start");
        ng_json_int(j, n->at.beg);
        ng_json_key(j, "end");
        ng_json_int(j, n->at.end);
        ng_json_key(j, "raw_start");
        ng_json_int(j, n->raw.beg);
        ng_json_key(j, "raw_end");
        ng_json_int(j, n->raw.end);
        ng_json_key(j, "exact");
        ng_json_str(j, ng_slice(r->text, n->at));
        ng_json_end(j, '}');
        ng_json_key_str(j, "text", n->text);
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
}

void ng_json_key_published(struct ng_json *j, const struct ng_report *r)
{
    ng_json_key(j, "published");
    if (r->published_text.n)
        ng_json_str(j, r->published_text);
    else if (r->published.first == r->published.last)
        ng_json_day(j, r->published.first);
    else
        ng_json_null(j);
}

/* The day, or the ends of the interval, with time of day where it is known. */
static void published(struct ng_json *j, const struct ng_report *r)
{
    ng_json_key_published(j, r);
    ng_json_key(j, "published_first");
    ng_json_day(j, r->published.first);
    ng_json_key(j, "published_last");
    ng_json_day(j, r->published.last);
    ng_json_key_str(j, "published_precision",
                    ng_precision_name(r->published_precision));
    ng_json_key_str(j, "published_basis",
                    ng_date_basis_name(r->published_basis));
    ng_json_key_str(j, "modified", r->modified);
}

static void sha(struct ng_json *j, const struct ng_report *r)
{
    static const char digits[] = "0123456789abcdef";
    char hex[64];
    for (size_t i = 0; i < 32; i++) {
        hex[2 * i] = digits[r->sha.b[i] >> 4];
        hex[2 * i + 1] = digits[r->sha.b[i] & 15];
    }
    ng_json_key_str(j, "sha256", (ng_str){hex, 64});
}

/* Words of the clean text: runs between white space, as editors count. */
static int64_t count_words(ng_str text)
{
    int64_t n = 0;
    bool in = false;
    for (size_t i = 0; i < text.n; i++) {
        bool space = ng_is_space(text.p[i]);
        n += !space && !in;
        in = !space;
    }
    return n;
}

void ng_json_report(struct ng_json *j, const struct ng_report *r)
{
    ng_json_head(j, r->id);
    ng_json_key_str(j, "path", r->source.path);
    if (r->source.given_id.n)
        ng_json_key_str(j, "given_id", r->source.given_id);
    sha(j, r);
    ng_json_key_str(j, "outlet", r->outlet);
    ng_json_key_str(j, "agency", r->agency);
    ng_json_key_str(j, "byline", r->byline);
    ng_json_key_str(j, "title", r->title);
    ng_json_key_str(j, "url", r->url);
    ng_json_key_str(j, "dateline_place", r->dateline_place);
    published(j, r);
    ng_json_key_str(j, "language", r->language);
    ng_json_key(j, "words");
    ng_json_int(j, count_words(r->text));
    ng_json_key(j, "origin");
    ng_json_id(j, r->origin.c[0] ? r->origin : r->id);
    ng_json_key_str(j, "lineage_role", ng_lineage_role_name(r->lineage_role));
    ng_json_key_str(j, "declared_origin", r->declared_origin);
    ng_json_key(j, "spun");
    ng_json_bool(j, r->spun);
    if (r->fast) {
        ng_json_key(j, "fast");
        ng_json_bool(j, true);
    }
    ng_json_key(j, "story");
    ng_json_id(j, r->story);
    notes(j, r);
    ng_json_key(j, "text");
    ng_json_str(j, r->text);
    ng_json_end(j, '}');
}

static void report_and_cite(struct ng_json *j, const struct ng_report *r,
                            ng_range at)
{
    ng_json_begin(j, '{');
    ng_json_key(j, "v");
    ng_json_int(j, 1);
    ng_json_key(j, "report");
    ng_json_id(j, r->id);
    ng_json_key(j, "cite");
    ng_json_cite(j, r, at);
}

void ng_json_name(struct ng_json *j, const struct ng_report *r,
                  const struct ng_name_mention *n)
{
    report_and_cite(j, r, n->at);
    ng_json_key_str(j, "type", ng_name_type_name(n->type));
    ng_json_key(j, "entity");
    ng_json_id(j, entity_id(r, n->entity));
    ng_json_end(j, '}');
}

void ng_json_time(struct ng_json *j, const struct ng_report *r,
                  const struct ng_time *t)
{
    char from[16], to[16], edtf[40];
    ng_str a = ng_day_text(t->value.first, from);
    ng_str z = ng_day_text(t->value.last, to);
    report_and_cite(j, r, t->at);
    ng_json_key_str(j, "kind", ng_time_kind_name(t->kind));
    ng_json_key(j, "value_start");
    ng_json_day(j, t->value.first);
    ng_json_key(j, "value_end");
    ng_json_day(j, t->value.last);
    /* EDTF (ISO 8601-2): a day, an interval, ".." where an end is open. */
    const char *doubt = t->granularity == NG_FUZZY ? "~" : "";
    if (!a.n && !z.n)
        edtf[0] = 0;
    else if (ng_str_eq(a, z))
        snprintf(edtf, sizeof edtf, PRS "%s", PRS_ARG(a), doubt);
    else
        snprintf(edtf, sizeof edtf, PRS "/" PRS "%s", a.n ? 10 : 2,
                 a.n ? a.p : "..", z.n ? 10 : 2, z.n ? z.p : "..", doubt);
    ng_json_key_str(j, "edtf", ng_str_of(edtf));
    ng_json_key_str(j, "granularity", ng_granularity_name(t->granularity));
    ng_json_key(j, "anchor");
    ng_json_day(j, t->anchor);
    ng_json_key_str(j, "anchor_basis", ng_date_basis_name(t->anchor_basis));
    ng_json_key_str(j, "timex", t->timex);
    ng_json_end(j, '}');
}

void ng_json_quantity(struct ng_json *j, const struct ng_report *r,
                      const struct ng_quantity *q)
{
    report_and_cite(j, r, q->at);
    ng_json_key_str(j, "what", q->what);
    ng_json_key_str(j, "unit", q->unit);
    ng_json_key(j, "low");
    ng_json_num(j, q->low, 4);
    ng_json_key(j, "high");
    ng_json_num(j, q->high, 4);
    ng_json_key(j, "approx");
    ng_json_bool(j, q->approx);
    ng_json_end(j, '}');
}

static void source(struct ng_json *j, const struct ng_report *r,
                   const struct ng_saying *s)
{
    ng_json_key(j, "source");
    if (ng_range_empty(s->source)) {
        ng_json_null(j);
        return;
    }
    ng_json_begin(j, '{');
    ng_json_key_str(j, "text", ng_slice(r->text, s->source));
    ng_json_key(j, "cite");
    ng_json_cite(j, r, s->source);
    ng_json_key(j, "entity");
    ng_json_id(j, entity_id(r, s->entity));
    ng_json_key_str(j, "grade", ng_grade_name(s->grade));
    ng_json_end(j, '}');
}

void ng_json_saying(struct ng_json *j, const struct ng_report *r,
                    const struct ng_saying *s, uint32_t independent)
{
    ng_json_head(j, ng_saying_id(r, s));
    ng_json_key(j, "report");
    ng_json_id(j, r->id);
    ng_json_key_str(j, "kind", ng_saying_kind_name(s->kind));
    ng_json_key(j, "content");
    ng_json_cite(j, r, s->content);
    ng_json_key(j, "cue");
    ng_json_cite(j, r, s->cue);
    source(j, r, s);
    ng_json_key(j, "via");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < s->via.n; i++) {
        ng_json_begin(j, '{');
        ng_json_key_str(j, "text", ng_slice(r->text, s->via.at[i].at));
        ng_json_key(j, "entity");
        ng_json_id(j, entity_id(r, s->via.at[i].entity));
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
    ng_json_key_str(j, "told_to", ng_slice(r->text, s->told_to));
    ng_json_key(j, "denies");
    ng_json_bool(j, s->denies);
    ng_json_key(j, "origin");
    ng_json_id(j, r->origin.c[0] ? r->origin : r->id);
    ng_json_key(j, "independent");
    ng_json_int(j, independent);
    ng_json_end(j, '}');
}

void ng_json_party(struct ng_json *j, const struct ng_report *r,
                   const struct ng_party *p)
{
    bool known = p->entity < r->entities.n;
    ng_json_begin(j, '{');
    ng_json_key_str(j, "text",
                    known ? r->entities.at[p->entity].name
                          : ng_slice(r->text, p->at));
    ng_json_key(j, "entity");
    ng_json_id(j, entity_id(r, p->entity));
    ng_json_key_str(j, "code", ng_str_of(p->code));
    ng_json_key_str(j, "sector", ng_str_of(p->sector));
    ng_json_key(j, "cite");
    ng_json_cite(j, r, p->at);
    ng_json_end(j, '}');
}

static void attribution(struct ng_json *j, const struct ng_report *r,
                        const struct ng_mention *m)
{
    ng_json_key(j, "attributed_to");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < m->attributed_to.n; i++) {
        const struct ng_party *p = &m->attributed_to.at[i];
        ng_json_str(j, p->entity < r->entities.n
                           ? r->entities.at[p->entity].name
                           : ng_slice(r->text, p->at));
    }
    ng_json_end(j, ']');
}

void ng_json_mention(struct ng_json *j, const struct ng_report *r,
                     const struct ng_mention *m)
{
    ng_json_begin(j, '{');
    ng_json_key(j, "cite");
    ng_json_cite(j, r, m->clause);
    ng_json_key(j, "trigger");
    ng_json_cite(j, r, m->trigger);
    ng_json_key_str(j, "status", ng_event_status_name(m->status));
    ng_json_key(j, "status_cue");
    ng_json_cite(j, r, m->status_cue);
    attribution(j, r, m);
    ng_json_key_str(j, "as_stated", ng_slice(r->text, m->as_stated));
    ng_json_key_str(j, "rule", m->rule);
    ng_json_key(j, "confidence");
    ng_json_num(j, (double)m->confidence, 2);
    ng_json_end(j, '}');
}

static void parties(struct ng_json *j, const char *key,
                    const struct ng_report *r, const ng_parties *list)
{
    ng_json_key(j, key);
    ng_json_begin(j, '[');
    for (size_t i = 0; i < list->n; i++)
        ng_json_party(j, r, &list->at[i]);
    ng_json_end(j, ']');
}

void ng_json_located(struct ng_json *j, ng_str name, uint32_t geonameid,
                     float lat, float lon, const char *country)
{
    bool located = lat != 0 || lon != 0;
    ng_json_key_str(j, "name", name);
    ng_json_key(j, "geonameid");
    if (geonameid)
        ng_json_int(j, geonameid);
    else
        ng_json_null(j);
    ng_json_key(j, "lat");
    ng_json_num(j, located ? (double)lat : (double)NAN, 5);
    ng_json_key(j, "lon");
    ng_json_num(j, located ? (double)lon : (double)NAN, 5);
    ng_json_key_str(j, "country", ng_str_of(country));
}

static void place(struct ng_json *j, const struct ng_report *r,
                  const struct ng_mention *m)
{
    ng_json_key(j, "place");
    if (m->place >= r->entities.n) {
        ng_json_null(j);
        return;
    }
    const struct ng_entity *e = &r->entities.at[m->place];
    ng_json_begin(j, '{');
    ng_json_located(j, e->name, e->geonameid, e->lat, e->lon, e->country);
    ng_json_key(j, "cite");
    ng_json_cite(j, r, m->place_at);
    ng_json_end(j, '}');
}

void ng_json_contexts(struct ng_json *j, ng_contexts set)
{
    ng_json_key(j, "contexts");
    ng_json_begin(j, '[');
    for (unsigned i = 0; i < NG_CONTEXT_COUNT; i++)
        if (set >> i & 1)
            ng_json_str(j, ng_context_name((enum ng_context)i));
    ng_json_end(j, ']');
}

void ng_json_lone_event(struct ng_json *j, const struct ng_report *r,
                        const struct ng_mention *m)
{
    struct {
        ng_id report;
        uint32_t at[3];
    } what = {r->id, {m->trigger.beg, m->trigger.end, m->type}};
    ng_json_head(j, ng_id_of('e', (ng_str){(const char *)&what, sizeof what}));
    ng_json_key_str(j, "type", ng_event_type_name(m->type));
    ng_json_key_str(j, "mode", m->mode);
    ng_json_key_str(j, "plover_strict",
                    ng_strict_type(m->type, m->mode, m->status));
    ng_json_key_str(j, "cameo", m->cameo);
    ng_json_key(j, "quad");
    ng_json_int(j, ng_quad(m->type));
    ng_json_contexts(j, ng_mention_contexts(r, m));
    parties(j, "actors", r, &m->actors);
    parties(j, "recipients", r, &m->recipients);
    ng_json_key(j, "date_start");
    ng_json_day(j, m->when.first);
    ng_json_key(j, "date_end");
    ng_json_day(j, m->when.last);
    ng_json_key_str(j, "date_granularity", ng_granularity_name(m->granularity));
    ng_json_key_str(j, "date_basis", ng_date_basis_name(m->when_basis));
    place(j, r, m);
    ng_json_key_str(j, "status", ng_event_status_name(m->status));
    ng_json_key(j, "status_history");
    ng_json_begin(j, '[');
    ng_json_end(j, ']');
    attribution(j, r, m);
    ng_json_key(j, "reports");
    ng_json_begin(j, '[');
    ng_json_id(j, r->id);
    ng_json_end(j, ']');
    ng_json_key(j, "independent");
    ng_json_int(j, 1);
    ng_json_key(j, "confidence");
    ng_json_num(j, (double)m->confidence, 2);
    ng_json_key_str(j, "rule", m->rule);
    ng_json_key(j, "mentions");
    ng_json_begin(j, '[');
    ng_json_mention(j, r, m);
    ng_json_end(j, ']');
    ng_json_end(j, '}');
}
