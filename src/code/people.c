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

bool ng_is_person(const struct ng_cast *c, uint32_t w)
{
    if (w == NG_NONE)
        return false;
    uint32_t e = ng_entity_at(c, w);
    if (e != NG_NONE)
        return c->t->r->entities.at[e].type == NG_PER;
    return ng_listed(pronouns, ng_low(c->t, w)) || is_count(c->t, w) ||
           ng_agent_sector(ng_lemma(c->t, w)).n != 0;
}
