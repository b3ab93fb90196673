/* forms.c - foreign text made harmless, moments, events in one line: see
 * forms.h. */
#include "tell/forms.h"

#include "lexicon/lexicon.h"
#include "tell/brief.h"
#include "text/utf8.h"

/* ---- text --------------------------------------------------------------- */

/* Acts on what stands beside it: C0 and C1, DEL, marks that embed, override or
 * isolate a direction, line and paragraph separators, non-characters. */
static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0xFEFF || (c & 0xFFFE) == 0xFFFE;
}

static ng_str clean(ng_str s, bool lines, struct ng_arena *a)
{
    char *to = ng_new(a, char, 3 * s.n + 1); /* U+FFFD takes three */
    size_t n = 0;
    bool space = false;
    for (size_t i = 0; i < s.n;) {
        uint32_t c;
        i += ng_utf8_get(s, i, &c);
        if (lines && c == '\n') {
            to[n++] = '\n';
            space = false;
        } else if (c == ' ' || c == 0xA0 || is_control(c)) {
            space |= c <= 0x20 || c == 0xA0 || c == 0x2028 || c == 0x2029;
        } else {
            if (space && n && to[n - 1] != '\n')
                to[n++] = ' ';
            space = false;
            n += ng_utf8_put(c, to + n);
        }
    }
    return (ng_str){to, n};
}

ng_str ng_clean_lines(ng_str s, struct ng_arena *a)
{
    return clean(s, true, a);
}

ng_str ng_one_line(ng_str s, size_t most, struct ng_arena *a)
{
    ng_str line = clean(s, false, a);
    if (line.n <= most)
        return line;
    size_t cut = most;
    while (cut > most / 2 && line.p[cut] != ' ')
        cut--;
    if (line.p[cut] != ' ')
        for (cut = most; cut && ((unsigned char)line.p[cut] & 0xC0) == 0x80;)
            cut--;
    return ng_str_format(a, PRS "…", PRS_ARG(((ng_str){line.p, cut})));
}

/* The character at i of s as markup has it, which is at most six bytes; *i is
 * moved behind it. */
static ng_str markup_of(ng_str s, size_t *i, char room[4])
{
    uint32_t c;
    *i += ng_utf8_get(s, *i, &c);
    switch (c) {
    case '<':
        return STR("&lt;");
    case '>':
        return STR("&gt;");
    case '&':
        return STR("&amp;");
    case '"':
        return STR("&quot;");
    case '\'':
        return STR("&#39;");
    default:
        if (c != '\n' && c != '\t' && is_control(c))
            return STR("");
        return (ng_str){room, ng_utf8_put(c, room)};
    }
}

void ng_put_xml(struct ng_out *o, ng_str s)
{
    char room[4];
    for (size_t i = 0; i < s.n;)
        ng_put(o, markup_of(s, &i, room));
}

ng_str ng_xml(ng_str s, struct ng_arena *a)
{
    char room[4];
    size_t n = 0;
    for (size_t i = 0; i < s.n;)
        n += markup_of(s, &i, room).n;
    char *to = ng_new(a, char, n + 1);
    n = 0;
    for (size_t i = 0; i < s.n;) {
        ng_str c = markup_of(s, &i, room);
        memcpy(to + n, c.p, c.n);
        n += c.n;
    }
    return (ng_str){to, n};
}

ng_str ng_web_address(ng_str url)
{
    bool web = ng_str_starts_nocase(url, STR("http://")) ||
               ng_str_starts_nocase(url, STR("https://"));
    for (size_t i = 0; i < url.n; i++)
        if (url.p[i] <= 0x20 || url.p[i] >= 0x7F ||
            memchr("\"'<>\\^`{|}", url.p[i], 10))
            return STR("");
    return web && url.n < 2048 ? url : STR("");
}

ng_str ng_urn(ng_id id, struct ng_arena *a)
{
    return ng_str_format(a, "urn:nutgraf:" PRS, PRS_ARG(ng_id_str(&id)));
}

/* ---- moments ------------------------------------------------------------ */

/* Two digits at i; -1 if there are none. */
static int two(ng_str s, size_t i)
{
    if (i + 2 > s.n || !ng_is_digit(s.p[i]) || !ng_is_digit(s.p[i + 1]))
        return -1;
    return (s.p[i] - '0') * 10 + (s.p[i + 1] - '0');
}

bool ng_moment_parse(ng_str s, struct ng_moment *m)
{
    if (!ng_day_parse(s, &m->day))
        return false;
    m->second = 0;
    int hour = two(s, 11), minute = two(s, 14);
    if (s.n < 16 || hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return true;
    size_t at = 16;
    int second = s.n > 18 && s.p[16] == ':' ? two(s, 17) : -1;
    if (second >= 0)
        at = 19;
    while (at < s.n && (s.p[at] == '.' || ng_is_digit(s.p[at])))
        at++;
    int total =
        hour * 3600 + minute * 60 + (second > 0 && second < 60 ? second : 0);
    if (at < s.n && (s.p[at] == '+' || s.p[at] == '-')) {
        bool colon = at + 3 < s.n && s.p[at + 3] == ':';
        int h = two(s, at + 1), min = two(s, at + (colon ? 4 : 3));
        int off = (h > 0 ? h : 0) * 3600 + (min > 0 ? min : 0) * 60;
        total += s.p[at] == '+' ? -off : off;
    }
    while (total < 0) {
        total += 86400;
        m->day--;
    }
    m->day += total / 86400;
    m->second = total % 86400;
    return true;
}

bool ng_moment_of(const struct ng_report *r, struct ng_moment *m)
{
    if (r->published_text.n && ng_moment_parse(r->published_text, m))
        return true;
    if (r->published.first == NG_NO_DAY ||
        r->published.first != r->published.last)
        return false;
    *m = (struct ng_moment){r->published.first, 0};
    return true;
}

bool ng_moment_last(const struct ng_batch *b, const ng_indexes *list,
                    struct ng_moment *m)
{
    bool any = false;
    size_t n = list ? list->n : b->reports.n;
    for (size_t i = 0; i < n; i++) {
        struct ng_moment at;
        if (!ng_moment_of(b->reports.at[list ? list->at[i] : i], &at))
            continue;
        if (!any || at.day > m->day ||
            (at.day == m->day && at.second > m->second))
            *m = at;
        any = true;
    }
    return any;
}

ng_str ng_rfc3339(struct ng_moment m, struct ng_arena *a)
{
    char day[16];
    return ng_str_format(a, PRS "T%02d:%02d:%02dZ",
                         PRS_ARG(ng_day_text(m.day, day)), m.second / 3600,
                         m.second / 60 % 60, m.second % 60);
}

ng_str ng_rfc822(struct ng_moment m, struct ng_arena *a)
{
    static const char days[] = "MonTueWedThuFriSatSun";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct ng_date d = ng_date_of(m.day);
    return ng_str_format(a, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT",
                         days + 3 * ng_weekday(m.day), d.day,
                         months + 3 * (d.month - 1), d.year, m.second / 3600,
                         m.second / 60 % 60, m.second % 60);
}

/* ---- events ------------------------------------------------------------- */

struct ng_cite ng_event_cite(const struct ng_batch *b, const struct ng_event *e)
{
    const struct ng_event_mention *m = &e->mentions.at[0];
    return (struct ng_cite){
        m->report, b->reports.at[m->report]->mentions.at[m->mention].clause};
}

ng_str ng_event_parties(const struct ng_event *e, bool recipients,
                        struct ng_arena *a)
{
    enum { NAMED = 8 };
    ng_str s = {0};
    size_t n = 0;
    for (size_t i = 0; i < e->parties_n; i++)
        if (e->parties[i].recipient == recipients && n++ < NAMED)
            s = ng_str_format(a, PRS "%s" PRS, PRS_ARG(s), s.n ? ", " : "",
                              PRS_ARG(ng_one_line(e->parties[i].text, 120, a)));
    return s;
}

ng_str ng_event_title(const struct ng_batch *b, const struct ng_event *e,
                      struct ng_arena *a)
{
    size_t at = (size_t)(e - b->events.at);
    for (size_t i = 0; i < b->briefs.n; i++) {
        const struct ng_brief *brief = &b->briefs.at[i];
        const ng_lines *parts[] = {&brief->lead, &brief->happened,
                                   &brief->planned, &brief->timeline};
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
            for (size_t l = 0; l < parts[p]->n; l++)
                if (parts[p]->at[l].event == at)
                    return ng_one_line(parts[p]->at[l].text, 240, a);
    }
    struct ng_cite c = ng_event_cite(b, e);
    ng_str clause = ng_slice(b->reports.at[c.report]->text, c.at);
    ng_str who = ng_event_parties(e, false, a);
    ng_str line = ng_one_line(clause, 240, a);
    bool told = line.n && !ng_is_lower(line.p[0]);
    for (size_t i = 0; i < e->parties_n; i++)
        told |= ng_str_starts_nocase(line, e->parties[i].text);
    if (who.n && !told)
        return ng_str_format(a, PRS ": " PRS, PRS_ARG(who), PRS_ARG(line));
    char *p = ng_str_c(line, a);
    if (line.n && ng_is_lower(p[0]))
        p[0] = (char)(p[0] - 32);
    return (ng_str){p, line.n};
}

ng_str ng_event_precision(const struct ng_event *e)
{
    struct ng_lex_entry country;
    bool placed = e->lat < 0 || e->lat > 0 || e->lon < 0 || e->lon > 0;
    if (!placed)
        return STR("");
    return ng_lex_country(ng_str_of(e->country), &country) &&
                   ng_str_eq(country.name, e->place)
               ? STR("country")
               : STR("place");
}

bool ng_event_dated(const struct ng_event *e)
{
    return e->when.first != NG_NO_DAY &&
           (e->when.last == NG_NO_DAY || e->when.last - e->when.first <= 31);
}

/* ---- reports ------------------------------------------------------------ */

bool ng_is_own_report(const struct ng_batch *b, uint32_t i,
                      const uint32_t *parents)
{
    return !parents[i] || b->edges.at[parents[i] - 1].relation == NG_REVISION;
}

ng_str ng_report_role(const struct ng_batch *b, uint32_t i,
                      const uint32_t *parents, struct ng_arena *a)
{
    static const char *const words[NG_RELATION_COUNT] = {
        [NG_EXACT] = "exact copy of",
        [NG_BOILERPLATE] = "copy, but for house text, of",
        [NG_REVISION] = "revision of",
        [NG_SYNDICATED] = "syndicated copy of",
        [NG_EXCERPT] = "excerpt of",
        [NG_SPUN] = "machine-spun copy of",
        [NG_QUOTES_ONLY] = "same quotations as"};
    const struct ng_report *r = b->reports.at[i];
    char buf[48];
    if (parents[i]) {
        const struct ng_edge *e = &b->edges.at[parents[i] - 1];
        const struct ng_report *p = b->reports.at[e->parent];
        ng_str day = ng_when_text(p->published, NG_DAY, NG_NO_DAY, buf);
        double part = (double)e->coverage_parent * 100;
        ng_str s =
            ng_str_format(a, "%s " PRS "%s" PRS, words[e->relation],
                          PRS_ARG(ng_one_line(ng_source_name(p), 120, a)),
                          day.n ? ", " : "", PRS_ARG(day));
        return e->relation == NG_SYNDICATED && part > 0 && part < 95
                   ? ng_str_format(a, PRS ", %.0f%% of its text", PRS_ARG(s),
                                   part)
                   : s;
    }
    if (r->spun)
        return STR("machine-spun text");
    if (r->declared_origin.n)
        return ng_str_format(a, "says that it comes from " PRS,
                             PRS_ARG(ng_one_line(r->declared_origin, 120, a)));
    return STR("own report");
}

bool ng_first_seen(struct ng_foreign *x, ng_str id)
{
    size_t before = x->seen.all.n;
    return ng_name(&x->seen, id, x->keep) == before;
}

void ng_json_ref(struct ng_json *j, ng_id id, struct ng_arena *a)
{
    ng_json_begin(j, '{');
    ng_json_key_str(j, "@id", ng_urn(id, a));
    ng_json_end(j, '}');
}
