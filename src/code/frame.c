#include "code/frame.h"

/* The object of these acts in the infinitive below: "urged Iran to stop". */
static const ng_str object_acts =
    S("|urge|ask|tell|order|force|allow|invite|persuade|help|press|pressure|"
      "enable|permit|encourage|instruct|require|request|want|expect|get|see|"
      "call|compel|convince|beg|implore|lead|send|let|make|have|warn|");

/* ... and of these in the gerund: "accused Iran of arming rebels". */
static const ng_str gerund_acts =
    S("|accuse|accused|blame|suspect|charge|criticize|criticise|condemn|"
      "denounce|call|"
      "praise|thank|fault|convict|arrest|detain|prevent|stop|keep|bar|ban|see|"
      "catch|sanction|indict|jail|warn|discourage|dissuade|");

bool ng_listed(ng_str list, ng_str word)
{
    if (word.n == 0 || list.n < word.n + 2)
        return false;
    for (size_t at = 0; at + word.n + 2 <= list.n;) {
        const char *bar = memchr(list.p + at + 1, '|', list.n - at - 1);
        if (!bar)
            return false;
        size_t n = (size_t)(bar - (list.p + at + 1));
        if (n == word.n && memcmp(list.p + at + 1, word.p, n) == 0)
            return true;
        at += n + 1;
    }
    return false;
}

static bool is_relative(const struct ng_tree *t, uint32_t w)
{
    uint8_t tag = t->r->words.at[w].tag;
    return tag == NG_TAG_WP || tag == NG_TAG_WDT ||
           (ng_is(t, w, "that") && tag != NG_TAG_DT);
}

/* Whom a relative clause tells of: "Orsk, the minister, who left" is Orsk. */
static uint32_t told_of(const struct ng_tree *t, uint32_t noun)
{
    uint32_t up = t->rel[noun] == NG_REL_appos ? t->head[noun] : NG_NONE;
    bool name = up != NG_NONE && (t->r->words.at[up].tag == NG_TAG_NNP ||
                                  t->r->words.at[up].tag == NG_TAG_NNPS);
    return name && t->r->words.at[noun].tag == NG_TAG_NN ? up : noun;
}

static uint32_t own_subject(const struct ng_tree *t, uint32_t w)
{
    uint32_t s = ng_child(t, w, NG_REL_nsubj);
    /* "five hundred rebels": a number that was left beside its noun */
    if (s != NG_NONE && t->r->words.at[s].tag == NG_TAG_CD)
        for (uint32_t k = t->next[s]; k != NG_NONE; k = t->next[k])
            if (t->rel[k] == NG_REL_nsubj && k < w)
                s = k;
    if (s == NG_NONE)
        s = ng_child(t, w, NG_REL_nsubj_pass);
    if (s != NG_NONE && is_relative(t, s))
        return t->rel[w] == NG_REL_acl_relcl ? told_of(t, t->head[w]) : NG_NONE;
    return s;
}

/* Who acts in w though nothing at w says so: found at the words above. */
static uint32_t subject_above(const struct ng_tree *t, uint32_t w)
{
    for (int steps = 0; steps < 8; steps++) {
        uint32_t h = t->head[w];
        if (h == NG_NONE)
            return NG_NONE;
        uint8_t rel = t->rel[w];
        if (rel == NG_REL_acl) {
            uint8_t tag = t->r->words.at[h].tag;
            if (t->r->words.at[w].tag == NG_TAG_VBG || tag == NG_TAG_NNP ||
                tag == NG_TAG_NNPS || t->head[h] == NG_NONE)
                return h; /* also the headline's "Kim to meet Putin" */
            uint32_t owner = ng_child(t, h, NG_REL_nmod_poss);
            if (owner != NG_NONE)
                return owner;
        } else if (rel == NG_REL_acl_relcl) {
            return told_of(t, h);
        } else if (rel == NG_REL_xcomp &&
                   ng_listed(object_acts, ng_lemma(t, h))) {
            uint32_t o = ng_child(t, h, NG_REL_obj);
            if (o == NG_NONE)
                o = ng_child(t, h, NG_REL_nsubj_pass);
            if (o != NG_NONE)
                return o;
        } else if (t->r->words.at[w].tag == NG_TAG_VBG && rel != NG_REL_conj &&
                   ng_listed(gerund_acts, ng_lemma(t, h))) {
            uint32_t o = ng_child(t, h, NG_REL_obj);
            if (o == NG_NONE)
                o = ng_child(t, h, NG_REL_nsubj_pass);
            if (o != NG_NONE && o < w)
                return o;
        } else if (rel == NG_REL_ccomp || rel == NG_REL_nsubj ||
                   (rel == NG_REL_advcl &&
                    ng_listed((ng_str)S("|say|tell|report|add|claim|"),
                              ng_lemma(t, h)))) {
            return NG_NONE; /* "X said, killing six" */
        }
        uint32_t s = own_subject(t, h);
        if (s != NG_NONE && s != w)
            return s;
        w = h;
    }
    return NG_NONE;
}

/* Where the parser left a verb without a subject: the noun before it. "The
 * office (UNX) has called for": read from the words. */
static uint32_t subject_before(const struct ng_tree *t, uint32_t w)
{
    uint8_t tag = t->r->words.at[w].tag;
    uint32_t s = t->r->words.at[w].sentence, k = w;
    bool have = false;
    for (int steps = 0; k > 0 && steps < 8; steps++) {
        uint8_t before = t->r->words.at[k - 1].tag;
        if (t->r->words.at[k - 1].sentence != s)
            return NG_NONE;
        bool part = before == NG_TAG_RB || before == NG_TAG_MD ||
                    t->r->words.at[k - 1].kind == NG_WORD_PUNCT;
        if (ng_is_verb(t, k - 1) && t->head[k - 1] == w)
            have = part = true;
        if (!part || (ng_is(t, k - 1, ",") && have == false))
            break;
        k--;
    }
    bool finite = tag == NG_TAG_VBD || tag == NG_TAG_VBZ || tag == NG_TAG_VBP;
    if (k == 0 || t->r->words.at[k - 1].sentence != s || !(finite || have))
        return NG_NONE;
    uint32_t n = k - 1;
    if (!ng_is_noun(t, n) && t->r->words.at[n].tag != NG_TAG_PRP)
        return NG_NONE;
    for (int steps = 0; steps < 6; steps++) {
        uint32_t h = t->head[n];
        uint8_t rel = t->rel[n];
        if (h == NG_NONE || h >= w || !ng_is_noun(t, h) ||
            (rel != NG_REL_flat && rel != NG_REL_compound &&
             rel != NG_REL_appos && rel != NG_REL_nmod))
            break;
        n = h;
    }
    return t->rel[n] == NG_REL_obj || t->rel[n] == NG_REL_obl_tmod ? NG_NONE
                                                                   : n;
}

static bool has_to(const struct ng_tree *t, uint32_t w)
{
    for (uint32_t c = t->child[w]; c != NG_NONE; c = t->next[c])
        if (t->rel[c] == NG_REL_mark &&
            (t->r->words.at[c].tag == NG_TAG_TO || ng_is(t, c, "to")))
            return true;
    return false;
}

/* "asked his members to leave": hung on the members. */
static uint32_t clause_of_object(const struct ng_tree *t, uint32_t w)
{
    uint32_t o = ng_child(t, w, NG_REL_obj);
    if (o == NG_NONE)
        o = ng_child(t, w, NG_REL_iobj);
    if (o == NG_NONE || !ng_listed(object_acts, ng_lemma(t, w)))
        return NG_NONE;
    for (uint32_t c = t->child[o]; c != NG_NONE; c = t->next[c])
        if (c > o && t->rel[c] == NG_REL_acl && has_to(t, c))
            return c;
    return NG_NONE;
}

static uint32_t clause_below(const struct ng_tree *t, uint32_t w)
{
    uint32_t c = ng_child(t, w, NG_REL_xcomp);
    if (c == NG_NONE)
        c = ng_child(t, w, NG_REL_ccomp);
    if (c != NG_NONE)
        return c;
    for (c = t->child[w]; c != NG_NONE; c = t->next[c])
        if (c > w && (t->rel[c] == NG_REL_advcl || t->rel[c] == NG_REL_acl) &&
            has_to(t, c))
            return c;
    return clause_of_object(t, w);
}

/* "turned back a ship", "brought out the wounded": whatever the parser makes of
 * the particle; its noun is the object then. */
static void read_particle(const struct ng_tree *t, uint32_t w,
                          struct ng_frame *f)
{
    static const ng_str particles =
        S("|down|up|off|out|back|away|aside|apart|");
    static const ng_str giving = S("|hand|turn|give|sign|take|");
    uint32_t k = w + 1;
    bool over =
        k < t->n && ng_is(t, k, "over") && ng_listed(giving, ng_lemma(t, w));
    if (f->particle != NG_NONE || k >= t->n ||
        t->r->words.at[k].sentence != t->r->words.at[w].sentence)
        return;
    if (t->head[k] != w && t->r->words.at[k].tag == NG_TAG_PRP)
        k++;
    if (k < t->n && f->object != NG_NONE && k == f->object)
        k++;
    if (k >= t->n || !(over || ng_listed(particles, ng_low(t, k))) ||
        (k + 1 < t->n && (ng_is(t, k + 1, "of") || ng_is(t, k + 1, "to"))))
        return;
    f->particle = k;
    uint32_t n = t->head[k];
    if (f->object == NG_NONE && !f->passive && n != NG_NONE && n > k &&
        t->head[n] == w && t->rel[k] == NG_REL_case)
        f->object = n;
}

static struct ng_frame frame_of_noun(const struct ng_tree *t, uint32_t w)
{
    struct ng_frame f = {NG_NONE, NG_NONE, NG_NONE, NG_NONE,
                         NG_NONE, NG_NONE, false,   false};
    f.above = t->head[w];
    if (f.above != NG_NONE && t->rel[w] != NG_REL_nsubj &&
        t->rel[w] != NG_REL_nsubj_pass)
        f.subject = own_subject(t, f.above);
    if (ng_child(t, w, NG_REL_cop) != NG_NONE)
        f.subject = own_subject(t, w);
    f.clause = clause_below(t, w);
    return f;
}

/* "was shot and killed": the second shares the passive of the first. */
static bool is_joined_passive(const struct ng_tree *t, uint32_t w)
{
    uint32_t h = t->head[w];
    uint8_t tag = t->r->words.at[w].tag;
    return h != NG_NONE && h < w && t->rel[w] == NG_REL_conj &&
           (tag == NG_TAG_VBN || tag == NG_TAG_VBD) &&
           t->r->words.at[h].tag == NG_TAG_VBN &&
           ng_child(t, h, NG_REL_aux_pass) != NG_NONE &&
           ng_child(t, w, NG_REL_nsubj) == NG_NONE &&
           ng_child(t, w, NG_REL_aux) == NG_NONE &&
           ng_child(t, w, NG_REL_obj) == NG_NONE;
}

/* "Four held after collapse", "minister accused of": a past in a line without
 * a full stop, of a verb that needs an object and has none, is a passive. */
static bool is_clipped_passive(const struct ng_tree *t, uint32_t w)
{
    static const ng_str needy =
        S("|hold|arrest|kill|jail|detain|wound|injure|charge|free|release|fine|"
          "sack|convict|sentence|accuse|seize|suspend|ban|expel|evict|clear|"
          "beat|stab|deport|remand|abduct|kidnap|rescue|evacuate|dismiss|"
          "blame|urge|block|turn|find|");
    uint8_t tag = t->r->words.at[w].tag;
    uint32_t s = t->r->words.at[w].sentence;
    if ((tag != NG_TAG_VBD && tag != NG_TAG_VBN) || s >= t->r->sentences.n ||
        !ng_listed(needy, ng_lemma(t, w)))
        return false;
    uint32_t end = t->r->sentences.at[s].end;
    return end > 0 && end <= t->n && !ng_is(t, end - 1, ".") &&
           ng_child(t, w, NG_REL_obj) == NG_NONE &&
           ng_child(t, w, NG_REL_iobj) == NG_NONE &&
           ng_child(t, w, NG_REL_ccomp) == NG_NONE &&
           ng_child(t, w, NG_REL_aux) == NG_NONE &&
           ng_child(t, w, NG_REL_nsubj) != NG_NONE &&
           (w + 1 >= end || !ng_is_noun(t, w + 1));
}

/* "sentenced to two years in prison by a court": the by-phrase that the parser
 * hung lower, on a noun. */
static uint32_t agent_below(const struct ng_tree *t, uint32_t w)
{
    enum { FAR = 24 };
    uint32_t s = t->r->words.at[w].sentence;
    for (uint32_t k = w + 1;
         k < t->n && k < w + FAR && t->r->words.at[k].sentence == s; k++) {
        uint32_t h = t->head[k];
        if (!ng_is(t, k, "by") || t->rel[k] != NG_REL_case || h == NG_NONE)
            continue;
        uint32_t up = h;
        for (int steps = 0; up != NG_NONE && up != w && steps < 4; steps++)
            up = up == h || !ng_is_verb(t, up) ? t->head[up] : NG_NONE;
        if (up == w && ng_is_noun(t, h))
            return h;
    }
    return NG_NONE;
}

/* "If convicted, the colonel could be jailed": a participle behind such a word,
 * with neither auxiliary nor object. */
static bool is_short_clause(const struct ng_tree *t, uint32_t w)
{
    static const ng_str marks = S("|if|when|once|unless|until|as|");
    return t->r->words.at[w].tag == NG_TAG_VBN && t->rel[w] == NG_REL_advcl &&
           w > 0 && ng_listed(marks, ng_low(t, w - 1)) &&
           ng_child(t, w, NG_REL_aux) == NG_NONE &&
           ng_child(t, w, NG_REL_nsubj) == NG_NONE &&
           ng_child(t, w, NG_REL_obj) == NG_NONE;
}

/* "Two men fired at him.": what was read as a passive has no auxiliary, in a
 * sentence that is not cut short like a headline. */
static bool is_false_passive(const struct ng_tree *t, uint32_t w)
{
    uint32_t s = t->r->words.at[w].sentence;
    uint8_t rel = t->rel[w];
    if (s >= t->r->sentences.n ||
        (rel != NG_REL_root && rel != NG_REL_ccomp && rel != NG_REL_advcl) ||
        ng_child(t, w, NG_REL_nsubj_pass) == NG_NONE ||
        ng_child(t, w, NG_REL_aux_pass) != NG_NONE ||
        ng_child(t, w, NG_REL_aux) != NG_NONE ||
        ng_child(t, w, NG_REL_obl_agent) != NG_NONE)
        return false;
    uint32_t end = t->r->sentences.at[s].end;
    return end > 0 && end <= t->n && ng_is(t, end - 1, ".");
}

struct ng_frame ng_frame_of(const struct ng_tree *t, uint32_t w)
{
    if (ng_is_noun(t, w))
        return frame_of_noun(t, w);
    struct ng_frame f = {NG_NONE, NG_NONE,    NG_NONE, NG_NONE,
                         NG_NONE, t->head[w], false,   false};
    uint8_t tag = t->r->words.at[w].tag;
    f.passive =
        ng_child(t, w, NG_REL_aux_pass) != NG_NONE ||
        ng_child(t, w, NG_REL_nsubj_pass) != NG_NONE ||
        ((tag == NG_TAG_VBN || tag == NG_TAG_VBD) && t->rel[w] == NG_REL_acl) ||
        is_joined_passive(t, w) || is_clipped_passive(t, w) ||
        is_short_clause(t, w);
    f.passive = f.passive && !is_false_passive(t, w);
    f.particle = ng_child(t, w, NG_REL_compound_prt);
    f.indirect = ng_child(t, w, NG_REL_iobj);
    f.clause = clause_below(t, w);
    uint32_t own = own_subject(t, w);
    if (f.passive)
        read_particle(t, w, &f);
    if (f.passive) {
        f.object = own != NG_NONE            ? own
                   : t->rel[w] == NG_REL_acl ? t->head[w]
                                             : subject_above(t, w);
        f.subject = ng_child(t, w, NG_REL_obl_agent);
        if (f.subject == NG_NONE)
            f.subject = ng_prep_child(t, w, STR("by"), NG_NONE);
        if (f.subject == NG_NONE)
            f.subject = agent_below(t, w);
        if (f.indirect == NG_NONE)
            f.indirect = ng_child(t, w, NG_REL_obj);
        return f;
    }
    f.object = ng_child(t, w, NG_REL_obj);
    if (f.object == NG_NONE && f.indirect != NG_NONE &&
        (tag != NG_TAG_VBG || f.above != NG_NONE)) {
        f.object = f.indirect; /* "asked the nurses to wait" */
        f.indirect = NG_NONE;
    }
    if (f.object == NG_NONE && f.clause != NG_NONE && f.clause > w &&
        has_to(t, f.clause) && ng_listed(object_acts, ng_lemma(t, w))) {
        uint32_t s = ng_child(t, f.clause, NG_REL_nsubj);
        if (s != NG_NONE && s > w)
            f.object = s; /* "asks owners not to charge" */
    }
    read_particle(t, w, &f);
    f.subject = own;
    if (own == NG_NONE) {
        f.subject = subject_above(t, w);
        f.borrowed = f.subject != NG_NONE;
        if (f.subject == NG_NONE && t->rel[w] != NG_REL_acl_relcl)
            f.subject = subject_before(t, w);
    }
    /* "the deal they signed": the noun above is the object */
    if (f.object == NG_NONE && t->rel[w] == NG_REL_acl_relcl &&
        own != NG_NONE && own != t->head[w])
        f.object = t->head[w];
    return f;
}
