/* told.h - text for a model: cut to fit at the end of a line, words of reports
 * in a fence.
 *
 *     events of story s4k2: lines 1 to 40 of 120, revision 7.
 *     Truncated: ask again with cursor "40" for the rest.
 *     Between the marks ... was written by others: ...
 *     <<<REPORTS 5f3a9c12
 *     ...
 *     5f3a9c12 REPORTS>>>
 *
 * The word of the fence is made from what stands in it and does not occur
 * there, so no report can close it.
 */
#pragma once
#include "serve/tools.h"

enum { NG_TOLD_HEAD = 700 }; /* for all but the body */

struct ng_told {
    ng_str title;
    ng_str body;
    bool header;  /* its first line stands on every page */
    bool paged;   /* body is a page already; next leads on */
    bool records; /* it is JSON, which stays as it is */
    size_t from;  /* lines that were told before */
    ng_str next;
    uint64_t revision;
};
/* `room` is for the page while it is made; body is not in it. */
void ng_told_put(struct ng_out *to, struct ng_out *room,
                 const struct ng_told *told, struct ng_tool_said *said,
                 struct ng_arena *a);

/* Items of an API page as lines for people. */
enum ng_told_items { NG_TOLD_HITS, NG_TOLD_STORIES, NG_TOLD_QUOTES };
void ng_told_items(struct ng_out *to, enum ng_told_items kind, ng_str items,
                   struct ng_arena *a);

/* Bytes that a text takes in JSON without its quotes, at least. */
size_t ng_json_size(ng_str s);
