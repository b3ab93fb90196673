#include "engine/touch.h"

#include "engine/correct.h"
#include "engine/kept.h"

enum {
    ROOM = 1 << 30, /* address space */
    FEW = 64,       /* so many new ones are always few */
    SHARE = 8,      /* else one in so many of the store */
};

/* ---- texts ------------------------------------------------------------- */

static size_t slot_of(const struct ng_touch *t, int64_t nr)
{
    size_t at =
        (size_t)((uint64_t)nr * 0x9e3779b97f4a7c15U >> 32) & (t->slots - 1);
    while (t->slot[at] && t->texts.at[t->slot[at] - 1]->nr != nr)
        at = (at + 1) & (t->slots - 1);
    return at;
}

struct ng_touched *ng_touched_of(struct ng_touch *t, int64_t nr)
{
    struct ng_arena *keep = &t->all->keep;
    if (t->texts.n * 2 >= t->slots) {
        t->slots = t->slots ? t->slots * 2 : 1024;
        t->slot = ng_new(keep, uint32_t, t->slots);
        for (uint32_t i = 0; i < t->texts.n; i++)
            t->slot[slot_of(t, t->texts.at[i]->nr)] = i + 1;
    }
    size_t at = slot_of(t, nr);
    if (!t->slot[at]) {
        struct ng_touched *x = ng_new(keep, struct ng_touched, 1);
        x->nr = nr;
        *ng_push(&t->texts, keep) = x;
        t->slot[at] = (uint32_t)t->texts.n;
    }
    return t->texts.at[t->slot[at] - 1];
}

ng_status ng_need_row(struct ng_touch *t, struct ng_touched *x,
                      struct ng_err *err)
{
    if (x->has_row)
        return NG_OK;
    ng_status status = ng_index_load(t->st, x->nr, &x->row, &t->all->keep, err);
    x->has_row = status == NG_OK;
    return status;
}

static ng_status need(struct ng_touch *t, struct ng_touched *x, bool terms,
                      struct ng_err *err)
{
    struct ng_report r = {0};
    if (x->loaded)
        return NG_OK;
    const struct ng_kin *kept = ng_kept_find(t->adding->kept, x->nr);
    if (kept) {
        x->kin = *kept;
        x->loaded = true;
        return NG_OK;
    }
    struct ng_arena here = t->work;
    ng_status status = ng_index_load_text(t->st, x->nr, &r, &here, err);
    if (status == NG_OK && terms)
        x->kin = ng_kin_of(&r, &t->all->keep);
    else if (status == NG_OK)
        x->kin.words = ng_kin_words(&r, &t->all->keep);
    x->loaded = status == NG_OK;
    return status;
}

ng_status ng_need_words(struct ng_touch *t, struct ng_touched *x,
                        struct ng_err *err)
{
    return need(t, x, false, err);
}

ng_status ng_need_prints(struct ng_touch *t, struct ng_touched *x,
                         struct ng_err *err)
{
    ng_status status = ng_need_words(t, x, err);
    if (status != NG_OK || x->printed)
        return status;
    ng_word_prints(&x->kin.words, &x->words, &t->all->keep, t->work);
    ng_skeleton_prints(&x->kin.words, &x->frames, &t->all->keep, t->work);
    x->printed = true;
    return NG_OK;
}

/* ---- posts ------------------------------------------------------------- */

static const uint64_t *change_posts(struct ng_touch *t,
                                    const struct ng_touched *x, bool frame,
                                    bool gone, struct ng_arena *a)
{
    const ng_prints *prints = frame ? &x->frames : &x->words;
    uint64_t *hash = ng_new(a, uint64_t, prints->n);
    for (size_t i = 0; i < prints->n; i++) {
        hash[i] = prints->at[i].hash;
        struct ng_index_post p = {.key = hash[i],
                                  .moment = (int64_t)x->row.moment,
                                  .id = x->row.id,
                                  .nr = x->nr};
        *ng_push(&t->changes, &t->all->keep) =
            (struct ng_posting_change){p, frame, gone};
    }
    return hash;
}

static ng_status post_all(struct ng_touch *t, struct ng_touched *x, bool gone,
                          struct ng_err *err)
{
    struct ng_arena here = t->work;
    ng_status status = ng_need_prints(t, x, err);
    if (status != NG_OK)
        return status;
    const uint64_t *const prints[] = {change_posts(t, x, false, gone, &here),
                                      change_posts(t, x, true, gone, &here)};
    const size_t n[] = {x->words.n, x->frames.n};
    struct ng_segment_text text = {x->row.moment, x->row.id, x->nr};
    status = gone ? ng_prints_unpost(t->st, x->nr, err)
                  : ng_prints_post(t->st, text, prints, n, err);
    t->posted++;
    x->ask_mask = x->ask_edges = !gone;
    return status;
}

/* Of the texts of one stream only the first has posts; when an earlier one
 * comes, it takes the place of the one that was first till then. */
static ng_status settle_twins(struct ng_touch *t, struct ng_touched *x,
                              struct ng_err *err)
{
    ng_numbers nrs = {0};
    struct ng_arena here = t->work;
    ng_status status = NG_OK;
    if (x->row.stream[1])
        status = ng_index_twins(t->st, x->row.stream, &nrs, &here, err);
    else
        *ng_push(&nrs, &here) = x->nr;
    for (size_t i = 0; i < nrs.n && status == NG_OK; i++) {
        struct ng_touched *twin = ng_touched_of(t, nrs.at[i]);
        status = ng_need_row(t, twin, err);
        if (status != NG_OK || twin->row.first == nrs.at[0])
            continue;
        bool was_first = twin->row.first == twin->nr;
        twin->row.first = nrs.at[0];
        if (i > 0)
            twin->row.common = (ng_str){0};
        struct ng_arena mark = t->work;
        t->work = here;
        if (i == 0)
            status = post_all(t, twin, false, err);
        else if (was_first)
            status = post_all(t, twin, true, err);
        t->work = mark;
        twin->ask_edges = true;
    }
    return status;
}

static ng_status add_text(struct ng_touch *t, struct ng_touched *x,
                          struct ng_err *err)
{
    ng_own_edges none = {0};
    ng_status status = need(t, x, true, err);
    if (status != NG_OK)
        return status;
    struct ng_indexed row = ng_row_of(x->nr, &x->kin, &t->all->keep);
    if (ng_need_row(t, x, NULL) == NG_OK) {
        x->again = x->start = true;
        /* The same bytes under another name can be read as another format. */
        return row.seal == x->row.seal ? NG_OK : NG_TOO_BIG;
    }
    x->row = row;
    x->has_row = x->is_new = x->start = true;
    return ng_put_kin(t->st, &x->row, &none, NULL, &t->all->keep, err);
}

ng_status ng_touch_texts(struct ng_touch *t, const ng_numbers *nrs,
                         struct ng_err *err)
{
    ng_status status = NG_OK;
    for (size_t i = 0; i < nrs->n && status == NG_OK; i++) {
        t->adding->done.stories = i;
        status = ng_settle_pause(t->adding, err);
        if (status == NG_OK)
            status = add_text(t, ng_touched_of(t, nrs->at[i]), err);
    }
    for (size_t i = 0; i < nrs->n && status == NG_OK; i++) {
        struct ng_touched *x = ng_touched_of(t, nrs->at[i]);
        if (x->is_new && !x->row.first)
            status = settle_twins(t, x, err);
    }
    return status;
}

/* The families of reports that people put together, or apart, are looked at
 * whenever any is: what they share is not among the ties. */
static ng_status touch_corrected(struct ng_touch *t, struct ng_arena *keep)
{
    ng_numbers nrs = {0};
    ng_status status = ng_corrected_numbers(t->all->fixes, t->st, &nrs, keep);
    for (size_t i = 0; i < nrs.n; i++)
        ng_touched_of(t, nrs.at[i])->start = true;
    return status;
}

/* ---- prints that are damaged -------------------------------------------- */

static ng_status post_again(struct ng_touch *t, int64_t nr, struct ng_err *err)
{
    struct ng_arena here = t->work, scratch = t->work;
    struct ng_report r = {0};
    ng_prints found[NG_PRINT_KINDS] = {0};
    uint64_t *hash[NG_PRINT_KINDS];
    size_t n[NG_PRINT_KINDS];
    here.end = scratch.at = here.at + (here.end - here.at) / 2;
    ng_status status = ng_index_load_text(t->st, nr, &r, &here, err);
    if (status != NG_OK)
        return status;
    struct ng_trace_text words = ng_kin_words(&r, &here);
    ng_word_prints(&words, &found[NG_PRINT_OF_WORDS], &here, scratch);
    ng_skeleton_prints(&words, &found[NG_PRINT_OF_FRAMES], &here, scratch);
    for (int kind = 0; kind < NG_PRINT_KINDS; kind++) {
        n[kind] = found[kind].n;
        hash[kind] = ng_new(&here, uint64_t, n[kind]);
        for (size_t i = 0; i < n[kind]; i++)
            hash[kind][i] = found[kind].at[i].hash;
    }
    struct ng_key key = ng_key_of(&words);
    const uint64_t *const prints[] = {hash[0], hash[1]};
    return ng_prints_post(t->st,
                          (struct ng_segment_text){key.moment, key.id, nr},
                          prints, n, err);
}

/* Prints follow from the texts; nothing else is worked out again. */
static ng_status open_prints(struct ng_touch *t, struct ng_arena *keep,
                             struct ng_err *err)
{
    struct ng_err why = {0};
    ng_numbers firsts = {0};
    ng_status status = ng_prints_open(t->st, &why);
    if (status != NG_STORE) {
        if (status != NG_OK)
            *err = why;
        return status;
    }
    struct ng_err told = why;
    ng_fail(&told, NG_STORE, 0, "%.300s; it is made again", why.text);
    if (t->adding->problem)
        t->adding->problem(t->adding->ctx, STR("index"), 0, &told);
    status = ng_prints_clear(t->st, err);
    if (status == NG_OK)
        status = ng_index_firsts(t->st, &firsts, keep, err);
    for (size_t i = 0; i < firsts.n && status == NG_OK; i++) {
        status = ng_settle_pause(t->adding, err);
        if (status == NG_OK)
            status = post_again(t, firsts.at[i], err);
    }
    return status;
}

/* ---- all of it ---------------------------------------------------------- */

static ng_status touch(void *ctx, struct ng_arena *keep, struct ng_err *err)
{
    struct ng_touch *t = ctx;
    ng_numbers nrs = {0};
    t->work.guard = keep->guard;
    ng_status status = ng_index_unsettled(t->st, &nrs, keep, err);
    size_t highest = (size_t)ng_index_highest(t->st);
    t->most = highest / SHARE > FEW ? highest / SHARE : FEW;
    if (status == NG_OK && (ng_index_rules(t->st) != NG_KIN_RULES ||
                            nrs.n > t->most || nrs.n * 2 > highest))
        return NG_TOO_BIG;
    t->adding->done.phase = "comparing";
    t->adding->done.stories_all = nrs.n;
    if (status == NG_OK)
        status = open_prints(t, keep, err);
    if (status == NG_OK)
        status = ng_touch_texts(t, &nrs, err);
    if (status == NG_OK)
        status = touch_corrected(t, keep);
    if (status == NG_OK)
        status = ng_touch_edges(t, err);
    if (status == NG_OK)
        status = ng_touch_likes(t, err);
    if (status == NG_OK)
        status = ng_touch_families(t, err);
    return status;
}

ng_status ng_compare_new(struct ng_compared *all, struct ng_store *st,
                         struct ng_adding *adding, struct ng_err *err)
{
    struct ng_touch t = {.st = st, .adding = adding, .all = all};
    all->keep_limit = ROOM;
    ng_status status = ng_arena_open(&all->keep, all->keep_limit, err);
    if (status == NG_OK)
        status = ng_arena_open(&t.work, ROOM, err);
    if (status != NG_OK)
        return status;
    struct ng_arena work = t.work;
    status = ng_guarded(touch, &t, &all->keep, err);
    ng_arena_close(&work, ROOM);
    return status;
}
