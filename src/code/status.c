#include "code/status.h"

static const struct {
    ng_str plan, likely, unlikely, want, deny, fail, accuse, ask, try, say;
    ng_str ready, go, light, over, vague, suspect;
} acts = {
    .plan =
        S("|plan|schedule|prepare|intend|set|due|arrange|slate|pledge|"
          "promise|agree|vow|decide|poise|gear|commit|undertake|announce|"
          "book|opt|choose|resolve|swear|guarantee|about|going|offer|vote|"),
    .likely = S("|likely|expect|possible|possibly|anticipate|predict|forecast|"
                "probable|tip|feasible|consider|mull|weigh|seem|appear|"
                "conditional|able|can|threaten|foresee|envisage|envision|"),
    .unlikely = S("|unlikely|doubtful|reluctant|unwilling|loath|hesitant|"
                  "impossible|unclear|uncertain|unsure|"),
    .want = S("|want|hope|wish|aim|seek|like|desire|need|strive|dream|think|"
              "believe|imagine|love|prefer|wait|eager|keen|fear|worry|afraid|"
              "design|earmark|allocate|allot|designate|key|important|vital|"
              "necessary|try|attempt|struggle|"),
    .deny = S("|deny|refute|disavow|disprove|rebut|"),
    .fail =
        S("|fail|refuse|decline|avoid|prevent|cancel|postpone|scrap|"
          "abandon|shelve|miss|skip|stop|refrain|abstain|neglect|forgo|"
          "oppose|delay|bar|ban|block|preclude|hesitate|forbid|halt|unable|"),
    .accuse =
        S("|accuse|accused|blame|allege|charge|suspect|claim|implicate|indict|"
          "fault|denounce|condemn|criticize|criticise|call|"
          "prosecute|investigate|acquit|convict|"),
    .ask = S("|ask|urge|call|demand|order|request|propose|suggest|recommend|"
             "appeal|press|push|pressure|tell|insist|invite|advocate|lobby|"
             "encourage|warn|instruct|require|plead|persuade|convince|"
             "allow|permit|help|authorize|authorise|beg|implore|favor|favour|"
             "support|back|discuss|"),
    .try = S("|try|attempt|"),
    .say = S("|say|report|tell|confirm|write|add|note|state|acknowledge|admit|"
             "explain|show|reveal|find|hear|see|know|learn|declare|claim|"
             "recall|stress|remark|announce|according|insist|argue|"),
    .ready = S("|willing|ready|prepared|open|"),
    .go = S("|go|come|travel|head|fly|arrive|visit|return|leave|depart|send|"
            "dispatch|meet|gather|continue|be|stay|stop|sit|use|"),
    .light = S("|be|take|hold|have|make|pay|occur|begin|start|end|come|"
               "conclude|break|fail|collapse|open|happen|follow|mark|attend|"
               "join|host|resume|continue|include|see|stage|stall|finish|"
               "lead|complete|launch|carry|conduct|last|close|describe|"
               "arrive|return|travel|go|head|fly|leave|cut|remain|"),
    .over = S("|end|conclude|break|fail|collapse|stall|finish|complete|cut|"),
    .suspect = S("|accuse|blame|allege|charge|suspect|claim|implicate|indict|"
                 "fault|denounce|condemn|criticize|criticise|call|prosecute|"
                 "investigate|acquit|convict|arrest|detain|remand|sue|"),
    .vague = S("|plan|preparation|schedule|date|invitation|agenda|venue|"
               "proposal|arrangement|"),
};

/* What has been seen on the way up. */
struct seen {
    const struct ng_tree *t;
    bool none, no, open, alleged, hypo, ahead, ongoing, placed, past;
    ng_range cue;
    uint32_t from; /* the trigger */
    int rank;      /* of the cue kept */
};

static void note(struct seen *s, bool *what, int rank, uint32_t w)
{
    *what = true;
    if (rank > s->rank) {
        s->rank = rank;
        s->cue = s->t->r->words.at[w].at;
    }
}

static bool one_of(const struct ng_tree *t, uint32_t w, ng_str list)
{
    return ng_listed(list, ng_low(t, w)) || ng_listed(list, ng_lemma(t, w));
}

static const ng_str wills = S("|will|'ll|wo|shall|would|won't|'d|wouldn't|");
static const ng_str mays =
    S("|could|may|might|can|couldn't|cannot|should|must|ought|mightn't|");
static const ng_str nots =
    S("|not|n't|never|no|neither|nor|nobody|none|hardly|cannot|won't|didn't|"
      "hasn't|haven't|hadn't|isn't|wasn't|aren't|weren't|doesn't|don't|"
      "wouldn't|couldn't|without|nt|");

static bool has_child(const struct ng_tree *t, uint32_t w, ng_str list)
{
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c])
        if (t->rel[c] != NG_REL_conj && t->rel[c] != NG_REL_obj &&
            t->rel[c] != NG_REL_nsubj && ng_listed(list, ng_low(t, c)))
            return true;
    return false;
}

static bool marked_to(const struct ng_tree *t, uint32_t w)
{
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c])
        if (t->r->words.at[c].tag == NG_TAG_TO)
            return true;
    return false;
}

bool ng_is_negated(const struct ng_tree *t, uint32_t w)
{
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c]) {
        uint8_t rel = t->rel[c];
        if ((rel == NG_REL_advmod || rel == NG_REL_aux || rel == NG_REL_det ||
             rel == NG_REL_cc_preconj || rel == NG_REL_case ||
             rel == NG_REL_mark) &&
            ng_listed(nots, ng_low(t, c)) &&
            !(ng_is(t, c, "no") && ng_is_verb(t, w)))
            return true;
        /* "neither X nor Y were", "no agreement was signed" */
        if (rel == NG_REL_nsubj || rel == NG_REL_nsubj_pass ||
            (rel == NG_REL_obj && ng_is_verb(t, w))) {
            if (ng_is(t, c, "nobody") || ng_is(t, c, "none") ||
                ng_is(t, c, "nothing"))
                return true;
            for (uint32_t d = t->child[c]; d != NG_NONE; d = t->next[d])
                if ((t->rel[d] == NG_REL_det ||
                     t->rel[d] == NG_REL_cc_preconj) &&
                    (ng_is(t, d, "no") || ng_is(t, d, "neither")))
                    return true;
        }
    }
    return false;
}

bool ng_is_ahead(const struct ng_tree *t, uint32_t w)
{
    if (w == NG_NONE)
        return false;
    if (has_child(t, w, wills))
        return true;
    ng_str plan = S("|plan|schedule|prepare|arrange|expect|set|due|intend|");
    if (one_of(t, w, plan))
        return true;
    return marked_to(t, w) && has_child(t, w, (ng_str)S("|is|are|was|were|"));
}

bool ng_has_duty(const struct ng_tree *t, uint32_t w)
{
    return w != NG_NONE && has_child(t, w, (ng_str)S("|must|should|ought|"));
}

/* "could come as soon as next week": only the day is open. */
static bool is_soon(const struct ng_tree *t, uint32_t w)
{
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c])
        if ((ng_is(t, c, "soon") || ng_is(t, c, "early")) && c > w + 1 &&
            ng_is(t, c - 1, "as"))
            return true;
    return false;
}

/* Auxiliaries, negation and adverbs of one word. `deep`: it stands above the
 * trigger. */
static void read_marks(struct seen *s, uint32_t w)
{
    const struct ng_tree *t = s->t;
    bool to = marked_to(t, w), be = false, being = false;
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c]) {
        uint8_t rel = t->rel[c];
        if (rel == NG_REL_aux || rel == NG_REL_aux_pass || rel == NG_REL_cop) {
            if (ng_listed(wills, ng_low(t, c)))
                note(s, &s->ahead, 2, c);
            else if (ng_listed(mays, ng_low(t, c)) && is_soon(t, w))
                note(s, &s->ahead, 2, c);
            else if (ng_listed(mays, ng_low(t, c)))
                note(s, &s->hypo, 3, c);
            be |= ng_str_eq(ng_lemma(t, c), STR("be"));
            being |=
                ng_is(t, c, "is") || ng_is(t, c, "are") || ng_is(t, c, "am");
        } else if (rel == NG_REL_advmod &&
                   one_of(t, c,
                          (ng_str)S("|possibly|perhaps|maybe|probably|"
                                    "likely|"))) {
            note(s, &s->hypo, 3, c);
        } else if (rel == NG_REL_advmod &&
                   one_of(t, c, (ng_str)S("|allegedly|purportedly|"))) {
            note(s, &s->alleged, 4, c);
        } else if (rel == NG_REL_mark &&
                   one_of(t, c, (ng_str)S("|if|unless|whether|lest|"))) {
            note(s, &s->hypo, 3, c);
        }
    }
    if (ng_is_negated(t, w))
        note(s, &s->no, 5, w);
    if (to && be && !(s->ahead || s->hypo))
        note(s, &s->ahead, 2, w);
    if ((being && t->r->words.at[w].tag == NG_TAG_VBG) || ng_still_lasts(t, w))
        s->ongoing = true;
}

/* An "if" or "as long as" clause below w makes its future a condition. */
static bool has_condition(const struct ng_tree *t, uint32_t w, uint32_t *at)
{
    uint32_t list[64];
    size_t n =
        ng_subtree(t, w, NG_REL_BIT(conj) | NG_REL_BIT(parataxis), list, 64);
    for (size_t i = 0; i < n; i++)
        if (list[i] > w && list[i] + 2 < t->n && ng_is(t, list[i], "as") &&
            ng_is(t, list[i] + 1, "long") && ng_is(t, list[i] + 2, "as")) {
            *at = list[i] + 1;
            return true;
        }
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c]) {
        if (t->rel[c] != NG_REL_advcl)
            continue;
        for (uint32_t m = t->child[c]; m != NG_NONE; m = t->next[m])
            if (ng_is(t, m, "if") || ng_is(t, m, "unless") ||
                ng_is(t, m, "provided")) {
                *at = m;
                return true;
            }
    }
    return false;
}

/* The same of the verbs above that it belongs to: "voted to strike if ...",
 * "If ..., she said, they will strike". */
static bool read_condition(const struct ng_tree *t, uint32_t w, uint32_t *at)
{
    for (int steps = 0; steps < 4 && w != NG_NONE; steps++) {
        if (has_condition(t, w, at))
            return true;
        if (t->rel[w] != NG_REL_xcomp && t->rel[w] != NG_REL_ccomp &&
            t->rel[w] != NG_REL_obj && t->rel[w] != NG_REL_nsubj)
            return false;
        w = t->head[w];
    }
    return false;
}

/* What the word h says of the deed below it. False: nothing, go on. */
static bool read_act(struct seen *s, uint32_t h, enum ng_event_type type)
{
    const struct ng_tree *t = s->t;
    if (ng_rules_out(t, h)) {
        note(s, ng_is_negated(t, h) ? &s->open : &s->no, 5, h);
    } else if (type == NG_PROTEST && ng_is(t, h, "called") &&
               ng_is_noun(t, s->from)) {
        note(s, &s->ahead, 2, h); /* "called a strike" */
    } else if (one_of(t, h, acts.unlikely)) {
        note(s, &s->none, 6, h);
    } else if (one_of(t, h, acts.deny)) {
        note(s, &s->no, 5, h);
    } else if (one_of(t, h, acts.fail)) {
        note(s, &s->no, 5, h);
    } else if (one_of(t, h, acts.plan)) {
        note(s, &s->ahead, 2, h);
    } else if (one_of(t, h, acts.ready)) {
        note(s, &s->hypo, 3, h);
    } else if (one_of(t, h, acts.likely)) {
        bool due =
            ng_str_eq(ng_lemma(t, h), STR("expect")) && type == NG_CONSULT;
        if (due)
            note(s, &s->ahead, 2, h);
        else
            note(s, &s->hypo, 3, h);
    } else if (one_of(t, h, acts.try) && type == NG_ASSAULT) {
        return false;
    } else if (one_of(t, h, acts.want)) {
        note(s, &s->none, 6, h);
    } else if (one_of(t, h, acts.ask)) {
        note(s, &s->none, 6, h);
    } else {
        return false;
    }
    s->placed = true;
    return true;
}

/* Adjectives, numbers and prepositions that place what a noun names. */
static void read_modifiers(struct seen *s, uint32_t w)
{
    const struct ng_tree *t = s->t;
    static const ng_str
        coming =
            S("|upcoming|planned|next|forthcoming|scheduled|expected|future|"
              "proposed|possible|potential|prospective|imminent|new|"),
        gone = S("|last|recent|previous|latest|past|second|third|fourth|"
                 "earlier|historic|unprecedented|surprise|first|annual|rare|"
                 "fresh|two-day|three-day|day-long|official|state|");
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c]) {
        if (t->rel[c] == NG_REL_amod || t->rel[c] == NG_REL_compound) {
            if (one_of(t, c, (ng_str)S("|possible|potential|proposed|")))
                note(s, &s->hypo, 3, c), s->placed = true;
            else if (one_of(t, c, (ng_str)S("|alleged|suspected|")))
                note(s, &s->alleged, 4, c);
            else if (one_of(t, c, coming))
                note(s, &s->ahead, 2, c), s->placed = true;
            else if (ng_is(t, c, "recent") && c > 0 && ng_is(t, c - 1, "most"))
                note(s, &s->none, 6, c); /* looks back at what was told */
            else if (one_of(t, c, gone))
                s->placed = true;
        } else if (t->rel[c] == NG_REL_nummod) {
            s->placed = true; /* "four trips to Arvia" */
        } else if (t->rel[c] == NG_REL_case) {
            if (ng_is(t, c, "ahead") || ng_is(t, c, "before"))
                note(s, &s->ahead, 1, c);
            else if (ng_is(t, c, "after") || ng_is(t, c, "following") ||
                     ng_is(t, c, "since") || ng_is(t, c, "during"))
                s->past = true;
        } else if (t->rel[c] == NG_REL_det && ng_is(t, c, "no")) {
            note(s, &s->no, 5, c);
        }
    }
}

/* A noun below a preposition or a verb: does that place it? */
static bool read_noun(struct seen *s, uint32_t w, enum ng_event_type type)
{
    const struct ng_tree *t = s->t;
    read_modifiers(s, w);
    while (t->rel[w] == NG_REL_conj && t->head[w] != NG_NONE &&
           ng_is_noun(t, t->head[w]))
        w = t->head[w]; /* "his first trip and his first meeting" */
    if (ng_child(t, w, NG_REL_cop) != NG_NONE) {
        read_marks(s, w);
        return s->placed = true;
    }
    uint32_t h = t->head[w];
    if (h == NG_NONE)
        return false;
    uint8_t rel = t->rel[w];
    if (ng_is_verb(t, h)) {
        if (rel == NG_REL_obj || rel == NG_REL_nsubj ||
            rel == NG_REL_nsubj_pass || rel == NG_REL_obl) {
            if (one_of(t, h, acts.over)) {
                s->placed = s->past = true;
                return false;
            }
            bool core = rel != NG_REL_obl;
            if (core && read_act(s, h, type))
                return true;
            if (one_of(t, h, acts.light)) {
                s->placed = s->placed || core;
                return true;
            }
        }
        return false;
    }
    if (rel == NG_REL_nmod && one_of(t, h, acts.vague)) {
        note(s, &s->ahead, 2, h);
        s->placed = true;
    }
    return false;
}

static const ng_str whenever = S("|when|once|before|until|after|");
/* Gerunds below these prepositions are only spoken of ... */
static const ng_str about = S("|for|of|about|on|against|towards|toward|");
/* ... unless someone is praised or punished for them. */
static const ng_str judged =
    S("|praise|thank|criticize|criticise|condemn|denounce|arrest|detain|jail|"
      "apologize|apologise|punish|sanction|expel|fine|sentence|blame|accuse|"
      "slam|blast|commend|applaud|censure|rebuke|convict|guilty|responsible|"
      "credit|sue|charge|call|fault|");

static bool read_purpose(struct seen *s, uint32_t w, uint32_t h,
                         enum ng_event_type type)
{
    if (read_act(s, h, type))
        return true;
    if (one_of(s->t, h, acts.go))
        return true;
    note(s, &s->none, 6, w);
    return false;
}

/* A clause that someone is said to say, deny, allege, expect. */
static void read_report(struct seen *s, uint32_t w, uint32_t h,
                        enum ng_event_type type)
{
    const struct ng_tree *t = s->t;
    uint8_t tag = t->r->words.at[w].tag;

    if (t->rel[w] == NG_REL_csubj && tag == NG_TAG_VBG)
        note(s, &s->none, 6, w); /* "hosting them would help" */
    if (t->rel[w] == NG_REL_parataxis)
        return;
    if (s->ahead && one_of(t, h, (ng_str)S("|warn|threaten|")))
        note(s, &s->hypo, 3, h);
    if (one_of(t, h, acts.accuse) && !one_of(t, h, (ng_str)S("|call|")))
        note(s, &s->alleged, 4, h);
    else if (!one_of(t, h,
                     (ng_str)S("|announce|insist|claim|promise|"
                               "pledge|vow|agree|warn|tell|")))
        read_act(s, h, type);
    if (ng_is_negated(t, h) && one_of(t, h, acts.say))
        note(s, &s->none, 6, h);
}

/* A clause beside: a purpose, a time, a gerund. */
static bool read_adverbial(struct seen *s, uint32_t w, uint32_t h,
                           enum ng_event_type type)
{
    const struct ng_tree *t = s->t;
    uint8_t tag = t->r->words.at[w].tag;
    if (one_of(t, h, acts.suspect) && tag == NG_TAG_VBG &&
        has_child(t, w, about)) {
        note(s, &s->alleged, 4, h);
        return false;
    }
    /* "hosting them gives her a chance": what stands first is the subject
     */
    if (tag == NG_TAG_VBG && w < h && ng_is_verb(t, h) &&
        ng_child(t, h, NG_REL_nsubj) == NG_NONE &&
        ng_child(t, h, NG_REL_nsubj_pass) == NG_NONE)
        note(s, &s->none, 6, w);
    if (marked_to(t, w) && tag != NG_TAG_VBG)
        return read_purpose(s, w, h, type);
    if (tag == NG_TAG_VBG && has_child(t, w, about) && !one_of(t, h, judged))
        note(s, &s->none, 6, w); /* "support for easing", "idea of" */
    /* "will watch, with the envoy heading there": a clause of its own time */
    if (tag == NG_TAG_VBG && has_child(t, w, (ng_str)S("|with|")))
        return false;
    /* "is to speak when they meet": the present stands for what is ahead */
    return !s->none &&
           (tag == NG_TAG_VBG || ((tag == NG_TAG_VBZ || tag == NG_TAG_VBP) &&
                                  has_child(t, w, whenever)));
}

/* A clause that belongs to a noun: "a plan to", "accusations of". */
static void read_attribute(struct seen *s, uint32_t w, uint32_t h,
                           enum ng_event_type type)
{
    const struct ng_tree *t = s->t;
    uint8_t tag = t->r->words.at[w].tag;
    if (marked_to(t, w)) {
        if (t->r->words.at[h].tag == NG_TAG_NNP || t->head[h] == NG_NONE)
            note(s, &s->ahead, 2, w); /* headline: "X to meet Y" */
        else if (!read_act(s, h, type) &&
                 !one_of(t, h, (ng_str)S("|first|last|only|")))
            note(s, &s->none, 6, h);
    } else if (one_of(t, h,
                      (ng_str)S("|accusation|allegation|charge|"
                                "suspicion|claim|"))) {
        note(s, &s->alleged, 4, h);
    } else if (tag == NG_TAG_VBG && has_child(t, w, about)) {
        uint32_t v = t->head[h]; /* "accused them of": hung on them */
        bool object = v != NG_NONE && (t->rel[h] == NG_REL_obj ||
                                       t->rel[h] == NG_REL_nsubj_pass);
        if (object && one_of(t, v, acts.accuse))
            note(s, &s->alleged, 4, v);
        else if (!object || !one_of(t, v, judged))
            note(s, &s->none, 6, w);
    }
}

/* One step up, from w to its head h. False: the deed's own clause ends. */
static bool climb(struct seen *s, uint32_t w, uint32_t h,
                  enum ng_event_type type)
{
    const struct ng_tree *t = s->t;
    switch (t->rel[w]) {
    case NG_REL_ccomp:
    case NG_REL_csubj:
    case NG_REL_parataxis:
        read_report(s, w, h, type);
        return false;
    case NG_REL_xcomp:
        if (ng_str_eq(ng_lemma(t, h), STR("be")) && marked_to(t, w))
            note(s, &s->ahead, 2, h);
        else if (ng_is_rumour(t, w, h))
            note(s, &s->alleged, 4, h);
        else
            read_act(s, h, type);
        return true;
    case NG_REL_advcl:
        return read_adverbial(s, w, h, type);
    case NG_REL_acl:
        read_attribute(s, w, h, type);
        return false;
    case NG_REL_conj: {
        /* "wants to step in and threatened": not joined to the infinitive */
        uint8_t tag = t->r->words.at[w].tag;
        if ((tag == NG_TAG_VBD || tag == NG_TAG_VBZ) &&
            t->r->words.at[h].tag == NG_TAG_VB)
            return false;
        return ng_child(t, w, NG_REL_nsubj) == NG_NONE;
    }
    default:
        return false;
    }
}

static bool takes_marks(const struct ng_tree *t, uint32_t w, uint32_t h)
{
    /* "will stop and go" shares its will; "stopped and went" has none to
     * share, and "would not stop but went" must not take the not */
    uint8_t tag = t->r->words.at[w].tag;
    if (t->rel[w] != NG_REL_conj)
        return true;
    return (tag == NG_TAG_VB || tag == NG_TAG_VBG || tag == NG_TAG_VBN ||
            !ng_is_verb(t, w)) &&
           h != NG_NONE;
}

/* "accused X of doing": the gerund hangs as obl or advcl with case of/for. */
static bool below_accusation(const struct ng_tree *t, uint32_t w, uint32_t *at)
{
    for (int i = 0; i < 6 && w != NG_NONE; i++, w = t->head[w]) {
        uint32_t h = t->head[w];
        if (h != NG_NONE && one_of(t, h, acts.accuse) && w > h &&
            (has_child(t, w, (ng_str)S("|of|for|over|")) ||
             (t->rel[w] != NG_REL_conj && t->rel[w] != NG_REL_obj &&
              t->rel[w] != NG_REL_xcomp && t->rel[w] != NG_REL_ccomp &&
              t->r->words.at[w].tag == NG_TAG_VBG &&
              t->rel[w] == NG_REL_advcl))) {
            *at = h;
            return true;
        }
    }
    return false;
}

/* "hopes to gain from the summit", "is expected to shine at the talks": what
 * stands in a sentence on things to come is itself to come. */
static void read_surroundings(struct seen *s, uint32_t w,
                              enum ng_event_type type)
{
    const struct ng_tree *t = s->t;
    struct seen around = {.t = t, .from = w};
    for (int steps = 0; steps < 4 && t->head[w] != NG_NONE; steps++) {
        w = t->head[w];
        if (ng_is_verb(t, w))
            break;
    }
    if (!ng_is_verb(t, w))
        return;
    read_marks(&around, w);
    for (int steps = 0; steps < 6 && t->head[w] != NG_NONE; steps++) {
        uint32_t h = t->head[w];
        if (!climb(&around, w, h, type))
            break;
        read_marks(&around, h);
        w = h;
    }
    if (around.none || around.ahead || around.hypo)
        note(s, &s->ahead, 2, w);
}

static enum ng_event_status weigh(const struct seen *s)
{
    if (s->open)
        return NG_HYPOTHETICAL;
    if (s->no)
        return s->hypo && !s->ahead && s->rank < 5 ? NG_HYPOTHETICAL
                                                   : NG_DENIED;
    if (s->alleged)
        return NG_ALLEGED;
    if (s->hypo)
        return NG_HYPOTHETICAL;
    if (s->ahead)
        return NG_PLANNED;
    return s->ongoing ? NG_ONGOING : NG_HAPPENED;
}

struct ng_verdict ng_status_of(const struct ng_cast *c, uint32_t w,
                               enum ng_event_type type)
{
    const struct ng_tree *t = c->t;
    struct seen s = {.t = t, .from = w};
    uint32_t at = NG_NONE, from = w;
    bool up = true;
    read_marks(&s, w);
    if (!ng_is_verb(t, w) && ng_is_noun(t, w)) {
        up = read_noun(&s, w, type);
        if (up && ng_child(t, w, NG_REL_cop) == NG_NONE) {
            w = t->head[w];
            read_marks(&s, w);
        }
    } else {
        s.placed = true;
        uint8_t tag = t->r->words.at[w].tag;
        s.past = tag == NG_TAG_VBD || tag == NG_TAG_VBN;
        if (t->head[w] == NG_NONE && marked_to(t, w))
            note(&s, &s.ahead, 2, w); /* a headline's infinitive */
    }
    for (int steps = 0; up && steps < 12 && t->head[w] != NG_NONE; steps++) {
        uint32_t h = t->head[w];
        up = climb(&s, w, h, type);
        if (up && takes_marks(t, w, h))
            read_marks(&s, h);
        w = h;
    }
    if (read_condition(t, from, &at) && (s.ahead || s.hypo))
        note(&s, &s.hypo, 3, at);
    if (!up && ng_is_noun(t, from) && !s.past && !s.ahead && !s.hypo)
        read_surroundings(&s, from, type);
    if (below_accusation(t, from, &at))
        note(&s, &s.alleged, 4, at);
    return (struct ng_verdict){.status = weigh(&s),
                               .cue = s.cue,
                               .none = s.none,
                               .placed = s.placed,
                               .past = s.past};
}
