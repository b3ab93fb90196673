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

/* Parts of it. Each returns true if it set the day. */

/* The time that hangs on `w`, for a mention with this trigger. */
bool ng_find_time(const struct ng_cast *c, uint32_t w, uint32_t trigger,
                  enum ng_date_basis basis, struct ng_mention *m);

/* The clause that w stands in, if it only gives the background: "after they
 * met", "who met", "backed by A". NG_NONE: the sentence tells the deed. */
uint32_t ng_background(const struct ng_tree *t, uint32_t w);

/* Words that are the deed: the day on which they were said. */
bool ng_date_by_saying(const struct ng_cast *c, struct ng_mention *m);

/* "She was in Orsk last week. She was urging Arvia to yield": what goes on
 * meanwhile has the day and the place of what was told before. */
bool ng_date_by_scene(const struct ng_cast *c, struct ng_anchor a,
                      struct ng_mention *m);

/* No time at all: the day of the report or the one before, if this is its
 * news; else some day up to it. `background`: only looked back at. */
void ng_date_by_report(const struct ng_cast *c, uint32_t w, bool background,
                       struct ng_mention *m);

/* Sets place and place_at. */
void ng_place_mention(const struct ng_cast *c, struct ng_anchor a,
                      struct ng_mention *m);

/* Sets attributed_to: the sayings around the trigger, inner first, each with
 * its chain. */
void ng_attribute_mention(const struct ng_cast *c, struct ng_mention *m);

/* The innermost saying around the trigger (index), or NG_NONE. */
uint32_t ng_saying_around(const struct ng_cast *c, const struct ng_mention *m);
