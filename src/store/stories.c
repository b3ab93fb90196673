#include "report/said.h"
#include "store/inside.h"
#include "store/moves.h"

#include <stdlib.h>

#ifdef __SANITIZE_ADDRESS__
static const size_t CARRIED_ROOM = (size_t)512 << 20;
#else
static const size_t CARRIED_ROOM = (size_t)4 << 30; /* address space */
#endif

/* ---- settled or not --------------------------------------------------- */

bool ng_store_settled(struct ng_store *st)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "SELECT 1 FROM meta WHERE key = 'settled'");
    bool settled = s && sqlite3_step(s) == SQLITE_ROW;
    sqlite3_finalize(s);
    return settled;
}

ng_status ng_store_mark_settled(struct ng_store *st, struct ng_err *err)
{
    return ng_sql_status(
        st,
        sqlite3_exec(st->db,
                     "INSERT OR REPLACE INTO meta VALUES('settled', '1');"
                     "DELETE FROM unsettled",
                     NULL, NULL, NULL),
        err);
}

ng_status ng_store_mark_unsettled(struct ng_store *st, struct ng_err *err)
{
    return ng_sql_status(st,
                         sqlite3_exec(st->db,
                                      "DELETE FROM meta WHERE key = 'settled'",
                                      NULL, NULL, NULL),
                         err);
}

ng_status ng_store_clear_settled(struct ng_store *st, struct ng_err *err)
{
    struct ng_rows *rows = &st->rows;
    ng_status status = ng_moves_note_all(st, err);
    if (status != NG_OK)
        return status;
    int rc = ng_rows_drop_all(rows, ng_batch_lists, ng_batch_lists_n);
    if (rc == SQLITE_OK)
        rc = ng_rows_drop_all(rows, ng_story_lists, ng_story_lists_n);
    if (rc == SQLITE_OK)
        rc = ng_rows_drop_all(rows, ng_brief_lists, ng_brief_lists_n);
    if (rc == SQLITE_OK)
        rc = ng_rows_drop_all(rows, ng_line_lists, ng_line_lists_n);
    if (rc == SQLITE_OK)
        rc = ng_rows_drop_all(rows, ng_loose_lists, ng_loose_lists_n);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(st->db,
                          "DELETE FROM story; DELETE FROM carried;"
                          "DELETE FROM meta WHERE key = 'settled';"
                          "UPDATE report SET story = NULL, story_seq = NULL, "
                          "origin = NULL, origin_seq = NULL, "
                          "lineage_role = 'origin' "
                          "WHERE story IS NOT NULL OR origin IS NOT NULL",
                          NULL, NULL, NULL);
    return ng_sql_status(st, rc, err);
}

/* ---- put -------------------------------------------------------------- */

static const ng_lines *part_of(const struct ng_brief *brief, size_t part)
{
    return (const void *)((const char *)brief + ng_brief_parts[part]);
}

uint64_t ng_batch_seal(const struct ng_batch *b)
{
    uint64_t h = 1;
    const struct ng_story *story = &b->stories.at[0];
    for (size_t i = 0; i < b->reports.n; i++) {
        uint32_t origin = b->origin_of ? b->origin_of[i] : (uint32_t)i;
        h = ng_hash64(ng_id_str(&b->reports.at[i]->id), h + origin);
    }
    h = ng_rows_seal(ng_batch_lists, ng_batch_lists_n, b, h);
    h = ng_columns_seal(ng_story_columns, ng_story_columns_n, story, h);
    h = ng_rows_seal(ng_story_lists, ng_story_lists_n, story, h);
    if (!b->briefs.n)
        return h;
    const struct ng_brief *brief = &b->briefs.at[0];
    h = ng_rows_seal(ng_brief_lists, ng_brief_lists_n, brief, h);
    for (uint32_t part = 0; part < NG_BRIEF_PARTS; part++)
        for (size_t i = 0; i < part_of(brief, part)->n; i++) {
            struct ng_told_line told = {part, part_of(brief, part)->at[i]};
            ng_told_lines one = {&told, 1, 1};
            h = ng_rows_seal(ng_line_lists, ng_line_lists_n, &one, h);
        }
    return h;
}

static int64_t batch_shape(void)
{
    uint64_t h = ng_rows_shape(ng_batch_lists, ng_batch_lists_n, 1);
    h = ng_columns_shape(ng_story_columns, ng_story_columns_n, h);
    h = ng_rows_shape(ng_story_lists, ng_story_lists_n, h);
    h = ng_rows_shape(ng_brief_lists, ng_brief_lists_n, h);
    return (int64_t)ng_rows_shape(ng_line_lists, ng_line_lists_n, h);
}

static int put_lines(struct ng_store *st, const struct ng_brief *brief,
                     int64_t nr)
{
    ng_told_lines told = {0};
    for (size_t part = 0; part < NG_BRIEF_PARTS; part++)
        told.cap += part_of(brief, part)->n;
    if (!told.cap)
        return SQLITE_OK;
    told.at = sqlite3_malloc64(told.cap * sizeof *told.at);
    if (!told.at)
        return SQLITE_NOMEM;
    for (uint32_t part = 0; part < NG_BRIEF_PARTS; part++)
        for (size_t i = 0; i < part_of(brief, part)->n; i++)
            told.at[told.n++] =
                (struct ng_told_line){part, part_of(brief, part)->at[i]};
    int rc = ng_rows_put(&st->rows, ng_line_lists, ng_line_lists_n, nr, &told);
    sqlite3_free(told.at);
    return rc;
}

static void bind_id(sqlite3_stmt *s, int at, const ng_id *id)
{
    if (id->c[0])
        sqlite3_bind_text(s, at, id->c, NG_ID_CHARS, SQLITE_STATIC);
    else
        sqlite3_bind_null(s, at);
}

/* Each report learns its story and what it goes back to. */
static int settle_reports(struct ng_store *st, const struct ng_batch *b)
{
    sqlite3_stmt *s = ng_sql(st, NG_SQL_SETTLE_REPORT,
                             "UPDATE report SET story = ?1, story_seq = ?2, "
                             "origin = ?3, origin_seq = ?4, lineage_role = ?5 "
                             "WHERE id = ?6");
    int rc = s ? SQLITE_OK : ng_sql_why(st);
    for (size_t i = 0; i < b->reports.n && rc == SQLITE_OK; i++) {
        const struct ng_report *r = b->reports.at[i];
        ng_str role = ng_lineage_role_name(r->lineage_role);
        bind_id(s, 1, &b->stories.at[0].id);
        sqlite3_bind_int64(s, 2, (int64_t)i);
        bind_id(s, 3, &r->origin);
        if (b->origin_of)
            sqlite3_bind_int64(s, 4, b->origin_of[i]);
        else
            sqlite3_bind_null(s, 4);
        sqlite3_bind_text(s, 5, role.p, (int)role.n, SQLITE_STATIC);
        bind_id(s, 6, &r->id);
        sqlite3_step(s);
        rc = sqlite3_reset(s);
    }
    return rc;
}

static int put_story_row(struct ng_store *st, const struct ng_batch *b,
                         int64_t *nr)
{
    if (!st->said[NG_SQL_PUT_STORY]) {
        sqlite3_str *sql = sqlite3_str_new(st->db);
        sqlite3_str_appendall(sql, "INSERT INTO story(carried, seal, shape, "
                                   "inputs, ");
        ng_columns_list(sql, ng_story_columns, ng_story_columns_n);
        sqlite3_str_appendall(sql, ") VALUES(1, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        char *text = sqlite3_str_finish(sql);
        if (text)
            ng_sql(st, NG_SQL_PUT_STORY, text);
        sqlite3_free(text);
    }
    sqlite3_stmt *s = ng_sql(st, NG_SQL_PUT_STORY, "");
    if (!s)
        return ng_sql_why(st);
    sqlite3_bind_int64(s, 1, (int64_t)ng_batch_seal(b));
    sqlite3_bind_int64(s, 2, batch_shape());
    sqlite3_bind_int64(s, 3, (int64_t)b->inputs);
    ng_columns_bind(s, 4, ng_story_columns, ng_story_columns_n,
                    &b->stories.at[0]);
    sqlite3_step(s);
    int rc = sqlite3_reset(s);
    *nr = sqlite3_last_insert_rowid(st->db);
    return rc;
}

/* ---- sayings that several origins carry --------------------------------- */

struct carrying {
    struct ng_store *st;
    const struct ng_batch *b;
    int64_t nr;
    struct ng_arena scratch;
};

static ng_status put_carried(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct carrying *c = ctx;
    const struct ng_batch *b = c->b;
    c->scratch.guard = a->guard;
    const uint32_t *n = ng_sayings_independent(b, a, c->scratch);
    sqlite3_stmt *s = ng_sql(c->st, NG_SQL_PUT_CARRIED,
                             "INSERT INTO carried VALUES(?1, ?2, ?3, ?4)");
    int rc = s ? SQLITE_OK : ng_sql_why(c->st);
    for (size_t i = 0; i < b->reports.n; i++)
        for (size_t k = 0; k < b->reports.at[i]->sayings.n; k++, n++) {
            if (*n < 2 || rc != SQLITE_OK)
                continue;
            sqlite3_bind_int64(s, 1, c->nr);
            sqlite3_bind_int64(s, 2, (int64_t)i);
            sqlite3_bind_int64(s, 3, (int64_t)k);
            sqlite3_bind_int64(s, 4, *n);
            sqlite3_step(s);
            rc = sqlite3_reset(s);
        }
    return ng_sql_status(c->st, rc, err);
}

/* Two reports at least, else nothing is carried twice. */
static ng_status count_carried(struct ng_store *st, const struct ng_batch *b,
                               int64_t nr, struct ng_err *err)
{
    struct carrying c = {.st = st, .b = b, .nr = nr};
    struct ng_arena a;
    if (b->reports.n < 2)
        return NG_OK;
    ng_status status = ng_arena_open(&a, CARRIED_ROOM, err);
    if (status != NG_OK)
        return status;
    status = ng_arena_open(&c.scratch, CARRIED_ROOM, err);
    if (status == NG_OK) {
        status = ng_guarded(put_carried, &c, &a, err);
        ng_arena_close(&c.scratch, CARRIED_ROOM);
    }
    ng_arena_close(&a, CARRIED_ROOM);
    return status;
}

ng_status ng_store_put_story(struct ng_store *st, const struct ng_batch *b,
                             struct ng_err *err)
{
    struct ng_rows *rows = &st->rows;
    int64_t nr = 0;
    int rc = put_story_row(st, b, &nr);
    if (rc == SQLITE_OK)
        rc = settle_reports(st, b);
    if (rc == SQLITE_OK)
        rc = ng_rows_put(rows, ng_batch_lists, ng_batch_lists_n, nr, b);
    if (rc == SQLITE_OK)
        rc = ng_rows_put(rows, ng_story_lists, ng_story_lists_n, nr,
                         &b->stories.at[0]);
    if (rc == SQLITE_OK && b->briefs.n)
        rc = ng_rows_put(rows, ng_brief_lists, ng_brief_lists_n, nr,
                         &b->briefs.at[0]);
    if (rc == SQLITE_OK && b->briefs.n)
        rc = put_lines(st, &b->briefs.at[0], nr);
    return rc == SQLITE_OK ? count_carried(st, b, nr, err)
                           : ng_sql_status(st, rc, err);
}

ng_status ng_drop_story_rows(struct ng_store *st, int64_t nr,
                             struct ng_err *err)
{
    struct ng_rows *rows = &st->rows;
    int rc = ng_rows_drop(rows, ng_batch_lists, ng_batch_lists_n, nr);
    if (rc == SQLITE_OK)
        rc = ng_rows_drop(rows, ng_story_lists, ng_story_lists_n, nr);
    if (rc == SQLITE_OK)
        rc = ng_rows_drop(rows, ng_brief_lists, ng_brief_lists_n, nr);
    if (rc == SQLITE_OK)
        rc = ng_rows_drop(rows, ng_line_lists, ng_line_lists_n, nr);
    sqlite3_stmt *s =
        ng_sql(st, NG_SQL_DROP_CARRIED, "DELETE FROM carried WHERE of = ?");
    if (rc == SQLITE_OK && !s)
        rc = ng_sql_why(st);
    if (rc == SQLITE_OK) {
        sqlite3_bind_int64(s, 1, nr);
        sqlite3_step(s);
        rc = sqlite3_reset(s);
    }
    return ng_sql_status(st, rc, err);
}

ng_status ng_store_put_loose(struct ng_store *st, int64_t of,
                             const ng_loose_edges *edges, struct ng_err *err)
{
    struct ng_rows *rows = &st->rows;
    int rc = ng_rows_drop(rows, ng_loose_lists, ng_loose_lists_n, of);
    if (rc == SQLITE_OK)
        rc = ng_rows_put(rows, ng_loose_lists, ng_loose_lists_n, of, edges);
    return ng_sql_status(st, rc, err);
}

/* ---- load ------------------------------------------------------------- */

struct loading {
    struct ng_store *st;
    ng_id id;
    struct ng_batch *b;
    uint64_t *seal;
    enum ng_part part; /* of the reports */
    bool some;         /* only of `needs` */
    unsigned needs;
};

static ng_status load_row(struct loading *l, int64_t *nr, bool *carried,
                          struct ng_arena *a, struct ng_err *err)
{
    struct ng_store *st = l->st;
    if (!st->said[NG_SQL_LOAD_STORY]) {
        sqlite3_str *sql = sqlite3_str_new(st->db);
        sqlite3_str_appendall(sql,
                              "SELECT nr, iif(shape = ?2, seal, 0), carried, ");
        ng_columns_list(sql, ng_story_columns, ng_story_columns_n);
        sqlite3_str_appendall(sql, " FROM story WHERE id = ?1");
        char *text = sqlite3_str_finish(sql);
        if (text)
            ng_sql(st, NG_SQL_LOAD_STORY, text);
        sqlite3_free(text);
    }
    sqlite3_stmt *s = ng_sql(st, NG_SQL_LOAD_STORY, "");
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    bind_id(s, 1, &l->id);
    sqlite3_bind_int64(s, 2, batch_shape());
    int rc = sqlite3_step(s);
    if (rc != SQLITE_ROW) {
        sqlite3_reset(s);
        return rc == SQLITE_DONE ? ng_fail(err, NG_NOTHING, 0,
                                           "there is no story %s", l->id.c)
                                 : ng_sql_status(st, rc, err);
    }
    *nr = sqlite3_column_int64(s, 0);
    if (l->seal)
        *l->seal = (uint64_t)sqlite3_column_int64(s, 1);
    *carried = sqlite3_column_int64(s, 2) != 0;
    ng_columns_read(s, 3, ng_story_columns, ng_story_columns_n,
                    ng_push(&l->b->stories, a), a);
    sqlite3_reset(s);
    return NG_OK;
}

static ng_status load_reports(struct loading *l, struct ng_arena *a,
                              struct ng_err *err)
{
    struct ng_store *st = l->st;
    sqlite3_stmt *s = ng_sql(st, NG_SQL_STORY_REPORTS,
                             "SELECT nr, origin_seq FROM report "
                             "WHERE story = ? ORDER BY story_seq");
    NG_LIST(int64_t) nrs = {0};
    ng_indexes origins = {0};
    int rc;
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    bind_id(s, 1, &l->id);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        *ng_push(&nrs, a) = sqlite3_column_int64(s, 0);
        *ng_push(&origins, a) = (uint32_t)sqlite3_column_int64(s, 1);
    }
    sqlite3_reset(s);
    ng_status status = ng_sql_status(st, rc, err);
    for (size_t i = 0; i < nrs.n && status == NG_OK; i++) {
        struct ng_report *r = ng_new(a, struct ng_report, 1);
        status = l->some ? ng_load_some(st, nrs.at[i], l->needs, r, a, err)
                         : ng_load_nr(st, nrs.at[i], l->part, r, NULL, a, err);
        *ng_push(&l->b->reports, a) = r;
        *ng_push(&l->b->stories.at[0].reports, a) = (uint32_t)i;
    }
    l->b->origin_of = origins.at;
    l->b->story_of = ng_new(a, uint32_t, nrs.n);
    return status;
}

static int load_lists(struct loading *l, int64_t nr, struct ng_arena *a)
{
    enum { FIRST = 10 }; /* bit of enum ng_need */
    struct ng_rows *rows = &l->st->rows;
    struct ng_brief *brief = ng_push(&l->b->briefs, a);
    ng_told_lines told = {0};
    int rc = SQLITE_OK;
    for (size_t i = 0; i < ng_batch_lists_n && rc == SQLITE_OK; i++)
        if (!l->some || (l->needs >> (FIRST + i) & 1))
            rc = ng_rows_load(rows, ng_batch_lists + i, 1, nr, l->b, a);
    if (rc == SQLITE_OK)
        rc = ng_rows_load(rows, ng_story_lists, ng_story_lists_n, nr,
                          &l->b->stories.at[0], a);
    if (l->some && !(l->needs & NG_NEED_BRIEF))
        return rc;
    if (rc == SQLITE_OK)
        rc = ng_rows_load(rows, ng_brief_lists, ng_brief_lists_n, nr, brief, a);
    if (rc == SQLITE_OK)
        rc = ng_rows_load(rows, ng_line_lists, ng_line_lists_n, nr, &told, a);
    for (size_t i = 0; i < told.n; i++) {
        ng_lines *part =
            (void *)((char *)brief + ng_brief_parts[told.at[i].part]);
        *ng_push(part, a) = told.at[i].line;
    }
    return rc;
}

static ng_status load(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct loading *l = ctx;
    int64_t nr = 0;
    *l->b = (struct ng_batch){0};
    bool carried;
    ng_status status = load_row(l, &nr, &carried, a, err);
    if (status == NG_OK)
        status = load_reports(l, a, err);
    if (status == NG_OK)
        status = ng_sql_status(l->st, load_lists(l, nr, a), err);
    return status;
}

ng_status ng_load_story_row(struct ng_store *st, ng_id id, struct ng_batch *b,
                            int64_t *nr, bool *carried, struct ng_arena *a,
                            struct ng_err *err)
{
    struct loading l = {.st = st, .id = id, .b = b};
    return load_row(&l, nr, carried, a, err);
}

ng_status ng_load_batch(struct ng_store *st, ng_id story, enum ng_part part,
                        struct ng_batch *b, uint64_t *seal, struct ng_arena *a,
                        struct ng_err *err)
{
    struct loading l = {st, story, b, seal, part, false, 0};
    ng_status status = ng_guarded(load, &l, a, err);
    if (status != NG_OK)
        ng_sql_reset_all(st);
    return status;
}

ng_status ng_store_load_some(struct ng_store *st, ng_id story, unsigned needs,
                             struct ng_batch *b, struct ng_arena *a,
                             struct ng_err *err)
{
    struct loading l = {
        .st = st, .id = story, .b = b, .some = true, .needs = needs};
    ng_status status = ng_guarded(load, &l, a, err);
    if (status != NG_OK)
        ng_sql_reset_all(st);
    return status;
}

ng_status ng_store_load_story(struct ng_store *st, ng_id story,
                              struct ng_batch *b, struct ng_arena *a,
                              struct ng_err *err)
{
    return ng_load_batch(st, story, NG_PART_RECORD, b, NULL, a, err);
}

struct loose {
    struct ng_store *st;
    ng_loose_edges *edges;
};

static int by_ends(const void *a, const void *b)
{
    const struct ng_loose_edge *x = a, *y = b;
    int order = ng_id_cmp(x->child, y->child);
    return order ? order : ng_id_cmp(x->parent, y->parent);
}

static ng_status load_loose(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct loose *l = ctx;
    struct ng_store *st = l->st;
    NG_LIST(int64_t) of = {0};
    sqlite3_stmt *s =
        ng_sql(st, NG_SQL_LOOSE, "SELECT DISTINCT of FROM loose_lineage");
    int rc = s ? SQLITE_OK : ng_sql_why(st);
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW)
        *ng_push(&of, a) = sqlite3_column_int64(s, 0);
    rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
    for (size_t i = 0; i < of.n && rc == SQLITE_OK; i++) {
        ng_loose_edges some = {0};
        rc = ng_rows_load(&st->rows, ng_loose_lists, ng_loose_lists_n, of.at[i],
                          &some, a);
        for (size_t k = 0; k < some.n; k++)
            *ng_push(l->edges, a) = some.at[k];
    }
    if (l->edges->n)
        qsort(l->edges->at, l->edges->n, sizeof *l->edges->at, by_ends);
    return ng_sql_status(st, rc, err);
}

ng_status ng_store_load_loose(struct ng_store *st, ng_loose_edges *edges,
                              struct ng_arena *a, struct ng_err *err)
{
    struct loose l = {st, edges};
    ng_status status = ng_guarded(load_loose, &l, a, err);
    if (status != NG_OK)
        ng_sql_reset_all(st);
    return status;
}
