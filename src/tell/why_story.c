/* why_story.c - why these reports are one story, how far it is and what it
 * weighs: `explain` with the id of a story. */
#include "tell/brief.h"
#include "tell/record.h"

#include "report/life.h"

static const struct ng_edge *copied_from(const struct ng_batch *b, uint32_t i)
{
    const struct ng_edge *best = NULL;
    for (size_t k = 0; k < b->edges.n; k++) {
        const struct ng_edge *e = &b->edges.at[k];
        if (e->child == i && e->relation != NG_QUOTES_ONLY &&
            (!best || e->score > best->score))
            best = e;
    }
    return best;
}

static void why_here(struct ng_out *o, const struct ng_batch *b, uint32_t i)
{
    const struct ng_story *s = &b->stories.at[0];
    const struct ng_edge *e = copied_from(b, i);
    for (size_t k = 0; k < s->reasons.n; k++) {
        const struct ng_reason *why = &s->reasons.at[k];
        if (why->report != i)
            continue;
        ng_printf(o, "joined with probability %.2f:", (double)why->probability);
        for (int t = 0; t < 3 && why->terms[t].n; t++)
            ng_printf(o, "%s" PRS, t ? ", " : " ", PRS_ARG(why->terms[t]));
        return;
    }
    if (e)
        ng_printf(o, PRS " of %s, %.0f%% of it",
                  PRS_ARG(ng_relation_name(e->relation)),
                  b->reports.at[e->parent]->id.c,
                  (double)e->coverage_child * 100);
    else
        ng_put(o, STR("others joined it"));
}

bool ng_tell_why_story(const struct ng_telling *t, const struct ng_batch *b,
                       ng_id id)
{
    struct ng_doc d = {.to = t, .batch = b};
    struct ng_out *o = t->out;
    if (!b->stories.n || !ng_id_eq(b->stories.at[0].id, id))
        return false;
    const struct ng_story *s = &b->stories.at[0];
    ng_printf(o, "%s: ", id.c);
    ng_doc_put(&d, s->title);
    ng_printf(o, "\n  %zu reports, %u independent\n", b->reports.n,
              s->independent);
    for (uint32_t i = 0; i < b->reports.n; i++) {
        const struct ng_report *r = b->reports.at[i];
        ng_printf(o, "  %s  ", r->id.c);
        why_here(o, b, i);
        ng_printf(o, "  [");
        ng_doc_put(&d, r->source.path);
        ng_put(o, STR("]\n"));
    }
    return true;
}

static void day(struct ng_out *o, const char *name, ng_day at)
{
    char buf[16];
    if (at != NG_NO_DAY)
        ng_printf(o, ", %s " PRS, name, PRS_ARG(ng_day_text(at, buf)));
}

void ng_tell_life(const struct ng_telling *t, const struct ng_story_facts *f)
{
    struct ng_life life = ng_life_of(f);
    struct ng_rank rank = ng_rank_of(f);
    struct ng_out *o = t->out;
    ng_printf(o, "  life: " PRS, PRS_ARG(ng_life_phase_name(life.phase)));
    day(o, "born", f->span.first);
    day(o, "confirmed", f->confirmed);
    day(o, "peak", f->peak);
    day(o, "last report", f->span.last);
    day(o, "dormant since", life.dormant);
    day(o, "closed since", life.closed);
    day(o, "as of", f->today);
    ng_printf(o, "\n  rank: %.2f =", (double)rank.score);
    const uint32_t counts[] = {f->independent, f->outlets, f->recent};
    for (int i = 0; i < NG_RANK_PARTS; i++) {
        ng_printf(o, "%s %.2f " PRS, i ? " +" : "", (double)rank.part[i],
                  PRS_ARG(ng_rank_part_name((enum ng_rank_part)i)));
        if (i < NG_RANK_FRESH)
            ng_printf(o, " (%u)", counts[i]);
    }
    ng_putc(o, '\n');
}
