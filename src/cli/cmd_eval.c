/* nutgraf eval - how good and how fast the language core is. */
#include "cli/command.h"
#include "train/eval.h"

static const struct ng_option options[] = {
    {0, "data", "DIR", "development data (default: ../shared/data)"},
    {0, "corpus", "DIR", "our own reports (default: corpus)"},
    {0},
};
enum { DATA, CORPUS };

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    struct ng_eval e = {
        .out = call->out,
        .json = call->format && strcmp(call->format, "json") == 0,
        .data = call->values[DATA] ? call->values[DATA] : "../shared/data",
        .corpus = call->values[CORPUS] ? call->values[CORPUS] : "corpus",
        .a = a,
    };
    return ng_evaluate(&e, call->argc, call->argv, err);
}

const struct ng_command ng_cmd_eval = {
    .name = "eval",
    .usage = "nutgraf eval [--data DIR] [--corpus DIR] [MEASURE...]",
    .summary = "figures of the language core beside their bars",
    .text =
        "Runs the language over development data and prints a table: what was "
        "measured, the figure, the bar that it should reach. MEASURE is names, "
        "times, seeds, sayings, trees, coref, corpus or speed; without one, "
        "all "
        "of these. wikigold (names by cross-validation) and rebuild (every "
        "model "
        "trained anew, and its bytes compared) take minutes and run only where "
        "they are named; all names everything. Data that is not there is named "
        "and left out. The folder of the data is laid out as CONTRIBUTING.md "
        "describes, and the real reports lie in seeds/ and gold/ beside it. "
        "-f json gives one object a line.",
    .options = options,
    .run = run,
};
