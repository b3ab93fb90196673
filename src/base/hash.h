/* hash.h - fingerprints: fast ones for tables, SHA-256 for identity.
 *
 * An id is a letter for the kind and 12 characters of base 32 (60 bits) of
 * SHA-256 over what makes the thing what it is, so the same reports give the
 * same ids on every machine. Alphabet: a-z2-7 (RFC 4648, lower case).
 */
#pragma once
#include "base/str.h"

enum { NG_ID_CHARS = 13 };
typedef struct {
    char c[16]; /* 'r' + 12 characters + NUL; empty: no id */
} ng_id;

uint64_t ng_hash64(ng_str s, uint64_t seed);

struct ng_sha256 {
    uint8_t b[32];
};
struct ng_sha256 ng_sha256_of(ng_str s);
ng_str ng_sha256_hex(struct ng_sha256 h, struct ng_arena *a);

/* Id of a thing of this kind whose identity is the bytes of `what`. */
ng_id ng_id_of(char kind, ng_str what);

/* The 60 bits of an id, and the id that has them. */
uint64_t ng_id_bits(ng_id id);
ng_id ng_id_of_bits(char kind, uint64_t bits);

static inline ng_str ng_id_str(const ng_id *id)
{
    return (ng_str){id->c, id->c[0] ? NG_ID_CHARS : 0};
}
static inline bool ng_id_eq(ng_id a, ng_id b)
{
    return memcmp(a.c, b.c, sizeof a.c) == 0;
}
static inline int ng_id_cmp(ng_id a, ng_id b)
{
    return memcmp(a.c, b.c, sizeof a.c);
}
