#include "weigh/ledger.h"

#include "weigh/claims.h"
#include "weigh/finder.h"

#include <math.h>
#include <stdlib.h>

enum {
    RARE = 6,     /* words of a sentence under which others are looked up */
    LISTED = 256, /* sentences looked at under one word, the latest ones */
    FIGURES = 12
};
static const float ALIKE = .3f, CLOSE = .4f;

/* ---- order --------------------------------------------------------------
 */

/* A report whose day is known only roughly has come by the end of that time:
 * what it tells may have stood in all others before. */
static ng_day came(const struct ng_report *r)
{
    ng_days p = r->published;
    if (p.last == NG_NO_DAY)
        return p.first == NG_NO_DAY ? INT32_MAX : p.first;
    return p.last;
}

static int by_key(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void put_in_order(struct ng_ledger *l)
{
    const struct ng_batch *b = l->b;
    uint32_t n = (uint32_t)b->reports.n;
    int64_t *all = ng_new(l->a, int64_t, n + 1);
    l->order = ng_new(l->a, uint32_t, n + 1);
    l->rank = ng_new(l->a, uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++)
        all[i] = ((int64_t)came(b->reports.at[i]) << 32) | i;
    if (n > 1)
        qsort(all, n, sizeof *all, by_key);
    for (uint32_t i = 0; i < n; i++) {
        l->order[i] = (uint32_t)(all[i] & UINT32_MAX);
        l->rank[l->order[i]] = i;
    }
}

/* ---- words -------------------------------------------------------------- */

static bool in_word(char c)
{
    return ng_is_alpha(c) || ng_is_digit(c) || (unsigned char)c >= 0x80;
}

static void put_line(struct ng_ledger *l, uint32_t report, uint32_t sentence)
{
    struct ng_line_told x = {report, sentence, (uint32_t)l->keys.n, 0, 0};
    const struct ng_report *r = l->b->reports.at[report];
    ng_str s = ng_slice(r->text, r->sentences.at[sentence].at);
    size_t at = 0;
    for (ng_str low; (low = ng_next_word(s, &at, l->a)).n;)
        if (ng_is_digit(low.p[0]) || (low.n >= 3 && !ng_says_little(low)))
            *ng_push(&l->keys, l->a) =
                ng_name(&l->words, ng_stem_of(low), l->a);
    uint32_t *keys = l->keys.at + x.keys_at;
    size_t n = l->keys.n - x.keys_at;
    if (n > 1)
        qsort(keys, n, sizeof *keys, ng_by_number);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || keys[i] != keys[i - 1])
            keys[x.keys_n++] = keys[i];
    l->keys.n = x.keys_at + x.keys_n;
    *ng_push(&l->lines, l->a) = x;
}

static bool is_title(const struct ng_report *r, uint32_t sentence)
{
    uint32_t p = ng_paragraph_at(r, r->sentences.at[sentence].at.beg);
    return p < r->paragraphs.n && r->paragraphs.at[p].kind == NG_BLOCK_TITLE;
}

/* Headlines repeat what stands below them: they count only where nothing does.
 * A dateline tells nothing. */
static void read_report(struct ng_ledger *l, uint32_t report)
{
    const struct ng_report *r = l->b->reports.at[report];
    bool body = false;
    for (uint32_t i = 0; i < r->sentences.n && !body; i++)
        body = !is_title(r, i);
    for (uint32_t i = 0; i < r->sentences.n; i++)
        if ((!body || !is_title(r, i)) &&
            !ng_range_in(r->sentences.at[i].at, r->dateline_at))
            put_line(l, report, i);
}

float ng_ledger_weight(const struct ng_ledger *l, uint32_t key)
{
    return logf(((float)l->lines.n + 1) / ((float)l->told[key] + .5f));
}

static void weigh_words(struct ng_ledger *l)
{
    l->told = ng_new(l->a, uint32_t, l->words.all.n + 1);
    l->under = ng_new(l->a, ng_indexes, l->words.all.n + 1);
    l->stamp = ng_new(l->a, uint32_t, l->lines.n + 1);
    for (size_t i = 0; i < l->lines.n; i++)
        for (uint32_t k = 0; k < l->lines.at[i].keys_n; k++)
            l->told[l->keys.at[l->lines.at[i].keys_at + k]]++;
    for (size_t i = 0; i < l->lines.n; i++)
        for (uint32_t k = 0; k < l->lines.at[i].keys_n; k++)
            l->lines.at[i].mass +=
                ng_ledger_weight(l, l->keys.at[l->lines.at[i].keys_at + k]);
}

float ng_ledger_share(const struct ng_ledger *l, const struct ng_line_told *x,
                      const struct ng_line_told *y)
{
    const uint32_t *a = l->keys.at + x->keys_at, *b = l->keys.at + y->keys_at;
    float both = 0;
    for (uint32_t i = 0, k = 0; i < x->keys_n && k < y->keys_n;) {
        if (a[i] == b[k])
            both += ng_ledger_weight(l, a[i]);
        uint32_t left = a[i], right = b[k];
        i += left <= right;
        k += right <= left;
    }
    return x->mass > 0 ? both / x->mass : 1;
}

/* ---- what was told before ----------------------------------------------- */

static bool differs(const struct ng_quantity *q, const struct ng_quantity *o)
{
    double low = isnan(q->low) ? -INFINITY : q->low;
    double high = isnan(q->high) ? INFINITY : q->high;
    return (!isnan(o->high) && o->high < low) ||
           (!isnan(o->low) && o->low > high);
}

/* The figures of a sentence that are no days: "rose to 31". */
static size_t bare_numbers(const struct ng_report *r, ng_range at,
                           double numbers[FIGURES], struct ng_arena work)
{
    size_t n = 0, t;
    NG_FIRST_BEHIND(r->times, at.beg, &t);
    for (uint32_t i = at.beg, end; i < at.end && n < FIGURES; i = end) {
        end = i;
        while (end < at.end &&
               (in_word(r->text.p[end]) ||
                (r->text.p[end] == ',' && end > i && end + 1 < at.end &&
                 ng_is_digit(r->text.p[end + 1]))))
            end++;
        ng_str low = ng_str_lower((ng_str){r->text.p + i, end - i}, &work);
        double value;
        end += end == i;
        if (!ng_plain_number(low, &value) || ng_str_eq(low, STR("one")))
            continue;
        while (t < r->times.n && r->times.at[t].at.end <= i)
            t++;
        if (t == r->times.n || r->times.at[t].at.beg >= end)
            numbers[n++] = value;
    }
    return n;
}

/* True if each has a figure that the other has not. */
static bool figures_differ(const struct ng_report *r, ng_range here,
                           const struct ng_report *o, ng_range there,
                           struct ng_arena work)
{
    double a[FIGURES], b[FIGURES];
    size_t an = bare_numbers(r, here, a, work),
           bn = bare_numbers(o, there, b, work);
    size_t common = 0;
    for (size_t i = 0; i < an; i++)
        for (size_t k = 0; k < bn; k++)
            if (!(a[i] < b[k]) && !(a[i] > b[k])) {
                common++;
                break;
            }
    return common < an && common < bn;
}

static bool same_things(const struct ng_quantity *a,
                        const struct ng_quantity *b)
{
    return a->what.n && ng_str_eq(a->what, b->what) &&
           ng_str_eq(a->unit, b->unit);
}

/* The quantities of a sentence. */
struct counted {
    const struct ng_quantity *at;
    size_t n;
};

static struct counted counted_in(const struct ng_report *r, ng_range at)
{
    size_t i, end;
    NG_FIRST_BEHIND(r->quantities, at.beg, &i);
    for (end = i;
         end < r->quantities.n && r->quantities.at[end].at.beg < at.end;
         end++) {
    }
    return (struct counted){r->quantities.at + i, end - i};
}

/* True if a sentence counts these things without coming to another number. */
static bool agrees(struct counted all, const struct ng_quantity *q)
{
    for (size_t i = 0; i < all.n; i++)
        if (same_things(&all.at[i], q) && !differs(&all.at[i], q))
            return true;
    return false;
}

bool ng_counts_otherwise(const struct ng_report *r, ng_range here,
                         const struct ng_report *o, ng_range there, bool loose,
                         struct ng_arena work)
{
    struct counted a = counted_in(r, here), b = counted_in(o, there);
    for (size_t i = 0; i < a.n; i++)
        for (size_t k = 0; k < b.n && !agrees(b, &a.at[i]); k++)
            if (same_things(&a.at[i], &b.at[k]) && !agrees(a, &b.at[k]))
                return true;
    return loose && figures_differ(r, here, o, there, work);
}

static void compare(const struct ng_ledger *l, const struct ng_line_told *x,
                    uint32_t at, struct ng_match *m)
{
    const struct ng_line_told *y = &l->lines.at[at];
    float share = ng_ledger_share(l, x, y);
    if (share > m->share) {
        m->share = share;
        m->line = at;
    }
    if (y->report == x->report)
        return;
    if (share > m->other_share) {
        m->other_share = share;
        m->other = at;
    }
    if (share >= ALIKE && share > m->figure_share &&
        ng_counts_otherwise(ng_told_report(l, x), ng_told_range(l, x),
                            ng_told_report(l, y), ng_told_range(l, y),
                            share >= CLOSE, *l->a)) {
        m->figure_share = share;
        m->figure = at;
    }
}

struct ng_match ng_ledger_look(struct ng_ledger *l,
                               const struct ng_line_told *x)
{
    struct ng_match m = {NG_NONE, NG_NONE, 0, 0, NG_NONE, 0};
    uint32_t rare[RARE];
    size_t n = 0;
    for (uint32_t k = 0; k < x->keys_n; k++) {
        uint32_t key = l->keys.at[x->keys_at + k];
        if (!l->under[key].n)
            continue;
        size_t at = n < RARE ? n++ : n;
        for (; at > 0 && l->told[rare[at - 1]] > l->told[key]; at--)
            if (at < RARE)
                rare[at] = rare[at - 1];
        if (at < RARE)
            rare[at] = key;
    }
    l->look++;
    for (size_t k = 0; k < n; k++) {
        const ng_indexes *list = &l->under[rare[k]];
        for (size_t i = list->n; i-- > 0 && list->n - i <= LISTED;)
            if (l->stamp[list->at[i]] != l->look) {
                l->stamp[list->at[i]] = l->look;
                compare(l, x, list->at[i], &m);
            }
    }
    return m;
}

void ng_ledger_list(struct ng_ledger *l, uint32_t line)
{
    const struct ng_line_told *x = &l->lines.at[line];
    for (uint32_t k = 0; k < x->keys_n; k++)
        *ng_push(&l->under[l->keys.at[x->keys_at + k]], l->a) = line;
}

void ng_ledger_open(struct ng_ledger *l, struct ng_batch *b, struct ng_arena *a)
{
    *l = (struct ng_ledger){.b = b, .a = a};
    l->edges_of = ng_new(l->a, ng_indexes, b->reports.n + 1);
    l->changes_of = ng_new(l->a, ng_indexes, b->reports.n + 1);
    l->points_of = ng_new(l->a, ng_points, b->reports.n + 1);
    put_in_order(l);
    for (uint32_t i = 0; i < b->reports.n; i++)
        read_report(l, l->order[i]);
    weigh_words(l);
    for (uint32_t i = 0; i < b->edges.n; i++)
        *ng_push(&l->edges_of[b->edges.at[i].child], l->a) = i;
    for (uint32_t i = 0; i < b->changes.n; i++)
        *ng_push(&l->changes_of[b->changes.at[i].to], l->a) = i;
    for (uint32_t d = 0; d < b->disagreements.n; d++)
        for (uint32_t v = 0; v < b->disagreements.at[d].values.n; v++) {
            const ng_cites *c = &b->disagreements.at[d].values.at[v].cites;
            for (size_t i = 0; i < c->n; i++)
                *ng_push(&l->points_of[c->at[i].report], l->a) =
                    (struct ng_point){c->at[i].at, d, v};
        }
}
