/* serve.h - the store over HTTP, for a desk and for programs.
 *
 *     client -- libmicrohttpd, one thread -- gate -- route -- worker threads
 *                (headers, slow clients)      |       |        one store to
 *                                           who may  table     read each
 *                                                     |
 *                                                    POST --- one thread that
 *                                                             writes
 *
 * A connection costs a little memory and no thread: work is done by a few
 * workers on whole requests, and what they wrote is sent as fast as the client
 * takes it. All that is known of a request is in its turn (turn.h); only the
 * thread of libmicrohttpd touches what turns share.
 */
#pragma once
#include "base/calendar.h"
#include "base/out.h"

enum { NG_HOSTS_MOST = 16 };

struct ng_serving {
    const char *store;
    const char *address; /* "127.0.0.1", "::1", "0.0.0.0" */
    uint16_t port;       /* 0: any that is free; told in the log */
    const char *hosts; /* more names it is asked under, with commas; or NULL */
    unsigned jobs;     /* threads that answer */
    bool quiet;        /* no line for each request */
    const volatile int *stop;
    int64_t (*now_ms)(void); /* since 1970 */
    FILE *log;
    const char *version;
};

/* Serves until *stop; what is begun is finished. NG_USAGE if it may not listen
 * there: another address than this machine's own needs a token in the store. */
ng_status ng_serve(const struct ng_serving *how, struct ng_err *err);
