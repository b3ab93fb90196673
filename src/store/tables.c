#include "store/tables.h"

/* ---- vocabularies ----------------------------------------------------- */

#define VOCABULARY(kind, COUNT)                                                \
    static ng_str kind##_text(unsigned v)                                      \
    {                                                                          \
        return ng_##kind##_name((enum ng_##kind)v);                            \
    }                                                                          \
    static bool kind##_value(ng_str s, unsigned *v)                            \
    {                                                                          \
        enum ng_##kind found;                                                  \
        if (!ng_##kind##_find(s, &found))                                      \
            return false;                                                      \
        *v = found;                                                            \
        return true;                                                           \
    }                                                                          \
    static const struct ng_vocabulary kind##_kinds = {COUNT, kind##_text,      \
                                                      kind##_value};

VOCABULARY(format, NG_FORMAT_COUNT)
VOCABULARY(note_kind, NG_NOTE_KIND_COUNT)
VOCABULARY(precision, NG_PRECISION_COUNT)
VOCABULARY(date_basis, NG_DATE_BASIS_COUNT)
VOCABULARY(name_type, NG_NAME_TYPE_COUNT)
VOCABULARY(time_kind, NG_TIME_KIND_COUNT)
VOCABULARY(granularity, NG_GRANULARITY_COUNT)
VOCABULARY(saying_kind, NG_SAYING_KIND_COUNT)
VOCABULARY(grade, NG_GRADE_COUNT)
VOCABULARY(event_type, NG_EVENT_TYPE_COUNT)
VOCABULARY(event_status, NG_EVENT_STATUS_COUNT)
VOCABULARY(relation, NG_RELATION_COUNT)
VOCABULARY(direction, NG_DIRECTION_COUNT)
VOCABULARY(change_class, NG_CHANGE_CLASS_COUNT)
VOCABULARY(slot, NG_SLOT_COUNT)
VOCABULARY(dispute, NG_DISPUTE_COUNT)
VOCABULARY(story_state, NG_STORY_STATE_COUNT)

static const ng_str block_names[] = {S("title"), S("heading"), S("paragraph")};
static ng_str block_text(unsigned v)
{
    return block_names[v];
}
static bool block_value(ng_str s, unsigned *v)
{
    for (*v = 0; *v < 3; (*v)++)
        if (ng_str_eq(s, block_names[*v]))
            return true;
    *v = NG_BLOCK_PARAGRAPH;
    return false;
}
static const struct ng_vocabulary block_kinds = {3, block_text, block_value};

static const ng_str part_names[] = {S("lead"), S("happened"), S("planned"),
                                    S("said"), S("timeline")};
const uint16_t ng_brief_parts[NG_BRIEF_PARTS] = {
    offsetof(struct ng_brief, lead),     offsetof(struct ng_brief, happened),
    offsetof(struct ng_brief, planned),  offsetof(struct ng_brief, said),
    offsetof(struct ng_brief, timeline),
};
static ng_str part_text(unsigned v)
{
    return part_names[v];
}
static bool part_value(ng_str s, unsigned *v)
{
    for (*v = 0; *v < NG_BRIEF_PARTS; (*v)++)
        if (ng_str_eq(s, part_names[*v]))
            return true;
    *v = 0;
    return false;
}
static const struct ng_vocabulary part_kinds = {NG_BRIEF_PARTS, part_text,
                                                part_value};

/* ---- columns ---------------------------------------------------------- */

#define CELL(T, name, field, cell)                                             \
    {                                                                          \
        name, offsetof(struct T, field), NG_CELL_##cell, 0, NULL               \
    }
#define CHARS(T, name, field)                                                  \
    {                                                                          \
        name, offsetof(struct T, field), NG_CELL_CHARS,                        \
            sizeof(((struct T *)0)->field), NULL                               \
    }
#define KIND(T, name, field, kinds)                                            \
    {                                                                          \
        name, offsetof(struct T, field), NG_CELL_KIND, 0, &kinds##_kinds       \
    }
#define COUNT(a) (sizeof(a) / sizeof *(a))

const struct ng_column ng_report_columns[] = {
    CELL(ng_report, "given_id", source.given_id, STR),
    KIND(ng_report, "format", source.format, format),
    CELL(ng_report, "recoded", source.recoded, BOOL),
    CELL(ng_report, "truncated", source.truncated, BOOL),
    CELL(ng_report, "stated_title", source.title, STR),
    CELL(ng_report, "stated_outlet", source.outlet, STR),
    CELL(ng_report, "stated_author", source.author, STR),
    CELL(ng_report, "stated_published", source.published, STR),
    CELL(ng_report, "stated_modified", source.modified, STR),
    CELL(ng_report, "stated_url", source.url, STR),
    CELL(ng_report, "stated_language", source.language, STR),
    CELL(ng_report, "keep", source.keep, STR),
    CELL(ng_report, "outlet", outlet, STR),
    CELL(ng_report, "agency", agency, STR),
    CELL(ng_report, "byline", byline, STR),
    CELL(ng_report, "url", url, STR),
    CELL(ng_report, "dateline_place", dateline_place, STR),
    CELL(ng_report, "language", language, STR),
    CELL(ng_report, "title", title_at, RANGE),
    CELL(ng_report, "dateline", dateline_at, RANGE),
    CELL(ng_report, "declared_origin", declared_origin, STR),
    CELL(ng_report, "published", published, DAYS),
    CELL(ng_report, "published_text", published_text, STR),
    KIND(ng_report, "published_precision", published_precision, precision),
    KIND(ng_report, "published_basis", published_basis, date_basis),
    CELL(ng_report, "modified", modified, STR),
    CELL(ng_report, "spun", spun, BOOL),
    CELL(ng_report, "trimmed", trimmed, BOOL),
    CELL(ng_report, "fast", fast, BOOL),
};
const size_t ng_report_columns_n = COUNT(ng_report_columns);

static const struct ng_column note_columns[] = {
    KIND(ng_note, "kind", kind, note_kind),
    CELL(ng_note, "at", at, RANGE),
    CELL(ng_note, "raw", raw, RANGE),
    CELL(ng_note, "text", text, STR),
};
static const struct ng_column paragraph_columns[] = {
    CELL(ng_paragraph, "at", at, RANGE),
    KIND(ng_paragraph, "kind", kind, block),
};
static const struct ng_column name_columns[] = {
    CELL(ng_name_mention, "at", at, RANGE),
    KIND(ng_name_mention, "type", type, name_type),
    CELL(ng_name_mention, "entity", entity, U32),
};
const struct ng_column ng_entity_columns[] = {
    CELL(ng_entity, "key", key, STR),
    CELL(ng_entity, "name", name, STR),
    KIND(ng_entity, "type", type, name_type),
    CHARS(ng_entity, "country", country),
    CHARS(ng_entity, "code", code),
    CHARS(ng_entity, "sector", sector),
    CELL(ng_entity, "geonameid", geonameid, U32),
    CELL(ng_entity, "lat", lat, F32),
    CELL(ng_entity, "lon", lon, F32),
    CELL(ng_entity, "role", role, STR),
    CELL(ng_entity, "role", role_at, RANGE),
    CELL(ng_entity, "mentions", mentions, U32),
};
const size_t ng_entity_columns_n = COUNT(ng_entity_columns);
static const struct ng_column reference_columns[] = {
    CELL(ng_reference, "at", at, RANGE),
    CELL(ng_reference, "entity", entity, U32),
};
static const struct ng_column time_columns[] = {
    CELL(ng_time, "at", at, RANGE),
    KIND(ng_time, "kind", kind, time_kind),
    KIND(ng_time, "granularity", granularity, granularity),
    CELL(ng_time, "value", value, DAYS),
    CELL(ng_time, "timex", timex, STR),
    CELL(ng_time, "anchor", anchor, DAY),
    KIND(ng_time, "anchor_basis", anchor_basis, date_basis),
    CELL(ng_time, "deictic", deictic, BOOL),
};
static const struct ng_column quantity_columns[] = {
    CELL(ng_quantity, "at", at, RANGE),
    CELL(ng_quantity, "what", what, STR),
    CELL(ng_quantity, "unit", unit, STR),
    CELL(ng_quantity, "low", low, F64),
    CELL(ng_quantity, "high", high, F64),
    CELL(ng_quantity, "approx", approx, BOOL),
};
static const struct ng_column party_columns[] = {
    CELL(ng_party, "at", at, RANGE),
    CELL(ng_party, "entity", entity, U32),
    CHARS(ng_party, "code", code),
    CHARS(ng_party, "sector", sector),
};
static const struct ng_column saying_columns[] = {
    KIND(ng_saying, "kind", kind, saying_kind),
    CELL(ng_saying, "content", content, RANGE),
    CELL(ng_saying, "cue", cue, RANGE),
    CELL(ng_saying, "source", source, RANGE),
    CELL(ng_saying, "entity", entity, U32),
    KIND(ng_saying, "grade", grade, grade),
    CELL(ng_saying, "told_to", told_to, RANGE),
    CELL(ng_saying, "sentence", sentence, U32),
    CELL(ng_saying, "denies", denies, BOOL),
};
static const struct ng_column mention_columns[] = {
    KIND(ng_mention, "type", type, event_type),
    CELL(ng_mention, "mode", mode, STR),
    CELL(ng_mention, "cameo", cameo, STR),
    CELL(ng_mention, "clause", clause, RANGE),
    CELL(ng_mention, "trigger", trigger, RANGE),
    CELL(ng_mention, "date", when, DAYS),
    KIND(ng_mention, "granularity", granularity, granularity),
    KIND(ng_mention, "date_basis", when_basis, date_basis),
    CELL(ng_mention, "time", time, U32),
    CELL(ng_mention, "place", place_at, RANGE),
    CELL(ng_mention, "place", place, U32),
    KIND(ng_mention, "status", status, event_status),
    CELL(ng_mention, "status_cue", status_cue, RANGE),
    CELL(ng_mention, "as_stated", as_stated, RANGE),
    CELL(ng_mention, "confidence", confidence, F32),
    CELL(ng_mention, "rule", rule, STR),
    CELL(ng_mention, "historical", historical, BOOL),
};

const struct ng_column ng_story_columns[] = {
    CELL(ng_story, "id", id, ID),
    CELL(ng_story, "title", title, STR),
    CELL(ng_story, "independent", independent, U32),
    CELL(ng_story, "span", span, DAYS),
    KIND(ng_story, "state", state, story_state),
};
const size_t ng_story_columns_n = COUNT(ng_story_columns);

static const struct ng_column text_columns[] = {
    {"text", 0, NG_CELL_STR, 0, NULL},
};
static const struct ng_column index_columns[] = {
    {"report", 0, NG_CELL_U32, 0, NULL},
};
static const struct ng_column number_columns[] = {
    {"number", 0, NG_CELL_U32, 0, NULL},
};
static const struct ng_column cite_columns[] = {
    CELL(ng_cite, "report", report, U32),
    CELL(ng_cite, "at", at, RANGE),
};
static const struct ng_column reason_columns[] = {
    CELL(ng_reason, "report", report, U32),
    CELL(ng_reason, "probability", probability, F32),
    CELL(ng_reason, "term_1", terms[0], STR),
    CELL(ng_reason, "term_2", terms[1], STR),
    CELL(ng_reason, "term_3", terms[2], STR),
};
static const struct ng_column block_columns[] = {
    CELL(ng_block, "child", child, RANGE),
    CELL(ng_block, "parent", parent, RANGE),
};
static const struct ng_column edge_columns[] = {
    CELL(ng_edge, "child", child, U32),
    CELL(ng_edge, "parent", parent, U32),
    KIND(ng_edge, "relation", relation, relation),
    CELL(ng_edge, "score", score, F32),
    CELL(ng_edge, "coverage_child", coverage_child, F32),
    CELL(ng_edge, "coverage_parent", coverage_parent, F32),
    KIND(ng_edge, "direction_basis", direction, direction),
};
static const struct ng_column loose_columns[] = {
    CELL(ng_loose_edge, "child", child, ID),
    CELL(ng_loose_edge, "parent", parent, ID),
    KIND(ng_loose_edge, "relation", edge.relation, relation),
    CELL(ng_loose_edge, "score", edge.score, F32),
    CELL(ng_loose_edge, "coverage_child", edge.coverage_child, F32),
    CELL(ng_loose_edge, "coverage_parent", edge.coverage_parent, F32),
    KIND(ng_loose_edge, "direction_basis", edge.direction, direction),
};
static const struct ng_column change_columns[] = {
    CELL(ng_change, "id", id, ID),
    CELL(ng_change, "from_report", from, U32),
    CELL(ng_change, "to_report", to, U32),
    KIND(ng_change, "class", class, change_class),
    KIND(ng_change, "slot", slot, slot),
    CELL(ng_change, "before", before, STR),
    CELL(ng_change, "after", after, STR),
    CELL(ng_change, "before", cite_before, RANGE),
    CELL(ng_change, "after", cite_after, RANGE),
    CELL(ng_change, "weight", weight, F32),
};
static const struct ng_column origin_columns[] = {
    CELL(ng_origin, "name", name, STR),
    CELL(ng_origin, "report", report, U32),
};
static const struct ng_column event_columns[] = {
    CELL(ng_event, "id", id, ID),
    KIND(ng_event, "type", type, event_type),
    CELL(ng_event, "mode", mode, STR),
    CELL(ng_event, "cameo", cameo, STR),
    CELL(ng_event, "plover_strict", plover_strict, STR),
    CELL(ng_event, "date", when, DAYS),
    KIND(ng_event, "granularity", granularity, granularity),
    KIND(ng_event, "date_basis", when_basis, date_basis),
    CELL(ng_event, "place", place, STR),
    CELL(ng_event, "geonameid", geonameid, U32),
    CELL(ng_event, "lat", lat, F32),
    CELL(ng_event, "lon", lon, F32),
    CHARS(ng_event, "country", country),
    KIND(ng_event, "status", status, event_status),
    CELL(ng_event, "independent", independent, U32),
    CELL(ng_event, "confidence", confidence, F32),
    CELL(ng_event, "weight", weight, F32),
    CELL(ng_event, "historical", historical, BOOL),
};
static const struct ng_column event_mention_columns[] = {
    CELL(ng_event_mention, "report", report, U32),
    CELL(ng_event_mention, "mention", mention, U32),
};
/* The struct of parties has no name of its own; the null pointer only gives
 * it a type. */
#define PARTY(field)                                                           \
    offsetof(__typeof__(*((struct ng_event *)0)->parties), field)
static const struct ng_column event_party_columns[] = {
    {"text", PARTY(text), NG_CELL_STR, 0, NULL},
    {"entity_key", PARTY(entity_key), NG_CELL_STR, 0, NULL},
    {"code", PARTY(code), NG_CELL_CHARS, 12, NULL},
    {"sector", PARTY(sector), NG_CELL_CHARS, 4, NULL},
    {"recipient", PARTY(recipient), NG_CELL_BOOL, 0, NULL},
};
static const struct ng_column step_columns[] = {
    KIND(ng_status_step, "status", status, event_status),
    CELL(ng_status_step, "report", report, U32),
};
static const struct ng_column disagreement_columns[] = {
    CELL(ng_disagreement, "id", id, ID),
    KIND(ng_disagreement, "slot", slot, slot),
    CELL(ng_disagreement, "question", question, STR),
    KIND(ng_disagreement, "kind", kind, dispute),
    CELL(ng_disagreement, "weight", weight, F32),
};
static const struct ng_column value_columns[] = {
    CELL(ng_dispute_value, "value", value, STR),
    CELL(ng_dispute_value, "low", low, F64),
    CELL(ng_dispute_value, "high", high, F64),
    CELL(ng_dispute_value, "date", when, DAYS),
    CELL(ng_dispute_value, "independent", independent, U32),
};
static const struct ng_column line_columns[] = {
    KIND(ng_told_line, "part", part, part),
    CELL(ng_told_line, "text", line.text, STR),
    CELL(ng_told_line, "independent", line.independent, U32),
    CELL(ng_told_line, "new_since", line.new_since, BOOL),
    CELL(ng_told_line, "event", line.event, U32),
    CELL(ng_told_line, "saying", line.saying, U32),
    CELL(ng_told_line, "date", line.when, DAYS),
    KIND(ng_told_line, "granularity", line.granularity, granularity),
    KIND(ng_told_line, "status", line.status, event_status),
    CELL(ng_told_line, "label", line.label, STR),
};

/* ---- tables and what hangs on them ------------------------------------ */

static ng_id id_of_saying(const void *report, const void *saying)
{
    return ng_saying_id(report, saying);
}

static ng_id id_of_entity(const void *report, const void *entity)
{
    (void)report;
    return ng_entity_id(entity);
}

#define TABLE(var, name, T, columns)                                           \
    static const struct ng_table var = {                                       \
        name, sizeof(T), COUNT(columns), 0, columns, NULL, NULL}
#define PARENT(var, name, T, columns, lists, derive)                           \
    static const struct ng_table var = {                                       \
        name, sizeof(T), COUNT(columns), COUNT(lists), columns, lists, derive}
#define HUNG(table, slot, T, list)                                             \
    {                                                                          \
        &table, slot, offsetof(struct T, list), false, true                    \
    }
#define TOP(table, slot, T, list)                                              \
    {                                                                          \
        &table, slot, offsetof(struct T, list), false, false                   \
    }

TABLE(note, "note", struct ng_note, note_columns);
TABLE(paragraph, "paragraph", struct ng_paragraph, paragraph_columns);
TABLE(name, "name", struct ng_name_mention, name_columns);
static const struct ng_table entity = {
    "entity",    sizeof(struct ng_entity), COUNT(ng_entity_columns),
    0,           ng_entity_columns,        NULL,
    id_of_entity};
TABLE(reference, "reference", struct ng_reference, reference_columns);
TABLE(time_, "time", struct ng_time, time_columns);
TABLE(quantity, "quantity", struct ng_quantity, quantity_columns);
TABLE(saying_via, "saying_via", struct ng_party, party_columns);
TABLE(actor, "mention_actor", struct ng_party, party_columns);
TABLE(recipient, "mention_recipient", struct ng_party, party_columns);
TABLE(attributed, "mention_attributed_to", struct ng_party, party_columns);
static const struct ng_hung saying_lists[] = {
    HUNG(saying_via, 0, ng_saying, via),
};
static const struct ng_hung mention_lists[] = {
    HUNG(actor, 1, ng_mention, actors),
    HUNG(recipient, 2, ng_mention, recipients),
    HUNG(attributed, 3, ng_mention, attributed_to),
};
PARENT(saying, "saying", struct ng_saying, saying_columns, saying_lists,
       id_of_saying);
PARENT(mention, "mention", struct ng_mention, mention_columns, mention_lists,
       NULL);
const struct ng_hung ng_report_lists[] = {
    TOP(note, 4, ng_report, notes),
    TOP(paragraph, 5, ng_report, paragraphs),
    TOP(name, 6, ng_report, names),
    TOP(entity, 7, ng_report, entities),
    TOP(reference, 8, ng_report, references),
    TOP(time_, 9, ng_report, times),
    TOP(quantity, 10, ng_report, quantities),
    TOP(saying, 11, ng_report, sayings),
    TOP(mention, 12, ng_report, mentions),
};
const size_t ng_report_lists_n = COUNT(ng_report_lists);

TABLE(block, "lineage_block", struct ng_block, block_columns);
static const struct ng_hung edge_lists[] = {HUNG(block, 13, ng_edge, blocks)};
PARENT(edge, "lineage", struct ng_edge, edge_columns, edge_lists, NULL);
TABLE(change, "change", struct ng_change, change_columns);
TABLE(origin_report, "origin_report", uint32_t, index_columns);
static const struct ng_hung origin_lists[] = {
    HUNG(origin_report, 14, ng_origin, reports)};
PARENT(origin, "origin", struct ng_origin, origin_columns, origin_lists, NULL);

TABLE(event_mention, "event_mention", struct ng_event_mention,
      event_mention_columns);
TABLE(event_party, "event_party", __typeof__(*((struct ng_event *)0)->parties),
      event_party_columns);
TABLE(event_step, "event_status", struct ng_status_step, step_columns);
TABLE(event_source, "event_attributed_to", ng_str, text_columns);
TABLE(event_report, "event_report", uint32_t, index_columns);
static const struct ng_hung event_lists[] = {
    HUNG(event_mention, 15, ng_event, mentions),
    {&event_party, 16, offsetof(struct ng_event, parties), true, true},
    HUNG(event_step, 17, ng_event, history),
    HUNG(event_source, 18, ng_event, attributed_to),
    HUNG(event_report, 19, ng_event, reports),
};
PARENT(event, "event", struct ng_event, event_columns, event_lists, NULL);

TABLE(value_cite, "value_cite", struct ng_cite, cite_columns);
static const struct ng_hung value_lists[] = {
    HUNG(value_cite, 20, ng_dispute_value, cites)};
PARENT(value, "value", struct ng_dispute_value, value_columns, value_lists,
       NULL);
static const struct ng_hung disagreement_lists[] = {
    HUNG(value, 21, ng_disagreement, values)};
PARENT(disagreement, "disagreement", struct ng_disagreement,
       disagreement_columns, disagreement_lists, NULL);
const struct ng_hung ng_batch_lists[] = {
    TOP(edge, 22, ng_batch, edges),
    TOP(change, 23, ng_batch, changes),
    TOP(origin, 24, ng_batch, origins),
    TOP(event, 25, ng_batch, events),
    TOP(disagreement, 26, ng_batch, disagreements),
};
const size_t ng_batch_lists_n = COUNT(ng_batch_lists);

TABLE(story_origin, "story_origin", uint32_t, index_columns);
TABLE(reason, "reason", struct ng_reason, reason_columns);
TABLE(place, "story_place", ng_str, text_columns);
TABLE(person, "story_person", ng_str, text_columns);
const struct ng_hung ng_story_lists[] = {
    TOP(story_origin, 27, ng_story, origins),
    TOP(reason, 28, ng_story, reasons),
    TOP(place, 29, ng_story, places),
    TOP(person, 30, ng_story, people),
};
const size_t ng_story_lists_n = COUNT(ng_story_lists);

TABLE(brief_dispute, "brief_disagreement", uint32_t, number_columns);
const struct ng_hung ng_brief_lists[] = {
    TOP(brief_dispute, 31, ng_brief, disagreements)};
const size_t ng_brief_lists_n = COUNT(ng_brief_lists);

TABLE(line_cite, "line_cite", struct ng_cite, cite_columns);
static const struct ng_hung line_lists[] = {
    HUNG(line_cite, 32, ng_told_line, line.cites)};
PARENT(line, "line", struct ng_told_line, line_columns, line_lists, NULL);
const struct ng_hung ng_line_lists[] = {{&line, 33, 0, false, false}};
const size_t ng_line_lists_n = COUNT(ng_line_lists);

TABLE(loose_block, "loose_block", struct ng_block, block_columns);
static const struct ng_hung loose_lists[] = {
    HUNG(loose_block, 34, ng_loose_edge, edge.blocks)};
PARENT(loose, "loose_lineage", struct ng_loose_edge, loose_columns, loose_lists,
       NULL);
const struct ng_hung ng_loose_lists[] = {{&loose, 35, 0, false, false}};
const size_t ng_loose_lists_n = COUNT(ng_loose_lists);
