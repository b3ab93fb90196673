/* problem.c - refusals and failures as application/problem+json (RFC 9457):
 * what it is, what it is here, and what to do about it. */
#include "serve/turn.h"
#include "text/json.h"

static const struct {
    unsigned http;
    const char *phrase, *hint;
} kinds[] = {
    {200, "OK", ""},
    {201, "Created", ""},
    {304, "Not Modified", ""},
    {400, "Bad Request",
     "/openapi.json tells what each route takes; dates are YYYY-MM-DD"},
    {401, "Unauthorized",
     "\"nutgraf token add NAME\" on the server's machine makes a token; send "
     "it as Authorization: Bearer TOKEN"},
    {403, "Forbidden",
     "ask from the server's own page, from a program, or with a token that "
     "has the scope"},
    {404, "Not Found",
     "/api/v1 lists the routes; the lists give the ids of what there is"},
    {405, "Method Not Allowed", "the Allow header names the methods"},
    {408, "Request Timeout", "send the request again"},
    {413, "Content Too Large", "send the reports in several requests"},
    {414, "URI Too Long", "shorten the parameters"},
    {415, "Unsupported Media Type",
     "send application/json, application/x-ndjson, text/plain or text/html"},
    {421, "Misdirected Request",
     "start the server with --host NAME for each name it is asked under"},
    {422, "Unprocessable Content",
     "a report is one JSON object with a field text; see docs/server.md"},
    {429, "Too Many Requests", "wait for the streams that run to end"},
    {500, "Internal Server Error", "the log of the server says more"},
    {503, "Service Unavailable", "try again after the seconds of Retry-After"},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static size_t kind_of(unsigned http)
{
    for (size_t i = 0; i < KINDS; i++)
        if (kinds[i].http == http)
            return i;
    return http < 500 ? 3 : KINDS - 2;
}

const char *ng_http_phrase(unsigned http)
{
    return kinds[kind_of(http)].phrase;
}

void ng_problem(struct ng_turn *t, unsigned http, const char *detail)
{
    struct ng_json j = {.out = &t->out};
    size_t kind = kind_of(http);
    t->out.n = 0;
    t->out.failed = 0;
    t->status = http;
    t->streams = t->live = false;
    t->file = NULL;
    t->etag[0] = t->next[0] = 0;
    t->type = "application/problem+json";
    ng_json_begin(&j, '{');
    ng_json_key_str(&j, "type", STR("about:blank"));
    ng_json_key_str(&j, "title", ng_str_of(kinds[kind].phrase));
    ng_json_key(&j, "status");
    ng_json_int(&j, http);
    ng_json_key_str(&j, "detail", ng_str_of(detail));
    ng_json_key_str(&j, "hint", ng_str_of(kinds[kind].hint));
    ng_json_end(&j, '}');
    ng_putc(&t->out, '\n');
}
