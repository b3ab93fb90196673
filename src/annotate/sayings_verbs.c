/* sayings_verbs.c - a verb that reports: its group, who speaks, what is said.
 *
 *     [The mayor] [went on to claim] [that ...]      group joins the chain
 *     [Trade unions] ... and [urged] [them to stop]  subject of the first verb
 *     [The bridge is safe], [she] [said]             content first
 *     [The crew] [is believed] [to be safe]          nobody speaks
 *
 * The arcs say what belongs together; marks and commas say where quotations
 * and clauses that come first begin and end, because parsers are weakest there.
 */
#include "annotate/sayings_wide.h"

enum { CHAIN = 3, CLIMB = 6, LONGEST_SOURCE = 80 };

struct reading {
    const struct ng_tree *t;
    const struct ng_report *r;
    const struct ng_sentence *s;
    uint32_t w, top;
    struct ng_attribution *a;
};

static bool is_verb(const struct ng_word *w)
{
    return w->tag >= NG_TAG_VB && w->tag <= NG_TAG_VBZ;
}

static bool in_time(const struct ng_report *r, uint32_t i)
{
    uint32_t beg = ng_w(r, i)->at.beg;
    size_t lo = 0, hi = r->times.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (r->times.at[mid].at.end <= beg)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < r->times.n && r->times.at[lo].at.beg <= beg;
}

static bool is_comma(const struct ng_report *r, uint32_t i)
{
    return ng_w_is(r, i, STR(","));
}

bool ng_wide_is_mark(const struct ng_word *w)
{
    return w->kind == NG_WORD_PUNCT &&
           (w->tag == NG_TAG_LQUOTE || w->tag == NG_TAG_RQUOTE ||
            ng_str_eq(w->low, STR("\"")) || ng_str_eq(w->low, STR("'")) ||
            ng_str_eq(w->low, STR("``")) || ng_str_eq(w->low, STR("''")) ||
            ng_str_starts(w->low, STR("\xe2\x80\x9c")) ||
            ng_str_starts(w->low, STR("\xe2\x80\x9d")) ||
            ng_str_starts(w->low, STR("\xe2\x80\x98")) ||
            ng_str_starts(w->low, STR("\xe2\x80\x99")));
}

/* The span without marks of punctuation at its ends, but with the quotation
 * marks of what is quoted inside. */
struct ng_span ng_wide_edges(const struct ng_report *r, struct ng_span s)
{
    while (s.first < s.end && ng_w(r, s.first)->kind == NG_WORD_PUNCT &&
           !(ng_wide_is_mark(ng_w(r, s.first)) && s.first + 1 < s.end &&
             ng_w(r, s.first + 1)->quote != NG_NONE))
        s.first++;
    if (s.first >= s.end)
        return s;
    uint32_t q = ng_w(r, s.first)->quote;
    if (q != NG_NONE && s.first > 0 && ng_w(r, s.first - 1)->quote != q &&
        ng_wide_is_mark(ng_w(r, s.first - 1)))
        s.first--;
    while (s.end > s.first + 1) {
        const struct ng_word *last = ng_w(r, s.end - 1);
        if (last->kind != NG_WORD_PUNCT || last->quote != NG_NONE ||
            ng_str_eq(last->low, STR(")")) || ng_str_eq(last->low, STR("%")))
            break;
        if (ng_wide_is_mark(last) && ng_w(r, s.end - 2)->quote != NG_NONE)
            break;
        s.end--;
    }
    q = ng_w(r, s.end - 1)->quote;
    uint32_t e = s.end;
    if (q != NG_NONE) {
        while (e < r->words.n && ng_w(r, e)->quote == q &&
               ng_w(r, e)->kind == NG_WORD_PUNCT)
            e++;
        if (e < r->words.n && ng_w(r, e)->quote != q) {
            if (ng_wide_is_mark(ng_w(r, e)))
                s.end = e + 1;
        }
    }
    return s;
}

void ng_wide_add(const struct ng_report *r, struct ng_attribution *a,
                 struct ng_span content)
{
    content = ng_wide_edges(r, content);
    if (content.first >= content.end || a->contents == NG_WIDE_CONTENTS)
        return;
    a->content[a->contents++] = content;
}

struct ng_span ng_wide_phrase(const struct ng_tree *t, uint32_t head)
{
    const struct ng_report *r = t->r;
    struct ng_span s = {t->lo[head], t->hi[head]};
    if (s.end - s.first > LONGEST_SOURCE)
        return (struct ng_span){head, head + 1};
    while (s.first < head &&
           (ng_w(r, s.first)->kind == NG_WORD_PUNCT ||
            ng_w(r, s.first)->tag == NG_TAG_CC) &&
           !(ng_wide_is_mark(ng_w(r, s.first)) &&
             ng_w(r, s.first + 1)->quote != NG_NONE))
        s.first++;
    bool comma = false;
    for (uint32_t i = head; i < s.end; i++)
        comma |= is_comma(r, i) && i + 1 < s.end;
    while (s.end > head + 1 && ng_w(r, s.end - 1)->kind == NG_WORD_PUNCT &&
           !ng_str_eq(ng_w(r, s.end - 1)->low, STR(")")) &&
           !ng_wide_is_mark(ng_w(r, s.end - 1)) &&
           !(comma && is_comma(r, s.end - 1)))
        s.end--;
    if (comma && s.end < r->words.n && is_comma(r, s.end) &&
        ng_w(r, s.end)->sentence == ng_w(r, head)->sentence)
        s.end++;
    return s;
}

/* `"...," noted Ana Ortiz.`: parsers take the speaker for an object. */
static struct ng_span subject_behind(const struct reading *d)
{
    const struct ng_report *r = d->r;
    struct ng_span none = {0, 0};
    uint32_t i = d->a->cue.first, e = d->a->cue.end;
    uint8_t tag = ng_w(r, d->w)->tag;
    if (!(d->a->flags & NG_S_QUOTE) || i <= d->s->first ||
        ng_w(r, i - 1)->kind != NG_WORD_PUNCT || tag == NG_TAG_VBG ||
        tag == NG_TAG_VB || e >= d->s->end)
        return none;
    struct ng_span p = ng_phrase_after(r, e, d->s->end);
    for (uint32_t k = d->t->kid[d->w]; k != NG_NONE; k = d->t->after[k])
        if (k >= e && d->t->lo[k] == e && ng_w(r, k)->rel == NG_REL_obj)
            p = ng_wide_phrase(d->t, k);
    return p.first == e && p.end > e ? p : none;
}

static bool in_name_phrase(const struct ng_word *w)
{
    return (w->tag >= NG_TAG_NN && w->tag <= NG_TAG_NNPS) ||
           w->tag == NG_TAG_JJ || w->tag == NG_TAG_DT || w->tag == NG_TAG_POS ||
           w->tag == NG_TAG_PRPS || w->tag == NG_TAG_CD;
}

/* The phrase with the words of it that the parser lost: titles before a name,
 * and what stands between a noun and its verb. */
static struct ng_span widen(const struct reading *d, struct ng_span s)
{
    const struct ng_report *r = d->r;
    if (s.first >= s.end)
        return s;
    while (s.first > d->s->first && in_name_phrase(ng_w(r, s.first)) &&
           ng_w(r, s.first)->tag != NG_TAG_DT &&
           ng_w(r, s.first)->tag != NG_TAG_PRPS &&
           in_name_phrase(ng_w(r, s.first - 1)) &&
           ng_w(r, s.first - 1)->quote == NG_NONE &&
           ng_w(r, s.first - 1)->rel != NG_REL_obl_tmod &&
           (ng_w(r, s.first)->letter_case != NG_CASE_LOWER ||
            ng_w(r, s.first - 1)->letter_case == NG_CASE_LOWER ||
            ng_w(r, s.first - 1)->head == s.first))
        s.first--;
    if (s.end < d->a->cue.first && ng_w(r, s.end)->tag == NG_TAG_IN) {
        for (uint32_t i = s.end; i < d->a->cue.first; i++)
            if ((is_verb(ng_w(r, i)) && ng_w(r, i)->tag != NG_TAG_VBG &&
                 ng_w(r, i)->tag != NG_TAG_VBN) ||
                ng_w(r, i)->kind == NG_WORD_PUNCT)
                return s;
        s.end = d->a->cue.first;
    }
    return s;
}

/* Auxiliaries and adverbs that stand close before the verb, and its particle
 * behind it. */
struct ng_span ng_wide_group(const struct ng_tree *t, uint32_t verb)
{
    const struct ng_report *r = t->r;
    struct ng_span g = {verb, verb + 1};
    while (g.first > 0) {
        const struct ng_word *p = ng_w(r, g.first - 1);
        bool helps = p->head == verb &&
                     (p->rel == NG_REL_aux || p->rel == NG_REL_aux_pass ||
                      p->rel == NG_REL_cop ||
                      (p->rel == NG_REL_advmod &&
                       (p->tag == NG_TAG_RB || p->tag == NG_TAG_RBR ||
                        p->tag == NG_TAG_RBS)));
        if (!helps || p->sentence != ng_w(r, verb)->sentence)
            break;
        g.first--;
    }
    /* "Yesterday officials said", "So he says": not the group's */
    while (g.first < verb && ng_w(r, g.first)->rel == NG_REL_advmod &&
           (g.first == t->lo[verb] && ng_w(r, g.first)->letter_case !=
                                          NG_CASE_LOWER))
        g.first++;
    if (g.end < r->words.n && ng_w(r, g.end)->head == verb &&
        (ng_w(r, g.end)->rel == NG_REL_compound_prt ||
         ng_w(r, g.end)->tag == NG_TAG_RP))
        g.end++;
    return g;
}

static bool declines(ng_str lemma)
{
    static const ng_str list[] = {S("decline"), S("refuse")};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (ng_str_eq(lemma, list[i]))
            return true;
    return false;
}

/* "appeared to suggest", "went on to say": the cue begins with the chain. */
static void join_chain(struct reading *d)
{
    const struct ng_report *r = d->r;
    for (int n = 0; n < CHAIN; n++) {
        const struct ng_word *x = ng_w(r, d->top);
        uint32_t h = x->head;
        if (x->rel != NG_REL_xcomp || h >= d->a->cue.first)
            return;
        uint32_t known = is_verb(ng_w(r, h)) ? ng_say_verb_of(ng_w(r, h))
                                             : 0;
        if ((known & (NG_S_INFINITIVE | NG_S_URGE)) &&
            !declines(ng_w(r, h)->lemma))
            return;
        for (uint32_t i = h + 1; i < d->a->cue.first; i++)
            if (ng_w(r, i)->tag != NG_TAG_TO &&
                ng_w(r, i)->tag != NG_TAG_RB &&
                ng_w(r, i)->tag != NG_TAG_RP &&
                ng_w(r, i)->tag != NG_TAG_IN)
                return;
        d->a->cue.first = ng_wide_group(d->t, h).first;
        d->top = h;
    }
}

/* The nearest subject before the verb, or the first behind it. */
static uint32_t subject_kid(const struct ng_tree *t, uint32_t w)
{
    uint32_t best = NG_NONE;
    for (uint32_t k = t->kid[w]; k != NG_NONE; k = t->after[k]) {
        uint8_t rel = ng_w(t->r, k)->rel;
        if (rel != NG_REL_nsubj && rel != NG_REL_nsubj_pass)
            continue;
        if (k > w && best != NG_NONE)
            break;
        best = k;
    }
    return best;
}

struct ng_span ng_wide_subject(const struct ng_tree *t, uint32_t verb)
{
    const struct ng_report *r = t->r;
    struct ng_span none = {verb, verb};
    uint32_t w = verb;
    for (int n = 0; n < CLIMB; n++) {
        uint32_t k = subject_kid(t, w);
        if (k != NG_NONE)
            return ng_wide_phrase(t, k);
        const struct ng_word *x = ng_w(r, w);
        uint32_t h = x->head;
        if (h >= r->words.n)
            return none;
        switch ((enum ng_rel)x->rel) {
        case NG_REL_xcomp: {
            uint32_t o = ng_kid(t, h, NG_REL_obj);
            if (o != NG_NONE && o < w)
                return ng_wide_phrase(t, o);
            break;
        }
        case NG_REL_conj:
        case NG_REL_advcl:
            break;
        case NG_REL_parataxis:
            if (ng_w(r, w)->tag != NG_TAG_VBG)
                return none;
            break;
        case NG_REL_acl: {
            struct ng_span s = ng_wide_phrase(t, h);
            if (h < w && s.end > t->lo[w])
                s.end = t->lo[w];
            return s.end > s.first ? s : none;
        }
        default:
            return none;
        }
        w = h;
    }
    return none;
}

/* True if the verb is passive: "was told", "claims made by". Parsers take
 * "has called for" for one; the auxiliaries know better. */
static bool is_passive(const struct ng_tree *t, uint32_t w)
{
    const struct ng_report *r = t->r;
    if (ng_w(r, w)->tag != NG_TAG_VBN && ng_w(r, w)->tag != NG_TAG_VBD)
        return false;
    if (ng_w(r, w)->rel == NG_REL_acl && ng_w(r, w)->tag == NG_TAG_VBN)
        return true;
    bool helped = false, be = false;
    for (uint32_t k = t->kid[w]; k != NG_NONE && k < w; k = t->after[k]) {
        uint8_t rel = ng_w(r, k)->rel;
        if (rel != NG_REL_aux && rel != NG_REL_aux_pass)
            continue;
        ng_str l = ng_w(r, k)->lemma;
        helped = true;
        be |= ng_str_eq(l, STR("be")) || ng_str_eq(l, STR("get")) ||
              (rel == NG_REL_aux_pass && !ng_str_eq(l, STR("have")));
    }
    return be || (!helped && ng_w(r, w)->tag == NG_TAG_VBN &&
                  ng_kid(t, w, NG_REL_aux_pass) != NG_NONE);
}

/* The first word of `rel` behind the cue. */
static uint32_t kid_behind(const struct reading *d, enum ng_rel rel)
{
    for (uint32_t k = d->t->kid[d->w]; k != NG_NONE; k = d->t->after[k])
        if (k >= d->a->cue.end && ng_w(d->r, k)->rel == rel)
            return k;
    return NG_NONE;
}

/* Behind the closing mark of the quotation whose inside begins at i. */
static uint32_t quote_end(const struct ng_report *r, uint32_t i)
{
    uint32_t q = ng_w(r, i)->quote;
    while (i < r->words.n && ng_w(r, i)->quote == q)
        i++;
    return i < r->words.n && ng_wide_is_mark(ng_w(r, i)) ? i + 1 : i;
}

static bool opens_quote(const struct ng_report *r, uint32_t i)
{
    return i + 1 < r->words.n && ng_wide_is_mark(ng_w(r, i)) &&
           ng_w(r, i)->quote == NG_NONE && ng_w(r, i + 1)->quote != NG_NONE;
}

/* `said: "..."`, `said, "..."`, `said "..."`: the quotation, or none. */
static bool quote_right(struct reading *d)
{
    const struct ng_report *r = d->r;
    uint32_t from = d->a->cue.end;
    if (d->a->source.first == from) /* said Ana: "..." */
        from = d->a->source.end;
    uint32_t i = from, n = 0;
    for (; i < d->s->end && n < 16 && !opens_quote(r, i); i++, n++)
        if (ng_w(r, i)->quote != NG_NONE ||
            (is_verb(ng_w(r, i)) && ng_w(r, i)->tag != NG_TAG_VBN &&
             ng_w(r, i)->tag != NG_TAG_VBG))
            return false;
    if (i >= d->s->end || !opens_quote(r, i))
        return false;
    bool close = i == from ||
                 (i > from && (is_comma(r, i - 1) ||
                               ng_w_is(r, i - 1, STR(":")) ||
                               ng_w_is(r, i - 1, STR("that"))));
    if (!close)
        return false;
    uint32_t first = i;
    if (ng_w_is(r, i - 1, STR("that")))
        first = i - 1;
    if (is_comma(r, i - 1) && i - 1 > from && ng_w_is(r, i - 2, STR("that")))
        first = i - 2;
    uint32_t end = quote_end(r, i + 1), k = ng_w(r, i + 1)->head;
    /* the clause goes on behind the mark, unless the quotation is whole */
    bool whole = end > i + 2 && ng_w(r, end - 2)->kind == NG_WORD_PUNCT;
    for (int up = 0; !whole && k < r->words.n && up < CLIMB; up++) {
        if (ng_w(r, k)->head == d->w && k >= first &&
            (ng_w(r, k)->rel == NG_REL_ccomp ||
             ng_w(r, k)->rel == NG_REL_obj) &&
            d->t->hi[k] > end)
            end = d->t->hi[k];
        k = ng_w(r, k)->head;
    }
    /* the colon belongs to the cue when it stands right behind it */
    if (i > 0 && i - 1 == d->a->cue.end && ng_w_is(r, i - 1, STR(":")))
        d->a->cue.end = i;
    ng_wide_add(r, d->a, (struct ng_span){first, end});
    return true;
}

static bool finite(const struct ng_word *w)
{
    return w->tag == NG_TAG_VBD || w->tag == NG_TAG_VBZ ||
           w->tag == NG_TAG_VBP || w->tag == NG_TAG_MD;
}

static bool has_finite(const struct ng_report *r, uint32_t i, uint32_t end)
{
    for (; i < end; i++)
        if (finite(ng_w(r, i)))
            return true;
    return false;
}

/* True if what follows the comma at i-1 is no part of the clause before it. */
static bool breaks_off(const struct reading *d, uint32_t i)
{
    const struct ng_report *r = d->r;
    if (i >= d->s->end)
        return true;
    const struct ng_word *x = ng_w(r, i);
    if (x->tag == NG_TAG_VBG)
        return true;
    if (x->tag != NG_TAG_CC && x->tag != NG_TAG_IN)
        return false;
    static const ng_str words[] = {S("but"),   S("while"),    S("though"),
                                   S("as"),    S("although"), S("whereas"),
                                   S("after"), S("before"),   S("according")};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (ng_str_eq(x->low, words[k]))
            return true;
    for (uint32_t k = i + 1; k < i + 5 && k < d->s->end; k++)
        if (finite(ng_w(r, k)))
            return ng_say_verb_of(ng_w(r, k)) != 0;
    return false;
}

static bool ends_clause(const struct ng_report *r, const struct ng_word *x)
{
    (void)r;
    return x->kind == NG_WORD_PUNCT && x->quote == NG_NONE &&
           !ng_wide_is_mark(x) && x->tag != NG_TAG_HYPH &&
           x->tag != NG_TAG_LRB && x->tag != NG_TAG_RRB &&
           x->tag != NG_TAG_DOLLAR && !ng_str_eq(x->low, STR("-")) &&
           !ng_str_eq(x->low, STR("%")) && !ng_str_eq(x->low, STR("/"));
}

/* The end of the sentence, or of the part of it that commas leave whole. */
static uint32_t clause_far(const struct reading *d, uint32_t i)
{
    const struct ng_report *r = d->r;
    for (; i < d->s->end; i++) {
        const struct ng_word *x = ng_w(r, i);
        if (!ends_clause(r, x))
            continue;
        if (!is_comma(r, i) || breaks_off(d, i + 1))
            return i;
    }
    return i;
}

/* Where a clause that begins at `i` ends, by marks: parsers often cut it. */
static uint32_t clause_end(const struct reading *d, uint32_t i)
{
    const struct ng_report *r = d->r;
    for (; i < d->s->end; i++) {
        const struct ng_word *x = ng_w(r, i);
        if (x->quote != NG_NONE)
            continue;
        if (ends_clause(r, x))
            return i;
        if (x->tag == NG_TAG_CC && i + 1 < d->s->end &&
            (ng_say_verb_of(ng_w(r, i + 1)) & NG_S_QUOTE) &&
            is_verb(ng_w(r, i + 1)) &&
            ng_w(r, i + 1)->tag != NG_TAG_VB)
            return i;
    }
    return i;
}

/* The clause as parsed, to the mark that ends it. */
static struct ng_span whole_clause(const struct reading *d, struct ng_span c)
{
    uint32_t e = c.end;
    if (e >= d->s->end || e <= c.first)
        return c;
    const struct ng_word *x = ng_w(d->r, e);
    if (x->kind == NG_WORD_PUNCT || x->tag == NG_TAG_CC ||
        ng_w(d->r, e - 1)->kind == NG_WORD_PUNCT)
        return c;
    c.end = clause_end(d, e);
    return c;
}

/* A clause right behind the cue that the parser did not see. */
static bool clause_by_place(struct reading *d)
{
    const struct ng_report *r = d->r;
    uint32_t i = d->a->cue.end;
    if (i + 1 >= d->s->end || ng_w(r, i)->kind == NG_WORD_PUNCT ||
        ng_w(r, i)->tag == NG_TAG_TO)
        return false;
    bool that = ng_w_is(r, i, STR("that")) && ng_w(r, i)->tag != NG_TAG_DT;
    if (ng_w(r, i)->tag == NG_TAG_IN && !that)
        return false;
    uint32_t e = that ? clause_far(d, i) : clause_end(d, i);
    if (!has_finite(r, i + 1, e))
        return false;
    ng_wide_add(r, d->a, (struct ng_span){i, e});
    return d->a->contents > 0;
}

/* The phrase before the cue, where the arcs know no subject. */
static struct ng_span subject_by_place(const struct reading *d)
{
    const struct ng_report *r = d->r;
    uint32_t i = d->a->cue.first, first = d->s->first;
    struct ng_span none = {0, 0};
    uint8_t tag = ng_w(r, d->w)->tag;
    if (i <= first || tag == NG_TAG_VBG || tag == NG_TAG_VB)
        return none;
    if (!is_comma(r, i - 1)) {
        struct ng_span p = ng_phrase_before(r, i, first);
        const struct ng_word *x = ng_w(r, i - 1);
        if (p.first < p.end || x->kind != NG_WORD_LETTERS ||
            x->tag == NG_TAG_IN || x->tag == NG_TAG_RB || x->tag == NG_TAG_CC ||
            x->tag == NG_TAG_TO || x->tag == NG_TAG_MD ||
            (is_verb(x) && tag == NG_TAG_VBN) || x->quote != NG_NONE)
            return p;
        uint32_t k = i - 1;
        while (k > first && in_name_phrase(ng_w(r, k - 1)))
            k--;
        return (struct ng_span){k, i};
    }
    for (uint32_t k = i - 1, n = 0; k-- > first && n < 24; n++) {
        if (ng_w(r, k)->quote != NG_NONE)
            return none;
        if (!is_comma(r, k))
            continue;
        struct ng_span s = ng_phrase_before(r, k, first);
        if (s.first < s.end && s.first == first) {
            s.end = i;
            return s;
        }
        return none;
    }
    return none;
}

/* True if nothing that could be content follows the word before `i`. */
static bool stands_alone(const struct reading *d, uint32_t i)
{
    const struct ng_report *r = d->r;
    if (i >= d->s->end || ends_clause(r, ng_w(r, i)))
        return true;
    for (uint32_t k = d->t->kid[d->w]; k != NG_NONE; k = d->t->after[k]) {
        uint8_t rel = ng_w(r, k)->rel;
        if (k >= i && (rel == NG_REL_ccomp || rel == NG_REL_obj ||
                       rel == NG_REL_xcomp || rel == NG_REL_iobj))
            return false;
    }
    uint8_t tag = ng_w(r, i)->tag;
    if (ng_w_is(r, i, STR("that")) || tag == NG_TAG_TO)
        return false;
    for (uint32_t k = i; k < d->s->end && !ends_clause(r, ng_w(r, k)); k++)
        if (finite(ng_w(r, k)) && ng_w(r, k)->quote == NG_NONE)
            return false;
    return tag == NG_TAG_IN || tag == NG_TAG_RB || tag == NG_TAG_NNP ||
           tag == NG_TAG_DT || tag == NG_TAG_JJ || tag == NG_TAG_NN;
}

/* What stands before the source and the cue is the content. */
static bool content_left(struct reading *d)
{
    const struct ng_report *r = d->r;
    struct ng_attribution *a = d->a;
    uint32_t first = a->cue.first, end = a->cue.end;
    if (a->source.end <= first && a->source.first < a->source.end) {
        for (uint32_t i = a->source.end; i < first; i++)
            if (ng_w(r, i)->kind != NG_WORD_PUNCT)
                return false;
        first = a->source.first;
    } else if (a->source.first == end) {
        end = a->source.end;
    }
    if (first == 0 || first < d->s->first)
        return false;
    uint32_t p = first - 1;
    /* `"Why?" she asked` may have been cut behind the mark */
    if (first == d->s->first &&
        (p == 0 || !ng_wide_is_mark(ng_w(r, p)) ||
         ng_w(r, p - 1)->quote == NG_NONE || !stands_alone(d, end) ||
         r->sentences.at[ng_w(r, p)->sentence].paragraph != d->s->paragraph))
        return false;
    const struct ng_word *x = ng_w(r, p);
    bool mark = ng_wide_is_mark(x) && p > 0 && ng_w(r, p - 1)->quote != NG_NONE;
    if (!mark && is_comma(r, p) && p > d->s->first &&
        ng_wide_is_mark(ng_w(r, p - 1)) && p > 1 &&
        ng_w(r, p - 2)->quote != NG_NONE)
        mark = true;
    if (mark && ng_w_is(r, is_comma(r, p) ? p - 2 : p - 1, STR(".")) &&
        !is_comma(r, p))
        return false; /* the sentence ended: who follows says more */
    if (!mark && x->kind != NG_WORD_PUNCT)
        return false;
    uint32_t from = NG_NONE, to = first;
    const struct ng_word *v = ng_w(r, d->top);
    uint32_t cc = ng_kid(d->t, d->w, NG_REL_ccomp);
    bool alone = !mark && is_comma(r, p) && stands_alone(d, end) &&
                 p > d->s->first + 1 &&
                 (has_finite(r, d->s->first, p) ||
                  (end + 2 < d->s->end && is_comma(r, end) &&
                   has_finite(r, end + 1, d->s->end)));
    if (v->rel == NG_REL_parataxis && v->head < first)
        from = d->t->lo[v->head];
    else if (cc != NG_NONE && cc < first)
        from = d->t->lo[cc];
    if (alone && !ng_w_is(r, d->s->first, STR("according")))
        from = d->s->first;
    if (mark) {
        uint32_t q = is_comma(r, p) ? p - 2 : p - 1;
        uint32_t i = q, id = ng_w(r, q)->quote;
        while (i > 0 && ng_w(r, i - 1)->quote == id)
            i--;
        if (i > 0 && ng_wide_is_mark(ng_w(r, i - 1)))
            i--;
        if (from == NG_NONE || from > i)
            from = i;
        if (from == i && i > d->s->first && d->s->first < first &&
            ng_w(r, i - 1)->kind != NG_WORD_PUNCT)
            from = d->s->first;
    }
    if (from == NG_NONE || (from < d->s->first && !mark))
        return false;
    ng_wide_add(r, a, (struct ng_span){from, to});
    /* the second half: "A, she said, B" */
    if (end + 1 < d->s->end && is_comma(r, end)) {
        if (opens_quote(r, end + 1)) {
            ng_wide_add(
                r, a, (struct ng_span){end + 1, quote_end(r, end + 2)});
        } else if (alone && !breaks_off(d, end + 1)) {
            ng_wide_add(r, a,
                        (struct ng_span){end + 1, clause_far(d, end + 1)});
        }
    }
    return true;
}

/* A relative clause or a quotation right behind a nominal is part of it. */
static struct ng_span goes_on(const struct reading *d, struct ng_span c)
{
    const struct ng_report *r = d->r;
    if (c.end >= d->s->end)
        return c;
    const struct ng_word *x = ng_w(r, c.end);
    if (x->tag == NG_TAG_WP || x->tag == NG_TAG_WDT || x->tag == NG_TAG_WPS)
        c.end = clause_end(d, c.end);
    else if (opens_quote(r, c.end))
        c.end = quote_end(r, c.end + 1);
    return c;
}

/* The nominal at `k`, and what is said of it. */
static struct ng_span object_of(const struct reading *d, uint32_t k)
{
    const struct ng_report *r = d->r;
    uint32_t flags = d->a->flags;
    struct ng_span c = {d->t->lo[k], d->t->hi[k]};
    for (uint32_t n = d->t->after[k]; n != NG_NONE; n = d->t->after[n]) {
        const struct ng_word *x = ng_w(r, n);
        if (d->t->lo[n] > c.end)
            break;
        uint32_t p = d->t->lo[n];
        bool as = (flags & NG_S_AS) && ng_w_is(r, p, STR("as"));
        bool why = (flags & NG_S_FOR_WHAT) &&
                   (ng_w_is(r, p, STR("for")) || ng_w_is(r, p, STR("over")) ||
                    ng_w_is(r, p, STR("on")));
        bool more = x->rel == NG_REL_obl && p == c.end &&
                    (ng_say_preposition(ng_w(r, p)->low) &
                     (NG_S_OF | NG_S_FOR | NG_S_AGAINST | NG_S_ABOUT |
                      NG_S_WITH | NG_S_TO));
        bool named = (flags & NG_S_CALLED) &&
                     (x->rel == NG_REL_xcomp || x->rel == NG_REL_obj);
        bool act = (flags & (NG_S_URGE | NG_S_CALLED)) &&
                   (x->rel == NG_REL_xcomp || x->rel == NG_REL_ccomp ||
                    x->rel == NG_REL_advcl) &&
                   (ng_w_is(r, p, STR("to")) || ng_w_is(r, p, STR("not")) ||
                    named);
        if (!(as || why || named || act || more))
            break;
        if (d->t->hi[n] > c.end)
            c.end = d->t->hi[n];
    }
    return goes_on(d, c);
}

/* A preposition of the lemma right behind the cue joins it. */
static bool by_preposition(struct reading *d, uint32_t allowed)
{
    const struct ng_report *r = d->r;
    uint32_t p = d->a->cue.end;
    if (p + 1 >= d->s->end)
        return false;
    uint32_t bit = ng_say_preposition(ng_w(r, p)->low);
    if (!(bit & allowed) || ng_w(r, p)->quote != NG_NONE)
        return false;
    if (ng_w(r, p)->tag == NG_TAG_TO && is_verb(ng_w(r, p + 1)))
        return false;
    uint32_t o = ng_w(r, p)->head, end = p + 1;
    if (o >= r->words.n)
        return false;
    if (o > p && d->t->lo[o] <= p)
        end = d->t->hi[o];
    else if (o == d->w) {
        uint32_t k = kid_behind(d, NG_REL_obj);
        if (k == NG_NONE)
            return false;
        end = d->t->hi[k];
        o = k;
    } else
        return false;
    struct ng_span c = {p + 1, end};
    /* "called on X to do Y" */
    for (uint32_t n = d->t->after[o]; n != NG_NONE; n = d->t->after[n]) {
        if (d->t->lo[n] != c.end)
            break;
        const struct ng_word *x = ng_w(r, n);
        if ((x->rel == NG_REL_xcomp || x->rel == NG_REL_advcl ||
             x->rel == NG_REL_ccomp) &&
            ng_w_is(r, d->t->lo[n], STR("to")) && (bit & (NG_S_ON | NG_S_FOR | NG_S_TO)))
            c.end = d->t->hi[n];
    }
    d->a->cue.end = p + 1;
    ng_wide_add(r, d->a, goes_on(d, c));
    return true;
}

/* "accused her of lying": the object joins the cue. */
static bool by_charge(struct reading *d, uint32_t o)
{
    const struct ng_report *r = d->r;
    uint32_t p = d->t->hi[o];
    if (p + 1 >= d->s->end)
        return false;
    if (!ng_w_is(r, p, STR("of")) && !ng_w_is(r, p, STR("with"))) {
        /* "accused [her of lying]", read as part of the nominal */
        for (p = o + 1; p < d->t->hi[o]; p++)
            if (ng_w_is(r, p, STR("of")) && ng_w(r, p + 1)->tag == NG_TAG_VBG)
                break;
        if (p >= d->t->hi[o])
            return false;
    }
    uint32_t h = ng_w(r, p)->head;
    if (h >= r->words.n || h <= p)
        return false;
    d->a->cue.end = p + 1;
    ng_wide_add(r, d->a, (struct ng_span){p + 1, d->t->hi[h]});
    return true;
}

/* True if what stands between the cue and the clause is part of the clause. */
static bool gap_is_subject(const struct reading *d, uint32_t from)
{
    const struct ng_report *r = d->r;
    uint32_t i = d->a->cue.end;
    if (i >= from || from - i > 8 || d->a->told.end > d->a->told.first ||
        (d->a->flags & NG_S_HEARER) || d->a->source.first >= i)
        return false;
    uint8_t tag = ng_w(r, i)->tag;
    if (!(tag == NG_TAG_DT || tag == NG_TAG_JJ || tag == NG_TAG_PRP ||
          tag == NG_TAG_PRPS || tag == NG_TAG_CD ||
          (tag >= NG_TAG_NN && tag <= NG_TAG_NNPS)) ||
        ng_w(r, i)->rel == NG_REL_obl_tmod)
        return false;
    for (; i < from; i++)
        if (ng_w(r, i)->kind == NG_WORD_PUNCT || in_time(r, i))
            return false;
    uint8_t first = ng_w(r, from)->tag;
    return finite(ng_w(r, from)) || first == NG_TAG_RB || first == NG_TAG_IN ||
           first == NG_TAG_CC;
}

static void content_right(struct reading *d)
{
    const struct ng_report *r = d->r;
    struct ng_attribution *a = d->a;
    uint32_t flags = a->flags;
    uint32_t o = kid_behind(d, NG_REL_obj), io = kid_behind(d, NG_REL_iobj);
    uint32_t cc = kid_behind(d, NG_REL_ccomp), xc = kid_behind(d, NG_REL_xcomp);
    if (io != NG_NONE)
        a->told = ng_wide_phrase(d->t, io);
    if (cc != NG_NONE && (flags & (NG_S_THAT | NG_S_QUOTE | NG_S_URGE))) {
        if (o != NG_NONE && o < cc && (flags & NG_S_HEARER))
            a->told = ng_wide_phrase(d->t, o);
        uint32_t from = d->t->lo[cc];
        if (from < a->cue.end || gap_is_subject(d, from))
            from = a->cue.end;
        ng_wide_add(r, a,
                    whole_clause(d, (struct ng_span){from, d->t->hi[cc]}));
        return;
    }
    bool that = a->cue.end < d->s->end &&
                ng_w_is(r, a->cue.end, STR("that")) &&
                ng_w(r, a->cue.end)->tag != NG_TAG_DT;
    bool plain = o == NG_NONE || !(flags & NG_S_OBJECT);
    if ((flags & NG_S_THAT) && (that || (plain && xc == NG_NONE)) &&
        clause_by_place(d))
        return;
    if ((flags & NG_S_THAT) && o != NG_NONE && d->t->lo[o] == a->cue.end &&
        d->t->hi[o] > o + 1 && finite(ng_w(r, o + 1)) && clause_by_place(d))
        return;
    if ((flags & NG_S_CALLED) && o == NG_NONE && xc != NG_NONE) {
        ng_wide_add(r, a, (struct ng_span){d->t->lo[xc], d->t->hi[xc]});
        return;
    }
    if (o != NG_NONE && (flags & NG_S_OF_WHAT) && by_charge(d, o))
        return;
    if (o != NG_NONE && (flags & NG_S_HEARER)) {
        a->told = ng_wide_phrase(d->t, o);
        if (xc != NG_NONE)
            ng_wide_add(r, a, (struct ng_span){d->t->lo[xc], d->t->hi[xc]});
        else if (by_preposition(d, 0)) {
        }
        if (a->contents || !(flags & NG_S_OBJECT))
            return;
        a->told = (struct ng_span){0, 0};
    }
    if (by_preposition(d, flags))
        return;
    if (o != NG_NONE &&
        (flags & (NG_S_OBJECT | NG_S_AS | NG_S_CALLED | NG_S_URGE))) {
        struct ng_span c = object_of(d, o);
        if (!(flags & NG_S_OBJECT) && c.end == d->t->hi[o])
            return;
        ng_wide_add(r, a, c);
        return;
    }
    if (xc == NG_NONE && (flags & NG_S_OBJECT) && a->cue.end < d->s->end) {
        uint32_t k = ng_w(r, a->cue.end)->head, i = a->cue.end;
        uint8_t tag = ng_w(r, i)->tag;
        if (tag == NG_TAG_DT || tag == NG_TAG_PRPS || tag == NG_TAG_JJ ||
            (tag >= NG_TAG_NN && tag <= NG_TAG_NNPS)) {
            if (k == d->w)
                k = i;
            for (int up = 0; up < CLIMB && k < r->words.n; up++) {
                if (ng_w(r, k)->head == d->w && d->t->lo[k] >= i &&
                    ng_w(r, k)->rel != NG_REL_obl_tmod) {
                    ng_wide_add(r, a, object_of(d, k));
                    return;
                }
                k = ng_w(r, k)->head;
            }
        }
        return;
    }
    if (xc != NG_NONE) {
        uint32_t from = d->t->lo[xc];
        bool to = ng_w_is(r, from, STR("to")) || ng_w_is(r, from, STR("not"));
        if ((to && (flags & NG_S_INFINITIVE)) ||
            (!to && (flags & NG_S_OBJECT) && ng_w(r, xc)->tag == NG_TAG_VBG))
            ng_wide_add(r, a, (struct ng_span){from, d->t->hi[xc]});
    }
}

/* "what she called a rant", "the plan he rejected": content that stands before
 * the source because the clause is a relative one. */
static void content_fronted(struct reading *d)
{
    const struct ng_report *r = d->r;
    struct ng_attribution *a = d->a;
    uint32_t o = ng_kid(d->t, d->w, NG_REL_obj);
    if (o != NG_NONE && o < a->source.first && d->t->hi[o] <= a->source.first) {
        ng_wide_add(r, a, (struct ng_span){d->t->lo[o], d->t->hi[o]});
        return;
    }
    const struct ng_word *v = ng_w(r, d->top);
    if (v->rel != NG_REL_acl_relcl || v->head >= d->top ||
        a->source.first != d->t->lo[d->top] || (a->contents && o != NG_NONE) ||
        !(a->flags & (NG_S_OBJECT | NG_S_INFINITIVE)) ||
        ng_w(r, a->source.first)->tag == NG_TAG_WP ||
        ng_w(r, a->source.first)->tag == NG_TAG_WDT)
        return;
    struct ng_span c = ng_wide_phrase(d->t, v->head);
    c.end = a->source.first;
    if (c.first < c.end)
        ng_wide_add(r, a, c);
}

/* "was criticized by X", "is believed to ..", "it is said that". */
static bool read_passive(struct reading *d)
{
    const struct ng_report *r = d->r;
    struct ng_attribution *a = d->a;
    uint32_t subject = ng_kid(d->t, d->w, NG_REL_nsubj_pass);
    uint32_t by = NG_NONE;
    for (uint32_t k = d->t->kid[d->w]; k != NG_NONE; k = d->t->after[k])
        if (k > d->w && ng_w_is(r, d->t->lo[k], STR("by")) &&
            ng_w(r, k)->tag != NG_TAG_VBG)
            by = k;
    if (by != NG_NONE) {
        a->source = ng_wide_phrase(d->t, by);
        a->source.first = d->t->lo[by] + 1;
        if (d->t->lo[by] == a->cue.end)
            a->cue.end++;
    }
    if (ng_w(r, d->w)->rel == NG_REL_acl) { /* "claims made by X" */
        if (by == NG_NONE || !(a->flags & (NG_S_OBJECT | NG_S_AS)))
            return false;
        struct ng_span c = ng_wide_phrase(d->t, ng_w(r, d->w)->head);
        if (c.end > d->t->lo[d->w])
            c.end = d->t->lo[d->w];
        ng_wide_add(r, a, c);
        return a->contents > 0;
    }
    uint32_t cc = kid_behind(d, NG_REL_ccomp), xc = kid_behind(d, NG_REL_xcomp);
    if (cc != NG_NONE) {
        ng_wide_add(r, a, (struct ng_span){d->t->lo[cc], d->t->hi[cc]});
        return a->contents > 0;
    }
    if (subject == NG_NONE)
        return false;
    struct ng_span c = ng_wide_phrase(d->t, subject);
    if (xc != NG_NONE && (a->flags & (NG_S_THAT | NG_S_URGE))) {
        ng_wide_add(r, a, c);
        ng_wide_add(r, a, (struct ng_span){d->t->lo[xc], d->t->hi[xc]});
        return true;
    }
    if (by != NG_NONE) {
        ng_wide_add(r, a, c);
        return a->contents > 0;
    }
    return false;
}

/* Taggers take "plans to", "charges that" behind a name for nouns. */
static bool acts_as_verb(const struct ng_report *r, uint32_t w, uint32_t flags)
{
    const struct ng_word *x = ng_w(r, w);
    if (ng_str_eq(x->low, STR("said")) || ng_str_eq(x->low, STR("says")))
        return true;
    if ((x->tag != NG_TAG_NN && x->tag != NG_TAG_NNS && x->tag != NG_TAG_NNP &&
         x->tag != NG_TAG_NNPS) ||
        w == 0 || w + 2 >= r->words.n || ng_w(r, w - 1)->sentence != x->sentence)
        return false;
    const struct ng_word *p = ng_w(r, w - 1), *n = ng_w(r, w + 1);
    bool plural = p->tag == NG_TAG_NNS && !ng_str_ends(x->low, STR("s"));
    bool name = p->name != NG_NONE && ng_str_ends(x->low, STR("s"));
    if (!plural && !name && p->tag != NG_TAG_PRP)
        return false;
    return ((flags & NG_S_THAT) && ng_str_eq(n->low, STR("that"))) ||
           ((flags & NG_S_INFINITIVE) && n->tag == NG_TAG_TO) ||
           (n->tag == NG_TAG_PRPS || n->tag == NG_TAG_DT);
}

bool ng_wide_verb(const struct ng_tree *t, uint32_t w,
                  struct ng_attribution *a)
{
    const struct ng_report *r = t->r;
    const struct ng_word *x = ng_w(r, w);
    if (x->quote != NG_NONE || x->sentence >= r->sentences.n)
        return false;
    uint32_t flags = ng_say_verb_of(x);
    if (flags == 0 || !(is_verb(x) || acts_as_verb(r, w, flags)))
        return false;
    *a = (struct ng_attribution){.flags = flags, .head = w};
    struct reading d = {t, r, &r->sentences.at[x->sentence], w, w, a};
    a->cue = ng_wide_group(t, w);
    if (is_passive(t, w) && read_passive(&d))
        return true;
    if (is_passive(t, w) && !(x->rel == NG_REL_acl && x->head < w &&
                              ng_w(r, x->head)->rel == NG_REL_root))
        return false;
    join_chain(&d);
    a->source = ng_wide_subject(t, d.top);
    if (a->source.first >= a->source.end)
        a->source = subject_by_place(&d);
    if (a->source.first >= a->source.end)
        a->source = subject_behind(&d);
    a->source = widen(&d, a->source);
    if (a->source.first >= a->source.end)
        a->source = (struct ng_span){0, 0};
    if (flags & NG_S_QUOTE) {
        bool left = content_left(&d);
        if ((left && a->contents > 1) || quote_right(&d) || left)
            return true;
    }
    content_right(&d);
    if (a->contents < NG_WIDE_CONTENTS && a->source.first < a->source.end)
        content_fronted(&d);
    return a->contents > 0 && a->source.first < a->source.end;
}
