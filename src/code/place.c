#include "code/circumstance.h"

/* Prepositions that place a deed; those of the second list only a journey. */
static const ng_str where =
    S("|in|at|near|outside|inside|around|within|onto|aboard|");
/* After these a country is one of the sides: "sanctions on Arvia". */
static const ng_str upon = S("|on|over|off|along|across|");
static const ng_str whither = S("|to|into|for|toward|towards|from|onto|");

struct found {
    uint32_t entity;
    ng_range at;
    int rank;
};

static bool has_case(const struct ng_tree *t, uint32_t w, ng_str list)
{
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if (t->rel[k] == NG_REL_case && ng_listed(list, ng_low(t, k)))
            return true;
    return false;
}

static bool is_country(const struct ng_cast *c, uint32_t e)
{
    return ng_str_starts(c->t->r->entities.at[e].key, STR("country:"));
}

static void look(const struct ng_cast *c, uint32_t k, int rank, bool small,
                 struct found *best)
{
    ng_range at = {0};
    uint32_t e = ng_place_at(c, k, &at);
    if (e == NG_NONE || (small && ng_place_rank(&c->t->r->entities.at[e]) == 1))
        return;
    rank = rank * 8 + ng_place_rank(&c->t->r->entities.at[e]);
    if (rank > best->rank)
        *best = (struct found){e, at, rank};
}

static void scan(const struct ng_cast *c, uint32_t w, bool journey, bool raid,
                 struct found *best)
{
    const struct ng_tree *t = c->t;
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k]) {
        uint8_t rel = t->rel[k];
        if (rel == NG_REL_obj && (journey || raid))
            look(c, k, 2, raid, best);
        if (rel != NG_REL_obl && rel != NG_REL_nmod && rel != NG_REL_obl_tmod)
            continue;
        if (has_case(t, k, where))
            look(c, k, 3, false, best);
        else if (has_case(t, k, upon) && c->entity[k] != NG_NONE)
            look(c, k, 3, true, best); /* not "on a North Sea ferry line" */
        else if (journey && has_case(t, k, whither))
            look(c, k, 2, false, best);
    }
}

/* "at the university in Orsk, where he met Vale": what "where" stands for. */
static void look_where(const struct ng_cast *c, uint32_t w, struct found *best)
{
    const struct ng_tree *t = c->t;
    for (int steps = 0; steps < 3 && t->head[w] != NG_NONE; steps++) {
        if (ng_child_low(t, w, STR("where")) != NG_NONE) {
            if (t->rel[w] == NG_REL_acl_relcl)
                look(c, t->head[w], 1, false, best);
            return;
        }
        if (t->rel[w] != NG_REL_conj)
            return;
        w = t->head[w];
    }
}

void ng_place_mention(const struct ng_cast *c, struct ng_anchor a,
                      struct ng_mention *m)
{
    const struct ng_tree *t = c->t;
    struct found best = {.entity = NG_NONE, .rank = -1};
    bool journey = ng_str_eq(m->mode, STR("visit"));
    scan(c, a.trigger, journey, m->type == NG_ASSAULT, &best);
    if (a.object != NG_NONE)
        scan(c, a.object, journey, false, &best);
    if (a.carrier != NG_NONE)
        scan(c, a.carrier, false, false, &best);
    /* "crossed into Russia and stopped at the station" */
    bool vague = best.entity == NG_NONE || is_country(c, best.entity);
    if (journey && vague)
        for (uint32_t k = t->child[a.trigger]; k != NG_NONE; k = t->next[k])
            if (t->rel[k] == NG_REL_conj && ng_is_verb(t, k) &&
                ng_child(t, k, NG_REL_nsubj) == NG_NONE)
                scan(c, k, false, false, &best);
    if (best.entity == NG_NONE)
        look_where(c, a.trigger, &best);
    m->place = best.entity;
    if (best.entity != NG_NONE) {
        m->place_at = best.at;
        if (ng_range_empty(m->as_stated))
            m->as_stated = best.at;
    }
}
