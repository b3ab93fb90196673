#include "base/calendar.h"

#include <stdio.h>

ng_day ng_day_of(int year, int month, int day)
{
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

struct ng_date ng_date_of(ng_day day)
{
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int month = mp < 10 ? mp + 3 : mp - 9;
    return (struct ng_date){.year = yoe + era * 400 + (month <= 2),
                            .month = month,
                            .day = doy - (153 * mp + 2) / 5 + 1};
}

int ng_weekday(ng_day day)
{
    int w = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return w < 0 ? w + 7 : w;
}

const char *ng_weekday_name(ng_day day)
{
    static const char *const names[] = {"Monday",   "Tuesday", "Wednesday",
                                        "Thursday", "Friday",  "Saturday",
                                        "Sunday"};
    return names[ng_weekday(day)];
}

const char *ng_month_name(int month)
{
    static const char *const names[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    return names[(month + 11) % 12];
}

int ng_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool ng_day_parse(ng_str s, ng_day *day)
{
    int64_t y, m, d;
    if (s.n < 10 || s.p[4] != '-' || s.p[7] != '-' ||
        !ng_str_number((ng_str){s.p, 4}, &y) ||
        !ng_str_number((ng_str){s.p + 5, 2}, &m) ||
        !ng_str_number((ng_str){s.p + 8, 2}, &d))
        return false;
    if (y < 1 || m < 1 || m > 12 || d < 1 ||
        d > ng_days_in_month((int)y, (int)m))
        return false;
    *day = ng_day_of((int)y, (int)m, (int)d);
    return true;
}

ng_str ng_day_text(ng_day day, char buf[16])
{
    if (day == NG_NO_DAY)
        return STR("");
    struct ng_date d = ng_date_of(day);
    unsigned year = d.year < 0 ? 0 : d.year > 9999 ? 9999 : (unsigned)d.year;
    unsigned parts[3] = {year, (unsigned)d.month, (unsigned)d.day};
    static const int widths[3] = {4, 2, 2};
    size_t n = 0;
    for (int k = 0; k < 3; k++) {
        if (k)
            buf[n++] = '-';
        for (int i = widths[k] - 1; i >= 0; i--) {
            buf[n + (size_t)i] = (char)('0' + parts[k] % 10);
            parts[k] /= 10;
        }
        n += (size_t)widths[k];
    }
    buf[n] = 0;
    return (ng_str){buf, n};
}

ng_str ng_moment_text(int64_t ms, char buf[32])
{
    char day[16];
    int64_t seconds = ms / 1000, of_day = seconds % 86400;
    if (ms <= 0)
        return (ng_str){buf, 0};
    ng_day_text((ng_day)(seconds / 86400), day);
    int n =
        snprintf(buf, 32, "%.12sT%02d:%02d:%02dZ", day, (int)(of_day / 3600),
                 (int)(of_day / 60 % 60), (int)(of_day % 60));
    return (ng_str){buf, (size_t)n};
}
