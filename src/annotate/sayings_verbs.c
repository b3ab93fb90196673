/* sayings_verbs.c - a verb that reports, with its source and its content.
 *
 *     [The mayor] [said] [that ...]                content behind
 *     [The bridge is safe], [she] [said], [and ..] content first, in two parts
 *     [The crew] [is believed] [to be safe]        nobody speaks
 */
#include "annotate/sayings_reading.h"

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

/* `said: "..."`, `said, "..."`, `said "..."`: the quotation, or none. */
static bool quote_right(struct reading *d)
{
    const struct ng_report *r = d->r;
    uint32_t from = d->a->cue.end;
    if (d->a->source.first == from) /* said Ana: "..." */
        from = d->a->source.end;
    uint32_t i = from, n = 0;
    for (; i < d->s->end && n < 16 && !ng_say_opens_quote(r, i); i++, n++)
        if (ng_w(r, i)->quote != NG_NONE ||
            (ng_say_is_verb(ng_w(r, i)) && ng_w(r, i)->tag != NG_TAG_VBN &&
             ng_w(r, i)->tag != NG_TAG_VBG))
            return false;
    if (i >= d->s->end || !ng_say_opens_quote(r, i))
        return false;
    bool close = i == from || (i > from && (ng_say_is_comma(r, i - 1) ||
                                            ng_w_is(r, i - 1, STR(":")) ||
                                            ng_w_is(r, i - 1, STR("that"))));
    if (!close)
        return false;
    uint32_t first = i;
    if (ng_w_is(r, i - 1, STR("that")))
        first = i - 1;
    if (ng_say_is_comma(r, i - 1) && i - 1 > from &&
        ng_w_is(r, i - 2, STR("that")))
        first = i - 2;
    uint32_t end = ng_say_quote_end(r, i + 1), k = ng_w(r, i + 1)->head;
    /* the clause goes on behind the mark, unless the quotation is whole */
    bool whole = end > i + 2 && ng_w(r, end - 2)->kind == NG_WORD_PUNCT;
    for (int up = 0; !whole && k < r->words.n && up < NG_SAY_CLIMB; up++) {
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

/* True if nothing that could be content follows the word before `i`. */
static bool stands_alone(const struct reading *d, uint32_t i)
{
    const struct ng_report *r = d->r;
    if (i >= d->s->end || ng_say_ends_clause(r, ng_w(r, i)))
        return true;
    for (uint32_t k = d->t->kid[d->w]; k != NG_NONE; k = d->t->after[k]) {
        uint8_t rel = ng_w(r, k)->rel;
        bool hears = (d->a->flags & NG_S_HEARER) &&
                     (rel == NG_REL_obj || rel == NG_REL_iobj);
        if (k >= i && !hears &&
            (rel == NG_REL_ccomp || rel == NG_REL_obj || rel == NG_REL_xcomp ||
             rel == NG_REL_iobj))
            return false;
    }
    uint8_t tag = ng_w(r, i)->tag;
    if (ng_w_is(r, i, STR("that")) || tag == NG_TAG_TO)
        return false;
    for (uint32_t k = i; k < d->s->end && !ng_say_ends_clause(r, ng_w(r, k));
         k++)
        if (ng_say_is_finite(ng_w(r, k)) && ng_w(r, k)->quote == NG_NONE)
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
    if (!mark && ng_say_is_comma(r, p) && p > d->s->first &&
        ng_wide_is_mark(ng_w(r, p - 1)) && p > 1 &&
        ng_w(r, p - 2)->quote != NG_NONE)
        mark = true;
    if (mark && ng_w_is(r, ng_say_is_comma(r, p) ? p - 2 : p - 1, STR(".")) &&
        !ng_say_is_comma(r, p))
        return false; /* the sentence ended: who follows says more */
    if (!mark && x->kind != NG_WORD_PUNCT)
        return false;
    uint32_t from = NG_NONE, to = first;
    const struct ng_word *v = ng_w(r, d->top);
    uint32_t cc = ng_kid(d->t, d->w, NG_REL_ccomp);
    bool alone = !mark && ng_say_is_comma(r, p) && stands_alone(d, end) &&
                 p > d->s->first + 1 &&
                 (ng_say_has_finite(r, d->s->first, p) ||
                  (end + 2 < d->s->end && ng_say_is_comma(r, end) &&
                   ng_say_has_finite(r, end + 1, d->s->end)));
    if (v->rel == NG_REL_parataxis && v->head < first)
        from = d->t->lo[v->head];
    else if (cc != NG_NONE && cc < first)
        from = d->t->lo[cc];
    if (alone && !ng_w_is(r, d->s->first, STR("according")))
        from = d->s->first;
    if (mark) {
        uint32_t q = ng_say_is_comma(r, p) ? p - 2 : p - 1;
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
    if (end + 1 < d->s->end && ng_say_is_comma(r, end)) {
        if (ng_say_opens_quote(r, end + 1)) {
            ng_wide_add(
                r, a, (struct ng_span){end + 1, ng_say_quote_end(r, end + 2)});
        } else if (alone && !ng_say_breaks_off(d, end + 1)) {
            ng_wide_add(
                r, a, (struct ng_span){end + 1, ng_say_clause_far(d, end + 1)});
        }
    }
    return true;
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
    uint32_t cc = ng_say_kid_behind(d, NG_REL_ccomp),
             xc = ng_say_kid_behind(d, NG_REL_xcomp);
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

/* "issued a statement calling", "released a letter that says": one cue, and
 * who issued it speaks. */
static void join_document(struct reading *d)
{
    const struct ng_report *r = d->r;
    const struct ng_word *x = ng_w(r, d->top);
    uint32_t n = x->head;
    if ((x->rel != NG_REL_acl && x->rel != NG_REL_acl_relcl) || n >= d->top ||
        d->top - n > 4 || ng_w(r, n)->rel != NG_REL_obj ||
        (x->rel == NG_REL_acl && x->tag != NG_TAG_VBG))
        return;
    static const ng_str papers[] = {
        S("statement"), S("letter"), S("tweet"),   S("paper"), S("memo"),
        S("email"),     S("report"), S("message"), S("note"),  S("comment"),
        S("release"),   S("ad"),     S("post")};
    bool paper = false;
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        paper |= ng_str_eq(ng_w(r, n)->lemma, papers[i]);
    uint32_t v = ng_w(r, n)->head;
    if (!paper || v >= n || n - v > 6)
        return;
    struct ng_span who = ng_wide_subject(d->t, v);
    if (who.first >= who.end)
        return;
    d->a->source = who;
    d->a->cue.first = ng_wide_group(d->t, v).first;
}

/* Taggers take "plans to", "charges that" behind a name for nouns. */
static bool may_be_verb(const struct ng_word *x)
{
    return ng_say_is_verb(x) || x->tag == NG_TAG_NN || x->tag == NG_TAG_NNS ||
           x->tag == NG_TAG_NNP || x->tag == NG_TAG_NNPS ||
           ng_str_eq(x->low, STR("said")) || ng_str_eq(x->low, STR("says"));
}

static bool acts_as_verb(const struct ng_report *r, uint32_t w, uint32_t flags)
{
    const struct ng_word *x = ng_w(r, w);
    if (ng_str_eq(x->low, STR("said")) || ng_str_eq(x->low, STR("says")))
        return true;
    if (w == 0 || w + 2 >= r->words.n ||
        ng_w(r, w - 1)->sentence != x->sentence)
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

bool ng_wide_verb(const struct ng_tree *t, uint32_t w, struct ng_attribution *a)
{
    const struct ng_report *r = t->r;
    const struct ng_word *x = ng_w(r, w);
    if (x->quote != NG_NONE || x->sentence >= r->sentences.n || !may_be_verb(x))
        return false;
    uint32_t flags = ng_say_verb_of(x);
    if (flags == 0 || !(ng_say_is_verb(x) || acts_as_verb(r, w, flags)))
        return false;
    *a = (struct ng_attribution){.flags = flags, .head = w};
    struct reading d = {t, r, &r->sentences.at[x->sentence], w, w, a};
    a->cue = ng_wide_group(t, w);
    if (is_passive(t, w) && read_passive(&d))
        return true;
    if (is_passive(t, w) && !(x->rel == NG_REL_acl && x->head < w &&
                              ng_w(r, x->head)->rel == NG_REL_root))
        return false;
    ng_say_join_chain(&d);
    a->source = ng_wide_subject(t, d.top);
    join_document(&d);
    if (a->source.first >= a->source.end)
        a->source = ng_say_subject_by_place(&d);
    if (a->source.first >= a->source.end)
        a->source = ng_say_subject_behind(&d);
    a->source = ng_say_to_mark(&d, ng_say_widen(&d, a->source));
    if (a->source.first >= a->source.end)
        a->source = (struct ng_span){0, 0};
    if (ng_w(r, d.top)->tag == NG_TAG_VB && a->cue.first > d.s->first &&
        a->source.end < a->cue.first &&
        ng_w(r, a->cue.first - 1)->tag == NG_TAG_TO)
        a->cue.first--;
    if (flags & NG_S_QUOTE) {
        bool left = content_left(&d);
        if ((left && a->contents > 1) || quote_right(&d) || left)
            return true;
    }
    ng_say_content_right(&d);
    if (a->contents < NG_WIDE_CONTENTS && a->source.first < a->source.end)
        ng_say_content_fronted(&d);
    return a->contents > 0 && a->source.first < a->source.end;
}
