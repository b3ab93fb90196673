/* nutgraf man, completion - the table of commands for man and for shells. */
#include "cli/command.h"

/* troff: a dot or a quote at the head of a line, and backslashes, are its. */
static void put_troff(struct ng_out *o, ng_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\\')
            ng_put(o, STR("\\e"));
        else if (s.p[i] == '-')
            ng_put(o, STR("\\-"));
        else
            ng_putc(o, s.p[i]);
    }
}

static void man_options(struct ng_out *o, const struct ng_option *options)
{
    for (size_t i = 0; options && options[i].name; i++) {
        const struct ng_option *x = &options[i];
        ng_put(o, STR(".TP\n.B "));
        if (x->letter)
            ng_printf(o, "\\-%c\\fR, \\fB", x->letter);
        ng_put(o, STR("\\-\\-"));
        put_troff(o, ng_str_of(x->name));
        if (x->value)
            ng_printf(o, " \\fI%s\\fR", x->value);
        ng_putc(o, '\n');
        put_troff(o, ng_str_of(x->help));
        ng_putc(o, '\n');
    }
}

static const char HEAD[] =
    ".TH NUTGRAF 1 \"\" \"nutgraf\" \"User commands\"\n.SH NAME\n"
    "nutgraf \\- read news reports and tell what they say\n.SH SYNOPSIS\n"
    ".B nutgraf\n\\fICOMMAND\\fR [\\fIOPTION\\fR...] "
    "[\\fIFILE\\fR|\\fIID\\fR...]\n.SH DESCRIPTION\n"
    "nutgraf reads news reports (text, HTML, JSONL) and tells what happened, "
    "when, where and between whom; who says so; which report was copied, "
    "revised, excerpted or machine\\-spun from which; and where reports "
    "disagree. Everything it says points at the bytes of the report that "
    "carry it.\n.SH COMMANDS\n";

static const char TAIL[] =
    ".SH EXIT STATUS\n.IP 0\nall is well\n.IP 1\nnothing was found, "
    "or two things differ\n.IP 2\nthe call was not understood\n.IP 3\nsome "
    "inputs failed; each is named\n.IP 4\nthe store is locked, damaged or "
    "from a newer program\n.IP 5\nreading, writing or the network failed\n"
    ".IP 6\na cite does not resolve\n.IP 130\ninterrupted\n"
    ".SH ENVIRONMENT\n.IP NUTGRAF_STORE\nthe store to use; else "
    "$XDG_DATA_HOME/nutgraf/nutgraf.db, else "
    "~/.local/share/nutgraf/nutgraf.db\n.IP NO_COLOR\nif not empty: no "
    "colours\n";

static ng_status man(const struct ng_call *call, struct ng_arena *a,
                     struct ng_err *err)
{
    struct ng_out *o = call->out;
    (void)a, (void)err;
    ng_put(o, ng_str_of(HEAD));
    for (size_t i = 0; i < ng_commands_n; i++) {
        const struct ng_command *c = ng_commands[i];
        ng_put(o, STR(".SS "));
        put_troff(o, ng_str_of(c->usage));
        ng_putc(o, '\n');
        put_troff(o, ng_str_of(c->summary));
        ng_put(o, STR(".\n.PP\n"));
        put_troff(o, ng_str_of(c->text));
        ng_putc(o, '\n');
        man_options(o, c->options);
    }
    ng_put(o, STR(".SH OPTIONS OF EVERY COMMAND\n"));
    man_options(o, ng_global_options);
    ng_put(o, ng_str_of(TAIL));
    return NG_OK;
}

const struct ng_command ng_cmd_man = {
    .name = "man",
    .usage = "nutgraf man",
    .summary = "the manual page, as troff",
    .text = "Prints the manual page: nutgraf man | man -l -",
    .run = man,
};

/* ---- completion ------------------------------------------------------- */

static void words_of(struct ng_out *o, const struct ng_option *options)
{
    for (size_t i = 0; options && options[i].name; i++)
        ng_printf(o, " --%s", options[i].name);
}

static void bash(struct ng_out *o)
{
    ng_put(o, STR("_nutgraf() {\n    local cur=${COMP_WORDS[COMP_CWORD]} "
                  "words\n    if [ \"$COMP_CWORD\" = 1 ]; then\n"
                  "        words='"));
    for (size_t i = 0; i < ng_commands_n; i++)
        ng_printf(o, "%s%s", i ? " " : "", ng_commands[i]->name);
    ng_put(o, STR("'\n    else\n        case ${COMP_WORDS[1]} in\n"));
    for (size_t i = 0; i < ng_commands_n; i++) {
        const struct ng_command *c = ng_commands[i];
        if (!c->options)
            continue;
        ng_printf(o, "        %s) words='", c->name);
        words_of(o, c->options);
        ng_put(o, STR("' ;;\n"));
    }
    ng_put(o,
           STR("        *) words= ;;\n        esac\n        words=\"$words"));
    words_of(o, ng_global_options);
    ng_put(o,
           STR("\"\n    fi\n    case $cur in\n"
               "    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n"
               "    *) if [ \"$COMP_CWORD\" = 1 ]; then\n"
               "           COMPREPLY=($(compgen -W \"$words\" -- "
               "\"$cur\"))\n       else\n           COMPREPLY=($(compgen "
               "-f -- \"$cur\"))\n       fi ;;\n    esac\n}\n"
               "complete -o filenames -F _nutgraf nutgraf\n"));
}

/* zsh: an apostrophe ends a quoted word, a colon or bracket a description. */
static void put_zsh(struct ng_out *o, ng_str s)
{
    for (size_t i = 0; i < s.n; i++)
        ng_putc(o, memchr("':[]", s.p[i], 4) ? ' ' : s.p[i]);
}

static void zsh_options(struct ng_out *o, const struct ng_option *options)
{
    for (size_t i = 0; options && options[i].name; i++) {
        ng_printf(o, " '--%s[", options[i].name);
        put_zsh(o, ng_str_of(options[i].help));
        ng_printf(o, "]%s%s'", options[i].value ? ":" : "",
                  options[i].value ? options[i].value : "");
    }
}

static void zsh(struct ng_out *o)
{
    ng_put(o, STR("#compdef nutgraf\n_nutgraf() {\n    local -a commands\n"
                  "    commands=(\n"));
    for (size_t i = 0; i < ng_commands_n; i++) {
        ng_printf(o, "        '%s:", ng_commands[i]->name);
        put_zsh(o, ng_str_of(ng_commands[i]->summary));
        ng_put(o, STR("'\n"));
    }
    ng_put(o, STR("    )\n    if (( CURRENT == 2 )); then\n        _describe "
                  "command commands\n        return\n    fi\n    case "
                  "$words[2] in\n"));
    for (size_t i = 0; i < ng_commands_n; i++) {
        ng_printf(o, "    %s) _arguments", ng_commands[i]->name);
        zsh_options(o, ng_commands[i]->options);
        zsh_options(o, ng_global_options);
        ng_put(o, STR(" '*:file:_files' ;;\n"));
    }
    ng_put(o, STR("    esac\n}\n_nutgraf \"$@\"\n"));
}

static void fish_options(struct ng_out *o, const struct ng_option *options,
                         const char *command)
{
    for (size_t i = 0; options && options[i].name; i++) {
        ng_put(o, STR("complete -c nutgraf"));
        if (command)
            ng_printf(o, " -n '__fish_seen_subcommand_from %s'", command);
        if (options[i].letter)
            ng_printf(o, " -s %c", options[i].letter);
        ng_printf(o, " -l %s%s -d '", options[i].name,
                  options[i].value ? " -r" : "");
        put_zsh(o, ng_str_of(options[i].help));
        ng_put(o, STR("'\n"));
    }
}

static void fish(struct ng_out *o)
{
    for (size_t i = 0; i < ng_commands_n; i++) {
        ng_printf(o, "complete -c nutgraf -n __fish_use_subcommand -a %s -d '",
                  ng_commands[i]->name);
        put_zsh(o, ng_str_of(ng_commands[i]->summary));
        ng_put(o, STR("'\n"));
        fish_options(o, ng_commands[i]->options, ng_commands[i]->name);
    }
    fish_options(o, ng_global_options, NULL);
}

static ng_status completion(const struct ng_call *call, struct ng_arena *a,
                            struct ng_err *err)
{
    static const struct {
        const char *shell;
        void (*write)(struct ng_out *o);
    } shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    (void)a;
    for (size_t i = 0; call->argc == 1 && i < 3; i++)
        if (strcmp(shells[i].shell, call->argv[0]) == 0) {
            shells[i].write(call->out);
            return NG_OK;
        }
    return ng_fail(err, NG_USAGE, 0, "name the shell: bash, zsh or fish");
}

const struct ng_command ng_cmd_completion = {
    .name = "completion",
    .usage = "nutgraf completion bash|zsh|fish",
    .summary = "completion of commands and options for a shell",
    .text = "Prints a script for the shell: source <(nutgraf completion "
            "bash)",
    .run = completion,
};
