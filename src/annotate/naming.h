/* naming.h - what the parts of the names stage share, for one report.
 *
 *     name_keys.c what the model of names sees of a word
 *     spot.c      which words are names, and of what type
 *     settle.c    what the rest of the report says about a capital
 *     entities.c  which names are one and the same, and who that is
 *     refer.c     which pronouns and common nouns stand for them
 *
 * `folded` holds the folded words of the whole report side by side, so that a
 * phrase of several words is a slice of it and a look-up copies nothing.
 */
#pragma once
#include "lexicon/lexicon.h"
#include "report/report.h"

enum {                      /* of a word */
       NG_SPOT_CAPITAL = 1, /* begins with a capital letter */
       NG_SPOT_START = 2,   /* its capital proves nothing: begins a sentence */
       NG_SPOT_BREAK = 4,   /* a mark that no phrase crosses */
       NG_SPOT_LOUD = 8,    /* in a line where every word has a capital */
       NG_SPOT_SEEN = 16    /* elsewhere capital where that proves something */
};

struct ng_spot {
    uint32_t first, end; /* words, half open */
    enum ng_name_type type;
    bool known; /* entry is set */
    struct ng_lex_entry entry;
    uint32_t entity;
    uint32_t role, role_end; /* words of the title before it, half open */
};

struct ng_naming {
    struct ng_report *r;
    struct ng_arena *out;
    struct ng_arena *work;
    char *folded;
    uint32_t *beg, *end;    /* [words] into folded */
    ng_range *part;         /* [words] what of it can be a name: US in US-led */
    struct ng_lex_hit *hit; /* [words] */
    uint8_t *flags;         /* [words] */
    NG_LIST(struct ng_spot) spots;
    NG_LIST(ng_str) keys; /* [entities] folded name, for equality */
};

static inline ng_str ng_folded(const struct ng_naming *n, uint32_t first,
                               uint32_t end)
{
    return (ng_str){n->folded + n->beg[first], n->end[end - 1] - n->beg[first]};
}

static inline uint32_t ng_bits(const struct ng_naming *n, uint32_t i)
{
    return n->hit[i].bits;
}

static inline ng_range ng_words_range(const struct ng_naming *n, uint32_t first,
                                      uint32_t end)
{
    return (ng_range){n->part[first].beg, n->part[end - 1].end};
}

/* The longest phrase of this kind that begins at word i and stays before
 * `end`; its end, or i if there is none. */
uint32_t ng_phrase_at(const struct ng_naming *n, uint32_t i, uint32_t end,
                      enum ng_lex_kind kind, struct ng_lex_entry *e);

/* Folds the words and sets their flags; r, out and work are set. */
void ng_open_naming(struct ng_naming *n);
void ng_mark_seen(struct ng_naming *n);

/* settle.c: after the model, what the report as a whole says. */
void ng_settle_names(struct ng_naming *n);

/* "Chinese Foreign Ministry": a nation and a body that each nation has. The end
 * of the nation; `first` if these words are no such thing. */
uint32_t ng_nation_before(const struct ng_naming *n, uint32_t first,
                          uint32_t end);

/* With the linked model, or with this one. */
void ng_spot_names(struct ng_naming *n);
struct ng_crf;
void ng_spot_with(struct ng_naming *n, const struct ng_crf *crf);
void ng_link_names(struct ng_naming *n);
void ng_link_references(struct ng_naming *n);
