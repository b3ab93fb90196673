#include "weigh/clause.h"

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

/* "A helicopter crossed the border, a village head told": two roots, of which
 * the one is what the other says. */
static bool tie_roots(struct ng_clause *c, uint32_t a, uint32_t b)
{
    ng_range at[2] = {ng_word_of(c, a)->at, ng_word_of(c, b)->at};
    for (size_t i = 0; i < c->r->sayings.n; i++) {
        const struct ng_saying *s = &c->r->sayings.at[i];
        for (int k = 0; k < 2; k++)
            if (ng_range_in(at[k], s->cue) &&
                ng_range_in(at[1 - k], s->content)) {
                c->head[k ? a : b] = (uint8_t)(k ? b : a);
                return true;
            }
    }
    return false;
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
        if (c->root != NG_NO_WORD && !tie_roots(c, c->root, i))
            return false;
        c->root =
            c->root == NG_NO_WORD || c->head[i] == NG_NO_WORD ? i : c->root;
    }
    return c->root != NG_NO_WORD;
}

static bool is_finite(const struct ng_clause *c, uint32_t w)
{
    uint8_t t = ng_clause_tag(c, w);
    if (t == NG_TAG_VBD || t == NG_TAG_VBZ || t == NG_TAG_VBP)
        return true;
    for (uint32_t i = 0; i < w; i++)
        if (c->head[i] == w && (ng_clause_rel(c, i) == NG_REL_aux ||
                                ng_clause_rel(c, i) == NG_REL_aux_pass ||
                                ng_clause_rel(c, i) == NG_REL_cop))
            return true;
    return false;
}

/* "A recount confirmed her": a participle with a subject that acts. */
static bool may_be_past(const struct ng_clause *c, uint32_t w)
{
    uint8_t t = ng_clause_tag(c, w);
    uint32_t subject = ng_clause_child(c, w, NG_REL_nsubj, NG_REL_nsubj);
    return (t == NG_TAG_VBN || t == NG_TAG_VB) && subject < w;
}

static bool has_subject(const struct ng_clause *c, uint32_t w)
{
    return ng_clause_child(c, w, NG_REL_nsubj, NG_REL_nsubj_pass) !=
               NG_NO_WORD ||
           ng_clause_child(c, w, NG_REL_expl, NG_REL_csubj) != NG_NO_WORD;
}

/* ---- who says so -------------------------------------------------------- */

static bool is_cue(const struct ng_clause *c, uint32_t w)
{
    return ng_clause_lemma(
        c, w,
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
        uint32_t below =
            ng_clause_child(c, c->deed, NG_REL_ccomp, NG_REL_ccomp);
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
            uint32_t mark = ng_clause_child(c, i, NG_REL_mark, NG_REL_mark);
            if (mark != NG_NO_WORD && !ng_clause_is(c, mark, "that"))
                continue; /* "promised 100 million if it takes the trash" */
            if (in && head != NG_NO_WORD &&
                (is_finite(c, i) || may_be_past(c, i)) && has_subject(c, i) &&
                !ng_range_in(ng_word_of(c, head)->at, x->content)) {
                c->deed = i;
                return;
            }
        }
    }
}

/* "Police said", "prosecutors told the court": an office speaks. */
static bool is_office(const struct ng_report *r, ng_range source)
{
    ng_str s = ng_slice(r->text, source);
    if (ng_str_starts_nocase(s, STR("the ")))
        s = (ng_str){s.p + 4, s.n - 4};
    return ng_str_among(s, "police Police prosecutors Prosecutors prosecution "
                           "firefighters Firefighters organisers Organisers "
                           "organizers Organizers");
}

/* "Voters rejected the fund", "the court confirmed the sale": what looks like a
 * saying holds neither a verb nor a quotation. */
static bool is_speech(const struct ng_clause *c, const struct ng_saying *s)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (ng_range_in(ng_word_of(c, i)->at, s->content) &&
            (is_finite(c, i) || ng_word_of(c, i)->quote != NG_NONE))
            return true;
    return ng_str_starts_nocase(ng_slice(c->r->text, s->cue), STR("den"));
}

static void find_source(struct ng_clause *c)
{
    ng_range at = c->r->sentences.at[c->sentence].at;
    size_t quoted = 0;
    for (size_t i = 0; i < c->r->sayings.n; i++) {
        const struct ng_saying *s = &c->r->sayings.at[i];
        if (!ng_range_touch(s->cue, at) && !ng_range_touch(s->source, at))
            continue;
        if (!ng_range_touch(s->content, at) || !is_speech(c, s))
            continue;
        c->attributed = true;
        c->by_person |= s->grade == NG_GRADE_NAMED;
        c->unnamed |=
            s->grade == NG_GRADE_UNNAMED && !is_office(c->r, s->source);
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
                                 S("people familiar"),
                                 S("person familiar"),
                                 S("people who have seen"),
                                 S("people with knowledge"),
                                 S("people close to"),
                                 S("sources said"),
                                 S("sources close to"),
                                 S("a source "),
                                 S("officials who asked"),
                                 S("not authorised to speak"),
                                 S("not authorized to speak")};
    for (size_t i = 0; i < sizeof shy / sizeof *shy; i++)
        c->unnamed |= ng_str_find(text, shy[i], 0) != SIZE_MAX;
    c->quotes =
        quoted * 5 > c->n * 2 || ng_word_of(c, c->deed)->quote != NG_NONE;
}

/* ---- did it happen ------------------------------------------------------ */

static bool below_has(const struct ng_clause *c, uint32_t w, enum ng_rel r,
                      const char *words)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (c->head[i] == w && ng_clause_rel(c, i) == r &&
            ng_clause_is(c, i, words))
            return true;
    return false;
}

/* "is to sign", "are to meet": an infinitive that hangs on be. */
static bool is_to(const struct ng_clause *c, uint32_t w)
{
    uint32_t to = NG_NO_WORD;
    for (uint32_t i = 0; i < w; i++)
        if (c->head[i] == w && ng_clause_tag(c, i) == NG_TAG_TO)
            to = i;
    if (to != NG_NO_WORD && to > 0 &&
        ng_clause_is(c, to - 1, "is are was were has have"))
        return true;
    uint32_t x = ng_clause_child(c, w, NG_REL_xcomp, NG_REL_advcl);
    return ng_clause_lemma(c, w, "be") && x != NG_NO_WORD && x > 0 &&
           (ng_clause_is(c, x - 1, "to"));
}

/* "Nobody was hurt", "has not met". */
static bool is_negated(const struct ng_clause *c)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (c->head[i] == c->deed &&
            ng_clause_is(c, i,
                         "not n't never no nobody neither n’t none nothing"))
            return true;
    return false;
}

static enum ng_event_status status_of(const struct ng_clause *c)
{
    uint32_t w = c->deed;
    if (w != c->root &&
        ng_clause_lemma(c, c->root, "warn predict caution argue"))
        w = c->root; /* what is told is that they did */
    if (ng_clause_lemma(c, w, "deny dispute refute") ||
        ng_clause_lemma(c, c->root, "deny dispute refute"))
        return NG_DENIED;
    for (uint32_t i = 0; i < c->n; i++)
        if (ng_clause_is(c, i, "allegedly reportedly purportedly") &&
            (c->head[i] == w || c->head[i] == c->root))
            return NG_ALLEGED;
    if (below_has(c, w, NG_REL_aux, "may might could can must should") &&
        !is_negated(c))
        return NG_HYPOTHETICAL;
    if (below_has(c, w, NG_REL_aux, "will would shall 'll wo must should") ||
        is_to(c, w) ||
        (ng_clause_child(c, w, NG_REL_xcomp, NG_REL_ccomp) != NG_NO_WORD &&
         ng_clause_is(
             c, w,
             "expected set due scheduled likely plan plans intend "
             "intends prepares preparing going ready hopes hoping poised "
             "expects expect aims")))
        return NG_PLANNED;
    if (ng_clause_is(c, w, "planned scheduled expected due set") &&
        below_has(c, w, NG_REL_aux_pass, "is are was were"))
        return NG_PLANNED;
    return NG_HAPPENED;
}

/* "Would not comment": no news. */
static bool is_silence(const struct ng_clause *c)
{
    return is_negated(c) &&
           (ng_clause_lemma(c, c->deed,
                            "comment draw say discuss confirm elaborate") ||
            ng_clause_lemma(c, c->root, "state know"));
}

/* Being, having, wanting: how things are, not what was done. */
static bool is_state(const struct ng_clause *c)
{
    uint32_t w = c->deed;
    if (is_silence(c) || below_has(c, w, NG_REL_aux, "must should ought") ||
        ng_clause_lemma(
            c, c->root,
            "believe think expect fear hope doubt worry argue predict "
            "suggest decline"))
        return true;
    uint32_t below = ng_clause_child(c, w, NG_REL_xcomp, NG_REL_xcomp);
    if (below != NG_NO_WORD &&
        ng_clause_is(c, w,
                     "expected likely set hopes hoping seeks plans wants aims"))
        w = below; /* "is expected to show" */
    uint32_t cop = ng_clause_child(c, w, NG_REL_cop, NG_REL_cop);
    if (cop != NG_NO_WORD)
        return !ng_clause_is(
            c, w,
            "dead killed injured wounded missing homeless free safe "
            "guilty closed open");
    return ng_clause_lemma(
        c, w,
        "be have want hope believe think remain represent include "
        "know like mean seem appear depend consider need stand "
        "live look feel understand welcome contain wish lie "
        "become help deserve love matter own like commit base "
        "locate continue tend call describe see fear expect lack "
        "grapple highlight project showcase seek aim focus face "
        "reflect host show demonstrate allow enjoy rely "
        "play strive");
}

/* An object that only points back: "the plan", "that", "the report". */
static bool is_vague(const struct ng_clause *c)
{
    uint32_t s = ng_clause_child(c, c->root, NG_REL_nsubj, NG_REL_nsubj_pass);
    if (s != NG_NO_WORD && c->hi[s] == s && c->lo[s] + 1U == s &&
        ng_clause_is(c, c->lo[s], "the that this such") &&
        ng_clause_is(c, s,
                     "deal plan move idea proposal decision request "
                     "arrangement practice effort incident claim "
                     "reply answer"))
        return true;
    uint32_t o = ng_clause_child(c, c->root, NG_REL_obj, NG_REL_obj);
    if (o == NG_NO_WORD &&
        ng_clause_lemma(c, c->deed, "accept refuse comply") &&
        ng_clause_child(c, c->deed, NG_REL_xcomp, NG_REL_ccomp) == NG_NO_WORD)
        return true;
    if (c->root + 2 < c->n && ng_clause_is(c, c->root + 1, "that it this") &&
        ng_clause_is(c, c->root + 2, "and . , but"))
        return true;
    if (o == NG_NO_WORD || c->lo[o] + 1 < c->hi[o])
        return false;
    if (c->lo[o] == c->hi[o])
        return ng_clause_is(c, o, "that this it them these those");
    return c->hi[o] == o &&
           ng_clause_is(c, c->lo[o],
                        "the that this these those such another") &&
           ng_clause_is(
               c, o,
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

/* The time that hangs on a verb itself, with no other clause between. */
static uint32_t time_of(const struct ng_clause *c, uint32_t verb)
{
    ng_range at = c->r->sentences.at[c->sentence].at;
    for (uint32_t t = 0; t < c->r->times.n; t++) {
        const struct ng_time *x = &c->r->times.at[t];
        if (x->at.beg >= at.end)
            break;
        if (!ng_range_in(x->at, at) || x->kind == NG_DURATION ||
            x->kind == NG_SET || !ng_days_known(x->value))
            continue;
        uint32_t w = ng_word_at(c->r, x->at.beg);
        ng_str text = ng_slice(c->r->text, x->at);
        if (ng_str_ends(text, STR(" later")) ||
            ng_str_ends(text, STR(" earlier")))
            continue; /* than what, another sentence tells */
        if (w == NG_NONE || w < c->first || w >= c->first + c->n)
            continue;
        uint32_t i = w - c->first;
        while (i != NG_NO_WORD && i != verb &&
               !is_clause_link(ng_clause_rel(c, i)))
            i = c->head[i];
        if (i != verb)
            continue;
        uint32_t b = w - c->first;
        if (b > 0 &&
            ng_clause_is(c, b - 1,
                         "since until till to for between of a an every each"))
            continue;
        uint32_t next = ng_word_at(c->r, x->at.end);
        bool goes_to = next != NG_NONE && next < c->first + c->n &&
                       ng_clause_is(c, next - c->first, "to until till");
        if (b > 0 && ng_clause_is(c, b - 1, "from") && goes_to)
            continue; /* "from Thursday to Monday" */
        return t;
    }
    return NG_NONE;
}

/* When it was said: the time that hangs on the verb of saying, if that is
 * another than the deed. */
static uint32_t said_on(const struct ng_clause *c)
{
    ng_range at = c->r->sentences.at[c->sentence].at;
    if (c->deed != c->root)
        return time_of(c, c->root);
    for (size_t i = 0; i < c->r->sayings.n; i++) {
        const struct ng_saying *s = &c->r->sayings.at[i];
        if (!ng_range_in(s->cue, at))
            continue;
        for (uint32_t w = 0; w < c->n; w++)
            if (w != c->deed && ng_range_in(ng_word_of(c, w)->at, s->cue) &&
                is_cue(c, w)) {
                uint32_t t = time_of(c, w);
                return t != c->time ? t : NG_NONE;
            }
    }
    return NG_NONE;
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
    c->passive = ng_clause_child(c, c->deed, NG_REL_nsubj_pass,
                                 NG_REL_nsubj_pass) != NG_NO_WORD;
    c->vague = is_vague(c);
    c->answers =
        c->vague && !c->negated &&
        ng_clause_lemma(c, c->root, "deny reject dismiss refute dispute");
    c->state |= c->negated && !c->attributed;
    c->past = ng_clause_tag(c, c->deed) == NG_TAG_VBD ||
              ng_clause_tag(c, c->deed) == NG_TAG_VBN;
    c->past_perfect = below_has(c, c->deed, NG_REL_aux, "had");
    c->time = time_of(c, c->deed);
    c->said_on = said_on(c);
    return ng_hear_tone(c);
}
