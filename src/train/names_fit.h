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
extern const struct ng_names_plan ng_names_usual;

ng_status ng_names_read(struct ng_names_gold *g, const char *data,
                        struct ng_arena *a, struct ng_err *err);
struct ng_naming *ng_names_open(const struct ng_names_doc *d,
                                struct ng_arena *out, struct ng_arena *work);
void ng_names_labels(const struct ng_naming *n, const struct ng_names_doc *d,
                     const uint64_t *may, uint64_t *gold);
void ng_names_add(struct ng_fit_crf *f, const struct ng_names_doc *d,
                  struct ng_arena out, struct ng_arena work);
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
