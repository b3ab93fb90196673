/* read.h - bytes in, raw records out, one at a time.
 *
 *     FILE|DIR|-  ->  .gz .zip .tar unpacked  ->  text | html | jsonl lines
 *
 * Sniffs the format (or takes `as`), recodes to UTF-8, and hands each record
 * to `take`. Memory is bounded by one record: 64 MiB out, and 200 bytes out
 * for one in after the first MiB. A bad record goes to `problem` and the rest
 * goes on. Directories are walked in byte order of names, each once (loops by
 * links are seen). Does all its I/O itself and keeps nothing.
 */
#pragma once
#include "report/report.h"

enum { NG_RECORD_LIMIT = 64 << 20 };

/* Every pointer of `raw` dies when take returns. A failure stops the run. */
typedef ng_status ng_take_raw(void *ctx, const struct ng_raw *raw,
                              struct ng_err *err);
/* `what` is the path and, inside a container, the number of the record. */
typedef void ng_problem(void *ctx, ng_str path, uint64_t record,
                        const struct ng_err *why);

struct ng_reading {
    enum ng_format as; /* NG_FORMAT_AUTO: sniff */
    ng_str keep;       /* names of JSONL fields to keep, with commas */
    ng_take_raw *take;
    ng_problem *problem;
    void *ctx;
    const volatile int *stop; /* set to non-zero by Ctrl-C */
    int from;                 /* descriptor that "-" stands for; 0: input */
    ng_str name;              /* path that "-" is told under; empty: "-" */
    uint64_t bytes_read;      /* for progress */
};

/* `path` "-" is standard input. Returns NG_OK even if some records were bad;
 * NG_IO if the path itself cannot be read. */
ng_status ng_read(struct ng_reading *reading, const char *path,
                  struct ng_err *err);
