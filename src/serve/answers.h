/* answers.h - what the routes answer with: the records of the store, by the
 * writers of tell/ alone. */
#pragma once
#include "serve/turn.h"

ng_answer ng_answer_list, ng_answer_item; /* lists.c: any kind of record */
ng_answer ng_answer_search, ng_answer_explain, ng_answer_diff, ng_answer_brief,
    ng_answer_timeline, ng_answer_news;                        /* views.c */
ng_answer ng_answer_export, ng_answer_dossier, ng_answer_opml; /* export.c */
ng_answer ng_answer_live;                                      /* live.c */
ng_answer ng_answer_quote;                                     /* quote.c */
ng_answer ng_answer_health, ng_answer_ready, ng_answer_index;  /* front.c */

ng_answer ng_answer_fixes, ng_answer_fix; /* fixes.c */
ng_answer ng_answer_storyline;            /* besides.c */
ng_answer ng_answer_ranking;              /* ranking.c */
ng_answer ng_answer_moves;                /* moved.c */

ng_answer ng_answer_watches, ng_answer_watch, ng_answer_watch_make,
    ng_answer_watch_test, ng_answer_alerts, ng_answer_watch_rss,
    ng_answer_watch_json, ng_answer_jobs; /* watches.c */

/* The body as one JSON object, and a text of it; empty if it is not there. */
ng_status ng_turn_object(struct ng_turn *t, ng_str *object, struct ng_err *err);
ng_status ng_turn_text(ng_str object, const char *name, size_t most,
                       ng_str *text, struct ng_arena *a, struct ng_err *err);
/* The story that an id stands for: its own, or that of what it names. */
/* True if {id} was once the id of this story: the answer is to ask for it. */
bool ng_turn_leads_on(struct ng_turn *t, ng_id story);
ng_status ng_turn_story(struct ng_hand *h, ng_str asked, ng_id *id,
                        ng_id *story, struct ng_err *err);
/* 1 to 1000; `usual` if it was not given. */
ng_status ng_turn_limit(const struct ng_turn *t, size_t usual, size_t *limit,
                        struct ng_err *err);
/* The same, and *at from the cursor of a list whose cursors are numbers, 0
 * without one; `list` names it to who has another's. */
ng_status ng_turn_paging(const struct ng_turn *t, size_t usual,
                         const char *list, size_t *limit, int64_t *at,
                         struct ng_err *err);
ng_status ng_turn_day(const struct ng_turn *t, enum ng_param param, ng_day *day,
                      struct ng_err *err);

/* Opens the feed of the turn by story, report, since, until, order. */
ng_status ng_turn_filters(struct ng_turn *t, struct ng_hand *h,
                          struct ng_err *err);

/* {"v":1,"kind":...,"items":[ ... ],"truncated","next","revision"} */
struct ng_page {
    struct ng_out *out;
    size_t items;
    bool facets;       /* the turn's piece holds "facets" */
    const char *order; /* of the items, or NULL: said elsewhere */
};
void ng_page_open(struct ng_page *p, struct ng_out *out, ng_str kind);
void ng_page_item(struct ng_page *p, ng_str json);
/* `next` empty: this is the end. */
void ng_page_close(struct ng_page *p, struct ng_turn *t, ng_str next,
                   uint64_t revision);
