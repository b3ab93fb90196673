/* sayings_content.c - what stands behind a verb that reports.
 *
 *     said [that it rained]         a clause
 *     urged [them to stop]          object and infinitive
 *     told them [to stop]           the object hears
 *     called for [a vote]           the preposition joins the cue
 *     rejected [the plan as dead]   a nominal
 */
#include "annotate/sayings_reading.h"

/* A relative clause or a quotation right behind a nominal is part of it. */
static struct ng_span goes_on(const struct reading *d, struct ng_span c)
{
    const struct ng_report *r = d->r;
    if (c.end >= d->s->end)
        return c;
    const struct ng_word *x = ng_w(r, c.end);
    if (x->tag == NG_TAG_WP || x->tag == NG_TAG_WDT || x->tag == NG_TAG_WPS)
        c.end = ng_say_clause_end(d, c.end);
    else if (ng_say_opens_quote(r, c.end))
        c.end = ng_say_quote_end(r, c.end + 1);
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
        bool act =
            (flags & (NG_S_URGE | NG_S_CALLED)) &&
            (x->rel == NG_REL_xcomp || x->rel == NG_REL_ccomp ||
             x->rel == NG_REL_advcl) &&
            (ng_w_is(r, p, STR("to")) || ng_w_is(r, p, STR("not")) || named);
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
    if (ng_w(r, p)->tag == NG_TAG_TO && ng_say_is_verb(ng_w(r, p + 1)))
        return false;
    uint32_t o = ng_w(r, p)->head, end = p + 1, low = ng_w(r, p + 1)->tag;
    bool sure = (bit & (NG_S_ABOUT | NG_S_FOR | NG_S_ON | NG_S_AGAINST |
                        NG_S_OF | NG_S_OVER)) &&
                !ng_say_in_time(r, p + 1) &&
                ng_w(r, p + 1)->kind == NG_WORD_LETTERS && low != NG_TAG_IN &&
                low != NG_TAG_CC;
    if (o < r->words.n && o > p && d->t->lo[o] <= p) {
        end = d->t->hi[o];
    } else if (o == d->w && ng_say_kid_behind(d, NG_REL_obj) != NG_NONE) {
        o = ng_say_kid_behind(d, NG_REL_obj);
        end = d->t->hi[o];
    } else if (sure) { /* the arcs lost it */
        o = p;
        end = ng_say_clause_end(d, p + 1);
    } else {
        return false;
    }
    struct ng_span c = {p + 1, end};
    /* "called on X to do Y" */
    for (uint32_t n = d->t->after[o]; n != NG_NONE; n = d->t->after[n]) {
        if (d->t->lo[n] != c.end)
            break;
        const struct ng_word *x = ng_w(r, n);
        if ((x->rel == NG_REL_xcomp || x->rel == NG_REL_advcl ||
             x->rel == NG_REL_ccomp) &&
            ng_w_is(r, d->t->lo[n], STR("to")) &&
            (bit & (NG_S_ON | NG_S_FOR | NG_S_TO)))
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
        if (ng_w(r, i)->kind == NG_WORD_PUNCT || ng_say_in_time(r, i))
            return false;
    uint8_t first = ng_w(r, from)->tag;
    return ng_say_is_finite(ng_w(r, from)) || first == NG_TAG_RB ||
           first == NG_TAG_IN || first == NG_TAG_CC;
}

static bool begins_clause(const struct ng_report *r, uint32_t i)
{
    const struct ng_word *w = ng_w(r, i);
    return (ng_str_eq(w->low, STR("that")) && w->tag != NG_TAG_DT) ||
           w->tag == NG_TAG_WRB || ng_str_eq(w->low, STR("what")) ||
           ng_str_eq(w->low, STR("whether"));
}

/* "warned voters that ...", "asked them to ...", where the arcs lost it. */
static bool hearer_by_place(struct reading *d)
{
    const struct ng_report *r = d->r;
    uint32_t i = d->a->told.end;
    if (d->a->told.first != d->a->cue.end || i + 1 >= d->s->end)
        return false;
    for (uint32_t k = d->a->told.first; k < i; k++)
        if (begins_clause(r, k) || ng_w(r, k)->tag == NG_TAG_TO) {
            d->a->told.end = i = k;
            break;
        }
    bool to = ng_w(r, i)->tag == NG_TAG_TO && ng_say_is_verb(ng_w(r, i + 1));
    if (!to && !begins_clause(r, i))
        return false;
    ng_wide_add(r, d->a,
                (struct ng_span){i, to ? ng_say_clause_end(d, i)
                                       : ng_say_clause_far(d, i)});
    return d->a->contents > 0;
}

/* "made the claim that ...", "raised questions about ...": verb, noun and
 * preposition are one cue. */
static bool by_light_noun(struct reading *d, uint32_t o)
{
    const struct ng_report *r = d->r;
    uint32_t i = d->a->cue.end, e = o + 1;
    if (!ng_say_noun(ng_w(r, o)->lemma) || o < i || o - i > 5 ||
        e + 1 >= d->s->end)
        return false;
    for (; i < o; i++)
        if (ng_w(r, i)->kind == NG_WORD_PUNCT || ng_w(r, i)->quote != NG_NONE)
            return false;
    while (e + 1 < d->s->end && ng_say_in_time(r, e))
        e++;
    const struct ng_word *x = ng_w(r, e), *n = ng_w(r, e + 1);
    bool to = x->tag == NG_TAG_TO && ng_say_is_verb(n);
    bool that = ng_str_eq(x->low, STR("that")) && x->tag != NG_TAG_DT;
    uint32_t bit = ng_say_preposition(x->low);
    uint32_t old = d->a->cue.end;
    if (to || that) {
        d->a->cue.end = e;
        ng_wide_add(r, d->a,
                    (struct ng_span){e, that ? ng_say_clause_far(d, e)
                                             : ng_say_clause_end(d, e)});
    } else if (bit && !(bit & (NG_S_IN | NG_S_AT | NG_S_BY))) {
        uint32_t h = x->head;
        d->a->cue.end = e + 1;
        ng_wide_add(
            r, d->a,
            goes_on(d, (struct ng_span){
                           e + 1, h < r->words.n && h > e && d->t->lo[h] <= e
                                      ? d->t->hi[h]
                                      : ng_say_clause_end(d, e + 1)}));
    }
    if (d->a->contents == 0)
        d->a->cue.end = old;
    return d->a->contents > 0;
}

void ng_say_content_right(struct reading *d)
{
    const struct ng_report *r = d->r;
    struct ng_attribution *a = d->a;
    uint32_t flags = a->flags;
    uint32_t o = ng_say_kid_behind(d, NG_REL_obj),
             io = ng_say_kid_behind(d, NG_REL_iobj);
    uint32_t cc = ng_say_kid_behind(d, NG_REL_ccomp),
             xc = ng_say_kid_behind(d, NG_REL_xcomp);
    if (o != NG_NONE && (flags & NG_S_LIGHT) && by_light_noun(d, o))
        return;
    if (io != NG_NONE)
        a->told = ng_wide_phrase(d->t, io);
    if (cc != NG_NONE && (flags & (NG_S_THAT | NG_S_QUOTE | NG_S_URGE))) {
        if (o != NG_NONE && o < cc && (flags & NG_S_HEARER))
            a->told = ng_wide_phrase(d->t, o);
        uint32_t from = d->t->lo[cc];
        if (from < a->cue.end || gap_is_subject(d, from))
            from = a->cue.end;
        ng_wide_add(
            r, a, ng_say_whole_clause(d, (struct ng_span){from, d->t->hi[cc]}));
        return;
    }
    bool that = a->cue.end < d->s->end && begins_clause(r, a->cue.end);
    bool plain = o == NG_NONE || !(flags & NG_S_OBJECT);
    if ((flags & NG_S_THAT) && (that || (plain && xc == NG_NONE)) &&
        ng_say_clause_by_place(d))
        return;
    if ((flags & NG_S_THAT) && o != NG_NONE && d->t->lo[o] == a->cue.end &&
        d->t->hi[o] > o + 1 && ng_say_is_finite(ng_w(r, o + 1)) &&
        ng_say_clause_by_place(d))
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
        else
            (void)hearer_by_place(d);
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
            for (int up = 0; up < NG_SAY_CLIMB && k < r->words.n; up++) {
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
void ng_say_content_fronted(struct reading *d)
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
