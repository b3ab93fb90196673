/* store_help.h - made-up reports and stories with every field set, and whether
 * two of them are equal, field by field. For test_store.c. */
#pragma once
#include "store/store.h"
#include "t.h"

#include <math.h>

static const char help_text[] =
    "Envoys to Meet in Port\n\nThe envoys of Norland and Sudland will meet on "
    "Monday, a caf\xc3\xa9 owner said. About 300 workers went home.\n\n"
    "\"We hope for peace,\" the mayor of Port told the radio, citing an aide.";
static const char help_raw[] =
    "\xef\xbb\xbf"
    "Envoys to Meet in Port\n\nThe envoys of Norland and Sudland will meet on "
    "Monday, a caf&eacute; owner said. About 300 workers went home.\r\n\r\n"
    "\"We hope for peace,\" the mayor of Port told the radio, citing an aide.";

static inline ng_range help_find(ng_str text, const char *what)
{
    size_t at = ng_str_find(text, ng_str_of(what), 0);
    size_t n = strlen(what);
    return at == SIZE_MAX ? (ng_range){0}
                          : (ng_range){(uint32_t)at, (uint32_t)(at + n)};
}

static inline void help_clean(struct ng_report *r, struct ng_arena *a)
{
    ng_str text = r->text;
    uint32_t cafe = help_find(text, "\xc3\xa9").beg;
    uint32_t gap = help_find(text, "\n\n\"We").beg;
    *ng_push(&r->map, a) = (struct ng_map_run){0, 3, 3 + cafe, true};
    *ng_push(&r->map, a) =
        (struct ng_map_run){cafe, 3 + cafe, 11 + cafe, false};
    *ng_push(&r->map, a) =
        (struct ng_map_run){cafe + 2, 11 + cafe, 9 + gap, true};
    *ng_push(&r->map, a) = (struct ng_map_run){gap, 9 + gap, 13 + gap, false};
    *ng_push(&r->map, a) =
        (struct ng_map_run){gap + 2, 13 + gap, (uint32_t)r->source.raw.n, true};
    r->title_at = help_find(text, "Envoys to Meet in Port");
    *ng_push(&r->paragraphs, a) =
        (struct ng_paragraph){r->title_at, NG_BLOCK_TITLE};
    *ng_push(&r->paragraphs, a) =
        (struct ng_paragraph){{24, gap}, NG_BLOCK_HEADING};
    *ng_push(&r->notes, a) = (struct ng_note){NG_NOTE_MOJIBAKE,
                                              {cafe, cafe + 2},
                                              {3 + cafe, 11 + cafe},
                                              STR("&eacute;")};
    *ng_push(&r->sentences, a) =
        (struct ng_sentence){{24, help_find(text, " About").beg}, 5, 20, 1};
    *ng_push(&r->sentences, a) = (struct ng_sentence){
        help_find(text, "About 300 workers went home."), 20, 26, 1};
    *ng_push(&r->sentences, a) =
        (struct ng_sentence){{gap + 2, (uint32_t)text.n}, 26, 44, 2};
}

static inline void help_annotate(struct ng_report *r, struct ng_arena *a)
{
    ng_str text = r->text;
    struct ng_party aide = {help_find(text, "an aide"), NG_NONE, "PRK", "GOV",
                            0};
    struct ng_party radio = {help_find(text, "the radio"), 1, "", "MED", 0};
    *ng_push(&r->names, a) = (struct ng_name_mention){
        .at = help_find(text, "Norland"), .type = NG_GPE, .entity = 0};
    *ng_push(&r->names, a) = (struct ng_name_mention){
        .at = help_find(text, "Sudland"), .type = NG_MISC, .entity = NG_NONE};
    *ng_push(&r->entities, a) =
        (struct ng_entity){.key = STR("country:NLD"),
                           .name = STR("Norland"),
                           .type = NG_GPE,
                           .country = "NLD",
                           .code = "NLDGOV",
                           .sector = "GOV",
                           .geonameid = 2750405,
                           .lat = 52.25f,
                           .lon = -5.75f,
                           .role = STR("host"),
                           .role_at = help_find(text, "envoys"),
                           .mentions = 3};
    *ng_push(&r->entities, a) = (struct ng_entity){
        .key = STR("PER:x"), .name = STR("X"), .type = NG_PER, .mentions = 1};
    *ng_push(&r->references, a) =
        (struct ng_reference){help_find(text, "The envoys"), 1};
    *ng_push(&r->times, a) = (struct ng_time){help_find(text, "Monday"),
                                              NG_DATE,
                                              NG_DAY,
                                              {18000, NG_NO_DAY},
                                              STR("2019-04-15"),
                                              17999,
                                              NG_BASIS_HEADER,
                                              true,
                                              false};
    *ng_push(&r->quantities, a) =
        (struct ng_quantity){help_find(text, "About 300 workers"),
                             STR("worker"),
                             STR(""),
                             300.5,
                             (double)NAN,
                             true};
    for (int i = 0; i < 2; i++) {
        struct ng_saying *s = ng_push(&r->sayings, a);
        *s = (struct ng_saying){.kind = i ? NG_MIXED : NG_DIRECT,
                                .content = help_find(text, "We hope for peace"),
                                .cue = help_find(text, i ? "citing" : "told"),
                                .source = help_find(text, "the mayor"),
                                .entity = i ? NG_NONE : 1,
                                .grade = NG_GRADE_ROLE,
                                .told_to = help_find(text, "the radio"),
                                .sentence = 2,
                                .denies = i};
        *ng_push(&s->via, a) = radio;
        if (i)
            *ng_push(&s->via, a) = aide;
    }
    for (int i = 0; i < 3; i++) {
        struct ng_mention *m = ng_push(&r->mentions, a);
        *m = (struct ng_mention){.type = NG_CONSULT,
                                 .mode = STR("meet"),
                                 .cameo = STR("042"),
                                 .clause = r->sentences.at[0].at,
                                 .trigger = help_find(text, "meet on"),
                                 .when = {18000, 18001},
                                 .granularity = NG_WEEK,
                                 .when_basis = NG_BASIS_CLAUSE,
                                 .time = i ? NG_NONE : 0,
                                 .place_at = help_find(text, "Port"),
                                 .place = 0,
                                 .status = NG_PLANNED,
                                 .status_cue = help_find(text, "will"),
                                 .as_stated = help_find(text, "Monday"),
                                 .confidence = .75f,
                                 .rule = STR("meet.verb.1"),
                                 .historical = i == 2};
        if (i == 1)
            continue;
        *ng_push(&m->actors, a) = radio;
        *ng_push(&m->recipients, a) = aide;
        *ng_push(&m->recipients, a) = radio;
        *ng_push(&m->attributed_to, a) = aide;
    }
}

/* Report number i of a set; every field that the store keeps is set. */
static inline struct ng_report *help_report(int i, struct ng_arena *a)
{
    struct ng_report *r = ng_new(a, struct ng_report, 1);
    ng_str raw = {help_raw, sizeof help_raw - 1};
    r->source = (struct ng_raw){
        .path = ng_str_format(a, "folder/%d.jsonl", i),
        .given_id = STR("g-1"),
        .format = NG_FORMAT_HTML,
        .raw = raw,
        .bytes = ng_str_format(a, "{\"n\": %d, \"text\": \"%s\"}", i, help_raw),
        .recoded = true,
        .truncated = true,
        .title = STR("T"),
        .outlet = STR("O"),
        .author = STR("A"),
        .published = STR("P"),
        .modified = STR("M"),
        .url = STR("U"),
        .language = STR("L"),
        .keep = STR("{\"k\": 1}")};
    r->sha = ng_sha256_of(r->source.bytes);
    r->id = ng_id_of('r', (ng_str){(const char *)r->sha.b, 32});
    r->text = (ng_str){help_text, sizeof help_text - 1};
    r->title = STR("Envoys to Meet in Port");
    r->outlet = STR("The Daily Norland");
    r->agency = STR("NNA");
    r->byline = STR("By N. N.");
    r->url = STR("https://example.org/a");
    r->dateline_place = STR("PORT");
    r->language = STR("en");
    r->declared_origin = STR("NNA");
    r->published = (ng_days){18000 + i, 18000 + i};
    r->published_text = STR("2019-04-14T10:00:00Z");
    r->published_precision = NG_PRECISION_SECOND;
    r->published_basis = NG_BASIS_METADATA;
    r->modified = STR("2019-04-15");
    r->spun = true;
    help_clean(r, a);
    help_annotate(r, a);
    return r;
}

#define SAME(f) CHECK(a->f == b->f)
#define SAME_STR(f) CHECK(ng_str_eq(a->f, b->f))
#define SAME_RANGE(f) CHECK(a->f.beg == b->f.beg && a->f.end == b->f.end)
#define SAME_DAYS(f) CHECK(a->f.first == b->f.first && a->f.last == b->f.last)
#define SAME_NUM(f) CHECK(a->f == b->f || (isnan(a->f) && isnan(b->f)))
#define SAME_CHARS(f) CHECK(strcmp(a->f, b->f) == 0)
#define SAME_ID(f) CHECK(ng_id_eq(a->f, b->f))
#define EACH(T, list)                                                          \
    CHECK_INT(x->list.n, y->list.n);                                           \
    for (size_t i = 0; i < x->list.n && i < y->list.n; i++)                    \
        for (const struct T *a = &x->list.at[i], *b = &y->list.at[i]; a;       \
             a = NULL)

static inline void same_parties(const ng_parties *x, const ng_parties *y)
{
    CHECK_INT(x->n, y->n);
    for (size_t i = 0; i < x->n && i < y->n; i++) {
        const struct ng_party *a = &x->at[i], *b = &y->at[i];
        SAME_RANGE(at);
        SAME(entity);
        SAME_CHARS(code);
        SAME_CHARS(sector);
    }
}

static inline void same_head(const struct ng_report *a,
                             const struct ng_report *b)
{
    SAME_ID(id);
    CHECK(memcmp(a->sha.b, b->sha.b, 32) == 0);
    SAME_STR(source.path);
    SAME_STR(source.given_id);
    SAME(source.format);
    if (b->source.bytes.n) { /* a report of a story has none */
        SAME_STR(source.bytes);
        SAME_STR(source.raw);
    }
    SAME(source.recoded);
    SAME(source.truncated);
    SAME_STR(source.title);
    SAME_STR(source.outlet);
    SAME_STR(source.author);
    SAME_STR(source.published);
    SAME_STR(source.modified);
    SAME_STR(source.url);
    SAME_STR(source.language);
    SAME_STR(source.keep);
    SAME_STR(text);
    SAME_STR(title);
    SAME_STR(outlet);
    SAME_STR(agency);
    SAME_STR(byline);
    SAME_STR(url);
    SAME_STR(dateline_place);
    SAME_STR(language);
    SAME_RANGE(title_at);
    SAME_STR(declared_origin);
    SAME_DAYS(published);
    SAME_STR(published_text);
    SAME(published_precision);
    SAME(published_basis);
    SAME_STR(modified);
    SAME(spun);
    SAME_ID(origin);
    SAME_ID(story);
    SAME(lineage_role);
}

static inline void same_lists(const struct ng_report *x,
                              const struct ng_report *y)
{
    EACH(ng_map_run, map)
    {
        SAME(text_beg);
        SAME(raw_beg);
        SAME(raw_end);
        SAME(same);
    }
    EACH(ng_paragraph, paragraphs)
    {
        SAME_RANGE(at);
        SAME(kind);
    }
    EACH(ng_note, notes)
    {
        SAME(kind);
        SAME_RANGE(at);
        SAME_RANGE(raw);
        SAME_STR(text);
    }
    EACH(ng_sentence, sentences)
    {
        SAME_RANGE(at);
        SAME(first);
        SAME(end);
        SAME(paragraph);
    }
    EACH(ng_name_mention, names)
    {
        SAME_RANGE(at);
        SAME(type);
        SAME(entity);
    }
    EACH(ng_entity, entities)
    {
        SAME_STR(key);
        SAME_STR(name);
        SAME(type);
        SAME_CHARS(country);
        SAME_CHARS(code);
        SAME_CHARS(sector);
        SAME(geonameid);
        SAME(lat);
        SAME(lon);
        SAME_STR(role);
        SAME_RANGE(role_at);
        SAME(mentions);
    }
    EACH(ng_reference, references)
    {
        SAME_RANGE(at);
        SAME(entity);
    }
}

static inline void same_facts(const struct ng_report *x,
                              const struct ng_report *y)
{
    EACH(ng_time, times)
    {
        SAME_RANGE(at);
        SAME(kind);
        SAME(granularity);
        SAME_DAYS(value);
        SAME_STR(timex);
        SAME(anchor);
        SAME(anchor_basis);
        SAME(deictic);
    }
    EACH(ng_quantity, quantities)
    {
        SAME_RANGE(at);
        SAME_STR(what);
        SAME_STR(unit);
        SAME_NUM(low);
        SAME_NUM(high);
        SAME(approx);
    }
    EACH(ng_saying, sayings)
    {
        SAME(kind);
        SAME_RANGE(content);
        SAME_RANGE(cue);
        SAME_RANGE(source);
        SAME(entity);
        SAME(grade);
        same_parties(&a->via, &b->via);
        SAME_RANGE(told_to);
        SAME(sentence);
        SAME(denies);
    }
    EACH(ng_mention, mentions)
    {
        SAME(type);
        SAME_STR(mode);
        SAME_STR(cameo);
        SAME_RANGE(clause);
        SAME_RANGE(trigger);
        same_parties(&a->actors, &b->actors);
        same_parties(&a->recipients, &b->recipients);
        SAME_DAYS(when);
        SAME(granularity);
        SAME(when_basis);
        SAME(time);
        SAME_RANGE(place_at);
        SAME(place);
        SAME(status);
        SAME_RANGE(status_cue);
        same_parties(&a->attributed_to, &b->attributed_to);
        SAME_RANGE(as_stated);
        SAME(confidence);
        SAME_STR(rule);
        SAME(historical);
    }
}

static inline void same_report(const struct ng_report *x,
                               const struct ng_report *y)
{
    same_head(x, y);
    same_lists(x, y);
    same_facts(x, y);
}
