/* Any bytes as plain text (or, from an odd first byte, as a page): the promises
 * of report.h on text, map, paragraphs and notes must hold. */
#include "clean/clean.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool kept)
{
    if (!kept)
        abort();
}

static void check(const struct ng_report *r)
{
    for (size_t i = 0; i < r->map.n; i++) {
        const struct ng_map_run *m = &r->map.at[i];
        uint32_t end =
            i + 1 < r->map.n ? r->map.at[i + 1].text_beg : (uint32_t)r->text.n;
        promise(i ? m->text_beg < end : m->text_beg == 0);
        promise(m->raw_beg <= m->raw_end && m->raw_end <= r->source.raw.n);
        promise(!m->same ||
                (m->raw_end - m->raw_beg == end - m->text_beg &&
                 !memcmp(r->source.raw.p + m->raw_beg, r->text.p + m->text_beg,
                         end - m->text_beg)));
    }
    promise(r->text.n == 0 || r->map.n > 0);
    uint32_t at = 0;
    for (size_t i = 0; i < r->paragraphs.n; i++) {
        promise(r->paragraphs.at[i].at.beg == at);
        promise(r->paragraphs.at[i].at.end > at);
        at = r->paragraphs.at[i].at.end + 2;
    }
    promise(r->text.n == (r->paragraphs.n ? at - 2 : 0));
    for (size_t i = 0; i < r->notes.n; i++) {
        const struct ng_note *n = &r->notes.at[i];
        promise(n->at.beg <= n->at.end && n->at.end <= r->text.n);
        promise(n->raw.beg <= n->raw.end && n->raw.end <= r->source.raw.n);
    }
}

static ng_status job(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct ng_report *r = ctx;
    struct ng_arena scratch = *a, out = *a;
    (void)err;
    out.end = scratch.at = a->at + (a->end - a->at) / 2;
    ng_clean(r, &out, scratch);
    return NG_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ng_arena a;
    if (!a.at && ng_arena_open(&a, (size_t)1 << 30, NULL) != NG_OK)
        return 0;
    struct ng_arena before = a;
    struct ng_report r = {0};
    r.source.format = size && data[0] == 1 ? NG_FORMAT_HTML : NG_FORMAT_PLAIN;
    r.source.raw = (ng_str){(const char *)data, size};
    if (ng_guarded(job, &r, &a, NULL) == NG_OK)
        check(&r);
    a = before;
    return 0;
}
