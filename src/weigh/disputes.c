#include "weigh/disputes.h"

#include "base/out.h"
#include "weigh/merge.h"
#include "weigh/phrase.h"

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
            v = ng_add_value(&d, name, out);
        *ng_push(&v->cites, out) =
            (struct ng_cite){e->mentions.at[i].report, m->place_at};
    }
    if (d.values.n < 2)
        return;
    d.question =
        ng_str_format(out, "Where is " PRS "?", PRS_ARG(deed_text(e, out)));
    ng_keep_dispute(b, &d, out, scratch);
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
                v = ng_add_value(&d, ng_event_status_name(m->status), out);
            *ng_push(&v->cites, out) =
                (struct ng_cite){e->mentions.at[i].report, m->clause};
        }
    }
    if (d.values.n < 2)
        return;
    d.question =
        ng_str_format(out, "Is it so: " PRS "?", PRS_ARG(deed_text(e, out)));
    ng_keep_dispute(b, &d, out, scratch);
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
    struct ng_dispute_value *v =
        ng_add_value(d, ng_short_text(r, at, 120, out), out);
    v->when = e->when;
    *ng_push(&v->cites, out) = (struct ng_cite){em->report, at};
}

/* "a month and a half after": no day that another could contradict. */
static bool is_rough(const struct ng_batch *b,
                     const struct ng_event_mention *em)
{
    const struct ng_report *r = b->reports.at[em->report];
    const struct ng_mention *m = mention_of(b, em);
    return m->granularity == NG_FUZZY ||
           (m->time < r->times.n &&
            (r->times.at[m->time].kind != NG_DATE ||
             r->times.at[m->time].granularity == NG_FUZZY));
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
    if (is_rough(b, mx) || is_rough(b, my))
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
    ng_keep_dispute(b, &d, out, scratch);
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
    ng_dispute_numbers(b, out, scratch);
    ng_dispute_days(b, out, scratch);
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
