#include "engine/engine.h"

#include "annotate/annotate.h"
#include "annotate/lemma.h"
#include "clean/clean.h"
#include "code/code.h"

/* One report, top to bottom. To add a stage, add a line. */
static const struct {
    const char *name;
    ng_stage *run;
    bool language; /* what a fast report goes without */
} flow[] = {
    {"clean", ng_clean, false},
    {"words", ng_find_words, false},
    {"tags", ng_find_tags, true},
    {"arcs", ng_find_arcs, true},
    {"names", ng_find_names, true},
    {"times", ng_find_times, true},
    {"quantities", ng_find_quantities, true},
    {"sayings", ng_find_sayings, true},
    {"mentions", ng_find_mentions, true},
};

struct job {
    struct ng_report *report;
    struct ng_arena *scratch;
};

/* The stages from `first` on, for a fast report without the language. */
static ng_status run_from(struct job *job, size_t first, size_t end,
                          struct ng_arena *out)
{
    /* A stage's scratch is a copy: it falls back when the stage returns. The
     * guard is the one that ng_guarded set for `out`. */
    struct ng_arena scratch = *job->scratch;
    scratch.guard = out->guard;
    for (size_t i = first; i < end; i++)
        if (!job->report->fast || !flow[i].language)
            flow[i].run(job->report, out, scratch);
    return NG_OK;
}

enum { STAGES = sizeof flow / sizeof *flow };

static ng_status run_all(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    (void)err;
    return run_from(ctx, 0, STAGES, out);
}

static ng_status run_text(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    (void)err;
    return run_from(ctx, 0, 1, out);
}

static ng_status run_language(void *ctx, struct ng_arena *out,
                              struct ng_err *err)
{
    (void)err;
    return run_from(ctx, 1, STAGES, out);
}

ng_status ng_flow(struct ng_report *r, struct ng_arena *out,
                  struct ng_arena *scratch, struct ng_err *err)
{
    struct job job = {r, scratch};
    return ng_guarded(run_all, &job, out, err);
}

ng_status ng_flow_text(struct ng_report *r, struct ng_arena *out,
                       struct ng_arena *scratch, struct ng_err *err)
{
    struct job job = {r, scratch};
    return ng_guarded(run_text, &job, out, err);
}

ng_status ng_flow_language(struct ng_report *r, struct ng_arena *out,
                           struct ng_arena *scratch, struct ng_err *err)
{
    struct job job = {r, scratch};
    return ng_guarded(run_language, &job, out, err);
}

static ng_status run_words(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    struct job *job = ctx;
    struct ng_report *r = job->report;
    struct ng_arena scratch = *job->scratch;
    (void)err;
    scratch.guard = out->guard;
    ng_find_words_again(r, out, scratch);
    for (uint32_t i = 0; i < r->names.n; i++) {
        uint32_t w = ng_word_at(r, r->names.at[i].at.beg);
        for (; w < r->words.n &&
               ng_range_in(r->words.at[w].at, r->names.at[i].at);
             w++)
            r->words.at[w].name = i;
    }
    return NG_OK;
}

ng_status ng_flow_words(struct ng_report *r, struct ng_arena *out,
                        struct ng_arena *scratch, struct ng_err *err)
{
    struct job job = {r, scratch};
    return ng_guarded(run_words, &job, out, err);
}

/* Arcs that were kept need no parsing. */
static bool are_kept(struct ng_report *r, const struct ng_sentence *s,
                     struct ng_arena *out)
{
    if (!ng_unpack_arcs(r, s->first, s->end))
        return false;
    ng_lemmatise(&r->words.at[s->first], s->end - s->first, out);
    return true;
}

void ng_flow_sentences(struct ng_report *r, const uint32_t *sentences, size_t n,
                       struct ng_arena *out, struct ng_arena scratch)
{
    if (r->fast)
        return;
    /* The same words, fewer sentences: both stages go by sentences. */
    struct ng_report part = *r;
    part.sentences.at = ng_new(&scratch, struct ng_sentence, n);
    part.sentences.n = part.sentences.cap = 0;
    for (size_t i = 0; i < n; i++) {
        const struct ng_sentence *s = &r->sentences.at[sentences[i]];
        if (!are_kept(r, s, out))
            part.sentences.at[part.sentences.n++] = *s;
    }
    if (!part.sentences.n)
        return;
    ng_find_tags(&part, out, scratch);
    ng_find_arcs(&part, out, scratch);
}

void ng_report_of(struct ng_report *r, const struct ng_raw *raw)
{
    r->source = *raw;
    r->sha = ng_sha256_of(raw->bytes);
    r->id = ng_id_of('r', (ng_str){(const char *)r->sha.b, sizeof r->sha.b});
}

struct copying {
    const struct ng_raw *from;
    struct ng_raw *to;
};

static ng_status copy_raw(void *ctx, struct ng_arena *out, struct ng_err *err)
{
    struct copying *c = ctx;
    (void)err;
    ng_raw_copy(c->from, c->to, out);
    return NG_OK;
}

ng_status ng_raw_keep(const struct ng_raw *from, struct ng_raw *to,
                      struct ng_arena *out, struct ng_err *err)
{
    struct copying copying = {from, to};
    return ng_guarded(copy_raw, &copying, out, err);
}
