/* search.h - a search a page at a time.
 *
 * Where words rank, a page is told by how many hits came before; else the
 * newest come first and a page begins where the last one ended. How far back
 * one page looks is bounded, so it may have fewer hits than were asked for, or
 * none, though there are more: then `more` says so, and `at` is where to go on.
 */
#pragma once
#include "store/walk.h"

struct ng_search_page {
    size_t skip;          /* of the best: hits that were told before */
    struct ng_walk_at at; /* of the newest: behind this; empty id: the first */
    size_t limit;
    bool facets;  /* the first page has hits enough to count by */
    ng_hits hits; /* from the first on if they rank; those from `skip` on, */
    bool ranked;  /* `limit` of them, have passages */
    bool more;    /* there may be others */
};
ng_status ng_store_search_page(struct ng_store *st, ng_str query,
                               struct ng_search_page *page, struct ng_arena *a,
                               struct ng_err *err);

/* What the first of these hits have in common. */
ng_status ng_store_facets_of(struct ng_store *st, const ng_hits *hits,
                             struct ng_facets *facets, struct ng_arena *a,
                             struct ng_err *err);
