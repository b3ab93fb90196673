/* times_units.c - the units of the calendar: where they lie, how they are
 * counted, and how TIMEX3 writes them ("2019-W17", "P3M", "199" for a decade).
 */
#include "annotate/times.h"

#include <stdio.h>

ng_day ng_day_add_months(ng_day day, int months)
{
    struct ng_date d = ng_date_of(day);
    int m = d.year * 12 + d.month - 1 + months;
    m = m < 12 ? 12 : m > 9999 * 12 ? 9999 * 12 : m; /* years 1 to 9999 */
    int year = m / 12, month = m % 12 + 1;
    int last = ng_days_in_month(year, month);
    return ng_day_of(year, month, d.day < last ? d.day : last);
}

ng_days ng_days_of_months(int year, int month, int count)
{
    ng_day first = ng_day_of(year, month, 1);
    return (ng_days){first, ng_day_add_months(first, count) - 1};
}

ng_days ng_unit_around(enum ng_unit unit, ng_day day)
{
    struct ng_date d = ng_date_of(day);
    ng_day monday = day - ng_weekday(day);
    switch (unit) {
    case NG_UNIT_WEEK:
        return (ng_days){monday, monday + 6};
    case NG_UNIT_FORTNIGHT:
        return (ng_days){monday, monday + 13};
    case NG_UNIT_WEEKEND:
        return (ng_days){monday + 5, monday + 6};
    case NG_UNIT_MONTH:
        return ng_days_of_months(d.year, d.month, 1);
    case NG_UNIT_QUARTER:
    case NG_UNIT_SEASON:
        return ng_days_of_months(d.year, (d.month - 1) / 3 * 3 + 1, 3);
    case NG_UNIT_YEAR:
        return ng_days_of_months(d.year, 1, 12);
    case NG_UNIT_DECADE:
        return ng_days_of_months(d.year / 10 * 10, 1, 120);
    case NG_UNIT_CENTURY:
        return ng_days_of_months((d.year - 1) / 100 * 100 + 1, 1, 1200);
    default:
        return (ng_days){day, day};
    }
}

ng_day ng_unit_shift(enum ng_unit unit, ng_day day, int n)
{
    switch (unit) {
    case NG_UNIT_WEEK:
    case NG_UNIT_WEEKEND:
        return day + 7 * n;
    case NG_UNIT_FORTNIGHT:
        return day + 14 * n;
    case NG_UNIT_MONTH:
        return ng_day_add_months(day, n);
    case NG_UNIT_QUARTER:
    case NG_UNIT_SEASON:
        return ng_day_add_months(day, 3 * n);
    case NG_UNIT_YEAR:
        return ng_day_add_months(day, 12 * n);
    case NG_UNIT_DECADE:
        return ng_day_add_months(day, 120 * n);
    case NG_UNIT_CENTURY:
        return ng_day_add_months(day, 1200 * n);
    case NG_UNIT_DAY:
    case NG_UNIT_NIGHT:
        return day + n;
    default:
        return day;
    }
}

enum ng_granularity ng_unit_grain(enum ng_unit unit)
{
    switch (unit) {
    case NG_UNIT_WEEK:
    case NG_UNIT_WEEKEND:
        return NG_WEEK;
    case NG_UNIT_MONTH:
        return NG_MONTH;
    case NG_UNIT_SEASON:
        return NG_SEASON;
    case NG_UNIT_YEAR:
        return NG_YEAR;
    case NG_UNIT_DECADE:
        return NG_DECADE;
    case NG_UNIT_QUARTER:
    case NG_UNIT_FORTNIGHT:
    case NG_UNIT_CENTURY:
        return NG_INTERVAL;
    default:
        return NG_DAY;
    }
}

#define PUT(r, ...) (void)snprintf((r)->timex, sizeof(r)->timex, __VA_ARGS__)

static void iso_week(ng_day day, int *year, int *week)
{
    ng_day thursday = day - ng_weekday(day) + 3;
    *year = ng_date_of(thursday).year;
    *week = (thursday - ng_day_of(*year, 1, 1)) / 7 + 1;
}

/* The calendar unit that begins at (or holds) `day`, in TIMEX3. */
void ng_unit_put(struct ng_resolved *r, enum ng_unit unit, ng_day day)
{
    struct ng_date d = ng_date_of(day);
    int year, week;
    switch (unit) {
    case NG_UNIT_WEEK:
    case NG_UNIT_FORTNIGHT:
        iso_week(day, &year, &week);
        PUT(r, "%04d-W%02d", year, week);
        break;
    case NG_UNIT_WEEKEND:
        iso_week(day, &year, &week);
        PUT(r, "%04d-W%02d-WE", year, week);
        break;
    case NG_UNIT_MONTH:
        PUT(r, "%04d-%02d", d.year, d.month);
        break;
    case NG_UNIT_QUARTER:
    case NG_UNIT_SEASON:
        PUT(r, "%04d-Q%d", d.year, (d.month - 1) / 3 + 1);
        break;
    case NG_UNIT_YEAR:
        PUT(r, "%04d", d.year);
        break;
    case NG_UNIT_DECADE:
        PUT(r, "%03d", d.year / 10);
        break;
    case NG_UNIT_CENTURY:
        PUT(r, "%02d", (d.year - 1) / 100);
        break;
    default:
        PUT(r, "%04d-%02d-%02d", d.year, d.month, d.day);
    }
}

static const char *unit_letter(enum ng_unit unit)
{
    static const char *const letters[] = {
        [NG_UNIT_NONE] = "D",     [NG_UNIT_SECOND] = "TS",
        [NG_UNIT_MINUTE] = "TM",  [NG_UNIT_HOUR] = "TH",
        [NG_UNIT_DAY] = "D",      [NG_UNIT_NIGHT] = "D",
        [NG_UNIT_WEEK] = "W",     [NG_UNIT_FORTNIGHT] = "W",
        [NG_UNIT_WEEKEND] = "WE", [NG_UNIT_MONTH] = "M",
        [NG_UNIT_QUARTER] = "Q",  [NG_UNIT_SEASON] = "S",
        [NG_UNIT_YEAR] = "Y",     [NG_UNIT_DECADE] = "Y",
        [NG_UNIT_CENTURY] = "Y"};
    return letters[unit];
}

/* "P3M", "PT30M", "PXY", "P6W" for a month and a half. */
void ng_duration_put(struct ng_resolved *r, enum ng_unit unit, double count,
                     bool vague)
{
    const char *letter = unit_letter(unit);
    bool clock = letter[0] == 'T';
    const char *p = clock ? "PT" : "P";
    letter += clock;
    if (vague) {
        PUT(r, "%sX%s", p, letter);
        return;
    }
    count *= unit == NG_UNIT_DECADE      ? 10
             : unit == NG_UNIT_CENTURY   ? 100
             : unit == NG_UNIT_FORTNIGHT ? 2
                                         : 1;
    if (count != (int)count && unit == NG_UNIT_YEAR)
        PUT(r, "P%dM", (int)(count * 12));
    else if (count == 1.5 && unit == NG_UNIT_MONTH)
        PUT(r, "P%dW", (int)(count * 4));
    else if (count != (int)count)
        PUT(r, "%s%.1f%s", p, count, letter);
    else
        PUT(r, "%s%d%s", p, (int)count, letter);
}

double ng_unit_days(enum ng_unit unit)
{
    switch (unit) {
    case NG_UNIT_WEEK:
    case NG_UNIT_WEEKEND:
        return 7;
    case NG_UNIT_FORTNIGHT:
        return 14;
    case NG_UNIT_MONTH:
        return 30.44;
    case NG_UNIT_QUARTER:
    case NG_UNIT_SEASON:
        return 91.3;
    case NG_UNIT_YEAR:
        return 365.25;
    case NG_UNIT_DECADE:
        return 3652.5;
    case NG_UNIT_CENTURY:
        return 36525;
    case NG_UNIT_DAY:
    case NG_UNIT_NIGHT:
        return 1;
    default:
        return 0;
    }
}
