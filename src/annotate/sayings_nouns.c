/* sayings_nouns.c - cues that are no verb of their own.
 *
 *     [the mayor's] [claim] [that the bridge is safe]
 *     [The mayor] [was confident] [that ...]
 *     [According to] [the mayor], [the bridge is safe]
 *     [Mayor] [:] [Bridge is safe]
 */
#include "annotate/sayings_reading.h"

enum { LEAD = 12, TURN = 24 };

static bool is_noun(const struct ng_word *w)
{
    return w->tag >= NG_TAG_NN && w->tag <= NG_TAG_NNPS;
}

/* "her comments on the plan": an owner, and what it is about. */
static bool with_preposition(const struct ng_tree *t, uint32_t w,
                             struct ng_attribution *a)
{
    const struct ng_report *r = t->r;
    uint32_t owner = ng_kid(t, w, NG_REL_nmod_poss), p = w + 1;
    if (owner == NG_NONE || p + 1 >= r->words.n ||
        ng_w(r, p)->sentence != ng_w(r, w)->sentence)
        return false;
    uint32_t bit = ng_say_preposition(ng_w(r, p)->low), h = ng_w(r, p)->head;
    if (!(bit & (NG_S_ABOUT | NG_S_OF | NG_S_FOR | NG_S_ON | NG_S_AGAINST)) ||
        h >= r->words.n || h <= p || t->lo[h] != p)
        return false;
    a->source = (struct ng_span){t->lo[owner], t->hi[owner]};
    if (a->source.end > w)
        return false;
    while (a->cue.first > a->source.end &&
           (ng_w(r, a->cue.first - 1)->tag == NG_TAG_JJ ||
            ng_w(r, a->cue.first - 1)->tag == NG_TAG_NN))
        a->cue.first--;
    a->cue.end = p + 1;
    ng_wide_add(r, a, (struct ng_span){p + 1, t->hi[h]});
    return a->contents > 0;
}

bool ng_wide_noun(const struct ng_tree *t, uint32_t w, struct ng_attribution *a)
{
    const struct ng_report *r = t->r;
    const struct ng_word *x = ng_w(r, w);
    if ((x->tag != NG_TAG_NN && x->tag != NG_TAG_NNS) || x->quote != NG_NONE)
        return false;
    uint32_t flags = ng_say_noun(x->lemma);
    if (flags == 0)
        return false;
    *a = (struct ng_attribution){.flags = flags, .head = w};
    a->cue = (struct ng_span){w, w + 1};
    /* the content: a clause with "that" or "to" right behind */
    uint32_t c = NG_NONE;
    for (uint32_t k = t->kid[w]; k != NG_NONE; k = t->after[k])
        if (k > w &&
            (ng_w(r, k)->rel == NG_REL_acl || ng_w(r, k)->rel == NG_REL_ccomp ||
             ng_w(r, k)->rel == NG_REL_acl_relcl) &&
            t->lo[k] == w + 1)
            c = k;
    if (c == NG_NONE)
        return with_preposition(t, w, a);
    bool that =
        ng_w_is(r, w + 1, STR("that")) && ng_w(r, w + 1)->tag == NG_TAG_IN;
    bool to = ng_w_is(r, w + 1, STR("to"));
    if (!that && !to)
        return false;
    uint32_t owner = ng_kid(t, w, NG_REL_nmod_poss);
    if (owner != NG_NONE) {
        a->source = (struct ng_span){t->lo[owner], t->hi[owner]};
        while (a->cue.first > a->source.end &&
               ng_w(r, a->cue.first - 1)->tag == NG_TAG_JJ)
            a->cue.first--;
    } else if (to) {
        return false;
    } else {
        /* "made the claim that", "raised concerns that": the verb joins */
        uint32_t v = x->head;
        if (v < w && x->rel == NG_REL_obj && w - v <= 5) {
            a->source = ng_wide_subject(t, v);
            a->cue.first = ng_wide_group(t, v).first;
        }
        if (a->source.first >= a->source.end) {
            a->source = (struct ng_span){0, 0};
            a->cue.first = t->lo[w] <= w ? t->lo[w] : w;
        }
    }
    ng_wide_add(r, a, (struct ng_span){t->lo[c], t->hi[c]});
    return a->contents > 0;
}

bool ng_wide_adjective(const struct ng_tree *t, uint32_t w,
                       struct ng_attribution *a)
{
    const struct ng_report *r = t->r;
    const struct ng_word *x = ng_w(r, w);
    if (x->quote != NG_NONE ||
        !(x->tag == NG_TAG_JJ || x->tag == NG_TAG_VBN || x->tag == NG_TAG_VBD))
        return false;
    uint32_t flags = ng_say_adjective(x->low);
    uint32_t subject = ng_kid(t, w, NG_REL_nsubj);
    if (subject == NG_NONE)
        subject = ng_kid(t, w, NG_REL_nsubj_pass);
    if (flags == 0 || subject == NG_NONE || subject > w)
        return false;
    bool be = ng_kid(t, w, NG_REL_cop) != NG_NONE ||
              ng_kid(t, w, NG_REL_aux_pass) != NG_NONE;
    if (!be)
        return false;
    *a = (struct ng_attribution){.flags = flags, .head = w};
    a->cue = ng_wide_group(t, w);
    a->source = ng_wide_phrase(t, subject);
    for (uint32_t k = t->kid[w]; k != NG_NONE; k = t->after[k]) {
        if (k < w)
            continue;
        const struct ng_word *c = ng_w(r, k);
        uint32_t p = t->lo[k];
        bool to = ng_w_is(r, p, STR("to")) && ng_w(r, p)->head == k &&
                  ng_w(r, p)->rel == NG_REL_mark;
        bool clause = c->rel == NG_REL_ccomp || c->rel == NG_REL_advcl ||
                      c->rel == NG_REL_xcomp || c->rel == NG_REL_acl;
        uint32_t bit = ng_say_preposition(ng_w(r, p)->low);
        if (clause &&
            ((to && (flags & NG_S_INFINITIVE)) ||
             (!to && c->rel == NG_REL_ccomp && (flags & NG_S_THAT)))) {
            ng_wide_add(r, a, (struct ng_span){p, t->hi[k]});
            break;
        }
        if ((bit & flags) && p == a->cue.end && !to) {
            a->cue.end = p + 1;
            ng_wide_add(r, a, (struct ng_span){p + 1, t->hi[k]});
            break;
        }
    }
    return a->contents > 0;
}

bool ng_wide_according(const struct ng_tree *t, uint32_t w,
                       struct ng_attribution *a)
{
    const struct ng_report *r = t->r;
    const struct ng_word *x = ng_w(r, w);
    if (!ng_str_eq(x->low, STR("according")) || x->quote != NG_NONE ||
        w + 2 >= r->words.n || !ng_w_is(r, w + 1, STR("to")) ||
        x->sentence >= r->sentences.n)
        return false;
    const struct ng_sentence *s = &r->sentences.at[x->sentence];
    *a = (struct ng_attribution){.flags = NG_S_QUOTE | NG_S_THAT, .head = w};
    a->cue = (struct ng_span){w, w + 2};
    uint32_t h = x->head;
    if (h < r->words.n && h > w + 1 && t->lo[h] <= w) {
        a->source = ng_wide_phrase(t, h);
        a->source.first = w + 2;
    } else {
        h = ng_w(r, w + 1)->head;
        if (h < r->words.n && h > w + 1) {
            a->source = ng_wide_phrase(t, h);
            a->source.first = w + 2;
        } else {
            a->source = ng_phrase_after(r, w + 2, s->end);
        }
    }
    if (a->source.first >= a->source.end)
        return false;
    bool first = true;
    for (uint32_t i = s->first; i < w; i++)
        first &= ng_w(r, i)->kind == NG_WORD_PUNCT ||
                 ng_w(r, i)->tag == NG_TAG_CC || ng_w(r, i)->tag == NG_TAG_RB;
    if (first) {
        if (ng_w_is(r, a->source.end - 1, STR(",")))
            a->source.end--;
        ng_wide_add(r, a, (struct ng_span){a->source.end, s->end});
    } else {
        ng_wide_add(r, a, (struct ng_span){s->first, w});
        if (a->source.end + 1 < s->end && ng_w_is(r, a->source.end, STR(",")))
            ng_wide_add(r, a, (struct ng_span){a->source.end, s->end});
    }
    return a->contents > 0;
}

/* The colon behind a speaker in capitals near the start of a sentence. */
static bool is_turn(const struct ng_report *r, const struct ng_sentence *s)
{
    uint32_t i = s->first, n = 0;
    while (i < s->end && ng_w(r, i)->kind == NG_WORD_PUNCT)
        i++;
    for (; i < s->end && n < 5; i++, n++) {
        if (ng_w_is(r, i, STR(":")))
            return n > 0;
        if (ng_w(r, i)->kind != NG_WORD_PUNCT &&
            ng_w(r, i)->letter_case != NG_CASE_UPPER)
            return false;
    }
    return false;
}

/* Where the turn that begins in this sentence ends: before the next one, if
 * there is one soon; else with the sentence. */
static uint32_t turn_end(const struct ng_report *r, uint32_t sentence)
{
    uint32_t end = r->sentences.at[sentence].end;
    for (uint32_t k = sentence + 1; k < r->sentences.n && k < sentence + TURN;
         k++)
        if (is_turn(r, &r->sentences.at[k])) {
            end = r->sentences.at[k - 1].end;
            break;
        }
    /* a stray mark in front of the next one */
    if (end > r->sentences.at[sentence].first + 3 &&
        ng_wide_is_mark(ng_w(r, end - 1)) &&
        ng_w(r, end - 1)->quote == NG_NONE &&
        ng_w(r, end - 2)->quote == NG_NONE)
        end--;
    return end;
}

bool ng_say_is_label(const struct ng_report *r, uint32_t i)
{
    static const ng_str labels[] = {
        S("clip"),      S("soundbite"), S("bite"),       S("tape"),
        S("insert"),    S("actuality"), S("audio"),      S("sound"),
        S("video"),     S("cut"),       S("sot"),        S("vox"),
        S("interview"), S("analysis"),  S("opinion"),    S("comment"),
        S("exclusive"), S("update"),    S("breaking"),   S("live"),
        S("profile"),   S("explainer"), S("watch"),      S("review"),
        S("obituary"),  S("feature"),   S("background"), S("editorial")};
    if (i + 1 >= r->words.n || !ng_w_is(r, i + 1, STR(":")))
        return false;
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
        if (ng_w_is(r, i, labels[k]))
            return true;
    return false;
}

/* `"We are ready": Lena Brandt`, a headline. */
static bool title_quote(const struct ng_tree *t, const struct ng_sentence *s,
                        uint32_t w, struct ng_attribution *a)
{
    const struct ng_report *r = t->r;
    uint32_t from = w - 1, end = s->end;
    while (end > w + 1 && ng_w(r, end - 1)->kind == NG_WORD_PUNCT)
        end--;
    if (from == 0 || ng_w(r, from - 1)->quote == NG_NONE || w + 1 >= end ||
        end - w > LEAD)
        return false;
    uint32_t q = ng_w(r, from - 1)->quote;
    while (from > s->first && ng_w(r, from - 1)->quote == q)
        from--;
    bool person = ng_grade_of_noun(ng_w(r, end - 1)->low) == NG_GRADE_ROLE;
    for (uint32_t i = w + 1; i < end; i++) {
        const struct ng_word *x = ng_w(r, i);
        if (ng_say_is_finite(x) || x->quote != NG_NONE)
            return false;
        person |= x->name < r->names.n && r->names.at[x->name].type == NG_PER;
    }
    if (!person) /* "'We counted eleven': a night on the bank" */
        return false;
    *a = (struct ng_attribution){.flags = NG_S_QUOTE, .head = w};
    a->cue = (struct ng_span){w, w + 1};
    a->source = (struct ng_span){w + 1, end};
    ng_wide_add(r, a, (struct ng_span){from, w});
    return a->contents > 0;
}

bool ng_wide_colon(const struct ng_tree *t, uint32_t w,
                   struct ng_attribution *a)
{
    const struct ng_report *r = t->r;
    const struct ng_word *x = ng_w(r, w);
    if (!ng_str_eq(x->low, STR(":")) || x->quote != NG_NONE ||
        x->sentence >= r->sentences.n)
        return false;
    const struct ng_sentence *s = &r->sentences.at[x->sentence];
    uint32_t first = s->first;
    while (first < w && ng_w(r, first)->kind == NG_WORD_PUNCT)
        first++;
    if (first >= w || w - first > LEAD || w + 2 >= s->end)
        return false;
    bool capitals = true, nominal = true;
    for (uint32_t i = first; i < w; i++) {
        const struct ng_word *y = ng_w(r, i);
        capitals &= y->kind == NG_WORD_PUNCT || y->letter_case == NG_CASE_UPPER;
        nominal &= is_noun(y) || y->tag == NG_TAG_JJ || y->tag == NG_TAG_POS ||
                   y->tag == NG_TAG_DT || y->tag == NG_TAG_IN;
    }
    bool title = s->paragraph < r->paragraphs.n &&
                 (r->paragraphs.at[s->paragraph].kind == NG_BLOCK_TITLE ||
                  s->paragraph == 0) &&
                 x->sentence < 2;
    if (w == first + 1 && ng_say_is_label(r, first))
        return false;
    if (title && ng_wide_is_mark(ng_w(r, w - 1)))
        return title_quote(t, s, w, a);
    if (!(capitals && w - first <= 4 && ng_w(r, w - 1)->low.n > 2) &&
        !(title && nominal && w - first <= 5))
        return false;
    *a = (struct ng_attribution){.flags = NG_S_QUOTE, .head = w};
    a->cue = (struct ng_span){w, w + 1};
    a->source = (struct ng_span){first, w};
    ng_wide_add(r, a, (struct ng_span){w + 1, s->end});
    if (capitals && a->contents) /* a transcript: whole sentences */
        a->content[0].end = turn_end(r, x->sentence);
    return a->contents > 0;
}
