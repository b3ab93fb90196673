#include "store/ranked.h"
#include "store/inside.h"

enum { OPEN_DAYS = 14, NEWEST = 2 };

ng_status ng_store_today(struct ng_store *st, ng_day *today, struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "SELECT published_last FROM report "
                        "WHERE published_first IS NOT NULL "
                        "AND published_last - published_first < 7 "
                        "ORDER BY published_first DESC, id LIMIT 2");
    int rc = s ? SQLITE_OK : ng_sql_why(st);
    *today = NG_NO_DAY;
    for (int i = 0; s && i < NEWEST && (rc = sqlite3_step(s)) == SQLITE_ROW;
         i++)
        *today = (ng_day)sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return ng_sql_status(st, rc, err);
}

#define KNOWN                                                                  \
    "r.story = s.id AND r.published_last IS NOT NULL AND r.published_first "   \
    "IS NOT NULL AND r.published_last - r.published_first < 7"

static const char facts[] =
    "SELECT s.id, s.title, s.span_first, s.span_last, s.independent,"
    " (SELECT count(*) FROM report r WHERE r.story = s.id),"
    " (SELECT count(DISTINCT r.outlet) FROM report r WHERE r.story = s.id"
    "  AND r.outlet <> ''),"
    " (SELECT count(*) FROM report r WHERE " KNOWN
    "  AND r.published_last >= ?1 - 1),"
    " (SELECT d FROM (SELECT min(r.published_last) AS d FROM report r WHERE"
    "  " KNOWN " GROUP BY r.origin_seq ORDER BY d LIMIT 1 OFFSET 1)),"
    " (SELECT r.published_last FROM report r WHERE " KNOWN
    "  GROUP BY r.published_last ORDER BY count(*) DESC, 1 LIMIT 1) "
    "FROM story s WHERE ";

static ng_day day_at(sqlite3_stmt *s, int column)
{
    return sqlite3_column_type(s, column) == SQLITE_NULL
               ? NG_NO_DAY
               : (ng_day)sqlite3_column_int64(s, column);
}

static struct ng_story_facts facts_at(sqlite3_stmt *s, ng_day today)
{
    return (struct ng_story_facts){
        .id = ng_sql_id(s, 0),
        .span = {day_at(s, 2), day_at(s, 3)},
        .today = today,
        .independent = (uint32_t)sqlite3_column_int64(s, 4),
        .reports = (uint32_t)sqlite3_column_int64(s, 5),
        .outlets = (uint32_t)sqlite3_column_int64(s, 6),
        .recent = (uint32_t)sqlite3_column_int64(s, 7),
        .confirmed = day_at(s, 8),
        .peak = day_at(s, 9)};
}

struct ranking {
    struct ng_store *st;
    ng_id story; /* this one, or */
    ng_day since;
    size_t most;
    ng_ranking *out;
};

/* Heavier ones first; of equals the one whose id is first. */
static bool goes_before(const struct ng_story_facts *a, float score,
                        const struct ng_story_facts *b)
{
    float other = ng_rank_of(b).score;
    return score > other || (!(score < other) && ng_id_cmp(a->id, b->id) < 0);
}

static void keep(struct ranking *k, const struct ng_story_facts *f)
{
    ng_ranking *out = k->out;
    float score = ng_rank_of(f).score;
    if (out->n == k->most && !goes_before(f, score, &out->at[out->n - 1]))
        return;
    size_t at = out->n < k->most ? out->n++ : out->n - 1;
    for (; at && goes_before(f, score, &out->at[at - 1]); at--)
        out->at[at] = out->at[at - 1];
    out->at[at] = *f;
}

/* Titles of those that stay alone: their room is not known before. */
static ng_status read_titles(struct ranking *k, struct ng_arena *a,
                             struct ng_err *err)
{
    ng_status status = NG_OK;
    for (size_t i = 0; i < k->out->n && status == NG_OK; i++) {
        sqlite3_stmt *s = ng_sql(k->st, NG_SQL_TITLE,
                                 "SELECT title FROM story WHERE id = ?1");
        if (!s)
            return ng_sql_status(k->st, ng_sql_why(k->st), err);
        sqlite3_bind_text(s, 1, k->out->at[i].id.c, -1, SQLITE_STATIC);
        if (sqlite3_step(s) == SQLITE_ROW)
            k->out->at[i].title = ng_sql_text(s, 0, a);
        status = ng_sql_status(k->st, sqlite3_reset(s), err);
    }
    return status;
}

static ng_status rank(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct ranking *k = ctx;
    ng_day today;
    ng_status status = ng_store_today(k->st, &today, err);
    if (status != NG_OK)
        return status;
    bool one = k->story.c[0] != 0;
    k->out->at = ng_new(a, struct ng_story_facts, k->most);
    k->out->n = 0;
    k->out->cap = k->most;
    char *sql =
        sqlite3_mprintf("%s%s", facts, one ? "s.id = ?2" : "s.span_last >= ?2");
    sqlite3_stmt *s = sql ? ng_sql_once(k->st, sql) : NULL;
    sqlite3_free(sql);
    int rc = s ? SQLITE_OK : ng_sql_why(k->st);
    ng_day since = k->since;
    if (since == NG_NO_DAY)
        since = today == NG_NO_DAY ? NG_NO_DAY : today - OPEN_DAYS;
    if (s) {
        sqlite3_bind_int64(s, 1, today);
        if (one)
            sqlite3_bind_text(s, 2, k->story.c, -1, SQLITE_STATIC);
        else
            sqlite3_bind_int64(s, 2, since);
    }
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        struct ng_story_facts f = facts_at(s, today);
        keep(k, &f);
    }
    sqlite3_finalize(s);
    status = ng_sql_status(k->st, rc, err);
    return status == NG_OK ? read_titles(k, a, err) : status;
}

ng_status ng_store_facts(struct ng_store *st, ng_id story,
                         struct ng_story_facts *out, struct ng_arena *a,
                         struct ng_err *err)
{
    ng_ranking one = {0};
    struct ranking k = {.st = st, .story = story, .most = 1, .out = &one};
    ng_status status = ng_guarded(rank, &k, a, err);
    if (status == NG_OK && !one.n)
        return ng_fail(err, NG_NOTHING, 0, "there is no story %s", story.c);
    if (status == NG_OK)
        *out = one.at[0];
    return status;
}

ng_status ng_store_ranked(struct ng_store *st, ng_day since, size_t most,
                          ng_ranking *ranking, struct ng_arena *a,
                          struct ng_err *err)
{
    struct ranking k = {.st = st, .since = since, .most = most, .out = ranking};
    ng_status status = ng_guarded(rank, &k, a, err);
    if (status != NG_OK)
        ng_sql_reset_all(st);
    return status;
}
