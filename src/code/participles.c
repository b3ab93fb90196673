#include "code/frame.h"

/* Participles that the parser reads the other way round: what is done by whom,
 * and what only describes a noun. Only what the words before and behind leave
 * no doubt about is turned. */

static uint8_t tag_of(const struct ng_tree *t, uint32_t w)
{
    return t->r->words.at[w].tag;
}

/* "fired at striking boatmen": the boatmen are struck at, not the object. */
static void turn_gerund(struct ng_tree *t, uint32_t v, uint32_t end)
{
    uint32_t n = v + 1, at = v - 1;
    if (t->rel[v] != NG_REL_advcl || n >= end || t->head[at] != v ||
        tag_of(t, n) != NG_TAG_NNS || t->head[n] != v ||
        t->rel[n] != NG_REL_obj ||
        !ng_listed((ng_str)S("|at|against|with|"), ng_low(t, at)))
        return;
    t->head[n] = t->head[v];
    t->rel[n] = NG_REL_obl;
    t->head[v] = n;
    t->rel[v] = NG_REL_amod;
    t->head[at] = n;
    t->rel[at] = NG_REL_case;
    for (uint32_t k = n + 1; k < end; k++)
        if (t->head[k] == v)
            t->head[k] = t->head[n];
}

static bool blames(const struct ng_tree *t, uint32_t v)
{
    static const ng_str verbs =
        S("|accuse|suspect|blame|condemn|criticize|criticise|denounce|fault|"
          "charge|convict|punish|praise|thank|call|warn|acquit|rebuke|");
    return v != NG_NONE && ng_is_verb(t, v) && ng_listed(verbs, ng_lemma(t, v));
}

/* "aided in prohibited transfers of cargo": after a preposition a participle
 * belongs to the noun behind it. */
static void turn_participle(struct ng_tree *t, uint32_t v, uint32_t end)
{
    static const ng_str before = S("|in|of|by|with|from|for|on|at|against|"
                                   "through|over|despite|");
    uint32_t at = v - 1, n = v + 1;
    if (t->rel[v] != NG_REL_advcl || t->head[at] != v ||
        !ng_listed(before, ng_low(t, at)))
        return;
    while (n < end && (t->head[n] != v || t->rel[n] != NG_REL_obj))
        n++;
    if (n >= end || n > v + 4 || t->head[v] == NG_NONE)
        return;
    t->head[n] = t->head[v];
    t->rel[n] = ng_is_verb(t, t->head[v]) ? NG_REL_obl : NG_REL_nmod;
    for (uint32_t k = at; k < end; k++)
        if (k != v && t->head[k] == v)
            t->head[k] = n;
    t->rel[at] = NG_REL_case;
    t->head[v] = n;
    t->rel[v] = NG_REL_amod;
}

/* "accused Arvia of shelling villages": the villages are shelled, not what
 * Arvia is accused of. */
static void bind_gerund(struct ng_tree *t, uint32_t v)
{
    uint32_t n = t->head[v], at = v - 1;
    if ((t->rel[v] != NG_REL_amod && t->rel[v] != NG_REL_compound) ||
        n == NG_NONE || n < v || t->head[at] != n ||
        t->rel[at] != NG_REL_case ||
        !ng_listed((ng_str)S("|of|for|against|over|"), ng_low(t, at)) ||
        !blames(t, t->head[n]))
        return;
    t->head[v] = t->head[n];
    t->rel[v] = NG_REL_advcl;
    t->head[n] = v;
    t->rel[n] = NG_REL_obj;
    t->head[at] = v;
    t->rel[at] = NG_REL_mark;
}

/* "accused Arvia of arming rebels on Monday": the day of the accusation. */
static void lift_day(struct ng_tree *t, uint32_t v, uint32_t end)
{
    static const ng_str days = S("|monday|tuesday|wednesday|thursday|friday|"
                                 "saturday|sunday|yesterday|today|");
    uint32_t above = t->head[v], last = end;
    while (last > v && t->r->words.at[last - 1].kind == NG_WORD_PUNCT)
        last--;
    if (t->rel[v] != NG_REL_advcl || above > v || !blames(t, above) ||
        last <= v + 1 || t->head[last - 1] != v ||
        !ng_listed(days, ng_low(t, last - 1)))
        return;
    t->head[last - 1] = above;
}

/* "were shot and killed in Orsk on Monday": what stands behind both verbs
 * belongs to the last. */
static void share_end(struct ng_tree *t, uint32_t v, uint32_t end)
{
    uint32_t above = t->head[v];
    if (t->rel[v] != NG_REL_conj || above > v || tag_of(t, above) != NG_TAG_VBN)
        return;
    bool passive = false;
    for (uint32_t k = above > 12 ? above - 12 : 0; k < end; k++) {
        passive |= t->head[k] == above && t->rel[k] == NG_REL_aux_pass;
        if (k > above && t->head[k] == v && t->rel[k] != NG_REL_cc)
            return; /* has its own */
    }
    for (uint32_t k = v + 1; passive && k < end; k++)
        if (t->head[k] == above &&
            (t->rel[k] == NG_REL_obl || t->rel[k] == NG_REL_obl_tmod ||
             t->rel[k] == NG_REL_obl_agent))
            t->head[k] = v;
}

/* The verb v that hangs before the noun n as if it were part of it takes n for
 * its object, and whoever stands before it. */
static void raise_over(struct ng_tree *t, uint32_t v, uint32_t n)
{
    uint32_t first = t->r->sentences.at[t->r->words.at[v].sentence].first;
    t->head[v] = t->head[n];
    t->rel[v] = t->rel[n];
    for (uint32_t k = first; k < v; k++)
        if (t->head[k] == n)
            t->head[k] = v;
    t->head[n] = v;
    t->rel[n] = NG_REL_obj;
}

/* "denied having shelled Orsk", "denied ever having been there": the verb
 * before is no auxiliary; what it is about hangs on it. True if v was such. */
static bool bind_having(struct ng_tree *t, uint32_t v, uint32_t end)
{
    static const ng_str verbs = S("|deny|admit|acknowledge|regret|recall|");
    uint32_t have = v, first, n = t->head[v];
    while (have > 0 && have + 3 > v && !ng_is(t, have, "having"))
        have--;
    if (!ng_is(t, have, "having") || have == 0)
        return false;
    uint32_t say = have - 1;
    first = t->r->sentences.at[t->r->words.at[v].sentence].first;
    if (say > first && tag_of(t, say) == NG_TAG_RB)
        say--;
    if (say < first || !ng_is_verb(t, say) ||
        !ng_listed(verbs, ng_lemma(t, say)))
        return false;
    bool above = t->head[say] == v; /* read as its auxiliary */
    if (!above && (n == NG_NONE || n < v || t->head[n] != say ||
                   t->rel[v] != NG_REL_amod))
        return false;
    if (above) {
        t->head[say] = t->head[v];
        t->rel[say] = t->rel[v];
        for (uint32_t k = first; k < say; k++)
            if (t->head[k] == v)
                t->head[k] = say;
    } else {
        t->head[n] = v;
        t->rel[n] = NG_REL_obj;
    }
    for (uint32_t k = say + 1; k < end && k < v; k++)
        if (t->head[k] == n)
            t->head[k] = v;
    for (uint32_t k = v + 1; k < end; k++) /* "... and accused Vale" */
        if (t->head[k] == v && t->rel[k] == NG_REL_conj &&
            (tag_of(t, k) == NG_TAG_VBD || tag_of(t, k) == NG_TAG_VBZ))
            t->head[k] = say;
    t->head[have] = v;
    t->rel[have] = NG_REL_aux;
    t->head[v] = say;
    t->rel[v] = NG_REL_xcomp;
    return true;
}

/* "have frozen 23 accounts": the accounts are frozen by somebody who stands
 * before. */
static void raise_perfect(struct ng_tree *t, uint32_t v)
{
    uint32_t n = t->head[v], have = v;
    if (t->rel[v] != NG_REL_amod || n == NG_NONE || n < v || !ng_is_noun(t, n))
        return;
    while (have > 0 && have + 3 > v && tag_of(t, have - 1) == NG_TAG_RB)
        have--;
    if (have == 0 || !ng_str_eq(ng_lemma(t, have - 1), STR("have")) ||
        t->r->words.at[have - 1].sentence != t->r->words.at[v].sentence)
        return;
    raise_over(t, v, n);
    t->head[have - 1] = v;
    t->rel[have - 1] = NG_REL_aux;
}

/* "Borea court jails editor": a present before its object, read as a noun. */
void ng_raise_present(struct ng_tree *t, uint32_t v, uint32_t first)
{
    uint32_t n = t->head[v];
    if ((t->rel[v] == NG_REL_compound || t->rel[v] == NG_REL_amod) &&
        n != NG_NONE && n > v && v > first && ng_is_noun(t, n) &&
        (ng_is_noun(t, v - 1) || tag_of(t, v - 1) == NG_TAG_PRP))
        raise_over(t, v, n);
}

void ng_repair_participle(struct ng_tree *t, uint32_t w, uint32_t end)
{
    if (tag_of(t, w) == NG_TAG_VBG) {
        turn_gerund(t, w, end);
        bind_gerund(t, w);
        lift_day(t, w, end);
    } else if (!bind_having(t, w, end)) {
        raise_perfect(t, w);
        share_end(t, w, end);
        turn_participle(t, w, end);
    }
}

/* "is likely to visit A as well as warn B": the second verb is joined to the
 * first, no clause of its own. */
void ng_repair_as_well(struct ng_tree *t, uint32_t well, uint32_t end)
{
    uint32_t v = well + 2;
    if (well == 0 || v >= end || !ng_is(t, well - 1, "as") ||
        !ng_is(t, well + 1, "as") || !ng_is_verb(t, v) ||
        t->rel[v] != NG_REL_advcl || t->head[v] == NG_NONE ||
        t->head[v] > well || !ng_is_verb(t, t->head[v]))
        return;
    t->rel[v] = NG_REL_conj;
}
