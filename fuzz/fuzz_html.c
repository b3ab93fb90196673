/* fuzz_html.c - any bytes as a page: tokens in order and inside it, a parent
 * before its child, the promises of page_check.h for the text. */
#include "../tests/page_check.h"
#include "clean/page.h"
#include "text/html.h"

#include <stdlib.h>

enum { ROOM = 1 << 28 };
static struct ng_arena out, scratch;

static void check_tokens(ng_str page)
{
    struct ng_arena a = out, b = scratch;
    struct ng_html h = ng_html_parse(page, &a, b);
    uint32_t at = 0;
    for (size_t i = 0; i < h.token_count; i++) {
        const struct ng_html_token *t = &h.tokens[i];
        if (t->beg < at || t->end < t->beg || t->end > page.n ||
            t->element >= h.element_count)
            abort();
        at = t->end;
        ng_str name, value, tag = ng_html_source(&h, t);
        size_t pos = 0;
        if (t->kind == NG_HTML_OPEN)
            while (ng_html_next_attr(tag, &pos, &name, &value))
                if (name.p < tag.p || name.p + name.n > tag.p + tag.n ||
                    (value.n && value.p + value.n > tag.p + tag.n))
                    abort();
    }
    for (size_t e = 1; e < h.element_count; e++)
        if (h.elements[e].parent >= e ||
            h.elements[e].depth > NG_HTML_DEPTH + 1)
            abort();
}

static ng_status job(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct ng_report *r = ctx;
    (void)err;
    scratch.guard = out.guard = a->guard;
    check_tokens(r->source.raw);
    ng_clean_page(r, a, scratch);
    const char *wrong = check_page(r);
    if (wrong) {
        fprintf(stderr, "%s\n", wrong);
        abort();
    }
    return NG_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct ng_arena page_arena;
    if (!out.at && (ng_arena_open(&out, ROOM, NULL) ||
                    ng_arena_open(&scratch, ROOM, NULL) ||
                    ng_arena_open(&page_arena, ROOM, NULL)))
        abort();
    ng_str s = {(const char *)data, n};
    if (ng_utf8_valid(s) < n || (n && memchr(data, 0, n)))
        return -1;
    struct ng_report r = {.source = {.raw = s, .format = NG_FORMAT_HTML}};
    struct ng_arena a = page_arena;
    ng_guarded(job, &r, &a, NULL);
    return 0;
}
