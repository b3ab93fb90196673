/* fit.h - the averaged perceptron (Freund and Schapire 1999; Collins 2002) over
 * sparse features, and what it becomes in a file.
 *
 * A feature gets a row of weights when it is first updated, and only if it was
 * seen often enough in a count beforehand. Averaging is lazy: `sum` holds each
 * update times the moment it was made, so mean = weight - sum / moments.
 */
#pragma once
#include "base/list.h"
#include "model/shapes.h"

enum { NG_FIT_ROWS = 4096 }; /* rows of a chunk */

struct ng_fit {
    uint32_t labels; /* 1 .. labels */
    uint32_t width;  /* floats of a row: labels + 1, rounded up */
    double moments;
    uint8_t *seen;  /* [SEEN] how often a feature was counted, by chance shared
                     */
    uint32_t *slot; /* [SLOTS] row + 1 */
    NG_LIST(uint64_t) keys;  /* [rows] */
    NG_LIST(float *) chunks; /* [NG_FIT_ROWS][2][width] weights, sums */
    uint32_t rare;           /* features seen less often are not used */
    struct ng_arena *arena;
};

void ng_fit_open(struct ng_fit *f, uint32_t labels, uint32_t rare,
                 struct ng_arena *a);
void ng_fit_count(struct ng_fit *f, const struct ng_keys *keys);
unsigned ng_fit_best(const struct ng_fit *f, const struct ng_keys *keys);
void ng_fit_update(struct ng_fit *f, const struct ng_keys *keys, unsigned gold,
                   unsigned guess);
void ng_fit_average(struct ng_fit *f);

/* Bytes of a section and what its head says. */
struct ng_packed {
    struct ng_section_head head;
    ng_str bytes;
};

/* A sparse table of (key, payload); keys may not repeat. */
struct ng_record {
    uint64_t key;
    ng_str payload;
};
typedef NG_LIST(struct ng_record) ng_records;
struct ng_packed ng_pack_sparse(const ng_records *records, uint32_t labels,
                                struct ng_arena *a);

/* Weights times `scale`, rounded and not above NG_TAG_MOST; those that come to
 * less than `least` are left out. Rows as in model/tagger.h. */
struct ng_packed ng_fit_pack(const struct ng_fit *f, float scale, int least,
                             struct ng_arena *a);

ng_status ng_pack_write(const char *path, enum ng_model_kind kind,
                        uint64_t features, uint64_t data,
                        const struct ng_packed *sections, size_t n,
                        struct ng_err *err);
