/* options.h - the words of a call, read by the one table of options. */
#pragma once
#include "cli/command.h"

/* Fills *call from argv (argv[0] is the command's name) by the global options
 * and those of `c` (NULL: global ones only). `values` has NG_OPTIONS_MOST
 * slots. `today` is the day that "1d" counts back from. *help is set when -h
 * was asked for. NG_USAGE with a sentence otherwise. */
ng_status ng_options_parse(struct ng_call *call, const struct ng_command *c,
                           int argc, char **argv, ng_day today,
                           const char **values, bool *help, struct ng_err *err);

/* "2019-04-24", "3d", "2w", "6m", "1y" (before today), "yesterday". */
bool ng_day_asked(ng_str s, ng_day today, ng_day *day);
