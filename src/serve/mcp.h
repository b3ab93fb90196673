/* mcp.h - the record for programs that think in words: the Model Context
 * Protocol, over HTTP (POST /mcp) and over standard input and output
 * (nutgraf mcp). docs/mcp.md has what a client must know.
 *
 *     message --- which era? --+-- 2026-07-28: all stands in the message
 *                              +-- 2025-11-25 and before: initialize, then on
 *                 tools/call --+-- a route of the API answers (tools.h)
 *
 * The server keeps nothing between two messages; over standard input it
 * remembers that the client has shaken hands, since old clients do so once.
 */
#pragma once
#include "serve/turn.h"

enum { NG_MCP_MOST = 8000, NG_MCP_MESSAGE_MOST = 1 << 20 };

struct ng_mcp {
    ng_str message;
    bool http; /* headers are to be checked, and status is for HTTP */
    ng_str version, method, name; /* headers; p NULL: not there */
    bool *legacy;                 /* of standard input: hands were shaken */
    struct ng_turn *tool;         /* room for a tool to answer in */
    struct ng_out *out; /* the reply, without a line end; none to a notice */
    unsigned status;    /* of HTTP */
};
/* Always answers; what it returns is NG_OK unless memory is at its end. */
ng_status ng_mcp_answer(struct ng_mcp *m, struct ng_hand *h, struct ng_arena *a,
                        struct ng_err *err);
/* The reply to a message that could not be worked on at all. */
void ng_mcp_broken(struct ng_out *out, ng_str message, ng_str why);
