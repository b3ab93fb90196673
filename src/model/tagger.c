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
    for (size_t k = 0; k < sizeof values / sizeof *values; k++)
        ng_add(keys, values[k]);
}

unsigned ng_best_label(const struct ng_section *weights,
                       const struct ng_keys *keys)
{
    int32_t score[256] = {0};
    /* The table is larger than the caches and its keys are spread over it:
     * ask for all rows before reading the first. */
    for (uint32_t k = 0; k < keys->n; k++)
        __builtin_prefetch(
            &weights->index[(uint32_t)keys->at[k] & (weights->buckets - 1)]);
    for (uint32_t k = 0; k < keys->n; k++)
        __builtin_prefetch(
            &weights->heap[weights->index[(uint32_t)keys->at[k] &
                                          (weights->buckets - 1)]]);
    for (uint32_t k = 0; k < keys->n; k++) {
        ng_payload row = ng_sparse_find(weights, keys->at[k]);
        for (uint32_t j = 0; j + 2 < row.n; j += 3) {
            int16_t weight;
            memcpy(&weight, row.at + j + 1, sizeof weight);
            score[row.at[j]] += weight;
        }
    }
    unsigned best = 1;
    for (unsigned l = 2; l <= weights->labels && l < NG_LABELS; l++)
        if (score[l] > score[best])
            best = l;
    return best;
}

void ng_tag_words(const struct ng_section *weights, const struct ng_shape *s,
                  size_t n, uint8_t *tags)
{
    struct ng_keys keys;
    for (size_t i = 0; i < n; i++) {
        ng_tag_keys(s, n, i, i > 0 ? tags[i - 1] : 0, i > 1 ? tags[i - 2] : 0,
                    &keys);
        tags[i] = (uint8_t)ng_best_label(weights, &keys);
    }
}
