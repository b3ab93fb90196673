/* Stories in a stream: late and shuffled reports, strangers by the thousand.
 *
 *     test_stream                  the tests
 *     test_stream flat REPORTS     how fast a fortnight of so many is grouped
 *     test_stream late REPORTS     a fifth of them comes late
 *     test_stream restart REPORTS  the index of so many, opened again
 *
 * The last three print a line of JSON each; bench/grouping runs them.
 */
#include "fixture_batch.h"
#include "made_stream.h"

#include "base/out.h"
#include "engine/kin.h"

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static double processor(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double wall(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double resident(void) /* bytes, at most so far */
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (double)u.ru_maxrss * 1024;
}

/* ---- a made stream ------------------------------------------------------ */

struct stream {
    size_t n;
    struct ng_group_text *texts; /* [n] in batch order */
    uint32_t *made;              /* [n] the story that it was made for */
    struct ng_arena a;
};
static const size_t STREAM_ROOM = (size_t)16 << 30; /* address space */

struct placed {
    struct ng_group_text text;
    uint32_t made;
};

static int by_batch(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    if (x->text.published.first != y->text.published.first)
        return x->text.published.first < y->text.published.first ? -1 : 1;
    return ng_id_cmp(x->text.id, y->text.id);
}

static void stream_open(struct stream *s, size_t n, uint64_t seed)
{
    ng_arena_open(&s->a, STREAM_ROOM, NULL);
    s->n = n;
    s->texts = ng_new(&s->a, struct ng_group_text, n);
    s->made = ng_new(&s->a, uint32_t, n);
    struct placed *all = calloc(n, sizeof *all);
    made_stream(n, seed, s->texts, s->made, &s->a);
    for (size_t i = 0; i < n; i++)
        all[i] = (struct placed){s->texts[i], s->made[i]};
    qsort(all, n, sizeof *all, by_batch);
    for (size_t i = 0; i < n; i++) {
        s->texts[i] = all[i].text;
        s->made[i] = all[i].made;
    }
    free(all);
}

static uint32_t *grouped(const struct ng_group_text *texts, size_t n,
                         uint32_t *stories, struct ng_arena *a)
{
    uint32_t *of = ng_new(a, uint32_t, n);
    ng_reasons why = {0};
    CHECK(ng_group(texts, n, NULL, 0, of, stories, &why, NULL, a, NULL) ==
          NG_OK);
    return of;
}

/* ---- a fifth comes late ------------------------------------------------- */

struct late {
    size_t early, kept;
    uint32_t stories;
};

/* Of the reports that were there first: how many are in the story of the one
 * that their story was called by, once all are there. */
static struct late come_late(struct stream *s, uint64_t seed)
{
    struct late late = {0};
    uint32_t stories;
    uint32_t *nr = ng_new(&s->a, uint32_t, s->n);
    struct ng_group_text *early = ng_new(&s->a, struct ng_group_text, s->n);
    for (uint32_t i = 0; i < s->n; i++)
        if (made_below(&seed, 5)) {
            early[late.early] = s->texts[i];
            nr[late.early++] = i;
        }
    uint32_t *was = grouped(early, late.early, &stories, &s->a);
    uint32_t *is = grouped(s->texts, s->n, &late.stories, &s->a);
    uint32_t *first = ng_new(&s->a, uint32_t, stories);
    for (size_t i = late.early; i-- > 0;)
        first[was[i]] = nr[i];
    for (size_t i = 0; i < late.early; i++)
        late.kept += is[nr[i]] == is[first[was[i]]];
    return late;
}

static void keeps_reports_in_their_story(void)
{
    struct stream s;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        stream_open(&s, 3000, seed);
        struct late late = come_late(&s, seed + 100);
        CHECK(late.early > 2000 && late.early < 2700);
        CHECK((double)late.kept >= .99 * (double)late.early);
        ng_arena_close(&s.a, STREAM_ROOM);
    }
}

/* Reports that were made for one story are together, others are not. */
static void tells_stories_apart(void)
{
    struct stream s;
    uint32_t stories;
    stream_open(&s, 5000, 5);
    uint32_t *of = grouped(s.texts, s.n, &stories, &s.a);
    size_t wrong = 0, pairs = 0, parted = 0;
    for (size_t i = 0; i < s.n; i++)
        for (size_t k = 0; k < i; k++) {
            bool made = s.made[i] == s.made[k], found = of[i] == of[k];
            pairs += found;
            wrong += found && !made;
            parted += made && !found;
        }
    CHECK(wrong * 100 < pairs);
    CHECK(parted * 20 < pairs);
    ng_arena_close(&s.a, STREAM_ROOM);
}

/* ---- five reports among twenty thousand --------------------------------- */

/* Names of the very subject, as they stand in the news of any day. */
static const char *const names[] = {
    "Kim",    "Putin",  "Moscow", "Pyongyang", "Seoul",    "Washington",
    "Trump",  "Russia", "Korea",  "Kremlin",   "Hanoi",    "Beijing",
    "Japan",  "Abe",    "Moon",   "Peskov",    "Siberia",  "Primorye",
    "Khasan", "Lavrov", "Xi",     "Ri",        "Vladimir", "Vladivostok"};
static const char *const acts[] = {"opened",  "refused",  "sold",    "praised",
                                   "lost",    "repaired", "visited", "bought",
                                   "planted", "blamed",   "signed",  "delayed"};
static const char *const things[] = {
    "harbour",  "budget",    "orchestra", "pipeline", "school",   "satellite",
    "hospital", "ferry",     "museum",    "sanction", "election", "railway",
    "summit",   "fishery",   "missile",   "tariff",   "bridge",   "festival",
    "dam",      "newspaper", "factory",   "airport",  "court",    "vaccine"};
#define PICK(list) list[made_below(rng, sizeof list / sizeof *list)]

/* A stranger: other deeds, names of its own and one or two of the subject's. */
static struct ng_report stranger(uint64_t *rng, struct ng_arena *a)
{
    struct ng_report r = {.published = {0, 0}};
    char own[3][16];
    for (int i = 0; i < 3; i++)
        snprintf(
            own[i], sizeof own[i], "%c%c%cov%c%c",
            (int)('A' + made_below(rng, 26)), (int)"aeiou"[made_below(rng, 5)],
            (int)('a' + made_below(rng, 26)), (int)"aeiou"[made_below(rng, 5)],
            (int)('a' + made_below(rng, 26)));
    const char *thing = PICK(things), *of = PICK(names);
    r.title = ng_str_format(a, "%s %s a %s in %s", own[0], PICK(acts), thing,
                            made_below(rng, 2) ? of : own[1]);
    ng_str text = STR("");
    for (int i = 0; i < 12; i++)
        text = ng_str_format(
            a, PRS "The %s of %s %s a %s, %s said on behalf of %s. ",
            PRS_ARG(text), thing, own[made_below(rng, 3)], PICK(acts),
            PICK(things), own[made_below(rng, 3)],
            made_below(rng, 3) ? own[made_below(rng, 3)] : PICK(names));
    r.text = text;
    int64_t nr = (int64_t)made_next(rng);
    r.id = ng_id_of('r', (ng_str){(const char *)&nr, sizeof nr});
    ng_day day = ng_day_of(2019, 4, 15) + (ng_day)made_below(rng, 20);
    r.published = (ng_days){day, day};
    return r;
}

static int by_published(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    return by_batch(x, y);
}

static void finds_five_among_twenty_thousand(void)
{
    enum { STRANGERS = 20000 };
    char path[512];
    batch_open();
    if (!batch_read(batch_shared("seeds", path))) {
        batch_close();
        SKIP("no ../shared here");
    }
    CHECK_INT(batch.reports.n, 5);
    batch_compare(1);
    struct stream s = {.n = STRANGERS + 5};
    ng_arena_open(&s.a, STREAM_ROOM, NULL);
    struct placed *all = calloc(s.n, sizeof *all);
    s.texts = ng_new(&s.a, struct ng_group_text, s.n);
    uint64_t rng = 11;
    for (size_t i = 0; i < s.n; i++) {
        struct ng_arena here = batch_scratch;
        struct ng_report r = {0};
        if (i >= 5)
            r = stranger(&rng, &here);
        all[i].text = i < 5 ? batch_groups[i] : ng_group_text_of(&r, &s.a);
        all[i].made = i < 5 ? (uint32_t)i : NG_NONE;
    }
    qsort(all, s.n, sizeof *all, by_published);
    ng_edges edges = {0};
    uint32_t at[5] = {0}, stories, foreign = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        s.texts[i] = all[i].text;
        if (all[i].made != NG_NONE)
            at[all[i].made] = i;
    }
    for (size_t i = 0; i < batch.edges.n; i++) {
        struct ng_edge *e = ng_push(&edges, &s.a);
        *e = batch.edges.at[i];
        e->child = at[e->child];
        e->parent = at[e->parent];
    }
    uint32_t *of = ng_new(&s.a, uint32_t, s.n);
    ng_reasons why = {0};
    CHECK(ng_group(s.texts, s.n, edges.at, edges.n, of, &stories, &why, NULL,
                   &s.a, NULL) == NG_OK);
    for (int i = 1; i < 5; i++)
        CHECK(of[at[i]] == of[at[0]]);
    for (uint32_t i = 0; i < s.n; i++)
        foreign += of[i] == of[at[0]] && all[i].made == NG_NONE;
    CHECK_INT(foreign, 0);
    free(all);
    ng_arena_close(&s.a, STREAM_ROOM);
    batch_close();
}

/* ---- measures ----------------------------------------------------------- */

static void measure_flat(size_t n)
{
    struct stream s;
    struct ng_arena out;
    uint32_t stories;
    ng_arena_open(&out, STREAM_ROOM, NULL);
    stream_open(&s, n, 7);
    double before = resident(), began = processor();
    grouped(s.texts, s.n, &stories, &out);
    double seconds = processor() - began;
    double text = (double)sizeof *s.texts;
    for (size_t i = 0; i < n; i++)
        text += (double)(s.texts[i].n * (sizeof(uint32_t) + sizeof(float) +
                                         sizeof(uint16_t) + MADE_FORM)) /
                (double)n;
    printf("{\"measure\": \"flat\", \"reports\": %zu, \"stories\": %u, "
           "\"reports_per_core_s\": %.0f, "
           "\"bytes_a_report\": %.0f}\n",
           n, stories, (double)n / seconds,
           text + (resident() - before) / (double)n);
}

static void measure_late(size_t n)
{
    struct stream s;
    stream_open(&s, n, 7);
    struct late late = come_late(&s, 13);
    printf("{\"measure\": \"late\", \"reports\": %zu, \"early\": %zu, "
           "\"kept\": %.5f}\n",
           n, late.early, (double)late.kept / (double)late.early);
}

struct filing {
    struct ng_store *st;
    const struct stream *s;
    struct ng_index_post *posts;
    size_t posts_n;
};

static int by_post(const void *a, const void *b)
{
    const struct ng_index_post *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->moment != y->moment)
        return x->moment < y->moment ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static ng_status file_all(struct filing *f, struct ng_err *err)
{
    ng_status status = ng_store_begin(f->st, err);
    struct ng_arena keep = f->s->a;
    if (status == NG_OK)
        status = ng_index_clear(f->st, NG_KIN_RULES, err);
    for (size_t i = 0; i < f->s->n && status == NG_OK; i++) {
        struct ng_arena a = keep;
        const struct ng_group_text *t = &f->s->texts[i];
        struct ng_heavies h = ng_heavies_of(t);
        struct ng_indexed row = {.nr = (int64_t)i + 1,
                                 .id = ng_id_bits(t->id),
                                 .terms = ng_pack_terms(t, &a)};
        for (uint32_t k = 0; k < h.n; k++)
            f->posts[f->posts_n++] = ng_term_post(t, &h.at[k], row.nr);
        status = ng_index_put(f->st, &row, err);
    }
    qsort(f->posts, f->posts_n, sizeof *f->posts, by_post);
    for (size_t i = 0; i < f->posts_n && status == NG_OK; i++)
        status = ng_index_post(f->st, NG_INDEX_TERMS, &f->posts[i], err);
    return status == NG_OK ? ng_store_commit(f->st, err) : status;
}

/* What a report asks to find its relatives. */
static ng_status ask(struct ng_store *st, const struct ng_group_text *t,
                     size_t *found, struct ng_err *err)
{
    struct ng_heavies h = ng_heavies_of(t);
    ng_status status = NG_OK;
    for (uint32_t k = 0; k < h.n && status == NG_OK; k++) {
        struct ng_index_post p = ng_term_post(t, &h.at[k], 0);
        struct ng_index_post before[NG_LIKE_HUB];
        size_t n = 0;
        status = ng_index_find(st, NG_INDEX_TERMS, NG_INDEX_BEFORE, &p,
                               NG_LIKE_HUB, before, &n, err);
        *found += n;
    }
    return status;
}

static void measure_restart(size_t n)
{
    enum { ASKED = 100 };
    char path[] = "/tmp/nutgraf-stream-XXXXXX";
    struct stream s;
    struct ng_err err = {0};
    int fd = mkstemp(path);
    if (fd < 0)
        return;
    close(fd);
    unlink(path);
    stream_open(&s, n, 7);
    struct filing f = {.s = &s};
    f.posts = calloc(n * NG_HEAVY, sizeof *f.posts);
    double began = wall();
    ng_status status = ng_store_open(&f.st, path, NG_STORE_WRITE, &err);
    if (status == NG_OK)
        status = file_all(&f, &err);
    double filed = wall() - began;
    ng_store_close(f.st);
    began = wall();
    if (status == NG_OK)
        status = ng_store_open(&f.st, path, NG_STORE_WRITE, &err);
    double opened = wall() - began;
    size_t found = 0;
    for (size_t i = 0; i < ASKED && status == NG_OK; i++)
        status = ask(f.st, &s.texts[n - 1 - i * (n / ASKED)], &found, &err);
    double asked = wall() - began - opened;
    ng_store_close(f.st);
    printf("{\"measure\": \"restart\", \"reports\": %zu, \"fill_s\": %.1f, "
           "\"open_ms\": %.1f, \"first_%d_asked_ms\": %.1f, "
           "\"found\": %zu, \"status\": %d}\n",
           n, filed, opened * 1e3, ASKED, asked * 1e3, found, (int)status);
    const char *const more[] = {"", "-wal", "-shm", ".lock"};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s%s", path, more[i]);
        unlink(name);
    }
    free(f.posts);
}

static const t_case tests[] = {T(keeps_reports_in_their_story),
                               T(tells_stories_apart),
                               T(finds_five_among_twenty_thousand)};
int main(int argc, char **argv)
{
    size_t n = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 10000;
    n = n < 100 ? 100 : n;
    if (argc > 1 && strcmp(argv[1], "flat") == 0)
        measure_flat(n);
    else if (argc > 1 && strcmp(argv[1], "late") == 0)
        measure_late(n);
    else if (argc > 1 && strcmp(argv[1], "restart") == 0)
        measure_restart(n);
    else
        return t_main(argc, argv, tests, sizeof tests / sizeof *tests);
    return t_bad > 0;
}
