/* eval_corpus.c - the whole language against our own corpus (corpus.h). */
#include "engine/engine.h"
#include "train/corpus_score.h"
#include "train/eval.h"

struct own {
    const struct ng_corpus_report *gold;
    struct ng_scores scores;
    struct ng_eval *e;
};

static ng_status score_one(struct own *x, struct ng_err *err)
{
    struct ng_corpus_report found;
    struct ng_arena room = x->e->room, a = x->e->scratch;
    struct ng_report r;
    ng_corpus_report_of(x->gold, &r, &room);
    ng_status status = ng_flow_language(&r, &room, &x->e->scratch, err);
    if (status)
        return status;
    ng_corpus_from(&r, &found, &a);
    ng_corpus_score(x->gold, &found, &x->scores, a);
    return NG_OK;
}

static const struct {
    enum ng_score score;
    double bar;
    bool recall; /* the part that is right of all that is in the gold */
} bars[] = {
    {NG_SCORE_NAMES, 0, false},     {NG_SCORE_NAMES4, 0, false},
    {NG_SCORE_TIMES, 0, false},     {NG_SCORE_TIMES_VALUE, 0, false},
    {NG_SCORE_CUES, 85, false},     {NG_SCORE_SOURCES, 85, false},
    {NG_SCORE_CONTENTS, 75, false}, {NG_SCORE_SPEAKERS, 90, true},
    {NG_SCORE_GRADES, 0, true},     {NG_SCORE_TRIGGERS, 75, false},
    {NG_SCORE_STATUSES, 92, true},  {NG_SCORE_WHO, 0, false},
    {NG_SCORE_WHOM, 0, false},      {NG_SCORE_WHEN, 0, false},
    {NG_SCORE_WHERE, 0, false},     {NG_SCORE_BY, 0, false},
};

static void tell(struct ng_eval *e, const struct own *x, const char *part,
                 bool test)
{
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
        struct ng_tally t = x->scores.row[bars[i].score];
        double figure = bars[i].recall
                            ? (t.gold ? (double)t.hit / (double)t.gold : 0)
                            : ng_tally_f1(t);
        ng_str what = ng_str_format(e->a, "corpus %s: " PRS "%s", part,
                                    PRS_ARG(ng_score_name(bars[i].score)),
                                    bars[i].recall ? ", right" : ", F1");
        ng_eval_tell(e, ng_str_c(what, e->a), 100 * figure, "%",
                     test && bars[i].bar > 0 ? NG_AT_LEAST : NG_NO_BAR,
                     bars[i].bar);
    }
    struct ng_tally who = x->scores.row[NG_SCORE_SPEAKERS];
    ng_str what = ng_str_format(e->a, "corpus %s: speakers left unknown", part);
    ng_eval_tell(
        e, ng_str_c(what, e->a),
        who.gold ? 100 * (double)(who.gold - who.found) / (double)who.gold : 0,
        "%", test ? NG_AT_MOST : NG_NO_BAR, 5);
    what = ng_str_format(e->a, "corpus %s: who is who, end to end, B3", part);
    ng_eval_tell(e, ng_str_c(what, e->a), 100 * ng_scores_b3(&x->scores), "%",
                 NG_NO_BAR, 0);
}

static ng_status score(struct ng_eval *e, const char *part, bool test,
                       struct ng_err *err)
{
    struct own x = {.e = e};
    struct ng_corpus c = {0};
    const char *path =
        ng_str_c(ng_str_format(e->a, "%s/%s", e->corpus, part), e->a);
    if (!ng_eval_has(e, "our own corpus", path))
        return NG_OK;
    ng_status status = ng_corpus_read(&c, path, NULL, NULL, e->a, err);
    for (size_t i = 0; !status && i < c.reports.n; i++) {
        x.gold = &c.reports.at[i];
        status = score_one(&x, err);
    }
    if (!status)
        tell(e, &x, part, test);
    return status;
}

ng_status ng_eval_corpus(struct ng_eval *e, struct ng_err *err)
{
    ng_status status = score(e, "dev", false, err);
    return status ? status : score(e, "test", true, err);
}
