/* days.c - the days of a long story, and a sentence or two for each.
 *
 * A brief tells the present state; of a trial of three months it holds a few
 * days. Here days are chosen first: by how many sentences of reports that are
 * no copies speak of them, and by how many reports came on them. A day beside
 * one that was chosen counts less, for it is mostly the morning after. Then
 * each gets the sentence that most others of that day resemble. (Date selection
 * by mentions and publication peaks: Chasin and others 2014; Ghalandari and
 * Ifrim, ACL 2020.)
 *
 * A sentence that speaks of a day to come tells a plan: it stands for the day
 * only if nothing told afterwards does, and is marked.
 */
#include "weigh/ledger.h"
#include "weigh/weigh.h"

#include <math.h>
#include <stdlib.h>

enum {
    LONG = 14,     /* days; a shorter story is told by its brief */
    MANY = 6,      /* reports */
    DAYS = 24,     /* told at most */
    SECOND = 8,    /* of these the heaviest get a second sentence */
    SOON = 2,      /* days after which a report looks back */
    TOP = 3,       /* sentences, the headline among them */
    SHORTEST = 40, /* bytes of a sentence */
    LONGEST = 400,
    AT_ONE_DAY = 400 /* sentences compared, the first */
};
static const float BESIDE = .6f, BY_NAME = 1.3f, ABOVE = 1.2f, BEHIND = .5f,
                   ALIKE = .5f, OTHER = .25f, LEAST = .25f;

/* A sentence on a day. */
struct entry {
    ng_day day;
    uint32_t line;
    bool named; /* the day stands in it; else its report came then */
    bool ahead; /* and lies after the report */
    bool late;  /* the report looks back on it */
    float worth;
};

struct day {
    ng_day day;
    float worth;
    size_t first, end; /* entries */
    bool chosen;
};

struct calendar {
    struct ng_ledger l;
    struct ng_arena *a;
    NG_LIST(struct entry) entries;
    NG_LIST(struct day) days;
    float *here; /* [words] sentences of the day at hand that hold it */
};

static int by_day(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static bool is_own(const struct ng_report *r)
{
    return r->lineage_role == NG_ROLE_ORIGIN ||
           r->lineage_role == NG_ROLE_REVISION;
}

/* A whole sentence that can stand alone. */
static bool is_tellable(const struct calendar *c, const struct ng_line_told *x)
{
    static const ng_str leaning[] = {
        S("he "),    S("she "),  S("it "),    S("they "), S("his "), S("her "),
        S("this "),  S("that "), S("these "), S("but "),  S("and "), S("its "),
        S("their "), S("we "),   S("i "),     S("also ")};
    ng_str s =
        ng_slice(ng_told_report(&c->l, x)->text, ng_told_range(&c->l, x));
    if (s.n < SHORTEST || s.n > LONGEST || x->keys_n < 4)
        return false;
    for (size_t i = 0; i < sizeof leaning / sizeof *leaning; i++)
        if (ng_str_starts_nocase(s, leaning[i]))
            return false;
    return s.p[0] != '"' && !ng_str_starts(s, STR("“"));
}

static void put_entries(struct calendar *c, uint32_t line)
{
    const struct ng_line_told *x = &c->l.lines.at[line];
    const struct ng_report *r = ng_told_report(&c->l, x);
    ng_range at = ng_told_range(&c->l, x);
    ng_day came = r->published.first;
    bool known = came != NG_NO_DAY && came == r->published.last;
    bool named = false;
    size_t i;
    NG_FIRST_BEHIND(r->times, at.beg, &i);
    for (; i < r->times.n && r->times.at[i].at.beg < at.end; i++) {
        const struct ng_time *t = &r->times.at[i];
        if (t->kind == NG_DURATION || t->granularity != NG_DAY ||
            !ng_days_known(t->value) || t->value.first != t->value.last)
            continue;
        *ng_push(&c->entries, c->a) =
            (struct entry){.day = t->value.first,
                           .line = line,
                           .named = true,
                           .ahead = known && t->value.first > came,
                           .late = known && t->value.first < came - SOON};
        named = true;
    }
    /* what has no day of its own is news of its day where it is told first */
    if (!named && known && x->sentence < TOP)
        *ng_push(&c->entries, c->a) = (struct entry){.day = came, .line = line};
}

/* ---- which days --------------------------------------------------------- */

/* Sentences that name it, and the root of those that came on it. */
static float worth_of(const struct calendar *c, size_t first, size_t end)
{
    float named = 0, came = 0;
    uint32_t report = NG_NONE;
    for (size_t i = first; i < end; i++) {
        const struct entry *e = &c->entries.at[i];
        uint32_t r = c->l.lines.at[e->line].report;
        named += e->named ? 1 : 0;
        came += r != report ? 1 : 0;
        report = r;
    }
    return named + .5f * sqrtf(came);
}

static void find_days(struct calendar *c)
{
    const struct ng_story *s = &c->l.b->stories.at[0];
    size_t n = c->entries.n;
    if (n)
        qsort(c->entries.at, n, sizeof *c->entries.at, by_day);
    for (size_t i = 0, end; i < n; i = end) {
        ng_day day = c->entries.at[i].day;
        for (end = i + 1; end < n && c->entries.at[end].day == day; end++) {
        }
        /* what lies long before the story is background */
        if (day >= s->span.first - LONG)
            *ng_push(&c->days, c->a) =
                (struct day){.day = day,
                             .worth = worth_of(c, i, end),
                             .first = i,
                             .end = end};
    }
}

/* The heaviest first; one beside a chosen one weighs less. */
static size_t choose_days(struct calendar *c, size_t *order)
{
    size_t n = 0;
    float first = 0;
    while (n < DAYS && n < c->days.n) {
        size_t best = c->days.n;
        float most = 0;
        for (size_t i = 0; i < c->days.n; i++) {
            const struct day *d = &c->days.at[i];
            bool beside = (i && c->days.at[i - 1].chosen &&
                           c->days.at[i - 1].day == d->day - 1) ||
                          (i + 1 < c->days.n && c->days.at[i + 1].chosen &&
                           c->days.at[i + 1].day == d->day + 1);
            float w = d->worth * (beside ? BESIDE : 1);
            if (!d->chosen && w > most) {
                best = i;
                most = w;
            }
        }
        if (best == c->days.n || (n && most < LEAST * first))
            break;
        first = n ? first : most;
        c->days.at[best].chosen = true;
        order[n++] = best;
    }
    return n;
}

/* ---- which sentences ---------------------------------------------------- */

static void weigh_entries(struct calendar *c, const struct day *d)
{
    const struct ng_ledger *l = &c->l;
    size_t end =
        d->end - d->first > AT_ONE_DAY ? d->first + AT_ONE_DAY : d->end;
    for (int pass = 0; pass < 3; pass++)
        for (size_t i = d->first; i < end; i++) {
            struct entry *e = &c->entries.at[i];
            const struct ng_line_told *x = &l->lines.at[e->line];
            float sum = 0;
            for (uint32_t k = 0; k < x->keys_n; k++) {
                uint32_t key = l->keys.at[x->keys_at + k];
                if (pass == 0)
                    c->here[key] += 1;
                else if (pass == 1)
                    sum += (c->here[key] - 1) * ng_ledger_weight(l, key);
                else
                    c->here[key] = 0;
            }
            if (pass == 1)
                e->worth = (1 + sum) / sqrtf(1 + (float)x->keys_n) *
                           (e->named ? BY_NAME : 1) *
                           (x->sentence <= TOP ? ABOVE : 1) *
                           (e->late ? BEHIND : 1);
        }
}

/* Another fact of that day, told at the time. */
static bool tells_more(const struct calendar *c, const struct entry *e,
                       const struct entry *told)
{
    return e->line != told->line && e->named && !e->late &&
           ng_ledger_share(&c->l, &c->l.lines.at[e->line],
                           &c->l.lines.at[told->line]) < OTHER;
}

/* The best entry not like the one told already; NULL: none can be told. */
static const struct entry *best_entry(const struct calendar *c,
                                      const struct day *d, bool ahead,
                                      const struct entry *told)
{
    const struct entry *best = NULL;
    for (size_t i = d->first; i < d->end && i < d->first + AT_ONE_DAY; i++) {
        const struct entry *e = &c->entries.at[i];
        const struct ng_line_told *x = &c->l.lines.at[e->line];
        if (e->ahead == ahead && is_tellable(c, x) &&
            (!best || e->worth > best->worth) &&
            (!told || tells_more(c, e, told)))
            best = e;
    }
    return best;
}

/* What a deed in the sentence is, if it is not done: "planned", "alleged". */
static ng_str label_of(const struct ng_report *r, ng_range at, bool ahead)
{
    for (size_t i = 0; i < r->mentions.n; i++) {
        const struct ng_mention *m = &r->mentions.at[i];
        if (ng_range_in(m->trigger, at) &&
            (m->status == NG_ALLEGED || m->status == NG_DENIED))
            return ng_event_status_name(m->status);
    }
    return ahead ? ng_event_status_name(NG_PLANNED) : STR("");
}

static void put_day(struct calendar *c, const struct day *d,
                    const struct entry *e, struct ng_arena *out)
{
    struct ng_batch *b = c->l.b;
    const struct ng_line_told *x = &c->l.lines.at[e->line];
    const struct ng_report *r = ng_told_report(&c->l, x);
    ng_range at = ng_told_range(&c->l, x);
    struct ng_line line = {.text = ng_slice(r->text, at),
                           .event = NG_NONE,
                           .saying = NG_NONE,
                           .when = {d->day, d->day},
                           .granularity = NG_DAY,
                           .status = e->ahead ? NG_PLANNED : NG_HAPPENED,
                           .label = label_of(r, at, e->ahead)};
    ng_indexes who = {0};
    *ng_push(&line.cites, out) = (struct ng_cite){x->report, at};
    *ng_push(&who, c->a) = x->report;
    for (size_t i = d->first; i < d->end && i < d->first + AT_ONE_DAY; i++) {
        const struct ng_line_told *y = &c->l.lines.at[c->entries.at[i].line];
        bool had = false;
        for (size_t k = 0; k < who.n; k++)
            had |= who.at[k] == y->report;
        if (had || ng_ledger_share(&c->l, x, y) < ALIKE)
            continue;
        *ng_push(&line.cites, out) =
            (struct ng_cite){y->report, ng_told_range(&c->l, y)};
        *ng_push(&who, c->a) = y->report;
    }
    line.independent = ng_independent(b, who.at, who.n, *c->a);
    *ng_push(&b->days, out) = line;
}

static int by_index(const void *a, const void *b)
{
    const size_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static bool is_long(const struct ng_batch *b)
{
    return b->stories.n && b->reports.n >= MANY &&
           b->stories.at[0].span.first != NG_NO_DAY &&
           b->stories.at[0].span.last - b->stories.at[0].span.first >= LONG;
}

void ng_weigh_days(struct ng_batch *b, struct ng_arena *out,
                   struct ng_arena scratch)
{
    struct calendar c = {.a = &scratch};
    size_t order[DAYS];
    b->days.n = 0;
    if (!is_long(b))
        return;
    ng_ledger_open(&c.l, b, &scratch);
    c.here = ng_new(&scratch, float, c.l.words.all.n + 1);
    for (uint32_t i = 0; i < c.l.lines.n; i++)
        if (is_own(ng_told_report(&c.l, &c.l.lines.at[i])))
            put_entries(&c, i);
    find_days(&c);
    size_t n = choose_days(&c, order);
    bool second[DAYS] = {false};
    size_t sorted[DAYS];
    for (size_t i = 0; i < n; i++)
        sorted[i] = order[i];
    if (n)
        qsort(sorted, n, sizeof *sorted, by_index);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n && k < SECOND; k++)
            second[i] |= order[k] == sorted[i];
    for (size_t i = 0; i < n; i++) {
        const struct day *d = &c.days.at[sorted[i]];
        weigh_entries(&c, d);
        const struct entry *e = best_entry(&c, d, false, NULL);
        bool ahead = e == NULL;
        if (ahead)
            e = best_entry(&c, d, true, NULL);
        if (!e)
            continue;
        put_day(&c, d, e, out);
        const struct entry *more =
            second[i] ? best_entry(&c, d, ahead, e) : NULL;
        if (more)
            put_day(&c, d, more, out);
    }
}
