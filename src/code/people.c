#include "code/parties.h"

#include <stdlib.h>

/* Who acts without a name: common nouns, pronouns, numbers. */

/* Common nouns that act, with their sector. Sorted by word. */
static const struct {
    ng_str word, sector;
} agents[] = {
#define AGENT(word, sector) {S(word), S(sector)},
#include "code/agents.inc"
};

static int by_word(const void *key, const void *row)
{
    const ng_str *a = key, *b = row;
    return ng_str_cmp(*a, *b);
}

ng_str ng_agent_sector(ng_str lemma)
{
    size_t n = sizeof agents / sizeof *agents;
    const void *hit = bsearch(&lemma, agents, n, sizeof *agents, by_word);
    if (!hit && lemma.n > 3 && lemma.p[lemma.n - 1] == 's') {
        lemma.n--;
        hit = bsearch(&lemma, agents, n, sizeof *agents, by_word);
    }
    return hit ? ((const ng_str *)hit)[1] : (ng_str){0};
}

static const ng_str pronouns =
    S("|he|she|him|they|them|we|us|i|me|you|her|who|whom|nobody|somebody|"
      "someone|anyone|anybody|everyone|everybody|others|another|both|himself|"
      "herself|themselves|those|some|many|several|none|all|neither|each|"
      "anybody|");

/* "Eleven were held", "killing two", "about 3,000 of them": people. */
static bool is_count(const struct ng_tree *t, uint32_t w)
{
    uint8_t rel = t->rel[w];
    return t->r->words.at[w].tag == NG_TAG_CD &&
           (rel == NG_REL_nsubj || rel == NG_REL_nsubj_pass ||
            rel == NG_REL_obj) &&
           ng_child_low(t, w, STR("$")) == NG_NONE &&
           ng_child_low(t, w, STR("%")) == NG_NONE;
}

/* The person whose name begins at w, titles before it passed over ("Dr", "Maj
 * Gen"), or NG_NONE. */
static uint32_t person_from(const struct ng_cast *c, uint32_t w, uint32_t end)
{
    const struct ng_report *r = c->t->r;
    for (uint32_t k = w; k < end && k < w + 4; k++) {
        uint32_t name = r->words.at[k].name;
        if (name < r->names.n)
            return r->names.at[name].type == NG_PER ? r->names.at[name].entity
                                                    : NG_NONE;
        if (r->words.at[k].letter_case == NG_CASE_LOWER ||
            r->words.at[k].kind != NG_WORD_LETTERS)
            return NG_NONE;
    }
    return NG_NONE;
}

/* True of a noun for one person with an office or a task, or of its beginning:
 * "Agriculture" of "Agriculture Minister". */
static uint32_t office_at(const struct ng_tree *t, uint32_t w, uint32_t end)
{
    for (uint32_t k = w; k < end && k < w + 3 && ng_is_noun(t, k); k++)
        if (t->r->words.at[k].name == NG_NONE &&
            t->r->words.at[k].tag != NG_TAG_NNS &&
            ng_agent_sector(ng_lemma(t, k)).n)
            return k;
    return NG_NONE;
}

uint32_t ng_named_behind(const struct ng_cast *c, uint32_t w)
{
    enum { FAR = 14 };
    const struct ng_tree *t = c->t;
    const struct ng_report *r = t->r;
    uint32_t sentence = r->words.at[w].sentence;
    if (sentence >= r->sentences.n || !ng_is_noun(t, w))
        return NG_NONE;
    uint32_t end = r->sentences.at[sentence].end;
    uint32_t office = office_at(t, w, end < t->n ? end : t->n);
    if (office == NG_NONE)
        return NG_NONE;
    uint32_t e = person_from(c, office + 1, end);
    if (e != NG_NONE)
        return e;
    for (uint32_t k = office + 1; k + 1 < end && k < office + FAR; k++) {
        if (ng_is(t, k, ","))
            return person_from(c, k + 1, end);
        if (ng_is_verb(t, k) || t->r->words.at[k].tag == NG_TAG_MD ||
            t->r->words.at[k].kind == NG_WORD_PUNCT)
            return NG_NONE;
    }
    return NG_NONE;
}

/* "No one has been charged" */
static bool is_no_one(const struct ng_tree *t, uint32_t w)
{
    static const ng_str before = S("|no|any|every|some|");
    return ng_is(t, w, "one") && w > 0 && ng_listed(before, ng_low(t, w - 1));
}

bool ng_is_person(const struct ng_cast *c, uint32_t w)
{
    if (w == NG_NONE)
        return false;
    uint32_t e = ng_entity_at(c, w);
    if (e != NG_NONE)
        return c->t->r->entities.at[e].type == NG_PER;
    return ng_listed(pronouns, ng_low(c->t, w)) || is_count(c->t, w) ||
           is_no_one(c->t, w) || ng_agent_sector(ng_lemma(c->t, w)).n != 0;
}

/* "Inspectors of the Tax Office" are the office; "Borean border guards", "the
 * government in Orsk" their country; of private people nobody is. */
uint32_t ng_whose_people(const struct ng_cast *c, uint32_t w, const char *code,
                         ng_str sector)
{
    static const ng_str
        members =
            S("|member|agent|inspector|soldier|officer|fighter|troop|troops|"
              "official|employee|worker|guard|unit|supporter|activist|delegate|"
              "representative|team|patrol|police|marine|commando|force|ranger|"
              "prosecutor|investigator|personnel|staff|militant|"),
        public = S("|GOV|MIL|COP|JUD|SPY|IGO|");
    const struct ng_tree *t = c->t;
    const struct ng_report *r = t->r;
    if (ng_listed(members, ng_lemma(t, w)))
        for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
            if (t->rel[k] == NG_REL_nmod && c->entity[k] != NG_NONE &&
                r->entities.at[c->entity[k]].type == NG_ORG &&
                ng_child_low(t, k, STR("of")) != NG_NONE)
                return c->entity[k] + 1;
    if (!code[0] || !ng_listed(public, sector))
        return 0;
    for (uint32_t e = 0; e < r->entities.n && e < 400; e++)
        if (ng_str_starts(r->entities.at[e].key, STR("country:")) &&
            memcmp(r->entities.at[e].country, code, 3) == 0)
            return e + 1;
    return 0;
}

bool ng_is_quantity(const struct ng_tree *t, uint32_t w)
{
    static const ng_str words =
        S("|most|some|many|several|all|none|each|both|half|one|few|any|dozens|"
          "hundreds|thousands|scores|part|number|majority|");
    return t->r->words.at[w].tag == NG_TAG_CD || ng_listed(words, ng_low(t, w));
}

uint32_t ng_owner_of(const struct ng_cast *c, uint32_t w)
{
    const struct ng_tree *t = c->t;
    uint32_t owner = ng_child(t, w, NG_REL_nmod_poss);
    if (owner == NG_NONE)
        owner = ng_prep_child(t, w, STR("of"), NG_NONE);
    if (owner == NG_NONE || c->entity[owner] == NG_NONE)
        return NG_NONE;
    enum ng_name_type type = t->r->entities.at[c->entity[owner]].type;
    return type == NG_PER || type == NG_ORG ? owner : NG_NONE;
}
