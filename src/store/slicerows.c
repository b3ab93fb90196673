/* slicerows.c - a few rows of a long list, with what hangs on them.
 *
 *   event          of 7, seq 40 .. 43
 *   event_mention  of 7, owner 40 .. 43: rows stand in the order of their
 *                  owners, so where they begin is found by halving
 *
 * Of lists at the ends (mentions, cites) only the first are read if asked so;
 * that there are more is noted in the batch.
 */
#include "store/slice.h"

typedef NG_LIST(char) any_list; /* n counts structs, not bytes */

struct owners {
    char **at; /* [n] the structs that a list hangs on */
    size_t n;
    int64_t first; /* seq of the first of them */
};

struct slicing {
    struct ng_rows *rows;
    int64_t of;
    uint32_t most; /* of a list at the ends; 0: all */
    struct ng_batch *b;
    struct ng_arena *a;
};

static int prepare(struct ng_rows *rows, sqlite3_stmt **s, char *sql)
{
    int rc = sql ? sqlite3_prepare_v3(rows->db, sql, -1,
                                      SQLITE_PREPARE_PERSISTENT, s, NULL)
                 : SQLITE_NOMEM;
    sqlite3_free(sql);
    return rc;
}

static int ready(struct ng_rows *rows, const struct ng_hung *l)
{
    const struct ng_table *t = l->table;
    if (rows->slice[l->slot])
        return SQLITE_OK;
    sqlite3_str *sql = sqlite3_str_new(rows->db);
    sqlite3_str_appendf(sql, "SELECT seq, %s, ", l->owned ? "owner" : "0");
    ng_columns_list(sql, t->columns, t->columns_n);
    sqlite3_str_appendf(sql,
                        " FROM %s WHERE of = ?1 AND seq >= ?2 AND seq < ?3 "
                        "ORDER BY seq",
                        t->name);
    int rc = prepare(rows, &rows->slice[l->slot], sqlite3_str_finish(sql));
    if (rc == SQLITE_OK && l->owned)
        rc = prepare(rows, &rows->owner[l->slot],
                     sqlite3_mprintf("SELECT owner FROM %s "
                                     "WHERE of = ?1 AND seq = ?2",
                                     t->name));
    return rc;
}

/* Is row `seq` there, and of an owner before this one? */
static bool is_before(struct slicing *x, const struct ng_hung *l, int64_t seq,
                      int64_t owner)
{
    sqlite3_stmt *s = x->rows->owner[l->slot];
    sqlite3_bind_int64(s, 1, x->of);
    sqlite3_bind_int64(s, 2, seq);
    bool before =
        sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int64(s, 0) < owner;
    sqlite3_reset(s);
    return before;
}

/* The first row of this owner or a later one: rows have no gaps. */
static int64_t first_of(struct slicing *x, const struct ng_hung *l,
                        int64_t owner)
{
    int64_t lo = 0, hi = 1;
    while (owner > 0 && is_before(x, l, hi - 1, owner)) {
        lo = hi;
        hi *= 2;
    }
    while (lo < hi) {
        int64_t mid = lo + (hi - lo) / 2;
        if (is_before(x, l, mid, owner))
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static void hang(struct slicing *x, const struct ng_hung *l, char *owner,
                 any_list list, uint32_t whole)
{
    memcpy(owner + l->at, &list, l->bare ? 2 * sizeof(size_t) : sizeof list);
    if (whole > list.n)
        *ng_push(&x->b->shortened, x->a) =
            (struct ng_shortened){owner + l->at, whole};
}

static int slice_list(struct slicing *x, const struct ng_hung *l, int64_t lo,
                      int64_t hi, struct owners owners);

static int slice_children(struct slicing *x, const struct ng_hung *l,
                          struct owners parents, size_t all, int64_t first)
{
    const struct ng_table *t = l->table;
    struct owners family = {ng_new(x->a, char *, all), 0, first};
    int rc = SQLITE_OK;
    for (size_t i = 0; i < parents.n; i++) {
        any_list list = {0};
        memcpy(&list, parents.at[i] + l->at, 2 * sizeof(size_t));
        for (size_t k = 0; k < list.n; k++)
            family.at[family.n++] = list.at + k * t->size;
    }
    for (size_t i = 0; i < t->lists_n && rc == SQLITE_OK; i++) {
        rc = ready(x->rows, &t->lists[i]);
        if (rc == SQLITE_OK)
            rc = slice_list(x, &t->lists[i], first_of(x, &t->lists[i], first),
                            INT64_MAX, family);
    }
    return rc;
}

/* The rows from lo to hi that hang on one of the owners. */
static int slice_list(struct slicing *x, const struct ng_hung *l, int64_t lo,
                      int64_t hi, struct owners owners)
{
    const struct ng_table *t = l->table;
    sqlite3_stmt *s = x->rows->slice[l->slot];
    uint32_t most = t->lists_n || !l->owned ? 0 : x->most, whole = 0;
    any_list list = {0};
    size_t current = 0, all = 0;
    int64_t first = lo;
    int rc;
    sqlite3_bind_int64(s, 1, x->of);
    sqlite3_bind_int64(s, 2, lo);
    sqlite3_bind_int64(s, 3, hi);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        int64_t owner = sqlite3_column_int64(s, 1) - owners.first;
        if (l->owned && owner >= (int64_t)owners.n)
            break;
        if (l->owned && owner < (int64_t)current)
            continue;
        if (l->owned && owner != (int64_t)current) {
            hang(x, l, owners.at[current], list, whole);
            list = (any_list){0};
            whole = 0;
            current = (size_t)owner;
        }
        whole++;
        first = all++ ? first : sqlite3_column_int64(s, 0);
        if (most && whole > most)
            continue;
        if (list.n == list.cap)
            list.at = ng_grow(list.at, &list.cap, t->size, x->a);
        ng_columns_read(s, 2, t->columns, t->columns_n,
                        list.at + list.n++ * t->size, x->a);
    }
    hang(x, l, owners.at[current], list, whole);
    sqlite3_reset(s);
    if (rc != SQLITE_DONE && rc != SQLITE_ROW)
        return rc;
    return t->lists_n && all ? slice_children(x, l, owners, all, first)
                             : SQLITE_OK;
}

int ng_rows_slice(struct ng_rows *rows, const struct ng_hung *list, int64_t of,
                  struct ng_window window, void *parent, struct ng_batch *b,
                  struct ng_arena *a)
{
    struct slicing x = {rows, of, window.most, b, a};
    char *one = parent;
    int rc = ready(rows, list);
    if (rc != SQLITE_OK)
        return rc;
    return slice_list(&x, list, window.from, (int64_t)window.from + window.n,
                      (struct owners){&one, 1, 0});
}
