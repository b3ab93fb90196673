/* names.c - the names of a report: fold the words once, then spot, link and
 * refer (naming.h). First version: lexicon, capitals, titles and roles. */
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

static void fold_words(struct ng_naming *n)
{
    struct ng_report *r = n->r;
    size_t words = r->words.n, at = 0;
    n->folded = ng_new(n->work, char, r->text.n * 3 + words + 1);
    n->beg = ng_new(n->work, uint32_t, words + 1);
    n->end = ng_new(n->work, uint32_t, words + 1);
    n->hit = ng_new(n->work, struct ng_lex_hit, words + 1);
    n->flags = ng_new(n->work, uint8_t, words + 1);
    for (size_t i = 0; i < words; i++) {
        const struct ng_word *w = &r->words.at[i];
        ng_str s = ng_slice(r->text, w->at);
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
static bool is_loud(const struct ng_naming *n, const struct ng_sentence *s)
{
    size_t capital = 0, plain = 0;
    for (uint32_t i = s->first; i < s->end; i++) {
        if (n->r->words.at[i].kind != NG_WORD_LETTERS ||
            ng_bits(n, i) & NG_WORD_FUNCTION)
            continue;
        if (n->flags[i] & NG_SPOT_CAPITAL)
            capital++;
        else
            plain++;
    }
    return (capital >= 4 && capital > plain * 4) ||
           (capital >= 2 && plain == 0 && !ends_with_stop(n, s));
}

static void mark_starts(struct ng_naming *n)
{
    for (size_t k = 0; k < n->r->sentences.n; k++) {
        const struct ng_sentence *s = &n->r->sentences.at[k];
        uint8_t loud = is_loud(n, s) ? NG_SPOT_LOUD : 0;
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

void ng_find_names(struct ng_report *r, struct ng_arena *out,
                   struct ng_arena scratch)
{
    struct ng_naming n = {.r = r, .out = out, .work = &scratch};
    if (r->words.n == 0)
        return;
    fold_words(&n);
    mark_starts(&n);
    ng_spot_names(&n);
    ng_link_names(&n);
    ng_link_references(&n);
}
