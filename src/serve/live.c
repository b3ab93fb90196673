/* live.c - server-sent events: an event whenever the store has moved.
 *
 *     id: 7                       the revision: Last-Event-ID brings it back
 *     event: revision
 *     data: {"v":1,"revision":7}
 *
 *     event: watch                what a watch told: the body of its alert
 *     data: {"v":1,"id":"a..."}
 *
 * Alerts come before the revision that brought them and have no id, so that
 * who comes back hears of none too little. What changed is asked for with the
 * ETag of what one has: an answer that is still good costs a line. A comment is
 * sent now and then, so that both sides notice when the other is gone.
 */
#include "serve/answers.h"
#include "store/watches.h"

void ng_live_more(struct ng_turn *t, uint64_t revision)
{
    if (revision <= t->revision) {
        ng_put(&t->out, STR(":\n\n"));
        return;
    }
    t->revision = revision;
    ng_printf(
        &t->out,
        "id: %llu\nevent: revision\ndata: {\"v\":1,\"revision\":%llu}\n\n",
        (unsigned long long)revision, (unsigned long long)revision);
}

struct listing {
    struct ng_turn *t;
    struct ng_store *st;
    uint64_t after, until;
};

static ng_status list(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    enum { MOST = 200 };
    struct listing *l = ctx;
    ng_alerts alerts = {0};
    ng_status status =
        ng_store_alerts(l->st, (ng_id){0}, l->after, MOST, &alerts, a, err);
    for (size_t i = 0; i < alerts.n; i++)
        if (alerts.at[i].revision <= l->until)
            ng_printf(&l->t->out, "event: watch\ndata: " PRS "\n\n",
                      PRS_ARG(alerts.at[i].body));
    return status;
}

void ng_live_alerts(struct ng_turn *t, struct ng_store *st, uint64_t after,
                    uint64_t until)
{
    enum { ROOM = 256 << 20 };
    struct listing l = {t, st, after, until};
    struct ng_arena a;
    if (ng_arena_open(&a, ROOM, NULL) != NG_OK)
        return;
    struct ng_arena fresh = a;
    ng_guarded(list, &l, &a, NULL);
    ng_arena_close(&fresh, ROOM);
}

ng_status ng_answer_live(struct ng_turn *t, struct ng_hand *h,
                         struct ng_arena *a, struct ng_err *err)
{
    int64_t last = -1;
    (void)a, (void)err;
    t->type = "text/event-stream";
    t->live = true;
    ng_put(&t->out, STR("retry: 2000\n\n"));
    bool known = ng_str_number(ng_str_of(t->last), &last) && last > 0;
    bool resumed = known && last == (int64_t)h->revision;
    if (known && last < (int64_t)h->revision)
        ng_live_alerts(t, h->store, (uint64_t)last, h->revision);
    t->revision = resumed ? h->revision : 0;
    if (!resumed)
        ng_live_more(t, h->revision);
    return NG_OK;
}
