/* elements.h - the stack of open elements, fed by html.c token by token.
 *
 * Each entry of the stack knows the one of the same tag below it, so whether
 * and where an end tag finds its element is answered at once:
 *
 *     div > p > b > i      </p>: newest p is at 1, pop b and i with it
 *                          </u>: none open, nothing happens
 */
#pragma once
#include "text/html.h"

struct ng_html_builder;

/* A stack with the page itself open. */
struct ng_html_builder *ng_html_builder(struct ng_html *html,
                                        struct ng_arena *a);

/* Place the newest token of html in its element. */
void ng_html_build(struct ng_html_builder *b, struct ng_html *html);

/* Close what is still open. */
void ng_html_build_end(struct ng_html_builder *b, struct ng_html *html);
