/* test_clause.c - sentences of reports as lines that stand by themselves. */
#include "stages.h"

#include "weigh/clause.h"

static ng_stage *const stages[] = {
    ng_find_words, ng_find_tags,       ng_find_arcs,    ng_find_names,
    ng_find_times, ng_find_quantities, ng_find_sayings, NULL};

/* The last sentence of the report in at most 100 bytes, with the year of 2031
 * going without saying; "(none)" where it cannot be told. */
static void look(const struct ng_report *r, struct ng_out *to)
{
    struct ng_arena a, scratch;
    struct ng_err err;
    struct ng_clause c;
    REQUIRE(ng_arena_open(&a, STAGES_ROOM, &err) == NG_OK);
    REQUIRE(ng_arena_open(&scratch, STAGES_ROOM, &err) == NG_OK);
    struct ng_wording how = {
        .most = 100, .shown = NG_NO_DAYS, .near = ng_day_of(2031, 5, 15)};
    ng_str s = {0};
    if (ng_open_clause(r, (uint32_t)r->sentences.n - 1, &c, &a))
        s = ng_word_clause(&c, &how, &a, scratch);
    ng_put(to, s.n ? s : STR("(none)"));
    ng_arena_close(&a, STAGES_ROOM);
    ng_arena_close(&scratch, STAGES_ROOM);
}

static bool told(const char *text, const char *line)
{
    struct ng_out to = {.limit = 1 << 16};
    ng_day day = ng_day_of(2031, 5, 15); /* a Thursday */
    stages_run(ng_str_of(text), (ng_days){day, day}, stages, look, &to);
    bool same = ng_str_eq(ng_out_str(&to), ng_str_of(line));
    if (!same)
        printf("# " PRS "\n", PRS_ARG(ng_out_str(&to)));
    ng_out_release(&to);
    return same;
}

static void puts_names_for_pronouns(void)
{
    CHECK(told("Transport Minister Ilse Dorn left Port Lenz. She signed the "
               "agreement with Osmark.",
               "Ilse Dorn signed the agreement with Osmark"));
    CHECK(told("Nothing was decided. It was over.", "(none)"));
}

static void puts_days_for_weekdays(void)
{
    CHECK(told("Police closed the harbour of Galway on Tuesday.",
               "Police closed the harbour of Galway on Tuesday 13 May"));
    CHECK(told("Police closed the harbour of Galway on Monday night.",
               "Police closed the harbour of Galway on the night of Monday 12 "
               "May"));
}

static void leaves_out_asides(void)
{
    CHECK(told("The ferry (built in 2004) left Galway with 120 passengers.",
               "The ferry left Galway with 120 passengers"));
    CHECK(told("The ferry, which was built in a yard in Gdansk and had been "
               "repaired twice since the winter, left Galway with 120 "
               "passengers.",
               "The ferry left Galway with 120 passengers"));
    CHECK(told("However, the ferry left Galway with 120 passengers.",
               "The ferry left Galway with 120 passengers"));
}

static void keeps_conditions_and_who_says_so(void)
{
    CHECK(told("The crews of the three northern ferries will stop work for a "
               "day unless they are promised contracts, the union said.",
               "The crews of the three northern ferries will stop work for a "
               "day unless they are promised contracts, the union said"));
}

static void tells_no_questions_or_halves(void)
{
    CHECK(told("Will the ferry leave Galway on time?", "(none)"));
    CHECK(told("A ferry without passengers.", "(none)"));
    CHECK(told("This was the third time in a year.", "(none)"));
    CHECK(told("We have closed the harbour of Galway.", "(none)"));
}

T_MAIN(T(puts_names_for_pronouns), T(puts_days_for_weekdays),
       T(leaves_out_asides), T(keeps_conditions_and_who_says_so),
       T(tells_no_questions_or_halves))
