/* asking.h - a query as SQL; for the files of store/ alone.
 *
 *     words            FTS5, every term quoted: nothing typed is syntax
 *     actor: said: ..  rows of the report that say so
 *
 * A name that is asked for stands in the text of the report, so its words are
 * looked for there first; only what is left is looked at row by row.
 */
#pragma once
#include "report/query.h"
#include "store/inside.h"
#include "store/walk.h"

enum { NG_BINDS_MOST = 4 + 4 * NG_QUERY_TERMS };
struct ng_asking {
    const struct ng_query *query;
    sqlite3_str *sql;
    struct {
        char *owned; /* from sqlite3_malloc, or NULL */
        ng_str text;
        int64_t number;
        bool is_number;
    } binds[NG_BINDS_MOST];
    int n;
    bool matches; /* there is a MATCH, its text is the first of binds */
    bool words;   /* and words among it, to rank by */
};

/* "FROM ... WHERE ..." over `report r`, for the reports whose numbers
 * stand in `only` (a JSON list) or, if that is empty, for all. */
void ng_asking_open(struct ng_asking *ask, struct ng_store *st,
                    const struct ng_query *q, const char *select, ng_str only);
void ng_asking_more(struct ng_asking *ask, const char *text);
/* What was written, prepared and bound; NULL if it cannot be. */
sqlite3_stmt *ng_asking_statement(struct ng_asking *ask, struct ng_store *st);
void ng_asking_close(struct ng_asking *ask);

/* "SELECT 1" if report ?1 has what the terms but words and days ask for. False:
 * there are none; it is to be closed all the same. */
bool ng_asking_check(struct ng_asking *ask, struct ng_store *st,
                     const struct ng_query *q);

/* Where in report `nr` the first event or saying stands that is asked for.
 * False: the query asks for none. */
bool ng_asking_place(struct ng_asking *ask, struct ng_store *st,
                     const struct ng_query *q, int64_t nr);

/* All that should be there, joined by `by`, for FTS5; NULL if that is nothing.
 * From sqlite3_malloc. */
char *ng_asking_match(struct ng_store *st, const struct ng_query *q,
                      const char *by);

/* One phrase of it for FTS5, from sqlite3_malloc. */
char *ng_asking_phrase(struct ng_store *st, ng_str value);

/* Finds reports: hits.c. */
struct ng_seeking {
    struct ng_store *st;
    const struct ng_query *query;
    size_t most;
    ng_str only;          /* numbers of reports, a JSON list; empty: all */
    bool bounded;         /* may end before it has as many as that */
    struct ng_walk_at at; /* newest first: goes on behind it; empty: begins */
    ng_hits *hits;
    bool ranked; /* the best came first */
    bool more;   /* newest first, and `at` is not the end */
};
ng_status ng_seek(struct ng_seeking *k, struct ng_arena *a, struct ng_err *err);

/* has_words(wanted, text...): the words side by side in one of the texts,
 * without regard to case and marks on letters. */
int ng_words_function(sqlite3 *db);
bool ng_has_words(ng_str wanted, ng_str text);
