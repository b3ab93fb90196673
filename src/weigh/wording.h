/* wording.h - a line in the making: which words of its sentence stay, and what
 * stands instead of some. shorten.c leaves out, calls.c names and dates,
 * wording.c puts it together.
 */
#pragma once
#include "weigh/clause.h"

struct ng_line_made {
    const struct ng_clause *c;
    const struct ng_wording *how;
    bool *keep;  /* [n] */
    ng_str *say; /* [n] instead of the word; empty: the word */
    struct ng_arena *out;
};

static inline const struct ng_word *ng_made_word(const struct ng_line_made *l,
                                                 uint32_t i)
{
    return ng_word_of(l->c, i);
}

static inline bool ng_made_is(const struct ng_line_made *l, uint32_t i,
                              const char *list)
{
    return i < l->c->n && ng_str_among(ng_made_word(l, i)->low, list);
}

static inline uint8_t ng_made_tag(const struct ng_line_made *l, uint32_t i)
{
    return ng_made_word(l, i)->tag;
}

static inline ng_str ng_made_text(const struct ng_line_made *l, uint32_t i)
{
    return l->say[i].n ? l->say[i]
                       : ng_slice(l->c->r->text, ng_made_word(l, i)->at);
}

static inline bool ng_made_comma(const struct ng_line_made *l, uint32_t i)
{
    return i < l->c->n && ng_str_eq(ng_made_word(l, i)->low, STR(","));
}

static inline bool ng_made_dash(const struct ng_line_made *l, uint32_t i)
{
    return i < l->c->n && ng_made_is(l, i, "- -- — –") &&
           ng_made_tag(l, i) != NG_TAG_HYPH;
}

/* The next word that is kept, from i on; n if there is none. */
static inline uint32_t ng_next_kept(const struct ng_line_made *l, uint32_t i)
{
    while (i < l->c->n && !l->keep[i])
        i++;
    return i;
}

/* The last kept word before i, or NG_NO_WORD. */
static inline uint32_t ng_kept_before(const struct ng_line_made *l, uint32_t i)
{
    while (i > 0)
        if (l->keep[--i])
            return i;
    return NG_NO_WORD;
}

static inline size_t ng_made_length(const struct ng_line_made *l)
{
    size_t n = 0;
    for (uint32_t i = 0; i < l->c->n; i++)
        if (l->keep[i])
            n += ng_made_text(l, i).n + 1;
    return n;
}

void ng_leave_out(struct ng_line_made *l, uint32_t lo, uint32_t hi);
void ng_leave_out_ties(struct ng_line_made *l);
void ng_leave_out_brackets(struct ng_line_made *l);
void ng_leave_out_pointers(struct ng_line_made *l);
/* Branches go, the most dispensable first, until the line is short enough. */
void ng_shorten(struct ng_line_made *l);

/* Days in place of "Thursday"; none where they stand beside the line. */
void ng_put_days(struct ng_line_made *l);
/* False if a word stands for someone whom the line does not name. */
bool ng_put_names(struct ng_line_made *l);

bool ng_make_line(struct ng_line_made *l, const struct ng_clause *c,
                  struct ng_wording *how, struct ng_arena *out,
                  struct ng_arena *a);
/* True if a space stands between the kept words last (or NG_NO_WORD) and i. */
bool ng_made_space(const struct ng_line_made *l, uint32_t i, uint32_t last);
