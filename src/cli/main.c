/* main.c - finds the command, gives it an arena and the parsed call, and turns
 * its status into an exit code. The only place that asks for the clock, the
 * environment and the terminal. */
#include "cli/options.h"
#include "store/store.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const size_t ARENA = (size_t)16 << 30; /* address space, not memory */

static volatile int stopped;

/* The first Ctrl-C asks for an orderly end, the second gets one at once. */
static void stop(int signal)
{
    (void)signal;
    if (__atomic_load_n(&stopped, __ATOMIC_RELAXED))
        _exit(130);
    __atomic_store_n(&stopped, 1, __ATOMIC_RELAXED);
}

struct job {
    const struct ng_command *command;
    struct ng_call call;
};

static ng_status run_command(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct job *job = ctx;
    return job->command->run(&job->call, a, err);
}

/* $XDG_DATA_HOME/nutgraf/nutgraf.db, whose folder is made if need be. */
static const char *default_store(char *buf, size_t size)
{
    const char *own = getenv("NUTGRAF_STORE");
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    if (own && *own)
        return own;
    if (data && *data)
        snprintf(buf, size, "%s/nutgraf", data);
    else
        snprintf(buf, size, "%s/.local/share/nutgraf", home ? home : ".");
    size_t n = strlen(buf);
    snprintf(buf + n, size - n, "/nutgraf.db");
    return buf;
}

static void look_around(struct ng_call *call, char *path, size_t size)
{
    struct winsize ws;
    const char *no_color = getenv("NO_COLOR");
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    call->store = default_store(path, size);
    call->since = call->until = NG_NO_DAY;
    call->jobs = cores > 0 && cores < 256 ? (unsigned)cores : 1;
    call->terminal = isatty(STDOUT_FILENO);
    call->colour = call->terminal && !(no_color && *no_color);
    call->width = 100;
    if (call->terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 &&
        ws.ws_col >= 40)
        call->width = ws.ws_col < 120 ? ws.ws_col : 120;
    call->stop = &stopped;
}

static ng_status open_output(struct ng_call *call, struct ng_err *err)
{
    call->out->to = stdout;
    if (!call->output)
        return NG_OK;
    call->out->to = fopen(call->output, "wb");
    call->colour = call->terminal = false;
    if (!call->out->to)
        return ng_fail(err, NG_IO, 0, "cannot write %s: %s", call->output,
                       strerror(errno));
    return NG_OK;
}

static ng_status run(struct job *job, struct ng_err *err)
{
    struct ng_arena a;
    struct ng_out out = {0};
    job->call.out = &out;
    ng_status status = open_output(&job->call, err);
    if (status != NG_OK)
        return status;
    status = ng_arena_open(&a, ARENA, err);
    if (status == NG_OK) {
        status = ng_guarded(run_command, job, &a, err);
        ng_arena_close(&a, ARENA);
    }
    struct ng_err late = {0};
    ng_status flushed = ng_out_flush(&out, &late);
    if (out.failed == EPIPE && (status == NG_OK || status == NG_IO))
        status = flushed = NG_OK; /* the reader has had enough: head, less */
    if (status == NG_OK && flushed != NG_OK) {
        *err = late;
        status = flushed;
    }
    ng_out_release(&out);
    return status;
}

static int finish(const char *name, ng_status status, const struct ng_err *err)
{
    if (status != NG_OK && err->text[0])
        fprintf(stderr, "nutgraf %s: %s\n", name, err->text);
    return ng_status_exit(status);
}

int main(int argc, char **argv)
{
    const char *values[NG_OPTIONS_MOST] = {0};
    char path[4096];
    struct ng_err err = {0};
    struct job job = {0};
    bool help = false;
    char help_word[] = "help", version_word[] = "version";
    char *just_help[] = {argv[0], help_word, NULL};
    signal(SIGPIPE, SIG_IGN);
    ng_store_prepare();
    /* The first Ctrl-C asks, the second ends at once; either is safe. */
    struct sigaction ask = {.sa_handler = stop, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &ask, NULL);
    sigaction(SIGTERM, &ask, NULL);
    if (argc < 2 || strcmp(argv[1], "--help") == 0 ||
        strcmp(argv[1], "-h") == 0) {
        argc = 2;
        argv = just_help;
    } else if (strcmp(argv[1], "--version") == 0) {
        argv[1] = version_word;
    }
    look_around(&job.call, path, sizeof path);
    job.command = ng_command_find(argv[1]);
    if (!job.command) {
        ng_fail(&err, NG_USAGE, 0,
                "there is no such command; \"nutgraf help\" lists them all");
        return finish(argv[1], NG_USAGE, &err);
    }
    ng_day today = (ng_day)(time(NULL) / 86400);
    ng_status status = ng_options_parse(&job.call, job.command, argc - 1,
                                        argv + 1, today, values, &help, &err);
    if (status != NG_OK)
        return finish(argv[1], status, &err);
    if (help) { /* "brief --help" is "help brief" */
        char *word[] = {argv[1], NULL};
        job.command = ng_command_find("help");
        job.call.argc = 1;
        job.call.argv = word;
        return finish("help", run(&job, &err), &err);
    }
    return finish(argv[1], run(&job, &err), &err);
}
