/* function_words.h - the words that stay when a text is respun.
 *
 * A spinner swaps open-class words for others of like meaning and leaves the
 * frame: articles, prepositions, pronouns, auxiliaries, reporting verbs.
 */
#pragma once
#include "base/str.h"

enum { NG_FUNCTION_LETTERS = 7 };

/* `word` in lower case. */
bool ng_is_function_word(ng_str word);
/* The same of at most seven letters, the first in the lowest byte. */
bool ng_is_function_letters(uint64_t letters);
