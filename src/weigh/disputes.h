/* disputes.h - where reports disagree, and whether that is a conflict.
 *
 *     superseded     a revision says otherwise: Monday, then Tuesday
 *     contradiction  two values that cannot both be right
 *     refined        the one lies in the other: Vladivostok, its university
 *     compatible     different scope: "thousands", "more than 10,000"
 */
#pragma once
#include "report/story.h"

/* The parts, one file each; each keeps what it finds with ng_keep_dispute:
 *
 *     disputes.c          what revisions changed
 *     numbers_differ.c    how many, how much
 *     days_differ.c       one sentence, another day
 *     deeds_differ.c      when, where, whether, by whom a deed was done
 *     charges_differ.c    an accusation and its denial
 *     presence_differ.c   seen by one, missed by the other
 *     travel_differ.c     on the way there, arrived
 *     persons_differ.c    how old
 */
void ng_dispute_numbers(struct ng_batch *b, struct ng_arena *out,
                        struct ng_arena scratch);
void ng_dispute_days(struct ng_batch *b, struct ng_arena *out,
                     struct ng_arena scratch);
void ng_dispute_deeds(struct ng_batch *b, struct ng_arena *out,
                      struct ng_arena scratch);
void ng_dispute_charges(struct ng_batch *b, struct ng_arena *out,
                        struct ng_arena scratch);
void ng_dispute_presence(struct ng_batch *b, struct ng_arena *out,
                         struct ng_arena scratch);
void ng_dispute_travel(struct ng_batch *b, struct ng_arena *out,
                       struct ng_arena scratch);
void ng_dispute_persons(struct ng_batch *b, struct ng_arena *out,
                        struct ng_arena scratch);

struct ng_dispute_value *ng_add_value(struct ng_disagreement *d, ng_str value,
                                      struct ng_arena *out);
/* Gives it its id and counts the origins of each value. */
void ng_keep_dispute(struct ng_batch *b, struct ng_disagreement *d,
                     struct ng_arena *out, struct ng_arena scratch);

/* All of them, heaviest first. */
void ng_find_disputes(struct ng_batch *b, struct ng_arena *out,
                      struct ng_arena scratch);
