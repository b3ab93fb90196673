/* differ.h - what one sentence has that its counterpart does not, and what kind
 * of change that is. */
#pragma once
#include "base/arena.h"
#include "trace/pairing.h"

enum { NG_ABOUTS = NG_ABOUT_CUE + 1, NG_TOLD_WORDS = 16 };

/* What of one sentence the other does not have. */
struct ng_side_words {
    uint32_t count[NG_ABOUTS];
    uint32_t quoted;              /* of them inside quotation marks */
    uint32_t plans;               /* will, planned, due */
    uint32_t first, last;         /* words that differ; NG_NONE: none */
    uint32_t word[NG_TOLD_WORDS]; /* the first of them */
    uint32_t told;
};
struct ng_difference {
    struct ng_side_words before, after;
};
struct ng_difference ng_differ(const struct ng_report *from,
                               const struct ng_unit *x,
                               const struct ng_report *to,
                               const struct ng_unit *y,
                               struct ng_arena scratch);

struct ng_verdict {
    enum ng_change_class class;
    enum ng_slot slot;
    float more; /* to the weight of the class */
};
/* Facts first: status, quotations, numbers, days, denial, source, places,
 * names, doubt; then what is new or gone; else wording. */
struct ng_verdict ng_judge(const struct ng_report *from,
                           const struct ng_unit *u, const struct ng_report *to,
                           const struct ng_unit *v,
                           const struct ng_difference *d);
