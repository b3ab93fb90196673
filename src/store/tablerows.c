#include "store/tablerows.h"

#include <math.h>

/* ---- cells ------------------------------------------------------------ */

static bool is_pair(const struct ng_column *c)
{
    return c->cell == NG_CELL_RANGE || c->cell == NG_CELL_DAYS;
}

size_t ng_columns_width(const struct ng_column *columns, size_t n)
{
    size_t width = n;
    for (size_t i = 0; i < n; i++)
        width += is_pair(&columns[i]);
    return width;
}

void ng_columns_list(sqlite3_str *sql, const struct ng_column *columns,
                     size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct ng_column *c = &columns[i];
        const char *comma = i ? ", " : "";
        if (c->cell == NG_CELL_RANGE)
            sqlite3_str_appendf(sql, "%s%s_beg, %s_end", comma, c->name,
                                c->name);
        else if (c->cell == NG_CELL_DAYS)
            sqlite3_str_appendf(sql, "%s%s_first, %s_last", comma, c->name,
                                c->name);
        else
            sqlite3_str_appendf(sql, "%s\"%s\"", comma, c->name);
    }
}

static void bind_text(sqlite3_stmt *s, int at, const char *p, size_t n)
{
    sqlite3_bind_text64(s, at, p ? p : "", n, SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_day(sqlite3_stmt *s, int at, ng_day day)
{
    if (day != NG_NO_DAY)
        sqlite3_bind_int(s, at, day);
    else
        sqlite3_bind_null(s, at);
}

static void bind_real(sqlite3_stmt *s, int at, double v)
{
    if (!isnan(v))
        sqlite3_bind_double(s, at, v);
    else
        sqlite3_bind_null(s, at);
}

static void bind_cell(sqlite3_stmt *s, int at, const struct ng_column *c,
                      const char *p)
{
    ng_str str;
    ng_range range;
    ng_days days;
    uint32_t u;
    float f;
    switch ((enum ng_cell)c->cell) {
    case NG_CELL_STR:
        memcpy(&str, p, sizeof str);
        bind_text(s, at, str.p, str.n);
        return;
    case NG_CELL_RANGE:
        memcpy(&range, p, sizeof range);
        sqlite3_bind_int64(s, at, range.beg);
        sqlite3_bind_int64(s, at + 1, range.end);
        return;
    case NG_CELL_U32:
        memcpy(&u, p, sizeof u);
        if (u == NG_NONE)
            sqlite3_bind_null(s, at);
        else
            sqlite3_bind_int64(s, at, u);
        return;
    case NG_CELL_DAY:
        bind_day(s, at, *(const ng_day *)(const void *)p);
        return;
    case NG_CELL_DAYS:
        memcpy(&days, p, sizeof days);
        bind_day(s, at, days.first);
        bind_day(s, at + 1, days.last);
        return;
    case NG_CELL_KIND:
        memcpy(&u, p, sizeof u);
        str = c->kind->name(u < c->kind->n ? u : 0);
        bind_text(s, at, str.p, str.n);
        return;
    case NG_CELL_BOOL:
        sqlite3_bind_int(s, at, *p != 0);
        return;
    case NG_CELL_F32:
        memcpy(&f, p, sizeof f);
        bind_real(s, at, (double)f);
        return;
    case NG_CELL_F64:
        bind_real(s, at, *(const double *)(const void *)p);
        return;
    case NG_CELL_CHARS:
        bind_text(s, at, p, strnlen(p, c->size));
        return;
    case NG_CELL_ID:
        bind_text(s, at, p, strnlen(p, NG_ID_CHARS));
        return;
    }
}

int ng_columns_bind(sqlite3_stmt *s, int first, const struct ng_column *columns,
                    size_t n, const void *element)
{
    for (size_t i = 0; i < n; i++) {
        bind_cell(s, first, &columns[i], (const char *)element + columns[i].at);
        first += 1 + is_pair(&columns[i]);
    }
    return first;
}

static ng_str text_at(sqlite3_stmt *s, int at)
{
    const void *p = sqlite3_column_text(s, at);
    return (ng_str){p, p ? (size_t)sqlite3_column_bytes(s, at) : 0};
}

static uint32_t u32_at(sqlite3_stmt *s, int at)
{
    if (sqlite3_column_type(s, at) == SQLITE_NULL)
        return NG_NONE;
    return (uint32_t)sqlite3_column_int64(s, at);
}

static ng_day day_at(sqlite3_stmt *s, int at)
{
    if (sqlite3_column_type(s, at) == SQLITE_NULL)
        return NG_NO_DAY;
    return (ng_day)sqlite3_column_int64(s, at);
}

static double real_at(sqlite3_stmt *s, int at)
{
    if (sqlite3_column_type(s, at) == SQLITE_NULL)
        return (double)NAN;
    return sqlite3_column_double(s, at);
}

static void read_cell(sqlite3_stmt *s, int at, const struct ng_column *c,
                      char *p, struct ng_arena *a)
{
    ng_str str;
    uint32_t u = 0;
    float f;
    size_t room = c->cell == NG_CELL_ID ? NG_ID_CHARS + 1 : c->size;
    switch ((enum ng_cell)c->cell) {
    case NG_CELL_STR:
        str = ng_str_copy(text_at(s, at), a);
        memcpy(p, &str, sizeof str);
        return;
    case NG_CELL_RANGE:
        memcpy(p, &(ng_range){u32_at(s, at), u32_at(s, at + 1)},
               sizeof(ng_range));
        return;
    case NG_CELL_U32:
        u = u32_at(s, at);
        memcpy(p, &u, sizeof u);
        return;
    case NG_CELL_DAY:
        memcpy(p, &(ng_day){day_at(s, at)}, sizeof(ng_day));
        return;
    case NG_CELL_DAYS:
        memcpy(p, &(ng_days){day_at(s, at), day_at(s, at + 1)},
               sizeof(ng_days));
        return;
    case NG_CELL_KIND:
        c->kind->find(text_at(s, at), &u);
        memcpy(p, &u, sizeof u);
        return;
    case NG_CELL_BOOL:
        *(bool *)p = sqlite3_column_int(s, at) != 0;
        return;
    case NG_CELL_F32:
        f = (float)real_at(s, at);
        memcpy(p, &f, sizeof f);
        return;
    case NG_CELL_F64:
        memcpy(p, &(double){real_at(s, at)}, sizeof(double));
        return;
    case NG_CELL_CHARS:
    case NG_CELL_ID:
        str = text_at(s, at);
        memcpy(p, str.n ? str.p : "", str.n < room ? str.n : room - 1);
        return;
    }
}

int ng_columns_read(sqlite3_stmt *s, int first, const struct ng_column *columns,
                    size_t n, void *element, struct ng_arena *a)
{
    for (size_t i = 0; i < n; i++) {
        read_cell(s, first, &columns[i], (char *)element + columns[i].at, a);
        first += 1 + is_pair(&columns[i]);
    }
    return first;
}

/* Text counts by its bytes, numbers by theirs; every NAN is the same NAN. */
static uint64_t seal_cell(const struct ng_column *c, const char *p, uint64_t h)
{
    static const uint8_t sizes[] = {
        [NG_CELL_RANGE] = 8, [NG_CELL_U32] = 4,  [NG_CELL_DAY] = 4,
        [NG_CELL_DAYS] = 8,  [NG_CELL_BOOL] = 1, [NG_CELL_F32] = 4,
        [NG_CELL_F64] = 8,   [NG_CELL_ID] = 13,
    };
    ng_str str = {p, sizes[c->cell < NG_CELL_ID ? c->cell : NG_CELL_ID]};
    uint32_t u;
    if (c->cell == NG_CELL_STR) {
        memcpy(&str, p, sizeof str);
    } else if (c->cell == NG_CELL_CHARS) {
        str.n = strnlen(p, c->size);
    } else if (c->cell == NG_CELL_KIND) {
        memcpy(&u, p, sizeof u);
        str = c->kind->name(u < c->kind->n ? u : 0);
    } else if ((c->cell == NG_CELL_F32 &&
                isnan(*(const float *)(const void *)p)) ||
               (c->cell == NG_CELL_F64 &&
                isnan(*(const double *)(const void *)p))) {
        str = STR("nan");
    }
    return ng_hash64(str, h + str.n);
}

uint64_t ng_columns_seal(const struct ng_column *columns, size_t n,
                         const void *element, uint64_t seed)
{
    for (size_t i = 0; i < n; i++)
        seed =
            seal_cell(&columns[i], (const char *)element + columns[i].at, seed);
    return seed;
}

/* ---- lists ------------------------------------------------------------ */

typedef NG_LIST(char) any_list; /* n counts structs, not bytes */

struct seen {
    const char *at;
    size_t n;
};

static struct seen list_of(const struct ng_hung *l, const void *parent)
{
    struct seen seen;
    memcpy(&seen, (const char *)parent + l->at, sizeof seen);
    return seen;
}

static int prepare(struct ng_rows *rows, sqlite3_stmt **s, sqlite3_str *sql)
{
    char *text = sqlite3_str_finish(sql);
    int rc = text ? sqlite3_prepare_v3(rows->db, text, -1,
                                       SQLITE_PREPARE_PERSISTENT, s, NULL)
                  : SQLITE_NOMEM;
    sqlite3_free(text);
    return rc;
}

static int ready_put(struct ng_rows *rows, const struct ng_hung *l)
{
    const struct ng_table *t = l->table;
    if (rows->put[l->slot])
        return SQLITE_OK;
    sqlite3_str *sql = sqlite3_str_new(rows->db);
    sqlite3_str_appendf(sql, "INSERT INTO %s(of, seq%s%s, ", t->name,
                        l->owned ? ", owner" : "", t->derive ? ", id" : "");
    ng_columns_list(sql, t->columns, t->columns_n);
    sqlite3_str_appendf(sql, ") VALUES(?, ?");
    size_t more = ng_columns_width(t->columns, t->columns_n) + l->owned +
                  (t->derive != NULL);
    for (size_t i = 0; i < more; i++)
        sqlite3_str_appendall(sql, ", ?");
    sqlite3_str_appendall(sql, ")");
    return prepare(rows, &rows->put[l->slot], sql);
}

/* The rows of one parent's list, then what hangs on each; `seq` numbers run on
 * over all parents, in `next` by slot. The descriptions are three deep. */
static int put_list(struct ng_rows *rows, const struct ng_hung *l, int64_t of,
                    int64_t owner, const void *parent, int64_t *next)
{
    struct seen seen = list_of(l, parent);
    int rc = seen.n ? ready_put(rows, l) : SQLITE_OK;
    for (size_t i = 0; i < seen.n && rc == SQLITE_OK; i++) {
        const char *element = seen.at + i * l->table->size;
        sqlite3_stmt *s = rows->put[l->slot];
        int64_t seq = next[l->slot]++;
        int at = 3;
        sqlite3_bind_int64(s, 1, of);
        sqlite3_bind_int64(s, 2, seq);
        if (l->owned)
            sqlite3_bind_int64(s, at++, owner);
        ng_id id = {0};
        if (l->table->derive) {
            id = l->table->derive(parent, element);
            bind_text(s, at++, id.c, NG_ID_CHARS);
        }
        ng_columns_bind(s, at, l->table->columns, l->table->columns_n, element);
        sqlite3_step(s);
        rc = sqlite3_reset(s);
        for (size_t k = 0; k < l->table->lists_n && rc == SQLITE_OK; k++)
            rc = put_list(rows, &l->table->lists[k], of, seq, element, next);
    }
    return rc;
}

int ng_rows_put(struct ng_rows *rows, const struct ng_hung *lists, size_t n,
                int64_t of, const void *parent)
{
    int64_t next[NG_SLOTS_MOST] = {0};
    int rc = SQLITE_OK;
    for (size_t i = 0; i < n && rc == SQLITE_OK; i++)
        rc = put_list(rows, &lists[i], of, 0, parent, next);
    return rc;
}

static int ready_load(struct ng_rows *rows, const struct ng_hung *l)
{
    const struct ng_table *t = l->table;
    if (rows->load[l->slot])
        return SQLITE_OK;
    sqlite3_str *sql = sqlite3_str_new(rows->db);
    sqlite3_str_appendf(sql, "SELECT %s, ", l->owned ? "owner" : "0");
    ng_columns_list(sql, t->columns, t->columns_n);
    sqlite3_str_appendf(sql, " FROM %s WHERE of = ? ORDER BY seq", t->name);
    return prepare(rows, &rows->load[l->slot], sql);
}

struct family {
    char **at; /* [n] the structs that a list hangs on, by seq */
    size_t n;
};

static void hang(const struct ng_hung *l, char *parent, any_list list)
{
    memcpy(parent + l->at, &list, l->bare ? sizeof(struct seen) : sizeof list);
}

/* Rows come in the order of their owners. A row whose owner is not there (a
 * damaged store) is left out; the seal tells. */
static int load_list(struct ng_rows *rows, const struct ng_hung *l, int64_t of,
                     struct family parents, struct ng_arena *a)
{
    int rc = parents.n ? ready_load(rows, l) : SQLITE_DONE;
    if (rc != SQLITE_OK)
        return rc == SQLITE_DONE ? SQLITE_OK : rc;
    sqlite3_stmt *s = rows->load[l->slot];
    const struct ng_table *t = l->table;
    any_list list = {0};
    size_t current = 0, all = 0;
    sqlite3_bind_int64(s, 1, of);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        size_t owner = (size_t)sqlite3_column_int64(s, 0);
        if (owner >= parents.n || owner < current)
            continue;
        if (owner != current) {
            hang(l, parents.at[current], list);
            list = (any_list){0};
            current = owner;
        }
        if (list.n == list.cap)
            list.at = ng_grow(list.at, &list.cap, t->size, a);
        ng_columns_read(s, 1, t->columns, t->columns_n,
                        list.at + list.n++ * t->size, a);
        all++;
    }
    hang(l, parents.at[current], list);
    sqlite3_reset(s);
    if (rc != SQLITE_DONE || !t->lists_n || !all)
        return rc == SQLITE_DONE ? SQLITE_OK : rc;
    struct family family = {ng_new(a, char *, all), 0};
    for (size_t i = 0; i < parents.n; i++) {
        memcpy(&list, parents.at[i] + l->at, sizeof(struct seen));
        for (size_t k = 0; k < list.n; k++)
            family.at[family.n++] = list.at + k * t->size;
    }
    rc = SQLITE_OK;
    for (size_t i = 0; i < t->lists_n && rc == SQLITE_OK; i++)
        rc = load_list(rows, &t->lists[i], of, family, a);
    return rc;
}

int ng_rows_load(struct ng_rows *rows, const struct ng_hung *lists, size_t n,
                 int64_t of, void *parent, struct ng_arena *a)
{
    char *one = parent;
    int rc = SQLITE_OK;
    for (size_t i = 0; i < n && rc == SQLITE_OK; i++)
        rc = load_list(rows, &lists[i], of, (struct family){&one, 1}, a);
    return rc;
}

int ng_rows_drop(struct ng_rows *rows, const struct ng_hung *lists, size_t n,
                 int64_t of)
{
    int rc = SQLITE_OK;
    for (size_t i = 0; i < n && rc == SQLITE_OK; i++) {
        const struct ng_hung *l = &lists[i];
        if (!rows->drop[l->slot]) {
            sqlite3_str *sql = sqlite3_str_new(rows->db);
            sqlite3_str_appendf(sql, "DELETE FROM %s WHERE of = ?",
                                l->table->name);
            rc = prepare(rows, &rows->drop[l->slot], sql);
            if (rc != SQLITE_OK)
                return rc;
        }
        sqlite3_bind_int64(rows->drop[l->slot], 1, of);
        sqlite3_step(rows->drop[l->slot]);
        rc = sqlite3_reset(rows->drop[l->slot]);
        if (rc == SQLITE_OK)
            rc = ng_rows_drop(rows, l->table->lists, l->table->lists_n, of);
    }
    return rc;
}

int ng_rows_drop_all(struct ng_rows *rows, const struct ng_hung *lists,
                     size_t n)
{
    int rc = SQLITE_OK;
    for (size_t i = 0; i < n && rc == SQLITE_OK; i++) {
        char *sql = sqlite3_mprintf("DELETE FROM %s", lists[i].table->name);
        rc = sql ? sqlite3_exec(rows->db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
        sqlite3_free(sql);
        if (rc == SQLITE_OK)
            rc = ng_rows_drop_all(rows, lists[i].table->lists,
                                  lists[i].table->lists_n);
    }
    return rc;
}

void ng_rows_close(struct ng_rows *rows)
{
    for (size_t i = 0; i < NG_SLOTS_MOST; i++) {
        sqlite3_finalize(rows->put[i]);
        sqlite3_finalize(rows->load[i]);
        sqlite3_finalize(rows->drop[i]);
        sqlite3_finalize(rows->slice[i]);
        sqlite3_finalize(rows->owner[i]);
    }
}

uint64_t ng_rows_seal(const struct ng_hung *lists, size_t n, const void *parent,
                      uint64_t seed)
{
    for (size_t i = 0; i < n; i++) {
        const struct ng_table *t = lists[i].table;
        struct seen seen = list_of(&lists[i], parent);
        seed = seed * 31 + seen.n;
        for (size_t k = 0; k < seen.n; k++) {
            const char *element = seen.at + k * t->size;
            seed = ng_columns_seal(t->columns, t->columns_n, element, seed);
            seed = ng_rows_seal(t->lists, t->lists_n, element, seed);
        }
    }
    return seed;
}

void ng_rows_ranges(const struct ng_hung *lists, size_t n, const void *parent,
                    ng_see_range *see, void *ctx)
{
    for (size_t i = 0; i < n; i++) {
        const struct ng_table *t = lists[i].table;
        struct seen seen = list_of(&lists[i], parent);
        for (size_t k = 0; k < seen.n; k++) {
            const char *element = seen.at + k * t->size;
            for (size_t c = 0; c < t->columns_n; c++)
                if (t->columns[c].cell == NG_CELL_RANGE)
                    see(ctx, t->name, k, &t->columns[c], element);
            ng_rows_ranges(t->lists, t->lists_n, element, see, ctx);
        }
    }
}

uint64_t ng_columns_shape(const struct ng_column *columns, size_t n,
                          uint64_t seed)
{
    for (size_t i = 0; i < n; i++)
        seed = ng_hash64(ng_str_of(columns[i].name), seed + columns[i].cell);
    return seed;
}

uint64_t ng_rows_shape(const struct ng_hung *lists, size_t n, uint64_t seed)
{
    for (size_t i = 0; i < n; i++) {
        const struct ng_table *t = lists[i].table;
        seed = ng_hash64(ng_str_of(t->name), seed);
        seed = ng_columns_shape(t->columns, t->columns_n, seed);
        seed = ng_rows_shape(t->lists, t->lists_n, seed);
    }
    return seed;
}
