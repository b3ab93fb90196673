/* feeds.c - news of stories as RSS 2.0 and as JSON Feed 1.1.
 *
 *     stories   an item a story: what is known, what is new, what is disputed.
 *               Its id has the day of the last news in it, so that a reader
 *               shows it again when there is more.
 *     reports   an item for each report that is not a copy: its beginning, what
 *               it changed against its earlier version, who else carries it.
 */
#include "tell/brief.h"
#include "tell/forms.h"

struct item {
    ng_str id, url, title, html, author;
    bool dated;
    struct ng_moment at;
};
typedef NG_LIST(struct item) items;

/* ---- HTML --------------------------------------------------------------- */

/* "text (Northwire, Thu 15 May 2031; 2 independent)" */
static void put_line(struct ng_out *o, const struct ng_batch *b,
                     const struct ng_line *l, const char *tag,
                     struct ng_arena *a)
{
    char buf[48];
    ng_printf(o, "<%s>", tag);
    ng_put_xml(o, ng_one_line(l->text, 1000, a));
    ng_put(o, STR(" <small>("));
    if (l->new_since)
        ng_put(o, STR("new; "));
    ng_put_xml(o, ng_one_line(l->label, 200, a));
    if (l->label.n)
        ng_put(o, STR("; "));
    if (l->cites.n) {
        const struct ng_report *r = b->reports.at[l->cites.at[0].report];
        ng_str url = ng_web_address(r->url);
        if (url.n) {
            ng_put(o, STR("<a href=\""));
            ng_put_xml(o, url);
            ng_put(o, STR("\">"));
        }
        ng_put_xml(o, ng_one_line(ng_source_name(r), 120, a));
        if (url.n)
            ng_put(o, STR("</a>"));
        ng_str day = ng_when_text(r->published, NG_DAY, NG_NO_DAY, buf);
        ng_printf(o, "%s" PRS, day.n ? ", " : "", PRS_ARG(day));
    }
    if (l->independent > 1)
        ng_printf(o, "; %u independent", l->independent);
    ng_printf(o, ")</small></%s>", tag);
}

static void put_lines(struct ng_out *o, const struct ng_batch *b,
                      const char *heading, const ng_lines *lines,
                      struct ng_arena *a)
{
    if (!lines->n)
        return;
    ng_printf(o, "<h3>%s</h3><ul>", heading);
    for (size_t i = 0; i < lines->n; i++)
        put_line(o, b, &lines->at[i], "li", a);
    ng_put(o, STR("</ul>"));
}

static void put_disputes(struct ng_out *o, const struct ng_batch *b,
                         const struct ng_brief *brief, struct ng_arena *a)
{
    if (!brief->disagreements.n)
        return;
    ng_put(o, STR("<h3>Where reports disagree</h3><ul>"));
    for (size_t i = 0; i < brief->disagreements.n; i++) {
        const struct ng_disagreement *d =
            &b->disagreements.at[brief->disagreements.at[i]];
        ng_put(o, STR("<li>"));
        ng_put_xml(o, ng_one_line(d->question, 200, a));
        for (size_t v = 0; v < d->values.n && v < 6; v++) {
            ng_put(o, v ? STR(" · ") : STR(" "));
            ng_put_xml(o, ng_one_line(d->values.at[v].value, 120, a));
        }
        ng_put(o, STR("</li>"));
    }
    ng_put(o, STR("</ul>"));
}

static ng_str taken(struct ng_out *o, struct ng_arena *a)
{
    ng_str s = ng_str_copy(ng_out_str(o), a);
    ng_out_release(o);
    return s;
}

static ng_str story_html(const struct ng_batch *b, const struct ng_brief *brief,
                         struct ng_arena *a)
{
    struct ng_out o = {.limit = 1 << 22};
    const struct ng_story *s = &b->stories.at[brief->story];
    for (size_t i = 0; i < brief->lead.n; i++)
        put_line(&o, b, &brief->lead.at[i], "p", a);
    put_lines(&o, b, "Happened", &brief->happened, a);
    put_lines(&o, b, "Planned, said to come, denied", &brief->planned, a);
    put_disputes(&o, b, brief, a);
    ng_printf(&o, "<p>%zu report%s, %u independent</p>", s->reports.n,
              s->reports.n == 1 ? "" : "s", s->independent);
    return taken(&o, a);
}

/* ---- items -------------------------------------------------------------- */

static void of_story(items *list, const struct ng_batch *b, struct ng_arena *a)
{
    for (size_t i = 0; i < b->briefs.n; i++) {
        const struct ng_brief *brief = &b->briefs.at[i];
        const struct ng_story *s = &b->stories.at[brief->story];
        char buf[16];
        ng_day news = ng_last_news(b);
        struct item *it = ng_push(list, a);
        *it = (struct item){.title =
                                ng_one_line(ng_brief_title(b, brief), 300, a),
                            .html = story_html(b, brief, a)};
        ng_str day = ng_day_text(news != NG_NO_DAY ? news : s->span.last, buf);
        it->id = ng_str_format(a, PRS "%s" PRS, PRS_ARG(ng_urn(s->id, a)),
                               day.n ? "#" : "", PRS_ARG(day));
        it->dated = ng_moment_last(b, NULL, &it->at);
    }
}

static void put_changes(struct ng_out *o, const struct ng_batch *b,
                        uint32_t report, struct ng_arena *a)
{
    enum { TOLD = 8 };
    size_t n = 0;
    for (size_t i = 0; i < b->changes.n && n < TOLD; i++) {
        const struct ng_change *c = &b->changes.at[i];
        if (c->to != report || c->class == NG_WORDING)
            continue;
        ng_put(o, n++ ? STR("<li>") : STR("<h3>Changed</h3><ul><li>"));
        for (size_t k = 0; k < ng_change_class_name(c->class).n; k++) {
            char letter = ng_change_class_name(c->class).p[k];
            ng_putc(o, letter == '_' ? ' ' : letter);
        }
        ng_put(o, STR(": "));
        ng_put_xml(o, ng_one_line(c->before, 160, a));
        ng_put(o, c->before.n && c->after.n ? STR(" → ") : STR(""));
        ng_put_xml(o, ng_one_line(c->after, 160, a));
        ng_put(o, STR("</li>"));
    }
    if (n)
        ng_put(o, STR("</ul>"));
}

static void put_carriers(struct ng_out *o, const struct ng_batch *b,
                         uint32_t report, const uint32_t *parents,
                         struct ng_arena *a)
{
    enum { NAMED = 12 };
    size_t n = 0;
    for (uint32_t k = 0; b->origin_of && k < b->reports.n && n < NAMED; k++) {
        const struct ng_report *r = b->reports.at[k];
        if (k == report || b->origin_of[k] != b->origin_of[report] ||
            ng_is_own_report(b, k, parents))
            continue;
        ng_put(o, n++ ? STR(", ") : STR("<p>Also carried by "));
        ng_put_xml(o, ng_one_line(ng_source_name(r), 120, a));
    }
    if (n)
        ng_put(o, STR("</p>"));
}

static ng_str report_html(const struct ng_batch *b, uint32_t i,
                          const uint32_t *parents, struct ng_arena *a)
{
    enum { SHOWN = 2 };
    struct ng_out o = {.limit = 1 << 22};
    const struct ng_report *r = b->reports.at[i];
    size_t n = 0;
    for (size_t p = 0; p < r->paragraphs.n && n < SHOWN; p++) {
        if (r->paragraphs.at[p].kind != NG_BLOCK_PARAGRAPH)
            continue;
        ng_put(&o, STR("<p>"));
        ng_put_xml(
            &o, ng_one_line(ng_slice(r->text, r->paragraphs.at[p].at), 600, a));
        ng_put(&o, STR("</p>"));
        n++;
    }
    put_changes(&o, b, i, a);
    ng_put(&o, STR("<p><small>"));
    ng_put_xml(&o, ng_one_line(ng_source_name(r), 120, a));
    ng_put(&o, STR(": "));
    ng_put_xml(&o, ng_report_role(b, i, parents, a));
    ng_put(&o, STR("</small></p>"));
    put_carriers(&o, b, i, parents, a);
    return taken(&o, a);
}

static void of_reports(items *list, const struct ng_batch *b,
                       struct ng_arena *a)
{
    const uint32_t *parents = ng_parents(b, true, a);
    for (uint32_t i = (uint32_t)b->reports.n; i-- > 0;) { /* newest first */
        const struct ng_report *r = b->reports.at[i];
        if (!ng_is_own_report(b, i, parents))
            continue;
        struct item *it = ng_push(list, a);
        *it = (struct item){
            .id = ng_urn(r->id, a),
            .url = ng_web_address(r->url),
            .title =
                ng_one_line(r->title.n ? r->title : ng_source_name(r), 300, a),
            .author = ng_one_line(r->byline.n ? r->byline : ng_source_name(r),
                                  120, a),
            .html = report_html(b, i, parents, a)};
        it->dated = ng_moment_of(r, &it->at);
    }
}

static items items_of(const struct ng_foreign *x, const struct ng_batch *b,
                      struct ng_arena *a)
{
    items list = {0};
    if (x->kind == NG_EXPORT_REPORTS)
        of_reports(&list, b, a);
    else
        of_story(&list, b, a);
    return list;
}

/* ---- RSS ---------------------------------------------------------------- */

void ng_put_element(struct ng_out *o, const char *name, ng_str s)
{
    if (!s.n)
        return;
    ng_printf(o, "<%s>", name);
    ng_put_xml(o, s);
    ng_printf(o, "</%s>\n", name);
}

void ng_begin_rss(struct ng_foreign *x)
{
    ng_put(x->out,
           STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<rss version=\"2.0\" "
               "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n"
               "<title>nutgraf</title>\n<link>urn:nutgraf:news</link>\n"
               "<description>News of stories, with who says so</description>\n"
               "<generator>nutgraf</generator>\n"));
}

void ng_put_rss(struct ng_foreign *x, const struct ng_batch *b,
                struct ng_arena *a, struct ng_arena scratch)
{
    items list = items_of(x, b, a);
    struct ng_out *o = x->out;
    (void)scratch;
    for (size_t i = 0; i < list.n; i++) {
        const struct item *it = &list.at[i];
        ng_put(o, STR("<item>\n"));
        ng_put_element(o, "title", it->title);
        ng_put_element(o, "link", it->url);
        ng_put(o, STR("<guid isPermaLink=\"false\">"));
        ng_put_xml(o, it->id);
        ng_put(o, STR("</guid>\n"));
        if (it->dated)
            ng_put_element(o, "pubDate", ng_rfc822(it->at, a));
        ng_put_element(o, "dc:creator", it->author);
        ng_put_element(o, "description", it->html);
        ng_put(o, STR("</item>\n"));
        x->written++;
    }
}

void ng_end_rss(struct ng_foreign *x)
{
    ng_put(x->out, STR("</channel>\n</rss>\n"));
}

/* ---- JSON Feed ---------------------------------------------------------- */

void ng_begin_json_feed(struct ng_foreign *x)
{
    struct ng_json *j = &x->json;
    ng_json_begin(j, '{');
    ng_json_key_str(j, "version", STR("https://jsonfeed.org/version/1.1"));
    ng_json_key_str(j, "title", STR("nutgraf"));
    ng_json_key_str(j, "description", STR("News of stories, with who says so"));
    ng_json_key(j, "items");
    ng_json_begin(j, '[');
}

void ng_put_json_feed(struct ng_foreign *x, const struct ng_batch *b,
                      struct ng_arena *a, struct ng_arena scratch)
{
    items list = items_of(x, b, a);
    struct ng_json *j = &x->json;
    (void)scratch;
    for (size_t i = 0; i < list.n; i++) {
        const struct item *it = &list.at[i];
        ng_next_row(x);
        ng_json_begin(j, '{');
        ng_json_key_str(j, "id", it->id);
        ng_json_key_if(j, "url", it->url);
        ng_json_key_if(j, "title", it->title);
        ng_json_key_str(j, "content_html", it->html);
        if (it->dated)
            ng_json_key_str(j, "date_published", ng_rfc3339(it->at, a));
        if (it->author.n) {
            ng_json_key(j, "authors");
            ng_json_begin(j, '[');
            ng_json_begin(j, '{');
            ng_json_key_str(j, "name", it->author);
            ng_json_end(j, '}');
            ng_json_end(j, ']');
        }
        ng_json_end(j, '}');
    }
}
