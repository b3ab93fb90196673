/* labels.h - tags and relations as people and CoNLL-U write them.
 *
 * The enums of report.h cannot spell "PRP$" or "nsubj:pass"; these can.
 */
#pragma once
#include "report/report.h"

ng_str ng_tag_text(enum ng_tag tag);
ng_str ng_rel_text(enum ng_rel rel);
/* The universal part of speech that tag and relation come to ("NOUN"). */
ng_str ng_upos_text(const struct ng_word *w);
enum ng_tag ng_tag_of(ng_str text); /* NG_TAG_NONE: not known */
/* Unknown subtypes fall back to their base: "advcl:relcl" is advcl. */
enum ng_rel ng_rel_of(ng_str text);
