/* sayings_speakers.h - who "he", "the chief" and nobody at all are, as
 * speakers.
 */
#pragma once
#include "annotate/sayings_who.h"

/* Gives sayings without a known speaker the one that the report makes likely:
 * in order of the text, the speaker before, a person who was called by that
 * word, the body that was named. */
void ng_link_speakers(struct ng_report *r, struct ng_whos *whos);

/* Adds the references of "I", "me" and "my" in quotations of a known person. */
void ng_link_first_persons(struct ng_report *r, struct ng_arena *out,
                           struct ng_arena scratch);
