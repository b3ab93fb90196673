/* prints.c - the index of prints with as many reports as one likes.
 *
 *     report number --> its words, made up --> prints --> the index of a store
 *
 * Report i is a function of i alone: words as frequent as in a language, names,
 * one of 400 outlets with a closing line of its own; more than half of them are
 * new, the others a copy, a version, an excerpt of, or a text respun from one
 * of the 200,000 before. So a text need not be kept to be compared with, and
 * what a store would read from the disk is made anew while the clock stands.
 *
 *     prints build STORE N        posts what is missing of N reports, telling
 *                                 what was there and each transaction
 *     prints prove STORE N        each page is whole, and reports taken at
 *                                 random are found by every print of theirs
 *     prints ask STORE N ASKS     how soon the index opens, what it takes, and
 *                                 for so many new reports: look-up, classifying
 */
#include "store/prints.h"
#include "store/store.h"
#include "trace/near.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum {
    WORDS = 380,
    MOST = 600,
    LANGUAGE = 60000,
    FUNCTION = 120,
    BATCH = 4096
};

static double cpu_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

static double wall_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

static uint64_t mixed(uint64_t x)
{
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9U;
    x = (x ^ x >> 27) * 0x94d049bb133111ebU;
    return x ^ x >> 31;
}

/* ---- reports ------------------------------------------------------------- */

struct language {
    uint16_t draw[1 << 16]; /* words as often as they are used */
};

static void learn(struct language *l)
{
    double sum = 0, at = 0;
    for (int w = 0; w < LANGUAGE; w++)
        sum += 1.0 / (w + 3);
    for (int w = 0, i = 0; w < LANGUAGE; w++) {
        at += 1.0 / (w + 3) / sum * (1 << 16);
        for (; i < (1 << 16) && i < at; i++)
            l->draw[i] = (uint16_t)w;
    }
}

struct text {
    struct ng_trace_text it;
    uint32_t word[MOST], beg[MOST];
    uint8_t len[MOST], flags[MOST];
    char outlet[16];
};

/* A rare word is now and then a name, which begins with a capital. */
static void put_word(struct text *t, uint32_t w, uint64_t draw)
{
    uint32_t n = t->it.n;
    if (n == MOST)
        return;
    t->word[n] = (uint32_t)mixed(w + 1);
    t->beg[n] = n * 6;
    t->len[n] = 5;
    t->flags[n] = w < FUNCTION       ? NG_TRACE_FUNCTION
                  : (draw >> 50) % 5 ? 0
                                     : NG_TRACE_ANCHOR;
    t->it.n++;
}

static void put_run(const struct language *l, struct text *t, uint64_t seed,
                    int from, int to)
{
    for (int i = from; i < to; i++) {
        uint64_t draw = mixed(seed * 4096 + (uint64_t)i);
        uint32_t w = l->draw[draw & 0xffff];
        put_word(t, w > 40000 ? w + (uint32_t)(draw >> 20) % 50000 : w, draw);
    }
}

static bool is_new(uint64_t i)
{
    return i < 100 || mixed(i * 7 + 1) % 100 < 55;
}

static uint64_t source_of(uint64_t i)
{
    uint64_t far = i < 200000 ? i : 200000;
    uint64_t j = i - 1 - mixed(i * 7 + 2) % (far - 1);
    while (!is_new(j))
        j--;
    return j;
}

static void make(const struct language *l, uint64_t i, struct text *t)
{
    uint64_t how = mixed(i * 7 + 3) % 5, of = is_new(i) ? i : source_of(i);
    uint64_t house = mixed((how == 1 ? of : i) * 7 + 4) % 400;
    uint64_t other = mixed(i) ^ 0x5555;
    t->it = (struct ng_trace_text){.word = t->word,
                                   .beg = t->beg,
                                   .len = t->len,
                                   .flags = t->flags,
                                   .id = ng_id_of_bits('r', mixed(i) >> 4),
                                   .published = {(int32_t)(20000 + i / 20000),
                                                 (int32_t)(20000 + i / 20000)},
                                   .second = NG_NO_SECOND};
    int n = snprintf(t->outlet, sizeof t->outlet, "Outlet %u", (unsigned)house);
    t->it.outlet = (ng_str){t->outlet, (size_t)n};
    if (of == i) {
        put_run(l, t, of, 0, WORDS);
    } else if (how == 0) { /* a copy, cut at the end */
        put_run(l, t, of, 0, WORDS * 4 / 5);
    } else if (how == 1) { /* a version: two paragraphs are new */
        put_run(l, t, of, 0, WORDS / 3);
        put_run(l, t, other, 0, WORDS / 5);
        put_run(l, t, of, WORDS / 3, WORDS * 3 / 4);
        put_run(l, t, other, WORDS / 2, WORDS * 2 / 3);
    } else if (how == 2) { /* an excerpt in a text of its own */
        put_run(l, t, other, 0, WORDS / 2);
        put_run(l, t, of, WORDS / 4, WORDS / 2);
        put_run(l, t, other, WORDS / 2, WORDS);
    } else if (how == 3) { /* respun: every fourth word is another */
        for (int k = 0; k < WORDS; k++)
            put_run(l, t, k % 4 || mixed(of + (uint64_t)k) & 1 ? of : other, k,
                    k + 1);
    } else { /* about the same, in words of its own */
        put_run(l, t, other, 0, WORDS);
    }
    put_run(l, t, 1000000007 + house, 0, 25);
}

static struct ng_segment_text place_of(uint64_t i, const struct text *t)
{
    struct ng_key key = ng_key_of(&t->it);
    return (struct ng_segment_text){key.moment, key.id, (int64_t)i};
}

/* ---- posting --------------------------------------------------------------
 */

static size_t hashes(const ng_prints *prints, uint64_t *to)
{
    for (size_t i = 0; i < prints->n; i++)
        to[i] = prints->at[i].hash;
    return prints->n;
}

static ng_status post(struct ng_store *st, const struct language *l, uint64_t i,
                      struct ng_arena a, struct ng_arena scratch,
                      struct ng_err *err)
{
    static struct text t;
    static uint64_t words[MOST], frames[MOST];
    ng_prints found[2] = {0};
    make(l, i, &t);
    ng_word_prints(&t.it, &found[0], &a, scratch);
    ng_skeleton_prints(&t.it, &found[1], &a, scratch);
    const size_t n[] = {hashes(&found[0], words), hashes(&found[1], frames)};
    const uint64_t *const prints[] = {words, frames};
    return ng_prints_post(st, place_of(i, &t), prints, n, err);
}

static ng_status build(struct ng_store *st, const struct language *l,
                       uint64_t n, struct ng_arena a, struct ng_arena scratch,
                       struct ng_err *err)
{
    ng_status status = ng_prints_open(st, err);
    uint64_t at = ng_prints_state_of(st).texts;
    if (status == NG_OK)
        printf("%llu\n", (unsigned long long)at);
    fflush(stdout);
    while (at < n && status == NG_OK) {
        uint64_t to = at + BATCH < n ? at + BATCH : n;
        status = ng_store_begin(st, err);
        for (; at < to && status == NG_OK; at++)
            status = post(st, l, at, a, scratch, err);
        if (status == NG_OK)
            status = ng_store_commit(st, err);
        if (status == NG_OK) {
            printf("%llu\n", (unsigned long long)at);
            fflush(stdout);
        }
    }
    return status;
}

/* ---- asking ---------------------------------------------------------------
 */

struct asking {
    struct ng_store *st;
    const struct language *l;
    struct text other;
    double stood; /* us of making texts that a store would have read */
    uint64_t finds;
    struct ng_err err;
};

static size_t find(struct asking *a, bool frame, enum ng_index_way way,
                   struct ng_index_post p, size_t most,
                   struct ng_index_post *found)
{
    size_t n = 0;
    a->finds++;
    if (ng_prints_find(a->st, frame ? NG_PRINT_OF_FRAMES : NG_PRINT_OF_WORDS,
                       way, &p, most, found, &n, &a->err) != NG_OK) {
        fprintf(stderr, "%s\n", a->err.text);
        exit(4);
    }
    return n;
}

static struct ng_poster poster_of(const struct ng_index_post *p)
{
    return (struct ng_poster){{(uint64_t)p->moment, p->id}, (uint32_t)p->nr};
}

/* As engine/ does it (touch_edges.c). */
static void look_before(void *ctx, uint64_t print, bool frame,
                        struct ng_key key, struct ng_before *to)
{
    struct ng_index_post p = {
        .key = print, .moment = (int64_t)key.moment, .id = key.id};
    struct ng_index_post last[NG_HUB_COUNTED], first[NG_HUB_FIRST];
    size_t n = find(ctx, frame, NG_INDEX_BEFORE, p, NG_HUB_COUNTED, last);
    size_t head = n < NG_HUB_FIRST ? n : NG_HUB_FIRST;
    size_t near = n - head < NG_HUB_NEAR ? n - head : NG_HUB_NEAR;
    to->count = (uint32_t)n;
    to->n = 0;
    if (n == NG_HUB_COUNTED)
        head = find(ctx, frame, NG_INDEX_FIRST, p, NG_HUB_FIRST, first);
    for (size_t i = 0; i < head; i++)
        to->at[to->n++] =
            poster_of(n == NG_HUB_COUNTED ? &first[i] : &last[n - 1 - i]);
    for (size_t i = near; i-- > 0;)
        to->at[to->n++] = poster_of(&last[i]);
}

static uint32_t look_around(void *ctx, uint64_t print, uint32_t to[NG_COMMON])
{
    struct asking *a = ctx;
    struct ng_index_post p = {.key = print}, first[NG_COMMON];
    uint64_t ids[NG_COMMON];
    size_t n = find(a, false, NG_INDEX_FIRST, p, NG_COMMON, first);
    if (n < NG_COMMON)
        return (uint32_t)n;
    for (size_t i = 0; i < n; i++)
        ids[i] = first[i].id;
    uint64_t of = ng_around_of(ids);
    if (ng_prints_around(a->st, print, of, to, NG_COMMON))
        return NG_COMMON;
    double beg = cpu_us();
    for (size_t i = 0; i < n; i++) {
        make(a->l, (uint64_t)first[i].nr, &a->other);
        to[i] = ng_around(&a->other.it, print);
    }
    ng_prints_keep_around(a->st, print, of, to, NG_COMMON, &a->err);
    a->stood += cpu_us() - beg;
    return NG_COMMON;
}

static bool same_house(void *ctx, const struct ng_traced *me, uint32_t text)
{
    struct asking *a = ctx;
    double beg = cpu_us();
    make(a->l, text, &a->other);
    struct ng_traced other = ng_traced_of(&a->other.it);
    a->stood += cpu_us() - beg;
    return ng_same_house(me, &other);
}

struct figures {
    double *look, *relate, *all;
    size_t n, edges, right, copies, finds;
};

static void ask(struct asking *a, uint64_t i, struct figures *f,
                struct ng_arena keep, struct ng_arena scratch)
{
    static struct text t;
    ng_prints words = {0}, frames = {0};
    struct ng_chosen chosen[NG_CHOSEN];
    make(a->l, i, &t);
    ng_word_prints(&t.it, &words, &keep, scratch);
    ng_skeleton_prints(&t.it, &frames, &keep, scratch);
    struct ng_traced me = ng_traced_of(&t.it);
    struct ng_posted in = {a, look_before, look_around, same_house};
    static uint64_t hash[MOST];
    a->stood = 0;
    a->finds = 0;
    double beg = cpu_us();
    ng_prints_fetch(a->st, NG_PRINT_OF_WORDS, hash, hashes(&words, hash));
    ng_prints_fetch(a->st, NG_PRINT_OF_FRAMES, hash, hashes(&frames, hash));
    me.common = ng_common_of(&t.it, &words, &in, &keep);
    size_t n = ng_choose(&me, &words, &frames, frames.n, &in, chosen, scratch);
    f->look[f->n] = cpu_us() - beg - a->stood;
    a->stood = 0;
    beg = cpu_us();
    bool linked = false;
    if (n) {
        struct ng_side side = ng_side_of(&me, &keep);
        for (size_t k = 0; k < n; k++) {
            struct ng_edge edge = {0};
            double from = cpu_us();
            make(a->l, chosen[k].text, &a->other);
            struct ng_traced other = ng_traced_of(&a->other.it);
            a->stood += cpu_us() - from;
            if (!ng_relate(&side, &other, chosen[k].by_words, &edge, &keep,
                           scratch))
                continue;
            f->edges++;
            linked |= chosen[k].text == (is_new(i) ? i : source_of(i));
        }
    }
    f->relate[f->n] = cpu_us() - beg - a->stood;
    f->all[f->n] = f->look[f->n] + f->relate[f->n];
    bool copied = !is_new(i) && mixed(i * 7 + 3) % 5 < 4;
    f->copies += copied;
    f->right += copied && linked;
    f->finds += a->finds;
    f->n++;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void tell(const char *what, double *us, size_t n)
{
    qsort(us, n, sizeof *us, by_size);
    printf("{\"bench\": \"prints\", \"what\": \"%s\", \"us_p50\": %.0f, "
           "\"us_p90\": %.0f, \"us_p99\": %.0f, \"us_max\": %.0f}\n",
           what, us[n / 2], us[n * 9 / 10], us[n * 99 / 100], us[n - 1]);
}

/* The pages of the segments leave memory, as after a restart of the machine. */
static void forget_pages(const char *store)
{
    char path[4200];
    for (int nr = 1; nr < 100000; nr++) {
        snprintf(path, sizeof path, "%s-prints/%d.prints", store, nr);
        int f = open(path, O_RDONLY);
        if (f < 0)
            continue;
        posix_fadvise(f, 0, 0, POSIX_FADV_DONTNEED);
        close(f);
    }
}

static int prove_files(const char *store)
{
    char path[4200];
    struct ng_err err = {0};
    int bad = 0, files = 0;
    for (int nr = 1; nr < 100000; nr++) {
        struct ng_segment s;
        snprintf(path, sizeof path, "%s-prints/%d.prints", store, nr);
        if (access(path, F_OK) != 0)
            continue;
        files++;
        if (ng_segment_open(&s, path, 0, &err) == NG_OK) {
            bad += ng_segment_prove(&s, path, &err) != NG_OK;
            ng_segment_close(&s);
        } else {
            bad++;
        }
    }
    if (bad)
        fprintf(stderr, "%s\n", err.text);
    printf("{\"bench\": \"prints\", \"files\": %d, \"damaged\": %d}\n", files,
           bad);
    return bad;
}

/* Prints of reports by which they are not found. */
static size_t prove_some(struct asking *a, uint64_t n, struct ng_arena keep,
                         struct ng_arena scratch)
{
    enum { SOME = 2000 };
    static struct text t;
    size_t asked = 0, lost = 0;
    for (uint64_t k = 0; k < SOME; k++) {
        struct ng_arena here = keep;
        uint64_t i = mixed(k + 77) % n;
        ng_prints prints[2] = {0};
        make(a->l, i, &t);
        ng_word_prints(&t.it, &prints[0], &here, scratch);
        ng_skeleton_prints(&t.it, &prints[1], &here, scratch);
        struct ng_segment_text at = place_of(i, &t);
        for (int kind = 0; kind < 2; kind++)
            for (size_t p = 0; p < prints[kind].n; p++, asked++) {
                struct ng_index_post found,
                    me = {.key = prints[kind].at[p].hash,
                          .moment = (int64_t)at.moment,
                          .id = at.id - 1};
                lost += !find(a, kind, NG_INDEX_AFTER, me, 1, &found) ||
                        found.nr != (int64_t)i;
            }
    }
    printf("{\"bench\": \"prints\", \"reports\": %llu, \"asked\": %zu, "
           "\"lost\": %zu}\n",
           (unsigned long long)ng_prints_state_of(a->st).texts, asked, lost);
    return lost + (ng_prints_state_of(a->st).texts != n);
}

static double open_once(const char *path, struct ng_store **st,
                        struct ng_err *err)
{
    double beg = wall_us();
    if (ng_store_open(st, path, NG_STORE_WRITE, err) != NG_OK ||
        ng_prints_open(*st, err) != NG_OK) {
        fprintf(stderr, "%s\n", err->text);
        exit(4);
    }
    return (wall_us() - beg) / 1e3;
}

static void ask_all(const char *path, const struct language *l, uint64_t n,
                    size_t asks, struct ng_arena keep, struct ng_arena scratch)
{
    static struct asking a;
    struct figures f = {.n = 0};
    struct ng_err err = {0};
    forget_pages(path);
    double cold = open_once(path, &a.st, &err);
    ng_store_close(a.st);
    double warm = open_once(path, &a.st, &err);
    struct ng_prints_state s = ng_prints_state_of(a.st);
    struct rusage use;
    printf("{\"bench\": \"prints\", \"reports\": %llu, \"segments\": %llu, "
           "\"posted\": %llu, \"bytes\": %llu, \"bytes_a_report\": %.0f, "
           "\"opened_cold_ms\": %.1f, \"opened_ms\": %.1f}\n",
           (unsigned long long)s.texts, (unsigned long long)s.segments,
           (unsigned long long)s.posted, (unsigned long long)s.bytes,
           (double)s.bytes / (double)s.texts, cold, warm);
    f.look = calloc(asks * 3, sizeof *f.look);
    f.relate = f.look + asks;
    f.all = f.relate + asks;
    a.l = l;
    for (int turn = 0; turn < 2; turn++) { /* the first: pages come to memory */
        double *look = f.look, *relate = f.relate, *all = f.all;
        f = (struct figures){.look = look, .relate = relate, .all = all};
        for (size_t i = 0; i < asks; i++)
            ask(&a, n + (uint64_t)turn * asks + i, &f, keep, scratch);
        printf("{\"bench\": \"prints\", \"turn\": \"%s\", \"asks\": %zu, "
               "\"finds_a_report\": %.0f, \"copies\": %zu, "
               "\"linked\": %.4f, \"edges\": %zu}\n",
               turn ? "warm" : "first look", f.n, (double)f.finds / (double)f.n,
               f.copies, (double)f.right / (double)(f.copies ? f.copies : 1),
               f.edges);
        tell("look-up", f.look, f.n);
        tell("alignment and relation", f.relate, f.n);
        tell("look-up and classifying", f.all, f.n);
    }
    getrusage(RUSAGE_SELF, &use);
    printf("{\"bench\": \"prints\", \"rss_mb\": %ld}\n", use.ru_maxrss >> 10);
    free(f.look);
    ng_store_close(a.st);
}

int main(int argc, char **args)
{
    struct ng_arena a, scratch;
    struct ng_err err = {0};
    struct ng_store *st;
    static struct language l;
    if (argc < 4 || (args[1][0] == 'a' && argc < 5)) {
        fprintf(stderr,
                "usage: prints build|prove STORE N | ask STORE N ASKS\n");
        return 2;
    }
    learn(&l);
    uint64_t n = strtoull(args[3], NULL, 10);
    if (ng_arena_open(&a, 64 << 20, &err) != NG_OK ||
        ng_arena_open(&scratch, 64 << 20, &err) != NG_OK)
        return 5;
    if (args[1][0] == 'a') {
        ask_all(args[2], &l, n, strtoull(args[4], NULL, 10), a, scratch);
        return 0;
    }
    if (args[1][0] == 'p') {
        static struct asking as;
        as.l = &l;
        open_once(args[2], &as.st, &err);
        return prove_files(args[2]) || prove_some(&as, n, a, scratch);
    }
    ng_status status = ng_store_open(&st, args[2], NG_STORE_WRITE, &err);
    if (status == NG_OK) {
        status = build(st, &l, n, a, scratch, &err);
        ng_store_close(st);
    }
    if (status != NG_OK)
        fprintf(stderr, "%s\n", err.text);
    return status == NG_OK ? 0 : 4;
}
