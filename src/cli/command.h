/* command.h - what a subcommand is. Help, the man page and shell completion
 * are all printed from these; nothing is written twice.
 */
#pragma once
#include "base/calendar.h"
#include "base/out.h"
#include "report/kinds.h"

struct ng_option {
    char letter;       /* 0: none */
    const char *name;  /* "format"; NULL ends a list */
    const char *value; /* "FORM"; NULL: a switch */
    const char *help;  /* one line, no full stop */
};

enum ng_progress_style {
    NG_PROGRESS_AUTO,
    NG_PROGRESS_PLAIN,
    NG_PROGRESS_JSON,
    NG_PROGRESS_NONE
};

/* What a call came to: the options of every command, parsed and checked. */
struct ng_call {
    int argc;
    char **argv; /* what is left after the options; NULL at the end */
    struct ng_out *out;
    const char *store;  /* path of the store */
    const char *format; /* NULL: as the command sees fit */
    const char *output; /* path, or NULL: standard output */
    enum ng_format as;
    ng_day since, until;
    unsigned jobs;
    bool quiet, colour, terminal; /* terminal: stdout is one */
    unsigned width;               /* of the terminal, in columns */
    enum ng_progress_style progress;
    const volatile int *stop; /* not 0 after Ctrl-C */
    /* Values of the command's own options, by their index in its list; "" for
     * a switch that is on, NULL where it was not given. */
    const char *const *values;
};

struct ng_command {
    const char *name, *usage, *summary;
    const char *text; /* paragraphs for help and the man page */
    const struct ng_option *options;
    ng_status (*run)(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err);
};

enum { NG_OPTIONS_MOST = 16 };

extern const struct ng_command *const ng_commands[];
extern const size_t ng_commands_n;
extern const struct ng_option ng_global_options[];

const struct ng_command *ng_command_find(const char *name);
