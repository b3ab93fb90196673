/* phrase.h - a record in words: by a fixed template where the record says it
 * all, else in the words of the report that says it best. Nothing is made up.
 */
#pragma once
#include "report/story.h"

/* "Kim Jong Un is to meet Vladimir Putin in Vladivostok". `most`: bytes, cut
 * between words. With `day`, the day follows: "on Thursday 25 April 2019". */
ng_str ng_event_phrase(const struct ng_batch *b, const struct ng_event *e,
                       size_t most, bool day, struct ng_arena *out);

/* Text of a range on one line, at most so many bytes, "…" where cut. */
ng_str ng_short_text(const struct ng_report *r, ng_range at, size_t most,
                     struct ng_arena *out);
