/* tagger.h - one tag for each word, left to right (averaged perceptron, Collins
 * 2002; features after Ratnaparkhi 1996, with clusters).
 *
 * Tags are numbers 1 .. labels; what they mean is the caller's.
 *
 * In a file it is two sections side by side:
 *   SPARSE  feature -> its weights, of 16 bits: triples of bytes (label,
 *           weight), or, where many labels have one, a byte 0 and a row of
 *           NG_TAG_WIDTH weights, which are added eight at a time
 *   CELLS   form or shape of a word -> the tag that it nearly always had in
 *           training ("the", "Mr.", a comma); nothing is worked out for these
 *
 * No weight is above NG_TAG_MOST, so a sum of NG_TAG_KEYS of them has 16 bits.
 */
#pragma once
#include "model/shapes.h"

#define NG_TAGGER_FEATURES "tagger 3"
enum {
    NG_LABELS = 64,
    NG_TAG_WIDTH = 56,
    NG_TAG_KEYS = 36,
    NG_TAG_MOST = INT16_MAX / NG_TAG_KEYS
};

struct ng_tagger {
    const struct ng_section *weights, *sure;
};
bool ng_tagger_open(struct ng_tagger *t, const struct ng_model *m);

void ng_tag_keys(const struct ng_shape *s, size_t n, size_t i, unsigned before,
                 unsigned before_that, struct ng_keys *keys);

/* The tag that such a word always has, 0 if it is not known. */
unsigned ng_sure_tag(const struct ng_section *sure, const struct ng_shape *s);

/* tags: [n] */
void ng_tag_words(const struct ng_tagger *t, const struct ng_shape *s, size_t n,
                  uint8_t *tags);

/* The best of labels 1 .. labels < NG_LABELS by a table of weights. */
unsigned ng_best_label(const struct ng_section *weights,
                       const struct ng_keys *keys);
