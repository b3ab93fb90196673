/* tools.h - the nine things that a model may ask the store over MCP.
 *
 * Each is a route of the API, or a list of `nutgraf`, told as text that fits:
 * what is longer is cut at a line, says so and says how to go on. Words of
 * reports stand in a fence that they cannot close.
 */
#pragma once
#include "serve/turn.h"
#include "text/json.h"

enum { NG_TOOL_TEXT_MOST = 7200 }; /* characters, as they stand in JSON */

struct ng_tool;
/* NULL if there is none of this name. */
const struct ng_tool *ng_tool_find(ng_str name);
/* The list that tools/list gives. */
void ng_tools_put(struct ng_json *j);

struct ng_tool_said {
    ng_str text;
    bool failed; /* text says why */
    bool truncated;
    ng_str next; /* the cursor to go on with, if there is one */
};
/* `arguments`: a JSON object, or empty. t is room to work in. */
ng_status ng_tool_call(const struct ng_tool *tool, struct ng_turn *t,
                       struct ng_hand *h, ng_str arguments,
                       struct ng_tool_said *said, struct ng_arena *a,
                       struct ng_err *err);
