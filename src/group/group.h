/* group.h - stories: which reports tell of the same thing.
 *
 *     reports    r1  r2  r3  r4  r5
 *     copies      \__/        |   |      by edges: they join at once, as one
 *     likeness      \________/    |      shared terms, rare ones weigh more
 *     families       f1          f2     what copies and likeness hold together
 *     stories        s1           s2
 *
 * Likeness is between two reports: the terms that are heavy in both. Each
 * report is tied to a few earlier ones that it is most like. What such ties and
 * copies hold together is a family, and only a family can hold a story; so what
 * happens in one family is nothing to the others, and a new report concerns the
 * families that it touches alone. Within a family what is most alike moves
 * together first, as long as it is not much less alike than what is together
 * already. What joined says why: a probability and the strongest terms in
 * common.
 */
#pragma once
#include "report/story.h"

enum { NG_GROUP_TERMS = 64 };

/* What group keeps of a report: its heaviest terms. */
struct ng_group_text {
    uint32_t n;
    uint32_t *term; /* [n] hash of the stem, ascending */
    float *weight;  /* [n] of a vector of length one */
    uint16_t *form; /* [n + 1] the word as it stood begins here in forms */
    char *forms;
    ng_id id;
    ng_days published;
};
/* Needs r->text and r->title; no annotation. */
struct ng_group_text ng_group_text_of(const struct ng_report *r,
                                      struct ng_arena *keep);

/* ---- likeness ---- */

enum {
    NG_HEAVY = 16,     /* terms by which a report is looked up */
    NG_LIKE_HUB = 128, /* the reports of a term that are looked at: the last */
    NG_LIKES = 6,      /* ties of a report, at most */
};
struct ng_heavy {
    uint32_t term;
    float weight;
};
struct ng_heavies {
    uint32_t n;
    struct ng_heavy at[NG_HEAVY]; /* the heaviest first */
};
struct ng_heavies ng_heavies_of(const struct ng_group_text *t);

/* Place in the order in which reports look at earlier ones; undated ones come
 * last. */
struct ng_turn {
    int64_t day;
    uint64_t id;
};
struct ng_turn ng_turn_of(const struct ng_group_text *t);
static inline int ng_turn_cmp(struct ng_turn a, struct ng_turn b)
{
    if (a.day != b.day)
        return a.day < b.day ? -1 : 1;
    return (a.id > b.id) - (a.id < b.id);
}

struct ng_like {
    uint32_t other; /* the caller's name for it */
    float weight;
    struct ng_turn turn;
};
struct ng_likes {
    uint32_t n;
    struct ng_like at[NG_LIKES]; /* the most alike first */
};
/* True if reports of these turns can be tied by that weight. */
bool ng_can_tie(struct ng_turn a, struct ng_turn b, float weight);
void ng_keep_like(struct ng_likes *likes, struct ng_like like);
/* Of all that were kept those that count. */
void ng_choose_likes(struct ng_likes *likes);

/* likes[i]: the ties of text i to earlier ones. */
void ng_find_likes(const struct ng_group_text *texts, size_t n,
                   struct ng_likes *likes, struct ng_arena work);

/* ---- stories ---- */

/* True if the child joins the parent's story whatever it says. */
bool ng_is_joined(const struct ng_edge *edge);

typedef NG_LIST(struct ng_reason) ng_reasons;

/* The stories of one family, its texts in batch order: story_of[i] is a number
 * from 0 in order of first appearance; *reasons gets one row a report that
 * joined a story by likeness. */
ng_status ng_group_family(const struct ng_group_text *texts, size_t n,
                          const struct ng_edge *edges, size_t edges_n,
                          uint32_t *story_of, uint32_t *stories_n,
                          ng_reasons *reasons, struct ng_arena *out,
                          struct ng_err *err);

/* The same for texts of any families, found out here; the stories of a family
 * are numbered in a row. likes [n] may be NULL. */
ng_status ng_group(const struct ng_group_text *texts, size_t n,
                   const struct ng_edge *edges, size_t edges_n,
                   uint32_t *story_of, uint32_t *stories_n, ng_reasons *reasons,
                   struct ng_likes *likes, struct ng_arena *out,
                   struct ng_err *err);

/* Fills b->stories (ids, titles, spans, places, people, state) from
 * b->story_of, origins and reports; reasons is what ng_group told of the same
 * batch, or NULL. */
void ng_tell_stories_apart(struct ng_batch *b, const ng_reasons *reasons,
                           struct ng_arena *out, struct ng_arena scratch);
