#include "annotate/sentences.h"

#define IN(table, s) in_table(table, sizeof table / sizeof *table, s)

/* Capitalised behind "U.S." or "Inc.", these begin a sentence. */
static const ng_str starters[] = {
    S("the"),     S("a"),       S("an"),      S("this"),      S("that"),
    S("these"),   S("those"),   S("he"),      S("she"),       S("it"),
    S("they"),    S("we"),      S("you"),     S("i"),         S("his"),
    S("her"),     S("its"),     S("their"),   S("our"),       S("my"),
    S("there"),   S("in"),      S("on"),      S("at"),        S("for"),
    S("from"),    S("by"),      S("as"),      S("if"),        S("when"),
    S("while"),   S("after"),   S("before"),  S("since"),     S("although"),
    S("though"),  S("because"), S("but"),     S("and"),       S("or"),
    S("so"),      S("yet"),     S("however"), S("meanwhile"), S("some"),
    S("many"),    S("most"),    S("all"),     S("both"),      S("no"),
    S("not"),     S("one"),     S("two"),     S("what"),      S("who"),
    S("where"),   S("why"),     S("how"),     S("now"),       S("then"),
    S("also"),    S("even"),    S("such"),    S("during"),    S("under"),
    S("with"),    S("without"), S("despite"), S("earlier"),   S("according"),
    S("several"), S("another"), S("other"),   S("to"),        S("last"),
};

/* "Are you ready?" Kim asked. */
static const ng_str told[] = {
    S("said"),      S("says"),      S("asked"),    S("asks"),     S("told"),
    S("added"),     S("adds"),      S("wrote"),    S("writes"),   S("replied"),
    S("cried"),     S("shouted"),   S("tweeted"),  S("wondered"), S("answered"),
    S("exclaimed"), S("explained"), S("declared"), S("demanded"), S("recalled"),
    S("remarked"),  S("joked"),     S("thought"),  S("chanted"),
};

static bool in_table(const ng_str *table, size_t n, ng_str s)
{
    for (size_t i = 0; i < n; i++)
        if (ng_str_eq(table[i], s))
            return true;
    return false;
}

struct splitter {
    const struct ng_report *r;
    const struct ng_token *t;
    size_t n;
    uint32_t first;   /* word of t[0] */
    size_t date_line; /* token behind a date line, 0: none */
    bool sloppy;      /* sentences begin in lower case */
};

static const struct ng_word *word(const struct splitter *s, size_t i)
{
    return &s->r->words.at[s->first + i];
}

static enum ng_mark mark(const struct splitter *s, size_t i)
{
    return i < s->n ? (enum ng_mark)s->t[i].mark : NG_MARK_NONE;
}

static bool is_word(const struct splitter *s, size_t i)
{
    return i < s->n && s->t[i].kind != NG_TOKEN_MARK;
}

static bool spaced(const struct splitter *s, size_t i) /* space before i */
{
    return i > 0 && s->t[i].at.beg > s->t[i - 1].at.end;
}

static bool is_capital(const struct splitter *s, size_t i)
{
    uint8_t c = word(s, i)->letter_case;
    return c == NG_CASE_TITLE || c == NG_CASE_UPPER;
}

/* A reference behind the full stop: "... in 1805.[19]". */
static bool is_reference(const struct splitter *s, size_t i)
{
    return i + 2 < s->n && mark(s, i) == NG_MARK_OPEN &&
           s->r->text.p[s->t[i].at.beg] == '[' &&
           s->t[i + 1].kind == NG_TOKEN_NUMBER &&
           mark(s, i + 2) == NG_MARK_CLOSE;
}

/* Past the marks that close what the full stop before i ended. A straight
 * quotation mark with a space before and none behind it opens. */
static size_t past_closers(const struct splitter *s, size_t i)
{
    for (; i < s->n; i++) {
        enum ng_mark m = mark(s, i);
        if (is_reference(s, i)) {
            i += 2;
            continue;
        }
        if (m == NG_MARK_CLOSE || m == NG_MARK_QUOTE_CLOSE ||
            m == NG_MARK_SINGLE_CLOSE)
            continue;
        bool either = m == NG_MARK_QUOTE || m == NG_MARK_SINGLE;
        if (!either || spaced(s, i))
            break;
    }
    return i;
}

/* Is a verb of saying near, with a name or a pronoun before it or behind? */
static bool is_told(const struct splitter *s, size_t i)
{
    for (size_t k = i; k < s->n && k < i + 6; k++) {
        if (IN(told, word(s, k)->low))
            return true;
        enum ng_mark m = mark(s, k);
        if (m != NG_MARK_NONE && m != NG_MARK_TITLE && m != NG_MARK_SHORT)
            return false;
    }
    return false;
}

/* Past marks that open: (, [, an opening quotation mark, a bullet. */
static size_t past_openers(const struct splitter *s, size_t i)
{
    while (i < s->n) {
        enum ng_mark m = mark(s, i);
        if (m != NG_MARK_OPEN && m != NG_MARK_QUOTE &&
            m != NG_MARK_QUOTE_OPEN && m != NG_MARK_SINGLE &&
            m != NG_MARK_SINGLE_OPEN && m != NG_MARK_BULLET)
            break;
        i++;
    }
    return i;
}

static bool can_begin(const struct splitter *s, size_t i)
{
    enum ng_mark m = mark(s, i);
    if (m == NG_MARK_BULLET)
        return true;
    size_t w = past_openers(s, i);
    if (w >= s->n)
        return false;
    if (!is_word(s, w))
        return w > i || m == NG_MARK_OTHER;
    if (s->t[w].kind == NG_TOKEN_NUMBER)
        return true;
    return s->sloppy || word(s, w)->letter_case != NG_CASE_LOWER;
}

/* A number or a letter with its stop at the head of a line: "1. First". */
static bool is_item(const struct splitter *s, size_t from, size_t stop)
{
    return stop == from + 1 && s->t[from].kind == NG_TOKEN_NUMBER &&
           s->t[from].at.end - s->t[from].at.beg <= 3;
}

/* A line break inside the paragraph before token i, with a bullet behind. */
static bool is_bullet_line(const struct splitter *s, size_t i)
{
    if (i == 0 || (mark(s, i) != NG_MARK_BULLET && mark(s, i) != NG_MARK_DASH))
        return false;
    ng_str gap =
        ng_slice(s->r->text, (ng_range){s->t[i - 1].at.end, s->t[i].at.beg});
    return gap.n > 0 && memchr(gap.p, '\n', gap.n);
}

/* "... opens. Photo: the harbour": a credit under a picture begins anew. */
static bool is_credit(const struct splitter *s, size_t i)
{
    static const ng_str credits[] = {
        S("image"), S("photo"),   S("picture"), S("file"),
        S("video"), S("graphic"), S("credit"),
    };
    return i + 2 < s->n && is_word(s, i) && is_capital(s, i) &&
           mark(s, i + 1) == NG_MARK_COLON && IN(credits, word(s, i)->low) &&
           is_word(s, i - 1);
}

/* "Friday, August 21, 2015 The ministry ..." : a date line of its own. */
static size_t after_date_line(const struct splitter *s)
{
    static const ng_str months[] = {
        S("january"),   S("february"), S("march"),    S("april"),
        S("may"),       S("june"),     S("july"),     S("august"),
        S("september"), S("october"),  S("november"), S("december"),
    };
    size_t i = 0;
    while (i < 3 && i < s->n && !IN(months, word(s, i)->low))
        i++;
    if (i + 4 >= s->n || !IN(months, word(s, i)->low) ||
        s->t[i + 1].kind != NG_TOKEN_NUMBER || mark(s, i + 2) != NG_MARK_COMMA)
        return 0;
    i += 3;
    bool year =
        s->t[i].kind == NG_TOKEN_NUMBER && s->t[i].at.end - s->t[i].at.beg == 4;
    return year && is_word(s, i + 1) && is_capital(s, i + 1) ? i + 1 : 0;
}

/* Does the sentence that began at `from` end with token i? Returns the first
 * token of the next one, or 0. */
static size_t next_begin(const struct splitter *s, size_t from, size_t i)
{
    enum ng_mark m = mark(s, i);
    bool shorty = m == NG_MARK_SHORT;
    if (is_bullet_line(s, i + 1 < s->n ? i + 1 : 0))
        return i + 1;
    if (is_credit(s, i + 1) || (from == 0 && i + 1 == s->date_line))
        return i + 1;
    if (m != NG_MARK_STOP && m != NG_MARK_ASK && m != NG_MARK_ELLIPSIS &&
        !shorty)
        return 0;
    size_t next = past_closers(s, i + 1);
    if (next >= s->n || (next == i + 1 && !spaced(s, next) &&
                         s->t[next].kind == NG_TOKEN_MARK && !shorty &&
                         mark(s, next) != NG_MARK_QUOTE_OPEN))
        return 0;
    if (m == NG_MARK_STOP && is_item(s, from, i))
        return 0;
    if (!can_begin(s, next))
        return 0;
    size_t head = past_openers(s, next);
    bool closed = next > i + 1;
    if (shorty && !closed && head == next)
        return is_word(s, head) && is_capital(s, head) &&
                       IN(starters, word(s, head)->low)
                   ? next
                   : 0;
    if (closed && m == NG_MARK_ASK && is_told(s, head))
        return 0;
    if (m == NG_MARK_ELLIPSIS && !closed && !is_capital(s, head))
        return 0;
    return next;
}

static void put(struct ng_report *r, uint32_t first, uint32_t end,
                uint32_t paragraph, struct ng_arena *out)
{
    struct ng_sentence *s = ng_push(&r->sentences, out);
    *s = (struct ng_sentence){
        {r->words.at[first].at.beg, r->words.at[end - 1].at.end},
        first,
        end,
        paragraph};
    for (uint32_t i = first; i < end; i++)
        r->words.at[i].sentence = (uint32_t)r->sentences.n - 1;
}

/* Number of tokens of the dateline, if it heads this paragraph. */
static size_t after_dateline(const struct ng_report *r,
                             const struct ng_token *tokens, size_t n)
{
    size_t i = 0;
    if (n == 0 || ng_range_empty(r->dateline_at) ||
        tokens[0].at.beg < r->dateline_at.beg)
        return 0;
    while (i < n && tokens[i].at.end <= r->dateline_at.end)
        i++;
    return i < n ? i : 0;
}

void ng_split_sentences(struct ng_report *r, const struct ng_token *tokens,
                        size_t n, uint32_t first, uint32_t paragraph,
                        struct ng_arena *out)
{
    struct splitter s = {.r = r, .t = tokens, .n = n, .first = first};
    s.date_line = after_date_line(&s);
    s.sloppy = is_word(&s, 0) && word(&s, 0)->kind == NG_WORD_LETTERS &&
               word(&s, 0)->letter_case == NG_CASE_LOWER;
    size_t from = after_dateline(r, tokens, n);
    if (from)
        put(r, first, first + (uint32_t)from, paragraph, out);
    for (size_t i = from; i < n; i++) {
        size_t next = next_begin(&s, from, i);
        if (next == 0)
            continue;
        put(r, first + (uint32_t)from, first + (uint32_t)next, paragraph, out);
        from = next;
        i = next - 1;
    }
    if (from < n)
        put(r, first + (uint32_t)from, first + (uint32_t)n, paragraph, out);
}
