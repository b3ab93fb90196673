/* columns.h - text that somebody has cut into tokens already, a line each.
 *
 *     # newdoc id = x                     -DOCSTART-  O
 *     1  Kim  Kim  PROPN  NNP ...         Kim    B-PER
 *     2  left leave VERB  VBD ...         left   O
 *                                                            empty: end of
 *                                                            a sentence
 * CoNLL-U (ten columns; de Marneffe et al., "Universal Dependencies", 2021) or
 * plain columns: the token is the first, a tag the last. Lines are found, not
 * copied; nothing is refused: a line that is no token of CoNLL-U is a comment.
 */
#pragma once
#include "base/str.h"

enum ng_columns_line {
    NG_LINE_BLANK,    /* ends a sentence */
    NG_LINE_DOCUMENT, /* begins a document */
    NG_LINE_COMMENT,
    NG_LINE_RANGE, /* CoNLL-U: surface of the tokens from .. to */
    NG_LINE_TOKEN
};
struct ng_columns_row {
    enum ng_columns_line kind;
    ng_str line; /* without its end */
    ng_str form; /* of a token or a range */
    ng_str tag;  /* last column of plain columns; XPOS of CoNLL-U */
    uint32_t from, to;
    bool glued; /* CoNLL-U: no space after it */
};

/* Cut the next line off; false at the end. */
bool ng_columns_next(ng_str *rest, bool conllu, struct ng_columns_row *row);

/* True if the first token line has ten columns. */
bool ng_columns_are_conllu(ng_str text);

/* True if the text can only be token columns: CoNLL-U, or -DOCSTART- first. */
bool ng_columns_sniff(ng_str head);

/* Value of a comment "# key = value"; empty if the line is none of that key. */
ng_str ng_columns_value(ng_str line, ng_str key);

/* Column k of a line, 0 the first; empty if it has fewer. */
ng_str ng_columns_field(ng_str line, unsigned k);
