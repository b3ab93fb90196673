/* fuzz_read.c - any bytes as a file: each record is UTF-8 without NUL, lies
 * within the limits, and is the bytes themselves where it says so; each
 * problem is one sentence that names the file. */
#include "read/read.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static ng_status take(void *ctx, const struct ng_raw *raw, struct ng_err *err)
{
    const struct ng_reading *r = ctx;
    (void)err;
    bool whole = r->as == NG_FORMAT_PLAIN || r->as == NG_FORMAT_HTML;
    bool same = raw->raw.n == raw->bytes.n &&
                memcmp(raw->raw.p, raw->bytes.p, raw->raw.n) == 0;
    if (ng_utf8_valid(raw->raw) < raw->raw.n ||
        memchr(raw->raw.p, 0, raw->raw.n) || raw->raw.n > NG_RECORD_LIMIT * 3ul)
        abort();
    if (whole && !raw->recoded && !same)
        abort();
    const ng_str texts[] = {raw->title, raw->outlet,    raw->author,
                            raw->url,   raw->published, raw->given_id};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (ng_utf8_valid(texts[i]) < texts[i].n)
            abort();
    return NG_OK;
}

static void problem(void *ctx, ng_str path, uint64_t record,
                    const struct ng_err *why)
{
    (void)ctx, (void)path, (void)record;
    if (why->status == NG_OK || !why->text[0])
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    char path[64];
    int fd = memfd_create("fuzz", 0);
    if (fd < 0 || n == 0 || write(fd, data + 1, n - 1) != (ssize_t)n - 1) {
        close(fd);
        return -1;
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct ng_reading r = {.as = (enum ng_format)(data[0] % 4),
                           .keep = STR("a,title"),
                           .take = take,
                           .problem = problem};
    r.ctx = &r;
    struct ng_err err = {0};
    if (ng_read(&r, path, &err) != NG_OK)
        abort();
    close(fd);
    return 0;
}
