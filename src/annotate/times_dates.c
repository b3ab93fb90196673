/* times_dates.c - dates and clocks as they are printed.
 *
 *     2019-04-24   24/04/2019   24.04.2019   April 24, 2019   24 April 2019
 *     the 24th of April   Wed., April 24   April 2019   in 2011   '82
 *     9 a.m.   9:30 pm   14:48 UTC   0800 GMT   nine o'clock   noon
 *
 * A number alone is a year only where the words around it allow it: "in 2011"
 * and "the 1991 agreement" are years, "2000 people" and "$ 2000" are not.
 */
#include "annotate/times.h"

static bool is_year(const struct ng_piece *p)
{
    return p->kind == NG_PIECE_NUMBER && p->digits == 4 && p->number >= 1500 &&
           p->number < 2200;
}

static bool is_day(const struct ng_piece *p)
{
    return p->kind == NG_PIECE_NUMBER && p->digits >= 1 && p->digits <= 2 &&
           p->number >= 1 && p->number <= 31;
}

/* A day of the month at i, "3" or "3rd"; returns the piece after it. */
static size_t day_number(const struct ng_when_text *t, size_t i, int *day)
{
    const struct ng_piece *p = t->p + i;
    if (p->term == NG_TERM_ORD && p->value > 0 && p->value <= 31) {
        *day = p->value;
        return i + 1;
    }
    if (!is_day(p))
        return i;
    *day = (int)p->number;
    const struct ng_piece *q = p + 1;
    if (q->kind == NG_PIECE_WORD && q->glued) {
        bool suffix = ng_piece_is(t->text, q, STR("st")) ||
                      ng_piece_is(t->text, q, STR("nd")) ||
                      ng_piece_is(t->text, q, STR("rd")) ||
                      ng_piece_is(t->text, q, STR("th"));
        return suffix ? i + 2 : i;
    }
    return i + 1;
}

/* Month names that are other words as well need a capital and a neighbour
 * that speaks of time. */
static bool is_month(const struct ng_when_text *t, size_t i)
{
    const struct ng_piece *p = t->p + i;
    if (p->term != NG_TERM_MONTH)
        return false;
    if (!p->upper)
        return p->at.end - p->at.beg > 5 && p->value != 3;
    uint32_t len = p->at.end - p->at.beg;
    bool odd = (p->value == 5) || (p->value == 3 && (len == 3 || len == 5)) ||
               (len == 3 && (p->value == 1 || p->value == 6));
    if (!odd)
        return true;
    const struct ng_piece *q = p + 1;
    if (ng_piece_mark(q, '.') && len == 3)
        q++;
    if (is_day(q) || is_year(q) || (ng_piece_mark(q, ',') && is_year(q + 1)))
        return true;
    if (i == 0)
        return false;
    const struct ng_piece *o = p - 1;
    if (is_day(o) || o->term == NG_TERM_REL || o->term == NG_TERM_EDGE ||
        o->term == NG_TERM_MONTH)
        return true;
    if (o->kind == NG_PIECE_WORD && i >= 2 && is_day(o - 1) && o->glued)
        return true; /* 3rd May */
    if (o->term != NG_TERM_FUNCTION)
        return ng_piece_mark(o, '-') && i >= 2 &&
               (o - 1)->term == NG_TERM_MONTH;
    switch ((enum ng_fun)o->value) {
    case NG_FUN_IN:
    case NG_FUN_SINCE:
    case NG_FUN_UNTIL:
    case NG_FUN_BY:
    case NG_FUN_OF:
    case NG_FUN_FROM:
    case NG_FUN_BETWEEN:
    case NG_FUN_DURING:
    case NG_FUN_THROUGH:
    case NG_FUN_BEFORE:
    case NG_FUN_AFTER:
        /* "after May said", "of May's plan": the prime minister */
        return !(ng_piece_mark(q, '\'')) &&
               (q->kind != NG_PIECE_WORD || !q->upper) &&
               (p->value == 5 ? o->value != NG_FUN_BY && o->value != NG_FUN_OF
                              : true);
    default:
        return false;
    }
}

/* ", 2019", "2019" or "of 2019" after a month or day; also "last year". */
static size_t year_after(const struct ng_when_text *t, size_t i,
                         struct ng_when *w)
{
    const struct ng_piece *p = t->p + i;
    size_t at = i;
    if (ng_piece_mark(p, ','))
        at++;
    else if (ng_piece_fun(p, NG_FUN_OF))
        at++;
    p = t->p + at;
    if (is_year(p) && p->number >= 1500 && !ng_piece_mark(p + 1, ':') &&
        !((p + 1)->glued && (p + 1)->kind == NG_PIECE_WORD)) {
        w->year = (int)p->number;
        return at + 1;
    }
    if (!ng_piece_mark(t->p + i, ',') &&
        (p->term == NG_TERM_REL && (p + 1)->term == NG_TERM_UNIT &&
         (p + 1)->value == NG_UNIT_YEAR)) {
        w->said_year = true;
        w->year_off = (int8_t)p->value;
        return at + 2;
    }
    return i;
}

/* "March 3", "March 3-5", "March 3, 2019", "March 2019", "March". */
static size_t month_first(const struct ng_when_text *t, size_t i,
                          struct ng_when *w)
{
    if (!is_month(t, i))
        return i;
    const struct ng_piece *p = t->p + i;
    w->month = p->value;
    size_t at = i + 1;
    if (ng_piece_mark(t->p + at, '.') && t->p[at].glued &&
        p->at.end - p->at.beg <= 4 &&
        (is_day(t->p + at + 1) || is_year(t->p + at + 1)))
        at++;
    size_t before = at;
    if (ng_piece_fun(t->p + at, NG_FUN_THE))
        at++;
    int day = 0;
    size_t next = day_number(t, at, &day);
    const struct ng_piece *q = t->p + next;
    bool clock = next > at && ng_piece_mark(q, ':') && q->glued &&
                 (q + 1)->glued && (q + 1)->digits > 0;
    if (next == at || clock || (t->p[at].term == NG_TERM_ORD && at == before))
        return year_after(t, before, w);
    w->day = day;
    at = next;
    if (ng_piece_mark(q, '-') && day_number(t, at + 1, &day) > at + 1 &&
        day > w->day && !is_month(t, at + 2)) {
        w->day_to = day;
        at = day_number(t, at + 1, &day);
    }
    return year_after(t, at, w);
}

/* "3 March 2019", "3-5 March", "the 3rd of March". */
static size_t day_first(const struct ng_when_text *t, size_t i,
                        struct ng_when *w)
{
    size_t at = i;
    bool the = ng_piece_fun(t->p + at, NG_FUN_THE);
    if (the)
        at++;
    int day = 0, to = 0;
    size_t next = day_number(t, at, &day);
    if (next == at)
        return i;
    bool ordinal = t->p[at].term == NG_TERM_ORD;
    at = next;
    if ((ng_piece_mark(t->p + at, '-') || ng_piece_fun(t->p + at, NG_FUN_TO)) &&
        (next = day_number(t, at + 1, &to)) > at + 1 && to > day &&
        is_month(t, next))
        at = next;
    else
        to = 0;
    if (ng_piece_fun(t->p + at, NG_FUN_OF))
        at++;
    else if (ordinal)
        return i;
    if (t->p[at].term != NG_TERM_MONTH || !(t->p[at].upper || is_month(t, at)))
        return i;
    w->day = day;
    w->day_to = to;
    w->month = t->p[at].value;
    return year_after(t, at + 1, w);
}

/* "2019-04-24", "24/04/2019", "04/24/19", "24.04.2019". */
static size_t numeric(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    const struct ng_piece *p = t->p + i;
    if (p->kind != NG_PIECE_NUMBER || p->digits == 0 || i + 5 > t->n)
        return i;
    char sep = (p + 1)->mark;
    if ((sep != '-' && sep != '/' && sep != '.') || !(p + 1)->glued ||
        !ng_piece_mark(p + 3, sep) || (p + 2)->digits == 0 ||
        (p + 4)->digits == 0 || !(p + 4)->glued || !(p + 2)->glued)
        return i;
    int a = (int)p->number, b = (int)(p + 2)->number, c = (int)(p + 4)->number;
    if (is_year(p) && (p + 2)->digits <= 2 && (p + 4)->digits <= 2) {
        w->year = a, w->month = b, w->day = c;
    } else if ((is_year(p + 4) || ((p + 4)->digits == 2 && sep == '/')) &&
               p->digits <= 2 && (p + 2)->digits <= 2) {
        bool day_leads = sep == '.' || a > 12;
        w->year = (p + 4)->digits == 2 ? 2000 + c : c;
        w->month = day_leads ? b : a;
        w->day = day_leads ? a : b;
    } else {
        return i;
    }
    return w->month >= 1 && w->month <= 12 && w->day >= 1 && w->day <= 31
               ? i + 5
               : i;
}

/* True if the word before a bare number speaks of time. */
static bool leads_to_year(const struct ng_piece *o)
{
    if (o->term == NG_TERM_EDGE || o->term == NG_TERM_SEASON ||
        o->term == NG_TERM_APPROX)
        return o->term != NG_TERM_APPROX;
    if (o->term != NG_TERM_FUNCTION)
        return false;
    switch ((enum ng_fun)o->value) {
    case NG_FUN_IN:
    case NG_FUN_SINCE:
    case NG_FUN_UNTIL:
    case NG_FUN_BY:
    case NG_FUN_OF:
    case NG_FUN_FROM:
    case NG_FUN_BETWEEN:
    case NG_FUN_DURING:
    case NG_FUN_THROUGH:
    case NG_FUN_BEFORE:
    case NG_FUN_AFTER:
    case NG_FUN_THE:
    case NG_FUN_A:
    case NG_FUN_ITS:
        return true;
    default:
        return false;
    }
}

/* True if the word after a number is what it counts: "2000 people". */
static bool counts_next(const struct ng_when_text *t, const struct ng_piece *q)
{
    if (q->kind == NG_PIECE_MARK)
        return q->mark == '%' ||
               (q->mark == '-' && q->glued && (q + 1)->kind == NG_PIECE_WORD &&
                (q + 1)->glued);
    if (q->kind == NG_PIECE_NUMBER)
        return true;
    if (q->glued || q->term == NG_TERM_UNITS || q->term == NG_TERM_SCALE ||
        q->term == NG_TERM_ZONE)
        return true;
    ng_str word = ng_slice(t->text, q->at);
    static const ng_str counted[] = {
        S("people"),  S("men"),    S("women"),     S("km"),
        S("percent"), S("feet"),   S("tonnes"),    S("children"),
        S("police"),  S("square"), S("personnel"), S("hrs"),
        S("dollars"), S("euros"),  S("metres"),    S("meters")};
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        if (ng_str_eq_nocase(word, counted[i]))
            return true;
    return false;
}

static size_t bare_year(const struct ng_when_text *t, size_t i,
                        struct ng_when *w)
{
    const struct ng_piece *p = t->p + i, *q = p + 1;
    if (ng_piece_mark(p, '\'') && q->glued && q->kind == NG_PIECE_NUMBER &&
        q->digits == 2 && !((q + 1)->glued && (q + 1)->kind == NG_PIECE_WORD) &&
        i > 0 && leads_to_year(p - 1)) {
        w->year = (q->number > 30 ? 1900 : 2000) + (int)q->number;
        return i + 2;
    }
    if (!is_year(p) || counts_next(t, q))
        return i;
    bool glued_before = p->glued && i > 0 && !ng_piece_mark(p - 1, '(') &&
                        !ng_piece_mark(p - 1, '-') &&
                        !ng_piece_mark(p - 1, '"');
    if (glued_before || (q->kind == NG_PIECE_MARK && q->glued &&
                         (q->mark == ':' || q->mark == '/')))
        return i;
    const struct ng_piece *o = i > 0 ? p - 1 : NULL;
    if (o && o->kind == NG_PIECE_MARK &&
        (o->mark == '$' || o->mark == '#' || o->mark == 'e' || o->mark == 'l' ||
         o->mark == 'y'))
        return i;
    if (o &&
        (o->term == NG_TERM_APPROX || ng_piece_fun(o, NG_FUN_THAN) ||
         ng_piece_fun(o, NG_FUN_LEAST) || ng_piece_is(t->text, o, STR("No"))))
        return i;
    bool lead = o && (leads_to_year(o) || o->term == NG_TERM_MONTH ||
                      is_year(o) || ng_piece_mark(o, '-'));
    bool modern = p->number >= 1900 && p->number < 2060;
    bool named = o && o->kind == NG_PIECE_WORD && o->upper;
    bool followed = q->kind == NG_PIECE_MARK || q->term == NG_TERM_FUNCTION;
    /* "the 1991 agreement", "WWDC 2005", "(2011)", "in 1848" */
    if (!(lead && (modern || followed)) && !(modern && (named || followed)))
        return i;
    w->year = (int)p->number;
    return i + 1;
}

size_t ng_when_date(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    typedef size_t form(const struct ng_when_text *, size_t, struct ng_when *);
    static form *const forms[] = {numeric, month_first, day_first, bare_year};
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        struct ng_when fresh = ng_when_empty();
        size_t end = forms[k](t, i, &fresh);
        if (end > i) {
            *w = fresh;
            w->shape = NG_WHEN_DATE;
            return end;
        }
    }
    return i;
}

/* "a.m.", "am", "p. m."; returns the piece after it. */
static size_t half_day(const struct ng_when_text *t, size_t i, bool *pm)
{
    const struct ng_piece *p = t->p + i;
    if (ng_piece_fun(p, NG_FUN_AM) || ng_piece_fun(p, NG_FUN_PM)) {
        *pm = p->value == NG_FUN_PM;
        return i + 1;
    }
    if (!ng_piece_is(t->text, p, STR("a")) &&
        !ng_piece_is(t->text, p, STR("p")))
        return i;
    if (!ng_piece_mark(p + 1, '.') || !ng_piece_is(t->text, p + 2, STR("m")))
        return i;
    *pm = ng_to_lower(t->text.p[p->at.beg]) == 'p';
    return ng_piece_mark(p + 3, '.') && (p + 3)->glued ? i + 4 : i + 3;
}

/* "10.30" is one piece, a number with a fraction. */
static bool dotted(const struct ng_when_text *t, const struct ng_piece *p,
                   int *hour, int *min)
{
    ng_str s = ng_slice(t->text, p->at);
    size_t h = s.n == 5 ? 2 : 1;
    if (p->kind != NG_PIECE_NUMBER || (s.n != 4 && s.n != 5) || s.p[h] != '.' ||
        !ng_is_digit(s.p[0]) || !ng_is_digit(s.p[h - 1]) ||
        !ng_is_digit(s.p[h + 1]) || !ng_is_digit(s.p[h + 2]))
        return false;
    *hour = s.p[0] - '0';
    if (h == 2)
        *hour = *hour * 10 + s.p[1] - '0';
    *min = (s.p[h + 1] - '0') * 10 + s.p[h + 2] - '0';
    return *hour < 24 && *min < 60;
}

/* A stamp of a live blog: it opens its paragraph and a text follows. */
static bool is_stamp(const struct ng_when_text *t, size_t i)
{
    const struct ng_piece *q = t->p + i + 1;
    return (i == 0 || ng_piece_mark(t->p + i - 1, '\n')) &&
           ((q->kind == NG_PIECE_WORD && q->upper && !q->glued) ||
            ng_piece_mark(q, '"') || ng_piece_mark(q, '-'));
}

static size_t zone(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    const struct ng_piece *p = t->p + i;
    if (p->term == NG_TERM_ZONE && p->upper) {
        w->utc = p->value == 0;
        return i + 1;
    }
    if (ng_piece_mark(p, '(') && (p + 1)->term == NG_TERM_ZONE &&
        ng_piece_mark(p + 2, ')'))
        return i + 3;
    if (ng_piece_is(t->text, p, STR("local")) &&
        ng_piece_is(t->text, p + 1, STR("time")))
        return i + 2;
    return i;
}

size_t ng_when_clock(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    const struct ng_piece *p = t->p + i;
    int hour = -1, min = 0;
    size_t at = i;
    bool sure = false, pm = false;
    if (dotted(t, p, &hour, &min)) {
        at = i + 1, sure = is_stamp(t, i);
    } else if (p->kind == NG_PIECE_NUMBER && p->digits == 4 &&
               p->number < 2400 && (p + 1)->term == NG_TERM_ZONE &&
               (p + 1)->upper) {
        hour = (int)p->number / 100, min = (int)p->number % 100;
        at = i + 1, sure = true;
    } else if (p->kind == NG_PIECE_NUMBER && p->digits >= 1 && p->digits <= 2 &&
               p->number <= 24) {
        hour = (int)p->number, at = i + 1;
        const struct ng_piece *q = t->p + at;
        if ((ng_piece_mark(q, ':') || ng_piece_mark(q, '.')) && q->glued &&
            (q + 1)->glued && (q + 1)->digits == 2 && (q + 1)->number < 60) {
            min = (int)(q + 1)->number;
            sure = ng_piece_mark(q, ':');
            at += 2;
            if (sure && ng_piece_mark(t->p + at, ':') &&
                t->p[at + 1].digits == 2)
                at += 2;
        }
    } else if (p->term == NG_TERM_CARD && p->value >= 1 && p->value <= 12) {
        hour = p->value, at = i + 1;
        if (!ng_piece_fun(t->p + at, NG_FUN_OCLOCK) &&
            !ng_piece_mark(t->p + at + 1, '\'') &&
            !ng_piece_is(t->text, t->p + at, STR("o")))
            return i;
    } else {
        return i;
    }
    if (ng_piece_is(t->text, t->p + at, STR("o")) &&
        ng_piece_mark(t->p + at + 1, '\'') &&
        ng_piece_fun(t->p + at + 2, NG_FUN_OCLOCK))
        at += 3, sure = true;
    size_t next = half_day(t, at, &pm);
    if (next > at) {
        sure = hour <= 12;
        hour = hour % 12 + (pm ? 12 : 0);
        at = next;
    }
    next = zone(t, at, w);
    if (!(sure || next > at) || hour < 0 || hour > 24 || min > 59)
        return i;
    w->hour = (int8_t)hour;
    w->min = (int8_t)min;
    return next;
}
