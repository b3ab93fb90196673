#include "store/slice.h"
#include "report/said.h"

#include <stddef.h>

/* ---- the story and its reports ----------------------------------------- */

int ng_part_number(struct ng_store *st, enum ng_said slot, const char *sql,
                   ng_id id, int64_t number, int64_t *value)
{
    sqlite3_stmt *s = ng_sql(st, slot, sql);
    if (!s)
        return ng_sql_why(st);
    sqlite3_bind_text(s, 1, id.c, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 2, number);
    int rc = sqlite3_step(s);
    if (rc == SQLITE_ROW)
        *value = sqlite3_column_int64(s, 0);
    sqlite3_reset(s);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* The row of the story; a place for each of its reports. */
static ng_status begin(struct ng_part_of *p, struct ng_arena *a,
                       struct ng_err *err)
{
    struct ng_batch *b = p->b;
    int64_t last = -1;
    *b = (struct ng_batch){0};
    ng_status status =
        ng_load_story_row(p->st, p->id, b, &p->nr, &p->carried, a, err);
    if (status != NG_OK)
        return status;
    int rc = ng_part_number(p->st, NG_SQL_LAST_SEQ,
                            "SELECT story_seq FROM report WHERE story = ?1 "
                            "AND ?2 = ?2 ORDER BY story_seq DESC LIMIT 1",
                            p->id, 0, &last);
    if (rc != SQLITE_OK)
        return ng_sql_status(p->st, rc, err);
    size_t n = last < 0 ? 0 : (size_t)last + 1;
    struct ng_report *empty = ng_new(a, struct ng_report, 1);
    b->reports.at = ng_new(a, struct ng_report *, n + 1);
    b->reports.n = b->reports.cap = n;
    for (size_t i = 0; i < n; i++)
        b->reports.at[i] = empty;
    b->origin_of = ng_new(a, uint32_t, n + 1);
    p->level = ng_new(a, uint8_t, n + 1);
    return NG_OK;
}

ng_status ng_part_report(struct ng_part_of *p, uint32_t i, enum ng_level level,
                         struct ng_arena *a, struct ng_err *err)
{
    struct ng_batch *b = p->b;
    if (i >= b->reports.n || p->level[i] >= level)
        return NG_OK;
    sqlite3_stmt *s = ng_sql(p->st, NG_SQL_STORY_REPORT,
                             "SELECT nr, id, origin_seq FROM report "
                             "WHERE story = ?1 AND story_seq = ?2");
    if (!s)
        return ng_sql_status(p->st, ng_sql_why(p->st), err);
    sqlite3_bind_text(s, 1, p->id.c, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 2, i);
    int rc = sqlite3_step(s);
    int64_t nr = rc == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    struct ng_report *r = ng_new(a, struct ng_report, 1);
    r->id = ng_sql_id(s, 1);
    b->origin_of[i] = (uint32_t)sqlite3_column_int64(s, 2);
    sqlite3_reset(s);
    b->reports.at[i] = r;
    p->level[i] = (uint8_t)level;
    if (rc != SQLITE_ROW)
        return ng_sql_status(p->st, rc, err);
    return level == NG_HERE ? ng_load_some(p->st, nr, p->needs, r, a, err)
                            : NG_OK;
}

ng_status ng_part_light(struct ng_part_of *p, const ng_indexes *list,
                        struct ng_arena *a, struct ng_err *err)
{
    ng_status status = NG_OK;
    for (size_t i = 0; i < list->n && status == NG_OK; i++)
        status = ng_part_report(p, list->at[i], NG_LIGHT, a, err);
    return status;
}

ng_status ng_part_cited(struct ng_part_of *p, const ng_cites *cites,
                        struct ng_arena *a, struct ng_err *err)
{
    ng_status status = NG_OK;
    for (size_t i = 0; i < cites->n && status == NG_OK; i++)
        status = ng_part_report(p, cites->at[i].report, NG_HERE, a, err);
    return status;
}

/* ---- records of a batch ------------------------------------------------- */

enum { FIRST = 10 }; /* bit of NG_NEED_EDGES, whose list is the first */

ng_status ng_part_rows(struct ng_part_of *p, unsigned need, struct ng_window w,
                       struct ng_arena *a, struct ng_err *err)
{
    size_t list = 0;
    while (list + 1 < ng_batch_lists_n && !(need >> (FIRST + list) & 1))
        list++;
    return ng_sql_status(p->st,
                         ng_rows_slice(&p->st->rows, ng_batch_lists + list,
                                       p->nr, w, p->b, p->b, a),
                         err);
}

static ng_status reports_of_event(struct ng_part_of *p,
                                  const struct ng_event *e, struct ng_arena *a,
                                  struct ng_err *err)
{
    ng_status status = NG_OK;
    for (size_t k = 0; k < e->mentions.n && status == NG_OK; k++)
        status = ng_part_report(p, e->mentions.at[k].report, NG_HERE, a, err);
    for (size_t k = 0; k < e->history.n && status == NG_OK; k++)
        status = ng_part_report(p, e->history.at[k].report, NG_HERE, a, err);
    return status == NG_OK ? ng_part_light(p, &e->reports, a, err) : status;
}

ng_status ng_part_dispute(struct ng_part_of *p, const struct ng_disagreement *d,
                          struct ng_arena *a, struct ng_err *err)
{
    ng_status status = NG_OK;
    for (size_t k = 0; k < d->values.n && status == NG_OK; k++)
        status = ng_part_cited(p, &d->values.at[k].cites, a, err);
    return status;
}

static ng_status load_spoken_of(struct ng_part_of *p, struct ng_arena *a,
                                struct ng_err *err)
{
    const struct ng_batch *b = p->b;
    ng_status status = NG_OK;
    for (size_t i = 0; i < b->edges.n && status == NG_OK; i++) {
        status = ng_part_report(p, b->edges.at[i].child, NG_HERE, a, err);
        if (status == NG_OK)
            status = ng_part_report(p, b->edges.at[i].parent, NG_HERE, a, err);
    }
    for (size_t i = 0; i < b->changes.n && status == NG_OK; i++) {
        status = ng_part_report(p, b->changes.at[i].from, NG_HERE, a, err);
        if (status == NG_OK)
            status = ng_part_report(p, b->changes.at[i].to, NG_HERE, a, err);
    }
    for (size_t i = 0; i < b->events.n && status == NG_OK; i++)
        status = reports_of_event(p, &b->events.at[i], a, err);
    for (size_t i = 0; i < b->disagreements.n && status == NG_OK; i++)
        status = ng_part_dispute(p, &b->disagreements.at[i], a, err);
    return status;
}

static ng_status load_slice(struct ng_part_of *p, struct ng_arena *a,
                            struct ng_err *err)
{
    const struct ng_slice *slice = p->slice;
    struct ng_window w = {slice->from, slice->n, slice->most};
    ng_status status = ng_part_rows(p, slice->of, w, a, err);
    return status == NG_OK ? load_spoken_of(p, a, err) : status;
}

/* Rows of one report among all pairs of the story: there is no index by ends,
 * but reading numbers alone is quick. */
static ng_status load_pairs(struct ng_part_of *p, struct ng_arena *a,
                            struct ng_err *err)
{
    NG_LIST(uint32_t) seqs = {0};
    int64_t own = -1;
    int rc = ng_part_number(p->st, NG_SQL_SEQ_OF,
                            "SELECT story_seq FROM report WHERE id = ?1 "
                            "AND ?2 = ?2",
                            p->report, 0, &own);
    sqlite3_stmt *s = ng_sql(p->st, NG_SQL_PAIRS,
                             "SELECT seq FROM lineage WHERE of = ?1 "
                             "AND (child = ?2 OR parent = ?2) "
                             "ORDER BY seq LIMIT ?3 OFFSET ?4");
    if (rc != SQLITE_OK || !s)
        return ng_sql_status(p->st, s ? rc : ng_sql_why(p->st), err);
    sqlite3_bind_int64(s, 1, p->nr);
    sqlite3_bind_int64(s, 2, own);
    sqlite3_bind_int64(s, 3, p->n);
    sqlite3_bind_int64(s, 4, p->from);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW)
        *ng_push(&seqs, a) = (uint32_t)sqlite3_column_int64(s, 0);
    sqlite3_reset(s);
    ng_status status = ng_sql_status(p->st, rc, err);
    struct ng_edge *edges = ng_new(a, struct ng_edge, seqs.n + 1);
    for (size_t i = 0; i < seqs.n && status == NG_OK; i++) {
        memset(&p->b->edges, 0, sizeof p->b->edges);
        status = ng_part_rows(p, NG_NEED_EDGES,
                              (struct ng_window){seqs.at[i], 1, 0}, a, err);
        if (status == NG_OK && p->b->edges.n)
            edges[i] = p->b->edges.at[0];
    }
    p->b->edges.at = edges;
    p->b->edges.n = p->b->edges.cap = seqs.n;
    return status == NG_OK ? load_spoken_of(p, a, err) : status;
}

/* ---- one report, some reports -------------------------------------------- */

/* By how many origins the sayings of these reports are carried. */
static ng_status load_carried(struct ng_part_of *p, struct ng_arena *a,
                              struct ng_err *err)
{
    struct ng_batch *b = p->b;
    size_t n = 0;
    for (size_t i = 0; i < b->reports.n; i++)
        n += b->reports.at[i]->sayings.n;
    uint32_t *carried = ng_new(a, uint32_t, n + 1), *at = carried;
    for (size_t i = 0; i < n; i++)
        carried[i] = 1;
    sqlite3_stmt *s = ng_sql(p->st, NG_SQL_CARRIED,
                             "SELECT saying, independent FROM carried "
                             "WHERE of = ?1 AND report = ?2");
    int rc = s ? SQLITE_DONE : ng_sql_why(p->st);
    for (size_t i = 0; i < b->reports.n && rc == SQLITE_DONE; i++) {
        size_t most = b->reports.at[i]->sayings.n;
        sqlite3_bind_int64(s, 1, p->nr);
        sqlite3_bind_int64(s, 2, (int64_t)(p->from + i));
        while ((rc = sqlite3_step(s)) == SQLITE_ROW)
            if ((size_t)sqlite3_column_int64(s, 0) < most)
                at[sqlite3_column_int64(s, 0)] =
                    (uint32_t)sqlite3_column_int64(s, 1);
        sqlite3_reset(s);
        at += most;
    }
    b->carried = carried;
    return ng_sql_status(p->st, rc, err);
}

/* A story from before sayings were counted: that is done now, over all of it.
 */
static ng_status count_sayings(struct ng_part_of *p, struct ng_arena *a,
                               struct ng_err *err)
{
    struct ng_batch all = {0}, *b = p->b;
    ng_status status = ng_store_load_some(
        p->st, p->id, NG_NEED_TEXT | NG_NEED_SAYINGS, &all, a, err);
    if (status != NG_OK)
        return status;
    struct ng_arena scratch = *a;
    scratch.at += (scratch.end - scratch.at) / 2;
    b->carried = ng_sayings_independent(&all, a, scratch);
    for (size_t i = 0; i < p->from && i < all.reports.n; i++)
        b->carried += all.reports.at[i]->sayings.n;
    return NG_OK;
}

static ng_status load_reports(struct ng_part_of *p, struct ng_arena *a,
                              struct ng_err *err)
{
    struct ng_batch *b = p->b;
    ng_status status = NG_OK;
    size_t end = (size_t)p->from + p->n;
    if (end > b->reports.n)
        end = b->reports.n;
    for (uint32_t i = p->from; i < end && status == NG_OK; i++)
        status = ng_part_report(p, i, NG_HERE, a, err);
    size_t from = p->from < end ? p->from : end;
    b->reports.at += from;
    b->reports.n = b->reports.cap = end - from;
    b->origin_of += from;
    if (status != NG_OK || !(p->needs & NG_NEED_SAYINGS))
        return status;
    return p->carried || b->reports.n == 0 ? load_carried(p, a, err)
                                           : count_sayings(p, a, err);
}

/* ---- for all ------------------------------------------------------------- */

struct doing {
    struct ng_part_of part;
    ng_part_job *job;
};

static ng_status run(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct doing *d = ctx;
    ng_status status = begin(&d->part, a, err);
    return status == NG_OK ? d->job(&d->part, a, err) : status;
}

ng_status ng_part_do(struct ng_part_of part, ng_part_job *job,
                     struct ng_arena *a, struct ng_err *err)
{
    struct doing d = {part, job};
    ng_status status = ng_guarded(run, &d, a, err);
    if (status != NG_OK)
        ng_sql_reset_all(part.st);
    return status;
}

ng_status ng_store_load_slice(struct ng_store *st, ng_id story,
                              const struct ng_slice *slice, struct ng_batch *b,
                              struct ng_arena *a, struct ng_err *err)
{
    return ng_part_do((struct ng_part_of){.st = st,
                                          .b = b,
                                          .id = story,
                                          .needs = slice->needs,
                                          .slice = slice},
                      load_slice, a, err);
}

ng_status ng_store_load_reports(struct ng_store *st, ng_id story, uint32_t from,
                                uint32_t n, unsigned needs, struct ng_batch *b,
                                struct ng_arena *a, struct ng_err *err)
{
    return ng_part_do((struct ng_part_of){.st = st,
                                          .b = b,
                                          .id = story,
                                          .needs = needs,
                                          .from = from,
                                          .n = n},
                      load_reports, a, err);
}

ng_status ng_store_load_pairs(struct ng_store *st, ng_id report, uint32_t from,
                              uint32_t n, struct ng_batch *b,
                              struct ng_arena *a, struct ng_err *err)
{
    struct ng_part_of part = {.st = st,
                              .b = b,
                              .report = report,
                              .needs = NG_NEED_TEXT,
                              .from = from,
                              .n = n};
    ng_status status = ng_store_story_of(st, report, &part.id, err);
    return status == NG_OK ? ng_part_do(part, load_pairs, a, err) : status;
}

ng_status ng_store_place_of(struct ng_store *st, ng_id story, ng_id id,
                            uint32_t *place, struct ng_err *err)
{
    static const struct {
        char letter;
        const char *sql;
    } kinds[] = {
#define OF_STORY(table)                                                        \
    "SELECT seq FROM " table " WHERE id = ?2 AND "                             \
    "of = (SELECT nr FROM story WHERE id = ?1)"
        {'e', OF_STORY("event")},
        {'d', OF_STORY("disagreement")},
        {'c', OF_STORY("change")},
        {'r', "SELECT story_seq FROM report WHERE id = ?2 AND story = ?1"},
        {'y', "SELECT r.story_seq FROM saying s JOIN report r ON r.nr = s.of "
              "WHERE s.id = ?2 AND r.story = ?1 ORDER BY 1"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].letter != id.c[0])
            continue;
        sqlite3_stmt *s = ng_sql_once(st, kinds[i].sql);
        int rc = s ? SQLITE_OK : ng_sql_why(st);
        if (s) {
            sqlite3_bind_text(s, 1, story.c, -1, SQLITE_STATIC);
            sqlite3_bind_text(s, 2, id.c, -1, SQLITE_STATIC);
            rc = sqlite3_step(s);
        }
        if (rc == SQLITE_ROW)
            *place = (uint32_t)sqlite3_column_int64(s, 0);
        sqlite3_finalize(s);
        if (rc != SQLITE_DONE)
            return ng_sql_status(st, rc, err);
    }
    return ng_fail(err, NG_NOTHING, 0, "%s is not in story %s", id.c, story.c);
}
