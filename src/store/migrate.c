#include "store/inside.h"

/* The steps that bring a store from version i to i + 1. A step that has been
 * released is never changed: stores are out there. The views are made anew
 * after the last step. The texts are linked in as they stand. */
#define TEXT(file)                                                             \
    extern const char _binary_src_store_##file##_sql_start[],                  \
        _binary_src_store_##file##_sql_end[]
TEXT(schema);
TEXT(index);
TEXT(arcs);
TEXT(desk);
TEXT(pages);
TEXT(fix);
TEXT(fast);
TEXT(watch);
TEXT(large);
TEXT(prints);
TEXT(moves);
TEXT(record);
TEXT(outlets);
TEXT(counted);
TEXT(parents);
TEXT(views);
#define STEP(file)                                                             \
    {                                                                          \
        _binary_src_store_##file##_sql_start,                                  \
            _binary_src_store_##file##_sql_end                                 \
    }
static const struct ng_step steps[] = {
    STEP(schema), STEP(index),  STEP(arcs),    STEP(desk),    STEP(pages),
    STEP(fix),    STEP(fast),   STEP(watch),   STEP(large),   STEP(prints),
    STEP(moves),  STEP(record), STEP(outlets), STEP(parents), STEP(counted)};
enum { VERSION = sizeof steps / sizeof *steps };

const struct ng_steps ng_store_steps = {steps, VERSION, STEP(views)};
const int ng_store_version = VERSION;

static int run(sqlite3 *db, const struct ng_step *step)
{
    char *sql =
        sqlite3_mprintf("%.*s", (int)(step->end - step->beg), step->beg);
    int rc = sql ? sqlite3_exec(db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
    sqlite3_free(sql);
    return rc;
}

static int drop_views(sqlite3 *db)
{
    sqlite3_stmt *s;
    int rc;
    do {
        rc = sqlite3_prepare_v2(
            db, "SELECT name FROM sqlite_schema WHERE type = 'view' LIMIT 1",
            -1, &s, NULL);
        if (rc != SQLITE_OK)
            return rc;
        char *sql = NULL;
        if (sqlite3_step(s) == SQLITE_ROW)
            sql =
                sqlite3_mprintf("DROP VIEW \"%w\"", sqlite3_column_text(s, 0));
        sqlite3_finalize(s);
        if (!sql)
            return SQLITE_OK;
        rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
        sqlite3_free(sql);
    } while (rc == SQLITE_OK);
    return rc;
}

/* All steps or none: a store that is half way does not exist. */
int ng_store_migrate(sqlite3 *db, const struct ng_steps *by, int from)
{
    int rc = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (rc != SQLITE_OK)
        return rc;
    for (int i = from; i < by->n && rc == SQLITE_OK; i++)
        rc = run(db, &by->at[i]);
    if (rc == SQLITE_OK)
        rc = drop_views(db);
    if (rc == SQLITE_OK)
        rc = run(db, &by->views);
    char pragma[96];
    sqlite3_snprintf(sizeof pragma, pragma,
                     "PRAGMA application_id = %d; PRAGMA user_version = %d;"
                     "COMMIT",
                     NG_STORE_APPLICATION, by->n);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db, pragma, NULL, NULL, NULL);
    if (rc != SQLITE_OK)
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}
