/* foreign.c - the table of the formats of others: see foreign.h. */
#include "tell/foreign.h"

#include "tell/forms.h"

struct form {
    ng_str name;
    enum ng_export kinds[2];
    const char *takes;  /* the kinds, for a person */
    const char *reason; /* why something may be left out, or NULL */
    void (*begin)(struct ng_foreign *x);
    ng_story_writer *story;
    void (*end)(struct ng_foreign *x);
};

/* clang-format off */
static const struct form forms[NG_FOREIGN_COUNT] = {
    [NG_FOREIGN_GEOJSON] = {
        S("geojson"), {NG_EXPORT_EVENTS, NG_EXPORT_EVENTS}, "events",
        "events left out: their place has no position that is known",
        ng_begin_geojson, ng_put_geojson, ng_end_list},
    [NG_FOREIGN_GEXF] = {
        S("gexf"), {NG_EXPORT_EVENTS, NG_EXPORT_EVENTS}, "events",
        "events left out: one party alone makes no edge",
        ng_begin_graph, ng_put_graph, ng_end_graph},
    [NG_FOREIGN_ICALENDAR] = {
        S("icalendar"), {NG_EXPORT_EVENTS, NG_EXPORT_EVENTS}, "events",
        "events left out: without a day to the month, or hypothetical",
        ng_begin_calendar, ng_put_calendar, ng_end_calendar},
    [NG_FOREIGN_TIMELINEJS] = {
        S("timelinejs"), {NG_EXPORT_BRIEFS, NG_EXPORT_EVENTS},
        "briefs or events", "lines left out: they have no day",
        ng_begin_slides, ng_put_slides, ng_end_list},
    [NG_FOREIGN_NINJS] = {
        S("ninjs"), {NG_EXPORT_REPORTS, NG_EXPORT_REPORTS}, "reports", NULL,
        NULL, ng_put_ninjs, NULL},
    [NG_FOREIGN_JSONLD] = {
        S("jsonld"), {NG_EXPORT_STORIES, NG_EXPORT_STORIES}, "stories",
        "events left out: hypothetical",
        ng_begin_linked, ng_put_linked, ng_end_list},
    [NG_FOREIGN_FTM] = {
        S("ftm"), {NG_EXPORT_STORIES, NG_EXPORT_STORIES}, "stories", NULL,
        NULL, ng_put_ftm, NULL},
    [NG_FOREIGN_RSS] = {
        S("rss"), {NG_EXPORT_STORIES, NG_EXPORT_REPORTS}, "stories or reports",
        NULL, ng_begin_rss, ng_put_rss, ng_end_rss},
    [NG_FOREIGN_JSONFEED] = {
        S("jsonfeed"), {NG_EXPORT_STORIES, NG_EXPORT_REPORTS},
        "stories or reports", NULL,
        ng_begin_json_feed, ng_put_json_feed, ng_end_list},
};
/* clang-format on */

bool ng_foreign_find(ng_str name, enum ng_foreign_form *form)
{
    for (int i = 0; i < NG_FOREIGN_COUNT; i++)
        if (forms[i].name.n && ng_str_eq(name, forms[i].name)) {
            *form = (enum ng_foreign_form)i;
            return true;
        }
    if (ng_str_eq(name, STR("ics"))) { /* what its files are called */
        *form = NG_FOREIGN_ICALENDAR;
        return true;
    }
    return false;
}

bool ng_foreign_takes(enum ng_foreign_form form, enum ng_export kind)
{
    return kind == forms[form].kinds[0] || kind == forms[form].kinds[1];
}

const char *ng_foreign_kinds(enum ng_foreign_form form)
{
    return forms[form].takes;
}

const char *ng_foreign_reason(enum ng_foreign_form form)
{
    return forms[form].reason;
}

bool ng_foreign_is_feed(enum ng_foreign_form form)
{
    return form == NG_FOREIGN_RSS || form == NG_FOREIGN_JSONFEED;
}

/* JSON-LD is made to be put into a page: "</script>" must not end it there. A
 * "<" can only stand in a text, where JSON has another way to write it. */
static void drain(struct ng_foreign *x)
{
    ng_str s = ng_out_str(&x->held);
    while (s.n) {
        ng_cut cut = ng_cut_at(s, '<');
        ng_put(x->out, cut.head);
        if (cut.found)
            ng_put(x->out, STR("\\u003c"));
        s = cut.tail;
    }
    x->held.n = 0;
}

void ng_foreign_begin(struct ng_foreign *x)
{
    bool held = x->form == NG_FOREIGN_JSONLD;
    x->json = (struct ng_json){.out = held ? &x->held : x->out};
    if (forms[x->form].begin)
        forms[x->form].begin(x);
    drain(x);
}

void ng_foreign_story(struct ng_foreign *x, const struct ng_batch *b,
                      struct ng_arena *a, struct ng_arena scratch)
{
    forms[x->form].story(x, b, a, scratch);
    drain(x);
}

void ng_foreign_end(struct ng_foreign *x)
{
    if (forms[x->form].end)
        forms[x->form].end(x);
    drain(x);
    ng_out_release(&x->held);
}

void ng_end_list(struct ng_foreign *x)
{
    ng_putc(x->json.out, '\n');
    ng_json_end(&x->json, ']');
    ng_json_end(&x->json, '}');
    ng_putc(x->json.out, '\n');
}

void ng_next_row(struct ng_foreign *x)
{
    ng_putc(x->json.out, '\n');
    x->written++;
}

void ng_json_key_if(struct ng_json *j, const char *key, ng_str s)
{
    if (s.n)
        ng_json_key_str(j, key, s);
}
