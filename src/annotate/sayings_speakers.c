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

static bool is_one_of(ng_str s, const ng_str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ng_str_eq(s, list[i]))
            return true;
    return false;
}
#define IN(s, list) is_one_of(s, list, sizeof(list) / sizeof *(list))

static bool is_person(const struct ng_report *r, uint32_t e)
{
    return e < r->entities.n && r->entities.at[e].type == NG_PER;
}

/* False if the given name is known as one of the other sex. */
static bool fits(const struct ng_report *r, uint32_t e, bool she)
{
    char buf[64];
    ng_str given = ng_cut_at(r->entities.at[e].name, ' ').head;
    size_t n =
        given.n < 20 ? ng_lex_fold_into(given, buf, sizeof buf) : SIZE_MAX;
    if (n == SIZE_MAX)
        return true;
    uint32_t bits = ng_lex_word((ng_str){buf, n});
    uint32_t known = bits & (NG_WORD_FEMALE | NG_WORD_MALE);
    return known == 0 || (known & (she ? NG_WORD_FEMALE : NG_WORD_MALE));
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

/* The last person who was named outside of quotations, not far back. */
static uint32_t person_before(const struct ng_report *r, uint32_t byte,
                              bool she)
{
    uint32_t here = ng_sentence_at(r, byte);
    for (size_t i = names_before(r, byte), n = 0; i-- > 0 && n < NAMES_BACK;
         n++) {
        const struct ng_name_mention *m = &r->names.at[i];
        uint32_t w = ng_word_at(r, m->at.beg);
        if (w >= r->words.n || m->type != NG_PER || m->entity >= r->entities.n)
            continue;
        if (ng_w(r, w)->sentence + BACK < here)
            return NG_NONE;
        if (ng_w(r, w)->quote == NG_NONE && fits(r, m->entity, she))
            return m->entity;
    }
    return NG_NONE;
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

/* True if the office that the report gives the person is another one. */
static bool is_other_office(const struct ng_report *r, uint32_t e, ng_str head)
{
    ng_str role = r->entities.at[e].role;
    return role.n && ng_str_find_nocase(role, head, 0) == SIZE_MAX &&
           ng_grade_of_noun(head) == NG_GRADE_ROLE;
}

/* "the rookie": the one person who was named in the sentences just before,
 * outside of quotations; NG_NONE if there are two. */
static uint32_t only_person(const struct ng_report *r, ng_range source,
                            ng_str head)
{
    uint32_t here = ng_sentence_at(r, source.beg), found = NG_NONE;
    for (size_t i = names_before(r, source.beg), n = 0; i-- > 0 && n < 12;
         n++) {
        const struct ng_name_mention *m = &r->names.at[i];
        uint32_t w = ng_word_at(r, m->at.beg);
        if (w >= r->words.n || ng_w(r, w)->sentence + CLOSE < here)
            break;
        if (m->type != NG_PER || !is_person(r, m->entity) ||
            ng_w(r, w)->quote != NG_NONE)
            continue;
        if (found != NG_NONE && found != m->entity)
            return NG_NONE;
        found = m->entity;
    }
    return found != NG_NONE && !is_other_office(r, found, head) ? found
                                                                : NG_NONE;
}

static uint32_t speaker_of(const struct ng_report *r, const struct ng_saying *s,
                           uint32_t last)
{
    static const ng_str singular[] = {S("he"), S("she")};
    ng_str who = ng_slice(r->text, s->source);
    if (who.n < 4 && (ng_str_eq_nocase(who, singular[0]) ||
                      ng_str_eq_nocase(who, singular[1]))) {
        bool she = who.n == 3;
        return is_person(r, last) && fits(r, last, she)
                   ? last
                   : person_before(r, s->source.beg, she);
    }
    if (ng_range_empty(s->source))
        return NG_NONE;
    static const ng_str crowds[] = {
        S("officials"), S("analysts"),  S("sources"), S("people"),
        S("residents"), S("witnesses"), S("experts")};
    ng_str head = head_of(r, s->source);
    if (head.n < 3 || IN(head, crowds) ||
        ng_str_starts_nocase(who, STR("a ")) ||
        ng_str_starts_nocase(who, STR("an ")))
        return NG_NONE;
    uint32_t e = called(r, s->source, head);
    bool one = e == NG_NONE && s->grade == NG_GRADE_ROLE &&
               ng_str_starts_nocase(who, STR("the ")) &&
               !ng_str_starts(head, STR("spokes")) &&
               !ng_str_ends(head, STR("s"));
    return one ? only_person(r, s->source, head) : e;
}

static bool is_he_or_she(ng_str who)
{
    return ng_str_eq_nocase(who, STR("he")) ||
           ng_str_eq_nocase(who, STR("she"));
}

void ng_link_speakers(struct ng_report *r)
{
    uint32_t last = NG_NONE, person = NG_NONE;
    for (size_t i = 0; i < r->sayings.n; i++) {
        struct ng_saying *s = &r->sayings.at[i];
        bool alone = is_he_or_she(ng_slice(r->text, s->source));
        if (alone && s->entity != NG_NONE && !is_person(r, s->entity))
            s->entity = NG_NONE; /* no place, no body is "he" */
        bool nameless =
            s->grade == NG_GRADE_UNNAMED &&
            s->source.end < s->source.beg + 4; /* "he", an official before */
        if (s->entity == NG_NONE && s->kind != NG_INDIRECT && !nameless) {
            s->entity = speaker_of(r, s, last);
            if (s->entity == NG_NONE && alone && person != NG_NONE &&
                fits(r, person, s->source.end - s->source.beg == 3))
                s->entity = person;
            if (s->entity != NG_NONE && is_person(r, s->entity) &&
                s->grade != NG_GRADE_NAMED)
                s->grade = NG_GRADE_NAMED;
        }
        if (s->entity != NG_NONE)
            last = s->entity;
        if (is_person(r, s->entity))
            person = s->entity;
    }
}
