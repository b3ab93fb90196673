/* persons_differ.c - how old is somebody? Ages beside a name.
 *
 *     Anna Berg, 34, ...    34-year-old Anna Berg    Anna Berg, aged 34
 *
 * See disputes.h.
 */
#include "weigh/around.h"
#include "weigh/disputes.h"

#include <math.h>
#include <stdlib.h>

struct age {
    uint32_t report, name;
    ng_str key;
    unsigned years;
    ng_range at;
};
typedef NG_LIST(struct age) ages;

enum { MOST = 2000 };

/* The number that a word is or begins with: "34", "34-year-old". */
static unsigned number_of(ng_str low, size_t *digits)
{
    unsigned n = 0;
    size_t i = 0;
    while (i < low.n && i < 3 && low.p[i] >= '0' && low.p[i] <= '9')
        n = n * 10 + (unsigned)(low.p[i++] - '0');
    *digits = i;
    return n;
}

static bool is_age(ng_str low, unsigned *years)
{
    size_t digits;
    *years = number_of(low, &digits);
    return digits && digits == low.n && *years > 0 && *years < 115;
}

/* Behind the name: ", 34," ", 34." "(34)" ", aged 34". */
static bool age_behind(const struct ng_report *r, uint32_t w, struct age *a)
{
    static const ng_str aged[] = {S("aged"), S("age")};
    static const ng_str ends[] = {S(","), S("."), S(")"), S(";"), S("and")};
    if (w + 2 >= r->words.n)
        return false;
    ng_str open = ng_low_at(r, w);
    if (!ng_str_eq(open, STR(",")) && !ng_str_eq(open, STR("(")))
        return false;
    uint32_t at = w + 1 + NG_ANY(ng_low_at(r, w + 1), aged);
    if (at + 1 >= r->words.n || !is_age(ng_low_at(r, at), &a->years) ||
        (at == w + 1 && !NG_ANY(ng_low_at(r, at + 1), ends)))
        return false;
    a->at = r->words.at[at].at;
    return true;
}

/* Before the name: "34-year-old Anna Berg", in one word or in five. */
static bool age_before(const struct ng_report *r, uint32_t w, struct age *a)
{
    enum { BACK = 8 };
    for (uint32_t k = 1; k <= BACK && w >= k; k++) {
        ng_str low = ng_low_at(r, w - k);
        size_t digits;
        unsigned n = number_of(low, &digits);
        ng_str rest = {low.p + digits, low.n - digits};
        bool one = ng_str_starts(rest, STR("-year-old"));
        bool more = digits == low.n && w - k + 1 < r->words.n &&
                    ng_str_eq(ng_low_at(r, w - k + 1), STR("-")) &&
                    w - k + 2 < r->words.n &&
                    ng_str_starts(ng_low_at(r, w - k + 2), STR("year"));
        if (digits && (one || more) && n > 0 && n < 115) {
            a->years = n;
            a->at = r->words.at[w - k].at;
            return true;
        }
        if (ng_str_eq(low, STR(",")) || ng_str_eq(low, STR(".")))
            return false;
    }
    return false;
}

static void ages_in(const struct ng_batch *b, uint32_t report, ages *all,
                    struct ng_arena *out)
{
    const struct ng_report *r = b->reports.at[report];
    for (uint32_t i = 0; i < r->names.n && all->n < MOST; i++) {
        const struct ng_name_mention *n = &r->names.at[i];
        if (n->type != NG_PER || n->entity >= r->entities.n)
            continue;
        struct age a = {
            .report = report, .name = i, .key = r->entities.at[n->entity].key};
        uint32_t first = ng_word_at(r, n->at.beg);
        uint32_t behind = ng_word_at(r, n->at.end);
        if ((behind != NG_NONE && age_behind(r, behind, &a)) ||
            (first != NG_NONE && age_before(r, first, &a)))
            *ng_push(all, out) = a;
    }
}

static int by_key(const void *a, const void *b)
{
    const struct age *x = a, *y = b;
    int c = ng_str_cmp(x->key, y->key);
    if (c)
        return c;
    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return (x->at.beg > y->at.beg) - (x->at.beg < y->at.beg);
}

static void of_one(struct ng_batch *b, const ages *all, size_t beg, size_t end,
                   struct ng_arena *out, struct ng_arena scratch)
{
    struct ng_disagreement d = {
        .slot = NG_WHO, .kind = NG_SUPERSEDED, .weight = 2.5f};
    bool apart = false; /* reports of their own */
    bool mixed = false; /* one report gives two: they are of two people */
    for (size_t i = beg; i < end; i++) {
        const struct age *a = &all->at[i];
        const struct ng_report *r = b->reports.at[a->report];
        struct ng_dispute_value *v = NULL;
        for (size_t k = 0; k < d.values.n; k++)
            if (d.values.at[k].low == (double)a->years)
                v = &d.values.at[k];
        if (!v) {
            v = ng_add_value(&d, ng_slice(r->text, a->at), out);
            v->low = v->high = (double)a->years;
        }
        *ng_push(&v->cites, out) = (struct ng_cite){a->report, a->at};
        for (size_t k = beg; k < i; k++)
            mixed |=
                all->at[k].years != a->years && all->at[k].report == a->report;
        for (size_t k = beg; k < i && b->origin_of; k++)
            apart |= all->at[k].years != a->years &&
                     b->origin_of[all->at[k].report] != b->origin_of[a->report];
    }
    if (d.values.n < 2 || mixed)
        return;
    const struct ng_report *r = b->reports.at[all->at[beg].report];
    uint32_t e = r->names.at[all->at[beg].name].entity;
    d.kind = apart ? NG_CONTRADICTION : NG_SUPERSEDED;
    d.question = ng_str_format(out, "How old is " PRS "?",
                               PRS_ARG(r->entities.at[e].name));
    ng_keep_dispute(b, &d, out, scratch);
}

void ng_dispute_persons(struct ng_batch *b, struct ng_arena *out,
                        struct ng_arena scratch)
{
    ages all = {0};
    for (uint32_t i = 0; i < b->reports.n; i++)
        if (!b->reports.at[i]->spun)
            ages_in(b, i, &all, &scratch);
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_key);
    for (size_t beg = 0, end; beg < all.n; beg = end) {
        end = beg + 1;
        while (end < all.n && ng_str_eq(all.at[end].key, all.at[beg].key))
            end++;
        of_one(b, &all, beg, end, out, scratch);
    }
}
