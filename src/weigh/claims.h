/* claims.h - numbers that reports give, each with what it counts.
 *
 *     Police said 12 people were killed in Arend on Monday.
 *     ^^^^^^      ^^^^^^^^^      ^^^^^^    ^^^^^    ^^^^^^
 *     source      value          theme     place    day
 *
 * A claim is a value of a slot: how many (theme, of whom), told by whom, in
 * which report, of which place and day. Two claims are held against each other
 * only if they answer the same question: same theme, same people counted,
 * places that lie in each other, days that touch. Words of one and the same
 * text (copies) are one claim with many receipts.
 */
#pragma once
#include "report/story.h"
#include "weigh/around.h"

struct ng_claim {
    uint32_t report;
    ng_range at; /* the number as the report has it */
    uint32_t sentence;
    double low, high; /* NAN where open */
    bool approx;
    ng_str unit;
    enum ng_theme theme;
    ng_str who;      /* what is counted, where it is not anybody; or empty */
    ng_str source;   /* key or words of who says so; empty: the author */
    ng_days when;    /* told in words in its sentence; else unknown */
    bool background; /* of another deed or time, by the words beside it */
    bool total;      /* of a longer time: "since", "so far this year" */
    struct ng_around around;
    uint64_t key;   /* claims of another key are never compared */
    ng_cites cites; /* it and its copies */
};
typedef NG_LIST(struct ng_claim) ng_claims;

/* All of a batch, by key; among one key in batch order, spun copies last. */
ng_claims ng_gather_claims(const struct ng_batch *b, struct ng_arena *a);

/* The next number from word *from of a sentence on that is no quantity by
 * itself, "the toll rose to 15"; *from is put behind it. */
bool ng_read_toll(const struct ng_batch *b, uint32_t report, uint32_t sentence,
                  uint32_t *from, struct ng_claim *c);

/* "12", "3,400", "eleven": a number of one word in small letters, to "twenty".
 */
bool ng_plain_number(ng_str low, double *value);

/* The theme of the word at w, money left out; "took part" and "turned out" are
 * two words. `end`: of the sentence. */
enum ng_theme ng_theme_at(const struct ng_report *r, uint32_t w, uint32_t end);
