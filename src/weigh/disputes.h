/* disputes.h - where reports disagree, and whether that is a conflict.
 *
 *     superseded     a revision says otherwise: Monday, then Tuesday
 *     contradiction  two values that cannot both be right
 *     refined        the one lies in the other: Vladivostok, its university
 *     compatible     different scope: "thousands", "more than 10,000"
 */
#pragma once
#include "report/story.h"

/* The parts: disputes.c asks of revisions and events, numbers_differ.c how
 * many, days_differ.c when. Each keeps what it finds with ng_keep_dispute. */
void ng_dispute_numbers(struct ng_batch *b, struct ng_arena *out,
                        struct ng_arena scratch);
void ng_dispute_days(struct ng_batch *b, struct ng_arena *out,
                     struct ng_arena scratch);
struct ng_dispute_value *ng_add_value(struct ng_disagreement *d, ng_str value,
                                      struct ng_arena *out);
/* Gives it its id and counts the origins of each value. */
void ng_keep_dispute(struct ng_batch *b, struct ng_disagreement *d,
                     struct ng_arena *out, struct ng_arena scratch);

/* All of them, heaviest first. */
void ng_find_disputes(struct ng_batch *b, struct ng_arena *out,
                      struct ng_arena scratch);
