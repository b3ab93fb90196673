/* page_hints.c - see page_parts.h. Names in class and id are cut into words
 * (at signs, digits and capitals: "articleBody" has two), each looked up in
 * one table; a few pairs of words mean more than the two. */
#include "clean/page_parts.h"

struct word_hint {
    ng_str word;
    uint32_t hints;
};

/* Sorted by bytes. Words of page makers, not of any one site. */
static const struct word_hint words[] = {
    {S("ad"), HINT_PROMO},
    {S("ads"), HINT_PROMO},
    {S("advert"), HINT_PROMO},
    {S("advertisement"), HINT_PROMO},
    {S("advertising"), HINT_PROMO},
    {S("also"), HINT_RELATED},
    {S("aside"), HINT_ASIDE},
    {S("author"), HINT_BYLINE},
    {S("authors"), HINT_BYLINE},
    {S("banner"), HINT_PROMO},
    {S("bio"), HINT_BYLINE},
    {S("breadcrumb"), HINT_NAV},
    {S("breadcrumbs"), HINT_NAV},
    {S("byline"), HINT_BYLINE},
    {S("caption"), HINT_CAPTION},
    {S("captions"), HINT_CAPTION},
    {S("card"), HINT_RELATED},
    {S("cards"), HINT_RELATED},
    {S("carousel"), HINT_RELATED},
    {S("comment"), HINT_COMMENTS},
    {S("comments"), HINT_COMMENTS},
    {S("consent"), HINT_PROMO},
    {S("cookie"), HINT_PROMO},
    {S("cookies"), HINT_PROMO},
    {S("copyright"), HINT_FOOTER},
    {S("credit"), HINT_CAPTION},
    {S("credits"), HINT_CAPTION},
    {S("dateline"), HINT_BYLINE},
    {S("dek"), HINT_SUMMARY},
    {S("disqus"), HINT_COMMENTS},
    {S("donate"), HINT_PROMO},
    {S("donation"), HINT_PROMO},
    {S("facebook"), HINT_SHARE},
    {S("foot"), HINT_FOOTER},
    {S("footer"), HINT_FOOTER},
    {S("headline"), HINT_TITLE},
    {S("legal"), HINT_FOOTER},
    {S("login"), HINT_FORM},
    {S("masthead"), HINT_NAV},
    {S("menu"), HINT_NAV},
    {S("modal"), HINT_PROMO},
    {S("more"), HINT_RELATED},
    {S("nav"), HINT_NAV},
    {S("navbar"), HINT_NAV},
    {S("navigation"), HINT_NAV},
    {S("newsletter"), HINT_PROMO},
    {S("newsletters"), HINT_PROMO},
    {S("outbrain"), HINT_RELATED},
    {S("pagination"), HINT_NAV},
    {S("popular"), HINT_RELATED},
    {S("popup"), HINT_PROMO},
    {S("promo"), HINT_PROMO},
    {S("promoted"), HINT_PROMO},
    {S("promotion"), HINT_PROMO},
    {S("rail"), HINT_ASIDE},
    {S("readmore"), HINT_RELATED},
    {S("recirc"), HINT_RELATED},
    {S("recirculation"), HINT_RELATED},
    {S("recommend"), HINT_RELATED},
    {S("recommended"), HINT_RELATED},
    {S("related"), HINT_RELATED},
    {S("respond"), HINT_COMMENTS},
    {S("share"), HINT_SHARE},
    {S("sharing"), HINT_SHARE},
    {S("sidebar"), HINT_ASIDE},
    {S("signup"), HINT_PROMO},
    {S("skip"), HINT_NAV},
    {S("social"), HINT_SHARE},
    {S("sponsor"), HINT_PROMO},
    {S("sponsored"), HINT_PROMO},
    {S("standfirst"), HINT_SUMMARY},
    {S("subscribe"), HINT_PROMO},
    {S("subscription"), HINT_PROMO},
    {S("subscriptions"), HINT_PROMO},
    {S("subtitle"), HINT_SUMMARY},
    {S("taboola"), HINT_RELATED},
    {S("tags"), HINT_TAGS},
    {S("teaser"), HINT_RELATED},
    {S("teasers"), HINT_RELATED},
    {S("timestamp"), HINT_BYLINE},
    {S("toc"), HINT_NAV},
    {S("toolbar"), HINT_SHARE},
    {S("topics"), HINT_TAGS},
    {S("trending"), HINT_RELATED},
    {S("tweet"), HINT_EMBED},
    {S("widget"), HINT_ASIDE},
    {S("widgets"), HINT_ASIDE},
};
enum { WORDS = sizeof words / sizeof *words };

/* article-body, storyContent, entry_text: the first word and the second. */
static const ng_str body_first[] = {
    S("article"), S("story"), S("post"), S("entry"),   S("main"),
    S("body"),    S("news"),  S("rich"), S("content"),
};
static const ng_str body_second[] = {
    S("body"), S("content"), S("text"), S("copy"), S("contents"), S("bd"),
};
static const ng_str body_whole[] = {
    S("articlebody"), S("storybody"),   S("storytext"), S("articletext"),
    S("postbody"),    S("postcontent"), S("bodycopy"),  S("bodytext"),
    S("maincontent"), S("entrytext"),   S("newstext"),  S("articlecontent"),
};

static bool in_list(ng_str w, const ng_str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ng_str_eq(w, list[i]))
            return true;
    return false;
}
#define IN_LIST(w, list) in_list(w, list, sizeof list / sizeof *list)

static uint32_t word_hint(ng_str w)
{
    size_t lo = 0, hi = WORDS;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int d = ng_str_cmp(w, words[mid].word);
        if (d == 0)
            return words[mid].hints;
        *(d < 0 ? &hi : &lo) = d < 0 ? mid : mid + 1;
    }
    return 0;
}

/* Hints of the words in one attribute value; at most 1 KiB of it is read. */
static uint32_t name_hints(ng_str s)
{
    enum { LOOK_AT = 1024, WORD = 20 };
    char buf[2][WORD];
    ng_str before = {0};
    uint32_t hints = 0;
    int which = 0;
    s.n = s.n < LOOK_AT ? s.n : LOOK_AT;
    for (size_t i = 0; i < s.n;) {
        size_t first = i;
        if (!ng_is_alpha(s.p[i])) {
            if (ng_is_space(s.p[i]))
                before.n = 0; /* another name */
            i++;
            continue;
        }
        while (i < s.n && ng_is_alpha(s.p[i]) &&
               !(i > first && ng_is_upper(s.p[i]) && ng_is_lower(s.p[i - 1])))
            i++;
        if (i - first > WORD)
            continue;
        for (size_t k = first; k < i; k++)
            buf[which][k - first] = ng_to_lower(s.p[k]);
        ng_str w = {buf[which], i - first};
        uint32_t hint = word_hint(w);
        /* "widget-area" is one, "builder-widget" is any piece of a page */
        if (!(hint == HINT_ASIDE && before.n && ng_str_eq(w, STR("widget"))))
            hints |= hint;
        if (IN_LIST(w, body_whole) ||
            (before.n && IN_LIST(before, body_first) &&
             IN_LIST(w, body_second)))
            hints |= HINT_BODY;
        before = w;
        which = !which;
    }
    return hints;
}

uint32_t ng_page_tag_hints(enum ng_html_tag tag)
{
    switch (tag) {
    case NG_HTML_ARTICLE:
        return HINT_ARTICLE;
    case NG_HTML_MAIN:
        return HINT_MAIN;
    case NG_HTML_NAV:
    case NG_HTML_MENU:
        return HINT_NAV;
    case NG_HTML_FOOTER:
        return HINT_FOOTER;
    case NG_HTML_HEADER:
        return HINT_HEADER;
    case NG_HTML_ASIDE:
        return HINT_ASIDE;
    case NG_HTML_FIGURE:
        return HINT_FIGURE;
    case NG_HTML_FIGCAPTION:
    case NG_HTML_CAPTION:
        return HINT_CAPTION;
    case NG_HTML_FORM:
    case NG_HTML_FIELDSET:
    case NG_HTML_LABEL:
        return HINT_FORM;
    case NG_HTML_A:
        return HINT_LINK;
    case NG_HTML_UL:
    case NG_HTML_OL:
    case NG_HTML_DL:
        return HINT_LIST;
    case NG_HTML_TABLE:
        return HINT_TABLE;
    case NG_HTML_BLOCKQUOTE:
        return HINT_QUOTE;
    case NG_HTML_SVG:
    case NG_HTML_SELECT:
    case NG_HTML_NOSCRIPT:
    case NG_HTML_TEMPLATE:
    case NG_HTML_BUTTON:
    case NG_HTML_OBJECT:
    case NG_HTML_MATH:
    case NG_HTML_CANVAS:
    case NG_HTML_VIDEO:
    case NG_HTML_AUDIO:
    case NG_HTML_DIALOG:
    case NG_HTML_HEAD:
    case NG_HTML_TEXTAREA:
    case NG_HTML_IFRAME:
        return HINT_SKIP;
    default:
        return 0;
    }
}

static bool has(ng_str s, ng_str word)
{
    return ng_str_find_nocase(s, word, 0) != SIZE_MAX;
}

static uint32_t attr_hints(ng_str name, ng_str value)
{
    if (value.n > 1024)
        value.n = 1024;
    if (ng_str_eq_nocase(name, STR("class")) ||
        ng_str_eq_nocase(name, STR("id")) ||
        ng_str_eq_nocase(name, STR("data-testid")) ||
        ng_str_eq_nocase(name, STR("data-component")))
        return name_hints(value);
    if (ng_str_eq_nocase(name, STR("itemprop")))
        return has(value, STR("articleBody"))
                   ? HINT_BODY
                   : name_hints(value) & ~(uint32_t)HINT_TITLE;
    if (ng_str_eq_nocase(name, STR("role"))) {
        if (has(value, STR("navigation")))
            return HINT_NAV;
        if (has(value, STR("complementary")))
            return HINT_ASIDE;
        if (has(value, STR("contentinfo")))
            return HINT_FOOTER;
        return has(value, STR("dialog")) ? HINT_PROMO : 0;
    }
    if (ng_str_eq_nocase(name, STR("style")))
        return has(value, STR("display:none")) ||
                       has(value, STR("display: none"))
                   ? HINT_HIDDEN
                   : 0;
    if (ng_str_eq_nocase(name, STR("hidden")))
        return HINT_HIDDEN;
    if (ng_str_eq_nocase(name, STR("aria-hidden")))
        return ng_str_eq_nocase(value, STR("true")) ? HINT_HIDDEN : 0;
    return 0;
}

void ng_page_hints(struct ng_page *page, struct ng_arena *a)
{
    const struct ng_html *h = &page->html;
    page->hints = ng_new(a, uint32_t, h->element_count);
    for (size_t e = 1; e < h->element_count; e++) {
        const struct ng_html_token *t = &h->tokens[h->elements[e].open];
        uint32_t hints = ng_page_tag_hints((enum ng_html_tag)t->tag);
        ng_str tag = ng_html_source(h, t), name, value;
        size_t at = 0;
        if (t->tag != NG_HTML_BODY && t->tag != NG_HTML_HTML)
            for (int i = 0; i < NG_HTML_ATTRS &&
                            ng_html_next_attr(tag, &at, &name, &value);
                 i++)
                hints |= attr_hints(name, value);
        page->hints[e] = hints;
    }
}
