/* sayings_tree.c - what hangs below each word, found from the leaves up.
 *
 * Heads come from a parser, or from a file that anybody may have written, so
 * they may make a ring or point into another sentence. Such arcs are dropped.
 * Work is linear in the words: a word gives its extent to its head when all of
 * its own children have given theirs.
 */
#include "annotate/sayings_wide.h"

static bool has_head(const struct ng_report *r, uint32_t w)
{
    uint32_t h = ng_w(r, w)->head;
    return h < r->words.n && h != w &&
           ng_w(r, h)->sentence == ng_w(r, w)->sentence;
}

struct ng_tree ng_tree_of(const struct ng_report *r, struct ng_arena *out)
{
    uint32_t n = (uint32_t)r->words.n;
    struct ng_tree t = {
        r, ng_new(out, uint32_t, n + 1), ng_new(out, uint32_t, n + 1),
        ng_new(out, uint32_t, n + 1), ng_new(out, uint32_t, n + 1)};
    uint32_t *open = ng_new(out, uint32_t, n + 1); /* children to come */
    for (uint32_t i = n; i-- > 0;) {
        t.lo[i] = i;
        t.hi[i] = i + 1;
        t.kid[i] = t.after[i] = NG_NONE;
    }
    for (uint32_t i = n; i-- > 0;) {
        if (!has_head(r, i))
            continue;
        uint32_t h = ng_w(r, i)->head;
        open[h]++;
        t.after[i] = t.kid[h];
        t.kid[h] = i;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t w = i;
        while (open[w] == 0 && has_head(r, w)) {
            uint32_t h = ng_w(r, w)->head;
            if (t.lo[w] < t.lo[h])
                t.lo[h] = t.lo[w];
            if (t.hi[w] > t.hi[h])
                t.hi[h] = t.hi[w];
            open[w] = NG_NONE; /* given */
            if (--open[h] != 0 || h > i)
                break;
            w = h;
        }
    }
    return t;
}

uint32_t ng_kid(const struct ng_tree *t, uint32_t w, enum ng_rel rel)
{
    for (uint32_t k = t->kid[w]; k != NG_NONE; k = t->after[k])
        if (ng_w(t->r, k)->rel == rel)
            return k;
    return NG_NONE;
}
