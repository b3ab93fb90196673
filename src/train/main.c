#include "train/train.h"

#include <stdio.h>

enum { COMMANDS = 1 };

int main(int argc, char **argv)
{
    struct ng_err err = {0};
    struct ng_arena arena;
    ng_status status = ng_arena_open(&arena, (size_t)1 << 35, &err);
    ng_str what = ng_str_of(argc > 1 ? argv[1] : "");
    if (status == NG_OK) {
        if (argc == 2 && ng_str_eq(what, STR("cut")))
            status = ng_train_cut(&arena, &err);
        else
            status = ng_fail(&err, NG_USAGE, 0, "usage: train cut < TEXT");
    }
    if (status)
        fprintf(stderr, "train: %s\n", err.text);
    return ng_status_exit(status);
}
