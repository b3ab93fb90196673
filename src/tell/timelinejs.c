/* timelinejs.c - the dated lines of briefs, or all dated events, as Knight
 * Lab's TimelineJS reads them. It shows headline and text as HTML, so both are
 * escaped here. */
#include "tell/brief.h"
#include "tell/forms.h"

void ng_begin_slides(struct ng_foreign *x)
{
    struct ng_json *j = &x->json;
    ng_json_begin(j, '{');
    ng_json_key(j, "events");
    ng_json_begin(j, '[');
}

/* As much of the day as is known: year, month, day. */
static void date(struct ng_json *j, const char *key, ng_day day,
                 enum ng_granularity g)
{
    struct ng_date d = ng_date_of(day);
    ng_json_key(j, key);
    ng_json_begin(j, '{');
    ng_json_key(j, "year");
    ng_json_int(j, d.year);
    if (g != NG_YEAR && g != NG_DECADE) {
        ng_json_key(j, "month");
        ng_json_int(j, d.month);
        if (g != NG_MONTH) {
            ng_json_key(j, "day");
            ng_json_int(j, d.day);
        }
    }
    ng_json_end(j, '}');
}

struct slide {
    const struct ng_batch *b;
    ng_id id;
    ng_str headline, group;
    ng_days when;
    enum ng_granularity granularity;
    ng_str aside; /* "planned · 2 independent" */
    const struct ng_cite *cites;
    size_t cites_n;
    const struct ng_event *event; /* or NULL */
};

/* The words of the reports, each with its source. */
static ng_str quoted(const struct slide *s, struct ng_arena *a)
{
    enum { QUOTED = 3 };
    char buf[48];
    ng_str html = ng_str_format(a, "<p>" PRS "</p>", PRS_ARG(s->aside));
    for (size_t i = 0; i < s->cites_n && i < QUOTED; i++) {
        const struct ng_report *r = s->b->reports.at[s->cites[i].report];
        ng_str exact = ng_slice(r->text, s->cites[i].at);
        ng_str day = ng_when_text(r->published, NG_DAY, NG_NO_DAY, buf);
        ng_str name = ng_xml(ng_one_line(ng_source_name(r), 120, a), a);
        ng_str url = ng_xml(ng_web_address(r->url), a);
        if (url.n)
            name = ng_str_format(a, "<a href=\"" PRS "\">" PRS "</a>",
                                 PRS_ARG(url), PRS_ARG(name));
        html = ng_str_format(
            a, PRS "<blockquote>" PRS "</blockquote><p>" PRS "%s" PRS "</p>",
            PRS_ARG(html), PRS_ARG(ng_xml(ng_one_line(exact, 600, a), a)),
            PRS_ARG(name), day.n ? ", " : "", PRS_ARG(day));
    }
    return html;
}

static void location(struct ng_json *j, const struct ng_event *e,
                     struct ng_arena *a)
{
    ng_json_key(j, "location");
    ng_json_begin(j, '{');
    ng_json_key(j, "lat");
    ng_json_num(j, (double)e->lat, 5);
    ng_json_key(j, "lon");
    ng_json_num(j, (double)e->lon, 5);
    ng_json_key_str(j, "name", ng_xml(ng_one_line(e->place, 120, a), a));
    ng_json_end(j, '}');
}

static void put(struct ng_foreign *x, const struct slide *s, struct ng_arena *a)
{
    struct ng_json *j = &x->json;
    char buf[48];
    ng_days w = s->when;
    if (w.first == NG_NO_DAY)
        w.first = w.last;
    ng_next_row(x);
    ng_json_begin(j, '{');
    ng_json_key(j, "unique_id");
    ng_json_str(j, ng_id_str(&s->id));
    date(j, "start_date", w.first, s->granularity);
    if (w.last != NG_NO_DAY && w.last > w.first)
        date(j, "end_date", w.last, s->granularity);
    ng_json_key_str(j, "display_date",
                    ng_when_text(s->when, s->granularity, NG_NO_DAY, buf));
    ng_json_key(j, "text");
    ng_json_begin(j, '{');
    ng_json_key_str(j, "headline", ng_xml(s->headline, a));
    ng_json_key_str(j, "text", quoted(s, a));
    ng_json_end(j, '}');
    if (s->event && ng_event_precision(s->event).n)
        location(j, s->event, a);
    ng_json_key_if(j, "group", ng_xml(s->group, a));
    ng_json_end(j, '}');
}

static ng_str aside(ng_str label, uint32_t independent, struct ng_arena *a)
{
    if (independent < 2)
        return ng_str_format(a, PRS "%sone source", PRS_ARG(ng_xml(label, a)),
                             label.n ? " · " : "");
    return ng_str_format(a, PRS "%s%u independent", PRS_ARG(ng_xml(label, a)),
                         label.n ? " · " : "", independent);
}

/* Of several stories, each is a row of its own; of one, each status. */
static ng_str group_of(const struct ng_foreign *x, const struct ng_batch *b,
                       enum ng_event_status status, struct ng_arena *a)
{
    return x->stories > 1 && b->stories.n
               ? ng_one_line(b->stories.at[0].title, 80, a)
               : ng_event_status_name(status);
}

static void of_lines(struct ng_foreign *x, const struct ng_batch *b,
                     const ng_lines *lines, struct ng_arena *a)
{
    for (size_t i = 0; i < lines->n; i++) {
        const struct ng_line *l = &lines->at[i];
        if (!ng_days_known(l->when)) {
            x->left_out++;
            continue;
        }
        ng_str what = ng_str_format(a, "%s " PRS, b->stories.at[0].id.c,
                                    PRS_ARG(l->text));
        struct slide s = {
            .b = b,
            .id = ng_id_of('l', what),
            .headline = ng_one_line(l->text, 300, a),
            .group = group_of(x, b, l->status, a),
            .when = l->when,
            .granularity = l->granularity,
            .aside = aside(l->label, l->independent, a),
            .cites = l->cites.at,
            .cites_n = l->cites.n,
            .event = l->event < b->events.n ? &b->events.at[l->event] : NULL};
        put(x, &s, a);
    }
}

static void of_events(struct ng_foreign *x, const struct ng_batch *b,
                      struct ng_arena *a)
{
    for (size_t i = 0; i < b->events.n; i++) {
        const struct ng_event *e = &b->events.at[i];
        struct ng_cite cite = ng_event_cite(b, e);
        if (!ng_days_known(e->when)) {
            x->left_out++;
            continue;
        }
        struct slide s = {
            .b = b,
            .id = e->id,
            .headline = ng_event_title(b, e, a),
            .group = group_of(x, b, e->status, a),
            .when = e->when,
            .granularity = e->granularity,
            .aside = aside(ng_event_status_name(e->status), e->independent, a),
            .cites = &cite,
            .cites_n = 1,
            .event = e};
        put(x, &s, a);
    }
}

void ng_put_slides(struct ng_foreign *x, const struct ng_batch *b,
                   struct ng_arena *a, struct ng_arena scratch)
{
    (void)scratch;
    if (x->kind == NG_EXPORT_EVENTS)
        of_events(x, b, a);
    else
        for (size_t i = 0; i < b->briefs.n; i++) {
            of_lines(x, b, &b->briefs.at[i].lead, a);
            of_lines(x, b, &b->briefs.at[i].happened, a);
            of_lines(x, b, &b->briefs.at[i].planned, a);
            of_lines(x, b, &b->briefs.at[i].timeline, a);
        }
}
