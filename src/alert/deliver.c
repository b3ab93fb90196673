#include "alert/deliver.h"

#include "text/json.h"

#include <stdio.h>

static const size_t ROOM = (size_t)64 << 20;
enum { AT_ONCE = 16 };

static int64_t wait_after(int64_t attempts)
{
    int64_t ms = 1000;
    for (int64_t i = 0; i < attempts && i < 6; i++)
        ms *= 4;
    return ms;
}

typedef ng_status writing(struct ng_store *st, const void *ctx,
                          struct ng_err *err);

/* The store is locked only while a row is written. */
static ng_status write_one(struct ng_delivering *d, writing *job,
                           const void *ctx, struct ng_err *err)
{
    struct ng_store *st = NULL;
    ng_status status = ng_store_open(&st, d->store, NG_STORE_WRITE, err);
    if (status != NG_OK)
        return status;
    status = job(st, ctx, err);
    ng_store_close(st);
    return status;
}

struct outcome {
    const struct ng_delivery *delivery;
    int64_t now;
    bool good;
    const char *why;
};

static ng_status begin(struct ng_store *st, const void *ctx, struct ng_err *err)
{
    const struct outcome *o = ctx;
    return ng_store_try_delivery(
        st, o->delivery->nr, o->now + wait_after(o->delivery->attempts), err);
}

static ng_status end(struct ng_store *st, const void *ctx, struct ng_err *err)
{
    const struct outcome *o = ctx;
    return ng_store_end_delivery(st, o->delivery->nr, o->good,
                                 ng_str_of(o->why), o->now, err);
}

static ng_status try_one(struct ng_delivering *d, const struct ng_delivery *x,
                         struct ng_err *err)
{
    char why[NG_DELIVERY_ERROR] = "";
    struct outcome o = {.delivery = x, .now = d->now_ms(), .why = why};
    ng_status status = d->caller ? NG_OK : ng_caller_open(&d->caller, err);
    if (status == NG_OK)
        status = write_one(d, begin, &o, err);
    if (status != NG_OK)
        return status;
    o.good = ng_call_hook(d->caller, x, o.now, d->stop, why);
    if (!o.good && ng_stop_asked(d->stop))
        return NG_INTERRUPTED; /* no fault of the hook: it is tried again */
    d->done += o.good;
    d->failed += !o.good;
    o.now = d->now_ms();
    for (int tries = 0; tries < 20; tries++) {
        status = write_one(d, end, &o, err);
        if (status != NG_STORE)
            break;
    }
    return status;
}

struct job {
    struct ng_delivering *d;
    struct ng_store *eye;
};

static ng_status run(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct job *job = ctx;
    struct ng_delivering *d = job->d;
    ng_deliveries due = {0};
    ng_status status =
        ng_store_due(job->eye, d->now_ms(), AT_ONCE, &due, a, err);
    for (size_t i = 0; i < due.n && status == NG_OK; i++)
        status = ng_stop_asked(d->stop) ? NG_INTERRUPTED
                                        : try_one(d, &due.at[i], err);
    return status;
}

ng_status ng_deliver_due(struct ng_delivering *d, struct ng_store *eye,
                         struct ng_err *err)
{
    struct job job = {d, eye};
    struct ng_arena a;
    ng_status status = ng_arena_open(&a, ROOM, err);
    if (status != NG_OK)
        return status;
    struct ng_arena fresh = a;
    status = ng_guarded(run, &job, &a, err);
    ng_arena_close(&fresh, ROOM);
    return status;
}

void ng_delivering_close(struct ng_delivering *d)
{
    if (d->caller)
        ng_caller_close(d->caller);
    d->caller = NULL;
}

/* ---- telling ------------------------------------------------------------- */

static void put_moment(struct ng_json *j, const char *key, int64_t ms)
{
    char buf[32];
    ng_json_key_str(j, key, ng_moment_text(ms, buf));
}

void ng_delivery_json(struct ng_out *o, const struct ng_delivery *d)
{
    struct ng_json json = {.out = o}, *j = &json;
    bool waiting = ng_str_eq(d->state, STR("waiting"));
    ng_json_begin(j, '{');
    ng_json_key(j, "v");
    ng_json_int(j, 1);
    ng_json_key(j, "id");
    ng_json_int(j, d->nr);
    ng_json_key_str(j, "alert", ng_id_str(&d->alert));
    ng_json_key_str(j, "watch", ng_id_str(&d->rule.id));
    ng_json_key_str(j, "name", d->rule.name);
    ng_json_key_str(j, "url", d->rule.hook);
    ng_json_key_str(j, "state", d->state);
    ng_json_key(j, "attempts");
    ng_json_int(j, d->attempts);
    put_moment(j, "next", waiting ? d->next : 0);
    ng_json_key_str(j, "error", d->error);
    put_moment(j, "made", d->made);
    put_moment(j, "done", d->done);
    ng_json_end(j, '}');
}

void ng_rule_json(struct ng_out *o, const struct ng_rule *rule, ng_str secret)
{
    struct ng_json json = {.out = o}, *j = &json;
    ng_json_begin(j, '{');
    ng_json_key(j, "v");
    ng_json_int(j, 1);
    ng_json_key_str(j, "id", ng_id_str(&rule->id));
    ng_json_key_str(j, "name", rule->name);
    ng_json_key_str(j, "query", rule->query);
    ng_json_key(j, "indep");
    ng_json_int(j, rule->indep);
    ng_json_key_str(j, "webhook", rule->hook);
    ng_json_key(j, "private");
    ng_json_bool(j, rule->private);
    put_moment(j, "made", rule->made);
    if (secret.n)
        ng_json_key_str(j, "secret", secret);
    ng_json_end(j, '}');
}
