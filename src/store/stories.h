/* stories.h - parts of a story, as much of it as is to be told.
 *
 * A story of 5,000 reports has 6,000 events, which nobody reads at once. A
 * slice is some of its records, and of its reports those that these records
 * speak of. The others have their place in the batch, so that numbers are
 * right, but they are empty. Of long lists inside a record the first elements
 * are loaded, and the batch says how many there are (ng_whole).
 */
#pragma once
#include "store/store.h"

struct ng_slice {
    unsigned of;      /* NG_NEED_EDGES, _CHANGES, _EVENTS or _DISAGREEMENTS */
    uint32_t from, n; /* the records; fewer come at the end of the list */
    uint32_t most;    /* of lists inside of a record; 0: all */
    unsigned needs;   /* of the reports (enum ng_need) */
};
ng_status ng_store_load_slice(struct ng_store *st, ng_id story,
                              const struct ng_slice *slice, struct ng_batch *b,
                              struct ng_arena *a, struct ng_err *err);
/* Where the record of this id stands among its kind in the story; of sayings
 * and reports, the place of the report. */
ng_status ng_store_place_of(struct ng_store *st, ng_id story, ng_id id,
                            uint32_t *place, struct ng_err *err);
/* Some reports of the story, from the `from`th on, alone in the batch; with
 * sayings, by how many origins these are carried. */
ng_status ng_store_load_reports(struct ng_store *st, ng_id story, uint32_t from,
                                uint32_t n, unsigned needs, struct ng_batch *b,
                                struct ng_arena *a, struct ng_err *err);
/* The pairs of one report, from the `from`th on. */
ng_status ng_store_load_pairs(struct ng_store *st, ng_id report, uint32_t from,
                              uint32_t n, struct ng_batch *b,
                              struct ng_arena *a, struct ng_err *err);
/* The story itself; reports and origins by id alone, at most `most`, a tenth as
 * many reasons. */
ng_status ng_store_load_head(struct ng_store *st, ng_id story, uint32_t most,
                             struct ng_batch *b, struct ng_arena *a,
                             struct ng_err *err);
/* Its brief, with what a record of it tells: of long lists of receipts the
 * first `most`, of the reports those that it cites, and the first, up to
 * `sources`. `as_text`: with what a text of it tells besides: all pairs, places
 * and persons of the story, house and day of every report. */
ng_status ng_store_load_brief(struct ng_store *st, ng_id story, uint32_t most,
                              uint32_t sources, bool as_text,
                              struct ng_batch *b, struct ng_arena *a,
                              struct ng_err *err);
/* A report with what is known of its place in the story: that for `explain`. */
ng_status ng_store_load_lone(struct ng_store *st, ng_id story, uint32_t place,
                             struct ng_batch *b, struct ng_arena *a,
                             struct ng_err *err);
