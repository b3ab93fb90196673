/* frames.c - one cue in its sentence: who, what, to whom, through whom.
 *
 *     SOURCE cue [hearer] [time, place] that CONTENT      indirect
 *     SOURCE cue CONTENT-clause                           "analysts say it ..."
 *     CONTENT, SOURCE cue [time, place].                  clause first
 *     "QUOTE," SOURCE cue    "QUOTE," cue SOURCE    SOURCE cue: "QUOTE"
 *     according to SOURCE, CONTENT     CONTENT, according to SOURCE
 *     VIA cue, citing SOURCE, that CONTENT
 */
#include "annotate/sayings.h"

enum { SKIP = 16, REACH = 24 };

static const ng_str helpers[] = {
    S("has"),       S("have"),  S("had"),   S("'s"),    S("'ve"),
    S("'d"),        S("was"),   S("is"),    S("are"),   S("were"),
    S("been"),      S("did"),   S("does"),  S("do"),    S("will"),
    S("would"),     S("could"), S("may"),   S("might"), S("n't"),
    S("not"),       S("also"),  S("later"), S("then"),  S("never"),
    S("still"),     S("first"), S("once"),  S("often"), S("repeatedly"),
    S("previously")};
static const ng_str have[] = {S("has"), S("have"), S("had"),
                              S("'s"),  S("'ve"),  S("having")};
static const ng_str be[] = {S("is"),   S("are"), S("was"),  S("were"),
                            S("been"), S("be"),  S("being")};
static const ng_str places[] = {
    S("in"),     S("on"),      S("at"),  S("during"), S("after"),
    S("before"), S("through"), S("via"), S("by"),     S("from"),
    S("of"),     S("with"),    S("over")};
static const ng_str carried[] = {S("broadcast"), S("carried"), S("published"),
                                 S("aired"),     S("quoted"),  S("released")};

static bool is_verb(const struct ng_word *w)
{
    return w->tag >= NG_TAG_VB && w->tag <= NG_TAG_VBZ;
}

static bool is_finite(const struct ng_word *w)
{
    return w->tag == NG_TAG_VBD || w->tag == NG_TAG_VBZ ||
           w->tag == NG_TAG_VBP || w->tag == NG_TAG_MD ||
           (w->tag == NG_TAG_NONE && NG_IN(w->low, helpers));
}

static bool is_adverb(const struct ng_word *w)
{
    return w->tag == NG_TAG_RB || w->tag == NG_TAG_RBR || w->tag == NG_TAG_RP ||
           (w->low.n > 4 && ng_str_ends(w->low, STR("ly")) && !is_verb(w) &&
            w->letter_case == NG_CASE_LOWER);
}

static bool is_punct(const struct ng_report *r, uint32_t i)
{
    return ng_w(r, i)->kind == NG_WORD_PUNCT;
}

/* Behind the last word of the sentence that is no closing mark. */
static uint32_t last_of(const struct ng_report *r, const struct ng_sentence *s)
{
    uint32_t e = s->end;
    while (e > s->first && is_punct(r, e - 1))
        e--;
    return e;
}

/* Is the word a verb of speech here, and not a noun or a participle? */
static bool speaks(const struct ng_report *r, const struct ng_sentence *s,
                   uint32_t w, uint32_t flags, uint32_t group)
{
    const struct ng_word *x = ng_w(r, w);
    bool sure = ng_str_eq(x->low, STR("said")) ||
                ng_str_eq(x->low, STR("says")) ||
                ng_str_eq(x->low, STR("told"));
    if (x->tag == NG_TAG_NONE)
        return sure ||
               (!(flags & NG_CUE_NOUN) && (ng_str_ends(x->low, STR("ed")) ||
                                           ng_str_ends(x->low, STR("s"))));
    if (!is_verb(x) && !sure)
        return false;
    bool helped = group < w;
    if (x->tag == NG_TAG_VB)
        return helped && !(w > s->first && ng_w_is(r, w - 1, STR("to")));
    if (x->tag == NG_TAG_VBG) {
        for (uint32_t i = group; i < w; i++)
            if (NG_IN(ng_w(r, i)->low, be))
                return true;
        return w > s->first && ng_w_is(r, w - 1, STR(","));
    }
    if (x->tag == NG_TAG_VBN && !sure) {
        for (uint32_t i = group; i < w; i++)
            if (NG_IN(ng_w(r, i)->low, have))
                return true;
        if (helped && group > s->first && ng_w_is(r, group - 1, STR("it")) &&
            NG_IN(ng_w(r, group)->low, be))
            return true; /* "it is believed" */
        /* taggers confuse the past with the participle: a subject decides */
        return !helped && w > s->first && !is_punct(r, w - 1) &&
               (flags & NG_CUE_SAY) && w + 1 < s->end &&
               (ng_w_is(r, w + 1, STR("that")) || ng_say_in_time(r, w + 1));
    }
    return true;
}

/* "X, a senior fellow at Y, said": the name before the apposition; of "the
 * agency, TASS, said" the name inside it. Commas or dashes, as at `mark`. */
static struct ng_span before_apposition(const struct ng_report *r,
                                        const struct ng_sentence *s,
                                        uint32_t mark)
{
    struct ng_span none = {mark, mark};
    ng_str comma = ng_w(r, mark)->low;
    for (uint32_t i = mark, n = 0; i > s->first && n < REACH; n++) {
        i--;
        if (ng_w(r, i)->quote != NG_NONE)
            return none;
        if (!ng_str_eq(ng_w(r, i)->low, comma))
            continue;
        struct ng_span p = ng_phrase_before(r, i, s->first);
        if (p.first == p.end)
            return none;
        if (ng_w(r, p.end - 1)->letter_case != NG_CASE_LOWER)
            return p;
        struct ng_span in = ng_phrase_before(r, mark, i + 1);
        if (in.first == i + 1 && in.end > in.first &&
            ng_w(r, in.first)->letter_case != NG_CASE_LOWER)
            return in;
        return p;
    }
    return none;
}

static bool is_dash(const struct ng_word *w)
{
    return ng_str_eq(w->low, STR("-")) || ng_str_eq(w->low, STR("--"));
}

/* By the arcs: the phrase around the subject of the verb w. */
static struct ng_span subject_by_arcs(const struct ng_report *r,
                                      const struct ng_sentence *s, uint32_t w)
{
    struct ng_span none = {w, w};
    for (uint32_t i = w, n = 0; i > s->first && n < 2 * REACH; n++) {
        const struct ng_word *x = ng_w(r, --i);
        if (x->head != w || x->quote != NG_NONE ||
            (x->rel != NG_REL_nsubj && x->rel != NG_REL_nsubj_pass))
            continue;
        if (ng_say_in_time(r, i))
            return none;
        struct ng_span p = ng_phrase_before(r, i + 1, s->first);
        /* the name goes on behind its head: "minister Ana Ortiz" */
        while (p.first < p.end && p.end < w && ng_w(r, p.end)->head == i &&
               (ng_w(r, p.end)->rel == NG_REL_flat ||
                ng_w(r, p.end)->rel == NG_REL_appos) &&
               !is_punct(r, p.end))
            p.end++;
        return p;
    }
    return none;
}

static bool has_clause_by_arcs(const struct ng_report *r, uint32_t w,
                               uint32_t i, uint32_t end)
{
    for (uint32_t n = 0; i < end && n < REACH; i++, n++)
        if (ng_w(r, i)->head == w && (ng_w(r, i)->rel == NG_REL_ccomp ||
                                      ng_w(r, i)->rel == NG_REL_parataxis))
            return true;
    return false;
}

static struct ng_span subject(const struct ng_report *r,
                              const struct ng_sentence *s, uint32_t group)
{
    struct ng_span none = {group, group};
    if (group == s->first)
        return none;
    uint32_t left = group - 1;
    if (ng_w_is(r, left, STR("who")) || ng_w_is(r, left, STR("which"))) {
        uint32_t e =
            left > s->first && ng_w_is(r, left - 1, STR(",")) ? left - 1 : left;
        return ng_phrase_before(r, e, s->first);
    }
    if (ng_w_is(r, left, STR(",")) || is_dash(ng_w(r, left)))
        return before_apposition(r, s, left);
    if (ng_say_in_time(r,
                       left)) /* "and last month said": the subject is before */
        return none;
    return ng_phrase_before(r, group, s->first);
}

/* Over times, adverbs and phrases of place, when they lead to "that", a
 * quotation, a colon, a comma or the end; else it stays. */
static uint32_t skip_circumstances(const struct ng_report *r, uint32_t i,
                                   uint32_t end, struct ng_frame *f)
{
    uint32_t at = i, n = 0;
    while (at < end && n++ < SKIP) {
        const struct ng_word *w = ng_w(r, at);
        if (w->quote != NG_NONE)
            break;
        if (ng_say_in_time(r, at) || is_adverb(w)) {
            at++;
            continue;
        }
        bool hearer = ng_str_eq(w->low, STR("to"));
        if (!hearer && !NG_IN(w->low, places))
            break;
        if (at + 1 < end && ng_say_in_time(r, at + 1)) {
            at++;
            continue;
        }
        struct ng_span p = ng_phrase_after(r, at + 1, end);
        if (p.first == p.end)
            break;
        if ((hearer || (ng_str_eq(w->low, STR("with")) && at > i)) &&
            f->told.first == f->told.end)
            f->told = p;
        at = p.end;
    }
    if (at >= end || is_punct(r, at) || ng_w_is(r, at, STR("that")) ||
        ng_w(r, at)->quote != NG_NONE)
        return at;
    while (i < end && (ng_say_in_time(r, i) || is_adverb(ng_w(r, i))))
        i++;
    if (i + 1 < end && ng_w_is(r, i, STR("on")) && ng_say_in_time(r, i + 1))
        for (i++; i < end && ng_say_in_time(r, i);)
            i++;
    return i;
}

/* The quotation that ends in front of word i, marks and commas between. */
static uint32_t quote_before(const struct ng_report *r, uint32_t i,
                             uint32_t first)
{
    for (uint32_t n = 0; i > first && n < 4; n++) {
        i--;
        if (ng_w(r, i)->quote != NG_NONE)
            return n > 0 ? ng_w(r, i)->quote : NG_NONE;
        if (!is_punct(r, i))
            break;
    }
    return NG_NONE;
}

static uint32_t quote_after(const struct ng_report *r, uint32_t i, uint32_t end,
                            uint32_t *at)
{
    for (uint32_t n = 0; i < end && n < 4; i++, n++) {
        if (ng_w(r, i)->quote != NG_NONE) {
            *at = i;
            return n > 0 ? ng_w(r, i)->quote : NG_NONE;
        }
        if (!is_punct(r, i))
            break;
    }
    return NG_NONE;
}

/* "citing X", "quoting X" behind the cue: X speaks, the subject passes on. */
static uint32_t read_citing(const struct ng_report *r, uint32_t i, uint32_t end,
                            struct ng_frame *f)
{
    uint32_t at = i < end && ng_w_is(r, i, STR(",")) ? i + 1 : i;
    if (at >= end ||
        !(ng_w_is(r, at, STR("citing")) || ng_w_is(r, at, STR("quoting"))))
        return i;
    struct ng_span p = ng_phrase_after(r, at + 1, end);
    if (p.first == p.end)
        return i;
    f->via = f->source;
    f->source = p;
    return p.end < end && ng_w_is(r, p.end, STR(",")) && p.end + 1 < end &&
                   ng_w_is(r, p.end + 1, STR("that"))
               ? p.end + 1
               : p.end;
}

/* "in comments broadcast by state television": a link of the chain. */
static void read_carrier(const struct ng_report *r, uint32_t i, uint32_t end,
                         struct ng_frame *f)
{
    for (uint32_t n = 0; i + 2 < end && n < SKIP; i++, n++) {
        if (ng_w(r, i)->quote != NG_NONE || f->via.first < f->via.end)
            return;
        if (NG_IN(ng_w(r, i)->low, carried) && ng_w_is(r, i + 1, STR("by")))
            f->via = ng_phrase_after(r, i + 2, end);
    }
}

/* What stands to the left of the source is the content. */
static bool clause_before(const struct ng_report *r,
                          const struct ng_sentence *s, uint32_t edge,
                          struct ng_frame *f)
{
    uint32_t e = edge;
    if (e <= s->first || !is_punct(r, e - 1))
        return false;
    f->quote = quote_before(r, e, s->first);
    while (e > s->first && is_punct(r, e - 1))
        e--;
    if (f->quote == NG_NONE && e < s->first + 2)
        return false;
    uint32_t b = s->first;
    while (b < e && is_punct(r, b))
        b++;
    f->content = (struct ng_span){b, e};
    f->whole = true;
    return true;
}

static bool has_finite(const struct ng_report *r, uint32_t i, uint32_t end)
{
    for (uint32_t n = 0; i < end && n < REACH; i++, n++)
        if (is_finite(ng_w(r, i)))
            return true;
    return false;
}

/* The content to the right of the cue; i is behind hearer and time. */
static bool content_after(const struct ng_report *r,
                          const struct ng_sentence *s, uint32_t i,
                          struct ng_frame *f)
{
    uint32_t end = last_of(r, s), q_at = 0;
    if (i >= end)
        return false;
    uint32_t q = quote_after(r, i, end, &q_at);
    if (q != NG_NONE) {
        f->quote = q;
        f->content = (struct ng_span){q_at, end};
        return true;
    }
    if (is_punct(r, i))
        return false;
    if (ng_w_is(r, i, STR("that"))) {
        f->content = (struct ng_span){i + 1, end};
        return i + 1 < end;
    }
    static const ng_str asks[] = {S("whether"), S("if"),   S("why"),
                                  S("how"),     S("what"), S("who"),
                                  S("where"),   S("when")};
    bool asked = NG_IN(ng_w(r, i)->low, asks);
    bool bare = (f->flags & NG_CUE_BARE) && !(f->flags & NG_CUE_THAT) &&
                has_finite(r, i, end) && !is_verb(ng_w(r, i)) &&
                !ng_w_is(r, i, STR("to"));
    bool clause = f->source.first < f->source.end &&
                  (f->flags & (NG_CUE_SAY | NG_CUE_THINK)) &&
                  !(f->flags & NG_CUE_THAT) && !ng_w_is(r, i, STR("to")) &&
                  has_clause_by_arcs(r, f->cue.end - 1, i, end);
    bool object = (f->flags & NG_CUE_OBJECT) &&
                  f->source.first < f->source.end &&
                  ng_w(r, i)->tag != NG_TAG_IN;
    if (!(bare || clause || object || (asked && (f->flags & NG_CUE_SAY))))
        return false;
    f->content = (struct ng_span){i, end};
    return true;
}

/* Left edge of the verb group: "had also said". */
static uint32_t group_of(const struct ng_report *r, const struct ng_sentence *s,
                         uint32_t w)
{
    uint32_t g = w, n = 0;
    while (g > s->first && n++ < 6 && ng_w(r, g - 1)->quote == NG_NONE &&
           (NG_IN(ng_w(r, g - 1)->low, helpers) ||
            (is_adverb(ng_w(r, g - 1)) && !ng_say_in_time(r, g - 1))))
        g--;
    return g;
}

bool ng_frame_at(const struct ng_report *r, const struct ng_sentence *s,
                 uint32_t w, struct ng_frame *f)
{
    uint32_t flags = ng_cue_of(ng_w(r, w)->low);
    if (flags == 0 || ng_w(r, w)->quote != NG_NONE)
        return false;
    uint32_t group = group_of(r, s, w), end = last_of(r, s);
    for (uint32_t i = group; i < w; i++)
        if (ng_w(r, i)->tag == NG_TAG_MD)
            return false; /* nothing was said yet */
    if (!speaks(r, s, w, flags, group))
        return false;
    *f = (struct ng_frame){
        .cue = {group, w + 1}, .flags = flags, .quote = NG_NONE};
    f->source = subject(r, s, group);
    bool mark_left = group > s->first && is_punct(r, group - 1);
    if (f->source.first == f->source.end && !mark_left)
        f->source = subject_by_arcs(r, s, w);
    uint32_t next = w + 1;
    bool inverted = false;
    if (f->source.first == f->source.end && mark_left &&
        (flags & (NG_CUE_SAY | NG_CUE_QUOTE)) && !(flags & NG_CUE_TELL) &&
        ng_w(r, w)->tag != NG_TAG_VBG) {
        struct ng_span p = ng_phrase_after(r, next, s->end);
        if (p.first < p.end && !ng_say_in_time(r, p.first)) {
            f->source = p;
            next = p.end;
            inverted = true;
        }
    }
    if (f->source.end - f->source.first == 1 &&
        ng_w_is(r, f->source.first, STR("it")) && w > group &&
        ng_w(r, w)->tag == NG_TAG_VBN && NG_IN(ng_w(r, group)->low, be)) {
        f->passive = true;
        f->source = (struct ng_span){group, group};
    }
    uint32_t edge =
        inverted || f->source.first == f->source.end ? group : f->source.first;
    if ((flags & NG_CUE_TELL) && !inverted && next < end) {
        f->told = ng_phrase_after(r, next, end);
        next = f->told.first < f->told.end ? f->told.end : next;
    }
    uint32_t right = skip_circumstances(r, next, end, f);
    read_carrier(r, next, s->end, f);
    uint32_t cited = read_citing(r, right, s->end, f);
    bool stops = cited >= end || is_punct(r, cited);
    bool said = (flags & (NG_CUE_SAY | NG_CUE_QUOTE)) != 0;
    if (said &&
        (stops || inverted || quote_before(r, edge, s->first) != NG_NONE) &&
        clause_before(r, s, edge, f))
        return true;
    if (content_after(r, s, cited, f))
        return (flags & NG_CUE_SAY) || f->source.first < f->source.end ||
               f->passive;
    return false;
}

bool ng_frame_according(const struct ng_report *r, const struct ng_sentence *s,
                        uint32_t w, struct ng_frame *f)
{
    if (!ng_w_is(r, w, STR("according")) || w + 2 >= s->end ||
        !ng_w_is(r, w + 1, STR("to")) || ng_w(r, w)->quote != NG_NONE)
        return false;
    *f = (struct ng_frame){
        .cue = {w, w + 2}, .flags = NG_CUE_SAY, .quote = NG_NONE};
    f->source = ng_phrase_after(r, w + 2, s->end);
    if (f->source.first == f->source.end)
        return false;
    uint32_t end = last_of(r, s);
    (void)read_citing(r, f->source.end, s->end, f);
    if (w > s->first && !is_punct(r, w - 1)) { /* "rose, figures according" */
        f->content = (struct ng_span){s->first, w};
        f->whole = true;
        return true;
    }
    if (w > s->first + 2 && clause_before(r, s, w, f))
        return true;
    uint32_t i = f->source.end;
    while (i < end && !ng_w_is(r, i, STR(",")))
        i++;
    if (i + 1 >= end)
        return false;
    f->content = (struct ng_span){i + 1, end};
    return true;
}
