/* ranking.c - what an event weighs: its kind, how near it is, who tells it and
 * how early; see briefing.h.
 */
#include "weigh/briefing.h"

#include <math.h>

static float type_weight(enum ng_event_type type)
{
    static const float weights[NG_EVENT_TYPE_COUNT] = {
        [NG_STATEMENT] = -2,  [NG_AGREE] = 1.0f,   [NG_CONSULT] = 1.2f,
        [NG_SUPPORT] = 0.5f,  [NG_CONCEDE] = 1.2f, [NG_COOPERATE] = 0.8f,
        [NG_AID] = 1.2f,      [NG_RETREAT] = 1.2f, [NG_REQUEST] = 0.6f,
        [NG_ACCUSE] = 0.8f,   [NG_REJECT] = 0.8f,  [NG_THREATEN] = 1.2f,
        [NG_SANCTION] = 1.2f, [NG_PROTEST] = 1.5f, [NG_MOBILIZE] = 1.5f,
        [NG_COERCE] = 1.8f,   [NG_ASSAULT] = 2.2f,
    };
    return weights[type];
}

static const struct ng_mention *mention_of(const struct ng_batch *b,
                                           const struct ng_event_mention *m)
{
    return &b->reports.at[m->report]->mentions.at[m->mention];
}

static bool only_spun(const struct ng_batch *b, const struct ng_event *e)
{
    for (size_t i = 0; i < e->reports.n; i++)
        if (!b->reports.at[e->reports.at[i]]->spun)
            return false;
    return true;
}

static bool in_title(const struct ng_batch *b, const struct ng_event *e)
{
    for (size_t i = 0; i < e->mentions.n; i++) {
        const struct ng_report *r = b->reports.at[e->mentions.at[i].report];
        if (ng_range_touch(mention_of(b, &e->mentions.at[i])->clause,
                           r->title_at))
            return true;
    }
    return false;
}

/* A report puts what matters first: the earliest mention of any report, as a
 * share of its text. */
static float earliness(const struct ng_batch *b, const struct ng_event *e)
{
    float best = 1;
    for (size_t i = 0; i < e->mentions.n; i++) {
        const struct ng_report *r = b->reports.at[e->mentions.at[i].report];
        float share =
            r->text.n ? (float)mention_of(b, &e->mentions.at[i])->clause.beg /
                            (float)r->text.n
                      : 1;
        best = share < best ? share : best;
    }
    return 1 - best;
}

static float nearness(ng_days when, ng_day last)
{
    if (!ng_days_known(when) || last == NG_NO_DAY)
        return -0.5f;
    ng_day day = when.first != NG_NO_DAY ? when.first : when.last;
    int apart = day > last ? day - last : last - day;
    return apart <= 2 ? 2.0f : apart <= 7 ? 1.0f : apart <= 45 ? 0 : -2.0f;
}

void ng_rank_events(struct ng_batch *b)
{
    ng_day last = b->stories.n ? b->stories.at[0].span.last : NG_NO_DAY;
    for (size_t i = 0; i < b->events.n; i++) {
        struct ng_event *e = &b->events.at[i];
        float w = type_weight(e->type) + nearness(e->when, last);
        w += 1.2f * (float)(e->independent > 4 ? 4 : e->independent);
        w += 0.5f * log2f((float)e->mentions.n);
        w += 1.5f * (float)in_title(b, e) + earliness(b, e);
        w += e->place.n ? 0.6f : 0;
        w += e->parties_n >= 2 ? 1.0f : e->parties_n ? 0 : -2.0f;
        w -= e->historical ? 3.0f : 0;
        w -= e->status == NG_HYPOTHETICAL ? 1.5f : 0;
        w -= only_spun(b, e) ? 2.5f : 0;
        e->weight = w;
    }
}
