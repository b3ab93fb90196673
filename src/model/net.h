/* net.h - a small net that reads a sentence both ways, and what the parser
 * asks of it.
 *
 *     words         a row of numbers for each: what the word is like (made from
 *                   GloVe, Pennington and others 2014), its ending, its shape,
 *                   tags of it and its neighbours, summed           D numbers
 *     layers        simple recurrent units (Lei and others 2018), half of them
 *                   from left to right, half from right to left      D numbers
 *     places        for each word, its share in the hidden numbers of a move as
 *                   s0, s1, s2 or b0, and of a label as head or child, so that
 *                   a move costs a few additions (Kiperwasser and Goldberg
 *                   2016 for the idea, Chen and Manning 2014 for the trick)
 *
 * The weights are one struct of floats: the file, its slopes in training and
 * the moments of the optimiser have the same shape.
 */
#pragma once
#include "base/arena.h"
#include "model/shapes.h"

enum {
    NG_NET_D = 96,           /* numbers of a word */
    NG_NET_G = 3 * NG_NET_D, /* content, keep, out */
    NG_NET_LAYERS = 3,
    NG_NET_MOVE = 96,  /* hidden numbers of a move */
    NG_NET_LABEL = 64, /* hidden numbers of a label */
    NG_NET_PLACES = 4, /* s0 s1 s2 b0 */
    NG_NET_P = NG_NET_PLACES * NG_NET_MOVE + 2 * NG_NET_LABEL,
    NG_NET_TAGS = 64,
    NG_NET_LABELS = 64,
    NG_NET_FACTS = 9, /* small facts about a configuration */
    NG_NET_FACT = 64, /* values of a fact */
    NG_NET_APART = 32,
};
enum { NG_NET_SUFFIXES = 4096, NG_NET_SHAPES = 512 };

struct ng_net_layer {
    float w[NG_NET_D][NG_NET_G];
    float bias[NG_NET_G];
};
struct ng_net {
    float tag[5][NG_NET_TAGS][NG_NET_D]; /* of words -2 .. +2 */
    struct ng_net_layer layer[NG_NET_LAYERS];
    float place[NG_NET_D][NG_NET_P];
    float nobody[NG_NET_P], root[NG_NET_P];
    float fact[NG_NET_FACTS][NG_NET_FACT][NG_NET_MOVE];
    float move[4][NG_NET_MOVE]; /* the fourth is not used */
    float apart[NG_NET_APART][NG_NET_LABEL];
    float label[NG_NET_LABEL][NG_NET_LABELS];
    float label_bias[NG_NET_LABELS];
};

/* Rows of words, then of suffixes, then of shapes. Row 0: no word. */
struct ng_net_row {
    float scale;
    int8_t at[NG_NET_D];
};

/* The sections of a file: table of words (by ng_shape.low), rows, floats. */
struct ng_net_file {
    const struct ng_section *words;
    const struct ng_net_row *row;
    uint32_t rows; /* of words; those of suffixes and shapes follow */
    const struct ng_net *net;
};
bool ng_net_open(struct ng_net_file *f, const struct ng_model *m);

struct ng_net_ids {
    uint32_t at[3]; /* rows of word, suffix, shape */
};
/* The rows of a word whose own row, among `words`, is `row`. */
static inline struct ng_net_ids ng_net_ids_of(const struct ng_shape *shape,
                                              uint32_t row, uint32_t words)
{
    return (struct ng_net_ids){
        {row, words + (uint32_t)(shape->suffix[2] & (NG_NET_SUFFIXES - 1)),
         words + NG_NET_SUFFIXES +
             (uint32_t)(shape->shape & (NG_NET_SHAPES - 1))}};
}

/* What a layer made of each of n words; gate may be pre. */
struct ng_net_trace {
    float *pre;  /* [n][G] sums */
    float *gate; /* [n][G] the same, squashed */
    float *cell; /* [n][D] */
    float *out;  /* [n][D] */
};

/* One layer over n words: in[n][D] to trace->out. */
void ng_net_layer(const struct ng_net_layer *layer, const float *in, size_t n,
                  const struct ng_net_trace *trace);

/* Shares of each word, in[n][D], to places[n + 2][P]: row 0 is nobody, row
 * n + 1 the root. */
void ng_net_places(const struct ng_net *net, const float *in, size_t n,
                   float *places);

/* Room for a sentence of up to n words. */
struct ng_net_room {
    struct ng_net_trace trace[2];
    struct ng_net_ids *ids;
    float *in, *places;
};
struct ng_net_room ng_net_room(size_t n, struct ng_arena *a);

/* The words of a sentence, rows of a file and numbers of five tags summed, into
 * room->in; and what layers make of room->in: [n][D], in the room. */
void ng_net_words(const struct ng_net_file *f,
                  const float (*tags)[NG_NET_TAGS][NG_NET_D],
                  const struct ng_shape *shape, const uint8_t *tag, size_t n,
                  const struct ng_net_room *room);
const float *ng_net_layers(const struct ng_net_layer *layers, size_t count,
                           size_t n, const struct ng_net_room *room);
/* The row of a word, 0 for one that the file does not know. */
uint32_t ng_net_word(const struct ng_net_file *f, const struct ng_shape *shape);

/* All of it: shapes and tags 1 .. n to room->places; what the last layer made
 * of the words, [n][D]. */
const float *ng_net_read(const struct ng_net_file *f,
                         const struct ng_shape *shape, const uint8_t *tag,
                         size_t n, const struct ng_net_room *room);
