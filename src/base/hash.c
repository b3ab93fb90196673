#include "base/hash.h"

#include <nettle/sha2.h>
#include <xxhash.h>

uint64_t ng_hash64(ng_str s, uint64_t seed)
{
    return XXH3_64bits_withSeed(s.p, s.n, seed);
}

struct ng_sha256 ng_sha256_of(ng_str s)
{
    struct sha256_ctx ctx;
    struct ng_sha256 h;
    sha256_init(&ctx);
    sha256_update(&ctx, s.n, (const uint8_t *)s.p);
    sha256_digest(&ctx, sizeof h.b, h.b);
    return h;
}

ng_str ng_sha256_hex(struct ng_sha256 h, struct ng_arena *a)
{
    static const char digits[] = "0123456789abcdef";
    char *p = ng_new(a, char, 65);
    for (size_t i = 0; i < 32; i++) {
        p[2 * i] = digits[h.b[i] >> 4];
        p[2 * i + 1] = digits[h.b[i] & 15];
    }
    return (ng_str){p, 64};
}

static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";

ng_id ng_id_of_bits(char kind, uint64_t bits)
{
    ng_id id = {.c = {kind}};
    for (size_t i = 0; i < NG_ID_CHARS - 1; i++)
        id.c[i + 1] = alphabet[bits >> (55 - 5 * i) & 31];
    return id;
}

uint64_t ng_id_bits(ng_id id)
{
    uint64_t bits = 0;
    for (size_t i = 1; i < NG_ID_CHARS; i++) {
        char c = id.c[i];
        bits = bits << 5 | (uint64_t)(ng_is_digit(c) ? c - '2' + 26 : c - 'a');
    }
    return bits;
}

ng_id ng_id_of(char kind, ng_str what)
{
    struct ng_sha256 h = ng_sha256_of(what);
    uint64_t bits = 0;
    for (size_t i = 0; i < 8; i++)
        bits = bits << 8 | h.b[i];
    return ng_id_of_bits(kind, bits >> 4);
}
