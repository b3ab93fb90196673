/* What a person types, as terms; what breaks the grammar, as a sentence. */
#include "report/query.h"
#include "t.h"

static struct ng_query q;
static struct ng_err err;

static ng_status parse(const char *text)
{
    err = (struct ng_err){0};
    return ng_query_parse(ng_str_of(text), &q, &err);
}

static bool has(const char *sentence)
{
    return strstr(err.text, sentence) != NULL;
}

static void words_and_phrases(void)
{
    REQUIRE(parse("ferry \"north pier\"  -strike") == NG_OK);
    REQUIRE(q.n == 3);
    CHECK_STR(q.terms[0].value, "ferry");
    CHECK_STR(q.terms[1].value, "north pier");
    CHECK(!q.terms[1].negated && q.terms[2].negated);
    CHECK_STR(q.terms[2].value, "strike");
    REQUIRE(parse("\xe2\x80\x9chope for\xe2\x80\x9d peace") == NG_OK);
    CHECK_STR(q.terms[0].value, "hope for");
    REQUIRE(parse("10:30 \"to the end") == NG_OK);
    CHECK_STR(q.terms[0].value, "10:30");
    CHECK_STR(q.terms[1].value, "to the end");
    CHECK(parse("a - b & ) (") == NG_OK && q.n == 2);
    CHECK(parse("\"date:x\"") == NG_OK && q.terms[0].key == NG_TERM_WORDS);
}

static void keys(void)
{
    REQUIRE(parse("Actor:quill said:\"harbour master\" -source:wire "
                  "type:consult type:Visit status:PLANNED") == NG_OK);
    REQUIRE(q.n == 6);
    CHECK(q.terms[0].key == NG_TERM_ACTOR);
    CHECK_STR(q.terms[1].value, "harbour master");
    CHECK(q.terms[2].negated && q.terms[2].key == NG_TERM_SOURCE);
    CHECK_STR(q.terms[3].type, "CONSULT");
    CHECK_STR(q.terms[4].mode, "visit");
    CHECK_STR(q.terms[5].status, "planned");
}

static void days(void)
{
    REQUIRE(parse("date:2019-04-24") == NG_OK);
    CHECK(q.terms[0].days.first == q.terms[0].days.last);
    REQUIRE(parse("date:2020-02") == NG_OK);
    CHECK_INT(q.terms[0].days.last - q.terms[0].days.first, 28);
    REQUIRE(parse("date:2019") == NG_OK);
    CHECK_INT(q.terms[0].days.last - q.terms[0].days.first, 364);
    REQUIRE(parse("date:..2019-04") == NG_OK);
    CHECK(q.terms[0].days.first == NG_NO_DAY);
    CHECK(q.terms[0].days.last == ng_day_of(2019, 4, 30));
    REQUIRE(parse("date:2019-04-20..2019-05") == NG_OK);
    CHECK(q.terms[0].days.last == ng_day_of(2019, 5, 31));
    static const char *const bad[] = {
        "date:",         "date:..",         "date:2019-13",
        "date:19",       "date:2019-02-30", "date:2019-05..2019-04",
        "date:2019-4-1", "date:0000",       "date:2019-04-24x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(parse(bad[i]) == NG_USAGE && has("is no day"));
}

static void counts(void)
{
    static const struct {
        const char *text;
        int64_t lo, hi;
    } good[] = {{"indep:3", 3, 3},
                {"indep:>2", 3, INT64_MAX},
                {"indep:>=2", 2, INT64_MAX},
                {"indep:<4", 0, 3},
                {"indep:<=4", 0, 4}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        REQUIRE(parse(good[i].text) == NG_OK);
        CHECK(q.terms[0].lo == good[i].lo && q.terms[0].hi == good[i].hi);
    }
    CHECK(parse("indep:=2") == NG_USAGE && has("number of origins"));
    CHECK(parse("indep:>") == NG_USAGE);
    CHECK(parse("indep:99999999999999999999") == NG_USAGE);
}

static void what_breaks_the_grammar(void)
{
    char many[NG_QUERY_BYTES + 2];
    CHECK(parse("") == NG_USAGE && has("no words"));
    CHECK(parse("-a -b") == NG_USAGE && has("what to look for"));
    CHECK(parse("colour:red") == NG_USAGE && has("is no key"));
    CHECK(parse("x actor:") == NG_USAGE && has("needs a word"));
    CHECK_INT(err.pos, 2);
    CHECK(parse("type:party") == NG_USAGE && has("no type of event"));
    CHECK(parse("status:done") == NG_USAGE && has("is no status"));
    memset(many, 'a', sizeof many - 1);
    many[sizeof many - 1] = 0;
    CHECK(parse(many) == NG_USAGE && has("at most 256 bytes"));
    for (size_t i = 1; i < sizeof many - 1; i += 2)
        many[i] = ' ';
    many[80] = 0;
    CHECK(parse(many) == NG_USAGE && has("at most 32 terms"));
}

T_MAIN(T(words_and_phrases), T(keys), T(days), T(counts),
       T(what_breaks_the_grammar))
