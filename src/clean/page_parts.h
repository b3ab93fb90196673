/* page_parts.h - what the files of the page reader share.
 *
 *     page.c         order of work
 *     page_hints.c   what the tag, class and id of an element say about it
 *     page_blocks.c  runs of text between block boundaries, and their counts
 *     page_choose.c  which blocks are the report
 *     page_text.c    blocks -> text, map, paragraphs, notes
 *     page_meta.c    title, outlet, byline, dates, url, language
 *     page_ld.c      the JSON-LD scripts
 */
#pragma once
#include "clean/page.h"
#include "text/html.h"

enum ng_page_hint {
    HINT_BODY = 1 << 0,    /* says that it holds the article's text */
    HINT_ARTICLE = 1 << 1, /* <article>, role=article */
    HINT_MAIN = 1 << 2,    /* <main> */
    HINT_NAV = 1 << 3,     /* menus, breadcrumbs, pages */
    HINT_FOOTER = 1 << 4,
    HINT_HEADER = 1 << 5,
    HINT_ASIDE = 1 << 6, /* <aside>, sidebar, widget */
    HINT_COMMENTS = 1 << 7,
    HINT_RELATED = 1 << 8, /* teasers of other articles */
    HINT_SHARE = 1 << 9,
    HINT_PROMO = 1 << 10,   /* newsletter, advertisement, subscription */
    HINT_CAPTION = 1 << 11, /* captions and credits */
    HINT_FIGURE = 1 << 12,
    HINT_BYLINE = 1 << 13, /* author, date, biography */
    HINT_TAGS = 1 << 14,
    HINT_HIDDEN = 1 << 15,
    HINT_FORM = 1 << 16,
    HINT_EMBED = 1 << 17,   /* tweets and their like */
    HINT_LINK = 1 << 18,    /* inside <a> */
    HINT_SKIP = 1 << 19,    /* never text: <svg>, <select>, <noscript> ... */
    HINT_TITLE = 1 << 20,   /* headline, title */
    HINT_SUMMARY = 1 << 21, /* dek, standfirst */
    HINT_LIST = 1 << 22,
    HINT_TABLE = 1 << 23,
    HINT_QUOTE = 1 << 24,
};
enum ng_page_state { IN_LINK = 1, IN_BOLD = 2, IN_SKIP = 4 };
#define HINTS_AGAINST                                                          \
    (HINT_NAV | HINT_FOOTER | HINT_ASIDE | HINT_COMMENTS | HINT_RELATED |      \
     HINT_SHARE | HINT_PROMO | HINT_CAPTION | HINT_FIGURE | HINT_BYLINE |      \
     HINT_TAGS | HINT_HIDDEN | HINT_FORM | HINT_EMBED)

/* Names that layouts carry too: an element that calls itself the article's body
 * overrules them. */
#define HINTS_WEAK                                                             \
    (HINT_ASIDE | HINT_RELATED | HINT_SHARE | HINT_PROMO | HINT_BYLINE |       \
     HINT_TAGS | HINT_HIDDEN | HINT_HEADER)

struct ng_page_block {
    uint32_t first, end; /* tokens, half open */
    uint32_t element;    /* the block element it stands in */
    uint32_t chars, link_chars, bold_chars, words;
    uint16_t commas, stops;
    bool ends_sentence; /* its last character ends one */
    bool good;          /* looks like prose by itself */
    bool keep;
    uint32_t hints; /* of all elements around it, with those left out that
                     * also hold most of the page's prose */
    float in_ld;    /* share of it that JSON-LD's articleBody holds, or -1 */
};

struct ng_page_ld {
    ng_str headline, published, modified, outlet, body; /* JSON escapes in */
    ng_str authors[8];
    size_t author_count;
};

struct ng_page {
    struct ng_html html;
    uint32_t *hints; /* [html.element_count] */
    uint8_t *state;  /* [html.element_count] enum ng_page_state, inherited */
    uint32_t *block; /* [html.element_count] nearest block at or above */
    uint32_t *prose; /* [html.element_count] characters of good blocks in it */
    NG_LIST(struct ng_page_block) blocks;
    uint32_t scope_first, scope_end; /* elements that hold the report */
    struct ng_page_ld ld;
    ng_str title; /* as chosen; page_meta.c */
};

/* What the tag alone says. */
uint32_t ng_page_tag_hints(enum ng_html_tag tag);
/* Hints of each element by itself. */
void ng_page_hints(struct ng_page *page, struct ng_arena *a);
void ng_page_find_blocks(struct ng_page *page, struct ng_arena *a);
void ng_page_choose(struct ng_page *page, struct ng_arena scratch);
void ng_page_write(struct ng_page *page, struct ng_report *r,
                   struct ng_arena *out, struct ng_arena scratch);
void ng_page_read_ld(struct ng_page *page);
void ng_page_read_meta(struct ng_page *page, struct ng_report *r,
                       struct ng_arena *out, struct ng_arena scratch);

/* Where nothing declares the day: a line above or right below the first prose
 * that shows it. After ng_page_choose. */
void ng_page_read_shown_date(const struct ng_page *page, struct ng_report *r,
                             struct ng_arena *out, struct ng_arena scratch);

/* The JSON string s (without its quotes) as text, white space collapsed. */
ng_str ng_json_text(ng_str s, struct ng_arena *a);

/* The text of a block, collapsed, at most `most` bytes of it. */
ng_str ng_page_block_text(const struct ng_page *page,
                          const struct ng_page_block *block, size_t most,
                          struct ng_arena *a);
