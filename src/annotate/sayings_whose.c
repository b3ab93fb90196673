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
#include "annotate/sayings_wide.h"

enum { WINDOW = 160, NEAR_WORDS = 60, LOOK = 32 };

struct whose {
    struct ng_report *r;
    ng_attributions rules; /* in order of their heads */
    struct ng_span *part;  /* the words of each part */
    uint32_t *first;       /* [words.n] the part where this noun is met */
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

/* The source that stands nearest to part `p` in its sentences. */
static uint32_t nearest(const struct whose *x, size_t p)
{
    const struct ng_report *r = x->r;
    struct ng_span c = x->part[p];
    uint32_t found = NG_NONE, gap = NEAR_WORDS;
    for (size_t i = p, n = 0; i-- > 0 && n < LOOK; n++) {
        uint32_t far = c.first - x->part[i].end;
        if (far >= gap ||
            ng_w(r, x->part[i].first)->sentence != ng_w(r, c.first)->sentence)
            break;
        if (r->attributions.at[i].kind == NG_PART_OF_SOURCE) {
            found = (uint32_t)i;
            gap = far;
            break;
        }
    }
    for (size_t i = p + 1, n = 0; i < r->attributions.n && n < LOOK; i++, n++) {
        uint32_t far = x->part[i].first - c.end;
        if (far >= gap ||
            ng_w(r, x->part[i].first)->sentence != ng_w(r, c.end - 1)->sentence)
            break;
        if (r->attributions.at[i].kind == NG_PART_OF_SOURCE)
            return (uint32_t)i;
    }
    return found;
}

/* The part that has words of the rule's source; NG_NONE: the model has none. */
static uint32_t part_of(const struct whose *x, size_t p, struct ng_span source)
{
    for (size_t n = 0; n < LOOK; n++) {
        if (p >= n && x->r->attributions.at[p - n].kind == NG_PART_OF_SOURCE &&
            common(x->part[p - n], source))
            return (uint32_t)(p - n);
        if (p + n < x->r->attributions.n &&
            x->r->attributions.at[p + n].kind == NG_PART_OF_SOURCE &&
            common(x->part[p + n], source))
            return (uint32_t)(p + n);
    }
    return NG_NONE;
}

static struct ng_span source_of(const struct whose *x, size_t p)
{
    const struct ng_attribution *a = rule_of(x, x->part[p]);
    uint32_t k = NG_NONE;
    if (a && a->source.first < a->source.end) {
        k = part_of(x, p, a->source);
        if (k == NG_NONE)
            return a->source;
    }
    if (k == NG_NONE)
        k = nearest(x, p);
    return k == NG_NONE ? (struct ng_span){0, 0} : x->part[k];
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

static void settle(struct whose *x, size_t p)
{
    struct ng_report *r = x->r;
    struct ng_attribution_part *c = &r->attributions.at[p];
    struct ng_span source = source_of(x, p);
    ng_range at = ng_span_range(r, source);
    const struct ng_saying *s = saying_of(r, c->at, at);
    c->source = at;
    c->entity = ng_entity_of(r, source);
    c->grade = ng_grade_of(r, source);
    if (!s)
        return;
    if (ng_range_empty(at))
        c->source = s->source;
    bool person =
        c->entity != NG_NONE && r->entities.at[c->entity].type == NG_PER;
    if (!person && (s->entity != NG_NONE || ng_range_empty(at)))
        c->entity = s->entity;
    if (ng_range_empty(at) || is_open(r, source) || c->grade == NG_GRADE_ROLE)
        c->grade = s->grade;
}

/* The last noun of "a Western diplomat in Geneva", lower case; NG_NONE for a
 * name and for many. */
static uint32_t noun_of(const struct ng_report *r, struct ng_span s)
{
    uint32_t noun = NG_NONE;
    for (uint32_t i = s.first + 1; i < s.end; i++) {
        const struct ng_word *w = ng_w(r, i);
        if (w->tag == NG_TAG_NN && w->name == NG_NONE)
            noun = i;
        else if (noun != NG_NONE || w->tag == NG_TAG_NNS ||
                 w->tag == NG_TAG_NNP || w->tag == NG_TAG_IN)
            break;
    }
    return noun;
}

/* Who has no name: met as "a nurse", meant again by "the nurse" and, where
 * nobody else has spoken since, by "she". */
static void follow_nameless(struct whose *x)
{
    struct ng_report *r = x->r;
    uint32_t seen[LOOK], n = 0, last = NG_NONE;
    for (uint32_t i = 0; i < r->attributions.n; i++) {
        struct ng_attribution_part *c = &r->attributions.at[i];
        if (c->kind != NG_PART_OF_CONTENT || ng_range_empty(c->source))
            continue;
        uint32_t w = ng_word_at(r, c->source.beg), end = w;
        while (end < r->words.n && ng_w(r, end)->at.beg < c->source.end)
            end++;
        struct ng_span s = {w, end};
        bool person = c->entity == NG_NONE && (c->grade == NG_GRADE_UNNAMED ||
                                               c->grade == NG_GRADE_ROLE);
        uint32_t noun = w < end && person ? noun_of(r, s) : NG_NONE;
        if (noun != NG_NONE &&
            (ng_w_is(r, w, STR("a")) || ng_w_is(r, w, STR("an")) ||
             ng_w_is(r, w, STR("one")) || ng_w_is(r, w, STR("another")))) {
            c->nameless = i;
            seen[n++ % LOOK] = noun;
            x->first[noun] = i;
        } else if (noun != NG_NONE && ng_w_is(r, w, STR("the"))) {
            for (uint32_t k = n;
                 k-- > 0 && k + LOOK >= n && c->nameless == NG_NONE;)
                if (ng_str_eq(ng_w(r, seen[k % LOOK])->low,
                              ng_w(r, noun)->low)) {
                    c->nameless = x->first[seen[k % LOOK]];
                    c->grade = r->attributions.at[c->nameless].grade;
                }
        } else if (person && is_open(r, s)) {
            c->nameless = last;
        }
        last = c->nameless;
    }
}

void ng_say_whose(struct ng_report *r, const ng_attributions *all,
                  struct ng_arena scratch)
{
    struct whose x = {.r = r};
    if (r->attributions.n == 0)
        return;
    x.part = ng_new(&scratch, struct ng_span, r->attributions.n);
    for (size_t i = 0; i < r->attributions.n; i++) {
        ng_range at = r->attributions.at[i].at;
        uint32_t first = ng_word_at(r, at.beg), end = first;
        while (end < r->words.n && ng_w(r, end)->at.beg < at.end)
            end++;
        x.part[i] = (struct ng_span){first, end};
    }
    if (all)
        x.rules = *all;
    else
        ng_find_attributions(r, &x.rules, &scratch);
    for (size_t i = 0; i < r->attributions.n; i++)
        if (r->attributions.at[i].kind == NG_PART_OF_CONTENT)
            settle(&x, i);
    x.first = ng_new(&scratch, uint32_t, r->words.n + 1);
    follow_nameless(&x);
}
