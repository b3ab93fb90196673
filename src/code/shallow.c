#include "code/tree.h"

/* Rough arcs for a sentence that has none. One pass from left to right over
 * chunks: noun phrases end in their head, verb groups too. Each chunk then
 * hangs on what stands nearest before it:
 *
 *     [the Russian leader] [will meet] [Kim] in [Vladivostok]
 *            nsubj <----------+  +----> obj      obl (case: in)
 *
 * Wrong where real syntax is needed (long-distance subjects, heavy
 * coordination); right for the short main clauses that carry most events. */

struct guess {
    struct ng_tree *t;
    uint32_t end;
    uint32_t verb;     /* the verb group of the clause, or NG_NONE */
    uint32_t noun;     /* the last noun phrase, or NG_NONE */
    uint32_t subject;  /* a noun phrase that waits for its verb */
    uint32_t root;     /* the first verb of the sentence */
    uint32_t prep;     /* a preposition that waits for its noun */
    uint32_t mark;     /* that, to, if, as: waits for its verb */
    uint32_t owner;    /* possessor that waits for its noun */
    uint32_t join;     /* "and" that waits for its other half */
    bool object_taken; /* the verb has its object */
};

static uint8_t tag_of(const struct ng_tree *t, uint32_t w)
{
    return t->r->words.at[w].tag;
}

static void hang(struct ng_tree *t, uint32_t w, uint32_t head, enum ng_rel rel)
{
    if (w == head)
        return;
    t->head[w] = head;
    t->rel[w] = (uint8_t)rel;
}

static bool in_noun_phrase(const struct ng_tree *t, uint32_t w)
{
    uint8_t tag = tag_of(t, w);
    return ng_is_noun(t, w) || tag == NG_TAG_DT || tag == NG_TAG_JJ ||
           tag == NG_TAG_JJR || tag == NG_TAG_JJS || tag == NG_TAG_CD ||
           tag == NG_TAG_PRPS || tag == NG_TAG_PDT || tag == NG_TAG_HYPH ||
           tag == NG_TAG_DOLLAR;
}

/* The noun phrase that begins at w: its last noun, its parts hung on it. */
static uint32_t take_noun_phrase(struct guess *g, uint32_t w)
{
    struct ng_tree *t = g->t;
    uint32_t last = w, stop = w;
    while (stop < g->end && in_noun_phrase(t, stop)) {
        if (ng_is_noun(t, stop) || tag_of(t, stop) == NG_TAG_CD || stop == w)
            last = stop;
        if (stop > w && tag_of(t, stop) == NG_TAG_DT)
            break;
        stop++;
    }
    for (uint32_t i = w; i < last; i++) {
        uint8_t tag = tag_of(t, i);
        hang(t, i, last,
             tag == NG_TAG_DT     ? NG_REL_det
             : tag == NG_TAG_PRPS ? NG_REL_nmod_poss
             : tag == NG_TAG_CD   ? NG_REL_nummod
             : ng_is_noun(t, i)   ? NG_REL_compound
                                  : NG_REL_amod);
    }
    return last;
}

static void place_noun(struct guess *g, uint32_t np)
{
    struct ng_tree *t = g->t;
    if (g->owner != NG_NONE) {
        hang(t, g->owner, np, NG_REL_nmod_poss);
        g->owner = NG_NONE;
    }
    if (g->prep != NG_NONE) {
        bool of = ng_is(t, g->prep, "of") || ng_is(t, g->prep, "between");
        hang(t, g->prep, np, NG_REL_case);
        if (g->mark == g->prep)
            g->mark = NG_NONE;
        if (g->noun != NG_NONE && (of || g->verb == NG_NONE))
            hang(t, np, g->noun, NG_REL_nmod);
        else if (g->verb != NG_NONE)
            hang(t, np, g->verb, NG_REL_obl);
        g->prep = NG_NONE;
    } else if (g->join != NG_NONE && g->noun != NG_NONE) {
        hang(t, g->join, np, NG_REL_cc);
        hang(t, np, g->noun, NG_REL_conj);
        if (g->verb == NG_NONE || g->subject != NG_NONE)
            return; /* the first half stays the one that others hang on */
    } else if (g->verb != NG_NONE && !g->object_taken) {
        hang(t, np, g->verb, NG_REL_obj);
        g->object_taken = true;
        g->subject = np;
    } else {
        g->subject = np;
    }
    g->join = NG_NONE;
    g->noun = np;
    if (g->verb == NG_NONE && t->head[np] == NG_NONE)
        g->subject = np;
}

/* The verb group at w: auxiliaries hang on its last verb. */
static uint32_t take_verb_group(struct guess *g, uint32_t w)
{
    struct ng_tree *t = g->t;
    uint32_t last = NG_NONE, stop = w;
    for (; stop < g->end; stop++) {
        uint8_t tag = tag_of(t, stop);
        if (ng_is_verb(t, stop)) {
            if (last != NG_NONE && tag == NG_TAG_VBG &&
                !ng_str_eq(ng_lemma(t, last), STR("be")))
                break;
            last = stop;
        } else if (tag != NG_TAG_MD && tag != NG_TAG_RB) {
            break;
        }
    }
    if (last == NG_NONE)
        return NG_NONE;
    for (uint32_t i = w; i < last; i++) {
        bool verb = ng_is_verb(t, i) || tag_of(t, i) == NG_TAG_MD;
        bool passive = ng_str_eq(ng_lemma(t, i), STR("be")) &&
                       tag_of(t, last) == NG_TAG_VBN;
        hang(t, i, last,
             !verb     ? NG_REL_advmod
             : passive ? NG_REL_aux_pass
                       : NG_REL_aux);
    }
    return last;
}

static void place_verb(struct guess *g, uint32_t v)
{
    struct ng_tree *t = g->t;
    bool passive = ng_child(t, v, NG_REL_aux_pass) != NG_NONE;
    for (uint32_t i = v; i-- > 0 && i + 6 > v;)
        passive |= t->head[i] == v && t->rel[i] == NG_REL_aux_pass;
    bool to = g->mark != NG_NONE && tag_of(t, g->mark) == NG_TAG_TO;
    if (g->mark != NG_NONE)
        hang(t, g->mark, v, NG_REL_mark);
    if (g->verb != NG_NONE) {
        enum ng_rel rel = to                   ? NG_REL_xcomp
                          : g->join != NG_NONE ? NG_REL_conj
                          : g->mark != NG_NONE ? NG_REL_ccomp
                                               : NG_REL_advcl;
        if (g->subject != NG_NONE && !to && rel != NG_REL_conj &&
            g->subject > g->verb) {
            /* "... said the president would": the noun is this verb's own */
            hang(t, g->subject, v, passive ? NG_REL_nsubj_pass : NG_REL_nsubj);
            if (rel == NG_REL_advcl)
                rel = NG_REL_ccomp;
        }
        hang(t, v, g->verb, rel);
    } else if (g->subject != NG_NONE) {
        hang(t, g->subject, v, passive ? NG_REL_nsubj_pass : NG_REL_nsubj);
    }
    if (g->join != NG_NONE)
        hang(t, g->join, v, NG_REL_cc);
    g->join = g->mark = g->subject = NG_NONE;
    g->prep = g->noun = NG_NONE;
    g->verb = v;
    g->object_taken = false;
    if (g->root == NG_NONE)
        g->root = v;
}

static void place_other(struct guess *g, uint32_t w)
{
    struct ng_tree *t = g->t;
    uint8_t tag = tag_of(t, w);
    if (tag == NG_TAG_TO ||
        (tag == NG_TAG_IN &&
         (ng_is(t, w, "that") || ng_is(t, w, "if") || ng_is(t, w, "while") ||
          ng_is(t, w, "because") || ng_is(t, w, "unless")))) {
        g->mark = w;
        g->prep = tag == NG_TAG_TO ? w : NG_NONE;
    } else if (tag == NG_TAG_IN) {
        g->prep = w;
    } else if (tag == NG_TAG_CC) {
        g->join = w;
    } else if (tag == NG_TAG_RP && g->verb != NG_NONE) {
        hang(t, w, g->verb, NG_REL_compound_prt);
    } else if (tag == NG_TAG_POS && g->noun != NG_NONE) {
        hang(t, w, g->noun, NG_REL_case);
        g->owner = g->noun;
        if (g->subject == g->noun)
            g->subject = NG_NONE;
        t->head[g->noun] = NG_NONE;
        g->object_taken = false;
    } else if (g->verb != NG_NONE) {
        hang(t, w, g->verb,
             t->r->words.at[w].kind == NG_WORD_PUNCT ? NG_REL_punct
                                                     : NG_REL_advmod);
    }
}

void ng_guess_arcs(struct ng_tree *t, uint32_t first, uint32_t end)
{
    struct guess g = {.t = t,
                      .end = end,
                      .verb = NG_NONE,
                      .noun = NG_NONE,
                      .subject = NG_NONE,
                      .root = NG_NONE,
                      .prep = NG_NONE,
                      .mark = NG_NONE,
                      .owner = NG_NONE,
                      .join = NG_NONE};
    for (uint32_t w = first; w < end;) {
        uint8_t tag = tag_of(t, w);
        if (tag == NG_TAG_PRP) {
            place_noun(&g, w);
            w++;
        } else if (in_noun_phrase(t, w) && tag != NG_TAG_HYPH) {
            uint32_t np = take_noun_phrase(&g, w);
            place_noun(&g, np);
            w = np + 1;
        } else if (ng_is_verb(t, w) || tag == NG_TAG_MD) {
            uint32_t v = take_verb_group(&g, w);
            if (v == NG_NONE) {
                w++;
                continue;
            }
            place_verb(&g, v);
            w = v + 1;
        } else {
            place_other(&g, w);
            w++;
        }
    }
    for (uint32_t w = first; w < end; w++)
        if (t->head[w] == NG_NONE && g.root != NG_NONE && w != g.root)
            hang(t, w, g.root, NG_REL_dep);
}
