/* fuzz_jsonl.c - any bytes as JSON lines: the number of records and problems is
 * never more than that of lines, and what comes out is UTF-8 without NUL. */
#include "read/read.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct count {
    size_t out;
};

static ng_status take(void *ctx, const struct ng_raw *raw, struct ng_err *err)
{
    (void)err;
    ((struct count *)ctx)->out++;
    if (ng_utf8_valid(raw->raw) < raw->raw.n ||
        (raw->raw.n && memchr(raw->raw.p, 0, raw->raw.n)) ||
        ng_utf8_valid(raw->keep) < raw->keep.n)
        abort();
    return NG_OK;
}

static void problem(void *ctx, ng_str path, uint64_t record,
                    const struct ng_err *why)
{
    (void)path, (void)record;
    ((struct count *)ctx)->out++;
    if (why->status == NG_OK)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    char path[64];
    struct count count = {0};
    size_t most = 2;
    for (size_t i = 0; i < n; i++)
        most += data[i] == '\n' || data[i] == '{';
    int fd = memfd_create("fuzz", 0);
    if (fd < 0 || (n && write(fd, data, n) != (ssize_t)n)) {
        close(fd);
        return -1;
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct ng_reading r = {.as = NG_FORMAT_JSONL,
                           .keep = STR("a,title"),
                           .take = take,
                           .problem = problem,
                           .ctx = &count};
    struct ng_err err = {0};
    if (ng_read(&r, path, &err) != NG_OK || count.out > most)
        abort();
    close(fd);
    return 0;
}
