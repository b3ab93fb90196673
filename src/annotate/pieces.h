/* pieces.h - the text as letters, digits and marks, for the small grammars.
 *
 *     "the 12-year low of US$ 1,250.50"
 *      the 12 - year low of US $ 1250.5
 *
 * Times and quantities are written with hyphens, slashes, colons and glued
 * signs that a tokenizer for the grammar of sentences may cut in any of
 * several ways. So these two stages look at the bytes themselves: a piece is
 * a run of letters, a number, or one other sign. White space is dropped but
 * remembered (`glued`); an end of line is a piece of its own.
 *
 * Dashes, quotation marks and no-break spaces of Unicode are made plain. A
 * word that the grammars know carries its term; lower case is found here.
 */
#pragma once
#include "base/list.h"
#include "base/str.h"

enum ng_piece_kind { NG_PIECE_WORD, NG_PIECE_NUMBER, NG_PIECE_MARK };

/* What a known word is to the grammars; `value` of the piece says which. */
enum ng_term {
    NG_TERM_NONE,
    NG_TERM_MONTH,     /* 1..12 */
    NG_TERM_WEEKDAY,   /* 0 Monday .. 6 */
    NG_TERM_WEEKDAYS,  /* "Mondays" */
    NG_TERM_UNIT,      /* enum ng_unit */
    NG_TERM_UNITS,     /* plural */
    NG_TERM_CARD,      /* one .. ninety */
    NG_TERM_SCALE,     /* hundred, thousand ...: power of ten */
    NG_TERM_SCALES,    /* hundreds, thousands ... */
    NG_TERM_ORD,       /* first .. thirtieth */
    NG_TERM_PART,      /* enum ng_daypart */
    NG_TERM_SEASON,    /* 0 spring .. 3 winter */
    NG_TERM_DAY,       /* yesterday -1, today 0, tomorrow 1 */
    NG_TERM_TONIGHT,   /* 0 */
    NG_TERM_OVERNIGHT, /* 0 */
    NG_TERM_REF,       /* -1 recently, 0 now, 1 soon */
    NG_TERM_EVERY_DAY, /* daily, weekly: enum ng_unit */
    NG_TERM_REL,       /* -1 last, 0 this, 1 next */
    NG_TERM_THAT,      /* -1 previous, 0 same, 1 following */
    NG_TERM_EDGE,      /* enum ng_edge_of */
    NG_TERM_APPROX,    /* -1 almost, 0 about, 1 over */
    NG_TERM_FEW,       /* couple 2, few 3, several 5: vague counts */
    NG_TERM_ZONE,      /* 0 UTC, 1 other */
    NG_TERM_FUNCTION   /* enum ng_fun */
};

enum ng_unit {
    NG_UNIT_NONE,
    NG_UNIT_SECOND,
    NG_UNIT_MINUTE,
    NG_UNIT_HOUR,
    NG_UNIT_DAY,
    NG_UNIT_NIGHT,
    NG_UNIT_WEEK,
    NG_UNIT_FORTNIGHT,
    NG_UNIT_WEEKEND,
    NG_UNIT_MONTH,
    NG_UNIT_QUARTER,
    NG_UNIT_SEASON,
    NG_UNIT_YEAR,
    NG_UNIT_DECADE,
    NG_UNIT_CENTURY
};
enum ng_daypart {
    NG_PART_NONE,
    NG_PART_MORNING,
    NG_PART_MIDDAY,
    NG_PART_AFTERNOON,
    NG_PART_EVENING,
    NG_PART_NIGHT
};
enum ng_edge_of {
    NG_EDGE_NONE,
    NG_EDGE_START,
    NG_EDGE_EARLY,
    NG_EDGE_MID,
    NG_EDGE_LATE,
    NG_EDGE_END,
    NG_EDGE_EARLIER, /* up to the anchor */
    NG_EDGE_LATER,   /* from the anchor on */
    NG_EDGE_WHOLE    /* "the entire year", "the rest of" */
};
enum ng_fun {
    NG_FUN_NONE,
    NG_FUN_THE,
    NG_FUN_A,
    NG_FUN_OF,
    NG_FUN_AND,
    NG_FUN_OR,
    NG_FUN_TO,
    NG_FUN_IN,
    NG_FUN_ON,
    NG_FUN_AT,
    NG_FUN_BY,
    NG_FUN_FOR,
    NG_FUN_FROM,
    NG_FUN_SINCE,
    NG_FUN_UNTIL,
    NG_FUN_BETWEEN,
    NG_FUN_DURING,
    NG_FUN_WITHIN,
    NG_FUN_THROUGH,
    NG_FUN_AFTER,
    NG_FUN_BEFORE,
    NG_FUN_AGO,
    NG_FUN_AS,
    NG_FUN_MORE,
    NG_FUN_LESS,
    NG_FUN_THAN,
    NG_FUN_LEAST,
    NG_FUN_MOST,
    NG_FUN_UP,
    NG_FUN_MANY,
    NG_FUN_MUCH,
    NG_FUN_ITS,
    NG_FUN_JUST,
    NG_FUN_EVERY,
    NG_FUN_HALF,
    NG_FUN_OLD,
    NG_FUN_OCLOCK,
    NG_FUN_AM,
    NG_FUN_PM,
    NG_FUN_YEAR_END,
    NG_FUN_TERM,
    NG_FUN_FUTURE
};

struct ng_piece {
    ng_range at;
    double number;
    int16_t value;
    uint8_t kind;   /* enum ng_piece_kind */
    uint8_t term;   /* enum ng_term */
    uint8_t digits; /* of a plain run of digits, capped at 255; else 0 */
    char mark;      /* the sign, made plain; '\n' for an end of line */
    bool glued;     /* no white space before it */
    bool upper;     /* first letter is a capital */
};
typedef NG_LIST(struct ng_piece) ng_pieces;

/* Cut `text` into pieces. Behind the last of the n there are NG_PIECES_TAIL
 * empty '\n' marks: no rule takes an end of line, so a grammar that looks less
 * than that far ahead stays inside. */
enum { NG_PIECES_TAIL = 16 };
void ng_pieces_cut(ng_str text, ng_pieces *to, struct ng_arena *a);

/* Term and value of a lower-case word; NG_TERM_NONE if the grammars do not
 * know it. */
enum ng_term ng_term_find(ng_str low, int16_t *value);

/* True if the table of terms is in order (for the tests). */
bool ng_terms_in_order(void);

/* True if the piece is this word, whatever its case. */
static inline bool ng_piece_is(ng_str text, const struct ng_piece *p,
                               ng_str word)
{
    return p->kind == NG_PIECE_WORD &&
           ng_str_eq_nocase(ng_slice(text, p->at), word);
}

static inline bool ng_piece_mark(const struct ng_piece *p, char c)
{
    return p->kind == NG_PIECE_MARK && p->mark == c;
}

static inline bool ng_piece_fun(const struct ng_piece *p, enum ng_fun f)
{
    return p->term == NG_TERM_FUNCTION && p->value == (int)f;
}

static inline bool ng_piece_unit(const struct ng_piece *p)
{
    return p->term == NG_TERM_UNIT || p->term == NG_TERM_UNITS;
}
