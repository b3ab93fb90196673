/* coref_look.c - at whom a mention looks, and what a cluster knows (coref.h).
 */
#include "annotate/coref.h"

#include "base/hash.h"

enum { BY_HEAD = 1, BY_ENTITY, BY_WORD, BY_INITIALS, BY_SPEAKER };

static uint64_t head_clue(const struct ng_coref_mention *m)
{
    return ng_mix(m->head_key, BY_HEAD);
}

static uint64_t entity_clue(const struct ng_coref_mention *m)
{
    return ng_mix(m->entity, BY_ENTITY);
}

/* The keys that a mention may be found by. */
static uint32_t clues_of(const struct ng_coref *c, uint32_t i,
                         uint64_t key[NG_COREF_CLUES])
{
    const struct ng_coref_mention *m = &c->m[i];
    uint32_t n = 0;
    key[n++] = head_clue(m);
    if (m->entity != NG_NONE)
        key[n++] = entity_clue(m);
    if (m->initials)
        key[n++] = ng_mix(m->initials, BY_INITIALS);
    if (m->pronoun == NG_PRON_I || m->pronoun == NG_PRON_WE)
        key[n++] =
            ng_mix(m->speaker * 2u + (m->pronoun == NG_PRON_I), BY_SPEAKER);
    if (m->kind != NG_COREF_NAME)
        return n;
    for (uint32_t w = m->last + 1; w-- > m->first && n < NG_COREF_CLUES;) {
        const struct ng_word *word = &c->r->words.at[w];
        if (word->tag == NG_TAG_NNP || word->tag == NG_TAG_NNPS)
            key[n++] = ng_mix(ng_hash64(word->low, 77), BY_WORD);
    }
    return n;
}

static uint32_t *slot_of(const struct ng_coref *c, uint64_t key)
{
    uint32_t h = (uint32_t)(key >> 7) & c->mask;
    while (c->slot[h] && c->clues.at[c->slot[h] - 1].key != key)
        h = (h + 1) & c->mask;
    return &c->slot[h];
}

static uint32_t last_with(const struct ng_coref *c, uint64_t key)
{
    uint32_t x = *slot_of(c, key);
    return x ? c->clues.at[x - 1].mention : NG_NONE;
}

uint32_t ng_coref_same_head(const struct ng_coref *c, uint32_t i)
{
    return last_with(c, head_clue(&c->m[i]));
}

uint32_t ng_coref_same_entity(const struct ng_coref *c, uint32_t i)
{
    return c->m[i].entity == NG_NONE ? NG_NONE
                                     : last_with(c, entity_clue(&c->m[i]));
}

static bool agree(uint8_t a, uint8_t b)
{
    return !a || !b || a & b;
}

/* How many groups that would fit, or have the head, each candidate stands
 * behind. */
static void rank(const struct ng_coref *c, uint32_t i,
                 struct ng_coref_candidate *at, uint32_t n)
{
    const struct ng_coref_mention *m = &c->m[i];
    uint32_t fit[16], like[16], fits = 0, likes = 0;
    for (uint32_t k = 0; k < n; k++) {
        const struct ng_coref_mention *o = &c->m[at[k].mention];
        const struct ng_coref_group *g = &c->groups[o->group];
        uint32_t f = 0, l = 0;
        while (f < fits && fit[f] != o->group)
            f++;
        while (l < likes && like[l] != o->group)
            l++;
        at[k].rank = k;
        at[k].fit = f;
        at[k].like = l;
        if (f == fits && fits < 16 && agree(m->gender, g->gender) &&
            agree(m->number, g->number))
            fit[fits++] = o->group;
        if (l == likes && likes < 16 && m->head_key == o->head_key)
            like[likes++] = o->group;
    }
}

/* In tenths: near, subject, first of its sentence, often told of. */
static int salience(const struct ng_coref *c, uint32_t i, uint32_t j)
{
    const struct ng_coref_mention *o = &c->m[j];
    const struct ng_word *head = &c->r->words.at[o->head];
    const struct ng_sentence *s = &c->r->sentences.at[head->sentence];
    uint32_t here = c->r->words.at[c->m[i].head].sentence;
    uint32_t size = c->groups[o->group].size;
    int away = here > head->sentence ? (int)(here - head->sentence) : 0;
    bool subject = o->rel == NG_REL_nsubj || o->rel == NG_REL_nsubj_pass;
    return 30 - 10 * (away < 4 ? away : 4) + (subject ? 8 : 0) +
           (o->first <= s->first + 2 ? 8 : 0) - (o->possessive ? 5 : 0) +
           (o->kind == NG_COREF_NOMINAL ? -5 : 0) + (int)(size > 8 ? 8 : size);
}

/* Which group an old hand would take by salience alone. */
static void pick(const struct ng_coref *c, uint32_t i,
                 struct ng_coref_candidate *at, uint32_t n)
{
    const struct ng_coref_mention *m = &c->m[i];
    uint32_t first = NG_NONE;
    int top = -99, next = -99;
    for (uint32_t k = 0; k < n; k++) {
        const struct ng_coref_mention *o = &c->m[at[k].mention];
        const struct ng_coref_group *g = &c->groups[o->group];
        at[k].pick = 0;
        if (o->end > m->first || !agree(m->gender, g->gender) ||
            !agree(m->number, g->number))
            continue;
        int s = salience(c, i, at[k].mention);
        if (s > top) {
            if (o->group != first)
                next = top;
            top = s;
            first = o->group;
        } else if (s > next && o->group != first) {
            next = s;
        }
    }
    for (uint32_t k = 0; k < n; k++)
        if (c->m[at[k].mention].group == first)
            at[k].pick = top > next + 4 ? 2 : 1;
}

uint32_t ng_coref_candidates(const struct ng_coref *c, uint32_t i,
                             struct ng_coref_candidate at[NG_COREF_MOST])
{
    uint32_t n = 0, low = i > NG_COREF_NEAR ? i - NG_COREF_NEAR : 0;
    for (uint32_t j = i; j-- > low;)
        at[n++].mention = j;
    uint64_t key[NG_COREF_CLUES];
    uint32_t near = n, keys = clues_of(c, i, key);
    for (uint32_t k = 0; k < keys; k++) {
        uint32_t x = *slot_of(c, key[k]);
        for (uint32_t t = 0; x && t < NG_COREF_ALIKE; t++) {
            const struct ng_coref_clue *clue = &c->clues.at[x - 1];
            bool there = clue->mention >= low;
            for (uint32_t y = near; y < n; y++)
                there |= at[y].mention == clue->mention;
            if (!there)
                at[n++].mention = clue->mention;
            x = clue->before;
        }
    }
    rank(c, i, at, n);
    pick(c, i, at, n);
    return n;
}

void ng_coref_join(struct ng_coref *c, uint32_t i, uint32_t j)
{
    struct ng_coref_mention *m = &c->m[i];
    m->group = j == NG_NONE ? c->n_groups++ : c->m[j].group;
    struct ng_coref_group *g = &c->groups[m->group];
    if (j == NG_NONE)
        *g = (struct ng_coref_group){.first = i, .entity = NG_NONE};
    uint32_t sentence = c->r->words.at[m->head].sentence;
    uint32_t age = sentence > g->hot ? sentence - g->hot : 0;
    g->heat = (age > 8 ? 0 : g->heat >> age) +
              (m->rel == NG_REL_nsubj || m->rel == NG_REL_nsubj_pass ? 12 : 8);
    g->hot = sentence;
    g->last = i;
    g->size++;
    g->names += m->kind == NG_COREF_NAME;
    g->pronouns += m->kind == NG_COREF_PRONOUN;
    if (g->entity == NG_NONE)
        g->entity = m->entity;
    if (m->kind != NG_COREF_PRONOUN) {
        g->heads |= (uint64_t)1 << (m->head_key >> 58);
        g->bloom |= m->bloom;
        g->mods |= m->mods;
        g->type |= (uint8_t)(m->type ? 1u << (m->type - 1) : 0);
    }
    bool fresh =
        m->vector < NG_COREF_VECTORS && g->n_vectors < NG_COREF_MEANINGS;
    for (uint32_t k = 0; k < g->n_vectors; k++)
        fresh &= g->vector[k] != m->vector;
    if (fresh)
        g->vector[g->n_vectors++] = m->vector;
    if (m->gender && m->gender < 7)
        g->gender = g->gender ? g->gender & m->gender : m->gender;
    g->number |= m->number;
    if (m->pronoun == NG_PRON_I)
        g->speakers |= 1u << (m->speaker * 0x9e3779b9u >> 27);
    uint64_t key[NG_COREF_CLUES];
    uint32_t n = clues_of(c, i, key);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t *slot = slot_of(c, key[k]);
        *ng_push(&c->clues, c->work) = (struct ng_coref_clue){key[k], i, *slot};
        *slot = (uint32_t)c->clues.n;
    }
}
