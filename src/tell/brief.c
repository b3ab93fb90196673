/* brief.c - the brief and the timeline of one story, for people. */
#include "tell/brief.h"

#include "tell/doc_reports.h"
#include "tell/record.h"

#include <stdlib.h>

static struct ng_item item_of(const struct ng_line *line)
{
    return (struct ng_item){.text = line->text,
                            .label = line->label,
                            .independent = line->independent,
                            .cites = line->cites.at,
                            .cites_n = line->cites.n,
                            .is_new = line->new_since};
}

enum style { UNDATED, DATED, ONE_LINE };

/* Without a day only what an undated report tells, and plans. */
static ng_str day_of(const struct ng_line *line, ng_day near, char buf[48])
{
    if (!ng_days_known(line->when)) {
        ng_str weekday = ng_weekday_told(line->text);
        if (weekday.n)
            return weekday;
        return line->status == NG_PLANNED || line->status == NG_HYPOTHETICAL
                   ? STR("no day told")
                   : STR("undated");
    }
    return ng_when_text(line->when, line->granularity, near, buf);
}

static void lines(struct ng_doc *d, const char *heading, const ng_lines *list,
                  enum style style)
{
    bool dated = style != UNDATED;
    ng_day near = d->batch->stories.at[0].span.last;
    if (!list->n)
        return;
    ng_doc_section(d, ng_str_of(heading));
    unsigned width = d->when_width;
    unsigned most = d->cites_most;
    d->when_width = dated ? width : 0;
    d->cites_most = style == ONE_LINE ? 1 : most;
    for (size_t i = 0; i < list->n; i++) {
        char buf[48];
        const struct ng_line *line = &list->at[i];
        struct ng_item item = item_of(line);
        if (style == UNDATED && item.independent == 1)
            item.independent = 0; /* a voice is one source */
        if (dated)
            item.when = day_of(line, near, buf);
        if (style == ONE_LINE) {
            item.independent = 0;
        }
        ng_doc_item(d, &item);
    }
    d->cites_most = most;
    d->when_width = width;
}

/* Plans, and apart from them what is alleged or denied. */
static ng_lines still_to_come(const ng_lines *all, ng_lines *claimed,
                              struct ng_arena *a)
{
    ng_lines planned = {0};
    *claimed = (ng_lines){0};
    for (size_t i = 0; i < all->n; i++) {
        enum ng_event_status s = all->at[i].status;
        bool open = s == NG_ALLEGED || s == NG_DENIED;
        *ng_push(open ? claimed : &planned, a) = all->at[i];
    }
    return planned;
}

/* "7 reports · 4 independent" */
static ng_str counts(const struct ng_story *s, struct ng_arena *a)
{
    return ng_str_format(a, "%zu report%s · %u independent", s->reports.n,
                         s->reports.n == 1 ? "" : "s", s->independent);
}

/* "24 Apr 2019 · Vladivostok · Kim Jong Un, Vladimir Putin" */
static ng_str dateline(const struct ng_story *s, struct ng_arena *a)
{
    char buf[48];
    ng_str line = ng_when_text(s->span, NG_DAY, NG_NO_DAY, buf);
    for (size_t i = 0; i < s->places.n && i < 3; i++)
        line = ng_str_format(a, PRS "%s" PRS, PRS_ARG(line), i ? ", " : " · ",
                             PRS_ARG(s->places.at[i]));
    for (size_t i = 0; i < s->people.n && i < 3; i++)
        line = ng_str_format(a, PRS "%s" PRS, PRS_ARG(line), i ? ", " : " · ",
                             PRS_ARG(s->people.at[i]));
    return ng_str_copy(line, a);
}

static void disagreements(struct ng_doc *d, const struct ng_brief *brief,
                          struct ng_arena *a)
{
    if (!brief->disagreements.n)
        return;
    ng_doc_section(d, STR("WHERE REPORTS DISAGREE"));
    unsigned width = d->when_width;
    d->when_width = 0;
    for (size_t i = 0; i < brief->disagreements.n; i++)
        ng_doc_disagreement(
            d, &d->batch->disagreements.at[brief->disagreements.at[i]], a);
    d->when_width = width;
}

/* At most so many bytes, cut between words. */
static void put_short(struct ng_out *o, ng_str s, size_t most)
{
    if (s.n <= most) {
        ng_put(o, s);
        return;
    }
    while (most && s.p[most] != ' ')
        most--;
    ng_put(o, (ng_str){s.p, most});
    ng_put(o, STR("…"));
}

/* A disagreement is new if what it puts last is, and the rest is not. */
static bool is_new(const struct ng_batch *b, const struct ng_disagreement *x,
                   ng_day since)
{
    bool had = false, last = false;
    for (size_t v = 0; v < x->values.n && since != NG_NO_DAY; v++)
        for (size_t i = 0; i < x->values.at[v].cites.n; i++) {
            uint32_t r = x->values.at[v].cites.at[i].report;
            last = b->reports.at[r]->published.first >= since;
            had |= !last;
        }
    return had && last;
}

static ng_day since_of(const struct ng_doc *d)
{
    return d->to->since != NG_NO_DAY ? d->to->since : ng_last_news(d->batch);
}

/* "Monday [1·908] → Tuesday [2·898]": on paper and terminals each value has its
 * mark beside it; a page links all of them at the end. */
void ng_doc_disagreement(struct ng_doc *d, const struct ng_disagreement *x,
                         struct ng_arena *a)
{
    enum { VALUES = 6 };
    struct ng_out o = {.limit = 1 << 16};
    ng_cites cites = {0};
    bool inside = d->to->form == NG_FORM_TERMINAL;
    ng_put(&o, x->question);
    for (size_t i = 0; i < x->values.n; i++) {
        const struct ng_dispute_value *v = &x->values.at[i];
        if (i == VALUES && x->values.n > VALUES + 1) {
            ng_printf(&o, " · and %zu more", x->values.n - i);
            break;
        }
        ng_put(&o, !i                         ? STR("  ")
                   : x->kind == NG_SUPERSEDED ? STR(" → ")
                                              : STR(" · "));
        put_short(&o, v->value, 88);
        if (v->cites.n && inside)
            ng_printf(&o, " [%u·%u]", v->cites.at[0].report + 1,
                      v->cites.at[0].at.beg);
        else if (v->cites.n)
            *ng_push(&cites, a) = v->cites.at[0];
    }
    struct ng_item item = {.text = ng_str_copy(ng_out_str(&o), a),
                           .label = ng_dispute_name(x->kind),
                           .is_new = is_new(d->batch, x, since_of(d)),
                           .cites = cites.at,
                           .cites_n = cites.n};
    ng_out_release(&o);
    ng_doc_item(d, &item);
}

/* ---- new since ---------------------------------------------------------- */

static size_t count_new(const ng_lines *list)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++)
        n += list->at[i].new_since;
    return n;
}

static ng_str new_reports(const struct ng_batch *b, ng_day since,
                          struct ng_arena *a)
{
    enum { NAMED = 6 };
    ng_str s = {0};
    size_t n = 0;
    for (uint32_t i = 0; i < b->reports.n; i++) {
        const struct ng_report *r = b->reports.at[i];
        if (r->published.first == NG_NO_DAY || r->published.first < since)
            continue;
        if (n++ < NAMED)
            s = ng_str_format(a, PRS "%s%u " PRS, PRS_ARG(s),
                              n == 1 ? "" : ", ", i + 1,
                              PRS_ARG(ng_source_name(r)));
    }
    return n > NAMED
               ? ng_str_format(a, PRS " and %zu more", PRS_ARG(s), n - NAMED)
               : s;
}

/* Which reports are new, and how much of what stands above is. */
static void new_since(struct ng_doc *d, const struct ng_brief *brief,
                      struct ng_arena *a)
{
    const struct ng_batch *b = d->batch;
    ng_day since = since_of(d);
    ng_str reports = since != NG_NO_DAY ? new_reports(b, since, a) : STR("");
    char buf[48];
    if (!reports.n)
        return;
    size_t n = count_new(&brief->lead) + count_new(&brief->happened) +
               count_new(&brief->planned) + count_new(&brief->said);
    for (size_t i = 0; i < brief->disagreements.n; i++)
        n += is_new(b, &b->disagreements.at[brief->disagreements.at[i]], since);
    if (!n)
        return;
    ng_str day = ng_when_text((ng_days){since, since}, NG_DAY, NG_NO_DAY, buf);
    ng_doc_section(d, ng_str_format(a, "NEW SINCE " PRS, PRS_ARG(day)));
    unsigned width = d->when_width;
    d->when_width = 0;
    ng_doc_item(d, &(struct ng_item){
                       .text = reports,
                       .label = ng_str_format(a, "%zu line%s above %s", n,
                                              n == 1 ? "" : "s",
                                              n == 1 ? "is new" : "are new")});
    d->when_width = width;
}

/* ---- sources ---------------------------------------------------------- */

ng_str ng_source_name(const struct ng_report *r)
{
    if (r->outlet.n)
        return r->outlet;
    if (r->agency.n)
        return r->agency;
    ng_str name = r->source.path;
    for (size_t i = name.n; i > 0; i--)
        if (name.p[i - 1] == '/' && i < name.n)
            return (ng_str){name.p + i, name.n - i};
    return name;
}

/* "cites 1 and 4": reports of the story whose outlets it names as sources. */
static ng_str named_sources(const struct ng_batch *b, uint32_t i,
                            struct ng_arena *a)
{
    enum { LOOKED_AT = 64 };
    const struct ng_report *r = b->reports.at[i];
    ng_str s = {0};
    for (uint32_t k = 0; k < b->reports.n && k < LOOKED_AT; k++) {
        const struct ng_report *o = b->reports.at[k];
        bool cited = false;
        for (size_t y = 0; y < r->sayings.n && k != i && o->outlet.n; y++) {
            const struct ng_saying *x = &r->sayings.at[y];
            cited |= ng_str_eq(ng_slice(r->text, x->source), o->outlet);
            for (size_t v = 0; v < x->via.n; v++)
                cited |=
                    ng_str_eq(ng_slice(r->text, x->via.at[v].at), o->outlet);
        }
        if (cited && !ng_str_eq(o->outlet, r->outlet))
            return ng_str_format(a, ", cites " PRS, PRS_ARG(o->outlet));
    }
    for (size_t e = 0; e < b->edges.n; e++)
        if (b->edges.at[e].child == i &&
            b->edges.at[e].relation == NG_QUOTES_ONLY)
            return ng_str_format(a, ", quotations as in %u",
                                 b->edges.at[e].parent + 1);
    return s;
}

/* What a source is: "own report", "revision of 2", "spun copy of AP". */
ng_str ng_source_role(const struct ng_batch *b, uint32_t i,
                      const uint32_t *parents, struct ng_arena *a)
{
    const struct ng_edge *e = parents[i] ? &b->edges.at[parents[i] - 1] : NULL;
    static const char *const copies[NG_RELATION_COUNT] = {
        [NG_EXACT] = "exact copy",
        [NG_BOILERPLATE] = "copy but for house text",
        [NG_REVISION] = "revision",
        [NG_SYNDICATED] = "syndicated copy",
        [NG_SPUN] = "machine-spun copy"};
    const struct ng_report *r = b->reports.at[i];
    const struct ng_origin *origin =
        b->origin_of ? &b->origins.at[b->origin_of[i]] : NULL;
    double part = e ? (double)e->coverage_parent * 100 : 0;
    if (e && e->relation == NG_EXCERPT)
        return ng_str_format(a, "excerpt: %.0f%% of it stands in %u",
                             (double)e->coverage_child * 100, e->parent + 1);
    if (e && e->relation == NG_SYNDICATED && part > 0 && part < 95)
        return ng_str_format(a, "syndicated copy of %u, %.0f%% of its text",
                             e->parent + 1, part);
    if (e)
        return ng_str_format(a, "%s of %u", copies[e->relation], e->parent + 1);
    if (r->spun)
        return origin && origin->report == NG_NONE
                   ? ng_str_format(
                         a, "machine-spun copy of " PRS ", which is not held",
                         PRS_ARG(origin->name))
                   : STR("machine-spun text");
    if (origin && origin->name.n && !ng_str_eq(origin->name, ng_source_name(r)))
        return ng_str_format(a, PRS " report, as carried here",
                             PRS_ARG(origin->name));
    return ng_str_format(a, "own report" PRS, PRS_ARG(named_sources(b, i, a)));
}

/* "3  Northwire, Tue 13 May 2031" */
static ng_str source_line(const struct ng_batch *b, uint32_t i,
                          struct ng_arena *a)
{
    const struct ng_report *r = b->reports.at[i];
    char buf[48];
    ng_str when = ng_when_text(r->published, NG_DAY, NG_NO_DAY, buf);
    bool guessed = r->published_basis == NG_BASIS_OTHER_REPORTS;
    bool wire = r->agency.n && r->outlet.n && !ng_str_eq(r->agency, r->outlet);
    return ng_str_format(
        a, "%u  " PRS "%s" PRS ", %s" PRS, i + 1, PRS_ARG(ng_source_name(r)),
        wire ? " / " : "", PRS_ARG(wire ? r->agency : STR("")),
        guessed ? "undated, " : "", PRS_ARG(when.n ? when : STR("undated")));
}

/* How many reports go back to each origin; 0 for those after the first. */
static uint32_t *by_origin(const struct ng_batch *b, struct ng_arena *a)
{
    size_t n = b->reports.n, origins = n;
    for (size_t i = 0; b->origin_of && i < n; i++)
        origins = b->origin_of[i] >= origins ? b->origin_of[i] + 1 : origins;
    uint32_t *first = ng_new(a, uint32_t, origins + 1); /* report + 1 */
    uint32_t *all = ng_new(a, uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t origin = b->origin_of ? b->origin_of[i] : i;
        if (!first[origin])
            first[origin] = i + 1;
        all[first[origin] - 1]++;
    }
    return all;
}

struct forest {
    uint32_t *first, *next; /* [reports] child + 1 */
    uint32_t *depth, *stack;
    bool *done;
    size_t open;
};

/* Children of k go on the stack, the first on top. */
static void push_children(struct forest *f, uint32_t k)
{
    enum { DEEPEST = 4 };
    size_t from = f->open;
    for (uint32_t c = f->first[k]; c; c = f->next[c - 1])
        if (!f->done[c - 1]) {
            f->done[c - 1] = true;
            f->depth[c - 1] = f->depth[k] + (f->depth[k] < DEEPEST ? 1 : 0);
            f->stack[f->open++] = c - 1;
        }
    for (size_t x = from, y = f->open; x + 1 < y; x++) {
        uint32_t swap = f->stack[x];
        f->stack[x] = f->stack[--y];
        f->stack[y] = swap;
    }
}

/* Reports under what they were made from, in batch order; `depth` of each. */
static uint32_t *in_trees(const struct ng_batch *b, const uint32_t *parents,
                          uint32_t *depth, struct ng_arena *a)
{
    size_t n = b->reports.n, told = 0;
    uint32_t *order = ng_new(a, uint32_t, n + 1);
    struct forest f = {.first = ng_new(a, uint32_t, n + 1),
                       .next = ng_new(a, uint32_t, n + 1),
                       .stack = ng_new(a, uint32_t, n + 1),
                       .done = ng_new(a, bool, n + 1),
                       .depth = depth};
    for (uint32_t i = (uint32_t)n; i-- > 0;)
        if (parents[i]) {
            uint32_t p = b->edges.at[parents[i] - 1].parent;
            f.next[i] = f.first[p];
            f.first[p] = i + 1;
        }
    for (int pass = 0; pass < 2; pass++) /* rings, if any, last */
        for (uint32_t i = 0; i < n; i++) {
            if (f.done[i] || (pass == 0 && parents[i]))
                continue;
            f.done[i] = true;
            f.stack[f.open++] = i;
            while (f.open) {
                order[told++] = f.stack[--f.open];
                push_children(&f, order[told - 1]);
            }
        }
    return order;
}

/* Up to FOLD reports are all named; of more, the first of each origin. */
void ng_doc_sources(struct ng_doc *d, bool all, struct ng_arena *a)
{
    enum { FOLD = 14, LINES = 12 };
    const struct ng_batch *b = d->batch;
    bool fold = !all && b->reports.n > FOLD;
    size_t told = 0, left = 0;
    ng_doc_section(d, STR("SOURCES"));
    uint32_t *parents = ng_parents(b, false, a);
    uint32_t *depth = ng_new(a, uint32_t, b->reports.n + 1);
    uint32_t *order = in_trees(b, parents, depth, a);
    uint32_t *of_origin = by_origin(b, a);
    unsigned width = d->when_width;
    d->when_width = 0;
    for (size_t at = 0; at < b->reports.n; at++) {
        uint32_t i = order[at];
        if (fold && (!of_origin[i] || told == LINES)) {
            left += of_origin[i] > 0;
            continue;
        }
        size_t copies = fold ? of_origin[i] - 1 : 0;
        struct ng_item item = {.text = source_line(b, i, a),
                               .label = ng_source_role(b, i, parents, a),
                               .indent = fold ? 0 : depth[i] * 2};
        if (copies)
            item.label = ng_str_format(a, PRS ", %zu more go back to it",
                                       PRS_ARG(item.label), copies);
        ng_doc_item(d, &item);
        told++;
    }
    if (left)
        ng_doc_item(d, &(struct ng_item){
                           .text = ng_str_format(
                               a,
                               "and %zu more origins; \"nutgraf lineage\" "
                               "names all",
                               left)});
    d->when_width = width;
}

/* The headline of the report that the brief begins with: that of the story is
 * its first. */
ng_str ng_brief_title(const struct ng_batch *b, const struct ng_brief *brief)
{
    if (brief->lead.n && brief->lead.at[0].cites.n) {
        const struct ng_report *r =
            b->reports.at[brief->lead.at[0].cites.at[0].report];
        bool quoted = ng_str_find(r->title, STR("\""), 0) != SIZE_MAX ||
                      ng_str_find(r->title, STR("“"), 0) != SIZE_MAX;
        if (r->title.n && !r->spun && !quoted)
            return r->title;
    }
    return b->stories.at[brief->story].title;
}

/* ---- the whole -------------------------------------------------------- */

static int by_place(const void *x, const void *y)
{
    const struct ng_cite *a = x, *b = y;
    if (a->report != b->report)
        return a->report < b->report ? -1 : 1;
    return (a->at.beg > b->at.beg) - (a->at.beg < b->at.beg);
}

static void add_cites(ng_cites *all, const ng_lines *list, struct ng_arena *a)
{
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = 0; k < list->at[i].cites.n; k++)
            *ng_push(all, a) = list->at[i].cites.at[k];
}

static void html_reports(struct ng_doc *d, const struct ng_brief *brief,
                         struct ng_arena *a)
{
    ng_cites all = {0};
    add_cites(&all, &brief->lead, a);
    add_cites(&all, &brief->happened, a);
    add_cites(&all, &brief->planned, a);
    add_cites(&all, &brief->said, a);
    add_cites(&all, &brief->timeline, a);
    for (size_t i = 0; i < d->batch->disagreements.n; i++) {
        const struct ng_disagreement *x = &d->batch->disagreements.at[i];
        for (size_t v = 0; v < x->values.n; v++)
            for (size_t k = 0; k < x->values.at[v].cites.n; k++)
                *ng_push(&all, a) = x->values.at[v].cites.at[k];
    }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_place);
    ng_doc_reports(d, all.at, all.n);
}

static void tell_document(const struct ng_telling *t, const struct ng_batch *b,
                          const struct ng_brief *brief, struct ng_arena *a)
{
    const struct ng_story *s = &b->stories.at[brief->story];
    struct ng_doc d;
    ng_doc_open(&d, t, b);
    ng_doc_title(&d, ng_brief_title(b, brief), counts(s, a));
    ng_doc_plain(&d, dateline(s, a));
    if (t->form == NG_FORM_TERMINAL)
        ng_putc(t->out, '\n');
    for (size_t i = 0; i < brief->lead.n; i++) {
        struct ng_item item = item_of(&brief->lead.at[i]);
        ng_doc_lead(&d, &item);
    }
    lines(&d, "HAPPENED", &brief->happened, DATED);
    ng_lines claimed, planned = still_to_come(&brief->planned, &claimed, a);
    lines(&d, "PLANNED, SAID TO COME", &planned, DATED);
    lines(&d, "CLAIMED AND DENIED", &claimed, DATED);
    lines(&d, "WHO SAYS WHAT", &brief->said, UNDATED);
    disagreements(&d, brief, a);
    new_since(&d, brief, a);
    lines(&d, "TIMELINE", &brief->timeline, ONE_LINE);
    ng_doc_sources(&d, false, a);
    ng_doc_close(&d);
    if (t->form == NG_FORM_HTML)
        html_reports(&d, brief, a);
}

void ng_tell_brief(const struct ng_telling *t, const struct ng_batch *b,
                   struct ng_arena *a, struct ng_arena scratch)
{
    for (size_t i = 0; i < b->briefs.n; i++)
        if (t->form == NG_FORM_JSON)
            ng_export_jsonl(t->out, NG_EXPORT_BRIEFS, b, a, scratch);
        else
            tell_document(t, b, &b->briefs.at[i], a);
}

static int by_day(const void *a, const void *b)
{
    const struct ng_line *x = a, *y = b;
    if (x->when.first != y->when.first)
        return x->when.first < y->when.first ? -1 : 1;
    if (x->when.last != y->when.last)
        return x->when.last < y->when.last ? -1 : 1;
    return ng_str_cmp(x->text, y->text);
}

/* Every line of the brief that has a day, the oldest first. */
static ng_lines all_dated(const struct ng_brief *brief, struct ng_arena *a)
{
    const ng_lines *const parts[] = {&brief->lead, &brief->happened,
                                     &brief->planned, &brief->timeline};
    ng_lines all = {0};
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
        for (size_t i = 0; i < parts[p]->n; i++)
            if (parts[p]->at[i].when.first != NG_NO_DAY)
                *ng_push(&all, a) = parts[p]->at[i];
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_day);
    return all;
}

void ng_tell_timeline(const struct ng_telling *t, const struct ng_batch *b,
                      struct ng_arena *a, struct ng_arena scratch)
{
    (void)scratch;
    for (size_t i = 0; i < b->briefs.n; i++) {
        struct ng_doc d;
        if (t->form == NG_FORM_JSON) {
            struct ng_json j = {.out = t->out};
            ng_json_brief(&j, b, &b->briefs.at[i], a);
            ng_putc(t->out, '\n');
            continue;
        }
        ng_doc_open(&d, t, b);
        ng_doc_title(&d, b->stories.at[0].title, counts(&b->stories.at[0], a));
        ng_lines dated = all_dated(&b->briefs.at[i], a);
        lines(&d, "TIMELINE", b->days.n ? &b->days : &dated, ONE_LINE);
        ng_doc_close(&d);
    }
}
