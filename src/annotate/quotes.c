/* quotes.c - what stands between quotation marks.
 *
 *     "We met," Kim said. "He said 'yes' to us.     no mark: it runs on
 *      ^^^^^^^             ^^^^^^^^^^^^^^^^^^^^
 *     "And then we left."                           a mark again
 *      ^^^^^^^^^^^^^^^^^^
 *
 * Curly marks say which way they go; a straight one opens after a space, a
 * bracket or a dash and closes otherwise. A quotation without an end runs to
 * the end of its paragraph when the next paragraph opens with a mark, or when
 * it began its own paragraph, and to the end of its sentence else. A single
 * mark opens only where its twin is found in the same paragraph, so no
 * apostrophe makes a quotation. Nested quotations are listed behind the one
 * they are in; word.quote is the outer one.
 */
#include "annotate/sentences.h"

enum way { NO_MARK, OPENS, CLOSES };

struct finder {
    struct ng_report *r;
    const struct ng_token *t; /* all tokens */
    size_t first, end;        /* of this paragraph */
};

static bool space_before(const struct finder *f, size_t i)
{
    if (i == f->first || f->t[i].at.beg > f->t[i - 1].at.end)
        return true;
    uint8_t m = f->t[i - 1].mark;
    return m == NG_MARK_OPEN || m == NG_MARK_DASH || m == NG_MARK_HYPHEN ||
           m == NG_MARK_QUOTE || m == NG_MARK_QUOTE_OPEN ||
           m == NG_MARK_SINGLE_OPEN || m == NG_MARK_SINGLE;
}

static bool space_after(const struct finder *f, size_t i)
{
    return i + 1 == f->end || f->t[i + 1].at.beg > f->t[i].at.end;
}

/* A transcript's "BRANDT:" behind the mark: no quotation begins there. */
static bool before_turn(const struct finder *f, size_t i)
{
    size_t n = 0;
    for (i++; i < f->end && n < 4; i++, n++) {
        ng_str s = ng_slice(f->r->text, f->t[i].at);
        if (f->t[i].kind == NG_TOKEN_MARK)
            return n > 0 && ng_str_eq(s, STR(":"));
        if (s.n < 3)
            return false;
        for (size_t k = 0; k < s.n; k++)
            if (!ng_is_upper(s.p[k]))
                return false;
    }
    return false;
}

/* The way of a double mark, seen whether one is open already. */
static enum way way_of(const struct finder *f, size_t i, bool open)
{
    switch (f->t[i].mark) {
    case NG_MARK_QUOTE_OPEN:
        return OPENS;
    case NG_MARK_QUOTE_CLOSE:
        /* Some outlets set the same curly mark on both sides. */
        return !open && space_before(f, i) && !space_after(f, i) ? OPENS
                                                                 : CLOSES;
    case NG_MARK_QUOTE:
        if (open)
            return space_before(f, i) && !space_after(f, i) &&
                           f->t[i - 1].kind != NG_TOKEN_MARK
                       ? OPENS
                       : CLOSES;
        if (before_turn(f, i))
            return NO_MARK;
        return space_after(f, i) && !space_before(f, i) ? CLOSES : OPENS;
    default:
        return NO_MARK;
    }
}

static enum way single_way(const struct finder *f, size_t i)
{
    uint8_t m = f->t[i].mark;
    if (m == NG_MARK_SINGLE_OPEN)
        return OPENS;
    if (m != NG_MARK_SINGLE && m != NG_MARK_SINGLE_CLOSE)
        return NO_MARK;
    if (m == NG_MARK_SINGLE && space_before(f, i) && !space_after(f, i))
        return OPENS;
    return CLOSES;
}

/* Does the paragraph that begins at token i open with a mark? */
static bool opens_with_mark(const struct finder *f, size_t i, size_t n)
{
    return i < n && (f->t[i].mark == NG_MARK_QUOTE ||
                     f->t[i].mark == NG_MARK_QUOTE_OPEN);
}

static void put(struct finder *f, size_t open, size_t end, bool outer,
                struct ng_arena *out)
{
    if (open + 1 >= end)
        return;
    *ng_push(&f->r->quotes, out) =
        (struct ng_quote){{f->t[open + 1].at.beg, f->t[end - 1].at.end}};
    if (outer)
        for (size_t i = open + 1; i < end; i++)
            f->r->words.at[i].quote = (uint32_t)f->r->quotes.n - 1;
}

static size_t sentence_end(const struct finder *f, size_t i)
{
    uint32_t end = f->r->sentences.at[f->r->words.at[i].sentence].end;
    return end < f->end ? end : f->end;
}

/* Single quotations inside [from, end), outside `outer` when they are not
 * nested. The nearest closing mark that no letter touches is the twin; a
 * bracketing of singles in singles does not happen in print. */
static void find_singles(struct finder *f, size_t from, size_t end, bool outer,
                         struct ng_arena *out)
{
    size_t open = SIZE_MAX;
    for (size_t i = from; i < end; i++) {
        enum way way = single_way(f, i);
        if (way == OPENS) {
            open = i;
        } else if (way == CLOSES && open != SIZE_MAX) {
            /* "the countries' aims": a plural's apostrophe, if a later mark
             * closes after a full stop or comma. */
            put(f, open, i, outer, out);
            open = SIZE_MAX;
        }
    }
}

static void find_in_paragraph(struct finder *f, size_t all,
                              struct ng_arena *out)
{
    size_t open = SIZE_MAX, plain = f->first; /* outside quotations from here */
    for (size_t i = f->first; i < f->end; i++) {
        enum way way = way_of(f, i, open != SIZE_MAX);
        if (way == OPENS && open != SIZE_MAX) {
            /* A closing mark was forgotten. */
            size_t stop = sentence_end(f, open + 1);
            put(f, open, stop < i ? stop : i, true, out);
            find_singles(f, open + 1, i, false, out);
            open = i;
        } else if (way == OPENS) {
            find_singles(f, plain, i, true, out);
            open = i;
        } else if (way == CLOSES && open != SIZE_MAX) {
            put(f, open, i, true, out);
            find_singles(f, open + 1, i, false, out);
            open = SIZE_MAX;
            plain = i + 1;
        }
    }
    if (open == SIZE_MAX) {
        find_singles(f, plain, f->end, true, out);
        return;
    }
    if (open + 1 == f->end)
        return;
    bool runs_on = open == f->first || opens_with_mark(f, f->end, all);
    size_t stop = runs_on ? f->end : sentence_end(f, open + 1);
    put(f, open, stop, true, out);
    find_singles(f, open + 1, stop, false, out);
}

void ng_find_quotes(struct ng_report *r, const ng_tokens *tokens,
                    const struct ng_cut_paragraph *paragraphs, size_t n,
                    struct ng_arena *out)
{
    struct finder f = {.r = r, .t = tokens->at};
    for (size_t i = 0; i < n; i++) {
        f.first = paragraphs[i].first;
        f.end = paragraphs[i].end;
        find_in_paragraph(&f, tokens->n, out);
    }
}
