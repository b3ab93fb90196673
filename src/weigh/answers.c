/* answers.c - which sentence another denies; see facts.h.
 *
 *     Police had beaten two drivers, the union said. The ministry denied that.
 *     Osmark accused Borea of hiding two ships. Borea denied that it had.
 *     A driver told of a white van. (...) The commission rejected the account.
 *
 * Both are told in one line.
 */
#include "weigh/finder.h"

/* Somebody is said to say something in it. */
static bool holds_saying(const struct ng_report *r, uint32_t sentence)
{
    ng_range at = r->sentences.at[sentence].at;
    for (size_t i = 0; i < r->sayings.n; i++)
        if (ng_range_in(r->sayings.at[i].cue, at) && !r->sayings.at[i].denies &&
            r->sayings.at[i].content.end - r->sayings.at[i].content.beg > 20)
            return true;
    return false;
}

/* "The army rejected the account": an account that has a name for it may stand
 * a paragraph before; its first words are what is denied. NG_NONE: none. */
static uint32_t account_before(const struct ng_report *r,
                               const struct ng_clause *c)
{
    uint32_t o = ng_clause_child(c, c->root, NG_REL_obj, NG_REL_obj);
    uint32_t here = c->sentence;
    uint32_t paragraph = r->sentences.at[here].paragraph;
    if (o == NG_NO_WORD ||
        !ng_clause_is(c, o,
                      "account report claim claims allegation allegations "
                      "accusation accusations charge charges version"))
        return NG_NONE;
    while (here > 0 && r->sentences.at[here - 1].paragraph == paragraph)
        if (holds_saying(r, --here))
            return here;
    if (here == 0)
        return NG_NONE;
    uint32_t first = here;
    paragraph = r->sentences.at[here - 1].paragraph;
    while (first > 0 && r->sentences.at[first - 1].paragraph == paragraph)
        first--;
    for (; first < here; first++)
        if (holds_saying(r, first))
            return first;
    return NG_NONE;
}

static bool share_word(const struct ng_fact *x, const struct ng_fact *y)
{
    for (size_t i = 0, k = 0; i < x->keys_n && k < y->keys_n;) {
        if (x->keys[i] == y->keys[k])
            return true;
        if (x->keys[i] < y->keys[k])
            i++;
        else
            k++;
    }
    return false;
}

/* Which sentence a fact denies: "The ministry denied that", the one before it;
 * a charge before it; an account further up. */
static uint32_t question_of(const struct ng_telltale *t,
                            const struct ng_fact *y)
{
    const struct ng_report *r = t->b->reports.at[y->report];
    uint32_t before = y->sentence - 1;
    bool near = y->sentence > 0 && r->sentences.at[before].paragraph ==
                                       r->sentences.at[y->sentence].paragraph;
    uint32_t account =
        y->clause.answers ? account_before(r, &y->clause) : NG_NONE;
    if (account != NG_NONE && !(near && holds_saying(r, before)))
        return account;
    if (!near)
        return NG_NONE;
    if (y->clause.answers)
        return before;
    for (size_t i = 0; i < t->facts.n; i++) {
        const struct ng_fact *x = &t->facts.at[i];
        bool claim = x->clause.accuses ||
                     (x->clause.attributed && !x->clause.by_person &&
                      x->clause.status != NG_DENIED && share_word(x, y));
        if (x->report == y->report && x->sentence == before && claim &&
            y->status == NG_DENIED && !y->clause.negated)
            return before;
    }
    return NG_NONE;
}

void ng_find_answers(struct ng_telltale *t)
{
    for (size_t k = 0; k < t->facts.n; k++) {
        struct ng_fact *y = &t->facts.at[k];
        y->question = question_of(t, y);
        y->answers = y->question != NG_NONE;
        for (size_t i = 0; i < t->facts.n && y->answers; i++) {
            struct ng_fact *x = &t->facts.at[i];
            x->answered |= x->report == y->report && x->sentence == y->question;
        }
    }
}
