/* model.h - the models that are linked into the program, as they lie in memory.
 *
 *     head      magic, version, kind, hash of features, hash of data, size
 *     section   kind, sizes, offset            (up to NG_SECTIONS of them)
 *     bytes     of each section, aligned to 64
 *
 * Nothing is parsed at start: ng_model_open checks the head and hands out
 * pointers. A look-up never leaves its section, whatever the bytes say, so a
 * damaged model gives wrong answers at worst.
 *
 * Shapes of a section:
 *   SPARSE  a table from 64-bit keys to short payloads. index[h] .. index[h+1]
 *           is the stretch of the heap that holds the records of bucket h:
 *           | print 2 | size 1 | payload ... | print 2 | size 1 | ...
 *   DENSE   rows of 2 weights of 16 bits at key mod rows; rows are shared by
 *           chance (hashing trick, Weinberger et al. 2009)
 *   CELLS   64-bit cells of an open table: 28 bits of key, 36 of value
 *   ROWS    records of `labels` bytes
 *   FLOATS  a block of floats that is one struct to its reader
 */
#pragma once
#include "base/status.h"
#include "base/str.h"

enum ng_model_kind {
    NG_MODEL_CLUSTERS = 1,
    NG_MODEL_LEMMAS,
    NG_MODEL_TAGS,
    NG_MODEL_ARCS,
    NG_MODEL_SENTENCES,
    NG_MODEL_NAMES,
    NG_MODEL_SAYINGS = 16,
    NG_MODEL_COREF = 20,
};
enum ng_section_kind { NG_SPARSE = 1, NG_DENSE, NG_CELLS, NG_ROWS, NG_FLOATS };
enum { NG_SECTIONS = 4, NG_MODEL_VERSION = 1 };

struct ng_section_head {
    uint32_t kind;    /* enum ng_section_kind */
    uint32_t buckets; /* a power of two; of ROWS and FLOATS any number */
    uint32_t heap;    /* bytes, for SPARSE */
    uint32_t labels;
    uint64_t offset; /* from the start of the file, divisible by 64 */
};
struct ng_model_head {
    char magic[8]; /* "nutgraf\n" */
    uint32_t version, kind;
    uint64_t features; /* hash of what the keys are made of and label names */
    uint64_t data;     /* hash of what it was trained on */
    uint64_t size;     /* of the whole file */
    uint32_t sections, zero;
    struct ng_section_head section[NG_SECTIONS];
    uint8_t pad[48]; /* the head is 192 bytes */
};
_Static_assert(sizeof(struct ng_model_head) == 192, "layout of a file");

struct ng_section {
    uint32_t kind, buckets, heap_n, labels;
    const uint32_t *index; /* [buckets + 1] SPARSE */
    const uint8_t *heap;   /* [heap_n] SPARSE */
    const int16_t *rows;   /* [buckets][2] DENSE */
    const uint64_t *cells; /* [buckets] CELLS */
    const void *block;     /* ROWS, FLOATS */
};
struct ng_model {
    const struct ng_model_head *head;
    struct ng_section section[NG_SECTIONS];
};

/* `bytes` must be aligned to 8 and outlive the model. */
ng_status ng_model_open(struct ng_model *m, ng_str bytes,
                        enum ng_model_kind kind, uint64_t features,
                        struct ng_err *err);

/* The payload of a key; empty if there is none. */
typedef struct {
    const uint8_t *at;
    uint32_t n;
} ng_payload;

static inline uint16_t ng_key_print(uint64_t key)
{
    return (uint16_t)(key >> 48);
}

static inline ng_payload ng_sparse_find(const struct ng_section *s,
                                        uint64_t key)
{
    uint32_t h = (uint32_t)key & (s->buckets - 1);
    uint32_t at = s->index[h], end = s->index[h + 1];
    uint16_t print = ng_key_print(key);
    if (end > s->heap_n)
        return (ng_payload){0};
    while (at + 3 <= end && at < end) {
        uint16_t p;
        memcpy(&p, s->heap + at, sizeof p);
        uint32_t n = s->heap[at + 2];
        if (p == print && n <= end - at - 3)
            return (ng_payload){s->heap + at + 3, n};
        at += 3 + n;
    }
    return (ng_payload){0};
}

/* The 36-bit value of a key, 0 if there is none. */
static inline uint64_t ng_cell_find(const struct ng_section *s, uint64_t key)
{
    uint32_t h = (uint32_t)key & (s->buckets - 1);
    uint64_t print = key >> 36;
    for (uint32_t tries = 0; tries < 64; tries++) {
        uint64_t cell = s->cells[(h + tries) & (s->buckets - 1)];
        if (cell == 0)
            return 0;
        if (cell >> 36 == print)
            return cell & (((uint64_t)1 << 36) - 1);
    }
    return 0;
}

/* A cell lies anywhere in a large table: asked for early, it is there when it
 * is read. */
static inline void ng_cell_ask(const struct ng_section *s, uint64_t key)
{
    __builtin_prefetch(&s->cells[(uint32_t)key & (s->buckets - 1)]);
}

/* Two numbers to one, well mixed. */
static inline uint64_t ng_mix(uint64_t a, uint64_t b)
{
    a ^= b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2);
    a *= 0xff51afd7ed558ccdu;
    return a ^ a >> 33;
}
