/* kin.h - what is kept of a report for finding its relatives.
 *
 *     report --> struct ng_kin: words for trace, terms for group
 *            --> struct ng_indexed: the row that stays in the store (index.h)
 *
 * Edges belong to the later of two texts (near.h), so a report's row holds the
 * edges to earlier ones, and a new report leaves the rows of others alone.
 */
#pragma once
#include "group/group.h"
#include "store/index.h"
#include "trace/near.h"

/* The rules that an index was made by: counted up whenever trace or group keep
 * or find something else; an index of other rules is made anew. */
enum { NG_KIN_RULES = 6 };

struct ng_kin {
    struct ng_trace_text words;
    struct ng_group_text terms;
    uint64_t seal; /* of all that these were made from */
};
/* Forgets a date that came from other reports. */
struct ng_kin ng_kin_of(struct ng_report *r, struct ng_arena *keep);
/* The same, made in `scratch`; only what stays is copied to `keep`. */
struct ng_kin ng_kin_compact(struct ng_report *r, struct ng_arena *keep,
                             struct ng_arena scratch);
/* The words alone, which are found in a quarter of the time. */
struct ng_trace_text ng_kin_words(struct ng_report *r, struct ng_arena *keep);

/* An edge of a report: the child is 0 if it is the report's, 1 the other's. */
struct ng_own_edge {
    int64_t other;
    struct ng_edge edge;
};
typedef NG_LIST(struct ng_own_edge) ng_own_edges;

int ng_by_other(const void *a, const void *b); /* for qsort of ng_own_edge */
ng_str ng_pack_edges(const ng_own_edges *edges, struct ng_arena *a);
bool ng_unpack_edges(ng_str packed, ng_own_edges *edges, struct ng_arena *a);
ng_str ng_pack_terms(const struct ng_group_text *t, struct ng_arena *a);
bool ng_unpack_terms(ng_str packed, struct ng_group_text *t,
                     struct ng_arena *a);

/* The row without edges, boilerplate and first twin; `a` NULL: and without
 * terms. */
struct ng_indexed ng_row_of(int64_t nr, const struct ng_kin *kin,
                            struct ng_arena *a);
/* The texts that one was compared with, and how they were found. */
struct ng_counterparts {
    int64_t nr[NG_CHOSEN];
    bool by_words[NG_CHOSEN];
    size_t n;
};
/* The row with its edges, which it sorts, and the ties that they make; `with`
 * NULL: it was compared with the same as before, or with none. */
ng_status ng_put_kin(struct ng_store *st, struct ng_indexed *row,
                     ng_own_edges *edges, const struct ng_counterparts *with,
                     struct ng_arena *a, struct ng_err *err);

/* The post of a report under its k-th heavy term. */
struct ng_index_post ng_term_post(const struct ng_group_text *t,
                                  const struct ng_heavy *heavy, int64_t nr);
float ng_post_weight(const struct ng_index_post *p);
