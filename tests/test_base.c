/* The ground everything stands on: arenas, lists, the table of names, texts,
 * the calendar, what is written, ids, statuses. */
#include "base/calendar.h"
#include "base/hash.h"
#include "base/names.h"
#include "base/out.h"
#include "t.h"

#include <stdlib.h>

enum { ROOM = 1 << 20 };

static struct ng_arena arena;
static char *arena_start;

static void open_arena(void)
{
    REQUIRE(ng_arena_open(&arena, ROOM, NULL) == NG_OK);
    arena_start = arena.at;
}

static void close_arena(void)
{
    ng_arena_close(&arena, ROOM);
}

/* ---- arena ------------------------------------------------------------ */

static ng_status take_bytes(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    const size_t *n = ctx;
    (void)err;
    memset(ng_new(a, char, *n), 'x', *n);
    return NG_OK;
}

static void memory_is_zero_and_aligned(void)
{
    open_arena();
    for (int turn = 0; turn < 50; turn++) {
        char *c = ng_new(&arena, char, 1 + (size_t)turn % 5);
        double *d = ng_new(&arena, double, 3);
        CHECK(((uintptr_t)d & (_Alignof(double) - 1)) == 0);
        CHECK(*c == 0 && d[0] == 0 && d[2] == 0);
        *c = 'x';
        d[0] = d[2] = 1;
    }
    arena.at = arena_start; /* given back: the same room, zero again */
    char *again = ng_new(&arena, char, 512);
    for (int i = 0; i < 512; i++)
        CHECK(again[i] == 0);
    close_arena();
}

static void a_full_arena_is_told_and_given_back(void)
{
    struct ng_err err = {0};
    size_t n = ROOM + 1;
    open_arena();
    CHECK(ng_guarded(take_bytes, &n, &arena, &err) == NG_TOO_BIG);
    CHECK(err.status == NG_TOO_BIG && err.text[0]);
    CHECK(arena.at == arena_start);
    n = SIZE_MAX; /* sizes that overflow are refused too */
    CHECK(ng_guarded(take_bytes, &n, &arena, &err) == NG_TOO_BIG);
    n = 100;
    CHECK(ng_guarded(take_bytes, &n, &arena, NULL) == NG_OK);
    CHECK(arena.at > arena_start);
    CHECK(arena.guard == NULL);
    close_arena();
}

struct nest {
    ng_status inner;
    size_t n;
};

static ng_status take_inside(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct nest *nest = ctx;
    size_t big = ROOM + 1;
    nest->inner = ng_guarded(take_bytes, &big, a, err);
    return ng_guarded(take_bytes, &nest->n, a, err);
}

static void guards_nest(void)
{
    struct nest nest = {.n = 64};
    open_arena();
    CHECK(ng_guarded(take_inside, &nest, &arena, NULL) == NG_OK);
    CHECK(nest.inner == NG_TOO_BIG);
    nest.n = ROOM;
    CHECK(ng_guarded(take_inside, &nest, &arena, NULL) == NG_TOO_BIG);
    close_arena();
}

static void an_arena_too_large_is_an_error(void)
{
    struct ng_arena a = {0};
    struct ng_err err = {0};
    CHECK(ng_arena_open(&a, SIZE_MAX / 2, &err) == NG_IO);
    CHECK(err.text[0]);
}

/* ---- lists and names -------------------------------------------------- */

static void lists_keep_what_is_in_them(void)
{
    typedef NG_LIST(uint32_t) numbers;
    numbers list = {0};
    open_arena();
    for (uint32_t i = 0; i < 5000; i++)
        *ng_push(&list, &arena) = i * 3;
    CHECK_INT(list.n, 5000);
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < 5000; i++)
        wrong += list.at[i] != i * 3;
    CHECK_INT(wrong, 0);
    *ng_push(&list, &arena) = 7;
    for (size_t i = list.n; i < list.cap; i++)
        wrong += list.at[i] != 0;
    CHECK_INT(wrong, 0);
    close_arena();
}

static void names_are_numbered_in_order_of_sight(void)
{
    struct ng_names t = {.seed = 1}, other = {.seed = 99};
    char text[16];
    open_arena();
    CHECK(ng_name_find(&t, STR("nobody")) == NG_NO_NAME);
    for (uint32_t i = 0; i < 3000; i++) {
        snprintf(text, sizeof text, "n%u", i % 1000);
        CHECK(ng_name(&t, ng_str_of(text), &arena) == i % 1000);
        if (i < 1000)
            CHECK(ng_name(&other, ng_str_of(text), &arena) == i);
    }
    CHECK_INT(t.all.n, 1000);
    CHECK(ng_name_find(&t, STR("n999")) == 999);
    CHECK(ng_name_find(&other, STR("n999")) == 999);
    CHECK(ng_name_find(&t, STR("n1000")) == NG_NO_NAME);
    CHECK(ng_name(&t, STR(""), &arena) == 1000);
    CHECK(ng_name(&t, (ng_str){"a\0b", 3}, &arena) == 1001);
    CHECK(ng_name(&t, (ng_str){"a\0c", 3}, &arena) == 1002);
    close_arena();
}

/* ---- texts ------------------------------------------------------------ */

static void texts_are_found_cut_and_compared(void)
{
    CHECK(ng_str_find(STR("abcabc"), STR("ca"), 0) == 2);
    CHECK(ng_str_find(STR("abcabc"), STR("ca"), 3) == SIZE_MAX);
    CHECK(ng_str_find(STR("abc"), STR("abcd"), 0) == SIZE_MAX);
    CHECK(ng_str_find(STR("abc"), STR("c"), 9) == SIZE_MAX);
    CHECK(ng_str_find(STR("abc"), STR(""), 3) == 3);
    CHECK(ng_str_find_nocase(STR("The KREMLIN"), STR("kremlin"), 0) == 4);
    CHECK(ng_str_find_nocase(STR(""), STR("x"), 0) == SIZE_MAX);
    CHECK(ng_str_cmp(STR("ab"), STR("abc")) < 0);
    CHECK(ng_str_cmp(STR("b"), STR("abc")) > 0);
    CHECK(ng_str_cmp(STR("\xc3\xa9"), STR("z")) > 0); /* bytes, not locale */
    CHECK(ng_str_cmp(STR(""), STR("")) == 0);
    CHECK_STR(ng_str_trim(STR(" \t\r\n a b \v\f")), "a b");
    CHECK_STR(ng_str_trim(STR(" \n ")), "");
    CHECK(ng_str_ends(STR("a.zip"), STR(".zip")));
    CHECK(!ng_str_ends(STR("zip"), STR(".zip")));
    ng_cut cut = ng_cut_at(STR("key: value: more"), ':');
    CHECK(cut.found);
    CHECK_STR(cut.head, "key");
    CHECK_STR(cut.tail, " value: more");
    cut = ng_cut_at(STR("no"), ':');
    CHECK(!cut.found && cut.tail.n == 0);
    CHECK_STR(cut.head, "no");
}

static void numbers_are_whole_and_fit(void)
{
    int64_t v = -1;
    CHECK(ng_str_number(STR("000"), &v) && v == 0);
    CHECK(ng_str_number(STR("999999999999999999"), &v) &&
          v == 999999999999999999);
    CHECK(!ng_str_number(STR("1000000000000000000"), &v));
    CHECK(!ng_str_number(STR(""), &v));
    CHECK(!ng_str_number(STR("-1"), &v));
    CHECK(!ng_str_number(STR("1 "), &v));
    CHECK(!ng_str_number(STR("1.5"), &v));
}

static void formatted_text_is_whole(void)
{
    open_arena();
    CHECK_STR(ng_str_format(&arena, "%d " PRS, 42, PRS_ARG(STR("ships"))),
              "42 ships");
    CHECK_STR(ng_str_lower(STR("ABC \xc3\x89"), &arena), "abc \xc3\x89");
    char *c = ng_str_c(STR("edge"), &arena);
    CHECK_INT(c[4], 0);
    close_arena();
}

/* ---- calendar --------------------------------------------------------- */

static void every_day_of_a_thousand_years_is_its_own(void)
{
    ng_day day = ng_day_of(1600, 1, 1);
    int weekday = ng_weekday(day); /* a Saturday */
    CHECK_INT(weekday, 5);
    int wrong = 0;
    char buf[16];
    for (int y = 1600; y < 2600; y++)
        for (int m = 1; m <= 12; m++)
            for (int d = 1; d <= ng_days_in_month(y, m); d++, day++) {
                struct ng_date back = ng_date_of(day);
                ng_day parsed = 0;
                wrong += ng_day_of(y, m, d) != day;
                wrong += back.year != y || back.month != m || back.day != d;
                wrong += ng_weekday(day) != weekday;
                wrong += !ng_day_parse(ng_day_text(day, buf), &parsed);
                wrong += parsed != day;
                weekday = (weekday + 1) % 7;
            }
    CHECK_INT(wrong, 0);
    CHECK_INT(day, ng_day_of(2600, 1, 1));
}

static void days_that_people_know(void)
{
    char buf[16];
    CHECK_INT(ng_day_of(1970, 1, 1), 0);
    CHECK_INT(ng_weekday(ng_day_of(1969, 7, 20)), 6);
    CHECK_INT(ng_weekday(ng_day_of(2000, 2, 29)), 1);
    CHECK_INT(ng_weekday(ng_day_of(2019, 4, 24)), 2);
    CHECK_INT(ng_weekday(ng_day_of(2024, 2, 29)), 3);
    CHECK_INT(ng_day_of(2000, 3, 1) - ng_day_of(2000, 2, 1), 29);
    CHECK_INT(ng_day_of(1900, 3, 1) - ng_day_of(1900, 2, 1), 28);
    CHECK_INT(ng_day_of(2100, 3, 1) - ng_day_of(2100, 2, 1), 28);
    CHECK_INT(ng_days_in_month(2024, 2), 29);
    CHECK_INT(ng_days_in_month(2023, 2), 28);
    CHECK_STR(ng_day_text(ng_day_of(987, 6, 5), buf), "0987-06-05");
    CHECK_STR(ng_day_text(NG_NO_DAY, buf), "");
}

static void days_that_are_none(void)
{
    ng_day day;
    static const ng_str bad[] = {
        S(""),           S("2019"),       S("2019-4-24"),  S("2019-02-29"),
        S("2019-13-01"), S("2019-00-10"), S("2019-01-00"), S("2019-01-32"),
        S("0000-01-01"), S("2019/01/01"), S("20190101xx"), S("2019-01-0x")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!ng_day_parse(bad[i], &day));
    CHECK(ng_day_parse(STR("2019-04-24T10:00:00Z"), &day));
}

static void intervals_touch(void)
{
    ng_days week = {10, 16}, day = {16, 16}, later = {17, 20};
    ng_days until = {NG_NO_DAY, 12}, from = {15, NG_NO_DAY};
    CHECK(ng_days_touch(week, day));
    CHECK(!ng_days_touch(week, later));
    CHECK(!ng_days_touch(later, week));
    CHECK(ng_days_touch(until, week));
    CHECK(ng_days_touch(from, week));
    CHECK(!ng_days_touch(until, from));
    CHECK(ng_days_touch(NG_NO_DAYS, week));
    CHECK(!ng_days_known(NG_NO_DAYS) && ng_days_known(until));
}

/* ---- out -------------------------------------------------------------- */

static void what_is_written_is_kept_up_to_its_limit(void)
{
    struct ng_out o = {.limit = 10000};
    struct ng_err err = {0};
    for (int i = 0; i < 1000; i++)
        ng_printf(&o, "%d,", i % 10);
    ng_putc(&o, 'x');
    CHECK_INT(o.n, 2001);
    CHECK(ng_out_flush(&o, &err) == NG_OK);
    char block[9000];
    memset(block, 'y', sizeof block);
    ng_put(&o, (ng_str){block, sizeof block});
    CHECK(ng_out_flush(&o, &err) == NG_IO && err.text[0]);
    CHECK_INT(o.n, 2001); /* all or nothing */
    ng_out_release(&o);
}

static void a_full_disk_is_told_once_at_the_end(void)
{
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        SKIP("there is no /dev/full");
    struct ng_out o = {.to = full};
    struct ng_err err = {0};
    for (int i = 0; i < 100000; i++)
        ng_put(&o, STR("a line that nobody will read\n"));
    CHECK(ng_out_flush(&o, &err) == NG_IO);
    CHECK(strstr(err.text, "No space left"));
    ng_out_release(&o);
    fclose(full);
}

/* ---- ids and statuses ------------------------------------------------- */

static void ids_are_the_same_everywhere(void)
{
    open_arena();
    CHECK_STR(ng_sha256_hex(ng_sha256_of(STR("abc")), &arena),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015"
              "ad");
    CHECK_STR(ng_sha256_hex(ng_sha256_of(STR("")), &arena),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8"
              "55");
    ng_id id = ng_id_of('r', STR("abc"));
    CHECK_STR(ng_id_str(&id), "rxj4bnp4pahh6"); /* base 32 of ba7816bf8f01cf */
    CHECK(ng_id_eq(id, ng_id_of('r', STR("abc"))));
    CHECK(!ng_id_eq(id, ng_id_of('e', STR("abc"))));
    CHECK(!ng_id_eq(id, ng_id_of('r', STR("abd"))));
    CHECK(ng_id_str(&(ng_id){0}).n == 0);
    close_arena();
}

static void every_status_has_its_codes(void)
{
    static const int codes[NG_STATUS_COUNT] = {
        [NG_NOTHING] = 1, [NG_USAGE] = 2,        [NG_BAD_INPUT] = 3,
        [NG_TOO_BIG] = 3, [NG_STORE] = 4,        [NG_IO] = 5,
        [NG_CITE] = 6,    [NG_INTERRUPTED] = 130};
    for (int s = 0; s < NG_STATUS_COUNT; s++) {
        CHECK_INT(ng_status_exit((ng_status)s), codes[s]);
        CHECK(ng_status_http((ng_status)s) >= 200);
        CHECK(ng_status_text((ng_status)s)[0]);
    }
    struct ng_err err = {0};
    CHECK(ng_fail(&err, NG_IO, 7, "%0999d", 1) == NG_IO);
    CHECK_INT(strlen(err.text), sizeof err.text - 1); /* cut, not past */
    CHECK_INT(err.pos, 7);
    CHECK(ng_fail(NULL, NG_USAGE, 0, "nobody listens") == NG_USAGE);
}

T_MAIN(T(memory_is_zero_and_aligned), T(a_full_arena_is_told_and_given_back),
       T(guards_nest), T(an_arena_too_large_is_an_error),
       T(lists_keep_what_is_in_them), T(names_are_numbered_in_order_of_sight),
       T(texts_are_found_cut_and_compared), T(numbers_are_whole_and_fit),
       T(formatted_text_is_whole), T(every_day_of_a_thousand_years_is_its_own),
       T(days_that_people_know), T(days_that_are_none), T(intervals_touch),
       T(what_is_written_is_kept_up_to_its_limit),
       T(a_full_disk_is_told_once_at_the_end), T(ids_are_the_same_everywhere),
       T(every_status_has_its_codes))
