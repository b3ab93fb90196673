/* Many reports through the engine into a store, and all that must not change
 * what is in it: order, threads, twins, interruptions. */
#include "engine/engine.h"
#include "t.h"

#include <stdlib.h>
#include <unistd.h>

static void says(void *ctx, ng_str path, uint64_t record,
                 const struct ng_err *why)
{
    (void)ctx;
    printf("# %.*s %d: %s\n", (int)path.n, path.p, (int)record, why->text);
}

int main(int c, char **v)
{
    struct ng_store *st;
    struct ng_err err = {0};
    if (ng_store_open(&st, v[1], NG_STORE_WRITE, &err) != NG_OK)
        return printf("open: %s\n", err.text), 1;
    struct ng_adding adding = {.problem = says};
    ng_status s =
        ng_add(st, &adding, (const char *const *)v + 2, (size_t)c - 2, &err);
    printf("%d %s: reports %d added %d known %d bad %d\n", s, err.text,
           (int)adding.done.reports, (int)adding.done.added,
           (int)adding.done.known, (int)adding.done.bad);
    ng_store_close(st);
    return 0;
}
