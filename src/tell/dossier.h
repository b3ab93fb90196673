/* dossier.h - a story as one HTML file to hand on: all that is known of it,
 * each line beside the passages that it rests on, and the reports themselves.
 *
 *     line      what is told             passages, with their sources
 *     ...
 *     chart     time to the right, a row an origin, who was made from whom
 *     reports   the texts, with a mark at each passage
 *
 * It works from a disk: no script, nothing is fetched, and the policy in its
 * head allows its own style sheet alone, by its hash. All text of reports is
 * escaped, and without control characters and marks of direction.
 */
#pragma once
#include "tell/forms.h"

struct ng_dossier {
    struct ng_out *out;
    const struct ng_batch *b;
    const struct ng_brief *brief;
    struct ng_arena *a;
    size_t share; /* bytes of text that each report may show */
    const uint32_t *parents;
    ng_cites cites; /* all that are shown, to be marked in the reports */
};

/* The story of the batch as a page. */
void ng_tell_dossier(struct ng_out *o, const struct ng_batch *b,
                     struct ng_arena *a);

/* Foreign text, in one line, escaped. */
void ng_dossier_text(struct ng_dossier *d, ng_str s);
/* The passages of a line, the same words once with all their sources. */
void ng_dossier_passages(struct ng_dossier *d, const struct ng_cite *cites,
                         size_t n);
/* The link to a passage in its report: "[2] Northwire, Tue 13 May 2031". */
void ng_dossier_source(struct ng_dossier *d, struct ng_cite c);
void ng_dossier_chart(struct ng_dossier *d);
void ng_dossier_sources(struct ng_dossier *d);
void ng_dossier_reports(struct ng_dossier *d);

extern const char ng_dossier_style[];
