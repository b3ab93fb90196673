#include "model/parser.h"

#include "model/matrix.h"

#include <math.h>

void ng_parse_begin(struct ng_parse *p, int n)
{
    *p = (struct ng_parse){.n = n, .next = 1};
}

bool ng_parse_done(const struct ng_parse *p)
{
    return p->stack_n == 0 && p->next == p->n + 1;
}

bool ng_parse_may(const struct ng_parse *p, enum ng_move move)
{
    if (move == NG_SHIFT)
        return p->next <= p->n;
    return p->stack_n >= (move == NG_LEFT ? 1 : 2);
}

void ng_parse_arc(const struct ng_parse *p, enum ng_move move, int *head,
                  int *child)
{
    *child = p->stack[p->stack_n - 1];
    if (move == NG_RIGHT)
        *head = p->stack[p->stack_n - 2];
    else
        *head = p->next == p->n + 1 ? 0 : p->next;
}

static void add_child(int16_t outmost[2][NG_PARSE_MAX + 2], uint8_t *count,
                      int head, int child)
{
    outmost[1][head] = outmost[0][head];
    outmost[0][head] = (int16_t)child;
    count[head]++;
}

void ng_parse_make(struct ng_parse *p, enum ng_move move, uint8_t label)
{
    if (move == NG_SHIFT) {
        p->stack[p->stack_n++] = (int16_t)p->next++;
        return;
    }
    int head, child;
    ng_parse_arc(p, move, &head, &child);
    p->stack_n--;
    p->head[child] = (int16_t)head;
    p->label[child] = label;
    if (head == 0)
        return;
    if (child < head)
        add_child(p->left, p->lefts, head, child);
    else
        add_child(p->right, p->rights, head, child);
}

/* The label of a child, 0 if there is none. */
static uint8_t label_of(const struct ng_parse *p, int child)
{
    return child > 0 ? p->label[child] & (NG_NET_FACT - 1) : 0;
}

static unsigned at_most(int x, int most)
{
    return (unsigned)(x > most ? most : x);
}

static int on_stack(const struct ng_parse *p, int depth)
{
    return depth < p->stack_n ? p->stack[p->stack_n - 1 - depth] : 0;
}

void ng_parse_look(const struct ng_parse *p, struct ng_sight *sight)
{
    int s0 = on_stack(p, 0), s1 = on_stack(p, 1), b0 = p->next;
    unsigned gap = s0 ? at_most(b0 - s0, 6) : 7;
    unsigned gap1 = s1 ? at_most(s0 - s1, 6) : 7;
    *sight = (struct ng_sight){
        {(uint16_t)s0, (uint16_t)s1, (uint16_t)on_stack(p, 2), (uint16_t)b0},
        {
            label_of(p, p->left[0][s0]),
            label_of(p, p->right[0][s0]),
            label_of(p, p->left[0][s1]),
            label_of(p, p->right[0][s1]),
            label_of(p, p->left[0][b0]),
            label_of(p, p->right[1][s0]),
            (uint8_t)(gap * 8 + gap1),
            (uint8_t)(at_most(p->lefts[s0], 3) * 16 +
                      at_most(p->rights[s0], 3) * 4 + at_most(p->lefts[b0], 3)),
            0,
        },
    };
}

void ng_move_scores(const struct ng_net *net, const float *places,
                    const struct ng_sight *sight, float *hidden, float *score)
{
    const float *part[NG_NET_PLACES + NG_NET_FACTS];
    for (size_t k = 0; k < NG_NET_PLACES; k++)
        part[k] = places + (size_t)sight->place[k] * NG_NET_P + k * NG_NET_MOVE;
    for (size_t k = 0; k < NG_NET_FACTS; k++)
        part[NG_NET_PLACES + k] = net->fact[k][sight->fact[k]];
    ng_sum_rows(part, NG_NET_PLACES + NG_NET_FACTS, NG_NET_MOVE, hidden);
    ng_dots(&net->move[0][0], NG_MOVES, hidden, NG_NET_MOVE, score);
}

unsigned ng_label_apart(int head, int child)
{
    if (head == 0)
        return 0;
    int far = head > child ? head - child : child - head;
    unsigned step = far > 10 ? 7 : far > 5 ? 6 : (unsigned)far;
    return (head < child ? 8 : 16) + step;
}

void ng_label_scores(const struct ng_net *net, const float *places, int n,
                     int head, int child, float *hidden, float *score)
{
    enum { AS_HEAD = NG_NET_PLACES * NG_NET_MOVE };
    size_t row = head ? (size_t)head : (size_t)n + 1;
    const float *h = places + row * NG_NET_P + AS_HEAD;
    const float *d = places + (size_t)child * NG_NET_P + AS_HEAD + NG_NET_LABEL;
    const float *apart = net->apart[ng_label_apart(head, child)];
    const float *part[] = {h, d, apart};
    uint8_t at[NG_NET_LABEL];
    size_t some = 0;
    ng_sum_rows(part, 3, NG_NET_LABEL, hidden);
    for (size_t j = 0; j < NG_NET_LABEL; j++) { /* half of them are nothing */
        at[some] = (uint8_t)j;
        some += hidden[j] > 0;
    }
    ng_add_some(at, some, hidden, &net->label[0][0], net->label_bias,
                NG_NET_LABELS, score);
}

unsigned ng_net_best_label(const struct ng_net *net, const float *places, int n,
                           int head, int child)
{
    float hidden[NG_NET_LABEL], score[NG_NET_LABELS];
    ng_label_scores(net, places, n, head, child, hidden, score);
    score[0] = -INFINITY; /* no label */
    return (unsigned)ng_greatest(score, NG_NET_LABELS);
}

static enum ng_move best_move(const struct ng_parse *p,
                              const struct ng_net *net, const float *places)
{
    bool may[NG_MOVES];
    int open = 0;
    enum ng_move last = NG_SHIFT;
    for (unsigned m = 0; m < NG_MOVES; m++) {
        may[m] = ng_parse_may(p, (enum ng_move)m);
        open += may[m];
        if (may[m])
            last = (enum ng_move)m;
    }
    if (open == 1)
        return last;
    struct ng_sight sight;
    float hidden[NG_NET_MOVE], score[NG_MOVES];
    ng_parse_look(p, &sight);
    ng_move_scores(net, places, &sight, hidden, score);
    unsigned best = NG_MOVES;
    for (unsigned m = 0; m < NG_MOVES; m++)
        if (may[m] && (best == NG_MOVES || score[m] > score[best]))
            best = m;
    return (enum ng_move)best;
}

void ng_parse_words(struct ng_parse *p, const struct ng_net *net,
                    const float *places, int n)
{
    ng_parse_begin(p, n);
    while (!ng_parse_done(p)) {
        enum ng_move move = best_move(p, net, places);
        unsigned label = 0;
        if (move != NG_SHIFT) {
            int head, child;
            ng_parse_arc(p, move, &head, &child);
            label = ng_net_best_label(net, places, n, head, child);
        }
        ng_parse_make(p, move, (uint8_t)label);
    }
}
