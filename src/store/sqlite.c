#include "store/asking.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zstd.h>

enum { LOCK_TRIES = 25 }; /* of 20 ms */

/* ---- statements and results ------------------------------------------- */

sqlite3_stmt *ng_sql(struct ng_store *st, enum ng_said slot, const char *text)
{
    sqlite3_stmt **s = &st->said[slot];
    if (!*s && *text)
        sqlite3_prepare_v3(st->db, text, -1, SQLITE_PREPARE_PERSISTENT, s,
                           NULL);
    else if (*s)
        sqlite3_reset(*s);
    return *s;
}

sqlite3_stmt *ng_sql_once(struct ng_store *st, const char *text)
{
    sqlite3_stmt *s = NULL;
    sqlite3_prepare_v2(st->db, text, -1, &s, NULL);
    return s;
}

int ng_sql_why(struct ng_store *st)
{
    int rc = sqlite3_errcode(st->db);
    return rc != SQLITE_OK ? rc : SQLITE_ERROR;
}

void ng_sql_reset_all(struct ng_store *st)
{
    for (size_t i = 0; i < NG_SQL_COUNT; i++)
        sqlite3_reset(st->said[i]);
    for (size_t i = 0; i < NG_SLOTS_MOST; i++) {
        sqlite3_reset(st->rows.put[i]);
        sqlite3_reset(st->rows.load[i]);
        sqlite3_reset(st->rows.drop[i]);
        sqlite3_reset(st->rows.slice[i]);
        sqlite3_reset(st->rows.owner[i]);
    }
}

ng_str ng_sql_text(sqlite3_stmt *s, int column, struct ng_arena *a)
{
    const void *p = sqlite3_column_blob(s, column);
    return ng_str_copy(
        (ng_str){p, p ? (size_t)sqlite3_column_bytes(s, column) : 0}, a);
}

ng_id ng_sql_id(sqlite3_stmt *s, int column)
{
    ng_id id = {0};
    const void *p = sqlite3_column_text(s, column);
    size_t n = p ? (size_t)sqlite3_column_bytes(s, column) : 0;
    if (n)
        memcpy(id.c, p, n < NG_ID_CHARS ? n : NG_ID_CHARS);
    return id;
}

ng_status ng_sql_status(struct ng_store *st, int rc, struct ng_err *err)
{
    int why = st->db ? sqlite3_system_errno(st->db) : 0;
    switch (rc & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return NG_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ng_fail(err, NG_STORE, 0,
                       "the store %s is in use by another program; try again "
                       "when it is done",
                       st->path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return ng_fail(err, NG_STORE, 0,
                       "the store %s is damaged (%s); restore a backup or add "
                       "the reports again to a new store",
                       st->path, sqlite3_errstr(rc));
    case SQLITE_ERROR:
        return ng_fail(err, NG_STORE, 0,
                       "the store %s does not have the tables it should (%s)",
                       st->path, sqlite3_errmsg(st->db));
    case SQLITE_FULL:
        return ng_fail(err, NG_IO, 0,
                       "the disk is full: %s could not be written; what was "
                       "stored before is safe, free some space and run this "
                       "again",
                       st->path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ng_fail(err, NG_IO, 0, "the store %s may not be written",
                       st->path);
    case SQLITE_NOMEM:
        return ng_fail(err, NG_IO, 0, "there is no memory for the store %s",
                       st->path);
    default:
        return ng_fail(err, NG_IO, 0, "the store %s: %s%s%s", st->path,
                       sqlite3_errstr(rc), why ? ": " : "",
                       why ? strerror(why) : "");
    }
}

void ng_sql_put_text(sqlite3_stmt *s, int at, ng_str v)
{
    sqlite3_bind_text(s, at, v.n ? v.p : "", (int)v.n, SQLITE_STATIC);
}

ng_status ng_sql_done(struct ng_store *st, sqlite3_stmt *s, struct ng_err *err)
{
    int rc = s ? sqlite3_step(s) : ng_sql_why(st);
    sqlite3_finalize(s);
    return ng_sql_status(st, rc, err);
}

static ng_status exec(struct ng_store *st, const char *sql, struct ng_err *err)
{
    return ng_sql_status(st, sqlite3_exec(st->db, sql, NULL, NULL, NULL), err);
}

/* ---- opening ---------------------------------------------------------- */

static ng_status make_folders(const char *path, struct ng_err *err)
{
    char dir[4096];
    sqlite3_snprintf(sizeof dir, dir, "%s", path);
    for (char *p = dir + 1; *p; p++) {
        if (*p != '/')
            continue;
        *p = 0;
        if (mkdir(dir, 0777) && errno != EEXIST)
            return ng_fail(err, NG_IO, 0, "making the folder %s: %s", dir,
                           strerror(errno));
        *p = '/';
    }
    return NG_OK;
}

/* One writer at a time. The lock stands on a file of its own, because closing
 * any descriptor of the store itself would drop the locks SQLite has on it. */
static ng_status take_lock(struct ng_store *st, struct ng_err *err)
{
    char name[4096 + 8];
    sqlite3_snprintf(sizeof name, name, "%s.lock", st->path);
    st->lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (st->lock < 0)
        return ng_fail(err, NG_IO, 0, "opening %s: %s", name, strerror(errno));
    for (int tries = 0; flock(st->lock, LOCK_EX | LOCK_NB) != 0; tries++) {
        if (errno != EWOULDBLOCK || tries == LOCK_TRIES)
            break;
        /* A writer that was killed holds it a moment longer. */
        nanosleep(&(struct timespec){0, 20 * 1000 * 1000}, NULL);
        errno = EWOULDBLOCK;
    }
    if (flock(st->lock, LOCK_EX | LOCK_NB) == 0)
        return NG_OK;
    if (errno != EWOULDBLOCK)
        return ng_fail(err, NG_IO, 0, "locking %s: %s", name, strerror(errno));
    return ng_fail(err, NG_STORE, 0,
                   "another nutgraf is writing to %s; wait until it is done, "
                   "or name another store with --store",
                   st->path);
}

static int number_of(struct ng_store *st, const char *sql, int64_t *value)
{
    sqlite3_stmt *s;
    int rc = sqlite3_prepare_v2(st->db, sql, -1, &s, NULL);
    if (rc != SQLITE_OK)
        return rc;
    rc = sqlite3_step(s);
    if (rc == SQLITE_ROW)
        *value = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

/* A name in quotes is a column or an error, never a text. */
static void be_strict(struct ng_store *st)
{
    sqlite3_db_config(st->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(st->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    ng_words_function(st->db);
}

/* Is it ours, and of a version that we know? Nothing is written before. */
static ng_status check_version(struct ng_store *st, int64_t *version,
                               struct ng_err *err)
{
    int64_t application = 0, things = 0;
    be_strict(st);
    int rc = number_of(st, "SELECT count(*) FROM sqlite_schema", &things);
    if (rc == SQLITE_OK)
        rc = number_of(st, "PRAGMA application_id", &application);
    if (rc == SQLITE_OK)
        rc = number_of(st, "PRAGMA user_version", version);
    if ((rc & 0xff) == SQLITE_NOTADB)
        return ng_fail(err, NG_STORE, 0,
                       "%s is not a nutgraf store, or it is damaged at its "
                       "beginning; it was left as it is",
                       st->path);
    if (rc != SQLITE_OK)
        return ng_sql_status(st, rc, err);
    if (things == 0 && application == 0) {
        *version = 0;
        return NG_OK;
    }
    if (application != NG_STORE_APPLICATION)
        return ng_fail(err, NG_STORE, 0,
                       "%s is a database of another program; it was left as "
                       "it is",
                       st->path);
    if (*version > ng_store_version)
        return ng_fail(err, NG_STORE, 0,
                       "%s was made by a newer nutgraf (store version %d, "
                       "this program knows %d); update nutgraf to read it",
                       st->path, (int)*version, ng_store_version);
    return NG_OK;
}

static ng_status open_to_write(struct ng_store *st, struct ng_err *err)
{
    int64_t version = 0;
    int rc = sqlite3_open_v2(
        st->path, &st->db,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK)
        return ng_sql_status(st, rc, err);
    sqlite3_busy_timeout(st->db, 10000);
    ng_status status = check_version(st, &version, err);
    if (status == NG_OK)
        status =
            exec(st,
                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                 "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;"
                 "PRAGMA wal_autocheckpoint = 8192;"
                 "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON",
                 err);
    if (status == NG_OK && version < ng_store_version)
        status = ng_sql_status(
            st, ng_store_migrate(st->db, &ng_store_steps, (int)version), err);
    if (status == NG_OK)
        status = ng_sql_status(st, ng_moves_open(st->db), err);
    return status;
}

/* A store on a medium that cannot be written has no place for the file that
 * readers share; it is opened as one that nobody changes. */
static int open_unchanging(struct ng_store *st)
{
    char *uri = sqlite3_mprintf("file:%s?immutable=1", st->path);
    sqlite3_close(st->db);
    st->db = NULL;
    int rc = uri && !strpbrk(st->path, "?#%")
                 ? sqlite3_open_v2(uri, &st->db,
                                   SQLITE_OPEN_READONLY | SQLITE_OPEN_URI |
                                       SQLITE_OPEN_NOMUTEX,
                                   NULL)
                 : SQLITE_CANTOPEN;
    sqlite3_free(uri);
    return rc;
}

static ng_status open_to_read(struct ng_store *st, struct ng_err *err)
{
    int64_t version = 0;
    if (access(st->path, F_OK) != 0)
        return ng_fail(err, NG_IO, 0,
                       "there is no store at %s yet; nutgraf add makes one",
                       st->path);
    if (access(st->path, R_OK) != 0)
        return ng_fail(err, NG_IO, 0, "opening %s: %s", st->path,
                       strerror(errno));
    int rc = sqlite3_open_v2(st->path, &st->db,
                             SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        sqlite3_busy_timeout(st->db, 10000);
    int first =
        rc == SQLITE_OK ? number_of(st, "PRAGMA user_version", &version) : rc;
    if ((first & 0xff) == SQLITE_CANTOPEN || (first & 0xff) == SQLITE_READONLY)
        rc = open_unchanging(st);
    if (rc != SQLITE_OK)
        return ng_sql_status(st, rc, err);
    ng_status status = check_version(st, &version, err);
    if (status != NG_OK)
        return status;
    if (version == 0)
        return ng_fail(err, NG_NOTHING, 0,
                       "the store %s is empty; nutgraf add fills it", st->path);
    if (version < ng_store_version)
        return ng_fail(err, NG_STORE, 0,
                       "%s is of an older version; any command that writes, "
                       "such as nutgraf add, brings it up to date",
                       st->path);
    return exec(st,
                "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON;"
                "PRAGMA cache_size = -32768; BEGIN",
                err);
}

void ng_store_prepare(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

ng_status ng_store_open(struct ng_store **out, const char *path,
                        enum ng_store_mode mode, struct ng_err *err)
{
    bool memory = strcmp(path, ":memory:") == 0;
    struct ng_store *st = sqlite3_malloc64(sizeof *st);
    if (!st)
        return ng_fail(err, NG_IO, 0, "there is no memory for a store");
    *st = (struct ng_store){.mode = mode, .lock = -1};
    sqlite3_snprintf(sizeof st->path, st->path, "%s", path);
    ng_status status = NG_OK;
    if (strlen(path) > sizeof st->path - 16)
        status = ng_fail(err, NG_USAGE, 0, "the path of the store is too long");
    if (status == NG_OK && mode == NG_STORE_WRITE && !memory) {
        status = make_folders(path, err);
        if (status == NG_OK)
            status = take_lock(st, err);
    }
    if (status == NG_OK)
        status = mode == NG_STORE_WRITE || memory ? open_to_write(st, err)
                                                  : open_to_read(st, err);
    st->squeezer = ZSTD_createCCtx();
    st->opener = ZSTD_createDCtx();
    if (status == NG_OK && (!st->squeezer || !st->opener))
        status = ng_fail(err, NG_IO, 0, "there is no memory for a store");
    st->rows.db = st->db;
    if (status == NG_OK)
        *out = st;
    else
        ng_store_close(st);
    return status;
}

void ng_store_close(struct ng_store *st)
{
    for (size_t i = 0; i < NG_SQL_COUNT; i++)
        sqlite3_finalize(st->said[i]);
    ng_rows_close(&st->rows);
    ng_prints_close(st);
    sqlite3_close(st->db);
    ZSTD_freeCCtx(st->squeezer);
    ZSTD_freeDCtx(st->opener);
    if (st->lock >= 0)
        close(st->lock);
    sqlite3_free(st);
}

ng_status ng_store_refresh(struct ng_store *st, struct ng_err *err)
{
    ng_sql_reset_all(st);
    return exec(st, "COMMIT; BEGIN", err);
}

/* ---- transactions ----------------------------------------------------- */

ng_status ng_store_begin(struct ng_store *st, struct ng_err *err)
{
    return exec(st, "BEGIN IMMEDIATE", err);
}

ng_status ng_store_commit(struct ng_store *st, struct ng_err *err)
{
    /* Whoever looked before sees by the number that there is something new. */
    ng_status status =
        exec(st,
             "INSERT INTO meta VALUES('revision', '1') ON CONFLICT(key) "
             "DO UPDATE SET value = CAST(value AS INTEGER) + 1; COMMIT",
             err);
    if (status == NG_OK)
        ng_prints_ended(st, true);
    else
        ng_store_rollback(st);
    return status;
}

void ng_store_rollback(struct ng_store *st)
{
    ng_sql_reset_all(st);
    if (!sqlite3_get_autocommit(st->db))
        sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
    ng_prints_ended(st, false);
}
