/* lemma.h - the word as a dictionary has it: "met" VBD -> "meet".
 *
 * A table of endings learned from data: the whole word is asked for first, then
 * its last six bytes, five, ... none. Each answer says how many bytes come off
 * and what goes on.
 */
#pragma once
#include "base/arena.h"
#include "model/model.h"
#include "report/report.h"

enum { NG_LEMMA_SUFFIX = 6 };

/* Key of an ending (or of the whole word) under a tag. The table knows a key by
 * its bucket and 16 bits more, so a key that is not in it may be taken for one
 * that is ("ans" once took two letters off "plans"). The trainer tries one salt
 * after the other until no ending of the data is; it is `labels` of the table.
 */
uint64_t ng_lemma_key(uint32_t salt, enum ng_tag tag, ng_str ending,
                      bool whole);

/* True if words of this tag are inflected by endings. */
bool ng_lemma_inflects(enum ng_tag tag);

/* The lemma of a lower-case word; `low` itself where nothing changes. */
ng_str ng_lemma_of(const struct ng_section *table, ng_str low, enum ng_tag tag,
                   struct ng_arena *a);

/* The lemmas of words that have their tags. */
void ng_lemmatise(struct ng_word *words, size_t n, struct ng_arena *a);
