#include "weigh/phrase.h"

#include "base/out.h"
#include "weigh/merge.h"

ng_str ng_short_text(const struct ng_report *r, ng_range at, size_t most,
                     struct ng_arena *out)
{
    ng_str s = ng_slice(r->text, at);
    char *p = ng_new(out, char, s.n + 4);
    size_t n = 0, cut = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool space = ng_is_space(s.p[i]);
        if (space && (n == 0 || p[n - 1] == ' '))
            continue;
        if (space && n <= most)
            cut = n;
        p[n++] = space ? ' ' : s.p[i];
    }
    while (n && (p[n - 1] == ' ' || p[n - 1] == ',' || p[n - 1] == ';'))
        n--;
    if (n <= most)
        return (ng_str){p, n};
    n = cut;
    while (n && (p[n - 1] == ' ' || p[n - 1] == ',' || p[n - 1] == '-'))
        n--;
    memcpy(p + n, "…", sizeof "…" - 1);
    return (ng_str){p, n + sizeof "…" - 1};
}

/* "A", "A and B", "A, B and C" of one side of an event; at most four. */
static ng_str side(const struct ng_event *e, int recipient, size_t from,
                   struct ng_arena *out)
{
    ng_str names[5];
    size_t n = 0, skipped = 0;
    for (size_t i = 0; i < e->parties_n && n < 4; i++) {
        if (recipient >= 0 && e->parties[i].recipient != (recipient == 1))
            continue;
        if (skipped++ < from)
            continue;
        names[n++] = e->parties[i].text;
    }
    ng_str s = {0};
    for (size_t i = 0; i < n; i++)
        s = i == 0
                ? names[0]
                : ng_str_format(out, PRS "%s" PRS, PRS_ARG(s),
                                i + 1 == n ? " and " : ", ", PRS_ARG(names[i]));
    return s;
}

static size_t count(const struct ng_event *e, bool recipient)
{
    size_t n = 0;
    for (size_t i = 0; i < e->parties_n; i++)
        n += e->parties[i].recipient == recipient;
    return n;
}

static bool is_person(const struct ng_event *e, size_t i)
{
    ng_str key = e->parties[i].entity_key;
    return ng_str_starts(key, STR("person:")) || ng_str_starts(key, STR("PER"));
}

static bool is_meeting(const struct ng_batch *b, const struct ng_event *e)
{
    const struct ng_event_mention *m = &e->mentions.at[0];
    const struct ng_report *r = b->reports.at[m->report];
    return e->type == NG_CONSULT && e->parties_n >= 2 &&
           ng_deed(r, &r->mentions.at[m->mention]) == 1;
}

/* Meetings are told by template: reports tell them in too many ways. */
static ng_str meeting(const struct ng_event *e, struct ng_arena *out)
{
    static const char *const verbs[2][NG_EVENT_STATUS_COUNT] = {
        {[NG_HAPPENED] = "met",
         [NG_ONGOING] = "is meeting",
         [NG_PLANNED] = "is to meet",
         [NG_ALLEGED] = "is said to have met",
         [NG_HYPOTHETICAL] = "may meet",
         [NG_DENIED] = "has not met"},
        {[NG_HAPPENED] = "met",
         [NG_ONGOING] = "are meeting",
         [NG_PLANNED] = "are to meet",
         [NG_ALLEGED] = "are said to have met",
         [NG_HYPOTHETICAL] = "may meet",
         [NG_DENIED] = "have not met"}};
    ng_str left, right;
    bool plural;
    if (count(e, false) && count(e, true)) {
        left = side(e, 0, 0, out);
        right = side(e, 1, 0, out);
        plural = count(e, false) > 1;
    } else if (e->parties_n == 2 || is_person(e, 0)) {
        left = e->parties[0].text;
        right = side(e, -1, 1, out);
        plural = false;
    } else {
        left = side(e, -1, 0, out);
        right = (ng_str){0};
        plural = true;
    }
    ng_str s = ng_str_format(out, PRS " %s%s" PRS, PRS_ARG(left),
                             verbs[plural][e->status], right.n ? " " : "",
                             PRS_ARG(right));
    if (e->place.n)
        s = ng_str_format(out, PRS " in " PRS, PRS_ARG(s), PRS_ARG(e->place));
    return s;
}

static ng_str day_in_words(const struct ng_event *e, struct ng_arena *out)
{
    if (e->when.first == NG_NO_DAY || e->when.first != e->when.last)
        return (ng_str){0};
    struct ng_date d = ng_date_of(e->when.first);
    return ng_str_format(out, " on %s %d %s %d", ng_weekday_name(e->when.first),
                         d.day, ng_month_name(d.month), d.year);
}

ng_str ng_event_phrase(const struct ng_batch *b, const struct ng_event *e,
                       struct ng_arena *out)
{
    if (!e->mentions.n || !is_meeting(b, e))
        return (ng_str){0};
    return ng_str_format(out, PRS PRS, PRS_ARG(meeting(e, out)),
                         PRS_ARG(day_in_words(e, out)));
}
