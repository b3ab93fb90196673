#include "model/tagger.h"

static const struct ng_shape nothing;

static uint64_t mix3(uint64_t a, uint64_t b, uint64_t c)
{
    return ng_mix(ng_mix(a, b), c);
}

void ng_tag_keys(const struct ng_shape *s, size_t n, size_t i, unsigned before,
                 unsigned before_that, struct ng_keys *keys)
{
    const struct ng_shape *w = &s[i];
    const struct ng_shape *a = i > 0 ? w - 1 : &nothing;
    const struct ng_shape *aa = i > 1 ? w - 2 : &nothing;
    const struct ng_shape *b = i + 1 < n ? w + 1 : &nothing;
    const struct ng_shape *bb = i + 2 < n ? w + 2 : &nothing;
    uint64_t p1 = before, p2 = before_that;
    keys->n = 0;
    const uint64_t values[] = {
        1,
        w->form,
        w->low,
        w->suffix[2],
        w->suffix[1],
        w->suffix[0],
        w->prefix,
        w->shape,
        ng_mix(w->capital, i == 0),
        p1,
        ng_mix(p1, p2),
        ng_mix(p1, w->low),
        ng_mix(p1, w->suffix[2]),
        a->low,
        a->suffix[2],
        aa->low,
        b->low,
        b->suffix[2],
        b->shape,
        bb->low,
        ng_mix(w->low, b->low),
        ng_mix(a->low, w->low),
        w->cluster[0],
        w->cluster[1],
        w->cluster[2],
        w->cluster[3],
        ng_mix(b->cluster[1], w->suffix[1]),
        b->cluster[2],
        a->cluster[2],
        ng_mix(p1, w->cluster[2]),
        ng_mix(w->cluster[1], b->cluster[1]),
        ng_mix(w->classes, w->suffix[1]),
        ng_mix(w->classes, p1),
        ng_mix(w->classes, b->classes),
        mix3(a->classes, w->classes, b->classes),
        mix3(w->classes, b->suffix[1], p1),
    };
    _Static_assert(sizeof values / sizeof *values == NG_TAG_KEYS, "as told");
    for (size_t k = 0; k < NG_TAG_KEYS; k++)
        ng_add(keys, values[k]);
}

bool ng_tagger_open(struct ng_tagger *t, const struct ng_model *m)
{
    *t = (struct ng_tagger){&m->section[0], &m->section[1]};
    return t->weights->kind == NG_SPARSE && t->sure->kind == NG_CELLS;
}

/* Sums that do not overflow (tagger.h); unsigned, for a damaged model. */
typedef uint16_t eights __attribute__((vector_size(16), aligned(1), may_alias));

static void add_rows(const uint8_t *const *rows, size_t n,
                     uint16_t score[NG_LABELS])
{
    for (size_t l = 0; l < NG_TAG_WIDTH; l += 8) {
        eights sum = {0};
        for (size_t k = 0; k < n; k++)
            sum += *(const eights *)(const void *)(rows[k] + 2 * l);
        *(eights *)(void *)(score + l) = sum;
    }
}

/* The table is larger than the caches and its keys are spread over it: ask
 * for all rows before the first is read. */
static void ask(const struct ng_section *weights, const struct ng_keys *keys)
{
    uint32_t mask = weights->buckets - 1;
    for (uint32_t k = 0; k < keys->n; k++)
        __builtin_prefetch(&weights->index[(uint32_t)keys->at[k] & mask]);
    for (uint32_t k = 0; k < keys->n; k++)
        __builtin_prefetch(
            &weights->heap[weights->index[(uint32_t)keys->at[k] & mask]]);
}

unsigned ng_best_label(const struct ng_section *weights,
                       const struct ng_keys *keys)
{
    uint16_t score[NG_LABELS] = {0};
    const uint8_t *rows[NG_KEYS];
    ng_payload few[NG_KEYS];
    size_t rows_n = 0, few_n = 0;
    ask(weights, keys);
    for (uint32_t k = 0; k < keys->n; k++) {
        ng_payload row = ng_sparse_find(weights, keys->at[k]);
        if (row.n == 1 + 2 * NG_TAG_WIDTH) {
            __builtin_prefetch(row.at + 63);
            __builtin_prefetch(row.at + 2 * NG_TAG_WIDTH);
            rows[rows_n++] = row.at + 1;
        } else if (row.n > 0) {
            few[few_n++] = row;
        }
    }
    add_rows(rows, rows_n, score);
    for (size_t k = 0; k < few_n; k++)
        for (uint32_t j = 0; j + 2 < few[k].n; j += 3) {
            uint16_t weight;
            memcpy(&weight, few[k].at + j + 1, sizeof weight);
            uint16_t *at = &score[few[k].at[j] & (NG_LABELS - 1)];
            *at = (uint16_t)(*at + weight);
        }
    unsigned best = 1;
    for (unsigned l = 2; l <= weights->labels && l < NG_LABELS; l++)
        if ((int16_t)score[l] > (int16_t)score[best])
            best = l;
    return best;
}

unsigned ng_sure_tag(const struct ng_section *sure, const struct ng_shape *s)
{
    uint64_t tag = ng_cell_find(sure, s->form);
    if (tag == 0)
        tag = ng_cell_find(sure, s->shape);
    return tag < NG_LABELS ? (unsigned)tag : 0;
}

void ng_tag_words(const struct ng_tagger *t, const struct ng_shape *s, size_t n,
                  uint8_t *tags)
{
    struct ng_keys keys;
    for (size_t i = 0; i < n; i++) {
        unsigned tag = ng_sure_tag(t->sure, &s[i]);
        if (tag == 0 || tag > t->weights->labels) {
            ng_tag_keys(s, n, i, i > 0 ? tags[i - 1] : 0,
                        i > 1 ? tags[i - 2] : 0, &keys);
            tag = ng_best_label(t->weights, &keys);
        }
        tags[i] = (uint8_t)tag;
    }
}
