/* group.c - the stories of one family: reports that are like each other move
 * together, the most alike first.
 *
 * Every report begins as a cluster of its own. Its ties (family.c) say which
 * others it may join; of all pairs of tied clusters the one with the highest
 * average likeness is joined, and so on (average-link clustering). Two are not
 * joined if their likeness is below a floor, or if it is much less than the
 * likeness inside each of them: reports on two look-alike deeds, one navy's two
 * catches of pirates, are more like each other than two reports of one loosely
 * told story are, and only what is inside a cluster tells which case it is.
 * A cluster of few pairs says little about itself, so the floor stands in for
 * pairs that it does not have; short texts say less still.
 *
 * The order of the reports decides nothing but between pairs equally alike, and
 * a late report can take its place as if it had been there from the start.
 * Sums are kept instead of pairs: of vectors of length one the sum of all
 * likenesses between two clusters is the product of their sums.
 *
 * The constants were chosen on the ECB+ development stories (two look-alike
 * stories for each topic; full texts and titles alone), on generated reports
 * and on examples/. ECB+, BCubed F1: .918 and .75. One pass with a logistic of
 * the average link, which this replaced, had .869 and .715; with the number of
 * reports as a second feature about .88, and clusters with a floor alone .86.
 * A floor of .13 for all is no better there, and the more reports there are the
 * more strangers are that much alike: of 20,000 generated reports precision is
 * .96 with it and .988 with this one. A title has fewer words that it could
 * share, so the floor of short texts is lower: with one floor for all, titles
 * alone have .70.
 *
 * The probability that is told was fitted to 3,600 joins, each right or wrong,
 * on the same reports (columns that return apart); bench/joins prints how often
 * joins of each probability are right.
 */
#include "group/group.h"

#include <math.h>
#include <stdlib.h>

enum {
    STORY_TERMS = 400,
    NEAR = 64,   /* clusters that one is compared with: the most alike */
    WINDOW = 14, /* days after which a story takes no more reports */
};
static const float half_life = 4, fading = .35f; /* days; of its likeness */
static const float own_work = .5f; /* an excerpt covering less is no copy */
static const float least = .22f;   /* likeness of what is joined */
static const float of_short = .5f; /* of it, where there is no word, */
static const float full = 32;      /* up to so many terms a report */
static const float close = .74f;   /* of the likeness inside */
static const float few = 2, few_words = 150; /* pairs that the floor fills */
/* Of the log odds of a join: nothing known, likeness to spare, likeness, terms
 * of a report. */
static const float log_odds[] = {.7f, .5f, 1.63f, .71f};

struct entry {
    uint32_t term;
    float weight;
};
struct vector {
    struct entry *at; /* by term */
    uint32_t n;
};
struct near {
    uint32_t other;
    float cross; /* the sum of the likenesses between both */
};
struct cluster {
    struct vector sum;
    NG_LIST(struct near) near;
    ng_days span;
    uint32_t reports, terms; /* terms: of all its reports */
    float inside;            /* the sum of the likenesses of its pairs */
    uint32_t age;            /* times it has grown */
    bool gone;
};
struct pair {
    float likeness;
    uint32_t a, b, age_a, age_b; /* a < b */
};

struct grouping {
    const struct ng_group_text *texts;
    size_t n;
    uint32_t *lead;     /* [n] the first report of its copies */
    uint32_t *into;     /* [n] of leads: an earlier report of its cluster */
    struct cluster *at; /* [n] of leads: the cluster that began with it */
    NG_LIST(struct pair) heap;
    struct ng_arena work;
};

/* ---- copies ----------------------------------------------------------- */

static uint32_t leader(uint32_t *lead, uint32_t i)
{
    while (lead[i] != i) {
        lead[i] = lead[lead[i]];
        i = lead[i];
    }
    return i;
}

bool ng_is_joined(const struct ng_edge *e)
{
    return e->relation != NG_QUOTES_ONLY &&
           (e->relation != NG_EXCERPT || e->coverage_child >= own_work);
}

static void join_copies(struct grouping *g, const struct ng_edge *edges,
                        size_t n)
{
    for (uint32_t i = 0; i < g->n; i++)
        g->lead[i] = i;
    for (size_t i = 0; i < n; i++) {
        const struct ng_edge *e = &edges[i];
        if (!ng_is_joined(e))
            continue;
        uint32_t a = leader(g->lead, e->child), b = leader(g->lead, e->parent);
        g->lead[a > b ? a : b] = a < b ? a : b;
    }
    for (uint32_t i = 0; i < g->n; i++)
        g->lead[i] = leader(g->lead, i);
}

/* ---- vectors ---------------------------------------------------------- */

static int heavier(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->term > y->term) - (x->term < y->term);
}

static int by_term(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return (x->term > y->term) - (x->term < y->term);
}

static float dot(struct vector a, struct vector b)
{
    float sum = 0;
    for (uint32_t i = 0, k = 0; i < a.n && k < b.n;) {
        if (a.at[i].term < b.at[k].term)
            i++;
        else if (a.at[i].term > b.at[k].term)
            k++;
        else
            sum += a.at[i++].weight * b.at[k++].weight;
    }
    return sum;
}

static struct vector sum_of(struct vector a, struct vector b,
                            struct ng_arena *work)
{
    struct vector sum = {.at = ng_new(work, struct entry, a.n + b.n)};
    for (uint32_t i = 0, k = 0; i < a.n || k < b.n;) {
        bool old = k == b.n || (i < a.n && a.at[i].term <= b.at[k].term);
        bool both = old && k < b.n && a.at[i].term == b.at[k].term;
        sum.at[sum.n] = old ? a.at[i++] : b.at[k++];
        if (both)
            sum.at[sum.n].weight += b.at[k++].weight;
        sum.n++;
    }
    if (sum.n > STORY_TERMS * 3 / 2) {
        qsort(sum.at, sum.n, sizeof *sum.at, heavier);
        sum.n = STORY_TERMS;
        qsort(sum.at, sum.n, sizeof *sum.at, by_term);
    }
    return sum;
}

/* ---- likeness --------------------------------------------------------- */

/* Days between two spans; 0 where they touch or one is not known. */
static float days_apart(ng_days a, ng_days b)
{
    if (a.first == NG_NO_DAY || a.last == NG_NO_DAY || b.first == NG_NO_DAY ||
        b.last == NG_NO_DAY || ng_days_touch(a, b))
        return 0;
    return a.first > b.last ? (float)a.first - (float)b.last
                            : (float)b.first - (float)a.last;
}

static ng_days widened(ng_days a, ng_days b)
{
    if (a.first == NG_NO_DAY || (b.first != NG_NO_DAY && b.first < a.first))
        a.first = b.first;
    if (a.last == NG_NO_DAY || (b.last != NG_NO_DAY && b.last > a.last))
        a.last = b.last;
    return a;
}

/* The average of the likenesses between a and b, less the longer they are
 * apart. */
static float likeness(const struct cluster *a, const struct cluster *b,
                      float cross)
{
    float days = days_apart(a->span, b->span);
    if (days > WINDOW)
        return 0;
    return cross / ((float)a->reports * (float)b->reports) *
           exp2f(-(days > 1 ? days - 1 : 0) / half_life * fading);
}

static float terms_each(const struct cluster *a, const struct cluster *b)
{
    return (float)(a->terms + b->terms) / (float)(a->reports + b->reports);
}

/* The likeness without which nothing is joined. */
static float floor_of(const struct cluster *a, const struct cluster *b)
{
    float part = terms_each(a, b) / full;
    return least * (of_short + (1 - of_short) * (part < 1 ? part : 1));
}

static float inside(const struct cluster *c)
{
    float n = (float)c->reports, pairs = n * (n - 1) / 2;
    float unsaid = few + few_words * n / (float)(c->terms + 1);
    return (c->inside + unsaid * floor_of(c, c)) / (pairs + unsaid);
}

/* The likeness that a and b must have. */
static float asked(const struct cluster *a, const struct cluster *b)
{
    float ask = close * sqrtf(inside(a) * inside(b));
    float floor = floor_of(a, b);
    return ask > floor ? ask : floor;
}

/* That both tell of one thing, as far as it is known from joins like this. */
static float probability(const struct cluster *a, const struct cluster *b,
                         float like)
{
    float odds = log_odds[0] + log_odds[1] * logf(like / asked(a, b)) +
                 log_odds[2] * logf(like) +
                 log_odds[3] * logf(1 + terms_each(a, b));
    float p = 1 / (1 + expf(-odds));
    return p > .5f ? p : .5f; /* it was joined, after all */
}

/* ---- pairs, the most alike first --------------------------------------- */

static bool goes_before(const struct pair *x, const struct pair *y)
{
    if (x->likeness != y->likeness)
        return x->likeness > y->likeness;
    return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static void put_pair(struct grouping *g, uint32_t a, uint32_t b, float cross)
{
    const struct cluster *x = &g->at[a], *y = &g->at[b];
    struct pair p = {.likeness = likeness(x, y, cross)};
    if (p.likeness < floor_of(x, y))
        return;
    p.a = a < b ? a : b;
    p.b = a < b ? b : a;
    p.age_a = g->at[p.a].age;
    p.age_b = g->at[p.b].age;
    size_t at = g->heap.n;
    *ng_push(&g->heap, &g->work) = p;
    for (; at && goes_before(&p, &g->heap.at[(at - 1) / 2]); at = (at - 1) / 2)
        g->heap.at[at] = g->heap.at[(at - 1) / 2];
    g->heap.at[at] = p;
}

static struct pair take_pair(struct grouping *g)
{
    struct pair top = g->heap.at[0], p = g->heap.at[--g->heap.n];
    size_t at = 0, next;
    while ((next = 2 * at + 1) < g->heap.n) {
        const struct pair *c = &g->heap.at[next];
        if (next + 1 < g->heap.n && goes_before(c + 1, c))
            c++, next++;
        if (!goes_before(c, &p))
            break;
        g->heap.at[at] = *c;
        at = next;
    }
    g->heap.at[at] = p;
    return top;
}

/* ---- clusters --------------------------------------------------------- */

static float share(const struct grouping *g, const struct near *near)
{
    return near->cross / (float)g->at[near->other].reports;
}

/* `other` is near c, for what they have in common; of too many the least alike
 * goes. */
static void put_near(struct grouping *g, struct cluster *c, struct near near)
{
    uint32_t worst = 0;
    for (uint32_t i = 0; i < c->near.n; i++) {
        if (c->near.at[i].other == near.other) {
            c->near.at[i] = near;
            return;
        }
        if (share(g, &c->near.at[i]) < share(g, &c->near.at[worst]))
            worst = i;
    }
    if (c->near.n < NEAR)
        *ng_push(&c->near, &g->work) = near;
    else if (share(g, &c->near.at[worst]) < share(g, &near))
        c->near.at[worst] = near;
}

static bool is_near(const struct cluster *c, uint32_t other)
{
    for (uint32_t i = 0; i < c->near.n; i++)
        if (c->near.at[i].other == other)
            return true;
    return false;
}

static float take_near(struct cluster *c, uint32_t other, bool *had)
{
    for (uint32_t i = 0; i < c->near.n; i++)
        if (c->near.at[i].other == other) {
            float cross = c->near.at[i].cross;
            c->near.at[i] = c->near.at[--c->near.n];
            *had = true;
            return cross;
        }
    *had = false;
    return 0;
}

static void put_reason(const struct grouping *g, uint32_t report,
                       struct vector v, struct vector of, float probability,
                       ng_reasons *reasons, struct ng_arena *out)
{
    struct ng_reason *reason = ng_push(reasons, out);
    *reason = (struct ng_reason){.report = report, .probability = probability};
    const struct ng_group_text *t = &g->texts[report];
    struct entry best[3] = {0};
    for (uint32_t i = 0, a = 0, b = 0; i < t->n; i++) {
        while (a < v.n && v.at[a].term < t->term[i])
            a++;
        while (b < of.n && of.at[b].term < t->term[i])
            b++;
        if (a == v.n || b == of.n || v.at[a].term != t->term[i] ||
            of.at[b].term != t->term[i])
            continue;
        struct entry e = {i, v.at[a].weight * of.at[b].weight};
        for (int k = 0; k < 3; k++)
            if (e.weight > best[k].weight) {
                struct entry swap = best[k];
                best[k] = e;
                e = swap;
            }
    }
    for (int k = 0; k < 3 && best[k].weight > 0; k++) {
        uint32_t at = best[k].term;
        ng_str form = {t->forms + t->form[at],
                       (size_t)(t->form[at + 1] - t->form[at])};
        reason->terms[k] = ng_str_copy(form, out);
    }
}

/* What is between b and d, found in one of their lists or worked out. */
static float cross_of(struct grouping *g, uint32_t b, uint32_t d)
{
    const struct cluster *c = &g->at[b];
    for (uint32_t i = 0; i < c->near.n; i++)
        if (c->near.at[i].other == d)
            return c->near.at[i].cross;
    return dot(c->sum, g->at[d].sum);
}

/* b becomes part of a. Who was near one of them is near both. */
static void join(struct grouping *g, uint32_t a, uint32_t b)
{
    struct cluster *x = &g->at[a], *y = &g->at[b];
    struct near all[NEAR * 2];
    uint32_t n = 0;
    bool had;
    float cross = take_near(x, b, &had);
    if (!had)
        cross = dot(x->sum, y->sum);
    take_near(y, a, &had);
    for (uint32_t i = 0; i < x->near.n; i++)
        all[n++] = x->near.at[i];
    for (uint32_t i = 0; i < n; i++)
        all[i].cross += cross_of(g, b, all[i].other);
    uint32_t old = n;
    for (uint32_t i = 0; i < y->near.n; i++) {
        struct near d = y->near.at[i];
        uint32_t k = 0;
        while (k < old && all[k].other != d.other)
            k++;
        if (k < old)
            continue;
        d.cross += dot(x->sum, g->at[d.other].sum);
        all[n++] = d;
    }
    x->inside += y->inside + cross;
    x->reports += y->reports;
    x->terms += y->terms;
    x->span = widened(x->span, y->span);
    x->sum = sum_of(x->sum, y->sum, &g->work);
    x->age++;
    y->gone = true;
    g->into[b] = a;
    x->near.n = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t d = all[i].other;
        if (g->at[d].gone)
            continue;
        take_near(&g->at[d], b, &had);
        put_near(g, x, all[i]);
        put_near(g, &g->at[d], (struct near){a, all[i].cross});
        put_pair(g, a, d, all[i].cross);
    }
}

static void begin(struct grouping *g, uint32_t i)
{
    const struct ng_group_text *t = &g->texts[i];
    struct cluster *c = &g->at[i];
    *c = (struct cluster){.sum = {ng_new(&g->work, struct entry, t->n), t->n},
                          .span = t->published,
                          .reports = 1,
                          .terms = t->n};
    for (uint32_t k = 0; k < t->n; k++)
        c->sum.at[k] = (struct entry){t->term[k], t->weight[k]};
}

/* Leads are compared with those that they or their copies are tied to. */
static void begin_all(struct grouping *g)
{
    for (uint32_t i = 0; i < g->n; i++)
        if (g->lead[i] == i)
            begin(g, i);
    struct ng_likes *likes = ng_new(&g->work, struct ng_likes, g->n);
    ng_find_likes(g->texts, g->n, likes, g->work);
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t k = 0; k < likes[i].n; k++) {
            uint32_t a = g->lead[i], b = g->lead[likes[i].at[k].other];
            if (a == b || is_near(&g->at[a], b))
                continue;
            float cross = dot(g->at[a].sum, g->at[b].sum);
            put_near(g, &g->at[a], (struct near){b, cross});
            put_near(g, &g->at[b], (struct near){a, cross});
            put_pair(g, a, b, cross);
        }
}

static void join_all(struct grouping *g, ng_reasons *reasons,
                     struct ng_arena *out)
{
    while (g->heap.n) {
        struct pair p = take_pair(g);
        const struct cluster *x = &g->at[p.a], *y = &g->at[p.b];
        if (x->gone || y->gone || x->age != p.age_a || y->age != p.age_b)
            continue;
        if (p.likeness < asked(x, y))
            continue;
        put_reason(g, p.b, y->sum, x->sum, probability(x, y, p.likeness),
                   reasons, out);
        join(g, p.a, p.b);
    }
}

struct job {
    struct grouping *g;
    const struct ng_edge *edges;
    size_t edges_n;
    uint32_t *story_of, *stories_n;
    ng_reasons *reasons;
};

static ng_status run(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    struct job *job = ctx;
    struct grouping *g = job->g;
    (void)err;
    g->work.guard = out->guard;
    g->lead = ng_new(&g->work, uint32_t, g->n);
    g->into = ng_new(&g->work, uint32_t, g->n);
    g->at = ng_new(&g->work, struct cluster, g->n);
    for (uint32_t i = 0; i < g->n; i++)
        g->into[i] = i;
    join_copies(g, job->edges, job->edges_n);
    begin_all(g);
    join_all(g, job->reasons, out);
    *job->stories_n = 0;
    for (uint32_t i = 0; i < g->n; i++) {
        uint32_t first = leader(g->into, g->lead[i]);
        job->story_of[i] =
            first == i ? (*job->stories_n)++ : job->story_of[first];
    }
    return NG_OK;
}

ng_status ng_group_family(const struct ng_group_text *texts, size_t n,
                          const struct ng_edge *edges, size_t edges_n,
                          uint32_t *story_of, uint32_t *stories_n,
                          ng_reasons *reasons, struct ng_arena *out,
                          struct ng_err *err)
{
    struct grouping g = {.texts = texts, .n = n};
    struct job job = {&g, edges, edges_n, story_of, stories_n, reasons};
    /* Room for all, with the sums of clusters, copied as they grow, the lists
     * of who is near and the heap, doubled as they grow. */
    size_t room = ((size_t)4 << 20) + n * 24576;
    ng_status s = ng_arena_open(&g.work, room, err);
    if (s != NG_OK)
        return s;
    struct ng_arena all = g.work;
    s = ng_guarded(run, &job, out, err);
    ng_arena_close(&all, room);
    return s;
}
