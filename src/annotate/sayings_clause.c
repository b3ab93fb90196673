/* sayings_clause.c - where a clause or a quotation begins and ends, by marks.
 */
#include "annotate/sayings_reading.h"

/* Behind the closing mark of the quotation whose inside begins at i. */
uint32_t ng_say_quote_end(const struct ng_report *r, uint32_t i)
{
    uint32_t q = ng_w(r, i)->quote;
    while (i < r->words.n && ng_w(r, i)->quote == q)
        i++;
    return i < r->words.n && ng_wide_is_mark(ng_w(r, i)) ? i + 1 : i;
}

bool ng_say_opens_quote(const struct ng_report *r, uint32_t i)
{
    return i + 1 < r->words.n && ng_wide_is_mark(ng_w(r, i)) &&
           ng_w(r, i)->quote == NG_NONE && ng_w(r, i + 1)->quote != NG_NONE;
}

bool ng_say_is_finite(const struct ng_word *w)
{
    return w->tag == NG_TAG_VBD || w->tag == NG_TAG_VBZ ||
           w->tag == NG_TAG_VBP || w->tag == NG_TAG_MD;
}

bool ng_say_has_finite(const struct ng_report *r, uint32_t i, uint32_t end)
{
    for (; i < end; i++)
        if (ng_say_is_finite(ng_w(r, i)))
            return true;
    return false;
}

/* True if what follows the comma at i-1 is no part of the clause before it. */
bool ng_say_breaks_off(const struct reading *d, uint32_t i)
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
        if (ng_say_is_finite(ng_w(r, k)))
            return ng_say_verb_of(ng_w(r, k)) != 0;
    return false;
}

bool ng_say_ends_clause(const struct ng_report *r, const struct ng_word *x)
{
    (void)r;
    return x->kind == NG_WORD_PUNCT && x->quote == NG_NONE &&
           !ng_wide_is_mark(x) && x->tag != NG_TAG_HYPH &&
           x->tag != NG_TAG_LRB && x->tag != NG_TAG_RRB &&
           x->tag != NG_TAG_DOLLAR && !ng_str_eq(x->low, STR("-")) &&
           !ng_str_eq(x->low, STR("%")) && !ng_str_eq(x->low, STR("/"));
}

/* The end of the sentence, or of the part of it that commas leave whole. */
uint32_t ng_say_clause_far(const struct reading *d, uint32_t i)
{
    const struct ng_report *r = d->r;
    for (; i < d->s->end; i++) {
        const struct ng_word *x = ng_w(r, i);
        if (!ng_say_ends_clause(r, x))
            continue;
        if (!ng_say_is_comma(r, i) || ng_say_breaks_off(d, i + 1))
            return i;
    }
    return i;
}

/* Where a clause that begins at `i` ends, by marks: parsers often cut it. */
uint32_t ng_say_clause_end(const struct reading *d, uint32_t i)
{
    const struct ng_report *r = d->r;
    for (; i < d->s->end; i++) {
        const struct ng_word *x = ng_w(r, i);
        if (x->quote != NG_NONE)
            continue;
        if (ng_say_ends_clause(r, x))
            return i;
        if (x->tag == NG_TAG_CC && i + 1 < d->s->end &&
            (ng_say_verb_of(ng_w(r, i + 1)) & NG_S_QUOTE) &&
            ng_say_is_verb(ng_w(r, i + 1)) && ng_w(r, i + 1)->tag != NG_TAG_VB)
            return i;
    }
    return i;
}

/* The clause as parsed, to the mark that ends it. */
struct ng_span ng_say_whole_clause(const struct reading *d, struct ng_span c)
{
    uint32_t e = c.end;
    if (e >= d->s->end || e <= c.first)
        return c;
    const struct ng_word *x = ng_w(d->r, e);
    if (x->kind == NG_WORD_PUNCT || x->tag == NG_TAG_CC ||
        ng_w(d->r, e - 1)->kind == NG_WORD_PUNCT)
        return c;
    c.end = ng_say_clause_end(d, e);
    return c;
}

/* A clause right behind the cue that the parser did not see. */
bool ng_say_clause_by_place(struct reading *d)
{
    const struct ng_report *r = d->r;
    uint32_t i = d->a->cue.end;
    if (i + 1 >= d->s->end || ng_w(r, i)->kind == NG_WORD_PUNCT ||
        ng_w(r, i)->tag == NG_TAG_TO)
        return false;
    bool that = ng_w_is(r, i, STR("that")) && ng_w(r, i)->tag != NG_TAG_DT;
    if (ng_w(r, i)->tag == NG_TAG_IN && !that)
        return false;
    uint32_t e = that ? ng_say_clause_far(d, i) : ng_say_clause_end(d, i);
    if (!ng_say_has_finite(r, i + 1, e))
        return false;
    ng_wide_add(r, d->a, (struct ng_span){i, e});
    return d->a->contents > 0;
}

/* The first word of `rel` behind the cue. */
uint32_t ng_say_kid_behind(const struct reading *d, enum ng_rel rel)
{
    for (uint32_t k = d->t->kid[d->w]; k != NG_NONE; k = d->t->after[k])
        if (k >= d->a->cue.end && ng_w(d->r, k)->rel == rel)
            return k;
    return NG_NONE;
}
