#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    int exit_code, http_code;
    const char *text;
} table[NG_STATUS_COUNT] = {
    [NG_OK] = {0, 200, "all is well"},
    [NG_NOTHING] = {1, 404, "nothing was found"},
    [NG_USAGE] = {2, 400, "the request was not understood"},
    [NG_BAD_INPUT] = {3, 422, "the input breaks its own format"},
    [NG_TOO_BIG] = {3, 413, "the input is larger than the limit"},
    [NG_STORE] = {4, 503, "the store cannot be used"},
    [NG_IO] = {5, 500, "reading or writing failed"},
    [NG_CITE] = {6, 500, "a cite does not resolve"},
    [NG_INTERRUPTED] = {130, 503, "interrupted"},
};

ng_status ng_fail(struct ng_err *err, ng_status status, size_t pos,
                  const char *fmt, ...)
{
    if (err) {
        va_list args;
        err->status = status;
        err->pos = pos;
        va_start(args, fmt);
        vsnprintf(err->text, sizeof err->text, fmt, args);
        va_end(args);
    }
    return status;
}

const char *ng_status_text(ng_status status)
{
    return table[status].text;
}

int ng_status_exit(ng_status status)
{
    return table[status].exit_code;
}

int ng_status_http(ng_status status)
{
    return table[status].http_code;
}
