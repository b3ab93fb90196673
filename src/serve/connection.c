/* connection.c - one request from its first line to its last byte. All of this
 * runs on the thread of libmicrohttpd.
 *
 *   first line -> headers: gate, route -> body -> given to a worker, suspended
 *     -> resumed: reply; a stream is suspended again whenever it has no piece
 */
#include "base/heap.h"
#include "serve/answers.h"
#include "serve/document.h"
#include "serve/server.h"
#include "store/token.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void *ng_on_first_line(void *server, const char *target,
                       struct MHD_Connection *c)
{
    struct ng_call_in *call = ng_room(sizeof *call);
    if (!call)
        return NULL;
    call->server = server;
    call->connection = c;
    call->began = now();
    call->heard =
        ng_request_read(&call->turn.request, ng_str_of(target), &call->why);
    return call;
}

/* ---- slots: the numbers under which workers know a call --------------- */

static void give(struct ng_call_in *call, struct ng_pool *pool)
{
    struct ng_server *s = call->server;
    if (!call->slotted) {
        call->slot = s->free[--s->free_n];
        call->slotted = true;
        s->calls[call->slot] = call;
    }
    call->pool = pool;
    call->working = true;
    call->phase = NG_WORKING;
    atomic_fetch_add(&s->counts.working, 1);
    MHD_suspend_connection(call->connection);
    ng_pool_give(pool, call->slot);
}

static void take_back(struct ng_call_in *call)
{
    if (!call->working)
        return;
    ng_pool_wait(call->pool, call->slot);
    call->working = false;
    atomic_fetch_sub(&call->server->counts.working, 1);
}

/* ---- headers ---------------------------------------------------------- */

struct headers {
    struct ng_visit visit;
    ng_str unless, type, last, takes, mcp[NG_MCP_HEADERS];
};

static enum MHD_Result on_header(void *ctx, enum MHD_ValueKind kind,
                                 const char *key, size_t key_n,
                                 const char *value, size_t value_n)
{
    struct headers *h = ctx;
    const struct {
        ng_str name;
        ng_str *to;
    } known[] = {{S("host"), &h->visit.host},
                 {S("origin"), &h->visit.origin},
                 {S("sec-fetch-site"), &h->visit.site},
                 {S("authorization"), &h->visit.authorization},
                 {S("if-none-match"), &h->unless},
                 {S("last-event-id"), &h->last},
                 {S("mcp-protocol-version"), &h->mcp[NG_MCP_VERSION]},
                 {S("mcp-method"), &h->mcp[NG_MCP_METHOD]},
                 {S("mcp-name"), &h->mcp[NG_MCP_NAME]},
                 {S("content-type"), &h->type},
                 {S("accept-encoding"), &h->takes}};
    (void)kind;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!ng_str_eq_nocase(known[i].name, (ng_str){key, key_n}))
            continue;
        h->visit.hosts += i == 0;
        /* Twice the same header: no value that would be let through. */
        *known[i].to = known[i].to->p ? STR("twice")
                                      : (ng_str){value ? value : "", value_n};
    }
    return MHD_YES;
}

static void keep(char *to, size_t size, ng_str from)
{
    size_t n = from.n < size - 1 ? from.n : 0; /* too long: as if not there */
    if (n)
        memcpy(to, from.p, n);
    to[n] = 0;
}

static void name_client(struct ng_call_in *call)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(
        call->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *a = info ? info->client_addr : NULL;
    const void *from = NULL;
    if (a && a->sa_family == AF_INET)
        from = &((const struct sockaddr_in *)(const void *)a)->sin_addr;
    else if (a && a->sa_family == AF_INET6)
        from = &((const struct sockaddr_in6 *)(const void *)a)->sin6_addr;
    if (from)
        inet_ntop(a->sa_family, from, call->client, sizeof call->client);
}

static unsigned find_route(struct ng_call_in *call, struct headers *h,
                           struct ng_err *err)
{
    struct ng_turn *t = &call->turn;
    bool known;
    enum ng_method method;
    bool ours = ng_method_find(call->method, &method);
    h->visit.change = !ours || method != NG_GET;
    t->route = ng_route_find(t->request.path, method, &t->id, &known);
    if (!ours)
        t->route = NULL;
    h->visit.need = t->route ? t->route->need : NG_MAY_READ;
    if (t->route)
        return 0;
    ng_fail(err, NG_USAGE, 0,
            known ? "this route does not know the method %s"
                  : "there is no such route",
            call->method);
    return known ? 405 : 404;
}

/* 0 if the request may go on. */
static unsigned check(struct ng_call_in *call, struct headers *h,
                      struct ng_err *err)
{
    struct ng_server *s = call->server;
    struct ng_turn *t = &call->turn;
    struct ng_err lost = {0};
    unsigned found = find_route(call, h, &lost);
    s->gate.today = (ng_day)(s->how->now_ms() / 86400000);
    if (h->visit.authorization.p && s->door &&
        ng_store_refresh(s->door, err) != NG_OK)
        return 503;
    unsigned refused = ng_gate_check(&s->gate, &h->visit, s->door, err);
    if (refused)
        return refused;
    if (call->heard != NG_OK) {
        *err = call->why;
        return call->heard == NG_TOO_BIG ? 414 : 400;
    }
    if (found) {
        *err = lost;
        return found;
    }
    if (!t->route->loose &&
        ng_request_take(&t->request, t->route->asks, t->value, err) != NG_OK)
        return 400;
    if (atomic_load(&s->stopping)) {
        ng_fail(err, NG_IO, 0, "the server is about to stop");
        return 503;
    }
    return 0;
}

/* ---- reply ------------------------------------------------------------ */

static void add(struct MHD_Response *r, const char *name, const char *value)
{
    MHD_add_response_header(r, name, value);
}

static void add_headers(struct ng_call_in *call, struct MHD_Response *r)
{
    struct ng_turn *t = &call->turn;
    char text[256];
    add(r, "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; "
        "connect-src 'self'; img-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'");
    add(r, "X-Content-Type-Options", "nosniff");
    add(r, "X-Frame-Options", "DENY");
    add(r, "Referrer-Policy", "no-referrer");
    add(r, "Cross-Origin-Resource-Policy", "same-origin");
    add(r, "Cross-Origin-Opener-Policy", "same-origin");
    add(r, "Cache-Control", t->etag[0] ? "private, no-cache" : "no-store");
    if (t->etag[0])
        add(r, "ETag", t->etag);
    if (t->type && t->status != 304)
        add(r, "Content-Type", t->type);
    if (t->varies)
        add(r, "Vary", "Accept-Encoding");
    if (t->encoding && t->status != 304)
        add(r, "Content-Encoding", t->encoding);
    if (t->next[0]) {
        snprintf(text, sizeof text, "<%s>; rel=\"next\"", t->next);
        add(r, "Link", text);
    }
    if (t->place[0])
        add(r, "Location", t->place);
    if (t->file) {
        /* an id that was found has letters and digits alone */
        ng_str name =
            t->id.n ? t->id : ng_str_of(strrchr(t->route->path, '/') + 1);
        snprintf(text, sizeof text, "attachment; filename=\"%.*s.%s\"",
                 name.n < 40 ? (int)name.n : 40, name.p, t->file);
        add(r, "Content-Disposition", text);
    }
    if (t->status == 405) {
        ng_str id;
        bool known;
        size_t n = 0;
        for (int m = 0; m < NG_METHODS; m++)
            if (ng_route_find(t->request.path, (enum ng_method)m, &id, &known))
                n += (size_t)snprintf(text + n, sizeof text - n, "%s%s%s",
                                      n ? ", " : "", ng_method_names[m],
                                      m == NG_GET ? ", HEAD" : "");
        add(r, "Allow", n ? text : "GET");
    }
    if (t->status == 401)
        add(r, "WWW-Authenticate", "Bearer realm=\"nutgraf\"");
    if (t->status == 503 || t->status == 429)
        add(r, "Retry-After", "2");
    if (atomic_load(&call->server->stopping))
        add(r, "Connection", "close");
}

/* Sends the piece that is there; else has a worker make the next one. */
static ssize_t on_more(void *ctx, uint64_t at, char *to, size_t room)
{
    struct ng_call_in *call = ctx;
    struct ng_turn *t = &call->turn;
    (void)at;
    take_back(call);
    if (t->failure.text[0])
        return MHD_CONTENT_READER_END_WITH_ERROR;
    bool ended = t->live ? atomic_load(&call->server->stopping)
                         : t->feed.part == NG_FEED_END;
    if (call->sent == t->out.n && ended)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (call->sent == t->out.n) {
        call->sent = 0;
        give(call, t->live ? call->server->waiter : call->server->readers);
        return 0;
    }
    size_t n = t->out.n - call->sent;
    n = n < room ? n : room;
    memcpy(to, t->out.p + call->sent, n);
    call->sent += n;
    call->sent_all += n;
    return (ssize_t)n;
}

static enum MHD_Result reply(struct ng_call_in *call)
{
    struct ng_turn *t = &call->turn;
    struct MHD_Response *r;
    call->phase = NG_REPLYING;
    if (t->streams || t->live) {
        r = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 64 << 10,
                                              on_more, call, NULL);
    } else {
        r = MHD_create_response_from_buffer(t->out.n, t->out.p,
                                            MHD_RESPMEM_PERSISTENT);
        call->sent_all = t->out.n;
    }
    if (!r)
        return MHD_NO;
    add_headers(call, r);
    call->replying = true;
    atomic_fetch_add(&call->server->counts.replying, 1);
    enum MHD_Result ok = MHD_queue_response(call->connection, t->status, r);
    MHD_destroy_response(r);
    return ok;
}

static enum MHD_Result refuse(struct ng_call_in *call, unsigned http,
                              const struct ng_err *why)
{
    ng_problem(&call->turn, http, why->text);
    return reply(call);
}

/* ---- the body --------------------------------------------------------- */

static void drop_body(struct ng_call_in *call)
{
    call->server->bodies -= call->counted;
    call->counted = 0;
    ng_out_release(&call->turn.body);
}

static void take_body(struct ng_call_in *call, const char *data, size_t n)
{
    struct ng_server *s = call->server;
    struct ng_turn *t = &call->turn;
    if (call->dropped || t->route->method != NG_POST)
        return; /* what a GET brings is read and forgotten */
    if (t->body.n + n > NG_BODY_MOST) {
        ng_fail(&call->why, NG_TOO_BIG, 0,
                "the body is larger than %zu MiB; send it in parts",
                NG_BODY_MOST >> 20);
        call->dropped = true;
    } else if (s->bodies + n > NG_BODIES_MOST) {
        ng_fail(&call->why, NG_STORE, 0,
                "too many reports are coming in at once; try again");
        call->dropped = true;
    }
    if (call->dropped) {
        drop_body(call);
        return;
    }
    ng_put(&t->body, (ng_str){data, n});
    s->bodies += n;
    call->counted += n;
    if (t->body.failed) {
        ng_fail(&call->why, NG_STORE, 0, "there is no memory for the body");
        call->dropped = true;
        drop_body(call);
    }
}

static enum MHD_Result body_is_there(struct ng_call_in *call)
{
    struct ng_server *s = call->server;
    struct ng_turn *t = &call->turn;
    struct ng_err err = {0};
    bool post = t->route->method == NG_POST;
    if (call->dropped)
        return refuse(call, call->why.status == NG_TOO_BIG ? 413 : 503,
                      &call->why);
    if (post && t->body.n == 0) {
        ng_fail(&err, NG_USAGE, 0, "the request has no body");
        return refuse(call, 400, &err);
    }
    if (s->free_n == 0) {
        ng_fail(&err, NG_STORE, 0, "there are too many requests at once");
        return refuse(call, 503, &err);
    }
    give(call, t->route->need & NG_MAY_WRITE ? s->writer : s->readers);
    return MHD_YES;
}

/* "gzip, deflate;q=0.5": not "gzip;q=0". */
static bool takes_gzip(ng_str list)
{
    while (list.n) {
        ng_cut cut = ng_cut_at(list, ',');
        ng_cut one = ng_cut_at(cut.head, ';');
        list = cut.tail;
        if (ng_str_eq_nocase(ng_str_trim(one.head), STR("gzip")))
            return !ng_str_eq(ng_str_trim(one.tail), STR("q=0"));
    }
    return false;
}

/* ---- what libmicrohttpd calls ----------------------------------------- */

static enum MHD_Result headers_are_there(struct ng_call_in *call,
                                         const char *method)
{
    struct headers h = {0};
    struct ng_err err = {0};
    keep(call->method, sizeof call->method, ng_str_of(method));
    name_client(call);
    MHD_get_connection_values_n(call->connection, MHD_HEADER_KIND, on_header,
                                &h);
    keep(call->turn.unless, sizeof call->turn.unless, h.unless);
    call->turn.gzip = takes_gzip(h.takes);
    keep(call->turn.last, sizeof call->turn.last, h.last);
    keep(call->turn.host, sizeof call->turn.host, h.visit.host);
    keep(call->turn.body_type, sizeof call->turn.body_type, h.type);
    for (int i = 0; i < NG_MCP_HEADERS; i++) {
        call->turn.mcp[i].there = h.mcp[i].p != NULL;
        keep(call->turn.mcp[i].text, sizeof call->turn.mcp[i].text, h.mcp[i]);
    }
    unsigned refused = check(call, &h, &err);
    if (refused)
        return refuse(call, refused, &err);
    call->phase = NG_COMING;
    return MHD_YES;
}

static bool is_stream(const struct ng_turn *t)
{
    ng_str form = t->value[NG_PARAM_FORMAT];
    return t->route->answer == ng_answer_export ||
           ng_str_eq(form, STR("jsonl")) || ng_str_eq(form, STR("csv"));
}

enum MHD_Result ng_on_request(void *server, struct MHD_Connection *c,
                              const char *url, const char *method,
                              const char *version, const char *data,
                              size_t *size, void **ctx)
{
    struct ng_call_in *call = *ctx;
    struct ng_server *s = server;
    (void)c, (void)url, (void)version;
    if (!call)
        return MHD_NO;
    switch (call->phase) {
    case NG_HEARD:
        return headers_are_there(call, method);
    case NG_COMING:
        if (*size) {
            take_body(call, data, *size);
            *size = 0;
            return MHD_YES;
        }
        if (is_stream(&call->turn) &&
            atomic_fetch_add(&s->counts.streams, 1) >= NG_STREAMS_MOST) {
            atomic_fetch_sub(&s->counts.streams, 1);
            ng_fail(&call->why, NG_STORE, 0, "%d streams run already",
                    NG_STREAMS_MOST);
            return refuse(call, 429, &call->why);
        }
        call->streaming = is_stream(&call->turn);
        call->listening = call->turn.route->answer == ng_answer_live;
        if (call->listening &&
            atomic_fetch_add(&s->counts.live, 1) >= NG_LIVE_MOST) {
            ng_fail(&call->why, NG_STORE, 0, "%d clients wait for news already",
                    NG_LIVE_MOST);
            return refuse(call, 429, &call->why);
        }
        call->tick = atomic_load(&s->tick);
        return body_is_there(call);
    case NG_WORKING:
        take_back(call);
        drop_body(call);
        return reply(call);
    default:
        return MHD_NO;
    }
}

void ng_on_end(void *server, struct MHD_Connection *c, void **ctx,
               enum MHD_RequestTerminationCode how)
{
    struct ng_call_in *call = *ctx;
    struct ng_server *s = server;
    (void)c, (void)how;
    if (!call)
        return;
    take_back(call);
    double ms = now() - call->began;
    if (call->turn.status) {
        ng_count_answer(&s->counts, call->turn.status, ms, call->sent_all);
        if (!s->how->quiet)
            ng_log_request(s->how, call, ms);
    }
    if (call->replying)
        atomic_fetch_sub(&s->counts.replying, 1);
    if (call->slotted)
        s->free[s->free_n++] = call->slot;
    if (call->streaming)
        atomic_fetch_sub(&s->counts.streams, 1);
    if (call->listening)
        atomic_fetch_sub(&s->counts.live, 1);
    if (call->turn.feed.document)
        ng_document_close(call->turn.feed.document);
    if (call->turn.snapshot)
        ng_store_close(call->turn.snapshot);
    drop_body(call);
    ng_out_release(&call->turn.out);
    ng_out_release(&call->turn.piece);
    if (call->turn.inside) {
        ng_out_release(&call->turn.inside->out);
        ng_out_release(&call->turn.inside->piece);
        ng_out_release(&call->turn.inside->body);
        ng_room_back(call->turn.inside);
    }
    ng_room_back(call);
    *ctx = NULL;
}
