/* trace.h - lineage: who was copied, revised, excerpted or spun from whom.
 *
 * ng_trace     finds the pairs of a batch that share text, aligns them and
 *              names the relation
 * ng_find_origins, ng_find_changes and ng_compare then work on a batch
 *
 * A report is fed as a compact stream of folded words, so that a run over many
 * thousands keeps only that in memory: ten bytes a word, about 4 KB a report.
 *
 *     text   "We are READY," Kim's aide said.
 *     word    we are ready   kim s aide said      hashes, lower case
 *     flags   Q  Q   Q       A                    quotation, anchor, ...
 */
#pragma once
#include "report/story.h"

enum ng_trace_flag {
    NG_TRACE_QUOTED = 1,   /* inside quotation marks */
    NG_TRACE_ANCHOR = 2,   /* a capital inside a sentence, or a digit */
    NG_TRACE_FUNCTION = 4, /* a function word */
    NG_TRACE_FIRST = 8,    /* the first word of a sentence */
    NG_TRACE_NUMBER = 16,  /* has a digit */
};

#define NG_NO_SECOND INT64_MIN

/* What trace keeps of a report: all it needs to compare. */
struct ng_trace_text {
    uint32_t n;     /* words */
    uint32_t *word; /* [n] hash of the folded word */
    uint32_t *beg;  /* [n] where it begins in text */
    uint8_t *len;   /* [n] its bytes; 255 stands for 255 and more */
    uint8_t *flags; /* [n] enum ng_trace_flag */
    ng_id id;
    ng_days published;
    int64_t second; /* of publication, since 1970; NG_NO_SECOND: not known */
    ng_str outlet, agency, declared_origin;
    bool spun, trimmed; /* as in the report */
};

/* Needs r->text and what clean found out; no annotation. `keep` is the arena
 * it lives in. At most 200,000 words of a report are looked at. */
struct ng_trace_text ng_trace_text_of(const struct ng_report *r,
                                      struct ng_arena *keep);

/* n texts. Edges are appended to *edges, sorted by child then parent; the work
 * is spread over `jobs` threads. Neither their number nor the order of the
 * texts changes what is found. */
typedef NG_LIST(struct ng_edge) ng_edges;
ng_status ng_trace(const struct ng_trace_text *texts, size_t n, unsigned jobs,
                   ng_edges *edges, struct ng_arena *out, struct ng_err *err);

/* Puts three or more versions of one text without dates in order and turns
 * their edges accordingly. Part of ng_find_origins. */
void ng_order_versions(struct ng_batch *b, struct ng_arena *out,
                       struct ng_arena scratch);

/* Fills origins, origin_of and each report's origin and lineage_role from
 * b->edges and what reports declare. */
void ng_find_origins(struct ng_batch *b, struct ng_arena *out,
                     struct ng_arena scratch);

/* root[i] of reports that go back to nobody, but whose sentences stand in
 * another such report, is put to that one. Part of ng_find_origins. */
void ng_join_lifted(const struct ng_batch *b, uint32_t *root,
                    struct ng_arena scratch);

/* Appends the changes of every revision edge of the batch to b->changes. The
 * reports need their words and sentences; names, times, quantities and sayings
 * are used where they are. */
void ng_find_changes(struct ng_batch *b, struct ng_arena *out,
                     struct ng_arena scratch);

/* The changes from one report to another, whatever their relation. */
void ng_compare(struct ng_batch *b, uint32_t from, uint32_t to,
                struct ng_arena *out, struct ng_arena scratch);
