/* tagger.h - one tag for each word, left to right (averaged perceptron, Collins
 * 2002; features after Ratnaparkhi 1996, with clusters).
 *
 * Tags are numbers 1 .. labels; what they mean is the caller's.
 */
#pragma once
#include "model/shapes.h"

#define NG_TAGGER_FEATURES "tagger 2"

void ng_tag_keys(const struct ng_shape *s, size_t n, size_t i, unsigned before,
                 unsigned before_that, struct ng_keys *keys);

/* tags: [n] */
void ng_tag_words(const struct ng_section *weights, const struct ng_shape *s,
                  size_t n, uint8_t *tags);

/* The best of labels 1 .. labels < NG_LABELS by a sparse table whose payloads
 * are triples of bytes (label, 16-bit weight). */
enum { NG_LABELS = 64 };
unsigned ng_best_label(const struct ng_section *weights,
                       const struct ng_keys *keys);
