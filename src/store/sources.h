/* sources.h - the outlets of a store: how much of what they bring is their own,
 * from whom the rest is, what they corrected. Counted by the store, since no
 * reader of 100,000 reports should. */
#pragma once
#include "store/store.h"

/* One outlet; its name is empty for reports that name none. */
struct ng_outlet {
    ng_str name;
    uint64_t reports, own; /* own: made from no report that is held, or from an
                            * earlier version of itself */
    uint64_t revisions, spun,
        declared; /* declared: says it is from an agency */
    uint64_t stories;
    ng_day first, last;
};
typedef NG_LIST(struct ng_outlet) ng_outlets;
/* Those with most reports first. `name` empty: all; else that one, and then
 * its stories are counted, too. */
ng_status ng_store_outlets(struct ng_store *st, ng_str name,
                           ng_outlets *outlets, struct ng_arena *a,
                           struct ng_err *err);

/* What one outlet has from another, or gave it. */
struct ng_borrowing {
    ng_str outlet;
    ng_str relation;
    uint64_t reports;
    ng_id example; /* a report of the one that copied */
};
typedef NG_LIST(struct ng_borrowing) ng_borrowings;
/* `lent`: who copied from it; else from whom it copied. */
ng_status ng_store_borrowings(struct ng_store *st, ng_str name, bool lent,
                              ng_borrowings *rows, struct ng_arena *a,
                              struct ng_err *err);

/* A fact that changed from one version of its own report to the next. */
struct ng_correction {
    ng_id change, story, from, to;
    ng_str class, slot, before, after;
};
typedef NG_LIST(struct ng_correction) ng_corrections;
ng_status ng_store_corrections(struct ng_store *st, ng_str name,
                               ng_corrections *rows, struct ng_arena *a,
                               struct ng_err *err);
