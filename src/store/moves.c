#include "store/moves.h"
#include "store/inside.h"

enum { FAR = 64 /* moves of one story that are followed */ };

/* ---- what was where ----------------------------------------------------- */

static ng_status run(struct ng_store *st, const char *sql, struct ng_err *err)
{
    return ng_sql_status(st, sqlite3_exec(st->db, sql, NULL, NULL, NULL), err);
}

int ng_moves_open(sqlite3 *db)
{
    return sqlite3_exec(
        db,
        "CREATE TEMP TABLE was(nr INTEGER PRIMARY KEY, story TEXT,"
        " origin TEXT, role TEXT);"
        "CREATE TEMP TABLE went(old TEXT, new TEXT, n INTEGER, stays INTEGER);"
        "CREATE INDEX temp.went_old ON went(old);"
        "CREATE INDEX temp.went_new ON went(new)",
        NULL, NULL, NULL);
}

ng_status ng_moves_note_all(struct ng_store *st, struct ng_err *err)
{
    return run(st,
               "INSERT OR IGNORE INTO temp.was "
               "SELECT nr, story, origin, lineage_role FROM report "
               "WHERE story IS NOT NULL",
               err);
}

ng_status ng_moves_note(struct ng_store *st, ng_id story, struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql(st, NG_SQL_NOTE_STORY,
                             "INSERT OR IGNORE INTO temp.was "
                             "SELECT nr, story, origin, lineage_role "
                             "FROM report WHERE story = ?1");
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    sqlite3_bind_text(s, 1, story.c, -1, SQLITE_STATIC);
    sqlite3_step(s);
    return ng_sql_status(st, sqlite3_reset(s), err);
}

/* ---- where it went ------------------------------------------------------ */

static const char went[] =
    "INSERT INTO temp.went SELECT w.story AS old, r.story AS new, count(r.nr), "
    "EXISTS(SELECT 1 FROM story s WHERE s.id = w.story) "
    "FROM temp.was w LEFT JOIN report r ON r.nr = w.nr "
    "GROUP BY w.story, r.story";

static const char put[] =
    "INSERT INTO story_move(old, new, reason, reports, held, heir, at) "
    "SELECT w.old, w.new, CASE "
    " WHEN w.new IS NULL THEN 'gone'"
    " WHEN ?1 <> '' THEN ?1"
    " WHEN w.stays AND EXISTS(SELECT 1 FROM temp.went x"
    "  WHERE x.old = w.new) THEN 'moved'"
    " WHEN w.stays THEN 'split'"
    " WHEN EXISTS(SELECT 1 FROM temp.went x WHERE x.new = w.new"
    "  AND x.old <> w.old) THEN 'merged'"
    " WHEN (SELECT count(*) FROM temp.went x WHERE x.old = w.old) > 1"
    "  THEN 'split' ELSE 'renamed' END, w.n,"
    " (SELECT sum(x.n) FROM temp.went x WHERE x.old = w.old),"
    " NOT w.stays AND w.new IS (SELECT x.new FROM temp.went x"
    "  WHERE x.old = w.old AND x.new IS NOT NULL"
    "  ORDER BY x.n DESC, x.new LIMIT 1), ?2 "
    "FROM temp.went w WHERE w.new IS NOT w.old "
    "AND NOT (w.new IS NULL AND (w.stays OR EXISTS(SELECT 1 FROM temp.went x"
    "  WHERE x.old = w.old AND x.new IS NOT NULL))) "
    "ORDER BY w.old, w.n DESC, w.new";

/* Reports that go back to another one since. CROSS: the few noted ones lead,
 * not the order of all ids in the store. */
static const char put_origins[] =
    "INSERT INTO origin_move(report, was, was_role, now, now_role, reason, at) "
    "SELECT r.id, w.origin, w.role, r.origin, r.lineage_role, ?1, ?2 "
    "FROM temp.was w CROSS JOIN report r ON r.nr = w.nr "
    "WHERE r.story IS NOT NULL AND "
    "(ifnull(r.origin, r.id) <> ifnull(w.origin, r.id) OR "
    "r.lineage_role <> w.role) ORDER BY r.id";

static ng_status put_into_log(struct ng_store *st, enum ng_said name,
                              const char *sql, ng_str cause, int64_t now,
                              struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql(st, name, sql);
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    ng_sql_put_text(s, 1, cause);
    sqlite3_bind_int64(s, 2, now);
    sqlite3_step(s);
    return ng_sql_status(st, sqlite3_reset(s), err);
}

static bool anything_noted(struct ng_store *st)
{
    sqlite3_stmt *s =
        ng_sql(st, NG_SQL_NOTED, "SELECT 1 FROM temp.was LIMIT 1");
    bool any = s && sqlite3_step(s) == SQLITE_ROW;
    sqlite3_reset(s);
    return any;
}

ng_status ng_moves_log(struct ng_store *st, ng_str cause, int64_t now,
                       struct ng_err *err)
{
    if (!anything_noted(st))
        return NG_OK;
    ng_status status = run(st, went, err);
    if (status == NG_OK)
        status = put_into_log(st, NG_SQL_PUT_MOVES, put, cause, now, err);
    if (status == NG_OK)
        status = put_into_log(st, NG_SQL_PUT_ORIGIN_MOVES, put_origins, cause,
                              now, err);
    if (status == NG_OK)
        status = run(st, "DELETE FROM temp.went; DELETE FROM temp.was", err);
    return status;
}

/* ---- the log, read ------------------------------------------------------ */

struct listing {
    struct ng_store *st;
    ng_str old;
    int64_t before;
    size_t most;
    ng_moves *moves;
};

static ng_status list(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct listing *l = ctx;
    sqlite3_stmt *s =
        ng_sql_once(l->st, "SELECT nr, old, new, reason, reports, held, heir, "
                           "at FROM story_move WHERE (?1 = '' OR old = ?1) AND "
                           "(?2 = 0 OR nr < ?2) ORDER BY nr DESC LIMIT ?3");
    int rc = s ? SQLITE_OK : ng_sql_why(l->st);
    if (s) {
        ng_sql_put_text(s, 1, l->old);
        sqlite3_bind_int64(s, 2, l->before);
        sqlite3_bind_int64(s, 3, (int64_t)l->most);
    }
    /* Rows are read into room that is there before: a full arena jumps. */
    struct ng_move *room = ng_new(a, struct ng_move, l->most);
    l->moves->at = room;
    l->moves->n = 0;
    l->moves->cap = l->most;
    while (s && l->moves->n < l->most && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        struct ng_move *m = &room[l->moves->n++];
        static const ng_str reasons[] = {
            S("renamed"),   S("merged"), S("split"), S("moved"),
            S("corrected"), S("rules"),  S("gone")};
        *m = (struct ng_move){.nr = sqlite3_column_int64(s, 0),
                              .old = ng_sql_id(s, 1),
                              .new = ng_sql_id(s, 2),
                              .reports = (uint32_t)sqlite3_column_int64(s, 4),
                              .held = (uint32_t)sqlite3_column_int64(s, 5),
                              .heir = sqlite3_column_int(s, 6) != 0,
                              .at = sqlite3_column_int64(s, 7)};
        const char *text = (const char *)sqlite3_column_text(s, 3);
        ng_str reason = {text, (size_t)sqlite3_column_bytes(s, 3)};
        for (size_t i = 0; text && i < sizeof reasons / sizeof *reasons; i++)
            if (ng_str_eq(reasons[i], reason))
                m->reason = reasons[i];
    }
    sqlite3_finalize(s);
    return ng_sql_status(l->st, rc, err);
}

ng_status ng_store_moves(struct ng_store *st, ng_str old, int64_t before,
                         size_t most, ng_moves *moves, struct ng_arena *a,
                         struct ng_err *err)
{
    struct listing l = {st, old, before, most, moves};
    return ng_guarded(list, &l, a, err);
}

/* The old id that begins so, and where it led to last. */
static int first_step(struct ng_store *st, ng_str prefix, ng_id *old,
                      unsigned *found)
{
    sqlite3_stmt *s = ng_sql_once(
        st, "SELECT DISTINCT old FROM story_move WHERE old >= ?1 AND old < ?2 "
            "ORDER BY old LIMIT 2");
    char end[NG_ID_CHARS + 1] = {0};
    int rc = SQLITE_ERROR;
    memcpy(end, prefix.p, prefix.n);
    end[prefix.n - 1]++; /* the first text that does not begin so */
    if (s) {
        ng_sql_put_text(s, 1, prefix);
        sqlite3_bind_text(s, 2, end, (int)prefix.n, SQLITE_STATIC);
    }
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW)
        if (!(*found)++)
            *old = ng_sql_id(s, 0);
    sqlite3_finalize(s);
    return rc;
}

static bool is_story(struct ng_store *st, ng_id id)
{
    sqlite3_stmt *s = ng_sql_once(st, "SELECT 1 FROM story WHERE id = ?1");
    if (s)
        sqlite3_bind_text(s, 1, id.c, -1, SQLITE_STATIC);
    bool there = s && sqlite3_step(s) == SQLITE_ROW;
    sqlite3_finalize(s);
    return there;
}

static ng_id next_step(struct ng_store *st, ng_id id)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "SELECT new FROM story_move WHERE old = ?1 AND heir "
                        "ORDER BY nr DESC LIMIT 1");
    ng_id next = {0};
    if (s)
        sqlite3_bind_text(s, 1, id.c, -1, SQLITE_STATIC);
    if (s && sqlite3_step(s) == SQLITE_ROW)
        next = ng_sql_id(s, 0);
    sqlite3_finalize(s);
    return next;
}

ng_status ng_moved_to(struct ng_store *st, ng_str prefix, ng_id *now,
                      struct ng_err *err)
{
    unsigned found = 0;
    ng_id id = {0};
    if (!prefix.n || prefix.n > NG_ID_CHARS)
        return NG_NOTHING;
    int rc = first_step(st, prefix, &id, &found);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return ng_sql_status(st, rc, err);
    if (found > 1)
        return ng_fail(err, NG_USAGE, 0,
                       "several ids began with " PRS "; give more of it",
                       PRS_ARG(prefix));
    for (int i = 0; i < FAR && found && id.c[0]; i++) {
        if (is_story(st, id)) {
            *now = id;
            return NG_OK;
        }
        id = next_step(st, id);
    }
    return ng_fail(err, NG_NOTHING, 0,
                   found ? "the story " PRS " is gone: none of its reports is "
                           "in a story any more"
                         : "no story has an id that begins " PRS,
                   PRS_ARG(prefix));
}

void ng_json_move(struct ng_json *j, struct ng_store *st,
                  const struct ng_move *m)
{
    struct ng_err none = {0};
    char at[32];
    ng_id now = m->old;
    if (!is_story(st, now) &&
        ng_moved_to(st, ng_id_str(&m->old), &now, &none) != NG_OK)
        now = (ng_id){0};
    ng_json_begin(j, '{');
    ng_json_key(j, "v");
    ng_json_int(j, 1);
    ng_json_key_str(j, "old", ng_id_str(&m->old));
    ng_json_key_str(j, "new", ng_id_str(&m->new));
    ng_json_key_str(j, "now", ng_id_str(&now));
    ng_json_key_str(j, "reason", m->reason);
    ng_json_key(j, "reports");
    ng_json_int(j, m->reports);
    ng_json_key(j, "held");
    ng_json_int(j, m->held);
    ng_json_key(j, "heir");
    ng_json_bool(j, m->heir);
    ng_json_key_str(j, "at", m->at ? ng_moment_text(m->at, at) : (ng_str){0});
    ng_json_end(j, '}');
}
