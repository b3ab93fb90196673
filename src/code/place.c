/* place.c - where it happened.
 *
 *     police in Orsk arrested two men at the port of Vale
 *               4                        6
 *
 * Each word of the deed that may say where is asked, the surest first: what
 * stands in, at or near the trigger; its object; whoever acts; the deeds it is
 * joined to; what "where" and "there" stand for; a host's own country. A
 * higher number wins, and of one number the more exact place.
 */
#include "code/circumstance.h"

/* Prepositions that place a deed; those of the others only some of them. */
static const ng_str where =
    S("|in|at|near|outside|inside|around|within|onto|aboard|");
/* After these a country is one of the sides: "sanctions on Arvia". */
static const ng_str upon = S("|on|over|off|along|across|");
static const ng_str whither = S("|to|into|for|toward|towards|from|onto|");

enum {
    AT_JOINED = 1, /* the deed it is joined to */
    AT_ACTOR,      /* "police in Orsk arrested him" */
    AT_OBJECT,     /* "blocked the port of Orsk" */
    AT_GOAL,       /* "went to Orsk" */
    AT_THING,      /* "signed a treaty in Orsk": the treaty's "in" */
    AT_DEED        /* its own "in" */
};

struct found {
    uint32_t entity;
    ng_range at;
    int rank;
};

struct search {
    const struct ng_cast *c;
    const struct ng_mention *m;
    bool journey, bodily;
    struct found best;
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

/* Deeds that bodies do somewhere; words have a place only if it is their own.
 */
static bool is_bodily(enum ng_event_type type)
{
    switch (type) {
    case NG_ACCUSE:
    case NG_REQUEST:
    case NG_REJECT:
    case NG_THREATEN:
    case NG_SANCTION:
    case NG_SUPPORT:
    case NG_AGREE:
    case NG_CONCEDE:
        return false;
    default:
        return true;
    }
}

/* A name of a place that no gazetteer has: a quay, a village. */
static uint32_t unknown_place(const struct ng_cast *c, uint32_t w, ng_range *at)
{
    const struct ng_report *r = c->t->r;
    for (uint32_t k = w, steps = 0; k != NG_NONE && steps < 2; steps++) {
        uint32_t e = c->entity[k], name = r->words.at[k].name;
        if (e != NG_NONE && name < r->names.n &&
            (r->names.at[name].type == NG_FAC ||
             r->names.at[name].type == NG_GPE ||
             r->names.at[name].type == NG_LOC)) {
            *at = r->names.at[name].at;
            return e;
        }
        k = ng_prep_child(c->t, w, STR("of"), NG_NONE);
    }
    return NG_NONE;
}

static void look(struct search *s, uint32_t k, int rank, bool small)
{
    const struct ng_cast *c = s->c;
    ng_range at = {0};
    uint32_t e = ng_place_at(c, k, &at);
    int exact = e == NG_NONE ? 0 : ng_place_rank(&c->t->r->entities.at[e]);
    if (e == NG_NONE)
        e = unknown_place(c, k, &at);
    if (e == NG_NONE || (small && exact == 1))
        return;
    rank = rank * 8 + exact;
    if (rank > s->best.rank)
        s->best = (struct found){e, at, rank};
}

/* "blamed men in Orsk": those men, not the blaming; "in" right behind the
 * object is the object's unless bodies are at work. */
static bool is_behind_object(const struct search *s, uint32_t w, uint32_t k,
                             uint32_t object)
{
    const struct ng_tree *t = s->c->t;
    if (s->bodily || s->m->type == NG_SUPPORT || s->m->type == NG_AGREE ||
        object == NG_NONE || object < w)
        return false;
    for (uint32_t x = t->child[k]; x != NG_NONE; x = t->next[x])
        if (t->rel[x] == NG_REL_case)
            return x == object + 1;
    return false;
}

/* Where a deed of this type may lead: "sent troops to Orsk". */
static bool leads(const struct search *s, uint32_t k)
{
    const struct ng_tree *t = s->c->t;
    if (s->journey)
        return has_case(t, k, whither);
    if (s->m->type == NG_MOBILIZE)
        return has_case(t, k, (ng_str)S("|to|into|toward|towards|through|"));
    if (ng_str_eq(s->m->mode, STR("deport")))
        return has_case(t, k, (ng_str)S("|to|from|"));
    if (s->m->type == NG_RETREAT)
        return has_case(t, k, (ng_str)S("|from|"));
    if (s->m->type == NG_PROTEST)
        return has_case(t, k, (ng_str)S("|to|through|past|towards|toward|"));
    return s->m->type == NG_ASSAULT &&
           has_case(t, k, (ng_str)S("|on|at|against|into|"));
}

static void scan(struct search *s, uint32_t w, int rank, uint32_t object)
{
    const struct ng_tree *t = s->c->t;
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k]) {
        uint8_t rel = t->rel[k];
        if (rel != NG_REL_obl && rel != NG_REL_nmod && rel != NG_REL_obl_tmod)
            continue;
        if (has_case(t, k, where)) {
            if (!is_behind_object(s, w, k, object))
                look(s, k, rank, false);
        } else if (has_case(t, k, upon) && s->c->entity[k] != NG_NONE &&
                   (s->bodily || rank != AT_DEED)) {
            look(s, k, rank, true); /* not "on a North Sea ferry line" */
        } else if (leads(s, k)) {
            look(s, k, AT_GOAL,
                 s->m->type == NG_ASSAULT || s->m->type == NG_PROTEST);
        }
    }
}

/* "blocked the port", "shelled the town", "visited Orsk" */
static void scan_object(struct search *s, uint32_t object)
{
    enum ng_event_type type = s->m->type;
    if (object == NG_NONE)
        return;
    if (s->journey)
        look(s, object, AT_GOAL, false);
    else if (type == NG_ASSAULT || type == NG_PROTEST)
        look(s, object, AT_OBJECT, true);
    if (s->bodily || type == NG_SUPPORT || type == NG_AGREE)
        scan(s, object, AT_THING, NG_NONE);
}

/* "Orsk District Court", "Vale Police": the town that a local body is named
 * for, if the report speaks of it. */
static void look_in_name(struct search *s, uint32_t who)
{
    static const ng_str bodies = S("|court|courts|police|tribunal|");
    const struct ng_report *r = s->c->t->r;
    ng_range at = r->names.at[r->words.at[who].name].at;
    bool body = false;
    for (uint32_t w = ng_word_at(r, at.beg);
         w < s->c->t->n && r->words.at[w].at.end <= at.end; w++)
        body |= ng_listed(bodies, ng_low(s->c->t, w));
    for (uint32_t e = 0; body && e < r->entities.n && e < 400; e++) {
        const struct ng_entity *x = &r->entities.at[e];
        ng_str name = ng_slice(r->text, at);
        if (ng_place_rank(x) < 2 || x->type != NG_GPE || x->name.n < 3 ||
            !ng_str_starts(name, x->name) || name.n <= x->name.n ||
            name.p[x->name.n] != ' ')
            continue;
        int rank = AT_ACTOR * 8 + ng_place_rank(x);
        if (rank > s->best.rank)
            s->best = (struct found){e, at, rank};
    }
}

/* "Police in Orsk arrested him", "a court in Orsk charged him": whoever works
 * in a place acts there. Ministers do not. */
static void scan_actor(struct search *s, uint32_t w)
{
    static const ng_str
        local = S("|police|court|prosecutor|judge|magistrate|jury|tribunal|"
                  "officer|customs|gendarme|"),
        afar = S("|government|minister|official|ministry|embassy|president|"
                 "leader|premier|king|authority|parliament|");
    const struct ng_tree *t = s->c->t;
    uint32_t who = ng_frame_of(t, w).subject;
    if (who == NG_NONE || !ng_is_noun(t, who) ||
        ng_listed(afar, ng_lemma(t, who)) ||
        (!s->bodily && !ng_listed(local, ng_lemma(t, who))))
        return;
    if (ng_is_noun(t, who) && t->r->words.at[who].name != NG_NONE)
        look_in_name(s, who);
    for (uint32_t k = t->child[who]; k != NG_NONE; k = t->next[k])
        if (t->rel[k] == NG_REL_nmod &&
            has_case(t, k, (ng_str)S("|in|at|near|outside|on|")))
            look(s, k, AT_ACTOR, false);
}

/* "met in Orsk and signed a treaty", "is to stop at Orsk to meet Vale", "at
 * Orsk a man was beaten, and police arrested two". */
static void scan_joined(struct search *s, uint32_t w)
{
    const struct ng_tree *t = s->c->t;
    /* "Arriving at Orsk, he was greeted", "Speaking in Orsk, he urged" */
    for (uint32_t k = t->child[w]; k != NG_NONE && k < w; k = t->next[k])
        if (t->rel[k] == NG_REL_advcl && t->r->words.at[k].tag == NG_TAG_VBG &&
            ng_child(t, k, NG_REL_mark) == NG_NONE)
            for (uint32_t x = t->child[k]; x != NG_NONE; x = t->next[x])
                if (t->rel[x] == NG_REL_obl && has_case(t, x, where))
                    look(s, x, AT_JOINED, false);
    /* "were wounded when gunmen opened fire near Orsk" */
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if (s->bodily && t->rel[k] == NG_REL_advcl && k > w &&
            ng_child_low(t, k, STR("when")) != NG_NONE)
            for (uint32_t x = t->child[k]; x != NG_NONE; x = t->next[x])
                if (t->rel[x] == NG_REL_obl && has_case(t, x, where))
                    look(s, x, AT_JOINED, false);
    for (int steps = 0; steps < 3 && t->head[w] != NG_NONE; steps++) {
        uint32_t h = t->head[w];
        bool own = ng_child(t, w, NG_REL_nsubj) != NG_NONE ||
                   ng_child(t, w, NG_REL_nsubj_pass) != NG_NONE;
        uint8_t rel = t->rel[w], tag = t->r->words.at[w].tag;
        if (rel != NG_REL_conj && rel != NG_REL_xcomp &&
            (rel != NG_REL_advcl || tag != NG_TAG_VBG || own))
            return;
        if (!ng_is_verb(t, h))
            return;
        for (uint32_t k = t->child[h]; k != NG_NONE; k = t->next[k])
            if (t->rel[k] == NG_REL_obl && has_case(t, k, where) &&
                (!own || k < h))
                look(s, k, AT_JOINED, false);
        w = h;
    }
}

/* "at the university in Orsk, where he met Vale": what "where" stands for. */
static void look_where(struct search *s, uint32_t w)
{
    const struct ng_tree *t = s->c->t;
    for (int steps = 0; steps < 3 && t->head[w] != NG_NONE; steps++) {
        if (ng_child_low(t, w, STR("where")) != NG_NONE) {
            if (t->rel[w] == NG_REL_acl_relcl)
                look(s, t->head[w], AT_JOINED, false);
            return;
        }
        if (t->rel[w] != NG_REL_conj)
            return;
        w = t->head[w];
    }
}

enum { LOOK_BACK = 3 };

/* "A treaty was signed in Orsk. Outside, hundreds marched": the place that the
 * sentences before stood in. */
static void look_there(struct search *s, uint32_t w)
{
    const struct ng_tree *t = s->c->t;
    const struct ng_report *r = t->r;
    bool there = false, first = false; /* at the very start: a new paragraph */
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if (t->rel[k] == NG_REL_advmod &&
            ng_listed((ng_str)S("|there|outside|nearby|inside|"),
                      ng_low(t, k))) {
            there = true;
            first |= k == r->sentences.at[r->words.at[k].sentence].first;
        }
    uint32_t sentence = r->words.at[w].sentence;
    for (uint32_t back = 1; there && back <= LOOK_BACK && back <= sentence;
         back++) {
        const struct ng_sentence *before = &r->sentences.at[sentence - back];
        if (!first && (back > 1 || before->paragraph !=
                                       r->sentences.at[sentence].paragraph))
            return;
        for (uint32_t k = before->end; k-- > before->first;)
            if (k < t->n && s->c->entity[k] != NG_NONE &&
                has_case(t, k, where)) {
                look(s, k, AT_JOINED, false);
                if (s->best.entity != NG_NONE)
                    return;
            }
    }
}

/* "went on to Orsk": of a journey that only names a country, the next verb
 * may name the town: "crossed into Arvia and stopped at Orsk". */
static void scan_journey(struct search *s, uint32_t w)
{
    const struct ng_tree *t = s->c->t;
    bool vague = s->best.entity == NG_NONE || is_country(s->c, s->best.entity);
    for (uint32_t k = t->child[w]; vague && k != NG_NONE; k = t->next[k])
        if (t->rel[k] == NG_REL_conj && ng_is_verb(t, k) &&
            ng_child(t, k, NG_REL_nsubj) == NG_NONE)
            scan(s, k, AT_DEED, NG_NONE);
    for (size_t i = 0; s->best.entity == NG_NONE && i < s->m->recipients.n;
         i++) {
        const struct ng_party *p = &s->m->recipients.at[i];
        if (p->entity != NG_NONE && is_country(s->c, p->entity))
            s->best = (struct found){p->entity, p->at, 0};
    }
}

/* "arrested over a killing in Orsk": another deed's place. */
static bool is_of_other(const struct ng_tree *t, uint32_t k, uint32_t w,
                        bool protest)
{
    ng_str other = protest ? STR("|after|following|")
                           : STR("|over|after|following|for|about|");
    for (int steps = 0; k != w && k != NG_NONE && steps < 12; steps++) {
        if (has_case(t, k, other) && t->head[k] == w)
            return true;
        k = t->head[k];
    }
    return false;
}

/* "blocked a ship carrying flour off Orsk": any place in the clause, but none
 * of a clause of its own within it. */
static void scan_clause(struct search *s, uint32_t w)
{
    static const ng_str near = S("|in|at|near|outside|inside|off|");
    const struct ng_tree *t = s->c->t;
    uint32_t list[48];
    size_t n =
        ng_phrase(t, w,
                  NG_REL_BIT(acl_relcl) | NG_REL_BIT(advcl) |
                      NG_REL_BIT(ccomp) | NG_REL_BIT(parataxis) |
                      NG_REL_BIT(csubj) | NG_REL_BIT(conj) | NG_REL_BIT(xcomp),
                  list, 48);
    uint32_t best = NG_NONE;
    for (size_t i = 0; i < n; i++)
        if (has_case(t, list[i], near) && s->c->entity[list[i]] != NG_NONE &&
            list[i] > w &&
            !is_of_other(t, list[i], w, s->m->type == NG_PROTEST) &&
            (best == NG_NONE || list[i] < best))
            best = list[i];
    if (best != NG_NONE)
        look(s, best, AT_JOINED, false);
}

/* "Outside the Palace of Orsk, about 60 sweepers demonstrated": what a sentence
 * begins with, up to its comma. */
static void look_start(struct search *s, uint32_t w)
{
    static const ng_str at = S("|in|at|outside|near|inside|"), edge = S("|,|");
    enum { FAR = 8 };
    const struct ng_tree *t = s->c->t;
    const struct ng_sentence *in =
        &t->r->sentences.at[t->r->words.at[w].sentence];
    if (!ng_listed(at, ng_low(t, in->first)) ||
        has_case(t, w, (ng_str)S("|over|after|following|for|about|")))
        return;
    uint32_t comma = in->first;
    while (comma < w && comma < in->first + FAR &&
           !ng_listed(edge, ng_low(t, comma)))
        comma++;
    if (comma >= w || !ng_listed(edge, ng_low(t, comma)))
        return;
    for (uint32_t k = in->first + 1; k < comma; k++)
        if (s->c->entity[k] != NG_NONE)
            look(s, k, AT_JOINED, false);
}

/* "ORSK. Police arrested four men": the town that an item of a list is headed
 * with. */
static void look_label(struct search *s)
{
    const struct ng_report *r = s->c->t->r;
    uint32_t p = ng_paragraph_at(r, s->m->trigger.beg);
    if (p >= r->paragraphs.n)
        return;
    ng_range at = r->paragraphs.at[p].at;
    size_t i = ng_first_name(r, at.beg);
    if (i >= r->names.n || r->names.at[i].at.beg > at.beg + 4 ||
        r->names.at[i].entity >= r->entities.n)
        return;
    const struct ng_name_mention *x = &r->names.at[i];
    const struct ng_entity *e = &r->entities.at[x->entity];
    bool label = x->at.end < at.end &&
                 (r->text.p[x->at.end] == '.' || r->text.p[x->at.end] == ':');
    for (uint32_t b = x->at.beg; b < x->at.end; b++)
        label &= r->text.p[b] < 'a' || r->text.p[b] > 'z';
    if (label && x->at.end < s->m->trigger.beg && x->type == NG_GPE &&
        ng_place_rank(e) > 2)
        s->best = (struct found){x->entity, x->at, 0};
}

/* Over when the report was written: "a month after they met" is told from
 * wherever the reporter is now. */
static bool is_past(const struct ng_tree *t, uint32_t w,
                    const struct ng_mention *m)
{
    enum { NEWS = 7 };
    const struct ng_report *r = t->r;
    if (m->when_basis == NG_BASIS_NONE)
        return ng_background(t, w) != NG_NONE;
    return m->when.last != NG_NO_DAY && r->published.first != NG_NO_DAY &&
           m->when_basis != NG_BASIS_PUBLISHED &&
           m->when.last < r->published.first - NEWS;
}

/* "ORSK - A judge jailed four men on Monday": the first sentence of a report
 * from where courts sit and treaties are signed. */
static void look_dateline(struct search *s, uint32_t w)
{
    static const ng_str courts =
        S("|charge|sentence|remand|jail|acquit|convict|indict|fine|arraign|"
          "release|imprison|order|");
    const struct ng_tree *t = s->c->t;
    const struct ng_report *r = t->r;
    uint32_t sentence = r->words.at[w].sentence;
    bool law = (s->m->type == NG_COERCE || s->m->type == NG_ACCUSE ||
                s->m->type == NG_RETREAT) &&
               ng_listed(courts, ng_lemma(t, w));
    static const ng_str bench = S("|court|judge|tribunal|magistrate|");
    uint32_t who = law ? ng_frame_of(t, w).subject : NG_NONE;
    if (ng_listed((ng_str)S("|release|order|"), ng_lemma(t, w)))
        law = who != NG_NONE && ng_listed(bench, ng_low(t, who));
    bool talks = (s->m->type == NG_CONSULT || s->m->type == NG_SUPPORT ||
                  s->m->type == NG_AGREE) &&
                 s->m->actors.n + s->m->recipients.n > 1 && !s->journey;
    if ((!law && !talks) || s->m->status != NG_HAPPENED ||
        is_past(t, w, s->m) || ng_range_empty(r->dateline_at) ||
        sentence >= r->sentences.n ||
        sentence != ng_sentence_at(r, r->dateline_at.end))
        return;
    for (size_t i = 0; i < r->names.n; i++) {
        const struct ng_name_mention *x = &r->names.at[i];
        if (x->at.beg >= r->dateline_at.end)
            break;
        if (x->at.beg >= r->dateline_at.beg && x->entity != NG_NONE &&
            ng_place_rank(&r->entities.at[x->entity]) > 2) {
            s->best = (struct found){x->entity, x->at, 0};
            return;
        }
    }
}

void ng_place_mention(const struct ng_cast *c, struct ng_anchor a,
                      struct ng_mention *m)
{
    struct search s = {
        .c = c,
        .m = m,
        .journey = ng_str_eq(m->mode, STR("visit")),
        .bodily = is_bodily(m->type),
        .best = {.entity = NG_NONE, .rank = -1},
    };
    scan(&s, a.trigger, AT_DEED, a.object);
    scan_object(&s, a.object);
    if (a.carrier != NG_NONE)
        scan(&s, a.carrier, AT_DEED, a.trigger);
    if (s.best.entity == NG_NONE)
        scan_actor(&s, a.trigger);
    if (s.journey)
        scan_journey(&s, a.trigger);
    if (s.best.entity == NG_NONE)
        look_where(&s, a.trigger);
    if (s.best.entity == NG_NONE)
        scan_joined(&s, a.carrier != NG_NONE ? a.carrier : a.trigger);
    if (s.best.entity == NG_NONE && s.bodily)
        scan_clause(&s, a.trigger);
    if (s.best.entity == NG_NONE && s.bodily)
        look_start(&s, a.trigger);
    if (s.best.entity == NG_NONE)
        look_there(&s, a.trigger);
    if (s.best.entity == NG_NONE && s.bodily)
        look_label(&s);
    if (s.best.entity == NG_NONE)
        look_dateline(&s, a.trigger);
    if (s.best.entity == NG_NONE && m->place != NG_NONE)
        return; /* of the scene that dated it */
    m->place = s.best.entity;
    if (s.best.entity != NG_NONE) {
        m->place_at = s.best.at;
        if (ng_range_empty(m->as_stated))
            m->as_stated = s.best.at;
    }
}
