/* command.h - what a subcommand is. Help, the man page and shell completion
 * are all printed from these; nothing is written twice.
 */
#pragma once
#include "base/arena.h"
#include "base/calendar.h"
#include "base/out.h"

struct ng_option {
    char letter;                     /* 0: none */
    const char *name, *value, *help; /* value NULL: a switch */
};

/* What the options of a call came to. Global options are parsed by main. */
struct ng_call {
    int argc;
    char **argv; /* what is left after options, NULL at the end */
    struct ng_out *out;
    const char *store; /* path */
    const char *format, *as;
    const char *keep;
    ng_day since, until;
    unsigned jobs;
    bool quiet, colour, terminal;
    int progress; /* enum ng_progress_style in main.c */
    const volatile int *stop;
    const char *const *values; /* [options] of this command; "" for a switch
                                  that is on, NULL where not given */
};

struct ng_command {
    const char *name, *usage, *summary;
    const char *text;                /* a paragraph or two for the man page */
    const struct ng_option *options; /* ends with name NULL */
    ng_status (*run)(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err);
};
