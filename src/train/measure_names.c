/* measure_names.c - `train score-names MODEL FILE...`: F1 of a model of names
 * on token columns, in four classes; `train cross-names DATA SOURCE FOLDS`: the
 * same by cross-validation on one of the data sets that it is trained on. */
#include "train/names_fit.h"
#include "train/train.h"

#include "annotate/linked.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct tally {
    size_t hit[4], gold[4], found[4];
};

static unsigned class_of(uint32_t kinds)
{
    return kinds & NG_KIND_BIT(PER)    ? 0
           : kinds & NG_KINDS_PLACE    ? 2
           : kinds == NG_KIND_BIT(ORG) ? 1
                                       : 3;
}

static void compare(const struct ng_naming *n, const struct ng_names_doc *d,
                    struct tally *t, bool tell)
{
    for (size_t k = 0; k < d->spans.n; k++)
        t->gold[class_of(d->spans.at[k].kinds)]++;
    size_t j = 0;
    for (size_t k = 0; tell && k < d->spans.n; k++) {
        ng_range at = d->spans.at[k].at;
        bool hit = false;
        for (size_t i = 0; i < n->spots.n; i++) {
            ng_range x =
                ng_words_range(n, n->spots.at[i].first, n->spots.at[i].end);
            hit |= x.beg == at.beg && x.end == at.end;
        }
        if (!hit)
            printf(
                "missed " PRS " | " PRS "\n", PRS_ARG(ng_slice(n->r->text, at)),
                PRS_ARG(ng_slice(
                    n->r->text,
                    n->r->sentences
                        .at[n->r->words.at[ng_word_at(n->r, at.beg)].sentence]
                        .at)));
    }
    for (size_t k = 0; k < n->spots.n; k++) {
        const struct ng_spot *s = &n->spots.at[k];
        ng_range at = ng_words_range(n, s->first, s->end);
        unsigned class = class_of((uint32_t)1 << s->type);
        t->found[class]++;
        while (j < d->spans.n && d->spans.at[j].at.end <= at.beg)
            j++;
        bool hit = j < d->spans.n && d->spans.at[j].at.beg == at.beg &&
                   d->spans.at[j].at.end == at.end &&
                   class_of(d->spans.at[j].kinds) == class;
        t->hit[class] += hit;
        if (!hit && tell)
            printf(
                "%s " PRS " | " PRS "\n", ng_name_type_name(s->type).p,
                PRS_ARG(ng_slice(n->r->text, at)),
                PRS_ARG(ng_slice(
                    n->r->text,
                    n->r->sentences.at[n->r->words.at[s->first].sentence].at)));
    }
}

static void print(const char *what, const struct tally *t)
{
    static const char *const name[] = {"PER", "ORG", "LOC", "MISC", "all"};
    size_t hit = 0, gold = 0, found = 0;
    printf("%s", what);
    for (size_t c = 0; c < 5; c++) {
        size_t h = c < 4 ? t->hit[c] : hit, g = c < 4 ? t->gold[c] : gold,
               f = c < 4 ? t->found[c] : found;
        hit += c < 4 ? h : 0;
        gold += c < 4 ? g : 0;
        found += c < 4 ? f : 0;
        double p = f ? 100.0 * (double)h / (double)f : 0;
        double q = g ? 100.0 * (double)h / (double)g : 0;
        printf("  %s %.1f (%.1f/%.1f)", name[c],
               p + q > 0 ? 2 * p * q / (p + q) : 0, p, q);
    }
    printf("\n");
}

static ng_status score(const struct ng_crf *crf, const struct ng_names_gold *g,
                       const struct ng_names_plan *only, enum ng_names_copy how,
                       bool tell, struct tally *t, struct ng_arena *a,
                       struct ng_err *err)
{
    struct ng_arena work;
    ng_status status = ng_arena_open(&work, NG_TRAIN_ROOM, err);
    if (status)
        return status;
    work.guard = a->guard;
    for (size_t k = 0; k < g->docs.n; k++) {
        const struct ng_names_doc *d = &g->docs.at[k];
        struct ng_names_doc copy;
        struct ng_arena out = *a, scratch = work;
        if (only && (d->source != only->source ||
                     d->origin % only->folds != only->fold))
            continue;
        if (how != NG_NAMES_AS_IS) {
            copy = ng_names_loud(d, how, &out);
            d = &copy;
        }
        struct ng_naming *n = ng_names_open(d, &out, &scratch);
        if (n->r->words.n == 0)
            continue;
        ng_spot_with(n, crf);
        compare(n, d, t, tell);
    }
    ng_arena_close(&work, NG_TRAIN_ROOM);
    return NG_OK;
}

ng_status ng_names_model(const char *path, struct ng_crf *crf,
                         struct ng_model *m, struct ng_arena *a,
                         struct ng_err *err)
{
    ng_str bytes;
    uint64_t hash = 0;
    ng_status status = ng_slurp(path, &bytes, &hash, a, err);
    if (status)
        return status;
    char *p = ng_alloc(a, 1, 64, bytes.n + 1);
    memcpy(p, bytes.p, bytes.n);
    status = ng_model_open(m, (ng_str){p, bytes.n}, NG_MODEL_NAMES,
                           ng_features_of(NG_MODEL_NAMES), err);
    if (status)
        return status;
    if (!ng_crf_open(crf, m, 0) || crf->labels != NG_NAME_LABELS)
        return ng_fail(err, NG_BAD_INPUT, 0, "%s: no model of names", path);
    return NG_OK;
}

static const struct {
    const char *tell, *name; /* the option that prints each mistake */
} copies[NG_NAMES_COPIES] = {
    {"-v", ""}, {"-vc", " IN CAPITALS"}, {"-vt", " In Titles"}};

static void tell_option(const char *arg, bool tell[NG_NAMES_COPIES])
{
    for (size_t how = 0; how < NG_NAMES_COPIES; how++)
        tell[how] |= !strcmp(arg, copies[how].tell);
}

/* As it is, and in both ways of headlines. */
static ng_status score_copies(const struct ng_crf *crf,
                              const struct ng_names_gold *g,
                              const struct ng_names_plan *only,
                              const bool tell[NG_NAMES_COPIES],
                              struct tally t[NG_NAMES_COPIES],
                              struct ng_arena *a, struct ng_err *err)
{
    ng_status status = NG_OK;
    for (size_t how = 0; how < NG_NAMES_COPIES && status == NG_OK; how++)
        status = score(crf, g, only, (enum ng_names_copy)how, tell[how],
                       &t[how], a, err);
    return status;
}

static void print_copies(const char *what,
                         const struct tally t[NG_NAMES_COPIES])
{
    for (size_t how = 0; how < NG_NAMES_COPIES; how++) {
        printf("%s%s", what, copies[how].name);
        print("", &t[how]);
    }
}

ng_status ng_score_names(char *const *argv, size_t n, struct ng_arena *a,
                         struct ng_err *err)
{
    struct ng_model m;
    struct ng_crf crf;
    ng_status status = ng_names_model(argv[0], &crf, &m, a, err);
    bool tell[NG_NAMES_COPIES] = {false};
    for (size_t i = 1; i < n && status == NG_OK; i++) {
        struct ng_names_gold g = {0};
        struct tally t[NG_NAMES_COPIES] = {0};
        const char *name = strrchr(argv[i], '/');
        if (argv[i][0] == '-') {
            tell_option(argv[i], tell);
            continue;
        }
        if (ng_str_ends(ng_str_of(argv[i]), STR(".txt")))
            status = ng_names_columns(&g, argv[i], 0, 1, a, err);
        else
            status = ng_names_corpus(&g, argv[i], 1, a, err);
        if (status == NG_OK)
            status = score_copies(&crf, &g, NULL, tell, t, a, err);
        print_copies(name ? name + 1 : argv[i], t);
    }
    return status;
}

/* Each fold of a source by a model of all the others. */
static ng_status cross(const char *data, struct ng_names_plan plan,
                       const bool tell[NG_NAMES_COPIES],
                       struct tally t[NG_NAMES_COPIES], struct ng_arena *a,
                       struct ng_err *err)
{
    struct ng_names_gold g = {0};
    char path[] = "/tmp/nutgraf-names-XXXXXX";
    int file = mkstemp(path);
    if (file < 0)
        return ng_fail(err, NG_IO, 0, "%s: %s", path, strerror(errno));
    close(file);
    ng_status status = ng_names_read(&g, data, a, err);
    plan.loud = false;
    for (; plan.fold < plan.folds && status == NG_OK; plan.fold++) {
        struct ng_arena mine = *a;
        struct ng_model m;
        struct ng_crf crf;
        status = ng_names_fit(&g, &plan, path, &mine, err);
        if (status == NG_OK)
            status = ng_names_model(path, &crf, &m, &mine, err);
        if (status == NG_OK)
            status = score_copies(&crf, &g, &plan, tell, t, &mine, err);
    }
    remove(path);
    return status;
}

/* argv: DATA SOURCE FOLDS [-v]. */
ng_status ng_cross_names(char *const *argv, size_t n, struct ng_arena *a,
                         struct ng_err *err)
{
    struct tally t[NG_NAMES_COPIES] = {0};
    bool tell[NG_NAMES_COPIES] = {false};
    struct ng_names_plan plan = ng_names_usual;
    int64_t source = 0, folds = 5;
    if (n < 3 || !ng_str_number(ng_str_of(argv[1]), &source) ||
        !ng_str_number(ng_str_of(argv[2]), &folds) || folds < 2)
        return ng_fail(err, NG_USAGE, 0,
                       "usage: train cross-names DATA SOURCE FOLDS [-v]");
    for (size_t i = 3; i < n; i++)
        tell_option(argv[i], tell);
    plan.source = (uint32_t)source;
    plan.folds = (uint32_t)folds;
    ng_status status = cross(argv[0], plan, tell, t, a, err);
    print_copies("held out", t);
    return status;
}

ng_status ng_cross_wikigold(const char *data, double *f1, struct ng_arena *a,
                            struct ng_err *err)
{
    struct tally t[NG_NAMES_COPIES] = {0};
    bool tell[NG_NAMES_COPIES] = {false};
    struct ng_names_plan plan = ng_names_usual;
    plan.source = 0;
    plan.folds = 5;
    ng_status status = cross(data, plan, tell, t, a, err);
    size_t hit = 0, all = 0;
    for (size_t c = 0; c < 4; c++) {
        hit += t[NG_NAMES_AS_IS].hit[c];
        all += t[NG_NAMES_AS_IS].gold[c] + t[NG_NAMES_AS_IS].found[c];
    }
    *f1 = all ? 200.0 * (double)hit / (double)all : 0;
    return status;
}
