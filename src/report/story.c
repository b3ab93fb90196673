#include "report/story.h"

uint32_t ng_independent(const struct ng_batch *b, const uint32_t *reports,
                        size_t n, struct ng_arena scratch)
{
    bool *seen = ng_new(&scratch, bool, b->origins.n + b->reports.n);
    uint32_t count = 0;
    for (size_t i = 0; i < n; i++) {
        size_t origin = b->origin_of ? b->origin_of[reports[i]] : reports[i];
        count += !seen[origin];
        seen[origin] = true;
    }
    return count;
}

static const float own_work = .4f; /* an excerpt that covers less has its own */
static const float nearly = .8f;   /* of the highest score */

static bool leads(const struct ng_edge *e, bool back_only)
{
    if (e->relation == NG_QUOTES_ONLY)
        return false;
    return !back_only || e->relation != NG_EXCERPT ||
           e->coverage_child >= own_work;
}

/* Nothing of its own: what stands in it stands in its parent. */
static bool is_copy(const struct ng_edge *e)
{
    return e->relation == NG_EXACT || e->relation == NG_BOILERPLATE ||
           e->relation == NG_SYNDICATED;
}

uint32_t *ng_parents(const struct ng_batch *b, bool back_only,
                     struct ng_arena *out)
{
    enum { STEPS = 4 }; /* copies of copies of copies */
    uint32_t *best = ng_new(out, uint32_t, b->reports.n);
    const struct ng_edge *edges = b->edges.at;
    for (size_t i = 0; i < b->edges.n; i++) {
        uint32_t had = best[edges[i].child];
        if (leads(&edges[i], back_only) &&
            (!had || edges[i].score > edges[had - 1].score))
            best[edges[i].child] = (uint32_t)i + 1;
    }
    float *score = ng_new(out, float, b->reports.n);
    for (size_t i = 0; i < b->reports.n; i++)
        score[i] = best[i] ? edges[best[i] - 1].score : 0;
    for (int step = 0; step < STEPS; step++) {
        bool changed = false;
        for (size_t i = 0; i < b->edges.n; i++) {
            const struct ng_edge *e = &edges[i];
            const struct ng_edge *had =
                best[e->child] ? &edges[best[e->child] - 1] : NULL;
            uint32_t next = had ? best[had->parent] : 0;
            if (!next || !is_copy(&edges[next - 1]) ||
                edges[next - 1].parent != e->parent ||
                e->relation != had->relation ||
                e->score < nearly * score[e->child])
                continue;
            best[e->child] = (uint32_t)i + 1;
            changed = true;
        }
        if (!changed)
            break;
    }
    return best;
}

ng_day ng_last_news(const struct ng_batch *b)
{
    ng_day first = NG_NO_DAY, last = NG_NO_DAY;
    for (size_t i = 0; i < b->reports.n; i++) {
        const struct ng_report *r = b->reports.at[i];
        bool copy = r->spun || r->lineage_role == NG_ROLE_EXACT ||
                    r->lineage_role == NG_ROLE_SYNDICATED ||
                    r->lineage_role == NG_ROLE_SPUN;
        ng_day day = r->published.first;
        if (copy || day == NG_NO_DAY || day != r->published.last)
            continue;
        first = first == NG_NO_DAY || day < first ? day : first;
        last = last == NG_NO_DAY || day > last ? day : last;
    }
    return last > first ? last : NG_NO_DAY;
}

static void mark_lines(const struct ng_batch *b, ng_lines *lines, ng_day since)
{
    for (size_t i = 0; i < lines->n; i++) {
        struct ng_line *line = &lines->at[i];
        line->new_since = line->cites.n > 0 && since != NG_NO_DAY;
        for (size_t k = 0; k < line->cites.n; k++)
            if (b->reports.at[line->cites.at[k].report]->published.first <
                since)
                line->new_since = false;
    }
}

void ng_mark_new(struct ng_batch *b, ng_day since)
{
    for (size_t i = 0; i < b->briefs.n; i++) {
        mark_lines(b, &b->briefs.at[i].lead, since);
        mark_lines(b, &b->briefs.at[i].happened, since);
        mark_lines(b, &b->briefs.at[i].planned, since);
        mark_lines(b, &b->briefs.at[i].said, since);
        mark_lines(b, &b->briefs.at[i].timeline, since);
    }
}

uint32_t ng_whole(const struct ng_batch *b, const void *list)
{
    for (size_t i = 0; i < b->shortened.n; i++)
        if (b->shortened.at[i].list == list)
            return b->shortened.at[i].whole;
    return 0;
}

bool ng_is_ignored(const struct ng_batch *b, const struct ng_report *r,
                   ng_range at)
{
    for (size_t i = 0; i < b->ignored.n; i++)
        if (ng_id_eq(b->ignored.at[i].report, r->id) &&
            ng_range_in(b->ignored.at[i].trigger, at))
            return true;
    return false;
}
