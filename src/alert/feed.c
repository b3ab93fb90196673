/* feed.c - what a watch told, as RSS 2.0 and as JSON Feed 1.1. An item is made
 * from the body of its alert alone, so it reads the same as long as it is kept.
 */
#include "alert/alert.h"
#include "tell/forms.h"
#include "text/json.h"
#include "text/jsonread.h"

struct item {
    ng_str body;
    ng_str title, url, author, html, at;
};

static ng_str text_of(ng_str object, const char *name, struct ng_arena *a)
{
    ng_str value = ng_json_member(object, ng_str_of(name));
    return ng_json_type(value) == NG_JSON_TEXT ? ng_json_words(value, a)
                                               : (ng_str){0};
}

static void put_text(struct ng_out *o, const char *tag, ng_str text,
                     struct ng_arena *a)
{
    if (!text.n)
        return;
    ng_printf(o, "<%s>", tag);
    ng_put_xml(o, ng_one_line(text, 1000, a));
    ng_printf(o, "</%s>", tag);
}

static void put_changes(struct ng_out *o, ng_str list, struct ng_arena *a)
{
    ng_str name, change;
    size_t n = 0;
    while (ng_json_next(&list, &name, &change)) {
        ng_str class = text_of(change, "class", a);
        ng_str before = text_of(change, "before", a);
        ng_str after = text_of(change, "after", a);
        ng_put(o, n++ ? STR("<li>") : STR("<h3>Changed</h3><ul><li>"));
        for (size_t i = 0; i < class.n; i++)
            ng_putc(o, class.p[i] == '_' ? ' ' : class.p[i]);
        ng_put(o, STR(": "));
        ng_put_xml(o, ng_one_line(before, 200, a));
        ng_put(o, before.n && after.n ? STR(" \xe2\x86\x92 ") : STR(""));
        ng_put_xml(o, ng_one_line(after, 200, a));
        ng_put(o, STR("</li>"));
    }
    if (n)
        ng_put(o, STR("</ul>"));
}

static void put_story(struct ng_out *o, ng_str story, struct ng_arena *a)
{
    if (ng_json_type(story) != NG_JSON_OBJECT)
        return;
    ng_str independent = ng_json_member(story, STR("independent"));
    ng_str reports = ng_json_member(story, STR("reports"));
    ng_put(o, STR("<p>Story: "));
    ng_put_xml(o, ng_one_line(text_of(story, "title", a), 300, a));
    ng_printf(o, " (" PRS " independent of " PRS " reports)</p>",
              PRS_ARG(independent), PRS_ARG(reports));
}

static struct item item_of(const struct ng_alert *alert, ng_str link,
                           struct ng_arena *a)
{
    struct item it = {.body = alert->body};
    struct ng_out o = {.limit = 1 << 20};
    char buf[32];
    ng_str story = ng_json_member(it.body, STR("story"));
    ng_str report = ng_json_member(it.body, STR("report"));
    ng_str more = ng_json_member(it.body, STR("more"));
    ng_str cite = ng_json_member(it.body, STR("cite"));
    ng_str at = ng_moment_text(alert->made, buf);
    it.at = ng_str_copy(at, a);
    it.title = text_of(report, "title", a);
    if (!it.title.n)
        it.title = text_of(story, "title", a);
    if (more.n)
        it.title = ng_str_format(a, PRS " more reports", PRS_ARG(more));
    if (!it.title.n)
        it.title = STR("A report");
    it.author = text_of(report, "outlet", a);
    it.url = ng_web_address(text_of(report, "url", a));
    ng_str id = text_of(story, "id", a);
    if (!it.url.n && id.n && link.n)
        it.url = ng_str_format(a, PRS PRS, PRS_ARG(link), PRS_ARG(id));
    put_text(&o, "blockquote", text_of(cite, "exact", a), a);
    put_changes(&o, ng_json_member(it.body, STR("changes")), a);
    put_story(&o, story, a);
    it.html = ng_str_copy(ng_out_str(&o), a);
    ng_out_release(&o);
    return it;
}

/* ---- RSS ----------------------------------------------------------------- */

void ng_alert_rss(struct ng_out *o, const struct ng_rule *rule,
                  const ng_alerts *alerts, ng_str link, struct ng_arena *a)
{
    struct ng_moment m;
    ng_put(o, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<rss version=\"2.0\" "
                  "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n"
                  "<title>"));
    ng_put_xml(o, rule->name);
    ng_put(o, STR("</title>\n<link>"));
    ng_put_xml(o, ng_urn(rule->id, a));
    ng_put(o, STR("</link>\n<description>"));
    ng_put_xml(o, ng_alert_query(rule, a));
    ng_put(o, STR("</description>\n<generator>nutgraf</generator>\n"));
    for (size_t i = 0; i < alerts->n; i++) {
        struct ng_arena mark = *a;
        struct item it = item_of(&alerts->at[i], link, a);
        ng_put(o, STR("<item>\n"));
        ng_put_element(o, "title", ng_one_line(it.title, 300, a));
        ng_put_element(o, "link", it.url);
        ng_put(o, STR("<guid isPermaLink=\"false\">"));
        ng_put_xml(o, ng_urn(alerts->at[i].id, a));
        ng_put(o, STR("</guid>\n"));
        if (ng_moment_parse(it.at, &m))
            ng_put_element(o, "pubDate", ng_rfc822(m, a));
        ng_put_element(o, "dc:creator", ng_one_line(it.author, 120, a));
        ng_put_element(o, "description", it.html);
        ng_put(o, STR("</item>\n"));
        *a = mark;
    }
    ng_put(o, STR("</channel>\n</rss>\n"));
}

/* ---- JSON Feed ----------------------------------------------------------- */

void ng_alert_json_feed(struct ng_out *o, const struct ng_rule *rule,
                        const ng_alerts *alerts, ng_str link,
                        struct ng_arena *a)
{
    struct ng_json json = {.out = o}, *j = &json;
    ng_json_begin(j, '{');
    ng_json_key_str(j, "version", STR("https://jsonfeed.org/version/1.1"));
    ng_json_key_str(j, "title", rule->name);
    ng_json_key_str(j, "description", ng_alert_query(rule, a));
    ng_json_key(j, "items");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < alerts->n; i++) {
        struct ng_arena mark = *a;
        struct item it = item_of(&alerts->at[i], link, a);
        ng_json_begin(j, '{');
        ng_json_key_str(j, "id", ng_urn(alerts->at[i].id, a));
        if (it.url.n)
            ng_json_key_str(j, "url", it.url);
        ng_json_key_str(j, "title", ng_one_line(it.title, 300, a));
        ng_json_key_str(j, "content_html", it.html);
        if (it.at.n)
            ng_json_key_str(j, "date_published", it.at);
        ng_json_key(j, "_nutgraf"); /* the alert as it is */
        ng_json_raw(j, it.body);
        ng_json_end(j, '}');
        *a = mark;
    }
    ng_json_end(j, ']');
    ng_json_end(j, '}');
    ng_putc(o, '\n');
}
