/* commands.c - the table of commands. To add one, add a line. */
#include "cli/command.h"

extern const struct ng_command ng_cmd_help, ng_cmd_pipe, ng_cmd_version;

const struct ng_command *const ng_commands[] = {
    &ng_cmd_pipe,
    &ng_cmd_help,
    &ng_cmd_version,
};
const size_t ng_commands_n = sizeof ng_commands / sizeof *ng_commands;

const struct ng_command *ng_command_find(const char *name)
{
    for (size_t i = 0; i < ng_commands_n; i++)
        if (strcmp(ng_commands[i]->name, name) == 0)
            return ng_commands[i];
    return NULL;
}
