#include "weigh/disputes.h"

#include "base/out.h"
#include "weigh/merge.h"

#include <math.h>
#include <stdlib.h>

static struct ng_dispute_value *add_value(struct ng_disagreement *d,
                                          ng_str value, struct ng_arena *out)
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
static void keep(struct ng_batch *b, struct ng_disagreement *d,
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

/* Clean text of a range on one line. */
static ng_str one_line(const struct ng_report *r, ng_range at,
                       struct ng_arena *out)
{
    ng_str s = ng_slice(r->text, at);
    char *p = ng_str_c(s, out);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool space = ng_is_space(s.p[i]);
        if (space && (n == 0 || p[n - 1] == ' '))
            continue;
        p[n++] = space ? ' ' : s.p[i];
    }
    return (ng_str){p, n};
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
        struct ng_dispute_value *before = add_value(&d, was, out);
        *ng_push(&before->cites, out) =
            (struct ng_cite){c->from, c->cite_before};
        struct ng_dispute_value *after = add_value(&d, is, out);
        *ng_push(&after->cites, out) = (struct ng_cite){c->to, c->cite_after};
        keep(b, &d, out, scratch);
        taken++;
    }
}

/* ---- how many --------------------------------------------------------- */

struct claim {
    uint32_t report, quantity;
    const struct ng_quantity *q;
    uint64_t scope; /* bits of the names in its sentence */
    bool used;
};
typedef NG_LIST(struct claim) claims;

/* A set of the entities that a sentence names, 64 bits of their keys: two
 * claims without a common one speak of different things. */
static uint64_t scope_of(const struct ng_report *r, ng_range at)
{
    uint32_t s = ng_sentence_at(r, at.beg);
    uint64_t bits = 0;
    if (s == NG_NONE)
        return 0;
    for (size_t i = 0; i < r->names.n; i++)
        if (ng_range_in(r->names.at[i].at, r->sentences.at[s].at) &&
            r->names.at[i].entity < r->entities.n)
            bits |=
                (uint64_t)1
                << (ng_hash64(r->entities.at[r->names.at[i].entity].key, 0) &
                    63);
    return bits;
}

/* "laborer" and "worker" count the same people. */
static ng_str head_of(ng_str what)
{
    static const ng_str same[][2] = {
        {S("laborer"), S("worker")},      {S("labourer"), S("worker")},
        {S("guest worker"), S("worker")}, {S("fatality"), S("death")},
        {S("victim"), S("death")},        {S("casualty"), S("death")},
        {S("protestor"), S("protester")}, {S("demonstrator"), S("protester")},
        {S("soldier"), S("troop")},       {S("vessel"), S("ship")},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (ng_str_eq(what, same[i][0]))
            return same[i][1];
    return what;
}

static double low_of(const struct ng_quantity *q)
{
    return isnan(q->low) ? -INFINITY : q->low;
}

static double high_of(const struct ng_quantity *q)
{
    return isnan(q->high) ? INFINITY : q->high;
}

static bool is_open(const struct ng_quantity *q)
{
    return isnan(q->low) || isnan(q->high) || q->approx;
}

/* Longer words that the sentences of two claims share, what is counted left
 * out. Two numbers of boats speak of the same boats only if more is the same.
 */
static size_t shared_words(const struct ng_batch *b, const struct claim *x,
                           const struct claim *y)
{
    const struct ng_report *rx = b->reports.at[x->report];
    const struct ng_report *ry = b->reports.at[y->report];
    uint32_t sx = ng_sentence_at(rx, x->q->at.beg);
    uint32_t sy = ng_sentence_at(ry, y->q->at.beg);
    size_t shared = 0;
    if (sx == NG_NONE || sy == NG_NONE)
        return 0;
    for (uint32_t i = rx->sentences.at[sx].first; i < rx->sentences.at[sx].end;
         i++) {
        ng_str w = rx->words.at[i].low;
        if (w.n < 5 || ng_str_starts(w, x->q->what))
            continue;
        for (uint32_t k = ry->sentences.at[sy].first;
             k < ry->sentences.at[sy].end; k++)
            if (ng_str_eq(w, ry->words.at[k].low)) {
                shared++;
                break;
            }
    }
    return shared;
}

/* Numbers of one report do not disagree with each other. */
static bool comparable(const struct ng_batch *b, const struct claim *x,
                       const struct claim *y)
{
    if (!ng_str_eq(x->q->unit, y->q->unit) ||
        !ng_str_eq(head_of(x->q->what), head_of(y->q->what)))
        return false;
    return x->report != y->report && (x->scope & y->scope) != 0 &&
           shared_words(b, x, y) >= 2;
}

static bool same_value(const struct ng_quantity *a, const struct ng_quantity *b)
{
    return low_of(a) == low_of(b) && high_of(a) == high_of(b);
}

static void add_claim(struct ng_disagreement *d, struct ng_batch *b,
                      struct claim *c, struct ng_arena *out)
{
    const struct ng_report *r = b->reports.at[c->report];
    c->used = true;
    for (size_t i = 0; i < d->values.n; i++) {
        struct ng_dispute_value *v = &d->values.at[i];
        struct ng_quantity had = {.low = v->low, .high = v->high};
        if (same_value(&had, c->q)) {
            *ng_push(&v->cites, out) = (struct ng_cite){c->report, c->q->at};
            return;
        }
    }
    struct ng_dispute_value *v = add_value(d, one_line(r, c->q->at, out), out);
    v->low = c->q->low;
    v->high = c->q->high;
    *ng_push(&v->cites, out) = (struct ng_cite){c->report, c->q->at};
}

/* Two exact values that share nothing cannot both be right; an open or rough
 * one fits whatever it touches, and rough ones of different size differ in
 * scope more often than they conflict. */
static enum ng_dispute kind_of(const struct ng_disagreement *d)
{
    enum ng_dispute kind = NG_REFINED;
    for (size_t i = 0; i < d->values.n; i++)
        for (size_t k = i + 1; k < d->values.n; k++) {
            struct ng_quantity x = {.low = d->values.at[i].low,
                                    .high = d->values.at[i].high};
            struct ng_quantity y = {.low = d->values.at[k].low,
                                    .high = d->values.at[k].high};
            bool apart = high_of(&x) < low_of(&y) || high_of(&y) < low_of(&x);
            if (apart && !is_open(&x) && !is_open(&y) && x.low == x.high &&
                y.low == y.high)
                return NG_CONTRADICTION;
            if (apart || is_open(&x) || is_open(&y))
                kind = NG_COMPATIBLE;
        }
    return kind;
}

static claims gather_claims(struct ng_batch *b, struct ng_arena *a)
{
    claims all = {0};
    for (uint32_t r = 0; r < b->reports.n; r++) {
        const struct ng_report *report = b->reports.at[r];
        for (uint32_t q = 0; q < report->quantities.n; q++) {
            const struct ng_quantity *x = &report->quantities.at[q];
            bool told = x->what.n || x->unit.n;
            bool countable = ng_str_eq(x->unit, STR("percent")) || x->what.n;
            if (told && countable && !report->spun)
                *ng_push(&all, a) =
                    (struct claim){r, q, x, scope_of(report, x->at), false};
        }
    }
    /* Spun copies garble words, not numbers; they come last and add to what
     * others say. */
    for (uint32_t r = 0; r < b->reports.n; r++) {
        const struct ng_report *report = b->reports.at[r];
        for (uint32_t q = 0; report->spun && q < report->quantities.n; q++)
            if (report->quantities.at[q].what.n)
                *ng_push(&all, a) = (struct claim){
                    r, q, &report->quantities.at[q],
                    scope_of(report, report->quantities.at[q].at), false};
    }
    return all;
}

static ng_str how_many(const struct claim *c, struct ng_arena *out)
{
    if (!c->q->what.n)
        return ng_str_format(out, "How much (" PRS ")?", PRS_ARG(c->q->unit));
    return ng_str_format(out, "How many " PRS "s?",
                         PRS_ARG(head_of(c->q->what)));
}

static void from_quantities(struct ng_batch *b, struct ng_arena *out,
                            struct ng_arena scratch)
{
    claims all = gather_claims(b, &scratch);
    enum { MOST = 2000 };
    size_t n = all.n < MOST ? all.n : MOST;
    for (size_t i = 0; i < n; i++) {
        struct ng_disagreement d = {.slot = NG_HOW_MANY, .weight = 2.0f};
        if (all.at[i].used)
            continue;
        for (size_t k = i + 1; k < n; k++) {
            if (all.at[k].used || !comparable(b, &all.at[i], &all.at[k]))
                continue;
            if (!d.values.n)
                add_claim(&d, b, &all.at[i], out);
            add_claim(&d, b, &all.at[k], out);
        }
        if (d.values.n < 2)
            continue;
        d.question = how_many(&all.at[i], out);
        d.kind = kind_of(&d);
        d.weight += d.kind == NG_CONTRADICTION ? 2.0f : 0;
        keep(b, &d, out, scratch);
    }
}

/* ---- events ----------------------------------------------------------- */

static const struct ng_mention *mention_of(const struct ng_batch *b,
                                           const struct ng_event_mention *m)
{
    return &b->reports.at[m->report]->mentions.at[m->mention];
}

static ng_str deed_text(const struct ng_event *e, struct ng_arena *out)
{
    static const char *const nouns[NG_EVENT_TYPE_COUNT] = {
        [NG_CONSULT] = "the meeting",   [NG_AGREE] = "the agreement",
        [NG_SANCTION] = "the sanction", [NG_ASSAULT] = "the attack",
        [NG_PROTEST] = "the protest",   [NG_ACCUSE] = "the accusation",
        [NG_AID] = "the aid",           [NG_REQUEST] = "the request",
    };
    ng_str who = {0};
    for (size_t i = 0; i < e->parties_n && i < 2; i++)
        who = who.n ? ng_str_format(out, PRS " and " PRS, PRS_ARG(who),
                                    PRS_ARG(e->parties[i].text))
                    : e->parties[i].text;
    const char *noun = nouns[e->type] ? nouns[e->type] : "this";
    if (e->type == NG_CONSULT && ng_str_eq(e->mode, STR("visit")))
        noun = "the visit";
    return who.n ? ng_str_format(out, "%s (" PRS ")", noun, PRS_ARG(who))
                 : ng_str_of(noun);
}

/* Places of the mentions of one event that are not the same. */
static void where(struct ng_batch *b, const struct ng_event *e,
                  struct ng_arena *out, struct ng_arena scratch)
{
    struct ng_disagreement d = {
        .slot = NG_WHERE, .kind = NG_REFINED, .weight = 1.0f + e->weight};
    for (size_t i = 0; i < e->mentions.n; i++) {
        const struct ng_report *r = b->reports.at[e->mentions.at[i].report];
        const struct ng_mention *m = mention_of(b, &e->mentions.at[i]);
        if (m->place >= r->entities.n || ng_range_empty(m->place_at) ||
            ng_str_starts(r->entities.at[m->place].key, STR("country:")))
            continue; /* a town and its country are no disagreement */
        ng_str name = r->entities.at[m->place].name;
        struct ng_dispute_value *v = NULL;
        for (size_t k = 0; k < d.values.n; k++)
            if (ng_str_eq(d.values.at[k].value, name))
                v = &d.values.at[k];
        if (!v)
            v = add_value(&d, name, out);
        *ng_push(&v->cites, out) =
            (struct ng_cite){e->mentions.at[i].report, m->place_at};
    }
    if (d.values.n < 2)
        return;
    d.question =
        ng_str_format(out, "Where is " PRS "?", PRS_ARG(deed_text(e, out)));
    keep(b, &d, out, scratch);
}

/* Alleged by one, denied by another. */
static void denied(struct ng_batch *b, const struct ng_event *e,
                   struct ng_arena *out, struct ng_arena scratch)
{
    static const enum ng_event_status sides[2][3] = {
        {NG_HAPPENED, NG_ALLEGED, NG_PLANNED},
        {NG_DENIED, NG_DENIED, NG_DENIED}};
    struct ng_disagreement d = {
        .slot = NG_DID, .kind = NG_CONTRADICTION, .weight = 3.0f + e->weight};
    for (int side = 0; side < 2; side++) {
        struct ng_dispute_value *v = NULL;
        for (size_t i = 0; i < e->mentions.n; i++) {
            const struct ng_mention *m = mention_of(b, &e->mentions.at[i]);
            bool here = m->status == sides[side][0] ||
                        m->status == sides[side][1] ||
                        m->status == sides[side][2];
            if (!here)
                continue;
            if (!v)
                v = add_value(&d, ng_event_status_name(m->status), out);
            *ng_push(&v->cites, out) =
                (struct ng_cite){e->mentions.at[i].report, m->clause};
        }
    }
    if (d.values.n < 2)
        return;
    d.question =
        ng_str_format(out, "Is it so: " PRS "?", PRS_ARG(deed_text(e, out)));
    keep(b, &d, out, scratch);
}

static bool copies(const struct ng_batch *b, const struct ng_event *x,
                   const struct ng_event *y)
{
    for (size_t i = 0; i < x->reports.n; i++)
        for (size_t k = 0; k < y->reports.n; k++)
            if (!b->origin_of || b->origin_of[x->reports.at[i]] ==
                                     b->origin_of[y->reports.at[k]])
                return true;
    return false;
}

static bool is_person(const struct ng_batch *b, const struct ng_event *e,
                      ng_str key)
{
    (void)b, (void)e;
    return key.n && !ng_str_starts(key, STR("country:")) &&
           !ng_str_starts(key, STR("place:"));
}

/* People (not states) that both events have. */
static size_t shared_people(const struct ng_batch *b, const struct ng_event *x,
                            const struct ng_event *y)
{
    size_t n = 0;
    for (size_t i = 0; i < x->parties_n; i++)
        for (size_t k = 0; k < y->parties_n; k++)
            n += is_person(b, x, x->parties[i].entity_key) &&
                 ng_str_eq(x->parties[i].entity_key, y->parties[k].entity_key);
    return n;
}

static void add_day(struct ng_disagreement *d, const struct ng_batch *b,
                    const struct ng_event *e, struct ng_arena *out)
{
    const struct ng_event_mention *em = NULL;
    for (size_t i = 0; i < e->mentions.n && !em; i++) {
        const struct ng_mention *m = mention_of(b, &e->mentions.at[i]);
        const struct ng_report *r = b->reports.at[e->mentions.at[i].report];
        if (m->time < r->times.n && m->when.first == e->when.first)
            em = &e->mentions.at[i];
    }
    if (!em)
        return;
    const struct ng_report *r = b->reports.at[em->report];
    ng_range at = r->times.at[mention_of(b, em)->time].at;
    struct ng_dispute_value *v = add_value(d, one_line(r, at, out), out);
    v->when = e->when;
    *ng_push(&v->cites, out) = (struct ng_cite){em->report, at};
}

/* The same people did the same in the same place, but on another day: asked
 * only of deeds that independent reports tell, each once. */
static void when(struct ng_batch *b, const struct ng_event *x,
                 const struct ng_event *y, struct ng_arena *out,
                 struct ng_arena scratch)
{
    const struct ng_event_mention *mx = &x->mentions.at[0];
    const struct ng_event_mention *my = &y->mentions.at[0];
    const struct ng_report *rx = b->reports.at[mx->report];
    const struct ng_report *ry = b->reports.at[my->report];
    if (x->type != y->type || !ng_days_known(x->when) ||
        !ng_days_known(y->when) || ng_days_touch(x->when, y->when) ||
        x->when_basis == NG_BASIS_PUBLISHED ||
        y->when_basis == NG_BASIS_PUBLISHED || copies(b, x, y))
        return;
    if (shared_people(b, x, y) < 2 ||
        ng_deed(rx, mention_of(b, mx)) != ng_deed(ry, mention_of(b, my)))
        return;
    bool placed = x->place.n && y->place.n;
    if (placed && !ng_str_eq(x->place, y->place))
        return;
    struct ng_disagreement d = {.slot = NG_WHEN,
                                .kind = NG_CONTRADICTION,
                                .weight = placed ? 3.0f : 1.5f};
    add_day(&d, b, x, out);
    add_day(&d, b, y, out);
    if (d.values.n < 2)
        return;
    d.question =
        ng_str_format(out, "When was " PRS "?", PRS_ARG(deed_text(x, out)));
    keep(b, &d, out, scratch);
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
    enum { PAIRS = 400 };
    from_changes(b, out, scratch);
    from_quantities(b, out, scratch);
    size_t n = b->events.n < PAIRS ? b->events.n : PAIRS;
    for (size_t i = 0; i < n; i++) {
        where(b, &b->events.at[i], out, scratch);
        denied(b, &b->events.at[i], out, scratch);
        for (size_t k = i + 1; k < n; k++)
            when(b, &b->events.at[i], &b->events.at[k], out, scratch);
    }
    if (b->disagreements.n)
        qsort(b->disagreements.at, b->disagreements.n,
              sizeof *b->disagreements.at, by_weight);
}
