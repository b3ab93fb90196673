#include "weigh/briefing.h"

#include "weigh/asked.h"
#include "weigh/facts.h"
#include "weigh/phrase.h"
#include "weigh/voices.h"

#include <math.h>
#include <stdlib.h>

enum {
    LEAD = 230, /* bytes of a line in a report's own words */
    LINE = 155,
    DATED = 120,  /* the same in the timeline */
    LEADERS = 14, /* facts that may lead */
};

/* How many lines of each kind a story of so many reports gets. */
struct room {
    size_t happened, planned, claimed, said, timeline, disagreements;
};

static struct room room_of(const struct ng_batch *b)
{
    size_t n = b->reports.n;
    if (n > 9) /* sources take their rows as well */
        return n > 12 ? (struct room){5, 4, 3, 4, 3, 3}
                      : (struct room){4, 3, 3, 3, 2, 3};
    return n > 5 ? (struct room){6, 3, 3, 3, 3, 5}
                 : (struct room){4, 3, 2, 3, 3, 7};
}

/* ---- lines ------------------------------------------------------------- */

/* A line that stands in the brief. */
struct standing {
    const struct ng_fact *fact;
    uint32_t *keys;
    size_t keys_n;
};

struct desk {
    struct ng_batch *b;
    struct ng_telltale found;
    NG_LIST(struct standing) told;
    ng_indexes asked; /* disagreements that may be asked about below */
    struct room room;
    struct ng_arena *out, *scratch;
};

static bool is_open(enum ng_event_status s)
{
    return s == NG_ALLEGED || s == NG_DENIED;
}

/* "planned", "denied", "unnamed source": what a reader must know before
 * believing the line. Who says so stands in the line itself, or else here. */
static ng_str label_of(const struct desk *d, const struct ng_fact *x, bool both,
                       bool unsaid)
{
    static const char *const words[NG_EVENT_STATUS_COUNT] = {
        [NG_HAPPENED] = "",       [NG_ONGOING] = "going on",
        [NG_PLANNED] = "planned", [NG_ALLEGED] = "alleged",
        [NG_DENIED] = "denied",   [NG_HYPOTHETICAL] = "possible"};
    const struct ng_report *r = d->b->reports.at[x->report];
    ng_str label = ng_str_of(words[x->status]);
    if (x->status == NG_PLANNED && x->clause.negated)
        label = STR("ruled out");
    bool disputed = both || x->clause.disputed;
    if (disputed)
        label = STR("disputed");
    if (is_open(x->status) && !x->clause.attributed && !disputed &&
        !x->clause.accuses && x->clause.status != NG_DENIED) {
        ng_str who =
            x->event != NG_NONE && d->b->events.at[x->event].attributed_to.n
                ? d->b->events.at[x->event].attributed_to.at[0]
            : r->outlet.n ? r->outlet
                          : STR("a report");
        label = ng_str_format(d->out, PRS ", says " PRS, PRS_ARG(label),
                              PRS_ARG(who));
    }
    const char *more = x->clause.unnamed && !unsaid ? "unnamed source"
                       : r->spun                    ? "from spun text"
                                                    : "";
    if (!*more)
        return label;
    return ng_str_format(d->out, PRS "%s%s", PRS_ARG(label),
                         label.n ? ", " : "", more);
}

/* "The ministry denied that", "Osmark denied that it had broken the embargo" is
 * told together with what it answers, the sentence before it. */
static ng_str with_question(struct desk *d, const struct ng_fact *x,
                            struct ng_wording *how, ng_cites *cites)
{
    struct ng_report *r = d->b->reports.at[x->report];
    uint32_t before = x->question;
    struct ng_clause c;
    if (before >= r->sentences.n || !x->cites.n)
        return (ng_str){0};
    if (d->b->parse)
        d->b->parse(r, &before, 1, d->out, *d->scratch);
    if (!ng_open_clause(r, before, &c, d->scratch))
        return (ng_str){0};
    struct ng_wording first = *how;
    first.most = how->most + 10;
    first.keep = (ng_range){0, 0};
    how->joined = true;
    ng_str what = ng_word_clause(&c, &first, d->out, *d->scratch);
    ng_str answer = ng_word_clause(&x->clause, how, d->out, *d->scratch);
    if (!what.n || !answer.n)
        return (ng_str){0};
    ng_cites both = {0};
    for (size_t i = 0; i < x->cites.n; i++)
        *ng_push(&both, d->out) = x->cites.at[i];
    both.at[0].at.beg = r->sentences.at[before].at.beg;
    *cites = both;
    char *p = ng_str_c(answer, d->out);
    if (ng_word_of(&x->clause, 0)->name == NG_NONE && ng_is_upper(p[0]))
        p[0] = (char)(p[0] + 32);
    return ng_str_format(d->out, PRS "; " PRS, PRS_ARG(what),
                         PRS_ARG(((ng_str){p, answer.n})));
}

static bool line_of(struct desk *d, const struct ng_fact *x, size_t most,
                    bool lead, struct ng_line *line)
{
    const struct ng_report *r = d->b->reports.at[x->report];
    struct ng_wording how = {
        .most = most,
        .keep = x->event != NG_NONE ? r->mentions.at[x->mention].trigger
                                    : (ng_range){0, 0},
        .shown = lead ? NG_NO_DAYS : x->when,
        .near = lead ? NG_NO_DAY : d->b->stories.at[0].span.last};
    bool stated = x->clause.time != NG_NONE;
    bool ahead = x->status == NG_PLANNED || x->status == NG_HYPOTHETICAL;
    ng_days by = {NG_NO_DAY, ahead || lead ? NG_NO_DAY : x->by};
    if (!lead && !ng_days_known(x->when))
        how.shown = by;
    ng_cites cites = x->cites;
    ng_str text = {0};
    bool both = x->answers;
    if (both)
        text = with_question(d, x, &how, &cites);
    if (!text.n && !x->clause.answers) {
        both = how.joined = false; /* what it answers cannot be told */
        text = ng_word_clause(&x->clause, &how, d->out, *d->scratch);
    }
    if (!text.n && ng_days_known(how.shown) && !x->answers) {
        how.shown = NG_NO_DAYS; /* it needs its day */
        text = ng_word_clause(&x->clause, &how, d->out, *d->scratch);
    }
    if (!text.n)
        return false;
    bool closed = ng_str_ends(text, STR(".")) || ng_str_ends(text, STR(".\""));
    if (lead && !closed)
        text = ng_str_format(d->out, PRS ".", PRS_ARG(text));
    *line = (struct ng_line){.text = text,
                             .cites = cites,
                             .independent = x->independent,
                             .event = x->event,
                             .saying = NG_NONE,
                             .when = x->when,
                             .granularity = x->granularity,
                             .status = x->status,
                             .label = label_of(d, x, both, how.unsaid)};
    if (stated && how.untimed)
        line->when = NG_NO_DAYS;
    if (!ng_days_known(line->when) && ng_days_known(by)) {
        line->when = by;
        line->granularity = NG_DEADLINE;
    }
    return true;
}

/* ---- what has been told ------------------------------------------------- */

/* What is planned for the same days is likely to be one thing. */
static bool same_plan(const struct ng_fact *x, const struct ng_fact *y)
{
    bool x_open = x->status == NG_PLANNED || x->status == NG_HYPOTHETICAL;
    bool y_open = y->status == NG_PLANNED || y->status == NG_HYPOTHETICAL;
    return x_open && y_open && ng_days_known(x->when) &&
           ng_days_known(y->when) && ng_days_touch(x->when, y->when);
}

static bool one_day(const struct ng_fact *x, const struct ng_fact *y)
{
    return x->when.first == x->when.last && y->when.first == y->when.last &&
           x->when.first == y->when.first;
}

/* The same people and things, but another deed of the record, by another verb
 * or on another day: a ban, and the day after it was lifted. */
static float apart(const struct ng_fact *x, const struct ng_fact *y)
{
    float w = 1;
    const struct ng_word *v = ng_word_of(&x->clause, x->clause.deed);
    const struct ng_word *u = ng_word_of(&y->clause, y->clause.deed);
    if (x->event != NG_NONE && y->event != NG_NONE && x->event != y->event &&
        !ng_str_eq(v->lemma, u->lemma))
        w *= .75f;
    if (ng_days_known(x->when) && ng_days_known(y->when) &&
        !ng_days_touch(x->when, y->when))
        w *= .75f;
    return w;
}

static const float same_toll = .33f; /* how many died is told once */

/* How much of a line stands in the brief already, 0..1. */
static float repeats(const struct desk *d, const struct standing *x)
{
    float most = 0;
    for (size_t i = 0; i < d->told.n; i++) {
        const struct standing *had = &d->told.at[i];
        if (had->fact == x->fact ||
            (had->fact->event != NG_NONE && had->fact->event == x->fact->event))
            return 1;
        float alike = ng_keys_alike(&d->found, x->keys, x->keys_n, had->keys,
                                    had->keys_n);
        if (same_plan(x->fact, had->fact))
            alike = alike * 2.5f + (one_day(x->fact, had->fact) ? .1f : 0);
        else
            alike *= apart(x->fact, had->fact);
        if (x->fact->toll && had->fact->toll && alike >= same_toll)
            return 1;
        most = alike > most ? alike : most;
    }
    return most;
}

static const float same = .42f; /* alike enough to be the same news */

static const float same_answer = .65f; /* a denial brings its claim along */

/* A plan that a later report tells as done, or that its day has overtaken. */
static bool is_overtaken(const struct desk *d, const struct ng_fact *x)
{
    if (x->status != NG_PLANNED)
        return false;
    if (x->event != NG_NONE &&
        (d->b->events.at[x->event].status == NG_HAPPENED ||
         d->b->events.at[x->event].status == NG_ONGOING))
        return true;
    return x->passed;
}

/* ---- sections ----------------------------------------------------------- */

enum section { HAPPENED, PLANNED, CLAIMED, TIMELINE };

/* What is to come has a day, a deed of the record, or somebody who says so. */
static bool is_plan(const struct ng_fact *x)
{
    bool wish = x->status == NG_HYPOTHETICAL && x->clause.state;
    if (is_open(x->status) || x->background || wish)
        return false;
    bool bound = x->event != NG_NONE || ng_days_known(x->when);
    return bound || (x->clause.attributed && !x->clause.state);
}

/* Both sides of it stand in a question: no line for one of them. */
static bool is_asked(const struct desk *d, const struct ng_fact *x,
                     enum ng_slot slot)
{
    const struct ng_report *r = d->b->reports.at[x->report];
    return ng_is_asked(
        d->b, &d->asked, slot,
        (struct ng_cite){x->report, r->sentences.at[x->sentence].at});
}

static bool belongs(const struct desk *d, const struct ng_fact *x,
                    enum section section)
{
    const struct ng_clause *c = &x->clause;
    bool done = x->status == NG_HAPPENED || x->status == NG_ONGOING;
    bool vague = c->vague && !x->answers;
    bool stale = x->stale && (x->position > 0 || x->toll);
    if (c->quotes || c->soft || x->answered || stale || vague ||
        is_overtaken(d, x))
        return false;
    switch (section) {
    case HAPPENED:
        return done && !x->background && !c->state && !c->habit &&
               !(c->colour && x->position > 2) &&
               !(c->by_person && c->past_perfect); /* that is what they say */
    case PLANNED:
        return !done && is_plan(x);
    case CLAIMED:
        return is_open(x->status) && (!x->background || x->answers) &&
               (x->answers || !is_asked(d, x, NG_DID));
    case TIMELINE:
        return ng_days_known(x->when) && x->when.first != NG_NO_DAY && done &&
               !c->state && !c->colour && c->past && !x->ahead &&
               !is_asked(d, x, NG_WHEN);
    }
    return false;
}

struct chosen {
    struct ng_line line;
    ng_day day;
    size_t rank;
};

static int by_rank(const struct chosen *x, const struct chosen *y)
{
    return (x->rank > y->rank) - (x->rank < y->rank);
}

/* What has no day comes after what has. */
static int soonest_first(const void *a, const void *b)
{
    const struct chosen *x = a, *y = b;
    bool dx = ng_days_known(x->line.when), dy = ng_days_known(y->line.when);
    if (dx != dy)
        return dx ? -1 : 1;
    if (dx && x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return by_rank(x, y);
}

static int newest_first(const void *a, const void *b)
{
    const struct chosen *x = a, *y = b;
    if (x->day != y->day)
        return x->day > y->day ? -1 : 1;
    return by_rank(x, y);
}

static int oldest_first(const void *a, const void *b)
{
    const struct chosen *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return by_rank(x, y);
}

static void sort_section(struct chosen *chosen, size_t n, enum section section)
{
    static int (*const orders[])(const void *,
                                 const void *) = {[HAPPENED] = newest_first,
                                                  [PLANNED] = soonest_first,
                                                  [CLAIMED] = newest_first,
                                                  [TIMELINE] = oldest_first};
    if (n)
        qsort(chosen, n, sizeof *chosen, orders[section]);
}

static void note_told(struct desk *d, const struct ng_fact *x, ng_str text)
{
    struct standing s = {.fact = x};
    s.keys_n = ng_keys_of(&d->found, text, &s.keys, d->scratch);
    *ng_push(&d->told, d->scratch) = s;
}

/* The line, if it can be told and says something new. */
static bool take(struct desk *d, const struct ng_fact *x, size_t most,
                 bool lead, struct ng_line *line)
{
    struct standing s = {.fact = x};
    if (!line_of(d, x, most, lead, line))
        return false;
    s.keys_n = ng_keys_of(&d->found, line->text, &s.keys, d->scratch);
    if (repeats(d, &s) >= (x->answers ? same_answer : same))
        return false;
    *ng_push(&d->told, d->scratch) = s;
    return true;
}

static void fill_section(struct desk *d, ng_lines *lines, enum section section,
                         size_t most)
{
    /* What weighs little beside the rest only fills a page. */
    float least = section == HAPPENED && d->b->reports.n > 3 && d->found.facts.n
                      ? .22f * d->found.facts.at[0].weight
                      : -100;
    struct chosen *chosen = ng_new(d->scratch, struct chosen, most);
    size_t n = 0;
    for (size_t i = 0; i < d->found.facts.n && n < most; i++) {
        const struct ng_fact *x = &d->found.facts.at[i];
        if (!belongs(d, x, section) || x->weight < least)
            continue;
        bool dated = false;
        for (size_t k = 0; k < n && section == TIMELINE; k++)
            dated |= chosen[k].day == x->day;
        if (dated || !take(d, x, section == TIMELINE ? DATED : LINE, false,
                           &chosen[n].line))
            continue;
        if (section == TIMELINE && chosen[n].line.when.first == NG_NO_DAY)
            continue;
        chosen[n].day = x->day;
        chosen[n].rank = n;
        n++;
    }
    sort_section(chosen, n, section);
    for (size_t i = 0; i < n; i++)
        *ng_push(lines, d->out) = chosen[i].line;
}

/* ---- lead --------------------------------------------------------------- */

/* What reports begin with, late and by many. */
static bool may_lead(const struct desk *d, const struct ng_fact *x)
{
    return !x->answered && !x->clause.vague && !x->clause.negated &&
           x->position < 4 && !x->background && !x->clause.quotes &&
           !x->clause.soft && !x->clause.colour && !x->answers &&
           !x->clause.habit && !(x->stale && x->toll) && !x->clause.state &&
           !is_overtaken(d, x) && x->status != NG_HYPOTHETICAL &&
           !is_open(x->status);
}

static const struct ng_mention *mention_of(const struct ng_batch *b,
                                           const struct ng_event_mention *m)
{
    return &b->reports.at[m->report]->mentions.at[m->mention];
}

/* Meetings are told by template where no sentence tells them well. */
static void lead_with_event(struct desk *d, ng_lines *lead)
{
    for (uint32_t i = 0; i < d->b->events.n; i++) {
        const struct ng_event *e = &d->b->events.at[i];
        ng_str text = ng_event_phrase(d->b, e, d->out);
        if (!text.n || !e->mentions.n || is_open(e->status) ||
            e->status == NG_HYPOTHETICAL)
            continue;
        struct ng_line line = {
            .text = ng_str_format(d->out, PRS ".", PRS_ARG(text)),
            .independent = e->independent,
            .event = i,
            .saying = NG_NONE,
            .when = e->when,
            .granularity = e->granularity,
            .status = e->status,
            .label = e->status == NG_HAPPENED
                         ? STR("")
                         : ng_event_status_name(e->status)};
        for (size_t k = 0; k < e->mentions.n; k++)
            if (k == 0 ||
                e->mentions.at[k].report != e->mentions.at[k - 1].report)
                *ng_push(&line.cites, d->out) = (struct ng_cite){
                    e->mentions.at[k].report,
                    mention_of(d->b, &e->mentions.at[k])->clause};
        *ng_push(lead, d->out) = line;
        for (size_t k = 0; k < d->found.facts.n; k++)
            if (d->found.facts.at[k].event == i)
                note_told(d, &d->found.facts.at[k], text);
        return;
    }
}

/* One side's account, which another report or the other side contradicts. */
static bool is_contested(const struct desk *d, const struct ng_fact *x)
{
    const struct ng_report *r = d->b->reports.at[x->report];
    ng_range at = r->sentences.at[x->sentence].at;
    for (size_t i = 0; i < d->b->disagreements.n; i++) {
        const struct ng_disagreement *o = &d->b->disagreements.at[i];
        if (o->slot != NG_DID || o->kind != NG_CONTRADICTION)
            continue;
        for (size_t v = 0; v < o->values.n; v++)
            for (size_t k = 0; k < o->values.at[v].cites.n; k++)
                if (o->values.at[v].cites.at[k].report == x->report &&
                    ng_range_touch(o->values.at[v].cites.at[k].at, at))
                    return x->clause.attributed || x->answered;
    }
    return x->answered;
}

/* What a fact weighs as the first or second sentence of the brief: late news
 * first, and beside what happened what is still to come. */
static float lead_weight(const struct desk *d, const struct ng_fact *x,
                         const ng_lines *lead)
{
    const struct ng_report *r = d->b->reports.at[x->report];
    ng_day last = d->found.last;
    bool late = last == NG_NO_DAY || (r->published.last != NG_NO_DAY &&
                                      r->published.first >= last - 1);
    int back = last != NG_NO_DAY && r->published.last != NG_NO_DAY
                   ? last - r->published.last
                   : 0;
    float w = x->weight + (late ? 1.0f : 0);
    w -= back > 3 ? 4.0f + (float)(back < 10 ? back : 10) : 0;
    w -= is_contested(d, x) ? 3.0f : 0;
    if (lead->n)
        w += (lead->at[0].status == NG_PLANNED) != (x->status == NG_PLANNED)
                 ? 1.2f
                 : 0;
    w -= .5f * (float)x->position;
    return w;
}

static void fill_lead(struct desk *d, ng_lines *lead)
{
    size_t n = d->found.facts.n;
    bool *out = ng_new(d->scratch, bool, n + 1);
    for (size_t tries = 0; tries < LEADERS && lead->n < 2; tries++) {
        size_t best = n;
        float most = 0;
        for (size_t i = 0; i < n; i++) {
            const struct ng_fact *x = &d->found.facts.at[i];
            if (out[i] || !may_lead(d, x))
                continue;
            float w = lead_weight(d, x, lead);
            if (best == n || w > most) {
                best = i;
                most = w;
            }
        }
        if (best == n)
            break;
        out[best] = true;
        struct ng_line line;
        if (take(d, &d->found.facts.at[best], LEAD, true, &line))
            *ng_push(lead, d->out) = line;
    }
    if (!lead->n)
        lead_with_event(d, lead);
}

void ng_fill_brief(struct ng_batch *b, struct ng_arena *out,
                   struct ng_arena scratch)
{
    struct ng_brief brief = {.story = 0};
    struct desk d = {
        .b = b, .room = room_of(b), .out = out, .scratch = &scratch};
    ng_find_facts(b, &d.found, out, &scratch);
    ng_choose_disputes(b, &(ng_lines){0}, d.room.disagreements, &d.asked,
                       &scratch);
    fill_lead(&d, &brief.lead);
    fill_section(&d, &brief.happened, HAPPENED, d.room.happened);
    fill_section(&d, &brief.planned, PLANNED, d.room.planned);
    fill_section(&d, &brief.planned, CLAIMED, d.room.claimed);
    fill_section(&d, &brief.timeline, TIMELINE, d.room.timeline);
    const ng_lines *const told[] = {&brief.lead, &brief.happened,
                                    &brief.planned, &brief.timeline};
    ng_find_voices(b, &d.found, told, sizeof told / sizeof *told, d.room.said,
                   &brief.said, out, scratch);
    ng_choose_disputes(b, &brief.planned, d.room.disagreements,
                       &brief.disagreements, out);
    *ng_push(&b->briefs, out) = brief;
}
