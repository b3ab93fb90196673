/* Any bytes as a report: words, sentences and quotations lie inside the text
 * and in order, tags and relations are of their enums, heads make trees. */
#include "annotate/annotate.h"

#include <stdlib.h>

enum { ROOM = 1 << 26, LONGEST = 1 << 13 };

struct job {
    ng_str text;
    struct ng_arena scratch;
};

static void promise(bool kept)
{
    if (!kept)
        abort();
}

static void check_words(const struct ng_report *r)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < r->words.n; i++) {
        const struct ng_word *w = &r->words.at[i];
        promise(w->at.beg >= last && w->at.beg < w->at.end);
        promise(w->at.end <= r->text.n && w->low.n <= w->at.end - w->at.beg);
        promise(w->sentence < r->sentences.n && w->tag < NG_TAG_COUNT);
        promise(w->tag != NG_TAG_NONE && w->rel != NG_REL_NONE);
        promise(w->rel < NG_REL_COUNT && w->lemma.n > 0);
        promise(w->quote == NG_NONE || w->quote < r->quotes.n);
        last = w->at.end;
    }
}

static void check_sentences(const struct ng_report *r)
{
    uint32_t next = 0;
    for (uint32_t k = 0; k < r->sentences.n; k++) {
        const struct ng_sentence *s = &r->sentences.at[k];
        promise(s->first == next && s->first < s->end);
        promise(s->end <= r->words.n && s->paragraph < r->paragraphs.n);
        next = s->end;
        for (uint32_t i = s->first; i < s->end; i++) {
            uint32_t w = i;
            for (uint32_t steps = 0; w != NG_NONE; steps++) {
                promise(steps <= s->end - s->first);
                promise(w >= s->first && w < s->end);
                w = r->words.at[w].head;
            }
        }
    }
    promise(next == r->words.n);
}

static ng_status run(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    struct job *job = ctx;
    (void)err;
    struct ng_report *r = ng_new(out, struct ng_report, 1);
    r->text = job->text;
    job->scratch.guard = out->guard;
    ng_find_words(r, out, job->scratch);
    ng_find_tags(r, out, job->scratch);
    ng_find_arcs(r, out, job->scratch);
    check_words(r);
    check_sentences(r);
    for (size_t i = 0; i < r->quotes.n; i++)
        promise(r->quotes.at[i].at.beg < r->quotes.at[i].at.end &&
                r->quotes.at[i].at.end <= r->text.n);
    return NG_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct ng_arena out, scratch;
    if (!out.at && (ng_arena_open(&out, ROOM, NULL) != NG_OK ||
                    ng_arena_open(&scratch, ROOM, NULL) != NG_OK))
        abort();
    if (n > LONGEST)
        return 0;
    char *text = malloc(n ? n : 1);
    memcpy(text, data, n);
    struct ng_arena keep = out;
    struct job job = {{text, n}, scratch};
    (void)ng_guarded(run, &job, &keep, NULL);
    free(text);
    return 0;
}
