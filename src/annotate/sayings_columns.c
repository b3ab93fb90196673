/* sayings_columns.c - tokens of others in, tags out.
 *
 *     The mayor said : " No . "      tokens, a sentence to a line
 *     The mayor said: "No."          text that our own words are found in
 *
 * Whoever measures us brings tokens of their own, cut in ways that our models
 * were not trained on. So the tokens are made text again, as a person would
 * write it, the text is read like any other, and each token then has the kind
 * of the words that it touches.
 */
#include "annotate/annotate.h"
#include "annotate/sayings_wide.h"

static bool starts_any(ng_str s, const ng_str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ng_str_starts(s, list[i]))
            return true;
    return false;
}

/* Marks that stand close to the word before them, or to the one behind. */
static bool closes(ng_str s)
{
    static const ng_str ends[] = {S(","),
                                  S("."),
                                  S("?"),
                                  S("!"),
                                  S(";"),
                                  S(":"),
                                  S("%"),
                                  S(")"),
                                  S("]"),
                                  S("\xe2\x80\x9d"),
                                  S("\xe2\x80\x99"),
                                  S("''"),
                                  S("'s"),
                                  S("n't")};
    static const ng_str numbers[] = {S(".5"), S(".0")};
    return starts_any(s, ends, sizeof ends / sizeof *ends) &&
           !starts_any(s, numbers, 2);
}

static bool opens(ng_str s)
{
    static const ng_str begins[] = {
        S("\xe2\x80\x9c"), S("\xe2\x80\x98"), S("``"), S("("), S("["), S("$")};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (ng_str_eq(s, begins[i]))
            return true;
    return false;
}

static bool is_twin(ng_str a, ng_str b)
{
    return ng_str_eq(a, b) &&
           (ng_str_eq(a, STR("'")) || ng_str_eq(a, STR("-")));
}

/* Two single marks in a row are one double mark. */
ng_str ng_text_of_tokens(const ng_str *token, const bool *first, size_t n,
                         ng_range *at, struct ng_arena *out)
{
    size_t size = 1;
    for (size_t i = 0; i < n; i++)
        size += token[i].n + 1;
    char *text = ng_new(out, char, size);
    size_t len = 0;
    bool open = true, straight = false;
    for (size_t i = 0; i < n; i++) {
        ng_str s = token[i];
        bool twin = i + 1 < n && is_twin(s, token[i + 1]);
        bool mark = (twin && s.p[0] != '-') || ng_str_eq(s, STR("\"")),
             close = closes(s);
        if (mark) { /* straight marks open and close in turn, but for those
                     * whose place tells */
            bool stop = i > 0 && (ng_str_eq(token[i - 1], STR(",")) ||
                                  ng_str_eq(token[i - 1], STR(".")) ||
                                  ng_str_eq(token[i - 1], STR("?")));
            size_t next = i + 1 + twin;
            if (first[i] && !(straight && next < n && first[next]))
                straight = false;
            else if (next >= n || first[next])
                straight = true;
            else if (stop && straight)
                straight = true;
            close = straight;
            straight = !straight;
        }
        if (len && !open && (first[i] ? !mark || !close : !close))
            text[len++] = ' ';
        else if (len && first[i] && !close)
            text[len++] = ' ';
        at[i].beg = (uint32_t)len;
        if (twin && s.p[0] == '-')
            text[len++] = '-';
        if (twin)
            text[len++] = s.p[0] == '-' ? '-' : '"';
        else if (s.n)
            memcpy(text + len, s.p, s.n);
        len += twin ? 0 : s.n;
        at[i].end = (uint32_t)len;
        if (twin) { /* the second half has the same place */
            at[i + 1] = at[i];
            i++;
        }
        open = opens(s) || (mark && straight);
    }
    return (ng_str){text, len};
}

void ng_saying_columns(const struct ng_report *r, const ng_range *at,
                       const bool *first, size_t n, ng_str *tags,
                       struct ng_arena scratch)
{
    static const ng_str names[][2] = {{S("O"), S("O")},
                                      {S("I-SOURCE"), S("B-SOURCE")},
                                      {S("I-CUE"), S("B-CUE")},
                                      {S("I-CONTENT"), S("B-CONTENT")}};
    uint8_t *tag = ng_new(&scratch, uint8_t, r->words.n + 1);
    bool *begins = ng_new(&scratch, bool, r->words.n + 1);
    ng_say_tags(r, tag, begins, scratch);
    uint32_t w = 0;
    uint8_t last = NG_SAY_O;
    for (size_t i = 0; i < n; i++) {
        while (w < r->words.n && ng_w(r, w)->at.end <= at[i].beg)
            w++;
        uint8_t kind = NG_SAY_O;
        bool begin = first[i] || last == NG_SAY_O;
        for (uint32_t k = w; k < r->words.n && ng_w(r, k)->at.beg < at[i].end;
             k++) {
            if (kind == NG_SAY_O)
                kind = tag[k];
            begin |= begins[k] && tag[k] == kind &&
                     ng_w(r, k)->at.beg >= at[i].beg &&
                     (i == 0 || at[i - 1].beg != at[i].beg);
        }
        begin |= kind != last;
        tags[i] = names[kind][begin];
        last = kind;
    }
}
