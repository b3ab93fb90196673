/* across.h - which entities of several reports of one story are one and the
 * same.
 *
 *     report 1   Steve Jobs, Jobs, he          a
 *     report 2   Jobs, Apple's CEO             a
 *     report 3   Apple, Apple Computer         b
 *
 * An entity is what it is called: its forms, each with a weight. Entities with
 * the same main form are one; then groups whose main forms name one entity in
 * some report, unless as many reports hold the two apart; last a single word or
 * an acronym goes to the heaviest group that it can be short for. Made for
 * reports that stand together: the same surname in two stories need not be one
 * person.
 *
 * Work grows with the number of forms alone.
 */
#pragma once
#include "annotate/coref.h"
#include "base/names.h"

struct ng_across_use {
    uint32_t entity, form, weight;
};
struct ng_across {
    struct ng_arena *work;
    struct ng_names forms;
    NG_LIST(struct ng_across_use) uses;
    NG_LIST(uint32_t) report; /* [n] of each entity */
    uint32_t n, reports;      /* entities: 0 .. n - 1 */
};

/* That an entity is called so; forms are folded. */
void ng_across_add(struct ng_across *a, uint32_t entity, ng_str form,
                   uint32_t weight);

/* The forms of all groups of a report that was walked; its groups become the
 * entities n .. n + n_groups - 1. */
void ng_across_report(struct ng_across *a, const struct ng_coref *c);

/* [n] the first entity that each is one with. */
uint32_t *ng_across_settle(struct ng_across *a);
