/* compare.h - reports of a store beside each other: the first half of settling.
 *
 *     ng_compare_all    every report once, in memory; the index is made anew
 *     ng_compare_new    the new reports and those that they concern, by the
 *                       index alone (index.h)
 *
 * Both find the same: which reports, pairs and reasons make up each story. What
 * is found of a report depends on its family (group.h) and on texts before it
 * (near.h), so both need not look at the same reports.
 */
#pragma once
#include "engine/engine.h"
#include "engine/kin.h"

/* What belongs to one story: indexes in the lists of ng_compared. */
struct ng_member {
    uint32_t *reports, *edges, *reasons;
    uint32_t reports_n, edges_n, reasons_n;
    uint64_t inputs; /* a fingerprint of all of it; never 0 */
};

/* What of the index is not written yet, after all were compared. */
struct ng_term_at;
struct ng_unwritten {
    const struct ng_indexed *rows; /* [nrs.n] without edges; NULL: no such */
    const struct ng_trace_mark *marks;
    const struct ng_likes *likes;
    const struct ng_trace_text *words;
    const struct ng_group_text *terms;
    ng_own_edges *own;
    struct ng_term_at *at; /* [at_n] heavy terms, in their order */
    size_t at_n, done;     /* done: of at_n + nrs.n */
};

struct ng_compared {
    ng_numbers nrs;      /* batch order, inferred dates forgotten */
    ng_id *ids;          /* [nrs.n] */
    struct ng_key *keys; /* [nrs.n] the later of two found their edge */
    ng_edges edges;
    ng_reasons reasons;
    ng_loose_edges *loose;     /* [nrs.n] those that it found */
    uint32_t *place;           /* [nrs.n] place in its story */
    struct ng_member *stories; /* [stories_n] those to be settled */
    uint32_t stories_n;
    NG_LIST(ng_id) gone; /* stories that are no more, or are settled again */
    const struct ng_corrections *fixes; /* of stories; NULL: none */
    ng_day *stated;   /* [nrs.n] the first day of publication that it states */
    bool *fixed;      /* [stories_n] of them it is known, if there are fixes */
    uint64_t bytes;   /* of clean text, all together */
    uint32_t largest; /* reports of the largest story */
    struct ng_unwritten unwritten;
    struct ng_arena keep; /* all of the above */
    size_t keep_limit;
    struct ng_arena *parts; /* [parts_n] words and terms, as they were opened */
    unsigned parts_n;
};

ng_status ng_compare_all(struct ng_compared *all, struct ng_store *st,
                         struct ng_adding *adding, struct ng_err *err);
/* NG_TOO_BIG if so much is concerned that comparing all is less work; what was
 * written to the index is good for nothing then. */
ng_status ng_compare_new(struct ng_compared *all, struct ng_store *st,
                         struct ng_adding *adding, struct ng_err *err);
void ng_compared_close(struct ng_compared *all);

/* The rows of the index that are due when `part` of `parts` of the stories are
 * told; ng_compare_new has written its own. */
ng_status ng_index_write(struct ng_compared *all, struct ng_store *st,
                         size_t part, size_t parts, struct ng_err *err);
/* They wait to be written: lists them in order. */
void ng_index_rest(struct ng_compared *all, struct ng_unwritten rest,
                   struct ng_arena *keep);

/* Makes room for all that there is one of for each of nrs. */
void ng_make_room(struct ng_compared *all);
/* Shares out nrs, edges and reasons over the stories; edges between stories
 * become loose ones. */
void ng_tell_members_apart(struct ng_compared *all, uint32_t *story_of);

/* Room for the largest story with all its reports in memory. */
size_t ng_compared_room(const struct ng_compared *all);

/* Tells of progress, at most 10 times a second, and whether to stop. */
ng_status ng_settle_pause(struct ng_adding *adding, struct ng_err *err);
