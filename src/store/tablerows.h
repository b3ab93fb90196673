/* tablerows.h - structs in rows of tables, by description.
 *
 *      struct ng_saying {content, cue, .. via}       report.sayings[2]
 *             |                          \
 *   table saying                       table saying_via
 *   of  seq  content_beg content_end   of  seq  owner  at_beg at_end ..
 *   17    2          120         188   17    4      2     140    147
 *
 * `of` is the number of the report or story, `seq` the place of the row in the
 * whole list, `owner` the seq of the row that it hangs on. A description lists
 * the columns of one struct and the lists that hang on it; put, load and seal
 * walk the same description, so they cannot disagree. Ranges, intervals of
 * days become two columns; "not known" (NG_NONE, NG_NO_DAY, NAN) becomes NULL;
 * members of closed vocabularies are kept by name, so that their order in the
 * program may change.
 */
#pragma once
#include "base/out.h"
#include "report/story.h"

#include <sqlite3.h>

enum ng_cell {
    NG_CELL_STR,
    NG_CELL_RANGE,
    NG_CELL_U32, /* NG_NONE: NULL */
    NG_CELL_DAY,
    NG_CELL_DAYS,
    NG_CELL_KIND,
    NG_CELL_BOOL,
    NG_CELL_F32, /* NAN: NULL */
    NG_CELL_F64,
    NG_CELL_CHARS, /* char[size], filled up with NULs */
    NG_CELL_ID
};

struct ng_vocabulary {
    unsigned n;
    ng_str (*name)(unsigned v);
    bool (*find)(ng_str s, unsigned *v);
};

struct ng_column {
    const char *name; /* ranges: NAME_beg NAME_end; days: NAME_first _last */
    uint16_t at;      /* offset in the struct */
    uint8_t cell;     /* enum ng_cell */
    uint8_t size;     /* of NG_CELL_CHARS */
    const struct ng_vocabulary *kind;
};

struct ng_hung; /* lists that hang on a struct */
struct ng_table {
    const char *name;
    uint32_t size; /* of the struct */
    uint32_t columns_n, lists_n;
    const struct ng_column *columns;
    const struct ng_hung *lists;
    /* An id that is told and looked up but not kept in the struct. */
    ng_id (*derive)(const void *parent, const void *element);
};
struct ng_hung {
    const struct ng_table *table;
    uint16_t slot; /* which pair of statements is its own */
    uint16_t at;   /* offset of the list in the struct */
    bool bare;     /* { T *at; size_t n; } without cap */
    bool owned;    /* has an owner column: hangs on a row of a table */
};

enum { NG_SLOTS_MOST = 48 };
struct ng_rows {
    sqlite3 *db;
    sqlite3_stmt *put[NG_SLOTS_MOST], *load[NG_SLOTS_MOST],
        *drop[NG_SLOTS_MOST];
    sqlite3_stmt *slice[NG_SLOTS_MOST], *owner[NG_SLOTS_MOST]; /* slice.h */
};

/* SQLite's result codes from all of these. */
int ng_rows_put(struct ng_rows *rows, const struct ng_hung *lists, size_t n,
                int64_t of, const void *parent);
int ng_rows_load(struct ng_rows *rows, const struct ng_hung *lists, size_t n,
                 int64_t of, void *parent, struct ng_arena *a);
int ng_rows_drop(struct ng_rows *rows, const struct ng_hung *lists, size_t n,
                 int64_t of);
/* Delete every row of these tables, whosever they are. */
int ng_rows_drop_all(struct ng_rows *rows, const struct ng_hung *lists,
                     size_t n);
void ng_rows_close(struct ng_rows *rows);

/* rowpack.c: the same lists as bytes, and back. `shape` is that of the
 * description; bytes of another one are refused. Bit i of `wanted`: list i.
 * Texts stay where they are in `packed`. */
uint64_t ng_rows_pack_shape(const struct ng_hung *lists, size_t n);
void ng_rows_pack(const struct ng_hung *lists, size_t n, const void *parent,
                  uint64_t shape, struct ng_out *out);
/* False if they are not of this shape, or damaged; what was read till then
 * stays in the parent. */
bool ng_rows_unpack(const struct ng_hung *lists, size_t n, ng_str packed,
                    uint64_t shape, unsigned wanted, void *parent,
                    struct ng_arena *a);

/* A fingerprint of all that put would write. */
uint64_t ng_rows_seal(const struct ng_hung *lists, size_t n, const void *parent,
                      uint64_t seed);
uint64_t ng_columns_seal(const struct ng_column *columns, size_t n,
                         const void *element, uint64_t seed);

/* A fingerprint of the description itself: seals can be compared only if they
 * were made of the same columns. */
uint64_t ng_rows_shape(const struct ng_hung *lists, size_t n, uint64_t seed);
uint64_t ng_columns_shape(const struct ng_column *columns, size_t n,
                          uint64_t seed);

/* Told each range of each struct; for checking. */
typedef void ng_see_range(void *ctx, const char *table, size_t seq,
                          const struct ng_column *column, const void *element);
void ng_rows_ranges(const struct ng_hung *lists, size_t n, const void *parent,
                    ng_see_range *see, void *ctx);

/* Bind or read the columns from place `first` on; returns the next place. */
int ng_columns_bind(sqlite3_stmt *s, int first, const struct ng_column *columns,
                    size_t n, const void *element);
int ng_columns_read(sqlite3_stmt *s, int first, const struct ng_column *columns,
                    size_t n, void *element, struct ng_arena *a);
/* "a, b_beg, b_end, c": appended to a statement that is being written. */
void ng_columns_list(sqlite3_str *sql, const struct ng_column *columns,
                     size_t n);
size_t ng_columns_width(const struct ng_column *columns, size_t n);
