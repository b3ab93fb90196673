/* query.h - what a person looks for, in words that name its parts.
 *
 *     ferry "north pier" actor:quill said:"harbour master" -strike
 *     date:2019-04-20..2019-04-26 type:CONSULT status:planned indep:>2
 *
 *     word, "words"   stand in the report, the latter side by side
 *     actor:          takes part in an event of it
 *     place:          is named in it, and is a place
 *     said:           is said to have said something
 *     source:         outlet, agency or site that it is of
 *     date:           it was published then: day, month, year or A..B
 *     type:, status:  of an event; a type or a mode ("visit")
 *     indep:          independent origins of its story: 3, >2, >=2, <4, <=3
 *     -               before any of these: not so
 *
 * All of it must hold. Actor, type and status are of one event. The same parser
 * serves the command line, the server and watches; whatever was typed, only
 * these terms come out.
 */
#pragma once
#include "base/calendar.h"
#include "report/kinds.h"

enum { NG_QUERY_BYTES = 256, NG_QUERY_TERMS = 32 };

enum ng_term_key {
    NG_TERM_WORDS,
    NG_TERM_ACTOR,
    NG_TERM_PLACE,
    NG_TERM_SAID,
    NG_TERM_SOURCE,
    NG_TERM_DATE,
    NG_TERM_TYPE,
    NG_TERM_STATUS,
    NG_TERM_INDEP,
    NG_TERM_KEYS
};
struct ng_term {
    enum ng_term_key key;
    bool negated;
    ng_str value;      /* as it was typed, without quotes: into the query */
    ng_days days;      /* date: */
    int64_t lo, hi;    /* indep: */
    ng_str type, mode; /* type: one of them */
    ng_str status;     /* status: */
};
struct ng_query {
    struct ng_term terms[NG_QUERY_TERMS];
    size_t n;
};

/* The query points into `text`. NG_USAGE with a sentence and the place if it
 * breaks the grammar, is too long or has nothing but what should not be. */
ng_status ng_query_parse(ng_str text, struct ng_query *q, struct ng_err *err);

/* The next stretch of letters and digits at or after *at; empty: there is none.
 * *at goes behind it. */
ng_str ng_query_chunk(ng_str text, size_t *at);
