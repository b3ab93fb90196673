/* coref.h - which mentions stand for one and the same: mentions in, clusters
 * out.
 *
 *     Kim greeted Putin. He showed the Russian leader a sword ...
 *      0           1     0          1                  2
 *
 * Mentions go from left to right. Each looks back at some that stand before
 * it, and joins the cluster of the best of them, or stays alone if the score
 * of being new is higher: a ranking of antecedents (Denis and Baldridge 2008;
 * features in the manner of Durrett and Klein 2013, and of the cluster that
 * the antecedent is in). The weights come from models/coref.bin.
 *
 *     coref_mine.c     which mentions we find ourselves
 *     coref_traits.c   what a mention is: head, number, gender, speaker ...
 *     coref_keys.c     what speaks for and against a pair
 *     coref_look.c     who is looked at
 *     coref_bind.c     whom grammar alone makes one
 *     coref.c          the walk
 *
 * Reads the words with tags and arcs, quotes, names and their entities. The
 * same functions serve the product (refer.c: its own mentions), the trainer
 * and the bench (mentions given).
 *
 * A mention looks at the NG_COREF_NEAR mentions right before it and at the
 * last NG_COREF_ALIKE for each of its keys (head, entity, words and initials
 * of a name, speaker), so the work grows with the number of mentions alone.
 */
#pragma once
#include "model/coref_model.h"
#include "report/report.h"

enum {
    NG_COREF_NEAR = 50,
    NG_COREF_ALIKE = 4,
    NG_COREF_CLUES = 8,
    NG_COREF_MEANINGS = 8
};

enum ng_coref_kind {
    NG_COREF_NAME,    /* "Kim Jong Un", "the Russian President Putin" */
    NG_COREF_NOMINAL, /* "the Russian leader", also what a verb tells */
    NG_COREF_PRONOUN
};

/* Pronouns by what they can stand for. */
enum ng_pronoun {
    NG_PRON_NONE,
    NG_PRON_I,
    NG_PRON_WE,
    NG_PRON_YOU,
    NG_PRON_HE,
    NG_PRON_SHE,
    NG_PRON_IT,
    NG_PRON_THEY,
    NG_PRON_THIS,
    NG_PRON_THAT,
    NG_PRON_THESE,
    NG_PRON_WHO,
    NG_PRON_ONE,
    NG_PRON_OTHER
};

enum { NG_COREF_MALE = 1, NG_COREF_FEMALE = 2, NG_COREF_THING = 4 };

struct ng_coref_mention {
    uint32_t first, end; /* words, half open; set by the caller */
    uint32_t fixed;      /* entity + 1 where the caller knows it, else 0 */

    /* set by ng_coref_open */
    uint32_t head;     /* the word that the others hang on */
    uint32_t last;     /* the word that names it: "Sam" of "Thomas Sam" */
    uint32_t entity;   /* of the name that the head is part of, or NG_NONE */
    uint32_t parent;   /* smallest mention around it, or NG_NONE */
    uint32_t speaker;  /* whose words these are; 0: the author's */
    uint64_t head_key; /* hash of the lemma of `last` */
    uint64_t full;     /* of all words but determiners and 's */
    uint64_t bloom;    /* of its words of substance */
    uint64_t mods;     /* of those without the head */
    uint64_t initials; /* of a name of several words; of an acronym itself */
    uint64_t surface;  /* of the first word */
    uint16_t cluster[4];
    uint32_t vector; /* of `last`, as ng_coref_vector_at tells; no pronoun's */
    uint8_t kind, pronoun, det, number, gender, type, rel;
    bool possessive, reflexive, quoted, loud, clause;

    /* the walk */
    uint32_t group; /* index in groups */
    uint32_t who;   /* entity that the links lead back to, or NG_NONE */
    float margin;   /* of the link over being new and the next best group */
    float sure;     /* the least margin of the links that lead to `who` */
    uint8_t pick;   /* of the candidate that was taken */
};

typedef NG_LIST(struct ng_coref_mention) ng_coref_mentions;

/* coref_mine.c: our own mentions, in order; names are fixed. office: [words]
 * entity + 1 of a noun of office that begins here and stop: [words] where it
 * ends, or both NULL. */
void ng_coref_own(const struct ng_report *r, const uint32_t *office,
                  const uint32_t *stop, ng_coref_mentions *to,
                  struct ng_arena *work);

struct ng_coref_group {
    uint32_t first, last, size, names, pronouns;
    uint32_t entity; /* of its first name, or NG_NONE */
    uint64_t heads, bloom, mods;
    uint8_t number, gender, type; /* bits of what its mentions are */
    uint32_t speakers;            /* bits of who says I */
    uint32_t heat; /* how much was said of it lately, by sentence `hot` */
    uint32_t hot;
    uint32_t n_vectors, vector[NG_COREF_MEANINGS]; /* of its heads, the first */
};

/* That a mention has a key (a head, a word of a name, initials, a speaker),
 * and the clue before it with the same. */
struct ng_coref_clue {
    uint64_t key;
    uint32_t mention, before; /* index in clues, or NG_NONE */
};

struct ng_coref {
    const struct ng_report *r;
    struct ng_arena *work;
    struct ng_coref_mention *m; /* [n] by first word, longer ones first */
    uint32_t n;
    bool own;                   /* the mentions are those of ng_coref_own */
    bool bind;                  /* titles, appositions and what stands inside
                                 * are mentions too: ng_coref_bound goes first */
    const uint32_t *speaker;    /* [words] as a transcript tells, or NULL */
    const ng_str *speaker_name; /* [speaker] folded, or NULL */
    const struct ng_section *clusters;     /* or NULL */
    const struct ng_coref_vector *vectors; /* or NULL; ng_coref_mean */
    struct ng_coref_group *groups;         /* [n_groups], room for n */
    uint32_t n_groups;
    uint32_t *slot; /* [mask + 1] last of clues with such a key, + 1 */
    uint32_t mask;
    NG_LIST(struct ng_coref_clue) clues;
};

/* Find the traits of all mentions. m, n, r, work (and speaker) are set. */
void ng_coref_open(struct ng_coref *c);

/* Look up the vectors of the heads, once the mentions are open. */
void ng_coref_mean(struct ng_coref *c, const struct ng_coref_vector *table);

/* Forget the groups: the walk may begin anew. */
void ng_coref_reset(struct ng_coref *c);

/* A mention that another may join. */
struct ng_coref_candidate {
    uint32_t mention;
    uint32_t rank; /* how many come before it */
    uint32_t fit;  /* how many groups that would fit come before its own */
    uint32_t like; /* how many groups with the same head come before it */
    uint32_t pick; /* its group is the most (2: by far, 1) salient; 0: not */
};

/* The mentions that mention i may join, nearest first; how many. */
enum { NG_COREF_MOST = NG_COREF_NEAR + NG_COREF_CLUES * NG_COREF_ALIKE };
uint32_t ng_coref_candidates(const struct ng_coref *c, uint32_t i,
                             struct ng_coref_candidate at[NG_COREF_MOST]);

/* The last mention before with the same head, or of the same entity; NG_NONE.
 */
uint32_t ng_coref_same_head(const struct ng_coref *c, uint32_t i);
uint32_t ng_coref_same_entity(const struct ng_coref *c, uint32_t i);

/* The mention before i that grammar makes one with it (the same head, a
 * relative clause, an apposition, a title), or NG_NONE. */
uint32_t ng_coref_bound(const struct ng_coref *c, uint32_t i);

/* What speaks for i being new; for it being the same as a candidate. */
void ng_coref_new_keys(const struct ng_coref *c, uint32_t i,
                       struct ng_coref_keys *to);
void ng_coref_pair_keys(const struct ng_coref *c, uint32_t i,
                        const struct ng_coref_candidate *j,
                        struct ng_coref_keys *to);

/* Put i into the group of j, or into a new one (j NG_NONE). Mentions must come
 * in order. */
void ng_coref_join(struct ng_coref *c, uint32_t i, uint32_t j);

/* Whether mention i is worth the question. Of our own only he, she and it are:
 * nothing is told of the others, and there are many. */
static inline bool ng_coref_asks(const struct ng_coref *c, uint32_t i)
{
    uint8_t p = c->m[i].pronoun;
    return !c->m[i].fixed &&
           (!c->own || p == NG_PRON_HE || p == NG_PRON_SHE || p == NG_PRON_IT);
}

/* The whole walk; false if there is no usable model (all stay alone). */
bool ng_coref_walk(struct ng_coref *c);
