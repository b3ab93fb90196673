/* words.c - words, sentences and quotations of a report.
 *
 * Tokens are cut paragraph by paragraph (text/tokens.h), so nothing ever
 * crosses a paragraph: headings and titles are sentences of their own. Tokens
 * and words run side by side, one word for each token.
 */
#include "annotate/annotate.h"
#include "annotate/linked.h"
#include "annotate/sentences.h"
#include "text/tokens.h"

#include <utf8proc.h>

enum letter { NO_LETTER, LOWER, UPPER };

/* The case of the character at i. */
static enum letter letter_at(ng_str s, size_t i)
{
    if (ng_is_lower(s.p[i]))
        return LOWER;
    if (ng_is_upper(s.p[i]))
        return UPPER;
    if ((unsigned char)s.p[i] < 0x80)
        return NO_LETTER;
    utf8proc_int32_t c;
    utf8proc_iterate((const utf8proc_uint8_t *)s.p + i,
                     (utf8proc_ssize_t)(s.n - i), &c);
    if (c < 0)
        return LOWER;
    return utf8proc_isupper(c) ? UPPER : LOWER;
}

static enum ng_word_case case_of(ng_str s)
{
    size_t upper = 0, lower = 0, i = 0;
    bool first = false, seen = false;
    while (i < s.n) {
        enum letter k = letter_at(s, i);
        size_t bytes = 1;
        if ((unsigned char)s.p[i] >= 0x80)
            bytes = ng_glyph_at(s, i).bytes;
        if (k != NO_LETTER && !seen) {
            seen = true;
            first = k == UPPER;
        }
        upper += k == UPPER;
        lower += k == LOWER;
        i += bytes;
    }
    if (upper == 0)
        return NG_CASE_LOWER;
    if (lower == 0)
        return upper == 1 && s.n == 1 ? NG_CASE_TITLE : NG_CASE_UPPER;
    return first && upper == 1 ? NG_CASE_TITLE : NG_CASE_MIXED;
}

static const uint8_t kind_of[] = {
    [NG_TOKEN_WORD] = NG_WORD_LETTERS,
    [NG_TOKEN_NUMBER] = NG_WORD_NUMBER,
    [NG_TOKEN_MARK] = NG_WORD_PUNCT,
};

static void push_words(struct ng_report *r, const struct ng_token *t, size_t n,
                       struct ng_arena *out)
{
    for (size_t i = 0; i < n; i++) {
        ng_str s = ng_slice(r->text, t[i].at);
        ng_str low = ng_plain_lower(s, out);
        *ng_push(&r->words, out) = (struct ng_word){
            .at = t[i].at,
            .low = low,
            .lemma = low,
            .kind = kind_of[t[i].kind],
            .letter_case = (uint8_t)case_of(s),
            .head = NG_NONE,
            .sentence = NG_NONE,
            .quote = NG_NONE,
            .name = NG_NONE,
        };
    }
}

/* The paragraphs of a text that nobody has cleaned: cut at empty lines. */
static void find_paragraphs(struct ng_report *r, struct ng_arena *out)
{
    for (size_t i = 0; i < r->text.n;) {
        size_t end = ng_str_find(r->text, STR("\n\n"), i);
        if (end == SIZE_MAX)
            end = r->text.n;
        if (end > i)
            *ng_push(&r->paragraphs, out) = (struct ng_paragraph){
                {(uint32_t)i, (uint32_t)end}, NG_BLOCK_PARAGRAPH};
        i = end + 2;
    }
}

/* What a token that the input has cut is; one that we would cut further is a
 * word. */
static struct ng_token given_token(struct ng_report *r, ng_range at,
                                   struct ng_arena room)
{
    ng_tokens inside = {0};
    ng_cut_tokens(r->text, at, &inside, &room);
    struct ng_token t = {.at = at, .kind = NG_TOKEN_WORD};
    if (inside.n == 1) {
        t.kind = inside.at[0].kind;
        t.mark = inside.at[0].mark;
    }
    return t;
}

/* The given sentences from number `g` on that lie in the paragraph; the number
 * after them. Words and sentences are pushed. */
static size_t take_given(struct ng_report *r, uint32_t paragraph, size_t g,
                         ng_tokens *tokens, struct ng_arena *out,
                         struct ng_arena *scratch)
{
    ng_range within = r->paragraphs.at[paragraph].at;
    for (; g < r->given.n && r->given.at[g].at.end <= within.end; g++) {
        const struct ng_given_sentence *s = &r->given.at[g];
        uint32_t first = (uint32_t)tokens->n;
        for (uint32_t i = s->first; i < s->end; i++)
            *ng_push(tokens, scratch) =
                given_token(r, r->given_tokens.at[i], *scratch);
        if (tokens->n == first)
            continue;
        push_words(r, tokens->at + first, tokens->n - first, out);
        for (size_t i = first; i < r->words.n; i++)
            r->words.at[i].sentence = (uint32_t)r->sentences.n;
        *ng_push(&r->sentences, out) =
            (struct ng_sentence){s->at, first, (uint32_t)r->words.n, paragraph};
    }
    return g;
}

/* Every sentence stands at words of its own, one behind the other. */
static bool take_sentences(struct ng_report *r)
{
    uint32_t word = 0;
    for (uint32_t i = 0; i < r->sentences.n; i++) {
        const struct ng_sentence *s = &r->sentences.at[i];
        if (s->first != word || s->end <= word || s->end > r->words.n ||
            s->paragraph >= r->paragraphs.n ||
            r->words.at[word].at.beg != s->at.beg ||
            r->words.at[s->end - 1].at.end != s->at.end)
            return false;
        for (; word < s->end; word++)
            r->words.at[word].sentence = i;
    }
    return word == r->words.n;
}

void ng_find_words_again(struct ng_report *r, struct ng_arena *out,
                         struct ng_arena scratch)
{
    struct ng_arena here = scratch;
    ng_tokens tokens = {0};
    struct ng_cut_paragraph *cut =
        ng_new(&here, struct ng_cut_paragraph, r->paragraphs.n + 1);
    for (size_t i = 0; i < r->paragraphs.n; i++) {
        ng_range at = r->paragraphs.at[i].at;
        size_t first = tokens.n;
        ng_cut_tokens(r->text, at, &tokens, &here);
        cut[i] = (struct ng_cut_paragraph){at, first, tokens.n};
    }
    r->words.n = r->quotes.n = 0;
    if (r->words.cap < tokens.n) {
        r->words.at = ng_new(out, struct ng_word, tokens.n);
        r->words.cap = tokens.n;
    }
    push_words(r, tokens.at, tokens.n, out);
    if (take_sentences(r)) {
        ng_find_quotes(r, &tokens, cut, r->paragraphs.n, out);
        return;
    }
    r->words.n = r->sentences.n = 0;
    ng_find_words(r, out, scratch);
}

void ng_find_words(struct ng_report *r, struct ng_arena *out,
                   struct ng_arena scratch)
{
    size_t given = 0;
    if (r->paragraphs.n == 0)
        find_paragraphs(r, out);
    struct ng_model model;
    const struct ng_section *weights =
        ng_linked_open(&model, NG_MODEL_SENTENCES) ? &model.section[0] : NULL;
    ng_tokens tokens = {0};
    struct ng_cut_paragraph *cut =
        ng_new(&scratch, struct ng_cut_paragraph, r->paragraphs.n + 1);
    for (size_t i = 0; i < r->paragraphs.n; i++) {
        ng_range at = r->paragraphs.at[i].at;
        size_t first = tokens.n;
        if (r->given.n) {
            given = take_given(r, (uint32_t)i, given, &tokens, out, &scratch);
            cut[i] = (struct ng_cut_paragraph){at, first, tokens.n};
            continue;
        }
        ng_cut_tokens(r->text, at, &tokens, &scratch);
        cut[i] = (struct ng_cut_paragraph){at, first, tokens.n};
        size_t n = tokens.n - first;
        if (n == 0)
            continue;
        push_words(r, tokens.at + first, n, out);
        ng_split_sentences(r, weights, tokens.at + first, n, (uint32_t)first,
                           (uint32_t)i, out);
    }
    ng_find_quotes(r, &tokens, cut, r->paragraphs.n, out);
}
