#include "clean/weave.h"

/* Text grows only by what is put in: a space into a glued word (two letters
 * and more on both sides) and a second line end between paragraphs (one byte
 * and one line end apart at least). */
void ng_weave_open(struct ng_weave *w, struct ng_report *r, ng_str source,
                   ng_map through, struct ng_arena *out)
{
    size_t room = source.n + source.n / 2 + 64;
    *w = (struct ng_weave){.r = r,
                           .out = out,
                           .source = source,
                           .through = through,
                           .room = (uint32_t)room};
    w->p = ng_new(out, char, room);
}

static void append(struct ng_weave *w, ng_str s)
{
    size_t n = s.n < w->room - w->n ? s.n : w->room - w->n;
    if (n)
        memcpy(w->p + w->n, s.p, n);
    w->n += (uint32_t)n;
}

static void run(struct ng_weave *w, uint32_t beg, uint32_t end, bool same)
{
    if (w->r->map.n) {
        struct ng_map_run *last = &w->r->map.at[w->r->map.n - 1];
        if (same && last->same && last->raw_end == beg) {
            last->raw_end = end;
            return;
        }
    }
    *ng_push(&w->r->map, w->out) = (struct ng_map_run){w->n, beg, end, same};
}

/* The run of the source's own map that holds byte `at`. */
static const struct ng_map_run *seek(struct ng_weave *w, uint32_t at)
{
    while (w->cursor > 0 && w->through.at[w->cursor].text_beg > at)
        w->cursor--;
    while (w->cursor + 1 < w->through.n &&
           w->through.at[w->cursor + 1].text_beg <= at)
        w->cursor++;
    return &w->through.at[w->cursor];
}

static uint32_t run_end(const struct ng_weave *w)
{
    return w->cursor + 1 < w->through.n ? w->through.at[w->cursor + 1].text_beg
                                        : (uint32_t)w->source.n;
}

/* The raw range behind source bytes beg..end. */
static ng_range raw_of(struct ng_weave *w, uint32_t beg, uint32_t end)
{
    if (w->through.n == 0)
        return (ng_range){beg, end};
    const struct ng_map_run *a = seek(w, beg);
    uint32_t first = a->same ? a->raw_beg + (beg - a->text_beg) : a->raw_beg;
    if (end <= beg)
        return (ng_range){first, first};
    const struct ng_map_run *b = seek(w, end - 1);
    return (ng_range){first,
                      b->same ? b->raw_beg + (end - b->text_beg) : b->raw_end};
}

void ng_weave_copy(struct ng_weave *w, uint32_t beg, uint32_t end)
{
    if (w->through.n == 0 && beg < end) {
        run(w, beg, end, true);
        append(w, (ng_str){w->source.p + beg, end - beg});
        return;
    }
    while (beg < end) {
        const struct ng_map_run *m = seek(w, beg);
        uint32_t stop = run_end(w) < end ? run_end(w) : end;
        if (m->same)
            run(w, m->raw_beg + (beg - m->text_beg),
                m->raw_beg + (stop - m->text_beg), true);
        else
            run(w, m->raw_beg, m->raw_end, false);
        append(w, (ng_str){w->source.p + beg, stop - beg});
        beg = stop;
    }
}

void ng_weave_put(struct ng_weave *w, ng_str s, uint32_t beg, uint32_t end)
{
    if (s.n == 0)
        return;
    ng_range raw = raw_of(w, beg, end);
    run(w, raw.beg, raw.end, false);
    append(w, s);
}

void ng_weave_note(struct ng_weave *w, enum ng_note_kind kind, ng_range at,
                   uint32_t beg, uint32_t end, ng_str was)
{
    *ng_push(&w->r->notes, w->out) =
        (struct ng_note){.kind = kind,
                         .at = at,
                         .raw = raw_of(w, beg, end),
                         .text = ng_str_copy(was, w->out)};
}

void ng_weave_close(struct ng_weave *w)
{
    w->r->text = (ng_str){w->p, w->n};
}
