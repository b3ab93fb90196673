/* sayings_source.c - the group of a verb, and the phrase that speaks.
 *
 *     [The mayor] [went on to claim]     the group joins the chain
 *     [Trade unions] met and [urged]     the subject of the first verb
 *     "...," [noted] [Ana Ortiz]         behind the verb
 */
#include "annotate/sayings_reading.h"

enum { CHAIN = 3, LONGEST_SOURCE = 80 };

bool ng_say_in_time(const struct ng_report *r, uint32_t i)
{
    return ng_time_over(r, ng_w(r, i)->at);
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
        comma |= ng_say_is_comma(r, i) && i + 1 < s.end;
    while (s.end > head + 1 && ng_w(r, s.end - 1)->kind == NG_WORD_PUNCT &&
           !ng_str_eq(ng_w(r, s.end - 1)->low, STR(")")) &&
           !ng_wide_is_mark(ng_w(r, s.end - 1)) &&
           !(comma && ng_say_is_comma(r, s.end - 1)))
        s.end--;
    if (comma && s.end < r->words.n && ng_say_is_comma(r, s.end) &&
        ng_w(r, s.end)->sentence == ng_w(r, head)->sentence)
        s.end++;
    return s;
}

/* `"...," noted Ana Ortiz.`: parsers take the speaker for an object. */
struct ng_span ng_say_subject_behind(const struct reading *d)
{
    const struct ng_report *r = d->r;
    struct ng_span none = {0, 0};
    uint32_t i = d->a->cue.first, e = d->a->cue.end;
    uint8_t tag = ng_w(r, d->w)->tag;
    if (!(d->a->flags & NG_S_QUOTE) || i == 0 ||
        (i == d->s->first && !ng_wide_is_mark(ng_w(r, i - 1))) ||
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
struct ng_span ng_say_widen(const struct reading *d, struct ng_span s)
{
    const struct ng_report *r = d->r;
    if (s.first >= s.end)
        return s;
    const struct ng_word *top = ng_w(r, d->top);
    uint32_t of = top->rel == NG_REL_acl_relcl ? top->head : NG_NONE;
    while (s.first > d->s->first && s.first - 1 != of &&
           in_name_phrase(ng_w(r, s.first)) &&
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
            if ((ng_say_is_verb(ng_w(r, i)) && ng_w(r, i)->tag != NG_TAG_VBG &&
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
           (g.first == t->lo[verb] &&
            ng_w(r, g.first)->letter_case != NG_CASE_LOWER))
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
void ng_say_join_chain(struct reading *d)
{
    const struct ng_report *r = d->r;
    for (int n = 0; n < CHAIN; n++) {
        const struct ng_word *x = ng_w(r, d->top);
        uint32_t h = x->head;
        if (x->rel != NG_REL_xcomp || h >= d->a->cue.first)
            return;
        uint32_t known =
            ng_say_is_verb(ng_w(r, h)) ? ng_say_verb_of(ng_w(r, h)) : 0;
        if ((known & (NG_S_INFINITIVE | NG_S_URGE)) &&
            !declines(ng_w(r, h)->lemma))
            return;
        for (uint32_t i = h + 1; i < d->a->cue.first; i++)
            if (ng_w(r, i)->tag != NG_TAG_TO && ng_w(r, i)->tag != NG_TAG_RB &&
                ng_w(r, i)->tag != NG_TAG_RP && ng_w(r, i)->tag != NG_TAG_IN)
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
    for (int n = 0; n < NG_SAY_CLIMB; n++) {
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

/* The phrase before the cue, where the arcs know no subject. */
struct ng_span ng_say_subject_by_place(const struct reading *d)
{
    const struct ng_report *r = d->r;
    uint32_t i = d->a->cue.first, first = d->s->first;
    struct ng_span none = {0, 0};
    uint8_t tag = ng_w(r, d->w)->tag;
    if (i <= first || tag == NG_TAG_VBG || tag == NG_TAG_VB)
        return none;
    if (!ng_say_is_comma(r, i - 1)) {
        struct ng_span p = ng_phrase_before(r, i, first);
        const struct ng_word *x = ng_w(r, i - 1);
        if (p.first < p.end || x->kind != NG_WORD_LETTERS ||
            x->tag == NG_TAG_IN || x->tag == NG_TAG_RB || x->tag == NG_TAG_CC ||
            x->tag == NG_TAG_TO || x->tag == NG_TAG_MD ||
            (ng_say_is_verb(x) && tag == NG_TAG_VBN) || x->quote != NG_NONE)
            return p;
        uint32_t k = i - 1;
        while (k > first && in_name_phrase(ng_w(r, k - 1)))
            k--;
        return (struct ng_span){k, i};
    }
    for (uint32_t k = i - 1, n = 0; k-- > first && n < 24; n++) {
        if (ng_w(r, k)->quote != NG_NONE)
            return none;
        if (!ng_say_is_comma(r, k))
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
