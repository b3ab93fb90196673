/* group.h - stories: which reports tell of the same thing.
 *
 * Streaming and deterministic: reports are added in batch order; copies (by
 * edges) join their original's story at once and count once.
 */
#pragma once
#include "report/story.h"

/* What group keeps of a report: its heaviest terms. */
struct ng_group_text {
    uint32_t n;
    uint32_t *term; /* [n] hash of the stem, ascending */
    float *weight;  /* [n] term frequency part, title and names weigh more */
    ng_id id;
    ng_days published;
};
struct ng_group_text ng_group_text_of(const struct ng_report *r,
                                      struct ng_arena *keep);

/* story_of[i]: a number from 0 for each of n texts in batch order; *reasons
 * gets one row a report that joined a story by likeness. */
typedef NG_LIST(struct ng_reason) ng_reasons;
ng_status ng_group(const struct ng_group_text *texts, size_t n,
                   const struct ng_edge *edges, size_t edges_n,
                   uint32_t *story_of, uint32_t *stories_n, ng_reasons *reasons,
                   struct ng_arena *out, struct ng_err *err);

/* Fills b->stories (ids, titles, spans, places, people, state) from
 * b->story_of, origins and reports. */
void ng_tell_stories_apart(struct ng_batch *b, struct ng_arena *out,
                           struct ng_arena scratch);
