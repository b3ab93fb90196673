/* source.h - where a reading command gets its stories from.
 *
 *     nutgraf brief a.txt b.html     files: read into a store in memory
 *     nutgraf brief sabc             an id, or the beginning of one
 *     nutgraf brief                  all that is stored
 *
 * Either way a command sees a store, so there is one way through.
 */
#pragma once
#include "cli/command.h"
#include "engine/engine.h"

struct ng_source {
    struct ng_store *store;
    bool files;      /* the arguments were files */
    ng_ids stories;  /* those asked for; all if none was */
    uint64_t failed; /* inputs that could not be read */
    struct ng_arena scratch;
};

/* `first`: index in call->argv of the first file or id. Every input that fails
 * is named on stderr. */
ng_status ng_source_open(struct ng_source *s, const struct ng_call *call,
                         int first, struct ng_arena *a, struct ng_err *err);
/* Returns `status`, or NG_BAD_INPUT if that is NG_OK and inputs failed. */
ng_status ng_source_close(struct ng_source *s, ng_status status,
                          struct ng_err *err);

/* The report that an argument names: an id, or the file it was read from. */
ng_status ng_source_report(struct ng_source *s, const char *arg, ng_id *id,
                           struct ng_arena *a, struct ng_err *err);

/* Named inputs that fail, and how far an add has come, on stderr. */
struct ng_watch {
    const struct ng_call *call;
    double began, last; /* seconds of a steady clock */
    const char *phase;  /* of the work, and when it began */
    double phase_began;
    uint64_t failed;
    bool drawn; /* a bar stands on the terminal's last line */
};
void ng_watch_problem(void *ctx, ng_str path, uint64_t record,
                      const struct ng_err *why);
void ng_watch_progress(void *ctx, const struct ng_progress *p);
void ng_watch_end(struct ng_watch *w);
/* With --progress plain or json: how long settling took, and of how much. */
void ng_watch_settled(struct ng_watch *w, const struct ng_progress *p);
