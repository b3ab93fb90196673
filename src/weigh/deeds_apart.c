/* deeds_apart.c - two events that may be one, told in ways that exclude each
 * other: another day, done and not done, done by another. See disputes.h.
 */
#include "weigh/around.h"
#include "weigh/deeds.h"
#include "weigh/disputes.h"
#include "weigh/phrase.h"

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

static bool is_person(ng_str key)
{
    return key.n && !ng_str_starts(key, STR("country:")) &&
           !ng_str_starts(key, STR("place:"));
}

/* People (not states) that both events have. */
static size_t shared_people(const struct ng_event *x, const struct ng_event *y)
{
    size_t n = 0;
    for (size_t i = 0; i < x->parties_n; i++)
        for (size_t k = 0; k < y->parties_n; k++)
            n += is_person(x->parties[i].entity_key) &&
                 ng_str_eq(x->parties[i].entity_key, y->parties[k].entity_key);
    return n;
}

/* "in Arend in 2001 and also in Lenz in 2011": the deed was done twice. */
static bool is_joined(const struct ng_report *r, ng_range a, ng_range b)
{
    enum { MOST = 40 };
    if (b.beg < a.end || b.beg - a.end > MOST)
        return false;
    ng_str between = ng_slice(r->text, (ng_range){a.end, b.beg});
    return ng_str_starts(between, STR(" and ")) &&
           ng_str_find(between, STR(","), 0) == SIZE_MAX &&
           ng_str_find(between, STR("."), 0) == SIZE_MAX;
}

static void add_day(struct ng_disagreement *d, const struct ng_batch *b,
                    const struct ng_event *e, struct ng_arena *out)
{
    const struct ng_event_mention *em = NULL;
    for (size_t i = 0; i < e->mentions.n && !em; i++) {
        const struct ng_mention *m = ng_mention_of(b, &e->mentions.at[i]);
        const struct ng_report *r = b->reports.at[e->mentions.at[i].report];
        if (m->time < r->times.n && m->when.first == e->when.first)
            em = &e->mentions.at[i];
    }
    if (!em)
        return;
    const struct ng_report *r = b->reports.at[em->report];
    uint32_t t = ng_mention_of(b, em)->time;
    struct ng_dispute_value *v =
        ng_add_value(d, ng_short_text(r, r->times.at[t].at, 120, out), out);
    v->when = e->when;
    *ng_push(&v->cites, out) = (struct ng_cite){em->report, r->times.at[t].at};
    if (t + 1 >= r->times.n ||
        !is_joined(r, r->times.at[t].at, r->times.at[t + 1].at))
        return;
    v = ng_add_value(d, ng_short_text(r, r->times.at[t + 1].at, 120, out), out);
    v->when = r->times.at[t + 1].value;
    *ng_push(&v->cites, out) =
        (struct ng_cite){em->report, r->times.at[t + 1].at};
}

/* "a month and a half after": no day that another could contradict. */
static bool is_rough(const struct ng_batch *b,
                     const struct ng_event_mention *em)
{
    const struct ng_report *r = b->reports.at[em->report];
    const struct ng_mention *m = ng_mention_of(b, em);
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
    if (is_rough(b, mx) || is_rough(b, my) ||
        (x->status == NG_PLANNED) != (y->status == NG_PLANNED) ||
        x->status == NG_DENIED || y->status == NG_DENIED)
        return; /* a meeting to come is not the one that was */
    if (shared_people(x, y) < 2 ||
        ng_deed(rx, ng_mention_of(b, mx)) != ng_deed(ry, ng_mention_of(b, my)))
        return;
    bool placed = x->place.n && y->place.n;
    if (placed && !ng_str_eq(x->place, y->place))
        return;
    struct ng_disagreement d = {.slot = NG_WHEN,
                                .kind = NG_CONTRADICTION,
                                .weight = placed ? 3.0f : 1.5f};
    if (x->historical && y->historical)
        d.weight = -25; /* long ago: behind all that is new */
    add_day(&d, b, x, out);
    add_day(&d, b, y, out);
    if (d.values.n < 2)
        return;
    d.question = ng_str_format(out, "When was " PRS "?",
                               PRS_ARG(ng_deed_text(b, x, out)));
    ng_keep_dispute(b, &d, out, scratch);
}

static void add_clause(struct ng_disagreement *d, const struct ng_batch *b,
                       const struct ng_event *e, ng_str prefix,
                       struct ng_arena *out)
{
    const struct ng_event_mention *lead = &e->mentions.at[0];
    const struct ng_report *r = b->reports.at[lead->report];
    ng_str text = ng_short_text(r, ng_mention_of(b, lead)->clause, 60, out);
    struct ng_dispute_value *v =
        ng_add_value(d,
                     prefix.n ? ng_str_format(out, PRS ": " PRS,
                                              PRS_ARG(prefix), PRS_ARG(text))
                              : text,
                     out);
    for (size_t i = 0; i < e->mentions.n && i < 64; i++)
        *ng_push(&v->cites, out) =
            (struct ng_cite){e->mentions.at[i].report,
                             ng_mention_of(b, &e->mentions.at[i])->clause};
}

static bool in_doubt(enum ng_event_status s)
{
    return s == NG_HYPOTHETICAL;
}

/* True if all that tell of y were written after all that tell of x. */
static bool all_later(const struct ng_batch *b, const struct ng_event *x,
                      const struct ng_event *y)
{
    for (size_t i = 0; i < x->reports.n; i++)
        for (size_t k = 0; k < y->reports.n; k++) {
            ng_days p = b->reports.at[x->reports.at[i]]->published;
            ng_days q = b->reports.at[y->reports.at[k]]->published;
            if (!ng_days_known(p) || !ng_days_known(q) || p.last >= q.first)
                return false;
        }
    return true;
}

/* The same word for the deed, or much else that is the same. */
static bool same_words(const struct ng_batch *b,
                       const struct ng_event_mention *x,
                       const struct ng_event_mention *y)
{
    enum { STEM = 4, WORDS = 3 };
    const struct ng_report *rx = b->reports.at[x->report];
    const struct ng_report *ry = b->reports.at[y->report];
    const struct ng_mention *mx = ng_mention_of(b, x);
    const struct ng_mention *my = ng_mention_of(b, y);
    ng_str tx = ng_slice(rx->text, mx->trigger);
    ng_str ty = ng_slice(ry->text, my->trigger);
    unsigned deed = ng_deed(rx, mx);
    if (deed && deed == ng_deed(ry, my))
        return true;
    if (tx.n >= STEM && ty.n >= STEM &&
        ng_str_eq_nocase((ng_str){tx.p, STEM}, (ng_str){ty.p, STEM}))
        return true;
    uint32_t sx = ng_sentence_at(rx, mx->clause.beg);
    uint32_t sy = ng_sentence_at(ry, my->clause.beg);
    struct ng_around ax, ay;
    if (sx == NG_NONE || sy == NG_NONE)
        return false;
    ng_look_around(rx, sx, mx->clause, STR(""), NG_THEME_NONE, &ax);
    ng_look_around(ry, sy, my->clause, STR(""), NG_THEME_NONE, &ay);
    return ng_around_words(&ax, &ay) >= WORDS;
}

/* "did not meet him until 2008": then he did. */
static bool is_until(const struct ng_report *r, ng_range clause)
{
    enum { BEHIND = 40 };
    ng_range more = {clause.beg, clause.end + BEHIND < r->text.n
                                     ? clause.end + BEHIND
                                     : (uint32_t)r->text.n};
    return ng_str_find_nocase(ng_slice(r->text, more), STR(" until "), 0) !=
           SIZE_MAX;
}

/* Both tell a day, or a place: they speak of one occasion. */
static bool is_placed(const struct ng_event *e)
{
    return e->place.n || (e->when_basis != NG_BASIS_PUBLISHED &&
                          e->when_basis != NG_BASIS_NONE);
}

/* Done, says one; not done, says the other. */
static void whether(struct ng_batch *b, const struct ng_event *x,
                    const struct ng_event *y, struct ng_arena *out,
                    struct ng_arena scratch)
{
    if ((x->status == NG_DENIED) == (y->status == NG_DENIED) || x->historical ||
        y->historical)
        return;
    const struct ng_event *yes = x->status == NG_DENIED ? y : x;
    const struct ng_event *no = yes == x ? y : x;
    if (in_doubt(yes->status) || yes->reports.n == 0 || no->reports.n == 0 ||
        (yes->reports.n == 1 && no->reports.n == 1 &&
         yes->reports.at[0] == no->reports.at[0] && !yes->attributed_to.n &&
         !no->attributed_to.n))
        return;
    if (!ng_deeds_alike(b, yes->mentions.at[0], no->mentions.at[0]) ||
        !same_words(b, &yes->mentions.at[0], &no->mentions.at[0]))
        return;
    const struct ng_event_mention *never = &no->mentions.at[0];
    if (!is_placed(yes) || !is_placed(no) ||
        is_until(b->reports.at[never->report], ng_mention_of(b, never)->clause))
        return;
    bool plan = yes->status == NG_PLANNED;
    struct ng_disagreement d = {.slot = NG_DID,
                                .kind = plan && all_later(b, yes, no)
                                            ? NG_SUPERSEDED
                                            : NG_CONTRADICTION,
                                .weight = 3.0f + yes->weight};
    add_clause(&d, b, yes, ng_event_status_name(yes->status), out);
    add_clause(&d, b, no, STR("denied"), out);
    d.question = ng_str_format(out, "Is it so: " PRS "?",
                               PRS_ARG(ng_deed_text(b, yes, out)));
    ng_keep_dispute(b, &d, out, scratch);
}

static const struct ng_party *first_actor(const struct ng_batch *b,
                                          const struct ng_event *e)
{
    const struct ng_mention *m = ng_mention_of(b, &e->mentions.at[0]);
    return m->actors.n ? &m->actors.at[0] : NULL;
}

/* One attack, two who are said to have done it. */
static void by_whom(struct ng_batch *b, const struct ng_event *x,
                    const struct ng_event *y, struct ng_arena *out,
                    struct ng_arena scratch)
{
    const struct ng_event_mention *mx = &x->mentions.at[0];
    const struct ng_event_mention *my = &y->mentions.at[0];
    const struct ng_report *rx = b->reports.at[mx->report];
    const struct ng_report *ry = b->reports.at[my->report];
    const struct ng_party *px = first_actor(b, x), *py = first_actor(b, y);
    if (x->type != NG_ASSAULT || y->type != NG_ASSAULT || !px || !py ||
        !x->place.n || !ng_str_eq(x->place, y->place) ||
        x->status == NG_DENIED || y->status == NG_DENIED ||
        x->when.first != y->when.first || x->when.last != y->when.last ||
        !ng_days_known(x->when) || ng_party_fit(rx, px, ry, py))
        return;
    if (ng_deed(rx, ng_mention_of(b, mx)) != ng_deed(ry, ng_mention_of(b, my)))
        return;
    ng_str sx = ng_source_of(rx, ng_mention_of(b, mx)->clause);
    ng_str sy = ng_source_of(ry, ng_mention_of(b, my)->clause);
    if (ng_str_eq(sx, sy) || (!sx.n && !sy.n))
        return;
    struct ng_disagreement d = {
        .slot = NG_WHO, .kind = NG_CONTRADICTION, .weight = 3.0f + x->weight};
    add_clause(&d, b, x, STR(""), out);
    add_clause(&d, b, y, STR(""), out);
    d.question = ng_str_format(out, "Who is behind the attack in " PRS "?",
                               PRS_ARG(x->place));
    ng_keep_dispute(b, &d, out, scratch);
}

void ng_dispute_two_deeds(struct ng_batch *b, struct ng_arena *out,
                          struct ng_arena scratch)
{
    enum { PAIRS = 400 };
    size_t n = b->events.n < PAIRS ? b->events.n : PAIRS;
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            const struct ng_event *x = &b->events.at[i], *y = &b->events.at[k];
            if (x->type != y->type)
                continue;
            when(b, x, y, out, scratch);
            whether(b, x, y, out, scratch);
            by_whom(b, x, y, out, scratch);
        }
}
