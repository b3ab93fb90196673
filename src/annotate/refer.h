/* refer.h - what refer.c and nearby.c share while they work on one report. */
#pragma once
#include "annotate/linking.h"

struct ng_refer {
    struct ng_naming *n;
    uint32_t *sentence; /* [names] of the mention */
    uint8_t *subject;   /* [names] tenths of a point for standing first */
    uint8_t *gender;    /* [entities] NG_WORD_FEMALE, _MALE >> 9, or 0 */
    uint32_t next;      /* first mention behind the word looked at */
    uint32_t *office;   /* [words] entity + 1 of the noun of office here */
    uint32_t *stop;     /* [words] and the word where it ends */
};

/* Once, before the first question. */
void ng_nearby_open(struct ng_refer *f);

/* The person for the pronoun at word i (gender: 2 he, 1 she), f->next being
 * the first name behind it; NG_NONE if two come close. */
uint32_t ng_nearby(const struct ng_refer *f, uint32_t i, uint8_t gender);

/* Who acts on the object pronoun at word i, and so is somebody else. */
uint32_t ng_nearby_actor(const struct ng_refer *f, uint32_t i);
