/* marks.c - one report in the format of our corpus (docs/annotating.md).
 *
 *     marks   names, references, times, parts of sayings, triggers
 *             sorted by place, wide before narrow, and written as brackets;
 *             one that would cross another is left out
 *     tail    what the numbers and letters stand for
 */
#include "tell/tell.h"

#include <stdlib.h>

enum rank { SAYING, OTHER, TRIGGER, TIME, NAME }; /* outer first */
struct mark {
    ng_range at;
    enum rank rank;
    uint32_t index;
    char part; /* S Q C R */
};
struct page {
    struct ng_out *o;
    const struct ng_report *r;
    struct ng_arena *a;
    NG_LIST(struct mark) marks;
    uint32_t *number; /* of each entity; 0: not in the text */
    uint32_t numbers;
};

static int by_place(const void *x, const void *y)
{
    const struct mark *a = x, *b = y;
    if (a->at.beg != b->at.beg)
        return a->at.beg < b->at.beg ? -1 : 1;
    if (a->at.end != b->at.end)
        return a->at.end > b->at.end ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* One mark for each paragraph that the range has a part in. */
static void add(struct page *p, ng_range at, enum rank rank, size_t index,
                char part)
{
    const struct ng_report *r = p->r;
    uint32_t i = ng_range_empty(at) ? NG_NONE : ng_paragraph_at(r, at.beg);
    for (; i < r->paragraphs.n && r->paragraphs.at[i].at.beg < at.end; i++) {
        ng_range in = r->paragraphs.at[i].at;
        if (in.beg < at.beg)
            in.beg = at.beg;
        if (in.end > at.end)
            in.end = at.end;
        if (!ng_range_empty(in))
            *ng_push(&p->marks, p->a) =
                (struct mark){in, rank, (uint32_t)index, part};
    }
}

static uint32_t number_of(struct page *p, uint32_t entity)
{
    if (entity >= p->r->entities.n)
        return 0;
    if (!p->number[entity])
        p->number[entity] = ++p->numbers;
    return p->number[entity];
}

static void collect(struct page *p)
{
    const struct ng_report *r = p->r;
    for (size_t i = 0; i < r->names.n; i++)
        add(p, r->names.at[i].at, NAME, i, 0);
    for (size_t i = 0; i < r->references.n; i++)
        add(p, r->references.at[i].at, OTHER, i, 0);
    for (size_t i = 0; i < r->times.n; i++)
        add(p, r->times.at[i].at, TIME, i, 0);
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *s = &r->sayings.at[i];
        add(p, s->source, SAYING, i, 'S');
        add(p, s->cue, SAYING, i, 'Q');
        add(p, s->content, SAYING, i, 'C');
        add(p, s->told_to, SAYING, i, 'R');
    }
    for (size_t i = 0; i < r->mentions.n; i++)
        add(p, r->mentions.at[i].trigger, TRIGGER, i, 0);
    if (p->marks.n > 1)
        qsort(p->marks.at, p->marks.n, sizeof *p->marks.at, by_place);
}

static void put_label(struct ng_out *o, size_t i)
{
    ng_putc(o, (char)('a' + i % 26));
    if (i >= 26)
        ng_printf(o, "%zu", i / 26);
}

static void open_mark(struct page *p, const struct mark *m)
{
    const struct ng_report *r = p->r;
    struct ng_out *o = p->o;
    ng_putc(o, '[');
    switch (m->rank) {
    case NAME: {
        const struct ng_name_mention *n = &r->names.at[m->index];
        ng_put(o, ng_name_type_name(n->type));
        if (n->entity < r->entities.n)
            ng_printf(o, ":%u", number_of(p, n->entity));
        break;
    }
    case OTHER:
        ng_printf(o, "@%u", number_of(p, r->references.at[m->index].entity));
        break;
    case TIME:
        ng_put(o, r->times.at[m->index].kind == NG_SET ? STR("T:set:")
                                                       : STR("T:"));
        ng_put(o, r->times.at[m->index].timex);
        break;
    case SAYING:
        ng_printf(o, "%c.", m->part);
        put_label(o, m->index);
        break;
    case TRIGGER:
        ng_printf(o, "E.%u", m->index + 1);
        break;
    }
    ng_putc(o, ' ');
}

static void put_text(struct page *p, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++) {
        if (p->r->text.p[i] == '[' || p->r->text.p[i] == ']')
            ng_putc(p->o, '\\');
        ng_putc(p->o, p->r->text.p[i]);
    }
}

static void put_body(struct page *p)
{
    enum { DEEPEST = 12 };
    ng_range open[DEEPEST];
    uint32_t depth = 0, at = 0, paragraph = 0;
    const struct ng_report *r = p->r;
    for (size_t i = 0; i <= p->marks.n; i++) {
        const struct mark *m = i < p->marks.n ? &p->marks.at[i] : NULL;
        uint32_t to = m ? m->at.beg : (uint32_t)r->text.n;
        while (depth && open[depth - 1].end <= to) {
            put_text(p, at, open[--depth].end);
            at = open[depth].end;
            ng_putc(p->o, ']');
        }
        if (m &&
            (depth == DEEPEST || (depth && open[depth - 1].end < m->at.end)))
            continue;
        while (paragraph < r->paragraphs.n &&
               r->paragraphs.at[paragraph].at.beg <= to) {
            const struct ng_paragraph *x = &r->paragraphs.at[paragraph++];
            put_text(p, at, x->at.beg);
            at = x->at.beg;
            if (x->kind == NG_BLOCK_TITLE)
                ng_put(p->o, STR("# "));
        }
        put_text(p, at, to);
        at = to;
        if (m) {
            open_mark(p, m);
            open[depth++] = m->at;
        }
    }
}

/* ---- tail --------------------------------------------------------------- */

static void put_entities(struct page *p)
{
    const struct ng_report *r = p->r;
    uint32_t *of = ng_new(p->a, uint32_t, p->numbers + 1);
    for (size_t i = 0; i < r->entities.n; i++)
        of[p->number[i]] = (uint32_t)i;
    for (uint32_t n = 1; n <= p->numbers; n++) {
        const struct ng_entity *e = &r->entities.at[of[n]];
        bool placed =
            e->type == NG_GPE || e->type == NG_LOC || e->type == NG_FAC;
        ng_printf(p->o, "%u " PRS " " PRS, n,
                  PRS_ARG(ng_name_type_name(e->type)),
                  PRS_ARG(e->name.n ? e->name : STR("-")));
        if (placed && e->country[0])
            ng_printf(p->o, " %.3s", e->country);
        ng_putc(p->o, '\n');
    }
}

/* " who=1,2"; false if none of them is in the text. */
static bool put_numbers(struct page *p, const char *key,
                        const ng_parties *parties)
{
    bool any = false;
    for (size_t i = 0; i < parties->n; i++) {
        uint32_t e = parties->at[i].entity;
        if (e >= p->r->entities.n || !p->number[e])
            continue;
        ng_printf(p->o, "%s%s%u", any ? "," : " ", any ? "" : key,
                  p->number[e]);
        any = true;
    }
    return any;
}

static void put_sayings(struct page *p)
{
    const struct ng_report *r = p->r;
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *s = &r->sayings.at[i];
        uint32_t speaker = s->entity < r->entities.n ? p->number[s->entity] : 0;
        put_label(p->o, i);
        ng_printf(p->o, " " PRS, PRS_ARG(ng_grade_name(s->grade)));
        if (speaker)
            ng_printf(p->o, " %u", speaker);
        else
            ng_put(p->o, STR(" -"));
        put_numbers(p, "via=", &s->via);
        ng_putc(p->o, '\n');
    }
}

static void put_day(struct ng_out *o, ng_days when)
{
    char one[16], two[16];
    if (when.first == NG_NO_DAY || when.last == NG_NO_DAY)
        return;
    ng_printf(o, " when=" PRS, PRS_ARG(ng_day_text(when.first, one)));
    if (when.last != when.first)
        ng_printf(o, "/" PRS, PRS_ARG(ng_day_text(when.last, two)));
}

static void put_events(struct page *p)
{
    const struct ng_report *r = p->r;
    for (size_t i = 0; i < r->mentions.n; i++) {
        const struct ng_mention *m = &r->mentions.at[i];
        ng_printf(p->o, "e%zu " PRS " " PRS, i + 1,
                  PRS_ARG(ng_event_type_name(m->type)),
                  PRS_ARG(ng_event_status_name(m->status)));
        if (!put_numbers(p, "who=", &m->actors))
            ng_put(p->o, STR(" who=-"));
        put_numbers(p, "whom=", &m->recipients);
        put_day(p->o, m->when);
        if (m->place < r->entities.n && p->number[m->place])
            ng_printf(p->o, " where=%u", p->number[m->place]);
        ng_putc(p->o, '\n');
    }
}

void ng_tell_marks(struct ng_out *o, const struct ng_report *r,
                   struct ng_arena scratch)
{
    char day[16];
    struct page p = {.o = o, .r = r, .a = &scratch};
    ng_str id = r->source.given_id.n ? r->source.given_id : r->source.path;
    p.number = ng_new(&scratch, uint32_t, r->entities.n + 1);
    ng_printf(o, "id: " PRS "\nmanner: -\nregion: -\noutlet: " PRS "\n",
              PRS_ARG(id), PRS_ARG(r->outlet.n ? r->outlet : STR("-")));
    if (r->published.first != NG_NO_DAY)
        ng_printf(o, "day: " PRS "\n",
                  PRS_ARG(ng_day_text(r->published.first, day)));
    ng_putc(o, '\n');
    collect(&p);
    put_body(&p);
    ng_put(o, STR("\n\n--\n"));
    put_entities(&p);
    put_sayings(&p);
    put_events(&p);
}
