/* fuzz_corpus.c - any bytes as an annotated report: every range lies inside the
 * text, and a report is at one with itself. */
#include "train/corpus_score.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct ng_arena room;

static void inside(const struct ng_corpus_report *r, ng_range at)
{
    if (ng_range_empty(at) || at.end > r->text.n)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ng_err err = {0};
    struct ng_corpus_report r;
    struct ng_scores s = {0};
    if (!room.end && ng_arena_open(&room, (size_t)1 << 30, &err))
        abort();
    if (size > 1 << 14)
        return 0;
    struct ng_arena a = room;
    ng_corpus_parse(&r, "fuzz", (ng_str){(const char *)data, size}, NULL, NULL,
                    &a);
    for (size_t i = 0; i < r.names.n; i++)
        inside(&r, r.names.at[i].at);
    for (size_t i = 0; i < r.others.n; i++)
        inside(&r, r.others.at[i].at);
    for (size_t i = 0; i < r.times.n; i++)
        inside(&r, r.times.at[i].at);
    for (size_t i = 0; i < r.parts.n; i++)
        inside(&r, r.parts.at[i].at);
    for (size_t i = 0; i < r.triggers.n; i++)
        inside(&r, r.triggers.at[i].at);
    ng_corpus_score(&r, &r, &s, a);
    if (s.row[NG_SCORE_NAMES].hit > s.row[NG_SCORE_NAMES].gold)
        abort();
    return 0;
}
