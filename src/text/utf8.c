/* utf8.c - see utf8.h. The table of lead bytes is Unicode 15.0, table 3-7. */
#include "text/utf8.h"

/* Eight bytes at a time while they are ASCII: most of a page is. */
static size_t skip_ascii(ng_str s, size_t i)
{
    for (uint64_t w; s.n - i >= sizeof w; i += sizeof w) {
        memcpy(&w, s.p + i, sizeof w);
        if (w & 0x8080808080808080u)
            break;
    }
    while (i < s.n && (unsigned char)s.p[i] < 0x80)
        i++;
    return i;
}

size_t ng_utf8_get(ng_str s, size_t at, uint32_t *cp)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    size_t left = s.n - at, need;
    unsigned low = 0x80, high = 0xbf;
    uint32_t value;
    *cp = p[0];
    if (p[0] < 0x80)
        return 1;
    *cp = NG_UTF8_BAD;
    if (p[0] < 0xc2 || p[0] > 0xf4)
        return 1;
    if (p[0] < 0xe0) {
        need = 2, value = p[0] & 0x1fu;
    } else if (p[0] < 0xf0) {
        need = 3, value = p[0] & 0x0fu;
        low = p[0] == 0xe0 ? 0xa0 : low;
        high = p[0] == 0xed ? 0x9f : high;
    } else {
        need = 4, value = p[0] & 0x07u;
        low = p[0] == 0xf0 ? 0x90 : low;
        high = p[0] == 0xf4 ? 0x8f : high;
    }
    if (left < need || p[1] < low || p[1] > high)
        return 1;
    for (size_t i = 1; i < need; i++) {
        if ((p[i] & 0xc0u) != 0x80)
            return 1;
        value = value << 6 | (p[i] & 0x3fu);
    }
    *cp = value;
    return need;
}

size_t ng_utf8_valid(ng_str s)
{
    uint32_t cp;
    size_t i = 0;
    while ((i = skip_ascii(s, i)) < s.n) {
        size_t n = ng_utf8_get(s, i, &cp);
        if (n == 1)
            break;
        i += n;
    }
    return i;
}

struct ng_utf8_count ng_utf8_count(ng_str s)
{
    struct ng_utf8_count c = {0};
    uint32_t cp;
    size_t i = 0;
    while ((i = skip_ascii(s, i)) < s.n) {
        size_t n = ng_utf8_get(s, i, &cp);
        *(n == 1 ? &c.wrong : &c.right) += 1;
        i += n;
    }
    return c;
}

size_t ng_utf8_put(uint32_t cp, char to[4])
{
    if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
        cp = NG_UTF8_BAD;
    if (cp < 0x80) {
        to[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        to[0] = (char)(0xc0 | cp >> 6);
        to[1] = (char)(0x80 | (cp & 0x3f));
        return 2;
    }
    if (cp < 0x10000) {
        to[0] = (char)(0xe0 | cp >> 12);
        to[1] = (char)(0x80 | (cp >> 6 & 0x3f));
        to[2] = (char)(0x80 | (cp & 0x3f));
        return 3;
    }
    to[0] = (char)(0xf0 | cp >> 18);
    to[1] = (char)(0x80 | (cp >> 12 & 0x3f));
    to[2] = (char)(0x80 | (cp >> 6 & 0x3f));
    to[3] = (char)(0x80 | (cp & 0x3f));
    return 4;
}

void ng_utf8_repair(ng_str s, struct ng_out *to)
{
    bool was_bad = false;
    for (size_t i = 0, n; i < s.n; i += n) {
        uint32_t cp;
        n = ng_utf8_get(s, i, &cp);
        bool bad = n == 1 && cp == NG_UTF8_BAD;
        if (bad && !was_bad)
            ng_put(to, STR("\xef\xbf\xbd"));
        else if (!bad && cp == 0)
            ng_putc(to, ' ');
        else if (!bad)
            ng_put(to, (ng_str){s.p + i, n});
        was_bad = bad;
    }
}
