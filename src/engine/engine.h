/* engine.h - runs the stages: one report through flow.c, many into a store.
 *
 *     ng_flow      read -> (clean annotate code)            pure, one thread
 *     ng_add       many paths -> flow on all threads -> one writer -> store
 *     ng_settle    trace -> group -> weigh, for what the new reports concern
 */
#pragma once
#include "report/story.h"
#include "store/store.h"

/* One report through clean, annotate and code. r->source, id and sha are set;
 * so are published* where the engine knows better than the text. If r->fast,
 * it is cleaned and cut into words, and that is all: a tenth of the work. */
ng_status ng_flow(struct ng_report *r, struct ng_arena *out,
                  struct ng_arena *scratch, struct ng_err *err);

/* A record whose texts live in the arena; NG_TOO_BIG if it does not hold them.
 */
ng_status ng_raw_keep(const struct ng_raw *from, struct ng_raw *to,
                      struct ng_arena *out, struct ng_err *err);

/* The same without cleaning, for a report whose text and day are as they should
 * be. */
ng_status ng_flow_language(struct ng_report *r, struct ng_arena *out,
                           struct ng_arena *scratch, struct ng_err *err);

/* Only the clean text and the metadata. */
ng_status ng_flow_text(struct ng_report *r, struct ng_arena *out,
                       struct ng_arena *scratch, struct ng_err *err);

/* Words, sentences and quotations of a report that comes from the store, which
 * does not keep them; the rest of its record stays as it is. */
ng_status ng_flow_words(struct ng_report *r, struct ng_arena *out,
                        struct ng_arena *scratch, struct ng_err *err);

/* Tags and arcs of a few of its sentences, which the store does not keep: an
 * ng_parse for batches. */
void ng_flow_sentences(struct ng_report *r, const uint32_t *sentences, size_t n,
                       struct ng_arena *out, struct ng_arena scratch);

/* Sets source (borrowed), id and sha from one raw record. */
void ng_report_of(struct ng_report *r, const struct ng_raw *raw);

struct ng_progress {
    uint64_t reports, added, known, bad, bytes, bytes_all; /* all 0: unknown */
    uint64_t completed; /* were there as fast reports, and are in full now */
    uint64_t stories, stories_all; /* settling: of the phase's things */
    const char *phase;             /* "reading", "comparing", "settling" */
    uint64_t concerned;   /* reports whose families were looked at to settle */
    double settle_ms;     /* all of settling; 0: there was nothing to settle */
    double settle_cpu_ms; /* processor time of all threads meanwhile */
    bool whole;           /* it compared all reports */
};
struct ng_adding {
    enum ng_format as;
    ng_str keep; /* names of JSONL fields to keep, with commas */
    unsigned jobs;
    size_t report_room; /* bytes to work on one report in; 0: as usual */
    size_t kept_room;   /* bytes of what is kept for settling; 0: 1 GB */
    bool fast;          /* as fast reports (ng_flow) */
    int64_t now;        /* ms since 1970, for what watches tell; 0: not known */
    ng_str cause;       /* "corrected"; empty: reports came (store/moves.h) */
    size_t story_room;  /* bytes to work on one story in; 0: by the largest */
    const volatile int *stop;
    int from; /* what "-" stands for, and is called: see read.h */
    ng_str name;
    void (*met)(void *ctx, ng_id id); /* each report that could be read */
    void (*problem)(void *ctx, ng_str path, uint64_t record,
                    const struct ng_err *why);
    void (*progress)(void *ctx, const struct ng_progress *p); /* 10 times/s */
    void *ctx;
    const struct ng_kept *kept; /* by ng_add for ng_settle; or NULL */
    struct ng_progress done;
    int64_t told; /* when progress was told last */
};
/* Reports one by one, nothing stored: `take` gets each as it comes out of the
 * stages, in the order of the input, and returns false to end the run (NG_IO).
 * With `text_only` cleaning is all that is done. Statuses as for ng_add. */
typedef bool ng_take_report(void *ctx, const struct ng_report *r);
ng_status ng_stream(struct ng_adding *adding, bool text_only,
                    const char *const *paths, size_t n, ng_take_report *take,
                    void *ctx, struct ng_err *err);

/* Fills the news of a loaded story: see ng_weigh_news. */
void ng_find_news(struct ng_batch *b, struct ng_arena *out,
                  struct ng_arena scratch);
/* The same for its days: see ng_weigh_days. */
void ng_find_days(struct ng_batch *b, struct ng_arena *out,
                  struct ng_arena scratch);

/* Reads, flows and stores; then settles if the store is not settled already.
 * NG_BAD_INPUT if some inputs failed (each told to `problem`), NG_INTERRUPTED
 * after Ctrl-C: what was committed stays, and running the same again does what
 * is left. A report is counted in `added` once it is committed. */
ng_status ng_add(struct ng_store *st, struct ng_adding *adding,
                 const char *const *paths, size_t n, struct ng_err *err);
/* Finds out what the reports that came since the last settling change in all
 * that is known across reports, in one transaction: a reader sees the old state
 * or the new one. What comes out depends on the set of the reports alone. */
ng_status ng_settle(struct ng_store *st, struct ng_adding *adding,
                    struct ng_err *err);
/* The same from the beginning, whatever was found before: it gives what
 * ng_settle gives, and makes what ng_settle needs. */
ng_status ng_settle_all(struct ng_store *st, struct ng_adding *adding,
                        struct ng_err *err);
/* ng_settle as a part of a transaction that is begun and not ended here. */
ng_status ng_settle_begun(struct ng_store *st, struct ng_adding *adding,
                          struct ng_err *err);
