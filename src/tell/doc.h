/* doc.h - a document for people: headings, lines with receipts, in four forms.
 *
 *     terminal   wrapped, marks dim, control characters of reports made
 * harmless markdown   bullets, marks as footnote-like brackets html       one
 * offline file: marks are links into the reports below (JSON and TSV are
 * records, not documents: see record.h)
 *
 * A mark is [2·41]: the 2nd source of this document, byte 41 of its text.
 */
#pragma once
#include "tell/tell.h"

struct ng_doc {
    const struct ng_telling *to;
    const struct ng_batch *batch;
    unsigned when_width; /* columns of the date of an item */
    unsigned cites_most; /* marks shown on one line; the rest are counted */
    bool in_list;
};

/* A part of a line that tells what changed. */
enum ng_piece_kind { NG_PIECE_SAME, NG_PIECE_GONE, NG_PIECE_NEW };
struct ng_piece {
    ng_str text;
    enum ng_piece_kind kind;
};

/* One line of a section. Empty parts are left out. */
struct ng_item {
    ng_str when, text, label;
    const struct ng_piece *pieces; /* HTML, in place of text; NULL: none */
    size_t pieces_n;
    uint32_t independent; /* 0: not told */
    const struct ng_cite *cites;
    size_t cites_n;
    bool is_new;
    unsigned indent;
};

void ng_doc_open(struct ng_doc *d, const struct ng_telling *t,
                 const struct ng_batch *b);
void ng_doc_title(struct ng_doc *d, ng_str title, ng_str right);
void ng_doc_plain(struct ng_doc *d, ng_str line);
void ng_doc_lead(struct ng_doc *d, const struct ng_item *item);
void ng_doc_section(struct ng_doc *d, ng_str heading);
void ng_doc_item(struct ng_doc *d, const struct ng_item *item);
/* Ends every form but HTML, which ng_doc_reports ends. */
void ng_doc_close(struct ng_doc *d);

/* Text for this form: escaped, or control characters made harmless. */
void ng_doc_put(struct ng_doc *d, ng_str text);

/* Columns that a text takes on a terminal. */
unsigned ng_columns(ng_str text);

/* "Mon 10 Mar", "10-12 Mar", "Mar 2019", "2011"; with the year if it is not
 * that of `near`. At most 40 bytes. */
ng_str ng_when_text(ng_days when, enum ng_granularity granularity, ng_day near,
                    char buf[48]);

/* "a Wednesday" of a sentence that says "on Wednesday", or nothing. */
ng_str ng_weekday_told(ng_str text);
