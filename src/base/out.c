#include "base/out.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

enum { FLUSH_AT = 64 << 10, FIRST_AT = 1 << 10 };
static const size_t MOST = (size_t)1 << 30;

static void write_away(struct ng_out *o)
{
    if (o->n && !o->failed && fwrite(o->p, 1, o->n, o->to) != o->n)
        o->failed = errno ? errno : EIO;
    o->n = 0;
}

/* Room for n more bytes, or false with `failed` set. */
static bool room(struct ng_out *o, size_t n)
{
    size_t most = o->limit ? o->limit : MOST;
    if (o->failed)
        return false;
    if (o->to && o->n >= FLUSH_AT)
        write_away(o);
    if (o->to && !o->begun && o->n >= FIRST_AT) {
        /* Whoever waits sees at once that something comes. */
        write_away(o);
        o->begun = true;
        if (fflush(o->to) != 0 && !o->failed)
            o->failed = errno ? errno : EIO;
    }
    if (o->n + n <= o->cap)
        return !o->failed;
    size_t cap = o->cap ? o->cap * 2 : 4096;
    while (cap < o->n + n)
        cap *= 2;
    char *p = o->n + n > most ? NULL : realloc(o->p, cap);
    if (!p) {
        o->failed = o->n + n > most ? EFBIG : ENOMEM;
        return false;
    }
    o->p = p;
    o->cap = cap;
    return !o->failed;
}

void ng_put(struct ng_out *o, ng_str s)
{
    if (s.n && room(o, s.n)) {
        memcpy(o->p + o->n, s.p, s.n);
        o->n += s.n;
    }
}

void ng_putc(struct ng_out *o, char c)
{
    if (room(o, 1))
        o->p[o->n++] = c;
}

void ng_printf(struct ng_out *o, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    if (n > 0 && room(o, (size_t)n + 1)) {
        vsnprintf(o->p + o->n, (size_t)n + 1, fmt, again);
        o->n += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

ng_status ng_out_flush(struct ng_out *o, struct ng_err *err)
{
    if (o->to) {
        write_away(o);
        if (!o->failed && fflush(o->to) != 0)
            o->failed = errno ? errno : EIO;
    }
    if (o->failed)
        return ng_fail(err, NG_IO, 0, "cannot write the output: %s",
                       strerror(o->failed));
    return NG_OK;
}

void ng_out_release(struct ng_out *o)
{
    free(o->p);
    *o = (struct ng_out){0};
}
