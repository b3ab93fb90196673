/* names_fit.h - what fit_names.c and measure_names.c share. */
#pragma once
#include "annotate/name_keys.h"
#include "train/fit_crf.h"
#include "train/names_gold.h"

struct ng_names_plan {
    int rounds;
    float rate, drop, l1, l2;
    bool loud;
    uint32_t source, folds, fold; /* leave out origin % folds == fold */
};
enum ng_names_copy {
    NG_NAMES_AS_IS,
    NG_NAMES_CAPITALS,
    NG_NAMES_TITLES,
    NG_NAMES_COPIES
};
extern const struct ng_names_plan ng_names_usual;

ng_status ng_names_read(struct ng_names_gold *g, const char *data,
                        struct ng_arena *a, struct ng_err *err);
/* A copy in capitals, or with a capital on each word: the ways of headlines. */
struct ng_names_doc ng_names_loud(const struct ng_names_doc *d,
                                  enum ng_names_copy how, struct ng_arena *a);
struct ng_naming *ng_names_open(const struct ng_names_doc *d,
                                struct ng_arena *out, struct ng_arena *work);
void ng_names_labels(const struct ng_naming *n, const struct ng_names_doc *d,
                     const uint64_t *may, uint64_t *gold);
void ng_names_add(struct ng_fit_crf *f, const struct ng_names_doc *d,
                  struct ng_arena out, struct ng_arena work);
/* Leaves the sentences out in which a proper noun is in none of the names. */
void ng_names_drop_doubtful(const struct ng_naming *n, struct ng_names_doc *d,
                            struct ng_arena *a);
/* A file with a model of names. */
ng_status ng_names_model(const char *path, struct ng_crf *crf,
                         struct ng_model *m, struct ng_arena *a,
                         struct ng_err *err);
/* Twice: the second model learns headlines from the first (fit_names_loud.c).
 */
ng_status ng_names_fit(const struct ng_names_gold *g,
                       const struct ng_names_plan *p, const char *path,
                       struct ng_arena *a, struct ng_err *err);

/* `train score-names MODEL FILE...`: F1 on columns, in four classes. */
ng_status ng_score_names(char *const *argv, size_t n, struct ng_arena *a,
                         struct ng_err *err);
/* `train cross-names DATA SOURCE FOLDS`: the same on a training set, each fold
 * by a model that has not seen it. */
ng_status ng_cross_names(char *const *argv, size_t n, struct ng_arena *a,
                         struct ng_err *err);
/* F1 of the five folds of Wikigold, four classes, in per cent. */
ng_status ng_cross_wikigold(const char *data, double *f1, struct ng_arena *a,
                            struct ng_err *err);
