/* voices.h - who says what: quotations of different people, each with who it
 * is and through whom it came. */
#pragma once
#include "weigh/facts.h"

/* At most `most` lines, of speakers who say different things; sentences of
 * `told` are not told again; only reports that are their own (t->own) speak. */
void ng_find_voices(struct ng_batch *b, const struct ng_telltale *t,
                    const ng_lines *const *told, size_t told_n, size_t most,
                    ng_lines *said, struct ng_arena *out,
                    struct ng_arena scratch);
