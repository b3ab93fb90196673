/* boiler.h - what stands around a report and says nothing about the news.
 *
 *     "Related article: Ports reopen"     a part
 *     "... on Friday. All rights reserved."   a sentence at the end of a part
 *
 * Patterns are beginnings (or whole texts) with the longest part they may
 * cover, so that "Share prices fell on Monday ..." stays.
 */
#pragma once
#include "clean/parts.h"

bool ng_is_boiler(const struct ng_plain *part, enum ng_note_kind *why);

/* Length of the boilerplate sentence that begins at byte i of a part that
 * begins at `from`; 0: none. */
size_t ng_boiler_sentence(ng_str s, size_t from, size_t i);
/* The same where the part is known to hold boilerplate: by every pattern. */
size_t ng_boiler_sentence_in(ng_str s, size_t from, size_t i);

/* The next sentence of a part, from byte *at of what it shows. `news`: it could
 * stand in a report. */
bool ng_next_sentence(const struct ng_plain *part, size_t *at,
                      struct ng_plain *one, bool *news);
/* True if any of its sentences could. */
bool ng_holds_news(const struct ng_plain *part);

/* "Photo: A. Reed / Example Wire", "FILE - In this ...", or a name and an
 * agency alone. `heading`: the part is marked as one. */
bool ng_is_caption(const struct ng_plain *part, bool heading);

/* "— A. Reed (@areed) April 24, 2019", the last line of an embedded post. */
bool ng_is_post_end(const struct ng_plain *part);
/* Text that only an embedded post has: pic.twitter.com, t.co. */
bool ng_is_post(const struct ng_plain *part);
