/* finder.h - what facts.c and retold.c share while facts are found. */
#pragma once
#include "weigh/facts.h"

/* A sentence of the batch. */
struct ng_told {
    uint32_t report, sentence, position;
    uint32_t keys_at, keys_n;
    bool own; /* of a report that is no copy: may become a line */
    bool negated, ahead;
    float hard;  /* words of hard news */
    bool copied; /* an excerpt's, from a report of the story */
    float weight;
};

/* What is known of a form, looked up once. */
struct ng_form {
    uint32_t key; /* or NG_NO_NAME: it says little */
    bool hard, negates, ahead, be, to;
};

struct ng_finder {
    struct ng_batch *b;
    ng_day last; /* of reports of their own */
    struct ng_names words, forms;
    NG_LIST(struct ng_form) known; /* [forms] */
    NG_LIST(struct ng_told) all;
    NG_LIST(uint32_t) keys;
    size_t *told_at;      /* [reports + 1] into all */
    uint32_t *origins_of; /* [words] */
    uint32_t *headed;     /* [words] reports that put it in front */
    uint32_t *list_at;    /* [words + 1] into list */
    uint32_t *list;       /* sentences that hold the word */
    uint32_t **event_of;  /* [reports][mentions] event or NG_NONE */
    struct ng_arena *a;
};

/* "signed", "signing", "signs": what is left without an ending. */
ng_str ng_stem_of(ng_str low);
bool ng_says_little(ng_str low);
/* The next word of a line in small letters; *from is put behind it. Empty at
 * its end. */
ng_str ng_next_word(ng_str line, size_t *from, struct ng_arena *a);
int ng_by_number(const void *a, const void *b);

void ng_cite_fact(struct ng_fact *x, uint32_t report, ng_range at,
                  struct ng_arena *out);
/* Receipts of all who tell it: by its event, by its words; own ones first. */
void ng_cite_all(const struct ng_finder *f, const struct ng_telltale *t,
                 const struct ng_told *mine, struct ng_fact *x,
                 struct ng_arena *out);

/* Words of titles and first sentences: what the reports are about. */
void ng_find_headlines(struct ng_finder *f);
/* What a sentence weighs, and what the fact laid open in it weighs then. */
float ng_told_worth(const struct ng_finder *f, const struct ng_told *t);
float ng_fact_worth(const struct ng_finder *f, struct ng_fact *x, float w);
/* Fills answered, answers and question of the facts. */
void ng_find_answers(struct ng_telltale *t);
