#include "store/inside.h"
#include "store/prints.h"

#include <stdarg.h>
#include <stdio.h>

/* What is looked at of each report:
 *   bytes  --sha256-->  sha, id        text == raw wherever the map says so
 *   every range inside text, between characters, with a range of raw behind it
 *   seal   a fingerprint of all that was stored, made when it was
 * and of each story: the same for its cites, and its seal. */

struct checking {
    struct ng_store *st;
    struct ng_check *check;
    const struct ng_report *r; /* the one whose ranges are seen */
    bool said;                 /* something is wrong with it */
};

static void tell(struct checking *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
static void tell(struct checking *c, const char *fmt, ...)
{
    char text[400];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    c->said = true;
    c->check->bad++;
    if (c->check->tell && n > 0)
        c->check->tell(c->check->ctx, (ng_str){text, (size_t)n < sizeof text
                                                         ? (size_t)n
                                                         : sizeof text - 1});
}

/* ---- ranges ----------------------------------------------------------- */

static bool between_characters(ng_str s, uint32_t at)
{
    return at >= s.n || ((unsigned char)s.p[at] & 0xc0) != 0x80;
}

static void see(struct checking *c, const struct ng_report *r, const char *what,
                size_t seq, ng_range at)
{
    c->check->cites++;
    if (at.end < at.beg || at.end > r->text.n) {
        tell(c, "report %s: %s %zu cites %u to %u of a text of %zu bytes",
             r->id.c, what, seq, at.beg, at.end, r->text.n);
        return;
    }
    if (!between_characters(r->text, at.beg) ||
        !between_characters(r->text, at.end)) {
        tell(c, "report %s: %s %zu cites %u to %u, which cuts a character",
             r->id.c, what, seq, at.beg, at.end);
        return;
    }
    ng_range raw = ng_raw_range(r, at);
    if (!ng_range_empty(at) && (raw.end < raw.beg || raw.end > r->source.raw.n))
        tell(c, "report %s: %s %zu stands at %u to %u of a source of %zu bytes",
             r->id.c, what, seq, raw.beg, raw.end, r->source.raw.n);
}

static void see_range(void *ctx, const char *table, size_t seq,
                      const struct ng_column *column, const void *element)
{
    struct checking *c = ctx;
    ng_range at;
    memcpy(&at, (const char *)element + column->at, sizeof at);
    if (strcmp(table, "note") != 0 || strcmp(column->name, "raw") != 0) {
        see(c, c->r, table, seq, at);
        return;
    }
    c->check->cites++;
    if (at.end < at.beg || at.end > c->r->source.raw.n)
        tell(c, "report %s: note %zu cites %u to %u of a source of %zu bytes",
             c->r->id.c, seq, at.beg, at.end, c->r->source.raw.n);
}

/* ---- one report ------------------------------------------------------- */

static void check_map(struct checking *c, const struct ng_report *r)
{
    uint32_t last = 0;
    for (size_t i = 0; i < r->map.n; i++) {
        const struct ng_map_run *run = &r->map.at[i];
        size_t end = i + 1 < r->map.n ? r->map.at[i + 1].text_beg : r->text.n;
        bool fits = run->text_beg >= last && run->text_beg <= end &&
                    end <= r->text.n && run->raw_beg <= run->raw_end &&
                    run->raw_end <= r->source.raw.n;
        last = run->text_beg;
        if (fits && !run->same)
            continue;
        size_t n = end - run->text_beg;
        if (fits && n == run->raw_end - run->raw_beg &&
            memcmp(r->text.p + run->text_beg, r->source.raw.p + run->raw_beg,
                   n) == 0)
            continue;
        tell(c, "report %s: its text from byte %u on is not what came in",
             r->id.c, run->text_beg);
        return;
    }
}

static void check_search(struct checking *c, int64_t nr, ng_id id)
{
    sqlite3_stmt *s = ng_sql(c->st, NG_SQL_FTS_ROW,
                             "SELECT 1 FROM search_docsize WHERE id = ?");
    if (s)
        sqlite3_bind_int64(s, 1, nr);
    if (!s || sqlite3_step(s) != SQLITE_ROW)
        tell(c, "report %s: the search does not know it", id.c);
    if (s)
        sqlite3_reset(s);
}

static void check_report(struct checking *c, int64_t nr, ng_id id,
                         struct ng_arena a)
{
    struct ng_report r;
    struct ng_err err = {0};
    uint64_t seal = 0;
    c->check->reports++;
    c->said = false;
    if (ng_load_nr(c->st, nr, NG_PART_ALL, &r, &seal, &a, &err) != NG_OK) {
        tell(c, "report %s: %s", id.c, err.text);
        return;
    }
    struct ng_sha256 sha = ng_sha256_of(r.source.bytes);
    ng_id want = ng_id_of('r', (ng_str){(const char *)r.sha.b, 32});
    if (memcmp(sha.b, r.sha.b, sizeof sha.b) != 0 || !ng_id_eq(want, r.id))
        tell(c, "report %s: its bytes are not those that came in", r.id.c);
    check_map(c, &r);
    c->r = &r;
    see(c, &r, "title", 0, r.title_at);
    for (size_t i = 0; i < r.sentences.n; i++)
        see(c, &r, "sentence", i, r.sentences.at[i].at);
    ng_rows_ranges(ng_report_lists, ng_report_lists_n, &r, see_range, c);
    if (!c->said && seal && seal != ng_report_seal(&r))
        tell(c, "report %s: its record is not the one that was stored", r.id.c);
    else if (!c->said && seal && !ng_packed_is(c->st, nr, seal, a))
        tell(c, "report %s: its record in one piece is not the one of its rows",
             r.id.c);
    check_search(c, nr, r.id);
}

/* ---- one story -------------------------------------------------------- */

static void see_cite(struct checking *c, const struct ng_batch *b,
                     const char *what, size_t seq, uint32_t report, ng_range at)
{
    if (report < b->reports.n) {
        see(c, b->reports.at[report], what, seq, at);
        return;
    }
    c->check->cites++;
    tell(c, "story %s: %s %zu cites a report that it does not have",
         b->stories.at[0].id.c, what, seq);
}

static void see_cites(struct checking *c, const struct ng_batch *b,
                      const char *what, size_t seq, const ng_cites *cites)
{
    for (size_t i = 0; i < cites->n; i++)
        see_cite(c, b, what, seq, cites->at[i].report, cites->at[i].at);
}

static void see_pairs(struct checking *c, const struct ng_batch *b)
{
    for (size_t i = 0; i < b->edges.n; i++) {
        const struct ng_edge *e = &b->edges.at[i];
        for (size_t k = 0; k < e->blocks.n; k++) {
            see_cite(c, b, "lineage", i, e->child, e->blocks.at[k].child);
            see_cite(c, b, "lineage", i, e->parent, e->blocks.at[k].parent);
        }
    }
    for (size_t i = 0; i < b->changes.n; i++) {
        const struct ng_change *h = &b->changes.at[i];
        see_cite(c, b, "change", i, h->from, h->cite_before);
        see_cite(c, b, "change", i, h->to, h->cite_after);
    }
}

static void see_claims(struct checking *c, const struct ng_batch *b)
{
    for (size_t i = 0; i < b->events.n; i++)
        for (size_t k = 0; k < b->events.at[i].mentions.n; k++) {
            struct ng_event_mention m = b->events.at[i].mentions.at[k];
            c->check->cites++;
            if (m.report >= b->reports.n ||
                m.mention >= b->reports.at[m.report]->mentions.n)
                tell(c, "story %s: event %zu has a mention that is not there",
                     b->stories.at[0].id.c, i);
        }
    for (size_t i = 0; i < b->disagreements.n; i++)
        for (size_t k = 0; k < b->disagreements.at[i].values.n; k++)
            see_cites(c, b, "disagreement", i,
                      &b->disagreements.at[i].values.at[k].cites);
    for (size_t i = 0; i < b->briefs.n; i++)
        for (size_t part = 0; part < NG_BRIEF_PARTS; part++) {
            const ng_lines *lines =
                (const void *)((const char *)&b->briefs.at[i] +
                               ng_brief_parts[part]);
            for (size_t k = 0; k < lines->n; k++)
                see_cites(c, b, "brief line", k, &lines->at[k].cites);
        }
}

static void check_story(struct checking *c, ng_id id, struct ng_arena a)
{
    struct ng_batch b;
    struct ng_err err = {0};
    uint64_t seal = 0;
    c->said = false;
    if (ng_load_batch(c->st, id, NG_PART_ALL, &b, &seal, &a, &err) != NG_OK) {
        tell(c, "story %s: %s", id.c, err.text);
        return;
    }
    see_pairs(c, &b);
    see_claims(c, &b);
    if (!c->said && seal && seal != ng_batch_seal(&b))
        tell(c, "story %s: its record is not the one that was stored", id.c);
}

/* ---- pairs across stories --------------------------------------------- */

static void check_loose_end(struct checking *c, const struct ng_loose_edge *l,
                            bool child, struct ng_arena a)
{
    struct ng_report r;
    struct ng_err err = {0};
    if (ng_store_load_report(c->st, child ? l->child : l->parent, &r, &a,
                             &err) != NG_OK) {
        tell(c, "a pair of texts: %s", err.text);
        return;
    }
    for (size_t i = 0; i < l->edge.blocks.n; i++)
        see(c, &r, "lineage", i,
            child ? l->edge.blocks.at[i].child : l->edge.blocks.at[i].parent);
}

static void check_loose(struct checking *c, struct ng_arena a)
{
    ng_loose_edges loose = {0};
    struct ng_err err = {0};
    if (ng_store_load_loose(c->st, &loose, &a, &err) != NG_OK)
        tell(c, "pairs of texts: %s", err.text);
    for (size_t i = 0; i < loose.n; i++) {
        check_loose_end(c, &loose.at[i], true, a);
        check_loose_end(c, &loose.at[i], false, a);
    }
}

static void tell_print(void *ctx, ng_str what)
{
    tell(ctx, PRS, PRS_ARG(what));
}

/* ---- all -------------------------------------------------------------- */

static ng_status check_file(struct ng_store *st, struct ng_err *err)
{
    sqlite3_stmt *s = ng_sql_once(st, "PRAGMA quick_check(1)");
    int rc = s ? sqlite3_step(s) : ng_sql_why(st);
    const void *p = rc == SQLITE_ROW ? sqlite3_column_text(s, 0) : NULL;
    ng_status status = NG_OK;
    if (rc != SQLITE_ROW)
        status = ng_sql_status(st, rc, err);
    else if (!p || strcmp(p, "ok") != 0)
        status = ng_fail(err, NG_STORE, 0,
                         "the store %s is damaged (%.200s); restore a backup "
                         "or add the reports again to a new store",
                         st->path, p ? (const char *)p : "");
    sqlite3_finalize(s);
    return status;
}

static ng_status check_reports(struct checking *c, struct ng_arena a,
                               struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql_once(c->st, "SELECT nr, id FROM report ORDER BY id");
    int rc = s ? SQLITE_ROW : ng_sql_why(c->st);
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW)
        check_report(c, sqlite3_column_int64(s, 0), ng_sql_id(s, 1), a);
    sqlite3_finalize(s);
    return ng_sql_status(c->st, rc, err);
}

static ng_status check_all(struct checking *c, struct ng_arena a,
                           struct ng_err *err)
{
    ng_ids stories = {0};
    ng_status status = check_file(c->st, err);
    if (status == NG_OK)
        status = check_reports(c, a, err);
    if (status == NG_OK)
        status = ng_store_story_ids(c->st, NG_NO_DAY, &stories, &a, err);
    for (size_t i = 0; i < stories.n && status == NG_OK; i++)
        check_story(c, stories.at[i], a);
    if (status == NG_OK)
        check_loose(c, a);
    if (status == NG_OK)
        status = ng_prints_prove(c->st, tell_print, c, err);
    if (status == NG_OK && c->check->bad)
        status = ng_fail(err, NG_CITE, 0,
                         "%llu things in %s do not hold; it was written by "
                         "something else, or its disk is failing",
                         (unsigned long long)c->check->bad, c->st->path);
    return status;
}

ng_status ng_store_check(struct ng_store *st, struct ng_check *check,
                         struct ng_err *err)
{
    struct checking c = {.st = st, .check = check};
    uint64_t bytes;
    uint64_t reports = ng_store_size(st, &bytes);
    size_t limit =
        ((size_t)512 << 20) + (size_t)bytes * 32 + (size_t)reports * (64 << 10);
    struct ng_arena a;
    check->reports = check->cites = check->bad = 0;
    ng_status status = ng_arena_open(&a, limit, err);
    if (status != NG_OK)
        return status;
    struct ng_arena all = a;
    status = check_all(&c, a, err);
    ng_arena_close(&all, limit);
    return status;
}
