#include "base/postings.h"

#include <string.h>

enum { EACH = 64, LEAST_BITS = 8, MOST_BITS = 31 };

static uint64_t load64(const uint8_t *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static uint32_t load32(const uint8_t *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* ---- the shape ---------------------------------------------------------- */

static unsigned tag_bits(const struct ng_postings_shape *s)
{
    return NG_KEY_BITS - s->bits;
}

static unsigned width_of(const struct ng_postings_shape *s)
{
    return tag_bits(s) + s->thing_bits;
}

static uint64_t upper_bits(const struct ng_postings_shape *s)
{
    return s->room + ((uint64_t)1 << s->bits);
}

static size_t sample_size(const struct ng_postings_shape *s)
{
    return (((size_t)1 << s->bits) / EACH + 2) * sizeof(uint32_t);
}

static size_t upper_size(const struct ng_postings_shape *s)
{
    return (upper_bits(s) / 64 + 1) * sizeof(uint64_t);
}

static size_t record_size(const struct ng_postings_shape *s)
{
    return s->room * width_of(s) / 8 + 1 + sizeof(uint64_t);
}

struct ng_postings_shape ng_postings_shape_of(uint64_t room, uint64_t things)
{
    struct ng_postings_shape s = {
        .room = room, .bits = LEAST_BITS, .thing_bits = 1};
    while (s.bits < MOST_BITS && (uint64_t)2 << s.bits <= room)
        s.bits++;
    while (s.thing_bits < NG_THING_BITS && (uint64_t)1 << s.thing_bits < things)
        s.thing_bits++;
    return s;
}

size_t ng_postings_size(const struct ng_postings_shape *s)
{
    return (sample_size(s) + upper_size(s) + record_size(s) + 7) / 8 * 8;
}

bool ng_postings_view(struct ng_postings *p, struct ng_postings_shape shape,
                      const void *bytes, size_t size)
{
    if (shape.room > NG_POSTINGS_MOST || shape.n > shape.room ||
        shape.bits < LEAST_BITS || shape.bits > MOST_BITS ||
        shape.thing_bits < 1 || shape.thing_bits > NG_THING_BITS ||
        ng_postings_size(&shape) != size)
        return false;
    *p = (struct ng_postings){.shape = shape, .sample = bytes};
    p->upper = p->sample + sample_size(&shape);
    p->record = p->upper + upper_size(&shape);
    return true;
}

/* ---- one key ------------------------------------------------------------ */

static uint64_t record_at(const struct ng_postings *p, uint64_t i)
{
    unsigned width = width_of(&p->shape);
    uint64_t bit = i * width;
    return load64(p->record + bit / 8) >> bit % 8 &
           (((uint64_t)1 << width) - 1);
}

uint32_t ng_postings_thing(const struct ng_postings *p, uint64_t i)
{
    if (i >= p->shape.n)
        return 0;
    return (uint32_t)(record_at(p, i) &
                      (((uint64_t)1 << p->shape.thing_bits) - 1));
}

static uint64_t words_of(const struct ng_postings *p)
{
    return upper_bits(&p->shape) / 64 + 1;
}

#define EACH_BYTE(v) (0x0101010101010101U * (uint64_t)(v))

/* How many bits are set in each byte and those below it. */
static uint64_t counts_of(uint64_t w)
{
    w -= w >> 1 & EACH_BYTE(0x55);
    w = (w & EACH_BYTE(0x33)) + (w >> 2 & EACH_BYTE(0x33));
    w = (w + (w >> 4)) & EACH_BYTE(0x0f);
    return w * EACH_BYTE(1);
}

/* The place of set bit number k of w, of which there are more. */
static uint64_t place_in(uint64_t w, uint64_t counts, uint64_t k)
{
    uint64_t above =
        ((counts | EACH_BYTE(0x80)) - EACH_BYTE(k + 1)) & EACH_BYTE(0x80);
    uint64_t at = (uint64_t)__builtin_ctzll(above) & ~(uint64_t)7;
    k -= counts << 8 >> at & 0xff;
    for (w = w >> at & 0xff; k > 0; k--)
        w &= w - 1;
    return at + (uint64_t)__builtin_ctzll(w);
}

/* Where 0 number k of `upper` stands, or its end. */
static uint64_t place_of_zero(const struct ng_postings *p, uint64_t k)
{
    uint64_t end = words_of(p) * 64;
    uint64_t at = load32(p->sample + k / EACH * sizeof(uint32_t));
    if (at >= end)
        return end;
    uint64_t left = k % EACH, word = at / 64;
    uint64_t zeros = ~load64(p->upper + word * 8) & (~(uint64_t)0 << at % 64);
    for (;;) {
        uint64_t counts = counts_of(zeros), here = counts >> 56;
        if (left < here)
            return word * 64 + place_in(zeros, counts, left);
        left -= here;
        if (++word * 64 >= end)
            return end;
        zeros = ~load64(p->upper + word * 8);
    }
}

/* The first 0 at or behind `at`. */
static uint64_t next_zero(const struct ng_postings *p, uint64_t at)
{
    uint64_t end = words_of(p) * 64;
    if (at >= end)
        return end;
    uint64_t word = at / 64;
    uint64_t zeros = ~load64(p->upper + word * 8) & (~(uint64_t)0 << at % 64);
    while (!zeros) {
        if (++word * 64 >= end)
            return end;
        zeros = ~load64(p->upper + word * 8);
    }
    return word * 64 + (uint64_t)__builtin_ctzll(zeros);
}

static struct ng_postings_run bucket_at(const struct ng_postings *p,
                                        uint64_t bucket)
{
    uint64_t n = p->shape.n, beg = 0, from = 0;
    if (bucket) {
        from = place_of_zero(p, bucket - 1) + 1;
        beg = from < bucket ? n : from - bucket;
    }
    uint64_t end = beg + (next_zero(p, from) - from);
    return (struct ng_postings_run){beg < n ? beg : n, end < n ? end : n};
}

/* The first posting from `low` on whose tag is not below this one. */
static uint64_t first_of(const struct ng_postings *p, uint64_t low,
                         uint64_t high, uint64_t tag)
{
    while (low < high) {
        uint64_t mid = low + (high - low) / 2;
        if (record_at(p, mid) >> p->shape.thing_bits < tag)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

struct ng_postings_run ng_postings_find(const struct ng_postings *p,
                                        uint64_t key)
{
    enum { FEW = 8 };
    uint64_t tag = key & (((uint64_t)1 << tag_bits(&p->shape)) - 1);
    struct ng_postings_run run = bucket_at(p, key >> tag_bits(&p->shape));
    uint64_t end = run.end;
    if (end - run.beg > FEW) {
        run.beg = first_of(p, run.beg, end, tag);
        run.end = first_of(p, run.beg, end, tag + 1);
        return run;
    }
    while (run.beg < end && record_at(p, run.beg) >> p->shape.thing_bits < tag)
        run.beg++;
    run.end = run.beg;
    while (run.end < end && record_at(p, run.end) >> p->shape.thing_bits == tag)
        run.end++;
    return run;
}

void ng_postings_fetch(const struct ng_postings *p, uint64_t key,
                       enum ng_postings_step step)
{
    uint64_t bucket = key >> tag_bits(&p->shape);
    uint64_t zero = bucket ? (bucket - 1) / EACH : 0;
    const uint8_t *sample = p->sample + zero * sizeof(uint32_t);
    if (step == NG_FETCH_SAMPLE) {
        __builtin_prefetch(sample);
    } else if (step == NG_FETCH_UPPER) {
        uint64_t at = load32(sample);
        if (at < words_of(p) * 64)
            __builtin_prefetch(p->upper + at / 8);
    } else {
        struct ng_postings_run run = bucket_at(p, bucket);
        if (run.beg < run.end)
            __builtin_prefetch(p->record + run.beg * width_of(&p->shape) / 8);
    }
}

/* ---- all of them -------------------------------------------------------- */

struct ng_postings_cursor ng_postings_begin(const struct ng_postings *p)
{
    return (struct ng_postings_cursor){.p = p, .word = load64(p->upper)};
}

bool ng_postings_next(struct ng_postings_cursor *c, uint64_t *key,
                      uint32_t *thing)
{
    const struct ng_postings *p = c->p;
    if (c->i >= p->shape.n)
        return false;
    while (!c->word) {
        if (++c->at >= words_of(p))
            return false;
        c->word = load64(p->upper + c->at * 8);
    }
    uint64_t place = c->at * 64 + (uint64_t)__builtin_ctzll(c->word);
    c->word &= c->word - 1;
    uint64_t bucket = place - c->i, record = record_at(p, c->i);
    unsigned things = p->shape.thing_bits;
    c->i++;
    *key = (bucket << tag_bits(&p->shape) | record >> things) &
           (((uint64_t)1 << NG_KEY_BITS) - 1);
    *thing = (uint32_t)(record & (((uint64_t)1 << things) - 1));
    return true;
}

/* ---- writing ------------------------------------------------------------ */

struct ng_postings_writer ng_postings_write(struct ng_postings_shape shape,
                                            void *bytes)
{
    struct ng_postings_writer w = {.shape = shape, .sample = bytes};
    w.shape.n = 0;
    w.upper = w.sample + sample_size(&shape);
    w.record = w.upper + upper_size(&shape);
    return w;
}

/* The buckets before this one end here. */
static void end_buckets(struct ng_postings_writer *w, uint64_t bucket)
{
    uint64_t zero = (w->bucket + EACH - 1) / EACH * EACH;
    for (; zero < bucket; zero += EACH) {
        uint32_t at = (uint32_t)(zero + w->shape.n);
        memcpy(w->sample + zero / EACH * sizeof at, &at, sizeof at);
    }
    w->bucket = bucket;
}

void ng_postings_put(struct ng_postings_writer *w, uint64_t key, uint32_t thing)
{
    struct ng_postings_shape *s = &w->shape;
    uint64_t order = key << NG_THING_BITS | thing;
    if (s->n == s->room || (s->n && order <= w->last) || key >> NG_KEY_BITS ||
        thing >> s->thing_bits) {
        w->bad = true;
        return;
    }
    w->last = order;
    uint64_t bucket = key >> tag_bits(s), place = bucket + s->n;
    if (bucket > w->bucket)
        end_buckets(w, bucket);
    w->upper[place / 8] |= (uint8_t)(1U << place % 8);
    uint64_t tag = key & (((uint64_t)1 << tag_bits(s)) - 1);
    uint64_t bit = s->n++ * width_of(s);
    uint64_t v = load64(w->record + bit / 8) | (tag << s->thing_bits | thing)
                                                   << bit % 8;
    memcpy(w->record + bit / 8, &v, sizeof v);
}

struct ng_postings_shape ng_postings_end(struct ng_postings_writer *w)
{
    end_buckets(w, (uint64_t)1 << w->shape.bits);
    return w->shape;
}

enum { DIGIT = 10, SHORT = 48 };

static void sort_few(uint64_t *at, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint64_t x = at[i];
        size_t k = i;
        for (; k > 0 && at[k - 1] > x; k--)
            at[k] = at[k - 1];
        at[k] = x;
    }
}

/* From the lower bits up; each pass keeps the order of the one before. */
void ng_postings_sort(uint64_t *at, uint64_t *room, size_t n, unsigned bits)
{
    uint64_t *from = at, *to = room;
    if (n <= SHORT) {
        sort_few(at, n);
        return;
    }
    for (unsigned done = 0; done < bits; done += DIGIT) {
        unsigned shift = NG_THING_BITS + done;
        uint32_t first[1 << DIGIT] = {0}, sum = 0;
        for (size_t i = 0; i < n; i++)
            first[from[i] >> shift & ((1 << DIGIT) - 1)]++;
        for (size_t d = 0; d < 1 << DIGIT; d++) {
            uint32_t here = first[d];
            first[d] = sum;
            sum += here;
        }
        for (size_t i = 0; i < n; i++)
            to[first[from[i] >> shift & ((1 << DIGIT) - 1)]++] = from[i];
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != at)
        memcpy(at, from, n * sizeof *at);
}
