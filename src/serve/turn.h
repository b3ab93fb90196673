/* turn.h - one request and its answer, from the first header to the last byte.
 *
 *   asked     by the thread of libmicrohttpd, which owns the turn but while
 *   working   it is given to a worker, and gets it back with status, type, out
 *   sent      from out; a stream is given to a worker again for each piece
 *
 * A route's answer writes its body to t->out and may set type and etag; what
 * it returns becomes a problem (problem.h) if it is not NG_OK.
 */
#pragma once
#include "serve/feed.h"
#include "serve/request.h"
#include "serve/serve.h"
#include "store/store.h"

enum ng_method { NG_GET, NG_POST, NG_DELETE, NG_METHODS };
/* What an answer hangs on, and so its ETag. */
enum ng_caching {
    NG_CACHE_STORE, /* the store's revision: known before it is made */
    NG_CACHE_BODY,  /* what it says */
    NG_CACHE_NEVER
};

struct ng_counts; /* metrics.h */

/* What a worker works with. */
struct ng_hand {
    struct ng_store *store; /* as it is at this moment */
    struct ng_arena scratch;
    const struct ng_serving *how;
    struct ng_counts *counts;
    uint64_t revision;
};

/* Headers that repeat what a message of MCP says. */
enum ng_mcp_header {
    NG_MCP_VERSION,
    NG_MCP_METHOD,
    NG_MCP_NAME,
    NG_MCP_HEADERS
};

struct ng_turn {
    struct ng_request request;
    const struct ng_route *route;
    ng_str id; /* what stands in the route's {id} */
    ng_str value[NG_PARAM_COUNT];
    char unless[160]; /* If-None-Match */
    char body_type[80];
    char last[24];  /* Last-Event-ID */
    char host[128]; /* it was asked under */
    struct {
        bool there;
        char text[160];
    } mcp[NG_MCP_HEADERS];
    struct ng_out body;

    unsigned status; /* HTTP; 0: not answered yet */
    const char *type;
    const char *file;     /* name to save it under, or NULL */
    bool gzip;            /* the client takes it */
    bool varies;          /* with what the client takes */
    const char *encoding; /* of the body, or NULL */
    char etag[64];
    char next[160];  /* Link to the next page, without <> */
    char place[160]; /* where what was asked for is now, with 308 */
    struct ng_out out;
    struct ng_out piece;    /* of the answer, while it is made */
    struct ng_turn *inside; /* that of a tool which is called over MCP */

    bool live;         /* a stream of events, which ends with the server */
    uint64_t revision; /* that was told last */

    bool streams; /* out is the first piece; feed has the rest */
    struct ng_feed feed;
    struct ng_store *snapshot; /* of the stream alone */
    struct ng_err failure;     /* of the stream after its head was sent */
};

typedef ng_status ng_answer(struct ng_turn *t, struct ng_hand *h,
                            struct ng_arena *a, struct ng_err *err);

struct ng_route {
    enum ng_method method;
    const char *path; /* "/api/v1/events/{id}" */
    const char *name; /* of the operation, for programs */
    const char *summary;
    ng_answer *answer;
    unsigned asks;     /* set of NG_ASK */
    unsigned need;     /* enum ng_may; 0: anybody */
    int kind;          /* enum ng_export of its records, or -1 */
    const char *gives; /* media types, with commas */
    const char *takes; /* of the body; NULL: those that reports come in */
    enum ng_caching caching;
    bool free;  /* needs no store */
    bool leads; /* an id that a story had once is answered with 308 */
    bool loose; /* takes any parameter: they are for the page */
};
extern const struct ng_route ng_routes[];
extern const size_t ng_routes_n;

extern const char *const ng_method_names[NG_METHODS];
/* False: none of ours; HEAD is a GET. */
bool ng_method_find(const char *name, enum ng_method *method);

/* The route of a path; *known: the path is there, maybe for another method. */
const struct ng_route *ng_route_find(ng_str path, enum ng_method method,
                                     ng_str *id, bool *known);

/* The answers that are files of their own. */
ng_answer ng_answer_openapi, ng_answer_add, ng_answer_front, ng_answer_style,
    ng_answer_metrics, ng_answer_page, ng_answer_sources, ng_answer_mcp;

/* Is it the address of a view of the page? Then the route is that of "/". */
bool ng_page_view(ng_str path);

/* What a stream of events has to say now: what is new, or that it lives. */
void ng_live_more(struct ng_turn *t, uint64_t revision);

/* What watches told after a revision, up to another, as events. */
void ng_live_alerts(struct ng_turn *t, struct ng_store *st, uint64_t after,
                    uint64_t until);

/* The next piece of a stream. */
ng_status ng_stream_more(struct ng_turn *t, struct ng_hand *h,
                         struct ng_arena *a, struct ng_err *err);

/* problem.c: the body of a refusal or a failure, as RFC 9457 has it. */
void ng_problem(struct ng_turn *t, unsigned http, const char *detail);
const char *ng_http_phrase(unsigned http);
