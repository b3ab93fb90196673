/* Many reports through the engine into a store, and what must not change what
 * is in it: order, threads, twins, interruptions, inputs that fail. */
#include "engine/engine.h"
#include "t.h"
#include "tell/tell.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROOM = 256 << 20, FILES = 12 };

/* Made-up reports: 0-3 are one story (1 a copy, 2 a revision), the others
 * stand alone; 11 has the same bytes as 10. */
static const char *const days[] = {"2021-03-01", "2021-03-03", "2021-03-02",
                                   "2021-03-02", "2021-04-09", "2021-05-11"};
static const char *const bodies[] = {
    "The harbour of Port Ellery will close on Friday for repairs of its sea "
    "wall, the port authority said. About 300 dockers have been told to stay "
    "at home until the work is done, a spokeswoman for the union said.\n\n"
    "\"We were not asked,\" said Marta Quill, who leads the union. She said "
    "that the owners of the harbour had promised talks in January and that no "
    "talks had taken place since then.",
    "The harbour of Port Ellery will close on Thursday for repairs of its sea "
    "wall, the port authority said. About 400 dockers have been told to stay "
    "at home until the work is done, a spokeswoman for the union said.\n\n"
    "\"We were not asked,\" said Marta Quill, who leads the union. She said "
    "that the owners of the harbour had promised talks in January and that no "
    "talks had taken place since then.",
    "Dockers in Port Ellery walked out before the repair of the sea wall that "
    "the port authority has planned. Marta Quill of the union told a crowd at "
    "the harbour gate that some 350 dockers would not come back on Friday.",
};
static const char *const alone[] = {
    "apple harvest", "bridge tolls", "chess final",  "desert rally",
    "election law",  "ferry lines",  "glass museum", "hail damage"};

static void write_file(const char *path, const char *date, const char *body)
{
    FILE *f = fopen(path, "w");
    if (f) {
        fprintf(f, "date %s\n\n%s\n", date, body);
        fclose(f);
    }
}

struct set {
    char dir[64], at[FILES][96];
    const char *path[FILES];
};

static void make_set(struct set *s)
{
    char body[600], dir[sizeof s->dir];
    snprintf(dir, sizeof dir, "/tmp/nutgraf-test-%d", (int)getpid());
    memcpy(s->dir, dir, sizeof dir);
    mkdir(s->dir, 0777);
    for (int i = 0; i < FILES; i++) {
        snprintf(s->at[i], sizeof s->at[i], "%s/%02d.txt", dir, i);
        s->path[i] = s->at[i];
        int k = i < 11 ? i - 4 : 6;
        if (i >= 4)
            snprintf(body, sizeof body,
                     "News of the %s came from district %d. A councillor for "
                     "the %s said that nothing was settled, and %d people "
                     "asked for an answer about the %s before the summer.",
                     alone[k], k, alone[k], 100 + k, alone[k]);
        write_file(s->path[i], days[i < 4 ? i : 4 + i % 2 * (i < 10)],
                   i < 4 ? bodies[i == 0 ? 0 : i - 1] : body);
    }
}

static void drop_set(const struct set *s)
{
    for (int i = 0; i < FILES; i++)
        unlink(s->path[i]);
    rmdir(s->dir);
}

static struct ng_store *memory_store(void)
{
    struct ng_store *st = NULL;
    struct ng_err err = {0};
    if (ng_store_open(&st, ":memory:", NG_STORE_WRITE, &err) != NG_OK)
        T_SAY("%s\n", err.text);
    return st;
}

/* Every record of the store as JSONL. */
static struct ng_out exported(struct ng_store *st)
{
    struct ng_out o = {.limit = 1 << 28};
    struct ng_arena a, scratch;
    struct ng_err err = {0};
    ng_ids ids = {0};
    if (ng_arena_open(&a, ROOM, &err) != NG_OK ||
        ng_arena_open(&scratch, ROOM, &err) != NG_OK)
        return o;
    const struct ng_arena all = a;
    CHECK(ng_store_story_ids(st, NG_NO_DAY, &ids, &a, &err) == NG_OK);
    for (size_t i = 0; i < ids.n; i++) {
        struct ng_arena room = a;
        struct ng_batch b;
        CHECK(ng_store_load_story(st, ids.at[i], &b, &room, &err) == NG_OK);
        for (enum ng_export kind = 0; kind < NG_EXPORT_COUNT; kind++)
            ng_export_jsonl(&o, kind, &b, &room, scratch);
    }
    if (err.text[0])
        T_SAY("%s\n", err.text);
    struct ng_arena whole = all;
    ng_arena_close(&whole, ROOM);
    ng_arena_close(&scratch, ROOM);
    return o;
}

static void is_sound(struct ng_store *st)
{
    struct ng_check check = {0};
    struct ng_err err = {0};
    if (ng_store_check(st, &check, &err) != NG_OK)
        T_SAY("check: %s\n", err.text);
}

static ng_status add(struct ng_store *st, unsigned jobs,
                     const char *const *paths, size_t n, struct ng_adding *a)
{
    struct ng_err err = {0};
    a->jobs = jobs;
    ng_status status = ng_add(st, a, paths, n, &err);
    if (status != NG_OK && !err.text[0])
        T_SAY("status %d without a word\n", status);
    return status;
}

static void order_and_threads_change_nothing(void)
{
    struct set set;
    struct ng_out first = {0};
    make_set(&set);
    for (unsigned turn = 0; turn < 8; turn++) {
        const char *paths[FILES];
        struct ng_adding adding = {0};
        struct ng_store *st = memory_store();
        REQUIRE(st);
        for (unsigned i = 0; i < FILES; i++)
            paths[i] = set.path[turn % 2 ? (i * 5 + turn) % FILES
                                         : (i + turn) % FILES];
        /* In one run, or in two with a settling between them. */
        size_t half = turn < 4 ? FILES : turn;
        CHECK(add(st, turn % 4 + 1, paths, half, &adding) == NG_OK);
        struct ng_adding rest = {0};
        CHECK(add(st, turn % 3 + 1, paths + half, FILES - half, &rest) ==
              NG_OK);
        CHECK_INT(adding.done.added + rest.done.added, FILES - 1);
        CHECK_INT(adding.done.known + rest.done.known, 1);
        CHECK(ng_store_settled(st));
        is_sound(st);
        struct ng_out o = exported(st);
        CHECK(o.n > 1000);
        if (turn == 0) {
            first = o;
        } else {
            CHECK(ng_str_eq(ng_out_str(&first), ng_out_str(&o)));
            ng_out_release(&o);
        }
        ng_store_close(st);
    }
    ng_out_release(&first);
    drop_set(&set);
}

static void what_is_known_is_not_added_again(void)
{
    struct set set;
    struct ng_adding adding = {0}, again = {0};
    struct ng_store *st = memory_store();
    REQUIRE(st);
    make_set(&set);
    CHECK(add(st, 2, set.path, FILES, &adding) == NG_OK);
    CHECK(add(st, 2, set.path, FILES, &again) == NG_OK);
    CHECK_INT(again.done.added, 0);
    CHECK_INT(again.done.known, FILES);
    CHECK_INT(ng_store_count(st), FILES - 1);
    ng_store_close(st);
    drop_set(&set);
}

struct watch {
    volatile int stop;
    int problems;
};

static void stop_there(void *ctx, ng_str path, uint64_t record,
                       const struct ng_err *why)
{
    struct watch *w = ctx;
    (void)path, (void)record, (void)why;
    w->problems++;
    w->stop = 1;
}

static void count_it(void *ctx, ng_str path, uint64_t record,
                     const struct ng_err *why)
{
    struct watch *w = ctx;
    (void)path, (void)record;
    w->problems++;
    CHECK(why->text[0]);
}

static void a_bad_path_is_told_and_the_rest_goes_on(void)
{
    struct set set;
    struct watch watch = {0};
    struct ng_store *st = memory_store();
    REQUIRE(st);
    make_set(&set);
    set.path[3] = "/tmp/nutgraf-test-no-such-file";
    struct ng_adding adding = {.problem = count_it, .ctx = &watch};
    CHECK(add(st, 2, set.path, FILES, &adding) == NG_BAD_INPUT);
    CHECK_INT(watch.problems, 1);
    CHECK_INT(adding.done.bad, 1);
    CHECK_INT(ng_store_count(st), FILES - 2);
    CHECK(ng_store_settled(st));
    set.path[3] = set.at[3];
    ng_store_close(st);
    drop_set(&set);
}

static void stopping_keeps_what_was_done(void)
{
    struct set set;
    struct watch watch = {0};
    struct ng_store *st = memory_store(), *whole = memory_store();
    REQUIRE(st && whole);
    make_set(&set);
    const char *path[FILES];
    memcpy(path, set.path, sizeof path);
    path[5] = "/tmp/nutgraf-test-no-such-file";
    struct ng_adding adding = {
        .problem = stop_there, .ctx = &watch, .stop = &watch.stop};
    CHECK(add(st, 2, path, FILES, &adding) == NG_INTERRUPTED);
    CHECK_INT(ng_store_count(st), 5);
    CHECK_INT(adding.done.added, 5);
    CHECK(!ng_store_settled(st));
    struct ng_adding rest = {0}, once = {0};
    CHECK(add(st, 2, set.path, FILES, &rest) == NG_OK);
    CHECK(add(whole, 1, set.path, FILES, &once) == NG_OK);
    struct ng_out a = exported(st), b = exported(whole);
    CHECK(ng_str_eq(ng_out_str(&a), ng_out_str(&b)));
    ng_out_release(&a);
    ng_out_release(&b);
    ng_store_close(st);
    ng_store_close(whole);
    drop_set(&set);
}

/* From far too little memory for a story to enough: settling always ends, no
 * report is lost, and what is missing is told. */
static void a_story_that_is_too_large_is_told_plainly(void)
{
    struct set set;
    struct ng_adding adding = {0};
    struct ng_store *st = memory_store();
    REQUIRE(st);
    make_set(&set);
    CHECK(add(st, 2, set.path, FILES, &adding) == NG_OK);
    struct ng_out whole = exported(st);
    unsigned without = 0, plain = 0, full = 0;
    for (size_t room = 1 << 12; room <= 1 << 27; room *= 2) {
        struct watch watch = {0};
        struct ng_err err = {0};
        struct ng_adding again = {
            .jobs = 2, .story_room = room, .problem = count_it, .ctx = &watch};
        REQUIRE(ng_settle_all(st, &again, &err) == NG_OK);
        CHECK(ng_store_settled(st));
        CHECK_INT(ng_store_count(st), FILES - 1);
        is_sound(st);
        struct ng_out o = exported(st);
        bool same = ng_str_eq(ng_out_str(&o), ng_out_str(&whole));
        CHECK(same == (watch.problems == 0));
        without += o.n == 0;
        plain += o.n != 0 && watch.problems;
        full += same;
        ng_out_release(&o);
    }
    CHECK(without > 0 && plain > 0 && full > 0);
    ng_out_release(&whole);
    ng_store_close(st);
    drop_set(&set);
}

static void a_report_with_words_is_whole_again(void)
{
    struct set set;
    struct ng_arena a, scratch;
    struct ng_adding adding = {0};
    struct ng_err err = {0};
    struct ng_store *st = memory_store();
    REQUIRE(st);
    make_set(&set);
    REQUIRE(ng_arena_open(&a, ROOM, &err) == NG_OK);
    REQUIRE(ng_arena_open(&scratch, ROOM, &err) == NG_OK);
    const struct ng_arena all = a;
    CHECK(add(st, 1, set.path, 1, &adding) == NG_OK);
    ng_ids ids = {0};
    CHECK(ng_store_report_ids(st, &ids, &a, &err) == NG_OK);
    struct ng_report r, flowed = {.published = NG_NO_DAYS};
    REQUIRE(ids.n == 1);
    CHECK(ng_store_load_report(st, ids.at[0], &r, &a, &err) == NG_OK);
    size_t sentences = r.sentences.n;
    CHECK(ng_flow_words(&r, &a, &scratch, &err) == NG_OK);
    CHECK_INT(r.sentences.n, sentences);
    CHECK(r.words.n > 50);
    flowed.source = r.source;
    flowed.id = r.id;
    flowed.sha = r.sha;
    CHECK(ng_flow(&flowed, &a, &scratch, &err) == NG_OK);
    CHECK_INT(r.words.n, flowed.words.n);
    for (size_t i = 0; i < r.words.n && i < flowed.words.n; i++) {
        CHECK(r.words.at[i].at.beg == flowed.words.at[i].at.beg);
        CHECK(r.words.at[i].quote == flowed.words.at[i].quote);
        CHECK(r.words.at[i].sentence == flowed.words.at[i].sentence);
    }
    /* Sentences that do not stand where words do are found anew. */
    r.sentences.at[0].end++;
    CHECK(ng_flow_words(&r, &a, &scratch, &err) == NG_OK);
    CHECK_INT(r.words.n, flowed.words.n);
    CHECK_INT(r.sentences.n, flowed.sentences.n);
    for (size_t i = 0; i < r.sentences.n && i < flowed.sentences.n; i++)
        CHECK(r.sentences.at[i].end == flowed.sentences.at[i].end);
    struct ng_arena whole = all;
    ng_arena_close(&whole, ROOM);
    ng_arena_close(&scratch, ROOM);
    ng_store_close(st);
    drop_set(&set);
}

static void the_fast_way_has_words_alone(void)
{
    struct ng_arena a, scratch;
    struct ng_err err = {0};
    struct ng_report r = {.published = NG_NO_DAYS, .fast = true};
    REQUIRE(ng_arena_open(&a, ROOM, &err) == NG_OK);
    REQUIRE(ng_arena_open(&scratch, ROOM, &err) == NG_OK);
    ng_str body = ng_str_of(bodies[0]);
    struct ng_raw raw = {.path = STR("x"), .bytes = body, .raw = body};
    ng_report_of(&r, &raw);
    CHECK(ng_flow(&r, &a, &scratch, &err) == NG_OK);
    CHECK(r.text.n > 100 && r.words.n > 60 && r.sentences.n > 2);
    CHECK(!r.names.n && !r.times.n && !r.sayings.n && !r.mentions.n);
    for (uint32_t i = 0; i < r.words.n; i++)
        CHECK(r.words.at[i].tag == 0 && r.words.at[i].head == NG_NONE);
    uint32_t first = 0;
    ng_flow_sentences(&r, &first, 1, &a, scratch);
    CHECK(!ng_has_arcs(&r));
    ng_arena_close(&a, ROOM);
    ng_arena_close(&scratch, ROOM);
}

T_MAIN(T(order_and_threads_change_nothing), T(what_is_known_is_not_added_again),
       T(a_bad_path_is_told_and_the_rest_goes_on),
       T(stopping_keeps_what_was_done),
       T(a_story_that_is_too_large_is_told_plainly),
       T(a_report_with_words_is_whole_again), T(the_fast_way_has_words_alone))
