/* Times: uncertain days, the arithmetic, hostile text. */
#include "stages.h"

#include "annotate/times.h"

static ng_stage *const stages[] = {ng_find_words, ng_find_times, NULL};

static const ng_str on_sunday = S("He was dismissed yesterday, on Sunday.");

static void look_sure(const struct ng_report *r, struct ng_out *to)
{
    (void)to;
    REQUIRE(r->times.n == 2);
    ng_day monday = ng_day_of(2019, 4, 15);
    CHECK(r->times.at[0].granularity == NG_FUZZY);
    CHECK_INT(r->times.at[0].value.first, monday - 1);
    CHECK_INT(r->times.at[0].value.last, monday + 2);
    CHECK(r->times.at[1].granularity == NG_DAY);
    CHECK_INT(r->times.at[1].value.first, monday - 1);
    CHECK_INT(r->times.at[1].value.last, monday - 1);
    CHECK_STR(r->times.at[1].timex, "2019-04-14");
    CHECK(r->times.at[1].deictic);
}

static void keeps_what_all_days_of_publication_agree_on(void)
{
    ng_day monday = ng_day_of(2019, 4, 15);
    struct ng_out to = {.limit = 1 << 10};
    stages_run(on_sunday, (ng_days){monday, monday + 3}, stages, look_sure,
               &to);
    ng_out_release(&to);
}

static void look_unknown(const struct ng_report *r, struct ng_out *to)
{
    (void)to;
    REQUIRE(r->times.n == 2);
    CHECK(!ng_days_known(r->times.at[0].value));
    CHECK(r->times.at[1].deictic);
    CHECK_STR(r->times.at[1].timex, "XXXX-WXX-7");
}

static void stays_symbolic_without_a_date(void)
{
    struct ng_out to = {.limit = 1 << 10};
    stages_run(on_sunday, NG_NO_DAYS, stages, look_unknown, &to);
    ng_out_release(&to);
}

static void keeps_its_terms_in_order(void)
{
    CHECK(ng_terms_in_order());
}

static void shifts_by_months_within_the_calendar(void)
{
    CHECK_INT(ng_day_add_months(ng_day_of(2019, 1, 31), 1),
              ng_day_of(2019, 2, 28));
    CHECK_INT(ng_day_add_months(ng_day_of(2019, 3, 15), -14),
              ng_day_of(2018, 1, 15));
    CHECK_INT(ng_day_add_months(ng_day_of(2019, 3, 15), -999999),
              ng_day_of(1, 1, 15));
    CHECK_INT(ng_unit_around(NG_UNIT_WEEK, ng_day_of(2019, 4, 24)).first,
              ng_day_of(2019, 4, 22));
}

static bool inside(const struct ng_report *r)
{
    for (size_t i = 0; i < r->times.n; i++)
        if (r->times.at[i].at.beg >= r->times.at[i].at.end ||
            r->times.at[i].at.end > r->text.n ||
            (i && r->times.at[i].at.beg < r->times.at[i - 1].at.end))
            return false;
    return true;
}

static void check_inside(const struct ng_report *r, struct ng_out *to)
{
    (void)to;
    CHECK(inside(r));
}

/* Every cut of a text full of times must stay inside its own bytes. */
static void survives_any_cut(void)
{
    static const char text[] =
        "the end of the last week of March 3-5, 2019 at 9:30 a.m. UTC "
        "between 2011 and 2014, Q3 '82 the 1990s a month and a half ago "
        "every two weeks \xe2\x80\x93 mid-June\xe2\x80\x99s 24.04.2019 "
        "14:48 UTC from March 3 to 5 the past five trading days \xe2\x82";
    ng_day d = ng_day_of(2019, 4, 24);
    struct ng_out to = {.limit = 1 << 10};
    for (size_t n = 0; n < sizeof text; n++)
        stages_run((ng_str){text, n}, (ng_days){d, d}, stages, check_inside,
                   &to);
    ng_out_release(&to);
}

static void survives_great_numbers(void)
{
    struct ng_out to = {.limit = 1 << 10};
    ng_day d = ng_day_of(2019, 4, 24);
    static const ng_str texts[] = {
        S("9999 centuries ago 9999 decades later, in 9999 years' time"),
        S("99999999999999999999999999999999999999 years ago"),
        S("February 31, 2019; 30 February; 2019-13-45; 00:99; 31/31/2019"),
        S("the 0th century, the 29th century, the 2190s"),
        S("\xff\xfe\x80 2019 \xc2"),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        stages_run(texts[i], (ng_days){d, d}, stages, check_inside, &to);
    ng_out_release(&to);
}

T_MAIN(T(keeps_what_all_days_of_publication_agree_on),
       T(stays_symbolic_without_a_date), T(keeps_its_terms_in_order),
       T(shifts_by_months_within_the_calendar), T(survives_any_cut),
       T(survives_great_numbers))
