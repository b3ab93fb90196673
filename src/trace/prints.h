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
 * once, where it comes first. Postings lie in buckets by the upper bits, in
 * order of (tag, text): built by two passes over the texts, without a sort of
 * the whole, and looked up by bisection, so a hub costs no more than a rare
 * print.
 */
#pragma once
#include "trace/trace.h"

enum { NG_PRINT_WORDS = 5, NG_PRINT_SKELETON = 7, NG_PRINT_BITS = 46 };

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

struct ng_posting {
    uint32_t tag, text, at; /* tag: the lower 32 bits */
};
struct ng_print_table {
    unsigned bits;
    uint32_t *first; /* [2^bits + 1] */
    struct ng_posting *at;
};
typedef void ng_print_maker(const struct ng_trace_text *t, ng_prints *found,
                            struct ng_arena *keep, struct ng_arena scratch);

/* The table of texts[order[0]], texts[order[1]], ...; postings name texts by
 * their place in `order`. */
struct ng_print_table ng_print_table_of(const struct ng_trace_text *texts,
                                        const uint32_t *order, size_t n,
                                        ng_print_maker *make,
                                        struct ng_arena *keep,
                                        struct ng_arena scratch);

/* The print of the postings of bucket `b` that have this tag. */
static inline uint64_t ng_print_of(const struct ng_print_table *t, size_t b,
                                   uint32_t tag)
{
    return (uint64_t)b << (NG_PRINT_BITS - t->bits) >> 32 << 32 | tag;
}

/* The postings of one print, in order of text. */
struct ng_run {
    const struct ng_posting *at;
    size_t n;
};
struct ng_run ng_print_find(const struct ng_print_table *t, uint64_t hash);

/* Asks memory for what looking up these prints will need. */
void ng_print_fetch(const struct ng_print_table *t, const ng_prints *prints);
