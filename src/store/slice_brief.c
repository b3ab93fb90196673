/* slice_brief.c - a story's own record, its brief, one of its reports. */
#include "store/slice.h"

#include <stddef.h>
#include <stdlib.h>

/* ---- the story itself --------------------------------------------------- */

enum { ORIGINS, REASONS, PLACES, PEOPLE }; /* lists of a story */

static int head_list(struct ng_part_of *p, size_t list, uint32_t most,
                     struct ng_arena *a)
{
    return ng_rows_slice(&p->st->rows, ng_story_lists + list, p->nr,
                         (struct ng_window){0, most, 0}, p->b->stories.at, p->b,
                         a);
}

static void shorten(struct ng_part_of *p, const void *list, size_t n,
                    size_t whole, struct ng_arena *a)
{
    if (whole > n)
        *ng_push(&p->b->shortened, a) =
            (struct ng_shortened){list, (uint32_t)whole};
}

static ng_status load_head(struct ng_part_of *p, struct ng_arena *a,
                           struct ng_err *err)
{
    struct ng_story *s = p->b->stories.at;
    uint32_t reasons = p->most / 10;
    int64_t origins = 0, whys = 0;
    int rc = head_list(p, ORIGINS, p->most, a);
    if (rc == SQLITE_OK)
        rc = head_list(p, REASONS, reasons, a);
    if (rc == SQLITE_OK)
        rc = head_list(p, PLACES, p->most, a);
    if (rc == SQLITE_OK)
        rc = head_list(p, PEOPLE, p->most, a);
    if (rc == SQLITE_OK && s->origins.n == p->most)
        rc = ng_part_number(
            p->st, NG_SQL_COUNT_ORIGINS,
            "SELECT max(seq) + 1 FROM story_origin WHERE of = ?2 "
            "AND ?1 = ?1",
            p->id, p->nr, &origins);
    if (rc == SQLITE_OK && s->reasons.n == reasons)
        rc = ng_part_number(p->st, NG_SQL_COUNT_REASONS,
                            "SELECT max(seq) + 1 FROM reason WHERE of = ?2 "
                            "AND ?1 = ?1",
                            p->id, p->nr, &whys);
    ng_status status = ng_sql_status(p->st, rc, err);
    for (uint32_t i = 0; i < p->b->reports.n && i < p->most; i++)
        *ng_push(&s->reports, a) = i;
    if (status == NG_OK)
        status = ng_part_light(p, &s->reports, a, err);
    if (status == NG_OK)
        status = ng_part_light(p, &s->origins, a, err);
    for (size_t i = 0; i < s->reasons.n && status == NG_OK; i++)
        status = ng_part_report(p, s->reasons.at[i].report, NG_LIGHT, a, err);
    shorten(p, &s->reports, s->reports.n, p->b->reports.n, a);
    shorten(p, &s->origins, s->origins.n, (size_t)origins, a);
    shorten(p, &s->reasons, s->reasons.n, (size_t)whys, a);
    return status;
}

/* ---- its brief ----------------------------------------------------------- */

/* Room for all, of which those that are spoken of are filled. */
static void *room_for(size_t size, uint32_t last, struct ng_arena *a)
{
    return ng_alloc(a, size, _Alignof(max_align_t), (size_t)last + 1);
}

static ng_status load_disputes(struct ng_part_of *p,
                               const struct ng_brief *brief, struct ng_arena *a,
                               struct ng_err *err)
{
    uint32_t last = 0;
    const ng_indexes *told = &brief->disagreements;
    for (size_t i = 0; i < told->n; i++)
        last = told->at[i] > last ? told->at[i] : last;
    struct ng_disagreement *all = room_for(sizeof *all, told->n ? last : 0, a);
    ng_status status = NG_OK;
    for (size_t i = 0; i < told->n && status == NG_OK; i++) {
        memset(&p->b->disagreements, 0, sizeof p->b->disagreements);
        status =
            ng_part_rows(p, NG_NEED_DISAGREEMENTS,
                         (struct ng_window){told->at[i], 1, p->most}, a, err);
        if (status == NG_OK && p->b->disagreements.n)
            all[told->at[i]] = p->b->disagreements.at[0];
    }
    p->b->disagreements.at = all;
    p->b->disagreements.n = p->b->disagreements.cap =
        told->n ? (size_t)last + 1 : 0;
    return status;
}

static const ng_lines *part_at(const struct ng_brief *brief, size_t part)
{
    return (const void *)((const char *)brief + ng_brief_parts[part]);
}

/* Of events only the ids are told. */
static ng_status load_events(struct ng_part_of *p, const struct ng_brief *brief,
                             struct ng_arena *a, struct ng_err *err)
{
    uint32_t n = 0;
    for (size_t k = 0; k < NG_BRIEF_PARTS; k++)
        for (size_t i = 0; i < part_at(brief, k)->n; i++) {
            uint32_t event = part_at(brief, k)->at[i].event;
            n = event != NG_NONE && event >= n ? event + 1 : n;
        }
    p->b->events.at = room_for(sizeof *p->b->events.at, n, a);
    p->b->events.n = p->b->events.cap = n;
    sqlite3_stmt *s = ng_sql(p->st, NG_SQL_EVENT_ID,
                             "SELECT id FROM event WHERE of = ?1 AND seq = ?2");
    if (!s)
        return ng_sql_status(p->st, ng_sql_why(p->st), err);
    for (size_t k = 0; k < NG_BRIEF_PARTS; k++)
        for (size_t i = 0; i < part_at(brief, k)->n; i++) {
            uint32_t event = part_at(brief, k)->at[i].event;
            if (event == NG_NONE)
                continue;
            sqlite3_bind_int64(s, 1, p->nr);
            sqlite3_bind_int64(s, 2, event);
            if (sqlite3_step(s) == SQLITE_ROW)
                p->b->events.at[event].id = ng_sql_id(s, 0);
            sqlite3_reset(s);
        }
    return NG_OK;
}

static ng_status load_lines(struct ng_part_of *p, struct ng_brief *brief,
                            struct ng_arena *a, struct ng_err *err)
{
    ng_told_lines told = {0};
    struct ng_window all = {0, UINT32_MAX, p->most};
    int rc = ng_rows_load(&p->st->rows, ng_brief_lists, ng_brief_lists_n, p->nr,
                          brief, a);
    if (rc == SQLITE_OK)
        rc = ng_rows_slice(&p->st->rows, ng_line_lists, p->nr, all, &told, p->b,
                           a);
    for (size_t i = 0; i < told.n; i++) {
        ng_lines *part =
            (void *)((char *)brief + ng_brief_parts[told.at[i].part]);
        *ng_push(part, a) = told.at[i].line;
    }
    return ng_sql_status(p->st, rc, err);
}

/* What the brief lists as sources: those it cites, then the first. */
static ng_status choose_sources(struct ng_part_of *p, struct ng_arena *a,
                                struct ng_err *err)
{
    struct ng_batch *b = p->b;
    size_t n = 0;
    ng_status status = NG_OK;
    for (uint32_t i = 0; i < b->reports.n; i++)
        n += p->level[i] == NG_HERE;
    for (uint32_t i = 0; i < b->reports.n && n < p->sources; i++)
        if (p->level[i] != NG_HERE && status == NG_OK) {
            status = ng_part_report(p, i, NG_HERE, a, err);
            n++;
        }
    if (n < b->reports.n)
        for (uint32_t i = 0; i < b->reports.n; i++)
            if (p->level[i] == NG_HERE)
                *ng_push(&b->told, a) = i;
    return status;
}

/* The pairs in which this report is the child, behind those that are there. */
static int edges_of(struct ng_part_of *p, const struct ng_hung *bare,
                    uint32_t child, struct ng_arena *a)
{
    struct ng_batch *b = p->b, found = {0};
    int64_t first = -1, n = 0;
    sqlite3_stmt *s = ng_sql(p->st, NG_SQL_EDGES_OF,
                             "SELECT min(seq), count(*) FROM lineage "
                             "WHERE of = ?1 AND child = ?2");
    if (!s)
        return ng_sql_why(p->st);
    sqlite3_bind_int64(s, 1, p->nr);
    sqlite3_bind_int64(s, 2, child);
    if (sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int64(s, 1)) {
        first = sqlite3_column_int64(s, 0);
        n = sqlite3_column_int64(s, 1);
    }
    sqlite3_reset(s);
    if (!n)
        return SQLITE_OK;
    int rc = ng_rows_slice(&p->st->rows, bare, p->nr,
                           (struct ng_window){(uint32_t)first, (uint32_t)n, 0},
                           &found, p->b, a);
    for (size_t i = 0; i < found.edges.n; i++)
        *ng_push(&b->edges, a) = found.edges.at[i];
    return rc;
}

static int by_ends(const void *x, const void *y)
{
    const struct ng_edge *a = x, *b = y;
    if (a->child != b->child)
        return a->child < b->child ? -1 : 1;
    return (a->parent > b->parent) - (a->parent < b->parent);
}

/* Who was made from whom, without the passages: of the reports that are told,
 * and of those that they were made from. */
static ng_status load_edges(struct ng_part_of *p, struct ng_arena *a,
                            struct ng_err *err)
{
    enum { STEPS = 5 }; /* copies of copies: story.c looks no further */
    struct ng_batch *b = p->b;
    struct ng_hung bare = ng_batch_lists[0];
    struct ng_table table = *bare.table;
    table.lists_n = 0;
    bare.table = &table;
    bool *read = ng_new(a, bool, b->reports.n + 1);
    for (int step = 0; step < STEPS; step++) {
        size_t before = b->edges.n;
        for (uint32_t i = 0; i < b->reports.n; i++) {
            if (read[i] || !p->level[i])
                continue;
            read[i] = true;
            int rc = edges_of(p, &bare, i, a);
            if (rc != SQLITE_OK)
                return ng_sql_status(p->st, rc, err);
        }
        if (b->edges.n == before)
            break;
        for (size_t i = before; i < b->edges.n; i++) {
            ng_status status =
                ng_part_report(p, b->edges.at[i].parent, NG_LIGHT, a, err);
            if (status != NG_OK)
                return status;
        }
    }
    if (b->edges.n)
        qsort(b->edges.at, b->edges.n, sizeof *b->edges.at, by_ends);
    return NG_OK;
}

/* What the reports that are here go back to. */
static ng_status load_origins(struct ng_part_of *p, struct ng_arena *a,
                              struct ng_err *err)
{
    struct ng_batch *b = p->b;
    uint32_t n = 0;
    for (uint32_t i = 0; i < b->reports.n; i++)
        n = p->level[i] && b->origin_of[i] >= n ? b->origin_of[i] + 1 : n;
    b->origins.at = room_for(sizeof *b->origins.at, n, a);
    b->origins.n = b->origins.cap = n;
    bool *done = ng_new(a, bool, n + 1);
    sqlite3_stmt *s =
        ng_sql(p->st, NG_SQL_ORIGIN_AT,
               "SELECT name, report FROM origin WHERE of = ?1 AND seq = ?2");
    if (!s)
        return ng_sql_status(p->st, ng_sql_why(p->st), err);
    for (uint32_t i = 0; i < b->reports.n; i++) {
        uint32_t k = b->origin_of[i];
        if (!p->level[i] || done[k])
            continue;
        done[k] = true;
        b->origins.at[k].report = NG_NONE;
        sqlite3_bind_int64(s, 1, p->nr);
        sqlite3_bind_int64(s, 2, k);
        if (sqlite3_step(s) == SQLITE_ROW) {
            b->origins.at[k].name = ng_sql_text(s, 0, a);
            if (sqlite3_column_type(s, 1) != SQLITE_NULL)
                b->origins.at[k].report = (uint32_t)sqlite3_column_int64(s, 1);
        }
        sqlite3_reset(s);
    }
    ng_status status = NG_OK;
    for (uint32_t k = 0; k < n && status == NG_OK; k++)
        if (done[k] && b->origins.at[k].report != NG_NONE)
            status =
                ng_part_report(p, b->origins.at[k].report, NG_LIGHT, a, err);
    return status;
}

/* Every report that is not here, as far as a list of sources tells of it. */
static ng_status load_houses(struct ng_part_of *p, struct ng_arena *a,
                             struct ng_err *err)
{
    struct ng_batch *b = p->b;
    sqlite3_stmt *s = ng_sql(
        p->st, NG_SQL_STORY_HOUSES,
        "SELECT story_seq, id, origin_seq, lineage_role, published_first, "
        "published_last, spun, outlet, agency, path FROM report "
        "WHERE story = ?1 ORDER BY story_seq");
    int rc;
    if (!s)
        return ng_sql_status(p->st, ng_sql_why(p->st), err);
    sqlite3_bind_text(s, 1, p->id.c, -1, SQLITE_STATIC);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        size_t i = (size_t)sqlite3_column_int64(s, 0);
        if (i >= b->reports.n || p->level[i] == NG_HERE)
            continue;
        struct ng_report *r = ng_new(a, struct ng_report, 1);
        r->id = ng_sql_id(s, 1);
        b->origin_of[i] = (uint32_t)sqlite3_column_int64(s, 2);
        const void *role = sqlite3_column_blob(s, 3);
        ng_lineage_role_find(
            (ng_str){role, role ? (size_t)sqlite3_column_bytes(s, 3) : 0},
            &r->lineage_role);
        r->published = NG_NO_DAYS;
        if (sqlite3_column_type(s, 4) != SQLITE_NULL)
            r->published.first = sqlite3_column_int(s, 4);
        if (sqlite3_column_type(s, 5) != SQLITE_NULL)
            r->published.last = sqlite3_column_int(s, 5);
        r->spun = sqlite3_column_int(s, 6) != 0;
        r->outlet = ng_sql_text(s, 7, a);
        r->agency = ng_sql_text(s, 8, a);
        r->source.path = ng_sql_text(s, 9, a);
        b->reports.at[i] = r;
        p->level[i] = NG_LIGHT;
    }
    sqlite3_reset(s);
    return ng_sql_status(p->st, rc, err);
}

/* All pairs, without their passages; what the story is about. */
static ng_status load_for_text(struct ng_part_of *p, struct ng_arena *a,
                               struct ng_err *err)
{
    struct ng_hung bare = ng_batch_lists[0];
    struct ng_table table = *bare.table;
    struct ng_story *story = p->b->stories.at;
    ng_status status = load_houses(p, a, err);
    table.lists_n = 0;
    bare.table = &table;
    if (status != NG_OK)
        return status;
    int rc = ng_rows_slice(&p->st->rows, &bare, p->nr,
                           (struct ng_window){0, UINT32_MAX, 0}, p->b, p->b, a);
    if (rc == SQLITE_OK)
        rc = head_list(p, PLACES, UINT32_MAX, a);
    if (rc == SQLITE_OK)
        rc = head_list(p, PEOPLE, UINT32_MAX, a);
    for (uint32_t i = 0; i < p->b->reports.n; i++)
        *ng_push(&story->reports, a) = i;
    return ng_sql_status(p->st, rc, err);
}

static ng_status load_brief(struct ng_part_of *p, struct ng_arena *a,
                            struct ng_err *err)
{
    struct ng_batch *b = p->b;
    struct ng_brief *brief = ng_push(&b->briefs, a);
    ng_status status = load_lines(p, brief, a, err);
    for (size_t k = 0; k < NG_BRIEF_PARTS && status == NG_OK; k++)
        for (size_t i = 0; i < part_at(brief, k)->n && status == NG_OK; i++)
            status = ng_part_cited(p, &part_at(brief, k)->at[i].cites, a, err);
    if (status == NG_OK)
        status = load_events(p, brief, a, err);
    if (status == NG_OK)
        status = load_disputes(p, brief, a, err);
    for (size_t i = 0; i < b->disagreements.n && status == NG_OK; i++)
        status = ng_part_dispute(p, &b->disagreements.at[i], a, err);
    if (status == NG_OK)
        status = choose_sources(p, a, err);
    if (status == NG_OK && p->as_text)
        status = load_for_text(p, a, err);
    if (status == NG_OK)
        status = load_origins(p, a, err);
    return status != NG_OK || p->as_text ? status : load_edges(p, a, err);
}

/* ---- one report ---------------------------------------------------------- */

static ng_status load_lone(struct ng_part_of *p, struct ng_arena *a,
                           struct ng_err *err)
{
    ng_status status = ng_part_report(p, p->from, NG_HERE, a, err);
    if (status == NG_OK)
        status = load_origins(p, a, err);
    if (status != NG_OK)
        return status;
    /* Reasons stand in the order of reports, one each but the first. */
    int64_t seq = -1;
    int rc = ng_part_number(p->st, NG_SQL_REASON_OF,
                            "SELECT seq FROM reason WHERE of = (SELECT nr FROM "
                            "story WHERE id = ?1) AND report = ?2",
                            p->id, p->from, &seq);
    if (rc == SQLITE_OK && seq >= 0)
        rc = ng_rows_slice(&p->st->rows, ng_story_lists + 1, p->nr,
                           (struct ng_window){(uint32_t)seq, 1, 0},
                           p->b->stories.at, p->b, a);
    return ng_sql_status(p->st, rc, err);
}

ng_status ng_store_load_head(struct ng_store *st, ng_id story, uint32_t most,
                             struct ng_batch *b, struct ng_arena *a,
                             struct ng_err *err)
{
    return ng_part_do(
        (struct ng_part_of){.st = st, .b = b, .id = story, .most = most},
        load_head, a, err);
}

ng_status ng_store_load_brief(struct ng_store *st, ng_id story, uint32_t most,
                              uint32_t sources, bool as_text,
                              struct ng_batch *b, struct ng_arena *a,
                              struct ng_err *err)
{
    return ng_part_do(
        (struct ng_part_of){.st = st,
                            .b = b,
                            .id = story,
                            .needs = NG_NEED_TEXT | NG_NEED_SAYINGS,
                            .most = most,
                            .sources = sources,
                            .as_text = as_text},
        load_brief, a, err);
}

ng_status ng_store_load_lone(struct ng_store *st, ng_id story, uint32_t place,
                             struct ng_batch *b, struct ng_arena *a,
                             struct ng_err *err)
{
    return ng_part_do(
        (struct ng_part_of){.st = st,
                            .b = b,
                            .id = story,
                            .needs = NG_NEED_TEXT | NG_NEED_SAYINGS,
                            .from = place},
        load_lone, a, err);
}
