/* front.c - the page for people who come by, the list of routes, and the
 * answers to "do you live?" */
#include "serve/answers.h"
#include "tell/forms.h"
#include "text/json.h"

static const char HEAD[] =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>nutgraf</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n"
    "</head><body><main>\n<h1>nutgraf</h1>\n"
    "<p>This server reads a store of news reports: what happened, when, where "
    "and between whom, who says so, and which report was copied from which. "
    "Every record points at the bytes of the report that carry it.</p>\n"
    "<form action=\"/api/v1/search\"><label for=\"q\">Search the reports"
    "</label> <input id=\"q\" name=\"q\" required> <button>Search</button>"
    "</form>\n<h2>What there is</h2>\n<table><thead><tr><th>Method</th>"
    "<th>Address</th><th>Gives</th></tr></thead><tbody>\n";
static const char TAIL[] =
    "</tbody></table>\n<p>Lists are pages of 100 records; "
    "<code>next</code> leads on. <code>?format=jsonl</code> and "
    "<code>?format=csv</code> give all records in one answer.</p>\n"
    "</main></body></html>\n";

static const char STYLE[] =
    ":root{color-scheme:light dark}\n"
    "body{font:1rem/1.5 system-ui,sans-serif;margin:0}\n"
    "main{max-width:56rem;margin:0 auto;padding:1.5rem 1rem}\n"
    "h1{font-size:1.6rem;margin:0 0 .5rem}\n"
    "h2{font-size:1.15rem;margin:1.5rem 0 .5rem}\n"
    "table{border-collapse:collapse;width:100%}\n"
    "th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;"
    "border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent);"
    "overflow-wrap:anywhere}th{white-space:nowrap}\n"
    "input{font:inherit;width:18rem;max-width:100%;box-sizing:border-box}\n"
    "button{font:inherit}\n"
    "@media(max-width:40rem){td:first-child,th:first-child{display:none}}\n";

ng_status ng_answer_front(struct ng_turn *t, struct ng_hand *h,
                          struct ng_arena *a, struct ng_err *err)
{
    struct ng_out *o = &t->out;
    (void)h, (void)a, (void)err;
    t->type = "text/html; charset=utf-8";
    ng_put(o, ng_str_of(HEAD));
    for (size_t i = 0; i < ng_routes_n; i++) {
        const struct ng_route *r = &ng_routes[i];
        bool link = r->method == NG_GET && !strchr(r->path, '{') &&
                    !(r->asks & (NG_ASK(Q) | NG_ASK(FROM)));
        ng_printf(o, "<tr><td>%s</td><td>", ng_method_names[r->method]);
        if (link)
            ng_printf(o, "<a href=\"%s\">%s</a>", r->path, r->path);
        else
            ng_put(o, ng_str_of(r->path));
        ng_put(o, STR("</td><td>"));
        ng_put_xml(o, ng_str_of(r->summary));
        ng_put(o, STR("</td></tr>\n"));
    }
    ng_put(o, ng_str_of(TAIL));
    return NG_OK;
}

ng_status ng_answer_style(struct ng_turn *t, struct ng_hand *h,
                          struct ng_arena *a, struct ng_err *err)
{
    (void)h, (void)a, (void)err;
    t->type = "text/css; charset=utf-8";
    ng_put(&t->out, ng_str_of(STYLE));
    return NG_OK;
}

ng_status ng_answer_index(struct ng_turn *t, struct ng_hand *h,
                          struct ng_arena *a, struct ng_err *err)
{
    struct ng_json j = {.out = &t->out};
    (void)a, (void)err;
    ng_json_begin(&j, '{');
    ng_json_key(&j, "v");
    ng_json_int(&j, 1);
    ng_json_key_str(&j, "version", ng_str_of(h->how->version));
    ng_json_key(&j, "revision");
    ng_json_int(&j, (int64_t)h->revision);
    ng_json_key(&j, "settled");
    ng_json_bool(&j, ng_store_settled(h->store));
    ng_json_key(&j, "reports");
    ng_json_int(&j, (int64_t)ng_store_count(h->store));
    ng_json_key(&j, "routes");
    ng_json_begin(&j, '[');
    for (size_t i = 0; i < ng_routes_n; i++) {
        ng_json_begin(&j, '{');
        ng_json_key_str(&j, "method",
                        ng_str_of(ng_method_names[ng_routes[i].method]));
        ng_json_key_str(&j, "path", ng_str_of(ng_routes[i].path));
        ng_json_key_str(&j, "summary", ng_str_of(ng_routes[i].summary));
        ng_json_end(&j, '}');
    }
    ng_json_end(&j, ']');
    ng_json_end(&j, '}');
    ng_putc(&t->out, '\n');
    return NG_OK;
}

ng_status ng_answer_health(struct ng_turn *t, struct ng_hand *h,
                           struct ng_arena *a, struct ng_err *err)
{
    (void)a, (void)err;
    ng_printf(&t->out, "{\"status\":\"ok\",\"version\":\"%s\"}\n",
              h->how->version);
    return NG_OK;
}

/* Ready is who can read the store; that was done to come here. */
ng_status ng_answer_ready(struct ng_turn *t, struct ng_hand *h,
                          struct ng_arena *a, struct ng_err *err)
{
    (void)a, (void)err;
    ng_printf(&t->out, "{\"status\":\"ok\",\"revision\":%llu,\"settled\":%s}\n",
              (unsigned long long)h->revision,
              ng_store_settled(h->store) ? "true" : "false");
    return NG_OK;
}
