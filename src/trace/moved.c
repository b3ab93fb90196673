#include "trace/moved.h"

static uint32_t paragraph_of(const struct ng_report *r, const struct ng_unit *u)
{
    return r->sentences.at[u->sentence].paragraph;
}

/* The paragraph that begins at unit i, if it stands whole in the other. */
static bool is_whole(const struct ng_pairing *p, uint32_t i,
                     struct ng_move *move)
{
    const ng_units *x = &p->before, *y = &p->after;
    uint32_t own = paragraph_of(p->from, &x->at[i]), n = 0;
    uint32_t first = x->at[i].mate;
    if (first == NG_NONE)
        return false;
    uint32_t other = paragraph_of(p->to, &y->at[first]);
    if (first > 0 && paragraph_of(p->to, &y->at[first - 1]) == other)
        return false;
    for (; i + n < x->n && paragraph_of(p->from, &x->at[i + n]) == own; n++)
        if (!x->at[i + n].same || x->at[i + n].mate != first + n ||
            paragraph_of(p->to, &y->at[first + n]) != other)
            return false;
    *move = (struct ng_move){i, first, n};
    return first + n == y->n || paragraph_of(p->to, &y->at[first + n]) != other;
}

ng_moves ng_find_moved(const struct ng_pairing *p, struct ng_arena *keep)
{
    ng_moves all = {0}, moved = {0};
    for (uint32_t i = 0; i < p->before.n && i < NG_PAIRED_SENTENCES; i++) {
        struct ng_move move;
        bool begins = i == 0 || paragraph_of(p->from, &p->before.at[i - 1]) !=
                                    paragraph_of(p->from, &p->before.at[i]);
        if (begins && is_whole(p, i, &move))
            *ng_push(&all, keep) = move;
    }
    if (all.n < 2)
        return moved;
    /* The heaviest sequence that runs forward in both, by sentences. */
    uint32_t *sum = ng_new(keep, uint32_t, all.n);
    uint32_t *back = ng_new(keep, uint32_t, all.n);
    uint32_t best = 0;
    for (uint32_t i = 0; i < all.n; i++) {
        sum[i] = all.at[i].n;
        back[i] = NG_NONE;
        for (uint32_t k = 0; k < i; k++)
            if (all.at[k].after < all.at[i].after &&
                sum[k] + all.at[i].n > sum[i]) {
                sum[i] = sum[k] + all.at[i].n;
                back[i] = k;
            }
        if (sum[i] > sum[best])
            best = i;
    }
    bool *stays = ng_new(keep, bool, all.n);
    for (uint32_t i = best; i != NG_NONE; i = back[i])
        stays[i] = true;
    for (uint32_t i = 0; i < all.n; i++)
        if (!stays[i])
            *ng_push(&moved, keep) = all.at[i];
    return moved;
}
