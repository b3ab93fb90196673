#include "report/report.h"

void ng_raw_copy(const struct ng_raw *from, struct ng_raw *to,
                 struct ng_arena *out)
{
    *to = *from;
    to->bytes = ng_str_copy(from->bytes, out);
    to->raw = from->raw.p == from->bytes.p && from->raw.n == from->bytes.n
                  ? to->bytes
                  : ng_str_copy(from->raw, out);
    ng_str *const texts[] = {
        &to->path,      &to->given_id, &to->title, &to->outlet,   &to->author,
        &to->published, &to->modified, &to->url,   &to->language, &to->keep};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = ng_str_copy(*texts[i], out);
}

/* Number of runs that begin at or before this byte of text. */
static size_t runs_before(const struct ng_report *r, uint32_t byte)
{
    size_t low = 0, high = r->map.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (r->map.at[mid].text_beg <= byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

ng_range ng_raw_range(const struct ng_report *r, ng_range text)
{
    if (r->map.n == 0)
        return text;
    size_t a = runs_before(r, text.beg);
    const struct ng_map_run *first = &r->map.at[a ? a - 1 : 0];
    if (ng_range_empty(text)) {
        uint32_t at = first->same ? first->raw_beg + text.beg - first->text_beg
                                  : first->raw_beg;
        return (ng_range){at, at};
    }
    size_t b = runs_before(r, text.end - 1);
    const struct ng_map_run *last = &r->map.at[b ? b - 1 : 0];
    return (ng_range){first->same ? first->raw_beg + text.beg - first->text_beg
                                  : first->raw_beg,
                      last->same ? last->raw_beg + text.end - last->text_beg
                                 : last->raw_end};
}

/* The first of n ranges, `step` bytes apart, that ends after `byte`. */
static uint32_t first_after(const void *at, size_t n, size_t step,
                            uint32_t byte)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const ng_range *range =
            (const ng_range *)((const char *)at + mid * step);
        if (range->end <= byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low < n ? (uint32_t)low : NG_NONE;
}

uint32_t ng_sentence_at(const struct ng_report *r, uint32_t byte)
{
    return first_after(r->sentences.at, r->sentences.n, sizeof *r->sentences.at,
                       byte);
}

uint32_t ng_paragraph_at(const struct ng_report *r, uint32_t byte)
{
    return first_after(r->paragraphs.at, r->paragraphs.n,
                       sizeof *r->paragraphs.at, byte);
}

uint32_t ng_word_at(const struct ng_report *r, uint32_t byte)
{
    return first_after(r->words.at, r->words.n, sizeof *r->words.at, byte);
}

bool ng_has_arcs(const struct ng_report *r)
{
    for (size_t i = 0; i < r->words.n; i++)
        if (r->words.at[i].rel != NG_REL_NONE)
            return true;
    return false;
}

void ng_pack_arcs(const struct ng_report *r, uint8_t *to)
{
    for (uint32_t i = 0; i < r->words.n; i++) {
        const struct ng_word *w = &r->words.at[i];
        uint16_t way = w->head == NG_NONE ? 0 : (uint16_t)(w->head - i);
        *to++ = w->tag;
        *to++ = w->rel;
        *to++ = (uint8_t)way;
        *to++ = (uint8_t)(way >> 8);
    }
}

bool ng_unpack_arcs(struct ng_report *r, uint32_t first, uint32_t end)
{
    if (r->arcs.n != r->words.n * NG_ARC_BYTES || end > r->words.n)
        return false;
    for (uint32_t i = first; i < end; i++) {
        const uint8_t *p = (const uint8_t *)r->arcs.p + i * NG_ARC_BYTES;
        struct ng_word *w = &r->words.at[i];
        int16_t way = (int16_t)(p[2] | p[3] << 8);
        uint32_t head = (uint32_t)((int64_t)i + way);
        w->tag = p[0] < NG_TAG_COUNT ? p[0] : 0;
        w->rel = p[1] < NG_REL_COUNT ? p[1] : 0;
        w->head = way && head < r->words.n ? head : NG_NONE;
    }
    return true;
}

size_t ng_first_name(const struct ng_report *r, uint32_t byte)
{
    size_t low = 0, high = r->names.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (r->names.at[mid].at.beg < byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

size_t ng_first_time(const struct ng_report *r, uint32_t byte)
{
    size_t low = 0, high = r->times.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (r->times.at[mid].at.beg < byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

bool ng_time_over(const struct ng_report *r, ng_range at)
{
    size_t low = 0, high = r->times.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (r->times.at[mid].at.end <= at.beg)
            low = mid + 1;
        else
            high = mid;
    }
    return low < r->times.n && ng_range_touch(r->times.at[low].at, at);
}
