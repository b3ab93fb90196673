/* quantities.c - the stage: every number that counts or measures something.
 *
 * Reads   text, times, words (tags where there are any)
 * Writes  quantities, in order of text, never inside a time
 *
 *     "more than 10,000 North Korean workers"    worker  10000 ..
 *     "tens of thousands of its citizens"        citizen 20000 .. 99999 approx
 *     "about 1.5 percent of its economy"         percent 1.5 .. 1.5 approx
 *
 * Numbers that are names are left alone: Boeing 737, G20, Resolution 1718,
 * telephone numbers, scores, ordinals, years and ages.
 */
#include "annotate/quantities.h"
#include "annotate/annotate.h"

#include <math.h>

struct finder {
    struct ng_report *r;
    struct ng_arena *out;
    ng_str text;
    const struct ng_piece *p;
    size_t n;
    size_t time;   /* the first time that ends behind the piece looked at */
    uint32_t word; /* the first word that ends behind it */
    size_t done;   /* the piece behind the last quantity */
};

#define is_word(f, i, w) ng_piece_is((f)->text, &(f)->p[i], STR(w))

static bool any_of(ng_str text, const struct ng_piece *p, const ng_str *list,
                   size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ng_piece_is(text, p, list[i]))
            return true;
    return false;
}
#define ANY(f, i, list)                                                        \
    any_of((f)->text, &(f)->p[i], list, sizeof(list) / sizeof *(list))

static const ng_str casualties[] = {
    S("dead"),      S("killed"),       S("injured"),  S("wounded"),
    S("missing"),   S("hurt"),         S("arrested"), S("detained"),
    S("displaced"), S("hospitalized"), S("infected"),
};
/* The number after these is a name, not a count. */
static const ng_str labels[] = {
    S("no"),      S("number"), S("flight"),     S("route"),    S("article"),
    S("section"), S("page"),   S("chapter"),    S("channel"),  S("room"),
    S("highway"), S("tel"),    S("phone"),      S("fax"),      S("version"),
    S("phase"),   S("level"),  S("resolution"), S("aged"),     S("age"),
    S("boeing"),  S("airbus"), S("unit"),       S("district"), S("gate"),
};

static bool in_time(struct finder *f, uint32_t byte)
{
    while (f->time < f->r->times.n && f->r->times.at[f->time].at.end <= byte)
        f->time++;
    return f->time < f->r->times.n && f->r->times.at[f->time].at.beg <= byte;
}

/* True if the number at i is part of something longer: a clock, a score, a
 * telephone number, a version, a fraction, "G20", "737-800". */
static bool is_glued(const struct finder *f, size_t i, size_t end)
{
    const struct ng_piece *p = &f->p[i], *q = &f->p[end];
    if (i > 0 && p->glued) {
        const struct ng_piece *o = p - 1;
        if (o->kind != NG_PIECE_MARK)
            return true;
        if (o->mark == ':' || o->mark == '/' || o->mark == '.' ||
            o->mark == '#' || o->mark == '@' || o->mark == '_' ||
            (o->mark == '-' && o->glued))
            return true;
    }
    if (i > 0 && ((p - 1)->kind == NG_PIECE_NUMBER ||
                  ng_piece_mark(p - 1, '+') || ng_piece_mark(p - 1, '#')))
        return true;
    if (q->kind == NG_PIECE_NUMBER)
        return true;
    if (!q->glued)
        return false;
    if (q->kind == NG_PIECE_WORD)
        return true;
    return (q->mark == ':' || q->mark == '/' || q->mark == '-' ||
            q->mark == '.' || q->mark == '_') &&
           (q + 1)->glued && (q + 1)->kind == NG_PIECE_NUMBER;
}

/* A bare number in digits after a capital or a label is a name. */
static bool is_label(const struct finder *f, size_t i, size_t end,
                     const struct ng_number *n)
{
    if (i == 0 || !n->digits)
        return false;
    if (ANY(f, i - 1, labels) ||
        (ng_piece_mark(&f->p[i - 1], '.') && i > 1 && ANY(f, i - 2, labels)))
        return true;
    if (n->grouped || ng_piece_mark(&f->p[end], '%'))
        return false;
    bool year = f->p[i].digits == 4 && n->low >= 1500 && n->low < 2100;
    const struct ng_piece *o = &f->p[i - 1], *q = &f->p[end];
    bool counts =
        q->kind == NG_PIECE_WORD && !q->upper && q->term != NG_TERM_FUNCTION;
    if (year && !counts)
        return true;
    bool name = o->kind == NG_PIECE_WORD && o->upper &&
                o->term == NG_TERM_NONE && i > 1 &&
                !ng_piece_mark(&f->p[i - 2], '.') &&
                !ng_piece_mark(&f->p[i - 2], '\n');
    ng_str unit;
    return name && !(is_word(f, end, "people") || ANY(f, end, casualties) ||
                     ng_unit_read(f->text, f->p, end, &unit) > end);
}

/* Reads the words in front: "more than", "up to", "nearly". Returns the piece
 * where the range begins. */
static size_t bound(const struct finder *f, size_t i, struct ng_number *n)
{
    if (i == 0)
        return i;
    const struct ng_piece *o = &f->p[i - 1];
    if (o->term == NG_TERM_APPROX) {
        if (o->value > 0) {
            n->high = NAN;
        } else if (o->value < 0) {
            n->low *= 0.9;
            n->approx = true;
        } else {
            n->approx = true;
        }
        return i - 1;
    }
    if (is_word(f, i - 1, "estimated")) {
        n->approx = true;
        return i >= 2 && ng_piece_fun(o - 1, NG_FUN_A) ? i - 2 : i - 1;
    }
    if (is_word(f, i - 1, "under") || is_word(f, i - 1, "below"))
        return n->low = NAN, i - 1;
    if (i < 2)
        return i;
    const struct ng_piece *oo = o - 1;
    if (ng_piece_fun(o, NG_FUN_THAN) && ng_piece_fun(oo, NG_FUN_MORE))
        return n->high = NAN, i - 2;
    if (ng_piece_fun(o, NG_FUN_THAN) && ng_piece_fun(oo, NG_FUN_LESS))
        return n->low = NAN, i - 2;
    if (ng_piece_fun(oo, NG_FUN_AT) && ng_piece_fun(o, NG_FUN_LEAST))
        return n->high = NAN, i - 2;
    if (ng_piece_fun(oo, NG_FUN_AT) && ng_piece_fun(o, NG_FUN_MOST))
        return n->low = NAN, i - 2;
    if (ng_piece_fun(oo, NG_FUN_UP) && ng_piece_fun(o, NG_FUN_TO))
        return n->low = NAN, i - 2;
    if (i >= 3 && ng_piece_fun(o, NG_FUN_AS) &&
        (ng_piece_fun(oo, NG_FUN_MANY) || ng_piece_fun(oo, NG_FUN_MUCH) ||
         is_word(f, i - 2, "high") || is_word(f, i - 2, "numerous")) &&
        ng_piece_fun(oo - 1, NG_FUN_AS))
        return n->low = NAN, i - 3;
    return i;
}

/* "10 to 15", "10-15", "between 10 and 15": the second number. */
static size_t range_to(const struct finder *f, size_t i, size_t end,
                       struct ng_number *n)
{
    const struct ng_piece *q = &f->p[end];
    bool between = i > 0 && ng_piece_fun(&f->p[i - 1], NG_FUN_BETWEEN);
    bool dash = ng_piece_mark(q, '-') && !(f->p[end + 1].kind == NG_PIECE_WORD);
    if (!(ng_piece_fun(q, NG_FUN_TO) || dash ||
          (between && ng_piece_fun(q, NG_FUN_AND))) ||
        n->vague)
        return end;
    size_t at = end + 1;
    if (ng_piece_mark(&f->p[at], '$'))
        at++;
    struct ng_number to;
    size_t stop = ng_number_read(f->text, f->p, at, &to);
    if (stop == at || to.vague)
        return end;
    if (n->low < 1000 && to.high >= 1e6 && !n->grouped)
        n->low *= pow(10, floor(log10(to.high) / 3) * 3); /* 3 to 5 million */
    if (to.high <= n->low)
        return end;
    n->high = to.high;
    n->grouped = true;
    return stop;
}

/* "a year", "per day", "annually" behind a quantity. */
static size_t rate(const struct finder *f, size_t i, ng_str *unit)
{
    const struct ng_piece *p = &f->p[i];
    bool per = ng_piece_fun(p, NG_FUN_A) || ng_piece_fun(p, NG_FUN_EVERY) ||
               is_word(f, i, "per");
    const struct ng_piece *q = per ? p + 1 : p;
    static const ng_str names[] = {
        [NG_UNIT_SECOND] = S("second"),   [NG_UNIT_MINUTE] = S("minute"),
        [NG_UNIT_HOUR] = S("hour"),       [NG_UNIT_DAY] = S("day"),
        [NG_UNIT_WEEK] = S("week"),       [NG_UNIT_MONTH] = S("month"),
        [NG_UNIT_QUARTER] = S("quarter"), [NG_UNIT_YEAR] = S("year")};
    bool word = !per && q->term == NG_TERM_EVERY_DAY;
    if (!(per && q->term == NG_TERM_UNIT) && !word)
        return i;
    if ((size_t)q->value >= sizeof names / sizeof *names ||
        names[q->value].n == 0)
        return i;
    *unit = ng_str_format(f->out, PRS "/" PRS, PRS_ARG(*unit),
                          PRS_ARG(names[q->value]));
    return per ? i + 2 : i + 1;
}

static bool is_noun_tag(uint8_t tag)
{
    return tag == NG_TAG_NN || tag == NG_TAG_NNS || tag == NG_TAG_NNP ||
           tag == NG_TAG_NNPS;
}

static bool is_plural(ng_str s)
{
    static const ng_str odd[] = {S("people"),   S("men"),    S("women"),
                                 S("children"), S("police"), S("personnel")};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (ng_str_eq(s, odd[i]))
            return true;
    return s.n > 3 && s.p[s.n - 1] == 's' && s.p[s.n - 2] != 's' &&
           s.p[s.n - 2] != 'u' && s.p[s.n - 2] != 'i';
}

/* The head noun of what follows piece i, "of" and "its" looked through; the
 * word index of it or NG_NONE. */
static uint32_t head_noun(struct finder *f, size_t i)
{
    const struct ng_report *r = f->r;
    while (f->word < r->words.n &&
           r->words.at[f->word].at.end <= f->p[i].at.beg)
        f->word++;
    uint32_t best = NG_NONE;
    bool tagged = false;
    for (uint32_t w = f->word, n = 0; w < r->words.n && n < 8; w++, n++) {
        const struct ng_word *x = &r->words.at[w];
        int16_t value;
        enum ng_term term = ng_term_find(x->low, &value);
        bool skip = term == NG_TERM_FUNCTION &&
                    (value == NG_FUN_THE || value == NG_FUN_ITS ||
                     value == NG_FUN_MORE || (value == NG_FUN_OF && n == 0));
        if (skip && best == NG_NONE)
            continue;
        if (x->kind != NG_WORD_LETTERS || term == NG_TERM_FUNCTION ||
            (best != NG_NONE && x->sentence != r->words.at[best].sentence))
            break;
        tagged |= x->tag != NG_TAG_NONE;
        if (tagged) {
            if (is_noun_tag(x->tag) && is_plural(x->low))
                return w;
            if (is_noun_tag(x->tag))
                best = w;
            else if (x->tag != NG_TAG_JJ && x->tag != NG_TAG_VBN &&
                     x->tag != NG_TAG_CD && x->tag != NG_TAG_VBG &&
                     x->tag != NG_TAG_JJR && x->tag != NG_TAG_HYPH &&
                     x->tag != NG_TAG_PRPS && x->tag != NG_TAG_DT)
                break;
            else if (best != NG_NONE && x->letter_case == NG_CASE_LOWER)
                break; /* but "North Korean workers" goes on */
        } else if (is_plural(x->low)) {
            return w;
        } else if (best == NG_NONE && x->letter_case == NG_CASE_LOWER) {
            best = w;
        }
    }
    return best;
}

/* What is counted: the noun behind, a casualty word, or the verb in front. */
static ng_str what_of(struct finder *f, size_t begin, size_t end, bool unit,
                      size_t *stop)
{
    if (ANY(f, end, casualties)) {
        *stop = end + 1;
        return ng_str_lower(ng_slice(f->text, f->p[end].at), f->out);
    }
    size_t at = end;
    bool led =
        ng_piece_fun(&f->p[end], NG_FUN_OF) ||
        (unit && !ng_piece_mark(&f->p[end - 1], '%') &&
         (ng_piece_fun(&f->p[end], NG_FUN_IN) || is_word(f, end, "worth")));
    if (unit && is_word(f, end, "worth") &&
        ng_piece_fun(&f->p[end + 1], NG_FUN_OF))
        at++;
    if (led)
        at++;
    if (!unit || led) {
        uint32_t w = head_noun(f, at);
        int16_t value;
        if (w != NG_NONE &&
            ng_term_find(f->r->words.at[w].low, &value) == NG_TERM_NONE) {
            if (!led)
                while (*stop < f->n &&
                       f->p[*stop].at.end <= f->r->words.at[w].at.end)
                    (*stop)++;
            return ng_singular(ng_slice(f->text, f->r->words.at[w].at), f->out);
        }
    }
    if (begin > 0 && ANY(f, begin - 1, casualties))
        return ng_str_lower(ng_slice(f->text, f->p[begin - 1].at), f->out);
    return STR("");
}

/* "The workers, who once numbered as many as 50,000, ...": nothing is counted
 * behind the number, so it is the first plural of the sentence. */
static ng_str subject_of(struct finder *f, size_t i)
{
    const struct ng_report *r = f->r;
    uint32_t s = ng_sentence_at(r, f->p[i].at.beg);
    if (s >= r->sentences.n)
        return STR("");
    for (uint32_t w = r->sentences.at[s].first, n = 0;
         w < r->words.n && n < 24 && r->words.at[w].at.end <= f->p[i].at.beg;
         w++, n++)
        if (r->words.at[w].tag == NG_TAG_NNS && is_plural(r->words.at[w].low))
            return ng_singular(ng_slice(r->text, r->words.at[w].at), f->out);
    return STR("");
}

/* Small words that only point: "the two leaders", "one of them". */
static bool is_pointer(const struct finder *f, size_t i, size_t end,
                       const struct ng_number *n)
{
    if (n->digits || n->grouped || n->low > 20)
        return false;
    if (n->low == 1 &&
        (f->p[end].kind != NG_PIECE_WORD || f->p[end].term == NG_TERM_FUNCTION))
        return true;
    if (ng_piece_mark(&f->p[end], '-') && f->p[end].glued)
        return true; /* "six-party" */
    return i > 0 &&
           (ng_piece_fun(&f->p[i - 1], NG_FUN_THE) ||
            ng_piece_fun(&f->p[i - 1], NG_FUN_ITS) ||
            is_word(f, i - 1, "these") || is_word(f, i - 1, "those") ||
            is_word(f, i - 1, "all") || is_word(f, i - 1, "no") ||
            f->p[i - 1].term == NG_TERM_REL || f->p[i - 1].term == NG_TERM_ORD);
}

static size_t take(struct finder *f, size_t i)
{
    struct ng_number n;
    size_t end = ng_number_read(f->text, f->p, i, &n);
    if (end == i || in_time(f, f->p[i].at.beg))
        return i + 1;
    size_t begin = i;
    ng_str unit = ng_currency_before(f->text, f->p, i, &begin), other;
    bool money = unit.n > 0;
    size_t after = range_to(f, begin, end, &n);
    bool of = n.vague && ng_piece_fun(&f->p[after], NG_FUN_OF);
    size_t u = ng_unit_read(f->text, f->p, after + of, &other);
    if (u == after + of)
        u = after; /* "thousands of miles", but "dozens of men" */
    if (u > after && !money)
        unit = other;
    if (!money && is_glued(f, i, u > after ? u : after))
        return end;
    if (!money && u == after &&
        (is_label(f, i, after, &n) || is_pointer(f, i, after, &n)))
        return end;
    const struct ng_piece *q = &f->p[after];
    if (u == after && !money && ng_piece_mark(q, '-') && q->glued)
        return after; /* "24-hour" */
    if (u == after && ng_piece_unit(q) && !money)
        return after; /* a duration, which is a time */
    if (n.low == n.high && n.low == 0 && !n.digits)
        return after;
    size_t bounded = bound(f, begin, &n);
    if (bounded >= f->done)
        begin = bounded;
    size_t stop = u;
    bool measured = unit.n > 0;
    size_t r = rate(f, u, &unit);
    if (r > u)
        stop = r;
    ng_str what = what_of(f, begin, stop, measured || r > u, &stop);
    if (unit.n == 0 && what.n == 0 && begin < i && n.grouped)
        what = subject_of(f, begin);
    if (unit.n == 0 && what.n == 0)
        return after;
    *ng_push(&f->r->quantities, f->out) = (struct ng_quantity){
        .at = {f->p[begin].at.beg, f->p[stop - 1].at.end},
        .what = what,
        .unit = unit,
        .low = n.low,
        .high = n.high,
        .approx = n.approx,
    };
    f->done = stop;
    return stop;
}

void ng_find_quantities(struct ng_report *r, struct ng_arena *out,
                        struct ng_arena scratch)
{
    ng_pieces pieces = {0};
    ng_pieces_cut(r->text, &pieces, &scratch);
    r->quantities.n = 0;
    struct finder f = {
        .r = r, .out = out, .text = r->text, .p = pieces.at, .n = pieces.n};
    for (size_t i = 0; i < pieces.n;) {
        const struct ng_piece *p = &pieces.at[i];
        bool may = p->kind == NG_PIECE_NUMBER || p->term == NG_TERM_CARD ||
                   p->term == NG_TERM_SCALES || p->term == NG_TERM_FEW ||
                   ng_piece_fun(p, NG_FUN_HALF) || ng_piece_fun(p, NG_FUN_A);
        i = may ? take(&f, i) : i + 1;
    }
}
