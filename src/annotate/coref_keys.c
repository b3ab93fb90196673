/* coref_keys.c - what speaks for and against two mentions being one (coref.h).
 *
 * Each observation is a number; it is used as it is, with the kinds of both
 * mentions, and with the very pronouns. The trainer finds what each is worth.
 */
#include "annotate/coref.h"

/* What the observations of a pair are crossed with. */
struct cross {
    struct ng_coref_keys *to;
    uint64_t kinds, exact;
};

/* Names; nouns with the or this; other nouns; each pronoun. */
static uint64_t coarse(const struct ng_coref_mention *m)
{
    if (m->clause)
        return 5;
    if (m->kind == NG_COREF_NOMINAL)
        return m->det >= 1 && m->det != 2 && m->det <= 5 ? 2u : 3u;
    return m->kind == NG_COREF_NAME ? 1 : 4;
}

static uint64_t fine(const struct ng_coref_mention *m)
{
    if (m->kind == NG_COREF_PRONOUN)
        return 32u + m->pronoun * 2u + m->possessive;
    if (m->clause)
        return 20;
    return m->kind == NG_COREF_NAME ? 8u + m->type : 1u + m->det;
}

static uint64_t mixed(uint64_t id, uint64_t value)
{
    return ng_mix(value * 0x9e3779b97f4a7c15u + 1, id * 0x51ed270b1a3c7d29u);
}

static void add(const struct cross *x, uint64_t id, uint64_t value)
{
    uint64_t h = mixed(id, value);
    ng_coref_add_row(x->to, h * 0x9e3779b97f4a7c15u);
    ng_coref_add(x->to, h * 0x9e3779b97f4a7c15u);
    ng_coref_add(x->to, ng_mix(h, x->kinds) * 0x9e3779b97f4a7c15u);
    ng_coref_add(x->to, ng_mix(h, x->exact) * 0x9e3779b97f4a7c15u);
}

/* What only the deep part sees: the mention by itself. */
static void add_deep(const struct cross *x, uint64_t id, uint64_t value)
{
    ng_coref_add_row(x->to, mixed(id, value) * 0x9e3779b97f4a7c15u);
}

static void add_mention(const struct cross *x, uint64_t id,
                        const struct ng_coref_mention *m)
{
    add_deep(x, id, fine(m));
    for (uint32_t k = 0; k < 3; k++)
        add_deep(x, id + 1 + k, m->cluster[k]);
}

/* Of words and the like: only as it is, and by kinds. */
static void add_rare(const struct cross *x, uint64_t id, uint64_t value)
{
    ng_coref_add(x->to, mixed(id, value) * 0x9e3779b97f4a7c15u);
}

static uint64_t bucket(uint32_t n)
{
    static const uint32_t steps[] = {0, 1, 2, 3, 4, 6, 9, 14, 22, 40, 80, 200};
    uint64_t k = 0;
    while (k < sizeof steps / sizeof *steps && n > steps[k])
        k++;
    return k;
}

static const struct ng_word *word(const struct ng_coref *c, uint32_t i)
{
    return &c->r->words.at[i];
}

static uint64_t word_key(const struct ng_coref *c, uint32_t i)
{
    return i < c->r->words.n ? ng_hash64(word(c, i)->lemma, 77) : 0;
}

static uint32_t sentence(const struct ng_coref *c, uint32_t i)
{
    return word(c, c->m[i].head)->sentence;
}

/* Length of what stands behind the head: "the man who ..." */
static uint64_t tail_of(const struct ng_coref_mention *m)
{
    uint32_t n = m->end - m->last - 1;
    return n > 3 ? 3 : n;
}

static bool subset(uint64_t a, uint64_t b)
{
    return (a & ~b) == 0;
}

/* ---- pairs ------------------------------------------------------------- */

static bool is_apart(const struct ng_coref *c, const struct ng_coref_mention *a,
                     const struct ng_coref_mention *b)
{
    /* arguments of one verb */
    const struct ng_word *x = word(c, a->head), *y = word(c, b->head);
    return x->head != NG_NONE && x->head == y->head && !b->reflexive &&
           !b->possessive;
}

/* How the two hang together in the tree. */
static uint64_t bond_of(const struct ng_coref *c,
                        const struct ng_coref_mention *m,
                        const struct ng_coref_mention *o)
{
    const struct ng_word *h = word(c, m->head), *g = word(c, o->head);
    if (m->head == o->head)
        return 1;
    bool inside = m->end <= o->end;
    if (h->head == o->head) {
        if (h->rel == NG_REL_appos)
            return inside ? 2 : 3;
        if (h->rel == NG_REL_conj)
            return 4;
        if (h->rel == NG_REL_nmod_poss)
            return 5;
        if (h->rel == NG_REL_list || h->rel == NG_REL_parataxis)
            return 6;
        return inside ? 7 : 8;
    }
    if (g->head == m->head) {
        bool copula = g->rel == NG_REL_nsubj;
        return copula ? 9 : g->rel == NG_REL_nmod_poss ? 10 : 11;
    }
    if (h->rel == NG_REL_appos && h->head != NG_NONE && h->head >= o->first &&
        h->head < o->end && !inside)
        return 12;
    if (inside)
        return m->parent != NG_NONE && &c->m[m->parent] == o ? 13 : 14;
    if (is_apart(c, o, m))
        return 15 + (o->rel == NG_REL_nsubj);
    return 0;
}

/* What stands between two that nearly touch. */
static uint64_t gap_of(const struct ng_coref *c,
                       const struct ng_coref_mention *m,
                       const struct ng_coref_mention *o)
{
    if (o->end > m->first)
        return 0;
    uint32_t n = m->first - o->end;
    if (n == 0)
        return 1;
    if (n > 2)
        return 2;
    return 3 +
           ng_mix(word_key(c, o->end), n == 1 ? 0 : word_key(c, o->end + 1));
}

/* How much of the words of one are in the other. */
static uint64_t likeness(const struct ng_coref_mention *m,
                         const struct ng_coref_mention *o)
{
    if (m->full == o->full)
        return 1;
    bool head = m->head_key == o->head_key;
    bool less = subset(m->bloom, o->bloom), more = subset(o->bloom, m->bloom);
    if (head)
        return 2u + less * 2u + more + ((m->mods & o->mods) ? 4u : 0);
    uint64_t mine = (uint64_t)1 << (m->head_key >> 58);
    if (m->kind == NG_COREF_NAME && o->kind == NG_COREF_NAME && less)
        return 10;
    if (m->initials && m->initials == o->initials)
        return 11;
    return 12u + ((mine & o->bloom) != 0) + (m->bloom & o->bloom ? 2u : 0);
}

static uint64_t agree(uint8_t a, uint8_t b)
{
    if (a == 0 || b == 0)
        return a == b ? 4 : 3;
    return a == b ? 2 : (a & b) != 0;
}

static void keys_of_words(const struct cross *x, const struct ng_coref *c,
                          const struct ng_coref_mention *m,
                          const struct ng_coref_mention *o)
{
    uint64_t like = likeness(m, o);
    add(x, 40, like);
    add(x, 41, like * 64 + m->det * 8u + o->det);
    add(x, 42,
        (m->entity != NG_NONE && o->entity != NG_NONE)
            ? 1u + (m->entity == o->entity)
            : 0);
    for (uint32_t k = 0; k < 4; k++)
        if (m->cluster[k] && m->kind != NG_COREF_PRONOUN &&
            o->kind != NG_COREF_PRONOUN)
            add(x, 43 + k, m->cluster[k] == o->cluster[k]);
    if (m->kind == NG_COREF_PRONOUN || like > 10)
        for (uint32_t k = 0; k < 3; k++)
            add_rare(x, 47 + k,
                     ng_mix(m->kind == NG_COREF_PRONOUN ? 1000 + fine(m)
                                                        : m->cluster[k],
                            o->kind == NG_COREF_PRONOUN ? 1000 + fine(o)
                                                        : o->cluster[k]));
    add(x, 52, m->type * 16u + o->type);
    if (like > 10 && m->kind == NG_COREF_NOMINAL)
        add_rare(x, 53, ng_mix(m->head_key, o->head_key));
    if (m->kind == NG_COREF_PRONOUN) {
        add_rare(x, 54, ng_mix(fine(m), o->head_key));
        uint32_t gov = word(c, m->head)->head;
        if (gov != NG_NONE)
            add_rare(x, 55,
                     ng_mix(ng_mix(word_key(c, gov), m->rel), o->cluster[0]));
    }
    if (like <= 10 && m->kind == NG_COREF_NOMINAL)
        add_rare(x, 56, ng_mix(m->head_key, like));
}

/* How near the heads are by what they mean; and the nearest of the group. */
static void keys_of_meaning(const struct cross *x, const struct ng_coref *c,
                            const struct ng_coref_mention *m,
                            const struct ng_coref_mention *o)
{
    enum { UNKNOWN = 99 };
    if (m->kind == NG_COREF_PRONOUN || !c->vectors)
        return;
    const struct ng_coref_group *g = &c->groups[o->group];
    bool known = m->vector < NG_COREF_VECTORS;
    const struct ng_coref_vector *mine = &c->vectors[known ? m->vector : 0];
    uint32_t pair = UNKNOWN, best = UNKNOWN;
    if (known && o->vector < NG_COREF_VECTORS)
        pair = ng_coref_nearness(mine, &c->vectors[o->vector]);
    for (uint32_t k = 0; known && k < g->n_vectors; k++) {
        uint32_t near = ng_coref_nearness(mine, &c->vectors[g->vector[k]]);
        best = best == UNKNOWN || near > best ? near : best;
    }
    if (o->kind != NG_COREF_PRONOUN)
        add(x, 230, pair);
    add(x, 231, best);
}

static void keys_of_traits(const struct cross *x,
                           const struct ng_coref_mention *m,
                           const struct ng_coref_mention *o,
                           const struct ng_coref_group *g)
{
    uint64_t number = agree(m->number, o->number);
    uint64_t gender = agree(m->gender, o->gender);
    add(x, 60, number);
    add(x, 61, gender);
    add(x, 62, number * 8 + gender);
    add(x, 63, agree(m->number, g->number) * 8 + agree(m->gender, g->gender));
    add(x, 64, m->gender * 8u + o->gender);
    add(x, 65, fine(o));
    add(x, 66, o->rel * 64u + m->rel);
    add(x, 67,
        m->quoted * 4u + o->quoted * 2u +
            (m->quoted && o->quoted && m->speaker == o->speaker));
    add(x, 68, m->loud * 2u + o->loud);
    add(x, 69, tail_of(m) * 4 + tail_of(o));
}

static void keys_of_place(const struct cross *x, const struct ng_coref *c,
                          uint32_t i, const struct ng_coref_candidate *k)
{
    uint32_t j = k->mention, rank = k->rank;
    const struct ng_coref_mention *m = &c->m[i], *o = &c->m[j];
    uint32_t away = sentence(c, i) - sentence(c, j);
    if (sentence(c, j) > sentence(c, i))
        away = 0;
    uint64_t far = bucket(away), exact = likeness(m, o), like = exact > 9;
    uint64_t bond = bond_of(c, m, o);
    add(x, 80, far);
    add(x, 81, far * 2 + like);
    add(x, 82, bucket(rank));
    add(x, 83, bucket(rank) * 2 + like);
    add(x, 84, bond);
    add(x, 85, bond * 2 + like);
    add_rare(x, 86, gap_of(c, m, o));
    add(x, 87, (far > 3 ? 3 : far) * 64 + o->rel);
    const struct ng_sentence *s =
        &c->r->sentences.at[word(c, o->head)->sentence];
    add(x, 88, (far > 3 ? 3 : far) * 2 + (o->first <= s->first + 1));
    add(x, 90, k->fit);
    add(x, 95, k->pick);
    add(x, 96, k->pick * 16 + k->fit);
    add(x, 91, k->fit * 2 + (o->rel == NG_REL_nsubj));
    add(x, 92, (k->like > 3 ? 3 : k->like) * 16 + exact);
    add(x, 93, far * 16 + exact);
    add(x, 94, k->fit * 16 + (far > 3 ? 3 : far));
    add(x, 89, (o->parent != NG_NONE) * 4u + (far > 3 ? 3 : far));
}

static void keys_of_group(const struct cross *x, const struct ng_coref *c,
                          uint32_t i, uint32_t j)
{
    const struct ng_coref_mention *m = &c->m[i];
    const struct ng_coref_group *g = &c->groups[c->m[j].group];
    uint64_t mine = (uint64_t)1 << (m->head_key >> 58);
    bool pronoun = m->kind == NG_COREF_PRONOUN;
    add(x, 100, bucket(g->size));
    add(x, 101, (g->last == j) * 4u + (g->names > 0) * 2u + (g->pronouns > 0));
    if (!pronoun) {
        uint64_t fit = ((mine & g->heads) != 0) * 4u +
                       subset(m->bloom, g->bloom) * 2u +
                       subset(m->mods, g->bloom);
        add(x, 102, fit);
        add(x, 103, fit * 16 + likeness(m, &c->m[j]));
    }
    uint32_t age = sentence(c, i) - sentence(c, g->last);
    uint32_t heat =
        sentence(c, i) > g->hot + 8
            ? 0
            : g->heat >>
                  (sentence(c, i) > g->hot ? sentence(c, i) - g->hot : 0);
    add(x, 109, bucket(heat));
    add(x, 104, bucket(age) * 4 + (g->size > 1) * 2u + (g->size > 4));
    add(x, 105, m->type * 256u + g->type);
    if (m->entity != NG_NONE && g->entity != NG_NONE)
        add(x, 106, m->entity == g->entity);
    const struct ng_coref_mention *first = &c->m[g->first];
    add(x, 107, fine(first));
    add(x, 108, (first->loud ? 2u : 0) + (g->first < 6));
}

/* I, we and you: by who speaks. */
static void keys_of_speech(const struct cross *x, const struct ng_coref *c,
                           const struct ng_coref_mention *m,
                           const struct ng_coref_mention *o, uint32_t group)
{
    bool me = m->pronoun >= NG_PRON_I && m->pronoun <= NG_PRON_YOU;
    bool you = o->pronoun >= NG_PRON_I && o->pronoun <= NG_PRON_YOU;
    if (!me && !you)
        return;
    uint64_t same = (m->speaker == o->speaker) * 2u + (m->speaker != 0);
    add(x, 120, same);
    add(x, 121, ng_mix(same, ng_mix(fine(m), fine(o))));
    if (me && m->speaker && !you) {
        /* "... ," Kim said: who speaks the quotation of this paragraph */
        const struct ng_word *w = word(c, o->head);
        uint32_t verb = w->rel == NG_REL_nsubj ? w->head : NG_NONE;
        bool near = !o->quoted && verb != NG_NONE &&
                    ng_paragraph_at(c->r, w->at.beg) + (1u << 16) == m->speaker;
        add(x, 122, near);
        if (near)
            add_rare(x, 123, ng_mix(word_key(c, verb), m->pronoun));
    }
    uint32_t bit = 1u << (m->speaker * 0x9e3779b9u >> 27);
    add(x, 124,
        ((c->groups[group].speakers & bit) != 0) * 2u +
            (c->groups[group].speakers != 0));
    bool named = c->speaker_name && m->speaker && m->speaker >> 16 == 0;
    if (named && o->kind == NG_COREF_NAME) {
        ng_str name = word(c, o->last)->low;
        ng_str who = c->speaker_name[m->speaker];
        add(x, 125, ng_str_find(who, name, 0) != SIZE_MAX);
    }
}

void ng_coref_new_keys(const struct ng_coref *c, uint32_t i,
                       struct ng_coref_keys *to)
{
    const struct ng_coref_mention *m = &c->m[i];
    const struct ng_word *head = word(c, m->head);
    struct cross x = {to, coarse(m) + 100 + c->own * 400u, fine(m) + 100};
    uint32_t alike = ng_coref_same_head(c, i);
    uint32_t who = ng_coref_same_entity(c, i);
    to->n = to->rows = 0;
    add(&x, 1, 0);
    add_mention(&x, 220, m);
    add_deep(&x, 225, coarse(m) * 2 + c->own);
    uint64_t seen = alike == NG_NONE ? 0 : c->m[alike].full == m->full ? 2 : 1;
    add(&x, 2, seen);
    add(&x, 3, seen * 2 + (who != NG_NONE));
    add(&x, 4, seen * 8 + m->det);
    add(&x, 5, tail_of(m) * 3 + seen);
    add(&x, 6, (m->mods != 0) * 3u + seen);
    add(&x, 7, bucket(m->end - m->first));
    add(&x, 8, m->rel);
    add(&x, 9, m->number * 8u + m->gender);
    add(&x, 10, m->type);
    uint32_t s = head->sentence;
    add(&x, 11, s < 3 ? s : 3);
    add(&x, 12, m->quoted * 2u + m->loud);
    add(&x, 13,
        (m->parent != NG_NONE) * 2u +
            (m->parent != NG_NONE && c->m[m->parent].head == m->head));
    add(&x, 14, bucket(i / 4));
    if (alike != NG_NONE) {
        uint64_t like = likeness(m, &c->m[alike]);
        uint64_t far = bucket(s - sentence(c, alike));
        add(&x, 15, far * 3 + seen);
        add(&x, 16, like * 8 + m->det);
        add(&x, 17, like * 16 + far);
        add(&x, 18, like * 4 + tail_of(m));
    }
    for (uint32_t k = 0; k < 3; k++)
        add_rare(&x, 20 + k, ng_mix(m->cluster[k], coarse(m)));
    add_rare(&x, 24, ng_mix(m->cluster[1], m->det * 3u + seen));
    add_rare(&x, 25, m->head_key);
    add_rare(&x, 26, ng_mix(m->head_key, m->det));
    add_rare(&x, 27, m->surface);
    add_rare(&x, 28, ng_mix(word_key(c, m->first - 1), fine(m)));
    add_rare(&x, 29, ng_mix(word_key(c, m->end), fine(m)));
    uint64_t gov = head->head == NG_NONE ? 0 : word_key(c, head->head);
    add_rare(&x, 30, ng_mix(gov, fine(m)));
    add_rare(&x, 31, ng_mix(m->rel, ng_mix(m->cluster[0], m->det)));
    if (m->kind == NG_COREF_PRONOUN) {
        add_rare(&x, 32, ng_mix(gov, ng_mix(m->rel, m->pronoun)));
        uint32_t next = m->end < c->r->words.n ? word(c, m->end)->tag : 0;
        add_rare(&x, 33, ng_mix(next, fine(m)));
        add_rare(&x, 34, ng_mix(m->speaker ? 1 : m->quoted, m->pronoun));
    }
}

void ng_coref_pair_keys(const struct ng_coref *c, uint32_t i,
                        const struct ng_coref_candidate *j,
                        struct ng_coref_keys *to)
{
    const struct ng_coref_mention *m = &c->m[i], *o = &c->m[j->mention];
    struct cross x = {to, coarse(m) * 8 + coarse(o) + c->own * 400u,
                      fine(m) * 128 + fine(o)};
    to->n = to->rows = 0;
    add(&x, 39, 0);
    add_mention(&x, 200, m);
    add_mention(&x, 210, o);
    add_deep(&x, 205, (coarse(m) * 8 + coarse(o)) * 2 + c->own);
    keys_of_meaning(&x, c, m, o);
    keys_of_words(&x, c, m, o);
    keys_of_traits(&x, m, o, &c->groups[o->group]);
    keys_of_place(&x, c, i, j);
    keys_of_group(&x, c, i, j->mention);
    keys_of_speech(&x, c, m, o, o->group);
}
