/* glue.h - words that lost the space between them.
 *
 *     "WhenNorth Korean"  ->  4   (When|North)
 *     "McDonald"          ->  0   (a name)
 *
 * A word is taken apart only where both halves are words and the whole is not.
 * How bold that may be depends on the text: some machines glue the first two
 * words of every paragraph, so a text is looked over first.
 */
#pragma once
#include "base/names.h"
#include "clean/parts.h"

struct ng_glue {
    uint32_t starts; /* paragraphs whose first two words are glued */
    uint32_t paragraphs;
    bool bold;              /* glue is this text's habit */
    struct ng_names *words; /* words that stand alone in the text, if bold */
};

/* Looks the text over; what it keeps is in `out`. */
struct ng_glue ng_look_for_glue(ng_str source, const ng_parts *parts,
                                struct ng_arena *out);

/* Where to split the run of letters and digits at the start of s (it has no
 * white space), 0: nowhere. `first`: it opens a paragraph. */
size_t ng_glue_split(const struct ng_glue *glue, ng_str s, bool first);
