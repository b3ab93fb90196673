#include "code/circumstance.h"

static void add_source(const struct ng_cast *c, const struct ng_saying *s,
                       ng_parties *list)
{
    const struct ng_report *r = c->t->r;
    if (ng_range_empty(s->source) && s->entity == NG_NONE)
        return;
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].at.beg == s->source.beg)
            return;
    struct ng_party p = {.at = s->source, .entity = s->entity};
    if (s->entity < r->entities.n) {
        const struct ng_entity *e = &r->entities.at[s->entity];
        memcpy(p.code, e->code[0] ? e->code : "", e->code[0] ? 12 : 1);
        if (!p.code[0])
            memcpy(p.code, e->country, sizeof e->country);
        memcpy(p.sector, e->sector, sizeof p.sector);
    } else {
        p.entity = NG_NONE;
    }
    if (list->n < 8)
        *ng_push(list, c->out) = p;
    for (size_t i = 0; i < s->via.n && list->n < 8; i++)
        *ng_push(list, c->out) = s->via.at[i];
}

void ng_attribute_mention(const struct ng_cast *c, struct ng_mention *m)
{
    const struct ng_report *r = c->t->r;
    uint32_t width = 0, sentence = ng_sentence_at(r, m->trigger.beg);
    if (sentence >= r->sentences.n)
        return;
    /* Inner sayings first: each round takes the narrowest one not yet taken.
     * Four deep is more than any reporter goes. */
    for (int round = 0; round < 4; round++) {
        const struct ng_saying *best = NULL;
        for (uint32_t i = c->saying_first[sentence]; i != 0;
             i = c->saying_next[i]) {
            const struct ng_saying *s = &r->sayings.at[c->saying_at[i]];
            uint32_t n = s->content.end - s->content.beg;
            bool around =
                ng_range_in(m->trigger, s->content) ||
                (m->type == NG_AGREE && ng_range_touch(m->trigger, s->cue));
            if (around && n > width &&
                (!best || n < best->content.end - best->content.beg))
                best = s;
        }
        if (!best)
            return;
        width = best->content.end - best->content.beg;
        add_source(c, best, &m->attributed_to);
    }
}
