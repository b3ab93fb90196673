/* index.h - what the store keeps to find the relatives of a new report.
 *
 *     report 4711 ---- row: place in time, copies of it, its edges, its terms
 *        |
 *        +-- posted under each of its prints (prints.h) and heavy terms
 *        |        term 0x3fa.. : 12, 803, 4711        in order of time
 *        +-- tied to the reports it was compared with, joins, is like
 *
 * It is written in the transaction that settles, so it is as whole as the
 * stories are; engine/ knows what stands in the blobs. Reports go by the number
 * they have in this store.
 */
#pragma once
#include "store/store.h"

typedef NG_LIST(int64_t) ng_numbers;

/* Reports that came, or came again, since the last settling. */
ng_status ng_index_unsettled(struct ng_store *st, ng_numbers *nrs,
                             struct ng_arena *a, struct ng_err *err);
/* No report has a higher number. */
int64_t ng_index_highest(struct ng_store *st);
/* The rules by which this index was made; 0: there is none. */
int64_t ng_index_rules(struct ng_store *st);
/* Forgets all of it; it is one of these rules then. */
ng_status ng_index_clear(struct ng_store *st, int64_t rules,
                         struct ng_err *err);

struct ng_indexed {
    int64_t nr;
    uint64_t moment, id; /* place in time; id is that of ng_id_bits */
    uint64_t seal;       /* of the text and what else the row is made from */
    uint64_t stream[2];
    int64_t first; /* of its twins; 0: not known yet */
    uint64_t house[3];
    ng_str common, edges, terms;
};
ng_status ng_index_put(struct ng_store *st, const struct ng_indexed *row,
                       struct ng_err *err);
/* NG_NOTHING if it has no row. */
ng_status ng_index_load(struct ng_store *st, int64_t nr, struct ng_indexed *row,
                        struct ng_arena *a, struct ng_err *err);
/* The houses of a report alone; zeroes if it has no row. */
ng_status ng_index_houses(struct ng_store *st, int64_t nr, uint64_t house[3],
                          struct ng_err *err);
/* Numbers of the first of all twins, by number. */
ng_status ng_index_firsts(struct ng_store *st, ng_numbers *nrs,
                          struct ng_arena *a, struct ng_err *err);
/* Numbers of the reports of one stream, in order of time. */
ng_status ng_index_twins(struct ng_store *st, const uint64_t stream[2],
                         ng_numbers *nrs, struct ng_arena *a,
                         struct ng_err *err);

enum ng_index_table { NG_INDEX_TERMS, NG_INDEX_TABLES };
struct ng_index_post {
    uint64_t key;
    int64_t moment;
    uint64_t id;
    int64_t nr;
    uint32_t value;
};
ng_status ng_index_post(struct ng_store *st, enum ng_index_table table,
                        const struct ng_index_post *p, struct ng_err *err);
ng_status ng_index_unpost(struct ng_store *st, enum ng_index_table table,
                          const struct ng_index_post *p, struct ng_err *err);
/* At most `most` posts of p's key into *found: from the first on, the last
 * before p's place (last first), or the next behind it. */
enum ng_index_way { NG_INDEX_FIRST, NG_INDEX_BEFORE, NG_INDEX_AFTER };
ng_status ng_index_find(struct ng_store *st, enum ng_index_table table,
                        enum ng_index_way way, const struct ng_index_post *p,
                        size_t most, struct ng_index_post *found, size_t *n,
                        struct ng_err *err);

/* Compared with by prints of words, or by skeletons alone (FRAMED). */
enum ng_tie { NG_TIE_COMPARED, NG_TIE_JOINED, NG_TIE_LIKE, NG_TIE_FRAMED };
/* Replaces the ties of this kind. */
ng_status ng_index_tie(struct ng_store *st, int64_t nr, enum ng_tie kind,
                       const int64_t *others, size_t n, struct ng_err *err);
/* Those tied to it, or (`back`) those that are tied by it. */
ng_status ng_index_ties(struct ng_store *st, int64_t nr, enum ng_tie kind,
                        bool back, ng_numbers *others, struct ng_arena *a,
                        struct ng_err *err);
bool ng_index_tied(struct ng_store *st, int64_t nr, enum ng_tie kind,
                   int64_t other);

/* ---- reports by number, and their stories ---- */

struct ng_numbered {
    int64_t nr;
    ng_id id, story;
    uint64_t text_bytes;
};
ng_status ng_index_report(struct ng_store *st, int64_t nr,
                          struct ng_numbered *r, struct ng_err *err);
/* Title, text and what stands in the row of the report; no lists. */
ng_status ng_index_load_text(struct ng_store *st, int64_t nr,
                             struct ng_report *r, struct ng_arena *a,
                             struct ng_err *err);
/* All numbers, in the order of the dates that the reports state themselves:
 * those that were inferred from other reports count as not known. */
ng_status ng_index_stated_order(struct ng_store *st, ng_numbers *nrs,
                                struct ng_arena *a, struct ng_err *err);
/* A story as a line of a list, and the numbers of its reports in their order;
 * NG_NOTHING if it is not there. */
struct ng_story_head {
    ng_id id;
    ng_str title;
    ng_days span;
    uint32_t reports, independent;
};
ng_status ng_index_story(struct ng_store *st, ng_id story,
                         struct ng_story_head *head, ng_numbers *nrs,
                         struct ng_arena *a, struct ng_err *err);
/* What the story was made from (ng_batch.inputs); 0: there is no such story. */
uint64_t ng_index_inputs(struct ng_store *st, ng_id story);
/* The story is gone, its reports are in none. */
ng_status ng_index_drop_story(struct ng_store *st, ng_id story,
                              struct ng_err *err);
