/* moved.h - paragraphs that stand elsewhere in the other version.
 *
 *     from  A B C D        the most paragraphs that keep their order stay,
 *     to    A D B C        the others moved: D
 *
 * Only whole paragraphs whose sentences are all equal count; sentences that
 * change places inside one are no news to anybody.
 */
#pragma once
#include "base/arena.h"
#include "trace/pairing.h"

struct ng_move {
    uint32_t before, after, n; /* units: the first of each, and how many */
};
typedef NG_LIST(struct ng_move) ng_moves;
ng_moves ng_find_moved(const struct ng_pairing *p, struct ng_arena *keep);
