#include "alert/hook.h"

#include "base/heap.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

enum { WAIT_MS = 10000, CONNECT_MS = 5000, ANSWER_MOST = 64 << 10 };

struct ng_caller {
    void *library;
    CURL *easy;
    CURL *(*init)(void);
    CURLcode (*setopt)(CURL *, CURLoption, ...);
    CURLcode (*getinfo)(CURL *, CURLINFO, ...);
    CURLcode (*perform)(CURL *);
    void (*reset)(CURL *);
    void (*cleanup)(CURL *);
    const char *(*strerror)(CURLcode);
    struct curl_slist *(*append)(struct curl_slist *, const char *);
    void (*free_all)(struct curl_slist *);
};

static bool load(struct ng_caller *c)
{
    const struct {
        const char *name;
        void *to;
    } wanted[] = {{"curl_easy_init", &c->init},
                  {"curl_easy_setopt", &c->setopt},
                  {"curl_easy_getinfo", &c->getinfo},
                  {"curl_easy_perform", &c->perform},
                  {"curl_easy_reset", &c->reset},
                  {"curl_easy_cleanup", &c->cleanup},
                  {"curl_easy_strerror", &c->strerror},
                  {"curl_slist_append", &c->append},
                  {"curl_slist_free_all", &c->free_all}};
    c->library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted && c->library; i++) {
        void *symbol = dlsym(c->library, wanted[i].name);
        if (!symbol)
            return false;
        memcpy(wanted[i].to, &symbol, sizeof symbol);
    }
    c->easy = c->library ? c->init() : NULL;
    return c->easy != NULL;
}

ng_status ng_caller_open(struct ng_caller **caller, struct ng_err *err)
{
    struct ng_caller *c = ng_room(sizeof *c);
    if (!c)
        return ng_fail(err, NG_IO, 0, "there is no memory for a web hook");
    if (!load(c)) {
        ng_caller_close(c);
        return ng_fail(err, NG_IO, 0,
                       "web hooks need libcurl (the package libcurl4)");
    }
    *caller = c;
    return NG_OK;
}

/* The library stays: what it uses does not like to be unloaded. */
void ng_caller_close(struct ng_caller *c)
{
    if (c->easy)
        c->cleanup(c->easy);
    ng_room_back(c);
}

/* ---- what libcurl calls -------------------------------------------------- */

struct calling {
    bool allow; /* private addresses */
    bool refused;
    size_t got;
    const volatile int *stop;
};

static curl_socket_t on_socket(void *ctx, curlsocktype purpose,
                               struct curl_sockaddr *a)
{
    struct calling *c = ctx;
    (void)purpose;
    if (!c->allow && ng_address_private(&a->addr)) {
        c->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

/* The answer is of no use; one without an end is cut off. */
static size_t on_data(char *data, size_t size, size_t n, void *ctx)
{
    struct calling *c = ctx;
    (void)data;
    c->got += size * n;
    return c->got > ANSWER_MOST ? 0 : size * n;
}

static int on_progress(void *ctx, curl_off_t a, curl_off_t b, curl_off_t d,
                       curl_off_t e)
{
    struct calling *c = ctx;
    (void)a, (void)b, (void)d, (void)e;
    return ng_stop_asked(c->stop);
}

/* ---- the call ------------------------------------------------------------ */

static void set_how(struct ng_caller *c, struct calling *how, char *url,
                    ng_str body, struct curl_slist *headers)
{
    CURL *e = c->easy;
    c->reset(e);
    c->setopt(e, CURLOPT_URL, url);
    c->setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
    c->setopt(e, CURLOPT_FOLLOWLOCATION, 0L);
    c->setopt(e, CURLOPT_PROXY, "");
    c->setopt(e, CURLOPT_NOSIGNAL, 1L);
    c->setopt(e, CURLOPT_FRESH_CONNECT, 1L);
    c->setopt(e, CURLOPT_FORBID_REUSE, 1L);
    c->setopt(e, CURLOPT_TIMEOUT_MS, (long)WAIT_MS);
    c->setopt(e, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    c->setopt(e, CURLOPT_USERAGENT, "nutgraf");
    c->setopt(e, CURLOPT_HTTPHEADER, headers);
    c->setopt(e, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.n);
    c->setopt(e, CURLOPT_POSTFIELDS, body.p);
    c->setopt(e, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    c->setopt(e, CURLOPT_OPENSOCKETDATA, how);
    c->setopt(e, CURLOPT_WRITEFUNCTION, on_data);
    c->setopt(e, CURLOPT_WRITEDATA, how);
    c->setopt(e, CURLOPT_XFERINFOFUNCTION, on_progress);
    c->setopt(e, CURLOPT_XFERINFODATA, how);
    c->setopt(e, CURLOPT_NOPROGRESS, 0L);
}

static struct curl_slist *headers_of(struct ng_caller *c,
                                     const struct ng_delivery *d, int64_t now)
{
    char id[64], time[64], signature[128], code[NG_SIGNATURE_CHARS + 1];
    struct curl_slist *list = NULL;
    if (!ng_hook_sign(d->rule.secret, ng_id_str(&d->alert), now / 1000, d->body,
                      code))
        return NULL;
    snprintf(id, sizeof id, "webhook-id: %s", d->alert.c);
    snprintf(time, sizeof time, "webhook-timestamp: %lld",
             (long long)(now / 1000));
    snprintf(signature, sizeof signature, "webhook-signature: %s", code);
    const char *const lines[] = {"Content-Type: application/json",
                                 "Expect:", id, time, signature};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct curl_slist *more = c->append(list, lines[i]);
        list = more ? more : list;
    }
    return list;
}

bool ng_call_hook(struct ng_caller *c, const struct ng_delivery *d, int64_t now,
                  const volatile int *stop, char why[NG_DELIVERY_ERROR])
{
    struct calling how = {.allow = d->rule.private, .stop = stop};
    char url[1024];
    long code = 0;
    struct curl_slist *headers = headers_of(c, d, now);
    why[0] = 0;
    if (!headers || d->rule.hook.n >= sizeof url) {
        snprintf(why, NG_DELIVERY_ERROR,
                 "the watch has no secret to sign with");
        return false;
    }
    memcpy(url, d->rule.hook.p, d->rule.hook.n);
    url[d->rule.hook.n] = 0;
    set_how(c, &how, url, d->body, headers);
    CURLcode rc = c->perform(c->easy);
    c->getinfo(c->easy, CURLINFO_RESPONSE_CODE, &code);
    c->free_all(headers);
    if (how.refused)
        snprintf(why, NG_DELIVERY_ERROR,
                 "the address is in a private network; a watch made with "
                 "--private may call it");
    else if (rc != CURLE_OK && !(code / 100 == 2 && rc == CURLE_WRITE_ERROR))
        snprintf(why, NG_DELIVERY_ERROR, "%.150s", c->strerror(rc));
    else if (code / 100 != 2)
        snprintf(why, NG_DELIVERY_ERROR, "it answered with %ld", code);
    return !why[0];
}
