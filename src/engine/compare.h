/* compare.h - all reports of a store beside each other: the first half of
 * settling. Reads every report once, keeps what trace and group ask for, and
 * gives back which reports, pairs and reasons make up each story.
 */
#pragma once
#include "engine/engine.h"
#include "group/group.h"
#include "trace/trace.h"

/* What belongs to one story: indexes in the lists of ng_compared. */
struct ng_member {
    uint32_t *reports, *edges, *reasons;
    uint32_t reports_n, edges_n, reasons_n;
};

struct ng_compared {
    ng_ids ids; /* batch order, inferred dates forgotten */
    ng_edges edges;
    ng_reasons reasons;
    ng_loose_edges loose;      /* pairs in different stories */
    uint32_t *place;           /* [ids.n] place in its story */
    struct ng_member *stories; /* [stories_n] */
    uint32_t stories_n;
    uint64_t bytes;       /* of clean text, all together */
    uint32_t largest;     /* reports of the largest story */
    struct ng_arena keep; /* all of the above */
    size_t keep_limit;
};

ng_status ng_compare_all(struct ng_compared *all, struct ng_store *st,
                         struct ng_adding *adding, struct ng_err *err);
void ng_compared_close(struct ng_compared *all);

/* Room for the largest story with all its reports in memory. */
size_t ng_compared_room(const struct ng_compared *all);

/* Tells of progress, at most 10 times a second, and whether to stop. */
ng_status ng_settle_pause(struct ng_adding *adding, struct ng_err *err);
