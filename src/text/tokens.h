/* tokens.h - cuts running text into words, numbers and marks.
 *
 *     Kim's U.S.-led talks hadn't ended (at 10:30 p.m.) --
 *     ^^^~~ ^^^^~^^^ ^^^^^ ^^^~~~ ^^^^^ ~^^ ^^^^^ ^^^^~ ^^
 *
 * A byte automaton, linear in the text, that follows UD English: contractions
 * and possessives are cut off ("Kim" "'s", "had" "n't"), an abbreviation keeps
 * its full stop, a number keeps its commas and colons, marks stand alone.
 *
 * One convention differs, because rules and readers think in whole words: a
 * hyphenated word stays whole ("far-eastern", "cease-fire", "Beom-chul") unless
 * a part stands for itself: a number (10-year-old), two names (Kim-Putin), a
 * name before a common word (Seoul-based, U.S.-led) or after one
 * (then-Russian). Prefixes stay on (anti-American, al-Qaeda, mid-April).
 *
 * Reads UTF-8; bytes that are not UTF-8 count as letters. Curly and straight
 * marks, dashes and spaces of every kind are told apart by `mark`. Where a
 * sentence ends is not decided here (annotate/sentences.c).
 */
#pragma once
#include "base/list.h"
#include "base/str.h"

enum ng_token_kind { NG_TOKEN_WORD, NG_TOKEN_NUMBER, NG_TOKEN_MARK };

enum ng_mark {
    NG_MARK_NONE,
    NG_MARK_STOP,     /* . */
    NG_MARK_ASK,      /* ? ! and runs of them */
    NG_MARK_ELLIPSIS, /* ... */
    NG_MARK_COMMA,
    NG_MARK_COLON, /* : ; */
    NG_MARK_DASH,  /* --, em and en dashes, a hyphen that stands alone */
    NG_MARK_HYPHEN,
    NG_MARK_OPEN, /* ( [ { */
    NG_MARK_CLOSE,
    NG_MARK_QUOTE,        /* " either way */
    NG_MARK_QUOTE_OPEN,   /* left double */
    NG_MARK_QUOTE_CLOSE,  /* right double */
    NG_MARK_SINGLE,       /* ' either way */
    NG_MARK_SINGLE_OPEN,  /* left single */
    NG_MARK_SINGLE_CLOSE, /* right single, also an apostrophe */
    NG_MARK_BULLET,
    NG_MARK_OTHER,
    NG_MARK_TITLE, /* a word with its stop that never ends a sentence: Gen. */
    NG_MARK_SHORT, /* a word with its stop that may: Inc., U.S. */
};

struct ng_token {
    ng_range at;
    uint8_t kind; /* enum ng_token_kind */
    uint8_t mark; /* enum ng_mark */
};
typedef NG_LIST(struct ng_token) ng_tokens;

/* Append the tokens of text[within] to `to`. */
void ng_cut_tokens(ng_str text, ng_range within, ng_tokens *to,
                   struct ng_arena *a);

/* Lower case, apostrophes, hyphens and quotes made plain ASCII. Never longer
 * than `s`; `s` itself where nothing changes. */
ng_str ng_plain_lower(ng_str s, struct ng_arena *a);

/* One character as the tokeniser sees it. */
enum ng_glyph_class {
    NG_GLYPH_SPACE,
    NG_GLYPH_LETTER,
    NG_GLYPH_DIGIT,
    NG_GLYPH_MARK
};
struct ng_glyph {
    uint8_t bytes; /* 1..4 */
    uint8_t class; /* enum ng_glyph_class */
    uint8_t mark;  /* enum ng_mark, for marks */
    char plain;    /* its ASCII stand-in, or 0 */
};
struct ng_ascii_glyph {
    uint8_t class, mark;
};
extern const struct ng_ascii_glyph ng_ascii_glyphs[128];
struct ng_glyph ng_wide_glyph_at(ng_str text, size_t i); /* beyond ASCII */
static inline struct ng_glyph ng_glyph_at(ng_str text, size_t i)
{
    unsigned char c = (unsigned char)text.p[i];
    if (c >= 0x80)
        return ng_wide_glyph_at(text, i);
    return (struct ng_glyph){1, ng_ascii_glyphs[c].class,
                             ng_ascii_glyphs[c].mark, (char)c};
}
