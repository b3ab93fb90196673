#include "code/code.h"

#include "code/circumstance.h"
#include "code/roles.h"
#include "report/plover.h"

/* Relations that lead out of the clause of a verb. */
static const uint64_t outside =
    NG_REL_BIT(advcl) | NG_REL_BIT(parataxis) | NG_REL_BIT(conj) |
    NG_REL_BIT(cc) | NG_REL_BIT(punct) | NG_REL_BIT(ccomp) | NG_REL_BIT(mark) |
    NG_REL_BIT(discourse) | NG_REL_BIT(dislocated) | NG_REL_BIT(vocative);

/* Asides that no clause needs: what is told of its nouns. */
static const uint64_t asides = NG_REL_BIT(parataxis) | NG_REL_BIT(acl_relcl) |
                               NG_REL_BIT(appos) | NG_REL_BIT(discourse);

static ng_range join(ng_range a, ng_range b)
{
    return (ng_range){a.beg < b.beg ? a.beg : b.beg,
                      a.end > b.end ? a.end : b.end};
}

/* "crossed the border, media reported, by train": the clause ends where
 * someone is said to say so. */
static ng_range cut_frame(const struct ng_tree *t, uint32_t w, ng_range at)
{
    uint32_t say = NG_NONE;
    if (t->rel[w] == NG_REL_ccomp && t->head[w] > w)
        say = t->head[w];
    for (uint32_t c = t->child[w]; c != NG_NONE && say == NG_NONE;
         c = t->next[c])
        if (t->rel[c] == NG_REL_parataxis && c > w && ng_is_verb(t, c))
            say = c;
    if (say == NG_NONE || say >= t->n)
        return at;
    uint32_t cut = t->r->words.at[say].at.beg;
    for (uint32_t c = t->child[say]; c != NG_NONE; c = t->next[c])
        if (c > w && (t->rel[c] == NG_REL_nsubj || t->rel[c] == NG_REL_mark)) {
            ng_range who = ng_subtree_range(t, c, 0, 0);
            if (who.beg < cut && who.beg > t->r->words.at[w].at.end)
                cut = who.beg;
        }
    if (cut >= at.end || cut <= t->r->words.at[w].at.end)
        return at;
    uint32_t last = ng_word_at(t->r, cut);
    while (last > w + 1 && t->r->words.at[last - 1].kind == NG_WORD_PUNCT)
        last--;
    at.end = t->r->words.at[last - 1].at.end;
    return at;
}

/* "Kim, who arrived by train on Wednesday, has not met him": the clause begins
 * behind what is told of its subject, which is a deed of its own. */
static ng_range without_aside(const struct ng_tree *t, uint32_t w, ng_range at)
{
    uint32_t s = ng_child(t, w, NG_REL_nsubj);
    uint32_t r = s == NG_NONE ? NG_NONE : ng_child(t, s, NG_REL_acl_relcl);
    if (r == NG_NONE || r < s || r > w || !ng_is_verb(t, r) ||
        !ng_is_trigger(t, r))
        return at;
    ng_range aside = ng_subtree_range(t, r, 0, asides);
    uint32_t i = ng_word_at(t->r, aside.end);
    if (i >= w || !ng_str_eq(t->r->words.at[i].low, STR(",")))
        return at;
    if (t->r->words.at[i + 1].at.beg > at.beg)
        at.beg = t->r->words.at[i + 1].at.beg;
    return at;
}

static ng_range clause_of(const struct ng_coder *k, const struct ng_template *p,
                          struct ng_anchor a, const struct ng_frame *f)
{
    const struct ng_tree *t = &k->tree;
    if (p->pos == 'N') {
        ng_range at =
            ng_subtree_range(t, a.trigger, outside | NG_REL_BIT(case), asides);
        if (a.carrier != NG_NONE)
            at = join(at, ng_subtree_range(t, a.carrier, outside, asides));
        return at;
    }
    uint64_t skip = outside;
    if (f->clause != NG_NONE && (t->rel[f->clause] == NG_REL_ccomp ||
                                 p->type == NG_AGREE || p->type == NG_THREATEN))
        skip &= ~(1ull << t->rel[f->clause]);
    ng_range at = ng_subtree_range(t, a.trigger, skip, asides);
    uint32_t who = f->subject;
    if (f->borrowed && who != NG_NONE && who < a.trigger &&
        (t->rel[a.trigger] == NG_REL_xcomp ||
         (t->rel[a.trigger] == NG_REL_acl && t->head[a.trigger] == who &&
          t->r->words.at[a.trigger].tag == NG_TAG_VB)))
        at = join(at,
                  ng_subtree_range(t, who, outside | NG_REL_BIT(acl), asides));
    return cut_frame(t, a.trigger, without_aside(t, a.trigger, at));
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

/* A noun of a deed tells of one that took place: "the raid", "four arrests", "a
 * strike by miners"; not "attacks have risen", "strike action". */
static bool is_definite(const struct ng_tree *t, uint32_t w,
                        const struct ng_mention *m)
{
    static const ng_str the = S("|the|this|that|these|those|his|her|their|its|"
                                "another|second|third|latest|");
    bool many = t->r->words.at[w].tag == NG_TAG_NNS;
    bool known = m->actors.n + m->recipients.n > 0 || m->place != NG_NONE ||
                 (!many && m->status != NG_HAPPENED) ||
                 ng_child_low(t, w, STR("on")) != NG_NONE;
    for (uint32_t k = t->child[w]; k != NG_NONE && k < w; k = t->next[k]) {
        if (t->rel[k] == NG_REL_nummod || t->rel[k] == NG_REL_nmod_poss)
            return true;
        if (ng_listed(the, ng_low(t, k)))
            return !many || known;
    }
    return known;
}

static bool is_evident(const struct ng_tree *t, uint32_t w,
                       const struct ng_template *p, const struct ng_mention *m,
                       const struct ng_verdict *v)
{
    bool dated =
        m->when_basis == NG_BASIS_CLAUSE || m->when_basis == NG_BASIS_SENTENCE;
    /* "the summit comes at a bad time" tells nothing of the summit */
    if (p->type == NG_CONSULT && m->actors.n + m->recipients.n == 0)
        return m->when_basis == NG_BASIS_CLAUSE || m->place != NG_NONE;
    if ((p->flags & FLAG_LOOSE) && (p->flags & FLAG_BOTH) &&
        p->type == NG_CONSULT)
        return m->when_basis == NG_BASIS_CLAUSE || m->status != NG_HAPPENED;
    if (p->flags & FLAG_TOLD)
        return dated || is_definite(t, w, m);
    if (!(p->flags & FLAG_DATED))
        return true;
    return v->placed || dated;
}

/* "condemned the raid", "killed in an attack": the noun tells a deed of its
 * own; not what was asked for, refused or agreed on. */
static bool is_own_deed(struct ng_coder *k, const struct ng_template *p,
                        uint32_t noun)
{
    if (p->type == NG_REQUEST || p->type == NG_REJECT || p->type == NG_AGREE ||
        !ng_is_trigger(&k->tree, noun))
        return false;
    struct ng_frame f = ng_frame_of(&k->tree, noun);
    const struct ng_template *q = ng_match(&k->cast, noun, &f);
    return q && (q->flags & FLAG_TOLD);
}

static void mark_used(struct ng_coder *k, const struct ng_template *p,
                      uint32_t w, uint32_t noun, const struct ng_frame *f)
{
    const struct ng_tree *t = &k->tree;
    k->used[w] = true;
    if (noun != NG_NONE)
        k->used[noun] = true;
    if ((p->flags & FLAG_KEEP) || p->pos == 'N')
        return;
    if (p->type == NG_REJECT && f->clause != NG_NONE)
        k->used[f->clause] = true; /* "refused to sign" is one event */
    if (f->object != NG_NONE && ng_is_noun(t, f->object)) {
        k->used[f->object] |= !is_own_deed(k, p, f->object);
        for (uint32_t c = t->child[f->object]; c != NG_NONE; c = t->next[c])
            if (t->rel[c] == NG_REL_conj || t->rel[c] == NG_REL_nmod)
                k->used[c] |= !is_own_deed(k, p, c);
    }
    if ((p->flags & FLAG_LOOSE) && f->subject != NG_NONE)
        k->used[f->subject] = true;
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c])
        if (t->rel[c] == NG_REL_obl && ng_is_noun(t, c))
            k->used[c] |= !is_own_deed(k, p, c);
}

/* Whoever met last are "the two leaders" from here on. */
static void remember_pair(struct ng_coder *k, const struct ng_mention *m)
{
    ng_parties pair = {0}, leaders = {0};
    bool visit = ng_str_eq(m->mode, STR("visit"));
    if (m->type != NG_CONSULT || m->historical ||
        ng_str_eq(m->mode, STR("multilateral")))
        return;
    for (int side = 0; side < 2; side++) {
        const ng_parties *list = side ? &m->recipients : &m->actors;
        for (size_t i = 0; i < list->n; i++) {
            const struct ng_party *p = &list->at[i];
            if (!ng_party_known(p))
                continue;
            *ng_push(&pair, k->out) = *p;
            if (p->entity != NG_NONE &&
                k->r->entities.at[p->entity].type == NG_PER)
                *ng_push(&leaders, k->out) = *p;
        }
    }
    /* those who meet outweigh those who travel, those to meet those who met */
    int weight = (visit ? 0 : 2) + (m->status == NG_PLANNED);
    if (pair.n == 2 && weight >= k->cast.pair_weight) {
        k->cast.pair = pair;
        k->cast.pair_weight = weight;
    }
    if (leaders.n == 2 && weight >= k->cast.pair_weight)
        k->cast.leaders = leaders;
}

static float sureness(const struct ng_template *p, const struct ng_mention *m)
{
    float sure = p->pos == 'V' ? 0.9f : 0.75f;
    if (ng_known_of(&m->actors) == 0)
        sure -= 0.2f;
    if (!(p->flags & FLAG_BOTH) && ng_known_of(&m->recipients) == 0)
        sure -= 0.1f;
    if (m->when_basis == NG_BASIS_PUBLISHED || m->when_basis == NG_BASIS_NONE)
        sure -= 0.05f;
    bool public =
        false; /* a country, a body, an office: not a private person */
    for (size_t i = 0; i < m->actors.n; i++)
    public |= m->actors.at[i].code[0] || m->actors.at[i].sector[0];
    for (size_t i = 0; i < m->recipients.n; i++)
    public |= m->recipients.at[i].code[0] || m->recipients.at[i].sector[0];
    if (!public)
        sure -= 0.2f;
    return sure;
}

/* What is denied was alleged before: the deeds of whoever denies. */
static void deny_deeds(struct ng_coder *k, const struct ng_mention *denial)
{
    size_t from =
        k->r->mentions.n > NG_LOOK_BACK ? k->r->mentions.n - NG_LOOK_BACK : 0;
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
    if (p->flags & (FLAG_NEGREJECT | FLAG_CAUSED)) {
        m->status = NG_HAPPENED;
        m->status_cue = (ng_range){0, 0};
    }
}

/* True if an announced plan holds an event, and one of cooperation. */
static bool is_cooperative(struct ng_coder *k, uint32_t clause)
{
    uint32_t list[48];
    size_t n = ng_subtree(&k->tree, clause,
                          NG_REL_BIT(advcl) | NG_REL_BIT(parataxis) |
                              NG_REL_BIT(acl_relcl),
                          list, 48);
    for (size_t i = 0; i < n; i++) {
        if (!ng_is_trigger(&k->tree, list[i]))
            continue;
        struct ng_frame f = ng_frame_of(&k->tree, list[i]);
        const struct ng_template *p = ng_match(&k->cast, list[i], &f);
        if (p)
            return p->type == NG_CONSULT || p->type == NG_AID;
    }
    return false;
}

/* A host is at home; "where he was greeted" is the place just told; whoever
 * greets there is of that country. */
static void place_at_host(struct ng_coder *k, const struct ng_template *p,
                          uint32_t w, struct ng_mention *m)
{
    ng_parties *hosts = p->flags & FLAG_SWAP ? &m->recipients : &m->actors;
    const struct ng_mention *last =
        k->r->mentions.n ? &k->r->mentions.at[k->r->mentions.n - 1] : NULL;
    if (m->place == NG_NONE && last && last->place != NG_NONE &&
        ng_child_low(&k->tree, w, STR("where")) != NG_NONE) {
        m->place = last->place;
        m->place_at = last->place_at;
    }
    if (!(p->flags & (FLAG_HERE | FLAG_SWAP)) || hosts->n == 0)
        return;
    struct ng_party *host = &hosts->at[0];
    if (m->place == NG_NONE && host->entity != NG_NONE &&
        k->r->entities.at[host->entity].type == NG_GPE) {
        m->place = host->entity;
        m->place_at = host->at;
    } else if (m->place != NG_NONE && !ng_party_known(host)) {
        memcpy(host->code, k->r->entities.at[m->place].country, 4);
    }
}

/* "the arrested man", "the shooting death": told of a noun in passing; "those
 * that oppose reform": said of them in general. */
static bool is_passing(const struct ng_tree *t, uint32_t w)
{
    uint8_t tag = t->r->words.at[w].tag, rel = t->rel[w];
    if (!ng_is_verb(t, w))
        return false;
    if (rel == NG_REL_amod || (rel == NG_REL_compound && tag == NG_TAG_VBG))
        return t->head[w] != NG_NONE && t->head[w] > w && t->head[w] < w + 4 &&
               ng_child(t, w, NG_REL_nsubj) == NG_NONE;
    return rel == NG_REL_acl_relcl && (tag == NG_TAG_VBP || tag == NG_TAG_VBZ);
}

/* A deed of words: what is said to come does not put it off. */
static bool is_word_act(enum ng_event_type type)
{
    return type == NG_AGREE || type == NG_THREATEN || type == NG_REQUEST ||
           type == NG_ACCUSE || type == NG_REJECT;
}

/* The mention that w makes by this template; false if it makes none. */
static bool code_as(struct ng_coder *k, uint32_t w, const struct ng_frame *f,
                    const struct ng_template *p)
{
    const struct ng_tree *t = &k->tree;
    if ((p->flags & FLAG_PLAN) && !is_cooperative(k, f->clause))
        return false;
    struct ng_verdict v = ng_status_of(&k->cast, w, p->type);
    struct ng_mention m = {.type = p->type,
                           .mode = p->mode,
                           .cameo = p->cameo,
                           .rule = p->rule,
                           .trigger = t->r->words.at[w].at,
                           .place = NG_NONE,
                           .when = NG_NO_DAYS,
                           .time = NG_NONE};
    settle_status(p, &m, &v);
    if (v.none || ((p->flags & FLAG_DEED) && m.status != NG_ALLEGED))
        return false;
    /* "has not ruled out sending troops": the sending is what is told */
    if (p->type == NG_REJECT && ng_rules_out(t, w) && ng_is_negated(t, w))
        return false;
    uint32_t noun = ng_light_noun(&k->cast, w, f, p);
    struct ng_anchor a = {w, p->pos == 'N' ? carrier_of(t, w, f) : NG_NONE,
                          p->pos == 'V' ? f->object : NG_NONE};
    ng_find_roles(k, w, f, p, &m);
    ng_borrow_roles(k, f, p, &m);
    ng_days borrowed = m.when;
    enum ng_granularity borrowed_as = m.granularity;
    if (!ng_is_whole(k, p, f, &m))
        return false;
    if (ng_is_thing(k, p, f, &m) || ng_is_private(k, p, w, f, &m))
        return false;
    m.clause = clause_of(k, p, a, f);
    ng_attribute_mention(&k->cast, &m);
    ng_doubt_would(&k->cast, w, &m);
    ng_date_mention(&k->cast, a, &m, v.past);
    if (m.time == NG_NONE && ng_days_known(borrowed)) {
        m.when = borrowed;
        m.granularity = borrowed_as;
        m.when_basis = NG_BASIS_SENTENCE;
    }
    /* "threatened to strike on Monday": the day is that of the strike */
    if (v.status != NG_PLANNED && m.status == NG_PLANNED &&
        is_word_act(p->type)) {
        m.status = v.status;
        m.status_cue = v.cue;
        m.when = NG_NO_DAYS;
        m.when_basis = NG_BASIS_NONE;
        m.time = NG_NONE;
    }
    ng_place_mention(&k->cast, a, &m);
    if (!is_evident(t, w, p, &m, &v) || (is_passing(t, w) && m.time == NG_NONE))
        return false;
    place_at_host(k, p, w, &m);
    if (m.attributed_to.n == 0 && f->subject != NG_NONE && m.actors.n &&
        ng_is_paper(t, f->subject)) /* "a report by X called her out" */
        *ng_push(&m.attributed_to, k->out) = m.actors.at[0];
    m.confidence = sureness(p, &m);
    if (p->flags & FLAG_DENIAL)
        deny_deeds(k, &m);
    if (noun != NG_NONE)
        m.trigger = t->r->words.at[noun].at;
    *ng_push(&k->r->mentions, k->out) = m;
    mark_used(k, p, w, noun, f);
    remember_pair(k, &m);
    return true;
}

/* The first template that the sentence fills. What is a statement by its words
 * is nothing else. */
static void code_word(struct ng_coder *k, uint32_t w)
{
    struct ng_frame f = ng_frame_of(&k->tree, w);
    const struct ng_template *p = ng_match(&k->cast, w, &f);
    while (p && !code_as(k, w, &f, p) && p->type != NG_STATEMENT)
        p = ng_match_after(&k->cast, w, &f, p);
}

/* Verbs come before nouns, since a light verb takes its noun; then the two
 * runs, each in text order, are merged. */
static void code_sentence(struct ng_coder *k, uint32_t first, uint32_t end,
                          struct ng_arena scratch)
{
    size_t begun = k->r->mentions.n, nouns = begun;
    for (int round = 0; round < 2; round++) {
        nouns = round == 1 ? k->r->mentions.n : nouns;
        for (uint32_t w = first; w < end; w++)
            if (ng_is_noun(&k->tree, w) == (round == 1) && !k->used[w] &&
                ng_is_trigger(&k->tree, w))
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

static bool in_pair(const ng_parties *list, const ng_parties *pair)
{
    for (size_t i = 0; i < list->n; i++) {
        bool found = false;
        for (size_t j = 0; j < pair->n; j++)
            found |= list->at[i].code[0] &&
                     memcmp(list->at[i].code, pair->at[j].code, 12) == 0;
        if (!found)
            return false;
    }
    return list->n > 0;
}

/* "will not sign", "will not speak or sign" */
static bool will_not(const struct ng_tree *t, uint32_t w)
{
    if (w >= t->n)
        return false;
    if (t->rel[w] == NG_REL_conj && t->head[w] != NG_NONE)
        w = t->head[w];
    return ng_is_ahead(t, w);
}

/* What two sides are to do or may do, without a day of its own, belongs to the
 * day on which they are to meet. */
static void date_by_meeting(struct ng_report *r, const struct ng_tree *t,
                            struct ng_arena scratch)
{
    const struct ng_mention *meeting = NULL;
    ng_parties two = {0};
    for (size_t i = 0; i < r->mentions.n && !meeting; i++) {
        const struct ng_mention *m = &r->mentions.at[i];
        if (m->type == NG_CONSULT && m->status == NG_PLANNED &&
            !ng_str_eq(m->mode, STR("visit")) &&
            m->actors.n + m->recipients.n == 2 &&
            m->when_basis == NG_BASIS_CLAUSE && m->when.first == m->when.last)
            meeting = m;
    }
    for (size_t i = 0; meeting && i < meeting->actors.n; i++)
        *ng_push(&two, &scratch) = meeting->actors.at[i];
    for (size_t i = 0; meeting && i < meeting->recipients.n; i++)
        *ng_push(&two, &scratch) = meeting->recipients.at[i];
    for (size_t i = 0; meeting && i < r->mentions.n; i++) {
        struct ng_mention *m = &r->mentions.at[i];
        bool open = m->status == NG_PLANNED || m->status == NG_HYPOTHETICAL ||
                    (m->status == NG_DENIED &&
                     will_not(t, ng_word_at(r, m->trigger.beg)));
        if (!open || ng_days_known(m->when) || !in_pair(&m->actors, &two) ||
            (m->recipients.n && !in_pair(&m->recipients, &two)))
            continue;
        m->when = meeting->when;
        m->granularity = meeting->granularity;
        m->when_basis = NG_BASIS_MEETING;
    }
}

void ng_find_mentions(struct ng_report *r, struct ng_arena *out,
                      struct ng_arena scratch)
{
    struct ng_coder k = {.r = r, .out = out};
    ng_mend_headlines(r);
    ng_tree_build(&k.tree, r, &scratch);
    ng_cast_build(&k.cast, &k.tree, out, &scratch);
    k.games = ng_is_of_games(&k.tree);
    k.used = ng_new(&scratch, bool, k.tree.n + 1);
    for (size_t s = 0; s < r->sentences.n; s++) {
        uint32_t first = r->sentences.at[s].first, end = r->sentences.at[s].end;
        if (end <= k.tree.n && end - first <= NG_TREE_SENTENCE)
            code_sentence(&k, first, end, scratch);
    }
    date_by_meeting(r, &k.tree, scratch);
    ng_name_others(&k);
    ng_echo_mentions(&k);
    ng_place_meetings(&k);
    ng_deny_claims(&k.cast, r);
}
