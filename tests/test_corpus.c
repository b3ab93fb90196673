/* test_corpus.c - the reader of annotated reports: marks, tail, mistakes, and
 * the scores between two annotations. */
#include "t.h"
#include "train/corpus_score.h"

#include <stdlib.h>

static struct ng_arena arena;

static struct {
    int n;
    uint32_t line;
    char last[300], all[4000];
} told;

static void tell(void *ctx, const char *path, uint32_t line, const char *what)
{
    (void)ctx, (void)path;
    told.n++;
    told.line = line;
    snprintf(told.last, sizeof told.last, "%s", what);
    snprintf(told.all + strlen(told.all), sizeof told.all - strlen(told.all),
             "%s\n", what);
}

#define HEAD                                                                   \
    "id: x\nmanner: wire\nregion: nowhere\noutlet: O\nday: 2023-03-15\n\n"

static void *blocks[100];
static size_t blocks_n;
static void release(void)
{
    while (blocks_n)
        free(blocks[--blocks_n]);
}

/* The bytes stand alone, so that reading past them is seen. */
static struct ng_corpus_report parse(const char *text)
{
    struct ng_err err;
    if (!arena.end && ng_arena_open(&arena, (size_t)1 << 28, &err))
        abort();
    struct ng_corpus_report r;
    size_t n = strlen(text);
    char *p = malloc(n ? n : 1);
    if (blocks_n == 0)
        atexit(release);
    if (blocks_n == sizeof blocks / sizeof *blocks)
        abort();
    blocks[blocks_n++] = p;
    memcpy(p, text, n);
    memset(&told, 0, sizeof told);
    ng_corpus_parse(&r, "x.txt", (ng_str){p, n}, tell, NULL, &arena);
    return r; /* borrows p */
}

static const char whole[] =
    HEAD "# [GPE:1 Ghana] halts work\n"
         "\n"
         "[S.a [@3 [GPE:1 Ghana]'s minister],\n"
         "[PER:3 Ama Boateng],] [Q.a said] [T:2023-03-14 Tuesday]  [C.a that "
         "\\[she\\] "
         "had [E.1 suspended] work].\n"
         "\n"
         "[C.a \"We go on.\"]\n"
         "\n"
         "--\n"
         "1 GPE Ghana GHA\n"
         "3 PER Ama Boateng\n"
         "a named 3 via=1\n"
         "e1 COERCE happened who=3 whom=1 when=2023-03-14 where=1 by=a\n";

static void reads_marks(void)
{
    struct ng_corpus_report r = parse(whole);
    CHECK_INT(told.n, 0);
    CHECK_STR(r.text,
              "Ghana halts work\n\nGhana's minister, Ama Boateng, said "
              "Tuesday that [she] had suspended work.\n\n\"We go on.\"");
    REQUIRE(r.names.n == 3 && r.others.n == 1 && r.times.n == 1);
    CHECK_STR(ng_slice(r.text, r.names.at[2].at), "Ama Boateng");
    CHECK_INT(r.names.at[2].number, 3);
    CHECK_STR(ng_slice(r.text, r.others.at[0].at), "Ghana's minister");
    CHECK_STR(r.times.at[0].value, "2023-03-14");
    CHECK_INT(r.paragraphs.n, 3);
    CHECK_INT(r.paragraphs.at[0].kind, NG_BLOCK_TITLE);
    REQUIRE(r.parts.n == 4);
    CHECK_STR(ng_slice(r.text, r.parts.at[0].at),
              "Ghana's minister, Ama Boateng,");
    CHECK_STR(ng_slice(r.text, r.parts.at[2].at),
              "that [she] had suspended work");
    CHECK_STR(ng_slice(r.text, r.parts.at[3].at), "\"We go on.\"");
    REQUIRE(r.entities.n == 2 && r.sayings.n == 1 && r.events.n == 1);
    CHECK_STR(ng_str_of(r.entities.at[0].country), "GHA");
    CHECK_STR(r.entities.at[0].name, "Ghana");
    CHECK_INT(r.sayings.at[0].grade, NG_GRADE_NAMED);
    CHECK_INT(r.sayings.at[0].speaker, 3);
    CHECK_INT(r.sayings.at[0].via.n, 1);
    CHECK_INT(r.events.at[0].type, NG_COERCE);
    CHECK_INT(r.events.at[0].who.n, 1);
    CHECK_INT(r.events.at[0].whom.n, 1);
    CHECK_STR(r.events.at[0].by, "a");
}

/* Each text has one mistake; the word must be in what is told of it. */
static void names_mistakes(void)
{
    static const struct {
        const char *text, *word;
        uint32_t line;
    } cases[] = {
        {HEAD "[PER Ama] came.\n--\n", "needs a number", 7},
        {HEAD "[PER:1 Ama came.\n--\n1 PER Ama\n", "not closed", 7},
        {HEAD "Ama came].\n--\n", "without [", 7},
        {HEAD "[PERSON:1 Ama] came.\n--\n", "is no mark", 7},
        {HEAD "[T:2023-02-30 A day] came.\n--\n", "is no TIMEX3", 7},
        {HEAD "[T:2023-03-15 Tuesday] came.\n--\n", "wednesday", 9},
        {HEAD "[PER:1 Ama] came.\n--\n1 ORG Ama\n", "in the tail and PER", 10},
        {HEAD "[PER:1 Ama] came.\n--\n1 PER Ama\n2 PER Kofi\n",
         "nowhere in the text", 11},
        {HEAD "[S.a She] [Q.a said] [C.a so].\n--\na loud -\n", "is no grade",
         9},
        {HEAD "[S.a She] [Q.a said] so.\n--\na role -\n", "has no content", 10},
        {HEAD "[Q.a Said] [C.a so].\n--\na role -\n", "grade none", 10},
        {HEAD "They [E.1 met].\n--\ne1 MEET happened who=-\n",
         "expected eN TYPE STATUS", 9},
        {HEAD "They [E.1 met].\n--\ne1 CONSULT happened by=b\n", "no saying b",
         10},
        {HEAD "They met.\n", "no line --", 8},
        {"id: y\nmanner: wire\nregion: r\noutlet: O\nday: "
         "2023-03-15\n\nA.\n--\n",
         "not the file", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parse(cases[i].text);
        CHECK(told.n >= 1);
        if (!strstr(told.all, cases[i].word))
            T_SAY("case %zu: no \"%s\" in: %s", i, cases[i].word, told.all);
        if (told.n == 1)
            CHECK_INT(told.line, cases[i].line);
    }
}

static void lasts_through_garbage(void)
{
    static const char *const texts[] = {
        "",
        "--",
        "\n\n--\n",
        "[",
        "]",
        HEAD "[[[[[[[[[[[[[[[[[[[[[[ a",
        HEAD "[@ x] [T: x] [S. x] [E.0 x] [PER:99999999999999 x] [ ]",
        HEAD "\\",
        HEAD "# ",
        HEAD "a [MISC] b\n--\n",
        HEAD "#\n--\n1\n1 2\na\ne1 =\n=\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        parse(texts[i]);
        CHECK(told.n > 0);
    }
}

static void scores_itself_as_one(void)
{
    struct ng_corpus_report r = parse(whole), none = {.text = r.text};
    struct ng_scores s = {0};
    ng_corpus_score(&r, &r, &s, arena);
    for (int i = 0; i < NG_SCORE_COUNT; i++)
        CHECK(s.row[i].gold > 0 && ng_tally_f1(s.row[i]) >= 1);
    CHECK(ng_scores_b3(&s) >= 1);
    s = (struct ng_scores){0};
    ng_corpus_score(&r, &none, &s, arena);
    CHECK_INT(s.row[NG_SCORE_NAMES].hit, 0);
    CHECK_INT(s.row[NG_SCORE_NAMES].gold, 3);
    CHECK(ng_scores_b3(&s) <= 0);
}

/* A year where the gold has a day, a place that it leaves open, another who,
 * and the same word under another letter. */
static void scores_fields(void)
{
    static const char text[] = HEAD
        "[S.%s [PER:1 Ama]] [Q.%s said] [C.%s [PER:2 Kofi] [E.1 arrested] her "
        "in [GPE:3 Tema]].\n--\n1 PER Ama\n2 PER Kofi\n3 GPE Tema GHA\n"
        "%s named 1\ne1 COERCE happened %s by=%s\n";
    char one[400], two[400];
    snprintf(one, sizeof one, text, "a", "a", "a", "a",
             "who=2 whom=1 when=2023-03-14", "a");
    snprintf(two, sizeof two, text, "b", "b", "b", "b",
             "who=3 whom=1 when=2023 where=3", "b");
    struct ng_corpus_report g = parse(one), f = parse(two);
    struct ng_scores s = {0};
    ng_corpus_score(&g, &f, &s, arena);
    static const struct {
        enum ng_score row;
        size_t gold, found, hit;
    } rows[] = {{NG_SCORE_WHO, 1, 1, 0},
                {NG_SCORE_WHOM, 1, 1, 1},
                {NG_SCORE_WHEN, 1, 1, 0},
                {NG_SCORE_WHERE, 0, 1, 0},
                {NG_SCORE_BY, 1, 1, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_tally t = s.row[rows[i].row];
        CHECK_INT(t.gold, rows[i].gold);
        CHECK_INT(t.found, rows[i].found);
        CHECK_INT(t.hit, rows[i].hit);
    }
    static const struct {
        const char *when, *first, *last;
    } days[] = {{"2023-02", "2023-02-01", "2023-02-28"},
                {"2023-W10", "2023-03-06", "2023-03-12"},
                {"2023-03-01/2023-04", "2023-03-01", "2023-04-30"},
                {"2020", "2020-01-01", "2020-12-31"}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        char buf[16];
        ng_days d = ng_corpus_days(ng_str_of(days[i].when));
        CHECK(ng_str_eq(ng_day_text(d.first, buf), ng_str_of(days[i].first)));
        CHECK(ng_str_eq(ng_day_text(d.last, buf), ng_str_of(days[i].last)));
    }
}

/* Two clusters where there is one: precision whole, recall a half. */
static void counts_b3(void)
{
    struct ng_corpus_report g =
        parse(HEAD "[PER:1 A] [@1 he] [@1 he] [@1 he].\n--\n1 PER A\n");
    struct ng_corpus_report f = parse(
        HEAD "[PER:1 A] [@1 he] [@2 he] [@2 he].\n--\n1 PER A\n2 PER -\n");
    struct ng_scores s = {0};
    ng_corpus_score(&g, &f, &s, arena);
    CHECK_INT((int)(1000 * s.b3_precision / 4), 1000);
    CHECK_INT((int)(1000 * s.b3_recall / 4), 500);
}

T_MAIN(T(reads_marks), T(names_mistakes), T(lasts_through_garbage),
       T(scores_itself_as_one), T(scores_fields), T(counts_b3))
