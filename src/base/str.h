/* str.h - text that belongs to someone else.
 *
 * ng_str   a pointer and a length: never NUL-terminated, may hold NUL bytes.
 * ng_range two byte offsets into the clean text of a report. Annotations are
 *          ranges, never pointers or copies: they can be stored, compared and
 *          shown in colour years later, and each fact points at its source.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

typedef struct {
    const char *p;
    size_t n;
} ng_str;

typedef struct {
    uint32_t beg, end; /* half open */
} ng_range;

#define S(literal)                                                             \
    {                                                                          \
        "" literal, sizeof(literal) - 1                                        \
    }                                     /* in a table */
#define STR(literal) ((ng_str)S(literal)) /* in an expression */
#define PRS "%.*s"
#define PRS_ARG(s) (int)(s).n, (s).p

static inline bool ng_str_eq(ng_str a, ng_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline ng_str ng_slice(ng_str text, ng_range r)
{
    return (ng_str){text.p + r.beg, r.end - r.beg};
}

static inline bool ng_range_empty(ng_range r)
{
    return r.end <= r.beg;
}

static inline bool ng_range_in(ng_range inner, ng_range outer)
{
    return inner.beg >= outer.beg && inner.end <= outer.end;
}

static inline bool ng_range_touch(ng_range a, ng_range b)
{
    return a.beg < b.end && b.beg < a.end;
}

/* Text of a C string that came from the edge (argv, a path, SQLite). */
ng_str ng_str_of(const char *c);

/* Order by bytes, then by length: the order of every export. */
int ng_str_cmp(ng_str a, ng_str b);

/* The same without regard to ASCII case. */
bool ng_str_starts(ng_str s, ng_str head);
bool ng_str_ends(ng_str s, ng_str tail);
bool ng_str_starts_nocase(ng_str s, ng_str head);
static inline bool ng_str_eq_nocase(ng_str a, ng_str b)
{
    return a.n == b.n && (a.n == 0 || (((a.p[0] ^ b.p[0]) & ~0x20) == 0 &&
                                       ng_str_starts_nocase(a, b)));
}

/* Position of `what` at or after `from`, SIZE_MAX if there is none. */
size_t ng_str_find(ng_str s, ng_str what, size_t from);
size_t ng_str_find_nocase(ng_str s, ng_str what, size_t from);

/* True if s is one of the words of a list that are parted by spaces. */
bool ng_str_among(ng_str s, const char *list);

/* True if s is one of n texts; NG_IN of an array. */
bool ng_str_in(ng_str s, const ng_str *list, size_t n);
#define NG_IN(s, list) ng_str_in(s, list, sizeof(list) / sizeof *(list))

/* The same of a list that is sorted by ng_str_cmp, by bisection. */
bool ng_str_in_order(ng_str s, const ng_str *list, size_t n);
#define NG_IN_ORDER(s, list)                                                   \
    ng_str_in_order(s, list, sizeof(list) / sizeof *(list))

/* The same without regard to ASCII case. */
bool ng_str_in_nocase(ng_str s, const ng_str *list, size_t n);
#define NG_IN_NOCASE(s, list)                                                  \
    ng_str_in_nocase(s, list, sizeof(list) / sizeof *(list))

/* Without ASCII white space at both ends. */
ng_str ng_str_trim(ng_str s);

/* Copies into the arena; ng_str_c ends with a NUL for the edge. */
ng_str ng_str_copy(ng_str s, struct ng_arena *a);
char *ng_str_c(ng_str s, struct ng_arena *a);
ng_str ng_str_lower(ng_str s, struct ng_arena *a); /* ASCII letters only */
ng_str ng_str_format(struct ng_arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

typedef struct {
    ng_str head, tail;
    bool found;
} ng_cut;

/* Split at the first `sep`; without one, head is all of s and tail is empty. */
ng_cut ng_cut_at(ng_str s, char sep);

/* A whole decimal number of at most 18 digits; false if s is anything else. */
bool ng_str_number(ng_str s, int64_t *value);

static inline bool ng_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool ng_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}
static inline bool ng_is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}
static inline bool ng_is_alpha(char c)
{
    return ng_is_upper(c) || ng_is_lower(c);
}
static inline bool ng_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline char ng_to_lower(char c)
{
    return ng_is_upper(c) ? (char)(c + 32) : c;
}
