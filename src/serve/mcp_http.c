/* mcp_http.c - POST /mcp: a message of MCP in the body of a request. */
#include "base/heap.h"
#include "serve/answers.h"
#include "serve/mcp.h"

static ng_str header(const struct ng_turn *t, enum ng_mcp_header which)
{
    return t->mcp[which].there ? ng_str_of(t->mcp[which].text) : (ng_str){0};
}

ng_status ng_answer_mcp(struct ng_turn *t, struct ng_hand *h,
                        struct ng_arena *a, struct ng_err *err)
{
    ng_str type = ng_str_trim(ng_cut_at(ng_str_of(t->body_type), ';').head);
    if (!ng_str_eq_nocase(type, STR("application/json"))) {
        ng_problem(t, 415, "a message of MCP comes as application/json");
        return NG_OK;
    }
    if (!t->inside)
        t->inside = ng_room(sizeof *t->inside);
    if (!t->inside)
        return ng_fail(err, NG_TOO_BIG, 0, "there is no memory for a tool");
    struct ng_mcp m = {.message = ng_out_str(&t->body),
                       .http = true,
                       .version = header(t, NG_MCP_VERSION),
                       .method = header(t, NG_MCP_METHOD),
                       .name = header(t, NG_MCP_NAME),
                       .tool = t->inside,
                       .out = &t->out};
    ng_status status = ng_mcp_answer(&m, h, a, err);
    t->status = m.status;
    if (!t->out.n)
        t->type = NULL;
    return status;
}
