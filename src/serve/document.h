/* document.h - an export in the format of another program, piece by piece.
 *
 *     begin   story story story ...   end       one document, or rows
 *        \      |     |     |        /
 *         pieces of a stream, as the client takes them
 *
 * What a document gathers over stories lives in an arena of its own until the
 * stream ends.
 */
#pragma once
#include "tell/coded.h"
#include "tell/foreign.h"

struct ng_document {
    bool coded; /* events in the columns of a scheme, else a foreign form */
    enum ng_scheme scheme;
    struct ng_foreign x;
    struct ng_arena keep, whole;
    bool begun, ended;
    size_t stories; /* that were given */
};

/* `form` is a name that nutgraf export knows; NULL if there is no memory. */
struct ng_document *ng_document_open(ng_str form, enum ng_export kind,
                                     struct ng_err *err);
void ng_document_close(struct ng_document *d);
/* `a` is the arena that is guarded while this piece is made. */
void ng_document_begin(struct ng_document *d, struct ng_out *out,
                       struct ng_arena *a);
void ng_document_story(struct ng_document *d, struct ng_out *out,
                       const struct ng_batch *b, struct ng_arena *a,
                       struct ng_arena scratch);
void ng_document_end(struct ng_document *d, struct ng_out *out,
                     struct ng_arena *a);
/* True if it takes no more stories: a feed that is full. */
bool ng_document_full(const struct ng_document *d);
