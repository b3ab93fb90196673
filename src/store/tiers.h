/* tiers.h - what prints.c, hot.c and merge.c share; nobody else includes it.
 *
 *     hot        texts of the table `posted`, in memory, by print
 *     segments   those that the store lists, and, while a transaction is under
 *                way, those that it makes (fresh) and does away with (gone)
 *     dead       texts that count no more, up to a segment
 */
#pragma once
#include "store/inside.h"
#include "store/prints.h"

enum {
    NG_HOT_TEXTS = 1024,
    NG_HOT_POSTS = 1 << 20, /* so many, and they become a segment */
    NG_SEGMENTS_MOST = 1024,
};

struct ng_tier {
    struct ng_segment it;
    int64_t nr;
    bool fresh, gone;
};

struct ng_hot_text {
    struct ng_segment_text it;
    uint32_t first, n[NG_PRINT_KINDS]; /* its posts: words, then frames */
    bool gone;
};
struct ng_hot_post {
    uint64_t key;        /* kind << NG_KEY_BITS | print */
    uint32_t text, next; /* place + 1 of one of the same slot; 0: none */
};
enum { NG_HOT_SLOT_BITS = 17 };
struct ng_hot {
    struct ng_hot_text *text; /* [NG_HOT_TEXTS] */
    struct ng_hot_post *post; /* [room] */
    uint32_t *slot;           /* [1 << NG_HOT_SLOT_BITS] */
    uint32_t texts, posts, live;
    size_t room;
};

struct ng_dead {
    int64_t nr, upto;
};

/* Where a print stands in the segments: it is asked for again and again. */
enum { NG_MEMOS = 512, NG_MEMO_RUNS = 8 };
struct ng_memo {
    uint64_t key, of; /* kind << NG_KEY_BITS | print; in which state, 0: none */
    uint32_t n;
    struct {
        uint32_t tier, beg, end;
    } run[NG_MEMO_RUNS];
};

struct ng_prints {
    bool open, loaded; /* loaded: hot and dead are those of the store */
    bool forgot;       /* files that could not be opened, in this transaction */
    struct ng_tier tier[NG_SEGMENTS_MOST];
    size_t tiers;
    uint64_t state; /* counted up when other segments count */
    struct ng_memo memo[NG_MEMOS];
    struct ng_hot hot;
    struct ng_dead *dead; /* [dead_room] by number */
    size_t dead_n, dead_room;
};

static inline int ng_place_cmp(struct ng_segment_text a,
                               struct ng_segment_text b)
{
    if (a.moment != b.moment)
        return a.moment < b.moment ? -1 : 1;
    return (a.id > b.id) - (a.id < b.id);
}

static inline bool ng_is_dead(const struct ng_prints *in,
                              const struct ng_tier *tier, int64_t nr)
{
    size_t low = 0, high = in->dead_n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (in->dead[mid].nr < nr)
            low = mid + 1;
        else
            high = mid;
    }
    return low < in->dead_n && in->dead[low].nr == nr &&
           tier->nr <= in->dead[low].upto;
}

/* hot.c: in memory alone */
ng_status ng_hot_post(struct ng_hot *hot, struct ng_segment_text text,
                      const uint64_t *const prints[NG_PRINT_KINDS],
                      const size_t n[NG_PRINT_KINDS], struct ng_err *err);
bool ng_hot_unpost(struct ng_hot *hot, int64_t nr); /* false: not there */
/* Places of texts that have this key, in order of time; to [NG_HOT_TEXTS]. */
size_t ng_hot_find(const struct ng_hot *hot, uint64_t key, uint32_t *to);
void ng_hot_empty(struct ng_hot *hot);
void ng_hot_close(struct ng_hot *hot);

/* merge.c */
void ng_tier_path(struct ng_store *st, int64_t nr, char *to, size_t size);
/* All hot texts become a segment; segments of one size become one. */
ng_status ng_tiers_flush(struct ng_store *st, struct ng_err *err);
