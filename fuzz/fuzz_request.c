/* fuzz_request.c - any bytes as the address of a request, as a cursor, and as
 * the headers that decide who may: what is let through is what the headers of
 * request.h, feed.h and gate.h promise. */
#include "serve/feed.h"
#include "serve/gate.h"
#include "serve/request.h"

#include <stdlib.h>

static bool plain(ng_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
            return false;
    return true;
}

static void address(ng_str bytes)
{
    static struct ng_request q;
    ng_str value[NG_PARAM_COUNT] = {0};
    const unsigned all = (1u << NG_PARAM_COUNT) - 1;
    q = (struct ng_request){0};
    if (ng_request_read(&q, bytes, NULL) != NG_OK ||
        ng_request_take(&q, all & ~NG_ASK(FORM), value, NULL) != NG_OK)
        return;
    for (int i = 0; i < NG_PARAM_COUNT; i++)
        if (value[i].n && (!plain(value[i]) || value[i].p < q.room ||
                           value[i].p + value[i].n > q.room + sizeof q.room))
            abort();
}

static void cursor(ng_str bytes)
{
    struct ng_feed f;
    char again[NG_CURSOR_MOST];
    size_t skip = 0, twice = 0;
    ng_feed_open(&f, NG_EXPORT_LINEAGE, (ng_id){0});
    if (ng_feed_resume(&f, bytes, &skip, NULL) != NG_OK)
        return;
    if (f.part != NG_FEED_WALK && f.part != NG_FEED_LOOSE)
        abort();
    ng_feed_cursor(&f, skip, again);
    if (ng_feed_resume(&f, ng_str_of(again), &twice, NULL) != NG_OK ||
        twice != skip)
        abort();
}

static void gate(ng_str bytes)
{
    struct ng_gate g = {.port = 8123};
    if (ng_gate_open(&g, "127.0.0.1", NULL, NULL) != NG_OK)
        abort();
    struct ng_visit host = {.host = bytes, .hosts = 1};
    struct ng_visit origin = {.host = STR("localhost"),
                              .hosts = 1,
                              .origin = bytes,
                              .change = true,
                              .need = NG_MAY_WRITE};
    struct ng_visit token = {.host = STR("localhost"),
                             .hosts = 1,
                             .authorization = bytes,
                             .need = NG_MAY_READ};
    if (ng_gate_check(&g, &host, NULL, NULL) == 0 &&
        ng_str_find_nocase(bytes, STR("localhost"), 0) == SIZE_MAX &&
        ng_str_find(bytes, STR("127.0.0.1"), 0) == SIZE_MAX &&
        ng_str_find(bytes, STR("::1"), 0) == SIZE_MAX)
        abort();
    if (bytes.p && ng_gate_check(&g, &origin, NULL, NULL) == 0 &&
        ng_str_find(bytes, STR(":8123"), 0) == SIZE_MAX)
        abort();
    if (bytes.p && ng_gate_check(&g, &token, NULL, NULL) == 0)
        abort(); /* no store knows it */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0)
        return 0;
    ng_str bytes = {(const char *)data + 1, n - 1};
    if (data[0] % 3 == 0)
        address(bytes);
    else if (data[0] % 3 == 1)
        cursor(bytes);
    else
        gate(bytes);
    return 0;
}
