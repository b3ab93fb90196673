#include "weigh/briefing.h"

#include "report/said.h"
#include "weigh/phrase.h"

#include <math.h>
#include <stdlib.h>

enum {
    MOST_HAPPENED = 6,
    MOST_PLANNED = 6,
    MOST_SAID = 5,
    MOST_TIMELINE = 10,
    MOST_DISAGREEMENTS = 6,
    PHRASE = 110, /* bytes of a line in a report's own words */
    DATED = 62,   /* the same in the timeline: one line each */
    QUOTATION = 150,
};

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

/* ---- lines ------------------------------------------------------------ */

/* One receipt a report; those of original reports before those of copies. */
static void cite_event(const struct ng_batch *b, const struct ng_event *e,
                       ng_cites *cites, struct ng_arena *out)
{
    for (int spun = 0; spun < 2; spun++)
        for (size_t i = 0; i < e->mentions.n; i++) {
            uint32_t r = e->mentions.at[i].report;
            bool known = b->reports.at[r]->spun != (spun == 1);
            for (size_t k = 0; k < cites->n; k++)
                known |= cites->at[k].report == r;
            if (!known)
                *ng_push(cites, out) = (struct ng_cite){
                    r, mention_of(b, &e->mentions.at[i])->clause};
        }
}

/* True if a report tells it without saying who says so. */
static bool in_own_voice(const struct ng_batch *b, const struct ng_event *e)
{
    for (size_t i = 0; i < e->mentions.n; i++)
        if (mention_of(b, &e->mentions.at[i])->attributed_to.n == 0 &&
            !b->reports.at[e->mentions.at[i].report]->spun)
            return true;
    return false;
}

/* "planned, by the Kremlin", "denied", "alleged by X": what a reader must know
 * before believing the line. */
static ng_str label_of(const struct ng_batch *b, const struct ng_event *e,
                       struct ng_arena *out)
{
    ng_str status =
        e->status == NG_HAPPENED ? STR("") : ng_event_status_name(e->status);
    ng_str who = e->attributed_to.n && !in_own_voice(b, e)
                     ? e->attributed_to.at[0]
                     : STR("");
    ng_str how = only_spun(b, e) ? STR("from spun text") : STR("");
    bool alone = e->independent <= 1 || e->status == NG_ALLEGED;
    if (who.n && alone)
        status = status.n ? ng_str_format(out, PRS ", says " PRS,
                                          PRS_ARG(status), PRS_ARG(who))
                          : ng_str_format(out, "says " PRS, PRS_ARG(who));
    if (!how.n)
        return status;
    return status.n
               ? ng_str_format(out, PRS ", " PRS, PRS_ARG(status), PRS_ARG(how))
               : how;
}

static struct ng_line line_of(const struct ng_batch *b, uint32_t event,
                              size_t most, bool lead, struct ng_arena *out)
{
    const struct ng_event *e = &b->events.at[event];
    struct ng_line line = {.text = ng_event_phrase(b, e, most, lead, out),
                           .independent = e->independent,
                           .event = event,
                           .saying = NG_NONE,
                           .when = e->when,
                           .granularity = e->when_basis == NG_BASIS_PUBLISHED
                                              ? NG_FUZZY
                                              : e->granularity,
                           .status = e->status,
                           .label = label_of(b, e, out)};
    if (lead)
        line.text = ng_str_format(out, PRS "%s", PRS_ARG(line.text),
                                  ng_str_ends(line.text, STR(".")) ||
                                          ng_str_ends(line.text, STR("…"))
                                      ? ""
                                      : ".");
    cite_event(b, e, &line.cites, out);
    return line;
}

struct ranked {
    uint32_t event;
    float weight;
    ng_day day;
};

static int by_weight(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->event > y->event) - (x->event < y->event);
}

static int newest_first(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->day != y->day)
        return x->day > y->day ? -1 : 1;
    return by_weight(a, b);
}

static int oldest_first(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return by_weight(a, b);
}

enum section { HAPPENED, PLANNED, TIMELINE };

static bool acts(const struct ng_event *e)
{
    for (size_t i = 0; i < e->parties_n; i++)
        if (!e->parties[i].recipient)
            return true;
    return false;
}

static bool belongs(const struct ng_event *e, enum section section)
{
    bool done = e->status == NG_HAPPENED || e->status == NG_ONGOING;
    if (e->status == NG_HYPOTHETICAL && !acts(e))
        return false; /* "unless they were promised contracts" */
    if (section == TIMELINE)
        return e->when.first != NG_NO_DAY &&
               e->when_basis != NG_BASIS_PUBLISHED &&
               e->status != NG_HYPOTHETICAL;
    if (e->historical)
        return false;
    return section == HAPPENED ? done : !done;
}

/* The same words twice are one line: the better one stays. */
static bool is_told(const ng_lines *lines, const struct ng_line *line)
{
    for (size_t i = 0; i < lines->n; i++) {
        const struct ng_line *had = &lines->at[i];
        if (ng_str_eq_nocase(had->text, line->text))
            return true;
        if (had->cites.n && line->cites.n &&
            had->cites.at[0].report == line->cites.at[0].report &&
            ng_range_touch(had->cites.at[0].at, line->cites.at[0].at) &&
            (ng_range_in(had->cites.at[0].at, line->cites.at[0].at) ||
             ng_range_in(line->cites.at[0].at, had->cites.at[0].at)))
            return true;
    }
    return false;
}

static void fill_section(struct ng_batch *b, ng_lines *lines,
                         enum section section, size_t most,
                         struct ng_arena *out, struct ng_arena scratch)
{
    struct ranked *ranked = ng_new(&scratch, struct ranked, b->events.n + 1);
    ng_lines chosen = {0};
    size_t n = 0;
    for (uint32_t i = 0; i < b->events.n; i++) {
        const struct ng_event *e = &b->events.at[i];
        if (belongs(e, section) && e->parties_n)
            ranked[n++] = (struct ranked){
                i, e->weight,
                e->when.first != NG_NO_DAY ? e->when.first : e->when.last};
    }
    qsort(ranked, n, sizeof *ranked, by_weight);
    size_t kept = 0;
    for (size_t i = 0; i < n && kept < most; i++) {
        struct ng_line line =
            line_of(b, ranked[i].event, section == TIMELINE ? DATED : PHRASE,
                    false, out);
        if (!line.text.n || is_told(&chosen, &line))
            continue;
        *ng_push(&chosen, &scratch) = line;
        ranked[kept++] = ranked[i];
    }
    qsort(ranked, kept, sizeof *ranked,
          section == HAPPENED ? newest_first : oldest_first);
    for (size_t i = 0; i < kept; i++)
        for (size_t k = 0; k < chosen.n; k++)
            if (chosen.at[k].event == ranked[i].event)
                *ng_push(lines, out) = chosen.at[k];
}

/* True if a report tells of the event in its title or first paragraphs. */
static bool is_headline(const struct ng_batch *b, const struct ng_event *e)
{
    for (size_t i = 0; i < e->mentions.n; i++) {
        const struct ng_report *r = b->reports.at[e->mentions.at[i].report];
        uint32_t p =
            ng_paragraph_at(r, mention_of(b, &e->mentions.at[i])->clause.beg);
        if (p != NG_NONE && p < 3 && !r->spun)
            return true;
    }
    return false;
}

/* The first sentence of the last original report: how a desk would begin when
 * no event of the record carries the story. */
static bool opening(const struct ng_batch *b, struct ng_line *line,
                    struct ng_arena *out)
{
    for (size_t i = b->reports.n; i > 0; i--) {
        const struct ng_report *r = b->reports.at[i - 1];
        if (r->spun || r->lineage_role == NG_ROLE_EXACT ||
            r->lineage_role == NG_ROLE_EXCERPT)
            continue;
        for (size_t s = 0; s < r->sentences.n && s < 12; s++) {
            ng_range at = r->sentences.at[s].at;
            uint32_t p = r->sentences.at[s].paragraph;
            bool body = p < r->paragraphs.n &&
                        r->paragraphs.at[p].kind == NG_BLOCK_PARAGRAPH;
            if (!body || at.end - at.beg < 60 ||
                ng_range_in(at, r->dateline_at))
                continue;
            *line = (struct ng_line){.text = ng_short_text(r, at, 260, out),
                                     .independent = 1,
                                     .event = NG_NONE,
                                     .saying = NG_NONE,
                                     .when = NG_NO_DAYS};
            *ng_push(&line->cites, out) =
                (struct ng_cite){(uint32_t)(i - 1), at};
            return true;
        }
    }
    return false;
}

static uint32_t heaviest(const struct ng_batch *b, uint32_t but, bool ahead)
{
    uint32_t best = NG_NONE;
    for (uint32_t i = 0; i < b->events.n; i++) {
        const struct ng_event *e = &b->events.at[i];
        if (i == but || e->historical || e->parties_n == 0)
            continue;
        if (but != NG_NONE &&
            (!ng_days_known(e->when) || (e->status == NG_PLANNED) != ahead))
            continue;
        if (best == NG_NONE || e->weight > b->events.at[best].weight)
            best = i;
    }
    return best;
}

/* The story's present state: what weighs most, if reports lead with it; and
 * what stands beside it on the other side of today. */
static void fill_lead(struct ng_batch *b, ng_lines *lead, struct ng_arena *out)
{
    struct ng_line line;
    uint32_t first = heaviest(b, NG_NONE, false);
    bool led = first != NG_NONE && is_headline(b, &b->events.at[first]) &&
               (b->events.at[first].independent > 1 || b->reports.n < 3);
    if (!led && opening(b, &line, out)) {
        *ng_push(lead, out) = line;
        return;
    }
    if (first == NG_NONE)
        return;
    *ng_push(lead, out) = line_of(b, first, 220, true, out);
    uint32_t second =
        heaviest(b, first, b->events.at[first].status != NG_PLANNED);
    if (second != NG_NONE && b->events.at[second].weight > 2)
        *ng_push(lead, out) = line_of(b, second, 220, true, out);
}

/* ---- who says what ---------------------------------------------------- */

struct voice {
    uint32_t report, saying;
    uint32_t independent;
    float weight;
};

static int by_voice(const void *a, const void *b)
{
    const struct voice *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return (x->saying > y->saying) - (x->saying < y->saying);
}

static float saying_weight(const struct ng_report *r, const struct ng_saying *s)
{
    static const float grades[NG_GRADE_COUNT] = {[NG_GRADE_NAMED] = 3,
                                                 [NG_GRADE_ROLE] = 2,
                                                 [NG_GRADE_ORGANISATION] = 2,
                                                 [NG_GRADE_DOCUMENT] = 1.8f,
                                                 [NG_GRADE_UNNAMED] = 1.2f};
    size_t n = s->content.end - s->content.beg;
    float w = grades[s->grade] + (s->kind == NG_DIRECT ? 1.2f : 0);
    w += n < 30 ? -2.0f : n > 320 ? -0.6f : 0.4f;
    w += s->denies ? 1.0f : 0;
    if (s->entity < r->entities.n)
        w += 0.3f * log2f((float)(r->entities.at[s->entity].mentions + 1));
    return r->spun ? w - 3 : w;
}

/* "its president" is the president of something told elsewhere. */
static ng_str plain_role(ng_str role)
{
    static const ng_str heads[] = {S("its "), S("his "), S("her "), S("their "),
                                   S("the "), S("a "),   S("an ")};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (ng_str_starts_nocase(role, heads[i]))
            return (ng_str){role.p + heads[i].n, role.n - heads[i].n};
    return role;
}

static ng_str speaker_of(const struct ng_report *r, const struct ng_saying *s,
                         struct ng_arena *out)
{
    if (s->entity < r->entities.n && s->grade == NG_GRADE_NAMED) {
        const struct ng_entity *e = &r->entities.at[s->entity];
        ng_str role = plain_role(e->role);
        bool told = role.n && role.n < 60 &&
                    ng_str_find_nocase(e->name, role, 0) == SIZE_MAX;
        return told ? ng_str_format(out, PRS ", " PRS, PRS_ARG(e->name),
                                    PRS_ARG(role))
                    : e->name;
    }
    return ng_short_text(r, s->source, 80, out);
}

static struct ng_line said_line(const struct ng_batch *b, const struct voice *v,
                                struct ng_arena *out)
{
    const struct ng_report *r = b->reports.at[v->report];
    const struct ng_saying *s = &r->sayings.at[v->saying];
    ng_str what = ng_short_text(r, s->content, QUOTATION, out);
    bool quoted = s->kind == NG_DIRECT;
    while (quoted && what.n &&
           (what.p[what.n - 1] == '"' || what.p[what.n - 1] == ','))
        what.n--;
    while (quoted && what.n && what.p[0] == '"')
        what.p++, what.n--;
    bool curly = ng_str_starts(what, STR("“"));
    ng_str via = {0};
    for (size_t i = 0; i < s->via.n; i++)
        via = ng_str_format(out, PRS "%s" PRS, PRS_ARG(via),
                            i ? " and " : ", through ",
                            PRS_ARG(ng_slice(r->text, s->via.at[i].at)));
    struct ng_line line = {
        .text = ng_str_format(out, PRS PRS ": %s" PRS "%s",
                              PRS_ARG(speaker_of(r, s, out)), PRS_ARG(via),
                              quoted && !curly ? "“" : "", PRS_ARG(what),
                              quoted && !curly ? "”" : ""),
        .independent = v->independent,
        .event = NG_NONE,
        .saying = v->saying,
        .when = NG_NO_DAYS,
        .label = s->grade == NG_GRADE_UNNAMED && v->independent <= 1
                     ? STR("unnamed, one source")
                     : ng_grade_name(s->grade)};
    *ng_push(&line.cites, out) = (struct ng_cite){v->report, s->content};
    return line;
}

static bool same_speaker(const struct ng_batch *b, const struct voice *x,
                         const struct voice *y)
{
    const struct ng_report *rx = b->reports.at[x->report];
    const struct ng_report *ry = b->reports.at[y->report];
    const struct ng_saying *sx = &rx->sayings.at[x->saying];
    const struct ng_saying *sy = &ry->sayings.at[y->saying];
    if (sx->entity < rx->entities.n && sy->entity < ry->entities.n)
        return ng_str_eq(rx->entities.at[sx->entity].key,
                         ry->entities.at[sy->entity].key);
    return ng_str_eq_nocase(ng_slice(rx->text, sx->source),
                            ng_slice(ry->text, sy->source));
}

/* Share of the words of the one quotation that the other has. */
static bool same_words(const struct ng_batch *b, const struct voice *x,
                       const struct voice *y)
{
    const struct ng_report *rx = b->reports.at[x->report];
    const struct ng_report *ry = b->reports.at[y->report];
    ng_str a = ng_slice(rx->text, rx->sayings.at[x->saying].content);
    ng_str c = ng_slice(ry->text, ry->sayings.at[y->saying].content);
    size_t n = 0, hit = 0;
    while (a.n) {
        ng_cut cut = ng_cut_at(a, ' ');
        a = cut.tail;
        if (cut.head.n < 5)
            continue;
        n++;
        hit += ng_str_find_nocase(c, cut.head, 0) != SIZE_MAX;
    }
    return n && hit * 10 >= n * 7;
}

static void fill_said(struct ng_batch *b, ng_lines *said, struct ng_arena *out,
                      struct ng_arena scratch)
{
    NG_LIST(struct voice) all = {0};
    struct voice chosen[MOST_SAID];
    const uint32_t *independent = ng_sayings_independent(b, out, scratch);
    size_t n = 0, k = 0;
    for (uint32_t r = 0; r < b->reports.n; r++)
        for (uint32_t s = 0; s < b->reports.at[r]->sayings.n; s++, k++) {
            const struct ng_saying *x = &b->reports.at[r]->sayings.at[s];
            if (x->grade == NG_GRADE_NONE || ng_range_empty(x->content) ||
                ng_range_empty(x->source))
                continue;
            float w = saying_weight(b->reports.at[r], x);
            *ng_push(&all, &scratch) = (struct voice){
                r, s, independent[k], w + 0.5f * (float)independent[k]};
        }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_voice);
    for (size_t i = 0; i < all.n && n < MOST_SAID; i++) {
        size_t times = 0;
        bool told = false;
        for (size_t c = 0; c < n; c++) {
            times += same_speaker(b, &chosen[c], &all.at[i]);
            told |= same_words(b, &all.at[i], &chosen[c]);
        }
        if (told || times >= 1)
            continue;
        chosen[n++] = all.at[i];
        *ng_push(said, out) = said_line(b, &all.at[i], out);
    }
}

void ng_fill_brief(struct ng_batch *b, struct ng_arena *out,
                   struct ng_arena scratch)
{
    struct ng_brief brief = {.story = 0};
    fill_lead(b, &brief.lead, out);
    fill_section(b, &brief.happened, HAPPENED, MOST_HAPPENED, out, scratch);
    fill_section(b, &brief.planned, PLANNED, MOST_PLANNED, out, scratch);
    fill_said(b, &brief.said, out, scratch);
    fill_section(b, &brief.timeline, TIMELINE, MOST_TIMELINE, out, scratch);
    for (uint32_t i = 0; i < b->disagreements.n && i < MOST_DISAGREEMENTS; i++)
        *ng_push(&brief.disagreements, out) = i;
    *ng_push(&b->briefs, out) = brief;
}
