/* watches.h - rules that tell when something comes, and what they told.
 *
 *     rule --- seen      reports it need not tell of: those that fitted when it
 *       |                was made, and those that it told of
 *       +----- alert     what it told, as JSON, with the store's revision
 *                |
 *                +-- delivery   to its web hook: waiting, done or failed
 *
 * Alerts are written in the transaction that settles, so that one is told
 * exactly once, whatever happens to the program. What becomes of a delivery
 * does not move the store's revision: nothing that is told changes by it.
 */
#pragma once
#include "store/store.h"

struct ng_rule {
    ng_id id;
    ng_str name, query, hook, secret;
    int64_t indep;         /* fewest independent origins of the story; 0: any */
    bool private;          /* its hook may be in a network of one's own */
    int64_t made, highest; /* number of the last report that it looked at */
};
typedef NG_LIST(struct ng_rule) ng_rules;

struct ng_alert {
    int64_t nr;
    ng_id id, watch;
    int64_t made;
    uint64_t revision;
    ng_str body;
};
typedef NG_LIST(struct ng_alert) ng_alerts;

enum { NG_DELIVERY_TRIES = 8, NG_DELIVERY_ERROR = 200 };
struct ng_delivery {
    int64_t nr;
    ng_id alert;
    struct ng_rule rule;
    ng_str state, error, body;
    int64_t attempts, next, made, done;
};
typedef NG_LIST(struct ng_delivery) ng_deliveries;

/* By name. None of the functions that write opens a transaction. */
ng_status ng_store_rules(struct ng_store *st, ng_rules *rules,
                         struct ng_arena *a, struct ng_err *err);
/* By its name, or the beginning of its id. */
ng_status ng_store_find_rule(struct ng_store *st, ng_str word,
                             struct ng_rule *rule, struct ng_arena *a,
                             struct ng_err *err);
/* NG_USAGE if there is one of this name. */
ng_status ng_store_put_rule(struct ng_store *st, const struct ng_rule *rule,
                            struct ng_err *err);
/* With all that it told. */
ng_status ng_store_drop_rule(struct ng_store *st, ng_id id, struct ng_err *err);
ng_status ng_store_rule_looked(struct ng_store *st, ng_id id, int64_t highest,
                               struct ng_err *err);
/* *fresh: it was not seen before. */
ng_status ng_store_see(struct ng_store *st, ng_id watch, ng_id report,
                       bool *fresh, struct ng_err *err);

/* Sets nr. */
ng_status ng_store_put_alert(struct ng_store *st, struct ng_alert *alert,
                             bool deliver, struct ng_err *err);
/* The newest of a rule first; or, if `watch` is empty, those after a revision,
 * the oldest first. */
ng_status ng_store_alerts(struct ng_store *st, ng_id watch, uint64_t after,
                          size_t most, ng_alerts *alerts, struct ng_arena *a,
                          struct ng_err *err);

/* The newest first, from the one before `before` on (0: all). */
ng_status ng_store_deliveries(struct ng_store *st, int64_t before, size_t most,
                              ng_deliveries *list, struct ng_arena *a,
                              struct ng_err *err);
/* Those whose time has come, with rule and body. */
ng_status ng_store_due(struct ng_store *st, int64_t now, size_t most,
                       ng_deliveries *list, struct ng_arena *a,
                       struct ng_err *err);
/* Before it is tried, so that a try that ends with the program counts, and
 * after. These are transactions of their own. */
ng_status ng_store_try_delivery(struct ng_store *st, int64_t nr, int64_t next,
                                struct ng_err *err);
ng_status ng_store_end_delivery(struct ng_store *st, int64_t nr, bool good,
                                ng_str error, int64_t now, struct ng_err *err);
