/* circumstance.h - when, where and by whose word, for one mention.
 *
 * Only what hangs on the event itself counts: the date of the clause, the
 * place among its own arguments. The first city of the story and the day on
 * which somebody said something are never taken instead.
 */
#pragma once
#include "code/status.h"
#include "code/triggers.h"

/* The trigger and the verb that carries it ("the meeting would take place":
 * meeting, take); carrier is NG_NONE where the trigger is a verb. */
struct ng_anchor {
    uint32_t trigger, carrier, object;
};

/* Sets when, granularity, when_basis, time, as_stated; may turn a deed whose
 * day is still to come into a planned one. */
void ng_date_mention(const struct ng_cast *c, struct ng_anchor a,
                     struct ng_mention *m, bool past);

/* Sets place and place_at. */
void ng_place_mention(const struct ng_cast *c, struct ng_anchor a,
                      struct ng_mention *m);

/* Sets attributed_to: the sayings around the trigger, inner first, each with
 * its chain. */
void ng_attribute_mention(const struct ng_cast *c, struct ng_mention *m);
