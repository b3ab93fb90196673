/* briefing.h - what of the record is told, and in which order. */
#pragma once
#include "report/story.h"

/* Sets the weight of every event: what a desk would put first. */
void ng_rank_events(struct ng_batch *b);

/* Fills b->briefs with the brief of stories[0]. */
void ng_fill_brief(struct ng_batch *b, struct ng_arena *out,
                   struct ng_arena scratch);
