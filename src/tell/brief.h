/* brief.h - parts of the brief that other commands show too. */
#pragma once
#include "tell/doc.h"

void ng_doc_disagreement(struct ng_doc *d, const struct ng_disagreement *x,
                         struct ng_arena *a);
/* SOURCES: each report, what it is and what it goes back to; of many reports
 * only the origins, unless `all` are asked for. */
void ng_doc_sources(struct ng_doc *d, bool all, struct ng_arena *a);
/* The outlet, else the agency, else the file. */
ng_str ng_source_name(const struct ng_report *r);
