/* page.c - see page.h. Text between tags, a paragraph for each element. */
#include "clean/page.h"

void ng_clean_page(struct ng_report *r, struct ng_arena *out,
                   struct ng_arena scratch)
{
    (void)scratch;
    ng_str raw = r->source.raw;
    char *text = ng_new(out, char, raw.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < raw.n;) {
        size_t end = ng_str_find(raw, STR("<"), i);
        end = end == SIZE_MAX ? raw.n : end;
        ng_str piece = ng_str_trim((ng_str){raw.p + i, end - i});
        if (piece.n) {
            if (n) {
                *ng_push(&r->map, out) = (struct ng_map_run){
                    (uint32_t)n, (uint32_t)i, (uint32_t)i, false};
                text[n++] = ' ';
            }
            uint32_t at = (uint32_t)(piece.p - raw.p);
            *ng_push(&r->map, out) = (struct ng_map_run){
                (uint32_t)n, at, at + (uint32_t)piece.n, true};
            memcpy(text + n, piece.p, piece.n);
            n += piece.n;
        }
        size_t close = ng_str_find(raw, STR(">"), end);
        i = close == SIZE_MAX ? raw.n : close + 1;
    }
    r->text = (ng_str){text, n};
    if (n)
        *ng_push(&r->paragraphs, out) =
            (struct ng_paragraph){{0, (uint32_t)n}, NG_BLOCK_PARAGRAPH};
}
