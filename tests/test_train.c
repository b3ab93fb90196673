/* What the trainers rest on: slopes against finite differences. */
#include "t.h"

#include "train/fit_sentences.h"

#include <math.h>

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

T_MAIN(T(the_slope_of_a_boundary_is_that_of_its_loss))
