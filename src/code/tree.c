#include "code/tree.h"

_Static_assert(NG_REL_COUNT <= 64, "a set of relations is one word");

/* Cut arcs that leave their sentence and loops: a chain that has not reached
 * a root after NG_TREE_DEPTH steps is cut at its beginning. */
static void mend(struct ng_tree *t, uint32_t first, uint32_t end)
{
    for (uint32_t w = first; w < end; w++)
        if (t->head[w] != NG_NONE &&
            (t->head[w] < first || t->head[w] >= end || t->head[w] == w))
            t->head[w] = NG_NONE;
    for (uint32_t w = first; w < end; w++) {
        uint32_t at = w;
        int steps = 0;
        while (t->head[at] != NG_NONE && steps < NG_TREE_DEPTH) {
            at = t->head[at];
            steps++;
        }
        if (steps == NG_TREE_DEPTH)
            t->head[w] = NG_NONE;
    }
}

void ng_tree_build(struct ng_tree *t, const struct ng_report *r,
                   struct ng_arena *scratch)
{
    uint32_t n = (uint32_t)r->words.n;
    *t = (struct ng_tree){.r = r, .n = n};
    t->head = ng_new(scratch, uint32_t, n + 1);
    t->child = ng_new(scratch, uint32_t, n + 1);
    t->next = ng_new(scratch, uint32_t, n + 1);
    t->rel = ng_new(scratch, uint8_t, n + 1);
    for (uint32_t w = 0; w < n; w++) {
        t->head[w] = r->words.at[w].head;
        t->rel[w] = r->words.at[w].rel;
        t->child[w] = t->next[w] = NG_NONE;
    }
    for (size_t s = 0; s < r->sentences.n; s++) {
        uint32_t first = r->sentences.at[s].first, end = r->sentences.at[s].end;
        bool parsed = false;
        for (uint32_t w = first; w < end && !parsed; w++)
            parsed = t->head[w] != NG_NONE;
        if (!parsed && end > first + 1)
            ng_guess_arcs(t, first, end), ng_join_names(t, first, end);
        if (parsed && end - first <= NG_TREE_SENTENCE)
            ng_repair_arcs(t, first, end);
        mend(t, first, end);
    }
    for (uint32_t w = n; w-- > 0;)
        if (t->head[w] != NG_NONE) {
            t->next[w] = t->child[t->head[w]];
            t->child[t->head[w]] = w;
        }
}

uint32_t ng_child(const struct ng_tree *t, uint32_t w, enum ng_rel rel)
{
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c])
        if (t->rel[c] == rel)
            return c;
    return NG_NONE;
}

uint32_t ng_child_low(const struct ng_tree *t, uint32_t w, ng_str low)
{
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c])
        if (ng_str_eq(ng_low(t, c), low))
            return c;
    return NG_NONE;
}

uint32_t ng_prep_child(const struct ng_tree *t, uint32_t w, ng_str prep,
                       uint32_t after)
{
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c]) {
        if (after != NG_NONE && c <= after)
            continue;
        uint8_t rel = t->rel[c];
        if (rel == NG_REL_punct || rel == NG_REL_case || rel == NG_REL_mark)
            continue;
        for (uint32_t m = t->child[c]; m != NG_NONE; m = t->next[m])
            if ((t->rel[m] == NG_REL_case || t->rel[m] == NG_REL_mark) &&
                ng_str_eq(ng_low(t, m), prep))
                return c;
    }
    return NG_NONE;
}

bool ng_below(const struct ng_tree *t, uint32_t w, uint32_t node)
{
    for (; w != NG_NONE; w = t->head[w])
        if (w == node)
            return true;
    return false;
}

static size_t walk(const struct ng_tree *t, uint32_t w, uint64_t skip,
                   uint64_t deep, uint32_t *list, size_t most)
{
    size_t n = 0;
    if (most)
        list[n++] = w;
    for (size_t i = 0; i < n; i++)
        for (uint32_t c = t->child[list[i]]; c != NG_NONE && n < most;
             c = t->next[c])
            if (!((i > 0 ? deep : skip | deep) >> t->rel[c] & 1))
                list[n++] = c;
    return n;
}

size_t ng_subtree(const struct ng_tree *t, uint32_t w, uint64_t skip,
                  uint32_t *list, size_t most)
{
    return walk(t, w, skip, 0, list, most);
}

size_t ng_phrase(const struct ng_tree *t, uint32_t w, uint64_t skip,
                 uint32_t *list, size_t most)
{
    return walk(t, w, 0, skip, list, most);
}

ng_range ng_subtree_range(const struct ng_tree *t, uint32_t w, uint64_t skip,
                          uint64_t deep)
{
    uint32_t list[256];
    size_t n = walk(t, w, skip, deep, list, 256);
    ng_range at = t->r->words.at[w].at;
    for (size_t i = 0; i < n; i++) {
        const struct ng_word *x = &t->r->words.at[list[i]];
        if (x->kind == NG_WORD_PUNCT)
            continue;
        if (x->at.beg < at.beg)
            at.beg = x->at.beg;
        if (x->at.end > at.end)
            at.end = x->at.end;
    }
    return at;
}
