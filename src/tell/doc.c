/* doc.c - documents for people: see doc.h. */
#include "tell/doc.h"

#include "tell/forms.h"

#include <utf8proc.h>

static enum ng_form form_of(const struct ng_doc *d)
{
    return d->to->form;
}

unsigned ng_columns(ng_str text)
{
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text.p;
    utf8proc_ssize_t left = (utf8proc_ssize_t)text.n;
    unsigned columns = 0;
    while (left > 0) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n = utf8proc_iterate(p, left, &c);
        if (n < 1) {
            n = 1;
            c = 0xFFFD;
        }
        int width = utf8proc_charwidth(c);
        columns += width > 0 ? (unsigned)width : 0;
        p += n;
        left -= n;
    }
    return columns;
}

/* Bytes of a control at i that would act on a terminal: C1, or one that turns
 * the direction of what follows (U+202A-202E, U+2066-2069). 0: none. */
static size_t control_at(ng_str s, size_t i)
{
    const unsigned char *p = (const unsigned char *)s.p + i;
    if (s.n - i >= 2 && p[0] == 0xC2 && p[1] < 0xA0)
        return 2;
    if (s.n - i >= 3 && p[0] == 0xE2 &&
        ((p[1] == 0x80 && p[2] >= 0xAA && p[2] <= 0xAE) ||
         (p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9)))
        return 3;
    return 0;
}

/* Reports are foreign text: an escape sequence must not reach a terminal. */
static void put_harmless(struct ng_out *o, ng_str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t control = control_at(s, i);
        unsigned char c = (unsigned char)s.p[i];
        if (!control)
            ng_putc(o, c < 0x20 || c == 0x7F ? ' ' : (char)c);
        i += control ? control : 1;
    }
}

static void put_markdown(struct ng_out *o, ng_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (memchr("\\`*_[]<>#|", s.p[i], 10))
            ng_putc(o, '\\');
        ng_putc(o, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
    }
}

void ng_doc_put(struct ng_doc *d, ng_str text)
{
    if (form_of(d) == NG_FORM_HTML)
        ng_put_xml(d->to->out, text);
    else if (form_of(d) == NG_FORM_MARKDOWN)
        put_markdown(d->to->out, text);
    else
        put_harmless(d->to->out, text);
}

static const char *const style[] = {"\x1b[1m", "\x1b[2m", "\x1b[36m",
                                    "\x1b[33m"};
enum look { BOLD, DIM, HEAD, WARN };

static void look(struct ng_doc *d, enum look look)
{
    if (d->to->colour && form_of(d) == NG_FORM_TERMINAL)
        ng_put(d->to->out, ng_str_of(style[look]));
}

static void plain(struct ng_doc *d)
{
    if (d->to->colour && form_of(d) == NG_FORM_TERMINAL)
        ng_put(d->to->out, STR("\x1b[0m"));
}

static void spaces(struct ng_out *o, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        ng_putc(o, ' ');
}

static unsigned width_of(const struct ng_doc *d)
{
    return d->to->width ? d->to->width : 100;
}

/* ---- terminal --------------------------------------------------------- */

/* Writes text in lines that end at `width`; continuation lines begin at
 * `indent`. Starts at column `at` and returns the column where it ended. */
static unsigned wrap(struct ng_doc *d, ng_str text, unsigned at,
                     unsigned indent, unsigned width)
{
    bool first = true;
    while (text.n) {
        ng_cut cut = ng_cut_at(text, ' ');
        unsigned columns = ng_columns(cut.head);
        text = cut.tail;
        if (!cut.head.n)
            continue;
        if (!first && at + 1 + columns > width && at > indent) {
            ng_putc(d->to->out, '\n');
            spaces(d->to->out, indent);
            at = indent;
        } else if (!first) {
            ng_putc(d->to->out, ' ');
            at++;
        }
        put_harmless(d->to->out, cut.head);
        at += columns;
        first = false;
    }
    return at;
}

/* "planned · 3 independent  [1·88 4·12]" into buf. */
static ng_str tail_of(const struct ng_doc *d, const struct ng_item *item,
                      struct ng_out *buf)
{
    buf->n = 0;
    if (item->is_new)
        ng_put(buf, STR("new"));
    if (item->label.n) {
        if (buf->n)
            ng_put(buf, STR(" · "));
        ng_put(buf, item->label);
    }
    if (item->independent) {
        if (buf->n)
            ng_put(buf, STR(" · "));
        if (item->independent == 1)
            ng_put(buf, STR("one source"));
        else
            ng_printf(buf, "%u independent", item->independent);
    }
    for (size_t i = 0; i < item->cites_n; i++) {
        if (d->cites_most && i == d->cites_most) {
            ng_printf(buf, " +%zu", item->cites_n - i);
            break;
        }
        ng_put(buf, i ? STR(" ") : buf->n ? STR("  [") : STR("["));
        ng_printf(buf, "%u·%u", item->cites[i].report + 1,
                  item->cites[i].at.beg);
    }
    if (item->cites_n)
        ng_putc(buf, ']');
    return ng_out_str(buf);
}

static void terminal_item(struct ng_doc *d, const struct ng_item *item,
                          unsigned indent, bool full_word)
{
    struct ng_out *o = d->to->out, buf = {.limit = 1 << 16};
    unsigned width = width_of(d), hang = indent;
    spaces(o, indent);
    if (d->when_width && !full_word) {
        look(d, DIM);
        put_harmless(o, item->when);
        plain(d);
        unsigned columns = ng_columns(item->when);
        spaces(o, columns < d->when_width ? d->when_width - columns : 0);
        ng_put(o, STR("  "));
        hang = indent + 2 + (columns > d->when_width ? columns : d->when_width);
    }
    unsigned at = wrap(d, item->text, hang, hang, width);
    ng_str tail = tail_of(d, item, &buf);
    unsigned columns = ng_columns(tail);
    if (columns) {
        if (at + 2 + columns > width && at > hang) {
            ng_putc(o, '\n');
            at = 0;
        }
        unsigned start = columns + hang < width ? width - columns : hang;
        spaces(o, start > at ? start - at : 2);
        look(d, DIM);
        put_harmless(o, tail);
        plain(d);
    }
    ng_putc(o, '\n');
    ng_out_release(&buf);
}

/* ---- html and markdown ------------------------------------------------ */

static void put_marks(struct ng_doc *d, const struct ng_item *item)
{
    struct ng_out *o = d->to->out;
    bool html = form_of(d) == NG_FORM_HTML;
    for (size_t i = 0; i < item->cites_n; i++) {
        const struct ng_cite *c = &item->cites[i];
        if (html)
            ng_printf(o, " <a class=\"c\" href=\"#r%u-%u\">%u·%u</a>",
                      c->report + 1, c->at.beg, c->report + 1, c->at.beg);
        else
            ng_printf(o, "%s%u·%u", i ? " " : " \\[", c->report + 1, c->at.beg);
    }
    if (!html && item->cites_n)
        ng_put(o, STR("\\]"));
}

static void put_aside(struct ng_doc *d, const struct ng_item *item)
{
    struct ng_out *o = d->to->out;
    bool html = form_of(d) == NG_FORM_HTML;
    if (!item->label.n && !item->independent && !item->is_new)
        return;
    ng_put(o, html ? STR(" <span class=\"l\">") : STR(" *("));
    if (item->is_new)
        ng_put(o,
               item->label.n || item->independent ? STR("new · ") : STR("new"));
    ng_doc_put(d, item->label);
    if (item->independent == 1)
        ng_printf(o, "%sone source", item->label.n ? " · " : "");
    else if (item->independent)
        ng_printf(o, "%s%u independent", item->label.n ? " · " : "",
                  item->independent);
    ng_put(o, html ? STR("</span>") : STR(")*"));
}

static void put_pieces(struct ng_doc *d, const struct ng_item *item)
{
    static const char *const tags[] = {NULL, "del", "ins"};
    for (size_t i = 0; i < item->pieces_n; i++) {
        const char *tag = tags[item->pieces[i].kind];
        if (i)
            ng_putc(d->to->out, ' ');
        if (tag)
            ng_printf(d->to->out, "<%s>", tag);
        ng_doc_put(d, item->pieces[i].text);
        if (tag)
            ng_printf(d->to->out, "</%s>", tag);
    }
}

static void markup_item(struct ng_doc *d, const struct ng_item *item)
{
    struct ng_out *o = d->to->out;
    bool html = form_of(d) == NG_FORM_HTML;
    if (item->when.n) {
        ng_put(o, html ? STR("<time>") : STR("**"));
        ng_doc_put(d, item->when);
        ng_put(o, html ? STR("</time> ") : STR("** "));
    }
    if (html && item->pieces_n)
        put_pieces(d, item);
    else
        ng_doc_put(d, item->text);
    put_aside(d, item);
    put_marks(d, item);
}

static void end_list(struct ng_doc *d)
{
    if (d->in_list)
        ng_put(d->to->out,
               form_of(d) == NG_FORM_HTML ? STR("</ul>\n") : STR("\n"));
    d->in_list = false;
}

static const char HTML_HEAD[] =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
    "'none'; style-src 'unsafe-inline'\">\n"
    "<title>nutgraf brief</title>\n<style>\n"
    ":root{color-scheme:light dark;--ink:#1d1d1f;--dim:#5f6368;--paper:#fff;"
    "--line:#dadce0;--link:#0b57d0;--lit:#fff3bf}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#e8e6e3;--dim:#a3a7ad;"
    "--paper:#16181b;--line:#3a3e44;--link:#8ab4f8;--lit:#574b12}}\n"
    "body{font:17px/1.55 Georgia,\"Times New Roman\",serif;color:var(--ink);"
    "background:var(--paper);max-width:44rem;margin:2.5rem auto;"
    "padding:0 1.2rem}\n"
    "h1{font-size:1.7rem;line-height:1.25;margin:0 0 .3rem}\n"
    "h2{font:600 .8rem/1.4 system-ui,sans-serif;letter-spacing:.06em;"
    "color:var(--dim);border-top:1px solid var(--line);padding-top:.9rem;"
    "margin:1.8rem 0 .4rem}\n"
    "ul{list-style:none;margin:0;padding:0}li{margin:.45rem 0}\n"
    "time{font:600 .82rem system-ui,sans-serif;color:var(--dim);"
    "margin-right:.4rem}\n"
    ".m,.l{font:.82rem system-ui,sans-serif;color:var(--dim)}\n"
    ".lead{font-size:1.12rem}\n"
    "a.c{font:.74rem system-ui,sans-serif;color:var(--link);"
    "text-decoration:none;white-space:nowrap}a.c:hover{text-decoration:"
    "underline}\n"
    "details{border-top:1px solid var(--line);padding:.6rem 0}"
    "summary{cursor:pointer}\n"
    "mark{background:none;color:inherit}mark:target{background:var(--lit)}\n"
    "del{color:var(--dim)}ins{background:var(--lit);text-decoration:none}\n"
    "pre{white-space:pre-wrap;font:inherit;font-size:.95rem}\n"
    "@media print{a.c{color:inherit}}\n</style></head><body>\n";

void ng_doc_open(struct ng_doc *d, const struct ng_telling *t,
                 const struct ng_batch *b)
{
    *d =
        (struct ng_doc){.to = t, .batch = b, .when_width = 11, .cites_most = 3};
    if (t->form == NG_FORM_HTML)
        ng_put(t->out, ng_str_of(HTML_HEAD));
}

void ng_doc_title(struct ng_doc *d, ng_str title, ng_str right)
{
    struct ng_out *o = d->to->out;
    if (form_of(d) == NG_FORM_HTML) {
        ng_put(o, STR("<h1>"));
        ng_doc_put(d, title);
        ng_put(o, STR("</h1>\n<p class=\"m\">"));
        ng_doc_put(d, right);
        ng_put(o, STR("</p>\n"));
    } else if (form_of(d) == NG_FORM_MARKDOWN) {
        ng_put(o, STR("# "));
        ng_doc_put(d, title);
        ng_put(o, STR("\n\n*"));
        ng_doc_put(d, right);
        ng_put(o, STR("*\n\n"));
    } else {
        unsigned width = width_of(d), columns = ng_columns(right);
        look(d, BOLD);
        unsigned at = wrap(d, title, 0, 0, width);
        plain(d);
        if (at + 2 + columns > width) {
            ng_putc(o, '\n');
            at = 0;
        }
        spaces(o, width > at + columns ? width - at - columns : 0);
        look(d, DIM);
        put_harmless(o, right);
        plain(d);
        ng_putc(o, '\n');
    }
}

void ng_doc_plain(struct ng_doc *d, ng_str line)
{
    struct ng_out *o = d->to->out;
    if (!line.n)
        return;
    end_list(d);
    if (form_of(d) == NG_FORM_TERMINAL) {
        look(d, DIM);
        wrap(d, line, 0, 0, width_of(d));
        plain(d);
        ng_putc(o, '\n');
        return;
    }
    bool html = form_of(d) == NG_FORM_HTML;
    ng_put(o, html ? STR("<p class=\"m\">") : STR("*"));
    ng_doc_put(d, line);
    ng_put(o, html ? STR("</p>\n") : STR("*\n\n"));
}

void ng_doc_lead(struct ng_doc *d, const struct ng_item *item)
{
    struct ng_out *o = d->to->out;
    if (form_of(d) == NG_FORM_TERMINAL) {
        terminal_item(d, item, 0, true);
        return;
    }
    ng_put(o, form_of(d) == NG_FORM_HTML ? STR("<p class=\"lead\">") : STR(""));
    markup_item(d, item);
    ng_put(o, form_of(d) == NG_FORM_HTML ? STR("</p>\n") : STR("\n\n"));
}

void ng_doc_section(struct ng_doc *d, ng_str heading)
{
    struct ng_out *o = d->to->out;
    end_list(d);
    if (form_of(d) == NG_FORM_HTML) {
        ng_put(o, STR("<h2>"));
        ng_doc_put(d, heading);
        ng_put(o, STR("</h2>\n"));
    } else if (form_of(d) == NG_FORM_MARKDOWN) {
        ng_put(o, STR("## "));
        ng_doc_put(d, heading);
        ng_put(o, STR("\n\n"));
    } else {
        ng_putc(o, '\n');
        look(d, HEAD);
        put_harmless(o, heading);
        plain(d);
        ng_putc(o, '\n');
    }
}

void ng_doc_item(struct ng_doc *d, const struct ng_item *item)
{
    struct ng_out *o = d->to->out;
    if (form_of(d) == NG_FORM_TERMINAL) {
        terminal_item(d, item, 2 + item->indent, false);
        return;
    }
    bool html = form_of(d) == NG_FORM_HTML;
    if (!d->in_list && html)
        ng_put(o, STR("<ul>\n"));
    d->in_list = true;
    if (html && item->indent)
        ng_printf(o, "<li style=\"margin-left:%uem\">", item->indent / 2 * 2);
    else
        ng_put(o, html ? STR("<li>") : item->indent ? STR("  - ") : STR("- "));
    markup_item(d, item);
    ng_put(o, html ? STR("</li>\n") : STR("\n"));
}

void ng_doc_close(struct ng_doc *d)
{
    end_list(d);
}
