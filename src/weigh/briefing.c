#include "weigh/briefing.h"

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
    size_t happened, planned, said, timeline, disagreements;
};

static struct room room_of(const struct ng_batch *b)
{
    size_t n = b->reports.n;
    if (n > 12)
        return (struct room){6, 5, 4, 4, 4};
    return n > 5 ? (struct room){5, 4, 3, 3, 3} : (struct room){4, 3, 3, 3, 4};
}

/* ---- ranking ---------------------------------------------------------- */

static float type_weight(enum ng_event_type type)
{
    static const float weights[NG_EVENT_TYPE_COUNT] = {
        [NG_STATEMENT] = -2,  [NG_AGREE] = 1.0f,   [NG_CONSULT] = 1.2f,
        [NG_SUPPORT] = 0.5f,  [NG_CONCEDE] = 1.2f, [NG_COOPERATE] = 0.8f,
        [NG_AID] = 1.2f,      [NG_RETREAT] = 1.2f, [NG_REQUEST] = 0.6f,
        [NG_ACCUSE] = 0.8f,   [NG_REJECT] = 0.8f,  [NG_THREATEN] = 1.2f,
        [NG_SANCTION] = 1.2f, [NG_PROTEST] = 1.5f, [NG_MOBILIZE] = 1.5f,
        [NG_COERCE] = 1.8f,   [NG_ASSAULT] = 2.2f,
    };
    return weights[type];
}

static const struct ng_mention *mention_of(const struct ng_batch *b,
                                           const struct ng_event_mention *m)
{
    return &b->reports.at[m->report]->mentions.at[m->mention];
}

static bool only_spun(const struct ng_batch *b, const struct ng_event *e)
{
    for (size_t i = 0; i < e->reports.n; i++)
        if (!b->reports.at[e->reports.at[i]]->spun)
            return false;
    return true;
}

static bool in_title(const struct ng_batch *b, const struct ng_event *e)
{
    for (size_t i = 0; i < e->mentions.n; i++) {
        const struct ng_report *r = b->reports.at[e->mentions.at[i].report];
        if (ng_range_touch(mention_of(b, &e->mentions.at[i])->clause,
                           r->title_at))
            return true;
    }
    return false;
}

/* A report puts what matters first: the earliest mention of any report, as a
 * share of its text. */
static float earliness(const struct ng_batch *b, const struct ng_event *e)
{
    float best = 1;
    for (size_t i = 0; i < e->mentions.n; i++) {
        const struct ng_report *r = b->reports.at[e->mentions.at[i].report];
        float share =
            r->text.n ? (float)mention_of(b, &e->mentions.at[i])->clause.beg /
                            (float)r->text.n
                      : 1;
        best = share < best ? share : best;
    }
    return 1 - best;
}

static float nearness(ng_days when, ng_day last)
{
    if (!ng_days_known(when) || last == NG_NO_DAY)
        return -0.5f;
    ng_day day = when.first != NG_NO_DAY ? when.first : when.last;
    int apart = day > last ? day - last : last - day;
    return apart <= 2 ? 2.0f : apart <= 7 ? 1.0f : apart <= 45 ? 0 : -2.0f;
}

void ng_rank_events(struct ng_batch *b)
{
    ng_day last = b->stories.n ? b->stories.at[0].span.last : NG_NO_DAY;
    for (size_t i = 0; i < b->events.n; i++) {
        struct ng_event *e = &b->events.at[i];
        float w = type_weight(e->type) + nearness(e->when, last);
        w += 1.2f * (float)(e->independent > 4 ? 4 : e->independent);
        w += 0.5f * log2f((float)e->mentions.n);
        w += 1.5f * (float)in_title(b, e) + earliness(b, e);
        w += e->place.n ? 0.6f : 0;
        w += e->parties_n >= 2 ? 1.0f : e->parties_n ? 0 : -2.0f;
        w -= e->historical ? 3.0f : 0;
        w -= e->status == NG_HYPOTHETICAL ? 1.5f : 0;
        w -= only_spun(b, e) ? 2.5f : 0;
        e->weight = w;
    }
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
    struct room room;
    struct ng_arena *out, *scratch;
};

static bool is_open(enum ng_event_status s)
{
    return s == NG_ALLEGED || s == NG_DENIED;
}

/* "planned", "denied", "unnamed source": what a reader must know before
 * believing the line. Who says so stands in the line itself, or else here. */
static ng_str label_of(const struct desk *d, const struct ng_fact *x)
{
    static const char *const words[NG_EVENT_STATUS_COUNT] = {
        [NG_HAPPENED] = "",       [NG_ONGOING] = "going on",
        [NG_PLANNED] = "planned", [NG_ALLEGED] = "alleged",
        [NG_DENIED] = "denied",   [NG_HYPOTHETICAL] = "possible"};
    const struct ng_report *r = d->b->reports.at[x->report];
    ng_str label = ng_str_of(words[x->status]);
    if (x->status == NG_PLANNED && x->clause.negated)
        label = STR("ruled out");
    if (is_open(x->status) && !x->clause.attributed && !x->clause.answers &&
        x->clause.status != NG_DENIED) {
        ng_str who =
            x->event != NG_NONE && d->b->events.at[x->event].attributed_to.n
                ? d->b->events.at[x->event].attributed_to.at[0]
            : r->outlet.n ? r->outlet
                          : STR("a report");
        label = ng_str_format(d->out, PRS ", says " PRS, PRS_ARG(label),
                              PRS_ARG(who));
    }
    const char *more = x->clause.unnamed ? "unnamed source"
                       : r->spun         ? "from spun text"
                                         : "";
    if (!*more)
        return label;
    return ng_str_format(d->out, PRS "%s%s", PRS_ARG(label),
                         label.n ? ", " : "", more);
}

/* "The ministry denied that" is told together with what it denies, the sentence
 * before it. */
static ng_str with_question(struct desk *d, const struct ng_fact *x,
                            struct ng_wording *how, ng_cites *cites)
{
    struct ng_report *r = d->b->reports.at[x->report];
    uint32_t before = x->sentence - 1;
    struct ng_clause c;
    if (x->sentence == 0 || !x->cites.n ||
        r->sentences.at[before].paragraph !=
            r->sentences.at[x->sentence].paragraph)
        return (ng_str){0};
    if (d->b->parse)
        d->b->parse(r, &before, 1, d->out, *d->scratch);
    if (!ng_open_clause(r, before, &c, d->scratch))
        return (ng_str){0};
    struct ng_wording first = *how;
    first.most = how->most + 10;
    first.shown = NG_NO_DAYS;
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
    ng_cites cites = x->cites;
    ng_str text = x->clause.answers
                      ? with_question(d, x, &how, &cites)
                      : ng_word_clause(&x->clause, &how, d->out, *d->scratch);
    if (!text.n && ng_days_known(how.shown) && !x->clause.answers) {
        how.shown = NG_NO_DAYS; /* it needs its day */
        text = ng_word_clause(&x->clause, &how, d->out, *d->scratch);
    }
    if (!text.n)
        return false;
    bool closed = ng_str_ends(text, STR(".")) || ng_str_ends(text, STR(".\""));
    if (lead && !closed)
        text = ng_str_format(d->out, PRS ".", PRS_ARG(text));
    bool untimed = stated && how.untimed;
    *line = (struct ng_line){.text = text,
                             .cites = cites,
                             .independent = x->independent,
                             .event = x->event,
                             .saying = NG_NONE,
                             .when = untimed ? NG_NO_DAYS : x->when,
                             .granularity = x->granularity,
                             .status = x->status,
                             .label = label_of(d, x)};
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
            alike *= 2;
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

enum section { HAPPENED, PLANNED, TIMELINE };

static bool belongs(const struct desk *d, const struct ng_fact *x,
                    enum section section)
{
    bool done = x->status == NG_HAPPENED || x->status == NG_ONGOING;
    bool vague = x->clause.vague && !x->clause.answers;
    bool stale = x->stale && x->position > 0;
    if (x->clause.quotes || x->answered || stale || vague || is_overtaken(d, x))
        return false;
    if (section == TIMELINE)
        return ng_days_known(x->when) && done && !x->clause.state &&
               x->clause.past && !x->ahead;
    bool open = !done && (x->event != NG_NONE || ng_days_known(x->when));
    if (x->background || (x->clause.state && !open))
        return false;
    return section == HAPPENED ? done : !done;
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

/* The line, if it can be told and says something new. */
static bool take(struct desk *d, const struct ng_fact *x, size_t most,
                 bool lead, struct ng_line *line)
{
    struct standing s = {.fact = x};
    if (!line_of(d, x, most, lead, line))
        return false;
    s.keys_n = ng_keys_of(&d->found, line->text, &s.keys, d->scratch);
    if (repeats(d, &s) >= (x->clause.answers ? same_answer : same))
        return false;
    *ng_push(&d->told, d->scratch) = s;
    return true;
}

static void fill_section(struct desk *d, ng_lines *lines, enum section section,
                         size_t most)
{
    struct chosen *chosen = ng_new(d->scratch, struct chosen, most);
    size_t n = 0;
    for (size_t i = 0; i < d->found.facts.n && n < most; i++) {
        const struct ng_fact *x = &d->found.facts.at[i];
        if (!belongs(d, x, section))
            continue;
        bool dated = false;
        for (size_t k = 0; k < n && section == TIMELINE; k++)
            dated |= chosen[k].day == x->day;
        if (dated || !take(d, x, section == TIMELINE ? DATED : LINE, false,
                           &chosen[n].line))
            continue;
        if (section == TIMELINE && !ng_days_known(chosen[n].line.when))
            continue;
        chosen[n].day = x->day;
        chosen[n].rank = n;
        n++;
    }
    if (n)
        qsort(chosen, n, sizeof *chosen,
              section == HAPPENED ? newest_first : oldest_first);
    for (size_t i = 0; i < n; i++)
        *ng_push(lines, d->out) = chosen[i].line;
}

/* ---- lead --------------------------------------------------------------- */

/* What reports begin with, late and by many. */
static bool may_lead(const struct desk *d, const struct ng_fact *x)
{
    return !x->answered && !x->clause.vague && !x->clause.negated &&
           x->position < 4 && !x->background && !x->clause.quotes &&
           !x->clause.state && !is_overtaken(d, x) &&
           x->status != NG_HYPOTHETICAL && !is_open(x->status);
}

/* Meetings are told by template where no sentence tells them well. */
static void lead_with_event(struct desk *d, ng_lines *lead)
{
    for (uint32_t i = 0; i < d->b->events.n; i++) {
        const struct ng_event *e = &d->b->events.at[i];
        ng_str text = ng_event_phrase(d->b, e, d->out);
        if (!text.n || !e->mentions.n)
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
        return;
    }
}

/* What a fact weighs as the first or second sentence of the brief: late news
 * first, and beside what happened what is still to come. */
static float lead_weight(const struct desk *d, const struct ng_fact *x,
                         const ng_lines *lead)
{
    const struct ng_report *r = d->b->reports.at[x->report];
    ng_day last = d->b->stories.at[0].span.last;
    bool late = last == NG_NO_DAY || (r->published.last != NG_NO_DAY &&
                                      r->published.first >= last - 1);
    bool old = last != NG_NO_DAY && r->published.last != NG_NO_DAY &&
               r->published.last < last - 3;
    float w = x->weight + (late ? 1.0f : 0) - (old ? 6.0f : 0);
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

/* True if one line tells all sides of it already: a claim and its denial. */
static bool stands_in(const struct ng_disagreement *x, const ng_lines *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        size_t sides = 0;
        for (size_t v = 0; v < x->values.n; v++) {
            bool told = false;
            for (size_t k = 0; k < x->values.at[v].cites.n; k++)
                for (size_t c = 0; c < lines->at[i].cites.n; c++)
                    told |= x->values.at[v].cites.at[k].report ==
                                lines->at[i].cites.at[c].report &&
                            ng_range_touch(x->values.at[v].cites.at[k].at,
                                           lines->at[i].cites.at[c].at);
            sides += told;
        }
        if (x->values.n && sides == x->values.n)
            return true;
    }
    return false;
}

void ng_fill_brief(struct ng_batch *b, struct ng_arena *out,
                   struct ng_arena scratch)
{
    struct ng_brief brief = {.story = 0};
    struct desk d = {
        .b = b, .room = room_of(b), .out = out, .scratch = &scratch};
    ng_find_facts(b, &d.found, out, &scratch);
    fill_lead(&d, &brief.lead);
    fill_section(&d, &brief.happened, HAPPENED, d.room.happened);
    fill_section(&d, &brief.planned, PLANNED, d.room.planned);
    fill_section(&d, &brief.timeline, TIMELINE, d.room.timeline);
    const ng_lines *const told[] = {&brief.lead, &brief.happened,
                                    &brief.planned, &brief.timeline};
    ng_find_voices(b, d.found.own, told, sizeof told / sizeof *told,
                   d.room.said, &brief.said, out, scratch);
    for (uint32_t i = 0;
         i < b->disagreements.n && brief.disagreements.n < d.room.disagreements;
         i++)
        if (!stands_in(&b->disagreements.at[i], &brief.planned))
            *ng_push(&brief.disagreements, out) = i;
    *ng_push(&b->briefs, out) = brief;
}
