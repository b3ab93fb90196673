#include "code/triggers.h"

/* Headlines whose verb was read as a noun ("Borea court jails editor", "Judge
 * rejects bid"): no word of theirs is a finite verb, and one that can state an
 * event stands between two nouns. It is made a verb, and the arcs of the line
 * are guessed from the words.
 */

enum { HEADLINE = 24 };

static ng_str low_at(const struct ng_report *r, uint32_t w)
{
    return r->words.at[w].low;
}

/* A finite verb; not what was read as an auxiliary of a noun ("Judge rejects
 * bid"), nor people read as a verb ("pull troops back"). */
static bool is_finite(const struct ng_word *x)
{
    static const ng_str aux = S("|be|have|do|get|"),
                        people = S("|troops|forces|guards|ships|trucks|");
    if (x->tag == NG_TAG_VBZ &&
        (ng_listed(people, x->low) ||
         (x->rel == NG_REL_aux && !ng_listed(aux, x->lemma))))
        return false;
    return x->tag == NG_TAG_VBZ || x->tag == NG_TAG_VBP ||
           x->tag == NG_TAG_VBD || x->tag == NG_TAG_MD;
}

static bool is_nominal(const struct ng_word *x)
{
    return x->tag == NG_TAG_NN || x->tag == NG_TAG_NNS ||
           x->tag == NG_TAG_NNP || x->tag == NG_TAG_NNPS;
}

/* "free", "open": as often a verb as not, before what is freed. */
static bool is_plain_verb(const struct ng_report *r, uint32_t w)
{
    const struct ng_word *next = &r->words.at[w + 1];
    return r->words.at[w].tag == NG_TAG_JJ &&
           ng_listed((ng_str)S("|free|open|close|clear|"), low_at(r, w)) &&
           (is_nominal(next) || next->tag == NG_TAG_CD ||
            next->tag == NG_TAG_PRPS || next->tag == NG_TAG_DT);
}

/* "Minister accused of lying" */
static bool is_accused(const struct ng_report *r, uint32_t w)
{
    return r->words.at[w].tag == NG_TAG_NN &&
           ng_str_eq(low_at(r, w), STR("accused")) &&
           ng_str_eq(low_at(r, w + 1), STR("of"));
}

/* "jails", and after a plural or two names "detain". */
static bool may_be_verb(const struct ng_report *r, uint32_t w, uint32_t first,
                        uint32_t end)
{
    static const ng_str particles = S("|to|down|up|off|out|back|over|");
    const struct ng_word *x = &r->words.at[w];
    if (w == first || w + 1 >= end || x->name < r->names.n || x->low.n < 4 ||
        !(is_nominal(&r->words.at[w - 1]) ||
          r->words.at[w - 1].name < r->names.n))
        return false;
    bool many = ng_str_ends(low_at(r, w - 1), STR("s")) ||
                ng_str_eq(low_at(r, w - 1), STR("police"));
    if (is_plain_verb(r, w))
        return many;
    if (is_accused(r, w))
        return true;
    bool read = x->tag == NG_TAG_VBZ && x->rel == NG_REL_aux;
    uint8_t next = r->words.at[w + 1].tag;
    if ((!is_nominal(x) && !read) || r->words.at[w + 1].kind == NG_WORD_PUNCT ||
        next == NG_TAG_POS || next == NG_TAG_VBD ||
        (next == NG_TAG_VBN && !read) ||
        (next == NG_TAG_IN && !ng_listed(particles, low_at(r, w + 1))))
        return false;
    if (w > 2 && r->words.at[w - 1].name < r->names.n &&
        ng_listed((ng_str)S("|,|and|"), low_at(r, w - 2)) &&
        r->words.at[w - 3].name < r->names.n)
        many = true;
    return ng_str_ends(x->low, STR("s")) ? !ng_str_ends(x->low, STR("ss"))
                                         : many && x->tag == NG_TAG_NN;
}

/* "A man shot at the driver", "three shot in ambush": no shot of a man. */
static void mend_shot(struct ng_report *r, uint32_t first, uint32_t end)
{
    for (uint32_t w = first + 1; w + 1 < end; w++) {
        struct ng_word *x = &r->words.at[w];
        ng_str next = r->words.at[w + 1].low;
        bool cut =
            end - first <= HEADLINE && !ng_str_eq(low_at(r, end - 1), STR("."));
        if (cut && x->tag == NG_TAG_NN && ng_str_eq(x->low, STR("shot")) &&
            r->words.at[w - 1].tag == NG_TAG_CD &&
            ng_listed((ng_str)S("|in|at|near|outside|by|dead|"), next)) {
            x->tag = NG_TAG_VBN;
            r->words.at[w - 1].head = w;
            r->words.at[w - 1].rel = NG_REL_nsubj_pass;
        }
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

/* Where a clause of a headline may end. */
static bool is_break(const struct ng_report *r, uint32_t w)
{
    static const ng_str breaks =
        S("|,|;|:|-|--|\xe2\x80\x93|\xe2\x80\x94|as|after|while|before|but|");
    return ng_listed(breaks, low_at(r, w));
}

/* The verb of the words first .. end - 1, if they have none; NG_NONE. */
static uint32_t verb_of(const struct ng_report *r, uint32_t line,
                        uint32_t first, uint32_t end)
{
    uint32_t verb = NG_NONE;
    for (uint32_t w = first; w < end; w++) {
        if (is_finite(&r->words.at[w]))
            return NG_NONE;
        if (verb == NG_NONE && may_be_verb(r, w, line, end) &&
            ng_is_verb_trigger(&r->words.at[w]))
            verb = w;
    }
    return verb;
}

/* True if something of the line was made a verb. */
static bool mend_line(struct ng_report *r, uint32_t first, uint32_t end)
{
    bool mended = false;
    for (uint32_t from = first, w = first; w <= end; w++) {
        if (w < end && !is_break(r, w))
            continue;
        /* two names with a comma begin one clause: "Arvia, Borea sign" */
        uint32_t verb = verb_of(r, first, from, w);
        if (verb != NG_NONE) {
            struct ng_word *x = &r->words.at[verb];
            x->tag = is_accused(r, verb)             ? NG_TAG_VBN
                     : ng_str_ends(x->low, STR("s")) ? NG_TAG_VBZ
                                                     : NG_TAG_VBP;
            x = &r->words.at[verb + 1];
            if (x->tag == NG_TAG_VBN && x->rel != NG_REL_amod)
                x->tag = NG_TAG_NN; /* "rejects bid" */
            for (uint32_t k = verb + 1; k < w; k++)
                if (r->words.at[k].tag == NG_TAG_VBZ)
                    r->words.at[k].tag = NG_TAG_NNS; /* "pull troops" */
            mended = true;
        }
        from = w + 1;
    }
    return mended;
}

void ng_mend_headlines(struct ng_report *r)
{
    for (size_t s = 0; s < r->sentences.n; s++) {
        uint32_t first = r->sentences.at[s].first, end = r->sentences.at[s].end;
        if (end <= first || end > r->words.n)
            continue;
        mend_shot(r, first, end);
        if (end - first > HEADLINE || ng_str_eq(low_at(r, end - 1), STR(".")) ||
            !mend_line(r, first, end))
            continue;
        for (uint32_t w = first; w < end; w++) {
            r->words.at[w].head = NG_NONE;
            r->words.at[w].rel = NG_REL_root;
        }
    }
}
