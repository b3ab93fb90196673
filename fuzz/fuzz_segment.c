/* A damaged file of prints: it is refused, or every look-up stays inside. The
 * input is laid over one place of a well-formed file: over its head, whose seal
 * is made right again, or over what stands behind it. */
#include "base/hash.h"
#include "store/segment.h"

#include <stdlib.h>
#include <string.h>

enum { TEXTS = 40, EACH = 9, HEAD = 4096, SEAL_AT = 120, SEALED_BY = 1 };

static uint64_t key_of(uint32_t i)
{
    return i * 0x9e3779b97f4a7c15U >> (64 - NG_KEY_BITS);
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static ng_str well_formed(void)
{
    static struct ng_segment s;
    struct ng_segment_making m;
    struct ng_err err;
    const uint64_t room[] = {TEXTS * EACH, TEXTS * EACH};
    uint64_t at[TEXTS * EACH];
    if (s.map)
        return (ng_str){(const char *)s.map, s.size};
    if (ng_segment_begin(&m, NULL, TEXTS, room, &err) != NG_OK)
        abort();
    for (uint32_t i = 0; i < TEXTS; i++)
        ng_segment_put_text(&m, (struct ng_segment_text){i / 3, i + 1, i + 9});
    for (uint32_t i = 0; i < TEXTS * EACH; i++)
        at[i] = key_of(i * 7 % 100) << NG_THING_BITS | i % TEXTS;
    qsort(at, TEXTS * EACH, sizeof *at, by_number);
    for (int kind = 0; kind < NG_PRINT_KINDS; kind++) {
        for (uint32_t i = 0; i < TEXTS * EACH; i++)
            if (!i || at[i] != at[i - 1])
                ng_postings_put(&m.kinds[kind], at[i] >> NG_THING_BITS,
                                at[i] & ((1 << NG_THING_BITS) - 1));
    }
    if (ng_segment_end(&m, &s, &err) != NG_OK)
        abort();
    return (ng_str){(const char *)s.map, s.size};
}

static void use(const struct ng_segment *s)
{
    struct ng_err err;
    uint64_t key;
    uint32_t thing;
    for (int kind = 0; kind < NG_PRINT_KINDS; kind++) {
        const struct ng_postings *p = &s->kinds[kind];
        for (uint32_t i = 0; i < 100; i++) {
            struct ng_postings_run r = ng_postings_find(p, key_of(i));
            if (r.beg > r.end || r.end > p->shape.n)
                abort();
            ng_postings_fetch(p, key_of(i), NG_FETCH_UPPER);
            ng_postings_fetch(p, key_of(i), NG_FETCH_RECORD);
            for (uint64_t k = r.beg; k < r.end && k < r.beg + 50; k++)
                ng_segment_text_at(s, ng_postings_thing(p, k));
        }
        struct ng_postings_cursor c = ng_postings_begin(p);
        for (int i = 0; i < 2000 && ng_postings_next(&c, &key, &thing); i++)
            if (key >> NG_KEY_BITS || thing >> NG_THING_BITS)
                abort();
    }
    ng_segment_prove(s, "a file", &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    ng_str good = well_formed();
    struct ng_segment s;
    struct ng_err err;
    if (n < 4)
        return 0;
    bool head = data[0] & 1;
    size_t at = head
                    ? data[1] % SEAL_AT
                    : HEAD + (data[1] | (size_t)data[2] << 8) % (good.n - HEAD);
    uint8_t *bytes = malloc(good.n);
    memcpy(bytes, good.p, good.n);
    size_t most = head ? SEAL_AT - at : good.n - at;
    memcpy(bytes + at, data + 3, n - 3 < most ? n - 3 : most);
    if (head) {
        uint64_t seal =
            ng_hash64((ng_str){(const char *)bytes, SEAL_AT}, SEALED_BY);
        memcpy(bytes + SEAL_AT, &seal, sizeof seal);
    }
    if (ng_segment_view(&s, (ng_str){(const char *)bytes, good.n}, "a file",
                        &err) == NG_OK)
        use(&s);
    free(bytes);
    return 0;
}
