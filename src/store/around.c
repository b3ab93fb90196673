/* around.c - what stands around common prints: see prints.h. */
#include "store/inside.h"
#include "store/prints.h"

bool ng_prints_around(struct ng_store *st, uint64_t print, uint64_t of,
                      uint32_t *around, size_t n)
{
    sqlite3_stmt *s =
        ng_sql(st, NG_SQL_AROUND,
               "SELECT words FROM around WHERE print = ?1 AND of = ?2");
    bool known = false;
    if (!s)
        return false;
    sqlite3_bind_int64(s, 1, (int64_t)print);
    sqlite3_bind_int64(s, 2, (int64_t)of);
    if (sqlite3_step(s) == SQLITE_ROW) {
        const void *p = sqlite3_column_blob(s, 0);
        known = (size_t)sqlite3_column_bytes(s, 0) == n * sizeof *around;
        if (known && p)
            memcpy(around, p, n * sizeof *around);
    }
    sqlite3_reset(s);
    return known;
}

ng_status ng_prints_keep_around(struct ng_store *st, uint64_t print,
                                uint64_t of, const uint32_t *around, size_t n,
                                struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql(st, NG_SQL_KEEP_AROUND,
                             "INSERT OR REPLACE INTO around(print, of, words) "
                             "VALUES(?1, ?2, ?3)");
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    sqlite3_bind_int64(s, 1, (int64_t)print);
    sqlite3_bind_int64(s, 2, (int64_t)of);
    sqlite3_bind_blob(s, 3, around, (int)(n * sizeof *around), SQLITE_STATIC);
    sqlite3_step(s);
    return ng_sql_status(st, sqlite3_reset(s), err);
}
