/* walk.h - the ids of a store a handful at a time, from any place on.
 *
 * Where a walk stands is a day and an id, so that it can be left and taken up
 * again in another process, at the same cost wherever it stands: a page of the
 * server is one, and so is a stream of all records.
 */
#pragma once
#include "store/store.h"

enum ng_walk_order {
    NG_WALK_REPORTS, /* batch order: undated, then by day, then by id */
    NG_WALK_STORIES, /* by id, as exports are */
    NG_WALK_NEWEST   /* stories, the last that changed first */
};
/* Only those that have rows of this kind. */
enum ng_walk_having {
    NG_HAVING_ANY,
    NG_HAVING_NAMES, /* of reports */
    NG_HAVING_TIMES,
    NG_HAVING_QUANTITIES,
    NG_HAVING_LINEAGE, /* of stories */
    NG_HAVING_CHANGES,
    NG_HAVING_EVENTS,
    NG_HAVING_DISAGREEMENTS
};
struct ng_walk_at {
    ng_day day;
    ng_id id;
};
struct ng_walk {
    enum ng_walk_order order;
    enum ng_walk_having having;
    ng_day since, until;  /* NG_NO_DAY: open */
    struct ng_walk_at at; /* the last that was given; begin with ng_walk_home */
};
struct ng_walk_at ng_walk_home(enum ng_walk_order order);
/* The next ids, at most `most`; none after the last. */
ng_status ng_store_walk(struct ng_store *st, const struct ng_walk *walk,
                        struct ng_walk_at *next, size_t most, size_t *n,
                        struct ng_err *err);

/* Counts what was committed to this store: the same number, the same answers.
 */
uint64_t ng_store_revision(struct ng_store *st);
