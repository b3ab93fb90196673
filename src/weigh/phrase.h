/* phrase.h - words for what the record holds. Nothing is made up: names, days
 * and places fill a fixed template, or a range is told as it stands. */
#pragma once
#include "report/story.h"

/* A meeting: "Kim Jong Un is to meet Vladimir Putin in Vladivostok on Thursday
 * 25 April 2019". Empty for other deeds, which reports tell better. */
ng_str ng_event_phrase(const struct ng_batch *b, const struct ng_event *e,
                       struct ng_arena *out);

/* Text of a range on one line, at most so many bytes, "…" where cut. */
ng_str ng_short_text(const struct ng_report *r, ng_range at, size_t most,
                     struct ng_arena *out);
