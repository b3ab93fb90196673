/* request.h - what a client asks for: the words of the first line.
 *
 *     /api/v1/events/ecaf?format=csv&since=2019-04-24
 *      path                 parameters, each known by name, each once
 *
 * The path is taken as it came: no route needs an escape, so none is undone.
 */
#pragma once
#include "base/str.h"

#define NG_PARAMS(X)                                                           \
    X(STORY, "story", "id of a story, or of anything in it")                   \
    X(REPORT, "report", "id of a report")                                      \
    X(SINCE, "since", "first day, YYYY-MM-DD")                                 \
    X(UNTIL, "until", "last day, YYYY-MM-DD")                                  \
    X(ORDER, "order", "id, or newest first")                                   \
    X(LIMIT, "limit", "records on a page, 1 to 1000; else 100, or 20 hits")    \
    X(CURSOR, "cursor", "where to go on: `next` of the page before")           \
    X(FORMAT, "format",                                                        \
      "json (a page), jsonl or csv (all records, one a line)")                 \
    X(FORM, "format", "json, markdown or text")                                \
    X(Q, "q",                                                                  \
      "words; \"words in quotes\" stand side by side; a search also takes "    \
      "actor: place: said: source: date: type: status: indep: and -")          \
    X(FROM, "from", "id of the earlier report")                                \
    X(TO, "to", "id of the later report")                                      \
    X(KIND, "kind", "what it is made of, where a form knows more than one")    \
    X(FACTS, "facts", "1: leave out changes of wording")                       \
    X(NAME, "name", "path or URL that the reports are stored under")           \
    X(SOURCE, "source", "name of one outlet: also from whom, corrections")
#define NG_PARAM_ENUM(symbol, name, help) NG_PARAM_##symbol,
enum ng_param { NG_PARAMS(NG_PARAM_ENUM) NG_PARAM_COUNT };
#define NG_ASK(symbol) (1u << NG_PARAM_##symbol)

extern const char *const ng_param_names[NG_PARAM_COUNT];
extern const char *const ng_param_helps[NG_PARAM_COUNT];

enum { NG_TARGET_MOST = 4096, NG_ASKED_MOST = 16 };
struct ng_request {
    char target[NG_TARGET_MOST]; /* as it came; never changed */
    char room[NG_TARGET_MOST];   /* parameters, decoded */
    ng_str path;
    struct {
        ng_str name, value;
    } asked[NG_ASKED_MOST];
    size_t asked_n;
};

/* NG_TOO_BIG, or NG_USAGE with a sentence. */
ng_status ng_request_read(struct ng_request *q, ng_str target,
                          struct ng_err *err);
/* Each parameter is one of `allowed` (a set of NG_ASK) and comes once. Empty
 * where it was not given. */
ng_status ng_request_take(const struct ng_request *q, unsigned allowed,
                          ng_str values[NG_PARAM_COUNT], struct ng_err *err);
