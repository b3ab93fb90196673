/* reading.h - what the files of read/ share: bytes on their way to a record.
 *
 *     walk (read.c) -> source (source.c): a file, or a member of an archive
 *                   -> sniff (sniff.c): what is it, in which encoding
 *                   -> records (records.c): text, page, JSON objects
 *
 * Buffers are ng_out with a limit, because a reader holds open files and so
 * must not allocate from an arena, which may jump.
 */
#pragma once
#include "base/out.h"
#include "read/read.h"

/* A file or a member: bytes in order, a window of them at a time. */
struct ng_source {
    ng_str path;          /* "a.zip!b.txt" for a member */
    struct archive *pack; /* NULL: a plain file */
    int fd;
    struct ng_out seen; /* bytes read and not yet taken */
    size_t taken;       /* of `seen` */
    uint64_t out, in;   /* bytes unpacked, bytes they came from */
    uint64_t size;      /* of a plain regular file, else 0 */
    bool ended;
    struct ng_reading *to;
    struct ng_err err; /* why it ended before its end */
};

/* Read on until `want` bytes are in the window, or the end or a failure.
 * False only on failure, told in source->err. */
bool ng_source_fill(struct ng_source *source, size_t want);
static inline ng_str ng_source_window(const struct ng_source *source)
{
    return (ng_str){source->seen.p + source->taken,
                    source->seen.n - source->taken};
}
/* n bytes of the window are done with. */
void ng_source_take(struct ng_source *source, size_t n);
static inline bool ng_source_stopped(const struct ng_source *source)
{
    return ng_stop_asked(source->to->stop);
}

/* The format of a window of at least the first 4 KiB (or all there is), and
 * whether it is text at all: `why` is told what it is instead. */
bool ng_sniff(ng_str path, ng_str head, enum ng_format *format,
              struct ng_err *why);
/* True if the value of a JSON field is a page rather than a text. */
bool ng_sniff_page(ng_str text);
/* The first bytes are those of a compressed file or an archive. */
bool ng_sniff_packed(ng_str head);

/* bytes as UTF-8 without NUL. Returns bytes themselves, or what it wrote to
 * `to`; *recoded tells which. `page`: a charset in a <meta> counts. */
ng_str ng_decode(ng_str bytes, bool page, struct ng_out *to, bool *recoded);

/* All records of the source to source->to. Not NG_OK: stop the run. */
ng_status ng_read_records(struct ng_source *source, struct ng_err *err);

/* One JSON object. A record that cannot be used is told to problem. */
ng_status ng_read_object(struct ng_source *source, ng_str bytes,
                         uint64_t record, struct ng_err *err);

void ng_tell_problem(struct ng_source *source, uint64_t record,
                     const struct ng_err *why);
