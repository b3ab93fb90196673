/* corpus_columns.c - other shapes of an annotation: from the records of the
 * program, and to columns of tokens and tags. */
#include "annotate/annotate.h"
#include "train/corpus_score.h"

/* The saying whose content overlaps the range most; NG_NONE: none. */
static uint32_t saying_over(const struct ng_report *r, ng_range at)
{
    uint32_t best = 0, found = NG_NONE;
    for (size_t i = 0; i < r->sayings.n; i++) {
        ng_range c = r->sayings.at[i].content;
        uint32_t beg = c.beg > at.beg ? c.beg : at.beg;
        uint32_t end = c.end < at.end ? c.end : at.end;
        if (end > beg && end - beg > best) {
            best = end - beg;
            found = (uint32_t)i;
        }
    }
    return found;
}

/* The spans are those of report.attributions; who speaks is what the saying
 * that their content belongs to says. The last saying stands for those without
 * one. */
static void put_sayings(const struct ng_report *r, struct ng_corpus_report *to,
                        struct ng_arena *a)
{
    static const enum ng_part parts[] = {[NG_PART_OF_SOURCE] = NG_PART_SOURCE,
                                         [NG_PART_OF_CUE] = NG_PART_CUE,
                                         [NG_PART_OF_CONTENT] =
                                             NG_PART_CONTENT};
    for (size_t i = 0; i <= r->sayings.n; i++) {
        const struct ng_saying *s = i < r->sayings.n ? &r->sayings.at[i] : NULL;
        *ng_push(&to->sayings, a) = (struct ng_corpus_saying){
            .label = ng_str_format(a, "a%zu", i),
            .grade = s ? s->grade : NG_GRADE_NONE,
            .speaker = s && s->entity != NG_NONE ? s->entity + 1 : 0,
            .told = true,
        };
        if (s && !ng_range_empty(s->told_to))
            *ng_push(&to->parts, a) =
                (struct ng_marked_part){s->told_to, NG_PART_TOLD, (uint32_t)i};
    }
    for (size_t i = 0; i < r->attributions.n; i++) {
        const struct ng_attribution_part *x = &r->attributions.at[i];
        uint32_t saying = saying_over(r, x->at);
        *ng_push(&to->parts, a) = (struct ng_marked_part){
            x->at, parts[x->kind],
            saying == NG_NONE ? (uint32_t)r->sayings.n : saying};
    }
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
    for (size_t i = 0; i < r->mentions.n; i++) {
        const struct ng_mention *m = &r->mentions.at[i];
        if (m->type == NG_STATEMENT)
            continue;
        *ng_push(&to->triggers, a) =
            (struct ng_marked_trigger){m->trigger, (uint32_t)to->events.n};
        *ng_push(&to->events, a) = (struct ng_corpus_event){
            .type = m->type, .status = m->status, .told = true};
    }
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
