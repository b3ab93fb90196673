/* ranked.h - the stories of a store by what they weigh (report/life.h). */
#pragma once
#include "report/life.h"
#include "store/store.h"

typedef NG_LIST(struct ng_story_facts) ng_ranking;

/* The newest day that reports of the store tell of: that of the second newest
 * report, so that one wrong date ages nothing; NG_NO_DAY if none has one. */
ng_status ng_store_today(struct ng_store *st, ng_day *today,
                         struct ng_err *err);
ng_status ng_store_facts(struct ng_store *st, ng_id story,
                         struct ng_story_facts *facts, struct ng_arena *a,
                         struct ng_err *err);
/* At most so many of the stories whose last report is of `since` or later, the
 * heaviest first; NG_NO_DAY: those that are not closed. */
ng_status ng_store_ranked(struct ng_store *st, ng_day since, size_t most,
                          ng_ranking *ranking, struct ng_arena *a,
                          struct ng_err *err);
