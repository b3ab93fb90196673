#include "weigh/ask.h"

#include "weigh/wording.h"

enum { QUESTION = 96 }; /* bytes to aim at */

/* A question in the making: words of a line in another order. */
struct question {
    struct ng_line_made l;
    char *p;
    size_t n;
    uint32_t last;
};

static void put_text(struct question *q, ng_str s)
{
    if (q->n && s.n)
        q->p[q->n++] = ' ';
    for (size_t i = 0; i < s.n; i++)
        q->p[q->n++] = ng_is_space(s.p[i]) ? ' ' : s.p[i];
    q->last = NG_NO_WORD;
}

static void put_word(struct question *q, uint32_t i)
{
    const struct ng_line_made *l = &q->l;
    bool jumps = q->last == NG_NO_WORD || i < q->last;
    if (!l->keep[i] || (jumps && ng_made_comma(l, i)))
        return;
    bool space = jumps ? q->n > 0 : ng_made_space(l, i, q->last);
    ng_str s = ng_made_text(l, i);
    if (space)
        q->p[q->n++] = ' ';
    for (size_t k = 0; k < s.n; k++)
        q->p[q->n++] = ng_is_space(s.p[k]) ? ' ' : s.p[k];
    q->last = i;
}

static void put_words(struct question *q, uint32_t lo, uint32_t hi)
{
    for (uint32_t i = lo; i <= hi && i < q->l.c->n; i++)
        put_word(q, i);
}

/* The first word of a sentence in the middle of a question. */
static void put_subject(struct question *q, uint32_t lo, uint32_t hi)
{
    const struct ng_line_made *l = &q->l;
    size_t at = q->n + (q->n > 0);
    while (lo < hi && !l->keep[lo])
        lo++;
    put_words(q, lo, hi);
    bool plain = ng_made_word(l, lo)->name == NG_NONE && !l->say[lo].n &&
                 !(ng_made_tag(l, lo) == NG_TAG_NNP && lo > 0);
    if (plain && at < q->n && (lo == 0 || ng_made_tag(l, lo) == NG_TAG_DT) &&
        ng_is_upper(q->p[at]) &&
        (at + 1 >= q->n || !ng_is_upper(q->p[at + 1])) &&
        !(lo + 1 < l->c->n && ng_made_tag(l, lo) != NG_TAG_DT &&
          ng_made_word(l, lo + 1)->letter_case == NG_CASE_TITLE))
        q->p[at] = (char)(q->p[at] + 32);
    while (q->n && (q->p[q->n - 1] == ',' || q->p[q->n - 1] == ' '))
        q->n--;
}

static ng_str finish(struct question *q)
{
    while (q->n && (q->p[q->n - 1] == '.' || q->p[q->n - 1] == ',' ||
                    q->p[q->n - 1] == ' ' || q->p[q->n - 1] == ';'))
        q->n--;
    ng_str s = {q->p, q->n};
    if (q->n < 8 || ng_str_find(s, STR("\""), 0) != SIZE_MAX ||
        ng_str_find(s, STR("“"), 0) != SIZE_MAX ||
        ng_str_find(s, STR(";"), 0) != SIZE_MAX ||
        q->n > QUESTION + QUESTION / 2)
        return (ng_str){0};
    if (ng_is_lower(q->p[0]))
        q->p[0] = (char)(q->p[0] - 32);
    q->p[q->n++] = '?';
    return (ng_str){q->p, q->n};
}

static void open_question(struct question *q, struct ng_arena *out)
{
    size_t room = 64;
    for (uint32_t i = 0; i < q->l.c->n; i++)
        room += ng_made_text(&q->l, i).n + 1;
    q->p = ng_new(out, char, room);
    q->n = 0;
    q->last = NG_NO_WORD;
}

/* ---- the parts of a clause ---------------------------------------------- */

struct parts {
    uint32_t verb, subject; /* of what is told; its subject's head */
    uint32_t slo, shi;      /* the subject */
    uint32_t first_aux;     /* that goes in front, or NG_NO_WORD */
    uint32_t from, to;      /* the clause itself */
};

static bool is_aux(const struct ng_clause *c, uint32_t i, uint32_t verb)
{
    return c->head[i] == verb && (ng_clause_rel(c, i) == NG_REL_aux ||
                                  ng_clause_rel(c, i) == NG_REL_aux_pass ||
                                  ng_clause_rel(c, i) == NG_REL_cop);
}

static bool find_parts(const struct ng_clause *c, struct parts *p)
{
    uint32_t v = c->deed;
    *p = (struct parts){.verb = v, .first_aux = NG_NO_WORD};
    p->subject = ng_clause_child(c, v, NG_REL_nsubj, NG_REL_nsubj_pass);
    if (p->subject == NG_NO_WORD || !c->whole[p->subject] ||
        c->hi[p->subject] >= v)
        return false;
    p->slo = c->lo[p->subject];
    p->shi = c->hi[p->subject];
    for (uint32_t i = p->shi + 1; i < v && p->first_aux == NG_NO_WORD; i++)
        if (is_aux(c, i, v))
            p->first_aux = i;
    p->from = p->slo;
    p->to = v == c->root ? c->n - 1 : c->hi[v];
    return true;
}

/* Only what is said of what somebody says, up to a semicolon: "...; the army
 * denied it". */
static ng_range said_with(const struct ng_clause *c, const struct parts *p)
{
    const struct ng_report *r = c->r;
    ng_range at = r->sentences.at[c->sentence].at, only = at;
    ng_range verb = ng_word_of(c, p->verb)->at;
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *s = &r->sayings.at[i];
        if (ng_range_in(s->cue, at) && ng_range_in(verb, s->content) &&
            !ng_range_in(s->cue, s->content))
            only = s->content;
    }
    for (uint32_t i = p->verb + 1; i < c->n; i++)
        if (ng_clause_is(c, i, ";") && ng_word_of(c, i)->at.beg < only.end)
            only.end = ng_word_of(c, i)->at.beg;
    return only;
}

/* "The driver, who asked not to be named, said they had stopped him": him is
 * the driver. Only of a speaker without a name, who is resolved already else.
 */
static ng_str speaker_of(const struct ng_clause *c, struct ng_arena *out)
{
    const struct ng_report *r = c->r;
    ng_range at = r->sentences.at[c->sentence].at;
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *s = &r->sayings.at[i];
        if (!ng_range_in(s->cue, at) || ng_range_empty(s->source) ||
            !ng_range_in(s->source, at))
            continue;
        ng_str who = ng_slice(r->text, s->source);
        size_t comma = ng_str_find(who, STR(","), 0);
        who.n = comma != SIZE_MAX ? comma : who.n;
        if (!ng_str_starts(who, STR("The ")) && !ng_str_starts(who, STR("A ")))
            return who.n < 40 && ng_str_starts(who, STR("the ")) ? who
                                                                 : (ng_str){0};
        ng_str head = ng_cut_at(who, ' ').tail;
        return who.n < 40 ? ng_str_format(out, "the " PRS, PRS_ARG(head))
                          : (ng_str){0};
    }
    return (ng_str){0};
}

/* "..., the ministry said": who says so is no part of the question. */
static void leave_out_cue(struct ng_line_made *l, const struct parts *p)
{
    const struct ng_clause *c = l->c;
    uint32_t cut = c->n;
    for (uint32_t i = p->verb + 1; i < c->root && c->root > p->verb; i++)
        if (ng_clause_is(c, i, ",") && i < cut)
            cut = i; /* "..., two people familiar with it said" */
    for (uint32_t i = cut; i < c->n; i++)
        l->keep[i] = false;
    for (uint32_t w = p->verb + 1; w < c->n; w++) {
        bool cue = (ng_clause_rel(c, w) == NG_REL_parataxis ||
                    ng_clause_rel(c, w) == NG_REL_advcl) &&
                   ng_clause_lemma(c, w, "say tell add report accord cite");
        cue |= ng_clause_is(c, w, "according");
        if (!cue || c->lo[w] <= p->verb)
            continue;
        for (uint32_t i = c->lo[w]; i < c->n; i++)
            l->keep[i] = false;
    }
    for (uint32_t w = p->verb + 1; w < c->n; w++)
        if (ng_clause_rel(c, w) == NG_REL_conj && c->head[w] == p->verb &&
            c->lo[w] > p->verb)
            for (uint32_t i = c->lo[w]; i <= c->hi[w]; i++)
                l->keep[i] = false;
    uint32_t end = c->n;
    while (end > 0 &&
           (!l->keep[end - 1] || ng_made_is(l, end - 1, ". , ; and but or")))
        l->keep[--end] = false;
}

/* "had been stopped", "had met": what is asked is whether it was so. */
static bool is_perfect(const struct ng_clause *c, const struct parts *p,
                       uint32_t *been)
{
    *been = NG_NO_WORD;
    if (p->first_aux == NG_NO_WORD || !ng_clause_is(c, p->first_aux, "had"))
        return false;
    for (uint32_t i = p->first_aux + 1; i < p->verb; i++)
        if (is_aux(c, i, p->verb) && ng_clause_is(c, i, "been"))
            *been = i;
    return *been != NG_NO_WORD || ng_clause_tag(c, p->verb) == NG_TAG_VBN;
}

/* "would" of what was said is "will" of what is asked. */
static ng_str front_of(const struct ng_line_made *l, const struct parts *p)
{
    uint32_t been;
    uint8_t t = ng_made_tag(l, p->verb);
    if (is_perfect(l->c, p, &been)) {
        uint8_t who = ng_made_tag(l, p->subject);
        bool many = who == NG_TAG_NNS || who == NG_TAG_NNPS;
        return been == NG_NO_WORD ? STR("did")
               : many             ? STR("were")
                                  : STR("was");
    }
    if (p->first_aux == NG_NO_WORD)
        return t == NG_TAG_VBZ   ? STR("does")
               : t == NG_TAG_VBP ? STR("do")
                                 : STR("did");
    ng_str s = ng_made_word(l, p->first_aux)->low;
    return ng_str_among(s, "would 'll wo") ? STR("will") : s;
}

static void put_predicate(struct question *q, const struct parts *p)
{
    const struct ng_line_made *l = &q->l;
    uint32_t been;
    bool perfect = is_perfect(l->c, p, &been);
    bool bare = p->first_aux == NG_NO_WORD || (perfect && been == NG_NO_WORD);
    for (uint32_t i = p->shi + 1; i <= p->to; i++) {
        if (i == p->first_aux || (perfect && i == been) ||
            (i < p->verb && ng_made_comma(l, i)))
            continue;
        if (i == p->verb && bare) {
            const struct ng_word *w = ng_made_word(l, i);
            put_text(q, w->lemma.n ? w->lemma : w->low);
            q->last = i;
        } else {
            put_word(q, i);
        }
    }
}

/* The noun that a number counts, up to what hangs behind it; NG_NO_WORD. */
static uint32_t counted(const struct ng_clause *c, ng_range number,
                        uint32_t *first)
{
    uint32_t cd = NG_NO_WORD;
    for (uint32_t i = 0; i < c->n; i++)
        if (ng_range_in(ng_word_of(c, i)->at, number) &&
            ng_clause_tag(c, i) == NG_TAG_CD)
            cd = i;
    if (cd == NG_NO_WORD)
        return NG_NO_WORD;
    uint32_t noun = c->head[cd];
    uint8_t t = noun == NG_NO_WORD ? NG_TAG_NONE : ng_clause_tag(c, noun);
    if (t != NG_TAG_NNS && t != NG_TAG_NN)
        return NG_NO_WORD;
    *first = cd + 1;
    return noun > cd ? noun : NG_NO_WORD;
}

/* "How many people were injured?", "How many dockers did police arrest?" */
static void put_count(struct question *q, const struct parts *p, uint32_t noun,
                      uint32_t first)
{
    const struct ng_clause *c = q->l.c;
    put_text(q, STR("how many"));
    put_words(q, first, noun);
    if (noun >= p->slo && noun <= p->shi) {
        put_words(q, p->shi + 1, p->to);
        return;
    }
    for (uint32_t i = c->lo[noun]; i <= c->hi[noun]; i++)
        q->l.keep[i] = false;
    put_text(q, front_of(&q->l, p));
    put_subject(q, p->slo, p->shi);
    put_predicate(q, p);
}

/* Of a question when: all from the first comma behind the verb on. */
static void leave_out_rest(struct ng_line_made *l, const struct parts *p)
{
    bool rest = false;
    for (uint32_t i = p->verb + 1; i < l->c->n; i++) {
        rest |= l->keep[i] && ng_made_comma(l, i);
        l->keep[i] &= !rest;
    }
}

/* Of a long question when or where: what hangs on the verb by "in", "at". */
static void leave_out_where(struct ng_line_made *l, const struct parts *p)
{
    enum { LONG = 60 };
    const struct ng_clause *c = l->c;
    bool object =
        ng_clause_child(c, p->verb, NG_REL_obj, NG_REL_xcomp) != NG_NO_WORD ||
        ng_clause_rel(c, p->subject) == NG_REL_nsubj_pass;
    object |= ng_made_is(l, p->verb,
                         "meet met take begin began start started open "
                         "opened die died arrive arrived");
    if (ng_made_length(l) <= LONG)
        return;
    for (uint32_t w = p->verb + 1; w < c->n; w++)
        if (c->head[w] == p->verb &&
            (ng_clause_rel(c, w) == NG_REL_obl ||
             (ng_clause_rel(c, w) == NG_REL_advmod &&
              c->hi[w] - c->lo[w] > 1)) &&
            c->lo[w] > p->verb && object && c->whole[w])
            ng_leave_out(l, c->lo[w], c->hi[w]);
}

ng_str ng_ask_clause(const struct ng_clause *c, enum ng_asked asked,
                     ng_range number, struct ng_arena *out,
                     struct ng_arena scratch)
{
    static const ng_str words[] = {[NG_ASK_WHETHER] = S(""),
                                   [NG_ASK_WHEN] = S("when"),
                                   [NG_ASK_WHERE] = S("where"),
                                   [NG_ASK_HOW_MANY] = S("")};
    struct ng_wording how = {.most = QUESTION,
                             .keep = number,
                             .shown = asked == NG_ASK_WHEN && c->time != NG_NONE
                                          ? c->r->times.at[c->time].value
                                          : NG_NO_DAYS,
                             .near = c->r->published.last};
    struct question q = {0};
    struct parts p;
    uint32_t noun, first = 0;
    if (!find_parts(c, &p))
        return (ng_str){0};
    how.only = said_with(c, &p);
    how.him = speaker_of(c, out);
    if (!ng_make_line(&q.l, c, &how, out, &scratch) || c->negated)
        return (ng_str){0};
    leave_out_cue(&q.l, &p);
    if (asked == NG_ASK_WHEN) {
        leave_out_rest(&q.l, &p);
        leave_out_where(&q.l, &p);
    }
    open_question(&q, out);
    if (asked == NG_ASK_HOW_MANY) {
        noun = counted(c, number, &first);
        if (noun == NG_NO_WORD)
            return (ng_str){0};
        put_count(&q, &p, noun, first);
        return finish(&q);
    }
    put_text(&q, words[asked]);
    put_text(&q, front_of(&q.l, &p));
    put_subject(&q, p.slo, p.shi);
    put_predicate(&q, &p);
    return finish(&q);
}

/* ---- charges ------------------------------------------------------------ */

/* The "-ing" of what somebody is accused of, or NG_NO_WORD. */
static uint32_t charge_of(const struct ng_clause *c, uint32_t accuse)
{
    for (uint32_t i = accuse + 2; i + 1 < c->n; i++)
        if (ng_clause_is(c, i, "of for") &&
            ng_clause_tag(c, i + 1) == NG_TAG_VBG)
            return i + 1;
    return NG_NO_WORD;
}

/* "rejected the plan and accused Borea of hiding its price": the plan's. */
static void put_owner(struct ng_line_made *l, uint32_t accuse, uint32_t deed,
                      struct ng_arena *out)
{
    const struct ng_clause *c = l->c;
    uint32_t thing = NG_NO_WORD;
    for (uint32_t i = 0; i < accuse; i++)
        if (ng_clause_rel(c, i) == NG_REL_obj && i - c->lo[i] < 3 &&
            ng_clause_tag(c, i) == NG_TAG_NN)
            thing = i;
    for (uint32_t i = deed; i < c->n && thing != NG_NO_WORD; i++)
        if (ng_made_is(l, i, "its") && !l->say[i].n) {
            ng_range at = {ng_made_word(l, c->lo[thing])->at.beg,
                           ng_made_word(l, thing)->at.end};
            l->say[i] =
                ng_str_format(out, PRS "'s", PRS_ARG(ng_slice(c->r->text, at)));
        }
}

ng_str ng_ask_charge(const struct ng_clause *c, struct ng_arena *out,
                     struct ng_arena scratch)
{
    uint32_t accuse = NG_NO_WORD, deed;
    for (uint32_t i = 0; i < c->n && accuse == NG_NO_WORD; i++)
        if (ng_clause_lemma(c, i, "accuse accused accuses blame blamed blames"))
            accuse = i;
    if (accuse == NG_NO_WORD || (deed = charge_of(c, accuse)) == NG_NO_WORD)
        return (ng_str){0};
    struct ng_wording how = {
        .most = 400, .shown = NG_NO_DAYS, .near = c->r->published.last};
    struct question q = {0};
    if (!ng_make_line(&q.l, c, &how, out, &scratch))
        return (ng_str){0};
    put_owner(&q.l, accuse, deed, out);
    open_question(&q, out);
    put_text(&q, STR("did"));
    put_subject(&q, accuse + 1, deed - 2);
    const struct ng_word *w = ng_made_word(&q.l, deed);
    put_text(&q, w->lemma.n ? w->lemma : w->low);
    q.last = deed;
    uint32_t to = c->hi[deed] > deed ? c->hi[deed] : deed;
    put_words(&q, deed + 1, to);
    return finish(&q);
}

/* ---- who ---------------------------------------------------------------- */

ng_str ng_subject_of(const struct ng_clause *c, uint32_t verb,
                     struct ng_arena *out, struct ng_arena scratch)
{
    struct ng_wording how = {
        .most = 400, .shown = NG_NO_DAYS, .near = NG_NO_DAY};
    struct question q = {0};
    uint32_t s = ng_clause_child(c, verb, NG_REL_nsubj, NG_REL_nsubj_pass);
    if (s == NG_NO_WORD || !c->whole[s])
        return (ng_str){0};
    uint32_t lo = c->lo[s], hi = c->hi[s];
    q.l = (struct ng_line_made){.c = c,
                                .how = &how,
                                .keep = ng_new(&scratch, bool, c->n),
                                .say = ng_new(&scratch, ng_str, c->n),
                                .out = out};
    for (uint32_t i = lo; i <= hi; i++)
        q.l.keep[i] = true;
    if (!ng_put_names(&q.l))
        return (ng_str){0};
    for (uint32_t i = s + 1; i <= hi; i++)
        if (ng_made_comma(&q.l, i)) /* an aside */
            hi = i - 1;
    open_question(&q, out);
    q.n = 0;
    put_text(&q, STR("x"));
    put_subject(&q, lo, hi);
    return q.n > 2 ? (ng_str){q.p + 2, q.n - 2} : (ng_str){0};
}
