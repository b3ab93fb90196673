/* where.c - which of the places of a name is meant.
 *
 *     "Moscow, Idaho"      the division right behind, and then in all of the
 *                          report
 *     "voters in Georgia ... Atlanta"     a state, for its towns are told of
 *     "the train to Hasan"                near what else the report tells of
 *
 * Every entry that the lexicon has for the name gets a score: its size, the
 * country right beside it, the countries and divisions of the sentence and of
 * the report. The work grows with the names of the report: what is looked at
 * around a name is capped (AROUND).
 */
#include "annotate/linking.h"

enum { AROUND = 40 };

static ng_str folded(const struct ng_linking *l, const struct ng_spot *s)
{
    return ng_folded(l->n, s->first, s->end);
}

/* ---- what the report speaks of ------------------------------------------ */

static struct ng_country *country_of(const struct ng_linking *l,
                                     const char *iso)
{
    for (size_t i = 0; i < l->countries.n; i++)
        if (!strcmp(l->countries.at[i].iso, iso))
            return &l->countries.at[i];
    return NULL;
}

void ng_count_countries(struct ng_linking *l)
{
    for (size_t k = 0; k < l->n->spots.n; k++) {
        const struct ng_spot *s = &l->n->spots.at[k];
        if (!s->known || !s->entry.country[0] ||
            (s->entry.kind == NG_LEX_PLACE && s->entry.population < 2000000))
            continue;
        struct ng_country *c = country_of(l, s->entry.country);
        if (!c) {
            c = ng_push(&l->countries, l->n->work);
            memcpy(c->iso, s->entry.country, sizeof c->iso);
        }
        c->count++;
        c->sentence = l->n->r->words.at[s->first].sentence;
    }
}

uint32_t ng_country_count(const struct ng_linking *l, const char *iso)
{
    struct ng_country *c = country_of(l, iso);
    return c ? c->count : 0;
}

/* The division (state, province) that a spot may be; false if none. */
static bool division_of(const struct ng_linking *l, const struct ng_spot *s,
                        struct ng_lex_entry *out)
{
    struct ng_lex_hit hit = ng_lex_look(folded(l, s));
    for (uint32_t i = 0; i < hit.n && i < 24; i++) {
        *out = ng_lex_at(hit, i);
        if (out->kind == NG_LEX_PLACE && !strcmp(out->feature, "ADM1") &&
            out->admin1[0])
            return true;
    }
    return false;
}

static uint32_t sentence_of(const struct ng_linking *l, const struct ng_spot *s)
{
    return l->n->r->words.at[s->first].sentence;
}

/* "Springfield, Illinois": right behind a comma. */
static bool is_behind(const struct ng_linking *l, size_t k)
{
    const struct ng_spot *s = &l->n->spots.at[k];
    return k + 1 < l->n->spots.n && s[1].first == s->end + 1 &&
           s[1].first < l->n->r->words.n &&
           l->n->r->words.at[s->end].kind == NG_WORD_PUNCT;
}

/* "the Canadian city of London" */
static bool is_city_of(const struct ng_linking *l, size_t k, const char *iso)
{
    static const ng_str heads[] = {S("city"), S("town"),   S("village"),
                                   S("port"), S("region"), S("province")};
    if (k == 0)
        return false;
    const struct ng_spot *s = &l->n->spots.at[k], *o = s - 1;
    if (!o->known || strcmp(o->entry.country, iso) || s->first < o->end + 2 ||
        s->first > o->end + 3 ||
        !ng_str_eq(l->n->r->words.at[s->first - 1].low, STR("of")))
        return false;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (ng_str_eq(l->n->r->words.at[s->first - 2].low, heads[i]))
            return true;
    return false;
}

static void note_divisions(struct ng_linking *l)
{
    for (size_t k = 0; k < l->n->spots.n && l->divisions.n < 64; k++) {
        const struct ng_spot *s = &l->n->spots.at[k];
        struct ng_lex_entry e;
        if (s->type == NG_PER || !division_of(l, s, &e))
            continue;
        struct ng_division *d = NULL;
        for (size_t i = 0; i < l->divisions.n; i++)
            if (!strcmp(l->divisions.at[i].admin1, e.admin1) &&
                !strcmp(l->divisions.at[i].iso, e.country))
                d = &l->divisions.at[i];
        if (!d) {
            d = ng_push(&l->divisions, l->n->work);
            memcpy(d->iso, e.country, sizeof d->iso);
            memcpy(d->admin1, e.admin1, sizeof d->admin1);
        }
        d->sentence = sentence_of(l, s);
    }
}

/* 2 if the division of the entry is told of in this sentence, 1 in another. */
static int told_division(const struct ng_linking *l, const struct ng_spot *s,
                         const struct ng_lex_entry *e)
{
    for (size_t i = 0; e->admin1[0] && i < l->divisions.n; i++)
        if (!strcmp(l->divisions.at[i].admin1, e->admin1) &&
            !strcmp(l->divisions.at[i].iso, e->country))
            return l->divisions.at[i].sentence == sentence_of(l, s) ? 2 : 1;
    return 0;
}

/* ---- a name -------------------------------------------------------------- */

/* The country named in the same sentence, or right behind a comma (near). */
static bool beside(const struct ng_linking *l, size_t k, const char *iso,
                   bool near)
{
    uint32_t sentence = sentence_of(l, &l->n->spots.at[k]);
    if (near)
        return is_behind(l, k) && l->n->spots.at[k + 1].known &&
               !strcmp(l->n->spots.at[k + 1].entry.country, iso);
    for (size_t j = k > 4 ? k - 4 : 0; j < l->n->spots.n && j < k + 5; j++) {
        const struct ng_spot *o = &l->n->spots.at[j];
        if (j != k && o->known && !strcmp(o->entry.country, iso) &&
            sentence_of(l, o) == sentence)
            return true;
    }
    return false;
}

static bool beside_division(const struct ng_linking *l, size_t k,
                            const struct ng_lex_entry *e)
{
    struct ng_lex_entry d;
    return is_behind(l, k) && e->admin1[0] &&
           division_of(l, &l->n->spots.at[k + 1], &d) &&
           !strcmp(d.admin1, e->admin1) && !strcmp(d.country, e->country);
}

static float size_of(const struct ng_lex_entry *e)
{
    float v = 0;
    for (uint32_t p = e->population; p > 1; p /= 4)
        v += 0.6f;
    if (!strcmp(e->feature, "PPLC"))
        v += 1;
    if (!strcmp(e->feature, "PPLA"))
        v += 0.5f;
    if (!strcmp(e->feature, "ADM1"))
        v += 8; /* a state before a town of its name */
    return v + (e->geonameid ? 0 : 3);
}

/* True if that is its name, not one of the others it goes by. */
static bool is_called(const struct ng_linking *l, const struct ng_spot *s,
                      const struct ng_lex_entry *e)
{
    char buf[128];
    size_t n = ng_lex_fold_into(e->name, buf, sizeof buf);
    return n != SIZE_MAX && ng_str_eq((ng_str){buf, n}, folded(l, s));
}

/* What the names around say for the entry beyond doubt. */
static bool is_sure(const struct ng_linking *l, size_t k,
                    const struct ng_lex_entry *e)
{
    return beside_division(l, k, e) || beside(l, k, e->country, true) ||
           is_city_of(l, k, e->country);
}

static float score_of(const struct ng_linking *l, size_t k,
                      const struct ng_lex_entry *e)
{
    const struct ng_spot *s = &l->n->spots.at[k];
    uint32_t count = ng_country_count(l, e->country);
    static const float by_division[] = {0, 1.5f, 3};
    float told = by_division[told_division(l, s, e)];
    return size_of(e) + (count ? 1.4f : 0) +
           0.2f * (float)(count > 10 ? 10 : count) +
           (beside(l, k, e->country, false) ? 1.3f : 0) +
           (beside(l, k, e->country, true) ? 8 : 0) +
           (beside_division(l, k, e) ? 8 : 0) +
           (is_city_of(l, k, e->country) ? 6 : 0) + told +
           (is_called(l, s, e) ? 1.5f : 0);
}

static bool best_of(const struct ng_linking *l, size_t k, bool *sure,
                    struct ng_lex_entry *out)
{
    struct ng_lex_hit hit = ng_lex_look(folded(l, &l->n->spots.at[k]));
    float best = -1;
    for (uint32_t i = 0; i < hit.n; i++) {
        struct ng_lex_entry e = ng_lex_at(hit, i);
        if (e.kind != NG_LEX_PLACE)
            continue;
        float score = score_of(l, k, &e);
        if (score > best) {
            best = score;
            *out = e;
        }
    }
    *sure = best >= 0 && is_sure(l, k, out);
    return best >= 0;
}

void ng_settle_places(struct ng_linking *l)
{
    note_divisions(l);
    for (size_t k = 0; k < l->n->spots.n; k++) {
        const struct ng_spot *s = &l->n->spots.at[k];
        struct ng_lex_entry e;
        bool sure;
        if (s->type == NG_PER || !(is_behind(l, k) || k > 0) ||
            !best_of(l, k, &sure, &e) || !sure)
            continue;
        uint32_t id = ng_name(&l->sure_names, folded(l, s), l->n->work);
        if (id == l->sure.n)
            *ng_push(&l->sure, l->n->work) = e;
    }
}

bool ng_best_place(const struct ng_linking *l, size_t k,
                   struct ng_lex_entry *out)
{
    bool sure;
    uint32_t id = ng_name_find(&l->sure_names, folded(l, &l->n->spots.at[k]));
    bool found = best_of(l, k, &sure, out);
    if (found && !sure && id != NG_NO_NAME &&
        !beside(l, k, out->country, false))
        *out = l->sure.at[id];
    return found;
}

/* A place of the division is named near, which is no place of the country. */
static bool has_town(const struct ng_linking *l, const struct ng_spot *o,
                     const struct ng_lex_entry *state, const char *country)
{
    struct ng_lex_hit hit = ng_lex_look(folded(l, o));
    bool there = false;
    for (uint32_t i = 0; i < hit.n && i < 24; i++) {
        struct ng_lex_entry e = ng_lex_at(hit, i);
        if (!strcmp(e.country, country))
            return false;
        there |= e.kind == NG_LEX_PLACE && !strcmp(e.country, state->country) &&
                 !strcmp(e.admin1, state->admin1) && e.population > 20000 &&
                 strcmp(e.feature, "ADM1");
    }
    return there;
}

bool ng_is_state(const struct ng_linking *l, size_t k)
{
    const struct ng_spot *all = l->n->spots.at, *s = &all[k];
    struct ng_lex_entry state;
    if (!division_of(l, s, &state) || !strcmp(state.country, s->entry.country))
        return false;
    uint32_t own = 0, towns = 0, states = 0;
    size_t from = k > AROUND ? k - AROUND : 0;
    for (size_t j = from; j < l->n->spots.n && j < k + AROUND; j++) {
        struct ng_lex_entry d;
        if (ng_str_eq(folded(l, &all[j]), folded(l, s)))
            own++;
        else if (all[j].type != NG_PER &&
                 has_town(l, &all[j], &state, s->entry.country))
            towns++;
        else if (division_of(l, &all[j], &d) &&
                 !strcmp(d.country, state.country))
            states++;
    }
    uint32_t count = ng_country_count(l, s->entry.country);
    return count <= own && (towns > 0 || states > 1);
}
