/* corpus_fields.c - what an event mention says beside its type: who, whom,
 * when, where and by whose word, of a mention that both sides have.
 *
 * The two sides number their entities on their own; an entity of the found
 * side is the gold one whose mentions lie where its own do. One without a
 * number ("the fishermen") is whoever the gold has at the same words; if the
 * gold has nobody there (met once, without a name), it is whose people they
 * are ("inspectors of the Tax Office", "Borean troops"), or not counted.
 */
#include "train/corpus_score.h"

/* The number in `g` whose mentions lie most often where those of `number` of
 * `f` do; 0: none. */
uint32_t ng_corpus_twin(const struct ng_corpus_report *g,
                        const struct ng_corpus_report *f, uint32_t number)
{
    uint32_t best = 0, found = 0;
    for (size_t e = 0; number && e < g->entities.n; e++) {
        uint32_t n = 0, of = g->entities.at[e].number;
        for (size_t i = 0; i < f->names.n; i++)
            for (size_t k = 0;
                 f->names.at[i].number == number && k < g->names.n; k++)
                if (g->names.at[k].number == of &&
                    ng_range_touch(g->names.at[k].at, f->names.at[i].at))
                    n += 2;
        for (size_t i = 0; i < f->others.n; i++)
            for (size_t k = 0;
                 f->others.at[i].number == number && k < g->others.n; k++)
                n += g->others.at[k].number == of &&
                     g->others.at[k].at.beg == f->others.at[i].at.beg &&
                     g->others.at[k].at.end == f->others.at[i].at.end;
        if (n > best) {
            best = n;
            found = of;
        }
    }
    return found;
}

/* Whoever the gold has at these words: the mention that ends with them, or
 * else the widest they touch. */
static uint32_t at_words(const struct ng_corpus_report *g, ng_range at)
{
    uint32_t found = 0, best = 0;
    for (int names = 0; names < 2; names++)
        for (size_t i = 0; i < (names ? g->names.n : g->others.n); i++) {
            ng_range x = names ? g->names.at[i].at : g->others.at[i].at;
            uint32_t n = names ? g->names.at[i].number : g->others.at[i].number;
            uint32_t width = x.end - x.beg + (x.end == at.end ? 10000 : 0);
            if (n && ng_range_touch(x, at) && width > best) {
                best = width;
                found = n;
            }
        }
    return found;
}

static bool holds(const ng_numbers *list, uint32_t number)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i] == number)
            return true;
    return false;
}

struct sides {
    const struct ng_corpus_report *gold, *found;
    struct ng_scores *s;
    struct ng_arena *a;
};

/* The found side in numbers of the gold; NG_NONE: somebody the gold has not. */
static ng_numbers in_gold(const struct sides *x, const ng_numbers *list,
                          const ng_numbers *of,
                          const struct ng_corpus_spans *at)
{
    ng_numbers out = {0};
    for (size_t i = 0; i < list->n; i++) {
        uint32_t n = ng_corpus_twin(x->gold, x->found, list->at[i]);
        if (!n && i < at->n)
            n = at_words(x->gold, at->at[i]);
        if (!n && !list->at[i] && i < of->n)
            n = ng_corpus_twin(x->gold, x->found, of->at[i]);
        if (!n && !list->at[i])
            continue;
        n = n ? n : NG_NONE;
        if (n == NG_NONE || !holds(&out, n))
            *ng_push(&out, x->a) = n;
    }
    return out;
}

static void score_sides(const struct sides *x, enum ng_score row,
                        const ng_numbers *gold, const ng_numbers *list,
                        const ng_numbers *of, const struct ng_corpus_spans *at)
{
    ng_numbers found = in_gold(x, list, of, at);
    struct ng_tally *t = &x->s->row[row];
    t->gold += gold->n;
    t->found += found.n;
    for (size_t i = 0; i < found.n; i++)
        t->hit += holds(gold, found.at[i]);
}

static int number_in(ng_str s, size_t at, size_t n)
{
    int v = 0;
    for (size_t i = at; i < at + n && i < s.n; i++)
        v = v * 10 + (s.p[i] - '0');
    return v;
}

static bool digits_at(ng_str s, size_t at, size_t n)
{
    if (s.n < at + n)
        return false;
    for (size_t i = at; i < at + n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

/* 2023, 2023-03, 2023-W10, 2023-03-14 (with or without an hour). */
static ng_days days_of(ng_str v)
{
    ng_day day;
    if (ng_day_parse(v, &day))
        return (ng_days){day, day};
    if (!digits_at(v, 0, 4))
        return NG_NO_DAYS;
    int year = number_in(v, 0, 4);
    if (v.n >= 8 && v.p[5] == 'W' && digits_at(v, 6, 2)) {
        ng_day first = ng_day_of(year, 1, 4);
        first += (number_in(v, 6, 2) - 1) * 7 - ng_weekday(first);
        return (ng_days){first, first + 6};
    }
    if (v.n >= 7 && digits_at(v, 5, 2)) {
        int month = number_in(v, 5, 2);
        if (month < 1 || month > 12)
            return NG_NO_DAYS;
        return (ng_days){ng_day_of(year, month, 1),
                         ng_day_of(year, month, ng_days_in_month(year, month))};
    }
    return (ng_days){ng_day_of(year, 1, 1), ng_day_of(year, 12, 31)};
}

ng_days ng_corpus_days(ng_str when)
{
    ng_cut c = ng_cut_at(when, '/');
    ng_days days = days_of(c.head);
    if (c.found)
        days.last = days_of(c.tail).last;
    return days;
}

/* Within a day of the gold's interval, or the same one: as the record is
 * measured. */
static bool near(ng_days gold, ng_days found)
{
    if (gold.first == NG_NO_DAY)
        gold.first = gold.last;
    if (gold.last == NG_NO_DAY)
        gold.last = gold.first;
    if (gold.first == NG_NO_DAY || found.first == NG_NO_DAY ||
        found.last == NG_NO_DAY)
        return false;
    return gold.first - 1 <= found.first && found.last <= gold.last + 1;
}

static void score_when(struct ng_tally *t, ng_str gold, ng_str found)
{
    t->gold += gold.n > 0;
    t->found += found.n > 0;
    t->hit +=
        gold.n && found.n && near(ng_corpus_days(gold), ng_corpus_days(found));
}

static uint32_t saying_named(const struct ng_corpus_report *r, ng_str label)
{
    for (size_t i = 0; i < r->sayings.n; i++)
        if (ng_str_eq(r->sayings.at[i].label, label))
            return (uint32_t)i;
    return NG_NONE;
}

/* Where the source of a saying stands; of a person's own annotation. */
static void add_sources(const struct ng_corpus_report *r, ng_str labels,
                        struct ng_corpus_spans *at, ng_numbers *who,
                        struct ng_arena *a)
{
    for (ng_str rest = labels; rest.n;) {
        ng_cut c = ng_cut_at(rest, ',');
        uint32_t s = saying_named(r, c.head);
        for (size_t i = 0; s != NG_NONE && i < r->parts.n; i++)
            if (r->parts.at[i].saying == s &&
                r->parts.at[i].part == NG_PART_SOURCE) {
                *ng_push(at, a) = r->parts.at[i].at;
                *ng_push(who, a) = r->sayings.at[s].speaker;
            }
        rest = c.found ? c.tail : (ng_str){0};
    }
}

/* True if one of the gold's sources stands at the same words as one found, or
 * is the same entity. */
static bool same_word(const struct sides *x, const struct ng_corpus_event *g,
                      const struct ng_corpus_event *f)
{
    struct ng_corpus_spans gold_at = {0}, at = f->by_at;
    ng_numbers gold_who = {0}, who = f->by_who, nobodys = {0};
    add_sources(x->gold, g->by, &gold_at, &gold_who, x->a);
    if (f->by.n)
        add_sources(x->found, f->by, &at, &who, x->a);
    ng_numbers found = in_gold(x, &who, &nobodys, &at);
    for (size_t i = 0; i < gold_at.n; i++) {
        if (gold_who.at[i] && holds(&found, gold_who.at[i]))
            return true;
        for (size_t k = 0; k < at.n; k++)
            if (ng_range_touch(gold_at.at[i], at.at[k]))
                return true;
    }
    return false;
}

void ng_corpus_score_fields(const struct ng_corpus_report *gold,
                            const struct ng_corpus_report *found,
                            const struct ng_corpus_event *g,
                            const struct ng_corpus_event *f,
                            struct ng_scores *s, struct ng_arena scratch)
{
    struct sides x = {gold, found, s, &scratch};
    score_sides(&x, NG_SCORE_WHO, &g->who, &f->who, &f->who_of, &f->who_at);
    score_sides(&x, NG_SCORE_WHOM, &g->whom, &f->whom, &f->whom_of,
                &f->whom_at);
    score_when(&s->row[NG_SCORE_WHEN], g->when, f->when);
    struct ng_tally *where = &s->row[NG_SCORE_WHERE];
    ng_numbers nobodys = {0};
    ng_numbers at = in_gold(&x, &f->where, &nobodys, &f->where_at);
    bool there = false;
    for (size_t i = 0; i < at.n; i++)
        there |= holds(&g->where, at.at[i]);
    where->gold += g->where.n > 0;
    where->found += at.n > 0;
    where->hit += there;
    struct ng_tally *by = &s->row[NG_SCORE_BY];
    bool told = f->by.n || f->by_who.n;
    by->gold += g->by.n > 0;
    by->found += told;
    by->hit += g->by.n && told && same_word(&x, g, f);
}
