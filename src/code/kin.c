#include "code/parties.h"

/* Relatives who are named once: "Orsk's father, Anton Orsk" makes the father
 * that person, there and wherever "Orsk's father" or "his father" comes up
 * again. Read from the order of the words, since the parser often takes the
 * name for the head.
 */

enum { RELATIVES = 16 };

struct relative {
    uint32_t owner, entity;
    ng_str noun;
};

static uint32_t person_at(const struct ng_cast *c, uint32_t w)
{
    if (w >= c->t->n || c->entity[w] == NG_NONE ||
        c->t->r->entities.at[c->entity[w]].type != NG_PER)
        return NG_NONE;
    return c->entity[w];
}

void ng_bind_kin(struct ng_cast *c)
{
    static const ng_str kin =
        S("|father|mother|brother|sister|son|daughter|wife|husband|uncle|aunt|"
          "grandfather|grandmother|nephew|cousin|");
    const struct ng_tree *t = c->t;
    const struct ng_report *r = t->r;
    struct relative known[RELATIVES];
    size_t n = 0;
    for (uint32_t w = 1; w < t->n; w++) {
        if (!ng_listed(kin, ng_low(t, w)) || r->words.at[w].name != NG_NONE)
            continue;
        bool mark = r->words.at[w - 1].tag == NG_TAG_POS && w > 1;
        uint32_t owner = person_at(c, mark ? w - 2 : w - 1);
        if (owner == NG_NONE)
            continue;
        uint32_t at = w + 1 < t->n && ng_is(t, w + 1, ",") ? w + 2 : w + 1;
        bool named = at < t->n && r->words.at[at].name != NG_NONE &&
                     r->words.at[at].sentence == r->words.at[w].sentence;
        uint32_t who = named ? person_at(c, at) : NG_NONE;
        for (size_t i = 0; i < n && who == NG_NONE; i++)
            if (known[i].owner == owner &&
                ng_str_eq(known[i].noun, ng_low(t, w)))
                who = known[i].entity;
        if (who == NG_NONE)
            continue;
        c->entity[w] = who;
        if (named && who != owner && n < RELATIVES)
            known[n++] = (struct relative){owner, who, ng_low(t, w)};
    }
}
