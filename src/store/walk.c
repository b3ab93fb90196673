#include "store/walk.h"
#include "store/inside.h"

/* ?1 ?2 id and day of the last, ?3 ?4 since and until, ?5 how many. Undated
 * things have no place among days, so each order by day is two statements. */
enum part { UNDATED, DATED, BY_ID };
static const char *const texts[] = {
    [UNDATED] =
        "SELECT id, NULL FROM report AS t WHERE published_first IS NULL "
        "AND id > ?1 AND ?3 IS NULL %s ORDER BY id LIMIT ?5",
    [DATED] = "SELECT id, published_first FROM report AS t "
              "WHERE (published_first, id) > (?2, ?1) "
              "AND (?3 IS NULL OR published_first >= ?3) "
              "AND (?4 IS NULL OR published_first <= ?4) %s "
              "ORDER BY published_first, id LIMIT ?5",
    [BY_ID] = "SELECT id, span_last FROM story AS t WHERE id > ?1 "
              "AND (?3 IS NULL OR span_last >= ?3) "
              "AND (?4 IS NULL OR span_first IS NULL OR span_first <= ?4) %s "
              "ORDER BY id LIMIT ?5",
};
static const char *const newest[] = {
    [DATED] = "SELECT id, span_last FROM story AS t "
              "WHERE (span_last, id) < (?2, ?1) "
              "AND (?3 IS NULL OR span_last >= ?3) "
              "AND (?4 IS NULL OR span_first IS NULL OR span_first <= ?4) %s "
              "ORDER BY span_last DESC, id DESC LIMIT ?5",
    [UNDATED] = "SELECT id, NULL FROM story AS t WHERE span_last IS NULL "
                "AND id < ?1 AND ?3 IS NULL %s ORDER BY id DESC LIMIT ?5",
};

static const char *const having[] = {
    [NG_HAVING_ANY] = "",
    [NG_HAVING_NAMES] = "AND EXISTS(SELECT 1 FROM name WHERE of = t.nr)",
    [NG_HAVING_TIMES] = "AND EXISTS(SELECT 1 FROM time WHERE of = t.nr)",
    [NG_HAVING_QUANTITIES] =
        "AND EXISTS(SELECT 1 FROM quantity WHERE of = t.nr)",
    [NG_HAVING_LINEAGE] = "AND EXISTS(SELECT 1 FROM lineage WHERE of = t.nr)",
    [NG_HAVING_CHANGES] = "AND EXISTS(SELECT 1 FROM change WHERE of = t.nr)",
    [NG_HAVING_EVENTS] = "AND EXISTS(SELECT 1 FROM event WHERE of = t.nr)",
    [NG_HAVING_DISAGREEMENTS] =
        "AND EXISTS(SELECT 1 FROM disagreement WHERE of = t.nr)",
};

static const char LAST[] = "~"; /* after every id */

struct ng_walk_at ng_walk_home(enum ng_walk_order order)
{
    struct ng_walk_at home = {.day = NG_NO_DAY};
    if (order == NG_WALK_NEWEST) {
        home.day = INT32_MAX;
        home.id.c[0] = LAST[0];
    }
    return home;
}

static void bind_day(sqlite3_stmt *s, int at, ng_day day)
{
    if (day != NG_NO_DAY)
        sqlite3_bind_int64(s, at, day);
}

static ng_status some(struct ng_store *st, const struct ng_walk *w,
                      const char *text, struct ng_walk_at from,
                      struct ng_walk_at *next, size_t most, size_t *n,
                      struct ng_err *err)
{
    char *sql = sqlite3_mprintf(text, having[w->having]);
    sqlite3_stmt *s = sql ? ng_sql_once(st, sql) : NULL;
    int rc = ng_sql_why(st);
    sqlite3_free(sql);
    if (!s)
        return ng_sql_status(st, rc, err);
    sqlite3_bind_text(s, 1, from.id.c, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 2, from.day);
    bind_day(s, 3, w->since);
    bind_day(s, 4, w->until);
    sqlite3_bind_int64(s, 5, (int64_t)(most - *n));
    while ((rc = sqlite3_step(s)) == SQLITE_ROW)
        next[(*n)++] = (struct ng_walk_at){
            .id = ng_sql_id(s, 0),
            .day = sqlite3_column_type(s, 1) == SQLITE_NULL
                       ? NG_NO_DAY
                       : (ng_day)sqlite3_column_int64(s, 1)};
    sqlite3_finalize(s);
    return ng_sql_status(st, rc, err);
}

ng_status ng_store_walk(struct ng_store *st, const struct ng_walk *w,
                        struct ng_walk_at *next, size_t most, size_t *n,
                        struct ng_err *err)
{
    struct ng_walk_at from = w->at;
    bool undated = from.day == NG_NO_DAY;
    ng_status status = NG_OK;
    *n = 0;
    if (w->order == NG_WALK_STORIES)
        return some(st, w, texts[BY_ID], from, next, most, n, err);
    if (w->order == NG_WALK_REPORTS) {
        if (undated) {
            status = some(st, w, texts[UNDATED], from, next, most, n, err);
            from.id = (ng_id){0};
        }
        if (status == NG_OK && *n < most)
            status = some(st, w, texts[DATED], from, next, most, n, err);
        return status;
    }
    if (!undated) {
        status = some(st, w, newest[DATED], from, next, most, n, err);
        from.id = (ng_id){.c = "~"};
    }
    if (status == NG_OK && *n < most)
        status = some(st, w, newest[UNDATED], from, next, most, n, err);
    return status;
}

uint64_t ng_store_revision(struct ng_store *st)
{
    sqlite3_stmt *s = ng_sql_once(
        st, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'revision'");
    uint64_t n = 0;
    if (s && sqlite3_step(s) == SQLITE_ROW)
        n = (uint64_t)sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return n;
}
