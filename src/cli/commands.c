/* commands.c - the table of commands. To add one, add a line. */
#include "cli/command.h"

/* clang-format off */
#define COMMANDS(X)                                                           \
    X(brief) X(dossier) X(timeline) X(news) X(story) X(stories) X(storyline) X(events) X(sayings)  \
    X(disagree) X(lineage) X(diff) X(show) X(search) X(explain) X(add)        \
    X(settle) X(fix) X(watch) X(check) X(export) X(pipe) X(annotate) X(serve) \
    X(mcp) X(token) X(train) X(eval) X(help) X(man) X(completion) X(version)
/* clang-format on */
#define DECLARE(name) extern const struct ng_command ng_cmd_##name;
#define ROW(name) &ng_cmd_##name,

COMMANDS(DECLARE)

const struct ng_command *const ng_commands[] = {COMMANDS(ROW)};
const size_t ng_commands_n = sizeof ng_commands / sizeof *ng_commands;

const struct ng_command *ng_command_find(const char *name)
{
    for (size_t i = 0; i < ng_commands_n; i++)
        if (strcmp(ng_commands[i]->name, name) == 0)
            return ng_commands[i];
    return NULL;
}
