/* parts.h - the report between its raw lines and its clean text.
 *
 * A part is a stretch of the source that will become one paragraph, or that
 * will be left out. Finding parts copies nothing; the text is woven from them
 * at the end (weave.h), so a part can change its mind until then.
 *
 *     "## Embed:"               gone, embed
 *     "with aides, Yury"        paragraph
 *     "Orlov said."             paragraph, joined to the one before
 *
 * The source is raw for plain text, and the text of the page for HTML.
 */
#pragma once
#include "clean/daytext.h"
#include "report/report.h"

struct ng_part {
    ng_range at; /* in the source, without white space at both ends */
    enum ng_block_kind kind;
    uint8_t level; /* of a Markdown heading; 0: none */
    bool gone;     /* left out, as a note of kind `why` */
    bool mixed;    /* boilerplate goes sentence by sentence */
    bool joined;   /* goes on where the last part that stays broke off */
    enum ng_note_kind why;
};
typedef NG_LIST(struct ng_part) ng_parts;

/* What the parts say about the report that only makes sense together: a day
 * without a year in the dateline, and a year in the copyright line. */
struct ng_clues {
    int year, month, day;
    ng_day from_url;
    bool page; /* the source is a page that was read already */
};

/* A part's beginning as patterns like it: no tags, no Markdown marks, single
 * spaces, plain quotes; `low` the same in lower case. Cut at 400 bytes. */
struct ng_plain {
    char shown_buf[400], low_buf[400];
    ng_str shown, low;
    bool cut;
};
void ng_read_plain(ng_str source, struct ng_plain *plain);

/* Lines of source from byte `from` on, as parts. */
void ng_find_parts(ng_str source, uint32_t from, ng_parts *parts,
                   struct ng_arena *a);

/* Titles, headings, bylines, date lines, embeds, captions, boilerplate: marks
 * each part, and moves what they tell into the report. */
void ng_sort_parts(struct ng_report *r, ng_str source, ng_parts *parts,
                   struct ng_clues *clues, struct ng_arena *out);

/* Sentences that a page break tore apart. */
void ng_join_parts(ng_str source, ng_parts *parts);

/* A header before the text (YAML, "Title: ...", "date 2019-04-24 ..."): fills
 * the report, adds parts for what it holds, returns where the body begins. */
uint32_t ng_read_head(struct ng_report *r, ng_str source, ng_parts *parts,
                      struct ng_clues *clues, struct ng_arena *out);

/* Length of the tag, comment or entity at byte i, 0: none. What it stands for
 * goes to put[0..*put_n): UTF-8 for an entity, a space for a tag that breaks
 * lines, nothing for others. */
size_t ng_markup_at(ng_str s, size_t i, char put[4], size_t *put_n);

/* Length of the white space at byte i: ASCII, no-break and zero-width spaces,
 * byte order marks, soft hyphens. 0: none. `*wide` is false for those that
 * take no room. */
size_t ng_blank_at(ng_str s, size_t i, bool *wide);

/* Takes published from a date as written, unless it is known already. */
void ng_take_day(struct ng_report *r, const struct ng_written *w,
                 enum ng_date_basis basis, struct ng_arena *out);
