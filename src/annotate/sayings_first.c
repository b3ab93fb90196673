/* sayings_first.c - "I", "me" and "my" of a quotation are who speaks it.
 *
 *     "I am cold," Ana Ortiz said. "My coat is gone."
 *      Ana Ortiz                    Ana Ortiz
 *
 * Runs when all speakers are known. "We" is left open: of a person who speaks,
 * it is most often a body or a crowd that the text may not name.
 */
#include "annotate/sayings_speakers.h"

enum { WIDE = 2000, NOBODY = 0 };

struct speech {
    uint32_t who;  /* entity + 1, or NOBODY */
    uint32_t wide; /* bytes of the content; the inner one counts */
};

static bool is_first_person(const struct ng_word *w)
{
    static const ng_str words[] = {S("i"), S("me"), S("my"), S("mine"),
                                   S("myself")};
    if (w->quote == NG_NONE || w->name != NG_NONE ||
        (w->tag != NG_TAG_PRP && w->tag != NG_TAG_PRPS))
        return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (ng_str_eq(w->low, words[k]))
            return true;
    return false;
}

/* The words of a content are spoken by that entity. */
static void speak(const struct ng_report *r, struct speech *by, ng_range at,
                  uint32_t entity)
{
    if (ng_range_empty(at))
        return;
    bool person =
        entity < r->entities.n && r->entities.at[entity].type == NG_PER;
    uint32_t wide = at.end - at.beg, first = ng_word_at(r, at.beg);
    for (uint32_t w = first; w < r->words.n && w - first < WIDE; w++) {
        if (ng_w(r, w)->at.beg >= at.end)
            break;
        if (!by[w].wide || wide < by[w].wide)
            by[w] = (struct speech){person ? entity + 1 : NOBODY, wide};
    }
}

static bool is_told(const struct ng_report *r, size_t next, ng_range at)
{
    return next < r->references.n &&
           ng_range_touch(r->references.at[next].at, at);
}

void ng_link_first_persons(struct ng_report *r, struct ng_arena *out,
                           struct ng_arena scratch)
{
    if (r->sayings.n + r->attributions.n == 0)
        return;
    struct speech *by = ng_new(&scratch, struct speech, r->words.n + 1);
    for (size_t i = 0; i < r->attributions.n; i++)
        if (r->attributions.at[i].kind == NG_PART_OF_CONTENT)
            speak(r, by, r->attributions.at[i].at,
                  r->attributions.at[i].entity);
    for (size_t i = 0; i < r->sayings.n; i++)
        speak(r, by, r->sayings.at[i].content, r->sayings.at[i].entity);
    size_t old = r->references.n, next = 0;
    for (uint32_t w = 0; w < r->words.n; w++) {
        ng_range at = ng_w(r, w)->at;
        if (!by[w].who || !is_first_person(ng_w(r, w)))
            continue;
        while (next < old && r->references.at[next].at.end <= at.beg)
            next++;
        if (next == old || !is_told(r, next, at))
            *ng_push(&r->references, out) =
                (struct ng_reference){at, by[w].who - 1};
    }
    /* both parts are in order: merge them from the back */
    size_t added = r->references.n - old;
    struct ng_reference *fresh =
        ng_new(&scratch, struct ng_reference, added + 1);
    for (size_t i = 0; i < added; i++)
        fresh[i] = r->references.at[old + i];
    for (size_t to = r->references.n; added > 0;)
        r->references.at[--to] = old > 0 && r->references.at[old - 1].at.beg >
                                                fresh[added - 1].at.beg
                                     ? r->references.at[--old]
                                     : fresh[--added];
}
