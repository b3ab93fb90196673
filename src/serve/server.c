/* server.c - starts and stops the server: see serve.h. */
#include "serve/server.h"
#include "base/heap.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void pause_ms(long ms)
{
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

/* ---- where it listens ------------------------------------------------- */

union place {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

static ng_status read_place(const struct ng_serving *how, union place *at,
                            socklen_t *n, struct ng_err *err)
{
    *at = (union place){0};
    if (inet_pton(AF_INET, how->address, &at->four.sin_addr) == 1) {
        at->four.sin_family = AF_INET;
        at->four.sin_port = htons(how->port);
        *n = sizeof at->four;
        return NG_OK;
    }
    if (inet_pton(AF_INET6, how->address, &at->six.sin6_addr) == 1) {
        at->six.sin6_family = AF_INET6;
        at->six.sin6_port = htons(how->port);
        *n = sizeof at->six;
        return NG_OK;
    }
    return ng_fail(err, NG_USAGE, 0,
                   "%s is not an address; give one such as 127.0.0.1 or ::1",
                   how->address);
}

static ng_status listen_there(const struct ng_serving *how, int *fd,
                              uint16_t *port, struct ng_err *err)
{
    union place at;
    socklen_t n;
    int yes = 1;
    ng_status status = read_place(how, &at, &n, err);
    if (status != NG_OK)
        return status;
    *fd =
        socket(at.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (*fd >= 0)
        setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (*fd < 0 || bind(*fd, &at.any, n) != 0 || listen(*fd, 512) != 0 ||
        getsockname(*fd, &at.any, &n) != 0) {
        ng_fail(err, NG_IO, 0, "cannot listen at %s port %u: %s", how->address,
                how->port, strerror(errno));
        if (*fd >= 0)
            close(*fd);
        *fd = -1;
        return NG_IO;
    }
    *port = ntohs(at.any.sa_family == AF_INET ? at.four.sin_port
                                              : at.six.sin6_port);
    return NG_OK;
}

/* ---- the store -------------------------------------------------------- */

static ng_status count_tokens(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct ng_server *s = ctx;
    ng_tokens tokens = {0};
    ng_status status = ng_store_tokens(s->door, &tokens, a, err);
    if (status == NG_OK && tokens.n == 0)
        return ng_fail(err, NG_USAGE, 0,
                       "%s can be reached from elsewhere, so a token is "
                       "needed: \"nutgraf token add NAME\" makes one",
                       s->how->address);
    return status;
}

/* Makes the store, or brings it up to date, if that is to be done. */
static ng_status open_door(struct ng_server *s, struct ng_err *err)
{
    struct ng_store *made = NULL;
    struct ng_err why = {0};
    struct stat file;
    enum { ROOM = 16 << 20 };
    ng_status status =
        ng_store_open(&s->door, s->how->store, NG_STORE_READ, &why);
    if (status != NG_OK) {
        s->door = NULL;
        status = ng_store_open(&made, s->how->store, NG_STORE_WRITE, err);
        if (status != NG_OK)
            return status;
        ng_store_close(made);
        status = ng_store_open(&s->door, s->how->store, NG_STORE_READ, err);
    }
    if (status != NG_OK)
        return status;
    if (stat(s->how->store, &file) == 0)
        s->mark = (uint64_t)file.st_ino * 31 + (uint64_t)file.st_dev;
    s->mark = ng_hash64(ng_str_of(s->how->version), s->mark) & 0xffffffff;
    if (s->gate.open)
        return NG_OK;
    struct ng_arena a;
    status = ng_arena_open(&a, ROOM, err);
    if (status == NG_OK) {
        status = ng_guarded(count_tokens, s, &a, err);
        ng_arena_close(&a, ROOM);
    }
    return status;
}

/* ---- start and stop --------------------------------------------------- */

static void on_mhd_log(void *ctx, const char *fmt, va_list args)
    __attribute__((format(printf, 2, 0)));
static void on_mhd_log(void *ctx, const char *fmt, va_list args)
{
    char text[400];
    struct ng_server *s = ctx;
    vsnprintf(text, sizeof text, fmt, args);
    ng_log_event(s->how, "http", text);
}

static void on_connection(void *ctx, struct MHD_Connection *c, void **socket,
                          enum MHD_ConnectionNotificationCode how)
{
    struct ng_server *s = ctx;
    (void)c, (void)socket;
    if (how == MHD_CONNECTION_NOTIFY_STARTED)
        atomic_fetch_add(&s->counts.connections, 1);
    else
        atomic_fetch_sub(&s->counts.connections, 1);
}

static size_t as_it_is(void *ctx, struct MHD_Connection *c, char *text)
{
    (void)ctx, (void)c;
    return strlen(text);
}

static ng_status start(struct ng_server *s, int fd, struct ng_err *err)
{
    unsigned jobs = s->how->jobs < 2 ? 2 : s->how->jobs;
    jobs = jobs < NG_WORKERS_MOST ? jobs : NG_WORKERS_MOST;
    for (size_t i = 0; i < NG_CONNECTIONS; i++)
        s->free[s->free_n++] = NG_CONNECTIONS - 1 - i;
    ng_status status =
        ng_pool_open(&s->readers, jobs, NG_CONNECTIONS, ng_work_read, s, err);
    if (status == NG_OK)
        status =
            ng_pool_open(&s->writer, 1, NG_CONNECTIONS, ng_work_write, s, err);
    if (status == NG_OK)
        status =
            ng_pool_open(&s->waiter, 1, NG_CONNECTIONS, ng_work_wait, s, err);
    if (status == NG_OK)
        status = ng_pool_open(&s->courier, 1, 1, ng_work_courier, s, err);
    if (status != NG_OK)
        return status;
    ng_pool_give(s->courier, 0);
    s->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
            MHD_USE_ERROR_LOG,
        0, NULL, NULL, ng_on_request, s, MHD_OPTION_EXTERNAL_LOGGER, on_mhd_log,
        s, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)NG_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)NG_IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)NG_HEADERS_MOST, MHD_OPTION_URI_LOG_CALLBACK, ng_on_first_line,
        s, MHD_OPTION_NOTIFY_COMPLETED, ng_on_end, s,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
        MHD_OPTION_UNESCAPE_CALLBACK, as_it_is, s, MHD_OPTION_STRICT_FOR_CLIENT,
        1, MHD_OPTION_END);
    return s->daemon ? NG_OK
                     : ng_fail(err, NG_IO, 0, "the server cannot start: %s",
                               strerror(errno));
}

/* No new connection; what workers have is finished; what is being sent has a
 * few seconds. */
static void stop(struct ng_server *s)
{
    enum { PATIENCE_MS = 5000, STEP_MS = 20 };
    if (s->daemon) {
        int fd = MHD_quiesce_daemon(s->daemon);
        atomic_store(&s->stopping, true);
        for (int ms = 0; ms < PATIENCE_MS && (atomic_load(&s->counts.working) ||
                                              atomic_load(&s->counts.replying));
             ms += STEP_MS)
            pause_ms(STEP_MS);
        while (atomic_load(&s->counts.working))
            pause_ms(STEP_MS);
        MHD_stop_daemon(s->daemon);
        if (fd >= 0)
            close(fd);
    }
    atomic_store(&s->stopping, true);
    if (s->courier)
        ng_pool_close(s->courier);
    if (s->readers)
        ng_pool_close(s->readers);
    if (s->writer)
        ng_pool_close(s->writer);
    if (s->waiter)
        ng_pool_close(s->waiter);
    ng_work_end(s);
    if (s->door)
        ng_store_close(s->door);
}

static void raise_files(void)
{
    struct rlimit most;
    if (getrlimit(RLIMIT_NOFILE, &most) == 0 && most.rlim_cur < 4096) {
        most.rlim_cur = most.rlim_max < 4096 ? most.rlim_max : 4096;
        setrlimit(RLIMIT_NOFILE, &most);
    }
}

/* Until it is to stop: looks whether the store has moved, for those who wait
 * to hear of it. */
static void watch_store(struct ng_server *s)
{
    enum { LOOK_MS = 100 };
    struct ng_store *eye = NULL;
    int idle = 0;
    while (!ng_stop_asked(s->how->stop)) {
        struct ng_err why = {0};
        pause_ms(LOOK_MS);
        idle += LOOK_MS;
        if (atomic_load(&s->counts.live) == 0)
            continue;
        if (!eye &&
            ng_store_open(&eye, s->how->store, NG_STORE_READ, &why) != NG_OK)
            eye = NULL;
        uint64_t seen = atomic_load(&s->revision), now = seen;
        if (eye && ng_store_refresh(eye, &why) == NG_OK)
            now = ng_store_revision(eye);
        if (now == seen && idle < NG_LIVE_MS)
            continue;
        idle = 0;
        atomic_store(&s->revision, now);
        atomic_fetch_add(&s->tick, 1);
    }
    if (eye)
        ng_store_close(eye);
}

static ng_status serve(struct ng_server *s, struct ng_err *err)
{
    int fd = -1;
    char text[200];
    ng_status status =
        ng_gate_open(&s->gate, s->how->address, s->how->hosts, err);
    if (status == NG_OK)
        status = open_door(s, err);
    if (status == NG_OK)
        status = listen_there(s->how, &fd, &s->gate.port, err);
    if (status == NG_OK)
        status = start(s, fd, err);
    if (status != NG_OK) {
        if (fd >= 0 && !s->daemon)
            close(fd);
        return status;
    }
    bool six = strchr(s->how->address, ':') != NULL;
    snprintf(text, sizeof text, "http://%s%.100s%s:%u/", six ? "[" : "",
             s->how->address, six ? "]" : "", s->gate.port);
    ng_log_event(s->how, "listening", text);
    watch_store(s);
    ng_log_event(s->how, "stopping", "what is begun is finished first");
    return NG_OK;
}

ng_status ng_serve(const struct ng_serving *how, struct ng_err *err)
{
    struct ng_server *s = ng_room(sizeof *s);
    if (!s)
        return ng_fail(err, NG_IO, 0, "there is no memory for a server");
    s->how = how;
    raise_files();
    ng_status status = serve(s, err);
    stop(s);
    if (status == NG_OK)
        ng_log_event(how, "stopped", "");
    ng_room_back(s);
    return status;
}
