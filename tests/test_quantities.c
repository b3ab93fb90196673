/* Quantities: singulars, hostile text. */
#include "stages.h"

#include "annotate/quantities.h"

static ng_stage *const stages[] = {ng_find_words, ng_find_tags, ng_find_times,
                                   ng_find_quantities, NULL};

static void makes_singulars(void)
{
    struct ng_arena a;
    REQUIRE(ng_arena_open(&a, 1 << 20, NULL) == NG_OK);
    char *start = a.at;
    CHECK_STR(ng_singular(STR("Workers"), &a), "worker");
    CHECK_STR(ng_singular(STR("cities"), &a), "city");
    CHECK_STR(ng_singular(STR("people"), &a), "person");
    CHECK_STR(ng_singular(STR("crises"), &a), "crise");
    CHECK_STR(ng_singular(STR("bus"), &a), "bus");
    CHECK_STR(ng_singular(STR("glass"), &a), "glass");
    CHECK_STR(ng_singular(STR("s"), &a), "s");
    a.at = start;
    ng_arena_close(&a, 1 << 20);
}

static void check_inside(const struct ng_report *r, struct ng_out *to)
{
    (void)to;
    for (size_t i = 0; i < r->quantities.n; i++) {
        CHECK(r->quantities.at[i].at.end <= r->text.n);
        CHECK(i == 0 ||
              r->quantities.at[i].at.beg >= r->quantities.at[i - 1].at.end);
    }
}

static void survives_any_cut(void)
{
    static const char text[] =
        "as many as US$ 5.5 million a year, between 10 and 15 tons of rice, "
        "tens of thousands of its men, two hundred and fifty-one, 3-5 km, "
        "half a million, 99999999999999999999999999999999999999999999999 m, "
        "a few hundred, one and a half million U.S. dollars per square mile, "
        "Rs. 12 lakh, GH\xc2\xa2"
        "1.29m, N$18.72, NT$4, VND3.1 trillion, "
        "48 billion won, \xe2\x82\xb9"
        "9,000, R500m, 6 of 21 boats at 5.20 p.m, "
        "seven in ten, $9 million a year earlier, 17 Infantry Division, 40 US "
        "dollars a month, 600 metres of the fence";
    ng_day d = ng_day_of(2019, 4, 24);
    struct ng_out to = {.limit = 1 << 10};
    for (size_t n = 0; n < sizeof text; n++)
        stages_run((ng_str){text, n}, (ng_days){d, d}, stages, check_inside,
                   &to);
    ng_out_release(&to);
}

T_MAIN(T(makes_singulars), T(survives_any_cut))
