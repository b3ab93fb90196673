#include "report/query.h"

#include <string.h>

static const ng_str keys[NG_TERM_KEYS] = {
    [NG_TERM_ACTOR] = S("actor"),   [NG_TERM_PLACE] = S("place"),
    [NG_TERM_SAID] = S("said"),     [NG_TERM_SOURCE] = S("source"),
    [NG_TERM_DATE] = S("date"),     [NG_TERM_TYPE] = S("type"),
    [NG_TERM_STATUS] = S("status"), [NG_TERM_INDEP] = S("indep"),
};
#define KEYS "actor, place, said, source, date, type, status and indep"

/* Modes of events, those of code/triggers.txt. */
static const ng_str modes[] = {
    S("abduct"),      S("access"),      S("aerial"),   S("allege"),
    S("arrest"),      S("assist"),      S("asylum"),   S("ban"),
    S("boycott"),     S("ceasefire"),   S("change"),   S("cyber"),
    S("demo"),        S("deport"),      S("destroy"),  S("disapprove"),
    S("disarm"),      S("discontinue"), S("ease"),     S("expel"),
    S("explosives"),  S("fine"),        S("firearms"), S("heavy-weapons"),
    S("hunger"),      S("investigate"), S("meet"),     S("multilateral"),
    S("obstruct"),    S("occupy"),      S("phone"),    S("release"),
    S("restrict"),    S("return"),      S("riot"),     S("seize"),
    S("third-party"), S("troops"),      S("visit"),    S("withdraw"),
    S("yield"),
};

/* ---- characters -------------------------------------------------------- */

static bool is_word(char c)
{
    return ng_is_alpha(c) || ng_is_digit(c) || (unsigned char)c >= 0x80;
}

/* A quotation mark, straight or curled: its bytes, or 0. */
static size_t mark_at(ng_str s, size_t i)
{
    if (s.p[i] == '"')
        return 1;
    if (i + 3 <= s.n && memcmp(s.p + i, "\xe2\x80", 2) == 0 &&
        (unsigned char)s.p[i + 2] >= 0x9c && (unsigned char)s.p[i + 2] <= 0x9f)
        return 3;
    return 0;
}

ng_str ng_query_chunk(ng_str text, size_t *at)
{
    size_t i = *at;
    while (i < text.n && (!is_word(text.p[i]) || mark_at(text, i)))
        i += mark_at(text, i) ? mark_at(text, i) : 1;
    size_t beg = i;
    while (i < text.n && is_word(text.p[i]) && !mark_at(text, i))
        i++;
    *at = i;
    return (ng_str){text.p + beg, i - beg};
}

static bool has_chunk(ng_str s)
{
    size_t at = 0;
    return ng_query_chunk(s, &at).n > 0;
}

/* ---- values ------------------------------------------------------------ */

static bool number_of(ng_str s, int64_t *n)
{
    return s.n > 0 && s.n <= 9 && ng_is_digit(s.p[0]) && ng_str_number(s, n);
}

/* A day, a month or a year, as the days that it has. */
static bool read_day(ng_str s, ng_days *days)
{
    int64_t year, month = 0;
    if (s.n == 10 && ng_day_parse(s, &days->first)) {
        days->last = days->first;
        return true;
    }
    if ((s.n != 4 && s.n != 7) || (s.n == 7 && s.p[4] != '-') ||
        !number_of((ng_str){s.p, 4}, &year) || year < 1 ||
        (s.n == 7 &&
         (!number_of((ng_str){s.p + 5, 2}, &month) || month < 1 || month > 12)))
        return false;
    int last = s.n == 7 ? (int)month : 12;
    days->first = ng_day_of((int)year, s.n == 7 ? (int)month : 1, 1);
    days->last = ng_day_of((int)year, last, ng_days_in_month((int)year, last));
    return true;
}

static bool read_days(ng_str s, ng_days *days)
{
    size_t dots = ng_str_find(s, STR(".."), 0);
    ng_days from = NG_NO_DAYS, to = NG_NO_DAYS;
    if (dots >= s.n)
        return read_day(s, days);
    ng_str a = {s.p, dots}, b = {s.p + dots + 2, s.n - dots - 2};
    if ((!a.n && !b.n) || (a.n && !read_day(a, &from)) ||
        (b.n && !read_day(b, &to)))
        return false;
    *days = (ng_days){from.first, to.last};
    return !a.n || !b.n || days->first <= days->last;
}

static bool read_count(ng_str s, struct ng_term *t)
{
    bool more = s.n && s.p[0] == '>', less = s.n && s.p[0] == '<';
    bool equal = s.n > 1 && (more || less) && s.p[1] == '=';
    size_t head = (size_t)(more || less) + equal;
    int64_t n;
    if (!number_of((ng_str){s.p + head, s.n - head}, &n))
        return false;
    t->lo = more ? n + !equal : less ? 0 : n;
    t->hi = less ? n - !equal : more ? INT64_MAX : n;
    return true;
}

static bool read_type(ng_str s, struct ng_term *t)
{
    for (int i = 0; i < NG_EVENT_TYPE_COUNT; i++)
        if (ng_str_eq_nocase(ng_event_type_name((enum ng_event_type)i), s))
            t->type = ng_event_type_name((enum ng_event_type)i);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (ng_str_eq_nocase(modes[i], s))
            t->mode = modes[i];
    return t->type.n || t->mode.n;
}

static bool read_status(ng_str s, struct ng_term *t)
{
    for (int i = 0; i < NG_EVENT_STATUS_COUNT; i++)
        if (ng_str_eq_nocase(ng_event_status_name((enum ng_event_status)i), s))
            t->status = ng_event_status_name((enum ng_event_status)i);
    return t->status.n > 0;
}

static ng_status read_value(struct ng_term *t, size_t at, struct ng_err *err)
{
    static const char *const why[NG_TERM_KEYS] = {
        [NG_TERM_DATE] = "is no day; write 2019-04-24, 2019-04, 2019 or a "
                         "range such as 2019-04-20..2019-04-26",
        [NG_TERM_TYPE] = "is no type of event; types are consult, agree, "
                         "accuse, assault and so on, modes visit, meet, "
                         "arrest ... (docs/coding.md)",
        [NG_TERM_STATUS] = "is no status; one is happened, ongoing, planned, "
                           "alleged, hypothetical or denied",
        [NG_TERM_INDEP] = "is no number of origins; write 3, >2, >=2, <4 or "
                          "<=3",
    };
    bool good = t->key == NG_TERM_DATE     ? read_days(t->value, &t->days)
                : t->key == NG_TERM_TYPE   ? read_type(t->value, t)
                : t->key == NG_TERM_STATUS ? read_status(t->value, t)
                : t->key == NG_TERM_INDEP  ? read_count(t->value, t)
                                           : has_chunk(t->value);
    if (good)
        return NG_OK;
    if (!why[t->key])
        return ng_fail(err, NG_USAGE, at,
                       PRS ": needs a word behind it, such as " PRS
                           ":kim or " PRS ":\"kim jong un\"",
                       PRS_ARG(keys[t->key]), PRS_ARG(keys[t->key]),
                       PRS_ARG(keys[t->key]));
    return ng_fail(err, NG_USAGE, at, PRS ":%.*s %s", PRS_ARG(keys[t->key]),
                   t->value.n < 60 ? (int)t->value.n : 60, t->value.p,
                   why[t->key]);
}

/* ---- terms ------------------------------------------------------------- */

/* The letters before a colon are a key; figures (10:30) are not. */
static ng_status read_key(ng_str text, size_t *at, struct ng_term *t,
                          struct ng_err *err)
{
    size_t i = *at;
    while (i < text.n && ng_is_alpha(text.p[i]))
        i++;
    if (i == *at || i == text.n || text.p[i] != ':')
        return NG_OK;
    ng_str name = {text.p + *at, i - *at};
    for (int k = NG_TERM_ACTOR; k < NG_TERM_KEYS; k++)
        if (ng_str_eq_nocase(keys[k], name)) {
            t->key = (enum ng_term_key)k;
            *at = i + 1;
            return NG_OK;
        }
    return ng_fail(err, NG_USAGE, *at,
                   "%.*s: is no key of a search; keys are " KEYS
                   " (words with a colon in them go in quotes)",
                   name.n < 40 ? (int)name.n : 40, name.p);
}

/* Up to the mark that closes, or to the next space. */
static ng_str read_text(ng_str text, size_t *at)
{
    size_t i = *at, mark = i < text.n ? mark_at(text, i) : 0;
    size_t beg = i += mark;
    while (i < text.n && (mark ? !mark_at(text, i)
                               : !ng_is_space(text.p[i]) && !mark_at(text, i)))
        i++;
    *at = i + (mark && i < text.n ? mark_at(text, i) : 0);
    return (ng_str){text.p + beg, i - beg};
}

static ng_status read_term(ng_str text, size_t *at, struct ng_query *q,
                           struct ng_err *err)
{
    struct ng_term t = {.days = NG_NO_DAYS};
    size_t began = *at;
    if (text.p[*at] == '-' && *at + 1 < text.n &&
        !ng_is_space(text.p[*at + 1])) {
        t.negated = true;
        ++*at;
    }
    ng_status status = read_key(text, at, &t, err);
    if (status != NG_OK)
        return status;
    t.value = read_text(text, at);
    if (t.key == NG_TERM_WORDS && !has_chunk(t.value))
        return NG_OK;
    if (q->n == NG_QUERY_TERMS)
        return ng_fail(err, NG_USAGE, began, "a query has at most %d terms",
                       NG_QUERY_TERMS);
    status = read_value(&t, began, err);
    if (status == NG_OK)
        q->terms[q->n++] = t;
    return status;
}

ng_status ng_query_parse(ng_str text, struct ng_query *q, struct ng_err *err)
{
    ng_status status = NG_OK;
    *q = (struct ng_query){0};
    if (text.n > NG_QUERY_BYTES)
        return ng_fail(err, NG_USAGE, NG_QUERY_BYTES,
                       "a query has at most %d bytes; this one has %zu",
                       NG_QUERY_BYTES, text.n);
    for (size_t i = 0; i < text.n && status == NG_OK;) {
        if (ng_is_space(text.p[i]))
            i++;
        else
            status = read_term(text, &i, q, err);
    }
    if (status != NG_OK)
        return status;
    for (size_t i = 0; i < q->n; i++)
        if (!q->terms[i].negated)
            return NG_OK;
    if (q->n)
        return ng_fail(err, NG_USAGE, 0,
                       "the query only says what should not be there; say "
                       "also what to look for");
    return ng_fail(err, NG_USAGE, 0, "the query has no words");
}
