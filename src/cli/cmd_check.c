/* nutgraf check - proves that every cite resolves. */
#include "cli/source.h"

static void tell(void *ctx, ng_str what)
{
    const struct ng_call *call = ctx;
    ng_put(call->out, what);
    ng_putc(call->out, '\n');
}

static ng_status run(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    struct ng_source s;
    struct ng_call copy = *call;
    struct ng_check check = {.tell = tell, .ctx = &copy};
    ng_status status = ng_source_open(&s, call, 0, a, err);
    if (status == NG_OK)
        status = ng_store_check(s.store, &check, err);
    if (status == NG_OK)
        ng_printf(call->out, "%llu reports, %llu cites: every one resolves\n",
                  (unsigned long long)check.reports,
                  (unsigned long long)check.cites);
    return ng_source_close(&s, status, err);
}

const struct ng_command ng_cmd_check = {
    .name = "check",
    .usage = "nutgraf check [FILE...]",
    .summary = "prove that every cite resolves, down to the raw bytes",
    .text = "Reads every cite of every record again and compares it with the "
            "clean text and with the bytes that came in. Exit code 6 and a "
            "line for each that does not resolve.",
    .run = run,
};
