/* dossier.c - the sections of a dossier: see dossier.h. */
#include "tell/dossier.h"

#include "tell/brief.h"

#include <stdlib.h>

static void put(struct ng_dossier *d, const char *html)
{
    ng_put(d->out, ng_str_of(html));
}

void ng_dossier_text(struct ng_dossier *d, ng_str s)
{
    ng_put_xml(d->out, ng_one_line(s, 4000, d->a));
}

static ng_str status_class(enum ng_event_status s)
{
    return ng_event_status_name(s);
}

/* "new · planned · 2 independent" */
static void put_aside(struct ng_dossier *d, const struct ng_line *l, bool voice)
{
    bool counted = l->independent > 1 || !voice;
    if (!l->new_since && !l->label.n && !counted)
        return;
    put(d, "<p class=\"l\">");
    if (l->new_since)
        put(d, "<b class=\"new\">new</b>");
    if (l->label.n) {
        put(d, l->new_since ? " · <b>" : "<b>");
        ng_dossier_text(d, l->label);
        put(d, "</b>");
    }
    if (counted) {
        put(d, l->new_since || l->label.n ? " · " : "");
        if (l->independent > 1)
            ng_printf(d->out, "%u independent", l->independent);
        else
            put(d, "one source");
    }
    put(d, "</p>");
}

static void put_when(struct ng_dossier *d, const struct ng_line *l)
{
    char buf[48];
    ng_day near = d->b->stories.at[d->brief->story].span.last;
    ng_str when = ng_when_text(l->when, l->granularity, near, buf);
    if (!when.n)
        return;
    put(d, "<time>");
    ng_dossier_text(d, when);
    put(d, "</time>");
}

static void put_line(struct ng_dossier *d, const struct ng_line *l, bool voice)
{
    ng_printf(d->out, "<li class=\"row " PRS "\"><div class=\"t\">",
              PRS_ARG(status_class(l->status)));
    if (!voice)
        put_when(d, l);
    put(d, "<p dir=\"auto\">");
    ng_dossier_text(d, l->text);
    put(d, "</p>");
    put_aside(d, l, voice);
    put(d, "</div>");
    ng_dossier_passages(d, l->cites.at, l->cites.n);
    put(d, "</li>\n");
}

static void heading(struct ng_dossier *d, const char *id, const char *words)
{
    ng_printf(d->out, "<section><h2 id=\"%s\">%s</h2>\n", id, words);
}

static void put_lines(struct ng_dossier *d, const char *id, const char *words,
                      const ng_lines *lines, bool voice)
{
    if (!lines->n)
        return;
    heading(d, id, words);
    put(d, "<ul>\n");
    for (size_t i = 0; i < lines->n; i++)
        put_line(d, &lines->at[i], voice);
    put(d, "</ul></section>\n");
}

/* ---- disagreements ------------------------------------------------------ */

static void put_dispute(struct ng_dossier *d, const struct ng_disagreement *x)
{
    put(d,
        "<li class=\"row\"><div class=\"wide\"><p class=\"q\" dir=\"auto\">");
    ng_dossier_text(d, x->question);
    put(d, "</p><p class=\"l\">");
    ng_dossier_text(d, ng_dispute_name(x->kind));
    put(d, "</p><div class=\"vals\">");
    for (size_t i = 0; i < x->values.n; i++) {
        const struct ng_dispute_value *v = &x->values.at[i];
        put(d, "<div class=\"val\"><p dir=\"auto\">");
        ng_dossier_text(d, v->value);
        put(d, "</p><p class=\"l\">");
        if (v->independent > 1)
            ng_printf(d->out, "%u independent", v->independent);
        else
            put(d, "one source");
        put(d, "</p>");
        ng_dossier_passages(d, v->cites.at, v->cites.n);
        put(d, "</div>");
    }
    put(d, "</div></div></li>\n");
}

static void put_disputes(struct ng_dossier *d)
{
    if (!d->brief->disagreements.n)
        return;
    heading(d, "disagree", "Where reports disagree");
    put(d, "<ul>\n");
    for (size_t i = 0; i < d->brief->disagreements.n; i++)
        put_dispute(d, &d->b->disagreements.at[d->brief->disagreements.at[i]]);
    put(d, "</ul></section>\n");
}

/* ---- timeline ----------------------------------------------------------- */

static int by_day(const void *a, const void *b)
{
    const struct ng_line *x = *(const struct ng_line *const *)a;
    const struct ng_line *y = *(const struct ng_line *const *)b;
    if (x->when.first != y->when.first)
        return x->when.first < y->when.first ? -1 : 1;
    if (x->when.last != y->when.last)
        return x->when.last < y->when.last ? -1 : 1;
    return ng_str_cmp(x->text, y->text);
}

typedef NG_LIST(const struct ng_line *) line_list;

static line_list dated(const struct ng_dossier *d)
{
    const ng_lines *parts[] = {&d->brief->lead, &d->brief->happened,
                               &d->brief->planned, &d->brief->timeline};
    line_list all = {0};
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
        for (size_t i = 0; i < parts[p]->n; i++)
            if (ng_days_known(parts[p]->at[i].when))
                *ng_push(&all, d->a) = &parts[p]->at[i];
    return all;
}

static void put_timeline(struct ng_dossier *d)
{
    line_list all = dated(d);
    if (!all.n)
        return;
    qsort(all.at, all.n, sizeof *all.at, by_day);
    heading(d, "timeline", "Timeline");
    put(d, "<ol class=\"tl\">\n");
    for (size_t i = 0; i < all.n; i++) {
        const struct ng_line *l = all.at[i];
        ng_printf(d->out, "<li class=\"" PRS "\">",
                  PRS_ARG(status_class(l->status)));
        put_when(d, l);
        put(d, "<div><p dir=\"auto\">");
        ng_dossier_text(d, l->text);
        put(d, "</p><p class=\"src\">");
        if (l->label.n) {
            ng_dossier_text(d, l->label);
            put(d, " · ");
        }
        if (l->cites.n)
            ng_dossier_source(d, l->cites.at[0]);
        put(d, "</p></div></li>\n");
    }
    put(d, "</ol></section>\n");
}

/* ---- what changed ------------------------------------------------------- */

/* One side of a change, with where it stands. */
static void put_side(struct ng_dossier *d, bool before, ng_str text,
                     uint32_t report, ng_range at)
{
    const char *tag = before ? "del" : "ins";
    ng_printf(d->out, "<div class=\"val\"><p dir=\"auto\"><%s>", tag);
    ng_dossier_text(d, text.n ? ng_one_line(text, 400, d->a) : STR("–"));
    ng_printf(d->out, "</%s></p><p class=\"src\">%s · ", tag,
              before ? "before" : "after");
    if (ng_range_empty(at))
        ng_printf(d->out, "<a href=\"#r%u\">[%u]</a>", report + 1, report + 1);
    else
        ng_dossier_source(d, (struct ng_cite){report, at});
    put(d, "</p></div>");
}

static void put_change(struct ng_dossier *d, const struct ng_change *c)
{
    ng_str class = ng_change_class_name(c->class);
    put(d, "<li class=\"row\"><div class=\"wide\"><p class=\"l\"><b>");
    for (size_t i = 0; i < class.n; i++)
        ng_putc(d->out, class.p[i] == '_' ? ' ' : class.p[i]);
    put(d, "</b></p><div class=\"vals\">");
    put_side(d, true, c->before, c->from, c->cite_before);
    put_side(d, false, c->after, c->to, c->cite_after);
    put(d, "</div></div></li>\n");
}

static size_t told_changes(const struct ng_batch *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->changes.n; i++)
        n += b->changes.at[i].class != NG_WORDING;
    return n;
}

static void put_changes(struct ng_dossier *d)
{
    enum { TOLD = 16 };
    size_t n = told_changes(d->b), told = 0;
    if (!n)
        return;
    heading(d, "changes", "What changed between revisions");
    put(d, "<ul>\n");
    for (size_t i = 0; i < d->b->changes.n && told < TOLD; i++)
        if (d->b->changes.at[i].class != NG_WORDING) {
            put_change(d, &d->b->changes.at[i]);
            told++;
        }
    put(d, "</ul>");
    if (n > told)
        ng_printf(d->out, "<p class=\"m\">and %zu more</p>", n - told);
    put(d, "</section>\n");
}

/* ---- the whole ---------------------------------------------------------- */

/* The policy allows the style sheet by its hash, and nothing else. */
static void put_head(struct ng_dossier *d, ng_str title)
{
    static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrs"
                                 "tuvwxyz0123456789+/";
    struct ng_sha256 h = ng_sha256_of(ng_str_of(ng_dossier_style));
    char hash[44];
    for (size_t i = 0, n = 0; i < 33; i += 3) {
        uint32_t b = (uint32_t)h.b[i] << 16 | (uint32_t)h.b[i + 1] << 8 |
                     (i + 2 < 32 ? h.b[i + 2] : 0u);
        for (int k = 18; k >= 0; k -= 6)
            hash[n++] = base64[b >> k & 63];
    }
    hash[43] = '=';
    put(d, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\""
           "default-src 'none'; base-uri 'none'; form-action 'none'; "
           "style-src 'sha256-");
    ng_put(d->out, (ng_str){hash, sizeof hash});
    put(d, "'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
           "<meta name=\"viewport\" content=\"width=device-width,"
           "initial-scale=1\">\n<meta name=\"generator\" "
           "content=\"nutgraf\">\n<title>");
    ng_dossier_text(d, title);
    put(d, "</title>\n<style>");
    put(d, ng_dossier_style);
    put(d, "</style></head>\n");
}

static void put_names(struct ng_dossier *d, const ng_str *names, size_t n,
                      const char *before)
{
    for (size_t i = 0; i < n && i < 4; i++) {
        put(d, i ? ", " : before);
        ng_dossier_text(d, names[i]);
    }
}

static void put_nav(struct ng_dossier *d)
{
    const struct ng_brief *f = d->brief;
    const struct {
        const char *id, *words;
        bool there;
    } parts[] = {
        {"happened", "Happened", f->happened.n},
        {"planned", "Planned, denied", f->planned.n},
        {"said", "Who says what", f->said.n},
        {"disagree", "Disagreements", f->disagreements.n},
        {"timeline", "Timeline", dated(d).n},
        {"sources", "Sources", true},
        {"changes", "Changes", told_changes(d->b)},
        {"reports", "Reports", true},
    };
    put(d, "<nav aria-label=\"Sections\">");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].there)
            ng_printf(d->out, "<a href=\"#%s\">%s</a>", parts[i].id,
                      parts[i].words);
    put(d, "</nav>");
}

static void put_header(struct ng_dossier *d, ng_str title)
{
    const struct ng_story *s = &d->b->stories.at[d->brief->story];
    char buf[48];
    put(d, "<body><header><p class=\"k\">Dossier · ");
    ng_printf(d->out, "%zu report%s · %u independent</p><h1 dir=\"auto\">",
              s->reports.n, s->reports.n == 1 ? "" : "s", s->independent);
    ng_dossier_text(d, title);
    put(d, "</h1><p class=\"m\">");
    ng_dossier_text(d, ng_when_text(s->span, NG_DAY, NG_NO_DAY, buf));
    put_names(d, s->places.at, s->places.n, " · ");
    put_names(d, s->people.at, s->people.n, " · ");
    put(d, "</p>");
    put_nav(d);
    put(d, "</header><main>\n");
}

void ng_tell_dossier(struct ng_out *o, const struct ng_batch *b,
                     struct ng_arena *a)
{
    enum { TEXTS = 300 << 10 };
    if (!b->briefs.n || !b->reports.n)
        return;
    struct ng_dossier d = {.out = o,
                           .b = b,
                           .brief = &b->briefs.at[0],
                           .a = a,
                           .share = TEXTS / b->reports.n,
                           .parents = ng_parents(b, false, a)};
    ng_str title = ng_brief_title(b, d.brief);
    put_head(&d, title);
    put_header(&d, title);
    put(&d, "<section class=\"lead\" aria-label=\"In short\"><ul>\n");
    for (size_t i = 0; i < d.brief->lead.n; i++)
        put_line(&d, &d.brief->lead.at[i], false);
    put(&d, "</ul></section>\n");
    put_lines(&d, "happened", "Happened", &d.brief->happened, false);
    put_lines(&d, "planned", "Planned, said to come, denied", &d.brief->planned,
              false);
    put_lines(&d, "said", "Who says what", &d.brief->said, true);
    put_disputes(&d);
    put_timeline(&d);
    ng_dossier_sources(&d);
    put_changes(&d);
    ng_dossier_reports(&d);
    put(&d,
        "</main><footer>Every line stands beside the passages that it rests "
        "on; numbers name the reports below. Independent counts origins, "
        "not copies. Made by nutgraf, without a script.</footer>"
        "</body></html>\n");
}
