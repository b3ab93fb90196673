/* moves.h - ids of stories never die: where each one leads to now.
 *
 *     sab.. --renamed--> scd.. --merged--> sef..      sab.. is sef.. today
 *
 * A story goes by the report that it begins with, so an older report that comes
 * late gives it another id; stories can also grow together, or part. Each
 * settling notes where the reports of stories that it takes apart were, and
 * logs where they went, with the reason.
 */
#pragma once
#include "store/store.h"
#include "text/json.h"

/* Before stories are taken apart: all of them, or one. */
ng_status ng_moves_note_all(struct ng_store *st, struct ng_err *err);
ng_status ng_moves_note(struct ng_store *st, ng_id story, struct ng_err *err);

/* After all are put together again. `cause`: what made them anew, if it was not
 * new reports ("corrected", "rules"); empty: that is seen from the reports. */
ng_status ng_moves_log(struct ng_store *st, ng_str cause, int64_t now,
                       struct ng_err *err);

/* renamed: an older report came; merged: it grew together with another; split:
 * it parted; moved: a report is in another story now; corrected: by hand;
 * rules: this program groups otherwise than the one before; gone: none of its
 * reports is in a story. */
struct ng_move {
    int64_t nr;
    ng_id old, new; /* new is empty if it is gone */
    ng_str reason;
    uint32_t reports; /* of the old story's that went there */
    uint32_t held;    /* that it had */
    bool heir;        /* the old id leads there */
    int64_t at;
};
typedef NG_LIST(struct ng_move) ng_moves;
/* {"v","old","new","now","reason","reports","held","heir","at"}; now: the story
 * that the old id stands for today, or null. */
void ng_json_move(struct ng_json *j, struct ng_store *st,
                  const struct ng_move *m);
/* The newest first, those before `before` (0: all), at most so many; of one old
 * id if it is not empty. */
ng_status ng_store_moves(struct ng_store *st, ng_str old, int64_t before,
                         size_t most, ng_moves *moves, struct ng_arena *a,
                         struct ng_err *err);

/* The story that an id which begins so leads to, if no story has it: NG_NOTHING
 * if there never was one, NG_USAGE if there were several. */
ng_status ng_moved_to(struct ng_store *st, ng_str prefix, ng_id *now,
                      struct ng_err *err);
