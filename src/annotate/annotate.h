/* annotate.h - the language: what the words are and what they name.
 *
 * Stages in order; each reads what the ones above it wrote:
 *   words       words, sentences, quotes
 *   tags        tag and lemma of each word
 *   arcs        head and rel of each word
 *   names       names, entities (who is who inside the report), word.name
 *   times       times, resolved against `published` (a day or an interval)
 *   quantities  quantities
 *   sayings     sayings with cue, source, grade, chain
 * All are pure and never fail.
 */
#pragma once
#include "report/report.h"

typedef void ng_stage(struct ng_report *r, struct ng_arena *out,
                      struct ng_arena scratch);
ng_stage ng_find_words;
/* The same for a report whose sentences are known, which is most of the work;
 * if they do not stand where words do, they are found anew. */
ng_stage ng_find_words_again;
ng_stage ng_find_tags;
ng_stage ng_find_arcs;
ng_stage ng_find_names;
ng_stage ng_find_times;
ng_stage ng_find_quantities;
ng_stage ng_find_sayings;
