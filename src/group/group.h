/* group.h - stories: which reports tell of the same thing.
 *
 *     reports    r1  r2  r3  r4  r5
 *     copies      \__/        |   |      by edges: they join at once, as one
 *     likeness      \________/    |      shared terms, rare ones weigh more
 *     stories        s1           s2
 *
 * Reports are taken one after the other in batch order. The 16 heaviest terms
 * of a report are looked up among the live stories, the best of those are
 * scored by average link, and a logistic function of that score decides. What
 * joined says why: a probability and the strongest terms in common.
 */
#pragma once
#include "report/story.h"

/* What group keeps of a report: its heaviest terms. */
struct ng_group_text {
    uint32_t n;
    uint32_t *term; /* [n] hash of the stem, ascending */
    float *weight;  /* [n] how often, logarithmic; title and names count more */
    uint8_t *rarity; /* [n] 0 the commonest words .. 14 all rare ones */
    uint16_t *form;  /* [n + 1] the word as it stood begins here in forms */
    char *forms;
    ng_id id;
    ng_days published;
};
/* Needs r->text and r->title; no annotation. */
struct ng_group_text ng_group_text_of(const struct ng_report *r,
                                      struct ng_arena *keep);

/* story_of[i]: a number from 0 for each of n texts in batch order, in order of
 * first appearance; *reasons gets one row a report that joined a story by
 * likeness. */
typedef NG_LIST(struct ng_reason) ng_reasons;
ng_status ng_group(const struct ng_group_text *texts, size_t n,
                   const struct ng_edge *edges, size_t edges_n,
                   uint32_t *story_of, uint32_t *stories_n, ng_reasons *reasons,
                   struct ng_arena *out, struct ng_err *err);

/* Fills b->stories (ids, titles, spans, places, people, state) from
 * b->story_of, origins and reports; reasons is what ng_group told of the same
 * batch, or NULL. */
void ng_tell_stories_apart(struct ng_batch *b, const ng_reasons *reasons,
                           struct ng_arena *out, struct ng_arena scratch);
