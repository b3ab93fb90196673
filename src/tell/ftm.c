/* ftm.c - a story as FollowTheMoney entities, one a line, for Aleph and its
 * kin: Article, Mention, Person, Organization, LegalEntity, Event, and Similar
 * for reports that share text.
 *
 * In FollowTheMoney every value is a list of texts. Ids are those of the
 * record; of Mentions and Similars they are made from the two that they join.
 */
#include "tell/brief.h"
#include "tell/forms.h"

#include <nettle/sha1.h>

static void begin(struct ng_json *j, struct ng_foreign *x, ng_id id,
                  const char *schema)
{
    *j = (struct ng_json){.out = x->out};
    ng_json_begin(j, '{');
    ng_json_key(j, "id");
    ng_json_str(j, ng_id_str(&id));
    ng_json_key_str(j, "schema", ng_str_of(schema));
    ng_json_key(j, "properties");
    ng_json_begin(j, '{');
}

static void finish(struct ng_json *j, struct ng_foreign *x)
{
    ng_json_end(j, '}');
    ng_json_end(j, '}');
    ng_next_row(x);
}

static void property(struct ng_json *j, const char *key, ng_str s)
{
    if (!s.n)
        return;
    ng_json_key(j, key);
    ng_json_begin(j, '[');
    ng_json_str(j, s);
    ng_json_end(j, ']');
}

static void refer(struct ng_json *j, const char *key, ng_id id)
{
    property(j, key, ng_id_str(&id));
}

static void country(struct ng_json *j, const char *iso3, struct ng_arena *a)
{
    property(j, "country", ng_str_lower(ng_alpha2(ng_str_of(iso3)), a));
}

static ng_str sha1_hex(ng_str bytes, struct ng_arena *a)
{
    static const char digits[] = "0123456789abcdef";
    struct sha1_ctx ctx;
    uint8_t h[20];
    char *p = ng_new(a, char, 41);
    sha1_init(&ctx);
    sha1_update(&ctx, bytes.n, (const uint8_t *)bytes.p);
    sha1_digest(&ctx, sizeof h, h);
    for (size_t i = 0; i < sizeof h; i++) {
        p[2 * i] = digits[h[i] >> 4];
        p[2 * i + 1] = digits[h[i] & 15];
    }
    return (ng_str){p, 40};
}

/* FollowTheMoney wants ISO 639-3. */
static ng_str language(ng_str two)
{
    static const struct {
        ng_str two, three;
    } known[] = {
        {S("ar"), S("ara")}, {S("de"), S("deu")}, {S("el"), S("ell")},
        {S("en"), S("eng")}, {S("es"), S("spa")}, {S("fa"), S("fas")},
        {S("fr"), S("fra")}, {S("he"), S("heb")}, {S("hi"), S("hin")},
        {S("id"), S("ind")}, {S("it"), S("ita")}, {S("ja"), S("jpn")},
        {S("ko"), S("kor")}, {S("nl"), S("nld")}, {S("pl"), S("pol")},
        {S("pt"), S("por")}, {S("ro"), S("ron")}, {S("ru"), S("rus")},
        {S("tr"), S("tur")}, {S("uk"), S("ukr")}, {S("zh"), S("zho")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ng_str_eq(known[i].two, two))
            return known[i].three;
    return STR("");
}

static void article(struct ng_foreign *x, const struct ng_report *r,
                    struct ng_arena *a)
{
    struct ng_json j;
    struct ng_moment at;
    begin(&j, x, r->id, "Article");
    property(&j, "title", r->title.n ? r->title : ng_source_name(r));
    property(&j, "author", r->byline);
    property(&j, "publisher", ng_source_name(r));
    if (ng_moment_of(r, &at)) {
        ng_str moment = ng_rfc3339(at, a);
        bool timed = r->published_precision == NG_PRECISION_SECOND;
        property(&j, "publishedAt", (ng_str){moment.p, timed ? 19 : 10});
    }
    property(&j, "sourceUrl", ng_web_address(r->url));
    property(&j, "language", language(r->language));
    property(&j, "fileName", ng_one_line(r->source.path, 400, a));
    if (r->source.bytes.n)
        property(&j, "contentHash", sha1_hex(r->source.bytes, a));
    property(&j, "bodyText", r->text);
    finish(&j, x);
}

static const char *schema_of(const struct ng_entity *e)
{
    switch (e->type) {
    case NG_PER:
        return "Person";
    case NG_ORG:
        return "Organization";
    case NG_GPE: /* states and towns act */
        return "LegalEntity";
    default:
        return NULL;
    }
}

static void entity(struct ng_foreign *x, const struct ng_entity *e,
                   struct ng_arena *a)
{
    struct ng_json j;
    ng_id id = ng_entity_id(e);
    if (!ng_first_seen(x, ng_id_str(&id)))
        return;
    begin(&j, x, id, schema_of(e));
    property(&j, "name", ng_one_line(e->name, 400, a));
    country(&j, e->country, a);
    finish(&j, x);
}

static ng_id pair_id(ng_id one, ng_id other, const char *what,
                     struct ng_arena *a)
{
    return ng_id_of('f', ng_str_format(a, "%s %s %s", what, one.c, other.c));
}

static void mention(struct ng_foreign *x, const struct ng_report *r,
                    const struct ng_entity *e, struct ng_arena *a)
{
    struct ng_json j;
    ng_id id = pair_id(r->id, ng_entity_id(e), "mention", a);
    if (!ng_first_seen(x, ng_id_str(&id)))
        return; /* of two entities with one key */
    begin(&j, x, id, "Mention");
    refer(&j, "document", r->id);
    refer(&j, "resolved", ng_entity_id(e));
    property(&j, "name", ng_one_line(e->name, 400, a));
    property(&j, "detectedSchema", ng_str_of(schema_of(e)));
    country(&j, e->country, a);
    finish(&j, x);
}

/* Parties that are entities of the reports, so that each has its line. */
static void involved(struct ng_json *j, struct ng_foreign *x,
                     const struct ng_event *e)
{
    size_t n = 0;
    for (size_t i = 0; i < e->parties_n; i++) {
        struct ng_entity key = {.key = e->parties[i].entity_key};
        if (!key.key.n)
            continue;
        ng_id id = ng_entity_id(&key);
        if (ng_name_find(&x->seen, ng_id_str(&id)) == NG_NO_NAME)
            continue;
        if (!n++) {
            ng_json_key(j, "involved");
            ng_json_begin(j, '[');
        }
        ng_json_str(j, ng_id_str(&id));
    }
    if (n)
        ng_json_end(j, ']');
}

static void event(struct ng_foreign *x, const struct ng_batch *b,
                  const struct ng_event *e, struct ng_arena *a)
{
    struct ng_json j;
    char buf[16];
    struct ng_cite c = ng_event_cite(b, e);
    const struct ng_report *r = b->reports.at[c.report];
    bool day = e->when.first == e->when.last;
    begin(&j, x, e->id, "Event");
    property(&j, "name", ng_event_title(b, e, a));
    property(&j, day ? "date" : "startDate", ng_day_text(e->when.first, buf));
    if (!day)
        property(&j, "endDate", ng_day_text(e->when.last, buf));
    property(&j, "location", ng_one_line(e->place, 400, a));
    country(&j, e->country, a);
    involved(&j, x, e);
    property(&j, "summary", ng_slice(r->text, c.at));
    ng_json_key(&j, "keywords");
    ng_json_begin(&j, '[');
    ng_json_str(&j, ng_event_type_name(e->type));
    ng_json_str(&j, ng_event_status_name(e->status));
    ng_json_end(&j, ']');
    ng_json_key(&j, "proof");
    ng_json_begin(&j, '[');
    for (size_t i = 0; i < e->reports.n; i++)
        ng_json_str(&j, ng_id_str(&b->reports.at[e->reports.at[i]]->id));
    ng_json_end(&j, ']');
    property(&j, "sourceUrl", ng_web_address(r->url));
    finish(&j, x);
}

static void similar(struct ng_foreign *x, const struct ng_batch *b,
                    const struct ng_edge *e, struct ng_arena *a)
{
    struct ng_json j;
    ng_id child = b->reports.at[e->child]->id;
    ng_id parent = b->reports.at[e->parent]->id;
    begin(&j, x, pair_id(child, parent, "similar", a), "Similar");
    refer(&j, "candidate", child);
    refer(&j, "match", parent);
    property(&j, "confidenceScore", ng_str_format(a, "%.4f", (double)e->score));
    property(&j, "criteria", ng_relation_name(e->relation));
    property(&j, "matcher", STR("nutgraf"));
    finish(&j, x);
}

void ng_put_ftm(struct ng_foreign *x, const struct ng_batch *b,
                struct ng_arena *a, struct ng_arena scratch)
{
    (void)scratch;
    for (size_t i = 0; i < b->reports.n; i++)
        article(x, b->reports.at[i], a);
    for (size_t i = 0; i < b->reports.n; i++) {
        const struct ng_report *r = b->reports.at[i];
        for (size_t k = 0; k < r->entities.n; k++)
            if (schema_of(&r->entities.at[k]) && r->entities.at[k].name.n) {
                entity(x, &r->entities.at[k], a);
                mention(x, r, &r->entities.at[k], a);
            }
    }
    for (size_t i = 0; i < b->events.n; i++)
        event(x, b, &b->events.at[i], a);
    for (size_t i = 0; i < b->edges.n; i++)
        similar(x, b, &b->edges.at[i], a);
}
