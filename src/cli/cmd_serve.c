/* nutgraf serve, token - the store over HTTP, and who may use it. */
#include "cli/command.h"

#include "nutgraf.h"
#include "serve/serve.h"
#include "store/token.h"

#include <errno.h>
#include <sys/random.h>
#include <time.h>

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static const struct ng_option serve_options[] = {
    {'p', "port", "N", "port to listen at (default 8123; 0: any that is free)"},
    {0, "address", "ADDRESS", "address to listen at (default 127.0.0.1)"},
    {0, "host", "NAMES", "more names it is asked under, with commas"},
    {0},
};
enum { PORT, ADDRESS, HOST };

static ng_status run_serve(const struct ng_call *call, struct ng_arena *a,
                           struct ng_err *err)
{
    enum { USUAL = 8123 };
    const char *port = call->values[PORT], *address = call->values[ADDRESS];
    int64_t n = USUAL;
    (void)a;
    if (call->argc)
        return ng_fail(err, NG_USAGE, 0,
                       "it serves the store alone; --store names another");
    if (port && (!ng_str_number(ng_str_of(port), &n) || n > 65535))
        return ng_fail(err, NG_USAGE, 0, "--port %s is not a port", port);
    struct ng_serving how = {.store = call->store,
                             .address = address ? address : "127.0.0.1",
                             .port = (uint16_t)n,
                             .hosts = call->values[HOST],
                             .jobs = call->jobs,
                             .quiet = call->quiet,
                             .stop = call->stop,
                             .now_ms = now_ms,
                             .log = stderr,
                             .version = ng_version()};
    return ng_serve(&how, err);
}

const struct ng_command ng_cmd_serve = {
    .name = "serve",
    .usage = "nutgraf serve [-p PORT] [--address ADDRESS]",
    .summary = "the store over HTTP: a page, an API, reports in",
    .text = "Serves this machine alone, at http://127.0.0.1:8123/, until "
            "Ctrl-C or SIGTERM, and then finishes what is begun. The page at / "
            "tells what there is; /openapi.json tells programs. Reports are "
            "added by POST to /api/v1/reports and are stored when that is "
            "answered. To be reached from elsewhere it needs a token (see "
            "token) and, behind a proxy, --host with the name it is asked "
            "under. Standard error has one line of JSON for each event; -q "
            "leaves out requests.",
    .options = serve_options,
    .run = run_serve,
};

/* ---- tokens ----------------------------------------------------------- */

static const struct ng_option token_options[] = {
    {0, "write", NULL, "it may also add reports"},
    {0, "days", "N", "it is good for so many days (default: until revoked)"},
    {0},
};
enum { WRITE, DAYS };

static ng_status take_days(const struct ng_call *call, struct ng_token *token,
                           struct ng_err *err)
{
    const char *days = call->values[DAYS];
    int64_t n;
    token->made = (ng_day)(now_ms() / 86400000);
    token->expires = NG_NO_DAY;
    if (!days)
        return NG_OK;
    if (!ng_str_number(ng_str_of(days), &n) || n > 36500)
        return ng_fail(err, NG_USAGE, 0, "--days %s is not a number of days",
                       days);
    token->expires = token->made + (ng_day)n;
    return NG_OK;
}

static ng_status add_token(const struct ng_call *call, struct ng_store *st,
                           struct ng_err *err)
{
    uint8_t random[32];
    char text[NG_TOKEN_CHARS + 1];
    struct ng_token token = {.name = ng_str_of(call->argv[1]),
                             .may = NG_MAY_READ |
                                    (call->values[WRITE] ? NG_MAY_WRITE : 0)};
    ng_status status = take_days(call, &token, err);
    if (status != NG_OK)
        return status;
    if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
        return ng_fail(err, NG_IO, 0, "there is no randomness: %s",
                       strerror(errno));
    ng_token_read(ng_token_text(random, text), &token);
    status = ng_store_put_token(st, &token, err);
    if (status == NG_OK) {
        ng_printf(call->out, "%s\n", text);
        if (!call->quiet)
            fprintf(stderr,
                    "nutgraf token: this is token %s; it is shown this once\n",
                    token.id.c);
    }
    return status;
}

static ng_status list_tokens(const struct ng_call *call, struct ng_store *st,
                             struct ng_arena *a, struct ng_err *err)
{
    ng_tokens tokens = {0};
    ng_status status = ng_store_tokens(st, &tokens, a, err);
    for (size_t i = 0; status == NG_OK && i < tokens.n; i++) {
        const struct ng_token *t = &tokens.at[i];
        char made[16], expires[16];
        ng_str to = ng_day_text(t->expires, expires);
        ng_day_text(t->made, made);
        ng_printf(call->out, "%s\t%s\t%s\t%s\t" PRS "\n", t->id.c,
                  t->may & NG_MAY_WRITE ? "read,write" : "read", made,
                  to.n ? expires : "-", PRS_ARG(t->name));
    }
    return status;
}

static ng_status run_token(const struct ng_call *call, struct ng_arena *a,
                           struct ng_err *err)
{
    const char *verb = call->argc ? call->argv[0] : "";
    bool list = strcmp(verb, "list") == 0 && call->argc == 1;
    bool add = strcmp(verb, "add") == 0 && call->argc == 2;
    bool revoke = strcmp(verb, "revoke") == 0 && call->argc == 2;
    struct ng_store *st;
    if (!list && !add && !revoke)
        return ng_fail(err, NG_USAGE, 0,
                       "say token add NAME, token list or token revoke ID");
    ng_status status = ng_store_open(
        &st, call->store, list ? NG_STORE_READ : NG_STORE_WRITE, err);
    if (status != NG_OK)
        return status;
    if (add)
        status = add_token(call, st, err);
    else if (list)
        status = list_tokens(call, st, a, err);
    else
        status = ng_store_revoke_token(st, ng_str_of(call->argv[1]), err);
    ng_store_close(st);
    return status;
}

const struct ng_command ng_cmd_token = {
    .name = "token",
    .usage = "nutgraf token add NAME|list|revoke ID",
    .summary = "who may use the server from elsewhere",
    .text = "add makes a token of 256 random bits and prints it once; the "
            "store keeps a hash of it. It may read, and with --write also add "
            "reports. list prints id, scopes, day made, day it ends and name. "
            "revoke ends one at once, also for a server that runs.",
    .options = token_options,
    .run = run_token,
};
