#include "engine/engine.h"

#include "weigh/weigh.h"

void ng_find_news(struct ng_batch *b, struct ng_arena *out,
                  struct ng_arena scratch)
{
    ng_weigh_news(b, out, scratch);
}

void ng_find_days(struct ng_batch *b, struct ng_arena *out,
                  struct ng_arena scratch)
{
    ng_weigh_days(b, out, scratch);
}
