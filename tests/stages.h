/* stages.h - a text, from a block of its exact size, through some stages.
 *
 *     stages_run(text, published, stages, look, to)
 *
 * `stages` ends with NULL; `look` sees the report when they are done.
 */
#pragma once
#include "t.h"

#include "annotate/annotate.h"
#include "base/out.h"

#include <stdlib.h>

typedef void stages_look(const struct ng_report *r, struct ng_out *to);

struct stages_job {
    ng_str text;
    ng_days published;
    ng_stage *const *stages;
    stages_look *show;
    struct ng_arena scratch;
    struct ng_out *to;
};

enum { STAGES_ROOM = 1 << 29 };

static inline ng_status stages_job_run(void *ctx, struct ng_arena *out,
                                       struct ng_err *err)
{
    struct stages_job *job = ctx;
    (void)err;
    struct ng_report *r = ng_new(out, struct ng_report, 1);
    char *p = malloc(job->text.n ? job->text.n : 1);
    memcpy(p, job->text.p, job->text.n);
    r->text = (ng_str){p, job->text.n};
    r->published = job->published;
    r->published_basis = NG_BASIS_HEADER;
    job->scratch.guard = out->guard;
    uint32_t beg = 0;
    for (size_t i = 0; i <= r->text.n; i++)
        if (i == r->text.n || (i + 1 < r->text.n && p[i] == '\n')) {
            *ng_push(&r->paragraphs, out) = (struct ng_paragraph){
                .at = {beg, (uint32_t)i}, .kind = NG_BLOCK_PARAGRAPH};
            while (i + 1 < r->text.n && p[i + 1] == '\n')
                i++;
            beg = (uint32_t)i + 1;
        }
    for (size_t i = 0; job->stages[i]; i++)
        job->stages[i](r, out, job->scratch);
    job->show(r, job->to);
    free(p);
    return NG_OK;
}

static inline void stages_run(ng_str text, ng_days published,
                              ng_stage *const *stages, stages_look *show,
                              struct ng_out *to)
{
    struct ng_arena out, scratch;
    REQUIRE(ng_arena_open(&out, STAGES_ROOM, NULL) == NG_OK);
    REQUIRE(ng_arena_open(&scratch, STAGES_ROOM, NULL) == NG_OK);
    struct ng_arena *start = &out;
    char *out0 = out.at, *scratch0 = scratch.at;
    struct stages_job job = {text, published, stages, show, scratch, to};
    CHECK(ng_guarded(stages_job_run, &job, start, NULL) == NG_OK);
    out.at = out0;
    scratch.at = scratch0;
    ng_arena_close(&out, STAGES_ROOM);
    ng_arena_close(&scratch, STAGES_ROOM);
}
