/* certainty.c - how sure a deed is, where more than one word says so.
 *
 *     is said to have sent         a rumour: alleged
 *     "... they shelled it," A said. B denies this.    denied
 *     has not ruled out sending    open: hypothetical
 *     ruled out sending            will not: denied
 *     have blocked since Monday    still do: ongoing
 *     Arvia would reject it        nobody said it will: hypothetical
 */
#include "code/status.h"

bool ng_rules_out(const struct ng_tree *t, uint32_t h)
{
    if (ng_str_eq(ng_lemma(t, h), STR("exclude")))
        return true;
    return ng_str_eq(ng_lemma(t, h), STR("rule")) &&
           ng_child_low(t, h, STR("out")) != NG_NONE;
}

/* Deeds that last: who began them does them still. */
static const ng_str lasting =
    S("|block|blockade|occupy|strike|protest|besiege|surround|boycott|picket|"
      "hold|patrol|shadow|demonstrate|march|rally|shelter|train|close|shut|");

static bool is_ordinal(const struct ng_tree *t, uint32_t w)
{
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if (ng_listed((ng_str)S("|second|third|fourth|fifth|sixth|seventh|"
                                "eighth|ninth|tenth|straight|consecutive|"),
                      ng_low(t, k)))
            return true;
    return false;
}

bool ng_still_lasts(const struct ng_tree *t, uint32_t w)
{
    bool perfect = false, since = false, day = false;
    if (!ng_is_verb(t, w))
        return false;
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k]) {
        perfect |= t->rel[k] == NG_REL_aux &&
                   (ng_is(t, k, "has") || ng_is(t, k, "have"));
        since |=
            ng_is(t, k, "since") || ng_child_low(t, k, STR("since")) != NG_NONE;
        day |= ng_str_eq(ng_lemma(t, k), STR("day")) && is_ordinal(t, k) &&
               ng_child_low(t, k, STR("for")) != NG_NONE;
    }
    return (perfect && since && ng_listed(lasting, ng_lemma(t, w))) || day;
}

bool ng_is_rumour(const struct ng_tree *t, uint32_t w, uint32_t h)
{
    static const ng_str told = S("|say|report|believe|think|understand|rumour|"
                                 "rumor|know|"),
                        blamed = S("|allege|suspect|accuse|claim|");
    bool passive = ng_child(t, h, NG_REL_aux_pass) != NG_NONE ||
                   t->r->words.at[h].tag == NG_TAG_VBN;
    if (!passive || ng_child_low(t, w, STR("to")) == NG_NONE)
        return false;
    return ng_listed(blamed, ng_lemma(t, h)) ||
           (ng_listed(told, ng_lemma(t, h)) &&
            ng_child_low(t, w, STR("have")) != NG_NONE);
}

/* "denies this", "rejected the claim", "disputed it" */
static bool is_denial(const struct ng_tree *t, uint32_t w)
{
    static const ng_str
        verbs = S("|deny|reject|dispute|refute|dismiss|"),
        what = S("|this|it|that|them|claim|claims|accusation|accusations|"
                 "allegation|allegations|charge|charges|report|reports|"
                 "involvement|"
                 "responsibility|role|part|");
    if (!ng_is_verb(t, w) || !ng_listed(verbs, ng_lemma(t, w)) ||
        ng_is_negated(t, w))
        return false;
    uint32_t object = ng_child(t, w, NG_REL_obj);
    return object != NG_NONE && ng_listed(what, ng_low(t, object));
}

/* "denies firing", "denied that it had fired": what is denied. */
static uint32_t denied_deed(const struct ng_tree *t, uint32_t w)
{
    if (!ng_str_eq(ng_lemma(t, w), STR("deny")) || ng_is_negated(t, w))
        return NG_NONE;
    uint32_t deed = ng_child(t, w, NG_REL_xcomp);
    return deed != NG_NONE ? deed : ng_child(t, w, NG_REL_ccomp);
}

static bool is_side(const struct ng_cast *c, const ng_parties *list,
                    uint32_t entity)
{
    for (size_t i = 0; entity != NG_NONE && i < list->n; i++) {
        const struct ng_party *p = &list->at[i];
        const struct ng_entity *e = &c->t->r->entities.at[entity];
        const char *code = e->code[0] ? e->code : e->country;
        if (p->entity == entity || (code[0] && strcmp(p->code, code) == 0))
            return true;
    }
    return false;
}

/* Rough deeds, which somebody has reason to deny. */
static bool is_deniable(const struct ng_mention *m)
{
    bool rough = m->type == NG_ASSAULT || m->type == NG_COERCE ||
                 m->type == NG_THREATEN || m->type == NG_AGREE ||
                 m->type == NG_MOBILIZE || m->type == NG_COOPERATE;
    return rough && m->attributed_to.n &&
           (m->status == NG_HAPPENED || m->status == NG_ALLEGED);
}

/* "denied firing" of a shot that hit: the same deed in other words. */
static bool is_same_deed(const struct ng_tree *t, const struct ng_mention *m,
                         uint32_t deed)
{
    static const ng_str rough =
        S("|fire|shell|attack|kill|shoot|bomb|strike|target|hit|raid|beat|");
    ng_str lemma = ng_lemma(t, deed);
    return ng_str_eq(ng_lemma(t, ng_word_at(t->r, m->trigger.beg)), lemma) ||
           (m->type == NG_ASSAULT && ng_listed(rough, lemma));
}

static void deny_before(const struct ng_cast *c, struct ng_report *r,
                        uint32_t w, uint32_t deed)
{
    uint32_t who = ng_frame_of(c->t, w).subject;
    uint32_t entity = who == NG_NONE ? NG_NONE : ng_entity_at(c, who);
    uint32_t sentence = r->words.at[w].sentence;
    for (size_t i = r->mentions.n; i-- > 0;) {
        struct ng_mention *m = &r->mentions.at[i];
        uint32_t at = ng_sentence_at(r, m->trigger.beg);
        if (m->trigger.beg >= r->words.at[w].at.beg || at > sentence)
            continue;
        if (at + 1 < sentence)
            break;
        bool known = m->actors.n && (m->actors.at[0].entity != NG_NONE ||
                                     m->actors.at[0].code[0]);
        if (deed != NG_NONE && !is_same_deed(c->t, m, deed))
            continue;
        if (!is_deniable(m) || is_side(c, &m->attributed_to, entity) ||
            ng_range_in(r->words.at[w].at, m->clause) ||
            (known && entity != NG_NONE && !is_side(c, &m->actors, entity)))
            continue;
        m->status = NG_DENIED;
        m->status_cue = r->words.at[w].at;
    }
}

void ng_deny_claims(const struct ng_cast *c, struct ng_report *r)
{
    for (uint32_t w = 0; w < c->t->n; w++) {
        uint32_t deed = denied_deed(c->t, w);
        if (deed != NG_NONE || is_denial(c->t, w))
            deny_before(c, r, w, deed);
    }
}

void ng_doubt_would(const struct ng_cast *c, uint32_t w, struct ng_mention *m)
{
    if (m->status == NG_PLANNED && m->attributed_to.n == 0 &&
        ng_is_verb(c->t, w) &&
        ng_str_eq(ng_slice(c->t->r->text, m->status_cue), STR("would")))
        m->status = NG_HYPOTHETICAL;
}
