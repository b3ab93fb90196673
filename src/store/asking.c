#include "store/asking.h"

/* ---- words ------------------------------------------------------------- */

/* "north pier": the chunks of a value, side by side. */
static void put_phrase(sqlite3_str *to, ng_str value)
{
    size_t at = 0;
    const char *sep = "\"";
    for (ng_str c; (c = ng_query_chunk(value, &at)).n; sep = " ") {
        sqlite3_str_appendall(to, sep);
        sqlite3_str_append(to, c.p, (int)c.n);
    }
    sqlite3_str_appendchar(to, 1, '"');
}

/* PRK, USAGOV: a code of the actor, not a word of the text. */
static bool is_code(ng_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!ng_is_upper(s.p[i]))
            return false;
    return s.n >= 3 && s.n <= 6;
}

static bool in_text(const struct ng_term *t)
{
    return !t->negated && (t->key == NG_TERM_WORDS || t->key == NG_TERM_PLACE ||
                           t->key == NG_TERM_SAID ||
                           (t->key == NG_TERM_ACTOR && !is_code(t->value)));
}

char *ng_asking_match(struct ng_store *st, const struct ng_query *q,
                      const char *by)
{
    sqlite3_str *to = sqlite3_str_new(st->db);
    for (size_t i = 0; i < q->n; i++) {
        if (!in_text(&q->terms[i]))
            continue;
        if (sqlite3_str_length(to))
            sqlite3_str_appendall(to, by);
        put_phrase(to, q->terms[i].value);
    }
    return sqlite3_str_finish(to);
}

char *ng_asking_phrase(struct ng_store *st, ng_str value)
{
    sqlite3_str *to = sqlite3_str_new(st->db);
    put_phrase(to, value);
    return sqlite3_str_finish(to);
}

/* ---- binding ----------------------------------------------------------- */

void ng_asking_more(struct ng_asking *ask, const char *text)
{
    sqlite3_str_appendall(ask->sql, text);
}

/* Writes text with each $ as the number of the next value. */
static void put_text(struct ng_asking *ask, const char *sql, ng_str value)
{
    ask->binds[ask->n++].text = value;
    for (const char *p = sql; *p; p++)
        if (*p == '$')
            sqlite3_str_appendf(ask->sql, "?%d", ask->n);
        else
            sqlite3_str_appendchar(ask->sql, 1, *p);
}

static void put_number(struct ng_asking *ask, const char *sql, int64_t value)
{
    put_text(ask, sql, (ng_str){0});
    ask->binds[ask->n - 1].number = value;
    ask->binds[ask->n - 1].is_number = true;
}

static void put_owned(struct ng_asking *ask, const char *sql, char *text)
{
    put_text(ask, sql, text ? ng_str_of(text) : (ng_str){0});
    ask->binds[ask->n - 1].owned = text;
}

/* ---- one term ---------------------------------------------------------- */

#define PARTY(table)                                                           \
    "EXISTS(SELECT 1 FROM " table " x LEFT JOIN entity e ON e.of = x.of "      \
    "AND e.seq = x.entity WHERE x.of = m.of AND x.owner = m.seq "              \
    "AND (has_words($, e.name) OR x.code = $ OR e.country = $))"

#define SAYINGS                                                                \
    " FROM saying s LEFT JOIN entity e ON e.of = s.of AND e.seq = s.entity "   \
    "WHERE s.of "
#define SAYER                                                                  \
    "(has_words($, e.name) OR has_words($, (SELECT substr(CAST(b.text AS "     \
    "BLOB), s.source_beg + 1, s.source_end - s.source_beg) FROM body b "       \
    "WHERE b.nr = s.of)))"

static bool of_event(const struct ng_term *t)
{
    return t->key == NG_TERM_ACTOR || t->key == NG_TERM_TYPE ||
           t->key == NG_TERM_STATUS;
}

static void put_event_term(struct ng_asking *ask, const struct ng_term *t)
{
    if (t->key == NG_TERM_ACTOR)
        put_text(ask,
                 " AND (" PARTY("mention_actor") " OR " PARTY(
                     "mention_recipient") ")",
                 t->value);
    else if (t->key == NG_TERM_STATUS)
        put_text(ask, " AND m.status = $", t->status);
    else if (t->type.n)
        put_text(ask, " AND m.type = $", t->type);
    else
        put_text(ask, " AND m.mode = $", t->mode);
}

static void put_days(struct ng_asking *ask, ng_days days)
{
    ng_asking_more(ask, "coalesce(1");
    if (days.last != NG_NO_DAY)
        put_number(ask, " AND r.published_first <= $", days.last);
    if (days.first != NG_NO_DAY)
        put_number(ask, " AND r.published_last >= $", days.first);
    ng_asking_more(ask, ", 0)");
}

static void put_term(struct ng_asking *ask, const struct ng_term *t)
{
    switch (t->key) {
    case NG_TERM_PLACE:
        put_text(ask,
                 "EXISTS(SELECT 1 FROM entity e WHERE e.of = r.nr AND "
                 "e.type IN ('GPE', 'LOC', 'FAC') AND has_words($, e.name))",
                 t->value);
        break;
    case NG_TERM_SAID:
        put_text(ask, "EXISTS(SELECT 1" SAYINGS "= r.nr AND " SAYER ")",
                 t->value);
        break;
    case NG_TERM_SOURCE:
        put_text(ask, "has_words($, r.outlet, r.agency, r.url)", t->value);
        break;
    case NG_TERM_DATE:
        put_days(ask, t->days);
        break;
    case NG_TERM_INDEP:
        put_number(ask,
                   "coalesce((SELECT s.independent FROM story s "
                   "WHERE s.id = r.story) >= $",
                   t->lo);
        put_number(ask,
                   " AND (SELECT s.independent FROM story s "
                   "WHERE s.id = r.story) <= $, 0)",
                   t->hi);
        break;
    default:
        break;
    }
}

/* ---- all of them ------------------------------------------------------- */

/* True if some event is asked for, or, of those that should not be, one. */
static bool put_event(struct ng_asking *ask, const struct ng_query *q)
{
    bool any = false;
    for (size_t i = 0; i < q->n; i++)
        if (of_event(&q->terms[i]) && !q->terms[i].negated) {
            put_event_term(ask, &q->terms[i]);
            any = true;
        }
    return any;
}

static void put_events(struct ng_asking *ask, const struct ng_query *q)
{
    bool asks = false;
    for (size_t i = 0; i < q->n; i++)
        asks |= of_event(&q->terms[i]) && !q->terms[i].negated;
    if (asks) {
        ng_asking_more(ask, " AND EXISTS(SELECT 1 FROM mention m "
                            "WHERE m.of = r.nr");
        put_event(ask, q);
        ng_asking_more(ask, ")");
    }
    for (size_t i = 0; i < q->n; i++)
        if (of_event(&q->terms[i]) && q->terms[i].negated) {
            ng_asking_more(ask, " AND NOT EXISTS(SELECT 1 FROM mention m "
                                "WHERE m.of = r.nr");
            put_event_term(ask, &q->terms[i]);
            ng_asking_more(ask, ")");
        }
}

void ng_asking_open(struct ng_asking *ask, struct ng_store *st,
                    const struct ng_query *q, const char *select, ng_str only)
{
    char *match = ng_asking_match(st, q, " AND ");
    *ask = (struct ng_asking){.query = q, .sql = sqlite3_str_new(st->db)};
    ask->matches = match != NULL;
    ng_asking_more(ask, select);
    if (match)
        put_owned(ask,
                  " FROM report r JOIN search ON search.rowid = r.nr "
                  "WHERE search MATCH $",
                  match);
    else
        ng_asking_more(ask, " FROM report r WHERE 1");
    if (only.n)
        put_text(ask, " AND r.nr IN (SELECT value FROM json_each($))", only);
    for (size_t i = 0; i < q->n; i++) {
        const struct ng_term *t = &q->terms[i];
        ask->words |= t->key == NG_TERM_WORDS && !t->negated;
        if (t->key == NG_TERM_WORDS && t->negated)
            put_owned(ask,
                      " AND r.nr NOT IN (SELECT rowid FROM search "
                      "WHERE search MATCH $)",
                      ng_asking_phrase(st, t->value));
        if (t->key == NG_TERM_WORDS || of_event(t))
            continue;
        ng_asking_more(ask, t->negated ? " AND NOT " : " AND ");
        put_term(ask, t);
    }
    put_events(ask, q);
}

bool ng_asking_check(struct ng_asking *ask, struct ng_store *st,
                     const struct ng_query *q)
{
    bool any = false;
    *ask = (struct ng_asking){.query = q, .sql = sqlite3_str_new(st->db)};
    put_number(ask, "SELECT 1 FROM report r WHERE r.nr = $", 0);
    for (size_t i = 0; i < q->n; i++) {
        const struct ng_term *t = &q->terms[i];
        any |= t->key != NG_TERM_WORDS && t->key != NG_TERM_DATE;
        if (t->key == NG_TERM_WORDS || t->key == NG_TERM_DATE || of_event(t))
            continue;
        ng_asking_more(ask, t->negated ? " AND NOT " : " AND ");
        put_term(ask, t);
    }
    put_events(ask, q);
    return any;
}

bool ng_asking_place(struct ng_asking *ask, struct ng_store *st,
                     const struct ng_query *q, int64_t nr)
{
    *ask = (struct ng_asking){.query = q, .sql = sqlite3_str_new(st->db)};
    put_number(ask, "SELECT m.clause_beg FROM mention m WHERE m.of = $", nr);
    bool any = put_event(ask, q);
    ng_asking_more(ask, " ORDER BY m.seq LIMIT 1");
    for (size_t i = 0; i < q->n && !any; i++) {
        if (q->terms[i].key != NG_TERM_SAID || q->terms[i].negated)
            continue;
        any = true;
        ng_asking_close(ask);
        *ask = (struct ng_asking){.query = q, .sql = sqlite3_str_new(st->db)};
        put_number(ask, "SELECT s.content_beg" SAYINGS "= $", nr);
        put_text(ask, " AND " SAYER " ORDER BY s.seq LIMIT 1",
                 q->terms[i].value);
    }
    return any;
}

sqlite3_stmt *ng_asking_statement(struct ng_asking *ask, struct ng_store *st)
{
    const char *sql = sqlite3_str_value(ask->sql);
    sqlite3_stmt *s = sql ? ng_sql_once(st, sql) : NULL;
    for (int i = 0; s && i < ask->n; i++)
        if (ask->binds[i].is_number)
            sqlite3_bind_int64(s, i + 1, ask->binds[i].number);
        else
            sqlite3_bind_text(s, i + 1, ask->binds[i].text.p,
                              (int)ask->binds[i].text.n, SQLITE_STATIC);
    return s;
}

void ng_asking_close(struct ng_asking *ask)
{
    sqlite3_free(sqlite3_str_finish(ask->sql));
    for (int i = 0; i < ask->n; i++)
        sqlite3_free(ask->binds[i].owned);
}
