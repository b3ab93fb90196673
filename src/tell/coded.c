/* coded.c - events as GDELT, ICEWS, POLECAT, PETRARCH and PLOVER have them: see
 * coded.h.
 *
 * These schemes have one source and one target an event, so an event of several
 * parties is a row for each pair; of one that all do together (a meeting), for
 * each pair and both ways round. What they have no place for stays out of them:
 * an event that is alleged, denied or hypothetical would be read as done, one
 * without a day as done on the day of the report, one of "2011" as done on New
 * Year's Day.
 */
#include "tell/coded.h"

#include "base/hash.h"
#include "lexicon/lexicon.h"
#include "report/cameo.h"
#include "report/plover.h"
#include "tell/record.h"

static const ng_str names[NG_SCHEMES] = {
    S("plover"),         S("cameo"), S("gdelt"),
    S("gdelt-mentions"), S("icews"), S("polecat"),
};

bool ng_scheme_find(ng_str name, enum ng_scheme *scheme)
{
    for (int i = 0; i < NG_SCHEMES; i++)
        if (ng_str_eq(name, names[i])) {
            *scheme = (enum ng_scheme)i;
            return true;
        }
    return false;
}

/* One event as these schemes see it. */
struct coded {
    struct ng_out *out;
    const struct ng_batch *b;
    const struct ng_event *e;
    const struct ng_report *r;  /* that of the best mention */
    const struct ng_mention *m; /* the best mention */
    ng_str code;                /* as CAMEO files it */
    size_t source, target;      /* parties; NG_NONE: nobody */
    uint64_t number;
    bool begun; /* a column of this row is written */
};

/* ---- cells -------------------------------------------------------------- */

static void cell(struct coded *c, ng_str s)
{
    if (c->begun)
        ng_putc(c->out, '\t');
    c->begun = true;
    for (size_t i = 0; i < s.n; i++)
        ng_putc(c->out, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
}

static void none(struct coded *c, int n)
{
    while (n-- > 0)
        cell(c, STR(""));
}

static void cell_int(struct coded *c, uint64_t v)
{
    char buf[24];
    int n = snprintf(buf, sizeof buf, "%llu", (unsigned long long)v);
    cell(c, (ng_str){buf, (size_t)n});
}

static void cell_num(struct coded *c, double v, int decimals)
{
    char buf[32];
    int n = snprintf(buf, sizeof buf, "%.*f", decimals, v);
    cell(c, (ng_str){buf, (size_t)n});
}

static void row_end(struct coded *c)
{
    ng_putc(c->out, '\n');
    c->begun = false;
}

/* ---- facts -------------------------------------------------------------- */

static ng_str country_name(ng_str iso3)
{
    struct ng_lex_entry country;
    if (ng_lex_country(iso3, &country))
        return country.name;
    return STR("");
}

static ng_str party_text(const struct coded *c, size_t p)
{
    return p == NG_NONE ? STR("") : c->e->parties[p].text;
}

/* A party's country; empty for what is of no country. */
static ng_str party_country(const struct coded *c, size_t p)
{
    struct ng_lex_entry entry;
    ng_str code = p == NG_NONE ? STR("") : ng_str_of(c->e->parties[p].code);
    return code.n == 3 && ng_lex_country(code, &entry) ? code : STR("");
}

static ng_str party_sector(const struct coded *c, size_t p)
{
    return p == NG_NONE ? STR("") : ng_str_of(c->e->parties[p].sector);
}

/* RUSGOV, IGOUNO: country or group, then sector. */
static ng_str party_code(const struct coded *c, size_t p, char buf[16])
{
    if (p == NG_NONE)
        return STR("");
    ng_str code = ng_str_of(c->e->parties[p].code);
    ng_str sector = party_sector(c, p);
    ng_str head = party_country(c, p).n ? ng_cameo_country(code) : code;
    if (ng_str_eq(head, sector))
        sector = STR("");
    int n = snprintf(buf, 16, PRS PRS, PRS_ARG(head), PRS_ARG(sector));
    return (ng_str){buf, n < 0 ? 0 : n < 16 ? (size_t)n : 15};
}

static ng_str address(const struct ng_report *r)
{
    return r->url.n ? r->url : r->source.path;
}

static ng_str publisher(const struct ng_report *r)
{
    return r->outlet.n ? r->outlet : r->agency;
}

/* The number of the paragraph: sentences are not kept in a store. */
static uint64_t paragraph_of(const struct ng_report *r, ng_range at)
{
    uint64_t n = 1;
    for (size_t i = 0; i < r->paragraphs.n; i++)
        n += r->paragraphs.at[i].at.end <= at.beg;
    return n;
}

static uint64_t day_number(ng_day day)
{
    struct ng_date d = ng_date_of(day);
    return (uint64_t)d.year * 10000 + (uint64_t)d.month * 100 + (uint64_t)d.day;
}

static void cell_day(struct coded *c, ng_day day)
{
    char buf[16];
    cell(c, ng_day_text(day, buf));
}

bool ng_event_placed(const struct ng_event *e)
{
    return e->lat < 0 || e->lat > 0 || e->lon < 0 || e->lon > 0;
}

/* ---- GDELT -------------------------------------------------------------- */

static void gdelt_party(struct coded *c, size_t p)
{
    char buf[16];
    ng_str country = party_country(c, p);
    cell(c, party_code(c, p, buf));
    cell(c, party_text(c, p));
    cell(c, ng_cameo_country(country));
    cell(c, p != NG_NONE && !country.n ? ng_str_of(c->e->parties[p].code)
                                       : STR("")); /* known group */
    none(c, 3);                                    /* people, faiths */
    cell(c, party_sector(c, p));
    none(c, 2); /* further types */
}

/* Type 1 is a country, 4 a town of the world, 3 one of the USA. */
static void gdelt_place(struct coded *c, int type, ng_str name, ng_str iso3,
                        bool at)
{
    if (type == 0) {
        cell_int(c, 0);
        none(c, 7);
        return;
    }
    cell_int(c, (uint64_t)type);
    cell(c, name);
    cell(c, ng_fips(iso3));
    none(c, 2); /* divisions, by FIPS */
    if (at) {
        cell_num(c, (double)c->e->lat, 4);
        cell_num(c, (double)c->e->lon, 4);
    } else
        none(c, 2);
    none(c, 1);
}

static void gdelt_places(struct coded *c)
{
    size_t side[] = {c->source, c->target};
    for (int i = 0; i < 2; i++) {
        ng_str iso3 = party_country(c, side[i]);
        gdelt_place(c, iso3.n ? 1 : 0, country_name(iso3), iso3, false);
    }
    ng_str iso3 = ng_str_of(c->e->country);
    bool country = ng_str_eq(country_name(iso3), c->e->place);
    int type = !c->e->place.n                ? 0
               : country                     ? 1
               : ng_str_eq(iso3, STR("USA")) ? 3
                                             : 4;
    gdelt_place(c, type, c->e->place, iso3, type > 1 && ng_event_placed(c->e));
}

static void gdelt_row(struct coded *c)
{
    const struct ng_event *e = c->e;
    uint64_t day = day_number(e->when.first);
    struct ng_date d = ng_date_of(e->when.first);
    cell_int(c, c->number);
    cell_int(c, day);
    cell_int(c, day / 100);
    cell_int(c, day / 10000);
    cell_num(c, d.year + ((d.month - 1) * 30 + d.day) / 365.0, 4);
    gdelt_party(c, c->source);
    gdelt_party(c, c->target);
    cell_int(c, paragraph_of(c->r, c->m->clause) <= 2);
    cell(c, c->code);
    cell(c, (ng_str){c->code.p, c->code.n < 3 ? c->code.n : 3});
    cell(c, (ng_str){c->code.p, 2});
    cell_int(c, (uint64_t)ng_cameo_quad(c->code));
    cell_num(c, ng_goldstein(c->code), 1);
    cell_int(c, e->mentions.n);
    cell_int(c, e->independent);
    cell_int(c, e->reports.n);
    none(c, 1); /* tone */
    gdelt_places(c);
    if (c->r->published.first == NG_NO_DAY)
        none(c, 1);
    else
        cell_int(c, day_number(c->r->published.last != NG_NO_DAY
                                   ? c->r->published.last
                                   : c->r->published.first) *
                        1000000);
    cell(c, address(c->r));
    row_end(c);
}

static void gdelt_mention(struct coded *c, const struct ng_event_mention *at)
{
    const struct ng_report *r = c->b->reports.at[at->report];
    const struct ng_mention *m = &r->mentions.at[at->mention];
    cell_int(c, c->number);
    cell_int(c, day_number(c->e->when.first) * 1000000);
    if (r->published.first == NG_NO_DAY)
        none(c, 1);
    else
        cell_int(c, day_number(r->published.first) * 1000000);
    cell_int(c, r->url.n ? 1 : 2);
    cell(c, publisher(r));
    cell(c, address(r));
    cell_int(c, paragraph_of(r, m->clause));
    cell_int(c, m->actors.n ? m->actors.at[0].at.beg : 0);
    cell_int(c, m->recipients.n ? m->recipients.at[0].at.beg : 0);
    cell_int(c, m->trigger.beg);
    cell_int(c, 1);
    cell_int(c, (uint64_t)(m->confidence * 10 + .5f) * 10);
    cell_int(c, r->text.n);
    none(c, 3);
    row_end(c);
}

/* ---- ICEWS, PETRARCH, POLECAT ------------------------------------------- */

/* Our own words for what the code stands for. */
static ng_str event_text(const struct ng_event *e, struct ng_arena *a)
{
    ng_str type = ng_str_lower(ng_event_type_name(e->type), a);
    if (!e->mode.n)
        return type;
    return ng_str_format(a, PRS ": " PRS, PRS_ARG(type), PRS_ARG(e->mode));
}

static void cell_position(struct coded *c)
{
    if (ng_event_placed(c->e)) {
        cell_num(c, (double)c->e->lat, 4);
        cell_num(c, (double)c->e->lon, 4);
    } else
        none(c, 2);
}

static void icews_row(struct coded *c, struct ng_arena scratch)
{
    const struct ng_event *e = c->e;
    ng_str country = country_name(ng_str_of(e->country));
    ng_id story = c->b->stories.n ? c->b->stories.at[0].id : (ng_id){0};
    cell_int(c, c->number);
    cell_day(c, e->when.first);
    cell(c, party_text(c, c->source));
    cell(c, party_sector(c, c->source));
    cell(c, country_name(party_country(c, c->source)));
    cell(c, event_text(e, &scratch));
    cell(c, c->code);
    cell_num(c, ng_goldstein(c->code), 1);
    cell(c, party_text(c, c->target));
    cell(c, party_sector(c, c->target));
    cell(c, country_name(party_country(c, c->target)));
    cell(c, ng_id_str(&story));
    cell_int(c, paragraph_of(c->r, c->m->clause));
    cell(c, publisher(c->r));
    cell(c, ng_str_eq(e->place, country) ? STR("") : e->place);
    none(c, 2); /* district, province */
    cell(c, country);
    cell_position(c);
    row_end(c);
}

static void cameo_row(struct coded *c)
{
    char source[16], target[16];
    ng_id id = c->e->id;
    cell_int(c, day_number(c->e->when.first));
    cell(c, party_code(c, c->source, source));
    cell(c, party_code(c, c->target, target));
    cell(c, c->code);
    none(c, 1); /* issues */
    cell(c, ng_id_str(&id));
    cell(c, address(c->r));
    cell(c, publisher(c->r));
    row_end(c);
}

static void polecat_party(struct coded *c, size_t p)
{
    ng_str country = party_country(c, p);
    cell(c, party_text(c, p));
    cell(c, country);
    none(c, 1); /* Correlates of War */
    cell(c, party_sector(c, p));
    cell(c, party_sector(c, p));
    none(c, 1); /* title */
    cell(c, party_text(c, p));
    none(c, 1); /* Wikipedia */
}

static void cell_list(struct coded *c, const ng_str *at, size_t n,
                      struct ng_arena scratch)
{
    ng_str all = STR("");
    for (size_t i = 0; i < n; i++)
        all = ng_str_format(&scratch, PRS "%s" PRS, PRS_ARG(all), i ? ";" : "",
                            PRS_ARG(at[i]));
    cell(c, all);
}

static void cell_contexts(struct coded *c)
{
    char all[512];
    size_t n = 0;
    ng_contexts set = ng_event_contexts(c->b, c->e);
    for (unsigned i = 0; i < NG_CONTEXT_COUNT; i++)
        if (set >> i & 1 && n < sizeof all - 40)
            n += (size_t)snprintf(all + n, sizeof all - n, "%s" PRS,
                                  n ? ";" : "",
                                  PRS_ARG(ng_context_name((enum ng_context)i)));
    cell(c, (ng_str){all, n});
}

static void polecat_row(struct coded *c, struct ng_arena scratch)
{
    const struct ng_event *e = c->e;
    static const struct ng_story nothing;
    const struct ng_story *story =
        c->b->stories.n ? &c->b->stories.at[0] : &nothing;
    ng_str country = country_name(ng_str_of(e->country));
    cell_int(c, c->number);
    cell_day(c, e->when.first);
    cell(c, e->plover_strict);
    cell(c, e->mode);
    cell_num(c, ng_goldstein(c->code), 1);
    cell_int(c, (uint64_t)ng_quad(e->type));
    cell_contexts(c);
    polecat_party(c, c->source);
    polecat_party(c, c->target);
    cell(c, e->place);
    cell(c, ng_str_eq(e->place, country) ? STR("") : e->place);
    none(c, 2); /* district, province */
    cell(c, country);
    cell_position(c);
    if (e->geonameid)
        cell_int(c, e->geonameid);
    else
        none(c, 1);
    cell(c, ng_slice(c->r->text, c->m->place_at));
    none(c, 1); /* feature type */
    cell(c, publisher(c->r));
    cell_day(c, c->r->published.first);
    cell_list(c, story->people.at, story->people.n, scratch);
    none(c, 1); /* organisations */
    cell_list(c, story->places.at, story->places.n, scratch);
    cell(c, c->r->language);
    cell(c, STR("nutgraf"));
    row_end(c);
}

/* ---- all ---------------------------------------------------------------- */

static void pair(struct coded *c, enum ng_scheme scheme, size_t source,
                 size_t target, struct ng_arena scratch)
{
    char id[64];
    ng_id own = c->e->id;
    int n = snprintf(id, sizeof id, PRS "/%zu/%zu", PRS_ARG(ng_id_str(&own)),
                     source + 1, target + 1);
    c->source = source;
    c->target = target;
    c->number = ng_hash64((ng_str){id, (size_t)n}, 0) >> 11; /* 53 bits */
    switch (scheme) {
    case NG_SCHEME_GDELT:
        gdelt_row(c);
        break;
    case NG_SCHEME_GDELT_MENTIONS:
        for (size_t i = 0; i < c->e->mentions.n; i++)
            gdelt_mention(c, &c->e->mentions.at[i]);
        break;
    case NG_SCHEME_CAMEO:
        cameo_row(c);
        break;
    case NG_SCHEME_ICEWS:
        icews_row(c, scratch);
        break;
    case NG_SCHEME_POLECAT:
        polecat_row(c, scratch);
        break;
    default:
        break;
    }
}

/* PETRARCH knows codes alone: two ministers of one state are one row. */
static bool is_coded_before(const struct ng_event *e, size_t party)
{
    for (size_t i = 0; i < party; i++)
        if (e->parties[i].recipient == e->parties[party].recipient &&
            !strcmp(e->parties[i].code, e->parties[party].code) &&
            !strcmp(e->parties[i].sector, e->parties[party].sector))
            return true;
    return false;
}

static void pairs(struct coded *c, enum ng_scheme scheme,
                  struct ng_arena scratch)
{
    const struct ng_event *e = c->e;
    size_t actors = 0;
    for (size_t i = 0; i < e->parties_n; i++)
        actors += !e->parties[i].recipient;
    bool together = actors == e->parties_n && actors > 1;
    for (size_t i = 0; i < e->parties_n; i++)
        for (size_t k = 0; k < e->parties_n && !e->parties[i].recipient; k++)
            if ((together ? i != k : e->parties[k].recipient) &&
                (scheme != NG_SCHEME_CAMEO ||
                 (!is_coded_before(e, i) && !is_coded_before(e, k))))
                pair(c, scheme, i, k, scratch);
    if (actors == 1 && e->parties_n == 1)
        pair(c, scheme, 0, NG_NONE, scratch);
}

/* PLOVER has a last day too; the others have one day, and "2011" is none. */
static bool is_dated(const struct ng_event *e, enum ng_scheme scheme)
{
    if (e->when.first == NG_NO_DAY)
        return false;
    return scheme == NG_SCHEME_PLOVER ||
           (e->when.last != NG_NO_DAY && e->when.last - e->when.first < 31);
}

void ng_export_coded(struct ng_out *o, enum ng_scheme scheme,
                     const struct ng_batch *b, uint64_t *left_out,
                     struct ng_arena scratch)
{
    for (size_t i = 0; i < b->events.n; i++) {
        const struct ng_event *e = &b->events.at[i];
        struct coded c = {.out = o, .b = b, .e = e};
        bool actor = false;
        for (size_t k = 0; k < e->parties_n; k++)
            actor |= !e->parties[k].recipient;
        c.code = ng_cameo_filed(e->type, e->cameo, e->status);
        if (!c.code.n || !is_dated(e, scheme) || !actor ||
            !e->plover_strict.n || !e->mentions.n) {
            ++*left_out;
            continue;
        }
        c.r = b->reports.at[e->mentions.at[0].report];
        c.m = &c.r->mentions.at[e->mentions.at[0].mention];
        if (scheme == NG_SCHEME_PLOVER)
            ng_put_plover(o, b, e);
        else
            pairs(&c, scheme, scratch);
    }
}

void ng_export_coded_header(struct ng_out *o, enum ng_scheme scheme)
{
    static const char icews[] =
        "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\t"
        "Event Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\t"
        "Target Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\t"
        "Province\tCountry\tLatitude\tLongitude\n";
    static const char polecat[] =
        "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\t"
        "Contexts\tActor Name\tActor Country\tActor COW\t"
        "Primary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\t"
        "Wikipedia Actor ID\tRecipient Name\tRecipient Country\t"
        "Recipient COW\tPrimary Recipient Sector\tRecipient Sectors\t"
        "Recipient Title\tRecipient Name Raw\tWikipedia Recipient ID\t"
        "Placename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\t"
        "GeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\t"
        "Story People\tStory Organizations\tStory Locations\tLanguage\t"
        "Version\n";
    if (scheme == NG_SCHEME_ICEWS)
        ng_put(o, ng_str_of(icews));
    if (scheme == NG_SCHEME_POLECAT)
        ng_put(o, ng_str_of(polecat));
}
