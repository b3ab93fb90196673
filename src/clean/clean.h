/* clean.h - what a person would read, with a map back to the raw bytes.
 *
 * Reads  source (raw, format, declared metadata)
 * Writes text, map, paragraphs, notes, title .. spun (see report.h)
 * Never fails: odd input gets a note. Published is set from metadata, header,
 * dateline, url or text; NG_BASIS_NONE and the note "undated" otherwise, unless
 * published_basis is already NG_BASIS_OTHER_REPORTS or NG_BASIS_CORRECTION
 * (then it is left alone).
 */
#pragma once
#include "report/report.h"

void ng_clean(struct ng_report *r, struct ng_arena *out,
              struct ng_arena scratch);

/* Set dateline_at of a report whose text and paragraphs are known: the dateline
 * stays in the text, but it is no part of the first sentence. */
void ng_find_dateline(struct ng_report *r);
