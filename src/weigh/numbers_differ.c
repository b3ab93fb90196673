/* numbers_differ.c - how many? Numbers of one thing in different mouths.
 *
 * Numbers are intervals: "more than 10,000" is not against "thousands". What
 * two that share nothing come to depends on who gives them and when:
 *
 *     six dead, the day after nine        superseded: a toll grows
 *     police 3,000, organisers 20,000     contradiction, even in one report
 *     400 jobs, 650 jobs                  contradiction
 *     12 in the town, 40 in the country   compatible: another scope
 *
 * See claims.h, disputes.h.
 */
#include "weigh/claims.h"
#include "weigh/disputes.h"
#include "weigh/phrase.h"

#include <math.h>

/* Of one key so many claims are held against each other. */
enum { MOST = 256, MEMBERS = 32 };

static double low_of(double low)
{
    return isnan(low) ? -INFINITY : low;
}

static double high_of(double high)
{
    return isnan(high) ? INFINITY : high;
}

/* "laborer" and "worker" count the same people. */
static ng_str head_of(ng_str what)
{
    static const ng_str same[][2] = {
        {S("vessel"), S("ship")}, {S("post"), S("job")},
        {S("house"), S("home")},  {S("car"), S("vehicle")},
        {S("kid"), S("child")},   {S("policeman"), S("police")},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (ng_str_eq(what, same[i][0]))
            return same[i][1];
    return what;
}

/* Numbers of so different a size count different things: how many times the
 * one must be the other at the least. */
static bool far_apart(const struct ng_claim *x, const struct ng_claim *y)
{
    double most = x->theme == NG_THEME_CROWD                 ? 20
                  : x->theme && !ng_theme_is_money(x->theme) ? 12
                                                             : 6;
    if (x->theme == NG_THEME_EARNED)
        return false; /* sums that are garbled or guessed at differ by more */
    double a = isnan(x->low) ? x->high : x->low;
    double b = isnan(y->low) ? y->high : y->low;
    double c = isnan(x->high) ? x->low : x->high;
    double d = isnan(y->high) ? y->low : y->high;
    double gap = a > d ? a / (d > 1 ? d : 1) : b > c ? b / (c > 1 ? c : 1) : 1;
    return gap > most;
}

/* "600" of 612, "about half a million" of 498,000: said in round figures. */
static bool is_rounding(const struct ng_claim *x, const struct ng_claim *y)
{
    double a = x->low, b = y->low;
    if (isnan(a) || isnan(b) || x->low != x->high || y->low != y->high)
        return false;
    double big = a > b ? a : b, gap = a > b ? a - b : b - a;
    double unit = big >= 10000 ? 1000 : big >= 1000 ? 100 : 10;
    return big >= 100 && gap <= big * 0.03 &&
           (fmod(a, unit) == 0) != (fmod(b, unit) == 0);
}

/* Lengths, times, points: every sentence has others. */
static bool is_measure(ng_str what)
{
    static const ng_str measures[] = {
        S("mile"),   S("kilometer"), S("kilometre"), S("meter"), S("metre"),
        S("foot"),   S("feet"),      S("inch"),      S("hour"),  S("minute"),
        S("second"), S("day"),       S("week"),      S("month"), S("year"),
        S("degree"), S("point"),     S("run"),       S("goal"),  S("step"),
        S("count"),  S("way"),       S("time"),      S("thing"), S("part"),
        S("side"),   S("kind"),      S("page"),      S("yard"),  S("pixel"),
        S("port"),   S("lot"),       S("game"),      S("season")};
    return NG_ANY(what, measures);
}

/* One, two of something: which of them is meant is not told. */
static bool is_few(const struct ng_claim *x, const struct ng_claim *y)
{
    return !x->theme && (low_of(x->low) <= 2 || low_of(y->low) <= 2 ||
                         high_of(x->high) <= 2 || high_of(y->high) <= 2);
}

/* What is counted in every other story: the noun alone says little. */
static bool is_common(ng_str what)
{
    static const ng_str common[] = {S("man"),    S("woman"),    S("child"),
                                    S("year"),   S("country"),  S("time"),
                                    S("member"), S("official"), S("state"),
                                    S("thing"),  S("case"),     S("family")};
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (ng_str_eq(what, common[i]))
            return true;
    return what.n == 0;
}

static enum ng_scope scope_of(const struct ng_batch *b,
                              const struct ng_claim *x,
                              const struct ng_claim *y)
{
    return ng_around_scope(b->reports.at[x->report], &x->around,
                           b->reports.at[y->report], &y->around);
}

/* "the fire brigade", "fire brigade" */
static bool same_source(const struct ng_claim *x, const struct ng_claim *y)
{
    ng_str a = x->source, c = y->source, the = STR("the ");
    if (ng_str_starts_nocase(a, the))
        a = (ng_str){a.p + the.n, a.n - the.n};
    if (ng_str_starts_nocase(c, the))
        c = (ng_str){c.p + the.n, c.n - the.n};
    return ng_str_eq_nocase(a, c);
}

static bool sources_differ(const struct ng_claim *x, const struct ng_claim *y)
{
    return x->source.n && y->source.n && !same_source(x, y);
}

/* Do the sentences speak of one and the same matter? */
static bool related(const struct ng_claim *x, const struct ng_claim *y)
{
    size_t words = ng_around_words(&x->around, &y->around),
           names = ng_around_names(&x->around, &y->around);
    if (x->background || y->background)
        return x->background == y->background && words >= 3;
    if (ng_theme_grows(x->theme) || x->theme == NG_THEME_CROWD) {
        if (ng_theme_is_money(x->theme))
            return words >= 2 && names >= 1;
        /* "The death toll rose to 15." */
        return words + names >= 1 || x->around.bare || y->around.bare ||
               (x->report == y->report && sources_differ(x, y));
    }
    if (x->theme == NG_THEME_COST)
        return names >= 1 && words >= 3;
    if (ng_theme_is_money(x->theme))
        return names >= 1 && words >= 1;
    if (is_measure(x->who) || is_few(x, y))
        return names >= 1 && words >= 4;
    if (x->theme)
        return names >= 1 || words >= 2;
    return is_common(x->who) ? names >= 1 && words >= 3
                             : words >= 2 || (names >= 1 && words >= 1);
}

static bool days_apart(const struct ng_claim *x, const struct ng_claim *y)
{
    enum { SLACK = 2 };
    if (!ng_days_known(x->around.when) || !ng_days_known(y->around.when))
        return false;
    return x->around.when.first > y->around.when.last + SLACK ||
           y->around.when.first > x->around.when.last + SLACK;
}

static bool comparable(const struct ng_batch *b, const struct ng_claim *x,
                       const struct ng_claim *y)
{
    if (!ng_str_eq(head_of(x->who), head_of(y->who)) || x->total != y->total)
        return false;
    /* One mouth does not disagree with itself. */
    if (x->report == y->report &&
        (!sources_differ(x, y) || !ng_theme_question(x->theme).n || !x->theme))
        return false;
    if (far_apart(x, y) || days_apart(x, y) || !related(x, y))
        return false;
    enum ng_scope scope = scope_of(b, x, y);
    return scope != NG_SCOPE_APART;
}

static bool same_value(const struct ng_dispute_value *v,
                       const struct ng_claim *c)
{
    return low_of(v->low) == low_of(c->low) &&
           high_of(v->high) == high_of(c->high);
}

/* ---- one group of claims that answer one question --------------------- */

struct group {
    const struct ng_claim *at[MEMBERS];
    size_t n;
    struct ng_disagreement d;
};

static void add_claim(struct group *g, const struct ng_batch *b,
                      const struct ng_claim *c, struct ng_arena *out)
{
    const struct ng_report *r = b->reports.at[c->report];
    struct ng_dispute_value *v = NULL;
    for (size_t i = 0; i < g->d.values.n && !v; i++)
        if (same_value(&g->d.values.at[i], c))
            v = &g->d.values.at[i];
    if (!v) {
        v = ng_add_value(&g->d, ng_short_text(r, c->at, 80, out), out);
        v->low = c->low;
        v->high = c->high;
    }
    for (size_t i = 0; i < c->cites.n; i++)
        *ng_push(&v->cites, out) = c->cites.at[i];
    if (g->n < MEMBERS)
        g->at[g->n++] = c;
}

static bool is_open(const struct ng_claim *c)
{
    return isnan(c->low) || isnan(c->high) || c->approx;
}

static bool same_lineage(const struct ng_batch *b, const struct ng_claim *x,
                         const struct ng_claim *y)
{
    return b->origin_of && x->report != y->report &&
           b->origin_of[x->report] == b->origin_of[y->report];
}

/* 1: y was written after x; -1: before; 0: it cannot be told. */
static int order_of(const struct ng_batch *b, const struct ng_claim *x,
                    const struct ng_claim *y)
{
    const struct ng_report *rx = b->reports.at[x->report];
    const struct ng_report *ry = b->reports.at[y->report];
    ng_days p = rx->published, q = ry->published;
    if (!ng_days_known(p) || !ng_days_known(q) || x->report == y->report)
        return 0;
    if (p.last < q.first)
        return 1;
    if (q.last < p.first)
        return -1;
    if (p.first == q.first && p.first == p.last && q.first == q.last &&
        rx->published_precision == NG_PRECISION_SECOND &&
        ry->published_precision == NG_PRECISION_SECOND)
        return ng_str_cmp(ry->published_text, rx->published_text);
    return 0;
}

/* "raised the toll to 54", "17 are still missing": told as the last word. */
static bool is_running(const struct ng_batch *b, const struct ng_claim *c)
{
    static const ng_str words[] = {S("rose"),   S("risen"),     S("rises"),
                                   S("raised"), S("climbed"),   S("climbs"),
                                   S("grew"),   S("increased"), S("reached"),
                                   S("still"),  S("now"),       S("stands")};
    const struct ng_report *r = b->reports.at[c->report];
    const struct ng_sentence *in = &r->sentences.at[c->sentence];
    for (uint32_t w = in->first; w < in->end; w++)
        if (NG_ANY(ng_low_at(r, w), words))
            return true;
    return false;
}

/* The same, where one of them has no date: of a number that grows the larger
 * one is the later; of the missing, who are found, the smaller. */
static int toll_order(const struct ng_batch *b, const struct ng_claim *x,
                      const struct ng_claim *y)
{
    int order = order_of(b, x, y);
    const struct ng_report *rx = b->reports.at[x->report];
    const struct ng_report *ry = b->reports.at[y->report];
    bool open =
        (rx->published_precision == NG_PRECISION_UNKNOWN && is_running(b, x)) ||
        (ry->published_precision == NG_PRECISION_UNKNOWN && is_running(b, y));
    if (order || !open || x->report == y->report || !ng_theme_grows(x->theme) ||
        ng_theme_is_money(x->theme))
        return order;
    double a = isnan(x->low) ? x->high : x->low;
    double c = isnan(y->low) ? y->high : y->low;
    int larger = a < c ? 1 : a > c ? -1 : 0;
    return x->theme == NG_THEME_MISSING ? -larger : larger;
}

/* "roughly 22" is not against 23. */
static bool is_about(const struct ng_claim *x, const struct ng_claim *y)
{
    double a = isnan(x->low) ? x->high : x->low;
    double b = isnan(y->low) ? y->high : y->low;
    double big = a > b ? a : b, gap = a > b ? a - b : b - a;
    return (x->approx || y->approx) && gap <= big * 0.15;
}

/* What two values that are not the same come to. */
static enum ng_dispute kind_of_two(const struct ng_batch *b,
                                   const struct ng_claim *x,
                                   const struct ng_claim *y)
{
    bool apart =
        high_of(x->high) < low_of(y->low) || high_of(y->high) < low_of(x->low);
    bool exact =
        !is_open(x) && !is_open(y) && x->low == x->high && y->low == y->high;
    int order = toll_order(b, x, y);
    double early = order > 0 ? low_of(x->low) : low_of(y->low);
    double late = order > 0 ? high_of(y->high) : high_of(x->high);
    /* the missing are found, or found dead: their number goes either way */
    bool grown = order && ng_theme_grows(x->theme) &&
                 (late > early || x->theme == NG_THEME_MISSING);
    if (scope_of(b, x, y) == NG_SCOPE_NESTED && apart)
        return NG_COMPATIBLE;
    if (is_about(x, y))
        return NG_COMPATIBLE;
    if (apart && x->report == y->report && ng_theme_grows(x->theme) &&
        !same_source(x, y))
        return NG_CONTRADICTION; /* two tolls of one day, by whoever */
    if (apart && order && (same_lineage(b, x, y) || grown))
        return NG_SUPERSEDED;
    if (apart && exact && is_rounding(x, y))
        return NG_REFINED;
    if (apart && exact)
        return NG_CONTRADICTION;
    /* "at least six", the next day "nine": the toll has grown. */
    if (grown && same_lineage(b, x, y) && !apart && early < late)
        return NG_SUPERSEDED;
    if (apart && ng_theme_grows(x->theme) && sources_differ(x, y))
        return NG_CONTRADICTION;
    if (apart && x->theme == NG_THEME_CROWD && sources_differ(x, y))
        return NG_CONTRADICTION;
    bool inner = (low_of(x->low) >= low_of(y->low) &&
                  high_of(x->high) <= high_of(y->high)) ||
                 (low_of(y->low) >= low_of(x->low) &&
                  high_of(y->high) <= high_of(x->high));
    return !apart && inner && !is_open(x) && !is_open(y) ? NG_REFINED
                                                         : NG_COMPATIBLE;
}

/* The heaviest of what any two come to. */
static enum ng_dispute kind_of(const struct ng_batch *b, const struct group *g)
{
    static const int weights[NG_DISPUTE_COUNT] = {[NG_CONTRADICTION] = 4,
                                                  [NG_SUPERSEDED] = 3,
                                                  [NG_COMPATIBLE] = 2,
                                                  [NG_REFINED] = 1};
    enum ng_dispute kind = NG_REFINED;
    for (size_t i = 0; i < g->n; i++)
        for (size_t k = i + 1; k < g->n; k++) {
            const struct ng_claim *x = g->at[i], *y = g->at[k];
            if (low_of(x->low) == low_of(y->low) &&
                high_of(x->high) == high_of(y->high))
                continue;
            enum ng_dispute two = kind_of_two(b, x, y);
            kind = weights[two] > weights[kind] ? two : kind;
        }
    return kind;
}

/* ---- a toll that grows ------------------------------------------------ */

/* Sorts by the day of the report; a day that is not known stays where it is.
 * Few: insertion will do. */
static void sort_by_time(const struct ng_batch *b, struct group *g)
{
    for (size_t i = 1; i < g->n; i++)
        for (size_t k = i; k > 0; k--) {
            const struct ng_claim *x = g->at[k - 1], *y = g->at[k];
            if (toll_order(b, x, y) >= 0)
                break;
            g->at[k - 1] = y;
            g->at[k] = x;
        }
}

/* How many of the group have the source of this one, or none as it has none;
 * what is told by nobody's word is the story's own figure. */
static size_t shared_source(const struct group *g, const struct ng_claim *c)
{
    size_t n = 0;
    for (size_t i = 0; i < g->n; i++)
        n += same_source(g->at[i], c);
    return 2 * n + (c->source.n == 0);
}

static struct group empty_group(const struct group *like, enum ng_dispute kind)
{
    struct group g = {.d = like->d};
    g.d.values.at = NULL;
    g.d.values.n = g.d.values.cap = 0;
    g.d.kind = kind;
    return g;
}

/* "12, the next day 31, then 38; the hospital says 44": one series in order of
 * time, and beside it what was said against it at the time. True if the group
 * came apart like this. */
static bool split_series(const struct ng_batch *b, const struct group *g,
                         struct group *series, struct group *against,
                         struct ng_arena *out)
{
    struct group all = *g;
    bool odd[MEMBERS] = {0}, clash[MEMBERS] = {0}, grown[MEMBERS] = {0};
    if (!ng_theme_grows(g->at[0]->theme))
        return false;
    sort_by_time(b, &all);
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = i + 1; k < all.n; k++) {
            const struct ng_claim *x = all.at[i], *y = all.at[k];
            if (low_of(x->low) == low_of(y->low) &&
                high_of(x->high) == high_of(y->high))
                continue;
            enum ng_dispute two = kind_of_two(b, x, y);
            if (two == NG_SUPERSEDED)
                grown[i] = grown[k] = true;
            if (two != NG_CONTRADICTION)
                continue;
            clash[i] = clash[k] = true;
            if (!odd[i] && !odd[k])
                odd[shared_source(&all, x) < shared_source(&all, y) ? i : k] =
                    true;
        }
    *series = empty_group(g, NG_SUPERSEDED);
    *against = empty_group(g, NG_CONTRADICTION);
    for (size_t i = 0; i < all.n; i++) {
        if (!odd[i] && grown[i])
            add_claim(series, b, all.at[i], out);
        if (clash[i])
            add_claim(against, b, all.at[i], out);
    }
    return series->d.values.n > 1 && kind_of(b, series) == NG_SUPERSEDED;
}

static ng_str plural_of(ng_str who, struct ng_arena *out)
{
    static const ng_str odd[][2] = {
        {S("child"), S("children")}, {S("wife"), S("wives")},
        {S("man"), S("men")},        {S("woman"), S("women")},
        {S("police"), S("police")},  {S("person"), S("people")},
        {S("staff"), S("staff")},    {S("aircraft"), S("aircraft")}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (ng_str_eq(who, odd[i][0]))
            return odd[i][1];
    bool y = ng_str_ends(who, STR("y")) && !ng_str_ends(who, STR("ay")) &&
             !ng_str_ends(who, STR("ey")) && !ng_str_ends(who, STR("oy"));
    bool hiss = ng_str_ends(who, STR("s")) || ng_str_ends(who, STR("x")) ||
                ng_str_ends(who, STR("ch")) || ng_str_ends(who, STR("sh"));
    return y ? ng_str_format(out, PRS "ies", (int)who.n - 1, who.p)
             : ng_str_format(out, PRS "%s", PRS_ARG(who), hiss ? "es" : "s");
}

static ng_str question_of(const struct ng_claim *c, struct ng_arena *out)
{
    ng_str who = head_of(c->who);
    if (c->theme && !who.n)
        return ng_theme_question(c->theme);
    if (!c->theme && c->unit.n && !who.n)
        return ng_str_format(out, "How much (" PRS ")?", PRS_ARG(c->unit));
    if (ng_str_eq(c->unit, STR("percent")))
        return ng_str_format(out, "How many percent (" PRS ")?", PRS_ARG(who));
    if (!c->theme)
        return ng_str_format(out, "How many " PRS "?",
                             PRS_ARG(plural_of(who, out)));
    ng_str q = ng_theme_question(c->theme);
    static const ng_str many = S("How many ");
    if (c->theme == NG_THEME_WORKERS || c->theme == NG_THEME_TROOPS)
        return ng_str_format(out, "How many " PRS "?",
                             PRS_ARG(plural_of(who, out)));
    if (ng_str_starts(q, many)) /* "How many soldiers died?" */
        return ng_str_format(out, PRS PRS " %.*s", PRS_ARG(many),
                             PRS_ARG(plural_of(who, out)), (int)(q.n - many.n),
                             q.p + many.n);
    return ng_str_format(out, PRS " (" PRS ")", PRS_ARG(q), PRS_ARG(who));
}

/* True if a claim answers what the first one of a group does; of a toll that
 * goes on growing ("rose to 14 on Friday"), what any of them does. */
static bool belongs(const struct ng_batch *b, const struct group *g,
                    const struct ng_claim *first, const struct ng_claim *c)
{
    if (comparable(b, first, c))
        return true;
    for (size_t i = 1; ng_theme_grows(c->theme) && i < g->n; i++)
        if (comparable(b, g->at[i], c))
            return true;
    return false;
}

static void keep_group(struct ng_batch *b, struct group *g,
                       struct ng_arena *out, struct ng_arena scratch)
{
    struct group series, against;
    if (split_series(b, g, &series, &against, out)) {
        ng_keep_dispute(b, &series.d, out, scratch);
        if (against.d.values.n < 2)
            return;
        *g = against;
    }
    g->d.weight += g->d.kind == NG_CONTRADICTION ? 2.0f : 0;
    ng_keep_dispute(b, &g->d, out, scratch);
}

/* Claims [beg, end) have one key. */
static void of_one_key(struct ng_batch *b, const ng_claims *all, size_t beg,
                       size_t end, struct ng_arena *out,
                       struct ng_arena scratch)
{
    bool *used = ng_new(&scratch, bool, end - beg);
    for (size_t i = beg; i < end; i++) {
        struct group g = {.d = {.slot = NG_HOW_MANY, .weight = 2.0f}};
        for (size_t k = i + 1; k < end && !used[i - beg]; k++) {
            if (used[k - beg] || !belongs(b, &g, &all->at[i], &all->at[k]))
                continue;
            if (!g.n)
                add_claim(&g, b, &all->at[i], out);
            add_claim(&g, b, &all->at[k], out);
            used[k - beg] = true;
        }
        if (g.d.values.n < 2)
            continue;
        g.d.question = question_of(&all->at[i], out);
        g.d.weight += ng_theme_grows(all->at[i].theme) ? 0.5f : 0;
        g.d.weight += all->at[i].theme == NG_THEME_DEAD ? 0.5f : 0;
        g.d.kind = kind_of(b, &g);
        keep_group(b, &g, out, scratch);
    }
}

void ng_dispute_numbers(struct ng_batch *b, struct ng_arena *out,
                        struct ng_arena scratch)
{
    ng_claims all = ng_gather_claims(b, &scratch);
    for (size_t beg = 0, end; beg < all.n; beg = end) {
        end = beg + 1;
        while (end < all.n && all.at[end].key == all.at[beg].key)
            end++;
        size_t last = end - beg > MOST ? beg + MOST : end;
        of_one_key(b, &all, beg, last, out, scratch);
    }
}
