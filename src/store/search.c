#include "store/inside.h"

enum { QUERY_BYTES = 256, QUERY_TERMS = 32 };

/* ---- the query -------------------------------------------------------- */

static bool is_word(char c)
{
    return ng_is_alpha(c) || ng_is_digit(c) || (unsigned char)c >= 0x80;
}

/* What a person wrote, as an expression that has nothing but quoted terms:
 *     summit "north korea" (now)   ->   "summit" AND "north korea" AND "now"
 * so no character of it can mean anything to the search engine. */
static ng_status translate(ng_str query, sqlite3_str *to, struct ng_err *err)
{
    unsigned terms = 0;
    bool phrase = false, open = false;
    if (query.n > QUERY_BYTES)
        return ng_fail(err, NG_USAGE, QUERY_BYTES,
                       "a query has at most %d bytes; this one has %zu",
                       QUERY_BYTES, query.n);
    for (size_t i = 0; i < query.n;) {
        if (query.p[i] == '"') {
            if (phrase && open)
                sqlite3_str_appendchar(to, 1, '"');
            open = open && !phrase;
            phrase = !phrase;
            i++;
            continue;
        }
        size_t end = i;
        while (end < query.n && is_word(query.p[end]))
            end++;
        if (end == i) {
            i++;
            continue;
        }
        if (++terms > QUERY_TERMS)
            return ng_fail(err, NG_USAGE, i, "a query has at most %d words",
                           QUERY_TERMS);
        sqlite3_str_appendall(to, open ? " " : terms > 1 ? " AND \"" : "\"");
        sqlite3_str_append(to, query.p + i, (int)(end - i));
        open = phrase;
        if (!open)
            sqlite3_str_appendchar(to, 1, '"');
        i = end;
    }
    if (open)
        sqlite3_str_appendchar(to, 1, '"');
    if (!terms)
        return ng_fail(err, NG_USAGE, 0, "the query has no words");
    return NG_OK;
}

/* ---- the sentence ----------------------------------------------------- */

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

/* `marked` is the text with 1 and 2 around each match. The sentence with most
 * different matches, the first of several; the match itself where there are no
 * sentences. */
static ng_range best_sentence(const struct ng_report *r, ng_str marked,
                              struct ng_arena scratch)
{
    struct scoring now = {0};
    ng_range best = {0}, match = {0};
    uint32_t current = NG_NONE, at = 0;
    unsigned most = 0;
    for (size_t i = 0; i < marked.n; i++) {
        if (marked.p[i] == 1) {
            match.beg = at;
        } else if (marked.p[i] != 2) {
            at++;
        } else if (at <= r->text.n) {
            match.end = at;
            uint32_t s = ng_sentence_at(r, match.beg);
            if (s != current)
                now.n = 0;
            current = s;
            is_new(&now, ng_slice(r->text, match), scratch);
            if (now.n <= most)
                continue;
            most = now.n;
            best = s == NG_NONE ? match : r->sentences.at[s].at;
        }
    }
    if (most == 0 || at != r->text.n)
        best = !ng_range_empty(r->title_at) ? r->title_at
               : r->sentences.n             ? r->sentences.at[0].at
                                            : (ng_range){0};
    if (best.end > r->text.n || best.beg > best.end)
        return (ng_range){0};
    return best;
}

struct searching {
    struct ng_store *st;
    sqlite3_stmt *s;
    ng_hits *hits;
};

static ng_status run(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct searching *q = ctx;
    int rc;
    while ((rc = sqlite3_step(q->s)) == SQLITE_ROW) {
        struct ng_hit *hit = ng_push(q->hits, a);
        struct ng_arena scratch = *a; /* the hit is all that is kept */
        struct ng_report r = {.id = ng_sql_id(q->s, 0)};
        const void *p = sqlite3_column_blob(q->s, 1);
        r.text = (ng_str){p, (size_t)sqlite3_column_bytes(q->s, 1)};
        const void *packed = sqlite3_column_blob(q->s, 2);
        ng_unpack_sentences(
            (ng_str){packed, (size_t)sqlite3_column_bytes(q->s, 2)}, &r,
            &scratch);
        const void *m = sqlite3_column_blob(q->s, 3);
        ng_str marked = {m, (size_t)sqlite3_column_bytes(q->s, 3)};
        r.title_at = (ng_range){(uint32_t)sqlite3_column_int64(q->s, 4),
                                (uint32_t)sqlite3_column_int64(q->s, 5)};
        *hit = (struct ng_hit){r.id, best_sentence(&r, marked, scratch)};
    }
    return ng_sql_status(q->st, rc, err);
}

/* A match in the title counts four times; equals stand in the order of ids. */
static const char search_sql[] =
    "SELECT r.id, b.text, b.sentences, highlight(search, 1, x'01', x'02'), "
    "r.title_beg, r.title_end "
    "FROM search JOIN report r ON r.nr = search.rowid "
    "JOIN body b ON b.nr = search.rowid WHERE search MATCH ?1 "
    "AND search.rowid IN (SELECT f.rowid FROM search f "
    "JOIN report g ON g.nr = f.rowid WHERE f.search MATCH ?1 "
    "ORDER BY bm25(f.search, 4.0, 1.0), g.id LIMIT ?2) "
    "ORDER BY bm25(search, 4.0, 1.0), r.id";

ng_status ng_store_search(struct ng_store *st, ng_str query, size_t most,
                          ng_hits *hits, struct ng_arena *a, struct ng_err *err)
{
    sqlite3_str *match = sqlite3_str_new(st->db);
    ng_status status = translate(query, match, err);
    char *text = sqlite3_str_finish(match);
    struct searching q = {st, NULL, hits};
    if (status == NG_OK) {
        q.s = ng_sql_once(st, search_sql);
        if (!q.s || !text)
            status = ng_sql_status(st, ng_sql_why(st), err);
    }
    if (status == NG_OK) {
        sqlite3_bind_text(q.s, 1, text, -1, SQLITE_STATIC);
        sqlite3_bind_int64(q.s, 2, (int64_t)(most < 100000 ? most : 100000));
        size_t before = hits->n;
        status = ng_guarded(run, &q, a, err);
        if (status == NG_OK && hits->n == before)
            status = ng_fail(err, NG_NOTHING, 0, "nothing was found for " PRS,
                             PRS_ARG(query));
    }
    sqlite3_finalize(q.s);
    sqlite3_free(text);
    return status;
}
