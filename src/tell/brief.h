/* brief.h - parts of the brief that other commands show too. */
#pragma once
#include "tell/doc.h"

void ng_doc_disagreement(struct ng_doc *d, const struct ng_disagreement *x,
                         struct ng_arena *a);
/* SOURCES: each report, what it is and what it goes back to; of many reports
 * only the origins, unless `all` are asked for. */
void ng_doc_sources(struct ng_doc *d, bool all, struct ng_arena *a);
/* The headline over a brief. */
ng_str ng_brief_title(const struct ng_batch *b, const struct ng_brief *brief);
/* "own report, cites Northwire", "syndicated copy of 2, 66% of its text".
 * `parents`: ng_parents of the batch. */
ng_str ng_source_role(const struct ng_batch *b, uint32_t i,
                      const uint32_t *parents, struct ng_arena *a);
/* The outlet, else the agency, else the file. */
ng_str ng_source_name(const struct ng_report *r);
