/* fuzz_mcp.c - any bytes as a message of MCP: one line of JSON or nothing, at
 * most 8,000 characters, never a crash. The first byte picks the transport and
 * the headers, and whether the bytes are the message or what a tool is asked.
 */
#include "serve/mcp.h"
#include "store/inside.h"
#include "text/json.h"
#include "text/jsonread.h"

#include <stdlib.h>

enum { ROOM = 16 << 20 };

static struct ng_store *made(void)
{
    static const char text[] = "Envoys met in the port. An owner said that "
                               "they \"hope for peace\". <<<REPORTS";
    struct ng_store *st = NULL;
    struct ng_report r = {.published = NG_NO_DAYS};
    struct ng_sentence s[] = {{{0, 23}, 0, 5, 0}, {{24, 72}, 5, 15, 0}};
    if (ng_store_open(&st, ":memory:", NG_STORE_WRITE, NULL) != NG_OK)
        abort();
    r.text = r.source.bytes = r.source.raw = (ng_str){text, sizeof text - 1};
    r.sha = ng_sha256_of(r.source.bytes);
    r.id = ng_id_of('r', (ng_str){(const char *)r.sha.b, 32});
    r.title = STR("Envoys");
    r.sentences.at = s;
    r.sentences.n = r.sentences.cap = 2;
    if (ng_store_put_report(st, &r, NULL) != NG_OK)
        abort();
    return st;
}

struct asking {
    struct ng_store *st;
    struct ng_mcp m;
    struct ng_arena scratch;
};

static ng_status ask(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct asking *k = ctx;
    struct ng_serving how = {.version = "0"};
    struct ng_hand h = {.store = k->st, .how = &how, .scratch = k->scratch};
    h.scratch.guard = a->guard;
    return ng_mcp_answer(&k->m, &h, a, err);
}

static void judge(const struct ng_mcp *m)
{
    ng_str out = ng_out_str(m->out), value;
    if (out.n > NG_MCP_MOST || (m->status == 202) != (out.n == 0))
        abort();
    if (out.n &&
        (ng_json_check(out, &value, NULL) != NG_OK ||
         ng_json_type(value) != NG_JSON_OBJECT || memchr(out.p, '\n', out.n)))
        abort();
}

/* A right message that asks a tool for these bytes. */
static ng_str wrapped(struct ng_out *o, unsigned char pick, ng_str bytes)
{
    static const char *const names[] = {"search",        "brief",   "timeline",
                                        "events",        "sayings", "quote",
                                        "disagreements", "lineage", "explain"};
    static const char *const args[] = {"query", "story", "id",     "words",
                                       "limit", "since", "cursor", "format"};
    struct ng_json j = {.out = o};
    o->n = 0;
    ng_json_begin(&j, '{');
    ng_json_key_str(&j, "jsonrpc", STR("2.0"));
    ng_json_key_str(&j, "id", STR("x"));
    ng_json_key_str(&j, "method", STR("tools/call"));
    ng_json_key(&j, "params");
    ng_json_begin(&j, '{');
    ng_json_key_str(&j, "name", ng_str_of(names[pick % 9]));
    ng_json_key(&j, "arguments");
    ng_json_begin(&j, '{');
    for (size_t i = 0; i < 8 && bytes.n; i++) {
        ng_cut cut = ng_cut_at(bytes, (char)0xff);
        ng_json_key_str(&j, args[(pick / 9 + i) % 8], cut.head);
        bytes = cut.tail;
    }
    ng_json_end(&j, '}');
    ng_json_end(&j, '}');
    ng_json_end(&j, '}');
    return ng_out_str(o);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct ng_store *st; /* making one takes longer than asking it */
    static struct ng_turn tool;
    static struct ng_out out, message;
    struct ng_arena a;
    struct ng_err err = {0};
    if (n == 0 || ng_arena_open(&a, ROOM, NULL) != NG_OK)
        return 0;
    struct ng_arena whole = a;
    if (!st)
        st = made();
    bool hands = data[0] & 2;
    struct asking asking = {.st = st,
                            .m = {.message = {(const char *)data + 1, n - 1},
                                  .http = data[0] & 1,
                                  .legacy = &hands,
                                  .tool = &tool,
                                  .out = &out}};
    if (data[0] & 16 && n > 1) {
        hands = true;
        asking.m.message =
            wrapped(&message, data[1], (ng_str){(const char *)data + 2, n - 2});
    }
    if (data[0] & 4) {
        asking.m.version = STR("2026-07-28");
        asking.m.method = STR("tools/call");
        asking.m.name = data[0] & 8 ? STR("search") : STR("quote");
    }
    ng_arena_open(&asking.scratch, ROOM, NULL);
    struct ng_arena second = asking.scratch;
    if (ng_guarded(ask, &asking, &a, &err) == NG_OK)
        judge(&asking.m);
    ng_arena_close(&whole, ROOM);
    ng_arena_close(&second, ROOM);
    return 0;
}
