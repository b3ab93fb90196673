/* eval.h - `nutgraf eval`: every bar of the language core, as one table.
 *
 *     names: worldwide, 4 classes     F1 76.4    >= 76   met
 *
 * A measure reads its development data, runs the very stages of the program
 * over it and tells figures beside the bars. Data that is not at hand is named
 * and skipped. Nothing is kept; only the slow measures train.
 */
#pragma once
#include "base/out.h"
#include "report/report.h"

struct ng_eval {
    struct ng_out *out;
    bool json;
    const char *data;   /* the folder that holds gum/ ewt/ ner/ ... */
    const char *corpus; /* the folder of our own reports */
    struct ng_arena *a; /* kept for the run */
    struct ng_arena room, scratch; /* of one report */
    unsigned met, missed, absent;
};

enum ng_bar { NG_AT_LEAST, NG_AT_MOST, NG_NO_BAR };

/* One line of the table. `unit` is a per cent sign, or words/s, MB, ms. */
void ng_eval_tell(struct ng_eval *e, const char *what, double figure,
                  const char *unit, enum ng_bar kind, double bar);
/* A measure that cannot be taken, and why. */
void ng_eval_absent(struct ng_eval *e, const char *what, const char *why);

/* True if the path can be read; else told as absent. */
bool ng_eval_has(struct ng_eval *e, const char *what, const char *path);
/* data/NAME, in the arena of the run. */
const char *ng_eval_path(struct ng_eval *e, const char *name);

/* Each report of a file or folder through all stages, in order; `take` sees it
 * and forgets it. `keep` names JSONL fields to keep. */
typedef void ng_eval_take(void *ctx, const struct ng_report *r);
ng_status ng_eval_each(struct ng_eval *e, const char *path, enum ng_format as,
                       const char *keep, ng_eval_take *take, void *ctx,
                       struct ng_err *err);
/* The same of bytes that are held already. */
ng_status ng_eval_one(struct ng_eval *e, const struct ng_raw *raw,
                      ng_eval_take *take, void *ctx, struct ng_err *err);

/* The byte at which a character of UTF-8 begins; the end if there is none. */
uint32_t ng_byte_of_character(ng_str s, uint32_t character);

typedef ng_status ng_eval_measure(struct ng_eval *e, struct ng_err *err);
ng_eval_measure ng_eval_names, ng_eval_wikigold, ng_eval_times, ng_eval_seeds,
    ng_eval_sayings, ng_eval_trees, ng_eval_coref, ng_eval_corpus,
    ng_eval_speed, ng_eval_rebuild;

/* The size of what is linked in, as one line. */
void ng_eval_pack(struct ng_eval *e);

/* Runs all measures whose name holds one of the words (none: all). */
ng_status ng_evaluate(struct ng_eval *e, int argc, char **argv,
                      struct ng_err *err);
