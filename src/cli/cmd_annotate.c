/* nutgraf annotate - the language of reports: words, names, times, sayings. */
#include "cli/source.h"
#include "tell/tell.h"

static const struct ng_option options[] = {
    {0, "layer", "LAYER", "for conll: names, names4, names8 or sayings"},
    {0},
};
enum { LAYER };

enum form { MARKS, CONLLU, CONLL, JSONL };
struct annotating {
    struct ng_out *out;
    enum form form;
    enum ng_layer layer;
    struct ng_arena *scratch;
};

static bool take(void *ctx, const struct ng_report *r)
{
    struct annotating *x = ctx;
    switch (x->form) {
    case MARKS:
        ng_tell_marks(x->out, r, *x->scratch);
        break;
    case CONLLU:
        ng_tell_conllu(x->out, r, *x->scratch);
        break;
    case CONLL:
        ng_tell_columns(x->out, r, x->layer, *x->scratch);
        break;
    case JSONL:
        ng_tell_words(x->out, r);
        break;
    }
    return !x->out->failed;
}

static ng_status choose(const struct ng_call *call, struct annotating *x,
                        struct ng_err *err)
{
    static const ng_str forms[] = {S("text"), S("conllu"), S("conll"),
                                   S("jsonl")};
    static const ng_str layers[] = {S("names"), S("names4"), S("names8"),
                                    S("sayings")};
    ng_str form = ng_str_of(call->format ? call->format : "text");
    ng_str layer =
        ng_str_of(call->values[LAYER] ? call->values[LAYER] : "names");
    size_t f = 0, l = 0;
    if (ng_str_eq(form, STR("json")))
        form = STR("jsonl");
    while (f < 4 && !ng_str_eq(forms[f], form))
        f++;
    while (l < 4 && !ng_str_eq(layers[l], layer))
        l++;
    if (f == 4)
        return ng_fail(err, NG_USAGE, 0,
                       "annotate: the form is text, conllu, "
                       "conll or jsonl, not \"" PRS "\"",
                       PRS_ARG(form));
    if (l == 4)
        return ng_fail(err, NG_USAGE, 0,
                       "annotate: the layer is names, "
                       "names4, names8 or sayings, not \"" PRS "\"",
                       PRS_ARG(layer));
    if (call->values[LAYER] && f != CONLL)
        return ng_fail(err, NG_USAGE, 0,
                       "annotate: --layer is for --format "
                       "conll; the other forms hold all layers");
    x->form = (enum form)f;
    x->layer = (enum ng_layer)l;
    return NG_OK;
}

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    static const char *const input[] = {"-"};
    struct annotating x = {.out = call->out, .scratch = a};
    struct ng_watch watch = {.call = call};
    struct ng_adding adding = {.as = call->as,
                               .jobs = call->jobs,
                               .stop = call->stop,
                               .problem = ng_watch_problem,
                               .ctx = &watch};
    ng_status status = choose(call, &x, err);
    if (status)
        return status;
    return ng_stream(&adding, false,
                     call->argc ? (const char *const *)call->argv : input,
                     call->argc ? (size_t)call->argc : 1, take, &x, err);
}

const struct ng_command ng_cmd_annotate = {
    .name = "annotate",
    .usage = "nutgraf annotate [-f FORM] [--layer LAYER] [FILE...]",
    .summary = "words, names, times and sayings of reports, nothing stored",
    .text =
        "Reads reports of any form that nutgraf reads, and token columns "
        "(CoNLL-U; or TOKEN TAB TAG lines with an empty line between "
        "sentences and -DOCSTART- between reports), and writes their language. "
        "-f text, the default: the text with marks in it, as "
        "docs/annotating.md describes, to be read or mended by hand. "
        "-f conllu: CoNLL-U with tags, lemmas, arcs and names; tokens, "
        "sentences and comments of CoNLL-U that came in are kept. -f conll: "
        "columns of one layer; the lines that came in are kept, with the "
        "classes of names that they use (give --layer names8 for all of ours, "
        "names4 for PER ORG LOC MISC). -f jsonl: the line of pipe with "
        "sentences and words. Columns without a -DOCSTART- line at their "
        "start, or from standard input, need --as columns.",
    .options = options,
    .run = run,
};
