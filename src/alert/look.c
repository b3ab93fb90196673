#include "alert/alert.h"
#include "report/query.h"
#include "store/index.h"
#include "store/walk.h"
#include "tell/record.h"

#include <stdio.h>

static const size_t ROOM = (size_t)4 << 30; /* address space */

/* ---- rules --------------------------------------------------------------- */

enum { NAME_MOST = 80, HOOK_MOST = 1000, INDEP_MOST = 1000 };

static bool is_plain(ng_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
            return false;
    return true;
}

static bool is_address(ng_str s)
{
    bool web =
        ng_str_starts(s, STR("http://")) || ng_str_starts(s, STR("https://"));
    return web && s.n <= HOOK_MOST && is_plain(s) && !memchr(s.p, ' ', s.n) &&
           !memchr(s.p, '@', s.n) && s.n > 10;
}

ng_status ng_alert_rule(ng_str name, ng_str query, int64_t indep, ng_str hook,
                        struct ng_rule *rule, struct ng_err *err)
{
    struct ng_query parsed;
    char buf[NG_QUERY_BYTES + 32];
    if (!name.n || name.n > NAME_MOST || !is_plain(name))
        return ng_fail(err, NG_USAGE, 0,
                       "the name of a watch is one line of 1 to %d bytes",
                       NAME_MOST);
    if (indep < 0 || indep > INDEP_MOST)
        return ng_fail(err, NG_USAGE, 0,
                       "the fewest independent origins are 1 to %d",
                       INDEP_MOST);
    if (hook.n && !is_address(hook))
        return ng_fail(err, NG_USAGE, 0,
                       "the web hook is no address that begins with http:// or "
                       "https:// and has neither a password nor more than %d "
                       "bytes",
                       HOOK_MOST);
    ng_status status = ng_query_parse(query, &parsed, err);
    if (status != NG_OK)
        return status;
    if (indep) {
        int n = snprintf(buf, sizeof buf, PRS " indep:>=%d", PRS_ARG(query),
                         (int)indep);
        status = ng_query_parse((ng_str){buf, (size_t)n}, &parsed, err);
    }
    rule->name = name;
    rule->query = query;
    rule->indep = indep;
    rule->hook = hook;
    return status;
}

ng_str ng_alert_query(const struct ng_rule *rule, struct ng_arena *a)
{
    if (!rule->indep)
        return rule->query;
    return ng_str_format(a, PRS " indep:>=%d", PRS_ARG(rule->query),
                         (int)rule->indep);
}

struct beginning {
    struct ng_store *st;
    struct ng_rule *rule;
    size_t *fit;
};

static ng_status begin(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct beginning *b = ctx;
    struct ng_err none = {0};
    ng_hits hits = {0};
    bool fresh;
    ng_str key = ng_str_format(a, "%lld " PRS, (long long)b->rule->made,
                               PRS_ARG(b->rule->name));
    b->rule->id = ng_id_of('w', key);
    b->rule->highest = ng_index_highest(b->st);
    ng_status status = ng_store_put_rule(b->st, b->rule, err);
    if (status != NG_OK)
        return status;
    status = ng_store_search_among(b->st, ng_alert_query(b->rule, a),
                                   (ng_str){0}, true, &hits, a, &none);
    if (status != NG_OK && status != NG_NOTHING) {
        *err = none;
        return status;
    }
    *b->fit = hits.n;
    status = NG_OK;
    for (size_t i = 0; i < hits.n && status == NG_OK; i++)
        status =
            ng_store_see(b->st, b->rule->id, hits.at[i].report, &fresh, err);
    return status;
}

/* In a transaction and an arena of its own. */
static ng_status alone(struct ng_store *st, ng_job *job, void *ctx,
                       struct ng_err *err)
{
    struct ng_arena a;
    struct ng_err own = {0};
    err = err ? err : &own;
    ng_status status = ng_arena_open(&a, ROOM, err);
    if (status != NG_OK)
        return status;
    struct ng_arena fresh = a;
    status = ng_store_begin(st, err);
    if (status == NG_OK) {
        status = ng_guarded(job, ctx, &a, err);
        if (status == NG_OK)
            status = ng_store_commit(st, err);
        else
            ng_store_rollback(st);
    }
    ng_arena_close(&fresh, ROOM);
    return status;
}

ng_status ng_alert_begin(struct ng_store *st, struct ng_rule *rule, size_t *fit,
                         struct ng_err *err)
{
    struct beginning b = {st, rule, fit};
    *fit = 0;
    return alone(st, begin, &b, err);
}

struct ending {
    struct ng_store *st;
    ng_id rule;
};

static ng_status end(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct ending *e = ctx;
    (void)a;
    return ng_store_drop_rule(e->st, e->rule, err);
}

ng_status ng_alert_end(struct ng_store *st, ng_id rule, struct ng_err *err)
{
    struct ending e = {st, rule};
    return alone(st, end, &e, err);
}

/* ---- the body ------------------------------------------------------------ */

struct looking {
    struct ng_store *st;
    ng_str numbers;
    int64_t now, highest;
    uint64_t revision;
    const struct ng_rule *rule;
};

static void put_story(struct ng_json *j, const struct ng_batch *b)
{
    ng_json_key(j, "story");
    if (!b->stories.n) {
        ng_json_null(j);
        return;
    }
    const struct ng_story *s = &b->stories.at[0];
    ng_json_begin(j, '{');
    ng_json_key(j, "id");
    ng_json_id(j, s->id);
    ng_json_key_str(j, "title", s->title);
    ng_json_key(j, "reports");
    ng_json_int(j, (int64_t)s->reports.n);
    ng_json_key(j, "independent");
    ng_json_int(j, s->independent);
    ng_json_end(j, '}');
}

static void put_report(struct ng_json *j, const struct ng_report *r)
{
    ng_json_key(j, "report");
    ng_json_begin(j, '{');
    ng_json_key(j, "id");
    ng_json_id(j, r->id);
    ng_json_key_str(j, "title", r->title);
    ng_json_key_str(j, "outlet", r->outlet);
    ng_json_key_str(j, "agency", r->agency);
    ng_json_key(j, "published");
    ng_json_day(j, r->published.first);
    ng_json_key_str(j, "url", r->url);
    ng_json_key_str(j, "made_from_others",
                    r->lineage_role == NG_ROLE_ORIGIN
                        ? (ng_str){0}
                        : ng_lineage_role_name(r->lineage_role));
    ng_json_end(j, '}');
}

/* What it says otherwise than its earlier version: facts, not wording. */
static void put_changes(struct ng_json *j, const struct ng_batch *b,
                        ng_id report)
{
    enum { TOLD = 8 };
    size_t n = 0;
    ng_json_key(j, "changes");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < b->changes.n && n < TOLD; i++) {
        const struct ng_change *c = &b->changes.at[i];
        if (c->class == NG_WORDING ||
            !ng_id_eq(b->reports.at[c->to]->id, report))
            continue;
        n++;
        ng_json_begin(j, '{');
        ng_json_key_str(j, "class", ng_change_class_name(c->class));
        ng_json_key_str(j, "slot", ng_slot_name(c->slot));
        ng_json_key_str(j, "before", c->before);
        ng_json_key_str(j, "after", c->after);
        ng_json_key_str(j, "from_report",
                        ng_id_str(&b->reports.at[c->from]->id));
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
}

static void put_head(struct ng_json *j, const struct looking *x, ng_id id,
                     const char *kind)
{
    char at[32];
    ng_json_head(j, id);
    ng_json_key_str(j, "at", ng_moment_text(x->now, at));
    ng_json_key_str(j, "kind", ng_str_of(kind));
    ng_json_key(j, "watch");
    ng_json_begin(j, '{');
    ng_json_key_str(j, "id", ng_id_str(&x->rule->id));
    ng_json_key_str(j, "name", x->rule->name);
    ng_json_key_str(j, "query", x->rule->query);
    ng_json_key(j, "indep");
    ng_json_int(j, x->rule->indep);
    ng_json_end(j, '}');
}

static void put_passages(struct ng_json *j, const struct ng_report *r,
                         const struct ng_hit *hit)
{
    ng_json_key(j, "cite");
    ng_json_cite(j, r, hit->at);
    ng_json_key(j, "found");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < hit->passages.n; i++)
        for (size_t k = 0; hit->passages.at[i].at.beg == hit->at.beg &&
                           k < hit->passages.at[i].found.n;
             k++)
            ng_json_cite(j, r, hit->passages.at[i].found.at[k]);
    ng_json_end(j, ']');
}

static ng_status put_alert(struct looking *x, ng_id id, struct ng_out *body,
                           struct ng_err *err)
{
    struct ng_alert alert = {.id = id,
                             .watch = x->rule->id,
                             .made = x->now,
                             .revision = x->revision,
                             .body = ng_out_str(body)};
    if (body->failed)
        return ng_fail(err, NG_TOO_BIG, 0, "an alert is too large");
    return ng_store_put_alert(x->st, &alert, x->rule->hook.n > 0, err);
}

/* ---- looking ------------------------------------------------------------- */

static ng_status tell_one(struct looking *x, const struct ng_hit *hit,
                          struct ng_arena *a, struct ng_err *err)
{
    struct ng_batch b = {0};
    struct ng_report lone = {0};
    const struct ng_report *r = &lone;
    struct ng_out body = {.limit = 1 << 20};
    struct ng_json j = {.out = &body};
    ng_id id =
        ng_id_of('a', ng_str_format(a, "%s %s", x->rule->id.c, hit->report.c));
    ng_status status = ng_store_load_report(x->st, hit->report, &lone, a, err);
    if (status == NG_OK && lone.story.c[0])
        status = ng_store_load_story(x->st, lone.story, &b, a, err);
    if (status == NG_TOO_BIG) { /* it is told without its story */
        b = (struct ng_batch){0};
        status = NG_OK;
    }
    if (status != NG_OK || !lone.id.c[0])
        return status;
    put_head(&j, x, id, hit->nr > x->rule->highest ? "report" : "story");
    put_story(&j, &b);
    put_report(&j, r);
    put_passages(&j, r, hit);
    put_changes(&j, &b, r->id);
    ng_json_end(&j, '}');
    status = put_alert(x, id, &body, err);
    ng_out_release(&body);
    return status;
}

/* Too many at once are told as their number. */
static ng_status tell_more(struct looking *x, size_t more, struct ng_arena *a,
                           struct ng_err *err)
{
    struct ng_out body = {.limit = 1 << 16};
    struct ng_json j = {.out = &body};
    ng_id id = ng_id_of('a', ng_str_format(a, "%s %llu", x->rule->id.c,
                                           (unsigned long long)x->revision));
    put_head(&j, x, id, "more");
    ng_json_key(&j, "more");
    ng_json_int(&j, (int64_t)more);
    ng_json_end(&j, '}');
    ng_status status = put_alert(x, id, &body, err);
    ng_out_release(&body);
    return status;
}

/* Those of the hits that this rule has not seen, as a JSON list of at most so
 * many numbers. */
static ng_status unseen(struct looking *x, const ng_hits *hits, ng_str *list,
                        size_t *n, struct ng_arena *a, struct ng_err *err)
{
    struct ng_out out = {0};
    ng_status status = NG_OK;
    *n = 0;
    for (size_t i = 0; i < hits->n && status == NG_OK; i++) {
        bool fresh = false;
        status =
            ng_store_see(x->st, x->rule->id, hits->at[i].report, &fresh, err);
        if (fresh && *n < NG_ALERTS_MOST)
            ng_printf(&out, "%c%lld", *n ? ',' : '[',
                      (long long)hits->at[i].nr);
        *n += fresh;
    }
    ng_putc(&out, ']');
    *list = ng_str_copy(ng_out_str(&out), a);
    ng_out_release(&out);
    return status;
}

static ng_status look(struct looking *x, struct ng_arena *a, struct ng_err *err)
{
    struct ng_err none = {0};
    ng_hits hits = {0}, fresh = {0};
    ng_str list, query = ng_alert_query(x->rule, a);
    size_t n = 0;
    ng_status status =
        ng_store_search_among(x->st, query, x->numbers, true, &hits, a, &none);
    if (status == NG_NOTHING || status == NG_USAGE)
        return NG_OK;
    if (status != NG_OK && err)
        *err = none;
    if (status == NG_OK)
        status = unseen(x, &hits, &list, &n, a, err);
    if (status == NG_OK && n)
        status =
            ng_store_search_among(x->st, query, list, false, &fresh, a, err);
    for (size_t i = 0; i < fresh.n && status == NG_OK; i++) {
        struct ng_arena mark = *a;
        status = tell_one(x, &fresh.at[i], a, err);
        *a = mark;
    }
    if (status == NG_OK && n > NG_ALERTS_MOST)
        status = tell_more(x, n - NG_ALERTS_MOST, a, err);
    return status;
}

static ng_status look_all(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct looking *x = ctx;
    ng_rules rules = {0};
    ng_status status = ng_store_rules(x->st, &rules, a, err);
    x->revision = ng_store_revision(x->st) + 1;
    x->highest = rules.n ? ng_index_highest(x->st) : 0;
    for (size_t i = 0; i < rules.n && status == NG_OK; i++) {
        struct ng_arena mark = *a;
        x->rule = &rules.at[i];
        status = look(x, a, err);
        if (status == NG_OK)
            status = ng_store_rule_looked(x->st, x->rule->id, x->highest, err);
        *a = mark;
    }
    return status;
}

ng_status ng_alert_look(struct ng_store *st, ng_str numbers, int64_t now,
                        struct ng_err *err)
{
    struct looking x = {.st = st, .numbers = numbers, .now = now};
    struct ng_arena a;
    ng_status status = ng_arena_open(&a, ROOM, err);
    if (status != NG_OK)
        return status;
    struct ng_arena fresh = a;
    status = ng_guarded(look_all, &x, &a, err);
    ng_arena_close(&fresh, ROOM);
    return status;
}
