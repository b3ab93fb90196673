#include "engine/belt.h"

enum {
    SLOTS_A_JOB = 3,
    OWN = 1 << 16,
    KEPT = 32 << 20, /* a slot that took more gives its pages back */
};

ng_status ng_belt_open(struct ng_belt *b, unsigned jobs, size_t limit,
                       ng_work *work, void *ctx, struct ng_err *err)
{
    *b = (struct ng_belt){.jobs = ng_jobs(jobs), .limit = limit};
    ng_status status = ng_arena_open(&b->own, OWN, err);
    if (status != NG_OK)
        return status;
    size_t slots = b->jobs * SLOTS_A_JOB + 1;
    b->out = ng_new(&b->own, struct ng_arena, slots);
    b->fresh = ng_new(&b->own, struct ng_arena, slots);
    b->scratch = ng_new(&b->own, struct ng_arena, b->jobs);
    for (; b->slots < slots && status == NG_OK; b->slots += status == NG_OK) {
        status = ng_arena_open(&b->out[b->slots], limit, err);
        b->fresh[b->slots] = b->out[b->slots];
    }
    for (unsigned i = 0; i < b->jobs && status == NG_OK; i++)
        status = ng_arena_open(&b->scratch[i], limit, err);
    if (status == NG_OK)
        status = ng_pool_open(&b->pool, b->jobs, b->slots, work, ctx, err);
    if (status != NG_OK)
        ng_belt_close(b);
    return status;
}

void ng_belt_close(struct ng_belt *b)
{
    if (b->pool)
        ng_pool_close(b->pool);
    for (size_t i = 0; i < b->slots; i++)
        ng_arena_close(&b->out[i], b->limit);
    for (unsigned i = 0; i < b->jobs; i++)
        if (b->scratch[i].end)
            ng_arena_close(&b->scratch[i], b->limit);
    if (b->own.end)
        ng_arena_close(&b->own, OWN);
    *b = (struct ng_belt){0};
}

ng_status ng_belt_claim(struct ng_belt *b, size_t *slot, struct ng_err *err)
{
    size_t i = *slot = b->given % b->slots;
    ng_status status = NG_OK;
    if (b->out[i].at - b->fresh[i].at > KEPT) {
        ng_arena_close(&b->out[i], b->limit);
        status = ng_arena_open(&b->out[i], b->limit, err);
        b->fresh[i] = b->out[i];
    }
    b->out[i] = b->fresh[i];
    return status;
}

void ng_belt_give(struct ng_belt *b)
{
    ng_pool_give(b->pool, b->given++ % b->slots);
}

bool ng_belt_ready(struct ng_belt *b)
{
    return !ng_belt_empty(b) && ng_pool_done(b->pool, b->taken % b->slots);
}

size_t ng_belt_take(struct ng_belt *b)
{
    size_t slot = b->taken++ % b->slots;
    ng_pool_wait(b->pool, slot);
    return slot;
}
