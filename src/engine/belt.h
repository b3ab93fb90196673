/* belt.h - slots with memory of their own, worked on by threads, in order.
 *
 *      claim -> (fill) -> give ... work(slot) in some thread ... take -> (keep)
 *        oldest slot first: what is given first is taken first
 *
 * What comes out is in the order of what went in, however many threads there
 * are. Both add.c (a slot is a report) and settle.c (a story) run on it.
 */
#pragma once
#include "base/pool.h"
#include "base/str.h"

struct ng_belt {
    struct ng_pool *pool;
    struct ng_arena *out;     /* [slots] */
    struct ng_arena *fresh;   /* [slots] as they were when opened */
    struct ng_arena *scratch; /* [jobs] */
    size_t slots, limit;      /* limit: bytes of each arena */
    unsigned jobs;
    size_t given, taken; /* numbers of things; given - taken are on the belt */
    struct ng_arena own; /* the arrays above */
};

ng_status ng_belt_open(struct ng_belt *belt, unsigned jobs, size_t limit,
                       ng_work *work, void *ctx, struct ng_err *err);
void ng_belt_close(struct ng_belt *belt); /* waits for the threads */

static inline bool ng_belt_full(const struct ng_belt *b)
{
    return b->given - b->taken == b->slots;
}
static inline bool ng_belt_empty(const struct ng_belt *b)
{
    return b->given == b->taken;
}
/* The slot to fill next; the belt must not be full. Its arena is empty. */
ng_status ng_belt_claim(struct ng_belt *b, size_t *slot, struct ng_err *err);
void ng_belt_give(struct ng_belt *b);
/* True if the oldest is done already. */
bool ng_belt_ready(struct ng_belt *b);
/* Waits for the oldest; its slot stays as it is until it is claimed. */
size_t ng_belt_take(struct ng_belt *b);
