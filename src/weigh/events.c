/* events.c - what the mentions of one deed tell together: day, place, parties,
 * status with its history, sources, origins. See merge.h, clusters.h. */
#include "weigh/clusters.h"

#include "report/plover.h"

#include <stdlib.h>

/* Without any day in words: the first report that tells it bounds it. */
static bool is_sooner(const struct ng_mention *m, const struct ng_event *e)
{
    if (e->when_basis == NG_BASIS_NONE)
        return true;
    if (e->when_basis == NG_BASIS_PUBLISHED &&
        m->when_basis == NG_BASIS_PUBLISHED && m->when.last != e->when.last)
        return m->when.last < e->when.last;
    return (long)m->when.last - m->when.first <
           (long)e->when.last - e->when.first;
}

static void fill_when(struct ng_event *e, const struct cluster *c)
{
    e->when = NG_NO_DAYS;
    e->when_basis = NG_BASIS_NONE;
    for (size_t i = 0; i < c->members.n; i++) {
        const struct ng_mention *m = c->members.at[i].m;
        if (!ng_days_known(m->when) || (c->dated && !is_told(m)))
            continue;
        if (is_sooner(m, e)) {
            e->when = m->when;
            e->granularity = m->granularity;
            e->when_basis = m->when_basis;
        }
    }
    if (c->dated && c->when.first <= c->when.last)
        e->when = c->when;
    if (e->when.first == e->when.last && e->when.first != NG_NO_DAY &&
        e->granularity != NG_DEADLINE)
        e->granularity = NG_DAY; /* several hints, one day */
}

/* "visited the city in 2011 and went on to": a deed that would take the day of
 * the report, beside an old one of the same actor in its sentence, is as old.
 */
static void fill_background(struct ng_event *e, const struct cluster *c)
{
    const struct ng_report *r = c->members.at[0].r;
    const struct ng_mention *m = c->members.at[0].m;
    uint32_t s = ng_sentence_at(r, m->clause.beg);
    if (c->members.n > 1 || m->when_basis != NG_BASIS_PUBLISHED ||
        m->when.first == NG_NO_DAY || s == NG_NONE || m->actors.n == 0)
        return;
    for (size_t i = 0; i < r->mentions.n; i++) {
        const struct ng_mention *o = &r->mentions.at[i];
        if (!o->historical || !is_told(o) || o->actors.n == 0 ||
            ng_sentence_at(r, o->clause.beg) != s ||
            ng_party_fit(r, &o->actors.at[0], r, &m->actors.at[0]) < 2)
            continue;
        e->when = o->when;
        e->when_basis = NG_BASIS_SENTENCE;
        e->granularity = o->granularity;
        e->historical = true;
        return;
    }
}

/* True if everybody in e is in o too. */
static bool all_in(const struct ng_event *e, const struct ng_event *o)
{
    for (size_t i = 0; i < e->parties_n; i++) {
        bool in = e->parties[i].recipient;
        for (size_t k = 0; !in && k < o->parties_n; k++)
            in = e->parties[i].entity_key.n &&
                 ng_str_eq(e->parties[i].entity_key, o->parties[k].entity_key);
        if (!in)
            return false;
    }
    return e->parties_n > 0;
}

/* Whoever acts on the day on which they meet does so where they meet. */
static void place_at_meeting(struct ng_event *e, const struct ng_batch *b)
{
    if (e->place.n || e->when_basis != NG_BASIS_MEETING)
        return;
    for (size_t i = 0; i < b->events.n; i++) {
        const struct ng_event *o = &b->events.at[i];
        if (o->type != NG_CONSULT || !o->place.n ||
            o->when_basis != NG_BASIS_CLAUSE || o->parties_n < 2 ||
            o->when.first != e->when.first || o->when.last != e->when.last ||
            !all_in(e, o))
            continue;
        e->place = o->place;
        e->geonameid = o->geonameid;
        e->lat = o->lat;
        e->lon = o->lon;
        memcpy(e->country, o->country, sizeof e->country);
        return;
    }
}

static void fill_place(struct ng_event *e, const struct cluster *c)
{
    for (size_t i = 0; i < c->members.n; i++) {
        const struct ng_report *r = c->members.at[i].r;
        const struct ng_mention *m = c->members.at[i].m;
        if (m->place >= r->entities.n)
            continue;
        const struct ng_entity *p = &r->entities.at[m->place];
        bool country = ng_str_starts(p->key, STR("country:"));
        if (e->place.n && country)
            continue; /* a town is told before its country */
        e->place = p->name;
        e->geonameid = p->geonameid;
        e->lat = p->lat;
        e->lon = p->lon;
        memcpy(e->country, p->country, sizeof e->country);
        if (p->geonameid && !country)
            return;
    }
}

enum { PARTIES = 16 };

static ng_str text_of(const struct ng_report *r, const struct ng_party *p)
{
    return p->entity < r->entities.n ? r->entities.at[p->entity].name
                                     : ng_slice(r->text, p->at);
}

/* True of whoever is somebody and is not among the parties yet. */
static bool is_new(const struct ng_event *e, const struct ng_report *r,
                   const struct ng_party *p)
{
    bool known = p->entity < r->entities.n;
    if ((!known && !p->code[0] && !p->sector[0]) || e->parties_n == PARTIES)
        return false; /* "the stalemate" is nobody */
    ng_str text = text_of(r, p);
    ng_str key = known ? r->entities.at[p->entity].key : STR("");
    for (size_t i = 0; i < e->parties_n; i++)
        if ((key.n && ng_str_eq(e->parties[i].entity_key, key)) ||
            ng_str_eq(e->parties[i].text, text))
            return false;
    return true;
}

static void add_party(struct ng_event *e, const struct ng_report *r,
                      const struct ng_party *p, bool recipient)
{
    bool known = p->entity < r->entities.n;
    e->parties[e->parties_n].text = text_of(r, p);
    e->parties[e->parties_n].entity_key =
        known ? r->entities.at[p->entity].key : STR("");
    memcpy(e->parties[e->parties_n].code, p->code, sizeof p->code);
    memcpy(e->parties[e->parties_n].sector, p->sector, sizeof p->sector);
    e->parties[e->parties_n++].recipient = recipient;
}

/* True if the event has a party that this one only names more loosely. */
static bool is_loose(const struct ng_event *e, const struct ng_report *r,
                     const struct ng_party *p)
{
    bool person =
        p->entity < r->entities.n && r->entities.at[p->entity].type == NG_PER;
    for (size_t i = 0; !person && i < e->parties_n; i++)
        if (p->code[0] && strcmp(e->parties[i].code, p->code) == 0)
            return true;
    return false;
}

/* Mentions of the cluster in which someone fits this party. */
static size_t support(const struct cluster *c, const struct ng_portrait *p)
{
    size_t n = 0;
    for (size_t i = 0; i < c->members.n && i < 64; i++) {
        const struct waiting *w = &c->members.at[i];
        size_t all = w->actors + (size_t)w->recipients;
        bool here = false;
        for (size_t k = 0; k < all && k < SIDE && !here; k++)
            here = ng_portraits_fit(p, &w->parties[k]) > 0;
        n += here;
    }
    return n;
}

/* Where three or more mentions tell of a deed, who stands in one alone is more
 * often a slip of reading than one more party. */
static bool is_sound(const struct cluster *c, const struct ng_report *r,
                     const struct ng_party *p)
{
    if (c->members.n < 3)
        return true;
    struct ng_portrait x = ng_portrait_of(r, p);
    return support(c, &x) >= 2;
}

static void fill_parties(struct ng_event *e, const struct cluster *c,
                         struct ng_arena *out)
{
    e->parties =
        ng_alloc(out, sizeof *e->parties, _Alignof(max_align_t), PARTIES);
    for (size_t i = 0; i < c->members.n; i++) {
        const struct ng_report *r = c->members.at[i].r;
        const struct ng_mention *m = c->members.at[i].m;
        for (size_t k = 0; k < m->actors.n + m->recipients.n; k++) {
            bool acts = k < m->actors.n;
            const struct ng_party *p =
                acts ? &m->actors.at[k] : &m->recipients.at[k - m->actors.n];
            if (is_new(e, r, p) && (i == 0 || !is_loose(e, r, p)) &&
                is_sound(c, r, p))
                add_party(e, r, p, !acts);
        }
    }
}

/* Which of two statuses told by one report is its last word. */
static unsigned weight_of(enum ng_event_status s)
{
    static const unsigned weights[NG_EVENT_STATUS_COUNT] = {
        [NG_HYPOTHETICAL] = 1, [NG_ALLEGED] = 2,  [NG_PLANNED] = 3,
        [NG_ONGOING] = 4,      [NG_HAPPENED] = 5, [NG_DENIED] = 6,
    };
    return weights[s];
}

static int by_report(const void *a, const void *b)
{
    const struct waiting *x = *(const struct waiting *const *)a;
    const struct waiting *y = *(const struct waiting *const *)b;
    return (x->report > y->report) - (x->report < y->report);
}

/* The members in batch order. */
static const struct waiting **in_order(const struct cluster *c,
                                       struct ng_arena *scratch)
{
    const struct waiting **w =
        ng_new(scratch, const struct waiting *, c->members.n);
    for (size_t i = 0; i < c->members.n; i++)
        w[i] = &c->members.at[i];
    qsort(w, c->members.n, sizeof *w, by_report);
    return w;
}

/* One step for each report that changes what is known; the last is the present
 * state. A spun copy has no word in it when another report has. */
static void fill_status(struct ng_event *e, const struct cluster *c,
                        const struct waiting *const *order,
                        struct ng_arena *out)
{
    bool others = false;
    for (size_t i = 0; i < c->members.n; i++)
        others |= !c->members.at[i].r->spun;
    for (size_t i = 0; i < c->members.n;) {
        uint32_t r = order[i]->report;
        int best = -1;
        for (; i < c->members.n && order[i]->report == r; i++) {
            const struct waiting *w = order[i];
            enum ng_event_status s = w->m->status;
            if (c->dated && too_early(w->r, w->m, c->when))
                s = NG_PLANNED; /* "his first meeting with": still to come */
            if (!(others && w->r->spun) &&
                (best < 0 ||
                 weight_of(s) > weight_of((enum ng_event_status)best)))
                best = (int)s;
        }
        if (best < 0)
            continue;
        size_t n = e->history.n;
        if (n && e->history.at[n - 1].status == (enum ng_event_status)best)
            continue;
        *ng_push(&e->history, out) =
            (struct ng_status_step){(enum ng_event_status)best, r};
    }
    e->status = e->history.n ? e->history.at[e->history.n - 1].status
                             : c->members.at[0].m->status;
    for (size_t i = 0; i < e->history.n; i++) {
        enum ng_event_status s = e->history.at[i].status;
        /* What has happened is not planned again by a report that looks back
         * on the plan; what is denied stays in doubt. */
        if ((s == NG_HAPPENED &&
             (e->status == NG_PLANNED || e->status == NG_HYPOTHETICAL)) ||
            (s == NG_PLANNED && e->status == NG_HYPOTHETICAL) ||
            (s == NG_DENIED && e->status == NG_ALLEGED))
            e->status = s;
    }
}

/* The first mention is the one that the event is told by: of the present
 * status, and not from a spun copy if there is another. */
static void put_best_first(struct ng_event *e, const struct ng_batch *b)
{
    int best = -1;
    size_t at = 0;
    for (size_t i = 0; i < e->mentions.n; i++) {
        const struct ng_report *r = b->reports.at[e->mentions.at[i].report];
        const struct ng_mention *m = &r->mentions.at[e->mentions.at[i].mention];
        int points = 2 * (m->status == e->status) + !r->spun;
        if (points > best) {
            best = points;
            at = i;
        }
    }
    struct ng_event_mention lead = e->mentions.at[at];
    memmove(e->mentions.at + 1, e->mentions.at, at * sizeof lead);
    e->mentions.at[0] = lead;
}

static void fill_sources(struct ng_event *e, const struct cluster *c,
                         const struct waiting *const *order,
                         struct ng_arena *out)
{
    for (size_t i = 0; i < c->members.n; i++) {
        const struct ng_report *r = c->members.at[i].r;
        const struct ng_mention *m = c->members.at[i].m;
        for (size_t k = 0; k < m->attributed_to.n; k++) {
            const struct ng_party *p = &m->attributed_to.at[k];
            ng_str name = p->entity < r->entities.n
                              ? r->entities.at[p->entity].name
                              : ng_slice(r->text, p->at);
            bool known = false;
            for (size_t s = 0; s < e->attributed_to.n; s++)
                known |= ng_str_eq(e->attributed_to.at[s], name);
            if (!known && e->attributed_to.n < 12)
                *ng_push(&e->attributed_to, out) = name;
        }
    }
    for (size_t i = 0; i < c->members.n; i++)
        if (i == 0 || order[i]->report != order[i - 1]->report)
            *ng_push(&e->reports, out) = order[i]->report;
}

/* What makes an event itself: its first mention in batch order. */
static ng_id id_of(const struct cluster *c, struct ng_arena *scratch)
{
    const struct waiting *first = &c->members.at[0];
    for (size_t i = 1; i < c->members.n; i++) {
        const struct waiting *w = &c->members.at[i];
        if (w->report < first->report ||
            (w->report == first->report && w->mention < first->mention))
            first = w;
    }
    const struct ng_mention *m = first->m;
    return ng_id_of('e', ng_str_format(scratch, "%s %u %u %u", first->r->id.c,
                                       m->trigger.beg, m->trigger.end,
                                       (unsigned)m->type));
}

void ng_merge_mentions(struct ng_batch *b, struct ng_arena *out,
                       struct ng_arena scratch)
{
    clusters found = ng_cluster_mentions(b, &scratch);
    for (size_t i = 0; i < found.n; i++) {
        const struct cluster *c = &found.at[i];
        const struct ng_mention *lead = c->members.at[0].m;
        struct ng_event *e = ng_push(&b->events, out);
        *e = (struct ng_event){.id = id_of(c, &scratch),
                               .type = lead->type,
                               .mode = lead->mode,
                               .cameo = lead->cameo,
                               .confidence = lead->confidence,
                               .historical = lead->historical};
        for (size_t k = 0; k < c->members.n; k++)
            *ng_push(&e->mentions, out) = (struct ng_event_mention){
                c->members.at[k].report, c->members.at[k].mention};
        struct ng_arena here = scratch;
        const struct waiting *const *order = in_order(c, &here);
        fill_when(e, c);
        fill_background(e, c);
        fill_place(e, c);
        fill_parties(e, c, out);
        fill_status(e, c, order, out);
        fill_sources(e, c, order, out);
        put_best_first(e, b);
        e->plover_strict = ng_strict_type(e->type, e->mode, e->status);
        e->independent =
            ng_independent(b, e->reports.at, e->reports.n, scratch);
    }
    for (size_t i = 0; i < b->events.n; i++)
        place_at_meeting(&b->events.at[i], b);
}
