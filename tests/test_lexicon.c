/* test_lexicon.c - the table that is linked in, and the folding of phrases. */
#include "lexicon/lexicon.h"
#include "t.h"

#include <stdlib.h>

static struct ng_arena arena(void)
{
    static char room[1 << 16];
    return (struct ng_arena){.at = room, .end = room + sizeof room};
}

/* The folded form, from a block that ends where the text ends. */
static ng_str fold(const char *text)
{
    static char buf[512];
    size_t n = strlen(text);
    char *p = malloc(n + 1);
    memcpy(p, text, n);
    char *exact = realloc(p, n ? n : 1);
    size_t m = ng_lex_fold_into((ng_str){exact, n}, buf, sizeof buf);
    free(exact);
    return (ng_str){buf, m == SIZE_MAX ? 0 : m};
}

static bool first(const char *text, struct ng_lex_entry *e)
{
    return ng_lex_find(fold(text), e, 1) == 1;
}

static void folds_what_is_written_in_many_ways(void)
{
    CHECK_STR(fold("U.S."), "us");
    CHECK_STR(fold("U.S.A."), "usa");
    CHECK_STR(fold("J.D. Vance"), "jd vance");
    CHECK_STR(fold("bbc.co.uk"), "bbc.co.uk");
    CHECK_STR(fold("Kim  Jong-un"), "kim jong un");
    CHECK_STR(fold("Côte d’Ivoire"), "cote divoire");
    CHECK_STR(fold("São Paulo,"), "sao paulo");
    CHECK_STR(fold("Łódź"), "lodz");
    CHECK_STR(fold("Türkiye"), "turkiye");
    CHECK_STR(fold("St. Petersburg"), "st petersburg");
    CHECK_STR(fold(""), "");
    CHECK_STR(fold("\xff\xfe\x80"), "");
    CHECK_STR(fold("a\xe2\x82"), "a");
}

static void refuses_what_does_not_fit(void)
{
    char small[3];
    CHECK(ng_lex_fold_into(STR("abcd"), small, sizeof small) == SIZE_MAX);
    CHECK_INT(ng_lex_fold_into(STR("abc"), small, sizeof small), 3);
}

static void knows_countries_and_peoples(void)
{
    struct ng_lex_entry e;
    REQUIRE(first("North Korea", &e));
    CHECK(e.kind == NG_LEX_COUNTRY && !strcmp(e.country, "PRK"));
    REQUIRE(first("U.K.", &e));
    CHECK(e.kind == NG_LEX_COUNTRY && !strcmp(e.country, "GBR"));
    REQUIRE(first("South Koreans", &e));
    CHECK(e.kind == NG_LEX_DEMONYM && !strcmp(e.country, "KOR"));
    REQUIRE(ng_lex_country(STR("RUS"), &e));
    CHECK_STR(e.name, "Russia");
    CHECK(!ng_lex_country(STR("QQQ"), &e));
    CHECK(!ng_lex_country(STR("RU"), &e));
}

static void knows_places_by_their_numbers(void)
{
    struct ng_lex_entry e[8];
    size_t n = ng_lex_find(fold("Vladivostok"), e, 8);
    REQUIRE(n >= 1);
    CHECK_INT(e[0].geonameid, 2013348);
    n = ng_lex_find(fold("Khasan"), e, 8);
    REQUIRE(n >= 1);
    CHECK_INT(e[0].geonameid, 2022586);
    REQUIRE(first("Russky Island", &e[0]));
    CHECK_INT(e[0].geonameid, 2017364);
    n = ng_lex_find(fold("Moscow"), e, 8);
    REQUIRE(n >= 3);
    CHECK(e[0].kind == NG_LEX_METONYM);
    CHECK(!strcmp(e[1].country, "RUS") && e[1].population > 5000000);
    bool idaho = false;
    for (size_t i = 0; i < n; i++)
        idaho |= !strcmp(e[i].country, "USA") && !strcmp(e[i].admin1, "ID");
    CHECK(idaho);
}

static void knows_who_held_what_office_when(void)
{
    struct ng_lex_entry e;
    REQUIRE(first("Dmitri Medvedev", &e));
    CHECK(e.kind == NG_LEX_PERSON);
    struct ng_lex_office o[8];
    size_t n = ng_lex_offices(e.id, o, 8);
    REQUIRE(n >= 2);
    CHECK_STR(o[0].role, "president");
    CHECK_INT(o[0].from, ng_day_of(2008, 5, 7));
    CHECK_INT(o[0].to, ng_day_of(2012, 5, 7));
    CHECK(!strcmp(o[0].country, "RUS") && !strcmp(o[0].sector, "GOV"));
    CHECK_INT(ng_lex_offices(UINT32_MAX, o, 8), 0);
    REQUIRE(first("Yury Ushakov", &e));
    CHECK_STR(e.name, "Yuri Ushakov");
}

static void knows_outlets_by_name_and_by_address(void)
{
    struct ng_lex_entry e;
    REQUIRE(ng_lex_outlet(STR("abcnews.go.com"), &e));
    CHECK_STR(e.name, "ABC News");
    REQUIRE(ng_lex_outlet(STR("https://www.bbc.co.uk/news/1"), &e));
    CHECK_STR(e.name, "BBC");
    REQUIRE(ng_lex_outlet(STR("www.themoscowtimes.com/2019/04/24/x"), &e));
    CHECK_STR(e.name, "The Moscow Times");
    REQUIRE(ng_lex_outlet(STR("Reuters"), &e));
    CHECK_STR(e.name, "Reuters");
    CHECK(!ng_lex_outlet(STR("example.org"), &e));
    CHECK(!ng_lex_outlet(STR("not a known paper"), &e));
    CHECK(!ng_lex_outlet(STR(""), &e));
}

static void knows_words(void)
{
    CHECK(ng_lex_word(STR("the")) & NG_WORD_FUNCTION);
    CHECK(ng_lex_word(STR("government")) & NG_WORD_FREQUENT);
    CHECK(ng_lex_word(STR("accused")) & NG_WORD_VERB);
    CHECK(ng_lex_word(STR("sanctions")) & NG_WORD_NOUN);
    CHECK(ng_lex_word(STR("maria")) & NG_WORD_GIVEN);
    CHECK(ng_lex_word(STR("president")) & NG_WORD_TITLE);
    CHECK(!(ng_lex_word(STR("vladivostok")) & NG_WORD_COMMON));
    CHECK_INT(ng_lex_word(STR("qxzzv")), 0);
    CHECK(ng_lex_is_prefix(STR("north")));
    CHECK(!ng_lex_is_prefix(STR("qxzzv")));
}

static void gives_keys_that_hold_across_reports(void)
{
    struct ng_arena a = arena();
    struct ng_lex_entry e;
    REQUIRE(first("DPRK", &e));
    CHECK_STR(ng_lex_key(&e, &a), "country:PRK");
    REQUIRE(first("Kim Jong-un", &e));
    CHECK_STR(ng_lex_key(&e, &a), "person:kim jong un");
    REQUIRE(first("IAEA", &e));
    CHECK_STR(ng_lex_key(&e, &a), "org:international atomic energy agency");
}

T_MAIN(T(folds_what_is_written_in_many_ways), T(refuses_what_does_not_fit),
       T(knows_countries_and_peoples), T(knows_places_by_their_numbers),
       T(knows_who_held_what_office_when),
       T(knows_outlets_by_name_and_by_address), T(knows_words),
       T(gives_keys_that_hold_across_reports))
