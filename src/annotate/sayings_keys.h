/* sayings_keys.h - what the model of sayings sees of a word.
 *
 * The model corrects the rules: what these say of the word and its neighbours
 * is its first feature. Beside that it sees what the rules rest on, so that it
 * learns where they go wrong:
 *
 *     words         forms, tags and clusters around the word
 *     arcs          its relation, and the way up to the nearest cue
 *     cues          the nearest words that report, left and right, and what
 *                   marks stand between
 *     quotations    inside, at an edge, or behind one
 */
#pragma once
#include "annotate/sayings_wide.h"
#include "model/crf.h"

#define NG_SAY_FEATURES "sayings 3"
enum { NG_SAY_KINDS = 3, NG_SAY_LABELS = 1 + 2 * NG_SAY_KINDS };

/* The label of the CRF for a tag: kinds are those of enum ng_say_tag less 1. */
static inline uint8_t ng_say_label(uint8_t tag, bool begins)
{
    return tag == NG_SAY_O
               ? 0
               : ng_bio(tag - 1u, begins ? NG_CRF_BEGIN : NG_CRF_INSIDE);
}

struct ng_say_look {
    uint64_t low, lemma, up; /* up: the way to the nearest cue above it */
    uint64_t left, right;    /* the nearest cue on each side, and between */
    uint16_t cluster[3];
    uint8_t tag, rel, rule, mark, cue;
};

/* True if anything of the sentence can be part of an attribution: the others
 * are not looked at. */
bool ng_say_matters(const struct ng_report *r, const struct ng_sentence *s,
                    const uint8_t *tag);
/* One for each word of the report, empty in sentences that do not matter. */
struct ng_say_look *ng_say_look_at(const struct ng_report *r,
                                   const uint8_t *tag, const bool *begins,
                                   struct ng_arena *out);
/* The features of word i of the sentence first .. end - 1. */
void ng_say_keys(const struct ng_say_look *l, uint32_t first, uint32_t end,
                 uint32_t i, struct ng_keys *keys);

/* Replaces the tags that the rules gave by those of the linked model; as they
 * are where there is no model. */
void ng_say_correct(const struct ng_report *r, uint8_t *tag, bool *begins,
                    struct ng_arena scratch);
