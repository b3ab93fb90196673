/* around.h - what stands around a claim: words, names, places, days, speaker.
 *
 *     Police said 12 people were killed in Arend on Monday.
 *     ^^^^^^                               ^^^^^    ^^^^^^
 *     source                               place    day
 *
 * Two claims are about the same matter if what stands around them is. Words are
 * compared by their beginnings and by their theme ("laborers", "workers"),
 * names by what they stand for and by its country.
 */
#pragma once
#include "weigh/merge.h"
#include "weigh/themes.h"

enum { NG_AROUND_WORDS = 24, NG_AROUND_NAMES = 12, NG_AROUND_PLACES = 4 };

struct ng_around {
    uint32_t words[NG_AROUND_WORDS];   /* hashes, sorted */
    uint32_t names[NG_AROUND_NAMES];   /* of entities and states, sorted */
    uint32_t places[NG_AROUND_PLACES]; /* entities that say where */
    uint8_t words_n, names_n, places_n;
    bool bare;    /* there is little else in the sentence */
    ng_days when; /* told in words; else unknown */
};

/* A sentence, of a monstrous one 200 words around `at`: hostile input decides
 * how long a sentence is, and there may be a claim at each of its words. */
struct ng_sentence ng_window(const struct ng_report *r, uint32_t sentence,
                             ng_range at);

/* Fills it from a sentence. Left out: the words of `skip`, what is counted
 * (`who`), and the theme that is asked for anyway. */
void ng_look_around(const struct ng_report *r, uint32_t sentence, ng_range skip,
                    ng_str who, enum ng_theme own, struct ng_around *around);

/* How many words, and names, both have. */
size_t ng_around_words(const struct ng_around *x, const struct ng_around *y);
size_t ng_around_names(const struct ng_around *x, const struct ng_around *y);

/* True if the entity of that key is named. */
bool ng_around_names_it(const struct ng_around *x, ng_str key);

/* How their places lie to each other. */
enum ng_scope ng_around_scope(const struct ng_report *rx,
                              const struct ng_around *x,
                              const struct ng_report *ry,
                              const struct ng_around *y);

/* Who says what stands at a range: key of the entity, or the words; empty
 * where the report speaks for itself. */
ng_str ng_source_of(const struct ng_report *r, ng_range at);

static inline ng_str ng_low_at(const struct ng_report *r, uint32_t w)
{
    return r->words.at[w].low;
}

/* A word by its beginning: "shelling", "shelled". */
uint32_t ng_word_hash(ng_str low);

/* True of words of any report of anything, and of those that only join others.
 */
bool ng_is_plain_word(ng_str low);

bool ng_word_is(ng_str word, const ng_str *list, size_t n);
#define NG_ANY(word, list)                                                     \
    ng_word_is((word), (list), sizeof(list) / sizeof *(list))
