/* calendar.h - days without clocks, zones or locales.
 *
 * ng_day counts days from 1970-01-01 in the proleptic Gregorian calendar
 * (method: days from civil, Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms"). NG_NO_DAY stands for "not known" and for an open end.
 */
#pragma once
#include "base/str.h"

typedef int32_t ng_day;
#define NG_NO_DAY INT32_MIN

typedef struct {
    ng_day first, last; /* inclusive; NG_NO_DAY: open or unknown */
} ng_days;
#define NG_NO_DAYS ((ng_days){NG_NO_DAY, NG_NO_DAY})

struct ng_date {
    int year, month, day; /* 1..12, 1..31 */
};

ng_day ng_day_of(int year, int month, int day);
struct ng_date ng_date_of(ng_day day);
int ng_weekday(ng_day day); /* 0 Monday .. 6 Sunday */
int ng_days_in_month(int year, int month);
const char *ng_weekday_name(ng_day day); /* "Monday" */
const char *ng_month_name(int month);    /* 1..12: "January" */

/* Exactly "YYYY-MM-DD" at the start of s; false if it is no real date. */
bool ng_day_parse(ng_str s, ng_day *day);

/* "2019-04-24", or empty text for NG_NO_DAY. `buf` takes 16 bytes. */
ng_str ng_day_text(ng_day day, char buf[16]);

/* "2019-04-24T15:04:05Z" of milliseconds since 1970; empty text for 0. */
ng_str ng_moment_text(int64_t ms, char buf[32]);

static inline bool ng_days_known(ng_days d)
{
    return d.first != NG_NO_DAY || d.last != NG_NO_DAY;
}
/* True if the two intervals can share a day; an open end reaches on for ever.*/
static inline bool ng_days_touch(ng_days a, ng_days b)
{
    return (a.first == NG_NO_DAY || b.last == NG_NO_DAY || a.first <= b.last) &&
           (b.first == NG_NO_DAY || a.last == NG_NO_DAY || b.first <= a.last);
}
/* True if the inner interval lies in the outer one. */
static inline bool ng_days_in(ng_days inner, ng_days outer)
{
    return (outer.first == NG_NO_DAY ||
            (inner.first != NG_NO_DAY && inner.first >= outer.first)) &&
           (outer.last == NG_NO_DAY ||
            (inner.last != NG_NO_DAY && inner.last <= outer.last));
}
