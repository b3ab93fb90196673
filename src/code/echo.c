/* echo.c - what one sentence tells of a deed holds for the same deed told in
 * another.
 *
 *     # Court jails four over ferry
 *     A court in Orsk on Thursday jailed four men ...     where, when, who
 *
 *     Police cleared the camp on Monday. ... The raid     who, where, when
 *
 * A title takes from the first deed of its type below it that says nothing to
 * the contrary; "the raid", "the arrests" from the last one before; any other
 * clause from one with the same verb and one of the same people. Only what is
 * left open is filled.
 */
#include "code/roles.h"

enum { ECHO_BACK = 40 };

/* Of one side: 1 somebody is the same, -1 all are others, 0 not known. */
static int compare(const struct ng_report *r, const ng_parties *a,
                   const ng_parties *b)
{
    bool known = false;
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < b->n; k++) {
            const struct ng_party *x = &a->at[i], *y = &b->at[k];
            uint32_t ex = x->entity, ey = y->entity;
            if (ex != NG_NONE && ex == ey)
                return 1;
            if ((ex != NG_NONE && y->of == ex + 1) ||
                (ey != NG_NONE && x->of == ey + 1))
                return 1;
            bool lands = ex == NG_NONE || ey == NG_NONE ||
                         r->entities.at[ex].type == NG_GPE ||
                         r->entities.at[ey].type == NG_GPE;
            if (lands && x->code[0] && memcmp(x->code, y->code, 3) == 0)
                return 1;
            known |=
                (ex != NG_NONE || x->code[0]) && (ey != NG_NONE || y->code[0]);
        }
    return known ? -1 : 0;
}

static bool is_told(const struct ng_mention *m)
{
    return ng_days_known(m->when) && m->when_basis != NG_BASIS_PUBLISHED &&
           m->when_basis != NG_BASIS_NONE;
}

/* Nothing in one speaks against the other. */
static bool agree(const struct ng_report *r, const struct ng_mention *a,
                  const struct ng_mention *b)
{
    if (a->type != b->type ||
        (a->status != b->status &&
         (a->status == NG_PLANNED || b->status == NG_PLANNED ||
          a->status == NG_HYPOTHETICAL || b->status == NG_HYPOTHETICAL)))
        return false;
    if (is_told(a) && is_told(b) && a->when.first != NG_NO_DAY &&
        b->when.first != NG_NO_DAY &&
        (a->when.last < b->when.first || b->when.last < a->when.first))
        return false;
    return compare(r, &a->actors, &b->actors) >= 0 &&
           compare(r, &a->recipients, &b->recipients) >= 0;
}

static void copy_parties(struct ng_coder *k, ng_parties *to,
                         const ng_parties *from, const ng_parties *but)
{
    if (to->n)
        return;
    for (size_t i = 0; i < from->n; i++) {
        bool other = true;
        for (size_t j = 0; j < but->n; j++)
            other &= from->at[i].entity == NG_NONE ||
                     from->at[i].entity != but->at[j].entity;
        if (other)
            *ng_push(to, k->out) = from->at[i];
    }
}

static void fill(struct ng_coder *k, struct ng_mention *to,
                 const struct ng_mention *from)
{
    copy_parties(k, &to->actors, &from->actors, &to->recipients);
    copy_parties(k, &to->recipients, &from->recipients, &to->actors);
    if (!is_told(to) && is_told(from) && !from->historical) {
        to->when = from->when;
        to->granularity = from->granularity;
        to->when_basis = NG_BASIS_SENTENCE;
    }
    if (to->place == NG_NONE && from->place != NG_NONE) {
        to->place = from->place;
        to->place_at = from->place_at;
    }
}

/* A title stands on the word of whoever the body names for it. */
static void fill_source(struct ng_coder *k, struct ng_mention *title,
                        const struct ng_mention *from)
{
    for (size_t i = 0; title->attributed_to.n < 8 && i < from->attributed_to.n;
         i++)
        *ng_push(&title->attributed_to, k->out) = from->attributed_to.at[i];
}

static uint32_t word_of(const struct ng_coder *k, const struct ng_mention *m)
{
    return ng_word_at(k->r, m->trigger.beg);
}

/* The first paragraph of the report itself. */
static uint32_t first_paragraph(const struct ng_report *r)
{
    uint32_t p = 0;
    while (p < r->paragraphs.n &&
           r->paragraphs.at[p].kind != NG_BLOCK_PARAGRAPH)
        p++;
    return p;
}

/* "the raid", "the killing": told of already. */
static bool is_taken_up(const struct ng_tree *t, uint32_t w)
{
    return ng_is_noun(t, w) && (ng_child_low(t, w, STR("the")) != NG_NONE ||
                                ng_child_low(t, w, STR("that")) != NG_NONE ||
                                ng_child_low(t, w, STR("this")) != NG_NONE);
}

static bool same_verb(const struct ng_coder *k, const struct ng_mention *a,
                      const struct ng_mention *b)
{
    return ng_str_eq(ng_lemma(&k->tree, word_of(k, a)),
                     ng_lemma(&k->tree, word_of(k, b)));
}

static const struct ng_mention *below_title(const struct ng_coder *k, size_t i,
                                            uint32_t first)
{
    const struct ng_report *r = k->r;
    const struct ng_mention *m = &r->mentions.at[i], *loose = NULL;
    for (size_t j = i + 1; j < r->mentions.n && j < i + ECHO_BACK; j++) {
        const struct ng_mention *x = &r->mentions.at[j];
        uint32_t p = ng_paragraph_at(r, x->trigger.beg);
        if (p < first || !agree(r, m, x))
            continue;
        if (same_verb(k, m, x))
            return x;
        if (!loose && p <= first + 1)
            loose = x;
    }
    return loose;
}

static const struct ng_mention *before(const struct ng_coder *k, size_t i)
{
    const struct ng_report *r = k->r;
    const struct ng_mention *m = &r->mentions.at[i];
    bool up = is_taken_up(&k->tree, word_of(k, m));
    for (size_t j = i; j-- > 0 && i - j < ECHO_BACK;) {
        const struct ng_mention *x = &r->mentions.at[j];
        if (!agree(r, m, x))
            continue;
        bool one = compare(r, &m->actors, &x->actors) > 0 ||
                   compare(r, &m->recipients, &x->recipients) > 0;
        if (up || (one && same_verb(k, m, x)))
            return x;
    }
    return NULL;
}

/* What bodies do somewhere. */
static bool is_bodily(const struct ng_mention *m)
{
    return (m->type == NG_PROTEST || m->type == NG_ASSAULT ||
            m->type == NG_COERCE) &&
           (m->status == NG_HAPPENED || m->status == NG_ONGOING ||
            m->status == NG_ALLEGED);
}

/* "Police fired gas on Vale Street; a boy was hurt": one scene, told in one
 * sentence. */
static void place_by_scene(const struct ng_coder *k, size_t i)
{
    static const ng_str papers =
        S("|fine|dismiss|suspend|ban|freeze|revoke|sentence|jail|impose|curfew|"
          "order|sack|fire|strip|bar|withdraw|rob|");
    struct ng_report *r = k->r;
    struct ng_mention *m = &r->mentions.at[i];
    uint32_t s = ng_sentence_at(r, m->trigger.beg);
    uint32_t w = word_of(k, m);
    if (k->tree.rel[w] == NG_REL_advcl &&
        (ng_child_low(&k->tree, w, STR("before")) != NG_NONE ||
         ng_child_low(&k->tree, w, STR("after")) != NG_NONE))
        return; /* some other time */
    if (m->place != NG_NONE || !is_bodily(m) ||
        (m->type != NG_ASSAULT && ng_listed(papers, ng_lemma(&k->tree, w))))
        return;
    for (size_t j = i; j-- > 0;) {
        const struct ng_mention *x = &r->mentions.at[j];
        uint32_t at = ng_sentence_at(r, x->trigger.beg);
        if (at < s)
            return;
        if (x->place == NG_NONE || !is_bodily(x))
            continue;
        m->place = x->place;
        m->place_at = x->place_at;
        return;
    }
}

void ng_echo_mentions(struct ng_coder *k)
{
    struct ng_report *r = k->r;
    uint32_t first = first_paragraph(r);
    for (size_t i = 0; i < r->mentions.n; i++)
        place_by_scene(k, i);
    for (int round = 0; round < 2; round++) /* the title last */
        for (size_t i = 0; i < r->mentions.n; i++) {
            struct ng_mention *m = &r->mentions.at[i];
            bool title = ng_paragraph_at(r, m->trigger.beg) < first;
            if (title != (round == 1))
                continue;
            const struct ng_mention *x =
                title ? below_title(k, i, first) : before(k, i);
            if (x)
                fill(k, m, x);
            if (x && title && m->attributed_to.n == 0)
                fill_source(k, m, x);
        }
}
