/* glue.h - words that lost the space between them.
 *
 *     "WhenNorth"  ->  4 (When|North)      "McDonald"  ->  0, a name
 *     "in2011"     ->  2 (in|2011)         "10,000North"  ->  6
 *
 * A word is taken apart only where both halves are words and the whole is not.
 * How bold that may be depends on the text: some machines glue the first two
 * words of paragraph after paragraph, so a text is looked over first. In any
 * other text only what can hardly be a name is split: a small word before a
 * capital ("theNorth") or a year ("in2011"), a grouped number before a word.
 */
#pragma once
#include "base/names.h"
#include "clean/parts.h"

struct ng_glue {
    uint32_t starts; /* different glued words that open a paragraph */
    uint32_t paragraphs;
    bool bold;             /* glue is this text's habit */
    struct ng_names words; /* that stand alone in the text, if bold */
    uint32_t *seen;        /* [words.all.n] how often */
};

/* Looks the text over; what it keeps is in `a`. */
struct ng_glue ng_look_for_glue(ng_str source, const ng_parts *parts,
                                struct ng_arena *a);

/* Where to split s, a run of letters and digits (apostrophes and commas
 * inside); 0: nowhere. `first`: it opens a paragraph or a quotation. */
size_t ng_glue_split(const struct ng_glue *glue, ng_str s, bool first);
