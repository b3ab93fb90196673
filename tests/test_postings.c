/* Postings: what is put is found, whatever the sizes; what is no postings is
 * refused, and what is damaged is never read outside of its bytes. */
#include "base/postings.h"
#include "t.h"

#include <stdlib.h>

static uint64_t seed;

static uint64_t draw(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

struct made {
    uint64_t *at; /* [n] key << 24 | thing, sorted, each once */
    size_t n, size;
    uint8_t *bytes;
    struct ng_postings p;
};

/* n postings of about `keys` keys: a few keys have most of them. */
static struct made make(size_t n, uint64_t things, uint64_t keys)
{
    struct made m = {.at = calloc(n + 1, 8)};
    for (size_t i = 0; i < n; i++) {
        uint64_t k = draw() % keys;
        k = draw() % 4 ? k : k % 3;
        m.at[i] = (k * 0x9e3779b97f4a7c15U >> (64 - NG_KEY_BITS))
                      << NG_THING_BITS |
                  draw() % things;
    }
    if (n)
        qsort(m.at, n, 8, by_number);
    for (size_t i = 0; i < n; i++)
        if (!m.n || m.at[m.n - 1] != m.at[i])
            m.at[m.n++] = m.at[i];
    struct ng_postings_shape s = ng_postings_shape_of(n + 5, things);
    m.size = ng_postings_size(&s);
    m.bytes = calloc(m.size, 1);
    struct ng_postings_writer w = ng_postings_write(s, m.bytes);
    for (size_t i = 0; i < m.n; i++)
        ng_postings_put(&w, m.at[i] >> NG_THING_BITS,
                        (uint32_t)(m.at[i] & ((1 << NG_THING_BITS) - 1)));
    CHECK(!w.bad);
    s = ng_postings_end(&w);
    CHECK_INT(s.n, m.n);
    CHECK(ng_postings_view(&m.p, s, m.bytes, m.size));
    return m;
}

static void drop(struct made *m)
{
    free(m->at);
    free(m->bytes);
}

static void check_key(const struct made *m, uint64_t key)
{
    size_t beg = 0, end;
    while (beg < m->n && m->at[beg] >> NG_THING_BITS < key)
        beg++;
    for (end = beg; end < m->n && m->at[end] >> NG_THING_BITS == key;)
        end++;
    struct ng_postings_run run = ng_postings_find(&m->p, key);
    CHECK_INT(run.end - run.beg, end - beg);
    for (size_t i = 0; i < end - beg && run.beg + i < run.end; i++)
        CHECK_INT(ng_postings_thing(&m->p, run.beg + i),
                  m->at[beg + i] & ((1 << NG_THING_BITS) - 1));
}

static void finds_what_was_put(void)
{
    static const size_t sizes[] = {0, 1, 2, 63, 64, 65, 500, 3000, 20000};
    static const uint64_t things[] = {1, 2, 1000, 1 << NG_THING_BITS};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (size_t t = 0; t < 4; t++) {
            seed = 7 + s * 4 + t;
            struct made m = make(sizes[s], things[t], sizes[s] + 1);
            for (int i = 0; i < 40; i++)
                check_key(&m, m.n ? m.at[draw() % m.n] >> NG_THING_BITS
                                  : draw() >> 24);
            for (int i = 0; i < 40; i++)
                check_key(&m, draw() >> (64 - NG_KEY_BITS));
            check_key(&m, 0);
            check_key(&m, ((uint64_t)1 << NG_KEY_BITS) - 1);
            drop(&m);
        }
}

static void goes_through_all_in_order(void)
{
    seed = 99;
    for (size_t n = 0; n < 9000; n = n * 3 + 1) {
        struct made m = make(n, 70000, n / 2 + 1);
        struct ng_postings_cursor c = ng_postings_begin(&m.p);
        uint64_t key;
        uint32_t thing;
        size_t i = 0;
        for (; ng_postings_next(&c, &key, &thing); i++)
            if (i < m.n)
                CHECK_INT(key << NG_THING_BITS | thing, m.at[i]);
        CHECK_INT(i, m.n);
        drop(&m);
    }
}

static void sorts(void)
{
    enum { N = 5000 };
    static uint64_t a[N], b[N], room[N];
    for (size_t n = 0; n <= N; n = n * 3 + 1)
        for (unsigned bits = 9; bits <= NG_KEY_BITS; bits += 10) {
            seed = 5 + n;
            for (size_t i = 0; i < n; i++)
                a[i] = b[i] = draw() % ((uint64_t)1 << bits) >>
                                  draw() % bits << NG_THING_BITS |
                              i;
            ng_postings_sort(a, room, n, bits);
            if (n)
                qsort(b, n, 8, by_number);
            CHECK(memcmp(a, b, n * sizeof *a) == 0);
        }
}

static void leaves_out_what_is_out_of_order(void)
{
    struct ng_postings_shape s = ng_postings_shape_of(3, 10);
    uint8_t *bytes = calloc(ng_postings_size(&s), 1);
    static const struct {
        uint64_t key;
        uint32_t thing;
        bool bad;
    } put[] = {
        {5, 3, false}, {5, 3, true},  {5, 2, true},  {4, 9, true},
        {5, 16, true}, {9, 0, false}, {9, 1, false}, {10, 0, true /* full */}};
    struct ng_postings_writer w = ng_postings_write(s, bytes);
    for (size_t i = 0; i < sizeof put / sizeof *put; i++) {
        w.bad = false;
        ng_postings_put(&w, put[i].key, put[i].thing);
        CHECK_INT(w.bad, put[i].bad);
    }
    CHECK_INT(ng_postings_end(&w).n, 3);
    free(bytes);
}

static void refuses_other_shapes(void)
{
    struct ng_postings p;
    struct ng_postings_shape good = ng_postings_shape_of(100, 100), s = good;
    size_t size = ng_postings_size(&good);
    uint8_t *bytes = calloc(size, 1);
    CHECK(ng_postings_view(&p, s, bytes, size));
    CHECK(!ng_postings_view(&p, s, bytes, size - 8));
    s.n = 101;
    CHECK(!ng_postings_view(&p, s, bytes, size));
    s = good;
    s.bits = 60;
    CHECK(!ng_postings_view(&p, s, bytes, size));
    s = good;
    s.room = ~(uint64_t)0;
    CHECK(!ng_postings_view(&p, s, bytes, size));
    s = good;
    s.thing_bits = 0;
    CHECK(!ng_postings_view(&p, s, bytes, size));
    free(bytes);
}

/* Under AddressSanitizer a read outside of the block ends the program. */
static void stays_inside_damaged_bytes(void)
{
    seed = 31;
    struct made m = make(2000, 5000, 1500);
    for (int round = 0; round < 300; round++) {
        for (int i = 0; i < 40; i++)
            m.bytes[draw() % m.size] = (uint8_t)draw();
        for (int i = 0; i < 50; i++) {
            uint64_t key = draw() >> 24;
            ng_postings_fetch(&m.p, key, NG_FETCH_UPPER);
            ng_postings_fetch(&m.p, key, NG_FETCH_RECORD);
            struct ng_postings_run run = ng_postings_find(&m.p, key);
            CHECK(run.beg <= run.end && run.end <= m.p.shape.n);
        }
        struct ng_postings_cursor c = ng_postings_begin(&m.p);
        uint64_t key;
        uint32_t thing;
        size_t n = 0;
        while (ng_postings_next(&c, &key, &thing))
            n += key >> NG_KEY_BITS == 0 && thing < 1 << NG_THING_BITS;
        CHECK(n <= m.p.shape.n);
    }
    drop(&m);
}

T_MAIN(T(finds_what_was_put), T(goes_through_all_in_order), T(sorts),
       T(leaves_out_what_is_out_of_order), T(refuses_other_shapes),
       T(stays_inside_damaged_bytes))
