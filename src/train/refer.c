/* refer.c - `train refer FILE...`: who is who among given mentions, one line a
 * mention, for bench/coref.
 *
 *     DOCUMENT  BEG END  GOLD  CLUSTER  KIND  HEAD HEAD  WORDS
 *
 * `train across FILE...`: the same, clusters of all documents together.
 * `train own FILE...`: the names and references that our stages find.
 *
 *     DOCUMENT  BEG END  name|reference  ENTITY  TYPE  KEY  WORDS
 */
#include "annotate/across.h"
#include "train/gold_coref.h"

#include <stdio.h>

/* What our own stages say of the same text: names and references. */
static void print_own(const struct ng_coref_gold *g)
{
    const struct ng_report *r = g->r;
    for (size_t i = 0; i < r->names.n; i++)
        printf(PRS "\t%u\t%u\tname\t%u\t%d\t" PRS "\t" PRS "\n",
               PRS_ARG(g->name), r->names.at[i].at.beg, r->names.at[i].at.end,
               r->names.at[i].entity, (int)r->names.at[i].type,
               PRS_ARG(r->entities.at[r->names.at[i].entity].key),
               PRS_ARG(ng_slice(r->text, r->names.at[i].at)));
    for (size_t i = 0; i < r->references.n; i++)
        printf(PRS "\t%u\t%u\treference\t%u\t0\t" PRS "\t" PRS "\n",
               PRS_ARG(g->name), r->references.at[i].at.beg,
               r->references.at[i].at.end, r->references.at[i].entity,
               PRS_ARG(r->entities.at[r->references.at[i].entity].key),
               PRS_ARG(ng_slice(r->text, r->references.at[i].at)));
}

/* `to`: the entity of all files that each group is, or NULL. */
static void print_given(const struct ng_coref_gold *g, const uint32_t *to)
{
    for (uint32_t i = 0; i < g->c.n; i++) {
        const struct ng_coref_mention *m = &g->c.m[i];
        ng_range at = {g->r->words.at[m->first].at.beg,
                       g->r->words.at[m->end - 1].at.end};
        const struct ng_word *head = &g->r->words.at[m->last];
        printf(PRS "\t%u\t%u\t" PRS "\t%u\t%u\t%u\t%u\t" PRS "\n",
               PRS_ARG(g->name), g->at[i].beg, g->at[i].end, PRS_ARG(g->id[i]),
               to ? to[m->group] : m->group, m->kind, head->at.beg,
               head->at.end, PRS_ARG(ng_slice(g->r->text, at)));
    }
}

/* One batch: the documents of all files, entities settled across them. */
static void print_across(const ng_coref_golds *all, struct ng_arena *a)
{
    struct ng_across across = {.work = a};
    for (size_t d = 0; d < all->n; d++)
        ng_across_report(&across, &all->at[d].c);
    const uint32_t *to = ng_across_settle(&across);
    for (size_t d = 0; d < all->n; d++) {
        print_given(&all->at[d], to);
        to += all->at[d].c.n_groups;
    }
}

ng_status ng_train_refer(char *const *paths, size_t n, enum ng_refer_how how,
                         struct ng_arena *a, struct ng_err *err)
{
    uint64_t hash = 0;
    ng_coref_golds all = {0};
    for (size_t k = 0; k < n; k++) {
        ng_status status = ng_coref_gold_read(&all, paths[k], &hash, a, err);
        if (status)
            return status;
    }
    for (size_t d = 0; d < all.n; d++) {
        all.at[d].c.bind = how == NG_REFER_ACROSS;
        ng_coref_walk(&all.at[d].c);
        if (how == NG_REFER_OWN)
            print_own(&all.at[d]);
        else if (how == NG_REFER_GIVEN)
            print_given(&all.at[d], NULL);
    }
    if (how == NG_REFER_ACROSS)
        print_across(&all, a);
    return NG_OK;
}
