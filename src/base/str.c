#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>

ng_str ng_str_of(const char *c)
{
    return (ng_str){c, c ? strlen(c) : 0};
}

int ng_str_cmp(ng_str a, ng_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int d = n ? memcmp(a.p, b.p, n) : 0;
    return d ? d : (a.n > b.n) - (a.n < b.n);
}

bool ng_str_starts(ng_str s, ng_str head)
{
    return s.n >= head.n && ng_str_eq((ng_str){s.p, head.n}, head);
}

bool ng_str_ends(ng_str s, ng_str tail)
{
    return s.n >= tail.n &&
           ng_str_eq((ng_str){s.p + (s.n - tail.n), tail.n}, tail);
}

bool ng_str_starts_nocase(ng_str s, ng_str head)
{
    if (s.n < head.n)
        return false;
    for (size_t i = 0; i < head.n; i++)
        if (ng_to_lower(s.p[i]) != ng_to_lower(head.p[i]))
            return false;
    return true;
}

size_t ng_str_find(ng_str s, ng_str what, size_t from)
{
    if (from > s.n || what.n > s.n - from)
        return SIZE_MAX;
    const char *hit = memmem(s.p + from, s.n - from, what.p, what.n);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

size_t ng_str_find_nocase(ng_str s, ng_str what, size_t from)
{
    if (from > s.n || what.n > s.n - from)
        return SIZE_MAX;
    for (size_t i = from, last = s.n - what.n; i <= last; i++)
        if (!what.n || (ng_to_lower(s.p[i]) == ng_to_lower(what.p[0]) &&
                        ng_str_starts_nocase((ng_str){s.p + i, what.n}, what)))
            return i;
    return SIZE_MAX;
}

ng_str ng_str_trim(ng_str s)
{
    while (s.n && ng_is_space(s.p[0]))
        s.p++, s.n--;
    while (s.n && ng_is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

ng_str ng_str_copy(ng_str s, struct ng_arena *a)
{
    return (ng_str){ng_str_c(s, a), s.n};
}

char *ng_str_c(ng_str s, struct ng_arena *a)
{
    char *p = ng_new(a, char, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    return p;
}

ng_str ng_str_lower(ng_str s, struct ng_arena *a)
{
    char *p = ng_new(a, char, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        p[i] = ng_to_lower(s.p[i]);
    return (ng_str){p, s.n};
}

ng_str ng_str_format(struct ng_arena *a, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    size_t size = n > 0 ? (size_t)n : 0;
    char *p = ng_new(a, char, size + 1);
    vsnprintf(p, size + 1, fmt, again);
    va_end(again);
    va_end(args);
    return (ng_str){p, size};
}

ng_cut ng_cut_at(ng_str s, char sep)
{
    const char *hit = s.n ? memchr(s.p, sep, s.n) : NULL;
    if (!hit)
        return (ng_cut){.head = s, .tail = {s.n ? s.p + s.n : s.p, 0}};
    size_t n = (size_t)(hit - s.p);
    return (ng_cut){{s.p, n}, {hit + 1, s.n - n - 1}, true};
}

bool ng_str_number(ng_str s, int64_t *value)
{
    int64_t v = 0;
    if (s.n == 0 || s.n > 18)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!ng_is_digit(s.p[i]))
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *value = v;
    return true;
}

bool ng_str_in(ng_str s, const ng_str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ng_str_eq(s, list[i]))
            return true;
    return false;
}

bool ng_str_in_nocase(ng_str s, const ng_str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ng_str_eq_nocase(s, list[i]))
            return true;
    return false;
}

bool ng_str_in_order(ng_str s, const ng_str *list, size_t n)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = ng_str_cmp(list[mid], s);
        if (order == 0)
            return true;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

bool ng_str_among(ng_str s, const char *list)
{
    if (!s.n)
        return false;
    for (;;) {
        size_t k = 0;
        while (k < s.n && list[k] == s.p[k] && list[k])
            k++;
        if (k == s.n && (list[k] == ' ' || !list[k]))
            return true;
        for (; *list != ' '; list++)
            if (!*list)
                return false;
        list++;
    }
}
