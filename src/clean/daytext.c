#include "clean/daytext.h"

static const ng_str months[12] = {S("january"), S("february"), S("march"),
                                  S("april"),   S("may"),      S("june"),
                                  S("july"),    S("august"),   S("september"),
                                  S("october"), S("november"), S("december")};
static const ng_str weekdays[7] = {S("monday"),   S("tuesday"), S("wednesday"),
                                   S("thursday"), S("friday"),  S("saturday"),
                                   S("sunday")};

struct reader {
    ng_str s;
    size_t i;
};

static char peek(const struct reader *r)
{
    return r->i < r->s.n ? r->s.p[r->i] : '\0';
}

static void skip(struct reader *r, const char *set)
{
    while (r->i < r->s.n && r->s.p[r->i] && strchr(set, r->s.p[r->i]))
        r->i++;
}

/* At most `most` digits; the number of them goes to *n. */
static int digits(struct reader *r, size_t most, size_t *n)
{
    int v = 0;
    for (*n = 0; *n < most && ng_is_digit(peek(r)); r->i++, ++*n)
        v = v * 10 + (peek(r) - '0');
    return v;
}

/* Index of the name (whole, or its first three or four letters), -1: none. */
static int name_of(struct reader *r, const ng_str *names, int count)
{
    size_t end = r->i;
    while (end < r->s.n && ng_is_alpha(r->s.p[end]))
        end++;
    ng_str word = {r->s.p + r->i, end - r->i};
    for (int k = 0; k < count; k++) {
        bool whole = ng_str_eq_nocase(word, names[k]);
        bool cut = word.n >= 3 && word.n <= 5 && word.n < names[k].n &&
                   ng_str_starts_nocase(names[k], word);
        if (!whole && !cut)
            continue;
        r->i = end;
        if (cut && peek(r) == '.')
            r->i++;
        return k;
    }
    return -1;
}

static bool real(const struct ng_written *w)
{
    return w->month >= 1 && w->month <= 12 && w->day >= 1 &&
           w->day <= ng_days_in_month(w->year ? w->year : 2000, w->month) &&
           (w->year == 0 || (w->year >= 1600 && w->year < 2200));
}

static void ordinal(struct reader *r)
{
    static const ng_str ends[] = {S("st"), S("nd"), S("rd"), S("th")};
    ng_str rest = {r->s.p + r->i, r->s.n - r->i};
    for (size_t k = 0; k < 4; k++)
        if (ng_str_starts_nocase(rest, ends[k])) {
            r->i += 2;
            return;
        }
}

static void year_after(struct reader *r, struct ng_written *w)
{
    struct reader at = *r;
    size_t n;
    skip(&at, " ,.");
    int year = digits(&at, 5, &n);
    if (n == 4 && year >= 1600 && year < 2200) {
        w->year = year;
        *r = at;
    }
}

/* "April 24, 2019" and "24 April 2019". */
static bool by_name(struct reader *r, struct ng_written *w)
{
    size_t n;
    int month = name_of(r, months, 12);
    if (month >= 0) {
        skip(r, " ");
        w->day = digits(r, 3, &n);
        if (n == 0 || n > 2)
            return false;
        ordinal(r);
    } else {
        w->day = digits(r, 3, &n);
        if (n == 0 || n > 2)
            return false;
        ordinal(r);
        skip(r, " -");
        if ((month = name_of(r, months, 12)) < 0)
            return false;
        skip(r, "-");
    }
    w->month = month + 1;
    year_after(r, w);
    return real(w);
}

/* 2019-04-24, 2019/04/24, 24.04.2019, 4/24/2019 (the month first, unless it
 * cannot be one). */
static bool by_number(struct reader *r, struct ng_written *w)
{
    size_t na, nb, nc;
    int a = digits(r, 4, &na);
    char sep = peek(r);
    if (!na || (sep != '-' && sep != '/' && sep != '.'))
        return false;
    r->i++;
    int b = digits(r, 2, &nb);
    if (!nb || peek(r) != sep)
        return false;
    r->i++;
    int c = digits(r, na == 4 ? 2 : 4, &nc);
    if (ng_is_digit(peek(r)))
        return false;
    if (na == 4 && nc >= 1)
        w->year = a, w->month = b, w->day = c;
    else if (na <= 2 && nc == 4 && (sep == '.' || a > 12))
        w->year = c, w->month = b, w->day = a;
    else if (na <= 2 && nc == 4)
        w->year = c, w->month = a, w->day = b;
    else
        return false;
    return real(w);
}

static const struct {
    ng_str name, zone;
} zones[] = {
    {S("Z"), S("Z")},         {S("GMT"), S("Z")},      {S("UTC"), S("Z")},
    {S("EDT"), S("-04:00")},  {S("EST"), S("-05:00")}, {S("CDT"), S("-05:00")},
    {S("CST"), S("-06:00")},  {S("MDT"), S("-06:00")}, {S("PDT"), S("-07:00")},
    {S("PST"), S("-08:00")},  {S("ET"), S("")},        {S("CET"), S("+01:00")},
    {S("CEST"), S("+02:00")}, {S("BST"), S("+01:00")}, {S("MSK"), S("+03:00")},
    {S("JST"), S("+09:00")},  {S("KST"), S("+09:00")}};

static void zone_after(struct reader *r, struct ng_written *w)
{
    struct reader at = *r;
    skip(&at, " ");
    char sign = peek(&at);
    size_t n, m;
    if (sign == '+' || sign == '-') {
        at.i++;
        int h = digits(&at, 2, &n);
        skip(&at, ":");
        int min = digits(&at, 2, &m);
        if (n == 2 && m == 2 && h <= 14 && min < 60) {
            const char text[7] = {
                sign, (char)('0' + h / 10),   (char)('0' + h % 10),
                ':',  (char)('0' + min / 10), (char)('0' + min % 10),
                '\0'};
            memcpy(w->zone, text, sizeof text);
            *r = at;
        }
        return;
    }
    size_t end = at.i;
    while (end < at.s.n && ng_is_upper(at.s.p[end]))
        end++;
    ng_str word = {at.s.p + at.i, end - at.i};
    for (size_t k = 0; k < sizeof zones / sizeof *zones; k++)
        if (ng_str_eq(word, zones[k].name)) {
            memcpy(w->zone, zones[k].zone.p, zones[k].zone.n);
            r->i = end;
            return;
        }
}

static void half_of_day(struct reader *r, struct ng_written *w)
{
    struct reader at = *r;
    skip(&at, " ");
    char c = ng_to_lower(peek(&at));
    if (c != 'a' && c != 'p')
        return;
    at.i++;
    skip(&at, ".");
    if (ng_to_lower(peek(&at)) != 'm')
        return;
    at.i++;
    skip(&at, ".");
    if (ng_is_alpha(peek(&at)) || w->hour > 12)
        return;
    w->hour = w->hour % 12 + (c == 'p' ? 12 : 0);
    *r = at;
}

static void time_after(struct reader *r, struct ng_written *w)
{
    static const ng_str before[] = {S("at "), S("| "), S("- "), S("\xC2\xB7 ")};
    struct reader at = *r;
    size_t n, m, k;
    skip(&at, " ,T");
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (ng_str_starts_nocase((ng_str){at.s.p + at.i, at.s.n - at.i},
                                 before[i]))
            at.i += before[i].n;
    int h = digits(&at, 2, &n);
    if (!n || peek(&at) != ':')
        return;
    at.i++;
    int min = digits(&at, 2, &m), sec = 0;
    if (m != 2 || h > 23 || min > 59)
        return;
    if (peek(&at) == ':') {
        at.i++;
        sec = digits(&at, 2, &k);
        if (peek(&at) == '.') {
            at.i++;
            digits(&at, 9, &k);
        }
    }
    w->hour = h, w->minute = min, w->second = sec < 60 ? sec : 59;
    half_of_day(&at, w);
    zone_after(&at, w);
    *r = at;
}

size_t ng_read_day(ng_str s, struct ng_written *w)
{
    struct reader r = {{s.p, s.n < 80 ? s.n : 80}, 0};
    if (s.n == 0)
        return 0;
    if (name_of(&r, weekdays, 7) >= 0)
        skip(&r, " ,.");
    struct reader start = r;
    *w = (struct ng_written){.hour = -1};
    if (!by_number(&r, w)) {
        r = start;
        *w = (struct ng_written){.hour = -1};
        if (!by_name(&r, w))
            return 0;
    }
    if (ng_is_alpha(peek(&r)) && peek(&r) != 'T')
        return 0;
    time_after(&r, w);
    return r.i;
}

ng_str ng_written_text(const struct ng_written *w, struct ng_arena *a)
{
    if (w->hour < 0)
        return ng_str_format(a, "%04d-%02d-%02d", w->year, w->month, w->day);
    return ng_str_format(a, "%04d-%02d-%02dT%02d:%02d:%02d%s", w->year,
                         w->month, w->day, w->hour, w->minute, w->second,
                         w->zone);
}

bool ng_day_of_url(ng_str url, ng_day *day)
{
    size_t n, m, k;
    url.n = url.n < 2000 ? url.n : 2000;
    for (size_t i = 0; i + 8 <= url.n; i++) {
        if (!ng_is_digit(url.p[i]) || (i && ng_is_digit(url.p[i - 1])))
            continue;
        struct reader r = {url, i};
        struct ng_written w = {0};
        w.year = digits(&r, 4, &n);
        char sep = peek(&r);
        if (sep == '/' || sep == '-' || sep == '_')
            r.i++;
        else if (!ng_is_digit(sep))
            continue;
        w.month = digits(&r, 2, &m);
        if (!ng_is_digit(sep) && peek(&r) == sep)
            r.i++;
        else if (!ng_is_digit(sep))
            continue;
        w.day = digits(&r, 2, &k);
        if (n != 4 || !k || ng_is_digit(peek(&r)) || w.year < 1990 || !real(&w))
            continue;
        *day = ng_day_of(w.year, w.month, w.day);
        return true;
    }
    return false;
}
