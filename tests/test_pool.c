/* Threads that work on numbered things: each once, in any number of threads. */
#include "base/pool.h"
#include "t.h"

enum { N = 5000, SLOTS = 8 };

static void square(void *ctx, size_t i, unsigned thread)
{
    (void)thread;
    ((size_t *)ctx)[i] += i * i;
}

static void each_thing_is_done_once(void)
{
    for (unsigned jobs = 1; jobs < 9; jobs++) {
        size_t got[N] = {0};
        struct ng_err err = {0};
        CHECK(ng_each(N, jobs, square, got, &err) == NG_OK);
        for (size_t i = 0; i < N; i++)
            REQUIRE(got[i] == i * i);
    }
    CHECK(ng_each(0, 4, square, NULL, NULL) == NG_OK);
}

struct belt {
    size_t in[SLOTS], out[SLOTS];
};

static void add_one(void *ctx, size_t slot, unsigned thread)
{
    struct belt *b = ctx;
    (void)thread;
    b->out[slot] = b->in[slot] + 1;
}

static void a_belt_keeps_the_order(void)
{
    struct belt b = {0};
    struct ng_pool *pool = NULL;
    struct ng_err err = {0};
    REQUIRE(ng_pool_open(&pool, 3, SLOTS, add_one, &b, &err) == NG_OK);
    for (size_t i = 0; i < N + SLOTS; i++) {
        size_t slot = i % SLOTS;
        if (i >= SLOTS) {
            ng_pool_wait(pool, slot);
            CHECK(ng_pool_done(pool, slot));
            REQUIRE(b.out[slot] == i - SLOTS + 1);
        }
        b.in[slot] = i;
        if (i < N)
            ng_pool_give(pool, slot);
    }
    ng_pool_close(pool);
}

static void closing_waits_for_what_was_given(void)
{
    struct belt b = {0};
    struct ng_pool *pool = NULL;
    REQUIRE(ng_pool_open(&pool, 2, SLOTS, add_one, &b, NULL) == NG_OK);
    for (size_t i = 0; i < SLOTS; i++)
        ng_pool_give(pool, i);
    ng_pool_close(pool);
    for (size_t i = 0; i < SLOTS; i++)
        CHECK_INT(b.out[i], 1);
}

T_MAIN(T(each_thing_is_done_once), T(a_belt_keeps_the_order),
       T(closing_waits_for_what_was_given))
