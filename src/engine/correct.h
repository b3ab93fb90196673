/* correct.h - where the stages are corrected: see fix.h. */
#pragma once
#include "engine/compare.h"
#include "store/fix.h"

struct ng_corrections {
    ng_fixes list; /* in force, oldest first */
    struct ng_arena own;
};
ng_status ng_corrections_open(struct ng_corrections *c, struct ng_store *st,
                              struct ng_err *err);
void ng_corrections_close(struct ng_corrections *c);

/* ng_flow, corrected. `c` may be NULL. */
ng_status ng_flow_corrected(const struct ng_corrections *c, struct ng_report *r,
                            struct ng_arena *out, struct ng_arena *scratch,
                            struct ng_err *err);
/* story_of as people say it should be; all->fixed tells of which stories. */
void ng_correct_stories(struct ng_compared *all, uint32_t *story_of);
/* Reports whose families are looked at whenever any is. */
ng_status ng_corrected_numbers(const struct ng_corrections *c,
                               struct ng_store *st, ng_numbers *nrs,
                               struct ng_arena *a);
/* The id and title of stories[0], if it is pinned: of two that grew together
 * those that were pinned first. */
void ng_correct_pins(const struct ng_corrections *c, struct ng_batch *b);
/* Fills b->ignored. */
void ng_correct_batch(const struct ng_corrections *c, struct ng_batch *b,
                      struct ng_arena *a);
