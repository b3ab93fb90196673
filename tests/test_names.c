/* test_names.c - names, who they are, and input that means no good. */
#include "annotate/annotate.h"
#include "t.h"

#include <stdlib.h>

enum { ROOM = 1 << 27 };

struct job {
    ng_str text;
    ng_day day;
    struct ng_report *r;
    struct ng_arena scratch;
};

static ng_status names(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    struct job *job = ctx;
    (void)err;
    struct ng_report *r = job->r = ng_new(out, struct ng_report, 1);
    /* An exact-size block: a read past the end is caught. */
    char *p = ng_new(out, char, job->text.n);
    memcpy(p, job->text.p, job->text.n);
    r->text = (ng_str){p, job->text.n};
    r->published = (ng_days){job->day, job->day};
    job->scratch.guard = out->guard;
    ng_find_words(r, out, job->scratch);
    ng_find_tags(r, out, job->scratch);
    ng_find_names(r, out, job->scratch);
    return NG_OK;
}

static struct ng_report *read_names(ng_str text, ng_day day)
{
    static struct ng_arena arena;
    struct ng_err err;
    struct job job = {.text = text, .day = day};
    if (!arena.at && ng_arena_open(&arena, ROOM, &err))
        abort();
    if (ng_arena_open(&job.scratch, ROOM, &err))
        abort();
    struct ng_arena scratch = job.scratch;
    if (ng_guarded(names, &job, &arena, &err))
        abort();
    ng_arena_close(&scratch, ROOM);
    return job.r;
}

static const struct ng_entity *entity(const struct ng_report *r,
                                      const char *key)
{
    for (size_t i = 0; i < r->entities.n; i++)
        if (ng_str_eq(r->entities.at[i].key, ng_str_of(key)))
            return &r->entities.at[i];
    return NULL;
}

static void offices_follow_the_day_of_the_report(void)
{
    ng_str text = STR("Dmitry Medvedev spoke to reporters in Sochi.");
    const struct ng_entity *e;
    e = entity(read_names(text, ng_day_of(2010, 6, 1)),
               "person:dmitry medvedev");
    REQUIRE(e);
    CHECK_STR(e->role, "president");
    CHECK(!strcmp(e->code, "RUS") && !strcmp(e->sector, "GOV"));
    e = entity(read_names(text, ng_day_of(2015, 6, 1)),
               "person:dmitry medvedev");
    REQUIRE(e);
    CHECK_STR(e->role, "prime minister");
}

static void roles_in_the_text_give_country_and_sector(void)
{
    struct ng_report *r =
        read_names(STR("Kremlin aide Pyotr Zelenin met Chadian General Ousmane "
                       "Wardougou. Anna Holt, a professor at the University of "
                       "Leeds, watched."),
                   NG_NO_DAY);
    const struct ng_entity *e = entity(r, "person:pyotr zelenin");
    REQUIRE(e);
    CHECK_STR(e->role, "aide");
    CHECK(!strcmp(e->code, "RUS") && !strcmp(e->sector, "GOV"));
    e = entity(r, "person:ousmane wardougou");
    REQUIRE(e);
    CHECK(!strcmp(e->code, "TCD") && !strcmp(e->sector, "MIL"));
    e = entity(r, "person:anna holt");
    REQUIRE(e);
    CHECK(!strcmp(e->sector, "EDU"));
}

static void places_are_told_apart_by_what_stands_around(void)
{
    struct ng_report *r = read_names(
        STR("Russia opened the station at Hasan. Idaho is far away: Moscow, "
            "Idaho, is a town, while Moscow is the capital of Russia."),
        NG_NO_DAY);
    CHECK(entity(r, "place:2022586"));
    CHECK(entity(r, "place:5601538"));
    const struct ng_entity *e = entity(r, "place:524901");
    REQUIRE(e);
    CHECK(!strcmp(e->code, "RUS") && !strcmp(e->sector, "GOV"));
}

static void a_state_is_not_the_country_of_its_name(void)
{
    struct ng_report *r =
        read_names(STR("A storm hit Savannah, Georgia, on Friday."), NG_NO_DAY);
    CHECK(entity(r, "place:4197000") && !entity(r, "country:GEO"));
    r = read_names(STR("Marchers filled Tbilisi in Georgia."), NG_NO_DAY);
    CHECK(entity(r, "country:GEO") && !entity(r, "place:4197000"));
    CHECK_INT(entity(r, "country:GEO")->geonameid, 614540);
}

static void every_covered_word_knows_its_name(void)
{
    struct ng_report *r = read_names(
        STR("The U.N. Security Council met Kim Jong Un's envoy."), NG_NO_DAY);
    CHECK_INT(r->names.n, 2);
    for (size_t i = 0; i < r->words.n; i++) {
        uint32_t name = r->words.at[i].name;
        for (size_t k = 0; k < r->names.n; k++)
            CHECK(ng_range_in(r->words.at[i].at, r->names.at[k].at) ==
                  (name == k));
    }
}

static size_t mentions(const struct ng_report *r, enum ng_name_type type)
{
    size_t n = 0;
    for (size_t i = 0; i < r->names.n; i++)
        n += r->names.at[i].type == type;
    return n;
}

/* In capitals a quotation is no title of a work, a car no country. */
static void headlines_are_read_without_their_capitals(void)
{
    struct ng_report *r = read_names(
        STR("FISHERMEN \"WON'T APOLOGISE\" AS MINISTER IN LISBON SIGNS NEW CAR "
            "TAX, SAYS MARTA SILVA"),
        NG_NO_DAY);
    CHECK(entity(r, "place:2267057") && entity(r, "person:marta silva"));
    CHECK_INT(mentions(r, NG_WORK), 0);
    CHECK_INT(mentions(r, NG_GPE), 1);
    r = read_names(STR("Fishermen Block Main Port In Lisbon As Minister Marta "
                       "Silva Signs New Car Tax"),
                   NG_NO_DAY);
    CHECK(entity(r, "place:2267057") && entity(r, "person:marta silva"));
    CHECK_INT(mentions(r, NG_GPE), 1);
}

/* Ranges lie in the text, in order, apart; entities exist. */
static bool is_sound(const struct ng_report *r)
{
    uint32_t end = 0;
    for (size_t i = 0; i < r->names.n; i++) {
        const struct ng_name_mention *m = &r->names.at[i];
        if (m->at.beg < end || m->at.end <= m->at.beg ||
            m->at.end > r->text.n || m->entity >= r->entities.n)
            return false;
        end = m->at.end;
    }
    end = 0;
    for (size_t i = 0; i < r->references.n; i++) {
        const struct ng_reference *x = &r->references.at[i];
        if (x->at.beg < end || x->at.end > r->text.n ||
            x->entity >= r->entities.n)
            return false;
        end = x->at.end;
    }
    return true;
}

static void stands_odd_input(void)
{
    static const char *const odd[] = {"",
                                      "K",
                                      "'s",
                                      "the",
                                      "The",
                                      "-",
                                      "Kim-",
                                      "-Putin",
                                      "\xff\xfe",
                                      "Kim\n\nJong Un",
                                      "U.S.",
                                      "of of of",
                                      "President",
                                      "his her",
                                      "The North",
                                      "A. B. C. D. E. F.",
                                      "al-",
                                      "van der",
                                      "(IAEA)",
                                      "\"The Long Way Home\"",
                                      "Kim's Kim's Kim's"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        CHECK(is_sound(read_names(ng_str_of(odd[i]), NG_NO_DAY)));
}

static void stands_noise(void)
{
    static const char *const parts[] = {
        "Kim ", "Jong ",   "Un ",     "the ",   "President ", "Russian ",
        ", ",   "he ",     "North ",  "of ",    "Bank ",      "'s ",
        "-",    "U.S. ",   ". ",      "\n\n",   "\"",         "van ",
        "his ", "leader ", "Moscow ", "Idaho ", "(",          ") "};
    char text[2048];
    uint32_t seed = 1;
    for (int round = 0; round < 200; round++) {
        size_t n = 0;
        while (n < 1500) {
            seed = seed * 1664525 + 1013904223;
            const char *p =
                parts[(seed >> 16) % (sizeof parts / sizeof *parts)];
            memcpy(text + n, p, strlen(p));
            n += strlen(p);
        }
        CHECK(is_sound(read_names((ng_str){text, n}, NG_NO_DAY)));
    }
}

T_MAIN(T(offices_follow_the_day_of_the_report),
       T(roles_in_the_text_give_country_and_sector),
       T(places_are_told_apart_by_what_stands_around),
       T(a_state_is_not_the_country_of_its_name),
       T(every_covered_word_knows_its_name),
       T(headlines_are_read_without_their_capitals), T(stands_odd_input),
       T(stands_noise))
