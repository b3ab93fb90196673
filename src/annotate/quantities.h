/* quantities.h - the parts of the stage that finds quantities.
 *
 *     more than $ 500 million a year in foreign currency
 *     ^^^^^^^^^ bound      number scale       rate       what
 *
 * numbers.c reads numbers, units.c and currencies.c know what they are counted
 * in, quantities.c decides what is a quantity at all and whose it is.
 */
#pragma once
#include "annotate/pieces.h"
#include "report/report.h"

struct ng_number {
    double low, high; /* NAN where open */
    bool approx;
    bool digits;  /* written in digits */
    bool vague;   /* dozens, tens of thousands */
    bool grouped; /* has a scale, a group or a decimal: never a label */
};

/* A number at piece i, with its scale: "1,250.5", "two hundred and fifty",
 * "half a million", "tens of thousands". Returns the piece after it. */
size_t ng_number_read(ng_str text, const struct ng_piece *p, size_t i,
                      struct ng_number *number);

struct ng_unit_row {
    ng_str word, unit;
};
/* The unit of a word in any case; the rows stand in order of their words. */
ng_str ng_unit_of(ng_str word, const struct ng_unit_row *rows, size_t n);

/* A unit at piece i ("percent", "km", "square miles", "dollars"); empty text
 * and i if there is none. */
size_t ng_unit_read(ng_str text, const struct ng_piece *p, size_t i,
                    ng_str *unit);

/* The name or code of a currency at piece i: "won", "US dollars"; returns the
 * piece behind it, i if there is none. */
size_t ng_currency_behind(ng_str text, const struct ng_piece *p, size_t i,
                          ng_str *unit);

/* The currency of a sign or code before a number that begins at piece i; sets
 * *from to its first piece. Empty if there is none. */
ng_str ng_currency_before(ng_str text, const struct ng_piece *p, size_t i,
                          size_t *from);

/* "workers" -> "worker", folded into `a`. */
ng_str ng_singular(ng_str word, struct ng_arena *a);
