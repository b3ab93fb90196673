/* trace.h - lineage: who was copied, revised, excerpted or spun from whom.
 *
 * ng_trace     finds the pairs of a batch that share text, aligns them and
 *              names the relation; then origins and origin_of
 * ng_changes   compares the revisions of one report, facts first
 *
 * A report is fed as a compact stream of folded words, so that a run over many
 * thousands keeps only that in memory: see struct ng_trace_text.
 */
#pragma once
#include "report/story.h"

/* What trace keeps of a report: all it needs to compare. */
struct ng_trace_text {
    uint32_t n;     /* words */
    uint32_t *word; /* [n] hash of the folded word */
    uint32_t *beg;  /* [n] where it begins in text */
    uint32_t *end;  /* [n] */
    uint8_t *flags; /* [n] 1 inside a quotation, 2 capitalised or a number,
                       4 function word, 8 begins a sentence */
    ng_id id;
    ng_days published;
    ng_str outlet, agency, declared_origin;
    bool spun;
};
/* `keep` is the arena it lives in. */
struct ng_trace_text ng_trace_text_of(const struct ng_report *r,
                                      struct ng_arena *keep);

/* n texts in batch order (by published, id). Edges are appended to *edges,
 * sorted by child then parent; the work is spread over `jobs` threads and the
 * result does not depend on their number. */
typedef NG_LIST(struct ng_edge) ng_edges;
ng_status ng_trace(const struct ng_trace_text *texts, size_t n, unsigned jobs,
                   ng_edges *edges, struct ng_arena *out, struct ng_err *err);

/* Fills origins, origin_of and each report's origin and lineage_role from
 * b->edges and what reports declare. */
void ng_find_origins(struct ng_batch *b, struct ng_arena *out,
                     struct ng_arena scratch);

/* Appends the changes of every revision edge of the batch to b->changes. */
void ng_find_changes(struct ng_batch *b, struct ng_arena *out,
                     struct ng_arena scratch);

/* The changes from one report to another, whatever their relation. */
void ng_compare(struct ng_batch *b, uint32_t from, uint32_t to,
                struct ng_arena *out, struct ng_arena scratch);
