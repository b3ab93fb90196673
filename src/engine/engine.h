/* engine.h - runs the stages: one report through flow.c, many into a store.
 *
 *     ng_flow      read -> (clean annotate code)            pure, one thread
 *     ng_add       many paths -> flow on all threads -> one writer -> store
 *     ng_settle    trace -> group -> weigh over the whole store
 */
#pragma once
#include "report/story.h"
#include "store/store.h"

/* One report through clean, annotate and code. r->source, id and sha are set;
 * so are published* where the engine knows better than the text. */
ng_status ng_flow(struct ng_report *r, struct ng_arena *out,
                  struct ng_arena *scratch, struct ng_err *err);

/* Sets source (borrowed), id and sha from one raw record. */
void ng_report_of(struct ng_report *r, const struct ng_raw *raw);

struct ng_progress {
    uint64_t reports, added, known, bad, bytes, bytes_all; /* all 0: unknown */
    const char *phase; /* "reading", "settling" */
};
struct ng_adding {
    enum ng_format as;
    unsigned jobs;
    const volatile int *stop;
    void (*problem)(void *ctx, ng_str path, uint64_t record,
                    const struct ng_err *why);
    void (*progress)(void *ctx, const struct ng_progress *p); /* 10 times/s */
    void *ctx;
    struct ng_progress done;
};
/* Reads, flows and stores; then settles. NG_BAD_INPUT if some inputs failed
 * (each told to `problem`), NG_INTERRUPTED after Ctrl-C: what was committed
 * stays. */
ng_status ng_add(struct ng_store *st, struct ng_adding *adding,
                 const char *const *paths, size_t n, struct ng_err *err);
ng_status ng_settle(struct ng_store *st, struct ng_adding *adding,
                    struct ng_err *err);
