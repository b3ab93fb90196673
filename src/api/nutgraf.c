/* nutgraf.c - the public header in terms of the engine. Nothing is decided
 * here: it opens, calls and translates. */
#include "nutgraf.h"

#include "base/heap.h"
#include "base/pool.h"
#include "engine/engine.h"
#include "tell/tell.h"

static const size_t ROOM = (size_t)16 << 30; /* address space */

struct ng_engine {
    struct ng_store *store;
    struct ng_arena kept, scratch;
    struct ng_err err;
    unsigned jobs;
    ng_failed *failed;
    void *failed_ctx;
};

const char *ng_version(void)
{
    return "0.1.0";
}

static int end(ng_engine *e, ng_status status)
{
    if (status == NG_OK)
        e->err.text[0] = 0;
    else if (!e->err.text[0])
        ng_fail(&e->err, status, 0, "%s", ng_status_text(status));
    return ng_status_exit(status);
}

static int open_engine(ng_engine **to, const char *path,
                       enum ng_store_mode mode)
{
    ng_engine *e = *to = ng_room(sizeof *e);
    if (!e)
        return ng_status_exit(NG_IO);
    ng_status status = ng_arena_open(&e->kept, ROOM, &e->err);
    if (status == NG_OK)
        status = ng_arena_open(&e->scratch, ROOM, &e->err);
    if (status == NG_OK)
        status = ng_store_open(&e->store, path, mode, &e->err);
    return end(e, status);
}

int ng_engine_open(ng_engine **e, const char *store)
{
    return open_engine(e, store ? store : ":memory:", NG_STORE_WRITE);
}

int ng_engine_open_readonly(ng_engine **e, const char *store)
{
    return open_engine(e, store, NG_STORE_READ);
}

void ng_engine_close(ng_engine *e)
{
    if (!e)
        return;
    if (e->store)
        ng_store_close(e->store);
    if (e->kept.end)
        ng_arena_close(&e->kept, ROOM);
    if (e->scratch.end)
        ng_arena_close(&e->scratch, ROOM);
    ng_room_back(e);
}

const char *ng_engine_error(const ng_engine *e)
{
    return e ? e->err.text : "there is no memory left";
}

void ng_engine_set_jobs(ng_engine *e, unsigned jobs)
{
    e->jobs = jobs;
}

void ng_engine_on_failed(ng_engine *e, ng_failed *failed, void *ctx)
{
    e->failed = failed;
    e->failed_ctx = ctx;
}

static void tell_problem(void *ctx, ng_str path, uint64_t record,
                         const struct ng_err *why)
{
    ng_engine *e = ctx;
    char name[4096];
    snprintf(name, sizeof name, PRS, PRS_ARG(path));
    if (e->failed)
        e->failed(e->failed_ctx, name, record, why->text);
}

int ng_engine_add(ng_engine *e, const char *const *paths, size_t n)
{
    struct ng_adding adding = {
        .jobs = ng_jobs(e->jobs), .problem = tell_problem, .ctx = e};
    return end(e, ng_add(e->store, &adding, paths, n, &e->err));
}

/* ---- output ----------------------------------------------------------- */

struct writing {
    ng_engine *e;
    const char *what, *form; /* what: a story, or NULL for all */
    ng_write *write;
    void *ctx;
    struct ng_out out;
};

static ng_status hand_over(struct writing *w, struct ng_err *err)
{
    struct ng_out *o = &w->out;
    if (o->failed)
        return ng_fail(err, NG_IO, 0, "there is no memory left for the output");
    if (o->n && w->write(w->ctx, o->p, o->n) != 0)
        return ng_fail(err, NG_IO, 0, "the caller took no more output");
    o->n = 0;
    return NG_OK;
}

static ng_status stories_of(struct writing *w, ng_ids *ids, struct ng_arena *a,
                            struct ng_err *err)
{
    struct ng_store *store = w->e->store;
    ng_id id, story;
    if (!w->what)
        return ng_store_story_ids(store, NG_NO_DAY, ids, a, err);
    ng_status status = ng_store_find_id(store, ng_str_of(w->what), &id, err);
    if (status == NG_OK)
        status = ng_store_story_of(store, id, &story, err);
    if (status == NG_OK)
        *ng_push(ids, a) = story;
    return status;
}

static bool form_of(const char *name, enum ng_form *form)
{
    static const char *const names[] = {[NG_FORM_TERMINAL] = "text",
                                        [NG_FORM_MARKDOWN] = "markdown",
                                        [NG_FORM_HTML] = "html",
                                        [NG_FORM_JSON] = "json"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0) {
            *form = (enum ng_form)i;
            return true;
        }
    return false;
}

static ng_status brief(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct writing *w = ctx;
    struct ng_telling t = {.out = &w->out, .since = NG_NO_DAY};
    ng_ids ids = {0};
    if (!form_of(w->form, &t.form))
        return ng_fail(err, NG_USAGE, 0, "%s is no form of a brief", w->form);
    ng_status status = stories_of(w, &ids, a, err);
    if (status == NG_OK && ids.n == 0)
        return ng_fail(err, NG_NOTHING, 0, "no story is stored");
    for (size_t i = 0; status == NG_OK && i < ids.n; i++) {
        struct ng_arena mark = *a;
        struct ng_batch b = {0};
        status = ng_store_load_story(w->e->store, ids.at[i], &b, a, err);
        if (status == NG_OK)
            ng_tell_brief(&t, &b, a, w->e->scratch);
        if (status == NG_OK)
            status = hand_over(w, err);
        *a = mark;
    }
    return status;
}

int ng_engine_brief(ng_engine *e, const char *story, const char *form,
                    ng_write *write, void *ctx)
{
    struct writing w = {
        .e = e, .what = story, .form = form, .write = write, .ctx = ctx};
    ng_status status = ng_guarded(brief, &w, &e->kept, &e->err);
    ng_out_release(&w.out);
    return end(e, status);
}

/* ---- without a store -------------------------------------------------- */

static bool tell_report(void *ctx, const struct ng_report *r)
{
    struct writing *w = ctx;
    ng_tell_pipe(&w->out, r);
    return hand_over(w, NULL) == NG_OK;
}

int ng_engine_read(ng_engine *e, const char *const *paths, size_t n,
                   ng_write *write, void *ctx)
{
    struct writing w = {.e = e, .write = write, .ctx = ctx};
    struct ng_adding adding = {
        .jobs = ng_jobs(e->jobs), .problem = tell_problem, .ctx = e};
    ng_status status =
        ng_stream(&adding, false, paths, n, tell_report, &w, &e->err);
    ng_out_release(&w.out);
    return end(e, status);
}

int ng_engine_check(ng_engine *e, unsigned long long *cites)
{
    struct ng_check check = {0};
    ng_status status = ng_store_check(e->store, &check, &e->err);
    if (cites)
        *cites = check.cites;
    return end(e, status);
}
