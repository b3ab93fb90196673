/* prints.h - fingerprints of texts, and the table from print to texts.
 *
 * A text leaves two kinds of prints:
 *   words      each run of 5 words is hashed; of any 16 runs that follow each
 *              other the least hash is kept (Schleimer, Wilkerson, Aiken 2003,
 *              section 3), so a shared run of 20 words always shows
 *   skeletons  open-class words become one "*"; names, numbers and function
 *              words stay. Runs of 7 with two names or numbers among them,
 *              the least of each 4. A text whose words were swapped for others
 *              of like meaning keeps its skeleton.
 *
 *     said the summit in Vladivostok would | said the * in Vladivostok *
 *
 * A print has NG_PRINT_BITS bits wherever it is kept, and a text has each print
 * once, where it comes first. Which words prints begin at is a bit for each
 * word (ng_printed): winnowing is dear, hashing the chosen runs again is not,
 * and the prints themselves would be five times as much. The table from print
 * to texts is that of base/postings.h, as in the store.
 */
#pragma once
#include "base/postings.h"
#include "trace/trace.h"

enum { NG_PRINT_WORDS = 5, NG_PRINT_SKELETON = 7, NG_PRINT_BITS = NG_KEY_BITS };

struct ng_print {
    uint64_t hash;
    uint32_t at; /* the first word of the run */
};
typedef NG_LIST(struct ng_print) ng_prints;

/* A text without its open-class words. */
struct ng_skeleton {
    uint32_t n;
    uint32_t *item; /* [n] hash of the word, or NG_STAR */
    uint32_t *at;   /* [n] index of the (first) word it stands for */
};
#define NG_STAR 0x2a2a2a2aU

struct ng_skeleton ng_skeleton_of(const struct ng_trace_text *t,
                                  struct ng_arena *keep);
void ng_word_prints(const struct ng_trace_text *t, ng_prints *found,
                    struct ng_arena *keep, struct ng_arena scratch);
void ng_skeleton_prints(const struct ng_trace_text *t, ng_prints *found,
                        struct ng_arena *keep, struct ng_arena scratch);

/* A bit for each word of a text that a print begins at. */
struct ng_printed {
    uint8_t *words, *frames;
};
struct ng_printed ng_printed_of(const struct ng_trace_text *t,
                                struct ng_arena *keep, struct ng_arena scratch);
/* The prints themselves, in order of place. */
void ng_prints_at(const struct ng_trace_text *t, const uint8_t *printed,
                  bool frame, ng_prints *found, struct ng_arena *keep);
/* The first run of words that has this print, chosen or not; t->n: none. */
uint32_t ng_print_place(const struct ng_trace_text *t, uint64_t print);

/* The table of texts[order[0]], texts[order[1]], ...: its things are places in
 * `order`, of which there are at most 1 << NG_THING_BITS. Its bytes are
 * p.sample and the ng_postings_size(&p.shape) behind. */
struct ng_print_texts {
    const struct ng_trace_text *at;
    const uint32_t *order;
    const struct ng_printed *printed; /* [n] of the text at this place */
    size_t n;
};
struct ng_postings ng_print_table_of(const struct ng_print_texts *texts,
                                     bool frame, struct ng_arena *keep,
                                     struct ng_arena scratch);

/* Asks memory for what looking up these prints will need. */
void ng_print_fetch(const struct ng_postings *t, const ng_prints *prints);
