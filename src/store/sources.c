#include "store/sources.h"
#include "base/names.h"
#include "store/inside.h"

#include <stdlib.h>

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

/* One row a report; the database would sort them to count them. */
struct counting {
    struct ng_names names;
    ng_outlets *outlets;     /* by name's id */
    struct ng_names stories; /* of the one outlet that is asked for */
    bool one;
};

static void add_day(sqlite3_stmt *s, int column, ng_day *day, bool first)
{
    if (sqlite3_column_type(s, column) == SQLITE_NULL)
        return;
    ng_day d = (ng_day)sqlite3_column_int64(s, column);
    if (*day == NG_NO_DAY || (first ? d < *day : d > *day))
        *day = d;
}

static ng_str seen(sqlite3_stmt *s, int column)
{
    const void *p = sqlite3_column_text(s, column);
    return (ng_str){p ? p : "", (size_t)sqlite3_column_bytes(s, column)};
}

static void count_report(sqlite3_stmt *s, void *list, struct ng_arena *a)
{
    struct counting *c = list;
    uint32_t id = ng_name(&c->names, seen(s, 0), a);
    if (id == c->outlets->n)
        *ng_push(c->outlets, a) = (struct ng_outlet){
            .name = c->names.all.at[id], .first = NG_NO_DAY, .last = NG_NO_DAY};
    struct ng_outlet *o = &c->outlets->at[id];
    bool revision = ng_str_eq(seen(s, 1), STR("revision"));
    o->reports++;
    o->own += revision || number(s, 2);
    o->revisions += revision;
    o->spun += number(s, 3) != 0;
    o->declared += seen(s, 4).n > 0;
    add_day(s, 5, &o->first, true);
    add_day(s, 6, &o->last, false);
    if (c->one) {
        ng_name(&c->stories, seen(s, 7), a);
        o->stories = c->stories.all.n;
    }
}

#define OUTLET_COLUMNS                                                         \
    "SELECT outlet, lineage_role, origin IS NULL OR origin = id, spun, "       \
    "declared_origin, published_first, published_last, story FROM report"

static int by_reports(const void *a, const void *b)
{
    const struct ng_outlet *x = a, *y = b;
    if (x->reports != y->reports)
        return x->reports < y->reports ? 1 : -1;
    return ng_str_cmp(x->name, y->name);
}

ng_status ng_store_outlets(struct ng_store *st, ng_str name,
                           ng_outlets *outlets, struct ng_arena *a,
                           struct ng_err *err)
{
    struct counting c = {.outlets = outlets, .one = name.n > 0};
    struct reading r = {st,
                        ng_sql_once(st, name.n ? OUTLET_COLUMNS
                                            " WHERE outlet = ?1"
                                               : OUTLET_COLUMNS),
                        &c, count_report};
    if (name.n)
        bind_name(r.s, name);
    ng_status status = read_rows(&r, a, err);
    if (status == NG_OK && outlets->n)
        qsort(outlets->at, outlets->n, sizeof *outlets->at, by_reports);
    return status;
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
