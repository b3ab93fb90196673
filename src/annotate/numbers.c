/* numbers.c - numbers in digits and in words, exact and vague.
 *
 *     10,000   1.5 million   $5bn   two hundred and fifty   half a million
 *     a dozen   dozens   tens of thousands   several hundred   one and a half
 *
 * A vague number is an interval: "tens of thousands" 20,000 .. 99,999, "dozens"
 * 24 .. 99. "Thousands" reaches to 99,999, since writers use it above 10,000.
 */
#include "annotate/quantities.h"

#include <math.h>

static double scale_of(const struct ng_piece *p)
{
    return p->term == NG_TERM_SCALE ? pow(10, p->value) : 0;
}

/* "m", "bn", "k" glued to the digits, or a scale word behind them. */
static size_t scales(ng_str text, const struct ng_piece *p, size_t i,
                     double *value, bool *any)
{
    static const struct {
        ng_str text;
        double scale;
    } letters[] = {{S("k"), 1e3},  {S("K"), 1e3},  {S("m"), 1e6},
                   {S("M"), 1e6},  {S("b"), 1e9},  {S("B"), 1e9},
                   {S("bn"), 1e9}, {S("mn"), 1e6}, {S("tn"), 1e12}};
    if (p[i].kind == NG_PIECE_WORD && p[i].glued)
        for (size_t k = 0; k < sizeof letters / sizeof *letters; k++)
            if (ng_str_eq(ng_slice(text, p[i].at), letters[k].text)) {
                *value *= letters[k].scale;
                *any = true;
                return i + 1;
            }
    for (int n = 0; n < 3; n++) {
        size_t at = ng_piece_mark(&p[i], '-') && p[i].glued ? i + 1 : i;
        double s = scale_of(&p[at]);
        if (s == 0)
            break;
        *value *= s;
        *any = true;
        i = at + 1;
    }
    return i;
}

static double dozens(int value)
{
    return value == -1 ? 12 : value == -2 ? 20 : pow(10, value);
}

/* "dozens", "hundreds of thousands", "tens of millions". */
static size_t vague(const struct ng_piece *p, size_t i, struct ng_number *n)
{
    double unit = dozens(p[i].value);
    double top = p[i].value == -1   ? 99
                 : p[i].value == -2 ? 199
                 : p[i].value == 1  ? 99
                 : p[i].value == 3  ? 99999
                                    : unit * 10 - 1;
    n->low = 2 * unit;
    n->high = top;
    n->approx = n->vague = n->grouped = true;
    size_t at = i + 1;
    if (ng_piece_fun(&p[at], NG_FUN_OF) && p[at + 1].term == NG_TERM_SCALES &&
        p[at + 1].value >= 2) {
        double s = pow(10, p[at + 1].value);
        n->low *= s;
        n->high = (p[i].value == 3 ? 10 : 1) * s * unit * 10 - 1;
        if (p[i].value < 0)
            n->high = s * 99;
        return at + 2;
    }
    return at;
}

/* "twenty-one", "two hundred and fifty thousand". */
static size_t words(const struct ng_piece *p, size_t i, double *value,
                    bool *any)
{
    double total = 0, part = 0;
    size_t at = i;
    bool units = false;
    for (int n = 0; n < 16; n++) {
        const struct ng_piece *q = &p[at];
        if (q->term == NG_TERM_CARD) {
            if (units && !(part >= 20 && q->value < 10) && fmod(part, 100) != 0)
                break; /* "two three" are two numbers */
            part += q->value;
            units = true;
        } else if (q->term == NG_TERM_SCALE && (units || n == 0)) {
            double s = scale_of(q);
            part = part == 0 ? 1 : part;
            if (s == 100) {
                part *= s;
            } else {
                total += part * s;
                part = 0;
            }
            *any = true;
        } else {
            bool joins = (ng_piece_mark(q, '-') && q->glued) ||
                         (ng_piece_fun(q, NG_FUN_AND) && *any);
            if (!joins || p[at + 1].term != NG_TERM_CARD || n == 0)
                break;
        }
        at++;
    }
    *value = total + part;
    return at;
}

/* "a few hundred", "several thousand", "a couple of dozen". */
static size_t few(const struct ng_piece *p, size_t i, struct ng_number *n)
{
    size_t at = i + 1;
    if (ng_piece_fun(&p[at], NG_FUN_OF))
        at++;
    bool dozen = p[at].term == NG_TERM_CARD && p[at].value == 12;
    double s = dozen ? 12 : scale_of(&p[at]);
    if (s == 0)
        return i;
    n->low = (p[i].value == 2 ? 2 : 3) * s;
    n->high = p[i].value == 2 ? n->low : 9 * s;
    n->approx = n->vague = n->grouped = true;
    return at + 1;
}

size_t ng_number_read(ng_str text, const struct ng_piece *p, size_t i,
                      struct ng_number *n)
{
    double v = 0;
    bool any = false;
    size_t at = i;
    *n = (struct ng_number){0};
    if (p[i].term == NG_TERM_SCALES)
        return vague(p, i, n);
    if (p[i].term == NG_TERM_FEW)
        return few(p, i, n);
    if (p[i].kind == NG_PIECE_NUMBER) {
        v = p[i].number;
        n->digits = true;
        any = p[i].digits == 0;
        at = scales(text, p, i + 1, &v, &any);
    } else if (ng_piece_fun(&p[i], NG_FUN_HALF) &&
               ng_piece_fun(&p[i + 1], NG_FUN_A) && scale_of(&p[i + 2]) > 0) {
        v = scale_of(&p[i + 2]) / 2;
        any = true;
        at = i + 3;
    } else if (ng_piece_fun(&p[i], NG_FUN_A)) {
        if (p[i + 1].term == NG_TERM_FEW)
            return few(p, i + 1, n) > i + 1 ? few(p, i + 1, n) : i;
        bool dozen = p[i + 1].term == NG_TERM_CARD && p[i + 1].value == 12;
        v = dozen ? 12 : scale_of(&p[i + 1]);
        any = true;
        at = v > 0 ? i + 2 : i;
    } else if (p[i].term == NG_TERM_CARD) {
        at = words(p, i, &v, &any);
        if (ng_piece_fun(&p[at], NG_FUN_AND) &&
            ng_piece_fun(&p[at + 1], NG_FUN_A) &&
            ng_piece_fun(&p[at + 2], NG_FUN_HALF) && scale_of(&p[at + 3]) > 0) {
            v = (v + 0.5) * scale_of(&p[at + 3]); /* one and a half million */
            any = true;
            at += 4;
        }
    }
    n->low = n->high = v;
    n->grouped = any;
    return at;
}
