/* retold.c - who else tells a fact: the same event with the same status, or
 * most of the same words with the same figures; see facts.h.
 */
#include "weigh/finder.h"

#include <math.h>
#include <stdlib.h>

enum { LOOKED_UNDER = 4 }; /* words of a sentence, the rarest */

/* ---- who else tells it -------------------------------------------------- */

static float weight_of_word(const struct ng_telltale *t, uint32_t key)
{
    return t->weight_of[key];
}

/* Share of the words of the one that the other has. */
static float covered(const struct ng_telltale *t, const uint32_t *a, size_t an,
                     const uint32_t *b, size_t bn, bool by_both)
{
    float both = 0, all_a = 0, all_b = 0;
    size_t i = 0, k = 0;
    while (i < an || k < bn) {
        bool left = k >= bn || (i < an && a[i] <= b[k]);
        bool right = i >= an || (k < bn && b[k] <= a[i]);
        float w = weight_of_word(t, left ? a[i] : b[k]);
        w *= by_both ? w : 1; /* a cosine */
        both += left && right ? w : 0;
        all_a += left ? w : 0;
        all_b += right ? w : 0;
        i += left;
        k += right;
    }
    if (by_both)
        return both > 0 ? both / sqrtf(all_a * all_b) : 0;
    return all_a > 0 ? both / all_a : 0;
}

float ng_keys_alike(const struct ng_telltale *t, const uint32_t *a, size_t an,
                    const uint32_t *b, size_t bn)
{
    float alike = covered(t, a, an, b, bn, true);
    return covered(t, a, an, b, bn, false) < .5f ? alike * .8f : alike;
}

static bool in_word(char c)
{
    return ng_is_alpha(c) || ng_is_digit(c) || (unsigned char)c >= 0x80;
}

ng_str ng_next_word(ng_str line, size_t *from, struct ng_arena *a)
{
    size_t i = *from;
    while (i < line.n && !in_word(line.p[i]))
        i++;
    size_t end = i;
    while (end < line.n && in_word(line.p[end]))
        end++;
    *from = end;
    return ng_str_lower((ng_str){line.p + i, end - i}, a);
}

size_t ng_keys_of(const struct ng_telltale *t, ng_str line, uint32_t **keys,
                  struct ng_arena *a)
{
    NG_LIST(uint32_t) all = {0};
    size_t kept = 0;
    size_t at = 0;
    for (ng_str low; (low = ng_next_word(line, &at, a)).n;) {
        uint32_t key = low.n >= 3 && !ng_says_little(low)
                           ? ng_name_find(&t->words, ng_stem_of(low))
                           : NG_NO_NAME;
        if (key != NG_NO_NAME)
            *ng_push(&all, a) = key;
    }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, ng_by_number);
    for (size_t i = 0; i < all.n; i++)
        if (i == 0 || all.at[i] != all.at[i - 1])
            all.at[kept++] = all.at[i];
    *keys = all.at;
    return kept;
}

/* Another figure for the same thing is no support. */
static bool same_numbers(const struct ng_finder *f, const struct ng_told *a,
                         const struct ng_told *b)
{
    for (uint32_t k = 0; k < a->keys_n; k++) {
        ng_str s = f->words.all.at[f->keys.at[a->keys_at + k]];
        if (!s.n || !ng_is_digit(s.p[0]))
            continue;
        bool there = false;
        for (uint32_t i = 0; i < b->keys_n; i++)
            there |= f->keys.at[b->keys_at + i] == f->keys.at[a->keys_at + k];
        if (!there)
            return false;
    }
    return true;
}

void ng_cite_fact(struct ng_fact *x, uint32_t report, ng_range at,
                  struct ng_arena *out)
{
    for (size_t i = 0; i < x->cites.n; i++)
        if (x->cites.at[i].report == report)
            return;
    *ng_push(&x->cites, out) = (struct ng_cite){report, at};
}

/* The same deed with the same status, in other reports. */
static void cite_event(const struct ng_finder *f, struct ng_fact *x,
                       struct ng_arena *out)
{
    if (x->event == NG_NONE || x->clause.negated)
        return;
    const struct ng_event *e = &f->b->events.at[x->event];
    for (size_t i = 0; i < e->mentions.n; i++) {
        const struct ng_report *r = f->b->reports.at[e->mentions.at[i].report];
        const struct ng_mention *m = &r->mentions.at[e->mentions.at[i].mention];
        const struct ng_report *mine = f->b->reports.at[x->report];
        if (m->status == mine->mentions.at[x->mention].status &&
            (!ng_days_known(x->when) || ng_days_touch(x->when, m->when)))
            ng_cite_fact(x, e->mentions.at[i].report, m->clause, out);
    }
}

/* Neither the opposite nor another day nor a plan for a deed. */
static bool same_side(const struct ng_finder *f, const struct ng_fact *x,
                      const struct ng_told *mine, const struct ng_told *o)
{
    const struct ng_report *r = f->b->reports.at[o->report];
    const struct ng_sentence *s = &r->sentences.at[o->sentence];
    bool other_day = false, day = false;
    if (mine->ahead != o->ahead || mine->negated != o->negated)
        return false;
    for (size_t t = 0; t < r->times.n && ng_days_known(x->when) &&
                       r->times.at[t].at.beg < s->at.end;
         t++) {
        const struct ng_time *at = &r->times.at[t];
        if (!ng_range_in(at->at, s->at) || !ng_days_known(at->value) ||
            at->kind == NG_DURATION)
            continue;
        day |= ng_days_touch(at->value, x->when);
        other_day |= !ng_days_touch(at->value, x->when);
    }
    return day || !other_day;
}

static size_t listed(const struct ng_finder *f, uint32_t key)
{
    return f->list_at[key + 1] - f->list_at[key];
}

/* The verb of the fact; NG_NO_NAME if it says little. */
static uint32_t deed_of(const struct ng_finder *f, const struct ng_fact *x)
{
    const struct ng_word *w = ng_word_of(&x->clause, x->clause.deed);
    return ng_says_little(w->low) ? NG_NO_NAME
                                  : ng_name_find(&f->words, ng_stem_of(w->low));
}

/* True if a sentence has it: "rejected the fund" is not told by "approved the
 * fund", all other words the same. */
static bool has_deed(const struct ng_finder *f, uint32_t key,
                     const struct ng_told *o)
{
    if (key == NG_NO_NAME)
        return true;
    for (uint32_t i = 0; i < o->keys_n; i++)
        if (f->keys.at[o->keys_at + i] == key)
            return true;
    return false;
}

static void cite_others(const struct ng_finder *f, const struct ng_telltale *t,
                        const struct ng_told *mine, struct ng_fact *x,
                        struct ng_arena *out)
{
    uint32_t rare[LOOKED_UNDER], deed = deed_of(f, x);
    size_t n = 0;
    for (size_t k = 0; k < x->keys_n; k++) {
        size_t size = listed(f, x->keys[k]);
        if (size < 2)
            continue;
        size_t at = n < LOOKED_UNDER ? n++ : n;
        for (; at > 0 && listed(f, rare[at - 1]) > size; at--)
            if (at < LOOKED_UNDER)
                rare[at] = rare[at - 1];
        if (at < LOOKED_UNDER)
            rare[at] = x->keys[k];
    }
    for (size_t k = 0; k < n; k++)
        for (uint32_t i = f->list_at[rare[k]]; i < f->list_at[rare[k] + 1];
             i++) {
            const struct ng_told *o = &f->all.at[f->list[i]];
            if (o->report != x->report && has_deed(f, deed, o) &&
                covered(t, x->keys, x->keys_n, f->keys.at + o->keys_at,
                        o->keys_n, false) >= .7f &&
                same_side(f, x, mine, o) && same_numbers(f, mine, o))
                ng_cite_fact(
                    x, o->report,
                    f->b->reports.at[o->report]->sentences.at[o->sentence].at,
                    out);
        }
}

/* True if the receipt stands in what its report took from another. */
static bool is_copy(const struct ng_finder *f, const struct ng_cite *c)
{
    const struct ng_report *r = f->b->reports.at[c->report];
    for (size_t i = f->told_at[c->report]; i < f->told_at[c->report + 1]; i++)
        if (f->all.at[i].copied &&
            ng_range_touch(r->sentences.at[f->all.at[i].sentence].at, c->at))
            return true;
    return false;
}

/* Receipts of reports of their own before those of copies. */
static void sort_cites(const struct ng_finder *f, const bool *own,
                       struct ng_fact *x, struct ng_arena *out)
{
    ng_cites sorted = {0};
    uint32_t *reports = ng_new(f->a, uint32_t, x->cites.n + 1);
    size_t n = 0;
    for (int pass = 0; pass < 3; pass++)
        for (size_t i = 0; i < x->cites.n; i++) {
            int rank = i == 0 ? 0 : own[x->cites.at[i].report] ? 1 : 2;
            if (rank == pass)
                *ng_push(&sorted, out) = x->cites.at[i];
        }
    x->cites = sorted;
    for (size_t i = 0; i < x->cites.n; i++)
        if (i == 0 || !is_copy(f, &x->cites.at[i]))
            reports[n++] = x->cites.at[i].report;
    x->independent = ng_independent(f->b, reports, n, *f->a);
}

void ng_cite_all(const struct ng_finder *f, const struct ng_telltale *t,
                 const struct ng_told *mine, struct ng_fact *x,
                 struct ng_arena *out)
{
    ng_range at = f->b->reports.at[x->report]->sentences.at[x->sentence].at;
    ng_cite_fact(x, x->report, at, out);
    cite_event(f, x, out);
    cite_others(f, t, mine, x, out);
    sort_cites(f, t->own, x, out);
}
