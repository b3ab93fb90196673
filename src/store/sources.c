#include "store/sources.h"
#include "store/inside.h"

enum { BORROWINGS_MOST = 60, CORRECTIONS_MOST = 60 };

/* What every reading here needs: the statement, the list, a row of it. */
struct reading {
    struct ng_store *st;
    sqlite3_stmt *s;
    void *list;
    void (*row)(sqlite3_stmt *s, void *list, struct ng_arena *a);
};

static ng_status rows(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct reading *r = ctx;
    int rc;
    while ((rc = sqlite3_step(r->s)) == SQLITE_ROW)
        r->row(r->s, r->list, a);
    return ng_sql_status(r->st, rc, err);
}

static ng_status read_rows(struct reading *r, struct ng_arena *a,
                           struct ng_err *err)
{
    if (!r->s)
        return ng_sql_status(r->st, ng_sql_why(r->st), err);
    ng_status status = ng_guarded(rows, r, a, err);
    sqlite3_finalize(r->s);
    return status;
}

static void bind_name(sqlite3_stmt *s, ng_str name)
{
    if (s)
        sqlite3_bind_text(s, 1, name.n ? name.p : "", (int)name.n,
                          SQLITE_STATIC);
}

static uint64_t number(sqlite3_stmt *s, int column)
{
    return (uint64_t)sqlite3_column_int64(s, column);
}

/* ---- outlets ---------------------------------------------------------- */

static void outlet_row(sqlite3_stmt *s, void *list, struct ng_arena *a)
{
    struct ng_outlet *o = ng_push((ng_outlets *)list, a);
    o->name = ng_sql_text(s, 0, a);
    o->reports = number(s, 1);
    o->own = number(s, 2);
    o->revisions = number(s, 3);
    o->spun = number(s, 4);
    o->declared = number(s, 5);
    o->stories = number(s, 6);
    o->first = sqlite3_column_type(s, 7) == SQLITE_NULL
                   ? NG_NO_DAY
                   : (ng_day)sqlite3_column_int64(s, 7);
    o->last = sqlite3_column_type(s, 8) == SQLITE_NULL
                  ? NG_NO_DAY
                  : (ng_day)sqlite3_column_int64(s, 8);
}

#define OUTLET_COLUMNS                                                         \
    "SELECT ifnull(outlet, ''), count(*), "                                    \
    "sum(origin IS NULL OR origin = id OR lineage_role = 'revision'), "        \
    "sum(lineage_role = 'revision'), "                                         \
    "sum(ifnull(spun, 0) <> 0), sum(ifnull(declared_origin, '') <> ''), "      \
    "count(DISTINCT story), min(published_first), max(published_last) "        \
    "FROM report "

ng_status ng_store_outlets(struct ng_store *st, ng_str name, size_t from,
                           size_t most, ng_outlets *outlets, struct ng_arena *a,
                           struct ng_err *err)
{
    struct reading r = {
        st,
        ng_sql_once(st, name.n ? OUTLET_COLUMNS
                            "WHERE outlet = ?1 AND ?2 + ?3 >= 0 GROUP BY 1"
                               : OUTLET_COLUMNS
                            "WHERE ?1 = '' GROUP BY 1 "
                            "ORDER BY 2 DESC, 1 LIMIT ?3 OFFSET ?2"),
        outlets, outlet_row};
    bind_name(r.s, name);
    if (r.s) {
        sqlite3_bind_int64(r.s, 2, (int64_t)from);
        sqlite3_bind_int64(r.s, 3, (int64_t)most);
    }
    return read_rows(&r, a, err);
}

/* ---- who from whom ---------------------------------------------------- */

static void borrowing_row(sqlite3_stmt *s, void *list, struct ng_arena *a)
{
    struct ng_borrowing *b = ng_push((ng_borrowings *)list, a);
    b->outlet = ng_sql_text(s, 0, a);
    b->relation = ng_sql_text(s, 1, a);
    b->reports = number(s, 2);
    b->example = ng_sql_id(s, 3);
}

/* c: the one that was made from p. Quotations and set phrases that both have
 * are no copying; a revision of one's own is none either. */
#define PAIRS(mine, other)                                                     \
    "SELECT ifnull(" other ".outlet, ''), l.relation, count(DISTINCT c.id), "  \
    "min(c.id) FROM report " mine " JOIN story s ON s.id = " mine ".story "    \
    "JOIN lineage l ON l.of = s.nr "                                           \
    "JOIN report " other " ON " other ".story = " mine ".story "               \
    "WHERE " mine ".outlet = ?1 AND l.child = c.story_seq "                    \
    "AND l.parent = p.story_seq "                                              \
    "AND l.relation NOT IN ('quotes_only', 'boilerplate') "                    \
    "AND NOT (l.relation = 'revision' AND ifnull(c.outlet, '') = "             \
    "ifnull(p.outlet, '')) GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ?2"

ng_status ng_store_borrowings(struct ng_store *st, ng_str name, bool lent,
                              ng_borrowings *list, struct ng_arena *a,
                              struct ng_err *err)
{
    struct reading r = {
        st, ng_sql_once(st, lent ? PAIRS("p", "c") : PAIRS("c", "p")), list,
        borrowing_row};
    bind_name(r.s, name);
    if (r.s)
        sqlite3_bind_int64(r.s, 2, BORROWINGS_MOST);
    return read_rows(&r, a, err);
}

/* ---- corrections ------------------------------------------------------ */

static void correction_row(sqlite3_stmt *s, void *list, struct ng_arena *a)
{
    struct ng_correction *c = ng_push((ng_corrections *)list, a);
    c->change = ng_sql_id(s, 0);
    c->story = ng_sql_id(s, 1);
    c->from = ng_sql_id(s, 2);
    c->to = ng_sql_id(s, 3);
    c->class = ng_sql_text(s, 4, a);
    c->slot = ng_sql_text(s, 5, a);
    c->before = ng_sql_text(s, 6, a);
    c->after = ng_sql_text(s, 7, a);
}

ng_status ng_store_corrections(struct ng_store *st, ng_str name,
                               ng_corrections *list, struct ng_arena *a,
                               struct ng_err *err)
{
    struct reading r = {
        st,
        ng_sql_once(st, "SELECT x.id, s.id, f.id, t.id, x.class, x.slot, "
                        "ifnull(x.before, ''), ifnull(x.after, '') "
                        "FROM report t JOIN story s ON s.id = t.story "
                        "JOIN change x ON x.of = s.nr AND x.to_report = "
                        "t.story_seq "
                        "JOIN report f ON f.story = t.story AND f.story_seq = "
                        "x.from_report "
                        "WHERE t.outlet = ?1 AND f.outlet = ?1 "
                        "AND x.class = 'value_changed' "
                        "ORDER BY t.published_first DESC, x.id LIMIT ?2"),
        list, correction_row};
    bind_name(r.s, name);
    if (r.s)
        sqlite3_bind_int64(r.s, 2, CORRECTIONS_MOST);
    return read_rows(&r, a, err);
}
