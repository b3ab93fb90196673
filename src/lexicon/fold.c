/* fold.c - the form that phrases are compared in.
 *
 *     "U.S."          us              "Kim Jong-un"   kim jong un
 *     "Côte d'Ivoire" cote divoire    "bbc.com"       bbc.com
 *     "São Paulo,"    sao paulo       "People’s"      peoples
 *
 * tools/lexicon_sources.py does the same when the table is made. Letters
 * outside ASCII go through Unicode's canonical decomposition and lose their
 * marks; a few that do not decompose are spelt out below. Bytes that are no
 * UTF-8 are dropped.
 */
#include "lexicon/lexicon.h"

#include <utf8proc.h>

/* Letters without a decomposition, and the signs that are written many ways. */
static const struct {
    utf8proc_int32_t from;
    const char *to;
} special[] = {
    {0xd8, "o"},   {0xf8, "o"},   {0x141, "l"},  {0x142, "l"},  {0x110, "d"},
    {0x111, "d"},  {0xdf, "ss"},  {0xc6, "ae"},  {0xe6, "ae"},  {0x152, "oe"},
    {0x153, "oe"}, {0xde, "th"},  {0xfe, "th"},  {0xd0, "d"},   {0xf0, "d"},
    {0x131, "i"},  {0x259, "e"},  {0x18f, "e"},  {0x126, "h"},  {0x127, "h"},
    {0x2019, "'"}, {0x2018, "'"}, {0x2bc, "'"},  {0x2bb, "'"},  {0xb4, "'"},
    {0x2013, "-"}, {0x2014, "-"}, {0x2010, "-"}, {0x2011, "-"}, {0x2012, "-"},
    {0x2015, "-"}, {0x2212, "-"}, {0x201c, " "}, {0x201d, " "}, {0xa0, " "},
    {0x2009, " "}, {0x202f, " "}, {0x200b, ""},
};

struct sink {
    char *p;
    size_t n, cap;
    bool full;
};

static void put(struct sink *s, char c)
{
    if (s->n == s->cap)
        s->full = true;
    else
        s->p[s->n++] = c;
}

static bool is_mark(utf8proc_int32_t c)
{
    utf8proc_category_t k = utf8proc_category(c);
    return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC ||
           k == UTF8PROC_CATEGORY_ME;
}

static void put_code(struct sink *s, utf8proc_int32_t c)
{
    utf8proc_uint8_t buf[4];
    utf8proc_ssize_t n = utf8proc_encode_char(c, buf);
    for (utf8proc_ssize_t i = 0; i < n; i++)
        put(s, (char)buf[i]);
}

/* One letter outside ASCII, lower case and bare; returns its bytes in text. */
static size_t put_letter(struct sink *s, ng_str text, size_t at)
{
    utf8proc_int32_t c, part[32];
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text.p + at,
                                          (utf8proc_ssize_t)(text.n - at), &c);
    if (n <= 0)
        return 1;
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (special[i].from == c) {
            for (const char *t = special[i].to; *t; t++)
                put(s, *t);
            return (size_t)n;
        }
    int boundary = 0;
    utf8proc_ssize_t m = utf8proc_decompose_char(utf8proc_tolower(c), part, 32,
                                                 UTF8PROC_DECOMPOSE, &boundary);
    for (utf8proc_ssize_t i = 0; i < m && i < 32; i++)
        if (!is_mark(part[i]))
            put_code(s, part[i]);
    return (size_t)n;
}

static bool is_letter(char c)
{
    return ng_is_alpha(c) || (c & 0x80);
}

static bool is_word(char c)
{
    return is_letter(c) || ng_is_digit(c) || c == '_';
}

/* A dot stays between words of more than one letter ("bbc.com", "3.5"): it
 * goes where nothing follows and between single letters ("u.s.a"). `before`
 * holds the two bytes in front, nearest first. */
static bool keeps_dot(const char before[2], const char *p, size_t n, size_t i)
{
    if (i + 1 >= n || !is_word(p[i + 1]))
        return false;
    bool single_before = is_letter(before[0]) && !is_word(before[1]);
    bool single_after =
        is_letter(p[i + 1]) && (i + 2 >= n || !is_word(p[i + 2]));
    return !(single_before && single_after);
}

/* Second pass, in place: dots, signs and spaces. */
static size_t tidy(char *p, size_t n)
{
    size_t out = 0;
    bool space = false;
    char before[2] = {0, 0};
    for (size_t i = 0; i < n; i++) {
        char c = p[i];
        bool drop =
            c == '\'' || c == '`' || (c == '.' && !keeps_dot(before, p, n, i));
        bool blank =
            !drop && (ng_is_space(c) || memchr("-_(),\":;!?[]{}*", c, 15));
        before[1] = before[0];
        before[0] = c;
        space |= blank;
        if (drop || blank)
            continue;
        if (space && out)
            p[out++] = ' ';
        space = false;
        p[out++] = c;
    }
    return out;
}

size_t ng_lex_fold_into(ng_str text, char *buf, size_t cap)
{
    struct sink s = {.p = buf, .cap = cap};
    for (size_t i = 0; i < text.n;) {
        char c = text.p[i];
        if (c & 0x80) {
            i += put_letter(&s, text, i);
            continue;
        }
        put(&s, ng_to_lower(c));
        i++;
    }
    return s.full ? SIZE_MAX : tidy(buf, s.n);
}

ng_str ng_lex_fold(ng_str text, struct ng_arena *a)
{
    char *p = ng_new(a, char, text.n * 3 + 1);
    size_t n = ng_lex_fold_into(text, p, text.n * 3 + 1);
    return (ng_str){p, n == SIZE_MAX ? 0 : n};
}
