/* clause.h - a sentence of a report as a line that stands by itself.
 *
 *   "He will meet Dorn on Monday, a day after the vote," the ministry said.
 *    subject                      what can go            who says so
 *
 *   -> Pavel Rudenko will meet Dorn, the ministry said      (Mon 10 Mar)
 *
 * A line is made of the report's own words. It leaves out whole branches of
 * the sentence, never a part of one, puts the name where a pronoun stood, and
 * the day where a weekday stood; so what is left is a sentence. Conditions,
 * negations, doubts and whoever is said to say it are never left out. What
 * cannot be told so (a pronoun that nobody resolved, no verb) is not told.
 */
#pragma once
#include "report/story.h"

enum { NG_CLAUSE_WORDS = 90 }; /* longer ones are lists */

/* A sentence laid open. Indexes of words run from 0 inside it. */
struct ng_clause {
    const struct ng_report *r;
    uint32_t sentence;
    uint32_t first, n; /* words of the report */
    uint32_t root;     /* its verb, or what a copula stands with */
    uint32_t deed;     /* the same below "X said that": what is told */
    uint8_t *head;     /* [n] or NG_NO_WORD */
    uint8_t *lo, *hi;  /* [n] first and last word of the branch */
    bool *whole;       /* [n] the branch has no gaps */
    enum ng_event_status status; /* of the deed, by the words of the clause */
    bool attributed;             /* somebody is said to say so */
    bool unnamed;                /* and has no name */
    bool by_person;              /* and is a person with a name */
    bool denies;                 /* or says it is not so */
    bool quotes;                 /* for the most part quotation */
    bool state; /* tells how things are, what is hoped: hardly news */
    bool past_perfect;
    bool vague;       /* "condemned the plan": which one stands elsewhere */
    bool answers;     /* so, and denies: "the ministry denied that" */
    bool past;        /* the deed is told in a past form */
    bool passive;     /* something was done to the subject */
    bool negated;     /* it is told that it was not so */
    bool soft;        /* hopes, signs, stakes: nothing that a desk would tell */
    bool colour;      /* one unnamed child, a song, a hat: a scene, no news */
    bool habit;       /* how it is or goes as a rule, of nobody with a name */
    bool accuses;     /* somebody blames somebody */
    bool disputed;    /* told, and denied in the same sentence: */
    uint32_t denial;  /* the verb that does, if so */
    uint32_t time;    /* when the deed was: index in times, or NG_NONE */
    uint32_t said_on; /* when it was said, where another verb says so */
    uint32_t opening; /* words at its head that only look back; or 0 */
};
#define NG_NO_WORD 255

/* False if the sentence cannot be a line: no arcs, no verb, a question. */
bool ng_open_clause(const struct ng_report *r, uint32_t sentence,
                    struct ng_clause *c, struct ng_arena *a);

/* What kind of news it is (tone.c): soft, colour, accuses, opening. False if
 * the verb stands in words that only look back, "a year after he left,". */
bool ng_hear_tone(struct ng_clause *c);

struct ng_wording {
    size_t most;   /* bytes to aim at; a third more is the limit */
    ng_range keep; /* words that must stay; may be empty */
    ng_str him;    /* whom "he" may stand for that nobody resolved; or empty */
    ng_range only; /* all other words go; empty: none do */
    ng_days shown; /* days that stand beside the line: left out of it */
    ng_day near;   /* its year goes without saying */
    bool joined;   /* comes after the sentence before it */
    bool untimed;  /* set: what dated the deed was left out */
    bool unsaid;   /* set: so was whoever is said to say something */
};

/* The line, without a full stop; empty if it cannot be told. */
ng_str ng_word_clause(const struct ng_clause *c, struct ng_wording *how,
                      struct ng_arena *out, struct ng_arena scratch);

static inline const struct ng_word *ng_word_of(const struct ng_clause *c,
                                               uint32_t i)
{
    return &c->r->words.at[c->first + i];
}

static inline bool ng_clause_is(const struct ng_clause *c, uint32_t i,
                                const char *list)
{
    return i < c->n && ng_str_among(ng_word_of(c, i)->low, list);
}

static inline bool ng_clause_lemma(const struct ng_clause *c, uint32_t i,
                                   const char *list)
{
    const struct ng_word *w = ng_word_of(c, i);
    return ng_str_among(w->lemma.n ? w->lemma : w->low, list);
}

static inline uint8_t ng_clause_tag(const struct ng_clause *c, uint32_t i)
{
    return ng_word_of(c, i)->tag;
}

static inline uint8_t ng_clause_rel(const struct ng_clause *c, uint32_t i)
{
    return ng_word_of(c, i)->rel;
}

/* The first word that hangs on w in one of two ways, or NG_NO_WORD. */
static inline uint32_t ng_clause_child(const struct ng_clause *c, uint32_t w,
                                       enum ng_rel one, enum ng_rel other)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (c->head[i] == w &&
            (ng_clause_rel(c, i) == one || ng_clause_rel(c, i) == other))
            return i;
    return NG_NO_WORD;
}
