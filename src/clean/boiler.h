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

/* Length of the boilerplate sentence that begins at byte i, 0: none. */
size_t ng_boiler_sentence(ng_str s, size_t i);

/* "Photo: A. Reed / Example Wire", "FILE - In this ...", or a name and an
 * agency alone. `heading`: the part is marked as one. */
bool ng_is_caption(const struct ng_plain *part, bool heading);

/* "— A. Reed (@areed) April 24, 2019", the last line of an embedded post. */
bool ng_is_post_end(const struct ng_plain *part);
/* Text that only an embedded post has: pic.twitter.com, t.co. */
bool ng_is_post(const struct ng_plain *part);
