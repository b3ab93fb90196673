#include "code/triggers.h"

/* Headlines whose verb was read as a noun ("Borea court jails editor", "Judge
 * rejects bid"): no word of theirs is a finite verb, and one that can state an
 * event stands between two nouns. It is made a verb, and the arcs of the line
 * are guessed from the words.
 */

enum { HEADLINE = 24 };

static bool is_finite(const struct ng_word *x)
{
    return x->tag == NG_TAG_VBZ || x->tag == NG_TAG_VBP ||
           x->tag == NG_TAG_VBD || x->tag == NG_TAG_MD;
}

static bool is_nominal(const struct ng_word *x)
{
    return x->tag == NG_TAG_NN || x->tag == NG_TAG_NNS ||
           x->tag == NG_TAG_NNP || x->tag == NG_TAG_NNPS;
}

/* "jails", and after a plural "detain". */
static bool may_be_verb(const struct ng_report *r, uint32_t w, uint32_t first,
                        uint32_t end)
{
    const struct ng_word *x = &r->words.at[w];
    if (w == first || w + 1 >= end || !is_nominal(x) || x->name < r->names.n ||
        !is_nominal(&r->words.at[w - 1]) || x->low.n < 4)
        return false;
    uint8_t next = r->words.at[w + 1].tag;
    if (r->words.at[w + 1].kind == NG_WORD_PUNCT || next == NG_TAG_POS ||
        (next == NG_TAG_IN && !ng_str_eq(r->words.at[w + 1].low, STR("to"))))
        return false;
    bool many = ng_str_ends(r->words.at[w - 1].low, STR("s")) ||
                ng_str_eq(r->words.at[w - 1].low, STR("police"));
    return ng_str_ends(x->low, STR("s")) ? !ng_str_ends(x->low, STR("ss"))
                                         : many && x->tag == NG_TAG_NN;
}

/* "A man shot at the driver": no shot of a man. */
static void mend_shot(struct ng_report *r, uint32_t first, uint32_t end)
{
    for (uint32_t w = first + 1; w + 1 < end; w++) {
        struct ng_word *x = &r->words.at[w];
        ng_str next = r->words.at[w + 1].low;
        if (x->tag != NG_TAG_NN || !ng_str_eq(x->low, STR("shot")) ||
            !is_nominal(&r->words.at[w - 1]) ||
            (!ng_str_eq(next, STR("at")) && !ng_str_eq(next, STR("down")) &&
             !ng_str_eq(next, STR("dead"))))
            continue;
        x->tag = NG_TAG_VBD;
        if (r->words.at[w - 1].head == w)
            r->words.at[w - 1].rel = NG_REL_nsubj;
    }
}

void ng_mend_headlines(struct ng_report *r)
{
    for (size_t s = 0; s < r->sentences.n; s++) {
        uint32_t first = r->sentences.at[s].first, end = r->sentences.at[s].end;
        if (end <= first || end > r->words.n)
            continue;
        mend_shot(r, first, end);
        if (end - first > HEADLINE ||
            ng_str_eq(r->words.at[end - 1].low, STR(".")))
            continue;
        bool finite = false;
        uint32_t verb = NG_NONE;
        for (uint32_t w = first; w < end; w++) {
            finite |= is_finite(&r->words.at[w]);
            if (verb == NG_NONE && may_be_verb(r, w, first, end) &&
                ng_is_verb_trigger(&r->words.at[w]))
                verb = w;
        }
        if (finite || verb == NG_NONE)
            continue;
        r->words.at[verb].tag = NG_TAG_VBZ;
        for (uint32_t w = first; w < end; w++) {
            r->words.at[w].head = NG_NONE;
            r->words.at[w].rel = NG_REL_root;
        }
    }
}
