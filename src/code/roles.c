#include "code/roles.h"

#include "report/plover.h"

static bool is_event_noun(const struct ng_tree *t, uint32_t w)
{
    static const ng_str nouns =
        S("|talk|talks|meeting|summit|negotiation|negotiations|dialogue|visit|"
          "deal|agreement|treaty|pact|accord|ceasefire|truce|round|session|"
          "trip|conference|mediation|discussion|tie|ties|relation|relations|"
          "cooperation|contact|return|restart|"
          "resumption|revival|");
    return ng_is_noun(t, w) && ng_listed(nouns, ng_lemma(t, w));
}

/* Those who take part in what a noun names: "his talks with Borea", "the
 * Orsk-Vale summit", "a deal between Arvia and Borea". */
static bool fill_from_noun(struct ng_coder *k, uint32_t w, ng_parties *list)
{
    const struct ng_tree *t = &k->tree;
    bool known = false;
    /* "a return to talks": those of the talks */
    uint32_t inner = ng_prep_child(t, w, STR("to"), NG_NONE);
    if (inner == NG_NONE)
        inner = ng_prep_child(t, w, STR("of"), NG_NONE);
    if (inner != NG_NONE && is_event_noun(t, inner) &&
        k->cast.entity[inner] == NG_NONE)
        w = inner;
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c]) {
        uint8_t rel = t->rel[c];
        bool taken = rel == NG_REL_nmod_poss || rel == NG_REL_compound ||
                     rel == NG_REL_amod;
        for (uint32_t m = t->child[c];
             rel == NG_REL_nmod && m != NG_NONE && !taken; m = t->next[m])
            taken = t->rel[m] == NG_REL_case &&
                    (ng_is(t, m, "with") || ng_is(t, m, "between") ||
                     ng_is(t, m, "of") || ng_is(t, m, "by") ||
                     ng_is(t, m, "from") || ng_is(t, m, "among"));
        if (taken)
            known |= ng_add_parties(&k->cast, c, NG_AS_RECIPIENT, list);
    }
    uint32_t det = ng_child(t, w, NG_REL_det);
    if (!known && det != NG_NONE)
        for (size_t i = 0; i < k->cast.pair.n; i++, known = true)
            if (list->n < 12)
                *ng_push(list, k->out) = k->cast.pair.at[i];
    return known;
}

static bool is_locative(const struct ng_tree *t, uint32_t w)
{
    static const ng_str where =
        S("|in|at|on|near|inside|outside|since|under|from|into|onto|across|");
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c])
        if (t->rel[c] == NG_REL_case && ng_listed(where, ng_low(t, c)))
            return true;
    return false;
}

/* "alleged that he paid the sheriff", "demanded that Orsk release the tapes to
 * Vale": he and Orsk alone. */
static bool fill_from_subject(struct ng_coder *k, const struct ng_frame *f,
                              ng_parties *list)
{
    uint32_t s = ng_child(&k->tree, f->clause, NG_REL_nsubj);
    if (s == NG_NONE)
        s = ng_child(&k->tree, f->clause, NG_REL_nsubj_pass);
    size_t begun = list->n;
    if (s != NG_NONE && ng_is_party(&k->cast, s))
        ng_add_parties(&k->cast, s, NG_AS_ACTOR, list);
    return list->n > begun;
}

/* Those named in the clause below, but for its places and its subject where
 * that is the actor again: "agreed to send food to Borea". */
static bool fill_from_clause(struct ng_coder *k, const struct ng_frame *f,
                             const struct ng_template *p, ng_parties *list)
{
    const struct ng_tree *t = &k->tree;
    if (f->clause == NG_NONE)
        return false;
    if ((p->type == NG_ACCUSE || p->type == NG_REQUEST) &&
        fill_from_subject(k, f, list))
        return true;
    uint32_t words[40];
    size_t n = ng_subtree(t, f->clause, NG_REL_BIT(parataxis), words, 40);
    bool known = false;
    for (size_t i = 0; i < n; i++) {
        uint32_t w = words[i], e = k->cast.entity[w];
        uint8_t rel = t->rel[w];
        if (rel == NG_REL_compound || rel == NG_REL_flat ||
            rel == NG_REL_appos || is_locative(t, w) ||
            (e == NG_NONE && rel != NG_REL_nsubj && rel != NG_REL_obj) ||
            !(ng_is_noun(t, w) || t->r->words.at[w].tag == NG_TAG_PRP))
            continue;
        bool it = e == NG_NONE && t->r->words.at[w].tag == NG_TAG_PRP;
        if (it || (e != NG_NONE && t->r->entities.at[e].type == NG_LOC))
            continue;
        if (is_event_noun(t, w) && e == NG_NONE)
            known |= fill_from_noun(k, w, list);
        else
            known |= ng_add_parties(&k->cast, w, NG_AS_ACTOR, list);
    }
    return known;
}

/* "The rebels said they had ...": they are the rebels, unless it is known
 * better. */
static uint32_t speaker_for(const struct ng_coder *k, uint32_t w, uint32_t s)
{
    const struct ng_tree *t = &k->tree;
    if (s == NG_NONE || t->r->words.at[s].tag != NG_TAG_PRP ||
        k->cast.entity[s] != NG_NONE)
        return s;
    for (int steps = 0; steps < 6 && t->head[w] != NG_NONE; steps++) {
        uint32_t h = t->head[w];
        if (t->rel[w] == NG_REL_ccomp) {
            uint32_t speaker = ng_child(t, h, NG_REL_nsubj);
            return speaker != NG_NONE && speaker != s ? speaker : s;
        }
        w = h;
    }
    return s;
}

/* "arrested the salesman", "a forwarder was fined": whatever the word, who is
 * arrested is somebody. */
static bool takes_people(const struct ng_tree *t, uint32_t w, uint32_t object)
{
    static const ng_str verbs =
        S("|arrest|detain|jail|sentence|fine|remand|imprison|acquit|convict|"
          "handcuff|deport|kidnap|abduct|beat|stab|murder|torture|rape|");
    return ng_listed(verbs, ng_lemma(t, w)) && ng_is_noun(t, object) &&
           t->r->words.at[object].kind == NG_WORD_LETTERS;
}

/* What only the one who has it can do: resign, answer. */
static bool asks_of_owner(const struct ng_tree *t, uint32_t w)
{
    return ng_listed((ng_str)S("|resignation|apology|departure|explanation|"
                               "answer|response|abdication|"),
                     ng_lemma(t, w));
}

static uint32_t owner_of_ask(const struct ng_tree *t, uint32_t w)
{
    uint32_t whose = ng_child(t, w, NG_REL_nmod_poss);
    if (whose == NG_NONE)
        whose = ng_prep_child(t, w, STR("of"), NG_NONE);
    return whose != NG_NONE ? whose : ng_prep_child(t, w, STR("from"), NG_NONE);
}

/* Every party of one slot of the template. */
static bool fill(struct ng_coder *k, uint32_t w, const struct ng_frame *f,
                 const struct ng_template *p, const struct ng_slot_of *s,
                 enum ng_strictness how, ng_parties *list)
{
    const struct ng_tree *t = &k->tree;
    uint32_t at = NG_NONE;
    bool known = false;
    switch ((enum ng_slot_kind)s->slot) {
    case SLOT_SUBJECT:
        at = speaker_for(k, w, f->subject);
        break;
    case SLOT_OBJECT:
        at = f->object;
        break;
    case SLOT_INDIRECT:
        at = f->indirect;
        break;
    case SLOT_CLAUSE:
        return fill_from_clause(k, f, p, list);
    case SLOT_POSSESSOR:
        at = ng_child(t, w, NG_REL_nmod_poss);
        break;
    case SLOT_MODIFIER:
        for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c])
            if (t->rel[c] == NG_REL_amod || t->rel[c] == NG_REL_compound)
                known |= ng_add_parties(&k->cast, c, how, list);
        return known;
    case SLOT_BESIDE: {
        uint32_t at2 = NG_NONE;
        while ((at2 = ng_prep_child(t, w, s->beside, at2)) != NG_NONE)
            if (!ng_is_verb(t, at2)) /* "agreed to sell" */
                known |= is_event_noun(t, at2) && k->cast.entity[at2] == NG_NONE
                             ? fill_from_noun(k, at2, list)
                         : p->type == NG_REQUEST && asks_of_owner(t, at2)
                             ? ng_add_parties(&k->cast, owner_of_ask(t, at2),
                                              how, list)
                             : ng_add_parties(&k->cast, at2, how, list);
        if (!known && f->object != NG_NONE && ng_is_verb(t, w))
            while ((at2 = ng_prep_child(t, f->object, s->beside, at2)) !=
                   NG_NONE)
                known |= ng_add_parties(&k->cast, at2, how, list);
        return known;
    }
    default:
        return false;
    }
    if (at == NG_NONE)
        return false;
    if (is_event_noun(t, at) && k->cast.entity[at] == NG_NONE)
        return fill_from_noun(k, at, list);
    /* "demands his resignation": of him */
    if (p->type == NG_REQUEST && asks_of_owner(t, at))
        return ng_add_parties(&k->cast, owner_of_ask(t, at), NG_AS_RECIPIENT,
                              list);
    /* "demanded his release": of somebody else */
    if (s->slot == SLOT_OBJECT && p->type == NG_REQUEST &&
        !ng_is_party(&k->cast, at) && how == NG_AS_RECIPIENT)
        how = NG_AS_ACTOR;
    size_t begun = list->n;
    known = ng_add_parties(&k->cast, at, how, list);
    /* "fined it two million", read as what was fined */
    if (s->slot == SLOT_OBJECT && list->n == begun && !f->passive &&
        f->indirect != NG_NONE)
        known = ng_add_parties(&k->cast, f->indirect, how, list);
    if (s->slot == SLOT_OBJECT && list->n == begun && takes_people(t, w, at))
        *ng_push(list, k->out) = (struct ng_party){
            .at = t->r->words.at[at].at, .entity = NG_NONE, .sector = "CVL"};
    return known;
}

size_t ng_known_of(const ng_parties *list)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++)
        n += ng_party_known(&list->at[i]);
    return n;
}

static bool same_party(const struct ng_party *a, const struct ng_party *b)
{
    return a->entity != NG_NONE ? a->entity == b->entity
                                : a->at.beg == b->at.beg;
}

static void drop_repeated(ng_parties *list, const ng_parties *others)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        bool again = false;
        for (size_t j = 0; j < others->n; j++)
            again |= same_party(&list->at[i], &others->at[j]);
        if (!again)
            list->at[n++] = list->at[i];
    }
    list->n = n;
}

/* "the envoy for Borea's first visit to Arvia": the visitor is the envoy for
 * Borea, not Borea. */
static bool fill_from_envoy(struct ng_coder *k, uint32_t w, ng_parties *list)
{
    const struct ng_tree *t = &k->tree;
    uint32_t h = t->head[w];
    if (t->rel[w] != NG_REL_nmod || h == NG_NONE ||
        ng_child(t, w, NG_REL_nmod_poss) == NG_NONE ||
        (ng_child_low(t, w, STR("for")) == NG_NONE &&
         ng_child_low(t, w, STR("of")) == NG_NONE))
        return false;
    static const ng_str offices =
        S("|representative|envoy|minister|ambassador|president|spokesman|"
          "spokeswoman|head|chief|leader|secretary|adviser|commissioner|"
          "chairman|director|emissary|chancellor|king|queen|");
    return ng_listed(offices, ng_lemma(t, h)) &&
           ng_add_parties(&k->cast, h, NG_AS_RECIPIENT, list);
}

static void move_all(struct ng_coder *k, ng_parties *to, ng_parties *from)
{
    for (size_t i = 0; i < from->n && to->n < 12; i++)
        *ng_push(to, k->out) = from->at[i];
    from->n = 0;
}

/* "Arvia confirmed that she would visit its capital": told to her country, not
 * to Arvia's own. */
static void drop_compatriots(struct ng_mention *m)
{
    size_t n = 0;
    for (size_t i = 0; i < m->recipients.n; i++) {
        const struct ng_party *p = &m->recipients.at[i];
        if (m->actors.n == 0 || !p->code[0] ||
            memcmp(p->code, m->actors.at[0].code, 12) != 0)
            m->recipients.at[n++] = *p;
    }
    m->recipients.n = n;
}

/* Where no slot names the other side: whoever is named in the object's own
 * phrase ("a camp for Borean refugees"), else where it was done. */
static void fill_from_rest(struct ng_coder *k, uint32_t w,
                           const struct ng_frame *f, struct ng_mention *m)
{
    const struct ng_tree *t = &k->tree;
    uint64_t clauses = NG_REL_BIT(acl_relcl) | NG_REL_BIT(advcl) |
                       NG_REL_BIT(parataxis) | NG_REL_BIT(ccomp) |
                       NG_REL_BIT(nsubj) | NG_REL_BIT(obl_agent) |
                       NG_REL_BIT(conj) | NG_REL_BIT(obl_tmod);
    for (int round = 0; round < 2; round++) {
        uint32_t from = round ? w : f->object, words[32];
        if (from == NG_NONE)
            continue;
        size_t n = ng_phrase(t, from, clauses, words, 32);
        for (size_t i = 0; i < n; i++) {
            uint32_t e = k->cast.entity[words[i]];
            if (words[i] < w && round)
                continue;
            if (e == NG_NONE || !t->r->entities.at[e].country[0])
                continue;
            bool own = false;
            for (size_t j = 0; j < m->actors.n; j++)
                own |= memcmp(m->actors.at[j].code,
                              t->r->entities.at[e].country, 4) == 0;
            if (!own && m->recipients.n) { /* "killed ten men in Borea" */
                memcpy(m->recipients.at[0].code, t->r->entities.at[e].country,
                       4);
                return;
            }
            if (!own && ng_add_parties(&k->cast, words[i], NG_AS_RECIPIENT,
                                       &m->recipients))
                return;
        }
    }
}

/* "violated the embargo by helping with transfers by Orsk's ships": with whom
 * stands in the clause that says how. */
static void fill_from_manner(struct ng_coder *k, uint32_t w,
                             struct ng_mention *m)
{
    const struct ng_tree *t = &k->tree;
    uint32_t how = ng_child(t, w, NG_REL_advcl);
    if (how == NG_NONE || how < w || t->r->words.at[how].tag != NG_TAG_VBG ||
        ng_child_low(t, how, STR("by")) == NG_NONE)
        return;
    ng_range at = ng_subtree_range(t, how, NG_REL_BIT(conj), 0);
    for (uint32_t i = how + 1; i < t->n && t->r->words.at[i].at.end <= at.end &&
                               ng_known_of(&m->recipients) == 0;
         i++)
        if (ng_is_noun(t, i) && t->rel[i] != NG_REL_compound)
            ng_add_parties(&k->cast, i, NG_AS_RECIPIENT, &m->recipients);
    drop_repeated(&m->recipients, &m->actors);
}

void ng_find_roles(struct ng_coder *k, uint32_t w, const struct ng_frame *f,
                   const struct ng_template *p, struct ng_mention *m)
{
    bool swap = p->flags & FLAG_SWAP;
    bool noun = p->pos == 'N';
    bool host = p->flags & (FLAG_VISIT | FLAG_TO);
    bool done = noun && fill_from_envoy(k, w, &m->actors);
    for (unsigned i = 0; i < p->actors && !done; i++)
        done = fill(k, w, f, p, ng_template_slot(p, i),
                    noun || swap ? NG_AS_RECIPIENT : NG_AS_ACTOR, &m->actors);
    done = false;
    bool apart = false; /* "met the miners", "agreed to help them" */
    for (unsigned i = 0; i < p->recipients && !done; i++) {
        const struct ng_slot_of *s = ng_template_slot(p, p->actors + i);
        done = fill(k, w, f, p, s, host ? NG_AS_HOST : NG_AS_RECIPIENT,
                    &m->recipients);
        if (!apart && m->recipients.n)
            apart = s->slot == SLOT_CLAUSE || s->slot == SLOT_OBJECT;
    }
    int quad = ng_quad(p->type);
    if (ng_known_of(&m->recipients) == 0 && p->pos == 'V' &&
        !(p->flags & (FLAG_BOTH | FLAG_BORROW | FLAG_VISIT | FLAG_KEEP)) &&
        (quad >= 3 || p->type == NG_AID))
        fill_from_rest(k, w, f, m);
    if (ng_known_of(&m->recipients) == 0 && p->type == NG_COOPERATE)
        fill_from_manner(k, w, m);
    /* "visited Borea for talks with its president" */
    uint32_t goal =
        host ? ng_prep_child(&k->tree, w, STR("for"), NG_NONE) : NG_NONE;
    if (goal != NG_NONE && is_event_noun(&k->tree, goal))
        fill_from_noun(k, goal, &m->recipients);
    drop_repeated(&m->recipients, &m->actors);
    ng_weed_recipients(k, p->type, m);
    if (p->flags & FLAG_KEEP)
        drop_compatriots(m);
    if ((p->flags & FLAG_BOTH) && !(apart && m->actors.n))
        move_all(k, &m->actors, &m->recipients);
}

static void add_others(struct ng_coder *k, ng_parties *list,
                       const ng_parties *from, const ng_parties *but)
{
    size_t begun = list->n;
    for (size_t i = 0; i < from->n && list->n < 12; i++)
        *ng_push(list, k->out) = from->at[i];
    if (list->n > begun)
        drop_repeated(list, but);
}

static bool shares(const ng_parties *a, const struct ng_mention *b)
{
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < b->actors.n; j++)
            if (same_party(&a->at[i], &b->actors.at[j]))
                return true;
    return false;
}

/* An answer finds what it answers: a denial the accusation, an acceptance the
 * invitation, what a visitor asks for his host. */
static void borrow_from(struct ng_coder *k, const struct ng_template *p,
                        struct ng_mention *m)
{
    size_t n = k->r->mentions.n;
    for (size_t i = n; i-- > 0 && n - i < NG_LOOK_BACK;) {
        const struct ng_mention *b = &k->r->mentions.at[i];
        bool answer =
            p->flags & FLAG_DENIAL ? b->type == NG_ACCUSE : b->type == NG_AGREE;
        if (p->type == NG_REQUEST) {
            if (b->type == NG_CONSULT && n - i < 5 && shares(&m->actors, b)) {
                add_others(k, &m->recipients, &b->recipients, &m->actors);
                add_others(k, &m->recipients, &b->actors, &m->actors);
                return;
            }
            continue;
        }
        if (p->flags & FLAG_LOOSE)
            answer = b->type == NG_SUPPORT || b->type == NG_CONSULT;
        if (!answer || b->actors.n == 0)
            continue;
        add_others(k, p->flags & FLAG_LOOSE ? &m->actors : &m->recipients,
                   &b->actors, &m->actors);
        if ((p->flags & FLAG_DENIAL) && b->historical) {
            m->when = b->when;
            m->granularity = b->granularity;
            m->when_basis = NG_BASIS_SENTENCE;
        }
        return;
    }
}

void ng_borrow_roles(struct ng_coder *k, const struct ng_frame *f,
                     const struct ng_template *p, struct ng_mention *m)
{
    const struct ng_tree *t = &k->tree;
    size_t n = k->r->mentions.n;
    /* "talks that produced a deal": those who talked signed it */
    if (ng_known_of(&m->actors) == 0 && f->subject != NG_NONE && n &&
        (p->flags & FLAG_BOTH) && p->type != NG_CONSULT &&
        is_event_noun(t, f->subject)) {
        const struct ng_mention *b = &k->r->mentions.at[n - 1];
        add_others(k, &m->actors, &b->actors, &m->recipients);
        add_others(k, &m->actors, &b->recipients, &m->recipients);
    }
    if ((p->flags & FLAG_BOTH) && m->actors.n < 2 &&
        ng_known_of(&m->actors) == 0) {
        bool they = f->subject != NG_NONE && (ng_is(t, f->subject, "they") ||
                                              ng_is(t, f->subject, "both"));
        if (they || (p->flags & FLAG_LOOSE)) {
            m->actors.n = 0;
            add_others(k, &m->actors, &k->cast.pair, &m->recipients);
        }
    }
    if ((p->flags & FLAG_PLAN) && ng_known_of(&m->recipients) == 0)
        for (size_t i = 0; i < k->cast.pair.n; i++)
            if (m->actors.n &&
                memcmp(k->cast.pair.at[i].code, m->actors.at[0].code, 12) != 0)
                *ng_push(&m->recipients, k->out) = k->cast.pair.at[i];
    if ((p->flags & FLAG_BORROW) && ng_known_of(&m->recipients) == 0 &&
        !((p->flags & FLAG_LOOSE) && ng_known_of(&m->actors)))
        borrow_from(k, p, m);
    if (p->type == NG_REJECT && m->recipients.n == 0 && p->pos == 'V')
        ng_reject_whose(k, f, m);
}

/* "The ministers will meet": more than one by itself. */
static bool is_several(const struct ng_coder *k, const ng_parties *list)
{
    if (list->n != 1)
        return list->n > 1;
    uint32_t end = ng_word_at(k->r, list->at[0].at.end);
    end = end == NG_NONE ? (uint32_t)k->r->words.n : end;
    uint8_t tag = end ? k->r->words.at[end - 1].tag : 0;
    return tag == NG_TAG_NNS || tag == NG_TAG_NNPS || tag == NG_TAG_CD;
}

/* "It threatens to sue", "it has called for": whoever it is, it can speak. */
static bool is_told_of_it(const struct ng_coder *k, const struct ng_template *p,
                          const struct ng_frame *f)
{
    bool words = p->type == NG_THREATEN || p->type == NG_REQUEST ||
                 p->type == NG_REJECT || p->type == NG_ACCUSE;
    return words && p->pos == 'V' && !f->passive && f->subject != NG_NONE &&
           ng_is(&k->tree, f->subject, "it");
}

bool ng_is_whole(const struct ng_coder *k, const struct ng_template *p,
                 const struct ng_frame *f, const struct ng_mention *m)
{
    if (p->flags & FLAG_TOLD)
        return true; /* its own words decide */
    size_t a = ng_known_of(&m->actors);
    if (p->pos == 'N' && p->type == NG_CONSULT && !(p->flags & FLAG_DYAD))
        return true; /* its date or place must tell */
    /* "talks resume on Monday" */
    if ((p->flags & FLAG_LOOSE) && p->type == NG_CONSULT &&
        f->subject != NG_NONE && ng_is(&k->tree, f->subject, "talks"))
        return true;
    if (p->flags & FLAG_LOOSE)
        return a > 0 || m->actors.n > 1 || is_several(k, &m->actors);
    /* "was banned", "were arrested": who else than the state */
    if (p->flags & FLAG_LOOSE1)
        return m->actors.n + m->recipients.n > 0 || f->passive;
    if ((p->flags & FLAG_LEADER) && m->actors.n) {
        const struct ng_party *p0 = &m->actors.at[0];
        /* whose journeys are news: those of known sides and of officials */
        bool person = p0->entity != NG_NONE
                          ? k->r->entities.at[p0->entity].type == NG_PER &&
                                memcmp(p0->sector, "BUS", 3) != 0
                          : p0->sector[0] && memcmp(p0->sector, "CVL", 3) != 0;
        if (!person)
            return false;
    }
    if (p->flags & FLAG_VISIT) {
        if (m->actors.n == 0 ||
            (m->recipients.n == 0 && (p->flags & FLAG_DYAD)))
            return false;
        const char *x = m->actors.at[0].code;
        for (size_t i = 0; i < m->recipients.n; i++)
            if (!x[0] || memcmp(x, m->recipients.at[i].code, 12) != 0)
                return true;
        return m->recipients.n == 0;
    }
    if ((p->flags & FLAG_BOTH) && (p->flags & FLAG_DYAD))
        return is_several(k, &m->actors) || (m->actors.n && m->recipients.n);
    /* "a treaty signed in Orsk", "the trial opens on Monday" */
    if ((p->type == NG_SUPPORT && f->passive) ||
        (p->pos == 'N' && (p->flags & FLAG_COURT)))
        return true;
    if ((p->flags & FLAG_DYAD) && p->pos == 'N')
        return m->actors.n && m->recipients.n;
    /* who blames the rain accuses nobody */
    if (m->recipients.n == 0 && ng_str_eq(p->rule, STR("accuse.blame")))
        return false;
    return m->actors.n + m->recipients.n > 0 || is_told_of_it(k, p, f);
}

bool ng_is_thing(const struct ng_coder *k, const struct ng_template *p,
                 const struct ng_frame *f, const struct ng_mention *m)
{
    uint32_t s = f->subject;
    static const ng_str rules = S("|sanction|rule|law|regime|treaty|embargo|"
                                  "resolution|constitution|act|");
    if (m->type == NG_COERCE && s != NG_NONE && k->cast.entity[s] == NG_NONE &&
        ng_listed(rules, ng_lemma(&k->tree, s)) &&
        ng_child_low(&k->tree, s, STR("military")) == NG_NONE)
        return true;
    /* who asks, accuses or refuses is somebody, whatever the word for him */
    bool words = m->type == NG_REQUEST || m->type == NG_ACCUSE ||
                 m->type == NG_REJECT || m->type == NG_AGREE;
    return p->pos == 'V' && m->actors.n == 0 && s != NG_NONE && !f->borrowed &&
           !(words && !ng_is_paper(&k->tree, s)) && !f->passive &&
           ng_is_noun(&k->tree, s) && !is_event_noun(&k->tree, s) &&
           p->type != NG_STATEMENT && !(p->flags & FLAG_LOOSE);
}
