/* icalendar.c - events with a day as RFC 5545 has them.
 *
 *     happened, ongoing   CONFIRMED
 *     planned, alleged    TENTATIVE
 *     denied              CANCELLED
 *
 * Whole days, an end that is the day after the last. The UID is the id of the
 * event, SEQUENCE counts the changes of its status: a calendar that reads the
 * file again moves and crosses out what it has.
 */
#include "tell/doc.h"
#include "tell/forms.h"

/* A content line: folded after at most 75 bytes, never within a character. */
static void line(struct ng_out *o, ng_str s)
{
    size_t room = 75;
    for (size_t i = 0; i < s.n;) {
        size_t n = 1;
        while (i + n < s.n && ((unsigned char)s.p[i + n] & 0xC0) == 0x80)
            n++;
        if (n > room) {
            ng_put(o, STR("\r\n "));
            room = 74;
        }
        ng_put(o, (ng_str){s.p + i, n});
        room -= n < room ? n : room;
        i += n;
    }
    ng_put(o, STR("\r\n"));
}

/* A TEXT value: backslash, comma, semicolon and line ends escaped. */
static ng_str escaped(ng_str s, struct ng_arena *a)
{
    char *to = ng_new(a, char, 2 * s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (memchr("\\,;\n", s.p[i], 4))
            to[n++] = '\\';
        to[n++] = s.p[i] == '\n' ? 'n' : s.p[i];
    }
    return (ng_str){to, n};
}

static void text(struct ng_out *o, const char *name, ng_str s,
                 struct ng_arena *a)
{
    s = escaped(ng_clean_lines(s, a), a);
    if (s.n)
        line(o, ng_str_format(a, "%s:" PRS, name, PRS_ARG(s)));
}

static ng_str basic_day(ng_day day, struct ng_arena *a)
{
    struct ng_date d = ng_date_of(day);
    return ng_str_format(a, "%04d%02d%02d", d.year, d.month, d.day);
}

void ng_begin_calendar(struct ng_foreign *x)
{
    ng_put(x->out, STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                       "PRODID:-//nutgraf//events//EN\r\n"
                       "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
                       "X-WR-CALNAME:nutgraf\r\n"));
}

void ng_end_calendar(struct ng_foreign *x)
{
    ng_put(x->out, STR("END:VCALENDAR\r\n"));
}

static ng_str source_of(const struct ng_report *r)
{
    return r->outlet.n ? r->outlet : r->agency;
}

/* What the reports say, each clause once, with its source. */
static ng_str description(const struct ng_batch *b, const struct ng_event *e,
                          struct ng_arena *a)
{
    enum { QUOTED = 6 };
    char buf[48];
    ng_str status = ng_event_status_name(e->status);
    ng_str s = ng_str_format(a, PRS "; %u independent of %zu report%s",
                             PRS_ARG(status), e->independent, e->reports.n,
                             e->reports.n == 1 ? "" : "s");
    for (size_t i = 0; i < e->mentions.n && i < QUOTED; i++) {
        const struct ng_event_mention *m = &e->mentions.at[i];
        const struct ng_report *r = b->reports.at[m->report];
        ng_str clause = ng_slice(r->text, r->mentions.at[m->mention].clause);
        ng_str day = ng_when_text(r->published, NG_DAY, NG_NO_DAY, buf);
        s = ng_str_format(a, PRS "\n" PRS "%s" PRS ": “" PRS "”", PRS_ARG(s),
                          PRS_ARG(ng_one_line(source_of(r), 120, a)),
                          source_of(r).n && day.n ? ", " : "", PRS_ARG(day),
                          PRS_ARG(ng_one_line(clause, 400, a)));
    }
    return s;
}

static const char *status_of(const struct ng_event *e)
{
    return e->status == NG_DENIED                                ? "CANCELLED"
           : e->status == NG_HAPPENED || e->status == NG_ONGOING ? "CONFIRMED"
                                                                 : "TENTATIVE";
}

/* "Denied: ..." and "Alleged: ...": many calendars show no status. */
static ng_str summary(const struct ng_batch *b, const struct ng_event *e,
                      struct ng_arena *a)
{
    ng_str title = ng_event_title(b, e, a);
    const char *head = e->status == NG_DENIED    ? "Denied: "
                       : e->status == NG_ALLEGED ? "Alleged: "
                                                 : "";
    return ng_str_format(a, "%s" PRS, head, PRS_ARG(title));
}

static void stamp(struct ng_out *o, const struct ng_batch *b,
                  const struct ng_event *e, struct ng_arena *a)
{
    struct ng_moment m = {e->when.first, 0};
    if (!ng_moment_last(b, &e->reports, &m))
        ng_moment_last(b, NULL, &m);
    ng_str s =
        ng_str_format(a, PRS "T%02d%02d%02dZ", PRS_ARG(basic_day(m.day, a)),
                      m.second / 3600, m.second / 60 % 60, m.second % 60);
    ng_printf(o, "DTSTAMP:" PRS "\r\nLAST-MODIFIED:" PRS "\r\n", PRS_ARG(s),
              PRS_ARG(s));
}

static void event(struct ng_out *o, const struct ng_batch *b,
                  const struct ng_event *e, struct ng_arena *a)
{
    ng_day last = e->when.last == NG_NO_DAY ? e->when.first : e->when.last;
    const struct ng_report *r = b->reports.at[ng_event_cite(b, e).report];
    ng_printf(o, "BEGIN:VEVENT\r\nUID:%s@nutgraf\r\n", e->id.c);
    stamp(o, b, e, a);
    ng_printf(o, "SEQUENCE:%zu\r\n", e->history.n ? e->history.n - 1 : 0);
    ng_printf(o, "DTSTART;VALUE=DATE:" PRS "\r\nDTEND;VALUE=DATE:" PRS "\r\n",
              PRS_ARG(basic_day(e->when.first, a)),
              PRS_ARG(basic_day(last + 1, a)));
    text(o, "SUMMARY", summary(b, e, a), a);
    text(o, "DESCRIPTION", description(b, e, a), a);
    text(o, "LOCATION", ng_one_line(e->place, 200, a), a);
    if (ng_str_eq(ng_event_precision(e), STR("place")))
        ng_printf(o, "GEO:%.5f;%.5f\r\n", (double)e->lat, (double)e->lon);
    ng_str url = ng_web_address(r->url);
    if (url.n)
        line(o, ng_str_format(a, "URL:" PRS, PRS_ARG(url)));
    ng_printf(o,
              "STATUS:%s\r\nTRANSP:TRANSPARENT\r\nCATEGORIES:" PRS "," PRS
              "\r\nEND:VEVENT\r\n",
              status_of(e), PRS_ARG(ng_event_type_name(e->type)),
              PRS_ARG(ng_event_status_name(e->status)));
}

void ng_put_calendar(struct ng_foreign *x, const struct ng_batch *b,
                     struct ng_arena *a, struct ng_arena scratch)
{
    (void)scratch;
    for (size_t i = 0; i < b->events.n; i++) {
        const struct ng_event *e = &b->events.at[i];
        if (!ng_event_dated(e) || e->status == NG_HYPOTHETICAL) {
            x->left_out++;
            continue;
        }
        event(x->out, b, e, a);
        x->written++;
    }
}
