/* eval_models.c - the measures that train: names by cross-validation, and every
 * model anew from its data, in the order of `make models`. */
#include "annotate/linked.h"
#include "lexicon/lexicon.h"
#include "train/eval.h"
#include "train/eval_run.h"
#include "train/names_fit.h"
#include "train/train.h"

#include <stdlib.h>
#include <unistd.h>

ng_status ng_eval_wikigold(struct ng_eval *e, struct ng_err *err)
{
    double f1 = 0;
    const char *what = "names: Wikigold, 5 folds, 4 classes, F1";
    if (!ng_eval_has(e, what, ng_eval_path(e, "ner/wikigold.all.txt")))
        return NG_OK;
    struct ng_arena mine = *e->a;
    ng_status status = ng_cross_wikigold(e->data, &f1, &mine, err);
    if (status == NG_OK)
        ng_eval_tell(e, what, f1, "%", NG_AT_LEAST, 78);
    return status;
}

void ng_eval_pack(struct ng_eval *e)
{
    size_t bytes = ng_lex_bytes();
    for (size_t i = 0; i < ng_fits(); i++)
        bytes += ng_linked(ng_fit_kind(i)).n;
    ng_eval_tell(e, "process: models and lexicon, linked in",
                 (double)bytes / 1e6, "MB", NG_AT_MOST, 40);
}

/* Trains one model beside the one that is linked in; seconds, or below 0. */
static double train_one(struct ng_eval *e, ng_str name, char *path, bool *same,
                        enum ng_model_kind kind)
{
    struct ng_arena a = *e->a;
    struct ng_ran ran;
    struct ng_err err;
    ng_str bytes;
    uint64_t hash = 0;
    char program[] = "nutgraf", command[] = "train";
    char *data = (char *)(uintptr_t)e->data;
    char *model = (char *)(uintptr_t)ng_str_c(name, &a);
    char *const argv[] = {program, command, model, data, path, NULL};
    if (!ng_run_self(argv, STR(""), &ran, NULL) ||
        ng_slurp(path, &bytes, &hash, &a, &err))
        return -1;
    *same = ng_str_eq(bytes, ng_linked(kind));
    return ran.ms / 1e3;
}

ng_status ng_eval_rebuild(struct ng_eval *e, struct ng_err *err)
{
    char path[] = "/tmp/nutgraf-model-XXXXXX";
    double all = 0;
    size_t alike = 0;
    if (!ng_eval_has(e, "rebuild", ng_eval_path(e, "ewt")) ||
        !ng_eval_has(e, "rebuild", "corpus/train"))
        return NG_OK;
    int file = mkstemp(path);
    if (file < 0)
        return ng_fail(err, NG_IO, 0, "%s: no temporary file", path);
    close(file);
    for (size_t i = 0; i < ng_fits(); i++) {
        bool same = false;
        double s = train_one(e, ng_fit_name(i), path, &same, ng_fit_kind(i));
        ng_str what =
            ng_str_format(e->a, "rebuild: " PRS ", %s", PRS_ARG(ng_fit_name(i)),
                          same ? "the same bytes" : "OTHER BYTES");
        if (s < 0) {
            ng_eval_absent(e, ng_str_c(what, e->a), "it was not trained");
            continue;
        }
        ng_eval_tell(e, ng_str_c(what, e->a), s, "s", NG_NO_BAR, 0);
        all += s;
        alike += same;
    }
    unlink(path);
    ng_eval_tell(e, "rebuild: models of the same bytes", (double)alike, "",
                 NG_AT_LEAST, (double)ng_fits());
    ng_eval_tell(e, "rebuild: all models, one core", all / 60, "minutes",
                 NG_AT_MOST, 15);
    return NG_OK;
}
