/* foreign.h - the record in formats of other programs: maps, graphs, calendars,
 * timelines, newsroom systems, the web, feeds.
 *
 *     struct ng_foreign x = {.out = out, .form = form, .keep = keep};
 *     ng_foreign_begin(&x);
 *     for each story:  ng_foreign_story(&x, batch, a, scratch);
 *     ng_foreign_end(&x);
 *
 * One call of `export` is one document, or one object a line where the format
 * has lines, over all stories that were asked for. docs/exports.md says what
 * each holds and loses. Text of reports is foreign: every writer escapes it in
 * its own way, and what people read in a list (titles, labels) is cut to one
 * line without control characters and without marks that turn the direction
 * of what follows.
 */
#pragma once
#include "base/names.h"
#include "tell/tell.h"
#include "text/json.h"

enum ng_foreign_form {
    NG_FOREIGN_GEOJSON,
    NG_FOREIGN_GEXF,
    NG_FOREIGN_ICALENDAR,
    NG_FOREIGN_TIMELINEJS,
    NG_FOREIGN_NINJS,
    NG_FOREIGN_JSONLD,
    NG_FOREIGN_FTM,
    NG_FOREIGN_RSS,
    NG_FOREIGN_JSONFEED,
    NG_FOREIGN_COUNT
};

enum { NG_FEED_STORIES = 200 }; /* most stories of a feed */

struct ng_graph;
struct ng_foreign {
    struct ng_out *out;
    enum ng_foreign_form form;
    enum ng_export kind;
    size_t stories;        /* how many are to come */
    struct ng_arena *keep; /* lives until ng_foreign_end */
    struct ng_json json;
    struct ng_out held; /* JSON that is still to be made safe for a page */
    uint64_t written, left_out;
    struct ng_names seen; /* what must be written once */
    struct ng_graph *graph;
};

/* The form by its name; false if there is none. */
bool ng_foreign_find(ng_str name, enum ng_foreign_form *form);
/* True if this form is made of records of that kind. */
bool ng_foreign_takes(enum ng_foreign_form form, enum ng_export kind);
/* "events", "stories or reports": the kinds of a form. */
const char *ng_foreign_kinds(enum ng_foreign_form form);
/* Why something was left out, for a remark; NULL: nothing ever is. */
const char *ng_foreign_reason(enum ng_foreign_form form);
/* True if the newest stories come first and only so many of them. */
bool ng_foreign_is_feed(enum ng_foreign_form form);

void ng_foreign_begin(struct ng_foreign *x);
void ng_foreign_story(struct ng_foreign *x, const struct ng_batch *b,
                      struct ng_arena *a, struct ng_arena scratch);
void ng_foreign_end(struct ng_foreign *x);
