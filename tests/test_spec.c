/* test_spec.c - runs the examples in spec/ as tests.
 *
 *     @ 2019-04-24        the day of the report (else it is undated)
 *     > The text,         lines of the report; ">" alone is an empty line
 *     = what it says      one line for each record of the file's kind
 *
 * all indented by four spaces. The name of the file says which records are
 * printed: sentences, names, references, times, quantities, sayings, speakers,
 * events, clean. An example without "=" lines must yield nothing.
 */
#include "base/out.h"
#include "engine/engine.h"
#include "t.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>

static struct ng_out got, in, want;
static struct ng_arena arena, scratch;

static void put_range(const struct ng_report *r, const char *word, ng_range at)
{
    if (!ng_range_empty(at))
        ng_printf(&got, "%s\"" PRS "\"", word, PRS_ARG(ng_slice(r->text, at)));
}

static void put_days(ng_days d)
{
    char a[16], z[16];
    ng_str first = ng_day_text(d.first, a), last = ng_day_text(d.last, z);
    ng_printf(&got, " " PRS, PRS_ARG(first.n ? first : STR("-")));
    if (!ng_str_eq(first, last))
        ng_printf(&got, "/" PRS, PRS_ARG(last.n ? last : STR("-")));
}

static ng_str entity(const struct ng_report *r, uint32_t e)
{
    return e < r->entities.n ? r->entities.at[e].name : STR("-");
}

static void put_sentences(const struct ng_report *r)
{
    for (size_t i = 0; i < r->sentences.n; i++) {
        put_range(r, "", r->sentences.at[i].at);
        ng_putc(&got, '\n');
    }
}

static void put_names(const struct ng_report *r)
{
    for (size_t i = 0; i < r->names.n; i++) {
        const struct ng_name_mention *n = &r->names.at[i];
        ng_printf(&got, PRS " ", PRS_ARG(ng_name_type_name(n->type)));
        put_range(r, "", n->at);
        if (n->entity < r->entities.n &&
            !ng_str_eq(entity(r, n->entity), ng_slice(r->text, n->at)))
            ng_printf(&got, " = " PRS, PRS_ARG(entity(r, n->entity)));
        ng_putc(&got, '\n');
    }
}

static void put_references(const struct ng_report *r)
{
    for (size_t i = 0; i < r->references.n; i++) {
        put_range(r, "", r->references.at[i].at);
        ng_printf(&got, " = " PRS "\n",
                  PRS_ARG(entity(r, r->references.at[i].entity)));
    }
}

static void put_times(const struct ng_report *r)
{
    for (size_t i = 0; i < r->times.n; i++) {
        const struct ng_time *t = &r->times.at[i];
        put_range(r, "", t->at);
        put_days(t->value);
        ng_printf(&got, " " PRS " " PRS "\n",
                  PRS_ARG(ng_granularity_name(t->granularity)),
                  PRS_ARG(t->timex));
    }
}

static void put_number(double v)
{
    if (isnan(v))
        ng_put(&got, STR(" -"));
    else
        ng_printf(&got, " %.10g", v);
}

static void put_quantities(const struct ng_report *r)
{
    for (size_t i = 0; i < r->quantities.n; i++) {
        const struct ng_quantity *q = &r->quantities.at[i];
        put_range(r, "", q->at);
        put_number(q->low);
        put_number(q->high);
        ng_printf(&got, "%s%s" PRS "%s" PRS "\n", q->approx ? " about" : "",
                  q->unit.n ? " " : "", PRS_ARG(q->unit),
                  q->what.n ? " of " : "", PRS_ARG(q->what));
    }
}

static void put_sayings(const struct ng_report *r)
{
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *s = &r->sayings.at[i];
        ng_printf(&got, PRS " ", PRS_ARG(ng_saying_kind_name(s->kind)));
        put_range(r, "", s->content);
        put_range(r, " cue ", s->cue);
        put_range(r, " source ", s->source);
        ng_printf(&got, " " PRS, PRS_ARG(ng_grade_name(s->grade)));
        for (size_t k = 0; k < s->via.n; k++)
            put_range(r, " via ", s->via.at[k].at);
        put_range(r, " told ", s->told_to);
        ng_put(&got, s->denies ? STR(" denies\n") : STR("\n"));
    }
}

/* Whose each content is; who has no name is told by the phrase that brought
 * them in. */
static void put_speakers(const struct ng_report *r)
{
    for (size_t i = 0; i < r->attributions.n; i++) {
        const struct ng_attribution_part *x = &r->attributions.at[i];
        if (x->kind != NG_PART_OF_CONTENT)
            continue;
        ng_put(&got, ng_slice(r->text, x->at));
        put_range(r, " said by ", x->source);
        ng_printf(&got, " " PRS, PRS_ARG(ng_grade_name(x->grade)));
        if (x->entity < r->entities.n)
            ng_printf(&got, ": " PRS, PRS_ARG(entity(r, x->entity)));
        else if (x->nameless != NG_NONE)
            ng_printf(&got, ": (" PRS ")", PRS_ARG(ng_slice(r->text, x->met)));
        ng_putc(&got, '\n');
    }
}

static void put_parties(const struct ng_report *r, const char *word,
                        const ng_parties *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct ng_party *p = &list->at[i];
        ng_printf(&got, "%s%s", i ? ", " : word, i || !word[0] ? "" : " ");
        if (p->entity < r->entities.n)
            ng_put(&got, entity(r, p->entity));
        else
            ng_put(&got, ng_slice(r->text, p->at));
    }
}

static void put_events(const struct ng_report *r)
{
    for (size_t i = 0; i < r->mentions.n; i++) {
        const struct ng_mention *m = &r->mentions.at[i];
        ng_printf(&got, PRS "%s" PRS " " PRS,
                  PRS_ARG(ng_event_type_name(m->type)), m->mode.n ? "." : "",
                  PRS_ARG(m->mode), PRS_ARG(ng_event_status_name(m->status)));
        put_range(r, " ", m->trigger);
        put_parties(r, ":", &m->actors);
        put_parties(r, " ->", &m->recipients);
        if (ng_days_known(m->when)) {
            ng_put(&got, STR(" on"));
            put_days(m->when);
        }
        if (m->place < r->entities.n)
            ng_printf(&got, " in " PRS, PRS_ARG(entity(r, m->place)));
        put_parties(r, " by", &m->attributed_to);
        ng_putc(&got, '\n');
    }
}

static void put_clean(const struct ng_report *r)
{
    ng_str text = r->text;
    while (text.n) {
        ng_cut line = ng_cut_at(text, '\n');
        ng_printf(&got, PRS "\n", PRS_ARG(line.head));
        text = line.tail;
    }
    for (size_t i = 0; i < r->notes.n; i++)
        ng_printf(&got, "(" PRS ")\n",
                  PRS_ARG(ng_note_kind_name(r->notes.at[i].kind)));
}

static const struct {
    const char *file;
    void (*put)(const struct ng_report *r);
} kinds[] = {
    {"sentences.md", put_sentences},   {"names.md", put_names},
    {"references.md", put_references}, {"times.md", put_times},
    {"quantities.md", put_quantities}, {"sayings.md", put_sayings},
    {"speakers.md", put_speakers},     {"events.md", put_events},
    {"status.md", put_events},         {"clean.md", put_clean},
};

/* Runs one example; the text is in `in`, the day in `day`. */
static bool example(void (*put)(const struct ng_report *r), ng_day day)
{
    struct ng_raw raw = {.path = STR("example"),
                         .format = NG_FORMAT_PLAIN,
                         .bytes = ng_out_str(&in),
                         .raw = ng_out_str(&in)};
    char buf[16];
    if (day != NG_NO_DAY)
        raw.published = ng_day_text(day, buf);
    struct ng_report r = {0};
    struct ng_arena mark = arena;
    struct ng_err err = {0};
    got.n = 0;
    ng_report_of(&r, &raw);
    if (ng_flow(&r, &arena, &scratch, &err) == NG_OK)
        put(&r);
    else
        ng_printf(&got, "error: %s\n", err.text);
    arena = mark;
    return ng_str_eq(ng_out_str(&got), ng_out_str(&want));
}

static void run_file(const char *name, void (*put)(const struct ng_report *r),
                     int *n, int *bad)
{
    char path[256], line[4096];
    int no = 0, at = 0;
    ng_day day = NG_NO_DAY;
    snprintf(path, sizeof path, "spec/%s", name);
    FILE *f = fopen(path, "r");
    if (!f)
        return;
    in.n = want.n = 0;
    for (;;) {
        char *more = fgets(line, sizeof line, f);
        ng_str s = more ? ng_str_of(line) : STR("");
        bool text = ng_str_starts(s, STR("    >"));
        bool result = ng_str_starts(s, STR("    ="));
        no++;
        if (in.n && !result && (want.n || !text)) { /* the example is whole */
            while (in.n && in.p[in.n - 1] == '\n')
                in.n--;
            bool ok = example(put, day);
            printf("%s %d - %s:%d\n", ok ? "ok" : "not ok", ++*n, path, at);
            if (!ok)
                printf("# got:\n" PRS "# want:\n" PRS,
                       PRS_ARG(ng_out_str(&got)), PRS_ARG(ng_out_str(&want)));
            *bad += !ok;
            in.n = want.n = 0;
        }
        if (!more)
            break;
        ng_str rest = s.n > 6 ? (ng_str){s.p + 6, s.n - 6} : STR("\n");
        if (ng_str_starts(s, STR("    @ ")))
            ng_day_parse(rest, &day);
        else if (text) {
            at = in.n ? at : no;
            ng_put(&in, rest);
        } else if (result) {
            ng_put(&want, rest);
        } else if (ng_str_starts(s, STR("#"))) {
            day = NG_NO_DAY; /* a heading begins afresh */
        }
    }
    fclose(f);
}

int main(void)
{
    struct ng_err err = {0};
    int n = 0, bad = 0;
    if (ng_arena_open(&arena, (size_t)1 << 30, &err) ||
        ng_arena_open(&scratch, (size_t)1 << 30, &err))
        return 1;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        run_file(kinds[i].file, kinds[i].put, &n, &bad);
    printf("1..%d\n", n);
    return bad != 0;
}
