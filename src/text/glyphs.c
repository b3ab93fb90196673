/* glyphs.c - what one character is to the tokeniser: a space, a letter, a
 * digit or a mark, whatever way of writing it the outlet chose. */
#include "text/tokens.h"

#include <utf8proc.h>

struct wide {
    uint32_t first, last;
    uint8_t class, mark;
    char plain;
};

/* Sorted. What is not here and not ASCII is a letter. */
static const struct wide wide[] = {
    {0xa0, 0xa0, NG_GLYPH_SPACE, 0, ' '},
    {0xa1, 0xa9, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0xab, 0xab, NG_GLYPH_MARK, NG_MARK_QUOTE_OPEN, '"'},
    {0xac, 0xac, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0xad, 0xad, NG_GLYPH_LETTER, 0, 0},
    {0xae, 0xb3, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0xb4, 0xb4, NG_GLYPH_MARK, NG_MARK_SINGLE_CLOSE, '\''},
    {0xb6, 0xb6, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0xb7, 0xb7, NG_GLYPH_MARK, NG_MARK_BULLET, 0},
    {0xbb, 0xbb, NG_GLYPH_MARK, NG_MARK_QUOTE_CLOSE, '"'},
    {0xbf, 0xbf, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0xd7, 0xd7, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0xf7, 0xf7, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0x2000, 0x200b, NG_GLYPH_SPACE, 0, ' '},
    {0x2010, 0x2011, NG_GLYPH_MARK, NG_MARK_HYPHEN, '-'},
    {0x2012, 0x2015, NG_GLYPH_MARK, NG_MARK_DASH, '-'},
    {0x2018, 0x2018, NG_GLYPH_MARK, NG_MARK_SINGLE_OPEN, '\''},
    {0x2019, 0x2019, NG_GLYPH_MARK, NG_MARK_SINGLE_CLOSE, '\''},
    {0x201a, 0x201b, NG_GLYPH_MARK, NG_MARK_SINGLE_OPEN, '\''},
    {0x201c, 0x201c, NG_GLYPH_MARK, NG_MARK_QUOTE_OPEN, '"'},
    {0x201d, 0x201d, NG_GLYPH_MARK, NG_MARK_QUOTE_CLOSE, '"'},
    {0x201e, 0x201f, NG_GLYPH_MARK, NG_MARK_QUOTE_OPEN, '"'},
    {0x2020, 0x2021, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0x2022, 0x2023, NG_GLYPH_MARK, NG_MARK_BULLET, 0},
    {0x2024, 0x2025, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0x2026, 0x2026, NG_GLYPH_MARK, NG_MARK_ELLIPSIS, '.'},
    {0x2027, 0x2027, NG_GLYPH_MARK, NG_MARK_BULLET, 0},
    {0x2028, 0x202f, NG_GLYPH_SPACE, 0, ' '},
    {0x2032, 0x2032, NG_GLYPH_MARK, NG_MARK_SINGLE_CLOSE, '\''},
    {0x2033, 0x2033, NG_GLYPH_MARK, NG_MARK_QUOTE_CLOSE, '"'},
    {0x2039, 0x2039, NG_GLYPH_MARK, NG_MARK_SINGLE_OPEN, '\''},
    {0x203a, 0x203a, NG_GLYPH_MARK, NG_MARK_SINGLE_CLOSE, '\''},
    {0x203b, 0x205e, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0x205f, 0x2060, NG_GLYPH_SPACE, 0, ' '},
    {0x20a0, 0x20bf, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0x2190, 0x23ff, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0x2500, 0x259f, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0x25a0, 0x25ff, NG_GLYPH_MARK, NG_MARK_BULLET, 0},
    {0x2600, 0x27bf, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
    {0x3000, 0x3000, NG_GLYPH_SPACE, 0, ' '},
    {0x3001, 0x3001, NG_GLYPH_MARK, NG_MARK_COMMA, ','},
    {0x3002, 0x3002, NG_GLYPH_MARK, NG_MARK_STOP, '.'},
    {0xfeff, 0xfeff, NG_GLYPH_SPACE, 0, ' '},
    {0x1f000, 0x1faff, NG_GLYPH_MARK, NG_MARK_OTHER, 0},
};

#define AS(what, mark)                                                         \
    {                                                                          \
        NG_GLYPH_##what, NG_MARK_##mark                                        \
    }
const struct ng_ascii_glyph ng_ascii_glyphs[128] = {
    [0 ... ' '] = AS(SPACE, OTHER),
    ['!'] = AS(MARK, ASK),
    ['"'] = AS(MARK, QUOTE),
    ['#' ... '&'] = AS(MARK, OTHER),
    ['\''] = AS(MARK, SINGLE),
    ['('] = AS(MARK, OPEN),
    [')'] = AS(MARK, CLOSE),
    ['*'] = AS(MARK, BULLET),
    ['+'] = AS(MARK, OTHER),
    [','] = AS(MARK, COMMA),
    ['-'] = AS(MARK, HYPHEN),
    ['.'] = AS(MARK, STOP),
    ['/'] = AS(MARK, OTHER),
    ['0' ... '9'] = AS(DIGIT, OTHER),
    [':' ... ';'] = AS(MARK, COLON),
    ['<' ... '>'] = AS(MARK, OTHER),
    ['?'] = AS(MARK, ASK),
    ['@'] = AS(MARK, OTHER),
    ['A' ... 'Z'] = AS(LETTER, OTHER),
    ['['] = AS(MARK, OPEN),
    ['\\'] = AS(MARK, OTHER),
    [']'] = AS(MARK, CLOSE),
    ['^' ... '_'] = AS(MARK, OTHER),
    ['`'] = AS(MARK, SINGLE),
    ['a' ... 'z'] = AS(LETTER, OTHER),
    ['{'] = AS(MARK, OPEN),
    ['|'] = AS(MARK, OTHER),
    ['}'] = AS(MARK, CLOSE),
    ['~'] = AS(MARK, OTHER),
    [127] = AS(SPACE, OTHER),
};

struct ng_glyph ng_wide_glyph_at(ng_str text, size_t i)
{
    utf8proc_int32_t c;
    size_t room = text.n - i < 4 ? text.n - i : 4;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text.p + i,
                                          (utf8proc_ssize_t)room, &c);
    if (n <= 0)
        return (struct ng_glyph){1, NG_GLYPH_LETTER, 0, 0};
    struct ng_glyph g = {(uint8_t)n, NG_GLYPH_LETTER, 0, 0};
    for (size_t k = 0; k < sizeof wide / sizeof *wide; k++) {
        if ((uint32_t)c < wide[k].first)
            break;
        if ((uint32_t)c <= wide[k].last)
            return (struct ng_glyph){(uint8_t)n, wide[k].class, wide[k].mark,
                                     wide[k].plain};
    }
    return g;
}

static bool is_plain(ng_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80 || ng_is_upper(s.p[i]) ||
            s.p[i] == '`')
            return false;
    return true;
}

ng_str ng_plain_lower(ng_str s, struct ng_arena *a)
{
    if (is_plain(s))
        return s;
    char *p = ng_new(a, char, s.n + 4);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        struct ng_glyph g = ng_glyph_at(s, i);
        if (g.plain) {
            p[n++] = g.plain == '`' ? '\'' : ng_to_lower(g.plain);
        } else if (g.bytes == 1) {
            p[n++] = s.p[i];
        } else {
            utf8proc_int32_t c;
            utf8proc_uint8_t low[4];
            utf8proc_iterate((const utf8proc_uint8_t *)s.p + i, g.bytes, &c);
            utf8proc_ssize_t m = utf8proc_encode_char(utf8proc_tolower(c), low);
            if (m > 0 && m <= g.bytes) {
                memcpy(p + n, low, (size_t)m);
                n += (size_t)m;
            } else {
                memcpy(p + n, s.p + i, g.bytes);
                n += g.bytes;
            }
        }
        i += g.bytes;
    }
    return (ng_str){p, n};
}
