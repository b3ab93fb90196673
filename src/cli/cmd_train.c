/* nutgraf train - rebuild models, look after the corpus: see train/train.h. */
#include "cli/command.h"
#include "train/train.h"

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    return ng_train(call->argc, call->argv, call->out, a, err);
}

const struct ng_command ng_cmd_train = {
    .name = "train",
    .usage = "nutgraf train MODEL DATA OUT | corpus check|convert|agree ...",
    .summary = "rebuild a model from data; check and convert the corpus",
    .text = "With a model's name: fits it to the data in the folder DATA and "
            "writes it to the file OUT; the same data give the same bytes. "
            "make models does it for all in their order, and the next build "
            "has them in it. corpus check [--hints] PATH... reads annotated "
            "reports (docs/annotating.md) and names each mistake with its "
            "line. corpus convert text|jsonl|names|sayings PATH... writes "
            "other forms of them. corpus agree PATH... SECOND compares "
            "the reports of SECOND with another annotation of the same.",
    .run = run,
};
