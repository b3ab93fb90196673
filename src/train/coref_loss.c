/* coref_loss.c - the loss of one choice and its slopes (fit_coref.h). */
#include "train/fit_coref.h"

#include <math.h>

void ng_coref_loss(struct ng_coref_choice *x, const float *w, double *loss)
{
    double top = -INFINITY, right = 0, all = 0;
    for (uint32_t k = 0; k < x->n; k++) {
        double s = x->cost[k];
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
