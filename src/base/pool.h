/* pool.h - threads that work on numbered things.
 *
 *   ng_each   work(0) .. work(n-1), each once, on `jobs` threads; returns when
 *             all are done. For a loop whose turns do not need each other.
 *   ng_pool   the same for things that come one after the other: `slots` of
 *             them are on the belt at a time.
 *
 *        give(0) give(1) give(2) ...        the caller, in order of coming
 *           \       |       /
 *            threads: work(ctx, slot, thread)
 *           /       |       \
 *        wait(0) wait(1) wait(2) ...        the caller, in the same order
 *
 * Results never depend on the number of threads if work() writes to its own
 * thing alone: `thread` (0 .. jobs-1) is there to pick scratch memory. The only
 * locks of the program are in pool.c.
 */
#pragma once
#include "base/status.h"

typedef void ng_work(void *ctx, size_t i, unsigned thread);

/* How many threads `jobs` asks for: 0 is one for each processor. At most 64. */
unsigned ng_jobs(unsigned jobs);

/* With one job, or n < 2, all is done by the calling thread. */
ng_status ng_each(size_t n, unsigned jobs, ng_work *work, void *ctx,
                  struct ng_err *err);

struct ng_pool;
ng_status ng_pool_open(struct ng_pool **pool, unsigned jobs, size_t slots,
                       ng_work *work, void *ctx, struct ng_err *err);
void ng_pool_give(struct ng_pool *pool, size_t slot);
void ng_pool_wait(struct ng_pool *pool, size_t slot);
/* True if the slot that was given is done: wait would not wait. */
_Bool ng_pool_done(struct ng_pool *pool, size_t slot);
/* Waits for what was given, then ends the threads. */
void ng_pool_close(struct ng_pool *pool);
