#include "weigh/asked.h"

#include "weigh/questions.h"

/* True if one line tells all sides of it already: a claim and its denial. */
static bool stands_in(const struct ng_disagreement *x, const ng_lines *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        size_t sides = 0;
        for (size_t v = 0; v < x->values.n; v++) {
            bool told = false;
            for (size_t k = 0; k < x->values.at[v].cites.n; k++)
                for (size_t c = 0; c < lines->at[i].cites.n; c++)
                    told |= x->values.at[v].cites.at[k].report ==
                                lines->at[i].cites.at[c].report &&
                            ng_range_touch(x->values.at[v].cites.at[k].at,
                                           lines->at[i].cites.at[c].at);
            sides += told;
        }
        if (x->values.n && sides == x->values.n)
            return true;
    }
    return false;
}

/* Numbers and years survive a spinner, words do not. */
static bool survives_spinning(ng_str value)
{
    for (size_t i = 0; i < value.n; i++)
        if (ng_is_digit(value.p[i]))
            return true;
    return false;
}

/* A value that only copies have is no word of anybody, unless what they were
 * copied from is not held. */
static bool rests_on_copies(const struct ng_batch *b,
                            const struct ng_disagreement *x)
{
    for (size_t v = 0; v < x->values.n; v++) {
        bool own = false;
        for (size_t k = 0; k < x->values.at[v].cites.n && !own; k++) {
            uint32_t report = x->values.at[v].cites.at[k].report;
            own = !b->reports.at[report]->spun ||
                  survives_spinning(x->values.at[v].value);
            for (size_t e = 0; e < b->edges.n && own; e++) {
                enum ng_relation r = b->edges.at[e].relation;
                own = b->edges.at[e].child != report ||
                      (r != NG_SPUN && r != NG_SYNDICATED && r != NG_EXACT &&
                       r != NG_BOILERPLATE);
            }
        }
        if (!own)
            return true;
    }
    return false;
}

/* A headline and its sentence, coded in two ways: no report says of a deed that
 * it was and that it was not. */
static bool is_of_one(const struct ng_disagreement *x)
{
    if (x->values.n != 2 || !ng_str_eq(x->values.at[0].value, STR("happened")))
        return false;
    for (size_t i = 0; i < x->values.at[0].cites.n; i++)
        for (size_t k = 0; k < x->values.at[1].cites.n; k++)
            if (x->values.at[0].cites.at[i].report ==
                x->values.at[1].cites.at[k].report)
                return x->kind == NG_CONTRADICTION;
    return false;
}

/* The same values of the same reports, asked twice. */
static bool same_dispute(const struct ng_disagreement *x,
                         const struct ng_disagreement *y)
{
    if (ng_str_eq(x->question, y->question))
        return true;
    if (x->slot != y->slot || x->values.n != y->values.n)
        return false;
    for (size_t v = 0; v < x->values.n; v++)
        if (!ng_str_eq(x->values.at[v].value, y->values.at[v].value) ||
            x->values.at[v].cites.at[0].report !=
                y->values.at[v].cites.at[0].report)
            return false;
    return true;
}

static ng_day told_last(const struct ng_batch *b,
                        const struct ng_dispute_value *v)
{
    ng_day last = NG_NO_DAY;
    for (size_t i = 0; i < v->cites.n; i++) {
        ng_day d = b->reports.at[v->cites.at[i].report]->published.last;
        last = last == NG_NO_DAY || d > last ? d : last;
    }
    return last;
}

/* Two tolls of one day stood against each other, and a later one of the series
 * has overtaken both: the series is the answer. */
static bool overtakes(const struct ng_batch *b, const struct ng_disagreement *y,
                      const struct ng_disagreement *x)
{
    if (x->slot != NG_HOW_MANY || x->kind != NG_CONTRADICTION ||
        y->kind != NG_SUPERSEDED || y->values.n < 2 ||
        !ng_str_eq(x->question, y->question))
        return false;
    ng_day newest = told_last(b, &y->values.at[y->values.n - 1]);
    for (size_t v = 0; v < x->values.n; v++)
        if (newest == NG_NO_DAY || told_last(b, &x->values.at[v]) >= newest)
            return false;
    return true;
}

static bool is_past(const struct ng_batch *b, const struct ng_disagreement *x)
{
    for (size_t i = 0; i < b->disagreements.n; i++)
        if (overtakes(b, &b->disagreements.at[i], x))
            return true;
    return false;
}

static bool has_overtaken(const struct ng_batch *b,
                          const struct ng_disagreement *y)
{
    for (size_t i = 0; i < b->disagreements.n; i++)
        if (overtakes(b, y, &b->disagreements.at[i]))
            return true;
    return false;
}

enum { PASSES = 5 };

/* In which pass a disagreement is chosen: what cannot be both before what came
 * later; asked of a deed before asked of a bare noun, "How many drivers?"; last
 * what only quotes. */
static int rank_of(const struct ng_batch *b, const struct ng_disagreement *x)
{
    size_t words = 1;
    for (size_t i = 0; i < x->question.n; i++)
        words += x->question.p[i] == ' ';
    bool conflict = x->kind == NG_CONTRADICTION;
    if (is_past(b, x) || has_overtaken(b, x))
        return conflict ? PASSES : 0;
    /* how far the figures of three reports lie apart is worth a row */
    if (x->slot == NG_HOW_MANY && !conflict && x->values.n > 2)
        return 2;
    if (x->weight <= 0)
        return PASSES;
    if (!ng_is_well_asked(x))
        return conflict ? 4 : PASSES;
    bool bare = x->slot == NG_HOW_MANY && words < 4 &&
                !ng_str_ends(x->question, STR("died?"));
    return (conflict ? 0 : 2) + bare;
}

bool ng_is_asked(const struct ng_batch *b, const ng_indexes *chosen,
                 enum ng_slot slot, struct ng_cite told)
{
    for (size_t i = 0; i < chosen->n; i++) {
        const struct ng_disagreement *x = &b->disagreements.at[chosen->at[i]];
        for (size_t v = 0; v < x->values.n && x->slot == slot &&
                           x->kind == NG_CONTRADICTION && ng_is_well_asked(x);
             v++)
            for (size_t k = 0; k < x->values.at[v].cites.n; k++)
                if (x->values.at[v].cites.at[k].report == told.report &&
                    ng_range_touch(x->values.at[v].cites.at[k].at, told.at))
                    return true;
    }
    return false;
}

void ng_choose_disputes(const struct ng_batch *b, const ng_lines *told,
                        size_t most, ng_indexes *chosen, struct ng_arena *out)
{
    for (int pass = 0; pass < PASSES; pass++)
        for (uint32_t i = 0; i < b->disagreements.n && chosen->n < most; i++) {
            const struct ng_disagreement *x = &b->disagreements.at[i];
            bool had = rank_of(b, x) != pass || stands_in(x, told) ||
                       is_of_one(x) || rests_on_copies(b, x);
            for (size_t k = 0; k < chosen->n && !had; k++)
                had = same_dispute(x, &b->disagreements.at[chosen->at[k]]);
            if (!had)
                *ng_push(chosen, out) = i;
        }
}
