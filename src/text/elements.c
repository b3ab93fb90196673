/* elements.c - see elements.h. Not the tree of the standard, which moves and
 * copies elements and takes the square of the size to do it, but the same text
 * in the same order, in an element that a reader would name. */
#include "text/elements.h"

struct entry {
    uint32_t element;
    uint32_t name;    /* hash, for tags that have no number */
    uint16_t below;   /* entry of the same tag below, 0: none */
    uint16_t block;   /* nearest block at or below */
    uint16_t barrier; /* nearest cell, table or page at or below */
    uint8_t tag;
};

struct ng_html_builder {
    struct entry stack[NG_HTML_DEPTH + 1];
    uint16_t top;
    uint16_t newest[NG_HTML_TAG_COUNT]; /* entry, 0: none open */
};

struct ng_html_builder *ng_html_builder(struct ng_html *html,
                                        struct ng_arena *a)
{
    struct ng_html_builder *b = ng_new(a, struct ng_html_builder, 1);
    html->elements[0] = (struct ng_html_element){.tag = NG_HTML_OTHER};
    html->element_count = 1;
    b->stack[0] = (struct entry){.tag = NG_HTML_OTHER};
    return b;
}

static bool is_barrier(enum ng_html_tag tag)
{
    return tag == NG_HTML_TABLE || tag == NG_HTML_TD || tag == NG_HTML_TH ||
           tag == NG_HTML_CAPTION || tag == NG_HTML_TEMPLATE ||
           tag == NG_HTML_SVG || tag == NG_HTML_OBJECT;
}

static bool of_table(enum ng_html_tag tag)
{
    return tag == NG_HTML_TABLE || tag == NG_HTML_TD || tag == NG_HTML_TH ||
           tag == NG_HTML_TR || tag == NG_HTML_TBODY || tag == NG_HTML_THEAD ||
           tag == NG_HTML_TFOOT || tag == NG_HTML_CAPTION;
}

/* Close entry `at` and all above it. */
static void pop_to(struct ng_html_builder *b, struct ng_html *html, uint16_t at)
{
    for (; b->top >= at && b->top > 0; b->top--) {
        struct entry *e = &b->stack[b->top];
        b->newest[e->tag] = e->below;
        html->elements[e->element].last = (uint32_t)html->token_count - 1;
    }
}

static uint32_t name_hash(ng_str tag)
{
    uint32_t h = 2166136261u;
    for (size_t i = 1; i < tag.n && i < 64; i++) {
        char c = ng_to_lower(tag.p[i]);
        if (ng_is_space(c) || c == '>' || (c == '/' && i > 1))
            break;
        if (c != '/')
            h = (h ^ (unsigned char)c) * 16777619u;
    }
    return h;
}

/* The newest open element of this tag that is above `floor`; 0: none. */
static uint16_t open_above(const struct ng_html_builder *b,
                           enum ng_html_tag tag, uint16_t floor)
{
    uint16_t at = b->newest[tag];
    return at > floor ? at : 0;
}

static uint16_t max16(uint16_t a, uint16_t b)
{
    return a > b ? a : b;
}

/* What a new element closes without a word: <p> by a block, <li> by <li>. */
static void close_implied(struct ng_html_builder *b, struct ng_html *html,
                          enum ng_html_tag tag)
{
    uint16_t barrier = b->stack[b->top].barrier;
    uint16_t list = max16(b->newest[NG_HTML_UL], b->newest[NG_HTML_OL]);
    uint16_t table = b->newest[NG_HTML_TABLE];
    uint16_t at = 0;
    switch (tag) {
    case NG_HTML_LI:
        at = open_above(b, NG_HTML_LI, max16(list, barrier));
        break;
    case NG_HTML_DT:
    case NG_HTML_DD:
        at = max16(open_above(b, NG_HTML_DT, b->newest[NG_HTML_DL]),
                   open_above(b, NG_HTML_DD, b->newest[NG_HTML_DL]));
        break;
    case NG_HTML_OPTION:
        at = open_above(b, NG_HTML_OPTION, b->newest[NG_HTML_SELECT]);
        break;
    case NG_HTML_TD:
    case NG_HTML_TH:
        at = max16(open_above(b, NG_HTML_TD, table),
                   open_above(b, NG_HTML_TH, table));
        break;
    case NG_HTML_TR:
        at = open_above(b, NG_HTML_TR, table);
        break;
    case NG_HTML_TBODY:
    case NG_HTML_TFOOT:
        at = max16(open_above(b, NG_HTML_TBODY, table),
                   open_above(b, NG_HTML_THEAD, table));
        break;
    default:
        break;
    }
    if (at)
        pop_to(b, html, at);
    if (ng_html_is_block(tag) && tag != NG_HTML_BUTTON &&
        tag != NG_HTML_OBJECT && tag != NG_HTML_SVG &&
        tag != NG_HTML_NOSCRIPT) {
        at = open_above(b, NG_HTML_P, b->stack[b->top].barrier);
        if (at)
            pop_to(b, html, at);
    }
}

static void open_element(struct ng_html_builder *b, struct ng_html *html,
                         struct ng_html_token *t)
{
    enum ng_html_tag tag = (enum ng_html_tag)t->tag;
    close_implied(b, html, tag);
    bool leaf = ng_html_is_void(tag) || (t->closed && tag == NG_HTML_OTHER);
    uint32_t parent = b->stack[b->top].element;
    uint32_t id = (uint32_t)html->element_count++;
    uint32_t at = (uint32_t)html->token_count - 1;
    t->element = id;
    html->elements[id] =
        (struct ng_html_element){.parent = parent,
                                 .open = at,
                                 .last = at,
                                 .depth = (uint16_t)(b->top + 1),
                                 .tag = t->tag};
    if (leaf)
        return;
    if (b->top == NG_HTML_DEPTH) { /* too deep: a sibling of the deepest */
        html->capped = true;
        html->elements[id].parent = html->elements[parent].parent;
        pop_to(b, html, b->top);
    }
    const struct entry *below = &b->stack[b->top];
    uint16_t top = ++b->top;
    b->stack[top] = (struct entry){
        .element = id,
        .name = tag == NG_HTML_OTHER ? name_hash(ng_html_source(html, t)) : 0,
        .below = b->newest[tag],
        .block = ng_html_is_block(tag) ? top : below->block,
        .barrier = is_barrier(tag) ? top : below->barrier,
        .tag = t->tag};
    b->newest[tag] = top;
}

static void close_element(struct ng_html_builder *b, struct ng_html *html,
                          const struct ng_html_token *t)
{
    enum { LOOK_BACK = 16 };
    enum ng_html_tag tag = (enum ng_html_tag)t->tag;
    uint16_t at = b->newest[tag];
    const struct entry *top = &b->stack[b->top];
    if (tag == NG_HTML_OTHER) {
        uint32_t name = name_hash(ng_html_source(html, t));
        for (int i = 0; at && i < LOOK_BACK && b->stack[at].name != name; i++)
            at = b->stack[at].below;
        if (at && b->stack[at].name != name)
            at = 0;
    } else if (ng_html_is_block(tag)) {
        if (!of_table(tag) && !is_barrier(tag) && at < top->barrier)
            at = 0;
    } else if (at < top->block) {
        at = 0; /* </b> does not close the paragraph it is in */
    }
    if (tag != NG_HTML_BODY && tag != NG_HTML_HTML && at)
        pop_to(b, html, at);
}

void ng_html_build(struct ng_html_builder *b, struct ng_html *html)
{
    struct ng_html_token *t = &html->tokens[html->token_count - 1];
    t->element = b->stack[b->top].element;
    if (t->kind == NG_HTML_OPEN)
        open_element(b, html, t);
    else if (t->kind == NG_HTML_CLOSE)
        close_element(b, html, t);
    html->elements[0].last = (uint32_t)html->token_count - 1;
}

void ng_html_build_end(struct ng_html_builder *b, struct ng_html *html)
{
    if (html->token_count)
        pop_to(b, html, 1);
}
