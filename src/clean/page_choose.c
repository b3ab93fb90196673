/* page_choose.c - which blocks are the report. By rules:
 *
 *     1  hints go down from an element to what is in it, but a hint against an
 *        element that holds most of the page's prose is a layout's name
 *     2  the container with most prose of its own, then up while much is won
 *     3  in it, prose is kept unless hinted against; short blocks are kept by
 *        the company they keep; headings if prose follows
 *     4  where JSON-LD carries the article's text, a block that is in it is
 *        kept and one that is not goes
 */
#include "clean/page_parts.h"
#include "text/entities.h"

enum { SHINGLE = 3, LD_LEAST = 300, TEASER_MOST = 400 };

/* by_tag: the tags alone speak, for pages whose names mislead. */
static void inherit_hints(struct ng_page *page, uint32_t *all, bool by_tag)
{
    const struct ng_html *h = &page->html;
    uint32_t total = page->prose[0];
    for (size_t e = 1; e < h->element_count; e++) {
        uint32_t own = page->hints[e];
        if (by_tag)
            own &= ng_page_tag_hints((enum ng_html_tag)h->elements[e].tag) |
                   ~(uint32_t)(HINTS_AGAINST | HINT_HEADER);
        if (total && page->prose[e] > total / 2)
            own &= ~(uint32_t)(HINTS_AGAINST | HINT_HEADER);
        if (page->prose[e] > TEASER_MOST) /* a "card" with a whole text in it */
            own &= ~(uint32_t)(HINT_RELATED | HINT_BYLINE | HINT_TAGS);
        uint32_t around = all[h->elements[e].parent];
        if ((own & HINT_BODY) && page->prose[e] > TEASER_MOST / 2)
            around &= ~(uint32_t)HINTS_WEAK;
        all[e] = around | own;
    }
    for (size_t i = 0; i < page->blocks.n; i++)
        page->blocks.at[i].hints = all[page->blocks.at[i].element];
}

static bool is_clean_prose(const struct ng_page_block *b)
{
    return b->good && !(b->hints & HINTS_AGAINST);
}

/* The element whose own paragraphs hold most prose, then up while the parent
 * brings a quarter more. 0 if there is no prose. */
static uint32_t choose_scope(const struct ng_page *page,
                             struct ng_arena *scratch)
{
    const struct ng_html *h = &page->html;
    uint32_t *score = ng_new(scratch, uint32_t, h->element_count);
    uint32_t *prose = ng_new(scratch, uint32_t, h->element_count);
    for (size_t i = 0; i < page->blocks.n; i++) {
        const struct ng_page_block *b = &page->blocks.at[i];
        if (!is_clean_prose(b))
            continue;
        uint32_t e = b->element, share = b->chars;
        prose[e] += b->chars;
        if (b->hints & HINT_BODY)
            share += b->chars;
        if (b->hints & HINT_ARTICLE)
            share += b->chars;
        if (h->elements[e].tag == NG_HTML_P || h->elements[e].tag == NG_HTML_LI)
            e = h->elements[e].parent;
        for (int up = 0; up < 3 && e; up++, share /= 2) {
            score[e] += share;
            e = h->elements[e].parent;
        }
    }
    for (size_t e = h->element_count; e-- > 1;)
        prose[h->elements[e].parent] += prose[e];
    uint32_t best = 0;
    for (uint32_t e = 1; e < h->element_count; e++)
        if (score[e] > score[best])
            best = e;
    for (uint32_t up = best; up && h->elements[up].parent;) {
        up = h->elements[up].parent;
        uint8_t tag = h->elements[up].tag;
        if (tag == NG_HTML_BODY || tag == NG_HTML_HTML)
            break;
        if (prose[up] > prose[best] + prose[best] / 4)
            best = up;
    }
    return best;
}

/* An element and all in it: their numbers are neighbours. */
struct scope {
    uint32_t first, end;
};

static struct scope scope_of(const struct ng_html *h, uint32_t e)
{
    struct scope s = {e, e + 1};
    while (s.end < h->element_count && h->elements[s.end].parent >= e)
        s.end++;
    return s;
}

static bool is_within(struct scope s, uint32_t e)
{
    return e >= s.first && e < s.end;
}

/* Openings of lines that belong to the page, not to the report. */
static const ng_str boilerplate[] = {
    S("read more"),
    S("read also"),
    S("read next"),
    S("also read"),
    S("see also"),
    S("related:"),
    S("related stor"),
    S("related article"),
    S("share this"),
    S("follow us"),
    S("sign up"),
    S("subscribe"),
    S("click here"),
    S("copyright"),
    S("\xc2\xa9"),
    S("all rights reserved"),
    S("advertisement"),
    S("photo:"),
    S("image:"),
    S("watch:"),
    S("more:"),
    S("continue reading"),
    S("story continues"),
    S("loading"),
    S("filed under"),
    S("tags:"),
    S("topics:"),
    S("listen to"),
    S("download the"),
    S("support our"),
    S("getty images"),
    S("skip to"),
    S("recommended"),
    S("newsletter"),
    S("scroll to"),
    S("most read"),
    S("trending"),
    S("comments"),
    S("print this"),
    S("this material may not be"),
    S("your email"),
    S("by signing up"),
    S("join our"),
    S("log in"),
    S("posted by"),
    S("last updated"),
    S("published:"),
    S("updated:"),
    S("if you purchase a product or register"),
    S("contact reporter"),
    S("don't miss:"),
    S("read next:"),
    S("get alerts on"),
    S("story source:"),
    S("materials provided by"),
    S("cite this page"),
    S("our journalism needs your support"),
    S("support our newsroom"),
    S("follow him on"),
    S("follow her on"),
    S("follow them on"),
    S("disclaimer:"),
    S("this newsletter may contain"),
    S("have a tip"),
    S("got a tip"),
    S("send us a tip"),
    S("download our app"),
    S("thank you for reading"),
};

static bool is_boilerplate(ng_str text)
{
    for (size_t i = 0; i < sizeof boilerplate / sizeof *boilerplate; i++)
        if (ng_str_starts_nocase(text, boilerplate[i]))
            return true;
    return false;
}

/* A caption that stands as a paragraph: it names its picture's agency. */
static bool is_caption(ng_str text, const struct ng_page_block *b)
{
    return b->chars < 700 && (ng_str_starts(text, STR("FILE - ")) ||
                              ng_str_starts(text, STR("FILE \xe2\x80\x93 ")) ||
                              ng_str_starts(text, STR("FILE PHOTO")));
}

static bool is_heading(enum ng_html_tag tag)
{
    return tag >= NG_HTML_H1 && tag <= NG_HTML_H6;
}

/* Does a block look like part of the text, all by itself? */
static bool is_wanted(const struct ng_page *page, const struct ng_page_block *b,
                      ng_str text)
{
    enum ng_html_tag tag =
        (enum ng_html_tag)page->html.elements[b->element].tag;
    if (b->hints & (HINTS_AGAINST | HINT_SKIP))
        return false;
    if ((b->chars < 400 && is_boilerplate(text)) || is_caption(text, b))
        return false;
    if (b->good)
        return !(b->hints & HINT_HEADER);
    if (b->link_chars * 2 > b->chars)
        return false;
    if (tag == NG_HTML_P || tag == NG_HTML_BLOCKQUOTE)
        return b->words > 3 || b->ends_sentence;
    if (tag == NG_HTML_LI || tag == NG_HTML_TD || tag == NG_HTML_TH)
        return b->link_chars * 4 < b->chars;
    if (tag == NG_HTML_PRE)
        return true;
    return b->ends_sentence && b->words > 4;
}

/* Headings stay between kept blocks, where text follows before the next. */
static void keep_headings(struct ng_page *page, struct scope scope)
{
    const struct ng_html *h = &page->html;
    size_t first = 0;
    while (first < page->blocks.n && !page->blocks.at[first].keep)
        first++;
    bool follows = false;
    for (size_t i = page->blocks.n; i-- > first;) {
        struct ng_page_block *b = &page->blocks.at[i];
        enum ng_html_tag tag = (enum ng_html_tag)h->elements[b->element].tag;
        if (!is_heading(tag)) {
            if (b->keep)
                follows = true;
            else if (b->link_chars * 2 > b->chars &&
                     !(b->hints & HINTS_AGAINST))
                follows = false;
            continue;
        }
        b->keep = follows && tag != NG_HTML_H1 &&
                  !(b->hints & (HINTS_AGAINST | HINT_SKIP)) &&
                  b->link_chars * 2 < b->chars && is_within(scope, b->element);
        follows = false;
    }
}

/* Where three quarters of the prose stand in what calls itself the body (or the
 * article), what stands after it goes. */
static void end_with_hint(struct ng_page *page, uint32_t hint)
{
    uint64_t in = 0, all = 0;
    size_t end = 0;
    for (size_t i = 0; i < page->blocks.n; i++) {
        const struct ng_page_block *b = &page->blocks.at[i];
        if (!b->keep || !b->good)
            continue;
        all += b->chars;
        in += b->hints & hint ? b->chars : 0;
        end = b->hints & hint ? i + 1 : end;
    }
    for (size_t i = end; in * 4 >= all * 3 && i < page->blocks.n; i++)
        page->blocks.at[i].keep &= (page->blocks.at[i].hints & hint) != 0;
}

static uint32_t article_of(const struct ng_page *page, uint32_t e)
{
    while (e && !(page->hints[e] & HINT_ARTICLE))
        e = page->html.elements[e].parent;
    return e;
}

/* A second <h1> in an <article> of its own begins another report. */
static void stop_at_next_article(struct ng_page *page)
{
    enum { H1_MOST = 64 };
    const struct ng_html *h = &page->html;
    uint64_t prose = 0;
    uint32_t here = 0;
    int seen = 0;
    bool stop = false;
    for (size_t i = 0; i < page->blocks.n; i++) {
        struct ng_page_block *b = &page->blocks.at[i];
        if (b->keep && b->good && prose == 0)
            here = article_of(page, b->element);
        if (h->elements[b->element].tag == NG_HTML_H1 && b->words > 3 &&
            prose > TEASER_MOST && seen++ < H1_MOST)
            stop |= here && article_of(page, b->element) &&
                    article_of(page, b->element) != here;
        b->keep &= !stop;
        prose += b->keep && b->good ? b->chars : 0;
    }
}

/* Short paragraphs between kept ones of the same parent stay: bold headings,
 * one-word answers. */
static void keep_company(struct ng_page *page)
{
    const struct ng_html *h = &page->html;
    for (size_t i = 1; i + 1 < page->blocks.n; i++) {
        struct ng_page_block *b = &page->blocks.at[i];
        const struct ng_page_block *before = b - 1, *after = b + 1;
        uint32_t parent = h->elements[b->element].parent;
        if (!b->keep && before->keep && after->good && after->keep &&
            !(b->hints & (HINTS_AGAINST | HINT_SKIP)) && b->link_chars == 0 &&
            b->chars < 60 && h->elements[b->element].tag == NG_HTML_P &&
            h->elements[before->element].parent == parent &&
            h->elements[after->element].parent == parent)
            b->keep = true;
    }
}

static uint64_t fold_word(ng_str s, size_t *at)
{
    size_t i = *at;
    uint64_t hash = 1469598103934665603u;
    bool some = false;
    for (; i < s.n; i++) {
        unsigned char c = (unsigned char)ng_to_lower(s.p[i]);
        if (ng_is_lower((char)c) || ng_is_digit((char)c) || c >= 0x80) {
            hash = (hash ^ c) * 1099511628211u;
            some = true;
        } else if (some) {
            break;
        }
    }
    *at = i;
    return some ? hash | 1 : 0;
}

/* Shingles of words, in a table that is never more than half full. */
struct shingles {
    uint64_t *slot; /* [mask + 1] */
    size_t mask;
};

static bool shingle_put(struct shingles *s, uint64_t key, bool add)
{
    key = key ? key : 1;
    size_t i = (size_t)(key * 0x9e3779b97f4a7c15u >> 20) & s->mask;
    for (; s->slot[i]; i = (i + 1) & s->mask)
        if (s->slot[i] == key)
            return true;
    if (add)
        s->slot[i] = key;
    return false;
}

/* Put in, or count how many are in. */
static void each_shingle(struct shingles *set, ng_str s, bool add, size_t *all,
                         size_t *in)
{
    uint64_t last[SHINGLE] = {0}, w;
    size_t n = 0;
    for (size_t at = 0; (w = fold_word(s, &at));) {
        last[n++ % SHINGLE] = w;
        if (n < SHINGLE)
            continue;
        uint64_t key = 0;
        for (size_t k = 0; k < SHINGLE; k++)
            key = (key ^ last[(n + k) % SHINGLE]) * 0xff51afd7ed558ccdu;
        *all += 1;
        *in += shingle_put(set, key, add);
    }
}

/* Set in_ld of each block. False if there is no text in JSON-LD, the page does
 * not show it, or it is only the beginning of what the rules have kept. */
static bool align_ld(struct ng_page *page, struct ng_arena scratch)
{
    for (size_t i = 0; i < page->blocks.n; i++)
        page->blocks.at[i].in_ld = -1;
    if (page->ld.body.n < LD_LEAST)
        return false;
    ng_str body = ng_json_text(page->ld.body, &scratch);
    struct shingles set = {.mask = 1023};
    while (set.mask < body.n)
        set.mask = set.mask * 2 + 1;
    set.slot = ng_new(&scratch, uint64_t, set.mask + 1);
    size_t all = 0, in = 0, found = 0, kept = 0, kept_in = 0;
    each_shingle(&set, body, true, &all, &in);
    for (size_t i = 0; i < page->blocks.n; i++) {
        struct ng_page_block *b = &page->blocks.at[i];
        struct ng_arena a = scratch;
        size_t here = 0, hit = 0;
        ng_str text = ng_page_block_text(page, b, SIZE_MAX, &a);
        each_shingle(&set, text, false, &here, &hit);
        b->in_ld = here ? (float)hit / (float)here : -1;
        found += b->good ? hit : 0;
        kept += b->keep ? here : 0;
        kept_in += b->keep ? hit : 0;
    }
    return all > 0 && found * 10 > all * 6 &&
           (kept_in * 10 > kept * 6 || found > kept);
}

static void choose_by_ld(struct ng_page *page)
{
    size_t first = SIZE_MAX, last = 0;
    for (size_t i = 0; i < page->blocks.n; i++) {
        struct ng_page_block *b = &page->blocks.at[i];
        b->keep = b->in_ld > 0.6F && b->words >= SHINGLE + 1 &&
                  !(b->hints & HINT_SKIP);
        if (b->keep && b->good) {
            first = first == SIZE_MAX ? i : first;
            last = i;
        }
    }
    for (size_t i = 0; i < page->blocks.n; i++) {
        struct ng_page_block *b = &page->blocks.at[i];
        if (i < first || i > last)
            b->keep = b->keep && b->good && !(b->hints & HINTS_AGAINST);
    }
}

static void choose_by_rules(struct ng_page *page, uint32_t *all, bool by_tag,
                            struct ng_arena scratch)
{
    const struct ng_html *h = &page->html;
    inherit_hints(page, all, by_tag);
    struct scope scope = scope_of(h, choose_scope(page, &scratch));
    for (size_t i = 0; i < page->blocks.n; i++) {
        struct ng_page_block *b = &page->blocks.at[i];
        struct ng_arena a = scratch;
        enum ng_html_tag tag = (enum ng_html_tag)h->elements[b->element].tag;
        b->keep = !is_heading(tag) && is_within(scope, b->element) &&
                  is_wanted(page, b, ng_page_block_text(page, b, 64, &a));
    }
    end_with_hint(page, HINT_BODY);
    end_with_hint(page, HINT_ARTICLE);
    stop_at_next_article(page);
    page->scope_first = scope.first;
    page->scope_end = scope.end;
}

static uint64_t kept_prose(const struct ng_page *page)
{
    uint64_t n = 0;
    for (size_t i = 0; i < page->blocks.n; i++)
        if (page->blocks.at[i].keep && page->blocks.at[i].good)
            n += page->blocks.at[i].chars;
    return n;
}

static size_t count_kept(const struct ng_page *page)
{
    size_t n = 0;
    for (size_t i = 0; i < page->blocks.n; i++)
        n += page->blocks.at[i].keep;
    return n;
}

/* Nothing looked like a report: a page of a few words, or of odd making. What
 * nothing speaks against is kept, or else all of it: no page is emptied. */
static void keep_something(struct ng_page *page)
{
    for (int round = 0; round < 2 && count_kept(page) == 0; round++)
        for (size_t i = 0; i < page->blocks.n; i++) {
            struct ng_page_block *b = &page->blocks.at[i];
            b->keep = !(b->hints & HINT_SKIP) &&
                      (round || (!(b->hints & HINTS_AGAINST) &&
                                 b->link_chars * 2 < b->chars));
        }
}

void ng_page_choose(struct ng_page *page, struct ng_arena scratch)
{
    uint32_t *all = ng_new(&scratch, uint32_t, page->html.element_count);
    choose_by_rules(page, all, false, scratch);
    uint64_t kept = kept_prose(page);
    if (kept * 10 < page->prose[0]) {
        choose_by_rules(page, all, true, scratch);
        if (kept_prose(page) < kept * 5)
            choose_by_rules(page, all, false, scratch);
    }
    struct scope scope = {page->scope_first, page->scope_end};
    if (align_ld(page, scratch)) {
        choose_by_ld(page);
        scope = scope_of(&page->html, 0);
    }
    keep_company(page);
    keep_headings(page, scope);
    keep_something(page);
}
