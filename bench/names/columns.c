/* columns.c - names of token columns, in four classes, for score_names.py.
 *
 *     columns < gold.txt > predicted.txt      token<TAB>tag, empty line between
 *
 * Reports are what stands between -DOCSTART- lines, or 10 sentences where
 * there are none. With an argument, only the time of the names stage is told.
 */
#include "annotate/annotate.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROOM = 1 << 28, SENTENCES = 10 };

static double spent;
static size_t words_done;
static int timing;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static const char *class_of(enum ng_name_type t)
{
    static const char *const c[NG_NAME_TYPE_COUNT] = {
        [NG_PER] = "PER",    [NG_ORG] = "ORG",   [NG_GPE] = "LOC",
        [NG_LOC] = "LOC",    [NG_FAC] = "LOC",   [NG_NORP] = "MISC",
        [NG_EVENT] = "MISC", [NG_WORK] = "MISC", [NG_MISC] = "MISC"};
    return c[t];
}

struct job {
    struct ng_report *r;
    struct ng_arena *scratch;
};

static ng_status annotate(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct job *job = ctx;
    struct ng_arena scratch = *job->scratch;
    (void)err;
    scratch.guard = a->guard;
    ng_find_words(job->r, a, scratch);
    ng_find_tags(job->r, a, scratch);
    double from = now();
    ng_find_names(job->r, a, scratch);
    spent += now() - from;
    words_done += job->r->words.n;
    return NG_OK;
}

typedef NG_LIST(ng_range) ranges;

static void print(const struct ng_report *r, const ranges *tokens)
{
    size_t k = 0;
    for (size_t i = 0; i < tokens->n; i++) {
        ng_range t = tokens->at[i];
        if (ng_range_empty(t)) {
            printf("%s\n", t.beg ? "" : "-DOCSTART-\tO");
            continue;
        }
        while (k < r->names.n && r->names.at[k].at.end <= t.beg)
            k++;
        ng_str s = ng_slice(r->text, t);
        if (k == r->names.n || r->names.at[k].at.beg >= t.end) {
            printf(PRS "\tO\n", PRS_ARG(s));
            continue;
        }
        printf(PRS "\t%c-%s\n", PRS_ARG(s),
               r->names.at[k].at.beg >= t.beg ? 'B' : 'I',
               class_of(r->names.at[k].type));
    }
}

static void flush(char *text, size_t n, struct ng_report *r, ranges *tokens,
                  struct ng_arena a, struct ng_arena *scratch)
{
    struct ng_err err;
    r->text = (ng_str){text, n};
    r->published = NG_NO_DAYS;
    struct job job = {r, scratch};
    struct ng_arena out = a;
    if (ng_guarded(annotate, &job, &out, &err))
        exit(1);
    if (!timing)
        print(r, tokens);
}

int main(int argc, char **argv)
{
    struct ng_arena lists, out, scratch;
    struct ng_err err;
    char line[4096], *text = malloc(1 << 24);
    (void)argv;
    timing = argc > 1;
    if (ng_arena_open(&lists, ROOM, &err) || ng_arena_open(&out, ROOM, &err) ||
        ng_arena_open(&scratch, ROOM, &err))
        return 1;
    size_t n = 0, sentences = 0, first = 0;
    struct ng_report r = {0};
    ranges tokens = {0};
    bool more = true, documents = false;
    while (more) {
        more = fgets(line, sizeof line, stdin);
        size_t len = more ? strcspn(line, "\t\r\n") : 0;
        bool doc = more && !strncmp(line, "-DOCSTART-", 10);
        documents |= doc;
        if (len && !doc) {
            uint32_t beg = (uint32_t)n;
            memcpy(text + n, line, len);
            n += len;
            *ng_push(&tokens, &lists) = (ng_range){beg, (uint32_t)n};
            text[n++] = ' ';
            continue;
        }
        if (n > first) {
            *ng_push(&r.paragraphs, &lists) = (struct ng_paragraph){
                {(uint32_t)first, (uint32_t)n - 1}, NG_BLOCK_PARAGRAPH};
            first = n;
            sentences++;
        }
        if (doc || more)
            *ng_push(&tokens, &lists) = (ng_range){doc ? 0 : 1, doc ? 0 : 1};
        if (doc || !more || (!documents && sentences == SENTENCES)) {
            flush(text, n, &r, &tokens, out, &scratch);
            r = (struct ng_report){0};
            tokens.n = n = first = sentences = 0;
        }
    }
    fprintf(stderr, "{\"words\": %zu, \"words_per_second\": %.0f}\n",
            words_done, (double)words_done / spent);
    return 0;
}
