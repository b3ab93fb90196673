/* ninjs.c - each report as an item of IPTC's ninjs 3.1, one a line. */
#include "tell/brief.h"
#include "tell/forms.h"
#include "tell/record.h"

/* A list of {"role", "value"} with one member. */
static void role_value(struct ng_json *j, const char *role, ng_str value)
{
    if (!value.n)
        return;
    ng_json_begin(j, '{');
    ng_json_key_str(j, "role", ng_str_of(role));
    ng_json_key_str(j, "value", value);
    ng_json_end(j, '}');
}

static void standard(struct ng_json *j)
{
    ng_json_key(j, "standard");
    ng_json_begin(j, '{');
    ng_json_key_str(j, "name", STR("ninjs"));
    ng_json_key_str(j, "version", STR("3.1"));
    ng_json_key_str(
        j, "schema",
        STR("https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"));
    ng_json_end(j, '}');
}

static void dates(struct ng_json *j, const struct ng_report *r,
                  struct ng_arena *a)
{
    struct ng_moment at, changed;
    if (!ng_moment_of(r, &at))
        return;
    ng_json_key_str(j, "firstCreated", ng_rfc3339(at, a));
    if (!ng_moment_parse(r->modified, &changed))
        changed = at;
    ng_json_key_str(j, "versionCreated", ng_rfc3339(changed, a));
    ng_json_key_str(j, "contentCreated", ng_rfc3339(at, a));
}

static void text(struct ng_json *j, const struct ng_report *r)
{
    int64_t characters = 0;
    if (r->title.n) {
        ng_json_key(j, "headlines");
        ng_json_begin(j, '[');
        role_value(j, "main", r->title);
        ng_json_end(j, ']');
    }
    for (size_t i = 0; i < r->text.n; i++)
        characters += ((unsigned char)r->text.p[i] & 0xC0) != 0x80;
    ng_json_key(j, "bodies");
    ng_json_begin(j, '[');
    ng_json_begin(j, '{');
    ng_json_key_str(j, "role", STR("main"));
    ng_json_key_str(j, "contentType", STR("text/plain"));
    ng_json_key(j, "charCount");
    ng_json_int(j, characters);
    ng_json_key(j, "value");
    ng_json_str(j, r->text);
    ng_json_end(j, '}');
    ng_json_end(j, ']');
}

static bool is_place(enum ng_name_type t)
{
    return t == NG_GPE || t == NG_LOC || t == NG_FAC;
}

static void geo(struct ng_json *j, const struct ng_entity *e)
{
    bool country = ng_str_starts(e->key, STR("country:"));
    if (country || (e->lat == 0 && e->lon == 0))
        return;
    ng_json_key(j, "geoJSON");
    ng_json_point(j, e->lat, e->lon);
}

static void entities(struct ng_json *j, const char *key,
                     const struct ng_report *r, enum ng_name_type type,
                     struct ng_arena *a)
{
    size_t n = 0;
    for (size_t i = 0; i < r->entities.n; i++) {
        const struct ng_entity *e = &r->entities.at[i];
        bool fits = type == NG_GPE ? is_place(e->type) : e->type == type;
        if (!fits || !e->name.n)
            continue;
        if (!n++) {
            ng_json_key(j, key);
            ng_json_begin(j, '[');
        }
        ng_json_begin(j, '{');
        ng_json_key_str(j, "name", e->name);
        ng_json_key_str(j, "rel", STR("mentions"));
        ng_json_key_str(
            j, "uri",
            e->geonameid
                ? ng_str_format(a, "https://sws.geonames.org/%u/", e->geonameid)
                : ng_urn(ng_entity_id(e), a));
        ng_id id = ng_entity_id(e);
        ng_json_key_str(j, "literal", ng_id_str(&id));
        if (type == NG_GPE)
            geo(j, e);
        ng_json_end(j, '}');
    }
    if (n)
        ng_json_end(j, ']');
}

static void events(struct ng_json *j, const struct ng_batch *b, uint32_t report,
                   struct ng_arena *a)
{
    size_t n = 0;
    for (size_t i = 0; i < b->events.n; i++) {
        const struct ng_event *e = &b->events.at[i];
        bool told = false;
        for (size_t k = 0; k < e->reports.n; k++)
            told |= e->reports.at[k] == report;
        if (!told)
            continue;
        if (!n++) {
            ng_json_key(j, "events");
            ng_json_begin(j, '[');
        }
        ng_json_begin(j, '{');
        ng_json_key(j, "id");
        ng_json_str(j, ng_id_str(&e->id));
        ng_json_key_str(j, "name", ng_event_title(b, e, a));
        ng_json_key_str(j, "rel", ng_event_status_name(e->status));
        ng_json_key_str(j, "uri", ng_urn(e->id, a));
        ng_json_end(j, '}');
    }
    if (n)
        ng_json_end(j, ']');
}

static void source(struct ng_json *j, ng_str name, const char *role)
{
    if (!name.n)
        return;
    ng_json_begin(j, '{');
    ng_json_key_str(j, "name", name);
    ng_json_key_str(j, "role", ng_str_of(role));
    ng_json_end(j, '}');
}

/* Who published, whose wire it is, where it says that it comes from, and who
 * is quoted in it. */
static void sources(struct ng_json *j, const struct ng_report *r)
{
    enum { QUOTED = 24 };
    uint32_t told[QUOTED];
    size_t n = 0;
    ng_json_key(j, "infoSources");
    ng_json_begin(j, '[');
    source(j, r->outlet, "publisher");
    if (!ng_str_eq(r->agency, r->outlet))
        source(j, r->agency, "agency");
    source(j, r->declared_origin, "declared_origin");
    for (size_t i = 0; i < r->sayings.n && n < QUOTED; i++) {
        uint32_t who = r->sayings.at[i].entity;
        bool known = who >= r->entities.n;
        for (size_t k = 0; k < n; k++)
            known |= told[k] == who;
        if (known)
            continue;
        told[n++] = who;
        source(j, r->entities.at[who].name, "quoted");
    }
    ng_json_end(j, ']');
}

static void associations(struct ng_json *j, const struct ng_batch *b,
                         const struct ng_edge *e, struct ng_arena *a)
{
    const struct ng_report *p = b->reports.at[e->parent];
    ng_json_key(j, "associations");
    ng_json_begin(j, '[');
    ng_json_begin(j, '{');
    ng_json_key_str(j, "name", p->title.n ? p->title : ng_source_name(p));
    ng_json_key_str(j, "rel", ng_relation_name(e->relation));
    ng_json_key_str(j, "uri", ng_urn(p->id, a));
    ng_json_key_str(j, "type", STR("text"));
    ng_json_key_str(j, "representationType", STR("partial"));
    ng_json_end(j, '}');
    ng_json_end(j, ']');
}

static void ids(struct ng_json *j, const struct ng_report *r,
                struct ng_arena *a)
{
    ng_json_key(j, "altIds");
    ng_json_begin(j, '[');
    role_value(j, "nutgraf", ng_id_str(&r->id));
    role_value(j, "sha256", ng_sha256_hex(r->sha, a));
    role_value(j, "given", r->source.given_id);
    role_value(j, "web", ng_web_address(r->url));
    ng_json_end(j, ']');
}

static void item(struct ng_json *j, const struct ng_batch *b, uint32_t i,
                 const uint32_t *parents, struct ng_arena *a)
{
    const struct ng_report *r = b->reports.at[i];
    ng_json_begin(j, '{');
    ng_json_key_str(j, "uri", ng_urn(r->id, a));
    standard(j);
    ng_json_key_str(j, "type", STR("text"));
    ng_json_key_str(j, "representationType", STR("full"));
    ng_json_key_str(j, "version", STR("1"));
    dates(j, r, a);
    ng_json_key_str(j, "pubStatus", STR("usable"));
    ng_json_key_if(j, "language", r->language);
    text(j, r);
    entities(j, "people", r, NG_PER, a);
    entities(j, "organisations", r, NG_ORG, a);
    entities(j, "places", r, NG_GPE, a);
    events(j, b, i, a);
    ng_json_key_if(j, "by", r->byline);
    ng_json_key_if(j, "located", r->dateline_place);
    sources(j, r);
    if (parents[i])
        associations(j, b, &b->edges.at[parents[i] - 1], a);
    ids(j, r, a);
    ng_json_key_str(j, "edNote", ng_report_role(b, i, parents, a));
    ng_json_end(j, '}');
}

void ng_put_ninjs(struct ng_foreign *x, const struct ng_batch *b,
                  struct ng_arena *a, struct ng_arena scratch)
{
    const uint32_t *parents = ng_parents(b, false, a);
    (void)scratch;
    for (uint32_t i = 0; i < b->reports.n; i++) {
        struct ng_json line = {.out = x->out};
        item(&line, b, i, parents, a);
        ng_next_row(x);
    }
}
