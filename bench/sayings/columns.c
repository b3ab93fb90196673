/* columns.c - attributions as token columns, for bench/sayings/spans.py.
 *
 *     columns < gold.txt > predicted.txt     token<TAB>tag, empty line between
 *
 * Reports are what stands between -DOCSTART- lines. The first sentence is the
 * title, all else one paragraph. With an argument, only the time of finding
 * attributions is told.
 */
#include "annotate/annotate.h"
#include "annotate/sayings_wide.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROOM = 1 << 28, TOKENS = 1 << 20 };

static double spent, said;
static size_t words_done;
static int timing;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

struct job {
    ng_str *token;
    bool *first;
    size_t n;
    struct ng_arena *scratch;
};

static ng_status annotate(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct job *job = ctx;
    struct ng_arena scratch = *job->scratch;
    struct ng_report r = {.published = NG_NO_DAYS};
    ng_range *at = ng_new(a, ng_range, job->n + 1);
    ng_str *tags = ng_new(a, ng_str, job->n + 1);
    (void)err;
    scratch.guard = a->guard;
    r.text = ng_text_of_tokens(job->token, job->first, job->n, at, a);
    uint32_t title = 0;
    for (size_t i = 1; i < job->n && !title; i++)
        if (job->first[i])
            title = at[i - 1].end;
    if (title && title + 1 < r.text.n) {
        *ng_push(&r.paragraphs, a) =
            (struct ng_paragraph){{0, title}, NG_BLOCK_TITLE};
        *ng_push(&r.paragraphs, a) = (struct ng_paragraph){
            {title + 1, (uint32_t)r.text.n}, NG_BLOCK_PARAGRAPH};
    } else {
        *ng_push(&r.paragraphs, a) =
            (struct ng_paragraph){{0, (uint32_t)r.text.n}, NG_BLOCK_PARAGRAPH};
    }
    ng_find_words(&r, a, scratch);
    ng_find_tags(&r, a, scratch);
    ng_find_arcs(&r, a, scratch);
    ng_find_names(&r, a, scratch);
    ng_find_times(&r, a, scratch);
    double from = now();
    ng_saying_columns(&r, at, job->first, job->n, tags, scratch);
    spent += now() - from;
    from = now();
    if (timing)
        ng_find_sayings(&r, a, scratch);
    said += now() - from;
    words_done += r.words.n;
    for (size_t i = 0; i < job->n && !timing; i++)
        printf("%s" PRS "\t" PRS "\n", i && job->first[i] ? "\n" : "",
               PRS_ARG(job->token[i]), PRS_ARG(tags[i]));
    return NG_OK;
}

static void flush(struct job *job, struct ng_arena a)
{
    struct ng_err err;
    struct ng_arena out = a;
    if (job->n && ng_guarded(annotate, job, &out, &err))
        exit(1);
    job->n = 0;
}

int main(int argc, char **argv)
{
    struct ng_arena lists, out, scratch, room;
    struct ng_err err;
    char line[4096];
    (void)argv;
    timing = argc > 1;
    if (ng_arena_open(&lists, ROOM, &err) || ng_arena_open(&out, ROOM, &err) ||
        ng_arena_open(&scratch, ROOM, &err))
        return 1;
    struct job job = {.token = ng_new(&lists, ng_str, TOKENS),
                      .first = ng_new(&lists, bool, TOKENS),
                      .scratch = &scratch};
    bool first = true;
    room = lists;
    while (fgets(line, sizeof line, stdin)) {
        size_t len = strcspn(line, "\t\r\n");
        if (!strncmp(line, "-DOCSTART-", 10)) {
            flush(&job, out);
            lists = room;
            if (!timing)
                printf("\n-DOCSTART-\tO\n\n");
            first = true;
        } else if (len == 0) {
            first = true;
        } else if (job.n < TOKENS) {
            job.token[job.n] = ng_str_copy((ng_str){line, len}, &lists);
            job.first[job.n++] = first;
            first = false;
        }
    }
    flush(&job, out);
    if (timing)
        printf("{\"words\": %zu, \"columns_words_per_second\": %.0f, "
               "\"sayings_words_per_second\": %.0f}\n",
               words_done, (double)words_done / spent,
               (double)words_done / said);
    return 0;
}
