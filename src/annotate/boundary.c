#include "annotate/boundary.h"

#include "base/hash.h"
#include "lexicon/lexicon.h"

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

static const ng_str months[] = {
    S("january"),   S("february"), S("march"),    S("april"),
    S("may"),       S("june"),     S("july"),     S("august"),
    S("september"), S("october"),  S("november"), S("december"),
};
static const ng_str weekdays[] = {
    S("monday"), S("tuesday"),  S("wednesday"), S("thursday"),
    S("friday"), S("saturday"), S("sunday"),
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

static bool is_word(const struct ng_splitter *s, size_t i)
{
    return i < s->n && s->t[i].kind != NG_TOKEN_MARK;
}

static bool is_capital(const struct ng_splitter *s, size_t i)
{
    uint8_t c = ng_word_of(s, i)->letter_case;
    return c == NG_CASE_TITLE || c == NG_CASE_UPPER;
}

/* A reference behind the full stop: "... in 1805.[19]". */
static bool is_reference(const struct ng_splitter *s, size_t i)
{
    return i + 2 < s->n && ng_mark_of(s, i) == NG_MARK_OPEN &&
           s->r->text.p[s->t[i].at.beg] == '[' &&
           s->t[i + 1].kind == NG_TOKEN_NUMBER &&
           ng_mark_of(s, i + 2) == NG_MARK_CLOSE;
}

/* Past the marks that close what the full stop before i ended. A straight
 * quotation mark with a space before and none behind it opens. */
static size_t past_closers(const struct ng_splitter *s, size_t i)
{
    for (; i < s->n; i++) {
        enum ng_mark m = ng_mark_of(s, i);
        if (is_reference(s, i)) {
            i += 2;
            continue;
        }
        if (m == NG_MARK_CLOSE || m == NG_MARK_QUOTE_CLOSE ||
            m == NG_MARK_SINGLE_CLOSE)
            continue;
        bool either = m == NG_MARK_QUOTE || m == NG_MARK_SINGLE;
        if (!either || ng_is_spaced(s, i))
            break;
    }
    return i;
}

/* Is a verb of saying near, with a name or a pronoun before it or behind? */
static bool is_told(const struct ng_splitter *s, size_t i)
{
    for (size_t k = i; k < s->n && k < i + 6; k++) {
        if (IN(told, ng_word_of(s, k)->low))
            return true;
        enum ng_mark m = ng_mark_of(s, k);
        if (m != NG_MARK_NONE && m != NG_MARK_TITLE && m != NG_MARK_SHORT)
            return false;
    }
    return false;
}

/* Past marks that open: (, [, an opening quotation mark, a bullet. */
static size_t past_openers(const struct ng_splitter *s, size_t i)
{
    while (i < s->n) {
        enum ng_mark m = ng_mark_of(s, i);
        if (m != NG_MARK_OPEN && m != NG_MARK_QUOTE &&
            m != NG_MARK_QUOTE_OPEN && m != NG_MARK_SINGLE &&
            m != NG_MARK_SINGLE_OPEN && m != NG_MARK_BULLET)
            break;
        i++;
    }
    return i;
}

/* A number or a letter with its stop at the head of a line: "1. First". */
static bool is_item(const struct ng_splitter *s, size_t from, size_t stop)
{
    return stop == from + 1 && s->t[from].kind == NG_TOKEN_NUMBER &&
           s->t[from].at.end - s->t[from].at.beg <= 3;
}

/* A line break inside the paragraph before token i, with a bullet behind. */
static bool is_bullet_line(const struct ng_splitter *s, size_t i)
{
    if (i == 0 || (ng_mark_of(s, i) != NG_MARK_BULLET &&
                   ng_mark_of(s, i) != NG_MARK_DASH))
        return false;
    ng_str gap =
        ng_slice(s->r->text, (ng_range){s->t[i - 1].at.end, s->t[i].at.beg});
    return gap.n > 0 && memchr(gap.p, '\n', gap.n);
}

/* "... opens. Photo: the harbour": a credit under a picture begins anew. */
static bool is_credit(const struct ng_splitter *s, size_t i)
{
    static const ng_str credits[] = {
        S("image"), S("photo"),   S("picture"), S("file"),
        S("video"), S("graphic"), S("credit"),
    };
    return i + 2 < s->n && is_word(s, i) && is_capital(s, i) &&
           ng_mark_of(s, i + 1) == NG_MARK_COLON &&
           IN(credits, ng_word_of(s, i)->low) && is_word(s, i - 1);
}

/* "Friday, August 21, 2015 The ministry ..." : a date line of its own. */
static size_t after_date_line(const struct ng_splitter *s)
{
    size_t i = 0;
    while (i < 3 && i < s->n && !IN(months, ng_word_of(s, i)->low))
        i++;
    if (i + 4 >= s->n || !IN(months, ng_word_of(s, i)->low) ||
        s->t[i + 1].kind != NG_TOKEN_NUMBER ||
        ng_mark_of(s, i + 2) != NG_MARK_COMMA)
        return 0;
    i += 3;
    bool year =
        s->t[i].kind == NG_TOKEN_NUMBER && s->t[i].at.end - s->t[i].at.beg == 4;
    return year && is_word(s, i + 1) && is_capital(s, i + 1) ? i + 1 : 0;
}

struct ng_splitter ng_splitter_of(const struct ng_report *r,
                                  const struct ng_token *tokens, size_t n,
                                  uint32_t first)
{
    struct ng_splitter s = {.r = r, .t = tokens, .n = n, .first = first};
    s.date_line = after_date_line(&s);
    s.sloppy = is_word(&s, 0) && ng_word_of(&s, 0)->kind == NG_WORD_LETTERS &&
               ng_word_of(&s, 0)->letter_case == NG_CASE_LOWER;
    return s;
}

/* "Wilson Or", "James To": not behind a word that ends nothing. */
static bool is_starter(const struct ng_splitter *s, size_t i)
{
    static const ng_str names[] = {S("or"), S("to"), S("so"), S("an"),
                                   S("no"), S("my"), S("she")};
    return is_word(s, i) && is_capital(s, i) &&
           ng_word_of(s, i)->at.end - ng_word_of(s, i)->at.beg > 1 &&
           !IN(names, ng_word_of(s, i)->low) &&
           IN(starters, ng_word_of(s, i)->low);
}

static bool is_end_mark(enum ng_mark m)
{
    return m == NG_MARK_STOP || m == NG_MARK_ASK || m == NG_MARK_ELLIPSIS ||
           m == NG_MARK_SHORT;
}

/* "... our deals [...] bring benefits": a gap in a quotation ends nothing. */
static bool is_left_out(const struct ng_splitter *s,
                        const struct ng_boundary *b)
{
    return b->last > 0 && ng_mark_of(s, b->last - 1) == NG_MARK_OPEN &&
           ng_mark_of(s, b->last + 1) == NG_MARK_CLOSE && is_word(s, b->head) &&
           !is_capital(s, b->head);
}

static bool is_quote(enum ng_mark m)
{
    return m == NG_MARK_QUOTE || m == NG_MARK_QUOTE_OPEN ||
           m == NG_MARK_QUOTE_CLOSE || m == NG_MARK_SINGLE ||
           m == NG_MARK_SINGLE_OPEN || m == NG_MARK_SINGLE_CLOSE;
}

/* Behind an abbreviation no sentence begins in lower case or with a day:
 * "5 p.m. Thursday". */
static bool can_begin(const struct ng_splitter *s, size_t head, bool shorty)
{
    enum ng_mark m = ng_mark_of(s, head);
    if (is_word(s, head) && shorty)
        return s->t[head].kind == NG_TOKEN_NUMBER ||
               (is_capital(s, head) && !IN(months, ng_word_of(s, head)->low) &&
                !IN(weekdays, ng_word_of(s, head)->low));
    if (is_word(s, head))
        return true;
    return !is_end_mark(m) && m != NG_MARK_COMMA && m != NG_MARK_COLON &&
           m != NG_MARK_HYPHEN && m != NG_MARK_CLOSE;
}

struct ng_boundary ng_boundary_at(const struct ng_splitter *s, size_t from,
                                  size_t last)
{
    struct ng_boundary none = {.last = last}, b = none;
    enum ng_mark m = ng_mark_of(s, last);
    size_t next = last + 1;
    if (next >= s->n)
        return none;
    if (is_bullet_line(s, next) || is_credit(s, next) ||
        (from == 0 && next == s->date_line))
        return (struct ng_boundary){last, next, next, true};
    if (is_end_mark(m)) {
        next = past_closers(s, next);
        if (next >= s->n ||
            (next == last + 1 && !ng_is_spaced(s, next) &&
             s->t[next].kind == NG_TOKEN_MARK && m != NG_MARK_SHORT &&
             ng_mark_of(s, next) != NG_MARK_QUOTE_OPEN))
            return none;
    } else if (m == NG_MARK_COMMA || m == NG_MARK_TITLE ||
               m == NG_MARK_HYPHEN || !ng_is_spaced(s, next)) {
        return none;
    }
    b = (struct ng_boundary){last, next, past_openers(s, next), false};
    if (b.head >= s->n || !can_begin(s, b.head, m == NG_MARK_SHORT) ||
        (m == NG_MARK_ELLIPSIS && is_left_out(s, &b)) ||
        (m == NG_MARK_ASK && next > last + 1 && is_told(s, b.head)))
        return none;
    if (!is_end_mark(m) && (b.head > next || is_quote(m) || m == NG_MARK_OPEN ||
                            !is_starter(s, b.head)))
        return none;
    return b;
}

/* Quotation marks before token `end`. */
struct quoted {
    unsigned state;  /* 0: none is open; 1: opened at the head of a sentence;
                        2: inside it, behind a comma or colon; 3: otherwise */
    bool before;     /* opened before this sentence */
    unsigned closed; /* the state that the closing marks have ended */
    unsigned ahead;  /* what stands behind the mark that closes later on */
};

enum { LOOK_BACK = 300, LOOK_AHEAD = 80, LOOK_VERBS = 20 };

static unsigned state_of_opening(const struct ng_splitter *s, size_t from,
                                 size_t i)
{
    enum ng_mark m = i > 0 ? ng_mark_of(s, i - 1) : NG_MARK_NONE;
    if (i == 0 || i == from || is_end_mark(m))
        return 1;
    return m == NG_MARK_COMMA || m == NG_MARK_COLON ? 2 : 3;
}

static struct quoted quoted_at(const struct ng_splitter *s, size_t from,
                               const struct ng_boundary *b)
{
    struct quoted q = {0};
    size_t open = SIZE_MAX;
    for (size_t i = b->next > LOOK_BACK ? b->next - LOOK_BACK : 0; i < b->next;
         i++) {
        enum ng_mark m = ng_mark_of(s, i);
        bool straight = m == NG_MARK_QUOTE;
        if (m == NG_MARK_QUOTE_OPEN || (straight && open == SIZE_MAX)) {
            open = i;
        } else if (m == NG_MARK_QUOTE_CLOSE || straight) {
            if (i > b->last && open != SIZE_MAX)
                q.closed = state_of_opening(s, from, open);
            if (i > b->last)
                q.before = open < from;
            open = SIZE_MAX;
        }
    }
    if (open == SIZE_MAX)
        return q;
    q.state = state_of_opening(s, from, open);
    q.before = open < from;
    for (size_t i = b->next; i < s->n && i < b->next + LOOK_AHEAD; i++) {
        enum ng_mark m = ng_mark_of(s, i);
        if (m != NG_MARK_QUOTE && m != NG_MARK_QUOTE_CLOSE)
            continue;
        q.ahead = i + 1 >= s->n          ? 1
                  : !is_word(s, i + 1)   ? 2
                  : is_capital(s, i + 1) ? 3
                                         : 4;
        break;
    }
    return q;
}

static unsigned bucket(size_t n)
{
    static const uint8_t up_to[] = {1, 2, 3, 5, 8, 12, 20, 30, 45, 70};
    unsigned k = 0;
    while (k < sizeof up_to && n > up_to[k])
        k++;
    return k;
}

/* What a word is by its case and the lexicon: one number. */
static uint64_t class_of(const struct ng_splitter *s, size_t i)
{
    if (i >= s->n)
        return 1;
    if (!is_word(s, i))
        return 16 + ng_mark_of(s, i);
    const struct ng_word *w = ng_word_of(s, i);
    if (w->kind == NG_WORD_NUMBER)
        return 2;
    uint32_t bits = ng_lex_word(w->low);
    uint64_t known = bits & NG_WORD_FUNCTION ? 0
                     : bits & NG_WORD_COMMON ? 1
                     : bits & (NG_WORD_GIVEN | NG_WORD_SURNAME | NG_WORD_PLACE)
                         ? 2
                         : 3;
    return 64 + known * 8 + w->letter_case;
}

/* Words in lower case that can be verbs and not nouns, up to 3. */
static uint64_t verbs_of(const struct ng_splitter *s, size_t from, size_t last)
{
    uint64_t n = 0;
    for (size_t i = last; i > from && i + LOOK_VERBS > last && n < 3; i--) {
        const struct ng_word *w = ng_word_of(s, i - 1);
        uint32_t bits =
            w->letter_case == NG_CASE_LOWER ? ng_lex_word(w->low) : 0;
        n += (bits & (NG_WORD_VERB | NG_WORD_NOUN | NG_WORD_ADJ)) ==
             NG_WORD_VERB;
    }
    return n;
}

static uint64_t word_at(const struct ng_splitter *s, size_t i)
{
    return i < s->n ? ng_hash64(ng_word_of(s, i)->low, 11) : 0;
}

static uint64_t mix3(uint64_t a, uint64_t b, uint64_t c)
{
    return ng_mix(ng_mix(a, b), c);
}

void ng_boundary_keys(const struct ng_splitter *s, size_t from,
                      const struct ng_boundary *b, struct ng_keys *keys)
{
    struct quoted q = quoted_at(s, from, b);
    uint64_t m = ng_mark_of(s, b->last);
    uint64_t closers = b->next - b->last - 1, openers = b->head - b->next;
    closers = closers > 3 ? 3 : closers;
    openers = openers > 2 ? 2 : openers;
    uint64_t first_open = openers ? ng_mark_of(s, b->next) : 0;
    uint64_t next = class_of(s, b->head), then = class_of(s, b->head + 1);
    uint64_t last = word_at(s, b->last), low = word_at(s, b->head);
    uint64_t before = b->last > 0 ? class_of(s, b->last - 1) : 0;
    uint64_t before_low = b->last > 0 ? word_at(s, b->last - 1) : 0;
    uint64_t speaks = is_told(s, b->head);
    uint64_t item = is_item(s, from, b->last), sloppy = s->sloppy;
    uint64_t quote = q.state * 8 + q.closed * 64 + q.before;
    uint64_t end = is_end_mark((enum ng_mark)m);
    uint64_t kind = mix3(m, closers, openers);
    uint64_t letters = bucket(s->t[b->last].at.end - s->t[b->last].at.beg);
    uint64_t digits =
        b->last > 0
            ? bucket(s->t[b->last - 1].at.end - s->t[b->last - 1].at.beg)
            : 0;
    uint64_t verbs = verbs_of(s, from, b->last);
    const uint64_t values[] = {
        1,
        m,
        kind,
        ng_mix(kind, next),
        mix3(m, next, then),
        ng_mix(m, before),
        mix3(m, before, next),
        ng_mix(m, low),
        ng_mix(end, last),
        mix3(end, last, next),
        ng_mix(m, before_low),
        mix3(m, quote, 0),
        mix3(m, quote, next),
        mix3(m, quote, q.ahead),
        mix3(m, quote, speaks),
        mix3(m, closers, speaks),
        mix3(m, speaks, next),
        mix3(m, first_open, next),
        mix3(m, item, next),
        mix3(m, sloppy, next),
        mix3(m, 3, bucket(b->last - from)),
        mix3(m, 4, bucket(s->n - b->next)),
        mix3(m, 5, bucket(b->last)),
        mix3(m, letters, next),
        mix3(m, ng_is_spaced(s, b->next), next),
        mix3(m, ng_mark_of(s, b->last + 1), next),
        mix3(m, ng_is_spaced(s, b->last), next),
        mix3(end, s->n < 8, next),
        mix3(m, low, then),
        mix3(m, before, digits),
        mix3(end, is_word(s, b->last) && is_capital(s, b->last), then),
        mix3(m, verbs, next),
        mix3(end, verbs, then),
    };
    keys->n = 0;
    for (size_t k = 0; k < sizeof values / sizeof *values; k++)
        ng_add(keys, values[k]);
}

int32_t ng_boundary_score(const struct ng_section *weights,
                          const struct ng_keys *keys)
{
    int32_t score = 0;
    for (uint32_t k = 0; k < keys->n; k++)
        score += weights->rows[(keys->at[k] & (weights->buckets - 1)) * 2];
    return score;
}
