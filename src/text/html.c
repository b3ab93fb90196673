/* html.c - the tokens. The elements are in elements.c.
 *
 * Where a search for an end fails it would fail from every later place too, so
 * each kind of end that was not found is remembered: that keeps ten megabytes
 * of "<!--" linear.
 */
#include "text/html.h"

#include "text/elements.h"

#define NAME(symbol, text, kind) [NG_HTML_##symbol] = S(text),
static const ng_str tag_names[NG_HTML_TAG_COUNT] = {NG_HTML_TAGS(NAME)};

enum { KIND_I, KIND_B, KIND_V, KIND_v, KIND_R };
#define KIND(symbol, text, kind) [NG_HTML_##symbol] = KIND_##kind,
static const uint8_t tag_kinds[NG_HTML_TAG_COUNT] = {NG_HTML_TAGS(KIND)};

/* Where the tags of each first letter begin in the enum, which is sorted. */
static const uint8_t first_of[27] = {
    NG_HTML_A,     NG_HTML_B,        NG_HTML_CANVAS, NG_HTML_DD,
    NG_HTML_EM,    NG_HTML_FIELDSET, NG_HTML_H1,     NG_HTML_H1,
    NG_HTML_I,     NG_HTML_LABEL,    NG_HTML_LABEL,  NG_HTML_LABEL,
    NG_HTML_MAIN,  NG_HTML_NAV,      NG_HTML_OBJECT, NG_HTML_P,
    NG_HTML_S,     NG_HTML_S,        NG_HTML_S,      NG_HTML_TABLE,
    NG_HTML_U,     NG_HTML_VIDEO,    NG_HTML_WBR,    NG_HTML_XMP,
    NG_HTML_OTHER, NG_HTML_OTHER,    NG_HTML_OTHER,
};

bool ng_html_is_block(enum ng_html_tag tag)
{
    uint8_t kind = tag_kinds[tag];
    return tag != NG_HTML_OTHER && (kind == KIND_B || kind == KIND_V);
}

bool ng_html_is_void(enum ng_html_tag tag)
{
    return tag != NG_HTML_OTHER &&
           (tag_kinds[tag] == KIND_V || tag_kinds[tag] == KIND_v);
}

static enum ng_html_tag tag_of(ng_str name)
{
    char c = ng_to_lower(name.p[0]);
    if (!ng_is_lower(c))
        return NG_HTML_OTHER;
    for (size_t t = first_of[c - 'a']; t < first_of[c - 'a' + 1]; t++)
        if (ng_str_eq_nocase(name, tag_names[t]))
            return (enum ng_html_tag)t;
    return NG_HTML_OTHER;
}

struct scan {
    ng_str page;
    size_t at;
    bool no_double, no_single, no_comment_end, no_greater;
    bool no_raw_end[NG_HTML_TAG_COUNT];
    struct ng_html *html;
    struct ng_html_builder *builder;
};

static size_t find_byte(ng_str s, char c, size_t from)
{
    const char *hit = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

/* The end of what only '>' ends; the end of the page if none comes. */
static size_t after_greater(struct scan *s, size_t from)
{
    size_t end = s->no_greater ? SIZE_MAX : find_byte(s->page, '>', from);
    s->no_greater = end == SIZE_MAX;
    return end == SIZE_MAX ? s->page.n : end + 1;
}

static size_t after_comment(struct scan *s, size_t from)
{
    ng_str p = s->page;
    if (from < p.n && p.p[from] == '>')
        return from + 1;
    size_t end =
        s->no_comment_end ? SIZE_MAX : ng_str_find(p, STR("-->"), from);
    if (end != SIZE_MAX)
        return end + 3;
    s->no_comment_end = true;
    return after_greater(s, from);
}

/* Past the closing mark of a value, or past the next '>' - 1 without one. */
static size_t after_quoted(struct scan *s, size_t from, char mark)
{
    bool *none = mark == '"' ? &s->no_double : &s->no_single;
    size_t end = *none ? SIZE_MAX : find_byte(s->page, mark, from);
    if (end != SIZE_MAX)
        return end + 1;
    *none = true;
    return after_greater(s, from) - (s->no_greater ? 0 : 1);
}

static bool ends_name(char c)
{
    return ng_is_space(c) || c == '>' || c == '/';
}

/* The end of a tag whose name ends at i; *closed for one that ends in "/>". */
static size_t after_tag(struct scan *s, size_t i, bool *closed)
{
    ng_str p = s->page;
    *closed = false;
    while (i < p.n && p.p[i] != '>') {
        char c = p.p[i];
        if (c == '=') {
            i++;
            while (i < p.n && ng_is_space(p.p[i]))
                i++;
            if (i < p.n && (p.p[i] == '"' || p.p[i] == '\''))
                i = after_quoted(s, i + 1, p.p[i]);
            else
                while (i < p.n && !ng_is_space(p.p[i]) && p.p[i] != '>')
                    i++;
            *closed = false;
        } else {
            *closed = c == '/' || (*closed && ng_is_space(c));
            i++;
        }
    }
    return i < p.n ? i + 1 : p.n;
}

/* The "</name" that ends raw text, or SIZE_MAX. */
static size_t raw_end(ng_str page, size_t from, ng_str name)
{
    while ((from = find_byte(page, '<', from)) != SIZE_MAX) {
        size_t after = from + 2 + name.n;
        if (after <= page.n && page.p[from + 1] == '/' &&
            ng_str_eq_nocase((ng_str){page.p + from + 2, name.n}, name) &&
            (after == page.n || ends_name(page.p[after])))
            return from;
        from++;
    }
    return SIZE_MAX;
}

static void add(struct scan *s, size_t beg, size_t end, enum ng_html_kind kind,
                enum ng_html_tag tag, bool closed)
{
    if (beg >= end && kind != NG_HTML_CLOSE)
        return;
    struct ng_html_token *t = &s->html->tokens[s->html->token_count++];
    *t = (struct ng_html_token){.beg = (uint32_t)beg,
                                .end = (uint32_t)end,
                                .kind = (uint8_t)kind,
                                .tag = (uint8_t)tag,
                                .closed = closed};
    ng_html_build(s->builder, s->html);
}

/* An opening or closing tag at '<'; the name is there. */
static void scan_tag(struct scan *s, bool close)
{
    ng_str p = s->page;
    size_t beg = s->at, i = beg + 1 + close, first = i;
    while (i < p.n && !ends_name(p.p[i]))
        i++;
    enum ng_html_tag tag = tag_of((ng_str){p.p + first, i - first});
    bool closed;
    size_t end = after_tag(s, i, &closed);
    s->at = end;
    add(s, beg, end, close ? NG_HTML_CLOSE : NG_HTML_OPEN, tag, closed);
    if (close || tag == NG_HTML_OTHER || tag_kinds[tag] != KIND_R)
        return;
    size_t stop =
        s->no_raw_end[tag] ? SIZE_MAX : raw_end(p, end, tag_names[tag]);
    s->no_raw_end[tag] = stop == SIZE_MAX;
    bool rest = tag == NG_HTML_SCRIPT || tag == NG_HTML_STYLE;
    if (stop == SIZE_MAX && !rest)
        return; /* never closed: an ordinary element, its text is kept */
    stop = stop == SIZE_MAX ? p.n : stop;
    add(s, end, stop, NG_HTML_RAW, tag, false);
    s->at = stop;
}

/* What is no tag: a comment, a declaration, or a '<' that is text. */
static bool scan_other(struct scan *s)
{
    ng_str rest = {s->page.p + s->at, s->page.n - s->at};
    if (ng_str_starts(rest, STR("<!--")))
        s->at = after_comment(s, s->at + 4);
    else if (rest.n > 1 && (rest.p[1] == '!' || rest.p[1] == '?'))
        s->at = after_greater(s, s->at + 2);
    else if (rest.n > 2 && rest.p[1] == '/')
        s->at = after_greater(s, s->at + 2);
    else
        return false;
    return true;
}

static void scan_page(struct scan *s)
{
    ng_str p = s->page;
    size_t text = 0;
    while (s->at < p.n) {
        size_t lt = find_byte(p, '<', s->at);
        if (lt == SIZE_MAX)
            break;
        bool close = lt + 1 < p.n && p.p[lt + 1] == '/';
        size_t name = lt + 1 + close;
        bool is_tag = name < p.n && ng_is_alpha(p.p[name]);
        s->at = lt;
        if (is_tag || (name < p.n && strchr("!?/", p.p[lt + 1]) && p.p[lt + 1]))
            add(s, text, lt, NG_HTML_TEXT, NG_HTML_OTHER, false);
        else {
            s->at = lt + 1; /* "5 < 6" */
            continue;
        }
        if (is_tag)
            scan_tag(s, close);
        else if (!scan_other(s))
            s->at = lt + 1;
        text = s->at;
    }
    add(s, text, p.n, NG_HTML_TEXT, NG_HTML_OTHER, false);
}

struct ng_html ng_html_parse(ng_str page, struct ng_arena *out,
                             struct ng_arena scratch)
{
    size_t tags = 0;
    for (size_t i = 0; (i = find_byte(page, '<', i)) != SIZE_MAX; i++)
        tags++;
    struct ng_html html = {.page = page};
    /* a tag brings itself, its raw text and the text before it */
    html.tokens = ng_new(out, struct ng_html_token, tags * 3 + 1);
    html.elements = ng_new(out, struct ng_html_element, tags + 1);
    struct ng_html_builder *builder = ng_html_builder(&html, &scratch);
    struct scan s = {.page = page, .html = &html, .builder = builder};
    scan_page(&s);
    ng_html_build_end(builder, &html);
    return html;
}

bool ng_html_next_attr(ng_str tag, size_t *at, ng_str *name, ng_str *value)
{
    size_t i = *at, n = tag.n;
    if (i == 0) { /* past the name */
        while (i < n && !ends_name(tag.p[i]))
            i++;
    }
    while (i < n && (ng_is_space(tag.p[i]) || tag.p[i] == '/'))
        i++;
    if (i >= n || tag.p[i] == '>')
        return false;
    size_t first = i;
    while (i < n && tag.p[i] != '=' && !ends_name(tag.p[i]))
        i++;
    if (i == first)
        i++;
    *name = (ng_str){tag.p + first, i - first};
    *value = (ng_str){0};
    while (i < n && ng_is_space(tag.p[i]))
        i++;
    if (i < n && tag.p[i] == '=') {
        i++;
        while (i < n && ng_is_space(tag.p[i]))
            i++;
        char mark = i < n ? tag.p[i] : 0;
        size_t from = i;
        if (mark == '"' || mark == '\'') {
            from++;
            i = find_byte(tag, mark, from);
            i = i == SIZE_MAX ? n - (n > from && tag.p[n - 1] == '>') : i;
        } else {
            while (i < n && !ng_is_space(tag.p[i]) && tag.p[i] != '>')
                i++;
        }
        *value = (ng_str){tag.p + from, i - from};
        i += i < n && (mark == '"' || mark == '\'') && tag.p[i] == mark;
    }
    *at = i;
    return true;
}

ng_str ng_html_attr(ng_str tag, ng_str name)
{
    ng_str found, value;
    size_t at = 0;
    for (int i = 0;
         i < NG_HTML_ATTRS && ng_html_next_attr(tag, &at, &found, &value); i++)
        if (ng_str_eq_nocase(found, name))
            return value;
    return (ng_str){0};
}
