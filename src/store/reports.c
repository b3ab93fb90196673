#include "store/fix.h"
#include "store/inside.h"

#include <limits.h>

/* Words as editors count them: runs between white space. */
static int64_t count_words(ng_str text)
{
    int64_t n = 0;
    bool in = false;
    for (size_t i = 0; i < text.n; i++) {
        bool space = ng_is_space(text.p[i]);
        n += !space && !in;
        in = !space;
    }
    return n;
}

/* All of a report that its own bytes decide. Not its path (the smallest under
 * which the bytes came), nor what other reports decide. */
uint64_t ng_report_seal(const struct ng_report *r)
{
    uint64_t h = ng_hash64((ng_str){(const char *)r->sha.b, 32}, 1);
    h = ng_hash64(r->title, h + r->title.n);
    h = ng_hash64(r->text, h + r->text.n);
    for (size_t i = 0; i < r->map.n; i++) {
        const struct ng_map_run *m = &r->map.at[i];
        uint32_t run[] = {m->text_beg, m->raw_beg, m->raw_end, m->same};
        h = ng_hash64((ng_str){(const char *)run, sizeof run}, h);
    }
    for (size_t i = 0; i < r->sentences.n; i++)
        h = ng_hash64((ng_str){(const char *)&r->sentences.at[i],
                               sizeof *r->sentences.at},
                      h);
    h = ng_columns_seal(ng_report_columns, ng_report_columns_n, r, h);
    return ng_rows_seal(ng_report_lists, ng_report_lists_n, r, h);
}

int64_t ng_report_shape(void)
{
    uint64_t h = ng_columns_shape(ng_report_columns, ng_report_columns_n, 1);
    return (int64_t)ng_rows_shape(ng_report_lists, ng_report_lists_n, h);
}

/* ---- put -------------------------------------------------------------- */

static void bind_str(sqlite3_stmt *s, int at, ng_str v)
{
    sqlite3_bind_text64(s, at, v.p ? v.p : "", v.n, SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_id(sqlite3_stmt *s, int at, const ng_id *id)
{
    if (id->c[0])
        bind_str(s, at, ng_id_str(id));
    else
        sqlite3_bind_null(s, at);
}

static int finish(sqlite3_stmt *s)
{
    sqlite3_step(s);
    return sqlite3_reset(s);
}

/* Number, path and depth of a report that is there; 0 if it is not. */
static int64_t find_nr(struct ng_store *st, ng_id id)
{
    sqlite3_stmt *s = ng_sql(st, NG_SQL_PATH,
                             "SELECT nr, path, fast FROM report WHERE id = ?");
    if (!s)
        return 0;
    bind_str(s, 1, ng_id_str(&id));
    int64_t nr = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    return nr;
}

static ng_str text_of(sqlite3_stmt *s, int column)
{
    const void *p = sqlite3_column_text(s, column);
    return (ng_str){p, p ? (size_t)sqlite3_column_bytes(s, column) : 0};
}

int64_t ng_store_number(struct ng_store *st, ng_id report)
{
    int64_t nr = find_nr(st, report);
    if (st->said[NG_SQL_PATH])
        sqlite3_reset(st->said[NG_SQL_PATH]);
    return nr;
}

bool ng_store_has(struct ng_store *st, ng_id report)
{
    return ng_store_number(st, report) != 0;
}

bool ng_store_has_path(struct ng_store *st, ng_id report, ng_str path)
{
    bool has = find_nr(st, report) != 0;
    sqlite3_stmt *s = st->said[NG_SQL_PATH];
    has = has ? ng_str_cmp(text_of(s, 1), path) <= 0
              : ng_store_parked(st, report); /* it is ignored, and stays so */
    if (s)
        sqlite3_reset(s);
    return has;
}

bool ng_store_is_fast(struct ng_store *st, ng_id report)
{
    bool fast = find_nr(st, report) != 0;
    sqlite3_stmt *s = st->said[NG_SQL_PATH];
    fast = fast && sqlite3_column_int(s, 2) != 0;
    if (s)
        sqlite3_reset(s);
    return fast;
}

int ng_drop_report(struct ng_store *st, int64_t nr)
{
    int rc = ng_rows_drop(&st->rows, ng_report_lists, ng_report_lists_n, nr);
    static const char *const sql[] = {
        ("INSERT INTO search(search, rowid, title, text) "
         "SELECT 'delete', nr, title, text FROM body WHERE nr = ?"),
        "DELETE FROM body WHERE nr = ?", "DELETE FROM report WHERE nr = ?"};
    for (unsigned i = 0; i < 3 && rc == SQLITE_OK; i++) {
        sqlite3_stmt *s = ng_sql(st, NG_SQL_DROP_SEARCH + i, sql[i]);
        if (!s)
            return ng_sql_why(st);
        sqlite3_bind_int64(s, 1, nr);
        rc = finish(s);
    }
    return rc;
}

enum { FIXED = 11 }; /* columns before those that tables.c describes */

/* OR FAIL: what may fail half done (it fires triggers) else opens a savepoint,
 * and at each of those the full text writes out all that it holds. Whoever puts
 * a report ends the transaction if that fails. */
static sqlite3_stmt *put_statement(struct ng_store *st)
{
    if (st->said[NG_SQL_PUT_REPORT])
        return ng_sql(st, NG_SQL_PUT_REPORT, "");
    sqlite3_str *sql = sqlite3_str_new(st->db);
    sqlite3_str_appendall(
        sql, "INSERT OR FAIL INTO report(nr, id, path, sha256, seal, "
             "shape, words, text_bytes, story, origin, lineage_role, ");
    ng_columns_list(sql, ng_report_columns, ng_report_columns_n);
    sqlite3_str_appendall(sql, ") VALUES(?");
    size_t width = ng_columns_width(ng_report_columns, ng_report_columns_n);
    for (size_t i = 1; i < FIXED + width; i++)
        sqlite3_str_appendall(sql, ", ?");
    sqlite3_str_appendall(sql, ")");
    char *text = sqlite3_str_finish(sql);
    sqlite3_stmt *s = text ? ng_sql(st, NG_SQL_PUT_REPORT, text) : NULL;
    sqlite3_free(text);
    return s;
}

/* `held`: its path till now, or NULL. */
static int put_row(struct ng_store *st, const struct ng_report *r,
                   const sqlite3_value *held, int64_t *nr)
{
    sqlite3_stmt *s = put_statement(st);
    if (!s)
        return ng_sql_why(st);
    if (*nr)
        sqlite3_bind_int64(s, 1, *nr);
    else
        sqlite3_bind_null(s, 1);
    bind_str(s, 2, ng_id_str(&r->id));
    if (held)
        sqlite3_bind_value(s, 3, held);
    else
        bind_str(s, 3, r->source.path);
    sqlite3_bind_blob(s, 4, r->sha.b, sizeof r->sha.b, SQLITE_STATIC);
    sqlite3_bind_int64(s, 5, (int64_t)ng_report_seal(r));
    sqlite3_bind_int64(s, 6, ng_report_shape());
    sqlite3_bind_int64(s, 7, count_words(r->text));
    sqlite3_bind_int64(s, 8, (int64_t)r->text.n);
    bind_id(s, 9, &r->story);
    bind_id(s, 10, &r->origin);
    bind_str(s, 11, ng_lineage_role_name(r->lineage_role));
    ng_columns_bind(s, FIXED + 1, ng_report_columns, ng_report_columns_n, r);
    int rc = finish(s);
    if (rc == SQLITE_OK && !*nr)
        *nr = sqlite3_last_insert_rowid(st->db);
    return rc;
}

static void bind_packed(sqlite3_stmt *s, int at, struct ng_packed p)
{
    if (p.p)
        sqlite3_bind_blob64(s, at, p.p, p.n, sqlite3_free);
    else
        sqlite3_bind_null(s, at); /* no memory: NOT NULL will tell */
}

static int put_body(struct ng_store *st, const struct ng_report *r, int64_t nr)
{
    sqlite3_stmt *s = ng_sql(st, NG_SQL_PUT_BODY,
                             "INSERT INTO body(nr, title, text, bytes, raw, "
                             "map, sentences, arcs, record) "
                             "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!s)
        return ng_sql_why(st);
    const struct ng_raw *raw = &r->source;
    sqlite3_bind_int64(s, 1, nr);
    bind_str(s, 2, r->title);
    bind_str(s, 3, r->text);
    bind_packed(s, 4, ng_squeeze(st, raw->bytes, (ng_str){0}));
    if (ng_str_eq(raw->raw, raw->bytes))
        sqlite3_bind_null(s, 5);
    else
        bind_packed(s, 5, ng_squeeze(st, raw->raw, raw->bytes));
    bind_packed(s, 6, ng_pack_map(&r->map));
    bind_packed(s, 7, ng_pack_sentences(r));
    bind_packed(s, 8, ng_pack_words(st, r));
    int rc = ng_bind_record(st, s, 9, r);
    if (rc == SQLITE_OK)
        rc = finish(s);
    sqlite3_clear_bindings(s);
    if (rc != SQLITE_OK)
        return rc;
    s = ng_sql(st, NG_SQL_PUT_SEARCH,
               "INSERT INTO search(rowid, title, text) VALUES(?, ?, ?)");
    if (!s)
        return ng_sql_why(st);
    sqlite3_bind_int64(s, 1, nr);
    bind_str(s, 2, r->title);
    bind_str(s, 3, r->text);
    return finish(s);
}

/* It has to be settled, or settled again. */
static int mark_new(struct ng_store *st, int64_t nr)
{
    sqlite3_stmt *s = ng_sql(st, NG_SQL_UNSETTLE,
                             "INSERT OR IGNORE INTO unsettled VALUES(?)");
    if (!s)
        return ng_sql_why(st);
    sqlite3_bind_int64(s, 1, nr);
    return finish(s);
}

ng_status ng_store_put_report(struct ng_store *st, const struct ng_report *r,
                              struct ng_err *err)
{
    int64_t nr = find_nr(st, r->id);
    sqlite3_stmt *s = st->said[NG_SQL_PATH];
    sqlite3_value *held = NULL;
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    if (nr && ng_str_cmp(text_of(s, 1), r->source.path) < 0)
        held = sqlite3_value_dup(sqlite3_column_value(s, 1));
    sqlite3_reset(s);
    int rc = nr ? ng_drop_report(st, nr) : SQLITE_OK;
    if (rc == SQLITE_OK)
        rc = put_row(st, r, held, &nr);
    sqlite3_value_free(held);
    if (rc == SQLITE_OK)
        rc = put_body(st, r, nr);
    st->put = nr;
    if (rc == SQLITE_OK)
        rc = mark_new(st, nr);
    if (rc == SQLITE_OK)
        rc = ng_rows_put(&st->rows, ng_report_lists, ng_report_lists_n, nr, r);
    return ng_sql_status(st, rc, err);
}

int64_t ng_store_number_put(const struct ng_store *st)
{
    return st->put;
}

/* ---- load ------------------------------------------------------------- */

/* What a part has of the body: to read a column is to read all its pages. */
static sqlite3_stmt *load_statement(struct ng_store *st, enum ng_part part)
{
    static const char *const bodies[] = {
        [NG_PART_ALL] = "title, text, bytes, raw, map, sentences, arcs, record",
        [NG_PART_RECORD] =
            "title, text, NULL, NULL, map, sentences, NULL, record",
        [NG_PART_WEIGHED] =
            "title, text, NULL, NULL, NULL, sentences, arcs, record",
        [NG_PART_TEXT] = "title, text, NULL, NULL, NULL, NULL, NULL, NULL",
        [NG_PART_ROW] = "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
    };
    enum ng_said slot = NG_SQL_LOAD_REPORT + part;
    if (st->said[slot])
        return ng_sql(st, slot, "");
    sqlite3_str *sql = sqlite3_str_new(st->db);
    sqlite3_str_appendf(sql,
                        "SELECT id, path, sha256, iif(shape = ?2, seal, 0), "
                        "story, origin, lineage_role, NULL, %s, ",
                        bodies[part]);
    ng_columns_list(sql, ng_report_columns, ng_report_columns_n);
    sqlite3_str_appendf(sql, " FROM report r%s WHERE r.nr = ?1",
                        part == NG_PART_ROW ? ""
                                            : " JOIN body b ON b.nr = r.nr");
    char *text = sqlite3_str_finish(sql);
    sqlite3_stmt *s = text ? ng_sql(st, slot, text) : NULL;
    sqlite3_free(text);
    return s;
}

struct loading {
    struct ng_store *st;
    int64_t nr;
    struct ng_report *r;
    uint64_t *seal;
    enum ng_part part;
    bool some; /* only of `needs` */
    unsigned needs;
};

static ng_str blob(sqlite3_stmt *s, int column)
{
    const void *p = sqlite3_column_blob(s, column);
    return (ng_str){p, p ? (size_t)sqlite3_column_bytes(s, column) : 0};
}

/* Columns 8 .. 15 of the statement: title, text, bytes, raw, map, sentences,
 * arcs, record. */
static bool read_body(struct ng_store *st, sqlite3_stmt *s, enum ng_part part,
                      struct ng_report *r, struct ng_arena *a)
{
    r->title = ng_sql_text(s, 8, a);
    r->text = ng_sql_text(s, 9, a);
    if (part == NG_PART_TEXT)
        return true;
    if (part == NG_PART_RECORD)
        return ng_unpack_map(blob(s, 12), &r->map, a) &&
               ng_unpack_sentences(blob(s, 13), r, a);
    if (sqlite3_column_type(s, 14) != SQLITE_NULL &&
        !ng_unsqueeze(st, blob(s, 14), (ng_str){0}, &r->arcs, a))
        return false;
    if (part == NG_PART_WEIGHED)
        return ng_unpack_sentences(blob(s, 13), r, a);
    if (!ng_unsqueeze(st, blob(s, 10), (ng_str){0}, &r->source.bytes, a))
        return false;
    r->source.raw = r->source.bytes;
    if (sqlite3_column_type(s, 11) != SQLITE_NULL &&
        !ng_unsqueeze(st, blob(s, 11), r->source.bytes, &r->source.raw, a))
        return false;
    return ng_unpack_map(blob(s, 12), &r->map, a) &&
           ng_unpack_sentences(blob(s, 13), r, a);
}

static bool unpack_lists(struct loading *l, sqlite3_stmt *s, struct ng_arena *a)
{
    unsigned wanted = l->some ? l->needs >> 1 : UINT_MAX;
    return !l->seal && ng_unpack_record(l->st, blob(s, 15), wanted, l->r, a);
}

static ng_status load_needed(struct loading *l, struct ng_arena *a,
                             struct ng_err *err)
{
    int rc = SQLITE_OK;
    for (size_t i = 0; i < ng_report_lists_n && rc == SQLITE_OK; i++)
        if (l->needs >> (i + 1) & 1)
            rc = ng_rows_load(&l->st->rows, ng_report_lists + i, 1, l->nr, l->r,
                              a);
    return ng_sql_status(l->st, rc, err);
}

static ng_status load(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct loading *l = ctx;
    struct ng_store *st = l->st;
    sqlite3_stmt *s = load_statement(st, l->part);
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    sqlite3_bind_int64(s, 1, l->nr);
    sqlite3_bind_int64(s, 2, ng_report_shape());
    int rc = sqlite3_step(s);
    if (rc == SQLITE_DONE)
        return ng_fail(err, NG_NOTHING, 0, "there is no such report");
    if (rc != SQLITE_ROW)
        return ng_sql_status(st, rc, err);
    struct ng_report *r = l->r;
    *r = (struct ng_report){.id = ng_sql_id(s, 0),
                            .story = ng_sql_id(s, 4),
                            .origin = ng_sql_id(s, 5)};
    r->source.path = ng_sql_text(s, 1, a);
    ng_str sha = blob(s, 2);
    memcpy(r->sha.b, sha.n ? sha.p : "", sha.n < 32 ? sha.n : 32);
    if (l->seal)
        *l->seal = (uint64_t)sqlite3_column_int64(s, 3);
    ng_lineage_role_find(blob(s, 6), &r->lineage_role);
    ng_columns_read(s, 16, ng_report_columns, ng_report_columns_n, r, a);
    if (l->part != NG_PART_ROW && !read_body(st, s, l->part, r, a))
        return ng_fail(err, NG_STORE, 0,
                       "the bytes kept of report %s are damaged", r->id.c);
    bool told = l->part == NG_PART_TEXT || unpack_lists(l, s, a);
    sqlite3_reset(s);
    if (told)
        return NG_OK;
    if (l->some)
        return load_needed(l, a, err);
    rc = ng_rows_load(&st->rows, ng_report_lists, ng_report_lists_n, l->nr, r,
                      a);
    if (rc == SQLITE_OK && l->part == NG_PART_WEIGHED)
        rc = ng_keep_record(st, l->nr, r); /* for the next time */
    return ng_sql_status(st, rc, err);
}

static ng_status load_guarded(struct loading l, struct ng_arena *a,
                              struct ng_err *err)
{
    ng_status status = ng_guarded(load, &l, a, err);
    if (status != NG_OK)
        ng_sql_reset_all(l.st);
    return status;
}

ng_status ng_load_nr(struct ng_store *st, int64_t nr, enum ng_part part,
                     struct ng_report *r, uint64_t *seal, struct ng_arena *a,
                     struct ng_err *err)
{
    return load_guarded((struct loading){st, nr, r, seal, part, false, 0}, a,
                        err);
}

ng_status ng_load_some(struct ng_store *st, int64_t nr, unsigned needs,
                       struct ng_report *r, struct ng_arena *a,
                       struct ng_err *err)
{
    return load_guarded((struct loading){.st = st,
                                         .nr = nr,
                                         .r = r,
                                         .part = needs & NG_NEED_TEXT
                                                     ? NG_PART_RECORD
                                                     : NG_PART_ROW,
                                         .some = true,
                                         .needs = needs},
                        a, err);
}

ng_status ng_store_load_to_weigh(struct ng_store *st, int64_t nr,
                                 struct ng_report *r, struct ng_arena *a,
                                 struct ng_err *err)
{
    struct ng_arena before = *a;
    ng_status status = ng_load_nr(st, nr, NG_PART_WEIGHED, r, NULL, a, err);
    if (status != NG_OK || (r->published_basis != NG_BASIS_NONE &&
                            r->published_basis != NG_BASIS_OTHER_REPORTS))
        return status;
    *a = before;
    return ng_load_nr(st, nr, NG_PART_ALL, r, NULL, a, err);
}

static ng_status load_id(struct ng_store *st, ng_id id, struct ng_report *r,
                         enum ng_part part, struct ng_arena *a,
                         struct ng_err *err)
{
    int64_t nr = find_nr(st, id);
    if (!st->said[NG_SQL_PATH])
        return ng_sql_status(st, ng_sql_why(st), err);
    sqlite3_reset(st->said[NG_SQL_PATH]);
    if (!nr)
        return ng_fail(err, NG_NOTHING, 0, "there is no report %s", id.c);
    return load_guarded((struct loading){st, nr, r, NULL, part, false, 0}, a,
                        err);
}

ng_status ng_store_load_report(struct ng_store *st, ng_id id,
                               struct ng_report *r, struct ng_arena *a,
                               struct ng_err *err)
{
    return load_id(st, id, r, NG_PART_ALL, a, err);
}

ng_status ng_store_load_record(struct ng_store *st, ng_id id,
                               struct ng_report *r, struct ng_arena *a,
                               struct ng_err *err)
{
    return load_id(st, id, r, NG_PART_RECORD, a, err);
}

/* ---- lists of ids ----------------------------------------------------- */

struct listing {
    struct ng_store *st;
    sqlite3_stmt *s;
    ng_ids *ids;
};

static ng_status list(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct listing *l = ctx;
    int rc;
    while ((rc = sqlite3_step(l->s)) == SQLITE_ROW)
        *ng_push(l->ids, a) = ng_sql_id(l->s, 0);
    return ng_sql_status(l->st, rc, err);
}

static ng_status list_ids(struct ng_store *st, sqlite3_stmt *s, ng_ids *ids,
                          struct ng_arena *a, struct ng_err *err)
{
    struct listing l = {st, s, ids};
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    ng_status status = ng_guarded(list, &l, a, err);
    sqlite3_finalize(s);
    return status;
}

ng_status ng_store_report_ids(struct ng_store *st, ng_ids *ids,
                              struct ng_arena *a, struct ng_err *err)
{
    return list_ids(st,
                    ng_sql_once(st, "SELECT id FROM report "
                                    "ORDER BY published_first, id"),
                    ids, a, err);
}

ng_status ng_store_stories_between(struct ng_store *st, ng_day since,
                                   ng_day until, ng_ids *ids,
                                   struct ng_arena *a, struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(
        st, since == NG_NO_DAY
                ? "SELECT id FROM story WHERE ?2 IS NULL OR "
                  "span_first IS NULL OR span_first <= ?2 "
                  "ORDER BY span_last DESC, id DESC"
                : "SELECT id FROM story WHERE span_last >= ?1 AND "
                  "(?2 IS NULL OR span_first IS NULL OR span_first <= ?2) "
                  "ORDER BY span_last DESC, id DESC");
    if (s && since != NG_NO_DAY)
        sqlite3_bind_int(s, 1, since);
    if (s && until != NG_NO_DAY)
        sqlite3_bind_int(s, 2, until);
    return list_ids(st, s, ids, a, err);
}

ng_status ng_store_story_ids(struct ng_store *st, ng_day since, ng_ids *ids,
                             struct ng_arena *a, struct ng_err *err)
{
    return ng_store_stories_between(st, since, NG_NO_DAY, ids, a, err);
}

uint64_t ng_store_size(struct ng_store *st, uint64_t *bytes)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "SELECT count(*), sum(text_bytes) FROM report");
    uint64_t n = 0;
    *bytes = 0;
    if (s && sqlite3_step(s) == SQLITE_ROW) {
        n = (uint64_t)sqlite3_column_int64(s, 0);
        *bytes = (uint64_t)sqlite3_column_int64(s, 1);
    }
    sqlite3_finalize(s);
    return n;
}

uint64_t ng_store_count(struct ng_store *st)
{
    sqlite3_stmt *s = ng_sql_once(st, "SELECT count(*) FROM report");
    uint64_t n = 0;
    if (s && sqlite3_step(s) == SQLITE_ROW)
        n = (uint64_t)sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return n;
}
