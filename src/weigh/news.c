/* news.c - the ledger: what each sentence brought to its story (docs/news.md).
 *
 *     copied from a report of the story                        background
 *     most of its words were told before, and it adds nothing  background
 *     it looks back on what is long past                       background
 *     "Correction:"; a revision that changes a fact            correction
 *     a value that speaks against one told before              contradiction
 *     another figure for what was counted before               changed figure
 *     the rest                                                 new fact
 *
 * Reports are read in the order in which they came. Only what was new is kept
 * to compare with, so that copies cost little and a flood stays small. Novelty
 * is one minus the largest share of a sentence's words, weighted by how rare
 * they are in the story, that one sentence told before holds.
 */
#include "weigh/ledger.h"
#include "weigh/weigh.h"

enum {
    LEAST = 3,     /* words that say something; fewer tell nothing */
    LONG_PAST = 60 /* days */
};
static const float NEW = .5f, ADDS = .2f, ALIKE = .3f, COPIED = .6f, SAME = .9f;

/* The sentence of the parent that stands where most of this one was taken
 * from; false: it is the report's own. */
static bool copied_from(const struct ng_ledger *l, const struct ng_line_told *x,
                        struct ng_cite *from, bool *by_words)
{
    const struct ng_batch *b = l->b;
    ng_range at = ng_told_range(l, x);
    const ng_indexes *edges = &l->edges_of[x->report];
    for (size_t i = 0; i < edges->n; i++) {
        const struct ng_edge *e = &b->edges.at[edges->at[i]];
        uint32_t shared = 0, most = 0, place = 0;
        if (e->relation == NG_QUOTES_ONLY)
            continue;
        for (size_t k = 0; k < e->blocks.n; k++) {
            ng_range c = e->blocks.at[k].child;
            uint32_t beg = c.beg > at.beg ? c.beg : at.beg;
            uint32_t end = c.end < at.end ? c.end : at.end;
            if (beg >= end)
                continue;
            shared += end - beg;
            if (end - beg > most) {
                most = end - beg;
                place = e->blocks.at[k].parent.beg + (beg - c.beg);
            }
        }
        const struct ng_report *parent = b->reports.at[e->parent];
        uint32_t s = ng_sentence_at(parent, place);
        if ((float)shared >= COPIED * (float)(at.end - at.beg) &&
            s < parent->sentences.n) {
            *from = (struct ng_cite){e->parent, parent->sentences.at[s].at};
            *by_words = e->relation != NG_SPUN;
            return true;
        }
    }
    return false;
}

/* ---- values ------------------------------------------------------------- */

static bool is_new_value(struct ng_ledger *l, ng_str value)
{
    size_t n = l->values.all.n;
    return ng_name(&l->values, value, l->a) == n;
}

static void offer(ng_range *brings, ng_range at, bool is_new)
{
    if (is_new && ng_range_empty(*brings))
        *brings = at;
}

/* Numbers, days and names of the sentence are known from now on; the first
 * that was not. */
static ng_range take_values(struct ng_ledger *l, const struct ng_line_told *x)
{
    const struct ng_report *r = ng_told_report(l, x);
    ng_range at = ng_told_range(l, x), brings = {at.beg, at.beg};
    size_t i;
    NG_FIRST_BEHIND(r->quantities, at.beg, &i);
    for (; i < r->quantities.n && r->quantities.at[i].at.beg < at.end; i++) {
        const struct ng_quantity *q = &r->quantities.at[i];
        offer(&brings, q->at,
              is_new_value(l, ng_str_format(l->a, "n %g %g " PRS, q->low,
                                            q->high, PRS_ARG(q->unit))));
    }
    NG_FIRST_BEHIND(r->times, at.beg, &i);
    for (; i < r->times.n && r->times.at[i].at.beg < at.end; i++) {
        const struct ng_time *t = &r->times.at[i];
        if (ng_days_known(t->value) && t->kind != NG_DURATION)
            offer(&brings, t->at,
                  is_new_value(l, ng_str_format(l->a, "d %d %d",
                                                (int)t->value.first,
                                                (int)t->value.last)));
    }
    NG_FIRST_BEHIND(r->names, at.beg, &i);
    for (; i < r->names.n && r->names.at[i].at.beg < at.end; i++) {
        const struct ng_name_mention *m = &r->names.at[i];
        if (m->entity < r->entities.n && m->type != NG_NORP)
            offer(&brings, m->at,
                  is_new_value(l, ng_str_format(
                                      l->a, "e " PRS,
                                      PRS_ARG(r->entities.at[m->entity].key))));
    }
    return brings;
}

/* All its days lie long before the report. */
static bool looks_back(const struct ng_ledger *l, const struct ng_line_told *x)
{
    const struct ng_report *r = ng_told_report(l, x);
    ng_range at = ng_told_range(l, x);
    ng_day day = r->published.first;
    bool past = false;
    size_t i;
    if (day == NG_NO_DAY)
        return false;
    NG_FIRST_BEHIND(r->times, at.beg, &i);
    for (; i < r->times.n && r->times.at[i].at.beg < at.end; i++) {
        const struct ng_time *t = &r->times.at[i];
        if (!ng_days_known(t->value) || t->kind == NG_DURATION)
            continue;
        if (t->value.last >= day - LONG_PAST)
            return false;
        past = true;
    }
    return past;
}

/* The sentence in which it stands. */
static struct ng_cite whole(const struct ng_ledger *l, struct ng_cite c)
{
    const struct ng_report *r = l->b->reports.at[c.report];
    uint32_t s = ng_sentence_at(r, c.at.beg);
    if (s < r->sentences.n && ng_range_touch(r->sentences.at[s].at, c.at))
        c.at = r->sentences.at[s].at;
    return c;
}

/* ---- classes ------------------------------------------------------------ */

/* The last place before this report where another value stands; false: this
 * value was told before, or nobody told another one. */
static bool other_value(const struct ng_ledger *l,
                        const struct ng_disagreement *x, uint32_t value,
                        uint32_t report, struct ng_cite *before)
{
    bool found = false;
    for (uint32_t v = 0; v < x->values.n; v++)
        for (size_t i = 0; i < x->values.at[v].cites.n; i++) {
            const struct ng_cite *c = &x->values.at[v].cites.at[i];
            if (l->rank[c->report] >= l->rank[report])
                continue;
            if (v == value)
                return false;
            if (!found || l->rank[c->report] >= l->rank[before->report]) {
                *before = *c;
                found = true;
            }
        }
    return found;
}

static bool is_disputed(const struct ng_ledger *l, const struct ng_line_told *x,
                        struct ng_news *row)
{
    const ng_points *p = &l->points_of[x->report];
    for (size_t i = 0; i < p->n; i++) {
        const struct ng_disagreement *d =
            &l->b->disagreements.at[p->at[i].dispute];
        struct ng_cite before = {NG_NONE, {0, 0}};
        bool against = d->kind == NG_CONTRADICTION;
        bool figure = d->slot == NG_HOW_MANY && d->kind == NG_SUPERSEDED;
        if ((!against && !figure) || !ng_range_touch(p->at[i].at, row->at) ||
            !other_value(l, d, p->at[i].value, x->report, &before))
            continue;
        row->class = against ? NG_NEWS_CONTRADICTION : NG_CHANGED_FIGURE;
        row->before = whole(l, before);
        return true;
    }
    return false;
}

static bool says_corrected(ng_str s)
{
    static const ng_str openings[] = {
        S("correction"),    S("clarification"),      S("editor's note"),
        S("editor’s note"), S("an earlier version"), S("a previous version")};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (ng_str_starts_nocase(s, openings[i]))
            return true;
    static const ng_str within[] = {S("earlier version of this"),
                                    S("correcting its"),
                                    S("correcting an"),
                                    S("corrected its"),
                                    S("corrected an"),
                                    S("as announced on"),
                                    S("as first reported"),
                                    S("as reported earlier")};
    for (size_t i = 0; i < sizeof within / sizeof *within; i++)
        if (ng_str_find_nocase(s, within[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* A fact that this revision tells otherwise than the one before. */
static bool is_changed(const struct ng_ledger *l, const struct ng_line_told *x,
                       struct ng_news *row)
{
    const ng_indexes *all = &l->changes_of[x->report];
    for (size_t i = 0; i < all->n; i++) {
        const struct ng_change *c = &l->b->changes.at[all->at[i]];
        bool fact = c->class == NG_VALUE_CHANGED ||
                    c->class == NG_HEDGE_CHANGED ||
                    c->class == NG_ATTRIBUTION_CHANGED;
        if (!fact || ng_range_empty(c->cite_after) ||
            ng_range_empty(c->cite_before) ||
            !ng_range_touch(c->cite_after, row->at))
            continue;
        row->before = whole(l, (struct ng_cite){c->from, c->cite_before});
        if (c->slot == NG_HOW_MANY ||
            ng_counts_otherwise(ng_told_report(l, x), row->at,
                                l->b->reports.at[c->from], row->before.at, true,
                                *l->a))
            row->class = NG_CHANGED_FIGURE;
        else /* the next deed of the same people corrects nothing */
            row->class = c->slot == NG_DID || c->slot == NG_SAID
                             ? NG_NEW_FACT
                             : NG_CORRECTION;
        return true;
    }
    return false;
}

static void put_before(const struct ng_ledger *l, struct ng_news *row,
                       uint32_t line)
{
    if (line == NG_NONE)
        return;
    const struct ng_line_told *y = &l->lines.at[line];
    row->before = (struct ng_cite){y->report, ng_told_range(l, y)};
}

/* A copy but for a figure, which nobody told before in these words. */
static bool is_retold_with(const struct ng_ledger *l,
                           const struct ng_line_told *x,
                           const struct ng_match *m, struct ng_cite from)
{
    const struct ng_report *r = ng_told_report(l, x);
    if (m->share >= SAME && m->line != NG_NONE) {
        const struct ng_line_told *y = &l->lines.at[m->line];
        if (!ng_counts_otherwise(r, ng_told_range(l, x), ng_told_report(l, y),
                                 ng_told_range(l, y), true, *l->a))
            return false;
    }
    return ng_counts_otherwise(r, ng_told_range(l, x),
                               l->b->reports.at[from.report], from.at, true,
                               *l->a);
}

static void judge(struct ng_ledger *l, const struct ng_line_told *x,
                  struct ng_news *row)
{
    struct ng_match m = ng_ledger_look(l, x);
    struct ng_cite from;
    bool by_words = false, copied = copied_from(l, x, &from, &by_words);
    row->brings = take_values(l, x);
    row->novelty = copied ? 0 : 1 - m.share;
    row->class = NG_BACKGROUND;
    if (copied) {
        row->before = from;
        if (by_words && is_retold_with(l, x, &m, from))
            row->class = NG_CHANGED_FIGURE;
    } else if (says_corrected(
                   ng_slice(ng_told_report(l, x)->text, ng_told_range(l, x)))) {
        row->class = NG_CORRECTION;
        put_before(l, row, m.other_share >= ALIKE ? m.other : NG_NONE);
    } else if (is_disputed(l, x, row) || is_changed(l, x, row)) {
        return;
    } else if (looks_back(l, x)) {
        put_before(l, row, m.share >= NEW ? m.line : NG_NONE);
    } else if (m.figure != NG_NONE) {
        row->class = NG_CHANGED_FIGURE;
        put_before(l, row, m.figure);
    } else if (x->keys_n >= LEAST &&
               (row->novelty >= NEW ||
                (row->novelty >= ADDS && !ng_range_empty(row->brings)))) {
        row->class = NG_NEW_FACT;
    } else {
        put_before(l, row, m.share >= NEW ? m.line : NG_NONE);
    }
}

void ng_weigh_news(struct ng_batch *b, struct ng_arena *out,
                   struct ng_arena scratch)
{
    struct ng_ledger l;
    ng_ledger_open(&l, b, &scratch);
    b->news.n = 0;
    for (uint32_t i = 0; i < l.lines.n; i++) {
        const struct ng_line_told *x = &l.lines.at[i];
        struct ng_news row = {.report = x->report,
                              .at = ng_told_range(&l, x),
                              .before = {NG_NONE, {0, 0}}};
        judge(&l, x, &row);
        if (row.class != NG_BACKGROUND)
            ng_ledger_list(&l, i);
        *ng_push(&b->news, out) = row;
    }
}
