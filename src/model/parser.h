/* parser.h - who depends on whom: a greedy arc-hybrid parser (Kuhlmann,
 * Gomez-Rodriguez and Satta 2011) that asks a net (net.h), words 1 .. n, the
 * root at n + 1.
 *
 *     stack ... s1 s0 | b0 b1 b2 ... buffer
 *     SHIFT   b0 goes onto the stack
 *     LEFT    s0 gets the head b0 and goes away
 *     RIGHT   s0 gets the head s1 and goes away
 *
 * Each word is shifted once and reduced once: linear in the sentence. The
 * label is chosen when the arc is made.
 *
 * Labels are numbers 1 .. NG_LABELS - 1; what they mean is the caller's.
 */
#pragma once
#include "model/net.h"

#define NG_PARSER_FEATURES "parser 3"
enum { NG_PARSE_MAX = 250 };
enum ng_move { NG_SHIFT, NG_LEFT, NG_RIGHT, NG_MOVES };

/* Arrays run from 1 to n; [0] and [n + 1] are there and empty. */
struct ng_parse {
    int n, stack_n, next;
    int16_t stack[NG_PARSE_MAX + 2];
    int16_t head[NG_PARSE_MAX + 2]; /* 0: the root */
    uint8_t label[NG_PARSE_MAX + 2];
    int16_t left[2][NG_PARSE_MAX + 2]; /* outmost child and the one before */
    int16_t right[2][NG_PARSE_MAX + 2];
    uint8_t lefts[NG_PARSE_MAX + 2], rights[NG_PARSE_MAX + 2];
};

void ng_parse_begin(struct ng_parse *p, int n);
bool ng_parse_done(const struct ng_parse *p);
bool ng_parse_may(const struct ng_parse *p, enum ng_move move);

/* The word that goes away and its head if this move (not SHIFT) were made. */
void ng_parse_arc(const struct ng_parse *p, enum ng_move move, int *head,
                  int *child);
void ng_parse_make(struct ng_parse *p, enum ng_move move, uint8_t label);

/* What the net looks at: rows of places (0: nobody, 1 .. n, n + 1: the root)
 * for s0 s1 s2 b0, and small facts. */
struct ng_sight {
    uint16_t place[NG_NET_PLACES];
    uint8_t fact[NG_NET_FACTS];
};
void ng_parse_look(const struct ng_parse *p, struct ng_sight *sight);

/* hidden: [NG_NET_MOVE], score: [NG_MOVES]; places: [n + 2][P] */
void ng_move_scores(const struct ng_net *net, const float *places,
                    const struct ng_sight *sight, float *hidden, float *score);

/* How far head and child are apart, and which way: a row of net->apart. */
unsigned ng_label_apart(int head, int child);

/* hidden: [NG_NET_LABEL], score: [NG_NET_LABELS]; head 0 is the root. */
void ng_label_scores(const struct ng_net *net, const float *places, int n,
                     int head, int child, float *hidden, float *score);
unsigned ng_net_best_label(const struct ng_net *net, const float *places, int n,
                           int head, int child);

/* Parse n <= NG_PARSE_MAX words; the result is in p->head and p->label. */
void ng_parse_words(struct ng_parse *p, const struct ng_net *net,
                    const float *places, int n);
