/* asked.h - which disagreements a brief asks about: no two that ask the same,
 * none that a line tells already, none that only copies make; those that are
 * well asked before those that only quote. */
#pragma once
#include "report/story.h"

void ng_choose_disputes(const struct ng_batch *b, const ng_lines *told,
                        size_t most, ng_indexes *chosen, struct ng_arena *out);
