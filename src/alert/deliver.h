/* deliver.h - alerts to web hooks, until they are taken.
 *
 *     due --- counted as tried --- POST --- done
 *                                   |
 *                                   +------ waiting: 1, 4, 16 .. 4096 s
 *                                   +------ failed, after 8 tries
 *
 * A try is counted before it is made, so that a program that is killed in the
 * middle tries again and not for ever. Then a hook can hear of one alert twice;
 * its id is the same.
 */
#pragma once
#include "alert/hook.h"

struct ng_delivering {
    const char *store;       /* its path: opened to write only for a moment */
    int64_t (*now_ms)(void); /* since 1970 */
    const volatile int *stop;
    struct ng_caller *caller;
    uint64_t done, failed; /* counts of tries */
};
/* Tries what is due now. `eye` is a store to read, up to date. */
ng_status ng_deliver_due(struct ng_delivering *d, struct ng_store *eye,
                         struct ng_err *err);
void ng_delivering_close(struct ng_delivering *d);

/* {"v","id","alert","watch","url","state","attempts","next","error","made",
 * "done"} */
void ng_delivery_json(struct ng_out *o, const struct ng_delivery *d);
/* {"v","id","name","query","indep","webhook","private","made"} */
void ng_rule_json(struct ng_out *o, const struct ng_rule *rule, ng_str secret);
