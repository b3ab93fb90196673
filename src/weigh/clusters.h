/* clusters.h - mentions put together, on their way to events.
 *
 * merge.c makes the clusters, events.c what they tell together. Private to
 * both.
 */
#pragma once
#include "weigh/matter.h"
#include "weigh/merge.h"
#include "weigh/portrait.h"

enum { SIDE = 24 }; /* parties of a side that are looked at */

/* A mention that waits to be put with others. */
struct waiting {
    const struct ng_report *r;
    const struct ng_mention *m;
    uint32_t report, mention;
    unsigned deed;
    float rank; /* those that say most come first and lead an event */
    struct ng_matter matter;           /* of a deed of words */
    const struct ng_portrait *parties; /* those who act, then recipients */
    uint8_t actors, recipients;        /* at most SIDE */
    bool told, multilateral;           /* its day, in words; its mode */
    uint32_t origin;                   /* of its report */
    uint64_t clause;                   /* hash of its words */
    uint32_t ground;                   /* number of its place, or NG_NONE */
};
typedef NG_LIST(struct waiting) waitings;

struct cluster {
    waitings members;
    unsigned deed; /* of those whose trigger tells which */
    ng_days when;  /* of the members whose day is told in words */
    bool dated;
    bool rough; /* that day was only reckoned: "weeks after" */
};

typedef NG_LIST(struct cluster) clusters;

/* True if the day is told in words, not taken from the report's own date. */
static inline bool is_told(const struct ng_mention *m)
{
    return m->when_basis != NG_BASIS_PUBLISHED &&
           m->when_basis != NG_BASIS_NONE && ng_days_known(m->when);
}

/* "Two weeks after A left": days reckoned from another deed, no day named. */
static inline bool is_rough(const struct ng_mention *m)
{
    return m->when_basis == NG_BASIS_SENTENCE && m->granularity == NG_INTERVAL;
}

/* What a report tells as done cannot be a deed of a later day: with a day of
 * its own it is another deed; without one ("Kim meets Putin", "his first
 * meeting with") the words only sound as if it were done. */
static inline bool too_early(const struct ng_report *r,
                             const struct ng_mention *m, ng_days when)
{
    bool done = m->status == NG_HAPPENED || m->status == NG_ONGOING;
    return done && r->published.last != NG_NO_DAY && when.first != NG_NO_DAY &&
           when.first > r->published.last;
}

/* Clusters of all mentions but statements, those that say most first. */
clusters ng_cluster_mentions(const struct ng_batch *b, struct ng_arena *a);
