/* sayings_speakers.c - see sayings_speakers.h.
 *
 *     Ana Ortiz, a mother of two, waited. "I am cold," the mother said.
 *     Holm spoke next. "We are late," he said.
 *     "Who are you?" - "Nobody."      two who speak in turn
 *
 * References (names.h) know most of this. What they leave open is settled here
 * by what is near: sayings need a speaker more than a text needs coreference.
 */
#include "annotate/sayings_speakers.h"

#include "lexicon/lexicon.h"

enum { BACK = 8, NAMES_BACK = 24, BESIDE = 14, CLOSE = 3 };

static bool is_person(const struct ng_report *r, uint32_t e)
{
    return e < r->entities.n && r->entities.at[e].type == NG_PER;
}

/* The name that ends last before `byte`. */
static size_t names_before(const struct ng_report *r, uint32_t byte)
{
    size_t lo = 0, hi = r->names.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (r->names.at[mid].at.end <= byte)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* True if the word stands beside the mention, in its sentence. */
static bool stands_beside(const struct ng_report *r, ng_range at, ng_str word)
{
    uint32_t w = ng_word_at(r, at.beg);
    if (w >= r->words.n || ng_w(r, w)->sentence >= r->sentences.n)
        return false;
    const struct ng_sentence *s = &r->sentences.at[ng_w(r, w)->sentence];
    uint32_t first = w > s->first + BESIDE ? w - BESIDE : s->first;
    uint32_t end = w + BESIDE < s->end ? w + BESIDE : s->end;
    for (uint32_t i = first; i < end; i++)
        if (ng_str_eq(ng_w(r, i)->low, word) ||
            ng_str_eq(ng_w(r, i)->lemma, word))
            return true;
    return false;
}

/* Who was called by the head of "the chief", "the company". */
static uint32_t called(const struct ng_report *r, ng_range source, ng_str head)
{
    uint32_t body = NG_NONE;
    for (size_t i = names_before(r, source.beg), n = 0; i-- > 0 && n < 64;
         n++) {
        const struct ng_name_mention *m = &r->names.at[i];
        if (m->entity >= r->entities.n || ng_range_touch(m->at, source))
            continue;
        if (m->type == NG_PER && stands_beside(r, m->at, head))
            return m->entity;
        if (m->type == NG_ORG && body == NG_NONE &&
            ng_str_find_nocase(ng_slice(r->text, m->at), head, 0) != SIZE_MAX)
            body = m->entity;
    }
    return body;
}

static ng_str head_of(const struct ng_report *r, ng_range source)
{
    ng_str head = {0};
    for (uint32_t w = ng_word_at(r, source.beg);
         w < r->words.n && ng_w(r, w)->at.end <= source.end; w++) {
        uint8_t tag = ng_w(r, w)->tag;
        if (ng_w(r, w)->kind == NG_WORD_PUNCT || tag == NG_TAG_IN ||
            tag == NG_TAG_WP)
            break;
        if (tag >= NG_TAG_NN && tag <= NG_TAG_NNPS)
            head = ng_w(r, w)->low;
    }
    return head;
}

/* The body that "the company" is, where its name has the word. */
static uint32_t body_of(const struct ng_report *r, const struct ng_saying *s)
{
    static const ng_str crowds[] = {
        S("officials"), S("analysts"),  S("sources"), S("people"),
        S("residents"), S("witnesses"), S("experts")};
    ng_str who = ng_slice(r->text, s->source), head = head_of(r, s->source);
    if (ng_range_empty(s->source) || head.n < 3 || NG_IN(head, crowds) ||
        ng_str_starts_nocase(who, STR("a ")) ||
        ng_str_starts_nocase(who, STR("an ")))
        return NG_NONE;
    return called(r, s->source, head);
}

static bool is_he_or_she(ng_str who)
{
    return ng_str_eq_nocase(who, STR("he")) ||
           ng_str_eq_nocase(who, STR("she"));
}

void ng_link_speakers(struct ng_report *r, struct ng_whos *whos)
{
    for (size_t i = 0; i < r->sayings.n; i++) {
        struct ng_saying *s = &r->sayings.at[i];
        bool alone = is_he_or_she(ng_slice(r->text, s->source));
        bool open = alone || (s->entity == NG_NONE && s->kind != NG_INDIRECT);
        if (!open || ng_range_empty(s->source))
            continue;
        struct ng_who who = ng_whos_next(whos, ng_span_of(r, s->source));
        if (alone)
            s->entity = who.entity;
        else if (is_person(r, who.entity))
            s->entity = who.entity;
        else if (who.noun == NG_NONE)
            s->entity = body_of(r, s);
        if (is_person(r, s->entity))
            s->grade = NG_GRADE_NAMED;
        else if (alone && who.noun != NG_NONE)
            s->grade = ng_whos_grade(whos, who.noun);
    }
}
