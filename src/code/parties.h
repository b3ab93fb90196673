/* parties.h - noun phrases to actors.
 *
 *     the young North Korean leader   an entity, by reference: PRK GOV
 *     Russian officials               an agent with a nationality: RUS GOV
 *     Moscow (denied)                 a place that acts: RUS GOV
 *     Russia and Japan, as well as China       three
 *     the two leaders                 the two who acted last
 */
#pragma once
#include "code/frame.h"

struct ng_cast {
    const struct ng_tree *t;
    uint32_t *entity; /* [words] by name or reference, or NG_NONE */
    /* sayings whose content reaches into a sentence: the first, and the next
     * link of the same sentence; 0 ends */
    uint32_t *saying_first; /* [sentences] */
    uint32_t *saying_next;  /* [links] */
    uint32_t *saying_at;    /* [links] */
    ng_parties pair;        /* who met last: "the two sides" */
    ng_parties leaders;     /* the same, persons: "the two leaders" */
    int pair_weight;
    struct ng_arena *out;
};

void ng_cast_build(struct ng_cast *c, const struct ng_tree *t,
                   struct ng_arena *out, struct ng_arena *scratch);

/* "Orsk's father": the one who was named as such. */
void ng_bind_kin(struct ng_cast *c);

enum ng_strictness {
    NG_AS_ACTOR,     /* the head itself must be one who can act */
    NG_AS_RECIPIENT, /* a thing of someone's counts for its owner */
    NG_AS_HOST       /* a place counts for its country */
};
/* Adds whoever the noun phrase at w names; false if nobody known. */
bool ng_add_parties(const struct ng_cast *c, uint32_t w, enum ng_strictness how,
                    ng_parties *list);

/* Adds the members of a body known by their number ("six-party", "the two
 * Koreas"); false if the word is none. */
bool ng_add_members(const struct ng_cast *c, uint32_t w, ng_parties *list);

/* The entity that the noun phrase at w stands for, or NG_NONE. */
uint32_t ng_entity_at(const struct ng_cast *c, uint32_t w);

/* Whose office the noun at w is, by the words behind it alone: "Sheriff Ada
 * Orsk", "the head of the port, Dr Ada Orsk,". NG_NONE: nobody is named. */
uint32_t ng_named_behind(const struct ng_cast *c, uint32_t w);

/* The place that the noun phrase at w is or is part of (a station, a city, a
 * country), the most specific one; NG_NONE if none. *at: where it is named. */
uint32_t ng_place_at(const struct ng_cast *c, uint32_t w, ng_range *at);

/* How much a place says: a town 4, an island 3, a sea 2, a country 1. */
int ng_place_rank(const struct ng_entity *x);

/* Entity + 1 of the body or country whose people the noun at w names, or 0. */
uint32_t ng_whose_people(const struct ng_cast *c, uint32_t w, const char *code,
                         ng_str sector);

/* "most of", "six of": no more than a number. */
bool ng_is_quantity(const struct ng_tree *t, uint32_t w);

/* Who has the thing at w ("Orsk's flat", "the accounts of the firm"): a word
 * with an entity that can have things, or NG_NONE. */
uint32_t ng_owner_of(const struct ng_cast *c, uint32_t w);

/* A report, a statement: it speaks for whoever made it. */
bool ng_is_paper(const struct ng_tree *t, uint32_t w);

bool ng_is_person(const struct ng_cast *c, uint32_t w);
bool ng_is_party(const struct ng_cast *c, uint32_t w);

/* Sector of a common noun that can act ("troops" MIL), or empty. */
ng_str ng_agent_sector(ng_str lemma);

static inline bool ng_party_known(const struct ng_party *p)
{
    return p->code[0] || p->entity != NG_NONE;
}
