/* eval_run.h - runs this very program as its users do, for what cannot be
 * measured from within: its start, its memory, and commands over a store. */
#pragma once
#include "base/arena.h"
#include "base/str.h"

struct ng_ran {
    double ms, mb; /* wall time; the most memory it held */
    ng_str out;    /* what it wrote, at most NG_RAN_MOST bytes */
};
#define NG_RAN_MOST ((size_t)64 << 20)

/* argv ends with NULL; argv[0] is only its name. `in` goes to its standard
 * input. With an arena its output is kept there (then `in` must be shorter than
 * a pipe), without one it is thrown away. False if it did not run to a good
 * end. */
bool ng_run_self(char *const argv[], ng_str in, struct ng_ran *ran,
                 struct ng_arena *a);
