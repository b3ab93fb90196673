/* options.c - reads the words of a call with getopt_long, whose tables are
 * made from ours. */
#include "cli/options.h"

#include <getopt.h>
#include <stdlib.h>

const struct ng_option ng_global_options[] = {
    {0, "store", "FILE", "the store to use (or NUTGRAF_STORE)"},
    {'o', "output", "FILE", "write there instead of standard output"},
    {'f', "format", "FORM", "form of the output; each command names its forms"},
    {0, "json", NULL, "the same as --format json"},
    {0, "as", "FORMAT", "read as text, html, jsonl or columns; do not guess"},
    {0, "since", "DAY", "only what was published from then on: 2019-04-24, 3d"},
    {0, "until", "DAY", "only what was published up to then"},
    {'j', "jobs", "N", "threads to use (default: one a core)"},
    {'q', "quiet", NULL, "no progress and no remarks"},
    {0, "no-color", NULL, "no colours (or NO_COLOR)"},
    {0, "progress", "STYLE", "auto, plain, json or none"},
    {'h', "help", NULL, "say what this command does"},
    {0},
};

enum { GLOBALS = sizeof ng_global_options / sizeof *ng_global_options - 1 };
enum {
    STORE,
    OUTPUT,
    FORMAT,
    JSON,
    AS,
    SINCE,
    UNTIL,
    JOBS,
    QUIET,
    NO_COLOR,
    PROGRESS,
    HELP
};

bool ng_day_asked(ng_str s, ng_day today, ng_day *day)
{
    static const struct {
        char unit;
        int days;
    } units[] = {{'d', 1}, {'w', 7}, {'m', 30}, {'y', 365}};
    int64_t n;
    if (ng_day_parse(s, day))
        return s.n == 10;
    if (ng_str_eq(s, STR("today")) || ng_str_eq(s, STR("yesterday"))) {
        *day = today - (s.n == 9);
        return true;
    }
    for (size_t i = 0; s.n && i < sizeof units / sizeof *units; i++)
        if (s.p[s.n - 1] == units[i].unit &&
            ng_str_number((ng_str){s.p, s.n - 1}, &n) && n < 100000) {
            *day = today - (ng_day)n * units[i].days;
            return true;
        }
    return false;
}

static ng_status take_day(ng_day *day, const char *name, const char *value,
                          ng_day today, struct ng_err *err)
{
    if (ng_day_asked(ng_str_of(value), today, day))
        return NG_OK;
    return ng_fail(err, NG_USAGE, 0,
                   "--%s %s is not a day; give one such as 2019-04-24, 3d or "
                   "2w",
                   name, value);
}

static ng_status take_jobs(struct ng_call *call, const char *value,
                           struct ng_err *err)
{
    int64_t n;
    if (!ng_str_number(ng_str_of(value), &n) || n < 1 || n > 256)
        return ng_fail(err, NG_USAGE, 0,
                       "--jobs %s is not a number of threads from 1 to 256",
                       value);
    call->jobs = (unsigned)n;
    return NG_OK;
}

static ng_status take_progress(struct ng_call *call, const char *value,
                               struct ng_err *err)
{
    static const char *const styles[] = {"auto", "plain", "json", "none"};
    for (unsigned i = 0; i < sizeof styles / sizeof *styles; i++)
        if (strcmp(styles[i], value) == 0) {
            call->progress = (enum ng_progress_style)i;
            return NG_OK;
        }
    return ng_fail(err, NG_USAGE, 0,
                   "--progress %s is not auto, plain, json or none", value);
}

static ng_status take_global(struct ng_call *call, int which, const char *value,
                             ng_day today, bool *help, struct ng_err *err)
{
    switch (which) {
    case STORE:
        call->store = value;
        break;
    case OUTPUT:
        call->output = value;
        break;
    case FORMAT:
        call->format = value;
        break;
    case JSON:
        call->format = "json";
        break;
    case AS:
        if (!ng_format_find(ng_str_of(value), &call->as))
            return ng_fail(err, NG_USAGE, 0,
                           "--as %s is not text, html or jsonl", value);
        break;
    case SINCE:
        return take_day(&call->since, "since", value, today, err);
    case UNTIL:
        return take_day(&call->until, "until", value, today, err);
    case JOBS:
        return take_jobs(call, value, err);
    case QUIET:
        call->quiet = true;
        break;
    case NO_COLOR:
        call->colour = false;
        break;
    case PROGRESS:
        return take_progress(call, value, err);
    default:
        *help = true;
    }
    return NG_OK;
}

/* getopt's tables for a list of ours; codes count on from `code`. */
static void add_options(const struct ng_option *from, struct option *longs,
                        size_t *n, char *shorts, size_t *s, int code)
{
    for (int i = 0; from && from[i].name; i++) {
        longs[(*n)++] = (struct option){
            .name = from[i].name,
            .has_arg = from[i].value ? required_argument : no_argument,
            .val = code + i};
        if (from[i].letter) {
            shorts[(*s)++] = from[i].letter;
            if (from[i].value)
                shorts[(*s)++] = ':';
        }
    }
}

static int code_of_letter(const struct ng_command *c, int letter, int code)
{
    for (int i = 0; i < GLOBALS; i++)
        if (ng_global_options[i].letter == letter)
            return code + i;
    for (int i = 0; c && c->options && c->options[i].name; i++)
        if (c->options[i].letter == letter)
            return code + GLOBALS + i;
    return 0;
}

ng_status ng_options_parse(struct ng_call *call, const struct ng_command *c,
                           int argc, char **argv, ng_day today,
                           const char **values, bool *help, struct ng_err *err)
{
    enum { CODE = 256 };
    struct option longs[GLOBALS + NG_OPTIONS_MOST + 1] = {0};
    char shorts[3 * (GLOBALS + NG_OPTIONS_MOST) + 2] = ":";
    size_t n = 0, s = 1;
    add_options(ng_global_options, longs, &n, shorts, &s, CODE);
    if (c)
        add_options(c->options, longs, &n, shorts, &s, CODE + GLOBALS);
    opterr = 0;
    optind = 0;
    for (;;) {
        int got = getopt_long(argc, argv, shorts, longs, NULL);
        if (got == -1)
            break;
        if (got == '?' || got == ':')
            return ng_fail(err, NG_USAGE, 0,
                           got == ':' ? "%s wants a value after it"
                                      : "there is no option %s here",
                           argv[optind - 1]);
        int code = got < CODE ? code_of_letter(c, got, CODE) : got;
        ng_status status = NG_OK;
        if (code < CODE + GLOBALS)
            status = take_global(call, code - CODE, optarg, today, help, err);
        else
            values[code - CODE - GLOBALS] = optarg ? optarg : "";
        if (status != NG_OK)
            return status;
    }
    call->argc = argc - optind;
    call->argv = argv + optind;
    call->values = values;
    return NG_OK;
}
