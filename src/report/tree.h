/* tree.h - asking the words of a report how they hang together.
 *
 *     Kim met Putin on Thursday        met -nsubj-> Kim   met -obj-> Putin
 *                                      met -obl-> Thursday -case-> on
 *
 * Reads words and sentences alone, so every stage after arcs may use it. A
 * word is its index in r->words; NG_NONE goes in and comes out where there is
 * nothing. Each call is linear in the words of one sentence at most.
 */
#pragma once
#include "report/report.h"

/* Penn tag and UD relation as CoNLL-U writes them: "PRP$", "nsubj:pass". */
ng_str ng_tag_text(enum ng_tag tag);
ng_str ng_rel_text(enum ng_rel rel);
enum ng_tag ng_tag_of(ng_str text); /* NG_TAG_NONE: not known */
/* Unknown subtypes fall back to their base: "advcl:relcl" is advcl. */
enum ng_rel ng_rel_of(ng_str text);
