/* spec.h - runs the examples of one file of spec/ against one stage.
 *
 *     > [2019-04-15..2019-04-18] text of a report
 *     = what the stage finds in it, one line for each thing, in order
 *
 * The days in brackets are the date of publication ("[unknown]": none);
 * without them it is Wednesday 24 April 2019. "\n\n" in the text stands for
 * the end of a paragraph. The text is run from a block of its exact size.
 */
#pragma once
#include "t.h"

#include "annotate/annotate.h"
#include "base/out.h"

#include <stdlib.h>

typedef void spec_show(const struct ng_report *r, struct ng_out *to);

struct spec_job {
    ng_str text;
    ng_days published;
    ng_stage *const *stages;
    spec_show *show;
    struct ng_arena scratch;
    struct ng_out *to;
};

enum { SPEC_ROOM = 1 << 26, SPEC_LINE = 4096 };

static inline ng_status spec_job_run(void *ctx, struct ng_arena *out,
                                     struct ng_err *err)
{
    struct spec_job *job = ctx;
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

static inline void spec_text(ng_str text, ng_days published,
                             ng_stage *const *stages, spec_show *show,
                             struct ng_out *to)
{
    struct ng_arena out, scratch;
    REQUIRE(ng_arena_open(&out, SPEC_ROOM, NULL) == NG_OK);
    REQUIRE(ng_arena_open(&scratch, SPEC_ROOM, NULL) == NG_OK);
    struct ng_arena *start = &out;
    char *out0 = out.at, *scratch0 = scratch.at;
    struct spec_job job = {text, published, stages, show, scratch, to};
    CHECK(ng_guarded(spec_job_run, &job, start, NULL) == NG_OK);
    out.at = out0;
    scratch.at = scratch0;
    ng_arena_close(&out, SPEC_ROOM);
    ng_arena_close(&scratch, SPEC_ROOM);
}

/* "[2019-04-15..2019-04-18] " or "[unknown] " in front of a text. */
static inline ng_str spec_days(ng_str s, ng_days *d)
{
    ng_day today = ng_day_of(2019, 4, 24);
    *d = (ng_days){today, today};
    if (s.n == 0 || s.p[0] != '[')
        return s;
    ng_cut cut = ng_cut_at(s, ']');
    ng_str in = {cut.head.p + 1, cut.head.n - 1};
    *d = NG_NO_DAYS;
    if (ng_day_parse(in, &d->first)) {
        d->last = d->first;
        if (in.n >= 22)
            (void)ng_day_parse((ng_str){in.p + 12, in.n - 12}, &d->last);
    }
    return ng_str_trim(cut.tail);
}

static inline size_t spec_unescape(char *p, size_t n)
{
    size_t to = 0;
    for (size_t i = 0; i < n; i++)
        if (p[i] == '\\' && i + 1 < n && p[i + 1] == 'n')
            p[to++] = '\n', i++;
        else
            p[to++] = p[i];
    return to;
}

static inline void spec_compare(const char *input, struct ng_out *got,
                                struct ng_out *want, int line)
{
    ng_str g = ng_out_str(got), w = ng_out_str(want);
    if (!ng_str_eq(g, w))
        T_SAY("line %d: %s\n# got:\n%.*s# want:\n%.*s", line, input, (int)g.n,
              g.p, (int)w.n, w.p);
    got->n = want->n = 0;
}

/* Runs every example of the file; returns how many there were. */
static inline int spec_run(const char *path, ng_stage *const *stages,
                           spec_show *show)
{
    FILE *f = fopen(path, "r");
    if (!f) {
        T_SAY("no file %s: run from the top of the tree\n", path);
        return 0;
    }
    static char line[SPEC_LINE], input[SPEC_LINE];
    struct ng_out got = {.limit = 1 << 20}, want = {.limit = 1 << 20};
    int n = 0, at = 0, began = 0;
    while (fgets(line, sizeof line, f)) {
        ng_str s = ng_str_of(line);
        at++;
        if (ng_str_starts(s, STR("    > "))) {
            if (n++)
                spec_compare(input, &got, &want, began);
            s = ng_str_trim((ng_str){s.p + 6, s.n - 6});
            memcpy(input, s.p, s.n);
            input[s.n] = 0;
            began = at;
            ng_days published;
            s = spec_days(s, &published);
            static char text[SPEC_LINE];
            memcpy(text, s.p, s.n);
            s = (ng_str){text, spec_unescape(text, s.n)};
            spec_text(s, published, stages, show, &got);
        } else if (ng_str_starts(s, STR("    = "))) {
            ng_put(&want, ng_str_trim((ng_str){s.p + 6, s.n - 6}));
            ng_putc(&want, '\n');
        }
    }
    if (n)
        spec_compare(input, &got, &want, began);
    fclose(f);
    ng_out_release(&got);
    ng_out_release(&want);
    return n;
}
