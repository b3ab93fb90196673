/* news.c - what each report brought to its story: `nutgraf news`.
 *
 *     2 · Port Mercury, Mon 12 May 2031          3 new · 9 known before
 *       new fact        The pier was closed on Friday, the mayor said. [2·41]
 *       changed figure  Nine people are missing. [2·128]
 *                         before: Four people are missing. [1·77]
 */
#include "tell/brief.h"
#include "tell/record.h"

static const struct ng_report *report_at(const struct ng_batch *b, uint32_t i)
{
    return b->reports.at[i];
}

static bool is_asked(const struct ng_telling *t, const struct ng_report *r)
{
    return t->since == NG_NO_DAY || r->published.first == NG_NO_DAY ||
           r->published.first >= t->since;
}

/* "changed figure" */
static ng_str class_words(const struct ng_news *n)
{
    static const ng_str words[NG_NEWS_CLASS_COUNT] = {
        [NG_NEW_FACT] = S("new fact"),
        [NG_CHANGED_FIGURE] = S("changed figure"),
        [NG_CORRECTION] = S("correction"),
        [NG_NEWS_CONTRADICTION] = S("contradiction"),
        [NG_BACKGROUND] = S("background")};
    return words[n->class];
}

/* ---- records ------------------------------------------------------------ */

static void put_json(const struct ng_telling *t, const struct ng_batch *b)
{
    struct ng_json j = {.out = t->out};
    ng_json_begin(&j, '{');
    ng_json_key(&j, "v");
    ng_json_int(&j, 1);
    ng_json_key(&j, "story");
    ng_json_id(&j, b->stories.at[0].id);
    ng_json_key(&j, "since");
    ng_json_day(&j, t->since);
    ng_json_key(&j, "news");
    ng_json_begin(&j, '[');
    for (size_t i = 0; i < b->news.n; i++) {
        const struct ng_news *n = &b->news.at[i];
        const struct ng_report *r = report_at(b, n->report);
        if (!is_asked(t, r))
            continue;
        ng_json_begin(&j, '{');
        ng_json_key(&j, "report");
        ng_json_id(&j, r->id);
        ng_json_key_str(&j, "class", ng_news_class_name(n->class));
        ng_json_key(&j, "novelty");
        ng_json_num(&j, (double)n->novelty, 2);
        ng_json_key(&j, "cite");
        ng_json_cite(&j, r, n->at);
        ng_json_key(&j, "brings");
        ng_json_cite(&j, r, n->brings);
        ng_json_key(&j, "before");
        if (n->before.report == NG_NONE)
            ng_json_null(&j);
        else
            ng_json_cite(&j, report_at(b, n->before.report), n->before.at);
        ng_json_end(&j, '}');
    }
    ng_json_end(&j, ']');
    ng_json_end(&j, '}');
    ng_putc(t->out, '\n');
}

static void put_rows(const struct ng_telling *t, const struct ng_batch *b)
{
    for (size_t i = 0; i < b->news.n; i++) {
        const struct ng_news *n = &b->news.at[i];
        const struct ng_report *r = report_at(b, n->report);
        if (!is_asked(t, r))
            continue;
        ng_printf(t->out, "%s\t%s\t" PRS "\t%.2f\t", b->stories.at[0].id.c,
                  r->id.c, PRS_ARG(ng_news_class_name(n->class)),
                  (double)n->novelty);
        if (n->before.report != NG_NONE)
            ng_printf(t->out, "%s\t%u\t", report_at(b, n->before.report)->id.c,
                      n->before.at.beg);
        else
            ng_put(t->out, STR("\t\t"));
        ng_printf(t->out, "%u\t", n->at.beg);
        ng_put_cell(t->out, ng_slice(r->text, n->at), true);
    }
}

/* ---- for people --------------------------------------------------------- */

static void put_item(struct ng_doc *d, const struct ng_news *n,
                     struct ng_arena *a)
{
    const struct ng_batch *b = d->batch;
    struct ng_cite here = {n->report, n->at};
    ng_doc_item(d, &(struct ng_item){
                       .when = class_words(n),
                       .text = ng_slice(report_at(b, n->report)->text, n->at),
                       .cites = &here,
                       .cites_n = 1});
    if (n->before.report == NG_NONE)
        return;
    ng_str before =
        ng_slice(report_at(b, n->before.report)->text, n->before.at);
    ng_doc_item(d, &(struct ng_item){.text = ng_str_format(a, "before: " PRS,
                                                           PRS_ARG(before)),
                                     .cites = &n->before,
                                     .cites_n = 1,
                                     .indent = 2});
}

static void put_report(struct ng_doc *d, size_t first, size_t end,
                       struct ng_arena *a)
{
    const struct ng_batch *b = d->batch;
    const struct ng_news *rows = b->news.at;
    uint32_t i = rows[first].report;
    const struct ng_report *r = report_at(b, i);
    size_t fresh = 0;
    char buf[48];
    for (size_t k = first; k < end; k++)
        fresh += rows[k].class != NG_BACKGROUND;
    ng_str day = ng_when_text(r->published, NG_DAY, NG_NO_DAY, buf);
    ng_doc_section(
        d, ng_str_format(a, "%u · " PRS "%s" PRS " · %zu new, %zu known before",
                         i + 1, PRS_ARG(ng_source_name(r)), day.n ? ", " : "",
                         PRS_ARG(day), fresh, end - first - fresh));
    for (size_t k = first; k < end; k++)
        if (rows[k].class != NG_BACKGROUND)
            put_item(d, &rows[k], a);
}

void ng_tell_news(const struct ng_telling *t, const struct ng_batch *b,
                  struct ng_arena *a, struct ng_arena scratch)
{
    (void)scratch;
    struct ng_doc d;
    if (t->form == NG_FORM_JSON) {
        put_json(t, b);
        return;
    }
    if (t->form == NG_FORM_TSV) {
        put_rows(t, b);
        return;
    }
    const struct ng_story *s = &b->stories.at[0];
    ng_doc_open(&d, t, b);
    ng_doc_title(&d, s->title,
                 ng_str_format(a, "%s · %zu report%s · %u independent", s->id.c,
                               s->reports.n, s->reports.n == 1 ? "" : "s",
                               s->independent));
    d.when_width = 15;
    for (size_t i = 0, end; i < b->news.n; i = end) {
        for (end = i + 1;
             end < b->news.n && b->news.at[end].report == b->news.at[i].report;
             end++) {
        }
        if (is_asked(t, report_at(b, b->news.at[i].report)))
            put_report(&d, i, end, a);
    }
    ng_doc_close(&d);
}
