/* sayings_net.h - a small net beside the model of sayings.
 *
 * It reads a sentence as the parser does (model/net.h), with the parser's rows
 * of words and layers of its own, which began as the parser's: what a verb that
 * our reports do not have is like, it knows from there. Its scores of the
 * labels are added to those of the CRF.
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
    float tag[5][NG_NET_TAGS][NG_NET_D];
    struct ng_net_layer layer[NG_SAY_LAYERS];
    float out[NG_NET_D][NG_SAY_OUT];
};

/* The net of a model of sayings, with the rows of the linked parser. */
struct ng_say_reader {
    struct ng_model arcs;
    struct ng_net_file words;
    const struct ng_say_net *net;
    struct ng_net_room room;
    struct ng_shape shape[NG_PARSE_MAX + 2];
    uint8_t tag[NG_PARSE_MAX + 2];
};

/* For the sentences of one report; NULL if there is none. */
struct ng_say_reader *ng_say_reader_open(const struct ng_report *r,
                                         const struct ng_model *m,
                                         struct ng_arena *a);

/* Shapes and tags of words first .. first + n - 1, from 1 on. */
void ng_say_shapes(const struct ng_report *r, uint32_t first, uint32_t n,
                   struct ng_shape *shape, uint8_t *tag);

/* The scores of the CRF, score[n][NG_SAY_LABELS], `units` to a nat, and what
 * the net says of these words, a share of each. Sentences that are too long
 * are left to the CRF. */
void ng_say_net_add(struct ng_say_reader *in, const struct ng_report *r,
                    uint32_t first, uint32_t n, float units, int32_t *score);
