/* engine.c - what trace costs a report, by processor time and instructions.
 *
 *     reports of FILE.jsonl, cleaned, in memory --> fold --> prints, look-up,
 *     alignment, relation (ng_trace on one thread)
 *
 * Beside it the floor: to hash each text once (XXH3), to look for a byte that
 * is not there (memchr), and to hash each word, which any comparison by words
 * must do. Prints JSON lines. Built by `make bench-programs`; instructions are
 * told where the kernel lets a program count its own, and elsewhere counted by
 * callgrind (bench/trace).
 *
 *     build/release/bench/engine FILE.jsonl [TURNS]
 */
#include "engine/engine.h"
#include "base/out.h"
#include "clean/clean.h"
#include "read/read.h"
#include "trace/trace.h"

#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 1 << 20 };
#define ROOM ((size_t)24 << 30)

struct corpus {
    struct ng_report *reports;
    struct ng_trace_text *texts;
    size_t n, bytes, words;
    struct ng_arena keep, scratch;
};

static ng_status take(void *ctx, const struct ng_raw *raw, struct ng_err *err)
{
    struct corpus *c = ctx;
    struct ng_arena out = c->scratch, scratch = c->scratch;
    struct ng_report r = {0}, *to = &c->reports[c->n];
    (void)err;
    out.end = scratch.at = out.at + (out.end - out.at) / 2;
    ng_report_of(&r, raw);
    ng_clean(&r, &out, scratch);
    *to = (struct ng_report){.id = r.id,
                             .published = r.published,
                             .published_precision = r.published_precision,
                             .spun = r.spun,
                             .trimmed = r.trimmed};
    to->published_text = ng_str_copy(r.published_text, &c->keep);
    to->outlet = ng_str_copy(r.outlet, &c->keep);
    to->agency = ng_str_copy(r.agency, &c->keep);
    to->declared_origin = ng_str_copy(r.declared_origin, &c->keep);
    to->text = ng_str_copy(r.text, &c->keep);
    c->bytes += to->text.n;
    return ++c->n < MOST ? NG_OK : NG_NOTHING;
}

/* ---- counting ---------------------------------------------------------- */

struct count {
    double seconds;
    uint64_t instructions;
};

static int counter = -1;

static struct count count_now(void)
{
    struct count c = {0};
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    c.seconds = (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
    if (counter >= 0 && read(counter, &c.instructions, 8) != 8)
        c.instructions = 0;
    return c;
}

static void open_counter(void)
{
    struct perf_event_attr attr = {.type = PERF_TYPE_HARDWARE,
                                   .size = sizeof attr,
                                   .config = PERF_COUNT_HW_INSTRUCTIONS,
                                   .inherit = 1,
                                   .exclude_kernel = 1,
                                   .exclude_hv = 1};
    counter = (int)syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
}

static void tell(const char *what, const struct corpus *c, struct count beg,
                 struct count end)
{
    double s = end.seconds - beg.seconds, n = (double)c->n;
    double load = 0;
    if (getloadavg(&load, 1) != 1)
        load = -1;
    printf("{\"bench\": \"engine\", \"what\": \"%s\", \"reports\": %zu, "
           "\"us_a_report\": %.2f, \"reports_per_s\": %.0f, ",
           what, c->n, s / n * 1e6, n / s);
    if (counter >= 0)
        printf("\"instructions_a_report\": %.0f, ",
               (double)(end.instructions - beg.instructions) / n);
    printf("\"load\": %.1f}\n", load);
    fflush(stdout);
}

/* ---- the floor --------------------------------------------------------- */

static uint64_t hash_texts(const struct corpus *c)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < c->n; i++)
        sum += ng_hash64(c->reports[i].text, 0);
    return sum;
}

static uint64_t look_for_nul(const struct corpus *c)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < c->n; i++)
        sum += memchr(c->reports[i].text.p, 1, c->reports[i].text.n) != NULL;
    return sum;
}

static uint64_t hash_words(const struct corpus *c)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < c->n; i++) {
        const struct ng_trace_text *t = &c->texts[i];
        for (uint32_t k = 0; k < t->n; k++)
            sum += ng_hash64(
                (ng_str){c->reports[i].text.p + t->beg[k], t->len[k]}, 0);
    }
    return sum;
}

/* ---- all of it --------------------------------------------------------- */

static void fold(struct corpus *c, struct ng_arena *to)
{
    c->words = 0;
    for (size_t i = 0; i < c->n; i++) {
        c->texts[i] = ng_trace_text_of(&c->reports[i], to);
        c->words += c->texts[i].n;
    }
}

/* Not inlined: valgrind --tool=callgrind --toggle-collect=turn counts it. */
static __attribute__((noinline)) int turn(struct corpus *c)
{
    struct ng_arena texts = c->keep;
    struct ng_err err = {0};
    ng_edges edges = {0};
    struct count beg = count_now();
    fold(c, &texts);
    struct count folded = count_now();
    if (ng_trace(c->texts, c->n, 1, &edges, &texts, &err) != NG_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    struct count end = count_now();
    tell("fold", c, beg, folded);
    tell("prints, look-up, alignment, relation", c, folded, end);
    tell("all", c, beg, end);
    printf("{\"bench\": \"engine\", \"words\": %zu, \"bytes\": %zu, "
           "\"edges\": %zu}\n",
           c->words, c->bytes, edges.n);
    return 0;
}

int main(int n, char **args)
{
    struct corpus c = {0};
    struct ng_err err = {0};
    struct ng_reading reading = {.take = take, .ctx = &c};
    if (n < 2) {
        fprintf(stderr, "usage: engine FILE.jsonl [TURNS]\n");
        return 2;
    }
    if (ng_arena_open(&c.keep, ROOM, &err) != NG_OK ||
        ng_arena_open(&c.scratch, (size_t)1 << 30, &err) != NG_OK)
        return 5;
    c.reports = ng_new(&c.keep, struct ng_report, MOST);
    c.texts = ng_new(&c.keep, struct ng_trace_text, MOST);
    if (ng_read(&reading, args[1], &err) != NG_OK || !c.n) {
        fprintf(stderr, "%s\n", err.text);
        return 5;
    }
    open_counter();
    struct ng_arena at = c.keep;
    fold(&c, &at);
    struct count a = count_now();
    uint64_t sum = hash_texts(&c);
    struct count b = count_now();
    tell("floor: hash of the text", &c, a, b);
    sum += look_for_nul(&c);
    struct count d = count_now();
    tell("floor: memchr over the text", &c, b, d);
    sum += hash_words(&c);
    tell("floor: hash of each word", &c, d, count_now());
    for (int i = n > 2 ? (int)strtoul(args[2], NULL, 10) : 3; i > 0; i--)
        if (turn(&c))
            return 1;
    return sum == 1;
}
