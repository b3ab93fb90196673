/* corpus_marks.h - inside of the reader of corpus files. */
#pragma once
#include "train/corpus.h"

/* Where a line lies and whom to tell of a mistake in it. */
struct ng_corpus_read {
    struct ng_corpus_report *r;
    ng_str bytes;
    ng_corpus_problem *problem;
    void *ctx;
    struct ng_arena *a;
};

/* Name a mistake at a place in the bytes. */
void ng_corpus_complain(struct ng_corpus_read *c, const char *at,
                        const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Index of the saying or event of that label, made if it is new. */
uint32_t ng_corpus_saying_of(struct ng_corpus_read *c, ng_str label);
uint32_t ng_corpus_event_of(struct ng_corpus_read *c, ng_str label);

/* The text between header and tail; then one line of the tail. */
void ng_corpus_body(struct ng_corpus_read *c, ng_str body);
void ng_corpus_tail(struct ng_corpus_read *c, ng_str line);

/* What a whole report must fulfil. */
void ng_corpus_whole(struct ng_corpus_read *c);

/* True if v is a TIMEX3 value that news can hold. */
bool ng_timex_plausible(ng_str v);
