/* portrait.h - what a party is known by when it is held against others.
 *
 *     "the twelve dock workers of Arend"      phrase, its noun: worker
 *     "President Rudenko"                     key of the entity, code, sector
 *
 * A party is compared with hundreds: what that takes is worked out once.
 */
#pragma once
#include "report/story.h"

struct ng_portrait {
    ng_str key;    /* of the entity; empty: nobody by name */
    ng_str phrase; /* as the report has it */
    ng_str head;   /* its noun, one for words that mean the same */
    uint64_t key_hash, phrase_hash, head_hash; /* what differs in it differs */
    char code[12], sector[4];
    uint8_t force;        /* police, army, courts, rebels; 0: none of these */
    bool relative, state; /* of somebody's family; stands for its officials */
};

struct ng_portrait ng_portrait_of(const struct ng_report *r,
                                  const struct ng_party *p);

/* How well two parties fit: 2 the same, 1 compatible (a state and its
 * president), 0 not. */
int ng_portraits_fit(const struct ng_portrait *a, const struct ng_portrait *b);
