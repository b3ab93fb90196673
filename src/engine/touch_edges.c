/* touch_edges.c - boilerplate and edges of the texts that new ones concern. */
#include "engine/touch.h"

#include <stdlib.h>

enum { WEIGHED = 100 /* more texts before one, and a print weighs no less */ };

/* ---- where prints are looked up ---------------------------------------- */

static size_t find(struct ng_touch *t, bool frame, enum ng_index_way way,
                   const struct ng_index_post *p, size_t most,
                   struct ng_index_post *found)
{
    size_t n = 0;
    ng_status status = t->failed;
    enum ng_print_kind kind = frame ? NG_PRINT_OF_FRAMES : NG_PRINT_OF_WORDS;
    if (status == NG_OK)
        status = ng_prints_find(t->st, kind, way, p, most, found, &n, &t->why);
    t->failed = status;
    return status == NG_OK ? n : 0;
}

static struct ng_poster poster_of(const struct ng_index_post *p)
{
    return (struct ng_poster){{(uint64_t)p->moment, p->id}, (uint32_t)p->nr};
}

static void look_before(void *ctx, uint64_t print, bool frame,
                        struct ng_key key, struct ng_before *to)
{
    struct ng_index_post p = {
        .key = print, .moment = (int64_t)key.moment, .id = key.id};
    struct ng_index_post last[NG_HUB_COUNTED], first[NG_HUB_FIRST];
    size_t n = find(ctx, frame, NG_INDEX_BEFORE, &p, NG_HUB_COUNTED, last);
    size_t head = n < NG_HUB_FIRST ? n : NG_HUB_FIRST;
    size_t near = n - head < NG_HUB_NEAR ? n - head : NG_HUB_NEAR;
    to->count = (uint32_t)n;
    to->n = 0;
    if (n == NG_HUB_COUNTED)
        head = find(ctx, frame, NG_INDEX_FIRST, &p, NG_HUB_FIRST, first);
    for (size_t i = 0; i < head; i++)
        to->at[to->n++] =
            poster_of(n == NG_HUB_COUNTED ? &first[i] : &last[n - 1 - i]);
    for (size_t i = near; i-- > 0;)
        to->at[to->n++] = poster_of(&last[i]);
}

/* The words of a text; NULL if they cannot be had. */
static const struct ng_trace_text *look_into(struct ng_touch *t, int64_t nr)
{
    struct ng_report r = {0};
    struct ng_arena here = t->work;
    for (size_t i = 0; i < t->beside.n; i++)
        if (t->beside.at[i].nr == nr)
            return &t->beside.at[i].words;
    t->failed = ng_index_load_text(t->st, nr, &r, &here, &t->why);
    if (t->failed != NG_OK)
        return NULL;
    struct ng_beside *b = ng_push(&t->beside, &t->all->keep);
    *b = (struct ng_beside){nr, ng_kin_words(&r, &t->all->keep)};
    return &b->words;
}

/* It is kept for the next time, under the ids of the texts that it is of. */
static uint32_t look_around(void *ctx, uint64_t print, uint32_t to[NG_COMMON])
{
    struct ng_touch *t = ctx;
    struct ng_index_post p = {.key = print}, first[NG_COMMON];
    uint64_t ids[NG_COMMON];
    size_t n = find(t, false, NG_INDEX_FIRST, &p, NG_COMMON, first);
    if (n < NG_COMMON)
        return (uint32_t)n;
    for (size_t i = 0; i < n; i++)
        ids[i] = first[i].id;
    uint64_t of = ng_around_of(ids);
    if (ng_prints_around(t->st, print, of, to, NG_COMMON))
        return NG_COMMON;
    for (size_t i = 0; i < n; i++) {
        const struct ng_trace_text *text = look_into(t, first[i].nr);
        if (!text)
            return 0;
        to[i] = ng_around(text, print);
    }
    t->failed = ng_prints_keep_around(t->st, print, of, to, NG_COMMON, &t->why);
    return t->failed == NG_OK ? NG_COMMON : 0;
}

static bool same_house(void *ctx, const struct ng_traced *me, uint32_t text)
{
    struct ng_touch *t = ctx;
    struct ng_traced other = {0};
    if (t->failed == NG_OK)
        t->failed = ng_index_houses(t->st, text, other.house, &t->why);
    return ng_same_house(me, &other);
}

/* Asks memory for what looking up the prints of x will need. */
static void fetch(struct ng_touch *t, const struct ng_touched *x)
{
    const ng_prints *const kinds[] = {&x->words, &x->frames};
    for (unsigned kind = 0; kind < NG_PRINT_KINDS; kind++) {
        struct ng_arena here = t->work;
        uint64_t *prints = ng_new(&here, uint64_t, kinds[kind]->n);
        for (size_t i = 0; i < kinds[kind]->n; i++)
            prints[i] = kinds[kind]->at[i].hash;
        ng_prints_fetch(t->st, kind, prints, kinds[kind]->n);
    }
}

static struct ng_posted posted_of(struct ng_touch *t)
{
    return (struct ng_posted){t, look_before, look_around, same_house};
}

static ng_status ended(const struct ng_touch *t, struct ng_err *err)
{
    if (t->failed != NG_OK && err)
        *err = t->why;
    return t->failed;
}

/* ---- who is concerned --------------------------------------------------- */

enum asked { MASK, EDGES };

/* Posts behind (or from the first on) in pieces; those from `from` on, at most
 * `most`, are asked again. NG_TOO_BIG if they become too many. */
static ng_status ask(struct ng_touch *t, const struct ng_posting_change *c,
                     enum ng_index_way way, size_t from, size_t most,
                     enum asked what)
{
    enum { PIECE = 64 };
    struct ng_index_post found[PIECE], p = c->post;
    size_t seen = 0, n;
    do {
        n = find(t, c->frame, way, &p, PIECE, found);
        for (size_t i = 0; i < n; i++, seen++) {
            if (seen < from || seen - from >= most)
                continue;
            struct ng_touched *x = ng_touched_of(t, found[i].nr);
            *(what == MASK ? &x->ask_mask : &x->ask_edges) = true;
        }
        if (n)
            p = found[n - 1];
        way = NG_INDEX_AFTER;
        if (t->texts.n > t->most * 4)
            return NG_TOO_BIG;
    } while (n == PIECE && (seen < from || seen - from < most));
    return NG_OK;
}

/* Boilerplate is decided by the first 12 texts of a print. */
static ng_status ask_masks(struct ng_touch *t,
                           const struct ng_posting_change *c)
{
    struct ng_index_post first[NG_COMMON];
    size_t n = find(t, c->frame, NG_INDEX_FIRST, &c->post, NG_COMMON, first);
    if (n + c->gone < NG_COMMON)
        return NG_OK;
    struct ng_key last = {(uint64_t)first[n - 1].moment, first[n - 1].id};
    struct ng_key me = {(uint64_t)c->post.moment, c->post.id};
    if (n == NG_COMMON && ng_key_cmp(me, last) > 0)
        return NG_OK;
    return ask(t, c, NG_INDEX_FIRST, 0, SIZE_MAX, MASK);
}

/* A text among the first of a print is seen by all behind it; else by the next
 * few, and the print may weigh less for those about the hundredth. */
static ng_status ask_behind(struct ng_touch *t,
                            const struct ng_posting_change *c)
{
    struct ng_index_post before[NG_HUB_COUNTED];
    size_t n =
        find(t, c->frame, NG_INDEX_BEFORE, &c->post, NG_HUB_COUNTED, before);
    if (n < NG_HUB_FIRST)
        return ask(t, c, NG_INDEX_AFTER, 0, SIZE_MAX, EDGES);
    ng_status status = ask(t, c, NG_INDEX_AFTER, 0, NG_HUB_NEAR, EDGES);
    if (status == NG_OK && n < NG_HUB_COUNTED)
        status = ask(t, c, NG_INDEX_AFTER, n < WEIGHED ? WEIGHED - 1 - n : 0,
                     t->posted + 1, EDGES);
    return status;
}

/* ---- boilerplate -------------------------------------------------------- */

static ng_status find_mask(struct ng_touch *t, struct ng_touched *x,
                           struct ng_err *err)
{
    struct ng_arena *keep = &t->all->keep;
    struct ng_posted in = posted_of(t);
    ng_status status = ng_need_row(t, x, err);
    if (status == NG_OK)
        status = ng_need_prints(t, x, err);
    if (status != NG_OK || x->row.first != x->nr)
        return status;
    const uint8_t *bits = ng_common_of(&x->kin.words, &x->words, &in, keep);
    ng_str common = {(const char *)bits, bits ? x->kin.words.n / 8 + 1 : 0};
    if (t->failed != NG_OK || ng_str_eq(common, x->row.common))
        return ended(t, err);
    x->row.common = common;
    x->ask_edges = true;
    for (unsigned way = 0; way < 2 && status == NG_OK; way++) {
        ng_numbers who = {0};
        status =
            ng_index_ties(t->st, x->nr, way ? NG_TIE_FRAMED : NG_TIE_COMPARED,
                          true, &who, keep, err);
        for (size_t i = 0; i < who.n; i++)
            *ng_push(&t->pairs, keep) =
                (struct ng_pair_again){ng_touched_of(t, who.at[i]), x, !way};
    }
    return status;
}

/* ---- edges -------------------------------------------------------------- */

static struct ng_traced traced_of(const struct ng_touched *x)
{
    struct ng_traced traced = ng_traced_of(&x->kin.words);
    if (x->row.common.n == x->kin.words.n / 8 + 1)
        traced.common = (const uint8_t *)x->row.common.p;
    return traced;
}

static ng_status need_both(struct ng_touch *t, struct ng_touched *x,
                           struct ng_err *err)
{
    ng_status status = ng_need_row(t, x, err);
    return status == NG_OK ? ng_need_words(t, x, err) : status;
}

static ng_status twin_edge(struct ng_touch *t, struct ng_touched *x,
                           ng_own_edges *own, struct ng_err *err)
{
    struct ng_touched *first = ng_touched_of(t, x->row.first);
    ng_status status = need_both(t, first, err);
    if (status != NG_OK)
        return status;
    struct ng_traced a = ng_traced_of(&first->kin.words);
    struct ng_traced b = ng_traced_of(&x->kin.words);
    struct ng_own_edge *e = ng_push(own, &t->all->keep);
    e->other = first->nr;
    ng_relate_twins(&a, &b, &e->edge, &t->all->keep);
    e->edge.child = !e->edge.child; /* it is told from the first's side */
    return NG_OK;
}

static ng_status compare(struct ng_touch *t, struct ng_touched *x,
                         ng_own_edges *own, struct ng_counterparts *with,
                         struct ng_err *err)
{
    struct ng_arena work = t->work;
    struct ng_posted in = posted_of(t);
    struct ng_chosen chosen[NG_CHOSEN];
    struct ng_traced me = traced_of(x);
    fetch(t, x);
    size_t n =
        ng_choose(&me, &x->words, &x->frames, x->frames.n, &in, chosen, work);
    ng_status status = ended(t, err);
    if (status != NG_OK || !n)
        return status;
    struct ng_side side = ng_side_of(&me, &work);
    for (size_t i = 0; i < n && status == NG_OK; i++) {
        struct ng_touched *other = ng_touched_of(t, chosen[i].text);
        struct ng_own_edge found = {.other = chosen[i].text};
        with->by_words[with->n] = chosen[i].by_words;
        with->nr[with->n++] = chosen[i].text;
        struct ng_arena before = t->work;
        t->work = work;
        status = need_both(t, other, err);
        t->work = before;
        if (status != NG_OK)
            break;
        struct ng_traced it = traced_of(other);
        if (ng_relate(&side, &it, chosen[i].by_words, &found.edge,
                      &t->all->keep, work))
            *ng_push(own, &t->all->keep) = found;
    }
    return status;
}

/* Both ends of what was and of what is may be in other families now. */
static void start_all(struct ng_touch *t, struct ng_touched *x,
                      const ng_own_edges *edges)
{
    x->start = true;
    for (size_t i = 0; i < edges->n; i++)
        ng_touched_of(t, edges->at[i].other)->start = true;
}

static ng_status find_edges(struct ng_touch *t, struct ng_touched *x,
                            struct ng_err *err)
{
    struct ng_arena *keep = &t->all->keep;
    ng_own_edges was = {0}, own = {0};
    struct ng_counterparts with = {.n = 0};
    ng_status status = ng_need_row(t, x, err);
    if (status == NG_OK)
        status = ng_need_prints(t, x, err);
    if (status != NG_OK)
        return status;
    status = x->row.first != x->nr ? twin_edge(t, x, &own, err)
                                   : compare(t, x, &own, &with, err);
    if (status != NG_OK)
        return status;
    if (!ng_unpack_edges(x->row.edges, &was, keep))
        return NG_TOO_BIG; /* a damaged row: all is made anew */
    ng_str before = x->row.edges;
    status = ng_put_kin(t->st, &x->row, &own, &with, keep, err);
    if (!ng_str_eq(before, x->row.edges)) {
        start_all(t, x, &was);
        start_all(t, x, &own);
    }
    return status;
}

/* The edge of a pair that is compared as before, but for what is boilerplate
 * in the other. */
static ng_status find_edge(struct ng_touch *t, const struct ng_pair_again *p,
                           struct ng_err *err)
{
    struct ng_arena *keep = &t->all->keep;
    struct ng_touched *x = p->me;
    ng_own_edges was = {0}, own = {0};
    ng_status status = need_both(t, x, err);
    if (status == NG_OK)
        status = need_both(t, p->other, err);
    if (status != NG_OK)
        return status;
    if (!ng_unpack_edges(x->row.edges, &was, keep))
        return NG_TOO_BIG; /* a damaged row: all is made anew */
    for (size_t i = 0; i < was.n; i++)
        if (was.at[i].other != p->other->nr)
            *ng_push(&own, keep) = was.at[i];
    struct ng_arena work = t->work;
    struct ng_traced me = traced_of(x), it = traced_of(p->other);
    struct ng_side side = ng_side_of(&me, &work);
    struct ng_own_edge found = {.other = p->other->nr};
    if (ng_relate(&side, &it, p->by_words, &found.edge, keep, work))
        *ng_push(&own, keep) = found;
    if (own.n)
        qsort(own.at, own.n, sizeof *own.at, ng_by_other);
    ng_str now = ng_pack_edges(&own, keep);
    if (ng_str_eq(now, x->row.edges))
        return NG_OK;
    start_all(t, x, &was);
    start_all(t, x, &own);
    return ng_put_kin(t->st, &x->row, &own, NULL, keep, err);
}

/* The list of texts grows while it is gone through. */
ng_status ng_touch_edges(struct ng_touch *t, struct ng_err *err)
{
    ng_status status = NG_OK;
    for (size_t i = 0; i < t->changes.n && status == NG_OK; i++) {
        if (!t->changes.at[i].frame)
            status = ask_masks(t, &t->changes.at[i]);
        if (status == NG_OK)
            status = ask_behind(t, &t->changes.at[i]);
        if (status == NG_OK)
            status = ended(t, err);
    }
    for (size_t i = 0; i < t->texts.n && status == NG_OK; i++)
        if (t->texts.at[i]->ask_mask)
            status = find_mask(t, t->texts.at[i], err);
    for (size_t i = 0, n = 0; i < t->texts.n && status == NG_OK; i++) {
        if (!t->texts.at[i]->ask_edges)
            continue;
        status = ng_settle_pause(t->adding, err);
        if (status == NG_OK && ++n > t->most * 2)
            status = NG_TOO_BIG;
        if (status == NG_OK)
            status = find_edges(t, t->texts.at[i], err);
    }
    if (status == NG_OK && t->pairs.n > t->most * 4)
        status = NG_TOO_BIG;
    for (size_t i = 0; i < t->pairs.n && status == NG_OK; i++)
        if (!t->pairs.at[i].me->ask_edges)
            status = find_edge(t, &t->pairs.at[i], err);
    return status;
}
