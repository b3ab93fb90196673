/* tell.h - records in, text out. Every sentence cites.
 *
 * The JSON writers are the output contract: one object a line, `v`, `id`,
 * fields in the order of the contract. CSV has one column for each scalar field
 * and JSON text for nested ones.
 */
#pragma once
#include "base/out.h"
#include "report/known.h"
#include "report/life.h"
#include "report/story.h"

enum ng_form {
    NG_FORM_TERMINAL,
    NG_FORM_MARKDOWN,
    NG_FORM_HTML,
    NG_FORM_JSON,
    NG_FORM_TSV
};
struct ng_telling {
    struct ng_out *out;
    enum ng_form form;
    bool colour;
    unsigned width; /* columns of the terminal; 0: 100 */
    ng_day since;
};

/* Writes and their needs are the same for all: what is told goes to t->out, `a`
 * is kept until the batch goes, scratch is a second region. */
typedef void ng_teller(const struct ng_telling *t, const struct ng_batch *b,
                       struct ng_arena *a, struct ng_arena scratch);
ng_teller ng_tell_brief, ng_tell_timeline, ng_tell_lineage, ng_tell_changes,
    ng_tell_events, ng_tell_sayings, ng_tell_disagreements, ng_tell_story,
    ng_tell_news; /* the last: of b->news */
/* After ng_tell_lineage: pairs that share text with a report of another story.
 * `pairs` holds the two reports of each edge, and no story. */
void ng_tell_relatives(const struct ng_telling *t, const struct ng_batch *pairs,
                       struct ng_arena *a, struct ng_arena scratch);
void ng_tell_report(const struct ng_telling *t, const struct ng_report *r);
/* Why: rule, spans, confidence of a thing of this batch; false: not in it. */
bool ng_tell_why(const struct ng_telling *t, const struct ng_batch *b,
                 ng_id id);
/* Of a story: why each report is in it; how far it is and what it weighs. */
bool ng_tell_why_story(const struct ng_telling *t, const struct ng_batch *b,
                       ng_id id);
void ng_tell_life(const struct ng_telling *t, const struct ng_story_facts *f);

/* The first line of a TSV list, for those of ng_teller that have one. */
void ng_tell_header(const struct ng_telling *t, ng_teller *teller);

/* ---- exports, see the output contract ---- */
enum ng_export { /* those of one report first */
                 NG_EXPORT_REPORTS,
                 NG_EXPORT_NAMES,
                 NG_EXPORT_TIMES,
                 NG_EXPORT_QUANTITIES,
                 NG_EXPORT_ENTITIES, /* over all reports: ng_export_entity */
                 NG_EXPORT_SAYINGS,  /* from here on: story by story */
                 NG_EXPORT_LINEAGE,
                 NG_EXPORT_CHANGES,
                 NG_EXPORT_EVENTS,
                 NG_EXPORT_DISAGREEMENTS,
                 NG_EXPORT_STORIES,
                 NG_EXPORT_BRIEFS,
                 NG_EXPORT_COUNT
};
bool ng_export_find(ng_str name, enum ng_export *kind);
ng_str ng_export_name(enum ng_export kind);
/* All records of this kind in the batch. *header: the line of column names is
 * still to come; it is written before the first record. */
void ng_export_jsonl(struct ng_out *o, enum ng_export kind,
                     const struct ng_batch *b, struct ng_arena *a,
                     struct ng_arena scratch);
void ng_export_csv(struct ng_out *o, enum ng_export kind,
                   const struct ng_batch *b, bool *header, struct ng_arena *a,
                   struct ng_arena scratch);

/* One entity, as it is known from all reports. */
void ng_export_entity(struct ng_out *o, const struct ng_known *k, bool csv,
                      bool *header);

/* The line of `nutgraf pipe` for one report that stands alone. */
void ng_tell_pipe(struct ng_out *o, const struct ng_report *r);
/* The same of one that was settled: with `lineage`, the edges of its story that
 * lead from it. */
void ng_tell_pipe_across(struct ng_out *o, const struct ng_report *r,
                         const struct ng_batch *story);

/* ---- annotate: the language of one report ---- */
enum ng_layer {
    NG_LAYER_NAMES,  /* in the classes of the columns that came in */
    NG_LAYER_NAMES4, /* PER ORG LOC MISC */
    NG_LAYER_NAMES8, /* all of ours */
    NG_LAYER_SAYINGS /* SOURCE CUE CONTENT */
};
/* TOKEN TAB TAG; the lines of columns that came in are kept. */
void ng_tell_columns(struct ng_out *o, const struct ng_report *r,
                     enum ng_layer layer, struct ng_arena scratch);
/* CoNLL-U with the names as NER= in the last column. */
void ng_tell_conllu(struct ng_out *o, const struct ng_report *r,
                    struct ng_arena scratch);
/* The format of our own corpus (docs/annotating.md), to read and to mend. */
void ng_tell_marks(struct ng_out *o, const struct ng_report *r,
                   struct ng_arena scratch);
/* The line of ng_tell_pipe and `sentences` with their `words`. */
void ng_tell_words(struct ng_out *o, const struct ng_report *r);
