#include "code/code.h"

#include "code/circumstance.h"
#include "report/plover.h"

/* How many mentions back an answer looks for what it answers. */
enum { LOOK_BACK = 60 };

/* One report at work. */
struct coder {
    struct ng_report *r;
    struct ng_tree tree;
    struct ng_cast cast;
    bool *used; /* [words] part of another trigger */
    struct ng_arena *out;
};

/* Relations that lead out of the clause of a verb. */
static const uint64_t outside =
    NG_REL_BIT(advcl) | NG_REL_BIT(parataxis) | NG_REL_BIT(conj) |
    NG_REL_BIT(cc) | NG_REL_BIT(punct) | NG_REL_BIT(ccomp) | NG_REL_BIT(mark) |
    NG_REL_BIT(discourse) | NG_REL_BIT(dislocated) | NG_REL_BIT(vocative);

static ng_range join(ng_range a, ng_range b)
{
    return (ng_range){a.beg < b.beg ? a.beg : b.beg,
                      a.end > b.end ? a.end : b.end};
}

static ng_range clause_of(const struct coder *k, const struct ng_template *p,
                          struct ng_anchor a, const struct ng_frame *f)
{
    const struct ng_tree *t = &k->tree;
    if (p->pos == 'N') {
        ng_range at = ng_subtree_range(
            t, a.trigger, NG_REL_BIT(acl_relcl) | outside | NG_REL_BIT(appos));
        if (a.carrier != NG_NONE)
            at = join(at, ng_subtree_range(t, a.carrier, outside));
        return at;
    }
    uint64_t skip = outside;
    if (f->clause != NG_NONE && t->rel[f->clause] == NG_REL_ccomp)
        skip &= ~NG_REL_BIT(ccomp);
    ng_range at = ng_subtree_range(t, a.trigger, skip);
    if (f->borrowed && f->subject != NG_NONE && f->subject < a.trigger &&
        t->rel[a.trigger] == NG_REL_xcomp)
        at = join(at, t->r->words.at[f->subject].at);
    return at;
}

/* Those who take part in what a noun names: "his talks with Borea", "the
 * Orsk-Vale summit", "a deal between Arvia and Borea". */
static bool fill_from_noun(struct coder *k, uint32_t w, ng_parties *list)
{
    const struct ng_tree *t = &k->tree;
    bool known = false;
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
    return known;
}

static bool is_event_noun(const struct ng_tree *t, uint32_t w)
{
    static const ng_str nouns =
        S("|talk|talks|meeting|summit|negotiation|negotiations|dialogue|visit|"
          "deal|agreement|treaty|pact|accord|ceasefire|truce|round|session|"
          "trip|conference|mediation|discussion|tie|ties|relation|relations|"
          "cooperation|contact|");
    return ng_is_noun(t, w) && ng_listed(nouns, ng_lemma(t, w));
}

/* Every party of one slot of the template. */
static bool fill(struct coder *k, uint32_t w, const struct ng_frame *f,
                 const struct ng_slot_of *s, enum ng_strictness how,
                 ng_parties *list)
{
    const struct ng_tree *t = &k->tree;
    uint32_t at = NG_NONE;
    bool known = false;
    switch ((enum ng_slot_kind)s->slot) {
    case SLOT_SUBJECT:
        at = f->subject;
        break;
    case SLOT_OBJECT:
        at = f->object;
        break;
    case SLOT_INDIRECT:
        at = f->indirect;
        break;
    case SLOT_CLAUSE:
        if (f->clause == NG_NONE)
            return false;
        for (uint32_t c = t->child[f->clause]; c != NG_NONE && !known;
             c = t->next[c])
            if (t->rel[c] == NG_REL_nsubj || t->rel[c] == NG_REL_obj ||
                t->rel[c] == NG_REL_obl || t->rel[c] == NG_REL_nsubj_pass)
                known = ng_add_parties(&k->cast, c, how, list);
        return known;
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
            known |= ng_add_parties(&k->cast, at2, how, list);
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
    return ng_add_parties(&k->cast, at, how, list);
}

static size_t known_of(const ng_parties *list)
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

static void move_all(struct coder *k, ng_parties *to, ng_parties *from)
{
    for (size_t i = 0; i < from->n && to->n < 12; i++)
        *ng_push(to, k->out) = from->at[i];
    from->n = 0;
}

static void find_parties(struct coder *k, uint32_t w, const struct ng_frame *f,
                         const struct ng_template *p, struct ng_mention *m)
{
    bool swap = p->flags & FLAG_SWAP;
    bool noun = p->pos == 'N';
    bool host = p->flags & (FLAG_VISIT | FLAG_TO);
    bool done = false;
    for (unsigned i = 0; i < p->actors && !done; i++)
        done = fill(k, w, f, ng_template_slot(p, i),
                    noun || swap ? NG_AS_RECIPIENT : NG_AS_ACTOR, &m->actors);
    done = false;
    for (unsigned i = 0; i < p->recipients && !done; i++)
        done = fill(k, w, f, ng_template_slot(p, p->actors + i),
                    host ? NG_AS_HOST : NG_AS_RECIPIENT, &m->recipients);
    drop_repeated(&m->recipients, &m->actors);
    if (p->flags & FLAG_BOTH)
        move_all(k, &m->actors, &m->recipients);
}

/* What a definite noun or a bare verb leaves out was said just before. */
static void borrow(struct coder *k, uint32_t w, const struct ng_frame *f,
                   const struct ng_template *p, struct ng_mention *m)
{
    const struct ng_tree *t = &k->tree;
    /* "talks that produced a deal": those who talked signed it */
    if (known_of(&m->actors) == 0 && f->subject != NG_NONE &&
        (p->flags & FLAG_BOTH) && is_event_noun(t, f->subject) &&
        k->r->mentions.n) {
        const struct ng_mention *b = &k->r->mentions.at[k->r->mentions.n - 1];
        for (size_t i = 0; i < b->actors.n; i++)
            *ng_push(&m->actors, k->out) = b->actors.at[i];
        for (size_t i = 0; i < b->recipients.n; i++)
            *ng_push(&m->actors, k->out) = b->recipients.at[i];
    }
    if ((p->flags & FLAG_BOTH) && m->actors.n < 2) {
        bool they = f->subject != NG_NONE && (ng_is(t, f->subject, "they") ||
                                              ng_is(t, f->subject, "both"));
        if ((they || (p->flags & FLAG_LOOSE)) && known_of(&m->actors) == 0) {
            m->actors.n = 0;
            for (size_t i = 0; i < k->cast.pair.n; i++)
                *ng_push(&m->actors, k->out) = k->cast.pair.at[i];
        }
    }
    if (!(p->flags & FLAG_BORROW) || known_of(&m->recipients))
        return;
    (void)w;
    size_t stop =
        k->r->mentions.n > LOOK_BACK ? k->r->mentions.n - LOOK_BACK : 0;
    for (size_t i = k->r->mentions.n; i-- > stop;) {
        const struct ng_mention *b = &k->r->mentions.at[i];
        bool fits = p->flags & FLAG_DENIAL ? b->type == NG_ACCUSE
                    : p->flags & FLAG_LOOSE
                        ? b->type == NG_SUPPORT || b->type == NG_CONSULT
                        : b->type == NG_AGREE;
        if (!fits || b->actors.n == 0)
            continue;
        for (size_t j = 0; j < b->actors.n; j++)
            *ng_push(m->actors.n || !(p->flags & FLAG_LOOSE) ? &m->recipients
                                                             : &m->actors,
                     k->out) = b->actors.at[j];
        drop_repeated(&m->recipients, &m->actors);
        return;
    }
}

/* Enough is known for an event: see the flags in triggers.txt. */
static bool is_whole(const struct coder *k, const struct ng_template *p,
                     const struct ng_mention *m)
{
    size_t a = known_of(&m->actors), b = known_of(&m->recipients);
    if (p->flags & FLAG_LOOSE)
        return a > 0;
    if (p->flags & FLAG_LOOSE1)
        return m->actors.n + m->recipients.n > 0;
    if ((p->flags & FLAG_LEADER) && m->actors.n) {
        const struct ng_party *p0 = &m->actors.at[0];
        bool person = p0->entity != NG_NONE
                          ? k->r->entities.at[p0->entity].type == NG_PER
                          : p0->sector[0] != 0;
        if (!person)
            return false;
    }
    if (p->flags & FLAG_VISIT) {
        if (a == 0 || (b == 0 && (p->flags & FLAG_DYAD)))
            return false;
        const char *x = m->actors.at[0].code;
        for (size_t i = 0; i < m->recipients.n; i++)
            if (x[0] && memcmp(x, m->recipients.at[i].code, 12) != 0)
                return true;
        return m->recipients.n == 0 || !x[0];
    }
    if ((p->flags & FLAG_BOTH) && (p->flags & FLAG_DYAD))
        return m->actors.n > 1 && a > 0;
    if (p->flags & FLAG_DYAD)
        return m->actors.n && m->recipients.n && a + b > 0;
    return a + b > 0 && (m->actors.n > 0 || b > 0);
}

/* "The storm killed", "prohibited by the rules": whoever is named as doing it
 * is nobody. */
static bool is_thing(const struct coder *k, const struct ng_template *p,
                     const struct ng_frame *f, const struct ng_mention *m)
{
    uint32_t s = f->subject;
    return p->pos == 'V' && m->actors.n == 0 && s != NG_NONE && !f->borrowed &&
           ng_is_noun(&k->tree, s) && !is_event_noun(&k->tree, s) &&
           p->type != NG_STATEMENT && !(p->flags & FLAG_LOOSE);
}

/* The verb that carries a noun: "the meeting would take place". */
static uint32_t carrier_of(const struct ng_tree *t, uint32_t w,
                           const struct ng_frame *f)
{
    uint32_t h = f->above;
    if (h == NG_NONE || !ng_is_verb(t, h))
        return NG_NONE;
    uint8_t rel = t->rel[w];
    static const ng_str saying = S("|say|tell|report|announce|confirm|write|");
    if ((rel == NG_REL_nsubj || rel == NG_REL_nsubj_pass ||
         rel == NG_REL_obj) &&
        !ng_listed(saying, ng_lemma(t, h)))
        return h;
    return NG_NONE;
}

static bool is_evident(const struct ng_template *p, const struct ng_mention *m,
                       const struct ng_verdict *v)
{
    bool dated =
        m->when_basis == NG_BASIS_CLAUSE || m->when_basis == NG_BASIS_SENTENCE;
    /* "the summit comes at a bad time" tells nothing of the summit */
    if ((p->flags & FLAG_LOOSE) && (p->flags & FLAG_BOTH) &&
        p->type == NG_CONSULT)
        return dated || m->status != NG_HAPPENED;
    if (!(p->flags & FLAG_DATED))
        return true;
    return v->placed || dated;
}

static void mark_used(struct coder *k, const struct ng_template *p, uint32_t w,
                      const struct ng_frame *f)
{
    k->used[w] = true;
    if ((p->flags & FLAG_KEEP) || p->pos == 'N')
        return;
    const struct ng_tree *t = &k->tree;
    if (p->type == NG_REJECT && f->clause != NG_NONE)
        k->used[f->clause] = true; /* "refused to sign" is one event */
    if (f->object != NG_NONE && ng_is_noun(t, f->object)) {
        k->used[f->object] = true;
        for (uint32_t c = t->child[f->object]; c != NG_NONE; c = t->next[c])
            if (t->rel[c] == NG_REL_conj || t->rel[c] == NG_REL_nmod)
                k->used[c] = true;
    }
    if ((p->flags & FLAG_LOOSE) && f->subject != NG_NONE)
        k->used[f->subject] = true;
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c])
        if (t->rel[c] == NG_REL_obl && ng_is_noun(t, c))
            k->used[c] = true;
}

/* Whoever met last are "the two leaders" from here on. */
static void remember_pair(struct coder *k, const struct ng_mention *m)
{
    if (m->type != NG_CONSULT ||
        known_of(&m->actors) + known_of(&m->recipients) < 2)
        return;
    ng_parties pair = {0};
    for (size_t i = 0; i < m->actors.n; i++)
        *ng_push(&pair, k->out) = m->actors.at[i];
    for (size_t i = 0; i < m->recipients.n; i++)
        *ng_push(&pair, k->out) = m->recipients.at[i];
    k->cast.pair = pair;
}

static float sureness(const struct ng_template *p, const struct ng_mention *m)
{
    float sure = p->pos == 'V' ? 0.9f : 0.75f;
    if (known_of(&m->actors) == 0)
        sure -= 0.2f;
    if (!(p->flags & FLAG_BOTH) && known_of(&m->recipients) == 0)
        sure -= 0.1f;
    if (m->when_basis == NG_BASIS_PUBLISHED || m->when_basis == NG_BASIS_NONE)
        sure -= 0.05f;
    return sure;
}

/* What is denied was alleged before: the deeds of whoever denies. */
static void deny_deeds(struct coder *k, const struct ng_mention *denial)
{
    size_t from =
        k->r->mentions.n > LOOK_BACK ? k->r->mentions.n - LOOK_BACK : 0;
    for (size_t i = from; i < k->r->mentions.n; i++) {
        struct ng_mention *m = &k->r->mentions.at[i];
        if (m->status != NG_ALLEGED || m->actors.n == 0)
            continue;
        for (size_t j = 0; j < denial->actors.n; j++)
            if (denial->actors.at[j].code[0] &&
                memcmp(denial->actors.at[j].code, m->actors.at[0].code, 12) ==
                    0) {
                m->status = NG_DENIED;
                m->status_cue = denial->trigger;
            }
    }
}

static void settle_status(const struct ng_template *p, struct ng_mention *m,
                          struct ng_verdict *v)
{
    m->status = v->status;
    m->status_cue = v->cue;
    if (p->flags & FLAG_DONE)
        v->none = false;
    if (p->pos == 'A' && p->type == NG_AGREE && m->status == NG_PLANNED) {
        m->status = NG_HAPPENED; /* "said he would be willing": he is */
        m->status_cue = (ng_range){0, 0};
    }
    if (p->flags & FLAG_NEGREJECT) {
        m->status = NG_HAPPENED;
        m->status_cue = (ng_range){0, 0};
    }
}

/* True if an announced plan holds an event, and one of cooperation. */
static bool is_cooperative(struct coder *k, uint32_t clause)
{
    uint32_t list[48];
    size_t n = ng_subtree(&k->tree, clause,
                          NG_REL_BIT(advcl) | NG_REL_BIT(parataxis) |
                              NG_REL_BIT(acl_relcl),
                          list, 48);
    for (size_t i = 0; i < n; i++) {
        if (!ng_is_trigger(ng_lemma(&k->tree, list[i])))
            continue;
        struct ng_frame f = ng_frame_of(&k->tree, list[i]);
        const struct ng_template *p = ng_match(&k->cast, list[i], &f);
        if (p)
            return ng_quad(p->type) == 1 || ng_quad(p->type) == 2;
    }
    return false;
}

static bool code_word(struct coder *k, uint32_t w)
{
    const struct ng_tree *t = &k->tree;
    struct ng_frame f = ng_frame_of(t, w);
    const struct ng_template *p = ng_match(&k->cast, w, &f);
    if (!p || ((p->flags & FLAG_PLAN) && !is_cooperative(k, f.clause)))
        return false;
    struct ng_verdict v = ng_status_of(&k->cast, w, p->type);
    struct ng_mention m = {.type = p->type,
                           .mode = p->mode,
                           .cameo = p->cameo,
                           .rule = p->rule,
                           .trigger = t->r->words.at[w].at,
                           .place = NG_NONE,
                           .time = NG_NONE};
    settle_status(p, &m, &v);
    if (v.none || ((p->flags & FLAG_DEED) && m.status != NG_ALLEGED))
        return false;
    struct ng_anchor a = {w, p->pos == 'N' ? carrier_of(t, w, &f) : NG_NONE,
                          p->pos == 'V' ? f.object : NG_NONE};
    find_parties(k, w, &f, p, &m);
    borrow(k, w, &f, p, &m);
    if (!is_whole(k, p, &m))
        return false;
    if (is_thing(k, p, &f, &m))
        return false;
    m.clause = clause_of(k, p, a, &f);
    ng_date_mention(&k->cast, a, &m, v.past);
    if (!is_evident(p, &m, &v))
        return false;
    ng_place_mention(&k->cast, a, &m);
    ng_attribute_mention(&k->cast, &m);
    m.confidence = sureness(p, &m);
    if (p->flags & FLAG_DENIAL)
        deny_deeds(k, &m);
    *ng_push(&k->r->mentions, k->out) = m;
    mark_used(k, p, w, &f);
    remember_pair(k, &m);
    return true;
}

/* Verbs come before nouns, since a light verb takes its noun; then the two
 * runs, each in text order, are merged. */
static void code_sentence(struct coder *k, uint32_t first, uint32_t end,
                          struct ng_arena scratch)
{
    size_t begun = k->r->mentions.n, nouns = begun;
    for (int round = 0; round < 2; round++) {
        nouns = round == 1 ? k->r->mentions.n : nouns;
        for (uint32_t w = first; w < end; w++)
            if (ng_is_noun(&k->tree, w) == (round == 1) && !k->used[w] &&
                ng_is_trigger(ng_lemma(&k->tree, w)))
                code_word(k, w);
    }
    size_t n = k->r->mentions.n - begun;
    if (nouns == begun || nouns == k->r->mentions.n)
        return;
    struct ng_mention *at = k->r->mentions.at + begun;
    struct ng_mention *copy = ng_new(&scratch, struct ng_mention, n);
    memcpy(copy, at, n * sizeof *copy);
    size_t a = 0, b = nouns - begun, mid = b;
    for (size_t i = 0; i < n; i++) {
        bool verb =
            a < mid && (b >= n || copy[a].trigger.beg <= copy[b].trigger.beg);
        at[i] = verb ? copy[a++] : copy[b++];
    }
}

void ng_find_mentions(struct ng_report *r, struct ng_arena *out,
                      struct ng_arena scratch)
{
    struct coder k = {.r = r, .out = out};
    ng_tree_build(&k.tree, r, &scratch);
    ng_cast_build(&k.cast, &k.tree, out, &scratch);
    k.used = ng_new(&scratch, bool, k.tree.n + 1);
    for (size_t s = 0; s < r->sentences.n; s++) {
        uint32_t first = r->sentences.at[s].first, end = r->sentences.at[s].end;
        if (end <= k.tree.n && end - first <= NG_TREE_SENTENCE)
            code_sentence(&k, first, end, scratch);
    }
}
