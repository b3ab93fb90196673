#include "serve/gate.h"

#include <stdio.h>

bool ng_gate_local(const char *address)
{
    return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

/* The name of "name:port", "[::1]:port" or either without a port; *port is 0
 * where there is none. False: it is no such thing. */
static bool split_host(ng_str host, ng_str *name, int64_t *port)
{
    size_t end = 0;
    *port = 0;
    if (host.n && host.p[0] == '[') {
        while (end < host.n && host.p[end] != ']')
            end++;
        if (end == host.n)
            return false;
        *name = (ng_str){host.p + 1, end - 1};
        end++;
    } else {
        while (end < host.n && host.p[end] != ':')
            end++;
        *name = (ng_str){host.p, end};
    }
    if (end == host.n)
        return name->n > 0;
    ng_str digits = {host.p + end + 1, host.n - end - 1};
    return name->n > 0 && host.p[end] == ':' && ng_str_number(digits, port) &&
           *port > 0 && *port < 65536;
}

static bool among(const ng_str *names, size_t n, ng_str name)
{
    for (size_t i = 0; i < n; i++)
        if (ng_str_eq_nocase(names[i], name))
            return true;
    return false;
}

static unsigned check_host(const struct ng_gate *gate,
                           const struct ng_visit *visit, struct ng_err *err)
{
    ng_str name;
    int64_t port;
    if (visit->hosts != 1 || !split_host(visit->host, &name, &port)) {
        ng_fail(err, NG_USAGE, 0, "the request needs one Host header");
        return 400;
    }
    if (among(gate->hosts, gate->hosts_n, name))
        return 0;
    ng_fail(err, NG_USAGE, 0,
            "this server is not known as %.*s; --host adds a name",
            name.n < 80 ? (int)name.n : 80, name.p);
    return 421;
}

/* "http://127.0.0.1:8080": ours if name and port are. A proxy speaks for the
 * names that were added, whatever its port and scheme. */
static bool is_ours(const struct ng_gate *gate, ng_str origin)
{
    bool safe = ng_str_starts(origin, STR("https://"));
    size_t head = safe ? 8 : 7;
    ng_str name;
    int64_t port;
    if (!safe && !ng_str_starts(origin, STR("http://")))
        return false;
    if (!split_host((ng_str){origin.p + head, origin.n - head}, &name, &port))
        return false;
    if (among(gate->also, gate->also_n, name))
        return true;
    if (!port)
        port = safe ? 443 : 80;
    return among(gate->hosts, gate->hosts_n, name) && port == gate->port;
}

static unsigned check_change(const struct ng_gate *gate,
                             const struct ng_visit *visit, struct ng_err *err)
{
    if (visit->origin.p && !is_ours(gate, visit->origin)) {
        ng_fail(err, NG_USAGE, 0, "a page of another site may change nothing");
        return 403;
    }
    if (visit->site.p && !ng_str_eq(visit->site, STR("same-origin")) &&
        !ng_str_eq(visit->site, STR("none"))) {
        ng_fail(err, NG_USAGE, 0, "a page of another site may change nothing");
        return 403;
    }
    return 0;
}

static unsigned check_token(const struct ng_gate *gate,
                            const struct ng_visit *visit, struct ng_store *st,
                            struct ng_err *err)
{
    static const ng_str bearer = S("Bearer ");
    ng_str shown = visit->authorization;
    struct ng_token token = {.expires = NG_NO_DAY};
    if (!shown.p && gate->open)
        return 0;
    if (!shown.p) {
        ng_fail(err, NG_USAGE, 0,
                "a token is needed: Authorization: Bearer ngt_...");
        return 401;
    }
    struct ng_err why = {0};
    bool good = ng_str_starts_nocase(shown, bearer) &&
                ng_token_read(ng_str_trim((ng_str){shown.p + bearer.n,
                                                   shown.n - bearer.n}),
                              &token);
    ng_status status = NG_NOTHING;
    if (good && st)
        status = ng_store_find_token(st, &token, &why);
    if (status != NG_OK && status != NG_NOTHING) {
        *err = why;
        return (unsigned)ng_status_http(status);
    }
    if (status != NG_OK ||
        (token.expires != NG_NO_DAY && gate->today >= token.expires)) {
        ng_fail(err, NG_USAGE, 0,
                "the token is not known, was revoked or is no longer good");
        return 401;
    }
    if ((token.may & visit->need) != visit->need) {
        ng_fail(err, NG_USAGE, 0, "this token may not %s",
                visit->need & NG_MAY_WRITE ? "write" : "read");
        return 403;
    }
    return 0;
}

unsigned ng_gate_check(const struct ng_gate *gate, const struct ng_visit *visit,
                       struct ng_store *st, struct ng_err *err)
{
    unsigned refused = check_host(gate, visit, err);
    if (!refused && visit->change)
        refused = check_change(gate, visit, err);
    if (!refused && visit->need)
        refused = check_token(gate, visit, st, err);
    return refused;
}

ng_status ng_gate_open(struct ng_gate *gate, const char *address,
                       const char *more, struct ng_err *err)
{
    static const ng_str own[] = {S("localhost"), S("127.0.0.1"), S("::1")};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        gate->hosts[gate->hosts_n++] = own[i];
    gate->hosts[gate->hosts_n++] = ng_str_of(address);
    for (ng_str rest = more ? ng_str_of(more) : (ng_str){0}; rest.n;) {
        ng_cut cut = ng_cut_at(rest, ',');
        ng_str name = ng_str_trim(cut.head);
        rest = cut.tail;
        if (!name.n)
            continue;
        if (gate->hosts_n == NG_HOSTS_MOST)
            return ng_fail(err, NG_USAGE, 0, "--host has too many names");
        gate->hosts[gate->hosts_n++] = name;
        gate->also[gate->also_n++] = name;
    }
    gate->open = ng_gate_local(address);
    return NG_OK;
}
