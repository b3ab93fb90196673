#include "store/watches.h"

#include "store/inside.h"

/* ---- rules --------------------------------------------------------------- */

#define RULE                                                                   \
    "w.id, w.name, w.query, w.indep, w.hook, w.secret, w.private, w.made, "    \
    "w.highest"
enum { RULE_COLUMNS = 9 };

static struct ng_rule read_rule(sqlite3_stmt *s, int at, struct ng_arena *a)
{
    return (struct ng_rule){.id = ng_sql_id(s, at),
                            .name = ng_sql_text(s, at + 1, a),
                            .query = ng_sql_text(s, at + 2, a),
                            .indep = sqlite3_column_int64(s, at + 3),
                            .hook = ng_sql_text(s, at + 4, a),
                            .secret = ng_sql_text(s, at + 5, a),
                            .private = sqlite3_column_int(s, at + 6) != 0,
                            .made = sqlite3_column_int64(s, at + 7),
                            .highest = sqlite3_column_int64(s, at + 8)};
}

ng_status ng_store_rules(struct ng_store *st, ng_rules *rules,
                         struct ng_arena *a, struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "SELECT " RULE " FROM watch w ORDER BY w.name");
    int rc = s ? SQLITE_OK : ng_sql_why(st);
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        struct ng_rule rule = read_rule(s, 0, a);
        *ng_push(rules, a) = rule;
    }
    sqlite3_finalize(s);
    return ng_sql_status(st, rc, err);
}

ng_status ng_store_find_rule(struct ng_store *st, ng_str word,
                             struct ng_rule *rule, struct ng_arena *a,
                             struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "SELECT " RULE " FROM watch w WHERE w.name = ?1 "
                        "OR substr(w.id, 1, length(?1)) = ?1 "
                        "ORDER BY w.name = ?1 DESC, w.id LIMIT 2");
    unsigned found = 0;
    bool named = false;
    int rc = s ? SQLITE_OK : ng_sql_why(st);
    if (s)
        ng_sql_put_text(s, 1, word);
    while (s && word.n && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        if (!found)
            *rule = read_rule(s, 0, a);
        found++;
        named |= ng_str_eq(rule->name, word);
    }
    sqlite3_finalize(s);
    if (rc != SQLITE_DONE && rc != SQLITE_OK)
        return ng_sql_status(st, rc, err);
    if (!found)
        return ng_fail(err, NG_NOTHING, 0,
                       "no watch is called %.*s, or has an id that begins so",
                       word.n > 60 ? 60 : (int)word.n, word.p);
    if (found > 1 && !named)
        return ng_fail(err, NG_USAGE, 0,
                       "several watches have an id that begins " PRS
                       "; give more of it",
                       PRS_ARG(word));
    return NG_OK;
}

ng_status ng_store_put_rule(struct ng_store *st, const struct ng_rule *rule,
                            struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(
        st, "INSERT INTO watch VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    if (s) {
        ng_sql_put_text(s, 1, ng_id_str(&rule->id));
        ng_sql_put_text(s, 2, rule->name);
        ng_sql_put_text(s, 3, rule->query);
        sqlite3_bind_int64(s, 4, rule->indep);
        ng_sql_put_text(s, 5, rule->hook);
        ng_sql_put_text(s, 6, rule->secret);
        sqlite3_bind_int(s, 7, rule->private);
        sqlite3_bind_int64(s, 8, rule->made);
        sqlite3_bind_int64(s, 9, rule->highest);
    }
    int rc = s ? sqlite3_step(s) : ng_sql_why(st);
    sqlite3_finalize(s);
    if ((rc & 0xff) == SQLITE_CONSTRAINT)
        return ng_fail(err, NG_USAGE, 0, "there is a watch called %.*s already",
                       rule->name.n > 60 ? 60 : (int)rule->name.n,
                       rule->name.p);
    return ng_sql_status(st, rc, err);
}

ng_status ng_store_drop_rule(struct ng_store *st, ng_id id, struct ng_err *err)
{
    static const char *const steps[] = {
        "DELETE FROM delivery WHERE watch = ?1",
        "DELETE FROM alert WHERE watch = ?1",
        "DELETE FROM watch_seen WHERE watch = ?1",
        "DELETE FROM watch WHERE id = ?1"};
    ng_status status = NG_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == NG_OK;
         i++) {
        sqlite3_stmt *s = ng_sql_once(st, steps[i]);
        if (s)
            ng_sql_put_text(s, 1, ng_id_str(&id));
        status = ng_sql_done(st, s, err);
    }
    return status;
}

ng_status ng_store_rule_looked(struct ng_store *st, ng_id id, int64_t highest,
                               struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "UPDATE watch SET highest = ?2 WHERE id = ?1");
    if (s) {
        ng_sql_put_text(s, 1, ng_id_str(&id));
        sqlite3_bind_int64(s, 2, highest);
    }
    return ng_sql_done(st, s, err);
}

ng_status ng_store_see(struct ng_store *st, ng_id watch, ng_id report,
                       bool *fresh, struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "INSERT OR IGNORE INTO watch_seen VALUES(?1, ?2)");
    if (s) {
        ng_sql_put_text(s, 1, ng_id_str(&watch));
        ng_sql_put_text(s, 2, ng_id_str(&report));
    }
    ng_status status = ng_sql_done(st, s, err);
    *fresh = status == NG_OK && sqlite3_changes(st->db) > 0;
    return status;
}

/* ---- alerts -------------------------------------------------------------- */

ng_status ng_store_put_alert(struct ng_store *st, struct ng_alert *alert,
                             bool deliver, struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "INSERT INTO alert(id, watch, made, revision, body) "
                        "VALUES(?1, ?2, ?3, ?4, ?5)");
    if (s) {
        ng_sql_put_text(s, 1, ng_id_str(&alert->id));
        ng_sql_put_text(s, 2, ng_id_str(&alert->watch));
        sqlite3_bind_int64(s, 3, alert->made);
        sqlite3_bind_int64(s, 4, (int64_t)alert->revision);
        ng_sql_put_text(s, 5, alert->body);
    }
    ng_status status = ng_sql_done(st, s, err);
    alert->nr = sqlite3_last_insert_rowid(st->db);
    if (status != NG_OK || !deliver)
        return status;
    s = ng_sql_once(st, "INSERT INTO delivery(alert, watch, state, attempts, "
                        "next, error, made) "
                        "VALUES(?1, ?2, 'waiting', 0, 0, '', ?3)");
    if (s) {
        sqlite3_bind_int64(s, 1, alert->nr);
        ng_sql_put_text(s, 2, ng_id_str(&alert->watch));
        sqlite3_bind_int64(s, 3, alert->made);
    }
    return ng_sql_done(st, s, err);
}

ng_status ng_store_alerts(struct ng_store *st, ng_id watch, uint64_t after,
                          size_t most, ng_alerts *alerts, struct ng_arena *a,
                          struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(
        st, watch.c[0] ? "SELECT nr, id, watch, made, revision, body FROM "
                         "alert WHERE watch = ?1 AND revision > ?2 "
                         "ORDER BY nr DESC LIMIT ?3"
                       : "SELECT nr, id, watch, made, revision, body FROM "
                         "alert WHERE revision > ?2 AND ?1 = '' "
                         "ORDER BY nr LIMIT ?3");
    int rc = s ? SQLITE_OK : ng_sql_why(st);
    if (s) {
        ng_sql_put_text(s, 1, ng_id_str(&watch));
        sqlite3_bind_int64(s, 2, (int64_t)after);
        sqlite3_bind_int64(s, 3, (int64_t)most);
    }
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        ng_str body = ng_sql_text(s, 5, a);
        *ng_push(alerts, a) =
            (struct ng_alert){.nr = sqlite3_column_int64(s, 0),
                              .id = ng_sql_id(s, 1),
                              .watch = ng_sql_id(s, 2),
                              .made = sqlite3_column_int64(s, 3),
                              .revision = (uint64_t)sqlite3_column_int64(s, 4),
                              .body = body};
    }
    sqlite3_finalize(s);
    return ng_sql_status(st, rc, err);
}

/* ---- deliveries ---------------------------------------------------------- */

#define DELIVERY                                                               \
    "SELECT " RULE ", d.nr, x.id, d.state, d.error, d.attempts, d.next, "      \
    "d.made, d.done, x.body FROM delivery d JOIN alert x ON x.nr = d.alert "   \
    "JOIN watch w ON w.id = d.watch "

static ng_status list(struct ng_store *st, const char *sql, int64_t first,
                      size_t most, ng_deliveries *l, struct ng_arena *a,
                      struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(st, sql);
    int rc = s ? SQLITE_OK : ng_sql_why(st);
    if (s) {
        sqlite3_bind_int64(s, 1, first);
        sqlite3_bind_int64(s, 2, (int64_t)most);
    }
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        enum { AT = RULE_COLUMNS };
        struct ng_delivery d = {.rule = read_rule(s, 0, a),
                                .nr = sqlite3_column_int64(s, AT),
                                .alert = ng_sql_id(s, AT + 1),
                                .state = ng_sql_text(s, AT + 2, a),
                                .error = ng_sql_text(s, AT + 3, a),
                                .attempts = sqlite3_column_int64(s, AT + 4),
                                .next = sqlite3_column_int64(s, AT + 5),
                                .made = sqlite3_column_int64(s, AT + 6),
                                .done = sqlite3_column_int64(s, AT + 7),
                                .body = ng_sql_text(s, AT + 8, a)};
        *ng_push(l, a) = d;
    }
    sqlite3_finalize(s);
    return ng_sql_status(st, rc, err);
}

ng_status ng_store_deliveries(struct ng_store *st, int64_t before, size_t most,
                              ng_deliveries *l, struct ng_arena *a,
                              struct ng_err *err)
{
    return list(st,
                DELIVERY "WHERE ?1 = 0 OR d.nr < ?1 ORDER BY d.nr DESC "
                         "LIMIT ?2",
                before, most, l, a, err);
}

ng_status ng_store_due(struct ng_store *st, int64_t now, size_t most,
                       ng_deliveries *l, struct ng_arena *a, struct ng_err *err)
{
    return list(st,
                DELIVERY "WHERE d.state = 'waiting' AND d.next <= ?1 "
                         "ORDER BY d.next, d.nr LIMIT ?2",
                now, most, l, a, err);
}

ng_status ng_store_try_delivery(struct ng_store *st, int64_t nr, int64_t next,
                                struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(
        st, "UPDATE delivery SET attempts = attempts + 1, next = ?2, "
            "error = 'the program ended before there was an answer' "
            "WHERE nr = ?1 AND state = 'waiting'");
    if (s) {
        sqlite3_bind_int64(s, 1, nr);
        sqlite3_bind_int64(s, 2, next);
    }
    return ng_sql_done(st, s, err);
}

ng_status ng_store_end_delivery(struct ng_store *st, int64_t nr, bool good,
                                ng_str error, int64_t now, struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(
        st, "UPDATE delivery SET error = ?3, state = CASE WHEN ?2 THEN 'done' "
            "WHEN attempts >= ?5 THEN 'failed' ELSE 'waiting' END, "
            "done = CASE WHEN ?2 OR attempts >= ?5 THEN ?4 END "
            "WHERE nr = ?1 AND state = 'waiting'");
    if (s) {
        sqlite3_bind_int64(s, 1, nr);
        sqlite3_bind_int(s, 2, good);
        ng_sql_put_text(s, 3, error);
        sqlite3_bind_int64(s, 4, now);
        sqlite3_bind_int64(s, 5, NG_DELIVERY_TRIES);
    }
    return ng_sql_done(st, s, err);
}
