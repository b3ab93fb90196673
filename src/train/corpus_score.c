#include "train/corpus_score.h"

double ng_tally_f1(struct ng_tally t)
{
    return t.gold + t.found ? 2.0 * (double)t.hit / (double)(t.gold + t.found)
                            : 0;
}

double ng_scores_b3(const struct ng_scores *s)
{
    double p =
        s->mentions_found ? s->b3_precision / (double)s->mentions_found : 0;
    double r = s->mentions_gold ? s->b3_recall / (double)s->mentions_gold : 0;
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

ng_str ng_score_name(enum ng_score s)
{
#define NAME(symbol, text) S(text),
    static const ng_str names[] = {NG_SCORES(NAME)};
    return names[s];
}

static bool same(ng_range x, ng_range y)
{
    return x.beg == y.beg && x.end == y.end;
}

/* ---- spans -------------------------------------------------------------- */

static int four(enum ng_name_type t)
{
    switch (t) {
    case NG_PER:
        return 0;
    case NG_ORG:
        return 1;
    case NG_GPE:
    case NG_LOC:
    case NG_FAC:
        return 2;
    default:
        return 3;
    }
}

static void score_names(const struct ng_corpus_report *g,
                        const struct ng_corpus_report *f, struct ng_scores *s)
{
    struct ng_tally *all = &s->row[NG_SCORE_NAMES];
    struct ng_tally *few = &s->row[NG_SCORE_NAMES4];
    all->gold += g->names.n;
    all->found += f->names.n;
    few->gold += g->names.n;
    few->found += f->names.n;
    for (size_t i = 0, k = 0; i < g->names.n; i++) {
        const struct ng_marked_name *x = &g->names.at[i];
        while (k < f->names.n && f->names.at[k].at.beg < x->at.beg)
            k++;
        if (k < f->names.n && same(f->names.at[k].at, x->at)) {
            all->hit += f->names.at[k].type == x->type;
            few->hit += four(f->names.at[k].type) == four(x->type);
        }
    }
}

static void score_times(const struct ng_corpus_report *g,
                        const struct ng_corpus_report *f, struct ng_scores *s)
{
    struct ng_tally *span = &s->row[NG_SCORE_TIMES];
    struct ng_tally *value = &s->row[NG_SCORE_TIMES_VALUE];
    span->gold += g->times.n;
    span->found += f->times.n;
    value->gold += g->times.n;
    value->found += f->times.n;
    for (size_t i = 0; i < g->times.n; i++)
        for (size_t k = 0; k < f->times.n; k++)
            if (same(g->times.at[i].at, f->times.at[k].at)) {
                span->hit++;
                value->hit +=
                    ng_str_eq(g->times.at[i].value, f->times.at[k].value);
                break;
            }
}

/* ---- sayings ------------------------------------------------------------ */

static enum ng_score row_of(enum ng_part p)
{
    return p == NG_PART_SOURCE ? NG_SCORE_SOURCES
           : p == NG_PART_CUE  ? NG_SCORE_CUES
                               : NG_SCORE_CONTENTS;
}

static void score_parts(const struct ng_corpus_report *g,
                        const struct ng_corpus_report *f, struct ng_scores *s)
{
    for (size_t i = 0; i < g->parts.n; i++) {
        const struct ng_marked_part *x = &g->parts.at[i];
        if (x->part == NG_PART_TOLD)
            continue;
        s->row[row_of(x->part)].gold++;
        for (size_t k = 0; k < f->parts.n; k++)
            if (f->parts.at[k].part == x->part &&
                same(f->parts.at[k].at, x->at)) {
                s->row[row_of(x->part)].hit++;
                break;
            }
    }
    for (size_t k = 0; k < f->parts.n; k++)
        if (f->parts.at[k].part != NG_PART_TOLD)
            s->row[row_of(f->parts.at[k].part)].found++;
}

static uint32_t overlap(ng_range x, ng_range y)
{
    uint32_t beg = x.beg > y.beg ? x.beg : y.beg;
    uint32_t end = x.end < y.end ? x.end : y.end;
    return end > beg ? end - beg : 0;
}

static bool begins_quoted(ng_str text)
{
    return ng_str_starts(text, STR("\"")) ||
           ng_str_starts(text, STR("\xe2\x80\x9c"));
}

/* The saying of f whose content covers most of the range; NG_NONE: none. */
static uint32_t saying_over(const struct ng_corpus_report *f, ng_range at)
{
    uint32_t best = 0, found = NG_NONE;
    for (size_t i = 0; i < f->parts.n; i++) {
        uint32_t n = f->parts.at[i].part == NG_PART_CONTENT
                         ? overlap(f->parts.at[i].at, at)
                         : 0;
        if (n > best) {
            best = n;
            found = f->parts.at[i].saying;
        }
    }
    return found;
}

static void score_speakers(const struct ng_corpus_report *g,
                           const struct ng_corpus_report *f,
                           struct ng_scores *s)
{
    struct ng_tally *who = &s->row[NG_SCORE_SPEAKERS];
    struct ng_tally *grade = &s->row[NG_SCORE_GRADES];
    for (size_t i = 0; i < g->parts.n; i++) {
        const struct ng_marked_part *x = &g->parts.at[i];
        if (x->part != NG_PART_CONTENT)
            continue;
        const struct ng_corpus_saying *gold = &g->sayings.at[x->saying];
        uint32_t k = saying_over(f, x->at);
        if (k != NG_NONE) {
            grade->gold++;
            grade->found++;
            grade->hit += f->sayings.at[k].grade == gold->grade;
        }
        if (!gold->speaker || !begins_quoted(ng_slice(g->text, x->at)))
            continue;
        who->gold++;
        if (k == NG_NONE || !f->sayings.at[k].speaker)
            continue;
        who->found++;
        who->hit +=
            ng_corpus_twin(g, f, f->sayings.at[k].speaker) == gold->speaker;
    }
}

/* ---- events ------------------------------------------------------------- */

static void score_events(const struct ng_corpus_report *g,
                         const struct ng_corpus_report *f, struct ng_scores *s,
                         struct ng_arena *scratch)
{
    struct ng_tally *all = &s->row[NG_SCORE_TRIGGERS];
    struct ng_tally *status = &s->row[NG_SCORE_STATUSES];
    bool *taken = ng_new(scratch, bool, f->triggers.n + 1);
    all->gold += g->triggers.n;
    all->found += f->triggers.n;
    for (size_t i = 0; i < g->triggers.n; i++) {
        const struct ng_corpus_event *x =
            &g->events.at[g->triggers.at[i].event];
        for (size_t k = 0; k < f->triggers.n; k++) {
            const struct ng_corpus_event *y =
                &f->events.at[f->triggers.at[k].event];
            if (taken[k] || x->type != y->type ||
                !ng_range_touch(g->triggers.at[i].at, f->triggers.at[k].at))
                continue;
            taken[k] = true;
            all->hit++;
            status->gold++;
            status->found++;
            status->hit += x->status == y->status;
            ng_corpus_score_fields(g, f, x, y, s, *scratch);
            break;
        }
    }
}

/* ---- who is who --------------------------------------------------------- */

struct mention {
    ng_range at;
    uint32_t number, twin; /* twin: index on the other side, or NG_NONE */
};
typedef NG_LIST(struct mention) mentions;

static void collect(const struct ng_corpus_report *r, mentions *to,
                    struct ng_arena *a)
{
    for (size_t i = 0; i < r->names.n; i++)
        if (r->names.at[i].number)
            *ng_push(to, a) = (struct mention){r->names.at[i].at,
                                               r->names.at[i].number, NG_NONE};
    for (size_t i = 0; i < r->others.n; i++)
        *ng_push(to, a) = (struct mention){r->others.at[i].at,
                                           r->others.at[i].number, NG_NONE};
}

/* For each mention of x: how much of its cluster y keeps together. */
static double together(const mentions *x, const mentions *y)
{
    double sum = 0;
    for (size_t i = 0; i < x->n; i++) {
        if (x->at[i].twin == NG_NONE)
            continue;
        uint32_t other = y->at[x->at[i].twin].number;
        size_t size = 0, kept = 0;
        for (size_t k = 0; k < x->n; k++) {
            if (x->at[k].number != x->at[i].number)
                continue;
            size++;
            kept += x->at[k].twin != NG_NONE &&
                    y->at[x->at[k].twin].number == other;
        }
        sum += (double)kept / (double)size;
    }
    return sum;
}

static void score_clusters(const struct ng_corpus_report *g,
                           const struct ng_corpus_report *f,
                           struct ng_scores *s, struct ng_arena *scratch)
{
    mentions x = {0}, y = {0};
    collect(g, &x, scratch);
    collect(f, &y, scratch);
    for (size_t i = 0; i < x.n; i++)
        for (size_t k = 0; k < y.n; k++)
            if (y.at[k].twin == NG_NONE && same(x.at[i].at, y.at[k].at)) {
                x.at[i].twin = (uint32_t)k;
                y.at[k].twin = (uint32_t)i;
                break;
            }
    s->b3_recall += together(&x, &y);
    s->b3_precision += together(&y, &x);
    s->mentions_gold += x.n;
    s->mentions_found += y.n;
}

void ng_corpus_score(const struct ng_corpus_report *gold,
                     const struct ng_corpus_report *found, struct ng_scores *s,
                     struct ng_arena scratch)
{
    score_names(gold, found, s);
    score_times(gold, found, s);
    score_parts(gold, found, s);
    score_speakers(gold, found, s);
    score_events(gold, found, s, &scratch);
    score_clusters(gold, found, s, &scratch);
}
