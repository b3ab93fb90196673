/* claims.c - see claims.h. */
#include "weigh/claims.h"

#include <math.h>
#include <stdlib.h>

/* ---- what is counted -------------------------------------------------- */

static bool ends_clause(ng_str low)
{
    static const ng_str ends[] = {S("and"), S("but"),   S("while"),
                                  S(";"),   S("."),     S("or"),
                                  S("as"),  S("after"), S(":")};
    return NG_ANY(low, ends);
}

/* A comma ends it, but not one that opens or closes a remark: "12 people,
 * including three children, were killed". */
static bool ends_at_comma(const struct ng_report *r, uint32_t w, uint32_t end)
{
    static const ng_str opens[] = {S("including"), S("among"), S("mostly"),
                                   S("some"),      S("most"),  S("many"),
                                   S("all"),       S("were"),  S("was"),
                                   S("have"),      S("had"),   S("are")};
    return ng_str_eq(ng_low_at(r, w), STR(",")) &&
           !(w + 1 < end && NG_ANY(ng_low_at(r, w + 1), opens));
}

/* "for manual labor", "as guest workers": what people are for. */
static bool is_purpose(ng_str low)
{
    return ng_str_eq(low, STR("for"));
}

/* Behind the number to the end of its clause, then before it. */
static enum ng_theme theme_beside(const struct ng_report *r,
                                  const struct ng_sentence *s, ng_range at,
                                  ng_str what)
{
    enum { RIGHT = 11, PURPOSE = 18, LEFT = 8 };
    uint32_t first = s->first, after;
    while (first < s->end && r->words.at[first].at.beg < at.beg)
        first++;
    after = first;
    while (after < s->end && r->words.at[after].at.beg < at.end)
        after++;
    if (first > s->first) {
        enum ng_theme t = ng_theme_at(r, first - 1, s->end);
        if (t)
            return t; /* "killed 12 people" */
    }
    for (uint32_t w = after; w < s->end && w < after + RIGHT; w++) {
        if (ends_clause(ng_low_at(r, w)) || ends_at_comma(r, w, s->end))
            break;
        enum ng_theme t = ng_theme_at(r, w, s->end);
        if (t && !(what.n && ng_str_starts(ng_low_at(r, w), what)))
            return t;
    }
    for (uint32_t w = first; w > s->first && first - w < LEFT; w--) {
        if (ends_clause(ng_low_at(r, w - 1)))
            break;
        enum ng_theme t = ng_theme_at(r, w - 1, s->end);
        if (t)
            return t;
    }
    bool purpose = false;
    for (uint32_t w = after; w < s->end && w < after + PURPOSE; w++) {
        purpose |= is_purpose(ng_low_at(r, w));
        enum ng_theme t = ng_theme_at(r, w, s->end);
        if (purpose && t == NG_THEME_WORKERS)
            return t;
    }
    return NG_THEME_NONE;
}

/* Of money: the nearest word of the sentence that says what for. */
static enum ng_theme theme_of_money(const struct ng_report *r,
                                    const struct ng_sentence *s, ng_range at)
{
    enum ng_theme best = NG_THEME_NONE;
    uint32_t least = 14;
    uint32_t here = ng_word_at(r, at.beg);
    for (uint32_t w = s->first; w < s->end; w++) {
        enum ng_theme t = ng_theme_of(ng_low_at(r, w));
        uint32_t away = w > here ? w - here : here - w;
        if (ng_theme_is_money(t) && away < least) {
            least = away;
            best = t;
        }
    }
    return best;
}

/* The number is a part of another or adds to it: "including two children",
 * "five more people", "three of them". */
static bool is_part(const struct ng_report *r, const struct ng_sentence *s,
                    ng_range at)
{
    static const ng_str before[] = {
        S("including"), S("among"),    S("another"), S("additional"),
        S("further"),   S("includes"), S("other")};
    static const ng_str inside[] = {S("more"),       S("others"),  S("other"),
                                    S("additional"), S("another"), S("further"),
                                    S("fewer")};
    uint32_t w = ng_word_at(r, at.beg);
    if (w == NG_NONE)
        return false;
    for (uint32_t k = w; k > s->first && w - k < 2; k--)
        if (NG_ANY(ng_low_at(r, k - 1), before))
            return true;
    uint32_t end = w;
    while (end < s->end && r->words.at[end].at.beg < at.end) {
        bool than =
            end + 1 < s->end && ng_str_eq(ng_low_at(r, end + 1), STR("than"));
        if (NG_ANY(ng_low_at(r, end), inside) && !than)
            return true;
        end++;
    }
    return end + 1 < s->end &&
           (NG_ANY(ng_low_at(r, end), inside) ||
            (ng_str_eq(ng_low_at(r, end), STR("of")) &&
             (ng_str_eq(ng_low_at(r, end + 1), STR("them")) ||
              ng_str_eq(ng_low_at(r, end + 1), STR("whom")))));
}

/* "three of the five drivers", "two of these houses": of a whole that is named
 * beside it. A toll is told like this, too. */
static bool is_of_whole(const struct ng_report *r, const struct ng_sentence *s,
                        ng_range at)
{
    static const ng_str whole[] = {S("the"), S("these"), S("those"), S("its"),
                                   S("his"), S("her"),   S("their"), S("our")};
    uint32_t w = ng_word_at(r, at.beg);
    while (w != NG_NONE && w < s->end && r->words.at[w].at.beg < at.end &&
           !ng_str_eq(ng_low_at(r, w), STR("of")))
        w++;
    return w != NG_NONE && w + 1 < s->end &&
           ng_str_eq(ng_low_at(r, w), STR("of")) &&
           NG_ANY(ng_low_at(r, w + 1), whole);
}

/* Words that put a number with another deed, or a longer time: some wherever
 * they stand in the sentence, some only beside the number. */
static void look_beside(const struct ng_report *r, const struct ng_sentence *s,
                        struct ng_claim *c)
{
    enum { BESIDE = 6 };
    static const ng_str other[] = {
        S("another"),    S("separate"),  S("previous"),  S("similar"),
        S("separately"), S("elsewhere"), S("deadliest"), S("worst"),
        S("average"),    S("typically")};
    static const ng_str beside[] = {S("ago"),   S("earlier"), S("previously"),
                                    S("could"), S("might"),   S("may"),
                                    S("would"), S("feared"),  S("expected")};
    static const ng_str longer[] = {S("since"), S("annually"), S("yearly"),
                                    S("nationwide")};
    uint32_t here = ng_word_at(r, c->at.beg);
    for (uint32_t w = s->first; w < s->end; w++) {
        uint32_t away = w > here ? w - here : here - w;
        c->background |= NG_ANY(ng_low_at(r, w), other) ||
                         (away <= BESIDE && NG_ANY(ng_low_at(r, w), beside));
        c->total |= NG_ANY(ng_low_at(r, w), longer);
    }
}

/* ---- all of them ------------------------------------------------------ */

static ng_str money_of(const struct ng_quantity *q)
{
    static const ng_str dollars[] = {S("buck"), S("dollar")};
    if (NG_ANY(q->what, dollars))
        return STR("USD");
    return q->unit;
}

/* "USD/year" measures what "USD" measures. */
static ng_str without_rate(ng_str unit)
{
    size_t slash = ng_str_find(unit, STR("/"), 0);
    return slash == SIZE_MAX ? unit : (ng_str){unit.p, slash};
}

static bool is_money(ng_str unit)
{
    return unit.n == 3 && unit.p[0] >= 'A' && unit.p[0] <= 'Z';
}

/* "thousands of countless": no end is told. */
static bool is_countless(const struct ng_report *r, ng_range at)
{
    static const ng_str words[] = {S("countless"), S("untold"), S("upon"),
                                   S("innumerable")};
    uint32_t w = ng_word_at(r, at.end);
    for (uint32_t k = 0; w != NG_NONE && k < 2 && w + k < r->words.n; k++)
        if (NG_ANY(ng_low_at(r, w + k), words))
            return true;
    return false;
}

static void finish(const struct ng_report *r, struct ng_claim *c)
{
    ng_look_around(r, c->sentence, c->at, c->who, c->theme, &c->around);
    struct ng_sentence s = ng_window(r, c->sentence, c->at);
    look_beside(r, &s, c);
    c->source = ng_source_of(r, c->at);
    uint64_t seed = (uint64_t)c->theme << 8;
    if (c->theme)
        c->key = ng_hash64(without_rate(c->unit), seed);
    else
        c->key = ng_hash64(c->who, ng_hash64(c->unit, seed));
}

/* "1 ,000 people": what is left of a number that was cut in two. */
static bool is_torn(const struct ng_report *r, const struct ng_quantity *q)
{
    if (q->low == 0 || q->high == 0)
        return true;
    size_t at = q->at.end;
    while (at < r->text.n && r->text.p[at] == ' ')
        at++;
    if (at >= r->text.n || r->text.p[at] != ',')
        return false;
    at++;
    while (at < r->text.n && r->text.p[at] == ' ')
        at++;
    return at + 3 <= r->text.n && r->text.p[at] == '0' &&
           r->text.p[at + 1] == '0' && r->text.p[at + 2] == '0';
}

/* "thousands of countless bucks": to the noun. */
static uint32_t end_of_noun(const struct ng_report *r,
                            const struct ng_quantity *q)
{
    uint32_t w = ng_word_at(r, q->at.end);
    for (uint32_t k = 0; w != NG_NONE && k < 4 && w + k < r->words.n; k++)
        if (ng_str_starts(ng_low_at(r, w + k), q->what))
            return r->words.at[w + k].at.end;
    return q->at.end;
}

static bool claim_of(const struct ng_batch *b, uint32_t report,
                     const struct ng_quantity *q, struct ng_claim *c)
{
    const struct ng_report *r = b->reports.at[report];
    uint32_t s = ng_sentence_at(r, q->at.beg);
    if (s == NG_NONE || s >= r->sentences.n)
        return false;
    struct ng_sentence window = ng_window(r, s, q->at);
    const struct ng_sentence *in = &window;
    *c = (struct ng_claim){.report = report,
                           .at = q->at,
                           .sentence = s,
                           .low = q->low,
                           .high = q->high,
                           .approx = q->approx,
                           .unit = money_of(q)};
    bool money = is_money(without_rate(c->unit));
    if (money && !q->unit.n)
        c->at.end = end_of_noun(r, q);
    if (q->approx && is_countless(r, q->at))
        c->high = NAN;
    if (is_part(r, in, q->at) || is_torn(r, q))
        return false;
    if (money) {
        c->theme = theme_of_money(r, in, q->at);
        return c->theme != NG_THEME_NONE;
    }
    if (c->unit.n) {
        c->who = q->what;
        return ng_str_eq(c->unit, STR("percent")) && c->who.n;
    }
    enum ng_theme own = ng_theme_of(q->what);
    bool anybody = ng_is_anybody(q->what);
    /* "12 dead" says it all; of "12 soldiers" the verb tells. */
    c->theme = anybody && own != NG_THEME_CROWD ? own : NG_THEME_NONE;
    if (!c->theme && in->end > in->first)
        c->theme = theme_beside(r, in, q->at, q->what);
    if (!c->theme)
        c->theme = own;
    if (ng_theme_is_money(c->theme))
        c->theme = NG_THEME_NONE;
    if (!c->theme && is_of_whole(r, in, q->at))
        return false;
    c->who = anybody || (own && own == c->theme) ? STR("") : q->what;
    return c->theme || !anybody;
}

struct sorted {
    struct ng_claim *c;
    uint32_t rank;
    uint64_t text;
};

static int by_key(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    if (x->c->key != y->c->key)
        return x->c->key < y->c->key ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

static int by_text(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    if (x->text != y->text)
        return x->text < y->text ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

static void add_claim(ng_claims *all, const struct ng_batch *b,
                      const struct ng_claim *c, struct ng_arena *a)
{
    struct ng_claim *kept = ng_push(all, a);
    *kept = *c;
    finish(b->reports.at[c->report], kept);
    *ng_push(&kept->cites, a) = (struct ng_cite){c->report, c->at};
}

static void gather_of(ng_claims *all, const struct ng_batch *b, uint32_t report,
                      struct ng_arena *a)
{
    const struct ng_report *r = b->reports.at[report];
    enum { EACH = 400 };
    struct ng_claim c;
    size_t most = all->n + EACH;
    for (uint32_t q = 0; q < r->quantities.n && all->n < most; q++)
        if (claim_of(b, report, &r->quantities.at[q], &c))
            add_claim(all, b, &c, a);
    for (uint32_t s = 0; s < r->sentences.n; s++) {
        uint32_t from = r->sentences.at[s].first;
        while (all->n < most && ng_read_toll(b, report, s, &from, &c))
            add_claim(all, b, &c, a);
    }
}

/* The same number in the same words of the same origin is said once. */
static uint64_t text_of(const struct ng_batch *b, const struct ng_claim *c)
{
    const struct ng_report *r = b->reports.at[c->report];
    const struct ng_sentence *s = &r->sentences.at[c->sentence];
    uint64_t seed = b->origin_of ? b->origin_of[c->report] + 1 : 0;
    seed = ng_hash64(ng_slice(r->text, c->at), seed ^ c->key);
    return ng_hash64(ng_slice(r->text, s->at), seed);
}

ng_claims ng_gather_claims(const struct ng_batch *b, struct ng_arena *a)
{
    ng_claims all = {0}, kept = {0};
    /* Spun copies garble words, not numbers; they come last and add to what
     * others say. */
    for (int spun = 0; spun < 2; spun++)
        for (uint32_t r = 0; r < b->reports.n; r++)
            if (b->reports.at[r]->spun == (spun == 1))
                gather_of(&all, b, r, a);
    struct sorted *order = ng_new(a, struct sorted, all.n + 1);
    for (size_t i = 0; i < all.n; i++)
        order[i] =
            (struct sorted){&all.at[i], (uint32_t)i, text_of(b, &all.at[i])};
    if (all.n)
        qsort(order, all.n, sizeof *order, by_text);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++) {
        if (n && order[n - 1].text == order[i].text) {
            ng_cites *cites = &order[n - 1].c->cites;
            if (cites->n < 256)
                *ng_push(cites, a) = order[i].c->cites.at[0];
            continue;
        }
        order[n++] = order[i];
    }
    if (n)
        qsort(order, n, sizeof *order, by_key);
    for (size_t i = 0; i < n; i++)
        *ng_push(&kept, a) = *order[i].c;
    return kept;
}
