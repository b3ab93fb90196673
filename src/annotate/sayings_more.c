/* sayings_more.c - sayings of the record that the frames did not see.
 *
 *     Relief workers have long advocated a corridor.
 *     The council is expected to vote on Monday.
 *
 * Frames (frames.c) want a verb of speech and a clause. The attributions in
 * their full width know more: what is wanted, urged, planned and feared, what
 * nouns report, what nobody in particular expects. Each content of theirs that
 * no saying touches becomes a saying, as narrow as sayings are.
 */
#include "annotate/sayings_wide.h"

static bool is_edge(const struct ng_word *w)
{
    return w->kind == NG_WORD_PUNCT && w->quote == NG_NONE;
}

static struct ng_span narrow(const struct ng_report *r, struct ng_span c)
{
    while (c.first < c.end &&
           (is_edge(ng_w(r, c.first)) || ng_w_is(r, c.first, STR("that"))))
        c.first++;
    while (c.first < c.end && is_edge(ng_w(r, c.end - 1)))
        c.end--;
    return c;
}

static bool is_quoted(const struct ng_report *r, struct ng_span c)
{
    for (uint32_t i = c.first; i < c.end; i++)
        if (ng_w(r, i)->quote != NG_NONE)
            return true;
    return false;
}

/* The word of the cue that decides, and how it builds; 0: not known. */
static uint32_t flags_of(const struct ng_report *r, struct ng_span cue,
                         uint32_t *head)
{
    for (uint32_t i = cue.end; i-- > cue.first;) {
        const struct ng_word *w = ng_w(r, i);
        bool verb = w->tag >= NG_TAG_VB && w->tag <= NG_TAG_VBZ;
        bool noun = w->tag == NG_TAG_NN || w->tag == NG_TAG_NNS;
        uint32_t flags = verb   ? ng_say_verb_of(w)
                         : noun ? ng_say_noun(w->lemma)
                                : ng_say_adjective(w->low);
        if (ng_str_eq(w->low, STR("according")) || ng_str_eq(w->low, STR(":")))
            flags = NG_S_KNOWN | NG_S_QUOTE | NG_S_THAT;
        *head = i;
        if (flags)
            return flags;
    }
    return 0;
}

/* "is likely to ask", "will tell": nobody has said it yet. */
static bool is_to_come(const struct ng_report *r, struct ng_span cue)
{
    for (uint32_t i = cue.first; i < cue.end; i++)
        if (ng_w(r, i)->tag == NG_TAG_MD || ng_w_is(r, i, STR("likely")))
            return true;
    return false;
}

enum shape { NOTHING, NOMINAL, INFINITIVE, CLAUSE };
static enum shape shape_of(const struct ng_report *r, struct ng_span c)
{
    uint32_t words = 0;
    bool finite = false;
    for (uint32_t i = c.first; i < c.end; i++) {
        const struct ng_word *w = ng_w(r, i);
        words += w->kind != NG_WORD_PUNCT;
        finite |= w->tag == NG_TAG_VBD || w->tag == NG_TAG_VBZ ||
                  w->tag == NG_TAG_VBP || w->tag == NG_TAG_MD;
    }
    if (words < 2)
        return NOTHING;
    return ng_w(r, c.first)->tag == NG_TAG_TO ? INFINITIVE
           : finite                           ? CLAUSE
                                              : NOMINAL;
}

/* "fueling speculation that", "sparked fears that": who causes it does not say
 * it. */
static bool is_caused(const struct ng_report *r, struct ng_span cue,
                      uint32_t head)
{
    static const ng_str causes[] = {
        S("fuel"),   S("spark"), S("stoke"),    S("feed"),   S("trigger"),
        S("prompt"), S("stir"),  S("heighten"), S("deepen"), S("ignite"),
        S("revive"), S("renew"), S("add"),      S("amid")};
    if (ng_w(r, head)->tag != NG_TAG_NN && ng_w(r, head)->tag != NG_TAG_NNS)
        return false;
    uint32_t first = cue.first;
    return NG_IN(ng_w(r, first)->lemma, causes) ||
           ng_w_is(r, first, STR("raising"));
}

/* "That means", "it shows", "which suggests": nobody. */
static bool is_thing(const struct ng_report *r, struct ng_span s)
{
    static const ng_str things[] = {S("that"),  S("this"),  S("it"),
                                    S("which"), S("these"), S("those"),
                                    S("what")};
    if (s.end != s.first + 1)
        return false;
    return NG_IN(ng_w(r, s.first)->low, things);
}

/* Verbs whose object is what was said: "announced a strike"; not what was
 * shown, approved or praised. */
static bool is_put_in_words(const struct ng_word *w)
{
    static const ng_str verbs[] = {
        S("accuse"),   S("acknowledge"), S("admit"),     S("advocate"),
        S("allege"),   S("announce"),    S("appeal"),    S("ask"),
        S("blame"),    S("call"),        S("claim"),     S("complain"),
        S("condemn"),  S("confirm"),     S("criticise"), S("criticize"),
        S("declare"),  S("demand"),      S("denounce"),  S("deny"),
        S("describe"), S("dismiss"),     S("dispute"),   S("forecast"),
        S("insist"),   S("offer"),       S("plead"),     S("pledge"),
        S("predict"),  S("promise"),     S("propose"),   S("recommend"),
        S("refuse"),   S("reject"),      S("report"),    S("request"),
        S("rule"),     S("suggest"),     S("threaten"),  S("urge"),
        S("vow"),      S("warn")};
    bool verb = w->tag >= NG_TAG_VB && w->tag <= NG_TAG_VBZ;
    return verb && NG_IN(w->lemma, verbs);
}

static bool is_time(const struct ng_report *r, struct ng_span s)
{
    uint32_t i = s.first;
    while (i < s.end && ng_say_in_time(r, i))
        i++;
    return i == s.end && s.first < s.end;
}

static bool is_said(const struct ng_report *r, struct ng_span cue,
                    struct ng_span source, struct ng_span content)
{
    uint32_t head = 0, flags = flags_of(r, cue, &head);
    enum shape shape = shape_of(r, content);
    bool nobody = source.first >= source.end;
    if (!flags || shape == NOTHING || is_to_come(r, cue) ||
        is_thing(r, source) || is_time(r, source))
        return false;
    if (nobody && content.first < cue.first && shape == NOMINAL)
        return false; /* "The crew is believed to be safe": the second part */
    /* "seeks to", "tries to": deeds, not words or thoughts */
    if (shape == INFINITIVE && !nobody)
        return flags & (NG_S_THAT | NG_S_QUOTE | NG_S_URGE | NG_S_HEARER |
                        NG_S_MIND) ||
               is_put_in_words(ng_w(r, head));
    if (shape == NOMINAL)
        return !nobody && is_put_in_words(ng_w(r, head)) &&
               !(ng_w(r, head)->tag == NG_TAG_VBG && head == cue.first);
    return true;
}

struct more {
    struct ng_report *r;
    uint32_t *cue; /* [words.n] saying + 1 of whose cue the word is */
    bool *taken;   /* [words.n] part of a content */
    bool *wide;    /* [words.n] part of a content by the arcs */
};

static void open_more(struct more *m, struct ng_report *r,
                      struct ng_arena *scratch)
{
    m->r = r;
    m->cue = ng_new(scratch, uint32_t, r->words.n + 1);
    m->taken = ng_new(scratch, bool, r->words.n + 1);
    m->wide = ng_new(scratch, bool, r->words.n + 1);
    for (size_t k = 0; k < r->attributions.n; k++) {
        struct ng_span c = ng_span_of(r, r->attributions.at[k].at);
        bool content = r->attributions.at[k].kind == NG_PART_OF_CONTENT;
        for (uint32_t i = c.first; content && i < c.end; i++)
            m->wide[i] = true;
    }
    for (uint32_t k = 0; k < r->sayings.n; k++) {
        struct ng_span q = ng_span_of(r, r->sayings.at[k].cue);
        struct ng_span c = ng_span_of(r, r->sayings.at[k].content);
        for (uint32_t i = q.first; i < q.end; i++)
            m->cue[i] = k + 1;
        for (uint32_t i = c.first; i < c.end; i++)
            m->taken[i] = true;
    }
}

/* The saying of the frames that has this cue, or NG_NONE. */
static uint32_t same_cue(const struct more *m, struct ng_span cue)
{
    for (uint32_t i = cue.first; i < cue.end; i++)
        if (m->cue[i])
            return m->cue[i] - 1;
    return NG_NONE;
}

static bool is_any(const bool *at, struct ng_span c)
{
    for (uint32_t i = c.first; i < c.end; i++)
        if (at[i])
            return true;
    return false;
}

/* Where both have it, the arcs know better where an indirect content begins
 * and ends; but frames part what is said with one cue from what is with the
 * next. */
static void take_content(const struct more *m, uint32_t k, struct ng_span c)
{
    struct ng_saying *s = &m->r->sayings.at[k];
    struct ng_span old = ng_span_of(m->r, s->content);
    struct ng_span source = ng_span_of(m->r, s->source);
    if (s->kind != NG_INDIRECT || is_time(m->r, source) ||
        (source.first < c.end && c.first < source.end))
        return;
    for (uint32_t i = old.first; i < old.end; i++)
        if (m->wide[i] && (i < c.first || i >= c.end))
            return; /* in two parts, or another's */
    for (uint32_t i = c.first; i < c.end; i++)
        if (m->cue[i])
            return;
    s->content = ng_span_range(m->r, c);
}

static void add_part(const struct more *m, const struct ng_attribution_part *p,
                     struct ng_arena *out)
{
    struct ng_report *r = m->r;
    struct ng_span c = narrow(r, ng_span_of(r, p->at)), cue, source;
    cue = ng_span_of(r, p->cue);
    source = ng_span_of(r, p->source);
    uint32_t head = 0, k = same_cue(m, cue);
    if (c.first >= c.end || is_quoted(r, c))
        return;
    if (k != NG_NONE) {
        take_content(m, k, c);
        return;
    }
    uint32_t flags = flags_of(r, cue, &head);
    if (is_any(m->taken, c) || !flags || !is_said(r, cue, source, c))
        return;
    struct ng_saying s = {.kind = NG_INDIRECT,
                          .content = ng_span_range(r, c),
                          .cue = p->cue,
                          .entity = NG_NONE,
                          .sentence = ng_w(r, c.first)->sentence,
                          .denies = (flags & NG_S_DENY) != 0};
    if (!is_caused(r, cue, head)) {
        s.source = p->source;
        s.entity = p->entity;
        s.grade = p->grade;
    }
    *ng_push(&r->sayings, out) = s;
}

void ng_say_more(struct ng_report *r, struct ng_arena *out,
                 struct ng_arena scratch)
{
    struct more m;
    open_more(&m, r, &scratch);
    for (size_t i = 0; i < r->attributions.n; i++) {
        const struct ng_attribution_part *p = &r->attributions.at[i];
        if (p->kind == NG_PART_OF_CONTENT && !ng_range_empty(p->cue))
            add_part(&m, p, out);
    }
}
