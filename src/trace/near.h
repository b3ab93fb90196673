/* near.h - with which earlier texts a text is compared.
 *
 * All texts stand in one order of time (ng_key). What is chosen for a text
 * depends on the texts BEFORE it alone: a print is worth the less the more of
 * them have it, and a hub is followed to its first 24 texts and to the 8 just
 * before the asking one. So a text that comes later leaves it as it is. Only
 * boilerplate looks both ways: a run of words that 12 texts share, in
 * surroundings of their own, is nobody's; the first 12 decide, and whoever
 * comes after them changes nothing.
 *
 *     time ----------------------------------------------->
 *     first 24 texts   ..........   last 8   ASKING   later ones: not seen
 *
 * Where prints are looked up is the caller's: tables in memory (trace.c), or a
 * store (engine/). Both give the same answers.
 */
#pragma once
#include "trace/prints.h"
#include "trace/relate.h"

/* Place in time; two texts never have the same. Undated ones come last. */
struct ng_key {
    uint64_t moment; /* 46 bits: day, then second if it is known */
    uint64_t id;
};
struct ng_key ng_key_of(const struct ng_trace_text *t);
static inline int ng_key_cmp(struct ng_key a, struct ng_key b)
{
    if (a.moment != b.moment)
        return a.moment < b.moment ? -1 : 1;
    return (a.id > b.id) - (a.id < b.id);
}

enum {
    NG_HUB_FIRST = 24,
    NG_HUB_NEAR = 8,
    NG_HUB_COUNTED = 101, /* it makes no difference how many more there are */
    NG_COMMON = 12,       /* texts: a print of so many may be boilerplate */
    NG_CHOSEN = 4,
};

struct ng_poster {
    struct ng_key key;
    uint32_t text; /* the caller's name for it */
};
/* The texts before one that have a print, in order of time. */
struct ng_before {
    uint32_t count; /* at most NG_HUB_COUNTED */
    uint32_t n;     /* of them here: the first and the last */
    struct ng_poster at[NG_HUB_FIRST + NG_HUB_NEAR];
};
struct ng_posted {
    void *ctx;
    void (*before)(void *ctx, uint64_t print, bool frame, struct ng_key key,
                   struct ng_before *to);
    /* What stands around a print of words in the first texts that have it:
     * how many there are, at most NG_COMMON. */
    uint32_t (*around)(void *ctx, uint64_t print, uint32_t to[NG_COMMON]);
    bool (*same_house)(void *ctx, const struct ng_traced *me, uint32_t text);
};

/* The words 24 before and 24 behind where a print first stands, sixteen bits
 * of each. */
uint32_t ng_around(const struct ng_trace_text *t, uint64_t print);

/* A bit for each word that is boilerplate; NULL: none is, or most are. */
uint8_t *ng_common_of(const struct ng_trace_text *t, const ng_prints *words,
                      const struct ng_posted *in, struct ng_arena *keep);

struct ng_chosen {
    uint32_t text;
    bool by_words; /* they have a print of words in common */
};
/* The texts to compare with, best first. Prints that no other text has may be
 * left out; frames_n is how many frames there are with them. */
size_t ng_choose(const struct ng_traced *me, const ng_prints *words,
                 const ng_prints *frames, size_t frames_n,
                 const struct ng_posted *in, struct ng_chosen chosen[NG_CHOSEN],
                 struct ng_arena scratch);

/* ---- texts one by one, as a store needs them --------------------------- */

/* Equal for texts of the same words; the second half is 0 for a text too short
 * to be called a copy of another. Of such twins only the first has prints. */
struct ng_stream {
    uint64_t hash[2];
};
struct ng_stream ng_stream_of(const struct ng_trace_text *t);
struct ng_traced ng_traced_of(const struct ng_trace_text *t);
/* As ng_relate does: child is 0 for `a`, the first of the twins, 1 for `b`. */
void ng_relate_twins(const struct ng_traced *a, const struct ng_traced *b,
                     struct ng_edge *edge, struct ng_arena *keep);

/* What is known of a text besides its edges. */
struct ng_trace_mark {
    uint32_t first;        /* of its twins; itself if there is none before it */
    const uint8_t *common; /* NULL: none */
    uint32_t chosen[NG_CHOSEN], chosen_n; /* it was compared with these */
    bool by_words[NG_CHOSEN];             /* as in ng_chosen */
};
/* A print of words that so many texts have that it may be boilerplate. */
struct ng_print_hub {
    uint64_t print, beg; /* its first posting */
    uint32_t around[NG_COMMON];
};
/* A name for the first texts of a hub, by their ids. */
uint64_t ng_around_of(const uint64_t id[NG_COMMON]);

/* Who has which print. Things are places in `order`, the first twins in order
 * of time; what is there lives as long as the call that is told of it. */
struct ng_trace_tables {
    const uint32_t *order; /* [n] of the texts */
    size_t n;
    struct ng_postings words, frames;
    const struct ng_print_hub *hubs; /* [hubs_n] in the order of words */
    size_t hubs_n;
};
typedef ng_status ng_post(void *ctx, const struct ng_trace_tables *tables,
                          struct ng_err *err);

/* ng_trace with all that it finds out; marks [n] and post may be NULL. */
ng_status ng_trace_all(const struct ng_trace_text *texts, size_t n,
                       unsigned jobs, ng_edges *edges,
                       struct ng_trace_mark *marks, ng_post *post, void *ctx,
                       struct ng_arena *out, struct ng_err *err);
