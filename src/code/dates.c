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
                 (rel == NG_REL_conj && ng_is_verb(t, w)) ||
                 rel == NG_REL_csubj)
            return BEYOND;
        w = t->head[w];
        if (w == NG_NONE)
            return BEYOND;
    }
    return BEYOND;
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
        return h;
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
    m->when_basis = basis;
    m->as_stated = r->times.at[i].at;
}

static bool dates(const struct ng_time *x)
{
    return (x->kind == NG_DATE || x->kind == NG_TIME ||
            x->kind == NG_DURATION) &&
           ng_days_known(x->value);
}

/* The first time that begins at or after this byte. */
static size_t first_time(const struct ng_report *r, uint32_t byte)
{
    size_t low = 0, high = r->times.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (r->times.at[mid].at.beg < byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
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

/* The time that hangs on `w`; the one nearest to the trigger of several. */
static bool find(const struct ng_cast *c, uint32_t w, uint32_t trigger,
                 enum ng_date_basis basis, struct ng_mention *m)
{
    const struct ng_report *r = c->t->r;
    uint32_t sentence = r->words.at[w].sentence;
    if (sentence >= r->sentences.n)
        return false;
    ng_range at = r->sentences.at[sentence].at;
    uint32_t best = NG_NONE, far = 0;
    bool best_after = false;
    for (size_t i = first_time(r, at.beg); i < r->times.n; i++) {
        const struct ng_time *x = &r->times.at[i];
        if (x->at.beg >= at.end)
            break;
        if (x->at.beg < at.beg || !dates(x) || is_before_mark(c->t, w, x->at))
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
    if (best_after) {
        /* done some time between then and the report */
        ng_day then = m->when.last, out = r->published.last;
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

void ng_date_mention(const struct ng_cast *c, struct ng_anchor a,
                     struct ng_mention *m, bool past)
{
    const struct ng_report *r = c->t->r;
    m->time = NG_NONE;
    m->when = NG_NO_DAYS;
    bool found = find(c, a.trigger, a.trigger, NG_BASIS_CLAUSE, m) ||
                 (a.carrier != NG_NONE &&
                  find(c, a.carrier, a.trigger, NG_BASIS_CLAUSE, m));
    uint32_t w = a.carrier != NG_NONE ? a.carrier : a.trigger;
    for (int steps = 0; !found && steps < 5; steps++) {
        w = governor(c->t, w);
        if (w == NG_NONE)
            break;
        found = find(c, w, a.trigger, NG_BASIS_SENTENCE, m);
    }
    ng_days out = r->published;
    bool done = m->status == NG_HAPPENED || m->status == NG_ONGOING;
    if (found) {
        if (done && out.last != NG_NO_DAY && m->when.first != NG_NO_DAY &&
            m->when.first > out.last && !past)
            m->status = NG_PLANNED;
    } else if (done && out.first != NG_NO_DAY && out.last != NG_NO_DAY &&
               ng_child_low(c->t, a.trigger, STR("had")) == NG_NONE) {
        m->when = (ng_days){out.first - 1, out.last};
        m->granularity = NG_INTERVAL;
        m->when_basis = NG_BASIS_PUBLISHED;
    }
    m->historical = found && m->when.last != NG_NO_DAY &&
                    out.first != NG_NO_DAY && m->when.last < out.first - 90;
}
