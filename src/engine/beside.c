#include "engine/beside.h"

#include "engine/kin.h"
#include "group/profile.h"

#include <stdlib.h>

enum {
    READ = 8,         /* reports of a story that stand for it */
    ASKED = 4,        /* of these: whose terms are looked up */
    CANDIDATES = 16,  /* stories that a story is held against */
    SEEN_MOST = 8192, /* reports that are met on the way */
    NEAR_DAYS = 14,   /* of related stories */
    GAP_DAYS = 45,    /* between two stories of a line */
    LAP_DAYS = 3,     /* that they may both be told */
    TRIED = 4, /* sequels of a story that are asked where they come from */
};
static const float fading_days = 30; /* after which a sequel is half as near */

/* A story as it is held against others. */
struct side {
    struct ng_story_head head;
    ng_numbers nrs;
    struct ng_group_text texts[READ];
    size_t texts_n;
    struct ng_profile profile;
};

struct search {
    struct ng_store *st;
    struct ng_arena *a; /* sides, and what is found */
    struct ng_arena scratch;
};

static ng_status read_side(struct search *x, ng_id story, struct side *side,
                           struct ng_err *err)
{
    *side = (struct side){0};
    ng_status status =
        ng_index_story(x->st, story, &side->head, &side->nrs, x->a, err);
    size_t n = side->nrs.n < READ ? side->nrs.n : READ;
    for (size_t i = 0; i < n && status == NG_OK; i++) {
        struct ng_indexed row = {0};
        int64_t nr = side->nrs.at[i * side->nrs.n / n];
        struct ng_group_text *t = &side->texts[side->texts_n];
        status = ng_index_load(x->st, nr, &row, x->a, err);
        if (status != NG_OK || !ng_unpack_terms(row.terms, t, x->a))
            continue;
        t->id = ng_id_of_bits('r', row.id);
        side->texts_n++;
    }
    if (status == NG_NOTHING) /* it came after the last settling */
        status = NG_OK;
    if (status == NG_OK)
        side->profile =
            ng_profile_of(side->texts, side->texts_n, x->a, x->scratch);
    return status;
}

/* ---- who could stand beside it ------------------------------------------ */

struct met {
    int64_t nr;
    float gained;
};
struct meeting {
    struct met at[SEEN_MOST];
    uint32_t slot[SEEN_MOST * 2]; /* place in at, + 1 */
    size_t n;
};

static void meet(struct meeting *m, int64_t nr, float gained)
{
    size_t slots = sizeof m->slot / sizeof *m->slot;
    size_t at = (size_t)((uint64_t)nr * 0x9e3779b97f4a7c15U >> 32) % slots;
    while (m->slot[at] && m->at[m->slot[at] - 1].nr != nr)
        at = (at + 1) % slots;
    if (!m->slot[at]) {
        if (m->n == SEEN_MOST)
            return;
        m->at[m->n++] = (struct met){nr, 0};
        m->slot[at] = (uint32_t)m->n;
    }
    m->at[m->slot[at] - 1].gained += gained;
}

static int by_gain(const void *a, const void *b)
{
    const struct met *x = a, *y = b;
    if (x->gained != y->gained)
        return x->gained > y->gained ? -1 : 1;
    return (x->nr > y->nr) - (x->nr < y->nr);
}

static ng_status ask(struct search *x, const struct ng_group_text *t,
                     struct meeting *m, struct ng_err *err)
{
    struct ng_heavies h = ng_heavies_of(t);
    ng_status status = NG_OK;
    for (uint32_t k = 0; k < h.n; k++)
        for (int way = 0; way < 2 && status == NG_OK; way++) {
            struct ng_index_post p = ng_term_post(t, &h.at[k], 0);
            struct ng_index_post found[NG_LIKE_HUB];
            size_t n = 0;
            status = ng_index_find(x->st, NG_INDEX_TERMS,
                                   way ? NG_INDEX_AFTER : NG_INDEX_BEFORE, &p,
                                   NG_LIKE_HUB, found, &n, err);
            for (size_t i = 0; i < n; i++)
                meet(m, found[i].nr,
                     h.at[k].weight * ng_post_weight(&found[i]));
        }
    return status;
}

static bool is_among(const ng_ids *ids, ng_id id)
{
    for (size_t i = 0; i < ids->n; i++)
        if (ng_id_eq(ids->at[i], id))
            return true;
    return false;
}

/* The stories of the reports that have most in common with some of it. */
static ng_status candidates(struct search *x, const struct side *side,
                            ng_ids *ids, struct ng_err *err)
{
    struct ng_arena scratch = x->scratch;
    struct meeting *m = ng_new(&scratch, struct meeting, 1);
    size_t n = side->texts_n < ASKED ? side->texts_n : ASKED;
    ng_status status = NG_OK;
    for (size_t i = 0; i < n && status == NG_OK; i++)
        status = ask(x, &side->texts[i * side->texts_n / n], m, err);
    if (m->n)
        qsort(m->at, m->n, sizeof *m->at, by_gain);
    for (size_t i = 0; i < m->n && ids->n < CANDIDATES && status == NG_OK;
         i++) {
        struct ng_numbered r = {0};
        status = ng_index_report(x->st, m->at[i].nr, &r, err);
        if (status == NG_OK && r.story.c[0] &&
            !ng_id_eq(r.story, side->head.id) && !is_among(ids, r.story))
            *ng_push(ids, x->a) = r.story;
    }
    return status;
}

/* ---- two stories -------------------------------------------------------- */

static bool is_dated(const struct side *s)
{
    return s->head.span.first != NG_NO_DAY && s->head.span.last != NG_NO_DAY;
}

/* Days from the end of a to the beginning of b; negative: they overlap. */
static int32_t gap(const struct side *a, const struct side *b)
{
    return b->head.span.first - a->head.span.last;
}

static struct ng_neighbour
neighbour(const struct side *s, const struct ng_between *between, int32_t days)
{
    struct ng_neighbour n = {.head = s->head,
                             .likeness = between->likeness,
                             .angle = between->angle,
                             .days = days};
    memcpy(n.terms, between->terms, sizeof n.terms);
    return n;
}

/* How near b is as the sequel of a; 0: it is none. */
static float nearness(const struct side *a, const struct side *b,
                      struct ng_between *between)
{
    if (!is_dated(a) || !is_dated(b) ||
        a->head.span.first >= b->head.span.first || gap(a, b) > GAP_DAYS ||
        gap(a, b) < -LAP_DAYS)
        return 0;
    *between = ng_between(&a->profile, &b->profile);
    if (!ng_is_sequel(between))
        return 0;
    int32_t days = gap(a, b) > 0 ? gap(a, b) : 0;
    return between->angle * fading_days / (fading_days + (float)days);
}

/* Of those with this nearness the one whose id is first. */
struct choice {
    struct side *side;
    struct ng_between between;
    float near;
};

static void consider(struct choice *best, struct side *s, float near,
                     const struct ng_between *between)
{
    if (near <= 0 || near < best->near ||
        (best->side && !(near > best->near) &&
         ng_id_cmp(s->head.id, best->side->head.id) > 0))
        return;
    *best = (struct choice){s, *between, near};
}

static ng_status read_candidates(struct search *x, const struct side *side,
                                 struct side **all, size_t *n,
                                 struct ng_err *err)
{
    ng_ids ids = {0};
    ng_status status = candidates(x, side, &ids, err);
    *all = ng_new(x->a, struct side, ids.n);
    for (*n = 0; *n < ids.n && status == NG_OK; ++*n)
        status = read_side(x, ids.at[*n], &(*all)[*n], err);
    return status;
}

static ng_status before(struct search *x, const struct side *side,
                        struct choice *best, struct ng_err *err)
{
    struct side *all;
    size_t n;
    ng_status status = read_candidates(x, side, &all, &n, err);
    *best = (struct choice){0};
    for (size_t i = 0; i < n && status == NG_OK; i++) {
        struct ng_between between;
        float near = nearness(&all[i], side, &between);
        consider(best, &all[i], near, &between);
    }
    return status;
}

/* The nearest of those that themselves come from it. */
static ng_status after(struct search *x, const struct side *side,
                       struct choice *best, struct ng_err *err)
{
    struct side *all;
    size_t n;
    ng_status status = read_candidates(x, side, &all, &n, err);
    bool *tried = ng_new(x->a, bool, n);
    for (int turn = 0; turn < TRIED && status == NG_OK; turn++) {
        struct choice from;
        *best = (struct choice){0};
        for (size_t i = 0; i < n; i++) {
            struct ng_between between;
            float near = tried[i] ? 0 : nearness(side, &all[i], &between);
            consider(best, &all[i], near, &between);
        }
        if (!best->side)
            break;
        status = before(x, best->side, &from, err);
        if (from.side && ng_id_eq(from.side->head.id, side->head.id))
            break;
        tried[best->side - all] = true;
        best->side = NULL;
    }
    return status;
}

/* ---- all of it ---------------------------------------------------------- */

static bool in_line(const ng_neighbours *line, ng_id id)
{
    for (size_t i = 0; i < line->n; i++)
        if (ng_id_eq(line->at[i].head.id, id))
            return true;
    return false;
}

/* Backward: each goes before those that are there. What joins two stories is
 * told of the later one. */
static ng_status walk_back(struct search *x, const struct side *side,
                           struct ng_beside *out, struct ng_err *err)
{
    ng_neighbours back = {0};
    struct ng_between none = {0};
    *ng_push(&back, x->a) = neighbour(side, &none, 0);
    ng_status status = NG_OK;
    while (back.n < NG_LINE_MOST / 2 && status == NG_OK) {
        struct choice from;
        status = before(x, side, &from, err);
        if (status != NG_OK || !from.side || in_line(&back, from.side->head.id))
            break;
        struct ng_neighbour *later = &back.at[back.n - 1];
        *later = neighbour(side, &from.between, gap(from.side, side));
        *ng_push(&back, x->a) = neighbour(from.side, &none, 0);
        side = from.side;
    }
    for (size_t i = back.n; i-- > 0;)
        *ng_push(&out->line, x->a) = back.at[i];
    out->here = out->line.n - 1;
    return status;
}

static ng_status walk_on(struct search *x, const struct side *side,
                         struct ng_beside *out, struct ng_err *err)
{
    ng_status status = NG_OK;
    while (out->line.n < NG_LINE_MOST && status == NG_OK) {
        struct choice to;
        status = after(x, side, &to, err);
        if (status != NG_OK || !to.side ||
            in_line(&out->line, to.side->head.id))
            break;
        *ng_push(&out->line, x->a) =
            neighbour(to.side, &to.between, gap(side, to.side));
        side = to.side;
    }
    return status;
}

static int by_likeness(const void *a, const void *b)
{
    const struct ng_neighbour *x = a, *y = b;
    if (x->likeness != y->likeness)
        return x->likeness > y->likeness ? -1 : 1;
    return ng_id_cmp(x->head.id, y->head.id);
}

/* Days from one to the other: negative, if that one was before; 0 where both
 * were told at once or a day is not known. */
static int32_t days_to(const struct side *a, const struct side *b)
{
    if (!is_dated(a) || !is_dated(b))
        return 0;
    return gap(a, b) > 0 ? gap(a, b) : gap(b, a) > 0 ? -gap(b, a) : 0;
}

static ng_status find_related(struct search *x, const struct side *side,
                              struct ng_beside *out, struct ng_err *err)
{
    struct side *all;
    size_t n;
    ng_status status = read_candidates(x, side, &all, &n, err);
    for (size_t i = 0; i < n && status == NG_OK; i++) {
        struct ng_between between = ng_between(&side->profile, &all[i].profile);
        int32_t days = days_to(side, &all[i]);
        if (ng_is_related(&between) && days <= NEAR_DAYS && days >= -NEAR_DAYS)
            *ng_push(&out->related, x->a) = neighbour(&all[i], &between, days);
    }
    if (out->related.n)
        qsort(out->related.at, out->related.n, sizeof *out->related.at,
              by_likeness);
    if (out->related.n > NG_RELATED_MOST)
        out->related.n = NG_RELATED_MOST;
    return status;
}

struct finding {
    struct search x;
    ng_id story;
    struct ng_beside *out;
};

static ng_status find(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct finding *f = ctx;
    f->x.a = a;
    f->x.scratch.guard = a->guard;
    struct side *side = ng_new(a, struct side, 1);
    *f->out = (struct ng_beside){0};
    ng_status status = read_side(&f->x, f->story, side, err);
    if (status == NG_OK)
        status = walk_back(&f->x, side, f->out, err);
    if (status == NG_OK)
        status = walk_on(&f->x, side, f->out, err);
    if (status == NG_OK)
        status = find_related(&f->x, side, f->out, err);
    return status;
}

ng_status ng_find_beside(struct ng_store *st, ng_id story,
                         struct ng_beside *beside, struct ng_arena *a,
                         struct ng_arena scratch, struct ng_err *err)
{
    struct finding f = {{.st = st, .scratch = scratch}, story, beside};
    return ng_guarded(find, &f, a, err);
}

/* ---- told ---------------------------------------------------------------- */

static void put_day(struct ng_json *j, const char *key, ng_day day)
{
    char buf[16];
    ng_json_key_str(j, key, ng_day_text(day, buf));
}

static void put_neighbour(struct ng_json *j, const struct ng_neighbour *n,
                          bool alone)
{
    ng_json_begin(j, '{');
    ng_json_key_str(j, "story", ng_id_str(&n->head.id));
    ng_json_key_str(j, "title", n->head.title);
    put_day(j, "first", n->head.span.first);
    put_day(j, "last", n->head.span.last);
    ng_json_key(j, "reports");
    ng_json_int(j, n->head.reports);
    ng_json_key(j, "independent");
    ng_json_int(j, n->head.independent);
    if (!alone) {
        ng_json_key(j, "likeness");
        ng_json_num(j, (double)n->likeness, 3);
        ng_json_key(j, "angle");
        ng_json_num(j, (double)n->angle, 3);
        ng_json_key(j, "days");
        ng_json_int(j, n->days);
    }
    ng_json_key(j, "shared_terms");
    ng_json_begin(j, '[');
    for (int k = 0; k < 3 && n->terms[k].n; k++)
        ng_json_str(j, n->terms[k]);
    ng_json_end(j, ']');
    ng_json_end(j, '}');
}

void ng_json_beside(struct ng_json *j, ng_id story,
                    const struct ng_beside *beside)
{
    ng_json_begin(j, '{');
    ng_json_key(j, "v");
    ng_json_int(j, 1);
    ng_json_key_str(j, "id", ng_id_str(&story));
    ng_json_key(j, "here");
    ng_json_int(j, (int64_t)beside->here);
    ng_json_key(j, "storyline");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < beside->line.n; i++)
        put_neighbour(j, &beside->line.at[i], i == 0);
    ng_json_end(j, ']');
    ng_json_key(j, "related");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < beside->related.n; i++)
        put_neighbour(j, &beside->related.at[i], false);
    ng_json_end(j, ']');
    ng_json_end(j, '}');
}
