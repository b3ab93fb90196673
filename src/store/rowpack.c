/* rowpack.c - the lists of one parent in one piece of bytes, by the same
 * description as its rows.
 *
 *      shape | bytes of list, list | bytes of list, list ...
 *                             |
 *             n, cells of struct, its own lists, cells of struct, ...
 *
 * Numbers take seven bits a byte; ranges and days tell how far they lie from
 * the one before. Members of vocabularies are numbers here, so that the shape
 * also counts their names: bytes made by another program are not read, and the
 * rows tell. */
#include "store/tablerows.h"

#include <string.h>

/* ---- writing ---------------------------------------------------------- */

struct writer {
    struct ng_out *out;
    uint32_t at; /* where the last range began */
    ng_day day;
};

static void put_number(struct ng_out *o, uint64_t v)
{
    for (; v >= 128; v >>= 7)
        ng_putc(o, (char)(v | 128));
    ng_putc(o, (char)v);
}

/* Forward and backward alike: 0 -1 1 -2 2 as 0 1 2 3 4. */
static uint64_t folded(int64_t v)
{
    return (uint64_t)v << 1 ^ (v < 0 ? UINT64_MAX : 0);
}

static void put_text(struct ng_out *o, ng_str s)
{
    put_number(o, s.n);
    ng_put(o, s);
}

static void put_range(struct writer *w, ng_range r)
{
    put_number(w->out, folded((int64_t)r.beg - w->at));
    put_number(w->out, folded((int64_t)r.end - r.beg));
    w->at = r.beg;
}

static void put_day(struct writer *w, ng_day day)
{
    if (day == NG_NO_DAY) {
        put_number(w->out, 0);
        return;
    }
    put_number(w->out, folded((int64_t)day - w->day) + 1);
    w->day = day;
}

static void put_cell(struct writer *w, const struct ng_column *c, const char *p)
{
    ng_str str;
    ng_range range;
    ng_days days;
    uint32_t u;
    switch ((enum ng_cell)c->cell) {
    case NG_CELL_STR:
        memcpy(&str, p, sizeof str);
        put_text(w->out, str);
        return;
    case NG_CELL_RANGE:
        memcpy(&range, p, sizeof range);
        put_range(w, range);
        return;
    case NG_CELL_U32: /* NG_NONE becomes 0 */
        memcpy(&u, p, sizeof u);
        put_number(w->out, (uint32_t)(u + 1));
        return;
    case NG_CELL_DAY:
        put_day(w, *(const ng_day *)(const void *)p);
        return;
    case NG_CELL_DAYS:
        memcpy(&days, p, sizeof days);
        put_day(w, days.first);
        put_day(w, days.last);
        return;
    case NG_CELL_KIND:
        memcpy(&u, p, sizeof u);
        put_number(w->out, u < c->kind->n ? u : 0);
        return;
    case NG_CELL_BOOL:
        ng_putc(w->out, *p != 0);
        return;
    case NG_CELL_F32:
        ng_put(w->out, (ng_str){p, sizeof(float)});
        return;
    case NG_CELL_F64:
        ng_put(w->out, (ng_str){p, sizeof(double)});
        return;
    case NG_CELL_CHARS:
        put_text(w->out, (ng_str){p, strnlen(p, c->size)});
        return;
    case NG_CELL_ID:
        put_text(w->out, (ng_str){p, strnlen(p, NG_ID_CHARS)});
        return;
    }
}

struct seen {
    const char *at;
    size_t n;
};

/* The descriptions are three deep. */
static void put_list(struct writer *w, const struct ng_hung *l,
                     const void *parent)
{
    const struct ng_table *t = l->table;
    struct seen seen;
    memcpy(&seen, (const char *)parent + l->at, sizeof seen);
    put_number(w->out, seen.n);
    for (size_t i = 0; i < seen.n; i++) {
        const char *element = seen.at + i * t->size;
        for (size_t k = 0; k < t->columns_n; k++)
            put_cell(w, &t->columns[k], element + t->columns[k].at);
        for (size_t k = 0; k < t->lists_n; k++)
            put_list(w, &t->lists[k], element);
    }
}

void ng_rows_pack(const struct ng_hung *lists, size_t n, const void *parent,
                  uint64_t shape, struct ng_out *out)
{
    struct ng_out one = {.limit = out->limit};
    ng_put(out, (ng_str){(const char *)&shape, sizeof shape});
    for (size_t i = 0; i < n; i++) {
        struct writer w = {.out = &one};
        one.n = 0;
        put_list(&w, &lists[i], parent);
        put_text(out, ng_out_str(&one));
    }
    ng_out_release(&one);
}

/* ---- reading ---------------------------------------------------------- */

struct reader {
    const char *at, *end;
    bool bad;
    uint32_t range; /* where the last one began */
    ng_day day;
    struct ng_arena *a;
};

static uint64_t get_number(struct reader *r)
{
    uint64_t v = 0;
    for (unsigned shift = 0; shift < 64 && r->at < r->end; shift += 7) {
        uint8_t b = (uint8_t)*r->at++;
        v |= (uint64_t)(b & 127) << shift;
        if (b < 128)
            return v;
    }
    r->bad = true;
    return 0;
}

static int64_t unfolded(uint64_t v)
{
    return (int64_t)(v >> 1 ^ (v & 1 ? UINT64_MAX : 0));
}

static ng_str get_bytes(struct reader *r, uint64_t n)
{
    if (n > (size_t)(r->end - r->at)) {
        r->bad = true;
        r->at = r->end;
        n = 0;
    }
    ng_str s = {r->at, (size_t)n};
    r->at += n;
    return s;
}

static ng_range get_range(struct reader *r)
{
    ng_range at;
    at.beg = (uint32_t)(r->range + (uint64_t)unfolded(get_number(r)));
    at.end = (uint32_t)(at.beg + (uint64_t)unfolded(get_number(r)));
    r->range = at.beg;
    return at;
}

static ng_day get_day(struct reader *r)
{
    uint64_t v = get_number(r);
    if (!v)
        return NG_NO_DAY;
    r->day = (ng_day)(uint32_t)((uint64_t)r->day + (uint64_t)unfolded(v - 1));
    return r->day;
}

static void get_cell(struct reader *r, const struct ng_column *c, char *p)
{
    ng_str str;
    uint32_t u;
    size_t room = c->cell == NG_CELL_ID ? NG_ID_CHARS + 1 : c->size;
    switch ((enum ng_cell)c->cell) {
    case NG_CELL_STR:
        str = get_bytes(r, get_number(r));
        memcpy(p, &str, sizeof str);
        return;
    case NG_CELL_RANGE:
        memcpy(p, &(ng_range[1]){get_range(r)}, sizeof(ng_range));
        return;
    case NG_CELL_U32:
        u = (uint32_t)(get_number(r) - 1);
        memcpy(p, &u, sizeof u);
        return;
    case NG_CELL_DAY:
        memcpy(p, &(ng_day){get_day(r)}, sizeof(ng_day));
        return;
    case NG_CELL_DAYS:
        memcpy(p, &(ng_day){get_day(r)}, sizeof(ng_day));
        memcpy(p + sizeof(ng_day), &(ng_day){get_day(r)}, sizeof(ng_day));
        return;
    case NG_CELL_KIND:
        u = (uint32_t)get_number(r);
        r->bad |= u >= c->kind->n;
        u = u < c->kind->n ? u : 0;
        memcpy(p, &u, sizeof u);
        return;
    case NG_CELL_BOOL:
        str = get_bytes(r, 1);
        *(bool *)p = str.n && *str.p;
        return;
    case NG_CELL_F32:
    case NG_CELL_F64:
        str = get_bytes(r, c->cell == NG_CELL_F32 ? 4 : 8);
        memcpy(p, str.p, str.n);
        return;
    case NG_CELL_CHARS:
    case NG_CELL_ID:
        str = get_bytes(r, get_number(r));
        memcpy(p, str.p, str.n < room ? str.n : room - 1);
        return;
    }
}

typedef NG_LIST(char) any_list; /* n counts structs, not bytes */

static void get_list(struct reader *r, const struct ng_hung *l, char *parent)
{
    const struct ng_table *t = l->table;
    uint64_t n = get_number(r);
    any_list list = {0};
    if (n > (size_t)(r->end - r->at)) /* each takes a byte at the least */
        r->bad = true;
    if (r->bad || !n)
        return;
    list.at = ng_alloc(r->a, t->size, _Alignof(max_align_t), (size_t)n);
    list.n = list.cap = (size_t)n;
    for (size_t i = 0; i < n && !r->bad; i++) {
        char *element = list.at + i * t->size;
        for (size_t k = 0; k < t->columns_n; k++)
            get_cell(r, &t->columns[k], element + t->columns[k].at);
        for (size_t k = 0; k < t->lists_n; k++)
            get_list(r, &t->lists[k], element);
    }
    memcpy(parent + l->at, &list, l->bare ? sizeof(struct seen) : sizeof list);
}

bool ng_rows_unpack(const struct ng_hung *lists, size_t n, ng_str packed,
                    uint64_t shape, unsigned wanted, void *parent,
                    struct ng_arena *a)
{
    struct reader all = {.at = packed.p, .end = packed.p + packed.n};
    uint64_t made = 0;
    ng_str head = get_bytes(&all, packed.n ? sizeof made : 0);
    if (head.n)
        memcpy(&made, head.p, sizeof made);
    if (made != shape)
        return false;
    for (size_t i = 0; i < n && !all.bad; i++) {
        ng_str one = get_bytes(&all, get_number(&all));
        struct reader r = {.at = one.p, .end = one.p + one.n, .a = a};
        if (wanted >> i & 1)
            get_list(&r, &lists[i], parent);
        all.bad |= r.bad;
    }
    return !all.bad;
}

static uint64_t shape_of(const struct ng_table *t, uint64_t h)
{
    for (size_t i = 0; i < t->columns_n; i++) {
        const struct ng_vocabulary *kind = t->columns[i].kind;
        for (unsigned v = 0; kind && v < kind->n; v++)
            h = ng_hash64(kind->name(v), h + v);
    }
    for (size_t i = 0; i < t->lists_n; i++)
        h = shape_of(t->lists[i].table, h);
    return h;
}

uint64_t ng_rows_pack_shape(const struct ng_hung *lists, size_t n)
{
    enum { FORM = 1 }; /* of the bytes; counted up when they change */
    uint64_t h = ng_rows_shape(lists, n, FORM);
    for (size_t i = 0; i < n; i++)
        h = shape_of(lists[i].table, h);
    return h ? h : 1;
}
