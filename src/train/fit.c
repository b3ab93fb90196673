#include "train/fit.h"

#include "model/tagger.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SEEN = 1 << 26, SLOTS = 1 << 23 };

void ng_fit_open(struct ng_fit *f, uint32_t labels, uint32_t rare,
                 struct ng_arena *a)
{
    *f = (struct ng_fit){.labels = labels,
                         .width = (labels + 8) & ~7u,
                         .rare = rare,
                         .moments = 1,
                         .arena = a};
    f->seen = ng_new(a, uint8_t, SEEN);
    f->slot = ng_new(a, uint32_t, SLOTS);
}

void ng_fit_count(struct ng_fit *f, const struct ng_keys *keys)
{
    for (uint32_t k = 0; k < keys->n; k++) {
        uint8_t *seen = &f->seen[keys->at[k] >> 20 & (SEEN - 1)];
        if (*seen < 255)
            ++*seen;
    }
}

/* Weights of a row; its sums follow `width` floats later. */
static float *row_at(const struct ng_fit *f, uint32_t row)
{
    return f->chunks.at[row / NG_FIT_ROWS] +
           (size_t)(row % NG_FIT_ROWS) * 2 * f->width;
}

static uint32_t *slot_of(const struct ng_fit *f, uint64_t key)
{
    uint32_t h = (uint32_t)key & (SLOTS - 1);
    while (f->slot[h] && f->keys.at[f->slot[h] - 1] != key)
        h = (h + 1) & (SLOTS - 1);
    return &f->slot[h];
}

unsigned ng_fit_best(const struct ng_fit *f, const struct ng_keys *keys)
{
    float score[256] = {0};
    for (uint32_t k = 0; k < keys->n; k++) {
        uint32_t row = *slot_of(f, keys->at[k]);
        if (row == 0)
            continue;
        const float *w = row_at(f, row - 1);
        for (uint32_t l = 0; l < f->width; l++)
            score[l] += w[l];
    }
    unsigned best = 1;
    for (unsigned l = 2; l <= f->labels; l++)
        if (score[l] > score[best])
            best = l;
    return best;
}

void ng_fit_update(struct ng_fit *f, const struct ng_keys *keys, unsigned gold,
                   unsigned guess)
{
    f->moments += 1;
    if (gold == guess)
        return;
    for (uint32_t k = 0; k < keys->n; k++) {
        if (f->seen[keys->at[k] >> 20 & (SEEN - 1)] < f->rare)
            continue;
        uint32_t *slot = slot_of(f, keys->at[k]);
        if (*slot == 0) {
            if (f->keys.n % NG_FIT_ROWS == 0)
                *ng_push(&f->chunks, f->arena) =
                    ng_new(f->arena, float, (size_t)NG_FIT_ROWS * 2 * f->width);
            *ng_push(&f->keys, f->arena) = keys->at[k];
            *slot = (uint32_t)f->keys.n;
        }
        float *w = row_at(f, *slot - 1), *sum = w + f->width;
        w[gold] += 1;
        sum[gold] += (float)f->moments;
        w[guess] -= 1;
        sum[guess] -= (float)f->moments;
    }
}

void ng_fit_average(struct ng_fit *f)
{
    for (uint32_t r = 0; r < f->keys.n; r++) {
        float *w = row_at(f, r);
        for (uint32_t l = 0; l < f->width; l++)
            w[l] -= w[f->width + l] / (float)f->moments;
    }
}

struct ng_packed ng_pack_sparse(const ng_records *records, uint32_t labels,
                                struct ng_arena *a)
{
    uint32_t buckets = 1;
    while (buckets < records->n / 2)
        buckets *= 2;
    size_t heap_n = 0;
    uint32_t *size = ng_new(a, uint32_t, (size_t)buckets + 1);
    for (size_t i = 0; i < records->n; i++) {
        uint32_t n = 3 + (uint32_t)records->at[i].payload.n;
        size[records->at[i].key & (buckets - 1)] += n;
        heap_n += n;
    }
    size_t index_n = ((size_t)buckets + 1) * sizeof(uint32_t);
    char *bytes = ng_new(a, char, index_n + heap_n);
    uint32_t *index = (uint32_t *)(void *)bytes;
    for (uint32_t b = 0; b < buckets; b++)
        index[b + 1] = index[b] + size[b];
    memcpy(size, index, index_n); /* now: where the next record goes */
    for (size_t i = 0; i < records->n; i++) {
        const struct ng_record *r = &records->at[i];
        uint32_t *at = &size[r->key & (buckets - 1)];
        uint16_t print = ng_key_print(r->key);
        char *p = bytes + index_n + *at;
        memcpy(p, &print, sizeof print);
        p[2] = (char)r->payload.n;
        memcpy(p + 3, r->payload.p, r->payload.n);
        *at += 3 + (uint32_t)r->payload.n;
    }
    return (struct ng_packed){{.kind = NG_SPARSE,
                               .buckets = buckets,
                               .heap = (uint32_t)heap_n,
                               .labels = labels},
                              {bytes, index_n + heap_n}};
}

/* Weights as a row if DENSE of them or more are there, else as triples. */
static ng_str payload_of(const struct ng_fit *f, const float *w, float scale,
                         int least, char to[256])
{
    enum { DENSE = 8 };
    int16_t row[NG_TAG_WIDTH] = {0};
    size_t n = 0, there = 0;
    for (uint32_t l = 1; l <= f->labels && l < NG_TAG_WIDTH; l++) {
        long q = lrintf(w[l] * scale), most = NG_TAG_MOST;
        q = q > most ? most : q < -most ? -most : q;
        row[l] = labs(q) < least ? 0 : (int16_t)q;
        there += row[l] != 0;
    }
    if (there >= DENSE) {
        to[0] = 0;
        memcpy(to + 1, row, sizeof row);
        return (ng_str){to, 1 + sizeof row};
    }
    for (uint32_t l = 1; l < NG_TAG_WIDTH; l++)
        if (row[l]) {
            to[n] = (char)l;
            memcpy(to + n + 1, &row[l], sizeof row[l]);
            n += 3;
        }
    return (ng_str){to, n};
}

struct ng_packed ng_fit_pack(const struct ng_fit *f, float scale, int least,
                             struct ng_arena *a)
{
    ng_records records = {0};
    for (uint32_t r = 0; r < f->keys.n; r++) {
        char bytes[256];
        ng_str payload = payload_of(f, row_at(f, r), scale, least, bytes);
        if (payload.n > 0)
            *ng_push(&records, a) =
                (struct ng_record){f->keys.at[r], ng_str_copy(payload, a)};
    }
    return ng_pack_sparse(&records, f->labels, a);
}

ng_status ng_pack_write(const char *path, enum ng_model_kind kind,
                        uint64_t features, uint64_t data,
                        const struct ng_packed *sections, size_t n,
                        struct ng_err *err)
{
    static const char zero[64];
    struct ng_model_head head = {.magic = "nutgraf\n",
                                 .version = NG_MODEL_VERSION,
                                 .kind = (uint32_t)kind,
                                 .features = features,
                                 .data = data,
                                 .sections = (uint32_t)n};
    uint64_t at = sizeof head;
    for (size_t i = 0; i < n; i++) {
        head.section[i] = sections[i].head;
        head.section[i].offset = at;
        at += (sections[i].bytes.n + 63) / 64 * 64;
    }
    head.size = at;
    FILE *f = fopen(path, "wb");
    if (!f)
        return ng_fail(err, NG_IO, 0, "%s: %s", path, strerror(errno));
    fwrite(&head, sizeof head, 1, f);
    for (size_t i = 0; i < n; i++) {
        fwrite(sections[i].bytes.p, 1, sections[i].bytes.n, f);
        fwrite(zero, 1, -sections[i].bytes.n % 64, f);
    }
    bool bad = ferror(f) != 0;
    if (fclose(f) || bad)
        return ng_fail(err, NG_IO, 0, "%s: %s", path, strerror(errno));
    return NG_OK;
}
