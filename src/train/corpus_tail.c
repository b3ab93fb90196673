/* corpus_tail.c - the lines below `--` of a corpus file, and TIMEX3 values. */
#include "train/corpus_marks.h"

static ng_str next_word(ng_str *line)
{
    *line = ng_str_trim(*line);
    size_t n = 0;
    while (n < line->n && !ng_is_space(line->p[n]))
        n++;
    ng_str word = {line->p, n};
    line->p += n;
    line->n -= n;
    return word;
}

static void take_numbers(struct ng_corpus_read *c, ng_str s, ng_numbers *to)
{
    if (ng_str_eq(s, STR("-")))
        return;
    while (s.n > 0) {
        ng_cut cut = ng_cut_at(s, ',');
        int64_t v;
        if (ng_str_number(cut.head, &v) && v > 0 && v <= 9999)
            *ng_push(to, c->a) = (uint32_t)v;
        else
            ng_corpus_complain(c, s.p, "\"" PRS "\" is no number of an entity",
                               PRS_ARG(cut.head));
        s = cut.tail;
    }
}

static bool is_country(ng_str s)
{
    return s.n == 3 && ng_is_upper(s.p[0]) && ng_is_upper(s.p[1]) &&
           ng_is_upper(s.p[2]);
}

static void entity_line(struct ng_corpus_read *c, ng_str first, ng_str rest)
{
    int64_t number = 0;
    ng_str type = next_word(&rest);
    struct ng_corpus_entity e = {0};
    if (!ng_str_number(first, &number) || number < 1 || number > 9999 ||
        !ng_name_type_find(type, &e.type)) {
        ng_corpus_complain(c, first.p, "expected NUMBER TYPE NAME [COUNTRY]");
        return;
    }
    e.number = (uint32_t)number;
    if (ng_corpus_entity(c->r, e.number))
        ng_corpus_complain(c, first.p, "entity %u stands here twice", e.number);
    rest = ng_str_trim(rest);
    bool placed = e.type == NG_GPE || e.type == NG_LOC || e.type == NG_FAC;
    if (placed && rest.n > 4 && rest.p[rest.n - 4] == ' ' &&
        is_country((ng_str){rest.p + rest.n - 3, 3})) {
        memcpy(e.country, rest.p + rest.n - 3, 3);
        rest = ng_str_trim((ng_str){rest.p, rest.n - 4});
    }
    if (!ng_str_eq(rest, STR("-")))
        e.name = rest;
    *ng_push(&c->r->entities, c->a) = e;
}

static void saying_line(struct ng_corpus_read *c, ng_str label, ng_str rest)
{
    uint32_t index = ng_corpus_saying_of(c, label); /* may move the list */
    struct ng_corpus_saying *s = &c->r->sayings.at[index];
    if (s->told)
        ng_corpus_complain(c, label.p, "saying " PRS " stands here twice",
                           PRS_ARG(label));
    s->told = true;
    ng_str grade = next_word(&rest), speaker = next_word(&rest);
    if (!ng_grade_find(grade, &s->grade))
        ng_corpus_complain(c, label.p, "\"" PRS "\" is no grade",
                           PRS_ARG(grade));
    int64_t v = 0;
    if (ng_str_number(speaker, &v) && v > 0 && v <= 9999)
        s->speaker = (uint32_t)v;
    else if (!ng_str_eq(speaker, STR("-")))
        ng_corpus_complain(c, label.p, "expected LETTER GRADE SPEAKER");
    for (ng_str k = next_word(&rest); k.n; k = next_word(&rest)) {
        if (ng_str_starts(k, STR("via=")))
            take_numbers(c, (ng_str){k.p + 4, k.n - 4}, &s->via);
        else
            ng_corpus_complain(c, k.p, "\"" PRS "\" is not known here",
                               PRS_ARG(k));
    }
}

static bool is_when(ng_str v)
{
    ng_cut c = ng_cut_at(v, '/');
    return ng_timex_plausible(c.head) &&
           (!c.found || ng_timex_plausible(c.tail));
}

static void event_line(struct ng_corpus_read *c, ng_str label, ng_str rest)
{
    uint32_t index = ng_corpus_event_of(c, label); /* may move the list */
    struct ng_corpus_event *e = &c->r->events.at[index];
    if (e->told)
        ng_corpus_complain(c, label.p, "event " PRS " stands here twice",
                           PRS_ARG(label));
    e->told = true;
    ng_str type = next_word(&rest), status = next_word(&rest);
    if (!ng_event_type_find(type, &e->type) ||
        !ng_event_status_find(status, &e->status))
        ng_corpus_complain(c, label.p, "expected eN TYPE STATUS ...");
    for (ng_str k = next_word(&rest); k.n; k = next_word(&rest)) {
        ng_cut cut = ng_cut_at(k, '=');
        ng_str v = ng_str_eq(cut.tail, STR("-")) ? (ng_str){0} : cut.tail;
        if (ng_str_eq(cut.head, STR("who")))
            take_numbers(c, v, &e->who);
        else if (ng_str_eq(cut.head, STR("whom")))
            take_numbers(c, v, &e->whom);
        else if (ng_str_eq(cut.head, STR("where")))
            take_numbers(c, v, &e->where);
        else if (ng_str_eq(cut.head, STR("by")))
            e->by = v;
        else if (!ng_str_eq(cut.head, STR("when")))
            ng_corpus_complain(c, k.p, "\"" PRS "\" is not known here",
                               PRS_ARG(k));
        else if (v.n && !is_when(v))
            ng_corpus_complain(c, k.p, "\"" PRS "\" is no day or span",
                               PRS_ARG(v));
        else
            e->when = v;
    }
}

void ng_corpus_tail(struct ng_corpus_read *c, ng_str line)
{
    ng_str rest = line, first = next_word(&rest);
    if (first.n == 0)
        return;
    if (ng_is_digit(first.p[0]))
        entity_line(c, first, rest);
    else if (first.p[0] == 'e' && first.n > 1 && ng_is_digit(first.p[1]) &&
             ng_str_find(rest, STR("="), 0) != SIZE_MAX)
        event_line(c, (ng_str){first.p + 1, first.n - 1}, rest);
    else if (ng_is_lower(first.p[0]))
        saying_line(c, first, rest);
    else
        ng_corpus_complain(c, first.p, "\"" PRS "\" begins no line of a tail",
                           PRS_ARG(first));
}

/* ---- TIMEX3 ------------------------------------------------------------- */

static bool one_of(ng_str s, const char *const *set)
{
    for (; *set; set++)
        if (ng_str_eq(s, ng_str_of(*set)))
            return true;
    return false;
}

/* PnU, PnUmU, PTnU; X for a number that is not said. */
static bool is_duration(ng_str v)
{
    size_t i = 1, units = 0;
    bool t = false;
    while (i < v.n) {
        if (v.p[i] == 'T' && !t) {
            t = true;
            i++;
            continue;
        }
        size_t beg = i;
        while (i < v.n &&
               (ng_is_digit(v.p[i]) || v.p[i] == '.' || v.p[i] == 'X'))
            i++;
        if (i == beg)
            return false;
        if (i + 1 < v.n && (ng_str_starts((ng_str){v.p + i, 2}, STR("DE")) ||
                            ng_str_starts((ng_str){v.p + i, 2}, STR("CE")) ||
                            ng_str_starts((ng_str){v.p + i, 2}, STR("WE"))))
            i++; /* decades, centuries, weekends in two letters */
        if (i >= v.n || !memchr("YMWDHSQEC", v.p[i], 9))
            return false;
        units++;
        i++;
    }
    return units > 0;
}

static bool fits(ng_str v, const char *pattern)
{
    ng_str p = ng_str_of(pattern);
    if (p.n != v.n)
        return false;
    for (size_t i = 0; i < p.n; i++)
        if (p.p[i] == 'd' ? !ng_is_digit(v.p[i]) && v.p[i] != 'X'
                          : p.p[i] != v.p[i])
            return false;
    return true;
}

bool ng_timex_plausible(ng_str v)
{
    static const char *const words[] = {"PRESENT_REF", "PAST_REF", "FUTURE_REF",
                                        NULL};
    static const char *const ends[] = {"TMO", "TAF", "TEV", "TNI",
                                       "TDT", "TMI", NULL};
    static const char *const days[] = {"Tdd:dd",   "dd",          "ddd",
                                       "dddd",     "dddd-dd",     "dddd-dd-dd",
                                       "dddd-Wdd", "dddd-Wdd-WE", "dddd-Wdd-d",
                                       "dddd-Qd",  "dddd-Hd",     NULL};
    static const char *const seasons[] = {"SP", "SU", "FA", "WI", NULL};
    if (one_of(v, words))
        return true;
    if (v.n && v.p[0] == 'P')
        return is_duration(v);
    if (v.n == 7 && v.p[4] == '-' && one_of((ng_str){v.p + 5, 2}, seasons))
        return true;
    ng_day day;
    bool whole = v.n >= 10 && fits((ng_str){v.p, 10}, "dddd-dd-dd");
    if (whole && ng_str_find((ng_str){v.p, 10}, STR("X"), 0) == SIZE_MAX &&
        !ng_day_parse(v, &day))
        return false;
    bool weekday = v.n >= 10 && fits((ng_str){v.p, 10}, "dddd-Wdd-d");
    if (v.n == 13 && (whole || weekday) && one_of((ng_str){v.p + 10, 3}, ends))
        return true;
    if ((whole || weekday) && v.n > 10)
        return fits((ng_str){v.p + 10, v.n - 10}, "Tdd:dd") ||
               fits((ng_str){v.p + 10, v.n - 10}, "Tdd:dd:dd") ||
               fits((ng_str){v.p + 10, v.n - 10}, "Tdd");
    for (size_t i = 0; days[i]; i++)
        if (fits(v, days[i]))
            return true;
    return false;
}
