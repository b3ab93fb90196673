/* relate.h - what two texts are to each other.
 *
 * From an alignment come figures (how much of each side is shared outside
 * quotations and boilerplate, in how many runs, how long); from the figures a
 * relation, by rules in the order in which they stand in relate.c; from dates,
 * declarations and containment the direction.
 */
#pragma once
#include "trace/align.h"
#include "trace/prints.h"

/* A text with what the comparison adds to it. */
struct ng_traced {
    const struct ng_trace_text *text;
    const uint8_t *common; /* bit per word: boilerplate; NULL: none */
    uint64_t house[3];     /* outlet, declared origin, agency; 0: none */
};

static inline bool ng_is_common(const struct ng_traced *t, uint32_t i)
{
    return t->common && (t->common[i / 8] >> (i % 8) & 1);
}

bool ng_same_house(const struct ng_traced *a, const struct ng_traced *b);

/* `a` with its tables, to be compared with several others. */
struct ng_side {
    const struct ng_traced *it;
    struct ng_seeds words;
    struct ng_skeleton skeleton;
    struct ng_seeds frame; /* of the skeleton */
};
struct ng_side ng_side_of(const struct ng_traced *a, struct ng_arena *keep);

/* False if the two share no text to speak of. edge->child is 0 if the child
 * is `a` and 1 if it is `b`; blocks live in `keep`. Without a print of words in
 * common (by_words false) only their skeletons are compared. */
bool ng_relate(const struct ng_side *a, const struct ng_traced *b,
               bool by_words, struct ng_edge *edge, struct ng_arena *keep,
               struct ng_arena scratch);

/* What a model could judge a pair by (bench/relation): covered share of child
 * and parent, linked share of both, the child's part of the words, mean and
 * longest run, runs, share of runs turned, touched sentences of both, template,
 * one house, one of them spun. */
enum { NG_PAIR_FIGURES = 14 };
void ng_pair_figures(const struct ng_side *a, const struct ng_traced *b,
                     bool a_is_child, float to[NG_PAIR_FIGURES],
                     struct ng_arena scratch);

/* Direction of a pair without an alignment: exact copies. True: a is child. */
bool ng_direction_of(const struct ng_traced *a, const struct ng_traced *b,
                     float cover_a, float cover_b, int lag,
                     enum ng_direction *how);
