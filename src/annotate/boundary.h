/* boundary.h - the places where a sentence may end, and what a small logistic
 * model looks at to say whether it does.
 *
 *     ... in the U.S. " The visit ...
 *                  ^    ^
 *               last    next
 *
 * Candidates are full stops and their like with what closes behind them, and
 * capitalised words that often begin a sentence behind any other token. The
 * weights (models/sentences.bin) are made by train/fit_sentences.c.
 */
#pragma once
#include "model/shapes.h"
#include "report/report.h"
#include "text/tokens.h"

#define NG_BOUNDARY_FEATURES "sentences 1"

enum { NG_BOUNDARY_KEYS = 48 }; /* at most */

/* The tokens of one paragraph, one word for each: words[first .. first + n). */
struct ng_splitter {
    const struct ng_report *r;
    const struct ng_token *t;
    size_t n;
    uint32_t first;
    size_t date_line; /* token behind a date line, 0: none */
    bool sloppy;      /* sentences begin in lower case */
};
struct ng_boundary {
    size_t last; /* the token that may end the sentence */
    size_t next; /* the first of the next one; 0: no candidate */
    size_t head; /* the same behind marks that open */
    bool certain;
};

struct ng_splitter ng_splitter_of(const struct ng_report *r,
                                  const struct ng_token *tokens, size_t n,
                                  uint32_t first);

/* The candidate at token `last` of a sentence that began at `from`. */
struct ng_boundary ng_boundary_at(const struct ng_splitter *s, size_t from,
                                  size_t last);
void ng_boundary_keys(const struct ng_splitter *s, size_t from,
                      const struct ng_boundary *b, struct ng_keys *keys);

/* The sum of the rows of the keys; a boundary if it is above 0. */
int32_t ng_boundary_score(const struct ng_section *weights,
                          const struct ng_keys *keys);

static inline const struct ng_word *ng_word_of(const struct ng_splitter *s,
                                               size_t i)
{
    return &s->r->words.at[s->first + i];
}
static inline enum ng_mark ng_mark_of(const struct ng_splitter *s, size_t i)
{
    return i < s->n ? (enum ng_mark)s->t[i].mark : NG_MARK_NONE;
}
static inline bool ng_is_spaced(const struct ng_splitter *s, size_t i)
{
    return i > 0 && i < s->n && s->t[i].at.beg > s->t[i - 1].at.end;
}
