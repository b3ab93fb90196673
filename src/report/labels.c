#include "report/labels.h"

#define TAG_ROW(t) [NG_TAG_##t] = S(#t),
static const ng_str tag_names[NG_TAG_COUNT] = {NG_TAGS(TAG_ROW)};
#define REL_ROW(r) [NG_REL_##r] = S(#r),
static const ng_str rel_names[NG_REL_COUNT] = {NG_RELS(REL_ROW)};

/* Names that cannot stand in an enum. */
static const struct {
    enum ng_tag tag;
    ng_str text;
} tag_texts[] = {
    {NG_TAG_NONE, S("_")},    {NG_TAG_PRPS, S("PRP$")},
    {NG_TAG_WPS, S("WP$")},   {NG_TAG_COMMA, S(",")},
    {NG_TAG_PERIOD, S(".")},  {NG_TAG_COLON, S(":")},
    {NG_TAG_LQUOTE, S("``")}, {NG_TAG_RQUOTE, S("''")},
    {NG_TAG_LRB, S("-LRB-")}, {NG_TAG_RRB, S("-RRB-")},
    {NG_TAG_DOLLAR, S("$")},
};
static const struct {
    enum ng_rel rel;
    ng_str text;
} rel_texts[] = {
    {NG_REL_NONE, S("_")},
    {NG_REL_nsubj_pass, S("nsubj:pass")},
    {NG_REL_obl_agent, S("obl:agent")},
    {NG_REL_obl_tmod, S("obl:unmarked")},
    {NG_REL_acl_relcl, S("acl:relcl")},
    {NG_REL_aux_pass, S("aux:pass")},
    {NG_REL_compound_prt, S("compound:prt")},
    {NG_REL_nmod_poss, S("nmod:poss")},
    {NG_REL_nmod_tmod, S("nmod:unmarked")},
    {NG_REL_nmod_npmod, S("nmod:desc")},
    {NG_REL_det_predet, S("det:predet")},
    {NG_REL_cc_preconj, S("cc:preconj")},
    /* older names of the same */
    {NG_REL_obl_tmod, S("obl:tmod")},
    {NG_REL_obl_npmod, S("obl:npmod")},
    {NG_REL_nmod_tmod, S("nmod:tmod")},
    {NG_REL_nmod_npmod, S("nmod:npmod")},
};

ng_str ng_tag_text(enum ng_tag tag)
{
    for (size_t i = 0; i < sizeof tag_texts / sizeof *tag_texts; i++)
        if (tag_texts[i].tag == tag)
            return tag_texts[i].text;
    return tag_names[tag];
}

ng_str ng_rel_text(enum ng_rel rel)
{
    for (size_t i = 0; i < sizeof rel_texts / sizeof *rel_texts; i++)
        if (rel_texts[i].rel == rel)
            return rel_texts[i].text;
    return rel_names[rel];
}

enum ng_tag ng_tag_of(ng_str text)
{
    for (size_t i = 0; i < sizeof tag_texts / sizeof *tag_texts; i++)
        if (ng_str_eq(tag_texts[i].text, text))
            return tag_texts[i].tag;
    for (unsigned t = 1; t < NG_TAG_COUNT; t++)
        if (ng_str_eq(tag_names[t], text))
            return (enum ng_tag)t;
    return NG_TAG_NONE;
}

enum ng_rel ng_rel_of(ng_str text)
{
    for (size_t i = 0; i < sizeof rel_texts / sizeof *rel_texts; i++)
        if (ng_str_eq(rel_texts[i].text, text))
            return rel_texts[i].rel;
    ng_str base = ng_cut_at(text, ':').head;
    for (unsigned r = 1; r < NG_REL_COUNT; r++)
        if (ng_str_eq(rel_names[r], base))
            return (enum ng_rel)r;
    return NG_REL_NONE;
}
