/* page_meta.c - title, outlet, byline, dates, url and language of a page.
 *
 * A page says each of them several times. The order of trust, measured on
 * pages whose title and day are known:
 *     title      the <h1> that og:title or <title> begins with, og:title
 *                without the outlet's name, JSON-LD, the first <h1>, <title>
 *     published  JSON-LD, article:published_time, other <meta>, <time>, the URL
 */
#include "clean/page_parts.h"
#include "text/entities.h"
#include "text/stamp.h"

enum { H1_MOST = 8 };

struct declared {
    ng_str og_title, twitter_title, title;
    ng_str site_name, url, canonical, language, author;
    ng_str published, modified, time;
    int published_rank;
    ng_str h1[H1_MOST];
    size_t h1_count;
};

/* Names of <meta> that give the day of publication, best first. */
static const ng_str date_names[] = {
    S("article:published_time"),
    S("og:article:published_time"),
    S("datepublished"),
    S("parsely-pub-date"),
    S("publishdate"),
    S("publish_date"),
    S("publish-date"),
    S("sailthru.date"),
    S("dc.date.issued"),
    S("dcterms.created"),
    S("dc.date"),
    S("dcterms.date"),
    S("pubdate"),
    S("cxenseparse:recs:publishtime"),
    S("article.published"),
    S("published_time"),
    S("og:published_time"),
    S("published"),
    S("article_date_original"),
    S("originalpublicationdate"),
    S("og:pubdate"),
    S("release_date"),
    S("datecreated"),
    S("date"),
};
static const ng_str modified_names[] = {
    S("article:modified_time"), S("og:updated_time"), S("datemodified"),
    S("last-modified"),         S("lastmod"),         S("dcterms.modified"),
};
static const ng_str author_names[] = {
    S("author"),          S("article:author_name"), S("parsely-author"),
    S("sailthru.author"), S("dc.creator"),          S("byl"),
    S("dcterms.creator"),
};

static int rank_in(ng_str s, const ng_str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ng_str_eq_nocase(s, list[i]))
            return (int)i + 1;
    return 0;
}
#define RANK_IN(s, list) rank_in(s, list, sizeof list / sizeof *list)

static void keep(ng_str *to, ng_str value)
{
    if (to->n == 0)
        *to = value;
}

static void read_meta(struct declared *d, ng_str tag)
{
    ng_str name = {0}, content = {0}, key, value;
    size_t at = 0;
    for (int i = 0;
         i < NG_HTML_ATTRS && ng_html_next_attr(tag, &at, &key, &value); i++) {
        if (ng_str_eq_nocase(key, STR("property")) ||
            ng_str_eq_nocase(key, STR("name")) ||
            ng_str_eq_nocase(key, STR("itemprop")))
            keep(&name, ng_str_trim(value));
        else if (ng_str_eq_nocase(key, STR("content")))
            content = ng_str_trim(value);
    }
    if (content.n == 0 || name.n == 0)
        return;
    int rank = RANK_IN(name, date_names);
    if (rank && (d->published_rank == 0 || rank < d->published_rank)) {
        d->published = content;
        d->published_rank = rank;
    }
    if (RANK_IN(name, modified_names))
        keep(&d->modified, content);
    else if (RANK_IN(name, author_names))
        keep(&d->author, content);
    else if (ng_str_eq_nocase(name, STR("og:title")))
        keep(&d->og_title, content);
    else if (ng_str_eq_nocase(name, STR("twitter:title")))
        keep(&d->twitter_title, content);
    else if (ng_str_eq_nocase(name, STR("og:site_name")))
        keep(&d->site_name, content);
    else if (ng_str_eq_nocase(name, STR("og:url")))
        keep(&d->url, content);
    else if (ng_str_eq_nocase(name, STR("og:locale")))
        keep(&d->language, content);
}

/* All text in an element, collapsed. */
static ng_str element_text(const struct ng_page *page, uint32_t e,
                           struct ng_arena *a)
{
    const struct ng_html *h = &page->html;
    struct ng_page_block b = {.first = h->elements[e].open,
                              .end = h->elements[e].last + 1};
    return ng_page_block_text(page, &b, 600, a);
}

static void read_element(const struct ng_page *page, struct declared *d,
                         uint32_t e, struct ng_arena *a)
{
    const struct ng_html *h = &page->html;
    uint32_t open = h->elements[e].open;
    ng_str tag = ng_html_source(h, &h->tokens[open]);
    switch (h->elements[e].tag) {
    case NG_HTML_META:
        read_meta(d, tag);
        break;
    case NG_HTML_LINK:
        if (ng_str_eq_nocase(ng_html_attr(tag, STR("rel")), STR("canonical")))
            keep(&d->canonical, ng_html_attr(tag, STR("href")));
        break;
    case NG_HTML_HTML: {
        ng_str lang = ng_html_attr(tag, STR("lang"));
        if (lang.n)
            d->language = lang;
        break;
    }
    case NG_HTML_TITLE:
        if (open + 1 < h->token_count &&
            !(page->state[e] & IN_SKIP &&
              h->elements[h->elements[e].parent].tag == NG_HTML_SVG))
            keep(&d->title, ng_html_source(h, &h->tokens[open + 1]));
        break;
    case NG_HTML_H1:
        if (d->h1_count < H1_MOST) {
            d->h1[d->h1_count] = element_text(page, e, a);
            d->h1_count += d->h1[d->h1_count].n > 0;
        }
        break;
    case NG_HTML_TIME: {
        ng_str when = ng_html_attr(tag, STR("datetime"));
        struct ng_stamp stamp;
        if (d->time.n == 0 && ng_stamp_parse(when, &stamp))
            d->time = when;
        break;
    }
    default:
        break;
    }
}

/* Letters and digits of s in lower case, for comparing titles. */
static ng_str fold(ng_str s, struct ng_arena *a)
{
    char *to = ng_new(a, char, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = ng_to_lower(s.p[i]);
        if (ng_is_lower(c) || ng_is_digit(c) ||
            ((unsigned char)c >= 0x80 && (unsigned char)c != 0xe2))
            to[n++] = c;
        else if ((unsigned char)c == 0xe2)
            i += 2; /* dashes and quotation marks */
    }
    return (ng_str){to, n};
}

/* "A headline | The Outlet" without its end, if the end is the outlet's name,
 * or a bar sets off less than half of it. */
static ng_str cut_outlet(ng_str title, ng_str outlet, ng_str host,
                         struct ng_arena a)
{
    static const ng_str seps[] = {
        S(" | "),        S(" - "),  S(" \xe2\x80\x93 "), S(" \xe2\x80\x94 "),
        S(" \xc2\xbb "), S(" :: "), S(" \xe2\x80\xa2 "), S(" \xc2\xb7 "),
    };
    ng_str name = fold(outlet, &a), site = fold(host, &a);
    for (int round = 0; round < 3; round++) {
        size_t best = 0, sep = 0;
        for (size_t k = 0; k < sizeof seps / sizeof *seps; k++)
            for (size_t at = 0;
                 (at = ng_str_find(title, seps[k], at)) != SIZE_MAX; at++)
                if (at > best)
                    best = at, sep = k;
        if (best == 0)
            return title;
        ng_str end = {title.p + best + seps[sep].n,
                      title.n - best - seps[sep].n};
        ng_str folded = fold(end, &a);
        bool is_name =
            folded.n > 1 &&
            ((name.n && (ng_str_find(name, folded, 0) != SIZE_MAX ||
                         ng_str_find(folded, name, 0) != SIZE_MAX)) ||
             (site.n && ng_str_find(site, folded, 0) != SIZE_MAX));
        bool bar = sep == 0 && end.n * 2 < best && end.n < 60;
        if (!is_name && !bar)
            return title;
        title = ng_str_trim((ng_str){title.p, best});
    }
    return title;
}

static ng_str host_of(ng_str url)
{
    size_t at = ng_str_find(url, STR("://"), 0);
    if (at == SIZE_MAX)
        return (ng_str){0};
    ng_str host = {url.p + at + 3, url.n - at - 3};
    for (size_t i = 0; i < host.n; i++)
        if (host.p[i] == '/' || host.p[i] == '?' || host.p[i] == '#' ||
            host.p[i] == ':')
            host.n = i;
    if (ng_str_starts_nocase(host, STR("www.")))
        host.p += 4, host.n -= 4;
    return host;
}

/* Do two fifths of the longer words of `a` stand in the folded text `b`? */
static bool shares_words(ng_str a, ng_str b, struct ng_arena scratch)
{
    enum { LONG = 4, SHARE = 40 };
    size_t all = 0, in = 0;
    for (ng_cut cut = ng_cut_at(a, ' '); cut.head.n || cut.found;
         cut = ng_cut_at(cut.tail, ' ')) {
        struct ng_arena room = scratch;
        ng_str word = fold(cut.head, &room);
        if (word.n < LONG)
            continue;
        all++;
        in += ng_str_find(b, word, 0) != SIZE_MAX;
    }
    return all > 1 && in * 100 >= all * SHARE;
}

/* Titles are short; what goes on for pages is no title to the end. */
static ng_str clip(ng_str s)
{
    enum { TITLE_MOST = 1000 };
    if (s.n <= TITLE_MOST)
        return s;
    s.n = TITLE_MOST;
    while (s.n && ((unsigned char)s.p[s.n] & 0xc0) == 0x80)
        s.n--;
    return s;
}

static ng_str choose_title(const struct ng_page *page, const struct declared *d,
                           ng_str outlet, ng_str host, struct ng_arena *out,
                           struct ng_arena scratch)
{
    ng_str og = ng_entities_decode(clip(d->og_title), out);
    ng_str head = ng_entities_decode(clip(d->title), out);
    ng_str ld = ng_json_text(clip(page->ld.headline), out);
    ng_str og_folded = fold(og, &scratch), head_folded = fold(head, &scratch);
    ng_str ld_folded = fold(ld, &scratch);
    for (size_t i = 0; i < d->h1_count; i++) {
        ng_str f = fold(d->h1[i], &scratch);
        bool named = ng_str_eq(f, fold(outlet, &scratch));
        if (f.n > 10 && !named &&
            (ng_str_starts(og_folded, f) || ng_str_starts(head_folded, f) ||
             ng_str_eq(ld_folded, f)))
            return ng_str_copy(d->h1[i], out);
    }
    if (d->h1_count == 1 && (shares_words(d->h1[0], og_folded, scratch) ||
                             shares_words(d->h1[0], head_folded, scratch)))
        return cut_outlet(ng_str_copy(d->h1[0], out), outlet, host, scratch);
    if (og.n)
        return cut_outlet(og, outlet, host, scratch);
    if (ld.n)
        return ld;
    if (d->twitter_title.n)
        return cut_outlet(ng_entities_decode(clip(d->twitter_title), out),
                          outlet, host, scratch);
    if (d->h1_count == 1 || head.n == 0)
        return d->h1_count ? ng_str_copy(d->h1[0], out) : (ng_str){0};
    return cut_outlet(head, outlet, host, scratch);
}

static void set_stamp(struct ng_report *r, const struct ng_stamp *stamp,
                      enum ng_date_basis basis, struct ng_arena *out)
{
    r->published = (ng_days){stamp->day, stamp->day};
    r->published_text = ng_str_copy(ng_str_of(stamp->text), out);
    r->published_precision =
        stamp->has_time ? NG_PRECISION_SECOND : NG_PRECISION_DAY;
    r->published_basis = basis;
}

static void set_published(struct ng_report *r, const struct ng_page *page,
                          const struct declared *d, ng_str url,
                          struct ng_arena *out)
{
    const ng_str tries[] = {r->source.published, page->ld.published,
                            d->published, d->time};
    struct ng_stamp stamp = {0};
    ng_day day;
    if (r->published_basis == NG_BASIS_CORRECTION)
        return;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (ng_stamp_parse(tries[i], &stamp)) {
            set_stamp(r, &stamp, NG_BASIS_METADATA, out);
            return;
        }
    if (ng_stamp_in_url(url, &day)) {
        char buf[16];
        r->published = (ng_days){day, day};
        r->published_text = ng_str_copy(ng_day_text(day, buf), out);
        r->published_precision = NG_PRECISION_DAY;
        r->published_basis = NG_BASIS_URL;
    }
}

/* The authors of JSON-LD with commas; a link is no name. */
static ng_str join_authors(const struct ng_page *page, const struct declared *d,
                           struct ng_arena *out)
{
    ng_str all = {0};
    for (size_t i = 0; i < page->ld.author_count; i++) {
        ng_str one = ng_json_text(page->ld.authors[i], out);
        if (one.n == 0 || ng_str_starts_nocase(one, STR("http")))
            continue;
        all = all.n
                  ? ng_str_format(out, "%.*s, %.*s", PRS_ARG(all), PRS_ARG(one))
                  : one;
    }
    if (all.n == 0 && !ng_str_starts_nocase(d->author, STR("http")))
        all = ng_entities_decode(d->author, out);
    return all;
}

static ng_str first_of(ng_str a, ng_str b)
{
    return a.n ? a : b;
}

void ng_page_read_meta(struct ng_page *page, struct ng_report *r,
                       struct ng_arena *out, struct ng_arena scratch)
{
    struct declared d = {0};
    for (uint32_t e = 1; e < page->html.element_count; e++)
        read_element(page, &d, e, &scratch);
    r->url = ng_str_trim(r->source.url);
    if (!r->url.n)
        r->url =
            ng_entities_decode(ng_str_trim(first_of(d.canonical, d.url)), out);
    ng_str host = host_of(r->url);
    ng_str outlet = ng_entities_decode(d.site_name, out);
    if (!outlet.n)
        outlet = ng_json_text(page->ld.outlet, out);
    r->outlet = first_of(ng_str_trim(r->source.outlet), first_of(outlet, host));
    r->title = ng_entities_decode(clip(r->source.title), out);
    if (!r->title.n)
        r->title = choose_title(page, &d, outlet, host, out, scratch);
    page->title = r->title;
    r->byline =
        first_of(ng_str_trim(r->source.author), join_authors(page, &d, out));
    r->language = first_of(ng_str_trim(r->source.language),
                           ng_entities_decode(d.language, out));
    set_published(r, page, &d, r->url, out);
    struct ng_stamp stamp;
    if (ng_stamp_parse(first_of(r->source.modified,
                                first_of(page->ld.modified, d.modified)),
                       &stamp))
        r->modified = ng_str_copy(ng_str_of(stamp.text), out);
}

void ng_page_read_shown_date(const struct ng_page *page, struct ng_report *r,
                             struct ng_arena *out, struct ng_arena scratch)
{
    enum { LINE_MOST = 100, BELOW = 3 };
    const uint32_t elsewhere = HINT_NAV | HINT_FOOTER | HINT_RELATED |
                               HINT_COMMENTS | HINT_ASIDE | HINT_SKIP;
    int below = 0;
    ng_day declared = r->published.first;
    bool zulu = r->published_basis == NG_BASIS_METADATA &&
                (ng_str_ends(r->published_text, STR("Z")) ||
                 ng_str_ends(r->published_text, STR("+00:00")));
    if (r->published_basis != NG_BASIS_NONE && !zulu)
        return;
    for (size_t i = 0; i < page->blocks.n && below < BELOW; i++) {
        const struct ng_page_block *b = &page->blocks.at[i];
        struct ng_arena a = scratch;
        struct ng_stamp stamp;
        below += b->keep && b->good;
        if (b->chars > LINE_MOST || (b->hints & elsewhere) || b->chars < 6 ||
            b->link_chars * 2 > b->chars)
            continue;
        ng_str line = ng_page_block_text(page, b, LINE_MOST + 60, &a);
        if (ng_str_find_nocase(line, STR("copyright"), 0) == SIZE_MAX &&
            ng_stamp_parse(line, &stamp)) {
            if (!zulu || stamp.day + 1 == declared || stamp.day == declared + 1)
                set_stamp(r, &stamp, NG_BASIS_HEADER, out);
            return;
        }
    }
}
