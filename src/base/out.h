/* out.h - where text that we write goes: a buffer that grows, or a file.
 *
 *     struct ng_out o = {.to = stdout};     buffered: 1 KiB first, then 64
 *     struct ng_out o = {.limit = 1 << 20}; kept in memory, at most 1 MiB
 *     ng_put(&o, STR("x")); ng_printf(&o, "%d", 3); ng_out_flush(&o, err);
 *
 * A failure (disk full, pipe closed, limit reached) is remembered in `failed`
 * and told once, by ng_out_flush. The buffer belongs to the ng_out; release it
 * with ng_out_release.
 */
#pragma once
#include "base/str.h"

#include <stdio.h>

struct ng_out {
    FILE *to;     /* NULL: keep in memory */
    size_t limit; /* most bytes to keep; 0: 1 GiB */
    char *p;
    size_t n, cap;
    bool begun; /* the first KiB is on its way */
    int failed; /* errno of the first failure */
};

void ng_put(struct ng_out *o, ng_str s);
void ng_putc(struct ng_out *o, char c);
void ng_printf(struct ng_out *o, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
ng_status ng_out_flush(struct ng_out *o, struct ng_err *err);
void ng_out_release(struct ng_out *o);

/* What is in the buffer now; valid until the next write. */
static inline ng_str ng_out_str(const struct ng_out *o)
{
    return (ng_str){o->p, o->n};
}
