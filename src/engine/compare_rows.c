/* compare_rows.c - the index of all reports, written while their stories are
 * told: the threads work on stories, and the writer has time.
 *
 *     stories   s1     s2     s3     s4        of 4
 *     rows      ****   ****   ****   ****      a fourth of them after each
 *
 * So many rows after so many stories, whatever is done first: the file comes
 * out the same on one thread and on eight.
 */
#include "engine/compare.h"

#include <stdlib.h>

/* In the order in which they will lie, so that the table grows at its end. */
struct ng_term_at {
    uint64_t term_turn; /* term, then place in the order of turns */
    uint32_t report, heavy;
};

static int by_place(const void *a, const void *b)
{
    const struct ng_term_at *x = a, *y = b;
    return (x->term_turn > y->term_turn) - (x->term_turn < y->term_turn);
}

struct turned {
    struct ng_turn turn;
    uint32_t report;
};

static int by_turn(const void *a, const void *b)
{
    const struct turned *x = a, *y = b;
    return ng_turn_cmp(x->turn, y->turn);
}

static void list_terms(struct ng_compared *all, struct ng_arena *keep)
{
    struct ng_unwritten *u = &all->unwritten;
    size_t n = all->nrs.n;
    u->at = ng_new(keep, struct ng_term_at, n * NG_HEAVY);
    struct ng_arena here = *keep;
    struct turned *turned = ng_new(&here, struct turned, n);
    for (uint32_t i = 0; i < n; i++)
        turned[i] = (struct turned){ng_turn_of(&u->terms[i]), i};
    qsort(turned, n, sizeof *turned, by_turn);
    for (uint32_t i = 0; i < n; i++) {
        struct ng_heavies h = ng_heavies_of(&u->terms[turned[i].report]);
        for (uint32_t k = 0; k < h.n; k++)
            u->at[u->at_n++] = (struct ng_term_at){
                (uint64_t)h.at[k].term << 32 | i, turned[i].report, k};
    }
    qsort(u->at, u->at_n, sizeof *u->at, by_place);
}

/* The edges that each report found, its own side first. */
static void list_edges(struct ng_compared *all, struct ng_arena *keep)
{
    ng_own_edges *own = ng_new(keep, ng_own_edges, all->nrs.n);
    all->unwritten.own = own;
    for (size_t i = 0; i < all->edges.n; i++) {
        const struct ng_edge *e = &all->edges.at[i];
        bool later = ng_key_cmp(all->keys[e->child], all->keys[e->parent]) > 0;
        uint32_t me = later ? e->child : e->parent;
        uint32_t other = later ? e->parent : e->child;
        struct ng_own_edge *o = ng_push(&own[me], keep);
        *o = (struct ng_own_edge){all->nrs.at[other], *e};
        o->edge.child = later ? 0 : 1;
    }
}

void ng_index_rest(struct ng_compared *all, struct ng_unwritten rest,
                   struct ng_arena *keep)
{
    all->unwritten = rest;
    list_terms(all, keep);
    list_edges(all, keep);
}

static ng_status put_row(const struct ng_compared *all, struct ng_store *st,
                         size_t i, struct ng_arena *work, struct ng_err *err)
{
    const struct ng_unwritten *u = &all->unwritten;
    const struct ng_trace_mark *m = &u->marks[i];
    struct ng_indexed row = u->rows[i];
    struct ng_counterparts with = {.n = m->chosen_n};
    int64_t likes[NG_LIKES];
    row.first = all->nrs.at[m->first];
    if (m->common)
        row.common = (ng_str){(const char *)m->common, u->words[i].n / 8 + 1};
    for (uint32_t k = 0; k < m->chosen_n; k++) {
        with.nr[k] = all->nrs.at[m->chosen[k]];
        with.by_words[k] = m->by_words[k];
    }
    for (uint32_t k = 0; k < u->likes[i].n; k++)
        likes[k] = all->nrs.at[u->likes[i].at[k].other];
    row.terms = ng_pack_terms(&u->terms[i], work);
    ng_status status = ng_put_kin(st, &row, &u->own[i], &with, work, err);
    if (status == NG_OK)
        status =
            ng_index_tie(st, row.nr, NG_TIE_LIKE, likes, u->likes[i].n, err);
    return status;
}

static ng_status put_term(const struct ng_compared *all, struct ng_store *st,
                          const struct ng_term_at *at, struct ng_err *err)
{
    const struct ng_group_text *t = &all->unwritten.terms[at->report];
    struct ng_heavies h = ng_heavies_of(t);
    struct ng_index_post p =
        ng_term_post(t, &h.at[at->heavy], all->nrs.at[at->report]);
    return ng_index_post(st, NG_INDEX_TERMS, &p, err);
}

struct writing {
    struct ng_compared *all;
    struct ng_store *st;
    size_t until;
};

static ng_status write_some(void *ctx, struct ng_arena *keep,
                            struct ng_err *err)
{
    struct writing *w = ctx;
    struct ng_unwritten *u = &w->all->unwritten;
    ng_status status = NG_OK;
    for (; u->done < w->until && status == NG_OK; u->done++) {
        struct ng_arena here = *keep;
        status = u->done < u->at_n
                     ? put_term(w->all, w->st, &u->at[u->done], err)
                     : put_row(w->all, w->st, u->done - u->at_n, &here, err);
    }
    return status;
}

ng_status ng_index_write(struct ng_compared *all, struct ng_store *st,
                         size_t part, size_t parts, struct ng_err *err)
{
    if (!all->unwritten.rows)
        return NG_OK;
    size_t things = all->unwritten.at_n + all->nrs.n;
    struct writing w = {all, st, things};
    if (part < parts)
        w.until = (size_t)((double)things * (double)part / (double)parts);
    return ng_guarded(write_some, &w, &all->keep, err);
}
