/* sniff.c - what the first bytes say they are. */
#include "read/reading.h"
#include "text/columns.h"

static const struct {
    ng_str magic;
    const char *what;
} foreign[] = {
    {S("%PDF-"), "a PDF file; save its text first (pdftotext)"},
    {S("\x89PNG"), "a picture"},
    {S("\xff\xd8\xff"), "a picture"},
    {S("GIF8"), "a picture"},
    {S("\x7f"
       "ELF"),
     "a program"},
    {S("MZ"), "a program"},
    {S("SQLite format 3"), "a database; reports come as text, HTML or JSONL"},
    {S("\xd0\xcf\x11\xe0"), "an old office document; save it as text first"},
    {S("{\\rtf"), "a rich text document; save it as plain text first"},
    {S("PK\x03\x04"), "an archive within an archive; unpack it first"},
    {S("\x1f\x8b"), "packed within an archive; unpack it first"},
};

static const ng_str feeds[] = {
    S("<rss"),
    S("<feed"),
    S("<rdf:RDF"),
};
/* A page, whatever follows; a piece of one, if tags go on. */
static const ng_str whole_starts[] = {
    S("<!doctype html"), S("<html"), S("<head"),
    S("<body"),          S("<meta"), S("<title"),
};
static const ng_str page_starts[] = {
    S("<div"), S("<p>"),      S("<p "),         S("<article"), S("<main"),
    S("<h1"),  S("<section"), S("<span"),       S("<table"),   S("<script"),
    S("<ul"),  S("<!--"),     S("<h2"),         S("<header"),  S("<figure"),
    S("<a "),  S("<br"),      S("<blockquote"),
};

static bool starts_any(ng_str s, const ng_str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ng_str_starts_nocase(s, list[i]))
            return true;
    return false;
}
#define STARTS_ANY(s, list) starts_any(s, list, sizeof list / sizeof *list)

bool ng_sniff_packed(ng_str head)
{
    static const ng_str magic[] = {
        S("\x1f\x8b"),
        S("BZh"),
        S("\xfd"
          "7zXZ"),
        S("\x28\xb5\x2f\xfd"),
        S("PK\x03\x04"),
        S("PK\x05\x06"),
    };
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (ng_str_starts(head, magic[i]))
            return true;
    return head.n >= 512 &&
           ng_str_starts((ng_str){head.p + 257, head.n - 257}, STR("ustar"));
}

static ng_str without_bom(ng_str s)
{
    if (ng_str_starts(s, STR("\xef\xbb\xbf")))
        s.p += 3, s.n -= 3;
    return ng_str_trim(s);
}

/* A text under a scrap of markup: most of it comes after the last tag and has
 * paragraphs of its own, which a page would mark by tags. */
static bool is_text_below(ng_str text)
{
    enum { LEAST = 400 };
    size_t last = text.n;
    while (last > 0 && text.p[last - 1] != '>')
        last--;
    return text.n - last > LEAST && text.n - last > text.n / 2 &&
           ng_str_find(ng_str_trim((ng_str){text.p + last, text.n - last}),
                       STR("\n\n"), 0) != SIZE_MAX;
}

bool ng_sniff_page(ng_str text)
{
    text = without_bom(text);
    if (text.n == 0 || text.p[0] != '<')
        return false;
    if (ng_str_starts_nocase(text, STR("<?xml"))) {
        size_t end = ng_str_find(text, STR("?>"), 0);
        if (end == SIZE_MAX)
            return false;
        text = ng_str_trim((ng_str){text.p + end + 2, text.n - end - 2});
    }
    return STARTS_ANY(text, whole_starts) ||
           (STARTS_ANY(text, page_starts) && !is_text_below(text));
}

static bool is_feed(ng_str head)
{
    head = without_bom(head);
    if (ng_str_starts_nocase(head, STR("<?xml"))) {
        size_t end = ng_str_find(head, STR("?>"), 0);
        end = end == SIZE_MAX ? head.n : end + 2;
        head = ng_str_trim((ng_str){head.p + end, head.n - end});
    }
    return STARTS_ANY(head, feeds);
}

/* An object, or an array of objects: not merely a text that begins so. */
static bool is_json(ng_str head)
{
    head = without_bom(head);
    if (head.n < 2 || (head.p[0] != '{' && head.p[0] != '['))
        return false;
    ng_str rest = ng_str_trim((ng_str){head.p + 1, head.n - 1});
    return rest.n > 0 &&
           (head.p[0] == '{' ? rest.p[0] == '"' || rest.p[0] == '}'
                             : rest.p[0] == '{');
}

static bool is_wide(ng_str head)
{
    if (ng_str_starts(head, STR("\xff\xfe")) ||
        ng_str_starts(head, STR("\xfe\xff")))
        return true;
    size_t even = 0, odd = 0;
    for (size_t i = 0; i + 1 < head.n; i += 2)
        even += head.p[i] == 0, odd += head.p[i + 1] == 0;
    return head.n >= 8 && (even > head.n * 3 / 8) != (odd > head.n * 3 / 8);
}

/* More than one byte in fifty is a control character that no text has. */
static bool is_binary(ng_str head)
{
    size_t odd = 0;
    for (size_t i = 0; i < head.n; i++) {
        unsigned char c = (unsigned char)head.p[i];
        odd += (c < 32 && !ng_is_space(head.p[i]) && c != 27) || c == 127;
    }
    return odd * 50 > head.n;
}

static bool named(ng_str path, ng_str end)
{
    return path.n >= end.n &&
           ng_str_eq_nocase((ng_str){path.p + (path.n - end.n), end.n}, end);
}

bool ng_sniff(ng_str path, ng_str head, enum ng_format *format,
              struct ng_err *why)
{
    const char *what = NULL;
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign && !what; i++)
        if (ng_str_starts(head, foreign[i].magic))
            what = foreign[i].what;
    if (!what && !is_wide(head) && is_binary(head))
        what = "binary data, not text";
    if (!what && is_feed(head))
        what = "a feed; save the articles it leads to as pages or text";
    if (what) {
        ng_fail(why, NG_BAD_INPUT, 0, "%.*s: is %s", PRS_ARG(path), what);
        return false;
    }
    *format = NG_FORMAT_PLAIN;
    if (ng_columns_sniff(head)) {
        *format = NG_FORMAT_COLUMNS;
        return true;
    }
    if (is_json(head) ||
        ((named(path, STR(".jsonl")) || named(path, STR(".ndjson"))) &&
         head.n && head.p[0] == '{'))
        *format = NG_FORMAT_JSONL;
    else if (ng_sniff_page(head))
        *format = NG_FORMAT_HTML;
    else if (named(path, STR(".html")) || named(path, STR(".htm")) ||
             named(path, STR(".xhtml")))
        *format = NG_FORMAT_HTML;
    else if (ng_str_find_nocase(head, STR("<!doctype html"), 0) != SIZE_MAX ||
             ng_str_find_nocase(head, STR("<html"), 0) != SIZE_MAX)
        *format = NG_FORMAT_HTML;
    return true;
}
