/* postings.h - which things have a key: sorted, packed, plain bytes.
 *
 *     key 0x3f..a1 : things 12, 803, 4711        (40 bits : 24 bits each)
 *
 * A key is parted: its upper `bits` bits name a bucket, the rest is the tag.
 * What stands in which bucket is told by one bit for each posting and one for
 * each bucket (Elias 1974, Fano 1971), so a bucket may be as small as one
 * posting and a posting takes 37 bits where ten million things share 800
 * million of them; sorted pairs of a key and a number would take 64.
 *
 *     upper    1 1 0 0 1 0 ...    two in bucket 0, none in 1, one in 2
 *     record   tag and thing of each posting, in order of (key, thing)
 *     sample   where every 64th 0 of `upper` stands
 *
 * The bytes mean the same in memory and in a file that is mapped. A view never
 * reads outside of them, whatever they hold: damage makes answers wrong, and
 * who keeps the bytes must know that they are whole (store/segment.h).
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NG_KEY_BITS = 40, NG_THING_BITS = 24 };
#define NG_POSTINGS_MOST ((uint64_t)1 << 31)

struct ng_postings_shape {
    uint64_t n, room; /* postings; for how many the bytes are laid out */
    uint32_t bits, thing_bits;
};
/* For at most `room` postings of things below `things`. */
struct ng_postings_shape ng_postings_shape_of(uint64_t room, uint64_t things);
size_t ng_postings_size(const struct ng_postings_shape *shape);

struct ng_postings {
    struct ng_postings_shape shape;
    const uint8_t *sample, *upper, *record;
};
/* False if this is no shape that ng_postings_shape_of gives, or if `size`
 * bytes are not what it needs. */
bool ng_postings_view(struct ng_postings *p, struct ng_postings_shape shape,
                      const void *bytes, size_t size);

/* The postings of one key: from beg to end, in order of things. */
struct ng_postings_run {
    uint64_t beg, end;
};
struct ng_postings_run ng_postings_find(const struct ng_postings *p,
                                        uint64_t key);
uint32_t ng_postings_thing(const struct ng_postings *p, uint64_t i);
/* Asks memory for what finding this key needs, in three steps, each for all
 * keys before the next. */
enum ng_postings_step { NG_FETCH_SAMPLE, NG_FETCH_UPPER, NG_FETCH_RECORD };
void ng_postings_fetch(const struct ng_postings *p, uint64_t key,
                       enum ng_postings_step step);

/* All postings in order. */
struct ng_postings_cursor {
    const struct ng_postings *p;
    uint64_t i, at, word;
};
struct ng_postings_cursor ng_postings_begin(const struct ng_postings *p);
bool ng_postings_next(struct ng_postings_cursor *c, uint64_t *key,
                      uint32_t *thing);

/* Writes them, in order of (key, thing), into zeroed bytes. What is out of
 * order, or beyond the room, is left out and makes `bad` true. */
struct ng_postings_writer {
    struct ng_postings_shape shape;
    uint8_t *sample, *upper, *record;
    uint64_t bucket, last;
    bool bad;
};
struct ng_postings_writer ng_postings_write(struct ng_postings_shape shape,
                                            void *bytes);
void ng_postings_put(struct ng_postings_writer *w, uint64_t key,
                     uint32_t thing);
struct ng_postings_shape ng_postings_end(struct ng_postings_writer *w);

/* Sorts key << NG_THING_BITS | thing, where things are in order already, by the
 * lower `bits` bits of the key; `room` holds as many. */
void ng_postings_sort(uint64_t *at, uint64_t *room, size_t n, unsigned bits);
