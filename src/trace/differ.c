/* differ.c - what one sentence has that its counterpart does not, and what that
 * makes of the pair.
 *
 *     A gate of the dam [may] have been stuck     a doubt    hedge_changed
 *     killing at least [four] people, police      a number   value_changed
 *
 * Words outside the longest common subsequence differ; one that only moved
 * inside the sentence is no change. Each is counted by what it is about; words
 * inside quotation marks and words of planning are counted once more.
 */
#include "trace/differ.h"

#include "base/arena.h"

enum { DIFF_WORDS = 160 /* words of a sentence that are compared */ };

/* The first word after "(SEOUL, South Korea) -" or "SEOUL (AP) -": where a
 * report was filed is no part of its first sentence. */
static uint32_t after_dateline(const struct ng_report *r,
                               const struct ng_unit *u)
{
    enum { WORDS = 14, SENTENCES = 3 };
    if (u->sentence >= SENTENCES || u->first >= r->words.n)
        return u->first;
    const struct ng_word *w = r->words.at;
    bool filed = w[u->first].letter_case == NG_CASE_UPPER ||
                 r->text.p[w[u->first].at.beg] == '(';
    for (uint32_t i = u->first; i < u->end && i < u->first + WORDS; i++) {
        if (i >= r->words.n)
            break;
        if (w[i].kind != NG_WORD_PUNCT)
            continue;
        unsigned char c = (unsigned char)r->text.p[w[i].at.beg];
        if (filed && (c == '-' || c == 0xe2))
            return i + 1;
        filed |= c == ')';
    }
    return u->first;
}

static uint32_t words_of(const struct ng_report *r, const struct ng_unit *u,
                         uint32_t *word)
{
    uint32_t n = 0;
    for (uint32_t i = after_dateline(r, u); i < u->end && i < r->words.n; i++)
        if (n < DIFF_WORDS && r->words.at[i].kind != NG_WORD_PUNCT)
            word[n++] = i;
    return n;
}

static bool same_word(const struct ng_report *x, uint32_t i,
                      const struct ng_report *y, uint32_t k)
{
    return ng_str_eq(x->words.at[i].low, y->words.at[k].low);
}

/* Marks the words outside the longest common subsequence. */
static void mark_different(const struct ng_report *x, const uint32_t *a,
                           uint32_t n, const struct ng_report *y,
                           const uint32_t *b, uint32_t m, bool *in_a,
                           bool *in_b, struct ng_arena scratch)
{
    uint8_t *best = ng_new(&scratch, uint8_t, (n + 1) * (m + 1));
#define BEST(i, k) best[(i) * (m + 1) + (k)]
    for (uint32_t i = n; i-- > 0;)
        for (uint32_t k = m; k-- > 0;)
            BEST(i, k) = same_word(x, a[i], y, b[k])
                             ? (uint8_t)(BEST(i + 1, k + 1) + 1)
                         : BEST(i + 1, k) > BEST(i, k + 1) ? BEST(i + 1, k)
                                                           : BEST(i, k + 1);
    uint32_t i = 0, k = 0;
    memset(in_a, 1, n);
    memset(in_b, 1, m);
    while (i < n && k < m) {
        if (same_word(x, a[i], y, b[k]))
            in_a[i++] = in_b[k++] = false;
        else if (BEST(i + 1, k) >= BEST(i, k + 1))
            i++;
        else
            k++;
    }
#undef BEST
}

/* A word that only moved inside the sentence is no change. */
static bool moved(const struct ng_report *x, uint32_t i,
                  const struct ng_report *y, const uint32_t *b, uint32_t m,
                  const bool *in_b)
{
    for (uint32_t k = 0; k < m; k++)
        if (in_b[k] && same_word(x, i, y, b[k]))
            return true;
    return false;
}

/* Will be, is to be, was meant to be. */
static bool is_plan(ng_str low)
{
    static const ng_str list[] = {
        S("will"),     S("would"),     S("shall"), S("plan"),     S("plans"),
        S("planned"),  S("planning"),  S("due"),   S("expected"), S("set"),
        S("upcoming"), S("scheduled"), S("wo"),    S("'ll"),
    };
    return NG_IN(low, list);
}

static struct ng_side_words side_of(const struct ng_report *x,
                                    const uint32_t *a, uint32_t n,
                                    const bool *in_a, const struct ng_report *y,
                                    const uint32_t *b, uint32_t m,
                                    const bool *in_b)
{
    struct ng_side_words s = {.first = NG_NONE, .last = NG_NONE};
    for (uint32_t i = 0; i < n; i++) {
        if (!in_a[i])
            continue;
        const struct ng_word *w = &x->words.at[a[i]];
        enum ng_word_about about = ng_about(x, a[i]);
        s.plans += is_plan(w->low) && w->quote == NG_NONE;
        if (about == NG_ABOUT_NOTHING || moved(x, a[i], y, b, m, in_b))
            continue;
        s.count[about]++;
        s.quoted += w->quote != NG_NONE;
        if (s.told < NG_TOLD_WORDS)
            s.word[s.told++] = a[i];
        s.first = s.first == NG_NONE ? a[i] : s.first;
        s.last = a[i];
    }
    return s;
}

static uint32_t facts(const struct ng_side_words *s)
{
    return s->count[NG_ABOUT_TIME] + s->count[NG_ABOUT_NUMBER] +
           s->count[NG_ABOUT_PLACE] + s->count[NG_ABOUT_NAME];
}

static uint32_t all_words(const struct ng_side_words *s)
{
    return facts(s) + s->count[NG_ABOUT_CONTENT] + s->count[NG_ABOUT_HEDGE] +
           s->count[NG_ABOUT_DENIAL] + s->count[NG_ABOUT_CUE];
}

/* ---- verdicts ---------------------------------------------------------- */

static bool sources_differ(const struct ng_unit *x, const struct ng_unit *y)
{
    return x->speaker && y->speaker && x->speaker != y->speaker;
}

/* The slot of what one side alone has. */
static enum ng_slot slot_of(const struct ng_side_words *s)
{
    if (s->count[NG_ABOUT_TIME])
        return NG_WHEN;
    if (s->count[NG_ABOUT_NUMBER])
        return NG_HOW_MANY;
    if (s->count[NG_ABOUT_PLACE])
        return NG_WHERE;
    return s->count[NG_ABOUT_NAME] ? NG_WHO : NG_DID;
}

/* Kinds of fact that differ on both sides, or are new on one. */
static float kinds(const struct ng_side_words *x, const struct ng_side_words *y)
{
    float n = 0;
    for (int k = NG_ABOUT_TIME; k <= NG_ABOUT_DENIAL; k++)
        n += x->count[k] && y->count[k]   ? 1
             : x->count[k] || y->count[k] ? .5f
                                          : 0;
    return n;
}

/* Letters to change, drop or put in (Levenshtein), at most 3. */
static unsigned apart(ng_str a, ng_str b)
{
    enum { LONGEST = 32 };
    unsigned row[LONGEST + 1];
    if (a.n > LONGEST || b.n > LONGEST || a.n > b.n + 2 || b.n > a.n + 2)
        return 3;
    for (unsigned k = 0; k <= b.n; k++)
        row[k] = k;
    for (size_t i = 1; i <= a.n; i++) {
        unsigned corner = row[0];
        row[0] = (unsigned)i;
        for (size_t k = 1; k <= b.n; k++) {
            unsigned up = row[k], best = corner + (a.p[i - 1] != b.p[k - 1]);
            best = up + 1 < best ? up + 1 : best;
            best = row[k - 1] + 1 < best ? row[k - 1] + 1 : best;
            corner = up;
            row[k] = best;
        }
    }
    return row[b.n] < 3 ? row[b.n] : 3;
}

static bool is_name(const struct ng_report *r, uint32_t word)
{
    return ng_about(r, word) == NG_ABOUT_NAME ||
           (ng_about(r, word) == NG_ABOUT_CONTENT &&
            r->words.at[word].letter_case != NG_CASE_LOWER);
}

/* All that differs is how a person's or a body's name is written. Places with
 * names that are a letter apart are two places. */
static bool is_spelling(const struct ng_report *from,
                        const struct ng_side_words *x,
                        const struct ng_report *to,
                        const struct ng_side_words *y)
{
    if (!x->told || x->told != y->told || x->told > NG_TOLD_WORDS ||
        all_words(x) != x->told || all_words(y) != y->told)
        return false;
    for (uint32_t i = 0; i < x->told; i++) {
        ng_str a = from->words.at[x->word[i]].low;
        ng_str b = to->words.at[y->word[i]].low;
        size_t least = a.n < b.n ? a.n : b.n;
        if (least < 4 || a.p[0] != b.p[0] || !is_name(from, x->word[i]) ||
            !is_name(to, y->word[i]) || apart(a, b) > (least < 7 ? 1u : 2u))
            return false;
    }
    return true;
}

/* Verbs whose past begins otherwise. */
static bool is_irregular(ng_str a, ng_str b)
{
    static const struct {
        ng_str now, past;
    } verbs[] = {
        {S("bring"), S("brought")}, {S("buy"), S("bought")},
        {S("catch"), S("caught")},  {S("choose"), S("chose")},
        {S("come"), S("came")},     {S("fall"), S("fell")},
        {S("fight"), S("fought")},  {S("fly"), S("flew")},
        {S("freeze"), S("froze")},  {S("give"), S("gave")},
        {S("go"), S("went")},       {S("hold"), S("held")},
        {S("leave"), S("left")},    {S("lose"), S("lost")},
        {S("make"), S("made")},     {S("pay"), S("paid")},
        {S("rise"), S("rose")},     {S("seek"), S("sought")},
        {S("sell"), S("sold")},     {S("speak"), S("spoke")},
        {S("stand"), S("stood")},   {S("strike"), S("struck")},
        {S("swear"), S("sworn")},   {S("take"), S("took")},
        {S("teach"), S("taught")},  {S("win"), S("won")},
        {S("write"), S("wrote")},
    };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if ((ng_str_eq(a, verbs[i].now) && ng_str_eq(b, verbs[i].past)) ||
            (ng_str_eq(b, verbs[i].now) && ng_str_eq(a, verbs[i].past)))
            return true;
    return false;
}

/* "meet" and "met", "visit" and "visited": all letters of the shorter but its
 * last are the other's first. */
static bool is_one_verb(ng_str a, ng_str b)
{
    size_t least = a.n < b.n ? a.n : b.n, n = 0;
    while (n < least && a.p[n] == b.p[n])
        n++;
    return (least >= 3 && n >= 2 && n + 1 >= least && a.n != b.n) ||
           is_irregular(a, b);
}

static bool same_deed(const struct ng_report *from,
                      const struct ng_side_words *x, const struct ng_report *to,
                      const struct ng_side_words *y)
{
    for (uint32_t i = 0; i < x->told; i++)
        for (uint32_t k = 0; k < y->told; k++)
            if (ng_about(from, x->word[i]) == NG_ABOUT_CONTENT &&
                ng_about(to, y->word[k]) == NG_ABOUT_CONTENT &&
                is_one_verb(from->words.at[x->word[i]].low,
                            to->words.at[y->word[k]].low))
                return true;
    return false;
}

/* What was to come has come, or the other way round. */
static bool status_differs(const struct ng_report *from,
                           const struct ng_side_words *x,
                           const struct ng_report *to,
                           const struct ng_side_words *y)
{
    const struct ng_side_words *done = x->plans ? y : x;
    return (x->plans != 0) != (y->plans != 0) && !done->count[NG_ABOUT_HEDGE] &&
           x->count[NG_ABOUT_DENIAL] == y->count[NG_ABOUT_DENIAL] &&
           all_words(x) + all_words(y) < 16 && same_deed(from, x, to, y);
}

/* What differs stands inside quotation marks. */
static bool is_in_quotes(const struct ng_side_words *x,
                         const struct ng_side_words *y)
{
    uint32_t all = all_words(x) + all_words(y);
    return all > 0 && (x->quoted + y->quoted) * 5 >= all * 4;
}

static struct ng_verdict judge_facts(const struct ng_unit *from,
                                     const struct ng_side_words *x,
                                     const struct ng_unit *to,
                                     const struct ng_side_words *y, float more)
{
    const uint32_t *a = x->count, *b = y->count;
    bool doubt = a[NG_ABOUT_HEDGE] != b[NG_ABOUT_HEDGE];
    if (a[NG_ABOUT_NUMBER] && b[NG_ABOUT_NUMBER])
        return (struct ng_verdict){NG_VALUE_CHANGED, NG_HOW_MANY, more};
    if (a[NG_ABOUT_TIME] && b[NG_ABOUT_TIME])
        return (struct ng_verdict){NG_VALUE_CHANGED, NG_WHEN, more};
    if (a[NG_ABOUT_DENIAL] != b[NG_ABOUT_DENIAL] &&
        all_words(x) + all_words(y) < 16)
        return (struct ng_verdict){NG_VALUE_CHANGED, NG_DID, more - 1};
    if (sources_differ(from, to))
        return (struct ng_verdict){NG_ATTRIBUTION_CHANGED, NG_SAID, more};
    if (a[NG_ABOUT_PLACE] && b[NG_ABOUT_PLACE])
        return (struct ng_verdict){NG_VALUE_CHANGED, NG_WHERE, more};
    if (a[NG_ABOUT_NAME] && b[NG_ABOUT_NAME])
        return (struct ng_verdict){NG_VALUE_CHANGED, NG_WHO, more - 2};
    if (doubt && !facts(x) && !facts(y))
        return (struct ng_verdict){NG_HEDGE_CHANGED, NG_DID, more};
    if (all_words(y) >= all_words(x) + 3 || (facts(y) && !facts(x)))
        return (struct ng_verdict){NG_FACT_ADDED, slot_of(y), more - .5f};
    if (all_words(x) >= all_words(y) + 3 || (facts(x) && !facts(y)))
        return (struct ng_verdict){NG_FACT_REMOVED, slot_of(x), more - .5f};
    if (doubt)
        return (struct ng_verdict){NG_HEDGE_CHANGED, NG_DID, more};
    return (struct ng_verdict){NG_WORDING, NG_SLOT_NONE, more};
}

struct ng_verdict ng_judge(const struct ng_report *from,
                           const struct ng_unit *u, const struct ng_report *to,
                           const struct ng_unit *v,
                           const struct ng_difference *d)
{
    const struct ng_side_words *x = &d->before, *y = &d->after;
    float more = .4f * kinds(x, y);
    if (is_spelling(from, x, to, y))
        return (struct ng_verdict){NG_SPELLING, NG_WHO, 0};
    if (status_differs(from, x, to, y))
        return (struct ng_verdict){NG_STATUS_CHANGED, NG_DID, more};
    if (is_in_quotes(x, y))
        return (struct ng_verdict){NG_QUOTE_CHANGED, NG_SAID,
                                   all_words(x) && all_words(y) ? more + 2
                                                                : more};
    return judge_facts(u, x, v, y, more);
}

struct ng_difference ng_differ(const struct ng_report *from,
                               const struct ng_unit *x,
                               const struct ng_report *to,
                               const struct ng_unit *y, struct ng_arena scratch)
{
    uint32_t a[DIFF_WORDS], b[DIFF_WORDS];
    bool in_a[DIFF_WORDS], in_b[DIFF_WORDS];
    uint32_t n = words_of(from, x, a), m = words_of(to, y, b);
    mark_different(from, a, n, to, b, m, in_a, in_b, scratch);
    return (struct ng_difference){side_of(from, a, n, in_a, to, b, m, in_b),
                                  side_of(to, b, m, in_b, from, a, n, in_a)};
}
