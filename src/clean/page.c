/* page.c - see page.h. */
#include "clean/page.h"

#include "clean/page_parts.h"

void ng_clean_page(struct ng_report *r, struct ng_arena *out,
                   struct ng_arena scratch)
{
    struct ng_page page = {0};
    struct ng_arena *a = &scratch;
    /* the stack of the parser is made in what is left of scratch and dropped */
    size_t half = (size_t)(scratch.end - scratch.at) / 2;
    struct ng_arena rest = scratch;
    a->end = a->at + half;
    rest.at = a->end;
    page.html = ng_html_parse(r->source.raw, a, rest);
    ng_page_hints(&page, a);
    ng_page_find_blocks(&page, a);
    ng_page_read_ld(&page);
    ng_page_read_meta(&page, r, out, rest);
    ng_page_choose(&page, rest);
    ng_page_read_shown_date(&page, r, out, rest);
    ng_page_write(&page, r, out, rest);
}
