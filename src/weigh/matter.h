/* matter.h - what a deed of words is about.
 *
 *     The minister accused the union on Monday of lying.           lie
 *     The minister criticised the union for blocking the port.     block, port
 *     Norway asked for a pause in the talks on herring.      pause, talk, herr
 *
 * Who asks, refuses, blames or promises may do so twice on one day to the same
 * people: what for tells whether it was one deed. Words are compared by their
 * beginnings; names, days and whoever has a part are left out.
 */
#pragma once
#include "report/story.h"

enum { NG_MATTER_WORDS = 8 };

struct ng_matter {
    uint32_t words[NG_MATTER_WORDS]; /* hashes */
    uint8_t n;
};

/* True of promises, demands, refusals, charges, praise. */
bool ng_is_deed_of_words(enum ng_event_type type);

struct ng_matter ng_matter_of(const struct ng_report *r,
                              const struct ng_mention *m);

/* How many words both have. */
unsigned ng_matter_shared(const struct ng_matter *x, const struct ng_matter *y);

/* True if the two speak of different things: each says of what, enough is
 * said, and nothing is the same. */
bool ng_matter_apart(const struct ng_matter *x, const struct ng_matter *y);
