/* profile.h - a story as one bag of terms, to be held against others.
 *
 * Reports of one story are joined by a likeness that fades with the days
 * (group.c). What a story has to do with another, in the same week or months
 * before, is asked of the stories as they are: the mean of their reports, whose
 * heaviest terms are the names that all of them have.
 */
#pragma once
#include "group/group.h"

enum {
    NG_PROFILE_TERMS = 256,
    NG_PROFILE_HEAVY = 24, /* terms that say what a story is about */
};

struct ng_profile_term {
    uint32_t term;
    float weight; /* the mean over its reports */
    ng_str form;
};
struct ng_profile {
    uint32_t n;
    struct ng_profile_term *at; /* [n] by term */
    float heavy; /* the weight that the heaviest terms have at least */
};
/* The forms of the texts must live as long as the profile. */
struct ng_profile ng_profile_of(const struct ng_group_text *texts, size_t n,
                                struct ng_arena *out, struct ng_arena scratch);

struct ng_between {
    float likeness; /* the mean of the likenesses of their reports */
    float angle;    /* cosine of both */
    uint32_t heavy; /* terms that are heavy in both */
    ng_str terms[3];
};
struct ng_between ng_between(const struct ng_profile *a,
                             const struct ng_profile *b);

/* Enough in common to be told beside each other, though not one story; to be
 * parts of one that goes on over weeks. */
bool ng_is_related(const struct ng_between *x);
bool ng_is_sequel(const struct ng_between *x);
