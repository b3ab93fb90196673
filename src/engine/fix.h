/* fix.h - corrections, laid over what is found in the reports (store/fix.h).
 *
 *     date                   a report is read with the day that it is given
 *     merge, split, alias    what its entities are called: their keys
 *         of entities            both where a report comes out of the stages
 *     merge, split           which story a report is of: after grouping
 *         of stories
 *     pin a story            its id and title: before it is weighed
 *     ignore an event        after the mentions were merged, before the brief
 *     ignore a report        it leaves the store's tables, its bytes are kept
 *
 * correct.h has what does it. So a store is a function of its reports and of
 * the corrections in force: to undo one is to do without it, and the bytes of
 * every export are again what they were.
 */
#pragma once
#include "engine/engine.h"
#include "store/fix.h"
#include "text/json.h"

/* What a person asks for, as a correction: "merge" with two ids, "split" with a
 * story or an entity and reports, "alias" with an entity and a name, "date"
 * with a report and a day, "ignore" with a report or an event, "pin" with a
 * story and, if it is to be called otherwise, its title. Who, why and
 * made are the caller's. */
ng_status ng_fix_read(struct ng_store *st, ng_str kind, const ng_str *of,
                      size_t n, struct ng_fix *fix, struct ng_arena *a,
                      struct ng_err *err);
/* {"v","id","fix","of","about","reports","by","why","made","state","undone",
 * "undone_by"} */
void ng_json_fix(struct ng_json *j, const struct ng_fix *fix);
ng_str ng_fix_state(const struct ng_fix *fix); /* holds, rests, undone */

/* Makes a correction, or takes one back, and settles, in one transaction. */
ng_status ng_fix_make(struct ng_store *st, struct ng_adding *adding,
                      struct ng_fix *fix, struct ng_err *err);
ng_status ng_fix_undo(struct ng_store *st, struct ng_adding *adding, ng_id id,
                      ng_str who, int64_t now, struct ng_err *err);
