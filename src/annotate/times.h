/* times.h - the parts of the stage that finds time expressions.
 *
 *     "the end of next week"
 *       -> ng_when_parse    {PERIOD, unit week, n +1, edge end}   times_parse.c
 *       -> ng_when_resolve  2019-04-25 .. 2019-04-28      times_resolve.c
 *
 * What is written (ng_when) and what it comes to (ng_resolved) are kept apart:
 * the same expression is resolved at both ends of an uncertain date of
 * publication, and again when that date is found out later.
 */
#pragma once
#include "annotate/pieces.h"
#include "report/report.h"

enum ng_when_shape {
    NG_WHEN_NOTHING,
    NG_WHEN_DATE,     /* year, month, day: 0 where not said */
    NG_WHEN_WEEKDAY,  /* weekday; n with `said_rel`: last -1, this 0, next 1 */
    NG_WHEN_DAY,      /* n days from the anchor: yesterday -1 */
    NG_WHEN_PERIOD,   /* the unit n away from the one that holds the anchor */
    NG_WHEN_SPAN,     /* the count units that end (n < 0) or begin there */
    NG_WHEN_AWAY,     /* a point count units before (n < 0) or after it */
    NG_WHEN_DURATION, /* count units, anywhere */
    NG_WHEN_SET,      /* every unit, or every weekday */
    NG_WHEN_REF,      /* n: past, present, future */
    NG_WHEN_QUARTER,  /* part n of 4, or of 2 when half */
    NG_WHEN_SEASON,   /* part n: 0 spring .. 3 winter */
    NG_WHEN_DECADE,   /* year: its first; below 100: of this century */
    NG_WHEN_CENTURY,  /* n-th */
    NG_WHEN_CLOCK     /* a time of day alone */
};

struct ng_when {
    uint8_t shape;    /* enum ng_when_shape */
    uint8_t unit;     /* enum ng_unit */
    uint8_t edge;     /* enum ng_edge_of */
    uint8_t part;     /* enum ng_daypart */
    int8_t approx;    /* -1 almost, 1 over */
    int8_t weekday;   /* 0..6, -1 none */
    int8_t hour, min; /* -1 none */
    bool utc;         /* the clock is in UTC */
    bool half;        /* halves, not quarters */
    bool vague;       /* a few, several, years: no exact count */
    bool said_rel;    /* last, this, next was said */
    bool said_year;   /* year_off counts: "October of next year" */
    bool from_last;   /* counts from the time mentioned before */
    bool deadline;    /* "by": the last moment is meant */
    bool planned;     /* "for Friday" */
    int8_t force;     /* direction the words demand: -1 past, 1 ahead */
    int8_t year_off;
    int year, month, day;
    int day_to; /* "March 3-5"; 0: none */
    int n;
    double count;
};

struct ng_resolved {
    ng_days value;
    enum ng_time_kind kind;
    enum ng_granularity granularity;
    bool deictic;
    char timex[40];
};

struct ng_when_text {
    ng_str text;
    const struct ng_piece *p; /* [n + NG_PIECES_TAIL] */
    size_t n;
};

/* Reads one expression that begins at piece i. Returns the piece after it, or
 * i if there is none. */
size_t ng_when_parse(const struct ng_when_text *t, size_t i,
                     struct ng_when *when);

static inline struct ng_when ng_when_empty(void)
{
    return (struct ng_when){.weekday = -1, .hour = -1, .min = -1};
}

/* Past a glued hyphen at piece i: "12-year", "mid-2011". */
static inline size_t ng_when_hyphen(const struct ng_when_text *t, size_t i)
{
    return ng_piece_mark(t->p + i, '-') && t->p[i].glued && t->p[i + 1].glued
               ? i + 1
               : i;
}

/* A point or period that is named: all but counts, edges and sets. */
size_t ng_when_point(const struct ng_when_text *t, size_t i,
                     struct ng_when *when);

/* A whole calendar date or year at piece i (times_dates.c). */
size_t ng_when_date(const struct ng_when_text *t, size_t i,
                    struct ng_when *when);
/* "9 a.m.", "14:48 UTC", "noon" (times_dates.c). */
size_t ng_when_clock(const struct ng_when_text *t, size_t i,
                     struct ng_when *when);
/* A number in digits or words, "a couple of", "a few", "a month and a half"
 * without its unit. Returns i if there is none. */
size_t ng_when_count(const struct ng_when_text *t, size_t i, double *count,
                     bool *vague);

/* What it comes to, seen from `anchor` (NG_NO_DAY: not known). `direction`: -1
 * past, 1 ahead, 0 not known. `last`: the time mentioned before. */
struct ng_resolved ng_when_resolve(const struct ng_when *when, ng_day anchor,
                                   int direction, ng_days last);

/* Units of the calendar (times_units.c). */
ng_day ng_day_add_months(ng_day day, int months);
ng_days ng_days_of_months(int year, int month, int count);
double ng_unit_days(enum ng_unit unit);
enum ng_granularity ng_unit_grain(enum ng_unit unit);
void ng_unit_put(struct ng_resolved *r, enum ng_unit unit, ng_day day);
void ng_duration_put(struct ng_resolved *r, enum ng_unit unit, double count,
                     bool vague);
ng_days ng_unit_around(enum ng_unit unit, ng_day day);
ng_day ng_unit_shift(enum ng_unit unit, ng_day day, int n);

/* Tense of the verb that governs words[w]: -1 past, 1 ahead, 0 not known. */
int ng_tense_at(const struct ng_report *r, uint32_t w);
/* True if "had" stands in the sentence before words[w]. */
bool ng_tense_is_perfect(const struct ng_report *r, uint32_t w);
/* True if words[w] opens its sentence and what follows the first comma is in
 * the present: "A year after the vote, the hall is still empty." */
bool ng_tense_is_now(const struct ng_report *r, uint32_t w);
