/* touch_families.c - the families of all whose ties changed, and their stories
 * beside those that are stored. */
#include "engine/touch.h"

#include <stdlib.h>

/* As if so much text were there beside: a story gets all the memory that it
 * would get in a store that is settled as a whole. */
enum { SPARE = 16 << 20 };

/* A report of a family. */
struct kin {
    struct ng_touched *it;
    struct ng_group_text terms;
    ng_own_edges own;
    ng_id id, story;
};

struct family {
    struct kin *at;
    size_t n;
};

/* ---- who belongs to it -------------------------------------------------- */

static ng_status follow(struct ng_touch *t, struct ng_touched *start,
                        ng_numbers *found, struct ng_err *err)
{
    struct ng_arena *keep = &t->all->keep;
    ng_status status = NG_OK;
    start->listed = true;
    *ng_push(found, keep) = start->nr;
    for (size_t i = 0; i < found->n && status == NG_OK; i++) {
        ng_numbers near = {0};
        struct ng_arena work = t->work;
        for (unsigned way = 0; way < 4 && status == NG_OK; way++)
            status = ng_index_ties(t->st, found->at[i],
                                   way & 1 ? NG_TIE_JOINED : NG_TIE_LIKE,
                                   way & 2, &near, &work, err);
        for (size_t k = 0; k < near.n; k++) {
            struct ng_touched *x = ng_touched_of(t, near.at[k]);
            if (x->listed)
                continue;
            x->listed = true;
            *ng_push(found, keep) = x->nr;
        }
    }
    return status;
}

/* Batch order: by the first day that it states, then id. */
static int by_batch(const void *a, const void *b)
{
    const struct kin *x = a, *y = b;
    if (x->terms.published.first != y->terms.published.first) {
        if (x->terms.published.first == NG_NO_DAY)
            return -1;
        if (y->terms.published.first == NG_NO_DAY)
            return 1;
        return x->terms.published.first < y->terms.published.first ? -1 : 1;
    }
    return ng_id_cmp(x->id, y->id);
}

static ng_status load(struct ng_touch *t, const ng_numbers *nrs,
                      struct family *f, struct ng_err *err)
{
    struct ng_arena *keep = &t->all->keep;
    ng_status status = NG_OK;
    f->at = ng_new(keep, struct kin, nrs->n);
    for (; f->n < nrs->n && status == NG_OK; f->n += status == NG_OK) {
        struct kin *k = &f->at[f->n];
        struct ng_numbered numbered = {0};
        k->it = ng_touched_of(t, nrs->at[f->n]);
        status = ng_need_row(t, k->it, err);
        if (status == NG_OK)
            status = ng_index_report(t->st, k->it->nr, &numbered, err);
        k->id = k->terms.id = numbered.id;
        k->story = numbered.story;
        t->all->bytes += numbered.text_bytes;
        if (status == NG_OK &&
            (!ng_unpack_terms(k->it->row.terms, &k->terms, keep) ||
             !ng_unpack_edges(k->it->row.edges, &k->own, keep)))
            status = NG_TOO_BIG; /* a damaged row: all is made anew */
    }
    if (status == NG_OK)
        qsort(f->at, f->n, sizeof *f->at, by_batch);
    return status;
}

/* ---- all of them beside each other --------------------------------------- */

struct gathering {
    struct ng_touch *t;
    NG_LIST(struct family) families;
    size_t n;
    uint32_t *story_of;
    ng_id *was;  /* [n] the story that it is in */
    bool *again; /* [n] */
};

static uint32_t place_of(const struct gathering *g, int64_t nr)
{
    const struct ng_touched *x = ng_touched_of(g->t, nr);
    return x->listed ? x->place : NG_NONE;
}

static int by_ends(const void *a, const void *b)
{
    const struct ng_edge *x = a, *y = b;
    if (x->child != y->child)
        return x->child < y->child ? -1 : 1;
    return (x->parent > y->parent) - (x->parent < y->parent);
}

/* The edges that a report found: with one that is gathered too they are an edge
 * of the batch; any other is in another family, and so in another story. */
static ng_status put_edges(struct gathering *g, uint32_t me,
                           const struct kin *k, struct ng_err *err)
{
    struct ng_compared *all = g->t->all;
    ng_status status = NG_OK;
    for (size_t i = 0; i < k->own.n && status == NG_OK; i++) {
        struct ng_edge e = k->own.at[i].edge;
        bool is_child = e.child == 0;
        uint32_t other = place_of(g, k->own.at[i].other);
        if (other != NG_NONE) {
            e.child = is_child ? me : other;
            e.parent = is_child ? other : me;
            *ng_push(&all->edges, &all->keep) = e;
            continue;
        }
        struct ng_numbered n = {0};
        status = ng_index_report(g->t->st, k->own.at[i].other, &n, err);
        *ng_push(&all->loose[me], &all->keep) = (struct ng_loose_edge){
            is_child ? k->id : n.id, is_child ? n.id : k->id, e};
    }
    return status;
}

static ng_status gather(struct gathering *g, struct ng_err *err)
{
    struct ng_compared *all = g->t->all;
    ng_status status = NG_OK;
    for (size_t f = 0; f < g->families.n; f++)
        for (size_t i = 0; i < g->families.at[f].n; i++) {
            struct ng_touched *x = g->families.at[f].at[i].it;
            x->place = (uint32_t)all->nrs.n;
            *ng_push(&all->nrs, &all->keep) = x->nr;
        }
    ng_make_room(all);
    g->n = all->nrs.n;
    g->was = ng_new(&all->keep, ng_id, g->n);
    g->again = ng_new(&all->keep, bool, g->n);
    uint32_t me = 0;
    for (size_t f = 0; f < g->families.n; f++)
        for (size_t i = 0; i < g->families.at[f].n; i++, me++) {
            const struct kin *k = &g->families.at[f].at[i];
            const struct ng_indexed *row = &k->it->row;
            all->ids[me] = k->id;
            all->stated[me] = k->terms.published.first;
            all->keys[me] = (struct ng_key){row->moment, row->id};
            g->was[me] = k->story;
            g->again[me] = k->it->again;
            if (status == NG_OK)
                status = put_edges(g, me, k, err);
        }
    if (all->edges.n)
        qsort(all->edges.at, all->edges.n, sizeof *all->edges.at, by_ends);
    return status;
}

/* The stories of a family that begins at `from` among the gathered. */
static ng_status group_one(struct gathering *g, const struct family *f,
                           uint32_t from, size_t *edge, struct ng_err *err)
{
    struct ng_compared *all = g->t->all;
    struct ng_arena work = g->t->work;
    NG_LIST(struct ng_edge) edges = {0};
    struct ng_group_text *texts = ng_new(&work, struct ng_group_text, f->n);
    ng_reasons reasons = {0};
    uint32_t stories = 0;
    for (size_t i = 0; i < f->n; i++)
        texts[i] = f->at[i].terms;
    for (; *edge < all->edges.n && all->edges.at[*edge].child < from + f->n;
         ++*edge) {
        struct ng_edge e = all->edges.at[*edge];
        if (e.parent < from || e.parent >= from + f->n)
            continue;
        e.child -= from;
        e.parent -= from;
        *ng_push(&edges, &work) = e;
    }
    ng_status status = NG_OK;
    if (f->n == 1) /* as ng_group does: there is nothing to group */
        g->story_of[from] = stories++;
    else
        status =
            ng_group_family(texts, f->n, edges.at, edges.n, g->story_of + from,
                            &stories, &reasons, &all->keep, err);
    for (size_t i = 0; i < f->n; i++)
        g->story_of[from + i] += all->stories_n;
    for (size_t i = 0; i < reasons.n; i++) {
        reasons.at[i].report += from;
        *ng_push(&all->reasons, &all->keep) = reasons.at[i];
    }
    all->stories_n += stories;
    return status;
}

/* ---- what differs -------------------------------------------------------- */

static void add_gone(struct ng_compared *all, ng_id id)
{
    for (size_t i = 0; i < all->gone.n; i++)
        if (ng_id_eq(all->gone.at[i], id))
            return;
    *ng_push(&all->gone, &all->keep) = id;
}

/* Stories made from what they were made from before stay as they are. */
static void keep_same(struct gathering *g)
{
    struct ng_compared *all = g->t->all;
    uint32_t kept = 0;
    all->largest = 0;
    for (uint32_t s = 0; s < all->stories_n; s++) {
        const struct ng_member *m = &all->stories[s];
        ng_id was = g->was[m->reports[0]];
        bool same = was.c[0] && ng_index_inputs(g->t->st, was) == m->inputs;
        for (uint32_t i = 0; i < m->reports_n; i++)
            same &= !g->again[m->reports[i]] &&
                    ng_id_eq(g->was[m->reports[i]], was);
        if (same)
            continue;
        for (uint32_t i = 0; i < m->reports_n; i++)
            if (g->was[m->reports[i]].c[0])
                add_gone(all, g->was[m->reports[i]]);
        if (m->reports_n > all->largest)
            all->largest = m->reports_n;
        all->stories[kept++] = *m;
    }
    all->stories_n = kept;
}

ng_status ng_touch_families(struct ng_touch *t, struct ng_err *err)
{
    struct gathering g = {.t = t};
    struct ng_arena *keep = &t->all->keep;
    ng_status status = NG_OK;
    for (size_t i = 0; i < t->texts.n && status == NG_OK; i++) {
        ng_numbers nrs = {0};
        struct family f = {0};
        if (!t->texts.at[i]->start || t->texts.at[i]->listed)
            continue;
        status = follow(t, t->texts.at[i], &nrs, err);
        if (status == NG_OK)
            status = load(t, &nrs, &f, err);
        *ng_push(&g.families, keep) = f;
    }
    if (status == NG_OK)
        status = gather(&g, err);
    uint32_t from = 0;
    size_t edge = 0;
    g.story_of = ng_new(keep, uint32_t, g.n);
    for (size_t f = 0; f < g.families.n && status == NG_OK; f++) {
        status = group_one(&g, &g.families.at[f], from, &edge, err);
        from += (uint32_t)g.families.at[f].n;
    }
    if (status != NG_OK)
        return status;
    t->all->bytes += SPARE;
    ng_tell_members_apart(t->all, g.story_of);
    keep_same(&g);
    return NG_OK;
}
