/* group.c - one pass over the reports of a family, then one over its stories.
 *
 * The constants were chosen on the ECB+ development stories (two look-alike
 * stories for each topic) and on examples/. Two things that were tried: the
 * plain cosine (spread 0) joins look-alikes, and a lower threshold for all
 * reports does too; a lower one for a lone report that is near one story and
 * far from the next (margin) does not.
 */
#include "group/group.h"

#include <math.h>
#include <stdlib.h>

enum {
    PROBES = NG_HEAVY, /* terms by which stories are looked up */
    STORY_TERMS = 400,
    HUB = 128,   /* the stories of a term that are looked at: the latest */
    FEW = 2,     /* reports */
    EXACT = 12,  /* candidates that are scored in full */
    WINDOW = 14, /* days after which a story takes no more reports */
};
static const float half_life = 4;  /* days */
static const float own_work = .5f; /* an excerpt covering less is no copy */
static const float spread = .5f;   /* 0 cosine .. 1 average link */
static const float base = -8.8f, per_score = 26.0f; /* the logistic function */
static const float margin =
    .5f; /* worth of being far ahead of the next story */
static const float join_at = .5f, merge_at = .5f;

struct entry {
    uint32_t term; /* dense id */
    float weight;
};
struct vector {
    struct entry *at;
    uint32_t n;
};
struct live {
    struct vector sum;
    float norm;
    uint32_t reports;
    ng_days span;
    uint32_t into; /* merged into this story, or NG_NONE */
};
typedef NG_LIST(uint32_t) stories_of;

struct grouping {
    const struct ng_group_text *texts;
    size_t n;
    uint32_t *lead;   /* [n] the first report of its copies */
    uint32_t **dense; /* [n] dense ids of its terms, as in texts[i].term */
    uint32_t terms;
    stories_of *posted; /* [terms] */
    NG_LIST(struct live) live;
    uint32_t *story; /* [n] of leads */
    float *gained;   /* [stories] scratch of one look-up */
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

/* ---- terms ------------------------------------------------------------ */

/* Dense ids. */
static void number_terms(struct grouping *g)
{
    size_t all = 0;
    for (size_t i = 0; i < g->n; i++)
        all += g->texts[i].n;
    size_t slots = 64;
    while (slots < all * 2)
        slots *= 2;
    uint32_t *slot = ng_new(&g->work, uint32_t, slots);
    uint32_t *hash = ng_new(&g->work, uint32_t, all);
    for (size_t i = 0; i < g->n; i++) {
        const struct ng_group_text *t = &g->texts[i];
        g->dense[i] = ng_new(&g->work, uint32_t, t->n);
        for (uint32_t k = 0; k < t->n; k++) {
            size_t at = t->term[k] * 2654435761U & (slots - 1);
            while (slot[at] && hash[slot[at] - 1] != t->term[k])
                at = (at + 1) & (slots - 1);
            if (!slot[at]) {
                hash[g->terms] = t->term[k];
                slot[at] = ++g->terms;
            }
            g->dense[i][k] = slot[at] - 1;
        }
    }
}

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

static float norm_of(struct vector v)
{
    float sum = 0;
    for (uint32_t i = 0; i < v.n; i++)
        sum += v.at[i].weight * v.at[i].weight;
    return sqrtf(sum);
}

/* The report as a vector; `heavy` gets its heaviest terms first. */
static struct vector vector_of(struct grouping *g, uint32_t i,
                               struct entry heavy[PROBES], uint32_t *heavy_n)
{
    const struct ng_group_text *t = &g->texts[i];
    struct vector v = {ng_new(&g->work, struct entry, t->n), t->n};
    for (uint32_t k = 0; k < t->n; k++)
        v.at[k] = (struct entry){g->dense[i][k], t->weight[k]};
    qsort(v.at, v.n, sizeof *v.at, heavier);
    *heavy_n = v.n < PROBES ? v.n : PROBES;
    if (v.n)
        memcpy(heavy, v.at, *heavy_n * sizeof *heavy);
    qsort(v.at, v.n, sizeof *v.at, by_term);
    return v;
}

/* ---- stories ---------------------------------------------------------- */

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

/* Days between two spans; 0 where they touch or one is not known. */
static float days_apart(ng_days a, ng_days b)
{
    if (a.first == NG_NO_DAY || a.last == NG_NO_DAY || b.first == NG_NO_DAY ||
        b.last == NG_NO_DAY || ng_days_touch(a, b))
        return 0;
    return a.first > b.last ? (float)a.first - (float)b.last
                            : (float)b.first - (float)a.last;
}

static float score_of(struct vector v, float norm, ng_days when,
                      const struct live *s)
{
    float days = days_apart(when, s->span);
    if (days > WINDOW || s->norm <= 0)
        return 0;
    float link = dot(v, s->sum) / (norm * powf(s->norm, 1 - spread) *
                                   powf((float)s->reports, spread));
    return link * exp2f(-(days > 1 ? days - 1 : 0) / half_life * .35f);
}

static float probability_of(float score)
{
    return 1 / (1 + expf(-(base + per_score * score)));
}

static ng_days widened(ng_days a, ng_days b)
{
    if (a.first == NG_NO_DAY || (b.first != NG_NO_DAY && b.first < a.first))
        a.first = b.first;
    if (a.last == NG_NO_DAY || (b.last != NG_NO_DAY && b.last > a.last))
        a.last = b.last;
    return a;
}

static void add_vector(struct grouping *g, struct live *s, struct vector v)
{
    struct vector sum = {.at = ng_new(&g->work, struct entry, s->sum.n + v.n)};
    uint32_t i = 0, k = 0;
    while (i < s->sum.n || k < v.n) {
        bool old =
            k == v.n || (i < s->sum.n && s->sum.at[i].term <= v.at[k].term);
        bool both = old && k < v.n && s->sum.at[i].term == v.at[k].term;
        sum.at[sum.n] = old ? s->sum.at[i++] : v.at[k++];
        if (both)
            sum.at[sum.n].weight += v.at[k++].weight;
        sum.n++;
    }
    if (sum.n > STORY_TERMS * 3 / 2) {
        qsort(sum.at, sum.n, sizeof *sum.at, heavier);
        sum.n = STORY_TERMS;
        qsort(sum.at, sum.n, sizeof *sum.at, by_term);
    }
    s->sum = sum;
    s->norm = norm_of(sum);
}

static void post(struct grouping *g, const struct entry *heavy, uint32_t n,
                 uint32_t story)
{
    for (uint32_t k = 0; k < n; k++) {
        stories_of *list = &g->posted[heavy[k].term];
        if (!list->n || list->at[list->n - 1] != story)
            *ng_push(list, &g->work) = story;
    }
}

struct choice {
    uint32_t story; /* NG_NONE: none */
    float score;
    float second; /* of the next best story */
};

/* The best live story for a vector, other than `not`. */
static struct choice best_story(struct grouping *g, struct vector v, float norm,
                                ng_days when, const struct entry *heavy,
                                uint32_t n, uint32_t not )
{
    uint32_t seen[PROBES * HUB], seen_n = 0;
    for (uint32_t k = 0; k < n; k++) {
        const stories_of *list = &g->posted[heavy[k].term];
        size_t beg = list->n > HUB ? list->n - HUB : 0;
        for (size_t i = beg; i < list->n; i++) {
            uint32_t s = list->at[i];
            while (g->live.at[s].into != NG_NONE)
                s = g->live.at[s].into;
            if (s == not )
                continue;
            if (g->gained[s] <= 0)
                seen[seen_n++] = s;
            g->gained[s] += heavy[k].weight;
        }
    }
    struct choice best = {NG_NONE, 0, 0};
    for (int r = 0; r < EXACT; r++) {
        uint32_t top = NG_NONE;
        for (uint32_t i = 0; i < seen_n; i++)
            if (g->gained[seen[i]] > 0 &&
                (top == NG_NONE || g->gained[seen[i]] > g->gained[top] ||
                 (!(g->gained[seen[i]] < g->gained[top]) && seen[i] < top)))
                top = seen[i];
        if (top == NG_NONE)
            break;
        g->gained[top] = -1;
        float score = score_of(v, norm, when, &g->live.at[top]);
        if (score > best.score)
            best = (struct choice){top, score, best.score};
        else if (score > best.second)
            best.second = score;
    }
    for (uint32_t i = 0; i < seen_n; i++)
        g->gained[seen[i]] = 0;
    return best;
}

static void put_reason(struct grouping *g, uint32_t i, struct vector v,
                       const struct live *s, float probability,
                       ng_reasons *reasons, struct ng_arena *out)
{
    struct ng_reason *reason = ng_push(reasons, out);
    *reason = (struct ng_reason){.report = i, .probability = probability};
    struct entry best[3] = {0};
    for (uint32_t a = 0, b = 0; a < v.n && b < s->sum.n;) {
        if (v.at[a].term < s->sum.at[b].term) {
            a++;
        } else if (v.at[a].term > s->sum.at[b].term) {
            b++;
        } else {
            struct entry e = {v.at[a].term,
                              v.at[a].weight * s->sum.at[b].weight};
            for (int k = 0; k < 3; k++)
                if (e.weight > best[k].weight) {
                    struct entry swap = best[k];
                    best[k] = e;
                    e = swap;
                }
            a++;
            b++;
        }
    }
    const struct ng_group_text *t = &g->texts[i];
    for (int k = 0; k < 3; k++)
        for (uint32_t at = 0; best[k].weight > 0 && at < t->n; at++)
            if (g->dense[i][at] == best[k].term)
                reason->terms[k] = ng_str_copy(
                    (ng_str){t->forms + t->form[at],
                             (size_t)(t->form[at + 1] - t->form[at])},
                    out);
}

static void place(struct grouping *g, uint32_t i, ng_reasons *reasons,
                  struct ng_arena *out)
{
    struct entry heavy[PROBES];
    uint32_t heavy_n;
    ng_days when = g->texts[i].published;
    struct vector v = vector_of(g, i, heavy, &heavy_n);
    struct choice best = best_story(g, v, 1, when, heavy, heavy_n, NG_NONE);
    float probability = probability_of(best.score);
    if (best.story == NG_NONE || probability < join_at) {
        best.story = (uint32_t)g->live.n;
        *ng_push(&g->live, &g->work) =
            (struct live){.span = NG_NO_DAYS, .into = NG_NONE};
    } else {
        put_reason(g, i, v, &g->live.at[best.story], probability, reasons, out);
    }
    struct live *s = &g->live.at[best.story];
    add_vector(g, s, v);
    s->span = widened(s->span, when);
    s->reports++;
    post(g, heavy, heavy_n, best.story);
    g->story[i] = best.story;
}

/* Two stories that grew towards each other become one. */
static void merge_stories(struct grouping *g)
{
    for (uint32_t s = 0; s < g->live.n; s++) {
        struct live *me = &g->live.at[s];
        if (me->into != NG_NONE)
            continue;
        struct ng_arena before = g->work;
        struct entry *sorted = ng_new(&g->work, struct entry, me->sum.n);
        if (me->sum.n)
            memcpy(sorted, me->sum.at, me->sum.n * sizeof *sorted);
        qsort(sorted, me->sum.n, sizeof *sorted, heavier);
        uint32_t n = me->sum.n < PROBES ? me->sum.n : PROBES;
        float norm =
            powf(me->norm, 1 - spread) * powf((float)me->reports, spread);
        struct choice best =
            best_story(g, me->sum, norm > 0 ? norm : 1, me->span, sorted, n, s);
        g->work = before;
        float score = best.score;
        if (best.story != NG_NONE && me->reports <= FEW &&
            g->live.at[best.story].reports >= me->reports * 3)
            score += margin * (best.score - best.second);
        if (best.story == NG_NONE || probability_of(score) < merge_at)
            continue;
        uint32_t to = best.story < s ? best.story : s;
        uint32_t from = best.story < s ? s : best.story;
        struct live *keep = &g->live.at[to], *gone = &g->live.at[from];
        add_vector(g, keep, gone->sum);
        keep->reports += gone->reports;
        keep->span = widened(keep->span, gone->span);
        gone->into = to;
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
    g->dense = ng_new(&g->work, uint32_t *, g->n);
    g->story = ng_new(&g->work, uint32_t, g->n);
    g->gained = ng_new(&g->work, float, g->n);
    join_copies(g, job->edges, job->edges_n);
    number_terms(g);
    g->posted = ng_new(&g->work, stories_of, g->terms);
    for (uint32_t i = 0; i < g->n; i++)
        if (g->lead[i] == i)
            place(g, i, job->reasons, out);
    merge_stories(g);
    uint32_t *number = ng_new(&g->work, uint32_t, g->live.n);
    *job->stories_n = 0;
    for (uint32_t i = 0; i < g->n; i++) {
        uint32_t s = g->story[g->lead[i]];
        while (g->live.at[s].into != NG_NONE)
            s = g->live.at[s].into;
        if (!number[s])
            number[s] = ++*job->stories_n;
        job->story_of[i] = number[s] - 1;
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
    size_t terms = 0;
    for (size_t i = 0; i < n; i++)
        terms += texts[i].n;
    /* Room for all, with the sums of stories, which are copied as they grow. */
    size_t room = ((size_t)1 << 20) + terms * 160 + n * 8192;
    ng_status s = ng_arena_open(&g.work, room, err);
    if (s != NG_OK)
        return s;
    struct ng_arena all = g.work;
    s = ng_guarded(run, &job, out, err);
    ng_arena_close(&all, room);
    return s;
}
