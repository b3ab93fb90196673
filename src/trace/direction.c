/* direction.c - which of two texts came first.
 *
 * In this order: a spun text is the copy; so is a text that names the other's
 * house as its source; the earlier publication is the source; of two versions
 * the one whose own words look further ahead is the earlier ("is heading to",
 * "next week" before "was in", "last week"); of two versions, and where one
 * only adds a line or two, the fuller is the later; otherwise the text that is
 * contained in the other is the copy; and then the id decides, so that the
 * answer is always the same.
 */
#include "trace/relate.h"

enum { OUTLET, DECLARED, AGENCY };

bool ng_same_house(const struct ng_traced *a, const struct ng_traced *b)
{
    /* Who wrote it names the house only where no outlet is known: a paper that
     * prints a wire is not the wire. */
    for (int i = OUTLET; i <= AGENCY; i++)
        for (int k = OUTLET; k <= AGENCY; k++)
            if (a->house[i] && a->house[i] == b->house[k] &&
                (i == OUTLET || !a->house[OUTLET]) &&
                (k == OUTLET || !b->house[OUTLET]))
                return true;
    return false;
}

/* True if x says that it comes from the house of y. */
static bool names_source(const struct ng_traced *x, const struct ng_traced *y,
                         enum ng_direction *how)
{
    if (!y->house[OUTLET] || x->house[OUTLET] == y->house[OUTLET])
        return false;
    if (x->house[DECLARED] == y->house[OUTLET]) {
        *how = NG_BY_DECLARED;
        return true;
    }
    if (x->house[AGENCY] == y->house[OUTLET]) {
        *how = NG_BY_WIRE;
        return true;
    }
    return false;
}

/* -1: a is earlier, 1: b is, 0: the dates do not tell. */
static int by_date(const struct ng_trace_text *a, const struct ng_trace_text *b)
{
    if (a->second != NG_NO_SECOND && b->second != NG_NO_SECOND)
        return (a->second > b->second) - (a->second < b->second);
    if (a->published.last != NG_NO_DAY && b->published.first != NG_NO_DAY &&
        a->published.last < b->published.first)
        return -1;
    if (b->published.last != NG_NO_DAY && a->published.first != NG_NO_DAY &&
        b->published.last < a->published.first)
        return 1;
    return 0;
}

bool ng_direction_of(const struct ng_traced *a, const struct ng_traced *b,
                     float cover_a, float cover_b, int lag,
                     enum ng_direction *how)
{
    *how = NG_BY_CONTAINMENT;
    if (a->text->spun != b->text->spun)
        return a->text->spun;
    enum ng_direction why_a = NG_BY_CONTAINMENT, why_b = NG_BY_CONTAINMENT;
    bool a_names = names_source(a, b, &why_a);
    bool b_names = names_source(b, a, &why_b);
    if (a_names != b_names) {
        *how = a_names ? why_a : why_b;
        return a_names;
    }
    int order = by_date(a->text, b->text);
    if (order) {
        *how = NG_BY_PUBLISHED;
        return order > 0;
    }
    if (lag >= 2 || lag <= -2)
        return lag > 0;
    bool only_added = (cover_a > .75f && cover_b > .75f) || ng_same_house(a, b);
    float difference = cover_a - cover_b;
    if (difference > .02f || difference < -.02f)
        return only_added ? difference < 0 : difference > 0;
    return ng_id_cmp(a->text->id, b->text->id) > 0;
}
