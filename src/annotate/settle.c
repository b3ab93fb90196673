/* settle.c - what the whole report says about a word: whether it is a name
 * where its capital proves nothing, and of what type where one sentence alone
 * left that open. */
#include "annotate/naming.h"
#include "base/names.h"

/* Which capital words stand inside a sentence somewhere: those at the start of
 * others are names too. */
void ng_mark_seen(struct ng_naming *n)
{
    struct ng_names names = {0};
    size_t words = n->r->words.n;
    uint32_t *id = ng_new(n->work, uint32_t, words);
    for (size_t i = 0; i < words; i++) {
        id[i] = NG_NO_NAME;
        if (n->flags[i] & NG_SPOT_CAPITAL && n->beg[i] < n->end[i])
            id[i] = ng_name(&names, ng_folded(n, (uint32_t)i, (uint32_t)i + 1),
                            n->work);
    }
    uint8_t *seen = ng_new(n->work, uint8_t, names.all.n + 1);
    for (size_t i = 0; i < words; i++)
        if (id[i] != NG_NO_NAME &&
            !(n->flags[i] & (NG_SPOT_START | NG_SPOT_LOUD)))
            seen[id[i]] = 1;
    for (size_t i = 0; i < words; i++)
        if (id[i] != NG_NO_NAME && seen[id[i]])
            n->flags[i] |= NG_SPOT_SEEN;
}

/* ---- names, after the model ------------------------------------------------
 */

struct votes {
    uint16_t of[NG_NAME_TYPE_COUNT];
    bool surname; /* ends or begins the full name of a person */
};

struct poll {
    struct ng_names names;
    NG_LIST(struct votes) at; /* by id of names */
};

static struct votes *votes_of(struct poll *p, ng_str folded, struct ng_arena *a)
{
    uint32_t id = ng_name(&p->names, folded, a);
    while (p->at.n <= id)
        *ng_push(&p->at, a) = (struct votes){0};
    return &p->at.at[id];
}

static void count_votes(struct ng_naming *n, struct poll *p)
{
    for (size_t k = 0; k < n->spots.n; k++) {
        const struct ng_spot *s = &n->spots.at[k];
        struct votes *v = votes_of(p, ng_folded(n, s->first, s->end), n->work);
        if (v->of[s->type] < UINT16_MAX)
            v->of[s->type]++;
        if (s->type != NG_PER || s->end - s->first < 2 || s->end - s->first > 4)
            continue;
        votes_of(p, ng_folded(n, s->end - 1, s->end), n->work)->surname = true;
        votes_of(p, ng_folded(n, s->first, s->first + 1), n->work)->surname |=
            (ng_bits(n, s->first) & (NG_WORD_SURNAME | NG_WORD_GIVEN)) ==
            NG_WORD_SURNAME;
    }
}

/* The type most of the report's mentions have; its share is at least 2:1. */
static bool clear_type(const struct votes *v, enum ng_name_type *type)
{
    unsigned best = 0, second = 0;
    for (unsigned t = 1; t < NG_NAME_TYPE_COUNT; t++)
        if (v->of[t] > v->of[best])
            best = t;
    for (unsigned t = 0; t < NG_NAME_TYPE_COUNT; t++)
        if (t != best && v->of[t] > second)
            second = v->of[t];
    *type = (enum ng_name_type)best;
    return v->of[best] > 0 && v->of[best] >= 2u * second;
}

static bool is_open(const struct ng_naming *n, uint32_t i)
{
    uint32_t bits = ng_bits(n, i);
    return n->flags[i] & NG_SPOT_CAPITAL && !(n->flags[i] & NG_SPOT_BREAK) &&
           n->beg[i] < n->end[i] && !(bits & NG_WORD_FUNCTION) &&
           !(bits & NG_WORD_COMMON && n->flags[i] & NG_SPOT_START);
}

/* Words that are a name elsewhere in the report. */
static void find_passed_by(struct ng_naming *n, const struct poll *p)
{
    size_t before = n->spots.n, k = 0;
    struct ng_spot *old = ng_new(n->work, struct ng_spot, before + 1);
    memcpy(old, n->spots.at, before * sizeof *old);
    n->spots.n = 0;
    for (uint32_t i = 0; i < n->r->words.n; i++) {
        if (k < before && old[k].first == i) {
            i = old[k].end - 1;
            *ng_push(&n->spots, n->work) = old[k++];
            continue;
        }
        if (!is_open(n, i))
            continue;
        uint32_t id = ng_name_find(&p->names, ng_folded(n, i, i + 1));
        enum ng_name_type type = NG_PER;
        if (id == NG_NO_NAME ||
            (!p->at.at[id].surname && !clear_type(&p->at.at[id], &type)))
            continue;
        *ng_push(&n->spots, n->work) = (struct ng_spot){
            .first = i, .end = i + 1, .type = type, .entity = NG_NONE};
    }
}

/* One word that is the last name of somebody in this report, or that is of
 * another type nearly everywhere else. */
void ng_settle_names(struct ng_naming *n)
{
    struct poll p = {0};
    if (n->spots.n == 0)
        return;
    count_votes(n, &p);
    find_passed_by(n, &p);
    for (size_t k = 0; k < n->spots.n; k++) {
        struct ng_spot *s = &n->spots.at[k];
        uint32_t id = ng_name_find(&p.names, ng_folded(n, s->first, s->end));
        enum ng_name_type type;
        if (id == NG_NO_NAME)
            continue;
        if (s->end - s->first == 1 && p.at.at[id].surname &&
            p.at.at[id].of[NG_PER] > 0)
            s->type = NG_PER;
        else if (clear_type(&p.at.at[id], &type))
            s->type = type;
    }
}
