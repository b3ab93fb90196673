/* tables.h - which struct is kept in which table: the descriptions that
 * tablerows.h walks. The SQL side is schema.sql; a test puts and loads every
 * field.
 */
#pragma once
#include "store/store.h"
#include "store/tablerows.h"

/* One line of a brief with the part of the brief that it stands in. */
struct ng_told_line {
    uint32_t part; /* index in ng_brief_parts */
    struct ng_line line;
};
typedef NG_LIST(struct ng_told_line) ng_told_lines;

/* The parts of a brief, in its order. */
enum { NG_BRIEF_PARTS = 5 };
extern const uint16_t ng_brief_parts[NG_BRIEF_PARTS]; /* offsets of ng_lines */

extern const struct ng_column ng_report_columns[];
extern const size_t ng_report_columns_n;
extern const struct ng_column ng_story_columns[];
extern const size_t ng_story_columns_n;
extern const struct ng_column ng_entity_columns[];
extern const size_t ng_entity_columns_n;

/* Lists that hang on: a report, a batch, its story, its brief, its told lines,
 * the loose pairs. */
extern const struct ng_hung ng_report_lists[];
extern const size_t ng_report_lists_n;
extern const struct ng_hung ng_batch_lists[];
extern const size_t ng_batch_lists_n;
extern const struct ng_hung ng_story_lists[];
extern const size_t ng_story_lists_n;
extern const struct ng_hung ng_brief_lists[];
extern const size_t ng_brief_lists_n;
extern const struct ng_hung ng_line_lists[]; /* parent: ng_told_lines */
extern const size_t ng_line_lists_n;
extern const struct ng_hung ng_loose_lists[]; /* parent: ng_loose_edges */
extern const size_t ng_loose_lists_n;
