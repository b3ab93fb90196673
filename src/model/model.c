#include "model/model.h"

static uint64_t section_size(const struct ng_section_head *h)
{
    switch (h->kind) {
    case NG_SPARSE:
        return ((uint64_t)h->buckets + 1) * sizeof(uint32_t) + h->heap;
    case NG_DENSE:
        return (uint64_t)h->buckets * 2 * sizeof(int16_t);
    case NG_CELLS:
        return (uint64_t)h->buckets * sizeof(uint64_t);
    case NG_ROWS:
        return (uint64_t)h->buckets * h->labels;
    case NG_FLOATS:
        return (uint64_t)h->buckets * sizeof(float);
    default:
        return UINT64_MAX;
    }
}

static bool section_fits(const struct ng_section_head *h, uint64_t size)
{
    uint64_t need = section_size(h);
    bool any = h->kind == NG_ROWS || h->kind == NG_FLOATS;
    return h->buckets > 0 && (any || (h->buckets & (h->buckets - 1)) == 0) &&
           h->offset % 64 == 0 && h->offset >= sizeof(struct ng_model_head) &&
           h->offset <= size && need <= size - h->offset;
}

static struct ng_section section_of(const struct ng_section_head *h,
                                    const char *base)
{
    const void *at = base + h->offset;
    struct ng_section s = {.kind = h->kind,
                           .buckets = h->buckets,
                           .heap_n = h->heap,
                           .labels = h->labels};
    if (h->kind == NG_SPARSE) {
        s.index = at;
        s.heap = (const uint8_t *)(s.index + h->buckets + 1);
    } else if (h->kind == NG_DENSE) {
        s.rows = at;
    } else if (h->kind == NG_CELLS) {
        s.cells = at;
    } else {
        s.block = at;
    }
    return s;
}

ng_status ng_model_open(struct ng_model *m, ng_str bytes,
                        enum ng_model_kind kind, uint64_t features,
                        struct ng_err *err)
{
    const struct ng_model_head *h = (const void *)bytes.p;
    if ((uintptr_t)bytes.p % 8 || bytes.n < sizeof *h ||
        memcmp(h->magic, "nutgraf\n", sizeof h->magic) != 0)
        return ng_fail(err, NG_BAD_INPUT, 0, "this is no model of nutgraf");
    if (h->version != NG_MODEL_VERSION || h->kind != (uint32_t)kind ||
        h->features != features)
        return ng_fail(err, NG_BAD_INPUT, 0,
                       "the model was made for another version of the "
                       "program; `make models` rebuilds it");
    if (h->size != bytes.n || h->sections > NG_SECTIONS)
        return ng_fail(err, NG_BAD_INPUT, 0, "the model is cut short");
    *m = (struct ng_model){.head = h};
    for (uint32_t i = 0; i < h->sections; i++) {
        if (!section_fits(&h->section[i], h->size))
            return ng_fail(err, NG_BAD_INPUT, 0,
                           "section %u of the model does not fit", i);
        m->section[i] = section_of(&h->section[i], bytes.p);
    }
    return NG_OK;
}
