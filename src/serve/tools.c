#include "serve/tools.h"
#include "serve/answers.h"
#include "serve/told.h"
#include "tell/forms.h"
#include "text/jsonread.h"

enum { ARGS_MOST = 6, ROOM = NG_TOOL_TEXT_MOST - NG_TOLD_HEAD };

/* How the answer becomes text. */
enum telling { TOLD, ROWS, HITS, QUOTES, WHY };

struct arg {
    const char *name;
    enum ng_param param;
    bool must;
    const char *help;
};
struct ng_tool {
    ng_str name;
    const char *title, *about;
    const char *route; /* of the API */
    enum telling telling;
    ng_teller *teller; /* of ROWS */
    struct arg args[ARGS_MOST];
};

#define STORY_ARG                                                              \
    {                                                                          \
        "story", NG_PARAM_STORY, true, "id of a story, or of a thing in it"    \
    }
#define MORE_ARG                                                               \
    {                                                                          \
        "cursor", NG_PARAM_CURSOR, false,                                      \
            "to go on: what the reply before gave"                             \
    }
#define SINCE_ARG                                                              \
    {                                                                          \
        "since", NG_PARAM_SINCE, false, "day, YYYY-MM-DD: marks what is newer" \
    }
#define ROWS_ARGS                                                              \
    {                                                                          \
        STORY_ARG,                                                             \
            {"format", NG_PARAM_FORMAT, false,                                 \
             "text: a table; json: the records whole"},                        \
            MORE_ARG                                                           \
    }

static const struct ng_tool tools[] = {
    {.name = S("search"),
     .title = "Search reports",
     .about = "Reports that hold these words, the best first, each with the "
              "sentence that fits best and the id of its story. Without a "
              "query: the stories, the newest first.",
     .route = "/api/v1/search",
     .telling = HITS,
     .args = {{"query", NG_PARAM_Q, false,
               "words; \"words in quotes\" stand side by side"},
              {"limit", NG_PARAM_LIMIT, false, "1 to 10; 10 if not said"},
              MORE_ARG}},
    {.name = S("brief"),
     .title = "Brief of a story",
     .about = "What happened, what is planned or denied, who says what, where "
              "reports disagree, and the sources. [3\xC2\xB7"
              "120] cites byte 120 of "
              "source 3.",
     .route = "/api/v1/brief/",
     .telling = TOLD,
     .args = {STORY_ARG, SINCE_ARG, MORE_ARG}},
    {.name = S("timeline"),
     .title = "Timeline of a story",
     .about = "What happened when, with cites.",
     .route = "/api/v1/timeline/",
     .telling = TOLD,
     .args = {STORY_ARG, SINCE_ARG, MORE_ARG}},
    {.name = S("events"),
     .title = "Events of a story",
     .about = "Who did what to whom, when, where; status (happened, planned, "
              "alleged, denied) and independent origins.",
     .route = "/api/v1/events",
     .telling = ROWS,
     .teller = ng_tell_events,
     .args = ROWS_ARGS},
    {.name = S("sayings"),
     .title = "Sayings of a story",
     .about = "Who is said to have said what, and how the source is named.",
     .route = "/api/v1/sayings",
     .telling = ROWS,
     .teller = ng_tell_sayings,
     .args = ROWS_ARGS},
    {.name = S("disagreements"),
     .title = "Disagreements in a story",
     .about = "Where reports differ in who, when, where or how many, and how: "
              "contradiction, superseded, refined or compatible.",
     .route = "/api/v1/disagreements",
     .telling = ROWS,
     .teller = ng_tell_disagreements,
     .args = ROWS_ARGS},
    {.name = S("lineage"),
     .title = "Lineage of a story",
     .about = "Which report was made from which: revision, syndicated copy, "
              "exact copy, excerpt, spun text.",
     .route = "/api/v1/lineage",
     .telling = ROWS,
     .teller = ng_tell_lineage,
     .args = ROWS_ARGS},
    {.name = S("quote"),
     .title = "Check a quotation",
     .about = "Whether reports hold these words, word for word or nearly so, "
              "and who is said to have said them.",
     .route = "/api/v1/quote",
     .telling = QUOTES,
     .args = {{"words", NG_PARAM_Q, true, "1 to 32 words of a quotation"},
              {"limit", NG_PARAM_LIMIT, false, "1 to 10; 10 if not said"}}},
    {.name = S("explain"),
     .title = "Explain a record",
     .about = "Why a report, event, saying, disagreement or change is told as "
              "it is: rule, bytes, confidence.",
     .route = "/api/v1/explain/",
     .telling = WHY,
     .args = {{"id", NG_PARAM_STORY, true, "id of the thing"}, MORE_ARG}},
};
enum { TOOLS = sizeof tools / sizeof *tools };

const struct ng_tool *ng_tool_find(ng_str name)
{
    for (size_t i = 0; i < TOOLS; i++)
        if (ng_str_eq(tools[i].name, name))
            return &tools[i];
    return NULL;
}

/* ---- the list --------------------------------------------------------- */

static void put_arg(struct ng_json *j, const struct arg *arg)
{
    bool number = arg->param == NG_PARAM_LIMIT;
    ng_json_key(j, arg->name);
    ng_json_begin(j, '{');
    ng_json_key_str(j, "type", number ? STR("integer") : STR("string"));
    if (number) {
        ng_json_key(j, "minimum");
        ng_json_int(j, 1);
        ng_json_key(j, "maximum");
        ng_json_int(j, 10);
    }
    if (arg->param == NG_PARAM_FORMAT) {
        ng_json_key(j, "enum");
        ng_json_begin(j, '[');
        ng_json_str(j, STR("text"));
        ng_json_str(j, STR("json"));
        ng_json_end(j, ']');
    }
    ng_json_key_str(j, "description", ng_str_of(arg->help));
    ng_json_end(j, '}');
}

static void put_schema(struct ng_json *j, const struct ng_tool *tool)
{
    ng_json_begin(j, '{');
    ng_json_key_str(j, "type", STR("object"));
    ng_json_key(j, "properties");
    ng_json_begin(j, '{');
    for (size_t i = 0; i < ARGS_MOST && tool->args[i].name; i++)
        put_arg(j, &tool->args[i]);
    ng_json_end(j, '}');
    if (tool->args[0].must) { /* the first alone ever is */
        ng_json_key(j, "required");
        ng_json_begin(j, '[');
        ng_json_str(j, ng_str_of(tool->args[0].name));
        ng_json_end(j, ']');
    }
    ng_json_key(j, "additionalProperties");
    ng_json_bool(j, false);
    ng_json_end(j, '}');
}

void ng_tools_put(struct ng_json *j)
{
    ng_json_key(j, "tools");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < TOOLS; i++) {
        ng_json_begin(j, '{');
        ng_json_key_str(j, "name", tools[i].name);
        ng_json_key_str(j, "title", ng_str_of(tools[i].title));
        ng_json_key_str(j, "description", ng_str_of(tools[i].about));
        ng_json_key(j, "inputSchema");
        put_schema(j, &tools[i]);
        ng_json_key(j, "annotations");
        ng_json_begin(j, '{');
        ng_json_key(j, "readOnlyHint");
        ng_json_bool(j, true);
        ng_json_key(j, "openWorldHint");
        ng_json_bool(j, false);
        ng_json_end(j, '}');
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
}

/* ---- arguments -------------------------------------------------------- */

static ng_status read_arg(const struct ng_tool *tool, struct ng_turn *t,
                          ng_str name, ng_str value, struct ng_arena *a,
                          struct ng_err *err)
{
    name = ng_json_words(name, a);
    for (size_t i = 0; i < ARGS_MOST && tool->args[i].name; i++) {
        if (!ng_str_eq(ng_str_of(tool->args[i].name), name))
            continue;
        bool null = ng_str_eq(value, STR("null"));
        enum ng_json_type type = ng_json_type(value);
        if (!null && type != NG_JSON_TEXT && type != NG_JSON_NUMBER)
            return ng_fail(err, NG_USAGE, 0, "%s is to be a text or a number",
                           tool->args[i].name);
        ng_str text = null ? (ng_str){0} : ng_json_words(value, a);
        for (size_t k = 0; k < text.n; k++)
            if ((unsigned char)text.p[k] < 0x20 || text.p[k] == 0x7f)
                return ng_fail(err, NG_USAGE, 0,
                               "%s has a control character in it",
                               tool->args[i].name);
        if (text.n > 1000)
            return ng_fail(err, NG_USAGE, 0, "%s is too long",
                           tool->args[i].name);
        t->value[tool->args[i].param] = text;
        return NG_OK;
    }
    return ng_fail(err, NG_USAGE, 0,
                   "there is no argument %.*s; tools/list names those that "
                   "there are",
                   name.n < 60 ? (int)name.n : 60, name.p);
}

static ng_status read_args(const struct ng_tool *tool, struct ng_turn *t,
                           ng_str arguments, struct ng_arena *a,
                           struct ng_err *err)
{
    ng_str rest = arguments, name, value;
    while (ng_json_next(&rest, &name, &value)) {
        ng_status status = read_arg(tool, t, name, value, a, err);
        if (status != NG_OK)
            return status;
    }
    for (size_t i = 0; i < ARGS_MOST && tool->args[i].name; i++)
        if (tool->args[i].must && !t->value[tool->args[i].param].n)
            return ng_fail(err, NG_USAGE, 0, "the argument %s is missing",
                           tool->args[i].name);
    return NG_OK;
}

/* ---- asking the API --------------------------------------------------- */

static ng_status ask(const char *route, struct ng_turn *t, struct ng_hand *h,
                     struct ng_arena *a, struct ng_err *err)
{
    ng_str path = ng_str_of(route);
    bool known;
    if (ng_str_ends(path, STR("/")))
        path = ng_str_format(a, PRS PRS, PRS_ARG(path), PRS_ARG(t->id));
    t->out.n = t->piece.n = 0;
    t->route = ng_route_find(path, NG_GET, &t->id, &known);
    if (!t->route)
        return ng_fail(err, NG_USAGE, 0, "this is not an id");
    return t->route->answer(t, h, a, err);
}

static ng_str next_of(ng_str page, struct ng_arena *a)
{
    ng_str next = ng_json_member(page, STR("next"));
    return ng_json_type(next) == NG_JSON_TEXT ? ng_json_words(next, a)
                                              : (ng_str){0};
}

/* Records of an API page, one a line, as many as fit. Those that do not are
 * asked for again in a smaller page, so that its cursor leads on from there. */
static ng_status ask_rows(const struct ng_tool *tool, struct ng_turn *t,
                          struct ng_hand *h, ng_str *text, ng_str *next,
                          struct ng_arena *a, struct ng_err *err)
{
    enum { AT_FIRST = 10 };
    size_t want = AT_FIRST;
    for (;;) {
        ng_str item, name, whole = {0}, rows = {0};
        size_t n = 0, size = 0;
        t->value[NG_PARAM_FORMAT] = (ng_str){0};
        t->value[NG_PARAM_LIMIT] = ng_str_format(a, "%zu", want);
        ng_status status = ask(tool->route, t, h, a, err);
        if (status == NG_OK)
            status = ng_json_check(ng_out_str(&t->out), &whole, err);
        if (status != NG_OK)
            return status;
        ng_str rest = ng_json_member(whole, STR("items"));
        while (ng_json_next(&rest, &name, &item)) {
            size += ng_json_size(item) + 2;
            if (size > ROOM)
                break;
            n++;
            rows = ng_str_format(a, PRS PRS "\n", PRS_ARG(rows), PRS_ARG(item));
        }
        bool all = n >= want || size <= ROOM;
        if (all || want == 1) {
            if (!all)
                rows = ng_str_format(a, "{\"left_out\":\"a record that is too "
                                        "long; format=text tells it\"}\n");
            *next = next_of(whole, a);
            *text = rows;
            return NG_OK;
        }
        want = n ? n : 1;
    }
}

/* ---- telling ---------------------------------------------------------- */

/* Stories, if a search has no words. */
static ng_status ask_items(const struct ng_tool *tool, struct ng_turn *t,
                           struct ng_hand *h, struct ng_told *told,
                           struct ng_arena *a, struct ng_err *err)
{
    enum { MOST = 10 };
    ng_str limit = t->value[NG_PARAM_LIMIT], whole;
    enum ng_told_items kind =
        tool->telling == QUOTES ? NG_TOLD_QUOTES : NG_TOLD_HITS;
    const char *route = tool->route;
    int64_t n = MOST;
    if (limit.n && (!ng_str_number(limit, &n) || n < 1 || n > MOST))
        return ng_fail(err, NG_USAGE, 0, "limit is a number from 1 to %d",
                       MOST);
    if (kind == NG_TOLD_HITS && !t->value[NG_PARAM_Q].n) {
        kind = NG_TOLD_STORIES;
        route = "/api/v1/stories";
        t->value[NG_PARAM_ORDER] = STR("newest");
        told->title = STR("stories, the newest first");
    }
    told->paged = true;
    do { /* fewer, where they do not fit */
        t->value[NG_PARAM_LIMIT] = ng_str_format(a, "%d", (int)n);
        ng_status status = ask(route, t, h, a, err);
        if (status == NG_OK)
            status = ng_json_check(ng_out_str(&t->out), &whole, err);
        if (status != NG_OK)
            return status;
        told->next = next_of(whole, a);
        ng_told_items(&t->piece, kind, ng_json_member(whole, STR("items")), a);
        told->body = ng_str_copy(ng_out_str(&t->piece), a);
        n /= 2;
    } while (n && ng_json_size(told->body) > ROOM);
    return NG_OK;
}

static ng_status ask_why(const struct ng_tool *tool, struct ng_turn *t,
                         struct ng_hand *h, struct ng_told *told,
                         struct ng_arena *a, struct ng_err *err)
{
    ng_str whole;
    ng_status status = ask(tool->route, t, h, a, err);
    if (status == NG_OK)
        status = ng_json_check(ng_out_str(&t->out), &whole, err);
    if (status == NG_OK)
        told->body = ng_json_words(ng_json_member(whole, STR("text")), a);
    return status;
}

static ng_status ask_told(const struct ng_tool *tool, struct ng_turn *t,
                          struct ng_hand *h, struct ng_told *told,
                          struct ng_arena *a, struct ng_err *err)
{
    t->value[NG_PARAM_FORM] = STR("markdown");
    ng_status status = ask(tool->route, t, h, a, err);
    if (status == NG_OK)
        told->body = ng_out_str(&t->out);
    return status;
}

static ng_status ask_table(const struct ng_tool *tool, struct ng_turn *t,
                           struct ng_hand *h, struct ng_told *told,
                           struct ng_arena *a, struct ng_err *err)
{
    struct ng_telling telling = {
        .out = &t->out, .form = NG_FORM_TSV, .since = NG_NO_DAY};
    struct ng_batch b = {0};
    ng_id id, story;
    ng_status status = ng_turn_story(h, t->id, &id, &story, err);
    if (status == NG_OK)
        status = ng_store_load_story(h->store, story, &b, a, err);
    if (status != NG_OK)
        return status;
    t->out.n = 0;
    ng_tell_header(&telling, tool->teller);
    tool->teller(&telling, &b, a, h->scratch);
    told->body = ng_out_str(&t->out);
    told->header = true;
    return NG_OK;
}

static ng_status ask_list(const struct ng_tool *tool, struct ng_turn *t,
                          struct ng_hand *h, struct ng_told *told,
                          struct ng_arena *a, struct ng_err *err)
{
    ng_str form = t->value[NG_PARAM_FORMAT];
    if (!form.n || ng_str_eq(form, STR("text")))
        return ask_table(tool, t, h, told, a, err);
    if (!ng_str_eq(form, STR("json")))
        return ng_fail(err, NG_USAGE, 0, "format is text or json");
    told->paged = told->records = true;
    return ask_rows(tool, t, h, &told->body, &told->next, a, err);
}

/* Lines that were told before, where the cursor counts lines. */
static ng_status take_line(const struct ng_turn *t, struct ng_told *told,
                           struct ng_err *err)
{
    int64_t n = 0;
    ng_str cursor = t->value[NG_PARAM_CURSOR];
    if (cursor.n && (!ng_str_number(cursor, &n) || n > INT32_MAX))
        return ng_fail(err, NG_USAGE, 0,
                       "this cursor is none of ours; begin again without it");
    told->from = (size_t)n;
    return NG_OK;
}

typedef ng_status asker(const struct ng_tool *tool, struct ng_turn *t,
                        struct ng_hand *h, struct ng_told *told,
                        struct ng_arena *a, struct ng_err *err);

static ng_status tell(const struct ng_tool *tool, struct ng_turn *t,
                      struct ng_hand *h, ng_str arguments, struct ng_told *told,
                      struct ng_arena *a, struct ng_err *err)
{
    static asker *const askers[] = {[TOLD] = ask_told,
                                    [ROWS] = ask_list,
                                    [HITS] = ask_items,
                                    [QUOTES] = ask_items,
                                    [WHY] = ask_why};
    ng_status status = read_args(tool, t, arguments, a, err);
    if (status != NG_OK)
        return status;
    t->id = t->value[NG_PARAM_STORY];
    told->title = tool->name;
    if (t->id.n)
        told->title = ng_str_format(a, PRS " of " PRS, PRS_ARG(tool->name),
                                    PRS_ARG(ng_one_line(t->id, 40, a)));
    told->revision = h->revision;
    status = askers[tool->telling](tool, t, h, told, a, err);
    if (status == NG_OK && !told->paged)
        status = take_line(t, told, err);
    return status;
}

ng_status ng_tool_call(const struct ng_tool *tool, struct ng_turn *t,
                       struct ng_hand *h, ng_str arguments,
                       struct ng_tool_said *said, struct ng_arena *a,
                       struct ng_err *err)
{
    struct ng_told told = {0};
    struct ng_err why = {0};
    struct ng_turn fresh = {.out = t->out, .piece = t->piece, .body = t->body};
    (void)err;
    *t = fresh;
    t->out.n = t->piece.n = t->body.n = 0;
    t->out.failed = t->piece.failed = t->body.failed = 0;
    ng_status status = tell(tool, t, h, arguments, &told, a, &why);
    if (status == NG_OK) {
        ng_told_put(&t->body, &t->piece, &told, said, a);
        return NG_OK;
    }
    said->failed = true;
    said->text = ng_str_copy(
        ng_str_of(why.text[0] ? why.text : ng_status_text(status)), a);
    return NG_OK;
}
