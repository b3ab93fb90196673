/* status.h - how a function says that it failed.
 *
 * A function that can fail returns an ng_status and takes a `struct ng_err *`
 * last. On success it leaves the err alone, so one err can be handed down a
 * whole chain of calls and only the first failure writes into it.
 *
 * One table, in status.c, gives each status its exit code and its HTTP code,
 * so the library, the command line and the server cannot disagree.
 */
#pragma once
#include <stddef.h>

typedef enum {
    NG_OK,
    NG_NOTHING,   /* asked well, but nothing was found, or two things differ */
    NG_USAGE,     /* the caller asked for something that does not exist */
    NG_BAD_INPUT, /* the input breaks its own format */
    NG_TOO_BIG,   /* the input needs more than one report may have */
    NG_STORE,     /* the store is locked, damaged or from a newer program */
    NG_IO,        /* reading, writing or the network failed */
    NG_CITE,      /* a cite does not resolve */
    NG_INTERRUPTED, /* Ctrl-C */
    NG_STATUS_COUNT
} ng_status;

/* A wish to stop that a signal handler writes while threads read it. */
static inline int ng_stop_asked(const volatile int *stop)
{
    return stop && __atomic_load_n(stop, __ATOMIC_RELAXED);
}

struct ng_err {
    ng_status status;
    size_t pos;     /* byte of the input where it was noticed */
    char text[400]; /* one sentence for a person: what, where, what to do */
};

/* Write the failure into `err` (which may be NULL) and return `status`. */
ng_status ng_fail(struct ng_err *err, ng_status status, size_t pos,
                  const char *fmt, ...) __attribute__((format(printf, 4, 5)));

const char *ng_status_text(ng_status status);
int ng_status_exit(ng_status status);
int ng_status_http(ng_status status);
