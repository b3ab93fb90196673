/* sayings_marks.c - attributions that marks and fixed words tell, whatever the
 * arcs say.
 *
 *     "...," [presiding judge Ana Ortiz] said      all between mark and verb
 *     As [Ortiz] [put it], [...]    In [her] [view], [...]
 *     [Ortiz] [:] ["..."]           a paragraph that opens with a name
 *     ["..."] [--] [Ana Ortiz]      a quotation with its signature
 */
#include "annotate/sayings_reading.h"

enum { BETWEEN = 14, LEAD = 5, SIGNED = 8 };

bool ng_say_closes(const struct ng_report *r, uint32_t i)
{
    static const ng_str ends[] = {S(","), S("?"), S("!"), S("..."),
                                  S("\xe2\x80\xa6")};
    return i > 1 && ng_wide_is_mark(ng_w(r, i)) &&
           ng_w(r, i)->quote == NG_NONE && ng_w(r, i - 1)->quote != NG_NONE &&
           NG_IN(ng_w(r, i - 1)->low, ends);
}

struct ng_span ng_say_to_mark(const struct reading *d, struct ng_span s)
{
    const struct ng_report *r = d->r;
    if (s.first >= s.end || s.end > d->a->cue.first ||
        !(d->a->flags & NG_S_QUOTE))
        return s;
    uint32_t i = s.first;
    for (uint32_t n = 0; i > d->s->first && n < BETWEEN; n++, i--) {
        const struct ng_word *w = ng_w(r, i - 1);
        if (ng_say_closes(r, i - 1))
            break;
        if (w->quote != NG_NONE || ng_say_is_finite(w) || w->tag == NG_TAG_CC ||
            w->tag == NG_TAG_WP || w->tag == NG_TAG_WDT ||
            w->rel == NG_REL_obl_tmod ||
            (w->kind == NG_WORD_PUNCT && !ng_str_eq(w->low, STR(",")) &&
             w->tag != NG_TAG_HYPH))
            return s;
    }
    if (i == 0 || !ng_say_closes(r, i - 1) || ng_w(r, i)->tag == NG_TAG_IN ||
        ng_w(r, i)->tag == NG_TAG_RB ||
        r->sentences.at[ng_w(r, i - 1)->sentence].paragraph != d->s->paragraph)
        return s;
    s.first = i;
    return s;
}

/* The content beside "as X put it": the rest of the sentence. */
static void rest_of(const struct ng_report *r, const struct ng_sentence *s,
                    uint32_t first, uint32_t end, struct ng_attribution *a)
{
    uint32_t left = first;
    while (left > s->first && ng_w(r, left - 1)->kind == NG_WORD_PUNCT)
        left--;
    if (left == s->first)
        ng_wide_add(r, a, (struct ng_span){end, s->end});
    else
        ng_wide_add(r, a, (struct ng_span){s->first, first});
}

bool ng_wide_put(const struct ng_tree *t, uint32_t w, struct ng_attribution *a)
{
    const struct ng_report *r = t->r;
    const struct ng_word *x = ng_w(r, w);
    if (x->quote != NG_NONE || x->sentence >= r->sentences.n)
        return false;
    const struct ng_sentence *s = &r->sentences.at[x->sentence];
    static const ng_str views[] = {
        S("view"),   S("words"),    S("opinion"),   S("telling"),
        S("phrase"), S("judgment"), S("judgement"), S("estimation")};
    uint32_t first = w, end = w + 1;
    struct ng_span who = {w, w};
    if (ng_str_eq(x->low, STR("put")) || ng_str_eq(x->low, STR("puts"))) {
        if (w + 1 >= s->end || !ng_w_is(r, w + 1, STR("it")))
            return false;
        end = w + 2;
        while (first > s->first && w - first < BETWEEN &&
               !ng_w_is(r, first, STR("as")))
            first--;
        who = (struct ng_span){first + 1, w};
        while (who.end > who.first && (ng_w(r, who.end - 1)->tag == NG_TAG_RB ||
                                       ng_w_is(r, who.end - 1, STR("has"))))
            who.end--;
        if (!ng_w_is(r, first, STR("as")))
            return false;
    } else if (NG_IN(x->low, views)) {
        while (first > s->first && w - first < LEAD &&
               !ng_w_is(r, first, STR("in")))
            first--;
        who = (struct ng_span){first + 1, w};
        if (!ng_w_is(r, first, STR("in")) || who.first >= who.end)
            return false;
        bool owner = ng_w(r, who.end - 1)->tag == NG_TAG_POS;
        if (owner)
            who.end--;
        else if (who.end != who.first + 1 ||
                 ng_w(r, who.first)->tag != NG_TAG_PRPS)
            return false;
    } else {
        return false;
    }
    if (who.first >= who.end || end >= s->end ||
        ng_say_has_finite(r, who.first, who.end))
        return false;
    bool mark = ng_w(r, end)->kind == NG_WORD_PUNCT;
    if (!mark)
        return false;
    *a = (struct ng_attribution){.flags = NG_S_QUOTE | NG_S_THAT, .head = w};
    a->cue = (struct ng_span){w, end};
    a->source = who;
    rest_of(r, s, first, end, a);
    return a->contents > 0;
}

bool ng_wide_turn(const struct ng_tree *t, uint32_t w, struct ng_attribution *a)
{
    const struct ng_report *r = t->r;
    const struct ng_word *x = ng_w(r, w);
    if (!ng_str_eq(x->low, STR(":")) || x->quote != NG_NONE || w == 0 ||
        x->sentence >= r->sentences.n || !ng_say_opens_quote(r, w + 1))
        return false;
    const struct ng_sentence *s = &r->sentences.at[x->sentence];
    bool opens = x->sentence == 0 ||
                 r->sentences.at[x->sentence - 1].paragraph != s->paragraph;
    if (!opens || w - s->first > LEAD || w == s->first ||
        ng_w(r, w - 1)->name >= r->names.n ||
        r->names.at[ng_w(r, w - 1)->name].type != NG_PER)
        return false;
    *a = (struct ng_attribution){.flags = NG_S_QUOTE, .head = w};
    a->cue = (struct ng_span){w, w + 1};
    a->source = (struct ng_span){s->first, w};
    ng_wide_add(r, a, (struct ng_span){w + 1, ng_say_quote_end(r, w + 2)});
    return a->contents > 0;
}

bool ng_say_is_dash(const struct ng_word *w)
{
    static const ng_str dashes[] = {S("--"), S("-"), S("\xe2\x80\x93"),
                                    S("\xe2\x80\x94"), S("\xe2\x80\x95")};
    return w->kind == NG_WORD_PUNCT && NG_IN(w->low, dashes);
}

bool ng_wide_signed(const struct ng_tree *t, uint32_t w,
                    struct ng_attribution *a)
{
    const struct ng_report *r = t->r;
    const struct ng_word *x = ng_w(r, w);
    uint32_t n = (uint32_t)r->words.n, end = w + 1, q = w;
    if (x->quote != NG_NONE || w < 4 || end >= n || !ng_say_is_dash(x) ||
        !ng_wide_is_mark(ng_w(r, w - 1)) || ng_w(r, w - 1)->quote != NG_NONE ||
        ng_w(r, w - 2)->quote == NG_NONE || x->sentence >= r->sentences.n)
        return false;
    uint32_t here = r->sentences.at[x->sentence].paragraph;
    for (; end < n && end - w <= SIGNED; end++) {
        const struct ng_word *y = ng_w(r, end);
        bool comma = end > w + 2 && ng_say_is_comma(r, end);
        if (y->quote != NG_NONE || ng_say_is_finite(y))
            return false;
        if ((y->kind == NG_WORD_PUNCT && !comma) ||
            r->sentences.at[y->sentence].paragraph != here ||
            (y->sentence != x->sentence && end > w + 1 &&
             y->sentence != ng_w(r, end - 1)->sentence))
            break;
    }
    bool name = end > w + 1 && ng_w(r, w + 1)->name < r->names.n &&
                r->names.at[ng_w(r, w + 1)->name].type == NG_PER;
    if (!name || end - w > SIGNED || (end < n && ng_say_is_dash(ng_w(r, end))))
        return false;
    *a = (struct ng_attribution){.flags = NG_S_QUOTE, .head = w};
    a->cue = (struct ng_span){w, w + 1};
    a->source = (struct ng_span){w + 1, end};
    for (q = w - 2; q > 0 && ng_w(r, q - 1)->quote == ng_w(r, w - 2)->quote;)
        q--;
    if (q > 0 && ng_wide_is_mark(ng_w(r, q - 1)))
        q--;
    ng_wide_add(r, a, (struct ng_span){q, w});
    return a->contents > 0;
}
