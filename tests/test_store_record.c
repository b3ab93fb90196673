/* The lists of a report in one piece: what they are beside the rows, and that
 * damaged ones do no harm. */
#include "store/fix.h"
#include "store/tables.h"
#include "store_made.h"

static void change(const char *path, const char *sql)
{
    sqlite3 *db;
    REQUIRE(sqlite3_open(path, &db) == SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        T_SAY("%s: %s\n", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static int pieces(const char *path)
{
    sqlite3 *db;
    sqlite3_stmt *s;
    int n = -1;
    sqlite3_open(path, &db);
    sqlite3_prepare_v2(db, "SELECT count(record) FROM body", -1, &s, NULL);
    if (sqlite3_step(s) == SQLITE_ROW)
        n = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    sqlite3_close(db);
    return n;
}

static void all_come_back(struct ng_store *st, bool by_number,
                          struct ng_arena *a)
{
    struct ng_err err = {0};
    for (int i = 0; i < 3; i++) {
        struct ng_arena room = *a;
        const struct ng_report *put = help_report(i, &room);
        struct ng_report got = {0};
        int64_t nr = ng_store_number(st, put->id);
        CHECK((by_number ? ng_store_load_to_weigh(st, nr, &got, &room, &err)
                         : ng_store_load_report(st, put->id, &got, &room,
                                                &err)) == NG_OK);
        if (by_number) { /* but for what weighing does not need */
            got.source = put->source;
            got.map.at = put->map.at;
            got.map.n = put->map.n;
        }
        same_report(put, &got);
    }
}

/* Of another program, or gone: the rows tell, and it is made anew. */
static void rows_tell_where_the_piece_does_not(void)
{
    static const char *const damage[] = {
        "UPDATE body SET record = NULL", "UPDATE body SET record = x''",
        "UPDATE body SET record = x'01'",
        "UPDATE body SET record = zeroblob(length(record))"};
    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
        struct ng_arena a = fresh();
        struct ng_err err = {0};
        char path[64];
        forget(temporary(path, "record"));
        struct ng_store *st = filled(path, 3, &a);
        REQUIRE(st);
        all_come_back(st, true, &a);
        ng_store_close(st);
        CHECK_INT(pieces(path), 3);
        change(path, damage[i]);
        REQUIRE(ng_store_open(&st, path, NG_STORE_WRITE, &err) == NG_OK);
        all_come_back(st, false, &a);
        all_come_back(st, true, &a);
        struct ng_check check = {0};
        CHECK(ng_store_check(st, &check, &err) == NG_OK);
        ng_store_close(st);
        change(path, "DELETE FROM mention; DELETE FROM name");
        CHECK_INT(pieces(path), 3);
        REQUIRE(ng_store_open(&st, path, NG_STORE_READ, &err) == NG_OK);
        all_come_back(st, true, &a);
        CHECK(ng_store_check(st, &check, &err) == NG_CITE);
        ng_store_close(st);
        forget(path);
    }
}

struct reading {
    ng_str packed;
    uint64_t shape;
    struct ng_report *r;
    bool ok;
};

static ng_status read_it(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct reading *x = ctx;
    (void)err;
    x->ok = ng_rows_unpack(ng_report_lists, ng_report_lists_n, x->packed,
                           x->shape, UINT32_MAX, x->r, a);
    return NG_OK;
}

/* Every byte changed in turn, every end cut off. */
static void damage_stays_inside(void)
{
    struct ng_arena a = fresh();
    struct ng_report *put = help_report(1, &a);
    struct ng_out o = {0};
    uint64_t shape = ng_rows_pack_shape(ng_report_lists, ng_report_lists_n);
    ng_rows_pack(ng_report_lists, ng_report_lists_n, put, shape, &o);
    size_t fine = 0;
    for (size_t i = 0; i < 2 * o.n; i++) {
        size_t n = i < o.n ? o.n : i - o.n;
        char *copy = malloc(n ? n : 1); /* so that a read too far is met */
        REQUIRE(copy);
        memcpy(copy, o.p, n);
        if (i < o.n)
            copy[i] = (char)(copy[i] ^ (1 << i % 8));
        struct ng_report got = {0};
        struct reading x = {.packed = {copy, n}, .shape = shape, .r = &got};
        struct ng_arena room = a;
        ng_status status = ng_guarded(read_it, &x, &room, NULL);
        CHECK(status == NG_OK || status == NG_TOO_BIG);
        fine += status == NG_OK && x.ok;
        if (i < sizeof shape || i >= o.n)
            CHECK(!x.ok);
        free(copy);
    }
    CHECK(fine > 0 && fine < o.n);
    ng_out_release(&o);
}

T_MAIN(T(rows_tell_where_the_piece_does_not), T(damage_stays_inside))
