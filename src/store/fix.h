/* fix.h - what people corrected: a layer over what was found in the reports.
 *
 *     merge   two stories, or two entities, are one
 *     split   reports are a story of their own; an entity in them another one
 *     alias   who is called so is this entity
 *     date    a report is of this day
 *     ignore  a report, or an event, is not told
 *     pin     a story keeps its id and its title
 *
 * A correction names reports, keys and ranges, not numbers that settling gives
 * out, so it holds for what comes later as well. engine/fix.h applies them; the
 * store keeps each, with who made it, when and why, also after it was undone.
 */
#pragma once
#include "store/store.h"

enum ng_fix_kind {
    NG_FIX_MERGE,
    NG_FIX_SPLIT,
    NG_FIX_ALIAS,
    NG_FIX_DATE,
    NG_FIX_IGNORE,
    NG_FIX_PIN,
    NG_FIX_KINDS
};
ng_str ng_fix_name(enum ng_fix_kind kind);

struct ng_fix_part {
    unsigned side;
    ng_id id;    /* of a report or an entity */
    ng_str text; /* the entity's key, the name of an alias, the day; of a story
                  * or an event the id by which it was named */
    ng_range at; /* of a trigger */
};
struct ng_fix {
    int64_t nr;
    ng_id id;
    enum ng_fix_kind kind;
    char about;   /* the letter of its ids: s n r e */
    ng_str value; /* as a person wrote it: ids, a name, a day */
    ng_str who, why, undone_by;
    int64_t made, undone; /* ms since 1970; undone 0: it is in force */
    bool rests; /* in force, but what it is about is not there (any more) */
    NG_LIST(struct ng_fix_part) parts;
};
typedef NG_LIST(struct ng_fix) ng_fixes;

/* In the order in which they were made. `in_force`: without those undone. */
ng_status ng_store_fixes(struct ng_store *st, bool in_force, ng_fixes *fixes,
                         struct ng_arena *a, struct ng_err *err);
/* By the beginning of its id. */
ng_status ng_store_find_fix(struct ng_store *st, ng_str prefix, ng_id *id,
                            struct ng_err *err);
/* Sets nr and id. Of these functions none opens a transaction. */
ng_status ng_store_put_fix(struct ng_store *st, struct ng_fix *fix,
                           struct ng_err *err);
ng_status ng_store_end_fix(struct ng_store *st, int64_t nr, ng_str who,
                           int64_t now, struct ng_err *err);

/* A report leaves all tables but those of what is parked, and comes back as it
 * left, without what was found in it. */
ng_status ng_store_park(struct ng_store *st, ng_id report, struct ng_err *err);
ng_status ng_store_unpark(struct ng_store *st, ng_id report,
                          struct ng_err *err);
bool ng_store_parked(struct ng_store *st, ng_id report);

/* Its number; 0: it is not there. */
int64_t ng_store_number(struct ng_store *st, ng_id report);
/* It is worked out again with the next settling. */
ng_status ng_store_unsettle(struct ng_store *st, ng_id report,
                            struct ng_err *err);
/* All that was worked out is made anew by the next settling. */
ng_status ng_store_distrust_index(struct ng_store *st, struct ng_err *err);

/* Key and fullest name of an entity. */
ng_status ng_store_entity_key(struct ng_store *st, ng_id entity, ng_str *key,
                              ng_str *name, struct ng_arena *a,
                              struct ng_err *err);
/* Reports that name this entity, or one by this name (if that is not empty). */
ng_status ng_store_naming(struct ng_store *st, ng_id entity, ng_str name,
                          ng_ids *reports, struct ng_arena *a,
                          struct ng_err *err);
/* True if both are the same words, without regard to case and marks. */
bool ng_same_words(ng_str a, ng_str b);
