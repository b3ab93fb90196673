/* touch_likes.c - ties of likeness when reports come one after the other.
 *
 * A report is tied by what the last 128 of each of its heavy terms have in
 * common with it (group/family.c). One that comes between them is new to the
 * next 128, and pushes one out of the sight of each:
 *
 *     a  . . . 127 reports . . . NEW . . . b      b does not see a any more
 *
 * So a later report is asked again if it is like enough to the new one, or if
 * it is tied to the one that it does not see any more.
 */
#include "engine/touch.h"

enum { SEEN = NG_HEAVY * NG_LIKE_HUB, SLOTS = SEEN * 2 };

/* Likeness of one report to others, term by term. */
struct sums {
    struct {
        struct ng_index_post who;
        float weight;
        bool used;
    } slot[SLOTS];
    uint32_t used[SEEN];
    uint32_t n;
};

static void add(struct sums *s, const struct ng_index_post *who, float weight)
{
    size_t at = (size_t)(who->id * 0x9e3779b97f4a7c15U >> 40) % SLOTS;
    while (s->slot[at].used && s->slot[at].who.id != who->id)
        at = (at + 1) % SLOTS;
    if (!s->slot[at].used) {
        s->slot[at].used = true;
        s->slot[at].who = *who;
        s->used[s->n++] = (uint32_t)at;
    }
    s->slot[at].weight += weight;
}

static ng_status terms_of(struct ng_touch *t, struct ng_touched *x,
                          struct ng_group_text *terms, struct ng_err *err)
{
    ng_status status = ng_need_row(t, x, err);
    *terms = (struct ng_group_text){.id = ng_id_of_bits('r', x->row.id)};
    if (status == NG_OK && !ng_unpack_terms(x->row.terms, terms, &t->all->keep))
        status = NG_TOO_BIG; /* a damaged row: all is made anew */
    return status;
}

static ng_status find_likes(struct ng_touch *t, struct ng_touched *x,
                            const struct ng_group_text *terms,
                            struct ng_likes *likes, struct ng_err *err)
{
    struct ng_arena work = t->work;
    struct sums *sums = ng_new(&work, struct sums, 1);
    struct ng_heavies h = ng_heavies_of(terms);
    ng_status status = NG_OK;
    for (uint32_t k = 0; k < h.n && status == NG_OK; k++) {
        struct ng_index_post p = ng_term_post(terms, &h.at[k], x->nr);
        struct ng_index_post before[NG_LIKE_HUB];
        size_t n = 0;
        status = ng_index_find(t->st, NG_INDEX_TERMS, NG_INDEX_BEFORE, &p,
                               NG_LIKE_HUB, before, &n, err);
        for (size_t i = 0; i < n; i++)
            add(sums, &before[i], h.at[k].weight * ng_post_weight(&before[i]));
    }
    likes->n = 0;
    struct ng_turn me = ng_turn_of(terms);
    for (uint32_t i = 0; i < sums->n; i++) {
        struct ng_index_post who = sums->slot[sums->used[i]].who;
        float weight = sums->slot[sums->used[i]].weight;
        struct ng_turn turn = {who.moment, who.id};
        if (ng_can_tie(me, turn, weight))
            ng_keep_like(likes,
                         (struct ng_like){(uint32_t)who.nr, weight, turn});
    }
    ng_choose_likes(likes);
    return status;
}

static ng_status tie(struct ng_touch *t, struct ng_touched *x,
                     const struct ng_likes *likes, struct ng_err *err)
{
    struct ng_arena *keep = &t->all->keep;
    ng_numbers was = {0};
    int64_t now[NG_LIKES];
    bool same = true;
    ng_status status =
        ng_index_ties(t->st, x->nr, NG_TIE_LIKE, false, &was, keep, err);
    for (uint32_t i = 0; i < likes->n; i++) {
        size_t k = 0;
        now[i] = likes->at[i].other;
        while (k < was.n && was.at[k] != now[i])
            k++;
        same &= k < was.n;
    }
    if (status != NG_OK || (same && was.n == likes->n))
        return status;
    x->start = true;
    for (size_t i = 0; i < was.n; i++)
        ng_touched_of(t, was.at[i])->start = true;
    return ng_index_tie(t->st, x->nr, NG_TIE_LIKE, now, likes->n, err);
}

/* Those behind x that see it now, or do not see another any more. */
static ng_status ask_behind(struct ng_touch *t, const struct ng_touched *x,
                            const struct ng_group_text *terms,
                            ng_numbers *asked, struct ng_err *err)
{
    struct ng_arena work = t->work;
    struct sums *sums = ng_new(&work, struct sums, 1);
    struct ng_heavies h = ng_heavies_of(terms);
    ng_status status = NG_OK;
    for (uint32_t k = 0; k < h.n && status == NG_OK; k++) {
        struct ng_index_post p = ng_term_post(terms, &h.at[k], x->nr);
        struct ng_index_post after[NG_LIKE_HUB], before[NG_LIKE_HUB];
        size_t n = 0, had = 0;
        status = ng_index_find(t->st, NG_INDEX_TERMS, NG_INDEX_AFTER, &p,
                               NG_LIKE_HUB, after, &n, err);
        if (status == NG_OK && n)
            status = ng_index_find(t->st, NG_INDEX_TERMS, NG_INDEX_BEFORE, &p,
                                   NG_LIKE_HUB, before, &had, err);
        for (size_t i = 0; i < n && status == NG_OK; i++) {
            size_t lost = NG_LIKE_HUB - 1 - i;
            add(sums, &after[i], h.at[k].weight * ng_post_weight(&after[i]));
            if (lost < had &&
                ng_index_tied(t->st, after[i].nr, NG_TIE_LIKE, before[lost].nr))
                *ng_push(asked, &t->all->keep) = after[i].nr;
        }
    }
    /* The sum is made in another order of terms than that of the other. */
    struct ng_turn me = ng_turn_of(terms);
    for (uint32_t i = 0; i < sums->n; i++) {
        struct ng_index_post who = sums->slot[sums->used[i]].who;
        float weight = sums->slot[sums->used[i]].weight * 1.001f;
        if (ng_can_tie((struct ng_turn){who.moment, who.id}, me, weight))
            *ng_push(asked, &t->all->keep) = who.nr;
    }
    return status;
}

static ng_status add_one(struct ng_touch *t, struct ng_touched *x,
                         struct ng_err *err)
{
    struct ng_likes likes;
    ng_numbers asked = {0};
    const struct ng_group_text *terms = &x->kin.terms;
    struct ng_heavies h = ng_heavies_of(terms);
    ng_status status = find_likes(t, x, terms, &likes, err);
    if (status == NG_OK)
        status = tie(t, x, &likes, err);
    if (status == NG_OK)
        status = ask_behind(t, x, terms, &asked, err);
    for (uint32_t k = 0; k < h.n && status == NG_OK; k++) {
        struct ng_index_post p = ng_term_post(terms, &h.at[k], x->nr);
        status = ng_index_post(t->st, NG_INDEX_TERMS, &p, err);
    }
    for (size_t i = 0; i < asked.n && status == NG_OK; i++) {
        struct ng_touched *other = ng_touched_of(t, asked.at[i]);
        struct ng_group_text theirs;
        status = terms_of(t, other, &theirs, err);
        if (status == NG_OK)
            status = find_likes(t, other, &theirs, &likes, err);
        if (status == NG_OK)
            status = tie(t, other, &likes, err);
    }
    return status;
}

ng_status ng_touch_likes(struct ng_touch *t, struct ng_err *err)
{
    ng_status status = NG_OK;
    for (size_t i = 0; i < t->texts.n && status == NG_OK; i++)
        if (t->texts.at[i]->is_new)
            status = add_one(t, t->texts.at[i], err);
    return status;
}
