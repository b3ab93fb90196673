#include "store/fix.h"

#include "store/asking.h"

#include <stdio.h>

static const ng_str names[NG_FIX_KINDS] = {
    [NG_FIX_MERGE] = S("merge"),   [NG_FIX_SPLIT] = S("split"),
    [NG_FIX_ALIAS] = S("alias"),   [NG_FIX_DATE] = S("date"),
    [NG_FIX_IGNORE] = S("ignore"), [NG_FIX_PIN] = S("pin"),
};

ng_str ng_fix_name(enum ng_fix_kind kind)
{
    return names[kind];
}

/* One statement with one text, at ?1. */
static ng_status say(struct ng_store *st, const char *sql, ng_str v,
                     struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(st, sql);
    if (s)
        ng_sql_put_text(s, 1, v);
    return ng_sql_done(st, s, err);
}

static bool there_is(struct ng_store *st, const char *sql, ng_str v, int64_t n)
{
    sqlite3_stmt *s = ng_sql_once(st, sql);
    if (s) {
        ng_sql_put_text(s, 1, v);
        if (sqlite3_bind_parameter_count(s) > 1)
            sqlite3_bind_int64(s, 2, n);
    }
    bool is = s && sqlite3_step(s) == SQLITE_ROW;
    sqlite3_finalize(s);
    return is;
}

/* ---- whether it holds -------------------------------------------------- */

static bool part_is_there(struct ng_store *st, const struct ng_fix *f,
                          const struct ng_fix_part *p)
{
    ng_str id = ng_id_str(&p->id);
    if (f->kind == NG_FIX_IGNORE && f->about == 'r')
        return ng_store_parked(st, p->id);
    if (f->about == 'e')
        return there_is(st,
                        "SELECT 1 FROM mention m JOIN report r ON r.nr = m.of "
                        "WHERE r.id = ?1 AND m.trigger_beg = ?2",
                        id, p->at.beg);
    if (p->id.c[0] == 'n')
        return there_is(st, "SELECT 1 FROM entity WHERE id = ?1", id, 0);
    return ng_store_number(st, p->id) != 0;
}

/* Of a merge of entities the second is gone because it holds; of the event any
 * mention will do, of the reports of a split too. */
static bool rests(struct ng_store *st, const struct ng_fix *f)
{
    bool one = false, last = true;
    for (size_t i = 0; i < f->parts.n; i++) {
        const struct ng_fix_part *p = &f->parts.at[i];
        bool named = f->about == 'n' && f->kind != NG_FIX_SPLIT;
        if (named && p->side == 1)
            continue;
        if (f->about == 'n' && f->kind == NG_FIX_SPLIT && p->side == 0)
            continue;
        bool is = part_is_there(st, f, p);
        if (f->about == 'e' || (p->side == 1 && f->kind == NG_FIX_SPLIT))
            one |= is;
        else
            last &= is;
    }
    bool any = f->about == 'e' || f->kind == NG_FIX_SPLIT;
    return !last || (any && !one);
}

/* ---- list -------------------------------------------------------------- */

struct listing {
    struct ng_store *st;
    bool in_force;
    ng_fixes *fixes;
};

static ng_status list_parts(struct listing *l, struct ng_fix *f,
                            struct ng_arena *a, struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql_once(l->st, "SELECT side, id, text, at_beg, at_end "
                           "FROM fix_part WHERE of = ?1 ORDER BY seq");
    int rc = s ? SQLITE_OK : ng_sql_why(l->st);
    if (s)
        sqlite3_bind_int64(s, 1, f->nr);
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW)
        *ng_push(&f->parts, a) =
            (struct ng_fix_part){.side = (unsigned)sqlite3_column_int(s, 0) & 1,
                                 .id = ng_sql_id(s, 1),
                                 .text = ng_sql_text(s, 2, a),
                                 .at = {(uint32_t)sqlite3_column_int64(s, 3),
                                        (uint32_t)sqlite3_column_int64(s, 4)}};
    sqlite3_finalize(s);
    return ng_sql_status(l->st, rc, err);
}

static bool read_row(sqlite3_stmt *s, struct ng_fix *f, struct ng_arena *a)
{
    ng_str kind = ng_sql_text(s, 2, a), about = ng_sql_text(s, 3, a);
    *f = (struct ng_fix){.nr = sqlite3_column_int64(s, 0),
                         .id = ng_sql_id(s, 1),
                         .kind = NG_FIX_KINDS,
                         .about = about.n ? about.p[0] : 0,
                         .value = ng_sql_text(s, 4, a),
                         .who = ng_sql_text(s, 5, a),
                         .why = ng_sql_text(s, 6, a),
                         .made = sqlite3_column_int64(s, 7),
                         .undone = sqlite3_column_int64(s, 8),
                         .undone_by = ng_sql_text(s, 9, a)};
    for (int k = 0; k < NG_FIX_KINDS; k++)
        if (ng_str_eq(names[k], kind))
            f->kind = (enum ng_fix_kind)k;
    return f->kind != NG_FIX_KINDS;
}

static ng_status list(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct listing *l = ctx;
    size_t first = l->fixes->n;
    sqlite3_stmt *s =
        ng_sql_once(l->st, "SELECT nr, id, kind, about, value, who, why, made, "
                           "undone, undone_by FROM fix "
                           "WHERE undone IS NULL OR NOT ?1 ORDER BY nr");
    int rc = s ? SQLITE_OK : ng_sql_why(l->st);
    if (s)
        sqlite3_bind_int(s, 1, l->in_force);
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        struct ng_fix f;
        if (read_row(s, &f, a))
            *ng_push(l->fixes, a) = f;
    }
    sqlite3_finalize(s);
    ng_status status = ng_sql_status(l->st, rc, err);
    for (size_t i = first; i < l->fixes->n && status == NG_OK; i++) {
        struct ng_fix *f = &l->fixes->at[i];
        status = list_parts(l, f, a, err);
        f->rests = !l->in_force && !f->undone && rests(l->st, f);
    }
    return status;
}

ng_status ng_store_fixes(struct ng_store *st, bool in_force, ng_fixes *fixes,
                         struct ng_arena *a, struct ng_err *err)
{
    struct listing l = {st, in_force, fixes};
    return ng_guarded(list, &l, a, err);
}

ng_status ng_store_find_fix(struct ng_store *st, ng_str prefix, ng_id *id,
                            struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "SELECT id FROM fix WHERE substr(id, 1, length(?1)) = "
                        "?1 ORDER BY id LIMIT 2");
    unsigned found = 0;
    int rc = s ? SQLITE_OK : ng_sql_why(st);
    if (s)
        ng_sql_put_text(s, 1, prefix);
    while (s && prefix.n && (rc = sqlite3_step(s)) == SQLITE_ROW)
        if (!found++)
            *id = ng_sql_id(s, 0);
    sqlite3_finalize(s);
    if (rc != SQLITE_DONE && rc != SQLITE_OK)
        return ng_sql_status(st, rc, err);
    if (!found)
        return ng_fail(err, NG_NOTHING, 0,
                       "no correction has an id that begins %.*s",
                       prefix.n > 40 ? 40 : (int)prefix.n, prefix.p);
    if (found > 1)
        return ng_fail(err, NG_USAGE, 0,
                       "several corrections have an id that begins " PRS
                       "; give more of it",
                       PRS_ARG(prefix));
    return NG_OK;
}

/* ---- put --------------------------------------------------------------- */

static ng_status put_part(struct ng_store *st, int64_t of, size_t seq,
                          const struct ng_fix_part *p, struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(
        st, "INSERT INTO fix_part VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    if (s) {
        sqlite3_bind_int64(s, 1, of);
        sqlite3_bind_int64(s, 2, (int64_t)seq);
        sqlite3_bind_int64(s, 3, p->side);
        ng_sql_put_text(s, 4, ng_id_str(&p->id));
        ng_sql_put_text(s, 5, p->text);
        sqlite3_bind_int64(s, 6, p->at.beg);
        sqlite3_bind_int64(s, 7, p->at.end);
    }
    return ng_sql_done(st, s, err);
}

ng_status ng_store_put_fix(struct ng_store *st, struct ng_fix *fix,
                           struct ng_err *err)
{
    char what[128], about[] = {fix->about, 0};
    sqlite3_stmt *s =
        ng_sql_once(st, "SELECT coalesce(max(nr), 0) + 1 FROM fix");
    fix->nr =
        s && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 1;
    sqlite3_finalize(s);
    snprintf(what, sizeof what, "%lld %lld " PRS, (long long)fix->nr,
             (long long)fix->made, PRS_ARG(names[fix->kind]));
    fix->id = ng_id_of('f', ng_str_of(what));
    s = ng_sql_once(st, "INSERT INTO fix(nr, id, kind, about, value, who, why, "
                        "made) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    if (s) {
        sqlite3_bind_int64(s, 1, fix->nr);
        ng_sql_put_text(s, 2, ng_id_str(&fix->id));
        ng_sql_put_text(s, 3, names[fix->kind]);
        sqlite3_bind_text(s, 4, about, 1, SQLITE_STATIC);
        ng_sql_put_text(s, 5, fix->value);
        ng_sql_put_text(s, 6, fix->who);
        ng_sql_put_text(s, 7, fix->why);
        sqlite3_bind_int64(s, 8, fix->made);
    }
    ng_status status = ng_sql_done(st, s, err);
    for (size_t i = 0; i < fix->parts.n && status == NG_OK; i++)
        status = put_part(st, fix->nr, i, &fix->parts.at[i], err);
    return status;
}

ng_status ng_store_end_fix(struct ng_store *st, int64_t nr, ng_str who,
                           int64_t now, struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(
        st, "UPDATE fix SET undone = ?2, undone_by = ?3 WHERE nr = ?1");
    if (s) {
        sqlite3_bind_int64(s, 1, nr);
        sqlite3_bind_int64(s, 2, now);
        ng_sql_put_text(s, 3, who);
    }
    return ng_sql_done(st, s, err);
}

/* ---- reports that are ignored ------------------------------------------ */

bool ng_store_parked(struct ng_store *st, ng_id report)
{
    sqlite3_stmt *s =
        ng_sql(st, NG_SQL_PARKED, "SELECT 1 FROM parked_report WHERE id = ?1");
    if (s)
        ng_sql_put_text(s, 1, ng_id_str(&report));
    bool is = s && sqlite3_step(s) == SQLITE_ROW;
    if (s)
        sqlite3_reset(s);
    return is;
}

ng_status ng_store_park(struct ng_store *st, ng_id report, struct ng_err *err)
{
    ng_str id = ng_id_str(&report);
    int64_t nr = ng_store_number(st, report);
    if (!nr)
        return ng_fail(err, NG_NOTHING, 0, "there is no report %s", report.c);
    ng_status status =
        say(st, "INSERT INTO parked_report SELECT * FROM report WHERE id = ?1",
            id, err);
    if (status == NG_OK)
        status = say(st,
                     "INSERT INTO parked_body SELECT b.* FROM body b JOIN "
                     "report r ON r.nr = b.nr WHERE r.id = ?1",
                     id, err);
    if (status == NG_OK)
        status = ng_sql_status(st, ng_drop_report(st, nr), err);
    return status;
}

/* It gets a new number, for its old one may be another's by now. */
ng_status ng_store_unpark(struct ng_store *st, ng_id report, struct ng_err *err)
{
    static const char *const steps[] = {
        "UPDATE parked_body SET nr = (SELECT coalesce(max(r.nr), 0) + 1 FROM "
        "(SELECT nr FROM report UNION ALL SELECT nr FROM parked_report) r) "
        "WHERE nr = (SELECT nr FROM parked_report WHERE id = ?1)",
        "UPDATE parked_report SET nr = (SELECT coalesce(max(r.nr), 0) + 1 FROM "
        "(SELECT nr FROM report UNION ALL SELECT nr FROM parked_report) r) "
        "WHERE id = ?1",
        "INSERT INTO report SELECT * FROM parked_report WHERE id = ?1",
        "INSERT INTO body SELECT b.* FROM parked_body b JOIN report r "
        "ON r.nr = b.nr WHERE r.id = ?1",
        "INSERT INTO search(rowid, title, text) SELECT b.nr, b.title, b.text "
        "FROM body b JOIN report r ON r.nr = b.nr WHERE r.id = ?1",
        "UPDATE report SET story = NULL, story_seq = NULL, origin = NULL, "
        "origin_seq = NULL, lineage_role = 'origin' WHERE id = ?1",
        "DELETE FROM parked_body WHERE nr = (SELECT nr FROM parked_report "
        "WHERE id = ?1)",
        "DELETE FROM parked_report WHERE id = ?1",
    };
    ng_status status = NG_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == NG_OK; i++)
        status = say(st, steps[i], ng_id_str(&report), err);
    return status;
}

/* ---- what is to be worked out again ------------------------------------ */

ng_status ng_store_unsettle(struct ng_store *st, ng_id report,
                            struct ng_err *err)
{
    return say(st,
               "INSERT OR IGNORE INTO unsettled SELECT nr FROM report "
               "WHERE id = ?1",
               ng_id_str(&report), err);
}

ng_status ng_store_distrust_index(struct ng_store *st, struct ng_err *err)
{
    return say(st,
               "DELETE FROM meta WHERE key = 'rules' "
               "AND ?1 = ''",
               (ng_str){0}, err);
}

/* ---- entities ---------------------------------------------------------- */

bool ng_same_words(ng_str a, ng_str b)
{
    return ng_has_words(a, b) && ng_has_words(b, a);
}

ng_status ng_store_entity_key(struct ng_store *st, ng_id entity, ng_str *key,
                              ng_str *name, struct ng_arena *a,
                              struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "SELECT key, name FROM entity WHERE id = ?1 "
                        "ORDER BY length(name) DESC, name LIMIT 1");
    if (s)
        ng_sql_put_text(s, 1, ng_id_str(&entity));
    int rc = s ? sqlite3_step(s) : ng_sql_why(st);
    if (rc == SQLITE_ROW) {
        *key = ng_sql_text(s, 0, a);
        *name = ng_sql_text(s, 1, a);
    }
    sqlite3_finalize(s);
    if (rc == SQLITE_DONE)
        return ng_fail(err, NG_NOTHING, 0, "there is no entity %s", entity.c);
    return ng_sql_status(st, rc, err);
}

ng_status ng_store_naming(struct ng_store *st, ng_id entity, ng_str name,
                          ng_ids *reports, struct ng_arena *a,
                          struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(
        st, name.n ? "SELECT DISTINCT r.id FROM entity e JOIN report r ON "
                     "r.nr = e.of WHERE e.id = ?1 OR (has_words(?2, e.name) "
                     "AND has_words(e.name, ?2)) ORDER BY r.id"
                   : "SELECT DISTINCT r.id FROM entity e JOIN report r ON "
                     "r.nr = e.of WHERE e.id = ?1 AND ?2 = '' ORDER BY r.id");
    int rc = s ? SQLITE_OK : ng_sql_why(st);
    if (s) {
        ng_sql_put_text(s, 1, ng_id_str(&entity));
        ng_sql_put_text(s, 2, name);
    }
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW)
        *ng_push(reports, a) = ng_sql_id(s, 0);
    sqlite3_finalize(s);
    return ng_sql_status(st, rc, err);
}
