/* entities.c - which names are one and the same, and who that is.
 *
 *     Foreign Minister Ri Yong Ho ... Ri ... the IAEA (International Atomic
 * ...)
 *
 * Full names first, over the whole report; then last names, which go to the
 * person of that name who counts most (often, early, in the title); acronyms
 * by brackets or by initials; places by the countries that the report speaks
 * of. Every look-up is by table, so the work grows with the text alone.
 */
#include "annotate/linking.h"

static bool in(const char *code, const char *list)
{
    return strstr(list, code) && code[0];
}

static void copy(char *to, size_t cap, const char *from)
{
    size_t n = strnlen(from, cap - 1);
    memcpy(to, from, n);
    memset(to + n, 0, cap - n);
}

/* The entity with this key, made now if it is new. */
static uint32_t entity_of(struct ng_linking *l, ng_str key, ng_str name,
                          enum ng_name_type type)
{
    struct ng_report *r = l->n->r;
    uint32_t id = ng_name(&l->keys, key, l->n->work);
    if (id == l->entity.n) {
        *ng_push(&l->entity, l->n->work) = (uint32_t)r->entities.n;
        *ng_push(&r->entities, l->n->out) = (struct ng_entity){
            .key = ng_str_copy(key, l->n->out), .name = name, .type = type};
    }
    return l->entity.at[id];
}

static void alias(struct ng_linking *l, struct ng_aliases *t, ng_str name,
                  uint32_t entity, float score)
{
    uint32_t id = ng_name(&t->names, name, l->n->work);
    if (id == t->best.n)
        *ng_push(&t->best, l->n->work) = (struct ng_best){entity, 0};
    struct ng_best *b = &t->best.at[id];
    if (b->entity == entity)
        b->score += score;
    else if (score > b->score)
        *b = (struct ng_best){entity, score};
}

static uint32_t alias_find(const struct ng_aliases *t, ng_str name)
{
    uint32_t id = ng_name_find(&t->names, name);
    return id == NG_NO_NAME ? NG_NONE : t->best.at[id].entity;
}

static ng_str folded(const struct ng_linking *l, const struct ng_spot *s)
{
    return ng_folded(l->n, s->first, s->end);
}

static ng_str text_of(const struct ng_linking *l, const struct ng_spot *s)
{
    return ng_slice(l->n->r->text, ng_words_range(l->n, s->first, s->end));
}

/* ---- places -------------------------------------------------------------- */

static void fill(struct ng_entity *e, const struct ng_lex_entry *x)
{
    if (!e->country[0])
        copy(e->country, sizeof e->country, x->country);
    if (!e->code[0])
        copy(e->code, sizeof e->code, x->code);
    if (!e->sector[0])
        copy(e->sector, sizeof e->sector, x->sector);
    if (x->kind == NG_LEX_PLACE || x->kind == NG_LEX_COUNTRY) {
        e->geonameid = x->geonameid;
        e->lat = x->lat;
        e->lon = x->lon;
    }
}

static uint32_t link_known(struct ng_linking *l, const struct ng_spot *s,
                           const struct ng_lex_entry *x)
{
    uint32_t id = entity_of(l, ng_lex_key(x, l->n->work), x->name, s->type);
    fill(&l->n->r->entities.at[id], x);
    return id;
}

static bool in_capitals(ng_str s)
{
    size_t upper = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (ng_is_lower(s.p[i]))
            return false;
        upper += ng_is_upper(s.p[i]);
    }
    return upper > 1;
}

/* "GALWAY" in the dateline is called Galway where the text does. */
static uint32_t unknown_place(struct ng_linking *l, const struct ng_spot *s)
{
    uint32_t id = entity_of(
        l, ng_str_format(l->n->work, "place:" PRS, PRS_ARG(folded(l, s))),
        text_of(l, s), s->type);
    struct ng_entity *to = &l->n->r->entities.at[id];
    if (in_capitals(to->name) && !in_capitals(text_of(l, s)))
        to->name = text_of(l, s);
    return id;
}

static uint32_t link_place(struct ng_linking *l, size_t k)
{
    struct ng_spot *s = &l->n->spots.at[k];
    struct ng_lex_entry e, seat;
    bool known = ng_best_place(l, k, &e);
    if (!known && s->known)
        return link_known(l, s, &s->entry);
    if (!known)
        return unknown_place(l, s);
    uint32_t id = link_known(l, s, &e);
    if (ng_lex_find_kind(folded(l, s), NG_LEX_METONYM, &seat) &&
        !strcmp(seat.country, e.country)) {
        struct ng_entity *to = &l->n->r->entities.at[id];
        copy(to->code, sizeof to->code, seat.code);
        copy(to->sector, sizeof to->sector, seat.sector);
    }
    return id;
}

/* ---- bodies ----------------------------------------------------------------
 */

/* The country before it: "Chinese Foreign Ministry", "Japan's Diet". */
static const struct ng_spot *owner(const struct ng_linking *l, size_t k,
                                   uint32_t first)
{
    if (k == 0)
        return NULL;
    const struct ng_spot *o = &l->n->spots.at[k - 1];
    bool joined = o->end == first ||
                  (o->end + 1 == first &&
                   ng_str_eq(ng_folded(l->n, o->end, first), STR("s")));
    return joined && o->known && o->entry.country[0] ? o : NULL;
}

/* "Chinese" before "Foreign Ministry": the model cuts there, for a word of one
 * nation and of the next are then the same to it. NULL if there is none. */
static const struct ng_spot *nation_of(const struct ng_naming *n, size_t k)
{
    const struct ng_spot *s = &n->spots.at[k], *o = s - 1;
    const struct ng_word *w = n->r->words.at;
    return k > 0 && k < n->spots.n && s->type == NG_ORG && o->end == s->first &&
                   (o->type == NG_GPE || o->type == NG_NORP) &&
                   w[o->first].sentence == w[s->first].sentence &&
                   ng_nation_before(n, o->first, s->end) == s->first
               ? o
               : NULL;
}

/* The words of a name with its nation. */
static ng_range whole_at(const struct ng_naming *n, size_t k)
{
    const struct ng_spot *s = &n->spots.at[k], *o = nation_of(n, k);
    return ng_words_range(n, o ? o->first : s->first, s->end);
}

static ng_str whole_of(const struct ng_linking *l, size_t k)
{
    return ng_slice(l->n->r->text, whole_at(l->n, k));
}

/* "Korean Central News Agency" is known with its nation alone. */
static bool body_known(const struct ng_linking *l, uint32_t first, uint32_t end,
                       struct ng_lex_entry *e)
{
    ng_str folded = ng_folded(l->n, first, end);
    return ng_lex_find_kind(folded, NG_LEX_METONYM, e) ||
           ng_lex_find_kind(folded, NG_LEX_ORG, e) ||
           ng_lex_find_kind(folded, NG_LEX_AGENCY, e);
}

static ng_str initials(struct ng_linking *l, const struct ng_spot *s)
{
    char *p = ng_new(l->n->work, char, s->end - s->first + 1);
    size_t n = 0;
    for (uint32_t i = s->first; i < s->end; i++)
        if (l->n->flags[i] & NG_SPOT_CAPITAL && l->n->beg[i] < l->n->end[i])
            p[n++] = l->n->folded[l->n->beg[i]];
    return (ng_str){p, n};
}

static bool in_brackets(const struct ng_linking *l, size_t k)
{
    const struct ng_spot *s = &l->n->spots.at[k];
    ng_str text = l->n->r->text;
    uint32_t at = l->n->r->words.at[s->first].at.beg;
    return k > 0 && at > 0 && text.p[at - 1] == '(' &&
           l->n->spots.at[k - 1].end + 1 == s->first;
}

static uint32_t link_body(struct ng_linking *l, size_t k)
{
    struct ng_spot *s = &l->n->spots.at[k];
    bool one = s->end - s->first == 1;
    uint32_t id = NG_NONE;
    if (one && in_brackets(l, k) && l->n->spots.at[k - 1].type == s->type)
        id = l->n->spots.at[k - 1].entity;
    const struct ng_spot *o = owner(l, k, s->first);
    if (id == NG_NONE && (one || !o) && !s->known)
        id = alias_find(&l->bodies, folded(l, s));
    const struct ng_spot *nation = nation_of(l->n, k);
    if (nation && !s->known)
        s->known = body_known(l, nation->first, s->end, &s->entry);
    bool own = o && (!s->known ||
                     (s->entry.country[0] == 0 && s->entry.sector[0] == 'G'));
    if (id == NG_NONE && s->known && !own)
        id = link_known(l, s, &s->entry);
    if (id == NG_NONE) {
        ng_str key = ng_str_format(l->n->work, "%s:" PRS "%s%s",
                                   s->type == NG_ORG     ? "org"
                                   : s->type == NG_EVENT ? "event"
                                                         : "other",
                                   PRS_ARG(folded(l, s)), own ? ":" : "",
                                   own ? o->entry.country : "");
        id = entity_of(l, key, whole_of(l, k), s->type);
    }
    struct ng_entity *e = &l->n->r->entities.at[id];
    if (nation && ng_str_eq(e->name, text_of(l, s)))
        e->name = whole_of(l, k);
    if (own && !e->country[0]) {
        copy(e->country, sizeof e->country, o->entry.country);
        ng_str w = ng_folded(l->n, s->end - 1, s->end);
        ng_str head = ng_folded(l->n, s->first, s->first + 1);
        bool state =
            ng_str_eq(w, STR("ministry")) || ng_str_eq(head, STR("ministry")) ||
            ng_str_eq(w, STR("government")) ||
            ng_str_eq(w, STR("parliament")) || ng_str_eq(w, STR("cabinet"));
        bool arms = ng_str_eq(w, STR("army")) || ng_str_eq(w, STR("navy")) ||
                    ng_str_eq(w, STR("military"));
        if (state || arms) {
            copy(e->code, sizeof e->code, o->entry.country);
            copy(e->sector, sizeof e->sector, arms ? "MIL" : "GOV");
        }
    }
    if (s->type == NG_ORG && !one)
        alias(l, &l->bodies, initials(l, s), id, 1);
    alias(l, &l->bodies, folded(l, s), id, 1);
    return id;
}

/* ---- people ----------------------------------------------------------------
 */

static void office_of(struct ng_linking *l, struct ng_entity *e,
                      const struct ng_lex_entry *x)
{
    struct ng_lex_office o[32];
    size_t n = ng_lex_offices(x->id, o, 32);
    ng_day day = l->n->r->published.first;
    if (day == NG_NO_DAY)
        day = l->n->r->published.last;
    const struct ng_lex_office *now = NULL, *last = NULL;
    for (size_t i = 0; i < n; i++) {
        if (day != NG_NO_DAY && o[i].from != NG_NO_DAY && o[i].from > day)
            continue;
        last = &o[i];
        if (day == NG_NO_DAY || o[i].to == NG_NO_DAY || o[i].to >= day)
            now = &o[i];
    }
    const struct ng_lex_office *best = now ? now : last;
    copy(e->country, sizeof e->country, best ? best->country : x->country);
    copy(e->code, sizeof e->code, e->country);
    if (now || (last && last->role.n == 0))
        copy(e->sector, sizeof e->sector, best->sector);
    else if (last)
        copy(e->sector, sizeof e->sector, "ELI");
    if (now && !e->role.n)
        e->role = now->role;
}

static bool surname_first(const struct ng_linking *l, const struct ng_spot *s)
{
    if (s->known)
        return in(s->entry.country, "PRK KOR CHN TWN HKG VNM MMR KHM");
    ng_str f = folded(l, s);
    ng_cut cut = ng_cut_at(f, ' ');
    uint32_t last = s->end - 1;
    return ng_lex_word(cut.head) & NG_WORD_SURNAME &&
           memchr(cut.tail.p, ' ', cut.tail.n) &&
           !(ng_bits(l->n, last) & NG_WORD_SURNAME);
}

/* Full names, and what else they may be called. */
static void link_full_names(struct ng_linking *l)
{
    const struct ng_report *r = l->n->r;
    for (size_t k = 0; k < l->n->spots.n; k++) {
        struct ng_spot *s = &l->n->spots.at[k];
        ng_str f = folded(l, s);
        if (s->type != NG_PER || !memchr(f.p, ' ', f.n))
            continue;
        if (!s->known)
            s->entity = alias_find(&l->people, f);
        if (s->entity != NG_NONE)
            continue;
        ng_str key = s->known
                         ? ng_lex_key(&s->entry, l->n->work)
                         : ng_str_format(l->n->work, "person:" PRS, PRS_ARG(f));
        s->entity =
            entity_of(l, key, s->known ? s->entry.name : text_of(l, s), NG_PER);
        if (s->known)
            office_of(l, &l->n->r->entities.at[s->entity], &s->entry);
        uint32_t p = ng_paragraph_at(r, r->words.at[s->first].at.beg);
        bool head = p != NG_NONE && p < 2;
        float score = head ? 4 : 1;
        ng_cut cut = ng_cut_at(f, ' ');
        if (surname_first(l, s))
            alias(l, &l->people, cut.head, s->entity, score);
        for (size_t i = f.n; i-- > 0;)
            if (f.p[i] == ' ')
                alias(l, &l->people, (ng_str){f.p + i + 1, f.n - i - 1},
                      s->entity, score * (surname_first(l, s) ? 0.4f : 1));
        alias(l, &l->people, f, s->entity, score);
    }
}

/* "van der Bellen", "al-Assad": the particles belong to a name that is known
 * with them. */
static void take_particles(struct ng_linking *l, size_t k)
{
    struct ng_spot *s = &l->n->spots.at[k];
    uint32_t floor = k ? l->n->spots.at[k - 1].end : 0;
    for (uint32_t back = 3; back > 0; back--) {
        if (s->first < floor + back)
            continue;
        uint32_t first = s->first - back;
        ng_str f = ng_folded(l->n, first, s->end);
        uint32_t id = f.n ? alias_find(&l->people, f) : NG_NONE;
        if (id == NG_NONE || l->n->beg[first] == l->n->end[first])
            continue;
        s->first = first;
        s->entity = id;
        return;
    }
}

static uint32_t link_person(struct ng_linking *l, struct ng_spot *s)
{
    if (s->entity != NG_NONE)
        return s->entity;
    uint32_t id = alias_find(&l->people, folded(l, s));
    if (id != NG_NONE)
        return id;
    if (s->known) {
        id = entity_of(l, ng_lex_key(&s->entry, l->n->work), s->entry.name,
                       NG_PER);
        office_of(l, &l->n->r->entities.at[id], &s->entry);
        return id;
    }
    return entity_of(
        l, ng_str_format(l->n->work, "person:" PRS, PRS_ARG(folded(l, s))),
        text_of(l, s), NG_PER);
}

/* ---- all --------------------------------------------------------------------
 */

/* "the North" where Korea is the topic; a bare point of the compass is no name
 * elsewhere. */
static bool is_compass(struct ng_linking *l, struct ng_spot *s)
{
    ng_str f = folded(l, s);
    bool north = ng_str_eq(f, STR("north")), south = ng_str_eq(f, STR("south"));
    if (!north && !south && !ng_str_eq(f, STR("east")) &&
        !ng_str_eq(f, STR("west")))
        return false;
    struct ng_lex_entry e;
    if ((north || south) &&
        ng_country_count(l, "PRK") + ng_country_count(l, "KOR") >= 2 &&
        s->first > 0 &&
        ng_str_eq(ng_folded(l->n, s->first - 1, s->first), STR("the")) &&
        ng_lex_country(north ? STR("PRK") : STR("KOR"), &e)) {
        s->known = true;
        s->entry = e;
        s->type = NG_GPE;
        return false;
    }
    return true;
}

/* "Paris said she was ill" where a Valeska Paris is named in full: a place
 * only behind a preposition. */
static bool is_surname(struct ng_linking *l, const struct ng_spot *s)
{
    static const ng_str before[] = {S("in"),   S("to"),   S("from"),
                                    S("at"),   S("near"), S("of"),
                                    S("into"), S("for"),  S("outside")};
    if (s->end != s->first + 1 ||
        (s->known && s->entry.kind == NG_LEX_COUNTRY) ||
        alias_find(&l->people, folded(l, s)) == NG_NONE)
        return false;
    for (size_t i = 0; s->first && i < sizeof before / sizeof *before; i++)
        if (ng_str_eq(l->n->r->words.at[s->first - 1].low, before[i]))
            return false;
    return true;
}

/* "the Kremlin said" acts; "in the Kremlin", "outside the White House" is a
 * place. */
static bool is_inside(const struct ng_linking *l, const struct ng_spot *s)
{
    static const ng_str before[] = {S("in"),     S("inside"), S("outside"),
                                    S("at"),     S("near"),   S("into"),
                                    S("around"), S("behind"), S("opposite")};
    const struct ng_word *w = l->n->r->words.at;
    if (!s->known || s->entry.kind != NG_LEX_METONYM || s->first < 2 ||
        !ng_str_eq(w[s->first - 1].low, STR("the")))
        return false;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (ng_str_eq(w[s->first - 2].low, before[i]))
            return true;
    return false;
}

static uint32_t link(struct ng_linking *l, size_t k)
{
    struct ng_spot *s = &l->n->spots.at[k];
    if (s->type == NG_ORG && is_inside(l, s)) {
        s->type = NG_FAC;
        return link_known(l, s, &s->entry);
    }
    if (s->type == NG_GPE && is_surname(l, s))
        s->type = NG_PER;
    switch (s->type) {
    case NG_PER:
        return link_person(l, s);
    case NG_GPE:
    case NG_LOC:
    case NG_FAC:
        if (s->known && s->entry.kind == NG_LEX_COUNTRY && !ng_is_state(l, k))
            return link_known(l, s, &s->entry);
        return link_place(l, k);
    case NG_NORP:
        if (s->known) {
            struct ng_lex_entry e = s->entry;
            uint32_t id = link_known(l, s, &e);
            struct ng_entity *to = &l->n->r->entities.at[id];
            if (to->mentions == 0)
                to->name = text_of(l, s);
            return id;
        }
        return link_body(l, k);
    default:
        return link_body(l, k);
    }
}

static void keep(struct ng_linking *l, size_t k)
{
    struct ng_report *r = l->n->r;
    const struct ng_spot *s = &l->n->spots.at[k], *o = nation_of(l->n, k);
    struct ng_name_mention m = {
        .at = whole_at(l->n, k), .type = s->type, .entity = s->entity};
    for (uint32_t i = o ? o->first : s->first; i < s->end; i++)
        r->words.at[i].name = (uint32_t)r->names.n;
    if (o) {
        m.nation = ng_words_range(l->n, o->first, o->end);
        m.nation_type = o->type;
    }
    *ng_push(&r->names, l->n->out) = m;
    r->entities.at[s->entity].mentions++;
}

void ng_link_names(struct ng_naming *n)
{
    struct ng_linking l = {.n = n};
    ng_count_countries(&l);
    ng_settle_places(&l);
    link_full_names(&l);
    for (size_t k = 0; k < n->spots.n; k++) {
        struct ng_spot *s = &n->spots.at[k];
        if (nation_of(n, k + 1) == s || is_compass(&l, s))
            continue; /* part of the next name, or none */
        if (s->type == NG_PER && s->entity == NG_NONE)
            take_particles(&l, k);
        s->entity = link(&l, k);
        keep(&l, k);
        if (s->type == NG_PER)
            ng_read_role(n, k);
    }
}
