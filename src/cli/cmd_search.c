/* nutgraf search - stored reports that hold some words. */
#include "cli/source.h"
#include "tell/tell.h"

static const struct ng_option options[] = {
    {'n', "most", "N", "at most so many reports (default 20)"},
    {0},
};
enum { MOST };

static ng_str query_of(const struct ng_call *call, struct ng_arena *a)
{
    ng_str query = {0};
    for (int i = 0; i < call->argc; i++)
        query = i ? ng_str_format(a, PRS " %s", PRS_ARG(query), call->argv[i])
                  : ng_str_of(call->argv[i]);
    return query;
}

static void tell_hit(const struct ng_call *call, const struct ng_report *r,
                     ng_range at)
{
    char day[16];
    ng_str said = ng_slice(r->text, at);
    ng_str title = r->title.n ? r->title : r->source.path;
    ng_day_text(r->published.first, day);
    if (r->published.first == NG_NO_DAY)
        day[0] = 0;
    ng_printf(call->out, "%s\t%s\t" PRS "\t%u\t", r->id.c, day, PRS_ARG(title),
              at.beg);
    for (size_t i = 0; i < said.n; i++)
        ng_putc(call->out, (unsigned char)said.p[i] < 0x20 ? ' ' : said.p[i]);
    ng_putc(call->out, '\n');
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
            tell_hit(call, &r, hits.at[i].at);
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
    status = search(st, call, a, err);
    ng_store_close(st);
    return status;
}

const struct ng_command ng_cmd_search = {
    .name = "search",
    .usage = "nutgraf search [-n N] WORD... ",
    .summary = "stored reports that hold these words",
    .text = "Words must all be there; \"words in quotes\" must stand side by "
            "side. Best first, each with the sentence that fits best: id, "
            "day, title, byte, sentence. Forms: text, json.",
    .options = options,
    .run = run_search,
};
