/* corpus_score.h - how near two annotations of the same reports are.
 *
 * The same measures serve two people (agreement) and a program against a person
 * (eval). Spans are right if both ends are; B3 is that of Bagga and Baldwin
 * ("Algorithms for Scoring Coreference Chains", 1998) over mentions that need
 * not be the same ones: a mention that the other side lacks counts as wrong.
 */
#pragma once
#include "base/out.h"
#include "train/corpus.h"

/* X(symbol, name in tables) */
#define NG_SCORES(X)                                                           \
    X(NAMES, "names")             /* span and type */                          \
    X(NAMES4, "names, 4 classes") /* PER ORG LOC MISC */                       \
    X(TIMES, "times, span")                                                    \
    X(TIMES_VALUE, "times, value")                                             \
    X(CUES, "sayings, cue")                                                    \
    X(SOURCES, "sayings, source")                                              \
    X(CONTENTS, "sayings, content")                                            \
    X(SPEAKERS, "speakers of direct quotations")                               \
    X(GRADES, "sayings, grade")                                                \
    X(TRIGGERS, "events, trigger and type")                                    \
    X(STATUSES, "events, status")                                              \
    X(WHO, "events, who")                                                      \
    X(WHOM, "events, whom")                                                    \
    X(WHEN, "events, when")                                                    \
    X(WHERE, "events, where")                                                  \
    X(BY, "events, by whose word")

#define NG_SCORE_ENUM(symbol, text) NG_SCORE_##symbol,
enum ng_score { NG_SCORES(NG_SCORE_ENUM) NG_SCORE_COUNT };

/* hit of found are right; gold are to be found. SPEAKERS, GRADES and STATUSES
 * count only what both sides have, so gold == found there; a speaker that is
 * left open counts as gold alone. The fields of an event (WHO to BY) are looked
 * at where both sides have its trigger and type; one left open by one side
 * alone counts as missed, or as found in vain. */
struct ng_tally {
    size_t gold, found, hit;
};
struct ng_scores {
    struct ng_tally row[NG_SCORE_COUNT];
    double b3_precision, b3_recall; /* sums over mentions */
    size_t mentions_found, mentions_gold;
};

double ng_tally_f1(struct ng_tally t);
double ng_scores_b3(const struct ng_scores *s);
ng_str ng_score_name(enum ng_score s);

/* The number in `g` of the entity that is `number` in `f`; 0: none. */
uint32_t ng_corpus_twin(const struct ng_corpus_report *g,
                        const struct ng_corpus_report *f, uint32_t number);

/* What a `when` of the tail comes to. */
ng_days ng_corpus_days(ng_str when);

/* Add the counts of who, whom, when, where and by of one event. */
void ng_corpus_score_fields(const struct ng_corpus_report *gold,
                            const struct ng_corpus_report *found,
                            const struct ng_corpus_event *g,
                            const struct ng_corpus_event *f,
                            struct ng_scores *s, struct ng_arena scratch);

/* Add the counts of one report; both annotate the same text. */
void ng_corpus_score(const struct ng_corpus_report *gold,
                     const struct ng_corpus_report *found, struct ng_scores *s,
                     struct ng_arena scratch);

/* A report that the program annotated, in the form of the corpus. */
void ng_corpus_from(const struct ng_report *r, struct ng_corpus_report *to,
                    struct ng_arena *a);

/* Columns TOKEN TAG of one layer: names, or sayings. */
void ng_corpus_columns(struct ng_out *out, const struct ng_corpus_report *r,
                       bool sayings, struct ng_arena *a);

/* The reports of `two` beside those of the same id in the n paths of `one`. */
ng_status ng_corpus_agree(char *const *one, int n, const char *two,
                          struct ng_out *out, struct ng_arena *a,
                          struct ng_err *err);
