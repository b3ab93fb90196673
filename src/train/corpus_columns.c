/* corpus_columns.c - other shapes of an annotation: from the records of the
 * program, and to columns of tokens and tags. */
#include "annotate/annotate.h"
#include "train/corpus_score.h"

enum { AGAIN = 64 };

/* True if something else stands for this phrase already. */
static bool is_taken(const struct ng_corpus_report *to, ng_range at)
{
    for (size_t i = 0; i < to->others.n; i++)
        if (ng_range_touch(to->others.at[i].at, at))
            return true;
    return false;
}

static void put_saying(struct ng_corpus_report *to, enum ng_grade grade,
                       uint32_t entity, struct ng_arena *a)
{
    *ng_push(&to->sayings, a) = (struct ng_corpus_saying){
        .label = ng_str_format(a, "a%zu", to->sayings.n),
        .grade = grade,
        .speaker = entity != NG_NONE ? entity + 1 : 0,
        .told = true,
    };
}

/* False for who is met once, as somebody not known ("a nurse"), and is not
 * quoted. */
static bool is_met_again(const struct ng_report *r, size_t i)
{
    const struct ng_attribution_part *x = &r->attributions.at[i];
    ng_str met = ng_slice(r->text, x->met);
    uint32_t w = ng_word_at(r, x->at.beg);
    bool quoted = w + 1 < r->words.n && r->words.at[w + 1].quote != NG_NONE;
    if (quoted || x->met.beg != x->said_as.beg ||
        ng_str_starts_nocase(met, STR("the ")))
        return true;
    for (size_t k = i + 1; k < r->attributions.n && k < i + AGAIN; k++)
        if (r->attributions.at[k].nameless == x->nameless &&
            r->attributions.at[k].said_as.beg != x->met.beg)
            return true;
    return false;
}

static void put_other(struct ng_corpus_report *to, ng_range at, uint32_t number,
                      struct ng_arena *a)
{
    if (!ng_range_empty(at) && !is_taken(to, at))
        *ng_push(&to->others, a) = (struct ng_marked_other){at, number};
}

/* Hearers are those of the sayings; all other parts are of the attributions,
 * which know whose each content is. */
static void put_sayings(const struct ng_report *r, struct ng_corpus_report *to,
                        struct ng_arena *a)
{
    static const enum ng_part parts[] = {[NG_PART_OF_SOURCE] = NG_PART_SOURCE,
                                         [NG_PART_OF_CUE] = NG_PART_CUE,
                                         [NG_PART_OF_CONTENT] =
                                             NG_PART_CONTENT};
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *s = &r->sayings.at[i];
        put_saying(to, s->grade, s->entity, a);
        if (!ng_range_empty(s->told_to))
            *ng_push(&to->parts, a) =
                (struct ng_marked_part){s->told_to, NG_PART_TOLD, (uint32_t)i};
    }
    for (size_t i = 0; i < r->attributions.n; i++) {
        const struct ng_attribution_part *x = &r->attributions.at[i];
        *ng_push(&to->parts, a) = (struct ng_marked_part){
            x->at, parts[x->kind], (uint32_t)to->sayings.n};
        put_saying(to, x->grade, x->entity, a);
        if (x->entity != NG_NONE || x->nameless == NG_NONE ||
            !is_met_again(r, i))
            continue;
        uint32_t number = (uint32_t)r->entities.n + 1 + x->nameless;
        to->sayings.at[to->sayings.n - 1].speaker = number;
        put_other(to, x->met, number, a);
        put_other(to, x->said_as, number, a);
    }
}

static void put_parties(const ng_parties *from, ng_numbers *who, ng_numbers *of,
                        struct ng_corpus_spans *at, struct ng_arena *a)
{
    for (size_t i = 0; i < from->n; i++) {
        uint32_t e = from->at[i].entity;
        *ng_push(who, a) = e == NG_NONE ? 0 : e + 1;
        *ng_push(of, a) = from->at[i].of;
        *ng_push(at, a) = from->at[i].at;
    }
}

static ng_str days_text(ng_days days, struct ng_arena *a)
{
    char from[16], to[16];
    if (!ng_days_known(days))
        return (ng_str){0};
    return ng_str_format(a, PRS "/" PRS, PRS_ARG(ng_day_text(days.first, from)),
                         PRS_ARG(ng_day_text(days.last, to)));
}

/* A day that only the report's own stands for is not said. */
static void put_event(const struct ng_mention *m, struct ng_corpus_report *to,
                      struct ng_arena *a)
{
    struct ng_corpus_event e = {
        .type = m->type, .status = m->status, .told = true};
    ng_numbers nobodys = {0};
    if (m->when_basis != NG_BASIS_PUBLISHED)
        e.when = days_text(m->when, a);
    put_parties(&m->actors, &e.who, &e.who_of, &e.who_at, a);
    put_parties(&m->recipients, &e.whom, &e.whom_of, &e.whom_at, a);
    put_parties(&m->attributed_to, &e.by_who, &nobodys, &e.by_at, a);
    if (m->place != NG_NONE) {
        *ng_push(&e.where, a) = m->place + 1;
        *ng_push(&e.where_at, a) = m->place_at;
    }
    *ng_push(&to->triggers, a) =
        (struct ng_marked_trigger){m->trigger, (uint32_t)to->events.n};
    *ng_push(&to->events, a) = e;
}

void ng_corpus_from(const struct ng_report *r, struct ng_corpus_report *to,
                    struct ng_arena *a)
{
    *to = (struct ng_corpus_report){
        .id = r->source.given_id, .outlet = r->outlet, .text = r->text};
    to->day = r->published.first;
    for (size_t i = 0; i < r->names.n; i++)
        *ng_push(&to->names, a) = (struct ng_marked_name){
            r->names.at[i].at, r->names.at[i].type,
            r->names.at[i].entity == NG_NONE ? 0 : r->names.at[i].entity + 1};
    for (size_t i = 0; i < r->references.n; i++)
        *ng_push(&to->others, a) = (struct ng_marked_other){
            r->references.at[i].at, r->references.at[i].entity + 1};
    for (size_t i = 0; i < r->entities.n; i++)
        *ng_push(&to->entities, a) =
            (struct ng_corpus_entity){.number = (uint32_t)i + 1,
                                      .type = r->entities.at[i].type,
                                      .name = r->entities.at[i].name};
    for (size_t i = 0; i < r->times.n; i++)
        *ng_push(&to->times, a) =
            (struct ng_marked_time){r->times.at[i].at, r->times.at[i].timex,
                                    r->times.at[i].kind == NG_SET};
    put_sayings(r, to, a);
    for (size_t i = 0; i < r->mentions.n; i++)
        if (r->mentions.at[i].type != NG_STATEMENT)
            put_event(&r->mentions.at[i], to, a);
}

/* ---- columns ------------------------------------------------------------ */

struct span {
    ng_range at;
    ng_str tag;
};
typedef NG_LIST(struct span) spans;

static void collect(const struct ng_corpus_report *r, bool sayings, spans *to,
                    struct ng_arena *a)
{
    static const ng_str parts[] = {S("SOURCE"), S("CUE"), S("CONTENT"), S("")};
    for (size_t i = 0; !sayings && i < r->names.n; i++)
        *ng_push(to, a) = (struct span){r->names.at[i].at,
                                        ng_name_type_name(r->names.at[i].type)};
    for (size_t i = 0; sayings && i < r->parts.n; i++)
        if (r->parts.at[i].part != NG_PART_TOLD)
            *ng_push(to, a) =
                (struct span){r->parts.at[i].at, parts[r->parts.at[i].part]};
}

/* The widest span over the token: a column has room for one. */
static const struct span *over(const spans *s, ng_range token)
{
    const struct span *best = NULL;
    for (size_t i = 0; i < s->n; i++)
        if (ng_range_touch(s->at[i].at, token) &&
            (!best ||
             s->at[i].at.end - s->at[i].at.beg > best->at.end - best->at.beg))
            best = &s->at[i];
    return best;
}

void ng_corpus_columns(struct ng_out *out, const struct ng_corpus_report *r,
                       bool sayings, struct ng_arena *a)
{
    struct ng_report report;
    spans s = {0};
    collect(r, sayings, &s, a);
    ng_corpus_report_of(r, &report, a);
    /* Half of what is left for the words, half to find them. */
    struct ng_arena scratch = *a;
    scratch.at += (a->end - a->at) / 2;
    ng_find_words(&report, a, scratch);
    ng_put(out, STR("-DOCSTART-\tO\n\n"));
    const struct span *before = NULL;
    for (size_t i = 0; i < report.words.n; i++) {
        const struct ng_word *w = &report.words.at[i];
        const struct span *now = over(&s, w->at);
        if (i && w->sentence != report.words.at[i - 1].sentence)
            ng_putc(out, '\n');
        ng_put(out, ng_slice(r->text, w->at));
        if (now)
            ng_printf(out, "\t%c-" PRS "\n", now == before ? 'I' : 'B',
                      PRS_ARG(now->tag));
        else
            ng_put(out, STR("\tO\n"));
        before = now;
    }
    ng_putc(out, '\n');
}
