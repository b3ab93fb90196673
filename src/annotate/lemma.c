#include "annotate/lemma.h"

#include "annotate/linked.h"

#include "base/hash.h"
#include "lexicon/lexicon.h"

uint64_t ng_lemma_key(uint32_t salt, enum ng_tag tag, ng_str ending, bool whole)
{
    /* mixed: short texts under neighbouring seeds have the same hash */
    uint64_t seed = ng_mix((uint64_t)salt << 16, (uint64_t)tag * 2 + whole);
    return ng_hash64(ending, seed);
}

bool ng_lemma_inflects(enum ng_tag tag)
{
    switch (tag) {
    case NG_TAG_VBD:
    case NG_TAG_VBN:
    case NG_TAG_VBG:
    case NG_TAG_VBZ:
    case NG_TAG_NNS:
    case NG_TAG_JJR:
    case NG_TAG_JJS:
    case NG_TAG_RBR:
    case NG_TAG_RBS:
        return true;
    default:
        return false;
    }
}

static ng_str apply(ng_str low, ng_payload rule, struct ng_arena *a)
{
    size_t strip = rule.at[0];
    ng_str add = {(const char *)rule.at + 1, rule.n - 1};
    if (strip > low.n || (strip == low.n && add.n == 0))
        return low;
    if (strip && ((unsigned char)low.p[low.n - strip] & 0xC0) == 0x80)
        return low; /* the rule is for other letters: never half of one */
    ng_str stem = {low.p, low.n - strip};
    if (add.n == 0)
        return stem;
    char *p = ng_new(a, char, stem.n + add.n);
    memcpy(p, stem.p, stem.n);
    memcpy(p + stem.n, add.p, add.n);
    return (ng_str){p, stem.n + add.n};
}

/* An ending cannot tell "declined" (decline) from "explained" (explain); where
 * the dictionary lacks what the ending made, it may know it with an e more, or
 * with a letter less. */
static ng_str known(ng_str low, ng_str lemma, enum ng_tag tag,
                    struct ng_arena *a)
{
    bool verb = tag == NG_TAG_VBD || tag == NG_TAG_VBN || tag == NG_TAG_VBG ||
                tag == NG_TAG_VBZ;
    uint32_t class = verb                ? NG_WORD_VERB
                     : tag == NG_TAG_NNS ? NG_WORD_NOUN
                                         : NG_WORD_ADJ;
    if (lemma.n < 3 || lemma.n > 60 || lemma.n >= low.n ||
        ng_lex_word(lemma) & class)
        return lemma;
    char with_e[64];
    memcpy(with_e, lemma.p, lemma.n);
    with_e[lemma.n] = 'e';
    ng_str more = {with_e, lemma.n + 1}, less = {lemma.p, lemma.n - 1};
    if (ng_lex_word(more) & class)
        return ng_str_copy(more, a);
    bool doubled = lemma.p[lemma.n - 1] == lemma.p[lemma.n - 2];
    if ((doubled || lemma.p[lemma.n - 1] == 'e') && ng_lex_word(less) & class)
        return less;
    return lemma;
}

ng_str ng_lemma_of(const struct ng_section *table, ng_str low, enum ng_tag tag,
                   struct ng_arena *a)
{
    if (tag == NG_TAG_NNP || tag == NG_TAG_NN || tag == NG_TAG_CD)
        return low;
    uint32_t salt = table->labels;
    ng_payload rule = ng_sparse_find(table, ng_lemma_key(salt, tag, low, true));
    if (rule.n > 0)
        return apply(low, rule, a);
    if (!ng_lemma_inflects(tag))
        return low;
    for (size_t n = low.n < NG_LEMMA_SUFFIX ? low.n : NG_LEMMA_SUFFIX;; n--) {
        ng_str ending = {low.p + low.n - n, n};
        rule = ng_sparse_find(table, ng_lemma_key(salt, tag, ending, false));
        if (rule.n > 0)
            return known(low, apply(low, rule, a), tag, a);
        if (n == 0)
            return low;
    }
}

void ng_lemmatise(struct ng_word *words, size_t n, struct ng_arena *a)
{
    struct ng_model lemmas;
    if (!ng_linked_open(&lemmas, NG_MODEL_LEMMAS))
        return;
    for (size_t i = 0; i < n; i++)
        words[i].lemma = ng_lemma_of(&lemmas.section[0], words[i].low,
                                     (enum ng_tag)words[i].tag, a);
}
