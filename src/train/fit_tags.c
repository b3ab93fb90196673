/* fit_tags.c - `train tags DATA OUT`: the tagger (model/tagger.h). */
#include "train/train.h"

#include "annotate/linked.h"
#include "model/tagger.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 10, RARE = 1, LEAST = 8, OFTEN = 12, CELLS = 1 << 12 };
static const float scale = 32, nearly_always = 0.996f;

void ng_shapes_of(const struct ng_gold_sentence *s, struct ng_shape *shapes)
{
    struct ng_model clusters;
    bool there = ng_linked_open(&clusters, NG_MODEL_CLUSTERS);
    for (uint32_t i = 0; i < s->n; i++)
        ng_word_shape(s->words[i].form, s->words[i].low,
                      there ? &clusters.section[0] : NULL, &shapes[i]);
}

/* ---- words that nearly always have one tag ------------------------------ */

struct use {
    uint64_t key; /* of a form or a shape */
    uint8_t tag;
};

static int compare_uses(const void *a, const void *b)
{
    const struct use *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->tag > y->tag) - (x->tag < y->tag);
}

static void put_cell(uint64_t *cells, uint64_t key, uint64_t value)
{
    for (size_t tries = 0; tries < 64; tries++) {
        uint64_t *cell = &cells[(key + tries) & (CELLS - 1)];
        if (*cell == 0) {
            *cell = key >> 36 << 36 | value;
            return;
        }
    }
}

/* Forms and shapes seen OFTEN or more, with the same tag nearly always. */
static struct ng_section sure_words(const struct ng_gold *g,
                                    struct ng_shape *const *shapes,
                                    struct ng_arena *a, struct ng_arena scratch)
{
    struct use *uses = ng_new(&scratch, struct use, g->words * 2);
    size_t n = 0;
    for (size_t k = 0; k < g->sentences.n; k++)
        for (uint32_t i = 0; i < g->sentences.at[k].n; i++) {
            uint8_t tag = g->sentences.at[k].words[i].tag;
            uses[n++] = (struct use){shapes[k][i].form, tag};
            uses[n++] = (struct use){shapes[k][i].shape, tag};
        }
    qsort(uses, n, sizeof *uses, compare_uses);
    uint64_t *cells = ng_new(a, uint64_t, CELLS);
    for (size_t i = 0, end; i < n; i = end) {
        size_t most = 0;
        uint8_t tag = 0;
        for (end = i; end < n && uses[end].key == uses[i].key;) {
            size_t from = end;
            while (end < n && compare_uses(&uses[end], &uses[from]) == 0)
                end++;
            if (end - from > most) {
                most = end - from;
                tag = uses[from].tag;
            }
        }
        if (end - i >= OFTEN && tag &&
            (float)most >= nearly_always * (float)(end - i))
            put_cell(cells, uses[i].key, tag);
    }
    return (struct ng_section){
        .kind = NG_CELLS, .buckets = CELLS, .cells = cells};
}

/* ---- the others ---------------------------------------------------------- */

static void count(struct ng_fit *f, const struct ng_gold *g,
                  struct ng_shape *const *shapes)
{
    struct ng_keys keys;
    for (size_t k = 0; k < g->sentences.n; k++) {
        const struct ng_gold_sentence *s = &g->sentences.at[k];
        for (uint32_t i = 0; i < s->n; i++) {
            ng_tag_keys(shapes[k], s->n, i, i > 0 ? s->words[i - 1].tag : 0,
                        i > 1 ? s->words[i - 2].tag : 0, &keys);
            ng_fit_count(f, &keys);
        }
    }
}

/* `sure` may be NULL: then every word is learned. */
static size_t one(struct ng_fit *f, const struct ng_section *sure,
                  const struct ng_gold_sentence *s,
                  const struct ng_shape *shapes, uint8_t *tags, bool learn)
{
    struct ng_keys keys;
    size_t right = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        tags[i] = sure ? (uint8_t)ng_sure_tag(sure, &shapes[i]) : 0;
        if (tags[i]) {
            right += tags[i] == s->words[i].tag;
            continue;
        }
        ng_tag_keys(shapes, s->n, i, i > 0 ? tags[i - 1] : 0,
                    i > 1 ? tags[i - 2] : 0, &keys);
        tags[i] = (uint8_t)ng_fit_best(f, &keys);
        right += tags[i] == s->words[i].tag;
        if (learn && s->words[i].tag)
            ng_fit_update(f, &keys, s->words[i].tag, tags[i]);
    }
    return right;
}

struct ng_shape **ng_all_shapes(const struct ng_gold *g, struct ng_arena *a)
{
    struct ng_shape **shapes = ng_new(a, struct ng_shape *, g->sentences.n);
    for (size_t k = 0; k < g->sentences.n; k++) {
        shapes[k] = ng_new(a, struct ng_shape, g->sentences.at[k].n);
        ng_shapes_of(&g->sentences.at[k], shapes[k]);
    }
    return shapes;
}

/* Fit on the sentences whose number is not `fold` modulo `folds`. */
static void fit_tags(struct ng_fit *f, const struct ng_section *sure,
                     const struct ng_gold *g, struct ng_shape *const *shapes,
                     int rounds, size_t folds, size_t fold,
                     struct ng_arena scratch)
{
    uint8_t *tags = ng_new(&scratch, uint8_t, g->words);
    uint32_t *order = ng_new(&scratch, uint32_t, g->sentences.n);
    for (uint32_t k = 0; k < g->sentences.n; k++)
        order[k] = k;
    struct ng_random random = {NG_TRAIN_SEED};
    count(f, g, shapes);
    for (int round = 0; round < rounds; round++) {
        size_t right = 0;
        ng_shuffle(&random, order, (uint32_t)g->sentences.n);
        for (size_t j = 0; j < g->sentences.n; j++) {
            size_t k = order[j];
            if (folds == 0 || g->sentences.at[k].origin % folds != fold)
                right +=
                    one(f, sure, &g->sentences.at[k], shapes[k], tags, true);
        }
        fprintf(stderr, "round %d: %.2f%% right while learning, %zu rows\n",
                round + 1, 100.0 * (double)right / (double)g->words, f->keys.n);
    }
    ng_fit_average(f);
}

ng_status ng_train_tags(const char *data, const char *path, struct ng_arena *a,
                        struct ng_err *err)
{
    struct ng_gold g = {0};
    ng_status status = ng_gold_train(&g, data, a, err);
    if (status)
        return status;
    struct ng_shape **shapes = ng_all_shapes(&g, a);
    struct ng_arena scratch, before;
    status = ng_arena_open(&scratch, NG_TRAIN_ROOM, err);
    if (status)
        return status;
    scratch.guard = a->guard;
    before = scratch;
    struct ng_fit fit;
    ng_fit_open(&fit, NG_TAG_COUNT - 1, RARE, a);
    struct ng_section sure = sure_words(&g, shapes, a, before);
    fit_tags(&fit, NULL, &g, shapes, ROUNDS, 0, 0, before);
    struct ng_packed packed[] = {
        ng_fit_pack(&fit, scale, LEAST, a),
        {{.kind = NG_CELLS, .buckets = CELLS},
         {(const char *)sure.cells, CELLS * sizeof *sure.cells}}};
    return ng_pack_write(path, NG_MODEL_TAGS, ng_features_of(NG_MODEL_TAGS),
                         g.hash, packed, 2, err);
}

/* Tags for the parser to learn from, as the tagger would give them to text it
 * has not seen: each fifth is tagged by a model of the other four. */
ng_status ng_jackknife_tags(struct ng_gold *g, struct ng_shape *const *shapes,
                            struct ng_arena *a, struct ng_err *err)
{
    enum { FOLDS = 5, FOLD_ROUNDS = 4 };
    struct ng_arena region;
    ng_status status = ng_arena_open(&region, NG_TRAIN_ROOM, err);
    if (status)
        return status;
    region.guard = a->guard;
    uint8_t **given = ng_new(a, uint8_t *, g->sentences.n);
    for (size_t fold = 0; fold < FOLDS; fold++) {
        struct ng_arena scratch = *a;
        struct ng_arena mine = region;
        struct ng_fit fit;
        ng_fit_open(&fit, NG_TAG_COUNT - 1, RARE, &mine);
        fit_tags(&fit, NULL, g, shapes, FOLD_ROUNDS, FOLDS, fold, scratch);
        for (size_t k = 0; k < g->sentences.n; k++) {
            if (g->sentences.at[k].origin % FOLDS != fold)
                continue;
            given[k] = ng_new(a, uint8_t, g->sentences.at[k].n);
            one(&fit, NULL, &g->sentences.at[k], shapes[k], given[k], false);
        }
    }
    for (size_t k = 0; k < g->sentences.n; k++)
        for (uint32_t i = 0; i < g->sentences.at[k].n; i++)
            g->sentences.at[k].words[i].tag = given[k][i];
    ng_arena_close(&region, NG_TRAIN_ROOM);
    return NG_OK;
}
