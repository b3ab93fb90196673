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

/* For a program of its own, before the first store is opened: SQLite keeps no
 * account of its memory then, which takes a lock for each piece. */
void ng_store_prepare(void);
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
/* True if it is there, but as a fast report (engine.h). */
bool ng_store_is_fast(struct ng_store *st, ng_id report);
/* Insert, or replace all rows of a report that is there already; of the two
 * paths the smaller stays. */
ng_status ng_store_put_report(struct ng_store *st, const struct ng_report *r,
                              struct ng_err *err);
/* The number of the report that was put last. */
int64_t ng_store_number_put(const struct ng_store *st);
/* Everything but words and quotes is loaded (of a sentence its first and end
 * word stay as numbers); NG_NOTHING if not there. */
ng_status ng_store_load_report(struct ng_store *st, ng_id id,
                               struct ng_report *r, struct ng_arena *a,
                               struct ng_err *err);
/* The same without bytes and arcs: all that a record of it tells. */
ng_status ng_store_load_record(struct ng_store *st, ng_id id,
                               struct ng_report *r, struct ng_arena *a,
                               struct ng_err *err);
/* The same by number, as its story is weighed from it: bytes, raw and map of
 * one that states no day of its own alone, since that is read again. */
ng_status ng_store_load_to_weigh(struct ng_store *st, int64_t nr,
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
/* The same, but only what is needed: the rest of the batch stays empty. In the
 * order of the lists that hang on a report and on a batch (tables.c). */
enum ng_need {
    NG_NEED_TEXT = 1u << 0, /* of reports: title, text, map, sentences */
    NG_NEED_NOTES = 1u << 1,
    NG_NEED_PARAGRAPHS = 1u << 2,
    NG_NEED_NAMES = 1u << 3,
    NG_NEED_ENTITIES = 1u << 4,
    NG_NEED_REFERENCES = 1u << 5,
    NG_NEED_TIMES = 1u << 6,
    NG_NEED_QUANTITIES = 1u << 7,
    NG_NEED_SAYINGS = 1u << 8,
    NG_NEED_MENTIONS = 1u << 9,
    NG_NEED_EDGES = 1u << 10,
    NG_NEED_CHANGES = 1u << 11,
    NG_NEED_ORIGINS = 1u << 12,
    NG_NEED_EVENTS = 1u << 13,
    NG_NEED_DISAGREEMENTS = 1u << 14,
    NG_NEED_BRIEF = 1u << 15
};
ng_status ng_store_load_some(struct ng_store *st, ng_id story, unsigned needs,
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

/* The same of those alone that have a place on the map. */
ng_status ng_store_next_placed(struct ng_store *st, ng_id after,
                               struct ng_known *known, struct ng_arena *a,
                               struct ng_arena scratch, struct ng_err *err);

/* ---- finding ---- */
/* The one id that begins with these characters: NG_NOTHING if there is none,
 * NG_USAGE if there are several. Letters: r s e y n p d c. An id that a story
 * had once stands for the one that it led to (moves.h). */
ng_status ng_store_find_id(struct ng_store *st, ng_str prefix, ng_id *id,
                           struct ng_err *err);
/* The story that holds a report, event, saying or disagreement. */
ng_status ng_store_story_of(struct ng_store *st, ng_id id, ng_id *story,
                            struct ng_err *err);
struct ng_passage {
    ng_range at;             /* a sentence */
    NG_LIST(ng_range) found; /* in it, what was looked for */
};
enum { NG_PASSAGES_MOST = 5 };
struct ng_hit {
    int64_t nr;
    ng_id report;
    ng_day day;  /* published, or the first day; only where the newest lead */
    ng_range at; /* of the sentence that fits best */
    NG_LIST(struct ng_passage) passages; /* it and others, in text order */
};
typedef NG_LIST(struct ng_hit) ng_hits;
/* By the grammar of query.h. NG_NOTHING if no report fits. The best are first
 * if there are words to look for that tell reports apart, else the newest. */
ng_status ng_store_search(struct ng_store *st, ng_str query, size_t most,
                          ng_hits *hits, struct ng_arena *a,
                          struct ng_err *err);

/* The same, of these reports alone: a JSON list of their numbers; empty: all.
 * `bare`: without passages. */
ng_status ng_store_search_among(struct ng_store *st, ng_str query, ng_str only,
                                bool bare, ng_hits *hits, struct ng_arena *a,
                                struct ng_err *err);

/* What the hits have in common: how many of them are of this source, name this
 * place, have this actor, are of this day. */
enum ng_facet_kind {
    NG_FACET_SOURCES,
    NG_FACET_PLACES,
    NG_FACET_ACTORS,
    NG_FACET_DAYS,
    NG_FACETS
};
enum { NG_FACETS_OF = 300 };
struct ng_facet {
    ng_str value;
    ng_id id; /* of places and actors */
    uint32_t reports;
};
struct ng_facets {
    NG_LIST(struct ng_facet) of[NG_FACETS]; /* the most frequent; days: last */
    size_t reports; /* over the first so many hits, at most NG_FACETS_OF */
};
ng_status ng_store_facets(struct ng_store *st, ng_str query,
                          struct ng_facets *facets, struct ng_arena *a,
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
