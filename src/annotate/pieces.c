/* pieces.c - see pieces.h. One pass over the bytes, no tables but the terms,
 * which lie in order of their bytes so that bisection finds them. */
#include "annotate/pieces.h"

struct term_row {
    ng_str text;
    enum ng_term term;
    int16_t value;
};
#define T(text, term, value) {S(text), NG_TERM_##term, value},
static const struct term_row terms[] = {
#include "annotate/terms.inc"
};
#undef T
enum { TERMS = sizeof terms / sizeof *terms, LONGEST = 15 };

enum ng_term ng_term_find(ng_str low, int16_t *value)
{
    size_t lo = 0, hi = TERMS;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = ng_str_cmp(terms[mid].text, low);
        if (order == 0) {
            *value = terms[mid].value;
            return terms[mid].term;
        }
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    *value = 0;
    return NG_TERM_NONE;
}

bool ng_terms_in_order(void)
{
    for (size_t i = 1; i < TERMS; i++)
        if (ng_str_cmp(terms[i - 1].text, terms[i].text) >= 0)
            return false;
    return true;
}

/* The plain sign for a Unicode one of 2 or 3 bytes, 0 if it is a letter. */
static char plain_sign(ng_str text, size_t i, size_t *len)
{
    const unsigned char *p = (const unsigned char *)text.p + i;
    size_t left = text.n - i;
    if (left >= 3 && p[0] == 0xe2 && p[1] == 0x80) {
        *len = 3;
        if (p[2] >= 0x90 && p[2] <= 0x95)
            return '-';
        if (p[2] == 0x98 || p[2] == 0x99 || p[2] == 0x9b || p[2] == 0xb2)
            return '\'';
        if (p[2] >= 0x9c && p[2] <= 0x9f)
            return '"';
        if (p[2] <= 0x8b || p[2] == 0xaf)
            return ' ';
        return p[2] == 0xa6 ? '~' : '?';
    }
    if (left >= 3 && p[0] == 0xe2 && p[1] == 0x82) { /* currency signs */
        *len = 3;
        return p[2] == 0xac ? 'e' : p[2] == 0xa9 ? 'w' : 'c';
    }
    if (left >= 3 && p[0] == 0xe2 && p[1] == 0x88 && p[2] == 0x92)
        return *len = 3, '-';
    if (left >= 2 && p[0] == 0xc2) {
        *len = 2;
        if (p[1] == 0xa0)
            return ' ';
        return p[1] == 0xa3 ? 'l' : p[1] == 0xa5 ? 'y' : '?';
    }
    return 0;
}

static bool is_letter(ng_str text, size_t i)
{
    char c = text.p[i];
    size_t len;
    return ng_is_alpha(c) ||
           ((unsigned char)c >= 0x80 && !plain_sign(text, i, &len));
}

/* Ends a run of digits with its groups ",000" and its decimals. */
static size_t cut_number(ng_str t, size_t i, struct ng_piece *p)
{
    size_t from = i;
    double v = 0;
    for (; i < t.n && ng_is_digit(t.p[i]); i++)
        v = v * 10 + (t.p[i] - '0');
    size_t digits = i - from;
    p->digits = (uint8_t)(digits < 255 ? digits : 255);
    if (digits <= 3)
        while (i + 3 < t.n && t.p[i] == ',' && ng_is_digit(t.p[i + 1]) &&
               ng_is_digit(t.p[i + 2]) && ng_is_digit(t.p[i + 3]) &&
               !(i + 4 < t.n && ng_is_digit(t.p[i + 4]))) {
            for (size_t k = 1; k <= 3; k++)
                v = v * 10 + (t.p[i + k] - '0');
            i += 4;
            p->digits = 0;
        }
    size_t dot = i + 1;
    bool chained = from >= 2 && t.p[from - 1] == '.' &&
                   ng_is_digit(t.p[from - 2]); /* 24.04.1950 */
    while (!chained && i + 1 < t.n && t.p[i] == '.' && dot < t.n &&
           ng_is_digit(t.p[dot]))
        dot++;
    bool decimals = dot > i + 1 && !(dot + 1 < t.n && t.p[dot] == '.' &&
                                     ng_is_digit(t.p[dot + 1]));
    if (decimals) {
        double place = 1;
        for (size_t k = i + 1; k < dot; k++)
            v += (t.p[k] - '0') * (place /= 10);
        i = dot;
        p->digits = 0;
    }
    p->number = v;
    return i;
}

/* A word that is known to the grammars gets its term. Roman dots of "a.m."
 * and "Sept." are left to the grammar. */
static void find_term(ng_str word, struct ng_piece *p)
{
    char low[LONGEST];
    if (word.n > LONGEST)
        return;
    for (size_t i = 0; i < word.n; i++)
        low[i] = ng_to_lower(word.p[i]);
    p->term = (uint8_t)ng_term_find((ng_str){low, word.n}, &p->value);
}

void ng_pieces_cut(ng_str t, ng_pieces *to, struct ng_arena *a)
{
    bool glued = false;
    for (size_t i = 0; i < t.n;) {
        char c = t.p[i];
        size_t len = 1, from = i;
        char mark = c;
        if ((unsigned char)c >= 0x80)
            mark = plain_sign(t, i, &len);
        if (mark == ' ' || (ng_is_space(c) && c != '\n')) {
            glued = false;
            i += len;
            continue;
        }
        struct ng_piece p = {
            .kind = NG_PIECE_MARK, .mark = mark, .glued = glued};
        if (ng_is_digit(c)) {
            p.kind = NG_PIECE_NUMBER;
            i = cut_number(t, i, &p);
        } else if (ng_is_alpha(c) || mark == 0) {
            p.kind = NG_PIECE_WORD;
            p.mark = 0;
            p.upper = ng_is_upper(c);
            while (i < t.n && is_letter(t, i))
                i++;
            find_term((ng_str){t.p + from, i - from}, &p);
        } else {
            i += len;
        }
        p.at = (ng_range){(uint32_t)from, (uint32_t)i};
        glued = c != '\n';
        *ng_push(to, a) = p;
    }
    size_t n = to->n;
    for (int k = 0; k < NG_PIECES_TAIL; k++)
        *ng_push(to, a) = (struct ng_piece){
            .kind = NG_PIECE_MARK,
            .mark = '\n',
            .at = {(uint32_t)t.n, (uint32_t)t.n},
        };
    to->n = n;
}
