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

/* Days and stories are read along indexes; the rest was counted as reports
 * came (outlets.sql). */
#define OUTLET_COLUMNS                                                         \
    "SELECT name, reports, own, revisions, spun, declared, "                   \
    "(SELECT min(published_first) FROM report WHERE outlet = name), "          \
    "(SELECT max(published_last) FROM report WHERE outlet = name)"
static const char all_outlets[] =
    OUTLET_COLUMNS ", 0 FROM outlet ORDER BY reports DESC, name";
static const char one_outlet[] = OUTLET_COLUMNS
    ", (SELECT count(DISTINCT story) + (count(*) > count(story)) FROM report "
    "WHERE outlet = name) FROM outlet WHERE name = ?1";

static ng_day day_of(sqlite3_stmt *s, int column)
{
    return sqlite3_column_type(s, column) == SQLITE_NULL
               ? NG_NO_DAY
               : (ng_day)sqlite3_column_int64(s, column);
}

static void outlet_row(sqlite3_stmt *s, void *list, struct ng_arena *a)
{
    struct ng_outlet *o = ng_push((ng_outlets *)list, a);
    *o = (struct ng_outlet){.name = ng_sql_text(s, 0, a),
                            .reports = number(s, 1),
                            .own = number(s, 2),
                            .revisions = number(s, 3),
                            .spun = number(s, 4),
                            .declared = number(s, 5),
                            .first = day_of(s, 6),
                            .last = day_of(s, 7),
                            .stories = number(s, 8)};
}

ng_status ng_store_outlets(struct ng_store *st, ng_str name,
                           ng_outlets *outlets, struct ng_arena *a,
                           struct ng_err *err)
{
    struct reading r = {st, ng_sql_once(st, name.n ? one_outlet : all_outlets),
                        outlets, outlet_row};
    if (name.n)
        bind_name(r.s, name);
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
