/* family.c - ties of likeness, the families that they make, and their stories.
 *
 * A report looks along its 16 heaviest terms at the last 128 reports before it
 * that have the term among theirs, and adds up what they have in common. That
 * needs no more than lists of (turn, weight) for each term, so a store can do
 * the same with rows. A tie only says that two reports are worth being looked
 * at together, and asks for less than what makes a story of two.
 *
 * Families must stay small, or settling one is settling all. So a report that
 * is well tied keeps its good ties alone, and of these only those that are not
 * much weaker than its best; one that is not well tied is given its best one:
 * it joins a family, but never joins two. (Of 100,000 generated reports the
 * largest family has 598; with all good ties it has 2,589. ECB+ parts its
 * stories the same with .6 of the best, worse with .7.)
 */
#include "group/group.h"

#include <stdlib.h>

enum { WINDOW = 15 /* days between two reports that are tied */ };
static const float least = .2f, good = .25f, beside_best = .6f;

struct ng_turn ng_turn_of(const struct ng_group_text *t)
{
    ng_day day = t->published.first != NG_NO_DAY ? t->published.first
                                                 : t->published.last;
    return (struct ng_turn){day == NG_NO_DAY ? INT32_MAX : day,
                            ng_id_bits(t->id)};
}

static int heavier(const void *a, const void *b)
{
    const struct ng_heavy *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->term > y->term) - (x->term < y->term);
}

struct ng_heavies ng_heavies_of(const struct ng_group_text *t)
{
    struct ng_heavies h = {0};
    struct ng_heavy all[NG_GROUP_TERMS];
    uint32_t n = t->n < NG_GROUP_TERMS ? t->n : NG_GROUP_TERMS;
    for (uint32_t i = 0; i < n; i++)
        all[i] = (struct ng_heavy){t->term[i], t->weight[i]};
    qsort(all, n, sizeof *all, heavier);
    h.n = n < NG_HEAVY ? n : NG_HEAVY;
    memcpy(h.at, all, h.n * sizeof *all);
    return h;
}

bool ng_can_tie(struct ng_turn a, struct ng_turn b, float weight)
{
    int64_t days = a.day > b.day ? a.day - b.day : b.day - a.day;
    return weight >= least &&
           (a.day == INT32_MAX || b.day == INT32_MAX || days <= WINDOW);
}

/* Of reports that are equally alike the later ones stay. */
void ng_keep_like(struct ng_likes *likes, struct ng_like like)
{
    uint32_t at = likes->n < NG_LIKES ? likes->n++ : NG_LIKES;
    for (; at > 0; at--) {
        const struct ng_like *had = &likes->at[at - 1];
        if (had->weight > like.weight ||
            (!(had->weight < like.weight) &&
             ng_turn_cmp(had->turn, like.turn) > 0))
            break;
        if (at < NG_LIKES)
            likes->at[at] = *had;
    }
    if (at < NG_LIKES)
        likes->at[at] = like;
}

void ng_choose_likes(struct ng_likes *likes)
{
    uint32_t n = 0;
    float enough = likes->n ? likes->at[0].weight * beside_best : 0;
    while (n < likes->n && likes->at[n].weight >= good &&
           likes->at[n].weight >= enough)
        n++;
    likes->n = n || !likes->n ? n : 1;
}

/* ---- ties of many ------------------------------------------------------ */

struct posting {
    uint32_t before; /* the posting before it in the list of its term, + 1 */
    uint32_t place;  /* of the report in the order of turns */
    float weight;
};
struct ordered {
    struct ng_turn turn;
    uint32_t text;
};

static int by_turn(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    return ng_turn_cmp(x->turn, y->turn);
}

struct lists {
    uint32_t *term, *last; /* [slots] last posting of the term, + 1 */
    size_t slots;
    struct posting *at;
    uint32_t n;
};

static uint32_t *list_of(struct lists *l, uint32_t term)
{
    size_t at = term * 2654435761U & (l->slots - 1);
    while (l->last[at] && l->term[at] != term)
        at = (at + 1) & (l->slots - 1);
    l->term[at] = term;
    return &l->last[at];
}

static void look(struct lists *l, const struct ng_heavies *h,
                 const struct ordered *order, uint32_t me, float *gained,
                 uint32_t *seen, struct ng_likes *likes)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < h->n; k++) {
        uint32_t at = *list_of(l, h->at[k].term);
        for (int i = 0; at && i < NG_LIKE_HUB; i++) {
            const struct posting *p = &l->at[at - 1];
            if (!(gained[p->place] > 0))
                seen[n++] = p->place;
            gained[p->place] += h->at[k].weight * p->weight;
            at = p->before;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        const struct ordered *o = &order[seen[i]];
        if (ng_can_tie(order[me].turn, o->turn, gained[seen[i]]))
            ng_keep_like(likes,
                         (struct ng_like){o->text, gained[seen[i]], o->turn});
        gained[seen[i]] = 0;
    }
    ng_choose_likes(likes);
}

void ng_find_likes(const struct ng_group_text *texts, size_t n,
                   struct ng_likes *likes, struct ng_arena work)
{
    struct ordered *order = ng_new(&work, struct ordered, n);
    float *gained = ng_new(&work, float, n);
    uint32_t *seen = ng_new(&work, uint32_t, NG_HEAVY * NG_LIKE_HUB);
    struct lists l = {.slots = 64};
    while (l.slots < n * NG_HEAVY * 2)
        l.slots *= 2;
    l.term = ng_new(&work, uint32_t, l.slots);
    l.last = ng_new(&work, uint32_t, l.slots);
    l.at = ng_new(&work, struct posting, n * NG_HEAVY);
    for (uint32_t i = 0; i < n; i++)
        order[i] = (struct ordered){ng_turn_of(&texts[i]), i};
    qsort(order, n, sizeof *order, by_turn);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t text = order[i].text;
        struct ng_heavies h = ng_heavies_of(&texts[text]);
        likes[text].n = 0;
        look(&l, &h, order, i, gained, seen, &likes[text]);
        for (uint32_t k = 0; k < h.n; k++) {
            uint32_t *last = list_of(&l, h.at[k].term);
            l.at[l.n++] = (struct posting){*last, i, h.at[k].weight};
            *last = l.n;
        }
    }
}

/* ---- families ---------------------------------------------------------- */

struct families {
    const struct ng_group_text *texts;
    size_t n;
    const struct ng_edge *edges;
    size_t edges_n;
    uint32_t *of;     /* [n] the first text of its family */
    uint32_t *next;   /* [n] the next text of the same family, + 1 */
    uint32_t *place;  /* [n] place in its family */
    uint32_t *edge;   /* [n] of a first text: its family's first edge, + 1 */
    uint32_t *behind; /* [edges_n] the next edge of the same family, + 1 */
};

static uint32_t first_of(uint32_t *of, uint32_t i)
{
    while (of[i] != i) {
        of[i] = of[of[i]];
        i = of[i];
    }
    return i;
}

static void tie(uint32_t *of, uint32_t a, uint32_t b)
{
    a = first_of(of, a);
    b = first_of(of, b);
    of[a > b ? a : b] = a < b ? a : b;
}

static void find_families(struct families *f, const struct ng_likes *likes,
                          struct ng_arena *work)
{
    f->of = ng_new(work, uint32_t, f->n);
    f->next = ng_new(work, uint32_t, f->n);
    f->place = ng_new(work, uint32_t, f->n);
    f->edge = ng_new(work, uint32_t, f->n);
    f->behind = ng_new(work, uint32_t, f->edges_n);
    uint32_t *last = ng_new(work, uint32_t, f->n);
    for (uint32_t i = 0; i < f->n; i++)
        f->of[i] = i;
    for (size_t i = 0; i < f->edges_n; i++)
        if (ng_is_joined(&f->edges[i]))
            tie(f->of, f->edges[i].child, f->edges[i].parent);
    for (uint32_t i = 0; i < f->n; i++)
        for (uint32_t k = 0; k < likes[i].n; k++)
            tie(f->of, i, likes[i].at[k].other);
    for (uint32_t i = 0; i < f->n; i++) {
        uint32_t first = f->of[i] = first_of(f->of, i);
        if (first != i) {
            f->next[last[first]] = i + 1;
            f->place[i] = f->place[last[first]] + 1;
        }
        last[first] = i;
    }
    for (size_t i = f->edges_n; i-- > 0;)
        if (ng_is_joined(&f->edges[i])) {
            uint32_t first = f->of[f->edges[i].child];
            f->behind[i] = f->edge[first];
            f->edge[first] = (uint32_t)i + 1;
        }
}

static ng_status group_one(const struct families *f, uint32_t first,
                           uint32_t *story_of, uint32_t *stories_n,
                           ng_reasons *reasons, struct ng_arena *out,
                           struct ng_arena work, struct ng_err *err)
{
    NG_LIST(struct ng_group_text) texts = {0};
    NG_LIST(uint32_t) member = {0};
    ng_reasons why = {0};
    uint32_t stories = 0;
    if (!f->next[first]) {
        story_of[first] = (*stories_n)++;
        return NG_OK;
    }
    for (uint32_t i = first + 1; i; i = f->next[i - 1]) {
        *ng_push(&texts, &work) = f->texts[i - 1];
        *ng_push(&member, &work) = i - 1;
    }
    NG_LIST(struct ng_edge) edges = {0};
    for (uint32_t i = f->edge[first]; i; i = f->behind[i - 1]) {
        struct ng_edge *e = ng_push(&edges, &work);
        *e = f->edges[i - 1];
        e->child = f->place[e->child];
        e->parent = f->place[e->parent];
    }
    uint32_t *of = ng_new(&work, uint32_t, texts.n);
    ng_status s = ng_group_family(texts.at, texts.n, edges.at, edges.n, of,
                                  &stories, &why, out, err);
    for (size_t i = 0; s == NG_OK && i < member.n; i++)
        story_of[member.at[i]] = *stories_n + of[i];
    *stories_n += stories;
    for (size_t i = 0; s == NG_OK && i < why.n; i++) {
        *ng_push(reasons, out) = why.at[i];
        reasons->at[reasons->n - 1].report = member.at[why.at[i].report];
    }
    return s;
}

struct job {
    struct families f;
    uint32_t *story_of, *stories_n;
    ng_reasons *reasons;
    struct ng_likes *likes;
    struct ng_arena work;
};

static ng_status run(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    struct job *job = ctx;
    struct families *f = &job->f;
    struct ng_arena *work = &job->work;
    work->guard = out->guard;
    ng_status status = NG_OK;
    struct ng_likes *likes = job->likes;
    if (!likes)
        likes = ng_new(work, struct ng_likes, f->n);
    ng_find_likes(f->texts, f->n, likes, *work);
    find_families(f, likes, work);
    *job->stories_n = 0;
    for (uint32_t i = 0; i < f->n && status == NG_OK; i++)
        if (f->of[i] == i)
            status = group_one(f, i, job->story_of, job->stories_n,
                               job->reasons, out, *work, err);
    return status;
}

ng_status ng_group(const struct ng_group_text *texts, size_t n,
                   const struct ng_edge *edges, size_t edges_n,
                   uint32_t *story_of, uint32_t *stories_n, ng_reasons *reasons,
                   struct ng_likes *likes, struct ng_arena *out,
                   struct ng_err *err)
{
    struct job job = {
        .f = {.texts = texts, .n = n, .edges = edges, .edges_n = edges_n},
        .story_of = story_of,
        .stories_n = stories_n,
        .reasons = reasons,
        .likes = likes};
    size_t room = ((size_t)1 << 20) + n * 2048 + edges_n * 256;
    ng_status s = ng_arena_open(&job.work, room, err);
    if (s != NG_OK)
        return s;
    struct ng_arena all = job.work;
    s = ng_guarded(run, &job, out, err);
    ng_arena_close(&all, room);
    return s;
}
