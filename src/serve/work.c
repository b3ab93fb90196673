/* work.c - what a worker does with a turn: an arena, the store as it is now,
 * the route's answer, a status. */
#include "serve/server.h"

#include <time.h>

#ifdef __SANITIZE_ADDRESS__
static const size_t ROOM = (size_t)512 << 20;
#else
static const size_t ROOM = (size_t)8 << 30; /* address space */
#endif

struct job {
    struct ng_turn *turn;
    struct ng_hand hand;
    bool more; /* of a stream */
};

static ng_status answer(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct job *job = ctx;
    job->hand.scratch.guard = a->guard;
    if (job->more)
        return ng_stream_more(job->turn, &job->hand, a, err);
    return job->turn->route->answer(job->turn, &job->hand, a, err);
}

/* Both arenas are new each time: what a large story took is given back. */
static ng_status in_arena(struct job *job, struct ng_err *err)
{
    struct ng_arena a, scratch;
    ng_status status = ng_arena_open(&a, ROOM, err);
    if (status != NG_OK)
        return status;
    status = ng_arena_open(&scratch, ROOM, err);
    if (status == NG_OK) {
        job->hand.scratch = scratch;
        status = ng_guarded(answer, job, &a, err);
        ng_arena_close(&scratch, ROOM);
    }
    ng_arena_close(&a, ROOM);
    return status;
}

/* The store of this worker, brought up to date; opened when first needed. */
static ng_status store_now(struct ng_server *s, unsigned thread,
                           struct ng_err *err)
{
    struct ng_store **store = &s->rooms[thread].store;
    if (*store)
        return ng_store_refresh(*store, err);
    return ng_store_open(store, s->how->store, NG_STORE_READ, err);
}

static bool has_etag(ng_str list, ng_str etag)
{
    while (list.n) {
        ng_cut cut = ng_cut_at(list, ',');
        ng_str one = ng_str_trim(cut.head);
        list = cut.tail;
        if (ng_str_starts(one, STR("W/")))
            one = (ng_str){one.p + 2, one.n - 2};
        if (ng_str_eq(one, etag) || ng_str_eq(one, STR("*")))
            return true;
    }
    return false;
}

/* True if the client has this already. */
static bool unchanged(struct ng_turn *t, uint64_t a, uint64_t b)
{
    snprintf(t->etag, sizeof t->etag, "\"%llx-%llx\"", (unsigned long long)a,
             (unsigned long long)b);
    if (!has_etag(ng_str_of(t->unless), ng_str_of(t->etag)))
        return false;
    t->status = 304;
    t->out.n = 0;
    return true;
}

static ng_status work(struct ng_server *s, struct ng_turn *t, unsigned thread,
                      struct ng_err *err)
{
    struct job job = {.turn = t,
                      .hand = {.how = s->how, .counts = &s->counts},
                      .more = t->streams};
    bool by_store = t->route->caching == NG_CACHE_STORE && !job.more;
    ng_status status = NG_OK;
    if (!t->route->free && !job.more) {
        status = store_now(s, thread, err);
        if (status != NG_OK)
            return status;
        job.hand.store = s->rooms[thread].store;
        job.hand.revision = ng_store_revision(job.hand.store);
    }
    if (by_store && unchanged(t, s->mark, job.hand.revision))
        return NG_OK;
    t->type = t->type ? t->type : "application/json";
    status = in_arena(&job, err);
    if (status == NG_OK && t->out.failed)
        return ng_fail(err, NG_TOO_BIG, 0, "the answer is too large");
    if (status == NG_OK && t->route->caching == NG_CACHE_BODY)
        unchanged(t, s->mark, ng_hash64(ng_out_str(&t->out), 1));
    return status;
}

static void run(struct ng_server *s, size_t slot, unsigned thread)
{
    struct ng_call_in *call = s->calls[slot];
    struct ng_turn *t = &call->turn;
    struct ng_err err = {0};
    bool more = t->streams;
    ng_status status = work(s, t, thread, &err);
    if (status == NG_OK && !t->status)
        t->status = 200;
    if (status != NG_OK) {
        const char *text = err.text[0] ? err.text : ng_status_text(status);
        t->failure = err;
        if (!more)
            ng_problem(t, (unsigned)ng_status_http(status), text);
    }
    MHD_resume_connection(call->connection);
}

void ng_work_read(void *server, size_t slot, unsigned thread)
{
    run(server, slot, thread);
}

/* The writer reads no store of its own: it opens the one it writes. */
void ng_work_write(void *server, size_t slot, unsigned thread)
{
    (void)thread;
    run(server, slot, 0);
}

/* What watches told since this call heard of the store. */
static void tell_alerts(struct ng_server *s, struct ng_turn *t)
{
    struct ng_err err = {0};
    uint64_t now = atomic_load(&s->revision);
    if (now <= t->revision || !t->revision)
        return;
    ng_status status =
        s->ear ? ng_store_refresh(s->ear, &err)
               : ng_store_open(&s->ear, s->how->store, NG_STORE_READ, &err);
    if (status == NG_OK)
        ng_live_alerts(t, s->ear, t->revision, now);
}

/* One thread waits for all: when the tick moves it has moved for every call
 * that waits behind this one, too. */
void ng_work_wait(void *server, size_t slot, unsigned thread)
{
    struct ng_server *s = server;
    struct ng_call_in *call = s->calls[slot];
    unsigned tick;
    (void)thread;
    while ((tick = atomic_load(&s->tick)) == call->tick &&
           !atomic_load(&s->stopping))
        nanosleep(&(struct timespec){0, 20 * 1000 * 1000}, NULL);
    call->tick = tick;
    call->turn.out.n = 0;
    tell_alerts(s, &call->turn);
    ng_live_more(&call->turn, atomic_load(&s->revision));
    MHD_resume_connection(call->connection);
}

void ng_work_end(struct ng_server *s)
{
    for (size_t i = 0; i < NG_WORKERS_MOST; i++)
        if (s->rooms[i].store)
            ng_store_close(s->rooms[i].store);
    if (s->ear)
        ng_store_close(s->ear);
}
