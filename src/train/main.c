/* main.c - the program `train`: what `nutgraf train` does, for a tree that has
 * no models yet or is about to change them. */
#include "train/train.h"

#include <stdio.h>

struct call {
    int argc;
    char **argv;
    struct ng_out *out;
};

static ng_status run(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct call *call = ctx;
    return ng_train(call->argc - 1, call->argv + 1, call->out, a, err);
}

int main(int argc, char **argv)
{
    struct ng_err err = {0};
    struct ng_arena arena;
    struct ng_out out = {.to = stdout};
    struct call call = {argc, argv, &out};
    ng_status status = ng_arena_open(&arena, NG_TRAIN_ROOM, &err);
    if (status == NG_OK)
        status = ng_guarded(run, &call, &arena, &err);
    if (ng_out_flush(&out, status ? NULL : &err) && !status)
        status = NG_IO;
    if (status)
        fprintf(stderr, "train: %s\n", err.text);
    return ng_status_exit(status);
}
