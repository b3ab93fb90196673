/* said.h - how many independent origins carry the same words. */
#pragma once
#include "report/story.h"

/* For each saying of the batch, in order of reports and sayings: the number of
 * origins among the reports that quote or report the same folded content. */
uint32_t *ng_sayings_independent(const struct ng_batch *b, struct ng_arena *out,
                                 struct ng_arena scratch);
