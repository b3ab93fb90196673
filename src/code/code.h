/* code.h - who did what to whom: event mentions of one report.
 *
 * Reads  everything that annotate wrote
 * Writes mentions, in text order, each with actors, recipients, date, place,
 *        status, attribution and the rule that made it
 */
#pragma once
#include "report/report.h"

void ng_find_mentions(struct ng_report *r, struct ng_arena *out,
                      struct ng_arena scratch);
