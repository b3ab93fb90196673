/* given.h - token columns (text/columns.h) become a report's text. */
#pragma once
#include "report/report.h"

/* Sets text, map, paragraphs, title_at, given and given_tokens; takes id and
 * day from comments where the container declared none. */
void ng_clean_columns(struct ng_report *r, struct ng_arena *out);
