#include "annotate/lemma.h"

#include "base/hash.h"

uint64_t ng_lemma_key(enum ng_tag tag, ng_str ending, bool whole)
{
    return ng_hash64(ending, (uint64_t)tag * 2 + whole);
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
    ng_str stem = {low.p, low.n - strip};
    if (add.n == 0)
        return stem;
    char *p = ng_new(a, char, stem.n + add.n);
    memcpy(p, stem.p, stem.n);
    memcpy(p + stem.n, add.p, add.n);
    return (ng_str){p, stem.n + add.n};
}

ng_str ng_lemma_of(const struct ng_section *table, ng_str low, enum ng_tag tag,
                   struct ng_arena *a)
{
    if (tag == NG_TAG_NNP || tag == NG_TAG_NN || tag == NG_TAG_CD)
        return low;
    ng_payload rule = ng_sparse_find(table, ng_lemma_key(tag, low, true));
    if (rule.n > 0)
        return apply(low, rule, a);
    if (!ng_lemma_inflects(tag))
        return low;
    for (size_t n = low.n < NG_LEMMA_SUFFIX ? low.n : NG_LEMMA_SUFFIX;; n--) {
        ng_str ending = {low.p + low.n - n, n};
        rule = ng_sparse_find(table, ng_lemma_key(tag, ending, false));
        if (rule.n > 0)
            return apply(low, rule, a);
        if (n == 0)
            return low;
    }
}
