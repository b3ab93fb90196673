#include "trace/prints.h"

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

/* ---- which runs are chosen ---------------------------------------------- */

/* Hashes of the runs of a text, in order. */
struct runs {
    uint64_t *hash;
    uint32_t *at; /* the word that each begins at; NULL: one at each word */
    size_t n;
};

/* Keeps the least of each window; of equals the last. */
static size_t winnow(const struct runs *r, size_t window, uint32_t *pick)
{
    const uint64_t *hash = r->hash;
    size_t best = 0, told = SIZE_MAX, picked = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (best + window <= i) {
            best = i - window + 1;
            for (size_t k = best + 1; k <= i; k++)
                best = hash[k] <= hash[best] ? k : best;
        } else if (hash[i] <= hash[best]) {
            best = i;
        }
        if ((i + 1 >= window || i + 1 == r->n) && best != told) {
            pick[picked++] = (uint32_t)best;
            told = best;
        }
    }
    return picked;
}

/* A bit for each word that a chosen run begins at; of equal runs the first. */
static uint8_t *choose(const struct runs *r, size_t window, uint32_t words,
                       struct ng_arena *keep, struct ng_arena scratch)
{
    uint8_t *bits = ng_new(keep, uint8_t, words / 8 + 1);
    uint32_t *pick = ng_new(&scratch, uint32_t, r->n);
    size_t n = winnow(r, window, pick), slots = 16;
    while (slots < n * 2)
        slots *= 2;
    uint64_t *slot = ng_new(&scratch, uint64_t, slots);
    for (size_t i = 0; i < n; i++) {
        uint64_t hash = r->hash[pick[i]];
        uint32_t word = r->at ? r->at[pick[i]] : pick[i];
        size_t at = hash & (slots - 1);
        while (slot[at] && slot[at] != hash + 1)
            at = (at + 1) & (slots - 1);
        if (!slot[at])
            bits[word / 8] |= (uint8_t)(1U << word % 8);
        slot[at] = hash + 1;
    }
    return bits;
}

static uint8_t *choose_words(const struct ng_trace_text *t,
                             struct ng_arena *keep, struct ng_arena scratch)
{
    struct runs r = {.n = 0};
    if (t->n >= NG_PRINT_WORDS)
        r.n = t->n - NG_PRINT_WORDS + 1;
    r.hash = ng_new(&scratch, uint64_t, r.n);
    for (size_t i = 0; i < r.n; i++)
        r.hash[i] = hash_run(t->word + i, NG_PRINT_WORDS);
    return choose(&r, WORD_WINDOW, t->n, keep, scratch);
}

struct ng_skeleton ng_skeleton_of(const struct ng_trace_text *t,
                                  struct ng_arena *keep)
{
    struct ng_skeleton s = {.item = ng_new(keep, uint32_t, t->n + 1),
                            .at = ng_new(keep, uint32_t, t->n + 1)};
    uint32_t last = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        bool stays = t->flags[i] & (NG_TRACE_FUNCTION | NG_TRACE_ANCHOR);
        uint32_t item = stays ? t->word[i] : NG_STAR;
        bool again = item == NG_STAR && last == NG_STAR;
        s.at[s.n] = i; /* written over if it is one star with the last */
        s.item[s.n] = item;
        s.n += !again;
        last = item;
    }
    return s;
}

static uint8_t *choose_frames(const struct ng_trace_text *t,
                              struct ng_arena *keep, struct ng_arena scratch)
{
    struct ng_skeleton s = ng_skeleton_of(t, &scratch);
    struct runs r = {ng_new(&scratch, uint64_t, s.n),
                     ng_new(&scratch, uint32_t, s.n), 0};
    unsigned anchors = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        anchors += (t->flags[s.at[i]] & NG_TRACE_ANCHOR) != 0;
        if (i + 1 < NG_PRINT_SKELETON)
            continue;
        uint32_t beg = i + 1 - NG_PRINT_SKELETON;
        if (anchors >= ANCHORS) {
            r.hash[r.n] = hash_run(s.item + beg, NG_PRINT_SKELETON);
            r.at[r.n++] = s.at[beg];
        }
        anchors -= (t->flags[s.at[beg]] & NG_TRACE_ANCHOR) != 0;
    }
    return choose(&r, SKELETON_WINDOW, t->n, keep, scratch);
}

struct ng_printed ng_printed_of(const struct ng_trace_text *t,
                                struct ng_arena *keep, struct ng_arena scratch)
{
    return (struct ng_printed){choose_words(t, keep, scratch),
                               choose_frames(t, keep, scratch)};
}

/* ---- prints ------------------------------------------------------------- */

/* The print of the skeleton run that begins at this word. */
static uint64_t frame_at(const struct ng_trace_text *t, uint32_t at)
{
    uint32_t item[NG_PRINT_SKELETON], n = 0;
    for (uint32_t i = at; i < t->n && n < NG_PRINT_SKELETON; i++) {
        bool stays = t->flags[i] & (NG_TRACE_FUNCTION | NG_TRACE_ANCHOR);
        uint32_t it = stays ? t->word[i] : NG_STAR;
        if (it != NG_STAR || !n || item[n - 1] != NG_STAR)
            item[n++] = it;
    }
    return hash_run(item, n);
}

/* Calls for each word that has a bit. */
#define EACH_PRINTED(t, bits, at)                                              \
    for (uint32_t at##_8 = 0; at##_8 < (t)->n / 8 + 1; at##_8++)               \
        for (uint32_t at##_m = (bits)[at##_8], at;                             \
             at##_m && (at = at##_8 * 8 + (uint32_t)__builtin_ctz(at##_m), 1); \
             at##_m &= at##_m - 1)

static uint64_t print_at(const struct ng_trace_text *t, bool frame, uint32_t at)
{
    return frame ? frame_at(t, at) : hash_run(t->word + at, NG_PRINT_WORDS);
}

void ng_prints_at(const struct ng_trace_text *t, const uint8_t *printed,
                  bool frame, ng_prints *found, struct ng_arena *keep)
{
    EACH_PRINTED(t, printed, at)
    *ng_push(found, keep) = (struct ng_print){print_at(t, frame, at), at};
}

void ng_word_prints(const struct ng_trace_text *t, ng_prints *found,
                    struct ng_arena *keep, struct ng_arena scratch)
{
    uint8_t *bits = choose_words(t, keep, scratch);
    ng_prints_at(t, bits, false, found, keep);
}

void ng_skeleton_prints(const struct ng_trace_text *t, ng_prints *found,
                        struct ng_arena *keep, struct ng_arena scratch)
{
    uint8_t *bits = choose_frames(t, keep, scratch);
    ng_prints_at(t, bits, true, found, keep);
}

uint32_t ng_print_place(const struct ng_trace_text *t, uint64_t print)
{
    for (uint32_t i = 0; i + NG_PRINT_WORDS <= t->n; i++)
        if (hash_run(t->word + i, NG_PRINT_WORDS) == print)
            return i;
    return t->n;
}

/* ---- the table ---------------------------------------------------------- */

/* Parts of the table by the upper bits of a print: about so many in each. */
enum { A_PART = 2048 };

struct parts {
    size_t *first; /* [1 << bits] */
    unsigned bits;
};

static size_t part_of(const struct parts *parts, uint64_t print)
{
    return print >> (NG_PRINT_BITS - parts->bits);
}

static size_t count_prints(const struct ng_print_texts *in, bool frame)
{
    size_t sum = 0;
    for (size_t i = 0; i < in->n; i++) {
        const uint8_t *bits =
            frame ? in->printed[i].frames : in->printed[i].words;
        for (uint32_t k = 0; k < in->at[in->order[i]].n / 8 + 1; k++)
            sum += (size_t)__builtin_popcount(bits[k]);
    }
    return sum;
}

/* Each print and its text to its part; `to` NULL: they are counted. */
static void share_out(const struct ng_print_texts *in, bool frame,
                      const struct parts *parts, uint64_t *to)
{
    for (size_t i = 0; i < in->n; i++) {
        const struct ng_trace_text *t = &in->at[in->order[i]];
        const uint8_t *bits =
            frame ? in->printed[i].frames : in->printed[i].words;
        EACH_PRINTED(t, bits, at)
        {
            uint64_t print = print_at(t, frame, at);
            size_t k = parts->first[part_of(parts, print)]++;
            if (to)
                to[k] = print << NG_THING_BITS | i;
        }
    }
}

struct ng_postings ng_print_table_of(const struct ng_print_texts *in,
                                     bool frame, struct ng_arena *keep,
                                     struct ng_arena scratch)
{
    size_t n = count_prints(in, frame), most = 0;
    struct parts parts = {.bits = 1};
    while (parts.bits < 20 && n >> parts.bits > A_PART)
        parts.bits++;
    size_t all = (size_t)1 << parts.bits;
    parts.first = ng_new(&scratch, size_t, all);
    share_out(in, frame, &parts, NULL);
    for (size_t i = 0, sum = 0; i < all; i++) {
        size_t here = parts.first[i];
        most = here > most ? here : most;
        parts.first[i] = sum;
        sum += here;
    }
    uint64_t *at = ng_new(&scratch, uint64_t, n);
    uint64_t *room = ng_new(&scratch, uint64_t, most);
    share_out(in, frame, &parts, at);
    struct ng_postings_shape shape = ng_postings_shape_of(n, in->n);
    size_t size = ng_postings_size(&shape);
    uint8_t *bytes = ng_new(keep, uint8_t, size);
    struct ng_postings_writer w = ng_postings_write(shape, bytes);
    for (size_t i = 0, beg = 0; i < all; beg = parts.first[i++]) {
        size_t end = parts.first[i];
        ng_postings_sort(at + beg, room, end - beg, NG_PRINT_BITS - parts.bits);
        for (size_t k = beg; k < end; k++)
            ng_postings_put(&w, at[k] >> NG_THING_BITS,
                            (uint32_t)at[k] & ((1U << NG_THING_BITS) - 1));
    }
    struct ng_postings p;
    ng_postings_view(&p, ng_postings_end(&w), bytes, size);
    return p;
}

void ng_print_fetch(const struct ng_postings *t, const ng_prints *prints)
{
    for (int step = NG_FETCH_SAMPLE; step <= NG_FETCH_UPPER; step++)
        for (size_t k = 0; k < prints->n; k++)
            ng_postings_fetch(t, prints->at[k].hash,
                              (enum ng_postings_step)step);
}
