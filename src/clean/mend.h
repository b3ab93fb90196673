/* mend.h - parts become text; what is broken inside them is mended.
 *
 *     "delayed:P TAGEND"         "delayed:"            markup_residue
 *     "Itâ€™s &amp; more"        "It’s & more"         mojibake, markup_residue
 *     "WhenNorth", "in2011"      "When North"          glued_words
 *     "1950 -5 3", "to$ 1"       "1950-53", "to $1"    broken_number
 *     "... Friday. All rights reserved."               boilerplate_removed
 *
 * Each mending is a note with its place in the text, its raw range and how it
 * read before. Bytes that nothing is wrong with are copied run by run.
 */
#pragma once
#include "clean/glue.h"
#include "clean/parts.h"
#include "clean/weave.h"

/* Writes the paragraphs of all parts that stay, and a note for each that does
 * not. */
void ng_mend_parts(struct ng_weave *w, const ng_parts *parts,
                   const struct ng_glue *glue);
