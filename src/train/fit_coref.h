/* fit_coref.h - one choice of the ranking of antecedents, for its trainer and
 * for the check of its slopes. */
#pragma once
#include "annotate/coref.h"

struct ng_coref_choice {
    uint32_t n; /* candidates, the last one being new */
    struct ng_coref_keys keys[NG_COREF_MOST + 1];
    bool right[NG_COREF_MOST + 1];
    float cost[NG_COREF_MOST + 1];
    double p[NG_COREF_MOST + 1];     /* out: e to the score, by the largest */
    double slope[NG_COREF_MOST + 1]; /* out: of the loss by the score */
};

/* Minus the logarithm of the share of the right ones, weights w. */
void ng_coref_loss(struct ng_coref_choice *x, const float *w, double *loss);
