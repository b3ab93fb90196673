/* What happens where memory ends: every stage is run in arenas of many sizes,
 * down to none. It either does its work or is refused; nothing is torn. */
#include "fixture_batch.h"
#include "tell/tell.h"
#include "weigh/weigh.h"

static const char report[] =
    "BERLIN, March 12, 2030 (Northwire) - Angela Merkel met Emmanuel Macron "
    "in Berlin on Monday, a spokesman said.\n\n"
    "\"We agreed on the bridge,\" said Macron, who will visit Warsaw on "
    "Thursday. He denied that 300 workers had been dismissed, as a union had "
    "claimed last week.\n\n"
    "Germany's interior ministry said on Tuesday that police had arrested 14 "
    "people in Hamburg. About $5 million was seized in 2029.\n";
static const char page[] =
    "<html lang=en><head><title>Bridge agreed</title><meta "
    "property='article:published_time' content='2030-03-12T10:00:00Z'></head>"
    "<body><nav><a href=/>Home</a></nav><article><h1>Bridge agreed</h1><p>"
    "Angela Merkel met Emmanuel Macron in Berlin on Monday, a spokesman said "
    "after the talks had ended late in the evening.</p><p>Macron will visit "
    "Warsaw on Thursday, his office said, where he is to meet the president "
    "and to speak to students of the university.</p></article></body></html>";

static struct ng_arena big_out, big_scratch;

/* The first `n` bytes of an arena. */
static struct ng_arena part_of(const struct ng_arena *a, size_t n)
{
    return (struct ng_arena){.at = a->at, .end = a->at + n};
}

static ng_status flow(const char *text, enum ng_format format, size_t out,
                      size_t scratch, size_t *used)
{
    struct ng_arena o = part_of(&big_out, out);
    struct ng_arena s = part_of(&big_scratch, scratch);
    struct ng_raw raw = {
        .path = STR("x"), .format = format, .raw = ng_str_of(text)};
    struct ng_report r = {0};
    struct ng_err err = {0};
    raw.bytes = raw.raw;
    ng_report_of(&r, &raw);
    ng_status status = ng_flow(&r, &o, &s, &err);
    *used = (size_t)(o.at - big_out.at);
    CHECK(status == NG_OK || (status == NG_TOO_BIG && err.text[0]));
    CHECK(status == NG_OK || *used == 0);
    return status;
}

static void sweep(const char *text, enum ng_format format)
{
    size_t all, used;
    REQUIRE(flow(text, format, BATCH_ROOM, BATCH_ROOM, &all) == NG_OK);
    CHECK(all > 1000);
    size_t refused = 0, turns = 60;
    for (size_t i = 0; i < turns; i++)
        refused += flow(text, format, all * i / turns, BATCH_ROOM, &used) ==
                   NG_TOO_BIG;
    CHECK_INT(refused, turns);
    CHECK(flow(text, format, all, BATCH_ROOM, &used) == NG_OK);
    refused = 0;
    for (size_t size = 0; size < (8 << 20); size += size / 4 + 640)
        refused += flow(text, format, BATCH_ROOM, size, &used) == NG_TOO_BIG;
    CHECK(refused > 3);
}

static void one_report_in_too_little_memory(void)
{
    REQUIRE(ng_arena_open(&big_out, BATCH_ROOM, NULL) == NG_OK);
    REQUIRE(ng_arena_open(&big_scratch, BATCH_ROOM, NULL) == NG_OK);
    sweep(report, NG_FORMAT_PLAIN);
    sweep(page, NG_FORMAT_HTML);
    ng_arena_close(&big_out, BATCH_ROOM);
    ng_arena_close(&big_scratch, BATCH_ROOM);
}

/* ---- many reports ----------------------------------------------------- */

struct job {
    struct ng_arena scratch;
    struct ng_out told;
    uint64_t hash;
};

/* Everything after the flow, on a copy of the batch. */
static ng_status compare_and_tell(void *ctx, struct ng_arena *out,
                                  struct ng_err *err)
{
    struct job *job = ctx;
    struct ng_batch b = {0};
    struct ng_arena scratch = job->scratch;
    size_t n = batch.reports.n;
    uint32_t stories;
    ng_edges edges = {0};
    ng_reasons reasons = {0};
    scratch.guard = out->guard;
    for (size_t i = 0; i < n; i++)
        *ng_push(&b.reports, out) = batch.reports.at[i];
    for (size_t i = 0; i < n; i++) {
        batch_texts[i] = ng_trace_text_of(b.reports.at[i], out);
        batch_groups[i] = ng_group_text_of(b.reports.at[i], out);
    }
    ng_status status = ng_trace(batch_texts, n, 1, &edges, out, err);
    if (status != NG_OK)
        return status;
    b.edges.at = edges.at;
    b.edges.n = edges.n;
    b.edges.cap = edges.cap;
    ng_find_origins(&b, out, scratch);
    b.story_of = ng_new(out, uint32_t, n);
    status = ng_group(batch_groups, n, edges.at, edges.n, b.story_of, &stories,
                      &reasons, NULL, out, err);
    if (status != NG_OK)
        return status;
    ng_tell_stories_apart(&b, &reasons, out, scratch);
    b.stories.n = b.stories.n ? 1 : 0;
    ng_weigh(&b, out, scratch);
    struct ng_telling t = {
        .out = &job->told, .form = NG_FORM_TERMINAL, .since = NG_NO_DAY};
    ng_tell_brief(&t, &b, out, scratch);
    job->hash = ng_hash64(ng_out_str(&job->told), 0);
    return NG_OK;
}

static ng_status compare(size_t out, size_t scratch, size_t *used,
                         uint64_t *hash)
{
    struct ng_arena o = part_of(&big_out, out);
    struct job job = {.scratch = part_of(&big_scratch, scratch)};
    struct ng_err err = {0};
    ng_status status = ng_guarded(compare_and_tell, &job, &o, &err);
    *used = (size_t)(o.at - big_out.at);
    *hash = job.hash;
    CHECK(status == NG_OK || (status == NG_TOO_BIG && err.text[0]));
    ng_out_release(&job.told);
    return status;
}

static void many_reports_in_too_little_memory(void)
{
    size_t all, used;
    uint64_t hash, again;
    batch_open();
    batch_add(report, "Northwire", "2030-03-12");
    batch_add(report, "Coast Today", "2030-03-13");
    batch_add("Angela Merkel met Emmanuel Macron in Berlin on Monday, and 400 "
              "workers had been dismissed, a union claimed.",
              "Radio Vale", "2030-03-13");
    REQUIRE(ng_arena_open(&big_out, BATCH_ROOM, NULL) == NG_OK);
    REQUIRE(ng_arena_open(&big_scratch, BATCH_ROOM, NULL) == NG_OK);
    REQUIRE(compare(BATCH_ROOM, BATCH_ROOM, &all, &hash) == NG_OK);
    size_t refused = 0;
    for (size_t i = 0; i < 40; i++)
        refused +=
            compare(all * i / 40, BATCH_ROOM, &used, &again) == NG_TOO_BIG;
    CHECK_INT(refused, 40);
    for (size_t size = 0; size < (4 << 20); size += size / 4 + 640)
        if (compare(BATCH_ROOM, size, &used, &again) == NG_OK)
            CHECK(again == hash); /* enough is enough: the same is told */
    ng_arena_close(&big_out, BATCH_ROOM);
    ng_arena_close(&big_scratch, BATCH_ROOM);
    batch_close();
}

T_MAIN(T(one_report_in_too_little_memory), T(many_reports_in_too_little_memory))
