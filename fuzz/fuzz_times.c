/* Any bytes as a report: the stages that read the language by rules keep their
 * ranges inside the text and in order, and values never run backwards. */
#include "annotate/annotate.h"

#include <stdlib.h>

enum { ROOM = 1 << 22, LONGEST = 1 << 12 };

struct job {
    ng_str text;
    struct ng_arena scratch;
};

static void promise(bool kept)
{
    if (!kept)
        abort();
}

static ng_status run(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    struct job *job = ctx;
    (void)err;
    struct ng_report *r = ng_new(out, struct ng_report, 1);
    r->text = job->text;
    ng_day day = ng_day_of(2019, 4, 24);
    r->published = (ng_days){day - (ng_day)(job->text.n % 5), day};
    job->scratch.guard = out->guard;
    ng_find_words(r, out, job->scratch);
    ng_find_times(r, out, job->scratch);
    ng_find_quantities(r, out, job->scratch);
    ng_find_sayings(r, out, job->scratch);
    ng_range all = {0, (uint32_t)r->text.n};
    uint32_t last = 0;
    for (size_t i = 0; i < r->times.n; i++) {
        const struct ng_time *t = &r->times.at[i];
        promise(!ng_range_empty(t->at) && ng_range_in(t->at, all));
        promise(t->at.beg >= last && t->timex.n < 40);
        promise(t->value.first == NG_NO_DAY || t->value.last == NG_NO_DAY ||
                t->value.first <= t->value.last);
        last = t->at.end;
    }
    for (size_t i = 0; i < r->quantities.n; i++)
        promise(ng_range_in(r->quantities.at[i].at, all));
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *s = &r->sayings.at[i];
        promise(ng_range_in(s->content, all) && ng_range_in(s->cue, all));
        promise(s->source.end <= all.end && s->told_to.end <= all.end);
    }
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
