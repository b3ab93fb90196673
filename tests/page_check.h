/* page_check.h - what must hold for the text of any page, however hostile:
 * shared by the tests and the fuzz targets. Returns NULL, or what is wrong. */
#pragma once
#include "report/report.h"
#include "text/utf8.h"

static inline const char *check_map(const struct ng_report *r)
{
    ng_str raw = r->source.raw;
    uint32_t at = 0, raw_at = 0;
    for (size_t i = 0; i < r->map.n; i++) {
        const struct ng_map_run *m = &r->map.at[i];
        uint32_t end =
            i + 1 < r->map.n ? r->map.at[i + 1].text_beg : (uint32_t)r->text.n;
        if (m->text_beg != at || end <= at)
            return "the runs leave a gap in the text";
        if (m->raw_beg < raw_at || m->raw_end < m->raw_beg ||
            m->raw_end > raw.n)
            return "the runs are out of order in the raw text";
        if (m->same && (m->raw_end - m->raw_beg != end - at ||
                        memcmp(r->text.p + at, raw.p + m->raw_beg, end - at)))
            return "a run says same and is not";
        at = end;
        raw_at = m->raw_end;
    }
    return at == r->text.n ? NULL : "the map does not cover the text";
}

static inline const char *check_page(const struct ng_report *r)
{
    uint32_t at = 0;
    const char *wrong = check_map(r);
    if (wrong)
        return wrong;
    for (size_t i = 0; i < r->paragraphs.n; i++) {
        ng_range p = r->paragraphs.at[i].at;
        if (p.beg != at + (i ? 2 : 0) || p.end <= p.beg || p.end > r->text.n)
            return "a paragraph is empty or out of place";
        at = p.end;
    }
    if (at != r->text.n)
        return "the paragraphs do not cover the text";
    for (size_t i = 0; i < r->notes.n; i++) {
        const struct ng_note *n = &r->notes.at[i];
        if (n->at.beg > n->at.end || n->at.end > r->text.n ||
            n->raw.beg > n->raw.end || n->raw.end > r->source.raw.n)
            return "a note points outside";
    }
    if (ng_utf8_valid(r->text) < r->text.n ||
        ng_utf8_valid(r->title) < r->title.n)
        return "the text is not UTF-8";
    return NULL;
}
