/* coref_bind.c - mentions that grammar alone makes one (coref.h).
 *
 *     [Tiger, the newest version of the system]   one inside the other, with
 *     [Tiger]                                     the same head
 *     [the company] [which] builds it             a relative clause
 *     Tiger, [the newest version]                 an apposition
 *     [Harbour Bank chairman] [Ada Pell]          a title before its name
 *
 * All of them stand side by side, so only a few mentions are looked at.
 */
#include "annotate/coref.h"

enum { BACK = 8, CLIMB = 6 };

static const struct ng_word *word(const struct ng_coref *c, uint32_t i)
{
    return &c->r->words.at[i];
}

/* The nearest mention before i whose head is that word. */
static uint32_t headed(const struct ng_coref *c, uint32_t i, uint32_t head)
{
    for (uint32_t k = 1; k <= BACK && k <= i; k++) {
        const struct ng_coref_mention *o = &c->m[i - k];
        if (o->head == head || o->last == head)
            return i - k;
    }
    return NG_NONE;
}

/* Whether o, around m, is a list ("A and B") or names something that m only
 * belongs to ("A's B", "A shares"). */
static bool is_more(const struct ng_coref *c, const struct ng_coref_mention *o,
                    const struct ng_coref_mention *m)
{
    uint8_t next = m->end < o->end ? word(c, m->end)->tag : NG_TAG_IN;
    if (next == NG_TAG_POS || next == NG_TAG_NN || next == NG_TAG_NNS)
        return true;
    bool comma = m->end < o->end && word(c, m->end)->kind == NG_WORD_PUNCT;
    for (uint32_t w = o->first; w < o->end && w < o->first + 40; w++) {
        if (w >= m->first && w < m->end)
            continue;
        if (word(c, w)->tag == NG_TAG_CC ||
            (word(c, w)->rel == NG_REL_conj && word(c, w)->head == m->head))
            return true;
        if (word(c, w)->rel == NG_REL_appos ||
            word(c, w)->rel == NG_REL_acl_relcl)
            comma = false;
    }
    return comma;
}

static uint32_t around(const struct ng_coref *c, uint32_t i)
{
    const struct ng_coref_mention *m = &c->m[i];
    uint32_t p = m->parent;
    uint8_t tag = word(c, m->head)->tag;
    if (tag != NG_TAG_NN && tag != NG_TAG_NNS && tag != NG_TAG_NNP &&
        tag != NG_TAG_NNPS)
        return NG_NONE;
    if (p == NG_NONE || c->m[p].head != m->head || is_more(c, &c->m[p], m))
        return NG_NONE;
    return p;
}

static uint32_t relative(const struct ng_coref *c, uint32_t i)
{
    const struct ng_coref_mention *m = &c->m[i];
    uint8_t tag = word(c, m->first)->tag;
    if (tag != NG_TAG_WDT && tag != NG_TAG_WP && tag != NG_TAG_WPS)
        return NG_NONE;
    uint32_t w = m->first;
    for (uint32_t k = 0; k < CLIMB && w != NG_NONE; k++) {
        uint32_t up = word(c, w)->head;
        if (word(c, w)->rel == NG_REL_acl_relcl && up != NG_NONE &&
            up < m->first)
            return headed(c, i, up);
        w = up;
    }
    return NG_NONE;
}

static uint32_t apposed(const struct ng_coref *c, uint32_t i)
{
    const struct ng_coref_mention *m = &c->m[i];
    uint32_t up = word(c, m->head)->head;
    if (m->rel != NG_REL_appos || up == NG_NONE || up >= m->first ||
        m->clause || word(c, m->first - 1)->kind != NG_WORD_PUNCT)
        return NG_NONE;
    return headed(c, i, up);
}

static uint32_t titled(const struct ng_coref *c, uint32_t i)
{
    const struct ng_coref_mention *m = &c->m[i];
    uint32_t name = word(c, m->last)->name;
    if (m->kind != NG_COREF_NAME || name == NG_NONE)
        return NG_NONE;
    uint32_t first = m->last;
    while (first > m->first && word(c, first - 1)->name == name)
        first--;
    for (uint32_t k = 1; k <= BACK && k <= i; k++) {
        const struct ng_coref_mention *o = &c->m[i - k];
        if (o->end != first || word(c, o->last)->name == name ||
            o->last + 1 != first)
            continue;
        uint8_t tag = word(c, o->last)->tag;
        uint32_t up = word(c, o->head)->head;
        bool hangs = up != NG_NONE && up >= first && up <= m->last;
        up = word(c, m->head)->head;
        hangs |= up == o->head;
        if (hangs && o->entity == NG_NONE && o->number == 1 &&
            (tag == NG_TAG_NN || (tag == NG_TAG_NNP && m->type == NG_PER + 1)))
            return i - k;
    }
    return NG_NONE;
}

/* A title inside the mention of the one who has it. */
static uint32_t title_of(const struct ng_coref *c, uint32_t i)
{
    const struct ng_coref_mention *m = &c->m[i];
    uint32_t p = m->parent;
    if (p == NG_NONE || m->entity != NG_NONE || m->number != 1 ||
        m->last + 1 != m->end || m->end >= c->m[p].end)
        return NG_NONE;
    uint32_t name = word(c, m->end)->name;
    if (name == NG_NONE || word(c, m->last)->name == name ||
        word(c, c->m[p].last)->name != name || c->m[p].type != NG_PER + 1)
        return NG_NONE;
    return p;
}

uint32_t ng_coref_bound(const struct ng_coref *c, uint32_t i)
{
    const struct ng_coref_mention *m = &c->m[i];
    if (m->kind == NG_COREF_PRONOUN)
        return relative(c, i);
    uint32_t j = around(c, i);
    if (j == NG_NONE)
        j = apposed(c, i);
    if (j == NG_NONE)
        j = titled(c, i);
    if (j == NG_NONE)
        j = title_of(c, i);
    if (j == NG_NONE)
        return j;
    const struct ng_coref_mention *o = &c->m[j];
    bool two =
        m->entity != NG_NONE && o->entity != NG_NONE && m->entity != o->entity;
    bool other = m->gender && o->gender && !(m->gender & o->gender);
    return two || other || o->clause ? NG_NONE : j;
}
