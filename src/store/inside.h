/* inside.h - what the files of store/ share; nobody else includes it. */
#pragma once
#include "store/store.h"
#include "store/tables.h"

/* Statements that are written out in the code, prepared when first asked for
 * and kept until the store is closed. */
enum ng_said {
    NG_SQL_PATH,
    NG_SQL_DROP_SEARCH, /* these three in this order */
    NG_SQL_DROP_BODY,
    NG_SQL_DROP_REPORT,
    NG_SQL_PUT_REPORT,
    NG_SQL_PUT_BODY,
    NG_SQL_PUT_SEARCH,
    NG_SQL_KEEP_RECORD,
    NG_SQL_LOAD_REPORT, /* of enum ng_part, in its order */
    NG_SQL_LOAD_RECORD,
    NG_SQL_LOAD_WEIGHED,
    NG_SQL_LOAD_TEXT,
    NG_SQL_LOAD_ROW,
    NG_SQL_SETTLE_REPORT,
    NG_SQL_PUT_STORY,
    NG_SQL_LOAD_STORY,
    NG_SQL_STORY_REPORTS,
    NG_SQL_FTS_ROW,
    NG_SQL_KNOWN,
    NG_SQL_PLACED,
    NG_SQL_FORMS,
    NG_SQL_MAP,
    NG_SQL_UNSETTLE,
    NG_SQL_UNSETTLED,
    NG_SQL_STATED_NUMBERS,
    NG_SQL_PUT_TRACE,
    NG_SQL_LOAD_TRACE,
    NG_SQL_HOUSES,
    NG_SQL_TWINS,
    NG_SQL_UNTIE,
    NG_SQL_TIE,
    NG_SQL_TIED_TO,
    NG_SQL_TIED_BY,
    NG_SQL_IS_TIED,
    NG_SQL_NUMBERED,
    NG_SQL_INPUTS,
    NG_SQL_STORY_NUMBER,
    NG_SQL_DROP_STORY,
    NG_SQL_LEAVE_STORY,
    NG_SQL_LOOSE,
    NG_SQL_PUT_CARRIED,
    NG_SQL_DROP_CARRIED,
    NG_SQL_CARRIED,
    NG_SQL_LAST_SEQ,
    NG_SQL_STORY_REPORT,
    NG_SQL_SEQ_OF,
    NG_SQL_PAIRS,
    NG_SQL_COUNT_ORIGINS,
    NG_SQL_COUNT_REASONS,
    NG_SQL_REASON_OF,
    NG_SQL_EVENT_ID,
    NG_SQL_ORIGIN_AT,
    NG_SQL_EDGES_OF,
    NG_SQL_STORY_HOUSES,
    NG_SQL_PARKED,
    NG_SQL_TITLE,
    NG_SQL_HEAD,
    NG_SQL_HEAD_REPORTS,
    NG_SQL_NOTE_STORY,
    NG_SQL_NOTED,
    NG_SQL_PUT_MOVES,
    NG_SQL_PUT_ORIGIN_MOVES,
    NG_SQL_POSTED,
    NG_SQL_AROUND,
    NG_SQL_KEEP_AROUND,
    NG_SQL_POSTS, /* five of each table of posts */
    NG_SQL_COUNT = NG_SQL_POSTS + 5
};

struct ng_store {
    sqlite3 *db;
    struct ng_rows rows;
    enum ng_store_mode mode;
    int lock;       /* descriptor of PATH.lock, or -1 */
    void *squeezer; /* ZSTD_CCtx */
    void *opener;   /* ZSTD_DCtx */
    sqlite3_stmt *said[NG_SQL_COUNT];
    int64_t put;              /* number of the report that was put last */
    struct ng_prints *prints; /* tiers.h; NULL: nobody asked for it */
    uint64_t packed; /* shape of the lists of a report in one piece, or 0 */
    char path[4096];
};

/* The statement, reset and ready to bind; NULL if it cannot be prepared. */
sqlite3_stmt *ng_sql(struct ng_store *st, enum ng_said slot, const char *text);
/* A statement for once; the caller finalizes it. */
sqlite3_stmt *ng_sql_once(struct ng_store *st, const char *text);
/* Why there is no statement; never SQLITE_OK. */
int ng_sql_why(struct ng_store *st);
/* The status and the sentence for a result of SQLite; NG_OK for its OKs. */
ng_status ng_sql_status(struct ng_store *st, int rc, struct ng_err *err);
/* Binds v, which must live until the statement ends; steps once and ends it. */
void ng_sql_put_text(sqlite3_stmt *s, int at, ng_str v);
ng_status ng_sql_done(struct ng_store *st, sqlite3_stmt *s, struct ng_err *err);
/* Ends every kept statement that still stands on a row. */
void ng_sql_reset_all(struct ng_store *st);
ng_str ng_sql_text(sqlite3_stmt *s, int column, struct ng_arena *a);
ng_id ng_sql_id(sqlite3_stmt *s, int column);

/* migrate.c: bring the tables of version `from` (0: none) to the version that a
 * list of steps makes; step i leads from version i to i + 1. Either all of it
 * happens or nothing. The program knows one list; tests make others up. */
struct ng_step {
    const char *beg, *end; /* SQL */
};
struct ng_steps {
    const struct ng_step *at;
    int n;
    struct ng_step views; /* made anew after the last step */
};
enum { NG_STORE_APPLICATION = 0x6e746766 }; /* "ntgf" */
extern const int ng_store_version;
extern const struct ng_steps ng_store_steps;
int ng_store_migrate(sqlite3 *db, const struct ng_steps *by, int from);

/* reports.c: report `nr`, or a part of it; seal is what was stored. */
enum ng_part {
    NG_PART_ALL,
    NG_PART_RECORD,  /* without bytes and raw */
    NG_PART_WEIGHED, /* without map too, but with arcs */
    NG_PART_TEXT,    /* without map, sentences and lists */
    NG_PART_ROW      /* and without title and text: what is in its row */
};
/* The row of a report, and what of `needs` (enum ng_need) it has. */
ng_status ng_load_some(struct ng_store *st, int64_t nr, unsigned needs,
                       struct ng_report *r, struct ng_arena *a,
                       struct ng_err *err);
ng_status ng_load_nr(struct ng_store *st, int64_t nr, enum ng_part part,
                     struct ng_report *r, uint64_t *seal, struct ng_arena *a,
                     struct ng_err *err);
/* All rows of a report; a result of SQLite. */
int ng_drop_report(struct ng_store *st, int64_t nr);
/* 0 stands for a seal that was made of other columns than are known now. */
uint64_t ng_report_seal(const struct ng_report *r);
int64_t ng_report_shape(void);

/* record.c: the lists of a report in one piece. Results of SQLite. */
int ng_bind_record(struct ng_store *st, sqlite3_stmt *s, int at,
                   const struct ng_report *r);
int ng_keep_record(struct ng_store *st, int64_t nr, const struct ng_report *r);
/* False, and the report stays as it is, if the rows must tell. Bit i of
 * `wanted`: list i. */
bool ng_unpack_record(struct ng_store *st, ng_str packed, unsigned wanted,
                      struct ng_report *r, struct ng_arena *a);
/* True if the record put together from the piece has this seal. */
bool ng_packed_is(struct ng_store *st, int64_t nr, uint64_t seal,
                  struct ng_arena a);

/* stories.c */
ng_status ng_load_batch(struct ng_store *st, ng_id story, enum ng_part part,
                        struct ng_batch *b, uint64_t *seal, struct ng_arena *a,
                        struct ng_err *err);
/* The row of a story, as the first story of the batch; *carried: by how many
 * origins its sayings are is in the table of that name. */
ng_status ng_load_story_row(struct ng_store *st, ng_id id, struct ng_batch *b,
                            int64_t *nr, bool *carried, struct ng_arena *a,
                            struct ng_err *err);
uint64_t ng_batch_seal(const struct ng_batch *b);
/* All rows that hang on the story, but not its own. */
ng_status ng_drop_story_rows(struct ng_store *st, int64_t nr,
                             struct ng_err *err);

/* moves.c: what a writer notes on the way lies in tables of its connection. */
int ng_moves_open(sqlite3 *db);

/* pack.c: bytes made small. */
struct ng_packed {
    void *p; /* from sqlite3_malloc; NULL: no memory */
    size_t n;
};
struct ng_packed ng_squeeze(struct ng_store *st, ng_str bytes, ng_str like);
/* False if the bytes are damaged; the result ends with a NUL not counted. */
bool ng_unsqueeze(struct ng_store *st, ng_str packed, ng_str like, ng_str *out,
                  struct ng_arena *a);
struct ng_packed ng_pack_map(const ng_map *map);
bool ng_unpack_map(ng_str packed, ng_map *map, struct ng_arena *a);
struct ng_packed ng_pack_words(struct ng_store *st, const struct ng_report *r);
struct ng_packed ng_pack_sentences(const struct ng_report *r);
bool ng_unpack_sentences(ng_str packed, struct ng_report *r,
                         struct ng_arena *a);

/* prints.c: its files are closed; a transaction has ended. */
void ng_prints_close(struct ng_store *st);
void ng_prints_ended(struct ng_store *st, bool committed);
