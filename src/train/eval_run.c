#include "train/eval_run.h"

#include "base/out.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

_Noreturn static void become(char *const argv[], int in, int out)
{
    int null = open("/dev/null", O_WRONLY);
    dup2(in, 0);
    dup2(out < 0 ? null : out, 1);
    dup2(null, 2);
    execv("/proc/self/exe", argv);
    _exit(127);
}

static ng_str take_all(int from, struct ng_arena *a)
{
    struct ng_out all = {0};
    char part[1 << 14];
    ssize_t n;
    while ((n = read(from, part, sizeof part)) > 0)
        if (ng_out_str(&all).n + (size_t)n <= NG_RAN_MOST)
            ng_put(&all, (ng_str){part, (size_t)n});
    ng_str kept = ng_str_copy(ng_out_str(&all), a);
    ng_out_release(&all);
    return kept;
}

bool ng_run_self(char *const argv[], ng_str in, struct ng_ran *ran,
                 struct ng_arena *a)
{
    int to[2], from[2] = {-1, -1}, status = 1;
    struct rusage use = {0};
    *ran = (struct ng_ran){0};
    if (pipe2(to, O_CLOEXEC))
        return false;
    if (a && pipe2(from, O_CLOEXEC)) {
        close(to[0]);
        close(to[1]);
        return false;
    }
    double start = now();
    pid_t child = fork();
    if (child == 0)
        become(argv, to[0], from[1]);
    close(to[0]);
    if (a)
        close(from[1]);
    bool sent = child > 0 && write(to[1], in.p, in.n) == (ssize_t)in.n;
    close(to[1]);
    if (a) {
        ran->out = take_all(from[0], a);
        close(from[0]);
    }
    if (child < 0 || wait4(child, &status, 0, &use) != child)
        return false;
    ran->ms = now() - start;
    ran->mb = (double)use.ru_maxrss / 1024;
    return sent && status == 0;
}
