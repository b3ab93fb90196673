/* The store: what is damaged is told, what is not ours is left alone, and one
 * program writes at a time. */
#include "store_made.h"

/* ---- proof ------------------------------------------------------------ */

static void told(void *ctx, ng_str what)
{
    (void)what;
    *(int *)ctx += 1;
}

/* Changes a store by SQL behind its back; check must notice. */
static void check_notices(const char *sql, ng_status want)
{
    struct ng_arena a = fresh();
    struct ng_err err = {0};
    char path[64];
    int lines = 0;
    struct ng_check check = {.tell = told, .ctx = &lines};
    forget(temporary(path, "check"));
    struct ng_store *st = with_story(path, &a);
    REQUIRE(st);
    ng_store_close(st);
    sqlite3 *db;
    REQUIRE(sqlite3_open(path, &db) == SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        T_SAY("%s: %s\n", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
    REQUIRE(ng_store_open(&st, path, NG_STORE_READ, &err) == NG_OK);
    ng_status got = ng_store_check(st, &check, &err);
    if (got != want)
        T_SAY("%s: %s\n", sql, err.text);
    CHECK_INT(got, want);
    CHECK((lines > 0) == (want == NG_CITE));
    CHECK_INT(check.bad, lines);
    CHECK_INT(check.reports, 2);
    CHECK(check.cites > 20);
    ng_store_close(st);
    forget(path);
}

static void a_check_can_fail(void)
{
    static const char *const damage[] = {
        "UPDATE body SET text = replace(text, '300', '400') WHERE nr = 1",
        "UPDATE body SET text = replace(text, char(233), 'xx') WHERE nr = 1",
        "UPDATE body SET title = 'x' WHERE nr = 2",
        "UPDATE body SET bytes = zeroblob(length(bytes)) WHERE nr = 2",
        "UPDATE body SET map = x'00' WHERE nr = 2",
        "UPDATE report SET sha256 = zeroblob(32) WHERE nr = 2",
        "UPDATE report SET title_end = title_end + 1 WHERE nr = 2",
        "UPDATE name SET at_end = at_end + 1 WHERE of = 1 AND seq = 0",
        "UPDATE name SET at_end = 100000 WHERE of = 1 AND seq = 0",
        "UPDATE note SET raw_end = 100000 WHERE of = 1",
        "UPDATE saying_via SET at_beg = at_beg - 1 WHERE of = 2 AND seq = 1",
        "UPDATE mention SET status = 'denied' WHERE of = 2 AND seq = 1",
        "UPDATE quantity SET low = 301 WHERE of = 1",
        "DELETE FROM mention_actor WHERE of = 1",
        "DELETE FROM search_docsize WHERE id = 1",
        "UPDATE line_cite SET at_end = 100000 WHERE seq = 1",
        "UPDATE line_cite SET report = 9 WHERE seq = 1",
        "UPDATE value_cite SET at_beg = at_beg + 1 WHERE seq = 1",
        "UPDATE lineage_block SET child_end = 90000",
        "UPDATE change SET before = 'Friday'",
        "UPDATE event_mention SET mention = 40",
        "UPDATE report SET story_seq = 1 - story_seq",
    };
    check_notices("SELECT 1", NG_OK);
    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++)
        check_notices(damage[i], NG_CITE);
}

/* ---- opening ---------------------------------------------------------- */

static void expect_open(const char *path, enum ng_store_mode mode,
                        ng_status want, const char *says)
{
    struct ng_store *st = NULL;
    struct ng_err err = {0};
    ng_status got = ng_store_open(&st, path, mode, &err);
    CHECK_INT(got, want);
    if (got == NG_OK)
        ng_store_close(st);
    else if (!strstr(err.text, says))
        T_SAY("\"%s\" does not say \"%s\"\n", err.text, says);
}

static void one_writes_and_others_read(void)
{
    struct ng_arena a = fresh();
    char path[64];
    forget(temporary(path, "lock"));
    expect_open(path, NG_STORE_READ, NG_IO, "no store");
    struct ng_store *st = filled(path, 1, &a);
    REQUIRE(st);
    expect_open(path, NG_STORE_WRITE, NG_STORE, "another nutgraf is writing");
    expect_open(path, NG_STORE_READ, NG_OK, "");
    struct ng_err err = {0};
    struct ng_store *reader = NULL;
    CHECK(ng_store_begin(st, &err) == NG_OK);
    CHECK(ng_store_put_report(st, help_report(5, &a), &err) == NG_OK);
    REQUIRE(ng_store_open(&reader, path, NG_STORE_READ, &err) == NG_OK);
    CHECK_INT(ng_store_count(reader), 1);
    CHECK(ng_store_commit(st, &err) == NG_OK);
    CHECK_INT(ng_store_count(reader), 1);
    CHECK(ng_store_refresh(reader, &err) == NG_OK);
    CHECK_INT(ng_store_count(reader), 2);
    CHECK(ng_store_begin(reader, &err) != NG_OK);
    ng_store_close(reader);
    ng_store_close(st);
    expect_open(path, NG_STORE_WRITE, NG_OK, "");
    forget(path);
}

static void write_file(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    if (f) {
        fwrite(bytes, 1, n, f);
        fclose(f);
    }
}

static void a_store_that_is_not_ours_is_left_alone(void)
{
    struct ng_arena a = fresh();
    char path[64], junk[8192];
    sqlite3 *db;
    forget(temporary(path, "odd"));
    memset(junk, 'j', sizeof junk);
    write_file(path, junk, sizeof junk);
    expect_open(path, NG_STORE_WRITE, NG_STORE, "not a nutgraf store");
    expect_open(path, NG_STORE_READ, NG_STORE, "not a nutgraf store");
    forget(path);
    REQUIRE(sqlite3_open(path, &db) == SQLITE_OK);
    sqlite3_exec(db, "CREATE TABLE t(x)", NULL, NULL, NULL);
    sqlite3_close(db);
    expect_open(path, NG_STORE_WRITE, NG_STORE, "another program");
    forget(path);
    ng_store_close(filled(path, 1, &a));
    REQUIRE(sqlite3_open(path, &db) == SQLITE_OK);
    sqlite3_exec(db, "PRAGMA user_version = 1000", NULL, NULL, NULL);
    sqlite3_close(db);
    expect_open(path, NG_STORE_WRITE, NG_STORE, "newer nutgraf");
    expect_open(path, NG_STORE_READ, NG_STORE, "newer nutgraf");
    forget(path);
    write_file(path, "", 0);
    expect_open(path, NG_STORE_READ, NG_NOTHING, "empty");
    expect_open(path, NG_STORE_WRITE, NG_OK, "");
    forget(path);
}

/* Overwrite pages one after the other: always a status, never a crash. */
static void a_damaged_store_is_told(void)
{
    struct ng_arena a = fresh();
    char path[64], junk[4096];
    memset(junk, 0x5a, sizeof junk);
    forget(temporary(path, "damage"));
    unsigned noticed = 0;
    for (long page = 0; page < 24; page++) {
        forget(path);
        struct ng_store *st = with_story(path, &a);
        REQUIRE(st);
        ng_store_close(st);
        FILE *f = fopen(path, "r+b");
        REQUIRE(f);
        fseek(f, page * 4096, SEEK_SET);
        fwrite(junk, 1, sizeof junk, f);
        fclose(f);
        struct ng_err err = {0};
        struct ng_check check = {0};
        ng_status got = ng_store_open(&st, path, NG_STORE_READ, &err);
        if (got == NG_OK) {
            got = ng_store_check(st, &check, &err);
            ng_store_close(st);
        }
        noticed += got == NG_STORE || got == NG_CITE;
        if (got != NG_STORE && got != NG_CITE)
            T_SAY("page %ld: %d %s\n", page, got, err.text);
    }
    CHECK_INT(noticed, 24);
    forget(path);
}

static void a_full_arena_is_a_status(void)
{
    struct ng_arena a = fresh();
    struct ng_store *st = with_story(":memory:", &a);
    REQUIRE(st);
    ng_id story = help_story(&a)->stories.at[0].id;
    unsigned small = 0, enough = 0;
    for (size_t room = 64; room < 1 << 17; room += 509) {
        struct ng_arena little = {a.at, a.at + room, NULL};
        struct ng_batch b;
        struct ng_err err = {0};
        ng_status s = ng_store_load_story(st, story, &b, &little, &err);
        small += s == NG_TOO_BIG;
        enough += s == NG_OK;
        REQUIRE(s == NG_TOO_BIG || s == NG_OK);
    }
    CHECK(small > 0 && enough > 0);
    ng_store_close(st);
}

/* Twice each: a statement that could not be made is asked for again. */
static void a_missing_column_is_told(void)
{
    struct ng_arena a = fresh();
    char path[64];
    sqlite3 *db;
    forget(temporary(path, "column"));
    struct ng_store *st = with_story(path, &a);
    REQUIRE(st);
    ng_store_close(st);
    REQUIRE(sqlite3_open(path, &db) == SQLITE_OK);
    CHECK(sqlite3_exec(db,
                       "ALTER TABLE story DROP COLUMN shape;"
                       "ALTER TABLE report DROP COLUMN shape;"
                       "ALTER TABLE name DROP COLUMN type",
                       NULL, NULL, NULL) == SQLITE_ERROR); /* a view needs it */
    sqlite3_close(db);
    struct ng_err err = {0};
    REQUIRE(ng_store_open(&st, path, NG_STORE_WRITE, &err) == NG_OK);
    ng_id story = help_story(&a)->stories.at[0].id;
    for (int i = 0; i < 2; i++) {
        struct ng_batch b;
        struct ng_report *put = help_report(i, &a), r;
        CHECK(ng_store_load_story(st, story, &b, &a, &err) == NG_STORE);
        CHECK(ng_store_load_report(st, put->id, &r, &a, &err) == NG_STORE);
        CHECK(ng_store_put_report(st, put, &err) == NG_STORE);
        CHECK(ng_store_put_story(st, help_story(&a), &err) == NG_STORE);
    }
    CHECK(strstr(err.text, "does not have the tables"));
    ng_store_close(st);
    forget(path);
}

static void the_views_can_be_read(void)
{
    static const struct {
        const char *sql;
        int want;
    } rows[] = {
        {"SELECT count(*) FROM v1_reports WHERE length(sha256) = 64 AND "
         "published = '2019-04-14T10:00:00Z' AND story <> ''",
         2},
        {"SELECT count(*) FROM v1_names WHERE exact = 'Norland' AND "
         "entity LIKE 'n%'",
         2},
        {"SELECT count(*) FROM v1_entities WHERE aliases = '[\"Norland\"]' "
         "AND reports = 2 AND mentions = 6",
         1},
        {"SELECT count(*) FROM v1_times WHERE exact = 'Monday' AND "
         "value_start = '2019-04-14' AND value_end IS NULL",
         2},
        {"SELECT count(*) FROM v1_quantities WHERE low = 300.5 AND high IS "
         "NULL",
         2},
        {"SELECT count(*) FROM v1_sayings WHERE source = 'the mayor' AND "
         "via LIKE '%the radio%'",
         4},
        {"SELECT count(*) FROM v1_mentions WHERE place = 'Norland'", 6},
        {"SELECT count(*) FROM v1_stories WHERE json_array_length(reports) = 2 "
         "AND json_array_length(origins) = 1 AND last = '2019-04-15'",
         1},
        {"SELECT count(*) FROM v1_lineage WHERE relation = 'revision' AND "
         "child <> parent AND json_array_length(blocks) = 1",
         1},
        {"SELECT count(*) FROM v1_changes WHERE before = 'Monday'", 1},
        {"SELECT count(*) FROM v1_events WHERE place = 'Port' AND "
         "json_array_length(actors) = 1 AND json_array_length(recipients) = 1",
         1},
        {"SELECT count(*) FROM v1_disagreements WHERE "
         "json_array_length(\"values\") = 2",
         1},
    };
    struct ng_arena a = fresh();
    char path[64];
    sqlite3 *db;
    forget(temporary(path, "views"));
    struct ng_store *st = with_story(path, &a);
    REQUIRE(st);
    ng_store_close(st);
    REQUIRE(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) ==
            SQLITE_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sqlite3_stmt *s = NULL;
        if (sqlite3_prepare_v2(db, rows[i].sql, -1, &s, NULL) != SQLITE_OK ||
            sqlite3_step(s) != SQLITE_ROW)
            T_SAY("%s: %s\n", rows[i].sql, sqlite3_errmsg(db));
        else if (sqlite3_column_int(s, 0) != rows[i].want)
            T_SAY("%s: %d\n", rows[i].sql, sqlite3_column_int(s, 0));
        sqlite3_finalize(s);
    }
    sqlite3_close(db);
    forget(path);
}

T_MAIN(T(a_check_can_fail), T(one_writes_and_others_read),
       T(a_store_that_is_not_ours_is_left_alone), T(a_damaged_store_is_told),
       T(a_missing_column_is_told), T(the_views_can_be_read),
       T(a_full_arena_is_a_status))
