#include "annotate/linked.h"

#include "annotate/boundary.h"
#include "annotate/name_keys.h"
#include "annotate/sayings_keys.h"
#include "base/hash.h"
#include "lexicon/lexicon.h"
#include "model/coref_model.h"
#include "model/parser.h"
#include "model/tagger.h"
#include "report/labels.h"

#define LINKED(name)                                                           \
    extern const char _binary_models_##name##_bin_start[],                     \
        _binary_models_##name##_bin_end[]
LINKED(clusters);
LINKED(lemmas);
LINKED(tags);
LINKED(arcs);
LINKED(sentences);
LINKED(names);
LINKED(sayings);
LINKED(coref);

#define BYTES(name)                                                            \
    between(_binary_models_##name##_bin_start, _binary_models_##name##_bin_end)

static ng_str between(const char *beg, const char *end)
{
    return (ng_str){beg, (size_t)((uintptr_t)end - (uintptr_t)beg)};
}

ng_str ng_linked(enum ng_model_kind kind)
{
    switch (kind) {
    case NG_MODEL_CLUSTERS:
        return BYTES(clusters);
    case NG_MODEL_LEMMAS:
        return BYTES(lemmas);
    case NG_MODEL_TAGS:
        return BYTES(tags);
    case NG_MODEL_ARCS:
        return BYTES(arcs);
    case NG_MODEL_SENTENCES:
        return BYTES(sentences);
    case NG_MODEL_NAMES:
        return BYTES(names);
    case NG_MODEL_SAYINGS:
        return BYTES(sayings);
    case NG_MODEL_COREF:
        return BYTES(coref);
    }
    return (ng_str){0};
}

static const ng_str feature_sets[] = {
    [NG_MODEL_CLUSTERS] = S("clusters 1"),
    [NG_MODEL_LEMMAS] = S("lemmas 2"),
    [NG_MODEL_TAGS] = S(NG_TAGGER_FEATURES),
    [NG_MODEL_ARCS] = S(NG_PARSER_FEATURES),
    [NG_MODEL_SENTENCES] = S(NG_BOUNDARY_FEATURES),
    [NG_MODEL_NAMES] = S(NG_NAME_FEATURES),
    [NG_MODEL_SAYINGS] = S(NG_SAY_FEATURES),
    [NG_MODEL_COREF] = S(NG_COREF_FEATURES),
};

uint64_t ng_features_of(enum ng_model_kind kind)
{
    uint64_t h = ng_hash64(feature_sets[kind], 0);
    for (unsigned t = 0; t < NG_TAG_COUNT; t++)
        h = ng_mix(h, ng_hash64(ng_tag_text((enum ng_tag)t), t));
    for (unsigned t = 0; kind == NG_MODEL_NAMES && t < NG_NAME_TYPE_COUNT; t++)
        h = ng_mix(h, ng_hash64(ng_name_type_name((enum ng_name_type)t), t));
    for (unsigned r = 0; kind == NG_MODEL_ARCS && r < NG_REL_COUNT; r++)
        h = ng_mix(h, ng_hash64(ng_rel_text((enum ng_rel)r), r));
    return h;
}

bool ng_linked_open(struct ng_model *m, enum ng_model_kind kind)
{
    struct ng_err err;
    return ng_model_open(m, ng_linked(kind), kind, ng_features_of(kind),
                         &err) == NG_OK;
}

void ng_word_shape(ng_str form, ng_str low, const struct ng_section *clusters,
                   struct ng_shape *out)
{
    uint32_t bits = ng_lex_word(low);
    uint8_t classes = (uint8_t)(((bits & NG_WORD_VERB) != 0) * 1 +
                                ((bits & NG_WORD_NOUN) != 0) * 2 +
                                ((bits & NG_WORD_ADJ) != 0) * 4 +
                                ((bits & NG_WORD_COMMON) != 0) * 8);
    ng_shape_of(form, low, classes, clusters, out);
}
