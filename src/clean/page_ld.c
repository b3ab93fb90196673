/* page_ld.c - what <script type="application/ld+json"> says of the article.
 *
 * Not a parser of JSON but a walk over its strings that keeps the name of each
 * open object: "author": [{"@type": .., "name": "A"}] gives (author, name, A).
 * Broken scripts, of which there are many, still give what stands before the
 * break. Depth is capped; deeper objects are read as if they were at the cap.
 */
#include "clean/page_parts.h"
#include "text/entities.h"
#include "text/utf8.h"

enum { DEPTH = 64 };

struct walk {
    ng_str names[DEPTH]; /* of the objects and arrays that are open */
    char kinds[DEPTH];   /* '{' or '[' */
    size_t depth;
};

static void keep(ng_str *to, ng_str value)
{
    if (to->n == 0)
        *to = value;
}

static bool named(ng_str s, const char *name)
{
    return ng_str_eq(s, ng_str_of(name));
}

static void take_author(struct ng_page_ld *ld, ng_str value)
{
    for (size_t i = 0; i < ld->author_count; i++)
        if (ng_str_eq(ld->authors[i], value))
            return;
    if (ld->author_count < sizeof ld->authors / sizeof *ld->authors &&
        value.n < 200)
        ld->authors[ld->author_count++] = value;
}

static void take(struct ng_page_ld *ld, const struct walk *w, ng_str key,
                 ng_str value)
{
    ng_str in = {0};
    for (size_t d = w->depth; d-- > 0 && in.n == 0;)
        in = w->names[d];
    if (value.n == 0)
        return;
    if (named(key, "headline"))
        keep(&ld->headline, value);
    else if (named(key, "datePublished"))
        keep(&ld->published, value);
    else if (named(key, "dateModified"))
        keep(&ld->modified, value);
    else if (named(key, "articleBody") && value.n > ld->body.n)
        ld->body = value;
    else if (named(key, "name") && named(in, "publisher"))
        keep(&ld->outlet, value);
    else if ((named(key, "name") && named(in, "author")) ||
             named(key, "author"))
        take_author(ld, value);
    else if (key.n == 0 && named(in, "author"))
        take_author(ld, value);
}

/* The end of the string whose opening quote is before i. */
static size_t string_end(ng_str s, size_t i)
{
    while (i < s.n && s.p[i] != '"')
        i += s.p[i] == '\\' ? 2 : 1;
    return i < s.n ? i : s.n;
}

static void read_script(struct ng_page_ld *ld, ng_str s)
{
    struct walk w = {0};
    ng_str key = {0};
    size_t beyond = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '{' || c == '[') {
            if (w.depth < DEPTH) {
                w.names[w.depth] = key;
                w.kinds[w.depth++] = c;
            } else {
                beyond++;
            }
            key = (ng_str){0};
        } else if (c == '}' || c == ']') {
            if (beyond)
                beyond--;
            else if (w.depth)
                w.depth--;
            key = (ng_str){0};
        } else if (c == ',') {
            key = (ng_str){0};
        } else if (c == '"') {
            size_t end = string_end(s, i + 1);
            ng_str string = {s.p + i + 1, end - i - 1};
            i = end;
            size_t k = end + 1;
            while (k < s.n && ng_is_space(s.p[k]))
                k++;
            if (k < s.n && s.p[k] == ':')
                key = string;
            else
                take(ld, &w, key, string);
        }
    }
}

void ng_page_read_ld(struct ng_page *page)
{
    const struct ng_html *h = &page->html;
    for (size_t i = 0; i + 1 < h->token_count; i++) {
        const struct ng_html_token *t = &h->tokens[i];
        if (t->kind != NG_HTML_OPEN || t->tag != NG_HTML_SCRIPT ||
            h->tokens[i + 1].kind != NG_HTML_RAW)
            continue;
        ng_str type = ng_html_attr(ng_html_source(h, t), STR("type"));
        if (ng_str_find_nocase(type, STR("ld+json"), 0) != SIZE_MAX)
            read_script(&page->ld, ng_html_source(h, &h->tokens[i + 1]));
    }
}

static int hex4(ng_str s, size_t at)
{
    int v = 0;
    for (size_t i = at; i < at + 4; i++) {
        char c = i < s.n ? ng_to_lower(s.p[i]) : 'x';
        if (!ng_is_digit(c) && !(c >= 'a' && c <= 'f'))
            return -1;
        v = v * 16 + (ng_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return v;
}

ng_str ng_json_text(ng_str s, struct ng_arena *a)
{
    char *to = ng_new(a, char, s.n + 4);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\\' || i + 1 == s.n) {
            to[n++] = s.p[i];
            continue;
        }
        char c = s.p[++i];
        int code = c == 'u' ? hex4(s, i + 1) : -1;
        if (code >= 0xd800 && code < 0xdc00 && i + 6 < s.n &&
            s.p[i + 5] == '\\' && s.p[i + 6] == 'u') {
            int low = hex4(s, i + 7);
            if (low >= 0xdc00 && low < 0xe000) {
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                i += 6;
            }
        }
        if (code >= 0) {
            n += ng_utf8_put((uint32_t)code, to + n);
            i += 4;
        } else {
            to[n++] = c == 'n' || c == 't' || c == 'r' || c == 'b' || c == 'f'
                          ? ' '
                          : c;
        }
    }
    return ng_entities_decode((ng_str){to, n}, a);
}
