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
    size_t name;   /* the first name that does */
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

/* Numbers that stand in a name: "Two Strike", "Radio 4". */
static bool in_name(struct finder *f, uint32_t byte)
{
    const struct ng_report *r = f->r;
    while (f->name < r->names.n && r->names.at[f->name].at.end <= byte)
        f->name++;
    return f->name < r->names.n && r->names.at[f->name].at.beg <= byte;
}

/* "11.30 a.m." and "18.05 pm" are times of day; "in ten" is half of "seven in
 * ten". */
static bool is_no_count(const struct finder *f, size_t i, size_t end)
{
    const struct ng_piece *q = &f->p[end];
    if (ng_piece_fun(q, NG_FUN_AM) || ng_piece_fun(q, NG_FUN_PM))
        return true;
    if ((is_word(f, end, "a") || is_word(f, end, "p")) &&
        ng_piece_mark(q + 1, '.') && is_word(f, end + 2, "m"))
        return true;
    if (i < 3 || !ng_piece_fun(&f->p[i - 1], NG_FUN_IN))
        return false;
    const struct ng_piece *a = &f->p[i - 2], *b = &f->p[i];
    bool digits = a->kind == NG_PIECE_NUMBER && b->kind == NG_PIECE_NUMBER;
    bool words = a->term == NG_TERM_CARD && b->term == NG_TERM_CARD;
    return !ng_piece_mark(a - 1, '-') && ((digits && a->number < b->number) ||
                                          (words && a->value < b->value));
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
static size_t bound(const struct finder *f, size_t i, struct ng_number *n,
                    bool measured)
{
    if (i == 0)
        return i;
    const struct ng_piece *o = &f->p[i - 1];
    bool where = is_word(f, i - 1, "over") || is_word(f, i - 1, "under") ||
                 is_word(f, i - 1, "below");
    if (where && !n->digits && !n->vague && n->high < 10 && !measured)
        return i; /* "they quarrel over two islands" */
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
    const struct ng_piece *after = q + 1;
    if (per &&
        (ng_piece_fun(after, NG_FUN_AGO) || ng_piece_fun(after, NG_FUN_AFTER) ||
         ng_piece_fun(after, NG_FUN_BEFORE) ||
         (after->term == NG_TERM_EDGE &&
          (after->value == NG_EDGE_EARLIER || after->value == NG_EDGE_LATER))))
        return i; /* "against $97 million a year earlier" */
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

/* Words between a number and the noun it counts. */
static bool leads_to_noun(const struct ng_word *x)
{
    return x->tag == NG_TAG_JJ || x->tag == NG_TAG_VBN || x->tag == NG_TAG_CD ||
           x->tag == NG_TAG_VBG || x->tag == NG_TAG_JJR ||
           x->tag == NG_TAG_HYPH || x->tag == NG_TAG_PRPS ||
           x->tag == NG_TAG_DT;
}

/* The noun of a text without tags: the first plural, else the first word. */
static bool is_plain_noun(const struct ng_word *x, uint32_t best)
{
    return is_plural(x->low) ||
           (best == NG_NONE && x->letter_case == NG_CASE_LOWER);
}

/* The head noun of what follows piece i, "of" and "its" looked through; the
 * word index of it or NG_NONE. A plural ends the search, but one with a capital
 * only where no noun follows: "four Highlands members", and whose a thing is
 * is not what it is: "of Peru's exports". */
static uint32_t head_noun(struct finder *f, size_t i, bool led)
{
    const struct ng_report *r = f->r;
    while (f->word < r->words.n &&
           r->words.at[f->word].at.end <= f->p[i].at.beg)
        f->word++;
    uint32_t best = NG_NONE;
    uint32_t sentence = ng_sentence_at(r, f->p[i - 1].at.beg);
    for (uint32_t w = f->word, n = 0; w < r->words.n && n < 8; w++, n++) {
        const struct ng_word *x = &r->words.at[w];
        if (x->sentence != sentence)
            break;
        int16_t value;
        enum ng_term term = ng_term_find(x->low, &value);
        bool skip = term == NG_TERM_FUNCTION &&
                    ((value == NG_FUN_THE && led) || value == NG_FUN_ITS ||
                     value == NG_FUN_MORE || (value == NG_FUN_OF && n == 0));
        if (best == NG_NONE && (skip || (led && x->kind == NG_WORD_NUMBER)))
            continue;
        if (x->tag == NG_TAG_POS && best != NG_NONE) {
            best = NG_NONE;
            continue;
        }
        if (x->kind != NG_WORD_LETTERS || term == NG_TERM_FUNCTION)
            break;
        if (x->tag == NG_TAG_NONE) {
            if (is_plain_noun(x, best))
                best = w;
            if (is_plural(x->low))
                break;
        } else if (is_noun_tag(x->tag)) {
            bool had = best != NG_NONE && is_plural(r->words.at[best].low);
            if (had && !is_plural(x->low))
                break;
            best = w;
            if (is_plural(x->low) && x->letter_case == NG_CASE_LOWER)
                break;
        } else if (!leads_to_noun(x) ||
                   (best != NG_NONE && x->letter_case == NG_CASE_LOWER)) {
            break; /* but "North Korean workers" goes on */
        }
    }
    return best;
}

/* True if the words behind a measure say what is measured: "of rice", "in
 * grants", "worth of grain"; not "within 500 metres of the camp", "61 percent
 * in the north". *at becomes the piece where that begins. */
static bool leads_to_what(const struct finder *f, ng_str unit, size_t *at)
{
    static const ng_str lengths[] = {S("m"),    S("km"),   S("cm"),  S("mm"),
                                     S("mile"), S("foot"), S("yard")};
    const struct ng_piece *p = &f->p[*at];
    bool the = ng_piece_fun(p + 1, NG_FUN_THE) || (p + 1)->upper;
    bool length = false;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        length |= ng_str_eq(unit, lengths[i]);
    if (ng_piece_fun(p, NG_FUN_OF)) {
        if (length && the)
            return false;
        *at += 1;
        return true;
    }
    if (unit.n == 0)
        return false;
    if (is_word(f, *at, "worth")) {
        *at += ng_piece_fun(p + 1, NG_FUN_OF) ? 2 : 1;
        return true;
    }
    if (!ng_piece_fun(p, NG_FUN_IN) || the || ng_str_eq(unit, STR("percent")))
        return false;
    *at += 1;
    return true;
}

/* Lemmas know "buses" and "foremen"; plain plurals need none. */
static ng_str singular(struct finder *f, const struct ng_word *w)
{
    static const ng_str hard[] = {S("men"), S("ren"), S("ses"), S("oes"),
                                  S("ves")};
    bool other = w->tag == NG_TAG_NNS && w->lemma.n > 1;
    for (size_t i = 0; other && i < sizeof hard / sizeof *hard; i++)
        if (ng_str_ends(w->low, hard[i]))
            return ng_str_lower(w->lemma, f->out);
    return ng_singular(ng_slice(f->text, w->at), f->out);
}

/* What is counted: the noun behind, a casualty word, or the verb in front. A
 * single proper noun behind makes the number its first part: "17 Infantry
 * Division". */
static ng_str what_of(struct finder *f, size_t begin, size_t end, ng_str unit,
                      const struct ng_number *n, size_t *stop)
{
    if (ANY(f, end, casualties)) {
        *stop = end + 1;
        return ng_str_lower(ng_slice(f->text, f->p[end].at), f->out);
    }
    size_t at = end;
    bool led = leads_to_what(f, unit, &at);
    if (unit.n == 0 || led) {
        uint32_t w = head_noun(f, at, led);
        const struct ng_word *x = w == NG_NONE ? NULL : &f->r->words.at[w];
        bool part = x && !led && !n->vague && n->high != 1 &&
                    (x->tag == NG_TAG_NNP || f->p[end].upper) &&
                    x->letter_case != NG_CASE_LOWER && !is_plural(x->low);
        int16_t value;
        if (x && !part && ng_term_find(x->low, &value) == NG_TERM_NONE) {
            if (!led)
                while (*stop < f->n && f->p[*stop].at.end <= x->at.end)
                    (*stop)++;
            return singular(f, x);
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
    if (end == i || in_time(f, f->p[i].at.beg) || in_name(f, f->p[i].at.beg))
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
        (is_no_count(f, i, after) || is_label(f, i, after, &n) ||
         is_pointer(f, i, after, &n)))
        return end;
    const struct ng_piece *q = &f->p[after];
    if (u == after && !money && ng_piece_mark(q, '-') && q->glued)
        return after; /* "24-hour" */
    if (u == after && ng_piece_unit(q) && !money)
        return after; /* a duration, which is a time */
    if (n.low == n.high && n.low == 0 && !n.digits)
        return after;
    size_t bounded = bound(f, begin, &n, unit.n > 0);
    if (bounded >= f->done)
        begin = bounded;
    size_t stop = u;
    size_t r = rate(f, u, &unit);
    if (r > u)
        stop = r;
    ng_str what = what_of(f, begin, stop, unit, &n, &stop);
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
