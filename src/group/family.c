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

static bool is_heavier(struct ng_heavy a, struct ng_heavy b)
{
    return a.weight > b.weight || (!(a.weight < b.weight) && a.term < b.term);
}

struct ng_heavies ng_heavies_of(const struct ng_group_text *t)
{
    struct ng_heavies h = {0};
    for (uint32_t i = 0; i < t->n; i++) {
        struct ng_heavy new = {t->term[i], t->weight[i]};
        if (h.n == NG_HEAVY && !is_heavier(new, h.at[NG_HEAVY - 1]))
            continue;
        uint32_t at = h.n < NG_HEAVY ? h.n++ : NG_HEAVY - 1;
        for (; at && is_heavier(new, h.at[at - 1]); at--)
            h.at[at] = h.at[at - 1];
        h.at[at] = new;
    }
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

struct ordered {
    struct ng_turn turn;
    uint32_t text;
};

static int by_turn(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    return ng_turn_cmp(x->turn, y->turn);
}

/* A report that has a term among its heavy ones. */
struct posting {
    uint32_t place; /* in the order of turns */
    float weight;
};
/* The reports of each term lie side by side, so that looking along the last
 * 128 is one run through memory. */
struct lists {
    uint32_t *slot; /* [slots] number of the term, + 1 */
    size_t slots;
    NG_LIST(uint32_t) terms;
    NG_LIST(uint32_t) many; /* of a term; then: where its next one goes */
    uint32_t *first;        /* [terms.n] where those of a term begin */
    struct posting *at;     /* [n * NG_HEAVY] */
};

static size_t slot_of(const struct lists *l, uint32_t term)
{
    size_t at = term * 2654435761U & (l->slots - 1);
    while (l->slot[at] && l->terms.at[l->slot[at] - 1] != term)
        at = (at + 1) & (l->slots - 1);
    return at;
}

static uint32_t number_of(struct lists *l, uint32_t term, struct ng_arena *work)
{
    if (l->terms.n * 2 >= l->slots) {
        l->slots = l->slots ? l->slots * 2 : 1024;
        l->slot = ng_new(work, uint32_t, l->slots);
        for (uint32_t i = 0; i < l->terms.n; i++)
            l->slot[slot_of(l, l->terms.at[i])] = i + 1;
    }
    size_t at = slot_of(l, term);
    if (!l->slot[at]) {
        *ng_push(&l->terms, work) = term;
        *ng_push(&l->many, work) = 0;
        l->slot[at] = (uint32_t)l->terms.n;
    }
    return l->slot[at] - 1;
}

/* The heavy terms of one report, by number. */
struct own {
    uint32_t n, term[NG_HEAVY];
    float weight[NG_HEAVY];
};

static void count(struct lists *l, const struct ng_group_text *t,
                  struct own *own, struct ng_arena *work)
{
    struct ng_heavies h = ng_heavies_of(t);
    own->n = h.n;
    for (uint32_t k = 0; k < h.n; k++) {
        own->term[k] = number_of(l, h.at[k].term, work);
        own->weight[k] = h.at[k].weight;
        l->many.at[own->term[k]]++;
    }
}

static void lay_out(struct lists *l, size_t n, struct ng_arena *work)
{
    uint32_t sum = 0;
    l->at = ng_new(work, struct posting, n * NG_HEAVY);
    l->first = ng_new(work, uint32_t, l->terms.n);
    for (size_t i = 0; i < l->terms.n; i++) {
        l->first[i] = sum;
        sum += l->many.at[i];
        l->many.at[i] = l->first[i];
    }
}

/* Reports lie in another order than that of turns. */
static void ask_for(const struct ng_group_text *t)
{
    for (uint32_t i = 0; i < t->n; i += 64 / sizeof *t->term) {
        __builtin_prefetch(&t->term[i]);
        __builtin_prefetch(&t->weight[i]);
    }
}

struct looking {
    struct lists lists;
    const struct ordered *order;
    float *gained;  /* [n] by place: likeness to the one that looks */
    uint32_t *seen; /* [NG_HEAVY * NG_LIKE_HUB + 1] places that gained */
};

/* The newest reports of a term are on their way while others are looked at. */
static void ask_early(const struct lists *l, uint32_t term)
{
    uint32_t end = l->many.at[term], back = 64 / sizeof *l->at;
    for (uint32_t at = end; at > l->first[term] && end - at < 4 * back;)
        __builtin_prefetch(&l->at[at -= at < back ? at : back]);
}

static void look(const struct looking *k, const struct own *own, uint32_t me,
                 struct ng_likes *likes)
{
    const struct lists *l = &k->lists;
    uint32_t n = 0;
    for (uint32_t i = 0; i < own->n; i++)
        ask_early(l, own->term[i]);
    for (uint32_t i = 0; i < own->n; i++) {
        uint32_t end = l->many.at[own->term[i]], at = l->first[own->term[i]];
        at = end - at > NG_LIKE_HUB ? end - NG_LIKE_HUB : at;
        for (uint32_t p = end; p-- > at;) {
            uint32_t place = l->at[p].place;
            k->seen[n] = place;
            n += !(k->gained[place] > 0);
            k->gained[place] += own->weight[i] * l->at[p].weight;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        const struct ordered *o = &k->order[k->seen[i]];
        float gained = k->gained[k->seen[i]];
        k->gained[k->seen[i]] = 0;
        if (gained >= least && ng_can_tie(k->order[me].turn, o->turn, gained))
            ng_keep_like(likes, (struct ng_like){o->text, gained, o->turn});
    }
    ng_choose_likes(likes);
}

void ng_find_likes(const struct ng_group_text *texts, size_t n,
                   struct ng_likes *likes, struct ng_arena work)
{
    struct ordered *order = ng_new(&work, struct ordered, n);
    struct own *own = ng_new(&work, struct own, n);
    struct looking k = {
        .order = order,
        .gained = ng_new(&work, float, n),
        .seen = ng_new(&work, uint32_t, NG_HEAVY * NG_LIKE_HUB + 1)};
    for (uint32_t i = 0; i < n; i++)
        order[i] = (struct ordered){ng_turn_of(&texts[i]), i};
    if (n)
        qsort(order, n, sizeof *order, by_turn);
    for (uint32_t i = 0; i < n; i++) {
        if (i + 8 < n)
            ask_for(&texts[order[i + 8].text]);
        count(&k.lists, &texts[order[i].text], &own[i], &work);
    }
    lay_out(&k.lists, n, &work);
    for (uint32_t i = 0; i < n; i++) {
        struct ng_likes *mine = &likes[order[i].text];
        mine->n = 0;
        look(&k, &own[i], i, mine);
        for (uint32_t j = 0; j < own[i].n; j++)
            k.lists.at[k.lists.many.at[own[i].term[j]]++] =
                (struct posting){i, own[i].weight[j]};
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
