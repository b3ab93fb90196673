/* align.h - which words of two texts are the same words.
 *
 *     child    the Kremlin said on Tuesday that the meeting would take place
 *              --------------    x         ---------------------------------
 *     parent   the Kremlin said Monday     that the meeting would take place
 *
 * Seeds are shared runs of a few words; they are extended both ways, chained
 * so that both sides run forward (a moved paragraph may stay outside the
 * chain), and short gaps between links are filled word by word. Time is linear
 * in the length of the texts: each look-up tries at most four places, a link
 * looks back at most 48 links, and a gap to fill has at most 24 words.
 */
#pragma once
#include "trace/trace.h"

struct ng_link {
    uint32_t a, b, n; /* n items from a in one are the n from b in the other */
    bool chained;     /* false: a long run that was moved */
};

/* Runs of one text by their hash, to align many others with it. */
struct ng_seeds {
    const uint32_t *item;
    uint32_t n, run, mask;
    uint32_t *slot; /* [mask + 1] place + 1 of the first run with this hash */
    uint32_t *next; /* [n] place + 1 of the next one */
};
struct ng_seeds ng_seeds_of(const uint32_t *item, uint32_t n, uint32_t run,
                            struct ng_arena *keep);

struct ng_alignment {
    NG_LIST(struct ng_link) links; /* in order of b */
    uint8_t *in_a, *in_b;          /* [n] 1 in a link, 2 in a filled gap */
    uint32_t turned;               /* links that left the chain */
};
struct ng_alignment ng_align(const struct ng_seeds *a, const uint32_t *b,
                             uint32_t n, struct ng_arena *keep,
                             struct ng_arena scratch);
