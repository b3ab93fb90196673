/* sayings_reading.h - the readers of one verb, in three files.
 *
 *     sayings_source.c    its group, and who speaks
 *     sayings_clause.c    where clauses and quotations begin and end, by marks
 *     sayings_content.c   what stands behind it
 *
 * The arcs say what belongs together; marks and commas say where quotations
 * and clauses begin and end, because parsers are weakest there.
 */
#pragma once
#include "annotate/sayings_wide.h"

enum { NG_SAY_CLIMB = 6 };

struct reading {
    const struct ng_tree *t;
    const struct ng_report *r;
    const struct ng_sentence *s;
    uint32_t w, top; /* the verb; the first verb of its chain */
    struct ng_attribution *a;
};

static inline bool ng_say_is_verb(const struct ng_word *w)
{
    return w->tag >= NG_TAG_VB && w->tag <= NG_TAG_VBZ;
}

static inline bool ng_say_is_comma(const struct ng_report *r, uint32_t i)
{
    return ng_w_is(r, i, STR(","));
}

/* `"...," noted Ana Ortiz.`: parsers take the speaker for an object. */
struct ng_span ng_say_subject_behind(const struct reading *d);
/* The phrase with the words of it that the parser lost: titles before a name,
 * and what stands between a noun and its verb. */
struct ng_span ng_say_widen(const struct reading *d, struct ng_span s);
/* sayings_marks.c: all that stands between the mark of a quotation and its verb
 * is who speaks, whatever the parser makes of it. */
struct ng_span ng_say_to_mark(const struct reading *d, struct ng_span s);
/* "appeared to suggest", "went on to say": the cue begins with the chain. */
void ng_say_join_chain(struct reading *d);
/* The phrase before the cue, where the arcs know no subject. */
struct ng_span ng_say_subject_by_place(const struct reading *d);

/* Behind the closing mark of the quotation whose inside begins at i. */
uint32_t ng_say_quote_end(const struct ng_report *r, uint32_t i);
bool ng_say_opens_quote(const struct ng_report *r, uint32_t i);
bool ng_say_is_finite(const struct ng_word *w);
bool ng_say_has_finite(const struct ng_report *r, uint32_t i, uint32_t end);
/* True if what follows the comma at i-1 is no part of the clause before it. */
bool ng_say_breaks_off(const struct reading *d, uint32_t i);
bool ng_say_ends_clause(const struct ng_report *r, const struct ng_word *x);
/* The end of the sentence, or of the part of it that commas leave whole. */
uint32_t ng_say_clause_far(const struct reading *d, uint32_t i);
/* Where a clause that begins at `i` ends, by marks: parsers often cut it. */
uint32_t ng_say_clause_end(const struct reading *d, uint32_t i);
/* The clause as parsed, to the mark that ends it. */
struct ng_span ng_say_whole_clause(const struct reading *d, struct ng_span c);
/* A clause right behind the cue that the parser did not see. */
bool ng_say_clause_by_place(struct reading *d);
/* The first word of `rel` behind the cue. */
uint32_t ng_say_kid_behind(const struct reading *d, enum ng_rel rel);

void ng_say_content_right(struct reading *d);
/* "what she called a rant", "the plan he rejected": content that stands before
 * the source because the clause is a relative one. */
void ng_say_content_fronted(struct reading *d);
