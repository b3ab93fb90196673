/* spun.h - text that a machine rewrote word by word.
 *
 *     "He will certainly also has actually sought a great deal of help"
 *
 * Spinners swap words for synonyms and leave a scent: fillers that no desk
 * would let pass, in numbers, and often first words glued to their neighbours.
 */
#pragma once
#include "clean/glue.h"
#include "report/report.h"

/* Sets r->spun and adds the note where the text smells of it. */
void ng_weigh_spin(struct ng_report *r, const struct ng_glue *glue,
                   struct ng_arena *out);
