/* times_spans.c - durations, distances, sets, edges, and the whole expression.
 *
 *     three days ago   almost a year ago   a month and a half after
 *     for six months   five-year   in the next six months   decades
 *     every Friday   each year   the near future   the long term
 *     the end of next week   early June   later this year   by year end
 *     Wednesday morning   9 a.m. Tuesday   the morning of June 3
 */
#include "annotate/times.h"

#define is_word(t, i, word) ng_piece_is((t)->text, (t)->p + (i), STR(word))

/* After a unit: "and a half". */
static size_t and_a_half(const struct ng_when_text *t, size_t i, double *count)
{
    if (ng_piece_fun(t->p + i, NG_FUN_AND) &&
        ng_piece_fun(t->p + i + 1, NG_FUN_A) &&
        ng_piece_fun(t->p + i + 2, NG_FUN_HALF)) {
        *count += 0.5;
        return i + 3;
    }
    return i;
}

/* What follows a counted unit decides what it is: "ago", "later", "from now",
 * "after the vote"; "old" makes it an age, which is no time. */
static size_t counted_tail(const struct ng_when_text *t, size_t i,
                           struct ng_when *w)
{
    if (ng_piece_fun(t->p + i, NG_FUN_AGO))
        return w->shape = NG_WHEN_AWAY, w->n = -1, i + 1;
    if (is_word(t, i, "later"))
        return w->shape = NG_WHEN_AWAY, w->n = 1, w->from_last = true, i + 1;
    if (is_word(t, i, "earlier"))
        return w->shape = NG_WHEN_AWAY, w->n = -1, w->from_last = true, i + 1;
    if (ng_piece_fun(t->p + i, NG_FUN_FROM) && is_word(t, i + 1, "now"))
        return w->shape = NG_WHEN_AWAY, w->n = 1, i + 2;
    if (ng_piece_fun(t->p + i, NG_FUN_AFTER) ||
        ng_piece_fun(t->p + i, NG_FUN_BEFORE))
        w->from_last = true; /* from the event that follows */
    return i;
}

static bool is_age(const struct ng_when_text *t, size_t i, size_t end)
{
    const struct ng_piece *q = t->p + end;
    if (ng_piece_mark(q, '-'))
        q++;
    if (ng_piece_fun(q, NG_FUN_OLD) || ng_piece_is(t->text, q, STR("olds")) ||
        (ng_piece_is(t->text, q, STR("of")) &&
         ng_piece_is(t->text, q + 1, STR("age"))))
        return true;
    return i > 0 && is_word(t, i - 1, "aged");
}

/* "$5 million a year", "9,500 tonnes a month", "twice a week": a number within
 * a few words before, and no comma or small word between. */
static bool is_rate(const struct ng_when_text *t, size_t i,
                    const struct ng_when *w)
{
    enum { NEAR = 4 };
    if (w->shape != NG_WHEN_DURATION || w->count != 1 || w->approx ||
        w->from_last || w->unit < NG_UNIT_DAY || w->unit > NG_UNIT_YEAR)
        return false;
    for (size_t k = 1; k <= NEAR && k <= i; k++) {
        const struct ng_piece *o = t->p + i - k;
        if (o->kind == NG_PIECE_NUMBER || o->term == NG_TERM_SCALE ||
            o->term == NG_TERM_CARD || is_word(t, i - k, "twice") ||
            is_word(t, i - k, "once"))
            return true;
        bool passes = o->kind == NG_PIECE_WORD ? o->term != NG_TERM_FUNCTION ||
                                                     ng_piece_fun(o, NG_FUN_OF)
                                               : strchr("%-", o->mark) != NULL;
        if (!passes)
            return false;
    }
    return false;
}

/* "a day", "a year" alone count only beside words of time, or as rates. */
static bool article_fits(const struct ng_when_text *t, size_t i, size_t end,
                         const struct ng_when *w)
{
    if (w->shape == NG_WHEN_AWAY || w->from_last || w->count != 1)
        return true;
    if (t->p[end - 2].glued)
        return true; /* "one-year" never has an article of its own */
    if (i == 0)
        return false;
    const struct ng_piece *o = t->p + i - 1;
    if (o->term == NG_TERM_APPROX)
        return true;
    if (o->term != NG_TERM_FUNCTION || is_word(t, end, "that"))
        return false;
    switch ((enum ng_fun)o->value) {
    case NG_FUN_FOR:
    case NG_FUN_WITHIN:
    case NG_FUN_THAN:
    case NG_FUN_JUST:
    case NG_FUN_IN:
    case NG_FUN_AFTER:
    case NG_FUN_LEAST:
    case NG_FUN_BY:
        return true;
    default:
        return false;
    }
}

/* Bare "years", "decades", "minutes": a duration after a preposition. */
static size_t bare_units(const struct ng_when_text *t, size_t i,
                         struct ng_when *w)
{
    const struct ng_piece *p = t->p + i;
    if (p->term != NG_TERM_UNITS || i == 0 || p->value == NG_UNIT_SECOND)
        return i;
    const struct ng_piece *o = t->p + i - 1;
    bool prep = ng_piece_fun(o, NG_FUN_FOR) || ng_piece_fun(o, NG_FUN_IN) ||
                ng_piece_fun(o, NG_FUN_WITHIN) ||
                ng_piece_fun(o, NG_FUN_JUST) || ng_piece_fun(o, NG_FUN_AFTER) ||
                is_word(t, i - 1, "over");
    bool compound =
        ng_when_hyphen(t, i + 1) > i + 1 && is_word(t, i + 2, "long");
    if (!prep && !compound && !ng_piece_fun(p + 1, NG_FUN_AGO) &&
        !is_word(t, i + 1, "later"))
        return i;
    w->shape = NG_WHEN_DURATION, w->unit = (uint8_t)p->value;
    w->count = 3, w->vague = true;
    if (compound)
        return i + 3;
    return counted_tail(t, i + 1, w);
}

/* "three days ago", "a month and a half after", "five-year", "half a day". */
static size_t counted(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    size_t at = i;
    const struct ng_piece *p = t->p + i;
    if (p->term == NG_TERM_APPROX) {
        /* "over two years" is how long, unless it is more than that: "for over
         * two years" */
        if (is_word(t, i, "over") &&
            (i == 0 || t->p[i - 1].term != NG_TERM_FUNCTION))
            return i;
        w->approx = (int8_t)p->value;
        at++;
        if (ng_piece_fun(t->p + at, NG_FUN_THE))
            return i;
    }
    bool article = ng_piece_fun(t->p + at, NG_FUN_A);
    size_t next = ng_when_count(t, at, &w->count, &w->vague);
    if (next == at && is_word(t, at, "single"))
        w->count = 1, next++;
    if (next == at)
        return at == i ? bare_units(t, i, w) : i;
    if (next == at + 1 && article && t->p[next].kind == NG_PIECE_NUMBER)
        return i; /* "a 12-year lease": the number begins it */
    next = and_a_half(t, next, &w->count);
    size_t unit = ng_when_hyphen(t, next);
    if (is_word(t, unit, "consecutive") || is_word(t, unit, "straight") ||
        is_word(t, unit, "more") || is_word(t, unit, "trading") ||
        is_word(t, unit, "full"))
        unit++;
    const struct ng_piece *q = t->p + unit;
    if (!ng_piece_unit(q) || is_age(t, i, unit + 1) ||
        (article && q->value == NG_UNIT_QUARTER))
        return i; /* "a quarter of the votes" */
    w->shape = NG_WHEN_DURATION, w->unit = (uint8_t)q->value;
    size_t end = and_a_half(t, unit + 1, &w->count);
    if (ng_piece_mark(t->p + end, '\'') && !is_word(t, end + 1, "s"))
        end++; /* "two years' time" */
    if (is_word(t, end, "time") && i > 0 &&
        ng_piece_fun(t->p + i - 1, NG_FUN_IN))
        end++, w->shape = NG_WHEN_AWAY, w->n = 1;
    size_t tail = counted_tail(t, end, w);
    if (article && is_rate(t, i, w))
        w->shape = NG_WHEN_SET;
    else if (article && !article_fits(t, i, tail, w))
        return i;
    return tail;
}

/* "every Friday", "each year", "every two weeks". */
static size_t every(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    if (!ng_piece_fun(t->p + i, NG_FUN_EVERY))
        return i;
    w->shape = NG_WHEN_SET, w->count = 1;
    const struct ng_piece *p = t->p + i + 1;
    if (p->term == NG_TERM_WEEKDAY && p->at.end - p->at.beg > 5)
        return w->weekday = (int8_t)p->value, i + 2;
    if (p->term == NG_TERM_UNIT)
        return w->unit = (uint8_t)p->value, i + 2;
    size_t next = ng_when_count(t, i + 1, &w->count, &w->vague);
    if (next > i + 1 && t->p[next].term == NG_TERM_UNITS)
        return w->unit = (uint8_t)t->p[next].value, next + 1;
    return i;
}

/* "in the near future", "the long term", "the time being", "year end". */
static size_t fixed(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    size_t at = ng_piece_fun(t->p + i, NG_FUN_THE) ? i + 1 : i;
    if (is_word(t, at, "year")) {
        size_t h = ng_when_hyphen(t, at + 1);
        if (is_word(t, h, "end") &&
            (h > at + 1 || i == 0 || t->p[i - 1].term == NG_TERM_FUNCTION)) {
            w->shape = NG_WHEN_PERIOD, w->unit = NG_UNIT_YEAR;
            w->edge = NG_EDGE_END;
            return h + 1;
        }
    }
    if (at == i)
        return ng_piece_fun(t->p + i, NG_FUN_YEAR_END)
                   ? (w->shape = NG_WHEN_PERIOD, w->unit = NG_UNIT_YEAR,
                      w->edge = NG_EDGE_END, i + 1)
                   : i;
    w->shape = NG_WHEN_REF;
    if (is_word(t, at, "time") && is_word(t, at + 1, "being"))
        return w->n = 0, at + 2;
    bool near = is_word(t, at, "near") || is_word(t, at, "foreseeable") ||
                is_word(t, at, "long") || is_word(t, at, "short");
    size_t noun = near ? ng_when_hyphen(t, at + 1) : at;
    if (ng_piece_fun(t->p + noun, NG_FUN_FUTURE) &&
        (near || (i > 0 && (ng_piece_fun(t->p + i - 1, NG_FUN_IN) ||
                            ng_piece_fun(t->p + i - 1, NG_FUN_FOR)))))
        return w->n = 1, noun + 1;
    if (near && ng_piece_fun(t->p + noun, NG_FUN_TERM))
        return w->n = 1, noun + 1;
    return i;
}

/* A point, and the weekday or date that may follow a clock or a daypart. */
static size_t after_clock(const struct ng_when_text *t, size_t i,
                          struct ng_when *w)
{
    size_t at = i;
    if (ng_piece_mark(t->p + at, ','))
        at++;
    if (ng_piece_fun(t->p + at, NG_FUN_ON) ||
        ng_piece_fun(t->p + at, NG_FUN_OF))
        at++;
    struct ng_when d = ng_when_empty();
    size_t end = ng_when_point(t, at, &d);
    bool day = d.shape == NG_WHEN_WEEKDAY || d.shape == NG_WHEN_DAY ||
               (d.shape == NG_WHEN_DATE && d.day);
    if (end == at || !day ||
        (at > i && ng_piece_mark(t->p + i, ',') && d.shape != NG_WHEN_DATE))
        return i;
    d.hour = w->hour, d.min = w->min, d.utc = w->utc;
    if (w->part)
        d.part = w->part;
    *w = d;
    return end;
}

/* True if the word in front speaks of a point of time. */
static bool led_by_time(const struct ng_when_text *t, size_t i)
{
    static const enum ng_fun words[] = {
        NG_FUN_AT,    NG_FUN_BY,   NG_FUN_BEFORE, NG_FUN_AFTER,
        NG_FUN_SINCE, NG_FUN_FROM, NG_FUN_UNTIL};
    for (size_t k = 0; i > 0 && k < sizeof words / sizeof *words; k++)
        if (ng_piece_fun(t->p + i - 1, words[k]))
            return true;
    return false;
}

/* A whole hour in words or digits, 1 to 12; 0 if there is none. */
static int hour_at(const struct ng_piece *p)
{
    if (p->term == NG_TERM_CARD && p->value >= 1 && p->value <= 12)
        return p->value;
    return p->kind == NG_PIECE_NUMBER && p->digits >= 1 && p->digits <= 2 &&
                   p->number >= 1 && p->number <= 12
               ? (int)p->number
               : 0;
}

/* "half past three", "a quarter to six", "ten past nine", "ten to midnight". */
static size_t minutes_past(const struct ng_when_text *t, size_t i,
                           struct ng_when *w)
{
    size_t at = ng_piece_fun(t->p + i, NG_FUN_A) ? i + 1 : i;
    const struct ng_piece *p = t->p + at;
    int minutes = ng_piece_fun(p, NG_FUN_HALF)              ? 30
                  : ng_piece_is(t->text, p, STR("quarter")) ? 15
                  : p->term == NG_TERM_CARD                 ? p->value
                                                            : 0;
    if (minutes < 1 || minutes > 30)
        return i;
    at++;
    if (is_word(t, at, "minutes"))
        at++;
    bool past = is_word(t, at, "past"), to = ng_piece_fun(t->p + at, NG_FUN_TO);
    int hour = hour_at(t->p + at + 1);
    if (is_word(t, at + 1, "midnight"))
        hour = 24;
    else if (is_word(t, at + 1, "noon"))
        hour = 12;
    if (!hour || !(past || (to && (minutes == 15 || hour > 12))))
        return i;
    w->hour = (int8_t)((past ? hour : hour - 1) % 24);
    w->min = (int8_t)(past ? minutes : 60 - minutes);
    return at + 2;
}

/* The part of the day behind an hour: "this morning", "in the evening", "in
 * the morning of Tuesday", "tonight"; then it is no guess which hour is meant.
 */
static size_t hour_and_part(const struct ng_when_text *t, size_t i,
                            struct ng_when *w)
{
    size_t at = minutes_past(t, i, w);
    bool whole = at == i;
    if (whole) {
        w->hour = (int8_t)hour_at(t->p + i), w->min = 0;
        if (!w->hour)
            return i;
        at = i + 1;
    }
    const struct ng_piece *p = t->p + at;
    size_t end = at;
    enum ng_daypart part = NG_PART_NONE;
    if (p->term == NG_TERM_TONIGHT)
        part = NG_PART_NIGHT, end = at + 1;
    else if (is_word(t, at, "this") && (p + 1)->term == NG_TERM_PART)
        part = (enum ng_daypart)(p + 1)->value, end = at + 2;
    else if (ng_piece_fun(p, NG_FUN_IN) && ng_piece_fun(p + 1, NG_FUN_THE) &&
             (p + 2)->term == NG_TERM_PART)
        part = (enum ng_daypart)(p + 2)->value, end = at + 3;
    if (part == NG_PART_NONE) {
        /* "ten past nine" stands alone where a time is expected */
        bool sure = !whole && (led_by_time(t, i) || w->min != 30);
        return sure ? (w->shape = NG_WHEN_CLOCK, after_clock(t, at, w)) : i;
    }
    if (w->hour <= 12 && part >= NG_PART_AFTERNOON)
        w->hour = (int8_t)(w->hour % 12 + 12);
    else if (part == NG_PART_MORNING)
        w->hour = (int8_t)(w->hour % 12);
    w->shape = NG_WHEN_CLOCK;
    return after_clock(t, end, w);
}

/* "by noon", "before midnight": the hours that have names. */
static size_t named_hour(const struct ng_when_text *t, size_t i,
                         struct ng_when *w)
{
    bool noon = is_word(t, i, "noon"), midnight = is_word(t, i, "midnight");
    if (!noon && !midnight)
        return i;
    w->shape = NG_WHEN_CLOCK;
    size_t end = after_clock(t, i + 1, w);
    if (end == i + 1 && !led_by_time(t, i))
        return i;
    if (noon)
        w->hour = 12, w->min = 0;
    else if (end == i + 1)
        w->n = 1, w->hour = 0, w->min = 0; /* where the day ends */
    else
        w->part = NG_PART_NIGHT;
    return end;
}

/* "at Christmas", "New Year's Eve". */
static size_t holiday(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    const struct ng_piece *p = t->p + i;
    size_t end = i;
    if (!p->upper)
        return i;
    if (is_word(t, i, "christmas")) {
        bool eve = is_word(t, i + 1, "eve"), day = is_word(t, i + 1, "day");
        w->month = 12, w->day = eve ? 24 : 25;
        end = i + 1 + (eve || day);
        if (!eve && !day && (!led_by_time(t, i) || (p + 1)->upper))
            return i;
    } else if (is_word(t, i, "new") && is_word(t, i + 1, "year") &&
               ng_piece_mark(t->p + i + 2, '\'') && is_word(t, i + 3, "s")) {
        bool eve = is_word(t, i + 4, "eve"), day = is_word(t, i + 4, "day");
        if (!eve && !day)
            return i;
        w->month = eve ? 12 : 1, w->day = eve ? 31 : 1;
        end = i + 5;
    }
    if (end > i)
        w->shape = NG_WHEN_DATE;
    return end;
}

static size_t clock_time(const struct ng_when_text *t, size_t i,
                         struct ng_when *w)
{
    size_t end = ng_when_clock(t, i, w);
    if (end > i) {
        w->shape = NG_WHEN_CLOCK;
        return after_clock(t, end, w);
    }
    *w = ng_when_empty();
    end = hour_and_part(t, i, w);
    if (end > i)
        return end;
    *w = ng_when_empty();
    end = named_hour(t, i, w);
    if (end > i)
        return end;
    *w = ng_when_empty();
    size_t at = ng_piece_fun(t->p + i, NG_FUN_THE) ? i + 1 : i;
    const struct ng_piece *p = t->p + at;
    if (p->term != NG_TERM_PART &&
        !(p->term == NG_TERM_UNIT && p->value == NG_UNIT_NIGHT))
        return i;
    w->part = p->term == NG_TERM_PART ? (uint8_t)p->value : NG_PART_NIGHT;
    w->shape = NG_WHEN_CLOCK;
    end = after_clock(t, at + 1, w);
    if (end > at + 1)
        return end;
    const struct ng_piece *o = i > 0 ? t->p + i - 1 : NULL;
    bool in = o && (ng_piece_fun(o, NG_FUN_IN) || ng_piece_fun(o, NG_FUN_AT) ||
                    ng_piece_fun(o, NG_FUN_DURING));
    return in && p->term == NG_TERM_PART &&
                   ((p + 1)->kind == NG_PIECE_MARK ||
                    (p + 1)->term == NG_TERM_FUNCTION)
               ? at + 1
               : i;
}

/* "Wednesday morning", "Tuesday at 9 a.m.", "June 3 at noon". */
static size_t suffixes(const struct ng_when_text *t, size_t i,
                       struct ng_when *w)
{
    bool day = w->shape == NG_WHEN_WEEKDAY || w->shape == NG_WHEN_DAY ||
               (w->shape == NG_WHEN_DATE && w->day && !w->day_to);
    if (!day)
        return i;
    const struct ng_piece *p = t->p + i;
    size_t at =
        p->term == NG_TERM_EDGE && (p + 1)->term == NG_TERM_PART ? i + 1 : i;
    p = t->p + at;
    if (!w->part && (p->term == NG_TERM_PART ||
                     (p->term == NG_TERM_UNIT && p->value == NG_UNIT_NIGHT))) {
        w->part = p->term == NG_TERM_PART ? (uint8_t)p->value : NG_PART_NIGHT;
        i = at + 1;
    }
    size_t c = ng_piece_fun(t->p + i, NG_FUN_AT) || ng_piece_mark(t->p + i, ',')
                   ? i + 1
                   : i;
    if (w->hour < 0) {
        struct ng_when clock = *w;
        size_t end = ng_when_clock(t, c, &clock);
        if (end > c) {
            *w = clock;
            return end;
        }
    }
    return i;
}

/* "early June", "the end of next week", "mid-2011", "later this month". */
static size_t edged(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    size_t at = ng_piece_fun(t->p + i, NG_FUN_THE) ? i + 1 : i;
    if (is_word(t, at, "very"))
        at++;
    const struct ng_piece *p = t->p + at;
    bool back = p->term == NG_TERM_REL &&
                (is_word(t, at + 1, "day") || is_word(t, at + 1, "week") ||
                 is_word(t, at + 1, "month")) &&
                ng_piece_fun(p + 2, NG_FUN_OF); /* "the last week of March" */
    if (p->term != NG_TERM_EDGE && !back)
        return i;
    uint8_t edge =
        back ? (p->value < 0 ? NG_EDGE_END : NG_EDGE_START) : (uint8_t)p->value;
    if (back)
        at++;
    at++;
    size_t h = ng_when_hyphen(t, at);
    bool of = false;
    if (h > at) {
        at = h;
    } else if (ng_piece_fun(t->p + at, NG_FUN_OF)) {
        at++, of = true;
    } else if ((ng_piece_fun(t->p + at, NG_FUN_IN) ||
                ng_piece_fun(t->p + at, NG_FUN_ON)) &&
               edge != NG_EDGE_START && edge != NG_EDGE_END) {
        at++, of = true;
    }
    if (!of && (edge == NG_EDGE_START || edge == NG_EDGE_END))
        return i;
    size_t end = ng_when_point(t, at, w);
    if (end == at && edge == NG_EDGE_WHOLE && ng_piece_unit(t->p + at) &&
        at > i + 1)
        w->shape = NG_WHEN_PERIOD, w->unit = (uint8_t)t->p[at].value,
        end = at + 1;
    if (end == at && of && ng_piece_fun(t->p + at, NG_FUN_THE) &&
        t->p[at + 1].term == NG_TERM_UNIT &&
        t->p[at + 1].value >= NG_UNIT_DAY) {
        w->shape = NG_WHEN_PERIOD, w->unit = (uint8_t)t->p[at + 1].value;
        end = at + 2;
    }
    if (end == at || w->shape == NG_WHEN_SET || w->shape == NG_WHEN_REF)
        return i;
    w->edge = edge;
    return end;
}

size_t ng_when_parse(const struct ng_when_text *t, size_t i, struct ng_when *w)
{
    typedef size_t family(const struct ng_when_text *, size_t,
                          struct ng_when *);
    static family *const families[] = {
        edged, clock_time, holiday, fixed, every, ng_when_point, counted,
    };
    for (size_t k = 0; k < sizeof families / sizeof *families; k++) {
        struct ng_when fresh = ng_when_empty();
        size_t end = families[k](t, i, &fresh);
        if (end > i) {
            *w = fresh;
            return suffixes(t, end, w);
        }
    }
    return i;
}
