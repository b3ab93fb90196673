/* ledger.h - the sentences of a story in the order in which they came, and what
 * was new of them: what news.c judges by.
 */
#pragma once
#include "base/names.h"
#include "report/story.h"

/* A sentence, and the stems of its words that say something, sorted. */
struct ng_line_told {
    uint32_t report, sentence;
    uint32_t keys_at, keys_n; /* in ng_ledger.keys */
    float mass;               /* what they weigh together */
};
typedef NG_LIST(struct ng_line_told) ng_lines_told;

/* Where a report gives a value that others dispute. */
struct ng_point {
    ng_range at;
    uint32_t dispute, value;
};
typedef NG_LIST(struct ng_point) ng_points;

struct ng_ledger {
    struct ng_batch *b;
    struct ng_arena *a;
    uint32_t *order; /* [reports] as they came */
    uint32_t *rank;  /* [reports] where in that order */
    struct ng_names words, values;
    NG_LIST(uint32_t) keys;
    ng_lines_told lines; /* all sentences, in the order of reports */
    uint32_t *told;      /* [words] sentences that hold it */
    ng_indexes *under;   /* [words] lines that were new */
    uint32_t *stamp;     /* [lines] the last look that met it */
    uint32_t look;
    ng_indexes *edges_of;   /* [reports] where it is the child */
    ng_indexes *changes_of; /* [reports] where it is the later one */
    ng_points *points_of;   /* [reports] */
};

/* The first of a list that is sorted by place that ends behind a byte. */
#define NG_FIRST_BEHIND(list, byte, found)                                     \
    do {                                                                       \
        size_t low_ = 0, high_ = (list).n;                                     \
        while (low_ < high_) {                                                 \
            size_t mid_ = low_ + (high_ - low_) / 2;                           \
            if ((list).at[mid_].at.end <= (byte))                              \
                low_ = mid_ + 1;                                               \
            else                                                               \
                high_ = mid_;                                                  \
        }                                                                      \
        *(found) = low_;                                                       \
    } while (0)

static inline const struct ng_report *
ng_told_report(const struct ng_ledger *l, const struct ng_line_told *x)
{
    return l->b->reports.at[x->report];
}

static inline ng_range ng_told_range(const struct ng_ledger *l,
                                     const struct ng_line_told *x)
{
    return ng_told_report(l, x)->sentences.at[x->sentence].at;
}

/* What was told before, close to a sentence; lines, or NG_NONE. */
struct ng_match {
    uint32_t line, other; /* the closest; the closest of another report */
    float share, other_share;
    uint32_t figure; /* the closest that counts the same otherwise */
    float figure_share;
};

/* Reads all sentences of the batch; nothing is listed as told yet. */
void ng_ledger_open(struct ng_ledger *l, struct ng_batch *b,
                    struct ng_arena *a);
/* How rare a word is in the story. */
float ng_ledger_weight(const struct ng_ledger *l, uint32_t key);
/* 0..1: share of the words of the one that the other holds. */
float ng_ledger_share(const struct ng_ledger *l, const struct ng_line_told *x,
                      const struct ng_line_told *y);
/* Compares a sentence with those listed that hold its rarest words. */
struct ng_match ng_ledger_look(struct ng_ledger *l,
                               const struct ng_line_told *x);
void ng_ledger_list(struct ng_ledger *l, uint32_t line);

/* True if a number of the one stands against one of the other: of the same
 * things, or, `loose`, of what is not said ("rose to 31"). */
bool ng_counts_otherwise(const struct ng_report *r, ng_range here,
                         const struct ng_report *o, ng_range there, bool loose,
                         struct ng_arena work);
