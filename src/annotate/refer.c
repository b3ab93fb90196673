/* refer.c - which pronouns and common nouns stand for which entity.
 *
 *     Kim greeted Putin. He ... the Russian leader ... his Kremlin counterpart
 *                        Kim    Putin                  Kim Putin
 *
 * First the sieve: a common noun with a role goes to the person whose country
 * and office it tells. Then all mentions of our own, names, pronouns and nouns
 * with an article, walk through coref.h; names and what the sieve found stay
 * with their entity there. A pronoun is told only where the walk was sure: a
 * wrong one is worse than none. Words of a quotation are left alone: who "he"
 * is there depends on who speaks.
 */
#include "annotate/refer.h"
#include "annotate/coref.h"
#include "annotate/linked.h"

/* How much better than the next a link must be. */
static const float sure_alone = 0.1f, sure_against = 3.0f, sure_thing = 1.5f;

static bool is_one(ng_str s, const char *list)
{
    size_t n = strlen(list);
    for (size_t i = 0; s.n && i + s.n <= n; i++)
        if ((i == 0 || list[i - 1] == ' ') &&
            (i + s.n == n || list[i + s.n] == ' ') &&
            memcmp(list + i, s.p, s.n) == 0)
            return true;
    return false;
}

static ng_str head_of(ng_str role, char *buf, size_t cap)
{
    size_t m = ng_lex_fold_into(role, buf, cap);
    ng_str s = {buf, m == SIZE_MAX ? 0 : m};
    size_t cut = ng_str_find(s, STR(" of "), 0);
    if (cut != SIZE_MAX && !ng_str_starts(s, STR("secretary of")))
        s.n = cut;
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == ' ')
            return (ng_str){s.p + i + 1, s.n - i - 1};
    return s;
}

static const char leaders[] =
    "president leader premier chancellor king queen emperor emir sultan "
    "chairman ruler dictator monarch strongman minister state";

/* Whether someone of this office is called that. */
static bool is_called(const struct ng_entity *e, ng_str role)
{
    char a[256], b[256];
    if (e->role.n == 0)
        return false;
    ng_str have = head_of(e->role, a, sizeof a);
    ng_str want = head_of(role, b, sizeof b);
    if (is_one(want, "leader ruler strongman dictator counterpart"))
        return is_one(have, leaders) &&
               (!ng_str_eq(have, STR("minister")) ||
                ng_str_find_nocase(e->role, STR("prime"), 0) != SIZE_MAX);
    if (!ng_str_eq(have, want))
        return false;
    /* "prime minister" is not any minister */
    size_t full = ng_lex_fold_into(e->role, a, sizeof a);
    return full != SIZE_MAX && full >= role.n &&
           memcmp(a + full - role.n, role.p, role.n) == 0;
}

/* The person of that office, of that country if one is told; the one named
 * last before, or else the first one at all. */
static uint32_t holder(const struct ng_refer *f, ng_str role,
                       const char *country, uint32_t except, uint32_t sentence)
{
    const struct ng_report *r = f->n->r;
    uint32_t best = NG_NONE;
    for (uint32_t i = f->next, k = 0; i-- > 0 && k < 200; k++) {
        const struct ng_name_mention *m = &r->names.at[i];
        const struct ng_entity *e = &r->entities.at[m->entity];
        if (!country && sentence - f->sentence[i] > 1)
            break;
        if (m->type != NG_PER || m->entity == except || !is_called(e, role) ||
            (country && strcmp(country, e->country)))
            continue;
        if (best == NG_NONE)
            best = m->entity;
        if (r->entities.at[m->entity].mentions > 2) {
            best = m->entity;
            break;
        }
    }
    if (best != NG_NONE || !country)
        return best;
    for (uint32_t i = f->next; i < r->names.n && i < f->next + 12; i++) {
        const struct ng_name_mention *m = &r->names.at[i];
        const struct ng_entity *e = &r->entities.at[m->entity];
        if (m->type == NG_PER && is_called(e, role) &&
            !strcmp(country, e->country))
            return m->entity;
    }
    return NG_NONE;
}

static bool is_unique_role(ng_str role, const char *sector)
{
    char buf[256];
    ng_str head = head_of(role, buf, sizeof buf);
    if (is_one(head, "official officials officer analyst expert diplomat "
                     "lawmaker resident worker witness student farmer soldier "
                     "aide deputy adviser judge father private doctor victim"))
        return false;
    return sector[0] && head.n && head.p[head.n - 1] != 's';
}

/* "the young North Korean leader" at word i; where to go on. */
static uint32_t nominal(struct ng_refer *f, uint32_t i, uint32_t end,
                        uint32_t owner)
{
    struct ng_naming *n = f->n;
    struct ng_report *r = n->r;
    const char *country = NULL;
    uint32_t j = i + 1;
    bool own = owner != NG_NONE;
    for (; j < end && j < i + 6; j++) {
        struct ng_lex_entry e;
        uint32_t to = ng_phrase_at(n, j, end, NG_LEX_ROLE, &e);
        bool counterpart =
            own && ng_str_eq(ng_folded(n, j, j + 1), STR("counterpart"));
        if (counterpart) {
            to = j + 1;
            e = (struct ng_lex_entry){.name = STR("counterpart"),
                                      .sector = "GOV"};
        }
        if (to > j) {
            ng_str role = ng_folded(n, j, to);
            bool named = to < end && r->words.at[to].name != NG_NONE;
            if (named || !is_unique_role(role, e.sector) ||
                (own && !counterpart) || (counterpart && !country))
                return j;
            uint32_t stop = to;
            if (!country && to + 1 < end &&
                ng_str_eq(ng_folded(n, to, to + 1), STR("of"))) {
                uint32_t of = r->words.at[to + 1].name;
                if (of == NG_NONE)
                    return to;
                country = r->entities.at[r->names.at[of].entity].country;
                stop = to + 2;
                while (stop < end && r->words.at[stop].name == of)
                    stop++;
            }
            uint32_t who =
                holder(f, role, country, owner, r->words.at[i].sentence);
            if (who == NG_NONE)
                return j;
            f->office[own ? i + 1 : i] = who + 1;
            f->stop[own ? i + 1 : i] = stop;
            return stop;
        }
        uint32_t name = r->words.at[j].name;
        if (name != NG_NONE && r->names.at[name].type != NG_PER) {
            country = r->entities.at[r->names.at[name].entity].country;
        } else if (r->words.at[j].kind != NG_WORD_LETTERS ||
                   !(ng_bits(n, j) & NG_WORD_ADJ)) {
            return i + 1;
        }
    }
    return i + 1;
}

/* Nouns of office, in text order; "his counterpart" is found again behind the
 * pronoun, once it is known whose. */
static void find_offices(struct ng_refer *f)
{
    struct ng_naming *n = f->n;
    struct ng_report *r = n->r;
    f->office = ng_new(n->work, uint32_t, r->words.n + 1);
    f->stop = ng_new(n->work, uint32_t, r->words.n + 1);
    for (uint32_t i = 0; i < r->words.n; i++) {
        const struct ng_word *w = &r->words.at[i];
        while (f->next < r->names.n && r->names.at[f->next].at.end <= w->at.beg)
            f->next++;
        if (w->quote == NG_NONE && w->name == NG_NONE && w->low.n == 3 &&
            n->beg[i] < n->end[i] && ng_str_eq(w->low, STR("the")))
            nominal(f, i, r->sentences.at[w->sentence].end, NG_NONE);
    }
}

/* ---- what of it is told -------------------------------------------------- */

static void push(struct ng_refer *f, uint32_t first, uint32_t end,
                 uint32_t entity)
{
    *ng_push(&f->n->r->references, f->n->out) =
        (struct ng_reference){ng_words_range(f->n, first, end), entity};
}

/* First name mention behind word i. */
static void go_to(struct ng_refer *f, uint32_t i)
{
    const struct ng_report *r = f->n->r;
    uint32_t at = r->words.at[i].at.beg;
    while (f->next > 0 && r->names.at[f->next - 1].at.beg > at)
        f->next--;
    while (f->next < r->names.n && r->names.at[f->next].at.end <= at)
        f->next++;
}

/* "his Kremlin counterpart", once it is known whose; where to go on. */
static uint32_t counterpart(struct ng_refer *f,
                            const struct ng_coref_mention *m, uint32_t who)
{
    const struct ng_report *r = f->n->r;
    uint32_t i = m->first, next = m->end;
    uint32_t end = r->sentences.at[r->words.at[i].sentence].end;
    go_to(f, i);
    f->office[next] = 0;
    nominal(f, i, end, who);
    if (!f->office[next])
        return next;
    push(f, next, f->stop[next], f->office[next] - 1);
    return f->stop[next];
}

/* Whom a mention is told to stand for, or NG_NONE. For he and she the walk is
 * taken where it is sure or alone; else who is near. */
static uint32_t told(struct ng_refer *f, const struct ng_coref_mention *m)
{
    const struct ng_report *r = f->n->r;
    if (m->quoted || m->kind == NG_COREF_NAME)
        return NG_NONE;
    if (m->fixed)
        return m->who;
    bool person = m->who != NG_NONE && r->entities.at[m->who].type == NG_PER;
    if (m->pronoun == NG_PRON_IT)
        return m->who != NG_NONE && !person && m->sure >= sure_thing ? m->who
                                                                     : NG_NONE;
    if (m->pronoun != NG_PRON_HE && m->pronoun != NG_PRON_SHE)
        return NG_NONE;
    go_to(f, m->first);
    bool object = ng_str_eq(r->words.at[m->first].low, STR("him"));
    person &= !object || ng_nearby_actor(f, m->first) != m->who;
    if (person && m->sure >= sure_against)
        return m->who;
    uint32_t near = ng_nearby(f, m->first, m->pronoun == NG_PRON_HE ? 2 : 1);
    if (near != NG_NONE)
        return near;
    return person && m->sure >= sure_alone ? m->who : NG_NONE;
}

void ng_link_references(struct ng_naming *n)
{
    struct ng_report *r = n->r;
    struct ng_refer f = {.n = n};
    struct ng_model clusters;
    struct ng_coref c = {.r = r, .work = n->work, .own = true};
    ng_nearby_open(&f);
    find_offices(&f);
    f.next = 0;
    if (ng_linked_open(&clusters, NG_MODEL_CLUSTERS))
        c.clusters = &clusters.section[0];
    ng_coref_mentions own = {0};
    ng_coref_own(r, f.office, f.stop, &own, n->work);
    c.m = own.at;
    c.n = (uint32_t)own.n;
    /* The walk weighs heads and subjects; without arcs (a fast report)
     * who is near must do. */
    if (ng_has_arcs(r)) {
        ng_coref_open(&c);
        ng_coref_walk(&c);
    }
    for (uint32_t i = 0; i < c.n && !c.slot; i++)
        c.m[i].who = c.m[i].entity; /* names and offices as they are */
    for (uint32_t i = 0, floor = 0; i < c.n; i++) {
        const struct ng_coref_mention *m = &c.m[i];
        bool office = m->fixed && f.office[m->first];
        if (m->first < floor || (m->fixed && !office))
            continue;
        uint32_t who = told(&f, m);
        if (who == NG_NONE)
            continue;
        push(&f, m->first, m->end, who);
        floor = m->end;
        if (m->possessive && m->pronoun != NG_PRON_IT)
            floor = counterpart(&f, m, who);
    }
}
