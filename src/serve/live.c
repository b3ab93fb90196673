/* live.c - server-sent events: an event whenever the store has moved.
 *
 *     id: 7                       the revision: Last-Event-ID brings it back
 *     event: revision
 *     data: {"v":1,"revision":7}
 *
 * What changed is asked for with the ETag of what one has: an answer that is
 * still good costs a line. A comment is sent now and then, so that both sides
 * notice when the other is gone.
 */
#include "serve/answers.h"

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

ng_status ng_answer_live(struct ng_turn *t, struct ng_hand *h,
                         struct ng_arena *a, struct ng_err *err)
{
    int64_t last = -1;
    (void)a, (void)err;
    t->type = "text/event-stream";
    t->live = true;
    ng_put(&t->out, STR("retry: 2000\n\n"));
    bool resumed = ng_str_number(ng_str_of(t->last), &last) &&
                   last == (int64_t)h->revision;
    t->revision = resumed ? h->revision : 0;
    if (!resumed)
        ng_live_more(t, h->revision);
    return NG_OK;
}
