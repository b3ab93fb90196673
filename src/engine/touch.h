/* touch.h - what new reports concern, found by the index alone.
 *
 *   new reports --> posted --> texts whose answers can differ now
 *        |                       masks: a print became common among 12
 *        |                       edges: a new text among those they look at
 *        +-> ties of likeness    likes: the same for heavy terms
 *                 |
 *            starts: whoever's ties or edges changed
 *                 |
 *            families, followed along the ties --> stories --> those that
 *                                                  differ from what is stored
 *
 * Each step asks who could be concerned, generously, and works these out again
 * with the very functions that compare all of them; what comes out the same is
 * left as it is. The files: touch.c texts and posts, touch_edges.c,
 * touch_likes.c, touch_families.c.
 */
#pragma once
#include "engine/compare.h"
#include "store/prints.h"

/* A report that was looked at. */
struct ng_touched {
    int64_t nr;
    struct ng_indexed row;
    bool has_row;
    bool is_new;
    bool again; /* its own record was written again: so must its story be */
    bool ask_mask, ask_edges; /* find these anew */
    bool start;               /* its family may have changed */
    bool listed;              /* its family is found */
    uint32_t place;           /* then: among the reports of all->nrs */
    bool loaded, printed;
    struct ng_kin kin;
    ng_prints words, frames;
};

/* A print of a text that is posted now, or is no more. */
struct ng_posting_change {
    struct ng_index_post post; /* its key is the print */
    bool frame, gone;
};

/* The boilerplate of `other` changed, which `me` was compared with: their edge
 * is found anew, and nothing else of `me`. */
struct ng_pair_again {
    struct ng_touched *me, *other;
    bool by_words;
};

/* A text that is looked into, and not worked out again. */
struct ng_beside {
    int64_t nr;
    struct ng_trace_text words;
};

struct ng_touch {
    struct ng_store *st;
    struct ng_adding *adding;
    struct ng_compared *all;
    struct ng_arena work; /* for a moment */
    NG_LIST(struct ng_touched *) texts;
    uint32_t *slot; /* [slots] place + 1 in texts, by number */
    size_t slots;
    size_t most; /* texts to be worked out again, before it is too many */
    NG_LIST(struct ng_posting_change) changes;
    NG_LIST(struct ng_pair_again) pairs;
    NG_LIST(struct ng_beside) beside;
    uint32_t posted;  /* texts whose posts changed */
    ng_status failed; /* in one of the look-ups below */
    struct ng_err why;
};

struct ng_touched *ng_touched_of(struct ng_touch *t, int64_t nr);
/* With its row; with its words; with its prints. */
ng_status ng_need_row(struct ng_touch *t, struct ng_touched *x,
                      struct ng_err *err);
ng_status ng_need_words(struct ng_touch *t, struct ng_touched *x,
                        struct ng_err *err);
ng_status ng_need_prints(struct ng_touch *t, struct ng_touched *x,
                         struct ng_err *err);

/* New reports get rows, twins their first, firsts their prints posted. */
ng_status ng_touch_texts(struct ng_touch *t, const ng_numbers *nrs,
                         struct ng_err *err);
ng_status ng_touch_edges(struct ng_touch *t, struct ng_err *err);
ng_status ng_touch_likes(struct ng_touch *t, struct ng_err *err);
/* Fills t->all with the families of all starts. */
ng_status ng_touch_families(struct ng_touch *t, struct ng_err *err);
