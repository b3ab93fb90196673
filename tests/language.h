/* language.h - annotated sentences (CoNLL-U) for the tests of tags and arcs.
 *
 * The text of the sentences (# text = ...) goes through the stages, one
 * paragraph each; a sentence counts where our words are the gold words.
 */
#pragma once
#include "annotate/annotate.h"
#include "report/labels.h"

#include <stdio.h>
#include <stdlib.h>

struct gold_word {
    ng_str form, lemma, tag, rel;
    int64_t head;
};
struct score {
    size_t sentences, same; /* read; with the same words */
    size_t words, tags, lemmas, heads, arcs;
};

enum { GOLD_ROOM = 1 << 28 };

static inline ng_str gold_slurp(const char *path, struct ng_arena *a)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return (ng_str){0};
    char *p = ng_new(a, char, 8 << 20);
    size_t n = fread(p, 1, 8 << 20, f);
    fclose(f);
    return (ng_str){p, n};
}

static inline void gold_score(const struct ng_report *r,
                              const struct ng_sentence *s,
                              const struct gold_word *gold, size_t n,
                              struct score *to)
{
    to->sentences++;
    if (s->end - s->first != n)
        return;
    for (size_t i = 0; i < n; i++)
        if (!ng_str_eq(ng_slice(r->text, r->words.at[s->first + i].at),
                       gold[i].form))
            return;
    to->same++;
    for (size_t i = 0; i < n; i++) {
        const struct ng_word *w = &r->words.at[s->first + i];
        int64_t head = w->head == NG_NONE ? 0 : (int64_t)w->head - s->first + 1;
        to->words++;
        to->tags += w->tag == ng_tag_of(gold[i].tag);
        to->lemmas += ng_str_eq_nocase(w->lemma, gold[i].lemma);
        to->heads += w->rel && head == gold[i].head;
        to->arcs += w->rel == ng_rel_of(gold[i].rel) && head == gold[i].head;
    }
}

static inline size_t gold_words_of(ng_str *text, ng_str *sentence,
                                   struct gold_word *gold, size_t most)
{
    size_t n = 0;
    while (text->n > 0) {
        ng_cut line = ng_cut_at(*text, '\n');
        *text = line.tail;
        if (line.head.n == 0 && n > 0)
            break;
        if (ng_str_starts(line.head, STR("# text = ")))
            *sentence = (ng_str){line.head.p + 9, line.head.n - 9};
        ng_str field[10];
        for (size_t k = 0; k < 10; k++) {
            ng_cut c = ng_cut_at(line.head, '\t');
            field[k] = c.head;
            line.head = c.tail;
        }
        int64_t id, head;
        if (n < most && ng_str_number(field[0], &id) &&
            ng_str_number(field[6], &head))
            gold[n++] = (struct gold_word){field[1], field[2], field[4],
                                           field[7], head};
    }
    return n;
}

struct gold_job {
    const char *path;
    struct ng_arena scratch;
    struct score score;
    bool found;
};

static inline ng_status gold_run(void *ctx, struct ng_arena *a,
                                 struct ng_err *err)
{
    struct gold_job *job = ctx;
    (void)err;
    ng_str text = gold_slurp(job->path, a), sentence = {0};
    job->found = text.n > 0;
    job->scratch.guard = a->guard;
    struct gold_word *gold = ng_new(a, struct gold_word, 1000);
    for (size_t n; (n = gold_words_of(&text, &sentence, gold, 1000)) > 0;) {
        struct ng_report *r = ng_new(a, struct ng_report, 1);
        r->text = ng_str_copy(sentence, a);
        ng_find_words(r, a, job->scratch);
        ng_find_tags(r, a, job->scratch);
        ng_find_arcs(r, a, job->scratch);
        if (r->sentences.n == 1)
            gold_score(r, &r->sentences.at[0], gold, n, &job->score);
        else
            job->score.sentences++;
    }
    return NG_OK;
}

/* Read the file, run the stages, count what is right. */
static inline bool gold_measure(const char *path, struct score *score)
{
    struct gold_job job = {.path = path};
    struct ng_arena arena;
    struct ng_err err;
    if (ng_arena_open(&arena, GOLD_ROOM, &err) ||
        ng_arena_open(&job.scratch, GOLD_ROOM, &err))
        abort();
    struct ng_arena scratch = job.scratch;
    ng_status status = ng_guarded(gold_run, &job, &arena, &err);
    ng_arena_close(&arena, GOLD_ROOM);
    ng_arena_close(&scratch, GOLD_ROOM);
    *score = job.score;
    return status == NG_OK && job.found;
}

/* A file of ../shared, or of the folder NUTGRAF_SHARED names. */
static inline const char *gold_shared(const char *name)
{
    static char path[512];
    const char *folder = getenv("NUTGRAF_SHARED");
    snprintf(path, sizeof path, "%s/%s", folder ? folder : "../shared", name);
    return path;
}
