/* sayings_who.h - whom the source of a saying means: "he", "the envoy".
 *
 *     An elder, who gave no name, disagrees. "The river is ours," he said.
 *     ^ noun                                                      ^ the elder
 *
 * References (names.h) are careful and know persons by name only. A saying
 * needs a speaker more than a text needs coreference, and most who speak
 * without a name were met a sentence or two before. So each open source looks
 * back over the persons that were named, meant, or introduced by a noun, and
 * takes the one that stands best (sayings_rank.c); "the envoy" may also be
 * nobody met before.
 */
#pragma once
#include "annotate/sayings.h"

/* An entity, or somebody without a name: the noun that brought them in. */
struct ng_who {
    uint32_t entity, noun; /* NG_NONE each where it does not apply */
};

struct ng_heard {        /* somebody spoke */
    uint32_t word, head; /* the first of the source, and its noun */
    struct ng_who who;
};

struct ng_whos {
    const struct ng_report *r;
    uint8_t *gender; /* [entities] bits: 1 male, 2 female */
    uint32_t *meant; /* [words] entity + 1 of the reference here */
    uint32_t *spoke; /* [words] index in heard, + 1, of the source here */
    struct ng_heard *heard;
    size_t n, room;
};

/* Room for so many questions. */
void ng_whos_open(struct ng_whos *x, const struct ng_report *r, size_t room,
                  struct ng_arena *work);
/* Who is meant by the source; kept as the last who spoke. */
struct ng_who ng_whos_next(struct ng_whos *x, struct ng_span source);

/* The phrase of this noun, without what stands behind it. */
ng_range ng_whos_phrase(const struct ng_whos *x, uint32_t noun);
/* The noun or pronoun of a source that was asked for, or NG_NONE. */
uint32_t ng_whos_head(const struct ng_whos *x, struct ng_span source);
/* What sort of source somebody is whom this noun brought in. */
enum ng_grade ng_whos_grade(const struct ng_whos *x, uint32_t noun);

/* References of he and she that turned out to be somebody else, or nobody with
 * a name. */
void ng_whos_correct(const struct ng_whos *x, struct ng_report *r);

/* sayings_rank.c: what speaks for a person, one bit each. */
enum ng_who_clue {
    NG_WHO_HERE,  /* in the sentence of the question */
    NG_WHO_BACK1, /* in the sentence before */
    NG_WHO_BACK2,
    NG_WHO_BACK3,
    NG_WHO_FAR,
    NG_WHO_PARAGRAPH, /* in its paragraph */
    NG_WHO_LEADS,     /* first of its sentence */
    NG_WHO_SUBJECT,
    NG_WHO_MAIN,      /* subject of the first clause */
    NG_WHO_OWNER,     /* "Holm's" */
    NG_WHO_LAST,      /* spoke last */
    NG_WHO_LAST_HERE, /* spoke last, in this paragraph */
    NG_WHO_SPOKE,     /* spoke before */
    NG_WHO_NAME,
    NG_WHO_PRONOUN,
    NG_WHO_NOUN,
    NG_WHO_FITS,    /* known to be of that sex */
    NG_WHO_MISFITS, /* has a given name of the other sex */
    NG_WHO_OFTEN,
    NG_WHO_LINKED, /* the references say so */
    NG_WHO_NEAREST,
    NG_WHO_TITLE,      /* in the title of the report */
    NG_WHO_CALLED,     /* was called by that noun */
    NG_WHO_OFFICE,     /* has another office */
    NG_WHO_TOPIC,      /* main subject of the sentence before a quotation */
    NG_WHO_GOES_ON,    /* spoke in that sentence */
    NG_WHO_LAST_ACTOR, /* the nearest subject */
    NG_WHO_CHAIN,      /* spoke in the quotation just before */
    NG_WHO_INTRODUCED, /* "an official" where "the official" is asked for */
    NG_WHO_QUOTED,     /* named in the quotation, by its speaker */
    NG_WHO_CLUES
};
struct ng_who_question {
    uint8_t gender; /* 1 he, 2 she, 3 either */
    bool pronoun;
    bool known;      /* "the 29-year-old": surely met before */
    bool role;       /* an office */
    bool quoted;     /* a quotation leads its sentence */
    ng_str head;     /* of "the envoy"; empty for pronouns */
    uint32_t linked; /* by the references, or NG_NONE */
};
float ng_who_score(const struct ng_who_question *q, uint32_t clues);
/* What "the envoy" must reach to be somebody met before. */
float ng_who_new(const struct ng_who_question *q);
