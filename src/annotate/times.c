/* times.c - the stage: every time expression of a report, with its value.
 *
 * Reads   text, published, words and sentences (tense), title_at
 * Writes  times, in order of text; running it again replaces them, so a report
 *         whose date was found out later is simply read again
 *
 *     pieces -> ng_when_parse -> tense, prepositions -> ng_when_resolve
 *
 * A date of publication that is only known as an interval gives every deictic
 * expression two readings, one from each end. Where they agree, all days
 * between agree too (resolving never runs backwards); else the value is the
 * smallest interval that holds both.
 */
#include "annotate/times.h"
#include "annotate/annotate.h"

struct finder {
    struct ng_report *r;
    struct ng_arena *out;
    struct ng_when_text t;
    uint32_t word; /* the word at or after the piece that is looked at */
    ng_days last;  /* the day that was mentioned last */
};

/* Only these can begin an expression; all else is passed over quickly. */
static bool may_begin(const struct ng_piece *p)
{
    if (p->kind == NG_PIECE_MARK)
        return p->mark == '\'';
    if (p->kind == NG_PIECE_NUMBER)
        return true;
    if (p->term == NG_TERM_NONE)
        return p->upper; /* Q3, Christmas, New Year's Eve */
    return p->term != NG_TERM_FUNCTION || p->value == NG_FUN_THE ||
           p->value == NG_FUN_A || p->value == NG_FUN_EVERY ||
           p->value == NG_FUN_HALF || p->value == NG_FUN_YEAR_END;
}

static uint32_t word_of(struct finder *f, uint32_t byte)
{
    while (f->word < f->r->words.n && f->r->words.at[f->word].at.end <= byte)
        f->word++;
    return f->word;
}

/* What the word in front demands: "since" looks back, "until" ahead. */
static void read_preposition(const struct finder *f, size_t i,
                             struct ng_when *w)
{
    if (i == 0)
        return;
    const struct ng_piece *p = f->t.p + i - 1;
    if (i > 1 && p->term == NG_TERM_APPROX)
        p--;
    if (ng_piece_fun(p, NG_FUN_SINCE) && !w->force)
        w->force = -1;
    else if (ng_piece_fun(p, NG_FUN_UNTIL) && !w->force)
        w->force = 1;
    else if (ng_piece_fun(p, NG_FUN_BY))
        w->deadline = true;
    else if (ng_piece_fun(p, NG_FUN_FOR) && w->shape == NG_WHEN_WEEKDAY &&
             !w->said_rel && !w->force)
        w->planned = true;
}

static int direction_of(struct finder *f, const struct ng_when *w, size_t i)
{
    if (w->force)
        return w->force;
    bool open = (w->shape == NG_WHEN_DATE && w->year == 0) ||
                (w->shape == NG_WHEN_WEEKDAY && !w->said_rel) ||
                w->shape == NG_WHEN_QUARTER || w->shape == NG_WHEN_SEASON ||
                (w->shape == NG_WHEN_PERIOD && w->unit == NG_UNIT_WEEKEND);
    if (!open)
        return 0;
    uint32_t word = word_of(f, f->t.p[i].at.beg);
    int tense = ng_tense_at(f->r, word);
    /* "summoned for Wednesday", "light by Saturday" lie ahead; "had left by
     * Saturday", "for Tuesday's attack", "by Monday morning all were gone" do
     * not */
    bool weekday = w->shape == NG_WHEN_WEEKDAY;
    if (weekday && w->planned)
        return 1;
    if (weekday && w->deadline && !w->part && w->hour < 0 &&
        !ng_tense_is_perfect(f->r, word))
        return 1;
    if (tense != 2)
        return tense;
    return w->shape == NG_WHEN_WEEKDAY ? 1 : 0;
}

static ng_days hull(ng_days a, ng_days b)
{
    ng_days h = NG_NO_DAYS;
    if (a.first != NG_NO_DAY && b.first != NG_NO_DAY)
        h.first = a.first < b.first ? a.first : b.first;
    if (a.last != NG_NO_DAY && b.last != NG_NO_DAY)
        h.last = a.last > b.last ? a.last : b.last;
    return h;
}

/* Resolves from both ends of the date of publication. */
static struct ng_resolved resolve(const struct finder *f,
                                  const struct ng_when *w, int direction)
{
    ng_days pub = f->r->published;
    if (pub.first == NG_NO_DAY || pub.last == NG_NO_DAY)
        return ng_when_resolve(w, NG_NO_DAY, direction, f->last);
    struct ng_resolved a = ng_when_resolve(w, pub.first, direction, f->last);
    if (!a.deictic || pub.first == pub.last)
        return a;
    struct ng_resolved b = ng_when_resolve(w, pub.last, direction, f->last);
    if (a.value.first == b.value.first && a.value.last == b.value.last)
        return a;
    struct ng_resolved open =
        ng_when_resolve(w, NG_NO_DAY, direction, NG_NO_DAYS);
    open.value = hull(a.value, b.value);
    open.granularity = NG_FUZZY;
    return open;
}

/* "April Sandhu", "the Sunday Table", "Carmel Daily" are no times. */
static bool is_of_a_name(struct finder *f, ng_range at)
{
    uint32_t w = word_of(f, at.beg);
    const struct ng_report *r = f->r;
    if (w >= r->words.n || r->words.at[w].name >= r->names.n)
        return false;
    const struct ng_name_mention *n = &r->names.at[r->words.at[w].name];
    bool longer = n->at.end - n->at.beg > at.end - at.beg;
    return ng_range_in(at, n->at) &&
           (n->type == NG_PER ||
            (longer && (n->type == NG_ORG || n->type == NG_WORK ||
                        n->type == NG_FAC || n->type == NG_MISC)));
}

static void add(struct finder *f, ng_range at, const struct ng_resolved *v,
                bool from_last)
{
    struct ng_report *r = f->r;
    if (is_of_a_name(f, at))
        return;
    bool anchored = v->deictic && ng_days_known(r->published);
    ng_str timex = {v->timex, 0};
    while (timex.n < sizeof v->timex && v->timex[timex.n])
        timex.n++;
    *ng_push(&r->times, f->out) = (struct ng_time){
        .at = at,
        .kind = v->kind,
        .granularity = v->granularity,
        .value = v->value,
        .timex = ng_str_copy(timex, f->out),
        .anchor = !v->deictic ? NG_NO_DAY
                  : from_last ? f->last.last
                  : anchored && r->published.first == r->published.last
                      ? r->published.first
                      : NG_NO_DAY,
        .anchor_basis = !v->deictic ? NG_BASIS_NONE
                        : from_last ? NG_BASIS_TEXT
                        : anchored  ? r->published_basis
                                    : NG_BASIS_NONE,
        .deictic = v->deictic,
    };
    if (v->kind != NG_SET && v->granularity == NG_DAY &&
        v->value.first != NG_NO_DAY)
        f->last = v->value;
}

/* "between 2011 and 2014", "from Monday to Friday", "June - August". */
static size_t range_to(struct finder *f, size_t begin, size_t end,
                       const struct ng_when *from, struct ng_when *to)
{
    const struct ng_piece *p = f->t.p + end;
    if (from->shape != NG_WHEN_DATE && from->shape != NG_WHEN_WEEKDAY)
        return end;
    bool led_from = begin > 0 && ng_piece_fun(f->t.p + begin - 1, NG_FUN_FROM);
    bool led_between =
        begin > 0 && ng_piece_fun(f->t.p + begin - 1, NG_FUN_BETWEEN);
    bool joins = (p->kind == NG_PIECE_MARK && p->mark == '-' &&
                  from->shape == NG_WHEN_DATE && !from->day) ||
                 (led_from && (ng_piece_fun(p, NG_FUN_TO) ||
                               ng_piece_fun(p, NG_FUN_UNTIL) ||
                               ng_piece_fun(p, NG_FUN_THROUGH))) ||
                 (led_between && ng_piece_fun(p, NG_FUN_AND)) ||
                 ng_piece_fun(p, NG_FUN_THROUGH);
    if (!joins)
        return end;
    *to = ng_when_empty();
    size_t stop = ng_when_parse(&f->t, end + 1, to);
    bool same = stop > end + 1 && to->shape == from->shape && !to->edge;
    /* "from March 3 to 5" leaves the second month out */
    if (stop == end + 1 && from->day && p[1].digits && p[1].digits <= 2 &&
        p[1].number <= 31 && p[1].number > from->day &&
        !(p[2].glued && p[2].kind == NG_PIECE_WORD)) {
        *to = *from;
        to->day = (int)p[1].number;
        return end + 2;
    }
    return same ? stop : end;
}

/* Both ends are expressions of their own, as TIMEX3 has them; the first knows
 * that the next one ends what it begins. */
static void add_range(struct finder *f, ng_range from_at, ng_range to_at,
                      struct ng_when *from, struct ng_when *to, int direction)
{
    if (from->shape == NG_WHEN_DATE && from->year == 0 && to->year != 0)
        from->year = to->year - (to->month && from->month > to->month ? 1 : 0);
    struct ng_resolved a = resolve(f, from, direction);
    struct ng_resolved b = resolve(f, to, direction);
    if (from->shape == NG_WHEN_WEEKDAY && a.value.first != NG_NO_DAY)
        b = ng_when_resolve(to, a.value.first, 1, f->last);
    bool ordered = a.value.first == NG_NO_DAY || b.value.last == NG_NO_DAY ||
                   a.value.first <= b.value.last;
    size_t before = f->r->times.n;
    add(f, from_at, &a, false);
    add(f, to_at, &b, false);
    if (f->r->times.n == before + 2)
        f->r->times.at[before].to_next = ordered;
}

/* Reads what begins at piece i; returns the piece to go on with. */
static size_t take(struct finder *f, size_t i)
{
    struct ng_when w, to;
    size_t end = ng_when_parse(&f->t, i, &w);
    if (end == i || end > f->t.n)
        return i + 1;
    read_preposition(f, i, &w);
    if (ng_piece_mark(f->t.p + end, '\''))
        w.planned = false;
    int direction = direction_of(f, &w, i);
    size_t stop = range_to(f, i, end, &w, &to);
    ng_range at = {f->t.p[i].at.beg, f->t.p[stop - 1].at.end};
    if (stop > end) {
        add_range(f, (ng_range){at.beg, f->t.p[end - 1].at.end},
                  (ng_range){f->t.p[end + 1].at.beg, at.end}, &w, &to,
                  direction);
        return stop;
    }
    struct ng_resolved v = resolve(f, &w, direction);
    if (w.shape == NG_WHEN_DURATION && w.from_last &&
        ng_piece_fun(f->t.p + end, NG_FUN_AFTER) &&
        ng_tense_is_now(f->r, word_of(f, at.beg))) {
        v.value = f->r->published;
        v.granularity = NG_FUZZY;
        v.deictic = true;
        w.from_last = false;
    }
    if (w.deadline && v.granularity == NG_DAY && v.kind == NG_DATE)
        v.granularity = NG_DEADLINE;
    add(f, at, &v, w.from_last);
    return end;
}

void ng_find_times(struct ng_report *r, struct ng_arena *out,
                   struct ng_arena scratch)
{
    ng_pieces pieces = {0};
    ng_pieces_cut(r->text, &pieces, &scratch);
    r->times.n = 0;
    struct finder f = {.r = r,
                       .out = out,
                       .last = NG_NO_DAYS,
                       .t = {r->text, pieces.at, pieces.n}};
    for (size_t i = 0; i < pieces.n;)
        i = may_begin(&pieces.at[i]) ? take(&f, i) : i + 1;
}
