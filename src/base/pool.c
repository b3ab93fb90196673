#include "base/pool.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_JOBS = 64 };

unsigned ng_jobs(unsigned jobs)
{
    if (jobs == 0) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);
        jobs = cores > 0 ? (unsigned)cores : 1;
    }
    return jobs < MOST_JOBS ? jobs : MOST_JOBS;
}

/* ---- a loop ----------------------------------------------------------- */

struct loop {
    size_t n;
    ng_work *work;
    void *ctx;
    atomic_size_t next;
    atomic_uint threads;
};

static void *run_loop(void *arg)
{
    struct loop *loop = arg;
    unsigned thread = atomic_fetch_add(&loop->threads, 1);
    for (;;) {
        size_t i = atomic_fetch_add(&loop->next, 1);
        if (i >= loop->n)
            return NULL;
        loop->work(loop->ctx, i, thread);
    }
}

ng_status ng_each(size_t n, unsigned jobs, ng_work *work, void *ctx,
                  struct ng_err *err)
{
    struct loop loop = {.n = n, .work = work, .ctx = ctx};
    pthread_t others[MOST_JOBS];
    unsigned started = 0;
    jobs = ng_jobs(jobs);
    (void)err; /* a thread that cannot start leaves its share to the rest */
    while (started + 1 < jobs && started + 1 < n &&
           pthread_create(&others[started], NULL, run_loop, &loop) == 0)
        started++;
    run_loop(&loop);
    for (unsigned i = 0; i < started; i++)
        pthread_join(others[i], NULL);
    return NG_OK;
}

/* ---- a belt ----------------------------------------------------------- */

struct ng_pool {
    pthread_mutex_t lock;
    pthread_cond_t given, done;
    ng_work *work;
    void *ctx;
    size_t slots, head, queued; /* queue[(head + i) % slots] is waiting */
    size_t *queue;              /* [slots] */
    bool *busy;                 /* [slots] given and not yet done */
    bool closing;
    unsigned jobs, numbered;
    pthread_t thread[MOST_JOBS];
};

static void *run_belt(void *arg)
{
    struct ng_pool *p = arg;
    pthread_mutex_lock(&p->lock);
    unsigned me = p->numbered++;
    for (;;) {
        while (!p->queued && !p->closing)
            pthread_cond_wait(&p->given, &p->lock);
        if (!p->queued)
            break;
        size_t slot = p->queue[p->head];
        p->head = (p->head + 1) % p->slots;
        p->queued--;
        pthread_mutex_unlock(&p->lock);
        p->work(p->ctx, slot, me);
        pthread_mutex_lock(&p->lock);
        p->busy[slot] = false;
        pthread_cond_broadcast(&p->done);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

ng_status ng_pool_open(struct ng_pool **pool, unsigned jobs, size_t slots,
                       ng_work *work, void *ctx, struct ng_err *err)
{
    struct ng_pool *p = calloc(1, sizeof *p);
    if (p)
        p->queue = calloc(slots, sizeof *p->queue);
    if (p && p->queue)
        p->busy = calloc(slots, sizeof *p->busy);
    if (!p || !p->queue || !p->busy) {
        if (p)
            free(p->queue);
        free(p);
        return ng_fail(err, NG_IO, 0, "there is no memory for %zu slots",
                       slots);
    }
    p->work = work;
    p->ctx = ctx;
    p->slots = slots;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->given, NULL);
    pthread_cond_init(&p->done, NULL);
    int why = 0;
    for (jobs = ng_jobs(jobs); p->jobs < jobs && !why; p->jobs += !why)
        why = pthread_create(&p->thread[p->jobs], NULL, run_belt, p);
    if (!p->jobs) {
        ng_pool_close(p);
        return ng_fail(err, NG_IO, 0, "starting a thread: %s", strerror(why));
    }
    *pool = p;
    return NG_OK;
}

void ng_pool_give(struct ng_pool *p, size_t slot)
{
    pthread_mutex_lock(&p->lock);
    p->busy[slot] = true;
    p->queue[(p->head + p->queued++) % p->slots] = slot;
    pthread_cond_signal(&p->given);
    pthread_mutex_unlock(&p->lock);
}

void ng_pool_wait(struct ng_pool *p, size_t slot)
{
    pthread_mutex_lock(&p->lock);
    while (p->busy[slot])
        pthread_cond_wait(&p->done, &p->lock);
    pthread_mutex_unlock(&p->lock);
}

bool ng_pool_done(struct ng_pool *p, size_t slot)
{
    pthread_mutex_lock(&p->lock);
    bool done = !p->busy[slot];
    pthread_mutex_unlock(&p->lock);
    return done;
}

void ng_pool_close(struct ng_pool *p)
{
    pthread_mutex_lock(&p->lock);
    p->closing = true;
    pthread_cond_broadcast(&p->given);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < p->jobs; i++)
        pthread_join(p->thread[i], NULL);
    pthread_cond_destroy(&p->done);
    pthread_cond_destroy(&p->given);
    pthread_mutex_destroy(&p->lock);
    free(p->queue);
    free(p->busy);
    free(p);
}
