/* One report after the other, or all of them at once: the same store. Made-up
 * news with copies, versions, shared phrases and missing dates comes in some
 * order, a few at a time; then everything is worked out anew. */
#include "engine/engine.h"
#include "t.h"
#include "tell/tell.h"

#include <stdlib.h>
#include <unistd.h>

enum { ROOM = 512 << 20, REPORTS = 90 };

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
    ng_loose_edges loose = {0};
    CHECK(ng_store_load_loose(st, &loose, &a, &err) == NG_OK);
    for (size_t i = 0; i < loose.n; i++) {
        ng_put(&o, ng_id_str(&loose.at[i].child));
        ng_put(&o, ng_id_str(&loose.at[i].parent));
    }
    struct ng_arena whole = all;
    ng_arena_close(&whole, ROOM);
    ng_arena_close(&scratch, ROOM);
    return o;
}

/* ---- made-up news ------------------------------------------------------- */

static unsigned next(unsigned *seed, unsigned n)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 12) % n;
}

static const char *const what[] = {"harbour", "bridge",  "hospital", "market",
                                   "library", "airport", "stadium"};
static const char *const where[] = {"Ellery", "Norbank", "Quill",  "Sandover",
                                    "Tarn",   "Umber",   "Westray"};
static const char *const who[] = {"Marta Obel", "Ivo Krann", "Senna Dray",
                                  "Piet Lommer", "Ada Quist"};
static const char *const foot[] = {
    "",
    "Send us what you saw to our desk by the river and we will read it "
    "together on the air in the morning programme that follows.",
};

/* The n-th sentence of an event; a version changes some of its numbers. */
static size_t put_sentence(char *p, size_t room, unsigned event, unsigned n,
                           unsigned version)
{
    unsigned seed = event * 977 + n * 131;
    unsigned a = next(&seed, 7), b = next(&seed, 7), c = next(&seed, 5);
    unsigned number = 20 + next(&seed, 900) + (n % 3 == version ? version : 0);
    const char *one = who[c], *thing = what[(event + a) % 7], *place = where[b];
    int n_put = 0;
    switch (next(&seed, 4)) {
    case 0:
        n_put = snprintf(p, room,
                         "%s said the %s of %s will stay closed while %u "
                         "people look for a way around it. ",
                         one, thing, place, number);
        break;
    case 1:
        n_put = snprintf(p, room,
                         "According to %s, work on the %s in %s has cost %u "
                         "days more than the council had set aside. ",
                         one, thing, place, number);
        break;
    case 2:
        n_put = snprintf(p, room,
                         "\"We were not asked,\" %s told a crowd before the "
                         "%s of %s, where some %u had come to listen. ",
                         one, thing, place, number);
        break;
    default:
        n_put = snprintf(p, room,
                         "%s denied that the %s at %s was sold, though %u "
                         "letters about it had reached the minister. ",
                         one, thing, place, number);
    }
    return (size_t)n_put;
}

/* Numbers from here on are reports of one event. */
enum { OF_ONE = 100000 };

/* Report i of the made-up news, as a line of JSON. */
static void put_report(FILE *f, unsigned i)
{
    char text[4000], date[32] = "";
    unsigned seed = i * 7919 + 17, event = next(&seed, i < OF_ONE ? 18 : 1);
    unsigned version = next(&seed, 4), like = next(&seed, 5);
    size_t at = 0;
    for (unsigned n = like == 4 ? 3 : 0; n < 9; n++)
        at += put_sentence(text + at, sizeof text - at,
                           like == 3 && n > 4 ? event + 40 + i : event,
                           like == 2 ? n + i : n, version);
    snprintf(text + at, sizeof text - at, "%s", foot[i % 2]);
    if (next(&seed, 6))
        snprintf(date, sizeof date, "2031-%02u-%02u", 3 + event % 2,
                 1 + (event * 3 + next(&seed, 4)) % 28);
    for (char *p = text; *p; p++)
        if (*p == '"')
            *p = '\'';
    fprintf(f,
            "{\"id\": \"%u\", \"outlet\": \"%s Post\", \"title\": \"%s of "
            "%s\", \"date\": \"%s\", \"text\": \"%s\"}\n",
            i, where[next(&seed, 7)], what[event % 7], where[event % 7], date,
            text);
}

static ng_status add_some(struct ng_store *st, const unsigned *order, size_t n,
                          struct ng_adding *adding)
{
    char path[64];
    struct ng_err err = {0};
    snprintf(path, sizeof path, "/tmp/nutgraf-settle-%d.jsonl", (int)getpid());
    FILE *f = fopen(path, "w");
    if (!f)
        return NG_IO;
    for (size_t i = 0; i < n; i++)
        put_report(f, order[i]);
    fclose(f);
    const char *paths[] = {path};
    ng_status status = ng_add(st, adding, paths, 1, &err);
    if (status != NG_OK)
        T_SAY("%s\n", err.text);
    unlink(path);
    return status;
}

static void shuffle(unsigned order[REPORTS], unsigned seed)
{
    for (unsigned i = 0; i < REPORTS; i++)
        order[i] = i;
    for (unsigned i = REPORTS - 1; i > 0; i--) {
        unsigned k = next(&seed, i + 1), swap = order[i];
        order[i] = order[k];
        order[k] = swap;
    }
}

/* ---- tests -------------------------------------------------------------- */

static void new_reports_change_what_all_of_them_would(void)
{
    struct ng_out first = {0};
    for (unsigned turn = 0; turn < 2; turn++) {
        unsigned order[REPORTS], seed = turn, some = 0;
        struct ng_adding adding = {.jobs = turn + 1};
        struct ng_err err = {0};
        struct ng_store *st = memory_store();
        REQUIRE(st);
        shuffle(order, turn * 31 + 5);
        for (size_t i = 0, n = 40; i < REPORTS;
             i += n, n = 1 + next(&seed, 5)) {
            n = n < REPORTS - i ? n : REPORTS - i;
            CHECK(add_some(st, order + i, n, &adding) == NG_OK);
            some += !adding.done.whole;
        }
        CHECK(some > 10); /* it was not all compared again each time */
        struct ng_out few = exported(st);
        CHECK(ng_settle_all(st, &adding, &err) == NG_OK);
        CHECK(adding.done.whole);
        struct ng_out all = exported(st);
        CHECK(few.n > 1000 && few.n == all.n &&
              memcmp(few.p, all.p, all.n) == 0);
        if (!turn) {
            first = all;
        } else {
            CHECK(first.n == all.n && memcmp(first.p, all.p, all.n) == 0);
            ng_out_release(&all);
        }
        ng_out_release(&few);
        struct ng_check check = {0};
        CHECK(ng_store_check(st, &check, &err) == NG_OK);
        ng_store_close(st);
    }
    ng_out_release(&first);
}

/* A story of many reports that grows by one or two at a time, in some order:
 * what is kept of its reports is read again each time. */
static void a_large_story_grows(void)
{
    struct ng_out first = {0};
    for (unsigned turn = 0; turn < 2; turn++) {
        unsigned order[REPORTS], seed = turn;
        struct ng_adding adding = {.jobs = turn + 1};
        struct ng_err err = {0};
        struct ng_store *st = memory_store();
        REQUIRE(st);
        shuffle(order, turn * 17 + 2);
        for (size_t i = 0; i < REPORTS; i++)
            order[i] += OF_ONE;
        for (size_t i = 0, n = 70; i < REPORTS;
             i += n, n = 1 + next(&seed, 2)) {
            n = n < REPORTS - i ? n : REPORTS - i;
            CHECK(add_some(st, order + i, n, &adding) == NG_OK);
            CHECK(i == 0 || !adding.done.whole);
        }
        CHECK(adding.done.concerned > REPORTS / 2);
        struct ng_out few = exported(st);
        CHECK(ng_settle_all(st, &adding, &err) == NG_OK);
        struct ng_out all = exported(st);
        CHECK(few.n > 1000 && few.n == all.n &&
              memcmp(few.p, all.p, all.n) == 0);
        CHECK(!turn ||
              (first.n == all.n && memcmp(first.p, all.p, all.n) == 0));
        struct ng_check check = {0};
        CHECK(ng_store_check(st, &check, &err) == NG_OK);
        ng_out_release(&few);
        ng_out_release(&first);
        first = all;
        ng_store_close(st);
    }
    ng_out_release(&first);
}

static void what_is_known_already_settles_at_once(void)
{
    unsigned order[REPORTS];
    struct ng_adding adding = {0};
    struct ng_err err = {0};
    struct ng_store *st = memory_store();
    REQUIRE(st);
    shuffle(order, 3);
    CHECK(add_some(st, order, 40, &adding) == NG_OK);
    CHECK(add_some(st, order, 40, &adding) == NG_OK);
    CHECK_INT(adding.done.known, 40);
    CHECK(ng_settle(st, &adding, &err) == NG_OK);
    CHECK_INT(adding.done.concerned, 0);
    CHECK(!adding.done.whole);
    ng_store_close(st);
}

/* Added fast and then in full, or half of it so: the same as in full. */
/* All at once, with room to keep all, some or none of them for settling. */
static void what_is_kept_of_reports_is_what_would_be_loaded(void)
{
    static const struct {
        unsigned jobs;
        size_t room;
        bool fast;
    } ways[] = {{1, 0, false}, {2, 1, false}, {4, 200000, false},
                {1, 0, true},  {4, 1, true},  {2, 200000, true},
                {4, 0, true},  {3, 0, false}};
    struct ng_out first[2] = {{0}, {0}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        unsigned order[REPORTS];
        struct ng_adding adding = {.jobs = ways[i].jobs,
                                   .kept_room = ways[i].room,
                                   .fast = ways[i].fast};
        struct ng_store *st = memory_store();
        REQUIRE(st);
        shuffle(order, (unsigned)i);
        CHECK(add_some(st, order, REPORTS, &adding) == NG_OK);
        CHECK(adding.done.whole);
        struct ng_out all = exported(st), *as = &first[ways[i].fast];
        CHECK(all.n > 1000);
        CHECK(!as->n || (as->n == all.n && memcmp(as->p, all.p, all.n) == 0));
        if (as->n)
            ng_out_release(&all);
        else
            *as = all;
        ng_store_close(st);
    }
    ng_out_release(&first[0]);
    ng_out_release(&first[1]);
}

static void fast_reports_are_completed(void)
{
    unsigned order[REPORTS];
    struct ng_adding full = {.jobs = 2}, fast = {.jobs = 2, .fast = true};
    struct ng_store *st = memory_store(), *other = memory_store();
    REQUIRE(st && other);
    shuffle(order, 9);
    CHECK(add_some(st, order, REPORTS, &full) == NG_OK);
    struct ng_out want = exported(st);
    CHECK(add_some(other, order, 70, &fast) == NG_OK);
    struct ng_out less = exported(other);
    CHECK(less.n > 1000 && less.n < want.n);
    CHECK(add_some(other, order, 70, &fast) == NG_OK);
    CHECK_INT(fast.done.known, 70);
    CHECK(add_some(other, order + 30, REPORTS - 30, &full) == NG_OK);
    CHECK_INT(full.done.completed, 40);
    CHECK_INT(full.done.added, REPORTS - 70);
    CHECK(add_some(other, order, 40, &fast) == NG_OK);
    CHECK(add_some(other, order, 40, &full) == NG_OK);
    CHECK_INT(full.done.completed, 30);
    CHECK_INT(full.done.known, 10);
    struct ng_out all = exported(other);
    CHECK(all.n == want.n && memcmp(all.p, want.p, all.n) == 0);
    ng_out_release(&all);
    ng_out_release(&less);
    ng_out_release(&want);
    ng_store_close(st);
    ng_store_close(other);
}

T_MAIN(T(new_reports_change_what_all_of_them_would), T(a_large_story_grows),
       T(what_is_known_already_settles_at_once),
       T(what_is_kept_of_reports_is_what_would_be_loaded),
       T(fast_reports_are_completed))
