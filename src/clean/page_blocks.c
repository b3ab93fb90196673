/* page_blocks.c - runs of text between block boundaries.
 *
 *     <div>One.<br><br>Two <b>and</b> three.<p>Four.</div>
 *          ----         ---------------------  -----
 */
#include "clean/page_parts.h"
#include "text/entities.h"

enum { GOOD_CHARS = 80 };

static bool is_stop(unsigned char c)
{
    return c == '.' || c == '!' || c == '?';
}

/* Count what a text token adds to its block. */
static void count_text(struct ng_page_block *b, ng_str s, bool link, bool bold,
                       bool *in_word, unsigned char *last)
{
    uint32_t chars = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (ng_is_space(s.p[i])) {
            *in_word = false;
            continue;
        }
        if (!*in_word)
            b->words++, chars++;
        *in_word = true;
        chars += (c & 0xc0) != 0x80;
        b->commas = (uint16_t)(b->commas + (c == ',' && b->commas < 60000));
        b->stops = (uint16_t)(b->stops + (is_stop(c) && b->stops < 60000));
        /* the full stop of Chinese and Japanese is e3 80 82 */
        if (c == 0x82 && i > 1 && (unsigned char)s.p[i - 1] == 0x80)
            b->stops++;
        *last = c;
    }
    b->chars += chars;
    b->link_chars += link ? chars : 0;
    b->bold_chars += bold ? chars : 0;
}

static void finish_block(struct ng_page *page, struct ng_page_block *b,
                         unsigned char last, struct ng_arena *a)
{
    if (b->chars == 0)
        return;
    b->ends_sentence = is_stop(last) || last == '"' || last == ':' ||
                       last == 0x9d || last == 0x82; /* closing quotes */
    b->good = b->chars >= GOOD_CHARS && b->link_chars * 10 < b->chars * 3 &&
              b->stops > 0;
    *ng_push(&page->blocks, a) = *b;
}

static bool is_bold(enum ng_html_tag tag)
{
    return tag == NG_HTML_B || tag == NG_HTML_STRONG || tag == NG_HTML_EM ||
           tag == NG_HTML_I;
}

static void carry_down(struct ng_page *page)
{
    const struct ng_html *h = &page->html;
    for (size_t e = 1; e < h->element_count; e++) {
        enum ng_html_tag tag = (enum ng_html_tag)h->elements[e].tag;
        uint8_t s = page->state[h->elements[e].parent];
        if (page->hints[e] & HINT_LINK)
            s |= IN_LINK;
        if (page->hints[e] & HINT_SKIP)
            s |= IN_SKIP;
        if (is_bold(tag))
            s |= IN_BOLD;
        page->state[e] = s;
        page->block[e] = ng_html_is_block(tag)
                             ? (uint32_t)e
                             : page->block[h->elements[e].parent];
    }
}

static bool breaks(const struct ng_html *h, size_t i)
{
    const struct ng_html_token *t = &h->tokens[i];
    if (t->kind != NG_HTML_OPEN && t->kind != NG_HTML_CLOSE)
        return false;
    if (t->tag == NG_HTML_BR) { /* two in a row end a paragraph */
        size_t k = i + 1;
        if (k < h->token_count && h->tokens[k].kind == NG_HTML_TEXT &&
            ng_str_trim(ng_html_source(h, &h->tokens[k])).n == 0)
            k++;
        return k < h->token_count && h->tokens[k].kind == NG_HTML_OPEN &&
               h->tokens[k].tag == NG_HTML_BR;
    }
    return ng_html_is_block((enum ng_html_tag)t->tag);
}

void ng_page_find_blocks(struct ng_page *page, struct ng_arena *a)
{
    const struct ng_html *h = &page->html;
    page->state = ng_new(a, uint8_t, h->element_count);
    page->block = ng_new(a, uint32_t, h->element_count);
    carry_down(page);
    const uint8_t *state = page->state;
    struct ng_page_block b = {0};
    unsigned char last = 0;
    bool in_word = false;
    for (size_t i = 0; i < h->token_count; i++) {
        const struct ng_html_token *t = &h->tokens[i];
        if (breaks(h, i)) {
            b.end = (uint32_t)i;
            finish_block(page, &b, last, a);
            b = (struct ng_page_block){0};
            in_word = false;
            last = 0;
        } else if (t->tag == NG_HTML_BR && t->kind == NG_HTML_OPEN) {
            in_word = false;
        } else if (t->kind == NG_HTML_TEXT && !(state[t->element] & IN_SKIP)) {
            if (b.chars == 0) {
                b.first = (uint32_t)i;
                b.element = page->block[t->element];
            }
            count_text(&b, ng_html_source(h, t), state[t->element] & IN_LINK,
                       state[t->element] & IN_BOLD, &in_word, &last);
        }
    }
    b.end = (uint32_t)h->token_count;
    finish_block(page, &b, last, a);
    page->prose = ng_new(a, uint32_t, h->element_count);
    for (size_t i = 0; i < page->blocks.n; i++)
        if (page->blocks.at[i].good)
            page->prose[page->blocks.at[i].element] += page->blocks.at[i].chars;
    for (size_t e = h->element_count; e-- > 1;)
        page->prose[h->elements[e].parent] += page->prose[e];
}
