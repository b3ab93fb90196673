#include "code/parties.h"

#include "lexicon/lexicon.h"

/* A content longer than this many sentences counts for its first ones. */
enum { SAYING_REACH = 40 };

static void index_sayings(struct ng_cast *c, struct ng_arena *scratch)
{
    const struct ng_report *r = c->t->r;
    size_t links = 1;
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1) {
            c->saying_first = ng_new(scratch, uint32_t, r->sentences.n + 1);
            c->saying_next = ng_new(scratch, uint32_t, links);
            c->saying_at = ng_new(scratch, uint32_t, links);
            links = 1;
        }
        for (size_t i = 0; i < r->sayings.n; i++) {
            ng_range at = r->sayings.at[i].content;
            uint32_t s = ng_sentence_at(r, at.beg);
            for (int n = 0; n < SAYING_REACH && s < r->sentences.n &&
                            r->sentences.at[s].at.beg < at.end;
                 n++, s++, links++) {
                if (pass == 0)
                    continue;
                c->saying_at[links] = (uint32_t)i;
                c->saying_next[links] = c->saying_first[s];
                c->saying_first[s] = (uint32_t)links;
            }
        }
    }
}

/* "the envoy", with nothing that says whose: whoever was named last. */
static bool is_bare_office(const struct ng_tree *t, uint32_t w)
{
    static const ng_str offices =
        S("|representative|envoy|negotiator|premier|chancellor|emissary|king|"
          "queen|pope|president|minister|mediator|");
    if (!ng_listed(offices, ng_low(t, w)) ||
        ng_child_low(t, w, STR("the")) == NG_NONE)
        return false;
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if (t->r->words.at[k].name != NG_NONE ||
            (t->rel[k] == NG_REL_nmod &&
             ng_child_low(t, k, STR("of")) != NG_NONE))
            return false;
    return true;
}

/* "the city", "the far eastern city" */
static bool is_definite(const struct ng_tree *t, uint32_t w)
{
    for (uint32_t k = w; k-- > 0 && k + 4 > w;) {
        if (ng_is(t, k, "the") || ng_is(t, k, "that"))
            return true;
        uint8_t tag = t->r->words.at[k].tag;
        if (tag != NG_TAG_JJ && tag != NG_TAG_NN && tag != NG_TAG_NNP)
            return false;
    }
    return false;
}

/* "the city", "the country": the one named last. */
static void bind_nearest(struct ng_cast *c)
{
    static const ng_str cities = S("|city|town|capital|port|village|island|"
                                   "region|province|");
    static const ng_str lands = S("|country|nation|");
    const struct ng_tree *t = c->t;
    const struct ng_report *r = t->r;
    uint32_t city = NG_NONE, land = NG_NONE, person = NG_NONE;
    for (uint32_t w = 0; w < t->n; w++) {
        uint32_t e = c->entity[w];
        if (e != NG_NONE) {
            const struct ng_entity *x = &r->entities.at[e];
            if (x->geonameid && x->type != NG_PER && x->type != NG_NORP)
                *(ng_str_starts(x->key, STR("country:")) ? &land : &city) = e;
            else if (x->type == NG_PER && memcmp(x->sector, "GOV", 4) == 0)
                person = e;
            continue;
        }
        if (is_bare_office(t, w))
            c->entity[w] = person;
        bool small = ng_listed(cities, ng_low(t, w));
        if ((!small && !ng_listed(lands, ng_low(t, w))) || w == 0 ||
            !is_definite(t, w) || t->rel[w] == NG_REL_compound ||
            (w + 1 < t->n &&
             (ng_is(t, w + 1, "of") ||
              t->r->words.at[w + 1].letter_case == NG_CASE_TITLE)))
            continue; /* "the city of Orsk", "the port city Orsk" */
        c->entity[w] = small ? city : land;
    }
}

void ng_cast_build(struct ng_cast *c, const struct ng_tree *t,
                   struct ng_arena *out, struct ng_arena *scratch)
{
    const struct ng_report *r = t->r;
    *c = (struct ng_cast){.t = t, .out = out};
    c->entity = ng_new(scratch, uint32_t, t->n + 1);
    for (uint32_t w = 0; w < t->n; w++) {
        uint32_t name = r->words.at[w].name;
        c->entity[w] = name < r->names.n ? r->names.at[name].entity : NG_NONE;
        if (c->entity[w] >= r->entities.n)
            c->entity[w] = NG_NONE;
    }
    index_sayings(c, scratch);
    for (size_t i = 0; i < r->references.n; i++) {
        const struct ng_reference *ref = &r->references.at[i];
        if (ref->entity >= r->entities.n)
            continue;
        for (uint32_t w = ng_word_at(r, ref->at.beg);
             w < t->n && r->words.at[w].at.end <= ref->at.end; w++)
            if (r->words.at[w].name == NG_NONE &&
                (t->head[w] == NG_NONE || t->head[w] >= t->n ||
                 !ng_range_in(r->words.at[t->head[w]].at, ref->at)))
                c->entity[w] = ref->entity;
    }
    ng_bind_kin(c);
    bind_nearest(c);
    /* a dateline does nothing, whatever the arcs make of it */
    for (uint32_t w = ng_word_at(r, r->dateline_at.beg);
         w < t->n && r->words.at[w].at.beg < r->dateline_at.end; w++)
        c->entity[w] = NG_NONE;
}

static bool set_code(char code[12], const struct ng_entity *e)
{
    const char *from = e->code[0] ? e->code : e->country;
    if (from[0] && !code[0])
        memcpy(code, from, e->code[0] ? 12 : sizeof e->country);
    return code[0] != 0;
}

/* The words of the phrase without clauses, so that a receipt stays short. */
static ng_range phrase_range(const struct ng_tree *t, uint32_t w)
{
    return ng_subtree_range(
        t, w,
        NG_REL_BIT(acl_relcl) | NG_REL_BIT(acl) | NG_REL_BIT(conj) |
            NG_REL_BIT(cc) | NG_REL_BIT(case) | NG_REL_BIT(appos) |
            NG_REL_BIT(punct) | NG_REL_BIT(parataxis) | NG_REL_BIT(nmod) |
            NG_REL_BIT(mark) | NG_REL_BIT(advmod) | NG_REL_BIT(cop) |
            NG_REL_BIT(nsubj) | NG_REL_BIT(advcl) | NG_REL_BIT(det_predet),
        0);
}

/* "Latvian Constitutional Court": a body says itself whose it is. */
static void code_by_name(ng_str name, char code[12])
{
    char buf[128];
    size_t n = ng_lex_fold_into(name, buf, sizeof buf);
    if (n == SIZE_MAX)
        return;
    ng_str rest = {buf, n}, last = {0};
    while (rest.n && !code[0]) {
        ng_cut cut = ng_cut_at(rest, ' ');
        ng_str two =
            last.n
                ? (ng_str){last.p, (size_t)(cut.head.p - last.p) + cut.head.n}
                : cut.head;
        struct ng_lex_entry e;
        if (ng_lex_find_kind(two, NG_LEX_DEMONYM, &e) ||
            ng_lex_find_kind(two, NG_LEX_COUNTRY, &e) ||
            ng_lex_find_kind(cut.head, NG_LEX_DEMONYM, &e) ||
            ng_lex_find_kind(cut.head, NG_LEX_COUNTRY, &e))
            memcpy(code, e.country, sizeof e.country);
        last = cut.head;
        rest = cut.tail;
    }
}

static struct ng_party party_of_entity(const struct ng_cast *c, uint32_t w,
                                       uint32_t entity)
{
    const struct ng_report *r = c->t->r;
    const struct ng_entity *e = &r->entities.at[entity];
    struct ng_party p = {.at = r->words.at[w].at, .entity = entity};
    if (r->words.at[w].name < r->names.n)
        p.at = r->names.at[r->words.at[w].name].at;
    if (!set_code(p.code, e) && e->type == NG_ORG)
        code_by_name(e->name, p.code);
    memcpy(p.sector, e->sector, sizeof p.sector);
    if (!p.sector[0] && (e->type == NG_GPE || e->role.n))
        memcpy(p.sector, "GOV", 4);
    return p;
}

uint32_t ng_entity_at(const struct ng_cast *c, uint32_t w)
{
    const struct ng_tree *t = c->t;
    if (c->entity[w] != NG_NONE)
        return c->entity[w];
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k]) {
        uint8_t rel = t->rel[k];
        if ((rel == NG_REL_appos || rel == NG_REL_flat ||
             (rel == NG_REL_compound && k > w)) &&
            c->entity[k] != NG_NONE)
            return c->entity[k];
        /* "the driver, Mr Joseph Orsk": the title heads the name */
        for (uint32_t x = rel == NG_REL_appos ? t->child[k] : NG_NONE;
             x != NG_NONE; x = t->next[x])
            if ((t->rel[x] == NG_REL_flat || t->rel[x] == NG_REL_compound) &&
                x > k && c->entity[x] != NG_NONE)
                return c->entity[x];
    }
    /* "his father and predecessor, Orsk" */
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if (t->rel[k] == NG_REL_conj && c->entity[k] == NG_NONE &&
            t->r->words.at[w].tag == NG_TAG_NN &&
            t->r->words.at[k].tag == NG_TAG_NN) {
            uint32_t named = ng_child(t, k, NG_REL_appos);
            if (named != NG_NONE && c->entity[named] != NG_NONE)
                return c->entity[named];
        }
    return ng_named_behind(c, w);
}

/* "the envoy for Borea", "visitors to Arvia": not theirs. */
static bool is_abroad(const struct ng_tree *t, uint32_t m, uint32_t w)
{
    static const ng_str to = S("|for|to|on|against|with|toward|towards|near|");
    for (int steps = 0; m != w && m != NG_NONE && steps < 4;
         steps++, m = t->head[m])
        for (uint32_t k = t->child[m]; k != NG_NONE; k = t->next[k])
            if (t->rel[k] == NG_REL_case && ng_listed(to, ng_low(t, k)))
                return true;
    return false;
}

/* The country or group of the words that say whose the noun at w is:
 * "Russian officials", "forces of Chad", "the Kim regime's troops". */
static bool code_of_modifiers(const struct ng_cast *c, uint32_t w,
                              char code[12])
{
    uint32_t list[48];
    const struct ng_tree *t = c->t;
    static const ng_str others = S("|counterpart|rival|neighbor|neighbour|"
                                   "ally|enemy|opponent|partner|guest|host|");
    uint64_t skip = NG_REL_BIT(acl_relcl) | NG_REL_BIT(conj) |
                    NG_REL_BIT(parataxis) | NG_REL_BIT(acl) |
                    NG_REL_BIT(nsubj) | NG_REL_BIT(obl) | NG_REL_BIT(advcl);
    if (ng_listed(others, ng_lemma(t, w)))
        skip |= NG_REL_BIT(nmod_poss); /* his counterpart is another's */
    size_t n = ng_phrase(t, w, skip, list, 48);
    for (size_t i = 1; i < n; i++)
        if (c->entity[list[i]] != NG_NONE && !is_abroad(t, list[i], w) &&
            t->rel[list[i]] != NG_REL_acl_relcl &&
            set_code(code, &t->r->entities.at[c->entity[list[i]]]))
            return true;
    return false;
}

bool ng_is_party(const struct ng_cast *c, uint32_t w)
{
    return w != NG_NONE &&
           (ng_entity_at(c, w) != NG_NONE ||
            c->t->r->words.at[w].tag == NG_TAG_PRP || ng_is_person(c, w));
}

static bool is_pair(const struct ng_cast *c, uint32_t w)
{
    static const ng_str sides =
        S("|leader|side|country|president|minister|nation|government|"
          "neighbour|neighbor|state|party|men|man|head|ally|rival|two|both|");
    const struct ng_tree *t = c->t;
    if (!ng_listed(sides, ng_lemma(t, w)))
        return false;
    if (ng_is(t, w, "two") || ng_is(t, w, "both"))
        return true;
    return ng_child_low(t, w, STR("two")) != NG_NONE ||
           ng_child_low(t, w, STR("both")) != NG_NONE;
}

static void add(const struct ng_cast *c, ng_parties *list, struct ng_party p)
{
    for (size_t i = 0; i < list->n; i++) {
        struct ng_party *q = &list->at[i];
        if (p.entity != NG_NONE
                ? q->entity == p.entity
                : q->at.beg == p.at.beg || (p.code[0] && q->entity == NG_NONE &&
                                            !memcmp(p.code, q->code, 12) &&
                                            !memcmp(p.sector, q->sector, 4)))
            return;
    }
    if (list->n < 12)
        *ng_push(list, c->out) = p;
}

/* Bodies that are known by the number of their members. */
static const struct {
    ng_str word, members;
} formats[] = {
    {S("six-party"), S("USA CHN RUS JPN KOR PRK")},
    {S("koreas"), S("PRK KOR")},
    {S("normandy"), S("DEU FRA RUS UKR")},
    {S("p5+1"), S("USA GBR FRA RUS CHN DEU")},
    {S("quad"), S("USA JPN AUS IND")},
    {S("e3"), S("DEU FRA GBR")},
};

bool ng_add_members(const struct ng_cast *c, uint32_t w, ng_parties *list)
{
    ng_str low = ng_low(c->t, w);
    /* "North and South Korea" */
    if (w > 2 && ng_str_eq(low, STR("korea")) && ng_is(c->t, w - 2, "and") &&
        (ng_is(c->t, w - 3, "north") || ng_is(c->t, w - 3, "south")))
        low = STR("koreas");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (!ng_str_eq(formats[i].word, low))
            continue;
        for (size_t at = 0; at + 3 <= formats[i].members.n; at += 4) {
            struct ng_party p = {.at = c->t->r->words.at[w].at,
                                 .entity = NG_NONE,
                                 .sector = "GOV"};
            memcpy(p.code, formats[i].members.p + at, 3);
            if (low.p != ng_low(c->t, w).p)
                p.at = c->t->r->words.at[at ? w - 1 : w - 3].at;
            const struct ng_report *r = c->t->r;
            for (uint32_t e = 0; e < r->entities.n && e < 400; e++)
                if (r->entities.at[e].type == NG_GPE &&
                    ng_str_starts(r->entities.at[e].key, STR("country:")) &&
                    memcmp(r->entities.at[e].country, p.code, 4) == 0)
                    p.entity = e;
            bool there = false;
            for (size_t k = 0; k < list->n; k++)
                there |= memcmp(list->at[k].code, p.code, 4) == 0;
            if (!there && list->n < 12)
                *ng_push(list, c->out) = p;
        }
        return true;
    }
    return false;
}

bool ng_is_paper(const struct ng_tree *t, uint32_t w)
{
    static const ng_str papers =
        S("|report|statement|study|letter|resolution|communique|survey|"
          "investigation|inquiry|document|review|affidavit|indictment|filing|"
          "complaint|lawsuit|petition|memo|note|editorial|article|");
    return ng_listed(papers, ng_lemma(t, w));
}

/* Who acts where a thing is named: the maker of a report, the owner of a
 * train; w itself for anybody else, NG_NONE for a report that nobody made. */
static uint32_t stand_in(const struct ng_cast *c, uint32_t w,
                         enum ng_strictness how)
{
    static const ng_str vehicles =
        S("|train|plane|motorcade|convoy|jet|aircraft|ship|yacht|car|entourage|"
          "limousine|helicopter|");
    const struct ng_tree *t = c->t;
    uint32_t owner = ng_child(t, w, NG_REL_nmod_poss);
    if (how == NG_AS_ACTOR && ng_is_paper(t, w)) {
        uint32_t maker = ng_prep_child(t, w, STR("by"), NG_NONE);
        if (maker == NG_NONE)
            maker = ng_prep_child(t, w, STR("from"), NG_NONE);
        if (maker == NG_NONE)
            maker = owner;
        return maker != NG_NONE ? maker : ng_child(t, w, NG_REL_compound);
    }
    uint32_t whole = ng_prep_child(t, w, STR("of"), NG_NONE);
    if (whole != NG_NONE && ng_is_quantity(t, w))
        return whole;
    if (ng_listed(vehicles, ng_lemma(t, w)) && owner != NG_NONE &&
        c->entity[owner] != NG_NONE &&
        t->r->entities.at[c->entity[owner]].type == NG_PER)
        return owner;
    return w;
}

/* "the two leaders": those who met last. */
static bool add_pair(const struct ng_cast *c, uint32_t w, ng_parties *list)
{
    static const ng_str persons = S("|leader|president|minister|men|man|");
    const ng_parties *pair =
        ng_listed(persons, ng_lemma(c->t, w)) ? &c->leaders : &c->pair;
    for (size_t i = 0; i < pair->n; i++)
        add(c, list, pair->at[i]);
    return pair->n > 1;
}

/* One noun, without those it is joined to. */
static bool add_one(const struct ng_cast *c, uint32_t w, enum ng_strictness how,
                    ng_parties *list)
{
    const struct ng_tree *t = c->t;
    uint32_t entity = ng_entity_at(c, w);
    if (ng_add_members(c, w, list))
        return true;
    if (is_pair(c, w) && add_pair(c, w, list))
        return true;
    ng_range spot = {0};
    uint32_t host = how == NG_AS_HOST ? ng_place_at(c, w, &spot) : NG_NONE;
    if (host != NG_NONE && !t->r->entities.at[host].country[0])
        return false; /* a sea has no government */
    if (host != NG_NONE) {
        struct ng_party p = party_of_entity(c, w, host);
        p.at = spot;
        memcpy(p.sector, "GOV", 4);
        add(c, list, p);
        return true;
    }
    if (entity != NG_NONE) {
        const struct ng_entity *e = &t->r->entities.at[entity];
        bool thing =
            e->type == NG_EVENT || e->type == NG_WORK || e->type == NG_MISC;
        bool place = e->type == NG_FAC || e->type == NG_LOC;
        if (thing && !e->code[0])
            return false;
        if (place && how == NG_AS_ACTOR && !e->code[0])
            return false;
        add(c, list, party_of_entity(c, w, entity));
        return true;
    }
    uint32_t other = stand_in(c, w, how);
    if (other == NG_NONE)
        return false;
    if (other != w && c->entity[other] != NG_NONE) {
        add(c, list, party_of_entity(c, other, c->entity[other]));
        return true;
    }
    w = other;
    ng_str sector = ng_agent_sector(ng_lemma(t, w));
    bool people = sector.n == 0 && ng_is_person(c, w);
    if (people)
        sector = STR("CVL");
    /* "Prosecutor Orsk-Vale": a name that nobody knows, with its office */
    uint8_t tag = t->r->words.at[w].tag;
    bool unknown =
        sector.n == 0 && how == NG_AS_ACTOR &&
        (tag == NG_TAG_NNP || tag == NG_TAG_NNPS || tag == NG_TAG_PRP);
    for (uint32_t k = t->child[w]; unknown && k != NG_NONE; k = t->next[k])
        if (t->rel[k] == NG_REL_compound || t->rel[k] == NG_REL_appos ||
            t->rel[k] == NG_REL_flat)
            sector = ng_agent_sector(ng_low(t, k)).n
                         ? ng_agent_sector(ng_low(t, k))
                         : sector;
    if (unknown && sector.n == 0)
        sector = STR("CVL");
    people |= unknown;
    if (how == NG_AS_ACTOR && sector.n == 0)
        return false;
    if (t->r->words.at[w].kind != NG_WORD_LETTERS && !people)
        if (ng_prep_child(t, w, STR("of"), NG_NONE) == NG_NONE &&
            how == NG_AS_ACTOR)
            return false;
    other = how == NG_AS_RECIPIENT && sector.n == 0 && !people
                ? ng_owner_of(c, w)
                : NG_NONE;
    if (other != NG_NONE) {
        add(c, list, party_of_entity(c, other, c->entity[other]));
        return true;
    }
    struct ng_party p = {.at = phrase_range(t, w), .entity = NG_NONE};
    bool known = code_of_modifiers(c, w, p.code);
    p.of = ng_whose_people(c, w, p.code, sector);
    if (!known && sector.n == 0)
        return false;
    if (sector.n && sector.n < sizeof p.sector)
        memcpy(p.sector, sector.p, sector.n);
    add(c, list, p);
    return known;
}

/* "Orsk and his counterpart, Vale": the name hangs on the counterpart, or on
 * Orsk. */
static uint32_t named_beside(const struct ng_cast *c, uint32_t above,
                             uint32_t from)
{
    const struct ng_tree *t = c->t;
    uint32_t named = NG_NONE;
    for (uint32_t k = t->child[above]; k != NG_NONE; k = t->next[k])
        if (t->rel[k] == NG_REL_appos && k > from && c->entity[k] != NG_NONE)
            named = k;
    return named;
}

bool ng_add_parties(const struct ng_cast *c, uint32_t w, enum ng_strictness how,
                    ng_parties *list)
{
    const struct ng_tree *t = c->t;
    if (w == NG_NONE)
        return false;
    uint32_t heads[12];
    size_t n = 0;
    heads[n++] = w;
    bool known = false;
    for (size_t i = 0; i < n; i++) {
        uint32_t named = NG_NONE;
        if (i > 0 && ng_entity_at(c, heads[i]) == NG_NONE)
            named = named_beside(c, heads[i], heads[i]);
        if (i > 0 && ng_entity_at(c, heads[i]) == NG_NONE && named == NG_NONE)
            named = named_beside(c, w, heads[i]);
        known |= add_one(c, named != NG_NONE ? named : heads[i], how, list);
        for (uint32_t k = t->child[heads[i]]; k != NG_NONE && n < 12;
             k = t->next[k])
            if (t->rel[k] == NG_REL_conj &&
                (ng_is_noun(t, k) || t->r->words.at[k].tag == NG_TAG_PRP ||
                 t->r->words.at[k].tag == NG_TAG_CD))
                heads[n++] = k;
    }
    return known;
}

static bool is_place(const struct ng_entity *x)
{
    return (x->type == NG_GPE || x->type == NG_LOC || x->type == NG_FAC) &&
           (x->geonameid || ng_str_starts(x->key, STR("country:")) ||
            ng_str_starts(x->key, STR("place:")));
}

/* A town says more than a sea, a sea more than a country. */
int ng_place_rank(const struct ng_entity *x)
{
    if (ng_str_starts(x->key, STR("country:")))
        return 1;
    return x->geonameid == 0 ? 2 : x->type == NG_LOC ? 3 : 4;
}

/* "the port city Orsk", "the port of Orsk": but not "a line across Arvia". */
static bool is_part_of_name(const struct ng_tree *t, uint32_t k, uint32_t w)
{
    for (int steps = 0; k != w; steps++, k = t->head[k]) {
        uint8_t rel = t->rel[k];
        bool of =
            rel == NG_REL_nmod && (ng_child_low(t, k, STR("of")) != NG_NONE ||
                                   ng_child_low(t, k, STR("in")) != NG_NONE);
        if (steps > 4 || k == NG_NONE ||
            (!of && rel != NG_REL_compound && rel != NG_REL_flat &&
             rel != NG_REL_appos && rel != NG_REL_nmod_poss &&
             rel != NG_REL_amod))
            return false;
    }
    return true;
}

uint32_t ng_place_at(const struct ng_cast *c, uint32_t w, ng_range *at)
{
    const struct ng_tree *t = c->t;
    const struct ng_report *r = t->r;
    uint32_t list[24];
    size_t n = ng_phrase(t, w,
                         NG_REL_BIT(acl_relcl) | NG_REL_BIT(acl) |
                             NG_REL_BIT(conj) | NG_REL_BIT(parataxis) |
                             NG_REL_BIT(obl) | NG_REL_BIT(nsubj),
                         list, 24);
    uint32_t best = NG_NONE;
    int rank = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t e = c->entity[list[i]];
        if (e == NG_NONE || !is_place(&r->entities.at[e]))
            continue;
        const struct ng_entity *x = &r->entities.at[e];
        if (!is_part_of_name(t, list[i], w))
            continue;
        if (ng_place_rank(x) > rank) {
            rank = ng_place_rank(x);
            best = e;
            uint32_t name = r->words.at[list[i]].name;
            *at = name < r->names.n ? r->names.at[name].at
                                    : r->words.at[list[i]].at;
        }
        /* a town by its own name is as exact as it gets */
        if (i == 0 && rank > 2)
            break;
    }
    if (rank > 0 || t->r->words.at[w].tag != NG_TAG_NNP)
        return best;
    return NG_NONE;
}
