#include "clean/parts.h"
#include "clean/whence.h"

/* Headers that people and programs put before a report they save:
 *
 *     date 2019-04-24 Ministers meet originally appeared on example.org
 *     Title: Ministers meet        ---
 *     Date: 24 April 2019          title: "Ministers meet"
 *     Source: Example Wire         ---
 *
 * A run of "key: value" lines is a header only if it opens with a key that we
 * know, so "Moscow: the view from the street" stays what it is, a line. */

enum field {
    TITLE,
    DATE,
    MODIFIED,
    OUTLET,
    AGENCY,
    BYLINE,
    URL,
    LANGUAGE,
    PLACE,
    OTHER
};
static const struct {
    ng_str key;
    enum field field;
} keys[] = {
    {S("title"), TITLE},       {S("headline"), TITLE},
    {S("date"), DATE},         {S("published"), DATE},
    {S("publish date"), DATE}, {S("publication date"), DATE},
    {S("pubdate"), DATE},      {S("published at"), DATE},
    {S("published on"), DATE}, {S("date published"), DATE},
    {S("posted"), DATE},       {S("updated"), MODIFIED},
    {S("modified"), MODIFIED}, {S("last updated"), MODIFIED},
    {S("lastmod"), MODIFIED},  {S("source"), OUTLET},
    {S("outlet"), OUTLET},     {S("publication"), OUTLET},
    {S("publisher"), OUTLET},  {S("site"), OUTLET},
    {S("newspaper"), OUTLET},  {S("agency"), AGENCY},
    {S("wire"), AGENCY},       {S("author"), BYLINE},
    {S("authors"), BYLINE},    {S("byline"), BYLINE},
    {S("by"), BYLINE},         {S("from"), OUTLET},
    {S("url"), URL},           {S("link"), URL},
    {S("original url"), URL},  {S("permalink"), URL},
    {S("lang"), LANGUAGE},     {S("language"), LANGUAGE},
    {S("location"), PLACE},    {S("dateline"), PLACE},
    {S("section"), OTHER},     {S("tags"), OTHER},
    {S("keywords"), OTHER},    {S("description"), OTHER},
    {S("subject"), TITLE},     {S("category"), OTHER},
    {S("categories"), OTHER},  {S("summary"), OTHER},
    {S("layout"), OTHER},      {S("id"), OTHER},
    {S("slug"), OTHER},        {S("word count"), OTHER},
};

struct head {
    struct ng_report *r;
    ng_str source;
    ng_parts *parts;
    struct ng_clues *clues;
    struct ng_arena *out;
};

void ng_take_day(struct ng_report *r, const struct ng_written *w,
                 enum ng_date_basis basis, struct ng_arena *out)
{
    if (r->published_basis != NG_BASIS_NONE || w->year == 0)
        return;
    ng_day day = ng_day_of(w->year, w->month, w->day);
    r->published = (ng_days){day, day};
    r->published_basis = basis;
    r->published_precision =
        w->hour < 0 ? NG_PRECISION_DAY : NG_PRECISION_SECOND;
    r->published_text = ng_written_text(w, out);
}

static void set(ng_str *field, ng_str value)
{
    if (!field->n)
        *field = value;
}

/* End of the line that byte i is in, without its white space. */
static uint32_t line_end(ng_str s, uint32_t i)
{
    while (i < s.n && s.p[i] != '\n' && s.p[i] != '\r')
        i++;
    return i;
}
static uint32_t next_line(ng_str s, uint32_t i)
{
    i = line_end(s, i);
    if (i < s.n && s.p[i] == '\r')
        i++;
    return i < s.n && s.p[i] == '\n' ? i + 1 : i;
}

static void drop(struct head *h, uint32_t beg, uint32_t end)
{
    ng_str s = ng_str_trim((ng_str){h->source.p + beg, end - beg});
    if (!s.n)
        return;
    uint32_t at = (uint32_t)(s.p - h->source.p);
    *ng_push(h->parts, h->out) =
        (struct ng_part){.at = {at, at + (uint32_t)s.n},
                         .gone = true,
                         .kind = NG_BLOCK_PARAGRAPH,
                         .why = NG_NOTE_BOILERPLATE_REMOVED};
}

static void title(struct head *h, ng_str s)
{
    s = ng_str_trim(s);
    if (!s.n)
        return;
    uint32_t at = (uint32_t)(s.p - h->source.p);
    *ng_push(h->parts, h->out) = (struct ng_part){
        .at = {at, at + (uint32_t)s.n}, .kind = NG_BLOCK_TITLE, .level = 1};
}

/* True where the value was the title and stays in the text. */
static bool take(struct head *h, enum field field, ng_str value)
{
    struct ng_report *r = h->r;
    struct ng_written w;
    switch (field) {
    case TITLE:
        title(h, value);
        return value.n > 0;
    case DATE:
        if (ng_read_day(value, &w))
            ng_take_day(r, &w, NG_BASIS_HEADER, h->out);
        break;
    case MODIFIED:
        if (ng_read_day(value, &w) && w.year)
            set(&r->modified, ng_written_text(&w, h->out));
        break;
    case OUTLET:
        if (ng_url_in(value).n)
            set(&r->url, ng_url_in(value));
        else
            set(&r->outlet, ng_outlet_of_host(value));
        break;
    case AGENCY:
        set(&r->agency,
            ng_agency_named(value).n ? ng_agency_named(value) : value);
        break;
    case BYLINE:
        if (ng_agency_named(value).n)
            set(&r->agency, ng_agency_named(value));
        else
            set(&r->byline, value);
        break;
    case URL:
        set(&r->url, value);
        break;
    case LANGUAGE:
        set(&r->language,
            ng_str_lower((ng_str){value.p, value.n < 2 ? 0 : 2}, h->out));
        break;
    case PLACE:
        set(&r->dateline_place, value);
        break;
    case OTHER:
        break;
    }
    return false;
}

/* The field of "key: value"; -1 where the line has no such form, OTHER for a
 * key that we do not know. */
static int field_of(ng_str line, ng_str *value)
{
    ng_cut cut = ng_cut_at(line, ':');
    ng_str key = ng_str_trim(cut.head);
    if (!cut.found || key.n < 2 || key.n > 24)
        return -1;
    if (cut.tail.n && cut.tail.p[0] == '/')
        return -1;
    for (size_t i = 0; i < key.n; i++)
        if (!ng_is_alpha(key.p[i]) && !strchr(" -_", key.p[i]))
            return -1;
    *value = ng_str_trim(cut.tail);
    if (value->n > 1 && (value->p[0] == '"' || value->p[0] == '\'') &&
        value->p[value->n - 1] == value->p[0])
        value->p++, value->n -= 2;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        ng_str known = keys[i].key;
        bool same = known.n == key.n;
        for (size_t k = 0; same && k < key.n; k++) {
            char c = ng_to_lower(key.p[k]);
            same = (c == '-' || c == '_' ? ' ' : c) == known.p[k];
        }
        if (same)
            return (int)keys[i].field;
    }
    return 100 + OTHER;
}

/* Lines of "key: value" from byte i on; where they end. `yaml`: up to "---". */
static uint32_t fields(struct head *h, uint32_t i, bool yaml)
{
    for (int count = 0; i < h->source.n && count < 64; count++) {
        uint32_t end = line_end(h->source, i);
        ng_str value, line = ng_str_trim((ng_str){h->source.p + i, end - i});
        if (yaml &&
            (ng_str_eq(line, STR("---")) || ng_str_eq(line, STR("...")))) {
            drop(h, i, end);
            return next_line(h->source, i);
        }
        int field = field_of(line, &value);
        if (!yaml && (line.n == 0 || field < 0 ||
                      (field >= 100 && (count < 2 || line.n > 120)) ||
                      (count == 0 && field == OTHER)))
            return i;
        if (field < 0 || field >= 100)
            field = OTHER;
        if (take(h, (enum field)field, value))
            drop(h, i, (uint32_t)(value.p - h->source.p));
        else
            drop(h, i, end);
        i = next_line(h->source, i);
    }
    return i;
}

/* "date 2019-04-24 ..." on one line with what follows. */
static uint32_t date_first(struct head *h, uint32_t i)
{
    ng_str s = {h->source.p + i, line_end(h->source, i) - i};
    struct ng_written w;
    uint32_t at = 4;
    while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t' || s.p[at] == ':'))
        at++;
    ng_str rest = {s.p + at, s.n - at};
    size_t n = at > 4 ? ng_read_day(rest, &w) : 0;
    if (n == 0 || w.year == 0)
        return i;
    ng_take_day(h->r, &w, NG_BASIS_HEADER, h->out);
    uint32_t body = i + at + (uint32_t)n;
    drop(h, i, body);
    rest = (ng_str){h->source.p + body, i + (uint32_t)s.n - body};
    ng_str near = {rest.p, rest.n < 600 ? rest.n : 600};
    static const ng_str from[] = {
        S(" originally appeared on "), S(" appeared first on "),
        S(" was originally published on "), S(" was first published on ")};
    for (size_t k = 0; k < sizeof from / sizeof *from; k++) {
        size_t cut = ng_str_find_nocase(near, from[k], 0);
        if (cut == SIZE_MAX)
            continue;
        ng_str where = ng_str_trim(
            (ng_str){rest.p + cut + from[k].n, rest.n - cut - from[k].n});
        if (where.n > 100)
            continue;
        title(h, (ng_str){rest.p, cut});
        ng_str host = ng_host_in(where);
        set(&h->r->declared_origin, host.n ? host : where);
        set(&h->r->outlet, host.n ? ng_outlet_of_host(host) : where);
        drop(h, body + (uint32_t)cut, i + (uint32_t)s.n);
        return i + (uint32_t)s.n;
    }
    ng_str line = ng_str_trim(rest);
    bool alone = line.n && line.n < 200 && !strchr(".!?", line.p[line.n - 1]);
    if (alone && !ng_read_dateline(line).length) {
        title(h, line);
        return i + (uint32_t)s.n;
    }
    return body;
}

uint32_t ng_read_head(struct ng_report *r, ng_str source, ng_parts *parts,
                      struct ng_clues *clues, struct ng_arena *out)
{
    struct head h = {r, source, parts, clues, out};
    uint32_t i = 0;
    bool wide;
    size_t n;
    while (i < source.n && (n = ng_blank_at(source, i, &wide)))
        i += (uint32_t)n;
    uint32_t end = line_end(source, i);
    ng_str value, line = ng_str_trim((ng_str){source.p + i, end - i});
    if (ng_str_eq(line, STR("---")) && source.n > end) {
        uint32_t first = next_line(source, i);
        ng_str next = {source.p + first, line_end(source, first) - first};
        if (field_of(next, &value) < 0)
            return i;
        drop(&h, i, end);
        return fields(&h, first, true);
    }
    if (line.n > 4 && ng_is_space(line.p[4]) &&
        ng_str_starts_nocase(line, STR("date"))) {
        uint32_t body = date_first(&h, i);
        if (body != i)
            return body;
    }
    return fields(&h, i, false);
}
