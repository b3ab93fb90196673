/* eval_speed.c - words a second of each layer on one core, and what a process
 * costs: its start, its memory, its models.
 *
 * The text is that of our own corpus, all parts, read three times; the best of
 * the three counts, because another process can only make it slower.
 */
#include "annotate/annotate.h"
#include "engine/engine.h"
#include "train/corpus.h"
#include "train/eval.h"
#include "train/eval_run.h"

#include <time.h>

static const struct {
    const char *name;
    ng_stage *run;
    bool core; /* counted in the core without arcs */
} stages[] = {
    {"words and sentences", ng_find_words, true},
    {"tags and lemmas", ng_find_tags, true},
    {"arcs", ng_find_arcs, false},
    {"names and who is who", ng_find_names, true},
    {"times", ng_find_times, true},
    {"quantities", ng_find_quantities, true},
    {"sayings", ng_find_sayings, true},
};
enum { STAGES = sizeof stages / sizeof *stages, ROUNDS = 3 };

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Seconds of each stage over the corpus; without arcs if `skip`. */
static size_t round_of(struct ng_eval *e, const struct ng_corpus *c, bool skip,
                       double seconds[STAGES])
{
    size_t words = 0;
    for (size_t i = 0; i < c->reports.n; i++) {
        struct ng_arena room = e->room;
        struct ng_report r;
        ng_corpus_report_of(&c->reports.at[i], &r, &room);
        for (size_t k = 0; k < STAGES; k++) {
            double from = cpu();
            if (stages[k].core || !skip)
                stages[k].run(&r, &room, e->scratch);
            seconds[k] += cpu() - from;
        }
        words += r.words.n;
    }
    return words;
}

static void tell_rate(struct ng_eval *e, const char *what, size_t words,
                      double seconds, double bar)
{
    ng_eval_tell(e, what, seconds > 0 ? (double)words / seconds : 0, "words/s",
                 bar > 0 ? NG_AT_LEAST : NG_NO_BAR, bar);
}

static void tell_rates(struct ng_eval *e, const struct ng_corpus *c)
{
    double best[STAGES], all = 1e9, few = 1e9;
    size_t words = 0;
    for (size_t k = 0; k < STAGES; k++)
        best[k] = 1e9;
    for (int i = 0; i < 2 * ROUNDS; i++) {
        double seconds[STAGES] = {0}, sum = 0;
        bool skip = i >= ROUNDS;
        words = round_of(e, c, skip, seconds);
        for (size_t k = 0; k < STAGES; k++) {
            sum += seconds[k];
            if (!skip && seconds[k] < best[k])
                best[k] = seconds[k];
        }
        if (skip && sum < few)
            few = sum;
        if (!skip && sum < all)
            all = sum;
    }
    ng_eval_tell(e, "speed: words of the text", (double)words, "", NG_NO_BAR,
                 0);
    for (size_t k = 0; k < STAGES; k++) {
        ng_str what = ng_str_format(e->a, "speed: %s", stages[k].name);
        tell_rate(e, ng_str_c(what, e->a), words, best[k],
                  stages[k].run == ng_find_times  ? 1e6
                  : stages[k].run == ng_find_arcs ? 120e3
                                                  : 0);
    }
    tell_rate(e, "speed: the whole language core, with arcs", words, all,
              120e3);
    tell_rate(e, "speed: the core without arcs", words, few, 400e3);
}

/* ---- a process ---------------------------------------------------------- */

/* Reports from their bytes to their events, as `nutgraf pipe` does it. */
static ng_status tell_record(struct ng_eval *e, const struct ng_corpus *c,
                             struct ng_err *err)
{
    double best = 1e9;
    size_t sentences = 0;
    for (int k = 0; k < ROUNDS; k++) {
        double from = cpu();
        sentences = 0;
        for (size_t i = 0; i < c->reports.n; i++) {
            struct ng_arena room = e->room;
            struct ng_raw raw = {.bytes = c->reports.at[i].text,
                                 .raw = c->reports.at[i].text,
                                 .format = NG_FORMAT_PLAIN};
            struct ng_report r = {0};
            ng_report_of(&r, &raw);
            ng_status status = ng_flow(&r, &room, &e->scratch, err);
            if (status)
                return status;
            sentences += r.sentences.n;
        }
        double s = cpu() - from;
        if (s < best)
            best = s;
    }
    ng_eval_tell(e, "speed: the whole record, bytes to events",
                 (double)sentences / best, "sentences/s", NG_AT_LEAST, 2500);
    return NG_OK;
}

static void tell_process(struct ng_eval *e, const struct ng_corpus *c)
{
    char name[] = "nutgraf", command[] = "annotate", jobs[] = "-j1";
    char *const annotate[] = {name, command, jobs, NULL};
    double ms = 1e9;
    struct ng_ran ran;
    struct ng_out all = {0};
    for (int i = 0; i < 5; i++) {
        if (!ng_run_self(annotate, STR("Kim met Putin on Thursday.\n"), &ran,
                         NULL)) {
            ng_eval_absent(e, "process: start", "the program did not run");
            return;
        }
        if (ran.ms < ms)
            ms = ran.ms;
    }
    ng_eval_tell(e, "process: start and one sentence", ms, "ms", NG_AT_MOST,
                 60);
    for (size_t i = 0; i < c->reports.n && all.n < 60000; i++) {
        ng_put(&all, c->reports.at[i].text);
        ng_put(&all, STR("\n\n"));
    }
    if (ng_run_self(annotate, ng_out_str(&all), &ran, NULL))
        ng_eval_tell(e, "process: memory, one report of 60 kB", ran.mb, "MB",
                     NG_AT_MOST, 100);
    ng_out_release(&all);
}

ng_status ng_eval_speed(struct ng_eval *e, struct ng_err *err)
{
    static const char *const parts[] = {"train", "dev", "test"};
    struct ng_corpus c = {0};
    ng_status status = NG_OK;
    const char *first =
        ng_str_c(ng_str_format(e->a, "%s/%s", e->corpus, parts[0]), e->a);
    if (!ng_eval_has(e, "speed", first))
        return NG_OK;
    for (int i = 0; !status && i < 3; i++) {
        ng_str path = ng_str_format(e->a, "%s/%s", e->corpus, parts[i]);
        status =
            ng_corpus_read(&c, ng_str_c(path, e->a), NULL, NULL, e->a, err);
    }
    if (status || c.reports.n == 0)
        return status;
    tell_rates(e, &c);
    tell_process(e, &c);
    ng_eval_pack(e);
    return tell_record(e, &c, err);
}
