/* page.h - the report in a web page: main text, metadata, and the way back.
 *
 *     <nav>Home News</nav>            out, a note
 *     <h1>Ministers meet</h1>         title
 *     <p>Kim met <a>Putin</a>.</p>    text, with runs into raw
 *     <figcaption>...</figcaption>    out, a note "caption"
 *
 * Reads  source.raw (the decoded document), source.title .. (what the container
 *        declared: it wins where it is not empty)
 * Writes text, map, paragraphs, notes, title, outlet, byline, url, language,
 *        published with text, precision and basis (metadata, url, or
 *        header where only a line of the page shows it), modified
 * Leaves dateline, agency and mending of words to the rest of clean/
 *
 * The title is not part of the text. Never fails, and takes time linear in the
 * size of the page.
 */
#pragma once
#include "report/report.h"

void ng_clean_page(struct ng_report *r, struct ng_arena *out,
                   struct ng_arena scratch);
