/* measure.c - `train measure FILE...`: tags, lemmas and arcs against gold, on
 * the words of the gold (CoNLL-U), and how fast they are made. */
#include "train/train.h"

#include "annotate/annotate.h"
#include "report/labels.h"

#include <stdio.h>
#include <time.h>

struct figures {
    size_t words, tags, lemmas, heads, labelled, universal;
    double tag_time, arc_time;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A report of the gold's own words, one space between them. */
static struct ng_report *report_of(const struct ng_gold *g, struct ng_arena *a)
{
    struct ng_report *r = ng_new(a, struct ng_report, 1);
    size_t size = 0;
    for (size_t k = 0; k < g->sentences.n; k++)
        for (uint32_t i = 0; i < g->sentences.at[k].n; i++)
            size += g->sentences.at[k].words[i].form.n + 1;
    char *text = ng_new(a, char, size);
    uint32_t at = 0;
    for (size_t k = 0; k < g->sentences.n; k++) {
        const struct ng_gold_sentence *s = &g->sentences.at[k];
        uint32_t first = (uint32_t)r->words.n, beg = at;
        for (uint32_t i = 0; i < s->n; i++) {
            const struct ng_gold_word *w = &s->words[i];
            memcpy(text + at, w->form.p, w->form.n);
            *ng_push(&r->words, a) =
                (struct ng_word){.at = {at, at + (uint32_t)w->form.n},
                                 .low = w->low,
                                 .head = NG_NONE,
                                 .sentence = (uint32_t)k,
                                 .quote = NG_NONE,
                                 .name = NG_NONE};
            at += (uint32_t)w->form.n;
            text[at++] = ' ';
        }
        *ng_push(&r->sentences, a) =
            (struct ng_sentence){{beg, at - 1}, first, (uint32_t)r->words.n, 0};
    }
    r->text = (ng_str){text, at};
    return r;
}

static enum ng_rel base_of(enum ng_rel rel)
{
    return ng_rel_of(ng_cut_at(ng_rel_text(rel), ':').head);
}

static void compare(const struct ng_report *r, const struct ng_gold *g,
                    struct figures *f)
{
    for (size_t k = 0; k < g->sentences.n; k++) {
        uint32_t first = r->sentences.at[k].first;
        for (uint32_t i = 0; i < g->sentences.at[k].n; i++) {
            const struct ng_gold_word *gold = &g->sentences.at[k].words[i];
            const struct ng_word *w = &r->words.at[first + i];
            uint32_t head = w->head == NG_NONE ? 0 : w->head - first + 1;
            bool right = w->rel && head == gold->head;
            f->words++;
            f->tags += w->tag == gold->tag;
            f->lemmas += ng_str_eq(w->lemma, gold->lemma);
            f->heads += right;
            f->labelled += right && w->rel == gold->rel;
            f->universal += right && base_of((enum ng_rel)w->rel) ==
                                         base_of((enum ng_rel)gold->rel);
        }
    }
}

ng_status ng_train_measure(char *const *paths, size_t n, struct ng_arena *a,
                           struct ng_err *err)
{
    struct figures f = {0};
    struct ng_arena scratch;
    ng_status status = ng_arena_open(&scratch, NG_TRAIN_ROOM, err);
    if (status)
        return status;
    scratch.guard = a->guard;
    for (size_t i = 0; i < n; i++) {
        struct ng_gold g = {0};
        status = ng_gold_read(&g, paths[i], a, err);
        if (status)
            return status;
        struct ng_report *r = report_of(&g, a);
        double t0 = now();
        ng_find_tags(r, a, scratch);
        double t1 = now();
        ng_find_arcs(r, a, scratch);
        f.tag_time += t1 - t0;
        f.arc_time += now() - t1;
        compare(r, &g, &f);
    }
    double all = (double)f.words / 100;
    printf("words %zu  XPOS %.2f  lemma %.2f  UAS %.2f  LAS %.2f  "
           "LAS(universal) %.2f  tags %.0f words/s  arcs %.0f words/s\n",
           f.words, (double)f.tags / all, (double)f.lemmas / all,
           (double)f.heads / all, (double)f.labelled / all,
           (double)f.universal / all, (double)f.words / f.tag_time,
           (double)f.words / f.arc_time);
    return NG_OK;
}
