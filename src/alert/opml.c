#include "alert/opml.h"
#include "tell/forms.h"
#include "text/utf8.h"

/* ---- out -------------------------------------------------------------- */

static void attribute(struct ng_out *o, const char *name, ng_str value)
{
    ng_printf(o, " %s=\"", name);
    ng_put_xml(o, value);
    ng_putc(o, '"');
}

static void put_feed(struct ng_out *o, const char *text, ng_str base,
                     const char *path)
{
    ng_printf(o, "<outline type=\"rss\" text=\"%s\" xmlUrl=\"", text);
    ng_put_xml(o, base);
    ng_put_xml(o, ng_str_of(path));
    ng_put(o, STR("\"/>\n"));
}

void ng_opml_write(struct ng_out *o, const ng_rules *rules, ng_str base)
{
    ng_put(o, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<opml version=\"2.0\" xmlns:nutgraf=\"urn:nutgraf:opml\">\n"
                  "<head><title>nutgraf</title></head>\n<body>\n"));
    put_feed(o, "Stories", base, "/api/v1/export/rss");
    put_feed(o, "Reports", base, "/api/v1/export/rss?kind=reports");
    ng_put(o, STR("<outline text=\"Watches\">\n"));
    for (size_t i = 0; i < rules->n; i++) {
        const struct ng_rule *rule = &rules->at[i];
        ng_put(o, STR("<outline type=\"rss\""));
        attribute(o, "text", rule->name);
        attribute(o, "nutgraf:query", rule->query);
        if (rule->indep)
            ng_printf(o, " nutgraf:indep=\"%lld\"", (long long)rule->indep);
        ng_put(o, STR(" xmlUrl=\""));
        ng_put_xml(o, base);
        ng_printf(o, "/api/v1/watches/%s/feed.rss\"/>\n", rule->id.c);
    }
    ng_put(o, STR("</outline>\n</body>\n</opml>\n"));
}

/* ---- in --------------------------------------------------------------- */

static size_t skip_space(ng_str s, size_t i)
{
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n' ||
                       s.p[i] == '\r'))
        i++;
    return i;
}

/* What "&...;" stands for; *i is moved to its last character. False: it stands
 * for nothing that is known. */
static bool reference(ng_str s, size_t *i, uint32_t *cp)
{
    static const struct {
        ng_str name;
        uint32_t cp;
    } known[] = {{S("&amp;"), '&'},
                 {S("&lt;"), '<'},
                 {S("&gt;"), '>'},
                 {S("&quot;"), '"'},
                 {S("&apos;"), '\''}};
    ng_str rest = {s.p + *i, s.n - *i};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        if (ng_str_starts(rest, known[k].name)) {
            *i += known[k].name.n - 1;
            *cp = known[k].cp;
            return true;
        }
    int64_t n = 0;
    size_t end = ng_str_find(rest, STR(";"), 0);
    if (end > 10 || !ng_str_starts(rest, STR("&#")) ||
        !ng_str_number((ng_str){rest.p + 2, end - 2}, &n))
        return false;
    *i += end;
    *cp = n < 0x110000 ? (uint32_t)n : NG_UTF8_BAD;
    return true;
}

static ng_str unescape(ng_str s, struct ng_arena *a)
{
    char *to = ng_new(a, char, s.n + 4);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        uint32_t cp;
        if (s.p[i] == '&' && reference(s, &i, &cp))
            n += ng_utf8_put(cp, to + n);
        else
            to[n++] = s.p[i];
    }
    return (ng_str){to, n};
}

/* The next name="value" of a tag. */
static bool next_attribute(ng_str tag, size_t *at, ng_str *name, ng_str *value)
{
    size_t i = skip_space(tag, *at), beg = i;
    while (i < tag.n && !memchr(" \t\r\n=/>", tag.p[i], 7))
        i++;
    *name = (ng_str){tag.p + beg, i - beg};
    i = skip_space(tag, i);
    if (!name->n || i >= tag.n || tag.p[i] != '=')
        return false;
    i = skip_space(tag, i + 1);
    if (i >= tag.n || (tag.p[i] != '"' && tag.p[i] != '\''))
        return false;
    beg = i + 1;
    for (i = beg; i < tag.n && tag.p[i] != tag.p[beg - 1]; i++)
        ;
    if (i >= tag.n)
        return false;
    *value = (ng_str){tag.p + beg, i - beg};
    *at = i + 1;
    return true;
}

/* Reads the attributes that stand behind "<outline"; the place after them. */
static size_t read_outline(ng_str text, size_t at, struct ng_rule *rule,
                           struct ng_arena *a)
{
    ng_str name, value;
    while (next_attribute(text, &at, &name, &value)) {
        int64_t n;
        if (ng_str_eq(name, STR("text")) ||
            (ng_str_eq(name, STR("title")) && !rule->name.n))
            rule->name = unescape(value, a);
        else if (ng_str_eq(name, STR("nutgraf:query")))
            rule->query = unescape(value, a);
        else if (ng_str_eq(name, STR("nutgraf:indep")) &&
                 ng_str_number(value, &n))
            rule->indep = n;
    }
    return at;
}

ng_status ng_opml_read(ng_str text, ng_rules *rules, size_t *others,
                       struct ng_arena *a, struct ng_err *err)
{
    static const ng_str outline = S("<outline");
    *others = 0;
    if (ng_str_find(text, STR("<opml"), 0) == SIZE_MAX)
        return ng_fail(err, NG_BAD_INPUT, 0, "this is no OPML");
    for (size_t at = 0; (at = ng_str_find(text, outline, at)) != SIZE_MAX;) {
        struct ng_rule rule = {0};
        at = read_outline(text, at + outline.n, &rule, a);
        if (rule.name.n && rule.query.n)
            *ng_push(rules, a) = rule;
        else
            ++*others;
    }
    return NG_OK;
}
