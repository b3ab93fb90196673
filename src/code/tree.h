/* tree.h - the arcs of a report, made safe to walk.
 *
 *      nsubj      obj
 *     +------+ +--------------+
 *     Kim    met    the Russian president
 *     child lists run from left to right
 *
 * Reads  words (tag, lemma, head, rel), sentences
 * Keeps  a copy of heads and relations: sentences without arcs (the parser
 *        gave up, the text is damaged) get rough ones from their tags, loops
 *        and arcs that leave the sentence are cut. Whoever climbs a head
 *        chain comes to a root in at most NG_TREE_DEPTH steps.
 *
 * Lives in the scratch of the stage.
 */
#pragma once
#include "report/report.h"

enum {
    NG_TREE_DEPTH = 60,
    /* Longer ones are lists and tables, not sentences: they are not coded, so
     * that the work stays linear in the text. */
    NG_TREE_SENTENCE = 400
};

struct ng_tree {
    const struct ng_report *r;
    uint32_t n;
    uint32_t *head;  /* [n] word or NG_NONE */
    uint8_t *rel;    /* [n] enum ng_rel */
    uint32_t *child; /* [n] first child or NG_NONE */
    uint32_t *next;  /* [n] next child of the same head or NG_NONE */
};

void ng_tree_build(struct ng_tree *t, const struct ng_report *r,
                   struct ng_arena *scratch);

/* Rough heads and relations for words first..end, from tags alone. */
void ng_guess_arcs(struct ng_tree *t, uint32_t first, uint32_t end);

/* Arcs of words first..end that cannot be right, put right. */
void ng_repair_arcs(struct ng_tree *t, uint32_t first, uint32_t end);

/* The same for whole clauses: what was told, and spans before a clause. */
void ng_repair_clauses(struct ng_tree *t, uint32_t first, uint32_t end);
void ng_fold_name(struct ng_tree *t, const struct ng_name_mention *name,
                  uint32_t first, uint32_t end);
void ng_repair_participle(struct ng_tree *t, uint32_t w, uint32_t end);
void ng_raise_present(struct ng_tree *t, uint32_t v, uint32_t first);
void ng_join_names(struct ng_tree *t, uint32_t first, uint32_t end);
void ng_repair_as_well(struct ng_tree *t, uint32_t well, uint32_t end);

static inline ng_str ng_low(const struct ng_tree *t, uint32_t w)
{
    return t->r->words.at[w].low;
}
static inline ng_str ng_lemma(const struct ng_tree *t, uint32_t w)
{
    const struct ng_word *x = &t->r->words.at[w];
    return x->lemma.n ? x->lemma : x->low;
}
static inline bool ng_is(const struct ng_tree *t, uint32_t w, const char *low)
{
    ng_str s = ng_low(t, w);
    return strlen(low) == s.n && memcmp(s.p, low, s.n) == 0;
}
static inline bool ng_is_verb(const struct ng_tree *t, uint32_t w)
{
    uint8_t tag = t->r->words.at[w].tag;
    return tag >= NG_TAG_VB && tag <= NG_TAG_VBZ;
}
static inline bool ng_is_noun(const struct ng_tree *t, uint32_t w)
{
    uint8_t tag = t->r->words.at[w].tag;
    return tag >= NG_TAG_NN && tag <= NG_TAG_NNPS;
}

/* The first child with this relation, or NG_NONE. */
uint32_t ng_child(const struct ng_tree *t, uint32_t w, enum ng_rel rel);

/* The first child that is exactly this lower-case word, or NG_NONE. */
uint32_t ng_child_low(const struct ng_tree *t, uint32_t w, ng_str low);

/* The noun phrase that hangs on w by this preposition (its head word), at or
 * after `from` among the children, or NG_NONE. */
uint32_t ng_prep_child(const struct ng_tree *t, uint32_t w, ng_str prep,
                       uint32_t after);

/* True if the words of `node` include or equal `w` (w hangs below node). */
bool ng_below(const struct ng_tree *t, uint32_t w, uint32_t node);

/* Words in order below w, w included; `skip` is a set of relations (bit by
 * number) that are not entered below w itself. Stops at `most`; returns how
 * many. The list is not sorted. */
size_t ng_subtree(const struct ng_tree *t, uint32_t w, uint64_t skip,
                  uint32_t *list, size_t most);

/* The same, where the relations of `skip` are entered nowhere. */
size_t ng_phrase(const struct ng_tree *t, uint32_t w, uint64_t skip,
                 uint32_t *list, size_t most);

/* The bytes from the first to the last word of such a subtree, without
 * punctuation at its edges; `skip` is not entered below w, `deep` nowhere. */
ng_range ng_subtree_range(const struct ng_tree *t, uint32_t w, uint64_t skip,
                          uint64_t deep);

#define NG_REL_BIT(rel) (1ull << NG_REL_##rel)
