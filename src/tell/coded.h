/* coded.h - events in the columns that users of event data know.
 *
 *     plover           JSON, one event a line, strict PLOVER types
 *     cameo            date source target code ..., as PETRARCH writes them
 *     gdelt            GDELT 2.0 Events, 61 columns, no header
 *     gdelt-mentions   GDELT 2.0 Mentions, 16 columns, no header
 *     icews            20 columns with a header
 *     polecat          40 columns with a header
 *
 * All but the first are tab-separated. docs/exports.md says what each of them
 * cannot hold; the record itself (`export events`) loses nothing.
 */
#pragma once
#include "report/story.h"
#include "tell/tell.h"

enum ng_scheme {
    NG_SCHEME_PLOVER,
    NG_SCHEME_CAMEO,
    NG_SCHEME_GDELT,
    NG_SCHEME_GDELT_MENTIONS,
    NG_SCHEME_ICEWS,
    NG_SCHEME_POLECAT,
    NG_SCHEMES
};
bool ng_scheme_find(ng_str name, enum ng_scheme *scheme);

/* The line of column names, where the scheme has one. */
void ng_export_coded_header(struct ng_out *o, enum ng_scheme scheme);

/* The events of one story. *left_out grows by those that the scheme cannot
 * say: without a day, a doer, or a status that it knows. */
void ng_export_coded(struct ng_out *o, enum ng_scheme scheme,
                     const struct ng_batch *b, uint64_t *left_out,
                     struct ng_arena scratch);

/* One event as a line of PLOVER's JSON. */
void ng_put_plover(struct ng_out *o, const struct ng_batch *b,
                   const struct ng_event *e);
/* True if its place has a position. */
bool ng_event_placed(const struct ng_event *e);
