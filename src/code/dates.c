/* dates.c - when it happened, by the times that the sentence holds.
 *
 *     its own clause    "met on Thursday"
 *     what governs it   "is due on Thursday to meet"; "met and signed"
 *     a clause beside   "in 2011, when A met B"; "two weeks after A left"
 *     the start         "Thursday: A is to meet B"
 *     days.c            what no time in the sentence dates
 */
#include "code/circumstance.h"

/* The topmost word of a time expression, or NG_NONE. */
static uint32_t top_of(const struct ng_tree *t, ng_range at)
{
    uint32_t w = ng_word_at(t->r, at.beg);
    for (int steps = 0; w < t->n && t->head[w] != NG_NONE && steps < 8;
         steps++) {
        const struct ng_word *h = &t->r->words.at[t->head[w]];
        if (!ng_range_touch(h->at, at))
            break;
        w = t->head[w];
    }
    return w < t->n ? w : NG_NONE;
}

enum reach { OWN, AFTER, BEYOND };

/* How a time hangs on the word `to`: in its own clause; in a clause that says
 * after what it happened; or not at all. */
static enum reach reach_of(const struct ng_tree *t, uint32_t w, uint32_t to)
{
    bool after = false;
    for (int steps = 0; steps < NG_TREE_DEPTH; steps++) {
        if (w == to)
            return after ? AFTER : OWN;
        uint8_t rel = t->rel[w];
        /* "he meets the president Thursday": a day is never a clause */
        if (steps == 0 && !ng_is_verb(t, w) && rel != NG_REL_acl_relcl)
            rel = NG_REL_obl;
        if (rel == NG_REL_advcl &&
            (ng_child_low(t, w, STR("after")) != NG_NONE ||
             ng_child_low(t, w, STR("since")) != NG_NONE))
            after = true;
        else if (rel == NG_REL_ccomp || rel == NG_REL_acl_relcl ||
                 rel == NG_REL_advcl || rel == NG_REL_parataxis ||
                 (rel == NG_REL_acl && ng_is_verb(t, to) &&
                  t->r->words.at[w].tag == NG_TAG_VBN) ||
                 (rel == NG_REL_conj && ng_is_verb(t, w)) ||
                 rel == NG_REL_csubj)
            return BEYOND;
        w = t->head[w];
        if (w == NG_NONE)
            return BEYOND;
    }
    return BEYOND;
}

/* "will meet on Tuesday and may strike", "hinted so in April, but B would
 * reject it": a joined verb with an auxiliary of its own has a time of its
 * own. */
static bool stands_alone(const struct ng_tree *t, uint32_t w)
{
    if (!ng_is_verb(t, w)) /* "it was a visit, and he is likely to return" */
        return ng_child(t, w, NG_REL_nsubj) != NG_NONE;
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if (t->rel[k] == NG_REL_aux && t->r->words.at[k].tag != NG_TAG_TO)
            return true;
    return false;
}

/* The words above that may date the trigger too: "is due to arrive on
 * Thursday", where Thursday hangs on due; never those of saying. */
static uint32_t governor(const struct ng_tree *t, uint32_t w)
{
    uint32_t h = t->head[w];
    if (h == NG_NONE)
        return NG_NONE;
    if (t->rel[w] == NG_REL_xcomp)
        return h;
    if (t->rel[w] == NG_REL_conj && ng_is_verb(t, h) == ng_is_verb(t, w))
        return stands_alone(t, w) ? NG_NONE : h;
    if (t->rel[w] == NG_REL_advcl && t->r->words.at[w].tag == NG_TAG_VBG)
        return h;
    if (t->rel[w] == NG_REL_advcl && ng_child_low(t, w, STR("to")) != NG_NONE)
        return h;
    return NG_NONE;
}

static void take(const struct ng_report *r, uint32_t i,
                 enum ng_date_basis basis, struct ng_mention *m)
{
    m->time = i;
    m->when = r->times.at[i].value;
    m->granularity = r->times.at[i].granularity;
    if (r->times.at[i].to_next && i + 1 < r->times.n &&
        r->times.at[i + 1].value.last != NG_NO_DAY) {
        m->when.last = r->times.at[i + 1].value.last;
        m->granularity = NG_INTERVAL;
    }
    m->when_basis = basis;
    m->as_stated = r->times.at[i].at;
    if (m->granularity == NG_INTERVAL && r->times.at[i].to_next &&
        i + 1 < r->times.n)
        m->as_stated.end = r->times.at[i + 1].at.end;
}

static bool dates(const struct ng_time *x)
{
    return (x->kind == NG_DATE || x->kind == NG_TIME ||
            x->kind == NG_DURATION) &&
           ng_days_known(x->value);
}

/* The preposition of a time, or an empty text. */
static ng_str before_time(const struct ng_tree *t, const struct ng_time *x)
{
    uint32_t w = ng_word_at(t->r, x->at.beg);
    if (w && w <= t->n && (ng_is(t, w - 1, "the") || ng_is(t, w - 1, "about")))
        w--;
    return w && w <= t->n ? ng_low(t, w - 1) : (ng_str){0};
}

/* "by Friday": some day up to then. "has been held since May": from then on.
 * "before dawn on Friday" is that day. */
static void bound(const struct ng_tree *t, uint32_t trigger,
                  const struct ng_time *x, struct ng_mention *m)
{
    ng_str prep = before_time(t, x);
    ng_days out = t->r->published;
    bool since = ng_str_eq(prep, STR("since")) && ng_is_verb(t, trigger);
    bool before = ng_str_eq(prep, STR("before"));
    if (x->kind == NG_DURATION || m->when.first == NG_NO_DAY ||
        m->when.last == NG_NO_DAY || out.last == NG_NO_DAY)
        return;
    if (since && m->when.first <= out.last) {
        m->when.last = out.last;
    } else if (before || ng_str_eq(prep, STR("by"))) {
        bool ahead = m->when.last >= out.first;
        if (before && x->kind == NG_TIME)
            return;
        if (before)
            m->when.last = m->when.first - 1;
        ahead &= out.first <= m->when.last;
        m->when.first = ahead ? out.first : NG_NO_DAY;
    } else {
        return;
    }
    m->granularity = NG_INTERVAL;
}

/* What has been done cannot lie ahead: "asked for an answer by June". */
static bool is_done(const struct ng_tree *t, uint32_t w)
{
    uint8_t tag = t->r->words.at[w].tag;
    static const ng_str had = S("|has|have|had|was|were|");
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if ((t->rel[k] == NG_REL_aux || t->rel[k] == NG_REL_aux_pass) &&
            ng_listed(had, ng_low(t, k)))
            return tag == NG_TAG_VBN;
    return tag == NG_TAG_VBD;
}

/* "arrested over the shooting of a man in Orsk on 2 May": an old day behind
 * another deed is that deed's. */
static bool is_of_other(const struct ng_tree *t, uint32_t trigger,
                        const struct ng_time *x)
{
    ng_day out = t->r->published.first;
    if (out == NG_NO_DAY || x->value.last == NG_NO_DAY ||
        x->value.last >= out - 3 || !ng_is_verb(t, trigger))
        return false;
    static const ng_str deeds =
        S("|shooting|killing|attack|murder|bombing|death|raid|riot|clash|"
          "crash|explosion|blast|fire|incident|robbery|theft|assault|"
          "stabbing|massacre|protest|coup|rape|kidnapping|collision|");
    for (uint32_t w = trigger + 1;
         w < t->n && t->r->words.at[w].at.beg < x->at.beg; w++)
        if (ng_listed((ng_str)S("|over|following|after|"), ng_low(t, w)) &&
            t->rel[w] == NG_REL_case && t->head[w] != NG_NONE &&
            ng_listed(deeds, ng_lemma(t, t->head[w])) && t->head[w] > w &&
            t->r->words.at[t->head[w]].at.end < x->at.beg)
            return true;
    return false;
}

/* ... and here is that deed, a noun. */
static bool date_by_other(const struct ng_cast *c, uint32_t w,
                          struct ng_mention *m)
{
    const struct ng_tree *t = c->t;
    const struct ng_report *r = t->r;
    uint32_t above = t->head[w], sentence = r->words.at[w].sentence;
    if (!ng_is_noun(t, w) || above == NG_NONE || above > w)
        return false;
    for (size_t i = ng_first_time(r, r->words.at[w].at.end); i < r->times.n;
         i++) {
        if (r->times.at[i].at.beg >= r->sentences.at[sentence].at.end)
            return false;
        if (dates(&r->times.at[i]) && is_of_other(t, above, &r->times.at[i])) {
            take(r, (uint32_t)i, NG_BASIS_CLAUSE, m);
            return true;
        }
    }
    return false;
}

/* "threatens to strike on Monday": the day of the strike. */
static bool is_announcement(const struct ng_tree *t, uint32_t w,
                            enum ng_event_type type)
{
    bool word = type == NG_THREATEN || type == NG_AGREE || type == NG_REQUEST ||
                type == NG_REJECT || type == NG_ACCUSE;
    return word && (ng_child(t, w, NG_REL_xcomp) != NG_NONE ||
                    ng_child(t, w, NG_REL_ccomp) != NG_NONE);
}

/* Times that stand in the sentence but are not the day of this deed. */
static bool is_other_time(const struct ng_tree *t, uint32_t trigger,
                          const struct ng_time *x, const struct ng_mention *m)
{
    ng_day out = t->r->published.last;
    if (ng_listed((ng_str)S("|until|till|"), before_time(t, x)))
        return true;
    if (m->status == NG_HAPPENED && out != NG_NO_DAY &&
        x->value.first != NG_NO_DAY && x->value.first > out &&
        (is_done(t, trigger) || is_announcement(t, trigger, m->type)))
        return true;
    return is_of_other(t, trigger, x);
}

/* "Two weeks after he left": the weeks date what stands above, not him. */
static bool is_before_mark(const struct ng_tree *t, uint32_t w, ng_range at)
{
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if (t->rel[k] == NG_REL_mark &&
            (ng_is(t, k, "after") || ng_is(t, k, "before") ||
             ng_is(t, k, "since")) &&
            at.beg < t->r->words.at[k].at.beg)
            return true;
    return false;
}

/* "One day after A signed": how long after, no day. */
static bool is_span(const struct ng_tree *t, const struct ng_time *x)
{
    uint32_t w = ng_word_at(t->r, x->at.end);
    return x->kind == NG_DURATION && w < t->n && t->rel[w] == NG_REL_mark &&
           (ng_is(t, w, "after") || ng_is(t, w, "before"));
}

/* "since he came in 2011", on the way from the time up to w. */
static bool has_since(const struct ng_tree *t, ng_range at, uint32_t w)
{
    uint32_t k = top_of(t, at);
    for (int steps = 0; k != NG_NONE && k != w && steps < NG_TREE_DEPTH;
         steps++, k = t->head[k])
        if (t->rel[k] == NG_REL_advcl &&
            ng_child_low(t, k, STR("since")) != NG_NONE)
            return true;
    return false;
}

/* The time that hangs on `w`; the one nearest to the trigger of several. */
bool ng_find_time(const struct ng_cast *c, uint32_t w, uint32_t trigger,
                  enum ng_date_basis basis, struct ng_mention *m)
{
    const struct ng_report *r = c->t->r;
    uint32_t sentence = r->words.at[w].sentence;
    if (sentence >= r->sentences.n)
        return false;
    ng_range at = r->sentences.at[sentence].at;
    uint32_t best = NG_NONE, far = 0;
    bool best_after = false;
    for (size_t i = ng_first_time(r, at.beg); i < r->times.n; i++) {
        const struct ng_time *x = &r->times.at[i];
        if (x->at.beg >= at.end)
            break;
        if (x->at.beg < at.beg || !dates(x) || is_before_mark(c->t, w, x->at) ||
            is_span(c->t, x) || is_other_time(c->t, trigger, x, m))
            continue;
        uint32_t top = top_of(c->t, x->at);
        enum reach reach = top == NG_NONE ? BEYOND : reach_of(c->t, top, w);
        if (reach == BEYOND)
            continue;
        uint32_t away = top > trigger ? top - trigger : trigger - top;
        bool after = reach == AFTER;
        if (x->granularity == NG_FUZZY)
            away += NG_TREE_SENTENCE; /* "recently" only if nothing better */
        if (best == NG_NONE || (best_after && !after) ||
            (best_after == after && away < far)) {
            best = (uint32_t)i;
            far = away;
            best_after = after;
        }
    }
    if (best == NG_NONE)
        return false;
    take(r, best, basis, m);
    bound(c->t, trigger, &r->times.at[best], m);
    if (best_after) {
        /* done some time between then and the report; since it began, if it
         * is told of what has been so since */
        ng_day out = r->published.last;
        bool since = has_since(c->t, r->times.at[best].at, w);
        ng_day then = since ? m->when.first : m->when.last;
        if (then != NG_NO_DAY && (out == NG_NO_DAY || then <= out))
            m->when.first = then;
        m->when.last = r->published.last;
        m->granularity = NG_INTERVAL;
        m->when_basis = NG_BASIS_SENTENCE;
        if (m->when.last != NG_NO_DAY && m->when.first > m->when.last)
            m->when.last = m->when.first;
    }
    return true;
}

/* What "two weeks" or "a month and a half" come to, in days, and how far off
 * that may be; false if nothing says how many. */
static bool span_days(ng_str timex, int *days, int *slack)
{
    static const struct {
        char unit;
        float days;
        int slack;
    } units[] = {{'D', 1, 0}, {'W', 7, 3}, {'M', 30.4f, 15}, {'Y', 365, 180}};
    if (timex.n < 3 || timex.p[0] != 'P' || timex.n > 8)
        return false;
    float n = 0, scale = 0;
    for (size_t i = 1; i + 1 < timex.n; i++) {
        char x = timex.p[i];
        if (x == '.' && scale == 0)
            scale = 1;
        else if (x >= '0' && x <= '9')
            n = n * 10 + (float)(x - '0'), scale *= 10;
        else
            return false;
    }
    n = scale > 0 ? n / scale : n;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (timex.p[timex.n - 1] == units[i].unit && n > 0 && n < 1000) {
            *days = (int)(n * units[i].days + 0.5f);
            *slack = units[i].slack;
            if (*slack && *slack < *days / 4)
                *slack = *days / 4; /* "six weeks" is a round number */
            return true;
        }
    return false;
}

uint32_t ng_background(const struct ng_tree *t, uint32_t w)
{
    for (int steps = 0; steps < NG_TREE_DEPTH && w != NG_NONE; steps++) {
        switch (t->rel[w]) {
        case NG_REL_acl_relcl: /* "to A, where he met B": the story goes on */
            return ng_child_low(t, w, STR("where")) == NG_NONE ? w : NG_NONE;
        case NG_REL_acl:
            return t->r->words.at[w].tag == NG_TAG_VBN ? w : NG_NONE;
        case NG_REL_advcl:
            if (t->r->words.at[w].tag == NG_TAG_VBG)
                break;
            for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
                if ((t->rel[k] == NG_REL_mark || t->rel[k] == NG_REL_case) &&
                    ng_listed((ng_str)S("|after|before|since|until|till|"),
                              ng_low(t, k)))
                    return w;
            break;
        case NG_REL_conj:
        case NG_REL_xcomp:
        case NG_REL_obj:
        case NG_REL_nsubj:
        case NG_REL_nsubj_pass:
        case NG_REL_obl:
        case NG_REL_nmod:
            break;
        default:
            return NG_NONE;
        }
        w = t->head[w];
    }
    return NG_NONE;
}

/* "Two weeks after A met B, C left": the meeting lies two weeks before the
 * day on which C left; that is the report's own where nothing else is said. */
static bool date_by_span(const struct ng_cast *c, uint32_t clause,
                         struct ng_mention *m)
{
    const struct ng_tree *t = c->t;
    const struct ng_report *r = t->r;
    uint32_t mark = ng_child_low(t, clause, STR("after")), main;
    int sign = -1, days = 0, slack = 0;
    if (mark == NG_NONE) {
        mark = ng_child_low(t, clause, STR("before"));
        sign = 1;
    }
    main = t->head[clause];
    if (mark == NG_NONE || mark == 0 || main == NG_NONE ||
        t->rel[clause] != NG_REL_advcl)
        return false;
    size_t i = ng_first_time(r, r->words.at[mark - 1].at.beg);
    if (i >= r->times.n || r->times.at[i].at.beg > r->words.at[mark].at.beg)
        i = i ? i - 1 : r->times.n;
    if (i >= r->times.n || r->times.at[i].kind != NG_DURATION ||
        r->times.at[i].at.end + 1 < r->words.at[mark].at.beg ||
        r->times.at[i].at.end > r->words.at[mark].at.beg ||
        !span_days(r->times.at[i].timex, &days, &slack))
        return false;
    struct ng_mention at = {.when = NG_NO_DAYS};
    ng_days from = r->published;
    if (ng_find_time(c, main, main, NG_BASIS_SENTENCE, &at))
        from = at.when;
    else if (sign > 0 || ng_background(t, main) != NG_NONE ||
             ng_child_low(t, main, STR("had")) != NG_NONE)
        return false;
    else if (from.first != NG_NO_DAY)
        from.first--;
    if (from.first == NG_NO_DAY || from.last == NG_NO_DAY)
        return false;
    m->time = (uint32_t)i;
    m->as_stated = r->times.at[i].at;
    m->when = (ng_days){from.first + sign * days - slack,
                        from.last + sign * days + slack};
    m->granularity = NG_INTERVAL;
    m->when_basis = NG_BASIS_SENTENCE;
    return true;
}

/* "went on to visit A in 2011 and met B", "met B and visited A in 2011": what
 * is joined shares its day. */
static bool date_by_match(const struct ng_cast *c, uint32_t w,
                          struct ng_mention *m)
{
    const struct ng_tree *t = c->t;
    uint32_t h = t->rel[w] == NG_REL_conj ? t->head[w] : NG_NONE;
    if (h != NG_NONE && ng_is_verb(t, h)) {
        uint32_t below = ng_child(t, h, NG_REL_xcomp);
        if (below == NG_NONE)
            below = ng_child(t, h, NG_REL_advcl);
        return below != NG_NONE && below < w &&
               ng_child_low(t, below, STR("to")) != NG_NONE &&
               ng_find_time(c, below, w, NG_BASIS_SENTENCE, m);
    }
    for (uint32_t k = t->child[w]; k != NG_NONE; k = t->next[k])
        if (t->rel[k] == NG_REL_conj && ng_is_verb(t, k) &&
            t->r->words.at[k].tag == t->r->words.at[w].tag &&
            ng_child(t, k, NG_REL_nsubj) == NG_NONE &&
            ng_child(t, k, NG_REL_nsubj_pass) == NG_NONE &&
            ng_child(t, k, NG_REL_aux) == NG_NONE)
            return ng_find_time(c, k, w, NG_BASIS_SENTENCE, m);
    return false;
}

/* "in 2011, when A met B": the clause shares the day of what stands above. */
static bool date_by_when(const struct ng_cast *c, uint32_t w,
                         struct ng_mention *m)
{
    const struct ng_tree *t = c->t;
    bool when = false;
    /* "When A came last year, he met B" */
    for (uint32_t k = t->child[w]; k != NG_NONE && k < w; k = t->next[k])
        if (t->rel[k] == NG_REL_advcl && t->r->words.at[k].tag == NG_TAG_VBD &&
            ng_child_low(t, k, STR("when")) != NG_NONE &&
            ng_find_time(c, k, k, NG_BASIS_SENTENCE, m))
            return true;
    for (int steps = 0; steps < 8 && w != NG_NONE; steps++) {
        if (when && ng_find_time(c, w, w, NG_BASIS_SENTENCE, m))
            return true;
        if (when && ng_is_verb(t, w))
            return false;
        when |= ng_child_low(t, w, STR("when")) != NG_NONE;
        if (!when && t->rel[w] != NG_REL_conj && t->rel[w] != NG_REL_xcomp)
            return false;
        w = t->head[w];
    }
    return false;
}

/* "Thursday: A is to meet B", "In August 2016 A seized B": a time at the very
 * start dates the first verb, wherever the arcs put it. */
static bool date_by_start(const struct ng_cast *c, uint32_t w,
                          struct ng_mention *m)
{
    const struct ng_tree *t = c->t;
    const struct ng_report *r = t->r;
    const struct ng_sentence *s = &r->sentences.at[r->words.at[w].sentence];
    size_t i = ng_first_time(r, s->at.beg);
    if (i >= r->times.n || !dates(&r->times.at[i]) ||
        is_other_time(t, w, &r->times.at[i], m))
        return false;
    uint32_t k = ng_word_at(r, r->times.at[i].at.beg);
    bool clock = r->times.at[i].kind == NG_TIME;
    if (k > s->first + 2 || k > w ||
        (clock && m->status != NG_HAPPENED && m->status != NG_ONGOING))
        return false;
    if (k > s->first &&
        !ng_listed((ng_str)S("|in|on|at|-|\xe2\x80\xa2|"), ng_low(t, k - 1)))
        return false;
    for (; k < w; k++)
        if (ng_is_verb(t, k) && t->rel[k] != NG_REL_aux &&
            t->rel[k] != NG_REL_aux_pass && t->rel[k] != NG_REL_amod &&
            t->head[w] != k)
            return false;
    take(r, (uint32_t)i, NG_BASIS_SENTENCE, m);
    bound(t, w, &r->times.at[i], m);
    return true;
}

/* "meets him on Thursday, seeking help": what he is after, not what he will
 * do. */
static bool is_aim(const struct ng_tree *t, uint32_t w)
{
    return t->rel[w] == NG_REL_advcl && t->r->words.at[w].tag == NG_TAG_VBG &&
           ng_listed((ng_str)S("|seek|want|look|"), ng_lemma(t, w));
}

/* "fell in May, after Arvia sent guards", "fired gas on Monday at youths who
 * blocked a gate": told of one and the same time, if the clause has neither a
 * day of its own nor "had". */
static bool date_by_main(const struct ng_cast *c, uint32_t clause,
                         struct ng_mention *m)
{
    const struct ng_tree *t = c->t;
    uint32_t main = t->head[clause];
    uint8_t rel = t->rel[clause], tag = t->r->words.at[clause].tag;
    if (main == NG_NONE || ng_child_low(t, clause, STR("had")) != NG_NONE ||
        (tag != NG_TAG_VBD && tag != NG_TAG_VBN))
        return false;
    if (rel == NG_REL_acl_relcl && ng_is_noun(t, main)) {
        if (t->rel[main] != NG_REL_obj && t->rel[main] != NG_REL_obl)
            return false;
        main = t->head[main];
    } else if (rel != NG_REL_advcl ||
               ng_child_low(t, clause, STR("after")) == NG_NONE) {
        return false;
    }
    if (main == NG_NONE || !is_done(t, main) ||
        !ng_find_time(c, main, main, NG_BASIS_SENTENCE, m))
        return false;
    return true;
}

void ng_date_mention(const struct ng_cast *c, struct ng_anchor a,
                     struct ng_mention *m, bool past)
{
    const struct ng_report *r = c->t->r;
    m->time = NG_NONE;
    m->when = NG_NO_DAYS;
    bool found = ng_find_time(c, a.trigger, a.trigger, NG_BASIS_CLAUSE, m) ||
                 (a.carrier != NG_NONE &&
                  ng_find_time(c, a.carrier, a.trigger, NG_BASIS_CLAUSE, m));
    uint32_t w = a.carrier != NG_NONE ? a.carrier : a.trigger;
    for (int steps = 0; !found && steps < 5; steps++) {
        w = governor(c->t, w);
        if (w == NG_NONE)
            break;
        found = ng_find_time(c, w, a.trigger, NG_BASIS_SENTENCE, m);
    }
    ng_days out = r->published;
    bool done = m->status == NG_HAPPENED || m->status == NG_ONGOING;
    w = a.carrier != NG_NONE ? a.carrier : a.trigger;
    if (!found && done) {
        uint32_t clause = ng_background(c->t, w);
        found = date_by_match(c, w, m) || date_by_when(c, w, m) ||
                (clause != NG_NONE &&
                 (date_by_span(c, clause, m) || date_by_main(c, clause, m)));
    }
    found = found || date_by_other(c, a.trigger, m);
    found = found || date_by_start(c, a.trigger, m);
    found = found || ng_date_by_saying(c, m) || ng_date_by_scene(c, a, m);
    if (found && done && out.last != NG_NO_DAY && m->when.first != NG_NO_DAY &&
        m->when.first > out.last &&
        !(past && (is_done(c->t, a.trigger) || !ng_is_verb(c->t, a.trigger))))
        m->status = is_aim(c->t, a.trigger) ? NG_HYPOTHETICAL : NG_PLANNED;
    /* a bare noun ("the sanctions") tells of no day at all */
    if (!found && done && !ng_is_noun(c->t, w))
        ng_date_by_report(c, w, ng_background(c->t, w) != NG_NONE, m);
    m->historical = found && m->when.last != NG_NO_DAY &&
                    out.first != NG_NO_DAY && m->when.last < out.first - 90;
}
