#include "train/eval.h"

#include "engine/engine.h"
#include "read/read.h"

#include <unistd.h>

static const struct {
    ng_str name;
    ng_eval_measure *run;
    bool slow; /* minutes: only where it is asked for, or `all` */
} measures[] = {
    {S("names"), ng_eval_names, false},
    {S("wikigold"), ng_eval_wikigold, true},
    {S("times"), ng_eval_times, false},
    {S("seeds"), ng_eval_seeds, false},
    {S("sayings"), ng_eval_sayings, false},
    {S("trees"), ng_eval_trees, false},
    {S("coref"), ng_eval_coref, false},
    {S("corpus"), ng_eval_corpus, false},
    {S("speed"), ng_eval_speed, false},
    {S("rebuild"), ng_eval_rebuild, true},
};

void ng_eval_tell(struct ng_eval *e, const char *what, double figure,
                  const char *unit, enum ng_bar kind, double bar)
{
    bool met = kind == NG_NO_BAR ||
               (kind == NG_AT_LEAST ? figure >= bar : figure <= bar);
    int decimals = figure < 1000 ? 1 : 0;
    e->met += kind != NG_NO_BAR && met;
    e->missed += !met;
    if (e->json) {
        ng_printf(e->out, "{\"measure\":\"%s\",\"figure\":%.*f,\"unit\":\"%s\"",
                  what, decimals, figure, unit);
        if (kind != NG_NO_BAR)
            ng_printf(e->out, ",\"bar\":%.1f,\"at_most\":%s,\"met\":%s", bar,
                      kind == NG_AT_MOST ? "true" : "false",
                      met ? "true" : "false");
        ng_put(e->out, STR("}\n"));
        return;
    }
    ng_printf(e->out, "%-52s %9.*f %-8s", what, decimals, figure, unit);
    if (kind != NG_NO_BAR)
        ng_printf(e->out, "%s %8.*f  %s",
                  kind == NG_AT_LEAST ? ">=" : "<=", bar < 1000 ? 1 : 0, bar,
                  met ? "met" : "NOT MET");
    ng_putc(e->out, '\n');
}

void ng_eval_absent(struct ng_eval *e, const char *what, const char *why)
{
    e->absent++;
    if (e->json)
        ng_printf(e->out, "{\"measure\":\"%s\",\"figure\":null}\n", what);
    else
        ng_printf(e->out, "%-52s         - %s\n", what, why);
}

const char *ng_eval_path(struct ng_eval *e, const char *name)
{
    return ng_str_c(ng_str_format(e->a, "%s/%s", e->data, name), e->a);
}

bool ng_eval_has(struct ng_eval *e, const char *what, const char *path)
{
    if (access(path, R_OK) == 0)
        return true;
    ng_eval_absent(e, what,
                   ng_str_c(ng_str_format(e->a, "there is no %s", path), e->a));
    return false;
}

struct each {
    struct ng_eval *e;
    ng_eval_take *take;
    void *ctx;
};

ng_status ng_eval_one(struct ng_eval *e, const struct ng_raw *raw,
                      ng_eval_take *take, void *ctx, struct ng_err *err)
{
    struct ng_arena room = e->room; /* given back on return */
    struct ng_report r = {0};
    ng_report_of(&r, raw);
    ng_status status = ng_flow(&r, &room, &e->scratch, err);
    if (status == NG_OK)
        take(ctx, &r);
    return status;
}

static ng_status take_raw(void *ctx, const struct ng_raw *raw,
                          struct ng_err *err)
{
    struct each *x = ctx;
    return ng_eval_one(x->e, raw, x->take, x->ctx, err);
}

static void tell_problem(void *ctx, ng_str path, uint64_t record,
                         const struct ng_err *why)
{
    struct each *x = ctx;
    (void)path, (void)record;
    ng_eval_absent(x->e, "a report", why->text);
}

ng_status ng_eval_each(struct ng_eval *e, const char *path, enum ng_format as,
                       const char *keep, ng_eval_take *take, void *ctx,
                       struct ng_err *err)
{
    struct each each = {e, take, ctx};
    struct ng_reading reading = {.as = as,
                                 .keep = ng_str_of(keep),
                                 .take = take_raw,
                                 .problem = tell_problem,
                                 .ctx = &each};
    return ng_read(&reading, path, err);
}

static bool asked(ng_str name, int argc, char **argv)
{
    for (int i = 0; i < argc; i++)
        if (ng_str_find(name, ng_str_of(argv[i]), 0) != SIZE_MAX ||
            ng_str_eq(ng_str_of(argv[i]), STR("all")))
            return true;
    return argc == 0;
}

ng_status ng_evaluate(struct ng_eval *e, int argc, char **argv,
                      struct ng_err *err)
{
    static const size_t room = (size_t)4 << 30;
    ng_status status = ng_arena_open(&e->room, room, err);
    if (status == NG_OK)
        status = ng_arena_open(&e->scratch, room, err);
    e->room.guard = e->scratch.guard = e->a->guard;
    bool any = false;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        if (status || !asked(measures[i].name, argc, argv))
            continue;
        if (measures[i].slow && argc == 0) {
            ng_eval_absent(e, measures[i].name.p,
                           "takes minutes; name it, or say all");
            continue;
        }
        any = true;
        status = measures[i].run(e, err);
        if (status == NG_OK)
            status = ng_out_flush(e->out, err);
    }
    if (status == NG_OK && !any)
        return ng_fail(err, NG_USAGE, 0,
                       "eval: there is no such measure; they are names, "
                       "wikigold, times, seeds, sayings, trees, coref, corpus, "
                       "speed, rebuild and all");
    if (status == NG_OK && !e->json)
        ng_printf(e->out, "%u bars met, %u not met, %u without data\n", e->met,
                  e->missed, e->absent);
    return status;
}
