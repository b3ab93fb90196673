/* undated.c - when a report without a date must have been published.
 *
 * Five kinds of evidence, each an interval; what they share is the answer:
 *
 *   retold    a sentence of a dated relative tells the same with another
 *             relative time: "this week" here, "last week" there
 *   copied    a copy is not older than what it copies, a first version not
 *             younger than its revision
 *   awaited   it awaits a deed whose day dated reports know
 *   past      it looks back on a day that it names, or others know; on "the
 *             clash", of which all others tell on one day
 *   counted   "four days after the earthquake", whose day others know
 *
 * and, from the report alone, how its own weekdays fit: who writes "Monday" of
 * what is past writes in the seven days from then on; who writes of what is
 * still to come "this week" writes while the working week has a day left.
 */
#include "weigh/weigh.h"

#include "weigh/around.h"
#include "weigh/merge.h"

struct guess {
    ng_days in;
    bool retold;
};

static void narrow(struct guess *g, ng_day first, ng_day last)
{
    ng_days was = g->in;
    if (first != NG_NO_DAY && (was.first == NG_NO_DAY || first > was.first))
        g->in.first = first;
    if (last != NG_NO_DAY && (was.last == NG_NO_DAY || last < was.last))
        g->in.last = last;
    if (g->in.first != NG_NO_DAY && g->in.last != NG_NO_DAY &&
        g->in.first > g->in.last)
        g->in = was; /* evidence that stands against the rest is left out */
}

/* ---- relative words --------------------------------------------------- */

enum unit { NO_UNIT, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR };
struct relative {
    enum unit unit;
    int offset;  /* -1 last, 0 this, 1 next */
    int weekday; /* 0..6, or -1 */
};

static bool has_word(ng_str text, ng_str word)
{
    size_t at = 0;
    while ((at = ng_str_find_nocase(text, word, at)) != SIZE_MAX) {
        bool left = at == 0 || !ng_is_alpha(text.p[at - 1]);
        size_t end = at + word.n;
        if (left && (end == text.n || !ng_is_alpha(text.p[end])))
            return true;
        at = end;
    }
    return false;
}

static struct relative relative_of(ng_str text)
{
    static const ng_str days[] = {S("monday"),   S("tuesday"), S("wednesday"),
                                  S("thursday"), S("friday"),  S("saturday"),
                                  S("sunday")};
    static const struct {
        ng_str word;
        struct relative is;
    } words[] = {
        {S("yesterday"), {UNIT_DAY, -1, -1}},
        {S("today"), {UNIT_DAY, 0, -1}},
        {S("tonight"), {UNIT_DAY, 0, -1}},
        {S("tomorrow"), {UNIT_DAY, 1, -1}},
    };
    static const ng_str units[] = {[UNIT_WEEK] = S("week"),
                                   [UNIT_MONTH] = S("month"),
                                   [UNIT_YEAR] = S("year")};
    struct relative r = {NO_UNIT, 0, -1};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_word(text, words[i].word))
            return words[i].is;
    for (int d = 0; d < 7; d++)
        if (has_word(text, days[d]))
            r.weekday = d;
    for (int u = UNIT_WEEK; u <= UNIT_YEAR; u++)
        if (has_word(text, units[u]))
            r.unit = (enum unit)u;
    if (has_word(text, STR("last")) || has_word(text, STR("past")))
        r.offset = -1;
    else if (has_word(text, STR("next")) || has_word(text, STR("coming")))
        r.offset = 1;
    else if (!has_word(text, STR("this")) && r.weekday < 0)
        r.unit = NO_UNIT;
    return r;
}

/* The day of publication from which `what`, said of the interval `value`. */
static bool published_from(struct relative what, ng_days value, bool past,
                           ng_days *from)
{
    if (value.first == NG_NO_DAY || value.last == NG_NO_DAY)
        return false;
    ng_day monday = value.first - ng_weekday(value.first);
    struct ng_date d = ng_date_of(value.first);
    int months = d.year * 12 + d.month - 1 - what.offset;
    switch (what.unit) {
    case UNIT_DAY:
        *from = (ng_days){value.first - what.offset, value.last - what.offset};
        return true;
    case UNIT_WEEK:
        from->first = monday - 7 * what.offset;
        from->last = from->first + 6;
        return true;
    case UNIT_MONTH:
        from->first = ng_day_of(months / 12, months % 12 + 1, 1);
        from->last =
            from->first + ng_days_in_month(months / 12, months % 12 + 1) - 1;
        return true;
    case UNIT_YEAR:
        *from = (ng_days){ng_day_of(d.year - what.offset, 1, 1),
                          ng_day_of(d.year - what.offset, 12, 31)};
        return true;
    default:
        if (what.weekday < 0 || value.first != value.last ||
            ng_weekday(value.first) != what.weekday)
            return false;
        *from = past ? (ng_days){value.first, value.first + 6}
                     : (ng_days){value.first - 6, value.first};
        return true;
    }
}

/* ---- retold ----------------------------------------------------------- */

static ng_range sentence_of(const struct ng_report *r, ng_range at)
{
    uint32_t s = ng_sentence_at(r, at.beg);
    return s == NG_NONE ? (ng_range){0, 0} : r->sentences.at[s].at;
}

/* Share of the words of the shorter sentence, long ones only, that stand in
 * the other too. */
static double overlap(const struct ng_report *ra, ng_range a,
                      const struct ng_report *rb, ng_range b)
{
    uint32_t from = ng_word_at(ra, a.beg), n = 0, hit = 0, other = 0;
    for (uint32_t k = ng_word_at(rb, b.beg);
         k < rb->words.n && rb->words.at[k].at.end <= b.end; k++)
        other += rb->words.at[k].low.n > 3;
    for (uint32_t i = from; i < ra->words.n && ra->words.at[i].at.end <= a.end;
         i++) {
        if (ra->words.at[i].low.n <= 3)
            continue;
        n++;
        for (uint32_t k = ng_word_at(rb, b.beg);
             k < rb->words.n && rb->words.at[k].at.end <= b.end; k++)
            if (ng_str_eq(ra->words.at[i].low, rb->words.at[k].low)) {
                hit++;
                break;
            }
    }
    uint32_t least = n < other ? n : other;
    return least < 5 ? 0 : (double)hit / least;
}

/* True if a clause of the sentence looks ahead. */
static bool looks_ahead(const struct ng_report *r, ng_range sentence)
{
    static const ng_str ahead[] = {S("heading"),  S("will"),    S("to travel"),
                                   S("going to"), S("due"),     S("set to"),
                                   S("plans"),    S("planned"), S("likely to"),
                                   S("scheduled")};
    ng_str s = ng_slice(r->text, sentence);
    for (size_t i = 0; i < sizeof ahead / sizeof *ahead; i++)
        if (has_word(s, ahead[i]))
            return true;
    return false;
}

/* "the hearing, set for Monday": a day to come, whatever the verb. */
static bool is_set_for(const struct ng_report *r, ng_range at)
{
    uint32_t w = ng_word_at(r, at.beg);
    return w > 0 && w < r->words.n &&
           ng_str_eq(r->words.at[w - 1].low, STR("for"));
}

static void use_retold(struct guess *g, const struct ng_report *u,
                       const struct ng_time *mine, const struct ng_report *d,
                       const struct ng_time *theirs)
{
    struct relative what = relative_of(ng_slice(u->text, mine->at));
    ng_range sentence = sentence_of(u, mine->at);
    bool ahead = looks_ahead(u, sentence) || is_set_for(u, mine->at);
    ng_days from;
    if (!ng_days_known(theirs->value) ||
        !published_from(what, theirs->value, !ahead, &from))
        return;
    struct relative other = relative_of(ng_slice(d->text, theirs->at));
    if (what.unit != NO_UNIT && other.unit != NO_UNIT &&
        what.unit != other.unit)
        return;
    narrow(g, from.first, from.last);
    if (what.unit == UNIT_WEEK && what.offset == 0 && ahead)
        narrow(g, NG_NO_DAY, from.first + 3);
    g->retold = true;
}

/* Sentences of two relatives are paired by their words; the first time of the
 * one stands for the first of the other. */
static void retold(struct guess *g, const struct ng_report *u,
                   const struct ng_report *d)
{
    for (size_t i = 0; i < u->times.n && i < 64; i++) {
        const struct ng_time *mine = &u->times.at[i];
        ng_range here = sentence_of(u, mine->at);
        if (!mine->deictic || ng_range_empty(here))
            continue;
        double best = 0.45;
        const struct ng_time *theirs = NULL;
        for (size_t k = 0; k < d->times.n && k < 64; k++) {
            ng_range there = sentence_of(d, d->times.at[k].at);
            if (!d->times.at[k].deictic || ng_range_empty(there))
                continue;
            double share = overlap(u, here, d, there);
            if (share > best) {
                best = share;
                theirs = &d->times.at[k];
            }
        }
        if (theirs)
            use_retold(g, u, mine, d, theirs);
    }
}

/* ---- awaited, past, copied -------------------------------------------- */

static bool same_parties(const struct ng_report *ra, const struct ng_mention *a,
                         const struct ng_report *rb, const struct ng_mention *b)
{
    size_t strong = 0;
    const ng_parties *left[] = {&a->actors, &a->recipients};
    const ng_parties *right[] = {&b->actors, &b->recipients};
    for (int x = 0; x < 2; x++)
        for (size_t i = 0; i < left[x]->n; i++) {
            int best = 0;
            for (int y = 0; y < 2; y++)
                for (size_t k = 0; k < right[y]->n; k++) {
                    int fit =
                        ng_party_fit(ra, &left[x]->at[i], rb, &right[y]->at[k]);
                    best = fit > best ? fit : best;
                }
            strong += best == 2;
        }
    return strong >= 2;
}

/* "When Kim meets Putin": the present tense of what is still to come, unless
 * a day says otherwise. */
static bool awaits(const struct ng_report *r, const struct ng_mention *m)
{
    static const ng_str verbs[] = {S("meets"),   S("meet"),  S("visits"),
                                   S("travels"), S("heads"), S("signs")};
    if (m->status == NG_PLANNED || m->status == NG_HYPOTHETICAL)
        return true;
    if (m->status != NG_HAPPENED || m->time < r->times.n)
        return false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (ng_str_eq_nocase(ng_slice(r->text, m->trigger), verbs[i]))
            return true;
    return false;
}

/* A report says early what it is about. */
enum { MENTIONS = 200 };

static void awaited_and_past(struct guess *g, const struct ng_report *u,
                             const struct ng_report *d)
{
    for (size_t i = 0; i < u->mentions.n && i < MENTIONS; i++)
        for (size_t k = 0; k < d->mentions.n && k < MENTIONS; k++) {
            const struct ng_mention *mine = &u->mentions.at[i];
            const struct ng_mention *theirs = &d->mentions.at[k];
            if (mine->type != theirs->type ||
                theirs->when_basis == NG_BASIS_PUBLISHED ||
                theirs->when.last == NG_NO_DAY || theirs->historical ||
                ng_deed(u, mine) != ng_deed(d, theirs) ||
                !same_parties(u, mine, d, theirs))
                continue;
            if (awaits(u, mine) && theirs->status == NG_PLANNED)
                narrow(g, NG_NO_DAY, theirs->when.last);
            if (mine->status == NG_HAPPENED && theirs->status == NG_HAPPENED &&
                theirs->when.first != NG_NO_DAY)
                narrow(g, theirs->when.first, NG_NO_DAY);
        }
}

/* "The clash", told as known: the word of a deed with an article before it. */
static ng_str known_deed(const struct ng_report *r, const struct ng_mention *m)
{
    static const ng_str articles[] = {S("the"), S("this")};
    enum { STEM = 5 };
    uint32_t w = ng_word_at(r, m->trigger.beg);
    if (m->status != NG_HAPPENED || m->historical || m->time < r->times.n ||
        w == 0 || w >= r->words.n || !NG_ANY(r->words.at[w - 1].low, articles))
        return (ng_str){0};
    ng_str low = r->words.at[w].low;
    return low.n < STEM ? (ng_str){0} : (ng_str){low.p, STEM};
}

/* Whoever tells of it as known writes after it. Its day, if all dated relatives
 * that tell of such a deed agree on it. */
static void known_deeds(struct guess *g, const struct ng_batch *b, uint32_t u,
                        const bool *dated)
{
    const struct ng_report *r = b->reports.at[u];
    for (size_t i = 0; i < r->mentions.n && i < MENTIONS; i++) {
        const struct ng_mention *mine = &r->mentions.at[i];
        ng_str stem = known_deed(r, mine);
        ng_day day = NG_NO_DAY;
        bool one = stem.n > 0;
        for (uint32_t d = 0; d < b->reports.n && one; d++) {
            const struct ng_report *o = b->reports.at[d];
            for (size_t k = 0; dated[d] && k < o->mentions.n && k < MENTIONS;
                 k++) {
                const struct ng_mention *m = &o->mentions.at[k];
                uint32_t w = ng_word_at(o, m->trigger.beg);
                if (m->type != mine->type || m->historical ||
                    m->when_basis == NG_BASIS_PUBLISHED ||
                    m->when.first == NG_NO_DAY || w >= o->words.n ||
                    !ng_str_starts(o->words.at[w].low, stem))
                    continue;
                one &= m->status == NG_HAPPENED &&
                       m->when.first == m->when.last &&
                       (day == NG_NO_DAY || day == m->when.first);
                day = m->when.first;
            }
        }
        if (one && day != NG_NO_DAY)
            narrow(g, day, NG_NO_DAY);
    }
}

static void own_days(struct guess *g, const struct ng_report *u)
{
    for (size_t i = 0; i < u->times.n; i++) {
        const struct ng_time *t = &u->times.at[i];
        ng_range sentence = sentence_of(u, t->at);
        if (!t->deictic && t->kind == NG_DATE && t->value.first != NG_NO_DAY &&
            !looks_ahead(u, sentence) && t->granularity <= NG_MONTH)
            narrow(g, t->value.first, NG_NO_DAY);
        struct relative what = relative_of(ng_slice(u->text, t->at));
        bool known_week = g->in.first != NG_NO_DAY && g->in.last != NG_NO_DAY &&
                          g->in.last - g->in.first < 7;
        if (!known_week || what.weekday < 0 || what.unit != NO_UNIT ||
            what.offset != 0 || looks_ahead(u, sentence) ||
            is_set_for(u, t->at))
            continue;
        /* The weekday, past, inside the week that is known already. */
        ng_day day =
            g->in.last - (ng_weekday(g->in.last) - what.weekday + 7) % 7;
        if (day >= g->in.first)
            narrow(g, day, NG_NO_DAY);
    }
}

/* ---- counted ---------------------------------------------------------- */

/* "Four days after the earthquake" */
struct counted {
    int days, slack;
    ng_range what; /* words it counts from: "the earthquake in the region" */
};

/* A word of its own of what is counted from. */
static bool says_what(ng_str low)
{
    static const ng_str plain[] = {
        S("that"),  S("this"), S("their"), S("they"),  S("when"),  S("were"),
        S("first"), S("last"), S("with"),  S("being"), S("after"), S("from")};
    return low.n > 3 && !NG_ANY(low, plain);
}

static bool read_counted(const struct ng_report *r,
                         const struct ng_sentence *in, uint32_t w,
                         struct counted *c)
{
    static const ng_str small[] = {S("one"),  S("two"), S("three"), S("four"),
                                   S("five"), S("six"), S("seven"), S("eight"),
                                   S("nine"), S("ten")};
    enum { NEAR = 5 };
    int n = 0;
    if (w + 3 >= in->end || !ng_str_eq(r->words.at[w + 2].low, STR("after")))
        return false;
    for (int i = 0; i < 10; i++)
        n = ng_str_eq(r->words.at[w].low, small[i]) ? i + 1 : n;
    if (!n)
        n = ng_str_eq(r->words.at[w].low, STR("a")) ? 1 : 0;
    ng_str unit = r->words.at[w + 1].low;
    bool week = ng_str_eq(unit, STR("week")) || ng_str_eq(unit, STR("weeks"));
    if (!n || (!week && !ng_str_eq(unit, STR("day")) &&
               !ng_str_eq(unit, STR("days"))))
        return false;
    *c = (struct counted){.days = week ? 7 * n : n, .slack = week ? 3 : 1};
    c->what = (ng_range){w + 3, w + 3};
    while (c->what.end < in->end && c->what.end < w + 3 + NEAR &&
           ng_is_alpha(r->words.at[c->what.end].low.p[0]))
        c->what.end++;
    return true;
}

/* True if a sentence at `at` has a word of what is counted from. */
static bool tells_it(const struct ng_report *r, ng_range at,
                     const struct ng_report *u, ng_range what)
{
    for (uint32_t w = ng_word_at(r, at.beg);
         w < r->words.n && r->words.at[w].at.end <= at.end; w++)
        for (uint32_t k = what.beg; k < what.end; k++)
            if (says_what(u->words.at[k].low) &&
                ng_str_eq(r->words.at[w].low, u->words.at[k].low))
                return true;
    return false;
}

/* The earliest day that a dated relative tells of it: what is told of it later
 * has later days. */
static ng_day day_of_it(const struct ng_batch *b, uint32_t u, const bool *dated,
                        const struct counted *c, int weekday)
{
    ng_day day = NG_NO_DAY;
    for (uint32_t d = 0; d < b->reports.n; d++) {
        const struct ng_report *r = b->reports.at[d];
        for (size_t t = 0; dated[d] && t < r->times.n && t < 64; t++) {
            const struct ng_time *time = &r->times.at[t];
            ng_range in = sentence_of(r, time->at);
            ng_day at = time->value.first;
            if ((time->kind != NG_DATE && time->kind != NG_TIME) ||
                at == NG_NO_DAY || at != time->value.last ||
                at > r->published.last || ng_range_empty(in) ||
                !tells_it(r, in, b->reports.at[u], c->what) ||
                (weekday >= 0 && ng_weekday(at + c->days) != weekday))
                continue;
            day = day == NG_NO_DAY || at < day ? at : day;
        }
    }
    return day;
}

/* The weekday that a sentence tells something past of, or -1. */
static int weekday_in(const struct ng_report *r, const struct ng_sentence *in)
{
    for (size_t t = ng_first_time(r, in->at.beg);
         t < r->times.n && r->times.at[t].at.beg < in->at.end; t++) {
        struct relative what =
            relative_of(ng_slice(r->text, r->times.at[t].at));
        if (what.weekday >= 0 && what.unit == NO_UNIT && what.offset == 0)
            return what.weekday;
    }
    return -1;
}

static void counted(struct guess *g, const struct ng_batch *b, uint32_t u,
                    const bool *dated)
{
    enum { EARLY = 12 }; /* sentences */
    const struct ng_report *r = b->reports.at[u];
    for (size_t s = 0; s < r->sentences.n && s < EARLY; s++) {
        const struct ng_sentence *in = &r->sentences.at[s];
        struct counted c;
        for (uint32_t w = in->first; w < in->end; w++) {
            if (!read_counted(r, in, w, &c) || looks_ahead(r, in->at))
                continue;
            int weekday = weekday_in(r, in);
            ng_day day = day_of_it(b, u, dated, &c, weekday);
            if (day == NG_NO_DAY)
                continue;
            day += c.days;
            /* who writes "Wednesday" writes within the week from then on */
            if (weekday >= 0)
                narrow(g, day, day + 6);
            else
                narrow(g, day - c.slack, day + c.slack);
            return;
        }
    }
}

static bool is_dated(const struct ng_report *r)
{
    return r->published_basis != NG_BASIS_NONE && ng_days_known(r->published);
}

static void copied(struct guess *g, const struct ng_batch *b, uint32_t u)
{
    for (size_t i = 0; i < b->edges.n; i++) {
        const struct ng_edge *e = &b->edges.at[i];
        if (e->relation == NG_QUOTES_ONLY)
            continue;
        if (e->child == u && is_dated(b->reports.at[e->parent]))
            narrow(g, b->reports.at[e->parent]->published.first, NG_NO_DAY);
        if (e->parent == u && is_dated(b->reports.at[e->child]))
            narrow(g, NG_NO_DAY, b->reports.at[e->child]->published.last);
    }
}

/* Nothing else known: the story's own days, with a month on either side. */
static void story_days(struct guess *g, const struct ng_batch *b)
{
    ng_day first = NG_NO_DAY, last = NG_NO_DAY;
    for (uint32_t r = 0; r < b->reports.n; r++) {
        const struct ng_report *d = b->reports.at[r];
        if (!is_dated(d))
            continue;
        if (first == NG_NO_DAY || d->published.first < first)
            first = d->published.first;
        if (d->published.last > last)
            last = d->published.last;
    }
    if (first == NG_NO_DAY)
        return;
    if (g->in.first == NG_NO_DAY)
        g->in.first =
            (g->in.last != NG_NO_DAY && g->in.last < first ? g->in.last
                                                           : first) -
            30;
    if (g->in.last == NG_NO_DAY)
        g->in.last = (g->in.first > last ? g->in.first : last) + 30;
}

static struct guess guess_of(const struct ng_batch *b, uint32_t u,
                             const bool *dated)
{
    struct guess g = {.in = NG_NO_DAYS};
    const struct ng_report *r = b->reports.at[u];
    copied(&g, b, u);
    for (uint32_t d = 0; d < b->reports.n; d++)
        if (dated[d])
            retold(&g, r, b->reports.at[d]);
    for (uint32_t d = 0; d < b->reports.n; d++)
        if (dated[d])
            awaited_and_past(&g, r, b->reports.at[d]);
    counted(&g, b, u, dated);
    known_deeds(&g, b, u, dated);
    own_days(&g, r);
    story_days(&g, b);
    return g;
}

size_t ng_weigh_dates(struct ng_batch *b, struct ng_arena *out,
                      struct ng_arena scratch)
{
    size_t changed = 0;
    bool *dated = ng_new(&scratch, bool, b->reports.n + 1);
    (void)out;
    for (uint32_t r = 0; r < b->reports.n; r++)
        dated[r] = is_dated(b->reports.at[r]);
    for (uint32_t u = 0; u < b->reports.n; u++) {
        struct ng_report *r = b->reports.at[u];
        if (dated[u])
            continue;
        struct guess g = guess_of(b, u, dated);
        if (g.in.first == NG_NO_DAY || g.in.last == NG_NO_DAY)
            continue;
        r->published = g.in;
        r->published_basis = NG_BASIS_OTHER_REPORTS;
        r->published_precision = g.in.last == g.in.first ? NG_PRECISION_DAY
                                 : g.in.last - g.in.first < 7
                                     ? NG_PRECISION_WEEK
                                     : NG_PRECISION_UNKNOWN;
        changed++;
    }
    return changed;
}
