/* fixture_batch.h - reports through the flow, in batch order, and compared.
 *
 *     batch_open(); batch_add(text, outlet, day) or batch_read(path) ...
 *     batch_compare(jobs); ... batch.edges ... batch_close();
 */
#pragma once
#include "t.h"

#include "engine/engine.h"
#include "group/group.h"
#include "read/read.h"
#include "trace/trace.h"

#include <stdlib.h>

enum { BATCH_ROOM = 1 << 30, BATCH_MOST = 4096 };
static struct ng_batch batch;
static struct ng_arena batch_out, batch_scratch;
static ng_reasons batch_reasons;
static struct ng_trace_text batch_texts[BATCH_MOST];
static struct ng_group_text batch_groups[BATCH_MOST];

static inline void batch_open(void)
{
    batch = (struct ng_batch){0};
    batch_reasons = (ng_reasons){0};
    ng_arena_open(&batch_out, BATCH_ROOM, NULL);
    ng_arena_open(&batch_scratch, BATCH_ROOM, NULL);
}

static inline void batch_close(void)
{
    ng_arena_close(&batch_out, BATCH_ROOM);
    ng_arena_close(&batch_scratch, BATCH_ROOM);
}

static inline ng_status batch_take(void *ctx, const struct ng_raw *raw,
                                   struct ng_err *err)
{
    struct ng_arena *a = &batch_out;
    struct ng_report *r = ng_new(a, struct ng_report, 1);
    struct ng_raw mine = *raw;
    (void)ctx;
    mine.bytes = ng_str_copy(raw->bytes, a);
    mine.raw =
        raw->raw.p == raw->bytes.p ? mine.bytes : ng_str_copy(raw->raw, a);
    ng_str *const copied[] = {&mine.path,   &mine.given_id, &mine.title,
                              &mine.outlet, &mine.author,   &mine.published,
                              &mine.url,    &mine.modified, &mine.language};
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        *copied[i] = ng_str_copy(*copied[i], a);
    mine.keep = (ng_str){0};
    ng_report_of(r, &mine);
    *ng_push(&batch.reports, a) = r;
    return ng_flow(r, a, &batch_scratch, err);
}

static inline void batch_add(const char *text, const char *outlet,
                             const char *day)
{
    struct ng_raw raw = {.path = STR("-"),
                         .format = NG_FORMAT_PLAIN,
                         .raw = ng_str_of(text),
                         .outlet = ng_str_of(outlet),
                         .published = ng_str_of(day)};
    raw.bytes = raw.raw;
    batch_take(NULL, &raw, NULL);
}

/* False if there is nothing at the path. */
static inline bool batch_read(const char *path)
{
    struct ng_reading reading = {.take = batch_take};
    size_t had = batch.reports.n;
    return ng_read(&reading, path, NULL) == NG_OK && batch.reports.n > had;
}

/* A path in ../shared, or where NUTGRAF_SHARED says. */
static inline const char *batch_shared(const char *name, char path[512])
{
    const char *root = getenv("NUTGRAF_SHARED");
    snprintf(path, 512, "%s/%s", root ? root : "../shared", name);
    return path;
}

static inline int batch_order(const void *a, const void *b)
{
    return ng_report_cmp(*(struct ng_report *const *)a,
                         *(struct ng_report *const *)b);
}

/* Sorts, then traces and groups. */
static inline void batch_compare(unsigned jobs)
{
    size_t n = batch.reports.n;
    uint32_t stories;
    ng_edges edges = {0};
    if (n)
        qsort(batch.reports.at, n, sizeof *batch.reports.at, batch_order);
    for (size_t i = 0; i < n; i++) {
        batch_texts[i] = ng_trace_text_of(batch.reports.at[i], &batch_out);
        batch_groups[i] = ng_group_text_of(batch.reports.at[i], &batch_out);
    }
    CHECK(ng_trace(batch_texts, n, jobs, &edges, &batch_out, NULL) == NG_OK);
    batch.edges.at = edges.at;
    batch.edges.n = edges.n;
    batch.edges.cap = edges.cap;
    ng_find_origins(&batch, &batch_out, batch_scratch);
    batch.story_of = ng_new(&batch_out, uint32_t, n);
    CHECK(ng_group(batch_groups, n, edges.at, edges.n, batch.story_of, &stories,
                   &batch_reasons, NULL, &batch_out, NULL) == NG_OK);
    ng_tell_stories_apart(&batch, &batch_reasons, &batch_out, batch_scratch);
}

/* The place of the report whose path ends like this. */
static inline uint32_t batch_find(const char *end)
{
    for (uint32_t i = 0; i < batch.reports.n; i++)
        if (ng_str_ends(batch.reports.at[i]->source.path, ng_str_of(end)))
            return i;
    return NG_NONE;
}

static inline const struct ng_edge *batch_edge(uint32_t child, uint32_t parent)
{
    for (size_t i = 0; i < batch.edges.n; i++)
        if (batch.edges.at[i].child == child &&
            batch.edges.at[i].parent == parent)
            return &batch.edges.at[i];
    return NULL;
}
