/* fit_coref_net.c - the deep part of who is who while it is learned
 * (fit_coref.h): a row of numbers for each observation, one layer of rectified
 * units over their sum, one weight for each unit. */
#include "train/fit_coref.h"

#include <math.h>

enum { H = NG_COREF_HIDDEN };
static const float rate = 0.01f, shrink = 3e-4f;
static const double least = 1e-3; /* slopes that teach nothing */

void ng_coref_net_begin(struct ng_coref_net *net)
{
    struct ng_random random = {NG_TRAIN_SEED};
    for (uint32_t i = 0; i < NG_COREF_ROWS; i++)
        for (uint32_t j = 0; j < H; j++)
            net->rows[i][j] =
                ((float)(ng_random_next(&random) % 20001) / 10000 - 1) * 0.05f;
    for (uint32_t j = 0; j < H; j++) {
        net->out[j] =
            ((float)(ng_random_next(&random) % 20001) / 10000 - 1) * 0.3f;
        net->out[H + j] = 0.05f;
    }
}

void ng_coref_net_slopes(const struct ng_coref_choice *x,
                         const struct ng_coref_net *net,
                         struct ng_coref_slopes *s)
{
    s->n = 0;
    memset(s->out, 0, sizeof s->out);
    for (uint32_t k = 0; k < x->n; k++) {
        if (fabs(x->slope[k]) < least)
            continue;
        float slope = (float)x->slope[k], back[H];
        for (uint32_t j = 0; j < H; j++) {
            s->out[j] += slope * x->unit[k][j];
            back[j] = x->unit[k][j] > 0 ? slope * net->out[j] : 0;
            s->out[H + j] += back[j];
        }
        for (uint32_t f = 0; f < x->keys[k].rows; f++) {
            uint16_t row = x->keys[k].row[f];
            if (!s->seen[row]) {
                s->seen[row] = true;
                s->row[s->n++] = row;
                memset(s->rows[row], 0, sizeof s->rows[row]);
            }
            for (uint32_t j = 0; j < H; j++)
                s->rows[row][j] += back[j];
        }
    }
    for (uint32_t i = 0; i < s->n; i++)
        s->seen[s->row[i]] = false;
}

static void step(float *w, float *square, float slope)
{
    *square += slope * slope;
    *w -= rate * slope / sqrtf(*square + 1e-4f);
}

void ng_coref_net_learn(const struct ng_coref_choice *x,
                        struct ng_coref_net *net, struct ng_coref_net *square,
                        struct ng_coref_slopes *s)
{
    ng_coref_net_slopes(x, net, s);
    for (uint32_t i = 0; i < s->n; i++) {
        float *w = net->rows[s->row[i]], *q = square->rows[s->row[i]];
        for (uint32_t j = 0; j < H; j++)
            step(&w[j], &q[j], s->rows[s->row[i]][j] + shrink * w[j]);
    }
    for (uint32_t j = 0; j < NG_COREF_OUTS; j++)
        step(&net->out[j], &square->out[j], s->out[j]);
}

void ng_coref_net_pack(const struct ng_coref_net *net,
                       struct ng_coref_row rows[NG_COREF_ROWS],
                       struct ng_coref_out *out)
{
    for (uint32_t i = 0; i < NG_COREF_ROWS; i++)
        for (uint32_t j = 0; j < H; j++) {
            long q = lrintf(net->rows[i][j] * NG_COREF_STEPS);
            rows[i].w[j] = (int8_t)(q > 127 ? 127 : q < -127 ? -127 : q);
        }
    for (uint32_t j = 0; j < H; j++) {
        out->w[j] = (int32_t)lrintf(net->out[j] * NG_COREF_SCALE);
        out->bias[j] = (int32_t)lrintf(net->out[H + j] * NG_COREF_STEPS);
    }
}
