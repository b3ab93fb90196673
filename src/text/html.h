/* html.h - a page as a flat list of tokens, and the elements they stand in.
 *
 *     <div class=a>Kim <b>met</b> Putin</div>
 *     open div | text | open b | text | close b | text | close div
 *
 * Every packaged parser fails some small hostile page: time that grows with
 * the square of the size, or text lost below some depth. Here a token is 16
 * bytes, found by memchr; a light stack of open elements, capped like those of
 * browsers, says which element a token is in; nothing is recursive, all is
 * linear, and text is never lost: a comment or a quotation mark that never
 * ends is taken to end at the next '>'.
 *
 * Content of <script>, <style>, <title>, <textarea>, <iframe> and their like
 * is one NG_HTML_RAW token.
 */
#pragma once
#include "base/str.h"

enum { NG_HTML_DEPTH = 512, NG_HTML_ATTRS = 256 };

/* name, kind: I inline, B block, V void block, v void inline, R raw text */
#define NG_HTML_TAGS(X)                                                        \
    X(A, "a", I)                                                               \
    X(ABBR, "abbr", I)                                                         \
    X(ADDRESS, "address", B)                                                   \
    X(AREA, "area", v)                                                         \
    X(ARTICLE, "article", B)                                                   \
    X(ASIDE, "aside", B)                                                       \
    X(AUDIO, "audio", B)                                                       \
    X(B, "b", I)                                                               \
    X(BASE, "base", v)                                                         \
    X(BLOCKQUOTE, "blockquote", B)                                             \
    X(BODY, "body", B)                                                         \
    X(BR, "br", v)                                                             \
    X(BUTTON, "button", B)                                                     \
    X(CANVAS, "canvas", B)                                                     \
    X(CAPTION, "caption", B)                                                   \
    X(CENTER, "center", B)                                                     \
    X(CITE, "cite", I)                                                         \
    X(CODE, "code", I)                                                         \
    X(COL, "col", v)                                                           \
    X(DD, "dd", B)                                                             \
    X(DETAILS, "details", B)                                                   \
    X(DIALOG, "dialog", B)                                                     \
    X(DIV, "div", B)                                                           \
    X(DL, "dl", B)                                                             \
    X(DT, "dt", B)                                                             \
    X(EM, "em", I)                                                             \
    X(EMBED, "embed", v)                                                       \
    X(FIELDSET, "fieldset", B)                                                 \
    X(FIGCAPTION, "figcaption", B)                                             \
    X(FIGURE, "figure", B)                                                     \
    X(FONT, "font", I)                                                         \
    X(FOOTER, "footer", B)                                                     \
    X(FORM, "form", B)                                                         \
    X(H1, "h1", B)                                                             \
    X(H2, "h2", B)                                                             \
    X(H3, "h3", B)                                                             \
    X(H4, "h4", B)                                                             \
    X(H5, "h5", B)                                                             \
    X(H6, "h6", B)                                                             \
    X(HEAD, "head", B)                                                         \
    X(HEADER, "header", B)                                                     \
    X(HR, "hr", V)                                                             \
    X(HTML, "html", B)                                                         \
    X(I, "i", I)                                                               \
    X(IFRAME, "iframe", R)                                                     \
    X(IMG, "img", v)                                                           \
    X(INPUT, "input", v)                                                       \
    X(LABEL, "label", B)                                                       \
    X(LEGEND, "legend", B)                                                     \
    X(LI, "li", B)                                                             \
    X(LINK, "link", v)                                                         \
    X(MAIN, "main", B)                                                         \
    X(MATH, "math", B)                                                         \
    X(MENU, "menu", B)                                                         \
    X(META, "meta", v)                                                         \
    X(NAV, "nav", B)                                                           \
    X(NOEMBED, "noembed", R)                                                   \
    X(NOFRAMES, "noframes", R)                                                 \
    X(NOSCRIPT, "noscript", B)                                                 \
    X(OBJECT, "object", B)                                                     \
    X(OL, "ol", B)                                                             \
    X(OPTION, "option", B)                                                     \
    X(P, "p", B)                                                               \
    X(PARAM, "param", v)                                                       \
    X(PICTURE, "picture", I)                                                   \
    X(PRE, "pre", B)                                                           \
    X(S, "s", I)                                                               \
    X(SCRIPT, "script", R)                                                     \
    X(SECTION, "section", B)                                                   \
    X(SELECT, "select", B)                                                     \
    X(SMALL, "small", I)                                                       \
    X(SOURCE, "source", v)                                                     \
    X(SPAN, "span", I)                                                         \
    X(STRONG, "strong", I)                                                     \
    X(STYLE, "style", R)                                                       \
    X(SUB, "sub", I)                                                           \
    X(SUMMARY, "summary", B)                                                   \
    X(SUP, "sup", I)                                                           \
    X(SVG, "svg", B)                                                           \
    X(TABLE, "table", B)                                                       \
    X(TBODY, "tbody", B)                                                       \
    X(TD, "td", B)                                                             \
    X(TEMPLATE, "template", B)                                                 \
    X(TEXTAREA, "textarea", R)                                                 \
    X(TFOOT, "tfoot", B)                                                       \
    X(TH, "th", B)                                                             \
    X(THEAD, "thead", B)                                                       \
    X(TIME, "time", I)                                                         \
    X(TITLE, "title", R)                                                       \
    X(TR, "tr", B)                                                             \
    X(TRACK, "track", v)                                                       \
    X(U, "u", I)                                                               \
    X(UL, "ul", B)                                                             \
    X(VIDEO, "video", B)                                                       \
    X(WBR, "wbr", v)                                                           \
    X(XMP, "xmp", R)
#define NG_HTML_TAG_ENUM(symbol, text, kind) NG_HTML_##symbol,
enum ng_html_tag {
    NG_HTML_TAGS(NG_HTML_TAG_ENUM) NG_HTML_OTHER,
    NG_HTML_TAG_COUNT
};

enum ng_html_kind { NG_HTML_TEXT, NG_HTML_OPEN, NG_HTML_CLOSE, NG_HTML_RAW };

struct ng_html_token {
    uint32_t beg, end; /* in the page; a tag with its brackets */
    uint32_t element;  /* it stands in, or that it opens */
    uint8_t kind;      /* enum ng_html_kind */
    uint8_t tag;       /* enum ng_html_tag; of RAW: whose content it is */
    bool closed;       /* <br/> */
};

/* Element 0 is the page itself; a parent comes before its children. */
struct ng_html_element {
    uint32_t parent;
    uint32_t open; /* the token that opened it */
    uint32_t last; /* the last token in it */
    uint16_t depth;
    uint8_t tag;
};

struct ng_html {
    ng_str page;
    struct ng_html_token *tokens;
    size_t token_count;
    struct ng_html_element *elements;
    size_t element_count;
    bool capped; /* some elements were deeper than the cap, and became siblings
                  */
};

/* Borrows page, which is less than 4 GiB. */
struct ng_html ng_html_parse(ng_str page, struct ng_arena *out,
                             struct ng_arena scratch);

bool ng_html_is_block(enum ng_html_tag tag);
bool ng_html_is_void(enum ng_html_tag tag);

/* One attribute after another of the tag at `tag` (with its brackets): set
 * *at to 0 first. Values are as they stand, entities and all. At most
 * NG_HTML_ATTRS of them. */
bool ng_html_next_attr(ng_str tag, size_t *at, ng_str *name, ng_str *value);

/* The value of an attribute; empty if it is not there. */
ng_str ng_html_attr(ng_str tag, ng_str name);

static inline ng_str ng_html_source(const struct ng_html *h,
                                    const struct ng_html_token *t)
{
    return (ng_str){h->page.p + t->beg, t->end - t->beg};
}
