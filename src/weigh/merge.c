#include "weigh/clusters.h"

#include "weigh/nearby.h"

#include <stdlib.h>

static bool both_sides_alike(enum ng_event_type type)
{
    return type == NG_CONSULT || type == NG_COOPERATE || type == NG_SUPPORT;
}

/* ---- do two mentions tell of one deed? -------------------------------- */

/* Parties of one side of a mention. */
struct side {
    const struct ng_portrait *at;
    size_t n;
};

/* Sum of the best fits of each of `few` among `many`; -1 if one has none. */
static int fit_all(struct side few, struct side many)
{
    int sum = 0;
    for (size_t i = 0; i < few.n; i++) {
        int best = 0;
        for (size_t k = 0; k < many.n && best < 2; k++) {
            int fit = ng_portraits_fit(&few.at[i], &many.at[k]);
            best = fit > best ? fit : best;
        }
        if (!best)
            return -1;
        sum += best;
    }
    return sum;
}

static int fit_either(struct side a, struct side b)
{
    return a.n <= b.n ? fit_all(a, b) : fit_all(b, a);
}

static struct side actors_of(const struct waiting *w)
{
    return (struct side){w->parties, w->actors};
}

static struct side recipients_of(const struct waiting *w)
{
    return (struct side){w->parties + w->actors, w->recipients};
}

static struct side both_of(const struct waiting *w)
{
    size_t n = w->actors + (size_t)w->recipients;
    return (struct side){w->parties, n < SIDE ? n : SIDE};
}

/* -1: against it; else how many points the parties of both share. */
static int parties_fit(const struct waiting *x, const struct waiting *y)
{
    if (both_sides_alike(x->m->type))
        return fit_either(both_of(x), both_of(y));
    int actors = fit_either(actors_of(x), actors_of(y));
    if (actors < 0)
        return -1;
    int recipients = fit_either(recipients_of(x), recipients_of(y));
    return recipients < 0 ? -1 : actors + recipients;
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

static bool is_copy(const struct waiting *x, const struct waiting *y)
{
    return x->origin == y->origin;
}

/* "The meeting would take place on Thursday": who meets was said before, so
 * day, place and the report itself must tell which meeting is meant. */
static bool is_vague(const struct waiting *w)
{
    static const ng_str heads[] = {S("the "), S("a "), S("such a "), S("this "),
                                   S("that ")};
    const struct ng_mention *m = w->m;
    ng_str clause = ng_slice(w->r->text, m->clause);
    if (m->type != NG_CONSULT || w->deed != 1 ||
        m->trigger.beg > m->clause.beg + 12)
        return false;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (ng_str_starts_nocase(clause, heads[i]))
            return true;
    return false;
}

/* How the places of two mentions lie to each other: asked again and again of
 * the same few places, so answers are kept. */
enum { KEPT = 4096 };
struct grounds {
    struct ng_names places;
    struct {
        uint32_t x, y; /* numbers + 1 of the places; 0: free */
        enum ng_scope scope;
    } kept[KEPT];
};

static enum ng_scope scope_of(struct grounds *g, const struct waiting *x,
                              const struct waiting *y)
{
    uint32_t p = x->ground, q = y->ground;
    if (!g || p == NG_NONE || q == NG_NONE)
        return ng_places_lie(x->r, x->m->place, y->r, y->m->place);
    size_t at = (p * 61 + q) % KEPT;
    if (g->kept[at].x != p + 1 || g->kept[at].y != q + 1) {
        g->kept[at].x = p + 1;
        g->kept[at].y = q + 1;
        g->kept[at].scope = ng_places_lie(x->r, x->m->place, y->r, y->m->place);
    }
    return g->kept[at].scope;
}

/* Places that are the same in all that is asked of them have one number. */
static uint32_t ground_of(struct grounds *g, const struct ng_report *r,
                          const struct ng_mention *m, struct ng_arena *a)
{
    if (m->place >= r->entities.n)
        return NG_NONE;
    const struct ng_entity *e = &r->entities.at[m->place];
    ng_str what = ng_str_format(a, PRS "\n" PRS "\n%s %u %a %a",
                                PRS_ARG(e->key), PRS_ARG(e->name), e->country,
                                e->geonameid, (double)e->lat, (double)e->lon);
    return ng_name(&g->places, what, a);
}

/* Towns of a journey: who arrives in the one has not arrived in the other,
 * even where the map knows only one of them. */
static bool other_stop(struct grounds *g, const struct waiting *x,
                       const struct waiting *y)
{
    if (!ng_deed_is_stop(x->deed) || !ng_deed_is_stop(y->deed))
        return false;
    const struct ng_report *rx = x->r, *ry = y->r;
    uint32_t px = x->m->place, py = y->m->place;
    if (px >= rx->entities.n || py >= ry->entities.n)
        return false;
    return scope_of(g, x, y) == NG_SCOPE_OPEN &&
           !ng_str_eq_nocase(rx->entities.at[px].name,
                             ry->entities.at[py].name);
}

/* One kind of deed; where the table has none, one word for it. */
static bool same_deed(const struct waiting *x, const struct waiting *y)
{
    enum { STEM = 4 };
    ng_str p = ng_slice(x->r->text, x->m->trigger);
    ng_str q = ng_slice(y->r->text, y->m->trigger);
    if (x->deed || y->deed)
        return x->deed == y->deed;
    p.n = p.n > STEM ? STEM : p.n;
    q.n = q.n > STEM ? STEM : q.n;
    return ng_str_eq_nocase(p, q);
}

/* The same, whether done or denied. */
static int likeness_of_deeds(struct grounds *g, const struct waiting *x,
                             const struct waiting *y)
{
    const struct ng_mention *mx = x->m, *my = y->m;
    bool tx = x->told, ty = y->told;
    if (mx->type != my->type || !deed_fit(mx->type, x->deed, y->deed) ||
        x->multilateral != y->multilateral)
        return 0;
    if ((mx->historical != my->historical && (tx || ty)) ||
        (tx && ty && !ng_days_touch(mx->when, my->when)))
        return 0;
    int points = parties_fit(x, y);
    if (points < 0 && (is_vague(x) || is_vague(y)) &&
        (is_copy(x, y) || (tx && ty)))
        points = 2;
    if (points < 0 || other_stop(g, x, y) ||
        scope_of(g, x, y) == NG_SCOPE_APART)
        return 0;
    bool words = ng_is_deed_of_words(mx->type), one = same_deed(x, y);
    if (words && !one && ng_matter_apart(&x->matter, &y->matter))
        return 0; /* blamed for this, and for that */
    bool same_place =
        mx->place < x->r->entities.n && my->place < y->r->entities.n;
    points += (tx && ty) * 2 + same_place * 2 + one + is_copy(x, y) +
              (words && (one || (tx && ty)) &&
               ng_matter_shared(&x->matter, &y->matter));
    /* One shared party alone says little unless day or place say so too. */
    return points >= 4 ? points : 0;
}

/* Points for putting two mentions together; 0: don't. */
static int likeness(struct grounds *g, const struct waiting *x,
                    const struct waiting *y)
{
    return status_fit(x->m->status, y->m->status) ? likeness_of_deeds(g, x, y)
                                                  : 0;
}

/* ---- mentions laid out ------------------------------------------------- */

/* `parties`: room for two sides. */
static struct waiting lay_out(const struct ng_batch *b,
                              struct ng_event_mention at,
                              struct ng_portrait *parties)
{
    const struct ng_report *r = b->reports.at[at.report];
    const struct ng_mention *m = &r->mentions.at[at.mention];
    struct waiting w = {.r = r,
                        .m = m,
                        .told = is_told(m),
                        .multilateral = ng_str_eq(m->mode, STR("multilateral")),
                        .report = at.report,
                        .mention = at.mention,
                        .deed = ng_deed(r, m),
                        .parties = parties,
                        .origin =
                            b->origin_of ? b->origin_of[at.report] : at.report,
                        .clause = ng_hash64(ng_slice(r->text, m->clause), 0),
                        .ground = NG_NONE};
    if (ng_is_deed_of_words(m->type))
        w.matter = ng_matter_of(r, m);
    for (; w.actors < m->actors.n && w.actors < SIDE; w.actors++)
        *parties++ = ng_portrait_of(r, &m->actors.at[w.actors]);
    for (; w.recipients < m->recipients.n && w.recipients < SIDE;
         w.recipients++)
        *parties++ = ng_portrait_of(r, &m->recipients.at[w.recipients]);
    return w;
}

int ng_deeds_alike(const struct ng_batch *b, struct ng_event_mention x,
                   struct ng_event_mention y)
{
    struct ng_portrait px[2 * SIDE], py[2 * SIDE];
    struct waiting p = lay_out(b, x, px), q = lay_out(b, y, py);
    return likeness_of_deeds(NULL, &p, &q);
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
static bool is_retold(const struct waiting *x, const struct waiting *y)
{
    const struct ng_mention *mx = x->m, *my = y->m;
    return x->clause == y->clause && is_copy(x, y) && x->report != y->report &&
           mx->type == my->type &&
           ng_str_eq(ng_slice(x->r->text, mx->clause),
                     ng_slice(y->r->text, my->clause));
}

static int cluster_fit(struct grounds *g, const struct cluster *c,
                       const struct waiting *w)
{
    const struct ng_mention *m = w->m;
    int best = 0;
    for (size_t i = 0; i < c->members.n && i < COMPARED; i++)
        if (is_retold(&c->members.at[i], w))
            return 99;
    /* A general word ("was seen") must not lead from crossing to arriving. */
    if (!deed_fit(m->type, c->deed, w->deed))
        return 0;
    for (size_t i = 0; i < c->members.n && i < COMPARED; i++)
        if (other_stop(g, &c->members.at[i], w))
            return 0;
    if (c->dated && w->told && !ng_days_touch(c->when, m->when))
        return 0;
    if (c->dated && ng_deed_is_stop(w->deed) && m->place < w->r->entities.n &&
        too_early(w->r, m, c->when))
        return 0; /* who stepped off the train there is not on a later trip */
    if (c->dated && w->told && too_early(w->r, m, c->when))
        return 0;
    for (size_t i = 0; i < c->members.n && i < COMPARED; i++) {
        int points = likeness(g, &c->members.at[i], w);
        if (i == 0 && points == 0 && c->members.n > 1 &&
            scope_of(g, w, &c->members.at[0]) == NG_SCOPE_APART)
            return 0;
        best = points > best ? points : best;
    }
    return best;
}

static void join(struct cluster *c, const struct waiting *w, struct ng_arena *a)
{
    const struct ng_mention *m = w->m;
    *ng_push(&c->members, a) = *w;
    c->deed = c->deed ? c->deed : w->deed;
    if (!w->told)
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

static waitings all_waiting(const struct ng_batch *b, struct grounds *g,
                            struct ng_arena *a)
{
    waitings all = {0};
    for (uint32_t r = 0; r < b->reports.n; r++)
        for (uint32_t m = 0; m < b->reports.at[r]->mentions.n; m++) {
            const struct ng_report *report = b->reports.at[r];
            const struct ng_mention *mention = &report->mentions.at[m];
            if (mention->type == NG_STATEMENT)
                continue;
            struct ng_portrait *parties =
                ng_new(a, struct ng_portrait,
                       mention->actors.n + mention->recipients.n);
            struct waiting *w = ng_push(&all, a);
            *w = lay_out(b, (struct ng_event_mention){r, m}, parties);
            w->rank = rank_of(report, mention);
            w->ground = ground_of(g, report, mention, a);
        }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_rank);
    return all;
}

clusters ng_cluster_mentions(const struct ng_batch *b, struct ng_arena *a)
{
    clusters found = {0};
    struct grounds *g = ng_new(a, struct grounds, 1);
    waitings all = all_waiting(b, g, a);
    struct ng_nearby nearby = {0};
    ng_indexes close = {0};
    for (size_t i = 0; i < all.n; i++) {
        const struct waiting *w = &all.at[i];
        uint64_t keys[NG_NEARBY_KEYS];
        size_t n = ng_nearby_keys(w->r, w->m, w->deed, keys);
        uint32_t best = NG_NONE;
        int most = 0;
        ng_nearby_look(&nearby, keys, n, &close, a);
        for (size_t k = 0; k < close.n; k++) {
            uint32_t c = close.at[k];
            int points = cluster_fit(g, &found.at[c], w);
            if (points > most || (points && points == most && c < best)) {
                most = points;
                best = c;
            }
        }
        if (best == NG_NONE) {
            best = (uint32_t)found.n;
            *ng_push(&found, a) = (struct cluster){0};
        }
        join(&found.at[best], w, a);
        ng_nearby_list(&nearby, keys, n, best, a);
    }
    return found;
}
