/* source.c - a window over the bytes of a file or of a member of an archive.
 *
 * What unpacks to more than 200 times its size after the first MiB is a bomb
 * and is refused; the count is of the bytes of the whole archive so far, which
 * is never less than those of the member.
 */
#include "read/reading.h"

#include <archive.h>
#include <errno.h>
#include <unistd.h>

enum { BLOCK = 1 << 16, BOMB_FREE = 1 << 20, BOMB_RATIO = 200 };

static bool is_bomb(struct ng_source *s)
{
    s->in = (uint64_t)archive_filter_bytes(s->pack, -1);
    if (s->out <= BOMB_FREE || s->out / BOMB_RATIO < s->in)
        return false;
    ng_fail(&s->err, NG_TOO_BIG, (size_t)s->out,
            "%.*s: unpacks to more than %d times its size, as a zip bomb does; "
            "if you trust it, unpack it first",
            PRS_ARG(s->path), BOMB_RATIO);
    return true;
}

static bool unpack_some(struct ng_source *s)
{
    char block[BLOCK];
    la_ssize_t n = archive_read_data(s->pack, block, sizeof block);
    if (n < 0) {
        const char *why = archive_error_string(s->pack);
        ng_fail(&s->err, NG_BAD_INPUT, (size_t)s->out,
                "%.*s: is damaged or cut off (%s); fetch it again",
                PRS_ARG(s->path), why ? why : "no reason given");
        return false;
    }
    s->ended = n == 0;
    s->out += (uint64_t)n;
    ng_put(&s->seen, (ng_str){block, (size_t)n});
    return !is_bomb(s);
}

static bool read_some(struct ng_source *s)
{
    char block[BLOCK];
    ssize_t n = read(s->fd, block, sizeof block);
    if (n < 0 && errno == EINTR)
        return true;
    if (n < 0) {
        ng_fail(&s->err, NG_IO, 0, "%.*s: cannot be read (%s)",
                PRS_ARG(s->path), strerror(errno));
        return false;
    }
    s->ended = n == 0;
    s->to->bytes_read += (uint64_t)n;
    ng_put(&s->seen, (ng_str){block, (size_t)n});
    return true;
}

bool ng_source_fill(struct ng_source *s, size_t want)
{
    if (s->taken && s->taken >= s->seen.n / 2) {
        s->seen.n -= s->taken;
        memmove(s->seen.p, s->seen.p + s->taken, s->seen.n);
        s->taken = 0;
    }
    while (s->seen.n - s->taken < want && !s->ended) {
        if (s->err.status != NG_OK)
            return false;
        if (ng_source_stopped(s)) {
            ng_fail(&s->err, NG_INTERRUPTED, 0, "%.*s: stopped",
                    PRS_ARG(s->path));
            return false;
        }
        if (!(s->pack ? unpack_some(s) : read_some(s)))
            return false;
        if (s->seen.failed) {
            ng_fail(&s->err, NG_TOO_BIG, 0, "%.*s: no memory to read it",
                    PRS_ARG(s->path));
            return false;
        }
    }
    return true;
}

void ng_source_take(struct ng_source *s, size_t n)
{
    s->taken += n;
}
