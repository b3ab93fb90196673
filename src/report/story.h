/* story.h - what is known across reports: lineage, stories, events, claims.
 *
 * A batch is a set of reports that are looked at together, with all that
 * trace, group and weigh found out about them. `nutgraf brief FILE...` makes
 * one batch of its files; the store hands out a batch for one story. Everything
 * here lives in the batch's arena and points at reports by their index in
 * `reports`, which are sorted by (published, id): the order is a property of
 * the content, so results never depend on the order of arrival.
 */
#pragma once
#include "report/report.h"

/* A receipt: a range of the text of one report of the batch. */
struct ng_cite {
    uint32_t report;
    ng_range at;
};
typedef NG_LIST(struct ng_cite) ng_cites;
typedef NG_LIST(uint32_t) ng_indexes;

struct ng_block {
    ng_range child, parent; /* the same words on both sides */
};
struct ng_edge {
    uint32_t child, parent;
    enum ng_relation relation;
    float score, coverage_child, coverage_parent; /* 0..1, outside quotations */
    enum ng_direction direction;
    NG_LIST(struct ng_block) blocks;
};

struct ng_change {
    ng_id id;
    uint32_t from, to; /* reports: the earlier and the later revision */
    enum ng_change_class class;
    enum ng_slot slot;
    ng_str before, after;             /* short texts, cut from the reports */
    ng_range cite_before, cite_after; /* empty where there is none */
    float weight; /* how much it matters; rows are sorted by it, descending */
};

struct ng_status_step {
    enum ng_event_status status;
    uint32_t report;
};
struct ng_event_mention {
    uint32_t report, mention; /* reports.at[report].mentions.at[mention] */
};
/* Mentions of one deed, over all reports. */
struct ng_event {
    ng_id id;
    enum ng_event_type type;
    ng_str mode, cameo, plover_strict;
    NG_LIST(struct ng_event_mention) mentions; /* the best first */
    struct {
        ng_str text;
        ng_str entity_key;
        char code[12], sector[4];
        bool recipient;
    } * parties;
    size_t parties_n;
    ng_days when;
    enum ng_granularity granularity;
    enum ng_date_basis when_basis;
    ng_str place; /* name, empty: none */
    uint32_t geonameid;
    float lat, lon;
    char country[4];
    enum ng_event_status status; /* the story's present state of it */
    NG_LIST(struct ng_status_step) history;
    NG_LIST(ng_str) attributed_to;
    ng_indexes reports;
    uint32_t independent; /* origins, not reports */
    float confidence;
    float weight; /* for ranking in the brief */
    bool historical;
};

struct ng_dispute_value {
    ng_str value;     /* as a report has it */
    double low, high; /* quantities; NAN otherwise */
    ng_days when;     /* dates */
    ng_cites cites;
    uint32_t independent;
};
struct ng_disagreement {
    ng_id id;
    enum ng_slot slot;
    ng_str question;
    enum ng_dispute kind;
    NG_LIST(struct ng_dispute_value) values;
    float weight;
};

/* What a sentence brought to its story when it came. */
struct ng_news {
    uint32_t report;
    ng_range at; /* the sentence */
    enum ng_news_class class;
    float novelty;         /* 0..1: share of its words that nobody had told */
    ng_range brings;       /* the first new number, day or name; may be empty */
    struct ng_cite before; /* what it repeats, changes or contradicts; its
                              report is NG_NONE where there is none */
};

struct ng_reason {
    uint32_t report;
    float probability;
    ng_str terms[3];
};
struct ng_story {
    ng_id id;
    ng_str title;
    ng_indexes reports, origins; /* origins: the independent ones */
    uint32_t independent;        /* origins held and declared, not held */
    ng_days span;                /* first and last publication */
    enum ng_story_state state;
    NG_LIST(struct ng_reason) reasons;
    NG_LIST(ng_str) places, people; /* names, most mentioned first */
};

/* Something of the record in one line, with its receipts. */
struct ng_line {
    ng_str text;
    ng_cites cites;
    uint32_t independent;
    bool new_since;
    uint32_t event;  /* index in events, or NG_NONE */
    uint32_t saying; /* index in that report's sayings, or NG_NONE */
    ng_days when;
    enum ng_granularity granularity;
    enum ng_event_status status;
    ng_str label; /* "planned, by the Kremlin": what stands beside the line */
};
typedef NG_LIST(struct ng_line) ng_lines;

/* The brief of one story, as records; tell/ gives it its form. */
struct ng_brief {
    uint32_t story;
    ng_lines lead, happened, planned, said, timeline;
    ng_indexes disagreements; /* in the order they are told */
};

/* An origin that reports go back to though it is not held (the AP analysis
 * that a spun copy names), or the held origin itself. */
struct ng_origin {
    ng_str name;     /* "AP", "ABC News", an outlet */
    uint32_t report; /* NG_NONE: not held */
    ng_indexes reports;
};

/* Gives the words of some sentences of a report their tags and arcs. */
typedef void ng_parse(struct ng_report *r, const uint32_t *sentences, size_t n,
                      struct ng_arena *out, struct ng_arena scratch);

/* A mention that people said is to be ignored, with the event it tells of. */
struct ng_ignored {
    ng_id report;
    ng_range trigger;
};

/* Of a list of which only the first are here: how many there are. */
struct ng_shortened {
    const void *list;
    uint32_t whole;
};

struct ng_batch {
    NG_LIST(struct ng_report *) reports;
    NG_LIST(struct ng_edge) edges;     /* trace */
    NG_LIST(struct ng_change) changes; /* trace */
    NG_LIST(struct ng_origin) origins; /* trace */
    uint32_t *origin_of;               /* [reports.n] index in origins */
    NG_LIST(struct ng_story) stories;  /* group */
    uint32_t *story_of;                /* [reports.n] index in stories */
    NG_LIST(struct ng_event) events;   /* weigh, of the story weighed */
    NG_LIST(struct ng_disagreement) disagreements; /* weigh */
    NG_LIST(struct ng_brief) briefs;               /* weigh, one a story */
    ng_lines days; /* weigh, where it was asked for: of a long story */
    NG_LIST(struct ng_news) news;       /* weigh, where it was asked for */
    NG_LIST(struct ng_ignored) ignored; /* engine: see fix.h there */
    ng_parse *parse; /* arcs of what the brief tells; NULL: they are there */
    uint64_t inputs; /* engine: a fingerprint of what the story is made from */
    /* Of a story that was loaded in part (store/slice.h): */
    NG_LIST(struct ng_shortened) shortened;
    ng_indexes told;   /* reports that its brief lists; empty: all */
    uint32_t *carried; /* by how many origins each of its sayings is */
};

/* How long a list is of which the first are here, 0 if all are. */
uint32_t ng_whole(const struct ng_batch *b, const void *list);

/* True if the trigger of an ignored mention of this report lies in the range.
 */
bool ng_is_ignored(const struct ng_batch *b, const struct ng_report *r,
                   ng_range at);

/* How many different origins these reports go back to. */
uint32_t ng_independent(const struct ng_batch *b, const uint32_t *reports,
                        size_t n, struct ng_arena scratch);

/* Which report each one was made from: index + 1 of the edge that leads there,
 * or 0. The edge with the highest score counts; but if that parent is itself a
 * copy of a report from which the child could as well have been made, of nearly
 * the same score, that one does. `back_only`: without excerpts that are mostly
 * their own work, which go back to nobody. */
uint32_t *ng_parents(const struct ng_batch *b, bool back_only,
                     struct ng_arena *out);

/* The day of the last report that was not made from another, if the story is
 * older; NG_NO_DAY else. What came on it is new to a reader who looked the day
 * before. */
ng_day ng_last_news(const struct ng_batch *b);

/* Marks the lines of the briefs that rest on reports published from that day
 * on alone: what a reader who looked before has not seen. */
void ng_mark_new(struct ng_batch *b, ng_day since);
