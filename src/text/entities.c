/* entities.c - see entities.h. The table is searched by bisection. */
#include "text/entities.h"

#include "text/utf8.h"

static const struct {
    ng_str name;
    uint32_t code;
    int bare; /* known without a semicolon */
} names[] = {
#include "text/entities.inc"
};
enum { NAMES = sizeof names / sizeof *names };

/* What &#128; .. &#159; mean: windows-1252, HTML standard 13.2.5.80. */
static const uint16_t cp1252[32] = {
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
    0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0x8d,   0x17d,  0x8f,
    0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

static size_t find(ng_str name)
{
    size_t lo = 0, hi = NAMES;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int d = ng_str_cmp(name, names[mid].name);
        if (d == 0)
            return mid;
        *(d < 0 ? &hi : &lo) = d < 0 ? mid : mid + 1;
    }
    return NAMES;
}

static int hex_value(char c)
{
    if (ng_is_digit(c))
        return c - '0';
    c = ng_to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t get_number(ng_str s, size_t at, char to[4], size_t *n)
{
    size_t i = at + 2;
    bool hex = i < s.n && (s.p[i] == 'x' || s.p[i] == 'X');
    i += hex;
    size_t first = i;
    uint32_t code = 0;
    for (; i < s.n && i - at < NG_ENTITY_MOST; i++) {
        int v = hex_value(s.p[i]);
        if (v < 0 || (!hex && v > 9))
            break;
        code = code * (hex ? 16 : 10) + (uint32_t)v;
        if (code > 0x10ffff)
            code = 0x110000;
    }
    if (i == first)
        return 0;
    if (i < s.n && s.p[i] == ';')
        i++;
    if (code >= 0x80 && code < 0xa0)
        code = cp1252[code - 0x80];
    bool control =
        (code < 32 && code != '\t' && code != '\n' && code != '\r') ||
        code == 127 || (code >= 0x80 && code < 0xa0);
    *n = control ? 0 : ng_utf8_put(code, to);
    return i - at;
}

size_t ng_entity_get(ng_str s, size_t at, char to[4], size_t *n)
{
    if (at + 1 >= s.n)
        return 0;
    if (s.p[at + 1] == '#')
        return get_number(s, at, to, n);
    size_t i = at + 1;
    while (i < s.n && i - at < NG_ENTITY_MOST &&
           (ng_is_alpha(s.p[i]) || ng_is_digit(s.p[i])))
        i++;
    ng_str name = {s.p + at + 1, i - at - 1};
    if (i < s.n && s.p[i] == ';') {
        size_t hit = find(name);
        if (hit < NAMES) {
            *n = ng_utf8_put(names[hit].code, to);
            return i + 1 - at;
        }
    }
    for (; name.n >= 2; name.n--) {
        size_t hit = name.n <= 6 ? find(name) : NAMES;
        if (hit < NAMES && names[hit].bare) {
            *n = ng_utf8_put(names[hit].code, to);
            return name.n + 1;
        }
    }
    return 0;
}

ng_str ng_entities_decode(ng_str s, struct ng_arena *a)
{
    char *to = ng_new(a, char, s.n + 4);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        char code[4] = {s.p[i]};
        size_t size = 1, used = 0;
        if (s.p[i] == '&')
            used = ng_entity_get(s, i, code, &size);
        bool space = (size == 1 && ng_is_space(code[0])) ||
                     (size == 2 && code[0] == '\xc2' && code[1] == '\xa0');
        if (used == 0)
            used = 1, size = 1, code[0] = s.p[i];
        i += used;
        if (!space) {
            memcpy(to + n, code, size);
            n += size;
        } else if (n && to[n - 1] != ' ') {
            to[n++] = ' ';
        }
    }
    while (n && to[n - 1] == ' ')
        n--;
    return (ng_str){to, n};
}
