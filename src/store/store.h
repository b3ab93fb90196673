/* store.h - the embedded store: one SQLite file, or ":memory:".
 *
 * The only SQL of the project. One writing process (flock), readers read-only.
 * A report is stored whole (raw and text compressed, every annotation as rows)
 * in a transaction; what is known across reports (lineage, stories, events) is
 * settled afterwards by engine/ and stored story by story, so that a store is
 * a pure function of the set of its reports.
 */
#pragma once
#include "report/known.h"
#include "report/story.h"

struct ng_store;
enum ng_store_mode { NG_STORE_READ, NG_STORE_WRITE };

ng_status ng_store_open(struct ng_store **st, const char *path,
                        enum ng_store_mode mode, struct ng_err *err);
void ng_store_close(struct ng_store *st);
/* A store that was opened to read stays as it was at the first look, whatever
 * a writer does meanwhile; this brings it up to date. */
ng_status ng_store_refresh(struct ng_store *st, struct ng_err *err);

ng_status ng_store_begin(struct ng_store *st, struct ng_err *err);
ng_status ng_store_commit(struct ng_store *st, struct ng_err *err);
void ng_store_rollback(struct ng_store *st);

/* ---- reports ---- */
bool ng_store_has(struct ng_store *st, ng_id report);
/* The same, and under this path or one that sorts before it: of several paths
 * to the same bytes the smallest is kept, whatever order they came in. */
bool ng_store_has_path(struct ng_store *st, ng_id report, ng_str path);
/* Insert, or replace all rows of a report that is there already. */
ng_status ng_store_put_report(struct ng_store *st, const struct ng_report *r,
                              struct ng_err *err);
/* Everything but words and quotes is loaded (of a sentence its first and end
 * word stay as numbers); NG_NOTHING if not there. */
ng_status ng_store_load_report(struct ng_store *st, ng_id id,
                               struct ng_report *r, struct ng_arena *a,
                               struct ng_err *err);
/* All ids in batch order: by (published, id). */
typedef NG_LIST(ng_id) ng_ids;
ng_status ng_store_report_ids(struct ng_store *st, ng_ids *ids,
                              struct ng_arena *a, struct ng_err *err);
uint64_t ng_store_count(struct ng_store *st);
/* The same; *bytes: of all clean texts together, at most. */
uint64_t ng_store_size(struct ng_store *st, uint64_t *bytes);

/* ---- what is known across reports ---- */
/* False after reports were added and before the next settling ended. */
bool ng_store_settled(struct ng_store *st);
ng_status ng_store_mark_unsettled(struct ng_store *st, struct ng_err *err);
/* Forgets all that is known across reports; they are unsettled then. */
ng_status ng_store_clear_settled(struct ng_store *st, struct ng_err *err);
/* Stores stories[0] of the batch with its edges, changes, origins, events,
 * disagreements, brief, and the story and origin of each of its reports. */
ng_status ng_store_put_story(struct ng_store *st, const struct ng_batch *b,
                             struct ng_err *err);
/* Pairs that share text though they are in different stories (quotations,
 * boilerplate). Their edges' report indexes mean nothing. They are kept under
 * the number of the report that found them (index.h), whose pairs put_loose
 * replaces; load_loose has all of them, in order of ids. */
struct ng_loose_edge {
    ng_id child, parent;
    struct ng_edge edge;
};
typedef NG_LIST(struct ng_loose_edge) ng_loose_edges;
ng_status ng_store_put_loose(struct ng_store *st, int64_t of,
                             const ng_loose_edges *edges, struct ng_err *err);
ng_status ng_store_load_loose(struct ng_store *st, ng_loose_edges *edges,
                              struct ng_arena *a, struct ng_err *err);
ng_status ng_store_mark_settled(struct ng_store *st, struct ng_err *err);
/* The batch of one story, reports included (but not their bytes and raw). */
ng_status ng_store_load_story(struct ng_store *st, ng_id story,
                              struct ng_batch *b, struct ng_arena *a,
                              struct ng_err *err);
/* Ids of stories, newest first; `since` NG_NO_DAY: all. */
ng_status ng_store_story_ids(struct ng_store *st, ng_day since, ng_ids *ids,
                             struct ng_arena *a, struct ng_err *err);
/* The same, without those that began after `until`. */
ng_status ng_store_stories_between(struct ng_store *st, ng_day since,
                                   ng_day until, ng_ids *ids,
                                   struct ng_arena *a, struct ng_err *err);

/* The entity with the smallest id after this one, put together from all reports
 * that name it; NG_NOTHING after the last. Begin with an empty id. */
ng_status ng_store_next_entity(struct ng_store *st, ng_id after,
                               struct ng_known *known, struct ng_arena *a,
                               struct ng_arena scratch, struct ng_err *err);

/* ---- finding ---- */
/* The one id that begins with these characters: NG_NOTHING if there is none,
 * NG_USAGE if there are several. Letters: r s e y n p d c. */
ng_status ng_store_find_id(struct ng_store *st, ng_str prefix, ng_id *id,
                           struct ng_err *err);
/* The story that holds a report, event, saying or disagreement. */
ng_status ng_store_story_of(struct ng_store *st, ng_id id, ng_id *story,
                            struct ng_err *err);
struct ng_hit {
    ng_id report;
    ng_range at; /* of the sentence that matched best */
};
typedef NG_LIST(struct ng_hit) ng_hits;
/* Full text; the query is words and "phrases", at most 256 bytes, 32 terms. */
ng_status ng_store_search(struct ng_store *st, ng_str query, size_t most,
                          ng_hits *hits, struct ng_arena *a,
                          struct ng_err *err);

/* ---- proof ---- */
/* Re-reads every cite of every record; `bad` is told of each that fails. */
struct ng_check {
    uint64_t reports, cites, bad;
    void (*tell)(void *ctx, ng_str what);
    void *ctx;
};
ng_status ng_store_check(struct ng_store *st, struct ng_check *check,
                         struct ng_err *err);
