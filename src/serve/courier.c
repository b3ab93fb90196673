/* courier.c - the thread that brings alerts to web hooks while the server runs.
 * It looks with a store of its own, and locks the store only to write down how
 * a delivery went. */
#include "alert/deliver.h"
#include "serve/server.h"

#include <stdio.h>
#include <time.h>

enum { STEP_MS = 100, LOOK_MS = 500, REST_MS = 60000 };

static bool goes_on(const struct ng_server *s)
{
    return !ng_stop_asked(s->how->stop) && !atomic_load(&s->stopping);
}

static void tell(const struct ng_server *s, const struct ng_delivering *d,
                 uint64_t done, uint64_t failed)
{
    char text[80];
    if (d->done == done && d->failed == failed)
        return;
    snprintf(text, sizeof text, "%llu delivered, %llu not taken",
             (unsigned long long)(d->done - done),
             (unsigned long long)(d->failed - failed));
    ng_log_event(s->how, "webhook", text);
}

void ng_work_courier(void *server, size_t slot, unsigned thread)
{
    struct ng_server *s = server;
    struct ng_store *eye = NULL;
    struct ng_delivering d = {
        .store = s->how->store, .now_ms = s->how->now_ms, .stop = s->how->stop};
    int wait = 0;
    (void)slot, (void)thread;
    while (goes_on(s)) {
        struct ng_err err = {0};
        uint64_t done = d.done, failed = d.failed;
        nanosleep(&(struct timespec){0, STEP_MS * 1000 * 1000}, NULL);
        wait -= STEP_MS;
        if (wait > 0)
            continue;
        wait = LOOK_MS;
        ng_status status =
            eye ? ng_store_refresh(eye, &err)
                : ng_store_open(&eye, s->how->store, NG_STORE_READ, &err);
        if (status == NG_OK)
            status = ng_deliver_due(&d, eye, &err);
        tell(s, &d, done, failed);
        if (status == NG_OK || status == NG_STORE || status == NG_INTERRUPTED)
            continue;
        ng_log_event(s->how, "webhook", err.text);
        wait = REST_MS;
    }
    if (eye)
        ng_store_close(eye);
    ng_delivering_close(&d);
}
