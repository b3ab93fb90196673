/* names.c - the names of a report: fold the words once, then spot, link and
 * refer (naming.h). */
#include "annotate/annotate.h"
#include "annotate/naming.h"

static bool starts_with_capital(ng_str s)
{
    if (s.n == 0)
        return false;
    if (ng_is_upper(s.p[0]))
        return true;
    unsigned char c = (unsigned char)s.p[0];
    if (c == 0xc3 && s.n > 1)
        return (unsigned char)s.p[1] >= 0x80 && (unsigned char)s.p[1] < 0x9f;
    return c == 0xd0 && s.n > 1 && (unsigned char)s.p[1] < 0xb0;
}

/* "al-Assad", "el-Sissi": the article of an Arabic name, then a capital. */
static bool is_arabic(ng_str s)
{
    for (size_t i = 2; i < s.n && i < 5; i++)
        if (s.p[i] == '-')
            return i + 1 < s.n && ng_is_upper(s.p[i + 1]) &&
                   strchr("aeu", s.p[0]);
    return false;
}

/* Marks that may stand inside a name: "Kim-Putin", "AT&T", "St." */
static bool joins(ng_str s)
{
    return s.n == 1 && strchr("-&/", s.p[0]);
}

/* "-based", "-led", "-speaking", "-era", but not "-ping" of Jin-ping. */
static bool says_how(ng_str s)
{
    static const ng_str ends[] = {
        S("ed"),   S("king"),  S("led"),      S("born"),     S("run"),
        S("era"),  S("wide"),  S("style"),    S("like"),     S("made"),
        S("held"), S("owned"), S("language"), S("friendly"), S("built")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ng_str_ends(s, ends[i]))
            return ng_lex_word(s) & NG_WORD_COMMON;
    return false;
}

/* What of a word can be a name: "US" of "US-led", "Chinese" of "anti-Chinese",
 * but all of "al-Shabaab" and "Guinea-Bissau". */
static ng_range part_of(ng_str text, ng_range at)
{
    ng_str s = ng_slice(text, at);
    const char *dash = s.n > 3 ? memchr(s.p + 1, '-', s.n - 2) : NULL;
    if (!dash)
        return at;
    size_t head = (size_t)(dash - s.p), tail = s.n - head - 1;
    bool before = ng_is_lower(s.p[0]), after = ng_is_lower(dash[1]);
    if (before == after || memchr(dash + 1, '-', tail))
        return at;
    if (before && ng_is_upper(dash[1]) && head > 2 &&
        ng_lex_word((ng_str){s.p, head}) & (NG_WORD_COMMON | NG_WORD_FUNCTION))
        return (ng_range){at.beg + (uint32_t)head + 1, at.end};
    if (after && starts_with_capital(s) && tail > 2 &&
        says_how((ng_str){dash + 1, tail}))
        return (ng_range){at.beg, at.beg + (uint32_t)head};
    return at;
}

static void fold_words(struct ng_naming *n)
{
    struct ng_report *r = n->r;
    size_t words = r->words.n, at = 0;
    n->folded = ng_new(n->work, char, r->text.n * 3 + words + 1);
    n->beg = ng_new(n->work, uint32_t, words + 1);
    n->end = ng_new(n->work, uint32_t, words + 1);
    n->part = ng_new(n->work, ng_range, words + 1);
    n->hit = ng_new(n->work, struct ng_lex_hit, words + 1);
    n->flags = ng_new(n->work, uint8_t, words + 1);
    for (size_t i = 0; i < words; i++) {
        const struct ng_word *w = &r->words.at[i];
        n->part[i] = part_of(r->text, w->at);
        ng_str s = ng_slice(r->text, n->part[i]);
        bool tail = i > 0 && w->at.beg == r->words.at[i - 1].at.end &&
                    s.n > 1 && s.p[0] != '-' &&
                    (s.p[0] == '\'' || (unsigned char)s.p[0] == 0xe2);
        if (at && !tail && n->folded[at - 1] != ' ')
            n->folded[at++] = ' ';
        n->beg[i] = (uint32_t)at;
        if (w->kind == NG_WORD_PUNCT && !joins(s)) {
            n->flags[i] = NG_SPOT_BREAK;
        } else {
            size_t m = ng_lex_fold_into(s, n->folded + at, s.n * 3);
            at += m == SIZE_MAX ? 0 : m;
        }
        n->end[i] = (uint32_t)at;
        if (!n->flags[i])
            n->hit[i] = ng_lex_look(ng_folded(n, (uint32_t)i, (uint32_t)i + 1));
        if (starts_with_capital(s) || is_arabic(s))
            n->flags[i] |= NG_SPOT_CAPITAL;
    }
}

static bool ends_with_stop(const struct ng_naming *n,
                           const struct ng_sentence *s)
{
    ng_str text = ng_slice(n->r->text, s->at);
    return text.n && strchr(".!?", text.p[text.n - 1]);
}

/* A line in which nearly all words of substance have a capital: there it says
 * nothing. */
static bool is_loud(const struct ng_naming *n, const struct ng_sentence *s,
                    bool around)
{
    size_t capital = 0, plain = 0, upper = 0;
    for (uint32_t i = s->first; i < s->end; i++) {
        if (n->r->words.at[i].kind != NG_WORD_LETTERS ||
            ng_bits(n, i) & NG_WORD_FUNCTION)
            continue;
        if (n->flags[i] & NG_SPOT_CAPITAL)
            capital++;
        else
            plain++;
        upper += n->r->words.at[i].letter_case == NG_CASE_UPPER;
    }
    if (plain > 0)
        return capital >= 8 && capital > plain * 8;
    return capital >= 4 || around ||
           (capital >= 2 && (upper == capital || !ends_with_stop(n, s)));
}

/* Whether nearly all of the report is in loud lines. */
static bool is_loud_report(const struct ng_naming *n)
{
    size_t loud = 0, plain = 0;
    for (size_t k = 0; k < n->r->sentences.n; k++) {
        const struct ng_sentence *s = &n->r->sentences.at[k];
        *(is_loud(n, s, false) ? &loud : &plain) += s->end - s->first;
    }
    return loud > plain * 4;
}

static void mark_starts(struct ng_naming *n)
{
    bool around = is_loud_report(n);
    for (size_t k = 0; k < n->r->sentences.n; k++) {
        const struct ng_sentence *s = &n->r->sentences.at[k];
        uint8_t loud = is_loud(n, s, around) ? NG_SPOT_LOUD : 0;
        bool start = true;
        for (uint32_t i = s->first; i < s->end; i++) {
            ng_str text = ng_slice(n->r->text, n->r->words.at[i].at);
            n->flags[i] |= loud;
            if (n->r->words.at[i].kind != NG_WORD_PUNCT) {
                n->flags[i] |= start ? NG_SPOT_START : 0;
                start = false;
            } else if (text.n && (text.p[0] == '"' || text.p[0] == ':' ||
                                  (unsigned char)text.p[0] == 0xe2)) {
                start = true;
            }
        }
    }
}

void ng_open_naming(struct ng_naming *n)
{
    fold_words(n);
    mark_starts(n);
    ng_mark_seen(n);
}

void ng_find_names(struct ng_report *r, struct ng_arena *out,
                   struct ng_arena scratch)
{
    struct ng_naming n = {.r = r, .out = out, .work = &scratch};
    if (r->words.n == 0)
        return;
    ng_open_naming(&n);
    ng_spot_names(&n);
    ng_link_names(&n);
    ng_link_references(&n);
}
