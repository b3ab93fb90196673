/* dossier_parts.c - passages, sources and reports of a dossier: see dossier.h.
 */
#include "tell/brief.h"
#include "tell/dossier.h"

#include <stdlib.h>

static void put(struct ng_dossier *d, const char *html)
{
    ng_put(d->out, ng_str_of(html));
}

/* How much of a report's text is shown: whole, or up to the last space before
 * its share is used up. */
static uint32_t shown_of(const struct ng_dossier *d, const struct ng_report *r)
{
    size_t n = r->text.n;
    if (n <= d->share)
        return (uint32_t)n;
    for (n = d->share; n && !ng_is_space(r->text.p[n]);)
        n--;
    return (uint32_t)n;
}

/* The name of a source, kept apart from the words around it: it may be written
 * the other way. */
static void put_name(struct ng_dossier *d, const struct ng_report *r)
{
    put(d, "<bdi>");
    ng_dossier_text(d, ng_one_line(ng_source_name(r), 80, d->a));
    put(d, "</bdi>");
}

/* ---- passages ----------------------------------------------------------- */

void ng_dossier_source(struct ng_dossier *d, struct ng_cite c)
{
    char buf[48];
    const struct ng_report *r = d->b->reports.at[c.report];
    bool linked = c.at.end <= shown_of(d, r);
    if (linked) {
        ng_printf(d->out, "<a href=\"#r%u-%u\">", c.report + 1, c.at.beg);
        *ng_push(&d->cites, d->a) = c;
    }
    ng_printf(d->out, "[%u] ", c.report + 1);
    put_name(d, r);
    ng_str day = ng_when_text(r->published, NG_DAY, NG_NO_DAY, buf);
    ng_printf(d->out, "%s" PRS, day.n ? ", " : "", PRS_ARG(day));
    if (linked)
        put(d, "</a>");
}

static ng_str exact(const struct ng_dossier *d, struct ng_cite c)
{
    return ng_slice(d->b->reports.at[c.report]->text, c.at);
}

static bool ends_sentence(ng_str text, uint32_t i)
{
    return text.p[i] == '\n' ||
           (text.p[i] == ' ' && i > 0 && memchr(".!?\"", text.p[i - 1], 4));
}

/* A passage of a few words says little alone: its sentence around it. */
static ng_range around(ng_str text, ng_range at)
{
    enum { SHORT = 60, REACH = 240 };
    ng_range whole = at;
    if (at.end - at.beg > SHORT)
        return at;
    while (whole.beg > 0 && at.beg - whole.beg < REACH &&
           !ends_sentence(text, whole.beg - 1))
        whole.beg--;
    while (whole.end < text.n && whole.end - at.end < REACH &&
           !ends_sentence(text, whole.end))
        whole.end++;
    while (whole.beg < at.beg && at.beg - whole.beg >= REACH &&
           text.p[whole.beg++] != ' ')
        ;
    while (whole.end > at.end && whole.end - at.end >= REACH &&
           text.p[--whole.end] != ' ')
        ;
    return whole;
}

static void put_passage(struct ng_dossier *d, struct ng_cite c)
{
    enum { LONGEST = 700 };
    ng_str text = d->b->reports.at[c.report]->text;
    ng_range whole = around(text, c.at);
    bool more = c.at.beg - whole.beg > 3 || whole.end - c.at.end > 3;
    if (!more)
        whole = c.at;
    put(d, "<blockquote dir=\"auto\">");
    ng_put_xml(d->out, ng_slice(text, (ng_range){whole.beg, c.at.beg}));
    put(d, more ? "<b>" : "");
    ng_dossier_text(d, ng_one_line(exact(d, c), LONGEST, d->a));
    put(d, more ? "</b>" : "");
    ng_put_xml(d->out, ng_slice(text, (ng_range){c.at.end, whole.end}));
    put(d, "</blockquote>");
}

static bool told_before(const struct ng_dossier *d, const struct ng_cite *cites,
                        size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (ng_str_eq(exact(d, cites[k]), exact(d, cites[i])))
            return true;
    return false;
}

/* "3 passages: Northwire, Coast Today": where passages are folded away. */
static void put_summary(struct ng_dossier *d, const struct ng_cite *cites,
                        size_t n)
{
    enum { NAMED = 3 };
    size_t told = 0;
    ng_printf(d->out, "<summary>%zu receipt%s: ", n, n == 1 ? "" : "s");
    for (size_t i = 0; i < n && told < NAMED; i++) {
        bool known = false;
        for (size_t k = 0; k < i; k++)
            known |=
                ng_str_eq(ng_source_name(d->b->reports.at[cites[k].report]),
                          ng_source_name(d->b->reports.at[cites[i].report]));
        if (known)
            continue;
        put(d, told++ ? ", " : "");
        put_name(d, d->b->reports.at[cites[i].report]);
    }
    put(d, "</summary>");
}

void ng_dossier_passages(struct ng_dossier *d, const struct ng_cite *cites,
                         size_t n)
{
    enum { MOST = 40 };
    size_t all = n;
    n = n < MOST ? n : MOST;
    if (!n)
        return;
    put(d, "<details class=\"c\">");
    put_summary(d, cites, all);
    for (size_t i = 0; i < n; i++) {
        if (told_before(d, cites, i))
            continue;
        put_passage(d, cites[i]);
        put(d, "<p class=\"src\">");
        for (size_t k = i; k < n; k++)
            if (ng_str_eq(exact(d, cites[k]), exact(d, cites[i]))) {
                put(d, k > i ? "; " : "");
                ng_dossier_source(d, cites[k]);
            }
        put(d, "</p>");
    }
    if (all > n)
        ng_printf(d->out, "<p class=\"src\">and %zu more</p>", all - n);
    put(d, "</details>");
}

/* ---- sources ------------------------------------------------------------ */

static unsigned depth_of(const struct ng_dossier *d, uint32_t i)
{
    unsigned depth = 0;
    while (d->parents[i] && depth < 3) {
        i = d->b->edges.at[d->parents[i] - 1].parent;
        depth++;
    }
    return depth;
}

static void put_source(struct ng_dossier *d, uint32_t i)
{
    char buf[48];
    const struct ng_report *r = d->b->reports.at[i];
    ng_printf(d->out, "<tr class=\"d%u\"><td>[%u]</td><td class=\"who\">",
              depth_of(d, i), i + 1);
    ng_str url = ng_web_address(r->url);
    if (url.n) {
        put(d, "<a rel=\"noopener noreferrer\" href=\"");
        ng_put_xml(d->out, url);
        put(d, "\">");
    }
    put_name(d, r);
    put(d, url.n ? "</a>" : "");
    if (r->byline.n) {
        put(d, ", ");
        ng_dossier_text(d, ng_one_line(r->byline, 120, d->a));
    }
    put(d, "</td><td>");
    ng_str day = ng_when_text(r->published, NG_DAY, NG_NO_DAY, buf);
    ng_dossier_text(d, day.n ? day : STR("undated"));
    put(d, "</td><td>");
    ng_dossier_text(
        d, ng_one_line(ng_source_role(d->b, i, d->parents, d->a), 240, d->a));
    put(d, "</td></tr>\n");
}

void ng_dossier_sources(struct ng_dossier *d)
{
    const struct ng_story *s = &d->b->stories.at[d->brief->story];
    put(d, "<section><h2 id=\"sources\">Sources and what they go back to");
    ng_printf(d->out, "<small>%zu reports, %u independent</small></h2>",
              d->b->reports.n, s->independent);
    ng_dossier_chart(d);
    put(d, "<table><thead><tr><th>No.</th><th>Source</th><th>Published</th>"
           "<th>What it is</th></tr></thead><tbody>\n");
    for (uint32_t i = 0; i < d->b->reports.n; i++)
        put_source(d, i);
    put(d, "</tbody></table></section>\n");
}

/* ---- reports ------------------------------------------------------------ */

static int by_place(const void *x, const void *y)
{
    const struct ng_cite *a = x, *b = y;
    if (a->report != b->report)
        return a->report < b->report ? -1 : 1;
    if (a->at.beg != b->at.beg)
        return a->at.beg < b->at.beg ? -1 : 1;
    return (a->at.end < b->at.end) - (a->at.end > b->at.end);
}

static void put_text(struct ng_dossier *d, const struct ng_report *r,
                     uint32_t from, uint32_t to)
{
    ng_put_xml(d->out, ng_slice(r->text, (ng_range){from, to}));
}

/* One paragraph; a passage that overlaps the next ends where that begins, and
 * one that runs on is marked where it begins. */
static void put_paragraph(struct ng_dossier *d, uint32_t report, ng_range at,
                          size_t *next)
{
    const struct ng_report *r = d->b->reports.at[report];
    const ng_cites *c = &d->cites;
    uint32_t from = at.beg, last = NG_NONE;
    put(d, "<p dir=\"auto\">");
    for (; *next < c->n && c->at[*next].report == report &&
           c->at[*next].at.beg < at.end;
         ++*next) {
        ng_range mark = c->at[*next].at;
        if (mark.beg < from || mark.beg == last)
            continue;
        last = mark.beg;
        for (size_t k = *next + 1; k < c->n && c->at[k].report == report; k++)
            if (c->at[k].at.beg > mark.beg) {
                if (c->at[k].at.beg < mark.end)
                    mark.end = c->at[k].at.beg;
                break;
            }
        if (mark.end > at.end)
            mark.end = at.end;
        put_text(d, r, from, mark.beg);
        ng_printf(d->out, "<mark id=\"r%u-%u\">", report + 1, mark.beg);
        put_text(d, r, mark.beg, mark.end);
        put(d, "</mark>");
        from = mark.end;
    }
    put_text(d, r, from, at.end);
    put(d, "</p>\n");
}

static void put_report(struct ng_dossier *d, uint32_t i, size_t *next)
{
    char buf[48];
    const struct ng_report *r = d->b->reports.at[i];
    uint32_t shown = shown_of(d, r);
    ng_printf(d->out, "<article id=\"r%u\"><details><summary>[%u] <span>",
              i + 1, i + 1);
    put_name(d, r);
    ng_str day = ng_when_text(r->published, NG_DAY, NG_NO_DAY, buf);
    ng_printf(d->out, "%s" PRS "</span> ", day.n ? ", " : "", PRS_ARG(day));
    ng_dossier_text(d, ng_one_line(r->title, 300, d->a));
    put(d, "</summary><div class=\"body\">\n");
    while (*next < d->cites.n && d->cites.at[*next].report < i)
        ++*next;
    for (size_t p = 0; p < r->paragraphs.n; p++) {
        ng_range at = r->paragraphs.at[p].at;
        if (at.beg >= shown)
            break;
        if (at.end > shown)
            at.end = shown;
        put_paragraph(d, i, at, next);
    }
    if (shown < r->text.n)
        ng_printf(d->out, "<p class=\"m\">%zu of %zu bytes</p>", (size_t)shown,
                  r->text.n);
    put(d, "</div></details></article>\n");
}

void ng_dossier_reports(struct ng_dossier *d)
{
    size_t next = 0;
    if (d->cites.n)
        qsort(d->cites.at, d->cites.n, sizeof *d->cites.at, by_place);
    put(d, "<section><h2 id=\"reports\">Reports<small>passages that are cited "
           "are underlined</small></h2>\n");
    for (uint32_t i = 0; i < d->b->reports.n; i++)
        put_report(d, i, &next);
    put(d, "</section>\n");
}
