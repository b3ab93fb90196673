/* nutgraf mcp - the record for a model, over standard input and output: one
 * message a line, one reply a line (docs/mcp.md). */
#include "base/heap.h"
#include "cli/command.h"
#include "nutgraf.h"
#include "serve/mcp.h"

#include <errno.h>
#include <unistd.h>

static const size_t ROOM = (size_t)4 << 30; /* address space */

struct talk {
    const struct ng_call *call;
    struct ng_serving how;
    struct ng_store *store;
    struct ng_turn *tool;
    struct ng_out reply, line;
    bool legacy; /* hands were shaken */
    bool skip;   /* the line is too long: what is left of it goes by */
};

/* The store as it is now; it may come after the client did. */
static ng_status store_now(struct talk *k, struct ng_err *err)
{
    if (k->store)
        return ng_store_refresh(k->store, err);
    return ng_store_open(&k->store, k->call->store, NG_STORE_READ, err);
}

static ng_status answer(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct talk *k = ctx;
    struct ng_arena scratch;
    struct ng_hand h = {.how = &k->how};
    struct ng_mcp m = {.message = ng_out_str(&k->line),
                       .legacy = &k->legacy,
                       .tool = k->tool,
                       .out = &k->reply};
    /* The second region is the upper half of the first. */
    char *half = a->at + (a->end - a->at) / 2;
    scratch = (struct ng_arena){half, a->end, a->guard};
    a->end = half;
    h.scratch = scratch;
    h.store = k->store;
    h.revision = k->store ? ng_store_revision(k->store) : 0;
    return ng_mcp_answer(&m, &h, a, err);
}

static ng_status reply(struct talk *k, struct ng_err *err)
{
    struct ng_arena a, whole;
    struct ng_err why = {0};
    k->reply.n = 0;
    ng_status status = store_now(k, &why);
    if (status == NG_OK) {
        status = ng_arena_open(&a, ROOM, &why);
        whole = a;
        if (status == NG_OK) {
            status = ng_guarded(answer, k, &a, &why);
            ng_arena_close(&whole, ROOM);
        }
    }
    if (status != NG_OK)
        ng_mcp_broken(
            &k->reply, ng_out_str(&k->line),
            ng_str_of(why.text[0] ? why.text : ng_status_text(status)));
    if (!k->reply.n)
        return NG_OK;
    ng_put(k->call->out, ng_out_str(&k->reply));
    ng_putc(k->call->out, '\n');
    return ng_out_flush(k->call->out, err);
}

/* What came, cut into lines. */
static ng_status take(struct talk *k, ng_str bytes, struct ng_err *err)
{
    while (bytes.n) {
        ng_cut cut = ng_cut_at(bytes, '\n');
        if (!k->skip)
            ng_put(&k->line, cut.head);
        k->skip |= k->line.n > NG_MCP_MESSAGE_MOST;
        bytes = cut.tail;
        if (!cut.found)
            return NG_OK;
        k->skip = false;
        ng_status status = NG_OK;
        if (ng_str_trim(ng_out_str(&k->line)).n)
            status = reply(k, err);
        k->line.n = 0;
        if (status != NG_OK)
            return status;
    }
    return NG_OK;
}

static ng_status converse(struct talk *k, struct ng_err *err)
{
    char bytes[1 << 14];
    while (!ng_stop_asked(k->call->stop)) {
        ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return ng_fail(err, NG_IO, 0, "reading messages: %s",
                           strerror(errno));
        if (n == 0) /* a last line without an end counts */
            return k->line.n ? take(k, STR("\n"), err) : NG_OK;
        ng_status status = take(k, (ng_str){bytes, (size_t)n}, err);
        if (status != NG_OK)
            return status;
    }
    return NG_OK;
}

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    struct talk k = {.call = call,
                     .how = {.store = call->store, .version = ng_version()}};
    (void)a;
    if (call->argc)
        return ng_fail(err, NG_USAGE, 0,
                       "it takes no files; --store names the store");
    k.tool = ng_room(sizeof *k.tool);
    if (!k.tool)
        return ng_fail(err, NG_IO, 0, "there is no memory for it");
    ng_status status = converse(&k, err);
    if (k.store)
        ng_store_close(k.store);
    ng_out_release(&k.tool->out);
    ng_out_release(&k.tool->piece);
    ng_out_release(&k.tool->body);
    ng_room_back(k.tool);
    ng_out_release(&k.reply);
    ng_out_release(&k.line);
    return status;
}

const struct ng_command ng_cmd_mcp = {
    .name = "mcp",
    .usage = "nutgraf mcp [--store PATH]",
    .summary = "the store for a model: the Model Context Protocol on stdio",
    .text = "Reads messages of the Model Context Protocol from standard input, "
            "one a line, and writes replies to standard output until the input "
            "ends. Nine tools read the store and change nothing: search, "
            "brief, timeline, events, sayings, disagreements, lineage, quote "
            "and explain. A reply has at most 8,000 characters and says so "
            "when there is more. A server answers the same at POST /mcp (see "
            "serve).",
    .run = run,
};
