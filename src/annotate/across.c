#include "annotate/across.h"

#include "lexicon/lexicon.h"

#include <stdlib.h>

enum { OF_NAME = 8, OF_KEY = 24, OF_NOUN = 2, SHORT = 96 };

struct group {
    uint32_t main;   /* form */
    uint32_t weight; /* of all forms */
    uint32_t to;     /* group it went to; itself: none */
};
struct settling {
    struct ng_across *a;
    uint32_t *main;    /* [n] form of each entity */
    uint32_t *of_form; /* [forms] first entity with that main form, NG_NONE */
    uint32_t *next;    /* [n] the next with the same main form, NG_NONE */
    struct group *g;   /* [n], used for the first entity of a main form */
};

void ng_across_add(struct ng_across *a, uint32_t entity, ng_str form,
                   uint32_t weight)
{
    if (form.n == 0)
        return;
    uint32_t id = ng_name(&a->forms, form, a->work);
    *ng_push(&a->uses, a->work) = (struct ng_across_use){entity, id, weight};
    while (entity >= a->n) {
        *ng_push(&a->report, a->work) = a->reports;
        a->n++;
    }
}

/* ---- forms of a mention ------------------------------------------------- */

static bool is_firm(ng_str s)
{
    static const ng_str words[] = {
        S("inc"),     S("corp"),  S("corporation"), S("company"), S("co"),
        S("ltd"),     S("llc"),   S("plc"),         S("group"),   S("ag"),
        S("limited"), S("index"), S("spa"),         S("average"),
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ng_str_eq(words[i], s))
            return true;
    return false;
}

/* Folded words first .. end, without article and 's, and without "Inc." behind
 * if there is something before it. */
static ng_str form_of(const struct ng_coref *c, uint32_t first, uint32_t end,
                      struct ng_arena *a)
{
    const struct ng_report *r = c->r;
    char *buf = ng_new(a, char, SHORT * 4);
    size_t n = 0;
    for (uint32_t i = first; i < end && i < first + 12; i++) {
        const struct ng_word *w = &r->words.at[i];
        if (w->kind == NG_WORD_PUNCT || w->tag == NG_TAG_DT ||
            w->tag == NG_TAG_POS || w->low.n > SHORT / 4)
            continue;
        bool many = w->tag == NG_TAG_NNS && w->lemma.n <= SHORT / 4;
        size_t m =
            ng_lex_fold_into(many ? w->lemma : w->low, buf + n + 1, SHORT);
        if (m == SIZE_MAX || m == 0 || n + m > SHORT * 2 ||
            (n && is_firm((ng_str){buf + n + 1, m})))
            continue;
        buf[n] = ' ';
        n += m + 1;
    }
    return n ? (ng_str){buf + 1, n - 1} : (ng_str){0};
}

/* "the US government", "the White House": the country that acts. */
static bool add_government(struct ng_across *a, const struct ng_coref *c,
                           const struct ng_coref_mention *m, uint32_t entity)
{
    const struct ng_report *r = c->r;
    const char *country = "";
    if (m->entity != NG_NONE) {
        const struct ng_entity *e = &r->entities.at[m->entity];
        if (ng_str_starts(e->key, STR("metonym:")))
            country = e->country;
    }
    bool heads = ng_str_eq(r->words.at[m->last].low, STR("government"));
    for (uint32_t i = m->first; heads && i < m->last; i++)
        if (r->words.at[i].name != NG_NONE)
            country =
                r->entities.at[r->names.at[r->words.at[i].name].entity].country;
    if (country[0])
        ng_across_add(a, entity, ng_str_format(a->work, "=country:%s", country),
                      OF_KEY);
    return country[0];
}

/* "Ada and Bell": neither of the two. */
static bool is_list(const struct ng_coref *c, const struct ng_coref_mention *m)
{
    const struct ng_report *r = c->r;
    for (uint32_t i = m->head + 1; i < m->end && i < m->head + 12; i++)
        if (r->words.at[i].rel == NG_REL_conj && r->words.at[i].head == m->head)
            return true;
    return false;
}

/* The country of an adjective or people: "Canadian". */
static const char *nation_of(const struct ng_coref *c,
                             const struct ng_coref_mention *m)
{
    uint32_t name = c->r->words.at[m->last].name;
    if (name == NG_NONE)
        return "";
    const struct ng_entity *e = &c->r->entities.at[c->r->names.at[name].entity];
    return ng_str_starts(e->key, STR("group:")) ? e->country : "";
}

/* The last word that names m: of "the Harbour 50 index" that before index, if
 * what comes before is a name and no country. */
static uint32_t last_of(const struct ng_coref *c,
                        const struct ng_coref_mention *m)
{
    const struct ng_report *r = c->r;
    if (m->kind == NG_COREF_NAME || m->last == m->first || m->last != m->head ||
        !is_firm(r->words.at[m->last].lemma))
        return m->last;
    const struct ng_word *w = &r->words.at[m->last - 1];
    bool place = false;
    if (w->name != NG_NONE) {
        enum ng_name_type t = r->names.at[w->name].type;
        place = t == NG_GPE || t == NG_NORP || t == NG_LOC;
    }
    return w->name != NG_NONE && !place ? m->last - 1 : m->last;
}

static void add_mention(struct ng_across *a, const struct ng_coref *c,
                        const struct ng_coref_mention *m, uint32_t entity)
{
    const struct ng_report *r = c->r;
    if (m->kind == NG_COREF_PRONOUN)
        return;
    if (add_government(a, c, m, entity))
        return;
    if (m->kind == NG_COREF_NAME && is_list(c, m)) {
        ng_across_add(a, entity, form_of(c, m->first, m->end, a->work),
                      OF_NOUN);
        return;
    }
    uint32_t last = last_of(c, m);
    if (m->kind == NG_COREF_NOMINAL && last == m->last) {
        bool vague = m->det && m->end - m->first < 3;
        if (!vague && !m->clause)
            ng_across_add(a, entity, form_of(c, m->first, m->end, a->work),
                          OF_NOUN);
        return;
    }
    if (m->entity != NG_NONE) {
        const struct ng_entity *e = &r->entities.at[m->entity];
        bool known = e->country[0] || e->geonameid;
        ng_str key = ng_str_format(a->work, "=" PRS, PRS_ARG(e->key));
        if (known && ng_str_starts(e->key, STR("country:")))
            ng_across_add(a, entity, key, OF_KEY);
    }
    const char *nation = nation_of(c, m);
    if (nation[0])
        ng_across_add(a, entity, ng_str_format(a->work, "=country:%s", nation),
                      OF_KEY);
    uint32_t first = last;
    while (first > m->first && (r->words.at[first - 1].tag == NG_TAG_NNP ||
                                r->words.at[first - 1].tag == NG_TAG_NNPS ||
                                r->words.at[first - 1].tag == NG_TAG_CC))
        first--;
    if (r->words.at[last].name != NG_NONE)
        while (first < last &&
               r->words.at[first].name != r->words.at[last].name)
            first++;
    ng_across_add(a, entity, form_of(c, first, last + 1, a->work), OF_NAME);
}

void ng_across_report(struct ng_across *a, const struct ng_coref *c)
{
    uint32_t base = a->n;
    for (uint32_t i = 0; i < c->n; i++)
        add_mention(a, c, &c->m[i], base + c->m[i].group);
    while (a->n < base + c->n_groups) {
        *ng_push(&a->report, a->work) = a->reports;
        a->n++;
    }
    a->reports++;
}

/* ---- settling ------------------------------------------------------------ */

static uint32_t root_of(const struct settling *s, uint32_t g)
{
    for (uint32_t steps = 0; s->g[g].to != g && steps < 64; steps++)
        g = s->g[g].to;
    return g;
}

static void join(struct settling *s, uint32_t from, uint32_t to)
{
    from = root_of(s, from);
    to = root_of(s, to);
    if (from != to)
        s->g[from].to = to;
}

/* Weight of each form for each entity: uses sorted by entity, then form. */
static int by_entity(const void *x, const void *y)
{
    const struct ng_across_use *a = x, *b = y;
    if (a->entity != b->entity)
        return a->entity < b->entity ? -1 : 1;
    return a->form < b->form ? -1 : a->form > b->form;
}

static void add_up(struct ng_across *a)
{
    if (a->uses.n > 1)
        qsort(a->uses.at, a->uses.n, sizeof *a->uses.at, by_entity);
    size_t n = 0;
    for (size_t i = 0; i < a->uses.n; i++) {
        struct ng_across_use *last = n ? &a->uses.at[n - 1] : NULL;
        if (last && by_entity(last, &a->uses.at[i]) == 0)
            last->weight += a->uses.at[i].weight;
        else
            a->uses.at[n++] = a->uses.at[i];
    }
    a->uses.n = n;
}

static void find_main(struct settling *s)
{
    struct ng_across *a = s->a;
    uint32_t *best = ng_new(a->work, uint32_t, a->n + 1);
    for (size_t i = 0; i < a->uses.n; i++) {
        const struct ng_across_use *u = &a->uses.at[i];
        uint32_t *m = &s->main[u->entity];
        bool longer = *m != NG_NONE && u->weight == best[u->entity] &&
                      a->forms.all.at[u->form].n > a->forms.all.at[*m].n;
        if (u->weight > best[u->entity] || longer) {
            best[u->entity] = u->weight;
            *m = u->form;
        }
    }
    uint32_t *last = ng_new(a->work, uint32_t, a->forms.all.n + 1);
    for (uint32_t e = 0; e < a->n; e++) {
        s->next[e] = NG_NONE;
        s->g[e] = (struct group){s->main[e], 0, e};
        if (s->main[e] == NG_NONE)
            continue;
        uint32_t *first = &s->of_form[s->main[e]];
        if (*first == NG_NONE)
            *first = e;
        else
            s->next[last[s->main[e]]] = e;
        last[s->main[e]] = e;
        s->g[e].to = *first;
    }
}

/* In how many reports two entities have these main forms. */
static uint32_t apart(const struct settling *s, uint32_t f, uint32_t h)
{
    uint32_t n = 0, e = s->of_form[f], o = s->of_form[h];
    while (e != NG_NONE && o != NG_NONE) {
        uint32_t x = s->a->report.at[e], y = s->a->report.at[o];
        n += x == y;
        if (x <= y)
            e = s->next[e];
        else
            o = s->next[o];
    }
    return n;
}

/* One is the other with words or initials before: "jobs", "steve jobs". */
static bool is_tail(ng_str f, ng_str h)
{
    ng_str longer = f.n > h.n ? f : h, tail = f.n > h.n ? h : f;
    size_t n = 0;
    for (size_t i = 0; i < longer.n; i++)
        if ((i == 0 || longer.p[i - 1] == ' ') && n < tail.n &&
            longer.p[i] == tail.p[n])
            n++;
    return (n == tail.n && n > 1) ||
           (ng_str_ends(longer, tail) && longer.n > tail.n &&
            longer.p[longer.n - tail.n - 1] == ' ');
}

static bool may_join(const struct settling *s, uint32_t f, uint32_t h,
                     uint32_t together)
{
    uint32_t g = root_of(s, s->of_form[f]), to = root_of(s, s->of_form[h]);
    if (g == to || is_tail(s->a->forms.all.at[f], s->a->forms.all.at[h]))
        return g != to;
    return apart(s, f, h) <= together;
}

/* Groups whose main forms are both used for one entity. */
static void give_way(struct settling *s)
{
    struct ng_across *a = s->a;
    struct ng_across_use *all =
        ng_new(a->work, struct ng_across_use, a->uses.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < a->uses.n; i++) {
        const struct ng_across_use *u = &a->uses.at[i];
        uint32_t mine = s->of_form[s->main[u->entity]];
        s->g[mine].weight += u->weight;
        bool name = u->weight >= OF_NAME && s->of_form[u->form] != NG_NONE;
        if (name && u->form != s->main[u->entity])
            all[n++] = (struct ng_across_use){mine, u->form, 1};
    }
    if (n > 1)
        qsort(all, n, sizeof *all, by_entity);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && by_entity(&all[i], &all[end]) == 0;)
            end++;
        uint32_t f = s->main[all[i].entity], h = all[i].form;
        if (may_join(s, f, h, (uint32_t)(end - i)))
            join(s, s->of_form[f], s->of_form[h]);
    }
}

/* Whom a word may be short for: the heaviest group and how heavy the next is.
 */
struct owner {
    uint32_t group, weight, next;
};

static void offer(const struct settling *s, const struct ng_names *shorts,
                  struct owner *owner, ng_str form, uint32_t group,
                  uint32_t times)
{
    uint32_t id = ng_name_find(shorts, form);
    if (id == NG_NO_NAME)
        return;
    struct owner *o = &owner[id];
    uint32_t weight = s->g[group].weight * times;
    if (o->weight && o->group == group) {
        o->weight = weight > o->weight ? weight : o->weight;
    } else if (weight > o->weight) {
        *o = (struct owner){group, weight, o->weight};
    } else if (weight > o->next) {
        o->next = weight;
    }
}

/* A single word goes to the group whose main form ends with it, begins with it
 * or has it as initials, if that outweighs all others of the kind. */
static void lengthen(struct settling *s)
{
    struct ng_across *a = s->a;
    struct ng_names shorts = {0};
    for (uint32_t f = 0; f < a->forms.all.n; f++)
        if (s->of_form[f] != NG_NONE &&
            !memchr(a->forms.all.at[f].p, ' ', a->forms.all.at[f].n))
            ng_name(&shorts, a->forms.all.at[f], a->work);
    struct owner *owner = ng_new(a->work, struct owner, shorts.all.n + 1);
    for (uint32_t f = 0; f < a->forms.all.n; f++) {
        ng_str form = a->forms.all.at[f];
        if (s->of_form[f] == NG_NONE || !memchr(form.p, ' ', form.n))
            continue;
        char initials[16];
        size_t n = 0, last = 0;
        for (size_t i = 0; i < form.n; i++)
            if ((i == 0 || form.p[i - 1] == ' ') && n < sizeof initials) {
                initials[n++] = form.p[i];
                last = i;
            }
        uint32_t g = root_of(s, s->of_form[f]);
        offer(s, &shorts, owner, (ng_str){initials, n}, g, 4);
        offer(s, &shorts, owner, ng_cut_at(form, ' ').head, g, 1);
        offer(s, &shorts, owner, (ng_str){form.p + last, form.n - last}, g, 2);
    }
    for (uint32_t k = 0; k < shorts.all.n; k++) {
        uint32_t f = ng_name_find(&a->forms, shorts.all.at[k]);
        const struct owner *o = &owner[k];
        if (o->weight >= OF_NAME && o->weight > 2 * o->next &&
            may_join(s, f, s->main[o->group], 2))
            join(s, s->of_form[f], o->group);
    }
}

/* "Harbour Computer" is Harbour where there is one: what a company makes is
 * said or not. */
static void shorten(struct settling *s)
{
    static const ng_str makes[] = {
        S("computer"), S("computers"),  S("motor"),       S("airlines"),
        S("airways"),  S("oil"),        S("energy"),      S("petroleum"),
        S("holdings"), S("industries"), S("technology"),  S("technologies"),
        S("systems"),  S("software"),   S("electronics"), S("communications"),
    };
    struct ng_across *a = s->a;
    for (size_t i = 0; i < a->uses.n; i++) {
        const struct ng_across_use *u = &a->uses.at[i];
        ng_str form = a->forms.all.at[u->form], rest = {0};
        if (u->weight < OF_NAME || s->main[u->entity] != u->form)
            continue;
        for (size_t k = 0; k < sizeof makes / sizeof *makes; k++)
            if (ng_str_ends(form, makes[k]) && form.n > makes[k].n + 1 &&
                form.p[form.n - makes[k].n - 1] == ' ')
                rest = (ng_str){form.p, form.n - makes[k].n - 1};
        uint32_t f = rest.n ? ng_name_find(&a->forms, rest) : NG_NO_NAME;
        if (f == NG_NO_NAME || s->of_form[f] == NG_NONE)
            continue;
        uint32_t to = s->of_form[f];
        if (s->g[root_of(s, to)].weight >= 2 * OF_NAME)
            join(s, s->of_form[u->form], to);
    }
}

uint32_t *ng_across_settle(struct ng_across *a)
{
    struct settling s = {.a = a,
                         .main = ng_new(a->work, uint32_t, a->n + 1),
                         .of_form =
                             ng_new(a->work, uint32_t, a->forms.all.n + 1),
                         .next = ng_new(a->work, uint32_t, a->n + 1),
                         .g = ng_new(a->work, struct group, a->n + 1)};
    memset(s.main, 0xff, (a->n + 1) * sizeof *s.main);
    memset(s.of_form, 0xff, (a->forms.all.n + 1) * sizeof *s.of_form);
    add_up(a);
    find_main(&s);
    give_way(&s);
    shorten(&s);
    lengthen(&s);
    uint32_t *to = ng_new(a->work, uint32_t, a->n + 1);
    for (uint32_t e = 0; e < a->n; e++)
        to[e] = root_of(&s, e);
    return to;
}
