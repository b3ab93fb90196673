#include "engine/kept.h"

enum { OWN_ROOM = 1 << 30 /* address space */, LEAST = 1 << 12 };

ng_status ng_kept_open(struct ng_kept *k, unsigned threads, size_t bytes,
                       struct ng_err *err)
{
    *k = (struct ng_kept){0};
    if (threads > NG_KEEPERS)
        threads = NG_KEEPERS;
    k->limit = bytes / threads > LEAST ? bytes / threads : LEAST;
    ng_status status = ng_arena_open(&k->own, OWN_ROOM, err);
    for (; k->parts < threads && status == NG_OK; k->parts += status == NG_OK) {
        status = ng_arena_open(&k->part[k->parts], k->limit, err);
        k->fresh[k->parts] = k->part[k->parts];
    }
    if (status != NG_OK)
        ng_kept_close(k);
    return status;
}

void ng_kept_close(struct ng_kept *k)
{
    for (unsigned i = 0; i < k->parts; i++)
        ng_arena_close(&k->fresh[i], k->limit);
    if (k->own.end)
        ng_arena_close(&k->own, OWN_ROOM);
    *k = (struct ng_kept){0};
}

struct making {
    struct ng_report *report;
    struct ng_kin *kin;
    struct ng_arena scratch;
};

static ng_status make(void *ctx, struct ng_arena *keep, struct ng_err *err)
{
    struct making *m = ctx;
    (void)err;
    *m->kin = ng_kin_compact(m->report, keep, m->scratch);
    return NG_OK;
}

bool ng_kept_make(struct ng_kept *k, unsigned thread, struct ng_report *r,
                  struct ng_kin *kin, struct ng_arena scratch)
{
    struct making making = {r, kin, scratch};
    return thread < k->parts &&
           ng_guarded(make, &making, &k->part[thread], NULL) == NG_OK;
}

static size_t slot_of(const struct ng_kept *k, int64_t nr)
{
    size_t at =
        (size_t)((uint64_t)nr * 0x9e3779b97f4a7c15U >> 32) & (k->slots - 1);
    while (k->slot[at] && k->list.at[k->slot[at] - 1].nr != nr)
        at = (at + 1) & (k->slots - 1);
    return at;
}

struct putting {
    struct ng_kept *k;
    struct ng_kept_one one;
};

static ng_status put(void *ctx, struct ng_arena *own, struct ng_err *err)
{
    struct ng_kept *k = ((struct putting *)ctx)->k;
    (void)err;
    if (k->list.n * 2 >= k->slots) {
        k->slots = k->slots ? k->slots * 2 : 1024;
        k->slot = ng_new(own, uint32_t, k->slots);
        for (uint32_t i = 0; i < k->list.n; i++)
            k->slot[slot_of(k, k->list.at[i].nr)] = i + 1;
    }
    size_t at = slot_of(k, ((struct putting *)ctx)->one.nr);
    if (!k->slot[at]) {
        *ng_push(&k->list, own) = (struct ng_kept_one){0};
        k->slot[at] = (uint32_t)k->list.n;
    }
    k->list.at[k->slot[at] - 1] = ((struct putting *)ctx)->one;
    return NG_OK;
}

void ng_kept_put(struct ng_kept *k, int64_t nr, const struct ng_kin *kin)
{
    struct putting putting = {k, {nr, *kin}};
    struct ng_kept was = *k;
    if (ng_guarded(put, &putting, &k->own, NULL) != NG_OK)
        *k = was; /* the list stays as long as it was */
}

const struct ng_kin *ng_kept_find(const struct ng_kept *k, int64_t nr)
{
    if (!k || !k->slots)
        return NULL;
    size_t at = slot_of(k, nr);
    return k->slot[at] ? &k->list.at[k->slot[at] - 1].kin : NULL;
}
