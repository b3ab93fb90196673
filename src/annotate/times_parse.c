/* times_parse.c - the grammar of points and periods that words name.
 *
 *     yesterday   last week   this Friday   next month   the following day
 *     the past two years   annual   now   in recent years
 *     the third quarter of 2009   last summer   the 1990s   the 19th century
 *
 * One function for each family; each gets the piece to begin with and returns
 * the piece after what it took, or the same piece if it is none of its own.
 */
#include "annotate/times.h"

size_t ng_when_count(const struct ng_when_text *t, size_t i, double *count,
                     bool *vague)
{
    const struct ng_piece *p = t->p + i;
    *vague = false;
    if (p->kind == NG_PIECE_NUMBER && p->number < 10000 && p->digits != 4) {
        *count = p->number;
        return (p + 1)->kind == NG_PIECE_WORD && (p + 1)->glued ? i : i + 1;
    }
    if (ng_piece_fun(p, NG_FUN_HALF) &&
        (ng_piece_fun(p + 1, NG_FUN_A) || ng_piece_fun(p + 1, NG_FUN_THE)))
        return *count = 0.5, i + 2;
    if (ng_piece_fun(p, NG_FUN_A)) {
        if (ng_piece_fun(p + 1, NG_FUN_HALF))
            return *count = 0.5, i + 2;
        if ((p + 1)->term == NG_TERM_FEW)
            i++, p++;
        else if ((p + 1)->term == NG_TERM_CARD && (p + 1)->value == 12)
            return *count = 12, i + 2;
        else if ((p + 1)->term == NG_TERM_SCALE && (p + 1)->value == 2)
            return *count = 100, i + 2;
        else
            return *count = 1, i + 1;
    }
    if (p->term == NG_TERM_FEW) {
        *count = p->value;
        *vague = p->value != 2;
        return ng_piece_fun(p + 1, NG_FUN_OF) ? i + 2 : i + 1;
    }
    if (ng_piece_fun(p, NG_FUN_MANY))
        return *count = 5, *vague = true, i + 1;
    if (p->term == NG_TERM_CARD && p->value > 0) {
        *count = p->value;
        size_t h = ng_when_hyphen(t, i + 1);
        const struct ng_piece *q = t->p + h;
        if (p->value >= 20 && q->term == NG_TERM_CARD && q->value < 10) {
            *count += q->value;
            return h + 1;
        }
        if (q->term == NG_TERM_SCALE && q->value == 2 && p->value < 10)
            return *count *= 100, h + 1;
        return i + 1;
    }
    return i;
}

/* "today", "yesterday", "tonight", "now", "recently", "annual". */
static size_t single(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    const struct ng_piece *p = t->p + i;
    switch ((enum ng_term)p->term) {
    case NG_TERM_DAY:
        w->shape = NG_WHEN_DAY, w->n = p->value;
        if (ng_piece_mark(p + 1, '\'') && p->value == 0 && i > 0 &&
            t->p[i - 1].term == NG_TERM_FUNCTION &&
            ng_piece_fun(p - 1, NG_FUN_OF))
            w->shape = NG_WHEN_REF;
        return i + 1;
    case NG_TERM_OVERNIGHT:
        if ((p + 1)->kind == NG_PIECE_WORD &&
            (p + 1)->term != NG_TERM_FUNCTION && !(p + 1)->upper)
            return i; /* "an overnight train" */
        w->shape = NG_WHEN_DAY, w->part = NG_PART_NIGHT;
        return i + 1;
    case NG_TERM_TONIGHT:
        w->shape = NG_WHEN_DAY, w->part = NG_PART_NIGHT;
        return i + 1;
    case NG_TERM_REF:
        if (i > 0 && ((ng_piece_fun(p - 1, NG_FUN_MOST) &&
                       ng_piece_is(t->text, p, STR("recent"))) ||
                      (ng_piece_fun(p - 1, NG_FUN_AS) &&
                       ng_piece_fun(p + 1, NG_FUN_AS))))
            return i; /* "the most recent meeting", "as soon as" */
        w->shape = NG_WHEN_REF, w->n = p->value;
        if (w->n < 0 && (p + 1)->term == NG_TERM_UNITS)
            return i + 2;
        return i + 1;
    case NG_TERM_EVERY_DAY:
        /* "the daily Al-Sahra" is a paper */
        if (p->at.end - p->at.beg < 8 && (p + 1)->upper && !(p + 1)->glued &&
            (p + 1)->term == NG_TERM_NONE)
            return i;
        w->shape = NG_WHEN_SET, w->unit = (uint8_t)p->value, w->count = 1;
        return i + 1;
    case NG_TERM_WEEKDAYS:
        w->shape = NG_WHEN_SET, w->weekday = (int8_t)p->value;
        return p->upper && !ng_piece_mark(p + 1, '\'') ? i + 1 : i;
    default:
        return i;
    }
}

/* The weekday, month, season or part of the day after "last", "this", "next";
 * returns how many pieces the two are, or 0. */
static size_t relative_name(const struct ng_piece *p, struct ng_when *w)
{
    const struct ng_piece *q = p + 1;
    if (q->term == NG_TERM_WEEKDAY && q->upper) {
        w->shape = NG_WHEN_WEEKDAY, w->weekday = (int8_t)q->value;
        return 2;
    }
    if (q->term == NG_TERM_MONTH && (q->upper || q->at.end - q->at.beg > 5)) {
        w->shape = NG_WHEN_DATE, w->month = q->value;
        w->force = (int8_t)w->n;
        return 2;
    }
    if (q->term == NG_TERM_SEASON) {
        w->shape = NG_WHEN_SEASON, w->year = 0;
        w->force = (int8_t)w->n, w->n = q->value;
        return 2;
    }
    if (q->term == NG_TERM_PART && w->n == 0) {
        w->shape = NG_WHEN_DAY, w->part = (uint8_t)q->value;
        return 2;
    }
    return 0;
}

/* True if what follows can only be a verb: "to", "will", "did", "not". */
static bool is_before_verb(const struct ng_when_text *t,
                           const struct ng_piece *o)
{
    static const ng_str words[] = {
        S("to"),   S("will"),  S("would"),  S("could"), S("can"),
        S("may"),  S("might"), S("should"), S("must"),  S("did"),
        S("does"), S("not"),   S("t")};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (ng_piece_is(t->text, o, words[k]))
            return true;
    return false;
}

/* "last week", "this year", "next Monday", "last October", "this summer",
 * "this morning", "last night", "the past two years", "the next decade". */
static size_t relative(const struct ng_when_text *t, size_t i,
                       struct ng_when *w)
{
    size_t at = ng_piece_fun(t->p + i, NG_FUN_THE) ? i + 1 : i;
    const struct ng_piece *p = t->p + at, *q = p + 1;
    if (p->term != NG_TERM_REL)
        return i;
    w->n = p->value;
    w->said_rel = true;
    bool the = at > i;
    /* "expected to last eight days": a verb */
    if (!the && i > 0 && ng_piece_is(t->text, p, STR("last")) &&
        is_before_verb(t, t->p + i - 1))
        return i;
    bool past = ng_piece_is(t->text, p, STR("past"));
    double count = 1;
    bool vague = false;
    size_t after = ng_when_count(t, at + 1, &count, &vague);
    if (after > at + 1 && w->n != 0) {
        size_t unit = ng_when_hyphen(t, after);
        while (unit == after && t->p[unit].kind == NG_PIECE_WORD &&
               !ng_piece_unit(t->p + unit) && unit < after + 1 &&
               ng_piece_unit(t->p + unit + 1))
            unit++; /* "the past five trading days" */
        if (ng_piece_unit(t->p + unit)) {
            w->shape = NG_WHEN_SPAN, w->count = count, w->vague = vague;
            w->unit = (uint8_t)t->p[unit].value;
            return unit + 1;
        }
        return i;
    }
    if (q->term == NG_TERM_UNITS && w->n != 0) {
        w->shape = NG_WHEN_SPAN, w->count = 3, w->vague = true;
        w->unit = (uint8_t)q->value;
        return at + 2;
    }
    if (q->term == NG_TERM_UNIT && q->value == NG_UNIT_NIGHT) {
        w->shape = NG_WHEN_DAY, w->part = NG_PART_NIGHT;
        return at + 2;
    }
    if (q->term == NG_TERM_UNIT) {
        w->shape = NG_WHEN_PERIOD, w->unit = (uint8_t)q->value;
        /* "the past year" reaches back from today; "last year" does not */
        if ((past || (the && w->n != 0 && q->value >= NG_UNIT_DECADE)) &&
            q->value != NG_UNIT_WEEKEND && q->value != NG_UNIT_QUARTER)
            w->shape = NG_WHEN_SPAN, w->count = 1;
        return at + 2;
    }
    size_t named = relative_name(p, w);
    if (named > 0)
        return at + named;
    if (past && the && i > 0 && !ng_piece_is(t->text, q, STR("the")) &&
        (ng_piece_fun(t->p + i - 1, NG_FUN_IN) ||
         ng_piece_fun(t->p + i - 1, NG_FUN_OF)) &&
        (q->kind == NG_PIECE_MARK || q->term == NG_TERM_FUNCTION)) {
        w->shape = NG_WHEN_REF, w->n = -1;
        return at + 1;
    }
    return i;
}

/* "the same day", "that year", "the following week", "the previous month". */
static size_t anaphoric(const struct ng_when_text *t, size_t i,
                        struct ng_when *w)
{
    size_t at = ng_piece_fun(t->p + i, NG_FUN_THE) ? i + 1 : i;
    const struct ng_piece *p = t->p + at, *q = p + 1;
    if (p->term == NG_TERM_THAT && q->term == NG_TERM_UNIT &&
        q->value >= NG_UNIT_DAY) {
        w->shape = NG_WHEN_PERIOD, w->unit = (uint8_t)q->value;
        w->n = p->value, w->from_last = true;
        return at + 2;
    }
    /* "the day", "the year": the present one, where a verb or preposition
     * makes a time of it */
    if (at > i && p->term == NG_TERM_UNIT && p->value >= NG_UNIT_DAY && i > 0) {
        const struct ng_piece *o = t->p + i - 1;
        bool ends = ng_piece_is(t->text, o, STR("end")) ||
                    ng_piece_is(t->text, o, STR("ended")) ||
                    ng_piece_is(t->text, o, STR("ending")) ||
                    ng_piece_is(t->text, o, STR("finish")) ||
                    ng_piece_is(t->text, o, STR("finished"));
        bool prep = ng_piece_fun(o, NG_FUN_FOR) ||
                    ng_piece_fun(o, NG_FUN_DURING) ||
                    ng_piece_fun(o, NG_FUN_OF) ||
                    ng_piece_is(t->text, o, STR("over")) ||
                    (ng_piece_fun(o, NG_FUN_IN) && i > 1 &&
                     t->p[i - 2].term == NG_TERM_EDGE);
        bool weekend = p->value == NG_UNIT_WEEKEND;
        if ((ends || prep || weekend) && !ng_piece_fun(p + 1, NG_FUN_OF) &&
            !(p + 1)->glued) {
            w->shape = NG_WHEN_PERIOD, w->unit = (uint8_t)p->value;
            w->said_rel = !weekend;
            return at + 1;
        }
        if ((ends || prep || weekend) && (p + 1)->kind == NG_PIECE_MARK &&
            !ng_piece_mark(p + 1, '-')) {
            w->shape = NG_WHEN_PERIOD, w->unit = (uint8_t)p->value;
            w->said_rel = !weekend;
            return at + 1;
        }
    }
    return i;
}

/* "the third quarter of this year", "Q3 2009", "the first half of 2010". */
static size_t quarter(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    size_t at = ng_piece_fun(t->p + i, NG_FUN_THE) ? i + 1 : i;
    const struct ng_piece *p = t->p + at;
    if (p->kind == NG_PIECE_WORD && p->upper && p->at.end - p->at.beg == 1 &&
        t->text.p[p->at.beg] == 'Q' && (p + 1)->glued && (p + 1)->digits == 1 &&
        (p + 1)->number >= 1 && (p + 1)->number <= 4) {
        w->n = (int)(p + 1)->number;
        at += 2;
    } else {
        if (p->term != NG_TERM_ORD || p->value > 4)
            return i;
        size_t q = ng_when_hyphen(t, at + 1);
        bool half = ng_piece_fun(t->p + q, NG_FUN_HALF);
        bool fits = half ? p->value == 1 || p->value == 2
                         : t->p[q].term == NG_TERM_UNIT &&
                               t->p[q].value == NG_UNIT_QUARTER;
        if (!fits || (at == i && q == at + 1 && i > 0 && half))
            return i;
        w->half = half;
        w->n = p->value < 0 ? 4 : p->value;
        at = q + 1;
        if (half && !ng_piece_fun(t->p + at, NG_FUN_OF))
            return i;
    }
    w->shape = NG_WHEN_QUARTER;
    size_t y = ng_piece_fun(t->p + at, NG_FUN_OF) ? at + 1 : at;
    const struct ng_piece *q = t->p + y;
    if (q->digits == 4 && q->number > 1900 && q->number < 2100) {
        w->year = (int)q->number;
        return y + 1;
    }
    if (q->term == NG_TERM_REL && (q + 1)->term == NG_TERM_UNIT &&
        (q + 1)->value == NG_UNIT_YEAR) {
        w->said_year = true, w->year_off = (int8_t)q->value;
        return y + 2;
    }
    if (y > at && ng_piece_fun(q, NG_FUN_THE) &&
        (q + 1)->value == NG_UNIT_YEAR && (q + 1)->term == NG_TERM_UNIT) {
        w->said_year = true, w->year_off = 0;
        return y + 2;
    }
    return w->half ? i : at;
}

/* "the summer of 2012", "summer 2012", "in the spring". */
static size_t season(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    bool the = ng_piece_fun(t->p + i, NG_FUN_THE);
    size_t at = the ? i + 1 : i;
    const struct ng_piece *p = t->p + at;
    if (p->term != NG_TERM_SEASON)
        return i;
    size_t y = ng_piece_fun(p + 1, NG_FUN_OF) ? at + 2 : at + 1;
    const struct ng_piece *q = t->p + y;
    w->shape = NG_WHEN_SEASON, w->n = p->value;
    if (q->digits == 4 && q->number > 1500 && q->number < 2100) {
        w->year = (int)q->number;
        return y + 1;
    }
    bool in = i > 0 && (ng_piece_fun(t->p + i - 1, NG_FUN_IN) ||
                        ng_piece_fun(t->p + i - 1, NG_FUN_SINCE) ||
                        ng_piece_fun(t->p + i - 1, NG_FUN_BY) ||
                        ng_piece_fun(t->p + i - 1, NG_FUN_DURING) ||
                        ng_piece_fun(t->p + i - 1, NG_FUN_UNTIL));
    bool plain =
        (p + 1)->kind == NG_PIECE_MARK || (p + 1)->term == NG_TERM_FUNCTION;
    return in && (the || !ng_piece_is(t->text, p, STR("fall"))) && plain &&
                   !ng_piece_fun(p + 1, NG_FUN_OF)
               ? at + 1
               : i;
}

/* "the 1990s", "the '90s", "the 19th century". */
static size_t decade(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    size_t at = ng_piece_fun(t->p + i, NG_FUN_THE) ? i + 1 : i;
    if (ng_piece_mark(t->p + at, '\''))
        at++;
    const struct ng_piece *p = t->p + at, *q = p + 1;
    if (p->kind == NG_PIECE_NUMBER && p->digits >= 1 && q->glued &&
        q->kind == NG_PIECE_WORD) {
        int v = (int)p->number;
        if (ng_piece_is(t->text, q, STR("s")) && v % 10 == 0 &&
            ((p->digits == 4 && v >= 1500 && v < 2100) ||
             (p->digits == 2 && (at > i || i > 0) && v >= 20))) {
            if (p->digits == 2 && at == i && !ng_piece_fun(p - 1, NG_FUN_AND))
                return i;
            w->shape = NG_WHEN_DECADE, w->year = v;
            return at + 2;
        }
        size_t h = ng_when_hyphen(t, at + 2);
        if (t->p[h].term == NG_TERM_UNIT && t->p[h].value == NG_UNIT_CENTURY &&
            v > 0 && v < 30) {
            w->shape = NG_WHEN_CENTURY, w->n = v;
            return h + 1;
        }
    }
    if (p->term == NG_TERM_ORD && p->value > 0 && q->term == NG_TERM_UNIT &&
        q->value == NG_UNIT_CENTURY) {
        w->shape = NG_WHEN_CENTURY, w->n = p->value;
        return at + 2;
    }
    return i;
}

/* Weekday alone, with a date, or with a week: "Wed., April 24, 2019",
 * "Monday last week", "Friday this week". */
static size_t weekday(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    const struct ng_piece *p = t->p + i;
    if (p->term != NG_TERM_WEEKDAY)
        return i;
    bool brief = p->at.end - p->at.beg <= 5;
    size_t at = i + 1;
    if (brief) {
        if (ng_piece_mark(t->p + at, '.'))
            at++;
        else if (!ng_piece_mark(t->p + at, ','))
            return i;
    }
    if (brief && !p->upper)
        return i;
    size_t date = ng_piece_mark(t->p + at, ',') ? at + 1 : at;
    struct ng_when d = *w;
    size_t end = ng_when_date(t, date, &d);
    if (end > date && d.month && d.day) {
        *w = d;
        return end;
    }
    if (brief)
        return i;
    w->shape = NG_WHEN_WEEKDAY, w->weekday = (int8_t)p->value;
    const struct ng_piece *q = t->p + at;
    if (ng_piece_fun(q, NG_FUN_OF))
        q++;
    if (q->term == NG_TERM_REL && (q + 1)->term == NG_TERM_UNIT &&
        (q + 1)->value == NG_UNIT_WEEK) {
        w->n = q->value, w->unit = NG_UNIT_WEEK, w->said_rel = true;
        return (size_t)(q + 2 - t->p);
    }
    /* "Friday week": a week after the Friday to come */
    if (ng_piece_is(t->text, q, STR("week")) && !q->glued && !q->upper) {
        w->unit = NG_UNIT_FORTNIGHT, w->force = 1;
        return at + 1;
    }
    /* "Tuesday last", "Sunday next" */
    if (ng_piece_is(t->text, q, STR("last")) && !(q + 1)->upper &&
        (q + 1)->kind == NG_PIECE_MARK)
        return w->said_rel = true, w->n = -1, at + 1;
    if (ng_piece_is(t->text, q, STR("next")) && (q + 1)->kind == NG_PIECE_MARK)
        return w->force = 1, at + 1;
    return at;
}

size_t ng_when_point(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    typedef size_t family(const struct ng_when_text *, size_t,
                          struct ng_when *);
    static family *const families[] = {
        ng_when_date, weekday, quarter, decade,
        relative,     season,  single,  anaphoric,
    };
    for (size_t k = 0; k < sizeof families / sizeof *families; k++) {
        struct ng_when fresh = ng_when_empty();
        size_t end = families[k](t, i, &fresh);
        if (end > i) {
            *w = fresh;
            return end;
        }
    }
    return i;
}
