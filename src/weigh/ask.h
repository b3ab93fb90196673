/* ask.h - a sentence of a report turned into the question that it answers.
 *
 *     The dockers will open the gate on Saturday.
 *     When will the dockers open the gate?
 *
 *     Osmark accused Borea of hiding two ships.
 *     Did Borea hide two ships?
 *
 * The words stay those of the report, with names for pronouns; what cannot be
 * turned so gives an empty string, and the caller asks in another way.
 */
#pragma once
#include "weigh/clause.h"

enum ng_asked { NG_ASK_WHETHER, NG_ASK_WHEN, NG_ASK_WHERE, NG_ASK_HOW_MANY };

/* `number`: of what is counted, in the clause; else unused. */
ng_str ng_ask_clause(const struct ng_clause *c, enum ng_asked asked,
                     ng_range number, struct ng_arena *out,
                     struct ng_arena scratch);

/* "Did Borea hide two ships?" of one who accuses Borea of it. */
ng_str ng_ask_charge(const struct ng_clause *c, struct ng_arena *out,
                     struct ng_arena scratch);

/* The subject of a verb of a clause, by name where there is one. */
ng_str ng_subject_of(const struct ng_clause *c, uint32_t verb,
                     struct ng_arena *out, struct ng_arena scratch);
