/* kept.h - what settling needs of reports that were added a moment ago, so that
 * no text is loaded again to be compared.
 *
 *     add: thread 1   thread 2        r7 -> words, terms      settle: r7?
 *          words      words     --->  r8 -> words, terms  <-- found
 *          terms      terms           (no more than its room) or loaded
 *
 * Each thread keeps in an arena of its own; what does not fit is not kept, and
 * is loaded from the store as if it had been added by another run.
 */
#pragma once
#include "engine/kin.h"

enum { NG_KEEPERS = 64 /* threads, at most */ };

struct ng_kept_one {
    int64_t nr;
    struct ng_kin kin;
};
struct ng_kept {
    struct ng_arena part[NG_KEEPERS], fresh[NG_KEEPERS];
    unsigned parts;
    size_t limit; /* of each part */
    struct ng_arena own;
    NG_LIST(struct ng_kept_one) list;
    uint32_t *slot; /* [slots] place + 1 in the list, by number */
    size_t slots;
};

/* Room for `bytes` in all, shared out over the threads. */
ng_status ng_kept_open(struct ng_kept *k, unsigned threads, size_t bytes,
                       struct ng_err *err);
void ng_kept_close(struct ng_kept *k);

/* By a thread; false if its room is used up. */
bool ng_kept_make(struct ng_kept *k, unsigned thread, struct ng_report *r,
                  struct ng_kin *kin, struct ng_arena scratch);
/* By the writer, when the report has its number; the last one counts. */
void ng_kept_put(struct ng_kept *k, int64_t nr, const struct ng_kin *kin);
/* NULL: it is not kept. `k` may be NULL. */
const struct ng_kin *ng_kept_find(const struct ng_kept *k, int64_t nr);
