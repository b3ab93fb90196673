/* corpus_agree.c - two annotations of the same reports, layer by layer. */
#include "train/corpus_score.h"

static const struct ng_corpus_report *find(const struct ng_corpus *c, ng_str id)
{
    for (size_t i = 0; i < c->reports.n; i++)
        if (ng_str_eq(c->reports.at[i].id, id))
            return &c->reports.at[i];
    return NULL;
}

static void print(struct ng_out *out, const struct ng_scores *s, size_t reports)
{
    ng_printf(out, "%zu reports annotated twice\n", reports);
    for (int i = 0; i < NG_SCORE_COUNT; i++) {
        struct ng_tally t = s->row[i];
        ng_printf(out, "%-30.*s F1 %.3f   %zu and %zu, %zu the same\n",
                  PRS_ARG(ng_score_name((enum ng_score)i)), ng_tally_f1(t),
                  t.gold, t.found, t.hit);
    }
    ng_printf(out, "%-30s B3 %.3f   %zu and %zu mentions\n", "who is who",
              ng_scores_b3(s), s->mentions_gold, s->mentions_found);
}

ng_status ng_corpus_agree(char *const *one, int n_one, const char *two,
                          struct ng_out *out, struct ng_arena *a,
                          struct ng_err *err)
{
    struct ng_corpus x = {0}, y = {0};
    struct ng_scores s = {0};
    size_t n = 0;
    ng_status status = NG_OK;
    for (int i = 0; i < n_one && !status; i++)
        status = ng_corpus_read(&x, one[i], NULL, NULL, a, err);
    if (!status)
        status = ng_corpus_read(&y, two, NULL, NULL, a, err);
    if (status)
        return status;
    for (size_t i = 0; i < y.reports.n; i++) {
        const struct ng_corpus_report *r = &y.reports.at[i];
        const struct ng_corpus_report *g = find(&x, r->id);
        if (!g)
            continue;
        if (!ng_str_eq(g->text, r->text)) {
            size_t at = 0;
            while (at < g->text.n && at < r->text.n &&
                   g->text.p[at] == r->text.p[at])
                at++;
            return ng_fail(err, NG_BAD_INPUT, at,
                           "%s: without its marks the text is not that of %s "
                           "(from byte %zu on)",
                           r->path.p, g->path.p, at);
        }
        ng_corpus_score(g, r, &s, *a);
        n++;
    }
    if (n == 0)
        return ng_fail(err, NG_NOTHING, 0,
                       "%s has no report in common with the others", two);
    print(out, &s, n);
    return NG_OK;
}
