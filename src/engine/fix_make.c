/* fix_make.c - a correction is made, or taken back: see fix.h.
 *
 *     begin - rows of the correction - what it concerns is read again
 *           - settle - commit
 *
 * Of it all is done or nothing: a disk that is full, a Ctrl-C, a report that
 * cannot be read leave the store as it was.
 */
#include "engine/correct.h"
#include "engine/fix.h"

static const size_t ROOM = (size_t)768 << 20; /* address space, as in add.c */

/* ---- which reports it concerns ----------------------------------------- */

static void add_id(ng_ids *ids, ng_id id, struct ng_arena *a)
{
    for (size_t i = 0; i < ids->n; i++)
        if (ng_id_eq(ids->at[i], id))
            return;
    *ng_push(ids, a) = id;
}

static bool reached(const struct ng_fix *f, const ng_ids *entities)
{
    for (size_t i = 0; f->about == 'n' && i < f->parts.n; i++)
        for (size_t k = 0; k < entities->n; k++)
            if (ng_id_eq(f->parts.at[i].id, entities->at[k]))
                return true;
    return false;
}

/* A correction that has to do with one of these entities joins to them those
 * that it names. */
static bool reaches(const struct ng_fix *f, ng_ids *entities,
                    struct ng_arena *a)
{
    bool one = reached(f, entities);
    size_t before = entities->n;
    for (size_t i = 0; one && i < f->parts.n; i++)
        if (f->parts.at[i].id.c[0] == 'n')
            add_id(entities, f->parts.at[i].id, a);
    return entities->n > before;
}

/* Reports that name an entity of this correction under any of the keys that it
 * has now or had, by this one and all that hang on it. */
static ng_status named_reports(struct ng_store *st, const struct ng_fix *f,
                               const ng_fixes *others, ng_ids *reports,
                               struct ng_arena *a, struct ng_err *err)
{
    ng_ids entities = {0};
    ng_status status = NG_OK;
    for (size_t i = 0; i < f->parts.n; i++) {
        const struct ng_fix_part *p = &f->parts.at[i];
        if (p->id.c[0] == 'n')
            add_id(&entities, p->id, a);
        if (p->id.c[0] == 'r')
            add_id(reports, p->id, a);
    }
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < others->n; i++)
            more |= reaches(&others->at[i], &entities, a);
    }
    for (size_t i = 0; i < others->n; i++)
        for (size_t k = 0;
             reached(&others->at[i], &entities) && k < others->at[i].parts.n;
             k++)
            if (others->at[i].parts.at[k].id.c[0] == 'r')
                add_id(reports, others->at[i].parts.at[k].id, a);
    for (size_t i = 0; i < f->parts.n && f->kind == NG_FIX_ALIAS; i++)
        if (f->parts.at[i].side == 1 && status == NG_OK)
            status = ng_store_naming(st, (ng_id){0}, f->parts.at[i].text,
                                     reports, a, err);
    for (size_t i = 0; i < entities.n && status == NG_OK; i++)
        status =
            ng_store_naming(st, entities.at[i], (ng_str){0}, reports, a, err);
    return status;
}

/* ---- reading again ------------------------------------------------------ */

struct again {
    struct ng_store *st;
    const struct ng_corrections *c;
    struct ng_arena *scratch;
    ng_id id;
};

static ng_status read_again(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct again *x = ctx;
    struct ng_report old = {0};
    ng_status status = ng_store_load_report(x->st, x->id, &old, a, err);
    struct ng_report r = {.id = old.id,
                          .sha = old.sha,
                          .source = old.source,
                          .fast = old.fast,
                          .published = NG_NO_DAYS};
    if (status == NG_OK)
        status = ng_flow_corrected(x->c, &r, a, x->scratch, err);
    r.story = old.story;
    r.origin = old.origin;
    r.lineage_role = old.lineage_role;
    return status == NG_OK ? ng_store_put_report(x->st, &r, err) : status;
}

static ng_status read_all_again(struct ng_store *st, struct ng_adding *adding,
                                const struct ng_corrections *c,
                                const ng_ids *ids, struct ng_err *err)
{
    struct ng_arena a, scratch;
    ng_status status = ng_arena_open(&a, ROOM, err);
    if (status != NG_OK)
        return status;
    struct ng_arena fresh = a;
    status = ng_arena_open(&scratch, ROOM, err);
    struct ng_arena fresh_scratch = scratch;
    adding->done.phase = "comparing";
    adding->done.stories_all = ids->n;
    for (size_t i = 0; i < ids->n && status == NG_OK; i++) {
        struct again x = {st, c, &scratch, ids->at[i]};
        adding->done.stories = i;
        status = ng_settle_pause(adding, err);
        a = fresh;
        if (status == NG_OK && ng_store_number(st, ids->at[i]))
            status = ng_guarded(read_again, &x, &a, err);
    }
    if (fresh_scratch.end)
        ng_arena_close(&fresh_scratch, ROOM);
    ng_arena_close(&fresh, ROOM);
    return status;
}

/* ---- one transaction ---------------------------------------------------- */

struct changing {
    struct ng_store *st;
    struct ng_adding *adding;
    struct ng_fix *fix;
    bool undo;
    ng_str who;
    int64_t now;
    struct ng_arena a;
};

/* The report leaves the tables, or comes back; which one is in force now is
 * settled from the beginning, for the index holds what it knew. */
static ng_status park(struct changing *x, ng_ids *reports, struct ng_err *err)
{
    ng_status status = NG_OK;
    for (size_t i = 0; i < x->fix->parts.n && status == NG_OK; i++) {
        ng_id id = x->fix->parts.at[i].id;
        status = x->undo ? ng_store_unpark(x->st, id, err)
                         : ng_store_park(x->st, id, err);
        if (x->undo)
            *ng_push(reports, &x->a) = id;
    }
    return status == NG_OK ? ng_store_distrust_index(x->st, err) : status;
}

static ng_status rework(struct changing *x, struct ng_err *err)
{
    struct ng_corrections c = {0};
    ng_ids reports = {0};
    const struct ng_fix *f = x->fix;
    ng_status status = ng_corrections_open(&c, x->st, err);
    if (status == NG_OK && f->kind == NG_FIX_IGNORE && f->about == 'r')
        status = park(x, &reports, err);
    else if (status == NG_OK && f->kind == NG_FIX_DATE)
        *ng_push(&reports, &x->a) = f->parts.at[0].id;
    else if (status == NG_OK && f->about == 'n')
        status = named_reports(x->st, f, &c.list, &reports, &x->a, err);
    if (status == NG_OK)
        status = read_all_again(x->st, x->adding, &c, &reports, err);
    for (size_t i = 0; i < f->parts.n && status == NG_OK; i++)
        if (f->parts.at[i].id.c[0] == 'r')
            status = ng_store_unsettle(x->st, f->parts.at[i].id, err);
    ng_corrections_close(&c);
    return status;
}

static ng_status change(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct changing *x = ctx;
    x->a = *a;
    ng_status status =
        x->undo ? ng_store_end_fix(x->st, x->fix->nr, x->who, x->now, err)
                : ng_store_put_fix(x->st, x->fix, err);
    if (status == NG_OK)
        status = rework(x, err);
    if (status == NG_OK)
        status = ng_store_mark_unsettled(x->st, err);
    return status;
}

static ng_status in_transaction(struct changing *x, struct ng_err *err)
{
    struct ng_arena a;
    ng_status status = ng_arena_open(&a, ROOM, err);
    if (status != NG_OK)
        return status;
    x->adding->cause = STR("corrected");
    struct ng_arena fresh = a;
    status = ng_store_begin(x->st, err);
    if (status == NG_OK) {
        status = ng_guarded(change, x, &a, err);
        if (status == NG_OK)
            status = ng_settle_begun(x->st, x->adding, err);
        if (status == NG_OK)
            status = ng_store_commit(x->st, err);
        else
            ng_store_rollback(x->st);
    }
    ng_arena_close(&fresh, ROOM);
    if (status == NG_INTERRUPTED)
        return ng_fail(err, NG_INTERRUPTED, 0,
                       "interrupted; the store is as it was before");
    return status;
}

ng_status ng_fix_make(struct ng_store *st, struct ng_adding *adding,
                      struct ng_fix *fix, struct ng_err *err)
{
    struct changing x = {.st = st, .adding = adding, .fix = fix};
    return in_transaction(&x, err);
}

ng_status ng_fix_undo(struct ng_store *st, struct ng_adding *adding, ng_id id,
                      ng_str who, int64_t now, struct ng_err *err)
{
    struct ng_arena a;
    ng_fixes all = {0};
    struct ng_fix *fix = NULL;
    ng_status status = ng_arena_open(&a, ROOM, err);
    if (status != NG_OK)
        return status;
    struct ng_arena fresh = a;
    status = ng_store_fixes(st, false, &all, &a, err);
    for (size_t i = 0; i < all.n; i++)
        if (ng_id_eq(all.at[i].id, id))
            fix = &all.at[i];
    if (status == NG_OK && !fix)
        status = ng_fail(err, NG_NOTHING, 0, "there is no correction %s", id.c);
    else if (status == NG_OK && fix->undone)
        status = ng_fail(err, NG_NOTHING, 0, "correction %s is undone already",
                         id.c);
    if (status == NG_OK) {
        struct changing x = {.st = st,
                             .adding = adding,
                             .fix = fix,
                             .undo = true,
                             .who = who,
                             .now = now};
        status = in_transaction(&x, err);
    }
    ng_arena_close(&fresh, ROOM);
    return status;
}
