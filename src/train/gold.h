/* gold.h - annotated sentences (CoNLL-U) as the trainers read them. */
#pragma once
#include "base/list.h"
#include "base/str.h"

struct ng_gold_word {
    ng_str form, low, lemma;
    uint32_t head; /* 1 .. n; 0: the root */
    uint8_t tag, rel;
};
struct ng_gold_sentence {
    struct ng_gold_word *words;
    uint32_t n;
    uint32_t origin; /* number of the sentence that it is, or is a copy of */
};
struct ng_gold {
    NG_LIST(struct ng_gold_sentence) sentences;
    size_t words;
    uint64_t hash; /* of the files' bytes */
};

typedef NG_LIST(ng_str) ng_paths;

/* The files of ewt and gum that may be trained on, in order of name. */
ng_status ng_gold_paths(ng_paths *to, const char *data, struct ng_arena *a,
                        struct ng_err *err);

/* Append the sentences of a file. */
ng_status ng_gold_read(struct ng_gold *g, const char *path, struct ng_arena *a,
                       struct ng_err *err);
/* Append a copy of each sentence that has hyphenated words, these joined as
 * text/tokens.h keeps them: the models then know both ways of cutting. */
void ng_gold_join_hyphens(struct ng_gold *g, struct ng_arena *a);

/* Append copies of every 25th sentence in capitals and in title case: the ways
 * of headlines. */
void ng_gold_add_headlines(struct ng_gold *g, struct ng_arena *a);

/* ewt and gum, train; with all copies. */
ng_status ng_gold_train(struct ng_gold *g, const char *data, struct ng_arena *a,
                        struct ng_err *err);

/* The whole file; its hash is mixed into *hash. */
ng_status ng_slurp(const char *path, ng_str *text, uint64_t *hash,
                   struct ng_arena *a, struct ng_err *err);
