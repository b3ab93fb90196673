/* coref.c - the walk over the mentions (coref.h). */
#include "annotate/coref.h"
#include "annotate/linked.h"

#include <math.h>

/* The best antecedent of mention i, or NG_NONE if being new is better. */
static uint32_t best_of(struct ng_coref *c,
                        const struct ng_coref_weights *weights, uint32_t i)
{
    struct ng_coref_candidate at[NG_COREF_MOST];
    uint32_t n = ng_coref_candidates(c, i, at);
    struct ng_coref_keys keys;
    ng_coref_new_keys(c, i, &keys);
    int32_t alone = ng_coref_score(weights, &keys), top = alone, next = alone;
    uint32_t best = NG_NONE;
    for (uint32_t k = 0; k < n; k++) {
        ng_coref_pair_keys(c, i, &at[k], &keys);
        int32_t score = ng_coref_score(weights, &keys);
        bool same =
            best != NG_NONE && c->m[best].group == c->m[at[k].mention].group;
        if (score > top) {
            if (!same)
                next = top;
            top = score;
            best = at[k].mention;
            c->m[i].pick = (uint8_t)at[k].pick;
        } else if (score > next && !same) {
            next = score;
        }
    }
    c->m[i].margin = (float)(top - next) / NG_COREF_SCALE;
    return best;
}

bool ng_coref_walk(struct ng_coref *c)
{
    struct ng_model model;
    struct ng_coref_weights weights;
    bool there = ng_linked_open(&model, NG_MODEL_COREF) &&
                 ng_coref_weights_open(&weights, &model);
    if (there && !c->own) /* of ours, pronouns alone are asked about */
        ng_coref_mean(c, weights.vectors);
    for (uint32_t i = 0; i < c->n; i++) {
        struct ng_coref_mention *m = &c->m[i];
        uint32_t j = m->fixed ? ng_coref_same_entity(c, i) : NG_NONE;
        if (c->bind && !m->fixed)
            j = ng_coref_bound(c, i);
        if (there && j == NG_NONE && ng_coref_asks(c, i))
            j = best_of(c, &weights, i);
        m->who = m->entity != NG_NONE ? m->entity
                 : j != NG_NONE       ? c->m[j].who
                                      : NG_NONE;
        bool own = m->entity != NG_NONE || j == NG_NONE;
        m->sure = own || c->m[j].sure > m->margin ? m->margin : c->m[j].sure;
        if (m->entity != NG_NONE)
            m->sure = INFINITY;
        ng_coref_join(c, i, j);
    }
    return there;
}
