/* when.c - days for people: see doc.h. */
#include "tell/doc.h"

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu",
                                       "Fri", "Sat", "Sun"};

static const char *month_of(struct ng_date d)
{
    return months[(d.month + 11) % 12];
}

/* " 2018", or nothing where the reader can tell the year. */
static const char *year_of(struct ng_date d, ng_day near, char buf[8])
{
    bool same = near != NG_NO_DAY && ng_date_of(near).year == d.year;
    snprintf(buf, 8, " %04d", d.year % 10000);
    return same ? "" : buf;
}

static ng_str open_ended(ng_days when, ng_day near, char buf[48])
{
    char year[8];
    bool from = when.first != NG_NO_DAY;
    struct ng_date d = ng_date_of(from ? when.first : when.last);
    snprintf(buf, 48, "%s %d %s%s", from ? "from" : "by", d.day, month_of(d),
             year_of(d, near, year));
    return ng_str_of(buf);
}

ng_str ng_when_text(ng_days when, enum ng_granularity granularity, ng_day near,
                    char buf[48])
{
    char year[8];
    if (!ng_days_known(when))
        return STR("");
    if (when.first == NG_NO_DAY || when.last == NG_NO_DAY)
        return open_ended(when, near, buf);
    struct ng_date a = ng_date_of(when.first), z = ng_date_of(when.last);
    if (granularity == NG_FUZZY && when.last - when.first <= 1) {
        snprintf(buf, 48, "~%d %s%s", z.day, month_of(z),
                 year_of(z, near, year));
        return ng_str_of(buf);
    }
    bool whole_years =
        a.month == 1 && a.day == 1 && z.month == 12 && z.day == 31;
    bool whole_month = a.year == z.year && a.month == z.month && a.day == 1 &&
                       z.day == ng_days_in_month(z.year, z.month);
    if (when.first == when.last)
        snprintf(buf, 48, "%s %d %s%s",
                 granularity == NG_DEADLINE ? "by"
                                            : weekdays[ng_weekday(when.first)],
                 a.day, month_of(a), year_of(a, near, year));
    else if (whole_years && a.year == z.year)
        snprintf(buf, 48, "%d", a.year);
    else if (whole_years)
        snprintf(buf, 48, "%d-%d", a.year, z.year);
    else if (whole_month)
        snprintf(buf, 48, "%s%s", month_of(a),
                 near == NG_NO_DAY || ng_date_of(near).year != a.year
                     ? year_of(a, near, year)
                     : "");
    else if (a.year == z.year && a.month == z.month)
        snprintf(buf, 48, "%d-%d %s%s", a.day, z.day, month_of(a),
                 year_of(a, near, year));
    else if (a.year == z.year)
        snprintf(buf, 48, "%d %s-%d %s%s", a.day, month_of(a), z.day,
                 month_of(z), year_of(z, near, year));
    else
        snprintf(buf, 48, "%s %d-%s %d", month_of(a), a.year, month_of(z),
                 z.year);
    return ng_str_of(buf);
}

/* "on Wednesday", of which week nobody knows; not that of a clause inside. */
ng_str ng_weekday_told(ng_str text)
{
    static const ng_str days[][2] = {
        {S(" on Monday"), S("a Monday")},
        {S(" on Tuesday"), S("a Tuesday")},
        {S(" on Wednesday"), S("a Wednesday")},
        {S(" on Thursday"), S("a Thursday")},
        {S(" on Friday"), S("a Friday")},
        {S(" on Saturday"), S("a Saturday")},
        {S(" on Sunday"), S("a Sunday")},
    };
    static const ng_str inner[] = {S(" who "),  S(" when "),  S(" which "),
                                   S(" that "), S(" after "), S(" before ")};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        size_t at = ng_str_find(text, days[i][0], 0);
        bool main = at != SIZE_MAX;
        for (size_t k = 0; k < sizeof inner / sizeof *inner && main; k++)
            main = ng_str_find(text, inner[k], 0) > at;
        if (main)
            return days[i][1];
    }
    return (ng_str){0};
}
