/* deeds_differ.c - one event, told in different ways.
 *
 *     where      Vladivostok, an island before it, a campus    refined
 *     when       "by the end of next week", then "Thursday"     refined
 *     whether    alleged by one, denied by the other            contradiction
 *     progress   is to sign; has signed                         superseded
 *
 * See disputes.h.
 */
#include "weigh/around.h"
#include "weigh/deeds.h"
#include "weigh/disputes.h"
#include "weigh/phrase.h"

static const char *noun_of(const struct ng_event *e)
{
    static const char *const nouns[NG_EVENT_TYPE_COUNT] = {
        [NG_CONSULT] = "the meeting",   [NG_AGREE] = "the agreement",
        [NG_SANCTION] = "the sanction", [NG_ASSAULT] = "the attack",
        [NG_PROTEST] = "the protest",   [NG_ACCUSE] = "the accusation",
        [NG_AID] = "the aid",           [NG_REQUEST] = "the request",
    };
    if (e->type == NG_CONSULT && ng_str_eq(e->mode, STR("visit")))
        return "the visit";
    return nouns[e->type];
}

ng_str ng_deed_text(const struct ng_batch *b, const struct ng_event *e,
                    struct ng_arena *out)
{
    const char *noun = noun_of(e);
    ng_str who = {0};
    for (size_t i = 0; i < e->parties_n && i < 2; i++)
        who = who.n ? ng_str_format(out, PRS " and " PRS, PRS_ARG(who),
                                    PRS_ARG(e->parties[i].text))
                    : e->parties[i].text;
    bool all_act = e->type == NG_CONSULT || e->type == NG_AGREE;
    if (noun && who.n && (all_act || e->parties_n == 1))
        return ng_str_format(out, "%s %s " PRS, noun,
                             e->type == NG_CONSULT ? "of" : "by", PRS_ARG(who));
    if (noun && who.n)
        return ng_str_format(out, "%s (" PRS ")", noun, PRS_ARG(who));
    const struct ng_event_mention *m = &e->mentions.at[0];
    ng_str text = ng_short_text(b->reports.at[m->report],
                                ng_mention_of(b, m)->clause, 60, out);
    return ng_str_format(out, "“" PRS "”", PRS_ARG(text));
}

/* ---- where ------------------------------------------------------------ */

struct stand {
    uint32_t report, place; /* entity, or NG_NONE */
    ng_range at;
    ng_str name;
};

static void add_place(struct ng_disagreement *d, const struct stand *s,
                      struct ng_arena *out)
{
    struct ng_dispute_value *v = NULL;
    for (size_t k = 0; k < d->values.n; k++)
        if (ng_str_eq_nocase(d->values.at[k].value, s->name))
            v = &d->values.at[k];
    if (!v)
        v = ng_add_value(d, s->name, out);
    *ng_push(&v->cites, out) = (struct ng_cite){s->report, s->at};
}

/* "The guests are to sit down in the hall of the college": a place that
 * is told for a meeting by name of what it is. */
static bool site_in(const struct ng_report *r, const struct ng_sentence *s,
                    ng_range *site)
{
    static const ng_str sites[] = {S("venue"), S("site"), S("setting"),
                                   S("location")};
    static const ng_str of[] = {S("for"), S("of")};
    static const ng_str verbs[] = {S("is"),  S("was"), S("will"),
                                   S("has"), S("are"), S("would")};
    static const ng_str deeds[] = {
        S("summit"),  S("talks"),        S("meeting"), S("conference"),
        S("signing"), S("negotiations"), S("ceremony")};
    uint32_t at = s->first;
    while (at < s->end && !NG_ANY(ng_low_at(r, at), sites))
        at++;
    if (at + 2 >= s->end || !NG_ANY(ng_low_at(r, at + 1), of))
        return false;
    bool deed = false;
    for (uint32_t w = at + 2; w < s->end && w < at + 6; w++)
        deed |= NG_ANY(ng_low_at(r, w), deeds);
    uint32_t verb = s->first;
    while (verb < at && !NG_ANY(ng_low_at(r, verb), verbs))
        verb++;
    if (!deed || verb == at || verb == s->first || verb > s->first + 8)
        return false;
    *site =
        (ng_range){r->words.at[s->first].at.beg, r->words.at[verb - 1].at.end};
    return true;
}

static ng_str without_article(ng_str s)
{
    static const ng_str articles[] = {S("the "), S("a "), S("an ")};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (ng_str_starts_nocase(s, articles[i]))
            return (ng_str){s.p + articles[i].n, s.n - articles[i].n};
    return s;
}

/* Of one meeting of the story that is still to come or of these days. */
static void add_sites(struct ng_disagreement *d, const struct ng_batch *b,
                      const struct ng_event *e, struct ng_arena *out)
{
    for (size_t i = 0; i < e->reports.n && i < 64; i++) {
        const struct ng_report *r = b->reports.at[e->reports.at[i]];
        for (uint32_t s = 0; s < r->sentences.n; s++) {
            struct stand stand = {.report = e->reports.at[i]};
            if (r->spun || !site_in(r, &r->sentences.at[s], &stand.at))
                continue;
            stand.name = without_article(ng_short_text(r, stand.at, 60, out));
            add_place(d, &stand, out);
        }
    }
}

static bool is_meeting(const struct ng_batch *b, const struct ng_event *e)
{
    const struct ng_event_mention *m = &e->mentions.at[0];
    return e->type == NG_CONSULT && !e->historical &&
           ng_deed(b->reports.at[m->report], ng_mention_of(b, m)) == 1;
}

/* Places of the mentions of one event that are not the same. */
static void where(struct ng_batch *b, const struct ng_event *e, bool sites,
                  struct ng_arena *out, struct ng_arena scratch)
{
    struct ng_disagreement d = {
        .slot = NG_WHERE, .kind = NG_REFINED, .weight = 1.0f + e->weight};
    struct stand all[32];
    size_t n = 0;
    for (size_t i = 0; i < e->mentions.n && n < 32; i++) {
        const struct ng_report *r = b->reports.at[e->mentions.at[i].report];
        const struct ng_mention *m = ng_mention_of(b, &e->mentions.at[i]);
        if (m->place >= r->entities.n || ng_range_empty(m->place_at) ||
            ng_str_starts(r->entities.at[m->place].key, STR("country:")))
            continue; /* a town and its country are no disagreement */
        all[n] = (struct stand){e->mentions.at[i].report, m->place, m->place_at,
                                r->entities.at[m->place].name};
        add_place(&d, &all[n], out);
        for (size_t k = 0; k < n; k++)
            if (ng_places_lie(b->reports.at[all[k].report], all[k].place, r,
                              m->place) == NG_SCOPE_APART)
                d.kind = NG_CONTRADICTION;
        n++;
    }
    if (sites && d.values.n)
        add_sites(&d, b, e, out);
    if (d.values.n < 2)
        return;
    d.question = ng_str_format(out, "Where is " PRS "?",
                               PRS_ARG(ng_deed_text(b, e, out)));
    ng_keep_dispute(b, &d, out, scratch);
}

/* ---- when ------------------------------------------------------------- */

/* The day of what is to come, first told roughly, then closely. */
static void closer(struct ng_batch *b, const struct ng_event *e,
                   struct ng_arena *out, struct ng_arena scratch)
{
    const struct ng_event_mention *rough = NULL, *close = NULL;
    for (size_t i = 0; i < e->mentions.n; i++) {
        const struct ng_event_mention *em = &e->mentions.at[i];
        const struct ng_report *r = b->reports.at[em->report];
        const struct ng_mention *m = ng_mention_of(b, em);
        if (r->spun || m->time >= r->times.n || !ng_days_known(m->when) ||
            m->when.first == NG_NO_DAY || m->when.last == NG_NO_DAY)
            continue;
        if (m->when.first == m->when.last)
            close = close ? close : em;
        else if (!rough || em->report < rough->report)
            rough = em;
    }
    if (!rough || !close || e->status != NG_PLANNED ||
        rough->report >= close->report)
        return;
    const struct ng_event_mention *both[] = {rough, close};
    struct ng_disagreement d = {
        .slot = NG_WHEN, .kind = NG_REFINED, .weight = 1.0f + e->weight};
    for (int i = 0; i < 2; i++) {
        const struct ng_report *r = b->reports.at[both[i]->report];
        const struct ng_mention *m = ng_mention_of(b, both[i]);
        ng_range at = r->times.at[m->time].at;
        struct ng_dispute_value *v =
            ng_add_value(&d, ng_short_text(r, at, 80, out), out);
        v->when = m->when;
        *ng_push(&v->cites, out) = (struct ng_cite){both[i]->report, at};
    }
    d.question = ng_str_format(out, "When is " PRS "?",
                               PRS_ARG(ng_deed_text(b, e, out)));
    ng_keep_dispute(b, &d, out, scratch);
}

/* ---- whether ---------------------------------------------------------- */

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
            const struct ng_mention *m = ng_mention_of(b, &e->mentions.at[i]);
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
    d.question = ng_str_format(out, "Is it so: " PRS "?",
                               PRS_ARG(ng_deed_text(b, e, out)));
    ng_keep_dispute(b, &d, out, scratch);
}

/* The mention by which a report told a step of the history. */
static const struct ng_event_mention *told_by(const struct ng_batch *b,
                                              const struct ng_event *e,
                                              struct ng_status_step step)
{
    const struct ng_event_mention *found = NULL;
    for (size_t i = 0; i < e->mentions.n; i++) {
        const struct ng_event_mention *m = &e->mentions.at[i];
        if (m->report == step.report &&
            (!found || (ng_mention_of(b, m)->status == step.status &&
                        ng_mention_of(b, found)->status != step.status)))
            found = m;
    }
    return found;
}

/* Words are said once: a threat to come is no plan that comes true. */
static bool is_words(enum ng_event_type t)
{
    return t == NG_REQUEST || t == NG_ACCUSE || t == NG_REJECT ||
           t == NG_THREATEN || t == NG_STATEMENT;
}

/* "will sign", "signed": one verb for both, and not twice the same words. */
static bool same_word(const struct ng_batch *b,
                      const struct ng_event_mention *x,
                      const struct ng_event_mention *y)
{
    enum { STEM = 4 };
    if (!x || !y)
        return false;
    const struct ng_report *rx = b->reports.at[x->report];
    const struct ng_report *ry = b->reports.at[y->report];
    ng_str p = ng_slice(rx->text, ng_mention_of(b, x)->trigger);
    ng_str q = ng_slice(ry->text, ng_mention_of(b, y)->trigger);
    unsigned deed = ng_deed(rx, ng_mention_of(b, x));
    if (ng_str_eq(ng_slice(rx->text, ng_mention_of(b, x)->clause),
                  ng_slice(ry->text, ng_mention_of(b, y)->clause)))
        return false;
    if (deed)
        return deed == ng_deed(ry, ng_mention_of(b, y));
    return p.n >= STEM && q.n >= STEM &&
           ng_str_eq_nocase((ng_str){p.p, STEM}, (ng_str){q.p, STEM});
}

/* Planned in one report, done in a later one. */
static bool progress(struct ng_batch *b, const struct ng_event *e,
                     struct ng_arena *out, struct ng_arena scratch)
{
    if (e->history.n < 2)
        return false;
    struct ng_status_step was = e->history.at[0];
    struct ng_status_step is = e->history.at[e->history.n - 1];
    bool ahead = was.status == NG_PLANNED || was.status == NG_HYPOTHETICAL;
    bool done = is.status == NG_HAPPENED || is.status == NG_ONGOING;
    if (!ahead || !done || e->historical || is_words(e->type))
        return false;
    if (!same_word(b, told_by(b, e, was), told_by(b, e, is)))
        return false;
    const struct ng_status_step steps[] = {was, is};
    struct ng_disagreement d = {
        .slot = NG_DID, .kind = NG_SUPERSEDED, .weight = 1.0f + e->weight / 2};
    for (int i = 0; i < 2; i++) {
        const struct ng_event_mention *m = told_by(b, e, steps[i]);
        if (!m)
            return false;
        const struct ng_mention *mention = ng_mention_of(b, m);
        ng_str text =
            ng_short_text(b->reports.at[m->report], mention->clause, 60, out);
        struct ng_dispute_value *v = ng_add_value(
            &d,
            ng_str_format(out, PRS ": " PRS,
                          PRS_ARG(ng_event_status_name(steps[i].status)),
                          PRS_ARG(text)),
            out);
        *ng_push(&v->cites, out) = (struct ng_cite){m->report, mention->clause};
    }
    d.question = ng_str_format(out, "Has it come to " PRS "?",
                               PRS_ARG(ng_deed_text(b, e, out)));
    ng_keep_dispute(b, &d, out, scratch);
    return true;
}

void ng_dispute_deeds(struct ng_batch *b, struct ng_arena *out,
                      struct ng_arena scratch)
{
    enum { MOST = 1000, STEPS = 3 };
    size_t n = b->events.n < MOST ? b->events.n : MOST, steps = 0;
    size_t first = SIZE_MAX; /* the meeting that the story is about */
    for (size_t i = 0; i < n; i++)
        if (is_meeting(b, &b->events.at[i]) &&
            (first == SIZE_MAX ||
             b->events.at[i].reports.n > b->events.at[first].reports.n))
            first = i;
    for (size_t i = 0; i < n; i++) {
        const struct ng_event *e = &b->events.at[i];
        where(b, e, i == first, out, scratch);
        closer(b, e, out, scratch);
        denied(b, e, out, scratch);
        if (steps < STEPS)
            steps += progress(b, e, out, scratch);
    }
    ng_dispute_two_deeds(b, out, scratch);
}
