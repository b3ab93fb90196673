#include "engine/correct.h"

#include <stdlib.h>

static const size_t ROOM = (size_t)256 << 20; /* address space */

ng_status ng_corrections_open(struct ng_corrections *c, struct ng_store *st,
                              struct ng_err *err)
{
    *c = (struct ng_corrections){0};
    ng_status status = ng_arena_open(&c->own, ROOM, err);
    if (status == NG_OK)
        status = ng_store_fixes(st, true, &c->list, &c->own, err);
    return status;
}

void ng_corrections_close(struct ng_corrections *c)
{
    if (c->own.end)
        ng_arena_close(&c->own, ROOM);
    *c = (struct ng_corrections){0};
}

static const struct ng_fix_part *part_of(const struct ng_fix *f, unsigned side)
{
    for (size_t i = 0; i < f->parts.n; i++)
        if (f->parts.at[i].side == side)
            return &f->parts.at[i];
    return NULL;
}

static bool names_report(const struct ng_fix *f, ng_id report)
{
    for (size_t i = 0; i < f->parts.n; i++)
        if (f->parts.at[i].side == 1 && ng_id_eq(f->parts.at[i].id, report))
            return true;
    return false;
}

/* ---- one report -------------------------------------------------------- */

static void correct_date(const struct ng_corrections *c, struct ng_report *r)
{
    for (size_t i = 0; i < c->list.n; i++) {
        const struct ng_fix *f = &c->list.at[i];
        ng_day day;
        if (f->kind != NG_FIX_DATE || !f->parts.n ||
            !ng_id_eq(f->parts.at[0].id, r->id) ||
            !ng_day_parse(f->parts.at[0].text, &day))
            continue;
        r->published = (ng_days){day, day};
        r->published_text = f->parts.at[0].text;
        r->published_precision = NG_PRECISION_DAY;
        r->published_basis = NG_BASIS_CORRECTION;
    }
}

/* The key that this correction gives to an entity that has this one. */
static ng_str key_by(const struct ng_fix *f, const struct ng_report *r,
                     const struct ng_entity *e, struct ng_arena *a)
{
    const struct ng_fix_part *to = part_of(f, 0), *from = part_of(f, 1);
    if (!to || !from || f->about != 'n')
        return e->key;
    if (f->kind == NG_FIX_MERGE)
        return ng_str_eq(e->key, from->text) ? to->text : e->key;
    if (f->kind == NG_FIX_ALIAS)
        return ng_same_words(e->name, from->text) ? to->text : e->key;
    if (f->kind == NG_FIX_SPLIT && ng_str_eq(e->key, to->text) &&
        names_report(f, r->id))
        return ng_str_format(a, PRS "@%s", PRS_ARG(e->key), from->id.c);
    return e->key;
}

static void correct_names(const struct ng_corrections *c, struct ng_report *r,
                          struct ng_arena *a)
{
    for (size_t i = 0; i < c->list.n; i++)
        if (c->list.at[i].about == 'n')
            for (size_t k = 0; k < r->entities.n; k++) {
                struct ng_entity *e = &r->entities.at[k];
                e->key = key_by(&c->list.at[i], r, e, a);
            }
}

struct correcting {
    const struct ng_corrections *c;
    struct ng_report *r;
};

static ng_status correct(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct correcting *x = ctx;
    (void)err;
    correct_names(x->c, x->r, a);
    return NG_OK;
}

ng_status ng_flow_corrected(const struct ng_corrections *c, struct ng_report *r,
                            struct ng_arena *out, struct ng_arena *scratch,
                            struct ng_err *err)
{
    struct correcting x = {c, r};
    if (c)
        correct_date(c, r);
    ng_status status = ng_flow(r, out, scratch, err);
    if (status == NG_OK && c && c->list.n)
        status = ng_guarded(correct, &x, out, err);
    return status;
}

/* ---- stories ----------------------------------------------------------- */

static uint32_t find(const struct ng_compared *all, ng_id report)
{
    for (uint32_t i = 0; i < all->nrs.n; i++)
        if (ng_id_eq(all->ids[i], report))
            return i;
    return NG_NONE;
}

/* Two stories become one: that of the first. */
static void merge(const struct ng_compared *all, const struct ng_fix *f,
                  uint32_t *story_of, bool *fixed)
{
    const struct ng_fix_part *a = part_of(f, 0), *b = part_of(f, 1);
    uint32_t x = a ? find(all, a->id) : NG_NONE;
    uint32_t y = b ? find(all, b->id) : NG_NONE;
    if (x == NG_NONE || y == NG_NONE || story_of[x] == story_of[y])
        return;
    uint32_t to = story_of[x], from = story_of[y];
    for (size_t i = 0; i < all->nrs.n; i++)
        if (story_of[i] == from)
            story_of[i] = to;
    fixed[to] = true;
}

/* Those of the reports that are in the story become one of their own. */
static void split(struct ng_compared *all, const struct ng_fix *f,
                  uint32_t *story_of, bool *fixed)
{
    const struct ng_fix_part *stays = part_of(f, 0);
    uint32_t x = stays ? find(all, stays->id) : NG_NONE;
    if (x == NG_NONE)
        return;
    uint32_t from = story_of[x], to = all->stories_n;
    bool any = false;
    for (size_t i = 0; i < f->parts.n; i++) {
        uint32_t y =
            f->parts.at[i].side == 1 ? find(all, f->parts.at[i].id) : NG_NONE;
        if (y == NG_NONE || y == x || story_of[y] != from)
            continue;
        story_of[y] = to;
        any = true;
    }
    if (any) {
        fixed[to] = fixed[from];
        all->stories_n++;
    }
}

/* Stories that lost all their reports leave no gap. */
static void close_gaps(struct ng_compared *all, uint32_t *story_of,
                       const bool *was_fixed)
{
    struct ng_arena *a = &all->keep;
    uint32_t *now = ng_new(a, uint32_t, all->stories_n);
    uint32_t n = 0;
    all->fixed = ng_new(a, bool, all->stories_n);
    for (size_t i = 0; i < all->nrs.n; i++)
        now[story_of[i]] = 1;
    for (uint32_t s = 0; s < all->stories_n; s++)
        if (now[s]) {
            all->fixed[n] = was_fixed[s];
            now[s] = n++;
        }
    for (size_t i = 0; i < all->nrs.n; i++)
        story_of[i] = now[story_of[i]];
    all->stories_n = n;
}

void ng_correct_stories(struct ng_compared *all, uint32_t *story_of)
{
    const ng_fixes *list = &all->fixes->list;
    bool *fixed = ng_new(&all->keep, bool, all->stories_n + list->n);
    for (size_t i = 0; i < list->n; i++) {
        if (list->at[i].about != 's')
            continue;
        if (list->at[i].kind == NG_FIX_MERGE)
            merge(all, &list->at[i], story_of, fixed);
        else if (list->at[i].kind == NG_FIX_SPLIT)
            split(all, &list->at[i], story_of, fixed);
    }
    close_gaps(all, story_of, fixed);
}

ng_status ng_corrected_numbers(const struct ng_corrections *c,
                               struct ng_store *st, ng_numbers *nrs,
                               struct ng_arena *a)
{
    for (size_t i = 0; c && i < c->list.n; i++)
        for (size_t k = 0;
             c->list.at[i].about == 's' && k < c->list.at[i].parts.n; k++) {
            int64_t nr = ng_store_number(st, c->list.at[i].parts.at[k].id);
            if (nr)
                *ng_push(nrs, a) = nr;
        }
    return NG_OK;
}

/* ---- events ------------------------------------------------------------ */

void ng_correct_batch(const struct ng_corrections *c, struct ng_batch *b,
                      struct ng_arena *a)
{
    for (size_t i = 0; c && i < c->list.n; i++)
        for (size_t k = 0;
             c->list.at[i].about == 'e' && k < c->list.at[i].parts.n; k++)
            *ng_push(&b->ignored, a) = (struct ng_ignored){
                c->list.at[i].parts.at[k].id, c->list.at[i].parts.at[k].at};
}

/* ---- pins -------------------------------------------------------------- */

static bool holds(const struct ng_batch *b, ng_id report)
{
    for (size_t i = 0; i < b->reports.n; i++)
        if (ng_id_eq(b->reports.at[i]->id, report))
            return true;
    return false;
}

void ng_correct_pins(const struct ng_corrections *c, struct ng_batch *b)
{
    for (size_t i = 0; c && i < c->list.n; i++) {
        const struct ng_fix *f = &c->list.at[i];
        const struct ng_fix_part *id = part_of(f, 0), *title = part_of(f, 1);
        if (f->kind != NG_FIX_PIN || !id || !title ||
            id->text.n != NG_ID_CHARS || !holds(b, id->id))
            continue;
        struct ng_story *s = &b->stories.at[0];
        memcpy(s->id.c, id->text.p, NG_ID_CHARS);
        s->title = title->text;
        for (size_t k = 0; k < b->reports.n; k++)
            b->reports.at[k]->story = s->id;
        return;
    }
}
