/* cut.c - `train cut < text`: words and sentences as lines, for bench/language.
 *
 *     BEG END SENTENCE TAG REL HEAD LEMMA QUOTE    one line a word, bytes
 */
#include "train/train.h"

#include "annotate/annotate.h"

#include <stdio.h>

enum { ROOM = 1 << 26 };

struct job {
    ng_str text;
    struct ng_arena scratch;
};

static ng_status cut(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    struct job *job = ctx;
    (void)err;
    struct ng_report *r = ng_new(out, struct ng_report, 1);
    r->text = job->text;
    ng_find_words(r, out, job->scratch);
    ng_find_tags(r, out, job->scratch);
    ng_find_arcs(r, out, job->scratch);
    for (size_t i = 0; i < r->words.n; i++) {
        const struct ng_word *w = &r->words.at[i];
        printf("%u %u %u %u %u %d " PRS " %d\n", w->at.beg, w->at.end,
               w->sentence, w->tag, w->rel, (int)w->head, PRS_ARG(w->lemma),
               (int)w->quote);
    }
    return NG_OK;
}

ng_status ng_train_cut(struct ng_arena *a, struct ng_err *err)
{
    char *p = ng_new(a, char, ROOM);
    struct job job = {.text = {p, fread(p, 1, ROOM, stdin)}};
    ng_status status = ng_arena_open(&job.scratch, NG_TRAIN_ROOM, err);
    job.scratch.guard = a->guard;
    return status ? status : cut(&job, a, err);
}
