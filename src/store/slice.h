/* slice.h - how stories.h is made; for the files of store/ alone.
 *
 *     begin     the row of the story, an empty report in each place
 *     rows      of a list, from..to, with what hangs on them
 *     reports   whom these rows name: whole, or by id
 */
#pragma once
#include "store/inside.h"
#include "store/stories.h"

struct ng_window {
    uint32_t from, n;
    uint32_t most; /* of lists at the ends; 0: all */
};
/* Rows of a list of `parent`, and all that hangs on them. A result of SQLite.
 */
int ng_rows_slice(struct ng_rows *rows, const struct ng_hung *list, int64_t of,
                  struct ng_window window, void *parent, struct ng_batch *b,
                  struct ng_arena *a);

/* How much of a report is here. */
enum ng_level { NG_NOT_HERE, NG_LIGHT, NG_HERE }; /* light: id, place, days */

struct ng_part_of {
    struct ng_store *st;
    struct ng_batch *b;
    ng_id id;
    int64_t nr;
    bool carried;   /* its sayings were counted */
    unsigned needs; /* of reports that are wanted whole */
    uint8_t *level; /* [reports.n] */
    const struct ng_slice *slice;
    uint32_t from, n, most, sources; /* as the caller has it */
    bool as_text;
    ng_id report;
};
typedef ng_status ng_part_job(struct ng_part_of *p, struct ng_arena *a,
                              struct ng_err *err);

/* Does a job for a story: its row is there, and a place for each report. */
ng_status ng_part_do(struct ng_part_of part, ng_part_job *job,
                     struct ng_arena *a, struct ng_err *err);
/* The first column of the first row, if there is one. */
int ng_part_number(struct ng_store *st, enum ng_said slot, const char *sql,
                   ng_id id, int64_t number, int64_t *value);
/* These load reports that are not there yet. */
ng_status ng_part_report(struct ng_part_of *p, uint32_t i, enum ng_level level,
                         struct ng_arena *a, struct ng_err *err);
ng_status ng_part_light(struct ng_part_of *p, const ng_indexes *list,
                        struct ng_arena *a, struct ng_err *err);
ng_status ng_part_cited(struct ng_part_of *p, const ng_cites *cites,
                        struct ng_arena *a, struct ng_err *err);
ng_status ng_part_dispute(struct ng_part_of *p, const struct ng_disagreement *d,
                          struct ng_arena *a, struct ng_err *err);
/* Rows of the list of the batch that `need` names. */
ng_status ng_part_rows(struct ng_part_of *p, unsigned need, struct ng_window w,
                       struct ng_arena *a, struct ng_err *err);
