/* asked.h - which disagreements a brief asks about: no two that ask the same,
 * none that a line tells already, none that only copies make; those that are
 * well asked before those that only quote. */
#pragma once
#include "report/story.h"

/* True if one of these asks of what stands at a place whether it is so, or
 * when it was. */
bool ng_is_asked(const struct ng_batch *b, const ng_indexes *chosen,
                 enum ng_slot slot, struct ng_cite told);

void ng_choose_disputes(const struct ng_batch *b, const ng_lines *told,
                        size_t most, ng_indexes *chosen, struct ng_arena *out);
