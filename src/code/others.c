/* others.c - the other side, where its own sentence does not name it.
 *
 *     Police raided the camp. Nurses condemned the raid.      the police
 *     The union wants more from Orsk Steel. It threatened to strike.
 *                                                             Orsk Steel
 *     Vale accused Orsk. A judge asked both sides to talk.    Vale and Orsk
 *
 * Looked for only where nobody receives; whoever acts is never the other side.
 */
#include "code/roles.h"

enum { BACK = 40 };

static bool is_in(const ng_parties *list, const struct ng_party *p)
{
    for (size_t i = 0; i < list->n; i++)
        if (p->entity != NG_NONE ? list->at[i].entity == p->entity
                                 : list->at[i].at.beg == p->at.beg)
            return true;
    return false;
}

/* Those of `from` who have a name and no part in m yet. */
static bool take(struct ng_coder *k, struct ng_mention *m,
                 const ng_parties *from)
{
    size_t begun = m->recipients.n;
    for (size_t i = 0; i < from->n; i++)
        if ((from->at[i].entity != NG_NONE || from->at[i].of) &&
            !is_in(&m->actors, &from->at[i]) &&
            !is_in(&m->recipients, &from->at[i]))
            *ng_push(&m->recipients, k->out) = from->at[i];
    return m->recipients.n > begun;
}

static uint32_t word_of(const struct ng_coder *k, const struct ng_mention *m)
{
    return ng_word_at(k->r, m->trigger.beg);
}

static bool same_actor(const struct ng_mention *a, const struct ng_mention *b)
{
    for (size_t i = 0; i < a->actors.n; i++)
        for (size_t j = 0; j < b->actors.n; j++) {
            const struct ng_party *p = &a->actors.at[i], *q = &b->actors.at[j];
            if ((p->entity != NG_NONE && p->entity == q->entity) ||
                (p->of && p->of == q->of))
                return true;
        }
    return false;
}

/* ---- "both sides" ----------------------------------------------------- */

static bool is_both(ng_str phrase)
{
    static const ng_str both[] = {S("both"),       S("both "),
                                  S("the two "),   S("the two"),
                                  S("each other"), S("either side")};
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        bool whole = both[i].p[both[i].n - 1] != ' ';
        if (whole ? ng_str_eq_nocase(phrase, both[i])
                  : ng_str_starts_nocase(phrase, both[i]))
            return true;
    }
    return false;
}

/* Two who stood against each other last, before mention i. */
static void name_both(struct ng_coder *k, size_t i)
{
    struct ng_report *r = k->r;
    struct ng_mention *m = &r->mentions.at[i];
    if (m->recipients.n != 1 || m->recipients.at[0].entity != NG_NONE ||
        !is_both(ng_slice(r->text, m->recipients.at[0].at)))
        return;
    for (size_t j = i; j-- > 0 && i - j < BACK;) {
        const struct ng_mention *x = &r->mentions.at[j];
        struct ng_mention two = {.actors = m->actors};
        if (x->type == NG_CONSULT && ng_str_eq(x->mode, STR("visit")))
            continue;
        if (take(k, &two, &x->actors) && take(k, &two, &x->recipients) &&
            two.recipients.n == 2) {
            m->recipients = two.recipients;
            return;
        }
    }
}

/* ---- "condemned the raid" --------------------------------------------- */

static bool shares_stem(ng_str a, ng_str b)
{
    enum { STEM = 4 };
    return a.n >= STEM && b.n >= STEM && memcmp(a.p, b.p, STEM) == 0;
}

/* Steps that a public side takes. */
static bool is_step(enum ng_event_type type)
{
    return type == NG_COERCE || type == NG_SANCTION || type == NG_CONCEDE ||
           type == NG_RETREAT || type == NG_MOBILIZE;
}

/* Whose deed the noun at w is. */
static const struct ng_mention *deed_of(const struct ng_coder *k, size_t i,
                                        uint32_t w)
{
    static const ng_str steps =
        S("|move|decision|step|measure|increase|rise|order|closure|action|"
          "announcement|");
    const struct ng_report *r = k->r;
    ng_range at = r->words.at[w].at;
    for (size_t j = 0; j < r->mentions.n && j < i + 6; j++)
        if (r->mentions.at[j].trigger.beg == at.beg && j != i &&
            r->mentions.at[j].actors.n)
            return &r->mentions.at[j];
    bool any = ng_listed(steps, ng_lemma(&k->tree, w));
    uint32_t here = ng_sentence_at(r, at.beg);
    for (size_t j = i; j-- > 0 && i - j < BACK;) {
        const struct ng_mention *x = &r->mentions.at[j];
        if (x->actors.n == 0 || !ng_is_verb(&k->tree, word_of(k, x)))
            continue; /* "the Orsk raids": not Orsk's */
        if (shares_stem(ng_lemma(&k->tree, word_of(k, x)),
                        ng_lemma(&k->tree, w)))
            return x;
        if (any && is_step(x->type) &&
            ng_sentence_at(r, x->trigger.beg) + 3 >= here)
            return x;
    }
    return NULL;
}

static void name_doer(struct ng_coder *k, size_t i)
{
    const struct ng_tree *t = &k->tree;
    struct ng_mention *m = &k->r->mentions.at[i];
    uint32_t w = word_of(k, m);
    if ((m->type != NG_SUPPORT && m->type != NG_ACCUSE &&
         m->type != NG_REJECT) ||
        m->recipients.n || w >= t->n || !ng_is_verb(t, w))
        return;
    struct ng_frame f = ng_frame_of(t, w);
    if (f.object == NG_NONE || !ng_is_noun(t, f.object))
        return;
    const struct ng_mention *x = deed_of(k, i, f.object);
    if (x)
        take(k, m, &x->actors);
}

/* ---- "rejected that" --------------------------------------------------- */

/* "rejected that", "dismissed the offer": whose it was. The last one who said,
 * asked, offered or threatened something, in this sentence or the two before,
 * and is not the one who rejects. */
void ng_reject_whose(struct ng_coder *k, const struct ng_frame *f,
                     struct ng_mention *m)
{
    static const ng_str said =
        S("|that|this|it|claim|accusation|allegation|charge|report|"
          "criticism|suggestion|request|demand|call|appeal|offer|proposal|"
          "threat|ultimatum|idea|plan|invitation|figure|statement|warning|");
    const struct ng_tree *t = &k->tree;
    const struct ng_report *r = k->r;
    if (f->object == NG_NONE || !ng_listed(said, ng_lemma(t, f->object)))
        return;
    uint32_t here = r->words.at[f->object].sentence, best = 0;
    struct ng_party who = {.entity = NG_NONE};
    for (size_t i = r->mentions.n; i-- > 0 && r->mentions.n - i < 8;) {
        const struct ng_mention *x = &r->mentions.at[i];
        bool word = x->type == NG_REQUEST || x->type == NG_AGREE ||
                    x->type == NG_ACCUSE || x->type == NG_THREATEN;
        if (!word || x->actors.n == 0 ||
            ng_sentence_at(r, x->trigger.beg) + 2 < here || same_actor(m, x))
            continue;
        who = x->actors.at[0];
        best = x->trigger.beg;
        break;
    }
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *x = &r->sayings.at[i];
        bool own = x->entity == NG_NONE;
        for (size_t j = 0; j < m->actors.n; j++)
            own |= m->actors.at[j].entity == x->entity;
        if (!own && x->sentence < here && x->sentence + 2 >= here &&
            x->cue.beg > best) {
            best = x->cue.beg;
            who = (struct ng_party){.at = x->source, .entity = x->entity};
            const struct ng_entity *e = &r->entities.at[x->entity];
            memcpy(who.code, e->country, sizeof e->country);
            memcpy(who.sector, e->sector, sizeof who.sector);
        }
    }
    if (best)
        *ng_push(&m->recipients, k->out) = who;
}

/* ---- "threatened to strike" ------------------------------------------- */

static bool is_against(enum ng_event_type type)
{
    return type == NG_PROTEST || type == NG_THREATEN || type == NG_REQUEST ||
           type == NG_ACCUSE || type == NG_REJECT;
}

/* Whom the same stand against elsewhere in the report: the nearest before,
 * else the first behind. */
static void name_target(struct ng_coder *k, size_t i)
{
    struct ng_report *r = k->r;
    struct ng_mention *m = &r->mentions.at[i];
    if ((m->type != NG_PROTEST && m->type != NG_THREATEN) || m->recipients.n ||
        m->actors.n == 0)
        return;
    for (size_t j = i; j-- > 0 && i - j < BACK;)
        if (is_against(r->mentions.at[j].type) &&
            same_actor(m, &r->mentions.at[j]) &&
            take(k, m, &r->mentions.at[j].recipients))
            return;
    for (size_t j = i + 1; j < r->mentions.n && j - i < BACK; j++)
        if (is_against(r->mentions.at[j].type) &&
            same_actor(m, &r->mentions.at[j]) &&
            take(k, m, &r->mentions.at[j].recipients))
            return;
    for (size_t j = 0; m->type == NG_PROTEST && j < r->mentions.n; j++)
        if (r->mentions.at[j].type == NG_PROTEST && j != i &&
            take(k, m, &r->mentions.at[j].recipients))
            return;
}

void ng_name_others(struct ng_coder *k)
{
    for (size_t i = 0; i < k->r->mentions.n; i++) {
        name_both(k, i);
        name_doer(k, i);
    }
    for (size_t i = 0; i < k->r->mentions.n; i++)
        name_target(k, i);
}
