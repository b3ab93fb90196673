#include "code/frame.h"

/* Clauses that the parser hangs on the wrong word, read again from the order
 * of the words: a mark, a noun phrase, a group of verbs.
 *
 *     told the radio that crews would stop    stop is what was told, and it
 *                                             is the crews that stop
 *     said on Tuesday that rebels had left
 *     Two days after A and B signed, C left   left is the main clause, signed
 *                                             hangs on it by "after"
 *     C left two days after A and B signed
 *     A, who met B in May, left               left is no second verb of who
 *     Rebels shelled A and killed B           shelled is no participle
 *
 * Only what the order leaves no doubt about is touched: no commas in the
 * subject, no verb between the mark and its clause.
 */

enum { SUBJECT_WORDS = 14, BETWEEN_WORDS = 8 };

static const ng_str units = S("|hour|hours|day|days|week|weeks|month|months|"
                              "year|years|half|");

struct clause {
    uint32_t mark, group, subject, verb; /* group: where the verbs begin */
    bool passive;
};

static uint8_t tag_of(const struct ng_tree *t, uint32_t w)
{
    return t->r->words.at[w].tag;
}

static bool is_finite(uint8_t tag)
{
    return tag == NG_TAG_VBD || tag == NG_TAG_VBZ || tag == NG_TAG_VBP ||
           tag == NG_TAG_MD;
}

/* Where the verbs of a clause begin; "the council imposed curbs", taken for a
 * participle, has an object and so is none. */
static bool begins_group(const struct ng_tree *t, uint32_t w, uint32_t end)
{
    uint8_t tag = tag_of(t, w);
    if (tag != NG_TAG_VBN || w + 1 >= end || !ng_is_noun(t, w - 1))
        return is_finite(tag);
    uint8_t next = tag_of(t, w + 1);
    return ng_is_noun(t, w + 1) || next == NG_TAG_DT || next == NG_TAG_PRPS ||
           next == NG_TAG_CD;
}

/* Words that may stand in a plain noun phrase. */
static bool is_nominal(const struct ng_tree *t, uint32_t w)
{
    switch (tag_of(t, w)) {
    case NG_TAG_DT:
    case NG_TAG_JJ:
    case NG_TAG_JJS:
    case NG_TAG_CD:
    case NG_TAG_POS:
    case NG_TAG_CC:
    case NG_TAG_PRPS:
    case NG_TAG_PRP:
        return true;
    case NG_TAG_IN:
        return ng_listed((ng_str)S("|of|in|from|with|for|at|on|near|"),
                         ng_low(t, w));
    default:
        return ng_is_noun(t, w);
    }
}

/* The head of the first simple phrase in from..end: "the president of X". */
static uint32_t head_noun(const struct ng_tree *t, uint32_t from, uint32_t end)
{
    uint32_t best = NG_NONE;
    for (uint32_t w = from; w < end; w++) {
        uint8_t tag = tag_of(t, w);
        if ((tag == NG_TAG_IN || tag == NG_TAG_CC) && best != NG_NONE)
            break;
        bool noun = ng_is_noun(t, w) || tag == NG_TAG_PRP || is_finite(tag) ||
                    tag == NG_TAG_CD;
        if (!noun || (w + 1 < end && tag_of(t, w + 1) == NG_TAG_POS))
            continue;
        uint32_t h = t->head[w];
        if (best == NG_NONE || h == NG_NONE || h < from || h >= end)
            best = w;
    }
    return best;
}

/* Words that a group of verbs may hold behind its first. */
static bool in_group(const struct ng_tree *t, uint32_t w)
{
    uint8_t tag = tag_of(t, w);
    return ng_is_verb(t, w) || tag == NG_TAG_MD || tag == NG_TAG_RB ||
           tag == NG_TAG_TO;
}

/* The clause right of `mark`; false if it is not a plain one. */
static bool read_clause(const struct ng_tree *t, uint32_t mark, uint32_t end,
                        struct clause *c)
{
    uint32_t w = mark + 1, who = NG_NONE; /* who: "crews who are to sail" */
    for (; w < end && w <= mark + SUBJECT_WORDS; w++) {
        uint8_t tag = tag_of(t, w);
        bool plural = w + 1 < end && tag == NG_TAG_VBZ &&
                      tag_of(t, w + 1) == NG_TAG_MD; /* "crews would" */
        if (begins_group(t, w, end) && !plural) {
            if (who == NG_NONE || who < mark)
                break;
            for (who = 0; w + 1 < end && in_group(t, w + 1);)
                w++;
            continue;
        }
        if (who == NG_NONE && w > mark + 1 &&
            (tag == NG_TAG_WP || tag == NG_TAG_WDT))
            who = w;
        else if (!plural && !is_nominal(t, w))
            return false;
    }
    if (w >= end || !begins_group(t, w, end))
        return false;
    uint32_t stop = mark + 1; /* the subject ends where its clause begins */
    while (stop < w && tag_of(t, stop) != NG_TAG_WP &&
           tag_of(t, stop) != NG_TAG_WDT)
        stop++;
    *c = (struct clause){mark, w, head_noun(t, mark + 1, stop), NG_NONE, false};
    if (c->subject == NG_NONE)
        return false;
    bool be = false;
    for (; w < end; w++) {
        uint8_t tag = tag_of(t, w);
        if (ng_is_verb(t, w)) {
            if (c->verb != NG_NONE &&
                !ng_listed((ng_str)S("|be|have|do|"), ng_lemma(t, c->verb)))
                break;
            c->passive = be && tag == NG_TAG_VBN;
            be = ng_str_eq(ng_lemma(t, w), STR("be"));
            c->verb = w;
        } else if (tag != NG_TAG_MD && tag != NG_TAG_RB) {
            break;
        }
    }
    return c->verb != NG_NONE && !be;
}

/* Puts the arcs inside the clause in order. */
static void bind(struct ng_tree *t, const struct clause *c, uint32_t end)
{
    uint32_t v = c->verb, n = c->subject;
    t->head[n] = v;
    t->rel[n] = c->passive ? NG_REL_nsubj_pass : NG_REL_nsubj;
    for (uint32_t k = c->mark + 1; k < c->group; k++)
        if (k != n && (t->head[k] == NG_NONE || t->head[k] <= c->mark ||
                       t->head[k] >= c->group)) {
            t->head[k] = n;
            bool joined = k > n && tag_of(t, k - 1) == NG_TAG_CC;
            if (ng_is_noun(t, k) && t->rel[k] != NG_REL_conj)
                t->rel[k] = joined  ? NG_REL_conj
                            : k < n ? NG_REL_compound
                                    : NG_REL_nmod;
        }
    for (uint32_t k = c->group; k < v; k++) {
        bool be = ng_str_eq(ng_lemma(t, k), STR("be"));
        t->head[k] = v;
        t->rel[k] = tag_of(t, k) == NG_TAG_RB ? NG_REL_advmod
                    : be && c->passive        ? NG_REL_aux_pass
                                              : NG_REL_aux;
    }
    for (uint32_t k = v + 1; k < end; k++)
        if (t->head[k] == n || (t->head[k] >= c->group && t->head[k] < v))
            t->head[k] = v;
    if (tag_of(t, v) == NG_TAG_VBN && c->group == v && v + 1 < end) {
        uint32_t k = v + 1; /* the object, taken for the head of it all */
        while (k + 1 < end && ng_is_noun(t, k + 1))
            k++;
        t->head[k] = v;
        t->rel[k] = NG_REL_obj;
    }
}

/* Makes v a clause of the word above, which leaves v and all words of
 * from..end if it hung there. */
static void hang(struct ng_tree *t, uint32_t v, uint32_t above, uint8_t rel,
                 uint32_t from, uint32_t end)
{
    uint32_t up = above;
    for (int steps = 0; steps < NG_TREE_DEPTH && t->head[up] != NG_NONE;
         steps++) {
        uint32_t h = t->head[up];
        if (h >= from && h < end) {
            uint32_t top = t->head[v];
            bool inside = top != NG_NONE && (top == above || top >= from);
            t->head[up] = inside ? NG_NONE : top;
            t->rel[up] = inside ? NG_REL_root : t->rel[v];
            break;
        }
        up = h;
    }
    t->head[v] = above;
    t->rel[v] = rel;
}

static void set_mark(struct ng_tree *t, const struct clause *c)
{
    t->head[c->mark] = c->verb;
    t->rel[c->mark] = NG_REL_mark;
}

/* The verb of saying that a "that" belongs to, or NG_NONE. */
static uint32_t sayer_of(const struct ng_tree *t, uint32_t that, uint32_t first)
{
    static const ng_str to_whom =
        S("|tell|inform|warn|assure|notify|remind|advise|");
    static const ng_str plain =
        S("|say|announce|report|confirm|add|claim|insist|admit|declare|");
    for (uint32_t k = that; k-- > first && that - k <= BETWEEN_WORDS;) {
        if (ng_is_verb(t, k)) {
            if (ng_listed(to_whom, ng_lemma(t, k)))
                return k;
            bool apart = k + 1 < that && tag_of(t, k + 1) == NG_TAG_IN;
            bool day = k + 2 == that && tag_of(t, k + 1) == NG_TAG_NNP;
            return ng_listed(plain, ng_lemma(t, k)) && (apart || day) ? k
                                                                      : NG_NONE;
        }
        if (!is_nominal(t, k))
            return NG_NONE;
    }
    return NG_NONE;
}

static void bind_said(struct ng_tree *t, uint32_t that, uint32_t first,
                      uint32_t end)
{
    struct clause c;
    uint32_t say = sayer_of(t, that, first);
    if (say == NG_NONE || !read_clause(t, that, end, &c))
        return;
    if (t->head[c.verb] == say && t->rel[c.verb] == NG_REL_ccomp &&
        t->head[c.subject] == c.verb)
        return;
    hang(t, c.verb, say, NG_REL_ccomp, that, end);
    bind(t, &c, end);
    set_mark(t, &c);
    for (uint32_t k = say + 1; k < that; k++)
        if (t->head[k] == NG_NONE || t->head[k] >= that) {
            t->head[k] = say;
            t->rel[k] = ng_is_noun(t, k) ? NG_REL_obj : NG_REL_dep;
        }
}

/* The first word of "a month and a half" before a mark. */
static uint32_t span_from(const struct ng_tree *t, uint32_t mark,
                          uint32_t first)
{
    uint32_t k = mark;
    while (k > first && mark - k < BETWEEN_WORDS) {
        uint8_t tag = tag_of(t, k - 1);
        if (tag != NG_TAG_CD && tag != NG_TAG_DT && tag != NG_TAG_CC &&
            tag != NG_TAG_RB && tag != NG_TAG_JJ &&
            !ng_listed(units, ng_low(t, k - 1)))
            break;
        k--;
    }
    return k;
}

/* "Two weeks after A signed": the span and the clause hang on the main verb,
 * which stands after the comma or before the span. */
static void bind_span(struct ng_tree *t, uint32_t mark, uint32_t first,
                      uint32_t end)
{
    struct clause c, main = {0};
    uint32_t from = span_from(t, mark, first), unit = mark - 1;
    bool led = false; /* the main clause stands behind the comma */
    if (from + 2 > mark || !read_clause(t, mark, end, &c))
        return;
    uint32_t above = NG_NONE, stop = end;
    if (from == first || t->r->words.at[from - 1].kind == NG_WORD_PUNCT ||
        ng_is(t, from - 1, "that")) {
        for (stop = c.verb; stop < end && !ng_is(t, stop, ",");)
            stop++;
        led = stop < end && read_clause(t, stop, end, &main);
        if (led)
            above = main.verb;
        else
            stop = end;
    }
    for (uint32_t k = from; above == NG_NONE && k-- > first;)
        if (ng_is_verb(t, k))
            above = k;
    if (above == NG_NONE)
        return;
    hang(t, c.verb, above, NG_REL_advcl, mark, stop);
    bind(t, &c, stop);
    set_mark(t, &c);
    if (led)
        bind(t, &main, end);
    for (uint32_t k = from; k < mark; k++) {
        if (k != unit && (t->head[k] < from || t->head[k] >= mark))
            t->head[k] = unit;
    }
    t->head[unit] = above;
    t->rel[unit] = NG_REL_obl_tmod;
    if (from > first && above + 1 == from - 1 && ng_is_noun(t, from - 1)) {
        t->head[from - 1] = above; /* "condemned Arvia two weeks after" */
        t->rel[from - 1] = NG_REL_obj;
    }
}

/* "Rebels shelled A and killed B", "people died when rebels came": a past
 * tense is no participle of the subject of the verb behind it, if that verb
 * has another. */
static void raise_participle(struct ng_tree *t, uint32_t v, uint32_t end)
{
    uint32_t n = t->head[v], other = NG_NONE, link = NG_NONE;
    if (t->rel[v] == NG_REL_cop && !ng_str_eq(ng_lemma(t, v), STR("be")) &&
        n != NG_NONE && n > v) {
        other = n; /* taken for a copula */
        n = v - 1;
    } else if (t->rel[v] != NG_REL_acl) {
        return;
    }
    if (n >= v || !ng_is_noun(t, n))
        return;
    uint32_t late = t->head[n];
    if (late != NG_NONE && late > v && ng_is_noun(t, late))
        late = t->head[late];
    if (t->rel[n] != NG_REL_nsubj || late == NG_NONE || late < v ||
        late >= end || !ng_is_verb(t, late))
        return;
    for (uint32_t k = v + 1; k < late; k++) {
        if (t->head[k] != late)
            continue;
        if (t->rel[k] == NG_REL_nsubj)
            other = k;
        else if (t->rel[k] == NG_REL_cc || t->rel[k] == NG_REL_mark ||
                 tag_of(t, k) == NG_TAG_WRB)
            link = k;
    }
    if (other == NG_NONE || link == NG_NONE)
        return;
    t->head[v] = t->head[late];
    t->rel[v] = t->rel[late];
    t->head[n] = v;
    t->head[late] = v;
    bool joined = t->rel[link] == NG_REL_cc;
    t->rel[late] = joined ? NG_REL_conj : NG_REL_advcl;
    if (joined && other < link) {
        t->head[other] = v;
        t->rel[other] = NG_REL_obj;
    }
}

/* ng_below for arcs that may still run in a circle. */
static bool hangs_on(const struct ng_tree *t, uint32_t w, uint32_t node)
{
    for (int steps = 0; steps < NG_TREE_DEPTH && w != NG_NONE; steps++) {
        if (w == node)
            return true;
        w = t->head[w];
    }
    return false;
}

/* "A, who met B in May, left": met belongs to A, and left is the verb of the
 * sentence. */
static void close_relative(struct ng_tree *t, uint32_t who, uint32_t first,
                           uint32_t end)
{
    uint32_t v = t->head[who], n = who - 1;
    if (n > first && ng_is(t, n, ","))
        n--;
    if (v == NG_NONE || v < who || !ng_is_verb(t, v) || !ng_is_noun(t, n))
        return;
    while (t->head[n] != NG_NONE && t->head[n] < n && t->head[n] >= first &&
           ng_is_noun(t, t->head[n]) && t->rel[n] != NG_REL_conj)
        n = t->head[n];
    if (t->head[n] != v)
        return;
    uint32_t late = NG_NONE;
    for (uint32_t k = v + 2; k < end && late == NG_NONE; k++)
        if (is_finite(tag_of(t, k)) && ng_is_verb(t, k) &&
            ng_is(t, k - 1, ",") && t->rel[k] != NG_REL_aux &&
            t->rel[k] != NG_REL_aux_pass && t->rel[k] != NG_REL_cop)
            late = k;
    if (late == NG_NONE || !hangs_on(t, late, v))
        return;
    t->head[late] = t->head[v];
    t->rel[late] = t->rel[v];
    t->head[n] = late;
    t->rel[n] = NG_REL_nsubj;
    t->head[v] = n;
    t->rel[v] = NG_REL_acl_relcl;
}

static bool is_place(const struct ng_tree *t, uint32_t w, uint32_t end)
{
    const struct ng_report *r = t->r;
    return w < end && r->words.at[w].name < r->names.n &&
           r->names.at[r->words.at[w].name].type == NG_GPE;
}

/* "A was in B last week for talks": the verb is the head, B its place and the
 * week its day, not the other way round. */
static void raise_presence(struct ng_tree *t, uint32_t be, uint32_t first,
                           uint32_t end)
{
    uint32_t place = be + 2;
    if (t->head[be] != place || t->rel[be] != NG_REL_cop ||
        !ng_is(t, be + 1, "in") || !is_place(t, place, end))
        return;
    uint32_t top = place, up = t->head[place], after = place + 1;
    while (after < end &&
           t->r->words.at[after].name == t->r->words.at[place].name)
        after++;
    bool day = up != NG_NONE && up >= after; /* "Moscow last week" */
    bool actor = up != NG_NONE && up < be && ng_is_noun(t, up);
    if (day || actor)
        top = up;
    uint32_t above = t->head[top];
    uint8_t rel = t->rel[top];
    for (uint32_t k = first; k < end; k++) {
        if (k == place || k == be || k == be + 1 ||
            (t->head[k] != place && t->head[k] != top))
            continue;
        if (k < be ? !actor : k >= after && (!day || k > top || k == top))
            t->head[k] = be;
        if (k > be && t->head[k] == be && t->rel[k] == NG_REL_nmod)
            t->rel[k] = NG_REL_obl;
    }
    t->head[be] = above;
    t->rel[be] = rel;
    if (day || actor) {
        t->head[top] = be;
        t->rel[top] = day ? NG_REL_obl_tmod : NG_REL_nsubj;
    }
    t->head[place] = be;
    t->rel[place] = NG_REL_obl;
    t->head[be + 1] = place;
    t->rel[be + 1] = NG_REL_case;
}

/* "Arvia, Borea sign deal": the names that head a headline act together. */
void ng_join_names(struct ng_tree *t, uint32_t first, uint32_t end)
{
    const struct ng_report *r = t->r;
    uint32_t a = first, v = first;
    while (v < end && r->words.at[v].name < r->names.n)
        v++;
    if (v == first || v + 2 >= end || !ng_is(t, v, ","))
        return;
    uint32_t b = v + 1, name = r->words.at[b].name;
    for (v = b; v < end && name < r->names.n && r->words.at[v].name == name;)
        v++;
    uint8_t tag = v < end ? tag_of(t, v) : 0;
    bool present = tag == NG_TAG_VBP || tag == NG_TAG_VBZ;
    if (v == b || !present ||
        (t->head[v] != NG_NONE && t->head[v] < v && t->head[v] > b))
        return;
    uint32_t deal = t->head[v]; /* "sign deal" read as one noun */
    if (deal != NG_NONE && deal > v && t->rel[v] == NG_REL_compound) {
        for (uint32_t k = first; k < v; k++)
            if (t->head[k] == deal)
                t->head[k] = v;
        t->head[deal] = v;
        t->rel[deal] = NG_REL_obj;
    }
    t->head[v] = NG_NONE;
    t->rel[v] = NG_REL_root;
    t->head[a] = v;
    t->rel[a] = NG_REL_nsubj;
    t->head[b] = a;
    t->rel[b] = NG_REL_conj;
}

void ng_repair_clauses(struct ng_tree *t, uint32_t first, uint32_t end)
{
    ng_join_names(t, first, end);
    for (uint32_t w = first + 1; w < end; w++) {
        if (w + 2 < end && ng_str_eq(ng_lemma(t, w), STR("be")))
            raise_presence(t, w, first, end);
        if (ng_is(t, w, "that") && tag_of(t, w) != NG_TAG_RB)
            bind_said(t, w, first, end);
        else if (ng_is(t, w, "well"))
            ng_repair_as_well(t, w, end);
        else if ((ng_is(t, w, "after") || ng_is(t, w, "before")) &&
                 ng_listed(units, ng_low(t, w - 1)))
            bind_span(t, w, first, end);
        else if (tag_of(t, w) == NG_TAG_WP || tag_of(t, w) == NG_TAG_WDT)
            close_relative(t, w, first, end);
        else if (tag_of(t, w) == NG_TAG_VBG || tag_of(t, w) == NG_TAG_VBN)
            ng_repair_participle(t, w, end);
        else if (tag_of(t, w) == NG_TAG_VBD)
            raise_participle(t, w, end);
        else if (tag_of(t, w) == NG_TAG_VBZ || tag_of(t, w) == NG_TAG_VBP)
            ng_raise_present(t, w, first);
    }
}
