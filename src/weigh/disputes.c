#include "weigh/disputes.h"

#include "base/out.h"

#include <math.h>
#include <stdlib.h>

struct ng_dispute_value *ng_add_value(struct ng_disagreement *d, ng_str value,
                                      struct ng_arena *out)
{
    struct ng_dispute_value *v = ng_push(&d->values, out);
    *v = (struct ng_dispute_value){
        .value = value, .low = NAN, .high = NAN, .when = NG_NO_DAYS};
    return v;
}

static void count_origins(struct ng_batch *b, struct ng_disagreement *d,
                          struct ng_arena scratch)
{
    for (size_t i = 0; i < d->values.n; i++) {
        struct ng_dispute_value *v = &d->values.at[i];
        uint32_t *reports = ng_new(&scratch, uint32_t, v->cites.n + 1);
        for (size_t k = 0; k < v->cites.n; k++)
            reports[k] = v->cites.at[k].report;
        v->independent = ng_independent(b, reports, v->cites.n, scratch);
    }
}

/* Keeps a disagreement: its id is what it asks and what is answered. */
void ng_keep_dispute(struct ng_batch *b, struct ng_disagreement *d,
                     struct ng_arena *out, struct ng_arena scratch)
{
    struct ng_out key = {.limit = 1 << 16};
    ng_put(&key, b->stories.n ? ng_id_str(&b->stories.at[0].id) : STR(""));
    ng_put(&key, d->question);
    for (size_t i = 0; i < d->values.n; i++) {
        const struct ng_cite *c = &d->values.at[i].cites.at[0];
        ng_printf(&key, "|%s %u", b->reports.at[c->report]->id.c, c->at.beg);
    }
    d->id = ng_id_of('d', ng_out_str(&key));
    ng_out_release(&key);
    count_origins(b, d, scratch);
    *ng_push(&b->disagreements, out) = *d;
}

/* ---- what revisions changed ------------------------------------------- */

static const char *slot_question(enum ng_slot slot)
{
    switch (slot) {
    case NG_WHEN:
        return "When";
    case NG_WHERE:
        return "Where";
    case NG_WHO:
        return "Who";
    case NG_HOW_MANY:
        return "How many";
    default:
        return "What";
    }
}

/* "When (“The Kremlin confirmed …”)?" */
static ng_str question_of_change(const struct ng_change *c,
                                 struct ng_arena *out)
{
    ng_str s = c->after;
    size_t n = 0, words = 0;
    while (n < s.n && words < 4) {
        words += s.p[n] == ' ';
        n++;
    }
    n -= words == 4;
    return ng_str_format(out, "%s (“" PRS " …”)?", slot_question(c->slot),
                         (int)n, s.p);
}

/* Days, places and numbers of one sentence that the other does not have. */
struct facts {
    struct ng_out text;
    size_t n;
};

static void add_fact(struct facts *f, ng_str what, ng_str other)
{
    if (ng_str_find_nocase(other, what, 0) != SIZE_MAX ||
        ng_str_find_nocase(ng_out_str(&f->text), what, 0) != SIZE_MAX)
        return;
    if (f->n++)
        ng_put(&f->text, STR(", "));
    ng_put(&f->text, what);
}

static ng_str facts_of(const struct ng_report *r, ng_range at, ng_str other,
                       struct ng_arena *out)
{
    struct facts f = {.text = {.limit = 4096}};
    for (size_t i = 0; i < r->times.n; i++)
        if (ng_range_in(r->times.at[i].at, at))
            add_fact(&f, ng_slice(r->text, r->times.at[i].at), other);
    for (size_t i = 0; i < r->names.n; i++) {
        enum ng_name_type t = r->names.at[i].type;
        if (ng_range_in(r->names.at[i].at, at) &&
            (t == NG_GPE || t == NG_LOC || t == NG_FAC))
            add_fact(&f, ng_slice(r->text, r->names.at[i].at), other);
    }
    for (size_t i = 0; i < r->quantities.n; i++)
        if (ng_range_in(r->quantities.at[i].at, at))
            add_fact(&f, ng_slice(r->text, r->quantities.at[i].at), other);
    ng_str s = ng_str_copy(ng_out_str(&f.text), out);
    ng_out_release(&f.text);
    return s;
}

/* "this week" of one week is "last week" of the next: not a change. */
static bool same_days(const struct ng_report *ra, ng_range a,
                      const struct ng_report *rb, ng_range b)
{
    size_t n = 0, same = 0;
    for (size_t i = 0; i < ra->times.n; i++) {
        const struct ng_time *x = &ra->times.at[i];
        if (!ng_range_in(x->at, a) || !ng_days_known(x->value))
            continue;
        n++;
        for (size_t k = 0; k < rb->times.n; k++) {
            const struct ng_time *y = &rb->times.at[k];
            if (ng_range_in(y->at, b) && x->value.first == y->value.first &&
                x->value.last == y->value.last) {
                same++;
                break;
            }
        }
    }
    return n && n == same;
}

static void from_changes(struct ng_batch *b, struct ng_arena *out,
                         struct ng_arena scratch)
{
    size_t taken = 0;
    for (size_t i = 0; i < b->changes.n && taken < 6; i++) {
        const struct ng_change *c = &b->changes.at[i];
        if (c->class != NG_VALUE_CHANGED || !c->before.n || !c->after.n ||
            ng_range_empty(c->cite_before) || ng_range_empty(c->cite_after))
            continue;
        if (c->slot == NG_WHEN &&
            same_days(b->reports.at[c->from], c->cite_before,
                      b->reports.at[c->to], c->cite_after))
            continue;
        struct ng_disagreement d = {.slot = c->slot,
                                    .question = question_of_change(c, out),
                                    .kind = NG_SUPERSEDED,
                                    .weight = 3.0f + c->weight};
        ng_str was =
            facts_of(b->reports.at[c->from], c->cite_before, c->after, out);
        ng_str is =
            facts_of(b->reports.at[c->to], c->cite_after, c->before, out);
        if (!was.n || !is.n) {
            was = c->before;
            is = c->after;
        }
        struct ng_dispute_value *before = ng_add_value(&d, was, out);
        *ng_push(&before->cites, out) =
            (struct ng_cite){c->from, c->cite_before};
        struct ng_dispute_value *after = ng_add_value(&d, is, out);
        *ng_push(&after->cites, out) = (struct ng_cite){c->to, c->cite_after};
        ng_keep_dispute(b, &d, out, scratch);
        taken++;
    }
}

/* True if some value of d is told inside the range. */
static bool tells_in(const struct ng_disagreement *d, uint32_t report,
                     ng_range in)
{
    for (size_t i = 0; i < d->values.n; i++)
        for (size_t k = 0; k < d->values.at[i].cites.n; k++)
            if (d->values.at[i].cites.at[k].report == report &&
                ng_range_in(d->values.at[i].cites.at[k].at, in))
                return true;
    return false;
}

/* A revision that changed one number, and that number's own question: the
 * question says more. The first `n` are from changes. */
static void drop_doubles(struct ng_batch *b, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < b->disagreements.n; i++) {
        const struct ng_disagreement *d = &b->disagreements.at[i];
        bool twice = false;
        for (size_t k = n; i < n && !twice && k < b->disagreements.n; k++) {
            const struct ng_disagreement *o = &b->disagreements.at[k];
            twice = d->slot == NG_HOW_MANY && o->slot == NG_HOW_MANY &&
                    o->kind == NG_SUPERSEDED;
            for (size_t v = 0; twice && v < d->values.n; v++)
                twice = ng_str_find(d->values.at[v].value, STR(", "), 0) ==
                            SIZE_MAX &&
                        tells_in(o, d->values.at[v].cites.at[0].report,
                                 d->values.at[v].cites.at[0].at);
        }
        if (!twice)
            b->disagreements.at[kept++] = *d;
    }
    b->disagreements.n = kept;
}

/* What cannot both be right comes first, what only says it closer last; among
 * these what weighs more. */
static void rank(struct ng_batch *b)
{
    static const float kinds[NG_DISPUTE_COUNT] = {[NG_CONTRADICTION] = 5,
                                                  [NG_SUPERSEDED] = 4,
                                                  [NG_COMPATIBLE] = 2,
                                                  [NG_REFINED] = 1};
    for (size_t i = 0; i < b->disagreements.n; i++) {
        struct ng_disagreement *d = &b->disagreements.at[i];
        float inner = d->weight / 10;
        d->weight = kinds[d->kind] + (inner > 0.9f ? 0.9f : inner);
    }
}

static int by_weight(const void *a, const void *b)
{
    const struct ng_disagreement *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return ng_id_cmp(x->id, y->id);
}

void ng_find_disputes(struct ng_batch *b, struct ng_arena *out,
                      struct ng_arena scratch)
{
    from_changes(b, out, scratch);
    size_t changes = b->disagreements.n;
    ng_dispute_numbers(b, out, scratch);
    ng_dispute_days(b, out, scratch);
    ng_dispute_deeds(b, out, scratch);
    ng_dispute_charges(b, out, scratch);
    ng_dispute_presence(b, out, scratch);
    ng_dispute_travel(b, out, scratch);
    ng_dispute_persons(b, out, scratch);
    drop_doubles(b, changes);
    rank(b);
    if (b->disagreements.n)
        qsort(b->disagreements.at, b->disagreements.n,
              sizeof *b->disagreements.at, by_weight);
}
