/* jsonld.c - stories as schema.org in one graph: who and what is named, the
 * reports as NewsArticle, what happened or is to come as Event, words as
 * Quotation (claims are in jsonld_claims.c).
 *
 * The nodes of a graph are flat and refer to each other by @id.
 */
#include "tell/jsonld.h"
#include "tell/brief.h"
#include "tell/forms.h"

void ng_begin_linked(struct ng_foreign *x)
{
    struct ng_json *j = &x->json;
    ng_json_begin(j, '{');
    ng_json_key_str(j, "@context", STR("https://schema.org"));
    ng_json_key(j, "@graph");
    ng_json_begin(j, '[');
}

void ng_linked_node(struct ng_foreign *x, const char *type, ng_str id)
{
    ng_next_row(x);
    ng_json_begin(&x->json, '{');
    ng_json_key_str(&x->json, "@type", ng_str_of(type));
    ng_json_key_str(&x->json, "@id", id);
}

static const char *type_of(const struct ng_entity *e)
{
    switch (e->type) {
    case NG_PER:
        return "Person";
    case NG_ORG:
        return "Organization";
    case NG_GPE:
        return ng_str_starts(e->key, STR("country:")) ? "Country" : "Place";
    case NG_LOC:
    case NG_FAC:
        return "Place";
    default:
        return NULL;
    }
}

static bool is_place(const struct ng_entity *e)
{
    return e->type == NG_GPE || e->type == NG_LOC || e->type == NG_FAC;
}

static void position(struct ng_json *j, float lat, float lon)
{
    if (lat == 0 && lon == 0)
        return;
    ng_json_key(j, "geo");
    ng_json_begin(j, '{');
    ng_json_key_str(j, "@type", STR("GeoCoordinates"));
    ng_json_key(j, "latitude");
    ng_json_num(j, (double)lat, 5);
    ng_json_key(j, "longitude");
    ng_json_num(j, (double)lon, 5);
    ng_json_end(j, '}');
}

static void address(struct ng_json *j, const char *iso3)
{
    ng_str code = ng_alpha2(ng_str_of(iso3));
    if (!code.n)
        return;
    ng_json_key(j, "address");
    ng_json_begin(j, '{');
    ng_json_key_str(j, "@type", STR("PostalAddress"));
    ng_json_key_str(j, "addressCountry", code);
    ng_json_end(j, '}');
}

static void entity(struct ng_foreign *x, const struct ng_entity *e,
                   struct ng_arena *a)
{
    struct ng_json *j = &x->json;
    ng_str id = ng_urn(ng_entity_id(e), a);
    if (!type_of(e) || !e->name.n || !ng_first_seen(x, id))
        return;
    ng_linked_node(x, type_of(e), id);
    ng_json_key_str(j, "name", e->name);
    if (is_place(e)) {
        position(j, e->lat, e->lon);
        address(j, e->country);
    }
    if (e->geonameid)
        ng_json_key_str(
            j, "sameAs",
            ng_str_format(a, "https://sws.geonames.org/%u/", e->geonameid));
    ng_json_end(j, '}');
}

/* ---- reports ------------------------------------------------------------ */

static void named(struct ng_json *j, const char *key, const char *type,
                  ng_str name)
{
    if (!name.n)
        return;
    ng_json_key(j, key);
    ng_json_begin(j, '{');
    ng_json_key_str(j, "@type", ng_str_of(type));
    ng_json_key_str(j, "name", name);
    ng_json_end(j, '}');
}

static void mentions(struct ng_json *j, const char *key,
                     const struct ng_report *r, bool places, struct ng_arena *a)
{
    size_t n = 0;
    for (size_t i = 0; i < r->entities.n; i++) {
        const struct ng_entity *e = &r->entities.at[i];
        if (!type_of(e) || !e->name.n || is_place(e) != places)
            continue;
        if (!n++) {
            ng_json_key(j, key);
            ng_json_begin(j, '[');
        }
        ng_json_ref(j, ng_entity_id(e), a);
    }
    if (n)
        ng_json_end(j, ']');
}

static void dates(struct ng_json *j, const struct ng_report *r,
                  struct ng_arena *a)
{
    struct ng_moment m;
    if (ng_moment_of(r, &m)) {
        ng_str at = ng_rfc3339(m, a);
        bool timed = r->published_precision == NG_PRECISION_SECOND;
        ng_json_key_str(j, "datePublished", (ng_str){at.p, timed ? at.n : 10});
    }
    if (ng_moment_parse(r->modified, &m))
        ng_json_key_str(j, "dateModified", ng_rfc3339(m, a));
}

static void article(struct ng_foreign *x, const struct ng_batch *b, uint32_t i,
                    const uint32_t *parents, struct ng_arena *a)
{
    const struct ng_report *r = b->reports.at[i];
    struct ng_json *j = &x->json;
    ng_linked_node(x, "NewsArticle", ng_urn(r->id, a));
    ng_json_key_str(j, "headline", r->title.n ? r->title : ng_source_name(r));
    dates(j, r, a);
    named(j, "author", "Person", r->byline);
    named(j, "publisher", "Organization", ng_source_name(r));
    if (r->agency.n && !ng_str_eq(r->agency, r->outlet))
        named(j, "sourceOrganization", "Organization", r->agency);
    ng_json_key_if(j, "url", ng_web_address(r->url));
    ng_json_key_if(j, "inLanguage", r->language);
    ng_json_key_if(j, "dateline", r->dateline_place);
    if (parents[i]) {
        const struct ng_edge *e = &b->edges.at[parents[i] - 1];
        ng_json_key(j, "isBasedOn");
        ng_json_ref(j, b->reports.at[e->parent]->id, a);
    } else
        named(j, "isBasedOn", "CreativeWork", r->declared_origin);
    ng_json_key_str(j, "creditText", ng_report_role(b, i, parents, a));
    mentions(j, "mentions", r, false, a);
    mentions(j, "contentLocation", r, true, a);
    ng_json_end(j, '}');
}

/* ---- events ------------------------------------------------------------- */

static void parties(struct ng_json *j, const char *key,
                    const struct ng_event *e, bool recipients,
                    struct ng_arena *a)
{
    size_t n = 0;
    for (size_t i = 0; i < e->parties_n; i++) {
        if (e->parties[i].recipient != recipients)
            continue;
        if (!n++) {
            ng_json_key(j, key);
            ng_json_begin(j, '[');
        }
        struct ng_entity entity = {.key = e->parties[i].entity_key};
        ng_json_begin(j, '{');
        if (entity.key.n)
            ng_json_key_str(j, "@id", ng_urn(ng_entity_id(&entity), a));
        ng_json_key_str(j, "name", e->parties[i].text);
        ng_json_end(j, '}');
    }
    if (n)
        ng_json_end(j, ']');
}

static void location(struct ng_json *j, const struct ng_event *e,
                     struct ng_arena *a)
{
    if (!e->place.n)
        return;
    ng_json_key(j, "location");
    ng_json_begin(j, '{');
    ng_json_key_str(j, "@type", STR("Place"));
    ng_json_key_str(j, "name", e->place);
    position(j, e->lat, e->lon);
    address(j, e->country);
    if (e->geonameid)
        ng_json_key_str(
            j, "sameAs",
            ng_str_format(a, "https://sws.geonames.org/%u/", e->geonameid));
    ng_json_end(j, '}');
}

void ng_linked_reports(struct ng_json *j, const char *key,
                       const struct ng_batch *b, const ng_indexes *reports,
                       struct ng_arena *a)
{
    ng_json_key(j, key);
    ng_json_begin(j, '[');
    for (size_t i = 0; i < reports->n; i++)
        ng_json_ref(j, b->reports.at[reports->at[i]]->id, a);
    ng_json_end(j, ']');
}

static void event(struct ng_foreign *x, const struct ng_batch *b,
                  const struct ng_event *e, struct ng_arena *a)
{
    struct ng_json *j = &x->json;
    char buf[16];
    ng_linked_node(x, "Event", ng_urn(e->id, a));
    ng_json_key_str(j, "name", ng_event_title(b, e, a));
    ng_json_key_if(j, "startDate", ng_day_text(e->when.first, buf));
    ng_json_key_if(j, "endDate", ng_day_text(e->when.last, buf));
    ng_json_key_str(j, "eventStatus", STR("https://schema.org/EventScheduled"));
    ng_json_key_str(j, "keywords",
                    ng_str_format(a, PRS ", " PRS,
                                  PRS_ARG(ng_event_type_name(e->type)),
                                  PRS_ARG(ng_event_status_name(e->status))));
    location(j, e, a);
    parties(j, "actor", e, false, a);
    parties(j, "about", e, true, a);
    ng_linked_reports(j, "subjectOf", b, &e->reports, a);
    ng_json_end(j, '}');
}

/* ---- words -------------------------------------------------------------- */

void ng_linked_cite(struct ng_json *j, const struct ng_report *r, ng_range at,
                    struct ng_arena *a)
{
    ng_json_key(j, "identifier");
    ng_json_begin(j, '{');
    ng_json_key_str(j, "@type", STR("PropertyValue"));
    ng_json_key_str(j, "propertyID", STR("nutgraf cite: report, bytes"));
    ng_json_key_str(j, "value",
                    ng_str_format(a, "%s:%u-%u", r->id.c, at.beg, at.end));
    ng_json_end(j, '}');
}

static void speaker(struct ng_json *j, const struct ng_report *r,
                    const struct ng_saying *s, struct ng_arena *a)
{
    const struct ng_entity *e =
        s->entity < r->entities.n ? &r->entities.at[s->entity] : NULL;
    ng_json_key(j, "spokenByCharacter");
    if (e && type_of(e) && e->name.n) {
        ng_json_ref(j, ng_entity_id(e), a);
        return;
    }
    ng_json_begin(j, '{');
    ng_json_key_str(j, "@type",
                    s->grade == NG_GRADE_ORGANISATION ? STR("Organization")
                                                      : STR("Person"));
    ng_json_key_str(j, "name",
                    ng_range_empty(s->source) ? STR("not named")
                                              : ng_slice(r->text, s->source));
    ng_json_end(j, '}');
}

/* Direct speech; the same words in several reports once, as the first has
 * them. */
static void quotation(struct ng_foreign *x, const struct ng_report *r,
                      const struct ng_saying *s, struct ng_arena *a)
{
    ng_str words = ng_slice(r->text, s->content);
    struct ng_json *j = &x->json;
    if (s->kind == NG_INDIRECT || !words.n ||
        !ng_first_seen(
            x, ng_str_format(a, "%s \"" PRS, r->story.c, PRS_ARG(words))))
        return;
    ng_linked_node(x, "Quotation", ng_urn(ng_saying_id(r, s), a));
    ng_json_key_str(j, "text", words);
    speaker(j, r, s, a);
    ng_json_key(j, "isPartOf");
    ng_json_ref(j, r->id, a);
    ng_linked_cite(j, r, s->content, a);
    ng_json_end(j, '}');
}

void ng_put_linked(struct ng_foreign *x, const struct ng_batch *b,
                   struct ng_arena *a, struct ng_arena scratch)
{
    const uint32_t *parents = ng_parents(b, false, a);
    (void)scratch;
    for (size_t i = 0; i < b->reports.n; i++)
        for (size_t k = 0; k < b->reports.at[i]->entities.n; k++)
            entity(x, &b->reports.at[i]->entities.at[k], a);
    for (uint32_t i = 0; i < b->reports.n; i++)
        article(x, b, i, parents, a);
    for (size_t i = 0; i < b->events.n; i++) {
        enum ng_event_status s = b->events.at[i].status;
        if (s == NG_HAPPENED || s == NG_ONGOING || s == NG_PLANNED)
            event(x, b, &b->events.at[i], a);
        else
            x->left_out += s == NG_HYPOTHETICAL; /* the others are claims */
    }
    for (size_t i = 0; i < b->reports.n; i++)
        for (size_t k = 0; k < b->reports.at[i]->sayings.n; k++)
            quotation(x, b->reports.at[i], &b->reports.at[i]->sayings.at[k], a);
    ng_linked_claims(x, b, a);
}
