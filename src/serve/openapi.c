/* openapi.c - the interface for programs that read OpenAPI 3.1, made from the
 * table of routes. */
#include "serve/answers.h"
#include "store/token.h"
#include "text/json.h"

static void put(struct ng_json *j, const char *key, const char *value)
{
    ng_json_key_str(j, key, ng_str_of(value));
}

static void open(struct ng_json *j, const char *key)
{
    ng_json_key(j, key);
    ng_json_begin(j, '{');
}

static void close(struct ng_json *j)
{
    ng_json_end(j, '}');
}

static void ref(struct ng_json *j, const char *key, const char *to)
{
    open(j, key);
    put(j, "$ref", to);
    close(j);
}

static void param_schema(struct ng_json *j, enum ng_param p)
{
    static const char *const words[NG_PARAM_COUNT][3] = {
        [NG_PARAM_ORDER] = {"id", "newest"},
        [NG_PARAM_FORMAT] = {"json", "jsonl", "csv"},
        [NG_PARAM_FORM] = {"json", "markdown", "text"},
        [NG_PARAM_FACTS] = {"0", "1"},
    };
    open(j, "schema");
    put(j, "type", p == NG_PARAM_LIMIT ? "integer" : "string");
    if (p == NG_PARAM_LIMIT) {
        ng_json_key(j, "minimum");
        ng_json_int(j, 1);
        ng_json_key(j, "maximum");
        ng_json_int(j, 1000);
    }
    if (p == NG_PARAM_SINCE || p == NG_PARAM_UNTIL)
        put(j, "format", "date");
    if (words[p][0]) {
        ng_json_key(j, "enum");
        ng_json_begin(j, '[');
        for (int i = 0; i < 3 && words[p][i]; i++)
            ng_json_str(j, ng_str_of(words[p][i]));
        ng_json_end(j, ']');
    }
    close(j);
}

static void params(struct ng_json *j, const struct ng_route *r)
{
    const unsigned must = NG_ASK(Q) | NG_ASK(FROM) | NG_ASK(TO);
    ng_json_key(j, "parameters");
    ng_json_begin(j, '[');
    if (strchr(r->path, '{')) {
        ng_json_begin(j, '{');
        put(j, "name", "id");
        put(j, "in", "path");
        ng_json_key(j, "required");
        ng_json_bool(j, true);
        put(j, "description", "an id, or a beginning of one that is unique");
        open(j, "schema");
        put(j, "type", "string");
        put(j, "pattern", "^[a-z][a-z2-7]{0,12}$");
        close(j);
        close(j);
    }
    for (int p = 0; p < NG_PARAM_COUNT; p++) {
        if (!(r->asks >> p & 1))
            continue;
        ng_json_begin(j, '{');
        put(j, "name", ng_param_names[p]);
        put(j, "in", "query");
        ng_json_key(j, "required");
        ng_json_bool(j, must >> p & 1);
        put(j, "description", ng_param_helps[p]);
        param_schema(j, (enum ng_param)p);
        close(j);
    }
    ng_json_end(j, ']');
}

static void media(struct ng_json *j, const struct ng_route *r)
{
    static const char json[] = "application/json";
    ng_str rest = ng_str_of(r->gives);
    bool page = (r->asks & NG_ASK(LIMIT)) || r->kind == NG_EXPORT_CHANGES;
    open(j, "content");
    while (rest.n) {
        char type[64];
        ng_cut cut = ng_cut_at(rest, ',');
        ng_str name = ng_str_trim(cut.head);
        rest = cut.tail;
        snprintf(type, sizeof type, PRS, PRS_ARG(name));
        open(j, type);
        if (strcmp(type, json) != 0 || r->answer == ng_answer_export) {
            open(j, "schema");
            put(j, "type", strcmp(type, json) == 0 ? "object" : "string");
            close(j);
        } else {
            ref(j, "schema",
                page && !strchr(r->path, '{') ? "#/components/schemas/Page"
                                              : "#/components/schemas/Record");
        }
        close(j);
    }
    close(j);
}

static void body(struct ng_json *j, const struct ng_route *r)
{
    static const char reports[] =
        "application/json, application/x-ndjson, text/plain, text/html";
    ng_str rest = ng_str_of(r->takes ? r->takes : reports);
    open(j, "requestBody");
    ng_json_key(j, "required");
    ng_json_bool(j, true);
    open(j, "content");
    for (bool first = true; rest.n; first = false) {
        char type[64];
        ng_cut cut = ng_cut_at(rest, ',');
        rest = cut.tail;
        snprintf(type, sizeof type, PRS, PRS_ARG(ng_str_trim(cut.head)));
        open(j, type);
        if (first && !r->takes) {
            ref(j, "schema", "#/components/schemas/Report");
        } else {
            open(j, "schema");
            put(j, "type", first ? "object" : "string");
            close(j);
        }
        close(j);
    }
    close(j);
    close(j);
}

static void operation(struct ng_json *j, const struct ng_route *r)
{
    static const char *const methods[NG_METHODS] = {
        [NG_GET] = "get", [NG_POST] = "post", [NG_DELETE] = "delete"};
    open(j, methods[r->method]);
    put(j, "operationId", r->name);
    put(j, "summary", r->summary);
    params(j, r);
    if (r->method == NG_POST)
        body(j, r);
    bool stores = r->method == NG_POST && (r->need & NG_MAY_WRITE);
    open(j, "responses");
    open(j, stores ? "201" : "200");
    put(j, "description", stores ? "it is stored" : "found");
    media(j, r);
    close(j);
    if (stores && !r->takes) {
        open(j, "200");
        put(j, "description", "it was there already");
        media(j, r);
        close(j);
    }
    if (r->leads) {
        open(j, "308");
        put(j, "description", "a story has another id now: see Location");
        close(j);
    }
    ref(j, "default", "#/components/responses/Problem");
    close(j);
    ng_json_key(j, "security");
    ng_json_begin(j, '[');
    ng_json_begin(j, '{'); /* none is needed on the machine itself */
    ng_json_end(j, '}');
    if (r->need) {
        ng_json_begin(j, '{');
        ng_json_key(j, "token");
        ng_json_begin(j, '[');
        ng_json_end(j, ']');
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
    close(j);
}

static const char COMPONENTS[] =
    "{\"schemas\":{"
    "\"Record\":{\"type\":\"object\",\"description\":\"a record of the kinds "
    "that nutgraf export writes\"},"
    "\"Report\":{\"type\":\"object\",\"required\":[\"text\"],\"properties\":{"
    "\"id\":{},\"text\":{\"type\":\"string\"},\"title\":{\"type\":\"string\"},"
    "\"date\":{\"type\":\"string\"},\"url\":{\"type\":\"string\"},"
    "\"source\":{\"type\":\"string\"}}},"
    "\"Page\":{\"type\":\"object\",\"required\":[\"v\",\"kind\",\"items\","
    "\"truncated\",\"next\",\"revision\"],\"properties\":{"
    "\"v\":{\"const\":1},\"kind\":{\"type\":\"string\"},"
    "\"items\":{\"type\":\"array\",\"items\":{\"$ref\":"
    "\"#/components/schemas/Record\"}},"
    "\"truncated\":{\"type\":\"boolean\",\"description\":\"there is more\"},"
    "\"next\":{\"type\":[\"string\",\"null\"],\"description\":\"the cursor of "
    "the next page\"},\"revision\":{\"type\":\"integer\",\"description\":"
    "\"counts the changes made to the store\"}}},"
    "\"Problem\":{\"type\":\"object\",\"required\":[\"type\",\"title\","
    "\"status\",\"detail\",\"hint\"],\"properties\":{"
    "\"type\":{\"type\":\"string\"},\"title\":{\"type\":\"string\"},"
    "\"status\":{\"type\":\"integer\"},\"detail\":{\"type\":\"string\"},"
    "\"hint\":{\"type\":\"string\"}}}},"
    "\"responses\":{\"Problem\":{\"description\":\"what went wrong, and what "
    "to do about it\",\"content\":{\"application/problem+json\":{\"schema\":{"
    "\"$ref\":\"#/components/schemas/Problem\"}}}}},"
    "\"securitySchemes\":{\"token\":{\"type\":\"http\",\"scheme\":\"bearer\","
    "\"description\":\"made by nutgraf token add\"}}}";

ng_status ng_answer_openapi(struct ng_turn *t, struct ng_hand *h,
                            struct ng_arena *a, struct ng_err *err)
{
    struct ng_json json = {.out = &t->out}, *j = &json;
    (void)a, (void)err;
    ng_json_begin(j, '{');
    put(j, "openapi", "3.1.0");
    open(j, "info");
    put(j, "title", "nutgraf");
    put(j, "version", h->how->version);
    put(j, "summary", "what news reports say, with receipts");
    close(j);
    open(j, "paths");
    for (size_t i = 0; i < ng_routes_n; i++) {
        const struct ng_route *r = &ng_routes[i];
        /* Methods of one path stand next to each other. */
        if (i == 0 || strcmp(ng_routes[i - 1].path, r->path) != 0)
            open(j, r->path);
        operation(j, r);
        if (i + 1 == ng_routes_n || strcmp(r[1].path, r->path) != 0)
            close(j);
    }
    close(j);
    ng_json_key(j, "components");
    ng_json_raw(j, ng_str_of(COMPONENTS));
    close(j);
    ng_putc(&t->out, '\n');
    return NG_OK;
}
