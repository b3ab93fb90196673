/* coref_loss.c - the loss of one choice and its slopes (fit_coref.h). */
#include "train/fit_coref.h"

#include <math.h>

static double deep_of(const struct ng_coref_keys *k,
                      const struct ng_coref_net *net, float *unit)
{
    memcpy(unit, net->out + NG_COREF_HIDDEN, NG_COREF_HIDDEN * sizeof *unit);
    for (uint32_t i = 0; i < k->rows; i++)
        for (uint32_t j = 0; j < NG_COREF_HIDDEN; j++)
            unit[j] += net->rows[k->row[i]][j];
    float sum = 0;
    for (uint32_t j = 0; j < NG_COREF_HIDDEN; j++) {
        unit[j] = unit[j] > 0 ? unit[j] : 0;
        sum += unit[j] * net->out[j];
    }
    return (double)sum;
}

void ng_coref_loss(struct ng_coref_choice *x, const float *w,
                   const struct ng_coref_net *net, double *loss)
{
    double top = -INFINITY, right = 0, all = 0;
    for (uint32_t k = 0; k < x->n; k++) {
        double s = (double)x->cost[k] + deep_of(&x->keys[k], net, x->unit[k]);
        for (uint32_t f = 0; f < x->keys[k].n; f++)
            s += (double)w[x->keys[k].at[f]];
        x->p[k] = s;
        top = s > top ? s : top;
    }
    for (uint32_t k = 0; k < x->n; k++) {
        x->p[k] = exp(x->p[k] - top);
        all += x->p[k];
        right += x->right[k] ? x->p[k] : 0;
    }
    *loss = log(all) - log(right);
    for (uint32_t k = 0; k < x->n; k++) {
        double gold = x->right[k] ? x->p[k] / right : 0;
        x->slope[k] = x->p[k] / all - gold;
    }
}
