/* page_text.c - the blocks that were kept as text with its map; the others as
 * notes. White space is collapsed, entities are decoded, soft hyphens and
 * zero-width marks go; a stretch that needs none of it is a `same` run.
 */
#include "clean/page_parts.h"
#include "text/entities.h"

enum { NOTE_TEXT = 160 };

struct writer {
    struct ng_report *r;
    struct ng_arena *out;
    ng_str raw;
    char *text;
    size_t n;
    size_t raw_next; /* where a `same` run would go on */
    bool in_same;
    bool space_pending; /* white space was seen since the last character */
    uint32_t space_beg, space_end;
};

static void add_run(struct writer *w, size_t beg, size_t end, bool same)
{
    *ng_push(&w->r->map, w->out) =
        (struct ng_map_run){(uint32_t)w->n, (uint32_t)beg, (uint32_t)end, same};
    w->in_same = same;
    w->raw_next = end;
}

static void put_same(struct writer *w, size_t at, size_t n)
{
    if (w->in_same && w->raw_next == at)
        w->r->map.at[w->r->map.n - 1].raw_end += (uint32_t)n;
    else
        add_run(w, at, at + n, true);
    memcpy(w->text + w->n, w->raw.p + at, n);
    w->n += n;
    w->raw_next = at + n;
}

static void put_other(struct writer *w, ng_str s, size_t beg, size_t end)
{
    add_run(w, beg, end, false);
    memcpy(w->text + w->n, s.p, s.n);
    w->n += s.n;
}

/* One space for the white space that stood before what comes now. */
static void put_space(struct writer *w)
{
    if (!w->space_pending)
        return;
    w->space_pending = false;
    if (w->space_end == w->space_beg + 1 && w->raw.p[w->space_beg] == ' ')
        put_same(w, w->space_beg, 1);
    else
        put_other(w, STR(" "), w->space_beg, w->space_end);
}

static void see_space(struct writer *w, size_t beg, size_t end)
{
    if (!w->space_pending)
        w->space_beg = (uint32_t)beg;
    w->space_end = (uint32_t)end;
    w->space_pending = true;
}

/* Bytes of white space or of a mark without width at s.p[i]; 0: neither. */
static size_t odd_space(ng_str s, size_t i, bool *visible)
{
    const unsigned char *p = (const unsigned char *)s.p + i;
    size_t left = s.n - i;
    *visible = true;
    if (p[0] <= ' ')
        return 1;
    if (left >= 2 && p[0] == 0xc2 && p[1] == 0xa0)
        return 2;
    if (left >= 2 && p[0] == 0xc2 && p[1] == 0xad) {
        *visible = false;
        return 2;
    }
    if (left >= 3 && p[0] == 0xe2 && p[1] == 0x80) {
        *visible = p[2] >= 0x80 && p[2] <= 0x8a;
        /* not the joiners: e2 80 8c and 8d are letters' business */
        bool mark = p[2] == 0x8b || p[2] == 0x8e || p[2] == 0x8f;
        bool line = p[2] == 0xa8 || p[2] == 0xa9 || p[2] == 0xaf;
        *visible = *visible || line;
        return *visible || mark ? 3 : 0;
    }
    if (left >= 3 && p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf) {
        *visible = false;
        return 3;
    }
    return 0;
}

static bool is_plain(unsigned char c)
{
    return c > ' ' && c != '&' && c != 0xc2 && c != 0xe2 && c != 0xef;
}

static void put_entity(struct writer *w, size_t at, size_t used, ng_str code)
{
    bool visible = true;
    size_t odd = code.n ? odd_space(code, 0, &visible) : 1;
    if (code.n == 0 || (odd && !visible))
        return;
    if (odd) {
        see_space(w, at, at + used);
        return;
    }
    put_space(w);
    put_other(w, code, at, at + used);
}

static void put_token(struct writer *w, const struct ng_html_token *t)
{
    for (size_t i = t->beg; i < t->end;) {
        ng_str rest = {w->raw.p + i, t->end - i};
        size_t n = 0;
        while (n < rest.n && is_plain((unsigned char)rest.p[n]))
            n++;
        if (n) {
            put_space(w);
            put_same(w, i, n);
            i += n;
            continue;
        }
        bool visible;
        size_t odd = odd_space(rest, 0, &visible);
        if (odd) {
            if (visible)
                see_space(w, i, i + odd);
            i += odd;
            continue;
        }
        char code[4];
        size_t size,
            used = rest.p[0] == '&' ? ng_entity_get(rest, 0, code, &size) : 0;
        if (used) {
            put_entity(w, i, used, (ng_str){code, size});
            i += used;
            continue;
        }
        n = 1; /* a lone ampersand, or the start of another character */
        while (n < rest.n && ((unsigned char)rest.p[n] & 0xc0) == 0x80)
            n++;
        put_space(w);
        put_same(w, i, n);
        i += n;
    }
}

/* True for the text tokens of a block that a reader sees. */
static bool is_seen(const struct ng_page *page, const struct ng_html_token *t)
{
    return t->kind == NG_HTML_TEXT && !(page->state[t->element] & IN_SKIP);
}

static void write_block(struct writer *w, const struct ng_page *page,
                        const struct ng_page_block *b)
{
    const struct ng_html *h = &page->html;
    const struct writer before = *w;
    size_t runs = w->r->map.n;
    if (w->n) {
        uint32_t at = (uint32_t)w->raw_next;
        put_other(w, STR("\n\n"), at, at);
    }
    size_t beg = w->n;
    w->space_pending = false;
    for (size_t i = b->first; i < b->end; i++) {
        const struct ng_html_token *t = &h->tokens[i];
        if (t->kind == NG_HTML_OPEN && t->tag == NG_HTML_BR)
            see_space(w, t->beg, t->end);
        else if (is_seen(page, t)) {
            if (w->n == beg)
                w->space_pending = false;
            put_token(w, t);
        }
    }
    w->space_pending = false;
    if (w->n == beg) { /* nothing that can be seen: no paragraph */
        w->r->map.n = runs;
        *w = before;
        return;
    }
    uint8_t tag = h->elements[b->element].tag;
    *ng_push(&w->r->paragraphs, w->out) = (struct ng_paragraph){
        {(uint32_t)beg, (uint32_t)w->n},
        tag >= NG_HTML_H1 && tag <= NG_HTML_H6 ? NG_BLOCK_HEADING
                                               : NG_BLOCK_PARAGRAPH};
}

ng_str ng_page_block_text(const struct ng_page *page,
                          const struct ng_page_block *b, size_t most,
                          struct ng_arena *a)
{
    const struct ng_html *h = &page->html;
    size_t n = 0, room = 0;
    for (size_t i = b->first; i < b->end && room < most; i++)
        if (is_seen(page, &h->tokens[i]))
            room += h->tokens[i].end - h->tokens[i].beg;
    char *to = ng_new(a, char, room + 1);
    for (size_t i = b->first; i < b->end && n < most; i++) {
        const struct ng_html_token *t = &h->tokens[i];
        if (!is_seen(page, t))
            continue;
        size_t size = t->end - t->beg;
        memcpy(to + n, h->page.p + t->beg, size);
        n += size;
    }
    ng_str text = ng_entities_decode((ng_str){to, n}, a);
    if (text.n > most) {
        text.n = most;
        while (text.n && ((unsigned char)text.p[text.n] & 0xc0) == 0x80)
            text.n--;
    }
    return text;
}

/* Blocks that were left out, as notes: neighbours share one. */
struct removal {
    uint32_t first, last; /* blocks */
    enum ng_note_kind kind;
    bool open;
};

static void end_removal(struct writer *w, const struct ng_page *page,
                        struct removal *gone)
{
    if (!gone->open)
        return;
    gone->open = false;
    const struct ng_html *h = &page->html;
    const struct ng_page_block *a = &page->blocks.at[gone->first];
    const struct ng_page_block *z = &page->blocks.at[gone->last];
    *ng_push(&w->r->notes, w->out) = (struct ng_note){
        .kind = gone->kind,
        .at = {(uint32_t)w->n, (uint32_t)w->n},
        .raw = {h->tokens[a->first].beg, h->tokens[z->end - 1].end},
        .text = ng_page_block_text(page, a, NOTE_TEXT, w->out)};
}

static enum ng_note_kind kind_of(const struct ng_page_block *b)
{
    if (b->hints & (HINT_CAPTION | HINT_FIGURE))
        return NG_NOTE_CAPTION;
    return b->hints & HINT_EMBED ? NG_NOTE_EMBED_REMOVED
                                 : NG_NOTE_BOILERPLATE_REMOVED;
}

void ng_page_write(struct ng_page *page, struct ng_report *r,
                   struct ng_arena *out, struct ng_arena scratch)
{
    (void)scratch;
    const struct ng_html *h = &page->html;
    size_t most = 4;
    for (size_t i = 0; i < page->blocks.n; i++)
        if (page->blocks.at[i].keep) {
            const struct ng_page_block *b = &page->blocks.at[i];
            most += h->tokens[b->end - 1].end - h->tokens[b->first].beg + 2;
        }
    struct writer w = {.r = r, .out = out, .raw = h->page};
    w.text = ng_new(out, char, most);
    struct removal gone = {0};
    for (size_t i = 0; i < page->blocks.n; i++) {
        const struct ng_page_block *b = &page->blocks.at[i];
        enum ng_note_kind kind = kind_of(b);
        if (b->keep || (gone.open && kind != gone.kind))
            end_removal(&w, page, &gone);
        if (b->keep) {
            write_block(&w, page, b);
            continue;
        }
        if (!gone.open)
            gone = (struct removal){(uint32_t)i, (uint32_t)i, kind, true};
        gone.last = (uint32_t)i;
    }
    end_removal(&w, page, &gone);
    r->text = (ng_str){w.text, w.n};
}
