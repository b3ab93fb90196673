/* facts.h - what the reports of a story tell, sentence by sentence.
 *
 *   sentences of reports that are no copies --> those that weigh most
 *   --> laid open (clause.h), with the event of the record that they tell
 *   --> who else tells the same: origins and receipts
 *
 * An event of the record is a deed between parties; much news is not (a fire,
 * a flood, a count of votes). So a brief is chosen from sentences, and what
 * the record knows of their events decides status, day and weight.
 *
 * What a sentence weighs: where it stands, how many origins use its words, how
 * late it came, what its event weighs. The work is bounded: few sentences are
 * laid open, and a word's list of sentences is cut.
 */
#pragma once
#include "base/names.h"
#include "weigh/clause.h"

struct ng_fact {
    uint32_t report, sentence;
    struct ng_clause clause;
    const uint32_t *keys; /* [keys_n] its words, ascending */
    size_t keys_n;
    uint32_t event; /* that it tells, or NG_NONE */
    uint32_t mention;
    enum ng_event_status status;
    ng_days when; /* known only if the reports say so */
    enum ng_granularity granularity;
    ng_day day;        /* for the order: when, else published */
    ng_day by;         /* it was told on this day, or NG_NO_DAY */
    bool background;   /* long before, or only looked back at */
    bool ahead;        /* its day comes after its report */
    bool answered;     /* denied by the next sentence, which tells both */
    bool answers;      /* denies another sentence: told together */
    uint32_t question; /* that sentence, or NG_NONE */
    bool stale;        /* a later report has another number */
    bool toll;         /* tells how many died */
    bool passed;       /* planned for a day that has passed */
    uint32_t position; /* of its paragraph, without headings */
    uint32_t independent;
    ng_cites cites; /* its own first, one a report */
    float weight;
};
typedef NG_LIST(struct ng_fact) ng_facts;

struct ng_telltale {
    const struct ng_batch *b;
    ng_facts facts;  /* heaviest first */
    const bool *own; /* [reports] no copy, and not replaced by a revision */
    ng_day last;     /* on which one of these came, or NG_NO_DAY */
    struct ng_names words;
    float *weight_of; /* [words] what a word says about a sentence */
};

void ng_find_facts(struct ng_batch *b, struct ng_telltale *t,
                   struct ng_arena *out, struct ng_arena *scratch);

/* The words of a line that say something, ascending. */
size_t ng_keys_of(const struct ng_telltale *t, ng_str line, uint32_t **keys,
                  struct ng_arena *a);

/* 0..1: how much of the line a the line b tells; less if most of a is new. */
float ng_keys_alike(const struct ng_telltale *t, const uint32_t *a, size_t an,
                    const uint32_t *b, size_t bn);
