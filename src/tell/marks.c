/* marks.c - one report in the format of our corpus (docs/annotating.md).
 *
 *     letters  one for each cue: attributions in their full width
 *              (docs/sayings.md), with the hearers and chains of the sayings;
 *              the sayings themselves where there are no attributions
 *     marks    names, references, times, parts of letters, triggers
 *              sorted by place, wide before narrow, and written as brackets;
 *              one that would cross another is left out, and so is a letter
 *              that lost its content, or both source and cue
 *     tail     what the numbers and letters stand for
 */
#include "tell/tell.h"

#include <stdlib.h>

enum rank { SAYING, OTHER, TRIGGER, TIME, NAME }; /* outer first */
enum part { SOURCE, CUE, CONTENT, TOLD, PARTS };
struct mark {
    ng_range at;
    enum rank rank;
    uint32_t index;
    enum part part;
};
struct letter {
    ng_range source, cue;
    enum ng_grade grade;
    uint32_t entity, nameless; /* or NG_NONE */
    const ng_parties *via;     /* or NULL */
    uint32_t kept[PARTS];      /* marks that are written */
    uint32_t written;          /* its place in the tail, + 1 */
};
struct other {
    ng_range at;
    uint32_t entity, nameless;
};
struct page {
    struct ng_out *o;
    const struct ng_report *r;
    struct ng_arena *a;
    NG_LIST(struct mark) marks;
    NG_LIST(struct letter) letters;
    NG_LIST(struct other) others;
    uint32_t *number;   /* of each entity; 0: not in the text */
    uint32_t *nameless; /* [attributions] the same */
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
                enum part part)
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

static uint32_t number_of(struct page *p, uint32_t entity, uint32_t nameless)
{
    uint32_t *at = entity < p->r->entities.n         ? &p->number[entity]
                   : nameless < p->r->attributions.n ? &p->nameless[nameless]
                                                     : NULL;
    if (at && !*at)
        *at = ++p->numbers;
    return at ? *at : 0;
}

/* ---- letters ------------------------------------------------------------ */

static bool same(ng_range a, ng_range b)
{
    return a.beg == b.beg && a.end == b.end;
}

/* The letter of this content: the one before with the same cue, or, where
 * there is none, with the same source; else a new one. */
static uint32_t letter_of(struct page *p, const struct ng_attribution_part *c)
{
    enum { LOOK = 6 };
    for (size_t i = p->letters.n, n = 0; i-- > 0 && n < LOOK; n++) {
        const struct letter *l = &p->letters.at[i];
        if (ng_range_empty(c->cue) ? same(l->source, c->source)
                                   : same(l->cue, c->cue))
            return (uint32_t)i;
    }
    *ng_push(&p->letters, p->a) = (struct letter){
        .source = c->source,
        .cue = c->cue,
        .grade = ng_range_empty(c->source) ? NG_GRADE_NONE : c->grade,
        .entity = c->entity,
        .nameless = c->nameless};
    return (uint32_t)p->letters.n - 1;
}

/* Hearers and chains are known of the sayings. */
static void add_told(struct page *p)
{
    const struct ng_report *r = p->r;
    size_t k = 0;
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *s = &r->sayings.at[i];
        enum { LOOK = 24 };
        if (ng_range_empty(s->cue))
            continue;
        while (k < p->letters.n && p->letters.at[k].cue.end <= s->cue.beg)
            k++;
        size_t from = k > LOOK / 2 ? k - LOOK / 2 : 0;
        for (size_t j = from; j < p->letters.n && j < from + LOOK; j++) {
            struct letter *l = &p->letters.at[j];
            if (!ng_range_touch(l->cue, s->cue) || l->via)
                continue;
            l->via = &s->via;
            if (!ng_range_touch(s->told_to, l->source))
                add(p, s->told_to, SAYING, j, TOLD);
            break;
        }
    }
}

static void collect_attributions(struct page *p)
{
    const struct ng_report *r = p->r;
    for (size_t i = 0; i < r->attributions.n; i++) {
        const struct ng_attribution_part *x = &r->attributions.at[i];
        if (x->kind != NG_PART_OF_CONTENT ||
            (ng_range_empty(x->cue) && ng_range_empty(x->source)))
            continue;
        size_t before = p->letters.n;
        uint32_t l = letter_of(p, x);
        add(p, x->at, SAYING, l, CONTENT);
        if (p->letters.n == before)
            continue;
        add(p, x->source, SAYING, l, SOURCE);
        add(p, x->cue, SAYING, l, CUE);
    }
    add_told(p);
}

static void collect_sayings(struct page *p)
{
    const struct ng_report *r = p->r;
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *s = &r->sayings.at[i];
        *ng_push(&p->letters, p->a) = (struct letter){.source = s->source,
                                                      .cue = s->cue,
                                                      .grade = s->grade,
                                                      .entity = s->entity,
                                                      .nameless = NG_NONE,
                                                      .via = &s->via};
        add(p, s->source, SAYING, i, SOURCE);
        add(p, s->cue, SAYING, i, CUE);
        add(p, s->content, SAYING, i, CONTENT);
        add(p, s->told_to, SAYING, i, TOLD);
    }
}

/* ---- marks -------------------------------------------------------------- */

static void add_other(struct page *p, ng_range at, uint32_t entity,
                      uint32_t nameless)
{
    add(p, at, OTHER, p->others.n, 0);
    *ng_push(&p->others, p->a) = (struct other){at, entity, nameless};
}

/* Who has no name has a number if met twice. */
static void collect_nameless(struct page *p)
{
    const struct ng_report *r = p->r;
    uint32_t *often = ng_new(p->a, uint32_t, r->attributions.n + 1);
    for (size_t i = 0; i < r->attributions.n; i++) {
        const struct ng_attribution_part *x = &r->attributions.at[i];
        if (x->nameless < r->attributions.n && x->entity == NG_NONE)
            often[x->nameless] += same(x->met, x->said_as) ? 1 : 2;
    }
    for (size_t i = 0; i < r->attributions.n; i++) {
        const struct ng_attribution_part *x = &r->attributions.at[i];
        if (x->nameless >= r->attributions.n || x->entity != NG_NONE)
            continue;
        if (often[x->nameless] < 2)
            continue;
        add_other(p, x->said_as, NG_NONE, x->nameless);
        if (x->nameless == i && !same(x->met, x->said_as))
            add_other(p, x->met, NG_NONE, x->nameless);
    }
    for (size_t i = 0; i < p->letters.n; i++) {
        struct letter *l = &p->letters.at[i];
        if (l->nameless < r->attributions.n && often[l->nameless] < 2)
            l->nameless = NG_NONE;
    }
}

/* Marks that nest, in order; the others are dropped. */
static void keep_nested(struct page *p)
{
    enum { DEEPEST = 12 };
    uint32_t open[DEEPEST], depth = 0;
    size_t kept = 0;
    for (size_t i = 0; i < p->marks.n; i++) {
        struct mark m = p->marks.at[i];
        while (depth && open[depth - 1] <= m.at.beg)
            depth--;
        bool again = kept && same(p->marks.at[kept - 1].at, m.at) &&
                     p->marks.at[kept - 1].rank == m.rank && m.rank == OTHER;
        if (again || depth == DEEPEST || (depth && open[depth - 1] < m.at.end))
            continue;
        open[depth++] = m.at.end;
        p->marks.at[kept++] = m;
    }
    p->marks.n = kept;
}

/* A letter needs a content, and a source or a cue; they get their letters in
 * the order of the text. */
static void keep_whole(struct page *p)
{
    size_t kept = 0;
    uint32_t written = 0;
    for (size_t i = 0; i < p->marks.n; i++)
        if (p->marks.at[i].rank == SAYING)
            p->letters.at[p->marks.at[i].index].kept[p->marks.at[i].part]++;
    for (size_t i = 0; i < p->marks.n; i++) {
        struct mark m = p->marks.at[i];
        if (m.rank == SAYING) {
            struct letter *l = &p->letters.at[m.index];
            if (!l->kept[CONTENT] || !(l->kept[SOURCE] || l->kept[CUE]))
                continue;
            if (!l->kept[SOURCE]) {
                l->grade = NG_GRADE_NONE;
                l->entity = l->nameless = NG_NONE;
            }
            if (!l->written)
                l->written = ++written;
        }
        p->marks.at[kept++] = m;
    }
    p->marks.n = kept;
}

static void collect(struct page *p)
{
    const struct ng_report *r = p->r;
    for (size_t i = 0; i < r->names.n; i++)
        add(p, r->names.at[i].at, NAME, i, 0);
    for (size_t i = 0; i < r->references.n; i++)
        add_other(p, r->references.at[i].at, r->references.at[i].entity,
                  NG_NONE);
    for (size_t i = 0; i < r->times.n; i++)
        add(p, r->times.at[i].at, TIME, i, 0);
    if (r->attributions.n)
        collect_attributions(p);
    else
        collect_sayings(p);
    collect_nameless(p);
    for (size_t i = 0; i < r->mentions.n; i++)
        add(p, r->mentions.at[i].trigger, TRIGGER, i, 0);
    if (p->marks.n > 1)
        qsort(p->marks.at, p->marks.n, sizeof *p->marks.at, by_place);
    keep_nested(p);
    keep_whole(p);
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
        bool known = n->entity < r->entities.n; /* as the tail has it */
        ng_put(o, ng_name_type_name(known ? r->entities.at[n->entity].type
                                          : n->type));
        if (known)
            ng_printf(o, ":%u", number_of(p, n->entity, NG_NONE));
        break;
    }
    case OTHER:
        ng_printf(o, "@%u",
                  number_of(p, p->others.at[m->index].entity,
                            p->others.at[m->index].nameless));
        break;
    case TIME:
        ng_put(o, r->times.at[m->index].kind == NG_SET ? STR("T:set:")
                                                       : STR("T:"));
        ng_put(o, r->times.at[m->index].timex);
        break;
    case SAYING:
        ng_printf(o, "%c.", "SQCR"[m->part]);
        put_label(o, p->letters.at[m->index].written - 1);
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
        of[p->number[i]] = (uint32_t)i + 1;
    for (uint32_t n = 1; n <= p->numbers; n++) {
        if (!of[n]) {
            ng_printf(p->o, "%u PER -\n", n);
            continue;
        }
        const struct ng_entity *e = &r->entities.at[of[n] - 1];
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
    const struct letter **of =
        ng_new(p->a, const struct letter *, p->letters.n + 1);
    for (size_t i = 0; i < p->letters.n; i++)
        if (p->letters.at[i].written)
            of[p->letters.at[i].written - 1] = &p->letters.at[i];
    for (size_t i = 0; i < p->letters.n && of[i]; i++) {
        const struct letter *l = of[i];
        uint32_t speaker = l->entity < p->r->entities.n ? p->number[l->entity]
                           : l->nameless < p->r->attributions.n
                               ? p->nameless[l->nameless]
                               : 0;
        put_label(p->o, i);
        ng_printf(p->o, " " PRS, PRS_ARG(ng_grade_name(l->grade)));
        if (speaker)
            ng_printf(p->o, " %u", speaker);
        else
            ng_put(p->o, STR(" -"));
        if (l->via)
            put_numbers(p, "via=", l->via);
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
    p.nameless = ng_new(&scratch, uint32_t, r->attributions.n + 1);
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
