/* watches.c - watches over HTTP, what they told, and what became of it: see
 * alert/alert.h.
 *
 *     POST {"name": "Ferries", "query": "ferry indep:>1", "indep": 2,
 *           "webhook": "https://desk.example/hook"}
 */
#include "alert/deliver.h"
#include "serve/answers.h"
#include "serve/gate.h"
#include "text/jsonread.h"

enum { LISTED = 100, TEXT_MOST = 2000 };

static void put_row(struct ng_turn *t, struct ng_page *page)
{
    ng_page_item(page, ng_out_str(&t->piece));
    t->piece.n = 0;
}

/* Rules are few: all of them are one page. */
ng_status ng_answer_watches(struct ng_turn *t, struct ng_hand *h,
                            struct ng_arena *a, struct ng_err *err)
{
    ng_rules rules = {0};
    struct ng_page page;
    ng_status status = ng_store_rules(h->store, &rules, a, err);
    if (status != NG_OK)
        return status;
    ng_page_open(&page, &t->out, STR("watches"));
    for (size_t i = 0; i < rules.n; i++) {
        ng_rule_json(&t->piece, &rules.at[i], (ng_str){0});
        put_row(t, &page);
    }
    ng_page_close(&page, t, (ng_str){0}, h->revision);
    return NG_OK;
}

ng_status ng_answer_watch(struct ng_turn *t, struct ng_hand *h,
                          struct ng_arena *a, struct ng_err *err)
{
    struct ng_rule rule = {0};
    ng_status status = ng_store_find_rule(h->store, t->id, &rule, a, err);
    if (status == NG_OK) {
        ng_rule_json(&t->out, &rule, (ng_str){0});
        ng_putc(&t->out, '\n');
    }
    return status;
}

/* ---- what it told ---------------------------------------------------------
 */

static ng_status told(struct ng_turn *t, struct ng_hand *h, size_t most,
                      struct ng_rule *rule, ng_alerts *alerts,
                      struct ng_arena *a, struct ng_err *err)
{
    ng_status status = ng_store_find_rule(h->store, t->id, rule, a, err);
    if (status == NG_OK)
        status = ng_store_alerts(h->store, rule->id, 0, most, alerts, a, err);
    return status;
}

ng_status ng_answer_alerts(struct ng_turn *t, struct ng_hand *h,
                           struct ng_arena *a, struct ng_err *err)
{
    struct ng_rule rule = {0};
    ng_alerts alerts = {0};
    struct ng_page page;
    size_t limit;
    ng_status status = ng_turn_limit(t, LISTED, &limit, err);
    if (status == NG_OK)
        status = told(t, h, limit, &rule, &alerts, a, err);
    if (status != NG_OK)
        return status;
    ng_page_open(&page, &t->out, STR("alerts"));
    for (size_t i = 0; i < alerts.n; i++)
        ng_page_item(&page, alerts.at[i].body);
    ng_page_close(&page, t, (ng_str){0}, h->revision);
    return NG_OK;
}

ng_status ng_answer_watch_rss(struct ng_turn *t, struct ng_hand *h,
                              struct ng_arena *a, struct ng_err *err)
{
    struct ng_rule rule = {0};
    ng_alerts alerts = {0};
    ng_status status = told(t, h, NG_ALERT_FEED, &rule, &alerts, a, err);
    t->type = "application/rss+xml; charset=utf-8";
    if (status == NG_OK)
        ng_alert_rss(&t->out, &rule, &alerts, (ng_str){0}, a);
    return status;
}

ng_status ng_answer_watch_json(struct ng_turn *t, struct ng_hand *h,
                               struct ng_arena *a, struct ng_err *err)
{
    struct ng_rule rule = {0};
    ng_alerts alerts = {0};
    ng_status status = told(t, h, NG_ALERT_FEED, &rule, &alerts, a, err);
    t->type = "application/feed+json";
    if (status == NG_OK)
        ng_alert_json_feed(&t->out, &rule, &alerts, (ng_str){0}, a);
    return status;
}

ng_status ng_answer_jobs(struct ng_turn *t, struct ng_hand *h,
                         struct ng_arena *a, struct ng_err *err)
{
    ng_deliveries all = {0};
    struct ng_page page;
    size_t limit;
    int64_t before = 0;
    ng_str next = {0};
    ng_status status = ng_turn_paging(t, LISTED, "jobs", &limit, &before, err);
    if (status == NG_OK)
        status = ng_store_deliveries(h->store, before, limit + 1, &all, a, err);
    if (status != NG_OK)
        return status;
    ng_page_open(&page, &t->out, STR("jobs"));
    for (size_t i = 0; i < all.n && i < limit; i++) {
        ng_delivery_json(&t->piece, &all.at[i]);
        put_row(t, &page);
    }
    if (all.n > limit)
        next = ng_str_format(a, "%lld", (long long)all.at[limit - 1].nr);
    ng_page_close(&page, t, next, h->revision);
    return NG_OK;
}

/* ---- the body --------------------------------------------------------------
 */

static ng_status read_indep(ng_str object, int64_t *indep, struct ng_err *err)
{
    ng_str value = ng_json_member(object, STR("indep"));
    *indep = 0;
    if (!value.n || ng_json_type(value) == NG_JSON_WORD)
        return NG_OK;
    if (ng_json_type(value) != NG_JSON_NUMBER || value.n > 6 ||
        !ng_str_number(value, indep))
        return ng_fail(err, NG_USAGE, 0, "indep is a number of origins");
    return NG_OK;
}

/* Name, query and so on; `bare`: only what a test needs. Who may write from
 * elsewhere may not have this machine call into its own network. */
static ng_status read_rule(struct ng_turn *t, const struct ng_hand *h,
                           struct ng_rule *rule, bool bare, struct ng_arena *a,
                           struct ng_err *err)
{
    ng_str object, name = STR("test"), query, hook = {0};
    int64_t indep = 0;
    ng_status status = ng_turn_object(t, &object, err);
    if (status == NG_OK && !bare)
        status = ng_turn_text(object, "name", TEXT_MOST, &name, a, err);
    if (status == NG_OK)
        status = ng_turn_text(object, "query", TEXT_MOST, &query, a, err);
    if (status == NG_OK && !bare)
        status = ng_turn_text(object, "webhook", TEXT_MOST, &hook, a, err);
    if (status == NG_OK)
        status = read_indep(object, &indep, err);
    if (status != NG_OK)
        return status;
    rule->private =
        ng_str_eq(ng_json_member(object, STR("private")), STR("true"));
    if (rule->private && !bare && !ng_gate_local(h->how->address))
        return ng_fail(err, NG_USAGE, 0,
                       "a web hook in a private network is made on the machine "
                       "itself: nutgraf watch add --private");
    return ng_alert_rule(name, query, indep, hook, rule, err);
}

/* What the rule would have told of: as a search. */
ng_status ng_answer_watch_test(struct ng_turn *t, struct ng_hand *h,
                               struct ng_arena *a, struct ng_err *err)
{
    struct ng_rule rule = {0};
    ng_status status = read_rule(t, h, &rule, true, a, err);
    if (status != NG_OK)
        return status;
    t->value[NG_PARAM_Q] = ng_alert_query(&rule, a);
    return ng_answer_search(t, h, a, err);
}

/* ---- make, remove ----------------------------------------------------------
 */

static ng_status make(struct ng_turn *t, struct ng_hand *h,
                      struct ng_store *store, struct ng_arena *a,
                      struct ng_err *err)
{
    char secret[NG_SECRET_CHARS + 1];
    struct ng_rule rule = {.made = h->how->now_ms()};
    size_t fit;
    ng_status status = read_rule(t, h, &rule, false, a, err);
    if (status == NG_OK && rule.hook.n)
        status = ng_alert_draw_secret(&rule, secret, err);
    if (status == NG_OK)
        status = ng_alert_begin(store, &rule, &fit, err);
    if (status == NG_OK) {
        ng_rule_json(&t->out, &rule, rule.secret);
        ng_putc(&t->out, '\n');
        t->status = 201;
    }
    return status;
}

static ng_status unmake(struct ng_turn *t, struct ng_store *store,
                        struct ng_arena *a, struct ng_err *err)
{
    struct ng_rule rule = {0};
    ng_status status = ng_store_find_rule(store, t->id, &rule, a, err);
    if (status == NG_OK)
        status = ng_alert_end(store, rule.id, err);
    if (status == NG_OK) {
        ng_rule_json(&t->out, &rule, (ng_str){0});
        ng_putc(&t->out, '\n');
    }
    return status;
}

ng_status ng_answer_watch_make(struct ng_turn *t, struct ng_hand *h,
                               struct ng_arena *a, struct ng_err *err)
{
    struct ng_store *store = NULL;
    ng_status status =
        ng_store_open(&store, h->how->store, NG_STORE_WRITE, err);
    if (status != NG_OK)
        return status;
    status = t->route->method == NG_DELETE ? unmake(t, store, a, err)
                                           : make(t, h, store, a, err);
    ng_store_close(store);
    return status;
}
