/* record.c - the lists of a report in one piece, beside their rows: what is
 * read when a report is loaded. The rows are what counts: they are read where
 * the piece is missing or of another program, and to check it. */
#include "store/inside.h"

static uint64_t shape_of(struct ng_store *st)
{
    if (!st->packed)
        st->packed = ng_rows_pack_shape(ng_report_lists, ng_report_lists_n);
    return st->packed;
}

int ng_bind_record(struct ng_store *st, sqlite3_stmt *s, int at,
                   const struct ng_report *r)
{
    struct ng_out o = {0};
    ng_rows_pack(ng_report_lists, ng_report_lists_n, r, shape_of(st), &o);
    int rc = o.failed ? SQLITE_NOMEM
                      : sqlite3_bind_blob64(s, at, o.p, o.n, SQLITE_TRANSIENT);
    ng_out_release(&o);
    return rc;
}

bool ng_unpack_record(struct ng_store *st, ng_str packed, unsigned wanted,
                      struct ng_report *r, struct ng_arena *a)
{
    const struct ng_report had = *r;
    if (packed.n &&
        ng_rows_unpack(ng_report_lists, ng_report_lists_n,
                       ng_str_copy(packed, a), shape_of(st), wanted, r, a))
        return true;
    *r = had;
    return false;
}

int ng_keep_record(struct ng_store *st, int64_t nr, const struct ng_report *r)
{
    sqlite3_stmt *s = ng_sql(st, NG_SQL_KEEP_RECORD,
                             "UPDATE body SET record = ?1 WHERE nr = ?2");
    if (!s)
        return ng_sql_why(st);
    sqlite3_bind_int64(s, 2, nr);
    int rc = ng_bind_record(st, s, 1, r);
    if (rc == SQLITE_OK) {
        sqlite3_step(s);
        rc = sqlite3_reset(s);
    }
    sqlite3_clear_bindings(s);
    return rc;
}

bool ng_packed_is(struct ng_store *st, int64_t nr, uint64_t seal,
                  struct ng_arena a)
{
    struct ng_report r;
    return ng_load_nr(st, nr, NG_PART_ALL, &r, NULL, &a, NULL) == NG_OK &&
           ng_report_seal(&r) == seal;
}
