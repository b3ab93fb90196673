/* test_api.c - the public header, used as another program would. */
#include "nutgraf.h"
#include "t.h"

static char got[1 << 20];
static size_t got_n;

static int collect(void *ctx, const char *text, size_t n)
{
    (void)ctx;
    if (n > sizeof got - got_n - 1)
        return 1;
    memcpy(got + got_n, text, n);
    got_n += n;
    got[got_n] = 0;
    return 0;
}

static int refuse(void *ctx, const char *text, size_t n)
{
    (void)ctx, (void)text, (void)n;
    return 1;
}

static void count(void *ctx, const char *path, unsigned long long record,
                  const char *why)
{
    (void)record;
    *(int *)ctx += strlen(path) > 0 && strlen(why) > 0;
}

static const char *const story[] = {"examples/ferry"};

static void briefs_in_memory(void)
{
    ng_engine *e;
    unsigned long long cites = 0;
    REQUIRE(ng_engine_open(&e, NULL) == 0);
    ng_engine_set_jobs(e, 2);
    CHECK_INT(ng_engine_add(e, story, 1), 0);
    got_n = 0;
    CHECK_INT(ng_engine_brief(e, NULL, "text", collect, NULL), 0);
    CHECK(strstr(got, "10 reports") != NULL);
    CHECK(strstr(got, "SOURCES") != NULL);
    CHECK_INT(ng_engine_check(e, &cites), 0);
    CHECK(cites > 100);
    CHECK_INT(ng_engine_brief(e, NULL, "sonnet", collect, NULL), 2);
    CHECK(strstr(ng_engine_error(e), "sonnet") != NULL);
    CHECK_INT(ng_engine_brief(e, NULL, "html", refuse, NULL), 5);
    CHECK_INT(ng_engine_brief(e, "szzzzzzz", "text", collect, NULL), 1);
    ng_engine_close(e);
}

static void reads_without_a_store(void)
{
    ng_engine *e;
    int failed = 0;
    static const char *const paths[] = {"examples/ferry", "examples/nowhere"};
    REQUIRE(ng_engine_open(&e, NULL) == 0);
    ng_engine_on_failed(e, count, &failed);
    got_n = 0;
    CHECK_INT(ng_engine_read(e, paths, 2, collect, NULL), 3);
    CHECK_INT(failed, 1);
    int lines = 0;
    for (size_t i = 0; i < got_n; i++)
        lines += got[i] == '\n';
    CHECK_INT(lines, 10);
    CHECK_INT(ng_engine_read(e, paths, 1, refuse, NULL), 5);
    ng_engine_close(e);
}

static void tells_why_a_store_does_not_open(void)
{
    ng_engine *e;
    CHECK(ng_engine_open_readonly(&e, "/nonexistent/store.db") != 0);
    CHECK(strlen(ng_engine_error(e)) > 10);
    ng_engine_close(e);
    ng_engine_close(NULL);
    CHECK(strlen(ng_version()) >= 5);
}

T_MAIN(T(briefs_in_memory), T(reads_without_a_store),
       T(tells_why_a_store_does_not_open))
