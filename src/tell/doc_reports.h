/* doc_reports.h - the end of an offline page: the reports themselves. */
#pragma once
#include "tell/doc.h"

/* `cites` are those of all lines, sorted by report and beginning. */
void ng_doc_reports(struct ng_doc *d, const struct ng_cite *cites, size_t n);
