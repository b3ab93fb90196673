#include "weigh/clause.h"

static bool is(const struct ng_clause *c, uint32_t i, const char *list)
{
    return ng_str_among(ng_word_of(c, i)->low, list);
}

static bool lemma_is(const struct ng_clause *c, uint32_t i, const char *list)
{
    const struct ng_word *w = ng_word_of(c, i);
    return ng_str_among(w->lemma.n ? w->lemma : w->low, list);
}

static uint8_t tag(const struct ng_clause *c, uint32_t i)
{
    return ng_word_of(c, i)->tag;
}

static uint8_t rel(const struct ng_clause *c, uint32_t i)
{
    return ng_word_of(c, i)->rel;
}

/* ---- the shape --------------------------------------------------------- */

/* Branches by climbing from each word: at most NG_CLAUSE_WORDS steps each. */
static bool find_branches(struct ng_clause *c, struct ng_arena *a)
{
    uint8_t *count = ng_new(a, uint8_t, c->n);
    for (uint32_t i = 0; i < c->n; i++) {
        c->lo[i] = c->hi[i] = (uint8_t)i;
        count[i] = 0;
    }
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t w = i, steps = 0;
        for (; w != NG_NO_WORD; w = c->head[w]) {
            if (++steps > c->n)
                return false; /* a ring */
            c->lo[w] = i < c->lo[w] ? (uint8_t)i : c->lo[w];
            c->hi[w] = i > c->hi[w] ? (uint8_t)i : c->hi[w];
            count[w]++;
        }
    }
    for (uint32_t i = 0; i < c->n; i++)
        c->whole[i] = c->hi[i] - c->lo[i] + 1 == count[i];
    return true;
}

/* One root, heads inside the sentence. */
static bool find_heads(struct ng_clause *c)
{
    c->root = NG_NO_WORD;
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t head = ng_word_of(c, i)->head;
        bool none = head == NG_NONE || head < c->first ||
                    head >= c->first + c->n || head == c->first + i;
        c->head[i] = none ? NG_NO_WORD : (uint8_t)(head - c->first);
        if (!none)
            continue;
        if (c->root != NG_NO_WORD)
            return false;
        c->root = i;
    }
    return c->root != NG_NO_WORD;
}

/* The first word that hangs on w in one of two ways, or NG_NO_WORD. */
static uint32_t child(const struct ng_clause *c, uint32_t w, enum ng_rel one,
                      enum ng_rel other)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (c->head[i] == w && (rel(c, i) == one || rel(c, i) == other))
            return i;
    return NG_NO_WORD;
}

static bool is_finite(const struct ng_clause *c, uint32_t w)
{
    uint8_t t = tag(c, w);
    if (t == NG_TAG_VBD || t == NG_TAG_VBZ || t == NG_TAG_VBP)
        return true;
    for (uint32_t i = 0; i < w; i++)
        if (c->head[i] == w &&
            (rel(c, i) == NG_REL_aux || rel(c, i) == NG_REL_aux_pass ||
             rel(c, i) == NG_REL_cop))
            return true;
    return false;
}

/* "A recount confirmed her": a participle with a subject that acts. */
static bool may_be_past(const struct ng_clause *c, uint32_t w)
{
    uint8_t t = tag(c, w);
    uint32_t subject = child(c, w, NG_REL_nsubj, NG_REL_nsubj);
    return (t == NG_TAG_VBN || t == NG_TAG_VB) && subject < w;
}

static bool has_subject(const struct ng_clause *c, uint32_t w)
{
    return child(c, w, NG_REL_nsubj, NG_REL_nsubj_pass) != NG_NO_WORD ||
           child(c, w, NG_REL_expl, NG_REL_csubj) != NG_NO_WORD;
}

/* ---- who says so -------------------------------------------------------- */

static bool is_cue(const struct ng_clause *c, uint32_t w)
{
    return lemma_is(c, w,
                    "say tell add report announce confirm state note write "
                    "explain warn claim estimate insist argue believe think "
                    "expect show suggest acknowledge admit reveal declare "
                    "maintain allege stress indicate predict promise");
}

/* Below "the ministry said that": the clause in which it is told. */
static void find_deed(struct ng_clause *c)
{
    c->deed = c->root;
    for (int step = 0; step < 3; step++) {
        uint32_t below = child(c, c->deed, NG_REL_ccomp, NG_REL_ccomp);
        if (below == NG_NO_WORD || !is_cue(c, c->deed) || !is_finite(c, below))
            return;
        c->deed = below;
        c->attributed = true;
    }
}

/* Where the arcs miss it: the word of what is said that hangs outside. */
static void find_deed_by_saying(struct ng_clause *c)
{
    if (c->deed != c->root || !is_cue(c, c->root))
        return;
    for (size_t s = 0; s < c->r->sayings.n; s++) {
        const struct ng_saying *x = &c->r->sayings.at[s];
        if (!ng_range_touch(x->cue, ng_word_of(c, c->root)->at))
            continue;
        for (uint32_t i = 0; i < c->n; i++) {
            bool in = ng_range_in(ng_word_of(c, i)->at, x->content);
            uint32_t head = c->head[i];
            if (in && head != NG_NO_WORD && is_finite(c, i) &&
                has_subject(c, i) &&
                !ng_range_in(ng_word_of(c, head)->at, x->content)) {
                c->deed = i;
                return;
            }
        }
    }
}

static void find_source(struct ng_clause *c)
{
    ng_range at = c->r->sentences.at[c->sentence].at;
    size_t quoted = 0;
    for (size_t i = 0; i < c->r->sayings.n; i++) {
        const struct ng_saying *s = &c->r->sayings.at[i];
        if (!ng_range_touch(s->cue, at) && !ng_range_touch(s->source, at))
            continue;
        if (!ng_range_touch(s->content, at))
            continue;
        c->attributed = true;
        c->unnamed |= s->grade == NG_GRADE_UNNAMED;
        c->denies |= s->denies;
    }
    for (uint32_t i = 0; i < c->n; i++)
        quoted += ng_word_of(c, i)->quote != NG_NONE;
    ng_str text = ng_slice(c->r->text, at);
    static const ng_str shy[] = {S("not to be named"),
                                 S("not to be identified"),
                                 S("of anonymity"),
                                 S("name be withheld"),
                                 S("name not be"),
                                 S("anonymously"),
                                 S("not authorised to speak"),
                                 S("not authorized to speak")};
    for (size_t i = 0; i < sizeof shy / sizeof *shy; i++)
        c->unnamed |= ng_str_find(text, shy[i], 0) != SIZE_MAX;
    c->quotes = quoted * 5 > c->n * 2;
}

/* ---- did it happen ------------------------------------------------------ */

static bool below_has(const struct ng_clause *c, uint32_t w, enum ng_rel r,
                      const char *words)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (c->head[i] == w && rel(c, i) == r && is(c, i, words))
            return true;
    return false;
}

/* "is to sign", "are to meet": an infinitive that hangs on be. */
static bool is_to(const struct ng_clause *c, uint32_t w)
{
    uint32_t to = NG_NO_WORD;
    for (uint32_t i = 0; i < w; i++)
        if (c->head[i] == w && tag(c, i) == NG_TAG_TO)
            to = i;
    if (to != NG_NO_WORD && to > 0 && is(c, to - 1, "is are was were has have"))
        return true;
    uint32_t x = child(c, w, NG_REL_xcomp, NG_REL_advcl);
    return lemma_is(c, w, "be") && x != NG_NO_WORD && x > 0 &&
           (is(c, x - 1, "to"));
}

/* "Nobody was hurt", "has not met". */
static bool is_negated(const struct ng_clause *c)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (c->head[i] == c->deed &&
            is(c, i, "not n't never no nobody neither n’t none nothing"))
            return true;
    return false;
}

static enum ng_event_status status_of(const struct ng_clause *c)
{
    uint32_t w = c->deed;
    if (w != c->root && lemma_is(c, c->root, "warn predict caution argue"))
        w = c->root; /* what is told is that they did */
    if (lemma_is(c, w, "deny dispute refute") ||
        lemma_is(c, c->root, "deny dispute refute"))
        return NG_DENIED;
    for (uint32_t i = 0; i < c->n; i++)
        if (is(c, i, "allegedly reportedly purportedly") &&
            (c->head[i] == w || c->head[i] == c->root))
            return NG_ALLEGED;
    if (below_has(c, w, NG_REL_aux, "may might could can") && !is_negated(c))
        return NG_HYPOTHETICAL;
    if (below_has(c, w, NG_REL_aux, "will would shall 'll wo must should") ||
        is_to(c, w) ||
        (child(c, w, NG_REL_xcomp, NG_REL_ccomp) != NG_NO_WORD &&
         is(c, w,
            "expected set due scheduled likely plan plans intend "
            "intends prepares preparing going ready hopes hoping poised "
            "expects expect aims")))
        return NG_PLANNED;
    if (is(c, w, "planned scheduled expected due set") &&
        below_has(c, w, NG_REL_aux_pass, "is are was were"))
        return NG_PLANNED;
    return NG_HAPPENED;
}

/* "Would not comment": no news. */
static bool is_silence(const struct ng_clause *c)
{
    return is_negated(c) &&
           (lemma_is(c, c->deed,
                     "comment draw say discuss confirm elaborate") ||
            lemma_is(c, c->root, "state know"));
}

/* Being, having, wanting: how things are, not what was done. */
static bool is_state(const struct ng_clause *c)
{
    uint32_t w = c->deed;
    if (is_silence(c) ||
        lemma_is(c, c->root,
                 "believe think expect fear hope doubt worry argue predict "
                 "suggest decline"))
        return true;
    uint32_t below = child(c, w, NG_REL_xcomp, NG_REL_xcomp);
    if (below != NG_NO_WORD &&
        is(c, w, "expected likely set hopes hoping seeks plans wants aims"))
        w = below; /* "is expected to show" */
    uint32_t cop = child(c, w, NG_REL_cop, NG_REL_cop);
    if (cop != NG_NO_WORD)
        return !is(c, w,
                   "dead killed injured wounded missing homeless free safe "
                   "guilty closed open");
    return lemma_is(c, w,
                    "be have want hope believe think remain represent include "
                    "know like mean seem appear depend consider need stand "
                    "live look feel understand welcome contain wish lie "
                    "become help deserve love matter own like commit base "
                    "locate continue tend call describe see fear expect lack "
                    "grapple highlight project showcase seek aim focus face "
                    "reflect host show demonstrate allow enjoy rely");
}

/* An object that only points back: "the plan", "that", "the report". */
static bool is_vague(const struct ng_clause *c)
{
    uint32_t o = child(c, c->root, NG_REL_obj, NG_REL_obj);
    if (c->root + 2 < c->n && is(c, c->root + 1, "that it this") &&
        is(c, c->root + 2, "and . , but"))
        return true;
    if (o == NG_NO_WORD || c->lo[o] + 1 < c->hi[o])
        return false;
    if (c->lo[o] == c->hi[o])
        return is(c, o, "that this it them these those");
    return c->hi[o] == o && is(c, c->lo[o], "the that this these those such") &&
           is(c, o,
              "plan plans report reports account claim claims proposal "
              "decision move request allegation allegations accusation "
              "accusations "
              "charge charges idea offer demand figure figures suggestion "
              "statement news same");
}

/* ---- when --------------------------------------------------------------- */

static bool is_clause_link(uint8_t r)
{
    return r == NG_REL_advcl || r == NG_REL_acl || r == NG_REL_acl_relcl ||
           r == NG_REL_ccomp || r == NG_REL_appos || r == NG_REL_parataxis ||
           r == NG_REL_conj || r == NG_REL_csubj;
}

/* The time that hangs on the deed itself, with no other clause between. */
static void find_time(struct ng_clause *c)
{
    ng_range at = c->r->sentences.at[c->sentence].at;
    c->time = NG_NONE;
    for (uint32_t t = 0; t < c->r->times.n; t++) {
        const struct ng_time *x = &c->r->times.at[t];
        if (x->at.beg >= at.end)
            return;
        if (!ng_range_in(x->at, at) || x->kind == NG_DURATION ||
            x->kind == NG_SET || !ng_days_known(x->value))
            continue;
        uint32_t w = ng_word_at(c->r, x->at.beg);
        if (w == NG_NONE || w < c->first || w >= c->first + c->n)
            continue;
        uint32_t i = w - c->first;
        while (i != NG_NO_WORD && i != c->deed && !is_clause_link(rel(c, i)))
            i = c->head[i];
        if (i != c->deed)
            continue;
        uint32_t b = w - c->first;
        if (b > 0 &&
            is(c, b - 1, "since until till to for between of a an every each"))
            continue;
        uint32_t next = ng_word_at(c->r, x->at.end);
        bool goes_to = next != NG_NONE && next < c->first + c->n &&
                       is(c, next - c->first, "to until till");
        if (b > 0 && is(c, b - 1, "from") && goes_to)
            continue; /* "from Thursday to Monday" */
        c->time = t;
        return;
    }
}

/* ---- the whole ---------------------------------------------------------- */

static bool ends_as_told(const struct ng_report *r, ng_range at)
{
    ng_str s = ng_str_trim(ng_slice(r->text, at));
    if (!s.n)
        return false;
    char last = s.p[s.n - 1];
    return last == '.' || last == '"' || last == '\'' || last == ')' ||
           ng_str_ends(s, STR("”")) || ng_str_ends(s, STR("’"));
}

bool ng_open_clause(const struct ng_report *r, uint32_t sentence,
                    struct ng_clause *c, struct ng_arena *a)
{
    const struct ng_sentence *s = &r->sentences.at[sentence];
    *c = (struct ng_clause){.r = r,
                            .sentence = sentence,
                            .first = s->first,
                            .n = s->end - s->first};
    if (c->n < 4 || c->n > NG_CLAUSE_WORDS || !ends_as_told(r, s->at))
        return false;
    c->head = ng_new(a, uint8_t, c->n);
    c->lo = ng_new(a, uint8_t, c->n);
    c->hi = ng_new(a, uint8_t, c->n);
    c->whole = ng_new(a, bool, c->n);
    if (!find_heads(c) || !find_branches(c, a))
        return false;
    find_deed(c);
    find_deed_by_saying(c);
    if (!has_subject(c, c->root) ||
        (!is_finite(c, c->root) && !may_be_past(c, c->root)))
        return false;
    find_source(c);
    c->status = status_of(c);
    c->state = is_state(c);
    c->negated = is_negated(c);
    c->passive =
        child(c, c->deed, NG_REL_nsubj_pass, NG_REL_nsubj_pass) != NG_NO_WORD;
    c->vague = is_vague(c);
    c->answers = c->vague && !c->negated &&
                 lemma_is(c, c->root, "deny reject dismiss refute dispute");
    c->state |= c->negated && !c->attributed;
    c->past = tag(c, c->deed) == NG_TAG_VBD || tag(c, c->deed) == NG_TAG_VBN;
    c->past_perfect = below_has(c, c->deed, NG_REL_aux, "had");
    find_time(c);
    return true;
}
