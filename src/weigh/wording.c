#include "weigh/wording.h"

bool ng_made_space(const struct ng_line_made *l, uint32_t i, uint32_t last)
{
    uint32_t beg = ng_made_word(l, i)->at.beg;
    if (last == NG_NO_WORD)
        return false;
    if (last + 1 == i)
        return beg > 0 && beg > ng_made_word(l, last)->at.end;
    uint8_t t = ng_made_tag(l, i), before = ng_made_tag(l, last);
    return t != NG_TAG_COMMA && t != NG_TAG_PERIOD && t != NG_TAG_RRB &&
           t != NG_TAG_RQUOTE && t != NG_TAG_POS && before != NG_TAG_LQUOTE &&
           before != NG_TAG_LRB;
}

static bool is_loose_end(const struct ng_line_made *l, uint32_t i)
{
    return ng_made_comma(l, i) || ng_made_dash(l, i) ||
           ng_made_is(l, i, ". ; : … ... and or but");
}

/* The comma between a subject and its verb that lost its fellow: "Kim's father
 * Kim Jong Il, visited". NG_NO_WORD: there is none. */
static uint32_t lone_comma(const struct ng_line_made *l)
{
    const struct ng_clause *c = l->c;
    uint32_t s = ng_clause_child(c, c->root, NG_REL_nsubj, NG_REL_nsubj_pass);
    uint32_t first = ng_next_kept(l, 0), comma = NG_NO_WORD;
    if (s == NG_NO_WORD || s >= c->root || first < c->lo[s])
        return NG_NO_WORD;
    for (uint32_t i = first; i < c->root; i++)
        if (l->keep[i] && ng_made_comma(l, i)) {
            if (comma != NG_NO_WORD)
                return NG_NO_WORD;
            comma = i;
        }
    uint32_t next = comma == NG_NO_WORD ? c->n : ng_next_kept(l, comma + 1);
    bool verb = next < c->n && (next == c->root || c->head[next] == c->root) &&
                (ng_made_tag(l, next) == NG_TAG_VBD ||
                 ng_made_tag(l, next) == NG_TAG_VBZ ||
                 ng_made_tag(l, next) == NG_TAG_MD);
    return verb ? comma : NG_NO_WORD;
}

static ng_str emit(const struct ng_line_made *l)
{
    uint32_t end = l->c->n, last = NG_NO_WORD;
    while (end > 0 && (!l->keep[end - 1] || is_loose_end(l, end - 1)))
        end--;
    size_t room = 1;
    for (uint32_t i = 0; i < end; i++)
        room += ng_made_text(l, i).n + 1;
    char *p = ng_new(l->out, char, room);
    size_t n = 0;
    uint32_t lone = lone_comma(l);
    for (uint32_t i = 0; i < end; i++) {
        uint32_t next = ng_next_kept(l, i + 1);
        if (next == lone)
            next = ng_next_kept(l, next + 1);
        bool stop = ng_made_tag(l, i) == NG_TAG_PERIOD && next < end &&
                    ng_made_word(l, next)->letter_case == NG_CASE_LOWER &&
                    ng_made_word(l, next)->kind == NG_WORD_LETTERS;
        if (!l->keep[i] || i == lone || stop ||
            (ng_made_comma(l, i) &&
             (last == NG_NO_WORD || ng_made_comma(l, last))))
            continue;
        if (ng_made_space(l, i, last))
            p[n++] = ' ';
        ng_str s = ng_made_text(l, i);
        for (size_t k = 0; k < s.n; k++)
            p[n++] = ng_is_space(s.p[k]) ? ' ' : s.p[k];
        last = i;
    }
    if (n && ng_is_lower(p[0]))
        p[0] = (char)(p[0] - 32);
    return (ng_str){p, n};
}

/* "by 9 June. France": two sentences that nobody cut. */
static bool holds_two(ng_str s)
{
    for (size_t i = 4; i + 2 < s.n; i++)
        if (s.p[i] == '.' && s.p[i + 1] == ' ' && ng_is_upper(s.p[i + 2]) &&
            (ng_is_digit(s.p[i - 1]) ||
             (ng_is_lower(s.p[i - 1]) && ng_is_lower(s.p[i - 2]) &&
              ng_is_lower(s.p[i - 3]) && ng_is_lower(s.p[i - 4]))))
            return true;
    return false;
}

/* Quotation marks and brackets come in pairs, the last word ends a phrase. */
static bool is_sound(const struct ng_line_made *l, ng_str s)
{
    int marks = 0, curly = 0, round = 0;
    uint32_t end = l->c->n, words = 0;
    for (size_t i = 0; i < s.n; i++) {
        marks += s.p[i] == '"';
        round += s.p[i] == '(' ? 1 : s.p[i] == ')' ? -1 : 0;
        ng_str rest = {s.p + i, s.n - i};
        curly += ng_str_starts(rest, STR("“"))   ? 1
                 : ng_str_starts(rest, STR("”")) ? -1
                                                 : 0;
    }
    while (end > 0 && (!l->keep[end - 1] || is_loose_end(l, end - 1)))
        end--;
    for (uint32_t i = 0; i < end; i++)
        words += l->keep[i] && ng_made_word(l, i)->kind != NG_WORD_PUNCT;
    for (uint32_t i = 0; i + 1 < end; i++)
        if (l->keep[i] && ng_made_is(l, i, "such") && !l->how->joined &&
            !ng_made_is(l, i + 1, "as"))
            return false; /* as what, another sentence tells */
    if (end == 0 || holds_two(s) || marks % 2 || curly || round || words < 3 ||
        (words < 4 && !l->how->joined) ||
        ng_str_find(s, STR(", that "), 0) != SIZE_MAX)
        return false;
    if (ng_made_tag(l, end - 1) == NG_TAG_RP ||
        ng_made_word(l, end - 1)->rel == NG_REL_compound_prt)
        return true;
    if (end > 1 && l->keep[end - 2] && ng_made_tag(l, end - 2) == NG_TAG_VBN &&
        ng_made_is(l, end - 1, "in"))
        return true; /* "will be sworn in" */
    return (l->how->joined && ng_made_is(l, end - 1, "that")) ||
           !ng_str_among(ng_made_word(l, end - 1)->low,
                         "the a an of to and or but with by from at for in "
                         "into than as that which who whose if when while "
                         "his her its their is are was were be will would "
                         "has have had not 's");
}

static bool keeps(const struct ng_line_made *l, ng_range at)
{
    for (uint32_t i = 0; i < l->c->n; i++)
        if (l->keep[i] && ng_range_in(ng_made_word(l, i)->at, at))
            return true;
    return false;
}

static bool lost_sayings(const struct ng_line_made *l)
{
    const struct ng_report *r = l->c->r;
    ng_range at = r->sentences.at[l->c->sentence].at;
    size_t all = 0, kept = 0;
    for (size_t i = 0; i < r->sayings.n; i++)
        if (ng_range_in(r->sayings.at[i].cue, at)) {
            all++;
            kept += keeps(l, r->sayings.at[i].cue);
        }
    return all && !kept;
}

/* In a relative clause that was left out whole: "talks, which were last held
 * in May". */
static bool in_aside(const struct ng_line_made *l, uint32_t i)
{
    for (uint32_t w = 0; w < l->c->n; w++)
        if (!l->keep[w] && l->c->lo[w] <= i && i <= l->c->hi[w] &&
            (ng_made_word(l, w)->rel == NG_REL_acl_relcl ||
             ng_made_word(l, w)->rel == NG_REL_acl))
            return true;
    return false;
}

/* Most of what is said must be left where somebody says it. */
static bool says_something(const struct ng_line_made *l)
{
    const struct ng_report *r = l->c->r;
    ng_range at = r->sentences.at[l->c->sentence].at;
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *s = &r->sayings.at[i];
        size_t all = 0, kept = 0;
        if (!ng_range_in(s->cue, at) || !keeps(l, s->cue))
            continue;
        for (uint32_t k = 0; k < l->c->n; k++)
            if (ng_range_in(ng_made_word(l, k)->at, s->content) &&
                (l->keep[k] || !in_aside(l, k))) {
                all++;
                kept += l->keep[k];
            }
        if (all > 3 && kept * 3 < all)
            return false;
    }
    return true;
}

/* True if the words that date the deed went with a branch. */
static bool lost_time(const struct ng_line_made *l, const bool *dated)
{
    const struct ng_clause *c = l->c;
    if (c->time == NG_NONE)
        return false;
    for (uint32_t i = 0; i < c->n; i++)
        if (ng_range_in(ng_made_word(l, i)->at, c->r->times.at[c->time].at))
            return !l->keep[i] && dated[i];
    return false;
}

/* "This was", "Those who": what they point at stands in another sentence. */
static bool points_back(const struct ng_line_made *l)
{
    uint32_t i = ng_next_kept(l, 0);
    uint32_t next = ng_next_kept(l, i + 1);
    if (ng_made_is(l, i,
                   "this that these those both such another others one neither "
                   "here there each")) {
        if (ng_made_is(l, i, "there here"))
            return !ng_made_is(l, next, "is are was were has have will");
        return next >= l->c->n || ng_made_tag(l, next) < NG_TAG_NN ||
               ng_made_tag(l, next) > NG_TAG_NNPS ||
               !ng_made_is(l, i, "this another one each");
    }
    if (ng_made_is(l, i, "by since until") && ng_made_is(l, next, "then"))
        return true;
    if (ng_made_is(l, i, "in of for with") && ng_made_is(l, next, "the") &&
        ng_made_is(l, ng_next_kept(l, next + 1),
                   "first second third former latter other others"))
        return ng_made_comma(l, ng_next_kept(l, ng_next_kept(l, next + 1) + 1));
    return ng_made_is(l, i, "which who whom whose why how what");
}

/* The words that stay, with days and names; false if it cannot be told. */
bool ng_make_line(struct ng_line_made *l, const struct ng_clause *c,
                  struct ng_wording *how, struct ng_arena *out,
                  struct ng_arena *a)
{
    *l = (struct ng_line_made){.c = c,
                               .how = how,
                               .keep = ng_new(a, bool, c->n),
                               .say = ng_new(a, ng_str, c->n),
                               .out = out};
    for (uint32_t i = 0; i < c->n; i++)
        l->keep[i] = ng_range_empty(how->only) ||
                     ng_range_in(ng_word_of(c, i)->at, how->only);
    ng_leave_out_brackets(l);
    if (c->opening)
        ng_leave_out(l, 0, c->opening - 1);
    ng_leave_out_ties(l);
    ng_leave_out_pointers(l);
    ng_put_days(l);
    bool *dated = ng_new(a, bool, c->n);
    memcpy(dated, l->keep, c->n * sizeof *dated);
    ng_shorten(l);
    ng_leave_out_ties(l);
    how->untimed = lost_time(l, dated);
    how->unsaid = lost_sayings(l);
    return !points_back(l) && ng_put_names(l) && says_something(l) &&
           ng_made_length(l) <= how->most + how->most / 3;
}

ng_str ng_word_clause(const struct ng_clause *c, struct ng_wording *how,
                      struct ng_arena *out, struct ng_arena scratch)
{
    struct ng_line_made l;
    if (!ng_make_line(&l, c, how, out, &scratch))
        return (ng_str){0};
    ng_str s = emit(&l);
    return is_sound(&l, s) ? s : (ng_str){0};
}
