#include "store/index.h"

#include "store/inside.h"
#include "store/moves.h"
#include "store/prints.h"

static ng_status done(struct ng_store *st, sqlite3_stmt *s, struct ng_err *err)
{
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    sqlite3_step(s);
    return ng_sql_status(st, sqlite3_reset(s), err);
}

static int64_t number(struct ng_store *st, const char *sql)
{
    sqlite3_stmt *s = ng_sql_once(st, sql);
    int64_t n =
        s && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return n;
}

/* ---- numbers ----------------------------------------------------------- */

struct listing {
    struct ng_store *st;
    sqlite3_stmt *s;
    ng_numbers *nrs;
};

static ng_status list(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct listing *l = ctx;
    int rc;
    while ((rc = sqlite3_step(l->s)) == SQLITE_ROW)
        *ng_push(l->nrs, a) = sqlite3_column_int64(l->s, 0);
    return ng_sql_status(l->st, rc, err);
}

static ng_status list_numbers(struct ng_store *st, sqlite3_stmt *s,
                              ng_numbers *nrs, struct ng_arena *a,
                              struct ng_err *err)
{
    struct listing l = {st, s, nrs};
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    ng_status status = ng_guarded(list, &l, a, err);
    sqlite3_reset(s);
    return status;
}

ng_status ng_index_unsettled(struct ng_store *st, ng_numbers *nrs,
                             struct ng_arena *a, struct ng_err *err)
{
    return list_numbers(
        st,
        ng_sql(st, NG_SQL_UNSETTLED, "SELECT nr FROM unsettled ORDER BY nr"),
        nrs, a, err);
}

ng_status ng_index_stated_order(struct ng_store *st, ng_numbers *nrs,
                                struct ng_arena *a, struct ng_err *err)
{
    return list_numbers(st,
                        ng_sql(st, NG_SQL_STATED_NUMBERS,
                               "SELECT nr FROM report ORDER BY "
                               "CASE WHEN published_basis <> 'other_reports' "
                               "THEN published_first END, id"),
                        nrs, a, err);
}

int64_t ng_index_highest(struct ng_store *st)
{
    return number(st, "SELECT max(nr) FROM report");
}

int64_t ng_index_rules(struct ng_store *st)
{
    return number(st, "SELECT CAST(value AS INTEGER) FROM meta "
                      "WHERE key = 'rules'");
}

ng_status ng_index_clear(struct ng_store *st, int64_t rules, struct ng_err *err)
{
    char sql[256];
    sqlite3_snprintf(
        sizeof sql, sql,
        "DELETE FROM trace_text; DELETE FROM term; DELETE FROM tie;"
        "INSERT OR REPLACE INTO meta VALUES('rules', '%lld')",
        (long long)rules);
    ng_status status = ng_prints_clear(st, err);
    return status == NG_OK
               ? ng_sql_status(st, sqlite3_exec(st->db, sql, NULL, NULL, NULL),
                               err)
               : status;
}

/* ---- rows -------------------------------------------------------------- */

static void bind_blob(sqlite3_stmt *s, int at, ng_str v)
{
    if (v.n)
        sqlite3_bind_blob64(s, at, v.p, v.n, SQLITE_STATIC);
    else
        sqlite3_bind_null(s, at);
}

ng_status ng_index_put(struct ng_store *st, const struct ng_indexed *row,
                       struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql(st, NG_SQL_PUT_TRACE,
               "INSERT OR REPLACE INTO trace_text(nr, moment, id, stream_1, "
               "stream_2, first, house_1, house_2, house_3, common, edges, "
               "terms, seal) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (s) {
        sqlite3_bind_int64(s, 1, row->nr);
        sqlite3_bind_int64(s, 2, (int64_t)row->moment);
        sqlite3_bind_int64(s, 3, (int64_t)row->id);
        sqlite3_bind_int64(s, 4, (int64_t)row->stream[0]);
        sqlite3_bind_int64(s, 5, (int64_t)row->stream[1]);
        sqlite3_bind_int64(s, 6, row->first);
        for (int i = 0; i < 3; i++)
            sqlite3_bind_int64(s, 7 + i, (int64_t)row->house[i]);
        bind_blob(s, 10, row->common);
        bind_blob(s, 11, row->edges);
        sqlite3_bind_blob64(s, 12, row->terms.p ? row->terms.p : "",
                            row->terms.n, SQLITE_STATIC);
        sqlite3_bind_int64(s, 13, (int64_t)row->seal);
    }
    return done(st, s, err);
}

struct loading {
    struct ng_store *st;
    int64_t nr;
    struct ng_indexed *row;
};

static ng_status load(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct loading *l = ctx;
    sqlite3_stmt *s =
        ng_sql(l->st, NG_SQL_LOAD_TRACE,
               "SELECT moment, id, stream_1, stream_2, first, house_1, "
               "house_2, house_3, common, edges, terms, seal FROM trace_text "
               "WHERE nr = ?");
    if (!s)
        return ng_sql_status(l->st, ng_sql_why(l->st), err);
    sqlite3_bind_int64(s, 1, l->nr);
    int rc = sqlite3_step(s);
    if (rc == SQLITE_DONE)
        return ng_fail(err, NG_NOTHING, 0, "report %lld is not indexed",
                       (long long)l->nr);
    if (rc != SQLITE_ROW)
        return ng_sql_status(l->st, rc, err);
    *l->row = (struct ng_indexed){
        .nr = l->nr,
        .moment = (uint64_t)sqlite3_column_int64(s, 0),
        .id = (uint64_t)sqlite3_column_int64(s, 1),
        .stream = {(uint64_t)sqlite3_column_int64(s, 2),
                   (uint64_t)sqlite3_column_int64(s, 3)},
        .first = sqlite3_column_int64(s, 4),
        .seal = (uint64_t)sqlite3_column_int64(s, 11),
    };
    for (int i = 0; i < 3; i++)
        l->row->house[i] = (uint64_t)sqlite3_column_int64(s, 5 + i);
    l->row->common = ng_sql_text(s, 8, a);
    l->row->edges = ng_sql_text(s, 9, a);
    l->row->terms = ng_sql_text(s, 10, a);
    return NG_OK;
}

ng_status ng_index_load(struct ng_store *st, int64_t nr, struct ng_indexed *row,
                        struct ng_arena *a, struct ng_err *err)
{
    struct loading l = {st, nr, row};
    ng_status status = ng_guarded(load, &l, a, err);
    if (st->said[NG_SQL_LOAD_TRACE])
        sqlite3_reset(st->said[NG_SQL_LOAD_TRACE]);
    return status;
}

ng_status ng_index_houses(struct ng_store *st, int64_t nr, uint64_t house[3],
                          struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql(st, NG_SQL_HOUSES,
                             "SELECT house_1, house_2, house_3 "
                             "FROM trace_text WHERE nr = ?");
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    sqlite3_bind_int64(s, 1, nr);
    int rc = sqlite3_step(s);
    for (int i = 0; i < 3; i++)
        house[i] = rc == SQLITE_ROW ? (uint64_t)sqlite3_column_int64(s, i) : 0;
    sqlite3_reset(s);
    return ng_sql_status(st, rc, err);
}

ng_status ng_index_firsts(struct ng_store *st, ng_numbers *nrs,
                          struct ng_arena *a, struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(
        st, "SELECT nr FROM trace_text WHERE first = nr ORDER BY nr");
    ng_status status = list_numbers(st, s, nrs, a, err);
    sqlite3_finalize(s);
    return status;
}

ng_status ng_index_twins(struct ng_store *st, const uint64_t stream[2],
                         ng_numbers *nrs, struct ng_arena *a,
                         struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql(st, NG_SQL_TWINS,
               "SELECT nr FROM trace_text WHERE stream_1 = ? AND stream_2 = ? "
               "AND stream_2 <> 0 ORDER BY moment, id");
    if (s) {
        sqlite3_bind_int64(s, 1, (int64_t)stream[0]);
        sqlite3_bind_int64(s, 2, (int64_t)stream[1]);
    }
    return list_numbers(st, s, nrs, a, err);
}

/* ---- posts ------------------------------------------------------------- */

#define WAYS(table)                                                            \
    "SELECT moment, id, nr, value FROM " table " WHERE key = ?1 "              \
    "AND ?2 = ?2 AND ?3 = ?3 ORDER BY moment, id LIMIT ?4",                    \
        "SELECT moment, id, nr, value FROM " table " WHERE key = ?1 AND "      \
        "(moment, id) < (?2, ?3) ORDER BY moment DESC, id DESC LIMIT ?4",      \
        "SELECT moment, id, nr, value FROM " table " WHERE key = ?1 AND "      \
        "(moment, id) > (?2, ?3) ORDER BY moment, id LIMIT ?4",                \
        "INSERT OR REPLACE INTO " table "(key, moment, id, nr, value) "        \
        "VALUES(?1, ?2, ?3, ?4, ?5)",                                          \
        "DELETE FROM " table " WHERE key = ?1 AND moment = ?2 AND id = ?3"
enum { POST = 3, UNPOST, WAYS_N };
static const char *const posts[] = {WAYS("term")};

static sqlite3_stmt *post_statement(struct ng_store *st,
                                    enum ng_index_table table, unsigned way,
                                    const struct ng_index_post *p)
{
    unsigned i = (unsigned)table * WAYS_N + way;
    sqlite3_stmt *s = ng_sql(st, NG_SQL_POSTS + i, posts[i]);
    if (s) {
        sqlite3_bind_int64(s, 1, (int64_t)p->key);
        sqlite3_bind_int64(s, 2, p->moment);
        sqlite3_bind_int64(s, 3, (int64_t)p->id);
    }
    return s;
}

ng_status ng_index_post(struct ng_store *st, enum ng_index_table table,
                        const struct ng_index_post *p, struct ng_err *err)
{
    sqlite3_stmt *s = post_statement(st, table, POST, p);
    if (s) {
        sqlite3_bind_int64(s, 4, p->nr);
        sqlite3_bind_int64(s, 5, p->value);
    }
    return done(st, s, err);
}

ng_status ng_index_unpost(struct ng_store *st, enum ng_index_table table,
                          const struct ng_index_post *p, struct ng_err *err)
{
    return done(st, post_statement(st, table, UNPOST, p), err);
}

ng_status ng_index_find(struct ng_store *st, enum ng_index_table table,
                        enum ng_index_way way, const struct ng_index_post *p,
                        size_t most, struct ng_index_post *found, size_t *n,
                        struct ng_err *err)
{
    sqlite3_stmt *s = post_statement(st, table, way, p);
    int rc;
    *n = 0;
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    sqlite3_bind_int64(s, 4, (int64_t)most);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW && *n < most)
        found[(*n)++] = (struct ng_index_post){
            .key = p->key,
            .moment = sqlite3_column_int64(s, 0),
            .id = (uint64_t)sqlite3_column_int64(s, 1),
            .nr = sqlite3_column_int64(s, 2),
            .value = (uint32_t)sqlite3_column_int64(s, 3)};
    sqlite3_reset(s);
    return ng_sql_status(st, rc, err);
}

/* ---- ties -------------------------------------------------------------- */

ng_status ng_index_tie(struct ng_store *st, int64_t nr, enum ng_tie kind,
                       const int64_t *others, size_t n, struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql(st, NG_SQL_UNTIE, "DELETE FROM tie WHERE nr = ?1 AND kind = ?2");
    if (s) {
        sqlite3_bind_int64(s, 1, nr);
        sqlite3_bind_int(s, 2, (int)kind);
    }
    ng_status status = done(st, s, err);
    for (size_t i = 0; i < n && status == NG_OK; i++) {
        s = ng_sql(st, NG_SQL_TIE,
                   "INSERT OR IGNORE INTO tie(nr, kind, other) "
                   "VALUES(?1, ?2, ?3)");
        if (s) {
            sqlite3_bind_int64(s, 1, nr);
            sqlite3_bind_int(s, 2, (int)kind);
            sqlite3_bind_int64(s, 3, others[i]);
        }
        status = done(st, s, err);
    }
    return status;
}

ng_status ng_index_ties(struct ng_store *st, int64_t nr, enum ng_tie kind,
                        bool back, ng_numbers *others, struct ng_arena *a,
                        struct ng_err *err)
{
    sqlite3_stmt *s =
        back ? ng_sql(st, NG_SQL_TIED_BY,
                      "SELECT nr FROM tie WHERE other = ?1 AND kind = ?2 "
                      "ORDER BY nr")
             : ng_sql(st, NG_SQL_TIED_TO,
                      "SELECT other FROM tie WHERE nr = ?1 AND kind = ?2 "
                      "ORDER BY other");
    if (s) {
        sqlite3_bind_int64(s, 1, nr);
        sqlite3_bind_int(s, 2, (int)kind);
    }
    return list_numbers(st, s, others, a, err);
}

bool ng_index_tied(struct ng_store *st, int64_t nr, enum ng_tie kind,
                   int64_t other)
{
    sqlite3_stmt *s =
        ng_sql(st, NG_SQL_IS_TIED,
               "SELECT 1 FROM tie WHERE nr = ?1 AND kind = ?2 AND other = ?3");
    bool tied = false;
    if (s) {
        sqlite3_bind_int64(s, 1, nr);
        sqlite3_bind_int(s, 2, (int)kind);
        sqlite3_bind_int64(s, 3, other);
        tied = sqlite3_step(s) == SQLITE_ROW;
        sqlite3_reset(s);
    }
    return tied;
}

/* ---- reports and stories ------------------------------------------------ */

ng_status ng_index_report(struct ng_store *st, int64_t nr,
                          struct ng_numbered *r, struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql(st, NG_SQL_NUMBERED,
                             "SELECT id, story, text_bytes FROM report "
                             "WHERE nr = ?");
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    sqlite3_bind_int64(s, 1, nr);
    int rc = sqlite3_step(s);
    if (rc == SQLITE_ROW)
        *r = (struct ng_numbered){nr, ng_sql_id(s, 0), ng_sql_id(s, 1),
                                  (uint64_t)sqlite3_column_int64(s, 2)};
    sqlite3_reset(s);
    if (rc == SQLITE_DONE)
        return ng_fail(err, NG_STORE, 0,
                       "the store %s is damaged: report %lld is indexed, but "
                       "it is not there",
                       st->path, (long long)nr);
    return ng_sql_status(st, rc, err);
}

ng_status ng_index_load_text(struct ng_store *st, int64_t nr,
                             struct ng_report *r, struct ng_arena *a,
                             struct ng_err *err)
{
    return ng_load_nr(st, nr, NG_PART_TEXT, r, NULL, a, err);
}

uint64_t ng_index_inputs(struct ng_store *st, ng_id story)
{
    sqlite3_stmt *s =
        ng_sql(st, NG_SQL_INPUTS, "SELECT inputs FROM story WHERE id = ?");
    uint64_t inputs = 0;
    if (s) {
        sqlite3_bind_text(s, 1, story.c, -1, SQLITE_STATIC);
        if (sqlite3_step(s) == SQLITE_ROW)
            inputs = (uint64_t)sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
    }
    return inputs;
}

ng_status ng_index_drop_story(struct ng_store *st, ng_id story,
                              struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql(st, NG_SQL_STORY_NUMBER, "SELECT nr FROM story WHERE id = ?");
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    sqlite3_bind_text(s, 1, story.c, -1, SQLITE_STATIC);
    int64_t nr = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_reset(s);
    ng_status status = ng_moves_note(st, story, err);
    if (nr && status == NG_OK)
        status = ng_drop_story_rows(st, nr, err);
    if (nr && status == NG_OK) {
        s = ng_sql(st, NG_SQL_DROP_STORY, "DELETE FROM story WHERE nr = ?");
        if (s)
            sqlite3_bind_int64(s, 1, nr);
        status = done(st, s, err);
    }
    if (status != NG_OK)
        return status;
    s = ng_sql(st, NG_SQL_LEAVE_STORY,
               "UPDATE report SET story = NULL, story_seq = NULL, origin = "
               "NULL, origin_seq = NULL, lineage_role = 'origin' "
               "WHERE story = ?");
    if (s)
        sqlite3_bind_text(s, 1, story.c, -1, SQLITE_STATIC);
    return done(st, s, err);
}

struct heading {
    struct ng_store *st;
    ng_id story;
    struct ng_story_head *head;
    ng_numbers *nrs;
};

static ng_day day_at(sqlite3_stmt *s, int column)
{
    return sqlite3_column_type(s, column) == SQLITE_NULL
               ? NG_NO_DAY
               : (ng_day)sqlite3_column_int64(s, column);
}

static ng_status head_of(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct heading *h = ctx;
    sqlite3_stmt *s = ng_sql(h->st, NG_SQL_HEAD,
                             "SELECT title, span_first, span_last, independent "
                             "FROM story WHERE id = ?1");
    if (!s)
        return ng_sql_status(h->st, ng_sql_why(h->st), err);
    sqlite3_bind_text(s, 1, h->story.c, -1, SQLITE_STATIC);
    int rc = sqlite3_step(s);
    if (rc != SQLITE_ROW) {
        sqlite3_reset(s);
        return rc == SQLITE_DONE ? ng_fail(err, NG_NOTHING, 0,
                                           "there is no story %s", h->story.c)
                                 : ng_sql_status(h->st, rc, err);
    }
    *h->head = (struct ng_story_head){.id = h->story,
                                      .title = ng_sql_text(s, 0, a),
                                      .span = {day_at(s, 1), day_at(s, 2)},
                                      .independent =
                                          (uint32_t)sqlite3_column_int64(s, 3)};
    sqlite3_reset(s);
    s = ng_sql(h->st, NG_SQL_HEAD_REPORTS,
               "SELECT nr FROM report WHERE story = ?1 ORDER BY story_seq");
    if (!s)
        return ng_sql_status(h->st, ng_sql_why(h->st), err);
    sqlite3_bind_text(s, 1, h->story.c, -1, SQLITE_STATIC);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW)
        *ng_push(h->nrs, a) = sqlite3_column_int64(s, 0);
    sqlite3_reset(s);
    h->head->reports = (uint32_t)h->nrs->n;
    return ng_sql_status(h->st, rc, err);
}

ng_status ng_index_story(struct ng_store *st, ng_id story,
                         struct ng_story_head *head, ng_numbers *nrs,
                         struct ng_arena *a, struct ng_err *err)
{
    struct heading h = {st, story, head, nrs};
    ng_status status = ng_guarded(head_of, &h, a, err);
    if (status != NG_OK)
        ng_sql_reset_all(st);
    return status;
}
