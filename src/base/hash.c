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

ng_id ng_id_of(char kind, ng_str what)
{
    static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    struct ng_sha256 h = ng_sha256_of(what);
    ng_id id = {.c = {kind}};
    uint64_t bits = 0;
    for (size_t i = 0; i < 8; i++)
        bits = bits << 8 | h.b[i];
    for (size_t i = 0; i < NG_ID_CHARS - 1; i++)
        id.c[i + 1] = alphabet[bits >> (59 - 5 * i) & 31];
    return id;
}
