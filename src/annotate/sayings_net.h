/* sayings_net.h - a small net beside the model of sayings.
 *
 * It reads what the parser's net made of the words (ng_sense): what a verb that
 * our reports do not have is like, and where in its sentence it stands, is told
 * there already. Two layers more (model/net.h) make scores of the labels of
 * it, which are added to those of the CRF.
 */
#pragma once
#include "annotate/sayings_keys.h"
#include "model/net.h"
#include "model/parser.h"

enum {
    NG_SAY_LAYERS = 2,
    NG_SAY_OUT = 8 /* NG_SAY_LABELS, and one that is not used */
};

struct ng_say_net {
    struct ng_net_layer layer[NG_SAY_LAYERS];
    float out[NG_NET_D][NG_SAY_OUT];
};

/* The net of a model of sayings, with room for a sentence. */
struct ng_say_reader {
    const struct ng_say_net *net;
    struct ng_net_room room;
};

/* For the sentences of one report; NULL if there is none, or no arcs. */
struct ng_say_reader *ng_say_reader_open(const struct ng_report *r,
                                         const struct ng_model *m,
                                         struct ng_arena *a);

/* What the parser made of words first .. first + n - 1, to[n][NG_NET_D]. */
void ng_say_senses(const struct ng_report *r, uint32_t first, uint32_t n,
                   float *to);

/* The scores of the CRF, score[n][NG_SAY_LABELS], `units` to a nat, and what
 * the net says of these words, a share of each. Sentences that are too long
 * are left to the CRF. */
void ng_say_net_add(struct ng_say_reader *in, const struct ng_report *r,
                    uint32_t first, uint32_t n, float units, int32_t *score);
