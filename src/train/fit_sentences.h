/* fit_sentences.h - logistic regression over rows of weights that are 1 or
 * absent: the loss of one example and its slope in the score, which is its
 * slope in each weight whose row stands there once.
 */
#pragma once
#include "base/str.h"

float ng_logistic_loss(const float *weights, const uint16_t *rows, size_t n,
                       bool yes);
float ng_logistic_slope(const float *weights, const uint16_t *rows, size_t n,
                        bool yes);
