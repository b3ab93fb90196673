#include "serve/document.h"
#include "base/heap.h"

static const size_t KEEP = (size_t)2 << 30; /* address space */

struct ng_document *ng_document_open(ng_str form, enum ng_export kind,
                                     struct ng_err *err)
{
    struct ng_document *d = ng_room(sizeof *d);
    if (!d || ng_arena_open(&d->keep, KEEP, err) != NG_OK) {
        ng_room_back(d);
        ng_fail(err, NG_TOO_BIG, 0, "there is no memory for an export");
        return NULL;
    }
    d->whole = d->keep;
    d->coded = ng_scheme_find(form, &d->scheme);
    if (!d->coded)
        ng_foreign_find(form, &d->x.form);
    d->x.kind = kind;
    d->x.keep = &d->keep;
    return d;
}

void ng_document_close(struct ng_document *d)
{
    ng_out_release(&d->x.held);
    ng_arena_close(&d->whole, KEEP);
    ng_room_back(d);
}

void ng_document_begin(struct ng_document *d, struct ng_out *out,
                       struct ng_arena *a)
{
    d->begun = true;
    d->keep.guard = a->guard;
    d->x.out = out;
    if (d->coded)
        ng_export_coded_header(out, d->scheme);
    else
        ng_foreign_begin(&d->x);
}

void ng_document_story(struct ng_document *d, struct ng_out *out,
                       const struct ng_batch *b, struct ng_arena *a,
                       struct ng_arena scratch)
{
    d->keep.guard = a->guard;
    d->stories++;
    if (d->coded)
        ng_export_coded(out, d->scheme, b, &d->x.left_out, scratch);
    else
        ng_foreign_story(&d->x, b, a, scratch);
}

void ng_document_end(struct ng_document *d, struct ng_out *out,
                     struct ng_arena *a)
{
    (void)out;
    d->ended = true;
    d->keep.guard = a->guard;
    if (!d->coded)
        ng_foreign_end(&d->x);
}

bool ng_document_full(const struct ng_document *d)
{
    return !d->coded && ng_foreign_is_feed(d->x.form) &&
           d->stories == NG_FEED_STORIES;
}
