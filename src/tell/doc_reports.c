/* doc_reports.c - the end of an offline page: each report's text, with a mark
 * at every place that a line above cites. */
#include "tell/doc_reports.h"

/* Cuts the text at every cited place. Cites may overlap: each begins with an
 * empty anchor, and what the first to begin covers is marked. */
static void put_marked(struct ng_doc *d, const struct ng_report *r,
                       uint32_t report, const struct ng_cite *cites, size_t n)
{
    struct ng_out *o = d->to->out;
    uint32_t at = 0, last = NG_NONE;
    for (size_t i = 0; i < n; i++) {
        const struct ng_cite *c = &cites[i];
        if (c->report != report || c->at.beg == last || c->at.beg < at)
            continue;
        last = c->at.beg;
        ng_doc_put(d, ng_slice(r->text, (ng_range){at, c->at.beg}));
        ng_printf(o, "<mark id=\"r%u-%u\">", report + 1, c->at.beg);
        ng_range shown = c->at;
        for (size_t k = i + 1; k < n && cites[k].report == report; k++)
            if (cites[k].at.beg > c->at.beg && cites[k].at.beg < shown.end)
                shown.end = cites[k].at.beg;
        ng_doc_put(d, ng_slice(r->text, shown));
        ng_put(o, STR("</mark>"));
        at = shown.end;
    }
    ng_doc_put(d, ng_slice(r->text, (ng_range){at, (uint32_t)r->text.n}));
}

void ng_doc_reports(struct ng_doc *d, const struct ng_cite *cites, size_t n)
{
    struct ng_out *o = d->to->out;
    const struct ng_batch *b = d->batch;
    if (d->in_list)
        ng_put(o, STR("</ul>\n"));
    d->in_list = false;
    ng_put(o, STR("<h2>REPORTS</h2>\n"));
    for (uint32_t i = 0; i < b->reports.n; i++) {
        const struct ng_report *r = b->reports.at[i];
        ng_printf(o, "<details open><summary>%u ", i + 1);
        ng_doc_put(d, r->outlet.n ? r->outlet : r->source.path);
        if (r->title.n)
            ng_put(o, STR(": "));
        ng_doc_put(d, r->title);
        ng_put(o, STR("</summary>\n<pre>"));
        put_marked(d, r, i, cites, n);
        ng_put(o, STR("</pre></details>\n"));
    }
    ng_put(o, STR("</body></html>\n"));
}
