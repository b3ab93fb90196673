#include "store/search.h"
#include "store/asking.h"

#include <stdlib.h>

/* ---- the sentences ----------------------------------------------------- */

enum { SEEN = 32 };
struct scoring {
    uint64_t seen[SEEN]; /* different words that were found in it */
    unsigned n;
};

static bool is_new(struct scoring *s, ng_str word, struct ng_arena scratch)
{
    uint64_t h = ng_hash64(ng_str_lower(word, &scratch), 0);
    for (unsigned i = 0; i < s->n; i++)
        if (s->seen[i] == h)
            return false;
    if (s->n < SEEN)
        s->seen[s->n++] = h;
    return true;
}

struct found {
    const struct ng_report *r;
    struct ng_hit *hit;
    struct ng_arena *a, scratch;
    struct scoring now;
    uint32_t sentence;
    unsigned most;
};

/* A match goes to its sentence; the sentence with most different matches is
 * the best, the first of several. */
static void add_match(struct found *f, ng_range match)
{
    const struct ng_report *r = f->r;
    struct ng_hit *hit = f->hit;
    uint32_t s = ng_sentence_at(r, match.beg);
    ng_range at = s == NG_NONE ? match : r->sentences.at[s].at;
    if (match.end > r->text.n || match.beg > match.end || at.end > r->text.n ||
        at.beg > at.end)
        return;
    bool fresh = s == NG_NONE || s != f->sentence || !hit->passages.n;
    if (fresh)
        f->now.n = 0;
    f->sentence = s;
    is_new(&f->now, ng_slice(r->text, match), f->scratch);
    bool best = f->now.n > f->most;
    if (best) {
        f->most = f->now.n;
        hit->at = at;
    }
    if (fresh && hit->passages.n == NG_PASSAGES_MOST)
        return;
    if (fresh)
        ng_push(&hit->passages, f->a)->at = at;
    struct ng_passage *last = &hit->passages.at[hit->passages.n - 1];
    if (last->at.beg == at.beg)
        *ng_push(&last->found, f->a) = match;
}

/* `marked` is the text with 1 and 2 around each match. False if it is of
 * another text. */
static bool read_marks(struct found *f, ng_str marked)
{
    ng_range match = {0};
    uint32_t at = 0;
    for (size_t i = 0; i < marked.n; i++) {
        if (marked.p[i] == 1)
            match.beg = at;
        else if (marked.p[i] != 2)
            at++;
        else if (at <= f->r->text.n) {
            match.end = at;
            add_match(f, match);
        }
    }
    return at == f->r->text.n;
}

/* The best sentence may have come after as many as are kept. */
static void keep_best(struct ng_hit *hit, struct ng_arena *a)
{
    for (size_t i = 0; i < hit->passages.n; i++)
        if (hit->passages.at[i].at.beg == hit->at.beg)
            return;
    if (hit->passages.n == NG_PASSAGES_MOST)
        hit->passages.n--;
    *ng_push(&hit->passages, a) = (struct ng_passage){.at = hit->at};
}

static ng_range head_of(const struct ng_report *r)
{
    ng_range at = !ng_range_empty(r->title_at) ? r->title_at
                  : r->sentences.n             ? r->sentences.at[0].at
                                               : (ng_range){0};
    return at.end > r->text.n || at.beg > at.end ? (ng_range){0} : at;
}

static void read_hit(sqlite3_stmt *s, bool marks, ng_range place,
                     struct ng_hit *hit, struct ng_arena *a,
                     struct ng_arena scratch)
{
    struct ng_report r = {.id = hit->report};
    const void *p = sqlite3_column_blob(s, 0);
    r.text = (ng_str){p, p ? (size_t)sqlite3_column_bytes(s, 0) : 0};
    const void *packed = sqlite3_column_blob(s, 1);
    ng_unpack_sentences((ng_str){packed, (size_t)sqlite3_column_bytes(s, 1)},
                        &r, &scratch);
    r.title_at = (ng_range){(uint32_t)sqlite3_column_int64(s, 2),
                            (uint32_t)sqlite3_column_int64(s, 3)};
    struct found f = {.r = &r, .hit = hit, .a = a, .scratch = scratch};
    if (marks) {
        const void *m = sqlite3_column_blob(s, 4);
        if (!read_marks(&f, (ng_str){m, (size_t)sqlite3_column_bytes(s, 4)}))
            *hit = (struct ng_hit){.nr = hit->nr, .report = hit->report};
    }
    uint32_t of = place.end ? ng_sentence_at(&r, place.beg) : NG_NONE;
    if (of != NG_NONE && r.sentences.at[of].at.end <= r.text.n)
        hit->at = r.sentences.at[of].at;
    else if (ng_range_empty(hit->at))
        hit->at = head_of(&r);
    keep_best(hit, a);
}

/* ---- hits -------------------------------------------------------------- */

struct searching {
    struct ng_store *st;
    struct ng_query query;
    struct ng_seeking seek;
    size_t from, n; /* the hits that get their sentences */
};

/* The first event or saying that fits, where words do not lead. */
static ng_range place_of(struct searching *q, int64_t nr)
{
    struct ng_asking ask;
    ng_range at = {0};
    bool words = false;
    for (size_t i = 0; i < q->query.n; i++)
        words |= q->query.terms[i].key == NG_TERM_WORDS &&
                 !q->query.terms[i].negated;
    if (!words && ng_asking_place(&ask, q->st, &q->query, nr)) {
        sqlite3_stmt *s = ng_asking_statement(&ask, q->st);
        if (s && sqlite3_step(s) == SQLITE_ROW) {
            at.beg = (uint32_t)sqlite3_column_int64(s, 0);
            at.end = at.beg + 1;
        }
        sqlite3_finalize(s);
        ng_asking_close(&ask);
    } else if (!words) {
        ng_asking_close(&ask);
    }
    return at;
}

static const char marked_sql[] =
    "SELECT b.text, b.sentences, r.title_beg, r.title_end, "
    "highlight(search, 1, x'01', x'02') FROM search "
    "JOIN report r ON r.nr = search.rowid JOIN body b ON b.nr = search.rowid "
    "WHERE search.rowid = ?1 AND search MATCH ?2";
static const char plain_sql[] =
    "SELECT b.text, b.sentences, r.title_beg, r.title_end FROM report r "
    "JOIN body b ON b.nr = r.nr WHERE r.nr = ?1 AND ?2 = ?2";

static ng_status run(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct searching *q = ctx;
    ng_hits *hits = q->seek.hits;
    ng_status status = ng_seek(&q->seek, a, err);
    if (status != NG_OK || q->n == 0)
        return status;
    char *match = ng_asking_match(q->st, &q->query, " OR ");
    sqlite3_stmt *s = ng_sql_once(q->st, match ? marked_sql : plain_sql);
    int rc = s ? SQLITE_OK : ng_sql_why(q->st);
    if (s)
        sqlite3_bind_text(s, 2, match ? match : "", -1, SQLITE_STATIC);
    for (size_t i = q->from; s && i < hits->n && i - q->from < q->n; i++) {
        struct ng_hit *hit = &hits->at[i];
        ng_range place = place_of(q, hit->nr);
        sqlite3_bind_int64(s, 1, hit->nr);
        rc = sqlite3_step(s);
        if (rc == SQLITE_ROW) {
            /* Scratch lies far behind what is kept of a hit. */
            struct ng_arena scratch = *a;
            scratch.at += (scratch.end - scratch.at) / 2;
            read_hit(s, match != NULL, place, hit, a, scratch);
        } else if (rc != SQLITE_DONE) {
            break;
        }
        sqlite3_reset(s);
        rc = SQLITE_OK;
    }
    status = ng_sql_status(q->st, rc, err);
    sqlite3_finalize(s);
    sqlite3_free(match);
    return status;
}

static ng_status search(struct searching *q, ng_str text, struct ng_arena *a,
                        struct ng_err *err)
{
    q->st = q->seek.st;
    q->seek.query = &q->query;
    ng_status status = ng_query_parse(text, &q->query, err);
    return status == NG_OK ? ng_guarded(run, q, a, err) : status;
}

static ng_status search_all(struct searching *q, ng_str text,
                            struct ng_arena *a, struct ng_err *err)
{
    size_t before = q->seek.hits->n;
    ng_status status = search(q, text, a, err);
    if (status == NG_OK && q->seek.hits->n == before)
        status = ng_fail(err, NG_NOTHING, 0, "nothing was found for " PRS,
                         PRS_ARG(text));
    return status;
}

ng_status ng_store_search(struct ng_store *st, ng_str query, size_t most,
                          ng_hits *hits, struct ng_arena *a, struct ng_err *err)
{
    struct searching q = {.seek = {.st = st, .most = most, .hits = hits},
                          .n = SIZE_MAX};
    return search_all(&q, query, a, err);
}

ng_status ng_store_search_among(struct ng_store *st, ng_str query, ng_str only,
                                bool bare, ng_hits *hits, struct ng_arena *a,
                                struct ng_err *err)
{
    struct searching q = {
        .seek = {.st = st, .most = INT32_MAX, .only = only, .hits = hits},
        .n = bare ? 0 : SIZE_MAX};
    return search_all(&q, query, a, err);
}

ng_status ng_store_search_page(struct ng_store *st, ng_str query,
                               struct ng_search_page *page, struct ng_arena *a,
                               struct ng_err *err)
{
    size_t most = page->skip + page->limit + 1;
    bool first = page->skip == 0 && !page->at.id.c[0];
    if (first && page->facets && most < NG_FACETS_OF)
        most = NG_FACETS_OF;
    struct searching q = {.seek = {.st = st,
                                   .most = most,
                                   .bounded = true,
                                   .at = page->at,
                                   .hits = &page->hits},
                          .from = page->skip,
                          .n = page->limit};
    ng_status status = search(&q, query, a, err);
    size_t end = page->skip + page->limit;
    page->ranked = q.seek.ranked;
    page->more = q.seek.more || page->hits.n > end;
    if (!page->ranked && page->hits.n > end)
        page->at = (struct ng_walk_at){page->hits.at[end - 1].day,
                                       page->hits.at[end - 1].report};
    else
        page->at = q.seek.at;
    return status;
}

/* ---- facets ------------------------------------------------------------ */

#define AMONG " FROM json_each(?1) j JOIN report r ON r.nr = j.value "
#define BEST " GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT 12"
#define ACTS(table)                                                            \
    "EXISTS(SELECT 1 FROM " table " x WHERE x.of = e.of AND x.entity = e.seq)"
static const char *const facet_sql[NG_FACETS] = {
    [NG_FACET_SOURCES] =
        "SELECT NULL, coalesce(nullif(r.outlet, ''), r.agency) AS v, "
        "count(*)" AMONG "WHERE v <> ''" BEST,
    [NG_FACET_PLACES] = "SELECT max(e.name), e.id, count(DISTINCT e.of)" AMONG
                        "JOIN entity e ON e.of = r.nr WHERE e.type IN ('GPE', "
                        "'LOC', 'FAC')" BEST,
    [NG_FACET_ACTORS] =
        "SELECT max(e.name), e.id, count(DISTINCT e.of)" AMONG
        "JOIN entity e ON e.of = r.nr WHERE (" ACTS(
            "mention_actor") " OR " ACTS("mention_recipient") ")" BEST,
    [NG_FACET_DAYS] =
        "SELECT NULL, v, n FROM (SELECT date(r.published_first * 86400, "
        "'unixepoch') AS v, count(*) AS n" AMONG
        "WHERE r.published_first = r.published_last GROUP BY 1 "
        "ORDER BY 1 DESC LIMIT 31) ORDER BY v",
};

struct faceting {
    struct ng_store *st;
    const ng_hits *hits;
    struct ng_facets *facets;
};

static ng_status read_facet(struct faceting *f, enum ng_facet_kind kind,
                            const char *numbers, struct ng_arena *a,
                            struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(f->st, facet_sql[kind]);
    int rc = s ? SQLITE_OK : ng_sql_why(f->st);
    if (s)
        sqlite3_bind_text(s, 1, numbers, -1, SQLITE_STATIC);
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        bool named = sqlite3_column_type(s, 0) != SQLITE_NULL;
        struct ng_facet *facet = ng_push(&f->facets->of[kind], a);
        facet->value = ng_sql_text(s, !named, a);
        if (named)
            facet->id = ng_sql_id(s, 1);
        facet->reports = (uint32_t)sqlite3_column_int64(s, 2);
    }
    ng_status status = ng_sql_status(f->st, rc, err);
    sqlite3_finalize(s);
    return status;
}

static ng_status read_facets(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct faceting *f = ctx;
    size_t n = f->hits->n < NG_FACETS_OF ? f->hits->n : NG_FACETS_OF;
    ng_status status = NG_OK;
    sqlite3_str *list = sqlite3_str_new(f->st->db);
    sqlite3_str_appendchar(list, 1, '[');
    for (size_t i = 0; i < n; i++)
        sqlite3_str_appendf(list, "%s%lld", i ? "," : "", f->hits->at[i].nr);
    sqlite3_str_appendchar(list, 1, ']');
    char *numbers = sqlite3_str_finish(list);
    f->facets->reports = n;
    for (int k = 0; k < NG_FACETS && status == NG_OK && numbers; k++)
        status = read_facet(f, (enum ng_facet_kind)k, numbers, a, err);
    sqlite3_free(numbers);
    return status;
}

ng_status ng_store_facets_of(struct ng_store *st, const ng_hits *hits,
                             struct ng_facets *facets, struct ng_arena *a,
                             struct ng_err *err)
{
    struct faceting f = {st, hits, facets};
    *facets = (struct ng_facets){0};
    return ng_guarded(read_facets, &f, a, err);
}

ng_status ng_store_facets(struct ng_store *st, ng_str query,
                          struct ng_facets *facets, struct ng_arena *a,
                          struct ng_err *err)
{
    ng_hits hits = {0};
    struct searching q = {
        .seek = {.st = st, .most = NG_FACETS_OF, .hits = &hits}};
    ng_status status = search(&q, query, a, err);
    return status == NG_OK ? ng_store_facets_of(st, &hits, facets, a, err)
                           : status;
}
