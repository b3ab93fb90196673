/* status.h - did it happen? Walks from the trigger up the arcs.
 *
 *     Kim is likely to seek help          likely  -> hypothetical
 *     Kim hasn't met Putin                n't     -> denied
 *     the meeting would take place        would   -> planned
 *     Kim hopes to get relief             hope    -> no event at all
 *     accused Russia of aiding            accuse  -> alleged
 *
 * Each word on the way may say something of the deed below it (will, not, if,
 * expected, refuse, deny). What was found is weighed once, at the end: no
 * event > denied > alleged > hypothetical > planned > ongoing > happened.
 */
#pragma once
#include "code/parties.h"

struct ng_verdict {
    enum ng_event_status status;
    ng_range cue; /* the words that decided; empty: the plain past */
    bool none;    /* a hope, an aim, an order: no event */
    bool placed;  /* a verb or a modifier says whether it took place */
    bool past;    /* simple past or perfect: done by the time of the report */
};

struct ng_verdict ng_status_of(const struct ng_cast *c, uint32_t w,
                               enum ng_event_type type);

/* "rule out", "exclude": what is not ruled out is open. */
bool ng_rules_out(const struct ng_tree *t, uint32_t h);

/* "have blocked the port since Monday", "for a second day": it goes on. */
bool ng_still_lasts(const struct ng_tree *t, uint32_t w);

/* "is said to have gone", "alleged to be": w below h. */
bool ng_is_rumour(const struct ng_tree *t, uint32_t w, uint32_t h);

/* "The army denies this": deeds that others told it did, in this sentence or
 * the one before, are denied. */
void ng_deny_claims(const struct ng_cast *c, struct ng_report *r);

/* "Arvia would reject it", said by nobody: what it may do, no plan. */
void ng_doubt_would(const struct ng_cast *c, uint32_t w, struct ng_mention *m);

bool ng_is_ahead(const struct ng_tree *t, uint32_t w);   /* will, plan */
bool ng_is_negated(const struct ng_tree *t, uint32_t w); /* not, never, no */
bool ng_has_duty(const struct ng_tree *t, uint32_t w);   /* must, should */
