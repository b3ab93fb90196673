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

/* ---- universal parts of speech ------------------------------------------ */

#define UPOS_ROW(tag, text) [NG_TAG_##tag] = S(text)
static const ng_str upos[NG_TAG_COUNT] = {
    UPOS_ROW(CC, "CCONJ"),     UPOS_ROW(CD, "NUM"),
    UPOS_ROW(DT, "DET"),       UPOS_ROW(EX, "PRON"),
    UPOS_ROW(IN, "ADP"),       UPOS_ROW(JJ, "ADJ"),
    UPOS_ROW(JJR, "ADJ"),      UPOS_ROW(JJS, "ADJ"),
    UPOS_ROW(MD, "AUX"),       UPOS_ROW(NN, "NOUN"),
    UPOS_ROW(NNS, "NOUN"),     UPOS_ROW(NNP, "PROPN"),
    UPOS_ROW(NNPS, "PROPN"),   UPOS_ROW(PDT, "DET"),
    UPOS_ROW(POS, "PART"),     UPOS_ROW(PRP, "PRON"),
    UPOS_ROW(PRPS, "PRON"),    UPOS_ROW(RB, "ADV"),
    UPOS_ROW(RBR, "ADV"),      UPOS_ROW(RBS, "ADV"),
    UPOS_ROW(RP, "ADP"),       UPOS_ROW(SYM, "SYM"),
    UPOS_ROW(TO, "PART"),      UPOS_ROW(UH, "INTJ"),
    UPOS_ROW(VB, "VERB"),      UPOS_ROW(VBD, "VERB"),
    UPOS_ROW(VBG, "VERB"),     UPOS_ROW(VBN, "VERB"),
    UPOS_ROW(VBP, "VERB"),     UPOS_ROW(VBZ, "VERB"),
    UPOS_ROW(WDT, "PRON"),     UPOS_ROW(WP, "PRON"),
    UPOS_ROW(WPS, "PRON"),     UPOS_ROW(WRB, "ADV"),
    UPOS_ROW(COMMA, "PUNCT"),  UPOS_ROW(PERIOD, "PUNCT"),
    UPOS_ROW(COLON, "PUNCT"),  UPOS_ROW(LQUOTE, "PUNCT"),
    UPOS_ROW(RQUOTE, "PUNCT"), UPOS_ROW(LRB, "PUNCT"),
    UPOS_ROW(RRB, "PUNCT"),    UPOS_ROW(HYPH, "PUNCT"),
    UPOS_ROW(NFP, "PUNCT"),    UPOS_ROW(DOLLAR, "SYM"),
    UPOS_ROW(LS, "X"),         UPOS_ROW(FW, "X"),
    UPOS_ROW(AFX, "X"),        UPOS_ROW(ADD, "X"),
    UPOS_ROW(GW, "X"),         UPOS_ROW(XX, "X"),
};

ng_str ng_upos_text(const struct ng_word *w)
{
    bool verb = w->tag >= NG_TAG_VB && w->tag <= NG_TAG_VBZ;
    bool helps = w->rel == NG_REL_aux || w->rel == NG_REL_aux_pass ||
                 w->rel == NG_REL_cop;
    if (verb && helps)
        return STR("AUX");
    if (w->tag == NG_TAG_IN && w->rel == NG_REL_mark)
        return STR("SCONJ");
    if ((w->tag == NG_TAG_DT || w->tag == NG_TAG_WDT) &&
        (w->rel == NG_REL_det) != (w->tag == NG_TAG_DT) && w->rel)
        return w->rel == NG_REL_det ? STR("DET") : STR("PRON");
    return w->tag < NG_TAG_COUNT && upos[w->tag].n ? upos[w->tag] : STR("X");
}
