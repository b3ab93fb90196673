/* sayings_whose.c - whose a content is, and of what grade they are.
 *
 * Reads   attributions (parts), sayings, words, names, references
 * Writes  source, entity and grade of each content
 *
 *     She wanted a bridge that the council had called "a toy".
 *         the rules know which cue a content hangs on: their source, at the
 *         width of the part; else the nearest source of the sentence; else
 *         who speaks in the saying that the content belongs to
 *
 * A saying knows more of its source than the phrase shows (the official who
 * spoke last, the mother): where both mean the same words its answer counts.
 */
#include "annotate/sayings_who.h"
#include "annotate/sayings_wide.h"

enum { WINDOW = 160, NEAR_WORDS = 60, LOOK = 12, UNLIKELY = 0 };

struct whose {
    struct ng_report *r;
    ng_attributions rules; /* in order of their heads */
    struct ng_span *part;  /* the words of each part */
    struct ng_whos *whos;
    uint32_t *first; /* [words.n] 1 + the part where this noun is met */
};

static uint32_t common(struct ng_span x, struct ng_span y)
{
    uint32_t first = x.first > y.first ? x.first : y.first;
    uint32_t end = x.end < y.end ? x.end : y.end;
    return end > first ? end - first : 0;
}

static size_t rules_before(const struct whose *x, uint32_t word)
{
    size_t lo = 0, hi = x->rules.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (x->rules.at[mid].head < word)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The rule that has most of this content, its cue outside; NULL: none. */
static const struct ng_attribution *rule_of(const struct whose *x,
                                            struct ng_span c)
{
    const struct ng_attribution *best = NULL;
    uint32_t most = 0, from = c.first > WINDOW ? c.first - WINDOW : 0;
    for (size_t i = rules_before(x, from);
         i < x->rules.n && x->rules.at[i].head < c.first + WINDOW; i++) {
        const struct ng_attribution *a = &x->rules.at[i];
        if (a->head >= c.first && a->head < c.end)
            continue;
        for (uint32_t k = 0; k < a->contents; k++) {
            uint32_t n = common(a->content[k], c);
            if (n > most) {
                most = n;
                best = a;
            }
        }
    }
    return best;
}

/* True if part k, a source, and content p can be of one saying by where they
 * stand: in one sentence, or parted by nothing but marks. */
static bool may_belong(const struct whose *x, size_t p, size_t k)
{
    const struct ng_report *r = x->r;
    struct ng_span c = x->part[p], s = x->part[k];
    if (s.first < c.first) {
        if (ng_w(r, s.first)->sentence == ng_w(r, c.first)->sentence)
            return true;
        /* "Brandt said in the yard:" and the quotation in the next paragraph */
        uint32_t i = c.first;
        while (i > s.end && ng_wide_is_mark(ng_w(r, i - 1)))
            i--;
        return i > s.end && ng_w_is(r, i - 1, STR(":")) &&
               ng_w(r, i - 1)->sentence == ng_w(r, s.first)->sentence;
    }
    return ng_w(r, s.first)->sentence == ng_w(r, c.end - 1)->sentence ||
           (s.first == c.end && ng_wide_is_mark(ng_w(r, c.end - 1)) &&
            c.end - c.first > 2 && !ng_w_is(r, c.end - 2, STR(".")));
}

/* How well source k goes with content p: near, with a cue, nothing else
 * between, and as the rules have it. */
static int32_t suits(const struct whose *x, size_t p, size_t k,
                     const struct ng_attribution *rule)
{
    const struct ng_attribution_part *at = x->r->attributions.at;
    struct ng_span c = x->part[p], s = x->part[k];
    size_t lo = p < k ? p : k, hi = p < k ? k : p;
    uint32_t gap = k < p ? c.first - s.end : s.first - c.end;
    int32_t score = rule && common(s, rule->source) ? 35 : 0;
    bool cue = false;
    for (size_t i = lo + 1; i < hi; i++) {
        cue |= at[i].kind == NG_PART_OF_CUE;
        score -= at[i].kind == NG_PART_OF_SOURCE    ? 40
                 : at[i].kind == NG_PART_OF_CONTENT ? 25
                                                    : 0;
    }
    if (k > p && k + 1 < x->r->attributions.n) /* "A," she said */
        cue |= at[k + 1].kind == NG_PART_OF_CUE &&
               x->part[k + 1].first - s.end < 4;
    if (k < p && k > 0) /* said Ana: "A" */
        cue |=
            at[k - 1].kind == NG_PART_OF_CUE && s.first == x->part[k - 1].end;
    return score + (cue ? 20 : 0) -
           (int32_t)(gap < NEAR_WORDS ? gap : NEAR_WORDS);
}

/* "[a group [Holm]] has called": the narrow one names who speaks. */
static bool is_closer(const struct ng_report *r, struct ng_span rule,
                      struct ng_span part)
{
    return rule.first > part.first && rule.end == part.end &&
           ng_entity_of(r, part) == NG_NONE && ng_entity_of(r, rule) != NG_NONE;
}

static struct ng_span source_of(const struct whose *x, size_t p)
{
    const struct ng_attribution *rule = rule_of(x, x->part[p]);
    const struct ng_report *r = x->r;
    int32_t most = INT32_MIN;
    size_t best = p;
    for (size_t n = 1; n < LOOK; n++) {
        if (n <= p && r->attributions.at[p - n].kind == NG_PART_OF_SOURCE &&
            may_belong(x, p, p - n) && suits(x, p, p - n, rule) > most) {
            best = p - n;
            most = suits(x, p, best, rule);
        }
        size_t k = p + n;
        if (k < r->attributions.n &&
            r->attributions.at[k].kind == NG_PART_OF_SOURCE &&
            may_belong(x, p, k) && suits(x, p, k, rule) > most) {
            best = k;
            most = suits(x, p, best, rule);
        }
    }
    bool told = rule && rule->source.first < rule->source.end;
    if (told && (most < UNLIKELY || is_closer(r, rule->source, x->part[best])))
        return rule->source;
    return best == p ? (struct ng_span){0, 0} : x->part[best];
}

/* The cue that goes with content p and its source: between the two, or right
 * beside either; empty if there is none in their sentence. */
static ng_range cue_of(const struct whose *x, size_t p, struct ng_span source)
{
    const struct ng_report *r = x->r;
    struct ng_span c = x->part[p];
    ng_range best = {0, 0};
    uint32_t most = NEAR_WORDS;
    size_t from = p > LOOK ? p - LOOK : 0;
    for (size_t k = from; k < r->attributions.n && k < p + LOOK; k++) {
        struct ng_span q = x->part[k];
        if (r->attributions.at[k].kind != NG_PART_OF_CUE ||
            (ng_w(r, q.first)->sentence != ng_w(r, c.first)->sentence &&
             ng_w(r, q.first)->sentence != ng_w(r, c.end - 1)->sentence &&
             !(source.first < source.end &&
               ng_w(r, q.first)->sentence == ng_w(r, source.first)->sentence)))
            continue;
        uint32_t far = q.first >= c.end   ? q.first - c.end
                       : q.end <= c.first ? c.first - q.end
                                          : 0;
        if (source.first < source.end)
            far += q.first >= source.end   ? q.first - source.end
                   : q.end <= source.first ? source.first - q.end
                                           : 0;
        if (far < most) {
            most = far;
            best = r->attributions.at[k].at;
        }
    }
    return best;
}

static uint32_t overlap(ng_range x, ng_range y)
{
    uint32_t beg = x.beg > y.beg ? x.beg : y.beg;
    uint32_t end = x.end < y.end ? x.end : y.end;
    return end > beg ? end - beg : 0;
}

/* The saying that has most of the content, `source` in its own if that is not
 * empty; NULL: none. */
static const struct ng_saying *saying_of(const struct ng_report *r, ng_range at,
                                         ng_range source)
{
    const struct ng_saying *best = NULL;
    uint32_t most = 0;
    size_t lo = 0, hi = r->sayings.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (r->sayings.at[mid].content.beg < at.end)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (size_t n = 0; lo-- > 0 && n < LOOK; n++) {
        const struct ng_saying *s = &r->sayings.at[lo];
        uint32_t k = overlap(s->content, at);
        if (k > most &&
            (ng_range_empty(source) || overlap(s->source, source))) {
            most = k;
            best = s;
        }
    }
    return best;
}

/* "He", "she": the phrase itself tells nothing of them. */
static bool is_open(const struct ng_report *r, struct ng_span s)
{
    return s.end == s.first + 1 &&
           (ng_w_is(r, s.first, STR("he")) || ng_w_is(r, s.first, STR("she")));
}

/* Quotations of whole sentences without a source: who spoke before in this
 * paragraph; else who does behind it ("So said Holm"); else who spoke last in
 * the paragraph before, if this one opens with the quotation. */
static struct ng_span beside(const struct whose *x, size_t p)
{
    const struct ng_report *r = x->r;
    struct ng_span c = x->part[p], none = {0, 0};
    if (c.end < c.first + 4 || !ng_wide_is_mark(ng_w(r, c.first)) ||
        !ng_wide_is_mark(ng_w(r, c.end - 1)) ||
        ng_w(r, c.end - 2)->kind != NG_WORD_PUNCT)
        return none;
    uint32_t here = r->sentences.at[ng_w(r, c.first)->sentence].paragraph;
    bool opens =
        c.first == 0 ||
        r->sentences.at[ng_w(r, c.first - 1)->sentence].paragraph != here;
    struct ng_span above = none;
    for (size_t k = p, n = 0; k-- > 0 && n < LOOK; n++) {
        uint32_t there =
            r->sentences.at[ng_w(r, x->part[k].first)->sentence].paragraph;
        if (there + 1 < here)
            break;
        if (r->attributions.at[k].kind != NG_PART_OF_SOURCE)
            continue;
        if (there == here)
            return x->part[k];
        above = x->part[k];
        break;
    }
    for (size_t k = p + 1, n = 0; k < r->attributions.n && n < LOOK; k++, n++)
        if (r->attributions.at[k].kind == NG_PART_OF_SOURCE)
            return r->sentences.at[ng_w(r, x->part[k].first)->sentence]
                               .paragraph == here
                       ? x->part[k]
                   : opens ? above
                           : none;
    return opens ? above : none;
}

/* Who has no name is told by the first content of theirs. */
static void settle_nameless(struct whose *x, size_t p, uint32_t noun,
                            struct ng_span source)
{
    struct ng_report *r = x->r;
    struct ng_attribution_part *c = &r->attributions.at[p];
    if (!x->first[noun])
        x->first[noun] = (uint32_t)p + 1;
    c->nameless = x->first[noun] - 1;
    uint32_t here = ng_whos_head(x->whos, source);
    c->met = ng_whos_phrase(x->whos, noun);
    c->said_as = here == NG_NONE ? c->source : ng_whos_phrase(x->whos, here);
    if (here == source.first && noun == here) { /* "one of them, a nurse," */
        struct ng_span all = source;
        while (here + 1 < all.end && !ng_w_is(r, here + 1, STR(",")))
            here++;
        all.end = here + 1;
        c->met = c->said_as = ng_span_range(r, all);
    }
    if (c->nameless != p)
        c->grade = r->attributions.at[c->nameless].grade;
    else if (c->grade == NG_GRADE_NAMED)
        c->grade = ng_whos_grade(x->whos, noun);
}

static void settle(struct whose *x, size_t p)
{
    struct ng_report *r = x->r;
    struct ng_attribution_part *c = &r->attributions.at[p];
    struct ng_span source = source_of(x, p);
    ng_range at = ng_span_range(r, source);
    const struct ng_saying *s = saying_of(r, c->at, at);
    struct ng_who who;
    if (ng_range_empty(at) && (!s || ng_range_empty(s->source))) {
        source = beside(x, p);
        at = ng_span_range(r, source);
        c->grade = ng_grade_of(r, source);
    } else if (ng_range_empty(at)) {
        at = s->source;
        source = ng_span_of(r, at);
        c->grade = s->grade;
    } else {
        c->grade = ng_grade_of(r, source);
    }
    who = ng_whos_next(x->whos, source);
    c->source = at;
    c->cue = cue_of(x, p, source);
    c->entity = who.entity;
    bool person =
        c->entity != NG_NONE && r->entities.at[c->entity].type == NG_PER;
    if (who.noun != NG_NONE) {
        settle_nameless(x, p, who.noun, source);
        return;
    }
    if (person && (is_open(r, source) || c->grade == NG_GRADE_ROLE))
        c->grade = NG_GRADE_NAMED;
    if (!s || person)
        return;
    if (s->entity != NG_NONE)
        c->entity = s->entity;
    if (is_open(r, source) || c->grade == NG_GRADE_ROLE)
        c->grade = s->grade;
}

void ng_say_whose(struct ng_report *r, const ng_attributions *all,
                  struct ng_whos *whos, struct ng_arena scratch)
{
    struct whose x = {.r = r, .whos = whos};
    if (r->attributions.n == 0)
        return;
    x.part = ng_new(&scratch, struct ng_span, r->attributions.n);
    for (size_t i = 0; i < r->attributions.n; i++) {
        x.part[i] = ng_span_of(r, r->attributions.at[i].at);
    }
    if (all)
        x.rules = *all;
    else
        ng_find_attributions(r, &x.rules, &scratch);
    x.first = ng_new(&scratch, uint32_t, r->words.n + 1);
    for (size_t i = 0; i < r->attributions.n; i++)
        if (r->attributions.at[i].kind == NG_PART_OF_CONTENT)
            settle(&x, i);
}
