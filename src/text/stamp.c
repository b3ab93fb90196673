/* stamp.c - see stamp.h. s is cut into numbers and words; the first three that
 * make a real date between 1970 and 2100 are the day. */
#include "text/stamp.h"

#include <stdio.h>

enum { PARTS = 24, FIRST_YEAR = 1970, LAST_YEAR = 2100, LOOK_AT = 400 };

struct part {
    int value;  /* of a number, or the month that a word names; 0: neither */
    int digits; /* 0: a word */
    size_t beg, end;
};

/* Three letters tell the months apart in English and in most neighbours. */
static const char months[12][3][4] = {
    {"jan", "ene", "jan"}, {"feb", "feb", "fev"}, {"mar", "mar", "mrz"},
    {"apr", "abr", "avr"}, {"may", "mai", "maj"}, {"jun", "jun", "giu"},
    {"jul", "jul", "lug"}, {"aug", "ago", "aou"}, {"sep", "set", "sep"},
    {"oct", "okt", "ott"}, {"nov", "nov", "nov"}, {"dec", "dez", "dic"},
};

static int month_of(ng_str word)
{
    if (word.n < 3)
        return 0;
    for (int m = 0; m < 12; m++)
        for (int v = 0; v < 3; v++)
            if (ng_str_starts_nocase(word, (ng_str){months[m][v], 3}))
                return m + 1;
    return 0;
}

static size_t cut_parts(ng_str s, struct part *parts)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < PARTS;) {
        struct part p = {.beg = i};
        if (ng_is_digit(s.p[i])) {
            while (i < s.n && ng_is_digit(s.p[i])) {
                if (p.digits++ < 8)
                    p.value = p.value * 10 + (s.p[i] - '0');
                i++;
            }
        } else if (ng_is_alpha(s.p[i])) {
            while (i < s.n && ng_is_alpha(s.p[i]))
                i++;
            if (i - p.beg < 3)
                continue; /* of, de, th, T, Z */
            p.value = month_of((ng_str){s.p + p.beg, i - p.beg});
        } else {
            i++;
            continue;
        }
        p.end = i;
        parts[n++] = p;
    }
    return n;
}

static bool real_day(int y, int m, int d, ng_day *day)
{
    if (y < FIRST_YEAR || y > LAST_YEAR || m < 1 || m > 12 || d < 1 ||
        d > ng_days_in_month(y, m))
        return false;
    *day = ng_day_of(y, m, d);
    return true;
}

static bool is_num(const struct part *p, int most)
{
    return p->digits > 0 && p->digits <= most;
}

/* A day made of the parts at p; *used of them. */
static bool day_at(const struct part *p, size_t left, ng_day *day, size_t *used)
{
    *used = 1;
    if (p->digits == 8 &&
        real_day(p->value / 10000, p->value / 100 % 100, p->value % 100, day))
        return true;
    if (left < 3)
        return false;
    *used = 3;
    const struct part *a = p, *b = p + 1, *c = p + 2;
    if (a->digits == 4 && is_num(b, 2) && is_num(c, 2))
        return real_day(a->value, b->value, c->value, day);
    if (a->digits == 4 && !b->digits && b->value && is_num(c, 2))
        return real_day(a->value, b->value, c->value, day);
    if (!a->digits && a->value && is_num(b, 2) && c->digits == 4)
        return real_day(c->value, a->value, b->value, day);
    if (is_num(a, 2) && !b->digits && b->value && c->digits == 4)
        return real_day(c->value, b->value, a->value, day);
    if (is_num(a, 2) && is_num(b, 2) && c->digits == 4)
        return real_day(c->value, a->value, b->value, day) ||
               real_day(c->value, b->value, a->value, day);
    return false;
}

static bool is_dotted(ng_str s, const struct part *p)
{
    return s.p[p->end] == '.';
}

/* The time of day in what follows the day; "" where there is none. */
static void time_after(ng_str s, const struct part *p, size_t left,
                       struct ng_stamp *stamp)
{
    char day[16];
    ng_str date = ng_day_text(stamp->day, day);
    int n = snprintf(stamp->text, sizeof stamp->text, "%.*s", PRS_ARG(date));
    for (size_t i = 0; i + 1 < left && i < 6; i++) {
        if (!is_num(p + i, 2) || !is_num(p + i + 1, 2) ||
            p[i].end + 1 != p[i + 1].beg || s.p[p[i].end] != ':')
            continue;
        int hour = p[i].value, minute = p[i + 1].value, second = 0;
        size_t at = i + 2;
        if (at < left && is_num(p + at, 2) && s.p[p[at].beg - 1] == ':')
            second = p[at++].value;
        size_t end = p[at - 1].end;
        if (at < left && s.p[p[at].beg - 1] == '.' && p[at].digits)
            end = p[at++].end; /* a fraction */
        ng_str rest = ng_str_trim((ng_str){s.p + end, s.n - end});
        if (ng_str_starts_nocase(rest, STR("pm")) && hour < 12)
            hour += 12;
        else if (ng_str_starts_nocase(rest, STR("am")) && hour == 12)
            hour = 0;
        if (hour > 23 || minute > 59 || second > 59)
            return;
        char zone[8] = "";
        if (rest.n && (rest.p[0] == 'Z' || ng_str_starts(rest, STR("GMT")) ||
                       ng_str_starts(rest, STR("UTC"))))
            memcpy(zone, "Z", 2);
        else if (rest.n > 4 && (rest.p[0] == '+' || rest.p[0] == '-') &&
                 ng_is_digit(rest.p[1]) && ng_is_digit(rest.p[2])) {
            size_t m = rest.p[3] == ':' ? 4 : 3;
            if (rest.n >= m + 2 && ng_is_digit(rest.p[m]) &&
                ng_is_digit(rest.p[m + 1]))
                snprintf(zone, sizeof zone, "%.3s:%.2s", rest.p, rest.p + m);
        }
        if (n > 0)
            snprintf(stamp->text + n, sizeof stamp->text - (size_t)n,
                     "T%02d:%02d:%02d%s", hour, minute, second, zone);
        stamp->has_time = true;
        return;
    }
}

bool ng_stamp_parse(ng_str s, struct ng_stamp *stamp)
{
    struct part parts[PARTS] = {0};
    if (s.n > LOOK_AT)
        s.n = LOOK_AT;
    size_t n = cut_parts(s, parts);
    for (size_t i = 0; i < n; i++) {
        struct ng_stamp found = {0};
        size_t used;
        if (!day_at(parts + i, n - i, &found.day, &used))
            continue;
        const struct part *p = parts + i; /* 03.04.2019 has the day first */
        if (used == 3 && p->digits && p->digits <= 2 && p[1].digits &&
            is_dotted(s, p))
            real_day(p[2].value, p[1].value, p[0].value, &found.day);
        time_after(s, parts + i + used, n - i - used, &found);
        *stamp = found;
        return true;
    }
    int64_t t; /* seconds or milliseconds since 1970 */
    s = ng_str_trim(s);
    if ((s.n == 10 || s.n == 13) && ng_str_number(s, &t)) {
        t = s.n == 13 ? t / 1000 : t;
        struct ng_date d = ng_date_of((ng_day)(t / 86400));
        int sec = (int)(t % 86400);
        *stamp =
            (struct ng_stamp){.day = (ng_day)(t / 86400), .has_time = true};
        snprintf(stamp->text, sizeof stamp->text,
                 "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year % 10000, d.month,
                 d.day, sec / 3600, sec / 60 % 60, sec % 60);
        return true;
    }
    return false;
}

bool ng_stamp_in_url(ng_str url, ng_day *day)
{
    struct part parts[PARTS] = {0};
    if (url.n > LOOK_AT)
        url.n = LOOK_AT;
    size_t n = cut_parts(url, parts);
    for (size_t i = 0; i < n; i++) {
        size_t used;
        const struct part *p = parts + i;
        bool whole = p->digits == 8 ||
                     (p->digits == 4 && i + 2 < n && p[1].beg == p->end + 1 &&
                      p[2].beg == p[1].end + 1);
        if (whole && day_at(p, n - i, day, &used))
            return true;
    }
    return false;
}
