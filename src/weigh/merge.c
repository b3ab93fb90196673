#include "weigh/merge.h"

#include "report/plover.h"
#include "weigh/nearby.h"

#include <stdlib.h>

/* A mention that waits to be put with others. */
struct waiting {
    uint32_t report, mention;
    unsigned deed;
    float rank; /* those that say most come first and lead an event */
};
typedef NG_LIST(struct waiting) waitings;

struct cluster {
    waitings members;
    ng_days when; /* of the members whose day is told in words */
    bool dated;
};

static const struct ng_report *report_of(const struct ng_batch *b,
                                         const struct waiting *w)
{
    return b->reports.at[w->report];
}

static const struct ng_mention *mention_of(const struct ng_batch *b,
                                           const struct waiting *w)
{
    return &report_of(b, w)->mentions.at[w->mention];
}

/* True if the day is told in words, not taken from the report's own date. */
static bool is_told(const struct ng_mention *m)
{
    return m->when_basis != NG_BASIS_PUBLISHED &&
           m->when_basis != NG_BASIS_NONE && ng_days_known(m->when);
}

static bool both_sides_alike(enum ng_event_type type)
{
    return type == NG_CONSULT || type == NG_COOPERATE || type == NG_SUPPORT;
}

/* ---- do two mentions tell of one deed? -------------------------------- */

struct parties {
    const struct ng_report *report;
    const struct ng_party *at[24];
    size_t n;
};

static void gather(struct parties *p, const struct ng_report *r,
                   const ng_parties *list)
{
    p->report = r;
    for (size_t i = 0; i < list->n && p->n < 24; i++)
        p->at[p->n++] = &list->at[i];
}

/* Sum of the best fits of each of `few` among `many`; -1 if one has none. */
static int fit_all(const struct parties *few, const struct parties *many)
{
    int sum = 0;
    for (size_t i = 0; i < few->n; i++) {
        int best = 0;
        for (size_t k = 0; k < many->n; k++) {
            int fit = ng_party_fit(few->report, few->at[i], many->report,
                                   many->at[k]);
            best = fit > best ? fit : best;
        }
        if (!best)
            return -1;
        sum += best;
    }
    return sum;
}

static int fit_either(const struct parties *a, const struct parties *b)
{
    return a->n <= b->n ? fit_all(a, b) : fit_all(b, a);
}

/* -1: against it; else how many points the parties of both share. */
static int parties_fit(const struct ng_batch *b, const struct waiting *x,
                       const struct waiting *y)
{
    const struct ng_mention *mx = mention_of(b, x), *my = mention_of(b, y);
    struct parties ax = {0}, ay = {0}, rx = {0}, ry = {0};
    gather(&ax, report_of(b, x), &mx->actors);
    gather(&ay, report_of(b, y), &my->actors);
    if (both_sides_alike(mx->type)) {
        gather(&ax, report_of(b, x), &mx->recipients);
        gather(&ay, report_of(b, y), &my->recipients);
        return fit_either(&ax, &ay);
    }
    gather(&rx, report_of(b, x), &mx->recipients);
    gather(&ry, report_of(b, y), &my->recipients);
    int actors = fit_either(&ax, &ay), recipients = fit_either(&rx, &ry);
    return actors < 0 || recipients < 0 ? -1 : actors + recipients;
}

static bool status_fit(enum ng_event_status a, enum ng_event_status b)
{
    static const unsigned group[NG_EVENT_STATUS_COUNT] = {
        [NG_HAPPENED] = 1,     [NG_ONGOING] = 1, [NG_PLANNED] = 3,
        [NG_HYPOTHETICAL] = 2, [NG_ALLEGED] = 5, [NG_DENIED] = 4,
    };
    return (group[a] & group[b]) != 0;
}

/* Deeds of a journey may be told by the general word for it. */
static bool deed_fit(unsigned a, unsigned b)
{
    return a == b || a == 0 || b == 0;
}

static bool is_copy(const struct ng_batch *b, uint32_t x, uint32_t y)
{
    return x == y || (b->origin_of && b->origin_of[x] == b->origin_of[y]);
}

/* "The meeting would take place on Thursday": who meets was said before, so
 * day, place and the report itself must tell which meeting is meant. */
static bool is_vague(const struct ng_batch *b, const struct waiting *w)
{
    static const ng_str heads[] = {S("the "), S("a "), S("such a "), S("this "),
                                   S("that ")};
    const struct ng_mention *m = mention_of(b, w);
    ng_str clause = ng_slice(report_of(b, w)->text, m->clause);
    if (m->type != NG_CONSULT || w->deed != 1 ||
        m->trigger.beg > m->clause.beg + 12)
        return false;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (ng_str_starts_nocase(clause, heads[i]))
            return true;
    return false;
}

/* Points for putting two mentions together; 0: don't. */
static int likeness(const struct ng_batch *b, const struct waiting *x,
                    const struct waiting *y)
{
    const struct ng_mention *mx = mention_of(b, x), *my = mention_of(b, y);
    bool tx = is_told(mx), ty = is_told(my);
    if (mx->type != my->type || !deed_fit(x->deed, y->deed) ||
        !status_fit(mx->status, my->status) ||
        ng_str_eq(mx->mode, STR("multilateral")) !=
            ng_str_eq(my->mode, STR("multilateral")))
        return 0;
    if ((mx->historical != my->historical && (tx || ty)) ||
        (tx && ty && !ng_days_touch(mx->when, my->when)))
        return 0;
    int points = parties_fit(b, x, y);
    if (points < 0 && (is_vague(b, x) || is_vague(b, y)) &&
        (is_copy(b, x->report, y->report) || (tx && ty)))
        points = 2;
    if (points < 0 ||
        !ng_place_fit(report_of(b, x), mx->place, report_of(b, y), my->place))
        return 0;
    bool same_place = mx->place < report_of(b, x)->entities.n &&
                      my->place < report_of(b, y)->entities.n;
    points += (tx && ty) * 2 + same_place * 2 + (x->deed == y->deed) +
              is_copy(b, x->report, y->report);
    /* One shared party alone says little unless day or place say so too. */
    return points >= 4 ? points : 0;
}

/* ---- clusters --------------------------------------------------------- */

static float rank_of(const struct ng_report *r, const struct ng_mention *m)
{
    float rank = m->confidence;
    rank += is_told(m) ? 2.0f : 0;
    rank += m->place < r->entities.n ? 1.0f : 0;
    rank += m->actors.n ? 1.0f : 0;
    rank += m->recipients.n ? 1.0f : 0;
    return r->spun ? rank - 4.0f : rank;
}

static int by_rank(const void *a, const void *b)
{
    const struct waiting *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank > y->rank ? -1 : 1;
    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return (x->mention > y->mention) - (x->mention < y->mention);
}

/* What a report tells as done cannot be a deed of a later day: with a day of
 * its own it is another deed; without one ("Kim meets Putin", "his first
 * meeting with") the words only sound as if it were done. */
static bool too_early(const struct ng_report *r, const struct ng_mention *m,
                      ng_days when)
{
    bool done = m->status == NG_HAPPENED || m->status == NG_ONGOING;
    return done && r->published.last != NG_NO_DAY && when.first != NG_NO_DAY &&
           when.first > r->published.last;
}

/* Only so many members are compared: enough to know a deed by. */
enum { COMPARED = 6 };

/* A copy tells the same deed in the same words, whatever day it would give. */
static bool is_retold(const struct ng_batch *b, const struct waiting *x,
                      const struct waiting *y)
{
    const struct ng_mention *mx = mention_of(b, x), *my = mention_of(b, y);
    return x->report != y->report && mx->type == my->type &&
           is_copy(b, x->report, y->report) &&
           ng_str_eq(ng_slice(report_of(b, x)->text, mx->clause),
                     ng_slice(report_of(b, y)->text, my->clause));
}

static int cluster_fit(const struct ng_batch *b, const struct cluster *c,
                       const struct waiting *w)
{
    const struct ng_mention *m = mention_of(b, w);
    int best = 0;
    for (size_t i = 0; i < c->members.n && i < COMPARED; i++)
        if (is_retold(b, &c->members.at[i], w))
            return 99;
    if (c->dated && is_told(m) && !ng_days_touch(c->when, m->when))
        return 0;
    if (c->dated && is_told(m) && too_early(report_of(b, w), m, c->when))
        return 0;
    for (size_t i = 0; i < c->members.n && i < COMPARED; i++) {
        int points = likeness(b, &c->members.at[i], w);
        if (i == 0 && points == 0 && c->members.n > 1 &&
            !ng_place_fit(report_of(b, w), m->place,
                          report_of(b, &c->members.at[0]),
                          mention_of(b, &c->members.at[0])->place))
            return 0;
        best = points > best ? points : best;
    }
    return best;
}

static void join(const struct ng_batch *b, struct cluster *c,
                 const struct waiting *w, struct ng_arena *a)
{
    const struct ng_mention *m = mention_of(b, w);
    *ng_push(&c->members, a) = *w;
    if (!is_told(m))
        return;
    if (!c->dated) {
        c->when = m->when;
        c->dated = true;
        return;
    }
    /* What two rough intervals share is not a day that anybody told. */
    if (ng_days_in(m->when, c->when))
        c->when = m->when;
}

typedef NG_LIST(struct cluster) clusters;

static clusters put_together(const struct ng_batch *b, struct ng_arena *a)
{
    waitings all = {0};
    clusters found = {0};
    for (uint32_t r = 0; r < b->reports.n; r++)
        for (uint32_t m = 0; m < b->reports.at[r]->mentions.n; m++) {
            const struct ng_report *report = b->reports.at[r];
            const struct ng_mention *mention = &report->mentions.at[m];
            if (mention->type != NG_STATEMENT)
                *ng_push(&all, a) = (struct waiting){
                    r, m, ng_deed(report, mention), rank_of(report, mention)};
        }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_rank);
    struct ng_nearby nearby = {0};
    ng_indexes close = {0};
    for (size_t i = 0; i < all.n; i++) {
        const struct waiting *w = &all.at[i];
        uint64_t keys[NG_NEARBY_KEYS];
        size_t n =
            ng_nearby_keys(report_of(b, w), mention_of(b, w), w->deed, keys);
        uint32_t best = NG_NONE;
        int most = 0;
        ng_nearby_look(&nearby, keys, n, &close, a);
        for (size_t k = 0; k < close.n; k++) {
            uint32_t c = close.at[k];
            int points = cluster_fit(b, &found.at[c], w);
            if (points > most || (points && points == most && c < best)) {
                most = points;
                best = c;
            }
        }
        if (best == NG_NONE) {
            best = (uint32_t)found.n;
            *ng_push(&found, a) = (struct cluster){0};
        }
        join(b, &found.at[best], w, a);
        ng_nearby_list(&nearby, keys, n, best, a);
    }
    return found;
}

/* ---- from a cluster to an event --------------------------------------- */

static void fill_when(struct ng_event *e, const struct ng_batch *b,
                      const struct cluster *c)
{
    e->when = NG_NO_DAYS;
    e->when_basis = NG_BASIS_NONE;
    for (size_t i = 0; i < c->members.n; i++) {
        const struct ng_mention *m = mention_of(b, &c->members.at[i]);
        if (!ng_days_known(m->when) || (c->dated && !is_told(m)))
            continue;
        long had = (long)e->when.last - e->when.first;
        long has = (long)m->when.last - m->when.first;
        if (e->when_basis == NG_BASIS_NONE || has < had) {
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
static void fill_background(struct ng_event *e, const struct ng_batch *b,
                            const struct cluster *c)
{
    const struct ng_report *r = report_of(b, &c->members.at[0]);
    const struct ng_mention *m = mention_of(b, &c->members.at[0]);
    uint32_t s = ng_sentence_at(r, m->clause.beg);
    if (c->members.n > 1 || m->when_basis != NG_BASIS_PUBLISHED ||
        s == NG_NONE || m->actors.n == 0)
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

static void fill_place(struct ng_event *e, const struct ng_batch *b,
                       const struct cluster *c)
{
    for (size_t i = 0; i < c->members.n; i++) {
        const struct ng_report *r = report_of(b, &c->members.at[i]);
        const struct ng_mention *m = mention_of(b, &c->members.at[i]);
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

static void add_party(struct ng_event *e, const struct ng_report *r,
                      const struct ng_party *p, bool recipient, size_t most)
{
    bool known = p->entity < r->entities.n;
    if (!known && !p->code[0] && !p->sector[0])
        return; /* "the stalemate" is nobody */
    ng_str text =
        known ? r->entities.at[p->entity].name : ng_slice(r->text, p->at);
    ng_str key = known ? r->entities.at[p->entity].key : STR("");
    for (size_t i = 0; i < e->parties_n; i++)
        if ((key.n && ng_str_eq(e->parties[i].entity_key, key)) ||
            ng_str_eq(e->parties[i].text, text))
            return;
    if (e->parties_n == most)
        return;
    e->parties[e->parties_n].text = text;
    e->parties[e->parties_n].entity_key = key;
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
static size_t support(const struct ng_batch *b, const struct cluster *c,
                      const struct ng_report *r, const struct ng_party *p)
{
    size_t n = 0;
    for (size_t i = 0; i < c->members.n && i < 64; i++) {
        const struct ng_report *other = report_of(b, &c->members.at[i]);
        const struct ng_mention *m = mention_of(b, &c->members.at[i]);
        struct parties all = {0};
        gather(&all, other, &m->actors);
        gather(&all, other, &m->recipients);
        bool here = false;
        for (size_t k = 0; k < all.n && !here; k++)
            here = ng_party_fit(r, p, other, all.at[k]) > 0;
        n += here;
    }
    return n;
}

/* Where three or more mentions tell of a deed, who stands in one alone is more
 * often a slip of reading than one more party. */
static bool is_sound(const struct ng_batch *b, const struct cluster *c,
                     const struct ng_report *r, const struct ng_party *p)
{
    return c->members.n < 3 || support(b, c, r, p) >= 2;
}

static void fill_parties(struct ng_event *e, const struct ng_batch *b,
                         const struct cluster *c, struct ng_arena *out)
{
    enum { MOST = 16 };
    e->parties = ng_alloc(out, sizeof *e->parties, _Alignof(max_align_t), MOST);
    for (size_t i = 0; i < c->members.n; i++) {
        const struct ng_report *r = report_of(b, &c->members.at[i]);
        const struct ng_mention *m = mention_of(b, &c->members.at[i]);
        for (size_t k = 0; k < m->actors.n; k++)
            if (is_sound(b, c, r, &m->actors.at[k]) &&
                (i == 0 || !is_loose(e, r, &m->actors.at[k])))
                add_party(e, r, &m->actors.at[k], false, MOST);
        for (size_t k = 0; k < m->recipients.n; k++)
            if (is_sound(b, c, r, &m->recipients.at[k]) &&
                (i == 0 || !is_loose(e, r, &m->recipients.at[k])))
                add_party(e, r, &m->recipients.at[k], true, MOST);
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

/* One step for each report that changes what is known; the last is the present
 * state. A spun copy has no word in it when another report has. */
static void fill_status(struct ng_event *e, const struct ng_batch *b,
                        const struct cluster *c, struct ng_arena *out)
{
    bool others = false;
    for (size_t i = 0; i < c->members.n; i++)
        others |= !report_of(b, &c->members.at[i])->spun;
    for (uint32_t r = 0; r < b->reports.n; r++) {
        int best = -1;
        for (size_t i = 0; i < c->members.n; i++) {
            const struct waiting *w = &c->members.at[i];
            enum ng_event_status s = mention_of(b, w)->status;
            if (c->dated &&
                too_early(report_of(b, w), mention_of(b, w), c->when))
                s = NG_PLANNED; /* "his first meeting with": still to come */
            if (w->report == r && !(others && report_of(b, w)->spun) &&
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
                             : mention_of(b, &c->members.at[0])->status;
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

static void fill_sources(struct ng_event *e, const struct ng_batch *b,
                         const struct cluster *c, struct ng_arena *out)
{
    for (size_t i = 0; i < c->members.n; i++) {
        const struct ng_report *r = report_of(b, &c->members.at[i]);
        const struct ng_mention *m = mention_of(b, &c->members.at[i]);
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
    for (uint32_t r = 0; r < b->reports.n; r++)
        for (size_t i = 0; i < c->members.n; i++)
            if (c->members.at[i].report == r) {
                *ng_push(&e->reports, out) = r;
                break;
            }
}

/* What makes an event itself: its first mention in batch order. */
static ng_id id_of(const struct ng_batch *b, const struct cluster *c,
                   struct ng_arena *scratch)
{
    const struct waiting *first = &c->members.at[0];
    for (size_t i = 1; i < c->members.n; i++) {
        const struct waiting *w = &c->members.at[i];
        if (w->report < first->report ||
            (w->report == first->report && w->mention < first->mention))
            first = w;
    }
    const struct ng_mention *m = mention_of(b, first);
    return ng_id_of(
        'e', ng_str_format(scratch, "%s %u %u %u", report_of(b, first)->id.c,
                           m->trigger.beg, m->trigger.end, (unsigned)m->type));
}

void ng_merge_mentions(struct ng_batch *b, struct ng_arena *out,
                       struct ng_arena scratch)
{
    clusters found = put_together(b, &scratch);
    for (size_t i = 0; i < found.n; i++) {
        const struct cluster *c = &found.at[i];
        const struct ng_mention *lead = mention_of(b, &c->members.at[0]);
        struct ng_event *e = ng_push(&b->events, out);
        *e = (struct ng_event){.id = id_of(b, c, &scratch),
                               .type = lead->type,
                               .mode = lead->mode,
                               .cameo = lead->cameo,
                               .confidence = lead->confidence,
                               .historical = lead->historical};
        for (size_t k = 0; k < c->members.n; k++)
            *ng_push(&e->mentions, out) = (struct ng_event_mention){
                c->members.at[k].report, c->members.at[k].mention};
        fill_when(e, b, c);
        fill_background(e, b, c);
        fill_place(e, b, c);
        fill_parties(e, b, c, out);
        fill_status(e, b, c, out);
        fill_sources(e, b, c, out);
        put_best_first(e, b);
        e->plover_strict = ng_strict_type(e->type, e->mode, e->status);
        e->independent =
            ng_independent(b, e->reports.at, e->reports.n, scratch);
    }
}
