#include "trace/prints.h"

#include <stdlib.h>

enum { WORD_WINDOW = 16, SKELETON_WINDOW = 4, ANCHORS = 2 };

static uint64_t mix(uint64_t x)
{
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93U;
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93U;
    return (x ^ x >> 32) >> (64 - NG_PRINT_BITS);
}

static uint64_t hash_run(const uint32_t *item, size_t n)
{
    uint64_t h = 0;
    for (size_t i = 0; i < n; i++)
        h = (h + item[i]) * 0x9e3779b97f4a7c15U;
    return mix(h);
}

/* Keeps the least of each window; of equals the last. */
static void winnow(const struct ng_print *all, size_t n, size_t window,
                   ng_prints *found, struct ng_arena *keep)
{
    size_t best = 0, told = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        if (best + window <= i) {
            best = i - window + 1;
            for (size_t k = best + 1; k <= i; k++)
                if (all[k].hash <= all[best].hash)
                    best = k;
        } else if (all[i].hash <= all[best].hash) {
            best = i;
        }
        if ((i + 1 >= window || i + 1 == n) && best != told) {
            *ng_push(found, keep) = all[best];
            told = best;
        }
    }
}

/* Of equal prints from place `from` on only the first stays. */
static void keep_first(ng_prints *found, size_t from, struct ng_arena scratch)
{
    size_t n = found->n - from, slots = 16, kept = from;
    while (slots < n * 2)
        slots *= 2;
    uint32_t *slot = ng_new(&scratch, uint32_t, slots);
    for (size_t i = from; i < found->n; i++) {
        struct ng_print p = found->at[i];
        size_t at = p.hash & (slots - 1);
        while (slot[at] && found->at[slot[at] - 1].hash != p.hash)
            at = (at + 1) & (slots - 1);
        if (slot[at])
            continue;
        found->at[kept++] = p;
        slot[at] = (uint32_t)kept;
    }
    found->n = kept;
}

void ng_word_prints(const struct ng_trace_text *t, ng_prints *found,
                    struct ng_arena *keep, struct ng_arena scratch)
{
    if (t->n < NG_PRINT_WORDS)
        return;
    size_t n = t->n - NG_PRINT_WORDS + 1, from = found->n;
    struct ng_print *all = ng_new(&scratch, struct ng_print, n);
    for (uint32_t i = 0; i < n; i++)
        all[i] = (struct ng_print){hash_run(t->word + i, NG_PRINT_WORDS), i};
    winnow(all, n, WORD_WINDOW, found, keep);
    keep_first(found, from, scratch);
}

struct ng_skeleton ng_skeleton_of(const struct ng_trace_text *t,
                                  struct ng_arena *keep)
{
    struct ng_skeleton s = {.item = ng_new(keep, uint32_t, t->n),
                            .at = ng_new(keep, uint32_t, t->n)};
    for (uint32_t i = 0; i < t->n; i++) {
        bool stays = t->flags[i] & (NG_TRACE_FUNCTION | NG_TRACE_ANCHOR);
        uint32_t item = stays ? t->word[i] : NG_STAR;
        if (item == NG_STAR && s.n && s.item[s.n - 1] == NG_STAR)
            continue;
        s.at[s.n] = i;
        s.item[s.n++] = item;
    }
    return s;
}

void ng_skeleton_prints(const struct ng_trace_text *t, ng_prints *found,
                        struct ng_arena *keep, struct ng_arena scratch)
{
    struct ng_skeleton s = ng_skeleton_of(t, &scratch);
    if (s.n < NG_PRINT_SKELETON)
        return;
    size_t runs = s.n - NG_PRINT_SKELETON + 1, n = 0, from = found->n;
    struct ng_print *all = ng_new(&scratch, struct ng_print, runs);
    unsigned anchors = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        anchors += (t->flags[s.at[i]] & NG_TRACE_ANCHOR) != 0;
        if (i + 1 < NG_PRINT_SKELETON)
            continue;
        uint32_t beg = i + 1 - NG_PRINT_SKELETON;
        if (anchors >= ANCHORS)
            all[n++] = (struct ng_print){
                hash_run(s.item + beg, NG_PRINT_SKELETON), s.at[beg]};
        anchors -= (t->flags[s.at[beg]] & NG_TRACE_ANCHOR) != 0;
    }
    winnow(all, n, SKELETON_WINDOW, found, keep);
    keep_first(found, from, scratch);
}

static size_t bucket_of(const struct ng_print_table *t, uint64_t hash)
{
    return hash >> (NG_PRINT_BITS - t->bits);
}

static int by_tag(const void *a, const void *b)
{
    const struct ng_posting *x = a, *y = b;
    if (x->tag != y->tag)
        return x->tag < y->tag ? -1 : 1;
    if (x->text != y->text)
        return x->text < y->text ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static void sort_bucket(struct ng_posting *at, size_t n)
{
    if (n > 24) {
        qsort(at, n, sizeof *at, by_tag);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        struct ng_posting x = at[i];
        size_t k = i;
        for (; k > 0 && by_tag(&at[k - 1], &x) > 0; k--)
            at[k] = at[k - 1];
        at[k] = x;
    }
}

struct ng_print_table ng_print_table_of(const struct ng_trace_text *texts,
                                        const uint32_t *order, size_t n,
                                        ng_print_maker *make,
                                        struct ng_arena *keep,
                                        struct ng_arena scratch)
{
    size_t words = 0;
    for (size_t i = 0; i < n; i++)
        words += texts[order[i]].n;
    struct ng_print_table t = {.bits = NG_PRINT_BITS - 32};
    while (t.bits < 28 && ((size_t)1 << t.bits) < words / 8)
        t.bits++;
    size_t buckets = (size_t)1 << t.bits;
    t.first = ng_new(keep, uint32_t, buckets + 1);
    uint32_t *next = ng_new(&scratch, uint32_t, buckets);
    /* Half of what is left for the prints of a text, half for their making.
     * They are made twice, which is cheaper than keeping all of them. */
    struct ng_arena here = scratch;
    here.end = scratch.at = scratch.at + (scratch.end - scratch.at) / 2;
    for (size_t i = 0; i < n; i++) {
        struct ng_arena one = here;
        ng_prints prints = {0};
        make(&texts[order[i]], &prints, &one, scratch);
        for (size_t k = 0; k < prints.n; k++)
            t.first[bucket_of(&t, prints.at[k].hash) + 1]++;
    }
    for (size_t b = 0; b < buckets; b++)
        t.first[b + 1] += t.first[b];
    t.at = ng_new(keep, struct ng_posting, t.first[buckets]);
    memcpy(next, t.first, buckets * sizeof *next);
    for (size_t i = 0; i < n; i++) {
        struct ng_arena one = here;
        ng_prints prints = {0};
        make(&texts[order[i]], &prints, &one, scratch);
        for (size_t k = 0; k < prints.n; k++) {
            uint64_t hash = prints.at[k].hash;
            t.at[next[bucket_of(&t, hash)]++] = (struct ng_posting){
                (uint32_t)hash, (uint32_t)i, prints.at[k].at};
        }
    }
    for (size_t b = 0; b < buckets; b++)
        sort_bucket(t.at + t.first[b], t.first[b + 1] - t.first[b]);
    return t;
}

void ng_print_fetch(const struct ng_print_table *t, const ng_prints *prints)
{
    for (size_t k = 0; k < prints->n; k++)
        __builtin_prefetch(&t->first[bucket_of(t, prints->at[k].hash)]);
    for (size_t k = 0; k < prints->n; k++)
        __builtin_prefetch(&t->at[t->first[bucket_of(t, prints->at[k].hash)]]);
}

struct ng_run ng_print_find(const struct ng_print_table *t, uint64_t hash)
{
    size_t b = bucket_of(t, hash);
    uint32_t tag = (uint32_t)hash;
    size_t low = t->first[b], end = t->first[b + 1], high = end;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (t->at[mid].tag < tag)
            low = mid + 1;
        else
            high = mid;
    }
    size_t last = low;
    if (last + 8 < end && t->at[last + 8].tag == tag) {
        size_t left = last + 8, right = end;
        while (left < right) {
            size_t mid = left + (right - left) / 2;
            if (t->at[mid].tag <= tag)
                left = mid + 1;
            else
                right = mid;
        }
        last = left;
    } else {
        while (last < end && t->at[last].tag == tag)
            last++;
    }
    return (struct ng_run){t->at + low, last - low};
}
