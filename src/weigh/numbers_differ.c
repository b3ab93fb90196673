/* numbers_differ.c - how many? Quantities of one thing in different reports.
 *
 * Quantities are intervals: "more than 10,000" is not against "thousands". Only
 * exact numbers that share nothing contradict each other. See disputes.h.
 */
#include "weigh/disputes.h"
#include "weigh/phrase.h"

#include <math.h>

struct claim {
    uint32_t report, quantity;
    const struct ng_quantity *q;
    uint64_t scope; /* bits of the names in its sentence */
    bool used;
};
typedef NG_LIST(struct claim) claims;

/* A set of the entities that a sentence names, 64 bits of their keys: two
 * claims without a common one speak of different things. */
static uint64_t scope_of(const struct ng_report *r, ng_range at)
{
    uint32_t s = ng_sentence_at(r, at.beg);
    uint64_t bits = 0;
    if (s == NG_NONE)
        return 0;
    for (size_t i = 0; i < r->names.n; i++)
        if (ng_range_in(r->names.at[i].at, r->sentences.at[s].at) &&
            r->names.at[i].entity < r->entities.n)
            bits |=
                (uint64_t)1
                << (ng_hash64(r->entities.at[r->names.at[i].entity].key, 0) &
                    63);
    return bits;
}

/* "laborer" and "worker" count the same people. */
static ng_str head_of(ng_str what)
{
    static const ng_str same[][2] = {
        {S("laborer"), S("worker")},      {S("labourer"), S("worker")},
        {S("guest worker"), S("worker")}, {S("fatality"), S("death")},
        {S("victim"), S("death")},        {S("casualty"), S("death")},
        {S("protestor"), S("protester")}, {S("demonstrator"), S("protester")},
        {S("soldier"), S("troop")},       {S("vessel"), S("ship")},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (ng_str_eq(what, same[i][0]))
            return same[i][1];
    return what;
}

static double low_of(const struct ng_quantity *q)
{
    return isnan(q->low) ? -INFINITY : q->low;
}

static double high_of(const struct ng_quantity *q)
{
    return isnan(q->high) ? INFINITY : q->high;
}

static bool is_open(const struct ng_quantity *q)
{
    return isnan(q->low) || isnan(q->high) || q->approx;
}

/* Longer words that the sentences of two claims share, what is counted left
 * out. Two numbers of boats speak of the same boats only if more is the same.
 */
static size_t shared_words(const struct ng_batch *b, const struct claim *x,
                           const struct claim *y)
{
    const struct ng_report *rx = b->reports.at[x->report];
    const struct ng_report *ry = b->reports.at[y->report];
    uint32_t sx = ng_sentence_at(rx, x->q->at.beg);
    uint32_t sy = ng_sentence_at(ry, y->q->at.beg);
    size_t shared = 0;
    if (sx == NG_NONE || sy == NG_NONE)
        return 0;
    for (uint32_t i = rx->sentences.at[sx].first; i < rx->sentences.at[sx].end;
         i++) {
        ng_str w = rx->words.at[i].low;
        if (w.n < 5 || ng_str_starts(w, x->q->what))
            continue;
        for (uint32_t k = ry->sentences.at[sy].first;
             k < ry->sentences.at[sy].end; k++)
            if (ng_str_eq(w, ry->words.at[k].low)) {
                shared++;
                break;
            }
    }
    return shared;
}

/* Two exact numbers of so different a size count different things. */
static bool far_apart(const struct ng_quantity *x, const struct ng_quantity *y)
{
    enum { TIMES = 6 };
    double a = isnan(x->low) ? x->high : x->low;
    double b = isnan(y->low) ? y->high : y->low;
    if (x->approx || y->approx)
        return false;
    return a > b * TIMES || b > a * TIMES;
}

/* What is counted in every other story: the noun alone says little. */
static bool is_common(ng_str what)
{
    static const ng_str common[] = {S("person"),   S("people"), S("man"),
                                    S("woman"),    S("child"),  S("year"),
                                    S("country"),  S("time"),   S("member"),
                                    S("official"), S("state")};
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (ng_str_eq(what, common[i]))
            return true;
    return what.n == 0;
}

/* Numbers of one report do not disagree with each other. */
static bool comparable(const struct ng_batch *b, const struct claim *x,
                       const struct claim *y)
{
    if (!ng_str_eq(x->q->unit, y->q->unit) ||
        !ng_str_eq(head_of(x->q->what), head_of(y->q->what)))
        return false;
    if (x->report == y->report || far_apart(x->q, y->q))
        return false;
    size_t shared = shared_words(b, x, y);
    bool related = (x->scope & y->scope) != 0;
    return is_common(x->q->what) ? related && shared >= 3
                                 : shared >= 2 || (related && shared >= 1);
}

static bool same_value(const struct ng_quantity *a, const struct ng_quantity *b)
{
    return low_of(a) == low_of(b) && high_of(a) == high_of(b);
}

static void add_claim(struct ng_disagreement *d, struct ng_batch *b,
                      struct claim *c, struct ng_arena *out)
{
    const struct ng_report *r = b->reports.at[c->report];
    c->used = true;
    for (size_t i = 0; i < d->values.n; i++) {
        struct ng_dispute_value *v = &d->values.at[i];
        struct ng_quantity had = {.low = v->low, .high = v->high};
        if (same_value(&had, c->q)) {
            *ng_push(&v->cites, out) = (struct ng_cite){c->report, c->q->at};
            return;
        }
    }
    struct ng_dispute_value *v =
        ng_add_value(d, ng_short_text(r, c->q->at, 80, out), out);
    v->low = c->q->low;
    v->high = c->q->high;
    *ng_push(&v->cites, out) = (struct ng_cite){c->report, c->q->at};
}

/* Two exact values that share nothing cannot both be right; an open or rough
 * one fits whatever it touches, and rough ones of different size differ in
 * scope more often than they conflict. */
static enum ng_dispute kind_of(const struct ng_disagreement *d)
{
    enum ng_dispute kind = NG_REFINED;
    for (size_t i = 0; i < d->values.n; i++)
        for (size_t k = i + 1; k < d->values.n; k++) {
            struct ng_quantity x = {.low = d->values.at[i].low,
                                    .high = d->values.at[i].high};
            struct ng_quantity y = {.low = d->values.at[k].low,
                                    .high = d->values.at[k].high};
            bool apart = high_of(&x) < low_of(&y) || high_of(&y) < low_of(&x);
            if (apart && !is_open(&x) && !is_open(&y) && x.low == x.high &&
                y.low == y.high)
                return NG_CONTRADICTION;
            if (apart || is_open(&x) || is_open(&y))
                kind = NG_COMPATIBLE;
        }
    return kind;
}

static claims gather_claims(struct ng_batch *b, struct ng_arena *a)
{
    claims all = {0};
    for (uint32_t r = 0; r < b->reports.n; r++) {
        const struct ng_report *report = b->reports.at[r];
        for (uint32_t q = 0; q < report->quantities.n; q++) {
            const struct ng_quantity *x = &report->quantities.at[q];
            bool told = x->what.n || x->unit.n;
            bool countable = ng_str_eq(x->unit, STR("percent")) || x->what.n;
            if (told && countable && !report->spun)
                *ng_push(&all, a) =
                    (struct claim){r, q, x, scope_of(report, x->at), false};
        }
    }
    /* Spun copies garble words, not numbers; they come last and add to what
     * others say. */
    for (uint32_t r = 0; r < b->reports.n; r++) {
        const struct ng_report *report = b->reports.at[r];
        for (uint32_t q = 0; report->spun && q < report->quantities.n; q++)
            if (report->quantities.at[q].what.n)
                *ng_push(&all, a) = (struct claim){
                    r, q, &report->quantities.at[q],
                    scope_of(report, report->quantities.at[q].at), false};
    }
    return all;
}

static ng_str how_many(const struct claim *c, struct ng_arena *out)
{
    if (!c->q->what.n)
        return ng_str_format(out, "How much (" PRS ")?", PRS_ARG(c->q->unit));
    return ng_str_format(out, "How many " PRS "s?",
                         PRS_ARG(head_of(c->q->what)));
}

void ng_dispute_numbers(struct ng_batch *b, struct ng_arena *out,
                        struct ng_arena scratch)
{
    claims all = gather_claims(b, &scratch);
    enum { MOST = 2000 };
    size_t n = all.n < MOST ? all.n : MOST;
    for (size_t i = 0; i < n; i++) {
        struct ng_disagreement d = {.slot = NG_HOW_MANY, .weight = 2.0f};
        if (all.at[i].used)
            continue;
        for (size_t k = i + 1; k < n; k++) {
            if (all.at[k].used || !comparable(b, &all.at[i], &all.at[k]))
                continue;
            if (!d.values.n)
                add_claim(&d, b, &all.at[i], out);
            add_claim(&d, b, &all.at[k], out);
        }
        if (d.values.n < 2)
            continue;
        d.question = how_many(&all.at[i], out);
        d.kind = kind_of(&d);
        d.weight += d.kind == NG_CONTRADICTION ? 2.0f : 0;
        ng_keep_dispute(b, &d, out, scratch);
    }
}
