/* shorten.c - what a line leaves out: whole branches of its sentence, with the
 * commas that set them off; see clause.h.
 */
#include "weigh/wording.h"

/* ---- leaving out -------------------------------------------------------- */

/* True if a sentence goes on after an inserted phrase without a comma. */
static bool goes_on(const struct ng_line_made *l, uint32_t i)
{
    uint8_t t = ng_made_tag(l, i);
    return t == NG_TAG_VBD || t == NG_TAG_VBZ || t == NG_TAG_VBP ||
           t == NG_TAG_MD || t == NG_TAG_IN || t == NG_TAG_TO ||
           t == NG_TAG_VBN || t == NG_TAG_VBG || t == NG_TAG_RB ||
           t == NG_TAG_CC || t == NG_TAG_PERIOD;
}

/* The words lo..hi go, and with them the commas that set them off. */
void ng_leave_out(struct ng_line_made *l, uint32_t lo, uint32_t hi)
{
    for (uint32_t i = lo; i <= hi; i++)
        l->keep[i] = false;
    uint32_t left = ng_kept_before(l, lo), right = ng_next_kept(l, hi + 1);
    bool before =
        left != NG_NO_WORD && (ng_made_comma(l, left) || ng_made_dash(l, left));
    bool after = ng_made_comma(l, right) || ng_made_dash(l, right);
    uint32_t next = after ? ng_next_kept(l, right + 1) : right;
    bool on = next >= l->c->n || goes_on(l, next);
    if (after && (left == NG_NO_WORD || (before && on)))
        l->keep[right] = false;
    if (before && (after || on))
        l->keep[left] = false;
}

/* "SANDAKAN: A ranger was", "2. The company", "3.02pm Soldiers": where and when
 * it was filed, and what only counts the paragraphs. */
static void leave_out_filing(struct ng_line_made *l)
{
    ng_str first = ng_made_text(l, 0);
    bool dot = l->c->n > 2 && ng_made_is(l, 1, ".");
    bool clock = ng_str_ends(first, STR("pm")) || ng_str_ends(first, STR("am"));
    if (first.n && ng_is_digit(first.p[0]) &&
        (dot || clock || ng_str_ends(first, STR(".")))) {
        l->keep[0] = false;
        if (dot)
            l->keep[1] = false;
        return;
    }
    for (uint32_t i = 0; i < l->c->n && i < 4; i++) {
        const struct ng_word *w = ng_made_word(l, i);
        bool mark = i > 0 && (ng_made_is(l, i, ":") || ng_made_dash(l, i));
        if (!mark && w->letter_case != NG_CASE_UPPER && !ng_made_comma(l, i))
            return;
        if (mark) {
            for (uint32_t k = 0; k <= i; k++)
                l->keep[k] = false;
            return;
        }
    }
}

/* Words that only tie a sentence to the one before it. */
void ng_leave_out_ties(struct ng_line_made *l)
{
    leave_out_filing(l);
    for (int step = 0; step < 3; step++) {
        uint32_t i = ng_next_kept(l, 0);
        if (!ng_made_is(
                l, i,
                "but and so yet however meanwhile also still instead "
                "therefore thus moreover nevertheless nonetheless besides "
                "furthermore separately or then"))
            return;
        uint32_t next = ng_next_kept(l, i + 1);
        bool conjunction = ng_made_tag(l, i) == NG_TAG_CC;
        if (!conjunction && !ng_made_comma(l, next) &&
            !ng_made_is(l, i, "meanwhile also then"))
            return;
        l->keep[i] = false;
        if (ng_made_comma(l, next))
            l->keep[next] = false;
    }
}

/* "..., too.": as another did, in another sentence. */
static void leave_out_too(struct ng_line_made *l)
{
    uint32_t n = l->c->n;
    if (n > 4 && ng_made_is(l, n - 2, "too") && ng_made_comma(l, n - 3))
        l->keep[n - 2] = l->keep[n - 3] = false;
}

/* "two hours later", "an hour earlier" behind a comma or at an end: than what,
 * another sentence tells. So does "there" that only says where. */
void ng_leave_out_pointers(struct ng_line_made *l)
{
    const struct ng_report *r = l->c->r;
    ng_range at = r->sentences.at[l->c->sentence].at;
    leave_out_too(l);
    for (size_t t = ng_first_time(r, at.beg);
         t < r->times.n && r->times.at[t].at.beg < at.end; t++) {
        ng_range x = r->times.at[t].at;
        ng_str text = ng_slice(r->text, x);
        uint32_t beg = 0, end;
        if (!ng_str_ends(text, STR(" later")) &&
            !ng_str_ends(text, STR(" earlier")))
            continue;
        while (beg < l->c->n && ng_made_word(l, beg)->at.beg < x.beg)
            beg++;
        for (end = beg; end < l->c->n && ng_made_word(l, end)->at.end <= x.end;)
            end++;
        if (end > beg && end < l->c->n &&
            (ng_made_tag(l, end) == NG_TAG_PERIOD || ng_made_comma(l, end)))
            ng_leave_out(l, beg, end - 1);
    }
    for (uint32_t i = 1; i + 1 < l->c->n; i++) /* "Kim then toured" */
        if (ng_made_is(l, i, "then") &&
            ng_made_word(l, i)->rel == NG_REL_advmod &&
            l->c->head[i] == i + 1 && l->c->hi[i] == i &&
            ng_made_tag(l, i + 1) == NG_TAG_VBD)
            l->keep[i] = false;
    for (uint32_t i = 1; i < l->c->n; i++)
        if (ng_made_is(l, i, "there here") && ng_made_tag(l, i) == NG_TAG_RB &&
            l->c->lo[i] == i && l->c->hi[i] == i &&
            ng_made_word(l, i)->rel == NG_REL_advmod &&
            !ng_made_is(l, i - 1, "from up down out over in") &&
            ng_made_word(l, i)->quote == NG_NONE)
            ng_leave_out(l, i, i);
}

void ng_leave_out_brackets(struct ng_line_made *l)
{
    uint32_t open = NG_NO_WORD;
    for (uint32_t i = 0; i < l->c->n; i++) {
        if (ng_made_tag(l, i) == NG_TAG_LRB || ng_made_is(l, i, "( ["))
            open = open == NG_NO_WORD ? i : open;
        else if (open != NG_NO_WORD && ng_made_is(l, i, ") ]")) {
            for (uint32_t k = open; k <= i; k++)
                l->keep[k] = false;
            open = NG_NO_WORD;
        }
    }
}

/* ---- what can go, the most dispensable first ---------------------------- */

enum cost { ASIDE = 1, FURTHER, REASON, NEARER, SECOND, PLACE, NEVER };

/* Words that make it untrue to leave out what follows them. */
static bool is_condition(const struct ng_line_made *l, uint32_t lo, uint32_t hi)
{
    for (uint32_t i = lo; i <= hi; i++)
        if (ng_made_is(
                l, i,
                "if unless until till without except provided despite though "
                "although not no never nor only whether said says told "
                "according alleged allegedly reportedly claimed instead than "
                "citing quoting"))
            return true;
    return false;
}

/* "the judge, Celia Ortuzar,": the aside is the name itself. */
static bool names_head(const struct ng_line_made *l, uint32_t w)
{
    uint32_t head = l->c->head[w];
    return ng_made_word(l, w)->name != NG_NONE && head != NG_NO_WORD &&
           ng_made_word(l, head)->name == NG_NONE;
}

static bool set_off(const struct ng_line_made *l, uint32_t lo)
{
    return ng_made_comma(l, lo) || ng_made_dash(l, lo) ||
           (lo > 0 && (ng_made_comma(l, lo - 1) || ng_made_dash(l, lo - 1)));
}

static bool has_subject(const struct ng_line_made *l, uint32_t w)
{
    for (uint32_t i = 0; i < l->c->n; i++)
        if (l->c->head[i] == w &&
            (ng_made_word(l, i)->rel == NG_REL_nsubj ||
             ng_made_word(l, i)->rel == NG_REL_nsubj_pass))
            return true;
    return false;
}

/* "A barge that exploded killed": which barge cannot be left open. */
static bool defines_subject(const struct ng_line_made *l, uint32_t w)
{
    uint32_t head = l->c->head[w];
    return head != NG_NO_WORD &&
           (ng_made_word(l, head)->rel == NG_REL_nsubj ||
            ng_made_word(l, head)->rel == NG_REL_nsubj_pass);
}

/* "after his summit with X broke down": what looks like a phrase may be half a
 * clause, whose verb follows. */
static bool verb_follows(const struct ng_line_made *l, uint32_t i)
{
    for (; i < l->c->n && !ng_made_comma(l, i); i++)
        if (ng_made_tag(l, i) == NG_TAG_VBD ||
            ng_made_tag(l, i) == NG_TAG_VBZ ||
            ng_made_tag(l, i) == NG_TAG_VBP || ng_made_tag(l, i) == NG_TAG_MD)
            return true;
    return false;
}

static enum cost cost_of_oblique(const struct ng_line_made *l, uint32_t w)
{
    uint32_t lo = l->c->lo[w];
    if (verb_follows(l, l->c->hi[w] + 1U) &&
        ng_made_is(l, lo, "after before since as with"))
        return NEVER;
    if (set_off(l, lo))
        return REASON;
    if (l->c->hi[w] - lo < 3 ||
        !ng_made_is(l, lo,
                    "amid despite during near along outside "
                    "since after before as with under"))
        return NEVER;
    return PLACE;
}

/* A finite verb without a subject of its own: the branch may hold the verb of
 * what stands before it. */
static bool has_loose_verb(const struct ng_line_made *l, uint32_t lo,
                           uint32_t hi)
{
    for (uint32_t i = lo; i <= hi; i++) {
        uint8_t t = ng_made_tag(l, i);
        if ((t == NG_TAG_VBD || t == NG_TAG_VBZ || t == NG_TAG_VBP) &&
            !has_subject(l, i) && ng_clause_rel(l->c, i) != NG_REL_aux &&
            ng_clause_rel(l->c, i) != NG_REL_aux_pass &&
            ng_clause_rel(l->c, i) != NG_REL_cop)
            return true;
    }
    return false;
}

/* "were put off after the mayor and the union quarrelled": what "and" joins is
 * half of a clause that "after" began. */
static bool joins_half(const struct ng_line_made *l, uint32_t w)
{
    const struct ng_clause *c = l->c;
    uint32_t lo = c->lo[w], i = lo > 0 ? lo - 1 : 0;
    while (i != NG_NO_WORD && c->head[i] != c->head[w] && i != c->head[w])
        i = c->head[i];
    return i != NG_NO_WORD && i != c->head[w] && has_subject(l, w) &&
           ng_made_is(l, c->lo[i],
                      "after before since as while because with when");
}

static enum cost cost_of(const struct ng_line_made *l, uint32_t w)
{
    const struct ng_clause *c = l->c;
    uint32_t lo = c->lo[w], hi = c->hi[w];
    bool off = set_off(l, lo);
    bool aside = off && ng_made_word(l, w)->rel == NG_REL_acl_relcl;
    if (lo > 0 && ng_made_is(l, lo - 1, "long soon far much well") &&
        ng_made_is(l, lo, "as"))
        return NEVER; /* "as long as" */
    if (!c->whole[w] || c->head[w] == NG_NO_WORD ||
        (!aside && is_condition(l, lo, hi)))
        return NEVER;
    switch (ng_made_word(l, w)->rel) {
    case NG_REL_appos:
        return names_head(l, w) || !off ? NEVER : ASIDE;
    case NG_REL_acl_relcl:
        return off ? ASIDE : defines_subject(l, w) ? NEVER : NEARER;
    case NG_REL_acl:
        if (has_loose_verb(l, lo, hi))
            return NEVER; /* "after a power cut stopped the count" */
        return off ? FURTHER : NEARER;
    case NG_REL_advcl:
        return ng_made_is(l, lo, "to") && !off ? NEARER
               : off                           ? FURTHER
                                               : REASON;
    case NG_REL_parataxis:
        return FURTHER;
    case NG_REL_conj:
        if (joins_half(l, w))
            return NEVER;
        return (ng_made_tag(l, w) >= NG_TAG_VB &&
                ng_made_tag(l, w) <= NG_TAG_VBZ &&
                (has_subject(l, w) || off || hi - lo > 4))
                   ? SECOND
                   : NEVER;
    case NG_REL_obl:
    case NG_REL_nmod:
        return ng_made_word(l, w)->rel == NG_REL_nmod && !off
                   ? NEVER
                   : cost_of_oblique(l, w);
    default:
        return NEVER;
    }
}

static bool holds_word(uint32_t lo, uint32_t hi, uint32_t w)
{
    return w >= lo && w <= hi;
}

/* True if what must stay stands in lo..hi. */
static bool must_stay(const struct ng_line_made *l, uint32_t w, uint32_t lo,
                      uint32_t hi)
{
    /* An aside takes along what is said in it and who says it. */
    bool aside = ng_made_word(l, w)->rel == NG_REL_acl_relcl;
    const struct ng_clause *c = l->c;
    if (holds_word(lo, hi, c->root) || holds_word(lo, hi, c->deed))
        return true;
    for (uint32_t i = lo; i <= hi; i++) {
        ng_range at = ng_made_word(l, i)->at;
        if (ng_range_touch(at, l->how->keep))
            return true;
        for (size_t s = 0; s < c->r->sayings.n && !aside; s++)
            if (ng_range_touch(at, c->r->sayings.at[s].cue) && l->keep[i])
                return true;
    }
    return false;
}

/* A branch without the marks at its ends. */
static void trim_branch(const struct ng_line_made *l, uint32_t w, uint32_t *lo,
                        uint32_t *hi)
{
    *lo = l->c->lo[w];
    *hi = l->c->hi[w];
    while (*hi > *lo && (ng_made_tag(l, *hi) == NG_TAG_PERIOD ||
                         ng_made_comma(l, *hi) || ng_made_dash(l, *hi)))
        (*hi)--;
    while (*lo < *hi && (ng_made_comma(l, *lo) || ng_made_dash(l, *lo)))
        (*lo)++;
}

void ng_shorten(struct ng_line_made *l)
{
    for (enum cost cost = ASIDE; cost < NEVER; cost++)
        while (ng_made_length(l) > l->how->most) {
            uint32_t best = NG_NO_WORD, longest = 0, lo, hi;
            for (uint32_t w = 0; w < l->c->n; w++) {
                if (!l->keep[w] || cost_of(l, w) != cost)
                    continue;
                trim_branch(l, w, &lo, &hi);
                if (must_stay(l, w, lo, hi) || hi - lo + 1 <= longest)
                    continue;
                best = w;
                longest = hi - lo + 1;
            }
            if (best == NG_NO_WORD)
                break;
            trim_branch(l, best, &lo, &hi);
            ng_leave_out(l, lo, hi);
        }
}
