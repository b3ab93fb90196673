#include "weigh/clusters.h"

#include "weigh/nearby.h"

#include <stdlib.h>

static bool both_sides_alike(enum ng_event_type type)
{
    return type == NG_CONSULT || type == NG_COOPERATE || type == NG_SUPPORT;
}

/* ---- do two mentions tell of one deed? -------------------------------- */

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

/* Deeds of a journey may be told by the general word for it; who praises does
 * not sign. */
static bool deed_fit(enum ng_event_type type, unsigned a, unsigned b)
{
    return a == b || (type != NG_SUPPORT && (a == 0 || b == 0));
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

/* Towns of a journey: who arrives in the one has not arrived in the other,
 * even where the map knows only one of them. */
static bool other_stop(const struct ng_batch *b, const struct waiting *x,
                       const struct waiting *y)
{
    const struct ng_report *rx = report_of(b, x), *ry = report_of(b, y);
    uint32_t px = mention_of(b, x)->place, py = mention_of(b, y)->place;
    if (!ng_deed_is_stop(x->deed) || !ng_deed_is_stop(y->deed) ||
        px >= rx->entities.n || py >= ry->entities.n)
        return false;
    return ng_places_lie(rx, px, ry, py) == NG_SCOPE_OPEN &&
           !ng_str_eq_nocase(rx->entities.at[px].name,
                             ry->entities.at[py].name);
}

/* One kind of deed; where the table has none, one word for it. */
static bool same_deed(const struct ng_batch *b, const struct waiting *x,
                      const struct waiting *y)
{
    enum { STEM = 4 };
    ng_str p = ng_slice(report_of(b, x)->text, mention_of(b, x)->trigger);
    ng_str q = ng_slice(report_of(b, y)->text, mention_of(b, y)->trigger);
    if (x->deed || y->deed)
        return x->deed == y->deed;
    p.n = p.n > STEM ? STEM : p.n;
    q.n = q.n > STEM ? STEM : q.n;
    return ng_str_eq_nocase(p, q);
}

/* The same, whether done or denied. */
static int likeness_of_deeds(const struct ng_batch *b, const struct waiting *x,
                             const struct waiting *y)
{
    const struct ng_mention *mx = mention_of(b, x), *my = mention_of(b, y);
    bool tx = is_told(mx), ty = is_told(my);
    if (mx->type != my->type || !deed_fit(mx->type, x->deed, y->deed) ||
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
    if (points < 0 || other_stop(b, x, y) ||
        !ng_place_fit(report_of(b, x), mx->place, report_of(b, y), my->place))
        return 0;
    bool words = ng_is_deed_of_words(mx->type), one = same_deed(b, x, y);
    if (words && !one && ng_matter_apart(&x->matter, &y->matter))
        return 0; /* blamed for this, and for that */
    bool same_place = mx->place < report_of(b, x)->entities.n &&
                      my->place < report_of(b, y)->entities.n;
    points += (tx && ty) * 2 + same_place * 2 + one +
              is_copy(b, x->report, y->report) +
              (words && (one || (tx && ty)) &&
               ng_matter_shared(&x->matter, &y->matter));
    /* One shared party alone says little unless day or place say so too. */
    return points >= 4 ? points : 0;
}

/* Points for putting two mentions together; 0: don't. */
static int likeness(const struct ng_batch *b, const struct waiting *x,
                    const struct waiting *y)
{
    return status_fit(mention_of(b, x)->status, mention_of(b, y)->status)
               ? likeness_of_deeds(b, x, y)
               : 0;
}

int ng_deeds_alike(const struct ng_batch *b, struct ng_event_mention x,
                   struct ng_event_mention y)
{
    struct waiting p = {.report = x.report, .mention = x.mention};
    struct waiting q = {.report = y.report, .mention = y.mention};
    p.deed = ng_deed(report_of(b, &p), mention_of(b, &p));
    q.deed = ng_deed(report_of(b, &q), mention_of(b, &q));
    p.matter = ng_matter_of(report_of(b, &p), mention_of(b, &p));
    q.matter = ng_matter_of(report_of(b, &q), mention_of(b, &q));
    return likeness_of_deeds(b, &p, &q);
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
    /* A general word ("was seen") must not lead from crossing to arriving. */
    if (!deed_fit(m->type, c->deed, w->deed))
        return 0;
    for (size_t i = 0; i < c->members.n && i < COMPARED; i++)
        if (other_stop(b, &c->members.at[i], w))
            return 0;
    if (c->dated && is_told(m) && !ng_days_touch(c->when, m->when))
        return 0;
    if (c->dated && ng_deed_is_stop(w->deed) &&
        m->place < report_of(b, w)->entities.n &&
        too_early(report_of(b, w), m, c->when))
        return 0; /* who stepped off the train there is not on a later trip */
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
    c->deed = c->deed ? c->deed : w->deed;
    if (!is_told(m))
        return;
    if (!c->dated || (c->rough && !is_rough(m))) {
        c->when = m->when; /* a month that is named outdoes weeks reckoned */
        c->dated = true;
        c->rough = is_rough(m);
        return;
    }
    /* What two rough intervals share is not a day that anybody told. */
    if (ng_days_in(m->when, c->when) && (c->rough || !is_rough(m)))
        c->when = m->when;
}

clusters ng_cluster_mentions(const struct ng_batch *b, struct ng_arena *a)
{
    waitings all = {0};
    clusters found = {0};
    for (uint32_t r = 0; r < b->reports.n; r++)
        for (uint32_t m = 0; m < b->reports.at[r]->mentions.n; m++) {
            const struct ng_report *report = b->reports.at[r];
            const struct ng_mention *mention = &report->mentions.at[m];
            if (mention->type != NG_STATEMENT)
                *ng_push(&all, a) = (struct waiting){
                    r, m, ng_deed(report, mention), rank_of(report, mention),
                    ng_matter_of(report, mention)};
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
