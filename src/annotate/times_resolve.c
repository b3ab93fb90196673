/* times_resolve.c - what a time expression comes to, as days and as TIMEX3.
 *
 * The value is an inclusive interval of days. Its TIMEX3 form is the calendar
 * unit that was named ("2019-W17" for "the end of next week"), with X where
 * the date of the report would be needed and is not known.
 *
 *     anchor 2019-04-24 (Wednesday)
 *     "Tuesday", said with a past tense      2019-04-23
 *     "Thursday", said with "would"          2019-04-25
 *     "October", after "since"               2018-10-01 .. 2018-10-31
 *     "almost a year ago"                    2018-04-24 .. 2018-06-23
 */
#include "annotate/times.h"

#include <stdio.h>

#define PUT(r, ...) (void)snprintf((r)->timex, sizeof(r)->timex, __VA_ARGS__)

/* The part of a unit that "early", "the end of", "earlier" mean. */
static ng_days cut_edge(ng_days v, enum ng_unit unit, enum ng_edge_of edge,
                        ng_day anchor)
{
    int n = v.last - v.first + 1;
    bool week = unit == NG_UNIT_WEEK;
    switch (edge) {
    case NG_EDGE_START:
        return (ng_days){v.first, v.first + (week ? 1 : n / 6)};
    case NG_EDGE_EARLY:
        return (ng_days){v.first, v.first + (week ? 2 : n / 3 - 1)};
    case NG_EDGE_MID:
        return week ? (ng_days){v.first + 1, v.first + 3}
                    : (ng_days){v.first + n / 3, v.last - n / 3};
    case NG_EDGE_LATE:
        return (ng_days){v.last - (week ? 3 : n / 3 - 1), v.last};
    case NG_EDGE_END:
        return (ng_days){v.last - (week ? 3 : n / 6), v.last};
    case NG_EDGE_EARLIER:
        return (ng_days){
            v.first, anchor >= v.first && anchor <= v.last ? anchor : v.last};
    case NG_EDGE_LATER:
        return (ng_days){
            anchor >= v.first && anchor <= v.last ? anchor : v.first, v.last};
    default:
        return v;
    }
}

static void finish(struct ng_resolved *r, const struct ng_when *w,
                   enum ng_unit unit, ng_day anchor)
{
    r->granularity = ng_unit_grain(unit);
    if (w->edge == NG_EDGE_NONE || unit == NG_UNIT_DAY)
        return;
    if (w->deadline && w->edge == NG_EDGE_END) {
        r->value.first = r->value.last;
        r->granularity = NG_DEADLINE;
    } else if (w->edge != NG_EDGE_WHOLE && ng_days_known(r->value)) {
        r->value = cut_edge(r->value, unit, (enum ng_edge_of)w->edge, anchor);
        r->granularity = NG_FUZZY;
    }
}

/* A month or a day of a month without its year: the nearest in the direction
 * that the tense gives, this month included. */
static int year_of(const struct ng_when *w, struct ng_date a, int direction)
{
    if (w->said_year)
        return a.year + w->year_off;
    int dir = w->force ? w->force : direction;
    int here = a.month * 32 + (w->day ? a.day : 1);
    int there = w->month * 32 + (w->day ? w->day : 1);
    if (w->said_rel && w->month == a.month && !w->day)
        return a.year + w->force; /* "last April", said in April */
    int off = there - here, month = 32;
    /* "the talks set for June 3", said in April after a past tense, are six
     * weeks away and not ten months ago: the far side needs better evidence */
    if (!w->force && dir < 0 && off > 0 && off <= 3 * month)
        return a.year;
    if (!w->force && dir > 0 && off < 0 && off >= -3 * month)
        return a.year;
    if (dir < 0)
        return off > 0 ? a.year - 1 : a.year;
    if (dir > 0)
        return off < 0 ? a.year + 1 : a.year;
    return off > 5 * month    ? a.year - 1
           : off < -8 * month ? a.year + 1
                              : a.year;
}

static void date(const struct ng_when *w, ng_day anchor, int direction,
                 struct ng_resolved *r)
{
    int year = w->year;
    r->deictic = year == 0;
    if (year == 0 && anchor == NG_NO_DAY) {
        if (w->day)
            PUT(r, "XXXX-%02d-%02d", w->month, w->day);
        else
            PUT(r, "XXXX-%02d", w->month);
        r->granularity = w->day ? NG_DAY : NG_MONTH;
        return;
    }
    if (year == 0)
        year = year_of(w, ng_date_of(anchor), direction);
    if (w->month && w->day && w->day <= ng_days_in_month(year, w->month)) {
        r->value.first = r->value.last = ng_day_of(year, w->month, w->day);
        ng_unit_put(r, NG_UNIT_DAY, r->value.first);
        if (w->day_to && w->day_to <= ng_days_in_month(year, w->month)) {
            r->value.last = ng_day_of(year, w->month, w->day_to);
            PUT(r, "%04d-%02d-%02d/%04d-%02d-%02d", year, w->month, w->day,
                year, w->month, w->day_to);
            r->granularity = NG_INTERVAL;
            return;
        }
        r->granularity = NG_DAY;
        return;
    }
    enum ng_unit unit = w->month ? NG_UNIT_MONTH : NG_UNIT_YEAR;
    r->value =
        ng_unit_around(unit, ng_day_of(year, w->month ? w->month : 1, 1));
    ng_unit_put(r, unit, r->value.first);
    finish(r, w, unit, anchor);
}

static void weekday(const struct ng_when *w, ng_day anchor, int direction,
                    struct ng_resolved *r)
{
    r->deictic = true;
    if (anchor == NG_NO_DAY) {
        PUT(r, "XXXX-WXX-%d", w->weekday + 1);
        return;
    }
    ng_day monday = anchor - ng_weekday(anchor), day = monday + w->weekday;
    if (w->unit == NG_UNIT_FORTNIGHT)
        day += day <= anchor ? 14 : 7;
    else if (w->unit == NG_UNIT_WEEK)
        day += 7 * w->n;
    else if (w->said_rel && w->n < 0)
        day -= day >= anchor ? 7 : 0;
    else if (w->said_rel && w->n > 0)
        day += day <= anchor || day - anchor <= 3 ? 7 : 0;
    else if (!w->said_rel && direction > 0)
        day += day < anchor ? 7 : 0;
    else if (!w->said_rel)
        day -= day > anchor ? 7 : 0;
    r->value = (ng_days){day, day};
    ng_unit_put(r, NG_UNIT_DAY, day);
}

static void period(const struct ng_when *w, ng_day anchor, int direction,
                   struct ng_resolved *r)
{
    enum ng_unit unit = (enum ng_unit)w->unit;
    r->deictic = true;
    r->granularity = ng_unit_grain(unit);
    if (anchor == NG_NO_DAY) {
        static const char *const open[] = {
            [NG_UNIT_WEEK] = "XXXX-WXX", [NG_UNIT_WEEKEND] = "XXXX-WXX-WE",
            [NG_UNIT_MONTH] = "XXXX-XX", [NG_UNIT_QUARTER] = "XXXX-QX",
            [NG_UNIT_YEAR] = "XXXX",     [NG_UNIT_CENTURY] = NULL};
        PUT(r, "%s", open[unit] ? open[unit] : "XXXX-XX-XX");
        return;
    }
    int n = w->n;
    if (unit == NG_UNIT_WEEKEND && !w->said_rel && !w->from_last &&
        direction <= 0 && ng_weekday(anchor) < 5)
        n = -1;
    r->value = ng_unit_around(unit, ng_unit_shift(unit, anchor, n));
    ng_unit_put(r, unit, r->value.first);
    finish(r, w, unit, anchor);
}

/* "the past two years", "the next six months": from there to the anchor. */
static void span(const struct ng_when *w, ng_day anchor, struct ng_resolved *r)
{
    enum ng_unit unit = (enum ng_unit)w->unit;
    r->kind = NG_DURATION;
    r->deictic = true;
    r->granularity = w->vague ? NG_FUZZY : NG_INTERVAL;
    ng_duration_put(r, unit, w->count, w->vague);
    if (anchor == NG_NO_DAY || w->count > 1000)
        return;
    int n = (int)(w->count + 0.5) * (w->n < 0 ? -1 : 1) * (w->vague ? 2 : 1);
    ng_day far = ng_unit_shift(unit, anchor, n);
    r->value = w->n < 0 ? (ng_days){far, anchor} : (ng_days){anchor, far};
}

/* "three days ago": the day; "two months ago": the month; "almost a year ago":
 * from there a sixth of the way back to now. */
static void away(const struct ng_when *w, ng_day anchor, struct ng_resolved *r)
{
    enum ng_unit unit = (enum ng_unit)w->unit;
    r->deictic = true;
    r->granularity = NG_FUZZY;
    double days = ng_unit_days(unit) * w->count;
    if (anchor == NG_NO_DAY || w->vague || days > 1e6) {
        ng_duration_put(r, unit, w->count, w->vague);
        r->kind = NG_DURATION;
        if (anchor != NG_NO_DAY && !w->from_last) {
            if (w->n < 0)
                r->value.last = anchor;
            else
                r->value.first = anchor;
        }
        return;
    }
    bool whole = w->count == (int)w->count;
    ng_day day = whole && unit != NG_UNIT_NONE
                     ? ng_unit_shift(unit, anchor, (int)w->count * w->n)
                     : anchor + w->n * (int)(days + 0.5);
    int slack = (int)(days / 6);
    if (w->approx < 0)
        r->value = w->n < 0 ? (ng_days){day, day + slack}
                            : (ng_days){day - slack, day};
    else if (w->approx > 0)
        r->value = w->n < 0 ? (ng_days){day - slack, day}
                            : (ng_days){day, day + slack};
    else if (unit <= NG_UNIT_NIGHT)
        r->value = (ng_days){day, day}, r->granularity = NG_DAY;
    else if (unit == NG_UNIT_WEEK)
        r->value = (ng_days){day - 3, day + 3};
    else if (unit == NG_UNIT_MONTH)
        r->value = ng_unit_around(unit, day), r->granularity = NG_MONTH;
    else if (w->count == 1)
        r->value = (ng_days){day - 45, day + 45};
    else
        r->value = ng_unit_around(NG_UNIT_YEAR, day);
    bool to_the_day =
        unit == NG_UNIT_FORTNIGHT || (unit == NG_UNIT_WEEK && w->count == 1);
    enum ng_unit shown = to_the_day               ? NG_UNIT_DAY
                         : unit >= NG_UNIT_DECADE ? NG_UNIT_YEAR
                                                  : unit;
    ng_unit_put(r, shown <= NG_UNIT_NIGHT ? NG_UNIT_DAY : shown, day);
}

static void quarter(const struct ng_when *w, ng_day anchor, int direction,
                    struct ng_resolved *r)
{
    int parts = w->half ? 2 : 4, len = 12 / parts;
    int year = w->year;
    char letter = w->half ? 'H' : 'Q';
    r->granularity = NG_INTERVAL;
    r->deictic = year == 0;
    if (year == 0 && anchor == NG_NO_DAY) {
        PUT(r, "XXXX-%c%d", letter, w->n);
        return;
    }
    if (year == 0) {
        struct ng_date a = ng_date_of(anchor);
        year = a.year + w->year_off;
        int now = (a.month - 1) / len + 1;
        if (!w->said_year && direction <= 0 && w->n > now)
            year--;
        if (!w->said_year && direction > 0 && w->n < now)
            year++;
    }
    r->value = ng_days_of_months(year, (w->n - 1) * len + 1, len);
    PUT(r, "%04d-%c%d", year, letter, w->n);
    finish(r, w, NG_UNIT_QUARTER, anchor);
}

/* Seasons of the northern half of the world; winter begins in December. */
static void season(const struct ng_when *w, ng_day anchor, int direction,
                   struct ng_resolved *r)
{
    static const char *const names[] = {"SP", "SU", "FA", "WI"};
    int year = w->year, first = 3 * w->n + 3;
    r->granularity = NG_SEASON;
    r->deictic = year == 0;
    if (year == 0 && anchor == NG_NO_DAY) {
        PUT(r, "XXXX-%s", names[w->n]);
        return;
    }
    if (year == 0) {
        struct ng_date a = ng_date_of(anchor);
        year = a.year - (w->n == 3 && a.month < 3);
        int dir = w->said_rel ? w->force : direction;
        ng_days here = ng_days_of_months(year, first, 3);
        if (dir < 0 &&
            (w->said_rel ? here.last >= anchor : here.first > anchor))
            year--;
        else if (dir > 0 &&
                 (w->said_rel ? here.first <= anchor : here.last < anchor))
            year++;
    }
    r->value = ng_days_of_months(year, first, 3);
    PUT(r, "%04d-%s", year, names[w->n]);
    finish(r, w, NG_UNIT_SEASON, anchor);
}

static void fixed_span(const struct ng_when *w, ng_day anchor,
                       struct ng_resolved *r)
{
    int year = w->year;
    if (w->shape == NG_WHEN_CENTURY) {
        r->value = ng_days_of_months((w->n - 1) * 100 + 1, 1, 1200);
        PUT(r, "%02d", w->n - 1);
        finish(r, w, NG_UNIT_CENTURY, anchor);
        return;
    }
    if (year < 100)
        year += year <= 20 ? 2000 : 1900;
    r->value = ng_days_of_months(year, 1, 120);
    PUT(r, "%03d", year / 10);
    finish(r, w, NG_UNIT_DECADE, anchor);
}

static void reference(const struct ng_when *w, ng_day anchor,
                      struct ng_resolved *r)
{
    static const char *const names[] = {"PAST_REF", "PRESENT_REF",
                                        "FUTURE_REF"};
    int n = w->n < 0 ? -1 : w->n > 0;
    r->deictic = true;
    r->granularity = NG_FUZZY;
    PUT(r, "%s", names[n + 1]);
    if (anchor == NG_NO_DAY)
        return;
    if (n <= 0)
        r->value.last = anchor;
    if (n >= 0)
        r->value.first = anchor;
}

static void set(const struct ng_when *w, struct ng_resolved *r)
{
    r->kind = NG_SET;
    r->granularity =
        w->weekday >= 0 ? NG_DAY : ng_unit_grain((enum ng_unit)w->unit);
    if (w->weekday >= 0)
        PUT(r, "XXXX-WXX-%d", w->weekday + 1);
    else
        ng_duration_put(r, (enum ng_unit)w->unit, w->count, w->vague);
}

/* The time of day goes behind the day: "T09:30", "TMO". */
static void add_clock(const struct ng_when *w, struct ng_resolved *r)
{
    static const char *const parts[] = {"", "TMO", "TMI", "TAF", "TEV", "TNI"};
    if (w->hour < 0 && w->part == NG_PART_NONE)
        return;
    size_t n = 0;
    while (r->timex[n])
        n++;
    r->kind = NG_TIME;
    if (w->hour >= 0)
        (void)snprintf(r->timex + n, sizeof r->timex - n, "T%02d:%02d%s",
                       w->hour, w->min, w->utc ? "Z" : "");
    else
        (void)snprintf(r->timex + n, sizeof r->timex - n, "%s", parts[w->part]);
}

struct ng_resolved ng_when_resolve(const struct ng_when *w, ng_day anchor,
                                   int direction, ng_days last)
{
    struct ng_resolved r = {
        .value = NG_NO_DAYS, .kind = NG_DATE, .granularity = NG_DAY};
    if (w->from_last)
        anchor = last.last;
    switch ((enum ng_when_shape)w->shape) {
    case NG_WHEN_DATE:
        date(w, anchor, direction, &r);
        break;
    case NG_WHEN_WEEKDAY:
        weekday(w, anchor, direction, &r);
        break;
    case NG_WHEN_CLOCK:
    case NG_WHEN_DAY:
        r.deictic = true;
        PUT(&r, "XXXX-XX-XX");
        if (anchor != NG_NO_DAY) {
            r.value.first = r.value.last = anchor + w->n;
            ng_unit_put(&r, NG_UNIT_DAY, r.value.first);
        }
        break;
    case NG_WHEN_PERIOD:
        period(w, anchor, direction, &r);
        break;
    case NG_WHEN_SPAN:
        span(w, anchor, &r);
        break;
    case NG_WHEN_AWAY:
        away(w, anchor, &r);
        break;
    case NG_WHEN_DURATION:
        r.kind = NG_DURATION;
        r.granularity =
            w->vague ? NG_FUZZY : ng_unit_grain((enum ng_unit)w->unit);
        ng_duration_put(&r, (enum ng_unit)w->unit, w->count, w->vague);
        break;
    case NG_WHEN_SET:
        set(w, &r);
        break;
    case NG_WHEN_REF:
        reference(w, anchor, &r);
        break;
    case NG_WHEN_QUARTER:
        quarter(w, anchor, direction, &r);
        break;
    case NG_WHEN_SEASON:
        season(w, anchor, direction, &r);
        break;
    case NG_WHEN_DECADE:
    case NG_WHEN_CENTURY:
        fixed_span(w, anchor, &r);
        break;
    case NG_WHEN_NOTHING:
        break;
    }
    add_clock(w, &r);
    return r;
}
