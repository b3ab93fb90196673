/* Who is who: the slopes of the trainer, the walk on mentions that are given,
 * the model fits the program. */
#include "t.h"

#include "annotate/across.h"
#include "annotate/annotate.h"
#include "annotate/coref.h"
#include "annotate/linked.h"
#include "train/fit_coref.h"

#include <math.h>

enum { ROOM = 1 << 24 };
static char room[ROOM], spare[ROOM];

static void the_model_fits_the_program(void)
{
    struct ng_model m;
    CHECK(ng_linked_open(&m, NG_MODEL_COREF));
    CHECK(ng_linked(NG_MODEL_COREF).n <= 512u << 10);
    CHECK_INT(m.section[0].buckets * 2, 1 << NG_COREF_BITS);
    struct ng_coref_weights w;
    CHECK(ng_coref_weights_open(&w, &m));
    uint32_t city = ng_coref_vector_at(w.vectors, STR("city"));
    uint32_t town = ng_coref_vector_at(w.vectors, STR("town"));
    uint32_t said = ng_coref_vector_at(w.vectors, STR("said"));
    CHECK(city < NG_COREF_VECTORS && town < NG_COREF_VECTORS &&
          said < NG_COREF_VECTORS);
    const struct ng_coref_vector *v = w.vectors;
    CHECK(ng_coref_nearness(&v[city], &v[town]) >
          ng_coref_nearness(&v[city], &v[said]));
    CHECK(ng_coref_nearness(&v[city], &v[city]) >= 19);
}

/* Finite differences of the loss by each weight against the sum of slopes. */
static void slopes_are_those_of_the_loss(void)
{
    static float w[1 << NG_COREF_BITS];
    static struct ng_coref_choice x;
    static struct ng_coref_net net;
    double loss, up, down;
    x.n = 4;
    for (uint32_t k = 0; k < x.n; k++) {
        for (uint32_t f = 0; f < 3; f++)
            x.keys[k].at[x.keys[k].n++] = (k * 2 + f) % 5;
        x.right[k] = k == 1 || k == 2;
        x.cost[k] = k == 3 ? 2.0f : k == 0 ? 1.0f : 0;
    }
    for (uint32_t i = 0; i < 5; i++)
        w[i] = 0.3f * (float)i - 0.5f;
    for (uint32_t i = 0; i < 5; i++) {
        const float h = 1e-2f;
        ng_coref_loss(&x, w, &net, &loss);
        double slope = 0;
        for (uint32_t k = 0; k < x.n; k++)
            for (uint32_t f = 0; f < x.keys[k].n; f++)
                slope += x.keys[k].at[f] == i ? x.slope[k] : 0;
        float before = w[i];
        w[i] = before + h;
        ng_coref_loss(&x, w, &net, &up);
        w[i] = before - h;
        ng_coref_loss(&x, w, &net, &down);
        w[i] = before;
        CHECK(fabs((up - down) / (2 * (double)h) - slope) < 1e-3);
    }
}

/* The same for the deep part: by its rows and by what is behind them. */
static void slopes_of_the_net(void)
{
    static float w[1 << NG_COREF_BITS];
    static struct ng_coref_choice x;
    static struct ng_coref_net net;
    static struct ng_coref_slopes s;
    double loss, up, down;
    ng_coref_net_begin(&net);
    for (uint32_t j = 0; j < NG_COREF_HIDDEN; j++) /* far from the bend */
        net.out[NG_COREF_HIDDEN + j] = j % 3 ? 1 : -1;
    x.n = 3;
    for (uint32_t k = 0; k < x.n; k++) {
        for (uint32_t f = 0; f < 4; f++)
            x.keys[k].row[x.keys[k].rows++] = (uint16_t)((k * 3 + f) % 7);
        x.right[k] = k == 1;
        x.cost[k] = k == 2 ? 2.0f : 0;
    }
    ng_coref_loss(&x, w, &net, &loss);
    ng_coref_net_slopes(&x, &net, &s);
    CHECK_INT(s.n, 7);
    for (uint32_t i = 0; i < 7 * 4 + NG_COREF_OUTS; i++) {
        const float h = 1e-3f;
        bool row = i < 7 * 4;
        float *at = row ? &net.rows[i / 4][i % 4] : &net.out[i - 7 * 4];
        double slope = (double)(row ? s.rows[i / 4][i % 4] : s.out[i - 7 * 4]);
        float before = *at;
        *at = before + h;
        ng_coref_loss(&x, w, &net, &up);
        *at = before - h;
        ng_coref_loss(&x, w, &net, &down);
        *at = before;
        CHECK(fabs((up - down) / (2 * (double)h) - slope) < 2e-3);
    }
}

/* The mentions are the ranges of words in `at`, pairs of first and end. */
static struct ng_coref *walk(const char *text, const uint32_t *at, uint32_t n,
                             struct ng_arena *a)
{
    struct ng_arena scratch = {spare, spare + sizeof spare, NULL};
    struct ng_report *r = ng_new(a, struct ng_report, 1);
    r->text = ng_str_copy(ng_str_of(text), a);
    r->published = (ng_days){NG_NO_DAY, NG_NO_DAY};
    ng_find_words(r, a, scratch);
    ng_find_tags(r, a, scratch);
    ng_find_arcs(r, a, scratch);
    ng_find_names(r, a, scratch);
    struct ng_coref *c = ng_new(a, struct ng_coref, 1);
    struct ng_model *clusters = ng_new(a, struct ng_model, 1);
    if (ng_linked_open(clusters, NG_MODEL_CLUSTERS))
        c->clusters = &clusters->section[0];
    c->r = r;
    c->work = a;
    c->n = n;
    c->m = ng_new(a, struct ng_coref_mention, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        c->m[i].first = at[2 * i];
        c->m[i].end = at[2 * i + 1];
    }
    ng_coref_open(c);
    CHECK(ng_coref_walk(c));
    return c;
}

static void names_and_pronouns_find_each_other(void)
{
    struct ng_arena a = {room, room + sizeof room, NULL};
    /* 0      1      2       3  4    5 6   7    8 9   10    11   12 */
    const uint32_t at[] = {0, 2, 4, 5, 6, 7, 8, 9, 10, 11};
    struct ng_coref *c = walk("Angela Merkel arrived in Oslo. She said her "
                              "plane was late.",
                              at, 5, &a);
    CHECK_INT(c->m[2].group, c->m[0].group);
    CHECK(c->m[1].group != c->m[0].group);
    CHECK_INT(c->m[0].pronoun, NG_PRON_NONE);
    CHECK_INT(c->m[2].pronoun, NG_PRON_SHE);
}

static void nothing_in_nothing_out(void)
{
    struct ng_arena a = {room, room + sizeof room, NULL};
    struct ng_coref *c = walk("Rain fell.", NULL, 0, &a);
    CHECK_INT(c->n_groups, 0);
}

/* What a mention looks at does not grow with the text. */
static void looks_at_few(void)
{
    struct ng_arena a = {room, room + sizeof room, NULL};
    static char text[12 * 400 + 1];
    static uint32_t at[2 * 400];
    for (uint32_t i = 0; i < 400; i++) {
        memcpy(text + 12 * (size_t)i, "Kim Lee ran.", 12);
        at[2 * i] = 4 * i;
        at[2 * i + 1] = 4 * i + 2;
    }
    struct ng_coref *c = walk(text, at, 100, &a);
    struct ng_coref_candidate some[NG_COREF_MOST];
    CHECK(ng_coref_candidates(c, 99, some) <= NG_COREF_MOST);
    CHECK(ng_coref_candidates(c, 99, some) >= NG_COREF_NEAR);
}

/* Forms of entities of three reports: one group, and one beside it. */
static void entities_of_reports_are_one(void)
{
    struct ng_arena a = {room, room + sizeof room, NULL};
    struct ng_across x = {.work = &a};
    ng_across_add(&x, 0, STR("mara jobsen"), 16);
    ng_across_add(&x, 0, STR("jobsen"), 8);
    x.reports = 1;
    ng_across_add(&x, 1, STR("jobsen"), 8);
    ng_across_add(&x, 2, STR("world wheat union"), 8);
    x.reports = 2;
    ng_across_add(&x, 3, STR("wwu"), 8);
    ng_across_add(&x, 4, STR("harbour"), 8);
    uint32_t *to = ng_across_settle(&x);
    CHECK_INT(to[0], to[1]);
    CHECK_INT(to[2], to[3]);
    CHECK(to[0] != to[2] && to[4] != to[0] && to[4] != to[2]);
}

/* What a company makes is said or not; without the company it is no name. */
static void makers_are_shortened(void)
{
    struct ng_arena a = {room, room + sizeof room, NULL};
    struct ng_across x = {.work = &a};
    ng_across_add(&x, 0, STR("tarvo computer"), 16);
    x.reports = 1;
    ng_across_add(&x, 1, STR("tarvo"), 16);
    ng_across_add(&x, 2, STR("velmar records"), 16);
    x.reports = 2;
    ng_across_add(&x, 3, STR("electronics"), 16);
    uint32_t *to = ng_across_settle(&x);
    CHECK_INT(to[0], to[1]);
    CHECK(to[2] != to[1] && to[3] != to[2] && to[3] != to[1]);
}

/* A title stands inside the mention of the one who has it, or beside it. */
static void grammar_binds(void)
{
    struct ng_arena a = {room, room + sizeof room, NULL};
    static const uint32_t at[] = {0, 3, 0, 1, 1, 3, 4, 6, 7, 8};
    struct ng_coref *c = walk("President Angela Merkel met the farmers, who "
                              "wanted rain.",
                              at, 5, &a);
    CHECK_INT(c->n, 5);
    CHECK_INT(ng_coref_bound(c, 0), NG_NONE);
    CHECK_INT(ng_coref_bound(c, 1), 0);
    CHECK_INT(ng_coref_bound(c, 2), 0);
    CHECK_INT(ng_coref_bound(c, 3), NG_NONE);
    CHECK_INT(ng_coref_bound(c, 4), 3);
}

T_MAIN(T(the_model_fits_the_program), T(slopes_are_those_of_the_loss),
       T(slopes_of_the_net), T(names_and_pronouns_find_each_other),
       T(nothing_in_nothing_out), T(looks_at_few),
       T(entities_of_reports_are_one), T(makers_are_shortened),
       T(grammar_binds))
