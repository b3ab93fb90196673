/* corpus.h - our own annotated reports (corpus/, docs/annotating.md).
 *
 *     [PER:3 Ama Boateng] [Q.a said] ...      text with marks
 *     --                                      tail: what the numbers stand for
 *
 * Reading is strict and complete: each mistake is handed to `problem` with its
 * line, and reading goes on, so that one run names them all. A report that had
 * any is still returned, with the marks that made sense.
 *
 * All ranges are into `text`, which is laid out as ng_report.text is: the title
 * first, paragraphs parted by an empty line.
 */
#pragma once
#include "base/out.h"
#include "report/report.h"

enum ng_part { NG_PART_SOURCE, NG_PART_CUE, NG_PART_CONTENT, NG_PART_TOLD };

/* One mark. `number` is the entity as the file numbers it, 0: none. */
struct ng_marked_name {
    ng_range at;
    enum ng_name_type type;
    uint32_t number;
};
struct ng_marked_other {
    ng_range at;
    uint32_t number;
};
struct ng_marked_time {
    ng_range at;
    ng_str value; /* TIMEX3 value */
    bool set;
};
struct ng_marked_part {
    ng_range at;
    enum ng_part part;
    uint32_t saying; /* index in sayings */
};
struct ng_marked_trigger {
    ng_range at;
    uint32_t event; /* index in events */
};

/* The lines of the tail. */
struct ng_corpus_entity {
    uint32_t number;
    enum ng_name_type type;
    ng_str name; /* empty: never named */
    char country[4];
};
typedef NG_LIST(uint32_t) ng_numbers;
struct ng_corpus_saying {
    ng_str label;
    enum ng_grade grade;
    uint32_t speaker; /* number of the entity; 0: none */
    ng_numbers via;
    bool told; /* has a line in the tail */
};
struct ng_corpus_spans {
    ng_range *at;
    size_t n, cap;
};
struct ng_corpus_event {
    ng_str label;
    enum ng_event_type type;
    enum ng_event_status status;
    ng_numbers who, whom, where;
    ng_str when; /* empty: not said */
    ng_str by;   /* labels of sayings, with commas */
    bool told;
    /* of the program's own: where those of who, whom, where stand (number 0:
     * no entity), and on whose word it stands */
    ng_numbers by_who;
    ng_numbers who_of, whom_of; /* whose people they are, 0: nobody's */
    struct ng_corpus_spans who_at, whom_at, where_at, by_at;
};

struct ng_corpus_report {
    ng_str path, id, manner, region, outlet;
    ng_day day;
    bool names_only; /* `layers: names`: the others are not marked */
    ng_str text;
    ng_range title; /* empty: none */
    NG_LIST(struct ng_paragraph) paragraphs;
    NG_LIST(struct ng_marked_name) names;
    NG_LIST(struct ng_marked_other) others;
    NG_LIST(struct ng_marked_time) times;
    NG_LIST(struct ng_marked_part) parts;
    NG_LIST(struct ng_marked_trigger) triggers;
    NG_LIST(struct ng_corpus_entity) entities;
    NG_LIST(struct ng_corpus_saying) sayings;
    NG_LIST(struct ng_corpus_event) events;
    uint32_t mistakes;
};

typedef void ng_corpus_problem(void *ctx, const char *path, uint32_t line,
                               const char *what);

/* Read one report from its bytes; `problem` may be NULL. */
void ng_corpus_parse(struct ng_corpus_report *r, const char *path, ng_str bytes,
                     ng_corpus_problem *problem, void *ctx, struct ng_arena *a);

struct ng_corpus {
    NG_LIST(struct ng_corpus_report) reports;
    uint64_t hash; /* of the files' bytes */
};

/* Append a file, or all .txt files of a folder in order of name. */
ng_status ng_corpus_read(struct ng_corpus *c, const char *path,
                         ng_corpus_problem *problem, void *ctx,
                         struct ng_arena *a, struct ng_err *err);

/* A report as clean/ would hand it to annotate/: text, paragraphs, title,
 * outlet and day. Nothing is annotated yet. */
void ng_corpus_report_of(const struct ng_corpus_report *from,
                         struct ng_report *to, struct ng_arena *a);

/* The entity of that number; NULL if there is none. */
const struct ng_corpus_entity *
ng_corpus_entity(const struct ng_corpus_report *r, uint32_t number);

/* `train corpus check|convert|agree ...`; argv[0] is the word after corpus. */
ng_status ng_train_corpus(int argc, char **argv, struct ng_out *out,
                          struct ng_arena *a, struct ng_err *err);
