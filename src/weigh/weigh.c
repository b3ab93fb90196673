#include "weigh/weigh.h"

#include "weigh/briefing.h"
#include "weigh/disputes.h"
#include "weigh/merge.h"
#include "weigh/questions.h"

/* An event goes with any of its mentions. */
static void drop_ignored(struct ng_batch *b)
{
    size_t kept = 0;
    for (size_t i = 0; i < b->events.n; i++) {
        const struct ng_event *e = &b->events.at[i];
        bool goes = false;
        for (size_t k = 0; k < e->mentions.n && !goes; k++) {
            const struct ng_report *r = b->reports.at[e->mentions.at[k].report];
            goes = ng_is_ignored(
                b, r, r->mentions.at[e->mentions.at[k].mention].trigger);
        }
        if (!goes)
            b->events.at[kept++] = *e;
    }
    b->events.n = kept;
}

void ng_weigh(struct ng_batch *b, struct ng_arena *out, struct ng_arena scratch)
{
    ng_merge_mentions(b, out, scratch);
    if (b->ignored.n)
        drop_ignored(b);
    ng_rank_events(b);
    ng_find_disputes(b, out, scratch);
    ng_word_questions(b, out, scratch);
    ng_fill_brief(b, out, scratch);
    ng_mark_new(b, ng_last_news(b));
}
