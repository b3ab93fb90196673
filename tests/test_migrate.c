/* A store of an older version is brought up to date whole, or left as it was.
 * The steps after the last real one are made up here. */
#include "store/inside.h"
#include "store_made.h"

static struct ng_step sql(const char *text)
{
    return (struct ng_step){text, text + strlen(text)};
}

/* The real steps and then these; the views that the program has. */
static struct ng_steps and_then(struct ng_step *room, const char *const *more,
                                int n)
{
    struct ng_steps all = ng_store_steps;
    for (int i = 0; i < all.n; i++)
        room[i] = all.at[i];
    for (int i = 0; i < n; i++)
        room[all.n + i] = sql(more[i]);
    all.at = room;
    all.n += n;
    return all;
}

static int64_t number(sqlite3 *db, const char *text)
{
    sqlite3_stmt *s = NULL;
    int64_t n = -1;
    if (sqlite3_prepare_v2(db, text, -1, &s, NULL) != SQLITE_OK)
        T_SAY("%s: %s\n", text, sqlite3_errmsg(db));
    else if (sqlite3_step(s) == SQLITE_ROW)
        n = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return n;
}

/* A fingerprint of what the rows of a statement say. */
static uint64_t seen(sqlite3 *db, const char *text, uint64_t h)
{
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(db, text, -1, &s, NULL) != SQLITE_OK)
        T_SAY("%s: %s\n", text, sqlite3_errmsg(db));
    while (s && sqlite3_step(s) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(s); i++) {
            const void *p = sqlite3_column_blob(s, i);
            size_t n = p ? (size_t)sqlite3_column_bytes(s, i) : 0;
            h = ng_hash64((ng_str){p, n}, h + n);
        }
    sqlite3_finalize(s);
    return h;
}

/* Version, tables, indexes, views and a good part of the rows. */
static uint64_t all_of(sqlite3 *db)
{
    uint64_t h = (uint64_t)number(db, "PRAGMA user_version");
    h = seen(db, "SELECT * FROM sqlite_schema ORDER BY rowid", h);
    h = seen(db, "SELECT * FROM report", h);
    h = seen(db, "SELECT * FROM body", h);
    h = seen(db, "SELECT * FROM name", h);
    return seen(db, "SELECT * FROM v1_events", h);
}

/* A store of the version before the made-up steps, with all that can be in. */
static sqlite3 *older_store(const char *path)
{
    struct ng_arena a = fresh();
    sqlite3 *db = NULL;
    forget(path);
    struct ng_store *st = with_story(path, &a);
    if (!st)
        return NULL;
    ng_store_close(st);
    CHECK(sqlite3_open(path, &db) == SQLITE_OK);
    return db;
}

static void an_older_store_is_brought_up_to_date(void)
{
    static const char *const later[] = {
        "ALTER TABLE report ADD COLUMN mood TEXT;"
        "UPDATE report SET mood = 'calm ' || id",
        "CREATE TABLE mood(name TEXT PRIMARY KEY) WITHOUT ROWID;"
        "INSERT INTO mood SELECT mood FROM report",
    };
    struct ng_step room[32];
    struct ng_steps steps = and_then(room, later, 2);
    char path[64];
    sqlite3 *db = older_store(temporary(path, "older"));
    REQUIRE(db);
    int was = ng_store_version;
    CHECK_INT(number(db, "PRAGMA user_version"), was);
    uint64_t rows = seen(db, "SELECT * FROM body", 1);
    CHECK(sqlite3_exec(db, "CREATE VIEW v0_old AS SELECT 1", NULL, NULL,
                       NULL) == SQLITE_OK);
    CHECK_INT(ng_store_migrate(db, &steps, was), SQLITE_OK);
    CHECK_INT(number(db, "PRAGMA user_version"), was + 2);
    CHECK_INT(number(db, "PRAGMA application_id"), NG_STORE_APPLICATION);
    CHECK_INT(number(db, "SELECT count(*) FROM mood WHERE name LIKE 'calm r%'"),
              2);
    CHECK_INT(number(db, "SELECT count(*) FROM v1_reports"), 2);
    CHECK_INT(number(db, "SELECT count(*) FROM sqlite_schema "
                         "WHERE name = 'v0_old'"),
              0);
    CHECK(seen(db, "SELECT * FROM body", 1) == rows);
    sqlite3_close(db);
    struct ng_store *st = NULL;
    struct ng_err err = {0};
    CHECK(ng_store_open(&st, path, NG_STORE_WRITE, &err) == NG_STORE);
    CHECK(strstr(err.text, "newer nutgraf"));
    forget(path);
}

static void a_new_store_goes_through_all_steps(void)
{
    static const char *const later[] = {"CREATE TABLE mood(name TEXT)",
                                        "INSERT INTO mood VALUES('calm')"};
    struct ng_step room[32];
    struct ng_steps steps = and_then(room, later, 2);
    sqlite3 *db = NULL;
    REQUIRE(sqlite3_open(":memory:", &db) == SQLITE_OK);
    CHECK_INT(ng_store_migrate(db, &steps, 0), SQLITE_OK);
    CHECK_INT(number(db, "PRAGMA user_version"), ng_store_version + 2);
    CHECK_INT(number(db, "SELECT count(*) FROM mood"), 1);
    CHECK_INT(number(db, "SELECT count(*) FROM v1_reports"), 0);
    sqlite3_close(db);
}

/* Wherever it fails: a later step, half way through one, or the views. */
static void a_step_that_fails_leaves_the_store_as_it_was(void)
{
    static const char *const good = "ALTER TABLE report ADD COLUMN mood TEXT;"
                                    "UPDATE report SET mood = 'calm'";
    static const char *const bad[][2] = {
        {"no SQL at all", "SELECT 1"},
        {"DELETE FROM name; DROP TABLE note; INSERT INTO nowhere VALUES(1)",
         "SELECT 1"},
        {"UPDATE body SET text = 'x'", "INSERT INTO meta VALUES('a', NULL)"},
        {"DROP TABLE entity", "SELECT 1"}, /* the views need it */
    };
    char path[64];
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *const later[] = {good, bad[i][0], bad[i][1]};
        struct ng_step room[32];
        struct ng_steps steps = and_then(room, later, 3);
        sqlite3 *db = older_store(temporary(path, "fails"));
        REQUIRE(db);
        if (i == 3)
            steps.views = sql("CREATE VIEW v AS SELECT 1; SELECT * FROM none");
        uint64_t before = all_of(db);
        CHECK(ng_store_migrate(db, &steps, ng_store_version) != SQLITE_OK);
        CHECK(sqlite3_get_autocommit(db) != 0);
        CHECK(all_of(db) == before);
        sqlite3_close(db);
        struct ng_store *st = NULL;
        struct ng_err err = {0};
        struct ng_check check = {0};
        REQUIRE(ng_store_open(&st, path, NG_STORE_READ, &err) == NG_OK);
        CHECK(ng_store_check(st, &check, &err) == NG_OK);
        CHECK_INT(check.reports, 2);
        ng_store_close(st);
    }
    forget(path);
}

T_MAIN(T(an_older_store_is_brought_up_to_date),
       T(a_new_store_goes_through_all_steps),
       T(a_step_that_fails_leaves_the_store_as_it_was))
