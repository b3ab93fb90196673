/* Quantities: the examples of spec/quantities.md, singulars, hostile text. */
#include "spec.h"

#include "annotate/quantities.h"

#include <math.h>

static ng_stage *const stages[] = {ng_find_words, ng_find_times,
                                   ng_find_quantities, NULL};

static void put_end(struct ng_out *to, double v)
{
    if (isnan(v))
        ng_put(to, STR("?"));
    else
        ng_printf(to, "%.10g", v);
}

static void show(const struct ng_report *r, struct ng_out *to)
{
    for (size_t i = 0; i < r->quantities.n; i++) {
        const struct ng_quantity *q = &r->quantities.at[i];
        ng_str at = ng_slice(r->text, q->at);
        ng_printf(to, "\"" PRS "\" ", PRS_ARG(at));
        put_end(to, q->low);
        if (!(q->low == q->high)) {
            ng_put(to, STR(".."));
            put_end(to, q->high);
        }
        if (q->unit.n)
            ng_printf(to, " " PRS, PRS_ARG(q->unit));
        if (q->what.n)
            ng_printf(to, " of " PRS, PRS_ARG(q->what));
        ng_put(to, q->approx ? STR(" approx\n") : STR("\n"));
    }
}

static void reads_the_examples_of_its_specification(void)
{
    CHECK(spec_run("spec/quantities.md", stages, show) > 30);
}

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
        "a few hundred, one and a half million U.S. dollars per square mile";
    ng_day d = ng_day_of(2019, 4, 24);
    struct ng_out to = {.limit = 1 << 10};
    for (size_t n = 0; n < sizeof text; n++)
        spec_text((ng_str){text, n}, (ng_days){d, d}, stages, check_inside,
                  &to);
    ng_out_release(&to);
}

T_MAIN(T(reads_the_examples_of_its_specification), T(makes_singulars),
       T(survives_any_cut))
