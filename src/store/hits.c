/* hits.c - which reports fit a query, in the order in which they are told.
 *
 *     few hold the words     all of them, the best first (FTS5's bm25)
 *     many do, or there      from the newest report back: a bit for each that
 *     are no words           holds the words, then the other terms one by one
 *
 * How far back one search looks is bounded: what it costs is counted, the same
 * for the same reports everywhere, and where it ended is a place from which the
 * next one goes on.
 */
#include "store/asking.h"

#include <stdlib.h>

enum {
    RANKED_MOST = 4000,  /* reports; ranking more takes long and tells little */
    LOOKS_MOST = 120000, /* of one search; a row of the index counts 1 */
};

/* ---- what it costs ----------------------------------------------------- */

/* To look one report up for a term, in rows of an index. */
static size_t weight(const struct ng_term *t)
{
    static const size_t weights[NG_TERM_KEYS] = {
        [NG_TERM_ACTOR] = 100, [NG_TERM_PLACE] = 40, [NG_TERM_SAID] = 120,
        [NG_TERM_SOURCE] = 8,  [NG_TERM_TYPE] = 16,  [NG_TERM_STATUS] = 16,
        [NG_TERM_INDEP] = 12};
    return weights[t->key];
}

static size_t weight_of(const struct ng_query *q)
{
    size_t all = 0;
    for (size_t i = 0; i < q->n; i++)
        all += weight(&q->terms[i]);
    return all;
}

/* ---- a bit for each report --------------------------------------------- */

struct bits {
    uint8_t *at;
    int64_t n;   /* numbers that have a bit */
    size_t set;  /* how many are set */
    size_t held; /* how many hold the words that should be held */
};

static void set_bit(struct bits *b, int64_t nr, bool on)
{
    uint8_t bit = (uint8_t)(1u << (nr & 7));
    if (nr < 0 || nr >= b->n || !(b->at[nr >> 3] & bit) == !on)
        return;
    b->at[nr >> 3] ^= bit;
    b->set += on ? 1 : (size_t)-1;
}

static bool has_bit(const struct bits *b, int64_t nr)
{
    return nr >= 0 && nr < b->n && (b->at[nr >> 3] >> (nr & 7) & 1);
}

static int64_t last_number(struct ng_store *st)
{
    sqlite3_stmt *s = ng_sql_once(st, "SELECT max(nr) FROM report");
    int64_t nr = 0;
    if (s && sqlite3_step(s) == SQLITE_ROW)
        nr = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return nr;
}

/* Sets or clears the bits of all that match. */
static int mark(struct ng_store *st, struct bits *b, const char *match, bool on)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "SELECT rowid FROM search WHERE search MATCH ?1");
    int rc = s ? SQLITE_OK : ng_sql_why(st);
    if (s)
        sqlite3_bind_text(s, 1, match, -1, SQLITE_STATIC);
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW)
        set_bit(b, sqlite3_column_int64(s, 0), on);
    sqlite3_finalize(s);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* All that hold the words, and none of those that should not be held. */
static int mark_words(struct ng_seeking *k, struct bits *b, struct ng_arena *a)
{
    struct ng_store *st = k->st;
    char *match = ng_asking_match(st, k->query, " AND ");
    int rc = SQLITE_OK;
    b->n = last_number(st) + 1;
    b->at = ng_new(a, uint8_t, (size_t)b->n / 8 + 1);
    if (match)
        rc = mark(st, b, match, true);
    else
        memset(b->at, 0xff, (size_t)b->n / 8 + 1);
    b->set = match ? b->set : (size_t)b->n;
    b->held = b->set;
    sqlite3_free(match);
    for (size_t i = 0; i < k->query->n && rc == SQLITE_OK; i++) {
        const struct ng_term *t = &k->query->terms[i];
        if (t->key != NG_TERM_WORDS || !t->negated)
            continue;
        char *phrase = ng_asking_phrase(st, t->value);
        rc = phrase ? mark(st, b, phrase, false) : SQLITE_NOMEM;
        sqlite3_free(phrase);
    }
    return rc;
}

/* ---- the best first ----------------------------------------------------- */

static ng_status rows(struct ng_seeking *k, sqlite3_stmt *s, struct ng_arena *a,
                      struct ng_err *err)
{
    int rc = s ? SQLITE_OK : ng_sql_why(k->st);
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW)
        *ng_push(k->hits, a) = (struct ng_hit){.nr = sqlite3_column_int64(s, 0),
                                               .report = ng_sql_id(s, 1)};
    sqlite3_finalize(s);
    return ng_sql_status(k->st, rc, err);
}

/* A match in the title counts four times; equals stand in the order of ids. */
static ng_status ranked(struct ng_seeking *k, struct ng_arena *a,
                        struct ng_err *err)
{
    struct ng_asking ask;
    ng_asking_open(&ask, k->st, k->query, "SELECT r.nr, r.id", k->only);
    ng_asking_more(&ask, ask.words ? " ORDER BY bm25(search, 4.0, 1.0), r.id"
                                   : " ORDER BY r.published_first DESC, r.id");
    sqlite3_str_appendf(ask.sql, " LIMIT %d",
                        (int)(k->most < INT32_MAX ? k->most : INT32_MAX));
    ng_status status = rows(k, ng_asking_statement(&ask, k->st), a, err);
    ng_asking_close(&ask);
    return status;
}

/* ---- the newest first --------------------------------------------------- */

/* Its day is an interval, or open: then no day fits, nor does any not fit. */
static bool day_fits(const struct ng_query *q, ng_days published)
{
    bool known = published.first != NG_NO_DAY && published.last != NG_NO_DAY;
    for (size_t i = 0; i < q->n; i++) {
        const struct ng_term *t = &q->terms[i];
        if (t->key != NG_TERM_DATE)
            continue;
        bool fits =
            known &&
            (t->days.last == NG_NO_DAY || published.first <= t->days.last) &&
            (t->days.first == NG_NO_DAY || published.last >= t->days.first);
        if (fits == t->negated)
            return false;
    }
    return true;
}

/* The last day on which one that fits can begin. */
static ng_day last_day(const struct ng_query *q)
{
    ng_day last = INT32_MAX;
    for (size_t i = 0; i < q->n; i++) {
        const struct ng_term *t = &q->terms[i];
        if (t->key == NG_TERM_DATE && !t->negated &&
            t->days.last != NG_NO_DAY && t->days.last < last)
            last = t->days.last;
    }
    return last;
}

struct walking {
    struct ng_seeking *k;
    struct bits bits;
    sqlite3_stmt *check; /* of the terms that are neither words nor days */
    size_t weight, looked;
    int rc;
};

static bool fits(struct walking *w, int64_t nr)
{
    if (!w->check)
        return true;
    w->looked += w->weight;
    sqlite3_bind_int64(w->check, 1, nr);
    w->rc = sqlite3_step(w->check);
    sqlite3_reset(w->check);
    bool found = w->rc == SQLITE_ROW;
    if (w->rc == SQLITE_ROW || w->rc == SQLITE_DONE)
        w->rc = SQLITE_OK;
    return found;
}

static ng_day day_in(sqlite3_stmt *s, int column)
{
    return sqlite3_column_type(s, column) == SQLITE_NULL
               ? NG_NO_DAY
               : (ng_day)sqlite3_column_int64(s, column);
}

/* One report in its turn; false: it is to be seen by the next search. */
static bool see(struct walking *w, int64_t nr, struct ng_walk_at at,
                ng_days published, struct ng_arena *a)
{
    struct ng_seeking *k = w->k;
    if (k->hits->n == k->most || (k->bounded && w->looked >= LOOKS_MOST)) {
        k->more = true;
        return false;
    }
    k->at = at;
    w->looked++;
    if (has_bit(&w->bits, nr) && day_fits(k->query, published) && fits(w, nr))
        *ng_push(k->hits, a) =
            (struct ng_hit){.nr = nr, .report = at.id, .day = at.day};
    return w->rc == SQLITE_OK;
}

/* Along the index of days, from k->at on. */
static void walk(struct walking *w, bool dated, struct ng_arena *a)
{
    struct ng_seeking *k = w->k;
    sqlite3_stmt *s = ng_sql_once(
        k->st, dated ? "SELECT nr, id, published_first, published_last FROM "
                       "report WHERE (published_first, id) < (?1, ?2) "
                       "ORDER BY published_first DESC, id DESC"
                     : "SELECT nr, id, NULL, NULL FROM report "
                       "WHERE published_first IS NULL AND id < ?2 "
                       "ORDER BY id DESC");
    w->rc = s ? SQLITE_OK : ng_sql_why(k->st);
    if (s) {
        sqlite3_bind_int64(s, 1, k->at.day);
        sqlite3_bind_text(s, 2, k->at.id.c, -1, SQLITE_TRANSIENT);
    }
    while (w->rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) {
        ng_days published = {day_in(s, 2), day_in(s, 3)};
        struct ng_walk_at at = {published.first, ng_sql_id(s, 1)};
        if (!see(w, sqlite3_column_int64(s, 0), at, published, a))
            break;
    }
    sqlite3_finalize(s);
}

static void walk_all(struct walking *w, struct ng_arena *a)
{
    struct ng_seeking *k = w->k;
    if (k->at.day != NG_NO_DAY) {
        walk(w, true, a);
        if (!k->more)
            k->at = (struct ng_walk_at){.day = NG_NO_DAY, .id = {.c = "~"}};
    }
    if (w->rc == SQLITE_OK && !k->more)
        walk(w, false, a);
}

struct candidate {
    int64_t nr;
    struct ng_walk_at at;
    ng_day last;
};

/* The newest first, the undated last: NG_NO_DAY is before all days. */
static int by_day(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;
    if (a->at.day != b->at.day)
        return a->at.day < b->at.day ? 1 : -1;
    return ng_id_cmp(b->at.id, a->at.id);
}

/* Few have their bit: they are sorted. */
static void sort_all(struct walking *w, struct ng_arena *a)
{
    struct ng_seeking *k = w->k;
    struct candidate from = {.at = k->at};
    struct candidate *all = ng_new(a, struct candidate, w->bits.set + 1);
    size_t n = 0;
    sqlite3_stmt *s =
        ng_sql_once(k->st, "SELECT published_first, id, published_last FROM "
                           "report WHERE nr = ?1");
    w->rc = s ? SQLITE_OK : ng_sql_why(k->st);
    for (int64_t nr = 0; s && nr < w->bits.n; nr++) {
        if (!has_bit(&w->bits, nr))
            continue;
        sqlite3_bind_int64(s, 1, nr);
        if (sqlite3_step(s) == SQLITE_ROW)
            all[n++] = (struct candidate){
                nr, {day_in(s, 0), ng_sql_id(s, 1)}, day_in(s, 2)};
        sqlite3_reset(s);
    }
    sqlite3_finalize(s);
    if (n)
        qsort(all, n, sizeof *all, by_day);
    for (size_t i = 0; i < n && w->rc == SQLITE_OK; i++)
        if (by_day(&all[i], &from) > 0 &&
            !see(w, all[i].nr, all[i].at, (ng_days){all[i].at.day, all[i].last},
                 a))
            break;
}

static ng_status newest(struct walking *w, struct ng_arena *a,
                        struct ng_err *err)
{
    struct ng_seeking *k = w->k;
    struct ng_asking ask;
    ng_day last = last_day(k->query);
    if (ng_asking_check(&ask, k->st, k->query)) {
        w->check = ng_asking_statement(&ask, k->st);
        w->rc = w->check ? SQLITE_OK : ng_sql_why(k->st);
    }
    if (!k->at.id.c[0] || (k->at.day != NG_NO_DAY && k->at.day > last))
        k->at = (struct ng_walk_at){.day = last, .id = {.c = "~"}};
    if (w->rc == SQLITE_OK)
        (w->bits.set <= RANKED_MOST ? sort_all : walk_all)(w, a);
    sqlite3_finalize(w->check);
    ng_asking_close(&ask);
    return ng_sql_status(k->st, w->rc, err);
}

ng_status ng_seek(struct ng_seeking *k, struct ng_arena *a, struct ng_err *err)
{
    struct walking w = {.k = k, .weight = weight_of(k->query)};
    bool words = false;
    if (k->only.n)
        return ranked(k, a, err);
    for (size_t i = 0; i < k->query->n; i++)
        words |= k->query->terms[i].key == NG_TERM_WORDS &&
                 !k->query->terms[i].negated;
    int rc = mark_words(k, &w.bits, a);
    if (rc != SQLITE_OK)
        return ng_sql_status(k->st, rc, err);
    k->ranked = words && w.bits.held <= RANKED_MOST &&
                w.bits.held * w.weight <= LOOKS_MOST;
    return k->ranked ? ranked(k, a, err) : newest(&w, a, err);
}
