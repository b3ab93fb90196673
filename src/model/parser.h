/* parser.h - who depends on whom: a greedy arc-hybrid parser (Kuhlmann,
 * Gomez-Rodriguez and Satta 2011; features after Zhang and Nivre 2011, with
 * clusters), words 1 .. n, the root at n + 1.
 *
 *     stack ... s1 s0 | b0 b1 b2 ... buffer
 *     SHIFT   b0 goes onto the stack
 *     LEFT    s0 gets the head b0 and goes away
 *     RIGHT   s0 gets the head s1 and goes away
 *
 * Each word is shifted once and reduced once: linear in the sentence. The
 * label is chosen when the arc is made, by a model of its own: one row of
 * three weights for a move instead of one of a hundred made it 10 times as
 * fast as joint labels, for 1 point of labelled attachment.
 *
 * Labels are numbers 1 .. NG_LABELS - 1; what they mean is the caller's.
 */
#pragma once
#include "model/shapes.h"

#define NG_PARSER_FEATURES "parser 2"
enum { NG_PARSE_MAX = 250 };
enum ng_move { NG_SHIFT, NG_LEFT, NG_RIGHT, NG_MOVES };

/* Arrays run from 1 to n; [0] and [n + 1] are there and empty. */
struct ng_parse {
    const struct ng_shape *shape; /* [n + 2] */
    const uint8_t *tag;           /* [n + 2] */
    int n, stack_n, next;
    int16_t stack[NG_PARSE_MAX + 2];
    int16_t head[NG_PARSE_MAX + 2]; /* 0: the root */
    uint8_t label[NG_PARSE_MAX + 2];
    int16_t left[2][NG_PARSE_MAX + 2]; /* outmost child and the one before */
    int16_t right[2][NG_PARSE_MAX + 2];
    uint8_t lefts[NG_PARSE_MAX + 2], rights[NG_PARSE_MAX + 2];
};

void ng_parse_begin(struct ng_parse *p, const struct ng_shape *shape,
                    const uint8_t *tag, int n);
bool ng_parse_done(const struct ng_parse *p);
bool ng_parse_may(const struct ng_parse *p, enum ng_move move);

/* The word that goes away and its head if this move (not SHIFT) were made. */
void ng_parse_arc(const struct ng_parse *p, enum ng_move move, int *head,
                  int *child);
void ng_parse_make(struct ng_parse *p, enum ng_move move, uint8_t label);

void ng_move_keys(const struct ng_parse *p, struct ng_keys *keys);
void ng_label_keys(const struct ng_parse *p, int head, int child,
                   struct ng_keys *keys);

/* Parse n <= NG_PARSE_MAX words; the result is in p->head and p->label. */
void ng_parse_words(struct ng_parse *p, const struct ng_section *moves,
                    const struct ng_section *labels,
                    const struct ng_shape *shape, const uint8_t *tag, int n);
