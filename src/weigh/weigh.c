#include "weigh/weigh.h"

#include "weigh/briefing.h"
#include "weigh/disputes.h"
#include "weigh/merge.h"
#include "weigh/questions.h"

void ng_weigh(struct ng_batch *b, struct ng_arena *out, struct ng_arena scratch)
{
    ng_merge_mentions(b, out, scratch);
    ng_rank_events(b);
    ng_find_disputes(b, out, scratch);
    ng_word_questions(b, out, scratch);
    ng_fill_brief(b, out, scratch);
    ng_mark_new(b, ng_last_news(b));
}
