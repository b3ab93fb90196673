/* name_keys.h - what the model of names sees of a word.
 *
 *     form, ends, shape          of the word and its neighbours
 *     clusters                   of words that are used like it
 *     lexicon                    what the phrases around the word are known as
 *     the rest of the report     is it written small somewhere, does a title
 *                                or a preposition stand before it elsewhere
 *
 * In a line where every word has a capital ("loud") form and shape say nothing
 * and are left out, but for "EU" where the other words have small letters; what
 * stands around a word is told by the ordinary lines of the report, if it is in
 * one. Words that cannot be part of a name (small, and not between two
 * capitals) are not looked at: `may` has the one bit of "outside".
 */
#pragma once
#include "annotate/naming.h"
#include "model/crf.h"

#define NG_NAME_FEATURES "names 2"
enum { NG_NAME_KINDS = NG_MISC + 1, NG_NAME_LABELS = 1 + 4 * NG_NAME_KINDS };

struct ng_name_look {
    uint64_t form, low, shape, brief; /* brief: runs of a class made one */
    uint64_t head[3], tail[4];        /* first 2 to 4, last 1 to 4 letters */
    uint64_t place; /* phrases of the lexicon it is in, and where in them */
    uint32_t kinds; /* the same as bits: enum look_kind of name_keys.c */
    uint32_t bits;  /* word bits of the lexicon */
    uint16_t cluster[4];
    uint16_t around;   /* what stands beside it elsewhere in the report */
    uint8_t tag, mark; /* mark: capital 1, all capitals 2, digit 4, dash 8 */
    uint8_t counts;    /* capital and small in the report, 0 .. 3 each */
    bool start, loud, seen;
};

struct ng_name_looks {
    struct ng_name_look *at; /* [words] */
    uint64_t *may;           /* [words] labels it can have */
};

struct ng_name_looks ng_look_at_words(const struct ng_naming *n);

/* The features of word i of the sentence first .. end - 1. */
void ng_name_keys(const struct ng_name_looks *l, uint32_t first, uint32_t end,
                  uint32_t i, struct ng_keys *keys);
