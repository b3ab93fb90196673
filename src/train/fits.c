/* fits.c - the table of what can be trained, in the order of `make models`. To
 * add a model, add a line. */
#include "train/train.h"

#include "train/corpus.h"
#include "train/names_fit.h"

typedef ng_status fit(const char *data, const char *path, struct ng_arena *a,
                      struct ng_err *err);

static const struct {
    ng_str name;
    enum ng_model_kind kind;
    fit *run;
} fits[] = {
    {S("clusters"), NG_MODEL_CLUSTERS, ng_train_clusters},
    {S("lemmas"), NG_MODEL_LEMMAS, ng_train_lemmas},
    {S("sentences"), NG_MODEL_SENTENCES, ng_train_sentences},
    {S("tags"), NG_MODEL_TAGS, ng_train_tags},
    {S("arcs"), NG_MODEL_ARCS, ng_train_arcs},
    {S("names"), NG_MODEL_NAMES, ng_train_names},
    {S("coref"), NG_MODEL_COREF, ng_train_coref},
    {S("sayings"), NG_MODEL_SAYINGS, ng_train_sayings},
};

size_t ng_fits(void)
{
    return sizeof fits / sizeof *fits;
}

enum ng_model_kind ng_fit_kind(size_t i)
{
    return fits[i].kind;
}

ng_str ng_fit_name(size_t i)
{
    return fits[i].name;
}

ng_status ng_train(int argc, char **argv, struct ng_out *out,
                   struct ng_arena *a, struct ng_err *err)
{
    ng_str what = ng_str_of(argc > 0 ? argv[0] : "");
    if (argc == 1 && ng_str_eq(what, STR("cut")))
        return ng_train_cut(a, err);
    if (ng_str_eq(what, STR("corpus")))
        return ng_train_corpus(argc - 1, argv + 1, out, a, err);
    if (argc == 2 && ng_str_eq(what, STR("folds")))
        return ng_measure_folds(argv[1], a, err);
    if (argc > 2 && ng_str_eq(what, STR("score-names")))
        return ng_score_names(argv + 1, (size_t)argc - 1, a, err);
    if (argc > 2 && ng_str_eq(what, STR("cross-names")))
        return ng_cross_names(argv + 1, (size_t)argc - 1, a, err);
    if (argc > 1 && ng_str_eq(what, STR("measure")))
        return ng_train_measure(argv + 1, (size_t)argc - 1, a, err);
    static const ng_str refer[] = {S("refer"), S("own"), S("across")};
    for (size_t i = 0; i < sizeof refer / sizeof *refer; i++)
        if (argc > 1 && ng_str_eq(what, refer[i]))
            return ng_train_refer(argv + 1, (size_t)argc - 1,
                                  (enum ng_refer_how)i, a, err);
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++)
        if (argc == 3 && ng_str_eq(what, fits[i].name))
            return fits[i].run(argv[1], argv[2], a, err);
    return ng_fail(
        err, NG_USAGE, 0,
        "usage: train clusters|lemmas|sentences|tags|arcs|names|coref|"
        "sayings DATA OUT, train refer|own|across FILE..., "
        "train folds DATA, train measure FILE..., "
        "train cut < TEXT, train corpus check|convert|agree ...");
}
