#include "train/vocabulary.h"

#include "base/hash.h"
#include "train/train.h"

enum { SLOTS = 1 << 18, GLOVE_WORDS = 50000, MOST = 80000 };

/* The slot of a key, empty if it is not there. */
static uint32_t slot_of(const struct ng_vocabulary *v, uint64_t key)
{
    uint32_t h = (uint32_t)(key >> 7) & (SLOTS - 1);
    while (v->slot[h] && v->key[h] != key)
        h = (h + 1) & (SLOTS - 1);
    return h;
}

static uint32_t row_for(struct ng_vocabulary *v, uint64_t key)
{
    uint32_t h = slot_of(v, key);
    if (v->slot[h] == 0 && v->n < MOST) {
        v->key[h] = key;
        v->slot[h] = v->n++;
    }
    return v->slot[h];
}

/* GloVe's numbers, divided so that they come to about 1. */
static void put_row(struct ng_vocabulary *v, uint32_t row, const int8_t *from,
                    float scale)
{
    for (size_t k = 0; k < NG_GLOVE; k++)
        v->glove[(size_t)row * NG_GLOVE_PAD + k] = 2 * scale * (float)from[k];
}

static void count_words(struct ng_vocabulary *v, const struct ng_gold *g,
                        struct ng_shape *const *shapes, struct ng_arena scratch)
{
    struct ng_vocabulary all = *v;
    all.key = ng_new(&scratch, uint64_t, SLOTS);
    all.slot = ng_new(&scratch, uint32_t, SLOTS);
    uint32_t *count = ng_new(&scratch, uint32_t, MOST);
    for (size_t k = 0; k < g->sentences.n; k++)
        for (uint32_t i = 0; i < g->sentences.at[k].n; i++) {
            uint64_t key = shapes[k][i].low;
            uint32_t row = row_for(&all, key);
            if (row && ++count[row] == 2)
                row_for(v, key);
            if (row && count[row] >= 2)
                v->count[row_for(v, key)] = count[row];
        }
}

ng_status ng_vocabulary_open(struct ng_vocabulary *v, const struct ng_gold *g,
                             struct ng_shape *const *shapes, const char *data,
                             struct ng_arena *a, struct ng_err *err)
{
    ng_str names, rows, scales;
    uint64_t hash = 0;
    const char *file[] = {"words.txt", "glove100.int8.bin",
                          "glove100.scale.f32.bin"};
    ng_str *to[] = {&names, &rows, &scales};
    for (size_t k = 0; k < 3; k++) {
        ng_str path = ng_str_format(a, "%s/glove/%s", data, file[k]);
        ng_status status = ng_slurp(ng_str_c(path, a), to[k], &hash, a, err);
        if (status)
            return status;
    }
    *v = (struct ng_vocabulary){
        .n = 1,
        .key = ng_new(a, uint64_t, SLOTS),
        .slot = ng_new(a, uint32_t, SLOTS),
        .count = ng_new(a, uint32_t, MOST),
        .glove = ng_new(a, float, (size_t)MOST *NG_GLOVE_PAD)};
    v->hash = hash;
    count_words(v, g, shapes, *a);
    for (size_t i = 0; names.n > 0; i++) {
        ng_cut line = ng_cut_at(names, '\n');
        names = line.tail;
        struct ng_shape shape;
        ng_shape_of(line.head, line.head, 0, NULL, &shape);
        uint32_t row = i < GLOVE_WORDS ? row_for(v, shape.low)
                                       : v->slot[slot_of(v, shape.low)];
        float scale;
        if (!row || (i + 1) * NG_GLOVE > rows.n || (i + 1) * 4 > scales.n)
            continue;
        memcpy(&scale, scales.p + i * 4, sizeof scale);
        put_row(v, row, (const int8_t *)rows.p + i * NG_GLOVE, scale);
    }
    return NG_OK;
}

struct ng_net_ids ng_vocabulary_rows(const struct ng_vocabulary *v,
                                     const struct ng_shape *shape,
                                     uint32_t *count)
{
    uint32_t row = v->slot[slot_of(v, shape->low)];
    *count = v->count[row];
    return ng_net_ids_of(shape, row, v->n);
}

struct ng_packed ng_vocabulary_pack(const struct ng_vocabulary *v,
                                    struct ng_arena *a)
{
    enum { CELLS = 1 << 17 };
    uint64_t *cells = ng_new(a, uint64_t, CELLS);
    for (size_t s = 0; s < SLOTS; s++) {
        uint64_t *cell = &cells[v->key[s] & (CELLS - 1)];
        for (size_t tries = 0; v->slot[s] && *cell && tries < 64; tries++)
            cell = &cells[(v->key[s] + tries + 1) & (CELLS - 1)];
        if (v->slot[s] && *cell == 0)
            *cell = v->key[s] >> 36 << 36 | v->slot[s];
    }
    return (struct ng_packed){{.kind = NG_CELLS, .buckets = CELLS},
                              {(char *)cells, CELLS * sizeof *cells}};
}
