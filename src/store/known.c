#include "store/inside.h"

/* One entity after the other in the order of ids, each put together when it is
 * asked for: the first comes as soon from a large store as from a small one,
 * and no more than one is in memory. Texts are read where the names stand (a
 * blob handle goes straight to the page), not as a whole; and the forms of a
 * name that thousands of reports have are those of the first of them.
 */
enum { FORMS_MOST = 16 }; /* reports whose forms are looked at */

struct finding {
    struct ng_store *st;
    ng_id after;
    struct ng_known *known;
    struct ng_arena scratch;
    bool placed;        /* only what has a place on the map */
    sqlite3_blob *text; /* body.text of the report that was looked at last */
};

/* Longer, then first by bytes: the same whatever the order of reports. */
static bool fuller(ng_str a, ng_str b)
{
    return a.n != b.n ? a.n > b.n : ng_str_cmp(a, b) < 0;
}

static bool has_alias(const struct ng_known *k, ng_str name)
{
    for (size_t i = 0; i < k->aliases; i++)
        if (ng_str_eq(k->alias[i], name))
            return true;
    return k->aliases == NG_KNOWN_ALIASES;
}

static void add_alias(struct ng_known *k, ng_str name, struct ng_arena *a)
{
    if (!has_alias(k, name))
        k->alias[k->aliases++] = ng_str_copy(name, a);
}

static int open_text(struct finding *f, int64_t nr)
{
    if (f->text)
        return sqlite3_blob_reopen(f->text, nr);
    return sqlite3_blob_open(f->st->db, "main", "body", "text", nr, 0,
                             &f->text);
}

/* The forms in which report `nr` names its entity `seq`. */
static int add_forms(struct finding *f, int64_t nr, int64_t seq,
                     struct ng_arena *a, struct ng_arena scratch)
{
    sqlite3_stmt *s = ng_sql(f->st, NG_SQL_FORMS,
                             "SELECT at_beg, at_end FROM name "
                             "WHERE of = ?1 AND entity = ?2 ORDER BY seq");
    if (!s)
        return ng_sql_why(f->st);
    sqlite3_bind_int64(s, 1, nr);
    sqlite3_bind_int64(s, 2, seq);
    int rc = SQLITE_OK;
    bool here = false;
    while (f->known->aliases < NG_KNOWN_ALIASES &&
           (rc = sqlite3_step(s)) == SQLITE_ROW) {
        int64_t beg = sqlite3_column_int64(s, 0);
        int64_t end = sqlite3_column_int64(s, 1);
        rc = here ? SQLITE_OK : open_text(f, nr);
        here = true;
        if (rc != SQLITE_OK)
            break;
        if (beg < 0 || end < beg || end > sqlite3_blob_bytes(f->text)) {
            rc = SQLITE_CORRUPT;
            break;
        }
        struct ng_arena room = scratch;
        size_t n = (size_t)(end - beg);
        char *form = ng_new(&room, char, n + 1);
        rc = sqlite3_blob_read(f->text, form, (int)n, (int)beg);
        if (rc != SQLITE_OK)
            break;
        add_alias(f->known, (ng_str){form, n}, a);
    }
    sqlite3_reset(s);
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? SQLITE_OK : rc;
}

/* Where a role stands in the raw bytes of report `nr`. */
static int find_raw(struct ng_store *st, int64_t nr, ng_range at, ng_range *raw,
                    struct ng_arena scratch)
{
    sqlite3_stmt *s =
        ng_sql(st, NG_SQL_MAP, "SELECT map FROM body WHERE nr = ?1");
    if (!s)
        return ng_sql_why(st);
    sqlite3_bind_int64(s, 1, nr);
    int rc = sqlite3_step(s);
    struct ng_report r = {0};
    if (rc == SQLITE_ROW) {
        const void *p = sqlite3_column_blob(s, 0);
        ng_str packed = {p, p ? (size_t)sqlite3_column_bytes(s, 0) : 0};
        rc = ng_unpack_map(packed, &r.map, &scratch) ? SQLITE_OK
                                                     : SQLITE_CORRUPT;
    }
    if (rc == SQLITE_OK)
        *raw = ng_raw_range(&r, at);
    sqlite3_reset(s);
    return rc == SQLITE_DONE ? SQLITE_CORRUPT : rc;
}

static int add_role(struct finding *f, int64_t nr, ng_id report,
                    const struct ng_entity *e, struct ng_arena *a,
                    struct ng_arena scratch)
{
    struct ng_known *k = f->known;
    for (size_t i = 0; i < k->roles; i++)
        if (ng_str_eq(k->role[i].text, e->role))
            return SQLITE_OK;
    if (!e->role.n || k->roles == NG_KNOWN_ROLES)
        return SQLITE_OK;
    struct ng_known_role *role = &k->role[k->roles++];
    *role = (struct ng_known_role){
        .text = ng_str_copy(e->role, a), .report = report, .at = e->role_at};
    return find_raw(f->st, nr, role->at, &role->raw, scratch);
}

static sqlite3_stmt *next_statement(struct ng_store *st, bool placed)
{
    enum ng_said slot = placed ? NG_SQL_PLACED : NG_SQL_KNOWN;
    if (!st->said[slot]) {
        sqlite3_str *sql = sqlite3_str_new(st->db);
        sqlite3_str_appendall(sql, "SELECT e.of, e.seq, e.id, r.id, ");
        ng_columns_list(sql, ng_entity_columns, ng_entity_columns_n);
        sqlite3_str_appendall(
            sql, " FROM entity e CROSS JOIN report r ON r.nr = e.of "
                 "WHERE e.id = (SELECT min(id) FROM entity WHERE id > ?1");
        sqlite3_str_appendall(sql, placed ? " AND geonameid > 0)" : ")");
        sqlite3_str_appendall(sql, " ORDER BY r.published_first, r.id, e.seq");
        char *text = sqlite3_str_finish(sql);
        if (text)
            ng_sql(st, slot, text);
        sqlite3_free(text);
    }
    return ng_sql(st, slot, "");
}

static ng_status find(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct finding *f = ctx;
    struct ng_known *k = f->known;
    sqlite3_stmt *s = next_statement(f->st, f->placed);
    int64_t last = -1;
    int rc;
    if (!s)
        return ng_sql_status(f->st, ng_sql_why(f->st), err);
    *k = (struct ng_known){0};
    sqlite3_bind_text(s, 1, f->after.c, -1, SQLITE_STATIC);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        int64_t nr = sqlite3_column_int64(s, 0);
        struct ng_arena row = f->scratch;
        struct ng_entity e = {0};
        row.guard = a->guard;
        ng_columns_read(s, 4, ng_entity_columns, ng_entity_columns_n, &e, &row);
        if (last < 0) {
            k->id = ng_sql_id(s, 2);
            k->entity = e;
            k->entity.key = ng_str_copy(e.key, a);
            k->entity.role = ng_str_copy(e.role, a);
        }
        if (last < 0 || fuller(e.name, k->entity.name))
            k->entity.name = ng_str_copy(e.name, a);
        k->reports += nr != last;
        k->mentions += e.mentions;
        last = nr;
        add_alias(k, e.name, a);
        rc = SQLITE_OK;
        if (k->reports <= FORMS_MOST)
            rc = add_forms(f, nr, sqlite3_column_int64(s, 1), a, row);
        if (rc == SQLITE_OK)
            rc = add_role(f, nr, ng_sql_id(s, 3), &e, a, row);
        if (rc != SQLITE_OK)
            break;
    }
    sqlite3_reset(s);
    if (rc == SQLITE_DONE && last < 0)
        return ng_fail(err, NG_NOTHING, 0, "there are no more entities");
    return ng_sql_status(f->st, rc, err);
}

static ng_status find_next(struct finding f, struct ng_arena *a,
                           struct ng_err *err)
{
    ng_status status = ng_guarded(find, &f, a, err);
    sqlite3_blob_close(f.text);
    if (status != NG_OK)
        ng_sql_reset_all(f.st);
    return status;
}

ng_status ng_store_next_entity(struct ng_store *st, ng_id after,
                               struct ng_known *known, struct ng_arena *a,
                               struct ng_arena scratch, struct ng_err *err)
{
    return find_next((struct finding){st, after, known, scratch, false, NULL},
                     a, err);
}

ng_status ng_store_next_placed(struct ng_store *st, ng_id after,
                               struct ng_known *known, struct ng_arena *a,
                               struct ng_arena scratch, struct ng_err *err)
{
    return find_next((struct finding){st, after, known, scratch, true, NULL}, a,
                     err);
}
