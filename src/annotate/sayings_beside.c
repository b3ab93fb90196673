/* sayings_beside.c - quotations that no frame took, and who stands beside them.
 *
 *     Brandt had one wish: "Let us sleep."
 *     "...," the editor, Ana Ortiz, told Radio Delta on Friday
 *     Okafor of Tamarack sees "a hit piece"
 */
#include "annotate/sayings_wide.h"

/* `The Pole had no complaint: "She hits like a door."` */
static bool led_in_by_noun(const struct ng_report *r, uint32_t first,
                           uint32_t end, struct ng_saying *s)
{
    for (uint32_t i = first; i < end; i++) {
        const struct ng_word *x = ng_w(r, i);
        if (x->rel != NG_REL_nsubj || x->head >= end || x->quote != NG_NONE)
            continue;
        struct ng_span who = ng_phrase_before(r, i + 1, first);
        enum ng_grade grade = ng_grade_of(r, who);
        if (who.first >= who.end || grade == NG_GRADE_DOCUMENT ||
            ng_w(r, who.first)->tag == NG_TAG_PRP)
            return false;
        s->source = ng_span_range(r, who);
        s->entity = ng_entity_of(r, who);
        s->grade = grade;
        return true;
    }
    return false;
}

/* `Brandt had one wish: "Let us sleep."`: the first who is named or meant in
 * what leads up to the colon. */
bool ng_say_led_in(const struct ng_report *r, ng_range at, struct ng_saying *s)
{
    uint32_t w = ng_word_at(r, at.beg), end = w;
    while (end > 0 && ng_w(r, end - 1)->kind == NG_WORD_PUNCT &&
           !ng_w_is(r, end - 1, STR(":")))
        end--;
    if (end < 2 || !ng_w_is(r, end - 1, STR(":")))
        return false;
    uint32_t sentence = ng_w(r, end - 2)->sentence;
    if (sentence >= r->sentences.n)
        return false;
    for (uint32_t i = r->sentences.at[sentence].first; i + 1 < end; i++) {
        const struct ng_word *x = ng_w(r, i);
        bool pronoun =
            ng_str_eq(x->low, STR("he")) || ng_str_eq(x->low, STR("she"));
        bool person =
            x->name < r->names.n && r->names.at[x->name].type == NG_PER;
        if (x->quote != NG_NONE || (!pronoun && !person))
            continue;
        struct ng_span who = {i, i + 1};
        s->source = person ? r->names.at[x->name].at : x->at;
        s->entity = person ? r->names.at[x->name].entity : ng_entity_of(r, who);
        s->grade = NG_GRADE_NAMED;
        return true;
    }
    return led_in_by_noun(r, r->sentences.at[sentence].first, end, s);
}

/* The one who is named, or meant by a pronoun, among words first .. end - 1
 * outside of quotations; the last of them, or the first. */
static bool named_among(const struct ng_report *r, uint32_t first, uint32_t end,
                        bool want_last, struct ng_saying *s)
{
    bool found = false, subject = false;
    for (uint32_t i = first; i < end; i++) {
        const struct ng_word *x = ng_w(r, i);
        bool pronoun =
            ng_str_eq(x->low, STR("he")) || ng_str_eq(x->low, STR("she"));
        if (subject && x->rel != NG_REL_nsubj)
            continue; /* "Reed stops Zola, then calls out" */
        bool name =
            x->name < r->names.n && (r->names.at[x->name].type == NG_PER ||
                                     r->names.at[x->name].type == NG_ORG);
        if (x->quote != NG_NONE || (!pronoun && !name))
            continue;
        bool person = pronoun || r->names.at[x->name].type == NG_PER;
        if (found && s->grade == NG_GRADE_NAMED && !person)
            continue; /* "Okafor of Tamarack Capital" */
        s->source = name ? r->names.at[x->name].at : x->at;
        s->entity = name ? r->names.at[x->name].entity
                         : ng_entity_of(r, (struct ng_span){i, i + 1});
        s->grade = person ? NG_GRADE_NAMED : NG_GRADE_ORGANISATION;
        found = true;
        subject = x->rel == NG_REL_nsubj;
        if (!want_last && person)
            return true;
    }
    return found;
}

static uint32_t cue_among(const struct ng_report *r, uint32_t first,
                          uint32_t end, uint32_t flags)
{
    for (uint32_t i = first; i < end; i++) {
        const struct ng_word *x = ng_w(r, i);
        if (x->quote == NG_NONE && x->tag >= NG_TAG_VB &&
            x->tag <= NG_TAG_VBZ &&
            ((ng_say_verb_of(x) & flags) || ng_str_eq(x->lemma, STR("put"))))
            return i;
    }
    return NG_NONE;
}

/* A quotation that no frame took, with a verb of speech and somebody beside it
 * in its sentence: `..., the editor, Ana Ortiz, told Radio Delta on Friday`,
 * `Okafor of Tamarack sees "a hit piece"`. */
bool ng_say_beside(const struct ng_report *r, uint32_t q, struct ng_saying *s)
{
    ng_range at = r->quotes.at[q].at;
    uint32_t w = ng_word_at(r, at.beg), e = w;
    while (e < r->words.n && ng_w(r, e)->quote == q)
        e++;
    if (e < r->words.n && ng_w(r, e)->kind == NG_WORD_PUNCT)
        e++;
    uint8_t stop = e > w + 1 && ng_w(r, e - 2)->quote == q
                       ? (uint8_t)r->text.p[ng_w(r, e - 2)->at.beg]
                       : 0;
    if (e < r->words.n && (stop == ',' || stop == '?' || stop == '!') &&
        r->sentences.at[ng_w(r, e)->sentence].paragraph ==
            ng_paragraph_at(r, at.beg)) {
        uint32_t end = r->sentences.at[ng_w(r, e)->sentence].end;
        uint32_t cue = cue_among(r, e, end, NG_S_QUOTE);
        if (cue != NG_NONE) {
            s->cue = ng_w(r, cue)->at;
            if (named_among(r, e, cue == e ? end : cue, false, s))
                return true;
        }
    }
    uint32_t first = r->sentences.at[ng_w(r, w)->sentence].first;
    uint32_t cue = cue_among(r, first, w,
                             NG_S_QUOTE | NG_S_OBJECT | NG_S_CALLED | NG_S_AS |
                                 NG_S_FOR_WHAT);
    if (cue == NG_NONE)
        return false;
    s->cue = ng_w(r, cue)->at;
    return named_among(r, first, w, true, s);
}
