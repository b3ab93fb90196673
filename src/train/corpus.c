/* corpus.c - corpus files: header, body and tail, and what they must fulfil.
 */
#include "train/corpus.h"

#include "clean/clean.h"
#include "text/tokens.h"
#include "train/corpus_marks.h"
#include "train/gold.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

void ng_corpus_complain(struct ng_corpus_read *c, const char *at,
                        const char *fmt, ...)
{
    uint32_t line = 1;
    char text[300];
    va_list args;
    c->r->mistakes++;
    if (!c->problem)
        return;
    for (const char *p = c->bytes.p; p < at; p++)
        line += *p == '\n';
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    c->problem(c->ctx, c->r->path.p, line, text);
}

const struct ng_corpus_entity *
ng_corpus_entity(const struct ng_corpus_report *r, uint32_t number)
{
    for (size_t i = 0; i < r->entities.n; i++)
        if (r->entities.at[i].number == number)
            return &r->entities.at[i];
    return NULL;
}

uint32_t ng_corpus_saying_of(struct ng_corpus_read *c, ng_str label)
{
    for (size_t i = 0; i < c->r->sayings.n; i++)
        if (ng_str_eq(c->r->sayings.at[i].label, label))
            return (uint32_t)i;
    *ng_push(&c->r->sayings, c->a) = (struct ng_corpus_saying){.label = label};
    return (uint32_t)c->r->sayings.n - 1;
}

uint32_t ng_corpus_event_of(struct ng_corpus_read *c, ng_str label)
{
    for (size_t i = 0; i < c->r->events.n; i++)
        if (ng_str_eq(c->r->events.at[i].label, label))
            return (uint32_t)i;
    *ng_push(&c->r->events, c->a) = (struct ng_corpus_event){.label = label};
    return (uint32_t)c->r->events.n - 1;
}

/* ---- the whole ---------------------------------------------------------- */

static void check_number(struct ng_corpus_read *c, uint32_t n, const char *what)
{
    if (n && !ng_corpus_entity(c->r, n))
        ng_corpus_complain(c, c->bytes.p + c->bytes.n,
                           "%s %u has no line in the tail", what, n);
}

static void check_numbers(struct ng_corpus_read *c, const ng_numbers *n)
{
    for (size_t i = 0; i < n->n; i++)
        check_number(c, n->at[i], "entity");
}

static void check_entities(struct ng_corpus_read *c)
{
    struct ng_corpus_report *r = c->r;
    const char *end = c->bytes.p + c->bytes.n;
    for (size_t i = 0; i < r->names.n; i++) {
        const struct ng_marked_name *m = &r->names.at[i];
        const struct ng_corpus_entity *e = ng_corpus_entity(r, m->number);
        check_number(c, m->number, "entity");
        if (e && e->type != m->type)
            ng_corpus_complain(c, end,
                               "entity %u is %.*s in the tail and %.*s "
                               "at \"%.*s\"",
                               m->number, PRS_ARG(ng_name_type_name(e->type)),
                               PRS_ARG(ng_name_type_name(m->type)),
                               PRS_ARG(ng_slice(r->text, m->at)));
    }
    for (size_t i = 0; i < r->others.n; i++)
        check_number(c, r->others.at[i].number, "entity");
    for (size_t i = 0; i < r->entities.n; i++) {
        uint32_t seen = 0, number = r->entities.at[i].number;
        for (size_t k = 0; k < r->names.n; k++)
            seen += r->names.at[k].number == number;
        for (size_t k = 0; k < r->others.n; k++)
            seen += r->others.at[k].number == number;
        if (!seen)
            ng_corpus_complain(c, end, "entity %u is nowhere in the text",
                               number);
    }
}

static void check_sayings(struct ng_corpus_read *c)
{
    struct ng_corpus_report *r = c->r;
    const char *end = c->bytes.p + c->bytes.n;
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_corpus_saying *s = &r->sayings.at[i];
        uint32_t parts[4] = {0};
        for (size_t k = 0; k < r->parts.n; k++)
            if (r->parts.at[k].saying == i)
                parts[r->parts.at[k].part]++;
        if (!s->told)
            ng_corpus_complain(c, end, "saying " PRS " has no line in the tail",
                               PRS_ARG(s->label));
        if (!parts[NG_PART_CONTENT])
            ng_corpus_complain(c, end, "saying " PRS " has no content",
                               PRS_ARG(s->label));
        if (!parts[NG_PART_CUE] && !parts[NG_PART_SOURCE])
            ng_corpus_complain(c, end,
                               "saying " PRS " has no cue and no source",
                               PRS_ARG(s->label));
        if (s->told && (s->grade == NG_GRADE_NONE) != !parts[NG_PART_SOURCE] &&
            !s->speaker)
            ng_corpus_complain(c, end,
                               "saying " PRS ": grade none is for those "
                               "without a source, and only for those",
                               PRS_ARG(s->label));
        check_number(c, s->speaker, "speaker");
        check_numbers(c, &s->via);
    }
}

static void check_events(struct ng_corpus_read *c)
{
    struct ng_corpus_report *r = c->r;
    const char *end = c->bytes.p + c->bytes.n;
    for (size_t i = 0; i < r->events.n; i++) {
        const struct ng_corpus_event *e = &r->events.at[i];
        uint32_t seen = 0;
        for (size_t k = 0; k < r->triggers.n; k++)
            seen += r->triggers.at[k].event == i;
        if (!e->told)
            ng_corpus_complain(c, end, "event " PRS " has no line in the tail",
                               PRS_ARG(e->label));
        if (!seen)
            ng_corpus_complain(c, end,
                               "event " PRS " has no trigger in the "
                               "text",
                               PRS_ARG(e->label));
        check_numbers(c, &e->who);
        check_numbers(c, &e->whom);
        check_numbers(c, &e->where);
        for (ng_str by = e->by; by.n;) {
            ng_cut cut = ng_cut_at(by, ',');
            size_t k = 0;
            while (k < r->sayings.n &&
                   !ng_str_eq(r->sayings.at[k].label, cut.head))
                k++;
            if (k == r->sayings.n)
                ng_corpus_complain(c, end,
                                   "event " PRS ": there is no saying " PRS,
                                   PRS_ARG(e->label), PRS_ARG(cut.head));
            by = cut.tail;
        }
    }
}

/* "Tuesday" must be one. */
static void check_weekdays(struct ng_corpus_read *c)
{
    static const char *const names[] = {"monday",   "tuesday", "wednesday",
                                        "thursday", "friday",  "saturday",
                                        "sunday"};
    struct ng_corpus_report *r = c->r;
    for (size_t i = 0; i < r->times.n; i++) {
        const struct ng_marked_time *t = &r->times.at[i];
        ng_str text = ng_slice(r->text, t->at);
        ng_day day;
        if (t->set || !ng_day_parse(t->value, &day))
            continue;
        for (int k = 0; k < 7; k++)
            if (ng_str_find_nocase(text, ng_str_of(names[k]), 0) == 0 &&
                ng_weekday(day) != k)
                ng_corpus_complain(
                    c, c->bytes.p + c->bytes.n, "\"" PRS "\": " PRS " is a %s",
                    PRS_ARG(text), PRS_ARG(t->value), names[ng_weekday(day)]);
    }
}

void ng_corpus_whole(struct ng_corpus_read *c)
{
    struct ng_corpus_report *r = c->r;
    const char *end = c->bytes.p + c->bytes.n;
    if (r->id.n == 0 || r->outlet.n == 0 || r->manner.n == 0 ||
        r->region.n == 0 || r->day == NG_NO_DAY)
        ng_corpus_complain(c, c->bytes.p,
                           "the header needs id, manner, "
                           "region, outlet and day (YYYY-MM-DD)");
    if (r->text.n == 0)
        ng_corpus_complain(c, end, "there is no text");
    size_t slash = r->path.n;
    while (slash && r->path.p[slash - 1] != '/')
        slash--;
    ng_str file = {r->path.p + slash, r->path.n - slash};
    if (r->id.n &&
        !(ng_str_starts(file, r->id) &&
          ng_str_eq((ng_str){file.p + r->id.n, file.n - r->id.n}, STR(".txt"))))
        ng_corpus_complain(c, c->bytes.p,
                           "the id " PRS " is not the file's "
                           "name",
                           PRS_ARG(r->id));
    check_entities(c);
    check_sayings(c);
    check_events(c);
    check_weekdays(c);
}

/* ---- files -------------------------------------------------------------- */

static void header_line(struct ng_corpus_read *c, ng_str line)
{
    ng_cut cut = ng_cut_at(line, ':');
    ng_str v = ng_str_trim(cut.tail);
    struct ng_corpus_report *r = c->r;
    if (ng_str_eq(cut.head, STR("id")))
        r->id = v;
    else if (ng_str_eq(cut.head, STR("manner")))
        r->manner = v;
    else if (ng_str_eq(cut.head, STR("region")))
        r->region = v;
    else if (ng_str_eq(cut.head, STR("outlet")))
        r->outlet = v;
    else if (ng_str_eq(cut.head, STR("layers")) && ng_str_eq(v, STR("names")))
        r->names_only = true;
    else if (!ng_str_eq(cut.head, STR("day")))
        ng_corpus_complain(c, line.p, "\"" PRS "\" is no line of a header",
                           PRS_ARG(line));
    else if (v.n != 10 || !ng_day_parse(v, &r->day))
        ng_corpus_complain(c, line.p, "\"" PRS "\" is no day", PRS_ARG(v));
}

/* Cut off the first line; false at the end. */
static bool next_line(ng_str *rest, ng_str *line)
{
    if (rest->n == 0)
        return false;
    ng_cut cut = ng_cut_at(*rest, '\n');
    *line = cut.head;
    *rest = cut.tail;
    if (line->n && line->p[line->n - 1] == '\r')
        line->n--;
    return true;
}

void ng_corpus_parse(struct ng_corpus_report *r, const char *path, ng_str bytes,
                     ng_corpus_problem *problem, void *ctx, struct ng_arena *a)
{
    struct ng_corpus_read c = {r, bytes, problem, ctx, a};
    ng_str rest = bytes, line = {0};
    *r = (struct ng_corpus_report){.path = ng_str_of(path), .day = NG_NO_DAY};
    while (next_line(&rest, &line) && line.n)
        header_line(&c, line);
    ng_str body = {rest.p, 0};
    bool ended = false;
    while (!ended && next_line(&rest, &line)) {
        ended = ng_str_eq(line, STR("--"));
        if (!ended)
            body.n = (size_t)(line.p + line.n - body.p);
    }
    if (!ended)
        ng_corpus_complain(&c, bytes.p + bytes.n,
                           "there is no line -- before "
                           "a tail");
    ng_corpus_body(&c, body);
    while (next_line(&rest, &line))
        ng_corpus_tail(&c, line);
    ng_corpus_whole(&c);
}

static ng_status read_file(struct ng_corpus *c, const char *path,
                           ng_corpus_problem *problem, void *ctx,
                           struct ng_arena *a, struct ng_err *err)
{
    ng_str bytes;
    ng_status status = ng_slurp(path, &bytes, &c->hash, a, err);
    if (status)
        return status;
    ng_corpus_parse(ng_push(&c->reports, a), path, bytes, problem, ctx, a);
    return NG_OK;
}

/* By bytes, whatever the locale. */
static int by_bytes(const void *x, const void *y)
{
    return ng_str_cmp(*(const ng_str *)x, *(const ng_str *)y);
}

static ng_status read_folder(struct ng_corpus *c, const char *path,
                             ng_corpus_problem *problem, void *ctx,
                             struct ng_arena *a, struct ng_err *err)
{
    NG_LIST(ng_str) files = {0};
    DIR *d = opendir(path);
    if (!d)
        return ng_fail(err, NG_IO, 0, "%s: %s", path, strerror(errno));
    for (struct dirent *e; (e = readdir(d));)
        if (ng_str_ends(ng_str_of(e->d_name), STR(".txt")))
            *ng_push(&files, a) = ng_str_format(a, "%s/%s", path, e->d_name);
    closedir(d);
    if (files.n > 1)
        qsort(files.at, files.n, sizeof *files.at, by_bytes);
    ng_status status = NG_OK;
    for (size_t i = 0; i < files.n && !status; i++)
        status = read_file(c, ng_str_c(files.at[i], a), problem, ctx, a, err);
    return status;
}

ng_status ng_corpus_read(struct ng_corpus *c, const char *path,
                         ng_corpus_problem *problem, void *ctx,
                         struct ng_arena *a, struct ng_err *err)
{
    struct stat st;
    if (stat(path, &st))
        return ng_fail(err, NG_IO, 0, "%s: %s", path, strerror(errno));
    return S_ISDIR(st.st_mode) ? read_folder(c, path, problem, ctx, a, err)
                               : read_file(c, ng_str_c(ng_str_of(path), a),
                                           problem, ctx, a, err);
}

void ng_corpus_report_of(const struct ng_corpus_report *from,
                         struct ng_report *to, struct ng_arena *a)
{
    *to = (struct ng_report){0};
    to->text = from->text;
    to->title_at = from->title;
    to->title = ng_slice(from->text, from->title);
    to->outlet = from->outlet;
    to->published = (ng_days){from->day, from->day};
    to->published_precision = NG_PRECISION_DAY;
    to->published_basis = NG_BASIS_METADATA;
    for (size_t i = 0; i < from->paragraphs.n; i++)
        *ng_push(&to->paragraphs, a) = from->paragraphs.at[i];
    ng_find_dateline(to);
}
