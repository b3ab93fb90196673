/* nutgraf help, version, man, completion - all printed from the one table. */
#include "cli/command.h"

#include "nutgraf.h"

static void print_options(struct ng_out *o, const struct ng_option *options)
{
    for (size_t i = 0; options && options[i].name; i++) {
        const struct ng_option *x = &options[i];
        char left[64];
        snprintf(left, sizeof left, "%c%c%s --%s%s%s", x->letter ? '-' : ' ',
                 x->letter ? x->letter : ' ', x->letter ? "," : " ", x->name,
                 x->value ? " " : "", x->value ? x->value : "");
        ng_printf(o, "  %-26s %s\n", left, x->help);
    }
}

/* Writes text in lines of at most 78 columns. */
static void print_wrapped(struct ng_out *o, ng_str text)
{
    size_t column = 0;
    while (text.n) {
        ng_cut cut = ng_cut_at(text, ' ');
        if (column && column + 1 + cut.head.n > 78) {
            ng_putc(o, '\n');
            column = 0;
        }
        if (column)
            ng_putc(o, ' ');
        ng_put(o, cut.head);
        column += cut.head.n + (column != 0);
        text = cut.tail;
    }
    ng_putc(o, '\n');
}

static void help_all(struct ng_out *o)
{
    ng_put(o, STR("nutgraf - reads news reports and tells what they say\n\n"
                  "usage: nutgraf COMMAND [OPTION...] [FILE|ID...]\n\n"));
    for (size_t i = 0; i < ng_commands_n; i++)
        ng_printf(o, "  %-12s %s\n", ng_commands[i]->name,
                  ng_commands[i]->summary);
    ng_put(o, STR("\noptions of every command:\n"));
    print_options(o, ng_global_options);
    ng_put(o, STR("\n\"nutgraf help COMMAND\" tells more. Exit codes: 0 ok, 1 "
                  "nothing found or differs,\n2 usage, 3 some inputs failed, "
                  "4 store locked, newer or damaged, 5 I/O or network,\n"
                  "6 a cite does not resolve, 130 interrupted.\n"));
}

static ng_status help(const struct ng_call *call, struct ng_arena *a,
                      struct ng_err *err)
{
    (void)a;
    if (call->argc == 0) {
        help_all(call->out);
        return NG_OK;
    }
    const struct ng_command *c = ng_command_find(call->argv[0]);
    if (!c)
        return ng_fail(err, NG_USAGE, 0,
                       "there is no command %s; \"nutgraf help\" lists them "
                       "all",
                       call->argv[0]);
    ng_printf(call->out, "nutgraf %s - %s\n\nusage: %s\n\n", c->name,
              c->summary, c->usage);
    print_wrapped(call->out, ng_str_of(c->text));
    if (c->options && c->options[0].name) {
        ng_put(call->out, STR("\noptions:\n"));
        print_options(call->out, c->options);
    }
    ng_put(call->out, STR("\noptions of every command:\n"));
    print_options(call->out, ng_global_options);
    return NG_OK;
}

const struct ng_command ng_cmd_help = {
    .name = "help",
    .usage = "nutgraf help [COMMAND]",
    .summary = "what nutgraf can do, or what one command does",
    .text = "Lists the commands, or tells what one of them does and which "
            "options it takes.",
    .run = help,
};

static ng_status version(const struct ng_call *call, struct ng_arena *a,
                         struct ng_err *err)
{
    (void)a, (void)err;
    ng_printf(call->out, "nutgraf %s\n", ng_version());
    return NG_OK;
}

const struct ng_command ng_cmd_version = {
    .name = "version",
    .usage = "nutgraf version",
    .summary = "which nutgraf this is",
    .text = "Prints the version.",
    .run = version,
};
