#include "model/parser.h"

#include "model/tagger.h"

void ng_parse_begin(struct ng_parse *p, const struct ng_shape *shape,
                    const uint8_t *tag, int n)
{
    *p = (struct ng_parse){.shape = shape, .tag = tag, .n = n, .next = 1};
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

static uint64_t mix3(uint64_t a, uint64_t b, uint64_t c)
{
    return ng_mix(ng_mix(a, b), c);
}

static uint64_t mix4(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    return ng_mix(mix3(a, b, c), d);
}

static void add_all(struct ng_keys *keys, const uint64_t *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ng_add(keys, v[i]);
}
#define ADD_ALL(keys, v) add_all(keys, v, sizeof(v) / sizeof *(v))

static const struct ng_shape nothing;

/* One place of a configuration: a word, what it is, and its children. */
struct place {
    const struct ng_shape *shape;
    uint64_t w, t; /* word, tag; the root's tag is 1, others' from 2 */
    int at;        /* 0: empty */
};

static struct place place_of(const struct ng_parse *p, int i)
{
    if (i < 1 || i > p->n)
        return (struct place){&nothing, 0, i == p->n + 1, 0};
    return (struct place){&p->shape[i], p->shape[i].low,
                          (uint64_t)p->tag[i] + 2, i};
}

static struct place on_stack(const struct ng_parse *p, int depth)
{
    return depth < p->stack_n ? place_of(p, p->stack[p->stack_n - 1 - depth])
                              : (struct place){&nothing, 0, 0, 0};
}

static struct place child_of(const struct ng_parse *p,
                             const int16_t side[2][NG_PARSE_MAX + 2],
                             struct place x, int which)
{
    return x.at ? place_of(p, side[which][x.at] ? side[which][x.at] : -1)
                : (struct place){&nothing, 0, 0, 0};
}

static uint64_t label_of(const struct ng_parse *p, struct place x)
{
    return x.at ? (uint64_t)p->label[x.at] + 2 : 0;
}

struct view {
    struct place s0, s1, s2, b0, b1, b2;
    struct place l0, r0, l1, r1, lb;  /* outmost children */
    uint64_t ll0, lr0, ll1, lr1, llb; /* their labels */
    uint64_t ll02, lr02, llb2;        /* labels of the ones before them */
    uint64_t gap, gap1;               /* s0 .. b0 and s1 .. s0 */
};

static uint64_t gap_of(struct place a, struct place b, int from, int to)
{
    if (!a.at || !b.at)
        return 7;
    return (uint64_t)(to - from > 6 ? 6 : to - from);
}

static struct view view_of(const struct ng_parse *p)
{
    struct view v = {
        .s0 = on_stack(p, 0),
        .s1 = on_stack(p, 1),
        .s2 = on_stack(p, 2),
        .b0 = place_of(p, p->next),
        .b1 = place_of(p, p->next + 1),
        .b2 = place_of(p, p->next + 2),
    };
    v.l0 = child_of(p, p->left, v.s0, 0);
    v.r0 = child_of(p, p->right, v.s0, 0);
    v.l1 = child_of(p, p->left, v.s1, 0);
    v.r1 = child_of(p, p->right, v.s1, 0);
    v.lb = child_of(p, p->left, v.b0, 0);
    v.ll0 = label_of(p, v.l0);
    v.lr0 = label_of(p, v.r0);
    v.ll1 = label_of(p, v.l1);
    v.lr1 = label_of(p, v.r1);
    v.llb = label_of(p, v.lb);
    v.ll02 = label_of(p, child_of(p, p->left, v.s0, 1));
    v.lr02 = label_of(p, child_of(p, p->right, v.s0, 1));
    v.llb2 = label_of(p, child_of(p, p->left, v.b0, 1));
    v.gap = gap_of(v.s0, v.s0, v.s0.at, p->next);
    v.gap1 = gap_of(v.s0, v.s1, v.s1.at, v.s0.at);
    return v;
}

static void add_words(const struct view *v, struct ng_keys *keys)
{
    uint64_t w0 = v->s0.w, w1 = v->s1.w, wb = v->b0.w, wb1 = v->b1.w;
    uint64_t t0 = v->s0.t, t1 = v->s1.t, t2 = v->s2.t;
    uint64_t tb = v->b0.t, tb1 = v->b1.t, tb2 = v->b2.t;
    const uint64_t values[] = {
        1,
        w0,
        w1,
        wb,
        wb1,
        t0,
        t1,
        tb,
        tb1,
        ng_mix(w0, t0),
        ng_mix(w1, t1),
        ng_mix(wb, tb),
        ng_mix(wb1, tb1),
        v->b2.w,
        ng_mix(t0, tb),
        ng_mix(t0, t1),
        mix3(t0, tb, tb1),
        mix4(t0, tb, tb1, tb2),
        mix3(t1, t0, tb),
        mix4(t1, t0, tb, tb1),
        mix3(t2, t1, t0),
        mix4(t2, t1, t0, tb),
        ng_mix(w0, wb),
        ng_mix(w0, tb),
        ng_mix(t0, wb),
        mix4(w0, t0, wb, tb),
        ng_mix(w0, w1),
        ng_mix(w1, t0),
        ng_mix(t1, w0),
        ng_mix(w0, wb1),
        ng_mix(t1, wb),
        ng_mix(w1, tb),
        ng_mix(w1, wb),
        mix3(t0, wb, tb1),
        mix3(w0, tb, tb1),
        mix3(t1, w0, tb),
        mix3(w1, t0, tb),
        mix3(t1, t0, wb),
    };
    ADD_ALL(keys, values);
}

static void add_children(const struct view *v, struct ng_keys *keys)
{
    uint64_t w0 = v->s0.w, w1 = v->s1.w, wb = v->b0.w;
    uint64_t t0 = v->s0.t, t1 = v->s1.t, tb = v->b0.t;
    const uint64_t values[] = {
        v->gap,
        ng_mix(v->gap, t0),
        mix3(v->gap, t0, tb),
        mix3(v->gap, w0, tb),
        mix3(v->gap, t0, wb),
        mix3(v->gap1, t1, t0),
        mix3(v->gap1, w1, t0),
        ng_mix(v->l0.t, t0),
        ng_mix(v->r0.t, t0),
        ng_mix(v->lb.t, tb),
        mix3(t0, v->l0.t, tb),
        mix3(t0, v->r0.t, tb),
        mix3(t0, tb, v->lb.t),
        mix3(t1, t0, v->l0.t),
        mix3(t1, t0, v->r0.t),
        mix3(t1, v->r1.t, t0),
        mix3(t1, v->l1.t, t0),
        ng_mix(v->ll0, t0),
        ng_mix(v->lr0, t0),
        ng_mix(v->llb, tb),
        ng_mix(v->lr1, t1),
        ng_mix(v->ll1, t1),
        mix3(v->ll0, v->ll02, w0),
        mix3(v->lr0, v->lr02, w0),
        mix3(v->llb, v->llb2, wb),
        ng_mix(v->lr0, w0),
        ng_mix(v->ll0, w0),
        ng_mix(v->llb, wb),
        mix3(v->llb, v->llb2, tb),
        mix3(v->lr0, v->lr02, t0),
        mix3(v->ll0, v->ll02, t0),
        mix4(t1, t0, v->lr0, tb),
        mix3(v->ll0, t0, tb),
        mix3(v->lr0, t0, tb),
        mix3(v->lr1, t1, t0),
        mix4(v->lr1, t1, t0, tb),
        mix3(v->llb, tb, t0),
        mix3(v->lr0, w0, tb),
        mix3(v->lr0, v->llb, ng_mix(t0, tb)),
        mix3(v->ll1, v->lr1, w1),
        mix3(t0, v->r0.t, wb),
        ng_mix(v->l0.w, t0),
        ng_mix(v->r0.w, t0),
        ng_mix(v->lb.w, tb),
        ng_mix(v->r1.w, t1),
        ng_mix(v->r0.w, wb),
        ng_mix(w1, v->r0.w),
    };
    ADD_ALL(keys, values);
}

static void add_clusters(const struct view *v, struct ng_keys *keys)
{
    const struct ng_shape *s0 = v->s0.shape, *s1 = v->s1.shape;
    const struct ng_shape *b0 = v->b0.shape, *b1 = v->b1.shape;
    uint64_t c0 = s0->cluster[2], c1 = s1->cluster[2], cb = b0->cluster[2];
    uint64_t e0 = s0->cluster[1], e1 = s1->cluster[1], eb = b0->cluster[1];
    uint64_t t0 = v->s0.t, t1 = v->s1.t, tb = v->b0.t;
    const uint64_t values[] = {
        c0,
        cb,
        c1,
        ng_mix(c0, cb),
        ng_mix(c0, c1),
        ng_mix(e0, eb),
        ng_mix(e1, e0),
        mix4(e0, t0, eb, tb),
        ng_mix(c0, tb),
        ng_mix(t0, cb),
        ng_mix(c1, t0),
        mix3(e1, e0, tb),
        mix3(e1, t0, eb),
        mix3(v->gap, e0, eb),
        mix3(t0, eb, b1->cluster[2]),
        ng_mix(s0->suffix[2], tb),
        ng_mix(b0->suffix[2], t0),
        s0->cluster[3],
        b0->cluster[3],
        ng_mix(s0->cluster[3], tb),
        ng_mix(b0->cluster[3], t0),
        mix3(e1, t1, ng_mix(e0, t0)),
        mix3(b1->cluster[1], tb, t0),
        mix3(e1, v->r0.shape->cluster[1], tb),
        mix3(e0, v->r0.shape->cluster[1], tb),
        mix3(e1, v->r0.t, e0),
        mix3(e0, v->lr0, eb),
    };
    ADD_ALL(keys, values);
}

/* The table is larger than the caches and its keys are spread over it: rows
 * are asked for while the next keys are being made. */
static void ask_for(const struct ng_section *rows, const struct ng_keys *keys,
                    uint32_t from)
{
    for (uint32_t k = from; rows && k < keys->n; k++)
        __builtin_prefetch(rows->rows +
                           (keys->at[k] & (rows->buckets - 1)) * 2);
}

static void make_keys(const struct ng_parse *p, const struct ng_section *rows,
                      struct ng_keys *keys)
{
    struct view v = view_of(p);
    struct place before = place_of(p, v.s0.at - 1);
    struct place after = place_of(p, v.s0.at + 1);
    uint64_t lefts = v.s0.at ? p->lefts[v.s0.at] : 9;
    uint64_t rights = v.s0.at ? p->rights[v.s0.at] : 9;
    uint64_t lefts_b = v.b0.at ? p->lefts[v.b0.at] : 9;
    keys->n = 0;
    add_words(&v, keys);
    uint32_t words = keys->n;
    ask_for(rows, keys, 0);
    add_children(&v, keys);
    uint32_t children = keys->n;
    ask_for(rows, keys, words);
    add_clusters(&v, keys);
    ask_for(rows, keys, children);
    const uint64_t values[] = {
        ng_mix(lefts, v.s0.t),
        ng_mix(rights, v.s0.t),
        ng_mix(lefts_b, v.b0.t),
        ng_mix(v.s0.at == 1, p->next == p->n + 1),
        ng_mix(before.t, v.s0.t),
        ng_mix(after.t, v.s0.t),
        mix3(before.t, v.s0.t, after.t),
    };
    ADD_ALL(keys, values);
}

void ng_move_keys(const struct ng_parse *p, struct ng_keys *keys)
{
    make_keys(p, NULL, keys);
}

static void add_label_children(const struct ng_parse *p, struct place h,
                               struct place d, uint64_t way,
                               struct ng_keys *keys)
{
    struct place l0 = child_of(p, p->left, d, 0);
    struct place r0 = child_of(p, p->right, d, 0);
    uint64_t hl = label_of(p, child_of(p, p->left, h, 0));
    uint64_t hr = label_of(p, child_of(p, p->right, h, 0));
    const struct ng_shape *a = h.shape, *b = d.shape;
    const uint64_t values[] = {
        mix3(l0.t, d.t, h.t),
        ng_mix(l0.w, d.t),
        mix3(l0.w, h.t, d.t),
        ng_mix(label_of(p, l0), d.t),
        ng_mix(label_of(p, r0), d.t),
        mix3(hr, h.t, d.t),
        mix3(hl, h.t, d.t),
        mix3(hl, h.w, way),
        mix3(hr, h.w, way),
        ng_mix(h.w, r0.w),
        ng_mix(a->cluster[2], b->cluster[2]),
        mix3(a->cluster[1], b->cluster[1], way),
        ng_mix(b->cluster[2], h.t),
        ng_mix(a->cluster[2], d.t),
        mix3(b->cluster[1], h.t, way),
    };
    ADD_ALL(keys, values);
}

void ng_label_keys(const struct ng_parse *p, int head, int child,
                   struct ng_keys *keys)
{
    struct place h = place_of(p, head), d = place_of(p, child);
    if (head == 0)
        h.t = 1;
    uint64_t way = head < child;
    int apart = head == 0 ? 9 : head > child ? head - child : child - head;
    if (apart > 5 && head != 0)
        apart = apart > 10 ? 7 : 6;
    uint64_t x = way * 16 + (uint64_t)apart;
    uint64_t d_before = place_of(p, child - 1).t;
    uint64_t d_after = place_of(p, child + 1).t;
    uint64_t h_before = place_of(p, head - 1).t;
    uint64_t h_after = place_of(p, head + 1).t;
    keys->n = 0;
    const uint64_t values[] = {
        1,
        h.w,
        d.w,
        h.t,
        d.t,
        ng_mix(h.t, d.t),
        mix3(h.t, d.t, x),
        ng_mix(h.w, d.t),
        ng_mix(d.w, h.t),
        mix3(d.w, h.t, way),
        mix3(h.w, d.t, way),
        ng_mix(h.w, d.w),
        x,
        ng_mix(d.shape->suffix[2], h.t),
        ng_mix(h.shape->suffix[2], d.t),
        mix3(d_before, d.t, d_after),
        mix3(h_before, h.t, h_after),
        mix3(d_before, d.t, h.t),
        mix3(d.t, d_after, h.t),
    };
    ADD_ALL(keys, values);
    add_label_children(p, h, d, way, keys);
}

static enum ng_move best_move(const struct ng_parse *p,
                              const struct ng_section *moves)
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
    struct ng_keys keys;
    make_keys(p, moves, &keys);
    /* A row says how much better SHIFT and LEFT are than RIGHT. */
    int32_t score[NG_MOVES] = {0};
    for (uint32_t k = 0; k < keys.n; k++) {
        const int16_t *row =
            moves->rows + (keys.at[k] & (moves->buckets - 1)) * 2;
        score[NG_SHIFT] += row[0];
        score[NG_LEFT] += row[1];
    }
    unsigned best = NG_MOVES;
    for (unsigned m = 0; m < NG_MOVES; m++)
        if (may[m] && (best == NG_MOVES || score[m] > score[best]))
            best = m;
    return (enum ng_move)best;
}

void ng_parse_words(struct ng_parse *p, const struct ng_section *moves,
                    const struct ng_section *labels,
                    const struct ng_shape *shape, const uint8_t *tag, int n)
{
    ng_parse_begin(p, shape, tag, n);
    while (!ng_parse_done(p)) {
        enum ng_move move = best_move(p, moves);
        unsigned label = 0;
        if (move != NG_SHIFT) {
            int head, child;
            struct ng_keys keys;
            ng_parse_arc(p, move, &head, &child);
            ng_label_keys(p, head, child, &keys);
            label = ng_best_label(labels, &keys);
        }
        ng_parse_make(p, move, (uint8_t)label);
    }
}
