/* server.h - what the files that speak to libmicrohttpd share. */
#pragma once
#include "base/pool.h"
#include "serve/gate.h"
#include "serve/metrics.h"
#include "serve/turn.h"

#include <microhttpd.h>

enum {
    NG_CONNECTIONS = 900,
    NG_STREAMS_MOST = 16,
    NG_LIVE_MOST = 256,
    NG_LIVE_MS = 15000, /* between two signs of life */
    NG_WORKERS_MOST = 16,
    NG_IDLE_SECONDS = 30,
    NG_HEADERS_MOST = 32 << 10, /* of one request, and what it is parsed to */
};
static const size_t NG_BODY_MOST = (size_t)32 << 20;
static const size_t NG_BODIES_MOST = (size_t)64 << 20; /* of all at once */

enum ng_phase {
    NG_HEARD,   /* the first line */
    NG_COMING,  /* headers are there, the body comes */
    NG_WORKING, /* a worker has it */
    NG_REPLYING
};

struct ng_server;
/* A turn with all that only the thread of libmicrohttpd touches. */
struct ng_call_in {
    struct ng_turn turn; /* the first: workers know no more */
    struct ng_server *server;
    struct MHD_Connection *connection;
    enum ng_phase phase;
    struct ng_pool *pool; /* it was given to */
    size_t slot;
    bool slotted, working; /* working: not yet waited for */
    bool dropped;          /* the body was refused while it came */
    bool replying;         /* counted among them */
    bool streaming;        /* counted among the streams */
    bool listening;        /* counted among those that wait for news */
    unsigned tick;         /* that it has seen */
    ng_status heard;       /* of the first line */
    struct ng_err why;
    char method[16], client[64];
    size_t counted; /* bytes of the body in server->bodies */
    size_t sent;    /* of the piece of a stream */
    uint64_t sent_all;
    double began; /* ms */
};

struct ng_work_room { /* of one worker */
    struct ng_store *store;
};

struct ng_server {
    const struct ng_serving *how;
    struct MHD_Daemon *daemon;
    struct ng_gate gate;
    struct ng_counts counts;
    struct ng_store *door; /* to look tokens up in */
    struct ng_pool *readers, *writer, *waiter, *courier;
    struct ng_store *ear; /* of the waiter: what watches told */
    struct ng_work_room rooms[NG_WORKERS_MOST];
    struct ng_call_in *calls[NG_CONNECTIONS]; /* by slot */
    size_t free[NG_CONNECTIONS], free_n;
    size_t bodies; /* bytes of bodies that are held */
    uint64_t mark; /* of this program and this store's file */
    atomic_bool stopping;
    /* Moves when the store does, when it is time for a sign of life, and when
     * the server stops: whoever waits for news has seen one before. */
    atomic_uint tick;
    atomic_ullong revision;
};

/* work.c: the workers. */
void ng_work_read(void *server, size_t slot, unsigned thread);
void ng_work_write(void *server, size_t slot, unsigned thread);
void ng_work_wait(void *server, size_t slot, unsigned thread);
void ng_work_courier(void *server, size_t slot, unsigned thread);
void ng_work_end(struct ng_server *s);

/* connection.c: one request from its first line to its last byte. */
void *ng_on_first_line(void *server, const char *target,
                       struct MHD_Connection *c);
enum MHD_Result ng_on_request(void *server, struct MHD_Connection *c,
                              const char *url, const char *method,
                              const char *version, const char *data,
                              size_t *size, void **call);
void ng_on_end(void *server, struct MHD_Connection *c, void **call,
               enum MHD_RequestTerminationCode how);

/* log.c: one JSON object a line. */
void ng_log_event(const struct ng_serving *how, const char *event,
                  const char *text);
void ng_log_request(const struct ng_serving *how, const struct ng_call_in *c,
                    double ms);
