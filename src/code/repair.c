#include "code/frame.h"

/* What the parser gets wrong most often in news, put right where the tags or
 * an auxiliary leave no doubt. Each repair was seen to matter on running text;
 * none of them needs the words' meaning.
 *
 *     has completed its work     an active clause: its subject is no patient
 *     lifted Friday a blockade   the blockade is no name of the Friday
 *     Rebels on Tuesday blocked  a finite verb is no participle of its subject
 *     after the talks broke down the talks are the subject of the clause
 *     Kim to meet Putin          the infinitive of a headline
 *     said that it would go      what stands after "that" is said
 *     the talks, which failed    a relative clause belongs to its noun
 *     a deal to close the plant  an infinitive that says what deal
 */

static const ng_str days =
    S("|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|"
      "yesterday|tomorrow|week|month|year|day|morning|evening|night|weekend|"
      "january|february|march|april|may|june|july|august|september|october|"
      "november|december|afternoon|overnight|tonight|");

static const ng_str journeys =
    S("|visit|trip|tour|meeting|summit|talks|journey|stop|");
static const ng_str lengths =
    S("|hour|hours|minute|minutes|days|weeks|months|years|");

struct verb {
    uint32_t subject, patient, object, bare, cc, mark, called, second;
    uint32_t early; /* a bare noun before the verb */
    bool have, be, said;
};

static uint8_t tag_of(const struct ng_tree *t, uint32_t w)
{
    return t->r->words.at[w].tag;
}

static bool is_day(const struct ng_tree *t, uint32_t w)
{
    return ng_listed(days, ng_low(t, w));
}

static bool has_case(const struct ng_tree *t, uint32_t w, uint32_t first)
{
    for (uint32_t k = w; k-- > first;)
        if (t->head[k] == w &&
            (t->rel[k] == NG_REL_case || t->rel[k] == NG_REL_mark))
            return true;
    return false;
}

static bool has_child(const struct ng_tree *t, uint32_t w, uint8_t rel,
                      uint32_t first)
{
    for (uint32_t k = w; k-- > first;)
        if (t->head[k] == w && t->rel[k] == rel)
            return true;
    return false;
}

static struct verb look(struct ng_tree *t, uint32_t v, uint32_t first,
                        uint32_t end)
{
    struct verb x = {.subject = NG_NONE,
                     .patient = NG_NONE,
                     .object = NG_NONE,
                     .bare = NG_NONE,
                     .cc = NG_NONE,
                     .mark = NG_NONE,
                     .called = NG_NONE,
                     .second = NG_NONE,
                     .early = NG_NONE};
    for (uint32_t w = first; w < end; w++) {
        if (t->head[w] != v)
            continue;
        switch (t->rel[w]) {
        case NG_REL_nsubj:
            /* "he meets the president": one subject is enough */
            if (w > v && x.subject != NG_NONE && ng_is_noun(t, w))
                x.second = w;
            else
                x.subject = w;
            break;
        case NG_REL_nsubj_pass:
            x.patient = w;
            break;
        case NG_REL_obj:
            if (ng_is(t, w, "that") && w < v)
                t->rel[w] = NG_REL_mark; /* "said that he could propose" */
            else
                x.object = w;
            break;
        case NG_REL_obl:
        case NG_REL_obl_agent:
            if (w > v && ng_is_noun(t, w) && !is_day(t, w) &&
                !has_case(t, w, first))
                x.bare = w;
            if (w < v && ng_is_noun(t, w) && !is_day(t, w) &&
                tag_of(t, v) == NG_TAG_VBG && !has_case(t, w, first))
                x.early = w;
            break;
        case NG_REL_iobj:
        case NG_REL_ccomp:
            x.said = true;
            break;
        case NG_REL_vocative:
            x.called = w;
            break;
        case NG_REL_cc:
            x.cc = w;
            break;
        case NG_REL_mark:
            x.mark = w;
            break;
        case NG_REL_aux:
            x.have |= ng_str_eq(ng_lemma(t, w), STR("have"));
            x.be |= ng_str_eq(ng_lemma(t, w), STR("be"));
            break;
        case NG_REL_aux_pass:
            x.be = true;
            break;
        default:
            break;
        }
    }
    return x;
}

static bool is_finite(uint8_t tag)
{
    return tag == NG_TAG_VBD || tag == NG_TAG_VBZ || tag == NG_TAG_VBP;
}

/* The noun at the top of a sentence is the subject of its finite verb. */
static void raise_verb(struct ng_tree *t, uint32_t v, const struct verb *x)
{
    uint32_t n = t->head[v];
    bool finite = is_finite(tag_of(t, v)) ||
                  (tag_of(t, v) == NG_TAG_VBN && x->object != NG_NONE);
    /* "A report that weighs the rules also called her out" */
    if (n != NG_NONE && t->rel[n] == NG_REL_acl_relcl && n < v &&
        t->head[n] != NG_NONE && t->rel[v] == NG_REL_ccomp &&
        x->mark == NG_NONE && is_finite(tag_of(t, v)) &&
        x->patient == NG_NONE && t->head[t->head[n]] == NG_NONE) {
        n = t->head[n];
        t->rel[v] = NG_REL_acl;
    }
    if (n == NG_NONE || t->rel[v] != NG_REL_acl || t->head[n] != NG_NONE ||
        !finite || x->subject != NG_NONE || n > v)
        return;
    t->head[v] = NG_NONE;
    t->rel[v] = NG_REL_root;
    t->head[n] = v;
    t->rel[n] = NG_REL_nsubj;
}

/* True if all words between n and v hang on n. */
static bool reaches(const struct ng_tree *t, uint32_t n, uint32_t v)
{
    for (uint32_t k = n + 1; k < v; k++) {
        uint32_t up = k;
        for (int steps = 0; up != NG_NONE && up != n && steps < 12; steps++)
            up = t->head[up];
        if (up != n && t->r->words.at[k].kind != NG_WORD_PUNCT)
            return false;
    }
    return true;
}

/* "after the talks broke down": talks hang on the verb above, by "after". */
static void raise_subject(struct ng_tree *t, uint32_t v, uint32_t first)
{
    uint32_t h = t->head[v];
    if (h == NG_NONE || h > v || !is_finite(tag_of(t, v)))
        return;
    for (uint32_t n = v; n-- > first && n > h;) {
        if (t->rel[n] != NG_REL_obl || t->head[n] == NG_NONE ||
            !ng_is_verb(t, t->head[n]) || !reaches(t, n, v))
            continue;
        for (uint32_t k = first; k < n; k++)
            if (t->head[k] == n && t->rel[k] == NG_REL_case &&
                (ng_is(t, k, "after") || ng_is(t, k, "before") ||
                 ng_is(t, k, "since") || ng_is(t, k, "until") ||
                 ng_is(t, k, "as"))) {
                t->head[n] = v;
                t->rel[n] = NG_REL_nsubj;
                t->head[k] = v;
                t->rel[k] = NG_REL_mark;
                t->rel[v] = NG_REL_advcl;
                return;
            }
        return;
    }
}

/* "the talks, which failed": hung on the verb before. */
static void bind_relative(struct ng_tree *t, uint32_t v, const struct verb *x,
                          uint32_t first)
{
    uint32_t which = x->subject != NG_NONE ? x->subject : x->patient;
    uint8_t rel = t->rel[v];
    if (which == NG_NONE || which > v || t->head[v] == NG_NONE ||
        (tag_of(t, which) != NG_TAG_WDT && tag_of(t, which) != NG_TAG_WP) ||
        (rel != NG_REL_conj && rel != NG_REL_advcl && rel != NG_REL_parataxis &&
         rel != NG_REL_ccomp))
        return;
    uint32_t n = which;
    while (n-- > first)
        if (ng_is_noun(t, n))
            break;
        else if (t->r->words.at[n].kind != NG_WORD_PUNCT)
            return;
    if (n >= which || t->head[n] == NG_NONE)
        return;
    t->head[v] = n;
    t->rel[v] = NG_REL_acl_relcl;
}

/* "produced a deal to close the plant": to close says what deal. */
static void bind_infinitive(struct ng_tree *t, uint32_t v, const struct verb *x)
{
    static const ng_str contents =
        S("|deal|plan|agreement|decision|bid|effort|attempt|pact|accord|"
          "proposal|resolution|law|bill|move|campaign|project|order|call|"
          "power|right|ability|chance|opportunity|way|need|mandate|"
          "commitment|promise|pledge|threat|offer|refusal|failure|"
          "invitation|request|demand|");
    uint32_t h = t->head[v];
    if (t->rel[v] != NG_REL_xcomp && t->rel[v] != NG_REL_advcl)
        return;
    if (x->mark == NG_NONE || x->mark == 0 || tag_of(t, x->mark) != NG_TAG_TO)
        return;
    uint32_t n = x->mark - 1;
    if (h != NG_NONE && t->head[n] == h && t->rel[n] == NG_REL_obj &&
        ng_listed(contents, ng_lemma(t, n))) {
        t->head[v] = n;
        t->rel[v] = NG_REL_acl;
    }
}

/* "has said the leaders will not sign": the leaders are not what was said. */
static void take_subject(struct ng_tree *t, uint32_t v, uint32_t first)
{
    static const ng_str saying =
        S("|say|tell|believe|think|report|claim|insist|add|confirm|announce|"
          "know|warn|hope|expect|argue|note|suggest|deny|fear|mean|");
    uint32_t group = v;
    for (uint32_t k = v; k-- > first && t->head[k] == v;)
        group = k;
    if (group == first || (group == v && !is_finite(tag_of(t, v))))
        return;
    uint32_t n = group - 1, h = t->head[n];
    if (h == NG_NONE || h > n || !ng_is_noun(t, n) || t->rel[n] != NG_REL_obj ||
        !ng_is_verb(t, h) || !ng_listed(saying, ng_lemma(t, h)) || h == v)
        return;
    /* Repairs before this one may have closed a ring: mend cuts it later. */
    int steps = 0;
    for (uint32_t w = h; w != NG_NONE; w = t->head[w])
        if (w == v || ++steps > NG_TREE_DEPTH)
            return;
    t->head[n] = v;
    t->rel[n] = NG_REL_nsubj;
    t->head[v] = h;
    t->rel[v] = NG_REL_ccomp;
}

static void repair_verb(struct ng_tree *t, uint32_t v, uint32_t first,
                        uint32_t end)
{
    struct verb x = look(t, v, first, end);
    uint32_t h = t->head[v];
    if (x.have && !x.be && x.patient != NG_NONE && x.subject == NG_NONE) {
        t->rel[x.patient] = NG_REL_nsubj;
        x.subject = x.patient;
    }
    /* "after the talks with Arvia broke down": no clause begins with "with" */
    if (x.mark != NG_NONE && x.mark > first && ng_is(t, x.mark, "with") &&
        is_finite(tag_of(t, v)) && x.subject != NG_NONE && x.subject > x.mark &&
        ng_is_noun(t, x.mark - 1)) {
        t->head[x.mark] = x.subject;
        t->rel[x.mark] = NG_REL_case;
        t->head[x.subject] = x.mark - 1;
        t->rel[x.subject] = NG_REL_nmod;
        x.subject = x.mark = NG_NONE;
    }
    /* "with its envoy heading to Orsk": nothing else stands before its verb */
    if (x.subject == NG_NONE && x.patient == NG_NONE && x.early != NG_NONE) {
        t->rel[x.early] = x.be ? NG_REL_nsubj_pass : NG_REL_nsubj;
        x.subject = x.early;
    }
    /* "told reporters that": who tells is not told */
    if (!x.have && !x.be && x.patient != NG_NONE && x.subject == NG_NONE &&
        (x.object != NG_NONE || x.said)) {
        t->rel[x.patient] = NG_REL_nsubj;
        x.subject = x.patient;
        x.patient = NG_NONE;
    }
    if (x.object != NG_NONE && is_day(t, x.object) && x.object > v) {
        t->rel[x.object] = NG_REL_obl_tmod;
        x.object = NG_NONE;
    }
    if (x.object == NG_NONE && x.second != NG_NONE) {
        t->rel[x.second] = NG_REL_obj;
        x.object = x.second;
    }
    if (x.object == NG_NONE && !x.be && x.bare != NG_NONE) {
        t->rel[x.bare] = NG_REL_obj;
        x.object = x.bare;
    }
    if (h != NG_NONE && x.mark != NG_NONE && ng_is(t, x.mark, "that") &&
        x.mark > h && ng_is_verb(t, h) &&
        (t->rel[v] == NG_REL_advcl ||
         (t->rel[v] == NG_REL_conj && x.cc == NG_NONE)))
        t->rel[v] = NG_REL_ccomp;
    if (x.called != NG_NONE && x.called < v && x.subject == NG_NONE &&
        x.patient == NG_NONE)
        t->rel[x.called] = x.be ? NG_REL_nsubj_pass : NG_REL_nsubj;
    /* "who had led talks": no talks that are led */
    if (x.have && !x.be && t->rel[v] == NG_REL_amod && h != NG_NONE && h > v &&
        v > first + 1) {
        uint32_t n = v;
        while (n > first && !ng_is_noun(t, n))
            n--;
        t->head[v] = ng_is_noun(t, n) && n < v ? n : t->head[h];
        t->rel[v] = NG_REL_acl_relcl;
        if (t->head[v] != h) {
            t->head[h] = v;
            t->rel[h] = NG_REL_obj;
        }
    }
    bind_relative(t, v, &x, first);
    bind_infinitive(t, v, &x);
    raise_verb(t, v, &x);
    if (x.subject == NG_NONE && x.patient == NG_NONE)
        raise_subject(t, v, first);
    if (x.subject == NG_NONE && x.patient == NG_NONE && x.called == NG_NONE &&
        t->rel[v] != NG_REL_xcomp)
        take_subject(t, v, first);
    bool to = x.mark != NG_NONE && tag_of(t, x.mark) == NG_TAG_TO;
    if (h != NG_NONE && to && tag_of(t, h) == NG_TAG_NNP &&
        t->rel[v] == NG_REL_parataxis)
        t->rel[v] = NG_REL_acl;
}

static void repair_noun(struct ng_tree *t, uint32_t n, uint32_t first)
{
    uint32_t h = t->head[n];
    if (h == NG_NONE)
        return;
    /* "lifted Friday a blockade" */
    if (t->rel[n] == NG_REL_appos && is_day(t, h) && !is_day(t, n) &&
        t->head[h] != NG_NONE && ng_is_verb(t, t->head[h])) {
        t->head[n] = t->head[h];
        t->rel[n] = NG_REL_obj;
        t->rel[h] = NG_REL_obl_tmod;
        return;
    }
    /* "closed the road for six hours on Friday" */
    if (t->rel[n] == NG_REL_nmod && is_day(t, n) && h < n &&
        ng_listed(lengths, ng_low(t, h)) && t->head[h] != NG_NONE &&
        ng_is_verb(t, t->head[h])) {
        t->head[n] = t->head[h];
        t->rel[n] = NG_REL_obl;
        return;
    }
    /* "signed on Friday by A": A has no part in the Friday */
    if (t->rel[n] == NG_REL_nmod && is_day(t, h) && h < n && !is_day(t, n) &&
        t->head[h] != NG_NONE && ng_is_verb(t, t->head[h]) &&
        has_case(t, n, h)) {
        t->head[n] = t->head[h];
        t->rel[n] = NG_REL_obl;
        return;
    }
    /* "A and B, as well as C": C is no match for a common noun further up */
    uint8_t tag = tag_of(t, n);
    if (t->rel[n] == NG_REL_conj && h < n &&
        (tag == NG_TAG_NNP || tag == NG_TAG_NNPS) &&
        tag_of(t, h) == NG_TAG_NN) {
        uint32_t k = n - 1;
        while (k > h && (!ng_is_noun(t, k) || t->head[k] == n) &&
               !ng_is_verb(t, k))
            k--;
        if (k > h && tag_of(t, k) == NG_TAG_NNP && t->rel[k] != NG_REL_flat &&
            t->rel[k] != NG_REL_compound)
            t->head[n] = k;
    }
    /* "is the envoy's first visit to Orsk since May": the visit's May */
    if ((t->rel[n] == NG_REL_obl || t->rel[n] == NG_REL_nmod) && h < n &&
        !ng_is_verb(t, h) && n > first && ng_is(t, n - 1, "since")) {
        uint32_t k = n - 1;
        while (k > h && !ng_listed(journeys, ng_low(t, k)))
            k--;
        if (k > h) {
            t->head[n] = k;
            t->rel[n] = NG_REL_nmod;
        }
    }
    /* "Orsk and Vale, as well as Arvia": joined to what stands before */
    if (t->rel[n] == NG_REL_obl && h < n && !has_case(t, n, h) &&
        has_child(t, n, NG_REL_cc, h)) {
        uint32_t k = n;
        while (k > h && (k == n || t->head[k] != h || t->rel[k] != NG_REL_obj))
            k--;
        if (k > h) {
            t->head[n] = k;
            t->rel[n] = NG_REL_conj;
        }
    }
    /* "in the port city Orsk": the name of the city */
    if ((t->rel[n] == NG_REL_advmod || t->rel[n] == NG_REL_dep) &&
        tag == NG_TAG_NNP && n > first && tag_of(t, n - 1) == NG_TAG_NN &&
        n - 1 != h && !is_day(t, n)) {
        t->head[n] = n - 1;
        t->rel[n] = NG_REL_appos;
        return;
    }
    /* "her trip to Rome and her talks there": joined, not below */
    if (t->rel[n] == NG_REL_nmod && h < n && !has_case(t, n, first))
        for (uint32_t k = h + 1; k < n; k++)
            if (t->head[k] == n && t->rel[k] == NG_REL_cc)
                t->rel[n] = NG_REL_conj;
}

/* "with Russian President Orsk", where the nationality or the preposition was
 * made the head of the name: the name is the head. */
static void raise_name(struct ng_tree *t, uint32_t n, uint32_t end)
{
    uint32_t h = t->head[n], name = t->r->words.at[n].name;
    if (h == NG_NONE || h > n)
        return;
    uint8_t tag = tag_of(t, h);
    bool other = name == NG_NONE || t->r->words.at[h].name != name;
    if (t->rel[n] == NG_REL_flat && tag == NG_TAG_JJ && other) {
        t->head[n] = t->head[h];
        t->rel[n] = t->rel[h];
        t->head[h] = n;
        t->rel[h] = NG_REL_amod;
        for (uint32_t k = n + 1; k < end; k++)
            if (t->head[k] == h)
                t->head[k] = n;
        h = t->head[n];
        if (h == NG_NONE)
            return;
        tag = tag_of(t, h);
    }
    if (tag == NG_TAG_IN && h < n && t->rel[h] != NG_REL_case &&
        t->rel[h] != NG_REL_mark && t->rel[h] != NG_REL_fixed &&
        t->head[h] != NG_NONE && t->head[h] != n) {
        t->head[n] = t->head[h];
        t->rel[n] = ng_is_verb(t, t->head[n]) ? NG_REL_obl : NG_REL_nmod;
        t->head[h] = n;
        t->rel[h] = NG_REL_case;
    }
}

/* "with Orsk's father": what is owned is the head, not its owner. */
static void raise_owned(struct ng_tree *t, uint32_t mark, uint32_t first,
                        uint32_t end)
{
    uint32_t n = t->head[mark];
    if (n == NG_NONE || n > mark || !ng_is_noun(t, n) ||
        t->rel[n] == NG_REL_nmod_poss)
        return;
    uint32_t w = mark + 1;
    while (w < end && w < mark + 4 && !(ng_is_noun(t, w) && t->head[w] == n))
        w++;
    if (w >= end || w >= mark + 4 || t->rel[w] == NG_REL_flat)
        return;
    t->head[w] = t->head[n];
    t->rel[w] = t->rel[n];
    t->head[n] = w;
    t->rel[n] = NG_REL_nmod_poss;
    for (uint32_t k = first; k < end; k++)
        if (t->head[k] == n && k != mark &&
            (t->rel[k] == NG_REL_case || (k > w && t->rel[k] == NG_REL_conj)))
            t->head[k] = w;
}

/* What hangs on nothing though the sentence has a verb: its subject if it
 * stands before it, else the object of the verb before. */
static void join_roots(struct ng_tree *t, uint32_t first, uint32_t end)
{
    uint32_t root = NG_NONE;
    for (uint32_t w = first; w < end && root == NG_NONE; w++)
        if (t->head[w] == NG_NONE && ng_is_verb(t, w) &&
            t->rel[w] != NG_REL_punct)
            root = w;
    if (root == NG_NONE)
        return;
    struct verb x = look(t, root, first, end);
    for (uint32_t n = first; n < end; n++) {
        if (t->head[n] != NG_NONE || n == root || !ng_is_noun(t, n) ||
            t->rel[n] == NG_REL_punct)
            continue;
        if (n < root && x.subject == NG_NONE && x.patient == NG_NONE) {
            t->head[n] = root;
            t->rel[n] = x.be ? NG_REL_nsubj_pass : NG_REL_nsubj;
            x.subject = n;
            continue;
        }
        uint32_t v = n;
        while (v > first && !ng_is_verb(t, v))
            v--;
        if (ng_is_verb(t, v) && look(t, v, first, end).object == NG_NONE) {
            t->head[n] = v;
            t->rel[n] = NG_REL_obj;
        }
    }
}

/* "PORT ORSK, Borea (Wire) - Orsk met ...": the words before the dash are no
 * part of the sentence. */
static void cut_dateline(struct ng_tree *t, uint32_t first, uint32_t end)
{
    if (t->r->words.at[first].letter_case != NG_CASE_UPPER &&
        tag_of(t, first) != NG_TAG_LRB)
        return;
    uint32_t dash = first + 1;
    for (;; dash++) {
        if (dash >= end || dash > first + 14)
            return;
        ng_str low = ng_low(t, dash);
        if (ng_str_eq(low, STR("\xe2\x80\x94")) || ng_str_eq(low, STR("--")) ||
            ng_str_eq(low, STR("\xe2\x80\x93")) || ng_str_eq(low, STR("-")))
            break;
        if (ng_is_verb(t, dash) &&
            t->r->words.at[dash].letter_case == NG_CASE_LOWER)
            return;
    }
    for (uint32_t w = first; w < end; w++) {
        if (w <= dash) {
            t->head[w] = NG_NONE;
            t->rel[w] = NG_REL_punct;
        } else if (t->head[w] != NG_NONE && t->head[w] <= dash) {
            t->head[w] = NG_NONE;
            t->rel[w] = NG_REL_root;
        }
    }
}

void ng_repair_arcs(struct ng_tree *t, uint32_t first, uint32_t end)
{
    cut_dateline(t, first, end);
    uint32_t last = NG_NONE;
    for (uint32_t w = first; w < end; w++) {
        uint32_t name = t->r->words.at[w].name;
        if (tag_of(t, w) == NG_TAG_NNP)
            raise_name(t, w, end);
        else if (tag_of(t, w) == NG_TAG_POS)
            raise_owned(t, w, first, end);
        if (name != last && name < t->r->names.n)
            ng_fold_name(t, &t->r->names.at[name], first, end);
        last = name;
    }
    join_roots(t, first, end);
    ng_repair_clauses(t, first, end);
    for (uint32_t w = first; w < end; w++) {
        if (ng_is_verb(t, w) && t->rel[w] != NG_REL_aux &&
            t->rel[w] != NG_REL_aux_pass && t->rel[w] != NG_REL_cop)
            repair_verb(t, w, first, end);
        else if (ng_is_noun(t, w))
            repair_noun(t, w, first);
    }
}
