/* What the trainers rest on: slopes against finite differences. */
#include "t.h"

#include "train/fit_net.h"
#include "train/fit_sentences.h"

#include <math.h>
#include <stdlib.h>

static void the_slope_of_a_boundary_is_that_of_its_loss(void)
{
    static const uint16_t rows[] = {1, 4, 6};
    float weights[8] = {0.5F, -0.25F, 1, 0, 0.75F, 0.1F, -1.5F, 2};
    for (int yes = 0; yes < 2; yes++)
        for (size_t k = 0; k < 3; k++) {
            const float step = 1e-2F;
            float keep = weights[rows[k]];
            weights[rows[k]] = keep + step;
            float up = ng_logistic_loss(weights, rows, 3, yes);
            weights[rows[k]] = keep - step;
            float down = ng_logistic_loss(weights, rows, 3, yes);
            weights[rows[k]] = keep;
            float slope = ng_logistic_slope(weights, rows, 3, yes);
            CHECK(fabsf((up - down) / (2 * step) - slope) < 1e-3F);
        }
}

enum { WORDS = 10, N = 5 };
static const uint8_t tags[N + 2] = {0, 3, 7, 1, 2, 9, 0};
static const enum ng_move moves[] = {
    NG_SHIFT, NG_SHIFT, NG_LEFT,  NG_LEFT,  NG_SHIFT,
    NG_SHIFT, NG_SHIFT, NG_RIGHT, NG_RIGHT, NG_LEFT,
};

/* The loss of one sentence, its moves and labels given. */
static float loss_of(struct ng_fit_net *f)
{
    struct ng_parse p;
    float loss = 0;
    ng_fit_net_forward(f);
    ng_parse_begin(&p, N);
    for (size_t k = 0; k < sizeof moves / sizeof *moves; k++) {
        struct ng_sight sight;
        float hidden[NG_NET_MOVE], score[NG_MOVES];
        unsigned may = 0;
        ng_parse_look(&p, &sight);
        ng_move_scores(&f->at.net, f->places, &sight, hidden, score);
        for (unsigned m = 0; m < NG_MOVES; m++)
            may |= (unsigned)ng_parse_may(&p, (enum ng_move)m) << m;
        if (may != 1U << moves[k])
            loss += ng_fit_move(f, &p, may, 1U << moves[k], score);
        ng_parse_make(&p, moves[k], (uint8_t)(1 + k % 5));
    }
    for (int i = 1; i <= N; i++)
        loss += ng_fit_label(f, p.head[i], i, (unsigned)(2 + i));
    return loss;
}

static struct ng_fit_net *made(void)
{
    static struct ng_arena a;
    struct ng_err err;
    if (ng_arena_open(&a, (size_t)1 << 28, &err) != NG_OK)
        return NULL;
    struct ng_fit_net *f = ng_new(&a, struct ng_fit_net, 1);
    ng_fit_net_open(f, WORDS, 7, &a);
    float *glove = ng_new(&a, float, (size_t)WORDS *NG_GLOVE_PAD);
    for (size_t i = 0; i < (size_t)WORDS * NG_GLOVE_PAD; i++)
        glove[i] = (float)(i * 37 % 19) / 19 - 0.5F;
    f->glove = glove;
    f->n = N;
    f->tag = tags;
    for (uint32_t i = 0; i < N; i++)
        f->ids[i] =
            (struct ng_net_ids){{i + 1, WORDS + 3 * i, WORDS + 5000 + i}};
    f->mask[1][4] = 0;
    return f;
}

static void near(struct ng_fit_net *f, float *weight, float slope,
                 const char *what)
{
    const float step = 2e-3F, keep = *weight;
    *weight = keep + step;
    float up = loss_of(f);
    *weight = keep - step;
    float down = loss_of(f);
    *weight = keep;
    float found = (up - down) / (2 * step);
    bool right = fabsf(found - slope) < 0.02F + 0.05F * fabsf(slope);
    if (!right)
        printf("# %s: %f by differences, %f by slopes\n", what, (double)found,
               (double)slope);
    CHECK(right);
}

static void the_slopes_of_the_net_are_those_of_its_loss(void)
{
    struct ng_fit_net *f = made();
    REQUIRE(f);
    struct ng_net *net = &f->at.net;
    loss_of(f);
    ng_fit_net_backward(f);
    struct ng_dense *slope = malloc(sizeof *slope);
    REQUIRE(slope);
    *slope = f->slope;
    float row = f->d_in[0][2 * NG_NET_D + 5];
#define NEAR(part) near(f, &net->part, slope->net.part, #part)
    NEAR(tag[2][7][3]);
    NEAR(tag[0][3][60]);
    for (size_t l = 0; l < NG_NET_LAYERS; l++) {
        NEAR(layer[l].w[3][10]);
        NEAR(layer[l].w[70][60]);
        NEAR(layer[l].w[7][100]);
        NEAR(layer[l].w[8][150]);
        NEAR(layer[l].w[9][200]);
        NEAR(layer[l].w[80][285]);
        NEAR(layer[l].bias[1]);
        NEAR(layer[l].bias[190]);
    }
    NEAR(place[4][5]);
    NEAR(place[50][NG_NET_P - 3]);
    NEAR(nobody[2]);
    NEAR(root[3 * NG_NET_MOVE + 1]);
    NEAR(fact[8][0][11]);
    NEAR(move[1][5]);
    NEAR(move[2][17]);
    NEAR(apart[9][3]);
    NEAR(label[5][6]);
    NEAR(label_bias[4]);
    near(f, &f->at.glove[3][8], slope->glove[3][8], "glove");
    near(f, &f->row[3 * NG_NET_D + 5], row, "row");
    free(slope);
}

T_MAIN(T(the_slope_of_a_boundary_is_that_of_its_loss),
       T(the_slopes_of_the_net_are_those_of_its_loss))
