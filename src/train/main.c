#include "train/train.h"

#include "train/corpus.h"

#include <stdio.h>

typedef ng_status fit(const char *data, const char *path, struct ng_arena *a,
                      struct ng_err *err);

static const struct {
    ng_str name;
    fit *run;
} fits[] = {
    {S("clusters"), ng_train_clusters},   {S("lemmas"), ng_train_lemmas},
    {S("tags"), ng_train_tags},           {S("arcs"), ng_train_arcs},
    {S("sentences"), ng_train_sentences},
};

struct call {
    int argc;
    char **argv;
};

static ng_status run(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct call *call = ctx;
    ng_str what = ng_str_of(call->argc > 1 ? call->argv[1] : "");
    if (call->argc == 2 && ng_str_eq(what, STR("cut")))
        return ng_train_cut(a, err);
    if (ng_str_eq(what, STR("corpus")))
        return ng_train_corpus(call->argc - 2, call->argv + 2, a, err);
    if (call->argc == 3 && ng_str_eq(what, STR("folds")))
        return ng_measure_folds(call->argv[2], a, err);
    if (call->argc > 2 && ng_str_eq(what, STR("measure")))
        return ng_train_measure(call->argv + 2, (size_t)call->argc - 2, a, err);
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++)
        if (call->argc == 4 && ng_str_eq(what, fits[i].name))
            return fits[i].run(call->argv[2], call->argv[3], a, err);
    return ng_fail(err, NG_USAGE, 0,
                   "usage: train clusters|lemmas|sentences|tags|arcs DATA OUT, "
                   "train folds DATA, train measure FILE..., "
                   "train cut < TEXT, train corpus check|convert|agree ...");
}

int main(int argc, char **argv)
{
    struct ng_err err = {0};
    struct ng_arena arena;
    struct call call = {argc, argv};
    ng_status status = ng_arena_open(&arena, NG_TRAIN_ROOM, &err);
    if (status == NG_OK)
        status = ng_guarded(run, &call, &arena, &err);
    if (status)
        fprintf(stderr, "train: %s\n", err.text);
    return ng_status_exit(status);
}
