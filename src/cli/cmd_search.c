/* nutgraf search - stored reports that hold some words. */
#include "cli/source.h"
#include "tell/tell.h"

static const struct ng_option options[] = {
    {'n', "most", "N", "at most so many reports (default 20)"},
    {0, "facets", NULL, "what the hits have in common, in place of them"},
    {0},
};
enum { MOST, FACETS };

static ng_str query_of(const struct ng_call *call, struct ng_arena *a)
{
    ng_str query = {0};
    for (int i = 0; i < call->argc; i++)
        query = i ? ng_str_format(a, PRS " %s", PRS_ARG(query), call->argv[i])
                  : ng_str_of(call->argv[i]);
    return query;
}

/* One line as it stands, without what a terminal would obey. */
static void put_plain(struct ng_out *out, ng_str s)
{
    for (size_t i = 0; i < s.n; i++)
        ng_putc(out,
                (unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f ? ' ' : s.p[i]);
}

/* The sentence, with what was found in it bold where colour is wanted. */
static void put_found(const struct ng_call *call, const struct ng_report *r,
                      const struct ng_hit *hit)
{
    const struct ng_passage *p = NULL;
    uint32_t at = hit->at.beg;
    for (size_t i = 0; i < hit->passages.n; i++)
        if (hit->passages.at[i].at.beg == at)
            p = &hit->passages.at[i];
    for (size_t i = 0; call->colour && p && i < p->found.n; i++) {
        ng_range f = p->found.at[i];
        if (f.beg < at || f.end > hit->at.end)
            continue;
        put_plain(call->out, ng_slice(r->text, (ng_range){at, f.beg}));
        ng_put(call->out, STR("\x1b[1m"));
        put_plain(call->out, ng_slice(r->text, f));
        ng_put(call->out, STR("\x1b[0m"));
        at = f.end;
    }
    put_plain(call->out, ng_slice(r->text, (ng_range){at, hit->at.end}));
}

static void tell_hit(const struct ng_call *call, const struct ng_report *r,
                     const struct ng_hit *hit)
{
    char day[16];
    ng_str title = r->title.n ? r->title : r->source.path;
    ng_day_text(r->published.first, day);
    if (r->published.first == NG_NO_DAY)
        day[0] = 0;
    ng_printf(call->out, "%s\t%s\t", r->id.c, day);
    put_plain(call->out, title);
    ng_printf(call->out, "\t%u\t", hit->at.beg);
    put_found(call, r, hit);
    ng_putc(call->out, '\n');
}

/* kind, value, id or nothing, reports */
static ng_status facets(struct ng_store *st, const struct ng_call *call,
                        struct ng_arena *a, struct ng_err *err)
{
    static const char *const kinds[NG_FACETS] = {"source", "place", "actor",
                                                 "date"};
    struct ng_facets f;
    ng_status status = ng_store_facets(st, query_of(call, a), &f, a, err);
    if (status == NG_OK && f.reports == 0)
        return ng_fail(err, NG_NOTHING, 0, "no report fits");
    for (int k = 0; status == NG_OK && k < NG_FACETS; k++)
        for (size_t i = 0; i < f.of[k].n; i++) {
            ng_printf(call->out, "%s\t", kinds[k]);
            put_plain(call->out, f.of[k].at[i].value);
            ng_printf(call->out, "\t%s\t%u\n", f.of[k].at[i].id.c,
                      f.of[k].at[i].reports);
        }
    return status;
}

static ng_status search(struct ng_store *st, const struct ng_call *call,
                        struct ng_arena *a, struct ng_err *err)
{
    ng_hits hits = {0};
    int64_t most = 20;
    if (call->values[MOST] &&
        !(ng_str_number(ng_str_of(call->values[MOST]), &most) && most > 0))
        return ng_fail(err, NG_USAGE, 0, "--most %s is not a number",
                       call->values[MOST]);
    ng_status status =
        ng_store_search(st, query_of(call, a), (size_t)most, &hits, a, err);
    if (status == NG_OK && hits.n == 0)
        return ng_fail(err, NG_NOTHING, 0, "no report holds these words");
    struct ng_telling t = {.out = call->out, .form = NG_FORM_JSON};
    bool json = call->format && strncmp(call->format, "json", 4) == 0;
    for (size_t i = 0; status == NG_OK && i < hits.n && !call->out->failed;
         i++) {
        struct ng_arena mark = *a;
        struct ng_report r = {0};
        status = ng_store_load_report(st, hits.at[i].report, &r, a, err);
        if (status == NG_OK && json)
            ng_tell_report(&t, &r);
        else if (status == NG_OK)
            tell_hit(call, &r, &hits.at[i]);
        *a = mark;
    }
    return status;
}

static ng_status run_search(const struct ng_call *call, struct ng_arena *a,
                            struct ng_err *err)
{
    struct ng_store *st;
    if (call->argc == 0)
        return ng_fail(err, NG_USAGE, 0, "say what to look for");
    ng_status status = ng_store_open(&st, call->store, NG_STORE_READ, err);
    if (status != NG_OK)
        return status;
    status = call->values[FACETS] ? facets(st, call, a, err)
                                  : search(st, call, a, err);
    ng_store_close(st);
    return status;
}

const struct ng_command ng_cmd_search = {
    .name = "search",
    .usage = "nutgraf search [-n N] [--facets] QUERY... ",
    .summary = "stored reports that fit a query",
    .text = "A query is words and \"words that stand side by side\", and keys: "
            "actor: (takes part in an event), place: (is named), said: (who), "
            "source: (outlet, agency or site), date: (2019-04-24, 2019-04, "
            "2019, A..B), type: (of an event, or its mode), status: "
            "(planned, happened ...), indep: (independent origins of the "
            "story: 3, >2, <=4). A minus before any of them: not so. All must "
            "hold; actor, type and status of one event. As one argument, "
            "'ferry actor:\"marta quill\" -strike date:2031-05', none of it is "
            "taken for an option. With words the best come first, else the "
            "newest, each with the sentence that fits best: id, day, title, "
            "byte, sentence. --facets tells instead how many of the first "
            "1000 hits are of which source, place, actor and day. Forms: "
            "text, json.",
    .options = options,
    .run = run_search,
};
