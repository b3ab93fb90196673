/* metrics.h - what the server counts of itself, for Prometheus. */
#pragma once
#include "base/out.h"

#include <stdatomic.h>

enum { NG_SPANS = 8 };
extern const double ng_span_ms[NG_SPANS];

struct ng_counts {
    atomic_ullong answers[6];           /* by the first digit of their status */
    atomic_ullong within[NG_SPANS + 1]; /* the last: longer than all */
    atomic_ullong us_all, bytes;
    atomic_ullong added, known, bad; /* reports that came over HTTP */
    atomic_uint working, replying, streams, live;
    atomic_uint connections;
};
void ng_count_answer(struct ng_counts *c, unsigned status, double ms,
                     uint64_t bytes);
void ng_counts_write(struct ng_counts *c, struct ng_out *o, uint64_t reports,
                     uint64_t revision, const char *version);
